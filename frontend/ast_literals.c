// Numbers, and the constants that are words.
#include "ast_build.h"

#include <stdlib.h>
#include <string.h>

// CPython converts no longer decimal numbers.
#define DECIMAL_DIGITS 4300

fe_node *
fe_expr_constant(fe_builder *b, const fe_cst *node)
{
    fe_node *constant = fe_make(b, FE_Constant, node);
    switch (node->symbol) {
    case FE_CST_const_true:
        constant->Constant.value.kind = FE_TRUE;
        break;
    case FE_CST_const_false:
        constant->Constant.value.kind = FE_FALSE;
        break;
    case FE_CST_ellipsis:
        constant->Constant.value.kind = FE_ELLIPSIS;
        break;
    default:
        constant->Constant.value.kind = FE_NONE;
    }
    return constant;
}

// The literal in small letters without underscores.
static char *
plain_text(fe_builder *b, const fe_cst *node, uint32_t *length)
{
    char *text = fora_strndup(b->arena, b->text + node->start, node->end - node->start);
    *length = 0;
    for (uint32_t i = 0; i < node->end - node->start; i++)
        if (text[i] != '_')
            text[(*length)++] =
                (char)(text[i] >= 'A' && text[i] <= 'Z' ? text[i] | 0x20 : text[i]);
    text[*length] = 0;
    return text;
}

static int
digit_value(char c)
{
    return c <= '9' ? c - '0' : c - 'a' + 10;
}

// The value of digits in a base; false when it does not fit 63 bits.
static bool
parse_digits(const char *text, int base, int64_t *value)
{
    uint64_t sum = 0;
    for (; *text; text++) {
        if (sum > (uint64_t)INT64_MAX / (uint64_t)base)
            return false;
        sum = sum * (uint64_t)base + (uint64_t)digit_value(*text);
        if (sum > INT64_MAX)
            return false;
    }
    *value = (int64_t)sum;
    return true;
}

static int
base_of(const char *text)
{
    if (text[0] != '0')
        return 10;
    return text[1] == 'x' ? 16 : text[1] == 'o' ? 8 : text[1] == 'b' ? 2 : 10;
}

fe_node *
fe_expr_integer(fe_builder *b, const fe_cst *node)
{
    uint32_t length;
    char *text = plain_text(b, node, &length);
    if (text[length - 1] == 'j')
        return fe_expr_float(b, node);
    fe_node *constant = fe_make(b, FE_Constant, node);
    fe_constant *value = &constant->Constant.value;
    int base = base_of(text);
    const char *digits = base == 10 ? text : text + 2;
    if (parse_digits(digits, base, &value->integer)) {
        value->kind = FE_INT;
        return constant;
    }
    if (base == 10 && length > DECIMAL_DIGITS)
        return FE_FAIL(b, syntax_digits, node, DECIMAL_DIGITS, length);
    value->kind = FE_BIGINT;
    value->bytes = text;
    value->length = length;
    return constant;
}

fe_node *
fe_expr_float(fe_builder *b, const fe_cst *node)
{
    fe_node *constant = fe_make(b, FE_Constant, node);
    uint32_t length;
    char *text = plain_text(b, node, &length);
    bool imaginary = text[length - 1] == 'j';
    if (imaginary)
        text[length - 1] = 0;
    constant->Constant.value.kind = imaginary ? FE_COMPLEX : FE_FLOAT;
    constant->Constant.value.number = strtod(text, NULL);
    return constant;
}
