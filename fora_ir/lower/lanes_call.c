// Calls in lanes: functions of the program are walked in place of the call.
#include "lanes.h"

// Whether the one `return` stands at the end of the body.
static bool
returns_at_end(const fora_function *f)
{
    fora_op last = f->blocks[1].last;
    if (f->ops[last].code != FORA_OP_RETURN)
        return false;
    for (fora_op op = f->blocks[1].first; op; op = f->ops[op].next) {
        for (uint32_t i = 0; i < f->ops[op].block_count; i++) {
            if (lanes_has(f, fora_op_block(f, op, i), FORA_OP_RETURN))
                return false;
        }
    }
    return true;
}

void
lanes_return(lower_context *ctx, fora_op op)
{
    lanes_frame *frame = ctx->lanes->frame;
    const fora_val *components;
    uint32_t count = lower_flatten(ctx, op, 0, &components);
    if (!frame)
        lanes_give_up(ctx);
    frame->results = components;
    for (uint32_t i = 0; frame->exit && i < count; i++) {
        if (lanes_is(ctx, components[i]))
            lanes_give_up(ctx);
    }
    if (frame->exit)
        lower_jump(ctx, frame->exit, count, components);
    for (uint32_t i = 0; frame->early && i < count; i++)
        lanes_blend(ctx, frame->slots[i], components[i]);
    ctx->lanes->idle = true;
}

// What a function without loops computes of uniform arguments is uniform: it may branch and
// return as ordinary code does.
static bool
is_uniform(lower_context *ctx, const fora_function *callee, const fora_val *arguments)
{
    const fora_region *body = &callee->blocks[1];
    for (uint32_t i = 0; i < body->parameter_count; i++) {
        fora_type type = fora_val_type(callee, fora_block_parameter(callee, 1, i));
        uint32_t count = lower_layout_of(ctx, type)->count;
        for (uint32_t c = 0; c < count; c++) {
            if (lanes_is(ctx, *arguments++))
                return false;
        }
    }
    return !lanes_has(callee, 1, FORA_OP_FOR) && !lanes_has(callee, 1, FORA_OP_LOOP);
}

static void
begin_frame(lower_context *ctx, lanes_frame *frame, const fora_function *callee,
            const fora_val *arguments)
{
    const fora_layout *layout = lower_layout_of(ctx, callee->result_type);
    *frame = (lanes_frame){.outer = ctx->lanes->frame};
    ctx->lanes->frame = frame;
    if (returns_at_end(callee))
        return;
    if (is_uniform(ctx, callee, arguments)) {
        frame->exit = lower_block(ctx);
        return;
    }
    frame->early = true;
    frame->slots = fora_alloc(ctx->scratch, (layout->count + 1) * sizeof(lanes_slot));
    for (uint32_t i = 0; i < layout->count; i++)
        frame->slots[i] = lanes_slot_new(ctx, layout->machine[i]);
}

// The components of the result, behind the body.
static const fora_val *
end_frame(lower_context *ctx, lanes_frame *frame, fora_type result)
{
    const fora_layout *layout = lower_layout_of(ctx, result);
    fora_val *results = fora_alloc(ctx->scratch, (layout->count + 1) * sizeof *results);
    if (frame->exit) {
        lower_block_parameters(ctx, frame->exit, result, results);
        lower_enter(ctx, frame->exit);
        return results;
    }
    if (!frame->early)
        return frame->results;
    for (uint32_t i = 0; i < layout->count; i++)
        results[i] = lanes_get(ctx, frame->slots[i]);
    return results;
}

static void
bind_arguments(lower_context *ctx, const fora_val *arguments)
{
    const fora_region *body = &ctx->source->blocks[1];
    for (uint32_t i = 0; i < body->parameter_count; i++) {
        fora_val parameter = fora_block_parameter(ctx->source, 1, i);
        lower_bind_value(ctx, parameter, arguments);
        arguments += lower_layout_of(ctx, fora_val_type(ctx->source, parameter))->count;
    }
}

// Walks the body of `callee`; returns the components of its result.
static const fora_val *
walk_callee(lower_context *ctx, const fora_function *callee, const fora_val *arguments)
{
    struct lower_lanes *lanes = ctx->lanes;
    lower_context caller = *ctx;
    fora_val mask = lanes->mask;
    ctx->source = callee;
    ctx->components =
        fora_alloc(ctx->scratch, callee->value_count * sizeof *ctx->components);
    ctx->use_counts = NULL;
    bind_arguments(ctx, arguments);
    lanes_frame frame;
    begin_frame(ctx, &frame, callee, arguments);
    lanes_region(ctx, 1);
    lanes->frame = frame.outer;
    lanes->mask = mask;
    lanes->idle = false;
    ctx->source = caller.source;
    ctx->components = caller.components;
    ctx->use_counts = caller.use_counts;
    return end_frame(ctx, &frame, callee->result_type);
}

void
lanes_call(lower_context *ctx, fora_op op)
{
    enum { DEEPEST = 8 };
    struct lower_lanes *lanes = ctx->lanes;
    fora_fn number = (fora_fn)fora_attribute(ctx->source, op, 0);
    const fora_function *callee = ctx->program->functions[number];
    if (ctx->whole->recursive[number] || lanes->depth == DEEPEST)
        lanes_give_up(ctx);
    const fora_val *arguments;
    lower_flatten(ctx, op, 0, &arguments);
    lanes->depth++;
    lower_place(ctx);
    const fora_val *results = walk_callee(ctx, callee, arguments);
    lanes->depth--;
    if (lower_layout_of(ctx, callee->result_type)->count && !results)
        lanes_give_up(ctx);
    lower_set_result(ctx, op, 0, results);
}
