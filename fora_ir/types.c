// Interned types: equal kind, payload and parameters, equal handle.
#include "include/fora_ir.h"

#include <string.h>

struct fora_types {
    fora_arena *arena;
    fora_type_info *all;  // from 1
    uint32_t count, capacity;
    fora_type *table;  // open addressing; 0 is free
    uint32_t table_size;
};

enum { FIRST_TABLE = 256 };

static uint64_t
hash_type(const fora_type_info *info)
{
    uint32_t head[] = {info->kind, info->payload, info->count};
    uint64_t hash = fora_hash(head, sizeof head, 2);
    return fora_hash(info->parameters, info->count * sizeof *info->parameters, hash);
}

static bool
same(const fora_type_info *a, const fora_type_info *b)
{
    return a->kind == b->kind && a->payload == b->payload && a->count == b->count &&
           (a->count == 0 || memcmp(a->parameters, b->parameters,
                                    a->count * sizeof *a->parameters) == 0);
}

static uint32_t
find_slot(const fora_types *types, const fora_type_info *info)
{
    uint32_t i = (uint32_t)hash_type(info) & (types->table_size - 1);
    while (types->table[i] && !same(&types->all[types->table[i]], info))
        i = (i + 1) & (types->table_size - 1);
    return i;
}

static void
enlarge_table(fora_types *types)
{
    types->table_size *= 2;
    types->table = fora_alloc(types->arena, types->table_size * sizeof *types->table);
    for (fora_type t = 1; t < types->count; t++)
        types->table[find_slot(types, &types->all[t])] = t;
}

fora_type
fora_type_make(fora_types *types, fora_type_kind kind, uint32_t payload, uint32_t count,
               const fora_type *parameters)
{
    fora_type_info wanted = {kind, payload, count, parameters};
    uint32_t slot = find_slot(types, &wanted);
    if (types->table[slot])
        return types->table[slot];
    if (count) {
        fora_type *copy = fora_alloc(types->arena, count * sizeof *copy);
        memcpy(copy, parameters, count * sizeof *copy);
        wanted.parameters = copy;
    }
    fora_type type = types->count;
    *FORA_PUSH(types->arena, types->all, types->count, types->capacity) = wanted;
    types->table[slot] = type;
    if (types->count * 2 > types->table_size)
        enlarge_table(types);
    return type;
}

fora_types *
fora_types_new(fora_arena *arena)
{
    fora_types *types = fora_alloc(arena, sizeof *types);
    types->arena = arena;
    types->table_size = FIRST_TABLE;
    types->table = fora_alloc(arena, FIRST_TABLE * sizeof *types->table);
    fora_type_info *none = FORA_PUSH(arena, types->all, types->count, types->capacity);
    none->kind = FORA_TYPE_COUNT;
    for (int kind = 0; kind < FORA_TYPE_COUNT; kind++)
        fora_type_make(types, (fora_type_kind)kind, 0, 0, NULL);
    return types;
}

const fora_type_info *
fora_type_get(const fora_types *types, fora_type type)
{
    FORA_ASSERT(type > 0 && type < types->count);
    return &types->all[type];
}

bool
fora_type_has(const fora_types *types, fora_type type, uint64_t kinds)
{
    static const uint64_t composed =
        FORA_TYPE_BIT(TUPLE) | FORA_TYPE_BIT(VTUPLE) | FORA_TYPE_BIT(UNION);
    _Static_assert(FORA_TYPE_COUNT <= 64, "a set of kinds has 64 bits");
    const fora_type_info *info = fora_type_get(types, type);
    bool has = kinds >> info->kind & 1;
    for (uint32_t i = 0; (composed >> info->kind & 1) && i < info->count && !has; i++)
        has = fora_type_has(types, info->parameters[i], kinds);
    return has;
}

uint32_t
fora_type_count(const fora_types *types)
{
    return types->count - 1;
}
