// Methods of dictionaries.
#include "eval.h"

static eval_value
dict_get(eval_value *self, eval_args *args)
{
    eval_arity(args, "get", 1, 2);
    int64_t place = eval_dict_find(self->as.table, args->values[0]);
    if (place < 0)
        return eval_argument(args, 1, NULL, eval_none());
    return eval_entries(self->as.table)[place].value;
}

static eval_value
dict_setdefault(eval_value *self, eval_args *args)
{
    eval_arity(args, "setdefault", 1, 2);
    int64_t place = eval_dict_find(self->as.table, args->values[0]);
    if (place >= 0)
        return eval_entries(self->as.table)[place].value;
    eval_value value = eval_argument(args, 1, NULL, eval_none());
    self->as.table = eval_dict_put(self->as.table, args->values[0], value);
    return value;
}

static eval_value
dict_pop(eval_value *self, eval_args *args)
{
    eval_arity(args, "pop", 1, 2);
    int64_t place = eval_dict_find(self->as.table, args->values[0]);
    if (place < 0 && args->count < 2)
        eval_raise_key(args->values[0]);
    if (place < 0)
        return args->values[1];
    eval_value value = eval_entries(self->as.table)[place].value;
    self->as.table = eval_table_remove(self->as.table, place);
    return value;
}

static eval_value
dict_popitem(eval_value *self, eval_args *args)
{
    (void)args;
    eval_entry *entries = eval_entries(self->as.table);
    int64_t place = self->as.table->used - 1;
    while (place >= 0 && entries[place].state != EVAL_LIVE)
        place--;
    if (place < 0)
        eval_raise_text(RT_EXC_KeyError, "popitem(): dictionary is empty");
    eval_value item =
        eval_tuple_of(2, (eval_value[]){entries[place].key, entries[place].value});
    self->as.table = eval_table_remove(self->as.table, place);
    return item;
}

static eval_value
dict_update(eval_value *self, eval_args *args)
{
    eval_arity(args, "update", 0, 1);
    if (args->count) {
        eval_table *more = eval_to_dict(args->values[0]);
        for (int64_t i = 0; i < more->used; i++)
            if (more->entries[i].state == EVAL_LIVE)
                self->as.table = eval_dict_put(self->as.table, more->entries[i].key,
                                               more->entries[i].value);
    }
    for (uint32_t i = 0; i < args->named_count; i++)
        self->as.table =
            eval_dict_put(self->as.table, eval_str_c(eval_text(args->named[i].name)),
                          args->named[i].value);
    return eval_none();
}

static eval_value
dict_clear(eval_value *self, eval_args *args)
{
    (void)args;
    self->as.table = eval_table_new(0);
    return eval_none();
}

static eval_value
dict_copy(eval_value *self, eval_args *args)
{
    (void)args;
    return eval_container(EVAL_DICT, eval_table_copy(self->as.table));
}

static eval_value
view(const eval_value *self, eval_view which)
{
    eval_value value = eval_container(EVAL_VIEW, self->as.table);
    value.handle = which;
    return value;
}

static eval_value
dict_keys(eval_value *self, eval_args *args)
{
    (void)args;
    return view(self, EVAL_KEYS);
}

static eval_value
dict_values(eval_value *self, eval_args *args)
{
    (void)args;
    return view(self, EVAL_VALUES);
}

static eval_value
dict_items(eval_value *self, eval_args *args)
{
    (void)args;
    return view(self, EVAL_ITEMS);
}

const eval_method_row eval_dict_methods[] = {
    {EVAL_DICT, "get", dict_get},
    {EVAL_DICT, "setdefault", dict_setdefault},
    {EVAL_DICT, "pop", dict_pop},
    {EVAL_DICT, "popitem", dict_popitem},
    {EVAL_DICT, "update", dict_update},
    {EVAL_DICT, "clear", dict_clear},
    {EVAL_DICT, "copy", dict_copy},
    {EVAL_DICT, "keys", dict_keys},
    {EVAL_DICT, "values", dict_values},
    {EVAL_DICT, "items", dict_items},
    {0},
};
