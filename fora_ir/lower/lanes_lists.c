// List comprehensions inside of a body that runs in lanes: each lane gets a list of its own.
//
// The nest is walked twice. The first round counts what each lane emits; all that can fail
// does so there, before anything is allocated. The second puts the elements where they
// belong, in lists that have just the room. One walk over the elements thus serves as many
// filters as there are lanes.
#include "lanes.h"

static fora_val
build(lower_context *ctx, fora_opcode code, fora_val operand)
{
    lower_place(ctx);
    fora_val value = fora_build1(&ctx->builder, code, operand);
    ctx->function->values[value].type = LOW_I64;
    return value;
}

void
lanes_count(lower_context *ctx, lanes_sink *sink)
{
    fora_val one = lower_i64(ctx, 1);
    if (ctx->lanes->mask)
        one = lower_select(ctx, ctx->lanes->mask, one, lower_i64(ctx, 0));
    fora_val count = lanes_get(ctx, sink->value);
    lanes_put(ctx, sink->value, lower_binary(ctx, FORA_OP_L_ADD, count, one));
}

// ---- Filling ------------------------------------------------------------------------

// One component of the element of the lane with a number that is known at run time.
static fora_val
component_of(lower_context *ctx, fora_val value, fora_val lane)
{
    if (!lanes_is(ctx, value))
        return value;
    fora_type_kind kind = fora_lane_kind(lower_kind(ctx, lower_machine(ctx, value)));
    if (kind == FORA_TYPE_L_I1)
        lanes_give_up(ctx);
    // One more than the lanes: see lanes_fill.
    lanes_slot slot = {lower_slot(ctx, (ctx->lanes->width + 1) * 8, 8),
                       lower_machine(ctx, value)};
    lanes_put(ctx, slot, value);
    fora_val at = lower_address(ctx, slot.address, lane, 8, 0);
    return lower_load_machine(ctx, (fora_type)kind + 1, at, 0, 0, FORA_MEMORY_SLOT);
}

static void
fill_lane(lower_context *ctx, lanes_sink *sink, fora_type type, const fora_val *element,
          fora_val lane, fora_val step)
{
    const fora_layout *layout = lower_layout_of(ctx, type);
    fora_val *parts = fora_alloc(ctx->scratch, (layout->count + 1) * sizeof *parts);
    for (uint32_t i = 0; i < layout->count; i++)
        parts[i] = component_of(ctx, element[i], lane);
    fora_val place_at = lower_address(ctx, sink->places, lane, 8, 0);
    fora_val data_at = lower_address(ctx, sink->data, lane, 8, 0);
    fora_val place = lower_load_machine(ctx, LOW_I64, place_at, 0, 0, FORA_MEMORY_SLOT);
    fora_val data = lower_load_machine(ctx, LOW_PTR, data_at, 0, 0, FORA_MEMORY_SLOT);
    fora_val at = lower_address(ctx, data, place, layout->size, 0);
    lower_store(ctx, type, at, 0, parts, FORA_MEMORY_ELEMENT);
    lower_store_machine(ctx, place_at, 0, lower_binary(ctx, FORA_OP_L_ADD, place, step),
                        FORA_MEMORY_SLOT);
}

// Most conditions pick at most one lane, by no pattern: a store without a branch serves that
// one, or goes to a list of no lane. A loop serves any others.
void
lanes_fill(lower_context *ctx, lanes_sink *sink, fora_type type,
           const fora_val *element)
{
    fora_val zero = lower_i64(ctx, 0), one = lower_i64(ctx, 1);
    fora_val bits = lanes_bits(ctx, lanes_all(ctx, ctx->lanes->mask));
    fora_val some = lower_convert(ctx, FORA_OP_L_ZEXT,
                                  lower_icmp(ctx, FORA_NE, bits, zero), LOW_I64);
    fora_val bounded = lower_binary(ctx, FORA_OP_L_OR, bits,
                                    lower_i64(ctx, INT64_C(1) << ctx->lanes->width));
    fill_lane(ctx, sink, type, element, build(ctx, FORA_OP_L_LOWEST, bounded), some);
    fora_block head = lower_block(ctx), work = lower_block(ctx), on = lower_block(ctx);
    fora_val rest = lower_block_parameter(ctx, head, LOW_I64);
    fora_val next = lower_binary(ctx, FORA_OP_L_AND, bits,
                                 lower_binary(ctx, FORA_OP_L_SUB, bits, one));
    lower_jump(ctx, head, 1, &next);
    lower_enter(ctx, head);
    lower_branch(ctx, lower_icmp(ctx, FORA_NE, rest, zero), work, on,
                 LOWER_THEN_UNLIKELY);
    lower_enter(ctx, work);
    fill_lane(ctx, sink, type, element, build(ctx, FORA_OP_L_LOWEST, rest), one);
    next = lower_binary(ctx, FORA_OP_L_AND, rest,
                        lower_binary(ctx, FORA_OP_L_SUB, rest, one));
    lower_jump(ctx, head, 1, &next);
    lower_enter(ctx, on);
}

// ---- The lists ----------------------------------------------------------------------

// Allocation is ordinary code: when memory is short it raises.
static fora_val
new_list(lower_context *ctx, fora_type type, fora_val count)
{
    struct lower_lanes *lanes = ctx->lanes;
    ctx->lanes = NULL;
    fora_val list = lower_list_new(ctx, type, count);
    ctx->lanes = lanes;
    return list;
}

static fora_val *
make_lists(lower_context *ctx, lanes_sink *sink, fora_type type, fora_val counts)
{
    uint32_t width = ctx->lanes->width;
    fora_val *lists = fora_alloc(ctx->scratch, width * sizeof *lists);
    sink->data = lower_slot(ctx, (width + 1) * 8, 8);
    sink->places = lower_slot(ctx, (width + 1) * 8, 8);
    const fora_layout *layout = lower_layout_of(ctx, lower_parameter(ctx, type, 0));
    lower_store_machine(ctx, sink->data, width * 8,
                        lower_slot(ctx, layout->size, layout->alignment),
                        FORA_MEMORY_SLOT);
    lower_store_machine(ctx, sink->places, width * 8, lower_i64(ctx, 0),
                        FORA_MEMORY_SLOT);
    for (uint32_t i = 0; i < width; i++) {
        lists[i] = new_list(ctx, type, lanes_extract(ctx, counts, i));
        fora_val data = lower_header(ctx, LOW_PTR, lists[i], rt_list, data);
        lower_store_machine(ctx, sink->data, i * 8, data, FORA_MEMORY_SLOT);
        lower_store_machine(ctx, sink->places, i * 8, lower_i64(ctx, 0),
                            FORA_MEMORY_SLOT);
    }
    return lists;
}

static void
walk_nest(lower_context *ctx, lanes_sink *sink, lanes_sink_kind kind)
{
    sink->kind = kind;
    ctx->lanes->sink = sink;
    lanes_region(ctx, fora_op_block(ctx->source, sink->op, 0));
    ctx->lanes->sink = sink->outer;
}

void
lanes_lists(lower_context *ctx, fora_op op)
{
    struct lower_lanes *lanes = ctx->lanes;
    fora_type list = lower_result_type(ctx, op, 0);
    const fora_layout *layout = lower_layout_of(ctx, lower_parameter(ctx, list, 0));
    if (lanes->mask || lanes->loop || layout->ref_count || lower_operand_count(ctx, op))
        lanes_give_up(ctx);
    lanes_sink sink = {.outer = lanes->sink, .op = op};
    sink.value = lanes_slot_new(ctx, LOW_I64);
    lanes_put(ctx, sink.value, lower_i64(ctx, 0));
    walk_nest(ctx, &sink, LANES_COUNT);
    fora_val counts = lanes_get(ctx, sink.value);
    fora_val *lists = make_lists(ctx, &sink, list, counts);
    walk_nest(ctx, &sink, LANES_FILL);
    for (uint32_t i = 0; i < lanes->width; i++)
        lower_store_machine(ctx, lists[i], offsetof(rt_list, length),
                            lanes_extract(ctx, counts, i), FORA_MEMORY_HEADER);
    fora_val value = lower_binary(ctx, FORA_OP_L_ADD, counts, lower_i64(ctx, 0));
    lanes_fact_of(ctx, value)->refs = lists;
    lower_set_scalar(ctx, op, 0, value);
}
