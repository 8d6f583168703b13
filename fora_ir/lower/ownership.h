// What the files of the ownership pass share: one LOW function under analysis.
//
// A tracked value is a ref or a ptr. It has a root:
//   itself        it is OWNED: it stands for one count that must be given away or released
//   another value it is BORROWED from that owned value, which must live while it is used
//   0             it outlives the function (constants, borrowed parameters, what they hold)
#pragma once

#include "../analysis/bits.h"
#include "../dominators.h"
#include "fora_lower.h"

enum { OWN_UNKNOWN = UINT32_MAX };  // a root that the fixpoint has not found yet

typedef struct {
    fora_arena *arena;  // scratch
    fora_program *program;
    fora_function *function;
    ir_dominators dominators;
    uint32_t *root;  // by value
    bool *forced;    // by value: borrowing is unsound or useless
    fora_val *first_dependent,
        *next_dependent;  // by value: lists of those borrowed from it
    ir_bits *live_in;     // by block: tracked values; parameters of the block excluded
    uint32_t *predecessors;  // by block: edges into it
} own_function;

// How an operation uses a ref operand.
typedef enum { OWN_BORROWS, OWN_CONSUMES } own_use;

// A runtime call that consumes operands only if it does not raise, and the edge of its
// block's terminator on which it has raised.
typedef struct {
    fora_op op;            // 0: none in this block
    uint32_t raised_edge;  // 0 or 1
} own_deferred;

// ---- ownership_roots.c --------------------------------------------------------------

bool own_is_ref(const own_function *own, fora_val value);
bool own_is_tracked(const own_function *own, fora_val value);
// Constants and null: counts do not matter.
bool own_is_immortal(const own_function *own, fora_val value);
static inline bool
own_is_owned(const own_function *own, fora_val value)
{
    return own->root[value] == value;
}
own_use own_operand_use(const own_function *own, fora_op op, uint32_t i);
// How the parameter that an edge's operand becomes takes it. `edge` is the successor's
// number, `i` the parameter's.
static inline fora_val
own_edge_operand(const fora_function *f, fora_op last, uint32_t edge, uint32_t i)
{
    uint32_t first = 0;
    if (f->ops[last].code == FORA_OP_L_BRANCH)
        first = edge == 0 ? 1 : 1 + (uint32_t)fora_attribute(f, last, 0);
    return fora_operand(f, last, first + i);
}
// Finds all roots, given what is forced.
void own_find_roots(own_function *own);
own_deferred own_find_deferred(const own_function *own, fora_block block);

// ---- ownership_live.c ---------------------------------------------------------------

void own_find_liveness(own_function *own);
// Adds the operands of `op`, and their roots, to `live`.
void own_add_uses(const own_function *own, fora_op op, ir_bits live);
// What is live behind the terminator on edge `edge`: the target's, plus nothing.
void own_live_out(const own_function *own, fora_block block, ir_bits live);
// Forces borrowed values that live on where their root is consumed or its content changes;
// returns whether there were any.
bool own_force_violations(own_function *own);

// ---- ownership_insert.c -------------------------------------------------------------

void own_insert_counts(own_function *own);
