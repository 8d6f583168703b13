// The state of renaming in the pass `ssa`: facts about values, what each variable holds,
// and a log by which the walk returns to an earlier point.
#include "ssa.h"

static ir_ssa_fact *
fact(ir_ssa *ssa, fora_val value)
{
    ssa->facts = fora_grow(ssa->arena, ssa->facts, &ssa->fact_capacity, value + 1,
                           sizeof *ssa->facts);
    return &ssa->facts[value];
}

void
ir_ssa_define(ir_ssa *ssa, fora_val value, fora_val source, bool maybe_unbound)
{
    *fact(ssa, value) = (ir_ssa_fact){++ssa->births, source, maybe_unbound};
}

fora_val
ir_ssa_number(ir_ssa *ssa)
{
    return ssa->next_number++;
}

fora_val
ir_ssa_resolve(const ir_ssa *ssa, fora_val value)
{
    while (value < ssa->original && ssa->replacement[value] != 0)
        value = ssa->replacement[value];
    return value;
}

fora_val
ir_ssa_strip(const ir_ssa *ssa, fora_val value)
{
    while (ssa->facts[value].source != 0)
        value = ssa->facts[value].source;
    return value;
}

void
ir_ssa_bind(ir_ssa *ssa, uint32_t variable, fora_val value)
{
    if (ssa->current[variable] == value)
        return;
    ir_ssa_bindings *log = &ssa->log;
    *FORA_PUSH(ssa->arena, log->items, log->count, log->capacity) =
        (ir_ssa_binding){variable, ssa->current[variable]};
    ssa->current[variable] = value;
}

void
ir_ssa_rollback(ir_ssa *ssa, uint32_t mark)
{
    while (ssa->log.count > mark) {
        ir_ssa_binding change = ssa->log.items[--ssa->log.count];
        ssa->current[change.variable] = change.value;
    }
}

void
ir_ssa_changes(ir_ssa *ssa, uint32_t mark, ir_ssa_bindings *changes)
{
    uint32_t stamp = ++ssa->stamp;
    for (uint32_t i = mark; i < ssa->log.count; i++) {
        uint32_t variable = ssa->log.items[i].variable;
        if (ssa->stamps[variable] == stamp)
            continue;
        ssa->stamps[variable] = stamp;
        *FORA_PUSH(ssa->arena, changes->items, changes->count, changes->capacity) =
            (ir_ssa_binding){variable, ssa->current[variable]};
    }
}

void
ir_ssa_pass(ir_ssa *ssa, fora_op op, fora_val value)
{
    if (!ssa->dry)
        fora_op_add_operand(ssa->function, op, value);
}
