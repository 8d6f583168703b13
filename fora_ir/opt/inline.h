// Between the files that bring small functions into their callers.
#pragma once

#include "fora_ir.h"

// What becomes of an operation when its function is brought into a caller.
typedef enum {
    IR_INLINE_NOT,    // it cannot be
    IR_INLINE_COPY,   // raises nothing, changes nothing: it is copied
    IR_INLINE_GUARD,  // may raise, if ir_inline_guard says so
    IR_INLINE_COLD,   // an `if` that a guard became in a function made by this pass
} ir_inline_kind;

ir_inline_kind ir_inline_op(const fora_program *program, const fora_function *f,
                            fora_op op);
// Of an operation of kind GUARD: builds a bool, whether it would raise. `operands` are
// those of the copy.
fora_val ir_inline_guard(fora_builder *builder, const fora_function *f, fora_op op,
                         const fora_val *operands);
// A row of rules.def; it must be there.
uint64_t ir_row_of(const char *name, const char *parameters);
// xs[a:b] of a list: only a step can raise.
bool ir_is_list_slice(const fora_program *program, const fora_function *f, fora_op op);
// Whether the function adds up or maps a list: what other passes can do more with once
// it stands in its caller.
bool ir_inline_walks(const fora_function *f);
