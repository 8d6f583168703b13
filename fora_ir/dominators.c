// Dominators of a LOW function's blocks, without recursion.
#include "dominators.h"

#include <string.h>

typedef struct {
    const fora_function *f;
    fora_arena *arena;
    // Depth-first numbering, from 0.
    uint32_t count;
    fora_block *vertex;
    uint32_t *number;  // by block; UINT32_MAX: unreachable
    uint32_t *parent, *postorder;
    uint32_t *semi, *label, *ancestor, *idom, *stack;
} work;

static fora_op
terminator(const fora_function *f, fora_block block)
{
    return f->blocks[block].last;
}

static uint32_t
successor_count(const fora_function *f, fora_block block)
{
    fora_op op = terminator(f, block);
    return op ? f->ops[op].block_count : 0;
}

static void
number_block(work *w, fora_block block, uint32_t parent)
{
    w->number[block] = w->count;
    w->vertex[w->count] = block;
    w->parent[w->count++] = parent;
}

// Depth first from block 1; fills vertex, number, parent and the postorder.
static void
search(work *w)
{
    uint32_t *next = fora_alloc(w->arena, w->f->block_count * sizeof *next);
    uint32_t depth = 0, done = 0;
    number_block(w, 1, 0);
    w->stack[depth++] = 0;
    while (depth) {
        uint32_t v = w->stack[depth - 1];
        fora_block block = w->vertex[v];
        if (next[v] == successor_count(w->f, block)) {
            w->postorder[done++] = v;
            depth--;
            continue;
        }
        fora_block to = fora_op_block(w->f, terminator(w->f, block), next[v]++);
        if (w->number[to] == UINT32_MAX) {
            number_block(w, to, v);
            w->stack[depth++] = w->number[to];
        }
    }
}

// The vertex of least semidominator on the path to the root of the forest, with the path
// compressed.
static uint32_t
evaluate(work *w, uint32_t v)
{
    uint32_t depth = 0;
    for (uint32_t at = v; w->ancestor[w->ancestor[at]] != UINT32_MAX;
         at = w->ancestor[at])
        w->stack[depth++] = at;
    while (depth) {
        uint32_t at = w->stack[--depth], above = w->ancestor[at];
        if (w->semi[w->label[above]] < w->semi[w->label[at]])
            w->label[at] = w->label[above];
        w->ancestor[at] = w->ancestor[above];
    }
    return w->label[v];
}

typedef struct {
    uint32_t *start, *list;  // predecessors of vertex v: list[start[v] .. start[v + 1])
} predecessors;

static predecessors
find_predecessors(work *w)
{
    const fora_function *f = w->f;
    predecessors p = {.start = fora_alloc(w->arena, (w->count + 2) * sizeof *p.start)};
    for (uint32_t v = 0; v < w->count; v++)
        for (uint32_t i = 0; i < successor_count(f, w->vertex[v]); i++) {
            fora_block to = fora_op_block(f, terminator(f, w->vertex[v]), i);
            p.start[w->number[to] + 2]++;
        }
    for (uint32_t v = 0; v < w->count; v++)
        p.start[v + 2] += p.start[v + 1];
    p.list = fora_alloc(w->arena, (size_t)p.start[w->count + 1] * sizeof *p.list);
    for (uint32_t v = 0; v < w->count; v++)
        for (uint32_t i = 0; i < successor_count(f, w->vertex[v]); i++) {
            fora_block to = fora_op_block(f, terminator(f, w->vertex[v]), i);
            p.list[p.start[w->number[to] + 1]++] = v;
        }
    return p;
}

static void
find_idoms(work *w)
{
    predecessors p = find_predecessors(w);
    for (uint32_t v = 0; v < w->count; v++) {
        w->semi[v] = w->label[v] = v;
        w->ancestor[v] = UINT32_MAX;
        w->idom[v] = w->parent[v];
    }
    for (uint32_t v = w->count; v-- > 1;) {
        for (uint32_t i = p.start[v]; i < p.start[v + 1]; i++) {
            uint32_t from = p.list[i];
            uint32_t best = w->ancestor[from] == UINT32_MAX ? from : evaluate(w, from);
            if (w->semi[best] < w->semi[v])
                w->semi[v] = w->semi[best];
        }
        w->ancestor[v] = w->parent[v];
    }
    for (uint32_t v = 1; v < w->count; v++)
        while (w->idom[v] > w->semi[v])
            w->idom[v] = w->idom[w->idom[v]];
}

// Reverse postorder is a preorder of the dominator tree's parents, so sizes can be summed
// from behind and intervals handed out from the front.
static void
number_tree(ir_dominators *d, fora_arena *arena)
{
    uint32_t *size = fora_alloc(arena, (d->count + 1) * sizeof *size);
    uint32_t *used = fora_alloc(arena, (d->count + 1) * sizeof *used);
    for (uint32_t i = d->count; i-- > 0;) {
        size[i]++;
        if (i)
            size[d->idom[i]] += size[i];
    }
    for (uint32_t i = 0; i < d->count; i++) {
        d->enter[i] = i ? d->enter[d->idom[i]] + 1 + used[d->idom[i]] : 0;
        d->leave[i] = d->enter[i] + size[i];
        if (i)
            used[d->idom[i]] += size[i];
    }
}

void
ir_dominators_compute(const fora_function *f, fora_arena *arena, ir_dominators *d)
{
    size_t bytes = f->block_count * sizeof(uint32_t);
    work w = {.f = f, .arena = arena};
    uint32_t **arrays[] = {&w.vertex, &w.number, &w.parent,   &w.postorder, &w.semi,
                           &w.label,  &w.idom,   &w.ancestor, &w.stack,     &d->order,
                           &d->idom,  &d->enter, &d->leave,   &d->position};
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++)
        *arrays[i] = fora_alloc(arena, bytes);
    memset(w.number, 0xff, bytes);
    memset(d->position, 0xff, bytes);
    search(&w);
    find_idoms(&w);
    d->count = w.count;
    for (uint32_t i = 0; i < w.count; i++) {
        d->order[i] = w.vertex[w.postorder[w.count - 1 - i]];
        d->position[d->order[i]] = i;
    }
    for (uint32_t v = 0; v < w.count; v++)
        d->idom[d->position[w.vertex[v]]] = d->position[w.vertex[w.idom[v]]];
    number_tree(d, arena);
}

bool
ir_dominates(const ir_dominators *d, fora_block a, fora_block b)
{
    uint32_t x = d->position[a], y = d->position[b];
    return d->enter[x] <= d->enter[y] && d->enter[y] < d->leave[x];
}
