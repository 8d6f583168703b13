// Between the files that implement cursors.
#pragma once

#include "cursor.h"

// Goes on if `more`, else jumps to `exhausted`.
void lower_cursor_leave_unless(lower_context *ctx, fora_val more, fora_block exhausted);

// cursor_range.c
void lower_range_open(lower_context *ctx, lower_cursor *cursor);
void lower_range_next(lower_context *ctx, lower_cursor *cursor, const fora_val *state,
                      fora_block exhausted, fora_val *element, fora_val *next);
fora_val lower_range_cursor_length(lower_context *ctx, lower_cursor *cursor);

// cursor_nested.c: enumerate and zip
void lower_nested_open(lower_context *ctx, lower_cursor *cursor);
void lower_nested_next(lower_context *ctx, lower_cursor *cursor, const fora_val *state,
                       fora_block exhausted, fora_val *element, fora_val *next);
fora_val lower_nested_length(lower_context *ctx, lower_cursor *cursor);
