// Rows of rules.def in lanes: by their ordinary LOWER functions where those serve lanes too,
// which they do as long as they emit arithmetic and raise; by functions of this file where
// the ordinary ones branch.
#include "arithmetic.h"
#include "lanes.h"
#include "real.h"

// ---- Integers as floats -------------------------------------------------------------

static void
fail_unless_within(lower_context *ctx, fora_val a, int64_t bound)
{
    if (ir_interval_within(lanes_interval(ctx, a), -bound, bound))
        return;
    fora_val moved = lower_binary(ctx, FORA_OP_L_ADD, a, lower_i64(ctx, bound));
    lanes_fail_if(ctx, lower_icmp(ctx, FORA_UGT, moved, lower_i64(ctx, 2 * bound)));
}

// The integer as the float that it equals; others than below 2**53 leave.
static fora_val
exact_float(lower_context *ctx, fora_val a)
{
    fail_unless_within(ctx, a, INT64_C(1) << 53);
    return lower_convert(ctx, FORA_OP_L_SITOFP, a, LOW_F64);
}

static void
int_truediv(lower_context *ctx, fora_op op)
{
    fora_val a = lower_operand(ctx, op, 0)[0], b = lower_operand(ctx, op, 1)[0];
    lanes_fail_if(ctx, lower_icmp(ctx, FORA_EQ, b, lower_i64(ctx, 0)));
    fora_val dividend = exact_float(ctx, a), divisor = exact_float(ctx, b);
    lower_set_scalar(ctx, op, 0, lower_binary(ctx, FORA_OP_L_FDIV, dividend, divisor));
}

static void
compare_int_float(lower_context *ctx, fora_op op, fora_compare how)
{
    fora_val a = exact_float(ctx, lower_operand(ctx, op, 0)[0]);
    lower_set_scalar(ctx, op, 0, lower_fcmp(ctx, how, a, lower_operand(ctx, op, 1)[0]));
}

static void
compare_float_int(lower_context *ctx, fora_op op, fora_compare how)
{
    fora_val b = exact_float(ctx, lower_operand(ctx, op, 1)[0]);
    lower_set_scalar(ctx, op, 0, lower_fcmp(ctx, how, lower_operand(ctx, op, 0)[0], b));
}

// clang-format off
#define MIXED(name, how)                                     \
    static void int_float_##name(lower_context *ctx, fora_op op) { \
        compare_int_float(ctx, op, how);                     \
    }                                                        \
    static void float_int_##name(lower_context *ctx, fora_op op) { \
        compare_float_int(ctx, op, how);                     \
    }
MIXED(eq, FORA_EQ)
MIXED(ne, FORA_NE)
MIXED(lt, FORA_LT)
MIXED(le, FORA_LE)
MIXED(gt, FORA_GT)
MIXED(ge, FORA_GE)
// clang-format on

// ---- Division -----------------------------------------------------------------------

// floor(a / b) of integers up to 2**51 in magnitude by the division of floats. Where a / b
// is no integer and k the next above, k - a / b is at least 1 / |b|, and that is more than
// half of the distance from k to the float below, at most |k| / 2**53, since |k * b| is at
// most |a| + |b|. So the quotient of floats is not rounded up to k.
static fora_val
quotient_by_floats(lower_context *ctx, fora_val a, fora_val b)
{
    int64_t bound = INT64_C(1) << 51;
    lanes_fail_if(ctx, lower_icmp(ctx, FORA_EQ, b, lower_i64(ctx, 0)));
    fail_unless_within(ctx, a, bound);
    fail_unless_within(ctx, b, bound);
    fora_val dividend = lower_convert(ctx, FORA_OP_L_SITOFP, a, LOW_F64);
    fora_val divisor = lower_convert(ctx, FORA_OP_L_SITOFP, b, LOW_F64);
    fora_val ratio = lower_binary(ctx, FORA_OP_L_FDIV, dividend, divisor);
    fora_val quotient = lower_convert(
        ctx, FORA_OP_L_FPTOSI, lower_unary(ctx, FORA_OP_L_FFLOOR, ratio), LOW_I64);
    ir_interval known =
        ir_interval_meet(lanes_interval(ctx, a), ir_interval_of(-bound, bound));
    lanes_fact_of(ctx, quotient)->interval =
        lanes_interval(ctx, b).low > 0
            ? ir_interval_join(known, ir_interval_constant(0))
            : ir_interval_of(-bound, bound);
    return quotient;
}

static bool
is_power_of_two(lower_context *ctx, fora_val b)
{
    int64_t divisor;
    return lower_constant(ctx, b, &divisor) && divisor > 0 &&
           (divisor & (divisor - 1)) == 0;
}

// A uniform quotient is the machine's.
static bool
divides_ordinarily(lower_context *ctx, fora_val a, fora_val b)
{
    return is_power_of_two(ctx, b) || (!lanes_is(ctx, a) && !lanes_is(ctx, b));
}

static void
int_floordiv(lower_context *ctx, fora_op op)
{
    fora_val a = lower_operand(ctx, op, 0)[0], b = lower_operand(ctx, op, 1)[0];
    if (divides_ordinarily(ctx, a, b))
        lower_int_floordiv(ctx, op);
    else
        lower_set_scalar(ctx, op, 0, quotient_by_floats(ctx, a, b));
}

static void
int_mod(lower_context *ctx, fora_op op)
{
    fora_val a = lower_operand(ctx, op, 0)[0], b = lower_operand(ctx, op, 1)[0];
    if (divides_ordinarily(ctx, a, b)) {
        lower_int_mod(ctx, op);
        return;
    }
    fora_val product =
        lower_binary(ctx, FORA_OP_L_MUL, quotient_by_floats(ctx, a, b), b);
    fora_val rest = lower_binary(ctx, FORA_OP_L_SUB, a, product);
    ir_interval divisor = lanes_interval(ctx, b);
    if (divisor.low > 0)
        lanes_fact_of(ctx, rest)->interval = ir_interval_of(0, divisor.high - 1);
    lower_set_scalar(ctx, op, 0, rest);
}

// ---- Other integers -----------------------------------------------------------------

static void
shift_left(lower_context *ctx, fora_op op)
{
    int64_t constant;
    if (!lower_constant(ctx, lower_operand(ctx, op, 1)[0], &constant) || constant < 0 ||
        constant > 63)
        lanes_give_up(ctx);
    lower_int_lshift(ctx, op);
}

// Floats that do not fit, and those that are not numbers, leave.
static void
float_to_int(lower_context *ctx, fora_op op, fora_opcode rounding)
{
    fora_val a = lower_operand(ctx, op, 0)[0];
    fora_val magnitude = lower_unary(ctx, FORA_OP_L_FABS, a);
    lanes_fail_if(ctx, lower_not(ctx, lower_fcmp(ctx, FORA_LT, magnitude,
                                                 lower_f64(ctx, 0x1p63))));
    fora_val whole = rounding ? lower_unary(ctx, rounding, a) : a;
    lower_set_scalar(ctx, op, 0, lower_convert(ctx, FORA_OP_L_FPTOSI, whole, LOW_I64));
}

static void
truncate(lower_context *ctx, fora_op op)
{
    float_to_int(ctx, op, FORA_OP_INVALID);
}

static void
round_down(lower_context *ctx, fora_op op)
{
    float_to_int(ctx, op, FORA_OP_L_FFLOOR);
}

static void
round_up(lower_context *ctx, fora_op op)
{
    float_to_int(ctx, op, FORA_OP_L_FCEIL);
}

// ---- Rows of rules.def --------------------------------------------------------------

static const struct {
    lower_function ordinary, lanes;
} rows[] = {
#define SAME(name)                                                                     \
    {                                                                                  \
        lower_##name, lower_##name                                                     \
    }
    SAME(int_add),
    SAME(int_sub),
    SAME(int_mul),
    SAME(int_neg),
    SAME(int_pos),
    SAME(int_abs),
    SAME(int_and),
    SAME(int_or),
    SAME(int_xor),
    SAME(int_invert),
    SAME(int_rshift),
    SAME(bool_and),
    SAME(bool_or),
    SAME(bool_xor),
    SAME(bool_eq),
    SAME(bool_ne),
    SAME(float_add),
    SAME(float_sub),
    SAME(float_mul),
    SAME(float_truediv),
    SAME(float_neg),
    SAME(float_pos),
    SAME(float_abs),
    SAME(float_sqrt),
    SAME(int_eq),
    SAME(int_ne),
    SAME(int_lt),
    SAME(int_le),
    SAME(int_gt),
    SAME(int_ge),
    SAME(float_eq),
    SAME(float_ne),
    SAME(float_lt),
    SAME(float_le),
    SAME(float_gt),
    SAME(float_ge),
    SAME(number_truth),
    SAME(number_not),
    SAME(always_true),
    SAME(always_false),
    SAME(list_len),
    SAME(list_truth),
    SAME(real_add),
    SAME(real_sub),
    SAME(real_mul),
    SAME(real_truediv),
    SAME(real_neg),
    SAME(real_abs),
    SAME(known_zero),
#undef SAME
    {lower_list_getitem, lanes_list_getitem},
    {lower_int_floordiv, int_floordiv},
    {lower_int_mod, int_mod},
    {lower_int_truediv, int_truediv},
    {lower_int_lshift, shift_left},
    {lower_float_to_int, truncate},
    {lower_float_floor, round_down},
    {lower_float_ceil, round_up},
    {lower_int_float_eq, int_float_eq},
    {lower_int_float_ne, int_float_ne},
    {lower_int_float_lt, int_float_lt},
    {lower_int_float_le, int_float_le},
    {lower_int_float_gt, int_float_gt},
    {lower_int_float_ge, int_float_ge},
    {lower_float_int_eq, float_int_eq},
    {lower_float_int_ne, float_int_ne},
    {lower_float_int_lt, float_int_lt},
    {lower_float_int_le, float_int_le},
    {lower_float_int_gt, float_int_gt},
    {lower_float_int_ge, float_int_ge},
};

static const struct {
    fora_abi function;
    lower_function lanes;
} calls[] = {
    {FORA_ABI_rt_math_exp, lanes_math_exp},
    {FORA_ABI_rt_math_log, lanes_math_log},
};

void
lanes_apply(lower_context *ctx, fora_op op)
{
    lower_place(ctx);
    uint64_t row = fora_attribute(ctx->source, op, 0);
    lower_function ordinary = lower_row_function(row);
    for (size_t i = 0; ordinary && i < sizeof rows / sizeof *rows; i++) {
        if (rows[i].ordinary != ordinary)
            continue;
        rows[i].lanes(ctx, op);
        return;
    }
    fora_abi function;
    for (size_t i = 0;
         lower_row_call(row, &function) && i < sizeof calls / sizeof *calls; i++) {
        if (calls[i].function != function)
            continue;
        calls[i].lanes(ctx, op);
        return;
    }
    lanes_give_up(ctx);
}
