// sys and time.
#include <errno.h>
#include <math.h>
#include <time.h>

#include "rt.h"
#include "str.h"

// Set by main, here so that programs with a main of their own can use the rest.
const char *rt_stack_limit;
int rt_argument_count;
char **rt_arguments;

static rt_list *arguments;
static int64_t recursion_limit = 1000;

rt_own
rt_sys_argv(void)
{
    if (arguments == NULL) {
        arguments = rt_list_of_str();
        for (int i = 0; i < rt_argument_count; i++)
            rt_list_add_str(arguments, rt_str_from_c(rt_arguments[i]));
    }
    rt_retain_inline(arguments);
    return arguments;
}

// The stack is as large as it is; the number is only remembered.
void
rt_sys_setrecursionlimit(int64_t limit)
{
    if (limit < 1)
        rt_raise_format(RT_EXC_ValueError,
                        "recursion limit must be greater or equal than 1");
    else
        recursion_limit = limit;
}

int64_t
rt_sys_getrecursionlimit(void)
{
    return recursion_limit;
}

static double
seconds(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

double
rt_time_time(void)
{
    return seconds(CLOCK_REALTIME);
}

double
rt_time_perf_counter(void)
{
    return seconds(CLOCK_MONOTONIC);
}

void
rt_time_sleep(double duration)
{
    if (!(duration >= 0)) {
        rt_raise_format(RT_EXC_ValueError, isnan(duration)
                                               ? "Invalid value NaN (not a number)"
                                               : "sleep length must be non-negative");
        return;
    }
    double whole = floor(duration);
    struct timespec left = {(time_t)(whole < 1e15 ? whole : 1e15),
                            (long)((duration - whole) * 1e9)};
    while (nanosleep(&left, &left) != 0 && errno == EINTR)
        continue;
}
