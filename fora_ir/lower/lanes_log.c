// math.log in lanes: runtime/include/fora_logarithm.h.
#include "fora_logarithm.h"

#include "lanes_math.h"

// A lane's result is high + t, and t may be off by `doubt`.
typedef struct {
    fora_val high, t, doubt;
} sum_of_two;

static fora_val
add(lower_context *ctx, fora_val a, fora_val b)
{
    return lower_binary(ctx, FORA_OP_L_FADD, a, b);
}

static fora_val
subtract(lower_context *ctx, fora_val a, fora_val b)
{
    return lower_binary(ctx, FORA_OP_L_FSUB, a, b);
}

static fora_val
multiply(lower_context *ctx, fora_val a, fora_val b)
{
    return lower_binary(ctx, FORA_OP_L_FMUL, a, b);
}

// ---- Near 1 -------------------------------------------------------------------------

// b1 + r * b2 + r**2 * b3
static fora_val
three(lower_context *ctx, fora_val r, fora_val square, double b1, double b2, double b3)
{
    fora_val line = lanes_line(ctx, r, b2, b1);
    return lanes_fused_by(ctx, square, b3, line);
}

static sum_of_two
near_one(lower_context *ctx, fora_val x)
{
    fora_val r = lanes_float(ctx, FORA_OP_L_FSUB, x, 1.0);
    fora_val square = multiply(ctx, r, r);
    fora_val cube = multiply(ctx, r, square);
    fora_val q = three(ctx, r, square, FORA_LOG_B7, FORA_LOG_B8, FORA_LOG_B9);
    q = lanes_fused_by(ctx, cube, FORA_LOG_B10, q);
    fora_val middle = three(ctx, r, square, FORA_LOG_B4, FORA_LOG_B5, FORA_LOG_B6);
    q = lanes_fused(ctx, cube, q, middle);
    fora_val first = three(ctx, r, square, FORA_LOG_B1, FORA_LOG_B2, FORA_LOG_B3);
    q = lanes_fused(ctx, cube, q, first);
    fora_val shifted = lanes_float(ctx, FORA_OP_L_FMUL, r, FORA_LOG_SPLIT);
    fora_val upper = add(ctx, r, shifted);
    upper = subtract(ctx, upper, shifted);
    fora_val half = multiply(ctx, upper, upper);
    half = lanes_float(ctx, FORA_OP_L_FMUL, half, -0.5);
    fora_val high = add(ctx, r, half);
    fora_val lost = subtract(ctx, r, high);
    lost = add(ctx, lost, half);
    fora_val lower = subtract(ctx, r, upper);
    lower = lanes_float(ctx, FORA_OP_L_FMUL, lower, -0.5);
    fora_val both = add(ctx, upper, r);
    lost = lanes_fused(ctx, lower, both, lost);
    fora_val t = lanes_fused(ctx, cube, q, lost);
    fora_val doubt = lanes_float(ctx, FORA_OP_L_FMUL, square, FORA_LOG_DOUBT_NEAR);
    return (sum_of_two){high, t, doubt};
}

// ---- Elsewhere ----------------------------------------------------------------------

static sum_of_two
elsewhere(lower_context *ctx, fora_val bits, fora_val table)
{
    fora_val nobody = lower_null(ctx);
    fora_val above = lanes_integer(ctx, FORA_OP_L_SUB, bits, FORA_LOG_LEAST);
    fora_val i = lanes_integer(ctx, FORA_OP_L_LSHR, above, 52 - FORA_LOG_BITS);
    i = lanes_integer(ctx, FORA_OP_L_AND, i, (1 << FORA_LOG_BITS) - 1);
    fora_val power = lanes_integer(ctx, FORA_OP_L_ASHR, above, 52);
    fora_val k = lower_convert(ctx, FORA_OP_L_SITOFP, power, LOW_F64);
    fora_val moved = lanes_integer(ctx, FORA_OP_L_SHL, power, 52);
    moved = lower_binary(ctx, FORA_OP_L_SUB, bits, moved);
    fora_val z = lower_convert(ctx, FORA_OP_L_BITCAST, moved, LOW_F64);
    fora_val inverse = lanes_gather(ctx, LOW_F64, table, i, nobody, 16, 0);
    fora_val centre = lanes_gather(ctx, LOW_F64, table, i, nobody, 16, 8);
    fora_val r = lanes_fused(ctx, z, inverse, lower_f64(ctx, -1.0));
    fora_val whole = lanes_fused_by(ctx, k, FORA_LOG_LN2_HIGH, centre);
    fora_val high = add(ctx, whole, r);
    fora_val lost = subtract(ctx, whole, high);
    lost = add(ctx, lost, r);
    fora_val t = lanes_fused_by(ctx, k, FORA_LOG_LN2_LOW, lost);
    fora_val square = multiply(ctx, r, r);
    t = lanes_fused_by(ctx, square, FORA_LOG_A0, t);
    fora_val upper = lanes_line(ctx, r, FORA_LOG_A4, FORA_LOG_A3);
    fora_val q = lanes_line(ctx, r, FORA_LOG_A2, FORA_LOG_A1);
    q = lanes_fused(ctx, square, upper, q);
    fora_val cube = multiply(ctx, r, square);
    t = lanes_fused(ctx, cube, q, t);
    return (sum_of_two){high, t, lower_f64(ctx, FORA_LOG_DOUBT)};
}

// The bits are from `low` on at most `count`, as numbers without sign.
static fora_val
is_within(lower_context *ctx, fora_val bits, int64_t low, int64_t count)
{
    fora_val above = lanes_integer(ctx, FORA_OP_L_SUB, bits, low);
    return lower_icmp(ctx, FORA_ULT, above, lower_i64(ctx, count));
}

void
lanes_math_log(lower_context *ctx, fora_op op)
{
    fora_val x = lanes_math_argument(ctx, op, 1.0);
    fora_val table = lanes_math_table(ctx, FORA_ABI_rt_log_table);
    fora_val bits = lower_convert(ctx, FORA_OP_L_BITCAST, x, LOW_I64);
    sum_of_two far = elsewhere(ctx, bits, table), near = near_one(ctx, x);
    fora_val is_near =
        is_within(ctx, bits, FORA_LOG_NEAR_LOW, FORA_LOG_NEAR_HIGH - FORA_LOG_NEAR_LOW);
    fora_val high = lower_select(ctx, is_near, near.high, far.high);
    fora_val t = lower_select(ctx, is_near, near.t, far.t);
    fora_val doubt = lower_select(ctx, is_near, near.doubt, far.doubt);
    fora_val less = subtract(ctx, t, doubt), more = add(ctx, t, doubt);
    fora_val least = add(ctx, less, high), most = add(ctx, more, high);
    fora_val usual = is_within(ctx, bits, FORA_LOG_NORMAL, FORA_LOG_FINITE);
    lanes_math_finish(ctx, op, FORA_ABI_rt_log_again, x, least, most, usual);
}
