// Arithmetic of int literals, done at once as CPython's compiler does: 2**32, 1 << 20,
// (1 << 8) - 1. What does not fit 64 bits, or raises, is left to be computed.
#include "emit.h"

static bool
power(int64_t base, int64_t exponent, int64_t *result)
{
    if (exponent < 0)
        return false;
    *result = 1;
    // Bases of more than one digit overflow soon, the others repeat themselves.
    if (exponent > 64 && (base > 1 || base < -1))
        return false;
    if (base >= -1 && base <= 1)
        exponent = exponent > 1 ? 2 - exponent % 2 : exponent;
    for (int64_t i = 0; i < exponent; i++)
        if (__builtin_mul_overflow(*result, base, result))
            return false;
    return true;
}

static bool
divide(int64_t a, int64_t b, int64_t *quotient, int64_t *rest)
{
    if (b == 0 || (a == INT64_MIN && b == -1))
        return false;
    *quotient = a / b;
    *rest = a % b;
    if (*rest && (*rest < 0) != (b < 0)) {  // Python rounds down
        *quotient -= 1;
        *rest += b;
    }
    return true;
}

static bool
shift_left(int64_t a, int64_t count, int64_t *result)
{
    int64_t factor;
    return power(2, count, &factor) && !__builtin_mul_overflow(a, factor, result);
}

static bool
binary(fe_operator operator, int64_t a, int64_t b, int64_t *result)
{
    int64_t other;
    switch (operator) {
    case FE_Add:
        return !__builtin_add_overflow(a, b, result);
    case FE_Sub:
        return !__builtin_sub_overflow(a, b, result);
    case FE_Mult:
        return !__builtin_mul_overflow(a, b, result);
    case FE_FloorDiv:
        return divide(a, b, result, &other);
    case FE_Mod:
        return divide(a, b, &other, result);
    case FE_Pow:
        return power(a, b, result);
    case FE_LShift:
        return shift_left(a, b, result);
    case FE_RShift:
        *result = a >> (b > 63 ? 63 : b);
        return b >= 0;
    case FE_BitOr:
        *result = a | b;
        return true;
    case FE_BitXor:
        *result = a ^ b;
        return true;
    case FE_BitAnd:
        *result = a & b;
        return true;
    default:
        return false;
    }
}

bool
fe_fold_int(const fe_node *node, int64_t *result)
{
    int64_t a, b;
    switch (node->kind) {
    case FE_Constant:
        *result = node->Constant.value.integer;
        return node->Constant.value.kind == FE_INT;
    case FE_UnaryOp:
        return node->UnaryOp.op == FE_USub && fe_fold_int(node->UnaryOp.operand, &a) &&
               !__builtin_sub_overflow(0, a, result);
    case FE_BinOp:
        return fe_fold_int(node->BinOp.left, &a) &&
               fe_fold_int(node->BinOp.right, &b) &&
               binary(node->BinOp.op, a, b, result);
    default:
        return false;
    }
}
