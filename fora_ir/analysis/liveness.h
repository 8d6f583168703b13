// Which values of a typed HIGH function are still used behind an operation.
#pragma once

#include "fora_ir.h"

#include "bits.h"

typedef struct ir_liveness ir_liveness;

// Computes liveness over the structured regions of `function`; everything in `arena`.
ir_liveness *ir_liveness_new(fora_arena *arena, const fora_function *function);
// Values (numbered as in the function) that may be used after `op`, its results included.
// A value that a loop around `op` uses again counts. NULL-sized for unreached operations.
ir_bits ir_live_after(const ir_liveness *liveness, fora_op op);
