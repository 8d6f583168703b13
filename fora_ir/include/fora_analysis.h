// Checks that stand between inference and lowering, over typed HIGH Fora.
#pragma once

#include "fora_ir.h"

// Proves for every update of a list, dict or set that no other reference to it is used
// afterwards, so that updating a value means what updating the object would. Reports what
// it cannot prove; returns whether all was proved. (Rules 1 to 3 of doc/language.md,
// "Updates".)
bool fora_alias_check(fora_program *program);
