// Passes over the IR that change its form without changing its meaning. Each returns
// whether it changed anything; its contract stands at the head of its file.
#pragma once

#include "fora_ir.h"

bool fora_pass_fuse_filters(fora_program *program);   // opt/fuse_filters.c
bool fora_pass_fuse_sums(fora_program *program);      // opt/fuse_sums.c
bool fora_pass_inline(fora_program *program);         // opt/inline.c
bool fora_pass_loop_version(fora_program *program);   // opt/loop_version.c
bool fora_pass_low_bits(fora_program *program);       // opt/low_bits.c
bool fora_pass_path_update(fora_program *program);    // opt/path_update.c: in place
bool fora_pass_ranges(fora_program *program);         // opt/ranges.c
bool fora_pass_same_counters(fora_program *program);  // opt/same_counters.c
bool fora_pass_ssa(fora_program *program);    // opt/ssa.c: variables become values
bool fora_pass_words(fora_program *program);  // opt/words.c
