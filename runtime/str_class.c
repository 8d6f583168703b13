// Questions about all characters of a string: isalpha and its relatives.
#include "rt.h"
#include "str.h"
#include "unicode.h"

// Not empty, and every code point has one of the flags.
static bool
all_have(const rt_str *s, unsigned flags)
{
    for (int64_t i = 0; i < s->length; i++)
        if (!(rt_unicode_flags(rt_str_point(s, i)) & flags))
            return false;
    return s->length > 0;
}

enum {
    ALNUM =
        RT_UNICODE_ALPHA | RT_UNICODE_DECIMAL | RT_UNICODE_DIGIT | RT_UNICODE_NUMERIC
};

static inline bool
is_ascii_digit(uint8_t byte)
{
    return (uint8_t)(byte - '0') < 10;
}

static inline bool
is_ascii_alpha(uint8_t byte)
{
    return (uint8_t)((byte | 0x20) - 'a') < 26;
}

static bool
ascii_digits(const rt_str *s)
{
    for (int64_t i = 0; i < s->length; i++)
        if (!is_ascii_digit(s->data[i]))
            return false;
    return s->length > 0;
}

bool
rt_str_isalpha(rt_ref string)
{
    const rt_str *s = string;
    if (!s->ascii)
        return all_have(s, RT_UNICODE_ALPHA);
    for (int64_t i = 0; i < s->length; i++)
        if (!is_ascii_alpha(s->data[i]))
            return false;
    return s->length > 0;
}

bool
rt_str_isalnum(rt_ref string)
{
    const rt_str *s = string;
    if (!s->ascii)
        return all_have(s, ALNUM);
    for (int64_t i = 0; i < s->length; i++)
        if (!is_ascii_alpha(s->data[i]) && !is_ascii_digit(s->data[i]))
            return false;
    return s->length > 0;
}

bool
rt_str_isdigit(rt_ref string)
{
    const rt_str *s = string;
    return s->ascii ? ascii_digits(s) : all_have(s, RT_UNICODE_DIGIT);
}

bool
rt_str_isdecimal(rt_ref string)
{
    const rt_str *s = string;
    return s->ascii ? ascii_digits(s) : all_have(s, RT_UNICODE_DECIMAL);
}

bool
rt_str_isnumeric(rt_ref string)
{
    const rt_str *s = string;
    return s->ascii ? ascii_digits(s) : all_have(s, RT_UNICODE_NUMERIC);
}

bool
rt_str_isspace(rt_ref string)
{
    const rt_str *s = string;
    for (int64_t i = 0; i < s->length; i++)
        if (!rt_unicode_is_space(rt_str_point(s, i)))
            return false;
    return s->length > 0;
}

// At least one cased character, and none with a flag of `against`.
static bool
cased_without(const rt_str *s, unsigned wanted, unsigned against)
{
    bool any = false;
    for (int64_t i = 0; i < s->length; i++) {
        unsigned flags = rt_unicode_flags(rt_str_point(s, i));
        if (flags & against)
            return false;
        any = any || (flags & wanted);
    }
    return any;
}

bool
rt_str_isupper(rt_ref string)
{
    return cased_without(string, RT_UNICODE_UPPER, RT_UNICODE_LOWER | RT_UNICODE_TITLE);
}

bool
rt_str_islower(rt_ref string)
{
    return cased_without(string, RT_UNICODE_LOWER, RT_UNICODE_UPPER | RT_UNICODE_TITLE);
}

bool
rt_str_istitle(rt_ref string)
{
    const rt_str *s = string;
    bool inside = false, any = false;
    for (int64_t i = 0; i < s->length; i++) {
        unsigned flags = rt_unicode_flags(rt_str_point(s, i));
        bool first = flags & (RT_UNICODE_UPPER | RT_UNICODE_TITLE);
        bool later = !first && (flags & RT_UNICODE_LOWER);
        if ((first && inside) || (later && !inside))
            return false;
        inside = first || later;
        any = any || inside;
    }
    return any;
}

bool
rt_str_isidentifier(rt_ref string)
{
    const rt_str *s = string;
    for (int64_t i = 0; i < s->length; i++) {
        unsigned wanted = i == 0 ? RT_UNICODE_ID_START : RT_UNICODE_ID_CONTINUE;
        if (!(rt_unicode_flags(rt_str_point(s, i)) & wanted))
            return false;
    }
    return s->length > 0;
}

bool
rt_str_isprintable(rt_ref string)
{
    const rt_str *s = string;
    for (int64_t i = 0; i < s->length; i++)
        if (!rt_unicode_is_printable(rt_str_point(s, i)))
            return false;
    return true;
}

bool
rt_str_isascii(rt_ref string)
{
    return ((const rt_str *)string)->ascii;
}

// ---- Single characters --------------------------------------------------------------

static bool
has(int32_t point, unsigned flags)
{
    return rt_unicode_flags((uint32_t)point) & flags;
}

bool
rt_char_isalpha(int32_t point)
{
    return point < 128 ? is_ascii_alpha((uint8_t)point) : has(point, RT_UNICODE_ALPHA);
}

bool
rt_char_isdigit(int32_t point)
{
    return point < 128 ? is_ascii_digit((uint8_t)point) : has(point, RT_UNICODE_DIGIT);
}

bool
rt_char_isdecimal(int32_t point)
{
    return point < 128 ? is_ascii_digit((uint8_t)point)
                       : has(point, RT_UNICODE_DECIMAL);
}

bool
rt_char_isnumeric(int32_t point)
{
    return point < 128 ? is_ascii_digit((uint8_t)point)
                       : has(point, RT_UNICODE_NUMERIC);
}

bool
rt_char_isalnum(int32_t point)
{
    if (point < 128)
        return is_ascii_alpha((uint8_t)point) || is_ascii_digit((uint8_t)point);
    return has(point, ALNUM);
}

bool
rt_char_isspace(int32_t point)
{
    return rt_unicode_is_space((uint32_t)point);
}

bool
rt_char_isupper(int32_t point)
{
    return point < 128 ? point >= 'A' && point <= 'Z' : has(point, RT_UNICODE_UPPER);
}

bool
rt_char_islower(int32_t point)
{
    return point < 128 ? point >= 'a' && point <= 'z' : has(point, RT_UNICODE_LOWER);
}
