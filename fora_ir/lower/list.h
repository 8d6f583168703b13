// Between the files that lower operations on sequences.
#pragma once

#include "lower.h"

// Room for the components of a value of the type.
fora_val *lower_components(lower_context *ctx, fora_type type);
// An index counted from the front; IndexError with the message unless it is in the range.
fora_val lower_checked_index(lower_context *ctx, fora_val index, fora_val length,
                             const char *message);
// The address of element `index` of a list.
fora_val lower_list_slot(lower_context *ctx, fora_type list, fora_val object,
                         fora_val index);

// Whether the slice or concatenation of vtuples is made as part of the concatenation that
// alone uses it.
bool lower_vtuple_deferred(lower_context *ctx, fora_op op);

// A slice with None filled in, as the runtime wants it.
typedef struct {
    fora_val start, stop, step, absent;
} lower_slice;

lower_slice lower_slice_of(lower_context *ctx, fora_type type,
                           const fora_val *components);
