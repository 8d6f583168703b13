// The pass `ssa`: which variables share values, which stay slots, and that whatever random
// structured code it is given becomes sound code without variables.
#include <check.h>
#include <stdlib.h>

#include "fora_ir/include/fora_opt.h"
#include "checks.h"

typedef struct {
    fora_arena *arena;
    fora_program *program;
    fora_builder b;
    fora_val any;  // a value that is there everywhere
    uint64_t seed;
} session;

static session
start(uint64_t seed)
{
    session s = {.arena = fora_arena_new(), .seed = seed};
    fora_names *names = fora_names_new(s.arena);
    fora_sources *sources = fora_sources_new(s.arena);
    s.program =
        fora_program_new(s.arena, names, sources, fora_diags_new(s.arena, sources));
    fora_sym name = fora_intern_c(names, "f");
    fora_fn fn = fora_function_new(s.program, name, FORA_LEVEL_HIGH);
    s.b = (fora_builder){
        .program = s.program, .function = s.program->functions[fn], .block = 1};
    for (uint32_t i = 0; i < 4; i++)
        fora_variable_new(s.program, s.b.function, fora_intern(names, &"abcd"[i], 1));
    s.any = fora_build0(&s.b, FORA_OP_CONST_NONE);
    return s;
}

static void
set(session *s, uint64_t variable, fora_val value)
{
    fora_build(&s->b, FORA_OP_VAR_SET, 1, &value, 0, 1, &variable, 0, NULL);
}

static fora_val
get(session *s, uint64_t variable)
{
    return fora_build_attr(&s->b, FORA_OP_VAR_GET, variable);
}

// variable.append(any)
static void
update(session *s, uint64_t variable)
{
    fora_val old = fora_build_attr(&s->b, FORA_OP_VAR_TAKE, variable);
    uint64_t attributes[] = {fora_intern_c(s->program->names, "append"), 0};
    fora_op op = fora_build(&s->b, FORA_OP_PY_METHOD, 2, (fora_val[]){old, s->any}, 2,
                            2, attributes, 0, NULL);
    set(s, variable, fora_op_get(s->b.function, op)->result + 1);
}

static void
end(session *s, fora_opcode code, uint32_t count, const fora_val *operands)
{
    fora_build(&s->b, code, count, operands, 0, 0, NULL, 0, NULL);
}

static fora_val
list(session *s)
{
    fora_op op = fora_build(&s->b, FORA_OP_PY_LIST, 0, NULL, 1, 0, NULL, 0, NULL);
    return fora_op_get(s->b.function, op)->result;
}

static void
run(session *s)
{
    const char *fault = fora_verify(s->program, s->arena);
    ck_assert_msg(!fault, "seed %lu, before: %s", (unsigned long)s->seed, fault);
    ck_assert(fora_pass_ssa(s->program));
    fault = fora_verify(s->program, s->arena);
    ck_assert_msg(!fault, "seed %lu, after: %s", (unsigned long)s->seed, fault);
}

// ---- Names of one object ------------------------------------------------------------

START_TEST(update_rebinds_every_name)
{
    session s = start(0);
    set(&s, 0, list(&s));
    set(&s, 1, get(&s, 0));
    update(&s, 1);
    fora_val both[] = {get(&s, 0), get(&s, 1)};
    uint64_t plain[] = {0, 0};
    fora_op tuple = fora_build(&s.b, FORA_OP_PY_TUPLE, 2, both, 1, 2, plain, 0, NULL);
    end(&s, FORA_OP_RETURN, 1, &s.any);
    run(&s);
    ck_assert_uint_eq(fora_operand(s.b.function, tuple, 0),
                      fora_operand(s.b.function, tuple, 1));
    ck_assert_uint_eq(s.b.function->variable_count, 0);
    fora_arena_free(s.arena);
}
END_TEST

START_TEST(assignment_does_not)
{
    session s = start(0);
    set(&s, 0, list(&s));
    set(&s, 1, get(&s, 0));
    set(&s, 1, list(&s));
    fora_val both[] = {get(&s, 0), get(&s, 1)};
    uint64_t plain[] = {0, 0};
    fora_op tuple = fora_build(&s.b, FORA_OP_PY_TUPLE, 2, both, 1, 2, plain, 0, NULL);
    end(&s, FORA_OP_RETURN, 1, &s.any);
    run(&s);
    ck_assert_uint_ne(fora_operand(s.b.function, tuple, 0),
                      fora_operand(s.b.function, tuple, 1));
    fora_arena_free(s.arena);
}
END_TEST

// ---- Slots --------------------------------------------------------------------------

static uint32_t
slots_of_try(bool handler_reads)
{
    session s = start(0);
    set(&s, 0, s.any);
    fora_block blocks[] = {fora_block_new(s.b.function), fora_block_new(s.b.function)};
    s.b.block = blocks[0];
    set(&s, 0, list(&s));
    end(&s, FORA_OP_YIELD, 0, NULL);
    s.b.block = blocks[1];
    fora_block_add_parameter(s.b.function, blocks[1], 0);
    if (!handler_reads)
        set(&s, 0, s.any);
    end(&s, FORA_OP_YIELD, 0, NULL);
    s.b.block = 1;
    fora_build(&s.b, FORA_OP_TRY, 0, NULL, 0, 0, NULL, 2, blocks);
    fora_val result = get(&s, 0);
    end(&s, FORA_OP_RETURN, 1, &result);
    run(&s);
    uint32_t slots = s.b.function->variable_count;
    fora_arena_free(s.arena);
    return slots;
}

START_TEST(slot_only_where_a_handler_may_read)
{
    ck_assert_uint_eq(slots_of_try(true), 1);
    ck_assert_uint_eq(slots_of_try(false), 0);
}
END_TEST

// ---- Random structured code ---------------------------------------------------------

static uint32_t
pick(session *s, uint32_t below)
{
    s->seed = s->seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(s->seed >> 33) % below;
}

static void statements(session *s, uint32_t depth, fora_opcode ending);

static fora_block
region(session *s, uint32_t depth, fora_opcode ending, bool parameter)
{
    fora_block outer = s->b.block;
    s->b.block = fora_block_new(s->b.function);
    fora_block made = s->b.block;
    if (parameter)
        fora_block_add_parameter(s->b.function, made, 0);
    statements(s, depth, ending);
    s->b.block = outer;
    return made;
}

static void
construct(session *s, uint32_t depth)
{
    fora_block blocks[2];
    uint32_t kind = pick(s, 5);
    if (kind == 1) {
        blocks[0] = region(s, depth, FORA_OP_CONTINUE, false);
        fora_build(&s->b, FORA_OP_LOOP, 0, NULL, 0, 0, NULL, 1, blocks);
        return;
    }
    blocks[0] =
        region(s, depth, kind == 2 ? FORA_OP_CONTINUE : FORA_OP_YIELD, kind == 2);
    if (kind == 3) {
        uint64_t list_kind = FORA_COMP_LIST;
        fora_build(&s->b, FORA_OP_COMP, 0, NULL, 1, 1, &list_kind, 1, blocks);
        return;
    }
    blocks[1] = region(s, depth, FORA_OP_YIELD, kind == 4);
    fora_opcode code = kind == 2 ? FORA_OP_FOR : kind == 4 ? FORA_OP_TRY : FORA_OP_IF;
    fora_build(&s->b, code, code != FORA_OP_TRY, &s->any, 0, 0, NULL, 2, blocks);
}

// An iteration may break out or begin the next one early before its end.
static void
leave_loop(session *s)
{
    fora_opcode way = pick(s, 2) ? FORA_OP_BREAK : FORA_OP_CONTINUE;
    fora_block blocks[2];
    fora_block outer = s->b.block;
    for (uint32_t i = 0; i < 2; i++) {
        s->b.block = blocks[i] = fora_block_new(s->b.function);
        if (pick(s, 2))
            update(s, pick(s, 4));
        end(s, i ? FORA_OP_YIELD : way, 0, NULL);
    }
    s->b.block = outer;
    fora_build(&s->b, FORA_OP_IF, 1, &s->any, 0, 0, NULL, 2, blocks);
}

static void
statement(session *s, uint32_t depth)
{
    switch (pick(s, depth > 0 ? 8 : 6)) {
    case 0:
        set(s, pick(s, 4), list(s));
        break;
    case 1:
        set(s, pick(s, 4), get(s, pick(s, 4)));
        break;
    case 2:
        update(s, pick(s, 4));
        break;
    case 3:
        fora_build_attr(&s->b, FORA_OP_VAR_DEL, pick(s, 4));
        break;
    case 4: {
        uint32_t variable = pick(s, 4);
        uint64_t how = FORA_NARROW_TRUE;
        fora_val value = get(s, variable);
        fora_op op = fora_build(&s->b, FORA_OP_NARROW, 1, &value, 1, 1, &how, 0, NULL);
        set(s, variable, fora_op_get(s->b.function, op)->result);
        break;
    }
    case 5:
        fora_build1(&s->b, FORA_OP_PY_NOT, get(s, pick(s, 4)));
        break;
    default:
        construct(s, depth - 1);
        break;
    }
}

static void
statements(session *s, uint32_t depth, fora_opcode ending)
{
    uint32_t count = 1 + pick(s, 5);
    for (uint32_t i = 0; i < count; i++)
        statement(s, depth);
    if (ending == FORA_OP_CONTINUE)
        leave_loop(s);
    end(s, ending, 0, NULL);
}

static void
check_no_variables(const session *s)
{
    const fora_function *f = s->b.function;
    for (fora_op op = 1; op < f->op_count; op++) {
        unsigned code = f->ops[op].code;
        if (f->ops[op].parent && code >= FORA_OP_VAR_GET && code <= FORA_OP_VAR_DEL)
            ck_assert(f->variables[fora_attribute(f, op, 0)].slot);
    }
}

START_TEST(random_code_becomes_values)
{
    for (uint64_t seed = 1; seed <= 3000; seed++) {
        session s = start(seed);
        for (uint32_t i = 0; i < 6; i++)
            statement(&s, 4);
        fora_val result = get(&s, pick(&s, 4));
        end(&s, FORA_OP_RETURN, 1, &result);
        run(&s);
        check_no_variables(&s);
        fora_arena_free(s.arena);
    }
}
END_TEST

int
main(void)
{
    TCase *cases = tcase_create("ssa");
    tcase_set_timeout(cases, 60);
    tcase_add_test(cases, update_rebinds_every_name);
    tcase_add_test(cases, assignment_does_not);
    tcase_add_test(cases, slot_only_where_a_handler_may_read);
    tcase_add_test(cases, random_code_becomes_values);
    Suite *suite = suite_create("ssa");
    suite_add_tcase(suite, cases);
    return test_run(suite);
}
