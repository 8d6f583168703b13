// Recognises counted loops of LOW functions, and which of them gain by a version for small
// bounds.
#include <string.h>

#include "loop_version.h"

enum { MOST_CALLEE_OPS = 250, MOST_CALLEE_DEPTH = 4 };

// ---- Functions ----------------------------------------------------------------------

static bool
is_check(fora_opcode code)
{
    return code == FORA_OP_L_ADD_CHECK || code == FORA_OP_L_SUB_CHECK ||
           code == FORA_OP_L_MUL_CHECK;
}

// The operations of a function with all that it calls, more than MOST_CALLEE_OPS if it is
// not small.
static uint32_t
expanded_size(const fora_program *program, fora_fn fn, uint32_t depth, bool *checks)
{
    const fora_function *f = program->functions[fn];
    uint32_t size = 0;
    if (depth > MOST_CALLEE_DEPTH)
        return MOST_CALLEE_OPS + 1;
    for (fora_block b = 1; b < f->block_count; b++) {
        for (fora_op op = f->blocks[b].first; op; op = f->ops[op].next) {
            fora_opcode code = f->ops[op].code;
            *checks |= is_check(code);
            size += 1;
            if (code == FORA_OP_L_CALL)
                size += expanded_size(program, (fora_fn)fora_attribute(f, op, 0),
                                      depth + 1, checks);
            if (size > MOST_CALLEE_OPS)
                return size;
        }
    }
    return size;
}

const bool *
loop_functions_with_checks(const fora_program *program, fora_arena *arena)
{
    bool *small = fora_alloc(arena, program->function_count * sizeof *small);
    for (fora_fn fn = 1; fn < program->function_count; fn++) {
        bool checks = false;
        if (program->functions[fn]->level == FORA_LEVEL_LOW)
            small[fn] =
                expanded_size(program, fn, 0, &checks) <= MOST_CALLEE_OPS && checks;
    }
    return small;
}

static void
expand(const fora_program *program, fora_fn fn)
{
    fora_function *f = program->functions[fn];
    f->flags |= FORA_FN_EXPAND;
    for (fora_block b = 1; b < f->block_count; b++) {
        for (fora_op op = f->blocks[b].first; op; op = f->ops[op].next) {
            if (f->ops[op].code == FORA_OP_L_CALL)
                expand(program, (fora_fn)fora_attribute(f, op, 0));
        }
    }
}

void
loop_expand_calls(const loop_work *w, const version_loop *loop)
{
    for (uint32_t i = 0; i < loop->call_count; i++)
        expand(w->program, loop->calls[i]);
}

// ---- The graph ----------------------------------------------------------------------

void
loop_work_update(loop_work *w)
{
    fora_function *f = w->f;
    ir_dominators_compute(f, w->arena, &w->dominators);
    uint32_t *first = fora_alloc(w->arena, (f->block_count + 2) * sizeof *first);
    for (uint32_t i = 0; i < w->dominators.count; i++) {
        fora_op last = f->blocks[w->dominators.order[i]].last;
        for (uint32_t k = 0; k < f->ops[last].block_count; k++)
            first[fora_op_block(f, last, k) + 2]++;
    }
    for (uint32_t b = 2; b < f->block_count + 2; b++)
        first[b] += first[b - 1];
    w->predecessors =
        fora_alloc(w->arena, (first[f->block_count + 1] + 1) * sizeof(fora_block));
    for (uint32_t i = 0; i < w->dominators.count; i++) {
        fora_block from = w->dominators.order[i];
        fora_op last = f->blocks[from].last;
        for (uint32_t k = 0; k < f->ops[last].block_count; k++)
            w->predecessors[first[fora_op_block(f, last, k) + 1]++] = from;
    }
    w->first_predecessor = first;
}

fora_block *
loop_headers(const loop_work *w, uint32_t *count)
{
    fora_block *headers =
        fora_alloc(w->arena, (w->dominators.count + 1) * sizeof *headers);
    for (uint32_t i = 1; i < w->dominators.count; i++) {
        fora_block block = w->dominators.order[i];
        for (uint32_t k = w->first_predecessor[block];
             k < w->first_predecessor[block + 1]; k++) {
            if (ir_dominates(&w->dominators, block, w->predecessors[k])) {
                headers[(*count)++] = block;
                break;
            }
        }
    }
    return headers;
}

// The blocks from which a jump back is reached without passing the header.
static void
find_body(const loop_work *w, version_loop *loop)
{
    loop->body = fora_alloc(w->arena, w->f->block_count * sizeof *loop->body);
    fora_block *stack = fora_alloc(w->arena, (w->f->block_count + 1) * sizeof *stack);
    uint32_t depth = 0;
    loop->body[loop->header] = true;
    stack[depth++] = loop->header;
    while (depth) {
        fora_block block = stack[--depth];
        for (uint32_t k = w->first_predecessor[block];
             k < w->first_predecessor[block + 1]; k++) {
            fora_block from = w->predecessors[k];
            if (loop->body[from] || !ir_dominates(&w->dominators, loop->header, from))
                continue;
            loop->body[from] = true;
            stack[depth++] = from;
        }
    }
}

// ---- Values -------------------------------------------------------------------------

static bool
is_outside(const loop_work *w, const version_loop *loop, fora_val value)
{
    const fora_value *v = &w->f->values[value];
    fora_block block = v->def ? w->f->ops[v->def].parent : v->block;
    return block && !ir_dominates(&w->dominators, loop->header, block);
}

bool
loop_guard(const loop_work *w, version_loop *loop, fora_val value)
{
    int64_t constant;
    if (ir_constant_i64(w->f, value, &constant))
        return constant >= -VERSION_BOUND && constant <= VERSION_BOUND;
    if (w->f->values[value].type != FORA_SIMPLE_TYPE(L_I64))
        return false;
    for (uint32_t i = 0; i < loop->guard_count; i++) {
        if (loop->guards[i] == value)
            return true;
    }
    if (loop->guard_count == VERSION_MOST_GUARDS || !is_outside(w, loop, value))
        return false;
    loop->guards[loop->guard_count++] = value;
    return true;
}

fora_val
loop_argument(const fora_function *f, fora_block from, fora_block to, uint32_t which)
{
    fora_op last = f->blocks[from].last;
    const fora_operation *o = &f->ops[last];
    if (o->code == FORA_OP_L_JUMP)
        return fora_operand(f, last, which);
    if (o->code != FORA_OP_L_BRANCH ||
        fora_op_block(f, last, 0) == fora_op_block(f, last, 1))
        return 0;
    uint32_t then_count = (uint32_t)fora_attribute(f, last, 0);
    return fora_operand(f, last,
                        1 + which + (fora_op_block(f, last, 0) == to ? 0 : then_count));
}

// ---- Counted loops ------------------------------------------------------------------

// The constant that `value` is more than the counter, 0 if it is no small one.
static int64_t
distance_from(const fora_function *f, fora_val counter, fora_val value)
{
    fora_op def = value ? f->values[value].def : 0;
    if (!def || f->values[value].index)
        return 0;
    fora_opcode code = f->ops[def].code;
    bool adds = code == FORA_OP_L_ADD || code == FORA_OP_L_ADD_CHECK ||
                code == FORA_OP_L_ADD_EXACT;
    bool subtracts = code == FORA_OP_L_SUB || code == FORA_OP_L_SUB_CHECK ||
                     code == FORA_OP_L_SUB_EXACT;
    int64_t step;
    if ((!adds && !subtracts) || fora_operand(f, def, 0) != counter ||
        !ir_constant_i64(f, fora_operand(f, def, 1), &step) ||
        step < -VERSION_MOST_STEP || step > VERSION_MOST_STEP)
        return 0;
    return adds ? step : -step;
}

// The sum behind the choice that ends a range whose counter would leave the integers:
// select(overflow, bound, counter + step).
static fora_val
without_overflow(const fora_function *f, fora_val value)
{
    fora_op def = value ? f->values[value].def : 0;
    if (!def || f->ops[def].code != FORA_OP_L_SELECT)
        return value;
    fora_val flag = fora_operand(f, def, 0), sum = fora_operand(f, def, 2);
    return f->values[flag].def && f->values[flag].def == f->values[sum].def ? sum
                                                                            : value;
}

// Every way back hands on the counter plus the loop's step.
static bool
takes_step(const loop_work *w, version_loop *loop, fora_val counter, fora_val next)
{
    const fora_function *f = w->f;
    fora_val sum = without_overflow(f, next);
    int64_t step = distance_from(f, counter, sum);
    if (step == 0 || (step < 0) != loop->down || (loop->step && step != loop->step))
        return false;
    if (!loop->steps && is_check(f->ops[f->values[sum].def].code))
        loop->steps = f->values[sum].def;
    loop->step = step;
    return true;
}

// The value that parameter `which` of the header starts with if it is a counter, else 0.
static fora_val
start_of(const loop_work *w, version_loop *loop, uint32_t which)
{
    const fora_function *f = w->f;
    fora_val start = 0, counter = fora_block_parameter(f, loop->header, which);
    for (uint32_t k = w->first_predecessor[loop->header];
         k < w->first_predecessor[loop->header + 1]; k++) {
        fora_block from = w->predecessors[k];
        fora_val value = loop_argument(f, from, loop->header, which);
        if (loop->body[from]) {
            if (!takes_step(w, loop, counter, value))
                return 0;
        } else if (start || !value) {
            return 0;
        } else {
            start = value;
        }
    }
    return start;
}

// Another counter that starts with the same constant and takes the same steps.
static void
find_twin(const loop_work *w, version_loop *loop)
{
    const fora_function *f = w->f;
    int64_t start, other;
    if (!ir_constant_i64(f, loop->start, &start))
        return;
    fora_op steps = loop->steps;
    for (uint32_t i = 0; i < f->blocks[loop->header].parameter_count; i++) {
        fora_val value = i == loop->which ? 0 : start_of(w, loop, i);
        loop->steps = steps;
        if (value && ir_constant_i64(f, value, &other) && other == start)
            loop->twin = fora_block_parameter(f, loop->header, i);
    }
}

// The header ends in a branch that stays in the loop only while the counter is below
// (above) the bound.
static bool
find_counter(const loop_work *w, version_loop *loop)
{
    const fora_function *f = w->f;
    fora_op last = f->blocks[loop->header].last;
    if (f->ops[last].code != FORA_OP_L_BRANCH ||
        !loop->body[fora_op_block(f, last, 0)] || loop->body[fora_op_block(f, last, 1)])
        return false;
    fora_op test = f->values[fora_operand(f, last, 0)].def;
    if (!test || f->ops[test].code != FORA_OP_L_ICMP)
        return false;
    uint64_t compare = fora_attribute(f, test, 0);
    if (compare != FORA_LT && compare != FORA_GT && compare != FORA_LE &&
        compare != FORA_GE)
        return false;
    loop->down = compare == FORA_GT || compare == FORA_GE;
    loop->reaches = compare == FORA_LE || compare == FORA_GE;
    loop->counter = fora_operand(f, test, 0);
    loop->bound = fora_operand(f, test, 1);
    const fora_value *counter = &f->values[loop->counter];
    if (counter->def || counter->block != loop->header ||
        counter->type != FORA_SIMPLE_TYPE(L_I64))
        return false;
    loop->which = counter->index;
    loop->start = start_of(w, loop, loop->which);
    if (!loop->start)
        return false;
    find_twin(w, loop);
    return true;
}

// ---- What depends on the counter ----------------------------------------------------

static bool
is_gain(const loop_work *w, const version_loop *loop, fora_op op)
{
    const fora_operation *o = &w->f->ops[op];
    if (o->code == FORA_OP_L_CALL)
        return w->checks[fora_attribute(w->f, op, 0)];
    return is_check(o->code) &&
           distance_from(w->f, loop->counter, o->result) != loop->step;
}

// Guards the invariants that a check takes besides what depends on the counter.
static void
guard_operands(const loop_work *w, version_loop *loop, fora_op op)
{
    for (uint32_t i = 0; i < w->f->ops[op].operand_count; i++) {
        fora_val value = fora_operand(w->f, op, i);
        if (w->f->values[value].type == FORA_SIMPLE_TYPE(L_I64))
            loop_guard(w, loop, value);
    }
}

// Follows the counter through the body; loops in it and merges are not followed.
static uint32_t
count_gains(const loop_work *w, version_loop *loop)
{
    fora_function *f = w->f;
    bool *depends = fora_alloc(w->arena, f->value_count * sizeof *depends);
    uint32_t gains = 0;
    depends[loop->counter] = true;
    depends[loop->twin] = loop->twin != 0;
    for (uint32_t i = 0; i < w->dominators.count; i++) {
        fora_block block = w->dominators.order[i];
        if (!loop->body[block])
            continue;
        for (fora_op op = f->blocks[block].first; op; op = f->ops[op].next) {
            const fora_operation *o = &f->ops[op];
            bool any = false;
            for (uint32_t k = 0; k < o->operand_count; k++)
                any |= depends[fora_operand(f, op, k)];
            if (!any)
                continue;
            if (is_gain(w, loop, op)) {
                gains++;
                guard_operands(w, loop, op);
                if (o->code == FORA_OP_L_CALL && loop->call_count < VERSION_MOST_CALLS)
                    loop->calls[loop->call_count++] = (fora_fn)fora_attribute(f, op, 0);
            }
            bool pure = fora_op_infos[o->code].flags & FORA_OP_PURE;
            for (uint32_t k = 0; pure && k < o->result_count; k++)
                depends[o->result + k] = true;
        }
    }
    return gains;
}

bool
loop_is_worth_versions(const loop_work *w, fora_block header, version_loop *loop)
{
    memset(loop, 0, sizeof *loop);
    loop->header = header;
    find_body(w, loop);
    if (!find_counter(w, loop) || !loop_guard(w, loop, loop->start) ||
        !loop_guard(w, loop, loop->bound) || !loop->guard_count)
        return false;
    uint32_t gains = count_gains(w, loop);
    loop_find_sums(w, loop);
    return gains + loop->mark_count > 0 &&
           (!loop->steps || loop_mark(loop, loop->steps));
}
