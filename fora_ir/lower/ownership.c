// Ownership: puts `retain` and `release` into LOW code.
//
// requires: LOW functions that verify; stores, takes and loads as ops.def describes them
// provides: every owned ref is given away or released exactly once on every path;
//           fora_function.consumed of every LOW function
// breaks:   nothing but block numbers of split edges
//
// What a value owes is decided by its root (ownership.h). A parameter of a function is
// consumed when the body consumes it on some path: found from "none is" upwards over the
// call graph, since a call that consumes its argument may make the caller's parameter
// consumed. A caller that still needs the argument retains it first. So the count tells an
// update whether anybody else holds the object, and most reads count nothing at all.
#include "ownership.h"

static own_function
start(fora_arena *arena, fora_program *program, fora_function *f)
{
    own_function own = {
        .arena = arena,
        .program = program,
        .function = f,
        .root = fora_alloc(arena, f->value_count * sizeof(uint32_t)),
        .forced = fora_alloc(arena, f->value_count * sizeof(bool)),
        .first_dependent = fora_alloc(arena, f->value_count * sizeof(fora_val)),
        .next_dependent = fora_alloc(arena, f->value_count * sizeof(fora_val)),
        .live_in = fora_alloc(arena, f->block_count * sizeof(ir_bits)),
        .predecessors = fora_alloc(arena, f->block_count * sizeof(uint32_t)),
    };
    ir_dominators_compute(f, arena, &own.dominators);
    return own;
}

// A value whose count is asked for must own one, or the answer means nothing.
static void
force_tested(own_function *own)
{
    const fora_function *f = own->function;
    for (uint32_t i = 0; i < own->dominators.count; i++) {
        fora_block block = own->dominators.order[i];
        for (fora_op op = f->blocks[block].first; op; op = f->ops[op].next)
            if (f->ops[op].code == FORA_OP_L_IS_UNIQUE)
                own->forced[fora_operand(f, op, 0)] = true;
    }
}

static void
analyse(own_function *own)
{
    force_tested(own);
    do {
        own_find_roots(own);
        own_find_liveness(own);
    } while (own_force_violations(own));
}

// ---- Which parameters are consumed --------------------------------------------------

static uint64_t
parameter_bit(const own_function *own, fora_val value)
{
    const fora_value *v = &own->function->values[value];
    bool parameter = !v->def && v->block == 1 && own_is_ref(own, value);
    return parameter && v->index < 64 ? UINT64_C(1) << v->index : 0;
}

static uint64_t
consumed_by_operation(const own_function *own, fora_op op)
{
    const fora_operation *o = &own->function->ops[op];
    uint64_t consumed = 0;
    for (uint32_t i = 0; i < o->operand_count; i++)
        if (o->code == FORA_OP_L_IS_UNIQUE ||
            own_operand_use(own, op, i) == OWN_CONSUMES)
            consumed |= parameter_bit(own, fora_operand(own->function, op, i));
    return consumed;
}

static uint64_t
consumed_by_edges(const own_function *own, fora_op last)
{
    const fora_function *f = own->function;
    uint64_t consumed = 0;
    for (uint32_t edge = 0; edge < f->ops[last].block_count; edge++) {
        fora_block target = fora_op_block(f, last, edge);
        for (uint32_t i = 0; i < f->blocks[target].parameter_count; i++)
            if (own_is_owned(own, fora_block_parameter(f, target, i)))
                consumed |= parameter_bit(own, own_edge_operand(f, last, edge, i));
    }
    return consumed;
}

static uint64_t
consumed_parameters(const own_function *own)
{
    const fora_function *f = own->function;
    uint64_t consumed = 0;
    for (uint32_t i = 0; i < own->dominators.count; i++) {
        fora_block block = own->dominators.order[i];
        for (fora_op op = f->blocks[block].first; op; op = f->ops[op].next)
            consumed |= consumed_by_operation(own, op);
        consumed |= consumed_by_edges(own, f->blocks[block].last);
    }
    return consumed;
}

static bool
is_low(const fora_program *program, fora_fn fn)
{
    const fora_function *f = program->functions[fn];
    return f && f->level == FORA_LEVEL_LOW;
}

// Whether a callee of `f` changed in this round.
static bool
calls_changed(const fora_function *f, const bool *changed)
{
    for (fora_op op = 1; op < f->op_count; op++)
        if (f->ops[op].code == FORA_OP_L_CALL && changed[fora_attribute(f, op, 0)])
            return true;
    return false;
}

static bool
update_consumed(fora_program *program, fora_fn fn)
{
    fora_arena *arena = fora_arena_new();
    fora_function *f = program->functions[fn];
    own_function own = start(arena, program, f);
    analyse(&own);
    uint64_t consumed = f->consumed | consumed_parameters(&own);
    bool changed = consumed != f->consumed;
    f->consumed = consumed;
    fora_arena_free(arena);
    return changed;
}

static void
find_consumed(fora_program *program)
{
    fora_arena *arena = fora_arena_new();
    uint32_t count = program->function_count;
    bool *changed = fora_alloc(arena, count * sizeof *changed);
    bool *stale = fora_alloc(arena, count * sizeof *stale);
    for (fora_fn fn = 1; fn < count; fn++)
        stale[fn] = is_low(program, fn);
    for (bool any = true; any;) {
        any = false;
        for (fora_fn fn = 1; fn < count; fn++) {
            changed[fn] = stale[fn] && update_consumed(program, fn);
            any |= changed[fn];
        }
        for (fora_fn fn = 1; any && fn < count; fn++)
            stale[fn] = is_low(program, fn) &&
                        (changed[fn] || calls_changed(program->functions[fn], changed));
    }
    fora_arena_free(arena);
}

void
fora_ownership(fora_program *program)
{
    for (fora_fn fn = 1; fn < program->function_count; fn++)
        if (is_low(program, fn))
            program->functions[fn]->consumed = 0;
    find_consumed(program);
    for (fora_fn fn = 1; fn < program->function_count; fn++) {
        if (!is_low(program, fn))
            continue;
        fora_arena *arena = fora_arena_new();
        own_function own = start(arena, program, program->functions[fn]);
        analyse(&own);
        own_insert_counts(&own);
        fora_arena_free(arena);
    }
}
