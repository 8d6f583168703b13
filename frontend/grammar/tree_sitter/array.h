// The growing array that the grammar's scanner includes as tree_sitter/array.h: only what
// it uses, since Debian's package of tree-sitter leaves that header out.
#pragma once

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define Array(T)                                                                       \
    struct {                                                                           \
        T *contents;                                                                   \
        uint32_t size;                                                                 \
        uint32_t capacity;                                                             \
    }

#define array_init(array)                                                              \
    ((array)->contents = NULL, (array)->size = 0, (array)->capacity = 0)

#define array_get(array, index) (&(array)->contents[index])
#define array_back(array) array_get(array, (array)->size - 1)
#define array_pop(array) ((array)->contents[--(array)->size])

#define array_delete(array) (free((array)->contents), array_init(array))

// Memory that cannot be had ends the process: the scanner has no way to report it.
static inline void *
grammar_array_grow(void *contents, uint32_t *capacity, uint32_t needed, size_t size)
{
    if (needed <= *capacity)
        return contents;
    uint32_t room = *capacity * 2 > needed ? *capacity * 2 : needed < 8 ? 8 : needed;
    contents = realloc(contents, room * size);
    if (!contents)
        abort();
    *capacity = room;
    return contents;
}

#define array_reserve(array, needed)                                                   \
    ((array)->contents = grammar_array_grow((array)->contents, &(array)->capacity,     \
                                            (needed), sizeof *(array)->contents))

#define array_push(array, element)                                                     \
    (array_reserve(array, (array)->size + 1),                                          \
     (void)((array)->contents[(array)->size++] = (element)))
