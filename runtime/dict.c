// Dictionaries: making, growing, deleting, copying.
#include "container.h"

enum { LEAST_CAPACITY = 8 };

// The table of every empty dictionary: both slots are free.
static int16_t no_slots[2] = {-1, -1};
enum { NO_SLOTS_SHIFT = 63 };

static void
set_empty(rt_dict *dict)
{
    dict->length = dict->used = dict->capacity = 0;
    dict->entries = NULL;
    dict->slots = no_slots;
    dict->shift = NO_SLOTS_SHIFT;
}

static size_t
slot_bytes(const rt_dict *dict)
{
    return (size_t)(rt_dict_mask(dict) + 1) * (rt_dict_is_narrow(dict) ? 2 : 4);
}

// Enters every live entry into a fresh table of slots.
static void
fill_slots(rt_dict *dict)
{
    uint64_t mask = rt_dict_mask(dict);
    memset(dict->slots, 0xff, slot_bytes(dict));
    const uint8_t *entry = dict->entries;
    for (int64_t n = 0; n < dict->used; n++, entry += dict->entry_size) {
        uint64_t i = rt_dict_home(dict, *(const int64_t *)entry);
        if (!rt_entry_live(entry))
            continue;
        while (rt_dict_slot(dict, i & mask) >= 0)
            i++;
        rt_dict_slot_set(dict, i & mask, n);
    }
}

// Moves the live entries together at `to`.
static void
compact(rt_dict *dict, uint8_t *to)
{
    size_t size = dict->entry_size;
    const uint8_t *from = dict->entries;
    uint8_t *at = to;
    for (int64_t n = 0; n < dict->used; n++, from += size) {
        if (!rt_entry_live(from))
            continue;
        if (at != from)
            memcpy(at, from, size);
        at += size;
    }
    dict->used = dict->length;
}

static void
free_tables(rt_dict *dict)
{
    rt_block_free(dict->entries);
    if (dict->slots != no_slots)
        rt_block_free(dict->slots);
}

// Gives the dictionary room for `capacity` entries (a power of two) or more.
static void
resize(rt_dict *dict, int64_t wanted)
{
    int64_t capacity = LEAST_CAPACITY;
    while (capacity < wanted)
        capacity *= 2;
    if (capacity > INT32_MAX)
        rt_out_of_memory();
    size_t bytes = rt_bytes_of(capacity, dict->entry_size);
    if (dict->used == dict->length && dict->entries != NULL &&
        capacity >= dict->capacity) {
        dict->entries = rt_block_resize(
            dict->entries, (size_t)dict->capacity * dict->entry_size, bytes);
    } else {
        uint8_t *entries = rt_block_alloc(bytes);
        compact(dict, entries);
        rt_block_free(dict->entries);
        dict->entries = entries;
    }
    if (dict->slots != no_slots)
        rt_block_free(dict->slots);
    dict->capacity = capacity;
    dict->shift = (uint32_t)(63 - __builtin_ctzll((uint64_t)capacity));
    dict->slots = rt_block_alloc(slot_bytes(dict));
    fill_slots(dict);
}

void
rt_dict_make_room(rt_dict *dict)
{
    // Many deleted entries: moving the others together makes room enough.
    if (dict->length < dict->capacity - dict->capacity / 4) {
        compact(dict, dict->entries);
        fill_slots(dict);
    } else {
        resize(dict, dict->capacity * 2);
    }
}

rt_own
rt_dict_new(int32_t descriptor, int64_t expected)
{
    rt_dict *dict = rt_alloc(sizeof *dict, descriptor);
    dict->entry_size = rt_descriptors[descriptor].size;
    set_empty(dict);
    if (expected > 0)
        resize(dict, expected);
    return dict;
}

// Entry by entry: places in the original are places in the copy.
rt_own
rt_dict_copy(rt_ref object)
{
    const rt_dict *dict = object;
    rt_dict *copy = rt_dict_new((int32_t)dict->header.descriptor, dict->used);
    if (dict->length == 0)
        return copy;
    memcpy(copy->entries, dict->entries, (size_t)dict->used * dict->entry_size);
    copy->used = dict->used;
    copy->length = dict->length;
    fill_slots(copy);
    const rt_descriptor *descriptor = rt_descriptor_of(copy);
    if (descriptor->ref_count == 0)
        return copy;
    for (int64_t n = 0; n < copy->used; n++)
        if (rt_entry_live(copy->entries + (size_t)n * copy->entry_size))
            rt_elements_retain(descriptor, copy->entries + (size_t)n * copy->entry_size,
                               1);
    return copy;
}

rt_own
rt_dict_part(rt_own object)
{
    rt_dict *copy = rt_dict_copy(object);
    rt_release_inline(object);
    return copy;
}

// Closes the gap at slot `hole`: later entries of the run move up unless that would put
// them before their home.
static void
close_gap(rt_dict *dict, uint64_t hole)
{
    uint64_t mask = rt_dict_mask(dict);
    for (uint64_t i = (hole + 1) & mask; rt_dict_slot(dict, i) >= 0;
         i = (i + 1) & mask) {
        const uint8_t *entry =
            dict->entries + (size_t)rt_dict_slot(dict, i) * dict->entry_size;
        uint64_t home = rt_dict_home(dict, *(const int64_t *)entry);
        if (((i - home) & mask) >= ((i - hole) & mask)) {
            rt_dict_slot_set(dict, hole, rt_dict_slot(dict, i));
            hole = i;
        }
    }
    rt_dict_slot_set(dict, hole, -1);
}

void
rt_dict_remove(rt_ref object, rt_ptr place)
{
    rt_dict *dict = object;
    uint8_t *entry = place;
    int32_t number = (int32_t)((size_t)(entry - dict->entries) / dict->entry_size);
    uint64_t mask = rt_dict_mask(dict), i = rt_dict_home(dict, *(int64_t *)entry);
    while (rt_dict_slot(dict, i & mask) != number)
        i++;
    close_gap(dict, i & mask);
    *(int64_t *)entry = RT_HASH_DELETED;
    dict->length--;
    while (dict->used > 0 &&
           !rt_entry_live(dict->entries + (size_t)(dict->used - 1) * dict->entry_size))
        dict->used--;
}

// Releases keys and values of all live entries.
static void
release_entries(const rt_descriptor *descriptor, uint8_t *entries, int64_t used)
{
    if (descriptor->ref_count == 0)
        return;
    for (int64_t n = 0; n < used; n++, entries += descriptor->size)
        if (rt_entry_live(entries))
            rt_elements_release(descriptor, entries, 1);
}

rt_own
rt_dict_clear(rt_own object)
{
    rt_dict *dict = object;
    if (!rt_is_unique(dict)) {
        int32_t descriptor = (int32_t)dict->header.descriptor;
        rt_release(dict);
        return rt_dict_new(descriptor, 0);
    }
    rt_dict old = *dict;
    set_empty(dict);
    release_entries(rt_descriptor_of(dict), old.entries, old.used);
    free_tables(&old);
    return dict;
}

void
rt_dict_free(rt_dict *dict)
{
    free_tables(dict);
    rt_block_free_sized(dict, sizeof *dict);
}
