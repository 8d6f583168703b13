// Interval arithmetic against all members of the intervals, for small numbers and for
// numbers at the ends of 64 bits.
#include <check.h>
#include <stdlib.h>

#include "fora_ir/analysis/interval.h"
#include "checks.h"

__extension__ typedef __int128 wide;

// Intervals are taken between these; members are all small numbers and all of these.
static const int64_t ends[] = {INT64_MIN,
                               INT64_MIN + 1,
                               INT64_MIN + 2,
                               -4294967296,
                               -17,
                               -8,
                               -7,
                               -3,
                               -2,
                               -1,
                               0,
                               1,
                               2,
                               3,
                               5,
                               8,
                               15,
                               16,
                               63,
                               64,
                               255,
                               4294967295,
                               INT64_MAX - 1,
                               INT64_MAX};
enum { ENDS = sizeof ends / sizeof *ends };

typedef enum {
    ADD,
    SUB,
    MUL,
    AND,
    OR,
    XOR,
    SHL,
    ASHR,
    LSHR,
    SDIV,
    SREM,
    OPERATIONS
} operation;

typedef ir_interval (*function)(ir_interval a, ir_interval b);
static const function functions[OPERATIONS] = {
    [ADD] = ir_interval_add,   [SUB] = ir_interval_sub,   [MUL] = ir_interval_mul,
    [AND] = ir_interval_and,   [OR] = ir_interval_or,     [XOR] = ir_interval_xor,
    [SHL] = ir_interval_shl,   [ASHR] = ir_interval_ashr, [LSHR] = ir_interval_lshr,
    [SDIV] = ir_interval_sdiv, [SREM] = ir_interval_srem,
};
static const char *const names[OPERATIONS] = {
    "add", "sub", "mul", "and", "or", "xor", "shl", "ashr", "lshr", "sdiv", "srem"};

// The result of members; false if there is none that fits.
static bool
compute(operation how, int64_t a, int64_t b, int64_t *result)
{
    wide exact = how == ADD ? (wide)a + b : how == SUB ? (wide)a - b : (wide)a * b;
    switch (how) {
    case ADD:
    case SUB:
    case MUL:
        *result = (int64_t)exact;
        return exact == (int64_t)exact;
    case AND:
        *result = a & b;
        return true;
    case OR:
        *result = a | b;
        return true;
    case XOR:
        *result = a ^ b;
        return true;
    case SHL:
        *result = b < 0 || b > 63 ? 0 : (int64_t)((uint64_t)a << b);
        return b >= 0 && b < 64;
    case ASHR:
        *result = b < 0 || b > 63 ? 0 : a >> b;
        return b >= 0 && b < 64;
    case LSHR:
        *result = b < 0 || b > 63 ? 0 : (int64_t)((uint64_t)a >> b);
        return b >= 0 && b < 64;
    default:
        if (b == 0 || (a == INT64_MIN && b == -1))
            return false;
        *result = how == SDIV ? a / b : a % b;
        return true;
    }
}

static bool
holds(fora_compare how, int64_t a, int64_t b)
{
    switch (how) {
    case FORA_EQ:
        return a == b;
    case FORA_NE:
        return a != b;
    case FORA_LT:
        return a < b;
    case FORA_LE:
        return a <= b;
    case FORA_GT:
        return a > b;
    case FORA_GE:
        return a >= b;
    case FORA_ULT:
        return (uint64_t)a < (uint64_t)b;
    case FORA_ULE:
        return (uint64_t)a <= (uint64_t)b;
    case FORA_UGT:
        return (uint64_t)a > (uint64_t)b;
    default:
        return (uint64_t)a >= (uint64_t)b;
    }
}

static bool
fits(operation how, ir_interval a, ir_interval b)
{
    return how == ADD   ? ir_interval_add_fits(a, b)
           : how == SUB ? ir_interval_sub_fits(a, b)
                        : ir_interval_mul_fits(a, b);
}

// Check notes each assertion, which takes long; this does so only when it fails.
static void
require(bool holds)
{
    if (!holds)
        ck_abort();
}

// All members of two intervals between ends, as far as they are among `members`.
static void
check_members(const int64_t *members, uint32_t count, ir_interval a, ir_interval b)
{
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t k = 0; k < count; k++) {
            int64_t x = members[i], y = members[k], result;
            if (!ir_interval_has(a, x) || !ir_interval_has(b, y))
                continue;
            for (operation how = 0; how < OPERATIONS; how++) {
                bool has = compute(how, x, y, &result);
                if (has && !ir_interval_has(functions[how](a, b), result))
                    ck_abort_msg("%s of %ld, %ld is outside", names[how], x, y);
                if (!has && how <= MUL && fits(how, a, b))
                    ck_abort_msg("%s of %ld, %ld does not fit", names[how], x, y);
            }
            for (fora_compare how = FORA_EQ; how <= FORA_UGE; how++) {
                ir_certainty certain = ir_interval_compare(how, a, b);
                bool so = holds(how, x, y);
                require(certain == IR_SOMETIMES || (certain == IR_ALWAYS) == so);
                require(!so || ir_interval_has(ir_interval_where(how, a, b), x));
            }
        }
    }
}

static ir_interval
random_interval(const int64_t *members, uint32_t count)
{
    int64_t low = members[(uint32_t)rand() % count];
    int64_t high = members[(uint32_t)rand() % count];
    return low <= high ? ir_interval_of(low, high) : ir_interval_of(high, low);
}

START_TEST(test_extreme_members)
{
    srand(1);
    for (uint32_t i = 0; i < 4000; i++)
        check_members(ends, ENDS, random_interval(ends, ENDS),
                      random_interval(ends, ENDS));
}
END_TEST

// Every pair of intervals of small numbers: sound, and the hull of what there is.
enum { SMALL = 9 };

static void
check_small(ir_interval a, ir_interval b)
{
    for (operation how = 0; how < OPERATIONS; how++) {
        ir_interval hull = IR_INTERVAL_NONE, found = functions[how](a, b);
        for (int64_t x = a.low; x <= a.high; x++) {
            for (int64_t y = b.low; y <= b.high; y++) {
                int64_t result;
                if (compute(how, x, y, &result))
                    hull = ir_interval_join(hull, ir_interval_constant(result));
            }
        }
        if (!ir_interval_equal(hull, ir_interval_meet(hull, found)))
            ck_abort_msg("%s is not sound", names[how]);
        bool exact = how <= MUL || how == SHL || how == ASHR || how == SDIV;
        if (exact && !ir_interval_equal(hull, found))
            ck_abort_msg("%s of %ld..%ld, %ld..%ld", names[how], a.low, a.high, b.low,
                         b.high);
    }
    for (fora_compare how = FORA_EQ; how <= FORA_UGE; how++) {
        ir_interval hull = IR_INTERVAL_NONE, found = ir_interval_where(how, a, b);
        for (int64_t x = a.low; x <= a.high; x++) {
            for (int64_t y = b.low; y <= b.high; y++) {
                if (holds(how, x, y))
                    hull = ir_interval_join(hull, ir_interval_constant(x));
            }
        }
        require(ir_interval_equal(hull, ir_interval_meet(hull, found)));
        require(how > FORA_GE || ir_interval_equal(hull, found) ||
                (ir_interval_is_none(hull) && ir_interval_is_none(found)));
    }
}

START_TEST(test_small_members)
{
    for (int64_t a = -SMALL; a <= SMALL; a++)
        for (int64_t b = a; b <= SMALL; b++)
            for (int64_t c = -SMALL; c <= SMALL; c++)
                for (int64_t d = c; d <= SMALL; d++)
                    check_small(ir_interval_of(a, b), ir_interval_of(c, d));
}
END_TEST

START_TEST(test_no_members)
{
    ir_interval none = IR_INTERVAL_NONE, all = IR_INTERVAL_ALL;
    for (operation how = 0; how < OPERATIONS; how++) {
        ck_assert(ir_interval_is_none(functions[how](none, all)));
        ck_assert(ir_interval_is_none(functions[how](all, none)));
    }
    ck_assert(ir_interval_equal(ir_interval_join(none, all), all));
    ck_assert(ir_interval_is_none(ir_interval_meet(none, all)));
    ck_assert(ir_interval_within(none, 1, 0));
    for (fora_compare how = FORA_EQ; how <= FORA_UGE; how++)
        ck_assert(ir_interval_is_none(ir_interval_where(how, none, all)));
}
END_TEST

// What the compiler needs to be exact about.
START_TEST(test_bounds)
{
    ir_interval word = ir_interval_of(0, 4294967295), all = IR_INTERVAL_ALL;
    ck_assert(ir_interval_equal(ir_interval_and(all, ir_interval_constant(255)),
                                ir_interval_of(0, 255)));
    ck_assert(ir_interval_equal(
        ir_interval_xor(word, ir_interval_ashr(word, ir_interval_constant(16))), word));
    ck_assert(ir_interval_mul_fits(word, ir_interval_constant(73244475)));
    ck_assert(!ir_interval_mul_fits(word, word));
    ck_assert(ir_interval_equal(ir_interval_srem(word, ir_interval_constant(60)),
                                ir_interval_of(0, 59)));
    ck_assert(ir_interval_equal(ir_interval_srem(all, ir_interval_constant(60)),
                                ir_interval_of(-59, 59)));
    ck_assert(ir_interval_equal(ir_interval_sdiv(all, ir_interval_constant(-1)),
                                ir_interval_of(-INT64_MAX, INT64_MAX)));
    ck_assert(
        ir_interval_equal(ir_interval_where(FORA_ULT, all, ir_interval_of(0, 100)),
                          ir_interval_of(0, 99)));
    ck_assert_int_eq(
        ir_interval_compare(FORA_UGE, ir_interval_of(0, 9), ir_interval_of(10, 20)),
        IR_NEVER);
    ck_assert(!ir_interval_sub_fits(ir_interval_constant(0), all));
    ck_assert(ir_interval_sub_fits(ir_interval_constant(-1), all));
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("interval");
    TCase *cases = tcase_create("interval");
    tcase_set_timeout(cases, 60);
    tcase_add_test(cases, test_extreme_members);
    tcase_add_test(cases, test_small_members);
    tcase_add_test(cases, test_no_members);
    tcase_add_test(cases, test_bounds);
    suite_add_tcase(suite, cases);
    return test_run(suite);
}
