// Lists, the parts that are called: resizing, copying, clearing, reversing, repeating, and
// changes through slices.
#include <stdio.h>

#include "container.h"

void
rt_list_resize(rt_list *list, int64_t capacity)
{
    uint32_t size = rt_descriptor_of(list)->size;
    size_t bytes = rt_bytes_of(capacity, size);
    if (list->data != list->inline_data) {
        list->data = rt_block_resize(list->data, (size_t)list->capacity * size, bytes);
    } else {
        uint8_t *data = rt_block_alloc(bytes == 0 ? 1 : bytes);
        memcpy(data, list->data, (size_t)list->length * size);
        list->data = data;
    }
    list->capacity = capacity;
}

rt_list *
rt_list_with_capacity(rt_list *list, int64_t capacity)
{
    if (list->data != list->inline_data) {
        rt_list_resize(list, capacity);
        return list;
    }
    uint32_t size = rt_descriptor_of(list)->size;
    list = rt_block_resize(list, sizeof(rt_list) + (size_t)list->capacity * size,
                           sizeof(rt_list) + rt_bytes_of(capacity, size));
    list->data = list->inline_data;
    list->capacity = capacity;
    return list;
}

rt_list *
rt_list_like(const rt_list *list)
{
    return rt_list_new((int32_t)list->header.descriptor, list->length);
}

static rt_list *
copy_with_room(const rt_list *list, int64_t extra)
{
    const rt_descriptor *descriptor = rt_descriptor_of(list);
    rt_list *copy = rt_list_new((int32_t)list->header.descriptor, list->length + extra);
    rt_elements_retain(descriptor, list->data, list->length);
    memcpy(copy->data, list->data, (size_t)list->length * descriptor->size);
    copy->length = list->length;
    return copy;
}

rt_own
rt_list_copy(rt_ref object)
{
    return copy_with_room(object, 0);
}

rt_own
rt_list_part(rt_own object, int64_t extra)
{
    rt_list *copy = copy_with_room(object, extra);
    rt_release_inline(object);
    return copy;
}

void
rt_list_free(rt_list *list)
{
    if (list->data == list->inline_data) {
        rt_block_free_sized(list, rt_list_bytes(list, rt_descriptor_of(list)));
        return;
    }
    rt_block_free(list->data);
    rt_block_free(list);
}

int64_t
rt_list_read_on(rt_ref object, rt_ptr source, int64_t read, int64_t kept,
                int64_t length)
{
    rt_list *list = object;
    uint32_t size = rt_descriptor_of(list)->size;
    if (size == 0 || list->data != source)
        return length;
    int64_t step = RT_READ_BYTES / 4 / size;
    if (length - read <= step)
        return length;
    rt_block_forget(rt_list_at(list, kept, size), rt_list_at(list, read, size));
    return read + step;
}

rt_own
rt_list_clear(rt_own object)
{
    rt_list *list = object;
    if (!rt_is_unique(list)) {
        int32_t descriptor = (int32_t)list->header.descriptor;
        rt_release(list);
        return rt_list_new(descriptor, 0);
    }
    int64_t count = list->length;
    list->length = 0;
    rt_elements_release(rt_descriptor_of(list), list->data, count);
    return list;
}

rt_own
rt_list_reverse(rt_own object)
{
    rt_list *list = rt_list_unique(object);
    if (list->length < 2)  // there may be no last element to point to
        return list;
    uint32_t size = rt_descriptor_of(list)->size;
    uint8_t *low = list->data, *high = rt_list_at(list, list->length - 1, size);
    if (size == 8) {
        for (; low < high; low += 8, high -= 8) {
            uint64_t kept = *(uint64_t *)low;
            *(uint64_t *)low = *(uint64_t *)high;
            *(uint64_t *)high = kept;
        }
        return list;
    }
    for (; low < high; low += size, high -= size)
        for (uint32_t i = 0; i < size; i++) {
            uint8_t kept = low[i];
            low[i] = high[i];
            high[i] = kept;
        }
    return list;
}

rt_own
rt_list_repeat(rt_ref object, int64_t times)
{
    const rt_list *list = object;
    const rt_descriptor *descriptor = rt_descriptor_of(list);
    if (times < 0)
        times = 0;
    int64_t length;
    if (__builtin_mul_overflow(list->length, times, &length))
        rt_out_of_memory();
    rt_list *result = rt_list_new((int32_t)list->header.descriptor, length);
    result->length = length;
    rt_elements_repeat(descriptor, result->data, list->data, list->length, times);
    return result;
}

void
rt_elements_repeat(const rt_descriptor *descriptor, uint8_t *to, const uint8_t *from,
                   int64_t count, int64_t times)
{
    size_t bytes = (size_t)count * descriptor->size;
    // `times` may be anything where nothing is repeated.
    if (bytes == 0)
        return;
    if (bytes == 8) {
        uint64_t element = *(const uint64_t *)from;
        for (int64_t i = 0; i < times; i++)
            ((uint64_t *)to)[i] = element;
    } else {
        for (int64_t i = 0; i < times; i++)
            memcpy(to + (size_t)i * bytes, from, bytes);
    }
    rt_elements_retain(descriptor, to, count * times);
}

// ---- Slices -------------------------------------------------------------------------

bool
rt_slice_refuse_zero(int64_t step)
{
    if (step != 0)
        return false;
    rt_raise_text(RT_EXC_ValueError, "slice step cannot be zero");
    return true;
}

rt_own
rt_list_slice(rt_ref object, int64_t start, int64_t stop, int64_t step, int32_t absent)
{
    const rt_list *list = object;
    if (rt_slice_refuse_zero(step))
        return NULL;
    rt_slice_range range = rt_slice_resolve(list->length, start, stop, step, absent);
    const rt_descriptor *descriptor = rt_descriptor_of(list);
    rt_list *result = rt_list_new((int32_t)list->header.descriptor, range.count);
    result->length = range.count;
    if (range.count > 0)
        rt_elements_gather(result->data,
                           rt_list_at(list, range.start, descriptor->size), range.count,
                           descriptor->size, step);
    rt_elements_retain(descriptor, result->data, range.count);
    return result;
}

// Removes elements start .. stop - 1 of a list that nobody else holds, without releasing.
static void
cut(rt_list *list, int64_t start, int64_t stop, uint32_t size)
{
    memmove(rt_list_at(list, start, size), rt_list_at(list, stop, size),
            (size_t)(list->length - stop) * size);
    list->length -= stop - start;
}

rt_own
rt_list_delete_slice(rt_own object, int64_t start, int64_t stop, int64_t step,
                     int32_t absent)
{
    if (rt_slice_refuse_zero(step))
        return NULL;
    rt_list *list = rt_list_unique(object);
    const rt_descriptor *descriptor = rt_descriptor_of(list);
    uint32_t size = descriptor->size;
    rt_slice_range range = rt_slice_resolve(list->length, start, stop, step, absent);
    if (range.count == 0)
        return list;
    if (step < 0) {
        range.start += (range.count - 1) * step;
        step = -step;
    }
    uint8_t *gone = rt_block_alloc((size_t)range.count * size + 1);
    rt_elements_gather(gone, rt_list_at(list, range.start, size), range.count, size,
                       step);
    int64_t to = range.start;
    for (int64_t i = 0; i < range.count; i++) {
        int64_t from = range.start + i * step + 1;
        int64_t end = i + 1 < range.count ? from + step - 1 : list->length;
        memmove(rt_list_at(list, to, size), rt_list_at(list, from, size),
                (size_t)(end - from) * size);
        to += end - from;
    }
    list->length = to;
    rt_elements_release(descriptor, gone, range.count);
    rt_block_free(gone);
    return list;
}

// xs[a:b] = other: replaces a range by any number of elements.
static rt_list *
replace_range(rt_list *list, rt_slice_range range, const rt_list *other)
{
    const rt_descriptor *descriptor = rt_descriptor_of(list);
    uint32_t size = descriptor->size;
    int64_t removed = range.count, added = other->length;
    uint8_t *gone = rt_block_alloc((size_t)removed * size + 1);
    memcpy(gone, rt_list_at(list, range.start, size), (size_t)removed * size);
    if (added < removed) {
        cut(list, range.start, range.start + removed - added, size);
    } else if (added > removed) {
        list = rt_list_reserve(list, added - removed);
        uint8_t *rest = rt_list_at(list, range.start + removed, size);
        memmove(rest + (size_t)(added - removed) * size, rest,
                (size_t)(list->length - range.start - removed) * size);
        list->length += added - removed;
    }
    memcpy(rt_list_at(list, range.start, size), other->data, (size_t)added * size);
    rt_elements_release(descriptor, gone, removed);
    rt_block_free(gone);
    return list;
}

static void
raise_wrong_size(int64_t given, int64_t wanted)
{
    char text[128];
    snprintf(text, sizeof text,
             "attempt to assign sequence of size %lld to extended slice of size %lld",
             (long long)given, (long long)wanted);
    rt_raise_text(RT_EXC_ValueError, text);
}

rt_own
rt_list_assign_slice(rt_own object, rt_ref source, int64_t start, int64_t stop,
                     int64_t step, int32_t absent)
{
    const rt_list *other = source;
    if (rt_slice_refuse_zero(step))
        return NULL;
    rt_list *list = object;
    rt_slice_range range = rt_slice_resolve(list->length, start, stop, step, absent);
    if (step != 1 && range.count != other->length) {
        raise_wrong_size(other->length, range.count);
        return NULL;
    }
    const rt_descriptor *descriptor = rt_descriptor_of(list);
    // `source` may be the list itself: retained first, it cannot be unique then.
    rt_retain(source);
    rt_elements_retain(descriptor, other->data, other->length);
    list = rt_list_unique(list);
    if (step == 1) {
        list = replace_range(list, range, other);
    } else {
        for (int64_t i = 0; i < range.count; i++) {
            uint8_t *at = rt_list_at(list, range.start + i * step, descriptor->size);
            rt_elements_release(descriptor, at, 1);
            memcpy(at, other->data + (size_t)i * descriptor->size, descriptor->size);
        }
    }
    rt_release(source);
    return list;
}
