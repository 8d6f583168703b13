// Arithmetic of int literals, done at once as CPython's compiler does: 2**32, 1 << 20,
// (1 << 8) - 1. What raises is left to be computed. On the way a value may take 128 bits, as
// in 2**63 - 1.
#include "emit.h"

__extension__ typedef __int128 wide;

static fe_fold
known(bool overflow)
{
    return overflow ? FE_FOLD_TOO_LARGE : FE_FOLD_VALUE;
}

static fe_fold
power(wide base, wide exponent, wide *result)
{
    bool small = base >= -1 && base <= 1;
    if (exponent < 0)
        return FE_FOLD_NONE;
    if (exponent > 128 && !small)
        return FE_FOLD_TOO_LARGE;
    if (small && exponent > 1)
        exponent = 2 - exponent % 2;  // 0, 1 and -1 repeat themselves
    *result = 1;
    for (wide i = 0; i < exponent; i++)
        if (__builtin_mul_overflow(*result, base, result))
            return FE_FOLD_TOO_LARGE;
    return FE_FOLD_VALUE;
}

static fe_fold
divide(wide a, wide b, wide *quotient, wide *rest)
{
    if (b == 0)
        return FE_FOLD_NONE;
    if (b == -1) {
        *rest = 0;
        return known(__builtin_sub_overflow((wide)0, a, quotient));
    }
    *quotient = a / b;
    *rest = a % b;
    if (*rest && (*rest < 0) != (b < 0)) {  // Python rounds down
        *quotient -= 1;
        *rest += b;
    }
    return FE_FOLD_VALUE;
}

static fe_fold
shift_left(wide a, wide count, wide *result)
{
    wide factor;
    if (a == 0 && count >= 0)
        count = 0;
    fe_fold fold = power(2, count, &factor);
    return fold != FE_FOLD_VALUE ? fold
                                 : known(__builtin_mul_overflow(a, factor, result));
}

static fe_fold
shift_right(wide a, wide count, wide *result)
{
    if (count < 0)
        return FE_FOLD_NONE;
    *result = a >> (count > 127 ? 127 : count);
    return FE_FOLD_VALUE;
}

static fe_fold
fold_binary(fe_operator operator, wide a, wide b, wide *result)
{
    wide other;
    switch (operator) {
    case FE_Add:
        return known(__builtin_add_overflow(a, b, result));
    case FE_Sub:
        return known(__builtin_sub_overflow(a, b, result));
    case FE_Mult:
        return known(__builtin_mul_overflow(a, b, result));
    case FE_FloorDiv:
        return divide(a, b, result, &other);
    case FE_Mod:
        return divide(a, b, &other, result);
    case FE_Pow:
        return power(a, b, result);
    case FE_LShift:
        return shift_left(a, b, result);
    case FE_RShift:
        return shift_right(a, b, result);
    case FE_BitOr:
        *result = a | b;
        return FE_FOLD_VALUE;
    case FE_BitXor:
        *result = a ^ b;
        return FE_FOLD_VALUE;
    case FE_BitAnd:
        *result = a & b;
        return FE_FOLD_VALUE;
    default:
        return FE_FOLD_NONE;
    }
}

static fe_fold
fold_node(const fe_node *node, wide *result)
{
    wide a, b;
    fe_fold fold;
    switch (node->kind) {
    case FE_Constant:
        *result = node->Constant.value.integer;
        return node->Constant.value.kind == FE_INT ? FE_FOLD_VALUE : FE_FOLD_NONE;
    case FE_UnaryOp:
        fold = node->UnaryOp.op == FE_USub ? fold_node(node->UnaryOp.operand, &a)
                                           : FE_FOLD_NONE;
        return fold != FE_FOLD_VALUE
                   ? fold
                   : known(__builtin_sub_overflow((wide)0, a, result));
    case FE_BinOp:
        fold = fold_node(node->BinOp.left, &a);
        if (fold == FE_FOLD_VALUE)
            fold = fold_node(node->BinOp.right, &b);
        return fold != FE_FOLD_VALUE ? fold : fold_binary(node->BinOp.op, a, b, result);
    default:
        return FE_FOLD_NONE;
    }
}

fe_fold
fe_fold_int(const fe_node *node, int64_t *result)
{
    wide value;
    fe_fold fold = fold_node(node, &value);
    if (fold != FE_FOLD_VALUE)
        return fold;
    *result = (int64_t)value;
    return known(value != *result);
}
