// Interval analysis: what the result of an operation can be.
#include "../low_edit.h"
#include "fora_lower.h"
#include "intervals_work.h"

// No container that fits in memory is longer.
static const int64_t most_length = (int64_t)1 << 60;

static bool
is_i64(const fora_function *f, fora_val value)
{
    return f->values[value].type == FORA_SIMPLE_TYPE(L_I64);
}

// Types of which intervals are known.
static bool
is_integer(const fora_function *f, fora_val value)
{
    fora_type type = f->values[value].type;
    return type == FORA_SIMPLE_TYPE(L_I1) || type == FORA_SIMPLE_TYPE(L_I8) ||
           type == FORA_SIMPLE_TYPE(L_I32) || type == FORA_SIMPLE_TYPE(L_I64);
}

// ---- Arithmetic ---------------------------------------------------------------------

static bool
is_binary(fora_opcode code)
{
    return (code >= FORA_OP_L_ADD && code <= FORA_OP_L_MUL) ||
           (code >= FORA_OP_L_ADD_EXACT && code <= FORA_OP_L_LSHR);
}

// Narrower integers: bit operations keep to the type, others are not followed.
static ir_interval
of_narrow(const iv_function *w, fora_op op, ir_interval a, ir_interval b)
{
    fora_opcode code = w->f->ops[op].code;
    bool bits = code == FORA_OP_L_AND || code == FORA_OP_L_OR || code == FORA_OP_L_XOR;
    ir_interval all = iv_of_type(w->f->values[w->f->ops[op].result].type);
    return bits ? ir_interval_meet(all, ir_interval_binary(code, a, b)) : all;
}

static ir_interval
of_check(const iv_function *w, fora_op op, uint32_t i, ir_interval a, ir_interval b)
{
    fora_opcode code = w->f->ops[op].code;
    bool add = code == FORA_OP_L_ADD_CHECK, sub = code == FORA_OP_L_SUB_CHECK;
    if (!is_i64(w->f, w->f->ops[op].result))
        return iv_of_type(w->f->values[w->f->ops[op].result + i].type);
    bool fits = add   ? ir_interval_add_fits(a, b)
                : sub ? ir_interval_sub_fits(a, b)
                      : ir_interval_mul_fits(a, b);
    ir_interval exact = add   ? ir_interval_add(a, b)
                        : sub ? ir_interval_sub(a, b)
                              : ir_interval_mul(a, b);
    fora_val flag = w->f->ops[op].result + 1;
    if (i == 0)  // nothing goes on with a result that does not fit if that is raised
        return w->exits[flag] && !w->watched[flag] ? exact
               : fits                              ? exact
                                                   : IR_INTERVAL_ALL;
    if (ir_interval_is_none(a) || ir_interval_is_none(b))
        return IR_INTERVAL_NONE;
    return ir_interval_of(!fits && ir_interval_is_none(exact), !fits);
}

// ---- Comparisons and choices --------------------------------------------------------

static ir_interval
of_certainty(ir_certainty certainty)
{
    return ir_interval_of(certainty == IR_ALWAYS, certainty != IR_NEVER);
}

static ir_interval
of_compare(const iv_function *w, fora_op op, ir_interval a, ir_interval b)
{
    const fora_function *f = w->f;
    fora_val left = fora_operand(f, op, 0);
    fora_compare how = (fora_compare)fora_attribute(f, op, 0);
    bool one_bit = f->values[left].type == FORA_SIMPLE_TYPE(L_I1);
    if (!is_integer(f, left) || (one_bit && how != FORA_EQ && how != FORA_NE))
        return ir_interval_of(0, 1);
    if (ir_interval_is_none(a) || ir_interval_is_none(b))
        return IR_INTERVAL_NONE;
    return of_certainty(ir_interval_compare(how, a, b));
}

// A side of a `select` by a comparison: what is compared is restricted in it, also where
// it is an operand of what the side computes (rest + divisor if rest is negative).
static ir_interval
of_side(const iv_function *w, fora_op select, uint32_t side)
{
    const fora_function *f = w->f;
    fora_block block = f->ops[select].parent;
    fora_val value = fora_operand(f, select, side);
    ir_interval whole = iv_at(w, value, block);
    fora_op test = f->values[fora_operand(f, select, 0)].def;
    if (!test || f->ops[test].code != FORA_OP_L_ICMP ||
        !is_i64(f, fora_operand(f, test, 0)) || !is_i64(f, value))
        return whole;
    fora_val a = fora_operand(f, test, 0), b = fora_operand(f, test, 1);
    fora_compare how = (fora_compare)fora_attribute(f, test, 0);
    how = side == 1 ? how : ir_compare_negated(how);
    ir_interval left = iv_at(w, a, block), right = iv_at(w, b, block);
    ir_interval left_there = ir_interval_where(how, left, right);
    ir_interval right_there = ir_interval_where(ir_compare_exchanged(how), right, left);
    if (value == a || value == b)
        return ir_interval_meet(whole, value == a ? left_there : right_there);
    fora_op def = f->values[value].def;
    if (!def || !is_binary(f->ops[def].code))
        return whole;
    ir_interval parts[2];
    for (uint32_t i = 0; i < 2; i++) {
        fora_val part = fora_operand(f, def, i);
        parts[i] = part == a   ? left_there
                   : part == b ? right_there
                               : iv_at(w, part, block);
    }
    return ir_interval_meet(whole,
                            ir_interval_binary(f->ops[def].code, parts[0], parts[1]));
}

static bool
is_zero(const fora_function *f, fora_val value)
{
    int64_t constant;
    return ir_constant_i64(f, value, &constant) && constant == 0;
}

// Whether `cond` is that the signs of `rest` and `divisor` differ and `rest` is not zero:
// the form that lowering gives Python's remainder.
static bool
is_wrong_sign(const fora_function *f, fora_val cond, fora_val rest, fora_val divisor)
{
    fora_op both = f->values[cond].def;
    if (!both || f->ops[both].code != FORA_OP_L_AND)
        return false;
    fora_op inexact = f->values[fora_operand(f, both, 0)].def;
    fora_op test = f->values[fora_operand(f, both, 1)].def;
    if (!inexact || f->ops[inexact].code != FORA_OP_L_ICMP ||
        fora_attribute(f, inexact, 0) != FORA_NE || !test ||
        fora_operand(f, inexact, 0) != rest ||
        !is_zero(f, fora_operand(f, inexact, 1)) ||
        f->ops[test].code != FORA_OP_L_ICMP || fora_attribute(f, test, 0) != FORA_LT ||
        !is_zero(f, fora_operand(f, test, 1)))
        return false;
    fora_op signs = f->values[fora_operand(f, test, 0)].def;
    return signs && f->ops[signs].code == FORA_OP_L_XOR &&
           fora_operand(f, signs, 0) == rest && fora_operand(f, signs, 1) == divisor;
}

// Python's remainder by a positive divisor, if `op` is one: never negative.
static bool
of_remainder(const iv_function *w, fora_op op, ir_interval *result)
{
    const fora_function *f = w->f;
    fora_block block = f->ops[op].parent;
    fora_val rest = fora_operand(f, op, 2);
    fora_op moved = f->values[fora_operand(f, op, 1)].def;
    if (!moved ||
        (f->ops[moved].code != FORA_OP_L_ADD &&
         f->ops[moved].code != FORA_OP_L_ADD_EXACT) ||
        fora_operand(f, moved, 0) != rest)
        return false;
    fora_val divisor = fora_operand(f, moved, 1);
    ir_interval by = iv_at(w, divisor, block), left = iv_at(w, rest, block);
    if (by.low <= 0 || !is_i64(f, rest) ||
        !is_wrong_sign(f, fora_operand(f, op, 0), rest, divisor))
        return false;
    ir_interval negative = ir_interval_meet(left, ir_interval_of(INT64_MIN, -1));
    ir_interval rising = ir_interval_add(negative, by);
    ir_interval other = ir_interval_meet(left, ir_interval_of(0, INT64_MAX));
    *result = ir_interval_join(rising, other);
    return true;
}

static ir_interval
of_select(const iv_function *w, fora_op op)
{
    ir_interval remainder;
    if (of_remainder(w, op, &remainder))
        return remainder;
    ir_interval cond = iv_at(w, fora_operand(w->f, op, 0), w->f->ops[op].parent);
    ir_interval result = IR_INTERVAL_NONE;
    if (ir_interval_has(cond, 1))
        result = ir_interval_join(result, of_side(w, op, 1));
    if (ir_interval_has(cond, 0))
        result = ir_interval_join(result, of_side(w, op, 2));
    return result;
}

// ---- Conversions and memory ---------------------------------------------------------

static ir_interval
of_conversion(const iv_function *w, fora_op op, ir_interval a)
{
    const fora_function *f = w->f;
    fora_type from = f->values[fora_operand(f, op, 0)].type;
    ir_interval all = iv_of_type(f->values[f->ops[op].result].type);
    bool one_bit = from == FORA_SIMPLE_TYPE(L_I1);
    if (!is_integer(f, fora_operand(f, op, 0)) || ir_interval_is_none(a))
        return ir_interval_is_none(a) ? IR_INTERVAL_NONE : all;
    switch (f->ops[op].code) {
    case FORA_OP_L_ZEXT:
        if (a.low >= 0)
            return a;
        return from == FORA_SIMPLE_TYPE(L_I8)    ? ir_interval_of(0, UINT8_MAX)
               : from == FORA_SIMPLE_TYPE(L_I32) ? ir_interval_of(0, UINT32_MAX)
                                                 : all;
    case FORA_OP_L_SEXT:
        return one_bit ? ir_interval_of(-a.high, -a.low) : a;
    default:  // trunc
        return ir_interval_within(a, all.low, all.high) ? a : all;
    }
}

// Every container has its length at the same place behind the header.
static ir_interval
of_load(const iv_function *w, fora_op op)
{
    const fora_function *f = w->f;
    _Static_assert(offsetof(rt_list, length) == offsetof(rt_str, length) &&
                       offsetof(rt_list, length) == offsetof(rt_vtuple, length) &&
                       offsetof(rt_list, length) == offsetof(rt_dict, length) &&
                       offsetof(rt_list, length) == offsetof(rt_set, length),
                   "lengths lie at one place");
    fora_val base = fora_operand(f, op, 0);
    if (is_i64(f, f->ops[op].result) &&
        f->values[base].type == FORA_SIMPLE_TYPE(L_REF) &&
        fora_attribute(f, op, 0) == offsetof(rt_list, length) &&
        fora_attribute(f, op, 1) == FORA_MEMORY_HEADER)
        return ir_interval_of(0, most_length);
    fora_op address = f->values[base].def;
    if (is_i64(f, f->ops[op].result) && address &&
        f->ops[address].code == FORA_OP_L_GLOBAL && !fora_attribute(f, op, 0))
        return w->globals[fora_attribute(f, address, 0)];
    return iv_of_type(f->values[f->ops[op].result].type);
}

static ir_interval
of_constant(const fora_function *f, fora_op op)
{
    int64_t value = (int64_t)fora_attribute(f, op, 0);
    switch (f->ops[op].code) {
    case FORA_OP_L_I1:
        return ir_interval_constant(value & 1);
    case FORA_OP_L_I8:
        return ir_interval_constant((int8_t)value);
    case FORA_OP_L_I32:
        return ir_interval_constant((int32_t)value);
    default:
        return ir_interval_constant(value);
    }
}

// ---- All ----------------------------------------------------------------------------

ir_interval
iv_evaluate(const iv_function *w, fora_op op, uint32_t i)
{
    const fora_function *f = w->f;
    const fora_operation *o = &f->ops[op];
    ir_interval a = IR_INTERVAL_ALL, b = IR_INTERVAL_ALL;
    if (o->operand_count > 0 && is_integer(f, fora_operand(f, op, 0)))
        a = iv_at(w, fora_operand(f, op, 0), o->parent);
    if (o->operand_count > 1 && is_integer(f, fora_operand(f, op, 1)))
        b = iv_at(w, fora_operand(f, op, 1), o->parent);
    if (!is_integer(f, o->result + i))
        return IR_INTERVAL_ALL;
    if (is_binary(o->code))
        return is_i64(f, o->result) ? ir_interval_binary(o->code, a, b)
                                    : of_narrow(w, op, a, b);
    switch (o->code) {
    case FORA_OP_L_I1:
    case FORA_OP_L_I8:
    case FORA_OP_L_I32:
    case FORA_OP_L_I64:
        return of_constant(f, op);
    case FORA_OP_L_ADD_CHECK:
    case FORA_OP_L_SUB_CHECK:
    case FORA_OP_L_MUL_CHECK:
        return of_check(w, op, i, a, b);
    case FORA_OP_L_ICMP:
        return of_compare(w, op, a, b);
    case FORA_OP_L_SELECT:
        return of_select(w, op);
    case FORA_OP_L_ZEXT:
    case FORA_OP_L_SEXT:
    case FORA_OP_L_TRUNC:
        return of_conversion(w, op, a);
    case FORA_OP_L_LOAD:
        return of_load(w, op);
    default:
        return iv_of_type(f->values[o->result + i].type);
    }
}
