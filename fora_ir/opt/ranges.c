// Uses what the interval analysis finds: checks of sums that fit and comparisons that are
// decided go, with the raises behind them.
//
// requires: LOW without counts.  provides: exact sums, and no branches of which one way is
// never taken.  breaks: nothing.
#include "../analysis/intervals.h"
#include "fora_opt.h"
#include "../low_edit.h"

typedef struct {
    fora_program *program;
    const ir_intervals *intervals;
    fora_fn fn;
    fora_function *f;
    fora_block block;
} ranges_work;

static ir_interval
operand_interval(const ranges_work *w, fora_op op, uint32_t i)
{
    return ir_intervals_at(w->intervals, w->fn, fora_operand(w->f, op, i), w->block);
}

static bool
is_i64(const fora_function *f, fora_val value)
{
    return f->values[value].type == FORA_SIMPLE_TYPE(L_I64);
}

// ---- Sums ---------------------------------------------------------------------------

static bool
fits(const ranges_work *w, fora_op op)
{
    ir_interval a = operand_interval(w, op, 0), b = operand_interval(w, op, 1);
    switch (w->f->ops[op].code) {
    case FORA_OP_L_ADD:
    case FORA_OP_L_ADD_CHECK:
        return ir_interval_add_fits(a, b);
    case FORA_OP_L_SUB:
    case FORA_OP_L_SUB_CHECK:
        return ir_interval_sub_fits(a, b);
    default:
        return ir_interval_mul_fits(a, b);
    }
}

static fora_opcode
exact(fora_opcode code)
{
    return code == FORA_OP_L_ADD || code == FORA_OP_L_ADD_CHECK   ? FORA_OP_L_ADD_EXACT
           : code == FORA_OP_L_SUB || code == FORA_OP_L_SUB_CHECK ? FORA_OP_L_SUB_EXACT
                                                                  : FORA_OP_L_MUL_EXACT;
}

// A constant becomes the definition of `value`, before operation `before`.
static void
define_false(const ranges_work *w, fora_val value, fora_op before)
{
    fora_function *f = w->f;
    fora_builder build = {w->program, f, w->block, before, f->ops[before].span};
    fora_val made = fora_build_attr(&build, FORA_OP_L_I1, 0);
    fora_op op = f->values[made].def;
    f->values[made].type = FORA_SIMPLE_TYPE(L_I1);
    f->ops[op].result = value;
    f->values[value].def = op;
    f->values[value].index = 0;
    f->values[made].def = 0;
}

static bool
use_sum(const ranges_work *w, fora_op op)
{
    fora_function *f = w->f;
    if (!is_i64(f, f->ops[op].result) || !fits(w, op))
        return false;
    if (f->ops[op].result_count == 2)
        define_false(w, f->ops[op].result + 1, op);
    f->ops[op].code = (uint16_t)exact(f->ops[op].code);
    f->ops[op].result_count = 1;
    return true;
}

// ---- Comparisons --------------------------------------------------------------------

static bool
use_comparison(const ranges_work *w, fora_op op)
{
    fora_function *f = w->f;
    ir_interval answer =
        ir_intervals_at(w->intervals, w->fn, f->ops[op].result, w->block);
    if (f->values[f->ops[op].result].type != FORA_SIMPLE_TYPE(L_I1) ||
        answer.low != answer.high)
        return false;
    f->ops[op].code = FORA_OP_L_I1;
    f->ops[op].operand_count = 0;
    f->attribute_pool[f->ops[op].attributes] = (uint64_t)answer.low;
    return true;
}

static bool
use_branch(const ranges_work *w, fora_op op)
{
    ir_interval cond = operand_interval(w, op, 0);
    if (cond.low != cond.high)
        return false;
    ir_branch_decide(w->f, op, cond.low == 1 ? 0 : 1);
    return true;
}

// A load of which every value that is stored is the same.
static bool
use_load(const ranges_work *w, fora_op op)
{
    fora_function *f = w->f;
    fora_val result = f->ops[op].result;
    ir_interval interval = ir_intervals_at(w->intervals, w->fn, result, w->block);
    if (!is_i64(f, result) || interval.low != interval.high)
        return false;
    f->ops[op].code = FORA_OP_L_I64;
    f->ops[op].operand_count = 0;
    f->ops[op].attribute_count = 1;
    f->attribute_pool[f->ops[op].attributes] = (uint64_t)interval.low;
    return true;
}

// ---- All ----------------------------------------------------------------------------

static bool
use_op(const ranges_work *w, fora_op op)
{
    switch (w->f->ops[op].code) {
    case FORA_OP_L_ADD:
    case FORA_OP_L_SUB:
    case FORA_OP_L_MUL:
    case FORA_OP_L_ADD_CHECK:
    case FORA_OP_L_SUB_CHECK:
    case FORA_OP_L_MUL_CHECK:
        return use_sum(w, op);
    case FORA_OP_L_ICMP:
        return use_comparison(w, op);
    case FORA_OP_L_LOAD:
        return use_load(w, op);
    case FORA_OP_L_BRANCH:
        return use_branch(w, op);
    default:
        return false;
    }
}

static bool
use_intervals(ranges_work *w, fora_arena *scratch)
{
    bool changed = false;
    uint32_t blocks = w->f->block_count;
    for (w->block = 1; w->block < blocks; w->block++) {
        if (!ir_intervals_reaches(w->intervals, w->fn, w->block))
            continue;
        for (fora_op op = w->f->blocks[w->block].first; op; op = w->f->ops[op].next)
            changed |= use_op(w, op);
    }
    if (changed)
        ir_drop_unreachable(w->f, scratch);
    return changed;
}

bool
fora_pass_ranges(fora_program *program)
{
    fora_arena *scratch = fora_arena_new();
    bool changed = false;
    ranges_work w = {.program = program,
                     .intervals = ir_intervals_compute(program, scratch)};
    for (w.fn = 1; w.fn < program->function_count; w.fn++) {
        w.f = program->functions[w.fn];
        if (ir_intervals_calls(w.intervals, w.fn))
            changed |= use_intervals(&w, scratch);
    }
    fora_arena_free(scratch);
    return changed;
}
