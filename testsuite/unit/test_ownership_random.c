// The ownership pass on random LOW functions. They keep the lowering's rules: an object is
// stored into only when it was just made, or behind a test of its count with a copy
// otherwise; everything else is random.
#include "checks.h"
#include "low_machine.h"

enum { PROGRAMS = 1500, RUNS = 30, FUNCTIONS = 2, PARAMETERS = 2, MOST_VALUES = 64 };

typedef struct {
    unsigned seed;
    fora_builder b;
    fora_val refs[MOST_VALUES];  // that may be used at the builder's place
    uint32_t ref_count;
    fora_block blocks[8];
    uint32_t block_count;
} generator;

static unsigned
pick(generator *g, unsigned bound)
{
    g->seed = g->seed * 1664525u + 1013904223u;
    return (g->seed >> 16) % bound;
}

static fora_val
any_ref(generator *g)
{
    return g->refs[pick(g, g->ref_count)];
}

static void
add_ref(generator *g, fora_val ref)
{
    if (g->ref_count < MOST_VALUES)
        g->refs[g->ref_count++] = ref;
}

static fora_op
build(generator *g, fora_opcode code, uint32_t operands, const fora_val *operand,
      fora_type_kind result, uint32_t attributes, const uint64_t *attribute)
{
    uint32_t results = result != FORA_TYPE_NEVER;
    fora_op op = fora_build(&g->b, code, operands, operand, results, attributes,
                            attribute, 0, NULL);
    if (results)
        g->b.function->values[g->b.function->ops[op].result].type =
            (fora_type)result + 1;
    return op;
}

static fora_val
result_of(generator *g, fora_op op)
{
    return g->b.function->ops[op].result;
}

static fora_val
random_truth(generator *g)
{
    uint64_t row = FORA_ABI_rt_str_equal;
    fora_val operands[] = {any_ref(g), any_ref(g)};
    return result_of(g,
                     build(g, FORA_OP_L_RUNTIME, 2, operands, FORA_TYPE_L_I1, 1, &row));
}

static fora_val
null_ref(generator *g)
{
    return result_of(g, build(g, FORA_OP_L_NULL, 0, NULL, FORA_TYPE_L_REF, 0, NULL));
}

static fora_val
field_of(generator *g, fora_opcode code, fora_val object, uint64_t offset)
{
    uint64_t attributes[] = {offset, FORA_MEMORY_ELEMENT};
    fora_val operands[] = {object, object};
    return result_of(g, build(g, code, code == FORA_OP_L_LOAD ? 2 : 1, operands,
                              FORA_TYPE_L_REF, 2, attributes));
}

static void
put(generator *g, fora_val object, fora_val value, uint64_t offset)
{
    uint64_t attributes[] = {offset, FORA_MEMORY_ELEMENT};
    fora_val operands[] = {object, value};
    build(g, FORA_OP_L_STORE, 2, operands, FORA_TYPE_NEVER, 2, attributes);
}

static fora_val
new_ref(generator *g)
{
    uint64_t attributes[] = {72, RT_DESCRIPTOR_FIXED};
    fora_val object = result_of(
        g, build(g, FORA_OP_L_ALLOC, 0, NULL, FORA_TYPE_L_REF, 2, attributes));
    for (uint64_t offset = 0; offset < 8 * FIELDS; offset += 8)
        put(g, object, pick(g, 4) ? null_ref(g) : any_ref(g), offset);
    return object;
}

static void
branch(generator *g, fora_val condition, fora_block then, uint32_t then_count,
       const fora_val *then_operands, fora_block other, uint32_t other_count,
       const fora_val *other_operands)
{
    fora_val operands[16] = {condition};
    uint64_t attributes[] = {then_count, 0};
    fora_block blocks[] = {then, other};
    uint32_t count = 1;
    for (uint32_t i = 0; i < then_count; i++)
        operands[count++] = then_operands[i];
    for (uint32_t i = 0; i < other_count; i++)
        operands[count++] = other_operands[i];
    fora_build(&g->b, FORA_OP_L_BRANCH, count, operands, 0, 2, attributes, 2, blocks);
}

// Replaces one field of an object that exists: of the object itself if nobody else has it.
static void
update(generator *g)
{
    uint32_t place = pick(g, g->ref_count);
    fora_val object = g->refs[place], value = any_ref(g);
    fora_block shared = fora_block_new(g->b.function);
    fora_block merged = fora_block_new(g->b.function);
    fora_val owned =
        fora_block_add_parameter(g->b.function, merged, FORA_SIMPLE_TYPE(L_REF));
    fora_val unique = result_of(
        g, build(g, FORA_OP_L_IS_UNIQUE, 1, &object, FORA_TYPE_L_I1, 0, NULL));
    branch(g, unique, merged, 1, &object, shared, 0, NULL);
    g->b.block = shared;
    fora_val copy = new_ref(g);
    fora_build(&g->b, FORA_OP_L_JUMP, 1, &copy, 0, 0, NULL, 1, &merged);
    g->b.block = merged;
    field_of(g, FORA_OP_L_TAKE, owned, 8);
    // Mostly the object is not used under its old name again.
    if (pick(g, 4))
        g->refs[place] = owned;
    else
        add_ref(g, owned);
    put(g, owned, value, 8);
}

// A call that consumes its first argument unless it raises.
static void
call_that_may_raise(generator *g)
{
    uint64_t row = FORA_ABI_rt_list_assign_slice;
    fora_val zero = result_of(
        g, build(g, FORA_OP_L_I64, 0, NULL, FORA_TYPE_L_I64, 1, &(uint64_t){0}));
    fora_val kind = result_of(
        g, build(g, FORA_OP_L_I32, 0, NULL, FORA_TYPE_L_I32, 1, &(uint64_t){0}));
    fora_val operands[] = {any_ref(g), any_ref(g), zero, zero, zero, kind};
    fora_val nothing = null_ref(g);
    fora_val result = result_of(
        g, build(g, FORA_OP_L_RUNTIME, 6, operands, FORA_TYPE_L_REF, 1, &row));
    bool equal = pick(g, 2);
    fora_val test[] = {result, nothing};
    uint64_t compare = equal ? FORA_EQ : FORA_NE;
    fora_val raised =
        result_of(g, build(g, FORA_OP_L_ICMP, 2, test, FORA_TYPE_L_I1, 1, &compare));
    fora_block failed = fora_block_new(g->b.function);
    fora_block next = fora_block_new(g->b.function);
    branch(g, raised, equal ? failed : next, 0, NULL, equal ? next : failed, 0, NULL);
    g->b.block = failed;
    fora_val answer = any_ref(g);
    fora_build(&g->b, FORA_OP_L_RET, 1, &answer, 0, 0, NULL, 0, NULL);
    g->b.block = next;
    add_ref(g, result);
}

static void
call_function(generator *g)
{
    uint64_t fn = 1 + pick(g, FUNCTIONS);
    fora_val operands[PARAMETERS];
    for (uint32_t i = 0; i < PARAMETERS; i++)
        operands[i] = any_ref(g);
    add_ref(g, result_of(g, build(g, FORA_OP_L_CALL, PARAMETERS, operands,
                                  FORA_TYPE_L_REF, 1, &fn)));
}

static void
random_operation(generator *g)
{
    fora_val operands[3];
    switch (pick(g, 9)) {
    case 0:
        add_ref(g, new_ref(g));
        break;
    case 1:
    case 2:
        add_ref(g, field_of(g, FORA_OP_L_LOAD, any_ref(g), 8));
        break;
    case 3:
        add_ref(g, field_of(g, FORA_OP_L_COPY, any_ref(g), 8 * pick(g, FIELDS)));
        break;
    case 4:
        operands[0] = random_truth(g);
        operands[1] = any_ref(g);
        operands[2] = any_ref(g);
        add_ref(g, result_of(g, build(g, FORA_OP_L_SELECT, 3, operands, FORA_TYPE_L_REF,
                                      0, NULL)));
        break;
    case 5:
        call_function(g);
        break;
    case 6:
        call_that_may_raise(g);
        break;
    default:
        update(g);
    }
}

static uint32_t
edge_operands(generator *g, fora_block target, fora_val *operands)
{
    uint32_t count = g->b.function->blocks[target].parameter_count;
    for (uint32_t i = 0; i < count; i++)
        operands[i] = any_ref(g);
    return count;
}

static void
random_end(generator *g)
{
    fora_val first[4], second[4], answer = any_ref(g);
    fora_block a = g->blocks[pick(g, g->block_count)];
    fora_block b = g->blocks[pick(g, g->block_count)];
    uint32_t count = edge_operands(g, a, first);
    switch (pick(g, 4)) {
    case 0:
        fora_build(&g->b, FORA_OP_L_RET, 1, &answer, 0, 0, NULL, 0, NULL);
        break;
    case 1:
        fora_build(&g->b, FORA_OP_L_JUMP, count, first, 0, 0, NULL, 1, &a);
        break;
    default: {
        uint32_t more = edge_operands(g, b, second);
        branch(g, random_truth(g), a, count, first, b, more, second);
    }
    }
}

static void
generate_function(generator *g, fora_program *program)
{
    fora_fn fn =
        fora_function_new(program, fora_intern_c(program->names, "f"), FORA_LEVEL_LOW);
    fora_function *f = program->functions[fn];
    fora_type ref = FORA_SIMPLE_TYPE(L_REF);
    f->result_count = 1;
    f->result_types = fora_alloc(program->arena, sizeof ref);
    f->result_types[0] = ref;
    g->b = (fora_builder){.program = program, .function = f, .block = 1};
    g->ref_count = 0;
    for (uint32_t i = 0; i < PARAMETERS; i++)
        add_ref(g, fora_block_add_parameter(f, 1, ref));
    g->block_count = 1 + pick(g, 5);
    for (uint32_t i = 0; i < g->block_count; i++) {
        g->blocks[i] = fora_block_new(f);
        for (unsigned p = pick(g, 3); p > 0; p--)
            fora_block_add_parameter(f, g->blocks[i], ref);
    }
    for (unsigned i = pick(g, 5); i > 0; i--)
        random_operation(g);
    // All blocks may use what the entry made; what they make is theirs.
    fora_val entry[MOST_VALUES];
    uint32_t entry_count = g->ref_count;
    memcpy(entry, g->refs, sizeof entry);
    random_end(g);
    for (uint32_t i = 0; i < g->block_count; i++) {
        fora_block block = g->blocks[i];
        g->b.block = block;
        memcpy(g->refs, entry, sizeof entry);
        g->ref_count = entry_count;
        for (uint32_t p = 0; p < f->blocks[block].parameter_count; p++)
            add_ref(g, fora_block_parameter(f, block, p));
        for (unsigned n = pick(g, 5); n > 0; n--)
            random_operation(g);
        random_end(g);
    }
}

START_TEST(random_functions)
{
    machine *m = calloc(1, sizeof *m);
    for (unsigned seed = 1; seed <= PROGRAMS; seed++) {
        fora_arena *arena = fora_arena_new();
        fora_sources *sources = fora_sources_new(arena);
        fora_program *program = fora_program_new(arena, fora_names_new(arena), sources,
                                                 fora_diags_new(arena, sources));
        generator g = {.seed = seed};
        for (uint32_t i = 0; i < FUNCTIONS; i++)
            generate_function(&g, program);
        fora_text before, after;
        fora_text_init(&before, arena);
        fora_text_init(&after, arena);
        fora_print(program, &before);
        fora_ownership(program);
        fora_print(program, &after);
        const char *unsound = fora_verify(program, arena);
        ck_assert_msg(!unsound, "program %u: %s\n%s", seed, unsound, after.bytes);
        m->program = program;
        for (unsigned run = 1; run <= RUNS; run++) {
            m->seed = run;
            run_once(m);
            if (m->fault)
                fprintf(stderr, "%s\n%s\n", before.bytes, after.bytes);
            ck_assert_msg(!m->fault, "program %u, run %u: %s", seed, run, m->fault);
        }
        fora_arena_free(arena);
    }
    free(m);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("ownership, random");
    TCase *cases = tcase_create("functions");
    tcase_set_timeout(cases, 120);
    tcase_add_test(cases, random_functions);
    suite_add_tcase(suite, cases);
    return test_run(suite);
}
