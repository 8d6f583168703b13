// Which values of a function may lead to the same container (analysis/alias.c asks).
//
// Tracked are values whose type holds containers, and *places*: globals, slot variables
// and cells, the exceptions under way, and the function's result. Of two tracked things:
//
//   reach(y, x)  the container that x is may be y itself or lie inside y
//   share(y, x)  some container may lie in both, and which kinds of containers that are
//
// and `tangled(x)`: one container may lie in x twice, and which kinds. The relations hold
// between values that exist at the same time: what a loop carries is related by what flows
// in together.
#pragma once

#include "fora_ir.h"

#include "bits.h"
#include "kinds.h"

// What a call makes of two things that it reaches: `holder` may hold what `held` is, or, if
// not whole, something inside of both.
typedef struct {
    uint32_t holder, held;
    bool whole;
} ir_summary_pair;

// What a call does to its arguments and to what lies outside of functions. Arrays by
// parameter of the body block, then by place outside (parameter count + its number).
typedef struct {
    uint32_t count;
    bool *result_in;       // the result's container may lie in the argument, or be it
    bool *in_result;       // the argument's container may lie in the result, or be it
    bool *shares;          // the result and the argument may share a container
    bool *updates;         // the argument's own container is updated
    bool *updates_inside;  // a container inside the argument is updated
    uint32_t pair_count, pair_capacity;
    ir_summary_pair *pairs;
    uint32_t tangled_count;  // container types that may lie in a thing twice
    uint32_t tangled_capacity;
    struct ir_summary_tangle {
        uint32_t thing;  // `count`: the result
        fora_type type;
    } * tangled;
} ir_summary;

typedef struct {
    fora_arena *arena;
    const fora_program *program;
    const fora_function *function;
    ir_holds *holds;
    ir_summary **summaries;  // by function; NULL: not typed
    uint32_t count;          // tracked things, numbered from 1
    uint32_t *of_value;      // by value: its number, 0: not tracked
    uint32_t *of_global, *of_variable, *of_cell;
    bool *
        makes_cell;  // by cell: the function makes it, and no call of it leaves one behind
    uint32_t exception, result;
    fora_type *types;  // by number
    fora_val *values;  // by number; 0: a place
    const ir_kind_table *table;
    const ir_kinds *kinds;  // by number
    ir_bits *reach;         // by number
    ir_kind_set **share;    // by number, NULL: with nothing
    ir_kind_set *tangled;   // by number
    uint32_t *position;     // by operation: its place in the order of the text
    uint32_t *uses;         // by value: how many operands it is
    uint32_t *last_use;     // by value: the place of the last operation that uses it
    bool changed;
} ir_sharing;

ir_sharing *ir_sharing_new(fora_arena *arena, const fora_program *program,
                           const fora_function *function, ir_holds *holds,
                           ir_summary **summaries);
// Recomputes from the present summaries, to a fixpoint.
void ir_sharing_solve(ir_sharing *sharing);

static inline uint32_t
ir_global_places(const fora_program *program)
{
    return program->global_count > 0 ? program->global_count - 1 : 0;
}
// The places that lie outside of functions: globals, then cells, then the exception under
// way; their number there, 0 for one that holds no containers.
static inline uint32_t
ir_outside_count(const fora_program *program)
{
    uint32_t cells = program->cell_count > 0 ? program->cell_count - 1 : 0;
    return ir_global_places(program) + cells + 1;
}
static inline uint32_t
ir_outside(const ir_sharing *s, uint32_t i)
{
    uint32_t globals = ir_global_places(s->program);
    if (i + 1 == ir_outside_count(s->program))
        return s->exception;
    return i < globals ? s->of_global[i + 1] : s->of_cell[i - globals + 1];
}

// Whether the place is a cell of the function's own, which no other call of it sees.
static inline bool
ir_is_own(const ir_sharing *s, uint32_t i)
{
    uint32_t globals = ir_global_places(s->program);
    return i >= globals && i + 1 < ir_outside_count(s->program) &&
           s->makes_cell[i - globals + 1];
}

static inline bool
ir_reaches(const ir_sharing *s, uint32_t y, uint32_t x)
{
    return ir_bits_has(s->reach[y], x);
}
static inline bool
ir_shares(const ir_sharing *s, uint32_t y, uint32_t x)
{
    return s->share[y] && s->share[y][x];
}
// Whether the value `part` of `container` may lie there twice.
static inline bool
ir_is_tangled(const ir_sharing *s, uint32_t container, uint32_t part)
{
    return (s->tangled[container] & s->kinds[part].like_itself) != 0;
}

// How an `apply` treats containers.
typedef enum {
    IR_APPLY_OPAQUE,  // the result may be or hold any argument, or a part of one
    IR_APPLY_ELEMENT,  // the result is a part of operand 0 (or another operand: a default)
    IR_APPLY_SHALLOW,  // a new container with the parts of the operands
    IR_APPLY_UPDATE,   // result 1 is operand 0 afterwards, holding the other operands
    IR_APPLY_NOTHING,  // the result holds no container of the operands
} ir_apply_kind;
ir_apply_kind ir_apply_classify(const ir_sharing *s, fora_op op);

// Whether the operation is known to make a new container (swaps.c).
bool ir_makes_container(const ir_sharing *s, fora_op op);
// Whether a value was made for its only use, in the block of that use, and leads only to
// containers that were made for it, so that nothing else leads to them (swaps.c).
bool ir_is_fresh(const ir_sharing *s, fora_val value, fora_block block);
// Whether a `py.setitem` is one of the two of c[i], c[k] = c[k], c[i] (swaps.c).
bool ir_is_swap(const ir_sharing *s, fora_op op);
