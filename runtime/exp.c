// What the exponential in lanes needs of the runtime: its table, the check that the C
// library computes as the lanes do, and the library's answer for lanes in doubt.
#include <math.h>
#include <string.h>

#include "exp.h"
#include "fora_exponential.h"

const uint64_t rt_exp_powers[2 << FORA_EXP_BITS] = {
#define EXP(tail, head) tail, head,
#include "exp_table.def"
#undef EXP
};

rt_exp_state rt_exp_agreement;

static double
float_of(uint64_t bits)
{
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static uint64_t
bits_of(double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

double
rt_exp_figured(double x)
{
    double shifted = fma(FORA_EXP_PER_UNIT, x, FORA_EXP_SHIFT);
    uint64_t k = bits_of(shifted), i = k & ((1u << FORA_EXP_BITS) - 1);
    double steps = shifted - FORA_EXP_SHIFT;
    double r = fma(-FORA_EXP_STEP_LOW, steps, fma(-FORA_EXP_STEP_HIGH, steps, x));
    double scale = float_of(rt_exp_powers[2 * i + 1] + (k << (52 - FORA_EXP_BITS)));
    double square = r * r;
    double q = fma(square, fma(r, FORA_EXP_C3, FORA_EXP_C2),
                   float_of(rt_exp_powers[2 * i]) + r);
    q = fma(square * square, fma(r, FORA_EXP_C5, FORA_EXP_C4), q);
    return fma(scale, q, scale);
}

// Some thousand arguments of all magnitudes, by a multiplicative generator of D. Knuth
// (MMIX). Another method, or one of the roundings at another place, shows in one result in
// some hundred.
bool
rt_exp_agrees(void)
{
    enum { SAMPLES = 8192 };
    uint64_t state = 1;
    for (int i = 0; i < SAMPLES; i++) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        double x = ((double)(state >> 11) * 0x1p-52 - 1.0) * (i % 2 ? 2.0 : 500.0);
        if (rt_exp_figured(x) != exp(x))
            return false;
    }
    return true;
}

rt_ptr
rt_exp_try(void)
{
    rt_exp_agreement = rt_exp_agrees() ? RT_EXP_AGREES : RT_EXP_DIFFERS;
    return rt_exp_table();
}

bool
rt_exp_again(rt_ptr arguments, rt_ptr results, int64_t lanes)
{
    const double *x = (const double *)arguments;
    double *y = (double *)results;
    bool fits = true;
    for (; lanes; lanes &= lanes - 1) {
        int lane = __builtin_ctzll((uint64_t)lanes);
        y[lane] = exp(x[lane]);
        fits = fits && !(isinf(y[lane]) && isfinite(x[lane]));
    }
    return fits;
}
