// The verifier for HIGH and typed HIGH: regions nest, a value is defined earlier in the
// same or an enclosing region, and every way out of a block fits what it leads to.
#include "verify.h"

// What surrounds the block being checked.
typedef struct place {
    const struct place *outer;
    fora_op op;      // that owns the block; 0: the body
    uint32_t index;  // of the block in it
    uint32_t depth;
} place;

static bool verify_block(ir_verifier *v, fora_block block, const place *here);

static uint32_t
carried_count(const fora_function *f, fora_op op)
{
    const fora_operation *o = &f->ops[op];
    switch (o->code) {
    case FORA_OP_LOOP:
        return o->operand_count;
    case FORA_OP_FOR:
        return o->operand_count - 1;
    case FORA_OP_COMP:
        return o->operand_count -
               ir_comp_fixed_operands((fora_comp)fora_attribute(f, op, 0));
    default:
        return 0;
    }
}

static uint32_t
parameter_count(const fora_function *f, fora_op op, uint32_t index)
{
    switch (f->ops[op].code) {
    case FORA_OP_FOR:
        return carried_count(f, op) + (index == 0);
    case FORA_OP_TRY:
        return index;
    case FORA_OP_DISPATCH:
        return 1;
    default:
        return carried_count(f, op);
    }
}

static bool
verify_comp_shape(ir_verifier *v, fora_op op)
{
    const fora_operation *o = &v->f->ops[op];
    fora_comp kind = (fora_comp)fora_attribute(v->f, op, 0);
    if (kind == FORA_COMP_LISTS) {
        if (v->f->level == FORA_LEVEL_TYPED && !o->operand_count && o->result_count)
            return true;
        return ir_fault(v, op, "not of the form that it has after inference");
    }
    if (o->operand_count < ir_comp_fixed_operands(kind))
        return ir_fault(v, op, "its first operand is missing");
    if (o->result_count != carried_count(v->f, op) + 1)
        return ir_fault(v, op, "%u results instead of %u", o->result_count,
                        carried_count(v->f, op) + 1);
    return true;
}

// Counts that depend on each other within one operation.
static bool
verify_shape(ir_verifier *v, fora_op op)
{
    const fora_operation *o = &v->f->ops[op];
    if (o->code == FORA_OP_FOR && o->operand_count == 0)
        return ir_fault(v, op, "it has no iterable");
    if (o->code == FORA_OP_DISPATCH && o->block_count == 0)
        return ir_fault(v, op, "it has no blocks");
    if (o->code == FORA_OP_COMP && !verify_comp_shape(v, op))
        return false;
    for (uint32_t i = 0; i < o->block_count; i++) {
        uint32_t expected = parameter_count(v->f, op, i);
        const fora_region *b = &v->f->blocks[fora_op_block(v->f, op, i)];
        if (b->parameter_count != expected)
            return ir_fault(v, op, "block %u has %u parameters instead of %u", i,
                            b->parameter_count, expected);
    }
    return true;
}

static bool
same_type(ir_verifier *v, fora_op op, uint32_t operand, fora_type expected)
{
    if (v->f->level != FORA_LEVEL_TYPED || !expected ||
        fora_val_type(v->f, fora_operand(v->f, op, operand)) == expected)
        return true;
    return ir_fault(v, op, "operand %u has another type than what it leads to",
                    operand);
}

// Operands of a terminator against `count` values from `first` on: results, or, with
// `block`, the block's parameters from the last `count` on.
static bool
verify_leads_to(ir_verifier *v, fora_op op, fora_op target, uint32_t count,
                fora_val first_result, fora_block block)
{
    const fora_function *f = v->f;
    const fora_operation *o = &f->ops[op];
    if (o->operand_count != count)
        return ir_fault(v, op, "%u operands, but operation %u `%s` wants %u",
                        o->operand_count, target,
                        fora_op_infos[f->ops[target].code].text, count);
    for (uint32_t i = 0; i < count; i++) {
        fora_val to = first_result + i;
        if (block)
            to = fora_block_parameter(f, block,
                                      f->blocks[block].parameter_count - count + i);
        if (!same_type(v, op, i, fora_val_type(f, to)))
            return false;
    }
    return true;
}

static bool
verify_yield(ir_verifier *v, fora_op op, const place *here)
{
    const fora_function *f = v->f;
    if (!here->op)
        return ir_fault(v, op, "it stands in a function's body");
    const fora_operation *owner = &f->ops[here->op];
    switch (owner->code) {
    case FORA_OP_LOOP:
        return ir_fault(v, op, "a loop's block cannot yield");
    case FORA_OP_FOR:
        if (here->index == 0)
            return ir_fault(v, op, "a loop's block cannot yield");
        break;
    case FORA_OP_COMP:
        if (fora_attribute(f, here->op, 0) == FORA_COMP_LISTS)
            return verify_leads_to(v, op, here->op, 0, 0, 0);
        return verify_leads_to(v, op, here->op, owner->result_count - 1,
                               owner->result + 1, 0);
    default:
        break;
    }
    return verify_leads_to(v, op, here->op, owner->result_count, owner->result, 0);
}

// The loop that `continue` and `break` belong to; NULL if there is none.
static const place *
loop_around(const fora_function *f, const place *here)
{
    for (; here->op; here = here->outer) {
        uint16_t code = f->ops[here->op].code;
        if (code == FORA_OP_LOOP || (code == FORA_OP_FOR && here->index == 0))
            return here;
        if (code == FORA_OP_COMP)
            return NULL;
    }
    return NULL;
}

static bool
verify_loop_exit(ir_verifier *v, fora_op op, const place *here)
{
    const place *loop = loop_around(v->f, here);
    if (!loop)
        return ir_fault(v, op, "it stands outside any loop");
    const fora_operation *owner = &v->f->ops[loop->op];
    if (v->f->ops[op].code == FORA_OP_BREAK)
        return verify_leads_to(v, op, loop->op, owner->result_count, owner->result, 0);
    return verify_leads_to(v, op, loop->op, carried_count(v->f, loop->op), 0,
                           fora_op_block(v->f, loop->op, 0));
}

// Conditions and values by turns, for the lists that the comp results in.
static bool
verify_emit_lists(ir_verifier *v, fora_op op, fora_op comp)
{
    const fora_operation *o = &v->f->ops[comp];
    for (uint32_t i = 0; i < o->result_count; i++) {
        const fora_type_info *list =
            fora_type_get(v->program->types, fora_val_type(v->f, o->result + i));
        if (list->kind != FORA_TYPE_LIST)
            return ir_fault(v, comp, "result %u is no list", i);
        if (!same_type(v, op, 2 * i, FORA_SIMPLE_TYPE(BOOL)) ||
            !same_type(v, op, 2 * i + 1, list->parameters[0]))
            return false;
    }
    return true;
}

static bool
verify_emit(ir_verifier *v, fora_op op, const place *here)
{
    while (here->op && v->f->ops[here->op].code != FORA_OP_COMP)
        here = here->outer;
    if (!here->op)
        return ir_fault(v, op, "it stands outside any comp");
    uint64_t kind = fora_attribute(v->f, here->op, 0);
    uint32_t count = v->f->ops[op].operand_count;
    uint32_t expected = kind == FORA_COMP_DICT    ? 2
                        : kind == FORA_COMP_LISTS ? 2 * v->f->ops[here->op].result_count
                                                  : 1;
    if (count != expected)
        return ir_fault(v, op, "%u operands", count);
    return kind != FORA_COMP_LISTS || verify_emit_lists(v, op, here->op);
}

static bool
verify_operand_counts(ir_verifier *v, fora_op op)
{
    const fora_operation *o = &v->f->ops[op];
    uint32_t least = 0, most = UINT32_MAX;
    switch (o->code) {
    case FORA_OP_PY_CALL:
    case FORA_OP_PY_METHOD:
    case FORA_OP_PY_SUPER:
        least = 1;
        break;
    case FORA_OP_RAISE:
    case FORA_OP_NARROW:
        least = 1;
        most = 2;
        break;
    case FORA_OP_RERAISE:
        most = 1;
        break;
    case FORA_OP_PY_DICT:
        if (o->operand_count % 2)
            return ir_fault(v, op, "a key without a value");
        break;
    case FORA_OP_PY_UNPACK: {
        int64_t star = (int64_t)fora_attribute(v->f, op, 0);
        if (star < -1 || star >= (int64_t)o->result_count)
            return ir_fault(v, op, "the starred result does not exist");
        break;
    }
    default:
        break;
    }
    if (o->operand_count < least || o->operand_count > most)
        return ir_fault(v, op, "%u operands", o->operand_count);
    return true;
}

// A call of an instance hands over exactly what its body takes.
static bool
verify_call_instance(ir_verifier *v, fora_op op)
{
    const fora_function *callee = v->program->functions[fora_attribute(v->f, op, 0)];
    const fora_operation *o = &v->f->ops[op];
    if (callee->level != FORA_LEVEL_TYPED || callee->block_count < 2)
        return ir_fault(v, op, "its function is not typed");
    const fora_region *body = &callee->blocks[1];
    if ((uint64_t)body->parameters + body->parameter_count >
        callee->parameter_pool_count)
        return true;  // the callee's own check tells
    if (o->operand_count != body->parameter_count)
        return ir_fault(v, op, "%u operands instead of %u", o->operand_count,
                        body->parameter_count);
    for (uint32_t i = 0; i < o->operand_count; i++) {
        fora_val parameter = fora_block_parameter(callee, 1, i);
        if (parameter < callee->value_count &&
            !same_type(v, op, i, fora_val_type(callee, parameter)))
            return false;
    }
    return true;
}

static bool
verify_particulars(ir_verifier *v, fora_op op, const place *here)
{
    switch (v->f->ops[op].code) {
    case FORA_OP_YIELD:
        return verify_yield(v, op, here);
    case FORA_OP_CONTINUE:
    case FORA_OP_BREAK:
        return verify_loop_exit(v, op, here);
    case FORA_OP_EMIT:
        return verify_emit(v, op, here);
    case FORA_OP_RETURN:
        return same_type(v, op, 0, v->f->result_type);
    case FORA_OP_CALL_INSTANCE:
        return verify_call_instance(v, op);
    default:
        return verify_operand_counts(v, op) && verify_shape(v, op);
    }
}

static bool
verify_operands_defined(ir_verifier *v, fora_op op)
{
    for (uint32_t i = 0; i < v->f->ops[op].operand_count; i++)
        if (!v->defined[fora_operand(v->f, op, i)])
            return ir_fault(v, op, "operand %u (%%%u) is not defined here", i,
                            fora_operand(v->f, op, i));
    return true;
}

static bool
verify_one(ir_verifier *v, fora_op op, const place *here)
{
    const fora_operation *o = &v->f->ops[op];
    if (!ir_verify_op(v, op) || !verify_operands_defined(v, op) ||
        !verify_particulars(v, op, here))
        return false;
    for (uint32_t i = 0; i < o->block_count; i++) {
        place inside = {here, op, i, here->depth + 1};
        if (!verify_block(v, fora_op_block(v->f, op, i), &inside))
            return false;
    }
    return ir_verify_results(v, op) &&
           (v->f->level != FORA_LEVEL_TYPED || ir_verify_typed(v, op));
}

// What the block defined is out of reach behind it.
static void
forget(ir_verifier *v, fora_block block)
{
    const fora_function *f = v->f;
    for (uint32_t i = 0; i < f->blocks[block].parameter_count; i++)
        v->defined[fora_block_parameter(f, block, i)] = false;
    for (fora_op op = f->blocks[block].first; op; op = f->ops[op].next)
        for (uint32_t i = 0; i < f->ops[op].result_count; i++)
            v->defined[f->ops[op].result + i] = false;
}

static bool
verify_block(ir_verifier *v, fora_block block, const place *here)
{
    if (here->depth > IR_MOST_NESTING)
        return ir_fault(v, here->op, "blocks are nested too deep");
    if (v->block_seen[block] || v->f->blocks[block].owner != here->op)
        return ir_fault(v, here->op, "block %u belongs to another operation", block);
    v->block_seen[block] = true;
    if (!ir_verify_parameters(v, block) || !ir_verify_chain(v, block))
        return false;
    for (fora_op op = v->f->blocks[block].first; op; op = v->f->ops[op].next)
        if (!verify_one(v, op, here))
            return false;
    forget(v, block);
    return true;
}

bool
ir_verify_structured(ir_verifier *v)
{
    const fora_function *f = v->f;
    uint64_t expected = (uint64_t)f->capture_count + f->param_count;
    if (f->blocks[1].parameter_count != expected)
        return ir_fault(v, 0, "the body has %u parameters instead of %u",
                        f->blocks[1].parameter_count, (unsigned)expected);
    place body = {0};
    return verify_block(v, 1, &body);
}
