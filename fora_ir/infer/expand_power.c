// Powers of integers. int ** int is an int for exponents from 0 on and a float below, so
// what is known of the exponent decides the type: an exponent that is never negative as
// far as its origin tells gives an int (a negative one then stops the program with an
// exception of ours), one that is written to be negative gives a union.
#include "expand.h"

#include <string.h>

bool
expand_pow(infer_context *ctx, uint32_t count, infer_value *operands,
           infer_value *results)
{
    (void)count;
    return expand_to(results, infer_operate2(ctx, "py.pow", operands[0], operands[1]));
}

static bool
is_negative_constant(const infer_context *ctx, fora_val source)
{
    int64_t constant;
    return infer_constant_int(ctx, (infer_value){.source = source}, &constant) &&
           constant < 0;
}

// Whether `source` is a list or tuple with a negative constant in it, or a range or an
// enumeration that starts at one.
static bool
holds_negative(const infer_context *ctx, fora_val source)
{
    const fora_function *f = ctx->high;
    fora_op def = source ? f->values[source].def : 0;
    if (!def)
        return false;
    switch (f->ops[def].code) {
    case FORA_OP_PY_LIST:
    case FORA_OP_PY_TUPLE:
    case FORA_OP_PY_SET:
    case FORA_OP_PY_CALL:
        for (uint32_t i = 0; i < f->ops[def].operand_count; i++)
            if (is_negative_constant(ctx, fora_operand(f, def, i)))
                return true;
        return false;
    default:
        return false;
    }
}

// Whether an exponent is written as something negative: -n, or an element of what holds
// negative constants.
static bool
may_be_negative(const infer_context *ctx, fora_val source)
{
    const fora_function *f = ctx->high;
    const fora_value *value = &f->values[source];
    if (!source)
        return false;
    if (value->def)
        return f->ops[value->def].code == FORA_OP_PY_NEG;
    fora_op owner = f->blocks[value->block].owner;
    bool element = owner && f->ops[owner].code == FORA_OP_FOR && value->index == 0 &&
                   value->block == fora_op_block(f, owner, 0);
    return element && holds_negative(ctx, fora_operand(f, owner, 0));
}

static bool
power_of_either_sign(infer_context *ctx, infer_value *operands, infer_value *results)
{
    infer_merge merge;
    infer_value negative = infer_operate2(ctx, "py.lt", operands[1], infer_int(ctx, 0));
    infer_merge_open(ctx, &merge, FORA_OP_IF, negative, 1);
    infer_merge_region(ctx, &merge, 0);
    infer_value power =
        infer_operate2(ctx, "int.pow_negative", operands[0], operands[1]);
    infer_merge_end(ctx, &merge, &power);
    infer_merge_region(ctx, &merge, 0);
    power = infer_operate2(ctx, "int.pow", operands[0], operands[1]);
    infer_merge_end(ctx, &merge, &power);
    infer_merge_close(ctx, &merge, results);
    return infer_live(results[0]);
}

bool
expand_int_pow(infer_context *ctx, uint32_t count, infer_value *operands,
               infer_value *results)
{
    (void)count;
    int64_t exponent;
    const char *row = "int.pow";
    if (infer_constant_int(ctx, operands[1], &exponent))
        row = exponent < 0 ? "int.pow_negative" : row;
    else if (may_be_negative(ctx, operands[1].source))
        return power_of_either_sign(ctx, operands, results);
    return expand_to(results, infer_operate2(ctx, row, operands[0], operands[1]));
}
