// String and bytes literals: prefixes, escapes, and neighbours that are joined.
#include "ast_strings.h"

#include <string.h>

// ---- Escapes ------------------------------------------------------------------------

static int
hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static void
add_code(fora_text *text, uint32_t code)
{
    char bytes[4];
    size_t size = 0;
    if (code < 0x80) {
        bytes[size++] = (char)code;
    } else if (code < 0x800) {
        bytes[size++] = (char)(0xc0 | code >> 6);
        bytes[size++] = (char)(0x80 | (code & 0x3f));
    } else if (code < 0x10000) {
        bytes[size++] = (char)(0xe0 | code >> 12);
        bytes[size++] = (char)(0x80 | (code >> 6 & 0x3f));
        bytes[size++] = (char)(0x80 | (code & 0x3f));
    } else {
        bytes[size++] = (char)(0xf0 | code >> 18);
        bytes[size++] = (char)(0x80 | (code >> 12 & 0x3f));
        bytes[size++] = (char)(0x80 | (code >> 6 & 0x3f));
        bytes[size++] = (char)(0x80 | (code & 0x3f));
    }
    fora_text_add(text, bytes, size);
}

static void
add_character(fe_joined *j, const fe_literal *literal, uint32_t code)
{
    char byte = (char)code;
    if (literal->bytes)
        fora_text_add(&j->text, &byte, 1);
    else
        add_code(&j->text, code);
}

// `\xhh`, `\uhhhh`, `\Uhhhhhhhh`; `at` is behind the letter. Returns where to go on.
static uint32_t
hexadecimal(fe_joined *j, const fe_literal *literal, uint32_t at, uint32_t end)
{
    char letter = j->b->text[at - 1];
    uint32_t digits = letter == 'x' ? 2 : letter == 'u' ? 4 : 8, code = 0, seen = 0;
    uint32_t start = at - 2;
    while (seen < digits && at < end && hex_digit(j->b->text[at]) >= 0) {
        code = code << 4 | (uint32_t)hex_digit(j->b->text[at++]);
        seen++;
    }
    fora_span span = fe_span_between(j->b, start, at);
    if (seen < digits)
        fora_diag(j->b->diags, FORA_DIAG_syntax_escape_truncated, span, letter,
                  &"XXXXXXXX"[8 - digits]);
    else if (code > 0x10ffff)
        fora_diag(j->b->diags, FORA_DIAG_syntax_escape_range, span);
    else if (code >= 0xd800 && code < 0xe000)
        fora_diag(j->b->diags, FORA_DIAG_surrogate, span);
    else
        add_character(j, literal, code);
    return at;
}

static uint32_t
octal(fe_joined *j, const fe_literal *literal, uint32_t at, uint32_t end)
{
    uint32_t code = 0;
    for (int i = 0; i < 3 && at < end; i++, at++) {
        char c = j->b->text[at];
        if (c < '0' || c > '7')
            break;
        code = code << 3 | (uint32_t)(c - '0');
    }
    add_character(j, literal, code);
    return at;
}

// An escape that means one character, or 0.
static char
simple_escape(char letter)
{
    static const char letters[] = "\\'\"abfnrtv", values[] = "\\'\"\a\b\f\n\r\t\v";
    const char *found = letter ? strchr(letters, letter) : NULL;
    return found ? values[found - letters] : 0;
}

// The backslash stands at `at`. Returns where to go on.
static uint32_t
escape(fe_joined *j, const fe_literal *literal, uint32_t at, uint32_t end)
{
    const char *text = j->b->text;
    char letter = text[at + 1], value = simple_escape(letter);
    fora_span span = fe_span_between(j->b, at, at + 2);
    if (value) {
        fora_text_add(&j->text, &value, 1);
        return at + 2;
    }
    if (letter == '\n')
        return at + 2;
    if (letter == '\r')
        return at + (text[at + 2] == '\n' ? 3 : 2);
    if (letter >= '0' && letter <= '7')
        return octal(j, literal, at + 1, end);
    if (letter == 'x' || (!literal->bytes && (letter == 'u' || letter == 'U')))
        return hexadecimal(j, literal, at + 2, end);
    if (letter == 'N' && !literal->bytes) {
        fora_diag(j->b->diags, FORA_DIAG_unicode_name, span);
        return at + 2;
    }
    // CPython keeps the backslash of an escape that it does not know.
    fora_text_add(&j->text, "\\", 1);
    if (!(letter & 0x80))
        fora_diag(j->b->diags, FORA_DIAG_syntax_escape, span, letter);
    return at + 1;
}

// ---- Text ---------------------------------------------------------------------------

// A brace in the literal part of a formatted string. Returns where to go on.
static uint32_t
brace(fe_joined *j, uint32_t at, uint32_t end)
{
    char c = j->b->text[at];
    if (at + 1 < end && j->b->text[at + 1] == c) {
        fora_text_add(&j->text, &c, 1);
        return at + 2;
    }
    fora_diag(j->b->diags, FORA_DIAG_syntax_fstring_brace,
              fe_span_between(j->b, at, at + 1), c);
    return at + 1;
}

void
fe_decode(fe_joined *j, const fe_literal *literal, uint32_t start, uint32_t end,
          bool braces)
{
    const char *text = j->b->text;
    uint32_t plain = start;
    for (uint32_t at = start; at < end;) {
        char c = text[at];
        bool special = (c == '\\' && !literal->raw && at + 1 < end) || c == '\r' ||
                       (braces && (c == '{' || c == '}')) ||
                       (literal->bytes && (c & 0x80));
        if (!special) {
            at++;
            continue;
        }
        fora_text_add(&j->text, text + plain, at - plain);
        if (c == '\\') {
            at = escape(j, literal, at, end);
        } else if (c == '\r') {  // a line ends in \n, whatever the file has
            at++;
        } else if (c & 0x80) {
            fora_diag(j->b->diags, FORA_DIAG_syntax_bytes_ascii,
                      fe_span_between(j->b, at, at + 1));
            at = end;
        } else {
            at = brace(j, at, end);
        }
        plain = at;
    }
    fora_text_add(&j->text, text + plain, end - plain);
}

void
fe_flush(fe_joined *j)
{
    if (j->text.length == 0)
        return;
    fe_node *constant = fe_make(j->b, FE_Constant, j->node);
    constant->Constant.value.kind = FE_STR;
    constant->Constant.value.bytes = j->text.bytes;
    constant->Constant.value.length = j->text.length;
    fe_list_add(j->b, &j->values, constant);
    fora_text_init(&j->text, j->b->arena);
}

// ---- Literals -----------------------------------------------------------------------

static bool
is_prefix(const char *prefix, uint32_t length)
{
    static const char *const prefixes[] = {"",   "r",  "u",  "b", "f",
                                           "br", "rb", "fr", "rf"};
    char lower[3] = "";
    for (uint32_t i = 0; i < length && i < 2; i++)
        lower[i] = (char)(prefix[i] | 0x20);
    for (uint32_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
        if (length <= 2 && !strcmp(lower, prefixes[i]))
            return true;
    return false;
}

static bool
read_literal(fe_builder *b, const fe_cst *string, fe_literal *literal)
{
    const fe_cst *open = fe_find(string, FE_CST_string_start);
    if (!open || !fe_find(string, FE_CST_string_end))
        return false;
    uint32_t at = open->start;
    for (; b->text[at] != '"' && b->text[at] != '\''; at++) {
        if (at == open->end)
            return false;
        char letter = (char)(b->text[at] | 0x20);
        literal->raw |= letter == 'r';
        literal->bytes |= letter == 'b';
        literal->format |= letter == 'f';
    }
    literal->quote = b->text[at];
    literal->quotes = open->end - at;
    literal->start = open->end;
    // Not where string_end starts: in r'\\' that token holds the backslashes too.
    literal->end = string->end - literal->quotes;
    return is_prefix(b->text + open->start, at - open->start);
}

static void
add_literal(fe_joined *j, const fe_cst *string, const fe_literal *literal)
{
    if (literal->format)
        fe_format(j, literal, string);
    else
        fe_decode(j, literal, literal->start, literal->end, false);
}

static fe_node *
constant_string(fe_joined *j, bool bytes)
{
    fe_node *node = fe_make(j->b, FE_Constant, j->node);
    node->Constant.value.kind = bytes ? FE_BYTES : FE_STR;
    node->Constant.value.bytes = j->text.length ? j->text.bytes : "";
    node->Constant.value.length = j->text.length;
    return node;
}

fe_node *
fe_expr_string(fe_builder *b, const fe_cst *node)
{
    fe_joined j = {.b = b, .node = node};
    fora_text_init(&j.text, b->arena);
    bool single = node->symbol == FE_CST_string, format = false, bytes = false,
         text = false;
    const fe_cst *string = single ? node : fe_first(node);
    for (; string; string = single ? NULL : fe_after(string)) {
        fe_literal literal = {0};
        if (!read_literal(b, string, &literal))
            return FE_FAIL(b, syntax_invalid, string);
        format |= literal.format;
        bytes |= literal.bytes;
        text |= !literal.bytes;
        if (bytes && text)
            return FE_FAIL(b, syntax_bytes_mixed, node);
        add_literal(&j, string, &literal);
    }
    if (!format)
        return constant_string(&j, bytes);
    fe_flush(&j);
    fe_node *joined = fe_make(b, FE_JoinedStr, node);
    joined->JoinedStr.values = fe_list_nodes(&j.values);
    return joined;
}
