// Liveness of variables over structured HIGH Fora, and the choice of slots: a variable that
// the body of a `try` rebinds and that the handler, or what follows it, may read before
// setting it anew has to stay in memory, since the raise may happen at any point.
#include "ssa.h"

typedef struct {  // where the terminators of a block lead: what is live there
    const uint64_t *yield, *brk, *cont;
} targets;

typedef struct {
    ir_ssa_live *live;
    bool changed;  // a loop's head grew in this round
} walk;

static uint64_t *
set_new(ir_ssa_live *live)
{
    return fora_alloc(live->arena, live->words * sizeof(uint64_t));
}

static bool
set_join(const ir_ssa_live *live, uint64_t *into, const uint64_t *from)
{
    bool grew = false;
    for (uint32_t i = 0; i < live->words; i++) {
        grew |= (from[i] & ~into[i]) != 0;
        into[i] |= from[i];
    }
    return grew;
}

static void
set_copy(const ir_ssa_live *live, uint64_t *into, const uint64_t *from)
{
    for (uint32_t i = 0; i < live->words; i++)
        into[i] = from ? from[i] : 0;
}

static bool
reads_variable(const fora_function *f, fora_op op, uint64_t variable)
{
    unsigned code = f->ops[op].code;
    return (code == FORA_OP_VAR_GET || code == FORA_OP_VAR_TAKE) &&
           fora_attribute(f, op, 0) == variable;
}

bool
ir_ssa_refines(const fora_function *f, fora_op op)
{
    fora_op narrow = f->values[fora_operand(f, op, 0)].def;
    if (narrow == 0 || f->ops[narrow].code != FORA_OP_NARROW)
        return false;
    fora_op read = f->values[fora_operand(f, narrow, 0)].def;
    return read != 0 && reads_variable(f, read, fora_attribute(f, op, 0));
}

// ---- Assignments --------------------------------------------------------------------

static void
collect_assigned(ir_ssa_live *live, fora_block block)
{
    const fora_function *f = live->function;
    uint64_t *assigned = live->assigned[block] = set_new(live);
    for (fora_op op = f->blocks[block].first; op; op = f->ops[op].next) {
        const fora_operation *o = &f->ops[op];
        if (o->code == FORA_OP_VAR_DEL || o->code == FORA_OP_VAR_TAKE ||
            (o->code == FORA_OP_VAR_SET && !ir_ssa_refines(f, op)))
            ir_set_add(assigned, fora_attribute(f, op, 0));
        for (uint32_t i = 0; i < o->block_count; i++) {
            collect_assigned(live, fora_op_block(f, op, i));
            set_join(live, assigned, live->assigned[fora_op_block(f, op, i)]);
        }
        if (o->block_count > 0) {
            live->live_out[op] = set_new(live);
            live->live_head[op] = set_new(live);
        }
    }
}

// ---- Liveness -----------------------------------------------------------------------

static void live_block(walk *w, fora_block block, targets to, uint64_t *set);

static void
live_branches(walk *w, fora_op op, targets to, uint64_t *set)
{
    ir_ssa_live *live = w->live;
    const fora_function *f = live->function;
    uint64_t *branch = set_new(live), *all = set_new(live);
    to.yield = live->live_out[op];
    for (uint32_t i = 0; i < f->ops[op].block_count; i++) {
        live_block(w, fora_op_block(f, op, i), to, branch);
        set_join(live, all, branch);
    }
    if (f->ops[op].code == FORA_OP_TRY)
        set_copy(live, live->live_head[op], branch);
    set_copy(live, set, all);
}

static void
live_loop(walk *w, fora_op op, targets to, uint64_t *set)
{
    ir_ssa_live *live = w->live;
    const fora_function *f = live->function;
    uint64_t *head = live->live_head[op];
    uint64_t *start = set_new(live);
    if (f->ops[op].block_count > 1) {
        targets otherwise = {live->live_out[op], to.brk, to.cont};
        live_block(w, fora_op_block(f, op, 1), otherwise, start);
        w->changed |= set_join(live, head, start);
    }
    targets inside = {NULL, live->live_out[op], head};
    live_block(w, fora_op_block(f, op, 0), inside, start);
    w->changed |= set_join(live, head, start);
    set_copy(live, set, head);
}

static void
live_op(walk *w, fora_op op, targets to, uint64_t *set)
{
    const fora_function *f = w->live->function;
    switch (f->ops[op].code) {
    case FORA_OP_VAR_GET:
    case FORA_OP_VAR_TAKE:
    case FORA_OP_VAR_DEL:
        ir_set_add(set, fora_attribute(f, op, 0));
        break;
    case FORA_OP_VAR_SET: {
        uint64_t variable = fora_attribute(f, op, 0);
        set[variable / 64] &= ~(UINT64_C(1) << (variable % 64));
        break;
    }
    case FORA_OP_LOOP:
    case FORA_OP_FOR:
        set_copy(w->live, w->live->live_out[op], set);
        live_loop(w, op, to, set);
        break;
    case FORA_OP_IF:
    case FORA_OP_COMP:
    case FORA_OP_TRY:
        set_copy(w->live, w->live->live_out[op], set);
        live_branches(w, op, to, set);
        break;
    default:
        break;
    }
}

// Sets `set` to what is live at the start of `block`.
static void
live_block(walk *w, fora_block block, targets to, uint64_t *set)
{
    const fora_function *f = w->live->function;
    set_copy(w->live, set, NULL);
    for (fora_op op = f->blocks[block].last; op; op = f->ops[op].previous) {
        unsigned code = f->ops[op].code;
        if (code == FORA_OP_YIELD)
            set_copy(w->live, set, to.yield);
        else if (code == FORA_OP_BREAK)
            set_copy(w->live, set, to.brk);
        else if (code == FORA_OP_CONTINUE)
            set_copy(w->live, set, to.cont);
        else
            live_op(w, op, to, set);
    }
}

// ---- Slots --------------------------------------------------------------------------

static void
choose_slots(ir_ssa_live *live, fora_block block)
{
    fora_function *f = live->function;
    for (fora_op op = f->blocks[block].first; op; op = f->ops[op].next) {
        if (f->ops[op].code == FORA_OP_TRY) {
            const uint64_t *assigned = live->assigned[fora_op_block(f, op, 0)];
            const uint64_t *handler = live->live_head[op];
            for (uint32_t v = 0; v < f->variable_count; v++)
                if (ir_set_has(assigned, v) && ir_set_has(handler, v))
                    f->variables[v].slot = true;
        }
        for (uint32_t i = 0; i < f->ops[op].block_count; i++)
            choose_slots(live, fora_op_block(f, op, i));
    }
}

void
ir_ssa_live_compute(ir_ssa_live *live)
{
    fora_function *f = live->function;
    live->words = f->variable_count / 64 + 1;
    live->assigned = fora_alloc(live->arena, f->block_count * sizeof(uint64_t *) + 64);
    live->live_out = fora_alloc(live->arena, f->op_count * sizeof(uint64_t *) + 64);
    live->live_head = fora_alloc(live->arena, f->op_count * sizeof(uint64_t *) + 64);
    collect_assigned(live, 1);
    walk w = {live, true};
    uint64_t *entry = set_new(live);
    while (w.changed) {
        w.changed = false;
        live_block(&w, 1, (targets){entry, entry, entry}, entry);
    }
    choose_slots(live, 1);
}
