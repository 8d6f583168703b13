// Searching in strings: find, count, contains, startswith, replace and their relatives.
#include "rt.h"
#include "str.h"

void
rt_str_clamp(int64_t length, int64_t *start, int64_t *stop)
{
    if (*stop > length)
        *stop = length;
    else if (*stop < 0 && (*stop += length) < 0)
        *stop = 0;
    if (*start < 0 && (*start += length) < 0)
        *start = 0;
}

// A part with the haystack's width: `own` is set when it had to be made.
typedef struct {
    const uint8_t *data;
    size_t bytes;
    void *own;
} needle;

static needle
needle_start(const rt_str *part, int width)
{
    needle result = {part->data, (size_t)part->length * (size_t)width, NULL};
    if (part->width == width)
        return result;
    result.own = rt_block_alloc(result.bytes);
    rt_points_copy(result.own, width, part, 0, part->length);
    result.data = result.own;
    return result;
}

static void
needle_end(needle *part)
{
    if (part->own != NULL)
        rt_block_free_sized(part->own, part->bytes);
}

enum { FEW_BYTES = 256 };

// Few bytes are gone through by the first byte of the part: starting memmem takes longer.
static const uint8_t *
search_few(const uint8_t *at, const uint8_t *end, const needle *part)
{
    for (; end - at >= (ptrdiff_t)part->bytes; at++) {
        at = memchr(at, part->data[0], (size_t)(end - at) - part->bytes + 1);
        if (at == NULL || rt_bytes_equal(at, part->data, part->bytes))
            return at;
    }
    return NULL;
}

// Finds `part` at a multiple of `width` bytes.
static const uint8_t *
search_bytes(const uint8_t *data, size_t bytes, const needle *part, size_t width)
{
    const uint8_t *at = data, *end = data + bytes;
    for (;;) {
        if (part->bytes == 1)
            at = memchr(at, part->data[0], (size_t)(end - at));
        else if (end - at <= FEW_BYTES)
            at = search_few(at, end, part);
        else
            at = memmem(at, (size_t)(end - at), part->data, part->bytes);
        if (at == NULL || (size_t)(at - data) % width == 0)
            return at;
        at++;
    }
}

static int64_t
search_needle(const rt_str *string, const needle *part, int64_t start, int64_t stop)
{
    size_t width = string->width;
    const uint8_t *data = string->data + (size_t)start * width;
    const uint8_t *at = search_bytes(data, (size_t)(stop - start) * width, part, width);
    return at == NULL ? -1 : start + (at - data) / (int64_t)width;
}

int64_t
rt_str_search(const rt_str *string, const rt_str *part, int64_t start, int64_t stop)
{
    if (part->length > stop - start || part->width > string->width)
        return -1;
    if (part->length == 0)
        return start;
    if (part->length == 1 && string->width == 1) {
        const uint8_t *at =
            memchr(string->data + start, part->data[0], (size_t)(stop - start));
        return at == NULL ? -1 : at - string->data;
    }
    needle wanted = needle_start(part, string->width);
    int64_t found = search_needle(string, &wanted, start, stop);
    needle_end(&wanted);
    return found;
}

static bool
match_at(const rt_str *string, const rt_str *part, int64_t at)
{
    if (string->width == part->width)
        return memcmp(string->data + at * string->width, part->data,
                      (size_t)(part->length * part->width)) == 0;
    for (int64_t i = 0; i < part->length; i++)
        if (rt_str_point(string, at + i) != rt_str_point(part, i))
            return false;
    return true;
}

int64_t
rt_str_search_back(const rt_str *string, const rt_str *part, int64_t start,
                   int64_t stop)
{
    if (part->width > string->width)
        return -1;
    for (int64_t at = stop - part->length; at >= start; at--)
        if (match_at(string, part, at))
            return at;
    return -1;
}

// ---- Methods ------------------------------------------------------------------------

int64_t
rt_str_find(rt_ref string, rt_ref part, int64_t start, int64_t stop)
{
    const rt_str *s = string;
    rt_str_clamp(s->length, &start, &stop);
    return start > stop ? -1 : rt_str_search(s, part, start, stop);
}

int64_t
rt_str_rfind(rt_ref string, rt_ref part, int64_t start, int64_t stop)
{
    const rt_str *s = string;
    rt_str_clamp(s->length, &start, &stop);
    return start > stop ? -1 : rt_str_search_back(s, part, start, stop);
}

static int64_t
found_or_raise(int64_t position)
{
    if (position < 0)
        rt_raise_format(RT_EXC_ValueError, "substring not found");
    return position;
}

int64_t
rt_str_index_of(rt_ref string, rt_ref part, int64_t start, int64_t stop)
{
    return found_or_raise(rt_str_find(string, part, start, stop));
}

int64_t
rt_str_rindex_of(rt_ref string, rt_ref part, int64_t start, int64_t stop)
{
    return found_or_raise(rt_str_rfind(string, part, start, stop));
}

// How often a byte occurs; of eight at a time those that equal it become zero.
static int64_t
count_byte(const uint8_t *data, int64_t bytes, uint8_t byte)
{
    const uint64_t ones = 0x0101010101010101u, lows = 0x7f7f7f7f7f7f7f7fu;
    int64_t count = 0, at = 0;
    for (; at + 8 <= bytes; at += 8) {
        uint64_t others = rt_load8(data + at) ^ ones * byte;
        uint64_t found = ~(((others & lows) + lows) | others | lows);
        count += (int64_t)((found >> 7) * ones >> 56);
    }
    for (; at < bytes; at++)
        count += data[at] == byte;
    return count;
}

// Occurrences that do not overlap, at most `limit`.
static int64_t
count_needle(const rt_str *string, const needle *part, int64_t length, int64_t start,
             int64_t stop, int64_t limit)
{
    int64_t count = 0;
    if (part->bytes == 1) {
        count = count_byte(string->data + start, stop - start, part->data[0]);
        return count < limit ? count : limit;
    }
    while (count < limit && (start = search_needle(string, part, start, stop)) >= 0) {
        start += length;
        count++;
    }
    return count;
}

int64_t
rt_str_count(rt_ref string, rt_ref part, int64_t start, int64_t stop)
{
    const rt_str *s = string, *p = part;
    rt_str_clamp(s->length, &start, &stop);
    if (start > stop || p->width > s->width)
        return 0;
    if (p->length == 0)
        return stop - start + 1;
    needle wanted = needle_start(p, s->width);
    int64_t count = count_needle(s, &wanted, p->length, start, stop, INT64_MAX);
    needle_end(&wanted);
    return count;
}

bool
rt_str_startswith(rt_ref string, rt_ref part, int64_t start, int64_t stop)
{
    const rt_str *s = string, *p = part;
    rt_str_clamp(s->length, &start, &stop);
    return p->length <= stop - start && p->width <= s->width && match_at(s, p, start);
}

bool
rt_str_endswith(rt_ref string, rt_ref part, int64_t start, int64_t stop)
{
    const rt_str *s = string, *p = part;
    rt_str_clamp(s->length, &start, &stop);
    return p->length <= stop - start && p->width <= s->width &&
           match_at(s, p, stop - p->length);
}

bool
rt_str_contains(rt_ref string, rt_ref part)
{
    const rt_str *s = string;
    return rt_str_search(s, part, 0, s->length) >= 0;
}

bool
rt_str_contains_char(rt_ref string, int32_t point)
{
    const rt_str *s = string;
    if (s->width == 1)
        return point < 0x100 && memchr(s->data, point, (size_t)s->length) != NULL;
    for (int64_t i = 0; i < s->length; i++)
        if (rt_str_point(s, i) == (uint32_t)point)
            return true;
    return false;
}

bool
rt_str_in(rt_ref part, rt_ref string)
{
    return rt_str_contains(string, part);
}

bool
rt_char_in(int32_t point, rt_ref string)
{
    return rt_str_contains_char(string, point);
}

rt_own
rt_str_removeprefix(rt_ref string, rt_ref part)
{
    rt_str *s = string;
    rt_str *p = part;
    bool has = rt_str_startswith(s, p, 0, INT64_MAX);
    return rt_str_part(s, has ? p->length : 0, s->length);
}

rt_own
rt_str_removesuffix(rt_ref string, rt_ref part)
{
    rt_str *s = string;
    rt_str *p = part;
    bool has = rt_str_endswith(s, p, 0, INT64_MAX);
    return rt_str_part(s, 0, s->length - (has ? p->length : 0));
}

// ---- Replacing ----------------------------------------------------------------------

// `new` before each of the first `count` code points, and at the end if there are fewer.
static rt_str *
replace_empty(const rt_str *s, const rt_str *new, int64_t count)
{
    rt_text out;
    rt_text_start(&out);
    for (int64_t i = 0; i <= s->length; i++) {
        if (i < count)
            rt_text_add_str(&out, new);
        if (i < s->length)
            rt_text_add(&out, rt_str_point(s, i));
    }
    return rt_text_finish(&out);
}

static rt_str *
replace_found(const rt_str *s, const needle *old, int64_t old_length, const rt_str *new,
              int64_t count)
{
    int width = s->width > new->width ? s->width : new->width;
    rt_str *result = rt_str_new(s->length + count * (new->length - old_length), width,
                                s->ascii && new->ascii);
    uint8_t *to = result->data;
    int64_t from = 0;
    for (int64_t i = 0; i <= count; i++) {
        int64_t at = i < count ? search_needle(s, old, from, s->length) : s->length;
        rt_points_copy(to, width, s, from, at - from);
        to += (at - from) * width;
        if (i < count) {
            rt_points_copy(to, width, new, 0, new->length);
            to += new->length *width;
        }
        from = at + old_length;
    }
    return result;
}

// Removing code points can leave a string narrower, or so short that it is in the table.
static rt_str *
renarrow(rt_str *string)
{
    if (string->ascii && string->length > 1)
        return string;
    rt_str *narrowed = rt_str_from_points(string->data, string->width, string->length);
    rt_str_free(string);
    return narrowed;
}

rt_own
rt_str_replace(rt_ref string, rt_ref old, rt_ref new, int64_t count)
{
    rt_str *s = string;
    const rt_str *o = old, *n = new;
    if (count < 0)
        count = INT64_MAX;
    if (count == 0 || o->length > s->length || o->width > s->width)
        return rt_str_share(s);
    if (o->length == 0)
        return replace_empty(s, n, count);
    needle wanted = needle_start(o, s->width);
    rt_str *result;
    count = count_needle(s, &wanted, o->length, 0, s->length, count);
    if (count == 0)
        result = rt_str_share(s);
    else
        result = renarrow(replace_found(s, &wanted, o->length, n, count));
    needle_end(&wanted);
    return result;
}
