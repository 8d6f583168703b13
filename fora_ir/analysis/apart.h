// Whether a container is still out of reach of globals, slot variables and cells. The
// relations of sharing.h know of a place only that it leads to a container at some time;
// one that a function fills first and stores in a global last is apart until then.
#pragma once

#include "sharing.h"

// Whether x was made by the function and `place`, by its number, does not lead to it yet
// when `update` runs.
bool ir_is_apart(const ir_sharing *s, fora_op update, fora_val x, uint32_t place);
