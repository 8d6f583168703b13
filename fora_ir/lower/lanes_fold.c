// Loops that carry values from one element to the next, in lanes: sums, counts, extremes.
//
//     for other, outcome in group:
//         p = sigmoid(x + others[other])      # depends on the element alone
//         slope += outcome - p                # on what is carried
//
// Operations of the body that depend on nothing carried run in lanes, for a block of
// elements. The others follow, lane by lane in the order of the elements, as ordinary code:
// every float sum keeps its order. They change nothing but what is carried, so no operation
// in lanes can see them.
#include "../opt/pure.h"
#include "lanes.h"

struct lanes_fold {
    fora_op op;
    fora_block body;
    uint32_t count;  // components that are carried
    bool *serial;    // of each value of the function: depends on what is carried
    uint32_t used_count;
    fora_val *used;  // values of the body that do not, but serial operations use them
};

// ---- Which operations ---------------------------------------------------------------

// Whether the region ends the loop, the function, or adds to a comprehension around.
static bool
leaves(const fora_function *f, fora_block region, bool in_loop, bool in_comp)
{
    for (fora_op op = f->blocks[region].first; op; op = f->ops[op].next) {
        unsigned code = f->ops[op].code;
        if (code == FORA_OP_RETURN || (code == FORA_OP_EMIT && !in_comp) ||
            ((code == FORA_OP_BREAK || code == FORA_OP_CONTINUE) && !in_loop))
            return true;
        bool loop = code == FORA_OP_FOR || code == FORA_OP_LOOP;
        for (uint32_t i = 0; i < f->ops[op].block_count; i++) {
            if (leaves(f, fora_op_block(f, op, i), in_loop || loop,
                       in_comp || code == FORA_OP_COMP))
                return true;
        }
    }
    return false;
}

// Calls `visit` with all operands of `op` and of what is in its regions; true as soon as
// one visit says so.
static bool
any_operand(const fora_function *f, fora_op op, bool (*visit)(lanes_fold *, fora_val),
            lanes_fold *fold)
{
    for (uint32_t i = 0; i < f->ops[op].operand_count; i++) {
        if (visit(fold, fora_operand(f, op, i)))
            return true;
    }
    for (uint32_t b = 0; b < f->ops[op].block_count; b++) {
        fora_op inner = f->blocks[fora_op_block(f, op, b)].first;
        for (; inner; inner = f->ops[inner].next) {
            if (any_operand(f, inner, visit, fold))
                return true;
        }
    }
    return false;
}

static bool
is_serial(lanes_fold *fold, fora_val value)
{
    return fold->serial[value];
}

static bool
note_use(lanes_fold *fold, fora_val value)
{
    if (!fold->serial[value])
        fold->used[fold->used_count++] = value;
    return false;
}

// Computes and at most raises: what is done before it in lanes is undone by nothing.
static bool
only_computes(lower_context *ctx, fora_op op)
{
    const fora_function *f = ctx->source;
    if (f->ops[op].code != FORA_OP_APPLY)
        return ir_is_pure(ctx->program, f, op);
    lower_function row = lower_row_function(fora_attribute(f, op, 0));
    return ir_is_pure(ctx->program, f, op) || row == lower_int_add ||
           row == lower_int_sub || row == lower_int_mul;
}

static void
mark_results(const fora_function *f, lanes_fold *fold, fora_op op)
{
    for (uint32_t i = 0; i < f->ops[op].result_count; i++)
        fold->serial[f->ops[op].result + i] = true;
    for (uint32_t b = 0; b < f->ops[op].block_count; b++) {
        fora_op inner = f->blocks[fora_op_block(f, op, b)].first;
        for (; inner; inner = f->ops[inner].next)
            mark_results(f, fold, inner);
    }
}

static bool
has_refs(lower_context *ctx, fora_val value)
{
    return lower_layout_of(ctx, fora_val_type(ctx->source, value))->ref_count > 0;
}

// Marks what depends on what is carried; false if something does more than computing.
static bool
classify(lower_context *ctx, lanes_fold *fold)
{
    const fora_function *f = ctx->source;
    fora_op last = f->blocks[fold->body].last;
    for (uint32_t i = 1; i < f->blocks[fold->body].parameter_count; i++) {
        fora_val parameter = fora_block_parameter(f, fold->body, i);
        if (has_refs(ctx, parameter))
            return false;
        fold->serial[parameter] = true;
    }
    for (fora_op op = f->blocks[fold->body].first; op != last; op = f->ops[op].next) {
        for (uint32_t b = 0; b < f->ops[op].block_count; b++) {
            unsigned code = f->ops[op].code;
            if (leaves(f, fora_op_block(f, op, b),
                       code == FORA_OP_FOR || code == FORA_OP_LOOP,
                       code == FORA_OP_COMP))
                return false;
        }
        if (!any_operand(f, op, is_serial, fold))
            continue;
        if (!only_computes(ctx, op))
            return false;
        mark_results(f, fold, op);
    }
    return f->ops[last].code == FORA_OP_CONTINUE;
}

static uint32_t
count_operands(const fora_function *f, fora_block region)
{
    uint32_t count = 0;
    for (fora_op op = f->blocks[region].first; op; op = f->ops[op].next) {
        count += f->ops[op].operand_count;
        for (uint32_t i = 0; i < f->ops[op].block_count; i++)
            count += count_operands(f, fora_op_block(f, op, i));
    }
    return count;
}

static void
collect_uses(lower_context *ctx, lanes_fold *fold)
{
    const fora_function *f = ctx->source;
    uint32_t most = count_operands(f, fold->body);
    fold->used = fora_alloc(ctx->scratch, (most + 1) * sizeof *fold->used);
    for (fora_op op = f->blocks[fold->body].first; op; op = f->ops[op].next) {
        if (op == f->blocks[fold->body].last || any_operand(f, op, is_serial, fold))
            any_operand(f, op, note_use, fold);
    }
}

lanes_fold *
lanes_fold_new(lower_context *ctx, fora_op op)
{
    lanes_fold *fold = fora_alloc(ctx->scratch, sizeof *fold);
    fora_block body = fora_op_block(ctx->source, op, 0);
    *fold = (lanes_fold){.op = op, .body = body};
    size_t bytes = ctx->source->value_count * sizeof *fold->serial;
    fold->serial = fora_alloc(ctx->scratch, bytes);
    for (uint32_t i = 0; i < ctx->source->value_count; i++)
        fold->serial[i] = false;
    if (!classify(ctx, fold))
        return NULL;
    collect_uses(ctx, fold);
    const fora_val *initial;
    fold->count = lower_flatten(ctx, op, 1, &initial);
    return fold;
}

uint32_t
lanes_fold_count(const lanes_fold *fold)
{
    return fold->count;
}

void
lanes_fold_bind(lower_context *ctx, const lanes_fold *fold, const fora_val *carried)
{
    const fora_function *f = ctx->source;
    for (uint32_t i = 1; i < f->blocks[fold->body].parameter_count; i++) {
        fora_val parameter = fora_block_parameter(f, fold->body, i);
        lower_bind_value(ctx, parameter, carried);
        carried += lower_layout_of(ctx, fora_val_type(f, parameter))->count;
    }
}

// ---- A block of elements ------------------------------------------------------------

static void
walk_lanes(lower_context *ctx, const lanes_fold *fold)
{
    const fora_function *f = ctx->source;
    fora_op last = f->blocks[fold->body].last;
    for (fora_op op = f->blocks[fold->body].first; op != last; op = f->ops[op].next) {
        if (!any_operand(f, op, is_serial, (lanes_fold *)fold))
            lanes_operation(ctx, op);
        if (ctx->lanes->idle || ctx->ended)
            lanes_give_up(ctx);
    }
}

// Gives the values that serial operations use what they are in a lane.
static void
bind_lane(lower_context *ctx, const lanes_fold *fold, const fora_val **wide,
          uint32_t lane)
{
    for (uint32_t i = 0; i < fold->used_count; i++) {
        fora_type type = fora_val_type(ctx->source, fold->used[i]);
        uint32_t count = lower_layout_of(ctx, type)->count;
        fora_val *one = fora_alloc(ctx->scratch, (count + 1) * sizeof *one);
        for (uint32_t c = 0; c < count; c++)
            one[c] = lanes_is(ctx, wide[i][c]) ? lanes_extract(ctx, wide[i][c], lane)
                                               : wide[i][c];
        ctx->components[fold->used[i]] = one;
    }
}

static void
lower_serial(lower_context *ctx, const lanes_fold *fold, fora_val *carried)
{
    const fora_function *f = ctx->source;
    fora_op last = f->blocks[fold->body].last;
    lanes_fold_bind(ctx, fold, carried);
    for (fora_op op = f->blocks[fold->body].first; op != last; op = f->ops[op].next) {
        ctx->builder.span = f->ops[op].span;
        if (any_operand(f, op, is_serial, (lanes_fold *)fold))
            lower_operation(ctx, op);
    }
    const fora_val *next;
    uint32_t count = lower_flatten(ctx, last, 0, &next);
    for (uint32_t i = 0; i < count; i++)
        carried[i] = next[i];
}

void
lanes_fold_walk(lower_context *ctx, const lanes_fold *fold, fora_val *carried)
{
    struct lower_lanes *lanes = ctx->lanes;
    walk_lanes(ctx, fold);
    const fora_val **wide =
        fora_alloc(ctx->scratch, (fold->used_count + 1) * sizeof *wide);
    for (uint32_t i = 0; i < fold->used_count; i++) {
        wide[i] = ctx->components[fold->used[i]];
        if (has_refs(ctx, fold->used[i]))
            lanes_give_up(ctx);
    }
    for (uint32_t lane = 0; lane < lanes->width; lane++) {
        ctx->lanes = lanes;
        if (ctx->function->op_count > lanes->most_ops)
            lanes_give_up(ctx);
        bind_lane(ctx, fold, wide, lane);
        ctx->lanes = NULL;
        lower_serial(ctx, fold, carried);
    }
    for (uint32_t i = 0; i < fold->used_count; i++)
        ctx->components[fold->used[i]] = wide[i];
    ctx->lanes = lanes;
}
