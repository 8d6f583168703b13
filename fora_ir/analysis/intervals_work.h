// What the files of the interval analysis share.
#pragma once

#include "../dominators.h"
#include "intervals.h"

// In the blocks that `block` dominates, `value how other` holds.
typedef struct {
    fora_block block;
    fora_compare how;
    fora_val other;
    uint32_t next;  // of the same value, 0: none
} iv_condition;

typedef struct {
    const fora_function *f;
    ir_dominators dominators;
    bool called, stale;   // can be called; has to be looked at (again)
    bool *reached;        // by block
    bool *calls;          // by function
    bool *header;         // by block: of a loop
    ir_interval *of;      // by value; no integer at all: nothing reaches it so far
    ir_interval *merged;  // by value: of parameters, what a round of narrowing finds
    uint8_t *changes;     // by value: how often a parameter grew
    bool *exits;          // by value: flags of overflow that lead to the raise
    bool *watched;        // by value: what has other uses than that
    uint32_t condition_count, condition_capacity;
    iv_condition *conditions;   // from 1
    uint32_t *first_condition;  // by value
    uint32_t result_count;      // "raised" included
    ir_interval *results, *merged_results;
    uint8_t *result_changes;
    const ir_interval *globals;  // by global: as in ir_intervals
} iv_function;

struct ir_intervals {
    const fora_program *program;
    iv_function **functions;  // by function; NULL: not LOW
    // By global: the integer at its start, which only `store` changes; 0 at first, which
    // nobody sees of those that are bound early. Unknown if its address is used otherwise.
    bool *known_globals;
    ir_interval *globals, *merged_globals;
    uint8_t *global_changes;
    bool narrowing;
    bool changed;  // a parameter or what is reached, of the function at hand
};

// All integers of a machine type.
ir_interval iv_of_type(fora_type type);
// `value` in `block`, as far as conditions on the way there restrict it.
ir_interval iv_at(const iv_function *w, fora_val value, fora_block block);
// Collects the conditions of a function's branches.
void iv_find_conditions(iv_function *w, fora_arena *arena);
// What result `i` of an operation that is no call can be.
ir_interval iv_evaluate(const iv_function *w, fora_op op, uint32_t i);
