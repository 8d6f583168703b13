// The ownership pass on LOW programs, whose every path a machine then walks at random.
#include "checks.h"
#include "low_machine.h"

// ---- Programs -----------------------------------------------------------------------

#define UNIQUE_OR_COPY(value, unique, shared, merged, copied, made)                    \
    "  %" unique ":i1 = is.unique %" value "\n  branch 1 2 %" unique ", %" value       \
    " -> b" merged ", b" shared "\n"                                                   \
    "b" shared "()\n  %" copied ":ref = runtime rt_str_concat %" value ", %" value     \
    "\n"                                                                               \
    "  jump %" copied " -> b" merged "\nb" merged "(%" made ":ref)\n"

// Function 1 is run: the refs it gets are new objects, each with an object in every field.
// rt_str_equal answers at random.
static const struct {
    const char *name, *text;
    int most_copies;   // is.unique may say no this often in all runs; -1: any number
    int most_retains;  // the same for retains
} programs[] = {
    {"a result that nobody uses", "b1()\n  %1:ref = alloc 16 8\n  ret\n}\n", 0, 0},
    {"stored and returned",
     "  result ref\n  result ref\nb1(%1:ref)\n  %2:ref = alloc 16 8\n"
     "  store 8 field %2, %1\n  ret %2, %1\n}\n",
     0, -1},
    {"a loop carries an owned value",
     "  result ref\nb1(%1:ref)\n  jump %1 -> b2\nb2(%3:ref)\n"
     "  %4:i1 = runtime rt_str_equal %3, %3\n  branch 0 0 %4 -> b3, b4\nb3()\n"
     "  %6:ref = alloc 16 8\n  store 8 field %6, %3\n  jump %6 -> b2\nb4()\n"
     "  ret %3\n}\n",
     0, 0},
    {"a walk along borrowed objects counts nothing",
     "b1(%1:ref)\n  jump %1 -> b2\nb2(%2:ref)\n  %3:ref = load 8 field %2, %2\n"
     "  %4:i1 = runtime rt_str_equal %3, %2\n  branch 1 0 %4, %3 -> b2, b3\nb3()\n"
     "  ret\n}\n",
     0, 0},
    {"an update in place",
     "  result ref\nb1(%1:ref)\n" UNIQUE_OR_COPY(
         "1", "2", "2", "3", "3",
         "4") "  %5:ref = take 8 element %4\n  %6:ref = alloc 16 8\n"
              "  store 8 element %4, %6\n  ret %4\n}\n",
     0, 0},
    {"an element is used behind the update of its container",
     "  result ref\nb1(%1:ref)\n  %7:ref = load 8 element %1, %1\n" UNIQUE_OR_COPY(
         "1", "2", "2", "3", "3",
         "4") "  %5:ref = take 8 element %4\n  %6:ref = alloc 16 8\n"
              "  store 8 element %4, %6\n  %8:i1 = runtime rt_str_equal %7, %7\n  ret "
              "%4\n}\n",
     0, -1},
    {"a container that lives on is not updated in place",
     "  result ref\n  result ref\nb1(%1:ref)\n" UNIQUE_OR_COPY(
         "1", "2", "2", "3", "3", "4") "  %5:ref = take 8 element %4\n  %6:ref = "
                                       "null\n  store 8 element %4, %6\n"
                                       "  ret %4, %1\n}\n",
     -1, -1},
    {"a row is taken out, updated and put back",
     "  result ref\nb1(%1:ref)\n" UNIQUE_OR_COPY(
         "1", "2", "2", "3", "3",
         "4") "  %5:ref = take 8 element %4\n" UNIQUE_OR_COPY("5", "6", "4", "5", "7",
                                                              "8") "  store 8 element "
                                                                   "%4, %8\n  ret "
                                                                   "%4\n}\n",
     -1, 0},
    {"consumed by a call unless it raises",
     "  result ref\nb1(%1:ref, %2:ref)\n  %3:i64 = i64 0\n  %4:i32 = i32 0\n"
     "  %5:ref = null\n"
     "  %6:ref = runtime rt_list_assign_slice %1, %2, %3, %3, %3, %4\n"
     "  %7:i1 = icmp eq %6, %5\n  branch 0 1 %7 -> b2, b3\nb2()\n  ret %1\nb3()\n"
     "  ret %6\n}\n",
     0, 0},
    {"consumed by a call, dead if it raised",
     "  result ref\nb1()\n  %1:ref = alloc 16 8\n  %2:ref = load 8 field %1, %1\n"
     "  %3:i64 = i64 0\n  %4:i32 = i32 0\n  %5:ref = null\n"
     "  %6:ref = runtime rt_list_assign_slice %1, %2, %3, %3, %3, %4\n"
     "  %7:i1 = icmp ne %6, %5\n  branch 0 2 %7 -> b3, b2\nb2()\n  ret %5\nb3()\n"
     "  ret %6\n}\n",
     0, -1},
    {"consumed by a call and used behind it",
     "  result ref\n  result ref\nb1(%1:ref, %2:ref)\n  %3:i64 = i64 0\n"
     "  %4:i32 = i32 0\n  %5:ref = null\n"
     "  %6:ref = runtime rt_list_assign_slice %1, %1, %3, %3, %3, %4\n"
     "  %7:i1 = icmp eq %6, %5\n  branch 0 1 %7 -> b2, b3\nb2()\n  ret %5, %5\nb3()\n"
     "  %8:ref = runtime rt_list_assign_slice %2, %6, %3, %3, %3, %4\n"
     "  %9:i1 = icmp eq %8, %5\n  branch 0 1 %9 -> b4, b5\nb4()\n  ret %2, %6\nb5()\n"
     "  ret %1, %8\n}\n",
     0, -1},
    {"two ways to one block",
     "  result ref\nb1(%1:ref, %2:ref)\n  %3:i1 = runtime rt_str_equal %1, %2\n"
     "  branch 1 0 %3, %1, %2 -> b2, b2\nb2(%4:ref)\n  ret %4\n}\n",
     0, -1},
    {"an edge that must be split",
     "b1(%1:ref)\n  %2:ref = alloc 16 8\n  %3:i1 = runtime rt_str_equal %1, %2\n"
     "  branch 0 0 %3 -> b2, b3\nb2()\n  %4:i1 = runtime rt_str_equal %2, %2\n"
     "  branch 0 0 %4 -> b2, b3\nb3()\n  ret\n}\n",
     0, 0},
    {"a selected ref of two owners",
     "  result ref\nb1(%1:ref)\n  %2:ref = alloc 16 8\n  %3:ref = alloc 16 8\n"
     "  %4:i1 = runtime rt_str_equal %1, %2\n  %5:ref = select %4, %2, %3\n"
     "  ret %5\n}\n",
     0, -1},
    {"an address keeps its object alive",
     "b1()\n  %1:ref = alloc 16 8\n  %2:ptr = load 8 header %1, %1\n"
     "  %9:i64 = i64 0\n  %3:ptr = addr 8 0 %2, %9\n  %4:ref = alloc 16 8\n"
     "  store 8 element %3, %4\n  ret\n}\n",
     0, 0},
    {"kept for a call that gets its address only",
     "b1()\n  %1:ref = alloc 16 8\n  %2:ref = alloc 16 8\n  keep %1\n  ret\n}\n", 0, 0},
    {"one way of many",
     "  result ref\nb1(%1:ref, %2:i64)\n  %3:ref = alloc 16 8\n"
     "  switch [1, 2] %2 -> b2, b3, b4\nb2()\n  ret %3\nb3()\n  ret %1\nb4()\n"
     "  %4:ref = null\n  ret %4\n}\n",
     0, -1},
    {"a callee that consumes on one path",
     "  result ref\nb1(%1:ref)\n  %2:ref = alloc 16 8\n  %3:ref = call @g.2 %2, %1\n"
     "  %4:ref = call @g.2 %3, %3\n  ret %4\n}\n"
     "func @g.2 \"g\" low {\n  result ref\nb1(%1:ref, %2:ref)\n"
     "  %3:i1 = runtime rt_str_equal %1, %2\n  branch 0 0 %3 -> b2, b3\nb2()\n"
     "  store 8 field %1, %2\n  ret %1\nb3()\n  %4:ref = call @g.2 %2, %1\n"
     "  ret %4\n}\n",
     0, -1},
    {"a callee updates its argument in place",
     "  result ref\nb1()\n  %1:ref = alloc 16 8\n  %2:ref = call @g.2 %1\n"
     "  %3:ref = call @g.2 %2\n  ret %3\n}\n"
     "func @g.2 \"g\" low {\n  result ref\nb1(%1:ref)\n" UNIQUE_OR_COPY(
         "1", "2", "2", "3", "3", "4") "  ret %4\n}\n",
     0, 0},
    {"a container and its element given to one call",
     "b1()\n  %1:ref = alloc 16 8\n  %2:ref = alloc 16 8\n  store 8 element %1, %2\n"
     "  %3:ref = load 8 element %1, %1\n  call @g.2 %1, %3\n  ret\n}\n"
     "func @g.2 \"g\" low {\nb1(%1:ref, %2:ref)\n" UNIQUE_OR_COPY(
         "1", "3", "2", "3", "4",
         "5") "  %6:ref = take 8 element %5\n  %7:ref = null\n  store 8 element %5, "
              "%7\n"
              "  %8:i1 = runtime rt_str_equal %2, %2\n  ret\n}\n",
     0, -1},
};

static fora_program *
parse(fora_arena *arena, const char *body)
{
    fora_sources *sources = fora_sources_new(arena);
    fora_diags *diags = fora_diags_new(arena, sources);
    fora_text text;
    fora_text_init(&text, arena);
    fora_text_printf(&text, "fora 1\nfunc @f.1 \"f\" low {\n%s", body);
    uint32_t file = fora_source_add(sources, "test", text.bytes, text.length, false);
    fora_program *program =
        fora_parse(arena, fora_names_new(arena), sources, diags, file);
    if (!program)
        fora_diags_print(diags, stderr, FORA_DIAGS_TEXT, false);
    ck_assert_ptr_nonnull(program);
    return program;
}

START_TEST(balanced)
{
    fora_arena *arena = fora_arena_new();
    machine *m = calloc(1, sizeof *m);
    fora_program *program = parse(arena, programs[_i].text);
    fora_ownership(program);
    const char *unsound = fora_verify(program, arena);
    fora_text text;
    fora_text_init(&text, arena);
    fora_print(program, &text);
    ck_assert_msg(!unsound, "%s: %s\n%s", programs[_i].name, unsound, text.bytes);
    m->program = program;
    for (unsigned seed = 1; seed <= 300; seed++) {
        m->seed = seed;
        run_once(m);
        ck_assert_msg(!m->fault, "%s, seed %u: %s\n%s", programs[_i].name, seed,
                      m->fault, text.bytes);
    }
    int copies = programs[_i].most_copies, retains = programs[_i].most_retains;
    ck_assert_msg(copies < 0 || (int)m->copies <= copies, "%s: copies\n%s",
                  programs[_i].name, text.bytes);
    ck_assert_msg(retains < 0 || (int)m->retains <= retains, "%s: retains\n%s",
                  programs[_i].name, text.bytes);
    free(m);
    fora_arena_free(arena);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("ownership");
    TCase *cases = tcase_create("programs");
    tcase_add_loop_test(cases, balanced, 0, sizeof programs / sizeof *programs);
    suite_add_tcase(suite, cases);
    return test_run(suite);
}
