// Linking modules, and the pass runner.
#include <check.h>
#include <stdlib.h>

#include "fora_ir/include/fora_passes.h"
#include "checks.h"
#include "random_ir.h"

static const char main_text[] =
    "fora 1\n"
    "module \"__main__\" path \"main.py\" body @__main__.1\n"
    "import \"other\"\n"
    "import \"third\"\n"
    "global !a.1 \"a\" in \"__main__\"\n"
    "\n"
    "func @__main__.1 \"__main__\" high module {\n"
    "  module.init \"other\"\n"
    "  %1 = const.none\n"
    "  global.set !a.1 %1\n"
    "  return %1\n"
    "}\n";

static const char other_text[] =
    "fora 1\n"
    "module \"other\" path \"other.py\" body @other.1\n"
    "import \"third\"\n"
    "global !b.1 \"b\" in \"other\" : list[func[@f.2; instance[$C.1]]]\n"
    "class $C.1 \"C\" qualified \"C\" in \"other\" base $Exception.0 exception {\n"
    "  method \"f\" plain @f.2\n"
    "  constant \"k\" !b.1\n"
    "}\n"
    "\n"
    "func @other.1 \"other\" high module {\n"
    "  %1 = class.ref $C.1\n"
    "  global.set !b.1 %1\n"
    "  return %1\n"
    "}\n"
    "\n"
    "func @f.2 \"f\" in \"other\" high {\n"
    "  param normal \"x\" = global !b.1\n"
    "  (%1)\n"
    "  %2 = func.make @f.2\n"
    "  %3 = class.ref $ValueError.0\n"
    "  return %2\n"
    "}\n";

static fora_program *
parse(test_session *s, const char *text)
{
    fora_program *program = test_parse(s, text);
    if (!program)
        fora_diags_print(s->diags, stderr, FORA_DIAGS_TEXT, false);
    ck_assert_ptr_nonnull(program);
    return program;
}

static void
check_linked(const fora_program *program, fora_arena *arena)
{
    ck_assert_ptr_null(fora_verify(program, arena));
    fora_text out;
    fora_text_init(&out, arena);
    fora_print(program, &out);
    static const char *const parts[] = {
        "module \"__main__\" path \"main.py\" body @__main__.1\n",
        "module \"other\" path \"other.py\" body @other.2\nimport \"third\"\nglobal",
        "global !b.2 \"b\" in \"other\" : list[func[@f.3; instance[$C.",
        "  method \"f\" plain @f.3\n  constant \"k\" !b.2\n",
        "  global.set !b.2 %1\n",
        "  param normal \"x\" = global !b.2\n",
        "  %2 = func.make @f.3\n",
    };
    test_holds_all(out.bytes, parts, sizeof parts / sizeof *parts);
}

// The module has names and sources of its own if `_i` is 1.
START_TEST(modules_are_renumbered)
{
    test_session s = test_session_new(), other = test_session_new();
    fora_program *program = parse(&s, main_text);
    test_session *from = _i ? &other : &s;
    fora_intern_c(other.names, "shifts all handles");
    fora_link(program, parse(from, other_text));
    fora_arena_free(other.arena);
    check_linked(program, s.arena);
    fora_arena_free(s.arena);
}
END_TEST

START_TEST(random_programs_link)
{
    random_source random = {1000 + (uint64_t)_i};
    test_session s = test_session_new(), other = test_session_new();
    fora_program *program = random_program(&s, &random);
    fora_link(program, random_program(_i % 2 ? &s : &other, &random));
    const char *fault = fora_verify(program, s.arena);
    ck_assert_msg(!fault, "%s", fault);
    fora_pass_options options = {.roundtrip_each = true};
    fora_pass_after(program, "link", 0, &options);
    fora_arena_free(s.arena);
    fora_arena_free(other.arena);
}
END_TEST

START_TEST(passes_run_and_stop)
{
    test_session s = test_session_new();
    fora_program *program = parse(&s, main_text);
    char *text = NULL;
    size_t size = 0;
    FILE *memory = open_memstream(&text, &size);
    fora_pass_options options = {.verify_each = true,
                                 .roundtrip_each = true,
                                 .time_passes = true,
                                 .print_after = "ssa",
                                 .stop_after = 1,
                                 .out = memory};
    ck_assert(fora_passes_run(program, FORA_LEVEL_LOW, &options));
    ck_assert(options.stopped);
    ck_assert_uint_eq(options.done, 1);
    fclose(memory);
    test_holds(text, " ms  ");
    test_holds(text, "// after ");
    test_holds(text, "global.set !a.1 %1");
    free(text);
    ck_assert_ptr_null(fora_pass_find("no such pass"));
    fora_arena_free(s.arena);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("link");
    TCase *tests = tcase_create("link");
    tcase_add_loop_test(tests, modules_are_renumbered, 0, 2);
    tcase_add_loop_test(tests, random_programs_link, 0, 20);
    tcase_add_test(tests, passes_run_and_stop);
    suite_add_tcase(suite, tests);
    return test_run(suite);
}
