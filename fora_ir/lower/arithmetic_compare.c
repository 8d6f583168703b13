// Comparisons of numbers, their truth, and the operators of bool.
#include "arithmetic.h"

static void
compare_int(lower_context *ctx, fora_op op, fora_compare how)
{
    lower_set_scalar(ctx, op, 0,
                     lower_icmp(ctx, how, lower_operand(ctx, op, 0)[0],
                                lower_operand(ctx, op, 1)[0]));
}

static void
compare_float(lower_context *ctx, fora_op op, fora_compare how)
{
    lower_set_scalar(ctx, op, 0,
                     lower_fcmp(ctx, how, lower_operand(ctx, op, 0)[0],
                                lower_operand(ctx, op, 1)[0]));
}

// An integer below 2**53 in magnitude is a float; others are compared by the runtime,
// which rounds nothing and answers -1, 0, 1, or 2 if the float is not a number.
static fora_val
compare_mixed(lower_context *ctx, fora_compare how, fora_val integer, fora_val real)
{
    int64_t bound = (int64_t)1 << 53;
    fora_val moved = lower_binary(ctx, FORA_OP_L_ADD, integer, lower_i64(ctx, bound));
    fora_val small = lower_icmp(ctx, FORA_ULE, moved, lower_i64(ctx, 2 * bound));
    fora_block exact = lower_block(ctx), large = lower_block(ctx),
               on = lower_block(ctx);
    fora_val result = lower_block_parameter(ctx, on, LOW_I1);
    lower_branch(ctx, small, exact, large, LOWER_ELSE_UNLIKELY);
    lower_enter(ctx, exact);
    fora_val answer = lower_fcmp(
        ctx, how, lower_convert(ctx, FORA_OP_L_SITOFP, integer, LOW_F64), real);
    lower_jump(ctx, on, 1, &answer);
    lower_enter(ctx, large);
    fora_val order = lower_rt(ctx, rt_int_float_compare, integer, real);
    answer = lower_icmp(ctx, how, order, lower_i32(ctx, 0));
    if (how == FORA_GT || how == FORA_GE)
        answer = lower_binary(ctx, FORA_OP_L_AND, answer,
                              lower_icmp(ctx, FORA_NE, order, lower_i32(ctx, 2)));
    lower_jump(ctx, on, 1, &answer);
    lower_enter(ctx, on);
    return result;
}

// The comparison with its operands exchanged.
static fora_compare
mirrored(fora_compare how)
{
    switch (how) {
    case FORA_LT:
        return FORA_GT;
    case FORA_LE:
        return FORA_GE;
    case FORA_GT:
        return FORA_LT;
    case FORA_GE:
        return FORA_LE;
    default:
        return how;
    }
}

static void
compare_int_float(lower_context *ctx, fora_op op, fora_compare how)
{
    lower_set_scalar(ctx, op, 0,
                     compare_mixed(ctx, how, lower_operand(ctx, op, 0)[0],
                                   lower_operand(ctx, op, 1)[0]));
}

static void
compare_float_int(lower_context *ctx, fora_op op, fora_compare how)
{
    lower_set_scalar(ctx, op, 0,
                     compare_mixed(ctx, mirrored(how), lower_operand(ctx, op, 1)[0],
                                   lower_operand(ctx, op, 0)[0]));
}

// clang-format off
#define COMPARISON(name, how)                                 \
    void lower_int_##name(lower_context *ctx, fora_op op) {   \
        compare_int(ctx, op, how);                            \
    }                                                         \
    void lower_float_##name(lower_context *ctx, fora_op op) { \
        compare_float(ctx, op, how);                          \
    }                                                         \
    void lower_int_float_##name(lower_context *ctx, fora_op op) { \
        compare_int_float(ctx, op, how);                      \
    }                                                         \
    void lower_float_int_##name(lower_context *ctx, fora_op op) { \
        compare_float_int(ctx, op, how);                      \
    }

COMPARISON(eq, FORA_EQ)
COMPARISON(ne, FORA_NE)
COMPARISON(lt, FORA_LT)
COMPARISON(le, FORA_LE)
COMPARISON(gt, FORA_GT)
COMPARISON(ge, FORA_GE)
// clang-format on

// ---- Truth and bool -----------------------------------------------------------------

static fora_val
truth_of(lower_context *ctx, fora_val a)
{
    fora_type_kind kind = fora_lane_kind(lower_kind(ctx, lower_machine(ctx, a)));
    if (kind == FORA_TYPE_L_F64)
        return lower_fcmp(ctx, FORA_NE, a, lower_f64(ctx, 0.0));
    if (kind == FORA_TYPE_L_I64)
        return lower_icmp(ctx, FORA_NE, a, lower_i64(ctx, 0));
    return a;
}

void
lower_number_truth(lower_context *ctx, fora_op op)
{
    lower_set_scalar(ctx, op, 0, truth_of(ctx, lower_operand(ctx, op, 0)[0]));
}

void
lower_number_not(lower_context *ctx, fora_op op)
{
    lower_set_scalar(ctx, op, 0,
                     lower_not(ctx, truth_of(ctx, lower_operand(ctx, op, 0)[0])));
}

void
lower_bool_and(lower_context *ctx, fora_op op)
{
    lower_set_binary(ctx, op, FORA_OP_L_AND);
}

void
lower_bool_or(lower_context *ctx, fora_op op)
{
    lower_set_binary(ctx, op, FORA_OP_L_OR);
}

void
lower_bool_xor(lower_context *ctx, fora_op op)
{
    lower_set_binary(ctx, op, FORA_OP_L_XOR);
}

void
lower_bool_eq(lower_context *ctx, fora_op op)
{
    compare_int(ctx, op, FORA_EQ);
}

void
lower_bool_ne(lower_context *ctx, fora_op op)
{
    compare_int(ctx, op, FORA_NE);
}

void
lower_always_true(lower_context *ctx, fora_op op)
{
    lower_set_scalar(ctx, op, 0, lower_i1(ctx, true));
}

void
lower_always_false(lower_context *ctx, fora_op op)
{
    lower_set_scalar(ctx, op, 0, lower_i1(ctx, false));
}

// Identity of two objects that are one ref each.
void
lower_is_same_object(lower_context *ctx, fora_op op)
{
    lower_set_scalar(ctx, op, 0,
                     lower_icmp(ctx, FORA_EQ, lower_operand(ctx, op, 0)[0],
                                lower_operand(ctx, op, 1)[0]));
}
