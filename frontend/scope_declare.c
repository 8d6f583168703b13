// `global` and `nonlocal`, which must stand before every use of their names in the scope,
// and what they may not be combined with, as CPython's symbol table has it.
#include "scope.h"

void
fe_scope_mention(fe_scope *scope, fora_sym name, fe_mention mention)
{
    uint64_t before = 0;
    fora_map_get(scope->mentioned, name, &before);
    fora_map_put(scope->mentioned, name, before | mention);
}

static const char *
keyword(bool nonlocal)
{
    return nonlocal ? "nonlocal" : "global";
}

// What keeps a name of `scope` from being declared: reported, or none.
static bool
check_mentions(fe_scopes *scopes, const fe_scope *scope, fora_sym name, fora_span span,
               bool nonlocal)
{
    const char *text = fora_sym_text(scopes->names, name);
    uint64_t mentions = 0, found;
    fora_map_get(scope->mentioned, name, &mentions);
    bool parameter = fora_map_get(scope->symbols, name, &found) &&
                     ((fe_symbol *)(uintptr_t)found)->parameter;
    if (parameter)
        fora_diag(scopes->diags, FORA_DIAG_declared_twice, span, text, "parameter",
                  keyword(nonlocal));
    else if (mentions & FE_MENTION_USE)
        fora_diag(scopes->diags, FORA_DIAG_late_declaration, span, text,
                  "used prior to", keyword(nonlocal));
    else if (mentions & FE_MENTION_ANNOTATION)
        fora_diag(scopes->diags, FORA_DIAG_declared_annotated, span, text,
                  keyword(nonlocal));
    else if (mentions & FE_MENTION_BINDING)
        fora_diag(scopes->diags, FORA_DIAG_late_declaration, span, text,
                  "assigned to before", keyword(nonlocal));
    return !parameter && !mentions;
}

bool
fe_scope_declare(fe_scopes *scopes, fe_scope *scope, fora_sym name, fora_span span,
                 bool nonlocal)
{
    if (!check_mentions(scopes, scope, name, span, nonlocal))
        return false;
    uint64_t other;
    if (fora_map_get(scope->declared, name, &other) && other != nonlocal) {
        fora_diag(scopes->diags, FORA_DIAG_declared_twice, span,
                  fora_sym_text(scopes->names, name), "nonlocal", "global");
        return false;
    }
    if (scope->kind != FE_SCOPE_MODULE)
        fora_map_put(scope->declared, name, nonlocal);
    return true;
}

void
fe_scope_annotate(fe_scopes *scopes, fe_scope *scope, fora_sym name, fora_span span)
{
    uint64_t nonlocal;
    fe_scope_mention(scope, name, FE_MENTION_ANNOTATION);
    if (fora_map_get(scope->declared, name, &nonlocal))
        fora_diag(scopes->diags, FORA_DIAG_declared_annotated, span,
                  fora_sym_text(scopes->names, name), keyword(nonlocal));
}
