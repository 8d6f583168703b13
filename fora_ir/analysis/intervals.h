// The integers that each value of a LOW program can be, over the whole program: through
// arithmetic, comparisons on branches, loops, calls and returns.
#pragma once

#include "interval.h"

typedef struct ir_intervals ir_intervals;

// Of the program as it is; edits make it stale. Everything is put into `arena`.
ir_intervals *ir_intervals_compute(const fora_program *program, fora_arena *arena);
// Whether the function (the block) can be reached at all.
bool ir_intervals_calls(const ir_intervals *all, fora_fn fn);
bool ir_intervals_reaches(const ir_intervals *all, fora_fn fn, fora_block block);
// What `value` can be where `block` is executed; also of i1 (0 or 1), i8 and i32 (signed).
// Values of other types can be anything.
ir_interval ir_intervals_at(const ir_intervals *all, fora_fn fn, fora_val value,
                            fora_block block);
