// Filters over one list, one behind the other, become one loop that fills their lists side
// by side:
//
//     %a = comp LIST { for %xs { (%x) ... if %c { emit %x ... } ... } }
//     %b = comp LIST { for %xs { (%y) ... if %d { emit %y ... } ... } }
//  =>
//     %a, %b = comp LISTS { for %xs { (%x) ... emit %c, %x, %d, %x  continue } ... }
//
// The list is read once, and no branch depends on its elements: lowering stores an element
// whatever the condition says and lets the length grow by it.
//
// Only what cannot raise, prints nothing and changes nothing is moved, so that nobody can
// tell the order. What a condition guarded is computed always: it must be safe without it
// (ir_is_safe_anywhere). The fused loop stands where the last filter stood; a use of a list in
// between ends the row of filters, and so does any operation that is not pure.
//
// requires: typed HIGH that passed the alias check
// provides: comp LISTS in place of rows of filters        breaks: nothing
#include <string.h>

#include "fora_infer.h"
#include "fora_opt.h"

#include "pure.h"

enum { MOST_FILTERS = 8, MOST_NESTED_CONDITIONS = 4 };

// A comp that filters: the parts that are moved.
typedef struct {
    fora_op comp, loop;
    fora_block nest, body;
    fora_val element;  // the loop's
    uint32_t condition_count;
    fora_op conditions[MOST_NESTED_CONDITIONS];  // `if`s, the outermost first
    fora_val emitted;
} filter;

typedef struct {
    fora_program *program;
    fora_function *f;
    uint32_t and_row;  // of rules.def: bool & bool
    uint32_t count;
    filter filters[MOST_FILTERS];
} fusion;

// ---- Recognising a filter -----------------------------------------------------------

static bool
holds_only(const fora_function *f, fora_block block, fora_opcode code)
{
    fora_op op = f->blocks[block].first;
    return op && !f->ops[op].next && f->ops[op].code == code &&
           f->ops[op].operand_count == 0;
}

// The first operation of `block` that is not pure, which ends what may be moved.
static fora_op
behind_pure(const fusion *fuse, fora_block block, bool guarded)
{
    fora_op op = fuse->f->blocks[block].first;
    while (op && (guarded ? ir_is_safe_anywhere(fuse->program, fuse->f, op)
                          : ir_is_pure(fuse->program, fuse->f, op)))
        op = fuse->f->ops[op].next;
    return op;
}

// From the first `if` down to the `emit`.
static bool
match_conditions(const fusion *fuse, filter *filter)
{
    const fora_function *f = fuse->f;
    fora_op op = behind_pure(fuse, filter->body, false);
    fora_opcode end = FORA_OP_CONTINUE;
    while (op && f->ops[op].code == FORA_OP_IF) {
        if (filter->condition_count == MOST_NESTED_CONDITIONS ||
            f->ops[op].result_count > 0 ||
            !holds_only(f, fora_op_block(f, op, 1), FORA_OP_YIELD) ||
            !f->ops[op].next || f->ops[f->ops[op].next].code != end ||
            f->ops[f->ops[op].next].operand_count > 0)
            return false;
        filter->conditions[filter->condition_count++] = op;
        end = FORA_OP_YIELD;
        op = behind_pure(fuse, fora_op_block(f, op, 0), true);
    }
    if (!op || filter->condition_count == 0 || f->ops[op].code != FORA_OP_EMIT)
        return false;
    filter->emitted = fora_operand(f, op, 0);
    return f->ops[f->ops[op].next].code == FORA_OP_YIELD &&
           ir_is_plain(fuse->program, fora_val_type(f, filter->emitted));
}

static bool
match_filter(const fusion *fuse, fora_op op, filter *filter)
{
    const fora_function *f = fuse->f;
    memset(filter, 0, sizeof *filter);
    filter->comp = op;
    if (f->ops[op].code != FORA_OP_COMP || f->ops[op].operand_count > 0 ||
        fora_attribute(f, op, 0) != FORA_COMP_LIST)
        return false;
    filter->nest = fora_op_block(f, op, 0);
    filter->loop = behind_pure(fuse, filter->nest, false);
    if (!filter->loop || f->ops[filter->loop].code != FORA_OP_FOR ||
        f->ops[filter->loop].operand_count > 1 ||
        f->ops[filter->loop].result_count > 0 ||
        f->ops[f->ops[filter->loop].next].code != FORA_OP_YIELD ||
        !holds_only(f, fora_op_block(f, filter->loop, 1), FORA_OP_YIELD))
        return false;
    filter->body = fora_op_block(f, filter->loop, 0);
    filter->element = fora_block_parameter(f, filter->body, 0);
    return match_conditions(fuse, filter);
}

// ---- Fusing -------------------------------------------------------------------------

// Moves what stands before `end` in its block to the end of `to`.
static void
move_before(fora_function *f, fora_op end, fora_block to)
{
    fora_block from = f->ops[end].parent;
    while (f->blocks[from].first != end)
        fora_op_move(f, f->blocks[from].first, to);
}

// Moves the conditions and what they guard; returns the conjunction.
static fora_val
move_conditions(fusion *fuse, const filter *filter, fora_builder *builder)
{
    fora_function *f = fuse->f;
    fora_val all = 0;
    for (uint32_t i = 0; i < filter->condition_count; i++) {
        fora_op condition = filter->conditions[i];
        move_before(f, condition, builder->block);
        fora_val holds = fora_operand(f, condition, 0);
        if (all) {
            uint64_t row = fuse->and_row;
            fora_op both = fora_build(builder, FORA_OP_APPLY, 2,
                                      (fora_val[]){all, holds}, 1, 1, &row, 0, NULL);
            holds = f->ops[both].result;
            f->values[holds].type = FORA_SIMPLE_TYPE(BOOL);
        }
        all = holds;
    }
    fora_block innermost =
        fora_op_block(f, filter->conditions[filter->condition_count - 1], 0);
    fora_op emit = f->blocks[innermost].last;
    move_before(f, f->ops[emit].previous, builder->block);
    return all;
}

static fora_block
fused_body(fusion *fuse, fora_builder *builder)
{
    fora_function *f = fuse->f;
    fora_block body = fora_block_new(f);
    fora_val element =
        fora_block_add_parameter(f, body, fora_val_type(f, fuse->filters[0].element));
    fora_builder inside = *builder;
    inside.block = body;
    inside.before = 0;
    fora_val pairs[2 * MOST_FILTERS];
    for (uint32_t i = 0; i < fuse->count; i++) {
        filter *filter = &fuse->filters[i];
        pairs[2 * i] = move_conditions(fuse, filter, &inside);
        fora_replace_uses(f, filter->element, element);
        pairs[2 * i] = pairs[2 * i] == filter->element ? element : pairs[2 * i];
        pairs[2 * i + 1] =
            filter->emitted == filter->element ? element : filter->emitted;
    }
    fora_build(&inside, FORA_OP_EMIT, 2 * fuse->count, pairs, 0, 0, NULL, 0, NULL);
    fora_build(&inside, FORA_OP_CONTINUE, 0, NULL, 0, 0, NULL, 0, NULL);
    return body;
}

static fora_block
block_that_yields(fora_function *f, fora_builder *builder)
{
    fora_builder inside = *builder;
    inside.block = fora_block_new(f);
    inside.before = 0;
    fora_build(&inside, FORA_OP_YIELD, 0, NULL, 0, 0, NULL, 0, NULL);
    return inside.block;
}

static void
fuse_row(fusion *fuse)
{
    fora_function *f = fuse->f;
    const filter *first = &fuse->filters[0], *last = &fuse->filters[fuse->count - 1];
    fora_builder builder = {.program = fuse->program,
                            .function = f,
                            .block = f->ops[last->comp].parent,
                            .before = last->comp,
                            .span = f->ops[first->comp].span};
    fora_val iterable = fora_operand(f, last->loop, 0);
    fora_builder inside = builder;
    inside.block = fora_block_new(f);
    inside.before = 0;
    for (uint32_t i = 0; i < fuse->count; i++)
        move_before(f, fuse->filters[i].loop, inside.block);
    fora_block blocks[] = {fused_body(fuse, &builder), block_that_yields(f, &builder)};
    inside.span = f->ops[first->loop].span;
    fora_build(&inside, FORA_OP_FOR, 1, &iterable, 0, 0, NULL, 2, blocks);
    fora_build(&inside, FORA_OP_YIELD, 0, NULL, 0, 0, NULL, 0, NULL);
    uint64_t kind = FORA_COMP_LISTS;
    fora_op fused = fora_build(&builder, FORA_OP_COMP, 0, NULL, fuse->count, 1, &kind,
                               1, &inside.block);
    for (uint32_t i = 0; i < fuse->count; i++) {
        fora_val old = f->ops[fuse->filters[i].comp].result;
        fora_val list = f->ops[fused].result + i;
        f->values[list].type = f->values[old].type;
        fora_replace_uses(f, old, list);
        fora_op_remove(f, fuse->filters[i].comp);
    }
}

// ---- Rows of filters ----------------------------------------------------------------

// Whether `op`, or what is inside it, uses a list of the row at hand.
static bool
uses_lists(const fusion *fuse, fora_op op)
{
    const fora_function *f = fuse->f;
    for (uint32_t i = 0; i < f->ops[op].operand_count; i++)
        for (uint32_t k = 0; k < fuse->count; k++)
            if (fora_operand(f, op, i) == f->ops[fuse->filters[k].comp].result)
                return true;
    for (uint32_t i = 0; i < f->ops[op].block_count; i++) {
        fora_block block = fora_op_block(f, op, i);
        for (fora_op inner = f->blocks[block].first; inner; inner = f->ops[inner].next)
            if (uses_lists(fuse, inner))
                return true;
    }
    return false;
}

static bool
end_row(fusion *fuse)
{
    bool fuses = fuse->count > 1;
    if (fuses)
        fuse_row(fuse);
    fuse->count = 0;
    return fuses;
}

static bool
same_source(const fusion *fuse, const filter *next)
{
    const fora_function *f = fuse->f;
    return ir_is_same(f, fora_operand(f, fuse->filters[0].loop, 0),
                      fora_operand(f, next->loop, 0));
}

static bool
visit_block(fusion *fuse, fora_block block)
{
    fora_function *f = fuse->f;
    bool changed = false;
    fuse->count = 0;
    for (fora_op op = f->blocks[block].first, next; op; op = next) {
        next = f->ops[op].next;
        filter here;
        bool filters = match_filter(fuse, op, &here);
        bool goes_on = filters ? fuse->count > 0 && fuse->count < MOST_FILTERS &&
                                     same_source(fuse, &here)
                               : ir_is_pure(fuse->program, f, op);
        if (fuse->count > 0 && (!goes_on || uses_lists(fuse, op)))
            changed |= end_row(fuse);
        if (filters)
            fuse->filters[fuse->count++] = here;
    }
    return changed | end_row(fuse);
}

static uint32_t
find_and_row(void)
{
    for (uint32_t row = 1; row < fora_rule_count; row++)
        if (!strcmp(fora_rules[row].name, "py.and") &&
            !strcmp(fora_rules[row].parameters, "bool, bool"))
            return row;
    FORA_DEFECT("no rule for bool & bool");
}

bool
fora_pass_fuse_filters(fora_program *program)
{
    bool changed = false;
    fusion fuse = {.program = program, .and_row = find_and_row()};
    for (fora_fn fn = 1; fn < program->function_count; fn++) {
        fuse.f = program->functions[fn];
        if (fuse.f->level != FORA_LEVEL_TYPED)
            continue;
        uint32_t blocks = fuse.f->block_count;
        for (fora_block block = 1; block < blocks; block++)
            if (block == 1 || fuse.f->blocks[block].owner)
                changed |= visit_block(&fuse, block);
    }
    return changed;
}
