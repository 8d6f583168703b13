// Keys of dictionaries and sets, and equality of values of one type: hashes as CPython's,
// so that 1, 1.0 and True are one key.
#pragma once

#include "lower.h"

// Makes sure of a key at the place: a value that cannot be hashed (a list, or a tuple or
// union that holds one) raises TypeError there; a type that forac cannot hash is reported,
// and false returned.
bool lower_require_key(lower_context *ctx, fora_type type, const fora_val *value);
// Python's hash: i64.
fora_val lower_hash(lower_context *ctx, fora_type type, const fora_val *value);
// i1: equality of two values of one type that can be a key.
fora_val lower_equal(lower_context *ctx, fora_type type, const fora_val *a,
                     const fora_val *b);
// Makes a value of type `from` comparable with keys of type `to`. *possible: i1, false if
// no key can equal it (then the components are those of some key); 0: always possible.
// Returns false if never.
bool lower_key_convert(lower_context *ctx, fora_type from, fora_type to,
                       const fora_val *value, fora_val *result, fora_val *possible);

// ---- Tables: dictionaries, sets and frozensets --------------------------------------

typedef struct {
    fora_type key, value;  // value: none for sets
    bool is_set;
    uint32_t value_offset, entry_size;
} lower_table;

// Makes sure of a key that is looked up, as lower_require_key; in a set one can look for a
// set, which is taken as a frozenset there.
bool lower_require_sought(lower_context *ctx, const lower_table *table, fora_type type,
                          const fora_val *value);
lower_table lower_table_of(lower_context *ctx, fora_type container);
// The address of the key's entry, or null: a ptr.
fora_val lower_table_find(lower_context *ctx, const lower_table *table, fora_val object,
                          const fora_val *key);
// The same for a key of any type: what cannot be equal to a key is not found.
fora_val lower_table_find_any(lower_context *ctx, const lower_table *table,
                              fora_val object, fora_type type, const fora_val *value);
// Puts a missing key into a table that nobody else holds; returns the entry.
fora_val lower_table_insert(lower_context *ctx, const lower_table *table,
                            fora_val object, const fora_val *key);
void lower_table_remove(lower_context *ctx, const lower_table *table, fora_val object,
                        fora_val entry);
// The table for updating: a copy if somebody else holds it.
fora_val lower_table_unique(lower_context *ctx, const lower_table *table,
                            fora_val object);
// KeyError for the key that is operand 1 of `op`; ends the block.
void lower_raise_key_error(lower_context *ctx, fora_op op);
// Stores the value in the entry of the key, or in a new one if it is null; returns the
// entry. Keys that are there stay.
fora_val lower_table_put_at(lower_context *ctx, const lower_table *table,
                            fora_val object, fora_val entry, const fora_val *key,
                            const fora_val *value);
// The same after looking for the entry.
void lower_table_put(lower_context *ctx, const lower_table *table, fora_val object,
                     const fora_val *key, const fora_val *value);
