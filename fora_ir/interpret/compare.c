// Equality, order, identity, truth, hashes, membership and length.
#include <string.h>

#include "eval.h"

// ---- Identity -----------------------------------------------------------------------

bool
eval_same(eval_value a, eval_value b)
{
    if (a.kind != b.kind)
        return false;
    switch (a.kind) {
    case EVAL_NONE:
    case EVAL_NOTIMPLEMENTED:
        return true;
    case EVAL_CLASS:
    case EVAL_BUILTIN:
    case EVAL_MODULE:
        return a.handle == b.handle;
    case EVAL_STR:
        return a.as.str == b.as.str ||
               (a.as.str->length <= 1 && rt_str_equal(a.as.str, b.as.str));
    case EVAL_FUNCTION:
        return a.as.function == b.as.function ||
               (a.as.function->fn == b.as.function->fn &&
                !a.as.function->capture_count);
    default:
        return a.as.integer == b.as.integer;
    }
}

// ---- Equality -----------------------------------------------------------------------

static bool
same_or_equal(eval_value a, eval_value b)
{
    return eval_same(a, b) || eval_equal(a, b);
}

static int64_t
length_of(eval_value value)
{
    return value.kind == EVAL_TUPLE ? value.as.tuple->length : value.as.table->length;
}

static eval_value
item_of(eval_value value, int64_t i)
{
    return value.kind == EVAL_TUPLE ? value.as.tuple->items[i]
                                    : eval_list_at(value.as.table, i);
}

static bool
equal_sequences(eval_value a, eval_value b)
{
    if (length_of(a) != length_of(b))
        return false;
    for (int64_t i = 0; i < length_of(a); i++)
        if (!same_or_equal(item_of(a, i), item_of(b, i)))
            return false;
    return true;
}

static bool
equal_dicts(eval_table *a, eval_table *b)
{
    if (a->length != b->length)
        return false;
    for (int64_t i = 0; i < a->used; i++) {
        eval_entry entry = eval_entries(a)[i];
        if (entry.state != EVAL_LIVE)
            continue;
        int64_t place = eval_dict_find(b, entry.key);
        if (place < 0 || !same_or_equal(entry.value, eval_entries(b)[place].value))
            return false;
    }
    return true;
}

static bool
within(eval_table *a, eval_table *b)
{
    for (int64_t i = 0; i < a->used; i++) {
        eval_entry entry = eval_entries(a)[i];
        if (entry.state == EVAL_LIVE && eval_set_find(b, entry.key) < 0)
            return false;
    }
    return true;
}

static bool
equal_ranges(eval_value a, eval_value b)
{
    const eval_value *x = a.as.tuple->items, *y = b.as.tuple->items;
    int64_t length = eval_range_length(a);
    if (length != eval_range_length(b))
        return false;
    return length == 0 || (x[0].as.integer == y[0].as.integer &&
                           (length == 1 || x[2].as.integer == y[2].as.integer));
}

static bool
is_set(eval_value value)
{
    return value.kind == EVAL_SET || value.kind == EVAL_FROZENSET ||
           (value.kind == EVAL_VIEW && value.handle != EVAL_VALUES);
}

static eval_table *
set_of(eval_value value)
{
    return value.kind == EVAL_VIEW ? eval_to_set(value) : value.as.table;
}

static bool
equal_builtins(eval_value a, eval_value b)
{
    if (is_set(a) && is_set(b)) {
        eval_table *x = set_of(a), *y = set_of(b);
        return x->length == y->length && within(x, y);
    }
    if (a.kind != b.kind)
        return false;
    switch (a.kind) {
    case EVAL_STR:
        return rt_str_equal(a.as.str, b.as.str);
    case EVAL_TUPLE:
    case EVAL_LIST:
        return equal_sequences(a, b);
    case EVAL_DICT:
        return equal_dicts(a.as.table, b.as.table);
    case EVAL_RANGE:
        return equal_ranges(a, b);
    default:
        return eval_same(a, b);
    }
}

static int
compare_numbers(eval_value a, eval_value b)
{
    if (eval_is_int(a) && eval_is_int(b))
        return (a.as.integer > b.as.integer) - (a.as.integer < b.as.integer);
    if (eval_is_int(a))
        return rt_int_float_compare(a.as.integer, b.as.number);
    if (eval_is_int(b)) {
        int order = rt_int_float_compare(b.as.integer, a.as.number);
        return order == 2 ? 2 : -order;
    }
    if (a.as.number != a.as.number || b.as.number != b.as.number)
        return 2;
    return (a.as.number > b.as.number) - (a.as.number < b.as.number);
}

bool
eval_equal(eval_value a, eval_value b)
{
    if (eval_is_number(a) && eval_is_number(b))
        return compare_numbers(a, b) == 0;
    if (a.kind == EVAL_INSTANCE || b.kind == EVAL_INSTANCE)
        return eval_truth(eval_compare(FORA_OP_PY_EQ, a, b));
    return equal_builtins(a, b);
}

// ---- Order --------------------------------------------------------------------------

static const struct {
    const char *name, *reflected, *sign;
} comparisons[] = {
    {"__eq__", "__eq__", "=="}, {"__ne__", "__ne__", "!="}, {"__lt__", "__gt__", "<"},
    {"__le__", "__ge__", "<="}, {"__gt__", "__lt__", ">"},  {"__ge__", "__le__", ">="},
};

static bool
by_order(fora_opcode code, int order)
{
    switch (code) {
    case FORA_OP_PY_LT:
        return order < 0;
    case FORA_OP_PY_LE:
        return order <= 0;
    case FORA_OP_PY_GT:
        return order == 1;
    default:
        return order == 1 || order == 0;
    }
}

static bool
order_sequences(fora_opcode code, eval_value a, eval_value b)
{
    int64_t x = length_of(a), y = length_of(b);
    for (int64_t i = 0; i < x && i < y; i++)
        if (!same_or_equal(item_of(a, i), item_of(b, i)))
            return eval_truth(eval_compare(code, item_of(a, i), item_of(b, i)));
    return by_order(code, (x > y) - (x < y));
}

static bool
order_sets(fora_opcode code, eval_table *a, eval_table *b)
{
    switch (code) {
    case FORA_OP_PY_LT:
        return a->length < b->length && within(a, b);
    case FORA_OP_PY_LE:
        return within(a, b);
    case FORA_OP_PY_GT:
        return a->length > b->length && within(b, a);
    default:
        return within(b, a);
    }
}

static bool
order_builtins(fora_opcode code, eval_value a, eval_value b, bool *result)
{
    if (eval_is_number(a) && eval_is_number(b)) {
        int order = compare_numbers(a, b);
        *result = order != 2 && by_order(code, order);
    } else if (is_set(a) && is_set(b)) {
        *result = order_sets(code, set_of(a), set_of(b));
    } else if (a.kind == EVAL_STR && b.kind == EVAL_STR) {
        int order = rt_str_compare(a.as.str, b.as.str);
        *result = by_order(code, (order > 0) - (order < 0));
    } else if (a.kind == b.kind && (a.kind == EVAL_TUPLE || a.kind == EVAL_LIST)) {
        *result = order_sequences(code, a, b);
    } else {
        return false;
    }
    return true;
}

// object.__ne__ is what __eq__ says, turned round.
static bool
ask_comparison(eval_value self, const char *name, eval_value other, eval_value *result)
{
    bool own =
        self.kind == EVAL_INSTANCE &&
        fora_find_method(eval_now.program, self.as.instance->class, eval_sym(name));
    if (own || strcmp(name, "__ne__") != 0)
        return eval_ask(self, name, other, result);
    if (!eval_ask(self, "__eq__", other, result))
        return false;
    *result = eval_bool(!eval_truth(*result));
    return true;
}

static bool
compare_instances(uint32_t which, eval_value a, eval_value b, eval_value *result)
{
    bool both = a.kind == EVAL_INSTANCE && b.kind == EVAL_INSTANCE;
    bool first = both && a.as.instance->class != b.as.instance->class &&
                 eval_derives(b.as.instance->class, a.as.instance->class);
    if (first && ask_comparison(b, comparisons[which].reflected, a, result))
        return true;
    return ask_comparison(a, comparisons[which].name, b, result) ||
           (!first && ask_comparison(b, comparisons[which].reflected, a, result));
}

eval_value
eval_compare(fora_opcode code, eval_value a, eval_value b)
{
    eval_value result;
    bool truth;
    bool equality = code == FORA_OP_PY_EQ || code == FORA_OP_PY_NE;
    if (a.kind == EVAL_INSTANCE || b.kind == EVAL_INSTANCE) {
        if (compare_instances(code - FORA_OP_PY_EQ, a, b, &result))
            return result;
        if (equality)
            return eval_bool(eval_same(a, b) == (code == FORA_OP_PY_EQ));
    } else if (equality) {
        return eval_bool(eval_equal(a, b) == (code == FORA_OP_PY_EQ));
    }
    if (order_builtins(code, a, b, &truth))
        return eval_bool(truth);
    eval_raise_text(
        RT_EXC_TypeError, "'%s' not supported between instances of '%s' and '%s'",
        comparisons[code - FORA_OP_PY_EQ].sign, eval_type_name(a), eval_type_name(b));
}

bool
eval_less(eval_value a, eval_value b)
{
    return eval_truth(eval_compare(FORA_OP_PY_LT, a, b));
}

// ---- Truth and length ---------------------------------------------------------------

int64_t
eval_length(eval_value value)
{
    eval_value result;
    switch (value.kind) {
    case EVAL_STR:
        return value.as.str->length;
    case EVAL_TUPLE:
        return value.as.tuple->length;
    case EVAL_LIST:
    case EVAL_DICT:
    case EVAL_SET:
    case EVAL_FROZENSET:
    case EVAL_VIEW:
        return value.as.table->length;
    case EVAL_RANGE:
        return eval_range_length(value);
    default:
        break;
    }
    if (!eval_dunder(value, "__len__", 0, NULL, &result))
        eval_raise_text(RT_EXC_TypeError, "object of type '%s' has no len()",
                        eval_type_name(value));
    int64_t length = eval_as_int(result);
    if (length < 0)
        eval_raise_text(RT_EXC_ValueError, "__len__() should return >= 0");
    return length;
}

bool
eval_truth(eval_value value)
{
    eval_value result;
    switch (value.kind) {
    case EVAL_NONE:
        return false;
    case EVAL_BOOL:
    case EVAL_INT:
        return value.as.integer != 0;
    case EVAL_FLOAT:
        return value.as.number != 0;
    case EVAL_INSTANCE:
        if (eval_dunder(value, "__bool__", 0, NULL, &result))
            return eval_truth(result);
        return !fora_find_method(eval_now.program, value.as.instance->class,
                                 eval_sym("__len__")) ||
               eval_length(value) != 0;
    case EVAL_STR:
    case EVAL_TUPLE:
    case EVAL_LIST:
    case EVAL_DICT:
    case EVAL_SET:
    case EVAL_FROZENSET:
    case EVAL_VIEW:
    case EVAL_RANGE:
        return eval_length(value) != 0;
    default:
        return true;
    }
}

// ---- Hashes -------------------------------------------------------------------------

// CPython's hash of tuples, from xxHash.
static int64_t
tuple_hash(const eval_tuple *tuple)
{
    const uint64_t prime1 = 11400714785074694791u, prime2 = 14029467366897019727u,
                   prime5 = 2870177450012600261u;
    uint64_t hash = prime5;
    for (int64_t i = 0; i < tuple->length; i++) {
        hash += (uint64_t)eval_hash(tuple->items[i]) * prime2;
        hash = (hash << 31 | hash >> 33) * prime1;
    }
    hash += (uint64_t)tuple->length ^ (prime5 ^ 3527539u);
    return hash == UINT64_MAX ? 1546275796 : (int64_t)hash;
}

static int64_t
frozenset_hash(eval_table *set)
{
    uint64_t hash = 0;
    for (int64_t i = 0; i < set->used; i++) {
        uint64_t one = (uint64_t)eval_entries(set)[i].hash;
        if (set->entries[i].state == EVAL_LIVE)
            hash ^= ((one ^ 89869747u) ^ (one << 16)) * 3644798167u;
    }
    hash ^= ((uint64_t)set->length + 1) * 1927868237u;
    hash ^= (hash >> 11) ^ (hash >> 25);
    hash = hash * 69069u + 907133923u;
    return hash == UINT64_MAX ? 590923713 : (int64_t)hash;
}

static int64_t
instance_hash(eval_value value)
{
    eval_value result;
    fora_class class = value.as.instance->class;
    if (eval_dunder(value, "__hash__", 0, NULL, &result))
        return result.as.integer == -1 ? -2 : result.as.integer;
    if (fora_find_method(eval_now.program, class, eval_sym("__eq__")))
        eval_raise_text(RT_EXC_TypeError, "unhashable type: '%s'",
                        eval_type_name(value));
    return (int64_t)((uintptr_t)value.as.instance >> 4);
}

int64_t
eval_hash(eval_value value)
{
    switch (value.kind) {
    case EVAL_BOOL:
    case EVAL_INT:
        return rt_int_hash(value.as.integer);
    case EVAL_FLOAT:
        return rt_float_hash(value.as.number);
    case EVAL_STR:
        return rt_str_hash_value(value.as.str);
    case EVAL_TUPLE:
        return tuple_hash(value.as.tuple);
    case EVAL_FROZENSET:
        return frozenset_hash(value.as.table);
    case EVAL_INSTANCE:
        return instance_hash(value);
    case EVAL_LIST:
    case EVAL_DICT:
    case EVAL_SET:
    case EVAL_SLICE:
        eval_raise_text(RT_EXC_TypeError, "unhashable type: '%s'",
                        eval_type_name(value));
    case EVAL_FUNCTION:
        return value.as.function->fn;
    default:
        return value.handle + value.kind;
    }
}

// ---- Membership ---------------------------------------------------------------------

static bool
range_contains(eval_value range, eval_value item)
{
    const eval_value *part = range.as.tuple->items;
    int64_t start = part[0].as.integer, stop = part[1].as.integer,
            step = part[2].as.integer;
    if (!eval_is_int(item))
        return false;
    int64_t number = item.as.integer;
    bool inside =
        step > 0 ? number >= start && number < stop : number <= start && number > stop;
    return inside && (number - start) % step == 0;
}

bool
eval_contains(eval_value container, eval_value item)
{
    eval_value result;
    switch (container.kind) {
    case EVAL_DICT:
        return eval_dict_find(container.as.table, item) >= 0;
    case EVAL_SET:
    case EVAL_FROZENSET:
        return eval_set_seek(container.as.table, item) >= 0;
    case EVAL_STR:
        if (item.kind != EVAL_STR)
            eval_raise_text(RT_EXC_TypeError,
                            "'in <string>' requires string as left operand, not %s",
                            eval_type_name(item));
        return rt_str_contains(container.as.str, item.as.str);
    case EVAL_RANGE:
        return range_contains(container, item);
    case EVAL_VIEW:
        if (container.handle == EVAL_KEYS)
            return eval_dict_find(container.as.table, item) >= 0;
        break;
    case EVAL_INSTANCE:
        if (eval_dunder(container, "__contains__", 1, &item, &result))
            return eval_truth(result);
        break;
    default:
        break;
    }
    eval_iterator *iterator = eval_iterate(container);
    while (eval_next(iterator, &result))
        if (same_or_equal(result, item))
            return true;
    return false;
}
