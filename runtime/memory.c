// Where blocks come from. Small ones are cut from pages of 64 KiB, each page for one size
// class, out of one reserved range of addresses; the page table tells the class of any
// block, so that a block can be freed without its size. Pages are never given back.
#include "memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { PAGE_BITS = 16, PAGE_BYTES = 1 << PAGE_BITS, BATCH_BYTES = 4096 };

static const size_t RANGE_BYTES = (size_t)1 << 38;  // address space only
static const size_t RANGE_LEAST = (size_t)1 << 26;
static const size_t FIRST_STEP = (size_t)1 << 22;  // memory is taken from the system in
static const size_t LATER_STEP = (size_t)1 << 25;  // steps of these sizes

rt_worker rt_main_worker;

static struct {
    char *base;       // of the reserved range, NULL before the first use
    size_t reserved;  // bytes
    size_t usable;    // bytes from the base that may be accessed
    size_t used;      // bytes from the base that are cut into pages
    uint8_t *units;   // of each page: size of its blocks in units
} range;

_Noreturn void
rt_out_of_memory(void)
{
    rt_print_flush();
    fputs("MemoryError\n", stderr);
    _exit(1);
}

static void *
reserve(size_t bytes)
{
    void *memory = mmap(NULL, bytes, PROT_NONE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    return memory == MAP_FAILED ? NULL : memory;
}

// Systems may limit the address space: what is left is tried by halves.
static void
reserve_range(void)
{
    size_t bytes = RANGE_BYTES;
    while (bytes >= RANGE_LEAST && (range.base = reserve(bytes)) == NULL)
        bytes /= 2;
    if (range.base == NULL)
        return;
    size_t pages = bytes >> PAGE_BITS;
    range.units = mmap(NULL, pages, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (range.units == MAP_FAILED) {
        munmap(range.base, bytes);
        range.base = NULL;
        return;
    }
    size_t skew = (size_t)(-(uintptr_t)range.base) & (LATER_STEP - 1);
    range.base += skew;
    range.reserved = bytes - skew;
}

static bool
extend_range(void)
{
    size_t step = range.usable < LATER_STEP ? FIRST_STEP : LATER_STEP;
    if (range.usable + step > range.reserved)
        return false;
    char *start = range.base + range.usable;
    if (mprotect(start, step, PROT_READ | PROT_WRITE) != 0)
        return false;
    if (step == LATER_STEP)
        rt_ask_large_pages(start, start, start + step);
    range.usable += step;
    return true;
}

static char *
new_page(size_t units)
{
    if (range.base == NULL)
        reserve_range();
    if (range.base == NULL ||
        (range.used + PAGE_BYTES > range.usable && !extend_range()))
        return NULL;
    char *page = range.base + range.used;
    range.units[range.used >> PAGE_BITS] = (uint8_t)units;
    range.used += PAGE_BYTES;
    return page;
}

// Cuts a batch of blocks that still fits the first-level cache, in order of address.
static void *
refill(size_t units)
{
    rt_worker *worker = rt_worker_here();
    size_t bytes = units * RT_UNIT;
    char *next = worker->fresh[units].next;
    if (next == NULL || (size_t)(worker->fresh[units].end - next) < bytes) {
        next = new_page(units);
        if (next == NULL)
            return rt_large_alloc(bytes);
        worker->fresh[units].end = next + PAGE_BYTES;
    }
    size_t room = (size_t)(worker->fresh[units].end - next);
    size_t count = (room < BATCH_BYTES ? room : BATCH_BYTES) / bytes;
    void **link = &worker->free_blocks[units];
    for (size_t i = 1; i < count; i++) {
        void **block = (void **)(next + i * bytes);
        *link = block;
        link = block;
    }
    *link = NULL;
    worker->fresh[units].next = next + count * bytes;
    return next;
}

void *
rt_block_alloc_slow(size_t bytes)
{
    size_t units = rt_block_units(bytes);
    if (RT_EVERY_BLOCK_FROM_MALLOC || units > RT_SMALL_UNITS)
        return rt_large_alloc(bytes == 0 ? 1 : bytes);
    return refill(units == 0 ? 1 : units);
}

void
rt_block_free_large(void *block)
{
    rt_large_free(block);
}

void
rt_block_free(void *block)
{
    size_t offset = (size_t)((char *)block - range.base);
    if (block == NULL || RT_EVERY_BLOCK_FROM_MALLOC || range.base == NULL ||
        offset >= range.used) {
        rt_large_free(block);
        return;
    }
    rt_block_free_sized(block, (size_t)range.units[offset >> PAGE_BITS] * RT_UNIT);
}

void *
rt_block_resize(void *block, size_t old_bytes, size_t new_bytes)
{
    size_t old_units = rt_block_units(old_bytes), new_units = rt_block_units(new_bytes);
    if (RT_EVERY_BLOCK_FROM_MALLOC ||
        (old_units > RT_SMALL_UNITS && new_units > RT_SMALL_UNITS))
        return rt_large_resize(block, new_bytes == 0 ? 1 : new_bytes);
    if (old_units == new_units)
        return block;
    void *moved = rt_block_alloc(new_bytes);
    memcpy(moved, block, old_bytes < new_bytes ? old_bytes : new_bytes);
    rt_block_free_sized(block, old_bytes);
    return moved;
}
