// Builds functions: blocks, parameters, operations.
#include "include/fora_ir.h"

#include <string.h>

fora_block
fora_block_new(fora_function *f)
{
    *FORA_PUSH(f->arena, f->blocks, f->block_count, f->block_capacity) =
        (fora_region){0};
    return f->block_count - 1;
}

static fora_val
value_new(fora_function *f, fora_value value)
{
    *FORA_PUSH(f->arena, f->values, f->value_count, f->value_capacity) = value;
    return f->value_count - 1;
}

fora_val
fora_block_add_parameter(fora_function *f, fora_block block, fora_type type)
{
    FORA_ASSERT(block > 0 && block < f->block_count);
    fora_region *b = &f->blocks[block];
    uint32_t end = f->parameter_pool_count;
    // The parameters of a block lie side by side: move them to the end of the pool if
    // another block's came behind them.
    bool last = b->parameters + b->parameter_count == end;
    uint32_t more = b->parameter_count && !last ? b->parameter_count + 1 : 1;
    f->parameter_pool =
        fora_grow(f->arena, f->parameter_pool, &f->parameter_pool_capacity, end + more,
                  sizeof *f->parameter_pool);
    if (b->parameter_count && !last)
        memcpy(&f->parameter_pool[end], &f->parameter_pool[b->parameters],
               b->parameter_count * sizeof *f->parameter_pool);
    if (!last || !b->parameter_count)
        b->parameters = end;
    f->parameter_pool_count = end + more;
    fora_val value = value_new(
        f, (fora_value){.type = type, .block = block, .index = b->parameter_count});
    f->parameter_pool[b->parameters + b->parameter_count++] = value;
    return value;
}

static void
check_count(const fora_builder *builder, const fora_op_info *info, const char *what,
            int expected, uint32_t count)
{
    if (expected != FORA_ANY_NUMBER && (uint32_t)expected != count)
        FORA_DEFECT(
            "`%s` in `%s` built with %u %s, not %d", info->text,
            fora_sym_text(builder->program->names, builder->function->qualified_name),
            count, what, expected);
}

// The letters before K are one attribute each; K takes any number.
static void
check_attributes(const fora_builder *builder, const fora_op_info *info, uint32_t count)
{
    size_t letters = strlen(info->attributes);
    bool marks = letters && info->attributes[letters - 1] == 'K';
    if (marks && count + 1 >= letters)
        return;
    check_count(builder, info, "attributes", (int)(marks ? letters - 1 : letters),
                count);
}

static void
link_before(fora_function *f, fora_op op, fora_op before)
{
    fora_operation *o = &f->ops[op], *next = &f->ops[before];
    FORA_ASSERT(next->parent);
    o->parent = next->parent;
    o->next = before;
    o->previous = next->previous;
    if (next->previous)
        f->ops[next->previous].next = op;
    else
        f->blocks[o->parent].first = op;
    next->previous = op;
}

static void
link_last(fora_function *f, fora_op op, fora_block block)
{
    FORA_ASSERT(block > 0 && block < f->block_count);
    fora_operation *o = &f->ops[op];
    fora_region *b = &f->blocks[block];
    o->parent = block;
    o->previous = b->last;
    if (b->last)
        f->ops[b->last].next = op;
    else
        b->first = op;
    b->last = op;
}

#define COPY_TO_POOL(f, pool, from, count)                                             \
    copy_to_pool((f)->arena, (void **)&(f)->pool, &(f)->pool##_count,                  \
                 &(f)->pool##_capacity, from, count, sizeof *(f)->pool)

// Returns where the copy starts.
static uint32_t
copy_to_pool(fora_arena *arena, void **pool, uint32_t *pool_count, uint32_t *capacity,
             const void *from, uint32_t count, size_t size)
{
    uint32_t start = *pool_count;
    if (count == 0)
        return start;
    *pool = fora_grow(arena, *pool, capacity, start + count, size);
    memcpy((char *)*pool + start * size, from, count * size);
    *pool_count = start + count;
    return start;
}

fora_op
fora_build(fora_builder *builder, fora_opcode code, uint32_t operand_count,
           const fora_val *operands, uint32_t result_count, uint32_t attribute_count,
           const uint64_t *attributes, uint32_t block_count, const fora_block *blocks)
{
    fora_function *f = builder->function;
    FORA_ASSERT(code > FORA_OP_INVALID && code < FORA_OP_COUNT);
    const fora_op_info *info = &fora_op_infos[code];
    check_count(builder, info, "operands", info->operands, operand_count);
    check_count(builder, info, "results", info->results, result_count);
    check_count(builder, info, "blocks", info->blocks, block_count);
    check_attributes(builder, info, attribute_count);
    *FORA_PUSH(f->arena, f->ops, f->op_count, f->op_capacity) = (fora_operation){
        .code = (uint16_t)code,
        .operand_count = operand_count,
        .operands = COPY_TO_POOL(f, operand_pool, operands, operand_count),
        .result_count = result_count,
        .result = result_count ? f->value_count : 0,
        .block_count = block_count,
        .blocks = COPY_TO_POOL(f, block_pool, blocks, block_count),
        .attribute_count = attribute_count,
        .attributes = COPY_TO_POOL(f, attribute_pool, attributes, attribute_count),
        .span = builder->span,
    };
    fora_op op = f->op_count - 1;
    for (uint32_t i = 0; i < result_count; i++)
        value_new(f, (fora_value){.def = op, .index = i});
    if (info->level != FORA_LEVEL_LOW)
        for (uint32_t i = 0; i < block_count; i++)
            f->blocks[blocks[i]].owner = op;
    if (builder->before)
        link_before(f, op, builder->before);
    else
        link_last(f, op, builder->block);
    return op;
}

static fora_val
build_fixed(fora_builder *builder, fora_opcode code, uint32_t operand_count,
            const fora_val *operands, uint32_t attribute_count,
            const uint64_t *attributes)
{
    int results = fora_op_infos[code].results;
    FORA_ASSERT(results != FORA_ANY_NUMBER);
    fora_op op = fora_build(builder, code, operand_count, operands, (uint32_t)results,
                            attribute_count, attributes, 0, NULL);
    return builder->function->ops[op].result;
}

fora_val
fora_build0(fora_builder *builder, fora_opcode code)
{
    return build_fixed(builder, code, 0, NULL, 0, NULL);
}

fora_val
fora_build_attr(fora_builder *builder, fora_opcode code, uint64_t attribute)
{
    return build_fixed(builder, code, 0, NULL, 1, &attribute);
}

fora_val
fora_build1(fora_builder *builder, fora_opcode code, fora_val a)
{
    return build_fixed(builder, code, 1, &a, 0, NULL);
}

fora_val
fora_build2(fora_builder *builder, fora_opcode code, fora_val a, fora_val b)
{
    return build_fixed(builder, code, 2, (fora_val[]){a, b}, 0, NULL);
}

fora_val
fora_build3(fora_builder *builder, fora_opcode code, fora_val a, fora_val b, fora_val c)
{
    return build_fixed(builder, code, 3, (fora_val[]){a, b, c}, 0, NULL);
}

fora_val
fora_build_float(fora_builder *builder, double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    if (builder->function->level != FORA_LEVEL_LOW)
        return fora_build_attr(builder, FORA_OP_CONST_FLOAT, bits);
    fora_val result = fora_build_attr(builder, FORA_OP_L_F64, bits);
    builder->function->values[result].type = FORA_SIMPLE_TYPE(L_F64);
    return result;
}
