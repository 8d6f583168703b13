// What the parts of the pass `ssa` share: sets of variables, which variables are assigned
// and live where (ssa_live.c), the state of renaming (ssa_state.c), and how values meet
// where control flow does (ssa_merge.c, ssa_cycle.c). The pass itself is ssa.c.
#pragma once

#include "../include/fora_ir.h"

// ---- Sets of variables, liveness ----------------------------------------------------

typedef struct {
    fora_function *function;
    fora_arena *arena;     // scratch memory of the pass
    uint32_t words;        // length of a set of variables
    uint64_t **assigned;   // by block: the variables that it or a region in it rebinds
    uint64_t **live_out;   // by operation with regions: live after it
    uint64_t **live_head;  // by operation: loops: live where an iteration starts;
                           // try: live where the handler starts
} ir_ssa_live;

static inline bool
ir_set_has(const uint64_t *set, uint64_t variable)
{
    return set[variable / 64] >> (variable % 64) & 1;
}

static inline void
ir_set_add(uint64_t *set, uint64_t variable)
{
    set[variable / 64] |= UINT64_C(1) << (variable % 64);
}

// Fills `live`, of which `function` and `arena` are given, and sets `slot` of the
// variables that must stay variables.
void ir_ssa_live_compute(ir_ssa_live *live);

// Whether the var.set `op` only refines its variable: it stores a narrow of itself.
bool ir_ssa_refines(const fora_function *function, fora_op op);

// ---- The state of renaming ----------------------------------------------------------

// What is known of a value. In a dry round values that the pass would make are numbers
// beyond the function's own.
typedef struct {
    uint32_t birth;   // order of definition in the walk
    fora_val source;  // the value that this one is, checked or narrowed; or 0
    bool maybe_unbound;
} ir_ssa_fact;

typedef struct {
    uint32_t variable;
    fora_val value;
} ir_ssa_binding;

typedef struct {
    ir_ssa_binding *items;
    uint32_t count, capacity;
} ir_ssa_bindings;

// One way out of a construct: its terminator and what the changed variables hold there.
typedef struct {
    fora_op op;
    ir_ssa_bindings bindings;
} ir_ssa_exit;

typedef struct {
    ir_ssa_exit *items;
    uint32_t count, capacity;
} ir_ssa_exits;

// What the rounds have learnt about a loop or comp: the variables that it carries.
typedef struct {
    uint32_t variable;
    uint32_t part;       // variables of different parts never share a parameter
    bool maybe_unbound;  // some `continue` brings a value that may be unbound
    uint32_t group;      // in this round: number of the parameter that holds it
} ir_ssa_carried;

typedef struct {
    ir_ssa_carried *items;  // ordered by variable
    uint32_t count, capacity;
    uint32_t parts;
} ir_ssa_cycle;

// A loop, for or comp that the walk is inside of.
typedef struct ir_ssa_context ir_ssa_context;
struct ir_ssa_context {
    ir_ssa_context *outer;
    fora_op op;
    ir_ssa_cycle *cycle;
    fora_val *entry;       // by group: what it holds at the entry
    fora_val *parameters;  // by group
    uint32_t group_count;
    uint32_t mark, inner_mark;  // of the log: before and after binding the parameters
    ir_ssa_exits exits;         // breaks
};

typedef struct {
    fora_program *program;
    fora_function *function;
    fora_arena *arena;
    ir_ssa_live live;
    bool dry;               // nothing is changed; the rounds learn what loops carry
    bool again;             // this round learnt something
    fora_val unbound;       // the entry's const.unbound
    fora_val *replacement;  // by value of the original function: what stands for it
    uint32_t original;      // number of original values
    fora_val next_number;   // of the next value of a dry round
    ir_ssa_fact *facts;
    uint32_t fact_capacity;
    uint32_t births;
    fora_val *current;    // by variable
    bool *taken;          // by variable: a var.take awaits its var.set
    ir_ssa_bindings log;  // what variables held before each change
    uint32_t *stamps;     // by variable
    uint32_t *places;     // by variable, where stamped
    uint32_t stamp;
    ir_ssa_cycle **cycles;  // by operation
    ir_ssa_context *context;
} ir_ssa;

void ir_ssa_define(ir_ssa *ssa, fora_val value, fora_val source, bool maybe_unbound);
// A number for a value that a dry round does not make.
fora_val ir_ssa_number(ir_ssa *ssa);
fora_val ir_ssa_resolve(const ir_ssa *ssa, fora_val value);
// The value behind checks and narrowings.
fora_val ir_ssa_strip(const ir_ssa *ssa, fora_val value);
void ir_ssa_bind(ir_ssa *ssa, uint32_t variable, fora_val value);
// Undoes every change since the log had `mark` entries.
void ir_ssa_rollback(ir_ssa *ssa, uint32_t mark);
// The variables changed since `mark` with what they hold now.
void ir_ssa_changes(ir_ssa *ssa, uint32_t mark, ir_ssa_bindings *changes);
// Adds `value` to the operands of `op`, unless the round is dry.
void ir_ssa_pass(ir_ssa *ssa, fora_op op, fora_val value);

// Notes a way out: the changes since `mark`.
void ir_ssa_leave(ir_ssa *ssa, ir_ssa_exits *exits, fora_op op, uint32_t mark);
// Joins the ways out of `construct`, with the variables as at its entry: what differs
// becomes results. `birth` is ssa->births at the entry.
void ir_ssa_merge(ir_ssa *ssa, fora_op construct, const ir_ssa_exits *exits,
                  uint32_t birth);

// Adds `count` results to an operation, without losing those it has.
void ir_ssa_add_results(ir_ssa *ssa, fora_op op, uint32_t count, fora_val *results);

// Enters a loop, for or comp: makes parameters of the block for what it carries.
void ir_ssa_enter(ir_ssa *ssa, ir_ssa_context *context, fora_op op);
// The same for the second block of a `for`.
void ir_ssa_enter_else(ir_ssa *ssa, ir_ssa_context *context);
// At a `continue`, or the `yield` of a comp: passes what is carried on. `live` is what is
// read beyond.
void ir_ssa_next(ir_ssa *ssa, ir_ssa_context *context, fora_op op,
                 const uint64_t *live);
// After a comp: its results.
void ir_ssa_leave_comp(ir_ssa *ssa, ir_ssa_context *context);
