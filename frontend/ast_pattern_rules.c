// What CPython's compiler refuses in match statements: cases that nothing can reach, and
// patterns that bind a name twice or in one alternative only.
#include "ast_build.h"

typedef struct {
    const fora_names *names;
    fora_diags *diags;
    fora_sym *items;
    fora_arena *arena;
    uint32_t count, capacity;
} bindings;

static void collect(bindings *b, const fe_node *pattern);

static bool
bound(const bindings *b, fora_sym name)
{
    for (uint32_t i = 0; i < b->count; i++)
        if (b->items[i] == name)
            return true;
    return false;
}

static void
bind(bindings *b, fora_sym name, fora_span span)
{
    if (!name)
        return;
    if (bound(b, name))
        fora_diag(b->diags, FORA_DIAG_syntax_pattern_twice, span,
                  fora_sym_text(b->names, name));
    *FORA_PUSH(b->arena, b->items, b->count, b->capacity) = name;
}

// Matches everything: a wildcard or a name.
static bool
is_irrefutable(const fe_node *pattern)
{
    if (pattern->kind == FE_MatchAs)
        return !pattern->MatchAs.pattern || is_irrefutable(pattern->MatchAs.pattern);
    if (pattern->kind != FE_MatchOr)
        return false;
    fe_nodes patterns = pattern->MatchOr.patterns;
    return is_irrefutable(patterns.items[patterns.count - 1]);
}

static void
report_unreachable(bindings *b, const fe_node *pattern)
{
    while (pattern->kind == FE_MatchAs && pattern->MatchAs.pattern)
        pattern = pattern->MatchAs.pattern;
    bool wildcard = pattern->kind != FE_MatchAs || !pattern->MatchAs.name;
    const char *what =
        wildcard ? "wildcard"
                 : fora_printf(b->arena, "name capture '%s'",
                               fora_sym_text(b->names, pattern->MatchAs.name));
    fora_diag(b->diags, FORA_DIAG_syntax_pattern_unreachable, pattern->span, what);
}

static bool
same_names(const bindings *one, const bindings *other)
{
    if (one->count != other->count)
        return false;
    for (uint32_t i = 0; i < one->count; i++)
        if (!bound(other, one->items[i]))
            return false;
    return true;
}

static void
collect_or(bindings *b, const fe_node *pattern)
{
    fe_nodes patterns = pattern->MatchOr.patterns;
    bindings first = {.names = b->names, .diags = b->diags, .arena = b->arena};
    for (uint32_t i = 0; i < patterns.count; i++) {
        bindings inner = {.names = b->names, .diags = b->diags, .arena = b->arena};
        collect(&inner, patterns.items[i]);
        if (i == 0)
            first = inner;
        else if (!same_names(&first, &inner))
            fora_diag(b->diags, FORA_DIAG_syntax_pattern_names, pattern->span);
        if (i + 1 < patterns.count && is_irrefutable(patterns.items[i]))
            report_unreachable(b, patterns.items[i]);
    }
    for (uint32_t i = 0; i < first.count; i++)
        bind(b, first.items[i], pattern->span);
}

static void
collect_list(bindings *b, fe_nodes patterns)
{
    for (uint32_t i = 0; i < patterns.count; i++)
        collect(b, patterns.items[i]);
}

// Adds the names that a pattern binds.
static void
collect(bindings *b, const fe_node *pattern)
{
    switch (pattern->kind) {
    case FE_MatchOr:
        collect_or(b, pattern);
        break;
    case FE_MatchAs:
        if (pattern->MatchAs.pattern)
            collect(b, pattern->MatchAs.pattern);
        bind(b, pattern->MatchAs.name, pattern->span);
        break;
    case FE_MatchStar:
        bind(b, pattern->MatchStar.name, pattern->span);
        break;
    case FE_MatchSequence:
        collect_list(b, pattern->MatchSequence.patterns);
        break;
    case FE_MatchMapping:
        collect_list(b, pattern->MatchMapping.patterns);
        bind(b, pattern->MatchMapping.rest, pattern->span);
        break;
    case FE_MatchClass:
        collect_list(b, pattern->MatchClass.patterns);
        collect_list(b, pattern->MatchClass.kwd_patterns);
        break;
    default:
        break;
    }
}

void
fe_pattern_rules(const fora_names *names, fora_diags *diags, const fe_node *match)
{
    fora_arena *scratch = fora_arena_new();
    for (uint32_t i = 0; i < match->Match.cases.count; i++) {
        const fe_node *branch = match->Match.cases.items[i];
        bindings b = {.names = names, .diags = diags, .arena = scratch};
        collect(&b, branch->match_case.pattern);
        if (i + 1 < match->Match.cases.count && !branch->match_case.guard &&
            is_irrefutable(branch->match_case.pattern))
            report_unreachable(&b, branch->match_case.pattern);
    }
    fora_arena_free(scratch);
}
