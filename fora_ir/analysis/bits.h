// Sets of small numbers, for the analyses: fixed size, in an arena.
#pragma once

#include "fora_base.h"

typedef struct {
    uint32_t words;
    uint64_t *word;
} ir_bits;

static inline ir_bits
ir_bits_new(fora_arena *arena, uint32_t count)
{
    uint32_t words = count / 64 + 1;
    return (ir_bits){words, fora_alloc(arena, words * sizeof(uint64_t))};
}

static inline bool
ir_bits_has(ir_bits set, uint32_t i)
{
    return set.word[i / 64] >> i % 64 & 1;
}

static inline void
ir_bits_add(ir_bits set, uint32_t i)
{
    set.word[i / 64] |= UINT64_C(1) << i % 64;
}

static inline void
ir_bits_remove(ir_bits set, uint32_t i)
{
    set.word[i / 64] &= ~(UINT64_C(1) << i % 64);
}

static inline void
ir_bits_clear(ir_bits set)
{
    for (uint32_t w = 0; w < set.words; w++)
        set.word[w] = 0;
}

static inline void
ir_bits_copy(ir_bits to, ir_bits from)
{
    for (uint32_t w = 0; w < to.words; w++)
        to.word[w] = from.word[w];
}

// Adds all of `from`; whether that changed anything.
static inline bool
ir_bits_unite(ir_bits to, ir_bits from)
{
    uint64_t news = 0;
    for (uint32_t w = 0; w < to.words; w++) {
        news |= from.word[w] & ~to.word[w];
        to.word[w] |= from.word[w];
    }
    return news != 0;
}

static inline ir_bits
ir_bits_dup(fora_arena *arena, ir_bits from)
{
    ir_bits to = ir_bits_new(arena, from.words * 64 - 1);
    ir_bits_copy(to, from);
    return to;
}
