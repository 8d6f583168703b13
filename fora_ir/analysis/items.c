// Items of containers (items.h).
#include "items.h"

#include "fora_infer.h"

#include "updates.h"

unsigned
ir_apply_flags(const fora_function *f, fora_op op)
{
    return op && f->ops[op].code == FORA_OP_APPLY
               ? fora_rules[fora_attribute(f, op, 0)].flags
               : 0;
}

static bool
read(const fora_function *f, fora_op op, unsigned flags, ir_item *item)
{
    if (!(ir_apply_flags(f, op) & flags))
        return false;
    *item = (ir_item){.container = fora_operand(f, op, 0),
                      .index = fora_operand(f, op, 1),
                      .value = f->ops[op].result};
    return true;
}

bool
ir_item_read(const fora_function *f, fora_op op, ir_item *item)
{
    return read(f, op, FORA_RULE_ITEM, item);
}

bool
ir_part_read(const fora_function *f, fora_op op, ir_item *item)
{
    return read(f, op, FORA_RULE_ITEM | FORA_RULE_PART, item);
}

bool
ir_item_put(const fora_function *f, fora_op op, ir_item *item)
{
    if (!(ir_apply_flags(f, op) & FORA_RULE_PUT))
        return false;
    *item = (ir_item){.container = fora_operand(f, op, 0),
                      .index = fora_operand(f, op, 1),
                      .value = fora_operand(f, op, 2)};
    return true;
}

fora_val
ir_unconverted(const fora_function *f, fora_val value)
{
    for (fora_op op; (op = f->values[value].def);) {
        fora_opcode code = f->ops[op].code;
        if (code != FORA_OP_COERCE && code != FORA_OP_PROJECT && code != FORA_OP_BOUND)
            break;
        value = fora_operand(f, op, 0);
    }
    return value;
}

bool
ir_item_put_back(const fora_program *program, const fora_function *f,
                 const ir_item *read, fora_op op)
{
    ir_item put;
    return ir_item_put(f, op, &put) &&
           ir_unconverted(f, put.container) == ir_unconverted(f, read->container) &&
           ir_unconverted(f, put.index) == ir_unconverted(f, read->index) &&
           ir_root_of_update(program, f, put.value) == read->value;
}
