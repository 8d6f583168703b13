// Which types hold containers that a program can update (lists, dicts, sets), and whether
// values of two types can have such a container in common.
#pragma once

#include "fora_ir.h"

typedef struct ir_holds ir_holds;
ir_holds *ir_holds_new(fora_arena *arena, const fora_program *program);

// Whether a value of the type is, or leads to, a container that can be updated.
bool ir_holds_any(ir_holds *holds, fora_type type);
// Whether a value of type `outer` can lead to the very container that a value of type
// `inner` is (or, for tuples and the like, leads to).
bool ir_holds_reach(ir_holds *holds, fora_type outer, fora_type inner);
// The container types that a value of the type is or leads to, each once. Valid until the
// next call.
const fora_type *ir_holds_inside(ir_holds *holds, fora_type type, uint32_t *count);
// Whether a value of the type may hold the cell, as functions do that captured it.
bool ir_holds_cell(ir_holds *holds, fora_type type, fora_type cell);
// Whether one object can be seen as being of both container types.
bool ir_holds_compatible(ir_holds *holds, fora_type a, fora_type b);
