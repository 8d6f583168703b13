// A look through the source before the parser: one linear pass over its tokens, after
// CPython's tokenizer, that finds what is wrong with encoding, brackets and indentation,
// with CPython's wording. It also keeps from the parser what would make it slow or
// recursive, deeply nested brackets, and blanks out what the grammar's scanner reads
// otherwise than CPython does: comments, lines continued, tabs in indentation.
// Numbers and strings are in cst_scan_literals.c.
#include "cst_scan.h"

#include <string.h>
#include <utf8proc.h>

// ---- Encoding -----------------------------------------------------------------------

static bool
check_utf8(scan *s)
{
    for (uint32_t at = 0; at < s->length;) {
        if ((signed char)s->text[at] > 0) {
            at++;
            continue;
        }
        if (s->text[at] == 0)
            return SCAN_FAIL(s, FORA_DIAG_nul_byte, at, at + 1);
        utf8proc_int32_t code;
        utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)s->text + at,
                                                 s->length - at, &code);
        if (size < 1)
            return SCAN_FAIL(s, FORA_DIAG_not_utf8, at, at + 1);
        at += (uint32_t)size;
    }
    return true;
}

static bool
is_coding_character(char c)
{
    return scan_is_word(c) || c == '-' || c == '.';
}

// Finds `coding[:=] NAME` in a comment that stands alone in the line at `at`; returns the
// name's length, or 0.
static uint32_t
find_cookie(const scan *s, uint32_t at, uint32_t *name)
{
    while (at < s->length && strchr(" \t\f", s->text[at]))
        at++;
    if (at == s->length || s->text[at] != '#')
        return 0;
    for (; at + 7 < s->length && s->text[at] != '\n'; at++) {
        if (memcmp(s->text + at, "coding", 6) || !strchr(":=", s->text[at + 6]))
            continue;
        uint32_t start = at + 7;
        while (start < s->length && strchr(" \t", s->text[start]))
            start++;
        uint32_t end = start;
        while (end < s->length && is_coding_character(s->text[end]))
            end++;
        *name = start;
        if (end > start)
            return end - start;
    }
    return 0;
}

static bool
is_utf8_name(const char *name, uint32_t length)
{
    char lower[8] = "";
    uint32_t used = 0;
    for (uint32_t i = 0; i < length && used < 7; i++)
        if (name[i] != '-' && name[i] != '_')
            lower[used++] = (char)(name[i] | 0x20);
    return !strcmp(lower, "utf8") || !strcmp(lower, "utf8sig");
}

// The encoding may be named in one of the first two lines.
static bool
check_cookie(scan *s)
{
    uint32_t line = s->at;
    for (int i = 0; i < 2 && line < s->length; i++) {
        uint32_t name;
        uint32_t length = find_cookie(s, line, &name);
        // Behind a byte order mark CPython takes "utf-8" only, not "utf8".
        bool utf8 = length && is_utf8_name(s->text + name, length) &&
                    (s->at == 0 || s->text[name + 3] != '8');
        if (length && !utf8)
            return SCAN_FAIL(s, FORA_DIAG_syntax_coding, name, name + length,
                             (int)length, s->text + name);
        const char *end = memchr(s->text + line, '\n', s->length - line);
        line = end ? (uint32_t)(end - s->text) + 1 : s->length;
    }
    return true;
}

// ---- Words --------------------------------------------------------------------------

// Characters outside of letters, marks and digits that Unicode allows in identifiers.
static bool
is_other_identifier(int32_t code)
{
    return code == 0xb7 || code == 0x387 || (code >= 0x1369 && code <= 0x1371) ||
           code == 0x19da || code == 0x2118 || code == 0x212e || code == 0x309b ||
           code == 0x309c;
}

static bool
check_character(scan *s, uint32_t at, uint32_t *size)
{
    utf8proc_int32_t code;
    utf8proc_ssize_t bytes =
        utf8proc_iterate((const utf8proc_uint8_t *)s->text + at, s->length - at, &code);
    *size = bytes < 1 ? 1 : (uint32_t)bytes;
    utf8proc_category_t category = utf8proc_category(code);
    bool word =
        (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_MC) ||
        category == UTF8PROC_CATEGORY_ND || category == UTF8PROC_CATEGORY_NL ||
        category == UTF8PROC_CATEGORY_PC || is_other_identifier(code);
    if (word)
        return true;
    if (category >= UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_CN)
        return SCAN_FAIL(s, FORA_DIAG_syntax_control, at, at + *size, (unsigned)code);
    return SCAN_FAIL(s, FORA_DIAG_syntax_character, at, at + *size, (int)*size,
                     s->text + at, (unsigned)code);
}

static const scan_opener openers[] = {
    {"if", "'if' statement", false, false},
    {"elif", "'elif' statement", false, false},
    {"else", "'else' statement", true, false},
    {"for", "'for' statement", false, false},
    {"while", "'while' statement", false, false},
    {"try", "'try' statement", true, false},
    {"except", "'except' statement", false, false},
    {"finally", "'finally' statement", true, false},
    {"with", "'with' statement", false, false},
    {"def", "function definition", false, false},
    {"class", "class definition", false, false},
    {"match", "'match' statement", false, true},
    {"case", "'case' statement", false, true},
};

static const scan_opener *
find_opener(const char *word, uint32_t length)
{
    for (uint32_t i = 0; i < sizeof openers / sizeof *openers; i++)
        if (strlen(openers[i].word) == length && !memcmp(openers[i].word, word, length))
            return &openers[i];
    return NULL;
}

static bool
is_text(const scan *s, uint32_t start, uint32_t end, const char *word)
{
    return strlen(word) == end - start && !memcmp(s->text + start, word, end - start);
}

// Takes note of the token at `start` .. s->at, for what finish_line checks.
static bool
note_token(scan *s, uint32_t start)
{
    bool colon = s->text[start] == ':' && s->at == start + 1;
    if (s->tokens == 1 && s->opener && s->opener->bare && !colon)
        return SCAN_FAIL(s, FORA_DIAG_syntax_expected, start, s->at, ":");
    s->ends_in_colon = false;
    if (colon && s->depth == 0) {
        if (s->lambdas > 0)
            s->lambdas--;
        else
            s->colon = s->ends_in_colon = true;
    }
    s->tokens++;
    s->last_end = s->at;
    return true;
}

static bool
scan_word(scan *s)
{
    uint32_t start = s->at;
    while (s->at < s->length && scan_is_word(s->text[s->at])) {
        uint32_t size = 1;
        if ((s->text[s->at] & 0x80) && !check_character(s, s->at, &size))
            return false;
        s->at += size;
    }
    char next = s->at < s->length ? s->text[s->at] : 0;
    if ((next == '"' || next == '\'') &&
        scan_is_string_prefix(s->text + start, s->at - start))
        return scan_string(s) && note_token(s, start);
    bool async = s->tokens == 1 && s->async;
    if (s->tokens == 0 || async) {
        s->opener = find_opener(s->text + start, s->at - start);
        s->opener_at = start;
        s->async = !async && is_text(s, start, s->at, "async");
    }
    if (s->depth == 0 && is_text(s, start, s->at, "lambda"))
        s->lambdas++;
    return note_token(s, start);
}

// ---- Brackets and the other tokens --------------------------------------------------

static bool
scan_open(scan *s)
{
    if (s->depth == SCAN_BRACKETS)
        return SCAN_FAIL(s, FORA_DIAG_syntax_parentheses, s->at, s->at + 1);
    s->brackets[s->depth++] = s->at++;
    return note_token(s, s->at - 1);
}

static bool
scan_close(scan *s)
{
    char close = s->text[s->at];
    if (s->depth == 0)
        return SCAN_FAIL(s, FORA_DIAG_syntax_unmatched, s->at, s->at + 1, close);
    uint32_t opened = s->brackets[--s->depth];
    char open = s->text[opened];
    if ((open == '(' && close != ')') || (open == '[' && close != ']') ||
        (open == '{' && close != '}')) {
        (void)SCAN_FAIL(s, FORA_DIAG_syntax_mismatch, s->at, s->at + 1, close, open);
        fora_diag_note(s->diags, (fora_span){s->file, opened, opened + 1},
                       "opened here");
        return false;
    }
    s->at++;
    return note_token(s, s->at - 1);
}

static bool
scan_continuation(scan *s)
{
    uint32_t next = s->at + 1;
    if (next < s->length && s->text[next] == '\r')
        next++;
    if (next >= s->length)
        return SCAN_FAIL(s, FORA_DIAG_syntax_eof, s->at, s->at + 1);
    if (s->text[next] != '\n')
        return SCAN_FAIL(s, FORA_DIAG_syntax_continuation, s->at + 1, s->at + 2);
    memset(s->clean + s->at, ' ', next + 1 - s->at);
    s->at = next + 1;
    if (s->at == s->length)
        return SCAN_FAIL(s, FORA_DIAG_syntax_eof, next - 1, next);
    return true;
}

static bool
scan_operator(scan *s)
{
    char c = s->text[s->at];
    char next = s->at + 1 < s->length ? s->text[s->at + 1] : 0;
    if ((unsigned char)c < ' ' || c == 0x7f)
        return SCAN_FAIL(s, FORA_DIAG_syntax_control, s->at, s->at + 1, c);
    if (strchr("$?`", c) || (c == '!' && next != '='))
        return SCAN_FAIL(s, FORA_DIAG_syntax_invalid, s->at, s->at + 1);
    uint32_t start = s->at;
    s->at += (c == ':' || c == '!') && next == '=' ? 2 : 1;
    return note_token(s, start);
}

static bool
scan_token(scan *s)
{
    char c = s->text[s->at];
    char next = s->at + 1 < s->length ? s->text[s->at + 1] : 0;
    uint32_t start = s->at;
    if (scan_is_digit(c) || (c == '.' && scan_is_digit(next)))
        return scan_number(s) && note_token(s, start);
    if (scan_is_word(c))
        return scan_word(s);
    switch (c) {
    case ' ':
    case '\t':
    case '\f':
    case '\n':  // within brackets
        s->clean[s->at++] = ' ';
        return true;
    case '\r':
        if (next != '\n')
            return SCAN_FAIL(s, FORA_DIAG_syntax_carriage_return, s->at, s->at + 1);
        s->clean[s->at++] = ' ';
        return true;
    case '#':
        while (s->at < s->length && s->text[s->at] != '\n' && s->text[s->at] != '\r')
            s->clean[s->at++] = ' ';
        return true;
    case '\\':
        return scan_continuation(s);
    case '"':
    case '\'':
        return scan_string(s) && note_token(s, start);
    case '(':
    case '[':
    case '{':
        return scan_open(s);
    case ')':
    case ']':
    case '}':
        return scan_close(s);
    default:
        return scan_operator(s);
    }
}

// ---- Indentation --------------------------------------------------------------------

// Measures the white space at s->at. The parser sees each tab as one space, which says the
// same about blocks once CPython's two measures agree.
static scan_indent
measure(scan *s)
{
    scan_indent indent = {0};
    for (; s->at < s->length; s->at++) {
        char c = s->text[s->at];
        if (c == ' ') {
            indent.column++;
            indent.narrow++;
        } else if (c == '\t') {
            indent.column = (indent.column / 8 + 1) * 8;
            indent.narrow++;
            s->clean[s->at] = ' ';
        } else if (c == '\f') {
            indent = (scan_indent){0};
        } else {
            break;
        }
    }
    return indent;
}

static bool
indent_deeper(scan *s, scan_indent indent)
{
    scan_indent outer = s->indents[s->level];
    if (indent.narrow <= outer.narrow)
        return SCAN_FAIL(s, FORA_DIAG_syntax_tabs, s->at, s->at + 1);
    if (!s->expects_block)
        return SCAN_FAIL(s, FORA_DIAG_syntax_indent, s->at, s->at + 1);
    if (s->level + 1 == SCAN_INDENTS)
        return SCAN_FAIL(s, FORA_DIAG_syntax_indents, s->at, s->at + 1);
    if (indent.narrow > SCAN_COLUMNS)
        return SCAN_FAIL(s, FORA_DIAG_syntax_indent_wide, s->at, s->at + 1);
    s->indents[++s->level] = indent;
    return true;
}

// Compares a line's indentation with the blocks that are open.
static bool
check_indent(scan *s, scan_indent indent)
{
    if (indent.column > s->indents[s->level].column)
        return indent_deeper(s, indent);
    if (s->expects_block) {
        uint32_t line, column;
        fora_source_position(s->source, s->opener_at, &line, &column);
        return SCAN_FAIL(s, FORA_DIAG_syntax_no_block, s->at, s->at + 1,
                         s->opener->text, line);
    }
    while (s->level > 0 && indent.column < s->indents[s->level].column)
        s->level--;
    scan_indent outer = s->indents[s->level];
    if (indent.column != outer.column)
        return SCAN_FAIL(s, FORA_DIAG_syntax_unindent, s->at, s->at + 1);
    if (indent.narrow != outer.narrow)
        return SCAN_FAIL(s, FORA_DIAG_syntax_tabs, s->at, s->at + 1);
    return true;
}

// ---- Lines --------------------------------------------------------------------------

// After a logical line: whether a colon is missing, and whether a block must follow.
static bool
finish_line(scan *s)
{
    if (s->depth > 0) {
        uint32_t opened = s->brackets[s->depth - 1];
        return SCAN_FAIL(s, FORA_DIAG_syntax_not_closed, opened, opened + 1,
                         s->text[opened]);
    }
    s->expects_block = s->opener && s->ends_in_colon;
    if (s->opener && !s->opener->soft && !s->colon)
        return SCAN_FAIL(s, FORA_DIAG_syntax_expected, s->last_end, s->last_end + 1,
                         ":");
    return true;
}

static bool
scan_line(scan *s)
{
    scan_indent indent = measure(s);
    if (s->at == s->length)
        return true;
    if (strchr("#\r\n", s->text[s->at])) {
        while (s->at < s->length && s->text[s->at] != '\n')
            if (!scan_token(s))
                return false;
        s->at += s->at < s->length;
        return true;
    }
    if (!check_indent(s, indent))
        return false;
    s->opener = NULL;
    s->tokens = s->lambdas = 0;
    s->async = s->colon = s->ends_in_colon = false;
    while (s->at < s->length && (s->text[s->at] != '\n' || s->depth > 0))
        if (!scan_token(s))
            return false;
    s->at += s->at < s->length;
    return finish_line(s);
}

bool
fe_cst_scan(fora_diags *diags, const fora_source *source, uint32_t file, char *clean)
{
    scan s = {.diags = diags, .source = source, .file = file, .clean = clean};
    s.text = source->text;
    s.length = source->length;
    if (!check_utf8(&s))
        return false;
    if (s.length >= 3 && !memcmp(s.text, "\xef\xbb\xbf", 3))
        s.at = 3;
    if (!check_cookie(&s))
        return false;
    while (s.at < s.length)
        if (!scan_line(&s))
            return false;
    return !s.expects_block || check_indent(&s, (scan_indent){0});
}
