// From source text to the syntax tree: values of literals, places where the grammar reads
// otherwise than Python does, what is refused, and the checker.
#include <check.h>
#include <math.h>
#include <string.h>

#include "frontend/ast.h"
#include "testsuite/session.h"

#include "checks.h"

static fe_module *
parse(test_session *s, const char *text)
{
    uint32_t file = fora_source_add(s->sources, "test.py", text, strlen(text), false);
    return fe_parse(s->arena, s->names, s->sources, s->diags, file);
}

// The expression that a text consists of.
static fe_node *
expression(test_session *s, const char *text)
{
    fe_module *module = parse(s, text);
    ck_assert_msg(module != NULL, "%s is refused", text);
    return module->root->Module.body.items[0]->Expr.value;
}

// ---- Literals -----------------------------------------------------------------------

START_TEST(integers)
{
    static const struct {
        const char *text;
        int64_t value;
    } rows[] = {{"0", 0},
                {"00_0", 0},
                {"1_000", 1000},
                {"0xFf", 255},
                {"0b_101", 5},
                {"0O17", 15},
                {"123456789", 123456789},
                {"9223372036854775807", INT64_MAX},
                {"0x7fffffffffffffff", INT64_MAX}};
    test_session s = test_session_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        fe_constant value = expression(&s, rows[i].text)->Constant.value;
        ck_assert_int_eq(value.kind, FE_INT);
        ck_assert_int_eq(value.integer, rows[i].value);
    }
    fe_constant big = expression(&s, "9_223_372_036_854_775_808")->Constant.value;
    ck_assert_int_eq(big.kind, FE_BIGINT);
    ck_assert_str_eq(big.bytes, "9223372036854775808");
    big = expression(&s, "0XFFFF_FFFF_FFFF_FFFF")->Constant.value;
    ck_assert_str_eq(big.bytes, "0xffffffffffffffff");
    fora_arena_free(s.arena);
}
END_TEST

START_TEST(floats)
{
    static const struct {
        const char *text;
        double value;
    } rows[] = {{"1.", 1},      {".5", 0.5},  {"1_0.2_5e1_0", 10.25e10},
                {"1E-3", 1e-3}, {"0.1", 0.1}, {"1e999", INFINITY},
                {"00.5", 0.5},  {"0e0", 0}};
    test_session s = test_session_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        fe_constant value = expression(&s, rows[i].text)->Constant.value;
        ck_assert_int_eq(value.kind, FE_FLOAT);
        ck_assert(value.number == rows[i].value);
    }
    fe_constant imaginary = expression(&s, "1_0j")->Constant.value;
    ck_assert_int_eq(imaginary.kind, FE_COMPLEX);
    ck_assert(imaginary.number == 10);
    fora_arena_free(s.arena);
}
END_TEST

START_TEST(strings)
{
    static const struct {
        const char *text, *value;
        size_t length;
        fe_constant_kind kind;
    } rows[] = {
        {"'a'", "a", 1, FE_STR},
        {"''", "", 0, FE_STR},
        {"'a' \"b\" '''c'''", "abc", 3, FE_STR},
        {"'\\n\\t\\\\\\'\\x41\\101\\0'", "\n\t\\'AA\0", 7, FE_STR},
        {"'\\u00e9\\U0001F600'", "\xc3\xa9\xf0\x9f\x98\x80", 6, FE_STR},
        {"r'\\n\\''", "\\n\\'", 4, FE_STR},
        {"r'\\\\'", "\\\\", 2, FE_STR},
        {"'a\\\nb'", "ab", 2, FE_STR},
        {"'''a\r\nb'''", "a\nb", 3, FE_STR},
        {"b'\\xff\\u'", "\xff\\u", 3, FE_BYTES},
        {"'\\400'", "\xc4\x80", 2, FE_STR},
        {"u'\xc3\xa9'", "\xc3\xa9", 2, FE_STR},
    };
    test_session s = test_session_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        fe_constant value = expression(&s, rows[i].text)->Constant.value;
        ck_assert_int_eq(value.kind, rows[i].kind);
        ck_assert_msg(value.length == rows[i].length &&
                          !memcmp(value.bytes, rows[i].value, value.length),
                      "row %zu", i);
    }
    fora_arena_free(s.arena);
}
END_TEST

// ---- Where the grammar reads otherwise ----------------------------------------------

START_TEST(precedence_of_and_and_xor)
{
    test_session s = test_session_new();
    fe_node * xor = expression(&s, "1 & 2 ^ 3 & 4");
    ck_assert_int_eq(xor->BinOp.op, FE_BitXor);
    ck_assert_int_eq(xor->BinOp.left->BinOp.op, FE_BitAnd);
    ck_assert_int_eq(xor->BinOp.right->BinOp.op, FE_BitAnd);
    fe_node *and = expression(&s, "(1 ^ 2) & 3");
    ck_assert_int_eq(and->BinOp.op, FE_BitAnd);
    ck_assert_int_eq(and->BinOp.left->BinOp.op, FE_BitXor);
    fora_arena_free(s.arena);
}
END_TEST

START_TEST(call_of_type_is_no_type_statement)
{
    test_session s = test_session_new();
    fe_module *module = parse(&s, "type(self).count = 1\n");
    ck_assert_ptr_nonnull(module);
    fe_node *target = module->root->Module.body.items[0]->Assign.targets.items[0];
    ck_assert_int_eq(target->kind, FE_Attribute);
    ck_assert_int_eq(target->Attribute.value->kind, FE_Call);
    ck_assert_uint_eq(target->span.start, 0);
    fora_arena_free(s.arena);
}
END_TEST

START_TEST(identifiers_are_normalised)
{
    test_session s = test_session_new();
    // The ligature fi and the two letters are one identifier.
    fora_sym ligature = expression(&s, "\xef\xac\x81x")->Name.id;
    ck_assert_uint_eq(ligature, expression(&s, "fix")->Name.id);
    fora_arena_free(s.arena);
}
END_TEST

START_TEST(with_items_in_parentheses)
{
    test_session s = test_session_new();
    fe_module *module =
        parse(&s, "with (a() as (b, c),):\n    pass\nwith (a, b): pass\n");
    ck_assert_ptr_nonnull(module);
    fe_node *first = module->root->Module.body.items[0];
    ck_assert_uint_eq(first->With.items.count, 1);
    ck_assert_ptr_nonnull(first->With.items.items[0]->withitem.optional_vars);
    ck_assert_uint_eq(module->root->Module.body.items[1]->With.items.count, 2);
    fora_arena_free(s.arena);
}
END_TEST

// ---- What is refused ----------------------------------------------------------------

static const char *const refused[] = {
    "f() = 1",
    "1 = x",
    "None = 1",
    "(a, 1) = x",
    "for 1 in x: pass",
    "del f()",
    "f() += 1",
    "(a, b): int = 1",
    "(a.b := 1)",
    "*a = 1",
    "*a, *b = c",
    "return",
    "break",
    "continue",
    "def f(a, a): pass",
    "def f(a=1, b): pass",
    "f(a=1, b)",
    "f(**a, *b)",
    "f(a=1, a=2)",
    "nonlocal x",
    "f(x for x in y, 1)",
    "def f(*): pass",
    "def f(a, /, /): pass",
    "x = *a",
    "[*a for a in b]",
    "f\"{}\"",
    "f\"{a!x}\"",
    "f'{a['x']}'",
    "f'{a:{b:{c:{d}}}}'",
    "b'\xc3\xa9'",
    "b'a' 'b'",
    "'\\x1'",
    "'abc",
    "01",
    "1_",
    "0b2",
    "1abc",
    "print 'x'",
    "exec 'x'",
    "x <> y",
    "if x = 1: pass",
    "if x\n pass",
    "if x:\npass",
    " x",
    "if x:\n  y\n z",
    "from x import a,",
    "import a as None",
    "x = pass",
    "try: pass\nexcept: pass\nexcept A: pass",
    "try: pass\nexcept A, B: pass",
    "match x:\n case y: pass\n case 1: pass",
    "match x:\n case 1 | a: pass",
    "match x:\n case (a, a): pass",
    "yield x",
    "[(yield x) for x in y]",
    "def f(): await x",
    "class A[T]: pass",
    "type X = int",
    "x = y := 1",
    "f(,)",
    "a b",
    "'\\ud800'",
    "'\\N{DASH}'",
    "__debug__ = 1",
    "x = 1; from __future__ import division",
    "from __future__ import nope",
    "def f():\n from x import *",
};

START_TEST(errors)
{
    test_session s = test_session_new();
    ck_assert_msg(!parse(&s, refused[_i]), "accepted: %s", refused[_i]);
    ck_assert_uint_ge(fora_diags_errors(s.diags), 1);
    fora_arena_free(s.arena);
}
END_TEST

// ---- The checker --------------------------------------------------------------------

START_TEST(checker_finds_faults)
{
    test_session s = test_session_new();
    fora_span nowhere = {0};
    fe_module *module = parse(&s, "x = 1\nf(a, k=2)\n");
    ck_assert_ptr_nonnull(module);
    ck_assert_ptr_null(fe_ast_check(s.arena, module->root));
    fe_node *assign = module->root->Module.body.items[0];
    fe_node *target = assign->Assign.targets.items[0];
    target->Name.ctx = FE_Load;
    ck_assert_ptr_nonnull(fe_ast_check(s.arena, module->root));
    target->Name.ctx = FE_Store;
    assign->Assign.value = NULL;
    ck_assert_ptr_nonnull(fe_ast_check(s.arena, module->root));
    assign->Assign.value = fe_node_new(s.arena, FE_Pass, nowhere);
    ck_assert_ptr_nonnull(fe_ast_check(s.arena, module->root));
    assign->Assign.value = fe_node_new(s.arena, FE_Compare, nowhere);
    ck_assert_ptr_nonnull(fe_ast_check(s.arena, module->root));
    assign->Assign.value = target;
    ck_assert_ptr_nonnull(fe_ast_check(s.arena, module->root));
    assign->Assign.targets.count = 0;
    ck_assert_ptr_nonnull(fe_ast_check(s.arena, module->root));
    ck_assert_ptr_nonnull(fe_ast_check(s.arena, assign));
    fora_arena_free(s.arena);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("ast");
    TCase *all = tcase_create("all");
    tcase_add_test(all, integers);
    tcase_add_test(all, floats);
    tcase_add_test(all, strings);
    tcase_add_test(all, precedence_of_and_and_xor);
    tcase_add_test(all, call_of_type_is_no_type_statement);
    tcase_add_test(all, identifiers_are_normalised);
    tcase_add_test(all, with_items_in_parentheses);
    tcase_add_loop_test(all, errors, 0, sizeof refused / sizeof *refused);
    tcase_add_test(all, checker_finds_faults);
    suite_add_tcase(suite, all);
    return test_run(suite);
}
