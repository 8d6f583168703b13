// Concatenation of tuples of a length known only at run time. A slice, or another
// concatenation, whose only use is a concatenation later in its block is not made by
// itself: its elements go straight to where the whole result has them.
#include "list.h"

#include <string.h>

#include "fora_infer.h"
#include "program.h"

// A piece of the result: `count` elements of `tuple` from `first` on, `step` apart.
typedef struct {
    fora_val tuple, first, step, count;
    fora_op slice;  // the slice of typed HIGH that it is, 0: a whole tuple
} piece;

typedef struct {
    piece *pieces;
    uint32_t count, capacity;
} piece_list;

static bool
is_rule(lower_context *ctx, fora_op op, const char *name)
{
    const fora_operation *it = &ctx->source->ops[op];
    return it->code == FORA_OP_APPLY &&
           !strcmp(fora_rules[fora_attribute(ctx->source, op, 0)].name, name) &&
           lower_kind(ctx, lower_result_type(ctx, op, 0)) == FORA_TYPE_VTUPLE;
}

// All parts have the result's own type: elements can be copied as they are.
static bool
is_concat(lower_context *ctx, fora_op op)
{
    return is_rule(ctx, op, "py.add") &&
           lower_operand_type(ctx, op, 0) == lower_result_type(ctx, op, 0) &&
           lower_operand_type(ctx, op, 1) == lower_result_type(ctx, op, 0);
}

// An int constant above zero, or what `-` makes of one.
static bool
is_nonzero(lower_context *ctx, fora_val value)
{
    const fora_function *f = ctx->source;
    fora_op op = f->values[value].def;
    if (f->ops[op].code == FORA_OP_APPLY &&
        !strcmp(fora_rules[fora_attribute(f, op, 0)].name, "py.neg"))
        op = f->values[fora_operand(f, op, 0)].def;
    return f->ops[op].code == FORA_OP_CONST_INT &&
           (int64_t)fora_attribute(f, op, 0) > 0;
}

// The step of a slice, 0: one that is no constant.
static int64_t
constant_step(lower_context *ctx, fora_op op)
{
    const fora_function *f = ctx->source;
    fora_op slice = f->values[fora_operand(f, op, 1)].def;
    fora_val step = fora_operand(f, slice, 2);
    if (lower_kind(ctx, fora_val_type(f, step)) == FORA_TYPE_NONE)
        return 1;
    fora_op made = f->values[step].def;
    if (f->ops[made].code == FORA_OP_CONST_INT)
        return (int64_t)fora_attribute(f, made, 0);
    if (!is_nonzero(ctx, step))
        return 0;
    return -(int64_t)fora_attribute(f, f->values[fora_operand(f, made, 0)].def, 0);
}

// A slice that cannot raise: its step is absent, or a constant other than zero.
static bool
is_sure_slice(lower_context *ctx, fora_op op)
{
    const fora_function *f = ctx->source;
    if (!is_rule(ctx, op, "py.getitem") ||
        lower_kind(ctx, lower_operand_type(ctx, op, 1)) != FORA_TYPE_SLICE)
        return false;
    fora_op slice = f->values[fora_operand(f, op, 1)].def;
    if (f->ops[slice].code != FORA_OP_TUPLE_MAKE)
        return false;
    fora_val step = fora_operand(f, slice, 2);
    return lower_kind(ctx, fora_val_type(f, step)) == FORA_TYPE_NONE ||
           is_nonzero(ctx, step);
}

// How often each value is an operand.
static const uint32_t *
use_counts(lower_context *ctx)
{
    const fora_function *f = ctx->source;
    if (ctx->use_counts)
        return ctx->use_counts;
    uint32_t *counts = fora_alloc(ctx->scratch, f->value_count * sizeof *counts);
    for (fora_op op = 1; op < f->op_count; op++)
        for (uint32_t i = 0; i < f->ops[op].operand_count; i++)
            counts[fora_operand(f, op, i)]++;
    ctx->use_counts = counts;
    return counts;
}

bool
lower_vtuple_deferred(lower_context *ctx, fora_op op)
{
    const fora_function *f = ctx->source;
    fora_val value = f->ops[op].result;
    if (!(is_concat(ctx, op) || is_sure_slice(ctx, op)) || use_counts(ctx)[value] != 1)
        return false;
    for (fora_op user = f->ops[op].next; user; user = f->ops[user].next)
        for (uint32_t i = 0; i < f->ops[user].operand_count; i++)
            if (fora_operand(f, user, i) == value)
                return is_concat(ctx, user);
    return false;
}

static fora_val
tuple_length(lower_context *ctx, fora_val tuple)
{
    return lower_header(ctx, LOW_I64, tuple, rt_vtuple, length);
}

static void
collect_slice(lower_context *ctx, fora_op op, piece *to)
{
    lower_slice slice =
        lower_slice_of(ctx, lower_operand_type(ctx, op, 1), lower_operand(ctx, op, 1));
    to->tuple = lower_operand(ctx, op, 0)[0];
    to->slice = op;
    to->step = slice.step;
    fora_val length = tuple_length(ctx, to->tuple);
    to->first = lower_rt(ctx, rt_slice_first, length, slice.start, slice.stop,
                         slice.step, slice.absent);
    to->count = lower_rt(ctx, rt_slice_count, length, slice.start, slice.stop,
                         slice.step, slice.absent);
}

static void
collect(lower_context *ctx, fora_val value, piece_list *list)
{
    fora_op op = ctx->source->values[value].def;
    bool deferred = op && lower_vtuple_deferred(ctx, op);
    if (deferred && is_concat(ctx, op)) {
        collect(ctx, fora_operand(ctx->source, op, 0), list);
        collect(ctx, fora_operand(ctx->source, op, 1), list);
        return;
    }
    piece *to = FORA_PUSH(ctx->scratch, list->pieces, list->count, list->capacity);
    if (deferred) {
        collect_slice(ctx, op, to);
        return;
    }
    to->tuple = lower_value(ctx, value)[0];
    to->slice = 0;
    to->first = lower_i64(ctx, 0);
    to->step = lower_i64(ctx, 1);
    to->count = tuple_length(ctx, to->tuple);
}

// A reversed piece and a piece of the same tuple, like `t[k::-1] + t[k + 1:]`: when they
// make up the tuple, and nobody else holds it, it is turned around where it lies.
static bool
is_turned(lower_context *ctx, const piece_list *list)
{
    const piece *a = &list->pieces[0], *b = &list->pieces[1];
    return list->count == 2 && a->tuple == b->tuple && a->slice && b->slice &&
           constant_step(ctx, a->slice) == -1 && constant_step(ctx, b->slice) == 1;
}

static fora_val
turn(lower_context *ctx, fora_type type, const piece_list *list)
{
    const piece *a = &list->pieces[0], *b = &list->pieces[1];
    return lower_rt(ctx, rt_vtuple_turn, a->tuple, a->first, a->count, b->first,
                    b->count, lower_i32(ctx, lower_descriptor(ctx, type)));
}

static fora_val
join(lower_context *ctx, fora_type type, const piece_list *list)
{
    if (is_turned(ctx, list))
        return turn(ctx, type, list);
    fora_val length = list->pieces[0].count;
    for (uint32_t i = 1; i < list->count; i++)
        length = lower_binary(ctx, FORA_OP_L_ADD, length, list->pieces[i].count);
    fora_val descriptor = lower_i32(ctx, lower_descriptor(ctx, type));
    fora_val result = lower_rt(ctx, rt_vtuple_new, descriptor, length);
    fora_val at = lower_i64(ctx, 0);
    for (uint32_t i = 0; i < list->count; i++) {
        const piece *from = &list->pieces[i];
        lower_rt(ctx, rt_vtuple_put, result, at, from->tuple, from->first, from->step,
                 from->count, descriptor);
        at = lower_binary(ctx, FORA_OP_L_ADD, at, from->count);
    }
    return result;
}

void
lower_vtuple_concat(lower_context *ctx, fora_op op)
{
    if (lower_vtuple_deferred(ctx, op))
        return;
    if (!is_concat(ctx, op)) {
        lower_set_scalar(ctx, op, 0,
                         lower_rt(ctx, rt_vtuple_concat, lower_operand(ctx, op, 0)[0],
                                  lower_operand(ctx, op, 1)[0]));
        return;
    }
    piece_list list = {0};
    collect(ctx, fora_operand(ctx->source, op, 0), &list);
    collect(ctx, fora_operand(ctx->source, op, 1), &list);
    lower_set_scalar(ctx, op, 0, join(ctx, lower_result_type(ctx, op, 0), &list));
}
