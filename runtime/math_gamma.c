// gamma and lgamma by Lanczos' approximation, step by step as CPython computes them, so
// that the results agree to the last bit.
#include <math.h>

#include "arithmetic.h"

static const double pi = 3.141592653589793238462643383279502884197;
static const double log_pi = 1.144729885849400174143427351353058711647;
static const double lanczos_g = 6.024680040776729583740234375;
static const double lanczos_g_minus_half = 5.524680040776729583740234375;

enum { LANCZOS_TERMS = 13, FACTORIALS = 23 };

static const double numerator[LANCZOS_TERMS] = {
    23531376880.410759688572007674451636754734846804940,
    42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843,
    17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708,
    1439720407.3117216736632230727949123939715485786372,
    248874557.86205415651146038641322942321632125127801,
    31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768,
    186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024,
    210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408};

static const double denominator[LANCZOS_TERMS] = {
    0.0,        39916800.0, 120543840.0, 150917976.0, 105258076.0,
    45995730.0, 13339535.0, 2637558.0,   357423.0,    32670.0,
    1925.0,     66.0,       1.0};

static double
lanczos_sum(double x)
{
    double over = 0.0, under = 0.0;
    if (x < 5.0) {
        for (int i = LANCZOS_TERMS - 1; i >= 0; i--) {
            over = over * x + numerator[i];
            under = under * x + denominator[i];
        }
    } else {
        for (int i = 0; i < LANCZOS_TERMS; i++) {
            over = over / x + numerator[i];
            under = under / x + denominator[i];
        }
    }
    return over / under;
}

static double
sin_pi(double x)
{
    double y = fmod(fabs(x), 2.0), result;
    switch ((int)round(2.0 * y)) {
    case 0:
        result = sin(pi * y);
        break;
    case 1:
        result = cos(pi * (y - 0.5));
        break;
    case 2:
        result = sin(pi * (1.0 - y));
        break;
    case 3:
        result = -cos(pi * (y - 1.5));
        break;
    default:
        result = sin(pi * (y - 2.0));
        break;
    }
    return copysign(1.0, x) * result;
}

// (n - 1)! for a whole number up to 23; the products are exact.
static double
gamma_of_whole(double x)
{
    double product = 1.0;
    for (double factor = 2.0; factor < x; factor += 1.0)
        product *= factor;
    return product;
}

// Multiplies or divides by size**power in two steps where one would overflow.
static double
scaled(double value, double base, double size, bool divide)
{
    if (size < 140.0) {
        double power = pow(base, size - 0.5);
        return divide ? value / power : value * power;
    }
    double root = pow(base, size / 2.0 - 0.25);
    return divide ? value / root / root : value * root * root;
}

static double
gamma_by_lanczos(double x)
{
    double size = fabs(x), y = size + lanczos_g_minus_half, error;
    if (size > lanczos_g_minus_half) {
        volatile double q = y - size;
        error = q - lanczos_g_minus_half;
    } else {
        volatile double q = y - lanczos_g_minus_half;
        error = q - size;
    }
    error = error * lanczos_g / y;
    if (x < 0.0) {
        double result = -pi / sin_pi(size) / size * exp(y) / lanczos_sum(size);
        result -= error * result;
        return scaled(result, y, size, true);
    }
    double result = lanczos_sum(size) / exp(y);
    result += error * result;
    return scaled(result, y, size, false);
}

double
rt_math_gamma(double x)
{
    if (isnan(x) || x == INFINITY)
        return x;
    if (x == 0 || isinf(x) || (x < 0 && x == floor(x)))
        return rt_math_domain_error();
    if (x == floor(x) && x <= FACTORIALS)
        return gamma_of_whole(x);
    double result;
    if (fabs(x) < 1e-20)
        result = 1.0 / x;
    else if (x < -200.0)
        result = 0.0 / sin_pi(x);
    else
        result = x > 200.0 ? INFINITY : gamma_by_lanczos(x);
    return isinf(result) ? rt_math_range_error() : result;
}

double
rt_math_lgamma(double x)
{
    if (!isfinite(x))
        return isnan(x) ? x : INFINITY;
    if (x == floor(x) && x <= 2.0)
        return x <= 0.0 ? rt_math_domain_error() : 0.0;
    double size = fabs(x);
    if (size < 1e-20)
        return -log(size);
    double result = log(lanczos_sum(size)) - lanczos_g;
    result += (size - 0.5) * (log(size + lanczos_g - 0.5) - 1);
    if (x < 0.0)
        result = log_pi - log(fabs(sin_pi(size))) - log(size) - result;
    return isinf(result) ? rt_math_range_error() : result;
}
