// Cursors over ranges. A step of constant sign gives the loop shape that compilers know;
// no addition overflows at the ends.
#include "arithmetic.h"
#include "cursor_kinds.h"

// (last - first) / step + 1 for a range that is not empty; the distance fits in 64 bits
// unsigned, and the quotient is taken so that its sign bit does not matter.
static fora_val
count_steps(lower_context *ctx, fora_val distance, fora_val step)
{
    fora_val one = lower_i64(ctx, 1);
    fora_val half = lower_binary(ctx, FORA_OP_L_LSHR, distance, one);
    fora_val quotient = lower_binary(
        ctx, FORA_OP_L_SHL, lower_binary(ctx, FORA_OP_L_SDIV, half, step), one);
    fora_val rest = lower_binary(ctx, FORA_OP_L_SUB, distance,
                                 lower_binary(ctx, FORA_OP_L_MUL, quotient, step));
    fora_val more = lower_icmp(ctx, FORA_UGE, rest, step);
    return lower_binary(ctx, FORA_OP_L_ADD, quotient,
                        lower_convert(ctx, FORA_OP_L_ZEXT, more, LOW_I64));
}

// The number of elements of a range whose step is not zero, as an unsigned number.
static fora_val
range_length(lower_context *ctx, const fora_val *parts, int64_t step)
{
    fora_val start = parts[0], stop = parts[1], zero = lower_i64(ctx, 0);
    if (step == 1 || step == -1) {
        fora_val low = step > 0 ? start : stop, high = step > 0 ? stop : start;
        fora_val distance = lower_binary(ctx, FORA_OP_L_SUB, high, low);
        fora_val some = lower_icmp(ctx, FORA_LT, low, high);
        return lower_select(ctx, some, distance, zero);
    }
    fora_val up = lower_icmp(ctx, FORA_GT, parts[2], zero);
    fora_val low = lower_select(ctx, up, start, stop);
    fora_val high = lower_select(ctx, up, stop, start);
    fora_val size = lower_select(ctx, up, parts[2],
                                 lower_binary(ctx, FORA_OP_L_SUB, zero, parts[2]));
    fora_val some = lower_icmp(ctx, FORA_LT, low, high);
    fora_val one = lower_i64(ctx, 1);
    fora_val distance = lower_binary(ctx, FORA_OP_L_SUB,
                                     lower_binary(ctx, FORA_OP_L_SUB, high, low), one);
    fora_val count =
        lower_binary(ctx, FORA_OP_L_ADD, count_steps(ctx, distance, size), one);
    return lower_select(ctx, some, count, zero);
}

void
lower_range_open(lower_context *ctx, lower_cursor *cursor)
{
    lower_constant(ctx, cursor->parts[2], &cursor->step);
    cursor->own_states = 1;
    if (cursor->reversed) {
        cursor->length = range_length(ctx, cursor->parts, cursor->step);
        cursor->initial[0] = cursor->length;
    } else {
        cursor->initial[0] = cursor->parts[0];
    }
}

// Counts down from the length: element number n - 1, n - 2 ... 0.
static void
next_reversed(lower_context *ctx, lower_cursor *cursor, fora_val state,
              fora_block exhausted, fora_val *element, fora_val *next)
{
    fora_val more = lower_icmp(ctx, FORA_NE, state, lower_i64(ctx, 0));
    lower_cursor_leave_unless(ctx, more, exhausted);
    *next = lower_binary(ctx, FORA_OP_L_SUB, state, lower_i64(ctx, 1));
    fora_val distance = lower_binary(ctx, FORA_OP_L_MUL, *next, cursor->parts[2]);
    *element = lower_binary(ctx, FORA_OP_L_ADD, cursor->parts[0], distance);
}

static fora_val
more_elements(lower_context *ctx, const lower_cursor *cursor, fora_val state)
{
    fora_val stop = cursor->parts[1];
    if (cursor->step)
        return lower_icmp(ctx, cursor->step > 0 ? FORA_LT : FORA_GT, state, stop);
    fora_val up = lower_icmp(ctx, FORA_GT, cursor->parts[2], lower_i64(ctx, 0));
    fora_val below = lower_icmp(ctx, FORA_LT, state, stop);
    fora_val above = lower_icmp(ctx, FORA_GT, state, stop);
    return lower_select(ctx, up, below, above);
}

void
lower_range_next(lower_context *ctx, lower_cursor *cursor, const fora_val *state,
                 fora_block exhausted, fora_val *element, fora_val *next)
{
    if (cursor->reversed) {
        next_reversed(ctx, cursor, state[0], exhausted, element, next);
        return;
    }
    lower_cursor_leave_unless(ctx, more_elements(ctx, cursor, state[0]), exhausted);
    *element = state[0];
    if (cursor->step == 1 || cursor->step == -1) {
        fora_opcode code =
            cursor->step == 1 ? FORA_OP_L_ADD_EXACT : FORA_OP_L_SUB_EXACT;
        *next = lower_binary(ctx, code, state[0], lower_i64(ctx, 1));
        return;
    }
    // Past the end of the integers is past the end of the range.
    fora_val overflow;
    fora_val sum =
        lower_checked(ctx, FORA_OP_L_ADD_CHECK, state[0], cursor->parts[2], &overflow);
    *next = lower_select(ctx, overflow, cursor->parts[1], sum);
}

fora_val
lower_range_cursor_length(lower_context *ctx, lower_cursor *cursor)
{
    if (cursor->length)
        return cursor->length;
    return range_length(ctx, cursor->parts, cursor->step);
}
