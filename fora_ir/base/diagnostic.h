// What the collector and the two printers of diagnostics share.
#pragma once

#include "../include/fora_base.h"

typedef struct {
    fora_span span;
    const char *text;
    bool help;
} ir_diag_note;

typedef struct {
    fora_diag_code code;
    fora_span span;
    const char *text;
    uint32_t note_count, note_capacity;
    ir_diag_note *notes;
} ir_diag;

typedef struct {
    const char *name, *format;
    fora_severity severity;
} ir_diag_info;
extern const ir_diag_info ir_diag_infos[];  // by fora_diag_code

struct fora_diags {
    fora_arena *arena;
    const fora_sources *sources;
    uint32_t count, capacity;
    ir_diag *all;
    fora_map *seen;  // hash of text and span: number in `all`, plus 1
    bool dropped;    // the one reported last was a repetition
    uint32_t errors;
};

// The source of a span, or NULL if it is nowhere.
const fora_source *ir_diag_source(const fora_diags *diags, fora_span span);
// Decodes one code point of UTF-8 at `at` (before `end`); a broken sequence counts as one
// byte and yields U+FFFD. Returns the number of bytes.
uint32_t ir_decode(const char *at, const char *end, uint32_t *code_point);

void ir_diags_print_text(const fora_diags *diags, const ir_diag *const *sorted,
                         FILE *out, bool colour);
void ir_diags_print_json(const fora_diags *diags, const ir_diag *const *sorted,
                         FILE *out);
