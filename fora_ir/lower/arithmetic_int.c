// Integer operators. Results that need more than 64 bits are refused as the program runs;
// division is Python's, rounding down.
#include "arithmetic.h"

// ---- Helpers shared with the other files --------------------------------------------

bool
lower_constant(const lower_context *ctx, fora_val value, int64_t *constant)
{
    fora_op def = ctx->function->values[value].def;
    if (!def || ctx->function->ops[def].code != FORA_OP_L_I64)
        return false;
    *constant = (int64_t)fora_attribute(ctx->function, def, 0);
    return true;
}

void
lower_overflow_if(lower_context *ctx, fora_val cond)
{
    fora_block on = lower_cold_if(ctx, cond);
    lower_rt(ctx, rt_raise_overflow);
    lower_enter(ctx, on);
}

fora_val
lower_int_checked(lower_context *ctx, fora_opcode code, fora_val a, fora_val b)
{
    fora_val overflow;
    fora_val result = lower_checked(ctx, code, a, b, &overflow);
    lower_overflow_if(ctx, overflow);
    return result;
}

static void
binary_checked(lower_context *ctx, fora_op op, fora_opcode code)
{
    lower_set_scalar(ctx, op, 0,
                     lower_int_checked(ctx, code, lower_operand(ctx, op, 0)[0],
                                       lower_operand(ctx, op, 1)[0]));
}

void
lower_set_binary(lower_context *ctx, fora_op op, fora_opcode code)
{
    lower_set_scalar(ctx, op, 0,
                     lower_binary(ctx, code, lower_operand(ctx, op, 0)[0],
                                  lower_operand(ctx, op, 1)[0]));
}

// ---- Sums and products --------------------------------------------------------------

void
lower_int_add(lower_context *ctx, fora_op op)
{
    binary_checked(ctx, op, FORA_OP_L_ADD_CHECK);
}

void
lower_int_sub(lower_context *ctx, fora_op op)
{
    binary_checked(ctx, op, FORA_OP_L_SUB_CHECK);
}

void
lower_int_mul(lower_context *ctx, fora_op op)
{
    binary_checked(ctx, op, FORA_OP_L_MUL_CHECK);
}

void
lower_int_neg(lower_context *ctx, fora_op op)
{
    fora_val a = lower_operand(ctx, op, 0)[0];
    lower_set_scalar(ctx, op, 0,
                     lower_int_checked(ctx, FORA_OP_L_SUB_CHECK, lower_i64(ctx, 0), a));
}

void
lower_int_pos(lower_context *ctx, fora_op op)
{
    lower_set_result(ctx, op, 0, lower_operand(ctx, op, 0));
}

void
lower_int_abs(lower_context *ctx, fora_op op)
{
    fora_val a = lower_operand(ctx, op, 0)[0], zero = lower_i64(ctx, 0);
    fora_val negative = lower_icmp(ctx, FORA_LT, a, zero);
    lower_overflow_if(ctx, lower_icmp(ctx, FORA_EQ, a, lower_i64(ctx, INT64_MIN)));
    fora_val minus = lower_binary(ctx, FORA_OP_L_SUB, zero, a);
    lower_set_scalar(ctx, op, 0, lower_select(ctx, negative, minus, a));
}

// ---- Division -----------------------------------------------------------------------

// Raises for divisor 0; the quotient of the least integer by -1 does not fit.
static void
check_division(lower_context *ctx, fora_val a, fora_val b, const char *message,
               bool quotient)
{
    lower_raise_if(ctx, lower_icmp(ctx, FORA_EQ, b, lower_i64(ctx, 0)),
                   "ZeroDivisionError", message);
    if (!quotient)
        return;
    fora_val least = lower_icmp(ctx, FORA_EQ, a, lower_i64(ctx, INT64_MIN));
    fora_val minus = lower_icmp(ctx, FORA_EQ, b, lower_i64(ctx, -1));
    lower_overflow_if(ctx, lower_binary(ctx, FORA_OP_L_AND, least, minus));
}

// i1: the machine's remainder has the wrong sign, so the quotient is one too high.
static fora_val
rounded_up(lower_context *ctx, fora_val rest, fora_val b)
{
    fora_val zero = lower_i64(ctx, 0);
    fora_val inexact = lower_icmp(ctx, FORA_NE, rest, zero);
    fora_val signs = lower_binary(ctx, FORA_OP_L_XOR, rest, b);
    return lower_binary(ctx, FORA_OP_L_AND, inexact,
                        lower_icmp(ctx, FORA_LT, signs, zero));
}

static bool
power_of_two(int64_t number, int64_t *exponent)
{
    if (number <= 0 || (number & (number - 1)))
        return false;
    *exponent = __builtin_ctzll((uint64_t)number);
    return true;
}

fora_val
lower_int_quotient(lower_context *ctx, fora_val a, fora_val b)
{
    int64_t divisor, exponent;
    if (lower_constant(ctx, b, &divisor) && power_of_two(divisor, &exponent))
        return lower_binary(ctx, FORA_OP_L_ASHR, a, lower_i64(ctx, exponent));
    fora_val quotient = lower_binary(ctx, FORA_OP_L_SDIV, a, b);
    fora_val product = lower_binary(ctx, FORA_OP_L_MUL, quotient, b);
    fora_val rest = lower_binary(ctx, FORA_OP_L_SUB, a, product);
    fora_val high = rounded_up(ctx, rest, b);
    return lower_binary(ctx, FORA_OP_L_SUB, quotient,
                        lower_convert(ctx, FORA_OP_L_ZEXT, high, LOW_I64));
}

// The remainder by -1 is computed by 1: the least integer by -1 traps the machine.
fora_val
lower_int_remainder(lower_context *ctx, fora_val a, fora_val b)
{
    int64_t divisor, exponent;
    bool constant = lower_constant(ctx, b, &divisor);
    if (constant && power_of_two(divisor, &exponent))
        return lower_binary(ctx, FORA_OP_L_AND, a, lower_i64(ctx, divisor - 1));
    fora_val by = b;
    if (!constant || divisor == -1) {
        fora_val minus = lower_icmp(ctx, FORA_EQ, b, lower_i64(ctx, -1));
        by = lower_select(ctx, minus, lower_i64(ctx, 1), b);
    }
    fora_val rest = lower_binary(ctx, FORA_OP_L_SREM, a, by);
    fora_val wrong = rounded_up(ctx, rest, b);
    fora_val moved = lower_binary(ctx, FORA_OP_L_ADD, rest, b);
    return lower_select(ctx, wrong, moved, rest);
}

void
lower_int_floordiv(lower_context *ctx, fora_op op)
{
    fora_val a = lower_operand(ctx, op, 0)[0], b = lower_operand(ctx, op, 1)[0];
    check_division(ctx, a, b, "integer division or modulo by zero", true);
    lower_set_scalar(ctx, op, 0, lower_int_quotient(ctx, a, b));
}

void
lower_int_mod(lower_context *ctx, fora_op op)
{
    fora_val a = lower_operand(ctx, op, 0)[0], b = lower_operand(ctx, op, 1)[0];
    check_division(ctx, a, b, "integer modulo by zero", false);
    lower_set_scalar(ctx, op, 0, lower_int_remainder(ctx, a, b));
}

void
lower_int_divmod(lower_context *ctx, fora_op op)
{
    fora_val a = lower_operand(ctx, op, 0)[0], b = lower_operand(ctx, op, 1)[0];
    check_division(ctx, a, b, "integer division or modulo by zero", true);
    fora_val parts[2];
    parts[0] = lower_int_quotient(ctx, a, b);
    parts[1] = lower_int_remainder(ctx, a, b);
    lower_set_result(ctx, op, 0, parts);
}

// i1: the magnitude is below 2**53, so that the float is the integer.
static fora_val
is_exact_float(lower_context *ctx, fora_val a)
{
    int64_t bound = (int64_t)1 << 53;
    fora_val moved = lower_binary(ctx, FORA_OP_L_ADD, a, lower_i64(ctx, bound));
    return lower_icmp(ctx, FORA_ULE, moved, lower_i64(ctx, 2 * bound));
}

// Both operands as floats if that is exact; else the runtime rounds the true quotient.
void
lower_int_truediv(lower_context *ctx, fora_op op)
{
    fora_val a = lower_operand(ctx, op, 0)[0], b = lower_operand(ctx, op, 1)[0];
    check_division(ctx, a, b, "division by zero", false);
    fora_block exact = lower_block(ctx), large = lower_block(ctx),
               on = lower_block(ctx);
    fora_val result = lower_block_parameter(ctx, on, LOW_F64);
    fora_val left = is_exact_float(ctx, a), right = is_exact_float(ctx, b);
    fora_val small = lower_binary(ctx, FORA_OP_L_AND, left, right);
    lower_branch(ctx, small, exact, large, LOWER_ELSE_UNLIKELY);
    lower_enter(ctx, exact);
    fora_val dividend = lower_convert(ctx, FORA_OP_L_SITOFP, a, LOW_F64);
    fora_val divisor = lower_convert(ctx, FORA_OP_L_SITOFP, b, LOW_F64);
    fora_val quotient = lower_binary(ctx, FORA_OP_L_FDIV, dividend, divisor);
    lower_jump(ctx, on, 1, &quotient);
    lower_enter(ctx, large);
    quotient = lower_rt(ctx, rt_int_truediv, a, b);
    lower_jump(ctx, on, 1, &quotient);
    lower_enter(ctx, on);
    lower_set_scalar(ctx, op, 0, result);
}

// ---- Bits ---------------------------------------------------------------------------

void
lower_int_and(lower_context *ctx, fora_op op)
{
    lower_set_binary(ctx, op, FORA_OP_L_AND);
}

void
lower_int_or(lower_context *ctx, fora_op op)
{
    lower_set_binary(ctx, op, FORA_OP_L_OR);
}

void
lower_int_xor(lower_context *ctx, fora_op op)
{
    lower_set_binary(ctx, op, FORA_OP_L_XOR);
}

void
lower_int_invert(lower_context *ctx, fora_op op)
{
    lower_set_scalar(ctx, op, 0,
                     lower_binary(ctx, FORA_OP_L_XOR, lower_operand(ctx, op, 0)[0],
                                  lower_i64(ctx, -1)));
}

// a << n for 0 <= n < 64: overflow if shifting back does not give `a` again; by a constant
// it is a product, of which more is known.
static fora_val
shift_left(lower_context *ctx, fora_val a, fora_val n)
{
    int64_t constant;
    if (lower_constant(ctx, n, &constant) && constant < 63)
        return lower_int_checked(ctx, FORA_OP_L_MUL_CHECK, a,
                                 lower_i64(ctx, (int64_t)1 << constant));
    fora_val shifted = lower_binary(ctx, FORA_OP_L_SHL, a, n);
    fora_val back = lower_binary(ctx, FORA_OP_L_ASHR, shifted, n);
    lower_overflow_if(ctx, lower_icmp(ctx, FORA_NE, back, a));
    return shifted;
}

static void
check_shift(lower_context *ctx, fora_val n)
{
    lower_raise_if(ctx, lower_icmp(ctx, FORA_LT, n, lower_i64(ctx, 0)), "ValueError",
                   "negative shift count");
}

// Counts from 64 on leave a zero or overflow.
void
lower_int_lshift(lower_context *ctx, fora_op op)
{
    fora_val a = lower_operand(ctx, op, 0)[0], n = lower_operand(ctx, op, 1)[0];
    int64_t constant;
    if (lower_constant(ctx, n, &constant) && constant >= 0 && constant < 64) {
        lower_set_scalar(ctx, op, 0, shift_left(ctx, a, n));
        return;
    }
    fora_block near = lower_block(ctx), far = lower_block(ctx), on = lower_block(ctx);
    fora_val result = lower_block_parameter(ctx, on, LOW_I64);
    fora_val large = lower_icmp(ctx, FORA_UGT, n, lower_i64(ctx, 63));
    lower_branch(ctx, large, far, near, LOWER_THEN_UNLIKELY);
    lower_enter(ctx, far);
    check_shift(ctx, n);
    lower_overflow_if(ctx, lower_icmp(ctx, FORA_NE, a, lower_i64(ctx, 0)));
    lower_jump(ctx, on, 1, &a);
    lower_enter(ctx, near);
    fora_val shifted = shift_left(ctx, a, n);
    lower_jump(ctx, on, 1, &shifted);
    lower_enter(ctx, on);
    lower_set_scalar(ctx, op, 0, result);
}

void
lower_int_rshift(lower_context *ctx, fora_op op)
{
    fora_val a = lower_operand(ctx, op, 0)[0], n = lower_operand(ctx, op, 1)[0];
    int64_t constant;
    if (lower_constant(ctx, n, &constant) && constant >= 0 && constant < 64) {
        lower_set_scalar(ctx, op, 0, lower_binary(ctx, FORA_OP_L_ASHR, a, n));
        return;
    }
    check_shift(ctx, n);
    fora_val most = lower_i64(ctx, 63);
    fora_val count = lower_select(ctx, lower_icmp(ctx, FORA_GT, n, most), most, n);
    lower_set_scalar(ctx, op, 0, lower_binary(ctx, FORA_OP_L_ASHR, a, count));
}

// ---- Powers -------------------------------------------------------------------------

// Squares are frequent; the runtime does the rest. The result's type cannot depend on the
// exponent's sign, so a negative one is an error that says so.
void
lower_int_pow(lower_context *ctx, fora_op op)
{
    fora_val a = lower_operand(ctx, op, 0)[0], n = lower_operand(ctx, op, 1)[0];
    int64_t exponent;
    fora_val result;
    if (lower_constant(ctx, n, &exponent) && exponent == 2) {
        result = lower_int_checked(ctx, FORA_OP_L_MUL_CHECK, a, a);
    } else {
        lower_raise_if(
            ctx, lower_icmp(ctx, FORA_LT, n, lower_i64(ctx, 0)), "ForacUnsupported",
            "int ** negative int is a float in Python, but forac has taken it "
            "for an int: write float(x) ** n");
        result = lower_rt(ctx, rt_int_pow, a, n);
    }
    lower_set_scalar(ctx, op, 0, result);
}
