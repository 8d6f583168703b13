// Walks a module's tree in the order of evaluation, opens its scopes and notes every use
// of a name with its place. Annotations are not evaluated, so their names are no uses.
#include "scope.h"

typedef struct {
    fe_scopes *scopes;
    fe_scope *scope;
    const fe_loop *loop;
    uint32_t conditional, guarded;  // how many conditions and try statements around
} walk;

static void visit(void *context, fe_node *node);

static void
visit_opt(walk *w, fe_node *node)
{
    if (node)
        visit(w, node);
}

static void
visit_all(walk *w, fe_nodes nodes)
{
    for (uint32_t i = 0; i < nodes.count; i++)
        visit_opt(w, nodes.items[i]);
}

// ---- Scopes, symbols, uses ----------------------------------------------------------

static fe_scope *
open_scope(walk *w, fe_scope_kind kind, fe_node *node, fora_sym name)
{
    fe_scopes *all = w->scopes;
    fe_scope *scope = fora_alloc(all->arena, sizeof *scope);
    scope->kind = kind;
    scope->node = node;
    scope->parent = w->scope;
    bool runs = kind == FE_SCOPE_MODULE || kind == FE_SCOPE_FUNCTION;
    scope->owner = runs ? scope : w->scope->owner;
    scope->symbols = fora_map_new(all->arena);
    scope->declared = fora_map_new(all->arena);
    scope->mentioned = fora_map_new(all->arena);
    scope->name = scope->qualified_name = name;
    if (w->scope) {
        scope->class_name = w->scope->class_name;
        *FORA_PUSH(all->arena, w->scope->children, w->scope->child_count,
                   w->scope->child_capacity) = scope;
    }
    *FORA_PUSH(all->arena, all->scopes, all->scope_count, all->scope_capacity) = scope;
    fora_map_put(all->by_node, (uint64_t)(uintptr_t)node, (uint64_t)(uintptr_t)scope);
    return scope;
}

static void
qualify(walk *w, fe_scope *scope)
{
    const fora_names *names = w->scopes->names;
    const fe_scope *outer = scope->parent;
    while (outer->kind == FE_SCOPE_COMPREHENSION)
        outer = outer->parent;
    if (outer->kind == FE_SCOPE_MODULE)
        return;
    const char *between = outer->kind == FE_SCOPE_CLASS ? "." : ".<locals>.";
    char *text = fora_printf(w->scopes->arena, "%s%s%s",
                             fora_sym_text(names, outer->qualified_name), between,
                             fora_sym_text(names, scope->name));
    scope->qualified_name = fora_intern_c(w->scopes->names, text);
}

fe_symbol *
fe_symbol_new(fe_scopes *scopes, fe_scope *scope, fora_sym name)
{
    fe_symbol *symbol = fora_alloc(scopes->arena, sizeof *symbol);
    symbol->name = name;
    symbol->scope = scope;
    symbol->number = scopes->symbols.count;
    symbol->least_depth = UINT32_MAX;
    *FORA_PUSH(scopes->arena, scopes->symbols.items, scopes->symbols.count,
               scopes->symbols.capacity) = symbol;
    return symbol;
}

static fe_symbol *
symbol_in(walk *w, fe_scope *scope, fora_sym name)
{
    uint64_t found;
    if (fora_map_get(scope->symbols, name, &found))
        return (fe_symbol *)(uintptr_t)found;
    fe_symbol *symbol = fe_symbol_new(w->scopes, scope, name);
    fora_map_put(scope->symbols, name, (uint64_t)(uintptr_t)symbol);
    return symbol;
}

static fe_place
place_here(walk *w)
{
    return (fe_place){++w->scopes->order, w->loop, w->conditional > 0, w->guarded > 0};
}

static fe_use *
note(walk *w, fe_scope *scope, fe_use_kind kind, fora_sym name, fora_span span)
{
    fe_use *use = FORA_PUSH(w->scopes->arena, w->scopes->uses, w->scopes->use_count,
                            w->scopes->use_capacity);
    use->kind = kind;
    use->scope = scope;
    use->name = name;
    use->place = place_here(w);
    use->span = span;
    return use;
}

static fe_use *
use_name(walk *w, fe_use_kind kind, fora_sym name, fora_span span)
{
    name = fe_mangle(w->scopes->names, w->scope, name);
    fe_use *use = note(w, w->scope, kind, name, span);
    fe_scope_mention(w->scope, name,
                     kind == FE_USE_DELETE ? FE_MENTION_BINDING : FE_MENTION_USE);
    return use;
}

static void
bind_in(walk *w, fe_scope *scope, fora_sym name, fora_span span, fe_node *definition)
{
    name = fe_mangle(w->scopes->names, scope, name);
    fe_use *use = note(w, scope, FE_USE_BIND, name, span);
    use->definition = definition;
    fe_scope_mention(scope, name, FE_MENTION_BINDING);
    uint64_t nonlocal;
    if (!fora_map_get(scope->declared, name, &nonlocal))
        symbol_in(w, scope, name);
    else if (!nonlocal)
        symbol_in(w, w->scopes->module, name);
}

static void
bind(walk *w, fora_sym name, fora_span span, fe_node *definition)
{
    bind_in(w, w->scope, name, span, definition);
}

static void
note_update(walk *w, fe_node *target)
{
    uint32_t steps;
    fe_node *root = fe_path_root(w->scopes->names, target, &steps);
    if (!root)
        return;
    use_name(w, FE_USE_UPDATE, root->Name.id, target->span);
    w->scopes->uses[w->scopes->use_count - 1].depth = steps;
}

// ---- Functions and classes ----------------------------------------------------------

static void
bind_parameters(walk *w, fe_node *node)
{
    __typeof__(node->arguments) *args = &node->arguments;
    fe_nodes lists[] = {args->posonlyargs, args->args, args->kwonlyargs};
    for (size_t k = 0; k < 3; k++)
        for (uint32_t i = 0; i < lists[k].count; i++)
            bind(w, lists[k].items[i]->arg.arg, lists[k].items[i]->span, NULL);
    if (args->vararg)
        bind(w, args->vararg->arg.arg, args->vararg->span, NULL);
    if (args->kwarg)
        bind(w, args->kwarg->arg.arg, args->kwarg->span, NULL);
}

static fe_scope *
open_function(walk *w, fe_node *node, fora_sym name, fe_node *arguments)
{
    visit_all(w, arguments->arguments.defaults);
    visit_all(w, arguments->arguments.kw_defaults);
    fe_scope *scope = open_scope(w, FE_SCOPE_FUNCTION, node, name);
    qualify(w, scope);
    fe_use *made = note(w, w->scope, FE_USE_MAKE, 0, node->span);
    made->scope = scope;
    scope->place = made->place;
    return scope;
}

static void
visit_function(walk *w, fe_node *node, fora_sym name, fe_node *arguments, fe_nodes body)
{
    fe_scope *scope = open_function(w, node, name, arguments);
    walk inner = {w->scopes, scope, NULL, 0, 0};
    uint32_t before = w->scopes->symbols.count;
    bind_parameters(&inner, arguments);
    for (uint32_t i = before; i < w->scopes->symbols.count; i++)
        w->scopes->symbols.items[i]->parameter = true;
    visit_all(&inner, body);
}

static void
visit_def(walk *w, fe_node *node)
{
    visit_all(w, node->FunctionDef.decorator_list);
    visit_function(w, node, node->FunctionDef.name, node->FunctionDef.args,
                   node->FunctionDef.body);
    bind(w, node->FunctionDef.name, node->FunctionDef.name_span, node);
}

static void
visit_lambda(walk *w, fe_node *node)
{
    fora_sym name = fora_intern_c(w->scopes->names, "<lambda>");
    fe_node *body[] = {node->Lambda.body};
    visit_function(w, node, name, node->Lambda.args, (fe_nodes){body, 1});
}

static void
visit_class(walk *w, fe_node *node)
{
    visit_all(w, node->ClassDef.decorator_list);
    visit_all(w, node->ClassDef.bases);
    visit_all(w, node->ClassDef.keywords);
    fe_scope *scope = open_scope(w, FE_SCOPE_CLASS, node, node->ClassDef.name);
    qualify(w, scope);
    scope->class_name = node->ClassDef.name;
    walk inner = {w->scopes, scope, w->loop, w->conditional, w->guarded};
    visit_all(&inner, node->ClassDef.body);
    bind(w, node->ClassDef.name, node->ClassDef.name_span, node);
}

// ---- Comprehensions -----------------------------------------------------------------

static void
visit_clauses(walk *w, fe_nodes generators, uint32_t i, fe_node *key, fe_node *value)
{
    if (i == generators.count) {
        visit_opt(w, key);
        visit(w, value);
        return;
    }
    __typeof__(generators.items[i]->comprehension) *clause =
        &generators.items[i]->comprehension;
    if (i > 0)
        visit(w, clause->iter);
    fe_loop *loop = fora_alloc(w->scopes->arena, sizeof *loop);
    loop->outer = w->loop;
    loop->order = w->scopes->order;
    walk inner = {w->scopes, w->scope, loop, w->conditional + 1, w->guarded};
    visit(&inner, clause->target);
    visit_all(&inner, clause->ifs);
    visit_clauses(&inner, generators, i + 1, key, value);
}

static void
visit_comprehension(walk *w, fe_node *node, fe_nodes generators, fe_node *key,
                    fe_node *value)
{
    visit(w, generators.items[0]->comprehension.iter);
    fora_sym name = fora_intern_c(w->scopes->names, "<comprehension>");
    fe_scope *scope = open_scope(w, FE_SCOPE_COMPREHENSION, node, name);
    scope->qualified_name = scope->parent->qualified_name;
    walk inner = {w->scopes, scope, w->loop, w->conditional, w->guarded};
    visit_clauses(&inner, generators, 0, key, value);
}

static void
visit_walrus(walk *w, fe_node *node)
{
    visit(w, node->NamedExpr.value);
    fe_scope *scope = w->scope;
    while (scope->kind == FE_SCOPE_COMPREHENSION)
        scope = scope->parent;
    fe_node *target = node->NamedExpr.target;
    bind_in(w, scope, target->Name.id, target->span, NULL);
}

// ---- Calls --------------------------------------------------------------------------

// The name of a callee that calls its arguments and does not keep them, or 0.
static fora_sym
consumer_of(const fora_names *names, const fe_node *callee)
{
    static const char *const consumers[] = {"sorted", "min", "max", "sort"};
    fora_sym name = 0;
    if (callee->kind == FE_Attribute)
        name = callee->Attribute.attr;
    else if (callee->kind == FE_Name)
        name = callee->Name.id;
    for (size_t i = 0; i < sizeof consumers / sizeof *consumers; i++)
        if (fe_sym_is(names, name, consumers[i]))
            return name;
    return 0;
}

static void
mark_consumed(walk *w, const fe_node *argument, fora_sym consumer)
{
    if (argument->kind == FE_Lambda)
        fe_scope_of(w->scopes, argument)->consumer = consumer;
}

static void
visit_call(walk *w, fe_node *node)
{
    fe_node *callee = node->Call.func;
    visit(w, callee);
    visit_all(w, node->Call.args);
    visit_all(w, node->Call.keywords);
    if (callee->kind == FE_Attribute &&
        fe_method_updates(w->scopes->names, callee->Attribute.attr))
        note_update(w, callee->Attribute.value);
    fora_sym consumer = consumer_of(w->scopes->names, callee);
    if (!consumer)
        return;
    for (uint32_t i = 0; i < node->Call.args.count; i++)
        mark_consumed(w, node->Call.args.items[i], consumer);
    for (uint32_t i = 0; i < node->Call.keywords.count; i++)
        mark_consumed(w, node->Call.keywords.items[i]->keyword.value, consumer);
}

// ---- Statements ---------------------------------------------------------------------

static void
visit_conditionally(walk *w, fe_nodes body)
{
    w->conditional++;
    visit_all(w, body);
    w->conditional--;
}

static void
visit_repeated(walk *w, fe_node *before, fe_node *each, fe_nodes body)
{
    fe_loop *loop = fora_alloc(w->scopes->arena, sizeof *loop);
    loop->outer = w->loop;
    visit_opt(w, before);
    loop->order = w->scopes->order;
    walk inner = {w->scopes, w->scope, loop, w->conditional + 1, w->guarded};
    visit_opt(&inner, each);
    visit_all(&inner, body);
}

static void
visit_try(walk *w, fe_node *node)
{
    visit_conditionally(w, node->Try.body);
    for (uint32_t i = 0; i < node->Try.handlers.count; i++) {
        fe_node *handler = node->Try.handlers.items[i];
        visit_opt(w, handler->ExceptHandler.type);
        w->conditional++;
        fora_sym name = handler->ExceptHandler.name;
        if (name)
            bind(w, name, handler->ExceptHandler.name_span, NULL);
        visit_all(w, handler->ExceptHandler.body);
        if (name)
            use_name(w, FE_USE_DELETE, name, handler->ExceptHandler.name_span);
        w->conditional--;
    }
    visit_conditionally(w, node->Try.orelse);
    visit_conditionally(w, node->Try.finalbody);
}

static void
visit_augmented(walk *w, fe_node *node)
{
    fe_node *target = node->AugAssign.target;
    if (target->kind == FE_Name) {
        // Only the binding counts for a declaration further down.
        note(w, w->scope, FE_USE_READ,
             fe_mangle(w->scopes->names, w->scope, target->Name.id), target->span);
        visit(w, node->AugAssign.value);
        bind(w, target->Name.id, target->span, NULL);
        return;
    }
    fe_each_child(target, visit, w);
    visit(w, node->AugAssign.value);
    note_update(w, target->kind == FE_Attribute ? target->Attribute.value
                                                : target->Subscript.value);
}

static void
visit_annotated(walk *w, fe_node *node)
{
    fe_node *target = node->AnnAssign.target;
    visit_opt(w, node->AnnAssign.value);
    if (target->kind == FE_Name && node->AnnAssign.simple)
        fe_scope_annotate(w->scopes, w->scope,
                          fe_mangle(w->scopes->names, w->scope, target->Name.id),
                          target->span);
    if (node->AnnAssign.value)
        visit(w, target);
}

static void
declare(walk *w, fe_idents names, bool nonlocal)
{
    for (uint32_t i = 0; i < names.count; i++) {
        fora_sym name = fe_mangle(w->scopes->names, w->scope, names.items[i]);
        if (fe_scope_declare(w->scopes, w->scope, name, names.spans[i], nonlocal) &&
            nonlocal)
            note(w, w->scope, FE_USE_READ, name, names.spans[i]);
    }
}

static void
visit_import(walk *w, fe_node *node, fe_nodes aliases)
{
    for (uint32_t i = 0; i < aliases.count; i++) {
        __typeof__(aliases.items[i]->alias) *alias = &aliases.items[i]->alias;
        fora_sym name = alias->asname ? alias->asname : alias->name;
        if (fe_sym_is(w->scopes->names, name, "*"))
            continue;
        const char *text = fora_sym_text(w->scopes->names, name);
        size_t length = 0;
        while (text[length] && text[length] != '.')
            length++;
        name = fora_intern(w->scopes->names, text, length);
        bind(w, name, aliases.items[i]->span, node);
    }
}

static void
visit_assign(walk *w, fe_nodes targets, fe_node *value)
{
    visit(w, value);
    visit_all(w, targets);
}

static bool
visit_statement(walk *w, fe_node *node)
{
    switch (node->kind) {
    case FE_FunctionDef:
        visit_def(w, node);
        return true;
    case FE_ClassDef:
        visit_class(w, node);
        return true;
    case FE_Assign:
        visit_assign(w, node->Assign.targets, node->Assign.value);
        return true;
    case FE_AugAssign:
        visit_augmented(w, node);
        return true;
    case FE_AnnAssign:
        visit_annotated(w, node);
        return true;
    case FE_For:
        visit(w, node->For.iter);
        visit_repeated(w, NULL, node->For.target, node->For.body);
        visit_conditionally(w, node->For.orelse);
        return true;
    case FE_While:
        visit_repeated(w, NULL, node->While.test, node->While.body);
        visit_conditionally(w, node->While.orelse);
        return true;
    case FE_If:
        visit(w, node->If.test);
        visit_conditionally(w, node->If.body);
        visit_conditionally(w, node->If.orelse);
        return true;
    case FE_Try:
        w->guarded++;
        visit_try(w, node);
        w->guarded--;
        return true;
    case FE_With:
        w->guarded++;
        fe_each_child(node, visit, w);
        w->guarded--;
        return true;
    case FE_Import:
        visit_import(w, node, node->Import.names);
        return true;
    case FE_ImportFrom:
        visit_import(w, node, node->ImportFrom.names);
        return true;
    case FE_Global:
        declare(w, node->Global.names, false);
        return true;
    case FE_Nonlocal:
        declare(w, node->Nonlocal.names, true);
        return true;
    default:
        return false;
    }
}

// ---- Expressions --------------------------------------------------------------------

static void
visit_name(walk *w, fe_node *node)
{
    if (node->Name.ctx == FE_Store)
        bind(w, node->Name.id, node->span, NULL);
    else
        use_name(w, node->Name.ctx == FE_Del ? FE_USE_DELETE : FE_USE_READ,
                 node->Name.id, node->span)
            ->node = node;
}

static bool
visit_scoped(walk *w, fe_node *node)
{
    switch (node->kind) {
    case FE_Lambda:
        visit_lambda(w, node);
        return true;
    case FE_ListComp:
        visit_comprehension(w, node, node->ListComp.generators, NULL,
                            node->ListComp.elt);
        return true;
    case FE_SetComp:
        visit_comprehension(w, node, node->SetComp.generators, NULL, node->SetComp.elt);
        return true;
    case FE_GeneratorExp:
        visit_comprehension(w, node, node->GeneratorExp.generators, NULL,
                            node->GeneratorExp.elt);
        return true;
    case FE_DictComp:
        visit_comprehension(w, node, node->DictComp.generators, node->DictComp.key,
                            node->DictComp.value);
        return true;
    default:
        return false;
    }
}

static void
visit(void *context, fe_node *node)
{
    walk *w = context;
    if (visit_statement(w, node) || visit_scoped(w, node))
        return;
    switch (node->kind) {
    case FE_Name:
        visit_name(w, node);
        break;
    case FE_NamedExpr:
        visit_walrus(w, node);
        break;
    case FE_Call:
        visit_call(w, node);
        break;
    case FE_Attribute:
        visit(w, node->Attribute.value);
        if (node->Attribute.ctx != FE_Load)
            note_update(w, node->Attribute.value);
        break;
    case FE_Subscript:
        visit(w, node->Subscript.value);
        visit(w, node->Subscript.slice);
        if (node->Subscript.ctx != FE_Load)
            note_update(w, node->Subscript.value);
        break;
    default:
        fe_each_child(node, visit, w);
        break;
    }
}

// ---- The module ---------------------------------------------------------------------

fe_scope *
fe_scope_of(const fe_scopes *scopes, const fe_node *node)
{
    uint64_t scope = 0;
    fora_map_get(scopes->by_node, (uint64_t)(uintptr_t)node, &scope);
    return (fe_scope *)(uintptr_t)scope;
}

fe_scopes *
fe_scopes_build(fora_arena *arena, fora_names *names, fora_diags *diags,
                const fe_module *module, fora_sym module_name)
{
    fe_scopes *scopes = fora_alloc(arena, sizeof *scopes);
    scopes->arena = arena;
    scopes->names = names;
    scopes->diags = diags;
    scopes->by_node = fora_map_new(arena);
    scopes->builtins = fora_map_new(arena);
    scopes->main = fe_sym_is(names, module_name, "__main__");
    walk w = {.scopes = scopes};
    scopes->module =
        open_scope(&w, FE_SCOPE_MODULE, module->root, fora_intern_c(names, "<module>"));
    w.scope = scopes->module;
    visit_all(&w, module->root->Module.body);
    fe_scopes_resolve(scopes);
    fe_scopes_place(scopes);
    return scopes;
}
