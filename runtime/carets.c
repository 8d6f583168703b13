// CPython 3.11 parses the text of the expression that raised: in a binary operation it marks
// the operator, in a subscript the brackets. Here a scan over tokens finds the same two
// places, with CPython's habit of looking through parentheses around operands.
#include "carets.h"

#include <string.h>

enum { MOST_TOKENS = 512 };

typedef enum { NAME, NUMBER, STRING, OPEN, CLOSE, OPERATOR } token_kind;

typedef struct {
    token_kind kind;
    size_t start, stop;
    int partner;  // OPEN, CLOSE: the token that matches
} token;

typedef struct {
    const char *text;
    size_t length;
    token tokens[MOST_TOKENS];
    int count;
    int open[MOST_TOKENS], depth;
} scanner;

// ---- Tokens -------------------------------------------------------------------------

static bool
is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\f';
}

static bool
is_word(char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
           (byte >= 'A' && byte <= 'Z') || byte == '_' || (byte & 0x80);
}

// Behind the string that starts with a quote at `at`; 0: it does not end.
static size_t
skip_string(const scanner *s, size_t at)
{
    char quote = s->text[at];
    size_t quotes =
        at + 2 < s->length && s->text[at + 1] == quote && s->text[at + 2] == quote ? 3
                                                                                   : 1;
    for (at += quotes; at + quotes <= s->length; at++) {
        if (s->text[at] == '\\') {
            at++;
            continue;
        }
        size_t run = 0;
        while (run < quotes && s->text[at + run] == quote)
            run++;
        if (run == quotes)
            return at + quotes;
    }
    return 0;
}

static size_t
skip_word(const scanner *s, size_t at)
{
    bool number = (s->text[at] >= '0' && s->text[at] <= '9') || s->text[at] == '.';
    for (; at < s->length; at++) {
        char byte = s->text[at];
        bool exponent_sign = number && (byte == '-' || byte == '+') &&
                             (s->text[at - 1] | 0x20) == 'e' && at + 1 < s->length &&
                             s->text[at + 1] >= '0' && s->text[at + 1] <= '9';
        if (!is_word(byte) && !(number && byte == '.') && !exponent_sign)
            break;
    }
    return at;
}

static size_t
operator_length(const char *text, size_t left)
{
    static const char *const longer[] = {
        "**=", "//=", ">>=", "<<=", "...", "**", "//", "<<", ">>", "==", "!=", "<=",
        ">=",  ":=",  "->",  "+=",  "-=",  "*=", "/=", "%=", "&=", "|=", "^=", "@="};
    for (size_t i = 0; i < sizeof longer / sizeof *longer; i++) {
        size_t length = strlen(longer[i]);
        if (length <= left && memcmp(text, longer[i], length) == 0)
            return length;
    }
    return 1;
}

static bool
add_token(scanner *s, token_kind kind, size_t start, size_t stop)
{
    if (s->count == MOST_TOKENS)
        return false;
    token *added = &s->tokens[s->count];
    *added = (token){kind, start, stop, -1};
    if (kind == OPEN) {
        s->open[s->depth++] = s->count;
    } else if (kind == CLOSE) {
        if (s->depth == 0)
            return false;
        added->partner = s->open[--s->depth];
        s->tokens[added->partner].partner = s->count;
    }
    s->count++;
    return true;
}

// One token from `at`; returns where it ends, 0 if there is none that can be understood.
static size_t
scan_token(scanner *s, size_t at)
{
    char byte = s->text[at];
    token_kind kind = OPERATOR;
    size_t stop;
    if (byte == '"' || byte == '\'') {
        stop = skip_string(s, at);
        kind = STRING;
    } else if (is_word(byte) || (byte == '.' && at + 1 < s->length &&
                                 s->text[at + 1] >= '0' && s->text[at + 1] <= '9')) {
        stop = skip_word(s, at);
        kind = byte == '.' || (byte >= '0' && byte <= '9') ? NUMBER : NAME;
        if (kind == NAME && stop < s->length &&
            (s->text[stop] == '"' || s->text[stop] == '\'')) {
            stop = skip_string(s, stop);
            kind = STRING;
        }
    } else {
        kind = strchr("([{", byte) ? OPEN : strchr(")]}", byte) ? CLOSE : OPERATOR;
        stop =
            at + (kind == OPERATOR ? operator_length(s->text + at, s->length - at) : 1);
    }
    return stop != 0 && add_token(s, kind, at, stop) ? stop : 0;
}

static bool
scan(scanner *s, const char *text, size_t length)
{
    s->text = text;
    s->length = length;
    s->count = s->depth = 0;
    for (size_t at = 0; at < length;) {
        if (is_space(text[at]) || text[at] == '\n' || text[at] == '\r') {
            at++;
            continue;
        }
        if (text[at] == '#' || text[at] == '\\' || (at = scan_token(s, at)) == 0)
            return false;
    }
    return s->depth == 0 && s->count > 0;
}

static bool
is_text(const scanner *s, int index, const char *text)
{
    const token *t = &s->tokens[index];
    return t->stop - t->start == strlen(text) &&
           memcmp(s->text + t->start, text, t->stop - t->start) == 0;
}

// ---- Structure ----------------------------------------------------------------------

// Words that make an expression something else than a binary operation or a subscript, or
// the text a statement.
static bool
is_keyword(const scanner *s, int index)
{
    static const char *const words[] = {
        "and",      "or",     "not",      "in",    "is",     "if",    "else",
        "lambda",   "for",    "yield",    "await", "return", "raise", "assert",
        "del",      "import", "from",     "with",  "while",  "pass",  "break",
        "continue", "global", "nonlocal", "async", "def",    "class", "try"};
    if (s->tokens[index].kind != NAME)
        return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (is_text(s, index, words[i]))
            return true;
    return false;
}

// The binding strength of a binary operator, 7 for **; 0: none.
static int
strength(const scanner *s, int index)
{
    static const struct {
        const char *text;
        int strength;
    } operators[] = {{"|", 1}, {"^", 2}, {"&", 3}, {"<<", 4}, {">>", 4},
                     {"+", 5}, {"-", 5}, {"*", 6}, {"/", 6},  {"//", 6},
                     {"%", 6}, {"@", 6}, {"**", 7}};
    if (s->tokens[index].kind != OPERATOR)
        return 0;
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
        if (is_text(s, index, operators[i].text))
            return operators[i].strength;
    return 0;
}

// Whether an operand ends with this token, so that an operator behind it is binary.
static bool
ends_operand(const scanner *s, int index)
{
    return index >= 0 && s->tokens[index].kind != OPERATOR &&
           s->tokens[index].kind != OPEN;
}

// Whether the tokens between two brackets are one expression in parentheses: no tuple, no
// generator, not the arguments of a call.
static bool
is_group(const scanner *s, int open)
{
    int close = s->tokens[open].partner;
    if (s->text[s->tokens[open].start] != '(' || close == open + 1 ||
        ends_operand(s, open - 1))
        return false;
    for (int i = open + 1; i < close; i++) {
        if (s->tokens[i].kind == OPEN)
            i = s->tokens[i].partner;
        else if (is_text(s, i, ",") || is_text(s, i, "for") || is_text(s, i, "async"))
            return false;
    }
    return true;
}

// The tokens of an expression without the parentheses around it: CPython tells its place
// without them.
typedef struct {
    int first, last;
} extent;

static extent
strip_groups(const scanner *s, int first, int last)
{
    while (s->tokens[first].kind == OPEN && s->tokens[first].partner == last &&
           is_group(s, first)) {
        first++;
        last--;
    }
    return (extent){first, last};
}

static size_t
expression_start(const scanner *s, int first, int last)
{
    return s->tokens[strip_groups(s, first, last).first].start;
}

static size_t
expression_stop(const scanner *s, int first, int last)
{
    return s->tokens[strip_groups(s, first, last).last].stop;
}

// The operator that is applied last, -1 if there is none; *plain: nothing stands outside
// brackets that would make it another kind of expression.
static int
find_operator(const scanner *s, extent all, bool *plain)
{
    int found = -1, weakest = 8;
    *plain = true;
    for (int i = all.first; i <= all.last; i++) {
        if (s->tokens[i].kind == OPEN) {
            i = s->tokens[i].partner;
            continue;
        }
        int binds = strength(s, i);
        if (binds != 0 && i > all.first && ends_operand(s, i - 1)) {
            if (binds < weakest || (binds == weakest && binds != 7)) {
                found = i;
                weakest = binds;
            }
        } else if (is_keyword(s, i) || (s->tokens[i].kind == OPERATOR && binds == 0 &&
                                        !is_text(s, i, ".") && !is_text(s, i, "~"))) {
            *plain = false;
        }
    }
    return found;
}

// From the end of the left operand: its closing parentheses and blanks are passed by, but
// the width is that of what comes first, one or two characters.
static void
anchor_operator(const scanner *s, extent all, int operator, size_t * left,
                size_t *right)
{
    size_t at = expression_stop(s, all.first, operator- 1);
    size_t start = expression_start(s, operator+ 1, all.last);
    while (is_space(s->text[at]))
        at++;
    size_t width = at + 1 < start && !is_space(s->text[at + 1]) ? 2 : 1;
    while (at < s->length && (is_space(s->text[at]) || s->text[at] == ')'))
        at++;
    *left = at;
    *right = at + width;
}

static bool
anchor_subscript(const scanner *s, extent all, size_t *left, size_t *right)
{
    int close = all.last;
    if (s->tokens[close].kind != CLOSE || s->text[s->tokens[close].start] != ']')
        return false;
    int open = s->tokens[close].partner;
    if (open <= all.first || close == open + 1 || !ends_operand(s, open - 1))
        return false;
    *left = s->tokens[open].start;
    *right = expression_stop(s, open + 1, close - 1) + 1;
    while (*right < s->length && s->text[*right] != ']')
        ++*right;
    *right += *right < s->length;
    return true;
}

bool
rt_carets_anchor(const char *text, size_t length, size_t *left, size_t *right)
{
    scanner s;
    bool plain;
    if (!scan(&s, text, length))
        return false;
    extent all = strip_groups(&s, 0, s.count - 1);
    int operator= find_operator(&s, all, &plain);
    bool unary = s.tokens[all.first].kind == OPERATOR;
    if (!plain || operator== all.last)
        return false;
    if (operator<0)
        return !unary && anchor_subscript(&s, all, left, right);
    if (unary && strength(&s, operator) == 7)
        return false;
    anchor_operator(&s, all, operator, left, right);
    return true;
}
