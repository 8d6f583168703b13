// Functions of the C library that generated code computes in lanes: their tables, the check
// that the library at hand computes as the lanes do, and its own answers for lanes in doubt.
#pragma once

#include "fora_exponential.h"
#include "fora_logarithm.h"
#include "fora_runtime.h"

// Whether the library's function was found to be the figured one. Written once, by whoever
// asks first; all would write the same.
typedef enum { RT_LANES_UNKNOWN, RT_LANES_AGREE, RT_LANES_DIFFER } rt_lanes_state;
extern rt_lanes_state rt_exp_state, rt_log_state;

// T and H of fora_exponential.h, from H[i] taken i << 45, so that k << 45 can be added.
extern const uint64_t rt_exp_powers[2 << FORA_EXP_BITS];
// 1 / c and log(c) of fora_logarithm.h.
extern const double rt_log_centres[2 << FORA_LOG_BITS];

// exp(x) for |x| < FORA_EXP_MOST as fora_exponential.h has it.
double rt_exp_figured(double x);
// log(x) for normal x > 0 as fora_logarithm.h has it.
double rt_log_figured(double x);
// Compare them with the C library's.
bool rt_exp_agrees(void);
bool rt_log_agrees(void);
// rt_exp_table() and rt_log_table() of the first time.
rt_ptr rt_exp_try(void);
rt_ptr rt_log_try(void);

// Writes the function's results for the lanes of which the bit is set. False if one of them
// is an error in Python: no number from a number, or infinity from a finite one.
bool rt_lanes_ask(double (*function)(double), const double *arguments, double *results,
                  int64_t lanes);

static inline double
rt_float_of(uint64_t bits)
{
    double value;
    __builtin_memcpy(&value, &bits, sizeof value);
    return value;
}

static inline uint64_t
rt_bits_of(double value)
{
    uint64_t bits;
    __builtin_memcpy(&bits, &value, sizeof bits);
    return bits;
}

// The next of a sequence of which the upper bits look random: D. Knuth's multiplicative
// generator MMIX.
static inline uint64_t
rt_lanes_sample(uint64_t *state)
{
    return *state = *state * 6364136223846793005u + 1442695040888963407u;
}
