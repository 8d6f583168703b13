// Versions of tables. A change makes a new version that takes the entries over; the old
// one keeps what the changed entry held, and copies everything if it is read again. Each
// version thus goes on meaning what it meant, and a chain of updates costs no copies.
#include <string.h>

#include "eval.h"

eval_table *
eval_table_new(int64_t capacity)
{
    eval_table *table = eval_alloc(sizeof *table);
    table->capacity = capacity < 4 ? 4 : capacity;
    table->entries = eval_alloc((size_t)table->capacity * sizeof *table->entries);
    return table;
}

static eval_table *
with_capacity(const eval_table *table, int64_t capacity)
{
    eval_table *copy = eval_alloc(sizeof *copy);
    *copy = *table;
    copy->index = NULL;
    copy->capacity = capacity;
    copy->entries = eval_alloc((size_t)capacity * sizeof *copy->entries);
    int64_t kept = table->capacity < capacity ? table->capacity : capacity;
    memcpy(copy->entries, table->entries, (size_t)kept * sizeof *copy->entries);
    return copy;
}

eval_entry *
eval_entries(eval_table *table)
{
    if (table->entries)
        return table->entries;
    int64_t steps = 0, i = 0;
    eval_table *owner = table;
    for (; !owner->entries; owner = owner->newer)
        steps++;
    eval_table **path = eval_alloc((size_t)steps * sizeof(eval_table *));
    for (eval_table *at = table; at != owner; at = at->newer)
        path[i++] = at;
    eval_entry *entries = with_capacity(owner, owner->capacity)->entries;
    while (i-- > 0)
        entries[path[i]->place] = path[i]->before;
    table->capacity = owner->capacity;
    table->index = NULL;
    return table->entries = entries;
}

eval_table *
eval_table_copy(eval_table *table)
{
    eval_entries(table);
    return with_capacity(table, table->capacity);
}

eval_table *
eval_table_change(eval_table *table, int64_t place)
{
    eval_entries(table);
    eval_table *next = eval_alloc(sizeof *next);
    *next = *table;
    table->before = table->entries[place];
    table->place = place;
    table->newer = next;
    table->entries = NULL;
    table->index = NULL;
    return next;
}

eval_table *
eval_table_remove(eval_table *table, int64_t place)
{
    eval_table *next = eval_table_change(table, place);
    next->entries[place].state = EVAL_DELETED;
    next->length--;
    return next;
}

// ---- Lists --------------------------------------------------------------------------

eval_value
eval_list_at(eval_table *list, int64_t place)
{
    return eval_entries(list)[place].value;
}

eval_table *
eval_list_append(eval_table *list, eval_value value)
{
    eval_entries(list);
    int64_t place = list->length;
    eval_table *next = place == list->capacity ? with_capacity(list, 2 * list->capacity)
                                               : eval_table_change(list, place);
    next->entries[place].value = value;
    next->length = place + 1;
    return next;
}

eval_table *
eval_list_put(eval_table *list, int64_t place, eval_value value)
{
    eval_table *next = eval_table_change(list, place);
    next->entries[place].value = value;
    return next;
}

eval_table *
eval_list_truncate(eval_table *list, int64_t length)
{
    if (length == list->length)
        return list;
    eval_table *next = eval_table_change(list, length);
    next->length = length;
    return next;
}

// Without the elements start .. stop - 1.
eval_table *
eval_list_cut(eval_table *list, int64_t start, int64_t stop)
{
    if (stop == list->length)
        return eval_list_truncate(list, start);
    eval_table *next = eval_table_copy(list);
    memmove(next->entries + start, next->entries + stop,
            (size_t)(list->length - stop) * sizeof *next->entries);
    next->length -= stop - start;
    return next;
}

eval_table *
eval_list_insert(eval_table *list, int64_t place, eval_value value)
{
    if (place == list->length)
        return eval_list_append(list, value);
    eval_entries(list);
    eval_table *next = with_capacity(list, list->length + 1 + list->length / 8);
    memmove(next->entries + place + 1, next->entries + place,
            (size_t)(list->length - place) * sizeof *next->entries);
    next->entries[place].value = value;
    next->length++;
    return next;
}

// ---- Dictionaries: entries in order of insertion, and an index of their numbers ------

static void
index_add(eval_table *dict, int64_t hash, int64_t place)
{
    uint64_t mask = (uint64_t)dict->index_size - 1, at = (uint64_t)hash & mask;
    while (dict->index[at] >= 0)
        at = (at + 1) & mask;
    dict->index[at] = (int32_t)place;
}

static void
make_index(eval_table *dict)
{
    dict->index_size = 8;
    while (dict->index_size < 2 * dict->capacity)
        dict->index_size *= 2;
    size_t bytes = (size_t)dict->index_size * sizeof *dict->index;
    dict->index = memset(eval_alloc(bytes), 0xff, bytes);
    for (int64_t i = 0; i < dict->used; i++)
        if (dict->entries[i].state == EVAL_LIVE)
            index_add(dict, dict->entries[i].hash, i);
}

int64_t
eval_dict_find(eval_table *dict, eval_value key)
{
    int64_t hash = eval_hash(key);
    eval_entries(dict);
    if (!dict->index)
        make_index(dict);
    uint64_t mask = (uint64_t)dict->index_size - 1;
    for (uint64_t at = (uint64_t)hash & mask; dict->index[at] >= 0;
         at = (at + 1) & mask) {
        int64_t place = dict->index[at];
        eval_entry entry = dict->entries[place];
        if (entry.state == EVAL_LIVE && entry.hash == hash &&
            (eval_same(entry.key, key) || eval_equal(entry.key, key)))
            return place;
    }
    return -1;
}

static eval_table *
dict_grown(eval_table *dict)
{
    eval_table *next = eval_table_new(2 * dict->length + 4);
    for (int64_t i = 0; i < dict->used; i++)
        if (dict->entries[i].state == EVAL_LIVE)
            next->entries[next->used++] = dict->entries[i];
    next->length = dict->length;
    return next;
}

eval_table *
eval_dict_put(eval_table *dict, eval_value key, eval_value value)
{
    int64_t place = eval_dict_find(dict, key);
    if (place >= 0) {
        eval_table *next = eval_table_change(dict, place);
        next->entries[place].value = value;
        return next;
    }
    place = dict->used;
    eval_table *next =
        place == dict->capacity ? dict_grown(dict) : eval_table_change(dict, place);
    place = next->used++;
    next->length++;
    next->entries[place] = (eval_entry){eval_hash(key), EVAL_LIVE, key, value};
    if (!next->index)
        make_index(next);
    else
        index_add(next, next->entries[place].hash, place);
    return next;
}
