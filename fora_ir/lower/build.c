// Emitting single LOW operations: constants, arithmetic, comparisons, conversions.
#include <string.h>

#include "lanes.h"

static fora_val
typed(lower_context *ctx, fora_val value, fora_type type)
{
    ctx->function->values[value].type = type;
    return value;
}

static fora_val
constant(lower_context *ctx, fora_opcode code, uint64_t bits, fora_type type)
{
    lower_place(ctx);
    return typed(ctx, fora_build_attr(&ctx->builder, code, bits), type);
}

fora_val
lower_i1(lower_context *ctx, bool value)
{
    return constant(ctx, FORA_OP_L_I1, value, LOW_I1);
}

fora_val
lower_i8(lower_context *ctx, int64_t value)
{
    return constant(ctx, FORA_OP_L_I8, (uint64_t)value, LOW_I8);
}

fora_val
lower_i32(lower_context *ctx, int64_t value)
{
    return constant(ctx, FORA_OP_L_I32, (uint64_t)value, LOW_I32);
}

fora_val
lower_i64(lower_context *ctx, int64_t value)
{
    return constant(ctx, FORA_OP_L_I64, (uint64_t)value, LOW_I64);
}

fora_val
lower_f64(lower_context *ctx, double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return constant(ctx, FORA_OP_L_F64, bits, LOW_F64);
}

static fora_val
null_of(lower_context *ctx, fora_type type)
{
    lower_place(ctx);
    return typed(ctx, fora_build0(&ctx->builder, FORA_OP_L_NULL), type);
}

fora_val
lower_null(lower_context *ctx)
{
    return null_of(ctx, LOW_REF);
}

fora_val
lower_null_ptr(lower_context *ctx)
{
    return null_of(ctx, LOW_PTR);
}

fora_val
lower_zero(lower_context *ctx, fora_type machine)
{
    switch (machine) {
    case LOW_I1:
        return lower_i1(ctx, false);
    case LOW_I8:
        return lower_i8(ctx, 0);
    case LOW_I32:
        return lower_i32(ctx, 0);
    case LOW_I64:
        return lower_i64(ctx, 0);
    case LOW_F64:
        return lower_f64(ctx, 0.0);
    case LOW_REF:
        return lower_null(ctx);
    default:
        return lower_null_ptr(ctx);
    }
}

fora_val
lower_cstring(lower_context *ctx, const char *text)
{
    return constant(ctx, FORA_OP_L_CSTRING, fora_intern_c(ctx->program->names, text),
                    LOW_PTR);
}

fora_val
lower_str_constant(lower_context *ctx, const char *text, size_t length)
{
    return constant(ctx, FORA_OP_L_STR, fora_intern(ctx->program->names, text, length),
                    LOW_REF);
}

fora_type
lower_machine(const lower_context *ctx, fora_val low)
{
    return ctx->function->values[low].type;
}

fora_val
lower_binary(lower_context *ctx, fora_opcode code, fora_val a, fora_val b)
{
    lower_place(ctx);
    if (ctx->lanes)
        code = lanes_prepare(ctx, code, &a, &b);
    fora_val value =
        typed(ctx, fora_build2(&ctx->builder, code, a, b), lower_machine(ctx, a));
    if (ctx->lanes)
        lanes_note(ctx, code, value, a, b);
    return value;
}

fora_val
lower_unary(lower_context *ctx, fora_opcode code, fora_val a)
{
    lower_place(ctx);
    return typed(ctx, fora_build1(&ctx->builder, code, a), lower_machine(ctx, a));
}

static fora_val
compare(lower_context *ctx, fora_opcode code, fora_compare how, fora_val a, fora_val b)
{
    lower_place(ctx);
    if (ctx->lanes)
        code = lanes_prepare(ctx, code, &a, &b);
    uint64_t attribute = how;
    fora_op op = fora_build(&ctx->builder, code, 2, (fora_val[]){a, b}, 1, 1,
                            &attribute, 0, NULL);
    bool wide = ctx->lanes && lanes_is(ctx, a);
    return typed(ctx, ctx->function->ops[op].result,
                 wide ? lanes_type(ctx, LOW_I1) : LOW_I1);
}

fora_val
lower_icmp(lower_context *ctx, fora_compare how, fora_val a, fora_val b)
{
    return compare(ctx, FORA_OP_L_ICMP, how, a, b);
}

fora_val
lower_fcmp(lower_context *ctx, fora_compare how, fora_val a, fora_val b)
{
    return compare(ctx, FORA_OP_L_FCMP, how, a, b);
}

fora_val
lower_not(lower_context *ctx, fora_val i1)
{
    return lower_binary(ctx, FORA_OP_L_XOR, i1, lower_i1(ctx, true));
}

fora_val
lower_convert(lower_context *ctx, fora_opcode code, fora_val a, fora_type to)
{
    lower_place(ctx);
    if (ctx->lanes && lanes_is(ctx, a))
        to = lanes_type(ctx, to);
    return typed(ctx, fora_build1(&ctx->builder, code, a), to);
}

fora_val
lower_select(lower_context *ctx, fora_val cond, fora_val a, fora_val b)
{
    lower_place(ctx);
    if (ctx->lanes) {
        if (lanes_is(ctx, cond))
            a = lanes_splat(ctx, a);
        lanes_prepare(ctx, FORA_OP_L_SELECT, &a, &b);
        cond = lanes_is(ctx, a) ? lanes_splat(ctx, cond) : cond;
    }
    fora_val value =
        typed(ctx, fora_build3(&ctx->builder, FORA_OP_L_SELECT, cond, a, b),
              lower_machine(ctx, a));
    if (ctx->lanes)
        lanes_note(ctx, FORA_OP_L_SELECT, value, a, b);
    return value;
}

fora_val
lower_checked(lower_context *ctx, fora_opcode code, fora_val a, fora_val b,
              fora_val *overflow)
{
    lower_place(ctx);
    fora_val sum;
    if (ctx->lanes && lanes_checked(ctx, code, a, b, &sum, overflow))
        return sum;
    fora_op op =
        fora_build(&ctx->builder, code, 2, (fora_val[]){a, b}, 2, 0, NULL, 0, NULL);
    fora_val result = ctx->function->ops[op].result;
    *overflow = typed(ctx, result + 1, LOW_I1);
    return typed(ctx, result, lower_machine(ctx, a));
}

int32_t
lower_first_code_point(const char *utf8)
{
    const uint8_t *bytes = (const uint8_t *)utf8;
    if (bytes[0] < 0x80)
        return bytes[0];
    uint32_t length = bytes[0] < 0xE0 ? 2 : bytes[0] < 0xF0 ? 3 : 4;
    int32_t point = bytes[0] & (0x7F >> length);
    for (uint32_t i = 1; i < length; i++)
        point = point << 6 | (bytes[i] & 0x3F);
    return point;
}
