// What the verifier refuses, level by level; dominators against their definition; builder
// and editing of functions.
#include <check.h>
#include <stdlib.h>

#include "fora_ir/dominators.h"
#include "checks.h"
#include "random_ir.h"

#define ONE "  %1:int = const.int 1\n"
#define LIST "  %2:list[int] = apply \"py.list\" %1\n"

// The body of a function, and what the verifier says of it.
static const struct {
    const char *level, *body, *says;
} faults[] = {
    {"high", "  return %1\n  %1 = const.none\n", "stands before the end of its block"},
    {"high", "  %1 = py.neg %1\n  return %1\n", "is not defined here"},
    {"high", "  %1 = i64 1\n  return %1\n", "does not belong to this level"},
    {"high",
     "  %1 = const.none\n  %2 = if %1 {\n  %3 = const.none\n  yield %3\n} {\n"
     "yield %3\n}\nreturn %2\n",
     "is not defined here"},
    {"high",
     "  %1 = const.none\n  %2 = if %1 {\n  yield\n} {\nyield %1\n}\nreturn %2\n",
     "0 operands, but operation"},
    {"high", "  %1 = const.none\n  yield %1\n", "stands in a function's body"},
    {"high", "  %1 = const.none\n  break %1\n", "stands outside any loop"},
    {"high", "  %1 = const.none\n  emit %1\n  return %1\n", "stands outside any comp"},
    {"high", "  %1 = const.none\n  loop %1 {\n  continue %1\n}\n  return %1\n",
     "block 0 has 0 parameters instead of 1"},
    {"high", "  %1 = const.none\n  loop %1 {\n  (%2)\n  continue\n}\n  return %1\n",
     "0 operands, but operation"},
    {"high", "  %1 = const.none\n  loop {\n  yield\n}\n  return %1\n", "cannot yield"},
    {"high", "  %1 = const.none\n  %2 = comp LIST {\n  break\n}\n  return %1\n",
     "stands outside any loop"},
    {"high", "  %1 = const.none\n  %2, %3 = comp LIST {\n  yield\n}\n  return %1\n",
     "2 results instead of 1"},
    {"high",
     "  %1 = const.none\n  %2 = try {\n  yield %1\n} {\n  yield %1\n}\n  return %1\n",
     "block 1 has 0 parameters instead of 1"},
    {"high", "  %1 = const.none\n  %2 = py.call [_, _] %1, %1\n  return %1\n",
     "2 attributes instead of 1"},
    {"high", "  %1 = const.none\n  %2 = py.dict [_] %1, %1, %1\n  return %1\n",
     "a key without a value"},
    {"high", "  %1 = const.none\n  %2 = py.unpack 1 %1\n  return %1\n",
     "starred result does not exist"},
    {"high", "  %1 = const.bool 2\n  return %1\n", "attribute 0 is out of range"},
    {"high", "  %1 = var.get ?x.0\n  return %1\n", "attribute 0 is out of range"},
    {"high", "  %1 = func.make @f.9\n  return %1\n", "attribute 0 is out of range"},
    {"high", "  %1 = const.str \"\\xc3\"\n  return %1\n", "its text is not UTF-8"},
    {"high", "  %1 = class.ref $C.9999\n  return %1\n", "attribute 0 is out of range"},
    {"high", "  (%1)\n  return %1\n", "the body has 1 parameters instead of 0"},
    {"typed", "  %1 = const.none\n  return %1\n", "result 0 has no type"},
    {"typed", "  returns int\n  %1:none = const.none\n  return %1\n",
     "has another type"},
    {"typed",
     "  %1:bool = const.bool 1\n  %2:int = if %1 {\n  yield %1\n} {\n  unreachable\n}\n"
     "return %1\n",
     "has another type"},
    {"typed", "  %1:int = call.instance @f.1 %2\n  %2:int = const.int 1\n  return %2\n",
     "is not defined here"},
    {"typed", "  %1:int = const.int 1\n  %2:int = call.instance @f.1 %1\n  return %2\n",
     "1 operands instead of 0"},
    {"typed", ONE "  %2:float = apply \"py.add(int, int)\" %1, %1\n  return %1\n",
     "its result is no `int`"},
    {"typed", ONE "  %2:int = apply \"py.add(int, int)\" %1\n  return %1\n",
     "operand 1 is missing"},
    {"typed", ONE "  %2:int = apply \"py.neg(int)\" %1, %1\n  return %1\n",
     "2 operands instead of 1"},
    {"typed", ONE "  %2:int = apply \"py.add(float, float)\" %1, %1\n  return %1\n",
     "operand 0 is no `float`"},
    {"typed", ONE "  %2:list[float] = apply \"py.list\" %1\n  return %1\n",
     "its result is no `list[T]`"},
    {"typed", ONE LIST "  %3:none = apply \"list.append\" %2, %1\n  return %1\n",
     "1 results instead of 2"},
    {"typed",
     ONE LIST "  %3:none, %4:int = apply \"list.append\" %2, %1\n  return %1\n",
     "it changes the type of operand 0"},
    {"typed",
     ONE LIST "  %3:float = const.float 1\n"
              "  %4:list[int] = apply \"py.setitem(list[T], int, U)\" %2, %1, %3\n"
              "  return %1\n",
     "its result is no `list[T|U]`"},
    {"typed",
     ONE LIST "  %3:list[int] = apply \"py.mul(int, list[T])\" %1, %2\n  return %1\n",
     "its row is not lowered"},
    {"typed", ONE "  %2:tuple[int, int] = tuple.make %1\n  return %1\n",
     "part 1 is missing"},
    {"typed", ONE "  %2:tuple[float] = tuple.make %1\n  return %1\n",
     "operand 0 is not part 0"},
    {"typed", ONE "  %2:int = tuple.get 0 %1\n  return %1\n",
     "its result is not that part"},
    {"typed", ONE "  %2:int = field.get \"x\" %1\n  return %1\n", "no such field"},
    {"low", "b1()\n  ret\nb2()\n  jump -> b1\n", "leads to the first block"},
    {"low", "b1()\n  %1:i1 = i1 1\n  jump -> b2\nb2()\n  ret %1\n",
     "1 operands instead of 0"},
    {"low",
     "b1()\n  %1:i1 = i1 1\n  branch 0 0 %1 -> b2, b3\nb2()\n  %2:i8 = i8 0\n"
     "  jump -> b3\nb3()\n  retain %2\n  ret\n",
     "is not defined here"},
    {"low", "b1()\n  %1:i8 = i8 1\n  %2:i1 = i1 0\n  %3:i8 = add %1, %2\n  ret\n",
     "operand 1 has the wrong machine type"},
    {"low", "b1()\n  %1:i8 = i8 1\n  %2:i32 = add %1, %1\n  ret\n",
     "result 0 has the wrong machine type"},
    {"low", "b1()\n  %1:i8 = i8 1\n  %2:i8 = zext %1\n  ret\n",
     "cannot convert from `i8`"},
    {"low", "b1()\n  %1:i64 = i64 1\n  jump %1 -> b2\nb2(%2:i8)\n  ret\n",
     "operand 0 and parameter 0 of block"},
    {"low", "b1()\n  jump -> b2\nb2()\n  %1:ptr = slot 8 8\n  ret\n",
     "stands outside the first block"},
    {"low", "b1()\n  %1:ref = null\n  %2:i1 = icmp lt %1, %1\n  ret\n",
     "only eq and ne"},
    {"low", "b1()\n  %1:i64 = i64 1\n  branch 0 0 %1 -> b2, b2\nb2()\n  ret\n",
     "is no i1"},
    {"low", "b1()\n  %1:f64x8 = f64 1\n  ret\n", "constants are no lanes"},
    {"low", "b1()\n  %1:f64 = f64 1\n  %2:f64 = splat %1\n  ret\n",
     "`f64` is no type of lanes"},
    {"low", "b1()\n  %1:f64 = f64 1\n  %2:i64x8 = splat %1\n  ret\n",
     "types do not go together"},
    {"low",
     "b1()\n  %1:i64x8 = iota\n  %2:i64x16 = iota\n  %3:i64x8 = add %1, %2\n  ret\n",
     "operand 1 has the wrong machine type"},
    {"low", "b1()\n  %1:i64x8 = iota\n  %2:i1 = icmp lt %1, %1\n  ret\n",
     "result 0 has the wrong machine type"},
    {"low", "b1()\n  %1:i64x8 = iota\n  %2:i64 = extract 8 %1\n  ret\n",
     "no such lane"},
    {"low", "b1()\n  %1:i64x8 = iota\n  %2:f64x16 = sitofp %1\n  ret\n",
     "result 0 has the wrong machine type"},
    {"low", "b1()\n  %1:i64x8 = iota\n  %2:i1 = any %1\n  ret\n",
     "types do not go together"},
    {"low", "  result i64\nb1()\n  ret\n", "0 operands instead of 1"},
    {"low", "b1()\n  %1:int = i64 1\n  ret\n", "result 0 has"},
    {"low", "b1()\n  call @f.1\n  runtime rt_alloc\n  ret\n",
     "takes 2 operands, not 0"},
};

START_TEST(fault)
{
    test_session s = test_session_new();
    const char *text = fora_printf(s.arena, "fora 1\nfunc @f.1 \"f\" %s {\n%s}\n",
                                   faults[_i].level, faults[_i].body);
    ck_assert_ptr_null(test_parse(&s, text));
    char *said = test_printed(s.diags, FORA_DIAGS_JSON, false);
    test_holds(said, faults[_i].says);
    free(said);
    fora_arena_free(s.arena);
}
END_TEST

// ---- Dominators ---------------------------------------------------------------------

static fora_function *
random_graph(test_session *s, random_source *random, fora_program **program)
{
    *program = fora_program_new(s->arena, s->names, s->sources, s->diags);
    fora_fn fn =
        fora_function_new(*program, fora_intern_c(s->names, "f"), FORA_LEVEL_LOW);
    fora_function *f = (*program)->functions[fn];
    uint32_t count = 2 + random_below(random, 12);
    for (uint32_t b = 2; b <= count; b++)
        fora_block_new(f);
    for (uint32_t b = 1; b <= count; b++) {
        fora_builder builder = {.program = *program, .function = f, .block = b};
        fora_block to[] = {2 + random_below(random, count - 1),
                           2 + random_below(random, count - 1)};
        if (random_below(random, 6) == 0)
            fora_build0(&builder, FORA_OP_L_TRAP);
        else if (random_below(random, 2))
            fora_build(&builder, FORA_OP_L_JUMP, 0, NULL, 0, 0, NULL, 1, to);
        else
            fora_build(&builder, FORA_OP_L_BRANCH, 0, NULL, 0, 2, (uint64_t[]){0, 0}, 2,
                       to);
    }
    return f;
}

// Marks what block 1 reaches without going through `without`.
static void
reach(const fora_function *f, fora_block block, fora_block without, bool *reached)
{
    if (block == without || reached[block])
        return;
    reached[block] = true;
    fora_op op = f->blocks[block].last;
    for (uint32_t i = 0; i < f->ops[op].block_count; i++)
        reach(f, fora_op_block(f, op, i), without, reached);
}

START_TEST(dominators_agree_with_their_definition)
{
    for (uint64_t seed = 0; seed < 400; seed++) {
        random_source random = {seed};
        test_session s = test_session_new();
        fora_program *program;
        fora_function *f = random_graph(&s, &random, &program);
        ir_dominators d;
        ir_dominators_compute(f, s.arena, &d);
        bool all[32] = {false};
        reach(f, 1, 0, all);
        for (fora_block a = 1; a < f->block_count; a++) {
            bool without[32] = {false};
            reach(f, 1, a, without);
            ck_assert_int_eq(all[a], d.position[a] != UINT32_MAX);
            for (fora_block b = 1; b < f->block_count; b++)
                if (all[a] && all[b])
                    ck_assert_int_eq(ir_dominates(&d, a, b), !without[b]);
        }
        fora_arena_free(s.arena);
    }
}
END_TEST

// ---- Building and editing -----------------------------------------------------------

START_TEST(functions_are_edited)
{
    test_session s = test_session_new();
    fora_program *program = fora_program_new(s.arena, s.names, s.sources, s.diags);
    fora_fn fn =
        fora_function_new(program, fora_intern_c(s.names, "f"), FORA_LEVEL_HIGH);
    fora_function *f = program->functions[fn];
    fora_builder b = {.program = program, .function = f, .block = 1};
    fora_val one = fora_build_attr(&b, FORA_OP_CONST_INT, 1);
    fora_val two = fora_build_attr(&b, FORA_OP_CONST_INT, 2);
    fora_val sum = fora_build2(&b, FORA_OP_PY_ADD, one, two);
    fora_block then = fora_block_new(f), other = fora_block_new(f);
    fora_op branch =
        fora_build(&b, FORA_OP_IF, 1, &sum, 1, 0, NULL, 2, (fora_block[]){then, other});
    fora_val none = fora_build0(&b, FORA_OP_CONST_NONE);
    fora_build1(&b, FORA_OP_RETURN, none);
    fora_builder inner = b;
    inner.block = then;
    fora_op yield = fora_build(&inner, FORA_OP_YIELD, 1, &one, 0, 0, NULL, 0, NULL);
    inner.block = other;
    fora_build(&inner, FORA_OP_YIELD, 1, &two, 0, 0, NULL, 0, NULL);
    ck_assert_ptr_null(fora_verify(program, s.arena));

    // Results that are no longer the last values move; operands too.
    fora_val first = f->ops[branch].result;
    fora_val second = fora_op_add_result(f, branch);
    ck_assert_uint_ne(f->ops[branch].result, first);
    ck_assert_uint_eq(second, f->ops[branch].result + 1);
    fora_op_add_operand(f, yield, two);
    fora_op_add_operand(f, f->blocks[other].last, one);
    ck_assert_uint_eq(fora_operand(f, yield, 0), one);
    ck_assert_uint_eq(fora_operand(f, yield, 1), two);
    ck_assert_ptr_null(fora_verify(program, s.arena));

    fora_replace_uses(f, one, two);
    fora_op_set_operand(f, yield, 1, one);
    ck_assert_uint_eq(fora_operand(f, yield, 0), two);
    b.before = yield;
    fora_val before = fora_build1(&b, FORA_OP_PY_NEG, one);
    ck_assert_uint_eq(f->blocks[then].first, f->values[before].def);
    ck_assert_ptr_null(fora_verify(program, s.arena));

    fora_op_remove(f, branch);
    ck_assert_uint_eq(f->ops[yield].parent, 0);
    fora_op_remove(f, f->values[one].def);
    ck_assert_uint_eq(f->blocks[1].first, f->values[two].def);
    fora_op_remove(f, f->values[sum].def);
    ck_assert_ptr_null(fora_verify(program, s.arena));

    fora_block block = fora_block_new(f), last = fora_block_new(f);
    fora_val p0 = fora_block_add_parameter(f, block, 0);
    fora_val q0 = fora_block_add_parameter(f, last, 0);
    fora_val p1 = fora_block_add_parameter(f, block, 0);
    ck_assert_uint_eq(fora_block_parameter(f, block, 0), p0);
    ck_assert_uint_eq(fora_block_parameter(f, block, 1), p1);
    ck_assert_uint_eq(fora_block_parameter(f, last, 0), q0);
    fora_arena_free(s.arena);
}
END_TEST

START_TEST(types_are_interned)
{
    test_session s = test_session_new();
    fora_types *types = fora_types_new(s.arena);
    fora_type integer = FORA_SIMPLE_TYPE(INT);
    ck_assert_uint_eq(fora_type_make(types, FORA_TYPE_INT, 0, 0, NULL), integer);
    ck_assert_uint_eq(fora_type_count(types), FORA_TYPE_COUNT);
    fora_type nested = integer, first = 0;
    for (int round = 0; round < 2; round++) {
        nested = integer;
        for (int i = 0; i < 1000; i++)
            nested = fora_type_make(types, FORA_TYPE_LIST, 0, 1, &nested);
        ck_assert(!round || nested == first);
        first = nested;
    }
    ck_assert_uint_ne(fora_type_make(types, FORA_TYPE_CELL, 1, 0, NULL),
                      fora_type_make(types, FORA_TYPE_CELL, 2, 0, NULL));
    fora_arena_free(s.arena);
}
END_TEST

START_TEST(types_have_kinds)
{
    test_session s = test_session_new();
    fora_types *types = fora_types_new(s.arena);
    fora_type integer = FORA_SIMPLE_TYPE(INT);
    fora_type list = fora_type_make(types, FORA_TYPE_LIST, 0, 1, &integer);
    fora_type parts[] = {integer, list};
    fora_type pair = fora_type_make(types, FORA_TYPE_TUPLE, 0, 2, parts);
    fora_type members[] = {FORA_SIMPLE_TYPE(NONE), pair};
    fora_type either = fora_type_make(types, FORA_TYPE_UNION, 0, 2, members);
    fora_type lists = fora_type_make(types, FORA_TYPE_LIST, 0, 1, &pair);
    ck_assert(fora_type_has(types, either, FORA_TYPE_BIT(LIST)));
    ck_assert(fora_type_has(types, either, FORA_TYPE_BIT(SET) | FORA_TYPE_BIT(INT)));
    ck_assert(fora_type_has(types, either, FORA_TYPE_BIT(UNION)));
    ck_assert(!fora_type_has(types, either, FORA_TYPE_BIT(SET) | FORA_TYPE_BIT(DICT)));
    ck_assert(fora_type_has(types, lists, FORA_TYPE_BIT(LIST)));
    ck_assert(
        !fora_type_has(types, lists, FORA_TYPE_BIT(TUPLE)));  // its elements' kind
    fora_arena_free(s.arena);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("verify");
    TCase *tests = tcase_create("verify");
    tcase_add_loop_test(tests, fault, 0, sizeof faults / sizeof *faults);
    tcase_add_test(tests, dominators_agree_with_their_definition);
    tcase_add_test(tests, functions_are_edited);
    tcase_add_test(tests, types_are_interned);
    tcase_add_test(tests, types_have_kinds);
    suite_add_tcase(suite, tests);
    return test_run(suite);
}
