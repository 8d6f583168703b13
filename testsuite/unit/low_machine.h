// A machine that runs LOW functions with counts, for the tests of the ownership pass. It
// takes what it cannot compute at random, and finds uses of dead objects, objects that
// are alive at the end, and updates in place that another holder of the object sees.
#pragma once

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "fora_lower.h"

enum { MOST_OBJECTS = 4096, FIELDS = 8, MOST_STEPS = 4000, MOST_DEPTH = 40 };

// A ref is the number of an object, and above that the version of it that is meant: each
// store into an object makes a new version. 0 is null, object 1 is immortal. An address is
// a ref.
typedef struct {
    int count;
    bool dead;
    uint32_t version;
    uint64_t fields[FIELDS];  // refs, by offset / 8
} object;

static inline uint32_t
number_of(uint64_t ref)
{
    return (uint32_t)ref;
}

typedef struct {
    const fora_program *program;
    object objects[MOST_OBJECTS];
    uint32_t object_count;
    unsigned steps, depth, copies, retains;
    unsigned seed;
    bool out_of_steps;
    const char *fault;
} machine;

static unsigned
draw(machine *m, unsigned bound)
{
    m->seed = m->seed * 1664525u + 1013904223u;
    return (m->seed >> 16) % bound;
}

static uint64_t
new_object(machine *m)
{
    if (m->object_count + 1 >= MOST_OBJECTS) {
        m->out_of_steps = true;
        return 0;
    }
    m->objects[m->object_count].count = 1;
    return m->object_count++;
}

static object *
get(machine *m, uint64_t ref, const char *fault)
{
    object *o = &m->objects[number_of(ref)];
    if (o->dead && !m->fault)
        m->fault = fault;
    if (number_of(ref) > 1 && o->version != ref >> 32 && !m->fault)
        m->fault = "an old version of an updated object is used";
    return o;
}

static void
retain(machine *m, uint64_t ref)
{
    if (number_of(ref) > 1)
        get(m, ref, "a dead object is retained")->count++;
}

static void
release(machine *m, uint64_t ref)
{
    if (number_of(ref) <= 1 || m->fault)
        return;
    // What is released need not be the newest version.
    object *o = &m->objects[number_of(ref)];
    if (o->dead)
        m->fault = "a dead object is released";
    if (--o->count > 0)
        return;
    o->dead = true;
    for (int i = 0; i < FIELDS; i++)
        release(m, o->fields[i]);
}

typedef struct {
    const fora_function *f;
    uint64_t *values;
    uint64_t results[8];
} frame;

static void call(machine *m, const fora_function *f, const uint64_t *arguments,
                 uint64_t *results);

static bool
is_ref(machine *m, const fora_function *f, fora_val v)
{
    return fora_type_get(m->program->types, fora_val_type(f, v))->kind ==
           FORA_TYPE_L_REF;
}

// A runtime call gives up its owned arguments unless it raises, which it does at random.
static void
run_runtime(machine *m, frame *r, fora_op op)
{
    const fora_operation *o = &r->f->ops[op];
    fora_abi_info info;
    fora_abi_get((fora_abi)fora_attribute(r->f, op, 0), &info);
    bool raised = (info.error == FORA_ABI_PENDING || info.error == FORA_ABI_NULLREF) &&
                  draw(m, 3) == 0;
    for (uint32_t i = 0; i < o->operand_count; i++) {
        uint64_t value = r->values[fora_operand(r->f, op, i)];
        if (info.parameters[i] >= FORA_ABI_REF)
            get(m, value, "a runtime function is given a dead object");
        if (info.parameters[i] == FORA_ABI_OWN && !raised)
            release(m, value);
    }
    uint32_t results = info.result != FORA_ABI_VOID;
    if (results)
        r->values[o->result] =
            info.result == FORA_ABI_OWN && !raised ? new_object(m) : 0;
    if (info.error == FORA_ABI_PENDING)
        r->values[o->result + results] = raised;
}

static void
run_call(machine *m, frame *r, fora_op op)
{
    const fora_operation *o = &r->f->ops[op];
    uint64_t arguments[16], results[8] = {0};
    for (uint32_t i = 0; i < o->operand_count; i++) {
        arguments[i] = r->values[fora_operand(r->f, op, i)];
        get(m, arguments[i], "a dead object is an argument");
    }
    call(m, m->program->functions[fora_attribute(r->f, op, 0)], arguments, results);
    for (uint32_t i = 0; i < o->result_count; i++)
        r->values[o->result + i] = results[i];
}

static uint64_t
run_load(machine *m, frame *r, fora_op op)
{
    uint64_t base = r->values[fora_operand(r->f, op, 0)];
    object *o = get(m, base, "a dead object is loaded from");
    if (!is_ref(m, r->f, r->f->ops[op].result))
        return base;
    return o->fields[fora_attribute(r->f, op, 0) / 8 % FIELDS];
}

static void
run_store(machine *m, frame *r, fora_op op)
{
    uint64_t *base = &r->values[fora_operand(r->f, op, 0)];
    object *o = get(m, *base, "a dead object is stored to");
    fora_val value = fora_operand(r->f, op, 1);
    get(m, r->values[value], "a dead object is stored");
    if (is_ref(m, r->f, value))
        o->fields[fora_attribute(r->f, op, 0) / 8 % FIELDS] = r->values[value];
    if (number_of(*base) > 1)
        *base = number_of(*base) | (uint64_t)++o->version << 32;
}

static uint64_t
compare(frame *r, fora_op op)
{
    bool equal =
        r->values[fora_operand(r->f, op, 0)] == r->values[fora_operand(r->f, op, 1)];
    return fora_attribute(r->f, op, 0) == FORA_EQ ? equal : !equal;
}

static void
run_operation(machine *m, frame *r, fora_op op)
{
    const fora_operation *o = &r->f->ops[op];
    uint64_t first = o->operand_count ? r->values[fora_operand(r->f, op, 0)] : 0;
    uint64_t *result = &r->values[o->result];
    switch (o->code) {
    case FORA_OP_L_STR:
        *result = 1;
        break;
    case FORA_OP_L_NULL:
        *result = 0;
        break;
    case FORA_OP_L_I1:
    case FORA_OP_L_I32:
    case FORA_OP_L_I64:
        *result = fora_attribute(r->f, op, 0);
        break;
    case FORA_OP_L_ICMP:
        *result = compare(r, op);
        break;
    case FORA_OP_L_ALLOC:
        *result = new_object(m);
        break;
    case FORA_OP_L_LOAD:
    case FORA_OP_L_TAKE:
        *result = run_load(m, r, op);
        break;
    case FORA_OP_L_COPY:
        *result = run_load(m, r, op);
        retain(m, *result);
        break;
    case FORA_OP_L_STORE:
        run_store(m, r, op);
        break;
    case FORA_OP_L_ADDR:
        *result = first;
        break;
    case FORA_OP_L_SELECT:
        *result = r->values[fora_operand(r->f, op, first ? 1 : 2)];
        break;
    case FORA_OP_L_RETAIN:
        m->retains++;
        retain(m, first);
        break;
    case FORA_OP_L_RELEASE:
        release(m, first);
        break;
    case FORA_OP_L_KEEP:
        get(m, first, "a dead object is kept");
        break;
    case FORA_OP_L_IS_UNIQUE:
        *result = get(m, first, "a dead object is tested")->count == 1;
        m->copies += !*result;
        break;
    case FORA_OP_L_CALL:
        run_call(m, r, op);
        break;
    case FORA_OP_L_RUNTIME:
        run_runtime(m, r, op);
        break;
    default:
        ck_abort_msg("the machine does not know `%s`", fora_op_infos[o->code].text);
    }
}

// Gives the target of an edge its parameters; all are read before any is written.
static fora_block
follow(frame *r, fora_op last, uint32_t edge)
{
    const fora_function *f = r->f;
    fora_block target = fora_op_block(f, last, edge);
    uint32_t count = f->blocks[target].parameter_count, first = 0;
    uint64_t values[16];
    if (f->ops[last].code == FORA_OP_L_BRANCH)
        first = edge == 0 ? 1 : 1 + (uint32_t)fora_attribute(f, last, 0);
    for (uint32_t i = 0; i < count; i++)
        values[i] = r->values[fora_operand(f, last, first + i)];
    for (uint32_t i = 0; i < count; i++)
        r->values[fora_block_parameter(f, target, i)] = values[i];
    return target;
}

static void
call(machine *m, const fora_function *f, const uint64_t *arguments, uint64_t *results)
{
    frame r = {.f = f, .values = calloc(f->value_count, sizeof(uint64_t))};
    for (uint32_t i = 0; i < f->blocks[1].parameter_count; i++)
        r.values[fora_block_parameter(f, 1, i)] = arguments[i];
    fora_block block = 1;
    if (++m->depth > MOST_DEPTH)
        m->out_of_steps = true;
    while (block && !m->fault && !m->out_of_steps) {
        fora_op op = f->blocks[block].first, last = f->blocks[block].last;
        for (; op != last && !m->fault && !m->out_of_steps; op = f->ops[op].next)
            run_operation(m, &r, op);
        if (++m->steps > MOST_STEPS)
            m->out_of_steps = true;
        if (m->fault || m->out_of_steps)
            break;
        if (f->ops[last].code == FORA_OP_L_JUMP)
            block = follow(&r, last, 0);
        else if (f->ops[last].code == FORA_OP_L_BRANCH)
            block = follow(&r, last, !(r.values[fora_operand(f, last, 0)] & 1));
        else if (f->ops[last].code == FORA_OP_L_SWITCH)
            block = follow(&r, last, draw(m, f->ops[last].block_count));
        else
            block = 0;
        for (uint32_t i = 0; !block && i < f->ops[last].operand_count; i++) {
            results[i] = r.values[fora_operand(f, last, i)];
            get(m, results[i], "a dead object is returned");
        }
    }
    m->depth--;
    free(r.values);
}

// ---- Runs --------------------------------------------------------------------------

// Calls function 1 with new objects, gives up what it gave, and looks for survivors.
static void
run_once(machine *m)
{
    const fora_function *f = m->program->functions[1];
    uint64_t arguments[16] = {0}, results[8] = {0};
    m->object_count = 2;
    m->steps = m->depth = 0;
    m->out_of_steps = false;
    memset(m->objects, 0, sizeof m->objects);
    m->objects[1].count = 1;
    for (uint32_t i = 0; i < f->blocks[1].parameter_count; i++) {
        arguments[i] = draw(m, 5);
        if (!is_ref(m, f, fora_block_parameter(f, 1, i)))
            continue;
        arguments[i] = new_object(m);
        for (int field = 0; field < FIELDS; field++) {
            uint64_t content = new_object(m);
            m->objects[arguments[i]].fields[field] = content;
        }
    }
    call(m, f, arguments, results);
    if (m->out_of_steps)
        return;
    for (uint32_t i = 0; i < f->result_count; i++)
        release(m, results[i]);
    for (uint32_t i = 0; i < f->blocks[1].parameter_count; i++)
        if (is_ref(m, f, fora_block_parameter(f, 1, i)) && !(f->consumed >> i & 1))
            release(m, arguments[i]);
    for (uint32_t i = 2; i < m->object_count && !m->fault; i++)
        if (!m->objects[i].dead)
            m->fault = "an object is never released";
}
