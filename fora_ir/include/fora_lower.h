// Lowering: typed HIGH Fora -> LOW Fora, and what a back end needs besides the functions.
//
// Conventions of LOW that the back end and the ownership pass rely on:
// * i1 lies in memory as one byte: a `load` of type i1 reads a byte, `store` writes one.
// * `runtime` has the results of its row of abi.def (none for void). A row whose error
//   column is PENDING has one more result at the end, an i1 "raised" (rt_pending is set).
//   ALWAYS rows have no results; the operation after them leaves the block by `jump` or
//   `ret`. NULLREF rows have just the ref: the lowering compares it with null.
// * `call` of a function with FORA_FN_RAISES has the i1 "raised" as its last result, and
//   `ret` in such a function has it as its last operand. When it is true the other
//   operands are nulls and zeros.
// * `keep` holds a ref alive up to its place, for calls that get the ref's address only.
// * The function's first block has its machine parameters and all `slot` operations.
#pragma once

#include "../../runtime/include/fora_object.h"
#include "fora_ir.h"

// ---- The runtime's interface --------------------------------------------------------

typedef enum {
#define FN(name, ...) FORA_ABI_##name,
#include "../../runtime/include/abi.def"
#undef FN
    FORA_ABI_COUNT
} fora_abi;

typedef enum {
    FORA_ABI_VOID,
    FORA_ABI_I1,
    FORA_ABI_I8,
    FORA_ABI_I32,
    FORA_ABI_I64,
    FORA_ABI_F64,
    FORA_ABI_PTR,
    FORA_ABI_REF,
    FORA_ABI_OWN,
} fora_abi_type;

typedef enum {
    FORA_ABI_NEVER,
    FORA_ABI_NULLREF,
    FORA_ABI_PENDING,
    FORA_ABI_ALWAYS,
} fora_abi_error;

enum { FORA_ABI_MOST_PARAMETERS = 16 };

typedef struct {
    const char *name;
    fora_abi_type result;
    uint32_t parameter_count;
    fora_abi_type parameters[FORA_ABI_MOST_PARAMETERS];
    fora_abi_error error;
} fora_abi_info;

// Reads a row of abi.def.
void fora_abi_get(fora_abi row, fora_abi_info *info);
// The machine type of an interface type: 0 for void, L_REF for REF and OWN.
fora_type fora_abi_machine(fora_abi_type type);

// ---- The lowered program ------------------------------------------------------------

typedef struct {
    uint32_t size, alignment;  // size 0: no memory is needed
    uint32_t ref_count;
    const uint32_t *refs;  // offsets of refs; the memory starts zeroed
} fora_global_layout;

struct fora_lowered {
    // Index: number in an object's header. The first are the runtime's own.
    uint32_t descriptor_count, descriptor_capacity;
    rt_descriptor *descriptors;
    uint32_t global_capacity;  // index: fora_global; those behind need no memory
    fora_global_layout *globals;
};

// Tables that hold the runtime's own descriptors.
fora_lowered *fora_lowered_new(fora_arena *arena);
// Appends a descriptor; its number is the count before.
rt_descriptor *fora_descriptor_new(fora_program *program);
// What a global takes in memory.
const fora_global_layout *fora_global_memory(const fora_program *program,
                                             fora_global global);
void fora_global_memory_set(fora_program *program, fora_global global,
                            fora_global_layout layout);

// Lowers all instances in `program`: appends LOW functions to program->functions (their
// `origin` is the HIGH function) and globals ("has run" and the like), and fills
// program->lowered. program->entry, an instance before, becomes its LOW function: without
// parameters, and without results but "raised" if it has FORA_FN_RAISES. Returns false if
// diagnostics were reported. Everything lives in program->arena.
bool fora_lower(fora_program *program);

// Python's name of a class for messages and tracebacks: "ValueError", "module.Name".
const char *fora_class_display_name(const fora_program *program, fora_class class);

// Inserts retain and release into all LOW functions (lower/ownership.c).
void fora_ownership(fora_program *program);
