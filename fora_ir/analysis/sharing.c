// Sharing between values, by forward abstract interpretation to a fixpoint: relations only
// grow. See sharing.h for what they mean.
#include "sharing.h"

#include "fora_infer.h"

#include "items.h"
#include "updates.h"

static uint32_t
number_of(const ir_sharing *s, fora_val value)
{
    return s->of_value[value];
}

// ---- Growing the relations ----------------------------------------------------------

static void
set_reach(ir_sharing *s, uint32_t y, uint32_t x)
{
    if (!y || !x || ir_bits_has(s->reach[y], x))
        return;
    if (!ir_holds_reach(s->holds, s->types[y], s->types[x]))
        return;
    ir_bits_add(s->reach[y], x);
    s->changed = true;
}

static ir_kind_set
shared(const ir_sharing *s, uint32_t a, uint32_t b)
{
    return s->share[a] ? s->share[a][b] : 0;
}

// The kinds of containers that can lie in both.
static ir_kind_set
all_kinds(const ir_sharing *s, uint32_t a, uint32_t b)
{
    const ir_kinds *x = &s->kinds[a], *y = &s->kinds[b];
    return (x->inside & y->like_inside) | (y->inside & x->like_inside);
}

static void
add_shared(ir_sharing *s, uint32_t a, uint32_t b, ir_kind_set kinds)
{
    if (!s->share[a])
        s->share[a] = fora_alloc(s->arena, (s->count + 1) * sizeof *s->share[a]);
    s->share[a][b] |= kinds;
}

static void
set_share(ir_sharing *s, uint32_t a, uint32_t b, ir_kind_set kinds)
{
    if (!a || !b)
        return;
    kinds &= s->kinds[a].like_inside & s->kinds[b].like_inside;
    if (!(kinds & ~shared(s, a, b)))
        return;
    add_shared(s, a, b, kinds);
    add_shared(s, b, a, kinds);
    s->changed = true;
}

static void
set_tangled(ir_sharing *s, uint32_t x, ir_kind_set kinds)
{
    kinds &= x ? s->kinds[x].like_inside : 0;
    if (!(kinds & ~s->tangled[x]))
        return;
    s->tangled[x] |= kinds;
    s->changed = true;
}

#define FOR_EACH(s, i, set)                                                            \
    for (uint32_t i = 1; i <= (s)->count; i++)                                         \
        if (ir_bits_has((set), i))

// v shares with all others what a shares with them.
static void
share_as(ir_sharing *s, uint32_t v, uint32_t a)
{
    for (uint32_t x = 1; x <= s->count && s->share[a]; x++)
        set_share(s, v, x, shared(s, a, x));
}

// v is the very object that a is (or a tuple of the same parts).
static void
same(ir_sharing *s, uint32_t v, uint32_t a)
{
    if (!v || !a || v == a)
        return;
    FOR_EACH(s, x, s->reach[a]) set_reach(s, v, x);
    share_as(s, v, a);
    for (uint32_t y = 1; y <= s->count; y++)
        if (ir_reaches(s, y, a))
            set_reach(s, y, v);
    set_reach(s, v, a);
    set_reach(s, a, v);
    set_share(s, v, a, all_kinds(s, v, a));
    set_tangled(s, v, s->tangled[a]);
}

// Whether x is the container a, or one that a lies in, hence in no element of a. Tuples and
// the like are no containers: what reaches one may be a container inside it.
static bool
surrounds(const ir_sharing *s, uint32_t x, uint32_t a)
{
    return x == a ||
           (s->kinds[x].container && s->kinds[a].container && ir_reaches(s, x, a));
}

// v lies inside a. Others lead to it if they share containers of its kind with a.
static void
element(ir_sharing *s, uint32_t v, uint32_t a)
{
    if (!v || !a)
        return;
    FOR_EACH(s, x, s->reach[a])
    if (!surrounds(s, x, a))
        set_reach(s, v, x);
    for (uint32_t y = 1; y <= s->count; y++)
        if (shared(s, a, y) & s->kinds[v].like_itself)
            set_reach(s, y, v);
    share_as(s, v, a);
    set_reach(s, a, v);
    set_share(s, a, v, all_kinds(s, a, v));
    set_tangled(s, v, s->tangled[a]);
}

// v is another object that holds b.
static void
contain(ir_sharing *s, uint32_t v, uint32_t b)
{
    if (!v || !b)
        return;
    FOR_EACH(s, x, s->reach[b]) set_reach(s, v, x);
    share_as(s, v, b);
    set_reach(s, v, b);
    set_share(s, v, b, all_kinds(s, v, b));
    set_tangled(s, v, s->tangled[b]);
}

static bool has_containers_inside(const ir_sharing *s, uint32_t x);

// v is another object that holds what b holds.
static void
contain_inside(ir_sharing *s, uint32_t v, uint32_t b)
{
    if (!v || !b || !has_containers_inside(s, b))
        return;
    FOR_EACH(s, x, s->reach[b])
    if (!surrounds(s, x, b))
        set_reach(s, v, x);
    ir_kind_set below = s->kinds[b].like_below;
    for (uint32_t x = 1; x <= s->count; x++)
        set_share(s, v, x, shared(s, b, x) & below);
    set_share(s, v, b, all_kinds(s, v, b) & below);
    set_tangled(s, v, s->tangled[b] & below);
}

// What an operation that puts both into one object puts there twice.
static ir_kind_set
overlap(const ir_sharing *s, uint32_t a, uint32_t b)
{
    if (!a || !b)
        return 0;
    return a == b ? s->kinds[a].inside : shared(s, a, b);
}

static void
tangle_operands(ir_sharing *s, fora_op op, uint32_t v)
{
    uint32_t count = s->function->ops[op].operand_count;
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = i + 1; k < count; k++)
            set_tangled(s, v,
                        overlap(s, number_of(s, fora_operand(s->function, op, i)),
                                number_of(s, fora_operand(s->function, op, k))));
}

// ---- What flows together ------------------------------------------------------------

// Whether the thing exists outside of `op`, whose blocks it may be defined in.
static bool
outlives(const ir_sharing *s, uint32_t y, fora_op op)
{
    fora_val value = s->values[y];
    if (!value)
        return true;
    const fora_value *v = &s->function->values[value];
    fora_block block = v->def ? s->function->ops[v->def].parent : v->block;
    while (block) {
        fora_op owner = s->function->blocks[block].owner;
        if (owner == op)
            return false;
        block = owner ? s->function->ops[owner].parent : 0;
    }
    return true;
}

// Whether the thing is there when `op` begins: what is made later, or was made in an
// earlier round of a loop, does not meet what flows into `op`.
static bool
precedes(const ir_sharing *s, uint32_t y, fora_op op)
{
    fora_val value = s->values[y];
    if (!value)
        return y != s->result;
    const fora_value *v = &s->function->values[value];
    fora_op at = v->def ? v->def : s->function->blocks[v->block].owner;
    return (!at || s->position[at] < s->position[op]) && outlives(s, y, op);
}

typedef struct {
    uint32_t to, from;
} flow;

// One edge on which all of `flows` happen together into values of `op`.
static void
merge(ir_sharing *s, fora_op op, uint32_t count, const flow *flows)
{
    for (uint32_t i = 0; i < count; i++) {
        uint32_t to = flows[i].to, from = flows[i].from;
        if (!to || !from)
            continue;
        set_tangled(s, to, s->tangled[from]);
        for (uint32_t y = 1; y <= s->count; y++) {
            if (!precedes(s, y, op))
                continue;
            if (y == from || ir_reaches(s, from, y))
                set_reach(s, to, y);
            if (y == from || ir_reaches(s, y, from))
                set_reach(s, y, to);
            set_share(s, to, y, y == from ? all_kinds(s, to, y) : shared(s, from, y));
        }
        for (uint32_t k = 0; k < count; k++) {
            uint32_t other = flows[k].to, source = flows[k].from;
            if (k == i || !other || !source)
                continue;
            if (source == from || ir_reaches(s, from, source))
                set_reach(s, to, other);
            set_share(s, to, other,
                      source == from ? all_kinds(s, to, other)
                                     : shared(s, from, source));
        }
    }
}

// Operands skip.. of `terminator` flow into values first.. (results or parameters).
static void
merge_operands(ir_sharing *s, fora_op op, fora_op terminator, uint32_t skip,
               const fora_val *targets, uint32_t count)
{
    flow *flows = fora_alloc(s->arena, (count + 1) * sizeof *flows);
    for (uint32_t i = 0; i < count; i++) {
        flows[i].to = number_of(s, targets[i]);
        flows[i].from = number_of(s, fora_operand(s->function, terminator, skip + i));
    }
    merge(s, op, count, flows);
}

static const fora_val *
parameters_of(const ir_sharing *s, fora_block block, uint32_t from)
{
    return s->function->parameter_pool + s->function->blocks[block].parameters + from;
}

static fora_val *
results_of(const ir_sharing *s, fora_op op, uint32_t from)
{
    const fora_operation *o = &s->function->ops[op];
    fora_val *results = fora_alloc(s->arena, (o->result_count + 1) * sizeof *results);
    for (uint32_t i = from; i < o->result_count; i++)
        results[i - from] = o->result + i;
    return results;
}

// ---- Operations ---------------------------------------------------------------------

// What of a value can be the same object in two rounds of the loop `op`.
static ir_kind_set
repeated(const ir_sharing *s, uint32_t x, fora_op op)
{
    if (precedes(s, x, op))
        return s->kinds[x].inside;
    ir_kind_set kinds = 0;
    for (uint32_t y = 1; y <= s->count; y++)
        if (ir_shares(s, x, y) && precedes(s, y, op))
            kinds |= shared(s, x, y);
    return kinds;
}

static void
flow_emit(ir_sharing *s, fora_op op)
{
    fora_block block = s->function->ops[op].parent;
    fora_op owner = s->function->blocks[block].owner;
    while (s->function->ops[owner].code != FORA_OP_COMP)
        owner = s->function->blocks[s->function->ops[owner].parent].owner;
    uint32_t result = number_of(s, s->function->ops[owner].result);
    for (uint32_t i = 0; i < s->function->ops[op].operand_count; i++) {
        uint32_t x = number_of(s, fora_operand(s->function, op, i));
        if (!x)
            continue;
        set_tangled(s, result, repeated(s, x, owner));
        contain(s, result, x);
    }
    tangle_operands(s, op, result);
}

// Whether an operation puts an element back at the index that it was read from: then the
// container does not hold it twice.
static bool
puts_back(const ir_sharing *s, fora_op op)
{
    const fora_function *f = s->function;
    ir_item put, read;
    if (!ir_item_put(f, op, &put))
        return false;
    fora_val root = ir_root_of_update(s->program, f, put.value);
    return ir_part_read(f, f->values[root].def, &read) &&
           ir_item_put_back(s->program, f, &read, op);
}

// Whether all that an update adds to its container was made for it.
static bool
stores_fresh(const ir_sharing *s, fora_op op)
{
    const fora_operation *o = &s->function->ops[op];
    if (!ir_apply_receiver(s->function, op))
        return false;
    for (uint32_t i = 1; i < o->operand_count; i++) {
        fora_val value = fora_operand(s->function, op, i);
        if (number_of(s, value) && !ir_is_fresh(s, value, o->parent))
            return false;
    }
    return true;
}

// Whether the elements of a sequence lead to containers.
static bool
has_containers_inside(const ir_sharing *s, uint32_t x)
{
    const fora_type_info *t = fora_type_get(s->program->types, s->types[x]);
    for (uint32_t i = 0; i < t->count; i++) {
        if (ir_holds_any(s->holds, t->parameters[i]))
            return true;
    }
    return t->kind == FORA_TYPE_INSTANCE;
}

static void
flow_apply(ir_sharing *s, fora_op op)
{
    const fora_operation *o = &s->function->ops[op];
    ir_apply_kind kind = ir_apply_classify(s, op);
    unsigned flags = ir_apply_flags(s->function, op);
    uint32_t answer = o->result_count ? number_of(s, o->result) : 0;
    fora_val receiver = ir_apply_receiver(s->function, op);
    uint32_t after = receiver ? number_of(s, receiver) : 0;
    if (after == answer)
        answer = 0;
    for (uint32_t i = 0; i < o->operand_count; i++) {
        uint32_t a = number_of(s, fora_operand(s->function, op, i));
        if (!a)
            continue;
        if (kind == IR_APPLY_SHALLOW) {
            contain_inside(s, answer, a);
        } else if (kind != IR_APPLY_NOTHING) {
            element(s, answer, a);
            if (i > 0 || kind == IR_APPLY_OPAQUE)
                same(s, answer, a);
            if (kind == IR_APPLY_OPAQUE)
                contain(s, answer, a);
        }
        if (after && i == 0)
            same(s, after, a);
        if (after && i > 0) {
            if (!(flags & FORA_RULE_SHALLOW))
                contain(s, after, a);
            contain_inside(s, after, a);
        }
    }
    uint32_t made = after ? after : answer;
    if (flags & FORA_RULE_REPEATS)
        set_tangled(s, made, s->kinds[made].below);
    bool once = kind == IR_APPLY_ELEMENT || kind == IR_APPLY_NOTHING ||
                puts_back(s, op) || ir_is_swap(s, op) || stores_fresh(s, op);
    if (!once) {
        tangle_operands(s, op, answer);
        tangle_operands(s, op, after);
    }
}

static void
flow_argument(ir_sharing *s, const ir_summary *summary, uint32_t i, uint32_t v,
              uint32_t a)
{
    if (!a || !v)
        return;
    if (summary->shares[i])
        contain_inside(s, v, a);
    if (summary->in_result[i])
        contain(s, v, a);
    if (summary->result_in[i])
        element(s, v, a);
    if (summary->result_in[i] && summary->in_result[i])
        same(s, v, a);
}

// What stands at a call for the thing number `i` of its summary.
static uint32_t
thing_at(const ir_sharing *s, fora_op op, uint32_t i)
{
    uint32_t operands = s->function->ops[op].operand_count;
    return i < operands ? number_of(s, fora_operand(s->function, op, i))
                        : ir_outside(s, i - operands);
}

// What leads to the holder leads from now on to what is held.
static void
flow_pair(ir_sharing *s, fora_op op, const ir_summary_pair *pair)
{
    uint32_t holder = thing_at(s, op, pair->holder), held = thing_at(s, op, pair->held);
    if (!holder || !held)
        return;
    for (uint32_t y = 1; y <= s->count; y++) {
        if (y != holder && !ir_reaches(s, y, holder))
            continue;
        if (pair->whole)
            contain(s, y, held);
        else
            contain_inside(s, y, held);
    }
}

static void
flow_call(ir_sharing *s, fora_op op)
{
    const fora_operation *o = &s->function->ops[op];
    const ir_summary *summary = s->summaries[fora_attribute(s->function, op, 0)];
    uint32_t v = o->result_count ? number_of(s, o->result) : 0;
    for (uint32_t i = 0; i < o->operand_count; i++) {
        uint32_t a = number_of(s, fora_operand(s->function, op, i));
        flow_argument(s, summary, i, v, a);
        for (uint32_t k = 0; k < i && summary->shares[i] && a; k++)
            if (summary->shares[k])
                set_tangled(
                    s, v,
                    overlap(s, a, number_of(s, fora_operand(s->function, op, k))));
    }
    for (uint32_t i = 0; i < ir_outside_count(s->program); i++)
        flow_argument(s, summary, o->operand_count + i, v, ir_outside(s, i));
    for (uint32_t i = 0; i < summary->pair_count; i++)
        flow_pair(s, op, &summary->pairs[i]);
    for (uint32_t i = 0; i < summary->tangled_count; i++) {
        uint32_t thing = summary->tangled[i].thing;
        set_tangled(s, thing == summary->count ? v : thing_at(s, op, thing),
                    ir_kind_of(s->table, s->holds, summary->tangled[i].type));
    }
}

// Whether the thing may be used when `op` has run: further down, or in another round of a
// loop that it comes into from outside.
static bool
is_used_behind(const ir_sharing *s, fora_op op, uint32_t y)
{
    const fora_function *f = s->function;
    fora_val value = s->values[y];
    if (!value)
        return true;
    fora_op made = f->values[value].def;
    fora_block block = made ? f->ops[made].parent : f->values[value].block;
    return block != f->ops[op].parent || s->last_use[value] > s->position[op];
}

// The result is the object, which holds the value from now on, and so does whatever else
// leads to the object and is still used.
static void
flow_field_set(ir_sharing *s, fora_op op, uint32_t v)
{
    uint32_t object = number_of(s, fora_operand(s->function, op, 0));
    uint32_t value = number_of(s, fora_operand(s->function, op, 1));
    same(s, v, object);
    if (!object || !value)
        return;
    set_tangled(s, v, overlap(s, object, value));
    contain(s, v, value);
    for (uint32_t y = 1; y <= s->count; y++)
        if (y != v && ir_reaches(s, y, object) && is_used_behind(s, op, y))
            contain(s, y, value);
}

static void flow_block(ir_sharing *s, fora_block block);

static void
flow_blocks(ir_sharing *s, fora_op op)
{
    for (uint32_t i = 0; i < s->function->ops[op].block_count; i++)
        flow_block(s, fora_op_block(s->function, op, i));
}

static void
flow_loop(ir_sharing *s, fora_op op)
{
    const fora_operation *o = &s->function->ops[op];
    uint32_t extra = o->code == FORA_OP_FOR;
    uint32_t carried = o->operand_count - extra;
    fora_block body = fora_op_block(s->function, op, 0);
    merge_operands(s, op, op, extra, parameters_of(s, body, extra), carried);
    if (extra) {
        fora_block after = fora_op_block(s->function, op, 1);
        merge_operands(s, op, op, extra, parameters_of(s, after, 0), carried);
        uint32_t item = number_of(s, fora_block_parameter(s->function, body, 0));
        element(s, item, number_of(s, fora_operand(s->function, op, 0)));
    }
    flow_blocks(s, op);
}

static void
flow_comp(ir_sharing *s, fora_op op)
{
    const fora_operation *o = &s->function->ops[op];
    uint64_t kind = fora_attribute(s->function, op, 0);
    uint32_t skip = kind == FORA_COMP_SUM || kind == FORA_COMP_JOIN;
    merge_operands(s, op, op, skip,
                   parameters_of(s, fora_op_block(s->function, op, 0), 0),
                   o->operand_count - skip);
    flow_blocks(s, op);
}

static fora_op
loop_around(const ir_sharing *s, fora_op op)
{
    fora_op owner = s->function->blocks[s->function->ops[op].parent].owner;
    while (s->function->ops[owner].code != FORA_OP_LOOP &&
           s->function->ops[owner].code != FORA_OP_FOR)
        owner = s->function->blocks[s->function->ops[owner].parent].owner;
    return owner;
}

static void
flow_yield(ir_sharing *s, fora_op op)
{
    fora_op owner = s->function->blocks[s->function->ops[op].parent].owner;
    uint32_t skip = s->function->ops[owner].code == FORA_OP_COMP;
    merge_operands(s, owner, op, 0, results_of(s, owner, skip),
                   s->function->ops[op].operand_count);
}

static void
flow_continue(ir_sharing *s, fora_op op)
{
    fora_op owner = loop_around(s, op);
    uint32_t extra = s->function->ops[owner].code == FORA_OP_FOR;
    uint32_t count = s->function->ops[op].operand_count;
    merge_operands(s, owner, op, 0,
                   parameters_of(s, fora_op_block(s->function, owner, 0), extra),
                   count);
    if (extra)
        merge_operands(s, owner, op, 0,
                       parameters_of(s, fora_op_block(s->function, owner, 1), 0),
                       count);
}

static uint32_t
place_of(const ir_sharing *s, fora_op op)
{
    const fora_operation *o = &s->function->ops[op];
    switch (o->code) {
    case FORA_OP_VAR_GET:
    case FORA_OP_VAR_TAKE:
    case FORA_OP_VAR_SET:
        return s->of_variable[fora_attribute(s->function, op, 0)];
    case FORA_OP_GLOBAL_GET:
    case FORA_OP_GLOBAL_TAKE:
    case FORA_OP_GLOBAL_SET:
        return s->of_global[fora_attribute(s->function, op, 0)];
    default: {
        fora_type cell = fora_val_type(s->function, fora_operand(s->function, op, 0));
        return s->of_cell[fora_type_get(s->program->types, cell)->payload];
    }
    }
}

static void
flow_op(ir_sharing *s, fora_op op)
{
    const fora_operation *o = &s->function->ops[op];
    uint32_t v = o->result_count ? number_of(s, o->result) : 0;
    uint32_t a = o->operand_count ? number_of(s, fora_operand(s->function, op, 0)) : 0;
    switch (o->code) {
    case FORA_OP_COERCE:
    case FORA_OP_PROJECT:
    case FORA_OP_BOUND:
        same(s, v, a);
        break;
    case FORA_OP_TUPLE_GET:
    case FORA_OP_FIELD_GET:
        element(s, v, a);
        break;
    case FORA_OP_TUPLE_MAKE:
    case FORA_OP_FUNC_MAKE:
        for (uint32_t i = 0; v && i < o->operand_count; i++)
            contain(s, v, number_of(s, fora_operand(s->function, op, i)));
        tangle_operands(s, op, v);
        break;
    case FORA_OP_FIELD_SET:
        flow_field_set(s, op, v);
        break;
    case FORA_OP_APPLY:
        flow_apply(s, op);
        break;
    case FORA_OP_CALL_INSTANCE:
        flow_call(s, op);
        break;
    case FORA_OP_VAR_GET:
    case FORA_OP_VAR_TAKE:
    case FORA_OP_GLOBAL_GET:
    case FORA_OP_GLOBAL_TAKE:
    case FORA_OP_CELL_GET:
    case FORA_OP_CELL_TAKE:
        same(s, v, place_of(s, op));
        break;
    case FORA_OP_VAR_SET:
    case FORA_OP_GLOBAL_SET:
        same(s, place_of(s, op), a);
        break;
    case FORA_OP_CELL_SET:
        same(s, place_of(s, op), number_of(s, fora_operand(s->function, op, 1)));
        break;
    case FORA_OP_LOOP:
    case FORA_OP_FOR:
        flow_loop(s, op);
        break;
    case FORA_OP_COMP:
        flow_comp(s, op);
        break;
    case FORA_OP_DISPATCH:
        for (uint32_t i = 0; i < o->block_count; i++)
            same(s,
                 number_of(s, fora_block_parameter(
                                  s->function, fora_op_block(s->function, op, i), 0)),
                 a);
        flow_blocks(s, op);
        break;
    case FORA_OP_TRY:
        same(s,
             number_of(s, fora_block_parameter(s->function,
                                               fora_op_block(s->function, op, 1), 0)),
             s->exception);
        flow_blocks(s, op);
        break;
    case FORA_OP_IF:
        flow_blocks(s, op);
        break;
    case FORA_OP_EMIT:
        flow_emit(s, op);
        break;
    case FORA_OP_YIELD:
        flow_yield(s, op);
        break;
    case FORA_OP_CONTINUE:
        flow_continue(s, op);
        break;
    case FORA_OP_BREAK:
        merge_operands(s, loop_around(s, op), op, 0,
                       results_of(s, loop_around(s, op), 0), o->operand_count);
        break;
    case FORA_OP_RETURN:
        same(s, s->result, a);
        break;
    case FORA_OP_RAISE:
    case FORA_OP_RERAISE:
        same(s, s->exception, a);
        break;
    default:
        break;
    }
}

static void
flow_block(ir_sharing *s, fora_block block)
{
    for (fora_op op = s->function->blocks[block].first; op;
         op = s->function->ops[op].next)
        flow_op(s, op);
}

void
ir_sharing_solve(ir_sharing *s)
{
    if (!s->count)
        return;
    do {
        s->changed = false;
        flow_block(s, 1);
    } while (s->changed);
}

// ---- Numbering ----------------------------------------------------------------------

static uint32_t
track(ir_sharing *s, fora_type type, fora_val value)
{
    if (!ir_holds_any(s->holds, type))
        return 0;
    s->count++;
    s->types[s->count] = type;
    s->values[s->count] = value;
    return s->count;
}

static uint32_t *
numbers(ir_sharing *s, uint32_t count)
{
    return fora_alloc(s->arena, (count + 1) * sizeof(uint32_t));
}

static void
number_block(ir_sharing *s, fora_block block, uint32_t *next)
{
    for (fora_op op = s->function->blocks[block].first; op;
         op = s->function->ops[op].next) {
        s->position[op] = (*next)++;
        for (uint32_t i = 0; i < s->function->ops[op].block_count; i++)
            number_block(s, fora_op_block(s->function, op, i), next);
    }
}

// Notes a cell that the function makes if nothing that holds it outlives the call.
static void
note_cell(ir_sharing *s, fora_type cell)
{
    const fora_program *program = s->program;
    uint32_t number = fora_type_get(program->types, cell)->payload;
    bool leaves = ir_holds_cell(s->holds, s->function->result_type, cell);
    for (uint32_t i = 0; i < s->function->blocks[1].parameter_count; i++) {
        fora_val parameter = fora_block_parameter(s->function, 1, i);
        leaves |= ir_holds_cell(s->holds, fora_val_type(s->function, parameter), cell);
    }
    for (fora_global g = 1; g < program->global_count; g++)
        leaves |= ir_holds_cell(s->holds, program->globals[g].type, cell);
    for (uint32_t c = 1; c < program->cell_count; c++)
        leaves |= c != number && ir_holds_cell(s->holds, program->cells[c], cell);
    s->makes_cell[number] |= !leaves;
}

static void
note_uses(ir_sharing *s)
{
    const fora_function *f = s->function;
    for (fora_op op = 1; op < f->op_count; op++)
        for (uint32_t i = 0; f->ops[op].parent && i < f->ops[op].operand_count; i++) {
            fora_val value = fora_operand(f, op, i);
            s->uses[value]++;
            if (s->last_use[value] < s->position[op])
                s->last_use[value] = s->position[op];
        }
}

ir_sharing *
ir_sharing_new(fora_arena *arena, const fora_program *program,
               const fora_function *function, ir_holds *holds, ir_summary **summaries)
{
    ir_sharing *s = fora_alloc(arena, sizeof *s);
    *s = (ir_sharing){.arena = arena,
                      .program = program,
                      .function = function,
                      .holds = holds,
                      .summaries = summaries};
    uint32_t most = function->value_count + program->global_count +
                    function->variable_count + program->cell_count + 8;
    s->types = fora_alloc(arena, most * sizeof *s->types);
    s->values = fora_alloc(arena, most * sizeof *s->values);
    s->position = numbers(s, function->op_count);
    uint32_t next = 1;
    number_block(s, 1, &next);
    s->uses = numbers(s, function->value_count);
    s->last_use = numbers(s, function->value_count);
    note_uses(s);
    s->makes_cell = fora_alloc(arena, program->cell_count + 1);
    for (fora_op op = 1; op < function->op_count; op++)
        if (function->ops[op].parent && function->ops[op].code == FORA_OP_CELL_NEW)
            note_cell(s, fora_val_type(function, function->ops[op].result));
    s->of_value = numbers(s, function->value_count);
    s->of_global = numbers(s, program->global_count);
    s->of_variable = numbers(s, function->variable_count);
    s->of_cell = numbers(s, program->cell_count);
    for (fora_val v = 1; v < function->value_count; v++)
        // An int that was made an `int | list` for where it goes leads to no list.
        if (ir_holds_any(holds, function->values[ir_unconverted(function, v)].type))
            s->of_value[v] = track(s, function->values[v].type, v);
    for (uint32_t g = 1; g < program->global_count; g++)
        s->of_global[g] = track(s, program->globals[g].type, 0);
    for (uint32_t v = 0; v < function->variable_count; v++)
        s->of_variable[v] = track(s, function->variables[v].type, 0);
    for (uint32_t c = 1; c < program->cell_count; c++)
        s->of_cell[c] = track(s, program->cells[c], 0);
    s->result = track(s, function->result_type, 0);
    fora_type exception =
        fora_type_make(program->types, FORA_TYPE_INSTANCE, 1, 0, NULL);
    s->exception = track(s, exception, 0);
    s->reach = fora_alloc(arena, (s->count + 1) * sizeof *s->reach);
    s->share = fora_alloc(arena, (s->count + 1) * sizeof *s->share);
    s->tangled = fora_alloc(arena, (s->count + 1) * sizeof *s->tangled);
    s->table = ir_kind_table_new(arena, program, holds, s->count, s->types);
    s->kinds = s->table->of;
    for (uint32_t i = 1; i <= s->count; i++) {
        s->reach[i] = ir_bits_new(arena, s->count);
        ir_bits_add(s->reach[i], i);
    }
    return s;
}

// ---- Rules --------------------------------------------------------------------------

ir_apply_kind
ir_apply_classify(const ir_sharing *s, fora_op op)
{
    const fora_operation *o = &s->function->ops[op];
    unsigned flags = ir_apply_flags(s->function, op);
    if (ir_apply_receiver(s->function, op))
        return IR_APPLY_UPDATE;
    if (flags & (FORA_RULE_ITEM | FORA_RULE_PART))
        return IR_APPLY_ELEMENT;
    if (flags & (FORA_RULE_SHALLOW | FORA_RULE_REPEATS))
        return IR_APPLY_SHALLOW;
    bool untracked = o->result_count && s->of_value[o->result] == 0;
    return untracked ? IR_APPLY_NOTHING : IR_APPLY_OPAQUE;
}
