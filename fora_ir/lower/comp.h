// Between `comp`, `for` and `emit`: what becomes of emitted values.
#pragma once

#include "cursor.h"
#include "scope.h"

// One of the lists that a comp LISTS fills.
typedef struct {
    fora_type container;
    fora_val object;   // owned; 0: not made yet
    fora_val data;     // the address of its elements; 0: there may be no room for all
    fora_val counter;  // frame memory, i64: how many it got
} lower_comp_list;

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
    fora_val reused;  // the address of the elements of the list whose memory this one,
                      // or the first of LISTS, took if nobody else held it; 0: none
    fora_val aside;   // then: frame memory, the list that is walked if others hold it
    uint32_t list_count;  // LISTS
    lower_comp_list *lists;
    fora_val value;      // frame memory: the sum, best value or answer
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

// The only `emit` of a filter, which the `for` itself or one `if` directly in it owns; 0:
// there is more between them.
fora_op lower_comp_emit(lower_context *ctx, const lower_comp *comp);

// ---- comp_filter.c ------------------------------------------------------------------

// Whether a filter may keep its elements in the memory of the list that it walks, should
// nobody else hold that any more.
bool lower_filter_reuses(lower_context *ctx, const lower_comp *comp,
                         const lower_cursor *cursor, fora_type container);
// Takes the list from the cursor, which goes on reading its elements: the list to fill.
fora_val lower_filter_reuse(lower_context *ctx, lower_comp *comp, lower_cursor *cursor);
// The list with its length, rid of room that it does not need.
fora_val lower_filter_finish(lower_context *ctx, lower_comp *comp);
// comp LISTS
void lower_lists_begin(lower_context *ctx, lower_comp *comp);
void lower_lists_reserve(lower_context *ctx, lower_comp *comp, lower_cursor *cursor);
void lower_lists_emit(lower_context *ctx, lower_comp *comp, fora_op emit);
void lower_lists_finish(lower_context *ctx, lower_comp *comp);

// ---- comp_ranges.c ------------------------------------------------------------------

// With room made for a filter of integers by constants: has the runtime do the most of it,
// and the cursor begin behind that.
void lower_ranges(lower_context *ctx, const lower_comp *comp, lower_cursor *cursor);
