// Sorting by digits, the least significant first: each pass moves the items to where the
// counts of the smaller digits say. Digits that all keys have in common cost no pass.
#include "sort_digits.h"

#include <string.h>

#include "memory.h"

enum {
    DIGIT_BITS = 8,
    DIGITS = 64 / DIGIT_BITS,
    VALUES = 1 << DIGIT_BITS,
};

typedef struct {
    uint32_t of[DIGITS][VALUES];
} digit_counts;

static inline uint32_t
digit(uint64_t key, int number)
{
    return (uint32_t)(key >> number * DIGIT_BITS) & (VALUES - 1);
}

static inline void
count_digits(digit_counts *counts, uint64_t key)
{
    for (int i = 0; i < DIGITS; i++)
        counts->of[i][digit(key, i)]++;
}

// Makes the counts of a digit the places of the first items that have it; false if all
// items have the same one, `some`.
static bool
counts_to_places(uint32_t *counts, int64_t count, uint32_t some)
{
    if (counts[some] == count)
        return false;
    uint32_t place = 0;
    for (int i = 0; i < VALUES; i++) {
        uint32_t here = counts[i];
        counts[i] = place;
        place += here;
    }
    return true;
}

// Whether so many items, of which so many at the front are in order, are better compared.
static bool
is_better_compared(int64_t count, int64_t ordered)
{
    return count < RT_FEWEST_DIGITS || count > UINT32_MAX || ordered >= count / 4;
}

#define SORT_BY_DIGITS(name, TYPE, KEY)                                                \
    bool name(TYPE *items, int64_t count)                                              \
    {                                                                                  \
        int64_t up = 1, down = 1;                                                      \
        while (up < count && KEY(items[up - 1]) <= KEY(items[up]))                     \
            up++;                                                                      \
        while (down < count && KEY(items[down - 1]) > KEY(items[down]))                \
            down++;                                                                    \
        if (is_better_compared(count, up > down ? up : down))                          \
            return false;                                                              \
        digit_counts *counts = rt_block_alloc(sizeof *counts);                         \
        memset(counts, 0, sizeof *counts);                                             \
        for (int64_t i = 0; i < count; i++)                                            \
            count_digits(counts, KEY(items[i]));                                       \
        TYPE                                                                           \
        *from = items, *to = rt_block_alloc((size_t)count * sizeof *to);               \
        TYPE                                                                           \
        *spare = to;                                                                   \
        for (int number = 0; number < DIGITS; number++) {                              \
            uint32_t *places = counts->of[number];                                     \
            if (!counts_to_places(places, count, digit(KEY(items[0]), number)))        \
                continue;                                                              \
            for (int64_t i = 0; i < count; i++)                                        \
                to[places[digit(KEY(from[i]), number)]++] = from[i];                   \
            TYPE                                                                       \
            *swapped = from;                                                           \
            from = to;                                                                 \
            to = swapped;                                                              \
        }                                                                              \
        if (from != items)                                                             \
            memcpy(items, from, (size_t)count * sizeof *items);                        \
        rt_block_free(spare);                                                          \
        rt_block_free(counts);                                                         \
        return true;                                                                   \
    }

#define ITSELF(item) (item)
#define ITS_KEY(item) ((item).key)
SORT_BY_DIGITS(rt_sort_digits, uint64_t, ITSELF)
SORT_BY_DIGITS(rt_sort_keyed, rt_keyed, ITS_KEY)
