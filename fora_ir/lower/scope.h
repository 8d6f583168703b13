// The regions of structured control flow around the place that is being lowered.
#pragma once

#include "lower.h"

typedef enum {
    LOWER_SCOPE_REGION,   // a block whose `yield` goes to yield_to, nothing else
    LOWER_SCOPE_LOOP,     // `continue` and `break` too
    LOWER_SCOPE_TRY,      // raises go to handler
    LOWER_SCOPE_HANDLER,  // handling ends on every way out
    LOWER_SCOPE_COMP,     // `emit` adds to the comp
} lower_scope_kind;

typedef struct lower_comp lower_comp;  // comp.c

struct lower_scope {
    lower_scope *outer;
    lower_scope_kind kind;
    fora_block yield_to;
    struct lower_found_join *found;  // what is known behind an `if`, or NULL
    fora_block continue_to, break_to;
    fora_block handler;
    fora_val handled_before;  // what rt_handle_end gets
    lower_comp *comp;
    uint32_t state_count;  // `continue` hands on the cursor's next state too
    const fora_val *state;
};

// A variable, global or cell whose value is being updated. Until the updated value is put
// back, a raise puts back the old one, so that handlers and later readers find it.
typedef struct lower_taken {
    struct lower_taken *outer;
    fora_opcode code;  // of the take
    uint64_t variable;
    fora_type type;
    fora_val base;  // address; for cells the ref
    int64_t offset;
    fora_memory class;
    const fora_val *components;
} lower_taken;

void lower_scope_push(lower_context *ctx, lower_scope *scope, lower_scope_kind kind);
void lower_scope_pop(lower_context *ctx);
// Ends handling of exceptions in the scopes inside `until` (NULL: all).
void lower_scope_leave(lower_context *ctx, const lower_scope *until);
lower_scope *lower_scope_find(lower_context *ctx, lower_scope_kind kind);

// In a comp of kind ANY or ALL with carried values: leaves `loop` with the operands of
// `continue` if the answer is decided. See comp.c.
void lower_leave_decided(lower_context *ctx, lower_scope *loop, uint32_t count,
                         const fora_val *operands);
