// What CPython's compiler refuses although its grammar accepts it: statements outside of
// where they belong, repeated parameters, starred expressions in odd places.
#include "ast_build.h"

#include <string.h>

typedef enum {
    MODULE,
    CLASS,
    FUNCTION,
    ASYNC_FUNCTION,
    LAMBDA,
    COMPREHENSION
} scope_kind;

// The targets of a comprehension, and of those around it.
typedef struct targets targets;
struct targets {
    fe_nodes generators;
    const targets *outer;
};

typedef struct rules rules;
struct rules {
    const fora_names *names;
    fora_diags *diags;
    fora_map *parameters;  // names seen, keyed by function and name
    uint32_t *functions;   // seen so far
    scope_kind scope;
    const char *comprehension;  // what the innermost one is called
    const targets *targets;     // of the comprehensions around, up to the function
    bool in_loop;
    bool in_class;  // the comprehensions around stand in a class's body
    bool iterable;  // in what a comprehension iterates
    bool after_future;
};

static void visit(void *context, fe_node *node);

static void
report(rules *r, const fe_node *node, const char *keyword, const char *place)
{
    fora_diag(r->diags, FORA_DIAG_syntax_outside, node->span, keyword, place);
}

static bool
is_function(scope_kind scope)
{
    return scope == FUNCTION || scope == ASYNC_FUNCTION || scope == LAMBDA;
}

static void
visit_list(rules *r, fe_nodes nodes)
{
    for (uint32_t i = 0; i < nodes.count; i++)
        if (nodes.items[i])
            visit(r, nodes.items[i]);
}

static void
visit_one(rules *r, fe_node *node)
{
    if (node)
        visit(r, node);
}

// Visits nodes among which starred expressions may stand.
static void
visit_starred(rules *r, fe_nodes nodes)
{
    for (uint32_t i = 0; i < nodes.count; i++) {
        fe_node *node = nodes.items[i];
        visit(r, node->kind == FE_Starred ? node->Starred.value : node);
    }
}

// ---- Functions and classes ----------------------------------------------------------

static void
check_parameter(rules *r, const fe_node *arg)
{
    if (!arg)
        return;
    uint64_t key = (uint64_t)*r->functions << 32 | arg->arg.arg;
    const char *name = fora_sym_text(r->names, arg->arg.arg);
    if (fora_map_get(r->parameters, key, NULL))
        fora_diag(r->diags, FORA_DIAG_syntax_duplicate_argument, arg->span, name);
    if (!strcmp(name, "__debug__"))
        fora_diag(r->diags, FORA_DIAG_syntax_debug, arg->span);
    fora_map_put(r->parameters, key, 1);
}

static void
check_parameters(rules *r, const fe_node *node)
{
    const __typeof__(node->arguments) *a = &node->arguments;
    const fe_nodes lists[] = {a->posonlyargs, a->args, a->kwonlyargs};
    ++*r->functions;
    for (int list = 0; list < 3; list++)
        for (uint32_t i = 0; i < lists[list].count; i++)
            check_parameter(r, lists[list].items[i]);
    check_parameter(r, a->vararg);
    check_parameter(r, a->kwarg);
}

// Defaults and annotations belong to the scope around the function.
static void
visit_arguments(rules *r, const fe_node *node)
{
    const __typeof__(node->arguments) *a = &node->arguments;
    fe_node *vararg = a->vararg;
    check_parameters(r, node);
    visit_list(r, a->posonlyargs);
    visit_list(r, a->args);
    visit_list(r, a->kwonlyargs);
    visit_one(r, a->kwarg);
    visit_list(r, a->defaults);
    visit_list(r, a->kw_defaults);
    if (vararg && vararg->arg.annotation) {
        fe_node *annotation = vararg->arg.annotation;
        visit(r,
              annotation->kind == FE_Starred ? annotation->Starred.value : annotation);
    }
}

static void
visit_body(rules *r, fe_nodes body, scope_kind scope)
{
    rules inner = *r;
    inner.scope = scope;
    inner.in_loop = inner.iterable = false;
    inner.targets = NULL;
    inner.in_class = false;
    visit_list(&inner, body);
}

static void
visit_function(rules *r, const fe_node *node)
{
    visit_list(r, node->FunctionDef.decorator_list);
    visit_arguments(r, node->FunctionDef.args);
    visit_one(r, node->FunctionDef.returns);
    visit_body(r, node->FunctionDef.body,
               node->kind == FE_FunctionDef ? FUNCTION : ASYNC_FUNCTION);
}

static void
visit_lambda(rules *r, fe_node *node)
{
    visit_arguments(r, node->Lambda.args);
    visit_body(r, (fe_nodes){&node->Lambda.body, 1}, LAMBDA);
}

static void
visit_class(rules *r, const fe_node *node)
{
    visit_list(r, node->ClassDef.decorator_list);
    visit_starred(r, node->ClassDef.bases);
    visit_list(r, node->ClassDef.keywords);
    visit_body(r, node->ClassDef.body, CLASS);
}

// ---- Loops and comprehensions -------------------------------------------------------

static void
visit_loop(rules *r, fe_nodes body, fe_nodes orelse)
{
    bool outer = r->in_loop;
    r->in_loop = true;
    visit_list(r, body);
    r->in_loop = outer;
    visit_list(r, orelse);
}

static const char *
comprehension_name(fe_kind kind)
{
    return kind == FE_ListComp   ? "list comprehension"
           : kind == FE_SetComp  ? "set comprehension"
           : kind == FE_DictComp ? "dict comprehension"
                                 : "generator expression";
}

static void
visit_clauses(rules *outer, rules *inner, const fe_node *node, fe_nodes generators)
{
    for (uint32_t i = 0; i < generators.count; i++) {
        const fe_node *clause = generators.items[i];
        rules *r = i == 0 ? outer : inner;  // the first iterable belongs outside
        bool iterable = r->iterable;
        r->iterable = true;
        visit(r, clause->comprehension.iter);
        r->iterable = iterable;
        visit(inner, clause->comprehension.target);
        visit_list(inner, clause->comprehension.ifs);
        bool generator = node->kind == FE_GeneratorExp;
        if (clause->comprehension.is_async && outer->scope != ASYNC_FUNCTION &&
            !generator)
            fora_diag(outer->diags, FORA_DIAG_syntax_async_comprehension, node->span);
    }
}

static void
visit_comprehension(rules *r, const fe_node *node)
{
    bool dict = node->kind == FE_DictComp;
    targets own = {dict ? node->DictComp.generators : node->ListComp.generators,
                   r->targets};
    rules inner = *r;
    inner.comprehension = comprehension_name(node->kind);
    inner.targets = &own;
    inner.in_class |= r->scope == CLASS;
    if (r->scope != ASYNC_FUNCTION)
        inner.scope = COMPREHENSION;
    inner.in_loop = false;
    if (dict) {
        visit_clauses(r, &inner, node, node->DictComp.generators);
        visit(&inner, node->DictComp.key);
        visit(&inner, node->DictComp.value);
    } else {
        visit_clauses(r, &inner, node, node->ListComp.generators);
        visit(&inner, node->ListComp.elt);
    }
}

// ---- Single statements and expressions ----------------------------------------------

static void
check_yield(rules *r, const fe_node *node)
{
    if (r->comprehension)
        fora_diag(r->diags, FORA_DIAG_syntax_yield_inside, node->span,
                  r->comprehension);
    else if (!is_function(r->scope))
        report(r, node, "yield", "function");
    else if (node->kind == FE_YieldFrom && r->scope == ASYNC_FUNCTION)
        fora_diag(r->diags, FORA_DIAG_syntax_yield_from_async, node->span);
}

static void
check_await(rules *r, const fe_node *node)
{
    if (r->scope == MODULE || r->scope == CLASS)
        report(r, node, "await", "function");
    else if (r->scope == FUNCTION || r->scope == LAMBDA)
        report(r, node, "await", "async function");
}

static void
check_future(rules *r, const fe_node *node)
{
    static const char *const features[] = {
        "nested_scopes",  "generators",     "division",         "absolute_import",
        "with_statement", "print_function", "unicode_literals", "barry_as_FLUFL",
        "generator_stop", "annotations"};
    if (r->after_future || r->scope != MODULE)
        fora_diag(r->diags, FORA_DIAG_syntax_future_first, node->span);
    for (uint32_t i = 0; i < node->ImportFrom.names.count; i++) {
        const fe_node *alias = node->ImportFrom.names.items[i];
        const char *name = fora_sym_text(r->names, alias->alias.name);
        bool known = false;
        for (uint32_t j = 0; j < sizeof features / sizeof *features; j++)
            known |= !strcmp(name, features[j]);
        if (!known)
            fora_diag(r->diags, FORA_DIAG_syntax_future_name, alias->span, name);
    }
}

static bool
is_future(const rules *r, const fe_node *node)
{
    return node->kind == FE_ImportFrom && node->ImportFrom.module &&
           node->ImportFrom.level == 0 &&
           !strcmp(fora_sym_text(r->names, node->ImportFrom.module), "__future__");
}

static void
check_import(rules *r, const fe_node *node)
{
    const fe_node *first = node->ImportFrom.names.items[0];
    if (r->scope != MODULE && !strcmp(fora_sym_text(r->names, first->alias.name), "*"))
        fora_diag(r->diags, FORA_DIAG_syntax_import_star, first->span);
    if (is_future(r, node))
        check_future(r, node);
}

static void
check_statement(rules *r, const fe_node *node)
{
    switch (node->kind) {
    case FE_Return:
        if (r->scope != FUNCTION && r->scope != ASYNC_FUNCTION)
            report(r, node, "return", "function");
        break;
    case FE_Break:
        if (!r->in_loop)
            report(r, node, "break", "loop");
        break;
    case FE_Continue:
        if (!r->in_loop)
            fora_diag(r->diags, FORA_DIAG_syntax_continue, node->span);
        break;
    case FE_AsyncFor:
    case FE_AsyncWith:
        if (r->scope != ASYNC_FUNCTION)
            report(r, node, node->kind == FE_AsyncFor ? "async for" : "async with",
                   "async function");
        break;
    case FE_Nonlocal:
        if (r->scope == MODULE)
            fora_diag(r->diags, FORA_DIAG_syntax_nonlocal_module, node->span);
        break;
    case FE_ImportFrom:
        check_import(r, node);
        break;
    default:
        break;
    }
}

typedef struct {
    fora_sym name;
    bool found;
} search;

static void
find_stored(void *context, fe_node *node)
{
    search *s = context;
    if (node->kind == FE_Name)
        s->found |= node->Name.ctx == FE_Store && node->Name.id == s->name;
    else
        fe_each_child(node, find_stored, s);
}

// `:=` in a comprehension binds in the function around, so not the variable of a loop of
// the comprehension, and not where a class is around.
static void
check_walrus(rules *r, const fe_node *node)
{
    search s = {node->NamedExpr.target->Name.id, false};
    if (r->iterable) {
        fora_diag(r->diags, FORA_DIAG_syntax_walrus_iterable, node->span);
        return;
    }
    for (const targets *t = r->targets; t; t = t->outer)
        for (uint32_t i = 0; i < t->generators.count; i++)
            find_stored(&s, t->generators.items[i]->comprehension.target);
    if (s.found)
        fora_diag(r->diags, FORA_DIAG_syntax_walrus_rebinds, node->span,
                  fora_sym_text(r->names, s.name));
    else if (r->targets && r->in_class)
        fora_diag(r->diags, FORA_DIAG_syntax_walrus_class, node->span);
}

static void
check_name(rules *r, const fe_node *node)
{
    if (node->Name.ctx != FE_Load &&
        !strcmp(fora_sym_text(r->names, node->Name.id), "__debug__"))
        fora_diag(r->diags, FORA_DIAG_syntax_debug, node->span);
}

// ---- The walk -----------------------------------------------------------------------

static void
visit_subscript(rules *r, const fe_node *node)
{
    visit(r, node->Subscript.value);
    visit(r, node->Subscript.slice);
}

static void
visit(void *context, fe_node *node)
{
    rules *r = context;
    check_statement(r, node);
    switch (node->kind) {
    case FE_FunctionDef:
    case FE_AsyncFunctionDef:
    case FE_Lambda: {
        const char *comprehension = r->comprehension;
        r->comprehension = NULL;
        if (node->kind == FE_Lambda)
            visit_lambda(r, node);
        else
            visit_function(r, node);
        r->comprehension = comprehension;
        return;
    }
    case FE_ClassDef:
        visit_class(r, node);
        return;
    case FE_For:
    case FE_AsyncFor:
        visit(r, node->For.target);
        visit(r, node->For.iter);
        visit_loop(r, node->For.body, node->For.orelse);
        return;
    case FE_While:
        visit(r, node->While.test);
        visit_loop(r, node->While.body, node->While.orelse);
        return;
    case FE_ListComp:
    case FE_SetComp:
    case FE_DictComp:
    case FE_GeneratorExp:
        visit_comprehension(r, node);
        return;
    case FE_Tuple:
        visit_starred(r, node->Tuple.elts);
        return;
    case FE_List:
        visit_starred(r, node->List.elts);
        return;
    case FE_Set:
        visit_starred(r, node->Set.elts);
        return;
    case FE_Call:
        visit(r, node->Call.func);
        visit_starred(r, node->Call.args);
        visit_list(r, node->Call.keywords);
        return;
    case FE_Subscript:
        visit_subscript(r, node);
        return;
    case FE_Starred:
        fora_diag(r->diags, FORA_DIAG_syntax_starred, node->span);
        return;
    case FE_Yield:
    case FE_YieldFrom:
        check_yield(r, node);
        break;
    case FE_Await:
        check_await(r, node);
        break;
    case FE_NamedExpr:
        check_walrus(r, node);
        break;
    case FE_Name:
        check_name(r, node);
        break;
    case FE_Match:
        fe_pattern_rules(r->names, r->diags, node);
        break;
    default:
        break;
    }
    fe_each_child(node, visit, r);
}

// Whether a statement may stand before `from __future__ import`.
static bool
before_future(const rules *r, const fe_node *node, uint32_t index)
{
    bool docstring = index == 0 && node->kind == FE_Expr &&
                     node->Expr.value->kind == FE_Constant &&
                     node->Expr.value->Constant.value.kind == FE_STR;
    return docstring || is_future(r, node);
}

void
fe_ast_rules(fora_arena *arena, const fora_names *names, fora_diags *diags,
             const fe_node *root)
{
    uint32_t functions = 0;
    rules r = {.names = names,
               .diags = diags,
               .parameters = fora_map_new(arena),
               .functions = &functions};
    for (uint32_t i = 0; i < root->Module.body.count; i++) {
        fe_node *node = root->Module.body.items[i];
        r.after_future |= !before_future(&r, node, i);
        visit(&r, node);
    }
}
