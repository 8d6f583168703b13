// Subscripts, slices and unpacking.
#include "eval.h"

// ---- Positions ----------------------------------------------------------------------

int64_t
eval_range_length(eval_value range)
{
    const eval_value *part = range.as.tuple->items;
    int64_t start = part[0].as.integer, stop = part[1].as.integer,
            step = part[2].as.integer;
    if (step > 0)
        return start < stop ? (stop - start - 1) / step + 1 : 0;
    return stop < start ? (start - stop - 1) / -step + 1 : 0;
}

typedef struct {
    int64_t start, stop, step, count;
} slice;

static int64_t
bound(eval_value value, int64_t length, int64_t absent, int64_t low, int64_t high)
{
    if (value.kind == EVAL_NONE)
        return absent;
    if (!eval_is_int(value))
        eval_raise_text(RT_EXC_TypeError,
                        "slice indices must be integers or None or have "
                        "an __index__ method");
    int64_t at = value.as.integer;
    at = at < 0 ? at + length : at;
    return at < low ? low : at > high ? high : at;
}

static slice
resolve(eval_value value, int64_t length)
{
    const eval_value *part = value.as.tuple->items;
    slice s = {.step = part[2].kind == EVAL_NONE ? 1 : eval_as_int(part[2])};
    if (s.step == 0)
        eval_raise_text(RT_EXC_ValueError, "slice step cannot be zero");
    bool up = s.step > 0;
    int64_t low = up ? 0 : -1, high = up ? length : length - 1;
    s.start = bound(part[0], length, up ? 0 : high, low, high);
    s.stop = bound(part[1], length, up ? length : -1, low, high);
    if (s.step > INT64_MAX / 2 || s.step < -INT64_MAX / 2)
        s.step = up ? INT64_MAX / 2 : -INT64_MAX / 2;
    if (up && s.start < s.stop)
        s.count = (s.stop - s.start - 1) / s.step + 1;
    else if (!up && s.stop < s.start)
        s.count = (s.start - s.stop - 1) / -s.step + 1;
    return s;
}

static int64_t
position(eval_value object, eval_value index, int64_t length, const char *what)
{
    if (!eval_is_int(index))
        eval_raise_text(RT_EXC_TypeError, "%s indices must be integers%s, not %s",
                        object.kind == EVAL_STR ? "string" : eval_type_name(object),
                        object.kind == EVAL_STR ? "" : " or slices",
                        eval_type_name(index));
    int64_t at = index.as.integer < 0 ? index.as.integer + length : index.as.integer;
    if (at < 0 || at >= length)
        eval_raise_text(RT_EXC_IndexError, "%s", what);
    return at;
}

// ---- Reading ------------------------------------------------------------------------

static eval_value
slice_of(eval_value object, eval_value index)
{
    slice s = resolve(index, eval_length(object));
    if (object.kind == EVAL_STR) {
        const eval_value *part = index.as.tuple->items;
        int mask = (part[0].kind == EVAL_NONE) | (part[1].kind == EVAL_NONE) << 1;
        return eval_str(rt_str_slice(object.as.str, part[0].as.integer,
                                     part[1].as.integer, s.step, mask));
    }
    if (object.kind == EVAL_RANGE)
        eval_lacks("slice of a range");
    eval_table *list = eval_table_new(s.count);
    for (int64_t i = 0; i < s.count; i++)
        list = eval_list_append(list,
                                eval_getitem(object, eval_int(s.start + i * s.step)));
    return object.kind == EVAL_LIST ? eval_list(list) : eval_tuple_from_list(list);
}

static eval_value
dict_item(eval_table *dict, eval_value key)
{
    int64_t place = eval_dict_find(dict, key);
    if (place < 0)
        eval_raise_key(key);
    return eval_entries(dict)[place].value;
}

eval_value
eval_getitem(eval_value object, eval_value index)
{
    eval_value result;
    int64_t at;
    if (eval_dunder(object, "__getitem__", 1, &index, &result))
        return result;
    if (object.kind == EVAL_DICT)
        return dict_item(object.as.table, index);
    bool sequence = object.kind == EVAL_LIST || object.kind == EVAL_TUPLE ||
                    object.kind == EVAL_STR || object.kind == EVAL_RANGE;
    if (!sequence)
        eval_raise_text(RT_EXC_TypeError, "'%s' object is not subscriptable",
                        eval_type_name(object));
    if (index.kind == EVAL_SLICE)
        return slice_of(object, index);
    switch (object.kind) {
    case EVAL_LIST:
        at =
            position(object, index, object.as.table->length, "list index out of range");
        return eval_list_at(object.as.table, at);
    case EVAL_TUPLE:
        at = position(object, index, object.as.tuple->length,
                      "tuple index out of range");
        return object.as.tuple->items[at];
    case EVAL_STR:
        at =
            position(object, index, object.as.str->length, "string index out of range");
        return eval_str(rt_char_str(rt_str_at(object.as.str, at)));
    default:
        at = position(object, index, eval_range_length(object),
                      "range object index out of range");
        return eval_int(object.as.tuple->items[0].as.integer +
                        at * object.as.tuple->items[2].as.integer);
    }
}

// ---- Updating -----------------------------------------------------------------------

static eval_table *
splice(eval_table *list, int64_t start, int64_t stop, eval_table *more)
{
    eval_table *result = eval_table_new(list->length + more->length);
    for (int64_t i = 0; i < start; i++)
        result = eval_list_append(result, eval_list_at(list, i));
    for (int64_t i = 0; i < more->length; i++)
        result = eval_list_append(result, eval_list_at(more, i));
    for (int64_t i = stop; i < list->length; i++)
        result = eval_list_append(result, eval_list_at(list, i));
    return result;
}

static eval_table *
set_slice(eval_table *list, eval_value index, eval_value value)
{
    slice s = resolve(index, list->length);
    bool iterable = value.kind >= EVAL_STR && value.kind <= EVAL_RANGE;
    if (!iterable && value.kind != EVAL_VIEW && value.kind != EVAL_ITERATOR)
        eval_raise_text(RT_EXC_TypeError,
                        s.step == 1 ? "can only assign an iterable"
                                    : "must assign iterable to extended slice");
    eval_table *more = eval_to_list(value);
    if (s.step == 1)
        return splice(list, s.start, s.stop < s.start ? s.start : s.stop, more);
    if (more->length != s.count)
        eval_raise_text(RT_EXC_ValueError,
                        "attempt to assign sequence of size %lld to extended slice of "
                        "size %lld",
                        (long long)more->length, (long long)s.count);
    for (int64_t i = 0; i < s.count; i++)
        list = eval_list_put(list, s.start + i * s.step, eval_list_at(more, i));
    return list;
}

eval_value
eval_setitem(eval_value object, eval_value index, eval_value value)
{
    eval_value arguments[2] = {index, value}, ignored;
    if (eval_dunder(object, "__setitem__", 2, arguments, &ignored))
        return object;
    if (object.kind == EVAL_DICT)
        return eval_container(EVAL_DICT, eval_dict_put(object.as.table, index, value));
    // Paths are written back even where a method left its object as it was.
    if (object.kind == EVAL_TUPLE && value.kind == EVAL_INSTANCE &&
        eval_same(eval_getitem(object, index), value))
        return object;
    if (object.kind != EVAL_LIST)
        eval_raise_text(RT_EXC_TypeError,
                        "'%s' object does not support item assignment",
                        eval_type_name(object));
    if (index.kind == EVAL_SLICE)
        return eval_list(set_slice(object.as.table, index, value));
    int64_t at = position(object, index, object.as.table->length,
                          "list assignment index out of range");
    return eval_list(eval_list_put(object.as.table, at, value));
}

static eval_table *
delete_slice(eval_table *list, eval_value index)
{
    slice s = resolve(index, list->length);
    if (s.step == 1 && s.count > 0)
        return eval_list_cut(list, s.start, s.stop);
    bool *gone = eval_alloc((size_t)list->length);
    for (int64_t i = 0; i < s.count; i++)
        gone[s.start + i * s.step] = true;
    eval_table *kept = eval_table_new(list->length);
    for (int64_t i = 0; i < list->length; i++)
        if (!gone[i])
            kept = eval_list_append(kept, eval_list_at(list, i));
    return kept;
}

eval_value
eval_delitem(eval_value object, eval_value index)
{
    eval_value ignored;
    if (eval_dunder(object, "__delitem__", 1, &index, &ignored))
        return object;
    if (object.kind == EVAL_DICT) {
        int64_t place = eval_dict_find(object.as.table, index);
        if (place < 0)
            eval_raise_key(index);
        return eval_container(EVAL_DICT, eval_table_remove(object.as.table, place));
    }
    if (object.kind != EVAL_LIST)
        eval_raise_text(RT_EXC_TypeError, "'%s' object doesn't support item deletion",
                        eval_type_name(object));
    if (index.kind == EVAL_SLICE)
        return eval_list(delete_slice(object.as.table, index));
    int64_t at = position(object, index, object.as.table->length,
                          "list assignment index out of range");
    return eval_list(eval_list_cut(object.as.table, at, at + 1));
}

// ---- Unpacking ----------------------------------------------------------------------

// A value is asked for one more item than there are targets, as CPython does it.
void
eval_unpack(eval_value value, uint32_t count, int64_t star, eval_value *results)
{
    if (value.kind < EVAL_STR)
        eval_raise_text(RT_EXC_TypeError, "cannot unpack non-iterable %s object",
                        eval_type_name(value));
    eval_iterator *iterator = eval_iterate(value);
    eval_table *items = eval_table_new(0);
    int64_t wanted = count;
    eval_value item;
    while ((star >= 0 || items->length <= wanted) && eval_next(iterator, &item))
        items = eval_list_append(items, item);
    int64_t got = items->length, least = star >= 0 ? wanted - 1 : wanted;
    if (got < least || (star < 0 && got > wanted)) {
        rt_raise_unpack(least, got > wanted ? -1 : got, star >= 0);
        eval_check();
    }
    int64_t extra = got - least, from = 0;
    for (int64_t i = 0; i < wanted; i++) {
        if (i != star) {
            results[i] = eval_list_at(items, from++);
            continue;
        }
        eval_table *rest = eval_table_new(extra);
        for (int64_t k = 0; k < extra; k++)
            rest = eval_list_append(rest, eval_list_at(items, from++));
        results[i] = eval_list(rest);
    }
}
