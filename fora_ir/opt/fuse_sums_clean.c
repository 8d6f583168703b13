// Removes what nothing uses any more once sums are fused. A slice or a map of which
// only the length is asked for, or which is used where the function is about to raise,
// goes too: the length comes from what it would have been made from, and it is made
// there.
#include <string.h>

#include "fora_infer.h"

#include "clone.h"
#include "fuse_sums.h"
#include "inline.h"
#include "pure.h"

typedef struct {
    fora_program *program;
    fora_fn fn;
    fora_function *f;
    uint32_t count, capacity;
    fora_op *uses;  // of the value at hand
    bool changed;
} cleaning;

static void
collect_uses(cleaning *it, fora_block block, fora_val value)
{
    const fora_function *f = it->f;
    for (fora_op op = f->blocks[block].first; op; op = f->ops[op].next) {
        for (uint32_t i = 0; i < f->ops[op].operand_count; i++)
            if (fora_operand(f, op, i) == value) {
                *FORA_PUSH(it->program->arena, it->uses, it->count, it->capacity) = op;
                break;
            }
        for (uint32_t i = 0; i < f->ops[op].block_count; i++)
            collect_uses(it, fora_op_block(f, op, i), value);
    }
}

static bool
asks_length(const fora_function *f, fora_op op)
{
    return f->ops[op].code == FORA_OP_APPLY &&
           !strcmp(fora_rules[fora_attribute(f, op, 0)].name, "len");
}

static bool
is_cold(const fora_function *f, fora_op op)
{
    return f->ops[f->blocks[f->ops[op].parent].last].code == FORA_OP_UNREACHABLE;
}

// The list that a map walks over; 0 if it is no map over a list.
static fora_val
mapped_list(cleaning *it, fora_op op)
{
    ir_sum map;
    if (!ir_match_comp(it->program, it->f, op, &map) ||
        fora_attribute(it->f, op, 0) != FORA_COMP_LIST)
        return 0;
    fora_val list = fora_operand(it->f, map.loop, 0);
    const fora_type_info *info =
        fora_type_get(it->program->types, fora_val_type(it->f, list));
    return info->kind == FORA_TYPE_LIST ? list : 0;
}

static void
replace_length(cleaning *it, fora_op op, fora_val list, fora_op use)
{
    fora_function *f = it->f;
    fora_builder builder = {.program = it->program,
                            .function = f,
                            .block = f->ops[use].parent,
                            .before = use,
                            .span = f->ops[use].span};
    bool slice = !list;
    fora_val operands[2] = {list, 0};
    for (uint32_t i = 0; slice && i < 2; i++)
        operands[i] = fora_operand(f, op, i);
    uint64_t row = slice ? ir_row_of("view.length", "list[T], slice")
                         : ir_row_of("len", "list[T]");
    fora_op made =
        fora_build(&builder, FORA_OP_APPLY, 1 + slice, operands, 1, 1, &row, 0, NULL);
    f->values[f->ops[made].result].type = FORA_SIMPLE_TYPE(INT);
    fora_replace_uses(f, f->ops[use].result, f->ops[made].result);
    fora_op_remove(f, use);
}

static void
make_there(cleaning *it, fora_op op, fora_op use)
{
    fora_builder builder = {.program = it->program,
                            .function = it->f,
                            .block = it->f->ops[use].parent,
                            .before = use};
    ir_clone clone = ir_clone_begin(it->program, it->fn, builder);
    fora_val value = it->f->ops[op].result;
    fora_op made = ir_clone_op(&clone, op);
    fora_val copy = it->f->ops[made].result;
    for (uint32_t i = 0; i < it->f->ops[use].operand_count; i++)
        if (fora_operand(it->f, use, i) == value)
            fora_op_set_operand(it->f, use, i, copy);
}

// Whether nothing is updated between `op` and `use`, so that what the list would have been
// made from need not be kept for it.
static bool
is_steady_until(const cleaning *it, fora_op op, fora_op use)
{
    const fora_function *f = it->f;
    fora_op at = use;
    while (f->ops[at].parent != f->ops[op].parent) {
        at = f->blocks[f->ops[at].parent].owner;
        if (!at || ir_inline_op(it->program, f, at) == IR_INLINE_NOT)
            return false;
    }
    for (fora_op next = f->ops[op].next; next != at; next = f->ops[next].next)
        if (!next || ir_inline_op(it->program, f, next) == IR_INLINE_NOT)
            return false;
    return true;
}

static bool
can_be_spared(cleaning *it, fora_op op)
{
    for (uint32_t i = 0; i < it->count; i++)
        if (!is_steady_until(it, op, it->uses[i]))
            return false;
    for (uint32_t i = 0; i < it->count; i++)
        if (!asks_length(it->f, it->uses[i]) &&
            !(is_cold(it->f, it->uses[i]) && !it->f->ops[it->uses[i]].block_count &&
              it->uses[i] != op))
            return false;
    return true;
}

static void
spare(cleaning *it, fora_op op)
{
    fora_val list = mapped_list(it, op);
    bool slice = ir_is_list_slice(it->program, it->f, op);
    if ((!list && !slice) || is_cold(it->f, op) || !can_be_spared(it, op))
        return;
    for (uint32_t i = 0; i < it->count; i++) {
        if (asks_length(it->f, it->uses[i]))
            replace_length(it, op, list, it->uses[i]);
        else
            make_there(it, op, it->uses[i]);
    }
    fora_op_remove(it->f, op);
    it->changed = true;
}

static bool
may_go(const cleaning *it, fora_op op)
{
    fora_opcode code = it->f->ops[op].code;
    if (it->f->ops[op].result_count != 1)
        return false;
    if (code == FORA_OP_APPLY || code == FORA_OP_COMP)
        return ir_inline_op(it->program, it->f, op) == IR_INLINE_COPY;
    return ir_is_pure(it->program, it->f, op);
}

// From the last operation to the first, so that what only they used goes as well.
static void
clean_block(cleaning *it, fora_block block)
{
    for (fora_op op = it->f->blocks[block].last, previous; op; op = previous) {
        previous = it->f->ops[op].previous;
        if (may_go(it, op)) {
            it->count = 0;
            collect_uses(it, 1, it->f->ops[op].result);
            if (it->count == 0) {
                fora_op_remove(it->f, op);
                it->changed = true;
                continue;
            }
            spare(it, op);
            if (!it->f->ops[op].parent)
                continue;
        }
        for (uint32_t i = 0; i < it->f->ops[op].block_count; i++)
            clean_block(it, fora_op_block(it->f, op, i));
    }
}

void
ir_clean_lists(fora_program *program, fora_fn fn)
{
    cleaning it = {.program = program, .fn = fn, .f = program->functions[fn]};
    do {
        it.changed = false;
        clean_block(&it, 1);
    } while (it.changed);
}
