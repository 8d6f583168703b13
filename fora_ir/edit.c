// Edits functions that are already built.
#include "include/fora_ir.h"

#include <string.h>

void
fora_op_set_operand(fora_function *f, fora_op op, uint32_t i, fora_val value)
{
    FORA_ASSERT(i < f->ops[op].operand_count);
    f->operand_pool[f->ops[op].operands + i] = value;
}

void
fora_op_add_operand(fora_function *f, fora_op op, fora_val value)
{
    fora_operation *o = &f->ops[op];
    if (o->operands + o->operand_count != f->operand_pool_count) {
        uint32_t start = f->operand_pool_count;
        f->operand_pool =
            fora_grow(f->arena, f->operand_pool, &f->operand_pool_capacity,
                      start + o->operand_count + 1, sizeof *f->operand_pool);
        if (o->operand_count)
            memcpy(&f->operand_pool[start], &f->operand_pool[o->operands],
                   o->operand_count * sizeof *f->operand_pool);
        o->operands = start;
        f->operand_pool_count = start + o->operand_count;
    }
    *FORA_PUSH(f->arena, f->operand_pool, f->operand_pool_count,
               f->operand_pool_capacity) = value;
    o->operand_count++;
}

fora_val
fora_op_add_result(fora_function *f, fora_op op)
{
    fora_operation *o = &f->ops[op];
    uint32_t kept = o->result + o->result_count == f->value_count ? 0 : o->result_count;
    if (kept || !o->result_count) {
        fora_val old = o->result;
        o->result = f->value_count;
        for (uint32_t i = 0; i < kept; i++) {
            fora_value copy = f->values[old + i];
            *FORA_PUSH(f->arena, f->values, f->value_count, f->value_capacity) = copy;
        }
    }
    *FORA_PUSH(f->arena, f->values, f->value_count, f->value_capacity) =
        (fora_value){.def = op, .index = o->result_count};
    return o->result + o->result_count++;
}

static void
unlink_op(fora_function *f, fora_op op)
{
    fora_operation *o = &f->ops[op];
    fora_region *b = &f->blocks[o->parent];
    if (o->previous)
        f->ops[o->previous].next = o->next;
    else
        b->first = o->next;
    if (o->next)
        f->ops[o->next].previous = o->previous;
    else
        b->last = o->previous;
    o->parent = o->previous = o->next = 0;
}

void
fora_op_remove(fora_function *f, fora_op op)
{
    FORA_ASSERT(f->ops[op].parent);
    unlink_op(f, op);
    if (fora_op_infos[f->ops[op].code].level == FORA_LEVEL_LOW)
        return;
    for (uint32_t i = 0; i < f->ops[op].block_count; i++) {
        fora_region *owned = &f->blocks[fora_op_block(f, op, i)];
        while (owned->last)
            fora_op_remove(f, owned->last);
        owned->owner = 0;
    }
}

void
fora_op_move(fora_function *f, fora_op op, fora_block block)
{
    unlink_op(f, op);
    fora_region *b = &f->blocks[block];
    f->ops[op].parent = block;
    f->ops[op].previous = b->last;
    if (b->last)
        f->ops[b->last].next = op;
    else
        b->first = op;
    b->last = op;
}

void
fora_op_move_before(fora_function *f, fora_op op, fora_op before)
{
    unlink_op(f, op);
    fora_operation *o = &f->ops[op], *next = &f->ops[before];
    o->parent = next->parent;
    o->previous = next->previous;
    o->next = before;
    if (next->previous)
        f->ops[next->previous].next = op;
    else
        f->blocks[o->parent].first = op;
    next->previous = op;
}

void
fora_replace_uses(fora_function *f, fora_val from, fora_val to)
{
    for (uint32_t i = 0; i < f->operand_pool_count; i++)
        if (f->operand_pool[i] == from)
            f->operand_pool[i] = to;
}
