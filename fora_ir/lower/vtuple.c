// Tuples of a length that is known only at run time, conversions between them and lists,
// and unpacking.
#include "list.h"

#include "program.h"

fora_val
lower_vtuple_of_list(lower_context *ctx, fora_type vtuple, fora_val list)
{
    return lower_rt(ctx, rt_vtuple_of_list, list,
                    lower_i32(ctx, lower_descriptor(ctx, vtuple)));
}

static fora_val
vtuple_length(lower_context *ctx, fora_val tuple)
{
    return lower_header(ctx, LOW_I64, tuple, rt_vtuple, length);
}

void
lower_vtuple_len(lower_context *ctx, fora_op op)
{
    lower_set_scalar(ctx, op, 0, vtuple_length(ctx, lower_operand(ctx, op, 0)[0]));
}

void
lower_vtuple_truth(lower_context *ctx, fora_op op)
{
    fora_val length = vtuple_length(ctx, lower_operand(ctx, op, 0)[0]);
    lower_set_scalar(ctx, op, 0, lower_icmp(ctx, FORA_NE, length, lower_i64(ctx, 0)));
}

static void
load_element(lower_context *ctx, fora_op op, fora_val index)
{
    fora_val tuple = lower_operand(ctx, op, 0)[0];
    fora_type element = lower_parameter(ctx, lower_operand_type(ctx, op, 0), 0);
    fora_val *components = lower_components(ctx, element);
    fora_val at = lower_address(ctx, tuple, index, lower_layout_of(ctx, element)->size,
                                offsetof(rt_vtuple, data));
    lower_load(ctx, element, at, 0, tuple, FORA_MEMORY_ELEMENT, components);
    lower_set_result(ctx, op, 0, components);
}

void
lower_vtuple_getitem(lower_context *ctx, fora_op op)
{
    fora_val length = vtuple_length(ctx, lower_operand(ctx, op, 0)[0]);
    load_element(ctx, op,
                 lower_checked_index(ctx, lower_operand(ctx, op, 1)[0], length,
                                     "tuple index out of range"));
}

void
lower_vtuple_at(lower_context *ctx, fora_op op)
{
    load_element(ctx, op, lower_operand(ctx, op, 1)[0]);
}

// ValueError unless the length (operand 0) is as many as wanted (operand 1), or, if
// operand 2 is true, at least as many.
void
lower_check_unpack(lower_context *ctx, fora_op op)
{
    fora_val got = lower_operand(ctx, op, 0)[0], wanted = lower_operand(ctx, op, 1)[0];
    fora_val at_least = lower_operand(ctx, op, 2)[0];
    fora_val few = lower_icmp(ctx, FORA_LT, got, wanted);
    fora_val more = lower_icmp(ctx, FORA_GT, got, wanted);
    fora_val many = lower_binary(ctx, FORA_OP_L_AND, more, lower_not(ctx, at_least));
    fora_block on = lower_cold_if(ctx, lower_binary(ctx, FORA_OP_L_OR, few, many));
    fora_val shown = lower_select(ctx, many, lower_i64(ctx, -1), got);
    lower_rt(ctx, rt_raise_unpack, wanted, shown, at_least);
    lower_enter(ctx, on);
}
