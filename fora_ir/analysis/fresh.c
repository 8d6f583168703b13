// Containers that a function makes: what else leads to them, and from when on. The relations
// of sharing.h between values and places know no order; here the order of the text decides,
// as one round of a loop after the other runs it.
#include <string.h>

#include "fora_infer.h"

#include "items.h"
#include "sharing.h"
#include "updates.h"

static bool
makes_container(const ir_sharing *s, fora_op op)
{
    const fora_operation *o = &s->function->ops[op];
    if (o->code == FORA_OP_COMP) {
        uint64_t kind = fora_attribute(s->function, op, 0);
        return kind == FORA_COMP_LIST || kind == FORA_COMP_SET ||
               kind == FORA_COMP_DICT || kind == FORA_COMP_LISTS;
    }
    if (o->code != FORA_OP_APPLY)
        return false;
    const char *name = fora_rules[fora_attribute(s->function, op, 0)].name;
    return !strcmp(name, "py.list") || !strcmp(name, "py.dict") ||
           !strcmp(name, "py.set") || !strcmp(name, "list.copy") ||
           !strcmp(name, "set.copy") || !strcmp(name, "dict.copy") ||
           !strncmp(name, "str.", 4);
}

bool
ir_is_fresh(const ir_sharing *s, fora_val value, fora_block block)
{
    const fora_function *f = s->function;
    for (fora_op op = f->values[value].def;; op = f->values[value].def) {
        if (!op || s->uses[value] != 1)
            return false;
        if (f->ops[op].code == FORA_OP_COERCE) {
            value = fora_operand(f, op, 0);
            continue;
        }
        const fora_type_info *t =
            fora_type_get(s->program->types, fora_val_type(f, value));
        bool flat = true;
        for (uint32_t i = 0; i < t->count; i++)
            flat = flat && !ir_holds_any(s->holds, t->parameters[i]);
        return flat && f->ops[op].parent == block && makes_container(s, op);
    }
}

// ---- Containers that no place leads to yet ------------------------------------------

typedef struct {
    const ir_sharing *s;
    fora_type type;  // of the container
    fora_op at;      // the question is about the moment when this runs
    bool *seen;      // by value: its origins are looked at, or have been
} origin;

static bool
is_loop(const ir_sharing *s, fora_op op)
{
    fora_opcode code = s->function->ops[op].code;
    return code == FORA_OP_LOOP || code == FORA_OP_FOR || code == FORA_OP_COMP;
}

static fora_op
operation_around(const ir_sharing *s, fora_op op)
{
    return s->function->blocks[s->function->ops[op].parent].owner;
}

static bool
lies_in(const ir_sharing *s, fora_op op, fora_op around)
{
    while (op && op != around)
        op = operation_around(s, op);
    return op != 0;
}

// Whether `op` may run after `made` and before `at`, without `made` running again between.
static bool
runs_between(const ir_sharing *s, fora_op made, fora_op op, fora_op at)
{
    if (s->position[made] < s->position[op] && s->position[op] < s->position[at])
        return true;
    for (fora_op around = op; around; around = operation_around(s, around))
        if (is_loop(s, around) && lies_in(s, at, around) && !lies_in(s, made, around))
            return true;
    return false;
}

// Whether `op` may put a container of the type where other values do not see it.
static bool
may_keep(const ir_sharing *s, fora_op op, fora_type type)
{
    const fora_operation *o = &s->function->ops[op];
    const ir_summary *callee = NULL;
    switch (o->code) {
    case FORA_OP_CALL_INSTANCE:
        callee = s->summaries[fora_attribute(s->function, op, 0)];
        break;
    case FORA_OP_VAR_SET:
    case FORA_OP_GLOBAL_SET:
    case FORA_OP_CELL_SET:
    case FORA_OP_FIELD_SET:
        break;
    default:
        return false;
    }
    for (uint32_t i = 0; i < o->operand_count; i++) {
        fora_type operand =
            fora_val_type(s->function, fora_operand(s->function, op, i));
        bool keeps = !callee;
        for (uint32_t k = 0; callee && k < callee->pair_count; k++)
            keeps |= callee->pairs[k].held == i;
        if (keeps && ir_holds_reach(s->holds, operand, type))
            return true;
    }
    return false;
}

static bool
may_have_been_kept(const origin *o, fora_op made)
{
    const fora_function *f = o->s->function;
    for (fora_op op = 1; op < f->op_count; op++)
        if (f->ops[op].parent && may_keep(o->s, op, o->type) &&
            runs_between(o->s, made, op, o->at))
            return true;
    return false;
}

// Whether the result of a call is a container that nothing else leads to.
static bool
call_makes(const ir_sharing *s, fora_op op)
{
    const ir_summary *callee = s->summaries[fora_attribute(s->function, op, 0)];
    for (uint32_t i = 0; i < callee->count; i++)
        if (callee->result_in[i])
            return false;
    return true;
}

static bool
is_made(const ir_sharing *s, fora_op op)
{
    unsigned flags = ir_apply_flags(s->function, op);
    if (s->function->ops[op].code == FORA_OP_CALL_INSTANCE)
        return call_makes(s, op);
    return flags & (FORA_RULE_SHALLOW | FORA_RULE_REPEATS) || makes_container(s, op);
}

static bool is_kept(origin *o, fora_val value);

// Operand `i` of the terminators with this code that leave the operation `owner`, or begin
// its next round.
static bool
are_kept(origin *o, fora_op owner, fora_opcode code, uint32_t i)
{
    const fora_function *f = o->s->function;
    for (fora_op op = 1; op < f->op_count; op++) {
        if (!f->ops[op].parent || f->ops[op].code != code)
            continue;
        fora_op around = operation_around(o->s, op);
        while (code != FORA_OP_YIELD && !is_loop(o->s, around))
            around = operation_around(o->s, around);
        if (around == owner && is_kept(o, fora_operand(f, op, i)))
            return true;
    }
    return false;
}

// Parameter `value` of a block: what the operation hands to the block, at first and later.
static bool
is_parameter_kept(origin *o, fora_val value)
{
    const fora_function *f = o->s->function;
    fora_block block = f->values[value].block;
    fora_op owner = f->blocks[block].owner;
    uint32_t index = 0;
    while (fora_block_parameter(f, block, index) != value)
        index++;
    if (!owner ||
        (f->ops[owner].code != FORA_OP_LOOP && f->ops[owner].code != FORA_OP_FOR))
        return true;
    bool item =
        f->ops[owner].code == FORA_OP_FOR && block == fora_op_block(f, owner, 0);
    if (item && index == 0)
        return true;
    uint32_t carried = index - item;
    uint32_t first = carried + (f->ops[owner].code == FORA_OP_FOR);
    return is_kept(o, fora_operand(f, owner, first)) ||
           are_kept(o, owner, FORA_OP_CONTINUE, carried);
}

static bool
is_kept(origin *o, fora_val value)
{
    const ir_sharing *s = o->s;
    value = ir_root_of_update(s->program, s->function, value);
    if (o->seen[value])
        return false;
    o->seen[value] = true;
    fora_op op = s->function->values[value].def;
    if (!op)
        return is_parameter_kept(o, value);
    uint32_t index = value - s->function->ops[op].result;
    switch (s->function->ops[op].code) {
    case FORA_OP_IF:
    case FORA_OP_TRY:
        return are_kept(o, op, FORA_OP_YIELD, index);
    case FORA_OP_LOOP:
    case FORA_OP_FOR:
        return are_kept(o, op, FORA_OP_YIELD, index) ||
               are_kept(o, op, FORA_OP_BREAK, index);
    default:
        return !is_made(s, op) || may_have_been_kept(o, op);
    }
}

bool
ir_is_kept(const ir_sharing *s, fora_val value, fora_op at)
{
    fora_arena *scratch = fora_arena_new();
    origin o = {s, fora_val_type(s->function, value), at,
                fora_alloc(scratch, s->function->value_count + 1)};
    bool kept = is_kept(&o, value);
    fora_arena_free(scratch);
    return kept;
}
