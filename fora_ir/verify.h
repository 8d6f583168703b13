// What the files of the verifier share. Every check returns true when sound, and notes
// the first fault otherwise.
#pragma once

#include "ir.h"

typedef struct {
    const fora_program *program;
    fora_arena *arena;    // for the fault's text
    fora_arena *scratch;  // freed when the verifier is done
    const char *fault;
    fora_fn fn;
    const fora_function *f;
    bool *defined;     // by value: visible at the place being checked
    bool *block_seen;  // by block: no region belongs to two operations
} ir_verifier;

// Notes a fault at an operation (0: at the function as a whole); returns false.
bool ir_fault(ir_verifier *v, fora_op op, const char *format, ...) FORA_PRINTF(3, 4);

bool ir_verify_type(ir_verifier *v, fora_op op, fora_type type);
// What holds for an operation of any level: counts, ranges, attributes.
bool ir_verify_op(ir_verifier *v, fora_op op);
// The chain of a block's operations: links, parents, the terminator at its end.
bool ir_verify_chain(ir_verifier *v, fora_block block);
bool ir_verify_parameters(ir_verifier *v, fora_block block);
bool ir_verify_results(ir_verifier *v, fora_op op);
// Operand types against the operation, in structured (typed) and in LOW functions.
bool ir_verify_machine_types(ir_verifier *v, fora_op op);
bool ir_verify_typed(ir_verifier *v, fora_op op);
bool ir_verify_structured(ir_verifier *v);
bool ir_verify_low(ir_verifier *v);
// Entry and tables; once the functions are sound.
bool ir_verify_lowered(ir_verifier *v);
