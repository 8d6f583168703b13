// Sums of floats in a row become one loop with a sum each, when they walk over lists of
// equal length:
//
//     %a = comp SUM { for zip(%x, %x) ... }     %n = len %x   %m = len %y
//     %b = comp SUM { for zip(%x, %y) ... }  => %a, %b = if %n == %m {
//                                                   for range(%n) with two sums
//                                               } { the two as they were }
//
// Additions depend on each other, one after the other, as Python's order wants it: a
// processor waits for each. Sums side by side wait together.
//
// A slice is read where it lies, and an element of a comprehension that is made only to
// be summed is computed where it is needed: neither becomes a list. So one sum alone is
// rewritten too, if it walks over such a list.
//
// Only what cannot raise and changes nothing is moved: the loop stands where the first
// sum stood. Between a list that is not made and the loop that reads what it would have
// been made from, nothing is updated.
//
// requires: typed HIGH that passed the alias check
// provides: `for` with several sums; rows view.*        breaks: nothing
#include "fuse_sums.h"

#include <string.h>

#include "fora_infer.h"
#include "fora_opt.h"

#include "inline.h"
#include "pure.h"

// ---- Recognising --------------------------------------------------------------------

static const fora_type_info *
type_of(const fora_program *program, const fora_function *f, fora_val value)
{
    return fora_type_get(program->types, fora_val_type(f, value));
}

static bool
is_used_inside(const fora_function *f, fora_block block, fora_val value)
{
    for (fora_op op = f->blocks[block].first; op; op = f->ops[op].next) {
        for (uint32_t i = 0; i < f->ops[op].operand_count; i++)
            if (fora_operand(f, op, i) == value)
                return true;
        for (uint32_t i = 0; i < f->ops[op].block_count; i++)
            if (is_used_inside(f, fora_op_block(f, op, i), value))
                return true;
    }
    return false;
}

static bool
only_ends(const fora_function *f, fora_op op, fora_opcode code)
{
    return op && f->ops[op].code == code && f->ops[op].operand_count == 0 &&
           !f->ops[op].next;
}

bool
ir_match_comp(const fora_program *program, const fora_function *f, fora_op op,
              ir_sum *sum)
{
    uint64_t kind =
        f->ops[op].code == FORA_OP_COMP ? fora_attribute(f, op, 0) : UINT64_MAX;
    if ((kind != FORA_COMP_SUM && kind != FORA_COMP_LIST) ||
        f->ops[op].result_count != 1 ||
        f->ops[op].operand_count != (kind == FORA_COMP_SUM))
        return false;
    fora_block nest = fora_op_block(f, op, 0);
    fora_op loop = f->blocks[nest].first;
    // Parts of a zip may be taken out for nobody.
    while (loop && f->ops[loop].code == FORA_OP_TUPLE_GET &&
           !is_used_inside(f, nest, f->ops[loop].result))
        loop = f->ops[loop].next;
    if (!loop || f->ops[loop].code != FORA_OP_FOR || f->ops[loop].operand_count != 1 ||
        f->ops[loop].result_count > 0 ||
        !only_ends(f, f->ops[loop].next, FORA_OP_YIELD) ||
        !only_ends(f, f->blocks[fora_op_block(f, loop, 1)].first, FORA_OP_YIELD))
        return false;
    fora_op emit = f->blocks[fora_op_block(f, loop, 0)].first;
    while (emit && ir_is_pure(program, f, emit))
        emit = f->ops[emit].next;
    *sum = (ir_sum){.comp = op, .loop = loop, .emit = emit};
    return emit && f->ops[emit].code == FORA_OP_EMIT &&
           only_ends(f, f->ops[emit].next, FORA_OP_CONTINUE);
}

static bool
match_sum(const ir_sums *group, fora_op op, ir_sum *sum)
{
    const fora_function *f = group->f;
    if (!ir_match_comp(group->program, f, op, sum) ||
        fora_attribute(f, op, 0) != FORA_COMP_SUM)
        return false;
    fora_type start = fora_val_type(f, fora_operand(f, op, 0));
    return (start == FORA_SIMPLE_TYPE(ZERO) || start == FORA_SIMPLE_TYPE(FLOAT)) &&
           fora_val_type(f, fora_operand(f, sum->emit, 0)) == FORA_SIMPLE_TYPE(FLOAT);
}

// ---- What can be reached from where the first sum stands ----------------------------

static fora_block
block_of(const ir_sums *group)
{
    return group->f->ops[group->sums[0].comp].parent;
}

static bool
is_in_block(const ir_sums *group, fora_op op)
{
    return op && group->f->ops[op].parent == block_of(group);
}

static bool
is_behind(const ir_sums *group, fora_op op)
{
    return is_in_block(group, op) && op < group->order_count &&
           group->order[op] >= group->order[group->sums[0].comp];
}

// Whether the value is there, or can be: pure operations are moved up to the first sum,
// if `move`.
static bool
is_available(const ir_sums *group, fora_val value, bool move)
{
    fora_function *f = group->f;
    fora_op def = f->values[value].def;
    if (!is_behind(group, def))
        return true;
    if (f->ops[def].block_count || !ir_is_pure(group->program, f, def))
        return false;
    for (uint32_t i = 0; i < f->ops[def].operand_count; i++)
        if (!is_available(group, fora_operand(f, def, i), move))
            return false;
    if (move) {
        fora_op_move_before(f, def, group->sums[0].comp);
        group->order[def] = 0;
    }
    return true;
}

// The same of all that a region uses.
static bool
is_region_available(const ir_sums *group, fora_block block, fora_op end, bool move)
{
    const fora_function *f = group->f;
    for (fora_op op = f->blocks[block].first; op && op != end; op = f->ops[op].next) {
        for (uint32_t i = 0; i < f->ops[op].operand_count; i++)
            if (!is_available(group, fora_operand(f, op, i), move))
                return false;
        for (uint32_t i = 0; i < f->ops[op].block_count; i++)
            if (!is_region_available(group, fora_op_block(f, op, i), 0, move))
                return false;
    }
    return true;
}

static bool
is_body_available(const ir_sums *group, fora_op loop, bool move)
{
    return is_region_available(group, fora_op_block(group->f, loop, 0), 0, move);
}

static bool
is_walk_available(const ir_sums *group, const ir_walk *walk, bool move)
{
    const fora_function *f = group->f;
    if (walk->kind == IR_WALK_WHOLE)
        return is_available(group, walk->value, move);
    if (walk->kind == IR_WALK_SLICE)
        return is_available(group, fora_operand(f, walk->def, 0), move) &&
               is_available(group, fora_operand(f, walk->def, 1), move);
    if (walk->kind == IR_WALK_MAP && !is_body_available(group, walk->loop, move))
        return false;
    for (uint32_t i = 0; i < walk->count; i++)
        if (!is_walk_available(group, &walk->parts[i], move))
            return false;
    return true;
}

static bool
is_sum_available(const ir_sums *group, const ir_sum *sum, bool move)
{
    return is_available(group, fora_operand(group->f, sum->comp, 0), move) &&
           is_body_available(group, sum->loop, move) &&
           is_walk_available(group, &sum->source, move);
}

// Whether nothing is updated from `def` up to the first sum.
static bool
is_steady_since(const ir_sums *group, fora_op def)
{
    const fora_function *f = group->f;
    if (!is_in_block(group, def))
        return false;
    if (is_behind(group, def))
        return true;
    for (fora_op op = f->ops[def].next; op != group->sums[0].comp; op = f->ops[op].next)
        if (ir_inline_op(group->program, f, op) == IR_INLINE_NOT)
            return false;
    return true;
}

// ---- What is walked over ------------------------------------------------------------

static bool
is_summed(const ir_sums *group, fora_op loop)
{
    for (uint32_t i = 0; i < group->count; i++)
        if (group->sums[i].loop == loop)
            return true;
    return false;
}

static bool is_only_summed(const ir_sums *group, fora_val value, fora_block block);

// Whether `op`, which uses the list or zip, is a sum of the group or asks for the
// length.
static bool
only_sums(const ir_sums *group, fora_op op)
{
    const fora_function *f = group->f;
    switch (f->ops[op].code) {
    case FORA_OP_FOR:
        return is_summed(group, op);
    case FORA_OP_APPLY:
        return !strcmp(fora_rules[fora_attribute(f, op, 0)].name, "len");
    case FORA_OP_TUPLE_GET:
        return !is_used_inside(f, 1, f->ops[op].result);
    case FORA_OP_TUPLE_MAKE:
        return type_of(group->program, f, f->ops[op].result)->kind == FORA_TYPE_ZIP &&
               is_only_summed(group, f->ops[op].result, 1);
    default:
        return false;
    }
}

static bool
is_only_summed(const ir_sums *group, fora_val value, fora_block block)
{
    const fora_function *f = group->f;
    bool cold = f->ops[f->blocks[block].last].code == FORA_OP_UNREACHABLE;
    for (fora_op op = f->blocks[block].first; op && !cold; op = f->ops[op].next) {
        for (uint32_t i = 0; i < f->ops[op].operand_count; i++)
            if (fora_operand(f, op, i) == value && !only_sums(group, op))
                return false;
        for (uint32_t i = 0; i < f->ops[op].block_count; i++)
            if (!is_only_summed(group, value, fora_op_block(f, op, i)))
                return false;
    }
    return true;
}

static bool walk_over(const ir_sums *group, fora_val value, ir_walk *walk);

static bool
walk_parts(const ir_sums *group, uint32_t count, fora_op op, ir_walk *walk)
{
    walk->parts = fora_alloc(group->program->arena, (count + 1) * sizeof *walk->parts);
    walk->count = count;
    for (uint32_t i = 0; i < count; i++)
        if (!walk_over(group, fora_operand(group->f, op, i), &walk->parts[i]))
            return false;
    return true;
}

// A list: itself, unless it need not be made.
static bool
walk_over_list(const ir_sums *group, fora_val value, ir_walk *walk)
{
    const fora_function *f = group->f;
    fora_op def = f->values[value].def;
    ir_sum map;
    *walk = (ir_walk){.kind = IR_WALK_WHOLE, .value = value, .def = def};
    if (!def || !is_steady_since(group, def))
        return true;
    if (ir_is_list_slice(group->program, f, def)) {
        walk->kind = IR_WALK_SLICE;
    } else if (group->maps && ir_match_comp(group->program, f, def, &map) &&
               fora_attribute(f, def, 0) == FORA_COMP_LIST) {
        ir_walk whole = *walk;
        walk->kind = IR_WALK_MAP;
        walk->loop = map.loop;
        if (!walk_parts(group, 1, map.loop, walk))
            *walk = whole;
    }
    return true;
}

static bool
walk_over(const ir_sums *group, fora_val value, ir_walk *walk)
{
    const fora_function *f = group->f;
    const fora_type_info *type = type_of(group->program, f, value);
    fora_op def = f->values[value].def;
    if (type->kind == FORA_TYPE_LIST)
        return ir_is_plain(group->program, type->parameters[0]) &&
               walk_over_list(group, value, walk);
    *walk = (ir_walk){.kind = IR_WALK_TOGETHER, .value = value, .def = def};
    return type->kind == FORA_TYPE_ZIP && type->count > 0 &&
           type->count <= IR_MOST_LISTS && def &&
           f->ops[def].code == FORA_OP_TUPLE_MAKE &&
           walk_parts(group, f->ops[def].operand_count, def, walk);
}

// ---- Groups -------------------------------------------------------------------------

// Notes the lists that are read, each once; false: too many, or a map that others use.
static bool
note_lists(ir_sums *group, const ir_walk *walk)
{
    if (walk->kind == IR_WALK_MAP && !is_only_summed(group, walk->value, 1))
        return false;
    for (uint32_t i = 0; i < walk->count; i++)
        if (!note_lists(group, &walk->parts[i]))
            return false;
    if (walk->count > 0)
        return true;
    for (uint32_t i = 0; i < group->list_count; i++)
        if (group->lists[i]->value == walk->value)
            return true;
    if (group->list_count == IR_MOST_LISTS)
        return false;
    group->lists[group->list_count++] = walk;
    return true;
}

static bool
spares_a_list(const ir_walk *walk)
{
    if (walk->kind == IR_WALK_SLICE || walk->kind == IR_WALK_MAP)
        return true;
    for (uint32_t i = 0; i < walk->count; i++)
        if (spares_a_list(&walk->parts[i]))
            return true;
    return false;
}

static void
number_block(ir_sums *group)
{
    uint32_t number = 1;
    group->order_count = group->f->op_count;
    group->order =
        fora_alloc(group->program->arena, group->order_count * sizeof *group->order);
    fora_op op = group->f->blocks[block_of(group)].first;
    for (; op; op = group->f->ops[op].next)
        group->order[op] = number++;
}

// Whether the sum at `op` can join; it is written behind the others.
static bool
join_group(ir_sums *group, fora_op op)
{
    ir_sum *sum = &group->sums[group->count];
    if (!match_sum(group, op, sum) ||
        !walk_over(group, fora_operand(group->f, sum->loop, 0), &sum->source) ||
        !is_sum_available(group, sum, false))
        return false;
    group->count++;
    return true;
}

// The first sum and those behind it that can join it, up to what may leave the block or
// take long: a sum that is not reached should not be computed.
static bool
gather(ir_sums *group, fora_op first)
{
    const fora_function *f = group->f;
    group->count = 0;
    group->list_count = 0;
    group->sums[0].comp = first;
    if (!join_group(group, first))
        return false;
    for (fora_op op = f->ops[first].next; op && group->count < IR_MOST_SUMS;
         op = f->ops[op].next)
        if (!join_group(group, op) &&
            ir_inline_op(group->program, f, op) == IR_INLINE_NOT)
            break;
    bool spares = false;
    for (uint32_t i = 0; i < group->count; i++) {
        if (!note_lists(group, &group->sums[i].source))
            return false;
        spares = spares || spares_a_list(&group->sums[i].source);
    }
    return group->count > 1 || spares;
}

static bool
try_group(ir_sums *group, fora_op op)
{
    ir_sum first;
    if (!match_sum(group, op, &first))
        return false;
    group->count = 1;
    group->sums[0] = first;
    number_block(group);
    group->maps = true;
    bool good = gather(group, op);
    if (!good) {
        group->maps = false;
        good = gather(group, op);
    }
    if (!good)
        return false;
    for (uint32_t i = 0; i < group->count; i++)
        is_sum_available(group, &group->sums[i], true);
    ir_build_sums(group);
    return true;
}

static bool
visit_block(ir_sums *group, fora_block block)
{
    bool changed = false;
    fora_op op = group->f->blocks[block].first;
    while (op) {
        fora_op before = group->f->ops[op].previous;
        if (try_group(group, op)) {
            // What was put in for the sum holds no other sum that could be fused.
            changed = true;
            while (op && !group->f->ops[op].parent)
                op =
                    before ? group->f->ops[before].next : group->f->blocks[block].first;
        }
        op = group->f->ops[op].next;
    }
    return changed;
}

bool
fora_pass_fuse_sums(fora_program *program)
{
    bool changed = false;
    for (fora_fn fn = 1; fn < program->function_count; fn++) {
        ir_sums group = {.program = program, .fn = fn, .f = program->functions[fn]};
        bool here = false;
        if (group.f->level != FORA_LEVEL_TYPED)
            continue;
        uint32_t blocks = group.f->block_count;
        for (fora_block block = 1; block < blocks; block++)
            if (block == 1 || group.f->blocks[block].owner)
                here |= visit_block(&group, block);
        if (here)
            ir_clean_lists(program, fn);
        changed |= here;
    }
    return changed;
}
