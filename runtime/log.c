// The logarithm of lanes: fora_logarithm.h.
#include <math.h>

#include "lanes.h"

const double rt_log_centres[2 << FORA_LOG_BITS] = {
#define LOG(inverse, logarithm) inverse, logarithm,
#include "log_table.def"
#undef LOG
};

rt_lanes_state rt_log_state;

static double
near_one(double x)
{
    double r = x - 1.0, square = r * r, cube = r * square;
    double q = fma(square, FORA_LOG_B9, fma(r, FORA_LOG_B8, FORA_LOG_B7));
    q = fma(cube, FORA_LOG_B10, q);
    q = fma(cube, q, fma(square, FORA_LOG_B6, fma(r, FORA_LOG_B5, FORA_LOG_B4)));
    q = fma(cube, q, fma(square, FORA_LOG_B3, fma(r, FORA_LOG_B2, FORA_LOG_B1)));
    double shifted = r * FORA_LOG_SPLIT, upper = r + shifted - shifted;
    double half = upper * upper * -0.5, high = r + half;
    double lost = fma(-0.5 * (r - upper), upper + r, r - high + half);
    return fma(cube, q, lost) + high;
}

double
rt_log_figured(double x)
{
    uint64_t bits = rt_bits_of(x);
    if (bits - FORA_LOG_NEAR_LOW < FORA_LOG_NEAR_HIGH - FORA_LOG_NEAR_LOW)
        return near_one(x);
    uint64_t above = bits - FORA_LOG_LEAST;
    uint64_t i = above >> (52 - FORA_LOG_BITS) & ((1u << FORA_LOG_BITS) - 1);
    int64_t power = (int64_t)above >> 52;
    double k = (double)power, z = rt_float_of(bits - ((uint64_t)power << 52));
    double r = fma(z, rt_log_centres[2 * i], -1.0), square = r * r;
    double whole = fma(k, FORA_LOG_LN2_HIGH, rt_log_centres[2 * i + 1]);
    double high = whole + r;
    double t = fma(k, FORA_LOG_LN2_LOW, whole - high + r);
    t = fma(square, FORA_LOG_A0, t);
    double q =
        fma(square, fma(r, FORA_LOG_A4, FORA_LOG_A3), fma(r, FORA_LOG_A2, FORA_LOG_A1));
    return fma(r * square, q, t) + high;
}

// Near 1, up to 4, and of all magnitudes. Another method, or one of the roundings at another
// place, shows in one result in some hundred.
bool
rt_log_agrees(void)
{
    enum { SAMPLES = 4096 };
    uint64_t state = 1;
    for (int i = 0; i < SAMPLES; i++) {
        double unit = (double)(rt_lanes_sample(&state) >> 11) * 0x1p-53;
        double any = rt_float_of(FORA_LOG_NORMAL + (uint64_t)(unit * FORA_LOG_FINITE));
        double arguments[] = {0.94 + 0.12 * unit, 0.01 + 4.0 * unit, any};
        for (int j = 0; j < 3; j++)
            if (rt_log_figured(arguments[j]) != log(arguments[j]))
                return false;
    }
    return true;
}

rt_ptr
rt_log_try(void)
{
    rt_log_state = rt_log_agrees() ? RT_LANES_AGREE : RT_LANES_DIFFER;
    return rt_log_table();
}

bool
rt_log_again(rt_ptr arguments, rt_ptr results, int64_t lanes)
{
    return rt_lanes_ask(log, arguments, results, lanes);
}
