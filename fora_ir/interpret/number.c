// Arithmetic on numbers: 64-bit integers with checks, floats.
#include <math.h>

#include "eval.h"

static int64_t
shifted(fora_opcode code, int64_t a, int64_t b)
{
    if (b < 0)
        eval_raise_text(RT_EXC_ValueError, "negative shift count");
    if (code == FORA_OP_PY_RSHIFT)
        return a >> (b > 63 ? 63 : b);
    if (a == 0)
        return 0;
    if (b > 62 || (a << b) >> b != a)
        eval_lacks_width();
    return a << b;
}

static int64_t
floor_divided(fora_opcode code, int64_t a, int64_t b)
{
    if (b == 0)
        eval_raise_text(RT_EXC_ZeroDivisionError,
                        code == FORA_OP_PY_MOD ? "integer modulo by zero"
                                               : "integer division or modulo by zero");
    if (b == -1) {
        int64_t negated;
        if (code == FORA_OP_PY_MOD)
            return 0;
        if (__builtin_sub_overflow((int64_t)0, a, &negated))
            eval_lacks_width();
        return negated;
    }
    int64_t quotient = a / b, rest = a % b;
    bool adjust = rest != 0 && (rest < 0) != (b < 0);
    return code == FORA_OP_PY_MOD ? rest + (adjust ? b : 0) : quotient - adjust;
}

static bool
int_arithmetic(fora_opcode code, int64_t a, int64_t b, int64_t *result)
{
    bool overflow = false;
    switch (code) {
    case FORA_OP_PY_ADD:
        overflow = __builtin_add_overflow(a, b, result);
        break;
    case FORA_OP_PY_SUB:
        overflow = __builtin_sub_overflow(a, b, result);
        break;
    case FORA_OP_PY_MUL:
        overflow = __builtin_mul_overflow(a, b, result);
        break;
    case FORA_OP_PY_FLOORDIV:
    case FORA_OP_PY_MOD:
        *result = floor_divided(code, a, b);
        break;
    case FORA_OP_PY_LSHIFT:
    case FORA_OP_PY_RSHIFT:
        *result = shifted(code, a, b);
        break;
    case FORA_OP_PY_AND:
        *result = a & b;
        break;
    case FORA_OP_PY_OR:
        *result = a | b;
        break;
    case FORA_OP_PY_XOR:
        *result = a ^ b;
        break;
    default:
        return false;
    }
    if (overflow)
        eval_lacks_width();
    return true;
}

static bool
float_arithmetic(fora_opcode code, double a, double b, double *result)
{
    switch (code) {
    case FORA_OP_PY_ADD:
        *result = a + b;
        return true;
    case FORA_OP_PY_SUB:
        *result = a - b;
        return true;
    case FORA_OP_PY_MUL:
        *result = a * b;
        return true;
    case FORA_OP_PY_TRUEDIV:
        if (b == 0)
            eval_raise_text(RT_EXC_ZeroDivisionError, "float division by zero");
        *result = a / b;
        return true;
    case FORA_OP_PY_FLOORDIV:
        *result = rt_float_floordiv(a, b);
        break;
    case FORA_OP_PY_MOD:
        *result = rt_float_mod(a, b);
        break;
    default:
        return false;
    }
    eval_check();
    return true;
}

eval_value
eval_power(eval_value a, eval_value b)
{
    eval_value result;
    if (!eval_is_int(a) || !eval_is_int(b))
        result = eval_float(rt_float_pow(eval_as_float(a), eval_as_float(b)));
    else if (b.as.integer < 0)
        result = eval_float(rt_int_pow_float(a.as.integer, b.as.integer));
    else
        result = eval_int(rt_int_pow(a.as.integer, b.as.integer));
    eval_check();
    return result;
}

bool
eval_arithmetic(fora_opcode code, eval_value a, eval_value b, eval_value *result)
{
    if (!eval_is_number(a) || !eval_is_number(b))
        return false;
    if (code == FORA_OP_PY_POW) {
        *result = eval_power(a, b);
        return true;
    }
    if (!eval_is_int(a) || !eval_is_int(b)) {
        *result = eval_float(0);
        return float_arithmetic(code, eval_as_float(a), eval_as_float(b),
                                &result->as.number);
    }
    if (code == FORA_OP_PY_TRUEDIV) {
        *result = eval_float(rt_int_truediv(a.as.integer, b.as.integer));
        eval_check();
        return true;
    }
    *result = eval_int(0);
    if (!int_arithmetic(code, a.as.integer, b.as.integer, &result->as.integer))
        return false;
    bool bitwise =
        code == FORA_OP_PY_AND || code == FORA_OP_PY_OR || code == FORA_OP_PY_XOR;
    if (bitwise && a.kind == EVAL_BOOL && b.kind == EVAL_BOOL)
        result->kind = EVAL_BOOL;
    return true;
}

eval_value
eval_unary(fora_opcode code, eval_value a)
{
    static const char *const names[] = {"__neg__", "__pos__", "__invert__"};
    static const char *const signs[] = {"-", "+", "~"};
    uint32_t which = code - FORA_OP_PY_NEG;
    eval_value result;
    if (eval_dunder(a, names[which], 0, NULL, &result))
        return result;
    if (a.kind == EVAL_FLOAT && code != FORA_OP_PY_INVERT)
        return eval_float(code == FORA_OP_PY_NEG ? -a.as.number : a.as.number);
    if (!eval_is_int(a))
        eval_raise_text(RT_EXC_TypeError, "bad operand type for unary %s: '%s'",
                        signs[which], eval_type_name(a));
    if (code == FORA_OP_PY_NEG)
        eval_arithmetic(FORA_OP_PY_SUB, eval_int(0), a, &result);
    else
        result = eval_int(code == FORA_OP_PY_POS ? a.as.integer : ~a.as.integer);
    return result;
}
