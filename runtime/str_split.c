// Cutting strings: split, rsplit, splitlines, partition, and cursors that yield the pieces
// one by one. A piece is allocated once.
#include <sys/mman.h>

#include "rt.h"
#include "str.h"
#include "unicode.h"

// White space below 128, as bits.
static const uint64_t ascii_space = 0x1f0003e00u;

static inline bool
is_space_byte(uint8_t byte)
{
    return byte <= ' ' && (ascii_space >> byte & 1);
}

static inline bool
is_space(const rt_str *string, int64_t index)
{
    if (string->ascii)
        return is_space_byte(string->data[index]);
    return rt_unicode_is_space(rt_str_point(string, index));
}

// ---- Lists of pieces ----------------------------------------------------------------

rt_list *
rt_list_of_str(void)
{
    enum { FIRST_CAPACITY = 8 };
    size_t room = FIRST_CAPACITY * sizeof(rt_str *);
    rt_list *list = rt_alloc((int64_t)(sizeof *list), RT_DESCRIPTOR_LIST_STR);
    list->length = 0;
    list->capacity = FIRST_CAPACITY;
    list->data = rt_block_alloc(room);
    return list;
}

void
rt_list_add_str(rt_list *list, rt_str *piece)
{
    size_t size = sizeof piece;
    if (list->length == list->capacity) {
        size_t bytes = (size_t)list->capacity * size;
        list->data = rt_block_resize(list->data, bytes, bytes * 2);
        list->capacity *= 2;
    }
    ((rt_str **)(void *)list->data)[list->length++] = piece;
}

static void
reverse(rt_list *list)
{
    rt_str **pieces = (rt_str **)(void *)list->data;
    for (int64_t i = 0, j = list->length - 1; i < j; i++, j--) {
        rt_str *piece = pieces[i];
        pieces[i] = pieces[j];
        pieces[j] = piece;
    }
}

// ---- Cursors ------------------------------------------------------------------------

enum { LARGE_PAGE = 1 << 21 };

static const rt_piece_cursor at_start = {0, INT64_MAX};

// Nobody will read what lies before the cursor again: large pages that are all of it go back
// to the system, which spares a program that turns a text into records from holding both.
static __attribute__((noinline)) void
give_back(const rt_str *s, rt_piece_cursor *cursor)
{
    if (s->header.count != 1 || s->units != 0) {
        cursor->giving = INT64_MAX;
        return;
    }
    uintptr_t data = (uintptr_t)s->data, mask = LARGE_PAGE - 1;
    uintptr_t before = data + (uintptr_t)((cursor->giving - RT_CURSOR_STEP) * s->width);
    uintptr_t start = (before == data ? before + mask : before) & ~mask;
    uintptr_t stop = (data + (uintptr_t)(cursor->at * s->width)) & ~mask;
    if (start < stop)
        madvise((void *)start, stop - start, MADV_DONTNEED);
    cursor->giving = cursor->at + RT_CURSOR_STEP;
}

static inline void
move(const rt_str *s, rt_piece_cursor *cursor, int64_t at)
{
    cursor->at = at;
    if (__builtin_expect(at >= cursor->giving, 0))
        give_back(s, cursor);
}

// ---- White space --------------------------------------------------------------------

// The end of the word at `start`. Of eight bytes at a time those up to ' ' are marked in
// their top bits; the first of them ends the word, unless it is one of the few that are no
// white space.
static int64_t
ascii_word_end(const rt_str *s, int64_t start)
{
    const uint64_t ones = 0x0101010101010101u, tops = 0x8080808080808080u;
    int64_t at = start;
    while (at + 8 <= s->length) {
        uint64_t marked = (rt_load8(s->data + at) + ones * (0x80 - '!')) & tops;
        if (marked == tops) {
            at += 8;
            continue;
        }
        at += __builtin_ctzll(marked ^ tops) >> 3;
        if (is_space_byte(s->data[at]))
            return at;
        at++;
    }
    while (at < s->length && !is_space_byte(s->data[at]))
        at++;
    return at;
}

static rt_str *
next_ascii_word(rt_str *s, rt_piece_cursor *cursor)
{
    int64_t start = cursor->at;
    while (start < s->length && is_space_byte(s->data[start]))
        start++;
    if (start == s->length) {
        cursor->at = start;
        return NULL;
    }
    int64_t stop = ascii_word_end(s, start);
    rt_str *word =
        stop - start == s->length ? rt_str_share(s) : rt_str_part_ascii(s, start, stop);
    move(s, cursor, stop);
    return word;
}

rt_own
rt_str_split_next(rt_ref string, rt_ptr state)
{
    rt_str *s = string;
    rt_piece_cursor *cursor = state;
    int64_t start = cursor->at, length = s->length;
    if (s->ascii)
        return next_ascii_word(s, cursor);
    while (start < length && is_space(s, start))
        start++;
    if (start >= length) {
        cursor->at = length;
        return NULL;
    }
    int64_t stop = start + 1;
    while (stop < length && !is_space(s, stop))
        stop++;
    rt_str *word = rt_str_part(s, start, stop);
    move(s, cursor, stop);
    return word;
}

static rt_list *
split_space(rt_str *s, int64_t most)
{
    rt_list *list = rt_list_of_str();
    rt_piece_cursor cursor = at_start;
    int64_t start, stop = s->length;
    rt_str *piece;
    while (list->length < most && (piece = rt_str_split_next(s, &cursor)) != NULL)
        rt_list_add_str(list, piece);
    for (start = cursor.at; start < stop && is_space(s, start);)
        start++;
    if (start < stop)
        rt_list_add_str(list, rt_str_part(s, start, stop));
    return list;
}

static rt_list *
rsplit_space(rt_str *s, int64_t most)
{
    rt_list *list = rt_list_of_str();
    int64_t stop = s->length;
    for (;;) {
        while (stop > 0 && is_space(s, stop - 1))
            stop--;
        if (stop == 0)
            break;
        int64_t start = list->length == most ? 0 : stop;
        while (start > 0 && !is_space(s, start - 1))
            start--;
        rt_list_add_str(list, rt_str_part(s, start, stop));
        stop = start;
    }
    reverse(list);
    return list;
}

// ---- Separators ---------------------------------------------------------------------

rt_own
rt_str_split_on_next(rt_ref string, rt_ref separator, rt_ptr state)
{
    rt_str *s = string;
    const rt_str *by = separator;
    rt_piece_cursor *cursor = state;
    int64_t start = cursor->at;
    if (start < 0)
        return NULL;
    int64_t stop = rt_str_search(s, by, start, s->length);
    rt_str *piece = rt_str_field(s, start, stop < 0 ? s->length : stop);
    if (stop < 0)
        cursor->at = -1;
    else
        move(s, cursor, stop + by->length);
    return piece;
}

// Where a piece ends: its separator, or the end of the string.
static void
add_span(rt_span *spans, int64_t *count, int64_t *start, int64_t stop, int64_t skip)
{
    spans[(*count)++] = (rt_span){*start, stop};
    *start = stop + skip;
}

// Pieces of an ASCII string between single bytes, eight bytes at a time: in `others` the
// separators are zero.
static int64_t
find_ascii_spans(const rt_str *s, uint8_t by, int64_t *cursor, int64_t most,
                 rt_span *spans)
{
    const uint64_t ones = 0x0101010101010101u, lows = 0x7f7f7f7f7f7f7f7fu;
    int64_t start = *cursor, at = start, count = 0;
    if (most == 0)
        return 0;
    for (; at + 8 <= s->length; at += 8) {
        uint64_t others = rt_load8(s->data + at) ^ ones * by;
        uint64_t found = ~(((others & lows) + lows) | others | lows);
        for (; found != 0; found &= found - 1) {
            int64_t stop = at + (__builtin_ctzll(found) >> 3);
            add_span(spans, &count, &start, stop, 1);
            if (count == most) {
                *cursor = start;
                return count;
            }
        }
    }
    for (; at < s->length; at++)
        if (s->data[at] == by) {
            add_span(spans, &count, &start, at, 1);
            if (count == most) {
                *cursor = start;
                return count;
            }
        }
    add_span(spans, &count, &start, s->length, 0);
    *cursor = -1;
    return count;
}

// The next pieces, at most so many; the cursor is -1 behind the last.
static int64_t
find_spans(const rt_str *s, const rt_str *by, int64_t *cursor, int64_t most,
           rt_span *spans)
{
    if (s->ascii && by->length == 1 && by->ascii)
        return find_ascii_spans(s, by->data[0], cursor, most, spans);
    int64_t count = 0;
    while (*cursor >= 0 && count < most) {
        int64_t stop = rt_str_search(s, by, *cursor, s->length);
        spans[count++] = (rt_span){*cursor, stop < 0 ? s->length : stop};
        *cursor = stop < 0 ? -1 : stop + by->length;
    }
    return count;
}

// A list of exactly these pieces, which it takes.
static rt_list *
list_of_few(rt_str *const *pieces, int64_t count)
{
    rt_list *list = rt_list_new(RT_DESCRIPTOR_LIST_STR, count);
    memcpy(list->data, pieces, (size_t)count * sizeof *pieces);
    list->length = count;
    return list;
}

static rt_list *
list_of_many(rt_str *const *pieces, int64_t count)
{
    rt_list *list = rt_list_of_str();
    for (int64_t i = 0; i < count; i++)
        rt_list_add_str(list, pieces[i]);
    return list;
}

// Most lists are short: those whose pieces are found at once get no more room than they need.
static rt_list *
split_on(rt_str *s, const rt_str *by, int64_t most)
{
    rt_span spans[RT_MOST_FIELDS];
    rt_str *pieces[RT_MOST_FIELDS];
    rt_list *list = NULL;
    int64_t cursor = 0, done = 0;
    while (cursor >= 0) {
        int64_t left = most - done;
        int64_t room = left < RT_MOST_FIELDS ? left : RT_MOST_FIELDS;
        int64_t count = find_spans(s, by, &cursor, room, spans);
        if (cursor >= 0 && count == left && count < RT_MOST_FIELDS) {
            spans[count++] = (rt_span){cursor, s->length};  // the rest is one piece
            cursor = -1;
        }
        rt_str_fields(s, spans, count, done, pieces);
        if (list == NULL && cursor < 0)
            return list_of_few(pieces, count);
        if (list == NULL)
            list = list_of_many(pieces, count);
        else
            for (int64_t i = 0; i < count; i++)
                rt_list_add_str(list, pieces[i]);
        done += count;
    }
    return list;
}

static rt_list *
rsplit_on(rt_str *s, const rt_str *by, int64_t most)
{
    rt_list *list = rt_list_of_str();
    int64_t stop = s->length, start;
    while (list->length < most && (start = rt_str_search_back(s, by, 0, stop)) >= 0) {
        rt_list_add_str(list, rt_str_part(s, start + by->length, stop));
        stop = start;
    }
    rt_list_add_str(list, rt_str_part(s, 0, stop));
    reverse(list);
    return list;
}

// `a, b, c = s.split(",")`: exactly `count` pieces, without a list. Those of which the bit
// in `wanted` is not set are told by where they begin and end.
void
rt_str_split_fields(rt_ref string, rt_ref separator, int64_t count, int64_t wanted,
                    rt_ptr out)
{
    rt_span *places = out, spans[RT_MOST_FIELDS];
    rt_str *s = string, *pieces[RT_MOST_FIELDS];
    int64_t cursor = 0, got = find_spans(s, separator, &cursor, count, places);
    if (got < count || cursor >= 0) {
        for (int64_t i = 0; i < got; i++)
            places[i] = (rt_span){0, 0};
        rt_raise_unpack(count, got == count ? -1 : got, false);
        return;
    }
    int64_t number = 0;
    for (int64_t i = 0; i < count; i++)
        if (wanted >> i & 1)
            spans[number++] = places[i];
    rt_str_fields(s, spans, number, 0, pieces);
    number = 0;
    for (int64_t i = 0; i < count; i++)
        if (wanted >> i & 1)
            memcpy(&places[i], &pieces[number++], sizeof(rt_str *));
}

static bool
separator_is_empty(const rt_str *separator)
{
    if (separator == NULL || separator->length > 0)
        return false;
    rt_raise_format(RT_EXC_ValueError, "empty separator");
    return true;
}

rt_own
rt_str_split(rt_ref string, rt_ref separator, int64_t most)
{
    if (separator_is_empty(separator))
        return NULL;
    most = most < 0 ? INT64_MAX : most;
    return separator == NULL ? split_space(string, most)
                             : split_on(string, separator, most);
}

rt_own
rt_str_rsplit(rt_ref string, rt_ref separator, int64_t most)
{
    if (separator_is_empty(separator))
        return NULL;
    most = most < 0 ? INT64_MAX : most;
    return separator == NULL ? rsplit_space(string, most)
                             : rsplit_on(string, separator, most);
}

// ---- Lines --------------------------------------------------------------------------

// Eight bytes at a time are passed by while none of them is below 31.
static int64_t
find_ascii_line_end(const rt_str *s, int64_t at)
{
    const uint64_t ones = 0x0101010101010101u, tops = 0x8080808080808080u;
    for (; at < s->length; at++) {
        while (at + 8 <= s->length) {
            uint64_t below = (rt_load8(s->data + at) - ones * 31) & tops;
            if (below != 0)
                break;
            at += 8;
        }
        if (at < s->length && s->data[at] < 31 && rt_unicode_is_line_break(s->data[at]))
            break;
    }
    return at < s->length ? at : s->length;
}

static int64_t
find_line_end(const rt_str *s, int64_t at)
{
    if (s->ascii)
        at = find_ascii_line_end(s, at);
    else
        while (at < s->length && !rt_unicode_is_line_break(rt_str_point(s, at)))
            at++;
    return at;
}

rt_own
rt_str_lines_next(rt_ref string, bool keep, rt_ptr state)
{
    rt_str *s = string;
    rt_piece_cursor *cursor = state;
    int64_t start = cursor->at;
    if (start >= s->length)
        return NULL;
    int64_t stop = find_line_end(s, start), next = stop;
    if (next < s->length) {
        next++;
        if (next < s->length && rt_str_point(s, stop) == '\r' &&
            rt_str_point(s, next) == '\n')
            next++;
    }
    rt_str *line = rt_str_part(s, start, keep ? next : stop);
    move(s, cursor, next);
    return line;
}

rt_own
rt_str_splitlines(rt_ref string, bool keep)
{
    rt_list *list = rt_list_of_str();
    rt_piece_cursor cursor = at_start;
    rt_str *line;
    while ((line = rt_str_lines_next(string, keep, &cursor)) != NULL)
        rt_list_add_str(list, line);
    return list;
}

// ---- Partition ----------------------------------------------------------------------

static void
partition_at(rt_str *s, rt_str *by, int64_t at, rt_str **parts)
{
    parts[0] = rt_str_part(s, 0, at);
    parts[1] = rt_str_share(by);
    parts[2] = rt_str_part(s, at + by->length, s->length);
}

void
rt_str_partition(rt_ref string, rt_ref separator, rt_ptr out)
{
    rt_str *s = string, *by = separator, **parts = out;
    if (separator_is_empty(by))
        return;
    int64_t at = rt_str_search(s, by, 0, s->length);
    if (at >= 0) {
        partition_at(s, by, at, parts);
        return;
    }
    parts[0] = rt_str_share(s);
    parts[1] = parts[2] = rt_str_empty();
}

void
rt_str_rpartition(rt_ref string, rt_ref separator, rt_ptr out)
{
    rt_str *s = string, *by = separator, **parts = out;
    if (separator_is_empty(by))
        return;
    int64_t at = rt_str_search_back(s, by, 0, s->length);
    if (at >= 0) {
        partition_at(s, by, at, parts);
        return;
    }
    parts[0] = parts[1] = rt_str_empty();
    parts[2] = rt_str_share(s);
}
