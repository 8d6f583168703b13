// Puts the counts in, once roots and liveness are known: first along the operations of each
// block, backwards, then on the edges between blocks.
#include "ownership.h"

#include <string.h>

// A use that gives a count away while the value lives on.
typedef struct {
    fora_val value;
    fora_block block;
} kept_use;

// What a runtime call that may raise leaves to the edges behind it.
typedef struct {
    own_deferred call;
    uint32_t held_count;  // consumed by the call, so gone unless it raised
    fora_val *held;
    uint32_t release_count, release_capacity;  // counts taken for the call: released if
    fora_val *release;                         // it raised
} deferral;

typedef struct {
    own_function *own;
    fora_function *f;
    ir_bits live;
    fora_op behind;  // the operation that followed the one being balanced, or itself
                     // if it ends the block
    deferral *deferrals;  // by block
    uint32_t kept_count, kept_capacity;
    kept_use *kept;
} inserter;

// ---- Emission -----------------------------------------------------------------------

static void
emit(inserter *in, fora_opcode code, fora_val value, fora_block block, fora_op before)
{
    fora_builder builder = {
        .program = in->own->program,
        .function = in->f,
        .block = block,
        .before = before,
        .span = in->f->ops[before].span,
    };
    fora_build1(&builder, code, value);
}

static void
emit_before(inserter *in, fora_opcode code, fora_val value, fora_op op)
{
    emit(in, code, value, in->f->ops[op].parent, op);
}

// Behind the operation that is being balanced, and behind what was put there before.
static void
emit_after(inserter *in, fora_opcode code, fora_val value)
{
    emit_before(in, code, value, in->behind);
}

static void
note_kept(inserter *in, fora_val value, fora_block block)
{
    *FORA_PUSH(in->own->arena, in->kept, in->kept_count, in->kept_capacity) =
        (kept_use){value, block};
}

static void
release_if_raised(inserter *in, deferral *d, fora_val value)
{
    *FORA_PUSH(in->own->arena, d->release, d->release_count, d->release_capacity) =
        value;
}

// ---- How one operation uses one owned value -----------------------------------------

typedef struct {
    uint32_t consumed;  // as an operand that takes a count
    bool borrowed;      // it, or what hangs on it, as another operand
} use_count;

static use_count
count_uses(const inserter *in, fora_op op, fora_val value)
{
    const own_function *own = in->own;
    use_count uses = {0};
    for (uint32_t i = 0; i < in->f->ops[op].operand_count; i++) {
        fora_val operand = fora_operand(in->f, op, i);
        if (!own_is_tracked(own, operand) || own->root[operand] != value)
            continue;
        if (operand == value && own_operand_use(own, op, i) == OWN_CONSUMES)
            uses.consumed++;
        else
            uses.borrowed |= own_operand_use(own, op, i) == OWN_BORROWS;
    }
    return uses;
}

// The owned value that operand `i` is or hangs on, 0 if none or if an earlier operand
// has the same.
static fora_val
owned_operand(const inserter *in, fora_op op, uint32_t i)
{
    const own_function *own = in->own;
    fora_val operand = fora_operand(in->f, op, i);
    if (!own_is_tracked(own, operand))
        return 0;
    for (uint32_t j = 0; j < i; j++) {
        fora_val other = fora_operand(in->f, op, j);
        if (own_is_tracked(own, other) && own->root[other] == own->root[operand])
            return 0;
    }
    return own->root[operand];
}

// ---- Runtime calls that consume only if they do not raise ---------------------------

// Whether `value` is needed behind the call when it did not raise.
static bool
is_needed_after_call(const inserter *in, fora_block block, own_deferred call,
                     fora_val value)
{
    const own_function *own = in->own;
    fora_op last = in->f->blocks[block].last;
    uint32_t normal = 1 - call.raised_edge;
    fora_block target = fora_op_block(in->f, last, normal);
    if (ir_bits_has(own->live_in[target], value))
        return true;
    for (uint32_t i = 0; i < in->f->blocks[target].parameter_count; i++) {
        fora_val operand = own_edge_operand(in->f, last, normal, i);
        if (own_is_tracked(own, operand) && own->root[operand] == value)
            return true;
    }
    for (fora_op op = in->f->ops[call.op].next; op != last; op = in->f->ops[op].next) {
        use_count uses = count_uses(in, op, value);
        if (uses.consumed || uses.borrowed)
            return true;
    }
    return count_uses(in, call.op, value).borrowed;
}

static void
prepare_deferral(inserter *in, fora_block block)
{
    deferral *d = &in->deferrals[block];
    d->call = own_find_deferred(in->own, block);
    if (!d->call.op)
        return;
    uint32_t operands = in->f->ops[d->call.op].operand_count;
    d->held = fora_alloc(in->own->arena, (operands + 1) * sizeof *d->held);
    for (uint32_t i = 0; i < operands; i++) {
        fora_val value = owned_operand(in, d->call.op, i);
        if (value && count_uses(in, d->call.op, value).consumed &&
            !is_needed_after_call(in, block, d->call, value))
            d->held[d->held_count++] = value;
    }
}

static bool
is_held(const deferral *d, fora_val value)
{
    for (uint32_t i = 0; i < d->held_count; i++)
        if (d->held[i] == value)
            return true;
    return false;
}

// ---- One operation ------------------------------------------------------------------

static void
retain_times(inserter *in, fora_op op, fora_val value, uint32_t times, deferral *d)
{
    for (uint32_t i = 0; i < times; i++) {
        emit_before(in, FORA_OP_L_RETAIN, value, op);
        if (d->call.op == op)
            release_if_raised(in, d, value);
    }
}

static void
balance_owned(inserter *in, fora_op op, fora_val value, deferral *d)
{
    use_count uses = count_uses(in, op, value);
    bool held = d->call.op == op && is_held(d, value);
    bool after = !held && ir_bits_has(in->live, value);
    bool keep = after || (uses.borrowed && !held);
    if (uses.consumed) {
        retain_times(in, op, value, uses.consumed - 1 + keep, d);
        if (keep)
            note_kept(in, value, in->f->ops[op].parent);
    }
    if (after || held || (uses.consumed && !uses.borrowed))
        return;
    emit_after(in, FORA_OP_L_RELEASE, value);
}

// Operands that take a count of something that the function only borrows.
static void
balance_borrowed(inserter *in, fora_op op, deferral *d)
{
    const own_function *own = in->own;
    for (uint32_t i = 0; i < in->f->ops[op].operand_count; i++) {
        fora_val operand = fora_operand(in->f, op, i);
        if (own_operand_use(own, op, i) == OWN_CONSUMES &&
            !own_is_owned(own, operand) && !own_is_immortal(own, operand))
            retain_times(in, op, operand, 1, d);
    }
}

// Whether the operation gives a count with its result, which is owned.
static bool
gives_count(const inserter *in, fora_op op)
{
    switch (in->f->ops[op].code) {
    case FORA_OP_L_LOAD:
    case FORA_OP_L_SELECT:
        return false;
    case FORA_OP_L_RUNTIME: {
        fora_abi_info info;
        fora_abi_get((fora_abi)fora_attribute(in->f, op, 0), &info);
        return info.result == FORA_ABI_OWN;
    }
    default:
        return true;
    }
}

static void
balance_results(inserter *in, fora_op op)
{
    for (uint32_t i = 0; i < in->f->ops[op].result_count; i++) {
        fora_val result = in->f->ops[op].result + i;
        if (!own_is_tracked(in->own, result) || !own_is_owned(in->own, result))
            continue;
        bool live = ir_bits_has(in->live, result), gives = gives_count(in, op);
        if (live && !gives)
            emit_after(in, FORA_OP_L_RETAIN, result);
        else if (!live && gives)
            emit_after(in, FORA_OP_L_RELEASE, result);
    }
}

static void
balance_operation(inserter *in, fora_op op, deferral *d)
{
    in->behind = in->f->ops[op].next ? in->f->ops[op].next : op;
    balance_results(in, op);
    balance_borrowed(in, op, d);
    for (uint32_t i = 0; i < in->f->ops[op].operand_count; i++) {
        fora_val value = owned_operand(in, op, i);
        if (value)
            balance_owned(in, op, value, d);
    }
}

static void
balance_parameters(inserter *in, fora_block block)
{
    for (uint32_t i = 0; i < in->f->blocks[block].parameter_count; i++) {
        fora_val parameter = fora_block_parameter(in->f, block, i);
        if (own_is_tracked(in->own, parameter) && own_is_owned(in->own, parameter) &&
            !ir_bits_has(in->live, parameter))
            emit(in, FORA_OP_L_RELEASE, parameter, block, in->f->blocks[block].first);
    }
}

static void
balance_block(inserter *in, fora_block block)
{
    fora_function *f = in->f;
    fora_op last = f->blocks[block].last;
    deferral *d = &in->deferrals[block];
    prepare_deferral(in, block);
    ir_bits_clear(in->live);
    own_live_out(in->own, block, in->live);
    for (fora_op op = last, previous; op; op = previous) {
        previous = f->ops[op].previous;
        if (op != last || f->ops[op].code == FORA_OP_L_RET)
            balance_operation(in, op, d);
        for (uint32_t i = 0; i < f->ops[op].result_count; i++)
            ir_bits_remove(in->live, f->ops[op].result + i);
        own_add_uses(in->own, op, in->live);
        if (op == last)
            for (uint32_t i = 0; i < d->held_count; i++)
                ir_bits_add(in->live, d->held[i]);
    }
    balance_parameters(in, block);
}

// ---- Edges --------------------------------------------------------------------------

typedef struct {
    uint32_t retain_count, retain_capacity, release_count, release_capacity;
    fora_val *retain, *release;
} edge_actions;

static void
edge_retain(inserter *in, edge_actions *actions, fora_val value)
{
    *FORA_PUSH(in->own->arena, actions->retain, actions->retain_count,
               actions->retain_capacity) = value;
}

static void
edge_release(inserter *in, edge_actions *actions, fora_val value)
{
    *FORA_PUSH(in->own->arena, actions->release, actions->release_count,
               actions->release_capacity) = value;
}

// Whether `value` is null for sure when control takes the edge: the result of a call that
// raised, or a ref that the branch found to be null.
static bool
is_null_on_edge(const inserter *in, fora_op last, uint32_t edge, fora_val value)
{
    const fora_function *f = in->f;
    if (f->ops[last].code != FORA_OP_L_BRANCH)
        return false;
    fora_val condition = fora_operand(f, last, 0);
    fora_op test = f->values[condition].def;
    if (!test)
        return false;
    const fora_operation *o = &f->ops[test];
    if (o->code == FORA_OP_L_CALL || o->code == FORA_OP_L_RUNTIME)
        return edge == 0 && condition == o->result + o->result_count - 1 &&
               f->values[value].def == test;
    if (o->code != FORA_OP_L_ICMP)
        return false;
    fora_val a = fora_operand(f, test, 0), b = fora_operand(f, test, 1);
    fora_val other = a == value ? b : b == value ? a : 0;
    fora_op def = other ? f->values[other].def : 0;
    uint64_t compare = fora_attribute(f, test, 0);
    return def && f->ops[def].code == FORA_OP_L_NULL &&
           ((compare == FORA_EQ && edge == 0) || (compare == FORA_NE && edge == 1));
}

// What the target's parameters take on an edge: counts of owned values, as many as are
// needed, and fresh ones of borrowed values.
static uint32_t
count_taken(const inserter *in, fora_op last, uint32_t edge, fora_val value)
{
    fora_block target = fora_op_block(in->f, last, edge);
    uint32_t count = 0;
    for (uint32_t i = 0; i < in->f->blocks[target].parameter_count; i++)
        count += own_edge_operand(in->f, last, edge, i) == value &&
                 own_is_owned(in->own, fora_block_parameter(in->f, target, i)) &&
                 own_is_ref(in->own, value);
    return count;
}

static void
take_borrowed(inserter *in, fora_op last, uint32_t edge, edge_actions *actions)
{
    const own_function *own = in->own;
    fora_block target = fora_op_block(in->f, last, edge);
    for (uint32_t i = 0; i < in->f->blocks[target].parameter_count; i++) {
        fora_val parameter = fora_block_parameter(in->f, target, i);
        fora_val operand = own_edge_operand(in->f, last, edge, i);
        if (own_is_ref(own, operand) && own_is_owned(own, parameter) &&
            !own_is_owned(own, operand) && !own_is_immortal(own, operand) &&
            !is_null_on_edge(in, last, edge, operand))
            edge_retain(in, actions, operand);
    }
}

static void
settle_held(inserter *in, fora_block block, uint32_t edge, fora_val value,
            edge_actions *actions)
{
    fora_op last = in->f->blocks[block].last;
    const deferral *d = &in->deferrals[block];
    fora_block target = fora_op_block(in->f, last, edge);
    uint32_t needed = count_taken(in, last, edge, value);
    if (is_held(d, value) && edge != d->call.raised_edge)
        needed++;
    if (ir_bits_has(in->own->live_in[target], value)) {
        if (needed)
            note_kept(in, value, block);
        needed++;
    }
    if (needed == 0 && !is_null_on_edge(in, last, edge, value))
        edge_release(in, actions, value);
    for (; needed > 1; needed--)
        edge_retain(in, actions, value);
}

// Counts do not matter any more where the program ends by a trap.
static bool
only_traps(const inserter *in, fora_block block)
{
    return in->f->ops[in->f->blocks[block].first].code == FORA_OP_L_TRAP;
}

static void
collect_actions(inserter *in, fora_block block, uint32_t edge, ir_bits held,
                edge_actions *actions)
{
    fora_op last = in->f->blocks[block].last;
    const deferral *d = &in->deferrals[block];
    if (only_traps(in, fora_op_block(in->f, last, edge)))
        return;
    take_borrowed(in, last, edge, actions);
    for (uint32_t w = 0; w < held.words; w++)
        for (uint64_t bits = held.word[w]; bits; bits &= bits - 1)
            settle_held(in, block, edge, w * 64 + (uint32_t)__builtin_ctzll(bits),
                        actions);
    if (d->call.op && edge == d->call.raised_edge)
        for (uint32_t i = 0; i < d->release_count; i++)
            edge_release(in, actions, d->release[i]);
}

// Owned values that have a count at the end of the block.
static void
find_held(inserter *in, fora_block block, ir_bits held)
{
    const own_function *own = in->own;
    const deferral *d = &in->deferrals[block];
    ir_bits_clear(held);
    own_live_out(own, block, held);
    own_add_uses(own, in->f->blocks[block].last, held);
    for (uint32_t w = 0; w < held.words; w++)
        for (uint64_t bits = held.word[w]; bits; bits &= bits - 1) {
            fora_val v = w * 64 + (uint32_t)__builtin_ctzll(bits);
            if (!own_is_owned(own, v))
                ir_bits_remove(held, v);
        }
    for (uint32_t i = 0; i < d->held_count; i++)
        ir_bits_add(held, d->held[i]);
}

// Moves the operands of an edge into a jump in a block of its own, and returns that.
static fora_op
split_edge(inserter *in, fora_op last, uint32_t edge)
{
    fora_function *f = in->f;
    fora_block target = fora_op_block(f, last, edge);
    uint32_t count = f->blocks[target].parameter_count;
    fora_val *operands = fora_alloc(in->own->arena, (count + 1) * sizeof *operands);
    for (uint32_t i = 0; i < count; i++)
        operands[i] = own_edge_operand(f, last, edge, i);
    fora_block middle = fora_block_new(f);
    f->block_pool[f->ops[last].blocks + edge] = middle;
    if (f->ops[last].code == FORA_OP_L_BRANCH) {
        fora_operation *o = &f->ops[last];
        uint32_t first = edge == 0 ? 1 : 1 + (uint32_t)fora_attribute(f, last, 0);
        fora_val *pool = &f->operand_pool[o->operands];
        memmove(&pool[first], &pool[first + count],
                (o->operand_count - first - count) * sizeof *pool);
        o->operand_count -= count;
        if (edge == 0)
            f->attribute_pool[o->attributes] = 0;
    }
    fora_builder builder = {.program = in->own->program,
                            .function = f,
                            .block = middle,
                            .span = f->ops[last].span};
    return fora_build(&builder, FORA_OP_L_JUMP, count, operands, 0, 0, NULL, 1,
                      &target);
}

static fora_op
place_for_actions(inserter *in, fora_op last, uint32_t edge)
{
    fora_block target = fora_op_block(in->f, last, edge);
    if (in->f->ops[last].block_count == 1)
        return last;
    if (in->own->predecessors[target] == 1)
        return in->f->blocks[target].first;
    return split_edge(in, last, edge);
}

static edge_actions *
find_actions(inserter *in, fora_block block, ir_bits held)
{
    uint32_t count = in->f->ops[in->f->blocks[block].last].block_count;
    edge_actions *actions = fora_alloc(in->own->arena, (count + 1) * sizeof *actions);
    find_held(in, block, held);
    for (uint32_t edge = 0; edge < count; edge++)
        collect_actions(in, block, edge, held, &actions[edge]);
    return actions;
}

static void
act_on_edges(inserter *in, fora_block block, const edge_actions *actions)
{
    fora_op last = in->f->blocks[block].last;
    for (uint32_t edge = 0; edge < in->f->ops[last].block_count; edge++) {
        const edge_actions *a = &actions[edge];
        if (a->retain_count + a->release_count == 0)
            continue;
        fora_op place = place_for_actions(in, last, edge);
        for (uint32_t i = 0; i < a->retain_count; i++)
            emit_before(in, FORA_OP_L_RETAIN, a->retain[i], place);
        for (uint32_t i = 0; i < a->release_count; i++)
            emit_before(in, FORA_OP_L_RELEASE, a->release[i], place);
    }
}

// ---- Tests of counts ----------------------------------------------------------------

// Whether a count of `value` is given away in `block` or right behind it while the value
// lives on: then it must not be updated in place although its count is one.
static bool
is_kept_behind(const inserter *in, fora_val value, fora_block block)
{
    const fora_function *f = in->f;
    fora_op last = f->blocks[block].last;
    for (uint32_t i = 0; i < in->kept_count; i++) {
        if (in->kept[i].value != value)
            continue;
        if (in->kept[i].block == block)
            return true;
        for (uint32_t edge = 0; edge < f->ops[last].block_count; edge++)
            if (in->kept[i].block == fora_op_block(f, last, edge))
                return true;
    }
    return false;
}

static void
answer_no(inserter *in, fora_op op)
{
    fora_function *f = in->f;
    uint32_t place = f->attribute_pool_count;
    *FORA_PUSH(f->arena, f->attribute_pool, f->attribute_pool_count,
               f->attribute_pool_capacity) = 0;
    f->ops[op].code = FORA_OP_L_I1;
    f->ops[op].operand_count = 0;
    f->ops[op].attribute_count = 1;
    f->ops[op].attributes = place;
}

static void
settle_tests(inserter *in, fora_block block)
{
    for (fora_op op = in->f->blocks[block].first; op; op = in->f->ops[op].next) {
        if (in->f->ops[op].code != FORA_OP_L_IS_UNIQUE)
            continue;
        fora_val value = fora_operand(in->f, op, 0);
        if (!own_is_owned(in->own, value) || is_kept_behind(in, value, block))
            answer_no(in, op);
    }
}

static void
count_predecessors(own_function *own)
{
    const fora_function *f = own->function;
    own->predecessors[1] = 1;
    for (uint32_t i = 0; i < own->dominators.count; i++) {
        fora_op last = f->blocks[own->dominators.order[i]].last;
        for (uint32_t edge = 0; edge < f->ops[last].block_count; edge++)
            own->predecessors[fora_op_block(f, last, edge)]++;
    }
}

void
own_insert_counts(own_function *own)
{
    const ir_dominators *dominators = &own->dominators;
    inserter in = {
        .own = own,
        .f = own->function,
        .live = ir_bits_new(own->arena, own->function->value_count),
        .deferrals =
            fora_alloc(own->arena, own->function->block_count * sizeof(deferral)),
    };
    ir_bits held = ir_bits_new(own->arena, own->function->value_count);
    count_predecessors(own);
    for (uint32_t i = 0; i < dominators->count; i++)
        balance_block(&in, dominators->order[i]);
    edge_actions **actions =
        fora_alloc(own->arena, dominators->count * sizeof *actions);
    for (uint32_t i = 0; i < dominators->count; i++)
        actions[i] = find_actions(&in, dominators->order[i], held);
    for (uint32_t i = 0; i < dominators->count; i++)
        settle_tests(&in, dominators->order[i]);
    for (uint32_t i = 0; i < dominators->count; i++)
        act_on_edges(&in, dominators->order[i], actions[i]);
}
