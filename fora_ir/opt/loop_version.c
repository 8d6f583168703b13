// Loop versioning: a counted loop whose bound is known at run time only gets a second copy
// that is entered when the bound, and what else its checked arithmetic depends on, is small.
//
// requires: LOW with reference counts.  provides: in the copy, sums over the loop's
// iterations are exact, and the back end can see that the other checks that depend on the
// counter are never taken.  breaks: nothing.
//
// The copy is of all blocks that the loop's header dominates, so that no value that the
// loop defines has to be merged with its copy behind the loop.
#include "loop_version.h"

#include <string.h>

#include "fora_opt.h"

enum { MOST_VERSIONS = 8, MOST_COPIED_OPS = 600, MOST_NEW_OPS = 1500 };

// ---- Copying ------------------------------------------------------------------------

typedef struct {
    const loop_work *w;
    const version_loop *loop;
    fora_block *blocks;  // by block: its copy, 0 if it is not copied
    fora_val *values;    // by value: its copy, 0 if it is not copied
    uint32_t old_blocks, old_values;
    fora_val counter, guards[VERSION_MOST_GUARDS];  // the same, of a range that shows
} copy_work;

static fora_val
copied_value(const copy_work *c, fora_val value)
{
    return value < c->old_values && c->values[value] ? c->values[value] : value;
}

static fora_block
copied_block(const copy_work *c, fora_block block)
{
    return block < c->old_blocks && c->blocks[block] ? c->blocks[block] : block;
}

static fora_val
typed(fora_function *f, fora_val value, fora_type type)
{
    f->values[value].type = type;
    return value;
}

static bool
takes_narrowed(fora_opcode code)
{
    return code == FORA_OP_L_ADD_CHECK || code == FORA_OP_L_SUB_CHECK ||
           code == FORA_OP_L_MUL_CHECK || code == FORA_OP_L_CALL;
}

// The operand of a copy. Checks and calls in the body behind the header's test take the
// counter and what is guarded in a form that shows how small it is.
static fora_val
copied_operand(const copy_work *c, fora_op op, uint32_t i)
{
    const fora_function *f = c->w->f;
    fora_block block = f->ops[op].parent;
    fora_val value = fora_operand(f, op, i);
    if (takes_narrowed(f->ops[op].code) && c->loop->body[block] &&
        block != c->loop->header) {
        if (value == c->loop->counter || value == c->loop->twin)
            return c->counter;
        for (uint32_t k = 0; k < c->loop->guard_count; k++) {
            if (c->loop->guards[k] == value)
                return c->guards[k];
        }
    }
    return copied_value(c, value);
}

// What lies in 32 bits with its sign, written so that the back end sees it.
static fora_val
narrowed(fora_builder *build, fora_val value)
{
    fora_function *f = build->function;
    fora_val low =
        typed(f, fora_build1(build, FORA_OP_L_TRUNC, value), FORA_SIMPLE_TYPE(L_I32));
    return typed(f, fora_build1(build, FORA_OP_L_SEXT, low), FORA_SIMPLE_TYPE(L_I64));
}

// Behind its test a counter that starts at a constant from 0 on is below the bound (or
// equal to it), so it is its own remainder by VERSION_BOUND (or by twice that).
static void
narrow(copy_work *c, fora_builder *build)
{
    fora_function *f = c->w->f;
    int64_t start;
    fora_val counter = c->values[c->loop->counter];
    if (!c->loop->down && ir_constant_i64(f, c->loop->start, &start) && start >= 0) {
        fora_type i64 = FORA_SIMPLE_TYPE(L_I64);
        uint64_t most = c->loop->reaches ? 2ull * VERSION_BOUND - 1 : VERSION_BOUND - 1;
        fora_val mask = typed(f, fora_build_attr(build, FORA_OP_L_I64, most), i64);
        c->counter = typed(f, fora_build2(build, FORA_OP_L_AND, counter, mask), i64);
    } else {
        c->counter = narrowed(build, counter);
    }
    for (uint32_t i = 0; i < c->loop->guard_count; i++)
        c->guards[i] = narrowed(build, c->loop->guards[i]);
}

static void
copy_parameters(const copy_work *c, fora_block from)
{
    fora_function *f = c->w->f;
    for (uint32_t i = 0; i < f->blocks[from].parameter_count; i++) {
        fora_val old = fora_block_parameter(f, from, i);
        c->values[old] =
            fora_block_add_parameter(f, c->blocks[from], f->values[old].type);
    }
}

static fora_opcode
exact_code(fora_opcode code)
{
    return code == FORA_OP_L_ADD_CHECK   ? FORA_OP_L_ADD_EXACT
           : code == FORA_OP_L_SUB_CHECK ? FORA_OP_L_SUB_EXACT
                                         : FORA_OP_L_MUL_EXACT;
}

// A checked sum of which the loop's analysis knows that it fits.
static void
copy_exact(const copy_work *c, fora_builder *build, fora_op op)
{
    fora_function *f = c->w->f;
    fora_operation old = f->ops[op];
    fora_val sum = fora_build2(build, exact_code(old.code), copied_operand(c, op, 0),
                               copied_operand(c, op, 1));
    f->values[sum].type = f->values[old.result].type;
    fora_val no = fora_build_attr(build, FORA_OP_L_I1, 0);
    f->values[no].type = FORA_SIMPLE_TYPE(L_I1);
    c->values[old.result] = sum;
    c->values[old.result + 1] = no;
}

static void
copy_op(const copy_work *c, fora_builder *build, fora_op op)
{
    fora_function *f = c->w->f;
    fora_operation old = f->ops[op];
    fora_arena *arena = c->w->arena;
    build->span = old.span;
    if (loop_is_marked(c->loop, op)) {
        copy_exact(c, build, op);
        return;
    }
    fora_val *operands = fora_alloc(arena, (old.operand_count + 1) * sizeof *operands);
    uint64_t *attributes =
        fora_alloc(arena, (old.attribute_count + 1) * sizeof *attributes);
    fora_block *blocks = fora_alloc(arena, (old.block_count + 1) * sizeof *blocks);
    for (uint32_t i = 0; i < old.operand_count; i++)
        operands[i] = copied_operand(c, op, i);
    for (uint32_t i = 0; i < old.attribute_count; i++)
        attributes[i] = fora_attribute(f, op, i);
    for (uint32_t i = 0; i < old.block_count; i++)
        blocks[i] = copied_block(c, fora_op_block(f, op, i));
    fora_op new =
        fora_build(build, old.code, old.operand_count, operands, old.result_count,
                   old.attribute_count, attributes, old.block_count, blocks);
    for (uint32_t i = 0; i < old.result_count; i++) {
        fora_val result = f->ops[new].result + i;
        f->values[result].type = f->values[old.result + i].type;
        c->values[old.result + i] = result;
    }
}

// In reverse postorder a block comes behind its dominators, so each operand's copy is made
// before it is used; operands of jumps back are parameters' arguments like any other.
static void
copy_region(copy_work *c)
{
    const loop_work *w = c->w;
    for (uint32_t i = 0; i < w->dominators.count; i++) {
        fora_block block = w->dominators.order[i];
        if (!ir_dominates(&w->dominators, c->loop->header, block))
            continue;
        c->blocks[block] = fora_block_new(w->f);
        copy_parameters(c, block);
    }
    for (uint32_t i = 0; i < w->dominators.count; i++) {
        fora_block block = w->dominators.order[i];
        if (!c->blocks[block])
            continue;
        fora_builder build = {w->program, w->f, c->blocks[block], 0, {0, 0, 0}};
        if (block == c->loop->header)
            narrow(c, &build);
        for (fora_op op = w->f->blocks[block].first; op; op = w->f->ops[op].next)
            copy_op(c, &build, op);
    }
}

// ---- The choice ---------------------------------------------------------------------

// i1: the magnitude of an integer is at most VERSION_BOUND.
static fora_val
is_small(fora_builder *build, fora_val value)
{
    fora_function *f = build->function;
    fora_type i64 = FORA_SIMPLE_TYPE(L_I64);
    fora_val bound =
        typed(f, fora_build_attr(build, FORA_OP_L_I64, VERSION_BOUND), i64);
    fora_val width =
        typed(f, fora_build_attr(build, FORA_OP_L_I64, 2ull * VERSION_BOUND), i64);
    fora_val moved = typed(f, fora_build2(build, FORA_OP_L_ADD, value, bound), i64);
    fora_val operands[] = {moved, width};
    uint64_t compare = FORA_ULE;
    fora_op op =
        fora_build(build, FORA_OP_L_ICMP, 2, operands, 1, 1, &compare, 0, NULL);
    return typed(f, f->ops[op].result, FORA_SIMPLE_TYPE(L_I1));
}

static void
enter_through(const copy_work *c, fora_block choice)
{
    fora_function *f = c->w->f;
    for (uint32_t i = 0; i < c->w->dominators.count; i++) {
        fora_block from = c->w->dominators.order[i];
        if (ir_dominates(&c->w->dominators, c->loop->header, from))
            continue;
        fora_operation *last = &f->ops[f->blocks[from].last];
        for (uint32_t k = 0; k < last->block_count; k++) {
            if (f->block_pool[last->blocks + k] == c->loop->header)
                f->block_pool[last->blocks + k] = choice;
        }
    }
}

static void
build_choice(const copy_work *c, fora_block choice)
{
    fora_function *f = c->w->f;
    fora_block header = c->loop->header;
    fora_builder build = {c->w->program, f, choice, 0, {0, 0, 0}};
    uint32_t count = f->blocks[header].parameter_count;
    fora_val *operands = fora_alloc(c->w->arena, (2 * count + 1) * sizeof *operands);
    for (uint32_t i = 0; i < count; i++) {
        fora_type type = f->values[fora_block_parameter(f, header, i)].type;
        operands[1 + i] = operands[1 + count + i] =
            fora_block_add_parameter(f, choice, type);
    }
    fora_val small = 0;
    for (uint32_t i = 0; i < c->loop->guard_count; i++) {
        fora_val one = is_small(&build, c->loop->guards[i]);
        small = small ? typed(f, fora_build2(&build, FORA_OP_L_AND, small, one),
                              FORA_SIMPLE_TYPE(L_I1))
                      : one;
    }
    operands[0] = small;
    uint64_t attributes[] = {count, 2};
    fora_block targets[] = {c->blocks[header], header};
    fora_build(&build, FORA_OP_L_BRANCH, 2 * count + 1, operands, 0, 2, attributes, 2,
               targets);
}

// ---- Functions ----------------------------------------------------------------------

static uint32_t
region_size(const loop_work *w, fora_block header)
{
    uint32_t size = 0;
    for (uint32_t i = 0; i < w->dominators.count; i++) {
        fora_block block = w->dominators.order[i];
        if (!ir_dominates(&w->dominators, header, block))
            continue;
        for (fora_op op = w->f->blocks[block].first; op; op = w->f->ops[op].next)
            size++;
    }
    return size;
}

// Makes the two versions of a loop; `headers` behind it are replaced by their copies, for
// the checked version is not worth another one.
static void
make_versions(const loop_work *w, const version_loop *loop, fora_block *headers,
              uint32_t count)
{
    fora_function *f = w->f;
    copy_work c = {.w = w,
                   .loop = loop,
                   .old_blocks = f->block_count,
                   .old_values = f->value_count};
    c.blocks = fora_alloc(w->arena, f->block_count * sizeof *c.blocks);
    c.values = fora_alloc(w->arena, f->value_count * sizeof *c.values);
    copy_region(&c);
    fora_block choice = fora_block_new(f);
    enter_through(&c, choice);
    build_choice(&c, choice);
    for (uint32_t i = 0; i < count; i++)
        headers[i] = copied_block(&c, headers[i]);
}

static bool
version_function(fora_program *program, fora_function *f, fora_arena *arena,
                 const bool *checks)
{
    loop_work w = {program, f, arena, checks, {0}, NULL, NULL};
    loop_work_update(&w);
    uint32_t count = 0;
    fora_block *headers = loop_headers(&w, &count);
    bool changed = false, stale = false;
    uint32_t versions = 0, copied = 0;
    for (uint32_t i = 0; i < count && versions < MOST_VERSIONS; i++) {
        if (stale)
            loop_work_update(&w);
        stale = false;
        version_loop loop;
        uint32_t size = region_size(&w, headers[i]);
        if (size > MOST_COPIED_OPS || copied + size > MOST_NEW_OPS ||
            !loop_is_worth_versions(&w, headers[i], &loop))
            continue;
        make_versions(&w, &loop, headers + i + 1, count - i - 1);
        loop_expand_calls(&w, &loop);
        copied += size;
        versions++;
        changed = stale = true;
    }
    return changed;
}

bool
fora_pass_loop_version(fora_program *program)
{
    bool changed = false;
    fora_arena *arena = fora_arena_new();
    const bool *checks = loop_functions_with_checks(program, arena);
    for (fora_fn fn = 1; fn < program->function_count; fn++) {
        fora_function *f = program->functions[fn];
        if (f->level == FORA_LEVEL_LOW)
            changed |= version_function(program, f, arena, checks);
    }
    fora_arena_free(arena);
    return changed;
}
