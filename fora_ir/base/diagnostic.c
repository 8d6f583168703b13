// Collects diagnostics: formats them, drops repetitions, sorts them for printing.
#include "diagnostic.h"

#include <stdlib.h>
#include <string.h>

const ir_diag_info ir_diag_infos[] = {
#define ERROR FORA_ERROR
#define WARNING FORA_WARNING
#define DIAG(name, severity, format) {#name, format, severity},
#include "../def/diags.def"
#undef DIAG
#undef ERROR
#undef WARNING
};

fora_diags *
fora_diags_new(fora_arena *arena, const fora_sources *sources)
{
    fora_diags *diags = fora_alloc(arena, sizeof *diags);
    diags->arena = arena;
    diags->sources = sources;
    diags->seen = fora_map_new(arena);
    return diags;
}

static bool
same_span(fora_span a, fora_span b)
{
    return a.file == b.file && a.start == b.start && a.end == b.end;
}

static bool
is_repetition(fora_diags *diags, fora_span span, const char *text)
{
    uint64_t hash = fora_hash(text, strlen(text), 1);
    uint32_t place[] = {span.file, span.start, span.end};
    hash = fora_hash(place, sizeof place, hash);
    uint64_t found = 0;
    if (fora_map_get(diags->seen, hash, &found)) {
        const ir_diag *other = &diags->all[found - 1];
        if (same_span(other->span, span) && strcmp(other->text, text) == 0)
            return true;
    }
    fora_map_put(diags->seen, hash, diags->count + 1);
    return false;
}

void
fora_diag(fora_diags *diags, fora_diag_code code, fora_span span, ...)
{
    FORA_ASSERT(code < FORA_DIAG_COUNT);
    va_list arguments;
    va_start(arguments, span);
    const char *text =
        fora_vprintf(diags->arena, ir_diag_infos[code].format, arguments);
    va_end(arguments);
    diags->dropped = is_repetition(diags, span, text);
    if (diags->dropped)
        return;
    ir_diag *diag = FORA_PUSH(diags->arena, diags->all, diags->count, diags->capacity);
    *diag = (ir_diag){.code = code, .span = span, .text = text};
    if (ir_diag_infos[code].severity == FORA_ERROR)
        diags->errors++;
}

static void
add_note(fora_diags *diags, ir_diag_note note)
{
    ir_diag *diag = &diags->all[diags->count - 1];
    *FORA_PUSH(diags->arena, diag->notes, diag->note_count, diag->note_capacity) = note;
}

void
fora_diag_note(fora_diags *diags, fora_span span, const char *format, ...)
{
    if (diags->dropped || !diags->count)
        return;
    va_list arguments;
    va_start(arguments, format);
    const char *text = fora_vprintf(diags->arena, format, arguments);
    va_end(arguments);
    add_note(diags, (ir_diag_note){.span = span, .text = text});
}

void
fora_diag_help(fora_diags *diags, const char *format, ...)
{
    if (diags->dropped || !diags->count)
        return;
    va_list arguments;
    va_start(arguments, format);
    const char *text = fora_vprintf(diags->arena, format, arguments);
    va_end(arguments);
    add_note(diags, (ir_diag_note){.text = text, .help = true});
}

uint32_t
fora_diags_errors(const fora_diags *diags)
{
    return diags->errors;
}

const fora_source *
ir_diag_source(const fora_diags *diags, fora_span span)
{
    if (!span.file || !diags->sources || span.file > fora_source_count(diags->sources))
        return NULL;
    return fora_source_get(diags->sources, span.file);
}

static uint32_t
sequence_length(unsigned char lead)
{
    if (lead < 0x80)
        return 1;
    if (lead >= 0xc2 && lead < 0xe0)
        return 2;
    if (lead >= 0xe0 && lead < 0xf0)
        return 3;
    return lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
}

uint32_t
ir_decode(const char *at, const char *end, uint32_t *code_point)
{
    static const unsigned char lead_bits[] = {0, 0x7f, 0x1f, 0x0f, 0x07};
    static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    uint32_t length = sequence_length((unsigned char)*at);
    *code_point = 0xfffd;
    if (!length || length > (size_t)(end - at))
        return 1;
    uint32_t value = (unsigned char)*at & lead_bits[length];
    for (uint32_t i = 1; i < length; i++) {
        if (((unsigned char)at[i] & 0xc0) != 0x80)
            return 1;
        value = value << 6 | ((unsigned char)at[i] & 0x3f);
    }
    if (value < smallest[length] || value > 0x10ffff || (value >> 11) == 0x1b)
        return 1;
    *code_point = value;
    return length;
}

// By file and position; what was reported first stays first.
static int
compare(const void *a, const void *b)
{
    const ir_diag *x = *(const ir_diag *const *)a, *y = *(const ir_diag *const *)b;
    if (x->span.file != y->span.file)
        return x->span.file < y->span.file ? -1 : 1;
    if (x->span.start != y->span.start)
        return x->span.start < y->span.start ? -1 : 1;
    return x < y ? -1 : x > y;
}

void
fora_diags_print(const fora_diags *diags, FILE *out, fora_diags_format format,
                 bool colour)
{
    const ir_diag **sorted = fora_alloc(diags->arena, diags->count * sizeof *sorted);
    for (uint32_t i = 0; i < diags->count; i++)
        sorted[i] = &diags->all[i];
    if (diags->count)
        qsort(sorted, diags->count, sizeof *sorted, compare);
    if (format == FORA_DIAGS_JSON)
        ir_diags_print_json(diags, sorted, out);
    else
        ir_diags_print_text(diags, sorted, out, colour);
}
