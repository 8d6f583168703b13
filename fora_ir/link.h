// Copying parts of one program into another: what linking and selecting share.
#pragma once

#include "ir.h"

// Numbers of `from` and what they become in `to`. Builtin classes keep theirs.
typedef struct {
    fora_program *to;
    const fora_program *from;
    fora_arena *scratch;
    fora_sym *syms;           // by name in `from`; 0: not mapped yet
    uint32_t *files;          // by source file in `from`; 0: not mapped yet
    fora_type *types;         // by type in `from`
    fora_fn *functions;       // by function in `from`
    fora_class *classes;      // by class of `from`
    uint32_t globals, cells;  // added to numbers of `from`
} ir_linker;

// All maps empty. The scratch arena is the caller's to free.
ir_linker ir_linker_start(fora_program *to, const fora_program *from);
fora_sym ir_map_sym(ir_linker *l, fora_sym sym);
fora_span ir_map_span(ir_linker *l, fora_span span);
// Makes the counterpart of a type whose parts were mapped before.
void ir_map_type(ir_linker *l, fora_type type);
// Appends a global with what the table says of it.
void ir_link_global(ir_linker *l, const fora_global_info *from);
// Appends a class, or completes the one that it was mapped to.
void ir_link_class(ir_linker *l, fora_class class);
// Appends a function, with its body or with one that is never entered.
void ir_link_function(ir_linker *l, const fora_function *from, bool body);
