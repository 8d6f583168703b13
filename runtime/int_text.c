// Integers to text and back.
#include <stdio.h>

#include "number.h"
#include "rt.h"
#include "str.h"
#include "unicode.h"

// ---- To text ------------------------------------------------------------------------

static const char pairs[] =
    "00010203040506070809101112131415161718192021222324252627282930313233343536373839"
    "40414243444546474849505152535455565758596061626364656667686970717273747576777879"
    "8081828384858687888990919293949596979899";

size_t
rt_int_digits(int64_t value, char digits[RT_INT_DIGITS])
{
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    char *at = digits + RT_INT_DIGITS;
    while (rest >= 100) {
        at -= 2;
        memcpy(at, pairs + rest % 100 * 2, 2);
        rest /= 100;
    }
    if (rest >= 10) {
        at -= 2;
        memcpy(at, pairs + rest * 2, 2);
    } else {
        *--at = (char)('0' + rest);
    }
    if (value < 0)
        *--at = '-';
    return (size_t)(digits + RT_INT_DIGITS - at);
}

size_t
rt_base_digits(uint64_t value, int base, bool upper, char digits[64])
{
    const char *letters = upper ? "0123456789ABCDEF" : "0123456789abcdef";
    char *at = digits + 64;
    do {
        *--at = letters[value % (unsigned)base];
        value /= (unsigned)base;
    } while (value != 0);
    return (size_t)(digits + 64 - at);
}

rt_own
rt_int_str(int64_t value)
{
    char digits[RT_INT_DIGITS];
    size_t count = rt_int_digits(value, digits);
    return rt_str_from_ascii(digits + RT_INT_DIGITS - count, (int64_t)count);
}

static rt_str *
based(int64_t value, int base, char letter)
{
    char text[3 + 64], *at = text, digits[64];
    if (value < 0)
        *at++ = '-';
    *at++ = '0';
    *at++ = letter;
    uint64_t size = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    size_t count = rt_base_digits(size, base, false, digits);
    memcpy(at, digits + 64 - count, count);
    return rt_str_from_ascii(text, at - text + (int64_t)count);
}

rt_own
rt_int_bin(int64_t value)
{
    return based(value, 2, 'b');
}

rt_own
rt_int_oct(int64_t value)
{
    return based(value, 8, 'o');
}

rt_own
rt_int_hex(int64_t value)
{
    return based(value, 16, 'x');
}

rt_own
rt_bool_str(bool value)
{
    return rt_str_from_ascii(value ? "True" : "False", value ? 4 : 5);
}

rt_own
rt_none_str(void)
{
    return rt_str_from_ascii("None", 4);
}

// ---- From text ----------------------------------------------------------------------

typedef enum { PARSE_GOOD, PARSE_BAD, PARSE_TOO_LARGE } parse_result;

// Value of a digit, 99 if it is none.
static unsigned
digit_value(uint32_t point)
{
    if (point < 128) {
        uint32_t letter = (point | 0x20) - 'a';
        return point - '0' < 10 ? point - '0' : letter < 26 ? letter + 10 : 99;
    }
    int value = rt_unicode_decimal(point);
    return value < 0 ? 99 : (unsigned)value;
}

// A prefix "0x", with what may follow it: its base, or 0.
static int
prefix_base(const rt_str *s, int64_t at, int64_t stop)
{
    if (stop - at < 2 || rt_str_point(s, at) != '0')
        return 0;
    switch (rt_str_point(s, at + 1) | 0x20) {
    case 'x':
        return 16;
    case 'o':
        return 8;
    case 'b':
        return 2;
    default:
        return 0;
    }
}

// Digits with single underscores between them.
static parse_result
parse_digits(const rt_str *s, int64_t at, int64_t stop, unsigned base, bool negative,
             int64_t *value)
{
    bool too_large = false, after_digit = false;
    uint64_t sum = 0;
    for (; at < stop; at++) {
        uint32_t point = rt_str_point(s, at);
        if (point == '_' && after_digit) {
            after_digit = false;
            continue;
        }
        unsigned digit = digit_value(point);
        if (digit >= base)
            return PARSE_BAD;
        too_large = __builtin_mul_overflow(sum, (uint64_t)base, &sum) || too_large;
        too_large = __builtin_add_overflow(sum, (uint64_t)digit, &sum) || too_large;
        after_digit = true;
    }
    if (!after_digit)
        return PARSE_BAD;
    if (too_large || sum > (uint64_t)INT64_MAX + negative)
        return PARSE_TOO_LARGE;
    *value = negative ? (int64_t)(0 - sum) : (int64_t)sum;
    return PARSE_GOOD;
}

static bool
all_zeros(const rt_str *s, int64_t at, int64_t stop)
{
    for (; at < stop; at++)
        if (rt_str_point(s, at) != '_' && digit_value(rt_str_point(s, at)) != 0)
            return false;
    return true;
}

// Base 0 takes what a literal takes.
static parse_result
parse(const rt_str *s, int base, int64_t *value)
{
    int64_t at = 0, stop = s->length;
    while (at < stop && rt_unicode_is_number_space(rt_str_point(s, at)))
        at++;
    while (stop > at && rt_unicode_is_number_space(rt_str_point(s, stop - 1)))
        stop--;
    uint32_t sign = at < stop ? rt_str_point(s, at) : 0;
    bool negative = sign == '-';
    at += sign == '-' || sign == '+';
    int prefix = prefix_base(s, at, stop);
    if (prefix != 0 && (base == 0 || base == prefix)) {
        at += 2;
        base = prefix;
        if (at < stop && rt_str_point(s, at) == '_')
            at++;
    } else if (base == 0) {
        if (at < stop && digit_value(rt_str_point(s, at)) == 0 &&
            !all_zeros(s, at, stop))
            return PARSE_BAD;
        base = 10;
    }
    return parse_digits(s, at, stop, (unsigned)base, negative, value);
}

// The text as CPython shows it in the message: at most 200 characters of its repr.
static void
raise_bad_literal(rt_str *s, int64_t base)
{
    char number[80];
    snprintf(number, sizeof number,
             "invalid literal for int() with base %lld: ", (long long)base);
    rt_str *quoted = rt_str_repr(s);
    rt_text message;
    rt_text_start(&message);
    rt_text_add_c(&message, number);
    rt_text_add_part(&message, quoted, 0, quoted->length < 200 ? quoted->length : 200);
    rt_release_inline(quoted);
    rt_raise_str(RT_EXC_ValueError, rt_text_finish(&message));
}

int64_t
rt_int_parse_base(rt_ref string, int64_t base)
{
    int64_t value = 0;
    if (base != 0 && (base < 2 || base > 36)) {
        rt_raise_format(RT_EXC_ValueError, "int() base must be >= 2 and <= 36, or 0");
        return 0;
    }
    parse_result result = parse(string, (int)base, &value);
    if (result == PARSE_TOO_LARGE)
        rt_raise_overflow();
    else if (result == PARSE_BAD)
        raise_bad_literal(string, base);
    return value;
}

// Short ASCII numbers, which nearly all are, need no general treatment; false: this may be
// another.
static bool
parse_short(const uint8_t *text, int64_t length, int64_t *value)
{
    int64_t start = length > 0 && text[0] == '-', i = start;
    uint64_t digits = 0;
    if (length - start > 18)
        return false;
    for (; i < length && (uint8_t)(text[i] - '0') < 10; i++)
        digits = digits * 10 + (uint64_t)(text[i] - '0');
    *value = start == 1 ? -(int64_t)digits : (int64_t)digits;
    return i == length && i > start;
}

int64_t
rt_int_parse(rt_ref string)
{
    const rt_str *s = string;
    int64_t value;
    if (s->ascii && parse_short(s->data, s->length, &value))
        return value;
    return rt_int_parse_base(string, 10);
}

int64_t
rt_int_parse_part(rt_ref string, int64_t start, int64_t stop)
{
    rt_str *s = string;
    int64_t value;
    if (s->ascii && parse_short(s->data + start, stop - start, &value))
        return value;
    rt_str *part = rt_str_part(s, start, stop);
    value = rt_int_parse_base(part, 10);
    rt_release_inline(part);
    return value;
}
