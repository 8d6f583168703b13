// Diagnostics for tools: an array with one object each.
#include "diagnostic.h"

#include <string.h>

static void
print_string(const char *text, FILE *out)
{
    const char *end = text + strlen(text);
    fputc('"', out);
    while (text < end) {
        uint32_t code_point, length = ir_decode(text, end, &code_point);
        if (code_point == '"' || code_point == '\\')
            fprintf(out, "\\%c", (int)code_point);
        else if (code_point < 0x20 || code_point == 0x7f || code_point == 0xfffd)
            fprintf(out, "\\u%04x", code_point);
        else
            fwrite(text, 1, length, out);
        text += length;
    }
    fputc('"', out);
}

// The members that tell a place; nothing for a span that is nowhere.
static void
print_place(const fora_diags *diags, fora_span span, FILE *out)
{
    const fora_source *source = ir_diag_source(diags, span);
    if (!source)
        return;
    uint32_t line, column, end_line, end_column;
    fora_source_position(source, span.start, &line, &column);
    fora_source_position(source, span.end, &end_line, &end_column);
    fputs("\"file\": ", out);
    print_string(source->path, out);
    fprintf(out,
            ", \"line\": %u, \"column\": %u, \"end_line\": %u, \"end_column\": %u, ",
            line, column, end_line, end_column);
}

static void
print_notes(const fora_diags *diags, const ir_diag *diag, bool help, FILE *out)
{
    bool first = true;
    for (uint32_t i = 0; i < diag->note_count; i++) {
        const ir_diag_note *note = &diag->notes[i];
        if (note->help != help)
            continue;
        fputs(first ? "" : ", ", out);
        first = false;
        fputc('{', out);
        print_place(diags, note->span, out);
        fputs("\"message\": ", out);
        print_string(note->text, out);
        fputc('}', out);
    }
}

void
ir_diags_print_json(const fora_diags *diags, const ir_diag *const *sorted, FILE *out)
{
    fputc('[', out);
    for (uint32_t i = 0; i < diags->count; i++) {
        const ir_diag *diag = sorted[i];
        const ir_diag_info *info = &ir_diag_infos[diag->code];
        fputs(i ? ",\n {" : "\n {", out);
        print_place(diags, diag->span, out);
        fprintf(out, "\"severity\": \"%s\", \"code\": \"%s\", \"message\": ",
                info->severity == FORA_ERROR ? "error" : "warning", info->name);
        print_string(diag->text, out);
        fputs(", \"notes\": [", out);
        print_notes(diags, diag, false, out);
        fputs("], \"help\": [", out);
        print_notes(diags, diag, true, out);
        fputs("]}", out);
    }
    fputs(diags->count ? "\n]\n" : "]\n", out);
}
