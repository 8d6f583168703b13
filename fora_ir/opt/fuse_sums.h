// Between the files that fuse sums of floats (fuse_sums.c says how).
#pragma once

#include "fora_ir.h"

enum { IR_MOST_SUMS = 8, IR_MOST_LISTS = 8 };

// What a sum walks over. All but WHOLE are never made, if nothing else wants them.
typedef enum {
    IR_WALK_WHOLE,     // a list
    IR_WALK_SLICE,     // a slice of a list with steps of one
    IR_WALK_MAP,       // a comp LIST that emits once for each element of part 0
    IR_WALK_TOGETHER,  // zip of the parts
} ir_walk_kind;

typedef struct ir_walk {
    ir_walk_kind kind;
    fora_val value;  // the list or zip
    fora_op def;     // SLICE: apply py.getitem; MAP: the comp; TOGETHER: tuple.make
    fora_op loop;    // MAP: the `for` in it
    uint32_t count;
    struct ir_walk *parts;
} ir_walk;

// comp SUM or LIST { for %source { ... emit %term  continue } ... }, all of it pure.
typedef struct {
    fora_op comp, loop, emit;
    ir_walk source;
} ir_sum;

typedef struct {
    fora_program *program;
    fora_fn fn;
    fora_function *f;
    uint32_t *order;  // by operation: its place in the block at hand
    uint32_t order_count;
    uint32_t count;
    ir_sum sums[IR_MOST_SUMS];
    bool maps;  // maps are looked through
    // The lists that are read, each once.
    uint32_t list_count;
    const ir_walk *lists[IR_MOST_LISTS];
} ir_sums;

// The loop of a comp of that form; false if it is of another.
bool ir_match_comp(const fora_program *program, const fora_function *f, fora_op op,
                   ir_sum *sum);
// Puts the fused loop before the first sum; the sums are gone afterwards.
void ir_build_sums(ir_sums *group);
// fuse_sums_clean.c: removes what nothing uses any more, slices and maps of which only
// the length is asked for among it.
void ir_clean_lists(fora_program *program, fora_fn fn);
