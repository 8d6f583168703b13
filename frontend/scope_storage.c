// Decides where each binding lives: in a variable, a cell, a global; or that it needs no
// memory because it is a function, class or module that never changes. The rules are told
// in doc/architecture.md, "Names".
#include <string.h>

#include "scope.h"

// ---- What may have run before: the module's own order -------------------------------

typedef struct {
    fe_scopes *scopes;
    fe_scope **pending;
    uint32_t count, capacity;
} reach;

static void
reach_scope(reach *r, fe_scope *scope)
{
    if (scope->reached)
        return;
    scope->reached = true;
    *FORA_PUSH(r->scopes->arena, r->pending, r->count, r->capacity) = scope;
}

static void
reach_symbol(reach *r, fe_symbol *symbol)
{
    if (symbol == NULL || symbol->reached)
        return;
    symbol->reached = true;
    for (uint32_t i = 0; i < symbol->site_count; i++) {
        const fe_use *use = &r->scopes->uses[symbol->sites[i]];
        if (use->kind != FE_USE_BIND || use->definition == NULL)
            continue;
        fe_scope *scope = fe_scope_of(r->scopes, use->definition);
        if (scope)
            reach_scope(r, scope);
    }
}

// Everything that the reached functions name is reached as well.
static void
reach_all(reach *r)
{
    while (r->count > 0) {
        fe_scope *scope = r->pending[--r->count];
        for (uint32_t i = 0; i < scope->use_count; i++)
            reach_symbol(r, r->scopes->uses[scope->uses[i]].symbol);
        for (uint32_t i = 0; i < scope->child_count; i++)
            reach_scope(r, scope->children[i]);
    }
}

static bool
is_definition(const fe_symbol *symbol, fe_kind kind)
{
    return symbol->definition && symbol->definition->kind == kind &&
           symbol->bindings == 1 && !symbol->deleted && !symbol->rebound_by_function &&
           !symbol->place.conditional;
}

static bool
is_import(const fe_symbol *symbol)
{
    return is_definition(symbol, FE_Import) || is_definition(symbol, FE_ImportFrom);
}

static void
make_direct(fe_scopes *scopes, fe_symbol *symbol)
{
    if (is_definition(symbol, FE_FunctionDef)) {
        symbol->storage = FE_FUNCTION;
        symbol->function = fe_scope_of(scopes, symbol->definition);
    } else if (is_definition(symbol, FE_ClassDef)) {
        symbol->storage = FE_CLASS;
    } else if (is_import(symbol)) {
        symbol->storage = FE_IMPORT;
    }
}

static void
place_module_binding(fe_scopes *scopes, const fe_use *use)
{
    fe_symbol *symbol = use->symbol;
    if (symbol->scope != scopes->module || symbol->reached)
        return;
    make_direct(scopes, symbol);
    if (!use->place.conditional && !symbol->deleted)
        symbol->early = true;
}

// `__radd__ = __add__` or `@value.setter` in a class body calls nothing.
static bool
names_own_method(const fe_use *use)
{
    return use->scope->kind == FE_SCOPE_CLASS && use->symbol &&
           use->symbol->scope == use->scope;
}

// What ran before the first binding of a builtin's name has seen the builtin, or not, which
// only running tells.
static void
refuse_late_binding(fe_scopes *scopes, const fe_use *use)
{
    const char *name = fora_sym_text(scopes->names, use->name);
    fe_symbol *symbol = use->symbol;
    if (symbol->scope == scopes->module && symbol->reached &&
        symbol->place.order == use->place.order && fora_is_builtin_name(name))
        fora_diag(scopes->diags, FORA_DIAG_refused_builtin_name, use->span, name);
}

static void
walk_module(fe_scopes *scopes)
{
    reach r = {.scopes = scopes};
    for (uint32_t i = 0; i < scopes->use_count; i++) {
        const fe_use *use = &scopes->uses[i];
        bool runs = use->scope->owner == scopes->module;
        if (use->kind == FE_USE_MAKE && use->scope->parent->owner == scopes->module &&
            use->scope->node->kind == FE_Lambda)
            reach_scope(&r, use->scope);
        else if (use->kind == FE_USE_BIND && runs && use->symbol) {
            refuse_late_binding(scopes, use);
            place_module_binding(scopes, use);
        } else if (use->kind != FE_USE_MAKE && runs && !names_own_method(use))
            reach_symbol(&r, use->symbol);
        reach_all(&r);
    }
}

// ---- Functions inside functions -----------------------------------------------------

// The function made by the owner of `symbol` that `scope` is, or lies in.
static fe_scope *
made_by_owner(fe_scope *scope, const fe_scope *owner)
{
    fe_scope *function = scope->owner;
    while (function->parent && function->parent->owner != owner)
        function = function->parent->owner;
    return function;
}

// Whether the owner's inner function `made` may run before `symbol` is bound: its name is
// read by the code of the owner before that, or by another inner function that may run.
// `visiting`, of `depth` functions, are being looked at already.
static bool
runs_before(const fe_scopes *scopes, const fe_scope *made, const fe_symbol *symbol,
            const fe_scope **visiting, uint32_t depth)
{
    enum { MOST_DEPTH = 16 };
    const fe_scope *owner = symbol->scope->owner;
    if (made->node->kind != FE_FunctionDef || depth == MOST_DEPTH)
        return true;
    if (made->node == symbol->definition)
        return false;
    for (uint32_t i = 0; i < depth; i++)
        if (visiting[i] == made)
            return false;
    const fe_scope *path[MOST_DEPTH];
    memcpy(path, visiting, depth * sizeof *path);
    path[depth] = made;
    for (uint32_t i = 0; i < scopes->use_count; i++) {
        const fe_use *use = &scopes->uses[i];
        if (!use->symbol || use->kind != FE_USE_READ ||
            use->symbol->definition != made->node)
            continue;
        if (use->scope->owner == owner) {
            if (use->place.order < symbol->place.order)
                return true;
        } else if (runs_before(scopes, made_by_owner(use->scope, owner), symbol, path,
                               depth + 1)) {
            return true;
        }
    }
    return false;
}

// Whether the function that `scope` belongs to, made before `place`, may run before it.
static bool
may_run_before(const fe_scopes *scopes, fe_scope *scope, const fe_symbol *symbol)
{
    const fe_scope *made = made_by_owner(scope, symbol->scope->owner), *none = NULL;
    if (made->place.order > symbol->place.order)
        return false;
    return runs_before(scopes, made, symbol, &none, 0);
}

static bool
named_before_bound(const fe_scopes *scopes, const fe_symbol *symbol)
{
    for (uint32_t i = 0; i < scopes->use_count; i++) {
        const fe_use *use = &scopes->uses[i];
        if (use->symbol != symbol || use->kind != FE_USE_READ)
            continue;
        if (use->scope->owner == symbol->scope->owner) {
            if (use->place.order < symbol->place.order)
                return true;
        } else if (may_run_before(scopes, use->scope, symbol)) {
            return true;
        }
    }
    return false;
}

static void
place_local(fe_scopes *scopes, fe_symbol *symbol)
{
    if (symbol->scope->kind == FE_SCOPE_CLASS) {
        symbol->storage = FE_GLOBAL;
        symbol->early = !symbol->place.conditional && !symbol->deleted;
        if (is_definition(symbol, FE_FunctionDef))
            make_direct(scopes, symbol);
        return;
    }
    bool direct = is_definition(symbol, FE_FunctionDef) ||
                  is_definition(symbol, FE_ClassDef) || is_import(symbol);
    if (direct && !named_before_bound(scopes, symbol))
        make_direct(scopes, symbol);
}

// ---- Captures -----------------------------------------------------------------------

// Notes that `scope`'s function, and those around it up to the owner, capture `symbol`.
static bool
capture(fe_scopes *scopes, const fe_scope *scope, fe_symbol *symbol)
{
    bool changed = false;
    for (fe_scope *f = scope->owner; f != symbol->scope->owner; f = f->parent->owner) {
        uint32_t before = f->free.count;
        fe_symbols_add(scopes->arena, &f->free, symbol);
        changed |= f->free.count > before;
    }
    return changed;
}

static bool
is_captured_kind(const fe_scopes *scopes, const fe_symbol *symbol)
{
    return symbol->storage == FE_VARIABLE && symbol->scope != scopes->module;
}

static bool
capture_use(fe_scopes *scopes, const fe_use *use)
{
    fe_symbol *symbol = use->symbol;
    if (symbol == NULL)
        return false;
    if (is_captured_kind(scopes, symbol))
        return capture(scopes, use->scope, symbol);
    bool changed = false;
    if (symbol->storage == FE_FUNCTION)
        for (uint32_t i = 0; i < symbol->function->free.count; i++)
            changed |= capture(scopes, use->scope, symbol->function->free.items[i]);
    return changed;
}

// A default value that is no constant is kept in a hidden variable of the function that
// runs the `def`, and captured; module-level functions and methods have globals for that.
static void
hide_default(fe_scopes *scopes, fe_scope *scope, fora_sym parameter)
{
    fe_scope *home = scope->parent;
    while (home->kind == FE_SCOPE_CLASS)
        home = home->parent;
    char *text = fora_printf(scopes->arena, "%s.<default>%s",
                             fora_sym_text(scopes->names, scope->name),
                             fora_sym_text(scopes->names, parameter));
    fe_symbol *symbol = fe_symbol_new(scopes, home, fora_intern_c(scopes->names, text));
    symbol->hidden = true;
    fe_symbols_add(scopes->arena, &scope->defaults, symbol);
    if (scope->place.loop || scope->place.conditional ||
        home->owner != scopes->module || scope->node->kind == FE_Lambda)
        capture(scopes, scope, symbol);
    else
        symbol->storage = FE_GLOBAL;
}

static void
hide_defaults(fe_scopes *scopes, fe_scope *scope)
{
    bool lambda = scope->node->kind == FE_Lambda;
    fe_node *node = lambda ? scope->node->Lambda.args : scope->node->FunctionDef.args;
    __typeof__(node->arguments) *args = &node->arguments;
    uint32_t positional = args->posonlyargs.count + args->args.count;
    for (uint32_t i = 0; i < args->defaults.count; i++) {
        uint32_t at = positional - args->defaults.count + i;
        fe_node *parameter = at < args->posonlyargs.count
                                 ? args->posonlyargs.items[at]
                                 : args->args.items[at - args->posonlyargs.count];
        if (!fe_is_constant_default(args->defaults.items[i]))
            hide_default(scopes, scope, parameter->arg.arg);
    }
    for (uint32_t i = 0; i < args->kw_defaults.count; i++)
        if (args->kw_defaults.items[i] &&
            !fe_is_constant_default(args->kw_defaults.items[i]))
            hide_default(scopes, scope, args->kwonlyargs.items[i]->arg.arg);
}

// ---- Cells --------------------------------------------------------------------------

static bool
shares_loop(const fe_loop *a, const fe_loop *b)
{
    for (; a; a = a->outer)
        for (const fe_loop *other = b; other; other = other->outer)
            if (a == other)
                return true;
    return false;
}

static bool
is_consumed(const fe_scopes *scopes, const fe_scope *function)
{
    if (function->consumer == 0)
        return false;
    return fe_scope_find(scopes, function->parent, function->consumer) == NULL;
}

// Whether `symbol` may change after `function`, which captures it, was made.
static bool
changes_after(const fe_scopes *scopes, const fe_symbol *symbol,
              const fe_scope *function)
{
    for (uint32_t i = 0; i < symbol->site_count; i++) {
        const fe_use *site = &scopes->uses[symbol->sites[i]];
        if (site->scope->owner != symbol->scope->owner)
            return true;
        if (is_consumed(scopes, function))
            continue;
        if (site->place.order > function->place.order ||
            shares_loop(site->place.loop, function->place.loop))
            return true;
    }
    return false;
}

// Whether `symbol` has a value when `function` is made, as far as the places tell.
static bool
bound_before(const fe_scopes *scopes, const fe_symbol *symbol, const fe_scope *function)
{
    if (symbol->parameter || symbol->hidden)
        return true;
    for (uint32_t i = 0; i < symbol->site_count; i++) {
        const fe_use *site = &scopes->uses[symbol->sites[i]];
        if (site->kind == FE_USE_BIND && site->place.order < function->place.order &&
            (!site->place.conditional ||
             shares_loop(site->place.loop, function->place.loop)))
            return true;
    }
    return false;
}

static void
place_cells(fe_scopes *scopes)
{
    for (uint32_t i = 0; i < scopes->scope_count; i++) {
        const fe_scope *function = scopes->scopes[i];
        for (uint32_t k = 0; k < function->free.count; k++) {
            fe_symbol *symbol = function->free.items[k];
            if (!symbol->hidden && function->parent->owner == symbol->scope->owner &&
                (changes_after(scopes, symbol, function) ||
                 !bound_before(scopes, symbol, function)))
                symbol->storage = FE_CELL;
        }
    }
}

// ---- All ----------------------------------------------------------------------------

void
fe_scopes_place(fe_scopes *scopes)
{
    walk_module(scopes);
    for (uint32_t i = 0; i < scopes->symbols.count; i++) {
        fe_symbol *symbol = scopes->symbols.items[i];
        if (symbol->scope != scopes->module)
            place_local(scopes, symbol);
        else if (symbol->storage == FE_VARIABLE && (symbol->shared || !scopes->main))
            symbol->storage = FE_GLOBAL;
    }
    for (uint32_t i = 0; i < scopes->scope_count; i++)
        if (scopes->scopes[i]->kind == FE_SCOPE_FUNCTION &&
            (scopes->scopes[i]->node->kind == FE_Lambda ||
             scopes->scopes[i]->node->kind == FE_FunctionDef))
            hide_defaults(scopes, scopes->scopes[i]);
    for (bool changed = true; changed;) {
        changed = false;
        for (uint32_t i = 0; i < scopes->use_count; i++)
            if (scopes->uses[i].kind != FE_USE_MAKE)
                changed |= capture_use(scopes, &scopes->uses[i]);
    }
    place_cells(scopes);
}
