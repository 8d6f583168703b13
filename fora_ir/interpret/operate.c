// Binary operators on all kinds of values, with the dunder methods of instances.
#include <string.h>

#include "eval.h"

static const struct {
    const char *name, *reflected, *in_place, *sign;
} operators[] = {
    {"__add__", "__radd__", "__iadd__", "+"},
    {"__sub__", "__rsub__", "__isub__", "-"},
    {"__mul__", "__rmul__", "__imul__", "*"},
    {"__matmul__", "__rmatmul__", "__imatmul__", "@"},
    {"__truediv__", "__rtruediv__", "__itruediv__", "/"},
    {"__floordiv__", "__rfloordiv__", "__ifloordiv__", "//"},
    {"__mod__", "__rmod__", "__imod__", "%"},
    {"__pow__", "__rpow__", "__ipow__", "** or pow()"},
    {"__lshift__", "__rlshift__", "__ilshift__", "<<"},
    {"__rshift__", "__rrshift__", "__irshift__", ">>"},
    {"__and__", "__rand__", "__iand__", "&"},
    {"__or__", "__ror__", "__ior__", "|"},
    {"__xor__", "__rxor__", "__ixor__", "^"},
};

// ---- Sequences ----------------------------------------------------------------------

static eval_table *
extended(eval_table *list, eval_table *more)
{
    int64_t count = more->length;
    for (int64_t i = 0; i < count; i++)
        list = eval_list_append(list, eval_list_at(more, i));
    return list;
}

static eval_value
repeated(eval_value sequence, int64_t times)
{
    if (sequence.kind == EVAL_STR)
        return eval_str(rt_str_repeat(sequence.as.str, times));
    eval_table *items = eval_to_list(sequence), *result = eval_table_new(0);
    for (int64_t i = 0; i < times; i++)
        result = extended(result, items);
    return sequence.kind == EVAL_LIST ? eval_list(result)
                                      : eval_tuple_from_list(result);
}

static bool
is_sequence(eval_value value)
{
    return value.kind == EVAL_STR || value.kind == EVAL_LIST ||
           value.kind == EVAL_TUPLE;
}

static bool
add_sequences(eval_value a, eval_value b, bool in_place, eval_value *result)
{
    if (a.kind == EVAL_LIST && in_place)
        *result = eval_list(extended(a.as.table, eval_to_list(b)));
    else if (a.kind != b.kind || !is_sequence(a))
        return false;
    else if (a.kind == EVAL_STR)
        *result = eval_str(rt_str_concat(a.as.str, b.as.str));
    else if (a.kind == EVAL_LIST)
        *result = eval_list(extended(eval_table_copy(a.as.table), b.as.table));
    else
        *result = eval_tuple_from_list(extended(eval_to_list(a), eval_to_list(b)));
    return true;
}

static bool
sequence_operate(fora_opcode code, eval_value a, eval_value b, bool in_place,
                 eval_value *result)
{
    if (code == FORA_OP_PY_ADD)
        return add_sequences(a, b, in_place, result);
    if (code == FORA_OP_PY_MOD && a.kind == EVAL_STR) {
        *result = eval_str(eval_percent(a.as.str, b));
        return true;
    }
    if (code != FORA_OP_PY_MUL)
        return false;
    if (is_sequence(a) && eval_is_int(b))
        *result = repeated(a, b.as.integer);
    else if (is_sequence(b) && eval_is_int(a))
        *result = repeated(b, a.as.integer);
    else
        return false;
    return true;
}

// ---- Sets and dictionaries ----------------------------------------------------------

static bool
is_set(eval_value value)
{
    return value.kind == EVAL_SET || value.kind == EVAL_FROZENSET;
}

static bool
is_view(eval_value value)
{
    return value.kind == EVAL_VIEW && value.handle != EVAL_VALUES;
}

static eval_value
view_and(eval_value a, eval_value b)
{
    bool swap = !is_view(a) || (is_view(b) && b.as.table->length > a.as.table->length);
    eval_value view = swap ? b : a, other = swap ? a : b, item;
    if (other.kind == EVAL_SET && view.as.table->length <= other.as.table->length)
        return eval_method(eval_sym("intersection"), &other, eval_arguments(1, &view));
    eval_table *result = eval_table_new(0);
    eval_iterator *iterator = eval_iterate(other);
    while (eval_next(iterator, &item))
        if (eval_contains(view, item))
            result = eval_set_add(result, item);
    return eval_container(EVAL_SET, result);
}

static eval_value
items_xor(eval_value a, eval_value b)
{
    eval_table *rest = eval_table_copy(a.as.table), *result = eval_table_new(0);
    eval_value pair;
    eval_iterator *iterator = eval_iterate(b);
    while (eval_next(iterator, &pair)) {
        int64_t place = eval_dict_find(rest, pair.as.tuple->items[0]);
        if (place >= 0 &&
            eval_equal(eval_entries(rest)[place].value, pair.as.tuple->items[1]))
            rest = eval_table_remove(rest, place);
        else
            result = eval_set_add(result, pair);
    }
    eval_value left = eval_container(EVAL_VIEW, rest);
    left.handle = EVAL_ITEMS;
    return eval_container(EVAL_SET, eval_set_merge(result, left));
}

// Where an operand is a view, CPython makes a set of the left one, which the right one
// updates.
static eval_value
view_operate(fora_opcode code, eval_value a, eval_value b)
{
    static const char *const updates[] = {"update", "symmetric_difference_update"};
    if (code == FORA_OP_PY_AND)
        return view_and(a, b);
    if (code == FORA_OP_PY_XOR && is_view(a) && is_view(b) && a.handle == EVAL_ITEMS &&
        b.handle == EVAL_ITEMS)
        return items_xor(a, b);
    eval_value keys = a;
    if (is_view(a) && a.handle == EVAL_KEYS)
        keys = eval_container(EVAL_DICT, a.as.table);
    eval_value result = eval_container(EVAL_SET, eval_to_set(keys));
    const char *name =
        code == FORA_OP_PY_SUB ? "difference_update" : updates[code == FORA_OP_PY_XOR];
    eval_method(eval_sym(name), &result, eval_arguments(1, &b));
    return result;
}

// What the operator on two sets does, as the method of that name does it.
bool
eval_set_operate(fora_opcode code, eval_value a, eval_value b, bool in_place,
                 eval_value *result)
{
    static const char *const methods[] = {"intersection", "union",
                                          "symmetric_difference"};
    static const char *const updates[] = {"intersection_update", "update",
                                          "symmetric_difference_update"};
    bool difference = code == FORA_OP_PY_SUB;
    if (!difference && (code < FORA_OP_PY_AND || code > FORA_OP_PY_XOR))
        return false;
    if (is_view(a) || is_view(b)) {
        *result = view_operate(code, a, b);
        return true;
    }
    if (!is_set(a) || !is_set(b))
        return false;
    bool update = in_place && a.kind == EVAL_SET;
    const char *name = difference ? (update ? "difference_update" : "difference")
                       : update   ? updates[code - FORA_OP_PY_AND]
                                  : methods[code - FORA_OP_PY_AND];
    *result = eval_method(eval_sym(name), &a, eval_arguments(1, &b));
    if (update)
        *result = a;
    return true;
}

static bool
dict_operate(fora_opcode code, eval_value a, eval_value b, bool in_place,
             eval_value *result)
{
    if (code != FORA_OP_PY_OR || a.kind != EVAL_DICT ||
        (b.kind != EVAL_DICT && !in_place))
        return false;
    *result = a;
    eval_method(eval_sym("update"), result, eval_arguments(1, &b));
    return true;
}

// ---- Instances ----------------------------------------------------------------------

static bool
instance_operate(uint32_t which, eval_value a, eval_value b, bool in_place,
                 eval_value *result)
{
    if (a.kind != EVAL_INSTANCE && b.kind != EVAL_INSTANCE)
        return false;
    if (in_place && eval_ask(a, operators[which].in_place, b, result))
        return true;
    bool both = a.kind == EVAL_INSTANCE && b.kind == EVAL_INSTANCE;
    bool same = both && a.as.instance->class == b.as.instance->class;
    fora_sym reflected = eval_sym(operators[which].reflected);
    bool first =
        both && !same && eval_derives(b.as.instance->class, a.as.instance->class) &&
        fora_find_method(eval_now.program, b.as.instance->class, reflected) !=
            fora_find_method(eval_now.program, a.as.instance->class, reflected);
    if (first && eval_ask(b, operators[which].reflected, a, result))
        return true;
    return eval_ask(a, operators[which].name, b, result) ||
           (!first && !same && eval_ask(b, operators[which].reflected, a, result));
}

// ---- All ----------------------------------------------------------------------------

static void
refuse(uint32_t which, eval_value a, eval_value b, bool in_place)
{
    const char *left = eval_type_name(a), *right = eval_type_name(b);
    bool add = which == 0 && is_sequence(a), times = which == 2 && is_sequence(a);
    if (add && a.kind == EVAL_STR)
        eval_raise_text(RT_EXC_TypeError,
                        "can only concatenate str (not \"%s\") to str", right);
    if (add)
        eval_raise_text(RT_EXC_TypeError, "can only concatenate %s (not \"%s\") to %s",
                        left, right, left);
    if (times || (which == 2 && is_sequence(b)))
        eval_raise_text(RT_EXC_TypeError,
                        "can't multiply sequence by non-int of type '%s'",
                        times ? right : left);
    const char *sign = operators[which].sign;
    if (in_place)
        sign = which == 7 ? "**=" : fora_printf(eval_now.arena, "%s=", sign);
    eval_raise_text(RT_EXC_TypeError,
                    "unsupported operand type(s) for %s: '%s' and '%s'", sign, left,
                    right);
}

eval_value
eval_binary(fora_opcode code, eval_value a, eval_value b)
{
    eval_value result;
    bool in_place = code >= FORA_OP_PY_IADD;
    if (in_place)
        code = FORA_OP_PY_ADD + (code - FORA_OP_PY_IADD);
    if (eval_arithmetic(code, a, b, &result) ||
        instance_operate(code - FORA_OP_PY_ADD, a, b, in_place, &result) ||
        sequence_operate(code, a, b, in_place, &result) ||
        eval_set_operate(code, a, b, in_place, &result) ||
        dict_operate(code, a, b, in_place, &result))
        return result;
    refuse(code - FORA_OP_PY_ADD, a, b, in_place);
    return result;
}
