// Values of type zero|float: a float, or the int 0 that an empty sum is.
#pragma once

#include "lower.h"

fora_val lower_real_zero(lower_context *ctx);                     // f64: the int 0
fora_val lower_real_is_zero(lower_context *ctx, fora_val value);  // i1
// The float that a number equals: of type bool, int, zero, float or zero|float.
fora_val lower_real_float(lower_context *ctx, fora_type type, const fora_val *value);
// Sets the result of a SUM, an int or a float (fora_infer.h): `sum` if a float was added
// (`some`, an i1), else what it started from, operand 0.
void lower_set_mixed_sum(lower_context *ctx, fora_op op, fora_val some, fora_val sum);
