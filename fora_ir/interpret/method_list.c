// Methods of lists and tuples.
#include "eval.h"
#include "rt.h"

static int64_t
find(eval_table *list, eval_value value, int64_t start, int64_t stop)
{
    for (int64_t i = start; i < stop && i < list->length; i++)
        if (eval_same(eval_list_at(list, i), value) ||
            eval_equal(eval_list_at(list, i), value))
            return i;
    return -1;
}

static int64_t
clamped(int64_t at, int64_t length)
{
    at = at < 0 ? at + length : at;
    return at < 0 ? 0 : at;
}

static eval_value
list_append(eval_value *self, eval_args *args)
{
    eval_arity(args, "list.append()", 1, 1);
    self->as.table = eval_list_append(self->as.table, args->values[0]);
    return eval_none();
}

static eval_value
list_extend(eval_value *self, eval_args *args)
{
    eval_arity(args, "list.extend()", 1, 1);
    *self = eval_binary(FORA_OP_PY_IADD, *self, args->values[0]);
    return eval_none();
}

static eval_value
list_insert(eval_value *self, eval_args *args)
{
    eval_arity(args, "insert", 2, 2);
    int64_t length = self->as.table->length;
    int64_t at = clamped(eval_as_int(args->values[0]), length);
    self->as.table =
        eval_list_insert(self->as.table, at > length ? length : at, args->values[1]);
    return eval_none();
}

static eval_value
list_pop(eval_value *self, eval_args *args)
{
    eval_arity(args, "pop", 0, 1);
    int64_t length = self->as.table->length;
    int64_t at = args->count ? eval_as_int(args->values[0]) : -1;
    if (length == 0)
        eval_raise_text(RT_EXC_IndexError, "pop from empty list");
    at = at < 0 ? at + length : at;
    if (at < 0 || at >= length)
        eval_raise_text(RT_EXC_IndexError, "pop index out of range");
    eval_value value = eval_list_at(self->as.table, at);
    self->as.table = eval_list_cut(self->as.table, at, at + 1);
    return value;
}

static eval_value
list_remove(eval_value *self, eval_args *args)
{
    eval_arity(args, "list.remove()", 1, 1);
    int64_t at = find(self->as.table, args->values[0], 0, INT64_MAX);
    if (at < 0)
        eval_raise_text(RT_EXC_ValueError, "list.remove(x): x not in list");
    self->as.table = eval_list_cut(self->as.table, at, at + 1);
    return eval_none();
}

static eval_value
list_clear(eval_value *self, eval_args *args)
{
    (void)args;
    self->as.table = eval_table_new(0);
    return eval_none();
}

static eval_value
list_reverse(eval_value *self, eval_args *args)
{
    (void)args;
    eval_table *result = eval_table_new(self->as.table->length);
    for (int64_t i = self->as.table->length; i-- > 0;)
        result = eval_list_append(result, eval_list_at(self->as.table, i));
    self->as.table = result;
    return eval_none();
}

static eval_value
list_copy(eval_value *self, eval_args *args)
{
    (void)args;
    return eval_list(eval_table_copy(self->as.table));
}

static eval_value
list_sort(eval_value *self, eval_args *args)
{
    eval_value key = eval_argument(args, UINT32_MAX, "key", eval_none());
    eval_value reverse = eval_argument(args, UINT32_MAX, "reverse", eval_bool(false));
    self->as.table = eval_sorted(self->as.table, key, eval_as_int(reverse) != 0);
    return eval_none();
}

static int64_t
index_of(eval_table *list, const eval_args *args)
{
    int64_t start = eval_as_int(eval_argument(args, 1, NULL, eval_int(0)));
    int64_t stop = eval_as_int(eval_argument(args, 2, NULL, eval_int(INT64_MAX)));
    return find(list, args->values[0], clamped(start, list->length),
                stop < 0 ? stop + list->length : stop);
}

static eval_value
list_index(eval_value *self, eval_args *args)
{
    eval_arity(args, "index", 1, 3);
    int64_t at = index_of(self->as.table, args);
    if (at < 0) {
        rt_raise_str(RT_EXC_ValueError,
                     rt_str_concat(eval_to_repr(args->values[0]),
                                   rt_str_from_c(" is not in list")));
        eval_check();
    }
    return eval_int(at);
}

static eval_value
tuple_index(eval_value *self, eval_args *args)
{
    eval_arity(args, "index", 1, 3);
    int64_t at = index_of(eval_to_list(*self), args);
    if (at < 0)
        eval_raise_text(RT_EXC_ValueError, "tuple.index(x): x not in tuple");
    return eval_int(at);
}

static eval_value
sequence_count(eval_value *self, eval_args *args)
{
    eval_arity(args, "count", 1, 1);
    eval_table *list = eval_to_list(*self);
    int64_t count = 0;
    for (int64_t at = -1; (at = find(list, args->values[0], at + 1, INT64_MAX)) >= 0;)
        count++;
    return eval_int(count);
}

const eval_method_row eval_list_methods[] = {
    {EVAL_LIST, "append", list_append},
    {EVAL_LIST, "extend", list_extend},
    {EVAL_LIST, "insert", list_insert},
    {EVAL_LIST, "pop", list_pop},
    {EVAL_LIST, "remove", list_remove},
    {EVAL_LIST, "clear", list_clear},
    {EVAL_LIST, "reverse", list_reverse},
    {EVAL_LIST, "copy", list_copy},
    {EVAL_LIST, "sort", list_sort},
    {EVAL_LIST, "index", list_index},
    {EVAL_LIST, "count", sequence_count},
    {EVAL_TUPLE, "index", tuple_index},
    {EVAL_TUPLE, "count", sequence_count},
    {EVAL_RANGE, "count", sequence_count},
    {0},
};
