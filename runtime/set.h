// How the table of a set is walked.
#pragma once

#include "container.h"

enum { RT_SET_LEAST = 8, RT_SET_RUN = 9, RT_SET_PERTURB_SHIFT = 5 };

typedef struct {
    uint64_t place;    // entry to look at
    uint64_t start;    // of the run it belongs to
    uint64_t perturb;  // what is left of the hash
    uint64_t left;     // entries of the run behind this one
} rt_set_walk;

static inline uint8_t *
rt_set_at(const rt_set *set, uint64_t place)
{
    return set->entries + place * set->entry_size;
}

static inline void
rt_set_run_start(const rt_set *set, rt_set_walk *walk, uint64_t place)
{
    walk->place = walk->start = place;
    walk->left = place + RT_SET_RUN <= (uint64_t)set->used - 1 ? RT_SET_RUN : 0;
}

static inline rt_set_walk
rt_set_walk_start(const rt_set *set, int64_t hash)
{
    rt_set_walk walk = {.perturb = (uint64_t)hash};
    rt_set_run_start(set, &walk, (uint64_t)hash & ((uint64_t)set->used - 1));
    return walk;
}

static inline void
rt_set_walk_step(const rt_set *set, rt_set_walk *walk)
{
    if (walk->left > 0) {
        walk->left--;
        walk->place++;
        return;
    }
    walk->perturb >>= RT_SET_PERTURB_SHIFT;
    rt_set_run_start(set, walk,
                     (walk->start * 5 + 1 + walk->perturb) & ((uint64_t)set->used - 1));
}

// When the table grows: after the insertion that fills three fifths of it.
static inline bool
rt_set_is_crowded(const rt_set *set)
{
    return (uint64_t)set->fill * 5 >= ((uint64_t)set->used - 1) * 3;
}

// A table of the size that CPython takes for more than `wanted` entries, with the live
// entries in it; returns the new place of `entry`, which may be NULL.
uint8_t *rt_set_resize(rt_set *set, int64_t wanted, const uint8_t *entry);

static inline int64_t
rt_set_growth(const rt_set *set)
{
    return set->length > 50000 ? set->length * 2 : set->length * 4;
}
