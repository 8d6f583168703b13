// Text that grows: code points are gathered here when the width and length of a result
// are not known beforehand.
#include "str.h"

void
rt_text_start(rt_text *text)
{
    text->points = text->local;
    text->length = 0;
    text->capacity = sizeof text->local;
    text->width = 1;
}

void
rt_text_drop(rt_text *text)
{
    if (text->points != text->local)
        rt_block_free_sized(text->points, (size_t)text->capacity * (size_t)text->width);
}

// Makes room for `count` more code points of at least `width` (1 or 4).
void
rt_text_room(rt_text *text, int64_t count, int width)
{
    if (width < text->width)
        width = text->width;
    int64_t capacity = text->capacity;
    if (text->length + count > capacity)
        capacity = text->length + count + capacity;
    else if (width == text->width)
        return;
    uint8_t *points = rt_block_alloc((size_t)capacity * (size_t)width);
    if (width == text->width)
        memcpy(points, text->points, (size_t)text->length * (size_t)width);
    else
        for (int64_t i = 0; i < text->length; i++)
            ((uint32_t *)(void *)points)[i] = text->points[i];
    rt_text_drop(text);
    text->points = points;
    text->capacity = capacity;
    text->width = width;
}

void
rt_text_add_bytes(rt_text *text, const char *ascii, int64_t count)
{
    if (text->length + count > text->capacity)
        rt_text_room(text, count, 1);
    if (text->width == 1) {
        rt_bytes_copy(text->points + text->length, (const uint8_t *)ascii,
                      (size_t)count);
    } else {
        uint32_t *points = (uint32_t *)(void *)text->points + text->length;
        for (int64_t i = 0; i < count; i++)
            points[i] = (uint8_t)ascii[i];
    }
    text->length += count;
}

void
rt_text_add_c(rt_text *text, const char *ascii)
{
    rt_text_add_bytes(text, ascii, (int64_t)strlen(ascii));
}

void
rt_text_add_part(rt_text *text, const rt_str *string, int64_t start, int64_t stop)
{
    int64_t count = stop - start;
    rt_text_room(text, count, string->width == 1 ? 1 : 4);
    rt_points_copy(text->points + text->length * text->width, text->width, string,
                   start, count);
    text->length += count;
}

void
rt_text_add_str(rt_text *text, const rt_str *string)
{
    rt_text_add_part(text, string, 0, string->length);
}

rt_str *
rt_text_finish(rt_text *text)
{
    rt_str *string = rt_str_from_points(text->points, text->width, text->length);
    rt_text_drop(text);
    return string;
}
