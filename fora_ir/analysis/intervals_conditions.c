// Interval analysis: what comparisons say of values in the blocks behind them.
#include "../low_edit.h"
#include "intervals_work.h"

enum { MOST_DEPTH = 3 };

ir_interval
iv_of_type(fora_type type)
{
    switch (type) {
    case FORA_SIMPLE_TYPE(L_I1):
        return ir_interval_of(0, 1);
    case FORA_SIMPLE_TYPE(L_I8):
        return ir_interval_of(INT8_MIN, INT8_MAX);
    case FORA_SIMPLE_TYPE(L_I32):
        return ir_interval_of(INT32_MIN, INT32_MAX);
    default:
        return IR_INTERVAL_ALL;
    }
}

// ---- Use ----------------------------------------------------------------------------

static ir_interval
at_depth(const iv_function *w, fora_val value, fora_block block, uint32_t depth)
{
    ir_interval interval = w->of[value];
    for (uint32_t c = w->first_condition[value]; c; c = w->conditions[c].next) {
        const iv_condition *condition = &w->conditions[c];
        if (!ir_dominates(&w->dominators, condition->block, block))
            continue;
        ir_interval other =
            depth ? at_depth(w, condition->other, condition->block, depth - 1)
                  : w->of[condition->other];
        interval = ir_interval_where(condition->how, interval, other);
    }
    return interval;
}

ir_interval
iv_at(const iv_function *w, fora_val value, fora_block block)
{
    return at_depth(w, value, block, MOST_DEPTH);
}

// ---- Collection ---------------------------------------------------------------------

static void
add_condition(iv_function *w, fora_arena *arena, fora_val value, fora_block block,
              fora_compare how, fora_val other)
{
    if (w->condition_count == 0)
        w->condition_count = 1;
    w->conditions = fora_grow(arena, w->conditions, &w->condition_capacity,
                              w->condition_count + 1, sizeof *w->conditions);
    w->conditions[w->condition_count] =
        (iv_condition){block, how, other, w->first_condition[value]};
    w->first_condition[value] = w->condition_count++;
}

static bool
is_constant_true(const fora_function *f, fora_val value)
{
    fora_op def = f->values[value].def;
    return def && f->ops[def].code == FORA_OP_L_I1 && fora_attribute(f, def, 0);
}

// `cond` is `truth` in the blocks that `block` dominates.
static void
add_truth(iv_function *w, fora_arena *arena, fora_val cond, bool truth,
          fora_block block, uint32_t depth)
{
    const fora_function *f = w->f;
    fora_op def = f->values[cond].def;
    if (!def || !depth || f->values[cond].type != FORA_SIMPLE_TYPE(L_I1))
        return;
    fora_val a = f->ops[def].operand_count > 0 ? fora_operand(f, def, 0) : 0;
    fora_val b = f->ops[def].operand_count > 1 ? fora_operand(f, def, 1) : 0;
    switch (f->ops[def].code) {
    case FORA_OP_L_ICMP: {
        if (f->values[a].type != FORA_SIMPLE_TYPE(L_I64))
            return;
        fora_compare how = (fora_compare)fora_attribute(f, def, 0);
        how = truth ? how : ir_compare_negated(how);
        add_condition(w, arena, a, block, how, b);
        add_condition(w, arena, b, block, ir_compare_exchanged(how), a);
        return;
    }
    case FORA_OP_L_AND:
    case FORA_OP_L_OR:
        if (truth == (f->ops[def].code == FORA_OP_L_AND)) {
            add_truth(w, arena, a, truth, block, depth - 1);
            add_truth(w, arena, b, truth, block, depth - 1);
        }
        return;
    case FORA_OP_L_XOR:
        if (is_constant_true(f, b))
            add_truth(w, arena, a, !truth, block, depth - 1);
        return;
    default:
        return;
    }
}

// Only a block that is reached on one way knows of the branch before it.
void
iv_find_conditions(iv_function *w, fora_arena *arena)
{
    const fora_function *f = w->f;
    uint32_t *ways = fora_alloc(arena, f->block_count * sizeof *ways);
    for (uint32_t i = 0; i < w->dominators.count; i++) {
        fora_op last = f->blocks[w->dominators.order[i]].last;
        for (uint32_t k = 0; k < f->ops[last].block_count; k++)
            ways[fora_op_block(f, last, k)]++;
    }
    for (uint32_t i = 0; i < w->dominators.count; i++) {
        fora_op last = f->blocks[w->dominators.order[i]].last;
        for (uint32_t k = 0; f->ops[last].code == FORA_OP_L_BRANCH && k < 2; k++) {
            if (ways[fora_op_block(f, last, k)] == 1)
                add_truth(w, arena, fora_operand(f, last, 0), k == 0,
                          fora_op_block(f, last, k), MOST_DEPTH);
        }
    }
}
