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

static void
free_list(rt_list *list)
{
    if (list->data != list->inline_data)
        rt_block_free(list->data);
    rt_block_free(list);
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
        free_list((rt_list *)object);
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
    return held != NULL && held->count > 0 && --held->count == 0;
}

static void
destroy_elements(const rt_descriptor *descriptor, const uint8_t *data, int64_t length,
                 unsigned depth)
{
    if (descriptor->ref_count == 0)
        return;
    for (int64_t i = 0; i < length; i++, data += descriptor->size)
        for (uint32_t r = 0; r < descriptor->ref_count; r++) {
            rt_object *held = *(rt_object *const *)(data + descriptor->refs[r]);
            if (dies(held))
                destroy(held, depth + 1);
        }
}

enum { FEW_REFS = 4 };

// Frees an instance, then destroys what dies with it, last reference first: mostly the
// reverse of the order in which it was made, so that the next ones of its kind will lie
// side by side like these. What hangs on the first reference is left to the caller, which
// spares lists and left halves of trees the depth of calls. NULL: nothing dies there.
static inline rt_object *
destroy_small(const rt_descriptor *descriptor, rt_object *object, unsigned depth)
{
    rt_object *held[FEW_REFS];
    uint32_t count = descriptor->ref_count;
    for (uint32_t r = 0; r < count; r++)
        held[r] = *(rt_object *const *)((uint8_t *)object + descriptor->refs[r]);
    rt_block_free_sized(object, descriptor->size);
    for (uint32_t r = count; r > 1; r--)
        if (dies(held[r - 1]))
            destroy(held[r - 1], depth + 1);
    return count > 0 && dies(held[0]) ? held[0] : NULL;
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
        free_list(list);
    }
}

static void
destroy(rt_object *object, unsigned depth)
{
    while (object->descriptor != RT_DESCRIPTOR_STR && depth < CALL_DEPTH) {
        const rt_descriptor *descriptor = &rt_descriptors[object->descriptor];
        if (descriptor->kind == RT_KIND_INSTANCE && descriptor->ref_count <= FEW_REFS) {
            object = destroy_small(descriptor, object, depth);
            if (object == NULL)
                return;
        } else if (descriptor->kind == RT_KIND_INSTANCE ||
                   descriptor->kind == RT_KIND_VTUPLE ||
                   descriptor->kind == RT_KIND_LIST) {
            destroy_large(descriptor, object, depth);
            return;
        } else {
            break;
        }
    }
    if (object->descriptor == RT_DESCRIPTOR_STR)
        rt_str_free((rt_str *)object);
    else
        destroy_deep(object);
}

// What is not deep, which is most of what dies, goes by plain calls.
void
rt_destroy_any(rt_object *dead)
{
    destroy(dead, 0);
}
