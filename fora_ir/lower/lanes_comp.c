// Comprehensions inside of a body that runs in lanes, and what the body itself emits. A sum
// has one accumulator a lane, to which each lane adds its terms in their order.
#include "lanes.h"
#include "real.h"

// ---- Sums ---------------------------------------------------------------------------

static void
begin_sum(lower_context *ctx, lanes_sink *sink)
{
    fora_type result = lower_result_type(ctx, sink->op, 0);
    fora_type type = lower_operand_type(ctx, sink->op, 0);
    const fora_val *value = lower_operand(ctx, sink->op, 0);
    fora_val start;
    if (result == FORA_SIMPLE_TYPE(ZERO))
        return;
    if (result == FORA_SIMPLE_TYPE(INT))
        lower_coerce(ctx, type, result, value, &start);
    else
        start = lower_real_float(ctx, type, value);
    sink->value = lanes_slot_new(ctx, lower_machine(ctx, start));
    lanes_put(ctx, sink->value, start);
    if (lower_kind(ctx, result) == FORA_TYPE_UNION) {
        sink->some = lanes_slot_new(ctx, LOW_I1);
        lanes_put(ctx, sink->some, lanes_none(ctx));
    }
}

// The term's lanes at work are floats, as opposed to the int 0.
static void
note_float(lower_context *ctx, lanes_sink *sink, fora_type type, const fora_val *term)
{
    if (type == FORA_SIMPLE_TYPE(INT) || type == FORA_SIMPLE_TYPE(ZERO))
        return;
    fora_val is_float = lower_i1(ctx, true);
    if (type != FORA_SIMPLE_TYPE(FLOAT)) {
        fora_val before = lanes_get(ctx, sink->some);
        fora_val not_zero = lower_not(ctx, lower_real_is_zero(ctx, term[0]));
        is_float = lower_binary(ctx, FORA_OP_L_OR, before, not_zero);
    }
    lanes_blend(ctx, sink->some, is_float);
}

static void
emit_term(lower_context *ctx, lanes_sink *sink, fora_type type, const fora_val *term)
{
    fora_type result = lower_result_type(ctx, sink->op, 0);
    if (result == FORA_SIMPLE_TYPE(ZERO) ||
        (result == FORA_SIMPLE_TYPE(INT) && type == FORA_SIMPLE_TYPE(ZERO)))
        return;
    fora_val sum = lanes_get(ctx, sink->value);
    if (result == FORA_SIMPLE_TYPE(INT)) {
        fora_val part;
        lower_coerce(ctx, type, result, term, &part);
        fora_val overflow;
        sum = lower_checked(ctx, FORA_OP_L_ADD_CHECK, sum, part, &overflow);
        lanes_fail_if(ctx, overflow);
    } else {
        sum = lower_binary(ctx, FORA_OP_L_FADD, sum, lower_real_float(ctx, type, term));
    }
    lanes_blend(ctx, sink->value, sum);
    if (sink->some.address)
        note_float(ctx, sink, type, term);
}

static void
finish_sum(lower_context *ctx, lanes_sink *sink)
{
    fora_type result = lower_result_type(ctx, sink->op, 0);
    if (result == FORA_SIMPLE_TYPE(ZERO))
        return;
    fora_val sum = lanes_get(ctx, sink->value);
    if (!sink->some.address) {
        lower_set_scalar(ctx, sink->op, 0, sum);
        return;
    }
    lower_set_mixed_sum(ctx, sink->op, lanes_get(ctx, sink->some), sum);
}

void
lanes_comp(lower_context *ctx, fora_op op)
{
    struct lower_lanes *lanes = ctx->lanes;
    fora_comp kind = (fora_comp)fora_attribute(ctx->source, op, 0);
    lower_place(ctx);
    if (lower_result_count(ctx, op) != 1)
        lanes_give_up(ctx);
    if (kind == FORA_COMP_LIST) {
        lanes_lists(ctx, op);
        return;
    }
    if (kind != FORA_COMP_SUM || lower_operand_count(ctx, op) != 1)
        lanes_give_up(ctx);
    lanes_sink sink = {.outer = lanes->sink, .kind = LANES_SUM, .op = op};
    begin_sum(ctx, &sink);
    lanes->sink = &sink;
    lanes_region(ctx, fora_op_block(ctx->source, op, 0));
    lanes->sink = sink.outer;
    finish_sum(ctx, &sink);
}

// ---- The comprehension itself -------------------------------------------------------

fora_val
lanes_extract(lower_context *ctx, fora_val value, uint32_t lane)
{
    fora_type_kind kind = lower_kind(ctx, lower_machine(ctx, value));
    uint64_t number = lane;
    lower_place(ctx);
    fora_op op =
        fora_build(&ctx->builder, FORA_OP_L_EXTRACT, 1, &value, 1, 1, &number, 0, NULL);
    fora_val one = ctx->function->ops[op].result;
    ctx->function->values[one].type = (fora_type)fora_lane_kind(kind) + 1;
    return one;
}

static void
store_one_by_one(lower_context *ctx, fora_val at, fora_val value, uint32_t size,
                 uint32_t offset)
{
    for (uint32_t i = 0; i < ctx->lanes->width; i++)
        lower_store_machine(ctx, at, (int64_t)i * size + offset,
                            lanes_extract(ctx, value, i), FORA_MEMORY_ELEMENT);
}

// Objects that were made for the lanes: their list tells at any time how many it holds.
static void
emit_refs(lower_context *ctx, lower_comp *comp, fora_val at, fora_val value)
{
    const fora_val *refs =
        lanes_is(ctx, value) ? lanes_fact_of(ctx, value)->refs : NULL;
    if (!refs)
        lanes_give_up(ctx);
    for (uint32_t i = 0; i < ctx->lanes->width; i++)
        lower_store_machine(ctx, at, (int64_t)i * 8, refs[i], FORA_MEMORY_ELEMENT);
    fora_val width = lower_i64(ctx, ctx->lanes->width);
    lower_store_machine(ctx, comp->object, offsetof(rt_list, length),
                        lower_binary(ctx, FORA_OP_L_ADD, ctx->lanes->index, width),
                        FORA_MEMORY_HEADER);
}

static void
emit_elements(lower_context *ctx, lower_comp *comp, const fora_val *components)
{
    if (ctx->lanes->mask || ctx->lanes->loop)
        lanes_give_up(ctx);
    const fora_layout *layout =
        lower_layout_of(ctx, lower_parameter(ctx, comp->container, 0));
    fora_val at = lower_address(ctx, comp->data, ctx->lanes->index, layout->size, 0);
    if (comp->refs) {
        if (layout->count > 1)
            lanes_give_up(ctx);
        emit_refs(ctx, comp, at, components[0]);
        return;
    }
    for (uint32_t i = 0; i < layout->count; i++) {
        fora_val value = lanes_splat(ctx, components[i]);
        if (lower_machine_size(layout->machine[i]) == layout->size)
            lower_store_machine(ctx, at, 0, value, FORA_MEMORY_ELEMENT);
        else
            store_one_by_one(ctx, at, value, layout->size, layout->offsets[i]);
    }
}

void
lanes_emit(lower_context *ctx, fora_op op)
{
    lower_place(ctx);
    lanes_sink *sink = ctx->lanes->sink;
    const fora_val *value = lower_operand(ctx, op, 0);
    fora_type type = lower_operand_type(ctx, op, 0);
    switch (sink->kind) {
    case LANES_ELEMENTS:
        emit_elements(ctx, sink->comp, value);
        break;
    case LANES_TERMS:
        lanes_emit_term(ctx, sink, op);
        break;
    case LANES_SUM:
        emit_term(ctx, sink, type, value);
        break;
    case LANES_COUNT:
        lanes_count(ctx, sink);
        break;
    case LANES_FILL:
        lanes_fill(ctx, sink, type, value);
        break;
    }
}
