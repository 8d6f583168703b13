// What the compiler works with in a test: memory, names, sources, diagnostics.
#pragma once

#include <stdio.h>
#include <string.h>

#include "fora_ir.h"

typedef struct {
    fora_arena *arena;  // the others are in it; its owner frees it
    fora_names *names;
    fora_sources *sources;
    fora_diags *diags;
} test_session;

static inline test_session
test_session_new(void)
{
    test_session s = {.arena = fora_arena_new()};
    s.names = fora_names_new(s.arena);
    s.sources = fora_sources_new(s.arena);
    s.diags = fora_diags_new(s.arena, s.sources);
    return s;
}

// The program that Fora text describes, NULL if the reader finds a fault.
static inline fora_program *
test_parse(test_session *s, const char *text)
{
    uint32_t file = fora_source_add(s->sources, "test.fora", text, strlen(text), false);
    return fora_parse(s->arena, s->names, s->sources, s->diags, file);
}

// What is printed for diagnostics; the caller frees it.
static inline char *
test_printed(const fora_diags *diags, fora_diags_format format, bool colour)
{
    char *text = NULL;
    size_t size = 0;
    FILE *memory = open_memstream(&text, &size);
    fora_diags_print(diags, memory, format, colour);
    fclose(memory);
    return text;
}
