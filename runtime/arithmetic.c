// Arithmetic that is more than an instruction: powers, rounding, exact comparison, hashes.
#include "arithmetic.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rt.h"
#include "str.h"

// ---- Errors -------------------------------------------------------------------------

double
rt_float_zero_error(const char *text)
{
    rt_raise_format(RT_EXC_ZeroDivisionError, "%s", text);
    return 0;
}

int64_t
rt_float_whole_error(double value)
{
    if (isnan(value))
        rt_raise_format(RT_EXC_ValueError, "cannot convert float NaN to integer");
    else if (isinf(value))
        rt_raise_format(RT_EXC_OverflowError,
                        "cannot convert float infinity to integer");
    else
        rt_raise_overflow();
    return 0;
}

// The way CPython reports errno of a C function: two arguments.
static double
raise_range(void)
{
    rt_raise(rt_exception_new(RT_EXC_OverflowError,
                              rt_str_from_c("(34, 'Numerical result out of range')"),
                              rt_str_from_c("34, 'Numerical result out of range'")));
    return 0;
}

// ---- int ----------------------------------------------------------------------------

static uint64_t
size_of(int64_t value)
{
    return value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
}

static int
bits_of(uint64_t value)
{
    return value == 0 ? 0 : 64 - __builtin_clzll(value);
}

// The quotient with at least 55 bits, and a last bit that tells whether anything was lost,
// so that the conversion rounds correctly.
static double
divide(uint64_t a, uint64_t b)
{
    int shift = 56 + bits_of(b) - bits_of(a);
    shift = shift < 0 ? 0 : shift;
    unsigned __int128 dividend = (unsigned __int128)a << shift;
    uint64_t quotient = (uint64_t)(dividend / b);
    quotient |= dividend % b != 0;
    return ldexp((double)quotient, -shift);
}

double
rt_int_truediv(int64_t a, int64_t b)
{
    const int64_t exact = (int64_t)1 << 53;
    if (b == 0)
        return rt_float_zero_error("division by zero");
    if (a >= -exact && a <= exact && b >= -exact && b <= exact)
        return (double)a / (double)b;
    double quotient = divide(size_of(a), size_of(b));
    return (a < 0) != (b < 0) ? -quotient : quotient;
}

int64_t
rt_int_pow(int64_t base, int64_t exponent)
{
    int64_t result = 1;
    while (exponent > 0) {
        if ((exponent & 1) && __builtin_mul_overflow(result, base, &result)) {
            rt_raise_overflow();
            return 0;
        }
        exponent >>= 1;
        if (exponent > 0 && __builtin_mul_overflow(base, base, &base)) {
            rt_raise_overflow();
            return 0;
        }
    }
    return result;
}

double
rt_int_pow_float(int64_t base, int64_t exponent)
{
    return rt_float_pow((double)base, (double)exponent);
}

static uint64_t
multiply_mod(uint64_t a, uint64_t b, uint64_t modulus)
{
    return (uint64_t)((unsigned __int128)a * b % modulus);
}

// The inverse of `value` modulo `modulus`, 0 if there is none (or the modulus is 1).
static uint64_t
inverse(uint64_t value, uint64_t modulus)
{
    __int128 a = value, b = modulus, x = 1, y = 0;
    while (b != 0) {
        __int128 quotient = a / b, rest = a % b, next = x - quotient * y;
        a = b;
        b = rest;
        x = y;
        y = next;
    }
    return a == 1 ? (uint64_t)(x < 0 ? x + modulus : x) : 0;
}

int64_t
rt_int_pow_mod(int64_t base, int64_t exponent, int64_t modulus)
{
    if (modulus == 0) {
        rt_raise_format(RT_EXC_ValueError, "pow() 3rd argument cannot be 0");
        return 0;
    }
    uint64_t m = size_of(modulus), power = size_of(exponent), b = size_of(base) % m;
    if (base < 0 && b != 0)
        b = m - b;
    if (exponent < 0 && m != 1 && (b = inverse(b, m)) == 0) {
        rt_raise_format(RT_EXC_ValueError,
                        "base is not invertible for the given modulus");
        return 0;
    }
    uint64_t result = 1 % m;
    for (; power != 0; power >>= 1) {
        if (power & 1)
            result = multiply_mod(result, b, m);
        b = multiply_mod(b, b, m);
    }
    return modulus < 0 && result != 0 ? (int64_t)(result - m) : (int64_t)result;
}

// Half goes to the even multiple.
int64_t
rt_int_round(int64_t value, int64_t digits)
{
    if (digits >= 0)
        return value;
    if (digits < -19)
        return 0;
    __int128 unit = 1;
    for (; digits < 0; digits++)
        unit *= 10;
    __int128 rest = value % unit, rounded = value - rest;
    if (rest < 0) {
        rest += unit;
        rounded -= unit;
    }
    if (rest * 2 > unit || (rest * 2 == unit && (rounded / unit) % 2 != 0))
        rounded += unit;
    if (rounded > INT64_MAX || rounded < INT64_MIN)
        rt_raise_overflow();
    return (int64_t)rounded;
}

int64_t
rt_int_bit_length(int64_t value)
{
    return bits_of(size_of(value));
}

int64_t
rt_int_bit_count(int64_t value)
{
    return __builtin_popcountll(size_of(value));
}

// ---- Hashes -------------------------------------------------------------------------

enum { HASH_BITS = 61 };
static const int64_t hash_modulus = ((int64_t)1 << HASH_BITS) - 1;

int64_t
rt_int_hash(int64_t value)
{
    int64_t hash = value % hash_modulus;
    return hash == -1 ? -2 : hash;
}

// The value modulo 2**61 - 1, so that equal numbers have equal hashes. A nan's hash is that
// of its address in CPython; here all are 0.
int64_t
rt_float_hash(double value)
{
    if (isnan(value))
        return 0;
    if (isinf(value))
        return value > 0 ? 314159 : -314159;
    int exponent;
    double mantissa = frexp(fabs(value), &exponent);
    uint64_t hash = 0, modulus = (uint64_t)hash_modulus;
    while (mantissa != 0) {
        hash = (hash << 28 & modulus) | hash >> (HASH_BITS - 28);
        mantissa *= 268435456.0;
        exponent -= 28;
        uint64_t part = (uint64_t)mantissa;
        mantissa -= (double)part;
        hash += part;
        if (hash >= modulus)
            hash -= modulus;
    }
    exponent = exponent >= 0 ? exponent % HASH_BITS
                             : HASH_BITS - 1 - (-1 - exponent) % HASH_BITS;
    hash = (hash << exponent & modulus) | hash >> (HASH_BITS - exponent);
    int64_t result = value < 0 ? -(int64_t)hash : (int64_t)hash;
    return result == -1 ? -2 : result;
}

// ---- Comparison ---------------------------------------------------------------------

int32_t
rt_int_float_compare(int64_t integer, double number)
{
    if (isnan(number))
        return 2;
    if (number >= 0x1p63)
        return -1;
    if (number < -0x1p63)
        return 1;
    int64_t whole = (int64_t)number;
    if (integer != whole)
        return integer < whole ? -1 : 1;
    double rest = number - (double)whole;
    return rest > 0 ? -1 : rest < 0;
}

// ---- float --------------------------------------------------------------------------

void
rt_float_divmod(double a, double b, rt_ptr out)
{
    double *parts = out;
    if (b == 0) {
        rt_float_zero_error("float divmod()");
        return;
    }
    parts[0] = rt_float_floordiv(a, b);
    parts[1] = rt_float_mod(a, b);
}

static bool
is_odd(double value)
{
    return fmod(fabs(value), 2.0) == 1.0;
}

// Operands that are not both finite and different from zero; true: *result is the answer.
static bool
special_power(double base, double exponent, double *result)
{
    if (exponent == 0 || base == 1.0)
        *result = 1.0;
    else if (isnan(base) || isnan(exponent))
        *result = isnan(base) ? base : exponent;
    else if (isinf(exponent))
        *result = fabs(base) == 1.0                      ? 1.0
                  : (exponent > 0) == (fabs(base) > 1.0) ? INFINITY
                                                         : 0.0;
    else if (isinf(base))
        *result = exponent > 0 ? (is_odd(exponent) ? base : INFINITY)
                               : (is_odd(exponent) ? copysign(0.0, base) : 0.0);
    else if (base == 0 && exponent > 0)
        *result = is_odd(exponent) ? base : 0.0;
    else
        return false;
    return true;
}

double
rt_float_pow(double base, double exponent)
{
    double result;
    if (special_power(base, exponent, &result))
        return result;
    if (base == 0)
        return rt_float_zero_error("0.0 cannot be raised to a negative power");
    if (base < 0 && exponent != floor(exponent)) {
        rt_raise_format(
            RT_EXC_ForacUnsupported,
            "a negative number to a fractional power is complex, which forac "
            "does not support");
        return 0;
    }
    result = pow(fabs(base), exponent);
    if (isinf(result))
        return raise_range();
    return base < 0 && is_odd(exponent) ? -result : result;
}

int64_t
rt_float_round(double value)
{
    return rt_float_to_int(rint(value));
}

// Rounds to a multiple of 10**places, half to even, on the digits of the whole part.
static double
round_to_tens(double value, int places)
{
    char text[400];
    double whole = trunc(value);
    int count = sprintf(text + 1, "%.0f", fabs(whole));
    text[0] = '0';
    if (places > count)
        return copysign(0.0, value);
    char *end = text + 1 + count - places;  // the first digit that goes
    bool more = value != whole;
    for (const char *at = end + 1; *at != '\0'; at++)
        more = more || *at != '0';
    bool up = *end > '5' || (*end == '5' && (more || (end[-1] & 1)));
    memset(end, '0', (size_t)places);
    if (up) {
        char *at = end - 1;
        for (; *at == '9'; at--)
            *at = '0';
        ++*at;
    }
    double rounded = strtod(text, NULL);
    if (isinf(rounded))
        rt_raise_format(RT_EXC_OverflowError, "rounded value too large to represent");
    return copysign(rounded, value);
}

double
rt_float_round_digits(double value, int64_t digits)
{
    enum { MOST = 323, LEAST = -308 };
    char text[400 + MOST];
    if (!isfinite(value) || digits > MOST)
        return value;
    if (digits < LEAST)
        return 0.0 * value;
    if (digits < 0)
        return round_to_tens(value, (int)-digits);
    if (fabs(value) >= 0x1p53)
        return value;
    sprintf(text, "%.*f", (int)digits, value);
    return strtod(text, NULL);
}

bool
rt_float_is_integer(double value)
{
    return isfinite(value) && floor(value) == value;
}

void
rt_float_as_integer_ratio(double value, rt_ptr out)
{
    int64_t *ratio = out;
    if (!isfinite(value)) {
        rt_raise_format(isnan(value) ? RT_EXC_ValueError : RT_EXC_OverflowError,
                        "cannot convert %s to integer ratio",
                        isnan(value) ? "NaN" : "Infinity");
        return;
    }
    int exponent;
    double mantissa = frexp(value, &exponent);
    for (; mantissa != floor(mantissa); exponent--)
        mantissa *= 2.0;
    if (exponent < -62 || (exponent > 0 && fabs(value) >= 0x1p63)) {
        rt_raise_overflow();
        return;
    }
    ratio[0] = exponent > 0 ? (int64_t)value : (int64_t)mantissa;
    ratio[1] = exponent > 0 ? 1 : (int64_t)1 << -exponent;
}
