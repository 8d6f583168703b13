// The fast paths of memory that are inlined into user code as bitcode.
#include "container.h"

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
