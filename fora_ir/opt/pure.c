// Pure operations and equal values of typed HIGH.
#include "pure.h"

#include <string.h>

#include "fora_infer.h"

enum { MOST_DEPTH = 8 };  // of equal values that are looked into

bool
ir_is_plain(const fora_program *program, fora_type type)
{
    const fora_type_info *info = fora_type_get(program->types, type);
    switch (info->kind) {
    case FORA_TYPE_INT:
    case FORA_TYPE_FLOAT:
    case FORA_TYPE_BOOL:
    case FORA_TYPE_CHAR:
        return true;
    case FORA_TYPE_TUPLE:
        for (uint32_t i = 0; i < info->count; i++)
            if (!ir_is_plain(program, info->parameters[i]))
                return false;
        return info->count > 0;
    default:
        return false;
    }
}

// x // c and x % c of integers can raise only for a few c.
static bool
divides_by_safe_constant(const fora_function *f, fora_op op)
{
    const fora_rule *rule = &fora_rules[fora_attribute(f, op, 0)];
    if (strcmp(rule->name, "py.mod") && strcmp(rule->name, "py.floordiv"))
        return false;
    if (strcmp(rule->parameters, "int, int"))
        return false;
    fora_op divisor = f->values[fora_operand(f, op, 1)].def;
    if (!divisor || f->ops[divisor].code != FORA_OP_CONST_INT)
        return false;
    int64_t value = (int64_t)fora_attribute(f, divisor, 0);
    return value != 0 && value != -1;
}

static bool
is_pure_apply(const fora_function *f, fora_op op)
{
    unsigned flags = fora_rules[fora_attribute(f, op, 0)].flags;
    return ((flags & FORA_RULE_PURE) && !(flags & FORA_RULE_RAISES) &&
            f->ops[op].result_count == 1) ||
           divides_by_safe_constant(f, op);
}

bool
ir_is_pure(const fora_program *program, const fora_function *f, fora_op op)
{
    const fora_operation *o = &f->ops[op];
    if (o->code == FORA_OP_APPLY)
        return is_pure_apply(f, op);
    if (o->code != FORA_OP_IF)
        return fora_op_infos[o->code].flags & FORA_OP_PURE;
    for (uint32_t i = 0; i < o->block_count; i++) {
        fora_op inner = f->blocks[fora_op_block(f, op, i)].first;
        for (; f->ops[inner].next; inner = f->ops[inner].next)
            if (!ir_is_pure(program, f, inner))
                return false;
        if (f->ops[inner].code != FORA_OP_YIELD)
            return false;
    }
    return true;
}

bool
ir_is_safe_anywhere(const fora_program *program, const fora_function *f, fora_op op)
{
    const fora_operation *o = &f->ops[op];
    if (o->block_count || !ir_is_pure(program, f, op))
        return false;
    for (uint32_t i = 0; i < o->operand_count; i++)
        if (!ir_is_plain(program, fora_val_type(f, fora_operand(f, op, i))))
            return false;
    return true;
}

// ---- Equal values -------------------------------------------------------------------

static bool
is_same_to(const fora_function *f, fora_val a, fora_val b, unsigned depth)
{
    if (a == b)
        return true;
    fora_op p = f->values[a].def, q = f->values[b].def;
    if (!p || !q || depth == 0 || fora_val_type(f, a) != fora_val_type(f, b))
        return false;
    const fora_operation *o = &f->ops[p], *other = &f->ops[q];
    if (o->code != other->code || !(fora_op_infos[o->code].flags & FORA_OP_PURE) ||
        o->result_count != 1 || o->block_count ||
        o->operand_count != other->operand_count ||
        o->attribute_count != other->attribute_count)
        return false;
    for (uint32_t i = 0; i < o->attribute_count; i++)
        if (fora_attribute(f, p, i) != fora_attribute(f, q, i))
            return false;
    for (uint32_t i = 0; i < o->operand_count; i++)
        if (!is_same_to(f, fora_operand(f, p, i), fora_operand(f, q, i), depth - 1))
            return false;
    return true;
}

bool
ir_is_same(const fora_function *f, fora_val a, fora_val b)
{
    return is_same_to(f, a, b, MOST_DEPTH);
}
