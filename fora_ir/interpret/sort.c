// sorted(): a stable merge sort by __lt__. Which pairs are compared differs from CPython,
// which matters only for orders that are none.
#include "eval.h"

typedef struct {
    eval_value key, value;
} item;

static void
merge_sort(item *items, item *spare, int64_t count)
{
    if (count < 2)
        return;
    int64_t half = count / 2, left = 0, right = half, at = 0;
    merge_sort(items, spare, half);
    merge_sort(items + half, spare, count - half);
    while (left < half && right < count)
        spare[at++] = eval_less(items[right].key, items[left].key) ? items[right++]
                                                                   : items[left++];
    while (left < half)
        spare[at++] = items[left++];
    while (right < count)
        spare[at++] = items[right++];
    for (int64_t i = 0; i < count; i++)
        items[i] = spare[i];
}

static void
turn_round(item *items, int64_t count)
{
    for (int64_t i = 0; i < count / 2; i++) {
        item kept = items[i];
        items[i] = items[count - 1 - i];
        items[count - 1 - i] = kept;
    }
}

eval_table *
eval_sorted(eval_table *list, eval_value key, bool reverse)
{
    int64_t count = list->length;
    item *items = eval_alloc((size_t)count * sizeof *items);
    item *spare = eval_alloc((size_t)count * sizeof *spare);
    for (int64_t i = 0; i < count; i++) {
        items[i].value = eval_list_at(list, i);
        items[i].key = key.kind == EVAL_NONE ? items[i].value
                                             : eval_call1(key, items[i].value);
    }
    // Turned round before and after: equal keys keep their order.
    if (reverse)
        turn_round(items, count);
    merge_sort(items, spare, count);
    if (reverse)
        turn_round(items, count);
    eval_table *result = eval_table_new(count);
    for (int64_t i = 0; i < count; i++)
        result = eval_list_append(result, items[i].value);
    return result;
}
