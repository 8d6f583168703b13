// The functions of lanes against the C library's.
#include <check.h>
#include <math.h>

#include "runtime/lanes.h"
#include "testsuite/descriptors.h"

#include "checks.h"

const rt_descriptor rt_descriptors[] = {TEST_FIXED_DESCRIPTORS};
const uint32_t rt_descriptor_count = RT_DESCRIPTOR_FIXED;

void
fora_main(void)
{
}

// Arguments of all magnitudes up to the bound, of both signs.
static double
argument(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    double unit = (double)(*state >> 12) * 0x1p-52;
    double size = ldexp(unit, (int)(*state % 48) - 38);
    return *state & 64 ? size : -size;
}

START_TEST(exp_gives_what_the_library_gives)
{
    uint64_t state = 88172645463325252u;
    bool agrees = rt_exp_agrees();
    for (int i = 0; i < 300000; i++) {
        double x = argument(&state), mine = rt_exp_figured(x), theirs = exp(x);
        ck_assert(fabs(x) <= FORA_EXP_MOST);
        if (agrees)
            ck_assert_msg(mine == theirs, "exp(%a): %a, not %a", x, mine, theirs);
        else
            ck_assert(fabs(mine - theirs) <= theirs * 0x1p-51);
    }
}
END_TEST

START_TEST(log_gives_what_the_library_gives)
{
    uint64_t state = 88172645463325252u;
    bool agrees = rt_log_agrees();
    for (int i = 0; i < 300000; i++) {
        double a = argument(&state);
        double x = i % 3 == 0 ? 1.0 + ldexp(a, -12) : i % 3 == 1 ? fabs(a) : exp(a / 2);
        double mine = rt_log_figured(x), theirs = log(x);
        if (agrees)
            ck_assert_msg(mine == theirs, "log(%a): %a, not %a", x, mine, theirs);
        else
            ck_assert(fabs(mine - theirs) <= fabs(theirs) * 0x1p-51);
    }
}
END_TEST

START_TEST(there_is_a_table_where_they_agree)
{
    ck_assert(rt_exp_table() == (rt_exp_agrees() ? (rt_ptr)rt_exp_powers : NULL));
    ck_assert(rt_log_table() == (rt_log_agrees() ? (rt_ptr)rt_log_centres : NULL));
}
END_TEST

START_TEST(the_library_answers_for_chosen_lanes)
{
    double x[4] = {1.0, 710.0, 2.0, INFINITY}, y[4] = {-1, -1, -1, -1};
    ck_assert(rt_exp_again(x, y, 5));
    ck_assert(y[0] == exp(1.0) && y[1] == -1 && y[2] == exp(2.0) && y[3] == -1);
    ck_assert(rt_exp_again(x, y, 8));
    ck_assert(isinf(y[3]));
    ck_assert(!rt_exp_again(x, y, 3));
    double z[4] = {1.5, 0.0, -1.0, INFINITY};
    ck_assert(rt_log_again(z, y, 9));
    ck_assert(y[0] == log(1.5) && isinf(y[3]));
    ck_assert(!rt_log_again(z, y, 3));
    ck_assert(!rt_log_again(z, y, 4));
    double odd[2] = {NAN, -INFINITY};
    ck_assert(rt_log_again(odd, y, 1) && isnan(y[0]));
    ck_assert(!rt_log_again(odd, y, 2));
    ck_assert(rt_exp_again(odd, y, 3) && isnan(y[0]) && y[1] == 0);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("lanes");
    TCase *cases = tcase_create("lanes");
    tcase_add_test(cases, exp_gives_what_the_library_gives);
    tcase_add_test(cases, log_gives_what_the_library_gives);
    tcase_add_test(cases, there_is_a_table_where_they_agree);
    tcase_add_test(cases, the_library_answers_for_chosen_lanes);
    suite_add_tcase(suite, cases);
    return test_run(suite);
}
