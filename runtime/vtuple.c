// Tuples of a length known only at run time. Immutable, so nothing here changes one that
// somebody else holds; inlined into user code.
#include "container.h"

rt_own
rt_vtuple_new(int32_t descriptor, int64_t length)
{
    uint32_t size = rt_descriptors[descriptor].size;
    rt_vtuple *tuple = rt_block_alloc(sizeof(rt_vtuple) + rt_bytes_of(length, size));
    tuple->header = (rt_object){1, (uint32_t)descriptor};
    tuple->length = length;
    return tuple;
}

rt_own
rt_vtuple_slice(rt_ref object, int64_t start, int64_t stop, int64_t step,
                int32_t absent)
{
    const rt_vtuple *tuple = object;
    if (__builtin_expect(step == 0, 0)) {
        rt_slice_refuse_zero(step);
        return NULL;
    }
    rt_slice_range range = rt_slice_resolve(tuple->length, start, stop, step, absent);
    const rt_descriptor *descriptor = rt_descriptor_of(tuple);
    rt_vtuple *result = rt_vtuple_new((int32_t)tuple->header.descriptor, range.count);
    if (range.count > 0)
        rt_elements_gather(result->data,
                           tuple->data + (size_t)range.start * descriptor->size,
                           range.count, descriptor->size, step);
    rt_elements_retain(descriptor, result->data, range.count);
    return result;
}

int64_t
rt_slice_first(int64_t length, int64_t start, int64_t stop, int64_t step,
               int32_t absent)
{
    return rt_slice_resolve(length, start, stop, step, absent).start;
}

int64_t
rt_slice_count(int64_t length, int64_t start, int64_t stop, int64_t step,
               int32_t absent)
{
    return rt_slice_resolve(length, start, stop, step, absent).count;
}

void
rt_vtuple_put(rt_ref result, int64_t at, rt_ref object, int64_t first, int64_t step,
              int64_t count, int32_t number)
{
    const rt_descriptor *descriptor = &rt_descriptors[number];
    uint8_t *to = ((rt_vtuple *)result)->data + (size_t)at * descriptor->size;
    if (count > 0)
        rt_elements_gather(
            to, ((const rt_vtuple *)object)->data + (size_t)first * descriptor->size,
            count, descriptor->size, step);
    rt_elements_retain(descriptor, to, count);
}

static __attribute__((noinline)) rt_own
turned_copy(rt_vtuple *tuple, int64_t first, int64_t count, int64_t second,
            int64_t rest)
{
    int32_t descriptor = (int32_t)tuple->header.descriptor;
    rt_vtuple *result = rt_vtuple_new(descriptor, count + rest);
    rt_vtuple_put(result, 0, tuple, first, -1, count, descriptor);
    rt_vtuple_put(result, count, tuple, second, 1, rest, descriptor);
    rt_release_inline(tuple);
    return result;
}

rt_own
rt_vtuple_turn(rt_own object, int64_t first, int64_t count, int64_t second,
               int64_t rest, int32_t descriptor)
{
    rt_vtuple *tuple = object;
    bool whole = first == count - 1 && second == count && count + rest == tuple->length;
    if (rt_descriptors[descriptor].size != 8 || !whole || !rt_is_unique(tuple))
        return turned_copy(tuple, first, count, second, rest);
    uint64_t *low = (uint64_t *)tuple->data, *high = low + first;
    for (; low < high; low++, high--) {
        uint64_t kept = *low;
        *low = *high;
        *high = kept;
    }
    return tuple;
}

rt_own
rt_vtuple_concat(rt_ref first, rt_ref second)
{
    const rt_vtuple *a = first, *b = second;
    const rt_descriptor *descriptor = rt_descriptor_of(a);
    size_t size = descriptor->size;
    rt_vtuple *result =
        rt_vtuple_new((int32_t)a->header.descriptor, a->length + b->length);
    memcpy(result->data, a->data, (size_t)a->length * size);
    memcpy(result->data + (size_t)a->length * size, b->data, (size_t)b->length * size);
    rt_elements_retain(descriptor, result->data, result->length);
    return result;
}

rt_own
rt_vtuple_repeat(rt_ref object, int64_t times)
{
    const rt_vtuple *tuple = object;
    int64_t length;
    if (times < 0)
        times = 0;
    if (__builtin_mul_overflow(tuple->length, times, &length))
        rt_out_of_memory();
    rt_vtuple *result = rt_vtuple_new((int32_t)tuple->header.descriptor, length);
    rt_elements_repeat(rt_descriptor_of(tuple), result->data, tuple->data,
                       tuple->length, times);
    return result;
}

rt_own
rt_vtuple_of_list(rt_ref object, int32_t descriptor)
{
    const rt_list *list = object;
    rt_vtuple *result = rt_vtuple_new(descriptor, list->length);
    memcpy(result->data, list->data,
           (size_t)list->length * rt_descriptors[descriptor].size);
    rt_elements_retain(&rt_descriptors[descriptor], result->data, list->length);
    return result;
}
