// repr and ascii of strings.
#include "rt.h"
#include "str.h"
#include "unicode.h"

static void
add_hex(rt_text *out, char letter, uint32_t point, int digits)
{
    rt_text_add(out, '\\');
    rt_text_add(out, (uint8_t)letter);
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4)
        rt_text_add(out, (uint8_t) "0123456789abcdef"[point >> shift & 15]);
}

static void
add_escaped(rt_text *out, uint32_t point)
{
    if (point < 0x100)
        add_hex(out, 'x', point, 2);
    else if (point < 0x10000)
        add_hex(out, 'u', point, 4);
    else
        add_hex(out, 'U', point, 8);
}

static void
add_repr(rt_text *out, uint32_t point, uint32_t quote, bool only_ascii)
{
    if (point == quote || point == '\\') {
        rt_text_add(out, '\\');
        rt_text_add(out, point);
    } else if (point == '\t' || point == '\n' || point == '\r') {
        rt_text_add(out, '\\');
        rt_text_add(out, point == '\t' ? 't' : point == '\n' ? 'n' : 'r');
    } else if ((only_ascii && point > 127) || !rt_unicode_is_printable(point)) {
        add_escaped(out, point);
    } else {
        rt_text_add(out, point);
    }
}

// Whether a string stands for itself between apostrophes.
static bool
is_plain(const rt_str *s)
{
    if (!s->ascii)
        return false;
    for (int64_t i = 0; i < s->length; i++)
        if ((uint8_t)(s->data[i] - ' ') > '~' - ' ' || s->data[i] == '\'' ||
            s->data[i] == '\\')
            return false;
    return true;
}

static rt_str *
repr(rt_str *s, bool only_ascii)
{
    if (is_plain(s)) {
        rt_str *quoted = rt_str_new(s->length + 2, 1, true);
        quoted->data[0] = quoted->data[s->length + 1] = '\'';
        memcpy(quoted->data + 1, s->data, (size_t)s->length);
        return quoted;
    }
    bool apostrophe = rt_str_contains_char(s, '\'');
    uint32_t quote = apostrophe && !rt_str_contains_char(s, '"') ? '"' : '\'';
    rt_text out;
    rt_text_start(&out);
    rt_text_add(&out, quote);
    for (int64_t i = 0; i < s->length; i++)
        add_repr(&out, rt_str_point(s, i), quote, only_ascii);
    rt_text_add(&out, quote);
    return rt_text_finish(&out);
}

rt_own
rt_str_repr(rt_ref string)
{
    return repr(string, false);
}

rt_own
rt_str_ascii(rt_ref string)
{
    return repr(string, true);
}

rt_own
rt_char_repr(int32_t point)
{
    rt_str *one = rt_char_str(point);
    rt_str *result = repr(one, false);
    rt_release_inline(one);
    return result;
}

rt_own
rt_text_ascii(rt_ref string)
{
    rt_str *s = string;
    if (s->ascii)
        return rt_str_share(s);
    rt_text out;
    rt_text_start(&out);
    for (int64_t i = 0; i < s->length; i++) {
        uint32_t point = rt_str_point(s, i);
        if (point < 128)
            rt_text_add(&out, point);
        else
            add_escaped(&out, point);
    }
    return rt_text_finish(&out);
}
