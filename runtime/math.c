// The math module's functions on floats: the C library's, with CPython's errors for what is
// outside their domain or range.
#include <errno.h>
#include <math.h>

#include "arithmetic.h"
#include "rt.h"

double
rt_math_domain_error(void)
{
    rt_raise_format(RT_EXC_ValueError, "math domain error");
    return 0;
}

double
rt_math_range_error(void)
{
    rt_raise_format(RT_EXC_OverflowError, "math range error");
    return 0;
}

// A nan from something else is outside the domain; an infinity from something finite is
// so too where the function has a pole, and too large a result where it has none.
static double
checked(double value, double result, bool can_overflow)
{
    if (isnan(result) && !isnan(value))
        return rt_math_domain_error();
    if (isinf(result) && isfinite(value))
        return can_overflow ? rt_math_range_error() : rt_math_domain_error();
    return result;
}

double
rt_math_cbrt(double value)
{
    return checked(value, cbrt(value), false);
}

double
rt_math_exp2(double value)
{
    return checked(value, exp2(value), true);
}

double
rt_math_expm1(double value)
{
    return checked(value, expm1(value), true);
}

double
rt_math_log1p(double value)
{
    // log1p(-0.0) is -0.0 by every C library that matters, as CPython makes sure.
    return value == 0 ? value : checked(value, log1p(value), false);
}

double
rt_math_tan(double value)
{
    return checked(value, tan(value), false);
}

double
rt_math_asin(double value)
{
    return checked(value, asin(value), false);
}

double
rt_math_acos(double value)
{
    return checked(value, acos(value), false);
}

double
rt_math_atan(double value)
{
    return atan(value);
}

double
rt_math_atan2(double y, double x)
{
    return atan2(y, x);
}

double
rt_math_sinh(double value)
{
    return checked(value, sinh(value), true);
}

double
rt_math_cosh(double value)
{
    return checked(value, cosh(value), true);
}

double
rt_math_tanh(double value)
{
    return tanh(value);
}

double
rt_math_asinh(double value)
{
    return asinh(value);
}

double
rt_math_acosh(double value)
{
    return checked(value, acosh(value), false);
}

double
rt_math_atanh(double value)
{
    return checked(value, atanh(value), false);
}

double
rt_math_erf(double value)
{
    return erf(value);
}

double
rt_math_erfc(double value)
{
    return erfc(value);
}

// ---- Logarithms ---------------------------------------------------------------------

double
rt_math_log2(double value)
{
    return value <= 0 ? rt_math_domain_error() : log2(value);
}

double
rt_math_log10(double value)
{
    return value <= 0 ? rt_math_domain_error() : log10(value);
}

double
rt_math_log_base(double value, double base)
{
    double numerator = rt_math_log(value);
    if (rt_pending != NULL)
        return 0;
    double denominator = rt_math_log(base);
    if (rt_pending != NULL)
        return 0;
    if (denominator == 0)
        return rt_float_zero_error("float division by zero");
    return numerator / denominator;
}

// ---- Two operands -------------------------------------------------------------------

double
rt_math_pow(double base, double exponent)
{
    double result = pow(base, exponent);
    if (isfinite(result) || !isfinite(base) || !isfinite(exponent))
        return result;
    return isnan(result) || base == 0 ? rt_math_domain_error() : rt_math_range_error();
}

double
rt_math_fmod(double x, double y)
{
    if (isinf(y) && isfinite(x))
        return x;
    double result = fmod(x, y);
    if (isnan(result) && !isnan(x) && !isnan(y))
        return rt_math_domain_error();
    return result;
}

double
rt_math_remainder(double x, double y)
{
    if (isfinite(x) && isfinite(y) && y != 0)
        return remainder(x, y);
    if (isnan(x))
        return x;
    if (isnan(y))
        return y;
    return isinf(x) || y == 0 ? rt_math_domain_error() : x;
}

double
rt_math_ldexp(double value, int64_t exponent)
{
    if (value == 0 || !isfinite(value))
        return value;
    if (exponent > INT32_MAX)
        return rt_math_range_error();
    if (exponent < INT32_MIN)
        return copysign(0.0, value);
    double result = ldexp(value, (int)exponent);
    return isinf(result) ? rt_math_range_error() : result;
}

double
rt_math_copysign(double value, double sign)
{
    return copysign(value, sign);
}

double
rt_math_nextafter(double from, double to)
{
    return nextafter(from, to);
}

bool
rt_math_isclose(double a, double b, double relative, double absolute)
{
    if (relative < 0 || absolute < 0) {
        rt_raise_format(RT_EXC_ValueError, "tolerances must be non-negative");
        return false;
    }
    if (a == b)
        return true;
    if (isinf(a) || isinf(b))
        return false;
    double distance = fabs(b - a);
    return distance <= fabs(relative * b) || distance <= fabs(relative * a) ||
           distance <= absolute;
}

// ---- Parts of a float ---------------------------------------------------------------

void
rt_math_modf(double value, rt_ptr out)
{
    double *parts = out;
    if (isinf(value)) {
        parts[0] = copysign(0.0, value);
        parts[1] = value;
        return;
    }
    parts[0] = modf(value, &parts[1]);
}

void
rt_math_frexp(double value, rt_ptr out)
{
    struct {
        double mantissa;
        int64_t exponent;
    } *parts = out;
    int exponent = 0;
    parts->mantissa = isfinite(value) ? frexp(value, &exponent) : value;
    parts->exponent = exponent;
}

double
rt_math_ulp(double value)
{
    if (isnan(value))
        return value;
    value = fabs(value);
    if (isinf(value))
        return value;
    double above = nextafter(value, INFINITY);
    return isinf(above) ? value - nextafter(value, -INFINITY) : above - value;
}

static const double pi = 3.141592653589793238462643383279502884197;

double
rt_math_degrees(double value)
{
    return value * (180.0 / pi);
}

double
rt_math_radians(double value)
{
    return value * (pi / 180.0);
}

bool
rt_math_isfinite(double value)
{
    return isfinite(value);
}

bool
rt_math_isinf(double value)
{
    return isinf(value);
}

bool
rt_math_isnan(double value)
{
    return isnan(value);
}
