// Elements of lists in lanes: those of neighbouring numbers are read at once, others by
// their lanes' own indices.
#include "lanes.h"
#include "list.h"

// What ranges and counters in lanes are at most, so that sums and products of them fit.
#define MOST_COUNT (INT64_C(1) << 30)

// ---- Reading ------------------------------------------------------------------------

static fora_val
load_wide(lower_context *ctx, fora_val owner, fora_val at, const fora_layout *layout,
          uint32_t i)
{
    fora_type type = lanes_read_type(ctx, layout->machine[i]);
    if (lower_machine_size(layout->machine[i]) == layout->size)
        return lower_load_machine(ctx, type, at, 0, owner, FORA_MEMORY_ELEMENT);
    lower_place(ctx);
    uint64_t attributes[] = {layout->offsets[i], FORA_MEMORY_ELEMENT, layout->size};
    fora_op op = fora_build(&ctx->builder, FORA_OP_L_STRIDED, 2,
                            (fora_val[]){at, owner}, 1, 3, attributes, 0, NULL);
    fora_val value = ctx->function->ops[op].result;
    ctx->function->values[value].type = type;
    return value;
}

static void
load_elements(lower_context *ctx, fora_type list, fora_val object, fora_val data,
              fora_val index, fora_val *element)
{
    const fora_layout *layout = lower_layout_of(ctx, lower_parameter(ctx, list, 0));
    fora_val at = lower_address(ctx, data, index, layout->size, 0);
    for (uint32_t i = 0; i < layout->count; i++) {
        element[i] = load_wide(ctx, object, at, layout, i);
        lanes_fact_of(ctx, element[i])->owner = object;
    }
}

fora_val
lanes_gather(lower_context *ctx, fora_type machine, fora_val base, fora_val index,
             fora_val owner, uint64_t scale, uint64_t offset)
{
    fora_type type = lanes_read_type(ctx, machine);
    uint64_t attributes[] = {offset, FORA_MEMORY_ELEMENT, scale};
    lower_place(ctx);
    fora_op op =
        fora_build(&ctx->builder, FORA_OP_L_GATHER, 3, (fora_val[]){base, index, owner},
                   1, 3, attributes, 0, NULL);
    fora_val value = ctx->function->ops[op].result;
    ctx->function->values[value].type = type;
    lanes_fact_of(ctx, value)->owner = owner;
    return value;
}

// The elements at indices that are in range, in lanes that are at work.
static void
gather(lower_context *ctx, fora_type list, fora_val object, fora_val data,
       fora_val index, fora_val *element)
{
    const fora_layout *layout = lower_layout_of(ctx, lower_parameter(ctx, list, 0));
    for (uint32_t i = 0; i < layout->count; i++)
        element[i] = lanes_gather(ctx, layout->machine[i], data, index, object,
                                  layout->size, layout->offsets[i]);
}

// Lanes from `base` on: all of them are in range, or the block is abandoned.
static void
get_neighbours(lower_context *ctx, fora_type list, fora_val object, fora_val data,
               fora_val length, fora_val base, fora_val *element)
{
    fora_val last =
        lower_binary(ctx, FORA_OP_L_SUB, length, lower_i64(ctx, ctx->lanes->width));
    lanes_fail_if(ctx, lower_icmp(ctx, FORA_LT, base, lower_i64(ctx, 0)));
    lanes_fail_if(ctx, lower_icmp(ctx, FORA_GT, base, last));
    load_elements(ctx, list, object, data, base, element);
}

void
lanes_list_getitem(lower_context *ctx, fora_op op)
{
    fora_type list = lower_operand_type(ctx, op, 0);
    fora_val object = lower_operand(ctx, op, 0)[0],
             index = lower_operand(ctx, op, 1)[0];
    if (!lanes_is(ctx, index)) {
        lower_list_getitem(ctx, op);
        return;
    }
    if (lanes_is(ctx, object))
        lanes_give_up(ctx);
    fora_val *element = lower_components(ctx, lower_parameter(ctx, list, 0));
    fora_val length = lower_list_length(ctx, object);
    fora_val data = lower_header(ctx, LOW_PTR, object, rt_list, data);
    fora_val base = lanes_fact_of(ctx, index)->base, zero = lower_i64(ctx, 0);
    if (base) {
        get_neighbours(ctx, list, object, data, length, base, element);
    } else {
        if (ctx->lanes->mask)  // lanes that are not at work read the first element
            lanes_fail_if(ctx, lower_icmp(ctx, FORA_EQ, length, zero));
        index = lower_checked_index(ctx, index, length, "list index out of range");
        if (ctx->lanes->mask)
            index = lower_select(ctx, ctx->lanes->mask, index, zero);
        gather(ctx, list, object, data, index, element);
    }
    lower_set_result(ctx, op, 0, element);
}

// ---- Cursors ------------------------------------------------------------------------

bool
lanes_can_read(lower_context *ctx, const lower_cursor *cursor)
{
    if (cursor->pieces || cursor->first || cursor->reversed)
        return false;
    switch (cursor->kind) {
    case FORA_TYPE_LIST:
        return true;
    case FORA_TYPE_RANGE:
        return cursor->step == 1;
    case FORA_TYPE_ENUMERATE:
    case FORA_TYPE_ZIP:
        for (uint32_t i = 0; i < cursor->nested_count; i++) {
            if (!lanes_can_read(ctx, &cursor->nested[i]))
                return false;
        }
        return true;
    default:
        return false;
    }
}

static void
read_nested(lower_context *ctx, const lower_cursor *cursor, fora_val index, bool wide,
            fora_val *element)
{
    if (cursor->kind == FORA_TYPE_ENUMERATE) {
        *element = lower_binary(ctx, FORA_OP_L_ADD, cursor->initial[0], index);
        if (wide)
            *element = lanes_iota(ctx, *element);
        element++;
    }
    for (uint32_t i = 0; i < cursor->nested_count; i++) {
        const lower_cursor *nested = &cursor->nested[i];
        lanes_read(ctx, nested, index, wide, element);
        element += lower_layout_of(ctx, lower_cursor_element(ctx, nested->type))->count;
    }
}

void
lanes_read(lower_context *ctx, const lower_cursor *cursor, fora_val index, bool wide,
           fora_val *element)
{
    switch (cursor->kind) {
    case FORA_TYPE_RANGE:
        *element = lower_binary(ctx, FORA_OP_L_ADD, cursor->parts[0], index);
        if (wide)
            *element = lanes_iota(ctx, *element);
        break;
    case FORA_TYPE_LIST:
        if (wide) {
            load_elements(ctx, cursor->type, cursor->parts[0], cursor->data, index,
                          element);
        } else {
            fora_type type = lower_parameter(ctx, cursor->type, 0);
            fora_val at = lower_address(ctx, cursor->data, index,
                                        lower_layout_of(ctx, type)->size, 0);
            lower_load(ctx, type, at, 0, cursor->parts[0], FORA_MEMORY_ELEMENT,
                       element);
        }
        break;
    default:
        read_nested(ctx, cursor, index, wide, element);
        break;
    }
}

// ---- How large elements can be ------------------------------------------------------

static void
guard_number(lower_context *ctx, fora_val number)
{
    ir_interval interval = lanes_interval(ctx, number);
    if (interval.high > MOST_COUNT)
        lanes_fail_if(ctx,
                      lower_icmp(ctx, FORA_GT, number, lower_i64(ctx, MOST_COUNT)));
    if (interval.low < -MOST_COUNT)
        lanes_fail_if(ctx,
                      lower_icmp(ctx, FORA_LT, number, lower_i64(ctx, -MOST_COUNT)));
}

static void
guard_ends(lower_context *ctx, const lower_cursor *cursor)
{
    if (cursor->kind == FORA_TYPE_RANGE) {
        guard_number(ctx, cursor->parts[0]);
        guard_number(ctx, cursor->parts[1]);
    } else if (cursor->kind == FORA_TYPE_ENUMERATE) {
        guard_number(ctx, cursor->initial[0]);
    }
    for (uint32_t i = 0; i < cursor->nested_count; i++)
        guard_ends(ctx, &cursor->nested[i]);
}

void
lanes_guard(lower_context *ctx, const lower_cursor *cursor, fora_val length)
{
    guard_ends(ctx, cursor);
    if (!length)
        lanes_give_up(ctx);
    if (lanes_interval(ctx, length).high > MOST_COUNT)
        lanes_fail_if(ctx,
                      lower_icmp(ctx, FORA_UGT, length, lower_i64(ctx, MOST_COUNT)));
}

// What guard_number lets pass.
static ir_interval
guarded(lower_context *ctx, fora_val number)
{
    return ir_interval_meet(lanes_interval(ctx, number),
                            ir_interval_of(-MOST_COUNT, MOST_COUNT));
}

void
lanes_know_element(lower_context *ctx, const lower_cursor *cursor,
                   const fora_val *element)
{
    if (cursor->kind == FORA_TYPE_RANGE) {
        ir_interval ends = ir_interval_join(guarded(ctx, cursor->parts[0]),
                                            guarded(ctx, cursor->parts[1]));
        if (cursor->step > 0)
            ends.low = guarded(ctx, cursor->parts[0]).low;
        lanes_fact_of(ctx, *element)->interval = ends;
        return;
    }
    if (cursor->kind == FORA_TYPE_ENUMERATE) {
        ir_interval start = guarded(ctx, cursor->initial[0]);
        lanes_fact_of(ctx, *element)->interval =
            ir_interval_of(start.low, start.high + MOST_COUNT);
        element++;
    }
    for (uint32_t i = 0; i < cursor->nested_count; i++) {
        const lower_cursor *nested = &cursor->nested[i];
        lanes_know_element(ctx, nested, element);
        element += lower_layout_of(ctx, lower_cursor_element(ctx, nested->type))->count;
    }
}
