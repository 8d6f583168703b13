// Methods of sets and frozensets. In which order members are added, and which of two sets
// is walked through, is CPython's: both decide the order of iteration.
#include "eval.h"

static bool
is_set(eval_value value)
{
    return value.kind == EVAL_SET || value.kind == EVAL_FROZENSET;
}

static eval_table *
new_set(void)
{
    return eval_table_new(0);
}

// ---- Two operands -------------------------------------------------------------------

// pop() goes on where that of the other set would.
static eval_table *
with_finger(eval_table *set, const eval_table *other)
{
    set->finger = other->finger;
    return set;
}

eval_table *
eval_set_merge(eval_table *set, eval_value other)
{
    bool table = is_set(other) || other.kind == EVAL_DICT;
    if (is_set(other) && other.as.table->length == 0)
        return set;
    if (is_set(other) && set->fill == 0)
        return with_finger(eval_set_merged(other.as.table), set);
    if (table)
        set = eval_set_presize(set, other.as.table->length);
    eval_iterator *iterator = eval_iterate(other);
    for (eval_value item; eval_next(iterator, &item);)
        set = eval_set_add(set, item);
    return set;
}

static eval_table *
intersection(eval_table *set, eval_value other)
{
    if (is_set(other) && other.as.table == set)
        return eval_set_merged(set);
    eval_table *result = new_set();
    bool swap = is_set(other) && other.as.table->length > set->length;
    eval_value walked = swap ? eval_container(EVAL_SET, set) : other, item;
    eval_table *asked = swap ? other.as.table : set;
    eval_iterator *iterator = eval_iterate(walked);
    while (eval_next(iterator, &item))
        if (eval_set_find(asked, item) >= 0)
            result = eval_set_add(result, item);
    return result;
}

static eval_table *
without(eval_table *set, eval_value other)
{
    if (is_set(other) && (other.as.table->length >> 3) > set->length)
        other = eval_container(EVAL_SET, intersection(set, other));
    eval_iterator *iterator = eval_iterate(other);
    for (eval_value item; eval_next(iterator, &item);) {
        int64_t place = eval_set_find(set, item);
        if (place >= 0)
            set = eval_table_remove(set, place);
    }
    return eval_set_tidy(set);
}

static eval_table *
difference(eval_table *set, eval_value other)
{
    bool table = is_set(other) || other.kind == EVAL_DICT;
    if (!table || (set->length >> 2) > other.as.table->length)
        return without(eval_set_merged(set), other);
    eval_table *result = new_set();
    for (int64_t i = 0; i < set->used; i++) {
        eval_entry entry = eval_entries(set)[i];
        if (entry.state == EVAL_LIVE && !eval_contains(other, entry.key))
            result = eval_set_add(result, entry.key);
    }
    return result;
}

static eval_table *
toggle(eval_table *set, eval_value other)
{
    if (!is_set(other) && other.kind != EVAL_DICT)
        other = eval_container(EVAL_SET, eval_to_set(other));
    eval_iterator *iterator = eval_iterate(other);
    for (eval_value item; eval_next(iterator, &item);) {
        int64_t place = eval_set_find(set, item);
        set = place >= 0 ? eval_table_remove(set, place) : eval_set_add(set, item);
    }
    return set;
}

// ---- Methods that make sets ---------------------------------------------------------

static eval_value
set_union(eval_value *self, eval_args *args)
{
    eval_table *result = eval_set_merged(self->as.table);
    for (uint32_t i = 0; i < args->count; i++)
        if (!is_set(args->values[i]) || args->values[i].as.table != self->as.table)
            result = eval_set_merge(result, args->values[i]);
    return eval_container(self->kind, result);
}

static eval_value
set_intersection(eval_value *self, eval_args *args)
{
    eval_table *result = args->count ? self->as.table : eval_set_merged(self->as.table);
    for (uint32_t i = 0; i < args->count; i++)
        result = intersection(result, args->values[i]);
    return eval_container(self->kind, result);
}

static eval_value
set_difference(eval_value *self, eval_args *args)
{
    if (args->count == 0)
        return eval_container(self->kind, eval_set_merged(self->as.table));
    eval_table *result = difference(self->as.table, args->values[0]);
    for (uint32_t i = 1; i < args->count; i++)
        result = without(result, args->values[i]);
    return eval_container(self->kind, result);
}

static eval_value
set_symmetric_difference(eval_value *self, eval_args *args)
{
    eval_arity(args, "symmetric_difference", 1, 1);
    return eval_container(self->kind, toggle(eval_to_set(args->values[0]), *self));
}

// ---- Methods that update ------------------------------------------------------------

static eval_value
set_update(eval_value *self, eval_args *args)
{
    for (uint32_t i = 0; i < args->count; i++)
        self->as.table = eval_set_merge(self->as.table, args->values[i]);
    return eval_none();
}

static eval_value
set_intersection_update(eval_value *self, eval_args *args)
{
    const eval_table *old = self->as.table;
    *self = set_intersection(self, args);
    with_finger(self->as.table, old);
    return eval_none();
}

static eval_value
set_difference_update(eval_value *self, eval_args *args)
{
    for (uint32_t i = 0; i < args->count; i++)
        self->as.table = without(self->as.table, args->values[i]);
    return eval_none();
}

static eval_value
set_symmetric_difference_update(eval_value *self, eval_args *args)
{
    eval_arity(args, "symmetric_difference_update", 1, 1);
    self->as.table = toggle(self->as.table, args->values[0]);
    return eval_none();
}

static eval_value
set_add(eval_value *self, eval_args *args)
{
    eval_arity(args, "set.add()", 1, 1);
    self->as.table = eval_set_add(self->as.table, args->values[0]);
    return eval_none();
}

static eval_value
set_discard(eval_value *self, eval_args *args)
{
    eval_arity(args, "set.discard()", 1, 1);
    int64_t place = eval_set_seek(self->as.table, args->values[0]);
    if (place >= 0)
        self->as.table = eval_table_remove(self->as.table, place);
    return eval_none();
}

static eval_value
set_remove(eval_value *self, eval_args *args)
{
    eval_arity(args, "set.remove()", 1, 1);
    if (eval_set_seek(self->as.table, args->values[0]) < 0)
        eval_raise_key(args->values[0]);
    return set_discard(self, args);
}

static eval_value
set_pop(eval_value *self, eval_args *args)
{
    (void)args;
    eval_table *set = self->as.table;
    if (set->length == 0)
        eval_raise_text(RT_EXC_KeyError, "pop from an empty set");
    int64_t place = set->finger & (set->used - 1);
    while (eval_entries(set)[place].state != EVAL_LIVE)
        place = (place + 1) & (set->used - 1);
    eval_value value = eval_entries(set)[place].key;
    self->as.table = eval_table_remove(set, place);
    self->as.table->finger = place + 1;
    return value;
}

static eval_value
set_clear(eval_value *self, eval_args *args)
{
    (void)args;
    self->as.table = with_finger(new_set(), self->as.table);
    return eval_none();
}

// ---- Questions ----------------------------------------------------------------------

static eval_value
set_copy(eval_value *self, eval_args *args)
{
    (void)args;
    return self->kind == EVAL_SET
               ? eval_container(EVAL_SET, eval_set_merged(self->as.table))
               : *self;
}

static bool
all_in(eval_value items, eval_value container, bool wanted)
{
    eval_iterator *iterator = eval_iterate(items);
    for (eval_value item; eval_next(iterator, &item);)
        if (eval_contains(container, item) != wanted)
            return false;
    return true;
}

static eval_value
as_set(eval_value value)
{
    return is_set(value) ? value : eval_container(EVAL_SET, eval_to_set(value));
}

static eval_value
set_issubset(eval_value *self, eval_args *args)
{
    eval_arity(args, "issubset", 1, 1);
    return eval_bool(all_in(*self, as_set(args->values[0]), true));
}

static eval_value
set_issuperset(eval_value *self, eval_args *args)
{
    eval_arity(args, "issuperset", 1, 1);
    return eval_bool(all_in(args->values[0], *self, true));
}

static eval_value
set_isdisjoint(eval_value *self, eval_args *args)
{
    eval_arity(args, "isdisjoint", 1, 1);
    return eval_bool(all_in(args->values[0], *self, false));
}

const eval_method_row eval_set_methods[] = {
    {EVAL_SET, "union", set_union},
    {EVAL_SET, "intersection", set_intersection},
    {EVAL_SET, "difference", set_difference},
    {EVAL_SET, "symmetric_difference", set_symmetric_difference},
    {EVAL_SET, "update", set_update},
    {EVAL_SET, "intersection_update", set_intersection_update},
    {EVAL_SET, "difference_update", set_difference_update},
    {EVAL_SET, "symmetric_difference_update", set_symmetric_difference_update},
    {EVAL_SET, "add", set_add},
    {EVAL_SET, "discard", set_discard},
    {EVAL_SET, "remove", set_remove},
    {EVAL_SET, "pop", set_pop},
    {EVAL_SET, "clear", set_clear},
    {EVAL_SET, "copy", set_copy},
    {EVAL_SET, "issubset", set_issubset},
    {EVAL_SET, "issuperset", set_issuperset},
    {EVAL_SET, "isdisjoint", set_isdisjoint},
    {EVAL_FROZENSET, "union", set_union},
    {EVAL_FROZENSET, "intersection", set_intersection},
    {EVAL_FROZENSET, "difference", set_difference},
    {EVAL_FROZENSET, "symmetric_difference", set_symmetric_difference},
    {EVAL_FROZENSET, "copy", set_copy},
    {EVAL_FROZENSET, "issubset", set_issubset},
    {EVAL_FROZENSET, "issuperset", set_issuperset},
    {EVAL_FROZENSET, "isdisjoint", set_isdisjoint},
    {EVAL_VIEW, "isdisjoint", set_isdisjoint},
    {0},
};
