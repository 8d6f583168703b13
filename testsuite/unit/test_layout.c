// Layouts of types: components, offsets in memory, places in unions; and the rows of
// abi.def as they are read from their text.
#include <check.h>
#include <string.h>

#include "fora_ir/include/fora_lower.h"
#include "fora_ir/lower/layout.h"
#include "checks.h"

typedef struct {
    fora_arena *arena;
    fora_program *program;
    lower_layouts *layouts;
} fixture;

static fixture
fixture_new(void)
{
    fixture f = {.arena = fora_arena_new()};
    fora_sources *sources = fora_sources_new(f.arena);
    f.program = fora_program_new(f.arena, fora_names_new(f.arena), sources,
                                 fora_diags_new(f.arena, sources));
    f.layouts = lower_layouts_new(f.program);
    return f;
}

static fora_type
make(fixture *f, fora_type_kind kind, uint32_t count, const fora_type *parameters)
{
    return fora_type_make(f->program->types, kind, 0, count, parameters);
}

// One letter per component: 1 i1, 8 i8, 4 i32, 6 i64, d f64, r ref.
static void
expect(fixture *f, fora_type type, const char *machine, uint32_t size,
       uint32_t alignment)
{
    static const fora_type kinds[128] = {
        ['1'] = FORA_SIMPLE_TYPE(L_I1),  ['8'] = FORA_SIMPLE_TYPE(L_I8),
        ['4'] = FORA_SIMPLE_TYPE(L_I32), ['6'] = FORA_SIMPLE_TYPE(L_I64),
        ['d'] = FORA_SIMPLE_TYPE(L_F64), ['r'] = FORA_SIMPLE_TYPE(L_REF),
    };
    const fora_layout *layout = lower_layout(f->layouts, type);
    ck_assert_uint_eq(layout->count, strlen(machine));
    for (uint32_t i = 0; i < layout->count; i++)
        ck_assert_uint_eq(layout->machine[i], kinds[(unsigned char)machine[i]]);
    ck_assert_uint_eq(layout->size, size);
    ck_assert_uint_eq(layout->alignment, alignment);
    ck_assert_ptr_eq(layout, lower_layout(f->layouts, type));
}

START_TEST(plain_types)
{
    fixture f = fixture_new();
    expect(&f, FORA_SIMPLE_TYPE(NONE), "", 0, 1);
    expect(&f, FORA_SIMPLE_TYPE(BOOL), "1", 1, 1);
    expect(&f, FORA_SIMPLE_TYPE(CHAR), "4", 4, 4);
    expect(&f, FORA_SIMPLE_TYPE(INT), "6", 8, 8);
    expect(&f, FORA_SIMPLE_TYPE(FLOAT), "d", 8, 8);
    expect(&f, FORA_SIMPLE_TYPE(STR), "r", 8, 8);
    expect(&f, FORA_SIMPLE_TYPE(RANGE), "666", 24, 8);
    fora_arena_free(f.arena);
}
END_TEST

START_TEST(tuples_lie_in_order)
{
    fixture f = fixture_new();
    fora_type parts[] = {FORA_SIMPLE_TYPE(BOOL), FORA_SIMPLE_TYPE(CHAR),
                         FORA_SIMPLE_TYPE(STR), FORA_SIMPLE_TYPE(BOOL)};
    fora_type tuple = make(&f, FORA_TYPE_TUPLE, 4, parts);
    expect(&f, tuple, "14r1", 24, 8);
    const fora_layout *layout = lower_layout(f.layouts, tuple);
    ck_assert_uint_eq(layout->offsets[1], 4);
    ck_assert_uint_eq(layout->offsets[2], 8);
    ck_assert_uint_eq(layout->offsets[3], 16);
    ck_assert_uint_eq(layout->ref_count, 1);
    ck_assert_uint_eq(layout->refs[0], 8);
    fora_type nested[] = {tuple, FORA_SIMPLE_TYPE(INT)};
    expect(&f, make(&f, FORA_TYPE_TUPLE, 2, nested), "14r16", 32, 8);
    fora_arena_free(f.arena);
}
END_TEST

START_TEST(unions)
{
    fixture f = fixture_new();
    fora_type optional[] = {FORA_SIMPLE_TYPE(NONE), FORA_SIMPLE_TYPE(STR)};
    fora_type niche = make(&f, FORA_TYPE_UNION, 2, optional);
    ck_assert(lower_union_is_ref(f.program, niche));
    expect(&f, niche, "r", 8, 8);
    fora_type numbers[] = {FORA_SIMPLE_TYPE(INT), FORA_SIMPLE_TYPE(FLOAT)};
    fora_type number = make(&f, FORA_TYPE_UNION, 2, numbers);
    ck_assert(!lower_union_is_ref(f.program, number));
    expect(&f, number, "86d", 24, 8);
    ck_assert_uint_eq(lower_union_place(f.layouts, number, 1, 0), 2);
    fora_type pair = make(&f, FORA_TYPE_TUPLE, 2, numbers);
    fora_type mixed[] = {FORA_SIMPLE_TYPE(NONE), FORA_SIMPLE_TYPE(FLOAT), pair};
    fora_type wide = make(&f, FORA_TYPE_UNION, 3, mixed);
    expect(&f, wide, "86d", 24, 8);
    ck_assert_uint_eq(lower_union_place(f.layouts, wide, 1, 0), 2);
    ck_assert_uint_eq(lower_union_place(f.layouts, wide, 2, 0), 1);
    ck_assert_int_eq(lower_union_member(f.program, wide, pair), 2);
    ck_assert_int_eq(lower_union_member(f.program, wide, FORA_SIMPLE_TYPE(INT)), -1);
    fora_arena_free(f.arena);
}
END_TEST

// The header of an object does not tell views and exceptions apart.
START_TEST(unions_with_tags_for_objects)
{
    fixture f = fixture_new();
    fora_type parts[] = {FORA_SIMPLE_TYPE(STR), FORA_SIMPLE_TYPE(INT)};
    fora_type members[] = {FORA_SIMPLE_TYPE(STR),
                           make(&f, FORA_TYPE_DICT_KEYS, 2, parts)};
    expect(&f, make(&f, FORA_TYPE_UNION, 2, members), "8r", 16, 8);
    fora_type objects[] = {FORA_SIMPLE_TYPE(STR), make(&f, FORA_TYPE_LIST, 1, parts)};
    expect(&f, make(&f, FORA_TYPE_UNION, 2, objects), "r", 8, 8);
    fora_arena_free(f.arena);
}
END_TEST

START_TEST(abi_rows)
{
    fora_abi_info info;
    fora_abi_get((fora_abi)_i, &info);
    if (info.error == FORA_ABI_NULLREF)
        ck_assert(fora_abi_machine(info.result) == FORA_SIMPLE_TYPE(L_REF));
    if (info.error == FORA_ABI_ALWAYS)
        ck_assert_int_eq(info.result, FORA_ABI_VOID);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("layout");
    TCase *tests = tcase_create("layout");
    tcase_add_test(tests, plain_types);
    tcase_add_test(tests, tuples_lie_in_order);
    tcase_add_test(tests, unions);
    tcase_add_test(tests, unions_with_tags_for_objects);
    tcase_add_loop_test(tests, abi_rows, 0, FORA_ABI_COUNT);
    suite_add_tcase(suite, tests);
    return test_run(suite);
}
