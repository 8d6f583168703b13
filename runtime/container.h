// What the files of lists, tuples, dictionaries and sets share. Elements and entries are
// plain memory whose size and places of references stand in the object's descriptor.
#pragma once

#include <string.h>

#include "memory.h"

static inline const rt_descriptor *
rt_descriptor_of(const void *object)
{
    return &rt_descriptors[((const rt_object *)object)->descriptor];
}

static inline bool
rt_is_unique(const void *object)
{
    return ((const rt_object *)object)->count == 1;
}

// Bytes of a tuple's block, and of a list's while its elements lie in the same block.
static inline size_t
rt_vtuple_bytes(const void *tuple, const rt_descriptor *descriptor)
{
    return sizeof(rt_vtuple) +
           (size_t)((const rt_vtuple *)tuple)->length * descriptor->size;
}

static inline size_t
rt_list_bytes(const void *list, const rt_descriptor *descriptor)
{
    return sizeof(rt_list) +
           (size_t)((const rt_list *)list)->capacity * descriptor->size;
}

// Retain or release what `count` elements (or entries) from `data` on refer to.
void rt_elements_retain(const rt_descriptor *descriptor, const uint8_t *data,
                        int64_t count);
void rt_elements_release(const rt_descriptor *descriptor, uint8_t *data, int64_t count);

// Writes `times` copies of `count` elements and retains what they refer to.
void rt_elements_repeat(const rt_descriptor *descriptor, uint8_t *to,
                        const uint8_t *from, int64_t count, int64_t times);

// count * size as a number of bytes; ends the process when that is out of reach. Elements
// without a size (None) take no memory, but the compiler counts on lengths below
// RT_MOST_ELEMENTS.
#define RT_MOST_ELEMENTS ((size_t)1 << 60)

static inline size_t
rt_bytes_of(int64_t count, uint32_t size)
{
    size_t bytes;
    if (__builtin_expect(__builtin_mul_overflow((size_t)count, (size_t)size, &bytes) ||
                             bytes > INT64_MAX / 2 || (size_t)count > RT_MOST_ELEMENTS,
                         0))
        rt_out_of_memory();
    return bytes;
}

// Copies `count` elements that lie `step` elements apart to contiguous memory.
static inline void
rt_elements_gather(uint8_t *restrict to, const uint8_t *restrict from, int64_t count,
                   uint32_t size, int64_t step)
{
    if (step == 1) {
        memcpy(to, from, (size_t)count * size);
    } else if (size == 8) {
        for (int64_t i = 0; i < count; i++)
            memcpy(to + i * 8, from + i * step * 8, 8);
    } else {
        for (int64_t i = 0; i < count; i++)
            memcpy(to + i * size, from + i * step * (int64_t)size, size);
    }
}

// ---- Slices -------------------------------------------------------------------------

enum { RT_SLICE_NO_START = 1, RT_SLICE_NO_STOP = 2 };

typedef struct {
    int64_t start, stop, step, count;  // elements start, start + step, ...
} rt_slice_range;

// Brings one bound of a slice into the range of indices; `step` is not 0.
static inline int64_t
rt_slice_bound(int64_t bound, int64_t length, bool backwards)
{
    if (bound < 0) {
        bound += length;
        if (bound < 0)
            return backwards ? -1 : 0;
    } else if (bound >= length) {
        return backwards ? length - 1 : length;
    }
    return bound;
}

// The elements that a slice of a sequence of `length` names; `absent` tells which bounds
// were None. The step is not 0.
static inline rt_slice_range
rt_slice_resolve(int64_t length, int64_t start, int64_t stop, int64_t step,
                 int32_t absent)
{
    bool backwards = step < 0;
    rt_slice_range range = {.step = step};
    range.start = absent & RT_SLICE_NO_START ? (backwards ? length - 1 : 0)
                                             : rt_slice_bound(start, length, backwards);
    range.stop = absent & RT_SLICE_NO_STOP ? (backwards ? -1 : length)
                                           : rt_slice_bound(stop, length, backwards);
    if (backwards) {
        if (range.stop < range.start)
            range.count = step == -1
                              ? range.start - range.stop
                              : (int64_t)((uint64_t)(range.start - range.stop - 1) /
                                          (0 - (uint64_t)step)) +
                                    1;
    } else if (range.start < range.stop) {
        range.count = step == 1 ? range.stop - range.start
                                : (range.stop - range.start - 1) / step + 1;
    }
    return range;
}

// Raises "slice step cannot be zero" and says whether it did.
bool rt_slice_refuse_zero(int64_t step);

// ---- Lists --------------------------------------------------------------------------

static inline uint8_t *
rt_list_at(const rt_list *list, int64_t index, uint32_t size)
{
    return list->data + (size_t)index * size;
}

// Room for `capacity` elements in a list that nobody else holds; the list stays where it
// is, its elements may move.
void rt_list_resize(rt_list *list, int64_t capacity);
// The same with a list that may move: it then stays in one block.
rt_list *rt_list_with_capacity(rt_list *list, int64_t capacity);
// An empty list with as much room as `list` has elements.
rt_list *rt_list_like(const rt_list *list);
// A copy with room for `extra` more elements; lets go of the list.
rt_own rt_list_part(rt_own object, int64_t extra);
// Gives back the memory of a list without elements to release.
void rt_list_free(rt_list *list);

// ---- Dictionaries and sets ----------------------------------------------------------

// Spreads a hash over the slots of a dictionary: the high bits of the product depend on
// all bits of the hash.
static inline uint64_t
rt_dict_home(const rt_dict *dict, int64_t hash)
{
    return ((uint64_t)hash * 0x9E3779B97F4A7C15u) >> dict->shift;
}

static inline uint64_t
rt_dict_mask(const rt_dict *dict)
{
    return ~(uint64_t)0 >> dict->shift;
}

// Tables of up to 2^16 slots take two bytes for each.
enum { RT_NARROW_SHIFT = 48 };

static inline bool
rt_dict_is_narrow(const rt_dict *dict)
{
    return dict->shift >= RT_NARROW_SHIFT;
}

// The number of the entry in a slot, or -1.
static inline int32_t
rt_dict_slot(const rt_dict *dict, uint64_t slot)
{
    return rt_dict_is_narrow(dict) ? ((const int16_t *)dict->slots)[slot]
                                   : ((const int32_t *)dict->slots)[slot];
}

static inline void
rt_dict_slot_set(rt_dict *dict, uint64_t slot, int64_t number)
{
    if (rt_dict_is_narrow(dict))
        ((int16_t *)dict->slots)[slot] = (int16_t)number;
    else
        ((int32_t *)dict->slots)[slot] = (int32_t)number;
}

static inline bool
rt_entry_live(const uint8_t *entry)
{
    return *(const int64_t *)entry > RT_HASH_DELETED;
}

// Python's hash of an int.
static inline int64_t
rt_hash_of_int(int64_t value)
{
    const int64_t modulus = ((int64_t)1 << 61) - 1;
    if (__builtin_expect(value >= modulus || value <= -modulus, 0))
        value %= modulus;
    return value == -1 ? -2 : value;
}

// ---- Strings as keys ----------------------------------------------------------------

// Up to seven characters of one byte, or eight of which the last is below 128, are their own
// hash: nothing but the string itself has it, and the key need not be looked at. Longer
// strings share the hash that is kept in them, under a mark that no short one has.
enum { RT_KEY_MARK_BITS = 56, RT_KEY_SHORT = 0x80, RT_KEY_LONG = 0x89 };

// One to one, so that it neither makes two keys alike nor one of the two marks of entries
// (the unit test of strings looks at what would become those).
static inline int64_t
rt_key_spread(uint64_t key)
{
    key ^= key >> 32;
    key *= 0x9FB21C651E98DF25u;
    return (int64_t)(key ^ key >> 32);
}

typedef struct {
    int64_t hash;
    bool exact;  // equal hash: equal string
} rt_str_key_hash;

static inline rt_str_key_hash
rt_hash_of_str(const rt_str *text)
{
    uint64_t bytes, length = (uint64_t)text->length;
    memcpy(&bytes, text->data, sizeof bytes);  // every string has room for so many
    if (__builtin_expect(length - 1 < 7 && text->width == 1, 1))
        return (rt_str_key_hash){
            rt_key_spread(bytes << (64 - 8 * length) >> 8 | (RT_KEY_SHORT + length)
                                                                << RT_KEY_MARK_BITS),
            true};
    if (length == 8 && text->width == 1 && bytes >> 63 == 0)
        return (rt_str_key_hash){rt_key_spread(bytes), true};
    uint64_t hash = text->hash != 0 ? text->hash : (uint32_t)rt_str_hash((void *)text);
    return (rt_str_key_hash){
        rt_key_spread((uint64_t)RT_KEY_LONG << RT_KEY_MARK_BITS | hash), false};
}

// Whether two strings of equal hash are equal; equal strings have equal width.
static inline bool
rt_key_str_equal(const rt_str *a, const rt_str *b)
{
    return a == b || (a->length == b->length && a->width == b->width &&
                      rt_bytes_equal(a->data, b->data, (size_t)(a->length * a->width)));
}

// A copy in place of a table that somebody else holds too.
rt_own rt_dict_part(rt_own object);
rt_own rt_set_part(rt_own object);

// Make room for one more entry, in place.
void rt_dict_make_room(rt_dict *dict);
// Give back the memory of one whose keys and values have been released.
void rt_dict_free(rt_dict *dict);
void rt_set_free(rt_set *set);
