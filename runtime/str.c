// Strings: allocation, the table of short ones, conversion from and to other forms.
#include "str.h"

#include <malloc.h>
#include <stdlib.h>

#include "rt.h"

_Alignas(16) uint8_t rt_str_cells[257 * RT_STR_CELL];

static void
start_cell(rt_str *cell, int64_t length, uint8_t point)
{
    cell->header.count = INT32_MIN;
    cell->header.descriptor = RT_DESCRIPTOR_STR;
    cell->length = length;
    cell->width = 1;
    cell->ascii = point < 128;
    cell->data[0] = point;
}

void
rt_str_start(void)
{
    for (int point = 0; point < 256; point++)
        start_cell(rt_str_latin1((uint8_t)point), 1, (uint8_t)point);
    start_cell(rt_str_empty(), 0, 0);
}

rt_str *
rt_str_new(int64_t length, int width, bool ascii)
{
    if (length > (INT64_MAX >> 4))
        rt_out_of_memory();
    size_t bytes = rt_str_bytes((size_t)(length + 1) * (size_t)width);
    rt_str *string = rt_block_alloc(bytes);
    string->header.count = 1;
    string->header.descriptor = RT_DESCRIPTOR_STR;
    string->length = length;
    string->hash = 0;
    string->width = (uint8_t)width;
    string->ascii = ascii;
    string->units = rt_str_units(bytes);
    memset(string->data + (size_t)length * (size_t)width, 0, (size_t)width);
    return string;
}

rt_str *
rt_str_from_ascii(const char *text, int64_t length)
{
    return rt_str_copy_ascii((const uint8_t *)text, length);
}

static uint32_t
or_all(const void *points, int width, int64_t length)
{
    uint32_t all = 0;
    if (width == 1)
        for (int64_t i = 0; i < length; i++)
            all |= ((const uint8_t *)points)[i];
    else if (width == 2)
        for (int64_t i = 0; i < length; i++)
            all |= ((const uint16_t *)points)[i];
    else
        for (int64_t i = 0; i < length; i++)
            all |= ((const uint32_t *)points)[i];
    return all;
}

static void
narrow(void *target, int target_width, const void *source, int width, int64_t length)
{
    uint8_t *bytes = target;
    uint16_t *halves = target;
    const uint16_t *from2 = source;
    const uint32_t *from4 = source;
    if (target_width == width)
        memcpy(target, source, (size_t)length * (size_t)width);
    else if (width == 2)
        for (int64_t i = 0; i < length; i++)
            bytes[i] = (uint8_t)from2[i];
    else if (target_width == 1)
        for (int64_t i = 0; i < length; i++)
            bytes[i] = (uint8_t)from4[i];
    else
        for (int64_t i = 0; i < length; i++)
            halves[i] = (uint16_t)from4[i];
}

rt_str *
rt_str_from_points(const void *points, int width, int64_t length)
{
    if (width == 1 && rt_bytes_are_ascii(points, (size_t)length))
        return rt_str_copy_ascii(points, length);
    uint32_t all = or_all(points, width, length);
    if (length == 0)
        return rt_str_empty();
    int narrowest = rt_point_width(all);
    if (length == 1 && narrowest == 1)
        return rt_str_latin1((uint8_t)all);
    rt_str *string = rt_str_new(length, narrowest, all < 128);
    narrow(string->data, narrowest, points, width, length);
    return string;
}

void
rt_points_copy(void *target, int target_width, const rt_str *source, int64_t start,
               int64_t count)
{
    int width = source->width;
    const uint8_t *from = source->data + start * width;
    uint16_t *halves = target;
    uint32_t *words = target;
    if (target_width == width)
        rt_bytes_copy(target, from, (size_t)(count * width));
    else if (target_width == 2)
        for (int64_t i = 0; i < count; i++)
            halves[i] = from[i];
    else if (width == 1)
        for (int64_t i = 0; i < count; i++)
            words[i] = from[i];
    else
        for (int64_t i = 0; i < count; i++)
            words[i] = ((const uint16_t *)(const void *)from)[i];
}

rt_str *
rt_str_part(rt_str *string, int64_t start, int64_t stop)
{
    int64_t length = stop - start;
    if (length == string->length)
        return rt_str_share(string);
    if (length == 0)
        return rt_str_empty();
    if (string->ascii)
        return rt_str_part_ascii(string, start, stop);
    return rt_str_from_points(string->data + start * string->width, string->width,
                              length);
}

// ---- UTF-8 --------------------------------------------------------------------------

rt_str *
rt_str_from_c(const char *text)
{
    return rt_str_from_utf8(text, strlen(text));
}

int
rt_utf8_decode(const uint8_t *text, size_t bytes, uint32_t *point)
{
    uint32_t first = text[0];
    int count = first < 0x80   ? 1
                : first < 0xc2 ? 0
                : first < 0xe0 ? 2
                : first < 0xf0 ? 3
                : first < 0xf5 ? 4
                               : 0;
    if (count == 0 || (size_t)count > bytes)
        return 0;
    if (count == 1) {
        *point = first;
        return 1;
    }
    uint32_t value = first & (0x7fu >> count);
    for (int i = 1; i < count; i++) {
        if ((text[i] & 0xc0) != 0x80)
            return 0;
        value = value << 6 | (text[i] & 0x3f);
    }
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    if (value < least[count] || value > 0x10ffff || (value >= 0xd800 && value < 0xe000))
        return 0;
    *point = value;
    return count;
}

rt_str *
rt_str_from_utf8(const char *text, size_t bytes)
{
    const uint8_t *at = (const uint8_t *)text, *end = at + bytes;
    if (rt_bytes_are_ascii(text, bytes))
        return rt_str_from_ascii(text, (int64_t)bytes);
    rt_text out;
    rt_text_start(&out);
    while (at < end) {
        uint32_t point;
        int count = rt_utf8_decode(at, (size_t)(end - at), &point);
        rt_text_add(&out, count == 0 ? 0xdc00u + *at : point);
        at += count == 0 ? 1 : count;
    }
    return rt_text_finish(&out);
}

int
rt_utf8_encode(uint32_t point, char bytes[4])
{
    if (point < 0x80) {
        bytes[0] = (char)point;
        return 1;
    }
    int count = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    for (int i = count - 1; i > 0; i--) {
        bytes[i] = (char)(0x80 | (point & 0x3f));
        point >>= 6;
    }
    bytes[0] = (char)((0xf00u >> count & 0xf0u) | point);
    return count;
}

char *
rt_str_to_utf8(const rt_str *string, size_t *bytes)
{
    char *text = malloc((size_t)string->length * 4 + 1);
    if (text == NULL)
        rt_out_of_memory();
    size_t used = 0;
    for (int64_t i = 0; i < string->length; i++) {
        uint32_t point = rt_str_point(string, i);
        if (point >= 0xdc80 && point < 0xdd00)
            text[used++] = (char)(point - 0xdc00);
        else if (point >= 0xd800 && point < 0xe000)
            text[used++] = '?';
        else
            used += (size_t)rt_utf8_encode(point, text + used);
    }
    text[used] = '\0';
    *bytes = used;
    return text;
}
