// Interned byte strings.
#include "../include/fora_base.h"

#include <string.h>

typedef struct {
    const char *text;
    size_t length;
    uint64_t hash;
} name;

struct fora_names {
    fora_arena *arena;
    name *all;  // from 1
    uint32_t count, capacity;
    fora_sym *table;  // open addressing; 0 is free
    uint32_t table_size;
};

enum { FIRST_TABLE = 256 };

fora_names *
fora_names_new(fora_arena *arena)
{
    fora_names *names = fora_alloc(arena, sizeof *names);
    names->arena = arena;
    names->table_size = FIRST_TABLE;
    names->table = fora_alloc(arena, FIRST_TABLE * sizeof *names->table);
    name *none = FORA_PUSH(arena, names->all, names->count, names->capacity);
    none->text = "";
    return names;
}

static void
enlarge_table(fora_names *names)
{
    uint32_t size = names->table_size * 2;
    names->table = fora_alloc(names->arena, size * sizeof *names->table);
    names->table_size = size;
    for (fora_sym sym = 1; sym < names->count; sym++) {
        uint32_t i = (uint32_t)names->all[sym].hash & (size - 1);
        while (names->table[i])
            i = (i + 1) & (size - 1);
        names->table[i] = sym;
    }
}

fora_sym
fora_intern(fora_names *names, const char *text, size_t length)
{
    uint64_t hash = fora_hash(text, length, 0);
    uint32_t i = (uint32_t)hash & (names->table_size - 1);
    for (; names->table[i]; i = (i + 1) & (names->table_size - 1)) {
        const name *n = &names->all[names->table[i]];
        if (n->hash == hash && n->length == length &&
            (length == 0 || memcmp(n->text, text, length) == 0))
            return names->table[i];
    }
    fora_sym sym = names->count;
    name *n = FORA_PUSH(names->arena, names->all, names->count, names->capacity);
    n->text = fora_strndup(names->arena, text, length);
    n->length = length;
    n->hash = hash;
    names->table[i] = sym;
    if (names->count * 2 > names->table_size)
        enlarge_table(names);
    return sym;
}

fora_sym
fora_intern_c(fora_names *names, const char *text)
{
    return fora_intern(names, text, strlen(text));
}

const char *
fora_sym_text(const fora_names *names, fora_sym sym)
{
    FORA_ASSERT(sym < names->count);
    return names->all[sym].text;
}

size_t
fora_sym_length(const fora_names *names, fora_sym sym)
{
    FORA_ASSERT(sym < names->count);
    return names->all[sym].length;
}

uint32_t
fora_names_count(const fora_names *names)
{
    return names->count;
}
