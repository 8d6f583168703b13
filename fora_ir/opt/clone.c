// Copies of operations with all that is inside them.
#include "clone.h"

ir_clone
ir_clone_begin(fora_program *program, fora_fn from, fora_builder to)
{
    return (ir_clone){.program = program,
                      .from = from,
                      .to = to,
                      .values = fora_map_new(program->arena)};
}

// Building moves the arrays of a function: nothing of it may be kept across a build.
static const fora_function *
source(const ir_clone *clone)
{
    return clone->program->functions[clone->from];
}

void
ir_clone_map(ir_clone *clone, fora_val from, fora_val to)
{
    fora_map_put(clone->values, from, to);
}

fora_val
ir_clone_value(const ir_clone *clone, fora_val value)
{
    uint64_t found;
    if (fora_map_get(clone->values, value, &found))
        return (fora_val)found;
    FORA_ASSERT(clone->to.function == source(clone));
    return value;
}

static fora_block
clone_region(ir_clone *clone, fora_block block)
{
    fora_block made = fora_block_new(clone->to.function);
    uint32_t count = source(clone)->blocks[block].parameter_count;
    for (uint32_t i = 0; i < count; i++) {
        fora_val old = fora_block_parameter(source(clone), block, i);
        fora_type type = fora_val_type(source(clone), old);
        ir_clone_map(clone, old,
                     fora_block_add_parameter(clone->to.function, made, type));
    }
    fora_builder outer = clone->to;
    clone->to.block = made;
    clone->to.before = 0;
    ir_clone_ops(clone, block, 0);
    clone->to = outer;
    return made;
}

fora_op
ir_clone_op(ir_clone *clone, fora_op op)
{
    fora_operation old = source(clone)->ops[op];
    fora_arena *arena = clone->program->arena;
    fora_val *operands = fora_alloc(arena, (old.operand_count + 1) * sizeof *operands);
    uint64_t *attributes =
        fora_alloc(arena, (old.attribute_count + 1) * sizeof *attributes);
    fora_block *blocks = fora_alloc(arena, (old.block_count + 1) * sizeof *blocks);
    for (uint32_t i = 0; i < old.operand_count; i++)
        operands[i] = ir_clone_value(clone, fora_operand(source(clone), op, i));
    for (uint32_t i = 0; i < old.attribute_count; i++)
        attributes[i] = fora_attribute(source(clone), op, i);
    for (uint32_t i = 0; i < old.block_count; i++)
        blocks[i] = clone_region(clone, fora_op_block(source(clone), op, i));
    fora_span span = clone->to.span;
    if (!clone->keep_span)
        clone->to.span = old.span;
    fora_op made =
        fora_build(&clone->to, old.code, old.operand_count, operands, old.result_count,
                   old.attribute_count, attributes, old.block_count, blocks);
    clone->to.span = span;
    for (uint32_t i = 0; i < old.result_count; i++) {
        fora_val result = clone->to.function->ops[made].result + i;
        clone->to.function->values[result].type =
            fora_val_type(source(clone), old.result + i);
        ir_clone_map(clone, old.result + i, result);
    }
    return made;
}

void
ir_clone_ops(ir_clone *clone, fora_block block, fora_op end)
{
    for (fora_op op = source(clone)->blocks[block].first; op && op != end;
         op = source(clone)->ops[op].next)
        ir_clone_op(clone, op);
}
