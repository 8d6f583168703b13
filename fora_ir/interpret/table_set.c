// Sets: hash tables laid out and probed as CPython documents it for its own, because that
// decides the order of iteration.
#include <string.h>

#include "eval.h"

enum { LEAST = 8, RUN = 9, SHIFT = 5 };

typedef struct {
    uint64_t place, start, perturb, left;
} walk;

static void
run_start(const eval_table *set, walk *w, uint64_t place)
{
    w->place = w->start = place;
    w->left = place + RUN <= (uint64_t)set->used - 1 ? RUN : 0;
}

static walk
walk_start(const eval_table *set, int64_t hash)
{
    walk w = {.perturb = (uint64_t)hash};
    run_start(set, &w, (uint64_t)hash & ((uint64_t)set->used - 1));
    return w;
}

static void
walk_step(const eval_table *set, walk *w)
{
    if (w->left > 0) {
        w->left--;
        w->place++;
        return;
    }
    w->perturb >>= SHIFT;
    run_start(set, w, (w->start * 5 + 1 + w->perturb) & ((uint64_t)set->used - 1));
}

static void
insert_clean(eval_table *set, eval_entry entry)
{
    walk w = walk_start(set, entry.hash);
    while (set->entries[w.place].state != EVAL_FREE)
        walk_step(set, &w);
    set->entries[w.place] = entry;
}

static eval_table *
resized(eval_table *set, int64_t wanted)
{
    eval_entry *old = eval_entries(set);
    int64_t places = LEAST;
    while (places <= wanted)
        places *= 2;
    eval_table *next = eval_table_new(places);
    next->used = places;
    next->length = next->fill = set->length;
    next->finger = set->finger;
    for (int64_t i = 0; i < set->used; i++)
        if (old[i].state == EVAL_LIVE)
            insert_clean(next, old[i]);
    return next;
}

static int64_t
growth(const eval_table *set)
{
    return set->length > 50000 ? set->length * 2 : set->length * 4;
}

int64_t
eval_set_find(eval_table *set, eval_value key)
{
    int64_t hash = eval_hash(key);
    if (set->used == 0)
        return -1;
    for (walk w = walk_start(set, hash);; walk_step(set, &w)) {
        eval_entry entry = eval_entries(set)[w.place];
        if (entry.state == EVAL_FREE)
            return -1;
        if (entry.state == EVAL_LIVE && entry.hash == hash &&
            (eval_same(entry.key, key) || eval_equal(entry.key, key)))
            return (int64_t)w.place;
    }
}

int64_t
eval_set_seek(eval_table *set, eval_value key)
{
    if (key.kind == EVAL_SET)
        key.kind = EVAL_FROZENSET;
    return eval_set_find(set, key);
}

eval_table *
eval_set_add(eval_table *set, eval_value key)
{
    if (eval_set_find(set, key) >= 0)
        return set;
    if (set->used == 0)
        set = resized(set, 0);
    eval_entries(set);
    eval_entry entry = {.hash = eval_hash(key), .state = EVAL_LIVE, .key = key};
    // The last deleted entry on the way to the first free one is used again.
    walk w = walk_start(set, entry.hash);
    int64_t deleted = -1;
    for (; set->entries[w.place].state != EVAL_FREE; walk_step(set, &w))
        if (set->entries[w.place].state == EVAL_DELETED)
            deleted = (int64_t)w.place;
    int64_t place = deleted >= 0 ? deleted : (int64_t)w.place;
    eval_table *next = eval_table_change(set, place);
    next->entries[place] = entry;
    next->length++;
    if (deleted >= 0)
        return next;
    next->fill++;
    bool crowded = next->fill * 5 >= (next->used - 1) * 3;
    return crowded ? resized(next, growth(next)) : next;
}

eval_table *
eval_set_presize(eval_table *set, int64_t added)
{
    int64_t places = set->used == 0 ? LEAST : set->used;
    if ((set->fill + added) * 5 >= (places - 1) * 3)
        return resized(set, (set->length + added) * 2);
    return set;
}

// The members of a set merged into a new one.
eval_table *
eval_set_merged(eval_table *from)
{
    eval_table *set = eval_table_new(LEAST);
    if (from->length == 0)
        return set;
    set = eval_set_presize(set, from->length);
    int64_t places = set->used == 0 ? LEAST : set->used;
    if (places == from->used && from->fill == from->length) {
        set = eval_table_copy(from);
        set->finger = 0;
        return set;
    }
    if (set->used == 0)
        set = resized(set, 0);
    for (int64_t i = 0; i < from->used; i++)
        if (eval_entries(from)[i].state == EVAL_LIVE)
            insert_clean(set, from->entries[i]);
    set->fill = set->length = from->length;
    return set;
}

eval_table *
eval_set_tidy(eval_table *set)
{
    if (set->used > 0 && set->fill - set->length > (set->used - 1) / 4)
        return resized(set, growth(set));
    return set;
}
