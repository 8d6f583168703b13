// Writing: the buffers of files, and print's way to stdout.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "file.h"
#include "memory.h"
#include "number.h"
#include "rt.h"
#include "str.h"

enum { BUFFER_BYTES = 1 << 16 };

static char stdout_buffer[BUFFER_BYTES];
static char stderr_buffer[512];

rt_file rt_file_stdout = {.header = {INT32_MIN, RT_DESCRIPTOR_FILE},
                          .fd = 1,
                          .writable = true,
                          .standard = true,
                          .buffer = stdout_buffer,
                          .capacity = sizeof stdout_buffer};
rt_file rt_file_stderr = {.header = {INT32_MIN, RT_DESCRIPTOR_FILE},
                          .fd = 2,
                          .writable = true,
                          .standard = true,
                          .errors = RT_ERRORS_BACKSLASH,
                          .line_buffered = true,
                          .buffer = stderr_buffer,
                          .capacity = sizeof stderr_buffer};

// ---- Bytes --------------------------------------------------------------------------

static bool
write_all(int fd, const char *bytes, size_t count)
{
    while (count > 0) {
        ssize_t written = write(fd, bytes, count);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        bytes += written;
        count -= (size_t)written;
    }
    return true;
}

bool
rt_output_flush(rt_file *file)
{
    size_t count = file->end;
    file->end = 0;
    return file->lost || write_all(file->fd, file->buffer, count);
}

bool
rt_output_bytes(rt_file *file, const char *bytes, size_t count)
{
    if (count > file->capacity - file->end) {
        if (!rt_output_flush(file))
            return false;
        if (count > file->capacity)
            return file->lost || write_all(file->fd, bytes, count);
    }
    memcpy(file->buffer + file->end, bytes, count);
    file->end += count;
    if (file->line_buffered && memchr(bytes, '\n', count) != NULL)
        return rt_output_flush(file);
    return true;
}

// ---- stdout -------------------------------------------------------------------------

bool
rt_stdout_flush(void)
{
    return rt_output_flush(&rt_file_stdout);
}

static const char *
error_name(void)
{
    return errno == EPIPE ? "BrokenPipeError" : "OSError";
}

int
rt_stdout_lost(void)
{
    fprintf(stderr,
            "Exception ignored in: <_io.TextIOWrapper name='<stdout>' mode='w' "
            "encoding='utf-8'>\n%s: [Errno %d] %s\n",
            error_name(), errno, strerror(errno));
    return 120;
}

// CPython raises in the middle of print; here the program ends with the same last line
// and status, for no handler is around nearly all prints. What a flush could not write is
// tried again at the end, in vain.
static _Noreturn void
stdout_failed(bool flushing)
{
    fprintf(stderr, "%s: [Errno %d] %s\n", error_name(), errno, strerror(errno));
    _exit(flushing ? rt_stdout_lost() : 1);
}

void
rt_print_bytes(const char *bytes, size_t count)
{
    rt_file *file = &rt_file_stdout;
    if (count <= file->capacity - file->end && !file->line_buffered) {
        memcpy(file->buffer + file->end, bytes, count);
        file->end += count;
        return;
    }
    if (!rt_output_bytes(file, bytes, count))
        stdout_failed(false);
}

void
rt_print_flush(void)
{
    if (!rt_stdout_flush())
        stdout_failed(true);
}

void
rt_print_ascii_str(rt_ref string)
{
    const rt_str *s = string;
    rt_print_bytes((const char *)s->data, (size_t)s->length);
}

void
rt_print_ascii_char(int32_t point)
{
    char byte = (char)point;
    rt_print_bytes(&byte, 1);
}

void
rt_print_str(rt_ref string)
{
    const rt_str *s = string;
    if (s->ascii) {
        rt_print_ascii_str(string);
        return;
    }
    rt_bytes encoded = {NULL, 0, 0};
    if (rt_file_encode(&rt_file_stdout, s, &encoded))
        rt_print_bytes(encoded.bytes, encoded.count);
    free(encoded.bytes);
}

void
rt_print_char(int32_t point)
{
    if (point < 128) {
        rt_print_ascii_char(point);
        return;
    }
    rt_str *one = rt_char_str(point);
    rt_print_str(one);
    rt_release_inline(one);
}

void
rt_print_int(int64_t value)
{
    char digits[RT_INT_DIGITS];
    size_t count = rt_int_digits(value, digits);
    rt_print_bytes(digits + RT_INT_DIGITS - count, count);
}

void
rt_print_float(double value)
{
    char text[RT_FLOAT_CHARS];
    rt_print_bytes(text, rt_float_repr(value, text));
}

void
rt_print_bool(bool value)
{
    rt_print_bytes(value ? "True" : "False", value ? 4 : 5);
}

void
rt_print_none(void)
{
    rt_print_bytes("None", 4);
}
