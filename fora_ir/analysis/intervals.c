// Interval analysis of a LOW program (intervals.h).
//
// Values start without any integer and grow: block by block along the order of each
// function, function by function over the calls, until nothing changes. Parameters of loop
// headers, of functions and their results are widened after a few steps, so that this ends
// soon. Then a few rounds compute everything anew from what was found, which takes back
// most of what widening gave away: every round starts from intervals that hold all
// integers that can occur, so its results do too.
#include "intervals.h"

#include "../low_edit.h"
#include "intervals_work.h"

enum { STEPS_BEFORE_WIDENING = 3, MOST_STEPS = 8, NARROWING_ROUNDS = 3 };

// ---- Growing ------------------------------------------------------------------------

static int64_t
next_bound(int64_t value)
{
    static const int64_t bounds[] = {
        0,          UINT8_MAX,        UINT16_MAX,       INT32_MAX,
        UINT32_MAX, (int64_t)1 << 53, (int64_t)1 << 61, INT64_MAX};
    for (uint32_t i = 0;; i++) {
        if (value <= bounds[i])
            return bounds[i];
    }
}

static ir_interval
widened(ir_interval old, ir_interval new, uint32_t steps, ir_interval all)
{
    if (steps < STEPS_BEFORE_WIDENING)
        return new;
    bool far = steps >= MOST_STEPS;
    if (new.low < old.low)
        new.low = far || new.low == INT64_MIN ? all.low : -next_bound(-new.low);
    if (new.high > old.high)
        new.high = far ? all.high : next_bound(new.high);
    return ir_interval_meet(new, all);
}

// Adds members to what is known of a parameter or result; true if that is more.
static bool
grow(ir_interval *known, ir_interval more, uint8_t *steps, bool widens, ir_interval all)
{
    ir_interval joined = ir_interval_join(*known, more);
    if (ir_interval_equal(joined, *known))
        return false;
    *known = widens ? widened(*known, joined, *steps, all) : joined;
    *steps += *steps < UINT8_MAX;
    return true;
}

// ---- Edges --------------------------------------------------------------------------

// A merge can be widened late too, should control flow be such that it is needed.
enum { STEPS_OF_MERGES = 100 };

static void
enter_block(ir_intervals *all, iv_function *w, fora_block from, fora_op op,
            fora_block to, uint32_t first)
{
    const fora_function *f = w->f;
    all->changed |= !w->reached[to];
    w->reached[to] = true;
    for (uint32_t i = 0; i < f->blocks[to].parameter_count; i++) {
        fora_val parameter = fora_block_parameter(f, to, i);
        ir_interval given = iv_at(w, fora_operand(f, op, first + i), from);
        if (all->narrowing) {
            w->merged[parameter] = ir_interval_join(w->merged[parameter], given);
            continue;
        }
        bool widens = w->header[to] || w->changes[parameter] > STEPS_OF_MERGES;
        all->changed |= grow(&w->of[parameter], given, &w->changes[parameter], widens,
                             iv_of_type(f->values[parameter].type));
    }
}

static void
visit_branch(ir_intervals *all, iv_function *w, fora_block block, fora_op op)
{
    const fora_function *f = w->f;
    ir_interval cond = iv_at(w, fora_operand(f, op, 0), block);
    uint32_t then_count = (uint32_t)fora_attribute(f, op, 0);
    if (ir_interval_has(cond, 1))
        enter_block(all, w, block, op, fora_op_block(f, op, 0), 1);
    if (ir_interval_has(cond, 0))
        enter_block(all, w, block, op, fora_op_block(f, op, 1), 1 + then_count);
}

static void
mark_callers(const ir_intervals *all, fora_fn callee)
{
    for (fora_fn fn = 1; fn < all->program->function_count; fn++) {
        iv_function *w = all->functions[fn];
        if (w && w->called && w->calls[callee])
            w->stale = true;
    }
}

static void
visit_return(ir_intervals *all, iv_function *w, fora_block block, fora_op op,
             fora_fn fn)
{
    const fora_function *f = w->f;
    for (uint32_t i = 0; i < f->ops[op].operand_count; i++) {
        fora_val value = fora_operand(f, op, i);
        ir_interval given = iv_at(w, value, block);
        if (all->narrowing)
            w->merged_results[i] = ir_interval_join(w->merged_results[i], given);
        else if (grow(&w->results[i], given, &w->result_changes[i], true,
                      iv_of_type(f->values[value].type)))
            mark_callers(all, fn);
    }
}

static void
visit_call(ir_intervals *all, iv_function *w, fora_block block, fora_op op)
{
    const fora_function *f = w->f;
    iv_function *callee = all->functions[fora_attribute(f, op, 0)];
    callee->stale |= !callee->called;
    callee->called = true;
    for (uint32_t i = 0; i < f->ops[op].operand_count; i++) {
        fora_val parameter = fora_block_parameter(callee->f, 1, i);
        ir_interval given = iv_at(w, fora_operand(f, op, i), block);
        if (all->narrowing)
            callee->merged[parameter] =
                ir_interval_join(callee->merged[parameter], given);
        else
            callee->stale |=
                grow(&callee->of[parameter], given, &callee->changes[parameter], true,
                     iv_of_type(callee->f->values[parameter].type));
    }
    for (uint32_t i = 0; i < f->ops[op].result_count; i++)
        w->of[f->ops[op].result + i] = callee->results[i];
}

// What is stored at the start of a global is what loads from there can give.
static void
visit_store(ir_intervals *all, const iv_function *w, fora_block block, fora_op op)
{
    const fora_function *f = w->f;
    fora_op address = f->values[fora_operand(f, op, 0)].def;
    fora_val value = fora_operand(f, op, 1);
    if (!address || f->ops[address].code != FORA_OP_L_GLOBAL ||
        fora_attribute(f, op, 0) || f->values[value].type != FORA_SIMPLE_TYPE(L_I64))
        return;
    fora_global global = (fora_global)fora_attribute(f, address, 0);
    ir_interval given = iv_at(w, value, block), *merged = &all->merged_globals[global];
    if (all->narrowing) {
        *merged = ir_interval_join(*merged, given);
        return;
    }
    if (!grow(&all->globals[global], given, &all->global_changes[global], true,
              IR_INTERVAL_ALL))
        return;
    for (fora_fn fn = 1; fn < all->program->function_count; fn++) {
        if (all->functions[fn])
            all->functions[fn]->stale = true;
    }
}

// ---- Blocks and functions -----------------------------------------------------------

static void
visit_op(ir_intervals *all, iv_function *w, fora_block block, fora_op op, fora_fn fn)
{
    const fora_operation *o = &w->f->ops[op];
    switch (o->code) {
    case FORA_OP_L_CALL:
        visit_call(all, w, block, op);
        return;
    case FORA_OP_L_JUMP:
        enter_block(all, w, block, op, fora_op_block(w->f, op, 0), 0);
        return;
    case FORA_OP_L_BRANCH:
        visit_branch(all, w, block, op);
        return;
    case FORA_OP_L_SWITCH:
        for (uint32_t i = 0; i < o->block_count; i++)
            enter_block(all, w, block, op, fora_op_block(w->f, op, i), 1);
        return;
    case FORA_OP_L_RET:
        visit_return(all, w, block, op, fn);
        return;
    case FORA_OP_L_STORE:
        visit_store(all, w, block, op);
        return;
    default:
        for (uint32_t i = 0; i < o->result_count; i++) {
            ir_interval now = iv_evaluate(w, op, i), *known = &w->of[o->result + i];
            *known = all->narrowing ? now : ir_interval_join(*known, now);
        }
    }
}

static void
sweep(ir_intervals *all, iv_function *w, fora_fn fn)
{
    for (uint32_t i = 0; i < w->dominators.count; i++) {
        fora_block block = w->dominators.order[i];
        if (!w->reached[block])
            continue;
        for (fora_op op = w->f->blocks[block].first; op; op = w->f->ops[op].next)
            visit_op(all, w, block, op, fn);
    }
}

static bool
grow_function(ir_intervals *all, fora_fn fn)
{
    iv_function *w = all->functions[fn];
    if (!w || !w->called || !w->stale)
        return false;
    w->stale = false;
    do {
        all->changed = false;
        sweep(all, w, fn);
    } while (all->changed);
    return true;
}

// ---- Narrowing ----------------------------------------------------------------------

static void
clear(ir_interval *intervals, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        intervals[i] = IR_INTERVAL_NONE;
}

// The entry has no parameters that matter; those of blocks that are not entered any more
// keep no integer.
static void
take_merged(iv_function *w)
{
    const fora_function *f = w->f;
    for (fora_block b = 1; b < f->block_count; b++) {
        for (uint32_t i = 0; w->reached[b] && i < f->blocks[b].parameter_count; i++) {
            fora_val parameter = fora_block_parameter(f, b, i);
            w->of[parameter] = ir_interval_meet(w->of[parameter], w->merged[parameter]);
        }
    }
    for (uint32_t i = 0; i < w->result_count; i++)
        w->results[i] = ir_interval_meet(w->results[i], w->merged_results[i]);
}

static ir_interval
initial_global(const ir_intervals *all, fora_global global)
{
    if (!all->known_globals[global])
        return IR_INTERVAL_ALL;
    return all->program->globals[global].early ? IR_INTERVAL_NONE
                                               : ir_interval_constant(0);
}

static void
narrow(ir_intervals *all)
{
    uint32_t count = all->program->function_count;
    for (fora_global g = 1; g < all->program->global_count; g++)
        all->merged_globals[g] = initial_global(all, g);
    for (fora_fn fn = 1; fn < count; fn++) {
        iv_function *w = all->functions[fn];
        if (!w || !w->called)
            continue;
        clear(w->merged, w->f->value_count);
        clear(w->merged_results, w->result_count);
    }
    for (fora_fn fn = 1; fn < count; fn++) {
        if (all->functions[fn] && all->functions[fn]->called)
            sweep(all, all->functions[fn], fn);
    }
    for (fora_fn fn = 1; fn < count; fn++) {
        if (all->functions[fn] && all->functions[fn]->called)
            take_merged(all->functions[fn]);
    }
    for (fora_global g = 1; g < all->program->global_count; g++)
        all->globals[g] = ir_interval_meet(all->globals[g], all->merged_globals[g]);
}

// ---- Set-up -------------------------------------------------------------------------

static void
find_headers(iv_function *w, fora_arena *arena)
{
    const fora_function *f = w->f;
    w->header = fora_alloc(arena, f->block_count * sizeof *w->header);
    for (uint32_t i = 0; i < w->dominators.count; i++) {
        fora_op last = f->blocks[w->dominators.order[i]].last;
        for (uint32_t k = 0; k < f->ops[last].block_count; k++) {
            fora_block to = fora_op_block(f, last, k);
            w->header[to] |= w->dominators.position[to] <= i;
        }
    }
}

static void
scan_ops(iv_function *w)
{
    const fora_function *f = w->f;
    for (fora_block b = 1; b < f->block_count; b++) {
        for (fora_op op = f->blocks[b].first; op; op = f->ops[op].next) {
            if (f->ops[op].code == FORA_OP_L_CALL)
                w->calls[fora_attribute(f, op, 0)] = true;
            bool exit = ir_is_overflow_exit(f, op);
            if (exit)
                w->exits[fora_operand(f, op, 0)] = true;
            for (uint32_t i = exit; i < f->ops[op].operand_count; i++)
                w->watched[fora_operand(f, op, i)] = true;
        }
    }
}

// The address of a global serves loads and stores, or anything can happen to it.
static void
scan_globals(ir_intervals *all, const fora_function *f)
{
    for (fora_op op = 1; op < f->op_count; op++) {
        const fora_operation *o = &f->ops[op];
        for (uint32_t i = 0; o->parent && i < o->operand_count; i++) {
            fora_op def = f->values[fora_operand(f, op, i)].def;
            bool plain =
                i == 0 && (o->code == FORA_OP_L_LOAD || o->code == FORA_OP_L_STORE ||
                           o->code == FORA_OP_L_COPY || o->code == FORA_OP_L_TAKE);
            if (def && f->ops[def].code == FORA_OP_L_GLOBAL && !plain)
                all->known_globals[fora_attribute(f, def, 0)] = false;
        }
    }
}

static void
init_globals(ir_intervals *all, fora_arena *arena)
{
    const fora_program *program = all->program;
    uint32_t count = program->global_count + 1;
    all->known_globals = fora_alloc(arena, count * sizeof *all->known_globals);
    all->globals = fora_alloc(arena, count * sizeof *all->globals);
    all->merged_globals = fora_alloc(arena, count * sizeof *all->merged_globals);
    all->global_changes = fora_alloc(arena, count);
    for (fora_global g = 1; g < program->global_count; g++)
        all->known_globals[g] = true;
    for (fora_fn fn = 1; fn < program->function_count; fn++) {
        if (program->functions[fn]->level == FORA_LEVEL_LOW)
            scan_globals(all, program->functions[fn]);
    }
    for (fora_global g = 1; g < program->global_count; g++)
        all->globals[g] = initial_global(all, g);
}

static iv_function *
function_new(const fora_program *program, const fora_function *f, fora_arena *arena)
{
    iv_function *w = fora_alloc(arena, sizeof *w);
    w->f = f;
    ir_dominators_compute(f, arena, &w->dominators);
    w->calls = fora_alloc(arena, program->function_count * sizeof *w->calls);
    w->reached = fora_alloc(arena, f->block_count * sizeof *w->reached);
    w->reached[1] = true;
    w->of = fora_alloc(arena, f->value_count * sizeof *w->of);
    w->merged = fora_alloc(arena, f->value_count * sizeof *w->merged);
    w->changes = fora_alloc(arena, f->value_count * sizeof *w->changes);
    w->exits = fora_alloc(arena, f->value_count * sizeof *w->exits);
    w->watched = fora_alloc(arena, f->value_count * sizeof *w->watched);
    w->first_condition = fora_alloc(arena, f->value_count * sizeof(uint32_t));
    w->result_count = f->result_count + ((f->flags & FORA_FN_RAISES) != 0);
    w->results = fora_alloc(arena, (w->result_count + 1) * sizeof *w->results);
    w->merged_results = fora_alloc(arena, (w->result_count + 1) * sizeof *w->results);
    w->result_changes = fora_alloc(arena, w->result_count + 1);
    clear(w->of, f->value_count);
    clear(w->results, w->result_count);
    find_headers(w, arena);
    scan_ops(w);
    iv_find_conditions(w, arena);
    return w;
}

ir_intervals *
ir_intervals_compute(const fora_program *program, fora_arena *arena)
{
    uint32_t count = program->function_count;
    ir_intervals *all = fora_alloc(arena, sizeof *all);
    all->program = program;
    all->functions = fora_alloc(arena, count * sizeof *all->functions);
    init_globals(all, arena);
    for (fora_fn fn = 1; fn < count; fn++) {
        if (program->functions[fn]->level != FORA_LEVEL_LOW)
            continue;
        all->functions[fn] = function_new(program, program->functions[fn], arena);
        all->functions[fn]->globals = all->globals;
    }
    iv_function *entry = all->functions[program->entry];
    entry->called = entry->stale = true;
    for (bool more = true; more;) {
        more = false;
        for (fora_fn fn = 1; fn < count; fn++)
            more |= grow_function(all, fn);
    }
    all->narrowing = true;
    for (uint32_t i = 0; i < NARROWING_ROUNDS; i++)
        narrow(all);
    return all;
}

// ---- Answers ------------------------------------------------------------------------

bool
ir_intervals_calls(const ir_intervals *all, fora_fn fn)
{
    return all->functions[fn] && all->functions[fn]->called;
}

bool
ir_intervals_reaches(const ir_intervals *all, fora_fn fn, fora_block block)
{
    return all->functions[fn]->reached[block];
}

ir_interval
ir_intervals_at(const ir_intervals *all, fora_fn fn, fora_val value, fora_block block)
{
    return iv_at(all->functions[fn], value, block);
}
