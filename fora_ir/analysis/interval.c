// Arithmetic of intervals (interval.h).
#include "interval.h"

__extension__ typedef __int128 wide;

// ---- Sets ---------------------------------------------------------------------------

static int64_t
lesser(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int64_t
greater(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static bool
none_of(ir_interval a, ir_interval b)
{
    return ir_interval_is_none(a) || ir_interval_is_none(b);
}

ir_interval
ir_interval_join(ir_interval a, ir_interval b)
{
    if (ir_interval_is_none(a))
        return b;
    if (ir_interval_is_none(b))
        return a;
    return ir_interval_of(lesser(a.low, b.low), greater(a.high, b.high));
}

ir_interval
ir_interval_meet(ir_interval a, ir_interval b)
{
    ir_interval both = ir_interval_of(greater(a.low, b.low), lesser(a.high, b.high));
    return none_of(a, b) || ir_interval_is_none(both) ? IR_INTERVAL_NONE : both;
}

// ---- Sums and products --------------------------------------------------------------

static ir_interval
clipped(wide low, wide high)
{
    if (low > INT64_MAX || high < INT64_MIN)
        return IR_INTERVAL_NONE;
    return ir_interval_of(low < INT64_MIN ? INT64_MIN : (int64_t)low,
                          high > INT64_MAX ? INT64_MAX : (int64_t)high);
}

static bool
fits(wide low, wide high)
{
    return low >= INT64_MIN && high <= INT64_MAX;
}

typedef struct {
    wide low, high;
} wide_interval;

static wide_interval
span_of(const wide *values, uint32_t count)
{
    wide_interval span = {values[0], values[0]};
    for (uint32_t i = 1; i < count; i++) {
        span.low = values[i] < span.low ? values[i] : span.low;
        span.high = values[i] > span.high ? values[i] : span.high;
    }
    return span;
}

static wide_interval
products(ir_interval a, ir_interval b)
{
    wide corners[] = {(wide)a.low * b.low, (wide)a.low * b.high, (wide)a.high * b.low,
                      (wide)a.high * b.high};
    return span_of(corners, 4);
}

bool
ir_interval_add_fits(ir_interval a, ir_interval b)
{
    return none_of(a, b) || fits((wide)a.low + b.low, (wide)a.high + b.high);
}

bool
ir_interval_sub_fits(ir_interval a, ir_interval b)
{
    return none_of(a, b) || fits((wide)a.low - b.high, (wide)a.high - b.low);
}

bool
ir_interval_mul_fits(ir_interval a, ir_interval b)
{
    wide_interval span = products(a, b);
    return none_of(a, b) || fits(span.low, span.high);
}

ir_interval
ir_interval_add(ir_interval a, ir_interval b)
{
    return none_of(a, b) ? IR_INTERVAL_NONE
                         : clipped((wide)a.low + b.low, (wide)a.high + b.high);
}

ir_interval
ir_interval_sub(ir_interval a, ir_interval b)
{
    return none_of(a, b) ? IR_INTERVAL_NONE
                         : clipped((wide)a.low - b.high, (wide)a.high - b.low);
}

ir_interval
ir_interval_mul(ir_interval a, ir_interval b)
{
    wide_interval span = products(a, b);
    return none_of(a, b) ? IR_INTERVAL_NONE : clipped(span.low, span.high);
}

// ---- Bits ---------------------------------------------------------------------------

// All bits up to the highest one of a number that is not negative.
static int64_t
filled(int64_t number)
{
    return number ? (int64_t)(UINT64_MAX >> __builtin_clzll((uint64_t)number)) : 0;
}

static ir_interval
inverted(ir_interval a)
{
    return ir_interval_of(~a.high, ~a.low);
}

ir_interval
ir_interval_and(ir_interval a, ir_interval b)
{
    if (none_of(a, b))
        return IR_INTERVAL_NONE;
    if (a.low >= 0 && b.low >= 0)
        return ir_interval_of(0, lesser(a.high, b.high));
    if (a.low >= 0 || b.low >= 0)
        return ir_interval_of(0, a.low >= 0 ? a.high : b.high);
    // Bits above those in which both differ from -1 are set in both.
    int64_t low = ~filled(~lesser(a.low, b.low));
    bool negative = a.high < 0 && b.high < 0;
    return ir_interval_of(low,
                          negative ? lesser(a.high, b.high) : greater(a.high, b.high));
}

ir_interval
ir_interval_or(ir_interval a, ir_interval b)
{
    if (none_of(a, b))
        return IR_INTERVAL_NONE;
    return inverted(ir_interval_and(inverted(a), inverted(b)));
}

// The bits in which a member can differ from 0 or -1.
static int64_t
reach(ir_interval a)
{
    int64_t low = a.low < 0 ? ~a.low : a.low, high = a.high < 0 ? ~a.high : a.high;
    return filled(greater(low, high));
}

ir_interval
ir_interval_xor(ir_interval a, ir_interval b)
{
    if (none_of(a, b))
        return IR_INTERVAL_NONE;
    int64_t most = reach(a) | reach(b);
    bool same = (a.low >= 0 && b.low >= 0) || (a.high < 0 && b.high < 0);
    bool different = (a.low >= 0 && b.high < 0) || (a.high < 0 && b.low >= 0);
    return ir_interval_of(same ? 0 : ~most, different ? -1 : most);
}

// ---- Shifts -------------------------------------------------------------------------

ir_interval
ir_interval_shl(ir_interval a, ir_interval count)
{
    count = ir_interval_meet(count, ir_interval_of(0, 63));
    if (none_of(a, count))
        return IR_INTERVAL_NONE;
    wide corners[] = {
        (wide)a.low * ((wide)1 << count.low), (wide)a.low * ((wide)1 << count.high),
        (wide)a.high * ((wide)1 << count.low), (wide)a.high * ((wide)1 << count.high)};
    wide_interval span = span_of(corners, 4);
    return fits(span.low, span.high) ? clipped(span.low, span.high) : IR_INTERVAL_ALL;
}

ir_interval
ir_interval_ashr(ir_interval a, ir_interval count)
{
    count = ir_interval_meet(count, ir_interval_of(0, 63));
    if (none_of(a, count))
        return IR_INTERVAL_NONE;
    return ir_interval_of(a.low >> (a.low < 0 ? count.low : count.high),
                          a.high >> (a.high < 0 ? count.high : count.low));
}

ir_interval
ir_interval_lshr(ir_interval a, ir_interval count)
{
    count = ir_interval_meet(count, ir_interval_of(0, 63));
    if (none_of(a, count))
        return IR_INTERVAL_NONE;
    if (a.low >= 0)
        return ir_interval_ashr(a, count);
    if (count.low == 0)
        return IR_INTERVAL_ALL;
    return ir_interval_of(0, (int64_t)(UINT64_MAX >> count.low));
}

// ---- Division -----------------------------------------------------------------------

static ir_interval
quotients(ir_interval a, ir_interval b)
{
    if (none_of(a, b))
        return IR_INTERVAL_NONE;
    wide corners[] = {(wide)a.low / b.low, (wide)a.low / b.high, (wide)a.high / b.low,
                      (wide)a.high / b.high};
    wide_interval span = span_of(corners, 4);
    return clipped(span.low, span.high);
}

ir_interval
ir_interval_sdiv(ir_interval a, ir_interval b)
{
    ir_interval below = ir_interval_meet(b, ir_interval_of(INT64_MIN, -1));
    ir_interval above = ir_interval_meet(b, ir_interval_of(1, INT64_MAX));
    return ir_interval_join(quotients(a, below), quotients(a, above));
}

// The remainder has the sign of `a`, is no further from zero than it, and nearer to zero
// than `b`.
ir_interval
ir_interval_srem(ir_interval a, ir_interval b)
{
    if (none_of(a, b) || (b.low == 0 && b.high == 0))
        return IR_INTERVAL_NONE;
    int64_t most = greater(b.high == INT64_MIN ? INT64_MAX : b.high - 1,
                           b.low == INT64_MIN ? INT64_MAX : -b.low - 1);
    if (b.low > 0 && ir_interval_within(a, 1 - b.low, b.low - 1))
        return a;
    return ir_interval_of(a.low < 0 ? greater(a.low, -most) : 0,
                          a.high > 0 ? lesser(a.high, most) : 0);
}

// ---- By operation -------------------------------------------------------------------

static ir_interval
wrapped(bool fits, ir_interval exact)
{
    return fits ? exact : IR_INTERVAL_ALL;
}

ir_interval
ir_interval_binary(fora_opcode code, ir_interval a, ir_interval b)
{
    switch (code) {
    case FORA_OP_L_ADD:
        return wrapped(ir_interval_add_fits(a, b), ir_interval_add(a, b));
    case FORA_OP_L_SUB:
        return wrapped(ir_interval_sub_fits(a, b), ir_interval_sub(a, b));
    case FORA_OP_L_MUL:
        return wrapped(ir_interval_mul_fits(a, b), ir_interval_mul(a, b));
    case FORA_OP_L_ADD_EXACT:
        return ir_interval_add(a, b);
    case FORA_OP_L_SUB_EXACT:
        return ir_interval_sub(a, b);
    case FORA_OP_L_MUL_EXACT:
        return ir_interval_mul(a, b);
    case FORA_OP_L_AND:
        return ir_interval_and(a, b);
    case FORA_OP_L_OR:
        return ir_interval_or(a, b);
    case FORA_OP_L_XOR:
        return ir_interval_xor(a, b);
    case FORA_OP_L_SHL:
        return ir_interval_shl(a, b);
    case FORA_OP_L_ASHR:
        return ir_interval_ashr(a, b);
    case FORA_OP_L_LSHR:
        return ir_interval_lshr(a, b);
    case FORA_OP_L_SDIV:
        return ir_interval_sdiv(a, b);
    case FORA_OP_L_SREM:
        return ir_interval_srem(a, b);
    default:
        return IR_INTERVAL_ALL;
    }
}

// ---- Comparisons --------------------------------------------------------------------

fora_compare
ir_compare_negated(fora_compare how)
{
    static const fora_compare negated[] = {
        [FORA_EQ] = FORA_NE,   [FORA_NE] = FORA_EQ,   [FORA_LT] = FORA_GE,
        [FORA_LE] = FORA_GT,   [FORA_GT] = FORA_LE,   [FORA_GE] = FORA_LT,
        [FORA_ULT] = FORA_UGE, [FORA_ULE] = FORA_UGT, [FORA_UGT] = FORA_ULE,
        [FORA_UGE] = FORA_ULT,
    };
    return negated[how];
}

fora_compare
ir_compare_exchanged(fora_compare how)
{
    static const fora_compare exchanged[] = {
        [FORA_EQ] = FORA_EQ,   [FORA_NE] = FORA_NE,   [FORA_LT] = FORA_GT,
        [FORA_LE] = FORA_GE,   [FORA_GT] = FORA_LT,   [FORA_GE] = FORA_LE,
        [FORA_ULT] = FORA_UGT, [FORA_ULE] = FORA_UGE, [FORA_UGT] = FORA_ULT,
        [FORA_UGE] = FORA_ULE,
    };
    return exchanged[how];
}

// The signed comparison that says the same of members that are all not negative.
static fora_compare
as_signed(fora_compare how)
{
    return how >= FORA_ULT ? (fora_compare)(how - FORA_ULT + FORA_LT) : how;
}

// Members of `a` below (at most) some member of `b`, as unsigned numbers; `b` is not
// negative, which `a` then cannot be either.
static ir_interval
unsigned_below(ir_interval a, ir_interval b, bool equal)
{
    return ir_interval_meet(a, ir_interval_of(0, equal ? b.high : b.high - 1));
}

static ir_interval
unsigned_where(fora_compare how, ir_interval a, ir_interval b)
{
    if (a.low >= 0 && b.low >= 0)
        return ir_interval_where(as_signed(how), a, b);
    bool less = how == FORA_ULT || how == FORA_ULE;
    if (less && b.low >= 0)
        return unsigned_below(a, b, how == FORA_ULE);
    return a;
}

static ir_interval
unequal(ir_interval a, ir_interval b)
{
    if (b.low != b.high)
        return a;
    if (ir_interval_equal(a, b))
        return IR_INTERVAL_NONE;
    if (a.low == b.low)
        a.low++;
    else if (a.high == b.low)
        a.high--;
    return a;
}

ir_interval
ir_interval_where(fora_compare how, ir_interval a, ir_interval b)
{
    if (none_of(a, b))
        return IR_INTERVAL_NONE;
    switch (how) {
    case FORA_EQ:
        return ir_interval_meet(a, b);
    case FORA_NE:
        return unequal(a, b);
    case FORA_LT:
        return b.high == INT64_MIN
                   ? IR_INTERVAL_NONE
                   : ir_interval_meet(a, ir_interval_of(INT64_MIN, b.high - 1));
    case FORA_LE:
        return ir_interval_meet(a, ir_interval_of(INT64_MIN, b.high));
    case FORA_GT:
        return b.low == INT64_MAX
                   ? IR_INTERVAL_NONE
                   : ir_interval_meet(a, ir_interval_of(b.low + 1, INT64_MAX));
    case FORA_GE:
        return ir_interval_meet(a, ir_interval_of(b.low, INT64_MAX));
    default:
        return unsigned_where(how, a, b);
    }
}

ir_certainty
ir_interval_compare(fora_compare how, ir_interval a, ir_interval b)
{
    if (ir_interval_is_none(ir_interval_where(how, a, b)))
        return IR_NEVER;
    if (ir_interval_is_none(ir_interval_where(ir_compare_negated(how), a, b)))
        return IR_ALWAYS;
    return IR_SOMETIMES;
}
