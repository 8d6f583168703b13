// The fast paths of memory that are inlined into user code as bitcode.
#include "container.h"
#include "str.h"

rt_own
rt_alloc(int64_t bytes, int32_t descriptor)
{
    rt_object *object = rt_block_alloc((size_t)bytes);
    object->count = 1;
    object->descriptor = (uint32_t)descriptor;
    return object;
}

void
rt_retain(rt_ref object)
{
    rt_retain_inline(object);
}

void
rt_release(rt_own object)
{
    rt_release_inline(object);
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
