// sorted(): stable, by __lt__. Lists below 64 items are sorted by CPython's binary insertion
// behind a natural run, so that items without an order (nan) lie where CPython puts them;
// longer ones are merged from such parts.
#include "eval.h"

typedef struct {
    eval_value key, value;
} item;

static void
turn_round(item *items, int64_t count)
{
    for (int64_t i = 0; i < count / 2; i++) {
        item kept = items[i];
        items[i] = items[count - 1 - i];
        items[count - 1 - i] = kept;
    }
}

// How many items from the start on are in order, after a falling run was turned round.
static int64_t
natural_run(item *items, int64_t count)
{
    int64_t end = 2;
    if (count < 2)
        return count;
    if (!eval_less(items[1].key, items[0].key)) {
        while (end < count && !eval_less(items[end].key, items[end - 1].key))
            end++;
        return end;
    }
    while (end < count && eval_less(items[end].key, items[end - 1].key))
        end++;
    turn_round(items, end);
    return end;
}

static void
insert_all(item *items, int64_t sorted, int64_t count)
{
    for (; sorted < count; sorted++) {
        item pivot = items[sorted];
        int64_t left = 0, right = sorted;
        while (left < right) {
            int64_t middle = (left + right) / 2;
            if (eval_less(pivot.key, items[middle].key))
                right = middle;
            else
                left = middle + 1;
        }
        for (int64_t i = sorted; i > left; i--)
            items[i] = items[i - 1];
        items[left] = pivot;
    }
}

static void
merge_sort(item *items, item *spare, int64_t count)
{
    if (count < 64) {
        insert_all(items, natural_run(items, count), count);
        return;
    }
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

// Where CPython's algorithm puts nan in a long list only the runtime's own sort says.
static bool
sort_nans(item *items, item *spare, int64_t count, bool reverse)
{
    bool nan = false, floats = true;
    for (int64_t i = 0; i < count; i++) {
        floats = floats && items[i].key.kind == EVAL_FLOAT;
        nan = nan || (floats && items[i].key.as.number != items[i].key.as.number);
    }
    if (count < 64 || !nan || !floats)
        return false;
    eval_table *keys = eval_table_new(count);
    for (int64_t i = 0; i < count; i++)
        keys = eval_list_append(keys, items[i].key);
    const rt_list *order =
        rt_sort_order_float(eval_floats(eval_list(keys)), reverse, RT_DESCRIPTOR_FIXED);
    for (int64_t i = 0; i < count; i++)
        spare[i] = items[((const int64_t *)(const void *)order->data)[i]];
    for (int64_t i = 0; i < count; i++)
        items[i] = spare[i];
    return true;
}

static void
sort_items(item *items, item *spare, int64_t count, bool reverse)
{
    if (sort_nans(items, spare, count, reverse))
        return;
    // Turned round before and after: equal keys keep their order.
    if (reverse)
        turn_round(items, count);
    merge_sort(items, spare, count);
    if (reverse)
        turn_round(items, count);
}

eval_table *
eval_sorted(eval_table *list, eval_value key, bool reverse)
{
    int64_t count = list->length;
    item *items = eval_alloc((size_t)count * sizeof *items);
    item *spare = eval_alloc((size_t)count * sizeof *spare);
    for (int64_t i = 0; i < count; i++) {
        items[i].value = eval_list_at(list, i);
        items[i].key =
            key.kind == EVAL_NONE ? items[i].value : eval_call1(key, items[i].value);
    }
    sort_items(items, spare, count, reverse);
    eval_table *result = eval_table_new(count);
    for (int64_t i = 0; i < count; i++)
        result = eval_list_append(result, items[i].value);
    return result;
}
