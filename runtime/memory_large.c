// Blocks that are too large for the pages of memory.c come from malloc. Those of megabytes
// have mappings of their own: they grow without being copied, and their memory does not get
// lost between others. Some of those that were freed last are kept, since memory that is
// fresh from the system must be cleared page by page.
#include "memory.h"

#include <malloc.h>
#include <stdlib.h>
#include <sys/mman.h>

enum {
    SYSTEM_PAGE = 4096,           // the least there is
    OWN_MAPPING_BYTES = 4 << 20,  // blocks from this size on have their own mappings
    MOST_KEPT = 8,
    MOST_KEPT_BYTES = 16 << 20,
};

// Blocks that were freed, the oldest first.
static struct {
    uint32_t count;
    size_t bytes;
    void *blocks[MOST_KEPT];
} kept;

void
rt_large_start(void)
{
    mallopt(M_MMAP_THRESHOLD, OWN_MAPPING_BYTES);
    mallopt(M_TRIM_THRESHOLD, 8 * MOST_KEPT_BYTES);
    mallopt(M_TOP_PAD, 1 << 20);
}

// The advice is given for all of a block's mapping: one in two parts could not be resized
// in place. Up to `old_bytes` it has been used before.
static void *
with_large_pages(char *block, size_t old_bytes, size_t bytes)
{
    if (bytes < OWN_MAPPING_BYTES || RT_EVERY_BLOCK_FROM_MALLOC)
        return block;
    char *start = block - ((uintptr_t)block & (SYSTEM_PAGE - 1));
    rt_ask_large_pages(start, block + old_bytes, block + malloc_usable_size(block));
    return block;
}

// Takes number `i` of what is kept.
static void *
take_kept(uint32_t i)
{
    void *block = kept.blocks[i];
    kept.bytes -= malloc_usable_size(block);
    kept.count--;
    for (; i < kept.count; i++)
        kept.blocks[i] = kept.blocks[i + 1];
    return block;
}

// A kept block of about that size, NULL if there is none: the youngest of several. It may
// be larger: what would be cut off would soon be missed.
static void *
find_kept(size_t bytes)
{
    for (uint32_t i = kept.count; i-- > 0;) {
        size_t size = malloc_usable_size(kept.blocks[i]);
        if (size >= bytes / 2 && size / 2 <= bytes) {
            void *block = take_kept(i);
            return size < bytes ? rt_large_resize(block, bytes) : block;
        }
    }
    return NULL;
}

void *
rt_large_alloc(size_t bytes)
{
    void *block = bytes >= OWN_MAPPING_BYTES ? find_kept(bytes) : NULL;
    if (block != NULL)
        return block;
    block = malloc(bytes);
    if (block == NULL)
        rt_out_of_memory();
    return with_large_pages(block, 0, bytes);
}

void *
rt_large_resize(void *block, size_t bytes)
{
    size_t old_bytes = malloc_usable_size(block);
    void *moved = realloc(block, bytes);
    if (moved == NULL)
        rt_out_of_memory();
    size_t kept_bytes = old_bytes < bytes ? old_bytes : bytes;
    return with_large_pages(moved, kept_bytes, bytes);
}

// malloc puts a block that has its own mapping 16 bytes behind the start of a page. (Others
// that lie so do no harm: they are copied when they are resized.)
static bool
has_own_mapping(const void *block, size_t bytes)
{
    return bytes >= OWN_MAPPING_BYTES && !RT_EVERY_BLOCK_FROM_MALLOC &&
           ((uintptr_t)block & (SYSTEM_PAGE - 1)) == 16;
}

void
rt_large_free(void *block)
{
    size_t bytes = block == NULL ? 0 : malloc_usable_size(block);
    if (!has_own_mapping(block, bytes) || bytes > MOST_KEPT_BYTES) {
        free(block);
        return;
    }
    while (kept.count == MOST_KEPT || kept.bytes + bytes > MOST_KEPT_BYTES)
        free(take_kept(0));
    kept.blocks[kept.count++] = block;
    kept.bytes += bytes;
}

uint8_t *
rt_block_forget(uint8_t *from, const uint8_t *to)
{
    size_t skew = (size_t)(-(uintptr_t)from) & (RT_LARGE_PAGE - 1);
    if (from + skew >= to)
        return from;
    size_t bytes = (size_t)(to - from - skew) & ~(size_t)(RT_LARGE_PAGE - 1);
    if (bytes == 0)
        return from;
    madvise(from + skew, bytes, MADV_DONTNEED);
    return from + skew + bytes;
}

void
rt_block_move(uint8_t *to, uint8_t *from, size_t bytes)
{
    enum { PART = 4 * RT_LARGE_PAGE };
    uint8_t *rest = from;
    for (size_t done = 0; done < bytes;) {
        size_t part = bytes - done < PART ? bytes - done : PART;
        memcpy(to + done, from + done, part);
        done += part;
        if (bytes >= RT_FORGET_BYTES)
            rest = rt_block_forget(rest, from + done);
    }
}
