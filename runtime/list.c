// Lists, the parts that are inlined into user code: making, growing, gaps.
#include "container.h"

void
rt_elements_retain(const rt_descriptor *descriptor, const uint8_t *data, int64_t count)
{
    uint32_t refs = descriptor->ref_count;
    if (refs == 0)
        return;
    for (int64_t i = 0; i < count; i++, data += descriptor->size)
        for (uint32_t r = 0; r < refs; r++)
            rt_retain_inline(*(void *const *)(data + descriptor->refs[r]));
}

void
rt_elements_release(const rt_descriptor *descriptor, uint8_t *data, int64_t count)
{
    uint32_t refs = descriptor->ref_count;
    if (refs == 0)
        return;
    for (int64_t i = 0; i < count; i++, data += descriptor->size)
        for (uint32_t r = 0; r < refs; r++)
            rt_release_inline(*(void **)(data + descriptor->refs[r]));
}

rt_own
rt_list_new(int32_t descriptor, int64_t capacity)
{
    uint32_t size = rt_descriptors[descriptor].size;
    rt_list *list = rt_block_alloc(sizeof(rt_list) + rt_bytes_of(capacity, size));
    list->header = (rt_object){1, (uint32_t)descriptor};
    list->length = 0;
    list->capacity = capacity;
    list->data = list->inline_data;
    return list;
}

void
rt_list_grow(rt_ref object)
{
    rt_list *list = object;
    rt_list_resize(list,
                   list->capacity < 4 ? 8 : list->capacity + list->capacity / 2 + 8);
}

// Short lists keep up to three times the room that they need: what is made by a filter is
// often joined to something else, and moving it costs as much as filling it did.
enum { TRIM_ANY_BYTES = 1 << 15 };

rt_own
rt_list_trim(rt_own object)
{
    rt_list *list = object;
    uint32_t size = rt_descriptor_of(list)->size;
    size_t unused = (size_t)(list->capacity - list->length) * size;
    if (unused == 0 || (unused < TRIM_ANY_BYTES && list->length >= list->capacity / 4))
        return list;
    list = rt_block_resize(list, sizeof(rt_list) + (size_t)list->capacity * size,
                           sizeof(rt_list) + (size_t)list->length * size);
    list->data = list->inline_data;
    list->capacity = list->length;
    return list;
}

// A copy with room for `extra` more elements.
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
rt_list_unique(rt_own object)
{
    if (__builtin_expect(rt_is_unique(object), 1))
        return object;
    rt_list *copy = copy_with_room(object, 0);
    rt_release_inline(object);
    return copy;
}

rt_own
rt_list_reserve(rt_own object, int64_t extra)
{
    rt_list *list = object;
    if (!rt_is_unique(list)) {
        rt_list *copy = copy_with_room(list, extra > 4 ? extra : 4);
        rt_release_inline(list);
        return copy;
    }
    int64_t needed = list->length + extra;
    if (needed > list->capacity) {
        int64_t ample = list->capacity + list->capacity / 2;
        rt_list_resize(list, needed > ample ? needed : ample);
    }
    return list;
}

rt_own
rt_list_open(rt_own object, int64_t index)
{
    rt_list *list = rt_list_reserve(object, 1);
    uint32_t size = rt_descriptor_of(list)->size;
    uint8_t *at = rt_list_at(list, index, size);
    memmove(at + size, at, (size_t)(list->length - index) * size);
    list->length++;
    return list;
}

rt_own
rt_list_close(rt_own object, int64_t index)
{
    rt_list *list = object;
    uint32_t size = rt_descriptor_of(list)->size;
    uint8_t *at = rt_list_at(list, index, size);
    list->length--;
    memmove(at, at + size, (size_t)(list->length - index) * size);
    return list;
}

rt_own
rt_list_extend(rt_own object, rt_ref other)
{
    rt_list *list = rt_list_reserve(object, ((rt_list *)other)->length);
    const rt_list *added = other;
    const rt_descriptor *descriptor = rt_descriptor_of(list);
    int64_t count = added->length;
    rt_elements_retain(descriptor, added->data, count);
    memcpy(rt_list_at(list, list->length, descriptor->size), added->data,
           (size_t)count * descriptor->size);
    list->length += count;
    return list;
}
