// Sorting by digits, for keys whose order is that of unsigned integers: stable, and without
// comparisons that a processor mispredicts.
#pragma once

#include <stdbool.h>
#include <stdint.h>

// What is sorted together with its key.
typedef struct {
    uint64_t key, value;
} rt_keyed;

// Both leave the items alone and return false when comparing does as well: few items, or
// items that begin in order, forwards or backwards.
enum { RT_FEWEST_DIGITS = 256 };
bool rt_sort_digits(uint64_t *keys, int64_t count);
bool rt_sort_keyed(rt_keyed *items, int64_t count);

// Keys with the order of the values; nan has none, and -0.0 equals 0.0.
static inline uint64_t
rt_key_of_int(int64_t value)
{
    return (uint64_t)value ^ (uint64_t)1 << 63;
}

static inline int64_t
rt_int_of_key(uint64_t key)
{
    return (int64_t)(key ^ (uint64_t)1 << 63);
}

static inline uint64_t
rt_key_of_bits(uint64_t bits)
{
    return bits ^ ((uint64_t)((int64_t)bits >> 63) | (uint64_t)1 << 63);
}

static inline uint64_t
rt_bits_of_key(uint64_t key)
{
    return key ^ ((uint64_t)((int64_t)~key >> 63) | (uint64_t)1 << 63);
}
