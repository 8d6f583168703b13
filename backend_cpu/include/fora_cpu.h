// The CPU back end: LOW Fora with counts in, an x86-64 object out, by way of LLVM 19.
#pragma once

#include "fora_base.h"
#include "fora_lower.h"

typedef enum {
    FORA_CPU_LLVM,      // LLVM's text
    FORA_CPU_ASSEMBLY,  // the assembler's text
    FORA_CPU_OBJECT,    // an ELF object
} fora_cpu_output;

typedef struct {
    unsigned level;     // 0 to 3, as in -O
    bool debug;         // DWARF that shows Python's files, functions and lines
    const char *march;  // "native", or a name that LLVM knows ("x86-64-v3")
} fora_cpu_options;

// Code on its way through LLVM. Everything but this handle's own memory is on the heap of
// LLVM and is freed with it.
typedef struct fora_cpu fora_cpu;

// Returns NULL with the reason in *error (in `arena`) if `march` is unknown.
fora_cpu *fora_cpu_new(fora_arena *arena, const fora_cpu_options *options,
                       const char **error);
// Builds the LLVM module of a lowered program whose counts were inserted
// (fora_ownership). Borrows it until the code is freed.
void fora_cpu_build(fora_cpu *cpu, fora_program *program);
// Links the runtime's inlinable functions (from level 1) and runs LLVM's passes.
void fora_cpu_optimise(fora_cpu *cpu);
// Adds the output to `out`.
void fora_cpu_emit(fora_cpu *cpu, fora_cpu_output output, fora_text *out);
void fora_cpu_free(fora_cpu *cpu);

// "19.1.7": of the LLVM in use.
const char *fora_cpu_llvm_version(fora_arena *arena);
