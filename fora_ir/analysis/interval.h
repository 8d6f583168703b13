// Intervals of 64-bit signed integers: what an integer value can be at most. Arithmetic on
// them is sound, not exact: the result holds every integer that the operation can give for
// members of the operands, and perhaps more.
#pragma once

#include "fora_ir.h"

typedef struct {
    int64_t low, high;  // both included; low > high: no integer at all
} ir_interval;

#define IR_INTERVAL_ALL ((ir_interval){INT64_MIN, INT64_MAX})
#define IR_INTERVAL_NONE ((ir_interval){INT64_MAX, INT64_MIN})

static inline ir_interval
ir_interval_of(int64_t low, int64_t high)
{
    return (ir_interval){low, high};
}

static inline ir_interval
ir_interval_constant(int64_t value)
{
    return (ir_interval){value, value};
}

static inline bool
ir_interval_is_none(ir_interval a)
{
    return a.low > a.high;
}

static inline bool
ir_interval_has(ir_interval a, int64_t value)
{
    return a.low <= value && value <= a.high;
}

static inline bool
ir_interval_equal(ir_interval a, ir_interval b)
{
    return a.low == b.low && a.high == b.high;
}

// Whether every member of `a` lies in low .. high; true of no integer at all.
static inline bool
ir_interval_within(ir_interval a, int64_t low, int64_t high)
{
    return ir_interval_is_none(a) || (low <= a.low && a.high <= high);
}

ir_interval ir_interval_join(ir_interval a, ir_interval b);  // members of either
ir_interval ir_interval_meet(ir_interval a, ir_interval b);  // members of both

// Whether no sum (difference, product) of members needs more than 64 bits.
bool ir_interval_add_fits(ir_interval a, ir_interval b);
bool ir_interval_sub_fits(ir_interval a, ir_interval b);
bool ir_interval_mul_fits(ir_interval a, ir_interval b);
// The results that fit; those that need more than 64 bits are left out.
ir_interval ir_interval_add(ir_interval a, ir_interval b);
ir_interval ir_interval_sub(ir_interval a, ir_interval b);
ir_interval ir_interval_mul(ir_interval a, ir_interval b);

// LOW's operations of these names. Shifts by a count outside of 0 .. 63 and divisions by
// zero have no result, which the machine leaves open; `shl` wraps around.
ir_interval ir_interval_and(ir_interval a, ir_interval b);
ir_interval ir_interval_or(ir_interval a, ir_interval b);
ir_interval ir_interval_xor(ir_interval a, ir_interval b);
ir_interval ir_interval_shl(ir_interval a, ir_interval count);
ir_interval ir_interval_ashr(ir_interval a, ir_interval count);
ir_interval ir_interval_lshr(ir_interval a, ir_interval count);
ir_interval ir_interval_sdiv(ir_interval a, ir_interval b);
ir_interval ir_interval_srem(ir_interval a, ir_interval b);

// What LOW's operation `code` of two 64-bit integers gives, of those that wrap around, are
// exact, or are shifts, divisions or bit operations; of others anything.
ir_interval ir_interval_binary(fora_opcode code, ir_interval a, ir_interval b);

typedef enum { IR_NEVER, IR_ALWAYS, IR_SOMETIMES } ir_certainty;
// Whether `a how b` holds of members.
ir_certainty ir_interval_compare(fora_compare how, ir_interval a, ir_interval b);
// The members of `a` for which `a how b` holds of some member of `b`.
ir_interval ir_interval_where(fora_compare how, ir_interval a, ir_interval b);
// The comparison that holds exactly if `how` does not; the one with sides exchanged.
fora_compare ir_compare_negated(fora_compare how);
fora_compare ir_compare_exchanged(fora_compare how);
