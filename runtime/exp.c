// The exponential of lanes: fora_exponential.h.
#include <math.h>

#include "lanes.h"

const uint64_t rt_exp_powers[2 << FORA_EXP_BITS] = {
#define EXP(tail, head) tail, head,
#include "exp_table.def"
#undef EXP
};

rt_lanes_state rt_exp_state;

double
rt_exp_figured(double x)
{
    double shifted = fma(FORA_EXP_PER_UNIT, x, FORA_EXP_SHIFT);
    uint64_t k = rt_bits_of(shifted), i = k & ((1u << FORA_EXP_BITS) - 1);
    double steps = shifted - FORA_EXP_SHIFT;
    double r = fma(-FORA_EXP_STEP_LOW, steps, fma(-FORA_EXP_STEP_HIGH, steps, x));
    double scale = rt_float_of(rt_exp_powers[2 * i + 1] + (k << (52 - FORA_EXP_BITS)));
    double square = r * r;
    double q = fma(square, fma(r, FORA_EXP_C3, FORA_EXP_C2),
                   rt_float_of(rt_exp_powers[2 * i]) + r);
    q = fma(square * square, fma(r, FORA_EXP_C5, FORA_EXP_C4), q);
    return fma(scale, q, scale);
}

// Another method, or one of the roundings at another place, shows in one result in some
// hundred.
bool
rt_exp_agrees(void)
{
    enum { SAMPLES = 8192 };
    uint64_t state = 1;
    for (int i = 0; i < SAMPLES; i++) {
        double unit = (double)(rt_lanes_sample(&state) >> 11) * 0x1p-52 - 1.0;
        double x = unit * (i % 2 ? 2.0 : 500.0);
        if (rt_exp_figured(x) != exp(x))
            return false;
    }
    return true;
}

rt_ptr
rt_exp_try(void)
{
    rt_exp_state = rt_exp_agrees() ? RT_LANES_AGREE : RT_LANES_DIFFER;
    return rt_exp_table();
}

bool
rt_exp_again(rt_ptr arguments, rt_ptr results, int64_t lanes)
{
    return rt_lanes_ask(exp, arguments, results, lanes);
}
