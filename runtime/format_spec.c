// Parses the format mini-language as CPython does, in its order and with its errors.
#include "format_spec.h"

#include "rt.h"
#include "unicode.h"

static bool
is_align(uint32_t point)
{
    return point == '<' || point == '>' || point == '=' || point == '^';
}

static uint32_t
peek(const rt_str *text, int64_t at)
{
    return at < text->length ? rt_str_point(text, at) : 0;
}

// Takes one character if it is there.
static bool
take(const rt_str *text, int64_t *at, uint32_t point)
{
    if (peek(text, *at) != point || *at >= text->length)
        return false;
    ++*at;
    return true;
}

// A number, -1 if there is none; false: it is too large.
static bool
take_number(const rt_str *text, int64_t *at, int64_t *number)
{
    int64_t value = 0, start = *at;
    int digit;
    while (*at < text->length && (digit = rt_unicode_decimal(peek(text, *at))) >= 0) {
        if (value > (INT64_MAX - digit) / 10) {
            rt_raise_format(RT_EXC_ValueError,
                            "Too many decimal digits in format string");
            return false;
        }
        value = value * 10 + digit;
        ++*at;
    }
    *number = *at > start ? value : -1;
    return true;
}

static void
take_align(const rt_str *text, int64_t *at, rt_format_spec *spec)
{
    if (text->length - *at >= 2 && is_align(peek(text, *at + 1))) {
        spec->fill = peek(text, *at);
        spec->align = peek(text, *at + 1);
        spec->fill_given = spec->align_given = true;
        *at += 2;
    } else if (is_align(peek(text, *at))) {
        spec->align = peek(text, (*at)++);
        spec->align_given = true;
    }
}

static bool
take_separator(const rt_str *text, int64_t *at, rt_format_spec *spec)
{
    if (take(text, at, ','))
        spec->separator = ',';
    bool both = spec->separator != 0 && peek(text, *at) == '_';
    if (!both && take(text, at, '_')) {
        spec->separator = '_';
        both = peek(text, *at) == ',';
    }
    if (both)
        rt_raise_format(RT_EXC_ValueError, "Cannot specify both ',' and '_'.");
    return !both;
}

static bool
check_separator(rt_format_spec *spec)
{
    if (spec->separator == 0)
        return true;
    spec->group = 3;
    uint32_t type = spec->type;
    if (type == 0 || (type < 128 && strchr("deEfFgG%", (int)type) != NULL))
        return true;
    spec->group = 4;
    if (spec->separator == '_' && type < 128 && strchr("boxX", (int)type) != NULL)
        return true;
    if (type > 32 && type < 128)
        rt_raise_format(RT_EXC_ValueError, "Cannot specify '%c' with '%c'.",
                        (char)spec->separator, (char)type);
    else
        rt_raise_format(RT_EXC_ValueError, "Cannot specify '%c' with '\\x%x'.",
                        (char)spec->separator, type);
    return false;
}

// Everything up to the type; *at is where that stands.
static bool
take_layout(const rt_str *text, int64_t *at, rt_format_spec *spec,
            uint32_t default_align)
{
    take_align(text, at, spec);
    uint32_t sign = peek(text, *at);
    if (sign == '+' || sign == '-' || sign == ' ') {
        spec->sign = sign;
        ++*at;
    }
    spec->no_negative_zero = take(text, at, 'z');
    spec->alternate = take(text, at, '#');
    if (!spec->fill_given && take(text, at, '0')) {
        spec->fill = '0';
        if (!spec->align_given && default_align == '>')
            spec->align = '=';
    }
    if (!take_number(text, at, &spec->width) || !take_separator(text, at, spec))
        return false;
    if (!take(text, at, '.'))
        return true;
    if (!take_number(text, at, &spec->precision))
        return false;
    if (spec->precision < 0)
        rt_raise_format(RT_EXC_ValueError, "Format specifier missing precision");
    return spec->precision >= 0;
}

static void
raise_invalid(const rt_str *text, const char *of)
{
    rt_text message;
    rt_text_start(&message);
    rt_text_add_c(&message, "Invalid format specifier '");
    rt_text_add_str(&message, text);
    rt_text_add_c(&message, "' for object of type '");
    rt_text_add_c(&message, of);
    rt_text_add(&message, '\'');
    rt_raise_str(RT_EXC_ValueError, rt_text_finish(&message));
}

bool
rt_format_parse(const rt_str *text, uint32_t type, uint32_t align, const char *of,
                rt_format_spec *spec)
{
    *spec = (rt_format_spec){
        .fill = ' ', .align = align, .type = type, .width = -1, .precision = -1};
    int64_t at = 0;
    if (!take_layout(text, &at, spec, align))
        return false;
    if (text->length - at > 1) {
        raise_invalid(text, of);
        return false;
    }
    if (text->length - at == 1)
        spec->type = peek(text, at);
    return check_separator(spec);
}

void
rt_format_unknown(uint32_t type, const char *of)
{
    if (type > 32 && type < 128)
        rt_raise_format(RT_EXC_ValueError,
                        "Unknown format code '%c' for object of type '%s'", (char)type,
                        of);
    else
        rt_raise_format(RT_EXC_ValueError,
                        "Unknown format code '\\x%x' for object of type '%s'", type,
                        of);
}

// ---- Layout -------------------------------------------------------------------------

static void
add_fill(rt_text *out, uint32_t fill, int64_t count)
{
    for (; count > 0; count--)
        rt_text_add(out, fill);
}

static void
split_padding(uint32_t align, int64_t padding, int64_t *left, int64_t *right)
{
    *left = align == '>' ? padding : align == '^' ? padding / 2 : 0;
    *right = align == '<' ? padding : align == '^' ? padding - *left : 0;
}

void
rt_format_text(rt_text *out, const rt_format_spec *spec, const rt_str *string)
{
    int64_t length = string->length, left, right;
    if (spec->precision >= 0 && spec->precision < length)
        length = spec->precision;
    split_padding(spec->align, spec->width > length ? spec->width - length : 0, &left,
                  &right);
    add_fill(out, spec->fill, left);
    rt_text_add_part(out, string, 0, length);
    add_fill(out, spec->fill, right);
}

// The least number of digits, zeros in front included, that with its separators is not
// shorter than `width`; CPython never lets a separator come first.
static int64_t
padded_digits(int64_t digits, int64_t width, int group)
{
    if (group == 0)
        return digits > width ? digits : width;
    int64_t whole = width / (group + 1) * group, part = width % (group + 1);
    int64_t least = whole + (part == 0 ? 1 : part);
    return digits > least ? digits : least;
}

static void
add_grouped(rt_text *out, const rt_format_spec *spec, const rt_format_number *number,
            int64_t total)
{
    for (int64_t left = total; left > 0; left--) {
        int64_t index = number->digit_count - left;
        rt_text_add(out, index < 0 ? '0' : (uint8_t)number->digits[index]);
        if (spec->separator != 0 && left > 1 && (left - 1) % spec->group == 0)
            rt_text_add(out, spec->separator);
    }
}

void
rt_format_layout(rt_text *out, const rt_format_spec *spec,
                 const rt_format_number *number)
{
    uint32_t sign = number->negative                         ? '-'
                    : spec->sign == '+' || spec->sign == ' ' ? spec->sign
                                                             : 0;
    int64_t prefix = (int64_t)strlen(number->prefix);
    int64_t fixed =
        (sign != 0) + prefix + number->rest_count + (number->character >= 0);
    int64_t least = spec->fill == '0' && spec->align == '=' ? spec->width - fixed : 0;
    int group = spec->separator != 0 ? spec->group : 0;
    int64_t digits =
        number->digit_count == 0
            ? 0
            : padded_digits(number->digit_count, least < 0 ? 0 : least, group);
    int64_t grouped = digits + (group != 0 && digits > 0 ? (digits - 1) / group : 0);
    int64_t padding = spec->width > fixed + grouped ? spec->width - fixed - grouped : 0;
    int64_t left, right;
    split_padding(spec->align, padding, &left, &right);
    add_fill(out, spec->fill, left);
    if (sign != 0)
        rt_text_add(out, sign);
    rt_text_add_c(out, number->prefix);
    add_fill(out, spec->fill, spec->align == '=' ? padding : 0);
    add_grouped(out, spec, number, digits);
    if (number->character >= 0)
        rt_text_add(out, (uint32_t)number->character);
    rt_text_add_bytes(out, number->rest, number->rest_count);
    add_fill(out, spec->fill, right);
}
