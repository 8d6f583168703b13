// Reading a list, or a slice of it with steps of one, where it lies: rows that passes
// put in for lists that are only read.
#include "list.h"

#include "program.h"

// A bound that counts from the end if it is negative, brought into 0 .. length.
static fora_val
clamped(lower_context *ctx, fora_val bound, fora_val length)
{
    fora_val zero = lower_i64(ctx, 0);
    fora_val negative = lower_icmp(ctx, FORA_LT, bound, zero);
    fora_val wrapped = lower_binary(ctx, FORA_OP_L_ADD, bound, length);
    fora_val at = lower_select(ctx, negative, wrapped, bound);
    at = lower_select(ctx, lower_icmp(ctx, FORA_LT, at, zero), zero, at);
    return lower_select(ctx, lower_icmp(ctx, FORA_GT, at, length), length, at);
}

static fora_val
bound_or(lower_context *ctx, const lower_slice *slice, int64_t bit, fora_val bound,
         fora_val absent, fora_val length)
{
    fora_val absent_bit =
        lower_binary(ctx, FORA_OP_L_AND, slice->absent, lower_i32(ctx, bit));
    fora_val missing = lower_icmp(ctx, FORA_NE, absent_bit, lower_i32(ctx, 0));
    return lower_select(ctx, missing, absent, clamped(ctx, bound, length));
}

static fora_val
view_start(lower_context *ctx, const lower_slice *slice, fora_val length)
{
    return bound_or(ctx, slice, 1, slice->start, lower_i64(ctx, 0), length);
}

// list, slice: the index of its first element
void
lower_view_start(lower_context *ctx, fora_op op)
{
    lower_slice slice =
        lower_slice_of(ctx, lower_operand_type(ctx, op, 1), lower_operand(ctx, op, 1));
    fora_val length = lower_list_length(ctx, lower_operand(ctx, op, 0)[0]);
    lower_set_scalar(ctx, op, 0, view_start(ctx, &slice, length));
}

// list, slice: the number of its elements
void
lower_view_length(lower_context *ctx, fora_op op)
{
    lower_slice slice =
        lower_slice_of(ctx, lower_operand_type(ctx, op, 1), lower_operand(ctx, op, 1));
    fora_val length = lower_list_length(ctx, lower_operand(ctx, op, 0)[0]);
    fora_val start = view_start(ctx, &slice, length);
    fora_val stop = bound_or(ctx, &slice, 2, slice.stop, length, length);
    fora_val count = lower_binary(ctx, FORA_OP_L_SUB, stop, start);
    fora_val some = lower_icmp(ctx, FORA_GT, count, lower_i64(ctx, 0));
    lower_set_scalar(ctx, op, 0, lower_select(ctx, some, count, lower_i64(ctx, 0)));
}

// list, start, index: element start + index, which is known to be there
void
lower_view_item(lower_context *ctx, fora_op op)
{
    fora_type list = lower_operand_type(ctx, op, 0);
    fora_type element = lower_parameter(ctx, list, 0);
    fora_val object = lower_operand(ctx, op, 0)[0];
    fora_val index =
        lower_binary(ctx, FORA_OP_L_ADD_EXACT, lower_operand(ctx, op, 1)[0],
                     lower_operand(ctx, op, 2)[0]);
    fora_val *components = lower_components(ctx, element);
    lower_load(ctx, element, lower_list_slot(ctx, list, object, index), 0, object,
               FORA_MEMORY_ELEMENT, components);
    lower_set_result(ctx, op, 0, components);
}
