// Numbers as ASCII text, for the runtime's own files.
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "fora_runtime.h"

enum { RT_INT_DIGITS = 24, RT_FLOAT_CHARS = 40, RT_SHORTEST = 17 };

// Writes the decimal form to the end of `digits`; returns its length.
size_t rt_int_digits(int64_t value, char digits[RT_INT_DIGITS]);
// The same for an unsigned number in base 2, 8, 10 or 16, into `digits` of 64.
size_t rt_base_digits(uint64_t value, int base, bool upper, char digits[64]);

// repr(value), not NUL-terminated; returns its length.
size_t rt_float_repr(double value, char text[RT_FLOAT_CHARS]);
// Shortest decimal digits that read back as the finite value > 0, without zeros at the
// end; *point: where the decimal point stands, 0 before the first digit.
int rt_float_shortest(double value, char digits[RT_SHORTEST + 1], int *point);

// float(text) for text of CPython's grammar without white space around and without
// underscores; false: not a number.
bool rt_float_read(const char *text, size_t count, double *value);
