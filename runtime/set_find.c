// Looking up and inserting into sets; inlined into user code. The table is CPython's: a
// run of up to ten neighbouring entries is searched, then the place is drawn anew from the
// rest of the hash. That order of places is what iteration shows.
#include "set.h"

rt_own
rt_set_unique(rt_own object)
{
    return __builtin_expect(rt_is_unique(object), 1) ? object : rt_set_part(object);
}

rt_ptr
rt_set_find_int(rt_ref object, int64_t key)
{
    const rt_set *set = object;
    if (set->length == 0)
        return NULL;
    int64_t hash = rt_hash_of_int(key);
    for (rt_set_walk walk = rt_set_walk_start(set, hash);;
         rt_set_walk_step(set, &walk)) {
        uint8_t *entry = rt_set_at(set, walk.place);
        int64_t found = *(int64_t *)entry;
        if (found == RT_HASH_FREE)
            return NULL;
        if (found == hash && *(int64_t *)(entry + RT_ENTRY_KEY) == key)
            return entry;
    }
}

rt_ptr
rt_set_find_str(rt_ref object, rt_ref key)
{
    const rt_set *set = object;
    if (set->length == 0)
        return NULL;
    rt_str_key_hash wanted = rt_hash_of_str(key);
    int64_t hash = wanted.hash;
    for (rt_set_walk walk = rt_set_walk_start(set, hash);;
         rt_set_walk_step(set, &walk)) {
        uint8_t *entry = rt_set_at(set, walk.place);
        int64_t found = *(int64_t *)entry;
        if (found == RT_HASH_FREE)
            return NULL;
        if (found == hash &&
            (wanted.exact || rt_key_str_equal(*(rt_str **)(entry + RT_ENTRY_KEY), key)))
            return entry;
    }
}

// `state` is an rt_set_walk.
rt_ptr
rt_set_next(rt_ref object, int64_t hash, rt_ptr state)
{
    const rt_set *set = object;
    rt_set_walk walk = *(rt_set_walk *)state;
    for (;; rt_set_walk_step(set, &walk)) {
        uint8_t *entry = rt_set_at(set, walk.place);
        int64_t found = *(int64_t *)entry;
        if (found == RT_HASH_FREE)
            return NULL;
        if (found == hash) {
            rt_set_walk_step(set, &walk);
            *(rt_set_walk *)state = walk;
            return entry;
        }
    }
}

rt_ptr
rt_set_first(rt_ref object, int64_t hash, rt_ptr state)
{
    const rt_set *set = object;
    if (set->length == 0)
        return NULL;
    *(rt_set_walk *)state = rt_set_walk_start(set, hash);
    return rt_set_next(object, hash, state);
}

rt_ptr
rt_set_insert(rt_ref object, int64_t hash)
{
    rt_set *set = object;
    if (__builtin_expect(set->used == 0, 0))
        rt_set_resize(set, 0, NULL);
    rt_set_walk walk = rt_set_walk_start(set, hash);
    uint8_t *entry, *deleted = NULL;
    while (*(int64_t *)(entry = rt_set_at(set, walk.place)) != RT_HASH_FREE) {
        if (*(int64_t *)entry == RT_HASH_DELETED)
            deleted = entry;
        rt_set_walk_step(set, &walk);
    }
    // The last deleted entry on the way is used again; the table does not grow then.
    if (deleted) {
        *(int64_t *)deleted = hash;
        set->length++;
        return deleted;
    }
    *(int64_t *)entry = hash;
    set->fill++;
    set->length++;
    if (__builtin_expect(rt_set_is_crowded(set), 0))
        return rt_set_resize(set, rt_set_growth(set), entry);
    return entry;
}
