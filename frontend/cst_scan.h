// What the two files of the look through the source share.
#pragma once

#include "cst.h"

#define SCAN_BRACKETS 200  // CPython's limits
#define SCAN_INDENTS 100
#define SCAN_COLUMNS 255  // the grammar's scanner keeps indentation in a byte

// A word that starts a statement with a block.
typedef struct {
    const char *word, *text;
    bool bare;  // nothing may stand between it and the colon
    bool soft;  // an ordinary name elsewhere
} scan_opener;

// A line's indentation as CPython measures it: with tabs to multiples of 8, and with tabs
// of one column. Blocks must agree in both.
typedef struct {
    uint32_t column, narrow;
} scan_indent;

typedef struct {
    fora_diags *diags;
    const fora_source *source;
    uint32_t file;
    const char *text;
    char *clean;  // the text as the parser will see it
    uint32_t at, length;
    uint32_t brackets[SCAN_BRACKETS];  // where each open one stands
    uint32_t depth;
    scan_indent indents[SCAN_INDENTS];  // of the blocks that are open; the first is 0
    uint32_t level;
    // The logical line:
    uint32_t tokens;            // seen so far
    uint32_t last_end;          // of the last one
    uint32_t lambdas;           // outside of brackets whose colon is still to come
    const scan_opener *opener;  // what it starts with, if that takes a block
    uint32_t opener_at;
    bool async;          // its first word is `async`
    bool colon;          // a colon stands outside of brackets
    bool ends_in_colon;  // and is the last token
    // The line before ended in the colon of `opener`.
    bool expects_block;
} scan;

// Reports at start .. end of the source; is false.
#define SCAN_FAIL(s, code, start, end, ...)                                            \
    (fora_diag((s)->diags, (code),                                                     \
               (fora_span){(s)->file, (start), (end)} __VA_OPT__(, ) __VA_ARGS__),     \
     false)

static inline bool
scan_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

// Whether a byte may be part of an identifier.
static inline bool
scan_is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           scan_is_digit(c) || (c & 0x80);
}

bool scan_is_string_prefix(const char *text, uint32_t length);

// Step over the literal at s->at, for a string at its quote.
bool scan_string(scan *s);
bool scan_number(scan *s);
