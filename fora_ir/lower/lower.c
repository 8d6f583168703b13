// fora_lower: all instances of a program, and the tables for the back end.
#include "program.h"

// ---- Which functions can call themselves --------------------------------------------

typedef struct {
    const fora_program *program;
    uint32_t count;  // functions before the lowering
    bool *calls;     // count * count: directly
    uint32_t *stack;
    bool *seen;
} call_graph;

static void
note_calls(call_graph *graph, fora_fn caller)
{
    const fora_function *f = graph->program->functions[caller];
    for (fora_op op = 1; op < f->op_count; op++) {
        if (f->ops[op].code == FORA_OP_CALL_INSTANCE && f->ops[op].parent)
            graph->calls[(size_t)caller * graph->count + fora_attribute(f, op, 0)] =
                true;
    }
}

// Whether calls lead from `start` back to it.
static bool
reaches_itself(call_graph *graph, fora_fn start)
{
    uint32_t depth = 0;
    for (uint32_t i = 0; i < graph->count; i++)
        graph->seen[i] = false;
    graph->stack[depth++] = start;
    while (depth) {
        const bool *row = &graph->calls[(size_t)graph->stack[--depth] * graph->count];
        for (fora_fn to = 1; to < graph->count; to++) {
            if (!row[to] || graph->seen[to])
                continue;
            if (to == start)
                return true;
            graph->seen[to] = true;
            graph->stack[depth++] = to;
        }
    }
    return false;
}

static void
find_recursive(lower_program *whole, uint32_t count)
{
    fora_arena *scratch = fora_arena_new();
    call_graph graph = {.program = whole->program, .count = count};
    graph.calls = fora_alloc(scratch, (size_t)count * count + 1);
    graph.stack = fora_alloc(scratch, (count + 1) * sizeof *graph.stack);
    graph.seen = fora_alloc(scratch, count + 1);
    for (fora_fn fn = 1; fn < count; fn++) {
        if (whole->program->functions[fn]->level == FORA_LEVEL_TYPED)
            note_calls(&graph, fn);
    }
    for (fora_fn fn = 1; fn < count; fn++) {
        if (whole->program->functions[fn]->level == FORA_LEVEL_TYPED)
            whole->recursive[fn] = reaches_itself(&graph, fn);
    }
    fora_arena_free(scratch);
}

// ---- Globals ------------------------------------------------------------------------

static bool
is_in_loop(const fora_function *f, fora_op op)
{
    fora_op owner = f->blocks[f->ops[op].parent].owner;
    for (; owner; owner = f->blocks[f->ops[owner].parent].owner) {
        if (fora_op_infos[f->ops[owner].code].flags & FORA_OP_LOOP)
            return true;
    }
    return false;
}

// A global that is stored by one operation that runs at most once, and neither updated nor
// deleted, keeps its content: who reads it may borrow.
static void
find_stable_globals(lower_program *whole, uint32_t count)
{
    fora_program *program = whole->program;
    uint8_t *stores = fora_alloc(program->arena, program->global_count + 1);
    for (fora_fn fn = 1; fn < count; fn++) {
        const fora_function *f = program->functions[fn];
        if (f->level != FORA_LEVEL_TYPED)
            continue;
        for (fora_op op = 1; op < f->op_count; op++) {
            if (!f->ops[op].parent)
                continue;
            unsigned code = f->ops[op].code;
            if (code == FORA_OP_GLOBAL_TAKE || code == FORA_OP_GLOBAL_DEL)
                stores[fora_attribute(f, op, 0)] = 2;
            else if (code == FORA_OP_GLOBAL_SET && stores[fora_attribute(f, op, 0)] < 2)
                stores[fora_attribute(f, op, 0)] +=
                    f->flags & FORA_FN_MODULE && !is_in_loop(f, op) ? 1 : 2;
        }
    }
    for (fora_global g = 1; g < program->global_count; g++)
        whole->stable_globals[g] = stores[g] <= 1;
}

static void
lay_out_globals(lower_program *whole)
{
    fora_program *program = whole->program;
    for (fora_global g = 1; g < program->global_count; g++) {
        fora_type type = program->globals[g].type;
        if (!type)
            continue;  // never reached
        lower_place_info info;
        lower_place_layout(whole->layouts, program, type, &info);
        fora_global_memory_set(
            program, g,
            (fora_global_layout){info.size, info.alignment, info.ref_count, info.refs});
    }
}

// ---- Modules ------------------------------------------------------------------------

static void
find_module_instances(lower_program *whole, uint32_t count)
{
    fora_program *program = whole->program;
    for (uint32_t m = 0; m < program->module_count; m++) {
        for (fora_fn fn = 1; fn < count; fn++) {
            const fora_function *f = program->functions[fn];
            if (f->level == FORA_LEVEL_TYPED && f->origin == program->modules[m].body)
                whole->module_instances[m] = fn;
        }
    }
}

static lower_program *
lower_program_new(fora_program *program)
{
    fora_arena *arena = program->arena;
    lower_program *whole = fora_alloc(arena, sizeof *whole);
    uint32_t count = program->function_count;
    whole->program = program;
    whole->layouts = lower_layouts_new(program);
    whole->class_layouts = fora_map_new(arena);
    whole->low = fora_alloc(arena, count * sizeof *whole->low);
    whole->recursive = fora_alloc(arena, count);
    whole->module_instances = fora_alloc(arena, (program->module_count + 1) *
                                                    sizeof *whole->module_instances);
    whole->module_flags =
        fora_alloc(arena, (program->module_count + 1) * sizeof *whole->module_flags);
    whole->stable_globals = fora_alloc(arena, program->global_count + 1);
    whole->descriptors = fora_map_new(arena);
    program->lowered = fora_lowered_new(arena);
    return whole;
}

bool
fora_lower(fora_program *program)
{
    uint32_t errors = fora_diags_errors(program->diags);
    uint32_t count = program->function_count;
    lower_program *whole = lower_program_new(program);
    find_recursive(whole, count);
    find_stable_globals(whole, count);
    find_module_instances(whole, count);
    for (fora_fn fn = 1; fn < count; fn++) {
        if (program->functions[fn]->level == FORA_LEVEL_TYPED)
            whole->low[fn] = lower_declare(whole, fn);
    }
    for (fora_fn fn = 1; fn < count; fn++) {
        if (whole->low[fn])
            lower_define(whole, fn);
    }
    lay_out_globals(whole);
    program->entry = whole->low[program->entry];
    return fora_diags_errors(program->diags) == errors;
}
