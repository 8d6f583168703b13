// Sets: making, resizing, removing, merging. What decides the order of iteration (sizes of
// tables, when they are rebuilt, in which order) follows CPython's description of its sets.
#include "set.h"

rt_own
rt_set_new(int32_t descriptor)
{
    rt_set *set = rt_alloc(sizeof *set, descriptor);
    rt_object header = set->header;
    *set = (rt_set){.header = header, .entry_size = rt_descriptors[descriptor].size};
    return set;
}

static uint8_t *
new_table(int64_t places, uint32_t size)
{
    uint8_t *table = rt_block_alloc(rt_bytes_of(places, size));
    for (int64_t i = 0; i < places; i++)
        *(int64_t *)(table + (size_t)i * size) = RT_HASH_FREE;
    return table;
}

// Puts an entry that is known to be missing into a table without deleted entries.
static uint8_t *
insert_clean(rt_set *set, const uint8_t *entry)
{
    rt_set_walk walk = rt_set_walk_start(set, *(const int64_t *)entry);
    while (*(int64_t *)rt_set_at(set, walk.place) != RT_HASH_FREE)
        rt_set_walk_step(set, &walk);
    return memcpy(rt_set_at(set, walk.place), entry, set->entry_size);
}

uint8_t *
rt_set_resize(rt_set *set, int64_t wanted, const uint8_t *tracked)
{
    int64_t places = RT_SET_LEAST;
    while (places <= wanted)
        places *= 2;
    uint8_t *old = set->entries, *moved = NULL;
    int64_t count = set->used;
    set->entries = new_table(places, set->entry_size);
    set->used = places;
    set->fill = set->length;
    for (int64_t i = 0; i < count; i++) {
        const uint8_t *entry = old + (size_t)i * set->entry_size;
        if (!rt_entry_live(entry))
            continue;
        uint8_t *place = insert_clean(set, entry);
        if (entry == tracked)
            moved = place;
    }
    rt_block_free(old);
    return moved;
}

static void
retain_keys(const rt_set *set)
{
    const rt_descriptor *descriptor = rt_descriptor_of(set);
    if (descriptor->ref_count == 0)
        return;
    for (int64_t i = 0; i < set->used; i++)
        if (rt_entry_live(rt_set_at(set, (uint64_t)i)))
            rt_elements_retain(descriptor, rt_set_at(set, (uint64_t)i), 1);
}

// Takes over the other's table as it is.
static void
copy_table(rt_set *set, const rt_set *other)
{
    set->entries = rt_block_alloc((size_t)other->used * set->entry_size);
    memcpy(set->entries, other->entries, (size_t)other->used * set->entry_size);
    set->used = other->used;
}

void
rt_set_presize(rt_ref object, int64_t added)
{
    rt_set *set = object;
    int64_t places = set->used == 0 ? RT_SET_LEAST : set->used;
    if ((uint64_t)(set->fill + added) * 5 >= (uint64_t)(places - 1) * 3)
        rt_set_resize(set, (set->length + added) * 2, NULL);
}

// The members of `from` merged into a new set: CPython's set(from) for a set `from`.
rt_own
rt_set_merged(rt_ref from, int32_t descriptor)
{
    const rt_set *other = from;
    rt_set *set = rt_set_new(descriptor);
    if (other->length == 0)
        return set;
    rt_set_presize(set, other->length);
    int64_t places = set->used == 0 ? RT_SET_LEAST : set->used;
    if (places == other->used && other->fill == other->length) {
        rt_block_free(set->entries);
        copy_table(set, other);
    } else {
        if (set->used == 0)
            rt_set_resize(set, 0, NULL);
        for (int64_t i = 0; i < other->used; i++)
            if (rt_entry_live(rt_set_at(other, (uint64_t)i)))
                insert_clean(set, rt_set_at(other, (uint64_t)i));
    }
    set->fill = set->length = other->length;
    retain_keys(set);
    return set;
}

// The members of `from` added one by one, in its order, to a new set.
rt_own
rt_set_rebuilt(rt_ref from, int32_t descriptor)
{
    const rt_set *other = from;
    rt_set *set = rt_set_new(descriptor);
    for (int64_t i = 0; i < other->used; i++) {
        const uint8_t *entry = rt_set_at(other, (uint64_t)i);
        if (rt_entry_live(entry))
            memcpy(rt_set_insert(set, *(const int64_t *)entry), entry, set->entry_size);
    }
    retain_keys(set);
    return set;
}

static void
release_entries(const rt_descriptor *descriptor, uint8_t *entries, int64_t used)
{
    if (descriptor->ref_count == 0)
        return;
    for (int64_t i = 0; i < used; i++, entries += descriptor->size)
        if (rt_entry_live(entries))
            rt_elements_release(descriptor, entries, 1);
}

// The same set, entry by entry, so that it goes on behaving as the original would have.
rt_own
rt_set_part(rt_own object)
{
    const rt_set *set = object;
    rt_set *copy = rt_set_new((int32_t)set->header.descriptor);
    if (set->used > 0)
        copy_table(copy, set);
    copy->length = set->length;
    copy->fill = set->fill;
    copy->finger = set->finger;
    retain_keys(copy);
    rt_release(object);
    return copy;
}

rt_own
rt_set_frozen(rt_own object, int32_t descriptor)
{
    rt_set *set = rt_set_unique(object);
    set->header.descriptor = (uint32_t)descriptor;
    return set;
}

void
rt_set_remove(rt_ref object, rt_ptr entry)
{
    rt_set *set = object;
    *(int64_t *)entry = RT_HASH_DELETED;
    set->length--;
}

int64_t
rt_set_fill(rt_ref object)
{
    return ((const rt_set *)object)->fill;
}

void
rt_set_take_finger(rt_ref object, rt_ref from)
{
    ((rt_set *)object)->finger = ((const rt_set *)from)->finger;
}

void
rt_set_tidy(rt_ref object)
{
    rt_set *set = object;
    if (set->used > 0 &&
        (uint64_t)(set->fill - set->length) > ((uint64_t)set->used - 1) / 4)
        rt_set_resize(set, rt_set_growth(set), NULL);
}

// The entry that pop() takes; the set is not empty.
rt_ptr
rt_set_pop_entry(rt_ref object)
{
    rt_set *set = object;
    uint64_t mask = (uint64_t)set->used - 1, place = (uint64_t)set->finger & mask;
    while (!rt_entry_live(rt_set_at(set, place)))
        place = (place + 1) & mask;
    set->finger = (int64_t)place + 1;
    return rt_set_at(set, place);
}

rt_own
rt_set_clear(rt_own object)
{
    rt_set *set = object;
    if (!rt_is_unique(set)) {
        rt_set *empty = rt_set_new((int32_t)set->header.descriptor);
        empty->finger = set->finger;
        rt_release(set);
        return empty;
    }
    rt_set old = *set;
    set->entries = NULL;
    set->length = set->used = set->fill = 0;
    release_entries(rt_descriptor_of(set), old.entries, old.used);
    rt_block_free(old.entries);
    return set;
}

void
rt_set_free(rt_set *set)
{
    rt_block_free(set->entries);
    rt_block_free_sized(set, sizeof *set);
}
