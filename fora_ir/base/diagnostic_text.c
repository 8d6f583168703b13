// Diagnostics for people: position, text, the source line with the span underlined.
#include "diagnostic.h"

#include <string.h>

// A longer line is shown as a window around the span, in columns.
enum { WINDOW_BEFORE = 60, WINDOW = 120, TAB = 8 };

typedef struct {
    const char *bold, *red, *magenta, *cyan, *green, *reset;
} palette;

static const palette no_colours = {"", "", "", "", "", ""};
static const palette colours = {"\033[1m",    "\033[1;31m", "\033[1;35m",
                                "\033[1;36m", "\033[1;32m", "\033[0m"};

// Columns that a terminal gives a code point.
static uint32_t
width_of(uint32_t code_point)
{
    static const struct {
        uint32_t first, last, width;
    } ranges[] = {
        {0x300, 0x36f, 0},   {0x1100, 0x115f, 2},   {0x200b, 0x200f, 0},
        {0x2e80, 0xa4cf, 2}, {0xac00, 0xd7a3, 2},   {0xf900, 0xfaff, 2},
        {0xfe00, 0xfe0f, 0}, {0xfe30, 0xfe6f, 2},   {0xff00, 0xff60, 2},
        {0xffe0, 0xffe6, 2}, {0x1f300, 0x1faff, 2}, {0x20000, 0x3fffd, 2},
    };
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (code_point >= ranges[i].first && code_point <= ranges[i].last)
            return ranges[i].width;
    return 1;
}

typedef struct {
    const char *start, *end;        // of the line, without its end
    uint32_t span_start, span_end;  // in bytes of the line
    uint32_t number;
} line_view;

static line_view
view_line(const fora_source *source, fora_span span)
{
    uint32_t column;
    line_view view = {0};
    uint32_t start = span.start < source->length ? span.start : source->length;
    fora_source_position(source, start, &view.number, &column);
    uint32_t first = source->lines[view.number - 1];
    uint32_t last =
        view.number < source->line_count ? source->lines[view.number] : source->length;
    while (last > first &&
           (source->text[last - 1] == '\n' || source->text[last - 1] == '\r'))
        last--;
    view.start = source->text + first;
    view.end = source->text + last;
    view.span_start = start - first;
    uint32_t end = span.end > start ? span.end : start + 1;
    view.span_end = (end < last ? end : last) - first;
    if (end < first || view.span_end <= view.span_start)
        view.span_end = view.span_start + 1;
    return view;
}

// The line is written expanded (tabs, control characters, broken bytes), with a mark per
// column, so that the underline fits whatever stands in the line.
typedef struct {
    fora_text text, marks;
    uint32_t column, first, last;  // the window in columns
} row;

static void
add_cell(row *r, const char *bytes, uint32_t length, uint32_t width, char mark)
{
    if (r->column >= r->first && r->column + width <= r->last) {
        fora_text_add(&r->text, bytes, length);
        for (uint32_t i = 0; i < width; i++)
            fora_text_add(&r->marks, &mark, 1);
    }
    r->column += width;
}

static void
add_code_point(row *r, const char *at, uint32_t length, uint32_t code_point, char mark)
{
    if (code_point == '\t') {
        do
            add_cell(r, " ", 1, 1, mark);
        while (r->column % TAB);
    } else if (code_point < 0x20 || (code_point >= 0x7f && code_point < 0xa0)) {
        add_cell(r, "?", 1, 1, mark);
    } else if (code_point == 0xfffd) {
        add_cell(r, "\xef\xbf\xbd", 3, 1, mark);
    } else {
        add_cell(r, at, length, width_of(code_point), mark);
    }
}

// Columns up to the span's start.
static uint32_t
columns_before(const line_view *view)
{
    row r = {.first = UINT32_MAX};
    for (const char *at = view->start; at < view->start + view->span_start;) {
        uint32_t code_point, length = ir_decode(at, view->end, &code_point);
        add_code_point(&r, at, length, code_point, ' ');
        at += length;
    }
    return r.column;
}

static void
fill_row(row *r, const line_view *view)
{
    const char *at = view->start;
    while (at < view->end && r->column < r->last) {
        uint32_t offset = (uint32_t)(at - view->start);
        char mark = ' ';
        if (offset >= view->span_start && offset < view->span_end)
            mark = offset == view->span_start ? '^' : '~';
        uint32_t code_point, length = ir_decode(at, view->end, &code_point);
        add_code_point(r, at, length, code_point, mark);
        at += length;
    }
    if (view->span_start >= (uint32_t)(view->end - view->start))
        add_cell(r, "", 0, 1, '^');
}

// A cell of more than one column gets its mark repeated: only the first `^` stays.
static void
thin_marks(fora_text *marks)
{
    bool seen = false;
    for (uint32_t i = 0; i < marks->length; i++) {
        if (marks->bytes[i] == '^' && seen)
            marks->bytes[i] = '~';
        seen = seen || marks->bytes[i] == '^';
    }
    while (marks->length && marks->bytes[marks->length - 1] == ' ')
        marks->bytes[--marks->length] = 0;
}

static void
print_line(const fora_diags *diags, fora_span span, const palette *p, FILE *out)
{
    const fora_source *source = ir_diag_source(diags, span);
    if (!source || !source->length)
        return;
    line_view view = view_line(source, span);
    uint32_t before = columns_before(&view);
    row r = {.last = UINT32_MAX};
    if (before > WINDOW - TAB)
        r.first = before - WINDOW_BEFORE;
    r.last = r.first + WINDOW;
    fora_text_init(&r.text, diags->arena);
    fora_text_init(&r.marks, diags->arena);
    fora_text_add(&r.text, "", 0);
    fora_text_add(&r.marks, "", 0);
    fill_row(&r, &view);
    thin_marks(&r.marks);
    const char *cut = r.first ? "..." : "";
    fprintf(out, "%6u | %s%s\n       | %*s%s%s%s\n", view.number, cut, r.text.bytes,
            (int)strlen(cut), "", p->green, r.marks.bytes, p->reset);
}

static void
print_head(const fora_diags *diags, fora_span span, const char *kind,
           const char *kind_colour, const char *text, const palette *p, FILE *out)
{
    const fora_source *source = ir_diag_source(diags, span);
    if (source) {
        uint32_t line, column;
        fora_source_position(source, span.start, &line, &column);
        fprintf(out, "%s%s:%u:%u:%s ", p->bold, source->path, line, column, p->reset);
    } else {
        fprintf(out, "%sforac:%s ", p->bold, p->reset);
    }
    fprintf(out, "%s%s:%s %s%s%s\n", kind_colour, kind, p->reset, p->bold, text,
            p->reset);
}

static void
print_note(const fora_diags *diags, const ir_diag_note *note, const palette *p,
           FILE *out)
{
    if (note->help) {
        fprintf(out, "%shelp:%s %s\n", p->green, p->reset, note->text);
    } else if (!note->span.file) {
        fprintf(out, "%snote:%s %s\n", p->cyan, p->reset, note->text);
    } else {
        print_head(diags, note->span, "note", p->cyan, note->text, p, out);
        print_line(diags, note->span, p, out);
    }
}

void
ir_diags_print_text(const fora_diags *diags, const ir_diag *const *sorted, FILE *out,
                    bool colour)
{
    const palette *p = colour ? &colours : &no_colours;
    for (uint32_t i = 0; i < diags->count; i++) {
        const ir_diag *diag = sorted[i];
        bool error = ir_diag_infos[diag->code].severity == FORA_ERROR;
        print_head(diags, diag->span, error ? "error" : "warning",
                   error ? p->red : p->magenta, diag->text, p, out);
        print_line(diags, diag->span, p, out);
        for (uint32_t n = 0; n < diag->note_count; n++)
            print_note(diags, &diag->notes[n], p, out);
    }
}
