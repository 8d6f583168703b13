// Between the files of functions of the C library in lanes.
#pragma once

#include "lanes.h"

// The table of a function, for the block at hand, which is abandoned if there is none.
fora_val lanes_math_table(lower_context *ctx, fora_abi function);
// The argument, with `harmless` for lanes that are not at work: those may hold what is no
// number at all and has no place in a table.
fora_val lanes_math_argument(lower_context *ctx, fora_op op, double harmless);
// a * b + c, rounded once; a, b and c alike lanes or uniform.
fora_val lanes_fused(lower_context *ctx, fora_val a, fora_val b, fora_val c);
// a * b + c for constant b, or b and c.
fora_val lanes_fused_by(lower_context *ctx, fora_val a, double b, fora_val c);
fora_val lanes_line(lower_context *ctx, fora_val a, double b, double c);
// An operation with a constant.
fora_val lanes_float(lower_context *ctx, fora_opcode code, fora_val a, double b);
fora_val lanes_integer(lower_context *ctx, fora_opcode code, fora_val a, int64_t b);
// The result of `op`: `least` where it equals `most` and the lane's argument is `usual`. The
// other lanes ask the C library, by `function` (rt_exp_again ...).
void lanes_math_finish(lower_context *ctx, fora_op op, fora_abi function, fora_val x,
                       fora_val least, fora_val most, fora_val usual);
