// Stripping, padding and tabs. What does not change is the same object.
#include "rt.h"
#include "str.h"
#include "unicode.h"

enum { STRIP_LEFT = 1, STRIP_RIGHT = 2 };

// ---- Strip --------------------------------------------------------------------------

// The characters to strip: a bit per code point below 128 decides most cases.
typedef struct {
    uint64_t bits[2];
    const rt_str *others;  // to search for the rest; NULL: white space
    bool only_ascii;
} strip_set;

// The set of the constant string that was used last: in a loop it is made once.
static const rt_str *known_characters;
static strip_set known_set;

static strip_set
strip_set_new(const rt_str *characters)
{
    strip_set set = {{0x1f0003e00u, 0}, NULL, false};
    if (characters == NULL)
        return set;
    set = (strip_set){{0, 0}, characters, characters->ascii};
    for (int64_t i = 0; i < characters->length; i++) {
        uint32_t point = rt_str_point(characters, i);
        if (point < 128)
            set.bits[point >> 6] |= (uint64_t)1 << (point & 63);
    }
    return set;
}

static const strip_set *
strip_set_of(const rt_str *characters, strip_set *room)
{
    if (characters != NULL && characters == known_characters)
        return &known_set;
    *room = strip_set_new(characters);
    if (characters != NULL && characters->header.count < 0) {
        known_characters = characters;
        known_set = *room;
    }
    return room;
}

static inline bool
has_byte(const strip_set *set, uint8_t byte)
{
    return set->bits[byte >> 6] >> (byte & 63) & 1;
}

static inline bool
strip_set_has(const strip_set *set, uint32_t point)
{
    if (point < 128)
        return set->bits[point >> 6] >> (point & 63) & 1;
    if (set->only_ascii)
        return false;
    if (set->others == NULL)
        return rt_unicode_is_space(point);
    return rt_str_contains_char((rt_str *)set->others, (int32_t)point);
}

static rt_str *
strip(rt_str *s, const rt_str *characters, int sides)
{
    strip_set room;
    const strip_set *set = strip_set_of(characters, &room);
    int64_t start = 0, stop = s->length;
    if (s->ascii) {
        const uint8_t *data = s->data;
        if (sides & STRIP_LEFT)
            while (start < stop && has_byte(set, data[start]))
                start++;
        if (sides & STRIP_RIGHT)
            while (stop > start && has_byte(set, data[stop - 1]))
                stop--;
        if (stop - start == s->length)
            return rt_str_share(s);
        return start == stop ? rt_str_empty() : rt_str_part_ascii(s, start, stop);
    }
    if (sides & STRIP_LEFT)
        while (start < stop && strip_set_has(set, rt_str_point(s, start)))
            start++;
    if (sides & STRIP_RIGHT)
        while (stop > start && strip_set_has(set, rt_str_point(s, stop - 1)))
            stop--;
    return rt_str_part(s, start, stop);
}

rt_own
rt_str_strip(rt_ref string, rt_ref characters)
{
    return strip(string, characters, STRIP_LEFT | STRIP_RIGHT);
}

rt_own
rt_str_lstrip(rt_ref string, rt_ref characters)
{
    return strip(string, characters, STRIP_LEFT);
}

rt_own
rt_str_rstrip(rt_ref string, rt_ref characters)
{
    return strip(string, characters, STRIP_RIGHT);
}

// ---- Padding ------------------------------------------------------------------------

static void
fill_points(uint8_t *target, int width, uint32_t point, int64_t count)
{
    uint16_t *halves = (uint16_t *)(void *)target;
    uint32_t *words = (uint32_t *)(void *)target;
    if (width == 1)
        memset(target, (int)point, (size_t)count);
    else if (width == 2)
        for (int64_t i = 0; i < count; i++)
            halves[i] = (uint16_t)point;
    else
        for (int64_t i = 0; i < count; i++)
            words[i] = point;
}

rt_str *
rt_str_pad(rt_str *s, int64_t left, int64_t right, uint32_t fill)
{
    left = left < 0 ? 0 : left;
    right = right < 0 ? 0 : right;
    if (left == 0 && right == 0)
        return rt_str_share(s);
    if (s->length == 0 && left + right == 1)
        return rt_char_str((int32_t)fill);
    int fill_width = rt_point_width(fill);
    int width = fill_width > s->width ? fill_width : s->width;
    rt_str *result =
        rt_str_new(left + s->length + right, width, s->ascii && fill < 128);
    fill_points(result->data, width, fill, left);
    rt_points_copy(result->data + left * width, width, s, 0, s->length);
    fill_points(result->data + (left + s->length) * width, width, fill, right);
    return result;
}

static bool
fill_is_wrong(const rt_str *fill)
{
    if (fill->length == 1)
        return false;
    rt_raise_format(RT_EXC_TypeError,
                    "The fill character must be exactly one character long");
    return true;
}

rt_own
rt_str_center(rt_ref string, int64_t width, rt_ref fill)
{
    rt_str *s = string;
    if (fill_is_wrong(fill))
        return NULL;
    int64_t margin = width > s->length ? width - s->length : 0;
    int64_t left = margin / 2 + (margin & width & 1);
    return rt_str_pad(s, left, margin - left, rt_str_point(fill, 0));
}

rt_own
rt_str_ljust(rt_ref string, int64_t width, rt_ref fill)
{
    rt_str *s = string;
    if (fill_is_wrong(fill))
        return NULL;
    return rt_str_pad(s, 0, width > s->length ? width - s->length : 0,
                      rt_str_point(fill, 0));
}

rt_own
rt_str_rjust(rt_ref string, int64_t width, rt_ref fill)
{
    rt_str *s = string;
    if (fill_is_wrong(fill))
        return NULL;
    return rt_str_pad(s, width > s->length ? width - s->length : 0, 0,
                      rt_str_point(fill, 0));
}

rt_own
rt_str_zfill(rt_ref string, int64_t width)
{
    rt_str *s = string;
    if (width <= s->length)
        return rt_str_share(s);
    rt_str *padded = rt_str_pad(s, width - s->length, 0, '0');
    int64_t signs = width - s->length;
    uint32_t sign = s->length > 0 ? rt_str_point(s, 0) : 0;
    if (sign != '+' && sign != '-')
        return padded;
    uint8_t *data = padded->data;  // of the width of s: '0' is not wider
    if (s->width == 1) {
        data[0] = (uint8_t)sign;
        data[signs] = '0';
    } else if (s->width == 2) {
        ((uint16_t *)(void *)data)[0] = (uint16_t)sign;
        ((uint16_t *)(void *)data)[signs] = '0';
    } else {
        ((uint32_t *)(void *)data)[0] = sign;
        ((uint32_t *)(void *)data)[signs] = '0';
    }
    return padded;
}

rt_own
rt_str_expandtabs(rt_ref string, int64_t size)
{
    const rt_str *s = string;
    if (!rt_str_contains_char(string, '\t'))
        return rt_str_share(string);
    rt_text out;
    rt_text_start(&out);
    int64_t column = 0;
    for (int64_t i = 0; i < s->length; i++) {
        uint32_t point = rt_str_point(s, i);
        if (point == '\t') {
            int64_t blanks = size > 0 ? size - column % size : 0;
            column += blanks;
            while (blanks-- > 0)
                rt_text_add(&out, ' ');
            continue;
        }
        column = point == '\n' || point == '\r' ? 0 : column + 1;
        rt_text_add(&out, point);
    }
    return rt_text_finish(&out);
}
