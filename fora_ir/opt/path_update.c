// Updates inside containers in place. `groups[key].append(x)` stands in the IR as
//
//     %r = apply py.getitem %g, %key         %r, %g1 = apply path.take %g, %key
//     %n, %r1 = apply list.append %r, %x =>  %n, %r1 = apply list.append %r, %x
//     %g2 = apply py.setitem %g, %key, %r1   %g2 = apply py.setitem %g1, %key, %r1
//
// On the left the element has two holders when it is updated, the container and %r, and
// would be copied. The pass takes it out of the container instead. The alias check has
// shown that nobody looks at the container in between.
//
// requires: typed HIGH that passed the alias check
// provides: updates on a path happen in place        breaks: nothing
#include <string.h>

#include "fora_infer.h"
#include "fora_opt.h"

#include "../analysis/items.h"
#include "../analysis/updates.h"

static bool
uses(const fora_function *f, fora_op op, fora_val value)
{
    for (uint32_t i = 0; i < f->ops[op].operand_count; i++) {
        if (fora_operand(f, op, i) == value)
            return true;
    }
    return false;
}

static bool
updates(const fora_function *f, fora_op op, fora_val value)
{
    if (f->ops[op].operand_count == 0 || fora_operand(f, op, 0) != value)
        return false;
    if (f->ops[op].code == FORA_OP_APPLY)
        return ir_apply_receiver(f, op) != 0;
    return f->ops[op].code == FORA_OP_CALL_INSTANCE;
}

// Whether `op` only raises when an element that may be of several types is of a wrong one:
// inference has it done before such an element is updated.
static bool
tests_member(const fora_function *f, fora_op op, fora_val value)
{
    if (f->ops[op].code == FORA_OP_IS_MEMBER)
        return true;
    if (f->ops[op].code != FORA_OP_IF)
        return false;
    fora_op test = f->values[fora_operand(f, op, 0)].def;
    fora_op first = f->blocks[fora_op_block(f, op, 0)].first;
    return test && f->ops[test].code == FORA_OP_IS_MEMBER &&
           fora_operand(f, test, 0) == value && f->ops[op].result_count == 0 && first &&
           f->ops[first].code == FORA_OP_YIELD;
}

// The operation behind `at` that puts an update of what it read back where it was; 0 if
// there is none, or if something else looks at the container or the element. Where the
// element is taken for one of its types first, `*taken` is the operation that does so.
static fora_op
put_back(const fora_program *program, const fora_function *f, fora_op at,
         const ir_item *read, fora_op *taken)
{
    bool updated = false;
    fora_val element = read->value;
    *taken = at;
    for (fora_op op = f->ops[at].next; op; op = f->ops[op].next) {
        if (element == read->value && tests_member(f, op, element))
            continue;
        if (f->ops[op].block_count)
            return 0;
        if (f->ops[op].code == FORA_OP_PROJECT && element == read->value &&
            fora_operand(f, op, 0) == element) {
            element = f->ops[op].result;
            *taken = op;
            continue;
        }
        if (updates(f, op, element)) {
            if (updated)
                return 0;
            updated = true;
            continue;
        }
        // A part of the element that is tested before it is taken out.
        ir_item part;
        if (!updated && ir_item_read(f, op, &part) && part.container == element)
            continue;
        if (uses(f, op, read->value) || uses(f, op, element))
            return 0;
        if (!uses(f, op, read->container))
            continue;
        // Exactly the container is opened, under exactly the key.
        bool same_place = ir_item_put_back(program, f, read, op) &&
                          fora_operand(f, op, 0) == read->container &&
                          fora_operand(f, op, 1) == read->index;
        return same_place && updated ? op : 0;
    }
    return 0;
}

static uint32_t
take_row(const fora_program *program, const fora_function *f, fora_val from)
{
    fora_type type = fora_val_type(f, from);
    const char *container = "";
    switch (fora_type_get(program->types, type)->kind) {
    case FORA_TYPE_LIST:
        container = "list[";
        break;
    case FORA_TYPE_DICT:
        container = "dict[";
        break;
    default:
        return 0;
    }
    for (uint32_t row = 1; row < fora_rule_count; row++) {
        if (!strcmp(fora_rules[row].name, "path.take") &&
            !strncmp(fora_rules[row].parameters, container, strlen(container)))
            return row;
    }
    return 0;
}

// Whether something behind `store` still uses the container: then it is not ours to open.
static bool
used_elsewhere(const fora_function *f, fora_val container, fora_op read, fora_op store)
{
    for (fora_op op = f->ops[store].next; op; op = f->ops[op].next) {
        if (uses(f, op, container))
            return true;
    }
    return read == store;
}

static void
take_instead(fora_program *program, fora_function *f, fora_op read, fora_op taken,
             fora_op store, uint32_t row)
{
    fora_builder builder = {.program = program,
                            .function = f,
                            .before = taken,
                            .block = f->ops[read].parent,
                            .span = f->ops[read].span};
    uint64_t attribute = row;
    fora_val operands[] = {fora_operand(f, read, 0), fora_operand(f, read, 1)};
    fora_op take =
        fora_build(&builder, FORA_OP_APPLY, 2, operands, 2, 1, &attribute, 0, NULL);
    fora_val result = f->ops[take].result, old = f->ops[read].result;
    f->values[result].type = f->values[old].type;
    f->values[result + 1].type = f->values[operands[0]].type;
    fora_op_set_operand(f, store, 0, result + 1);
    if (taken != read) {
        // The tests look at the element while it is still in its place.
        fora_op_set_operand(f, taken, 0, result);
        return;
    }
    fora_replace_uses(f, old, result);
    fora_op_remove(f, read);
}

static bool
rewrite_function(fora_program *program, fora_function *f)
{
    bool changed = false;
    uint32_t count = f->op_count;
    // Backwards: the innermost element of a path is read last, and taking it out is the
    // update of the one around it.
    for (fora_op op = count - 1; op > 0; op--) {
        ir_item read;
        if (!f->ops[op].parent || !ir_item_read(f, op, &read))
            continue;
        uint32_t row = take_row(program, f, read.container);
        fora_op taken = 0;
        fora_op store = row ? put_back(program, f, op, &read, &taken) : 0;
        if (!store || used_elsewhere(f, read.container, op, store))
            continue;
        take_instead(program, f, op, taken, store, row);
        changed = true;
    }
    return changed;
}

bool
fora_pass_path_update(fora_program *program)
{
    bool changed = false;
    for (fora_fn fn = 1; fn < program->function_count; fn++) {
        if (program->functions[fn]->level == FORA_LEVEL_TYPED)
            changed |= rewrite_function(program, program->functions[fn]);
    }
    return changed;
}
