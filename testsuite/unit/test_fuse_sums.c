// Sums of floats side by side, as typed text: what the passes inline and fuse_sums make of
// them, and what they leave as it is.
#include <check.h>

#include "fora_ir/include/fora_opt.h"
#include "testsuite/session.h"

#include "checks.h"

// A sum over a list, which is value `list`, of one term; its result is value `r`.
#define SUM(r, start, list, element, emitted)                                          \
    "  %" r ":union[zero|float] = comp SUM %" start " {\n"                             \
    "    for %" list " {\n"                                                            \
    "      (%" element ":float)\n"                                                     \
    "      emit %" emitted "\n"                                                        \
    "      continue\n"                                                                 \
    "    } {\n"                                                                        \
    "      yield\n"                                                                    \
    "    }\n"                                                                          \
    "    yield\n"                                                                      \
    "  }\n"
#define PARAMETERS "  param normal \"a\"\n  param normal \"b\"\n"
#define PAIR "  returns tuple[union[zero|float], union[zero|float]]\n"
#define RETURN_PAIR(made, a, b)                                                        \
    "  %" made ":tuple[union[zero|float], union[zero|float]] = tuple.make %" a ", %" b \
    "\n"                                                                               \
    "  return %" made "\n"                                                             \
    "}\n"

// clang-format off
static const struct {
    const char *typed;
    const char *holds[6];
    const char *lacks[4];
} programs[] = {
    {  // two lists: one loop if they are equally long, else as they were
        "fora 1\n"
        "func @f.1 \"f\" typed {\n" PARAMETERS PAIR
        "  (%1:list[float], %2:list[float])\n"
        "  %3:zero = const.zero\n"
        SUM("4", "3", "1", "5", "5") SUM("6", "3", "2", "7", "7") RETURN_PAIR("8", "4", "6"),
        {"apply \"py.eq(int, int)\"", ":float, %", "view.item", "comp SUM"},
        {"view.start"},
    },
    {  // one list: nothing to compare
        "fora 1\n"
        "func @f.1 \"f\" typed {\n" PARAMETERS PAIR
        "  (%1:list[float], %2:list[float])\n"
        "  %3:zero = const.zero\n"
        SUM("4", "3", "1", "5", "5") SUM("6", "3", "1", "7", "7") RETURN_PAIR("8", "4", "6"),
        {"view.item"},
        {"py.eq", "comp SUM"},
    },
    {  // the second sum needs the first
        "fora 1\n"
        "func @f.1 \"f\" typed {\n" PARAMETERS PAIR
        "  (%1:list[float], %2:list[float])\n"
        "  %3:zero = const.zero\n"
        SUM("4", "3", "1", "5", "5")
        "  %9:float = coerce %4\n"
        SUM("6", "9", "1", "7", "7") RETURN_PAIR("8", "4", "6"),
        {"comp SUM"},
        {"view.item"},
    },
    {  // one sum over a slice: no copy; of two ints nothing is moved
        "fora 1\n"
        "func @f.1 \"f\" typed {\n" PARAMETERS
        "  returns union[zero|float]\n"
        "  (%1:list[float], %2:int)\n"
        "  %3:none = const.none\n"
        "  %4:slice[int, none, none] = tuple.make %2, %3, %3\n"
        "  %5:list[float] = apply \"py.getitem(list[T], slice)\" %1, %4\n"
        "  %6:zero = const.zero\n"
        SUM("7", "6", "5", "8", "8")
        "  return %7\n"
        "}\n",
        {"view.start", "view.length", "view.item"},
        {"py.getitem", "comp SUM"},
    },
    {  // the list is updated in between: the slice is made
        "fora 1\n"
        "func @f.1 \"f\" typed {\n" PARAMETERS
        "  returns tuple[union[zero|float], list[float]]\n"
        "  (%1:list[float], %2:int)\n"
        "  %3:none = const.none\n"
        "  %4:slice[int, none, none] = tuple.make %2, %3, %3\n"
        "  %5:list[float] = apply \"py.getitem(list[T], slice)\" %1, %4\n"
        "  %6:zero = const.zero\n"
        "  %9:float = const.float 1.0\n"
        "  %10:none, %11:list[float] = apply \"list.append\" %1, %9\n"
        SUM("7", "6", "5", "8", "8")
        "  %12:tuple[union[zero|float], list[float]] = tuple.make %7, %11\n"
        "  return %12\n"
        "}\n",
        {"py.getitem", "comp SUM"},
        {"view."},
    },
    {  // a function that divides comes in behind a guard
        "fora 1\n"
        "func @mean.1 \"mean\" typed {\n"
        "  param normal \"xs\"\n"
        "  returns float\n"
        "  (%1:list[float])\n"
        "  %2:zero = const.zero\n"
        SUM("3", "2", "1", "4", "4")
        "  %5:int = apply \"len(list[T])\" %1\n"
        "  %6:float = apply \"py.truediv(kept_real, int)\" %3, %5\n"
        "  return %6\n"
        "}\n"
        "\n"
        "func @f.2 \"f\" typed {\n" PARAMETERS
        "  returns tuple[float, float]\n"
        "  (%1:list[float], %2:list[float])\n"
        "  %3:float = call.instance @mean.1 %1\n"
        "  %4:float = call.instance @mean.1 %2\n"
        "  %5:tuple[float, float] = tuple.make %3, %4\n"
        "  return %5\n"
        "}\n",
        {"call.instance @mean.1 %1\n    unreachable", "call.instance @mean.1 %2\n    unreachable",
         "view.item"},
        {"  %3:float = call.instance"},
    },
};
// clang-format on

static char *
text_of(fora_program *program)
{
    fora_text text;
    fora_text_init(&text, program->arena);
    for (fora_fn fn = 1; fn < program->function_count; fn++)
        fora_print_function(program, fn, &text);
    return text.bytes;
}

START_TEST(fuses)
{
    test_session s = test_session_new();
    fora_program *program = test_parse(&s, programs[_i].typed);
    ck_assert_ptr_nonnull(program);
    fora_pass_inline(program);
    fora_pass_fuse_sums(program);
    const char *fault = fora_verify(program, s.arena);
    ck_assert_msg(!fault, "%s", fault);
    const char *text = text_of(program);
    test_holds_all(text, programs[_i].holds, 6);
    test_holds_none(text, programs[_i].lacks, 4);
    fora_arena_free(s.arena);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("fuse_sums");
    TCase *tests = tcase_create("fuse_sums");
    tcase_add_loop_test(tests, fuses, 0, sizeof programs / sizeof *programs);
    suite_add_tcase(suite, tests);
    return test_run(suite);
}
