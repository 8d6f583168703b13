// Sorting in the runtime, for keys that are ints, floats or strings.
#include "list.h"

static fora_abi
by_key(lower_context *ctx, fora_type list, fora_abi ints, fora_abi floats,
       fora_abi strings)
{
    switch (lower_kind(ctx, lower_parameter(ctx, list, 0))) {
    case FORA_TYPE_INT:
        return ints;
    case FORA_TYPE_FLOAT:
        return floats;
    default:
        return strings;
    }
}

// Sorts a list (operand 0) of ints, floats or strings; operand 1 is no key, operand 2 tells
// whether in reverse.
void
lower_list_sort(lower_context *ctx, fora_op op)
{
    fora_type list = lower_operand_type(ctx, op, 0);
    fora_abi row = by_key(ctx, list, FORA_ABI_rt_list_sort_int,
                          FORA_ABI_rt_list_sort_float, FORA_ABI_rt_list_sort_str);
    fora_val operands[] = {lower_operand(ctx, op, 0)[0], lower_operand(ctx, op, 2)[0]};
    lower_set_scalar(ctx, op, 1, lower_runtime(ctx, row, 2, operands));
}

// The indices of a list of keys in the order of the keys.
void
lower_sort_order(lower_context *ctx, fora_op op)
{
    fora_type keys = lower_operand_type(ctx, op, 0);
    fora_abi row = by_key(ctx, keys, FORA_ABI_rt_sort_order_int,
                          FORA_ABI_rt_sort_order_float, FORA_ABI_rt_sort_order_str);
    uint32_t descriptor = lower_descriptor(ctx, lower_result_type(ctx, op, 0));
    fora_val operands[] = {lower_operand(ctx, op, 0)[0], lower_operand(ctx, op, 1)[0],
                           lower_i32(ctx, descriptor)};
    lower_set_scalar(ctx, op, 0, lower_runtime(ctx, row, 3, operands));
}

// The list in the order of a list of indices.
void
lower_list_permuted(lower_context *ctx, fora_op op)
{
    lower_set_scalar(ctx, op, 0,
                     lower_rt(ctx, rt_list_permuted, lower_operand(ctx, op, 0)[0],
                              lower_operand(ctx, op, 1)[0]));
}
