// Chains of updates (updates.h).
#include "updates.h"

#include <string.h>

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
    static const char *const library[] = {"_fora_put",    "_fora_permute",
                                          "_fora_remove", "_fora_presize",
                                          "_fora_tidy",   "_fora_frozen"};
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
