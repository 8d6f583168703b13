// Text files: opening, closing, writing. Reading is in read.c.
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file.h"
#include "memory.h"
#include "rt.h"
#include "str.h"

enum { READ_BYTES = 1 << 15, WRITE_BYTES = 1 << 16 };

static char stdin_buffer[1 << 13];

rt_file rt_file_stdin = {.header = {INT32_MIN, RT_DESCRIPTOR_FILE},
                         .fd = 0,
                         .readable = true,
                         .standard = true,
                         .newline = RT_NEWLINE_LF,  // as CPython opens it on POSIX
                         .buffer = stdin_buffer,
                         .capacity = sizeof stdin_buffer};

static rt_file *open_for_writing;

// ---- Start and end ------------------------------------------------------------------

static void
start_standard(rt_file *file, const char *name, const char *mode)
{
    file->name = rt_str_from_c(name);
    file->mode = rt_str_from_c(mode);
    file->encoding_name = rt_str_from_c("utf-8");
}

void
rt_file_start(void)
{
    rt_file_stdout.line_buffered = isatty(1);
    // Started without a stdout: CPython has none then, and what is printed goes nowhere.
    rt_file_stdout.lost = !rt_file_stdout.line_buffered && errno == EBADF;
}

// Names are made when they are asked for: starting is quicker without.
static rt_file *
named(rt_file *file)
{
    if (file->name == NULL)
        start_standard(file,
                       file->fd == 0   ? "<stdin>"
                       : file->fd == 1 ? "<stdout>"
                                       : "<stderr>",
                       file->fd == 0 ? "r" : "w");
    return file;
}

void
rt_file_finish(void)
{
    for (rt_file *file = open_for_writing; file != NULL; file = file->next)
        rt_output_flush(file);
    rt_output_flush(&rt_file_stderr);
}

rt_own
rt_stdin(void)
{
    return &rt_file_stdin;
}

rt_own
rt_stdout(void)
{
    return &rt_file_stdout;
}

rt_own
rt_stderr(void)
{
    return &rt_file_stderr;
}

// ---- open's arguments ---------------------------------------------------------------

// Flags for open(2); -1: exception raised.
static int
parse_mode(const rt_str *mode)
{
    int kinds = 0, flags = 0;
    bool text = false, foreign = false;
    for (int64_t i = 0; i < mode->length; i++) {
        uint32_t letter = rt_str_point(mode, i);
        bool repeated = rt_str_search(mode, rt_str_latin1((uint8_t)letter), 0, i) >= 0;
        if (letter > 127 || repeated || strchr("rwaxbt+", (int)letter) == NULL) {
            rt_str *quoted = rt_str_repr((rt_str *)mode);
            char *shown = rt_str_to_utf8(quoted, &(size_t){0});
            rt_raise_format(RT_EXC_ValueError, "invalid mode: %s", shown);
            free(shown);
            rt_release_inline(quoted);
            return -1;
        }
        kinds += strchr("rwax", (int)letter) != NULL;
        flags |= letter == 'w'   ? O_WRONLY | O_CREAT | O_TRUNC
                 : letter == 'a' ? O_WRONLY | O_CREAT | O_APPEND
                 : letter == 'x' ? O_WRONLY | O_CREAT | O_EXCL
                                 : 0;
        text = text || letter == 't';
        foreign = foreign || letter == 'b' || letter == '+';
    }
    if (foreign && !text) {
        rt_raise_format(RT_EXC_ForacUnsupported,
                        "forac opens files as text, for reading or for writing");
        return -1;
    }
    if (foreign || kinds != 1) {
        rt_raise_format(RT_EXC_ValueError,
                        foreign
                            ? "can't have text and binary mode at once"
                            : "must have exactly one of create/read/write/append mode");
        return -1;
    }
    return flags | O_CLOEXEC;
}

typedef struct {
    const char *name;
    int value;
} choice;

// Looks a name up, letters in any case and "_" as "-"; -1: not there.
static int
choose(const rt_str *name, const choice *choices, int missing)
{
    char text[24];
    if (name == NULL)
        return missing;
    if (!name->ascii || name->length >= (int64_t)sizeof text)
        return -1;
    for (int64_t i = 0; i <= name->length; i++) {
        char byte = i < name->length ? (char)name->data[i] : '\0';
        text[i] = byte == '_'                  ? '-'
                  : byte >= 'A' && byte <= 'Z' ? (char)(byte + 32)
                                               : byte;
    }
    for (; choices->name != NULL; choices++)
        if (strcmp(choices->name, text) == 0)
            return choices->value;
    return -1;
}

static const choice encodings[] = {{"utf-8", RT_ENCODING_UTF8},
                                   {"utf8", RT_ENCODING_UTF8},
                                   {"ascii", RT_ENCODING_ASCII},
                                   {"us-ascii", RT_ENCODING_ASCII},
                                   {"latin-1", RT_ENCODING_LATIN1},
                                   {"latin1", RT_ENCODING_LATIN1},
                                   {"iso-8859-1", RT_ENCODING_LATIN1},
                                   {"iso8859-1", RT_ENCODING_LATIN1},
                                   {NULL, 0}};

static const choice error_ways[] = {{"strict", RT_ERRORS_STRICT},
                                    {"ignore", RT_ERRORS_IGNORE},
                                    {"replace", RT_ERRORS_REPLACE},
                                    {"surrogateescape", RT_ERRORS_ESCAPE},
                                    {"backslashreplace", RT_ERRORS_BACKSLASH},
                                    {NULL, 0}};

static const choice newlines[] = {{"", RT_NEWLINE_ANY},
                                  {"\n", RT_NEWLINE_LF},
                                  {"\r", RT_NEWLINE_CR},
                                  {"\r\n", RT_NEWLINE_CRLF},
                                  {NULL, 0}};

static int
choose_or_raise(const rt_str *name, const choice *choices, int class_id,
                const char *format)
{
    int value = choose(name, choices, 0);
    if (value < 0) {
        char *text = rt_str_to_utf8(name, &(size_t){0});
        rt_raise_format(class_id, format, text);
        free(text);
    }
    return value;
}

// ---- Opening ------------------------------------------------------------------------

static int
open_path(rt_str *path, int flags, struct stat *status)
{
    size_t bytes;
    char *text = rt_str_to_utf8(path, &bytes);
    if (strlen(text) != bytes) {
        free(text);
        rt_raise_format(RT_EXC_ValueError, "embedded null byte");
        return -1;
    }
    int fd;
    do {
        fd = open(text, flags, 0666);
    } while (fd < 0 && errno == EINTR);
    int error = fd < 0 ? errno : 0;
    free(text);
    if (fd >= 0 && fstat(fd, status) == 0 && S_ISDIR(status->st_mode))
        error = EISDIR;
    if (error == 0)
        return fd;
    if (fd >= 0)
        close(fd);
    rt_raise_os_error(error, path);
    return -1;
}

static rt_file *
new_file(int fd, bool writable, bool regular)
{
    rt_file *file = rt_alloc(sizeof *file, RT_DESCRIPTOR_FILE);
    memset((char *)file + sizeof file->header, 0, sizeof *file - sizeof file->header);
    file->fd = fd;
    file->readable = !writable;
    file->writable = writable;
    file->regular = regular;
    file->capacity = writable ? WRITE_BYTES : READ_BYTES;
    file->buffer = rt_block_alloc(file->capacity);
    file->block_ascii = true;
    if (writable) {
        file->next = open_for_writing;
        if (open_for_writing != NULL)
            open_for_writing->previous = file;
        open_for_writing = file;
    }
    return file;
}

rt_own
rt_file_open(rt_ref path, rt_ref mode, rt_ref encoding, rt_ref errors, rt_ref newline)
{
    int flags = parse_mode(mode);
    if (flags < 0)
        return NULL;
    int in = choose_or_raise(encoding, encodings, RT_EXC_LookupError,
                             "unknown encoding: %s");
    if (in < 0)
        return NULL;
    int way = choose_or_raise(errors, error_ways, RT_EXC_LookupError,
                              "unknown error handler name '%s'");
    if (way < 0)
        return NULL;
    int line = newline == NULL ? RT_NEWLINE_UNIVERSAL
                               : choose_or_raise(newline, newlines, RT_EXC_ValueError,
                                                 "illegal newline value: %s");
    struct stat status = {0};
    int fd = line < 0 ? -1 : open_path(path, flags, &status);
    if (fd < 0)
        return NULL;
    rt_file *file =
        new_file(fd, (flags & O_ACCMODE) == O_WRONLY, S_ISREG(status.st_mode));
    file->encoding = (uint8_t)in;
    file->errors = (uint8_t)way;
    file->newline = (uint8_t)line;
    file->line_buffered = file->writable && isatty(fd);
    file->name = rt_str_share(path);
    file->mode = rt_str_share(mode);
    file->encoding_name =
        encoding == NULL ? rt_str_from_c("UTF-8") : rt_str_share(encoding);
    return file;
}

// ---- Closing ------------------------------------------------------------------------

static bool
check_open(const rt_file *file)
{
    if (file->closed)
        rt_raise_format(RT_EXC_ValueError, "I/O operation on closed file.");
    return !file->closed;
}

static void
forget(rt_file *file)
{
    if (!file->writable || file->standard)
        return;
    if (file->previous != NULL)
        file->previous->next = file->next;
    else
        open_for_writing = file->next;
    if (file->next != NULL)
        file->next->previous = file->previous;
}

// 0 or the error.
static int
close_quietly(rt_file *file)
{
    if (file->closed)
        return 0;
    int error = file->writable && !rt_output_flush(file) ? errno : 0;
    file->closed = true;
    forget(file);
    if (file->standard)
        return error;
    if (close(file->fd) != 0 && error == 0 && errno != EINTR)
        error = errno;
    rt_block_free_sized(file->buffer, file->capacity);
    file->buffer = NULL;
    file->at = file->end = file->capacity = 0;
    return error;
}

void
rt_file_close(rt_ref object)
{
    int error = close_quietly(object);
    if (error != 0)
        rt_raise_os_error(error, NULL);
}

void
rt_file_destroy(rt_object *object)
{
    rt_file *file = (rt_file *)object;
    close_quietly(file);
    rt_release_inline(file->name);
    rt_release_inline(file->mode);
    rt_release_inline(file->encoding_name);
    rt_block_free_sized(file, sizeof *file);
}

rt_own
rt_file_enter(rt_ref file)
{
    if (!check_open(file))
        return NULL;
    rt_retain_inline(file);
    return file;
}

bool
rt_file_exit(rt_ref file)
{
    rt_file_close(file);
    return false;
}

bool
rt_file_closed(rt_ref file)
{
    return ((const rt_file *)file)->closed;
}

rt_own
rt_file_name(rt_ref file)
{
    return rt_str_share(named(file)->name);
}

rt_own
rt_file_repr(rt_ref object)
{
    const rt_file *file = named(object);
    const rt_str *parts[] = {file->name, file->mode, file->encoding_name};
    static const char *const labels[] = {
        "<_io.TextIOWrapper name=", " mode=", " encoding="};
    rt_text out;
    rt_text_start(&out);
    for (int i = 0; i < 3; i++) {
        rt_str *quoted = rt_str_repr((rt_str *)parts[i]);
        rt_text_add_c(&out, labels[i]);
        rt_text_add_str(&out, quoted);
        rt_release_inline(quoted);
    }
    rt_text_add(&out, '>');
    return rt_text_finish(&out);
}

// ---- Writing ------------------------------------------------------------------------

static bool
check_writable(const rt_file *file)
{
    if (!check_open(file))
        return false;
    if (!file->writable)
        rt_raise_format(RT_EXC_OSError, "not writable");
    return file->writable;
}

int64_t
rt_file_write(rt_ref object, rt_ref string)
{
    rt_file *file = object;
    const rt_str *s = string;
    if (!check_writable(file))
        return 0;
    bool written;
    if (s->ascii && file->newline < RT_NEWLINE_CR) {
        written = rt_output_bytes(file, (const char *)s->data, (size_t)s->length);
    } else {
        rt_bytes encoded = {NULL, 0, 0};
        if (!rt_file_encode(file, s, &encoded)) {
            free(encoded.bytes);
            return 0;
        }
        written = rt_output_bytes(file, encoded.bytes, encoded.count);
        int error = errno;
        free(encoded.bytes);
        errno = error;
    }
    if (!written)
        rt_raise_os_error(errno, NULL);
    return s->length;
}

void
rt_file_writelines(rt_ref file, rt_ref list)
{
    const rt_list *lines = list;
    if (!check_writable(file))
        return;
    for (int64_t i = 0; i < lines->length && rt_pending == NULL; i++)
        rt_file_write(file, ((rt_str **)(void *)lines->data)[i]);
}

void
rt_file_flush(rt_ref object)
{
    rt_file *file = object;
    if (check_open(file) && file->writable && !rt_output_flush(file))
        rt_raise_os_error(errno, NULL);
}
