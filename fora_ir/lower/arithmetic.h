// What the files of operators on numbers share.
#pragma once

#include "lower.h"

// The constant that a LOW i64 is known to be.
bool lower_constant(const lower_context *ctx, fora_val value, int64_t *constant);
// Raises what says that ints have 64 bits if `cond`.
void lower_overflow_if(lower_context *ctx, fora_val cond);
// Sets the result to a LOW operation on the two operands, each of one component.
void lower_set_binary(lower_context *ctx, fora_op op, fora_opcode code);
// L_ADD_CHECK, L_SUB_CHECK or L_MUL_CHECK; raises the same.
fora_val lower_int_checked(lower_context *ctx, fora_opcode code, fora_val a,
                           fora_val b);
// Python's a // b and a % b; b is not 0, and a // b fits.
fora_val lower_int_quotient(lower_context *ctx, fora_val a, fora_val b);
fora_val lower_int_remainder(lower_context *ctx, fora_val a, fora_val b);
