// Chains of updates (updates.h), and loops over a container that their body updates.
#include "updates.h"

#include <string.h>

#include "fora_analysis.h"
#include "fora_infer.h"

static fora_type_kind
kind_of(const fora_program *program, const fora_function *f, fora_val value)
{
    return fora_type_get(program->types, fora_val_type(f, value))->kind;
}

// Operations whose only result is the first operand's object afterwards.
static bool
returns_receiver(const char *name, fora_type_kind kind)
{
    static const char *const library[] = {"_fora_put", "_fora_permute", "_fora_remove",
                                          "_fora_presize", "_fora_tidy", "_fora_frozen"};
    for (size_t i = 0; i < sizeof library / sizeof *library; i++)
        if (!strcmp(name, library[i]))
            return true;
    if (!strcmp(name, "py.setitem") || !strcmp(name, "py.delitem"))
        return true;
    bool other =
        !strcmp(name, "py.is") || !strcmp(name, "py.in") || !strcmp(name, "py.invert");
    if (strncmp(name, "py.i", 4) != 0 || other)
        return false;
    return kind == FORA_TYPE_LIST || kind == FORA_TYPE_DICT || kind == FORA_TYPE_SET;
}

fora_val
ir_apply_receiver(const fora_program *program, const fora_function *f, fora_op op)
{
    const fora_operation *o = &f->ops[op];
    const fora_rule *rule = &fora_rules[fora_attribute(f, op, 0)];
    if (strchr(rule->result, ';'))
        return o->result + 1;
    if (!o->operand_count || !o->result_count)
        return 0;
    return returns_receiver(rule->name, kind_of(program, f, fora_operand(f, op, 0)))
               ? o->result
               : 0;
}

fora_val
ir_before_update(const fora_program *program, const fora_function *f, fora_val value)
{
    fora_op op = f->values[value].def;
    if (!op)
        return 0;
    switch (f->ops[op].code) {
    case FORA_OP_COERCE:
    case FORA_OP_PROJECT:
    case FORA_OP_BOUND:
        return fora_operand(f, op, 0);
    case FORA_OP_APPLY:
        return ir_apply_receiver(program, f, op) == value ? fora_operand(f, op, 0) : 0;
    case FORA_OP_TUPLE_GET: {
        // A library method returns (answer, receiver afterwards).
        fora_op call = f->values[fora_operand(f, op, 0)].def;
        bool receiver = call && fora_attribute(f, op, 0) == 1 &&
                        f->ops[call].code == FORA_OP_CALL_INSTANCE &&
                        f->ops[call].operand_count > 0;
        if (!receiver)
            return 0;
        const fora_function *callee = program->functions[fora_attribute(f, call, 0)];
        return callee->flags & FORA_FN_LIBRARY ? fora_operand(f, call, 0) : 0;
    }
    default:
        return 0;
    }
}

fora_val
ir_root_of_update(const fora_program *program, const fora_function *f, fora_val value)
{
    for (fora_val v; (v = ir_before_update(program, f, value));)
        value = v;
    return value;
}

// ---- Loops over a container that their body updates ----------------------------------

typedef struct {
    const fora_program *program;
    const fora_function *f;
    fora_val origin;
    uint32_t depth;
} derivation;

enum { MOST_DEPTH = 64 };

static bool is_derived(derivation *d, fora_val value);

// Whether operand `i` of every terminator `code` that ends a block under `block` and
// belongs to `owner` is derived from the origin.
static bool
all_derived(derivation *d, fora_block block, fora_op owner, uint16_t code, uint32_t i)
{
    const fora_function *f = d->f;
    for (fora_op op = f->blocks[block].first; op; op = f->ops[op].next) {
        const fora_operation *o = &f->ops[op];
        bool loop = o->code == FORA_OP_LOOP || o->code == FORA_OP_FOR;
        bool inner = code == FORA_OP_YIELD || loop;  // its terminators are its own
        for (uint32_t k = 0; !inner && k < o->block_count; k++)
            if (!all_derived(d, fora_op_block(f, op, k), owner, code, i))
                return false;
        if (o->code == code && !is_derived(d, fora_operand(f, op, i)))
            return false;
    }
    return true;
}

static bool
result_derived(derivation *d, fora_op op, uint32_t i)
{
    const fora_function *f = d->f;
    const fora_operation *o = &f->ops[op];
    switch (o->code) {
    case FORA_OP_IF:
    case FORA_OP_DISPATCH:
        for (uint32_t k = 0; k < o->block_count; k++)
            if (!all_derived(d, fora_op_block(f, op, k), op, FORA_OP_YIELD, i))
                return false;
        return true;
    case FORA_OP_LOOP:
        return all_derived(d, fora_op_block(f, op, 0), op, FORA_OP_BREAK, i);
    case FORA_OP_FOR:
        return all_derived(d, fora_op_block(f, op, 0), op, FORA_OP_BREAK, i) &&
               all_derived(d, fora_op_block(f, op, 1), op, FORA_OP_YIELD, i);
    default:
        return false;
    }
}

// Whether a parameter of an inner loop starts as the origin and is only updated.
static bool
parameter_derived(derivation *d, fora_val value)
{
    const fora_function *f = d->f;
    const fora_value *v = &f->values[value];
    fora_op owner = f->blocks[v->block].owner;
    if (!owner)
        return false;
    const fora_operation *o = &f->ops[owner];
    if (o->code == FORA_OP_LOOP || o->code == FORA_OP_FOR) {
        uint32_t extra = o->code == FORA_OP_FOR;
        bool body = fora_op_block(f, owner, 0) == v->block;
        if (body && v->index < extra)
            return false;
        uint32_t i = body ? v->index - extra : v->index;
        if (!is_derived(d, fora_operand(f, owner, i + extra)))
            return false;
        // Within the loop its own parameter counts as the origin.
        derivation inner = {
            d->program, f,
            fora_block_parameter(f, fora_op_block(f, owner, 0), i + extra), d->depth};
        return all_derived(&inner, fora_op_block(f, owner, 0), owner, FORA_OP_CONTINUE,
                           i);
    }
    if (o->code != FORA_OP_DISPATCH)
        return false;
    return is_derived(d, fora_operand(f, owner, 0));
}

static bool
is_derived(derivation *d, fora_val value)
{
    if (d->depth >= MOST_DEPTH)
        return false;
    d->depth++;
    bool derived = value == d->origin;
    if (!derived) {
        fora_val before = ir_before_update(d->program, d->f, value);
        const fora_value *v = &d->f->values[value];
        if (before)
            derived = is_derived(d, before);
        else if (v->def)
            derived = result_derived(d, v->def, v->index);
        else
            derived = parameter_derived(d, value);
    }
    d->depth--;
    return derived;
}

// The container that a loop over `iterable` walks through: behind conversions, the dict
// behind a view.
static fora_val
walked(const fora_program *program, const fora_function *f, fora_val iterable)
{
    fora_op op = f->values[iterable].def;
    fora_type_kind kind = kind_of(program, f, iterable);
    bool view = kind == FORA_TYPE_DICT_KEYS || kind == FORA_TYPE_DICT_VALUES ||
                kind == FORA_TYPE_DICT_ITEMS;
    if (view && op && f->ops[op].code == FORA_OP_APPLY && f->ops[op].operand_count == 1)
        return fora_operand(f, op, 0);
    return iterable;
}

int64_t
fora_for_updated(const fora_program *program, const fora_function *f, fora_op op)
{
    fora_val container = walked(program, f, fora_operand(f, op, 0));
    fora_type_kind kind = kind_of(program, f, container);
    if (kind != FORA_TYPE_LIST && kind != FORA_TYPE_DICT && kind != FORA_TYPE_SET)
        return -1;
    fora_block body = fora_op_block(f, op, 0);
    for (uint32_t i = 1; i < f->ops[op].operand_count; i++) {
        if (fora_operand(f, op, i) != container)
            continue;
        derivation d = {program, f, fora_block_parameter(f, body, i), 0};
        if (all_derived(&d, body, op, FORA_OP_CONTINUE, i - 1))
            return i - 1;
    }
    return -1;
}
