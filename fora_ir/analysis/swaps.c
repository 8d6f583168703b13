// What does not put a container into another one twice (sharing.h, `tangled`): a value that
// was made for its only use, and exchanging two elements of one container: c[i], c[k] = c[k], c[i]. Between the two
// updates c holds an element twice, afterwards it does not.
#include <string.h>

#include "fora_infer.h"

#include "sharing.h"
#include "updates.h"

enum { MOST_BETWEEN = 8, MOST_DEPTH = 3 };

static bool
is_row(const ir_sharing *s, fora_op op, const char *name)
{
    return op && s->function->ops[op].code == FORA_OP_APPLY &&
           !strcmp(fora_rules[fora_attribute(s->function, op, 0)].name, name);
}

static fora_val
plain(const ir_sharing *s, fora_val value)
{
    fora_op op = s->function->values[value].def;
    while (op && (s->function->ops[op].code == FORA_OP_COERCE ||
                  s->function->ops[op].code == FORA_OP_BOUND)) {
        value = fora_operand(s->function, op, 0);
        op = s->function->values[value].def;
    }
    return value;
}

// Whether two indices are the same: one value, or computed in the same way from the same.
static bool
same_index(const ir_sharing *s, fora_val a, fora_val b, uint32_t depth)
{
    a = plain(s, a);
    b = plain(s, b);
    if (a == b)
        return true;
    fora_op x = s->function->values[a].def, y = s->function->values[b].def;
    if (!x || !y || depth == MOST_DEPTH)
        return false;
    const fora_operation *o = &s->function->ops[x], *p = &s->function->ops[y];
    bool same = o->code == p->code && o->operand_count == p->operand_count &&
                o->attribute_count == p->attribute_count && o->attribute_count > 0 &&
                fora_attribute(s->function, x, 0) == fora_attribute(s->function, y, 0);
    bool pure = o->code == FORA_OP_CONST_INT || o->code == FORA_OP_CONST_STR ||
                (is_row(s, x, "py.add") || is_row(s, x, "py.sub"));
    for (uint32_t i = 0; same && pure && i < o->operand_count; i++)
        same = same_index(s, fora_operand(s->function, x, i),
                          fora_operand(s->function, y, i), depth + 1);
    return same && pure;
}

// Whether `value` was read out of the container `from` by an index like `index`.
static bool
was_read(const ir_sharing *s, fora_val value, fora_val from, fora_val index)
{
    fora_op op = s->function->values[plain(s, value)].def;
    return is_row(s, op, "py.getitem") &&
           plain(s, fora_operand(s->function, op, 0)) == plain(s, from) &&
           same_index(s, fora_operand(s->function, op, 1), index, 0);
}

// The second update of an exchange of which `op` is the first; 0: none.
static fora_op
second_of(const ir_sharing *s, fora_op op)
{
    if (!is_row(s, op, "py.setitem"))
        return 0;
    fora_val container = fora_operand(s->function, op, 0);
    fora_val index = fora_operand(s->function, op, 1);
    fora_op read = s->function->values[plain(s, fora_operand(s->function, op, 2))].def;
    if (!is_row(s, read, "py.getitem") ||
        plain(s, fora_operand(s->function, read, 0)) != plain(s, container))
        return 0;
    fora_val other = fora_operand(s->function, read, 1);
    fora_op next = s->function->ops[op].next;
    for (uint32_t i = 0; next && i < MOST_BETWEEN; i++) {
        if (is_row(s, next, "py.setitem"))
            return plain(s, fora_operand(s->function, next, 0)) ==
                               s->function->ops[op].result &&
                           same_index(s, fora_operand(s->function, next, 1), other,
                                      0) &&
                           was_read(s, fora_operand(s->function, next, 2), container,
                                    index)
                       ? next
                       : 0;
        next = s->function->ops[next].next;
    }
    return 0;
}

bool
ir_is_swap(const ir_sharing *s, fora_op op)
{
    if (!is_row(s, op, "py.setitem"))
        return false;
    if (second_of(s, op))
        return true;
    fora_op first = s->function->values[plain(s, fora_operand(s->function, op, 0))].def;
    return second_of(s, first) == op;
}

static bool
makes_container(const ir_sharing *s, fora_op op)
{
    const fora_operation *o = &s->function->ops[op];
    if (o->code == FORA_OP_COMP)
        return true;
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
