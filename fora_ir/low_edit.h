// Edits of LOW control flow that several passes make.
#pragma once

#include "include/fora_ir.h"

// Makes the branch `op` a jump to its successor `which` (0: then, 1: else).
void ir_branch_decide(fora_function *f, fora_op op, uint32_t which);
// Empties the blocks that nothing leads to any more; returns whether there were any.
bool ir_drop_unreachable(fora_function *f, fora_arena *scratch);
// Whether `op` is a branch that does nothing else with its condition than to raise the
// exception of integers that need more than 64 bits.
bool ir_is_overflow_exit(const fora_function *f, fora_op op);
// The constant of an i64; false if `value` is none.
bool ir_constant_i64(const fora_function *f, fora_val value, int64_t *constant);
