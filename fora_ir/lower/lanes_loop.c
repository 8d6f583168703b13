// Loops in lanes. What a loop carries lies in frame memory, one value a lane. A loop goes
// round as long as its iterable has elements and any lane is at work in it; lanes that leave
// early by `break` or `return`, or that a condition of their own stops, only lose their
// place in the mask of those at work.
#include "lanes.h"

// ---- What the loop's body does ------------------------------------------------------

static uint32_t
count_own(const fora_function *f, fora_block region, fora_opcode code)
{
    uint32_t count = 0;
    for (fora_op op = f->blocks[region].first; op; op = f->ops[op].next) {
        count += f->ops[op].code == code;
        if (f->ops[op].code == FORA_OP_LOOP || f->ops[op].code == FORA_OP_FOR)
            continue;
        for (uint32_t i = 0; i < f->ops[op].block_count; i++)
            count += count_own(f, fora_op_block(f, op, i), code);
    }
    return count;
}

static lanes_slot *
make_slots(lower_context *ctx, uint32_t count, const fora_type *types)
{
    uint32_t components = 0, at = 0;
    for (uint32_t i = 0; i < count; i++)
        components += lower_layout_of(ctx, types[i])->count;
    lanes_slot *slots = fora_alloc(ctx->scratch, (components + 1) * sizeof *slots);
    for (uint32_t i = 0; i < count; i++) {
        const fora_layout *layout = lower_layout_of(ctx, types[i]);
        for (uint32_t c = 0; c < layout->count; c++)
            slots[at++] = lanes_slot_new(ctx, layout->machine[c]);
    }
    return slots;
}

static lanes_slot *
result_slots(lower_context *ctx, fora_op op)
{
    uint32_t count = lower_result_count(ctx, op);
    fora_type *types = fora_alloc(ctx->scratch, (count + 1) * sizeof *types);
    for (uint32_t i = 0; i < count; i++)
        types[i] = lower_result_type(ctx, op, i);
    return make_slots(ctx, count, types);
}

static lanes_slot *
carried_slots(lower_context *ctx, fora_op op, uint32_t first)
{
    uint32_t count = lower_operand_count(ctx, op) - first;
    fora_block region = fora_op_block(ctx->source, op, 0);
    fora_type *types = fora_alloc(ctx->scratch, (count + 1) * sizeof *types);
    for (uint32_t i = 0; i < count; i++)
        types[i] = fora_val_type(ctx->source,
                                 fora_block_parameter(ctx->source, region, first + i));
    return make_slots(ctx, count, types);
}

// Starts the loop: `first` is the first operand that is carried.
static void
begin(lower_context *ctx, lanes_loop *loop, fora_op op, uint32_t first)
{
    const fora_function *f = ctx->source;
    fora_block body = fora_op_block(f, op, 0);
    *loop = (lanes_loop){.outer = ctx->lanes->loop, .op = op};
    loop->breaks = count_own(f, body, FORA_OP_BREAK) > 0;
    loop->leaves = loop->breaks || f->ops[op].code == FORA_OP_LOOP ||
                   lanes_has(f, body, FORA_OP_RETURN);
    loop->continues = count_own(f, body, FORA_OP_CONTINUE);
    loop->carried = carried_slots(ctx, op, first);
    const fora_val *initial;
    uint32_t count = lower_flatten(ctx, op, first, &initial);
    for (uint32_t i = 0; i < count; i++)
        lanes_put(ctx, loop->carried[i], initial[i]);
    ctx->lanes->much_work = true;
    if (loop->leaves) {
        ctx->lanes->divergent = true;
        loop->at_work = lanes_slot_new(ctx, LOW_I1);
        lanes_put(ctx, loop->at_work, lanes_all(ctx, ctx->lanes->mask));
    }
    if (loop->breaks) {
        loop->results = result_slots(ctx, op);
        loop->left = lanes_slot_new(ctx, LOW_I1);
        lanes_put(ctx, loop->left, lanes_none(ctx));
    }
    ctx->lanes->loop = loop;
}

static void
bind_slots(lower_context *ctx, fora_block region, uint32_t first,
           const lanes_slot *slots)
{
    uint32_t count = ctx->source->blocks[region].parameter_count;
    for (uint32_t i = first; i < count; i++) {
        fora_val parameter = fora_block_parameter(ctx->source, region, i);
        const fora_layout *layout =
            lower_layout_of(ctx, fora_val_type(ctx->source, parameter));
        fora_val *components =
            fora_alloc(ctx->scratch, (layout->count + 1) * sizeof *components);
        for (uint32_t c = 0; c < layout->count; c++)
            components[c] = lanes_get(ctx, *slots++);
        lower_bind_value(ctx, parameter, components);
    }
}

// At the head: goes on with the lanes at work, or to `done` when there are none.
static void
enter_round(lower_context *ctx, lanes_loop *loop, fora_val before, fora_block done)
{
    ctx->lanes->mask = before;
    if (!loop->leaves)
        return;
    ctx->lanes->mask = lanes_get(ctx, loop->at_work);
    fora_block on = lower_block(ctx);
    lower_branch(ctx, lanes_any(ctx, ctx->lanes->mask), on, done, LOWER_EVEN);
    lower_enter(ctx, on);
}

// The body with its carried values bound; behind it is the jump back, which the caller
// emits.
static void
walk_body(lower_context *ctx, lanes_loop *loop, uint32_t first)
{
    fora_block body = fora_op_block(ctx->source, loop->op, 0);
    bind_slots(ctx, body, first, loop->carried);
    if (loop->leaves)
        lanes_put(ctx, loop->at_work, lanes_none(ctx));
    lanes_region(ctx, body);
    ctx->lanes->idle = false;
}

static void
set_results(lower_context *ctx, lanes_loop *loop, const fora_val *yielded)
{
    uint32_t at = 0;
    for (uint32_t i = 0; i < lower_result_count(ctx, loop->op); i++) {
        uint32_t count =
            lower_layout_of(ctx, lower_result_type(ctx, loop->op, i))->count;
        fora_val *components =
            fora_alloc(ctx->scratch, (count + 1) * sizeof *components);
        for (uint32_t c = 0; c < count; c++, at++)
            components[c] =
                loop->breaks ? lanes_get(ctx, loop->results[at]) : yielded[at];
        lower_set_result(ctx, loop->op, i, components);
    }
}

// ---- Leaving ------------------------------------------------------------------------

// With one `continue` for all, lanes that do not get there need their values no more.
void
lanes_continue(lower_context *ctx, fora_op op)
{
    struct lower_lanes *lanes = ctx->lanes;
    lanes_loop *loop = lanes->loop;
    lanes->idle = true;
    if (!loop)
        return;
    const fora_val *components;
    uint32_t count = lower_flatten(ctx, op, 0, &components);
    for (uint32_t i = 0; i < count; i++) {
        if (loop->continues == 1)
            lanes_put(ctx, loop->carried[i], components[i]);
        else
            lanes_blend(ctx, loop->carried[i], components[i]);
    }
    if (!loop->leaves)
        return;
    fora_val mask = lanes_all(ctx, lanes->mask);
    if (loop->continues > 1)
        mask = lanes_or(ctx, lanes_get(ctx, loop->at_work), mask);
    lanes_put(ctx, loop->at_work, mask);
}

static void
leave_loop(lower_context *ctx, lanes_loop *loop, uint32_t count,
           const fora_val *components)
{
    for (uint32_t i = 0; i < count; i++)
        lanes_blend(ctx, loop->results[i], components[i]);
    fora_val left = lanes_get(ctx, loop->left);
    lanes_put(ctx, loop->left, lanes_or(ctx, left, lanes_all(ctx, ctx->lanes->mask)));
}

void
lanes_break(lower_context *ctx, fora_op op)
{
    const fora_val *components;
    uint32_t count = lower_flatten(ctx, op, 0, &components);
    if (!ctx->lanes->loop)
        lanes_give_up(ctx);
    leave_loop(ctx, ctx->lanes->loop, count, components);
    ctx->lanes->idle = true;
}

// ---- for ----------------------------------------------------------------------------

// Iterables are uniform, but for lists, of which each lane may have its own.
static void
require_iterable(lower_context *ctx, fora_op op)
{
    const fora_val *parts = lower_operand(ctx, op, 0);
    uint32_t count = lower_layout_of(ctx, lower_operand_type(ctx, op, 0))->count;
    for (uint32_t i = 0; i < count; i++) {
        fora_type_kind kind = lower_kind(ctx, lower_machine(ctx, parts[i]));
        if (lanes_is(ctx, parts[i]) && fora_lane_kind(kind) != FORA_TYPE_L_REF)
            lanes_give_up(ctx);
    }
}

// Lists of the lanes are walked side by side as long as they are equally long, like the rows
// of a matrix; otherwise the block is abandoned.
static void
make_even(lower_context *ctx, lower_cursor *cursor)
{
    for (uint32_t i = 0; i < cursor->nested_count; i++)
        make_even(ctx, &cursor->nested[i]);
    if (!cursor->length || !lanes_is(ctx, cursor->length))
        return;
    if (ctx->lanes->mask || cursor->kind != FORA_TYPE_LIST || cursor->reversed)
        lanes_give_up(ctx);
    fora_val first = lanes_extract(ctx, cursor->length, 0);
    lanes_fail_if(ctx, lower_icmp(ctx, FORA_NE, cursor->length, first));
    cursor->length = first;
}

// One step of the cursor: binds the element.
static void
step(lower_context *ctx, fora_op op, lower_cursor *cursor, const fora_val *state,
     fora_block done, fora_val *next)
{
    fora_val element =
        fora_block_parameter(ctx->source, fora_op_block(ctx->source, op, 0), 0);
    const fora_layout *layout =
        lower_layout_of(ctx, fora_val_type(ctx->source, element));
    fora_val *components =
        fora_alloc(ctx->scratch, (layout->count + 1) * sizeof *components);
    lower_cursor_next(ctx, cursor, state, done, components, next);
    lanes_know_element(ctx, cursor, components);
    lower_bind_value(ctx, element, components);
}

// The part for lanes that saw all elements.
static void
walk_exhausted(lower_context *ctx, lanes_loop *loop, fora_val before)
{
    struct lower_lanes *lanes = ctx->lanes;
    fora_block region = fora_op_block(ctx->source, loop->op, 1);
    lanes->mask = loop->leaves ? lanes_get(ctx, loop->at_work) : before;
    lanes->yielded = NULL;
    bind_slots(ctx, region, 0, loop->carried);
    lanes_region(ctx, region);
    if (loop->breaks) {
        uint32_t count = 0;
        for (uint32_t i = 0; i < lower_result_count(ctx, loop->op); i++)
            count += lower_layout_of(ctx, lower_result_type(ctx, loop->op, i))->count;
        if (!lanes->idle)
            leave_loop(ctx, loop, count, lanes->yielded);
        lanes->idle = false;
        lanes->mask = lanes_get(ctx, loop->left);
        set_results(ctx, loop, NULL);
    } else if (!lanes->idle) {
        set_results(ctx, loop, lanes->yielded);
    }
}

void
lanes_for(lower_context *ctx, fora_op op)
{
    struct lower_lanes *lanes = ctx->lanes;
    lower_place(ctx);
    require_iterable(ctx, op);
    lower_cursor cursor;
    lower_cursor_open(ctx, lower_operand_type(ctx, op, 0), lower_operand(ctx, op, 0),
                      &cursor);
    make_even(ctx, &cursor);
    lanes_guard(ctx, &cursor, lower_cursor_length(ctx, &cursor));
    lanes_loop loop;
    fora_val before = lanes->mask;
    begin(ctx, &loop, op, 1);
    fora_block head = lower_block(ctx), done = lower_block(ctx);
    size_t bytes = (cursor.state_count + 1) * sizeof(fora_val);
    fora_val *state = fora_alloc(ctx->scratch, bytes),
             *next = fora_alloc(ctx->scratch, bytes);
    lower_cursor_initial(&cursor, next);
    for (uint32_t i = 0; i < cursor.state_count; i++)
        state[i] = lower_block_parameter(ctx, head, lower_machine(ctx, next[i]));
    if (before) {
        fora_block start = lower_block(ctx);
        lower_branch(ctx, lanes_any(ctx, before), start, done, LOWER_EVEN);
        lower_enter(ctx, start);
    }
    lower_jump(ctx, head, cursor.state_count, next);
    lower_enter(ctx, head);
    enter_round(ctx, &loop, before, done);
    step(ctx, op, &cursor, state, done, next);
    walk_body(ctx, &loop, 1);
    lower_jump(ctx, head, cursor.state_count, next);
    lanes->loop = loop.outer;
    lower_enter(ctx, done);
    walk_exhausted(ctx, &loop, before);
}

// ---- while --------------------------------------------------------------------------

// Python would raise for a lane that fails behind the loop before it ever runs the next
// one, which may go round for ever: after so many rounds the elements run one by one.
static void
count_round(lower_context *ctx, fora_val rounds)
{
    bool checks = ctx->lanes->checks;
    lanes_fail_if(ctx, lower_icmp(ctx, FORA_EQ, rounds, lower_i64(ctx, 0)));
    ctx->lanes->checks = checks;
}

void
lanes_while(lower_context *ctx, fora_op op)
{
    struct lower_lanes *lanes = ctx->lanes;
    lower_place(ctx);
    lanes_loop loop;
    begin(ctx, &loop, op, 0);
    fora_block head = lower_block(ctx), done = lower_block(ctx);
    fora_val rounds = lower_block_parameter(ctx, head, LOW_I64);
    fora_val next = lower_i64(ctx, INT64_C(1) << 24);
    lower_jump(ctx, head, 1, &next);
    lower_enter(ctx, head);
    count_round(ctx, rounds);
    enter_round(ctx, &loop, 0, done);
    walk_body(ctx, &loop, 0);
    next = lower_binary(ctx, FORA_OP_L_SUB, rounds, lower_i64(ctx, 1));
    lower_jump(ctx, head, 1, &next);
    lanes->loop = loop.outer;
    lower_enter(ctx, done);
    if (!loop.breaks) {  // left by `return` only
        lanes->idle = true;
        return;
    }
    lanes->mask = lanes_get(ctx, loop.left);
    set_results(ctx, &loop, NULL);
}
