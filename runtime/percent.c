// "format" % arguments.
#include <math.h>
#include <stdlib.h>

#include "format_spec.h"
#include "number.h"
#include "rt.h"

// The state of one formatting: where the format stands, and which arguments are left.
typedef struct {
    const rt_str *format;
    int64_t at;
    const rt_percent *arguments;
    int64_t count, next;
    rt_text out;
} percent;

// One conversion: "%-08.3f".
typedef struct {
    bool left, zero;
    rt_format_spec spec;
    uint32_t letter;
    int64_t letter_at;
} conversion;

// ---- Parsing ------------------------------------------------------------------------

static const rt_percent *
next_argument(percent *p)
{
    if (p->next < p->count)
        return &p->arguments[p->next++];
    rt_raise_format(RT_EXC_TypeError, "not enough arguments for format string");
    return NULL;
}

// The next character of the format; false: there is none, ValueError raised.
static bool
next_character(percent *p, uint32_t *point)
{
    if (p->at < p->format->length) {
        *point = rt_str_point(p->format, p->at++);
        return true;
    }
    rt_raise_format(RT_EXC_ValueError, "incomplete format");
    return false;
}

// A number or "*"; *point is the character behind it.
static bool
parse_number(percent *p, uint32_t *point, bool width, int64_t *number, bool *left)
{
    *number = 0;
    if (*point == '*') {
        const rt_percent *argument = next_argument(p);
        if (argument == NULL)
            return false;
        if (argument->kind != RT_PERCENT_INT) {
            rt_raise_format(RT_EXC_TypeError, "* wants int");
            return false;
        }
        *number = argument->value.integer;
        if (*number < 0) {
            *left = *left || width;
            *number = width ? -*number : 0;
        }
        return next_character(p, point);
    }
    while (*point >= '0' && *point <= '9') {
        if (*number > (INT32_MAX - 9) / 10) {
            rt_raise_format(RT_EXC_ValueError,
                            width ? "width too big" : "precision too big");
            return false;
        }
        *number = *number * 10 + (*point - '0');
        if (!next_character(p, point))
            return false;
    }
    return true;
}

static bool
parse_flags(percent *p, conversion *c, uint32_t *point)
{
    for (;;) {
        switch (*point) {
        case '-':
            c->left = true;
            break;
        case '0':
            c->zero = true;
            break;
        case '+':
            c->spec.sign = '+';
            break;
        case ' ':
            c->spec.sign = c->spec.sign == '+' ? '+' : ' ';
            break;
        case '#':
            c->spec.alternate = true;
            break;
        default:
            return true;
        }
        if (!next_character(p, point))
            return false;
    }
}

static bool
parse(percent *p, conversion *c)
{
    uint32_t point;
    *c =
        (conversion){.spec = {.fill = ' ', .align = '>', .width = -1, .precision = -1}};
    if (!next_character(p, &point))
        return false;
    if (point == '(') {
        rt_raise_format(RT_EXC_TypeError, "format requires a mapping");
        return false;
    }
    if (!parse_flags(p, c, &point) ||
        !parse_number(p, &point, true, &c->spec.width, &c->left))
        return false;
    if (point == '.') {
        if (!next_character(p, &point) ||
            !parse_number(p, &point, false, &c->spec.precision, &c->left))
            return false;
    }
    if ((point == 'h' || point == 'l' || point == 'L') && !next_character(p, &point))
        return false;
    c->letter = point;
    c->letter_at = p->at - 1;
    if (c->left)
        c->spec.align = '<';
    return true;
}

// ---- Text ---------------------------------------------------------------------------

// str() or repr() of an argument, owned.
static rt_str *
text_of(const rt_percent *argument, bool repr)
{
    rt_str *given = repr ? argument->repr : argument->text;
    if (given != NULL)
        return rt_str_share(given);
    return argument->kind == RT_PERCENT_INT ? rt_int_str(argument->value.integer)
                                            : rt_float_str(argument->value.number);
}

static bool
add_text(percent *p, const conversion *c, const rt_percent *argument)
{
    rt_str *text = text_of(argument, c->letter != 's');
    if (c->letter == 'a') {
        rt_str *ascii = rt_text_ascii(text);
        rt_release_inline(text);
        text = ascii;
    }
    rt_format_text(&p->out, &c->spec, text);
    rt_release_inline(text);
    return true;
}

static bool
add_character(percent *p, conversion *c, const rt_percent *argument)
{
    rt_str *one = argument->text;
    if (argument->kind == RT_PERCENT_INT) {
        int64_t point = argument->value.integer;
        if (point < 0 || point > 0x10ffff) {
            rt_raise_format(RT_EXC_OverflowError, "%%c arg not in range(0x110000)");
            return false;
        }
        one = rt_char_str((int32_t)point);
    } else if (argument->kind == RT_PERCENT_FLOAT ||
               strcmp(argument->type, "str") != 0 || one->length != 1) {
        rt_raise_format(RT_EXC_TypeError, "%%c requires int or char");
        return false;
    } else {
        rt_retain_inline(one);
    }
    c->spec.precision = -1;
    rt_format_text(&p->out, &c->spec, one);
    rt_release_inline(one);
    return true;
}

// ---- Numbers ------------------------------------------------------------------------

static void
lay_out(percent *p, conversion *c, const rt_format_number *number)
{
    if (c->zero && !c->left) {
        c->spec.fill = '0';
        c->spec.align = '=';
    }
    rt_format_layout(&p->out, &c->spec, number);
}

// The whole number that d, i, u, x, X, o take; false: raised.
static bool
whole_of(const conversion *c, const rt_percent *argument, int64_t *value)
{
    bool decimal = c->letter == 'd' || c->letter == 'i' || c->letter == 'u';
    if (argument->kind == RT_PERCENT_INT) {
        *value = argument->value.integer;
        return true;
    }
    if (argument->kind == RT_PERCENT_FLOAT && decimal) {
        *value = rt_float_to_int(argument->value.number);
        return rt_pending == NULL;
    }
    rt_raise_format(RT_EXC_TypeError,
                    decimal ? "%%%c format: a real number is required, not %s"
                            : "%%%c format: an integer is required, not %s",
                    (char)c->letter, argument->type);
    return false;
}

static bool
add_whole(percent *p, conversion *c, const rt_percent *argument)
{
    int64_t value;
    char digits[64];
    if (!whole_of(c, argument, &value))
        return false;
    int base = c->letter == 'o' ? 8 : (c->letter | 0x20) == 'x' ? 16 : 10;
    uint64_t size = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    size_t count = rt_base_digits(size, base, c->letter == 'X', digits);
    const char *prefix = base == 8 ? "0o" : c->letter == 'X' ? "0X" : "0x";
    const char *start = digits + 64 - count;
    size_t wanted =
        c->spec.precision > (int64_t)count ? (size_t)c->spec.precision : count;
    char *padded = NULL;
    if (wanted > count) {
        padded = rt_block_alloc(wanted);
        memset(padded, '0', wanted - count);
        memcpy(padded + wanted - count, start, count);
    }
    rt_format_number number = {value < 0,
                               c->spec.alternate && base != 10 ? prefix : "",
                               padded != NULL ? padded : start,
                               (int64_t)wanted,
                               "",
                               0,
                               -1};
    lay_out(p, c, &number);
    if (padded != NULL)
        rt_block_free_sized(padded, wanted);
    return true;
}

static bool
add_float(percent *p, conversion *c, const rt_percent *argument)
{
    if (argument->kind == RT_PERCENT_OTHER) {
        rt_raise_format(RT_EXC_TypeError, "must be real number, not %s",
                        argument->type);
        return false;
    }
    double value = argument->kind == RT_PERCENT_INT ? (double)argument->value.integer
                                                    : argument->value.number;
    int64_t precision = c->spec.precision < 0 ? 6 : c->spec.precision;
    char local[RT_FLOAT_FORM + 64], *text = local;
    if (precision > 60 && (text = malloc(RT_FLOAT_FORM + (size_t)precision)) == NULL)
        rt_out_of_memory();
    size_t count = rt_float_form(value, (char)c->letter, precision,
                                 c->spec.alternate ? RT_FLOAT_ALTERNATE : 0, text);
    rt_format_number number = {
        signbit(value) && !isnan(value), "", text, 0, text, 0, -1};
    if (isfinite(value))
        number.digit_count = (int64_t)count;
    else
        number.rest_count = (int64_t)count;
    lay_out(p, c, &number);
    if (text != local)
        free(text);
    return true;
}

// ---- All ----------------------------------------------------------------------------

static bool
add_conversion(percent *p)
{
    conversion c;
    if (p->at < p->format->length && rt_str_point(p->format, p->at) == '%') {
        rt_text_add(&p->out, '%');
        p->at++;
        return true;
    }
    if (!parse(p, &c))
        return false;
    const rt_percent *argument = next_argument(p);
    if (argument == NULL)
        return false;
    if (c.letter < 128 && c.letter != 0) {
        if (strchr("sra", (int)c.letter) != NULL)
            return add_text(p, &c, argument);
        if (strchr("diuxXo", (int)c.letter) != NULL)
            return add_whole(p, &c, argument);
        if (strchr("eEfFgG", (int)c.letter) != NULL)
            return add_float(p, &c, argument);
        if (c.letter == 'c')
            return add_character(p, &c, argument);
    }
    rt_raise_format(RT_EXC_ValueError,
                    "unsupported format character '%c' (0x%x) at index %lld",
                    c.letter > 31 && c.letter < 127 ? (char)c.letter : '?', c.letter,
                    (long long)c.letter_at);
    return false;
}

// A single argument that can be subscripted counts as a mapping, which may stay unused.
static bool
all_used(const percent *p, bool tuple)
{
    if (p->next >= p->count)
        return true;
    const char *type = p->arguments[0].type;
    if (!tuple && type != NULL &&
        (strcmp(type, "list") == 0 || strcmp(type, "dict") == 0))
        return true;
    rt_raise_format(RT_EXC_TypeError,
                    "not all arguments converted during string formatting");
    return false;
}

rt_own
rt_str_percent(rt_ref format, rt_ptr arguments, int64_t count, bool tuple)
{
    percent p = {.format = format, .arguments = arguments, .count = count};
    rt_text_start(&p.out);
    bool good = true;
    while (good && p.at < p.format->length) {
        uint32_t point = rt_str_point(p.format, p.at++);
        if (point == '%')
            good = add_conversion(&p);
        else
            rt_text_add(&p.out, point);
    }
    if (good && all_used(&p, tuple))
        return rt_text_finish(&p.out);
    rt_text_drop(&p.out);
    return NULL;
}

// ---- What compiled programs call ----------------------------------------------------

rt_own
rt_percent_int(rt_ref format, int64_t value)
{
    rt_percent argument = {
        .kind = RT_PERCENT_INT, .value.integer = value, .type = "int"};
    return rt_str_percent(format, &argument, 1, true);
}

rt_own
rt_percent_float(rt_ref format, double value)
{
    rt_percent argument = {
        .kind = RT_PERCENT_FLOAT, .value.number = value, .type = "float"};
    return rt_str_percent(format, &argument, 1, true);
}

rt_own
rt_percent_text(rt_ref format, rt_ref text)
{
    rt_percent argument = {
        .kind = RT_PERCENT_OTHER, .text = text, .repr = text, .type = "str"};
    return rt_str_percent(format, &argument, 1, true);
}

// Texts of arguments that are numbers are empty and not meant.
static void *
text_at(const rt_list *texts, int64_t i)
{
    rt_str *text = ((rt_str **)(void *)texts->data)[i];
    return text->length == 0 ? NULL : text;
}

rt_own
rt_percent_any(rt_ref format, rt_ref kinds, rt_ref integers, rt_ref numbers,
               rt_ref texts, rt_ref reprs, rt_ref types, bool tuple)
{
    const rt_list *kind = kinds, *integer = integers, *number = numbers, *type = types;
    size_t bytes = ((size_t)kind->length + 1) * sizeof(rt_percent);
    rt_percent *all = rt_block_alloc(bytes);
    for (int64_t i = 0; i < kind->length; i++) {
        rt_percent *one = &all[i];
        *one = (rt_percent){.kind = ((int64_t *)(void *)kind->data)[i]};
        if (one->kind == RT_PERCENT_FLOAT)
            one->value.number = ((double *)(void *)number->data)[i];
        else
            one->value.integer = ((int64_t *)(void *)integer->data)[i];
        one->text = text_at(texts, i);
        one->repr = text_at(reprs, i);
        if (one->kind == RT_PERCENT_OTHER && one->text == NULL)
            one->text = rt_str_empty();
        one->type = (const char *)((rt_str **)(void *)type->data)[i]->data;
    }
    rt_own result = rt_str_percent(format, all, kind->length, tuple);
    rt_block_free_sized(all, bytes);
    return result;
}
