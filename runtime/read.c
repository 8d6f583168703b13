// Reading text files: whole, by line, by number of characters. Bytes are read in large
// blocks; a line becomes one string, straight from the block.
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

// CPython decodes files in chunks of this size: a fault is found when the first line of
// its chunk is read, and its position is told from the chunk's start.
enum { CHUNK_BYTES = 8192 };

static bool
check_readable(const rt_file *file)
{
    if (file->closed)
        rt_raise_format(RT_EXC_ValueError, "I/O operation on closed file.");
    else if (!file->readable)
        rt_raise_format(RT_EXC_OSError, "not readable");
    return !file->closed && file->readable;
}

// ---- Blocks -------------------------------------------------------------------------

static void
make_room(rt_file *file)
{
    size_t waiting = file->end - file->at;
    if (file->at > 0) {
        memmove(file->buffer, file->buffer + file->at, waiting);
        file->offset += file->at;
        file->at = 0;
        file->end = waiting;
    }
    if (file->end < file->capacity)
        return;
    char *larger = rt_block_alloc(file->capacity * 2);
    memcpy(larger, file->buffer, file->end);
    if (!file->standard || file->capacity > CHUNK_BYTES)
        rt_block_free_sized(file->buffer, file->capacity);
    file->buffer = larger;
    file->capacity *= 2;
}

// Reads more behind what waits; false: raised.
static bool
fill(rt_file *file)
{
    bool was_empty = file->at == file->end;
    make_room(file);
    char *from = file->buffer + file->end;
    ssize_t count;
    do {
        count = read(file->fd, from, file->capacity - file->end);
    } while (count < 0 && errno == EINTR);
    if (count < 0) {
        rt_raise_os_error(errno, NULL);
        return false;
    }
    file->end_of_file = count == 0;
    file->block_ascii =
        (was_empty || file->block_ascii) && rt_bytes_are_ascii(from, (size_t)count);
    file->block_has_cr =
        (!was_empty && file->block_has_cr) || memchr(from, '\r', (size_t)count) != NULL;
    file->end += (size_t)count;
    return true;
}

// ---- Faults in UTF-8 ----------------------------------------------------------------

// Checks the next chunk, as much of it as was read; false: raised.
static bool
check_chunk(rt_file *file)
{
    size_t read_to = file->offset + file->end;
    size_t stop = (file->chunk_end / CHUNK_BYTES + 1) * CHUNK_BYTES;
    if (stop > read_to || !file->regular)
        stop = read_to;
    const char *bytes = file->buffer + (file->checked - file->offset);
    size_t fault, valid;
    const char *reason;
    bool final = file->end_of_file && stop == read_to;
    valid = rt_utf8_valid((const uint8_t *)bytes, stop - file->checked, final, &fault,
                          &reason);
    if (fault > 0) {
        rt_raise_decode_error(file, bytes, stop - file->checked, valid, fault, reason);
        return false;
    }
    file->checked += valid;
    file->chunk_end = stop;
    return true;
}

// Makes sure that the chunks up to `end` bytes of the buffer hold no fault.
static bool
check_up_to(rt_file *file, size_t end)
{
    if (file->encoding != RT_ENCODING_UTF8 || file->errors != RT_ERRORS_STRICT)
        return true;
    size_t place = file->offset + end;
    if (file->checked < file->offset + file->at)
        file->checked = file->offset + file->at;
    if (file->chunk_end < file->checked)
        file->chunk_end = file->checked;
    while (file->regular && !file->end_of_file &&
           file->offset + file->end <
               (place + CHUNK_BYTES - 1) / CHUNK_BYTES * CHUNK_BYTES)
        if (!fill(file))
            return false;
    while (file->chunk_end < place)
        if (!check_chunk(file))
            return false;
    return true;
}

static rt_str *
decode(rt_file *file, const char *bytes, size_t count)
{
    if (file->block_ascii || rt_bytes_are_ascii(bytes, count))
        return rt_str_from_ascii(bytes, (int64_t)count);
    return rt_file_decode(file, bytes, count);
}

// ---- Lines --------------------------------------------------------------------------

// Bytes from file->at to behind the line's end if that is in the buffer from `from` on, else
// 0; *more: the answer depends on a byte that is not there yet.
static size_t
find_line_end(const rt_file *file, size_t from, bool *more)
{
    const char *start = file->buffer + from;
    size_t count = file->end - from;
    const char *line_feed = memchr(start, '\n', count), *found = line_feed;
    *more = false;
    if (file->newline != RT_NEWLINE_LF && file->block_has_cr) {
        size_t until = line_feed == NULL ? count : (size_t)(line_feed - start);
        const char *cr = memchr(start, '\r', until);
        if (file->newline == RT_NEWLINE_CRLF) {
            while (line_feed != NULL &&
                   (line_feed == file->buffer + file->at || line_feed[-1] != '\r'))
                line_feed = memchr(line_feed + 1, '\n',
                                   (size_t)(file->buffer + file->end - line_feed - 1));
            found = line_feed;
        } else if (file->newline == RT_NEWLINE_CR) {
            found = cr != NULL ? cr : memchr(start, '\r', count);
        } else if (cr != NULL) {
            *more = cr + 1 == file->buffer + file->end && !file->end_of_file;
            found = cr + (cr + 1 == line_feed);
        }
    } else if (file->newline == RT_NEWLINE_CR || file->newline == RT_NEWLINE_CRLF) {
        found = NULL;
    }
    return found == NULL ? 0 : (size_t)(found - file->buffer) - file->at + 1;
}

// Brings the next line, with its end, into the buffer at file->at; 0: end of the file or
// raised.
static size_t
next_line(rt_file *file)
{
    size_t done = 0;
    for (;;) {
        bool more;
        size_t count = file->at + done < file->end || done > 0
                           ? find_line_end(file, file->at + done, &more)
                           : 0;
        if (count > 0 && !more)
            return count;
        size_t waiting = file->end - file->at;
        if (file->end_of_file)
            return waiting;
        // A "\r" at the end is looked at again.
        done = waiting > 0 ? waiting - 1 : 0;
        if (!fill(file))
            return 0;
        if (file->end_of_file && file->standard) {
            file->end_of_file = false;  // a terminal may go on after an end of file
            return file->end - file->at;
        }
    }
}

rt_own
rt_file_next(rt_ref object)
{
    rt_file *file = object;
    if (!check_readable(file))
        return NULL;
    size_t count = next_line(file);
    if (count == 0 || rt_pending != NULL)
        return NULL;
    if (!file->block_ascii && !check_up_to(file, file->at + count))
        return NULL;
    char *line = file->buffer + file->at;
    file->at += count;
    if (file->newline == RT_NEWLINE_UNIVERSAL && file->block_has_cr) {
        if (count >= 2 && line[count - 2] == '\r' && line[count - 1] == '\n')
            line[--count - 1] = '\n';
        else if (line[count - 1] == '\r')
            line[count - 1] = '\n';
    }
    return decode(file, line, count);
}

rt_own
rt_file_readline(rt_ref file)
{
    rt_str *line = rt_file_next(file);
    return line != NULL || rt_pending != NULL ? line : rt_str_empty();
}

rt_own
rt_file_readlines(rt_ref file)
{
    rt_list *lines = rt_list_of_str();
    rt_str *line;
    while ((line = rt_file_next(file)) != NULL)
        rt_list_add_str(lines, line);
    if (rt_pending == NULL)
        return lines;
    rt_release_inline(lines);
    return NULL;
}

// ---- Whole --------------------------------------------------------------------------

static rt_str *
translate_newlines(rt_str *string)
{
    if (!rt_str_contains_char(string, '\r'))
        return string;
    rt_str *pair = rt_str_from_ascii("\r\n", 2), *line_feed = rt_str_latin1('\n');
    rt_str *half = rt_str_replace(string, pair, line_feed, -1);
    rt_str *whole = rt_str_replace(half, rt_str_latin1('\r'), line_feed, -1);
    rt_release_inline(string);
    rt_release_inline(half);
    rt_release_inline(pair);
    return whole;
}

// Bytes that are left in a regular file, a guess for others.
static size_t
bytes_left(const rt_file *file)
{
    struct stat status;
    off_t at = lseek(file->fd, 0, SEEK_CUR);
    if (!file->regular || at < 0 || fstat(file->fd, &status) != 0 ||
        status.st_size <= at)
        return 0;
    return (size_t)(status.st_size - at);
}

// Reads to the end into a string's own memory, which is the result when all is ASCII.
static rt_str *
read_rest(rt_file *file)
{
    size_t waiting = file->end - file->at, count = waiting;
    size_t capacity = waiting + bytes_left(file) + 1;
    rt_str *string = rt_str_new((int64_t)capacity, 1, true);
    memcpy(string->data, file->buffer + file->at, waiting);
    file->at = file->end;
    for (;;) {
        if (count == capacity) {
            rt_str *larger = rt_str_new((int64_t)(capacity = capacity * 2), 1, true);
            memcpy(larger->data, string->data, count);
            rt_str_free(string);
            string = larger;
        }
        ssize_t got = read(file->fd, string->data + count, capacity - count);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            rt_str_free(string);
            rt_raise_os_error(errno, NULL);
            return NULL;
        }
        if (got == 0)
            break;
        count += (size_t)got;
    }
    string->length = (int64_t)count;
    string->data[count] = 0;
    return string;
}

static rt_str *
read_all(rt_file *file)
{
    rt_str *raw = read_rest(file);
    if (raw == NULL)
        return NULL;
    rt_str *string = raw;
    if (raw->length < 2 || !rt_bytes_are_ascii(raw->data, (size_t)raw->length)) {
        string = rt_file_decode(file, (const char *)raw->data, (size_t)raw->length);
        rt_str_free(raw);
        if (string == NULL)
            return NULL;
    }
    return file->newline == RT_NEWLINE_UNIVERSAL ? translate_newlines(string) : string;
}

// ---- By number of characters --------------------------------------------------------

// Bytes of the character that starts at file->at, 0 at the end of the file or when raised.
static size_t
next_character(rt_file *file)
{
    size_t wanted = 1;
    while (file->end - file->at < 4 && !file->end_of_file) {
        if (!fill(file))
            return 0;
    }
    size_t waiting = file->end - file->at;
    if (waiting == 0)
        return 0;
    const uint8_t *bytes = (const uint8_t *)file->buffer + file->at;
    if (bytes[0] == '\r' && file->newline == RT_NEWLINE_UNIVERSAL)
        wanted = waiting > 1 && bytes[1] == '\n' ? 2 : 1;
    else if (file->encoding == RT_ENCODING_UTF8 && bytes[0] >= 0xc2)
        wanted = bytes[0] < 0xe0 ? 2 : bytes[0] < 0xf0 ? 3 : 4;
    return wanted < waiting ? wanted : waiting;
}

static rt_str *
read_some(rt_file *file, int64_t wanted)
{
    rt_text out;
    rt_text_start(&out);
    while (out.length < wanted) {
        size_t count = next_character(file);
        if (count == 0)
            break;
        if (!file->block_ascii && !check_up_to(file, file->at + count))
            break;
        const char *bytes = file->buffer + file->at;
        if (bytes[0] == '\r' && file->newline == RT_NEWLINE_UNIVERSAL) {
            rt_text_add(&out, '\n');
        } else {
            rt_str *one = decode(file, bytes, count);
            if (one == NULL)
                break;
            rt_text_add_str(&out, one);
            rt_release_inline(one);
        }
        file->at += count;
    }
    if (rt_pending == NULL)
        return rt_text_finish(&out);
    rt_text_drop(&out);
    return NULL;
}

rt_own
rt_file_read(rt_ref file, int64_t count)
{
    if (!check_readable(file))
        return NULL;
    return count < 0 ? read_all(file) : read_some(file, count);
}

// ---- input --------------------------------------------------------------------------

rt_own
rt_input(rt_ref prompt)
{
    if (prompt != NULL)
        rt_print_str(prompt);
    if (rt_pending != NULL)
        return NULL;
    rt_print_flush();
    if (fcntl(rt_file_stdin.fd, F_GETFD) < 0) {
        rt_raise_format(RT_EXC_RuntimeError, "input(): lost sys.stdin");
        return NULL;
    }
    rt_str *line = rt_file_next(&rt_file_stdin);
    if (line == NULL) {
        if (rt_pending == NULL)
            rt_raise_format(RT_EXC_EOFError, "EOF when reading a line");
        return NULL;
    }
    int64_t length = line->length;
    if (length == 0 || rt_str_point(line, length - 1) != '\n')
        return line;
    rt_str *stripped = rt_str_part(line, 0, length - 1);
    rt_release_inline(line);
    return stripped;
}
