// Looking up and inserting into dictionaries; inlined into user code. Keys of other types
// than int and str are compared by generated code, which walks the candidates of a hash:
// rt_dict_first, rt_dict_next.
#include "container.h"

rt_own
rt_dict_unique(rt_own object)
{
    return __builtin_expect(rt_is_unique(object), 1) ? object : rt_dict_part(object);
}

rt_ptr
rt_dict_find_int(rt_ref object, int64_t key)
{
    const rt_dict *dict = object;
    uint64_t mask = rt_dict_mask(dict);
    for (uint64_t i = rt_dict_home(dict, rt_hash_of_int(key));; i++) {
        int32_t number = rt_dict_slot(dict, i & mask);
        if (number < 0)
            return NULL;
        uint8_t *entry = dict->entries + (size_t)number * dict->entry_size;
        if (*(int64_t *)(entry + RT_ENTRY_KEY) == key)
            return entry;
    }
}

rt_ptr
rt_dict_find_str(rt_ref object, rt_ref key)
{
    const rt_dict *dict = object;
    rt_str_key_hash wanted = rt_hash_of_str(key);
    int64_t hash = wanted.hash;
    uint64_t mask = rt_dict_mask(dict);
    for (uint64_t i = rt_dict_home(dict, hash);; i++) {
        int32_t number = rt_dict_slot(dict, i & mask);
        if (number < 0)
            return NULL;
        uint8_t *entry = dict->entries + (size_t)number * dict->entry_size;
        if (*(int64_t *)entry == hash &&
            (wanted.exact || rt_key_str_equal(*(rt_str **)(entry + RT_ENTRY_KEY), key)))
            return entry;
    }
}

// `state` is an int64_t: the slot that comes next.
rt_ptr
rt_dict_next(rt_ref object, int64_t hash, rt_ptr state)
{
    const rt_dict *dict = object;
    uint64_t mask = rt_dict_mask(dict);
    for (uint64_t i = *(uint64_t *)state;; i++) {
        int32_t number = rt_dict_slot(dict, i & mask);
        if (number < 0)
            return NULL;
        uint8_t *entry = dict->entries + (size_t)number * dict->entry_size;
        if (*(int64_t *)entry == hash) {
            *(uint64_t *)state = i + 1;
            return entry;
        }
    }
}

rt_ptr
rt_dict_first(rt_ref object, int64_t hash, rt_ptr state)
{
    *(uint64_t *)state = rt_dict_home(object, hash);
    return rt_dict_next(object, hash, state);
}

rt_ptr
rt_dict_insert(rt_ref object, int64_t hash)
{
    rt_dict *dict = object;
    if (__builtin_expect(dict->used == dict->capacity, 0))
        rt_dict_make_room(dict);
    uint64_t mask = rt_dict_mask(dict), i = rt_dict_home(dict, hash);
    while (rt_dict_slot(dict, i & mask) >= 0)
        i++;
    rt_dict_slot_set(dict, i & mask, dict->used);
    uint8_t *entry = dict->entries + (size_t)dict->used * dict->entry_size;
    dict->used++;
    dict->length++;
    *(int64_t *)entry = hash;
    return entry;
}

int64_t
rt_entry_place(rt_ref object, rt_ptr entry)
{
    return (int64_t)((uintptr_t)entry - (uintptr_t)((rt_dict *)object)->entries);
}

int64_t
rt_identity_hash(rt_ref object)
{
    return (int64_t)((uintptr_t)object >> 4);
}
