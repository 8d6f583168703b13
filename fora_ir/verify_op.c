// Checks of the verifier that hold at every level: an operation against its row of
// ops.def, the chain of a block, the values that a block or an operation defines.
#include "include/fora_infer.h"
#include "verify.h"

static bool
verify_count(ir_verifier *v, fora_op op, const char *what, int expected, uint32_t count)
{
    if (expected == FORA_ANY_NUMBER || (uint32_t)expected == count)
        return true;
    return ir_fault(v, op, "%u %s instead of %d", count, what, expected);
}

static bool
in_pool(uint32_t start, uint32_t count, uint32_t pool_count)
{
    return count == 0 || (uint64_t)start + count <= pool_count;
}

static bool
verify_ranges(ir_verifier *v, fora_op op)
{
    const fora_function *f = v->f;
    const fora_operation *o = &f->ops[op];
    if (!in_pool(o->operands, o->operand_count, f->operand_pool_count) ||
        !in_pool(o->blocks, o->block_count, f->block_pool_count) ||
        !in_pool(o->attributes, o->attribute_count, f->attribute_pool_count) ||
        !in_pool(o->result, o->result_count, f->value_count))
        return ir_fault(v, op, "operands, results, blocks or attributes lie outside");
    for (uint32_t i = 0; i < o->block_count; i++)
        if (fora_op_block(f, op, i) == 0 || fora_op_block(f, op, i) >= f->block_count)
            return ir_fault(v, op, "block %u does not exist", i);
    for (uint32_t i = 0; i < o->operand_count; i++)
        if (fora_operand(f, op, i) == 0 || fora_operand(f, op, i) >= f->value_count)
            return ir_fault(v, op, "operand %u does not exist", i);
    if (o->span.file > fora_source_count(v->program->sources))
        return ir_fault(v, op, "the span's file does not exist");
    return true;
}

static bool
verify_reference(const ir_verifier *v, fora_opcode code, char letter, uint64_t value)
{
    const fora_program *p = v->program;
    switch (letter) {
    case 's':
        return value > 0 && value < fora_names_count(p->names);
    case 'K':
        return value < fora_names_count(p->names);
    case 'F':
        return value > 0 && value < p->function_count && p->functions[value];
    case 'C':
        return value > 0 && value < p->class_count;
    case 'G':
        return value > 0 && value < p->global_count;
    case 'V':
        return value < v->f->variable_count;
    case 'T':
        return value > 0 && value <= fora_type_count(p->types) &&
               ir_type_is_complete(fora_type_get(p->types, (fora_type)value));
    case 'R':
        return value > 0 && value < fora_rule_count;
    case 'E':
        return value < ir_enumerator_count(code);
    case 'i':
        return value <= 1 || (code != FORA_OP_CONST_BOOL && code != FORA_OP_L_I1);
    default:
        return true;
    }
}

// The bytes of one code point from `at` on, 0 if there is none. Surrogates may stand alone,
// as in Python's strings.
static size_t
code_point_bytes(const unsigned char *at, size_t left)
{
    size_t bytes = *at < 0x80 ? 1 : *at < 0xe0 ? 2 : *at < 0xf0 ? 3 : 4;
    if ((*at >= 0x80 && *at < 0xc2) || *at > 0xf4 || bytes > left)
        return 0;
    for (size_t i = 1; i < bytes; i++)
        if ((at[i] & 0xc0) != 0x80)
            return 0;
    return bytes;
}

// What becomes a string of the program is UTF-8: nobody checks it again.
static bool
verify_text(ir_verifier *v, fora_op op)
{
    uint16_t code = v->f->ops[op].code;
    if (code != FORA_OP_CONST_STR && code != FORA_OP_L_STR)
        return true;
    fora_sym sym = (fora_sym)fora_attribute(v->f, op, 0);
    const char *text = fora_sym_text(v->program->names, sym);
    size_t left = fora_sym_length(v->program->names, sym);
    for (size_t bytes; left > 0; left -= bytes, text += bytes) {
        bytes = code_point_bytes((const unsigned char *)text, left);
        if (bytes == 0)
            return ir_fault(v, op, "its text is not UTF-8");
    }
    return true;
}

static bool
verify_attributes(ir_verifier *v, fora_op op)
{
    const fora_operation *o = &v->f->ops[op];
    fora_opcode code = (fora_opcode)o->code;
    uint32_t expected = ir_fixed_attributes(code) +
                        ir_mark_count(code, o->operand_count, o->block_count);
    if (o->attribute_count != expected)
        return ir_fault(v, op, "%u attributes instead of %u", o->attribute_count,
                        expected);
    for (uint32_t i = 0; i < o->attribute_count; i++)
        if (!verify_reference(v, code, ir_attribute_letter(code, i),
                              fora_attribute(v->f, op, i)))
            return ir_fault(v, op, "attribute %u is out of range", i);
    return true;
}

bool
ir_verify_op(ir_verifier *v, fora_op op)
{
    const fora_operation *o = &v->f->ops[op];
    if (o->code == FORA_OP_INVALID || o->code >= FORA_OP_COUNT)
        return ir_fault(v, op, "code %u does not exist", o->code);
    const fora_op_info *info = &fora_op_infos[o->code];
    if (!(info->level & v->f->level))
        return ir_fault(v, op, "it does not belong to this level");
    return verify_count(v, op, "operands", info->operands, o->operand_count) &&
           verify_count(v, op, "results", info->results, o->result_count) &&
           verify_count(v, op, "blocks", info->blocks, o->block_count) &&
           verify_ranges(v, op) && verify_attributes(v, op) && verify_text(v, op);
}

bool
ir_verify_chain(ir_verifier *v, fora_block block)
{
    const fora_function *f = v->f;
    const fora_region *b = &f->blocks[block];
    if (!b->first || !b->last)
        return ir_fault(v, b->owner, "block %u is empty", block);
    fora_op previous = 0;
    uint32_t steps = 0;
    for (fora_op op = b->first; op; op = f->ops[op].next) {
        if (op >= f->op_count || ++steps > f->op_count)
            return ir_fault(v, 0, "block %u has a broken chain", block);
        const fora_operation *o = &f->ops[op];
        if (o->parent != block || o->previous != previous)
            return ir_fault(v, op, "it is linked wrongly");
        if (o->code >= FORA_OP_COUNT)
            return ir_fault(v, op, "code %u does not exist", o->code);
        bool ends = fora_op_infos[o->code].flags & FORA_OP_TERM;
        if (ends != (o->next == 0))
            return ir_fault(v, op,
                            ends ? "it stands before the end of its block"
                                 : "its block has no terminator");
        previous = op;
    }
    if (previous != b->last)
        return ir_fault(v, 0, "block %u has a broken chain", block);
    return true;
}

bool
ir_verify_parameters(ir_verifier *v, fora_block block)
{
    const fora_function *f = v->f;
    const fora_region *b = &f->blocks[block];
    if (!in_pool(b->parameters, b->parameter_count, f->parameter_pool_count))
        return ir_fault(v, b->owner, "parameters of block %u lie outside", block);
    for (uint32_t i = 0; i < b->parameter_count; i++) {
        fora_val value = fora_block_parameter(f, block, i);
        if (value == 0 || value >= f->value_count || v->defined[value])
            return ir_fault(v, b->owner, "parameter %u of block %u is unsound", i,
                            block);
        const fora_value *info = &f->values[value];
        if (info->def || info->block != block || info->index != i)
            return ir_fault(v, b->owner, "parameter %u of block %u is not its own", i,
                            block);
        if (!ir_verify_type(v, b->owner, info->type))
            return false;
        if (!info->type && f->level != FORA_LEVEL_HIGH)
            return ir_fault(v, b->owner, "parameter %u of block %u has no type", i,
                            block);
        v->defined[value] = true;
    }
    return true;
}

bool
ir_verify_results(ir_verifier *v, fora_op op)
{
    const fora_function *f = v->f;
    const fora_operation *o = &f->ops[op];
    for (uint32_t i = 0; i < o->result_count; i++) {
        const fora_value *info = &f->values[o->result + i];
        if (o->result == 0 || info->def != op || info->index != i ||
            v->defined[o->result + i])
            return ir_fault(v, op, "result %u is not its own", i);
        if (!ir_verify_type(v, op, info->type))
            return false;
        if (!info->type && f->level != FORA_LEVEL_HIGH)
            return ir_fault(v, op, "result %u has no type", i);
        v->defined[o->result + i] = true;
    }
    return true;
}
