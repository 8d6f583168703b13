// Inference: the lattice's laws over random types, and the rows of rules.def.
#include <check.h>
#include <string.h>

#include "../../fora_ir/infer/infer.h"
#include "checks.h"

static infer_engine *engine;
static fora_arena *arena;
static uint32_t state;

static void
begin(void)
{
    arena = fora_arena_new();
    fora_names *names = fora_names_new(arena);
    fora_sources *sources = fora_sources_new(arena);
    fora_diags *diags = fora_diags_new(arena, sources);
    engine = infer_engine_new(fora_program_new(arena, names, sources, diags));
    state = 12345;
}

static void
end(void)
{
    fora_arena_free(arena);
}

static uint32_t
below(uint32_t limit)
{
    state = state * 1664525u + 1013904223u;
    return (state >> 8) % limit;
}

static fora_type
random_type(uint32_t depth)
{
    static const fora_type simple[] = {T_NEVER, T_NONE, T_BOOL, T_INT,
                                       T_FLOAT, T_CHAR, T_STR};
    fora_type parts[3];
    uint32_t kind = below(depth ? 12 : 7);
    for (uint32_t i = 0; i < 3; i++)
        parts[i] = kind < 7 ? T_NEVER : random_type(depth - 1);
    switch (kind) {
    case 7:
        return infer_make1(engine, FORA_TYPE_LIST, parts[0]);
    case 8:
        return infer_make2(engine, FORA_TYPE_DICT, parts[0], parts[1]);
    case 9:
        return infer_make(engine, FORA_TYPE_TUPLE, 0, below(4), parts);
    case 10:
        return infer_make1(engine, FORA_TYPE_SET, parts[0]);
    case 11:
        return infer_join(engine, parts[0], parts[1]);
    default:
        return simple[kind];
    }
}

START_TEST(join_is_idempotent_and_commutative)
{
    for (int i = 0; i < 3000; i++) {
        fora_type a = random_type(2), b = random_type(2);
        ck_assert_uint_eq(infer_join(engine, a, a), a);
        ck_assert_uint_eq(infer_join(engine, a, b), infer_join(engine, b, a));
        ck_assert_uint_eq(infer_join(engine, a, T_NEVER), a);
    }
}
END_TEST

START_TEST(join_is_an_upper_bound)
{
    for (int i = 0; i < 3000; i++) {
        fora_type a = random_type(2), b = random_type(2), c = infer_join(engine, a, b);
        ck_assert(infer_fits(engine, a, c));
        ck_assert(infer_fits(engine, b, c));
    }
}
END_TEST

START_TEST(join_is_associative)
{
    for (int i = 0; i < 3000; i++) {
        fora_type a = random_type(1), b = random_type(1), c = random_type(1);
        fora_type left = infer_join(engine, infer_join(engine, a, b), c);
        fora_type right = infer_join(engine, a, infer_join(engine, b, c));
        ck_assert_msg(left == right, "%s, %s, %s: %s and %s",
                      infer_type_text(engine, a), infer_type_text(engine, b),
                      infer_type_text(engine, c), infer_type_text(engine, left),
                      infer_type_text(engine, right));
    }
}
END_TEST

START_TEST(particular_joins)
{
    fora_type ints = infer_make1(engine, FORA_TYPE_LIST, T_INT);
    fora_type floats = infer_make1(engine, FORA_TYPE_LIST, T_FLOAT);
    fora_type empty = infer_make1(engine, FORA_TYPE_LIST, T_NEVER);
    ck_assert_uint_eq(infer_join(engine, T_CHAR, T_STR), T_STR);
    ck_assert_uint_eq(infer_join(engine, empty, ints), ints);
    ck_assert_str_eq(infer_type_text(engine, infer_join(engine, T_BOOL, T_INT)),
                     "bool | int");
    ck_assert_str_eq(infer_type_text(engine, infer_join(engine, ints, floats)),
                     "list[int] | list[float]");
    fora_type one = infer_make(engine, FORA_TYPE_TUPLE, 0, 1, (fora_type[]){T_INT});
    fora_type two = infer_make2(engine, FORA_TYPE_TUPLE, T_INT, T_FLOAT);
    ck_assert_str_eq(infer_type_text(engine, infer_join(engine, one, two)),
                     "tuple[int | float, ...]");
    ck_assert_uint_eq(infer_without(engine, infer_join(engine, T_NONE, T_INT), T_NONE),
                      T_INT);
}
END_TEST

START_TEST(every_row_is_well_formed)
{
    char label[FORA_RULE_LABEL];
    for (uint32_t row = 1; row < fora_rule_count; row++) {
        infer_rule_first(engine, fora_rules[row].name);
        ck_assert_ptr_nonnull(infer_row_parse(engine, row));
        ck_assert_uint_eq(fora_rule_find(fora_rule_label(row, label)), row);
        bool expands = fora_rules[row].how == FORA_RULE_EXPAND;
        ck_assert_msg(expands == (infer_expansion_of(row) != NULL), "%s", label);
    }
    ck_assert_uint_eq(fora_rule_find("no.such.row"), 0);
}
END_TEST

static bool
starts(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

// What the analyses of aliases and of items rely on.
START_TEST(every_role_fits_its_row)
{
    for (uint32_t row = 1; row < fora_rule_count; row++) {
        const fora_rule *rule = &fora_rules[row];
        const char *name = rule->name, *parameters = rule->parameters;
        bool lowered = rule->how == FORA_RULE_CALL || rule->how == FORA_RULE_LOWER;
        bool store = !strcmp(name, "py.setitem") || !strcmp(name, "py.delitem");
        bool in_place = starts(name, "py.i") && starts(rule->result, "list[") &&
                        starts(parameters, "list[");
        bool updates = rule->flags & FORA_RULE_UPDATES;
        ck_assert_msg(!updates || (lowered && !strchr(rule->result, ';')), "%s", name);
        if (lowered && (store || in_place))
            ck_assert_msg(updates, "%s", name);
        if (rule->flags & FORA_RULE_PUT)
            ck_assert_msg(updates && !strstr(parameters, "slice"), "%s", name);
        if (lowered && !strcmp(name, "py.getitem"))
            ck_assert_msg(!!(rule->flags & FORA_RULE_ITEM) ==
                              !strstr(parameters, "slice"),
                          "%s", name);
        if (rule->flags & (FORA_RULE_ITEM | FORA_RULE_PART))
            ck_assert_msg(strchr(parameters, ','), "%s", name);
    }
}
END_TEST

// The type of the result of a row applied to one operand, 0 if it does not fit.
static fora_type
result_of(const char *name, fora_type operand)
{
    for (uint32_t row = infer_rule_first(engine, name); row;
         row = infer_rule_next(engine, row)) {
        const infer_row *parsed = infer_row_parse(engine, row);
        fora_type bindings[INFER_VARIABLES];
        for (uint32_t i = 0; i < INFER_VARIABLES; i++)
            bindings[i] = T_NEVER;
        if (parsed->count && parsed->result &&
            infer_match(engine, parsed->parameters[0].pattern, operand, bindings))
            return infer_instantiate(engine, parsed->result, T_NEVER, bindings);
    }
    return 0;
}

START_TEST(patterns_bind_and_convert)
{
    fora_type ints = infer_make1(engine, FORA_TYPE_LIST, T_INT);
    ck_assert_uint_eq(result_of("list.pop", ints), T_INT);
    ck_assert_uint_eq(result_of("list.copy", ints), ints);
    ck_assert_uint_eq(result_of("math.exp", T_INT), T_FLOAT);
    ck_assert_uint_eq(result_of("math.exp", T_STR), 0);
    ck_assert_uint_eq(result_of("str.upper", T_CHAR), T_STR);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("infer");
    TCase *cases = tcase_create("infer");
    tcase_add_checked_fixture(cases, begin, end);
    tcase_add_test(cases, join_is_idempotent_and_commutative);
    tcase_add_test(cases, join_is_an_upper_bound);
    tcase_add_test(cases, join_is_associative);
    tcase_add_test(cases, particular_joins);
    tcase_add_test(cases, every_row_is_well_formed);
    tcase_add_test(cases, every_role_fits_its_row);
    tcase_add_test(cases, patterns_bind_and_convert);
    suite_add_tcase(suite, cases);
    return test_run(suite);
}
