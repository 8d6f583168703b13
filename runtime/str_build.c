// Strings made of other strings: concatenation, repetition, joining, slices.
#include <malloc.h>
#include <stdlib.h>

#include "rt.h"
#include "str.h"

rt_own
rt_char_str(int32_t point)
{
    if (point < 0x100)
        return rt_str_latin1((uint8_t)point);
    return rt_str_from_points(&point, 4, 1);
}

int32_t
rt_chr(int64_t number)
{
    if (number < INT32_MIN || number > INT32_MAX) {
        rt_raise_format(RT_EXC_OverflowError,
                        number < 0 ? "Python int too small to convert to C int"
                                   : "Python int too large to convert to C int");
        return 0;
    }
    if (number < 0 || number > 0x10ffff) {
        rt_raise_format(RT_EXC_ValueError, "chr() arg not in range(0x110000)");
        return 0;
    }
    return (int32_t)number;
}

int64_t
rt_str_ord(rt_ref string)
{
    const rt_str *s = string;
    if (s->length == 1)
        return rt_str_point(s, 0);
    rt_raise_format(RT_EXC_TypeError,
                    "ord() expected a character, but string of length %lld found",
                    (long long)s->length);
    return 0;
}

// ---- Concatenation ------------------------------------------------------------------

rt_own
rt_str_concat(rt_ref left, rt_ref right)
{
    rt_str *parts[] = {left, right};
    if (parts[0]->length == 0)
        return rt_str_share(parts[1]);
    if (parts[1]->length == 0)
        return rt_str_share(parts[0]);
    return rt_str_concat_many(parts, 2);
}

rt_own
rt_str_concat_many(rt_ptr array, int64_t count)
{
    return rt_str_join_refs(rt_str_empty(), array, count);
}

// Bytes that the string's block can hold; 0 for constants.
static size_t
block_size(rt_str *string)
{
    if (string->header.count < 0)
        return 0;
    if (string->units != 0)
        return (size_t)string->units * RT_UNIT;
    return malloc_usable_size(string);
}

// Gives a unique string room for `length` code points of its width, with as much again to
// spare, so that appending in a loop is linear.
static rt_str *
grow(rt_str *string, int64_t length)
{
    size_t width = string->width;
    size_t needed = rt_str_bytes((size_t)(length + 1) * width);
    if (needed <= block_size(string))
        return string;
    size_t bytes = needed + needed / 2;
    uint16_t units = rt_str_units(bytes);
    rt_str *moved;
    if (units == 0 && string->units == 0) {
        moved = realloc(string, bytes);
        if (moved == NULL)
            rt_out_of_memory();
    } else {
        moved = rt_block_alloc(bytes);
        memcpy(moved, string, RT_STR_HEADER + (size_t)string->length * width);
        rt_str_free(string);
    }
    moved->units = units;
    return moved;
}

static bool
can_append(const rt_str *string, int width)
{
    return string->header.count == 1 && string->width >= width;
}

rt_own
rt_str_append(rt_own left, rt_ref right)
{
    rt_str *string = left, *part = right;
    if (part->length == 0)
        return string;
    if (!can_append(string, part->width) || string == part) {
        rt_str *result = rt_str_concat(string, part);
        rt_release_inline(string);
        return result;
    }
    int64_t length = string->length;
    string = grow(string, length + part->length);
    size_t width = string->width;
    rt_points_copy(string->data + (size_t)length * width, (int)width, part, 0,
                   part->length);
    string->length = length + part->length;
    memset(string->data + (size_t)string->length * width, 0, width);
    string->ascii = string->ascii && part->ascii;
    string->hash = 0;
    return string;
}

rt_own
rt_str_append_char(rt_own left, int32_t point)
{
    rt_str *string = left;
    if (point < 0x100)
        return rt_str_append(string, rt_str_latin1((uint8_t)point));
    rt_str *one = rt_char_str(point);
    string = rt_str_append(string, one);
    rt_release_inline(one);
    return string;
}

rt_own
rt_str_repeat(rt_ref string, int64_t count)
{
    rt_str *s = string;
    if (count <= 0 || s->length == 0)
        return rt_str_empty();
    if (count == 1)
        return rt_str_share(s);
    if (count > (INT64_MAX >> 4) / s->length)
        rt_out_of_memory();
    rt_str *result = rt_str_new(s->length * count, s->width, s->ascii);
    size_t bytes = (size_t)(s->length * s->width);
    if (bytes == 1) {
        memset(result->data, s->data[0], (size_t)count);
        return result;
    }
    for (int64_t i = 0; i < count; i++)
        rt_bytes_copy(result->data + (size_t)i * bytes, s->data, bytes);
    return result;
}

rt_own
rt_str_repeated(int64_t count, rt_ref string)
{
    return rt_str_repeat(string, count);
}

// ---- Joining ------------------------------------------------------------------------

typedef struct {
    int64_t length;
    int width;
    bool ascii;
} shape;

static void
shape_add(shape *total, const rt_str *string, int64_t times)
{
    if (times == 0 || string->length == 0)
        return;
    total->length += string->length * times;
    if (string->width > total->width)
        total->width = string->width;
    total->ascii = total->ascii && string->ascii;
}

rt_own
rt_str_join_refs(rt_ref separator, rt_ptr array, int64_t count)
{
    rt_str *between = separator, **parts = array;
    if (count == 1)
        return rt_str_share(parts[0]);
    shape total = {0, 1, true};
    for (int64_t i = 0; i < count; i++)
        shape_add(&total, parts[i], 1);
    shape_add(&total, between, count - 1);
    if (total.length == 0 || count == 0)
        return rt_str_empty();
    rt_str *result = rt_str_new(total.length, total.width, total.ascii);
    uint8_t *at = result->data;
    for (int64_t i = 0; i < count; i++) {
        if (i > 0 && between->length > 0) {
            rt_points_copy(at, total.width, between, 0, between->length);
            at += between->length * total.width;
        }
        rt_points_copy(at, total.width, parts[i], 0, parts[i]->length);
        at += parts[i]->length * total.width;
    }
    return result;
}

rt_own
rt_str_join(rt_ref separator, rt_ref list)
{
    const rt_list *strings = list;
    return rt_str_join_refs(separator, strings->data, strings->length);
}

rt_own
rt_str_join_chars(rt_ref separator, rt_ref list)
{
    const rt_list *chars = list;
    const rt_str *between = separator;
    if (between->length == 0)
        return rt_str_from_points(chars->data, 4, chars->length);
    rt_text out;
    rt_text_start(&out);
    for (int64_t i = 0; i < chars->length; i++) {
        if (i > 0)
            rt_text_add_str(&out, between);
        rt_text_add(&out, ((const uint32_t *)(const void *)chars->data)[i]);
    }
    return rt_text_finish(&out);
}

// ---- Slices -------------------------------------------------------------------------

// One end of a slice, brought into 0 .. length (step > 0) or -1 .. length - 1.
static int64_t
slice_end(int64_t position, int64_t length, int64_t step)
{
    int64_t least = step < 0 ? -1 : 0, most = step < 0 ? length - 1 : length;
    if (position < 0) {
        position += length;
        return position < 0 ? least : position > most ? most : position;
    }
    return position > most ? most : position;
}

static rt_str *
slice_stepped(rt_str *s, int64_t start, int64_t count, int64_t step)
{
    if (s->width == 1) {
        rt_str *result = rt_str_new(count, 1, s->ascii);
        for (int64_t i = 0; i < count; i++)
            result->data[i] = s->data[start + i * step];
        if (!s->ascii || count == 1) {
            rt_str *narrowed = rt_str_from_points(result->data, 1, count);
            rt_str_free(result);
            return narrowed;
        }
        return result;
    }
    rt_text out;
    rt_text_start(&out);
    for (int64_t i = 0; i < count; i++)
        rt_text_add(&out, rt_str_point(s, start + i * step));
    return rt_text_finish(&out);
}

rt_own
rt_str_slice(rt_ref string, int64_t start, int64_t stop, int64_t step, int32_t absent)
{
    rt_str *s = string;
    if (step == 0) {
        rt_raise_format(RT_EXC_ValueError, "slice step cannot be zero");
        return NULL;
    }
    if (step == INT64_MIN)
        step = -INT64_MAX;
    start =
        absent & 1 ? (step < 0 ? s->length - 1 : 0) : slice_end(start, s->length, step);
    stop = absent & 2 ? (step < 0 ? -1 : s->length) : slice_end(stop, s->length, step);
    if (step > 0 ? start >= stop : start <= stop)
        return rt_str_empty();
    if (step == 1)
        return rt_str_part(s, start, stop);
    int64_t count =
        step > 0 ? (stop - start - 1) / step + 1 : (start - stop - 1) / -step + 1;
    return slice_stepped(s, start, count, step);
}
