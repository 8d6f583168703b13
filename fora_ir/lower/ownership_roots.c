// Roots of refs: who owns each value, by a fixpoint over block parameters.
#include "ownership.h"

bool
own_is_ref(const own_function *own, fora_val value)
{
    fora_type type = fora_val_type(own->function, value);
    return fora_type_get(own->program->types, type)->kind == FORA_TYPE_L_REF;
}

bool
own_is_tracked(const own_function *own, fora_val value)
{
    fora_type type = fora_val_type(own->function, value);
    fora_type_kind kind = fora_type_get(own->program->types, type)->kind;
    return kind == FORA_TYPE_L_REF || kind == FORA_TYPE_L_PTR;
}

static uint16_t
code_of(const own_function *own, fora_val value)
{
    fora_op def = own->function->values[value].def;
    return def ? own->function->ops[def].code : FORA_OP_INVALID;
}

bool
own_is_immortal(const own_function *own, fora_val value)
{
    uint16_t code = code_of(own, value);
    return code == FORA_OP_L_STR || code == FORA_OP_L_NULL;
}

// ---- Uses ---------------------------------------------------------------------------

static own_use
runtime_use(const own_function *own, fora_op op, uint32_t i)
{
    fora_abi_info info;
    fora_abi_get((fora_abi)fora_attribute(own->function, op, 0), &info);
    return info.parameters[i] == FORA_ABI_OWN ? OWN_CONSUMES : OWN_BORROWS;
}

static own_use
call_use(const own_function *own, fora_op op, uint32_t i)
{
    fora_fn callee = (fora_fn)fora_attribute(own->function, op, 0);
    uint64_t consumed = own->program->functions[callee]->consumed;
    return i < 64 && consumed >> i & 1 ? OWN_CONSUMES : OWN_BORROWS;
}

own_use
own_operand_use(const own_function *own, fora_op op, uint32_t i)
{
    if (!own_is_ref(own, fora_operand(own->function, op, i)))
        return OWN_BORROWS;
    switch (own->function->ops[op].code) {
    case FORA_OP_L_RUNTIME:
        return runtime_use(own, op, i);
    case FORA_OP_L_CALL:
        return call_use(own, op, i);
    case FORA_OP_L_STORE:
        return i == 1 ? OWN_CONSUMES : OWN_BORROWS;
    case FORA_OP_L_RET:
        return OWN_CONSUMES;
    default:
        return OWN_BORROWS;
    }
}

// ---- Calls that may raise -----------------------------------------------------------

// Whether `condition` tells that `op` raised (1), that it did not (2), or neither (0).
static int
tells_raise(const own_function *own, fora_val condition, fora_op op,
            fora_abi_error error)
{
    const fora_function *f = own->function;
    const fora_operation *o = &f->ops[op];
    fora_op test = f->values[condition].def;
    if (error == FORA_ABI_PENDING)
        return condition == o->result + o->result_count - 1;
    if (!test || f->ops[test].code != FORA_OP_L_ICMP)
        return 0;
    fora_val a = fora_operand(f, test, 0), b = fora_operand(f, test, 1);
    bool compares = (a == o->result && code_of(own, b) == FORA_OP_L_NULL) ||
                    (b == o->result && code_of(own, a) == FORA_OP_L_NULL);
    return !compares ? 0 : fora_attribute(f, test, 0) == FORA_EQ ? 1 : 2;
}

own_deferred
own_find_deferred(const own_function *own, fora_block block)
{
    const fora_function *f = own->function;
    fora_op last = f->blocks[block].last;
    if (f->ops[last].code != FORA_OP_L_BRANCH)
        return (own_deferred){0};
    for (fora_op op = f->ops[last].previous; op; op = f->ops[op].previous) {
        if (f->ops[op].code != FORA_OP_L_RUNTIME)
            continue;
        fora_abi_info info;
        fora_abi_get((fora_abi)fora_attribute(f, op, 0), &info);
        if (info.error != FORA_ABI_PENDING && info.error != FORA_ABI_NULLREF)
            continue;
        int tells = tells_raise(own, fora_operand(f, last, 0), op, info.error);
        if (tells)
            return (own_deferred){op, tells == 1 ? 0 : 1};
    }
    return (own_deferred){0};
}

// ---- Roots --------------------------------------------------------------------------

// The root of what hangs on `value`: of a null owner, nothing.
static uint32_t
root_of(const own_function *own, fora_val value)
{
    return own_is_tracked(own, value) ? own->root[value] : 0;
}

// Two roots of one borrowed value: the outliving one adds nothing.
static uint32_t
join_roots(uint32_t a, uint32_t b, fora_val otherwise)
{
    if (a == OWN_UNKNOWN || a == 0)
        return b == OWN_UNKNOWN ? a : b;
    return b == OWN_UNKNOWN || b == 0 || a == b ? a : otherwise;
}

static uint32_t
root_of_load(const own_function *own, fora_op op)
{
    fora_val base = fora_operand(own->function, op, 0);
    fora_val owner = fora_operand(own->function, op, 1);
    bool named = code_of(own, owner) != FORA_OP_L_NULL;
    fora_val result = own->function->ops[op].result;
    if (named)
        return root_of(own, owner);
    return own_is_ref(own, result) ? 0 : root_of(own, base);
}

// What a runtime function lends out of its arguments belongs to the first borrowed one.
static uint32_t
root_of_runtime(const own_function *own, fora_op op)
{
    fora_abi_info info;
    fora_abi_get((fora_abi)fora_attribute(own->function, op, 0), &info);
    if (info.result == FORA_ABI_OWN)
        return own->function->ops[op].result;
    for (uint32_t i = 0; i < info.parameter_count; i++)
        if (info.parameters[i] == FORA_ABI_REF)
            return root_of(own, fora_operand(own->function, op, i));
    return 0;
}

static uint32_t
root_of_result(const own_function *own, fora_op op, fora_val result)
{
    const fora_function *f = own->function;
    switch (f->ops[op].code) {
    case FORA_OP_L_CALL:
        return own_is_ref(own, result) ? result : 0;
    case FORA_OP_L_RUNTIME:
        return root_of_runtime(own, op);
    case FORA_OP_L_ALLOC:
    case FORA_OP_L_TAKE:
    case FORA_OP_L_COPY:
        return result;
    case FORA_OP_L_LOAD:
        return root_of_load(own, op);
    case FORA_OP_L_ADDR:
        return root_of(own, fora_operand(f, op, 0));
    case FORA_OP_L_SELECT: {
        uint32_t a = root_of(own, fora_operand(f, op, 1));
        uint32_t b = root_of(own, fora_operand(f, op, 2));
        return join_roots(a, b, own_is_ref(own, result) ? result : 0);
    }
    default:
        return 0;
    }
}

static bool
set_root(own_function *own, fora_val value, uint32_t root)
{
    if (own->forced[value])
        root = own_is_ref(own, value) ? value : 0;
    if (own->root[value] == root)
        return false;
    own->root[value] = root;
    return true;
}

// Whether an owned value is there on every way to a block. One of the block itself is that
// of the round before, when it comes back over an edge.
static bool
is_available(const own_function *own, fora_val root, fora_block block)
{
    const fora_value *v = &own->function->values[root];
    fora_block home = v->def ? own->function->ops[v->def].parent : v->block;
    return home != block && ir_dominates(&own->dominators, home, block);
}

// Joins what comes over an edge into a parameter of its target. A parameter that is given
// two different roots, or one that is not there on every way, owns its value from then on.
static bool
join_parameter(own_function *own, fora_block target, fora_val parameter,
               fora_val operand)
{
    uint32_t before = own->root[parameter], root = own->root[operand];
    if (own_is_owned(own, parameter) || own->forced[parameter])
        return set_root(own, parameter, before);
    bool given = own_is_ref(own, operand) && own_is_owned(own, operand);
    bool differs = before != OWN_UNKNOWN && root != OWN_UNKNOWN && before != 0 &&
                   root != 0 && before != root;
    bool away = root != OWN_UNKNOWN && root != 0 && !is_available(own, root, target);
    own->forced[parameter] = given || differs || away;
    return set_root(own, parameter, join_roots(before, root, 0));
}

static bool
join_edge(own_function *own, fora_op last, uint32_t edge)
{
    const fora_function *f = own->function;
    fora_block target = fora_op_block(f, last, edge);
    bool changed = false;
    for (uint32_t i = 0; i < f->blocks[target].parameter_count; i++) {
        fora_val parameter = fora_block_parameter(f, target, i);
        if (own_is_tracked(own, parameter))
            changed |= join_parameter(own, target, parameter,
                                      own_edge_operand(f, last, edge, i));
    }
    return changed;
}

static bool
visit_block(own_function *own, fora_block block)
{
    const fora_function *f = own->function;
    bool changed = false;
    for (fora_op op = f->blocks[block].first; op; op = f->ops[op].next)
        for (uint32_t i = 0; i < f->ops[op].result_count; i++) {
            fora_val result = f->ops[op].result + i;
            if (own_is_tracked(own, result))
                changed |= set_root(own, result, root_of_result(own, op, result));
        }
    fora_op last = f->blocks[block].last;
    for (uint32_t edge = 0; edge < f->ops[last].block_count; edge++)
        changed |= join_edge(own, last, edge);
    return changed;
}

static void
start_roots(own_function *own)
{
    const fora_function *f = own->function;
    for (fora_val v = 1; v < f->value_count; v++)
        own->root[v] = own_is_tracked(own, v) ? OWN_UNKNOWN : 0;
    for (uint32_t i = 0; i < f->blocks[1].parameter_count; i++) {
        fora_val parameter = fora_block_parameter(f, 1, i);
        bool consumed = i < 64 && f->consumed >> i & 1;
        if (consumed)
            own->forced[parameter] = true;
        own->root[parameter] = consumed && own_is_ref(own, parameter) ? parameter : 0;
    }
}

// A parameter whose root still moves after many rounds goes round in a circle of loops: it
// then owns its value, which is always sound.
static void
force_moving(own_function *own)
{
    for (uint32_t i = 0; i < own->dominators.count; i++) {
        fora_op last = own->function->blocks[own->dominators.order[i]].last;
        for (uint32_t edge = 0; edge < own->function->ops[last].block_count; edge++) {
            fora_block target = fora_op_block(own->function, last, edge);
            for (uint32_t p = 0; p < own->function->blocks[target].parameter_count; p++)
                own->forced[fora_block_parameter(own->function, target, p)] = true;
        }
    }
}

void
own_find_roots(own_function *own)
{
    enum { ENOUGH_ROUNDS = 12 };
    start_roots(own);
    bool changed = true;
    for (uint32_t round = 0; changed; round++) {
        if (round == ENOUGH_ROUNDS) {
            force_moving(own);
            start_roots(own);
        }
        FORA_ASSERT(round < 4 * ENOUGH_ROUNDS);
        changed = false;
        for (uint32_t i = 0; i < own->dominators.count; i++)
            changed |= visit_block(own, own->dominators.order[i]);
    }
    for (fora_val v = 1; v < own->function->value_count; v++)
        if (own->root[v] == OWN_UNKNOWN)
            own->root[v] = 0;
}
