// Lanes: the body of a comprehension for 8 or 16 elements at once, one element a lane
// (doc/adr/0007-lanes.md). Between the files lanes*.c, and the hooks of those that emit.
//
// While ctx->lanes is set, a LOW value is either uniform, the same for all lanes (an
// ordinary machine type), or it is lanes. Functions that emit single operations make lanes
// of the uniform operand where the other one is lanes, so the LOWER functions of rules.def
// serve both, as long as they do not branch on a value. What would raise leaves for
// `abandon`, where ordinary code runs the same elements again, one by one.
#pragma once

#include "../analysis/interval.h"
#include "comp.h"
#include "cursor.h"
#include "program.h"

#include <setjmp.h>

// Frame memory of a lane variable.
typedef struct {
    fora_val address;
    fora_type type;
} lanes_slot;

// A function whose body is walked in place of a call.
typedef struct lanes_frame {
    struct lanes_frame *outer;
    fora_block exit;          // all is uniform: where returns lead, with the result
    bool early;               // otherwise: returns from more than its end
    const fora_val *results;  // components, when it returns at its end only
    lanes_slot *slots;        // of the result's components when early
} lanes_frame;

typedef struct lanes_loop {
    struct lanes_loop *outer;
    fora_op op;
    bool leaves;          // lanes may leave on their own
    bool breaks;          // by `break`
    uint32_t continues;   // operations `continue`
    lanes_slot *carried;  // components
    lanes_slot *results;  // components, where there is a break
    lanes_slot at_work;   // leaves: lanes that go round; in the body: go on
    lanes_slot left;      // breaks: those that have left by it
} lanes_loop;

// What becomes of what is emitted.
typedef enum {
    LANES_ELEMENTS,  // of the list comprehension that runs in lanes
    LANES_TERMS,     // of the sum whose terms are computed in lanes
    LANES_SUM,
    LANES_COUNT,  // lists, one a lane: how many elements each gets
    LANES_FILL,
} lanes_sink_kind;

typedef struct lanes_sink {
    struct lanes_sink *outer;
    lanes_sink_kind kind;
    fora_op op;             // the comp
    lower_comp *comp;       // ELEMENTS, TERMS
    fora_op emitted_by;     // TERMS: the `emit`; 0: none yet
    lanes_slot value;       // TERMS; SUM: the sum; COUNT
    lanes_slot some;        // SUM: a float was added (address 0: of no interest)
                            // TERMS: the lanes that have one
    fora_val data, places;  // FILL: frame memory, where each list's next element goes
} lanes_sink;

struct lower_lanes {
    uint32_t width;
    fora_val mask;  // lanes at work at this place; 0: all
    bool idle;      // no lane gets to this place
    fora_block abandon;
    jmp_buf *give_up;
    fora_map *facts;    // LOW value -> lanes_fact *
    uint32_t most_ops;  // more operations than that are not worth it
    lanes_frame *frame;
    uint32_t depth;
    lanes_loop *loop;
    lanes_sink *sink;
    const fora_val *yielded;  // components of the last `yield`
    fora_val index;           // number of the first lane's element, uniform
    bool much_work;           // a loop, or a function of the C library, was met
    bool checks, divergent;   // were met
};

// What is known of a LOW value.
typedef struct {
    ir_interval interval;
    fora_val scalar;       // lanes: all are this uniform value; 0: unknown
    fora_val base;         // lanes: base + number of the lane; 0: unknown
    const fora_val *refs;  // lanes that stand for refs: those, one a lane
    fora_val owner;  // lanes of refs, ptrs: what keeps their objects alive, uniform
} lanes_fact;

// ---- lanes_value.c -------------------------------------------------------------------

// Ends the walk: the body cannot run in lanes.
_Noreturn void lanes_give_up(lower_context *ctx);
bool lanes_is(const lower_context *ctx, fora_val value);
fora_type lanes_type(lower_context *ctx, fora_type machine);
// Of what is read from memory: also refs and addresses, of which only loads come.
fora_type lanes_read_type(lower_context *ctx, fora_type machine);
fora_val lanes_splat(lower_context *ctx, fora_val value);
fora_val lanes_iota(lower_context *ctx, fora_val base);  // base + number of the lane
// Both true, without looking at `cond` where the mask (0: all) is false.
fora_val lanes_and(lower_context *ctx, fora_val mask, fora_val cond);
fora_val lanes_and_not(lower_context *ctx, fora_val mask, fora_val cond);
fora_val lanes_or(lower_context *ctx, fora_val a, fora_val b);
fora_val lanes_any(lower_context *ctx, fora_val mask);   // uniform i1
fora_val lanes_bits(lower_context *ctx, fora_val mask);  // uniform i64: bit i, lane i
// `cond` holds in some lane at work: uniform i1.
fora_val lanes_some(lower_context *ctx, fora_val cond);
void lanes_fail(lower_context *ctx);  // abandons if any lane is at work
void lanes_fail_if(lower_context *ctx, fora_val cond);

lanes_fact *lanes_fact_of(lower_context *ctx, fora_val value);
ir_interval lanes_interval(lower_context *ctx, fora_val value);

lanes_slot lanes_slot_new(lower_context *ctx, fora_type machine);
void lanes_put(lower_context *ctx, lanes_slot slot, fora_val value);    // in all lanes
void lanes_blend(lower_context *ctx, lanes_slot slot, fora_val value);  // those at work
fora_val lanes_get(lower_context *ctx, lanes_slot slot);
fora_val lanes_none(lower_context *ctx);                // the mask without lanes
fora_val lanes_all(lower_context *ctx, fora_val mask);  // the mask, also where it is 0

// ---- Hooks of build.c and flow.c -----------------------------------------------------

// Makes the operands alike; the operation that lanes get instead of `code`.
fora_opcode lanes_prepare(lower_context *ctx, fora_opcode code, fora_val *a,
                          fora_val *b);
// Notes what is known of the result.
void lanes_note(lower_context *ctx, fora_opcode code, fora_val result, fora_val a,
                fora_val b);
// The checked operation; false: the ordinary one serves.
bool lanes_checked(lower_context *ctx, fora_opcode code, fora_val a, fora_val b,
                   fora_val *result, fora_val *overflow);

// The value at an address that each lane has of its own. Lanes that are not at work read
// nothing, and hold 0. What they read belongs to an object that is alive beside them, and a
// pure body changes none.
fora_val lanes_load(lower_context *ctx, fora_type machine, fora_val base,
                    int64_t offset, fora_memory class);

// ---- lanes_walk.c --------------------------------------------------------------------

void lanes_operation(lower_context *ctx, fora_op op);
void lanes_region(lower_context *ctx, fora_block region);
// Whether the region holds an operation `code` (nested regions too).
bool lanes_has(const fora_function *f, fora_block region, fora_opcode code);

// ---- lanes_branch.c ------------------------------------------------------------------

void lanes_if(lower_context *ctx, fora_op op);
void lanes_dispatch(lower_context *ctx, fora_op op);

// ---- lanes_loop.c --------------------------------------------------------------------

void lanes_for(lower_context *ctx, fora_op op);
void lanes_while(lower_context *ctx, fora_op op);
void lanes_continue(lower_context *ctx, fora_op op);
void lanes_break(lower_context *ctx, fora_op op);

// ---- lanes_call.c --------------------------------------------------------------------

void lanes_call(lower_context *ctx, fora_op op);
void lanes_return(lower_context *ctx, fora_op op);

// ---- lanes_apply.c -------------------------------------------------------------------

void lanes_apply(lower_context *ctx, fora_op op);

// ---- lanes_comp.c --------------------------------------------------------------------

void lanes_comp(lower_context *ctx, fora_op op);
void lanes_emit(lower_context *ctx, fora_op op);
// The value in lane number `lane`.
fora_val lanes_extract(lower_context *ctx, fora_val value, uint32_t lane);

// ---- lanes_sum.c ---------------------------------------------------------------------

// Whether the comp is a sum of which this `for` gives all terms.
bool lanes_can_sum(lower_context *ctx, const lower_comp *comp, fora_op for_op);
void lanes_begin_terms(lower_context *ctx, lanes_sink *sink);
void lanes_emit_term(lower_context *ctx, lanes_sink *sink, fora_op op);
// Behind a block's walk: adds the terms to the sum, in the order of the lanes.
void lanes_add_terms(lower_context *ctx, lanes_sink *sink);

// ---- lanes_lists.c -------------------------------------------------------------------

// A list comprehension inside of the body: a list for each lane.
void lanes_lists(lower_context *ctx, fora_op op);
void lanes_count(lower_context *ctx, lanes_sink *sink);
void lanes_fill(lower_context *ctx, lanes_sink *sink, fora_type type,
                const fora_val *element);

// ---- lanes_list.c --------------------------------------------------------------------

// Whether elements of what the cursor walks can be read in lanes, by their number.
bool lanes_can_read(lower_context *ctx, const lower_cursor *cursor);
// Each lane's element base[index] of memory that `owner` (null: nobody) keeps.
fora_val lanes_gather(lower_context *ctx, fora_type machine, fora_val base,
                      fora_val index, fora_val owner, uint64_t scale, uint64_t offset);
// The element number `index` (a uniform i64), or with `wide` those from `index` on.
void lanes_read(lower_context *ctx, const lower_cursor *cursor, fora_val index,
                bool wide, fora_val *element);
// Checks what ranges and counters the cursor has, and notes how large elements can be.
void lanes_guard(lower_context *ctx, const lower_cursor *cursor, fora_val length);
void lanes_know_element(lower_context *ctx, const lower_cursor *cursor,
                        const fora_val *element);
void lanes_list_getitem(lower_context *ctx, fora_op op);

// ---- lanes_exp.c, lanes_log.c --------------------------------------------------------

// Functions of the C library, with its very results.
void lanes_math_exp(lower_context *ctx, fora_op op);
void lanes_math_log(lower_context *ctx, fora_op op);

// ---- lanes_fold.c --------------------------------------------------------------------

// A `for` that carries values from one element to the next, such as sums.
typedef struct lanes_fold lanes_fold;

// NULL: its body does something else than computing.
lanes_fold *lanes_fold_new(lower_context *ctx, fora_op op);
uint32_t lanes_fold_count(const lanes_fold *fold);  // components that are carried
// Gives the body's parameters these values.
void lanes_fold_bind(lower_context *ctx, const lanes_fold *fold,
                     const fora_val *carried);
// Walks what does not depend on them in lanes, then does the rest lane by lane, as ordinary
// code. Changes `carried` to what comes behind the block.
void lanes_fold_walk(lower_context *ctx, const lanes_fold *fold, fora_val *carried);

// ---- lanes.c -------------------------------------------------------------------------

typedef struct {
    fora_block again;  // where `continue` leads, with `next`
    fora_val next;
    lanes_fold *fold;
    const fora_val *carried;  // what the loop's head carries
} lower_lanes_loop;

// Lowers a `for` of known length as a loop over blocks of elements: goes on inside of the
// loop over the single elements of a block, its element, number and carried values bound.
// comp: the comprehension that it belongs to; NULL: it carries values. False: nothing was
// emitted.
bool lower_lanes_begin(lower_context *ctx, fora_op op, lower_cursor *cursor,
                       lower_comp *comp, fora_block done, lower_lanes_loop *loop);
