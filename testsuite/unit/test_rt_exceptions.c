// Exceptions: classes, contexts and causes, the stack of handled ones, counts.
#include <check.h>

#include "runtime/rt.h"
#include "runtime/str.h"
#include "runtime/traceback.h"
#include "testsuite/descriptors.h"

#include "checks.h"

enum { PARSE_ERROR = RT_DESCRIPTOR_FIXED, DESCRIPTORS, PARSE_CLASS = RT_USER_CLASS };

static const uint32_t ancestry[] = {PARSE_CLASS, RT_EXC_ValueError, RT_EXC_Exception,
                                    RT_EXC_BaseException, 0};
const rt_descriptor rt_descriptors[DESCRIPTORS] = {
    TEST_FIXED_DESCRIPTORS,
    [PARSE_ERROR] = {.kind = RT_KIND_EXCEPTION,
                     .size = sizeof(rt_exception) + 16,
                     .name = "errors.ParseError",
                     .classes = ancestry},
};
const uint32_t rt_descriptor_count = DESCRIPTORS;

void
fora_main(void)
{
}

static rt_exception *
simple(int class_id, const char *text)
{
    return rt_exception_new(class_id, rt_str_from_c(text), rt_str_from_c(text));
}

START_TEST(every_class_has_its_bases)
{
    static const struct {
        int class_id, base;
        bool is;
    } rows[] = {
        {RT_EXC_FileNotFoundError, RT_EXC_OSError, true},
        {RT_EXC_FileNotFoundError, RT_EXC_Exception, true},
        {RT_EXC_KeyError, RT_EXC_LookupError, true},
        {RT_EXC_KeyError, RT_EXC_IndexError, false},
        {RT_EXC_SystemExit, RT_EXC_Exception, false},
        {RT_EXC_SystemExit, RT_EXC_BaseException, true},
        {RT_EXC_UnicodeDecodeError, RT_EXC_ValueError, true},
        {RT_EXC_TabError, RT_EXC_SyntaxError, true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        rt_exception *e = simple(rows[i].class_id, "");
        ck_assert_int_eq(rt_exception_is(e, rows[i].base), rows[i].is);
        rt_release(e);
    }
}
END_TEST

START_TEST(user_classes_match_their_ancestors)
{
    rt_exception *e = rt_exception_make(PARSE_ERROR, PARSE_CLASS);
    ck_assert(rt_exception_is(e, PARSE_CLASS));
    ck_assert(rt_exception_is(e, RT_EXC_ValueError));
    ck_assert(!rt_exception_is(e, PARSE_CLASS + 1));
    ck_assert(!rt_exception_is(e, RT_EXC_KeyError));
    ck_assert_str_eq(rt_exception_class_text(e), "errors.ParseError");
    rt_exception_set(e, rt_str_from_c("line 3"), rt_str_from_c("'line 3'"));
    rt_str *shown = rt_exception_repr(e);
    ck_assert_str_eq((const char *)shown->data, "ParseError('line 3')");
    rt_release(shown);
    rt_release(e);
}
END_TEST

// What the compiler emits for a handler in which something else is raised.
START_TEST(an_exception_in_a_handler_has_a_context)
{
    static const rt_site site = {"f.py", "f", 1, 0, 1, 1},
                         hidden = {"f.py", NULL, 1, 0, 1, 1};
    rt_raise_text(RT_EXC_KeyError, "first");
    rt_traceback_add((void *)&site);
    rt_traceback_add((void *)&hidden);
    rt_exception *first = rt_catch();
    ck_assert_ptr_null(rt_pending);
    ck_assert_uint_eq(rt_traceback_count(first), 1);
    rt_exception *before = rt_handle_begin(first);
    ck_assert_ptr_null(before);
    rt_raise_text(RT_EXC_ValueError, "second");
    rt_handle_end(before);
    rt_release(first);
    ck_assert_ptr_eq(rt_pending->context, first);
    ck_assert(!rt_pending->suppress_context);
    rt_release(rt_catch());
}
END_TEST

START_TEST(from_sets_the_cause_and_hides_the_context)
{
    rt_exception *cause = simple(RT_EXC_KeyError, "cause");
    rt_raise_from(simple(RT_EXC_ValueError, "effect"), cause);
    ck_assert_ptr_eq(rt_pending->cause, cause);
    ck_assert(rt_pending->suppress_context);
    rt_release(rt_catch());
    rt_raise_from(simple(RT_EXC_ValueError, "effect"), NULL);
    ck_assert_ptr_null(rt_pending->cause);
    ck_assert(rt_pending->suppress_context);
    rt_release(rt_catch());
}
END_TEST

START_TEST(contexts_never_form_a_ring)
{
    rt_exception *a = simple(RT_EXC_ValueError, "a"), *b = simple(RT_EXC_KeyError, "b");
    rt_exception *outer = rt_handle_begin(a);
    rt_retain(b);
    rt_raise(b);
    rt_exception *caught = rt_catch();
    ck_assert_ptr_eq(caught->context, a);
    rt_exception *inner = rt_handle_begin(caught);
    rt_retain(a);
    rt_raise(a);
    ck_assert_ptr_eq(rt_pending->context, b);
    ck_assert_ptr_null(b->context);
    rt_release(rt_catch());
    rt_handle_end(inner);
    rt_handle_end(outer);
    rt_release(caught);
    rt_release(b);
    ck_assert_int_eq(a->header.count, 1);
    rt_release(a);
}
END_TEST

START_TEST(raise_alone_needs_a_handler)
{
    rt_reraise_handled();
    ck_assert(rt_exception_is(rt_pending, RT_EXC_RuntimeError));
    ck_assert_str_eq((const char *)rt_pending->message->data,
                     "No active exception to reraise");
    rt_release(rt_catch());
    rt_exception *e = simple(RT_EXC_ValueError, "again"), *before = rt_handle_begin(e);
    rt_reraise_handled();
    ck_assert_ptr_eq(rt_pending, e);
    rt_release(rt_catch());
    rt_handle_end(before);
    ck_assert_int_eq(e->header.count, 1);
    rt_release(e);
}
END_TEST

START_TEST(errors_of_the_system_have_classes_and_texts)
{
    rt_str *path = rt_str_from_c("it's");
    rt_raise_os_error(2, path);
    ck_assert(rt_exception_is(rt_pending, RT_EXC_FileNotFoundError));
    ck_assert_str_eq((const char *)rt_pending->message->data,
                     "[Errno 2] No such file or directory: \"it's\"");
    ck_assert_str_eq((const char *)rt_pending->arguments->data,
                     "2, 'No such file or directory'");
    rt_release(rt_catch());
    rt_release(path);
}
END_TEST

int
main(void)
{
    rt_str_start();
    Suite *suite = suite_create("rt_exceptions");
    TCase *cases = tcase_create("exceptions");
    tcase_add_test(cases, every_class_has_its_bases);
    tcase_add_test(cases, user_classes_match_their_ancestors);
    tcase_add_test(cases, an_exception_in_a_handler_has_a_context);
    tcase_add_test(cases, from_sets_the_cause_and_hides_the_context);
    tcase_add_test(cases, contexts_never_form_a_ring);
    tcase_add_test(cases, raise_alone_needs_a_handler);
    tcase_add_test(cases, errors_of_the_system_have_classes_and_texts);
    suite_add_tcase(suite, cases);
    return test_run(suite);
}
