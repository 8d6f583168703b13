// Floats in the forms e, f, g and r, as format() and % write them. The digits are those of
// printf, which rounds exactly; where they stand follows CPython.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "format_spec.h"
#include "number.h"

// Decimal digits and the place of the point, 1 behind the first.
typedef struct {
    char *digits;
    int64_t count, point;
} decimal;

// Rounds to `count` significant digits, without zeros at the end.
static void
significant(double value, int64_t count, decimal *result)
{
    char *text = result->digits;
    sprintf(text, "%.*e", (int)count - 1, value);
    char *exponent = strchr(text, 'e');
    result->point = atoi(exponent + 1) + 1;
    if (count > 1)
        memmove(text + 1, text + 2, (size_t)count - 1);
    while (count > 1 && text[count - 1] == '0')
        count--;
    result->count = count;
}

// Writes the digits from `first` on to `end`, zeros outside those there are, with the point
// at its place.
static size_t
place_digits(const decimal *number, int64_t first, int64_t end, int64_t point,
             bool keep_point, char *text)
{
    size_t at = 0;
    for (int64_t i = first; i < end; i++) {
        if (i == point)
            text[at++] = '.';
        text[at++] = i >= 0 && i < number->count ? number->digits[i] : '0';
    }
    if (keep_point && end == point)
        text[at++] = '.';
    return at;
}

static size_t
place(const decimal *number, int64_t precision, bool repr, int flags, char exponent,
      char *text)
{
    bool point_zero = flags & RT_FLOAT_POINT_ZERO,
         alternate = flags & RT_FLOAT_ALTERNATE;
    int64_t limit = repr ? 16 : precision - point_zero, point = number->point;
    bool scientific = point <= -4 || point > limit;
    int64_t end = !repr && alternate ? precision : number->count;
    if (scientific)
        point = 1;
    int64_t least = point_zero && !scientific ? point + 1 : point;
    size_t at = place_digits(number, point <= 0 ? point - 1 : 0,
                             end > least ? end : least, point, alternate, text);
    if (scientific)
        at += (size_t)sprintf(text + at, "%c%+03d", exponent, (int)number->point - 1);
    return at;
}

static size_t
general(double value, int64_t precision, int flags, char exponent, char *text)
{
    char local[64];
    decimal number = {local, 0, 0};
    precision = precision == 0 ? 1 : precision;
    // A float has at most 767 significant digits; the rest would be zeros.
    int64_t wanted = precision < 800 ? precision : 800;
    if (wanted > 40)
        number.digits = malloc((size_t)wanted + 16);
    if (number.digits == NULL)
        rt_out_of_memory();
    significant(value, wanted, &number);
    size_t count = place(&number, precision, false, flags, exponent, text);
    if (number.digits != local)
        free(number.digits);
    return count;
}

static size_t
shortest(double value, int flags, char *text)
{
    char digits[RT_SHORTEST + 1] = "0";
    int point = 1, count = 1;
    if (value != 0)
        count = rt_float_shortest(value, digits, &point);
    decimal number = {digits, count, point};
    return place(&number, 17, true, flags, 'e', text);
}

static size_t
special(double value, bool upper, char *text)
{
    memcpy(text, isnan(value) ? (upper ? "NAN" : "nan") : (upper ? "INF" : "inf"), 3);
    return 3;
}

// Room in `text` for a NUL is part of RT_FLOAT_FORM.
size_t
rt_float_form(double value, char type, int64_t precision, int flags, char *text)
{
    value = fabs(value);
    bool upper = type >= 'A' && type <= 'Z', alternate = flags & RT_FLOAT_ALTERNATE;
    if (!isfinite(value))
        return special(value, upper, text);
    switch (type | 0x20) {
    case 'e':
        return (size_t)sprintf(text,
                               upper ? (alternate ? "%#.*E" : "%.*E")
                                     : (alternate ? "%#.*e" : "%.*e"),
                               (int)precision, value);
    case 'f':
        return (size_t)sprintf(text, alternate ? "%#.*f" : "%.*f", (int)precision,
                               value);
    case 'g':
        return general(value, precision, flags, upper ? 'E' : 'e', text);
    default:
        return shortest(value, flags, text);
    }
}

bool
rt_float_form_is_zero(const char *text, size_t count)
{
    for (size_t i = 0; i < count && (text[i] | 0x20) != 'e'; i++)
        if (text[i] != '0' && text[i] != '.')
            return false;
    return true;
}
