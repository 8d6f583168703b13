// Liveness over structured regions: one backward walk; loops are walked until the set at
// their head no longer grows.
#include "liveness.h"

struct ir_liveness {
    fora_arena *arena;
    const fora_function *function;
    ir_bits *after;  // by operation; word NULL: not reached
};

// What is live where a terminator leads. Sets are shared, not owned.
typedef struct {
    ir_bits yield;    // behind the operation that owns the block
    ir_bits next;     // at the head of the innermost loop (continue)
    ir_bits exit;     // behind the innermost loop (break)
    ir_bits handler;  // at the entry of the innermost handler
} targets;

static void walk_block(ir_liveness *liveness, fora_block block, const targets *to,
                       ir_bits live);

static void
add_operands(const ir_liveness *liveness, fora_op op, ir_bits live)
{
    const fora_operation *o = &liveness->function->ops[op];
    for (uint32_t i = 0; i < o->operand_count; i++)
        ir_bits_add(live, fora_operand(liveness->function, op, i));
}

static ir_bits
fresh(ir_liveness *liveness)
{
    return ir_bits_new(liveness->arena, liveness->function->value_count);
}

static void
remove_parameters(ir_liveness *liveness, fora_block block, ir_bits live)
{
    const fora_region *region = &liveness->function->blocks[block];
    for (uint32_t i = 0; i < region->parameter_count; i++)
        ir_bits_remove(live, fora_block_parameter(liveness->function, block, i));
}

// Walks the blocks of an operation that enters one of them once.
static void
walk_alternatives(ir_liveness *liveness, fora_op op, const targets *to, ir_bits live)
{
    const fora_operation *o = &liveness->function->ops[op];
    targets inner = *to;
    inner.yield = ir_bits_dup(liveness->arena, live);
    // A `comp` may also end at an `emit`.
    if (o->code != FORA_OP_COMP)
        ir_bits_clear(live);
    ir_bits one = fresh(liveness);
    for (uint32_t i = 0; i < o->block_count; i++) {
        ir_bits_clear(one);
        walk_block(liveness, fora_op_block(liveness->function, op, i), &inner, one);
        ir_bits_unite(live, one);
    }
}

static void
walk_loop(ir_liveness *liveness, fora_op op, const targets *to, ir_bits live)
{
    const fora_operation *o = &liveness->function->ops[op];
    targets inner = *to;
    inner.exit = ir_bits_dup(liveness->arena, live);
    inner.next = fresh(liveness);
    if (o->code == FORA_OP_FOR) {
        inner.yield = inner.exit;
        walk_block(liveness, fora_op_block(liveness->function, op, 1), &inner,
                   inner.next);
        ir_bits_add(inner.next, fora_operand(liveness->function, op, 0));
    }
    ir_bits head = fresh(liveness);
    do {
        ir_bits_clear(head);
        walk_block(liveness, fora_op_block(liveness->function, op, 0), &inner, head);
    } while (ir_bits_unite(inner.next, head));
    ir_bits_copy(live, inner.next);
}

static void
walk_try(ir_liveness *liveness, fora_op op, const targets *to, ir_bits live)
{
    targets inner = *to;
    inner.yield = ir_bits_dup(liveness->arena, live);
    ir_bits handler = fresh(liveness);
    walk_block(liveness, fora_op_block(liveness->function, op, 1), &inner, handler);
    inner.handler = handler;
    ir_bits_clear(live);
    walk_block(liveness, fora_op_block(liveness->function, op, 0), &inner, live);
    ir_bits_unite(live, handler);
}

static void
walk_terminator(ir_liveness *liveness, fora_op op, const targets *to, ir_bits live)
{
    switch (liveness->function->ops[op].code) {
    case FORA_OP_YIELD:
        ir_bits_copy(live, to->yield);
        break;
    case FORA_OP_CONTINUE:
        ir_bits_copy(live, to->next);
        break;
    case FORA_OP_BREAK:
        ir_bits_copy(live, to->exit);
        break;
    case FORA_OP_RAISE:
    case FORA_OP_RERAISE:
    case FORA_OP_RAISE_NEW:
        ir_bits_copy(live, to->handler);
        break;
    default:
        ir_bits_clear(live);
        break;
    }
    add_operands(liveness, op, live);
}

static void
walk_op(ir_liveness *liveness, fora_op op, const targets *to, ir_bits live)
{
    const fora_operation *o = &liveness->function->ops[op];
    if (fora_op_infos[o->code].flags & FORA_OP_TERM) {
        walk_terminator(liveness, op, to, live);
        return;
    }
    if (!liveness->after[op].word)
        liveness->after[op] = fresh(liveness);
    ir_bits_unite(liveness->after[op], live);
    for (uint32_t i = 0; i < o->result_count; i++)
        ir_bits_remove(live, o->result + i);
    switch (o->code) {
    case FORA_OP_LOOP:
    case FORA_OP_FOR:
        walk_loop(liveness, op, to, live);
        break;
    case FORA_OP_TRY:
        walk_try(liveness, op, to, live);
        break;
    default:
        if (o->block_count)
            walk_alternatives(liveness, op, to, live);
    }
    ir_bits_unite(live, to->handler);
    add_operands(liveness, op, live);
}

// Adds to `live`, which is empty, what is live at the start of the block.
static void
walk_block(ir_liveness *liveness, fora_block block, const targets *to, ir_bits live)
{
    for (fora_op op = liveness->function->blocks[block].last; op;
         op = liveness->function->ops[op].previous)
        walk_op(liveness, op, to, live);
    remove_parameters(liveness, block, live);
}

ir_liveness *
ir_liveness_new(fora_arena *arena, const fora_function *function)
{
    ir_liveness *liveness = fora_alloc(arena, sizeof *liveness);
    liveness->arena = arena;
    liveness->function = function;
    liveness->after = fora_alloc(arena, function->op_count * sizeof(ir_bits));
    ir_bits none = fresh(liveness), live = fresh(liveness);
    targets to = {none, none, none, none};
    walk_block(liveness, 1, &to, live);
    return liveness;
}

ir_bits
ir_live_after(const ir_liveness *liveness, fora_op op)
{
    return liveness->after[op];
}
