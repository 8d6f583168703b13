// Between `comp`, `for` and `emit`: what becomes of emitted values.
#pragma once

#include "cursor.h"
#include "scope.h"

struct lower_comp {
    fora_comp kind;
    fora_op op;
    fora_type container;   // LIST, TUPLE, JOIN: the list; SET, DICT: result 0
    fora_val object;       // the container that grows, owned; 0: not made yet
    fora_op sizing_for;    // LIST: the `for` of which every step emits once, or at most
                           // once, so that its length bounds the list's; 0: none
    fora_val counter;      // at most once: frame memory, i64, how many were emitted
    fora_val data, index;  // then: the address of the elements, number of the step
    fora_val kept;         // i1: the list gets to keep what is emitted; 0: it does
    bool refs;             // elements hold refs: the length must always be right
    fora_val value;        // frame memory: the sum, best value or answer
    fora_val flag;       // frame memory: i1, something was emitted, or ANY/ALL: decided
    fora_block decided;  // ANY, ALL without carried values: leaves the whole nest
    uint32_t carried_from;  // first result and operand that is carried
};

// Whether `op` is the `for` that tells the length of the comp's list.
bool lower_comp_sizes_by(const lower_comp *comp, fora_op op);
// Makes the list with the cursor's length; false if that is not known.
bool lower_comp_reserve(lower_context *ctx, lower_comp *comp, lower_cursor *cursor);
// The comp to which the `if` does nothing but emit a value without refs that costs nothing
// to compute, while room for it is known; NULL: none. Such a value is stored whatever the
// condition says and the length grows by it: a filter then has no branch to mispredict.
lower_comp *lower_comp_filtered(lower_context *ctx, fora_op op);
// At the start of each step: its number.
void lower_comp_at(lower_comp *comp, fora_val index);
