// By hand what the compiler makes of a function with try, except and a bare raise, and of
// the module that calls it and catches what comes.
#include "fora_runtime.h"

#include "check.h"
#include "testsuite/descriptors.h"

const rt_descriptor rt_descriptors[RT_DESCRIPTOR_FIXED] = {
    TEST_FIXED_DESCRIPTORS,
};
const uint32_t rt_descriptor_count = RT_DESCRIPTOR_FIXED;

static const rt_site in_parse = {"handlers.py", "parse", 3, 15, 3, 24};
static const rt_site in_module = {"handlers.py", "<module>", 9, 4, 9, 14};

// def parse(s):
//     try:
//         return int(s)
//     except ValueError:
//         if s == "!":
//             raise
//         return -1
static bool
parse(rt_ref string, int64_t *result)
{
    bool raised = false;
    *result = rt_int_parse(string);
    if (rt_pending == NULL)
        return false;
    rt_traceback_add((rt_ptr)&in_parse);
    if (!rt_exception_is(rt_pending, RT_EXC_ValueError))
        return true;
    rt_own exception = rt_catch();
    rt_own before = rt_handle_begin(exception);
    if (rt_str_equal_char(string, '!')) {
        rt_retain(exception);
        rt_reraise(exception);
        raised = true;
    } else {
        *result = -1;
    }
    rt_handle_end(before);
    rt_release(exception);
    return raised;
}

void
fora_main(void)
{
    int64_t result;
    rt_own number = rt_int_str(-123456789012);
    check(!parse(number, &result) && result == -123456789012, "a number");
    rt_release(number);
    check(!parse(rt_char_str('x'), &result) && result == -1, "no number");
    check(parse(rt_char_str('!'), &result), "raised again");
    if (rt_pending == NULL || !rt_exception_is(rt_pending, RT_EXC_ValueError))
        return;
    rt_traceback_add((rt_ptr)&in_module);
    rt_own exception = rt_catch(), text = rt_exception_str(exception);
    rt_own wanted = rt_str_repr(rt_char_str('!'));
    check(rt_str_endswith(text, wanted, 0, INT64_MAX), "the text names the literal");
    rt_release(wanted);
    rt_release(text);
    rt_release(exception);
}
