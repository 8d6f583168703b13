// Arenas: bump allocation from chunks that are freed together.
#include "../include/fora_base.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_CHUNK = 16 << 10, LARGEST_CHUNK = 1 << 20, ALIGNMENT = 16 };

typedef struct chunk {
    struct chunk *previous;
    char *end;
} chunk;

struct fora_arena {
    chunk *last;
    char *next, *end;  // free room of the last chunk, zeroed
    size_t chunk_size;
};

static size_t
round_up(size_t bytes)
{
    return (bytes + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
}

FORA_NORETURN static void
out_of_memory(size_t bytes)
{
    fprintf(stderr, "forac: out of memory (%zu bytes more were needed)\n", bytes);
    exit(1);
}

fora_arena *
fora_arena_new(void)
{
    fora_arena *arena = calloc(1, sizeof *arena);
    if (!arena)
        out_of_memory(sizeof *arena);
    arena->chunk_size = FIRST_CHUNK;
    return arena;
}

void
fora_arena_free(fora_arena *arena)
{
    if (!arena)
        return;
    for (chunk *c = arena->last; c;) {
        chunk *previous = c->previous;
        free(c);
        c = previous;
    }
    free(arena);
}

static chunk *
chunk_new(size_t room)
{
    size_t size = round_up(sizeof(chunk)) + room;
    chunk *c = calloc(1, size);
    if (!c)
        out_of_memory(size);
    c->end = (char *)c + size;
    return c;
}

// A request that would waste much of a chunk gets one of its own, placed behind the
// current one so that the current one's room stays in use.
static void *
alloc_own_chunk(fora_arena *arena, size_t bytes)
{
    chunk *c = chunk_new(bytes);
    if (arena->last) {
        c->previous = arena->last->previous;
        arena->last->previous = c;
    } else {
        arena->last = c;
        arena->next = arena->end = c->end;
    }
    return (char *)c + round_up(sizeof(chunk));
}

void *
fora_alloc(fora_arena *arena, size_t bytes)
{
    if (bytes > SIZE_MAX / 2)
        out_of_memory(bytes);
    bytes = round_up(bytes ? bytes : 1);
    if (bytes > (size_t)(arena->end - arena->next)) {
        if (bytes > arena->chunk_size / 4)
            return alloc_own_chunk(arena, bytes);
        chunk *c = chunk_new(arena->chunk_size);
        c->previous = arena->last;
        arena->last = c;
        arena->next = (char *)c + round_up(sizeof(chunk));
        arena->end = c->end;
        if (arena->chunk_size < LARGEST_CHUNK)
            arena->chunk_size *= 2;
    }
    void *result = arena->next;
    arena->next += bytes;
    return result;
}

char *
fora_strndup(fora_arena *arena, const char *text, size_t length)
{
    char *copy = fora_alloc(arena, length + 1);
    if (length)
        memcpy(copy, text, length);
    return copy;
}

char *
fora_vprintf(fora_arena *arena, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    FORA_ASSERT(length >= 0);
    char *text = fora_alloc(arena, (size_t)length + 1);
    vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}

char *
fora_printf(fora_arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = fora_vprintf(arena, format, arguments);
    va_end(arguments);
    return text;
}

// True when the array was the last allocation and the chunk has room behind it.
static bool
extend_in_place(fora_arena *arena, char *array, size_t old_bytes, size_t new_bytes)
{
    if (!array || array + round_up(old_bytes) != arena->next)
        return false;
    size_t more = round_up(new_bytes) - round_up(old_bytes);
    if (more > (size_t)(arena->end - arena->next))
        return false;
    arena->next += more;
    return true;
}

void *
fora_grow(fora_arena *arena, void *array, uint32_t *capacity, uint32_t needed,
          size_t size)
{
    if (needed == 0)  // a count of 32 bits ran over
        out_of_memory(SIZE_MAX);
    if (needed <= *capacity)
        return array;
    uint32_t old = *capacity;
    uint32_t wanted = old > UINT32_MAX / 2 ? UINT32_MAX : old * 2;
    if (wanted < needed)
        wanted = needed;
    if (wanted < 8)
        wanted = 8;
    *capacity = wanted;
    if (extend_in_place(arena, array, old * size, wanted * size))
        return array;
    void *bigger = fora_alloc(arena, wanted * size);
    if (old)
        memcpy(bigger, array, old * size);
    return bigger;
}
