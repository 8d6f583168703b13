// One LOW function into one LLVM function: blocks in an order where definitions come before
// uses, block parameters as phis, operations by the emitters of ops.def's LOW rows.
#include "cpu.h"

static const struct {
    void (*emit)(cpu_emitter *emitter, fora_op op);
} emitters[FORA_OP_COUNT] = {
#define ENTRY_HIGH(name)
#define ENTRY_BOTH(name)
#define ENTRY_TYPED(name)
#define ENTRY_LOW(name) [FORA_OP_##name] = {cpu_emit_##name},
#define OP(name, text, operands, results, blocks, attributes, level, flags)            \
    ENTRY_##level(name)
#include "../fora_ir/def/ops.def"
#undef OP
};

// Blocks that can be reached, each after at least one of its predecessors.
typedef struct {
    fora_block *blocks;
    uint32_t count;
} block_order;

// Whether the edge to successor `i` of a terminator is hardly ever taken.
static bool
is_unlikely_edge(const fora_function *function, fora_op terminator, uint32_t i)
{
    return function->ops[terminator].code == FORA_OP_L_BRANCH &&
           fora_attribute(function, terminator, 1) == i + 1;
}

static block_order
reverse_postorder(fora_arena *arena, const fora_function *function)
{
    uint32_t count = function->block_count;
    fora_block *stack = fora_alloc(arena, count * sizeof *stack);
    uint32_t *next = fora_alloc(arena, count * sizeof *next);
    bool *seen = fora_alloc(arena, count * sizeof *seen);
    fora_block *order = fora_alloc(arena, count * sizeof *order);
    uint32_t depth = 0, place = count;
    stack[depth++] = 1;
    seen[1] = true;
    while (depth) {
        fora_block block = stack[depth - 1];
        fora_op last = function->blocks[block].last;
        if (next[block] == function->ops[last].block_count) {
            order[--place] = block;
            depth--;
            continue;
        }
        fora_block successor = fora_op_block(function, last, next[block]++);
        if (!seen[successor]) {
            seen[successor] = true;
            stack[depth++] = successor;
        }
    }
    return (block_order){order + place, count - place};
}

// A block is cold if only unlikely edges and cold blocks lead to it. Loops are entered
// from blocks before them in the order, so one round finds all that matters.
static void
find_cold_blocks(cpu_emitter *emitter, block_order order)
{
    const fora_function *function = emitter->function;
    for (uint32_t i = 0; i < order.count; i++)
        emitter->cold[order.blocks[i]] = i > 0;
    for (uint32_t i = 0; i < order.count; i++) {
        fora_block block = order.blocks[i];
        fora_op last = function->blocks[block].last;
        for (uint32_t s = 0; s < function->ops[last].block_count; s++)
            if (!emitter->cold[block] && !is_unlikely_edge(function, last, s))
                emitter->cold[fora_op_block(function, last, s)] = false;
    }
}

static bool
is_target(const fora_function *function, block_order order, fora_block block)
{
    for (uint32_t i = 0; i < order.count; i++) {
        fora_op last = function->blocks[order.blocks[i]].last;
        for (uint32_t s = 0; s < function->ops[last].block_count; s++)
            if (fora_op_block(function, last, s) == block)
                return true;
    }
    return false;
}

// LLVM's entry block must not be a target of jumps: where LOW's is one, or where its
// parameters become phis, a block before it holds the arguments.
static void
start_body(cpu_emitter *emitter, block_order order)
{
    const fora_function *function = emitter->function;
    uint32_t count = function->blocks[1].parameter_count;
    LLVMPositionBuilderAtEnd(emitter->builder, emitter->blocks[1]);
    if (!is_target(function, order, 1)) {
        for (uint32_t i = 0; i < count; i++)
            emitter->values[fora_block_parameter(function, 1, i)] =
                LLVMGetParam(emitter->llvm, i);
        return;
    }
    LLVMBasicBlockRef before = LLVMInsertBasicBlockInContext(
        emitter->cpu->context, emitter->blocks[1], "entry");
    for (uint32_t i = 0; i < count; i++) {
        fora_val parameter = fora_block_parameter(function, 1, i);
        LLVMTypeRef type = cpu_type(emitter->cpu, fora_val_type(function, parameter));
        LLVMValueRef argument = LLVMGetParam(emitter->llvm, i);
        emitter->values[parameter] = LLVMBuildPhi(emitter->builder, type, "");
        LLVMAddIncoming(emitter->values[parameter], &argument, &before, 1);
    }
    LLVMPositionBuilderAtEnd(emitter->builder, before);
    LLVMBuildBr(emitter->builder, emitter->blocks[1]);
}

static void
make_blocks(cpu_emitter *emitter, block_order order)
{
    const fora_function *function = emitter->function;
    for (uint32_t i = 0; i < order.count; i++) {
        fora_block block = order.blocks[i];
        emitter->blocks[block] =
            LLVMAppendBasicBlockInContext(emitter->cpu->context, emitter->llvm, "");
        if (block == 1)
            continue;
        LLVMPositionBuilderAtEnd(emitter->builder, emitter->blocks[block]);
        for (uint32_t p = 0; p < function->blocks[block].parameter_count; p++) {
            fora_val parameter = fora_block_parameter(function, block, p);
            LLVMTypeRef type =
                cpu_type(emitter->cpu, fora_val_type(function, parameter));
            emitter->values[parameter] = LLVMBuildPhi(emitter->builder, type, "");
        }
    }
}

static void
emit_block(cpu_emitter *emitter, fora_block block)
{
    const fora_function *function = emitter->function;
    emitter->block = block;
    LLVMPositionBuilderAtEnd(emitter->builder, emitter->blocks[block]);
    for (fora_op op = function->blocks[block].first; op; op = function->ops[op].next) {
        fora_op table = cpu_emit_table(emitter, op);
        if (table) {
            op = table;
            continue;
        }
        cpu_debug_position(emitter, function->ops[op].span);
        uint16_t code = function->ops[op].code;
        if (!emitters[code].emit)
            FORA_DEFECT("`%s` reached the back end", fora_op_infos[code].text);
        emitters[code].emit(emitter, op);
    }
}

// One LLVM function; the emitter's tables are those of another level, or fresh.
static void
emit_body(cpu_emitter *emitter, block_order order)
{
    emitter->exit = NULL;
    cpu_debug_function(emitter);
    make_blocks(emitter, order);
    start_body(emitter, order);
    for (uint32_t i = 0; i < order.count; i++)
        emit_block(emitter, order.blocks[i]);
}

static void
emit_levels(cpu_emitter *emitter, block_order order)
{
    fora_cpu *cpu = emitter->cpu;
    cpu_callee own = cpu->functions[emitter->number];
    uint32_t levels =
        cpu->options.level < 2
            ? 0
            : cpu_recursion_levels(emitter->function, emitter->number, emitter->cold);
    for (uint32_t level = 0; level <= levels; level++) {
        emitter->itself = own.function;
        if (level < levels) {
            emitter->itself = cpu_add_function(cpu, emitter->number, own.type);
            cpu_attribute(cpu, emitter->itself, LLVMAttributeFunctionIndex,
                          "alwaysinline", 0);
        }
        emit_body(emitter, order);
        emitter->llvm = emitter->itself;
        emitter->in_checked_frame = true;
    }
}

void
cpu_emit_function(fora_cpu *cpu, fora_fn fn)
{
    const fora_function *function = cpu->program->functions[fn];
    fora_arena *scratch = fora_arena_new();
    cpu_emitter emitter = {
        .cpu = cpu,
        .builder = cpu->builder,
        .function = function,
        .number = fn,
        .llvm = cpu->functions[fn].function,
        .blocks =
            fora_alloc(scratch, function->block_count * sizeof(LLVMBasicBlockRef)),
        .cold = fora_alloc(scratch, function->block_count * sizeof(bool)),
        .values = fora_alloc(scratch, function->value_count * sizeof(LLVMValueRef)),
    };
    block_order order = reverse_postorder(scratch, function);
    find_cold_blocks(&emitter, order);
    emit_levels(&emitter, order);
    fora_arena_free(scratch);
}
