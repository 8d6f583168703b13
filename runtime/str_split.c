// Cutting strings: split, rsplit, splitlines, partition, and cursors that yield the pieces
// one by one. A piece is allocated once.
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

// ---- White space --------------------------------------------------------------------

static rt_str *
next_ascii_word(rt_str *s, int64_t *cursor)
{
    const uint8_t *data = s->data, *end = data + s->length, *start = data + *cursor;
    while (start < end && is_space_byte(*start))
        start++;
    const uint8_t *stop = start;
    while (stop < end && !is_space_byte(*stop))
        stop++;
    *cursor = stop - data;
    if (start == stop)
        return NULL;
    return stop - start == s->length ? rt_str_share(s)
                                     : rt_str_copy_ascii(start, stop - start);
}

rt_own
rt_str_split_next(rt_ref string, rt_ptr cursor)
{
    rt_str *s = string;
    int64_t *at = cursor, start = *at, length = s->length;
    if (s->ascii)
        return next_ascii_word(s, at);
    while (start < length && is_space(s, start))
        start++;
    if (start >= length) {
        *at = length;
        return NULL;
    }
    int64_t stop = start + 1;
    while (stop < length && !is_space(s, stop))
        stop++;
    *at = stop;
    return rt_str_part(s, start, stop);
}

static rt_list *
split_space(rt_str *s, int64_t most)
{
    rt_list *list = rt_list_of_str();
    int64_t at = 0, start, stop = s->length;
    rt_str *piece;
    while (list->length < most && (piece = rt_str_split_next(s, &at)) != NULL)
        rt_list_add_str(list, piece);
    for (start = at; start < stop && is_space(s, start);)
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
rt_str_split_on_next(rt_ref string, rt_ref separator, rt_ptr cursor)
{
    rt_str *s = string;
    const rt_str *by = separator;
    int64_t *at = cursor, start = *at;
    if (start < 0)
        return NULL;
    int64_t stop = rt_str_search(s, by, start, s->length);
    *at = stop < 0 ? -1 : stop + by->length;
    return rt_str_field(s, start, stop < 0 ? s->length : stop);
}

enum { FEW_PIECES = 16 };

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

// The first pieces wait until it is known whether there are more: most lists are short,
// and get no more room than they need.
static rt_list *
split_on(rt_str *s, const rt_str *by, int64_t most)
{
    rt_str *first[FEW_PIECES], *piece;
    rt_list *list = NULL;
    int64_t start = 0, stop, count = 0;
    for (;;) {
        stop = count < most ? rt_str_search(s, by, start, s->length) : -1;
        piece = rt_str_field(s, start, stop < 0 ? s->length : stop);
        if (count == FEW_PIECES)
            list = list_of_many(first, count);
        if (list == NULL)
            first[count] = piece;
        else
            rt_list_add_str(list, piece);
        count++;
        if (stop < 0)
            return list == NULL ? list_of_few(first, count) : list;
        start = stop + by->length;
    }
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

// `a, b, c = s.split(",")`: exactly `count` pieces, without a list.
void
rt_str_split_fields(rt_ref string, rt_ref separator, int64_t count, rt_ptr out)
{
    rt_str **pieces = out;
    int64_t at = 0, got = 0;
    while (got < count &&
           (pieces[got] = rt_str_split_on_next(string, separator, &at)) != NULL)
        got++;
    if (got == count && at < 0)
        return;
    bool too_many = got == count;
    for (int64_t i = 0; i < got; i++) {
        rt_release_inline(pieces[i]);
        pieces[i] = NULL;
    }
    rt_raise_unpack(count, too_many ? -1 : got, false);
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
        uint64_t word;
        while (at + 8 <= s->length) {
            memcpy(&word, s->data + at, sizeof word);
            uint64_t below = (word - ones * 31) & tops;
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
rt_str_lines_next(rt_ref string, bool keep, rt_ptr cursor)
{
    rt_str *s = string;
    int64_t *at = cursor, start = *at;
    if (start >= s->length)
        return NULL;
    int64_t stop = find_line_end(s, start), next = stop;
    if (next < s->length) {
        next++;
        if (next < s->length && rt_str_point(s, stop) == '\r' &&
            rt_str_point(s, next) == '\n')
            next++;
    }
    *at = next;
    return rt_str_part(s, start, keep ? next : stop);
}

rt_own
rt_str_splitlines(rt_ref string, bool keep)
{
    rt_list *list = rt_list_of_str();
    int64_t at = 0;
    rt_str *line;
    while ((line = rt_str_lines_next(string, keep, &at)) != NULL)
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
