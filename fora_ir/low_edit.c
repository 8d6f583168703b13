// Edits of LOW control flow (low_edit.h).
#include "low_edit.h"

#include "include/fora_lower.h"

void
ir_branch_decide(fora_function *f, fora_op op, uint32_t which)
{
    fora_operation *o = &f->ops[op];
    uint32_t then_count = (uint32_t)fora_attribute(f, op, 0);
    uint32_t else_count = o->operand_count - 1 - then_count;
    o->operands += which == 0 ? 1 : 1 + then_count;
    o->operand_count = which == 0 ? then_count : else_count;
    o->blocks += which;
    o->block_count = 1;
    o->attribute_count = 0;
    o->code = FORA_OP_L_JUMP;
}

static void
mark_reachable(const fora_function *f, fora_arena *scratch, bool *reachable)
{
    fora_block *stack = fora_alloc(scratch, (f->block_count + 1) * sizeof *stack);
    uint32_t count = 0;
    stack[count++] = 1;
    reachable[1] = true;
    while (count) {
        fora_op last = f->blocks[stack[--count]].last;
        for (uint32_t i = 0; last && i < f->ops[last].block_count; i++) {
            fora_block to = fora_op_block(f, last, i);
            if (!reachable[to]) {
                reachable[to] = true;
                stack[count++] = to;
            }
        }
    }
}

bool
ir_drop_unreachable(fora_function *f, fora_arena *scratch)
{
    bool changed = false;
    bool *reachable = fora_alloc(scratch, f->block_count * sizeof *reachable);
    mark_reachable(f, scratch, reachable);
    for (fora_block b = 1; b < f->block_count; b++) {
        if (reachable[b])
            continue;
        changed |= f->blocks[b].last != 0;
        while (f->blocks[b].last)
            fora_op_remove(f, f->blocks[b].last);
        f->blocks[b].parameter_count = 0;
    }
    return changed;
}

bool
ir_is_overflow_exit(const fora_function *f, fora_op op)
{
    if (f->ops[op].code != FORA_OP_L_BRANCH)
        return false;
    fora_op first = f->blocks[fora_op_block(f, op, 0)].first;
    return first && f->ops[first].code == FORA_OP_L_RUNTIME &&
           fora_attribute(f, first, 0) == FORA_ABI_rt_raise_overflow;
}

bool
ir_constant_i64(const fora_function *f, fora_val value, int64_t *constant)
{
    fora_op def = f->values[value].def;
    if (!def || f->ops[def].code != FORA_OP_L_I64)
        return false;
    *constant = (int64_t)fora_attribute(f, def, 0);
    return true;
}
