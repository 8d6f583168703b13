// Lists that exist only to be walked or unpacked: `for line in text.splitlines()[1:]`,
// `for x in xs[1:]`, `a, b = line.split(",")`. They are never built. The operation that
// would make the list is put off to the place of its only use, which can be done because
// values do not change.
#pragma once

#include "cursor.h"

typedef enum {
    LOWER_NO_PIECES,
    LOWER_PIECES_WORDS,   // split()
    LOWER_PIECES_FIELDS,  // split(separator)
    LOWER_PIECES_LINES,   // splitlines()
    LOWER_PIECES_TAIL,    // xs[a:] of a list
} lower_pieces_kind;

typedef struct lower_pieces {
    lower_pieces_kind kind;
    fora_op made_by;  // str.split, str.splitlines, or the slice of a list
    int64_t skip;     // elements at the front that are passed over
    fora_val string, option, state;  // of a string: separator or keepends; the cursor
} lower_pieces;

// Whether nothing is emitted for this `apply`: its use does it.
bool lower_pieces_put_off(lower_context *ctx, fora_op op);
// What the `for` walks instead of a list; false: the list itself.
bool lower_pieces_of(lower_context *ctx, fora_op for_op, lower_pieces *pieces);
void lower_pieces_open(lower_context *ctx, const lower_pieces *pieces,
                       lower_cursor *cursor);
// The next piece of a string, or null.
fora_val lower_pieces_next(lower_context *ctx, const lower_pieces *pieces);

// xs[1:] in zip(xs, xs[1:]): the list goes into the zip under another name, and cursors
// over that start behind the elements that are passed over.
typedef struct lower_tail {
    struct lower_tail *outer;
    fora_val list;  // LOW: the other name
    int64_t skip;
} lower_tail;

// How many elements a cursor over `list` (LOW) passes over.
int64_t lower_tail_skip(const lower_context *ctx, fora_val list);
