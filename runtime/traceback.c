// Prints an exception that nobody caught as CPython 3.11 does: the chain of causes and
// contexts, each with its traceback, source lines and carets.
#include "traceback.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "carets.h"
#include "memory.h"
#include "rt.h"
#include "str.h"

enum { FRAME_LIMIT = 1000, REPEAT_LIMIT = 3, INDENT = 4 };

// ---- Source lines -------------------------------------------------------------------

// Line `number` of a file without its end, in memory from malloc; NULL: not there.
static char *
read_line(const char *path, uint32_t number, size_t *length)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return NULL;
    char *line = NULL;
    size_t capacity = 0;
    ssize_t count = -1;
    for (uint32_t i = 0; i < number; i++)
        if ((count = getline(&line, &capacity, file)) < 0)
            break;
    fclose(file);
    if (count < 0) {
        free(line);
        return NULL;
    }
    while (count > 0 && (line[count - 1] == '\n' || line[count - 1] == '\r'))
        count--;
    line[count] = '\0';
    *length = (size_t)count;
    return line;
}

static size_t
characters(const char *text, size_t bytes)
{
    size_t count = 0;
    for (size_t i = 0; i < bytes; i++)
        count += ((unsigned char)text[i] & 0xc0) != 0x80;
    return count;
}

static bool
is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\f';
}

// The columns that a terminal shows a text in, as CPython counts them: two for a wide
// character, one for any other.
static size_t
columns(const char *text, size_t bytes)
{
    static const struct {
        uint32_t first, last;
    } wide[] = {
#define WIDE(first, last) {first, last},
#include "wide_characters.def"
#undef WIDE
    };
    size_t count = 0;
    for (size_t at = 0; at < bytes;) {
        uint32_t point = (unsigned char)text[at++];
        if (point >= 0xc0)
            point &= point >= 0xf0 ? 0x07 : point >= 0xe0 ? 0x0f : 0x1f;
        while (at < bytes && ((unsigned char)text[at] & 0xc0) == 0x80)
            point = point << 6 | ((unsigned char)text[at++] & 0x3f);
        count++;
        for (size_t i = 0; i < sizeof wide / sizeof *wide && wide[i].first <= point;
             i++)
            count += point <= wide[i].last;
    }
    return count;
}

static void
put_repeated(char character, size_t count)
{
    for (; count > 0; count--)
        fputc(character, stderr);
}

// What to mark in a line: bytes from start to stop, of which left to right are special.
typedef struct {
    size_t start, stop, left, right;
    bool anchored;
} marks;

static marks
find_marks(const rt_site *site, const char *line, size_t length)
{
    marks m = {site->column, site->end_column, 0, 0, false};
    if (site->end_line != site->line) {
        m.stop = length;
        while (m.stop > m.start && is_space(line[m.stop - 1]))
            m.stop--;
    } else {
        m.stop = m.stop < length ? m.stop : length;
        m.anchored =
            m.start < m.stop &&
            rt_carets_anchor(line + m.start, m.stop - m.start, &m.left, &m.right);
        m.left += m.start;
        m.right += m.start;
    }
    return m;
}

static void
print_carets(const rt_site *site, const char *line, size_t length, size_t indentation)
{
    marks m = find_marks(site, line, length);
    if (m.start >= m.stop || m.start < indentation)
        return;
    size_t count = characters(line + m.start, m.stop - m.start);
    if (!m.anchored && count == characters(line + indentation, length - indentation))
        return;
    put_repeated(' ', INDENT + columns(line + indentation, m.start - indentation));
    if (m.anchored) {
        put_repeated('~', columns(line + m.start, m.left - m.start));
        m.right = m.right < m.stop ? m.right : m.stop;
        put_repeated('^', columns(line + m.left, m.right - m.left));
        put_repeated('~', columns(line + m.right, m.stop - m.right));
    } else {
        put_repeated('^', columns(line + m.start, m.stop - m.start));
    }
    fputc('\n', stderr);
}

static void
print_site(const rt_site *site)
{
    const char *dot = strrchr(site->function, '.');
    fprintf(stderr, "  File \"%s\", line %u, in %s\n", site->file, site->line,
            dot == NULL ? site->function : dot + 1);
    size_t length, indentation = 0;
    char *line = read_line(site->file, site->line, &length);
    if (line == NULL)
        return;
    while (indentation < length && is_space(line[indentation]))
        indentation++;
    fprintf(stderr, "%*s%s\n", INDENT, "", line + indentation);
    if (site->end_column > 0 || site->end_line > site->line)
        print_carets(site, line, length, indentation);
    free(line);
}

// ---- Tracebacks ---------------------------------------------------------------------

static bool
same_place(const rt_site *a, const rt_site *b)
{
    return a != NULL && a->line == b->line && strcmp(a->function, b->function) == 0 &&
           strcmp(a->file, b->file) == 0;
}

static void
print_repeated(size_t count)
{
    if (count > REPEAT_LIMIT)
        fprintf(stderr, "  [Previous line repeated %zu more time%s]\n",
                count - REPEAT_LIMIT, count - REPEAT_LIMIT > 1 ? "s" : "");
}

static void
print_frames(const rt_exception *exception)
{
    size_t count = rt_traceback_count(exception), repeated = 0;
    const rt_site *last = NULL;
    fputs("Traceback (most recent call last):\n", stderr);
    for (size_t i = count > FRAME_LIMIT ? count - FRAME_LIMIT : 0; i < count; i++) {
        const rt_site *site = rt_traceback_site(exception, i);
        if (!same_place(last, site)) {
            print_repeated(repeated);
            last = site;
            repeated = 0;
        }
        if (++repeated <= REPEAT_LIMIT)
            print_site(site);
    }
    print_repeated(repeated);
}

static void
print_text(const rt_str *string)
{
    size_t bytes;
    char *text = rt_str_to_utf8(string, &bytes);
    fwrite(text, 1, bytes, stderr);
    free(text);
}

// What str() of the exception says.
static const rt_str *
text_of(const rt_exception *exception)
{
    return exception->shown != NULL ? exception->shown : exception->message;
}

static void
print_one(const rt_exception *exception)
{
    if (rt_traceback_count(exception) > 0)
        print_frames(exception);
    fputs(rt_exception_class_text(exception), stderr);
    const rt_str *text = text_of(exception);
    if (text != NULL && text->length > 0) {
        fputs(": ", stderr);
        print_text(text);
    }
    fputc('\n', stderr);
}

// ---- Chains -------------------------------------------------------------------------

static const rt_exception *
predecessor(const rt_exception *exception)
{
    if (exception->cause != NULL)
        return (const rt_exception *)exception->cause;
    return exception->suppress_context ? NULL
                                       : (const rt_exception *)exception->context;
}

static bool
is_among(const rt_exception *const *chain, size_t count, const rt_exception *exception)
{
    for (size_t i = 0; i < count; i++)
        if (chain[i] == exception)
            return true;
    return false;
}

static void
print_chain(const rt_exception *exception)
{
    size_t count = 0, capacity = 0;
    const rt_exception **chain = NULL;
    for (; exception != NULL && !is_among(chain, count, exception);
         exception = predecessor(exception)) {
        if (count == capacity) {
            capacity = capacity * 2 + 8;
            chain = realloc(chain, capacity * sizeof *chain);
            if (chain == NULL)
                rt_out_of_memory();
        }
        chain[count++] = exception;
    }
    while (count > 0) {
        print_one(chain[--count]);
        if (count > 0)
            fprintf(stderr, "\n%s\n\n",
                    chain[count - 1]->cause != NULL
                        ? "The above exception was the direct cause of the following "
                          "exception:"
                        : "During handling of the above exception, another exception "
                          "occurred:");
    }
    free(chain);
}

// ---- Leaving ------------------------------------------------------------------------

static bool
is_number(const char *text)
{
    text += *text == '-';
    return *text != '\0' && strspn(text, "0123456789") == strlen(text);
}

// The status that SystemExit's argument asks for; other arguments than numbers are printed.
static int
exit_status(const rt_exception *exception)
{
    size_t bytes;
    if (exception->arguments == NULL || exception->arguments->length == 0)
        return 0;
    char *text = rt_str_to_utf8(exception->arguments, &bytes);
    int status = 1;
    if (is_number(text)) {
        status = (int)(strtoll(text, NULL, 10) & 0xff);
    } else if (strcmp(text, "None") == 0 || strcmp(text, "False") == 0) {
        status = 0;
    } else if (strcmp(text, "True") != 0) {
        print_text(text_of(exception));
        fputc('\n', stderr);
    }
    free(text);
    return status;
}

int
rt_exception_report(rt_exception *exception)
{
    char buffer[4096];
    setvbuf(stderr, buffer, _IOFBF, sizeof buffer);
    int status = 1;
    if (rt_exception_is(exception, RT_EXC_SystemExit))
        status = exit_status(exception);
    else
        print_chain(exception);
    fflush(stderr);
    setvbuf(stderr, NULL, _IONBF, 0);
    return status;
}
