// Numbers and strings in the look through the source: their forms and ends, after
// CPython's tokenizer. A formatted string is one string here, as in Python 3.11.
#include "cst_scan.h"

#include <string.h>

// ---- Strings ------------------------------------------------------------------------

bool
scan_is_string_prefix(const char *text, uint32_t length)
{
    static const char *const prefixes[] = {"r", "u", "b", "f", "br", "rb", "fr", "rf"};
    if (length > 2)
        return false;
    char lower[3] = "";
    for (uint32_t i = 0; i < length; i++)
        lower[i] = (char)(text[i] | 0x20);
    for (uint32_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
        if (!strcmp(lower, prefixes[i]))
            return true;
    return false;
}

static bool
unterminated(scan *s, uint32_t start, uint32_t end, bool triple)
{
    uint32_t line, column;
    fora_source_position(s->source, end > start ? end - 1 : end, &line, &column);
    return SCAN_FAIL(s,
                     triple ? FORA_DIAG_syntax_triple_string : FORA_DIAG_syntax_string,
                     start, start + 1, line);
}

bool
scan_string(scan *s)
{
    uint32_t start = s->at;
    char quote = s->text[start];
    bool triple = start + 2 < s->length && s->text[start + 1] == quote &&
                  s->text[start + 2] == quote;
    uint32_t quotes = triple ? 3 : 1, seen = 0;
    s->at += quotes;
    while (s->at < s->length) {
        char c = s->text[s->at++];
        seen = c == quote ? seen + 1 : 0;
        if (seen == quotes)
            return true;
        bool escaped = c == '\\' && s->at < s->length;
        if (escaped)
            c = s->text[s->at++];
        bool line_end = c == '\n' || c == '\r';
        if (c == '\r' && (s->at == s->length || s->text[s->at] != '\n'))
            return SCAN_FAIL(s, FORA_DIAG_syntax_carriage_return, s->at - 1, s->at);
        if (line_end && !triple && !escaped)
            return unterminated(s, start, s->at - 1, false);
        s->at += c == '\r';
    }
    return unterminated(s, start, s->length, triple);
}

// ---- Numbers ------------------------------------------------------------------------

static char
peek(const scan *s, uint32_t ahead)
{
    return s->at + ahead < s->length ? s->text[s->at + ahead] : 0;
}

// A number may be followed at once by a keyword that can follow an expression.
static bool
is_keyword_ahead(const scan *s)
{
    static const char *const keywords[] = {"and", "else", "for", "if",
                                           "in",  "is",   "or",  "not"};
    for (uint32_t i = 0; i < sizeof keywords / sizeof *keywords; i++) {
        uint32_t length = (uint32_t)strlen(keywords[i]);
        if (s->at + length <= s->length &&
            !memcmp(s->text + s->at, keywords[i], length) &&
            !scan_is_word(peek(s, length)))
            return true;
    }
    return false;
}

static bool
end_number(scan *s, const char *kind)
{
    if (!scan_is_word(peek(s, 0)) || is_keyword_ahead(s))
        return true;
    return SCAN_FAIL(s, FORA_DIAG_syntax_number, s->at, s->at + 1, kind);
}

// Digits with single underscores between them; s->at is at the first digit.
static bool
scan_digits(scan *s)
{
    for (;;) {
        while (scan_is_digit(peek(s, 0)))
            s->at++;
        if (peek(s, 0) != '_')
            return true;
        s->at++;
        if (!scan_is_digit(peek(s, 0)))
            return SCAN_FAIL(s, FORA_DIAG_syntax_number, s->at - 1, s->at, "decimal");
    }
}

static bool
is_digit_of(char c, int base)
{
    if (base == 16)
        return scan_is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
    return c >= '0' && c < '0' + base;
}

// After 0x, 0o or 0b.
static bool
scan_based(scan *s, int base, const char *kind)
{
    s->at += 2;
    do {
        if (peek(s, 0) == '_')
            s->at++;
        if (!is_digit_of(peek(s, 0), base))
            break;
        while (is_digit_of(peek(s, 0), base))
            s->at++;
        if (peek(s, 0) != '_' && !scan_is_digit(peek(s, 0)))
            return end_number(s, kind);
    } while (peek(s, 0) == '_');
    if (scan_is_digit(peek(s, 0)))
        return SCAN_FAIL(s, FORA_DIAG_syntax_digit, s->at, s->at + 1, peek(s, 0), kind);
    return SCAN_FAIL(s, FORA_DIAG_syntax_number, s->at - 1, s->at, kind);
}

// An exponent, if there is one. `1e` and `1e+` are errors, `1else` is not.
static bool
scan_exponent(scan *s, bool *found)
{
    if ((peek(s, 0) | 0x20) != 'e')
        return true;
    bool sign = peek(s, 1) == '+' || peek(s, 1) == '-';
    if (!scan_is_digit(peek(s, sign ? 2 : 1))) {
        if (!sign)
            return true;
        return SCAN_FAIL(s, FORA_DIAG_syntax_number, s->at, s->at + 1, "decimal");
    }
    *found = true;
    s->at += sign ? 2 : 1;
    return scan_digits(s);
}

static bool
scan_decimal(scan *s)
{
    uint32_t start = s->at;
    bool zero = peek(s, 0) == '0', floating = false;
    if (peek(s, 0) != '.' && !scan_digits(s))
        return false;
    uint32_t integer_end = s->at;
    if (peek(s, 0) == '.') {
        floating = true;
        s->at++;
        if (scan_is_digit(peek(s, 0)) && !scan_digits(s))
            return false;
    }
    if (!scan_exponent(s, &floating))
        return false;
    if ((peek(s, 0) | 0x20) == 'j') {
        s->at++;
        return end_number(s, "imaginary");
    }
    if (zero && !floating)
        for (uint32_t at = start; at < integer_end; at++)
            if (s->text[at] != '0' && s->text[at] != '_')
                return SCAN_FAIL(s, FORA_DIAG_syntax_leading_zeros, start, integer_end);
    return end_number(s, "decimal");
}

bool
scan_number(scan *s)
{
    if (peek(s, 0) == '0') {
        switch (peek(s, 1) | 0x20) {
        case 'x':
            return scan_based(s, 16, "hexadecimal");
        case 'o':
            return scan_based(s, 8, "octal");
        case 'b':
            return scan_based(s, 2, "binary");
        }
    }
    return scan_decimal(s);
}
