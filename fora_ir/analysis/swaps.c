// What does not put a container into another one twice (sharing.h, `tangled`): a value that
// was made for its only use, and exchanging two elements of one container, c[i], c[k] =
// c[k], c[i]. Between the two updates c holds an element twice, afterwards it does not.
#include <string.h>

#include "fora_infer.h"

#include "items.h"
#include "sharing.h"

enum { MOST_BETWEEN = 8, MOST_DEPTH = 3 };

// A sum or difference of numbers, which is the same whenever it is computed.
static bool
is_sum(const fora_function *f, fora_op op)
{
    if (f->ops[op].code != FORA_OP_APPLY)
        return false;
    const char *name = fora_rules[fora_attribute(f, op, 0)].name;
    return !strcmp(name, "py.add") || !strcmp(name, "py.sub");
}

// Whether two indices are the same: one value, or computed in the same way from the same.
static bool
same_index(const fora_function *f, fora_val a, fora_val b, uint32_t depth)
{
    a = ir_unconverted(f, a);
    b = ir_unconverted(f, b);
    if (a == b)
        return true;
    fora_op x = f->values[a].def, y = f->values[b].def;
    if (!x || !y || depth == MOST_DEPTH)
        return false;
    const fora_operation *o = &f->ops[x], *p = &f->ops[y];
    bool same = o->code == p->code && o->operand_count == p->operand_count &&
                o->attribute_count == p->attribute_count && o->attribute_count > 0 &&
                fora_attribute(f, x, 0) == fora_attribute(f, y, 0);
    bool pure =
        o->code == FORA_OP_CONST_INT || o->code == FORA_OP_CONST_STR || is_sum(f, x);
    for (uint32_t i = 0; same && pure && i < o->operand_count; i++)
        same = same_index(f, fora_operand(f, x, i), fora_operand(f, y, i), depth + 1);
    return same && pure;
}

// Whether `value` was read out of `container`; `item` then tells where.
static bool
was_read(const fora_function *f, fora_val value, fora_val container, ir_item *item)
{
    return ir_item_read(f, f->values[ir_unconverted(f, value)].def, item) &&
           ir_unconverted(f, item->container) == ir_unconverted(f, container);
}

// The second update of an exchange of which `op` is the first; 0: none.
static fora_op
second_of(const fora_function *f, fora_op op)
{
    ir_item first, second, from, to;
    if (!ir_item_put(f, op, &first) ||
        !was_read(f, first.value, first.container, &from))
        return 0;
    fora_op next = f->ops[op].next;
    for (uint32_t i = 0; next && i < MOST_BETWEEN; i++, next = f->ops[next].next) {
        if (!ir_item_put(f, next, &second))
            continue;
        bool swap = ir_unconverted(f, second.container) == f->ops[op].result &&
                    same_index(f, second.index, from.index, 0) &&
                    was_read(f, second.value, first.container, &to) &&
                    same_index(f, to.index, first.index, 0);
        return swap ? next : 0;
    }
    return 0;
}

bool
ir_is_swap(const ir_sharing *s, fora_op op)
{
    const fora_function *f = s->function;
    ir_item put;
    if (!ir_item_put(f, op, &put))
        return false;
    return second_of(f, op) ||
           second_of(f, f->values[ir_unconverted(f, put.container)].def) == op;
}

bool
ir_makes_container(const ir_sharing *s, fora_op op)
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

static bool
is_flat(const ir_sharing *s, fora_val value)
{
    const fora_type_info *t =
        fora_type_get(s->program->types, fora_val_type(s->function, value));
    for (uint32_t i = 0; i < t->count; i++)
        if (ir_holds_any(s->holds, t->parameters[i]))
            return false;
    return true;
}

// Whether the operation puts its operands into one new object and does nothing else.
static bool
is_display(const ir_sharing *s, fora_op op)
{
    const fora_function *f = s->function;
    if (f->ops[op].code == FORA_OP_TUPLE_MAKE)
        return true;
    if (f->ops[op].code != FORA_OP_APPLY)
        return false;
    const char *name = fora_rules[fora_attribute(f, op, 0)].name;
    return !strcmp(name, "py.list") || !strcmp(name, "py.dict") ||
           !strcmp(name, "py.set");
}

static bool
are_operands_fresh(const ir_sharing *s, fora_op op)
{
    const fora_operation *o = &s->function->ops[op];
    for (uint32_t i = 0; i < o->operand_count; i++) {
        fora_val value = fora_operand(s->function, op, i);
        if (s->of_value[value] && !ir_is_fresh(s, value, o->parent))
            return false;
    }
    return true;
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
            if (!s->of_value[value])
                return true;  // a number or the like, where a container could be
            continue;
        }
        if (f->ops[op].parent != block)
            return false;
        if (is_display(s, op))
            return are_operands_fresh(s, op);
        return is_flat(s, value) && (ir_makes_container(s, op) ||
                                     (f->ops[op].code == FORA_OP_APPLY &&
                                      ir_apply_classify(s, op) == IR_APPLY_SHALLOW));
    }
}
