// What the Check programs share: parts that a text holds or lacks, and running a suite.
#pragma once

#include <check.h>
#include <string.h>

static inline void
test_holds(const char *text, const char *part)
{
    ck_assert_msg(strstr(text, part) != NULL, "`%s` is not in: %s", part, text);
}

// All of up to `most` parts, which end at a NULL.
static inline void
test_holds_all(const char *text, const char *const *parts, size_t most)
{
    for (size_t i = 0; i < most && parts[i]; i++)
        test_holds(text, parts[i]);
}

// None of up to `most` parts, which end at a NULL.
static inline void
test_holds_none(const char *text, const char *const *parts, size_t most)
{
    for (size_t i = 0; i < most && parts[i]; i++)
        ck_assert_msg(strstr(text, parts[i]) == NULL, "`%s` is in: %s", parts[i], text);
}

// Runs a suite, which it takes; what main returns then.
static inline int
test_run(Suite *suite)
{
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
