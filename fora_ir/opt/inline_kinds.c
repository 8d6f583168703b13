// Which operations a function may be made of to be brought into a caller, and when
// those that may raise do.
#include <string.h>

#include "fora_infer.h"

#include "inline.h"
#include "pure.h"

static const char *
rule_name(const fora_function *f, fora_op op)
{
    return f->ops[op].code == FORA_OP_APPLY ? fora_rules[fora_attribute(f, op, 0)].name
                                            : "";
}

static bool
is_walkable(const fora_program *program, fora_type type)
{
    const fora_type_info *info = fora_type_get(program->types, type);
    switch (info->kind) {
    case FORA_TYPE_LIST:
    case FORA_TYPE_VTUPLE:
    case FORA_TYPE_RANGE:
        return true;
    case FORA_TYPE_ZIP:
        for (uint32_t i = 0; i < info->count; i++)
            if (!is_walkable(program, info->parameters[i]))
                return false;
        return true;
    default:
        return false;
    }
}

bool
ir_is_list_slice(const fora_program *program, const fora_function *f, fora_op op)
{
    if (strcmp(rule_name(f, op), "py.getitem") || f->ops[op].operand_count != 2)
        return false;
    const fora_type_info *list =
        fora_type_get(program->types, fora_val_type(f, fora_operand(f, op, 0)));
    const fora_type_info *slice =
        fora_type_get(program->types, fora_val_type(f, fora_operand(f, op, 1)));
    return list->kind == FORA_TYPE_LIST && slice->kind == FORA_TYPE_SLICE &&
           slice->parameters[2] == FORA_SIMPLE_TYPE(NONE);
}

// Sums of floats and new lists; a sum of ints may overflow.
static bool
is_plain_comp(const fora_program *program, const fora_function *f, fora_op op)
{
    fora_type result = fora_val_type(f, f->ops[op].result);
    const fora_type_info *info = fora_type_get(program->types, result);
    if (fora_attribute(f, op, 0) == FORA_COMP_LIST)
        return true;
    return fora_attribute(f, op, 0) == FORA_COMP_SUM &&
           (result == FORA_SIMPLE_TYPE(FLOAT) ||
            (info->kind == FORA_TYPE_UNION && info->count == 2 &&
             info->parameters[0] == FORA_SIMPLE_TYPE(ZERO)));
}

static bool is_harmless(const fora_program *program, const fora_function *f,
                        fora_op op);

static bool
are_regions_harmless(const fora_program *program, const fora_function *f, fora_op op)
{
    for (uint32_t i = 0; i < f->ops[op].block_count; i++) {
        fora_block block = fora_op_block(f, op, i);
        for (fora_op inner = f->blocks[block].first; inner; inner = f->ops[inner].next)
            if (!is_harmless(program, f, inner))
                return false;
    }
    return true;
}

// Raises nothing, changes nothing.
static bool
is_harmless(const fora_program *program, const fora_function *f, fora_op op)
{
    switch (f->ops[op].code) {
    case FORA_OP_EMIT:
    case FORA_OP_YIELD:
    case FORA_OP_CONTINUE:
    case FORA_OP_BREAK:
        return true;
    case FORA_OP_IF:
        return are_regions_harmless(program, f, op);
    case FORA_OP_COMP:
        return is_plain_comp(program, f, op) && are_regions_harmless(program, f, op);
    case FORA_OP_FOR:
        return is_walkable(program, fora_val_type(f, fora_operand(f, op, 0))) &&
               are_regions_harmless(program, f, op);
    default:
        return ir_is_pure(program, f, op) || ir_is_list_slice(program, f, op);
    }
}

static bool
raises_always(const fora_function *f, fora_block block)
{
    fora_opcode last = f->ops[f->blocks[block].last].code;
    return last == FORA_OP_RAISE || last == FORA_OP_RAISE_NEW ||
           last == FORA_OP_UNREACHABLE;
}

static bool
does_nothing(const fora_function *f, fora_block block)
{
    return f->ops[f->blocks[block].first].code == FORA_OP_YIELD;
}

static bool
is_cold_if(const fora_function *f, fora_op op)
{
    if (f->ops[op].code != FORA_OP_IF || f->ops[op].result_count)
        return false;
    fora_block then = fora_op_block(f, op, 0), other = fora_op_block(f, op, 1);
    return (raises_always(f, then) && does_nothing(f, other)) ||
           (raises_always(f, other) && does_nothing(f, then));
}

ir_inline_kind
ir_inline_op(const fora_program *program, const fora_function *f, fora_op op)
{
    if (is_cold_if(f, op))
        return IR_INLINE_COLD;
    const char *name = rule_name(f, op);
    if (strcmp(name, "py.truediv") == 0 || strcmp(name, "math.sqrt") == 0)
        return IR_INLINE_GUARD;
    return is_harmless(program, f, op) ? IR_INLINE_COPY : IR_INLINE_NOT;
}

// ---- Guards -------------------------------------------------------------------------

static fora_val
typed(fora_builder *builder, fora_val value, fora_type type)
{
    builder->function->values[value].type = type;
    return value;
}

uint64_t
ir_row_of(const char *name, const char *parameters)
{
    for (uint32_t row = 1; row < fora_rule_count; row++)
        if (!strcmp(fora_rules[row].name, name) &&
            !strcmp(fora_rules[row].parameters, parameters))
            return row;
    FORA_DEFECT("rules.def: no row %s(%s)", name, parameters);
}

fora_val
ir_inline_guard(fora_builder *builder, const fora_function *f, fora_op op,
                const fora_val *operands)
{
    bool divides = strcmp(rule_name(f, op), "py.truediv") == 0;
    fora_val tested = operands[divides ? 1 : 0];
    bool whole = fora_val_type(builder->function, tested) == FORA_SIMPLE_TYPE(INT);
    fora_type type = whole ? FORA_SIMPLE_TYPE(INT) : FORA_SIMPLE_TYPE(FLOAT);
    uint64_t row =
        ir_row_of(divides ? "py.eq" : "py.lt", whole ? "int, int" : "float, float");
    if (fora_val_type(builder->function, tested) != type)
        tested = typed(builder, fora_build1(builder, FORA_OP_COERCE, tested), type);
    fora_val nothing = typed(
        builder,
        fora_build_attr(builder, whole ? FORA_OP_CONST_INT : FORA_OP_CONST_FLOAT, 0),
        type);
    fora_op test = fora_build(builder, FORA_OP_APPLY, 2, (fora_val[]){tested, nothing},
                              1, 1, &row, 0, NULL);
    return typed(builder, builder->function->ops[test].result, FORA_SIMPLE_TYPE(BOOL));
}

bool
ir_inline_walks(const fora_function *f)
{
    for (fora_op op = f->blocks[1].first; op; op = f->ops[op].next)
        if (f->ops[op].code == FORA_OP_COMP)
            return true;
    return false;
}
