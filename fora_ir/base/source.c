// Source files, their lines, and positions in them.
#include "../include/fora_base.h"

#include <string.h>

struct fora_sources {
    fora_arena *arena;
    fora_source **files;  // from 1
    uint32_t count, capacity;
};

fora_sources *
fora_sources_new(fora_arena *arena)
{
    fora_sources *sources = fora_alloc(arena, sizeof *sources);
    sources->arena = arena;
    *FORA_PUSH(arena, sources->files, sources->count, sources->capacity) = NULL;
    return sources;
}

// Lines end as Python's do: LF, CR LF, or CR alone.
static void
find_lines(fora_arena *arena, fora_source *source)
{
    uint32_t capacity = 0;
    *FORA_PUSH(arena, source->lines, source->line_count, capacity) = 0;
    for (uint32_t i = 0; i < source->length; i++) {
        char c = source->text[i];
        if (c == '\n' || (c == '\r' && source->text[i + 1] != '\n'))
            *FORA_PUSH(arena, source->lines, source->line_count, capacity) = i + 1;
    }
}

uint32_t
fora_source_add(fora_sources *sources, const char *path, const char *text,
                size_t length, bool library)
{
    FORA_ASSERT(length < UINT32_MAX);
    fora_source *source = fora_alloc(sources->arena, sizeof *source);
    source->path = fora_printf(sources->arena, "%s", path);
    source->text = fora_strndup(sources->arena, text, length);
    source->length = (uint32_t)length;
    source->library = library;
    find_lines(sources->arena, source);
    *FORA_PUSH(sources->arena, sources->files, sources->count, sources->capacity) =
        source;
    return sources->count - 1;
}

uint32_t
fora_source_share(fora_sources *sources, const char *path, const char *text,
                  size_t length, bool library)
{
    for (uint32_t file = 1; file < sources->count; file++) {
        const fora_source *source = sources->files[file];
        if (source->length == length && source->library == library &&
            strcmp(source->path, path) == 0 && memcmp(source->text, text, length) == 0)
            return file;
    }
    return fora_source_add(sources, path, text, length, library);
}

const fora_source *
fora_source_get(const fora_sources *sources, uint32_t file)
{
    FORA_ASSERT(file > 0 && file < sources->count);
    return sources->files[file];
}

uint32_t
fora_source_count(const fora_sources *sources)
{
    return sources->count - 1;
}

void
fora_source_position(const fora_source *source, uint32_t offset, uint32_t *line,
                     uint32_t *column)
{
    if (offset > source->length)
        offset = source->length;
    uint32_t low = 0, high = source->line_count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (source->lines[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    *line = low + 1;
    *column = 1;
    for (uint32_t i = source->lines[low]; i < offset; i++)
        if (((unsigned char)source->text[i] & 0xc0) != 0x80)
            ++*column;
}
