// Text to floats.
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "number.h"
#include "rt.h"
#include "str.h"
#include "unicode.h"

static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

static bool
is_digit(char byte)
{
    return (unsigned char)(byte - '0') < 10;
}

// inf, infinity, nan, in any case and with a sign.
static bool
read_special(const char *text, size_t count, double *value)
{
    double sign = count > 0 && text[0] == '-' ? -1.0 : 1.0;
    if (count > 0 && (text[0] == '-' || text[0] == '+')) {
        text++;
        count--;
    }
    if ((count == 3 && strncasecmp(text, "inf", 3) == 0) ||
        (count == 8 && strncasecmp(text, "infinity", 8) == 0))
        *value = sign * INFINITY;
    else if (count == 3 && strncasecmp(text, "nan", 3) == 0)
        *value = copysign(NAN, sign);
    else
        return false;
    return true;
}

// What a decimal consists of; the digits' value is complete below 2**53.
typedef struct {
    uint64_t mantissa;
    int digits;    // of the mantissa, without zeros in front
    int exponent;  // of ten, for the mantissa as a whole number
    bool negative, exact;
} decimal;

static void
add_digit(decimal *number, char digit, bool after_point)
{
    if (number->digits > 0 || digit != '0')
        number->digits++;
    if (number->digits <= 18)
        number->mantissa = number->mantissa * 10 + (uint64_t)(digit - '0');
    else
        number->exact = false;
    number->exponent -= after_point;
}

static const char *
scan_digits(const char *at, const char *end, decimal *number, bool after_point)
{
    while (at < end && is_digit(*at))
        add_digit(number, *at++, after_point);
    return at;
}

// NULL: not the grammar of a decimal.
static const char *
scan_exponent(const char *at, const char *end, decimal *number)
{
    if (at == end || (*at | 0x20) != 'e')
        return at;
    at++;
    bool negative = at < end && *at == '-';
    if (at < end && (*at == '-' || *at == '+'))
        at++;
    if (at == end || !is_digit(*at))
        return NULL;
    int exponent = 0;
    for (; at < end && is_digit(*at); at++)
        if (exponent < 100000)
            exponent = exponent * 10 + (*at - '0');
    number->exponent += negative ? -exponent : exponent;
    return at;
}

static bool
scan(const char *text, size_t count, decimal *number)
{
    const char *at = text, *end = text + count;
    *number = (decimal){0, 0, 0, false, true};
    if (at < end && (*at == '-' || *at == '+'))
        number->negative = *at++ == '-';
    const char *start = at;
    at = scan_digits(at, end, number, false);
    ptrdiff_t digits = at - start;
    if (at < end && *at == '.') {
        start = ++at;
        at = scan_digits(at, end, number, true);
        digits += at - start;
    }
    if (digits == 0)
        return false;
    return scan_exponent(at, end, number) == end;
}

// `text` is checked and has a byte behind it that belongs to no number.
static double
convert(const char *text, size_t count)
{
    char local[256], *copy = count < sizeof local ? local : malloc(count + 1);
    if (copy == NULL)
        rt_out_of_memory();
    memcpy(copy, text, count);
    copy[count] = '\0';
    double value = strtod(copy, NULL);
    if (copy != local)
        free(copy);
    return value;
}

// Plain decimals of at most 15 digits, which most are: both operands are exact.
static bool
read_plain(const char *text, size_t count, double *value)
{
    const char *at = text, *end = text + count;
    bool negative = at < end && *at == '-';
    uint64_t mantissa = 0;
    const char *start = at += negative, *point = NULL;
    if (count > 16)
        return false;
    for (; at < end; at++) {
        if (is_digit(*at))
            mantissa = mantissa * 10 + (uint64_t)(*at - '0');
        else if (*at == '.' && point == NULL)
            point = at;
        else
            return false;
    }
    if (end - start - (point != NULL) < 1 || end - start > 15 + (point != NULL))
        return false;
    double size = (double)mantissa / (point == NULL ? 1.0 : powers[end - point - 1]);
    *value = negative ? -size : size;
    return true;
}

bool
rt_float_read(const char *text, size_t count, double *value)
{
    decimal number;
    if (read_plain(text, count, value))
        return true;
    if (!scan(text, count, &number))
        return read_special(text, count, value);
    // Both operands are exact, so one rounding gives the nearest float (Clinger).
    if (number.exact && number.mantissa <= (uint64_t)1 << 53 &&
        number.exponent >= -22 && number.exponent <= 22) {
        double mantissa = (double)number.mantissa;
        double size = number.exponent < 0 ? mantissa / powers[-number.exponent]
                                          : mantissa * powers[number.exponent];
        *value = number.negative ? -size : size;
        return true;
    }
    *value = convert(text, count);
    return true;
}

// ---- From strings -------------------------------------------------------------------

// The string as ASCII: digits of other scripts replaced, underscores between digits
// removed. Returns how many bytes, or -1 if that cannot be a number.
static int64_t
to_ascii(const rt_str *s, int64_t start, int64_t stop, char *out)
{
    int64_t count = 0;
    char before = 0;
    for (int64_t i = start; i < stop; i++) {
        uint32_t point = rt_str_point(s, i);
        int digit = rt_unicode_decimal(point);
        if (digit < 0 && point > 127)
            return -1;
        if (point == '_') {
            bool next = i + 1 < stop && rt_unicode_decimal(rt_str_point(s, i + 1)) >= 0;
            if (!is_digit(before) || !next)
                return -1;
            before = '_';
            continue;
        }
        before = digit >= 0 ? (char)('0' + digit) : (char)point;
        out[count++] = before;
    }
    return count;
}

static bool
read_general(const rt_str *s, double *value)
{
    int64_t start = 0, stop = s->length;
    while (start < stop && rt_unicode_is_number_space(rt_str_point(s, start)))
        start++;
    while (stop > start && rt_unicode_is_number_space(rt_str_point(s, stop - 1)))
        stop--;
    char *text = rt_block_alloc((size_t)(stop - start) + 1);
    int64_t count = to_ascii(s, start, stop, text);
    bool good = count >= 0 && rt_float_read(text, (size_t)count, value);
    rt_block_free_sized(text, (size_t)(stop - start) + 1);
    return good;
}

double
rt_float_parse(rt_ref string)
{
    rt_str *s = string;
    double value = 0;
    if (s->ascii && s->length > 0 &&
        rt_float_read((const char *)s->data, (size_t)s->length, &value))
        return value;
    if (read_general(s, &value))
        return value;
    rt_str *quoted = rt_str_repr(s);
    rt_text message;
    rt_text_start(&message);
    rt_text_add_c(&message, "could not convert string to float: ");
    rt_text_add_str(&message, quoted);
    rt_release_inline(quoted);
    rt_raise_str(RT_EXC_ValueError, rt_text_finish(&message));
    return 0;
}

double
rt_float_parse_part(rt_ref string, int64_t start, int64_t stop)
{
    rt_str *s = string;
    double value = 0;
    if (s->ascii && stop > start &&
        rt_float_read((const char *)s->data + start, (size_t)(stop - start), &value))
        return value;
    rt_str *part = rt_str_part(s, start, stop);
    value = rt_float_parse(part);
    rt_release_inline(part);
    return value;
}

// ---- Hexadecimal --------------------------------------------------------------------

static bool
is_hex_digit(char byte)
{
    return is_digit(byte) || (uint8_t)((byte | 0x20) - 'a') < 6;
}

// CPython's grammar: a sign, "0x" or not, digits with a point, and an exponent "p".
static bool
is_hex_float(const char *at, const char *end)
{
    int digits = 0;
    at += at < end && (*at == '-' || *at == '+');
    if (end - at >= 2 && at[0] == '0' && (at[1] | 0x20) == 'x')
        at += 2;
    for (bool point = false; at < end; at++) {
        if (*at == '.' && !point)
            point = true;
        else if (is_hex_digit(*at))
            digits++;
        else
            break;
    }
    if (digits > 0 && at < end && (*at | 0x20) == 'p') {
        at++;
        at += at < end && (*at == '-' || *at == '+');
        if (at == end || !is_digit(*at))
            return false;
        while (at < end && is_digit(*at))
            at++;
    }
    return digits > 0 && at == end;
}

// The C library wants the "0x" that Python does not.
static double
convert_hex(const char *text, size_t count)
{
    char *copy = rt_block_alloc(count + 4), *at = copy;
    if (*text == '-' || *text == '+') {
        *at++ = *text++;
        count--;
    }
    if (count < 2 || (text[1] | 0x20) != 'x') {
        *at++ = '0';
        *at++ = 'x';
    }
    memcpy(at, text, count);
    at[count] = '\0';
    double value = strtod(copy, NULL);
    rt_block_free(copy);
    return value;
}

double
rt_float_fromhex(rt_ref string)
{
    const rt_str *s = string;
    const char *at = (const char *)s->data, *end = at + s->length;
    double value = 0;
    while (s->ascii && at < end && rt_unicode_is_number_space((uint8_t)*at))
        at++;
    while (s->ascii && end > at && rt_unicode_is_number_space((uint8_t)end[-1]))
        end--;
    if (s->ascii && read_special(at, (size_t)(end - at), &value))
        return value;
    if (!s->ascii || !is_hex_float(at, end)) {
        rt_raise_format(RT_EXC_ValueError, "invalid hexadecimal floating-point string");
        return 0;
    }
    value = convert_hex(at, (size_t)(end - at));
    if (isinf(value))
        rt_raise_format(RT_EXC_OverflowError,
                        "hexadecimal value too large to represent as a float");
    return value;
}
