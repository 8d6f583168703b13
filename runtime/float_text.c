// Floats to text: the shortest digits that read back as the same value, laid out by
// Python's rules.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "number.h"
#include "rt.h"
#include "str.h"

static const double powers[] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};

// Digits of a whole number below 10**16, zeros at the end dropped.
static int
whole_digits(uint64_t whole, int decimals, char *digits, int *point)
{
    char text[RT_INT_DIGITS];
    int count = (int)rt_int_digits((int64_t)whole, text);
    memcpy(digits, text + RT_INT_DIGITS - count, (size_t)count);
    *point = count - decimals;
    while (count > 1 && digits[count - 1] == '0')
        count--;
    digits[count] = '\0';
    return count;
}

// A value that is a whole number below 10**15 divided by a power of ten up to 10**15: that
// division is correctly rounded, so the digits read back; with at most 15 of them no other
// decimal of that length or shorter does.
static int
few_decimals(double value, char *digits, int *point)
{
    if (value < 1e-5 || value >= 1e15)
        return 0;
    for (int decimals = 0; decimals <= 15; decimals++) {
        double scaled = value * powers[decimals];
        if (scaled >= 1e15)
            return 0;
        double whole = rint(scaled);
        if (whole / powers[decimals] == value)
            return whole_digits((uint64_t)whole, decimals, digits, point);
    }
    return 0;
}

// Splits "d.ddde+xx" into digits and the place of the point.
static int
take_apart(const char *text, char *digits, int *point)
{
    int count = 0;
    for (; *text != 'e'; text++)
        if (*text != '.')
            digits[count++] = *text;
    *point = atoi(text + 1) + 1;
    while (count > 1 && digits[count - 1] == '0')
        count--;
    digits[count] = '\0';
    return count;
}

// The next larger decimal with as many digits.
static void
increment(char *text)
{
    char *at = strchr(text, 'e') - 1;
    for (;; at--) {
        if (*at == '.')
            continue;
        if (*at != '9')
            break;
        *at = '0';
    }
    ++*at;
}

// The nearest decimal of each length, the shortest that reads back wins. Just above a power
// of two the interval of decimals that read back reaches further up than down, so there
// the next larger decimal is tried as well.
int
rt_float_shortest(double value, char digits[RT_SHORTEST + 1], int *point)
{
    int count = few_decimals(value, digits, point);
    if (count > 0)
        return count;
    char text[48];
    int exponent;
    bool power_of_two = frexp(value, &exponent) == 0.5;
    for (int length = value < 1e-290 ? 1 : 15; length < RT_SHORTEST; length++) {
        snprintf(text, sizeof text, "%.*e", length - 1, value);
        if (strtod(text, NULL) == value)
            return take_apart(text, digits, point);
        if (power_of_two && strtod(text, NULL) < value && text[0] != '9') {
            increment(text);
            if (strtod(text, NULL) == value)
                return take_apart(text, digits, point);
        }
    }
    snprintf(text, sizeof text, "%.16e", value);
    return take_apart(text, digits, point);
}

// ---- Layout -------------------------------------------------------------------------

static size_t
put(char *text, size_t at, const char *bytes, size_t count)
{
    memcpy(text + at, bytes, count);
    return at + count;
}

static size_t
put_zeros(char *text, size_t at, int count)
{
    for (; count > 0; count--)
        text[at++] = '0';
    return at;
}

static size_t
layout_exponent(char *text, size_t at, const char *digits, int count, int point)
{
    text[at++] = digits[0];
    if (count > 1) {
        text[at++] = '.';
        at = put(text, at, digits + 1, (size_t)count - 1);
    }
    return at +
           (size_t)sprintf(text + at, "e%c%02d", point < 1 ? '-' : '+', abs(point - 1));
}

static size_t
layout_plain(char *text, size_t at, const char *digits, int count, int point)
{
    if (point <= 0) {
        at = put(text, at, "0.", 2);
        at = put_zeros(text, at, -point);
        return put(text, at, digits, (size_t)count);
    }
    if (point >= count) {
        at = put(text, at, digits, (size_t)count);
        at = put_zeros(text, at, point - count);
        return put(text, at, ".0", 2);
    }
    at = put(text, at, digits, (size_t)point);
    text[at++] = '.';
    return put(text, at, digits + point, (size_t)(count - point));
}

size_t
rt_float_repr(double value, char text[RT_FLOAT_CHARS])
{
    if (isnan(value))
        return put(text, 0, "nan", 3);
    size_t at = 0;
    if (signbit(value))
        text[at++] = '-';
    value = fabs(value);
    if (isinf(value))
        return put(text, at, "inf", 3);
    if (value == 0)
        return put(text, at, "0.0", 3);
    char digits[RT_SHORTEST + 1];
    int point, count = rt_float_shortest(value, digits, &point);
    if (point <= -4 || point > 16)
        return layout_exponent(text, at, digits, count, point);
    return layout_plain(text, at, digits, count, point);
}

rt_own
rt_float_str(double value)
{
    char text[RT_FLOAT_CHARS];
    return rt_str_from_ascii(text, (int64_t)rt_float_repr(value, text));
}

// ---- Hexadecimal --------------------------------------------------------------------

rt_own
rt_float_hex(double value)
{
    char text[48];
    const char *sign = signbit(value) ? "-" : "";
    if (isnan(value)) {
        strcpy(text, "nan");
    } else if (isinf(value)) {
        sprintf(text, "%sinf", sign);
    } else if (value == 0) {
        sprintf(text, "%s0x0.0p+0", sign);
    } else {
        uint64_t bits;
        memcpy(&bits, &value, sizeof bits);
        int exponent = (int)(bits >> 52 & 0x7ff);
        sprintf(text, "%s0x%d.%013llxp%+d", sign, exponent != 0,
                (unsigned long long)(bits & 0xfffffffffffff),
                exponent == 0 ? -1022 : exponent - 1023);
    }
    return rt_str_from_ascii(text, (int64_t)strlen(text));
}
