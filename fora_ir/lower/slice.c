// Slices of lists, vtuples and strings.
#include "list.h"

#include "program.h"

// The value of one part and whether it is None: both as LOW values; 0: not None.
static fora_val
slice_part(lower_context *ctx, fora_type type, const fora_val *components,
           fora_val *none)
{
    *none = 0;
    switch (lower_kind(ctx, type)) {
    case FORA_TYPE_INT:
        return components[0];
    case FORA_TYPE_BOOL:
        return lower_convert(ctx, FORA_OP_L_ZEXT, components[0], LOW_I64);
    case FORA_TYPE_UNION: {
        fora_val *part = lower_components(ctx, FORA_SIMPLE_TYPE(INT));
        *none = lower_is_member(ctx, type, components, FORA_SIMPLE_TYPE(NONE));
        lower_project(ctx, type, FORA_SIMPLE_TYPE(INT), components, part);
        return part[0];
    }
    default:
        *none = lower_i1(ctx, true);
        return lower_i64(ctx, 0);
    }
}

static fora_val
absent_bit(lower_context *ctx, fora_type type, fora_val none, int64_t bit)
{
    if (lower_kind(ctx, type) == FORA_TYPE_NONE)
        return lower_i32(ctx, bit);
    if (!none)
        return lower_i32(ctx, 0);
    fora_val absent = lower_i32(ctx, bit), present = lower_i32(ctx, 0);
    return lower_select(ctx, none, absent, present);
}

lower_slice
lower_slice_of(lower_context *ctx, fora_type type, const fora_val *components)
{
    fora_type types[3];
    fora_val values[3], none[3];
    for (uint32_t i = 0; i < 3; i++) {
        types[i] = lower_parameter(ctx, type, i);
        values[i] = slice_part(ctx, types[i], components, &none[i]);
        components += lower_layout_of(ctx, types[i])->count;
    }
    lower_slice slice = {.start = values[0], .stop = values[1], .step = values[2]};
    if (lower_kind(ctx, types[2]) == FORA_TYPE_NONE)
        slice.step = lower_i64(ctx, 1);
    else if (none[2])
        slice.step = lower_select(ctx, none[2], lower_i64(ctx, 1), values[2]);
    fora_val start = absent_bit(ctx, types[0], none[0], 1);
    fora_val stop = absent_bit(ctx, types[1], none[1], 2);
    slice.absent = lower_binary(ctx, FORA_OP_L_OR, start, stop);
    return slice;
}

static lower_slice
slice_operand(lower_context *ctx, fora_op op, uint32_t i)
{
    return lower_slice_of(ctx, lower_operand_type(ctx, op, i),
                          lower_operand(ctx, op, i));
}

void
lower_list_slice(lower_context *ctx, fora_op op)
{
    lower_slice slice = slice_operand(ctx, op, 1);
    lower_set_scalar(ctx, op, 0,
                     lower_rt(ctx, rt_list_slice, lower_operand(ctx, op, 0)[0],
                              slice.start, slice.stop, slice.step, slice.absent));
}

void
lower_vtuple_slice(lower_context *ctx, fora_op op)
{
    if (lower_vtuple_deferred(ctx, op))
        return;
    lower_slice slice = slice_operand(ctx, op, 1);
    lower_set_scalar(ctx, op, 0,
                     lower_rt(ctx, rt_vtuple_slice, lower_operand(ctx, op, 0)[0],
                              slice.start, slice.stop, slice.step, slice.absent));
}

void
lower_str_slice(lower_context *ctx, fora_op op)
{
    lower_slice slice = slice_operand(ctx, op, 1);
    lower_set_scalar(ctx, op, 0,
                     lower_rt(ctx, rt_str_slice, lower_operand(ctx, op, 0)[0],
                              slice.start, slice.stop, slice.step, slice.absent));
}

// xs[a:b:c] = list
void
lower_list_set_slice(lower_context *ctx, fora_op op)
{
    lower_slice slice = slice_operand(ctx, op, 1);
    lower_set_scalar(ctx, op, 0,
                     lower_rt(ctx, rt_list_assign_slice, lower_operand(ctx, op, 0)[0],
                              lower_operand(ctx, op, 2)[0], slice.start, slice.stop,
                              slice.step, slice.absent));
}

void
lower_list_delete_slice(lower_context *ctx, fora_op op)
{
    lower_slice slice = slice_operand(ctx, op, 1);
    lower_set_scalar(ctx, op, 0,
                     lower_rt(ctx, rt_list_delete_slice, lower_operand(ctx, op, 0)[0],
                              slice.start, slice.stop, slice.step, slice.absent));
}
