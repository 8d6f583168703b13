// Blocks of memory for the runtime's own files. Small blocks come from free lists of 16-byte
// size classes, larger ones from malloc; none of these functions returns NULL: the process
// ends with MemoryError's text when the system has no memory left.
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "fora_runtime.h"

enum { RT_UNIT = 16, RT_SMALL_UNITS = 32, RT_SMALL_BYTES = RT_UNIT * RT_SMALL_UNITS };

// What one thread of execution owns. There is one; all access goes through rt_worker_here,
// so that there can be one per thread.
typedef struct {
    void *free_blocks[RT_SMALL_UNITS + 1];  // by size in units; linked through their first word
    struct {
        char *next, *end;  // fresh memory that is not in the free list yet
    } fresh[RT_SMALL_UNITS + 1];
} rt_worker;

extern rt_worker rt_main_worker;

static inline rt_worker *
rt_worker_here(void)
{
    return &rt_main_worker;
}

// Aligned to 16 bytes, content not set. The slow form takes any size.
void *rt_block_alloc_slow(size_t bytes);
// Any block, but slower than the sized form. NULL is allowed.
void rt_block_free(void *block);
void rt_block_free_large(void *block);
// Moves a block of `old_bytes` to one of `new_bytes`, in place when possible.
void *rt_block_resize(void *block, size_t old_bytes, size_t new_bytes);
_Noreturn void rt_out_of_memory(void);

#if defined(__SANITIZE_ADDRESS__)
#define RT_EVERY_BLOCK_FROM_MALLOC 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define RT_EVERY_BLOCK_FROM_MALLOC 1
#endif
#endif
#ifndef RT_EVERY_BLOCK_FROM_MALLOC
#define RT_EVERY_BLOCK_FROM_MALLOC 0
#endif

static inline size_t
rt_block_units(size_t bytes)
{
    return (bytes + RT_UNIT - 1) / RT_UNIT;
}

static inline void *
rt_block_alloc(size_t bytes)
{
    size_t units = rt_block_units(bytes);
    if (!RT_EVERY_BLOCK_FROM_MALLOC && units <= RT_SMALL_UNITS) {
        void **list = &rt_worker_here()->free_blocks[units];
        void *block = *list;
        if (__builtin_expect(block != NULL, 1)) {
            *list = *(void **)block;
            return block;
        }
    }
    return rt_block_alloc_slow(bytes);
}

static inline void
rt_block_free_sized(void *block, size_t bytes)
{
    size_t units = rt_block_units(bytes);
    if (RT_EVERY_BLOCK_FROM_MALLOC || units > RT_SMALL_UNITS) {
        rt_block_free_large(block);
        return;
    }
    void **list = &rt_worker_here()->free_blocks[units];
    *(void **)block = *list;
    *list = block;
}

// The count of a live object that is not immortal.
static inline void
rt_retain_inline(void *reference)
{
    rt_object *object = reference;
    if (object != NULL && object->count > 0)
        object->count++;
}

static inline void
rt_release_inline(void *reference)
{
    rt_object *object = reference;
    if (object != NULL && object->count > 0 && --object->count == 0)
        rt_destroy(object);
}
