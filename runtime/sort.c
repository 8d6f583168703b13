// Sorting of lists whose keys are ints, floats or strings: the list itself, or the order
// of its indices. Keys of other types are sorted by frontend/pylib/sorting.py.
#include "container.h"
#include "sort_digits.h"
#include "str.h"

enum { RT_SORT_GALLOP = 7, RT_SORT_MOST_RUNS = 90 };

// Runs shorter than this are lengthened: count / 2^k, rounded up, between 32 and 64.
static int64_t
rt_sort_least_run(int64_t count)
{
    int64_t odd = 0;
    for (; count >= 64; count >>= 1)
        odd |= count & 1;
    return count + odd;
}

// The depth in a binary tree over `count` items of the node between two neighbouring runs,
// the first of which starts at `start`.
static int
rt_sort_power(int64_t start, int64_t first, int64_t second, int64_t count)
{
    int64_t a = 2 * start + first, b = a + first + second;
    for (int power = 1;; power++, a *= 2, b *= 2) {
        if (a >= count) {
            a -= count;
            b -= count;
        } else if (b >= count) {
            return power;
        }
    }
}

typedef void *str_pointer;

typedef struct {
    int64_t key, index;
} int_item;

typedef struct {
    double key;
    int64_t index;
} float_item;

typedef struct {
    rt_str *key;
    int64_t index;
} str_item;

#define SORT(name) int_##name
#define ITEM int64_t
#define LESS(a, b) ((a) < (b))
#include "sort_runs.h"

#define SORT(name) float_##name
#define ITEM double
#define LESS(a, b) ((a) < (b))
#include "sort_runs.h"

#define SORT(name) str_##name
#define ITEM str_pointer
#define LESS(a, b) (rt_str_compare((a), (b)) < 0)
#include "sort_runs.h"

#define SORT(name) int_item_##name
#define ITEM int_item
#define LESS(a, b) ((a).key < (b).key)
#include "sort_runs.h"

#define SORT(name) float_item_##name
#define ITEM float_item
#define LESS(a, b) ((a).key < (b).key)
#include "sort_runs.h"

#define SORT(name) str_item_##name
#define ITEM str_item
#define LESS(a, b) (rt_str_compare((a).key, (b).key) < 0)
#include "sort_runs.h"

// ---- By digits ----------------------------------------------------------------------

static bool
ints_by_digits(int64_t *items, int64_t count)
{
    if (count < RT_FEWEST_DIGITS)
        return false;
    uint64_t *keys = (uint64_t *)items;
    for (int64_t i = 0; i < count; i++)
        keys[i] = rt_key_of_int(items[i]);
    bool done = rt_sort_digits(keys, count);
    for (int64_t i = 0; i < count; i++)
        items[i] = rt_int_of_key(keys[i]);
    return done;
}

// nan, which has no order, and -0.0, which must stay apart from 0.0, are left to
// comparisons.
static bool
floats_by_digits(double *items, int64_t count)
{
    bool plain = count >= RT_FEWEST_DIGITS;
    for (int64_t i = 0; plain && i < count; i++)
        plain =
            items[i] == items[i] && (items[i] != 0.0 || !__builtin_signbit(items[i]));
    if (!plain)
        return false;
    uint64_t *keys = rt_block_alloc((size_t)count * sizeof *keys);
    memcpy(keys, items, (size_t)count * sizeof *keys);
    for (int64_t i = 0; i < count; i++)
        keys[i] = rt_key_of_bits(keys[i]);
    bool done = rt_sort_digits(keys, count);
    for (int64_t i = 0; done && i < count; i++) {
        uint64_t bits = rt_bits_of_key(keys[i]);
        memcpy(&items[i], &bits, sizeof bits);
    }
    rt_block_free(keys);
    return done;
}

// The first eight code points: strings with different ones are in their order. One of 255
// or more stands for all those, and what comes behind it is not looked at.
static uint64_t
prefix_of(const rt_str *string)
{
    uint64_t prefix = 0;
    if (string->ascii && string->length >= 8) {
        memcpy(&prefix, string->data, 8);
        return __builtin_bswap64(prefix);
    }
    for (int64_t i = 0; i < 8 && i < string->length; i++) {
        uint32_t point = (uint32_t)rt_str_point(string, i);
        prefix |= (uint64_t)(point < 255 ? point : 255) << (56 - 8 * i);
        if (point >= 255)
            break;
    }
    return prefix;
}

// Strings by their prefixes first, then those that have the same one.
static bool
strs_by_digits(str_pointer *items, int64_t count)
{
    if (count < RT_FEWEST_DIGITS)
        return false;
    rt_keyed *keyed = rt_block_alloc((size_t)count * sizeof *keyed);
    for (int64_t i = 0; i < count; i++)
        keyed[i] = (rt_keyed){prefix_of(items[i]), (uintptr_t)items[i]};
    bool done = rt_sort_keyed(keyed, count);
    for (int64_t i = 0; done && i < count; i++)
        items[i] = (str_pointer)(uintptr_t)keyed[i].value;
    for (int64_t i = 0, end; done && i < count; i = end) {
        for (end = i + 1; end < count && keyed[end].key == keyed[i].key;)
            end++;
        if (end - i > 1)
            str_items(items + i, end - i);
    }
    rt_block_free(keyed);
    return done;
}

// ---- Lists sorted by themselves; in reverse: turned round before and after ----------

rt_own
rt_list_sort_int(rt_own object, bool reverse)
{
    rt_list *list = rt_list_unique(object);
    int64_t *items = (int64_t *)list->data;
    if (reverse)
        int_reverse(items, items + list->length);
    if (!ints_by_digits(items, list->length))
        int_items(items, list->length);
    if (reverse)
        int_reverse(items, items + list->length);
    return list;
}

rt_own
rt_list_sort_float(rt_own object, bool reverse)
{
    rt_list *list = rt_list_unique(object);
    double *items = (double *)list->data;
    if (reverse)
        float_reverse(items, items + list->length);
    if (!floats_by_digits(items, list->length))
        float_items(items, list->length);
    if (reverse)
        float_reverse(items, items + list->length);
    return list;
}

rt_own
rt_list_sort_str(rt_own object, bool reverse)
{
    rt_list *list = rt_list_unique(object);
    str_pointer *items = (str_pointer *)list->data;
    if (reverse)
        str_reverse(items, items + list->length);
    if (!strs_by_digits(items, list->length))
        str_items(items, list->length);
    if (reverse)
        str_reverse(items, items + list->length);
    return list;
}

// ---- Orders -------------------------------------------------------------------------

// Sorts the items (key and index) and leaves the indices in a new list.
#define SORTED_ORDER(kind)                                                             \
    int64_t count = keys->length;                                                      \
    kind *items = rt_block_alloc((size_t)count * sizeof(kind) + 1);                    \
    for (int64_t i = 0; i < count; i++) {                                              \
        memcpy(&items[i].key, keys->data + 8 * i, 8);                                  \
        items[i].index = i;                                                            \
    }                                                                                  \
    if (reverse)                                                                       \
        kind##_reverse(items, items + count);                                          \
    kind##_items(items, count);                                                        \
    if (reverse)                                                                       \
        kind##_reverse(items, items + count);                                          \
    rt_list *order = rt_list_new(descriptor, count);                                   \
    order->length = count;                                                             \
    for (int64_t i = 0; i < count; i++)                                                \
        memcpy(order->data + 8 * i, &items[i].index, 8);                               \
    rt_block_free(items);                                                              \
    return order

// Items of numbers by digits: their keys, and the indices in order; NULL if they are better
// compared. In reverse: equal ones keep their order, so all are turned round twice.
static rt_list *
order_by_digits(const rt_list *keys, bool floats, bool reverse, int32_t descriptor)
{
    int64_t count = keys->length;
    const uint64_t *bits = (const uint64_t *)keys->data;
    if (count < RT_FEWEST_DIGITS)
        return NULL;
    rt_keyed *items = rt_block_alloc((size_t)count * sizeof *items);
    bool ordered = true;
    for (int64_t i = 0; i < count; i++) {
        int64_t at = reverse ? count - 1 - i : i;
        double number;
        memcpy(&number, &bits[at], sizeof number);
        ordered &= !floats || number == number;
        uint64_t key = !floats         ? rt_key_of_int((int64_t)bits[at])
                       : number == 0.0 ? rt_key_of_bits(0)
                                       : rt_key_of_bits(bits[at]);
        items[i] = (rt_keyed){key, (uint64_t)at};
    }
    rt_list *order = NULL;
    if (ordered && rt_sort_keyed(items, count)) {
        order = rt_list_new(descriptor, count);
        order->length = count;
        for (int64_t i = 0; i < count; i++)
            ((uint64_t *)order->data)[i] = items[reverse ? count - 1 - i : i].value;
    }
    rt_block_free(items);
    return order;
}

rt_own
rt_sort_order_int(rt_ref object, bool reverse, int32_t descriptor)
{
    const rt_list *keys = object;
    rt_list *by_digits = order_by_digits(keys, false, reverse, descriptor);
    if (by_digits != NULL)
        return by_digits;
    SORTED_ORDER(int_item);
}

rt_own
rt_sort_order_float(rt_ref object, bool reverse, int32_t descriptor)
{
    const rt_list *keys = object;
    rt_list *by_digits = order_by_digits(keys, true, reverse, descriptor);
    if (by_digits != NULL)
        return by_digits;
    SORTED_ORDER(float_item);
}

rt_own
rt_sort_order_str(rt_ref object, bool reverse, int32_t descriptor)
{
    const rt_list *keys = object;
    SORTED_ORDER(str_item);
}

rt_own
rt_list_permuted(rt_own object, rt_ref order)
{
    rt_list *list = rt_list_unique(object);
    const int64_t *indices = (const int64_t *)((const rt_list *)order)->data;
    size_t size = rt_descriptor_of(list)->size, bytes = (size_t)list->length * size;
    uint8_t *old = memcpy(rt_block_alloc(bytes + 1), list->data, bytes);
    for (int64_t i = 0; i < list->length; i++)
        memcpy(list->data + (size_t)i * size, old + (size_t)indices[i] * size, size);
    rt_block_free(old);
    return list;
}
