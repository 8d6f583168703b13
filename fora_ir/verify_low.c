// The verifier for LOW: flat blocks, a definition dominates its uses, jumps hand over
// what the target's parameters want.
#include "dominators.h"
#include "verify.h"

typedef struct {
    ir_verifier *v;
    ir_dominators dominators;
    fora_block *home;  // by value: the block that defines it, 0: none
    uint32_t *order;   // by operation: place in its block, from 1
} checker;

static bool
is_used(const fora_function *f, fora_block block)
{
    return f->blocks[block].first || block == 1;
}

// First pass: every block and operation by itself, and where each value is defined.
static bool
verify_block(checker *c, fora_block block)
{
    ir_verifier *v = c->v;
    const fora_function *f = v->f;
    if (f->blocks[block].owner)
        return ir_fault(v, 0, "block %u is owned by an operation", block);
    if (!ir_verify_parameters(v, block) || !ir_verify_chain(v, block))
        return false;
    for (uint32_t i = 0; i < f->blocks[block].parameter_count; i++)
        c->home[fora_block_parameter(f, block, i)] = block;
    uint32_t place = 0;
    for (fora_op op = f->blocks[block].first; op; op = f->ops[op].next) {
        if (!ir_verify_op(v, op) || !ir_verify_results(v, op))
            return false;
        c->order[op] = ++place;
        for (uint32_t i = 0; i < f->ops[op].result_count; i++)
            c->home[f->ops[op].result + i] = block;
        if (f->ops[op].code == FORA_OP_L_SLOT && block != 1)
            return ir_fault(v, op, "it stands outside the first block");
    }
    return true;
}

static bool
is_defined_before(const checker *c, fora_val value, fora_op op)
{
    const fora_function *f = c->v->f;
    fora_block home = c->home[value], here = f->ops[op].parent;
    if (!home)
        return false;
    if (home == here) {
        fora_op def = f->values[value].def;
        return !def || c->order[def] < c->order[op];
    }
    const ir_dominators *d = &c->dominators;
    if (d->position[here] == UINT32_MAX)
        return true;  // nothing ever gets here
    return d->position[home] != UINT32_MAX && ir_dominates(d, home, here);
}

// `count` operands from `first` on become the parameters of `target`.
static bool
verify_edge(checker *c, fora_op op, fora_block target, uint32_t first, uint32_t count)
{
    const fora_function *f = c->v->f;
    if (!is_used(f, target))
        return ir_fault(c->v, op, "block %u is empty", target);
    if (target == 1)
        return ir_fault(c->v, op, "it leads to the first block");
    if (f->blocks[target].parameter_count != count)
        return ir_fault(c->v, op, "%u operands for the %u parameters of block %u",
                        count, f->blocks[target].parameter_count, target);
    for (uint32_t i = 0; i < count; i++)
        if (fora_val_type(f, fora_operand(f, op, first + i)) !=
            fora_val_type(f, fora_block_parameter(f, target, i)))
            return ir_fault(c->v, op, "operand %u and parameter %u of block %u differ",
                            first + i, i, target);
    return true;
}

static bool
verify_edges(checker *c, fora_op op)
{
    const fora_function *f = c->v->f;
    const fora_operation *o = &f->ops[op];
    switch (o->code) {
    case FORA_OP_L_JUMP:
        return verify_edge(c, op, fora_op_block(f, op, 0), 0, o->operand_count);
    case FORA_OP_L_BRANCH: {
        uint64_t then = fora_attribute(f, op, 0);
        if (o->operand_count < 1 || then > o->operand_count - 1)
            return ir_fault(c->v, op, "too few operands");
        if (fora_attribute(f, op, 1) > 2)
            return ir_fault(c->v, op, "weight %u", (unsigned)fora_attribute(f, op, 1));
        return verify_edge(c, op, fora_op_block(f, op, 0), 1, (uint32_t)then) &&
               verify_edge(c, op, fora_op_block(f, op, 1), 1 + (uint32_t)then,
                           o->operand_count - 1 - (uint32_t)then);
    }
    case FORA_OP_L_SWITCH:
        if (o->block_count == 0)
            return ir_fault(c->v, op, "it has no default");
        for (uint32_t i = 0; i < o->block_count; i++)
            if (!verify_edge(c, op, fora_op_block(f, op, i), 0, 0))
                return false;
        return true;
    default:
        return true;
    }
}

static bool
verify_uses(checker *c, fora_op op)
{
    const fora_function *f = c->v->f;
    for (uint32_t i = 0; i < f->ops[op].operand_count; i++) {
        fora_val value = fora_operand(f, op, i);
        if (!is_defined_before(c, value, op))
            return ir_fault(c->v, op, "operand %u (%%%u) is not defined here", i,
                            value);
    }
    return ir_verify_machine_types(c->v, op);
}

static bool
verify_whole(checker *c)
{
    const fora_function *f = c->v->f;
    for (fora_block b = 1; b < f->block_count; b++)
        if (is_used(f, b) && !verify_block(c, b))
            return false;
    for (fora_block b = 1; b < f->block_count; b++)
        if (is_used(f, b) && !verify_edges(c, f->blocks[b].last))
            return false;
    ir_dominators_compute(f, c->v->scratch, &c->dominators);
    for (fora_block b = 1; b < f->block_count; b++)
        for (fora_op op = f->blocks[b].first; op; op = f->ops[op].next)
            if (!verify_uses(c, op))
                return false;
    return true;
}

bool
ir_verify_low(ir_verifier *v)
{
    const fora_function *f = v->f;
    checker c = {.v = v};
    c.home = fora_alloc(v->scratch, f->value_count * sizeof *c.home);
    c.order = fora_alloc(v->scratch, f->op_count * sizeof *c.order);
    return verify_whole(&c);
}
