// Emitters of LOW's calls and of the operations that end a block.
#include "cpu.h"

static const fora_operation *
operation(const cpu_emitter *emitter, fora_op op)
{
    return &emitter->function->ops[op];
}

static LLVMValueRef *
collect_operands(cpu_emitter *emitter, fora_op op, LLVMValueRef *few, uint32_t room)
{
    uint32_t count = operation(emitter, op)->operand_count;
    LLVMValueRef *values =
        count <= room ? few : fora_alloc(emitter->cpu->arena, count * sizeof *values);
    for (uint32_t i = 0; i < count; i++)
        values[i] = cpu_operand(emitter, op, i);
    return values;
}

// ---- Calls --------------------------------------------------------------------------

void
cpu_emit_L_CALL(cpu_emitter *emitter, fora_op op)
{
    const fora_operation *o = operation(emitter, op);
    fora_fn number = (fora_fn)fora_attribute(emitter->function, op, 0);
    cpu_callee callee = emitter->cpu->functions[number];
    if (number == emitter->number && !emitter->cold[emitter->block])
        callee.function = emitter->itself;
    FORA_ASSERT(callee.function);
    LLVMValueRef few[16];
    LLVMValueRef call =
        LLVMBuildCall2(emitter->builder, callee.type, callee.function,
                       collect_operands(emitter, op, few, 16), o->operand_count, "");
    LLVMSetInstructionCallConv(call, LLVMFastCallConv);
    if (o->result_count == 1)
        emitter->values[o->result] = call;
    else
        for (uint32_t i = 0; i < o->result_count; i++)
            emitter->values[o->result + i] =
                LLVMBuildExtractValue(emitter->builder, call, i, "");
}

// A pointer that the runtime keeps in a variable. It is in the same binary: the address is
// an operand of the instruction.
static LLVMValueRef
external_variable(fora_cpu *cpu, const char *name)
{
    LLVMValueRef variable = LLVMGetNamedGlobal(cpu->module, name);
    if (!variable) {
        variable = LLVMAddGlobal(cpu->module, cpu->types.ptr, name);
        LLVMSetAlignment(variable, 8);
        LLVMSetVisibility(variable, LLVMHiddenVisibility);
    }
    return variable;
}

static LLVMValueRef
is_pending(cpu_emitter *emitter)
{
    fora_cpu *cpu = emitter->cpu;
    LLVMValueRef exception = LLVMBuildLoad2(emitter->builder, cpu->types.ptr,
                                            external_variable(cpu, "rt_pending"), "");
    cpu_tag(cpu, exception, cpu->pending_tag);
    return LLVMBuildIsNotNull(emitter->builder, exception, "");
}

void
cpu_emit_L_RUNTIME(cpu_emitter *emitter, fora_op op)
{
    const fora_operation *o = operation(emitter, op);
    fora_abi row = (fora_abi)fora_attribute(emitter->function, op, 0);
    fora_abi_info info;
    fora_abi_get(row, &info);
    cpu_callee callee = cpu_runtime(emitter->cpu, row);
    FORA_ASSERT(o->operand_count == info.parameter_count);
    LLVMValueRef few[FORA_ABI_MOST_PARAMETERS];
    LLVMValueRef call =
        LLVMBuildCall2(emitter->builder, callee.type, callee.function,
                       collect_operands(emitter, op, few, FORA_ABI_MOST_PARAMETERS),
                       o->operand_count, "");
    if (cpu_runs_once(emitter))
        cpu_call_attribute(emitter->cpu, call, LLVMAttributeFunctionIndex, "noinline",
                           0);
    uint32_t results = info.result != FORA_ABI_VOID;
    if (results)
        emitter->values[o->result] = call;
    if (info.error == FORA_ABI_PENDING)
        emitter->values[o->result + results] = is_pending(emitter);
}

// The stack pointer, read as a register, against the runtime's limit.
void
cpu_emit_L_STACK_FULL(cpu_emitter *emitter, fora_op op)
{
    fora_cpu *cpu = emitter->cpu;
    LLVMTypeRef word = cpu->types.i64;
    if (emitter->in_checked_frame) {
        emitter->values[operation(emitter, op)->result] =
            LLVMConstInt(cpu->types.i1, 0, false);
        return;
    }
    unsigned number = LLVMLookupIntrinsicID("llvm.read_register", 18);
    LLVMValueRef read = LLVMGetIntrinsicDeclaration(cpu->module, number, &word, 1);
    LLVMMetadataRef name = LLVMMDStringInContext2(cpu->context, "rsp", 3);
    LLVMMetadataRef node = LLVMMDNodeInContext2(cpu->context, &name, 1);
    LLVMValueRef argument = LLVMMetadataAsValue(cpu->context, node);
    LLVMValueRef pointer = LLVMBuildCall2(
        emitter->builder, LLVMIntrinsicGetType(cpu->context, number, &word, 1), read,
        &argument, 1, "");
    LLVMValueRef limit = LLVMBuildLoad2(emitter->builder, word,
                                        external_variable(cpu, "rt_stack_limit"), "");
    cpu_tag(cpu, limit, cpu->pending_tag);
    emitter->values[operation(emitter, op)->result] =
        LLVMBuildICmp(emitter->builder, LLVMIntULT, pointer, limit, "");
}

// ---- The end of a block -------------------------------------------------------------

// Gives the parameters of `target` their values, operands `first` and on, on the edge from
// the block that is being emitted.
static void
pass_operands(cpu_emitter *emitter, fora_op op, fora_block target, uint32_t first)
{
    LLVMBasicBlockRef from = LLVMGetInsertBlock(emitter->builder);
    uint32_t count = emitter->function->blocks[target].parameter_count;
    for (uint32_t i = 0; i < count; i++) {
        LLVMValueRef value = cpu_operand(emitter, op, first + i);
        LLVMValueRef phi =
            emitter->values[fora_block_parameter(emitter->function, target, i)];
        LLVMAddIncoming(phi, &value, &from, 1);
    }
}

void
cpu_emit_L_JUMP(cpu_emitter *emitter, fora_op op)
{
    fora_block target = fora_op_block(emitter->function, op, 0);
    pass_operands(emitter, op, target, 0);
    LLVMBuildBr(emitter->builder, emitter->blocks[target]);
}

// LLVM's phis know an edge by its block only: when both ways lead to one block with
// parameters, the second goes through a block of its own.
static LLVMBasicBlockRef
separate_edge(cpu_emitter *emitter, fora_op op, fora_block target, uint32_t first)
{
    LLVMBasicBlockRef here = LLVMGetInsertBlock(emitter->builder);
    LLVMBasicBlockRef edge =
        LLVMAppendBasicBlockInContext(emitter->cpu->context, emitter->llvm, "");
    LLVMPositionBuilderAtEnd(emitter->builder, edge);
    pass_operands(emitter, op, target, first);
    LLVMBuildBr(emitter->builder, emitter->blocks[target]);
    LLVMPositionBuilderAtEnd(emitter->builder, here);
    return edge;
}

void
cpu_emit_L_BRANCH(cpu_emitter *emitter, fora_op op)
{
    fora_block then_block = fora_op_block(emitter->function, op, 0);
    fora_block else_block = fora_op_block(emitter->function, op, 1);
    uint32_t else_first = 1 + (uint32_t)fora_attribute(emitter->function, op, 0);
    LLVMBasicBlockRef otherwise = emitter->blocks[else_block];
    pass_operands(emitter, op, then_block, 1);
    if (then_block == else_block)
        otherwise = separate_edge(emitter, op, else_block, else_first);
    else
        pass_operands(emitter, op, else_block, else_first);
    LLVMValueRef branch = LLVMBuildCondBr(emitter->builder, cpu_operand(emitter, op, 0),
                                          emitter->blocks[then_block], otherwise);
    cpu_weigh(emitter->cpu, branch,
              (cpu_unlikely)fora_attribute(emitter->function, op, 1));
}

void
cpu_emit_L_SWITCH(cpu_emitter *emitter, fora_op op)
{
    const fora_function *function = emitter->function;
    uint32_t cases = operation(emitter, op)->block_count - 1;
    LLVMValueRef value = cpu_operand(emitter, op, 0);
    LLVMValueRef choice =
        LLVMBuildSwitch(emitter->builder, value,
                        emitter->blocks[fora_op_block(function, op, cases)], cases);
    for (uint32_t i = 0; i < cases; i++)
        LLVMAddCase(
            choice,
            LLVMConstInt(LLVMTypeOf(value), fora_attribute(function, op, i), true),
            emitter->blocks[fora_op_block(function, op, i)]);
}

// All ways out of a function with several results meet in one block, where each result has
// a phi of its own. LLVM would else join them as structs, and could not see through those
// where it expands the function: the test of "raised" would be made again on every way.
static void
start_exit(cpu_emitter *emitter, LLVMValueRef *values, uint32_t count)
{
    fora_cpu *cpu = emitter->cpu;
    LLVMBasicBlockRef here = LLVMGetInsertBlock(emitter->builder);
    emitter->exit = LLVMAppendBasicBlockInContext(cpu->context, emitter->llvm, "exit");
    emitter->exit_values = fora_alloc(cpu->arena, count * sizeof(LLVMValueRef));
    LLVMPositionBuilderAtEnd(emitter->builder, emitter->exit);
    for (uint32_t i = 0; i < count; i++)
        emitter->exit_values[i] =
            LLVMBuildPhi(emitter->builder, LLVMTypeOf(values[i]), "");
    LLVMBuildAggregateRet(emitter->builder, emitter->exit_values, count);
    LLVMPositionBuilderAtEnd(emitter->builder, here);
}

static void
leave(cpu_emitter *emitter, LLVMValueRef *values, uint32_t count)
{
    LLVMBasicBlockRef from = LLVMGetInsertBlock(emitter->builder);
    if (!emitter->exit)
        start_exit(emitter, values, count);
    for (uint32_t i = 0; i < count; i++)
        LLVMAddIncoming(emitter->exit_values[i], &values[i], &from, 1);
    LLVMBuildBr(emitter->builder, emitter->exit);
}

void
cpu_emit_L_RET(cpu_emitter *emitter, fora_op op)
{
    uint32_t count = operation(emitter, op)->operand_count;
    LLVMValueRef few[16];
    LLVMValueRef *values = collect_operands(emitter, op, few, 16);
    if (count == 0)
        LLVMBuildRetVoid(emitter->builder);
    else if (count == 1)
        LLVMBuildRet(emitter->builder, values[0]);
    else
        leave(emitter, values, count);
}

void
cpu_emit_L_TRAP(cpu_emitter *emitter, fora_op op)
{
    (void)op;
    unsigned number = LLVMLookupIntrinsicID("llvm.trap", 9);
    LLVMValueRef trap =
        LLVMGetIntrinsicDeclaration(emitter->cpu->module, number, NULL, 0);
    LLVMBuildCall2(emitter->builder,
                   LLVMIntrinsicGetType(emitter->cpu->context, number, NULL, 0), trap,
                   NULL, 0, "");
    LLVMBuildUnreachable(emitter->builder);
}
