// Destroys what is no longer referred to. Driven by descriptors, with a stack of its own:
// the depth of a structure (a chain of ten million nodes) must not become depth of calls.
#include <string.h>

#include "container.h"
#include "rt.h"
#include "str.h"

// A container of which the refs before `next` have been released already.
typedef struct {
    rt_object *object;
    int64_t next;
} pending_object;

enum { LOCAL_DEPTH = 64, CALL_DEPTH = 32 };

typedef struct {
    pending_object *items;
    size_t count, capacity;
    pending_object local[LOCAL_DEPTH];
} pending_stack;

static void
stack_grow(pending_stack *stack)
{
    size_t bytes = stack->capacity * sizeof *stack->items;
    if (stack->items == stack->local) {
        stack->items = rt_block_alloc(2 * bytes);
        memcpy(stack->items, stack->local, bytes);
    } else {
        stack->items = rt_block_resize(stack->items, bytes, 2 * bytes);
    }
    stack->capacity *= 2;
}

static inline void
stack_push(pending_stack *stack, rt_object *object)
{
    if (stack->count == stack->capacity)
        stack_grow(stack);
    stack->items[stack->count++] = (pending_object){object, 0};
}

// Releases one reference; what dies is freed at once if it holds no references itself.
static inline void
drop(pending_stack *stack, rt_object *object)
{
    if (object == NULL || object->count <= 0 || --object->count != 0)
        return;
    if (object->descriptor == RT_DESCRIPTOR_STR)
        rt_str_free((rt_str *)object);
    else
        stack_push(stack, object);
}

static inline void
drop_refs(pending_stack *stack, const rt_descriptor *descriptor, const uint8_t *part)
{
    for (uint32_t i = 0; i < descriptor->ref_count; i++)
        drop(stack, *(rt_object *const *)(part + descriptor->refs[i]));
}

// Releases elements until one of them dies and waits on the stack; returns how many were
// done. When all are, the caller may free the container.
static int64_t
drop_elements(pending_stack *stack, const rt_descriptor *descriptor,
              const uint8_t *data, int64_t next, int64_t count)
{
    size_t depth = stack->count;
    while (next < count && stack->count == depth)
        drop_refs(stack, descriptor, data + next++ * (int64_t)descriptor->size);
    return next;
}

static int64_t
drop_entries(pending_stack *stack, const rt_descriptor *descriptor,
             const uint8_t *entries, int64_t next, int64_t used)
{
    size_t depth = stack->count;
    while (next < used && stack->count == depth) {
        const uint8_t *entry = entries + next++ * (int64_t)descriptor->size;
        if (rt_entry_live(entry))
            drop_refs(stack, descriptor, entry);
    }
    return next;
}

// Containers stay on the stack below their dying elements until they are through; `top`
// is an index because the stack may move.
static void
step_container(pending_stack *stack, const rt_descriptor *descriptor)
{
    size_t top = stack->count - 1;
    rt_object *object = stack->items[top].object;
    int64_t next = stack->items[top].next, count;
    if (descriptor->kind == RT_KIND_DICT || descriptor->kind == RT_KIND_SET) {
        bool is_dict = descriptor->kind == RT_KIND_DICT;
        count = is_dict ? ((rt_dict *)object)->used : ((rt_set *)object)->used;
        const uint8_t *entries =
            is_dict ? ((rt_dict *)object)->entries : ((rt_set *)object)->entries;
        if (descriptor->ref_count != 0)
            next = drop_entries(stack, descriptor, entries, next, count);
        else
            next = count;
    } else {
        bool is_list = descriptor->kind == RT_KIND_LIST;
        count = is_list ? ((rt_list *)object)->length : ((rt_vtuple *)object)->length;
        const uint8_t *data =
            is_list ? ((rt_list *)object)->data : ((rt_vtuple *)object)->data;
        if (descriptor->ref_count != 0)
            next = drop_elements(stack, descriptor, data, next, count);
        else
            next = count;
    }
    stack->items[top].next = next;
    if (next < count)
        return;
    // Through: it goes, and what died last takes its place, so that chains stay flat.
    stack->items[top] = stack->items[--stack->count];
    if (descriptor->kind == RT_KIND_LIST)
        rt_list_free((rt_list *)object);
    else if (descriptor->kind == RT_KIND_DICT)
        rt_dict_free((rt_dict *)object);
    else if (descriptor->kind == RT_KIND_SET)
        rt_set_free((rt_set *)object);
    else
        rt_block_free(object);
}

static void
drop_exception(pending_stack *stack, rt_exception *exception)
{
    rt_traceback_free(exception->traceback);
    drop(stack, (rt_object *)exception->message);
    drop(stack, (rt_object *)exception->shown);
    drop(stack, (rt_object *)exception->arguments);
    drop(stack, exception->cause);
    drop(stack, exception->context);
}

static void
step(pending_stack *stack)
{
    rt_object *object = stack->items[stack->count - 1].object;
    const rt_descriptor *descriptor = &rt_descriptors[object->descriptor];
    switch (descriptor->kind) {
    case RT_KIND_LIST:
    case RT_KIND_VTUPLE:
    case RT_KIND_DICT:
    case RT_KIND_SET:
        step_container(stack, descriptor);
        return;
    case RT_KIND_EXCEPTION:
        stack->count--;
        drop_exception(stack, (rt_exception *)object);
        break;
    case RT_KIND_FILE:
        stack->count--;
        rt_file_destroy(object);
        return;
    case RT_KIND_STR:
        stack->count--;
        rt_str_free((rt_str *)object);
        return;
    case RT_KIND_INSTANCE:
    case RT_KIND_CELL:
        stack->count--;
        break;
    }
    drop_refs(stack, descriptor, (uint8_t *)object);
    rt_block_free(object);
}

// Any object, however deep what hangs on it is. Apart, for its large frame.
static __attribute__((noinline)) void
destroy_deep(rt_object *object)
{
    pending_stack stack;
    stack.items = stack.local;
    stack.count = 0;
    stack.capacity = LOCAL_DEPTH;
    stack_push(&stack, object);
    while (stack.count > 0)
        step(&stack);
    if (stack.items != stack.local)
        rt_block_free(stack.items);
}

static void destroy(rt_object *object, unsigned depth);

// Takes one reference away; whether the object is to be destroyed.
static inline bool
dies(rt_object *held)
{
    if (held == NULL)
        return false;
    if (held->count == 1)
        return true;
    if (held->count > 0)
        held->count--;
    return false;
}

// ---- Objects of one class -----------------------------------------------------------

// The header of an object with the last reference to it, which is compared at once.
static inline uint64_t
last_header(uint32_t descriptor)
{
    rt_object header = {1, descriptor};
    uint64_t word;
    memcpy(&word, &header, sizeof word);
    return word;
}

static inline uint64_t
header_of(const rt_object *object)
{
    uint64_t word;
    memcpy(&word, object, sizeof word);
    return word;
}

// Dead objects of one class and size, linked through the word that was their header.
typedef struct {
    rt_object *first;
} dead_objects;

static inline void
dead_push(dead_objects *dead, rt_object *object)
{
    memcpy((void *)object, &dead->first, sizeof dead->first);
    dead->first = object;
}

static inline rt_object *
dead_pop(dead_objects *dead)
{
    rt_object *object = dead->first;
    memcpy(&dead->first, (const void *)object, sizeof dead->first);
    return object;
}

// Gives back the blocks of `dead`, which ends with `last`.
static inline void
free_dead(dead_objects *dead, rt_object *last, size_t bytes)
{
    if (RT_EVERY_BLOCK_FROM_MALLOC) {
        while (dead->first != NULL)
            rt_block_free_sized(dead_pop(dead), bytes);
        return;
    }
    rt_blocks_free_sized(dead->first, last, bytes);
}

enum { FEW_REFS = 4 };

static bool
is_few(const rt_descriptor *descriptor)
{
    return descriptor->kind == RT_KIND_INSTANCE && descriptor->ref_count <= FEW_REFS &&
           descriptor->size <= RT_SMALL_BYTES;
}

// Takes away the reference that stands at `offset` in a dead object: what dies with it is
// destroyed at once, but returned if it is of the class whose last header is `alike`.
static inline __attribute__((always_inline)) rt_object *
drop_alike(rt_object *object, uint32_t offset, uint64_t alike, unsigned depth)
{
    rt_object *held = *(rt_object *const *)((uint8_t *)object + offset);
    if (held == NULL || header_of(held) == alike)
        return held;
    if (dies(held))
        destroy(held, depth + 1);
    return NULL;
}

// Destroys an instance and all of its class that die with it, last reference first: mostly
// the reverse of the order in which they were made, so that the next ones of the class will
// lie side by side like these. Those that still wait are linked, and need no memory.
// `count` is the number of references, not 0 and a constant where this is expanded.
static inline __attribute__((always_inline)) void
destroy_class(const rt_descriptor *descriptor, rt_object *object, uint32_t count,
              unsigned depth)
{
    uint64_t alike = last_header(object->descriptor);
    uint32_t first = descriptor->refs[0], last = descriptor->refs[count - 1];
    rt_object *oldest = object;
    dead_objects waiting = {NULL}, dead = {NULL};
    for (;;) {
        dead_push(&dead, object);
        for (uint32_t r = 0; r + 1 < count; r++) {
            uint32_t offset = r == 0 ? first : descriptor->refs[r];
            rt_object *held = drop_alike(object, offset, alike, depth);
            if (held != NULL)
                dead_push(&waiting, held);
        }
        object = drop_alike(object, last, alike, depth);
        if (object != NULL)
            continue;
        if (waiting.first == NULL)
            break;
        object = dead_pop(&waiting);
    }
    free_dead(&dead, oldest, descriptor->size);
}

static void
destroy_few(const rt_descriptor *descriptor, rt_object *object, unsigned depth)
{
    if (descriptor->ref_count == 0)
        rt_block_free_sized(object, descriptor->size);
    else if (descriptor->ref_count == 1)
        destroy_class(descriptor, object, 1, depth);
    else if (descriptor->ref_count == 2)
        destroy_class(descriptor, object, 2, depth);
    else
        destroy_class(descriptor, object, descriptor->ref_count, depth);
}

// ---- Containers ---------------------------------------------------------------------

static bool
is_plain(const rt_descriptor *descriptor)
{
    return descriptor->ref_count == 0 && is_few(descriptor);
}

// Elements that are single references. Objects of one class that stand side by side and
// hold no references are given back together.
static void
destroy_refs(rt_object *const *at, int64_t length, unsigned depth)
{
    rt_object *const *end = at + length;
    while (at < end) {
        rt_object *held = *at++;
        if (!dies(held))
            continue;
        const rt_descriptor *descriptor = rt_descriptor_of(held);
        if (!is_plain(descriptor)) {
            destroy(held, depth + 1);
            continue;
        }
        uint64_t alike = last_header(held->descriptor);
        dead_objects dead = {NULL};
        dead_push(&dead, held);
        for (; at < end && *at != NULL && header_of(*at) == alike; at++)
            dead_push(&dead, *at);
        free_dead(&dead, held, descriptor->size);
    }
}

static void
destroy_elements(const rt_descriptor *descriptor, const uint8_t *data, int64_t length,
                 unsigned depth)
{
    if (descriptor->ref_count == 0)
        return;
    if (descriptor->size == sizeof(rt_object *)) {
        destroy_refs((rt_object *const *)data, length, depth);
        return;
    }
    for (int64_t i = 0; i < length; i++, data += descriptor->size)
        for (uint32_t r = 0; r < descriptor->ref_count; r++) {
            rt_object *held = *(rt_object *const *)(data + descriptor->refs[r]);
            if (dies(held))
                destroy(held, depth + 1);
        }
}

static __attribute__((noinline)) void
destroy_large(const rt_descriptor *descriptor, rt_object *object, unsigned depth)
{
    if (descriptor->kind == RT_KIND_INSTANCE) {
        destroy_elements(descriptor, (uint8_t *)object, 1, depth);
        rt_block_free_sized(object, descriptor->size);
    } else if (descriptor->kind == RT_KIND_VTUPLE) {
        rt_vtuple *tuple = (rt_vtuple *)object;
        destroy_elements(descriptor, tuple->data, tuple->length, depth);
        rt_block_free_sized(object, rt_vtuple_bytes(object, descriptor));
    } else {
        rt_list *list = (rt_list *)object;
        destroy_elements(descriptor, list->data, list->length, depth);
        rt_list_free(list);
    }
}

static void
destroy(rt_object *object, unsigned depth)
{
    const rt_descriptor *descriptor = &rt_descriptors[object->descriptor];
    if (object->descriptor == RT_DESCRIPTOR_STR)
        rt_str_free((rt_str *)object);
    else if (depth >= CALL_DEPTH)
        destroy_deep(object);
    else if (is_few(descriptor))
        destroy_few(descriptor, object, depth);
    else if (descriptor->kind == RT_KIND_INSTANCE ||
             descriptor->kind == RT_KIND_VTUPLE || descriptor->kind == RT_KIND_LIST)
        destroy_large(descriptor, object, depth);
    else
        destroy_deep(object);
}

// What is not deep, which is most of what dies, goes by plain calls.
void
rt_destroy_any(rt_object *dead)
{
    destroy(dead, 0);
}

// Most of what dies holds no references and has its memory in one small block.
void
rt_destroy(rt_own dead)
{
    rt_object *object = dead;
    if (object->descriptor == RT_DESCRIPTOR_STR) {
        rt_str_free((rt_str *)object);
        return;
    }
    const rt_descriptor *descriptor = rt_descriptor_of(object);
    if (descriptor->ref_count != 0)
        rt_destroy_any(object);
    else if (descriptor->kind == RT_KIND_INSTANCE)
        rt_block_free_sized(object, descriptor->size);
    else if (descriptor->kind == RT_KIND_VTUPLE)
        rt_block_free_sized(object, rt_vtuple_bytes(object, descriptor));
    else if (descriptor->kind == RT_KIND_LIST &&
             ((rt_list *)object)->data == ((rt_list *)object)->inline_data)
        rt_block_free_sized(object, rt_list_bytes(object, descriptor));
    else
        rt_destroy_any(object);
}
