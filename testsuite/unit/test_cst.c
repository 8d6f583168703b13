// The table of node kinds against the grammar itself, and the look through the source.
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <tree_sitter/api.h>

#include "frontend/ast.h"
#include "frontend/cst.h"
#include "testsuite/session.h"

#include "checks.h"

const TSLanguage *tree_sitter_python(void);

static fe_cst *
parse(test_session *s, const char *text, size_t length)
{
    uint32_t file = fora_source_add(s->sources, "test.py", text, length, false);
    return fe_cst_parse(s->arena, s->diags, fora_source_get(s->sources, file), file);
}

// ---- The table ----------------------------------------------------------------------

START_TEST(every_symbol_has_a_row)
{
    const TSLanguage *language = tree_sitter_python();
    ck_assert_uint_eq(ts_language_symbol_count(language), FE_CST_COUNT);
    for (uint32_t symbol = 0; symbol < FE_CST_COUNT; symbol++) {
        TSSymbolType type = ts_language_symbol_type(language, (TSSymbol)symbol);
        const char *name = ts_language_symbol_name(language, (TSSymbol)symbol);
        ck_assert_str_eq(fe_cst_name(symbol), name);
        if (type != TSSymbolTypeAuxiliary)
            ck_assert_msg(fe_cst_named(symbol) == (type == TSSymbolTypeRegular),
                          "%s is named otherwise", name);
    }
}
END_TEST

START_TEST(hidden_rows_are_hidden)
{
    const TSLanguage *language = tree_sitter_python();
    for (uint32_t symbol = 1; symbol < FE_CST_COUNT; symbol++) {
        const char *name = ts_language_symbol_name(language, (TSSymbol)symbol);
        TSSymbolType type = ts_language_symbol_type(language, (TSSymbol)symbol);
        bool named = type == TSSymbolTypeRegular;
        TSSymbol shown =
            ts_language_symbol_for_name(language, name, (uint32_t)strlen(name), named);
        bool hidden = type == TSSymbolTypeAuxiliary || shown != symbol;
        ck_assert_msg((fe_cst_symbol_use(symbol) == FE_USE_HIDDEN) == hidden,
                      "%s is %s", name, hidden ? "hidden" : "not hidden");
    }
}
END_TEST

START_TEST(every_field_has_a_row)
{
    const TSLanguage *language = tree_sitter_python();
    static const char *const names[] = {
        "",
#define FIELD(id, text) text,
#include "frontend/cst.def"
    };
    ck_assert_uint_eq(ts_language_field_count(language), FE_FIELD_COUNT - 1);
    for (uint16_t field = 1; field < FE_FIELD_COUNT; field++)
        ck_assert_str_eq(names[field], ts_language_field_name_for_id(language, field));
}
END_TEST

// ---- Hostile input ------------------------------------------------------------------

// A text of `count` times `piece` between two others, refused with one error.
static void
check_refused(const char *before, const char *piece, size_t count, const char *after)
{
    test_session s = test_session_new();
    size_t length = strlen(piece), start = strlen(before), end = strlen(after);
    char *text = malloc(start + count * length + end + 1);
    ck_assert_ptr_nonnull(text);
    memcpy(text, before, start);
    for (size_t i = 0; i < count; i++)
        memcpy(text + start + i * length, piece, length);
    memcpy(text + start + count * length, after, end);
    ck_assert_ptr_null(parse(&s, text, start + count * length + end));
    ck_assert_uint_eq(fora_diags_errors(s.diags), 1);
    free(text);
    fora_arena_free(s.arena);
}

START_TEST(deep_nesting_is_refused)
{
    check_refused("", "(", 10 * 1000 * 1000, "");
    check_refused("x = ", "[", 201, "");
    check_refused("x = ", "- ", 20000, "1\n");
    check_refused("x = ", "not ", 20000, "1\n");
    check_refused("x = ", "1 + ", 20000, "1\n");
    check_refused("x = a", ".b", 20000, "\n");
    check_refused("x = f", "()", 20000, "\n");
    check_refused("x = ", "lambda: ", 20000, "1\n");
    check_refused("x = ", "1 if a else ", 20000, "1\n");
    check_refused("", "x = ", 20000, "1\n");
}
END_TEST

START_TEST(odd_bytes_are_refused)
{
    static const struct {
        const char *text;
        size_t length;
    } rows[] = {{"x = 1\0\n", 7},
                {"x = '\xff'\n", 8},
                {"x = \xc3\n", 6},
                {"x = 1\r", 6},
                {"# coding: latin-1\n", 18},
                {"x = \x01\n", 6},
                {"\xed\xa0\x80 = 1\n", 8},
                {"x = 1 \\", 7},
                {"'''", 3},
                {"\xef\xbb\xbf(", 4},
                {"x = $\n", 6}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        test_session s = test_session_new();
        ck_assert_msg(!parse(&s, rows[i].text, rows[i].length), "row %zu", i);
        ck_assert_uint_eq(fora_diags_errors(s.diags), 1);
        fora_arena_free(s.arena);
    }
}
END_TEST

START_TEST(odd_layout_is_accepted)
{
    static const char *const rows[] = {"",
                                       "\n",
                                       "# only a comment",
                                       "\xef\xbb\xbfx = 1\n",
                                       "x = 1\r\ny = 2\r\n",
                                       "\f\nx = 1",
                                       "if 1:\n\tx\n\ty\n",
                                       "if 1:\n  (a.\nb)\n  c\n",
                                       "x = (1,\n# c\n 2)\n",
                                       "if 1:\n    x\n  # less\n    y\n",
                                       "x = 1 + \\\n 2\n",
                                       "# coding: utf-8\n"};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        test_session s = test_session_new();
        ck_assert_msg(parse(&s, rows[i], strlen(rows[i])) != NULL, "row %zu", i);
        ck_assert_uint_eq(fora_diags_errors(s.diags), 0);
        fora_arena_free(s.arena);
    }
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("cst");
    TCase *table = tcase_create("table"), *input = tcase_create("input");
    tcase_add_test(table, every_symbol_has_a_row);
    tcase_add_test(table, hidden_rows_are_hidden);
    tcase_add_test(table, every_field_has_a_row);
    tcase_add_test(input, deep_nesting_is_refused);
    tcase_add_test(input, odd_bytes_are_refused);
    tcase_add_test(input, odd_layout_is_accepted);
    tcase_set_timeout(input, 60);
    suite_add_tcase(suite, table);
    suite_add_tcase(suite, input);
    return test_run(suite);
}
