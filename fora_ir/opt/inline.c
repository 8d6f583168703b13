// Small functions that add up or map lists are brought into their callers, so that
// loops of several calls come to stand side by side for fuse_sums.
//
// Only functions that change nothing are. What may raise in them, on the way that is
// always taken, gets a guard in the caller, which calls the function as it is:
//
//     %m = call.instance @mean %xs   =>   %s = comp SUM ...    %n = apply len %xs
//                                         %c = apply py.eq %n, 0
//                                         if %c { call.instance @mean %xs  unreachable }
//                                         %m = apply py.truediv %s, %n
//
// As the function depends on its arguments only, that call raises, with the traceback
// that it has always had. What was brought in never raises.
//
// requires: typed HIGH that passed the alias check
// provides: fewer calls; values of lists side by side        breaks: nothing
#include "fora_opt.h"

#include "clone.h"
#include "inline.h"

enum { MOST_OPERATIONS = 160, MOST_GROWTH = 640 };

enum { UNSEEN, BUSY, DONE };

typedef struct {
    fora_program *program;
    uint8_t *state;     // by function
    uint8_t *verdicts;  // by function: 1 it can be brought in, 2 it cannot
    bool changed;
} inliner;

// ---- What can be brought in ---------------------------------------------------------

static uint32_t
count_operations(const fora_function *f, fora_block block)
{
    uint32_t count = 0;
    for (fora_op op = f->blocks[block].first; op; op = f->ops[op].next) {
        count++;
        for (uint32_t i = 0; i < f->ops[op].block_count; i++)
            count += count_operations(f, fora_op_block(f, op, i));
    }
    return count;
}

static bool
can_be_brought(const fora_program *program, const fora_function *f)
{
    unsigned plain = FORA_FN_RAISES | FORA_FN_LIBRARY | FORA_FN_LAMBDA | FORA_FN_METHOD;
    fora_op last = f->blocks[1].last;
    if (f->level != FORA_LEVEL_TYPED || f->flags & ~plain || !last ||
        f->ops[last].code != FORA_OP_RETURN || !ir_inline_walks(f) ||
        count_operations(f, 1) > MOST_OPERATIONS)
        return false;
    for (fora_op op = f->blocks[1].first; op != last; op = f->ops[op].next)
        if (ir_inline_op(program, f, op) == IR_INLINE_NOT)
            return false;
    return true;
}

static bool
verdict(inliner *in, fora_fn fn)
{
    if (!in->verdicts[fn])
        in->verdicts[fn] =
            can_be_brought(in->program, in->program->functions[fn]) ? 1 : 2;
    return in->verdicts[fn] == 1;
}

// ---- Bringing in --------------------------------------------------------------------

typedef struct {
    ir_clone clone;
    fora_fn callee;
    uint32_t count;
    const fora_val *operands;  // of the call
} bringing;

// if %raises { call.instance ...  unreachable } { yield }
static void
build_cold_call(bringing *it, fora_val condition, bool raises_if)
{
    fora_builder *builder = &it->clone.to, outer = *builder;
    fora_block cold = fora_block_new(outer.function),
               on = fora_block_new(outer.function);
    uint64_t attribute = it->callee;
    builder->before = 0;
    builder->block = cold;
    fora_op call = fora_build(builder, FORA_OP_CALL_INSTANCE, it->count, it->operands,
                              1, 1, &attribute, 0, NULL);
    outer.function->values[outer.function->ops[call].result].type =
        it->clone.program->functions[it->callee]->result_type;
    fora_build0(builder, FORA_OP_UNREACHABLE);
    builder->block = on;
    fora_build(builder, FORA_OP_YIELD, 0, NULL, 0, 0, NULL, 0, NULL);
    *builder = outer;
    fora_block blocks[] = {raises_if ? cold : on, raises_if ? on : cold};
    fora_build(builder, FORA_OP_IF, 1, &condition, 0, 0, NULL, 2, blocks);
}

static void
bring_operation(bringing *it, fora_op op)
{
    const fora_function *f = it->clone.program->functions[it->callee];
    fora_val operands[8];
    switch (ir_inline_op(it->clone.program, f, op)) {
    case IR_INLINE_COLD: {
        fora_block then = fora_op_block(f, op, 0);
        fora_val condition = ir_clone_value(&it->clone, fora_operand(f, op, 0));
        build_cold_call(it, condition,
                        f->ops[f->blocks[then].first].code != FORA_OP_YIELD);
        return;
    }
    case IR_INLINE_GUARD: {
        FORA_ASSERT(f->ops[op].operand_count <= 8);
        for (uint32_t i = 0; i < f->ops[op].operand_count; i++)
            operands[i] = ir_clone_value(&it->clone, fora_operand(f, op, i));
        fora_val raises = ir_inline_guard(&it->clone.to, f, op, operands);
        build_cold_call(it, raises, true);
        break;
    }
    default:
        break;
    }
    ir_clone_op(&it->clone, op);
}

static void
bring_in(inliner *in, fora_function *f, fora_op call)
{
    fora_fn callee = (fora_fn)fora_attribute(f, call, 0);
    const fora_function *g = in->program->functions[callee];
    fora_builder builder = {.program = in->program,
                            .function = f,
                            .block = f->ops[call].parent,
                            .before = call,
                            .span = f->ops[call].span};
    uint32_t count = f->ops[call].operand_count;
    fora_val *operands = fora_alloc(in->program->arena, (count + 1) * sizeof *operands);
    bringing it = {ir_clone_begin(in->program, callee, builder), callee, count,
                   operands};
    it.clone.keep_span = true;
    for (uint32_t i = 0; i < count; i++) {
        operands[i] = fora_operand(f, call, i);
        ir_clone_map(&it.clone, fora_block_parameter(g, 1, i), operands[i]);
    }
    fora_op last = g->blocks[1].last;
    for (fora_op op = g->blocks[1].first; op != last; op = g->ops[op].next)
        bring_operation(&it, op);
    fora_replace_uses(f, f->ops[call].result,
                      ir_clone_value(&it.clone, fora_operand(g, last, 0)));
    fora_op_remove(f, call);
    in->changed = true;
}

// ---- All calls ----------------------------------------------------------------------

typedef struct {
    uint32_t count, capacity;
    fora_op *calls;
} call_list;

static void
collect_calls(inliner *in, const fora_function *f, fora_block block, call_list *list)
{
    for (fora_op op = f->blocks[block].first; op; op = f->ops[op].next) {
        if (f->ops[op].code == FORA_OP_CALL_INSTANCE)
            *FORA_PUSH(in->program->arena, list->calls, list->count, list->capacity) =
                op;
        for (uint32_t i = 0; i < f->ops[op].block_count; i++)
            collect_calls(in, f, fora_op_block(f, op, i), list);
    }
}

// Callees first.
static void
visit(inliner *in, fora_fn fn)
{
    fora_function *f = in->program->functions[fn];
    call_list list = {0};
    uint32_t grown = 0;
    if (in->state[fn] != UNSEEN)
        return;
    in->state[fn] = BUSY;
    collect_calls(in, f, 1, &list);
    for (uint32_t i = 0; i < list.count; i++) {
        fora_fn callee = (fora_fn)fora_attribute(f, list.calls[i], 0);
        visit(in, callee);
        if (in->state[callee] != DONE || !verdict(in, callee))
            continue;
        grown += count_operations(in->program->functions[callee], 1);
        if (grown <= MOST_GROWTH)
            bring_in(in, f, list.calls[i]);
    }
    in->state[fn] = DONE;
}

bool
fora_pass_inline(fora_program *program)
{
    uint32_t count = program->function_count;
    inliner in = {.program = program,
                  .state = fora_alloc(program->arena, count),
                  .verdicts = fora_alloc(program->arena, count)};
    for (fora_fn fn = 1; fn < count; fn++)
        if (program->functions[fn]->level == FORA_LEVEL_TYPED)
            visit(&in, fn);
    return in.changed;
}
