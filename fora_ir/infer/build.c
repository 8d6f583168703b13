// Building typed operations, or, while analysing, only their types.
#include "infer.h"

#include <string.h>

static const char *
vformat(fora_arena *arena, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    char *text = fora_alloc(arena, (size_t)length + 1);
    vsnprintf(text, (size_t)length + 1, format, arguments);
    return text;
}

infer_value
infer_fail(infer_context *ctx, fora_class class, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    ctx->message = vformat(ctx->engine->arena, format, arguments);
    va_end(arguments);
    ctx->failed = true;
    ctx->refused = false;
    ctx->failure = class;
    ctx->help = NULL;
    return infer_nothing();
}

infer_value
infer_refuse(infer_context *ctx, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    ctx->message = vformat(ctx->engine->arena, format, arguments);
    va_end(arguments);
    ctx->failed = true;
    ctx->refused = true;
    ctx->help = NULL;
    return infer_nothing();
}

infer_value
infer_refuse_hidden(infer_context *ctx, fora_sym name)
{
    infer_refuse(
        ctx,
        "`%s` may not be assigned here yet, or not any more, and then it means "
        "the builtin",
        fora_sym_text(ctx->engine->program->names, name));
    ctx->help = "give the variable another name";
    return infer_nothing();
}

infer_value
infer_build(infer_context *ctx, fora_opcode code, fora_type type,
            uint32_t operand_count, const infer_value *operands,
            uint32_t attribute_count, const uint64_t *attributes)
{
    infer_value result = {.type = type, .truth = MAY_BE_TRUE | MAY_BE_FALSE};
    if (!ctx->emit || ctx->dead)
        return result;
    fora_val values[INFER_MOST_ARGUMENTS];
    values[0] = 0;
    FORA_ASSERT(operand_count <= INFER_MOST_ARGUMENTS);
    for (uint32_t i = 0; i < operand_count; i++)
        values[i] = operands[i].value;
    int results = fora_op_infos[code].results;
    uint32_t result_count = results == FORA_ANY_NUMBER ? type != 0 : (uint32_t)results;
    fora_op op = fora_build(&ctx->builder, code, operand_count, values, result_count,
                            attribute_count, attributes, 0, NULL);
    if (result_count) {
        result.value = ctx->builder.function->ops[op].result;
        ctx->builder.function->values[result.value].type = type;
    }
    return result;
}

static infer_value
build_constant(infer_context *ctx, fora_opcode code, fora_type type, uint64_t bits)
{
    return infer_build(ctx, code, type, 0, NULL, 1, &bits);
}

infer_value
infer_none(infer_context *ctx)
{
    return infer_build(ctx, FORA_OP_CONST_NONE, T_NONE, 0, NULL, 0, NULL);
}

infer_value
infer_bool(infer_context *ctx, bool value)
{
    infer_value result = build_constant(ctx, FORA_OP_CONST_BOOL, T_BOOL, value);
    result.truth = value ? MAY_BE_TRUE : MAY_BE_FALSE;
    return result;
}

infer_value
infer_int(infer_context *ctx, int64_t value)
{
    return build_constant(ctx, FORA_OP_CONST_INT, T_INT, (uint64_t)value);
}

infer_value
infer_zero(infer_context *ctx)
{
    return infer_build(ctx, FORA_OP_CONST_ZERO, T_ZERO, 0, NULL, 0, NULL);
}

infer_value
infer_float(infer_context *ctx, double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return build_constant(ctx, FORA_OP_CONST_FLOAT, T_FLOAT, bits);
}

// Whether UTF-8 text is exactly one code point.
static bool
is_char(const char *text, size_t length)
{
    size_t points = 0;
    for (size_t i = 0; i < length; i++)
        points += ((unsigned char)text[i] & 0xC0) != 0x80;
    return points == 1;
}

infer_value
infer_str(infer_context *ctx, const char *text, size_t length)
{
    fora_sym name = fora_intern(ctx->engine->program->names, text, length);
    return build_constant(ctx, FORA_OP_CONST_STR,
                          is_char(text, length) ? T_CHAR : T_STR, name);
}

infer_value
infer_coerce(infer_context *ctx, infer_value value, fora_type type)
{
    if (value.type == type || !infer_live(value))
        return value;
    infer_value result = infer_build(ctx, FORA_OP_COERCE, type, 1, &value, 0, NULL);
    result.source = value.source;
    return result;
}

infer_value
infer_project(infer_context *ctx, infer_value value, fora_type type)
{
    if (value.type == type)
        return value;
    if (type == T_NEVER)
        return infer_nothing();
    infer_value result = infer_build(ctx, FORA_OP_PROJECT, type, 1, &value, 0, NULL);
    result.source = value.source;
    return result;
}

infer_value
infer_is_member(infer_context *ctx, infer_value value, fora_type type)
{
    uint64_t attribute = type;
    return infer_build(ctx, FORA_OP_IS_MEMBER, T_BOOL, 1, &value, 1, &attribute);
}

infer_value
infer_tuple(infer_context *ctx, fora_type type, uint32_t count,
            const infer_value *parts)
{
    if (count <= INFER_MOST_ARGUMENTS)
        return infer_build(ctx, FORA_OP_TUPLE_MAKE, type, count, parts, 0, NULL);
    return infer_refuse(ctx, "a tuple of more than %d elements", INFER_MOST_ARGUMENTS);
}

infer_value
infer_part(infer_context *ctx, infer_value value, uint32_t i)
{
    uint64_t index = i;
    fora_type_kind kind = infer_kind(ctx->engine, value.type);
    bool number = kind == FORA_TYPE_RANGE || (kind == FORA_TYPE_ENUMERATE && i == 1);
    fora_type type = number ? T_INT : infer_parameter_of(ctx->engine, value.type, i);
    return infer_build(ctx, FORA_OP_TUPLE_GET, type, 1, &value, 1, &index);
}

void
infer_apply_row(infer_context *ctx, uint32_t row, uint32_t count,
                const infer_value *operands, uint32_t result_count,
                infer_value *results)
{
    if (!ctx->emit || ctx->dead)
        return;
    fora_val *values = fora_alloc(ctx->engine->arena, (count + 1) * sizeof *values);
    for (uint32_t i = 0; i < count; i++)
        values[i] = operands[i].value;
    uint64_t attribute = row;
    fora_op op = fora_build(&ctx->builder, FORA_OP_APPLY, count, values, result_count,
                            1, &attribute, 0, NULL);
    for (uint32_t i = 0; i < result_count; i++) {
        results[i].value = ctx->builder.function->ops[op].result + i;
        ctx->builder.function->values[results[i].value].type = results[i].type;
    }
}

void
infer_end(infer_context *ctx)
{
    if (ctx->emit && !ctx->dead)
        fora_build(&ctx->builder, FORA_OP_UNREACHABLE, 0, NULL, 0, 0, NULL, 0, NULL);
    ctx->dead = true;
}

void
infer_raise_failure(infer_context *ctx)
{
    if (ctx->emit && !ctx->dead) {
        uint64_t attributes[2] = {
            ctx->failure, fora_intern_c(ctx->engine->program->names, ctx->message)};
        fora_build(&ctx->builder, FORA_OP_RAISE_NEW, 0, NULL, 0, 2, attributes, 0,
                   NULL);
    }
    ctx->dead = true;
    ctx->failed = false;
}

void
infer_end_failed(infer_context *ctx)
{
    if (ctx->failed && !ctx->refused)
        infer_raise_failure(ctx);
    else
        infer_end(ctx);
}

// ---- Constants ----------------------------------------------------------------------

static const fora_operation *
definition(const infer_context *ctx, infer_value value)
{
    if (!value.source || !ctx->high)
        return NULL;
    fora_op def = ctx->high->values[value.source].def;
    return def ? &ctx->high->ops[def] : NULL;
}

bool
infer_constant_int(const infer_context *ctx, infer_value value, int64_t *result)
{
    const fora_operation *op = definition(ctx, value);
    int64_t sign = 1;
    if (op && op->code == FORA_OP_PY_NEG) {
        sign = -1;
        value.source = ctx->high->operand_pool[op->operands];
        op = definition(ctx, value);
    }
    if (!op || op->code != FORA_OP_CONST_INT)
        return false;
    *result = sign * (int64_t)ctx->high->attribute_pool[op->attributes];
    return true;
}

bool
infer_known_int(const infer_context *ctx, infer_value value, int64_t *result)
{
    const fora_operation *op = definition(ctx, value);
    if (!op || op->code != FORA_OP_PY_CALL || op->operand_count != 2)
        return infer_constant_int(ctx, value, result);
    const uint32_t *operands = &ctx->high->operand_pool[op->operands];
    const fora_type_info *called =
        infer_info(ctx->engine, ctx->values[operands[0]].type);
    const fora_type_info *measured =
        infer_info(ctx->engine, ctx->values[operands[1]].type);
    if (called->kind != FORA_TYPE_BUILTIN || measured->kind != FORA_TYPE_TUPLE ||
        strcmp(fora_sym_text(ctx->engine->program->names, called->payload), "len") != 0)
        return false;
    *result = measured->count;
    return true;
}

bool
infer_constant_str(const infer_context *ctx, infer_value value, fora_sym *result)
{
    const fora_operation *op = definition(ctx, value);
    if (!op || op->code != FORA_OP_CONST_STR)
        return false;
    *result = (fora_sym)ctx->high->attribute_pool[op->attributes];
    return true;
}
