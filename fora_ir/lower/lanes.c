// A loop that runs in lanes, over blocks of elements (lanes.h): of a comprehension, or one
// that carries values, c.
//
//     head(i, c): done if i is the length; a whole block left? block, else single
//     block:      the body for elements i .. i + width - 1 at once, stores;
//                 head(i + width, c)
//     single:     the ordinary body for the elements of this block, one by one; head
//
// What runs in lanes is pure, so a block that cannot be finished is abandoned before it has
// stored anything, and `single` gives the exact answer or the exact exception.
#include <string.h>

#include "../verify.h"
#include "arithmetic.h"
#include "lanes.h"

// ---- Whether it is worth a try ------------------------------------------------------

static bool is_candidate(lower_context *ctx, const fora_function *f, fora_block region,
                         uint32_t depth);

// Loops, and checks that keep LLVM from making vectors of the loop by itself.
static bool
is_work(lower_context *ctx, const fora_function *f, fora_op op, uint32_t depth)
{
    switch (f->ops[op].code) {
    case FORA_OP_FOR:
    case FORA_OP_LOOP:
    case FORA_OP_APPLY:
    case FORA_OP_RAISE:
        return true;
    case FORA_OP_CALL_INSTANCE: {
        fora_fn callee = (fora_fn)fora_attribute(f, op, 0);
        return depth > 0 &&
               is_candidate(ctx, ctx->program->functions[callee], 1, depth - 1);
    }
    default:
        break;
    }
    for (uint32_t i = 0; i < f->ops[op].block_count; i++) {
        if (is_candidate(ctx, f, fora_op_block(f, op, i), depth))
            return true;
    }
    return false;
}

static bool
is_candidate(lower_context *ctx, const fora_function *f, fora_block region,
             uint32_t depth)
{
    for (fora_op op = f->blocks[region].first; op; op = f->ops[op].next) {
        if (is_work(ctx, f, op, depth))
            return true;
    }
    return false;
}

// ---- The body in lanes --------------------------------------------------------------

typedef struct {
    fora_op op;
    lower_cursor *cursor;
    lower_comp *comp;  // or:
    lanes_fold *fold;
    uint32_t count;           // of carried components
    const fora_val *carried;  // those of `head`
    fora_val length, index;
    fora_block head, block, single;
} lanes_try;

// Jumps with the number of an element and what is carried there.
static void
jump_with(lower_context *ctx, const lanes_try *t, fora_block to, fora_val number,
          const fora_val *carried)
{
    fora_val *operands = fora_alloc(ctx->scratch, (t->count + 1) * sizeof *operands);
    operands[0] = number;
    for (uint32_t i = 0; i < t->count; i++)
        operands[i + 1] = carried[i];
    lower_jump(ctx, to, t->count + 1, operands);
}

// Parameters for what is carried, behind those that `block` has.
static fora_val *
carried_parameters(lower_context *ctx, const lanes_try *t, fora_block block)
{
    fora_val *carried = fora_alloc(ctx->scratch, (t->count + 1) * sizeof *carried);
    const fora_val *initial;
    lower_flatten(ctx, t->op, 1, &initial);
    for (uint32_t i = 0; i < t->count; i++)
        carried[i] = lower_block_parameter(ctx, block, lower_machine(ctx, initial[i]));
    return carried;
}

static void
bind_elements(lower_context *ctx, const lanes_try *t, bool wide, fora_val index)
{
    fora_val element =
        fora_block_parameter(ctx->source, fora_op_block(ctx->source, t->op, 0), 0);
    const fora_layout *layout =
        lower_layout_of(ctx, fora_val_type(ctx->source, element));
    fora_val *components =
        fora_alloc(ctx->scratch, (layout->count + 1) * sizeof *components);
    lanes_read(ctx, t->cursor, index, wide, components);
    if (wide)
        lanes_know_element(ctx, t->cursor, components);
    lower_bind_value(ctx, element, components);
}

static void
walk_fold(lower_context *ctx, const lanes_try *t)
{
    fora_val *carried = fora_alloc(ctx->scratch, (t->count + 1) * sizeof *carried);
    for (uint32_t i = 0; i < t->count; i++)
        carried[i] = t->carried[i];
    lower_enter(ctx, t->block);
    lanes_guard(ctx, t->cursor, t->length);
    bind_elements(ctx, t, true, t->index);
    lanes_fold_walk(ctx, t->fold, carried);
    fora_val next =
        lower_binary(ctx, FORA_OP_L_ADD, t->index, lower_i64(ctx, ctx->lanes->width));
    jump_with(ctx, t, t->head, next, carried);
}

// Walks the body in ctx->lanes; false if it met nothing that makes lanes worth it.
static bool
walk_block(lower_context *ctx, const lanes_try *t)
{
    struct lower_lanes *lanes = ctx->lanes;
    if (t->fold) {
        walk_fold(ctx, t);
        return lanes->much_work;
    }
    bool terms = t->comp->kind == FORA_COMP_SUM;
    lanes_sink sink = {.kind = terms ? LANES_TERMS : LANES_ELEMENTS,
                       .op = t->comp->op,
                       .comp = t->comp};
    lanes->sink = &sink;
    lower_enter(ctx, t->block);
    if (terms)
        lanes_begin_terms(ctx, &sink);
    lanes_guard(ctx, t->cursor, t->length);
    lanes->checks = false;
    bind_elements(ctx, t, true, t->index);
    lanes_region(ctx, fora_op_block(ctx->source, t->op, 0));
    if (terms)
        lanes_add_terms(ctx, &sink);
    fora_val next =
        lower_binary(ctx, FORA_OP_L_ADD, t->index, lower_i64(ctx, lanes->width));
    lower_jump(ctx, t->head, 1, &next);
    return lanes->much_work || (lanes->checks && !terms);
}

// Whether all operations that a walk has made take the lanes that they got. Functions that
// emit ordinary code need not know about lanes: where they ask something of a value that
// cannot be asked of lanes, the body cannot run in lanes.
static bool
take_lanes(lower_context *ctx, uint32_t first)
{
    const fora_function *f = ctx->function;
    for (fora_op op = first; op < f->op_count; op++) {
        const char *letters = ir_machine_signature(f->ops[op].code);
        for (uint32_t i = 0; letters && i < f->ops[op].operand_count; i++) {
            if (strchr("s46rpa", letters[i]) && lanes_is(ctx, fora_operand(f, op, i)))
                return false;
        }
    }
    return true;
}

// Frame memory that a walk has made in the function's entry.
static void
remove_slots(lower_context *ctx, uint32_t first)
{
    fora_function *f = ctx->function;
    fora_op op = f->ops[ctx->entry_end].previous, previous;
    for (; op; op = previous) {
        previous = f->ops[op].previous;
        if (op >= first)
            fora_op_remove(f, op);
    }
}

typedef enum { TRY_FAILED, TRY_DONE, TRY_WIDER } try_result;

// Goes back to where a walk began. The block by which raises leave the function stays: what
// the walk has made may jump to it.
static void
restore(lower_context *ctx, const lower_context *before)
{
    fora_block exit = ctx->exit;
    *ctx = *before;
    ctx->exit = exit;
}

// One walk with blocks of `width` elements. Whatever stops it is a jump to here: the blocks
// it has made are then reached from nowhere, and dropped with the function's others.
static try_result
walk_with(lower_context *ctx, lanes_try *t, uint32_t width)
{
    enum { MOST_OPS = 3000 };
    lower_context before = *ctx;
    uint32_t ops = ctx->function->op_count;
    jmp_buf give_up;
    struct lower_lanes lanes = {.width = width,
                                .abandon = t->single,
                                .give_up = &give_up,
                                .facts = fora_map_new(ctx->scratch),
                                .most_ops = ops + MOST_OPS,
                                .index = t->index};
    try_result result = TRY_FAILED;
    t->block = lower_block(ctx);
    if (!setjmp(give_up)) {
        ctx->lanes = &lanes;
        bool worth = walk_block(ctx, t) && take_lanes(ctx, ops);
        restore(ctx, &before);
        if (worth && lanes.divergent && width == 8)
            result = TRY_WIDER;
        else if (worth)
            return TRY_DONE;
    }
    restore(ctx, &before);
    remove_slots(ctx, ops);
    return result;
}

// ---- The loop around ----------------------------------------------------------------

static void
emit_loop(lower_context *ctx, lanes_try *t, uint32_t width, fora_block done,
          lower_lanes_loop *loop)
{
    fora_block choose = lower_block(ctx), each = lower_block(ctx);
    fora_val zero = lower_i64(ctx, 0),
             number = lower_block_parameter(ctx, each, LOW_I64);
    const fora_val *initial = NULL, *carried = carried_parameters(ctx, t, each);
    if (t->fold)
        lower_flatten(ctx, t->op, 1, &initial);
    jump_with(ctx, t, t->head, zero, initial);
    lower_enter(ctx, t->head);
    lower_branch(ctx, lower_icmp(ctx, FORA_LT, t->index, t->length), choose, done,
                 LOWER_EVEN);
    lower_enter(ctx, choose);
    fora_val rest = lower_binary(ctx, FORA_OP_L_SUB_EXACT, t->length, t->index);
    lower_branch(ctx, lower_icmp(ctx, FORA_GE, rest, lower_i64(ctx, width)), t->block,
                 t->single, LOWER_EVEN);
    lower_enter(ctx, t->single);
    rest = lower_binary(ctx, FORA_OP_L_SUB_EXACT, t->length, t->index);
    fora_val whole = lower_icmp(ctx, FORA_GE, rest, lower_i64(ctx, width));
    fora_val count = lower_select(ctx, whole, lower_i64(ctx, width), rest);
    fora_val end = lower_binary(ctx, FORA_OP_L_ADD_EXACT, t->index, count);
    jump_with(ctx, t, each, t->index, t->carried);
    fora_block back = lower_block(ctx), once_more = lower_block(ctx);
    loop->again = lower_block(ctx);
    fora_val next = lower_block_parameter(ctx, loop->again, LOW_I64);
    const fora_val *carried_on = carried_parameters(ctx, t, loop->again);
    lower_enter(ctx, loop->again);
    lower_branch(ctx, lower_icmp(ctx, FORA_LT, next, end), once_more, back, LOWER_EVEN);
    lower_enter(ctx, once_more);
    jump_with(ctx, t, each, next, carried_on);
    lower_enter(ctx, back);
    jump_with(ctx, t, t->head, next, carried_on);
    lower_enter(ctx, each);
    bind_elements(ctx, t, false, number);
    if (t->fold)
        lanes_fold_bind(ctx, t->fold, carried);
    else if (t->comp->kind != FORA_COMP_SUM)
        lower_comp_at(t->comp, number);
    loop->next = lower_binary(ctx, FORA_OP_L_ADD_EXACT, number, lower_i64(ctx, 1));
}

// Whether the length is known to be less than a block's.
static bool
is_short(lower_context *ctx, const lower_cursor *cursor)
{
    int64_t start, stop;
    for (uint32_t i = 0; i < cursor->nested_count; i++) {
        if (is_short(ctx, &cursor->nested[i]))
            return true;
    }
    return cursor->kind == FORA_TYPE_RANGE &&
           lower_constant(ctx, cursor->parts[0], &start) &&
           lower_constant(ctx, cursor->parts[1], &stop) && stop - 8 < start;
}

bool
lower_lanes_begin(lower_context *ctx, fora_op op, lower_cursor *cursor,
                  lower_comp *comp, fora_block done, lower_lanes_loop *loop)
{
    fora_block body = fora_op_block(ctx->source, op, 0);
    bool carries =
        lower_operand_count(ctx, op) != 1 || lower_result_count(ctx, op) != 0;
    if (ctx->lanes || ctx->program->optimise == 0 || carries == (comp != NULL) ||
        !lanes_can_read(ctx, cursor) || is_short(ctx, cursor) ||
        !is_candidate(ctx, ctx->source, body, 4))
        return false;
    lanes_try t = {.op = op, .cursor = cursor, .comp = comp};
    if (carries && !(t.fold = lanes_fold_new(ctx, op)))
        return false;
    t.length = lower_cursor_length(ctx, cursor);
    if (!t.length)
        return false;
    t.head = lower_block(ctx);
    t.single = lower_block(ctx);
    t.index = lower_block_parameter(ctx, t.head, LOW_I64);
    t.count = t.fold ? lanes_fold_count(t.fold) : 0;
    t.carried = carried_parameters(ctx, &t, t.head);
    loop->fold = t.fold;
    loop->carried = t.carried;
    uint32_t width = 8;
    try_result result = walk_with(ctx, &t, width);
    if (result == TRY_WIDER)
        result = walk_with(ctx, &t, width = 16);
    if (result != TRY_DONE)
        return false;
    emit_loop(ctx, &t, width, done, loop);
    return true;
}
