// Lowering of `for`: a loop around a cursor.
#include "comp.h"
#include "cursor.h"
#include "lanes.h"
#include "pieces.h"
#include "program.h"
#include "scope.h"

typedef struct {
    fora_op op;
    fora_block body, exhausted;  // regions of `source`
    fora_block head, done, join;
    lower_cursor cursor;
    uint32_t state_count;  // the cursor's, then the counter of a presized comp
    fora_val *state, *next;
    bool counts;
} for_loop;

// The comp around, if it wants to know how many elements are coming.
static lower_comp *
presized_comp(lower_context *ctx, fora_op op)
{
    for (lower_scope *scope = ctx->scope; scope; scope = scope->outer) {
        if (scope->kind == LOWER_SCOPE_COMP)
            return lower_comp_sizes_by(scope->comp, op) ? scope->comp : NULL;
    }
    return NULL;
}

// The sum around that gets all its terms from this `for`; NULL: there is none.
static lower_comp *
sum_around(lower_context *ctx, fora_op op)
{
    lower_scope *scope = ctx->scope;
    while (scope && scope->kind != LOWER_SCOPE_COMP)
        scope = scope->outer;
    return scope && lanes_can_sum(ctx, scope->comp, op) ? scope->comp : NULL;
}

static void
open_cursor(lower_context *ctx, fora_op op, lower_cursor *cursor)
{
    lower_pieces pieces;
    if (lower_pieces_of(ctx, op, &pieces))
        lower_pieces_open(ctx, &pieces, cursor);
    else
        lower_cursor_open(ctx, lower_operand_type(ctx, op, 0),
                          lower_operand(ctx, op, 0), cursor);
}

static void
jump_to_head(lower_context *ctx, for_loop *loop)
{
    const fora_val *carried;
    uint32_t count = lower_flatten(ctx, loop->op, 1, &carried);
    uint32_t states = loop->state_count;
    fora_val *initial =
        fora_alloc(ctx->scratch, (states + count + 1) * sizeof *initial);
    lower_cursor_initial(&loop->cursor, initial);
    if (loop->counts)
        initial[states - 1] = lower_i64(ctx, 0);
    for (uint32_t i = 0; i < count; i++)
        initial[states + i] = carried[i];
    for (uint32_t i = 0; i < states; i++)
        loop->state[i] =
            lower_block_parameter(ctx, loop->head, lower_machine(ctx, initial[i]));
    lower_bind_region(ctx, loop->body, 1, loop->head);
    lower_jump(ctx, loop->head, states + count, initial);
}

// The loop's head: leaves when exhausted, else binds the element.
static void
lower_step(lower_context *ctx, for_loop *loop, lower_comp *comp)
{
    lower_enter(ctx, loop->head);
    fora_val element = fora_block_parameter(ctx->source, loop->body, 0);
    fora_type type = fora_val_type(ctx->source, element);
    const fora_layout *layout = lower_layout_of(ctx, type);
    fora_val *components =
        fora_alloc(ctx->scratch, (layout->count + 1) * sizeof *components);
    lower_cursor_next(ctx, &loop->cursor, loop->state, loop->done, components,
                      loop->next);
    lower_bind_value(ctx, element, components);
    if (loop->counts) {
        fora_val index = loop->state[loop->state_count - 1];
        lower_comp_at(comp, index);
        loop->next[loop->state_count - 1] =
            lower_binary(ctx, FORA_OP_L_ADD_EXACT, index, lower_i64(ctx, 1));
    }
}

// The exhausted region sees what the head carries.
static void
lower_exhausted(lower_context *ctx, for_loop *loop)
{
    lower_enter(ctx, loop->done);
    uint32_t count = ctx->source->blocks[loop->exhausted].parameter_count;
    for (uint32_t i = 0; i < count; i++) {
        fora_val carried = fora_block_parameter(ctx->source, loop->body, i + 1);
        ctx->components[fora_block_parameter(ctx->source, loop->exhausted, i)] =
            ctx->components[carried];
    }
    lower_scope scope = {.yield_to = loop->join};
    lower_scope_push(ctx, &scope, LOWER_SCOPE_REGION);
    lower_region(ctx, loop->exhausted);
    lower_scope_pop(ctx);
}

void
lower_for(lower_context *ctx, fora_op op)
{
    lower_place(ctx);
    for_loop loop = {.op = op,
                     .body = fora_op_block(ctx->source, op, 0),
                     .exhausted = fora_op_block(ctx->source, op, 1),
                     .head = lower_block(ctx),
                     .done = lower_block(ctx)};
    loop.join = lower_join(ctx, op, 0);
    open_cursor(ctx, op, &loop.cursor);
    lower_comp *comp = presized_comp(ctx, op);
    loop.counts = comp && lower_comp_reserve(ctx, comp, &loop.cursor);
    loop.state_count = loop.cursor.state_count + loop.counts;
    loop.state = fora_alloc(ctx->scratch, (loop.state_count + 1) * sizeof(fora_val));
    loop.next = fora_alloc(ctx->scratch, (loop.state_count + 1) * sizeof(fora_val));
    lower_scope scope = {.continue_to = loop.head,
                         .break_to = loop.join,
                         .state_count = loop.state_count,
                         .state = loop.next};
    lower_lanes_loop lanes;
    comp = loop.counts ? comp : sum_around(ctx, op);
    bool in_lanes = lower_lanes_begin(ctx, op, &loop.cursor, comp, loop.done, &lanes);
    if (in_lanes) {
        scope.continue_to = lanes.again;
        scope.state_count = 1;
        scope.state = &lanes.next;
    } else {
        jump_to_head(ctx, &loop);
        lower_step(ctx, &loop, comp);
    }
    lower_scope_push(ctx, &scope, LOWER_SCOPE_LOOP);
    lower_region(ctx, loop.body);
    lower_scope_pop(ctx);
    if (in_lanes && lanes.fold)
        lanes_fold_bind(ctx, lanes.fold, lanes.carried);
    lower_exhausted(ctx, &loop);
    lower_enter(ctx, loop.join);
}
