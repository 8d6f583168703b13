// Bitcode of random programs: exact, deterministic, and safe to read when cut or damaged.
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "checks.h"
#include "random_ir.h"

static fora_text
written(const fora_program *program, fora_arena *arena)
{
    fora_text text;
    fora_text_init(&text, arena);
    fora_bitcode_write(program, &text);
    return text;
}

static fora_program *
read_back(test_session *s, const void *bytes, size_t length, const char **error)
{
    return fora_bitcode_read(s->arena, s->names, s->sources, s->diags, bytes, length,
                             error);
}

START_TEST(round_trip)
{
    random_source random = {(uint64_t)_i};
    test_session s = test_session_new(), other = test_session_new();
    fora_program *program = random_program(&s, &random);
    ck_assert_msg(!fora_verify(program, s.arena), "%s", fora_verify(program, s.arena));
    fora_text bytes = written(program, s.arena);
    const char *error;
    fora_program *copy = read_back(&other, bytes.bytes, bytes.length, &error);
    ck_assert_msg(copy != NULL, "%s", error);
    fora_text again = written(copy, other.arena);
    ck_assert_uint_eq(again.length, bytes.length);
    ck_assert_mem_eq(again.bytes, bytes.bytes, bytes.length);
    fora_text text, text_again;
    fora_text_init(&text, s.arena);
    fora_text_init(&text_again, s.arena);
    fora_print_exact(program, &text);
    fora_print_exact(copy, &text_again);
    ck_assert_str_eq(text.bytes, text_again.bytes);
    fora_arena_free(s.arena);
    fora_arena_free(other.arena);
}
END_TEST

START_TEST(every_cut_is_refused)
{
    random_source random = {7};
    test_session s = test_session_new();
    fora_text bytes = written(random_program(&s, &random), s.arena);
    for (uint32_t length = 0; length < bytes.length; length += 1 + bytes.length / 500) {
        test_session other = test_session_new();
        const char *error;
        ck_assert_ptr_null(read_back(&other, bytes.bytes, length, &error));
        ck_assert_ptr_nonnull(error);
        fora_arena_free(other.arena);
    }
    fora_arena_free(s.arena);
}
END_TEST

// What replaces the bytes from `at` on, and what is said then.
static const struct {
    uint32_t at;
    const char *bytes, *says;
} heads[] = {
    {0, "X", "it is not Fora bitcode"},
    {4, "\x7e", "its version is not this forac's"},
    {5, "\x01\x02\x03\x04", "another version of forac wrote it"},
    {13, "\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", "it ends too early"},
    {13, "\xff\xff\xff\xff\xff\xff\xff\xff\xff\x7f", "a number is too long"},
};

START_TEST(bad_head)
{
    random_source random = {3};
    test_session s = test_session_new();
    fora_text bytes = written(random_program(&s, &random), s.arena);
    memcpy(bytes.bytes + heads[_i].at, heads[_i].bytes, strlen(heads[_i].bytes));
    const char *error;
    ck_assert_ptr_null(read_back(&s, bytes.bytes, bytes.length, &error));
    ck_assert_str_eq(error, heads[_i].says);
    fora_arena_free(s.arena);
}
END_TEST

START_TEST(more_bytes_are_refused)
{
    random_source random = {3};
    test_session s = test_session_new();
    fora_text bytes = written(random_program(&s, &random), s.arena);
    fora_text_add(&bytes, "", 1);
    const char *error;
    ck_assert_ptr_null(read_back(&s, bytes.bytes, bytes.length, &error));
    ck_assert_str_eq(error, "something follows its end");
    fora_arena_free(s.arena);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("bitcode");
    TCase *tests = tcase_create("bitcode");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, round_trip, 0, 60);
    tcase_add_test(tests, every_cut_is_refused);
    tcase_add_loop_test(tests, bad_head, 0, sizeof heads / sizeof *heads);
    tcase_add_test(tests, more_bytes_are_refused);
    suite_add_tcase(suite, tests);
    return test_run(suite);
}
