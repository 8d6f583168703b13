// Arithmetic on floats that is inlined into user code as bitcode; errors are raised
// elsewhere.
#include <math.h>

#include "arithmetic.h"
#include "lanes.h"

double
rt_float_floordiv(double a, double b)
{
    if (__builtin_expect(b == 0, 0))
        return rt_float_zero_error("float floor division by zero");
    double rest = fmod(a, b), quotient = (a - rest) / b;
    if (rest != 0 && (b < 0) != (rest < 0))
        quotient -= 1.0;
    if (quotient == 0)
        return copysign(0.0, a / b);
    double whole = floor(quotient);
    return quotient - whole > 0.5 ? whole + 1.0 : whole;
}

double
rt_float_mod(double a, double b)
{
    if (__builtin_expect(b == 0, 0))
        return rt_float_zero_error("float modulo");
    double rest = fmod(a, b);
    if (rest == 0)
        return copysign(0.0, b);
    return (b < 0) != (rest < 0) ? rest + b : rest;
}

int64_t
rt_float_to_int(double value)
{
    if (__builtin_expect(value >= -0x1p63 && value < 0x1p63, 1))
        return (int64_t)value;
    return rt_float_whole_error(value);
}

int64_t
rt_math_floor(double value)
{
    return rt_float_to_int(floor(value));
}

int64_t
rt_math_ceil(double value)
{
    return rt_float_to_int(ceil(value));
}

double
rt_math_sqrt(double value)
{
    return __builtin_expect(value < 0, 0) ? rt_math_domain_error() : sqrt(value);
}

double
rt_math_exp(double value)
{
    double result = exp(value);
    if (__builtin_expect(isinf(result) && isfinite(value), 0))
        return rt_math_range_error();
    return result;
}

rt_ptr
rt_exp_table(void)
{
    if (__builtin_expect(rt_exp_state == RT_LANES_AGREE, 1))
        return (rt_ptr)rt_exp_powers;
    return rt_exp_state == RT_LANES_UNKNOWN ? rt_exp_try() : NULL;
}

rt_ptr
rt_log_table(void)
{
    if (__builtin_expect(rt_log_state == RT_LANES_AGREE, 1))
        return (rt_ptr)rt_log_centres;
    return rt_log_state == RT_LANES_UNKNOWN ? rt_log_try() : NULL;
}

double
rt_math_log(double value)
{
    return __builtin_expect(value <= 0, 0) ? rt_math_domain_error() : log(value);
}

double
rt_math_sin(double value)
{
    return __builtin_expect(isinf(value), 0) ? rt_math_domain_error() : sin(value);
}

double
rt_math_cos(double value)
{
    return __builtin_expect(isinf(value), 0) ? rt_math_domain_error() : cos(value);
}

double
rt_math_fabs(double value)
{
    return fabs(value);
}
