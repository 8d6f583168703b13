// Which part of a raised expression CPython 3.11 marks.
#pragma once

#include <stdbool.h>
#include <stddef.h>

// For the text of one expression: if it is a binary operation or a subscript, the bytes
// from *left to *right (its operator, or the brackets with what is in them).
bool rt_carets_anchor(const char *text, size_t length, size_t *left, size_t *right);
