// Values of lanes: splats, masks, frame memory, and what is known of integers.
#include "lanes.h"

void
lanes_give_up(lower_context *ctx)
{
    longjmp(*ctx->lanes->give_up, 1);
}

// ---- Types --------------------------------------------------------------------------

static fora_type_kind
kind_of(const lower_context *ctx, fora_val value)
{
    return lower_kind(ctx, lower_machine(ctx, value));
}

bool
lanes_is(const lower_context *ctx, fora_val value)
{
    return fora_lane_count(kind_of(ctx, value)) > 1;
}

fora_type
lanes_type(lower_context *ctx, fora_type machine)
{
    bool wide = ctx->lanes->width == 16;
    switch (fora_lane_kind(lower_kind(ctx, machine))) {
    case FORA_TYPE_L_I1:
        return wide ? FORA_SIMPLE_TYPE(L_I1X16) : FORA_SIMPLE_TYPE(L_I1X8);
    case FORA_TYPE_L_I64:
        return wide ? FORA_SIMPLE_TYPE(L_I64X16) : FORA_SIMPLE_TYPE(L_I64X8);
    case FORA_TYPE_L_F64:
        return wide ? FORA_SIMPLE_TYPE(L_F64X16) : FORA_SIMPLE_TYPE(L_F64X8);
    default:
        lanes_give_up(ctx);
    }
}

fora_type
lanes_read_type(lower_context *ctx, fora_type machine)
{
    bool wide = ctx->lanes->width == 16;
    if (machine == LOW_REF)
        return wide ? FORA_SIMPLE_TYPE(L_REFX16) : FORA_SIMPLE_TYPE(L_REFX8);
    if (machine == LOW_PTR)
        return wide ? FORA_SIMPLE_TYPE(L_PTRX16) : FORA_SIMPLE_TYPE(L_PTRX8);
    return lanes_type(ctx, machine);
}

// ---- Facts --------------------------------------------------------------------------

lanes_fact *
lanes_fact_of(lower_context *ctx, fora_val value)
{
    uint64_t known;
    if (fora_map_get(ctx->lanes->facts, value, &known))
        return (lanes_fact *)(uintptr_t)known;
    lanes_fact *fact = fora_alloc(ctx->scratch, sizeof *fact);
    fact->interval = IR_INTERVAL_ALL;
    fora_op def = ctx->function->values[value].def;
    if (def && ctx->function->ops[def].code == FORA_OP_L_I64)
        fact->interval =
            ir_interval_constant((int64_t)fora_attribute(ctx->function, def, 0));
    fora_map_put(ctx->lanes->facts, value, (uint64_t)(uintptr_t)fact);
    return fact;
}

ir_interval
lanes_interval(lower_context *ctx, fora_val value)
{
    return lanes_fact_of(ctx, value)->interval;
}

// ---- Making lanes -------------------------------------------------------------------

static fora_val
build(lower_context *ctx, fora_opcode code, fora_val operand, fora_type type)
{
    lower_place(ctx);
    fora_val value = operand ? fora_build1(&ctx->builder, code, operand)
                             : fora_build0(&ctx->builder, code);
    ctx->function->values[value].type = type;
    return value;
}

fora_val
lanes_splat(lower_context *ctx, fora_val value)
{
    if (lanes_is(ctx, value))
        return value;
    fora_type type = lanes_type(ctx, lower_machine(ctx, value));
    fora_val lanes = build(ctx, FORA_OP_L_SPLAT, value, type);
    lanes_fact *fact = lanes_fact_of(ctx, lanes);
    fact->interval = lanes_interval(ctx, value);
    fact->scalar = value;
    return lanes;
}

fora_val
lanes_iota(lower_context *ctx, fora_val base)
{
    fora_val numbers = build(ctx, FORA_OP_L_IOTA, 0, lanes_type(ctx, LOW_I64));
    lanes_fact *fact = lanes_fact_of(ctx, numbers);
    fact->interval = ir_interval_of(0, ctx->lanes->width - 1);
    fact->base = lower_i64(ctx, 0);
    return lower_binary(ctx, FORA_OP_L_ADD, numbers, base);
}

// ---- Masks --------------------------------------------------------------------------

fora_val
lanes_and(lower_context *ctx, fora_val mask, fora_val cond)
{
    return mask ? lower_select(ctx, mask, cond, lower_i1(ctx, false)) : cond;
}

fora_val
lanes_and_not(lower_context *ctx, fora_val mask, fora_val cond)
{
    return lanes_and(ctx, mask, lower_not(ctx, cond));
}

fora_val
lanes_or(lower_context *ctx, fora_val a, fora_val b)
{
    return lower_binary(ctx, FORA_OP_L_OR, a, b);
}

fora_val
lanes_any(lower_context *ctx, fora_val mask)
{
    return lanes_is(ctx, mask) ? build(ctx, FORA_OP_L_ANY, mask, LOW_I1) : mask;
}

fora_val
lanes_bits(lower_context *ctx, fora_val mask)
{
    return build(ctx, FORA_OP_L_BITS, mask, LOW_I64);
}

fora_val
lanes_some(lower_context *ctx, fora_val cond)
{
    return lanes_is(ctx, cond) ? lanes_any(ctx, lanes_and(ctx, ctx->lanes->mask, cond))
                               : cond;
}

fora_val
lanes_none(lower_context *ctx)
{
    return lanes_splat(ctx, lower_i1(ctx, false));
}

fora_val
lanes_all(lower_context *ctx, fora_val mask)
{
    return mask ? mask : lanes_splat(ctx, lower_i1(ctx, true));
}

// ---- Leaving ------------------------------------------------------------------------

void
lanes_fail_if(lower_context *ctx, fora_val cond)
{
    ctx->lanes->checks = true;
    fora_val some = lanes_some(ctx, cond);
    lower_place(ctx);
    fora_block on = lower_block(ctx);
    lower_branch(ctx, some, ctx->lanes->abandon, on, LOWER_THEN_UNLIKELY);
    lower_enter(ctx, on);
}

void
lanes_fail(lower_context *ctx)
{
    lower_place(ctx);
    if (ctx->lanes->mask) {
        lanes_fail_if(ctx, ctx->lanes->mask);
        return;
    }
    lower_jump(ctx, ctx->lanes->abandon, 0, NULL);
}

// ---- Frame memory -------------------------------------------------------------------

lanes_slot
lanes_slot_new(lower_context *ctx, fora_type machine)
{
    lanes_slot slot = {.type = lanes_type(ctx, machine)};
    uint32_t bytes = ctx->lanes->width * 8;
    if (fora_lane_kind(lower_kind(ctx, slot.type)) == FORA_TYPE_L_I1)
        bytes = ctx->lanes->width / 8;
    slot.address = lower_slot(ctx, bytes, bytes);
    return slot;
}

fora_val
lanes_get(lower_context *ctx, lanes_slot slot)
{
    return lower_load_machine(ctx, slot.type, slot.address, 0, 0, FORA_MEMORY_SLOT);
}

void
lanes_put(lower_context *ctx, lanes_slot slot, fora_val value)
{
    lower_store_machine(ctx, slot.address, 0, lanes_splat(ctx, value),
                        FORA_MEMORY_SLOT);
}

void
lanes_blend(lower_context *ctx, lanes_slot slot, fora_val value)
{
    if (ctx->lanes->mask)
        value = lower_select(ctx, ctx->lanes->mask, value, lanes_get(ctx, slot));
    lanes_put(ctx, slot, value);
}

// ---- Hooks --------------------------------------------------------------------------

fora_val
lanes_load(lower_context *ctx, fora_type machine, fora_val base, int64_t offset,
           fora_memory class)
{
    fora_val owner = lanes_fact_of(ctx, base)->owner;
    if (!owner)
        lanes_give_up(ctx);
    fora_type type = lanes_read_type(ctx, machine);
    fora_val mask = lanes_all(ctx, ctx->lanes->mask);
    uint64_t attributes[] = {(uint64_t)offset, class};
    lower_place(ctx);
    fora_op op = fora_build(&ctx->builder, FORA_OP_L_GATHER_AT, 3,
                            (fora_val[]){base, mask, owner}, 1, 2, attributes, 0, NULL);
    fora_val value = ctx->function->ops[op].result;
    ctx->function->values[value].type = type;
    lanes_fact_of(ctx, value)->owner = owner;
    return value;
}

// Lanes that are not at work hold anything, so no sum of lanes is known not to overflow.
static fora_opcode
wrapping(fora_opcode code)
{
    switch (code) {
    case FORA_OP_L_ADD_EXACT:
        return FORA_OP_L_ADD;
    case FORA_OP_L_SUB_EXACT:
        return FORA_OP_L_SUB;
    case FORA_OP_L_MUL_EXACT:
        return FORA_OP_L_MUL;
    default:
        return code;
    }
}

fora_opcode
lanes_prepare(lower_context *ctx, fora_opcode code, fora_val *a, fora_val *b)
{
    if (ctx->function->op_count > ctx->lanes->most_ops)
        lanes_give_up(ctx);
    if (!lanes_is(ctx, *a) && !lanes_is(ctx, *b))
        return code;
    // Division traps in lanes that are not at work.
    if (code == FORA_OP_L_SDIV || code == FORA_OP_L_SREM)
        lanes_give_up(ctx);
    *a = lanes_splat(ctx, *a);
    *b = lanes_splat(ctx, *b);
    return wrapping(code);
}

// What is exact in one number need not be so in lanes.
static ir_interval
result_interval(fora_opcode code, ir_interval a, ir_interval b)
{
    return code == FORA_OP_L_SELECT ? ir_interval_join(a, b)
                                    : ir_interval_binary(wrapping(code), a, b);
}

static bool
is_integer(const lower_context *ctx, fora_val value)
{
    return fora_lane_kind(kind_of(ctx, value)) == FORA_TYPE_L_I64;
}

void
lanes_note(lower_context *ctx, fora_opcode code, fora_val result, fora_val a,
           fora_val b)
{
    if (!is_integer(ctx, result) || !is_integer(ctx, a))
        return;
    lanes_fact *left = lanes_fact_of(ctx, a), *right = lanes_fact_of(ctx, b);
    lanes_fact *fact = lanes_fact_of(ctx, result);
    fact->interval = result_interval(code, left->interval, right->interval);
    bool sum = code == FORA_OP_L_ADD || code == FORA_OP_L_SUB;
    if (sum && left->base && right->scalar)
        fact->base = lower_binary(ctx, code, left->base, right->scalar);
    else if (code == FORA_OP_L_ADD && left->scalar && right->base)
        fact->base = lower_binary(ctx, code, left->scalar, right->base);
}

static fora_val
outside_32_bits(lower_context *ctx, fora_val value)
{
    fora_val moved =
        lower_binary(ctx, FORA_OP_L_ADD, value, lower_i64(ctx, INT64_C(1) << 31));
    return lower_icmp(ctx, FORA_UGT, moved, lower_i64(ctx, UINT32_MAX));
}

// Overflow of a sum of lanes: both operands have the sign that the result has not.
static fora_val
sum_overflow(lower_context *ctx, fora_opcode plain, fora_val a, fora_val b,
             fora_val sum)
{
    fora_val flips = lower_binary(ctx, FORA_OP_L_XOR, a, sum);
    fora_val other = plain == FORA_OP_L_ADD ? lower_binary(ctx, FORA_OP_L_XOR, b, sum)
                                            : lower_binary(ctx, FORA_OP_L_XOR, a, b);
    fora_val both = lower_binary(ctx, FORA_OP_L_AND, flips, other);
    return lower_icmp(ctx, FORA_LT, both, lower_i64(ctx, 0));
}

// A product of lanes counts as too large as soon as a factor has more than 32 bits.
static fora_val
product_overflow(lower_context *ctx, fora_val a, fora_val b)
{
    fora_val left = outside_32_bits(ctx, a), right = outside_32_bits(ctx, b);
    return lanes_or(ctx, left, right);
}

bool
lanes_checked(lower_context *ctx, fora_opcode code, fora_val a, fora_val b,
              fora_val *result, fora_val *overflow)
{
    ir_interval left = lanes_interval(ctx, a), right = lanes_interval(ctx, b);
    bool add = code == FORA_OP_L_ADD_CHECK, sub = code == FORA_OP_L_SUB_CHECK;
    bool fits = add   ? ir_interval_add_fits(left, right)
                : sub ? ir_interval_sub_fits(left, right)
                      : ir_interval_mul_fits(left, right);
    if (!fits && !lanes_is(ctx, a) && !lanes_is(ctx, b))
        return false;
    fora_opcode plain = add ? FORA_OP_L_ADD : sub ? FORA_OP_L_SUB : FORA_OP_L_MUL;
    *result = lower_binary(ctx, plain, a, b);
    if (fits)
        *overflow = lower_i1(ctx, false);
    else if (plain == FORA_OP_L_MUL)
        *overflow = product_overflow(ctx, a, b);
    else
        *overflow = sum_overflow(ctx, plain, a, b, *result);
    return true;
}
