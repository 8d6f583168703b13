// Arenas, names, maps, text buffers, sources and diagnostics.
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "fora_ir/include/fora_base.h"
#include "testsuite/session.h"

#include "checks.h"

START_TEST(arena_gives_zeroed_aligned_memory)
{
    static const size_t sizes[] = {0, 1, 15, 16, 17, 4000, 20000, 3 << 20};
    fora_arena *arena = fora_arena_new();
    for (int round = 0; round < 50; round++) {
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
            unsigned char *bytes = fora_alloc(arena, sizes[i]);
            ck_assert_uint_eq((uintptr_t)bytes % 16, 0);
            for (size_t b = 0; b < sizes[i]; b += 1 + sizes[i] / 64)
                ck_assert_uint_eq(bytes[b], 0);
            memset(bytes, 0xaa, sizes[i]);
        }
    }
    fora_arena_free(arena);
    fora_arena_free(NULL);
}
END_TEST

START_TEST(arrays_grow_and_keep_their_content)
{
    fora_arena *arena = fora_arena_new();
    uint32_t *a = NULL, *b = NULL, a_count = 0, a_room = 0, b_count = 0, b_room = 0;
    for (uint32_t i = 0; i < 5000; i++) {
        *FORA_PUSH(arena, a, a_count, a_room) = i;
        if (i % 3 == 0)
            *FORA_PUSH(arena, b, b_count, b_room) = i;
    }
    for (uint32_t i = 0; i < 5000; i++)
        ck_assert_uint_eq(a[i], i);
    for (uint32_t i = 0; i < b_count; i++)
        ck_assert_uint_eq(b[i], 3 * i);
    fora_arena_free(arena);
}
END_TEST

START_TEST(names_are_interned)
{
    fora_arena *arena = fora_arena_new();
    fora_names *names = fora_names_new(arena);
    fora_sym empty = fora_intern_c(names, "");
    ck_assert_uint_ne(empty, 0);
    ck_assert_uint_eq(fora_intern(names, NULL, 0), empty);
    fora_sym nul = fora_intern(names, "a\0b", 3);
    ck_assert_uint_ne(nul, fora_intern_c(names, "a"));
    ck_assert_uint_eq(fora_sym_length(names, nul), 3);
    for (int round = 0; round < 2; round++)
        for (unsigned i = 0; i < 3000; i++) {
            fora_sym sym = fora_intern_c(names, fora_printf(arena, "name%u", i));
            ck_assert_uint_eq(sym, nul + 2 + i);
        }
    ck_assert_str_eq(fora_sym_text(names, nul + 2), "name0");
    ck_assert_str_eq(fora_sym_text(names, 0), "");
    fora_arena_free(arena);
}
END_TEST

START_TEST(maps_find_what_was_put)
{
    fora_arena *arena = fora_arena_new();
    fora_map *map = fora_map_new(arena);
    uint64_t value;
    ck_assert(!fora_map_get(map, 0, &value));
    ck_assert(!fora_map_get(map, 7, &value));
    for (uint64_t key = 0; key < 5000; key++)
        fora_map_put(map, key << 40 | key % 7, key);
    for (uint64_t key = 0; key < 5000; key++) {
        ck_assert(fora_map_get(map, key << 40 | key % 7, &value));
        ck_assert_uint_eq(value, key);
    }
    fora_map_put(map, 0, 99);
    ck_assert(fora_map_get(map, 0, &value));
    ck_assert_uint_eq(value, 99);
    ck_assert(!fora_map_get(map, UINT64_MAX, NULL));
    fora_arena_free(arena);
}
END_TEST

START_TEST(text_is_quoted)
{
    fora_arena *arena = fora_arena_new();
    fora_text text;
    fora_text_init(&text, arena);
    fora_text_quote(&text, "a\"\\\n\x01\0\xc3\xa9", 8);
    ck_assert_str_eq(text.bytes, "\"a\\\"\\\\\\n\\x01\\x00\xc3\xa9\"");
    for (int i = 0; i < 100; i++)
        fora_text_printf(&text, "%*d", 100, i);
    ck_assert_uint_eq(text.length, strlen(text.bytes));
    fora_arena_free(arena);
}
END_TEST

// Line and column of an offset in "ab\n\tc\xc3\xa9 d\r\ne\rf".
static const struct {
    uint32_t offset, line, column;
} positions[] = {{0, 1, 1}, {2, 1, 3},  {3, 2, 1},  {4, 2, 2},  {5, 2, 3},
                 {7, 2, 4}, {11, 3, 1}, {13, 4, 1}, {14, 4, 2}, {999, 4, 2}};

START_TEST(positions_count_code_points)
{
    fora_arena *arena = fora_arena_new();
    fora_sources *sources = fora_sources_new(arena);
    static const char text[] = "ab\n\tc\xc3\xa9 d\r\ne\rf";
    uint32_t file = fora_source_add(sources, "x.py", text, sizeof text - 1, false),
             line, column;
    ck_assert_uint_eq(file, 1);
    ck_assert_uint_eq(fora_source_count(sources), 1);
    ck_assert_uint_eq(fora_source_share(sources, "x.py", text, sizeof text - 1, false),
                      1);
    ck_assert_uint_eq(fora_source_share(sources, "y.py", text, sizeof text - 1, false),
                      2);
    fora_source_position(fora_source_get(sources, file), positions[_i].offset, &line,
                         &column);
    ck_assert_uint_eq(line, positions[_i].line);
    ck_assert_uint_eq(column, positions[_i].column);
    fora_arena_free(arena);
}
END_TEST

// What is printed for diagnostics over one source.
static const char source_text[] =
    "x = 1\n\ty = \"\xe6\x97\xa5\" + z\nfor q in (1,\n 2):\n";

typedef struct {
    fora_arena *arena;
    fora_sources *sources;
    fora_diags *diags;
} reporter;

static reporter
reporter_new(void)
{
    reporter r = {.arena = fora_arena_new()};
    r.sources = fora_sources_new(r.arena);
    r.diags = fora_diags_new(r.arena, r.sources);
    fora_source_add(r.sources, "job.py", source_text, sizeof source_text - 1, false);
    return r;
}

START_TEST(diagnostics_as_text)
{
    reporter r = reporter_new();
    fora_diag(r.diags, FORA_DIAG_syntax_expected, (fora_span){1, 23, 25}, "later");
    fora_diag(r.diags, FORA_DIAG_ir_text, (fora_span){1, 11, 20}, "wide");
    fora_diag_note(r.diags, (fora_span){1, 0, 1}, "the first is `%s`", "x");
    fora_diag_note(r.diags, (fora_span){0}, "no place");
    fora_diag_help(r.diags, "write `%s`", "z");
    fora_diag(r.diags, FORA_DIAG_ir_text, (fora_span){1, 11, 20}, "wide");
    fora_diag_note(r.diags, (fora_span){0}, "of a repetition: dropped");
    fora_diag(r.diags, FORA_DIAG_nul_byte, (fora_span){0});
    ck_assert_uint_eq(fora_diags_errors(r.diags), 3);
    char *text = test_printed(r.diags, FORA_DIAGS_TEXT, false);
    ck_assert_str_eq(text, "forac: error: source code cannot contain null bytes\n"
                           "job.py:2:6: error: Fora text: wide\n"
                           "     2 |         y = \"\xe6\x97\xa5\" + z\n"
                           "       |             ^~~~~~~~\n"
                           "job.py:1:1: note: the first is `x`\n"
                           "     1 | x = 1\n"
                           "       | ^\n"
                           "note: no place\n"
                           "help: write `z`\n"
                           "job.py:3:3: error: expected 'later'\n"
                           "     3 | for q in (1,\n"
                           "       |   ^~\n");
    free(text);
    fora_arena_free(r.arena);
}
END_TEST

START_TEST(diagnostics_at_odd_places)
{
    reporter r = reporter_new();
    static const fora_span spans[] = {{1, 5, 5}, {1, 22, 40}, {1, 9999, 10000},
                                      {1, 3, 2}, {7, 1, 2},   {1, 39, 39}};
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++)
        fora_diag(r.diags, FORA_DIAG_not_utf8, spans[i]);
    static const char broken[] = "\xff\xc3(\x01\x7f\xed\xa0\x80";
    uint32_t file = fora_source_add(r.sources, "b", broken, sizeof broken - 1, false);
    for (uint32_t i = 0; i < sizeof broken; i++)
        fora_diag(r.diags, FORA_DIAG_not_utf8, (fora_span){file, i, i + 2});
    free(test_printed(r.diags, FORA_DIAGS_TEXT, true));
    free(test_printed(r.diags, FORA_DIAGS_JSON, false));
    fora_arena_free(r.arena);
}
END_TEST

START_TEST(long_lines_are_cut)
{
    reporter r = reporter_new();
    enum { LENGTH = 100000 };
    char *line = fora_alloc(r.arena, LENGTH + 1);
    memset(line, '(', LENGTH);
    uint32_t file = fora_source_add(r.sources, "long.py", line, LENGTH, false);
    fora_diag(r.diags, FORA_DIAG_not_utf8, (fora_span){file, 50000, 50003});
    char *text = test_printed(r.diags, FORA_DIAGS_TEXT, false);
    ck_assert_uint_lt(strlen(text), 400);
    test_holds(text, "^~~\n");
    free(text);
    fora_arena_free(r.arena);
}
END_TEST

START_TEST(diagnostics_as_json)
{
    reporter r = reporter_new();
    char *text = test_printed(r.diags, FORA_DIAGS_JSON, false);
    ck_assert_str_eq(text, "[]\n");
    free(text);
    fora_diag(r.diags, FORA_DIAG_ir_text, (fora_span){1, 0, 1}, "a \"b\"\n");
    fora_diag_help(r.diags, "do");
    text = test_printed(r.diags, FORA_DIAGS_JSON, false);
    ck_assert_str_eq(
        text, "[\n {\"file\": \"job.py\", \"line\": 1, \"column\": 1, \"end_line\": 1, "
              "\"end_column\": 2, \"severity\": \"error\", \"code\": \"ir_text\", "
              "\"message\": \"Fora text: a \\\"b\\\"\\u000a\", \"notes\": [], "
              "\"help\": [{\"message\": \"do\"}]}\n]\n");
    free(text);
    fora_arena_free(r.arena);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("base");
    TCase *tests = tcase_create("base");
    tcase_add_test(tests, arena_gives_zeroed_aligned_memory);
    tcase_add_test(tests, arrays_grow_and_keep_their_content);
    tcase_add_test(tests, names_are_interned);
    tcase_add_test(tests, maps_find_what_was_put);
    tcase_add_test(tests, text_is_quoted);
    tcase_add_loop_test(tests, positions_count_code_points, 0,
                        sizeof positions / sizeof *positions);
    tcase_add_test(tests, diagnostics_as_text);
    tcase_add_test(tests, diagnostics_at_odd_places);
    tcase_add_test(tests, long_lines_are_cut);
    tcase_add_test(tests, diagnostics_as_json);
    suite_add_tcase(suite, tests);
    return test_run(suite);
}
