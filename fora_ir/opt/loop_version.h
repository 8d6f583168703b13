// What loop versioning knows of a counted loop.
#pragma once

#include "../dominators.h"
#include "fora_ir.h"
#include "../low_edit.h"

// What is guarded is at most this large: sums over 2**31 iterations of what is below
// 2**31, and products of two such values, fit in 64 bits.
enum {
    VERSION_BOUND = 1 << 30,
    VERSION_MOST_STEP = 1 << 16,
    VERSION_MOST_GUARDS = 8,
    VERSION_MOST_MARKS = 16,
    VERSION_MOST_CALLS = 8
};

typedef struct {
    fora_program *program;
    fora_function *f;
    fora_arena *arena;   // scratch
    const bool *checks;  // by function: small, not recursive, with checks
    ir_dominators dominators;
    uint32_t *first_predecessor;  // by block: range in `predecessors`
    fora_block *predecessors;     // of reachable blocks
} loop_work;

typedef struct {
    fora_block header;
    bool *body;        // by block
    fora_val counter;  // the header's parameter that is compared with the bound
    fora_val start, bound;
    fora_val twin;   // a parameter that always equals the counter, or 0
    uint32_t which;  // number of that parameter
    bool down;
    int64_t step;   // below zero if down; 0: not yet known
    fora_op steps;  // the checked sum that takes it, 0: it is exact already
    bool reaches;   // the counter can be equal to the bound in the body
    uint32_t guard_count;
    fora_val
        guards[VERSION_MOST_GUARDS];  // defined outside of what the header dominates
    uint32_t mark_count;
    fora_op marks[VERSION_MOST_MARKS];  // checked sums that fit if the guards hold
    uint32_t call_count;
    fora_fn
        calls[VERSION_MOST_CALLS];  // small functions that get what the counter decides
} version_loop;

const bool *loop_functions_with_checks(const fora_program *program, fora_arena *arena);
void loop_work_update(loop_work *work);  // dominators and predecessors anew
// Headers of natural loops, outer before inner.
fora_block *loop_headers(const loop_work *work, uint32_t *count);
// Recognises a counted loop with checks that depend on its counter.
bool loop_is_worth_versions(const loop_work *work, fora_block header,
                            version_loop *loop);
// Has the small functions that the loop calls expanded in it, where the guards decide
// their checks.
void loop_expand_calls(const loop_work *work, const version_loop *loop);
// Finds the checked sums that only add up small terms.
void loop_find_sums(const loop_work *work, version_loop *loop);
// Adds a guard unless it is there; false if there is no room or it cannot be one.
bool loop_guard(const loop_work *work, version_loop *loop, fora_val value);
// What the terminator of `from` hands to parameter `which` of `to`; 0 if it reaches `to`
// on two ways.
fora_val loop_argument(const fora_function *f, fora_block from, fora_block to,
                       uint32_t which);
// Notes that a checked sum fits; false if there is no room.
bool loop_mark(version_loop *loop, fora_op op);

static inline bool
loop_is_marked(const version_loop *loop, fora_op op)
{
    for (uint32_t i = 0; i < loop->mark_count; i++) {
        if (loop->marks[i] == op)
            return true;
    }
    return false;
}
