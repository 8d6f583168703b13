// Text files: what reading, writing and printing share.
#pragma once

#include <stddef.h>

#include "fora_runtime.h"

typedef enum { RT_ENCODING_UTF8, RT_ENCODING_ASCII, RT_ENCODING_LATIN1 } rt_encoding;
typedef enum {
    RT_ERRORS_STRICT,
    RT_ERRORS_IGNORE,
    RT_ERRORS_REPLACE,
    RT_ERRORS_ESCAPE,
    RT_ERRORS_BACKSLASH,
} rt_errors;
typedef enum {
    RT_NEWLINE_UNIVERSAL,  // None: "\r" and "\r\n" are read as "\n"
    RT_NEWLINE_ANY,        // "": any of the three ends a line and stays as it is
    RT_NEWLINE_LF,
    RT_NEWLINE_CR,
    RT_NEWLINE_CRLF,
} rt_newline;

typedef struct rt_file rt_file;
struct rt_file {
    rt_object header;
    int fd;
    bool readable, writable, closed, line_buffered;
    bool standard;  // stdin, stdout, stderr: never destroyed
    bool lost;      // what is written goes nowhere
    bool regular;   // reading does not wait for anybody
    bool end_of_file;
    bool block_ascii;                   // every byte in the buffer is below 128
    bool block_has_cr;                  // there may be a "\r" in the buffer
    uint8_t encoding, errors, newline;  // rt_encoding, rt_errors, rt_newline
    rt_str *name, *mode, *encoding_name;
    rt_file *next, *previous;  // files that are open for writing
    // Reading: the bytes at .. end are to be decoded yet. Writing: 0 .. end are to be
    // written yet.
    char *buffer;
    size_t at, end, capacity;
    size_t offset;     // reading: place of buffer[0] in the file
    size_t chunk_end;  // place in the file up to which chunks were checked, and
    size_t checked;    // up to which they are whole characters
};

extern rt_file rt_file_stdin, rt_file_stdout, rt_file_stderr;

bool rt_output_flush(rt_file *file);  // false: errno
bool rt_output_bytes(rt_file *file, const char *bytes, size_t count);

// A growing array of bytes from malloc.
typedef struct {
    char *bytes;
    size_t count, capacity;
} rt_bytes;

void rt_bytes_add(rt_bytes *target, const char *bytes, size_t count);
// The string in the file's encoding and with its line ends; false: exception raised.
bool rt_file_encode(const rt_file *file, const rt_str *string, rt_bytes *target);
// Decodes by the file's encoding and way with errors.
// NULL: exception raised.
rt_str *rt_file_decode(const rt_file *file, const char *bytes, size_t count);
// Length of the valid prefix of UTF-8 text. When an error follows, *error_bytes is its
// length, else 0; `final`: text that ends within a character is an error.
size_t rt_utf8_valid(const uint8_t *text, size_t bytes, bool final, size_t *error_bytes,
                     const char **reason);
void rt_raise_decode_error(const rt_file *file, const char *bytes, size_t count,
                           size_t at, size_t length, const char *reason);
