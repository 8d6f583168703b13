// Counters of a loop that start alike and take the same steps are one: the positions of
// `zip`, the index of `enumerate`, the places that a comprehension reads and writes. What a
// comparison says of one is then known of all.
//
// requires: LOW without counts.  provides: one counter instead of equal ones; those that
// nothing uses any more are left to the back end.  breaks: nothing.
#include "fora_opt.h"
#include "../low_edit.h"

typedef struct {
    fora_function *f;
    uint32_t *first;    // by block: range in `edges`
    fora_op *edges;     // terminators that lead to the block
    fora_val *same_as;  // by value: what to use instead, 0: itself
    bool changed;
} counters_work;

// ---- The graph ----------------------------------------------------------------------

static void
find_edges(counters_work *w, fora_arena *arena)
{
    const fora_function *f = w->f;
    w->first = fora_alloc(arena, (f->block_count + 2) * sizeof *w->first);
    for (fora_block b = 1; b < f->block_count; b++) {
        fora_op last = f->blocks[b].last;
        for (uint32_t k = 0; last && k < f->ops[last].block_count; k++)
            w->first[fora_op_block(f, last, k) + 2]++;
    }
    for (fora_block b = 2; b < f->block_count + 2; b++)
        w->first[b] += w->first[b - 1];
    w->edges = fora_alloc(arena, (w->first[f->block_count + 1] + 1) * sizeof *w->edges);
    for (fora_block b = 1; b < f->block_count; b++) {
        fora_op last = f->blocks[b].last;
        for (uint32_t k = 0; last && k < f->ops[last].block_count; k++)
            w->edges[w->first[fora_op_block(f, last, k) + 1]++] = last;
    }
}

// What a jump hands to parameter `which`; 0 if it is no plain jump.
static fora_val
argument(const fora_function *f, fora_op jump, uint32_t which)
{
    return f->ops[jump].code == FORA_OP_L_JUMP ? fora_operand(f, jump, which) : 0;
}

// ---- Equal values -------------------------------------------------------------------

static bool
equal(const fora_function *f, fora_val a, fora_val b)
{
    int64_t one, other;
    return a == b || (ir_constant_i64(f, a, &one) && ir_constant_i64(f, b, &other) &&
                      one == other);
}

// 1 for sums, -1 for differences, in whichever way they treat overflow; else 0.
static int
direction(fora_opcode code)
{
    switch (code) {
    case FORA_OP_L_ADD:
    case FORA_OP_L_ADD_EXACT:
    case FORA_OP_L_ADD_CHECK:
        return 1;
    case FORA_OP_L_SUB:
    case FORA_OP_L_SUB_EXACT:
    case FORA_OP_L_SUB_CHECK:
        return -1;
    default:
        return 0;
    }
}

// Whether `a` is as much behind `p` as `b` is behind `q`.
static bool
equal_steps(const fora_function *f, fora_val a, fora_val p, fora_val b, fora_val q)
{
    fora_op one = f->values[a].def, other = f->values[b].def;
    if (!one || !other || f->values[a].index || f->values[b].index)
        return false;
    int way = direction(f->ops[one].code);
    return way && way == direction(f->ops[other].code) &&
           fora_operand(f, one, 0) == p && fora_operand(f, other, 0) == q &&
           equal(f, fora_operand(f, one, 1), fora_operand(f, other, 1));
}

static bool
are_one(const counters_work *w, fora_block block, uint32_t first, uint32_t second)
{
    const fora_function *f = w->f;
    fora_val p = fora_block_parameter(f, block, first);
    fora_val q = fora_block_parameter(f, block, second);
    if (f->values[p].type != FORA_SIMPLE_TYPE(L_I64) ||
        f->values[q].type != FORA_SIMPLE_TYPE(L_I64))
        return false;
    for (uint32_t k = w->first[block]; k < w->first[block + 1]; k++) {
        fora_val a = argument(f, w->edges[k], first);
        fora_val b = argument(f, w->edges[k], second);
        if (!a || !b || (!equal(f, a, b) && !equal_steps(f, a, p, b, q)))
            return false;
    }
    return w->first[block] < w->first[block + 1];
}

// ---- The change ---------------------------------------------------------------------

static void
find_equals(counters_work *w)
{
    const fora_function *f = w->f;
    for (fora_block b = 2; b < f->block_count; b++) {
        uint32_t count = f->blocks[b].parameter_count;
        for (uint32_t first = 0; first < count; first++) {
            if (w->same_as[fora_block_parameter(f, b, first)])
                continue;
            for (uint32_t second = first + 1; second < count; second++) {
                fora_val *same = &w->same_as[fora_block_parameter(f, b, second)];
                if (*same || !are_one(w, b, first, second))
                    continue;
                *same = fora_block_parameter(f, b, first);
                w->changed = true;
            }
        }
    }
}

static void
replace(const counters_work *w)
{
    fora_function *f = w->f;
    for (fora_block b = 1; b < f->block_count; b++) {
        for (fora_op op = f->blocks[b].first; op; op = f->ops[op].next) {
            for (uint32_t i = 0; i < f->ops[op].operand_count; i++) {
                fora_val same = w->same_as[fora_operand(f, op, i)];
                if (same)
                    fora_op_set_operand(f, op, i, same);
            }
        }
    }
}

bool
fora_pass_same_counters(fora_program *program)
{
    fora_arena *arena = fora_arena_new();
    bool changed = false;
    for (fora_fn fn = 1; fn < program->function_count; fn++) {
        fora_function *f = program->functions[fn];
        if (f->level != FORA_LEVEL_LOW)
            continue;
        counters_work w = {.f = f};
        w.same_as = fora_alloc(arena, f->value_count * sizeof *w.same_as);
        find_edges(&w, arena);
        find_equals(&w);
        if (w.changed)
            replace(&w);
        changed |= w.changed;
    }
    fora_arena_free(arena);
    return changed;
}
