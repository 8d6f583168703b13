// Sets and frozensets: LOWER rows. The operators are written in frontend/pylib/sets.py.
#include <string.h>

#include "fora_infer.h"

#include "found.h"
#include "key.h"
#include "list.h"

static fora_val
object_operand(lower_context *ctx, fora_op op)
{
    return lower_operand(ctx, op, 0)[0];
}

// {a, b, c}. CPython makes a display of three or more constants from a frozenset, which
// shows in the order of iteration.
// What CPython's compiler takes for a constant: literals, their negatives, and tuples.
static bool
is_constant(lower_context *ctx, fora_val value)
{
    const fora_function *f = ctx->source;
    fora_op op = f->values[value].def;
    if (!op)
        return false;
    const fora_operation *o = &f->ops[op];
    switch (o->code) {
    case FORA_OP_CONST_INT:
    case FORA_OP_CONST_FLOAT:
    case FORA_OP_CONST_BOOL:
    case FORA_OP_CONST_STR:
    case FORA_OP_CONST_NONE:
        return true;
    case FORA_OP_APPLY:
        if (strcmp(fora_rules[fora_attribute(f, op, 0)].name, "py.neg"))
            return false;
        break;
    case FORA_OP_COERCE:
    case FORA_OP_TUPLE_MAKE:
        break;
    default:
        return false;
    }
    for (uint32_t i = 0; i < o->operand_count; i++) {
        if (!is_constant(ctx, fora_operand(f, op, i)))
            return false;
    }
    return true;
}

void
lower_set_literal(lower_context *ctx, fora_op op)
{
    fora_type set = lower_result_type(ctx, op, 0);
    uint32_t count = lower_operand_count(ctx, op);
    fora_val object = lower_set_new(ctx, set);
    bool constant = count > 2;
    for (uint32_t i = 0; i < count; i++) {
        constant = constant && is_constant(ctx, fora_operand(ctx->source, op, i));
        lower_set_put(ctx, set, object, lower_operand(ctx, op, i));
    }
    // Of three or more constants CPython makes a frozenset, another one in the order of the
    // first, and merges that into a new set; the order of the set tells.
    if (constant) {
        fora_val number = lower_i32(ctx, lower_descriptor(ctx, set));
        object = lower_rt(ctx, rt_set_rebuilt, object, number);
        object = lower_rt(ctx, rt_set_merged, object, number);
    }
    lower_set_scalar(ctx, op, 0, object);
}

// set(s), frozenset(s), s.copy() for a set or frozenset s.
void
lower_set_of_set(lower_context *ctx, fora_op op)
{
    fora_type set = lower_result_type(ctx, op, 0);
    lower_set_scalar(ctx, op, 0,
                     lower_rt(ctx, rt_set_merged, object_operand(ctx, op),
                              lower_i32(ctx, lower_descriptor(ctx, set))));
}

void
lower_set_add(lower_context *ctx, fora_op op)
{
    lower_table table = lower_table_of(ctx, lower_operand_type(ctx, op, 0));
    fora_val object = object_operand(ctx, op);
    const fora_val *key = lower_operand(ctx, op, 1);
    if (lower_require_key(ctx, table.key, key)) {
        fora_val entry = lower_found_entry(ctx, op, fora_operand(ctx->source, op, 0),
                                           fora_operand(ctx->source, op, 1));
        object = lower_table_unique(ctx, &table, object);
        if (!entry)
            entry = lower_table_find(ctx, &table, object, key);
        lower_table_put_at(ctx, &table, object, entry, key, NULL);
    }
    lower_set_scalar(ctx, op, 1, object);
}

void
lower_set_clear(lower_context *ctx, fora_op op)
{
    lower_set_scalar(ctx, op, 1, lower_rt(ctx, rt_set_clear, object_operand(ctx, op)));
}

// The operand itself: immutable, or used up by the operation.
void
lower_same_object(lower_context *ctx, fora_op op)
{
    lower_set_scalar(ctx, op, 0, object_operand(ctx, op));
}

// ---- For pylib ----------------------------------------------------------------------

// A frozenset with the members of a set, in the set's order.
void
lower_set_frozen(lower_context *ctx, fora_op op)
{
    fora_type frozen = lower_result_type(ctx, op, 0);
    lower_set_scalar(ctx, op, 0,
                     lower_rt(ctx, rt_set_frozen, object_operand(ctx, op),
                              lower_i32(ctx, lower_descriptor(ctx, frozen))));
}

// Room before so many members are merged into the set.
void
lower_set_presize(lower_context *ctx, fora_op op)
{
    fora_val object = lower_rt(ctx, rt_set_unique, object_operand(ctx, op));
    lower_rt(ctx, rt_set_presize, object, lower_operand(ctx, op, 1)[0]);
    lower_set_scalar(ctx, op, 0, object);
}

// Places of the table that are taken, by deleted members too.
void
lower_set_fill(lower_context *ctx, fora_op op)
{
    lower_set_scalar(ctx, op, 0, lower_rt(ctx, rt_set_fill, object_operand(ctx, op)));
}

// The first set; its pop() goes on where that of the second would.
void
lower_set_finger(lower_context *ctx, fora_op op)
{
    fora_val object = lower_rt(ctx, rt_set_unique, object_operand(ctx, op));
    lower_rt(ctx, rt_set_take_finger, object, lower_operand(ctx, op, 1)[0]);
    lower_set_scalar(ctx, op, 0, object);
}

void
lower_set_tidy(lower_context *ctx, fora_op op)
{
    fora_val object = lower_rt(ctx, rt_set_unique, object_operand(ctx, op));
    lower_rt(ctx, rt_set_tidy, object);
    lower_set_scalar(ctx, op, 0, object);
}

// The place that pop() takes from; the set is not empty.
void
lower_set_pop_place(lower_context *ctx, fora_op op)
{
    fora_val object = object_operand(ctx, op);
    fora_val entry = lower_rt(ctx, rt_set_pop_entry, object);
    lower_set_scalar(ctx, op, 0, lower_rt(ctx, rt_entry_place, object, entry));
}
