// The patterns of match statements.
#include "ast_build.h"

static fe_node *case_pattern(fe_builder *b, const fe_cst *node);

// ---- Values -------------------------------------------------------------------------

static fe_node *
match_value(fe_builder *b, fe_node *value)
{
    if (value->kind == FE_JoinedStr)
        fora_diag(b->diags, FORA_DIAG_syntax_pattern_value, value->span);
    fe_node *pattern = fe_node_new(b->arena, FE_MatchValue, value->span);
    pattern->MatchValue.value = value;
    return pattern;
}

// A number with a minus before it, if `minus` is not NULL.
static fe_node *
signed_number(fe_builder *b, const fe_cst *minus, const fe_cst *number)
{
    fe_node *value = fe_expression(b, number);
    if (!minus)
        return value;
    fe_node *negated = fe_make(b, FE_UnaryOp, minus);
    negated->span.end = number->end;
    negated->UnaryOp.op = FE_USub;
    negated->UnaryOp.operand = value;
    return negated;
}

// `-1 + 2j`
static fe_node *
complex_number(fe_builder *b, const fe_cst *node)
{
    const fe_cst *minus = node->first->symbol == FE_CST_op_dash ? node->first : NULL;
    const fe_cst *real = fe_first(node);
    fe_node *sum = fe_make(b, FE_BinOp, node);
    sum->BinOp.left = signed_number(b, minus, real);
    sum->BinOp.op = real->next->symbol == FE_CST_op_dash ? FE_Sub : FE_Add;
    sum->BinOp.right = fe_expression(b, fe_after(real));
    const fe_node *left = sum->BinOp.left;
    if (left->kind == FE_UnaryOp)
        left = left->UnaryOp.operand;
    if (left->Constant.value.kind == FE_COMPLEX)
        (void)FE_FAIL(b, syntax_pattern_complex, real, "real");
    if (sum->BinOp.right->Constant.value.kind != FE_COMPLEX)
        (void)FE_FAIL(b, syntax_pattern_complex, fe_after(real), "imaginary");
    return sum;
}

static bool
is_underscore(const fe_builder *b, const fe_cst *node)
{
    return node->end == node->start + 1 && b->text[node->start] == '_';
}

// A name that is bound, a wildcard, or a dotted name that is compared with.
static fe_node *
name_pattern(fe_builder *b, const fe_cst *node)
{
    if (node->symbol == FE_CST_dotted_name && fe_after(fe_first(node)))
        return match_value(b, fe_expr_dotted_name(b, node));
    fe_node *pattern = fe_make(b, FE_MatchAs, node);
    const fe_cst *name = node->symbol == FE_CST_dotted_name ? fe_first(node) : node;
    if (!is_underscore(b, node))
        pattern->MatchAs.name = fe_identifier(b, name);
    return pattern;
}

// ---- Collections --------------------------------------------------------------------

static fe_node *
star_pattern(fe_builder *b, const fe_cst *node)
{
    const fe_cst *name = node->first->next;
    if (node->first->symbol != FE_CST_op_star || !name)
        return FE_FAIL(b, syntax_invalid, node);
    fe_node *pattern = fe_make(b, FE_MatchStar, node);
    if (!is_underscore(b, name))
        pattern->MatchStar.name = fe_identifier(b, name);
    return pattern;
}

// The patterns among the children of a sequence, and whether a comma is there.
static fe_nodes
sequence(fe_builder *b, const fe_cst *node, bool *comma)
{
    fe_node_list list = {0};
    uint32_t stars = 0;
    for (const fe_cst *child = node->first; child; child = child->next) {
        *comma |= child->symbol == FE_CST_op_comma;
        if (child->symbol != FE_CST_case_pattern)
            continue;
        fe_node *pattern = case_pattern(b, child);
        if (pattern->kind == FE_MatchStar && ++stars == 2)
            (void)FE_FAIL(b, syntax_pattern_stars, child);
        fe_list_add(b, &list, pattern);
    }
    return fe_list_nodes(&list);
}

static fe_node *
sequence_pattern(fe_builder *b, const fe_cst *node)
{
    bool comma = node->symbol == FE_CST_list_pattern;
    fe_nodes patterns = sequence(b, node, &comma);
    if (patterns.count == 1 && !comma && patterns.items[0]->kind != FE_MatchStar)
        return patterns.items[0];
    fe_node *pattern = fe_make(b, FE_MatchSequence, node);
    pattern->MatchSequence.patterns = patterns;
    return pattern;
}

static fe_node *
mapping_key(fe_builder *b, const fe_cst *key)
{
    const fe_cst *minus = key->symbol == FE_CST_op_dash ? key : NULL;
    if (minus)
        return signed_number(b, minus, fe_after(minus));
    if (key->symbol == FE_CST_complex_pattern)
        return complex_number(b, key);
    bool capture = key->symbol == FE_CST_dotted_name && !fe_after(fe_first(key));
    if (capture || is_underscore(b, key))
        return FE_FAIL(b, syntax_invalid, key);
    fe_node *value = fe_expression(b, key);
    if (value->kind == FE_JoinedStr || value->kind == FE_Tuple)
        return FE_FAIL(b, syntax_pattern_key, key);
    return value;
}

static fe_node *
mapping_pattern(fe_builder *b, const fe_cst *node)
{
    fe_node *pattern = fe_make(b, FE_MatchMapping, node);
    fe_node_list keys = {0}, patterns = {0};
    bool in_key = false;
    for (const fe_cst *child = node->first; child; child = child->next) {
        if (child->symbol == FE_CST_splat_pattern) {
            const fe_cst *name = child->first->next;
            if (child->first->symbol != FE_CST_op_star_star || !name ||
                is_underscore(b, name) || fe_after(child))
                return FE_FAIL(b, syntax_invalid, child);
            pattern->MatchMapping.rest = fe_identifier(b, name);
        } else if (child->field == FE_FIELD_key && !in_key) {
            in_key = true;
            fe_list_add(b, &keys, mapping_key(b, child));
        } else if (child->field == FE_FIELD_value) {
            in_key = false;
            fe_list_add(b, &patterns, case_pattern(b, child));
        }
    }
    pattern->MatchMapping.keys = fe_list_nodes(&keys);
    pattern->MatchMapping.patterns = fe_list_nodes(&patterns);
    return pattern;
}

// ---- Simple patterns ----------------------------------------------------------------

static fe_node *class_pattern(fe_builder *b, const fe_cst *node);
static fe_node *or_pattern(fe_builder *b, const fe_cst *node);

// One pattern from *at on, which is moved past it: a minus and its number are two nodes.
static fe_node *
simple_pattern(fe_builder *b, const fe_cst **at)
{
    const fe_cst *node = *at;
    *at = node->next;
    switch (node->symbol) {
    case FE_CST_op_dash:
        if (!*at)
            return FE_FAIL(b, syntax_invalid, node);
        const fe_cst *number = *at;
        *at = number->next;
        return match_value(b, signed_number(b, node, number));
    case FE_CST_key_underscore:
    case FE_CST_identifier:
    case FE_CST_dotted_name:
        return name_pattern(b, node);
    case FE_CST_const_true:
    case FE_CST_const_false:
    case FE_CST_const_none: {
        fe_node *pattern = fe_make(b, FE_MatchSingleton, node);
        pattern->MatchSingleton.value = fe_expr_constant(b, node)->Constant.value;
        return pattern;
    }
    case FE_CST_complex_pattern:
        return match_value(b, complex_number(b, node));
    case FE_CST_splat_pattern:
        return star_pattern(b, node);
    case FE_CST_list_pattern:
    case FE_CST_tuple_pattern:
        return sequence_pattern(b, node);
    case FE_CST_dict_pattern:
        return mapping_pattern(b, node);
    case FE_CST_class_pattern:
        return class_pattern(b, node);
    case FE_CST_union_pattern:
        return or_pattern(b, node);
    case FE_CST_case_pattern:
        return case_pattern(b, node);
    default:
        return match_value(b, fe_expression(b, node));
    }
}

static fe_node *
or_pattern(fe_builder *b, const fe_cst *node)
{
    fe_node *pattern = fe_make(b, FE_MatchOr, node);
    fe_node_list list = {0};
    const fe_cst *at = node->first;
    while (at) {
        if (at->symbol == FE_CST_op_pipe)
            at = at->next;
        else
            fe_list_add(b, &list, simple_pattern(b, &at));
    }
    pattern->MatchOr.patterns = fe_list_nodes(&list);
    return pattern;
}

static void
class_argument(fe_builder *b, const fe_cst *node, fe_node_list *positional,
               fe_node_list *names, fe_node_list *values)
{
    const fe_cst *keyword = fe_find(node, FE_CST_keyword_pattern);
    if (!keyword) {
        if (names->count)
            (void)FE_FAIL(b, syntax_pattern_positional, node);
        fe_list_add(b, positional, case_pattern(b, node));
        return;
    }
    const fe_cst *name = fe_first(keyword);
    const fe_cst *value = name->next->next;
    fe_node *arg = fe_make(b, FE_arg, name);
    arg->arg.arg = fe_identifier(b, name);
    for (uint32_t i = 0; i < names->count; i++)
        if (names->items[i]->arg.arg == arg->arg.arg)
            (void)FE_FAIL(b, syntax_pattern_keyword, name,
                          fora_sym_text(b->names, arg->arg.arg));
    fe_list_add(b, names, arg);
    fe_list_add(b, values, simple_pattern(b, &value));
}

static fe_node *
class_pattern(fe_builder *b, const fe_cst *node)
{
    fe_node *pattern = fe_make(b, FE_MatchClass, node);
    fe_node_list positional = {0}, names = {0}, values = {0};
    const fe_cst *name = fe_first(node);
    pattern->MatchClass.cls = fe_expression(b, name);
    for (const fe_cst *child = fe_after(name); child; child = fe_after(child))
        class_argument(b, child, &positional, &names, &values);
    pattern->MatchClass.patterns = fe_list_nodes(&positional);
    pattern->MatchClass.kwd_names = fe_list_nodes(&names);
    pattern->MatchClass.kwd_patterns = fe_list_nodes(&values);
    return pattern;
}

static fe_node *
as_pattern(fe_builder *b, const fe_cst *node)
{
    const fe_cst *inner = fe_first(node), *name = node->first;
    while (name->next)
        name = name->next;
    if (is_underscore(b, name))
        return FE_FAIL(b, syntax_pattern_underscore, name);
    fe_node *pattern = fe_make(b, FE_MatchAs, node);
    pattern->MatchAs.pattern = case_pattern(b, inner);
    pattern->MatchAs.name = fe_identifier(b, name);
    return pattern;
}

static fe_node *
case_pattern(fe_builder *b, const fe_cst *node)
{
    const fe_cst *at = node->symbol == FE_CST_case_pattern ? node->first : node;
    if (at->symbol == FE_CST_as_pattern)
        return as_pattern(b, at);
    if (at->symbol == FE_CST_keyword_pattern)
        return FE_FAIL(b, syntax_invalid, at);
    return simple_pattern(b, &at);
}

fe_node *
fe_case_pattern(fe_builder *b, const fe_cst *clause)
{
    bool comma = false;
    fe_nodes patterns = sequence(b, clause, &comma);
    const fe_cst *first = fe_find(clause, FE_CST_case_pattern), *last = first;
    if (!comma && patterns.items[0]->kind == FE_MatchStar)
        return FE_FAIL(b, syntax_invalid, first);
    if (!comma)
        return patterns.items[0];
    for (const fe_cst *child = first; child; child = child->next)
        if (child->symbol == FE_CST_case_pattern || child->symbol == FE_CST_op_comma)
            last = child;
    fe_node *pattern = fe_make(b, FE_MatchSequence, first);
    pattern->span.end = last->end;
    pattern->MatchSequence.patterns = patterns;
    return pattern;
}
