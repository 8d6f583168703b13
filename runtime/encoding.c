// Between strings and the bytes of files: encoding, decoding, and their errors.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "file.h"
#include "memory.h"
#include "rt.h"
#include "str.h"

static const char *const encoding_names[] = {"utf-8", "ascii", "latin-1"};

void
rt_bytes_add(rt_bytes *target, const char *bytes, size_t count)
{
    if (target->count + count > target->capacity) {
        target->capacity = target->count + count + target->capacity;
        target->bytes = realloc(target->bytes, target->capacity);
        if (target->bytes == NULL)
            rt_out_of_memory();
    }
    memcpy(target->bytes + target->count, bytes, count);
    target->count += count;
}

// ---- Encoding -----------------------------------------------------------------------

static uint32_t
encoding_limit(const rt_file *file)
{
    return file->encoding == RT_ENCODING_UTF8    ? 0x110000
           : file->encoding == RT_ENCODING_ASCII ? 128
                                                 : 256;
}

static bool
is_encodable(const rt_file *file, uint32_t point)
{
    return point < encoding_limit(file) && (point < 0xd800 || point >= 0xe000);
}

static void
raise_encode_error(const rt_file *file, const rt_str *s, int64_t at)
{
    const char *name = encoding_names[file->encoding],
               *reason = "surrogates not allowed";
    char limit[40], shown[16], place[64];
    uint32_t point = rt_str_point(s, at);
    if (file->encoding != RT_ENCODING_UTF8) {
        snprintf(limit, sizeof limit, "ordinal not in range(%u)", encoding_limit(file));
        reason = limit;
    }
    int64_t stop = at + 1;
    while (stop < s->length && !is_encodable(file, rt_str_point(s, stop)))
        stop++;
    if (stop - at > 1) {
        snprintf(place, sizeof place, "characters in position %lld-%lld", (long long)at,
                 (long long)stop - 1);
    } else {
        const char *form = point < 0x100     ? "\\x%02x"
                           : point < 0x10000 ? "\\u%04x"
                                             : "\\U%08x";
        snprintf(shown, sizeof shown, form, point);
        snprintf(place, sizeof place, "character '%s' in position %lld", shown,
                 (long long)at);
    }
    rt_raise_format(RT_EXC_UnicodeEncodeError, "'%s' codec can't encode %s: %s", name,
                    place, reason);
}

// What cannot be encoded, by the file's way with errors; false: raised.
static bool
encode_unfit(const rt_file *file, const rt_str *s, int64_t at, rt_bytes *target)
{
    uint32_t point = rt_str_point(s, at);
    char text[16];
    switch ((rt_errors)file->errors) {
    case RT_ERRORS_IGNORE:
        return true;
    case RT_ERRORS_REPLACE:
        rt_bytes_add(target, "?", 1);
        return true;
    case RT_ERRORS_BACKSLASH:
        snprintf(text, sizeof text,
                 point < 0x100     ? "\\x%02x"
                 : point < 0x10000 ? "\\u%04x"
                                   : "\\U%08x",
                 point);
        rt_bytes_add(target, text, strlen(text));
        return true;
    case RT_ERRORS_ESCAPE:
        if (point >= 0xdc80 && point < 0xdd00) {
            text[0] = (char)(point - 0xdc00);
            rt_bytes_add(target, text, 1);
            return true;
        }
        break;
    case RT_ERRORS_STRICT:
        break;
    }
    raise_encode_error(file, s, at);
    return false;
}

static bool
encode_point(const rt_file *file, const rt_str *s, int64_t at, rt_bytes *target)
{
    uint32_t point = rt_str_point(s, at);
    char bytes[4];
    if (point == '\n' && file->newline >= RT_NEWLINE_CR) {
        bool both = file->newline == RT_NEWLINE_CRLF;
        rt_bytes_add(target, both ? "\r\n" : "\r", both ? 2 : 1);
        return true;
    }
    if (!is_encodable(file, point))
        return encode_unfit(file, s, at, target);
    int count = 1;
    if (file->encoding == RT_ENCODING_UTF8)
        count = rt_utf8_encode(point, bytes);
    else
        bytes[0] = (char)point;
    rt_bytes_add(target, bytes, (size_t)count);
    return true;
}

bool
rt_file_encode(const rt_file *file, const rt_str *string, rt_bytes *target)
{
    if (string->ascii && file->newline < RT_NEWLINE_CR) {
        rt_bytes_add(target, (const char *)string->data, (size_t)string->length);
        return true;
    }
    for (int64_t i = 0; i < string->length; i++)
        if (!encode_point(file, string, i, target))
            return false;
    return true;
}

// ---- Decoding -----------------------------------------------------------------------

// Length of the faulty part that starts at `text`, as CPython's decoder counts it; 0 for a
// character that is cut off by the end.
static size_t
utf8_fault(const uint8_t *text, size_t bytes, const char **reason)
{
    uint32_t first = text[0];
    *reason = "invalid start byte";
    if (first < 0xc2 || first >= 0xf5)
        return 1;
    size_t wanted = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    *reason = "invalid continuation byte";
    for (size_t i = 1; i < wanted; i++) {
        if (i == bytes) {
            *reason = "unexpected end of data";
            return 0;
        }
        uint8_t least = 0x80, most = 0xbf;
        if (i == 1) {
            least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
            most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
        }
        if (text[i] < least || text[i] > most)
            return i;
    }
    return 1;
}

size_t
rt_utf8_valid(const uint8_t *text, size_t bytes, bool final, size_t *error_bytes,
              const char **reason)
{
    size_t at = 0;
    *error_bytes = 0;
    while (at < bytes) {
        uint32_t point;
        int count = text[at] < 128 ? 1 : rt_utf8_decode(text + at, bytes - at, &point);
        if (count > 0) {
            at += (size_t)count;
            continue;
        }
        *error_bytes = utf8_fault(text + at, bytes - at, reason);
        if (*error_bytes == 0 && final)
            *error_bytes = bytes - at;
        return at;
    }
    return at;
}

static void
add_bytes_repr(rt_text *out, const char *bytes, size_t count)
{
    char text[8];
    bool apostrophe = memchr(bytes, '\'', count) != NULL;
    char quote = apostrophe && memchr(bytes, '"', count) == NULL ? '"' : '\'';
    rt_text_add(out, 'b');
    rt_text_add(out, (uint8_t)quote);
    for (size_t i = 0; i < count; i++) {
        uint8_t byte = (uint8_t)bytes[i];
        if (byte == quote || byte == '\\')
            snprintf(text, sizeof text, "\\%c", byte);
        else if (byte == '\t' || byte == '\n' || byte == '\r')
            snprintf(text, sizeof text, "\\%c",
                     byte == '\t'   ? 't'
                     : byte == '\n' ? 'n'
                                    : 'r');
        else
            snprintf(text, sizeof text, byte < 32 || byte > 126 ? "\\x%02x" : "%c",
                     byte);
        rt_text_add_c(out, text);
    }
    rt_text_add(out, (uint8_t)quote);
}

void
rt_raise_decode_error(const rt_file *file, const char *bytes, size_t count, size_t at,
                      size_t length, const char *reason)
{
    const char *name = encoding_names[file->encoding];
    char place[128], numbers[128];
    if (length == 1)
        snprintf(place, sizeof place, "byte 0x%02x in position %zu", (uint8_t)bytes[at],
                 at);
    else
        snprintf(place, sizeof place, "bytes in position %zu-%zu", at, at + length - 1);
    rt_text message, arguments;
    rt_text_start(&message);
    rt_text_start(&arguments);
    snprintf(numbers, sizeof numbers, "'%s' codec can't decode ", name);
    rt_text_add_c(&message, numbers);
    rt_text_add_c(&message, place);
    rt_text_add_c(&message, ": ");
    rt_text_add_c(&message, reason);
    snprintf(numbers, sizeof numbers, "'%s', ", name);
    rt_text_add_c(&arguments, numbers);
    add_bytes_repr(&arguments, bytes, count);
    snprintf(numbers, sizeof numbers, ", %zu, %zu, '%s'", at, at + length, reason);
    rt_text_add_c(&arguments, numbers);
    rt_raise(rt_exception_new(RT_EXC_UnicodeDecodeError, rt_text_finish(&message),
                              rt_text_finish(&arguments)));
}

static void
decode_unfit(const rt_file *file, const uint8_t *bytes, size_t count, rt_text *out)
{
    char text[8];
    if (file->errors == RT_ERRORS_REPLACE)
        rt_text_add(out, 0xfffd);
    for (size_t i = 0; i < count; i++) {
        if (file->errors == RT_ERRORS_ESCAPE) {
            rt_text_add(out, 0xdc00u + bytes[i]);
        } else if (file->errors == RT_ERRORS_BACKSLASH) {
            snprintf(text, sizeof text, "\\x%02x", bytes[i]);
            rt_text_add_c(out, text);
        }
    }
}

static rt_str *
decode_ascii(const rt_file *file, const char *bytes, size_t count)
{
    rt_text out;
    rt_text_start(&out);
    for (size_t i = 0; i < count; i++) {
        if ((uint8_t)bytes[i] < 128) {
            rt_text_add(&out, (uint8_t)bytes[i]);
        } else if (file->errors == RT_ERRORS_STRICT) {
            rt_text_drop(&out);
            rt_raise_decode_error(file, bytes, count, i, 1,
                                  "ordinal not in range(128)");
            return NULL;
        } else {
            decode_unfit(file, (const uint8_t *)bytes + i, 1, &out);
        }
    }
    return rt_text_finish(&out);
}

static rt_str *
decode_utf8(const rt_file *file, const char *bytes, size_t count)
{
    const uint8_t *text = (const uint8_t *)bytes;
    rt_text out;
    rt_text_start(&out);
    for (size_t at = 0; at < count;) {
        uint32_t point;
        int used = rt_utf8_decode(text + at, count - at, &point);
        if (used > 0) {
            rt_text_add(&out, point);
            at += (size_t)used;
            continue;
        }
        const char *reason;
        size_t fault = utf8_fault(text + at, count - at, &reason);
        fault = fault == 0 ? count - at : fault;
        if (file->errors == RT_ERRORS_STRICT) {
            rt_text_drop(&out);
            rt_raise_decode_error(file, bytes, count, at, fault, reason);
            return NULL;
        }
        decode_unfit(file, text + at, fault, &out);
        at += fault;
    }
    return rt_text_finish(&out);
}

rt_str *
rt_file_decode(const rt_file *file, const char *bytes, size_t count)
{
    if (file->encoding == RT_ENCODING_LATIN1)
        return rt_str_from_points(bytes, 1, (int64_t)count);
    if (file->encoding == RT_ENCODING_ASCII)
        return decode_ascii(file, bytes, count);
    return decode_utf8(file, bytes, count);
}
