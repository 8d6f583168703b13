// Lowering of small typed programs, given as text: the result is sound LOW, and holds the
// operations that the construct is made of.
#include <check.h>

#include "fora_ir/include/fora_lower.h"
#include "testsuite/session.h"

#include "checks.h"

// clang-format off
static const struct {
    const char *typed;
    const char *holds[8];
    const char *lacks[4];
} programs[] = {
    {  // a recursive function checks the stack and its sums
        "fora 1\n"
        "func @fib.1 \"fib\" typed {\n"
        "  param normal \"n\"\n"
        "  returns int\n"
        "  (%1:int)\n"
        "  %2:int = const.int 2\n"
        "  %3:bool = apply \"py.lt\" %1, %2\n"
        "  %4:int = if %3 {\n"
        "    yield %1\n"
        "  } {\n"
        "    %5:int = const.int 1\n"
        "    %6:int = apply \"py.sub(int, int)\" %1, %5\n"
        "    %7:int = call.instance @fib.1 %6\n"
        "    %8:int = apply \"py.sub(int, int)\" %1, %2\n"
        "    %9:int = call.instance @fib.1 %8\n"
        "    %10:int = apply \"py.add(int, int)\" %7, %9\n"
        "    yield %10\n"
        "  }\n"
        "  return %4\n"
        "}\n",
        {"stack.full", "sub.check", "add.check", "runtime rt_raise_overflow",
         "runtime rt_traceback_add"},
        {"slot"},
    },
    {  // the sum of floats is a loop over a float; what it gives takes no branch to use
        "fora 1\n"
        "func @mean.1 \"mean\" typed {\n"
        "  param normal \"xs\"\n"
        "  param normal \"ys\"\n"
        "  returns float\n"
        "  (%1:list[float], %2:union[zero|float])\n"
        "  %3:zero = const.zero\n"
        "  %4:union[zero|float] = comp SUM %3 {\n"
        "    for %1 {\n"
        "      (%5:float)\n"
        "      emit %5\n"
        "      continue\n"
        "    } {\n"
        "      yield\n"
        "    }\n"
        "    yield\n"
        "  }\n"
        "  %6:union[zero|float] = apply \"py.mul(kept_real, kept_real)\" %4, %2\n"
        "  %7:float = coerce %6\n"
        "  return %7\n"
        "}\n",
        {"select", "fadd", "fmul", "bitcast"},
        {"i8 ", "switch", "sitofp", "runtime"},
    },
    {  // loops need no iterator objects, lists of known length no growing
        "fora 1\n"
        "func @total.1 \"total\" typed {\n"
        "  param normal \"xs\"\n"
        "  returns float\n"
        "  (%1:list[float])\n"
        "  %2:float = const.float 0.0\n"
        "  %3:float = for %1, %2 {\n"
        "    (%4:float, %5:float)\n"
        "    %6:float = apply \"py.add(float, float)\" %5, %4\n"
        "    continue %6\n"
        "  } {\n"
        "    (%7:float)\n"
        "    yield %7\n"
        "  }\n"
        "  return %3\n"
        "}\n"
        "\n"
        "func @squares.2 \"squares\" typed {\n"
        "  param normal \"n\"\n"
        "  returns list[int]\n"
        "  (%1:range)\n"
        "  %2:list[int] = comp LIST {\n"
        "    for %1 {\n"
        "      (%3:int)\n"
        "      %4:int = apply \"py.mul(int, int)\" %3, %3\n"
        "      emit %4\n"
        "      continue\n"
        "    } {\n"
        "      yield\n"
        "    }\n"
        "    yield\n"
        "  }\n"
        "  return %2\n"
        "}\n"
        "\n"
        "func @any.3 \"any\" typed {\n"
        "  param normal \"a\"\n"
        "  param normal \"b\"\n"
        "  param normal \"c\"\n"
        "  returns bool\n"
        "  (%1:enumerate[str], %2:zip[list[str], dict[int, float]], %9:file)\n"
        "  %20:int = const.int 0\n"
        "  %21:int = const.int 1\n"
        "  %3:bool = comp ANY {\n"
        "    for %1 {\n"
        "      (%4:tuple[int, char])\n"
        "      for %2 {\n"
        "        (%5:tuple[str, int])\n"
        "        %6:int = tuple.get 0 %4\n"
        "        %7:int = tuple.get 1 %5\n"
        "        %8:bool = apply \"py.lt\" %6, %7\n"
        "        emit %8\n"
        "        continue\n"
        "      } {\n"
        "        yield\n"
        "      }\n"
        "      continue\n"
        "    } {\n"
        "      yield\n"
        "    }\n"
        "    yield\n"
        "  }\n"
        "  %10:int = comp SUM %20 {\n"
        "    for %9 {\n"
        "      (%11:str)\n"
        "      emit %21\n"
        "      continue\n"
        "    } {\n"
        "      yield\n"
        "    }\n"
        "    yield\n"
        "  }\n"
        "  return %3\n"
        "}\n",
        {"icmp lt", "add.exact", "load 24 header", "runtime rt_file_next",
         "runtime rt_list_new", "runtime rt_str_at"},
        {"rt_list_grow", "alloc"},
    },
    {  // cells, globals, slots, handlers and unions
        "fora 1\n"
        "class $Node.1 \"Node\" in \"__main__\" {\n"
        "}\n"
        "global !names.1 \"names\" in \"__main__\" : union[unbound|list[int]]\n"
        "cell 1 : union[unbound|int]\n"
        "func @main.1 \"main\" typed {\n"
        "  variable ?v.0 \"v\" slot : union[unbound|list[int]]\n"
        "  returns none\n"
        "  ()\n"
        "  %1:cell[1] = cell.new \"c\"\n"
        "  %2:int = const.int 2\n"
        "  cell.set %1, %2\n"
        "  %3:int = cell.get \"c\" %1\n"
        "  %4:list[int] = global.get !names.1\n"
        "  var.set ?v.0 %4\n"
        "  %5:int = try {\n"
        "    %6:list[int] = var.take ?v.0\n"
        "    %7:int = apply \"py.add(int, int)\" %3, %3\n"
        "    var.set ?v.0 %6\n"
        "    yield %7\n"
        "  } {\n"
        "    (%8:instance[$BaseException.0])\n"
        "    %9:bool = is.member instance[$IndexError.0] %8\n"
        "    %10:int = if %9 {\n"
        "      yield %3\n"
        "    } {\n"
        "      reraise %8\n"
        "    }\n"
        "    yield %10\n"
        "  }\n"
        "  %11:union[none|int|float] = coerce %5\n"
        "  %12:str = dispatch %11 {\n"
        "    (%13:none)\n"
        "    %14:str = const.str \"none\"\n"
        "    yield %14\n"
        "  } {\n"
        "    (%15:int)\n"
        "    %16:str = const.str \"int\"\n"
        "    yield %16\n"
        "  } {\n"
        "    (%17:float)\n"
        "    raise.new $ValueError.0 \"bad\"\n"
        "  }\n"
        "  %18:union[none|str] = coerce %12\n"
        "  %19:bool = is.member none %18\n"
        "  %20:union[none|str|list[int]] = coerce %18\n"
        "  %21:bool = is.member str %20\n"
        "  %22:tuple[int, int] = tuple.make %3, %5\n"
        "  %23:vtuple[float] = coerce %22\n"
        "  %24:none = const.none\n"
        "  return %24\n"
        "}\n",
        {"global.addr", "runtime rt_catch", "runtime rt_handle_begin",
         "runtime rt_handle_end", "runtime rt_exception_is", "descriptor",
         "slot 16 8"},
        {0},
    },
};
// clang-format on

static char *
lowered_text(fora_program *program)
{
    fora_text text;
    fora_text_init(&text, program->arena);
    for (fora_fn fn = 1; fn < program->function_count; fn++)
        if (program->functions[fn]->level == FORA_LEVEL_LOW)
            fora_print_function(program, fn, &text);
    return text.bytes;
}

START_TEST(lowers)
{
    test_session s = test_session_new();
    fora_program *program = test_parse(&s, programs[_i].typed);
    ck_assert_ptr_nonnull(program);
    program->entry = 1;
    ck_assert(fora_lower(program));
    ck_assert_uint_ne(program->entry, 0);
    ck_assert_ptr_nonnull(program->lowered);
    program->entry = 0;  // the functions of these tests have parameters
    const char *fault = fora_verify(program, s.arena);
    ck_assert_msg(!fault, "%s", fault);
    const char *low = lowered_text(program);
    test_holds_all(low, programs[_i].holds, 8);
    test_holds_none(low, programs[_i].lacks, 4);
    fora_arena_free(s.arena);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("lower");
    TCase *tests = tcase_create("lower");
    tcase_add_loop_test(tests, lowers, 0, sizeof programs / sizeof *programs);
    suite_add_tcase(suite, tests);
    return test_run(suite);
}
