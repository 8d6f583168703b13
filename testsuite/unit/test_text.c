// Text round trips of small programs at each level, and faults that the reader locates.
#include <check.h>
#include <stdlib.h>

#include "fora_ir/include/fora_ir.h"
#include "testsuite/session.h"

#include "checks.h"

// Texts as the printer writes them, whole programs.
static const char *const programs[] = {
    "fora 1\n",

    "fora 1\n"
    "module \"__main__\" path \"main.py\" body @__main__.1\n"
    "import \"other\"\n"
    "global !count.1 \"count\" in \"__main__\" early : int\n"
    "global !odd_name___.2 \"odd name\\x01\\n\\\"\"\n"
    "cell 1 : list[int]\n"
    "\n"
    "func @__main__.1 \"__main__\" high module {\n"
    "  %1 = const.int -5\n"
    "  %2 = const.float 0.1\n"
    "  %3 = const.float -inf\n"
    "  %4 = const.float bits 0x7ff8000000000001\n"
    "  %5 = const.str \"a\\\"b\\\\\"\n"
    "  %6 = func.make @C.f.2 %1\n"
    "  global.set !count.1 %1\n"
    "  %7 = py.call [_, \"*\", \"key\"] %6, %1, %2, %3\n"
    "  %8, %9 = py.method \"append\" [_] %7, %4\n"
    "  %10, %11 = py.unpack -1 %8\n"
    "  %12 = const.none\n"
    "  return %12\n"
    "}\n"
    "\n"
    "func @C.f.2 \"f\" qualified \"C.f\" in \"__main__\" high init raises {\n"
    "  capture \"outer\"\n"
    "  param normal \"n\" = int -3\n"
    "  param star \"rest\"\n"
    "  param keyword \"k\" = float 1.5\n"
    "  param keyword \"s\" = str \"x\"\n"
    "  param double_star \"g\" = global !count.1\n"
    "  variable ?x.0 \"x\" slot : union[int|none]\n"
    "  variable ?.1 _\n"
    "  (%1, %2, %3, %4, %5, %6)\n"
    "  %7, %8 = for %1, %2 {\n"
    "    (%9, %10)\n"
    "    if %9 {\n"
    "      break %9, %10\n"
    "    } {\n"
    "      continue %10\n"
    "    }\n"
    "    unreachable\n"
    "  } {\n"
    "    (%11)\n"
    "    yield %11, %11\n"
    "  }\n"
    "  %12, %13 = comp DICT %7 {\n"
    "    (%14)\n"
    "    emit %14, %1\n"
    "    yield %14\n"
    "  }\n"
    "  %15 = try {\n"
    "    var.set ?x.0 %12\n"
    "    yield %13\n"
    "  } {\n"
    "    (%16)\n"
    "    reraise %16\n"
    "  }\n"
    "  return %15\n"
    "}\n",

    "fora 1\n"
    "\n"
    "func @g.1 \"g\" typed {\n"
    "  param normal \"n\"\n"
    "  returns int\n"
    "  (%1:int)\n"
    "  %2:tuple[int, func[@g.1; list[int]]] = const.none\n"
    "  %3:int = call.instance @g.1 %1\n"
    "  %4:instance[$BaseException.0] = new $BaseException.0\n"
    "  return %3\n"
    "}\n"
    "\n"
    "func @g.2 \"g\" low raises origin @g.1 consumed 3 {\n"
    "  result i64\n"
    "b1(%1:i64, %2:ref)\n"
    "  %3:ptr = slot 16 8\n"
    "  store 8 slot %3, %1\n"
    "  %4:i64, %5:i1 = add.check %1, %1\n"
    "  branch 1 2 %5, %4 -> b3, b2\n"
    "b2()\n"
    "  %6:i1 = i1 0\n"
    "  switch [-1, 7] %1 -> b4, b2, b4\n"
    "b3(%7:i64)\n"
    "  %8:i1 = icmp ule %7, %1\n"
    "  ret %7, %8\n"
    "b4()\n"
    "  ret %1, %6\n"
    "}\n",
};

START_TEST(round_trip)
{
    test_session s = test_session_new();
    const char *text = programs[_i];
    fora_program *program = test_parse(&s, text);
    if (!program)
        fora_diags_print(s.diags, stderr, FORA_DIAGS_TEXT, false);
    ck_assert_ptr_nonnull(program);
    fora_text out;
    fora_text_init(&out, s.arena);
    fora_print(program, &out);
    ck_assert_str_eq(out.bytes, text);
    fora_arena_free(s.arena);
}
END_TEST

// A text with a fault, and a part of what is said about it with its place.
static const struct {
    const char *text, *says;
} faults[] = {
    {"", "1:1: error: Fora text: `fora` is expected"},
    {"fora 2", "1:6: error: Fora text: `1` is expected"},
    {"fora 1\nfunk", "2:1: error: Fora text: a function or a line"},
    {"fora 1\nfunc @f.1 \"f\" high {\n  return %1\n}\n",
     "3:10: error: Fora text: %1 is not"},
    {"fora 1\nfunc @f.1 \"f\" high {\n  %1 = const.nune\n}\n",
     "3:8: error: Fora text: there is no operation `const.nune`"},
    {"fora 1\nfunc @f.1 \"f\" high {\n  %1 = const.none\n}\n",
     "its block has no terminator"},
    {"fora 1\nfunc @f.1 \"f\" high {\n  %1 = const.none\n  return\n}\n",
     "wants 1 operands"},
    {"fora 1\nfunc @f.0 \"f\" high {\n}\n", "function 1 is expected"},
    {"fora 1\nfunc @f.99999999 \"f\" high {\n}\n", "function 1 is expected"},
    {"fora 1\nmodule \"m\" path _ body @f.5\n", "module 0 is unsound"},
    {"fora 1\nglobal !g.7 \"g\"\n", "global 1 is expected"},
    {"fora 1\nimport \"a\\q\"\n", "unknown escape"},
    {"fora 1\nimport \"a\n", "not closed"},
    {"fora 1\ntype lost\n", "a type is expected"},
    {"fora 1\ntype list[list]\n", "bad parameter"},
    {"fora 1\nfunc @f.1 \"f\" low {\nb1()\n  jump -> b9\n}\n", "b9 is not defined"},
    {"fora 1\nfunc @f.1 \"f\" low {\nb1()\n  jump -> b1\n}\n",
     "it leads to the first block"},
};

START_TEST(fault)
{
    test_session s = test_session_new();
    ck_assert_ptr_null(test_parse(&s, faults[_i].text));
    char *text = test_printed(s.diags, FORA_DIAGS_TEXT, false);
    test_holds(text, faults[_i].says);
    free(text);
    fora_arena_free(s.arena);
}
END_TEST

START_TEST(deep_nesting_is_refused)
{
    test_session s = test_session_new();
    fora_text text;
    fora_text_init(&text, s.arena);
    fora_text_printf(&text, "fora 1\nfunc @f.1 \"f\" high {\n");
    for (int i = 0; i < 100000; i++)
        fora_text_printf(&text, "try {\n");
    ck_assert_ptr_null(test_parse(&s, text.bytes));
    fora_text_init(&text, s.arena);
    fora_text_printf(&text, "fora 1\ntype ");
    for (int i = 0; i < 100000; i++)
        fora_text_printf(&text, "list[");
    ck_assert_ptr_null(test_parse(&s, text.bytes));
    fora_arena_free(s.arena);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("text");
    TCase *tests = tcase_create("text");
    tcase_add_loop_test(tests, round_trip, 0, sizeof programs / sizeof *programs);
    tcase_add_loop_test(tests, fault, 0, sizeof faults / sizeof *faults);
    tcase_add_test(tests, deep_nesting_is_refused);
    suite_add_tcase(suite, tests);
    return test_run(suite);
}
