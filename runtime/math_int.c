// The math module's functions on integers. Results beyond 64 bits raise.
#include <math.h>

#include "rt.h"

static uint64_t
size_of(int64_t value)
{
    return value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
}

int64_t
rt_math_factorial(int64_t n)
{
    if (n < 0) {
        rt_raise_format(RT_EXC_ValueError,
                        "factorial() not defined for negative values");
        return 0;
    }
    int64_t product = 1;
    for (int64_t factor = 2; factor <= n; factor++)
        if (__builtin_mul_overflow(product, factor, &product)) {
            rt_raise_overflow();
            return 0;
        }
    return product;
}

static bool
are_natural(int64_t n, int64_t k)
{
    if (n < 0)
        rt_raise_format(RT_EXC_ValueError, "n must be a non-negative integer");
    else if (k < 0)
        rt_raise_format(RT_EXC_ValueError, "k must be a non-negative integer");
    return n >= 0 && k >= 0;
}

// Each step divides exactly: the product so far is a binomial coefficient.
int64_t
rt_math_comb(int64_t n, int64_t k)
{
    if (!are_natural(n, k) || k > n)
        return 0;
    if (k > n - k)
        k = n - k;
    unsigned __int128 result = 1;
    for (int64_t i = 1; i <= k; i++) {
        result = result * (uint64_t)(n - k + i) / (uint64_t)i;
        if (result > INT64_MAX) {
            rt_raise_overflow();
            return 0;
        }
    }
    return (int64_t)result;
}

int64_t
rt_math_perm(int64_t n, int64_t k)
{
    if (!are_natural(n, k) || k > n)
        return 0;
    int64_t result = 1;
    for (int64_t i = 0; i < k; i++)
        if (__builtin_mul_overflow(result, n - i, &result)) {
            rt_raise_overflow();
            return 0;
        }
    return result;
}

static uint64_t
divisor_of(uint64_t a, uint64_t b)
{
    while (b != 0) {
        uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

int64_t
rt_math_gcd(int64_t a, int64_t b)
{
    uint64_t divisor = divisor_of(size_of(a), size_of(b));
    if (divisor > INT64_MAX)
        rt_raise_overflow();
    return (int64_t)divisor;
}

int64_t
rt_math_lcm(int64_t a, int64_t b)
{
    if (a == 0 || b == 0)
        return 0;
    uint64_t x = size_of(a), y = size_of(b), multiple;
    if (__builtin_mul_overflow(x / divisor_of(x, y), y, &multiple) ||
        multiple > INT64_MAX) {
        rt_raise_overflow();
        return 0;
    }
    return (int64_t)multiple;
}

int64_t
rt_math_isqrt(int64_t n)
{
    if (n < 0) {
        rt_raise_format(RT_EXC_ValueError, "isqrt() argument must be nonnegative");
        return 0;
    }
    uint64_t root = (uint64_t)sqrt((double)n);
    while (root * root > (uint64_t)n)
        root--;
    while ((root + 1) * (root + 1) <= (uint64_t)n)
        root++;
    return (int64_t)root;
}
