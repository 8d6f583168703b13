// Dominators of a LOW function's blocks.
#pragma once

#include "ir.h"

typedef struct {
    uint32_t count;      // reachable blocks
    fora_block *order;   // in reverse postorder; order[0] is block 1
    uint32_t *position;  // by block: index in `order`, UINT32_MAX if unreachable
    uint32_t *idom;      // by position: position of the immediate dominator; 0 of 0
    uint32_t *enter, *leave;  // by position: interval in the dominator tree
} ir_dominators;

// Lengauer and Tarjan's semidominators with the simplification of Georgiadis ("SEMI-NCA").
// The function's terminators must name existing blocks. Everything is put into `arena`.
void ir_dominators_compute(const fora_function *function, fora_arena *arena,
                           ir_dominators *dominators);
// Whether reachable block `a` dominates reachable block `b`; a block dominates itself.
bool ir_dominates(const ir_dominators *dominators, fora_block a, fora_block b);
