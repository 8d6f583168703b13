// Blocks of memory for the runtime's own files. Small blocks come from free lists of 8-byte
// size classes, larger ones from malloc; none of these functions returns NULL: the process
// ends with MemoryError's text when the system has no memory left.
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "fora_runtime.h"

enum { RT_UNIT = 8, RT_SMALL_UNITS = 64, RT_SMALL_BYTES = RT_UNIT * RT_SMALL_UNITS };

// What one thread of execution owns. There is one; all access goes through rt_worker_here,
// so that there can be one per thread.
typedef struct {
    void *free_blocks[RT_SMALL_UNITS +
                      1];  // by size in units; linked through their first word
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

// Aligned to 8 bytes, content not set. The slow form takes any size.
void *rt_block_alloc_slow(size_t bytes);
// Any block, but slower than the sized form. NULL is allowed.
void rt_block_free(void *block);
void rt_block_free_large(void *block);
// Moves a block of `old_bytes` to one of `new_bytes`, in place when possible.
void *rt_block_resize(void *block, size_t old_bytes, size_t new_bytes);
_Noreturn void rt_out_of_memory(void);

// ---- memory_pages.c -----------------------------------------------------------------

enum { RT_LARGE_PAGE = 2 << 20 };
// Asks the system for large pages from `start`, the beginning of a page, to `end`. What lies
// from `fresh` on has not been touched yet.
void rt_ask_large_pages(char *start, char *fresh, char *end);

// ---- memory_large.c -----------------------------------------------------------------

void rt_large_start(void);  // before the first use
void *rt_large_alloc(size_t bytes);
void rt_large_free(void *block);
void *rt_large_resize(void *block, size_t bytes);
// Gives the system back the pages from `from` up to `to`, as far as whole large pages lie
// there; their content is lost. Returns where that ended, `from` if there were none.
uint8_t *rt_block_forget(uint8_t *from, const uint8_t *to);
enum { RT_FORGET_BYTES = 16 << 20 };  // less is not worth giving back bit by bit
// Copies the content of a block that is about to be freed and gives it back on the way.
void rt_block_move(uint8_t *to, uint8_t *from, size_t bytes);

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

// Small blocks of one size, linked through their first word from `first` to `last`.
static inline void
rt_blocks_free_sized(void *first, void *last, size_t bytes)
{
    void **list = &rt_worker_here()->free_blocks[rt_block_units(bytes)];
    *(void **)last = *list;
    *list = first;
}

// What rt_destroy does for any kind of object.
void rt_destroy_any(rt_object *dead);

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

// ---- Bytes --------------------------------------------------------------------------

// Copies a few bytes, quicker than memcpy when their number is not known beforehand.
static inline void
rt_bytes_copy(uint8_t *restrict to, const uint8_t *restrict from, size_t count)
{
    if (count > 32) {
        memcpy(to, from, count);
    } else if (count >= 8) {
        for (size_t i = 0; i + 8 < count; i += 8)
            memcpy(to + i, from + i, 8);
        memcpy(to + count - 8, from + count - 8, 8);
    } else if (count >= 4) {
        uint32_t first, last;
        memcpy(&first, from, 4);
        memcpy(&last, from + count - 4, 4);
        memcpy(to, &first, 4);
        memcpy(to + count - 4, &last, 4);
    } else if (count > 0) {
        to[0] = from[0];
        to[count >> 1] = from[count >> 1];
        to[count - 1] = from[count - 1];
    }
}

// Equality of as many bytes, quicker than memcmp for a few.
static inline bool
rt_bytes_equal(const uint8_t *a, const uint8_t *b, size_t count)
{
    uint64_t x, y;
    uint32_t v, w;
    if (count >= 8) {
        for (; count > 8; a += 8, b += 8, count -= 8) {
            memcpy(&x, a, 8);
            memcpy(&y, b, 8);
            if (x != y)
                return false;
        }
        memcpy(&x, a + count - 8, 8);
        memcpy(&y, b + count - 8, 8);
        return x == y;
    }
    if (count >= 4) {
        memcpy(&v, a, 4);
        memcpy(&w, b, 4);
        if (v != w)
            return false;
        memcpy(&v, a + count - 4, 4);
        memcpy(&w, b + count - 4, 4);
        return v == w;
    }
    return count == 0 || (a[0] == b[0] && a[count >> 1] == b[count >> 1] &&
                          a[count - 1] == b[count - 1]);
}

// Whether all are below 128; 32 at a time.
static inline bool
rt_bytes_are_ascii(const void *bytes, size_t count)
{
    const uint8_t *at = bytes, *end = at + count;
    uint64_t all = 0;
    for (; end - at >= 32; at += 32) {
        uint64_t words[4];
        memcpy(words, at, sizeof words);
        if (((words[0] | words[1] | words[2] | words[3]) & 0x8080808080808080u) != 0)
            return false;
    }
    for (; at < end; at++)
        all |= *at;
    return all < 0x80;
}
