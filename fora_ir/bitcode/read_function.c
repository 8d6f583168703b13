// Reads the functions of bitcode. Operands are numbers of values until the function's
// end, because LOW code may use a value that stands further on.
#include "reader.h"

static void read_block(ir_reader *r, fora_block block);

// What an operation is read into before it is built.
typedef struct {
    fora_opcode code;
    uint32_t operand_count, result_count, attribute_count, block_count;
    fora_val *operands;
    fora_type *types;
    uint64_t *attributes;
    fora_block *blocks;
} read_op;

static uint64_t
read_attribute(ir_reader *r, char letter)
{
    switch (letter) {
    case 's':
    case 'K':
        return ir_read_sym(r);
    case 'i':
        return (uint64_t)ir_read_signed(r);
    case 'f':
        return ir_read_number(r, UINT64_MAX);
    case 'T':
        return ir_read_type(r);
    default:
        return ir_read_small(r);
    }
}

// The count that the table fixes, or else one that is read.
static uint32_t
read_op_count(ir_reader *r, int fixed)
{
    return fixed == FORA_ANY_NUMBER ? ir_read_count(r) : (uint32_t)fixed;
}

static void
read_attributes(ir_reader *r, read_op *o)
{
    uint32_t marks = ir_has_marks(o->code) ? ir_read_count(r) : 0;
    o->attribute_count = ir_fixed_attributes(o->code) + marks;
    o->attributes = fora_alloc(r->scratch, o->attribute_count * sizeof *o->attributes);
    for (uint32_t i = 0; i < o->attribute_count; i++)
        o->attributes[i] = read_attribute(r, ir_attribute_letter(o->code, i));
}

static void
read_operands(ir_reader *r, read_op *o)
{
    o->operand_count = read_op_count(r, fora_op_infos[o->code].operands);
    o->operands = fora_alloc(r->scratch, o->operand_count * sizeof *o->operands);
    for (uint32_t i = 0; i < o->operand_count; i++) {
        uint64_t number = r->value_count - 1 - (uint64_t)ir_read_signed(r);
        if (number == 0 || number > UINT32_MAX)
            ir_read_fault(r, "an operand is out of range");
        else
            o->operands[i] = (fora_val)number;
    }
}

// Takes numbers for values that are defined when the operation is built.
static uint32_t
reserve_values(ir_reader *r, uint32_t count)
{
    uint32_t first = r->value_count;
    r->values = fora_grow(r->scratch, r->values, &r->value_capacity,
                          r->value_count + count + 1, sizeof *r->values);
    r->value_count += count;
    return first;
}

static void
read_results(ir_reader *r, read_op *o)
{
    o->result_count = read_op_count(r, fora_op_infos[o->code].results);
    o->types = fora_alloc(r->scratch, o->result_count * sizeof *o->types);
    for (uint32_t i = 0; i < o->result_count; i++)
        o->types[i] = ir_read_type(r);
}

static void
read_blocks(ir_reader *r, read_op *o)
{
    const fora_op_info *info = &fora_op_infos[o->code];
    o->block_count = read_op_count(r, info->blocks);
    o->blocks = fora_alloc(r->scratch, o->block_count * sizeof *o->blocks);
    if (o->block_count && ++r->nesting > IR_MOST_NESTING)
        ir_read_fault(r, "blocks are nested too deep");
    for (uint32_t i = 0; i < o->block_count && !r->fault; i++) {
        if (info->level == FORA_LEVEL_LOW) {
            o->blocks[i] = (fora_block)ir_read_number(r, r->f->block_count - 1);
        } else {
            o->blocks[i] = fora_block_new(r->f);
            read_block(r, o->blocks[i]);
        }
    }
    if (o->block_count)
        r->nesting--;
}

static void
read_operation(ir_reader *r, fora_block block)
{
    read_op o = {.code = (fora_opcode)ir_read_number(r, FORA_OP_COUNT - 1)};
    if (o.code == FORA_OP_INVALID) {
        ir_read_fault(r, "an operation has no code");
        return;
    }
    read_attributes(r, &o);
    read_operands(r, &o);
    read_results(r, &o);
    uint32_t first = reserve_values(r, o.result_count);
    fora_span span = ir_read_span(r);
    read_blocks(r, &o);
    if (r->fault)
        return;
    fora_builder builder = {
        .program = r->program, .function = r->f, .block = block, .span = span};
    fora_op op =
        fora_build(&builder, o.code, o.operand_count, o.operands, o.result_count,
                   o.attribute_count, o.attributes, o.block_count, o.blocks);
    for (uint32_t i = 0; i < o.result_count; i++) {
        r->values[first + i] = r->f->ops[op].result + i;
        r->f->values[r->f->ops[op].result + i].type = o.types[i];
    }
}

static void
read_block(ir_reader *r, fora_block block)
{
    for (uint32_t i = ir_read_count(r); i-- > 0 && !r->fault;) {
        fora_type type = ir_read_type(r);
        uint32_t number = reserve_values(r, 1);
        r->values[number] = fora_block_add_parameter(r->f, block, type);
    }
    for (uint32_t i = ir_read_count(r); i-- > 0 && !r->fault;)
        read_operation(r, block);
}

static void
read_flat_body(ir_reader *r)
{
    uint32_t count = ir_read_count(r);
    for (uint32_t i = 1; i < count; i++)
        fora_block_new(r->f);
    for (fora_block b = 1; b <= count && !r->fault; b++)
        read_block(r, b);
}

static void
resolve(ir_reader *r)
{
    fora_function *f = r->f;
    for (uint32_t i = 0; i < f->operand_pool_count && !r->fault; i++) {
        uint32_t number = f->operand_pool[i];
        if (number >= r->value_count || !r->values[number])
            ir_read_fault(r, "an operand is not defined");
        else
            f->operand_pool[i] = r->values[number];
    }
}

static void
read_param(ir_reader *r, fora_param *param)
{
    param->name = ir_read_sym(r);
    param->kind = (fora_param_kind)ir_read_number(r, FORA_PARAM_DOUBLE_STAR);
    param->default_kind = (fora_default)ir_read_number(r, FORA_DEFAULT_CAPTURE);
    if (param->default_kind == FORA_DEFAULT_STR)
        param->bits = ir_read_sym(r);
    else if (param->default_kind == FORA_DEFAULT_INT)
        param->bits = (uint64_t)ir_read_signed(r);
    else if (param->default_kind > FORA_DEFAULT_NONE)
        param->bits = ir_read_number(r, UINT64_MAX);
}

static void
read_signature(ir_reader *r)
{
    fora_function *f = r->f;
    fora_arena *arena = r->program->arena;
    f->capture_count = ir_read_count(r);
    f->captures = fora_alloc(arena, f->capture_count * sizeof *f->captures);
    for (uint32_t i = 0; i < f->capture_count; i++)
        f->captures[i] = ir_read_sym(r);
    f->param_count = ir_read_count(r);
    f->params = fora_alloc(arena, f->param_count * sizeof *f->params);
    for (uint32_t i = 0; i < f->param_count; i++)
        read_param(r, &f->params[i]);
    for (uint32_t i = ir_read_count(r); i-- > 0 && !r->fault;) {
        fora_sym name = ir_read_sym(r);
        uint32_t variable = fora_variable_new(r->program, f, name);
        f->variables[variable].slot = ir_read_number(r, 1);
        f->variables[variable].type = ir_read_type(r);
    }
    f->result_type = ir_read_type(r);
    f->result_count = ir_read_count(r);
    f->result_types = fora_alloc(arena, f->result_count * sizeof *f->result_types);
    for (uint32_t i = 0; i < f->result_count; i++)
        f->result_types[i] = ir_read_type(r);
}

static void
read_head(ir_reader *r)
{
    fora_function *f = r->f;
    f->name = ir_read_sym(r);
    f->qualified_name = ir_read_sym(r);
    f->module = ir_read_sym(r);
    f->span = ir_read_span(r);
    f->flags = ir_read_small(r);
    f->level = ir_read_small(r);
    f->origin = ir_read_small(r);
    f->consumed = ir_read_number(r, UINT64_MAX);
    read_signature(r);
}

void
ir_read_function(ir_reader *r)
{
    fora_program *p = r->program;
    fora_fn fn = fora_function_new(p, 0, FORA_LEVEL_HIGH);
    r->f = p->functions[fn];
    r->scratch = fora_arena_new();
    r->values = NULL;
    r->value_count = r->value_capacity = 0;
    r->nesting = 0;
    reserve_values(r, 1);
    read_head(r);
    if (r->f->level == FORA_LEVEL_LOW)
        read_flat_body(r);
    else
        read_block(r, 1);
    if (!r->fault)
        resolve(r);
    fora_arena_free(r->scratch);
}
