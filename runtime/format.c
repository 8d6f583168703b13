// format(value, specification) for int, bool, float and str.
#include <math.h>
#include <stdlib.h>

#include "format_spec.h"
#include "number.h"
#include "rt.h"

// ---- str ----------------------------------------------------------------------------

static const char *
text_fault(const rt_format_spec *spec)
{
    if (spec->sign != 0)
        return spec->sign == ' ' ? "Space not allowed in string format specifier"
                                 : "Sign not allowed in string format specifier";
    if (spec->no_negative_zero)
        return "Negative zero coercion (z) not allowed in string format specifier";
    if (spec->alternate)
        return "Alternate form (#) not allowed in string format specifier";
    if (spec->align == '=')
        return "'=' alignment not allowed in string format specifier";
    return NULL;
}

rt_own
rt_format_str(rt_ref string, rt_ref specification)
{
    rt_str *s = string;
    const rt_str *text = specification;
    rt_format_spec spec;
    if (text->length == 0)
        return rt_str_share(s);
    if (!rt_format_parse(text, 's', '<', "str", &spec))
        return NULL;
    if (spec.type != 's') {
        rt_format_unknown(spec.type, "str");
        return NULL;
    }
    const char *fault = text_fault(&spec);
    if (fault != NULL) {
        rt_raise_format(RT_EXC_ValueError, "%s", fault);
        return NULL;
    }
    if (spec.width <= s->length && (spec.precision < 0 || spec.precision >= s->length))
        return rt_str_share(s);
    rt_text out;
    rt_text_start(&out);
    rt_format_text(&out, &spec, s);
    return rt_text_finish(&out);
}

rt_own
rt_format_other(rt_ref text, rt_ref specification, rt_ptr type)
{
    if (((const rt_str *)specification)->length == 0)
        return rt_str_share(text);
    rt_raise_format(RT_EXC_TypeError,
                    "unsupported format string passed to %s.__format__",
                    (const char *)type);
    return NULL;
}

// ---- float --------------------------------------------------------------------------

static bool
is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static rt_str *
lay_out_float(const rt_format_spec *spec, bool negative, const char *text, size_t count)
{
    rt_format_number number = {negative, "", text, 0, NULL, 0, -1};
    while (number.digit_count < (int64_t)count && is_digit(text[number.digit_count]))
        number.digit_count++;
    number.rest = text + number.digit_count;
    number.rest_count = (int64_t)count - number.digit_count;
    rt_text out;
    rt_text_start(&out);
    rt_format_layout(&out, spec, &number);
    return rt_text_finish(&out);
}

static rt_str *
format_float(double value, const rt_format_spec *spec)
{
    char local[RT_FLOAT_FORM + 64], *text = local, type = (char)spec->type;
    int flags = spec->alternate ? RT_FLOAT_ALTERNATE : 0;
    int64_t precision = spec->precision < 0 ? 6 : spec->precision;
    if (precision > INT32_MAX) {
        rt_raise_format(RT_EXC_ValueError, "precision too big");
        return NULL;
    }
    if (spec->type == 0) {
        type = spec->precision < 0 ? 'r' : 'g';
        flags |= RT_FLOAT_POINT_ZERO;
    }
    type = type == 'n' ? 'g' : type == '%' ? 'f' : type;
    if (precision > 60 && (text = malloc(RT_FLOAT_FORM + (size_t)precision)) == NULL)
        rt_out_of_memory();
    value = spec->type == '%' ? value * 100 : value;
    size_t count = rt_float_form(value, type, precision, flags, text);
    bool negative = signbit(value) && !isnan(value) &&
                    !(spec->no_negative_zero && rt_float_form_is_zero(text, count));
    if (spec->type == '%')
        text[count++] = '%';
    rt_str *result = lay_out_float(spec, negative, text, count);
    if (text != local)
        free(text);
    return result;
}

static bool
is_float_type(uint32_t type)
{
    return type != 0 && type < 128 && strchr("eEfFgG%", (int)type) != NULL;
}

rt_own
rt_format_float(double value, rt_ref specification)
{
    const rt_str *text = specification;
    rt_format_spec spec;
    if (text->length == 0)
        return rt_float_str(value);
    if (text->length == 3 && text->ascii && text->data[0] == '.' &&
        text->data[2] == 'f' && is_digit((char)text->data[1]))
        return rt_format_fixed(value, text->data[1] - '0');
    if (!rt_format_parse(text, 0, '>', "float", &spec))
        return NULL;
    if (spec.type == 0 || spec.type == 'n' || is_float_type(spec.type))
        return format_float(value, &spec);
    rt_format_unknown(spec.type, "float");
    return NULL;
}

// ".Nf" of a value whose digits fit 64 bits: |value| * 10**N is computed exactly as a
// fraction over a power of two and rounded half to even. 0: not in that range.
static size_t
fixed_exactly(double value, int decimals, char *text)
{
    static const uint64_t powers[] = {1,      10,      100,      1000,      10000,
                                      100000, 1000000, 10000000, 100000000, 1000000000};
    int exponent;
    double fraction = frexp(fabs(value), &exponent);
    if (!isfinite(value) || decimals > 9 || exponent > 33 || exponent < -40)
        return 0;
    int shift = 53 - exponent;
    unsigned __int128 scaled =
        (unsigned __int128)(uint64_t)(fraction * 9007199254740992.0) * powers[decimals];
    uint64_t whole = (uint64_t)(scaled >> shift);
    unsigned __int128 rest = scaled - ((unsigned __int128)whole << shift);
    unsigned __int128 half = (unsigned __int128)1 << (shift - 1);
    whole += rest > half || (rest == half && (whole & 1));
    char digits[RT_INT_DIGITS], *end = digits + RT_INT_DIGITS;
    size_t count = rt_int_digits((int64_t)whole, digits), at = 0;
    while (count < (size_t)decimals + 1)
        end[-(int)++count] = '0';
    if (signbit(value))
        text[at++] = '-';
    memcpy(text + at, end - count, count - (size_t)decimals);
    at += count - (size_t)decimals;
    if (decimals > 0) {
        text[at++] = '.';
        memcpy(text + at, end - decimals, (size_t)decimals);
    }
    return at + (size_t)decimals;
}

rt_own
rt_format_fixed(double value, int64_t decimals)
{
    char text[64];
    size_t count = fixed_exactly(value, (int)decimals, text);
    if (count > 0)
        return rt_str_from_ascii(text, (int64_t)count);
    rt_format_spec spec = {
        .fill = ' ', .align = '>', .type = 'f', .width = -1, .precision = decimals};
    return format_float(value, &spec);
}

// ---- int ----------------------------------------------------------------------------

static rt_str *
format_character(int64_t value, const rt_format_spec *spec)
{
    const char *fault = NULL;
    if (spec->sign != 0)
        fault = "Sign not allowed with integer format specifier 'c'";
    else if (spec->alternate)
        fault = "Alternate form (#) not allowed with integer format specifier 'c'";
    if (fault != NULL) {
        rt_raise_format(RT_EXC_ValueError, "%s", fault);
        return NULL;
    }
    if (value < 0 || value > 0x10ffff) {
        rt_raise_format(RT_EXC_OverflowError, "%%c arg not in range(0x110000)");
        return NULL;
    }
    rt_format_number number = {false, "", "", 0, "", 0, value};
    rt_text out;
    rt_text_start(&out);
    rt_format_layout(&out, spec, &number);
    return rt_text_finish(&out);
}

static int
base_of(uint32_t type)
{
    return type == 'b' ? 2 : type == 'o' ? 8 : type == 'x' || type == 'X' ? 16 : 10;
}

static rt_str *
format_whole(int64_t value, const rt_format_spec *spec)
{
    char digits[64];
    int base = base_of(spec->type);
    const char *prefixes = spec->type == 'X' ? "0X"
                           : base == 16      ? "0x"
                           : base == 8       ? "0o"
                                             : "0b";
    uint64_t size = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    size_t count = rt_base_digits(size, base, spec->type == 'X', digits);
    rt_format_number number = {value < 0,
                               spec->alternate && base != 10 ? prefixes : "",
                               digits + 64 - count,
                               (int64_t)count,
                               "",
                               0,
                               -1};
    rt_text out;
    rt_text_start(&out);
    rt_format_layout(&out, spec, &number);
    return rt_text_finish(&out);
}

static rt_str *
format_int(int64_t value, const rt_str *text, const char *of)
{
    rt_format_spec spec;
    if (!rt_format_parse(text, 'd', '>', of, &spec))
        return NULL;
    if (is_float_type(spec.type))
        return format_float((double)value, &spec);
    if (spec.type == 0 || spec.type > 127 ||
        strchr("bcdoxXn", (int)spec.type) == NULL) {
        rt_format_unknown(spec.type, of);
        return NULL;
    }
    if (spec.precision >= 0 || spec.no_negative_zero) {
        rt_raise_format(
            RT_EXC_ValueError,
            spec.precision >= 0
                ? "Precision not allowed in integer format specifier"
                : "Negative zero coercion (z) not allowed in integer format "
                  "specifier");
        return NULL;
    }
    return spec.type == 'c' ? format_character(value, &spec)
                            : format_whole(value, &spec);
}

rt_own
rt_format_int(int64_t value, rt_ref specification)
{
    const rt_str *text = specification;
    return text->length == 0 ? rt_int_str(value) : format_int(value, text, "int");
}

rt_own
rt_format_bool(bool value, rt_ref specification)
{
    const rt_str *text = specification;
    return text->length == 0 ? rt_bool_str(value) : format_int(value, text, "bool");
}
