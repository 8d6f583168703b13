// Chains of updates: in the IR every update of a container makes a new value; these
// functions tell which values are one object in Python.
#pragma once

#include "fora_ir.h"

// The result of an `apply` that is operand 0's container after an update; 0 if the
// operation updates nothing.
fora_val ir_apply_receiver(const fora_function *f, fora_op op);

// What `value` is an updated or converted form of, one step back; 0 if nothing.
fora_val ir_before_update(const fora_program *program, const fora_function *f,
                          fora_val value);
// The first value of such a chain.
fora_val ir_root_of_update(const fora_program *program, const fora_function *f,
                           fora_val value);
