// Iteration over anything a `for` accepts, without an iterator object. A cursor's state
// is a few LOW values that the loop carries; the rest is loaded once, before the loop:
// what is iterated is borrowed and does not change meanwhile.
#pragma once

#include "lower.h"

enum { LOWER_CURSOR_STATES = 2 };  // of a cursor without the nested ones

typedef struct lower_cursor {
    fora_type type;
    fora_type_kind kind;
    const fora_val *parts;  // components of the iterable
    bool reversed;
    uint32_t state_count;  // with those of nested cursors, which come first
    fora_val initial[LOWER_CURSOR_STATES];  // its own
    uint32_t own_states;
    fora_val first;  // list: the index of the first element, 0: it is 0
    const struct lower_pieces *pieces;  // of a string, instead of a list (pieces.h)
    fora_val length;                    // list, vtuple, str, dict, set: loaded once
    fora_val data;                      // address of elements or entries
    fora_val width;                     // str
    fora_val
        kept;  // list whose memory a filter reuses and gives back part by part: frame
               // memory, i64, how many elements it kept; 0: nothing of that. Its
               // second state is how far to read before that
    int64_t step;  // range: when constant, else 0
    uint32_t nested_count;
    struct lower_cursor *nested;  // of enumerate and zip
} lower_cursor;

// Emits what comes before the loop.
void lower_cursor_open(lower_context *ctx, fora_type type, const fora_val *parts,
                       lower_cursor *cursor);
// Writes the state_count first values of the state.
void lower_cursor_initial(const lower_cursor *cursor, fora_val *state);
// Emits one step: jumps to `exhausted` or goes on with the element and the next state.
void lower_cursor_next(lower_context *ctx, lower_cursor *cursor, const fora_val *state,
                       fora_block exhausted, fora_val *element, fora_val *next);
// The number of elements (i64) if it is known before the loop, else 0.
fora_val lower_cursor_length(lower_context *ctx, lower_cursor *cursor);
// The type of the elements.
fora_type lower_cursor_element(lower_context *ctx, fora_type type);
