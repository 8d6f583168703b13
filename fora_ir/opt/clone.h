// Copies of operations of typed HIGH, regions included, in another place or function.
#pragma once

#include "fora_ir.h"

typedef struct {
    const fora_program *program;
    fora_fn from;      // the function that is read; may be the one that is built
    fora_builder to;   // where copies go
    bool keep_span;    // copies get to.span, not that of the original
    fora_map *values;  // original value -> the one that stands for it
} ir_clone;

// Copies go where `to` says. Values that are not mapped stand for themselves when both
// functions are one; else there must be none.
ir_clone ir_clone_begin(fora_program *program, fora_fn from, fora_builder to);
void ir_clone_map(ir_clone *clone, fora_val from, fora_val to);
fora_val ir_clone_value(const ir_clone *clone, fora_val value);
// A copy of `op`; its results stand for the original's from now on.
fora_op ir_clone_op(ir_clone *clone, fora_op op);
// Copies of the operations of `block` from its first up to `end`, which is left out (0:
// all of them).
void ir_clone_ops(ir_clone *clone, fora_block block, fora_op end);
