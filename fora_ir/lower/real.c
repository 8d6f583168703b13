// The type zero|float: a float, or the int 0 that is the sum of nothing. It lies in one
// f64, so that sums of floats stay floats in memory and in registers: one bit pattern
// stands for the int 0.
//
// The pattern is that of a quiet nan with a payload of its own. No float of a program
// has it: an operation of the processor or of libm on numbers gives the nan without
// payload, one on a nan keeps that nan's payload, the text "nan" (float(),
// float.fromhex()) reads as the nan without payload, and the language has no way to see
// or make the bits of a float. The int 0 itself never gets into an operation: each one
// takes its float (a compare and a select, no branch) first.
#include "real.h"

#include "program.h"

#define ZERO_BITS INT64_C(0x7FF8466F72613000)

fora_val
lower_real_zero(lower_context *ctx)
{
    return lower_convert(ctx, FORA_OP_L_BITCAST, lower_i64(ctx, ZERO_BITS), LOW_F64);
}

fora_val
lower_real_is_zero(lower_context *ctx, fora_val value)
{
    fora_val bits = lower_convert(ctx, FORA_OP_L_BITCAST, value, LOW_I64);
    return lower_icmp(ctx, FORA_EQ, bits, lower_i64(ctx, ZERO_BITS));
}

fora_val
lower_real_float(lower_context *ctx, fora_type type, const fora_val *value)
{
    if (lower_union_is_real(ctx->program, type)) {
        fora_val is_zero = lower_real_is_zero(ctx, value[0]);
        return lower_select(ctx, is_zero, lower_f64(ctx, 0.0), value[0]);
    }
    fora_val result;
    FORA_ASSERT(lower_kind(ctx, type) != FORA_TYPE_UNION);
    lower_coerce(ctx, type, FORA_SIMPLE_TYPE(FLOAT), value, &result);
    return result;
}

// ---- Operators ----------------------------------------------------------------------

// i1: operand `i` is an int 0; 0 if its type says that it is none.
static fora_val
operand_is_zero(lower_context *ctx, fora_op op, uint32_t i)
{
    fora_type type = lower_operand_type(ctx, op, i);
    if (type == FORA_SIMPLE_TYPE(ZERO))
        return lower_i1(ctx, true);
    return lower_union_is_real(ctx->program, type)
               ? lower_real_is_zero(ctx, lower_operand(ctx, op, i)[0])
               : 0;
}

static fora_val
operand_float(lower_context *ctx, fora_op op, uint32_t i)
{
    return lower_real_float(ctx, lower_operand_type(ctx, op, i),
                            lower_operand(ctx, op, i));
}

static void
set_unless_zero(lower_context *ctx, fora_op op, fora_val zero, fora_val result)
{
    lower_set_scalar(ctx, op, 0, lower_select(ctx, zero, lower_real_zero(ctx), result));
}

// The int 0 if both operands are, else the operation on their floats.
static void
binary(lower_context *ctx, fora_op op, fora_opcode code)
{
    fora_val no_left = operand_is_zero(ctx, op, 0);
    fora_val no_right = operand_is_zero(ctx, op, 1);
    fora_val both = lower_binary(ctx, FORA_OP_L_AND, no_left, no_right);
    fora_val left = operand_float(ctx, op, 0), right = operand_float(ctx, op, 1);
    set_unless_zero(ctx, op, both, lower_binary(ctx, code, left, right));
}

void
lower_real_add(lower_context *ctx, fora_op op)
{
    binary(ctx, op, FORA_OP_L_FADD);
}

void
lower_real_sub(lower_context *ctx, fora_op op)
{
    binary(ctx, op, FORA_OP_L_FSUB);
}

// With an int beside it, the int 0 stays the int 0.
void
lower_real_mul(lower_context *ctx, fora_op op)
{
    fora_val no_left = operand_is_zero(ctx, op, 0);
    fora_val no_right = operand_is_zero(ctx, op, 1);
    fora_val zero = no_left && no_right
                        ? lower_binary(ctx, FORA_OP_L_AND, no_left, no_right)
                        : (no_left ? no_left : no_right);
    fora_val left = operand_float(ctx, op, 0), right = operand_float(ctx, op, 1);
    set_unless_zero(ctx, op, zero, lower_binary(ctx, FORA_OP_L_FMUL, left, right));
}

// i1: both operands are ints as far as they can be zero; 0: one is always a float.
static fora_val
both_are_ints(lower_context *ctx, fora_op op)
{
    fora_val both = 0;
    for (uint32_t i = 0; i < 2; i++) {
        fora_type_kind kind = lower_kind(ctx, lower_operand_type(ctx, op, i));
        if (kind == FORA_TYPE_INT)
            continue;
        fora_val zero = operand_is_zero(ctx, op, i);
        if (!zero)
            return 0;
        both = both ? lower_binary(ctx, FORA_OP_L_AND, both, zero) : zero;
    }
    return both;
}

// Which exception it is depends on whether a float takes part.
void
lower_real_truediv(lower_context *ctx, fora_op op)
{
    fora_val divisor = operand_float(ctx, op, 1);
    fora_val nothing = lower_fcmp(ctx, FORA_EQ, divisor, lower_f64(ctx, 0.0));
    fora_val ints = both_are_ints(ctx, op);
    fora_block on = lower_cold_if(ctx, nothing);
    if (ints)
        lower_raise_if(ctx, ints, "ZeroDivisionError", "division by zero");
    lower_raise_now(ctx, "ZeroDivisionError", "float division by zero");
    lower_enter(ctx, on);
    fora_val dividend = operand_float(ctx, op, 0);
    lower_set_scalar(ctx, op, 0, lower_binary(ctx, FORA_OP_L_FDIV, dividend, divisor));
}

static void
unary(lower_context *ctx, fora_op op, fora_opcode code)
{
    fora_val zero = operand_is_zero(ctx, op, 0);
    set_unless_zero(ctx, op, zero, lower_unary(ctx, code, operand_float(ctx, op, 0)));
}

void
lower_real_neg(lower_context *ctx, fora_op op)
{
    unary(ctx, op, FORA_OP_L_FNEG);
}

void
lower_real_abs(lower_context *ctx, fora_op op)
{
    unary(ctx, op, FORA_OP_L_FABS);
}

void
lower_real_round(lower_context *ctx, fora_op op)
{
    fora_val rounded = lower_rt(ctx, rt_float_round_digits, operand_float(ctx, op, 0),
                                lower_operand(ctx, op, 1)[0]);
    set_unless_zero(ctx, op, operand_is_zero(ctx, op, 0), rounded);
}

void
lower_set_mixed_sum(lower_context *ctx, fora_op op, fora_val some, fora_val sum)
{
    fora_type result = lower_result_type(ctx, op, 0);
    uint32_t count = lower_layout_of(ctx, result)->count;
    fora_val *as_int = fora_alloc(ctx->scratch, count * sizeof *as_int);
    fora_val *as_float = fora_alloc(ctx->scratch, count * sizeof *as_float);
    lower_coerce(ctx, lower_operand_type(ctx, op, 0), result, lower_operand(ctx, op, 0),
                 as_int);
    lower_coerce(ctx, FORA_SIMPLE_TYPE(FLOAT), result, &sum, as_float);
    for (uint32_t i = 0; i < count; i++)
        as_float[i] = lower_select(ctx, some, as_float[i], as_int[i]);
    lower_set_result(ctx, op, 0, as_float);
}

// A result of type zero has no components.
void
lower_known_zero(lower_context *ctx, fora_op op)
{
    (void)ctx, (void)op;
}
