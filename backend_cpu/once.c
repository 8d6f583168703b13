// Blocks that run once at most in a run of the program: in the entry or in a function that
// is called at one place, itself such a block, and on no cycle. Their code is kept short
// instead of fast: counting and the runtime's functions are called, not written out.
//
// Cycles are the strongly connected components of a function's blocks, found with one
// depth-first search (R. Tarjan, "Depth-first search and linear graph algorithms", 1972).
#include "cpu.h"

typedef struct {
    const fora_function *function;
    uint32_t *found;   // per block: its number in the search, from 1; 0: not yet found
    uint32_t *lowest;  // per block: the lowest number known to be reached from it
    uint32_t *next;    // per block: the successor to look at
    bool *open;        // per block: in a component that is not yet complete
    bool *cyclic;      // per block: on a cycle
    fora_block *way, *pending;
    uint32_t depth, pending_count, count;
} search;

static void
enter(search *s, fora_block block)
{
    s->found[block] = s->lowest[block] = ++s->count;
    s->open[block] = true;
    s->way[s->depth++] = block;
    s->pending[s->pending_count++] = block;
}

static void
reach(search *s, fora_block from, fora_block to)
{
    if (from == to)
        s->cyclic[from] = true;
    if (!s->found[to])
        enter(s, to);
    else if (s->open[to] && s->found[to] < s->lowest[from])
        s->lowest[from] = s->found[to];
}

static void
leave(search *s, fora_block block)
{
    s->depth--;
    if (s->depth) {
        fora_block before = s->way[s->depth - 1];
        if (s->lowest[block] < s->lowest[before])
            s->lowest[before] = s->lowest[block];
    }
    if (s->lowest[block] != s->found[block])
        return;
    bool alone = s->pending[s->pending_count - 1] == block;
    fora_block member;
    do {
        member = s->pending[--s->pending_count];
        s->open[member] = false;
        s->cyclic[member] |= !alone;
    } while (member != block);
}

// By block, whether it is on a cycle. Blocks that cannot be reached are not.
static const bool *
cyclic_blocks(fora_arena *arena, const fora_function *function)
{
    uint32_t count = function->block_count;
    search s = {
        .function = function,
        .found = fora_alloc(arena, count * sizeof *s.found),
        .lowest = fora_alloc(arena, count * sizeof *s.lowest),
        .next = fora_alloc(arena, count * sizeof *s.next),
        .open = fora_alloc(arena, count * sizeof *s.open),
        .cyclic = fora_alloc(arena, count * sizeof *s.cyclic),
        .way = fora_alloc(arena, count * sizeof *s.way),
        .pending = fora_alloc(arena, count * sizeof *s.pending),
    };
    enter(&s, 1);
    while (s.depth) {
        fora_block block = s.way[s.depth - 1];
        fora_op last = function->blocks[block].last;
        if (s.next[block] == function->ops[last].block_count)
            leave(&s, block);
        else
            reach(&s, block, fora_op_block(function, last, s.next[block]++));
    }
    return s.cyclic;
}

// Counts the calls of each function; those that may run more than once count twice.
static void
count_calls(fora_cpu *cpu, fora_fn fn, uint8_t *calls)
{
    const fora_function *function = cpu->program->functions[fn];
    for (fora_block block = 1; block < function->block_count; block++) {
        for (fora_op op = function->blocks[block].first; op;
             op = function->ops[op].next) {
            if (function->ops[op].code != FORA_OP_L_CALL)
                continue;
            uint8_t *count = &calls[fora_attribute(function, op, 0)];
            if (*count < 2)
                *count += cpu->cyclic[fn][block] ? 2 : 1;
        }
    }
}

// Puts the functions that `fn` alone calls, once, on the list.
static void
add_callees(fora_cpu *cpu, fora_fn fn, const uint8_t *calls, fora_fn *list,
            uint32_t *count)
{
    const fora_function *function = cpu->program->functions[fn];
    for (fora_block block = 1; block < function->block_count; block++) {
        for (fora_op op = function->blocks[block].first; op;
             op = function->ops[op].next) {
            if (function->ops[op].code != FORA_OP_L_CALL)
                continue;
            fora_fn callee = (fora_fn)fora_attribute(function, op, 0);
            if (calls[callee] == 1 && !cpu->once[callee]) {
                cpu->once[callee] = true;
                list[(*count)++] = callee;
            }
        }
    }
}

void
cpu_find_once(fora_cpu *cpu)
{
    const fora_program *program = cpu->program;
    uint32_t count = program->function_count;
    fora_arena *scratch = fora_arena_new();
    uint8_t *calls = fora_alloc(scratch, count);
    cpu->once = fora_alloc(cpu->arena, count * sizeof *cpu->once);
    cpu->cyclic = fora_alloc(cpu->arena, count * sizeof *cpu->cyclic);
    for (fora_fn fn = 1; fn < count; fn++) {
        if (!cpu->functions[fn].function)
            continue;
        cpu->cyclic[fn] = cyclic_blocks(cpu->arena, program->functions[fn]);
        count_calls(cpu, fn, calls);
    }
    fora_fn *list = fora_alloc(scratch, count * sizeof *list);
    uint32_t known = 0;
    cpu->once[program->entry] = true;
    list[known++] = program->entry;
    for (uint32_t i = 0; i < known; i++)
        add_callees(cpu, list[i], calls, list, &known);
    fora_arena_free(scratch);
}
