// math.exp in lanes: runtime/include/fora_exponential.h.
#include "fora_exponential.h"

#include "lanes_math.h"

// S and q of every lane: its result is S + S * q.
static void
reduce(lower_context *ctx, fora_val x, fora_val table, fora_val *scale, fora_val *q)
{
    fora_val nobody = lower_null(ctx);
    fora_val shifted = lanes_line(ctx, x, FORA_EXP_PER_UNIT, FORA_EXP_SHIFT);
    fora_val k = lower_convert(ctx, FORA_OP_L_BITCAST, shifted, LOW_I64);
    fora_val i = lanes_integer(ctx, FORA_OP_L_AND, k, (1 << FORA_EXP_BITS) - 1);
    fora_val tail = lanes_gather(ctx, LOW_F64, table, i, nobody, 16, 0);
    fora_val head = lanes_gather(ctx, LOW_I64, table, i, nobody, 16, 8);
    fora_val power = lanes_integer(ctx, FORA_OP_L_SHL, k, 52 - FORA_EXP_BITS);
    fora_val bits = lower_binary(ctx, FORA_OP_L_ADD, head, power);
    *scale = lower_convert(ctx, FORA_OP_L_BITCAST, bits, LOW_F64);
    fora_val steps = lanes_float(ctx, FORA_OP_L_FSUB, shifted, FORA_EXP_SHIFT);
    fora_val r = lanes_fused_by(ctx, steps, -FORA_EXP_STEP_HIGH, x);
    r = lanes_fused_by(ctx, steps, -FORA_EXP_STEP_LOW, r);
    fora_val square = lower_binary(ctx, FORA_OP_L_FMUL, r, r);
    fora_val fourth = lower_binary(ctx, FORA_OP_L_FMUL, square, square);
    fora_val low = lanes_line(ctx, r, FORA_EXP_C3, FORA_EXP_C2);
    fora_val high = lanes_line(ctx, r, FORA_EXP_C5, FORA_EXP_C4);
    fora_val sum = lower_binary(ctx, FORA_OP_L_FADD, tail, r);
    sum = lanes_fused(ctx, square, low, sum);
    *q = lanes_fused(ctx, fourth, high, sum);
}

void
lanes_math_exp(lower_context *ctx, fora_op op)
{
    fora_val x = lanes_math_argument(ctx, op, 0.0);
    fora_val table = lanes_math_table(ctx, FORA_ABI_rt_exp_table);
    fora_val scale, q;
    reduce(ctx, x, table, &scale, &q);
    fora_val less = lanes_float(ctx, FORA_OP_L_FSUB, q, FORA_EXP_DOUBT);
    fora_val more = lanes_float(ctx, FORA_OP_L_FADD, q, FORA_EXP_DOUBT);
    fora_val least = lanes_fused(ctx, scale, less, scale);
    fora_val most = lanes_fused(ctx, scale, more, scale);
    fora_val size = lower_unary(ctx, FORA_OP_L_FABS, x);
    fora_val usual = lower_fcmp(ctx, FORA_LT, size, lower_f64(ctx, FORA_EXP_MOST));
    lanes_math_finish(ctx, op, FORA_ABI_rt_exp_again, x, least, most, usual);
}
