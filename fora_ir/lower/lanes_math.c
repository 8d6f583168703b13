// Functions of the C library in lanes, to the bit: runtime/include/fora_exponential.h.
//
// A lane's result is computed for both ends of the doubt about the polynomial. Where both
// are one float the library's is the same; the few other lanes, and those with arguments
// out of the ordinary, ask the library itself.
#include "fora_exponential.h"

#include "lanes.h"

// A call for the whole block, of what cannot raise.
static fora_val
call(lower_context *ctx, fora_abi function, uint32_t count, const fora_val *operands)
{
    struct lower_lanes *lanes = ctx->lanes;
    ctx->lanes = NULL;
    fora_val result = lower_runtime(ctx, function, count, operands);
    ctx->lanes = lanes;
    return result;
}

static fora_val
fused(lower_context *ctx, fora_val a, fora_val b, fora_val c)
{
    lower_place(ctx);
    a = lanes_splat(ctx, a);
    b = lanes_splat(ctx, b);
    c = lanes_splat(ctx, c);
    fora_val value = fora_build3(&ctx->builder, FORA_OP_L_FMA, a, b, c);
    ctx->function->values[value].type = lower_machine(ctx, a);
    return value;
}

static fora_val
binary(lower_context *ctx, fora_opcode code, fora_val a, double b)
{
    return lower_binary(ctx, code, a, lower_f64(ctx, b));
}

static fora_val
integer(lower_context *ctx, fora_opcode code, fora_val a, int64_t b)
{
    return lower_binary(ctx, code, a, lower_i64(ctx, b));
}

// S and q of every lane: its result is S + S * q.
static void
reduce(lower_context *ctx, fora_val x, fora_val table, fora_val *scale, fora_val *q)
{
    fora_val nobody = lower_null(ctx);
    fora_val shifted = fused(ctx, x, lower_f64(ctx, FORA_EXP_PER_UNIT),
                             lower_f64(ctx, FORA_EXP_SHIFT));
    fora_val k = lower_convert(ctx, FORA_OP_L_BITCAST, shifted, LOW_I64);
    fora_val i = integer(ctx, FORA_OP_L_AND, k, (1 << FORA_EXP_BITS) - 1);
    fora_val tail = lanes_gather(ctx, LOW_F64, table, i, nobody, 16, 0);
    fora_val head = lanes_gather(ctx, LOW_I64, table, i, nobody, 16, 8);
    fora_val power = integer(ctx, FORA_OP_L_SHL, k, 52 - FORA_EXP_BITS);
    fora_val bits = lower_binary(ctx, FORA_OP_L_ADD, head, power);
    *scale = lower_convert(ctx, FORA_OP_L_BITCAST, bits, LOW_F64);
    fora_val steps = binary(ctx, FORA_OP_L_FSUB, shifted, FORA_EXP_SHIFT);
    fora_val r = fused(ctx, steps, lower_f64(ctx, -FORA_EXP_STEP_HIGH), x);
    r = fused(ctx, steps, lower_f64(ctx, -FORA_EXP_STEP_LOW), r);
    fora_val square = lower_binary(ctx, FORA_OP_L_FMUL, r, r);
    fora_val fourth = lower_binary(ctx, FORA_OP_L_FMUL, square, square);
    fora_val low =
        fused(ctx, r, lower_f64(ctx, FORA_EXP_C3), lower_f64(ctx, FORA_EXP_C2));
    fora_val high =
        fused(ctx, r, lower_f64(ctx, FORA_EXP_C5), lower_f64(ctx, FORA_EXP_C4));
    fora_val sum = lower_binary(ctx, FORA_OP_L_FADD, tail, r);
    *q = fused(ctx, fourth, high, fused(ctx, square, low, sum));
}

// The results with those of the lanes `asking`, which the library computes.
static fora_val
ask_library(lower_context *ctx, fora_val x, fora_val y, fora_val asking)
{
    fora_val bits = lanes_bits(ctx, asking);
    fora_block ask = lower_block(ctx), on = lower_block(ctx), join = lower_block(ctx);
    fora_val results = lower_block_parameter(ctx, join, lower_machine(ctx, y));
    fora_val some = lower_icmp(ctx, FORA_NE, bits, lower_i64(ctx, 0));
    lower_branch(ctx, some, ask, on, LOWER_THEN_UNLIKELY);
    lower_enter(ctx, on);
    lower_jump(ctx, join, 1, &y);
    lower_enter(ctx, ask);
    lanes_slot arguments = lanes_slot_new(ctx, LOW_F64);
    lanes_slot answers = lanes_slot_new(ctx, LOW_F64);
    lanes_put(ctx, arguments, x);
    lanes_put(ctx, answers, y);
    fora_val fits = call(ctx, FORA_ABI_rt_exp_again, 3,
                         (fora_val[]){arguments.address, answers.address, bits});
    y = lanes_get(ctx, answers);
    fora_block good = lower_block(ctx);
    lower_branch(ctx, fits, good, ctx->lanes->abandon, LOWER_ELSE_UNLIKELY);
    lower_enter(ctx, good);
    lower_jump(ctx, join, 1, &y);
    lower_enter(ctx, join);
    return results;
}

void
lanes_math_exp(lower_context *ctx, fora_op op)
{
    struct lower_lanes *lanes = ctx->lanes;
    fora_val x = lanes_splat(ctx, lower_operand(ctx, op, 0)[0]);
    lanes->heavy = true;
    if (lanes->mask)  // what is no number at all has no place in a table
        x = lower_select(ctx, lanes->mask, x, lower_f64(ctx, 0.0));
    fora_val table = call(ctx, FORA_ABI_rt_exp_table, 0, NULL);
    lanes_fail_if(ctx, lower_icmp(ctx, FORA_EQ, table, lower_null_ptr(ctx)));
    fora_val scale, q;
    reduce(ctx, x, table, &scale, &q);
    fora_val least =
        fused(ctx, scale, binary(ctx, FORA_OP_L_FSUB, q, FORA_EXP_DOUBT), scale);
    fora_val most =
        fused(ctx, scale, binary(ctx, FORA_OP_L_FADD, q, FORA_EXP_DOUBT), scale);
    fora_val size = lower_unary(ctx, FORA_OP_L_FABS, x);
    fora_val usual = lower_fcmp(ctx, FORA_LT, size, lower_f64(ctx, FORA_EXP_MOST));
    fora_val sure = lower_fcmp(ctx, FORA_EQ, least, most);
    fora_val asking = lower_not(ctx, lower_binary(ctx, FORA_OP_L_AND, usual, sure));
    lower_set_scalar(ctx, op, 0, ask_library(ctx, x, least, asking));
}
