// Layouts of types: their LOW components in registers and in memory.
#pragma once

#include "fora_ir.h"

typedef struct {
    uint32_t count;            // components
    const fora_type *machine;  // the machine type of each
    const uint32_t *offsets;   // in memory
    uint32_t size, alignment;  // in memory; size 0: nothing to store
    uint32_t ref_count;
    const uint32_t *refs;  // offsets of the components that are refs
} fora_layout;

typedef struct lower_layouts lower_layouts;

// A cache of layouts for the types of `program`.
lower_layouts *lower_layouts_new(fora_program *program);
const fora_layout *lower_layout(lower_layouts *layouts, fora_type type);

// Bytes of a machine type in memory (i1: 1).
uint32_t lower_machine_size(fora_type machine);

// Whether a union is one ref (null stands for None) instead of a tag and parts.
bool lower_union_is_ref(const fora_program *program, fora_type type);
// zero|float: one f64, of which one bit pattern stands for the int 0 (real.h).
bool lower_union_is_real(const fora_program *program, fora_type type);
// Where component `component` of member number `member` lies in a tagged union.
uint32_t lower_union_place(lower_layouts *layouts, fora_type type, uint32_t member,
                           uint32_t component);
// The number of `member` in the union `type`, or -1.
int lower_union_member(const fora_program *program, fora_type type, fora_type member);
