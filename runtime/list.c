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

// Whether a list made by a filter has more room than it should keep. One that is passed on
// and forgotten keeps much, since moving it costs as much as filling it did; one that took
// the memory of what it was filtered from too, nobody misses that, and what it is joined to
// later would have to be cleared by the system again: it keeps as much as a filter does not
// give back while it reads (RT_READ_BYTES). Others keep up to three times what they need;
// and very large ones as much again, which was never touched.
static bool
has_too_much_room(const rt_list *list, bool reused, bool passes)
{
    enum { SOME_BYTES = 1 << 15, MANY_BYTES = 1 << 22 };
    size_t unused =
        (size_t)(list->capacity - list->length) * rt_descriptor_of(list)->size;
    if (unused < SOME_BYTES)
        return !reused && !passes && list->length < list->capacity / 4;
    return unused >= RT_READ_BYTES ||
           !(reused || (unused >= MANY_BYTES && list->length >= list->capacity / 2));
}

rt_own
rt_list_trim(rt_own object, rt_ptr reused, bool passes)
{
    enum { FEW = 8 };
    rt_list *list = object;
    return list->capacity - list->length <= FEW ||
                   !has_too_much_room(list, list->data == reused, passes)
               ? list
               : rt_list_with_capacity(list, list->length);
}

rt_own
rt_list_reuse(rt_own object, rt_ptr aside)
{
    bool unique = rt_is_unique(object);
    *(void **)aside = unique ? NULL : object;
    return __builtin_expect(unique, 1) ? object : rt_list_like(object);
}

rt_own
rt_list_unique(rt_own object)
{
    return __builtin_expect(rt_is_unique(object), 1) ? object : rt_list_part(object, 0);
}

rt_own
rt_list_reserve(rt_own object, int64_t extra)
{
    rt_list *list = object;
    if (!rt_is_unique(list))
        return rt_list_part(list, extra > 4 ? extra : 4);
    int64_t needed = list->length + extra;
    if (needed > list->capacity) {
        int64_t ample = list->capacity + list->capacity / 2;
        list = rt_list_with_capacity(list, needed > ample ? needed : ample);
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

// So many bytes are copied even if the list that they are joined to is empty: its room is
// mostly more than that of the other one, and soon missed.
enum { FEW_BYTES = 512 };

// Copies the elements of a list that dies to `to`, and frees the list.
static inline void
move_elements(uint8_t *to, rt_list *from, size_t bytes)
{
    if (__builtin_expect(from->data != from->inline_data || bytes >= RT_FORGET_BYTES,
                         0)) {
        rt_block_move(to, from->data, bytes);
        rt_list_free(from);
        return;
    }
    rt_bytes_copy(to, from->data, bytes);
    rt_block_free_sized(from, rt_list_bytes(from, rt_descriptor_of(from)));
}

rt_own
rt_list_extend(rt_own object, rt_own other)
{
    rt_list *list = object, *added = other;
    const rt_descriptor *descriptor = rt_descriptor_of(list);
    size_t bytes = (size_t)added->length * descriptor->size;
    bool moves = rt_is_unique(added);
    bool fits = rt_is_unique(list) && list->capacity - list->length >= added->length;
    if (__builtin_expect(!fits || bytes > FEW_BYTES, 0)) {
        if (list->length == 0 && moves &&
            list->header.descriptor == added->header.descriptor) {
            rt_release_inline(list);
            return added;
        }
        if (!fits)
            list = rt_list_reserve(list, added->length);
    }
    uint8_t *to = rt_list_at(list, list->length, descriptor->size);
    list->length += added->length;
    if (moves) {
        move_elements(to, added, bytes);
    } else {
        rt_elements_retain(descriptor, added->data, added->length);
        memcpy(to, added->data, bytes);
        rt_release_inline(added);
    }
    return list;
}
