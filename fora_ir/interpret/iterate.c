// Iteration: what a `for` walks through, lazily as in CPython, and conversions by it.
#include <string.h>

#include "eval.h"

bool
eval_next(eval_iterator *iterator, eval_value *result)
{
    return iterator->next(iterator, result);
}

// ---- Containers ---------------------------------------------------------------------

static bool
next_of_list(eval_iterator *self, eval_value *result)
{
    if (self->place >= self->source.as.table->length)
        return false;
    *result = eval_list_at(self->source.as.table, self->place++);
    return true;
}

static bool
next_of_tuple(eval_iterator *self, eval_value *result)
{
    if (self->place >= self->source.as.tuple->length)
        return false;
    *result = self->source.as.tuple->items[self->place++];
    return true;
}

static bool
next_of_str(eval_iterator *self, eval_value *result)
{
    if (self->place >= self->source.as.str->length)
        return false;
    *result = eval_str(rt_char_str(rt_str_at(self->source.as.str, self->place++)));
    return true;
}

static bool
next_of_range(eval_iterator *self, eval_value *result)
{
    if (self->place >= self->expected)
        return false;
    const eval_value *part = self->source.as.tuple->items;
    *result = eval_int(part[0].as.integer + self->place++ * part[2].as.integer);
    return true;
}

static bool
next_of_table(eval_iterator *self, eval_value *result)
{
    eval_table *table = self->source.as.table;
    while (self->place < table->used &&
           eval_entries(table)[self->place].state != EVAL_LIVE)
        self->place++;
    if (self->place >= table->used)
        return false;
    eval_entry entry = eval_entries(table)[self->place++];
    if (self->source.kind == EVAL_VIEW && self->source.handle == EVAL_VALUES)
        *result = entry.value;
    else if (self->source.kind == EVAL_VIEW && self->source.handle == EVAL_ITEMS)
        *result = eval_tuple_of(2, (eval_value[]){entry.key, entry.value});
    else
        *result = entry.key;
    return true;
}

static bool
next_of_file(eval_iterator *self, eval_value *result)
{
    rt_str *line = rt_file_next(self->source.as.file);
    eval_check();
    if (line)
        *result = eval_str(line);
    return line != NULL;
}

static eval_iterator *
made(bool (*next)(eval_iterator *, eval_value *), const char *type, eval_value source)
{
    eval_iterator *iterator = eval_alloc(sizeof *iterator);
    iterator->next = next;
    iterator->type = type;
    iterator->source = source;
    return iterator;
}

eval_iterator *
eval_iterate(eval_value iterable)
{
    eval_iterator *iterator;
    switch (iterable.kind) {
    case EVAL_LIST:
        return made(next_of_list, "list_iterator", iterable);
    case EVAL_TUPLE:
        return made(next_of_tuple, "tuple_iterator", iterable);
    case EVAL_STR:
        return made(next_of_str, "str_iterator", iterable);
    case EVAL_RANGE:
        iterator = made(next_of_range, "range_iterator", iterable);
        iterator->expected = eval_range_length(iterable);
        return iterator;
    case EVAL_DICT:
    case EVAL_SET:
    case EVAL_FROZENSET:
    case EVAL_VIEW:
        return made(next_of_table, "iterator", iterable);
    case EVAL_FILE:
        return made(next_of_file, "iterator", iterable);
    case EVAL_ITERATOR:
        return iterable.as.iterator;
    default:
        break;
    }
    if (iterable.kind == EVAL_INSTANCE)
        eval_lacks("iteration over an instance");
    eval_raise_text(RT_EXC_TypeError, "'%s' object is not iterable",
                    eval_type_name(iterable));
}

// ---- Lazy iterators -----------------------------------------------------------------

static bool
next_of_enumerate(eval_iterator *self, eval_value *result)
{
    eval_value item;
    if (!eval_next(self->inner[0], &item))
        return false;
    *result = eval_tuple_of(2, (eval_value[]){self->source, item});
    eval_arithmetic(FORA_OP_PY_ADD, self->source, eval_int(1), &self->source);
    return true;
}

// The next of each; false when the first of them ends.
static bool
next_of_each(eval_iterator *self, eval_value *items)
{
    for (uint32_t i = 0; i < self->inner_count; i++)
        if (!eval_next(self->inner[i], &items[i]))
            return false;
    return self->inner_count > 0;
}

static bool
next_of_zip(eval_iterator *self, eval_value *result)
{
    eval_value *items = eval_alloc(self->inner_count * sizeof *items);
    if (!next_of_each(self, items))
        return false;
    *result = eval_tuple_of(self->inner_count, items);
    return true;
}

static bool
next_of_map(eval_iterator *self, eval_value *result)
{
    eval_value *items = eval_alloc(self->inner_count * sizeof *items);
    if (!next_of_each(self, items))
        return false;
    *result = eval_call(self->source, eval_arguments(self->inner_count, items));
    return true;
}

static bool
next_of_filter(eval_iterator *self, eval_value *result)
{
    while (eval_next(self->inner[0], result)) {
        bool plain = self->source.kind == EVAL_NONE;
        if (eval_truth(plain ? *result : eval_call1(self->source, *result)))
            return true;
    }
    return false;
}

eval_value
eval_lazy(const char *type, uint32_t count, const eval_value *iterables,
          eval_value function)
{
    eval_iterator *lazy = made(strcmp(type, "enumerate") == 0 ? next_of_enumerate
                               : strcmp(type, "zip") == 0     ? next_of_zip
                               : strcmp(type, "map") == 0     ? next_of_map
                                                              : next_of_filter,
                               type, function);
    lazy->inner_count = count;
    lazy->inner = eval_alloc(count * sizeof(eval_iterator *));
    for (uint32_t i = 0; i < count; i++)
        lazy->inner[i] = eval_iterate(iterables[i]);
    return (eval_value){.kind = EVAL_ITERATOR, .as.iterator = lazy};
}

static bool
next_of_reversed(eval_iterator *self, eval_value *result)
{
    if (self->place == 0)
        return false;
    *result = eval_getitem(self->source, eval_int(--self->place));
    return true;
}

eval_value
eval_reversed(eval_value value)
{
    if (value.kind == EVAL_DICT || value.kind == EVAL_VIEW)
        value = eval_list(eval_to_list(value));
    bool sequence = value.kind == EVAL_LIST || value.kind == EVAL_TUPLE ||
                    value.kind == EVAL_STR || value.kind == EVAL_RANGE;
    if (!sequence)
        eval_raise_text(RT_EXC_TypeError, "'%s' object is not reversible",
                        eval_type_name(value));
    eval_iterator *iterator = made(next_of_reversed, "reversed", value);
    iterator->place = eval_length(value);
    return (eval_value){.kind = EVAL_ITERATOR, .as.iterator = iterator};
}

// ---- Conversions --------------------------------------------------------------------

eval_table *
eval_to_list(eval_value iterable)
{
    eval_table *list = eval_table_new(0);
    eval_iterator *iterator = eval_iterate(iterable);
    for (eval_value item; eval_next(iterator, &item);)
        list = eval_list_append(list, item);
    return list;
}

eval_table *
eval_to_set(eval_value iterable)
{
    if (iterable.kind == EVAL_SET || iterable.kind == EVAL_FROZENSET)
        return eval_set_merged(iterable.as.table);
    eval_table *set = eval_table_new(0);
    if (iterable.kind == EVAL_DICT)
        set = eval_set_presize(set, iterable.as.table->length);
    eval_iterator *iterator = eval_iterate(iterable);
    for (eval_value item; eval_next(iterator, &item);)
        set = eval_set_add(set, item);
    return set;
}

static eval_value
pair_part(eval_value pair, int64_t element, int64_t i)
{
    eval_table *parts = eval_to_list(pair);
    if (parts->length != 2)
        eval_raise_text(
            RT_EXC_ValueError,
            "dictionary update sequence element #%lld has length %lld; 2 is "
            "required",
            (long long)element, (long long)parts->length);
    return eval_list_at(parts, i);
}

eval_table *
eval_to_dict(eval_value value)
{
    if (value.kind == EVAL_DICT)
        return eval_table_copy(value.as.table);
    eval_table *dict = eval_table_new(0);
    eval_iterator *iterator = eval_iterate(value);
    int64_t element = 0;
    for (eval_value pair; eval_next(iterator, &pair); element++)
        dict = eval_dict_put(dict, pair_part(pair, element, 0),
                             pair_part(pair, element, 1));
    return dict;
}
