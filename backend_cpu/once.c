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

// Goes over the calls of a function; `one` gets the callee and the block that calls it.
typedef void (*call_function)(fora_cpu *cpu, fora_fn fn, fora_block block,
                              fora_fn callee, void *data);

static void
for_calls(fora_cpu *cpu, fora_fn fn, call_function one, void *data)
{
    const fora_function *function = cpu->program->functions[fn];
    for (fora_block block = 1; block < function->block_count; block++)
        for (fora_op op = function->blocks[block].first; op;
             op = function->ops[op].next)
            if (function->ops[op].code == FORA_OP_L_CALL)
                one(cpu, fn, block, (fora_fn)fora_attribute(function, op, 0), data);
}

typedef struct {
    uint8_t *calls;  // per function; one that may run more than once counts as two
    fora_fn *list;   // functions whose blocks run once if they are on no cycle
    uint32_t count;
} census;

static void
count_call(fora_cpu *cpu, fora_fn fn, fora_block block, fora_fn callee, void *data)
{
    census *c = data;
    if (c->calls[callee] < 2)
        c->calls[callee] += cpu->cyclic[fn][block] ? 2 : 1;
}

static void
add_callee(fora_cpu *cpu, fora_fn fn, fora_block block, fora_fn callee, void *data)
{
    (void)fn, (void)block;
    census *c = data;
    if (c->calls[callee] != 1 || cpu->once[callee])
        return;
    cpu->once[callee] = true;
    c->list[c->count++] = callee;
}

void
cpu_find_once(fora_cpu *cpu)
{
    const fora_program *program = cpu->program;
    uint32_t count = program->function_count;
    fora_arena *scratch = fora_arena_new();
    census c = {fora_alloc(scratch, count), fora_alloc(scratch, count * sizeof *c.list),
                0};
    cpu->once = fora_alloc(cpu->arena, count * sizeof *cpu->once);
    cpu->cyclic = fora_alloc(cpu->arena, count * sizeof *cpu->cyclic);
    for (fora_fn fn = 1; fn < count; fn++) {
        if (!cpu->functions[fn].function)
            continue;
        cpu->cyclic[fn] = cyclic_blocks(cpu->arena, program->functions[fn]);
        for_calls(cpu, fn, count_call, &c);
    }
    cpu->once[program->entry] = true;
    c.list[c.count++] = program->entry;
    for (uint32_t i = 0; i < c.count; i++)
        for_calls(cpu, c.list[i], add_callee, &c);
    fora_arena_free(scratch);
}
