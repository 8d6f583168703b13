// Chains of updates (updates.h).
#include "updates.h"

#include <string.h>

#include "fora_infer.h"

fora_val
ir_apply_receiver(const fora_function *f, fora_op op)
{
    const fora_rule *rule = &fora_rules[fora_attribute(f, op, 0)];
    if (strchr(rule->result, ';'))
        return f->ops[op].result + 1;
    return rule->flags & FORA_RULE_UPDATES ? f->ops[op].result : 0;
}

// Whether a library function is what `del x[i]`, `x[i] = v` or `x |= y` comes to: it returns
// the receiver afterwards.
static bool
is_update_operator(const fora_program *program, const fora_function *callee)
{
    const char *name = fora_sym_text(program->names, callee->name);
    for (uint32_t row = 1; row < fora_rule_count; row++) {
        const fora_rule *rule = &fora_rules[row];
        if (rule->how != FORA_RULE_PYLIB || strcmp(rule->target, name) != 0)
            continue;
        return !strcmp(rule->name, "py.delitem") || !strcmp(rule->name, "py.setitem") ||
               (!strncmp(rule->name, "py.i", 4) && strcmp(rule->name, "py.in") != 0);
    }
    return false;
}

static fora_val
before_call(const fora_program *program, const fora_function *f, fora_op call)
{
    if (f->ops[call].operand_count == 0)
        return 0;
    const fora_function *callee = program->functions[fora_attribute(f, call, 0)];
    bool updates =
        callee->flags & FORA_FN_LIBRARY && is_update_operator(program, callee);
    return updates ? fora_operand(f, call, 0) : 0;
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
        return ir_apply_receiver(f, op) == value ? fora_operand(f, op, 0) : 0;
    case FORA_OP_CALL_INSTANCE:
        return before_call(program, f, op);
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
