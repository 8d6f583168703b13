// What the files of the back end share: the module being built and the function being
// emitted.
#pragma once

#include <llvm-c/Core.h>
#include <llvm-c/DebugInfo.h>
#include <llvm-c/TargetMachine.h>

#include "fora_cpu.h"

typedef struct {
    LLVMTypeRef nothing, i1, i8, i32, i64, f64, ptr;
} cpu_types;

// Functions that LLVM and the runtime provide beside abi.def's, declared when first used.
typedef struct {
    LLVMValueRef function;
    LLVMTypeRef type;
} cpu_callee;

typedef enum { CPU_COLD_NONE, CPU_COLD_THEN, CPU_COLD_ELSE } cpu_unlikely;

enum {
    CPU_MEMORY_CLASSES = FORA_MEMORY_TEXT + 1,
    CPU_MACHINE_TYPES = FORA_TYPE_L_PTR - FORA_TYPE_L_I1 + 1,
};

struct fora_cpu {
    fora_arena *arena;
    fora_cpu_options options;
    fora_program *program;
    LLVMContextRef context;
    LLVMModuleRef module;
    LLVMTargetMachineRef machine;
    LLVMBuilderRef builder;
    cpu_types types;
    cpu_callee *functions;               // per fora_fn
    cpu_callee runtime[FORA_ABI_COUNT];  // per row of abi.def
    LLVMValueRef *globals;               // per fora_global
    bool *once;                          // per fora_fn: called once at most
    const bool **cyclic;                 // per fora_fn and block: on a cycle
    fora_map *strings, *cstrings;        // fora_sym -> constant
    LLVMMetadataRef unlikely[3];         // per cpu_unlikely
    LLVMMetadataRef memory_tags[CPU_MEMORY_CLASSES][CPU_MACHINE_TYPES];
    LLVMMetadataRef count_tag;    // reference counts overlap nothing else
    LLVMMetadataRef pending_tag;  // nor does the runtime's rt_pending
    LLVMMetadataRef byte_range;   // of an i1 in memory
    unsigned kind_prof, kind_tbaa, kind_range;
    LLVMDIBuilderRef debug;        // NULL without -g
    LLVMMetadataRef *debug_files;  // per source file
    LLVMMetadataRef debug_unit, debug_signature;
};

// One function on its way to LLVM.
typedef struct {
    fora_cpu *cpu;
    LLVMBuilderRef builder;
    const fora_function *function;
    fora_fn number;
    LLVMValueRef llvm;
    LLVMBasicBlockRef *blocks;  // per block: where it starts; NULL if unreachable
    bool *cold;                 // per block: reached over unlikely edges only
    fora_block block;           // being emitted
    LLVMValueRef *values;       // per value
    LLVMMetadataRef scope;      // its DISubprogram
    LLVMBasicBlockRef exit;     // where several results leave, NULL: not yet needed
    LLVMValueRef *exit_values;  // their phis
    LLVMValueRef itself;        // what calls of `number` go to: recursion.c
    bool in_checked_frame;      // expanded in a frame for which the stack was checked
} cpu_emitter;

// ---- module.c -----------------------------------------------------------------------

LLVMTypeRef cpu_type(const fora_cpu *cpu, fora_type machine_type);
// The function of a row, declared with what abi.def says about it.
cpu_callee cpu_runtime(fora_cpu *cpu, fora_abi row);
// An LLVM function for a LOW one, of its type, yet without a body.
LLVMValueRef cpu_add_function(fora_cpu *cpu, fora_fn fn, LLVMTypeRef type);
// A function of the runtime that generated code calls outside abi.def.
cpu_callee cpu_runtime_named(fora_cpu *cpu, const char *name, LLVMTypeRef result,
                             unsigned parameter_count, LLVMTypeRef *parameters);
void cpu_attribute(fora_cpu *cpu, LLVMValueRef function, unsigned index,
                   const char *name, uint64_t value);
void cpu_call_attribute(fora_cpu *cpu, LLVMValueRef call, unsigned index,
                        const char *name, uint64_t value);

// ---- function.c ---------------------------------------------------------------------

void cpu_emit_function(fora_cpu *cpu, fora_fn fn);

// ---- recursion.c --------------------------------------------------------------------

// How many levels of calls of itself are to be expanded in `fn`; `cold` tells its blocks
// that hardly ever run.
uint32_t cpu_recursion_levels(const fora_function *function, fora_fn fn,
                              const bool *cold);

// ---- once.c -----

void cpu_find_once(fora_cpu *cpu);

// Whether what is being emitted runs once at most in a run of the program.
static inline bool
cpu_runs_once(const cpu_emitter *emitter)
{
    const fora_cpu *cpu = emitter->cpu;
    return cpu->once[emitter->number] && !cpu->cyclic[emitter->number][emitter->block];
}

// ---- operations.c, control.c --------------------------------------------------------

// The value of an operation's operand number `i`.
static inline LLVMValueRef
cpu_operand(const cpu_emitter *emitter, fora_op op, uint32_t i)
{
    return emitter->values[fora_operand(emitter->function, op, i)];
}

// Gives an operation's result number `i` its value.
static inline void
cpu_set_result(cpu_emitter *emitter, fora_op op, uint32_t i, LLVMValueRef value)
{
    emitter->values[emitter->function->ops[op].result + i] = value;
}

static inline LLVMTypeRef
cpu_result_type(const cpu_emitter *emitter, fora_op op)
{
    fora_val result = emitter->function->ops[op].result;
    return cpu_type(emitter->cpu, fora_val_type(emitter->function, result));
}

#define OP_EMITTER(name) void cpu_emit_##name(cpu_emitter *emitter, fora_op op);
// Rows of other levels have no emitter: the macro's name is built from the row's level.
#define CPU_EMITTER_HIGH(name)
#define CPU_EMITTER_BOTH(name)
#define CPU_EMITTER_TYPED(name)
#define CPU_EMITTER_LOW(name) OP_EMITTER(name)
#define OP(name, text, operands, results, blocks, attributes, level, flags)            \
    CPU_EMITTER_##level(name)
#include "../fora_ir/def/ops.def"
#undef OP

// ---- memory.c -----------------------------------------------------------------------

void cpu_memory_init(fora_cpu *cpu);
// Tells LLVM which memory a load or store reaches.
void cpu_tag(fora_cpu *cpu, LLVMValueRef access, LLVMMetadataRef tag);
// The tag of what an operation loads, whose class of memory is its attribute 1.
LLVMMetadataRef cpu_result_tag(const cpu_emitter *emitter, fora_op op);
// Emits stores of constants that lie one behind the other, from `op` on, as one copy;
// returns the last of them, 0 if `op` begins none.
fora_op cpu_emit_table(cpu_emitter *emitter, fora_op op);
// Marks a branch as going one way nearly always.
void cpu_weigh(fora_cpu *cpu, LLVMValueRef branch, cpu_unlikely unlikely);

// ---- constants.c --------------------------------------------------------------------

LLVMValueRef cpu_string_object(fora_cpu *cpu, fora_sym text);
LLVMValueRef cpu_cstring(fora_cpu *cpu, fora_sym text);
LLVMValueRef cpu_cstring_text(fora_cpu *cpu, const char *text);
LLVMValueRef cpu_site(cpu_emitter *emitter, fora_span span);
LLVMValueRef cpu_global(fora_cpu *cpu, fora_global global);
void cpu_descriptors(fora_cpu *cpu);
// A constant of the module that nothing outside sees.
LLVMValueRef cpu_private(fora_cpu *cpu, const char *name, LLVMValueRef value,
                         unsigned alignment, bool constant);

// ---- debug.c ------------------------------------------------------------------------

void cpu_debug_init(fora_cpu *cpu);
void cpu_debug_function(cpu_emitter *emitter);  // sets emitter->scope
void cpu_debug_entry(fora_cpu *cpu, LLVMValueRef entry);
void cpu_debug_position(cpu_emitter *emitter, fora_span span);

// ---- target.c, runtime_code.c -------------------------------------------------------

bool cpu_target_init(fora_cpu *cpu, const char **error);
void cpu_runtime_code_link(fora_cpu *cpu);
