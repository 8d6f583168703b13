// Between exp.c and hot_number.c, and for tests: exponentials in lanes.
#pragma once

#include "fora_exponential.h"
#include "fora_runtime.h"

typedef enum { RT_EXP_UNKNOWN, RT_EXP_AGREES, RT_EXP_DIFFERS } rt_exp_state;

// Whether the C library's exp was found to be rt_exp_figured. Written once, by whoever asks
// first; all would write the same.
extern rt_exp_state rt_exp_agreement;
// T and H of fora_exponential.h, from H[i] taken i << 45, so that k << 45 can be added.
extern const uint64_t rt_exp_powers[2 << FORA_EXP_BITS];

// exp(x) for |x| < FORA_EXP_MOST as fora_exponential.h has it.
double rt_exp_figured(double x);
// Compares it with the C library's.
bool rt_exp_agrees(void);
// rt_exp_table() of the first time.
rt_ptr rt_exp_try(void);
