// The LLVM module of a program: types, declarations, the runtime's interface, the entry.
#include "cpu.h"

#include <string.h>

LLVMTypeRef
cpu_type(const fora_cpu *cpu, fora_type machine_type)
{
    fora_type_kind kind = fora_type_get(cpu->program->types, machine_type)->kind;
    uint32_t lanes = fora_lane_count(kind);
    if (lanes > 1)
        return LLVMVectorType(cpu_type(cpu, (fora_type)fora_lane_kind(kind) + 1),
                              lanes);
    switch (kind) {
    case FORA_TYPE_L_I1:
        return cpu->types.i1;
    case FORA_TYPE_L_I8:
        return cpu->types.i8;
    case FORA_TYPE_L_I32:
        return cpu->types.i32;
    case FORA_TYPE_L_I64:
        return cpu->types.i64;
    case FORA_TYPE_L_F64:
        return cpu->types.f64;
    case FORA_TYPE_L_REF:
    case FORA_TYPE_L_PTR:
        return cpu->types.ptr;
    default:
        FORA_DEFECT("type %u is not a machine type", machine_type);
    }
}

static LLVMAttributeRef
attribute(fora_cpu *cpu, const char *name, uint64_t value)
{
    unsigned kind = LLVMGetEnumAttributeKindForName(name, strlen(name));
    return LLVMCreateEnumAttribute(cpu->context, kind, value);
}

void
cpu_attribute(fora_cpu *cpu, LLVMValueRef function, unsigned index, const char *name,
              uint64_t value)
{
    LLVMAddAttributeAtIndex(function, index, attribute(cpu, name, value));
}

void
cpu_call_attribute(fora_cpu *cpu, LLVMValueRef call, unsigned index, const char *name,
                   uint64_t value)
{
    LLVMAddCallSiteAttribute(call, index, attribute(cpu, name, value));
}

// ---- The runtime --------------------------------------------------------------------

cpu_callee
cpu_runtime_named(fora_cpu *cpu, const char *name, LLVMTypeRef result,
                  unsigned parameter_count, LLVMTypeRef *parameters)
{
    cpu_callee callee = {
        .function = LLVMGetNamedFunction(cpu->module, name),
        .type = LLVMFunctionType(result, parameters, parameter_count, false),
    };
    if (!callee.function) {
        callee.function = LLVMAddFunction(cpu->module, name, callee.type);
        cpu_attribute(cpu, callee.function, LLVMAttributeFunctionIndex, "nounwind", 0);
    }
    return callee;
}

static LLVMTypeRef
abi_type(const fora_cpu *cpu, fora_abi_type type)
{
    return type == FORA_ABI_VOID ? cpu->types.nothing
                                 : cpu_type(cpu, fora_abi_machine(type));
}

// C passes and returns `bool` and `int8_t` extended to a register.
static void
extend_small(fora_cpu *cpu, LLVMValueRef function, unsigned index, fora_abi_type type)
{
    if (type == FORA_ABI_I1 || type == FORA_ABI_I8)
        cpu_attribute(cpu, function, index, type == FORA_ABI_I1 ? "zeroext" : "signext",
                      0);
}

cpu_callee
cpu_runtime(fora_cpu *cpu, fora_abi row)
{
    if (cpu->runtime[row].function)
        return cpu->runtime[row];
    fora_abi_info info;
    fora_abi_get(row, &info);
    LLVMTypeRef parameters[FORA_ABI_MOST_PARAMETERS];
    for (uint32_t i = 0; i < info.parameter_count; i++)
        parameters[i] = abi_type(cpu, info.parameters[i]);
    cpu_callee callee = cpu_runtime_named(cpu, info.name, abi_type(cpu, info.result),
                                          info.parameter_count, parameters);
    extend_small(cpu, callee.function, LLVMAttributeReturnIndex, info.result);
    for (uint32_t i = 0; i < info.parameter_count; i++)
        extend_small(cpu, callee.function, i + 1, info.parameters[i]);
    if (info.error == FORA_ABI_ALWAYS)
        cpu_attribute(cpu, callee.function, LLVMAttributeFunctionIndex, "cold", 0);
    cpu->runtime[row] = callee;
    return callee;
}

// ---- Functions of the program -------------------------------------------------------

// Nothing, one component, or a struct of all; "raised" is the last.
static LLVMTypeRef
result_type(fora_cpu *cpu, const fora_function *function)
{
    LLVMTypeRef parts[256];
    uint32_t count = 0;
    FORA_ASSERT(function->result_count < 255);
    for (; count < function->result_count; count++)
        parts[count] = cpu_type(cpu, function->result_types[count]);
    if (function->flags & FORA_FN_RAISES)
        parts[count++] = cpu->types.i1;
    return count == 0   ? cpu->types.nothing
           : count == 1 ? parts[0]
                        : LLVMStructTypeInContext(cpu->context, parts, count, false);
}

LLVMValueRef
cpu_add_function(fora_cpu *cpu, fora_fn fn, LLVMTypeRef type)
{
    const fora_function *function = cpu->program->functions[fn];
    fora_sym name =
        function->qualified_name ? function->qualified_name : function->name;
    LLVMValueRef llvm = LLVMAddFunction(
        cpu->module,
        fora_printf(cpu->arena, "py.%s", fora_sym_text(cpu->program->names, name)),
        type);
    LLVMSetLinkage(llvm, LLVMInternalLinkage);
    LLVMSetFunctionCallConv(llvm, LLVMFastCallConv);
    cpu_attribute(cpu, llvm, LLVMAttributeFunctionIndex, "nounwind", 0);
    return llvm;
}

static void
declare_function(fora_cpu *cpu, fora_fn fn)
{
    const fora_function *function = cpu->program->functions[fn];
    const fora_region *entry = &function->blocks[1];
    LLVMTypeRef *parameters =
        fora_alloc(cpu->arena, (entry->parameter_count + 1) * sizeof *parameters);
    for (uint32_t i = 0; i < entry->parameter_count; i++)
        parameters[i] = cpu_type(
            cpu, fora_val_type(function, fora_block_parameter(function, 1, i)));
    LLVMTypeRef type = LLVMFunctionType(result_type(cpu, function), parameters,
                                        entry->parameter_count, false);
    LLVMValueRef llvm = cpu_add_function(cpu, fn, type);
    if (function->flags & FORA_FN_EXPAND)
        cpu_attribute(cpu, llvm, LLVMAttributeFunctionIndex, "alwaysinline", 0);
    cpu->functions[fn] = (cpu_callee){llvm, type};
}

// The runtime's start-up calls `void fora_main(void)` and then looks at rt_pending.
static void
emit_entry(fora_cpu *cpu)
{
    LLVMTypeRef type = LLVMFunctionType(cpu->types.nothing, NULL, 0, false);
    LLVMValueRef entry = LLVMAddFunction(cpu->module, "fora_main", type);
    cpu_attribute(cpu, entry, LLVMAttributeFunctionIndex, "nounwind", 0);
    LLVMPositionBuilderAtEnd(cpu->builder,
                             LLVMAppendBasicBlockInContext(cpu->context, entry, ""));
    cpu_debug_entry(cpu, entry);
    cpu_callee callee = cpu->functions[cpu->program->entry];
    LLVMValueRef call =
        LLVMBuildCall2(cpu->builder, callee.type, callee.function, NULL, 0, "");
    LLVMSetInstructionCallConv(call, LLVMFastCallConv);
    LLVMBuildRetVoid(cpu->builder);
}

static void
init_types(fora_cpu *cpu)
{
    LLVMContextRef context = cpu->context;
    cpu->types = (cpu_types){
        .nothing = LLVMVoidTypeInContext(context),
        .i1 = LLVMInt1TypeInContext(context),
        .i8 = LLVMInt8TypeInContext(context),
        .i32 = LLVMInt32TypeInContext(context),
        .i64 = LLVMInt64TypeInContext(context),
        .f64 = LLVMDoubleTypeInContext(context),
        .ptr = LLVMPointerTypeInContext(context, 0),
    };
}

fora_cpu *
fora_cpu_new(fora_arena *arena, const fora_cpu_options *options, const char **error)
{
    fora_cpu *cpu = fora_alloc(arena, sizeof *cpu);
    cpu->arena = arena;
    cpu->options = *options;
    cpu->context = LLVMContextCreate();
    cpu->module = LLVMModuleCreateWithNameInContext("forac", cpu->context);
    cpu->builder = LLVMCreateBuilderInContext(cpu->context);
    cpu->strings = fora_map_new(arena);
    cpu->cstrings = fora_map_new(arena);
    init_types(cpu);
    if (cpu_target_init(cpu, error))
        return cpu;
    fora_cpu_free(cpu);
    return NULL;
}

void
fora_cpu_build(fora_cpu *cpu, fora_program *program)
{
    cpu->program = program;
    cpu->functions =
        fora_alloc(cpu->arena, program->function_count * sizeof *cpu->functions);
    cpu->globals = fora_alloc(cpu->arena, program->global_count * sizeof *cpu->globals);
    cpu_memory_init(cpu);
    if (cpu->options.debug)
        cpu_debug_init(cpu);
    for (fora_fn fn = 1; fn < program->function_count; fn++)
        if (program->functions[fn] && program->functions[fn]->level == FORA_LEVEL_LOW)
            declare_function(cpu, fn);
    cpu_find_once(cpu);
    for (fora_fn fn = 1; fn < program->function_count; fn++)
        if (cpu->functions[fn].function)
            cpu_emit_function(cpu, fn);
    cpu_descriptors(cpu);
    emit_entry(cpu);
    if (cpu->debug)
        LLVMDIBuilderFinalize(cpu->debug);
}

void
fora_cpu_free(fora_cpu *cpu)
{
    if (cpu->debug)
        LLVMDisposeDIBuilder(cpu->debug);
    LLVMDisposeBuilder(cpu->builder);
    LLVMDisposeModule(cpu->module);
    if (cpu->machine)
        LLVMDisposeTargetMachine(cpu->machine);
    LLVMContextDispose(cpu->context);
}

const char *
fora_cpu_llvm_version(fora_arena *arena)
{
    unsigned major, minor, patch;
    LLVMGetVersion(&major, &minor, &patch);
    return fora_printf(arena, "%u.%u.%u", major, minor, patch);
}
