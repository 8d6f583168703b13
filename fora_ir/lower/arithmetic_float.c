// Float operators and the conversions between floats and integers.
#include "arithmetic.h"

void
lower_float_add(lower_context *ctx, fora_op op)
{
    lower_set_binary(ctx, op, FORA_OP_L_FADD);
}

void
lower_float_sub(lower_context *ctx, fora_op op)
{
    lower_set_binary(ctx, op, FORA_OP_L_FSUB);
}

void
lower_float_mul(lower_context *ctx, fora_op op)
{
    lower_set_binary(ctx, op, FORA_OP_L_FMUL);
}

void
lower_float_truediv(lower_context *ctx, fora_op op)
{
    fora_val divisor = lower_operand(ctx, op, 1)[0];
    lower_raise_if(ctx, lower_fcmp(ctx, FORA_EQ, divisor, lower_f64(ctx, 0.0)),
                   "ZeroDivisionError", "float division by zero");
    lower_set_binary(ctx, op, FORA_OP_L_FDIV);
}

void
lower_float_neg(lower_context *ctx, fora_op op)
{
    lower_set_scalar(ctx, op, 0,
                     lower_unary(ctx, FORA_OP_L_FNEG, lower_operand(ctx, op, 0)[0]));
}

void
lower_float_pos(lower_context *ctx, fora_op op)
{
    lower_set_result(ctx, op, 0, lower_operand(ctx, op, 0));
}

void
lower_float_abs(lower_context *ctx, fora_op op)
{
    lower_set_scalar(ctx, op, 0,
                     lower_unary(ctx, FORA_OP_L_FABS, lower_operand(ctx, op, 0)[0]));
}

// ---- To integers --------------------------------------------------------------------

// i1: the float, once rounded, fits in 64 bits; false for nan.
static fora_val
fits_int(lower_context *ctx, fora_val a)
{
    fora_val magnitude = lower_unary(ctx, FORA_OP_L_FABS, a);
    return lower_fcmp(ctx, FORA_LT, magnitude, lower_f64(ctx, 0x1p63));
}

// Rounds by `code` (0: towards zero) and converts; the runtime raises for what is out of
// range, or converts the least integer.
static void
to_int(lower_context *ctx, fora_op op, fora_opcode code, fora_abi otherwise)
{
    fora_val a = lower_operand(ctx, op, 0)[0];
    fora_block near = lower_block(ctx), far = lower_block(ctx), on = lower_block(ctx);
    fora_val result = lower_block_parameter(ctx, on, LOW_I64);
    lower_branch(ctx, fits_int(ctx, a), near, far, LOWER_ELSE_UNLIKELY);
    lower_enter(ctx, near);
    fora_val rounded = code ? lower_unary(ctx, code, a) : a;
    fora_val number = lower_convert(ctx, FORA_OP_L_FPTOSI, rounded, LOW_I64);
    lower_jump(ctx, on, 1, &number);
    lower_enter(ctx, far);
    number = lower_runtime(ctx, otherwise, 1, &a);
    lower_jump(ctx, on, 1, &number);
    lower_enter(ctx, on);
    lower_set_scalar(ctx, op, 0, result);
}

void
lower_float_to_int(lower_context *ctx, fora_op op)
{
    to_int(ctx, op, FORA_OP_INVALID, FORA_ABI_rt_float_to_int);
}

// Above 2**52 in magnitude every float is whole: rounding never leaves the range.
void
lower_float_floor(lower_context *ctx, fora_op op)
{
    to_int(ctx, op, FORA_OP_L_FFLOOR, FORA_ABI_rt_math_floor);
}

void
lower_float_ceil(lower_context *ctx, fora_op op)
{
    to_int(ctx, op, FORA_OP_L_FCEIL, FORA_ABI_rt_math_ceil);
}

// ---- math.sqrt ----------------------------------------------------------------------

void
lower_float_sqrt(lower_context *ctx, fora_op op)
{
    fora_val a = lower_operand(ctx, op, 0)[0];
    fora_val negative = lower_fcmp(ctx, FORA_LT, a, lower_f64(ctx, 0.0));
    fora_block on = lower_cold_if(ctx, negative);
    lower_raise_now(ctx, "ValueError", "math domain error");
    lower_enter(ctx, on);
    lower_set_scalar(ctx, op, 0, lower_unary(ctx, FORA_OP_L_FSQRT, a));
}
