// Changing case. ASCII is done bytewise; everything else by the tables of unicode.c, with
// CPython's rule for the final sigma.
#include "rt.h"
#include "str.h"
#include "unicode.h"

enum { CAPITAL_SIGMA = 0x3a3, SMALL_SIGMA = 0x3c3, FINAL_SIGMA = 0x3c2 };

// ---- ASCII --------------------------------------------------------------------------

// Bytes below 128, eight at once: those of `first` and the 25 behind it with the bit turned
// that tells small letters from capitals.
static uint64_t
turn_case(uint64_t word, uint8_t first)
{
    const uint64_t ones = 0x0101010101010101u, tops = 0x8080808080808080u;
    uint64_t from = word + ones * (0x80u - first),
             beyond = word + ones * (0x80u - first - 26);
    return word ^ ((from & ~beyond & tops) >> 2);
}

// The first place from which on eight bytes at a time (fewer at the end) would change.
static int64_t
first_turned(const rt_str *s, uint8_t first)
{
    int64_t at = 0;
    for (; at + 8 <= s->length; at += 8) {
        uint64_t word = rt_load8(s->data + at);
        if (turn_case(word, first) != word)
            return at;
    }
    for (; at < s->length; at++)
        if ((uint8_t)(s->data[at] - first) < 26)
            return at;
    return at;
}

// The ASCII string with the letters from `first` on in the other case.
static rt_str *
ascii_turned(rt_str *s, uint8_t first)
{
    if (s->length == 0)
        return rt_str_share(s);
    if (s->length <= RT_STR_SHORT) {
        uint64_t word = rt_str_word(s, 0, s->length), turned = turn_case(word, first);
        return turned == word ? rt_str_share(s) : rt_str_of_word(turned, s->length);
    }
    int64_t at = first_turned(s, first);
    if (at == s->length)
        return rt_str_share(s);
    rt_str *result = rt_str_new(s->length, 1, true);
    memcpy(result->data, s->data, (size_t)at);
    for (; at + 8 <= s->length; at += 8) {
        uint64_t turned = turn_case(rt_load8(s->data + at), first);
        memcpy(result->data + at, &turned, sizeof turned);
    }
    for (; at < s->length; at++)
        result->data[at] =
            (uint8_t)(s->data[at] ^ ((uint8_t)(s->data[at] - first) < 26 ? 32 : 0));
    return result;
}

static bool
is_ascii_letter(uint8_t byte)
{
    return (uint8_t)((byte | 0x20) - 'a') < 26;
}

// Letters as capitals where a word begins, else small; `words`: not only in front.
static rt_str *
ascii_titled(const rt_str *s, bool words)
{
    if (s->length <= 1)
        return ascii_turned((rt_str *)s, 'a');
    rt_str *result = rt_str_new(s->length, 1, true);
    bool inside = false;
    for (int64_t i = 0; i < s->length; i++) {
        uint8_t byte = s->data[i];
        bool letter = is_ascii_letter(byte);
        result->data[i] =
            letter ? (uint8_t)(inside ? byte | 0x20 : byte & ~0x20) : byte;
        inside = letter || !words;
    }
    return result;
}

static rt_str *
ascii_swapped(const rt_str *s)
{
    if (s->length <= 1)
        return s->length == 0
                   ? rt_str_empty()
                   : rt_str_latin1(is_ascii_letter(s->data[0]) ? s->data[0] ^ 0x20
                                                               : s->data[0]);
    rt_str *result = rt_str_new(s->length, 1, true);
    for (int64_t i = 0; i < s->length; i++)
        result->data[i] =
            (uint8_t)(s->data[i] ^ (is_ascii_letter(s->data[i]) ? 0x20 : 0));
    return result;
}

static rt_str *
ascii_lower(rt_str *s)
{
    return ascii_turned(s, 'A');
}

static rt_str *
ascii_upper(rt_str *s)
{
    return ascii_turned(s, 'a');
}

// ---- All code points ----------------------------------------------------------------

static void
add_case(rt_text *out, uint32_t point, int kind)
{
    uint32_t mapped[3];
    int count = rt_unicode_case(point, kind, mapped);
    for (int i = 0; i < count; i++)
        rt_text_add(out, mapped[i]);
}

static bool
is_ignorable(uint32_t point)
{
    return rt_unicode_flags(point) & RT_UNICODE_IGNORABLE;
}

static bool
is_cased(uint32_t point)
{
    return rt_unicode_flags(point) & RT_UNICODE_CASED;
}

// A sigma is final behind a cased letter and not before one, ignorable ones aside.
static bool
sigma_is_final(const rt_str *s, int64_t at)
{
    int64_t before = at - 1, after = at + 1;
    while (before >= 0 && is_ignorable(rt_str_point(s, before)))
        before--;
    if (before < 0 || !is_cased(rt_str_point(s, before)))
        return false;
    while (after < s->length && is_ignorable(rt_str_point(s, after)))
        after++;
    return after == s->length || !is_cased(rt_str_point(s, after));
}

static void
add_lower(rt_text *out, const rt_str *s, int64_t at)
{
    uint32_t point = rt_str_point(s, at);
    if (point == CAPITAL_SIGMA)
        rt_text_add(out, sigma_is_final(s, at) ? FINAL_SIGMA : SMALL_SIGMA);
    else
        add_case(out, point, RT_CASE_LOWER);
}

rt_own
rt_str_lower(rt_ref string)
{
    rt_str *s = string;
    if (s->ascii)
        return ascii_lower(s);
    rt_text out;
    rt_text_start(&out);
    for (int64_t i = 0; i < s->length; i++)
        add_lower(&out, s, i);
    return rt_text_finish(&out);
}

static rt_str *
map_case(const rt_str *s, int kind)
{
    rt_text out;
    rt_text_start(&out);
    for (int64_t i = 0; i < s->length; i++)
        add_case(&out, rt_str_point(s, i), kind);
    return rt_text_finish(&out);
}

rt_own
rt_str_upper(rt_ref string)
{
    rt_str *s = string;
    return s->ascii ? ascii_upper(s) : map_case(s, RT_CASE_UPPER);
}

rt_own
rt_str_casefold(rt_ref string)
{
    rt_str *s = string;
    return s->ascii ? ascii_lower(s) : map_case(s, RT_CASE_FOLD);
}

rt_own
rt_str_title(rt_ref string)
{
    const rt_str *s = string;
    if (s->ascii)
        return ascii_titled(s, true);
    rt_text out;
    rt_text_start(&out);
    bool inside = false;
    for (int64_t i = 0; i < s->length; i++) {
        uint32_t point = rt_str_point(s, i);
        if (inside)
            add_lower(&out, s, i);
        else
            add_case(&out, point, RT_CASE_TITLE);
        inside = is_cased(point);
    }
    return rt_text_finish(&out);
}

rt_own
rt_str_capitalize(rt_ref string)
{
    const rt_str *s = string;
    if (s->ascii)
        return ascii_titled(s, false);
    rt_text out;
    rt_text_start(&out);
    for (int64_t i = 0; i < s->length; i++) {
        if (i == 0)
            add_case(&out, rt_str_point(s, 0), RT_CASE_TITLE);
        else
            add_lower(&out, s, i);
    }
    return rt_text_finish(&out);
}

rt_own
rt_str_swapcase(rt_ref string)
{
    const rt_str *s = string;
    if (s->ascii)
        return ascii_swapped(s);
    rt_text out;
    rt_text_start(&out);
    for (int64_t i = 0; i < s->length; i++) {
        uint32_t point = rt_str_point(s, i);
        unsigned flags = rt_unicode_flags(point);
        if (flags & RT_UNICODE_UPPER)
            add_lower(&out, s, i);
        else if (flags & RT_UNICODE_LOWER)
            add_case(&out, point, RT_CASE_UPPER);
        else
            rt_text_add(&out, point);
    }
    return rt_text_finish(&out);
}
