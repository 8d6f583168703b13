// Values of type zero|float: a float, or the int 0 that an empty sum is.
#pragma once

#include "lower.h"

fora_val lower_real_zero(lower_context *ctx);                     // f64: the int 0
fora_val lower_real_is_zero(lower_context *ctx, fora_val value);  // i1
// The float that a number equals: of type bool, int, zero, float or zero|float.
fora_val lower_real_float(lower_context *ctx, fora_type type, const fora_val *value);
