// Errors of arithmetic; each raises and returns something to return.
#pragma once

#include "fora_runtime.h"

double rt_float_zero_error(const char *text);  // ZeroDivisionError
int64_t rt_float_whole_error(double value);    // not finite, or beyond 64 bits
double rt_math_domain_error(void);
double rt_math_range_error(void);
