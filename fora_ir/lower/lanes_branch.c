// `if` and `dispatch` in lanes. A uniform condition is a branch. Otherwise both arms are
// walked, each with the lanes for which it is meant at work, and their results are blended;
// an arm with a loop in it, or one that lanes leave by, is passed over when no lane is at
// work in it.
#include "lanes.h"

typedef struct {
    fora_op op;
    fora_block region;
    fora_val when;   // the lanes at work in it
    fora_val mask;   // those at work at its end
    bool idle;       // there are none
    bool gone;       // it always leaves for `abandon`
    uint32_t count;  // components of the results
    const fora_val *results;
} lanes_arm;

static bool
raises_always(const fora_function *f, fora_block region)
{
    unsigned code = f->ops[f->blocks[region].last].code;
    return code == FORA_OP_RAISE || code == FORA_OP_RERAISE ||
           code == FORA_OP_RAISE_NEW || code == FORA_OP_UNREACHABLE;
}

static bool
has_exit(const fora_function *f, fora_block region)
{
    return lanes_has(f, region, FORA_OP_RETURN) ||
           lanes_has(f, region, FORA_OP_BREAK) ||
           lanes_has(f, region, FORA_OP_CONTINUE);
}

static bool is_long(lower_context *ctx, const fora_function *f, fora_block region,
                    uint32_t depth);

static bool
calls_long(lower_context *ctx, const fora_function *f, fora_block region,
           uint32_t depth)
{
    for (fora_op op = f->blocks[region].first; op; op = f->ops[op].next) {
        if (f->ops[op].code == FORA_OP_CALL_INSTANCE) {
            fora_fn callee = (fora_fn)fora_attribute(f, op, 0);
            if (depth == 0 ||
                is_long(ctx, ctx->program->functions[callee], 1, depth - 1))
                return true;
        }
        for (uint32_t i = 0; i < f->ops[op].block_count; i++) {
            if (calls_long(ctx, f, fora_op_block(f, op, i), depth))
                return true;
        }
    }
    return false;
}

static bool
is_long(lower_context *ctx, const fora_function *f, fora_block region, uint32_t depth)
{
    return lanes_has(f, region, FORA_OP_FOR) || lanes_has(f, region, FORA_OP_LOOP) ||
           calls_long(ctx, f, region, depth);
}

static uint32_t
result_count(lower_context *ctx, fora_op op)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < lower_result_count(ctx, op); i++)
        count += lower_layout_of(ctx, lower_result_type(ctx, op, i))->count;
    return count;
}

static void
set_results(lower_context *ctx, fora_op op, const fora_val *components)
{
    for (uint32_t i = 0; i < lower_result_count(ctx, op); i++) {
        lower_set_result(ctx, op, i, components);
        components += lower_layout_of(ctx, lower_result_type(ctx, op, i))->count;
    }
}

// ---- One arm ------------------------------------------------------------------------

static void
walk(lower_context *ctx, lanes_arm *arm)
{
    struct lower_lanes *lanes = ctx->lanes;
    lanes->mask = arm->when;
    lanes->idle = false;
    lanes->yielded = NULL;
    if (raises_always(ctx->source, arm->region)) {
        lanes_fail(ctx);
        lanes->idle = true;
    } else {
        lanes_region(ctx, arm->region);
    }
    arm->idle = lanes->idle;
    arm->gone = ctx->ended;
    arm->mask = lanes->mask;
    arm->results = lanes->yielded;
    lanes->idle = false;
}

// Walks the arm behind a test whether any lane is at work in it; its results and the lanes
// at its end go through frame memory.
static void
walk_guarded(lower_context *ctx, lanes_arm *arm)
{
    fora_block work = lower_block(ctx), on = lower_block(ctx);
    lanes_slot left = lanes_slot_new(ctx, LOW_I1);
    lanes_put(ctx, left, arm->when);
    lower_branch(ctx, lanes_any(ctx, arm->when), work, on, LOWER_EVEN);
    lower_enter(ctx, work);
    walk(ctx, arm);
    fora_val *results = fora_alloc(ctx->scratch, (arm->count + 1) * sizeof *results);
    lanes_slot *slots = fora_alloc(ctx->scratch, (arm->count + 1) * sizeof *slots);
    for (uint32_t i = 0; !arm->idle && i < arm->count; i++) {
        slots[i] = lanes_slot_new(ctx, lower_machine(ctx, arm->results[i]));
        lanes_put(ctx, slots[i], arm->results[i]);
    }
    lanes_put(ctx, left, arm->idle ? lanes_none(ctx) : arm->mask);
    lower_jump(ctx, on, 0, NULL);
    lower_enter(ctx, on);
    for (uint32_t i = 0; !arm->idle && i < arm->count; i++)
        results[i] = lanes_get(ctx, slots[i]);
    arm->results = results;
    arm->mask = lanes_get(ctx, left);
}

static void
walk_arm(lower_context *ctx, lanes_arm *arm)
{
    const fora_function *f = ctx->source;
    bool exits = has_exit(f, arm->region);
    if (!raises_always(f, arm->region) && (exits || is_long(ctx, f, arm->region, 3)))
        walk_guarded(ctx, arm);
    else
        walk(ctx, arm);
    if (!exits && !arm->idle)
        arm->mask = arm->when;
}

// ---- A condition that differs from lane to lane -------------------------------------

static fora_val
blend(lower_context *ctx, fora_val cond, fora_val then, fora_val other)
{
    return then == other ? then : lower_select(ctx, cond, then, other);
}

static void
choose(lower_context *ctx, fora_val cond, lanes_arm *then, lanes_arm *other)
{
    struct lower_lanes *lanes = ctx->lanes;
    fora_val before = lanes->mask;
    then->when = lanes_and(ctx, before, cond);
    other->when = lanes_and_not(ctx, before, cond);
    walk_arm(ctx, then);
    walk_arm(ctx, other);
    bool whole = !then->idle && !other->idle && then->mask == then->when &&
                 other->mask == other->when;
    lanes->idle = then->idle && other->idle;
    lanes->mask = whole         ? before
                  : then->idle  ? other->mask
                  : other->idle ? then->mask
                                : lanes_or(ctx, then->mask, other->mask);
    if (lanes->idle)
        return;
    fora_val *results = fora_alloc(ctx->scratch, (then->count + 1) * sizeof *results);
    for (uint32_t i = 0; i < then->count; i++)
        results[i] = then->idle ? other->results[i]
                     : other->idle
                         ? then->results[i]
                         : blend(ctx, cond, then->results[i], other->results[i]);
    set_results(ctx, then->op, results);
}

// ---- A uniform condition ------------------------------------------------------------

// Walks one way of a branch; returns the block at its end.
static fora_block
walk_way(lower_context *ctx, lanes_arm *arm, fora_block block, fora_val mask)
{
    lower_enter(ctx, block);
    arm->when = mask;
    walk(ctx, arm);
    lower_place(ctx);
    return ctx->builder.block;
}

static void
jump_to_join(lower_context *ctx, const lanes_arm *arm, const lanes_arm *other,
             fora_block end, fora_block join, bool masks)
{
    lower_enter(ctx, end);
    fora_val *operands = fora_alloc(ctx->scratch, (arm->count + 2) * sizeof *operands);
    uint32_t count = 0;
    for (uint32_t i = 0; !arm->idle && !other->idle && i < arm->count; i++) {
        bool wide = lanes_is(ctx, arm->results[i]) || lanes_is(ctx, other->results[i]);
        operands[count++] = wide ? lanes_splat(ctx, arm->results[i]) : arm->results[i];
    }
    if (masks)
        operands[count++] = arm->idle ? lanes_none(ctx) : lanes_all(ctx, arm->mask);
    lower_jump(ctx, join, count, operands);
}

// Results that only one arm has need no join: the other leads there with no lane at work.
// Its values are not there on that way, so they pass through frame memory.
static const fora_val *
join_results(lower_context *ctx, const lanes_arm *then, const lanes_arm *other,
             fora_block join)
{
    fora_val *results = fora_alloc(ctx->scratch, (then->count + 1) * sizeof *results);
    for (uint32_t i = 0; i < then->count; i++) {
        bool wide = lanes_is(ctx, then->results[i]) || lanes_is(ctx, other->results[i]);
        fora_type machine = lower_machine(ctx, then->results[i]);
        results[i] =
            lower_block_parameter(ctx, join, wide ? lanes_type(ctx, machine) : machine);
    }
    return results;
}

static void
keep_results(lower_context *ctx, const lanes_arm *arm, fora_block end,
             lanes_slot *slots)
{
    fora_block here = ctx->builder.block;
    bool ended = ctx->ended;
    lower_enter(ctx, end);
    for (uint32_t i = 0; i < arm->count; i++) {
        slots[i] = lanes_slot_new(ctx, lower_machine(ctx, arm->results[i]));
        lanes_put(ctx, slots[i], arm->results[i]);
    }
    lower_enter(ctx, here);
    ctx->ended = ended;
}

static void
go_on_behind(lower_context *ctx, const lanes_arm *arm, fora_block end)
{
    lower_enter(ctx, end);
    ctx->lanes->mask = arm->mask;
    ctx->lanes->idle = arm->idle;
    if (!arm->idle)
        set_results(ctx, arm->op, arm->results);
}

static void
join_ways(lower_context *ctx, lanes_arm *then, fora_block then_end, lanes_arm *other,
          fora_block other_end)
{
    struct lower_lanes *lanes = ctx->lanes;
    fora_block join = lower_block(ctx);
    const lanes_arm *only = then->idle && !other->idle   ? other
                            : other->idle && !then->idle ? then
                                                         : NULL;
    lanes_slot *slots = fora_alloc(ctx->scratch, (then->count + 1) * sizeof *slots);
    const fora_val *results = NULL;
    if (only)
        keep_results(ctx, only, only == then ? then_end : other_end, slots);
    else if (!then->idle)
        results = join_results(ctx, then, other, join);
    bool masks = then->idle || other->idle || then->mask != other->mask;
    fora_val mask =
        masks ? lower_block_parameter(ctx, join, lanes_type(ctx, LOW_I1)) : then->mask;
    jump_to_join(ctx, then, other, then_end, join, masks);
    jump_to_join(ctx, other, then, other_end, join, masks);
    lower_enter(ctx, join);
    lanes->mask = mask;
    lanes->idle = then->idle && other->idle;
    if (only) {
        fora_val *loaded = fora_alloc(ctx->scratch, (then->count + 1) * sizeof *loaded);
        for (uint32_t i = 0; i < then->count; i++)
            loaded[i] = lanes_get(ctx, slots[i]);
        results = loaded;
    }
    if (results)
        set_results(ctx, then->op, results);
}

static void
branch(lower_context *ctx, fora_val cond, lanes_arm *then, lanes_arm *other)
{
    fora_val before = ctx->lanes->mask;
    fora_block first = lower_block(ctx), second = lower_block(ctx);
    lower_branch(ctx, cond, first, second, LOWER_EVEN);
    fora_block then_end = walk_way(ctx, then, first, before);
    fora_block other_end = walk_way(ctx, other, second, before);
    if (then->gone)
        go_on_behind(ctx, other, other_end);
    else if (other->gone)
        go_on_behind(ctx, then, then_end);
    else
        join_ways(ctx, then, then_end, other, other_end);
}

static void
decide(lower_context *ctx, fora_op op, fora_val cond, fora_block then, fora_block other)
{
    lower_place(ctx);
    uint32_t count = result_count(ctx, op);
    lanes_arm arms[2] = {{.op = op, .region = then, .count = count},
                         {.op = op, .region = other, .count = count}};
    if (lanes_is(ctx, cond))
        choose(ctx, cond, &arms[0], &arms[1]);
    else
        branch(ctx, cond, &arms[0], &arms[1]);
}

void
lanes_if(lower_context *ctx, fora_op op)
{
    decide(ctx, op, lower_operand(ctx, op, 0)[0], fora_op_block(ctx->source, op, 0),
           fora_op_block(ctx->source, op, 1));
}

// A union of two members.
void
lanes_dispatch(lower_context *ctx, fora_op op)
{
    fora_type type = lower_operand_type(ctx, op, 0);
    const fora_type_info *info = lower_type(ctx, type);
    const fora_val *value = lower_operand(ctx, op, 0);
    if (info->count != 2)
        lanes_give_up(ctx);
    for (uint32_t i = 0; i < 2; i++) {
        const fora_layout *layout = lower_layout_of(ctx, info->parameters[i]);
        fora_val *part = fora_alloc(ctx->scratch, (layout->count + 1) * sizeof *part);
        lower_project(ctx, type, info->parameters[i], value, part);
        fora_block region = fora_op_block(ctx->source, op, i);
        lower_bind_value(ctx, fora_block_parameter(ctx->source, region, 0), part);
    }
    decide(ctx, op, lower_is_member(ctx, type, value, info->parameters[0]),
           fora_op_block(ctx->source, op, 0), fora_op_block(ctx->source, op, 1));
}
