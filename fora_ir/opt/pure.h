// What may be moved, and what is the same, in typed HIGH.
#pragma once

#include "fora_ir.h"

// Whether `op` and all inside it raise nothing, change nothing, and read nothing that may
// change: it may run earlier, later, or not at all. Terminators of regions that it owns are
// part of it.
bool ir_is_pure(const fora_program *program, const fora_function *f, fora_op op);
// The same of an operation that a condition guards, if it may run although the condition
// is false: it then sees values that are not what their types say (a project of a union
// that holds another member), so it must not follow references.
bool ir_is_safe_anywhere(const fora_program *program, const fora_function *f,
                         fora_op op);
// Whether values of the type hold no references, in lists either.
bool ir_is_plain(const fora_program *program, fora_type type);
// Whether two values are certain to be the same: one value, or made alike from such.
bool ir_is_same(const fora_function *f, fora_val a, fora_val b);
