// What every part of the compiler stands on: arenas, interned names, growing arrays,
// hash maps, text buffers, sources with spans, and collected diagnostics.
//
// Memory: everything is allocated from an arena whose lifetime is named by the caller
// (session, module, function, scratch) and is freed only with it. Allocation never
// returns NULL: the process ends with a message when the system has no memory left.
#pragma once

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#if defined(__GNUC__)
#define FORA_PRINTF(text, first) __attribute__((format(printf, text, first)))
#define FORA_NORETURN __attribute__((noreturn))
#endif

// ---- Defects of our own -------------------------------------------------------------

// Ends the process with exit status 3 after printing what to report. For states that no
// input may reach; `where` names pass, function or operation.
FORA_NORETURN void fora_defect(const char *file, int line, const char *format, ...)
    FORA_PRINTF(3, 4);
#define FORA_DEFECT(...) fora_defect(__FILE__, __LINE__, __VA_ARGS__)
#define FORA_ASSERT(condition)                                                         \
    ((condition) ? (void)0                                                             \
                 : fora_defect(__FILE__, __LINE__, "assertion: %s", #condition))

// ---- Arenas -------------------------------------------------------------------------

typedef struct fora_arena fora_arena;

fora_arena *fora_arena_new(void);
void fora_arena_free(fora_arena *arena);  // NULL is allowed

// Zeroed memory, aligned to 16 bytes, that lives as long as the arena.
void *fora_alloc(fora_arena *arena, size_t bytes);
char *fora_strndup(fora_arena *arena, const char *text, size_t length);
char *fora_printf(fora_arena *arena, const char *format, ...) FORA_PRINTF(2, 3);
char *fora_vprintf(fora_arena *arena, const char *format, va_list arguments)
    FORA_PRINTF(2, 0);

// Makes room for at least `needed` elements of `size` bytes in an arena array; returns
// the array, moved if it had to grow (the old copy stays in the arena), and updates
// *capacity. New room is zeroed.
void *fora_grow(fora_arena *arena, void *array, uint32_t *capacity, uint32_t needed,
                size_t size);

// Appends room for one element to `array` of `count` used and `capacity` elements and
// yields the address of the new, zeroed element.
#define FORA_PUSH(arena, array, count, capacity)                                       \
    ((array) = fora_grow((arena), (array), &(capacity), (count) + 1, sizeof *(array)), \
     &(array)[(count)++])

// ---- Names --------------------------------------------------------------------------

// An interned byte string (UTF-8, may hold NUL bytes): equal text, equal handle. 0 is "no
// name"; fora_intern never returns it, not even for "". Handles are given in order of
// arrival, so they are deterministic.
typedef uint32_t fora_sym;
typedef struct fora_names fora_names;

fora_names *fora_names_new(fora_arena *arena);
fora_sym fora_intern(fora_names *names, const char *text, size_t length);
fora_sym fora_intern_c(fora_names *names, const char *text);       // NUL-terminated
const char *fora_sym_text(const fora_names *names, fora_sym sym);  // NUL-terminated
size_t fora_sym_length(const fora_names *names, fora_sym sym);
uint32_t fora_names_count(const fora_names *names);  // handles are below this

// ---- Maps ---------------------------------------------------------------------------

// From 64-bit keys to 64-bit values. Not iterable on purpose: what reaches the output is
// kept in an array beside it.
typedef struct fora_map fora_map;
fora_map *fora_map_new(fora_arena *arena);
bool fora_map_get(const fora_map *map, uint64_t key,
                  uint64_t *value);  // value may be NULL
void fora_map_put(fora_map *map, uint64_t key, uint64_t value);

uint64_t fora_hash(const void *bytes, size_t size, uint64_t seed);

// ---- Text buffers -------------------------------------------------------------------

// A growing byte string in an arena; `bytes` is NUL-terminated whenever it is not NULL.
typedef struct {
    fora_arena *arena;
    char *bytes;
    uint32_t length, capacity;
} fora_text;

void fora_text_init(fora_text *text, fora_arena *arena);
void fora_text_add(fora_text *text, const char *bytes, size_t length);
void fora_text_printf(fora_text *text, const char *format, ...) FORA_PRINTF(2, 3);
// Adds `bytes` in double quotes, escaped so that fora's text readers accept it.
void fora_text_quote(fora_text *text, const char *bytes, size_t length);

// ---- Sources and spans --------------------------------------------------------------

// Bytes start .. end (exclusive) of source file number `file`; file 0 is "nowhere".
typedef struct {
    uint32_t file, start, end;
} fora_span;

typedef struct {
    const char *path;  // as given by the user
    const char *text;  // NUL-terminated
    uint32_t length;
    uint32_t *lines;  // offset of the start of each line
    uint32_t line_count;
    bool library;  // part of forac's own library: hidden from tracebacks
} fora_source;

typedef struct fora_sources fora_sources;
fora_sources *fora_sources_new(fora_arena *arena);
// Copies the text; returns the file's number, from 1.
uint32_t fora_source_add(fora_sources *sources, const char *path, const char *text,
                         size_t length, bool library);
// The same, but yields the number of an equal source if there is one already.
uint32_t fora_source_share(fora_sources *sources, const char *path, const char *text,
                           size_t length, bool library);
const fora_source *fora_source_get(const fora_sources *sources, uint32_t file);
uint32_t fora_source_count(const fora_sources *sources);  // files are 1 .. count
// Line (from 1) and column (from 1, in code points) of an offset.
void fora_source_position(const fora_source *source, uint32_t offset, uint32_t *line,
                          uint32_t *column);

// ---- Diagnostics --------------------------------------------------------------------

typedef enum {
#define DIAG(name, severity, format) FORA_DIAG_##name,
#include "../def/diags.def"
#undef DIAG
    FORA_DIAG_COUNT
} fora_diag_code;

typedef enum { FORA_ERROR, FORA_WARNING, FORA_NOTE } fora_severity;

typedef struct fora_diags fora_diags;  // collects; nothing is printed before the end
fora_diags *fora_diags_new(fora_arena *arena, const fora_sources *sources);
// Reports; the arguments fill the row's format. A repetition of the same text at the same
// span is dropped.
void fora_diag(fora_diags *diags, fora_diag_code code, fora_span span, ...);
// Adds to the diagnostic reported last: a note at another span (file 0: no span), or a
// suggested rewrite ("help").
void fora_diag_note(fora_diags *diags, fora_span span, const char *format, ...)
    FORA_PRINTF(3, 4);
void fora_diag_help(fora_diags *diags, const char *format, ...) FORA_PRINTF(2, 3);
uint32_t fora_diags_errors(const fora_diags *diags);
typedef enum { FORA_DIAGS_TEXT, FORA_DIAGS_JSON } fora_diags_format;
// Prints all, ordered by file and position: file:line:column, severity, text, the source
// line, the span underlined, notes, help.
void fora_diags_print(const fora_diags *diags, FILE *out, fora_diags_format format,
                      bool colour);
