// Hash maps from 64-bit keys to 64-bit values: open addressing, never deleted from.
#include "../include/fora_base.h"

#include <string.h>

enum { FIRST_SLOTS = 16 };

typedef struct {
    uint64_t key, value;
} slot;

// Key 0 marks a free slot, so its value is kept apart.
struct fora_map {
    fora_arena *arena;
    slot *slots;
    uint32_t slot_count, used;
    bool has_zero;
    uint64_t zero_value;
};

static uint64_t
mix(uint64_t x)
{
    x ^= x >> 32;
    x *= 0xd6e8feb86659fd93u;
    x ^= x >> 32;
    x *= 0xd6e8feb86659fd93u;
    return x ^ (x >> 32);
}

uint64_t
fora_hash(const void *bytes, size_t size, uint64_t seed)
{
    const unsigned char *from = bytes;
    uint64_t hash = mix(seed + 0x9e3779b97f4a7c15u + size);
    for (; size >= 8; size -= 8, from += 8) {
        uint64_t word;
        memcpy(&word, from, 8);
        hash = mix(hash ^ word) + 0x9e3779b97f4a7c15u;
    }
    uint64_t tail = 0;
    for (size_t i = 0; i < size; i++)
        tail |= (uint64_t)from[i] << (8 * i);
    return mix(hash ^ tail);
}

fora_map *
fora_map_new(fora_arena *arena)
{
    fora_map *map = fora_alloc(arena, sizeof *map);
    map->arena = arena;
    return map;
}

// The slot that holds `key`, or the free one where it belongs.
static slot *
find(slot *slots, uint32_t count, uint64_t key)
{
    uint32_t i = (uint32_t)mix(key) & (count - 1);
    while (slots[i].key && slots[i].key != key)
        i = (i + 1) & (count - 1);
    return &slots[i];
}

bool
fora_map_get(const fora_map *map, uint64_t key, uint64_t *value)
{
    const uint64_t *found = NULL;
    if (key == 0) {
        found = map->has_zero ? &map->zero_value : NULL;
    } else if (map->slot_count) {
        const slot *s = find(map->slots, map->slot_count, key);
        found = s->key ? &s->value : NULL;
    }
    if (found && value)
        *value = *found;
    return found != NULL;
}

static void
enlarge(fora_map *map)
{
    uint32_t count = map->slot_count ? map->slot_count * 2 : FIRST_SLOTS;
    slot *slots = fora_alloc(map->arena, count * sizeof *slots);
    for (uint32_t i = 0; i < map->slot_count; i++)
        if (map->slots[i].key)
            *find(slots, count, map->slots[i].key) = map->slots[i];
    map->slots = slots;
    map->slot_count = count;
}

void
fora_map_put(fora_map *map, uint64_t key, uint64_t value)
{
    if (key == 0) {
        map->has_zero = true;
        map->zero_value = value;
        return;
    }
    if ((uint64_t)(map->used + 1) * 4 > (uint64_t)map->slot_count * 3)
        enlarge(map);
    slot *s = find(map->slots, map->slot_count, key);
    if (!s->key) {
        s->key = key;
        map->used++;
    }
    s->value = value;
}
