// Making and reading strings, for the runtime's own files.
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "fora_runtime.h"
#include "memory.h"

enum { RT_STR_HEADER = offsetof(rt_str, data), RT_STR_CELL = 32 };

// The 256 strings of one Latin-1 character, and the empty string behind them: immortal,
// RT_STR_CELL bytes apart. Filled by rt_str_start.
extern uint8_t rt_str_cells[257 * RT_STR_CELL];
void rt_str_start(void);

static inline rt_str *
rt_str_latin1(uint8_t point)
{
    return (rt_str *)(void *)&rt_str_cells[point * RT_STR_CELL];
}

static inline rt_str *
rt_str_empty(void)
{
    return (rt_str *)(void *)&rt_str_cells[256 * RT_STR_CELL];
}

// Owned, of count 1; the code points are not set, but the zero behind them is. The caller
// must fill it so that width and ascii are as narrow as the content allows.
rt_str *rt_str_new(int64_t length, int width, bool ascii);

// Bytes of the block of a string with so many bytes of text and terminator: there is room
// for eight at least, which are read whole (container.h).
static inline size_t
rt_str_bytes(size_t text)
{
    return RT_STR_HEADER + (text < 8 ? 8 : text);
}

// The `units` of a string in a block of `bytes`.
static inline uint16_t
rt_str_units(size_t bytes)
{
    bool small = !RT_EVERY_BLOCK_FROM_MALLOC && bytes <= RT_SMALL_BYTES;
    return small ? (uint16_t)rt_block_units(bytes) : 0;
}

static inline void
rt_str_free(rt_str *string)
{
    if (string->units != 0)
        rt_block_free_sized(string, (size_t)string->units * RT_UNIT);
    else
        rt_block_free_large(string);
}

// Owned strings from other forms.
rt_str *rt_str_from_ascii(const char *text, int64_t length);
rt_str *rt_str_from_c(const char *text);  // UTF-8 with a NUL behind it
// Bytes that are not UTF-8 become lone surrogates, as CPython's surrogateescape.
rt_str *rt_str_from_utf8(const char *text, size_t bytes);
// From code points of a width; finds out how narrow they are.
rt_str *rt_str_from_points(const void *points, int width, int64_t length);

static inline uint32_t
rt_str_point(const rt_str *string, int64_t index)
{
    if (string->width == 1)
        return string->data[index];
    if (string->width == 2)
        return ((const uint16_t *)(const void *)string->data)[index];
    return ((const uint32_t *)(const void *)string->data)[index];
}

// The width that a code point needs.
static inline int
rt_point_width(uint32_t point)
{
    return point < 0x100 ? 1 : point < 0x10000 ? 2 : 4;
}

// ---- Short strings ------------------------------------------------------------------

// One that fits the smallest block with its terminator is written by a few whole words, so
// that what is read from it next need not wait for them to be put together.
enum { RT_STR_SHORT = 7 };

// Eight bytes as a number whose lowest byte comes first.
static inline uint64_t
rt_load8(const uint8_t *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}

// `length` ASCII characters, 1 .. RT_STR_SHORT, lowest byte first; the rest is zero.
static inline rt_str *
rt_str_of_word(uint64_t word, int64_t length)
{
    if (length == 1)
        return rt_str_latin1((uint8_t)word);
    enum { BYTES = RT_STR_HEADER + RT_STR_SHORT + 1 };
    rt_str *string = rt_block_alloc(BYTES);
    string->header = (rt_object){1, RT_DESCRIPTOR_STR};
    string->length = length;
    string->hash = 0;
    string->width = 1;
    string->ascii = true;
    string->units = rt_str_units(BYTES);
    memcpy(string->data, &word, sizeof word);
    return string;
}

// The bytes start .. stop of a string, at most eight and at least one, as such a word.
static inline uint64_t
rt_str_word(const rt_str *string, int64_t start, int64_t stop)
{
    uint64_t unused = (uint64_t)(8 - (stop - start)) * 8;
    if (stop >= 8)
        return rt_load8(string->data + stop - 8) >> unused;
    return rt_load8(string->data) >> (uint64_t)start * 8 << unused >> unused;
}

// A string of ASCII text, owned.
static inline rt_str *
rt_str_copy_ascii(const uint8_t *text, int64_t length)
{
    if (length <= 1)
        return length == 0 ? rt_str_empty() : rt_str_latin1(text[0]);
    size_t bytes = rt_str_bytes((size_t)length + 1);
    rt_str *string = rt_block_alloc(bytes);
    string->header = (rt_object){1, RT_DESCRIPTOR_STR};
    string->length = length;
    string->hash = 0;
    string->width = 1;
    string->ascii = true;
    string->units = rt_str_units(bytes);
    rt_bytes_copy(string->data, text, (size_t)length);
    string->data[length] = 0;
    return string;
}

// Part of an ASCII string, 0 <= start < stop <= length.
static inline rt_str *
rt_str_part_ascii(const rt_str *string, int64_t start, int64_t stop)
{
    if (stop - start <= RT_STR_SHORT)
        return rt_str_of_word(rt_str_word(string, start, stop), stop - start);
    return rt_str_copy_ascii(string->data + start, stop - start);
}

static inline rt_str *
rt_str_share(rt_str *string)
{
    rt_retain_inline(string);
    return string;
}

// Part of a string, 0 <= start <= stop <= length; the string itself when that is all of it.
rt_str *rt_str_part(rt_str *string, int64_t start, int64_t stop);

typedef struct {
    int64_t start, stop;
} rt_span;

enum { RT_MOST_FIELDS = 16 };

// The same for fields of a record, at most RT_MOST_FIELDS: one that was seen lately is the
// same object again. `first` is the number of the first of them in the record.
void rt_str_fields(rt_str *string, const rt_span *spans, int64_t count, int64_t first,
                   rt_str **out);
rt_str *rt_str_field(rt_str *string, int64_t start, int64_t stop);
// Writes code points of a string into memory of a width that is not narrower.
void rt_points_copy(void *target, int target_width, const rt_str *source, int64_t start,
                    int64_t count);
// First or last occurrence in [start, stop) by code points, or -1.
int64_t rt_str_search(const rt_str *string, const rt_str *part, int64_t start,
                      int64_t stop);
int64_t rt_str_search_back(const rt_str *string, const rt_str *part, int64_t start,
                           int64_t stop);
// Negative and too large positions as Python's slices and find take them.
void rt_str_clamp(int64_t length, int64_t *start, int64_t *stop);

// UTF-8 form of a string in memory from malloc, with a NUL behind it. Lone surrogates
// become the bytes that they escape, or '?' when they escape none.
char *rt_str_to_utf8(const rt_str *string, size_t *bytes);

// One code point of strict UTF-8: the bytes it takes, or 0 if there is none at `text`.
int rt_utf8_decode(const uint8_t *text, size_t bytes, uint32_t *point);
int rt_utf8_encode(uint32_t point, char bytes[4]);

// A string with `left` and `right` times `fill` around it.
rt_str *rt_str_pad(rt_str *string, int64_t left, int64_t right, uint32_t fill);

// The slow halves of functions in hot_str.c.
int32_t rt_str_hash_compute(rt_str *string);
int32_t rt_bytes_hash(const uint8_t *bytes,
                      size_t count);  // of a string of these bytes

// ---- Lists of strings ---------------------------------------------------------------

rt_list *rt_list_of_str(void);
void rt_list_add_str(rt_list *list, rt_str *piece);  // takes the piece

// ---- Text that grows ----------------------------------------------------------------

// Code points on their way to a string. `points` are 1 byte wide while all are below 256.
typedef struct {
    uint8_t *points;
    int64_t length, capacity;  // in code points
    int width;                 // 1 or 4
    uint8_t local[256];
} rt_text;

void rt_text_start(rt_text *text);
void rt_text_room(rt_text *text, int64_t count, int width);
void rt_text_add_bytes(rt_text *text, const char *ascii, int64_t count);
void rt_text_add_c(rt_text *text, const char *ascii);
void rt_text_add_str(rt_text *text, const rt_str *string);
void rt_text_add_part(rt_text *text, const rt_str *string, int64_t start, int64_t stop);
rt_str *rt_text_finish(rt_text *text);  // owned; the text is gone
void rt_text_drop(rt_text *text);

static inline void
rt_text_add(rt_text *text, uint32_t point)
{
    if (text->length == text->capacity || (text->width == 1 && point > 0xff))
        rt_text_room(text, 1, point > 0xff ? 4 : 1);
    if (text->width == 1)
        text->points[text->length++] = (uint8_t)point;
    else
        ((uint32_t *)(void *)text->points)[text->length++] = point;
}
