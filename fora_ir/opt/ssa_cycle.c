// What loops and comps carry from one iteration to the next. Rounds start from nothing:
// a variable is carried once a `continue` was seen to bring another value than the entry
// had. Variables that hold one value at the entry share a parameter as long as every
// `continue` brings one value for all of them.
#include "ssa.h"

static ir_ssa_cycle *
cycle_of(ir_ssa *ssa, fora_op op)
{
    if (ssa->cycles[op] == NULL)
        ssa->cycles[op] = fora_alloc(ssa->arena, sizeof(ir_ssa_cycle));
    return ssa->cycles[op];
}

static void
carry(ir_ssa *ssa, ir_ssa_cycle *cycle, uint32_t variable)
{
    FORA_PUSH(ssa->arena, cycle->items, cycle->count, cycle->capacity);
    uint32_t i = cycle->count - 1;  // where it belongs in the order
    for (; i > 0 && cycle->items[i - 1].variable > variable; i--)
        cycle->items[i] = cycle->items[i - 1];
    cycle->items[i] = (ir_ssa_carried){.variable = variable, .group = UINT32_MAX};
    ssa->again = true;
}

static bool
carries(const ir_ssa_cycle *cycle, uint32_t variable)
{
    for (uint32_t i = 0; i < cycle->count; i++)
        if (cycle->items[i].variable == variable)
            return true;
    return false;
}

// Finds or makes the group of carried variable number `i`.
static void
group_carried(ir_ssa *ssa, ir_ssa_context *context, uint32_t i)
{
    ir_ssa_carried *items = context->cycle->items;
    fora_val entry = ssa->current[items[i].variable];
    bool shares = !ssa->facts[entry].maybe_unbound;
    for (uint32_t k = 0; shares && k < i; k++) {
        if (items[k].part == items[i].part && context->entry[items[k].group] == entry) {
            items[i].group = items[k].group;
            return;
        }
    }
    items[i].group = context->group_count++;
    context->entry[items[i].group] = entry;
}

static fora_val
parameter_new(ir_ssa *ssa, fora_block block)
{
    return ssa->dry ? ir_ssa_number(ssa)
                    : fora_block_add_parameter(ssa->function, block, 0);
}

static void
bind_parameters(ir_ssa *ssa, ir_ssa_context *context, fora_block block)
{
    for (uint32_t g = 0; g < context->group_count; g++) {
        context->parameters[g] = parameter_new(ssa, block);
        bool maybe_unbound = ssa->facts[context->entry[g]].maybe_unbound;
        ir_ssa_define(ssa, context->parameters[g], 0, maybe_unbound);
    }
    for (uint32_t i = 0; i < context->cycle->count; i++) {
        const ir_ssa_carried *carried = &context->cycle->items[i];
        if (carried->group == UINT32_MAX)
            continue;
        fora_val parameter = context->parameters[carried->group];
        ssa->facts[parameter].maybe_unbound |= carried->maybe_unbound;
        ir_ssa_bind(ssa, carried->variable, parameter);
    }
}

void
ir_ssa_enter(ir_ssa *ssa, ir_ssa_context *context, fora_op op)
{
    ir_ssa_cycle *cycle = cycle_of(ssa, op);
    *context = (ir_ssa_context){.outer = ssa->context, .op = op, .cycle = cycle};
    context->entry = fora_alloc(ssa->arena, (cycle->count + 1) * sizeof(fora_val));
    context->parameters = fora_alloc(ssa->arena, (cycle->count + 1) * sizeof(fora_val));
    for (uint32_t i = 0; i < cycle->count; i++)
        group_carried(ssa, context, i);
    for (uint32_t g = 0; g < context->group_count; g++)
        ir_ssa_pass(ssa, op, context->entry[g]);
    context->mark = ssa->log.count;
    bind_parameters(ssa, context, fora_op_block(ssa->function, op, 0));
    context->inner_mark = ssa->log.count;
}

void
ir_ssa_enter_else(ir_ssa *ssa, ir_ssa_context *context)
{
    bind_parameters(ssa, context, fora_op_block(ssa->function, context->op, 1));
}

// Puts the members of group `g` that hold another value than `value` into a new part.
static void
split_group(ir_ssa *ssa, ir_ssa_context *context, uint32_t g, fora_val parameter,
            fora_val value)
{
    ir_ssa_cycle *cycle = context->cycle;
    uint32_t part = ++cycle->parts;
    for (uint32_t i = 0; i < cycle->count; i++) {
        if (cycle->items[i].group != g)
            continue;
        fora_val held = ssa->current[cycle->items[i].variable];
        if ((ir_ssa_strip(ssa, held) == parameter ? parameter : held) != value)
            cycle->items[i].part = part;
    }
    ssa->again = true;
}

static void
pass_group(ir_ssa *ssa, ir_ssa_context *context, fora_op op, uint32_t g)
{
    ir_ssa_cycle *cycle = context->cycle;
    fora_val parameter = context->parameters[g], value = 0;
    bool split = false;
    for (uint32_t i = 0; i < cycle->count; i++) {
        if (cycle->items[i].group != g)
            continue;
        fora_val held = ssa->current[cycle->items[i].variable];
        if (ir_ssa_strip(ssa, held) == parameter)
            held = parameter;
        split |= value != 0 && held != value;
        value = value ? value : held;
        if (ssa->facts[held].maybe_unbound && !ssa->facts[parameter].maybe_unbound) {
            cycle->items[i].maybe_unbound = true;
            ssa->again = true;
        }
    }
    if (split)
        split_group(ssa, context, g, parameter, value);
    ir_ssa_pass(ssa, op, value);
}

// Carries, from the next round on, the live variables that changed and are not carried.
static void
find_missing(ir_ssa *ssa, ir_ssa_context *context, const uint64_t *live)
{
    uint32_t stamp = ++ssa->stamp;
    for (uint32_t i = context->inner_mark; i < ssa->log.count; i++) {
        ir_ssa_binding change = ssa->log.items[i];
        if (ssa->stamps[change.variable] == stamp)
            continue;
        ssa->stamps[change.variable] = stamp;
        fora_val held = ssa->current[change.variable];
        if (ir_set_has(live, change.variable) &&
            ir_ssa_strip(ssa, held) != ir_ssa_strip(ssa, change.value) &&
            !carries(context->cycle, change.variable))
            carry(ssa, context->cycle, change.variable);
    }
}

void
ir_ssa_next(ir_ssa *ssa, ir_ssa_context *context, fora_op op, const uint64_t *live)
{
    for (uint32_t g = 0; g < context->group_count; g++)
        pass_group(ssa, context, op, g);
    if (ssa->dry)
        find_missing(ssa, context, live);
}

void
ir_ssa_leave_comp(ir_ssa *ssa, ir_ssa_context *context)
{
    ir_ssa_rollback(ssa, context->mark);
    fora_val *results =
        fora_alloc(ssa->arena, (context->group_count + 1) * sizeof *results);
    ir_ssa_add_results(ssa, context->op, context->group_count, results);
    for (uint32_t g = 0; g < context->group_count; g++)
        ir_ssa_define(ssa, results[g], 0,
                      ssa->facts[context->parameters[g]].maybe_unbound);
    for (uint32_t i = 0; i < context->cycle->count; i++) {
        const ir_ssa_carried *carried = &context->cycle->items[i];
        if (carried->group != UINT32_MAX)
            ir_ssa_bind(ssa, carried->variable, results[carried->group]);
    }
}
