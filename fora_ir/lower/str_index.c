// Characters of strings by index.
#include "list.h"

// Most strings are one byte wide: those are read here.
static fora_val
code_point_at(lower_context *ctx, fora_val text, fora_val index)
{
    fora_block narrow = lower_block(ctx), wide = lower_block(ctx),
               on = lower_block(ctx);
    fora_val result = lower_block_parameter(ctx, on, LOW_I32);
    fora_val width = lower_header(ctx, LOW_I8, text, rt_str, width);
    fora_val is_narrow = lower_icmp(ctx, FORA_EQ, width, lower_i8(ctx, 1));
    lower_branch(ctx, is_narrow, narrow, wide, LOWER_ELSE_UNLIKELY);
    lower_enter(ctx, narrow);
    fora_val at = lower_address(ctx, text, index, 1, offsetof(rt_str, data));
    fora_val byte = lower_load_machine(ctx, LOW_I8, at, 0, text, FORA_MEMORY_TEXT);
    fora_val point = lower_convert(ctx, FORA_OP_L_ZEXT, byte, LOW_I32);
    lower_jump(ctx, on, 1, &point);
    lower_enter(ctx, wide);
    point = lower_rt(ctx, rt_str_at, text, index);
    lower_jump(ctx, on, 1, &point);
    lower_enter(ctx, on);
    return result;
}

void
lower_str_getitem(lower_context *ctx, fora_op op)
{
    fora_val text = lower_operand(ctx, op, 0)[0];
    fora_val length = lower_header(ctx, LOW_I64, text, rt_str, length);
    fora_val index = lower_checked_index(ctx, lower_operand(ctx, op, 1)[0], length,
                                         "string index out of range");
    lower_set_scalar(ctx, op, 0, code_point_at(ctx, text, index));
}

void
lower_str_len(lower_context *ctx, fora_op op)
{
    lower_set_scalar(
        ctx, op, 0,
        lower_header(ctx, LOW_I64, lower_operand(ctx, op, 0)[0], rt_str, length));
}

void
lower_str_truth(lower_context *ctx, fora_op op)
{
    fora_val length =
        lower_header(ctx, LOW_I64, lower_operand(ctx, op, 0)[0], rt_str, length);
    lower_set_scalar(ctx, op, 0, lower_icmp(ctx, FORA_NE, length, lower_i64(ctx, 0)));
}
