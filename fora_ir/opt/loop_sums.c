// Finds the checked sums of a counted loop that cannot overflow when the loop's guards
// hold: they add, a bounded number of times an iteration, terms that are known to be small
// to a value that was small before the loop. With at most 2**31 iterations and terms below
// 2**31 in all of an iteration, the sum stays below 2**62 + 2**30.
#include "loop_version.h"

enum { MOST_VISITS = 64, MOST_CHAIN = 8 };
static const int64_t most_per_iteration = (int64_t)1 << 31;

typedef struct {
    const loop_work *w;
    version_loop *loop;
    fora_val carried;  // the header's parameter that is summed up
    uint32_t visits;
} sum_work;

// ---- Terms --------------------------------------------------------------------------

static int64_t
magnitude(int64_t constant)
{
    return constant < -most_per_iteration || constant > most_per_iteration
               ? -1
               : (constant < 0 ? -constant : constant);
}

// A bound of |value| while the guards hold, -1 if none is known. Adds guards.
static int64_t
small_term(const loop_work *w, version_loop *loop, fora_val value)
{
    const fora_function *f = w->f;
    int64_t constant;
    if (ir_constant_i64(f, value, &constant))
        return magnitude(constant);
    if (value == loop->counter)
        return VERSION_BOUND;
    fora_op def = f->values[value].def;
    if (def && f->ops[def].code == FORA_OP_L_ZEXT) {
        fora_type type = f->values[fora_operand(f, def, 0)].type;
        if (type == FORA_SIMPLE_TYPE(L_I1) || type == FORA_SIMPLE_TYPE(L_I8))
            return 255;
    }
    if (def && f->ops[def].code == FORA_OP_L_AND &&
        f->values[value].type == FORA_SIMPLE_TYPE(L_I64)) {
        for (uint32_t i = 0; i < 2; i++) {
            if (ir_constant_i64(f, fora_operand(f, def, i), &constant) &&
                constant >= 0 && constant <= most_per_iteration)
                return constant;
        }
    }
    return loop_guard(w, loop, value) ? VERSION_BOUND : -1;
}

bool
loop_mark(version_loop *loop, fora_op op)
{
    if (loop_is_marked(loop, op))
        return true;
    if (loop->mark_count == VERSION_MOST_MARKS)
        return false;
    loop->marks[loop->mark_count++] = op;
    return true;
}

// ---- Sums in values -----------------------------------------------------------------

static int64_t distance(sum_work *s, fora_val value);

// The sum of a distance and a term, -1 if either is unknown.
static int64_t
moved(sum_work *s, fora_val from, fora_val by)
{
    int64_t a = distance(s, from);
    int64_t b = a < 0 ? -1 : small_term(s->w, s->loop, by);
    return b < 0 || a + b > most_per_iteration ? -1 : a + b;
}

static int64_t
distance_of_op(sum_work *s, fora_op op)
{
    const fora_function *f = s->w->f;
    fora_opcode code = f->ops[op].code;
    bool check = code == FORA_OP_L_ADD_CHECK || code == FORA_OP_L_SUB_CHECK;
    bool adds = code == FORA_OP_L_ADD_CHECK || code == FORA_OP_L_ADD_EXACT;
    if (!adds && !check && code != FORA_OP_L_SUB_EXACT)
        return -1;
    int64_t result = moved(s, fora_operand(f, op, 0), fora_operand(f, op, 1));
    if (result < 0 && adds)
        result = moved(s, fora_operand(f, op, 1), fora_operand(f, op, 0));
    if (result >= 0 && check && !loop_mark(s->loop, op))
        return -1;
    return result;
}

// How far `value` is at most from the carried value of its iteration; -1: unknown. What
// an inner loop carries runs into the limit of visits.
static int64_t
distance(sum_work *s, fora_val value)
{
    const fora_function *f = s->w->f;
    if (value == s->carried)
        return 0;
    if (!value || ++s->visits > MOST_VISITS)
        return -1;
    const fora_value *v = &f->values[value];
    fora_block block = v->def ? f->ops[v->def].parent : v->block;
    if (!block || !s->loop->body[block] || block == s->loop->header)
        return -1;
    if (v->def)
        return v->index ? -1 : distance_of_op(s, v->def);
    int64_t most = 0;
    for (uint32_t k = s->w->first_predecessor[block];
         k < s->w->first_predecessor[block + 1]; k++) {
        int64_t one =
            distance(s, loop_argument(f, s->w->predecessors[k], block, v->index));
        if (one < 0)
            return -1;
        most = one > most ? one : most;
    }
    return most;
}

static bool
is_sum(sum_work *s, uint32_t which)
{
    const loop_work *w = s->w;
    fora_block header = s->loop->header;
    for (uint32_t k = w->first_predecessor[header];
         k < w->first_predecessor[header + 1]; k++) {
        fora_block from = w->predecessors[k];
        fora_val value = loop_argument(w->f, from, header, which);
        if (!value || (s->loop->body[from] ? distance(s, value) < 0
                                           : !loop_guard(w, s->loop, value)))
            return false;
    }
    return true;
}

// ---- Sums in slots ------------------------------------------------------------------

// Whether an operation stores the whole of the slot, or does anything else with it than
// to load it.
typedef enum { USE_NONE, USE_LOAD, USE_STORE, USE_OTHER } slot_use;

static slot_use
use_of(const fora_function *f, fora_op op, fora_val slot)
{
    const fora_operation *o = &f->ops[op];
    slot_use use = USE_NONE;
    for (uint32_t i = 0; i < o->operand_count; i++) {
        if (fora_operand(f, op, i) != slot)
            continue;
        bool base = i == 0 && use == USE_NONE;
        if (base && o->code == FORA_OP_L_LOAD && !fora_attribute(f, op, 0) &&
            f->values[o->result].type == FORA_SIMPLE_TYPE(L_I64))
            use = USE_LOAD;
        else if (base && o->code == FORA_OP_L_STORE && !fora_attribute(f, op, 0) &&
                 f->values[fora_operand(f, op, 1)].type == FORA_SIMPLE_TYPE(L_I64))
            use = USE_STORE;
        else
            return USE_OTHER;
    }
    return use;
}

// The slot is only loaded and stored, and `store` is the loop's only store.
static bool
is_private(const loop_work *w, const version_loop *loop, fora_val slot, fora_op store)
{
    const fora_function *f = w->f;
    for (fora_block b = 1; b < f->block_count; b++) {
        for (fora_op op = f->blocks[b].first; op; op = f->ops[op].next) {
            slot_use use = use_of(f, op, slot);
            if (use == USE_OTHER || (use == USE_STORE && loop->body[b] && op != store))
                return false;
        }
    }
    return true;
}

// No way leads from the block back to itself but through the loop's header.
static bool
runs_once(const loop_work *w, const version_loop *loop, fora_block block)
{
    if (block == loop->header)
        return true;
    bool *seen = fora_alloc(w->arena, w->f->block_count * sizeof *seen);
    fora_block *stack = fora_alloc(w->arena, (w->f->block_count + 1) * sizeof *stack);
    uint32_t depth = 0;
    stack[depth++] = block;
    while (depth) {
        fora_block at = stack[--depth];
        for (uint32_t k = w->first_predecessor[at]; k < w->first_predecessor[at + 1];
             k++) {
            fora_block from = w->predecessors[k];
            if (from == block)
                return false;
            if (seen[from] || from == loop->header || !loop->body[from])
                continue;
            seen[from] = true;
            stack[depth++] = from;
        }
    }
    return true;
}

// The value that the last store before the loop puts into the slot, 0 if it is not on the
// straight way that leads to the header.
static fora_val
value_before(const loop_work *w, const version_loop *loop, fora_val slot)
{
    const fora_function *f = w->f;
    fora_block block = 0;
    for (uint32_t k = w->first_predecessor[loop->header];
         k < w->first_predecessor[loop->header + 1]; k++) {
        if (!loop->body[w->predecessors[k]])
            block = w->predecessors[k];
    }
    for (uint32_t i = 0; i < MOST_CHAIN && block && !loop->body[block]; i++) {
        for (fora_op op = f->blocks[block].last; op; op = f->ops[op].previous) {
            if (use_of(f, op, slot) == USE_STORE)
                return fora_operand(f, op, 1);
        }
        uint32_t first = w->first_predecessor[block];
        block =
            w->first_predecessor[block + 1] == first + 1 ? w->predecessors[first] : 0;
    }
    return 0;
}

static bool
is_load_of(const fora_function *f, const version_loop *loop, fora_val value,
           fora_val slot)
{
    fora_op def = f->values[value].def;
    return def && f->ops[def].code == FORA_OP_L_LOAD &&
           loop->body[f->ops[def].parent] && fora_operand(f, def, 0) == slot;
}

static void
find_slot_sum(const loop_work *w, version_loop *loop, fora_op store)
{
    const fora_function *f = w->f;
    fora_val slot = fora_operand(f, store, 0), sum = fora_operand(f, store, 1);
    fora_op base = f->values[slot].def, add = f->values[sum].def;
    if (!base || f->ops[base].code != FORA_OP_L_SLOT || !add || f->values[sum].index ||
        f->ops[add].code != FORA_OP_L_ADD_CHECK || !loop->body[f->ops[add].parent])
        return;
    uint32_t which = is_load_of(f, loop, fora_operand(f, add, 0), slot) ? 0 : 1;
    if (!is_load_of(f, loop, fora_operand(f, add, which), slot) ||
        !is_private(w, loop, slot, store) || !runs_once(w, loop, f->ops[store].parent))
        return;
    fora_val before = value_before(w, loop, slot);
    if (!before || !loop_guard(w, loop, before) ||
        small_term(w, loop, fora_operand(f, add, 1 - which)) < 0)
        return;
    loop_mark(loop, add);
}

// ---- All sums -----------------------------------------------------------------------

void
loop_find_sums(const loop_work *w, version_loop *loop)
{
    const fora_function *f = w->f;
    for (uint32_t i = 0; i < f->blocks[loop->header].parameter_count; i++) {
        fora_val carried = fora_block_parameter(f, loop->header, i);
        if (i == loop->which || f->values[carried].type != FORA_SIMPLE_TYPE(L_I64))
            continue;
        sum_work s = {w, loop, carried, 0};
        uint32_t guards = loop->guard_count, marks = loop->mark_count;
        if (!is_sum(&s, i)) {
            loop->guard_count = guards;
            loop->mark_count = marks;
        }
    }
    for (uint32_t i = 0; i < w->dominators.count; i++) {
        fora_block block = w->dominators.order[i];
        if (!loop->body[block])
            continue;
        for (fora_op op = f->blocks[block].first; op; op = f->ops[op].next) {
            if (f->ops[op].code == FORA_OP_L_STORE)
                find_slot_sum(w, loop, op);
        }
    }
}
