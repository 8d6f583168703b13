// Whether a container is still out of reach of all places (apart.h).
//
// Back from the update to where the container was made go the steps by which it changes
// its name: updates, conversions, and what flows into and out of blocks. If it was made
// here, it got into a place only by an operation that stores something that leads to it.
// From each of those the steps are followed forwards, in the order in which they can
// happen; if the update is met, the place may lead to what it updates.
#include "apart.h"

#include "updates.h"

enum { MOST_STATES = 512 };

// `from` becomes `to` at the operation `at`; what runs next comes behind `next`.
typedef struct {
    fora_val from, to;
    fora_op at, next;
} step;

// The container is the value, and what runs next comes behind the operation.
typedef struct {
    fora_val value;
    fora_op behind;
} state;

typedef struct {
    const ir_sharing *s;
    const fora_function *f;
    uint32_t place;   // what may lead to the container
    fora_val *names;  // values, and slot variables behind them (of_variable)
    uint32_t name_count, name_capacity;
    step *steps;
    uint32_t step_count, step_capacity;
    state *states;
    uint32_t state_count, state_capacity;
    bool unknown;  // whether the container may come from elsewhere
} trace;

// Slot variables are names of what they hold, numbered behind the values.
static fora_val
of_variable(const trace *t, fora_op op)
{
    return t->f->value_count + (fora_val)fora_attribute(t->f, op, 0);
}

static bool
is_variable(const trace *t, fora_val name)
{
    return name >= t->f->value_count;
}

static uint32_t
number_of(const trace *t, fora_val name)
{
    return is_variable(t, name) ? t->s->of_variable[name - t->f->value_count]
                                : t->s->of_value[name];
}

// ---- Back to where it was made ------------------------------------------------------

static void
name_add(trace *t, fora_val value)
{
    for (uint32_t i = 0; i < t->name_count; i++)
        if (t->names[i] == value)
            return;
    *FORA_PUSH(t->s->arena, t->names, t->name_count, t->name_capacity) = value;
}

static void
step_add(trace *t, fora_val from, fora_val to, fora_op at, fora_op next)
{
    *FORA_PUSH(t->s->arena, t->steps, t->step_count, t->step_capacity) =
        (step){from, to, at, next};
    name_add(t, from);
}

static fora_op
owner_of(const trace *t, fora_op op)
{
    return t->f->blocks[t->f->ops[op].parent].owner;
}

static bool
is_loop(const trace *t, fora_op op)
{
    return t->f->ops[op].code == FORA_OP_LOOP || t->f->ops[op].code == FORA_OP_FOR;
}

static fora_op
loop_around(const trace *t, fora_op op)
{
    for (op = owner_of(t, op); op && !is_loop(t, op);)
        op = owner_of(t, op);
    return op;
}

// Parameter `i` of a block of a loop: what it begins with, and what each round hands on.
static void
trace_carried(trace *t, fora_val value, fora_block block, uint32_t i)
{
    const fora_function *f = t->f;
    fora_op loop = f->blocks[block].owner;
    bool body = block == fora_op_block(f, loop, 0);
    uint32_t extra = f->ops[loop].code == FORA_OP_FOR;
    if (body && i < extra) {
        t->unknown = true;  // the item
        return;
    }
    uint32_t carried = body ? i - extra : i;
    step_add(t, fora_operand(f, loop, extra + carried), value, loop, loop);
    for (fora_op op = 1; op < f->op_count; op++)
        if (f->ops[op].parent && f->ops[op].code == FORA_OP_CONTINUE &&
            loop_around(t, op) == loop)
            step_add(t, fora_operand(f, op, carried), value, op, body ? loop : op);
}

static void
trace_parameter(trace *t, fora_val value)
{
    const fora_function *f = t->f;
    fora_block block = f->values[value].block;
    fora_op owner = f->blocks[block].owner;
    if (!owner || !is_loop(t, owner)) {
        t->unknown = true;
        return;
    }
    for (uint32_t i = 0; i < f->blocks[block].parameter_count; i++)
        if (fora_block_parameter(f, block, i) == value)
            trace_carried(t, value, block, i);
}

// A result of an operation with blocks: what they end with.
static void
trace_result(trace *t, fora_val value, fora_op owner)
{
    const fora_function *f = t->f;
    uint32_t i = value - f->ops[owner].result;
    for (fora_op op = 1; op < f->op_count; op++) {
        const fora_operation *o = &f->ops[op];
        bool leaves =
            o->parent && ((o->code == FORA_OP_YIELD && owner_of(t, op) == owner) ||
                          (o->code == FORA_OP_BREAK && is_loop(t, owner) &&
                           loop_around(t, op) == owner));
        if (leaves)
            step_add(t, fora_operand(f, op, i), value, op, op);
    }
}

static void
trace_variable(trace *t, fora_val name)
{
    for (fora_op op = 1; op < t->f->op_count; op++)
        if (t->f->ops[op].parent && t->f->ops[op].code == FORA_OP_VAR_SET &&
            of_variable(t, op) == name)
            step_add(t, fora_operand(t->f, op, 0), name, op, op);
}

// Whether the call returns a container that nothing else leads to.
static bool
returns_new(const trace *t, fora_op call)
{
    const ir_summary *summary = t->s->summaries[fora_attribute(t->f, call, 0)];
    for (uint32_t i = 0; i < summary->count; i++)
        if (summary->result_in[i])
            return false;
    return true;
}

static bool
makes_new(const trace *t, fora_op op, fora_val value)
{
    switch (t->f->ops[op].code) {
    case FORA_OP_COMP:
        return value == t->f->ops[op].result && ir_makes_container(t->s, op);
    case FORA_OP_CALL_INSTANCE:
        return returns_new(t, op);
    case FORA_OP_APPLY:
        return ir_makes_container(t->s, op) ||
               ir_apply_classify(t->s, op) == IR_APPLY_SHALLOW;
    default:
        return false;
    }
}

static void
trace_value(trace *t, fora_val value)
{
    if (is_variable(t, value)) {
        trace_variable(t, value);
        return;
    }
    fora_op op = t->f->values[value].def;
    if (!op) {
        trace_parameter(t, value);
        return;
    }
    bool dispatched = t->f->ops[op].code == FORA_OP_DISPATCH;
    fora_val before = dispatched ? 0 : ir_before_update(t->s->program, t->f, value);
    if (before) {
        step_add(t, before, value, op, op);
        return;
    }
    switch (t->f->ops[op].code) {
    case FORA_OP_IF:
    case FORA_OP_LOOP:
    case FORA_OP_FOR:
    case FORA_OP_TRY:
    case FORA_OP_DISPATCH:
        trace_result(t, value, op);
        break;
    case FORA_OP_VAR_GET:
    case FORA_OP_VAR_TAKE:
        step_add(t, of_variable(t, op), value, op, op);
        break;
    default:
        t->unknown |= !makes_new(t, op, value);
        break;
    }
}

// ---- Forwards from where it was stored ----------------------------------------------

// Whether the two operations lie in different branches of one condition.
static bool
is_exclusive(const trace *t, fora_op a, fora_op b)
{
    const fora_function *f = t->f;
    for (fora_block x = f->ops[a].parent; f->blocks[x].owner;
         x = f->ops[f->blocks[x].owner].parent)
        for (fora_block y = f->ops[b].parent; f->blocks[y].owner;
             y = f->ops[f->blocks[y].owner].parent)
            if (f->blocks[x].owner == f->blocks[y].owner)
                return x != y && f->ops[f->blocks[x].owner].code == FORA_OP_IF;
    return false;
}

static bool
can_follow(const trace *t, fora_op first, fora_op second)
{
    return t->s->position[first] < t->s->position[second] &&
           !is_exclusive(t, first, second);
}

static bool
lies_in(const trace *t, fora_val value, fora_op op)
{
    if (is_variable(t, value))
        return false;
    const fora_value *v = &t->f->values[value];
    for (fora_block b = v->def ? t->f->ops[v->def].parent : v->block; b;) {
        fora_op owner = t->f->blocks[b].owner;
        if (owner == op)
            return true;
        b = owner ? t->f->ops[owner].parent : 0;
    }
    return false;
}

static void
state_add(trace *t, fora_val value, fora_op behind)
{
    for (uint32_t i = 0; i < t->state_count; i++)
        if (t->states[i].value == value && t->states[i].behind == behind)
            return;
    *FORA_PUSH(t->s->arena, t->states, t->state_count, t->state_capacity) =
        (state){value, behind};
}

// What can happen next to a container; in another round of a loop, too, if it is from
// outside of that.
static void
follow(trace *t, state now)
{
    for (uint32_t i = 0; i < t->step_count; i++)
        if (t->steps[i].from == now.value && can_follow(t, now.behind, t->steps[i].at))
            state_add(t, t->steps[i].to, t->steps[i].next);
    for (fora_op op = owner_of(t, now.behind); op; op = owner_of(t, op))
        if ((is_loop(t, op) || t->f->ops[op].code == FORA_OP_COMP) &&
            !lies_in(t, now.value, op))
            state_add(t, now.value, op);
}

// Whether the call may put its operand somewhere.
static bool
call_keeps(const trace *t, fora_op call, uint32_t operand)
{
    const ir_summary *summary = t->s->summaries[fora_attribute(t->f, call, 0)];
    for (uint32_t i = 0; i < summary->pair_count; i++)
        if (summary->pairs[i].held == operand)
            return true;
    return false;
}

// Whether the operation may make a place lead to what its operand leads to. The operations
// here don't: they make values of values.
static bool
stores(const trace *t, fora_op op, uint32_t operand)
{
    switch (t->f->ops[op].code) {
    case FORA_OP_COERCE:
    case FORA_OP_PROJECT:
    case FORA_OP_BOUND:
    case FORA_OP_TUPLE_MAKE:
    case FORA_OP_TUPLE_GET:
    case FORA_OP_FIELD_GET:
    case FORA_OP_APPLY:
    case FORA_OP_IF:
    case FORA_OP_LOOP:
    case FORA_OP_FOR:
    case FORA_OP_COMP:
    case FORA_OP_EMIT:
    case FORA_OP_YIELD:
    case FORA_OP_CONTINUE:
    case FORA_OP_BREAK:
    case FORA_OP_RETURN:
        return false;
    case FORA_OP_CALL_INSTANCE:
        return call_keeps(t, op, operand);
    case FORA_OP_VAR_SET:
        // No other place can come from a slot variable but by what stores it there.
        return t->s->of_variable[fora_attribute(t->f, op, 0)] == t->place;
    default:
        return true;
    }
}

// Whether the value is there when `op` runs: it was made before, in a block around it. A
// place leads to all that is ever stored there, also to what does not exist yet.
static bool
is_visible(const trace *t, fora_val value, fora_op op)
{
    if (is_variable(t, value))
        return true;
    const fora_value *v = &t->f->values[value];
    if (v->def && t->s->position[v->def] >= t->s->position[op])
        return false;
    fora_block home = v->def ? t->f->ops[v->def].parent : v->block;
    fora_block block = t->f->ops[op].parent;
    while (block != home && t->f->blocks[block].owner) {
        if (t->f->blocks[block].owner == v->def)
            return false;  // what its blocks will have come to
        block = t->f->ops[t->f->blocks[block].owner].parent;
    }
    return block == home;
}

// Begins with all names of the container that what `op` stores may lead to.
static void
store_add(trace *t, fora_op op)
{
    for (uint32_t i = 0; i < t->f->ops[op].operand_count; i++) {
        uint32_t y = t->s->of_value[fora_operand(t->f, op, i)];
        if (!y || !stores(t, op, i))
            continue;
        for (uint32_t k = 0; k < t->name_count; k++) {
            uint32_t x = number_of(t, t->names[k]);
            if ((!x || ir_reaches(t->s, y, x)) && is_visible(t, t->names[k], op))
                state_add(t, t->names[k], op);
        }
    }
}

bool
ir_is_apart(const ir_sharing *s, fora_op update, fora_val x, uint32_t place)
{
    trace t = {.s = s, .f = s->function, .place = place};
    name_add(&t, x);
    for (uint32_t i = 0; i < t.name_count && !t.unknown; i++)
        trace_value(&t, t.names[i]);
    if (t.unknown)
        return false;
    for (fora_op op = 1; op < s->function->op_count; op++)
        if (s->function->ops[op].parent)
            store_add(&t, op);
    for (uint32_t i = 0; i < t.state_count; i++) {
        if (i == MOST_STATES ||
            (t.states[i].value == x && can_follow(&t, t.states[i].behind, update)))
            return false;
        follow(&t, t.states[i]);
    }
    return true;
}
