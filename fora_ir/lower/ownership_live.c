// Liveness of refs and of addresses into objects. A use of a borrowed value is a use of its
// root too: an object lives as long as anything borrowed from it is used.
#include "ownership.h"

static void
add_use(const own_function *own, fora_val value, ir_bits live)
{
    if (!own_is_tracked(own, value))
        return;
    ir_bits_add(live, value);
    if (own->root[value] != 0)
        ir_bits_add(live, own->root[value]);
}

void
own_add_uses(const own_function *own, fora_op op, ir_bits live)
{
    for (uint32_t i = 0; i < own->function->ops[op].operand_count; i++)
        add_use(own, fora_operand(own->function, op, i), live);
}

static void
remove_results(const own_function *own, fora_op op, ir_bits live)
{
    const fora_operation *o = &own->function->ops[op];
    for (uint32_t i = 0; i < o->result_count; i++)
        ir_bits_remove(live, o->result + i);
}

static void
remove_parameters(const own_function *own, fora_block block, ir_bits live)
{
    for (uint32_t i = 0; i < own->function->blocks[block].parameter_count; i++)
        ir_bits_remove(live, fora_block_parameter(own->function, block, i));
}

void
own_live_out(const own_function *own, fora_block block, ir_bits live)
{
    const fora_function *f = own->function;
    fora_op last = f->blocks[block].last;
    for (uint32_t edge = 0; edge < f->ops[last].block_count; edge++)
        ir_bits_unite(live, own->live_in[fora_op_block(f, last, edge)]);
}

static bool
visit_block(own_function *own, fora_block block, ir_bits live)
{
    const fora_function *f = own->function;
    ir_bits_clear(live);
    own_live_out(own, block, live);
    for (fora_op op = f->blocks[block].last; op; op = f->ops[op].previous) {
        remove_results(own, op, live);
        own_add_uses(own, op, live);
    }
    remove_parameters(own, block, live);
    return ir_bits_unite(own->live_in[block], live);
}

void
own_find_liveness(own_function *own)
{
    const fora_function *f = own->function;
    ir_bits live = ir_bits_new(own->arena, f->value_count);
    for (uint32_t i = 0; i < own->dominators.count; i++)
        own->live_in[own->dominators.order[i]] =
            ir_bits_new(own->arena, f->value_count);
    bool changed = true;
    while (changed) {
        changed = false;
        for (uint32_t i = own->dominators.count; i-- > 0;)
            changed |= visit_block(own, own->dominators.order[i], live);
    }
}

// ---- Borrowed values that must not stay borrowed ------------------------------------

static void
list_dependents(own_function *own)
{
    for (fora_val v = 1; v < own->function->value_count; v++)
        own->first_dependent[v] = 0;
    for (fora_val v = own->function->value_count; v-- > 1;) {
        uint32_t root = own->root[v];
        if (root == 0 || root == v)
            continue;
        own->next_dependent[v] = own->first_dependent[root];
        own->first_dependent[root] = v;
    }
}

static bool
borrows_at(const own_function *own, fora_op op, fora_val value)
{
    for (uint32_t i = 0; i < own->function->ops[op].operand_count; i++)
        if (fora_operand(own->function, op, i) == value &&
            own_operand_use(own, op, i) == OWN_BORROWS)
            return true;
    return false;
}

static bool
force(own_function *own, fora_val value)
{
    bool news = !own->forced[value];
    own->forced[value] = true;
    return news;
}

// `op` consumes `root`: what is borrowed from it must not be used by it or after it.
static bool
force_after_consumption(own_function *own, fora_op op, fora_val root, ir_bits live)
{
    bool any = false;
    for (fora_val v = own->first_dependent[root]; v; v = own->next_dependent[v])
        if (ir_bits_has(live, v) || borrows_at(own, op, v))
            any |= force(own, v);
    return any;
}

// A value moved out of an object may be released or put elsewhere, and another stored in
// its place, while something borrowed from the object is still used.
static bool
force_after_take(own_function *own, fora_op op, ir_bits live)
{
    bool any = false;
    uint64_t class = fora_attribute(own->function, op, 1);
    if (class == FORA_MEMORY_SLOT || class == FORA_MEMORY_GLOBAL)
        return false;
    for (uint32_t w = 0; w < live.words; w++)
        for (uint64_t bits = live.word[w]; bits; bits &= bits - 1) {
            fora_val v = w * 64 + (uint32_t)__builtin_ctzll(bits);
            if (own_is_ref(own, v) && own->root[v] != 0 && own->root[v] != v)
                any |= force(own, v);
        }
    return any;
}

static bool
force_at_operation(own_function *own, fora_op op, ir_bits live)
{
    const fora_function *f = own->function;
    bool any = false;
    if (f->ops[op].code == FORA_OP_L_TAKE)
        any = force_after_take(own, op, live);
    for (uint32_t i = 0; i < f->ops[op].operand_count; i++) {
        fora_val operand = fora_operand(f, op, i);
        if (own_operand_use(own, op, i) == OWN_CONSUMES && own_is_owned(own, operand))
            any |= force_after_consumption(own, op, operand, live);
    }
    return any;
}

// An edge that gives `root` away to a parameter of its target.
static bool
force_on_edge(own_function *own, fora_op last, uint32_t edge)
{
    const fora_function *f = own->function;
    fora_block target = fora_op_block(f, last, edge);
    bool any = false;
    for (uint32_t i = 0; i < f->blocks[target].parameter_count; i++) {
        fora_val root = own_edge_operand(f, last, edge, i);
        fora_val parameter = fora_block_parameter(f, target, i);
        if (!own_is_ref(own, root) || !own_is_owned(own, root) ||
            !own_is_owned(own, parameter))
            continue;
        for (fora_val v = own->first_dependent[root]; v; v = own->next_dependent[v])
            if (ir_bits_has(own->live_in[target], v) || f->values[v].block == target)
                any |= force(own, v);
    }
    return any;
}

static bool
force_in_block(own_function *own, fora_block block, ir_bits live)
{
    const fora_function *f = own->function;
    fora_op last = f->blocks[block].last;
    bool any = false;
    ir_bits_clear(live);
    own_live_out(own, block, live);
    for (uint32_t edge = 0; edge < f->ops[last].block_count; edge++)
        any |= force_on_edge(own, last, edge);
    for (fora_op op = last; op; op = f->ops[op].previous) {
        any |= force_at_operation(own, op, live);
        remove_results(own, op, live);
        own_add_uses(own, op, live);
    }
    return any;
}

bool
own_force_violations(own_function *own)
{
    ir_bits live = ir_bits_new(own->arena, own->function->value_count);
    bool any = false;
    list_dependents(own);
    for (uint32_t i = 0; i < own->dominators.count; i++)
        any |= force_in_block(own, own->dominators.order[i], live);
    return any;
}
