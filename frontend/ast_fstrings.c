// Formatted strings, by the rules of Python 3.11: what is in a replacement field may
// hold neither the string's own quotes nor a backslash nor a comment.
#include "ast_strings.h"

#include <string.h>

// Replacement fields within format specifiers within replacement fields are refused.
#define FIELD_DEPTH 2

// Where Python 3.11 sees the end of the literal: at the first quotes, whether they are
// in a replacement field or not.
static uint32_t
literal_end(const fe_builder *b, const fe_literal *literal)
{
    uint32_t seen = 0;
    for (uint32_t at = literal->start; at < literal->end; at++) {
        char c = b->text[at];
        seen = c == literal->quote ? seen + 1 : 0;
        if (seen == literal->quotes)
            return at + 1 - seen;
        if (c == '\\')
            at++;
    }
    return literal->end;
}

static bool
check_field_text(fe_builder *b, uint32_t start, uint32_t end)
{
    for (uint32_t at = start; at < end; at++) {
        char c = b->text[at];
        if (c != '\\' && c != '#')
            continue;
        // A `#` in a string inside of the field is allowed; a comment is no part of the
        // tree, so the parser would have let it pass unseen.
        if (c == '#' && memchr(b->text + start, '\'', at - start))
            continue;
        if (c == '#' && memchr(b->text + start, '"', at - start))
            continue;
        fora_diag(b->diags,
                  c == '\\' ? FORA_DIAG_syntax_fstring_backslash
                            : FORA_DIAG_syntax_fstring_comment,
                  fe_span_between(b, at, at + 1));
        return false;
    }
    return true;
}

static fe_node *replacement(fe_joined *j, const fe_literal *literal,
                            const fe_cst *field);

// Adds literal text and replacement fields among the children of `node` that lie in
// start .. end.
static void
add_parts(fe_joined *j, const fe_literal *literal, const fe_cst *node, uint32_t start,
          uint32_t end)
{
    uint32_t at = start;
    for (const fe_cst *child = node->first; child; child = child->next) {
        if (child->symbol != FE_CST_interpolation &&
            child->symbol != FE_CST_format_expression)
            continue;
        fe_decode(j, literal, at, child->start, true);
        fe_node *value = replacement(j, literal, child);
        fe_flush(j);
        fe_list_add(j->b, &j->values, value);
        at = child->end;
    }
    fe_decode(j, literal, at, end, true);
}

static fe_node *
format_spec(fe_joined *outer, const fe_literal *literal, const fe_cst *spec)
{
    fe_builder *b = outer->b;
    fe_joined j = {.b = b, .node = spec};
    fora_text_init(&j.text, b->arena);
    add_parts(&j, literal, spec, spec->start + 1, spec->end);
    fe_flush(&j);
    fe_node *joined = fe_make(b, FE_JoinedStr, spec);
    joined->JoinedStr.values = fe_list_nodes(&j.values);
    return joined;
}

// `{x = }` shows the expression's text, then its value.
static void
add_expression_text(fe_joined *j, const fe_cst *field, uint32_t end)
{
    const fe_literal raw = {.raw = true};
    fe_decode(j, &raw, field->start + 1, end, false);
}

// `{x:=5}` formats x by `=5`; the grammar takes it for an assignment.
static fe_node *
equals_format(fe_builder *b, const fe_literal *literal, const fe_cst *field,
              const fe_cst *named)
{
    const fe_cst *name = fe_cst_child(named, FE_FIELD_name);
    const fe_cst *colon = fe_find(named, FE_CST_op_colon_eq);
    if (memchr(b->text + colon->start, '{', field->end - colon->start))
        return FE_FAIL(b, syntax_invalid, colon);
    fe_joined j = {.b = b, .node = field};
    fora_text_init(&j.text, b->arena);
    fe_decode(&j, literal, colon->start + 1, field->end - 1, false);
    fe_flush(&j);
    fe_node *value = fe_make(b, FE_FormattedValue, field);
    value->FormattedValue.value = fe_expression(b, name);
    value->FormattedValue.conversion = -1;
    value->FormattedValue.format_spec = fe_make(b, FE_JoinedStr, field);
    value->FormattedValue.format_spec->JoinedStr.values = fe_list_nodes(&j.values);
    return value;
}

static fe_node *
replacement(fe_joined *j, const fe_literal *literal, const fe_cst *field)
{
    fe_builder *b = j->b;
    const fe_cst *expression = fe_cst_child(field, FE_FIELD_expression);
    const fe_cst *conversion = fe_cst_child(field, FE_FIELD_type_conversion);
    const fe_cst *spec = fe_cst_child(field, FE_FIELD_format_specifier);
    bool shows_text = fe_find(field, FE_CST_op_eq) != NULL;
    uint32_t end = conversion ? conversion->start : spec ? spec->start : field->end - 1;
    if (!expression)
        return FE_FAIL(b, syntax_fstring_empty, field);
    if (b->fstring_depth == FIELD_DEPTH)
        return FE_FAIL(b, syntax_fstring_deep, field);
    if (!check_field_text(b, field->start + 1, end))
        return fe_make(b, FE_Constant, field);
    if (expression->symbol == FE_CST_named_expression)
        return equals_format(b, literal, field, expression);
    if (expression->symbol == FE_CST_lambda)
        return FE_FAIL(b, syntax_invalid, expression);
    fe_node *value = fe_make(b, FE_FormattedValue, field);
    value->FormattedValue.value = fe_expression(b, expression);
    if (shows_text)
        add_expression_text(j, field, end);
    value->FormattedValue.conversion = shows_text && !spec ? 'r' : -1;
    if (conversion) {
        char letter = b->text[conversion->start + 1];
        if (conversion->end - conversion->start != 2 || !strchr("sra", letter))
            return FE_FAIL(b, syntax_fstring_conversion, conversion);
        value->FormattedValue.conversion = letter;
    }
    if (spec) {
        b->fstring_depth++;
        value->FormattedValue.format_spec = format_spec(j, literal, spec);
        b->fstring_depth--;
    }
    return value;
}

void
fe_format(fe_joined *j, const fe_literal *literal, const fe_cst *string)
{
    uint32_t end = literal_end(j->b, literal);
    if (end != literal->end) {
        fora_diag(j->b->diags, FORA_DIAG_syntax_fstring_quote,
                  fe_span_between(j->b, end, end + 1));
        return;
    }
    add_parts(j, literal, string, literal->start, literal->end);
}
