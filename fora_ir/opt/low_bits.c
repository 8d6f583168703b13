// Integers of which only the low bits count: (i * 2654435761 + 1013904223) & 0xFFFFFFFF is
// the same whether product and sum are exact or wrap around at 64 bits. Their checks for
// overflow go, and with them an exception that Python does not raise.
//
// requires: LOW without counts; every function is called by `call` only, and the entry by
// the runtime.  provides: sums, differences and products that wrap around where that does
// not show.  breaks: nothing.
//
// A value is *exact* if some use needs it as it is: comparisons, memory, conversions,
// divisions, calls of the runtime. All others are known modulo 2**64 only: their uses are a
// mask that is not negative, or make values that are in turn known modulo 2**64, across
// loops, calls and returns. What is exact is found by sweeps until nothing changes. The
// mask itself is exact: it is known not to be negative because its own checks stay.
#include "../analysis/intervals.h"
#include "fora_opt.h"
#include "../low_edit.h"

typedef struct {
    fora_program *program;
    bool **exact;         // by function, by value
    uint8_t **mask;       // by function, by operation: of an `and`, which operand masks
    bool **exact_result;  // by function, by result
    bool changed;
} bits_work;

static bool
is_i64(const fora_function *f, fora_val value)
{
    return f->values[value].type == FORA_SIMPLE_TYPE(L_I64);
}

static bool
is_checked(fora_opcode code)
{
    return code == FORA_OP_L_ADD_CHECK || code == FORA_OP_L_SUB_CHECK ||
           code == FORA_OP_L_MUL_CHECK;
}

// ---- Which uses need the value as it is ---------------------------------------------

enum { NO_MASK, FIRST_MASKS, SECOND_MASKS };

// A mask is never negative, so that it leaves nothing of the bits from 63 on.
static uint8_t
find_mask(const bits_work *w, const ir_intervals *intervals, fora_fn fn, fora_op op)
{
    const fora_function *f = w->program->functions[fn];
    int64_t constant;
    if (f->ops[op].code != FORA_OP_L_AND || !is_i64(f, f->ops[op].result))
        return NO_MASK;
    for (uint32_t i = 2; i-- > 0;) {
        if (ir_constant_i64(f, fora_operand(f, op, i), &constant) && constant >= 0)
            return (uint8_t)(FIRST_MASKS + i);
    }
    for (uint32_t i = 2; i-- > 0;) {
        ir_interval interval =
            ir_intervals_at(intervals, fn, fora_operand(f, op, i), f->ops[op].parent);
        if (interval.low >= 0 && !ir_interval_is_none(interval))
            return (uint8_t)(FIRST_MASKS + i);
    }
    return NO_MASK;
}

// The parameter of a successor that operand `i` of a terminator becomes; 0: none.
static fora_val
becomes_parameter(const fora_function *f, fora_op op, uint32_t i, fora_block *to)
{
    uint32_t which = 0, first = 0;
    if (f->ops[op].code == FORA_OP_L_BRANCH) {
        uint32_t then_count = (uint32_t)fora_attribute(f, op, 0);
        which = i > then_count;
        first = which ? 1 + then_count : 1;
        if (i == 0)
            return 0;
    }
    *to = fora_op_block(f, op, which);
    return fora_block_parameter(f, *to, i - first);
}

static bool
edge_needs_exact(const bits_work *w, fora_fn fn, fora_op op, uint32_t i)
{
    const fora_function *f = w->program->functions[fn];
    fora_block to;
    fora_val parameter = becomes_parameter(f, op, i, &to);
    return !parameter || w->exact[fn][parameter];
}

static bool
call_needs_exact(const bits_work *w, const fora_function *f, fora_op op, uint32_t i)
{
    fora_fn callee = (fora_fn)fora_attribute(f, op, 0);
    if (!w->exact[callee])  // the call is never reached
        return true;
    fora_val parameter = fora_block_parameter(w->program->functions[callee], 1, i);
    return w->exact[callee][parameter];
}

// Whether operand `i` of `op`, an i64, has to be exact.
static bool
needs_exact(const bits_work *w, fora_fn fn, fora_op op, uint32_t i)
{
    const fora_function *f = w->program->functions[fn];
    const fora_operation *o = &f->ops[op];
    const bool *exact = w->exact[fn];
    switch (o->code) {
    case FORA_OP_L_AND:
        return w->mask[fn][op] == NO_MASK ? exact[o->result]
                                          : w->mask[fn][op] == FIRST_MASKS + i;
    case FORA_OP_L_ADD:
    case FORA_OP_L_SUB:
    case FORA_OP_L_MUL:
    case FORA_OP_L_OR:
    case FORA_OP_L_XOR:
        return exact[o->result];
    case FORA_OP_L_ADD_CHECK:
    case FORA_OP_L_SUB_CHECK:
    case FORA_OP_L_MUL_CHECK:
        return exact[o->result] || exact[o->result + 1];
    case FORA_OP_L_SHL:
        return i == 1 || exact[o->result];
    case FORA_OP_L_SELECT:
        return exact[o->result];
    case FORA_OP_L_JUMP:
    case FORA_OP_L_BRANCH:
        return edge_needs_exact(w, fn, op, i);
    case FORA_OP_L_CALL:
        return call_needs_exact(w, f, op, i);
    case FORA_OP_L_RET:
        return w->exact_result[fn][i];
    default:
        return true;
    }
}

// ---- The sweeps ---------------------------------------------------------------------

static void
set(bits_work *w, bool *flag)
{
    w->changed |= !*flag;
    *flag = true;
}

// Flags of overflow are exact if something else than the raise looks at them.
static void
sweep_op(bits_work *w, fora_fn fn, fora_op op)
{
    const fora_function *f = w->program->functions[fn];
    const fora_operation *o = &f->ops[op];
    bool *exact = w->exact[fn];
    for (uint32_t i = 0; i < o->operand_count; i++) {
        fora_val value = fora_operand(f, op, i);
        if (exact[value])
            continue;
        if (is_i64(f, value) ? needs_exact(w, fn, op, i)
                             : i > 0 || !ir_is_overflow_exit(f, op))
            set(w, &exact[value]);
    }
    if (o->code != FORA_OP_L_CALL)
        return;
    fora_fn callee = (fora_fn)fora_attribute(f, op, 0);
    for (uint32_t i = 0; w->exact[callee] && i < o->result_count; i++) {
        if (exact[o->result + i])
            set(w, &w->exact_result[callee][i]);
    }
}

static void
sweep(bits_work *w, fora_fn fn)
{
    const fora_function *f = w->program->functions[fn];
    for (fora_block b = f->block_count - 1; b > 0; b--) {
        for (fora_op op = f->blocks[b].last; op; op = f->ops[op].previous)
            sweep_op(w, fn, op);
    }
}

// ---- The change ---------------------------------------------------------------------

static fora_opcode
wrapping(fora_opcode code)
{
    return code == FORA_OP_L_ADD_CHECK   ? FORA_OP_L_ADD
           : code == FORA_OP_L_SUB_CHECK ? FORA_OP_L_SUB
                                         : FORA_OP_L_MUL;
}

static bool
wraps(const bits_work *w, fora_fn fn, fora_op check)
{
    const fora_function *f = w->program->functions[fn];
    fora_val result = f->ops[check].result;
    return is_checked(f->ops[check].code) && is_i64(f, result) &&
           !w->exact[fn][result] && !w->exact[fn][result + 1];
}

// The raise, if its condition is the flag of an operation that is to wrap around.
static bool
change_exit(const bits_work *w, fora_fn fn, fora_op branch)
{
    fora_function *f = w->program->functions[fn];
    if (!ir_is_overflow_exit(f, branch))
        return false;
    fora_val flag = fora_operand(f, branch, 0);
    fora_op def = f->values[flag].def;
    if (!def || f->values[flag].index != 1 || !wraps(w, fn, def))
        return false;
    ir_branch_decide(f, branch, 1);
    return true;
}

// The flag, of which the branches are gone, is left without a definition.
static bool
change_check(const bits_work *w, fora_fn fn, fora_op op)
{
    fora_function *f = w->program->functions[fn];
    fora_operation *o = &f->ops[op];
    if (!wraps(w, fn, op))
        return false;
    f->values[o->result + 1].def = 0;
    o->code = (uint16_t)wrapping(o->code);
    o->result_count = 1;
    return true;
}

static bool
change_function(const bits_work *w, fora_fn fn, fora_arena *scratch)
{
    fora_function *f = w->program->functions[fn];
    bool changed = false;
    for (fora_block b = 1; b < f->block_count; b++) {
        if (f->blocks[b].last)
            changed |= change_exit(w, fn, f->blocks[b].last);
    }
    for (fora_block b = 1; b < f->block_count; b++) {
        for (fora_op op = f->blocks[b].first; op; op = f->ops[op].next)
            changed |= change_check(w, fn, op);
    }
    if (changed)
        ir_drop_unreachable(f, scratch);
    return changed;
}

static void
init_function(bits_work *w, const ir_intervals *intervals, fora_fn fn,
              fora_arena *arena)
{
    const fora_function *f = w->program->functions[fn];
    if (!ir_intervals_calls(intervals, fn))
        return;
    w->exact[fn] = fora_alloc(arena, f->value_count * sizeof(bool));
    w->exact_result[fn] = fora_alloc(arena, (f->result_count + 1) * sizeof(bool));
    w->mask[fn] = fora_alloc(arena, f->op_count);
    for (fora_block b = 1; b < f->block_count; b++) {
        for (fora_op op = f->blocks[b].first; op; op = f->ops[op].next)
            w->mask[fn][op] = find_mask(w, intervals, fn, op);
    }
}

bool
fora_pass_low_bits(fora_program *program)
{
    fora_arena *scratch = fora_arena_new();
    uint32_t count = program->function_count;
    bits_work w = {.program = program};
    w.exact = fora_alloc(scratch, count * sizeof *w.exact);
    w.exact_result = fora_alloc(scratch, count * sizeof *w.exact_result);
    w.mask = fora_alloc(scratch, count * sizeof *w.mask);
    const ir_intervals *intervals = ir_intervals_compute(program, scratch);
    for (fora_fn fn = 1; fn < count; fn++)
        init_function(&w, intervals, fn, scratch);
    do {
        w.changed = false;
        for (fora_fn fn = count - 1; fn > 0; fn--) {
            if (w.exact[fn])
                sweep(&w, fn);
        }
    } while (w.changed);
    bool changed = false;
    for (fora_fn fn = 1; fn < count; fn++)
        changed |= w.exact[fn] && change_function(&w, fn, scratch);
    fora_arena_free(scratch);
    return changed;
}
