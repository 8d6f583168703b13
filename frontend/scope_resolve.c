// Finds what each use of a name refers to (local, enclosing, global, builtin), and what
// each binding is: how often bound, where, and who else names it.
#include "scope.h"

fe_symbol *
fe_scope_find(const fe_scopes *scopes, const fe_scope *scope, fora_sym name)
{
    uint64_t found;
    for (const fe_scope *s = scope; s; s = s->parent) {
        if (s->kind == FE_SCOPE_CLASS && s != scope)
            continue;
        uint64_t nonlocal;
        if (fora_map_get(s->declared, name, &nonlocal)) {
            if (nonlocal)
                continue;
            s = scopes->module;
        }
        if (!fora_map_get(s->symbols, name, &found))
            continue;
        fe_symbol *symbol = (fe_symbol *)(uintptr_t)found;
        if (s->kind != FE_SCOPE_CLASS || symbol->bound)
            return symbol;
    }
    return NULL;
}

// ---- Names of builtins --------------------------------------------------------------

bool
fe_names_builtin(const fe_scopes *scopes, const fe_node *node)
{
    return fora_map_get(scopes->builtins, (uint64_t)(uintptr_t)node, NULL);
}

// The order from which on a binding in the module's own code, or in a function, may have
// run: a loop comes back to what stands before it, a function runs once it is made.
static uint32_t
runs_from(const fe_scopes *scopes, const fe_use *use)
{
    fe_place place = use->place;
    for (const fe_scope *s = use->scope->owner; s != scopes->module;
         s = s->parent->owner)
        place = s->place;
    uint32_t from = place.order;
    for (const fe_loop *loop = place.loop; loop; loop = loop->outer)
        from = loop->order;
    return from;
}

// Notes from where on a binding of a name of the module may have run.
static void
note_bound_from(fe_scopes *scopes, const fe_use *use)
{
    uint64_t nonlocal, found;
    bool declared = fora_map_get(use->scope->declared, use->name, &nonlocal);
    if (declared ? nonlocal != 0 : use->scope != scopes->module)
        return;
    if (!fora_map_get(scopes->module->symbols, use->name, &found))
        return;
    fe_symbol *symbol = (fe_symbol *)(uintptr_t)found;
    uint32_t from = runs_from(scopes, use);
    if (symbol->bound_from == 0 || from < symbol->bound_from)
        symbol->bound_from = from;
}

// Whether `use`, of `symbol`, can only come before all bindings: Python finds the builtin.
static bool
means_builtin(const fe_scopes *scopes, const fe_use *use, const fe_symbol *symbol)
{
    return symbol->scope == scopes->module && use->scope->owner == scopes->module &&
           (use->kind == FE_USE_READ || use->kind == FE_USE_UPDATE) &&
           use->place.order < symbol->bound_from &&
           fora_is_builtin_name(fora_sym_text(scopes->names, use->name));
}

// ---- Uses ---------------------------------------------------------------------------

// A `nonlocal` must find a function's binding.
static bool
nonlocal_found(const fe_scopes *scopes, const fe_use *use)
{
    uint64_t nonlocal = 0;
    if (!fora_map_get(use->scope->declared, use->name, &nonlocal) || !nonlocal)
        return true;
    return use->symbol && use->symbol->scope != scopes->module;
}

static void
note_binding(fe_use *use, fe_symbol *symbol)
{
    if (symbol->bindings++ == 0) {
        symbol->definition = use->definition;
        symbol->place = use->place;
    }
    if (use->scope == symbol->scope)
        symbol->bound = true;
}

static void
resolve_use(fe_scopes *scopes, uint32_t number)
{
    fe_use *use = &scopes->uses[number];
    fe_scope *scope = use->scope;
    *FORA_PUSH(scopes->arena, scope->uses, scope->use_count, scope->use_capacity) =
        number;
    if (use->kind == FE_USE_MAKE)
        return;
    uint64_t own;
    if (use->kind == FE_USE_BIND && scope->kind == FE_SCOPE_CLASS &&
        fora_map_get(scope->symbols, use->name, &own))
        ((fe_symbol *)(uintptr_t)own)->bound = true;
    fe_symbol *symbol = use->symbol = fe_scope_find(scopes, scope, use->name);
    if (!nonlocal_found(scopes, use)) {
        fora_diag(scopes->diags, FORA_DIAG_nonlocal_unbound, use->span,
                  fora_sym_text(scopes->names, use->name));
        return;
    }
    if (symbol && means_builtin(scopes, use, symbol)) {
        fora_map_put(scopes->builtins, (uint64_t)(uintptr_t)use->node, 1);
        symbol = use->symbol = NULL;
    }
    if (!symbol)
        return;
    bool inside = scope->owner == symbol->scope->owner;
    symbol->shared |= !inside;
    if (use->kind == FE_USE_READ)
        return;
    symbol->guarded |= use->place.guarded;
    *FORA_PUSH(scopes->arena, symbol->sites, symbol->site_count,
               symbol->site_capacity) = number;
    if (use->kind == FE_USE_BIND)
        note_binding(use, symbol);
    if (use->kind == FE_USE_DELETE)
        symbol->deleted = true;
    if (!inside && use->kind != FE_USE_UPDATE)
        symbol->rebound_by_function = true;
    if (!inside && use->kind == FE_USE_UPDATE && use->depth < symbol->least_depth)
        symbol->least_depth = use->depth;
}

void
fe_scopes_resolve(fe_scopes *scopes)
{
    for (uint32_t i = 0; i < scopes->use_count; i++)
        if (scopes->uses[i].kind == FE_USE_BIND)
            note_bound_from(scopes, &scopes->uses[i]);
    for (uint32_t i = 0; i < scopes->use_count; i++)
        resolve_use(scopes, i);
    for (uint32_t i = 0; i < scopes->symbols.count; i++)
        scopes->symbols.items[i]->bound = false;
}
