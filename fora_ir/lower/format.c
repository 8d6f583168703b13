// Lowering of f-strings: their pieces are joined by one call.
#include "lower.h"

// The pieces lie in frame memory, which borrows them.
static fora_val
spill_pieces(lower_context *ctx, fora_op op, uint32_t count)
{
    fora_val memory = lower_slot(ctx, 8 * count, 8);
    for (uint32_t i = 0; i < count; i++) {
        fora_val address = lower_address(ctx, lower_operand(ctx, op, i)[0], 0, 0, 0);
        lower_store_machine(ctx, memory, 8 * (int64_t)i, address, FORA_MEMORY_SLOT);
    }
    return memory;
}

void
lower_str_concat_all(lower_context *ctx, fora_op op)
{
    uint32_t count = lower_operand_count(ctx, op);
    fora_val result;
    if (count == 0) {
        result = lower_str_constant(ctx, "", 0);
    } else if (count == 1) {
        result = lower_operand(ctx, op, 0)[0];
    } else if (count == 2) {
        result = lower_rt(ctx, rt_str_concat, lower_operand(ctx, op, 0)[0],
                          lower_operand(ctx, op, 1)[0]);
    } else {
        fora_val memory = spill_pieces(ctx, op, count);
        result = lower_rt(ctx, rt_str_concat_many, memory, lower_i64(ctx, count));
        for (uint32_t i = 0; i < count; i++)
            lower_keep(ctx, FORA_SIMPLE_TYPE(STR), lower_operand(ctx, op, i));
    }
    lower_set_scalar(ctx, op, 0, result);
}
