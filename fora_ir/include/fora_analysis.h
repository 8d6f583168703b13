// Checks that stand between inference and lowering, over typed HIGH Fora.
#pragma once

#include "fora_ir.h"

// Proves for every update of a list, dict or set that no other reference to it is used
// afterwards, so that updating a value means what updating the object would. Reports what
// it cannot prove; returns whether all was proved. (Rules 1 to 3 of doc/language.md,
// "Updates".)
bool fora_alias_check(fora_program *program);

// A `for` whose body updates the very list, dict or set that it walks through (or whose
// view it walks through): the number of the carried value that is that container, -1 if
// there is none. Such a loop reads length and elements from the carried value as it is at
// each step, which is what CPython does.
int64_t fora_for_updated(const fora_program *program, const fora_function *function,
                         fora_op op);
