// What functions of the C library in lanes have in common (doc/adr/0014).
//
// A lane's result is computed for both ends of the doubt about the polynomial. Where both
// are one float the library's is the same; the few other lanes, and those with arguments
// out of the ordinary, ask the library itself.
#include "lanes_math.h"

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

fora_val
lanes_math_table(lower_context *ctx, fora_abi function)
{
    ctx->lanes->much_work = true;
    fora_val table = call(ctx, function, 0, NULL);
    lanes_fail_if(ctx, lower_icmp(ctx, FORA_EQ, table, lower_null_ptr(ctx)));
    return table;
}

fora_val
lanes_math_argument(lower_context *ctx, fora_op op, double harmless)
{
    fora_val x = lanes_splat(ctx, lower_operand(ctx, op, 0)[0]);
    if (ctx->lanes->mask)
        x = lower_select(ctx, ctx->lanes->mask, x, lower_f64(ctx, harmless));
    return x;
}

// ---- Operations ---------------------------------------------------------------------

fora_val
lanes_fused(lower_context *ctx, fora_val a, fora_val b, fora_val c)
{
    lower_place(ctx);
    a = lanes_splat(ctx, a);
    b = lanes_splat(ctx, b);
    c = lanes_splat(ctx, c);
    fora_val value = fora_build3(&ctx->builder, FORA_OP_L_FMA, a, b, c);
    ctx->function->values[value].type = lower_machine(ctx, a);
    return value;
}

fora_val
lanes_fused_by(lower_context *ctx, fora_val a, double b, fora_val c)
{
    return lanes_fused(ctx, a, lower_f64(ctx, b), c);
}

fora_val
lanes_line(lower_context *ctx, fora_val a, double b, double c)
{
    return lanes_fused_by(ctx, a, b, lower_f64(ctx, c));
}

fora_val
lanes_float(lower_context *ctx, fora_opcode code, fora_val a, double b)
{
    return lower_binary(ctx, code, a, lower_f64(ctx, b));
}

fora_val
lanes_integer(lower_context *ctx, fora_opcode code, fora_val a, int64_t b)
{
    return lower_binary(ctx, code, a, lower_i64(ctx, b));
}

// ---- Asking the library -------------------------------------------------------------

// The results with those of the lanes `bits`.
static fora_val
ask(lower_context *ctx, fora_abi function, fora_val x, fora_val y, fora_val bits)
{
    lanes_slot arguments = lanes_slot_new(ctx, LOW_F64);
    lanes_slot answers = lanes_slot_new(ctx, LOW_F64);
    lanes_put(ctx, arguments, x);
    lanes_put(ctx, answers, y);
    fora_val fits =
        call(ctx, function, 3, (fora_val[]){arguments.address, answers.address, bits});
    y = lanes_get(ctx, answers);
    fora_block on = lower_block(ctx);
    lower_branch(ctx, fits, on, ctx->lanes->abandon, LOWER_ELSE_UNLIKELY);
    lower_enter(ctx, on);
    return y;
}

void
lanes_math_finish(lower_context *ctx, fora_op op, fora_abi function, fora_val x,
                  fora_val least, fora_val most, fora_val usual)
{
    fora_val same = lower_fcmp(ctx, FORA_EQ, least, most);
    fora_val sure = lower_binary(ctx, FORA_OP_L_AND, usual, same);
    fora_val bits = lanes_bits(ctx, lower_not(ctx, sure));
    fora_block asking = lower_block(ctx), on = lower_block(ctx),
               join = lower_block(ctx);
    fora_val result = lower_block_parameter(ctx, join, lower_machine(ctx, least));
    lower_branch(ctx, lower_icmp(ctx, FORA_NE, bits, lower_i64(ctx, 0)), asking, on,
                 LOWER_THEN_UNLIKELY);
    lower_enter(ctx, on);
    lower_jump(ctx, join, 1, &least);
    lower_enter(ctx, asking);
    fora_val answers = ask(ctx, function, x, least, bits);
    lower_jump(ctx, join, 1, &answers);
    lower_enter(ctx, join);
    lower_set_scalar(ctx, op, 0, result);
}
