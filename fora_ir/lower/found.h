// Entries of tables that have been looked up already (found.c).
#pragma once

#include "key.h"

// At `op` it is known that `entry` (a ptr, null if there is none) is that of the key in the
// table; both are values of `source`.
void lower_found_note(lower_context *ctx, fora_op op, fora_val table, fora_val key,
                      fora_val entry);
// That entry if it is known at `op`, else 0.
fora_val lower_found_entry(lower_context *ctx, fora_op op, fora_val table,
                           fora_val key);
// The table for updating: a copy if somebody else holds it. *entry (null: none, 0: not
// known) becomes the entry there.
fora_val lower_found_unique(lower_context *ctx, const lower_table *table,
                            fora_val object, fora_val *entry);

// ---- Behind an `if` -----------------------------------------------------------------

// The table that an `if` yields, when in all its regions the entry of one key is known.
typedef struct lower_found_join {
    uint32_t result;  // of the `if`
    fora_val key;     // of `source`; 0: none
    fora_val room;    // LOW: where the regions leave the entry
    bool known;
} lower_found_join;

void lower_found_join_begin(lower_context *ctx, fora_op if_op, lower_found_join *join);
// At a `yield` that ends a region of it.
void lower_found_join_yield(lower_context *ctx, fora_op yield, lower_found_join *join);
void lower_found_join_end(lower_context *ctx, fora_op if_op,
                          const lower_found_join *join);
