// Where and what the syntax error is. tree-sitter recovers from errors by wrapping text
// around them into error nodes, which may span the whole file; the token at which the
// parser got stuck is only told to its logger. So a text with errors is parsed once more
// with a logger, until the first token that no reading of the text can take.
#include "cst_error.h"
#include "cst_lines.h"

#include <stdio.h>
#include <string.h>

typedef struct {
    uint32_t row, column;              // where the reading at work stands
    uint32_t error_row, error_column;  // the farthest point where one got stuck
    bool stuck;                        // one did
    bool done;                         // all did: the parser starts to recover
    size_t cancel;                     // not 0: ends the parse
} trace;

static void
follow(void *payload, TSLogType type, const char *message)
{
    trace *t = payload;
    const char *row = strstr(message, "row:");
    if (type != TSLogTypeParse || t->done)
        return;
    if (!strncmp(message, "process ", 8) && row) {
        sscanf(row, "row:%u, col:%u", &t->row, &t->column);
    } else if (!strncmp(message, "detect_error", 12)) {
        bool farther = t->row > t->error_row ||
                       (t->row == t->error_row && t->column >= t->error_column);
        if (!t->stuck || farther) {
            t->error_row = t->row;
            t->error_column = t->column;
        }
        t->stuck = true;
    } else if (!strncmp(message, "resume ", 7) || !strncmp(message, "recover", 7)) {
        t->done = true;
        t->cancel = 1;
    }
}

static uint32_t
offset_of(const char *text, uint32_t length, uint32_t row, uint32_t column)
{
    uint32_t at = 0;
    for (; row > 0 && at < length; at++)
        row -= text[at] == '\n';
    return at + column < length ? at + column : length;
}

// The offset behind the last token that could be taken; `length` when the logger's words
// are not those that we know.
static uint32_t
find_stuck(const char *text, uint32_t length)
{
    trace t = {0};
    TSParser *parser = ts_parser_new();
    FORA_ASSERT(ts_parser_set_language(parser, tree_sitter_python()));
    ts_parser_set_timeout_micros(parser, PARSE_LIMIT_MICROSECONDS);
    ts_parser_set_cancellation_flag(parser, &t.cancel);
    ts_parser_set_logger(parser, (TSLogger){&t, follow});
    TSTree *tree = ts_parser_parse_string(parser, NULL, text, length);
    if (tree)
        ts_tree_delete(tree);
    ts_parser_delete(parser);
    return t.stuck ? offset_of(text, length, t.error_row, t.error_column) : length;
}

// The start of the first error node or made-up token. Trees with errors may be deep, so
// this walks with a cursor.
static uint32_t
find_error_node(TSNode root)
{
    TSTreeCursor cursor = ts_tree_cursor_new(root);
    uint32_t found = ts_node_start_byte(root);
    for (;;) {
        TSNode node = ts_tree_cursor_current_node(&cursor);
        if (ts_node_symbol(node) == FE_CST_ERROR || ts_node_is_missing(node)) {
            found = ts_node_start_byte(node);
            break;
        }
        if (ts_node_has_error(node) && ts_tree_cursor_goto_first_child(&cursor))
            continue;
        bool more = ts_tree_cursor_goto_next_sibling(&cursor);
        while (!more && ts_tree_cursor_goto_parent(&cursor))
            more = ts_tree_cursor_goto_next_sibling(&cursor);
        if (!more)
            break;
    }
    ts_tree_cursor_delete(&cursor);
    return found;
}

static bool
is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '_' || (c & 0x80);
}

// ---- What it is ---------------------------------------------------------------------

static const char *
statement_start(const char *text, uint32_t at)
{
    const char *start = text + at;
    while (start > text && start[-1] != '\n')
        start--;
    return start + strspn(start, " ");
}

// Whether a bracket is open at `at`. Brackets in strings may mislead it, which changes no
// more than the wording of a message.
static bool
in_brackets(const char *text, uint32_t at)
{
    int depth = 0;
    for (const char *c = statement_start(text, at); c < text + at; c++)
        depth += (strchr("([{", *c) != NULL) - (strchr(")]}", *c) != NULL);
    return depth > 0;
}

// Whether the bracket that ends before `at` is a call's.
static bool
is_call(const char *text, uint32_t at)
{
    int depth = 0;
    while (at-- > 0 && text[at] != '\n') {
        depth += (strchr(")]}", text[at]) != NULL) - (strchr("([{", text[at]) != NULL);
        if (depth == 0)
            return at > 0 && (is_word(text[at - 1]) || strchr(")]", text[at - 1]));
    }
    return false;
}

static uint32_t
skip_back(const char *text, uint32_t at)
{
    while (at > 0 && text[at - 1] == ' ')
        at--;
    return at;
}

// Words after which `=` means nothing.
static bool
is_condition(const char *start)
{
    static const char *const words[] = {"if ", "elif ", "while ", "return ", "assert "};
    for (uint32_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strncmp(start, words[i], strlen(words[i])))
            return true;
    return false;
}

// A `=` whose left side is nothing that can be assigned to.
static void
report_equals(fora_diags *diags, const char *text, fora_span span)
{
    uint32_t at = skip_back(text, span.start), word;
    char last = at > 0 ? text[at - 1] : '\n';
    if (strchr("\n=,([{", last)) {
        fora_diag(diags, FORA_DIAG_syntax_invalid, span);
        return;
    }
    if (in_brackets(text, at) || is_condition(statement_start(text, at))) {
        fora_diag(diags, FORA_DIAG_syntax_equals, span);
        return;
    }
    bool augmented = strchr("+-*/%&|^@", last) != NULL;
    while (augmented && at > 0 && strchr("+-*/%&|^@<> ", text[at - 1]))
        at--;
    word = at;
    last = at > 0 ? text[at - 1] : '\n';
    while (word > 0 && is_word(text[word - 1]))
        word--;
    static const char *const constants[] = {"None", "True", "False"};
    for (uint32_t i = 0; i < sizeof constants / sizeof *constants; i++)
        if (strlen(constants[i]) == at - word &&
            !memcmp(text + word, constants[i], at - word)) {
            fora_diag(diags, FORA_DIAG_syntax_assign, span, constants[i]);
            return;
        }
    bool literal = last == '"' || last == '\'' ||
                   (word < at && text[word] >= '0' && text[word] <= '9');
    fora_diag(diags,
              augmented ? FORA_DIAG_syntax_augment : FORA_DIAG_syntax_assign_here, span,
              literal                            ? "literal"
              : last == ')' && is_call(text, at) ? "function call"
                                                 : "expression");
}

// Backslashes and comments are blank in what the parser sees, so where it stumbles over
// one, that is in a replacement field of a formatted string.
static bool
report_fstring(fora_diags *diags, const char *text, fora_span span)
{
    char c = text[span.start], before = span.start > 0 ? text[span.start - 1] : 0;
    if (c == '\\')
        fora_diag(diags, FORA_DIAG_syntax_fstring_backslash, span);
    else if (c == '#')
        fora_diag(diags, FORA_DIAG_syntax_fstring_comment, span);
    else if (c == '}' && before != '{' && !in_brackets(text, span.start))
        fora_diag(diags, FORA_DIAG_syntax_fstring_brace, span, c);
    else if (before == '{' && (c == '}' || c == '!' || c == ':'))
        fora_diag(diags, FORA_DIAG_syntax_fstring_empty, span);
    else
        return false;
    return true;
}

// A `:=` whose left side is no name.
static void
report_walrus(fora_diags *diags, const char *text, fora_span span)
{
    uint32_t at = skip_back(text, span.start), word = at;
    char last = at > 0 ? text[at - 1] : '\n';
    while (word > 0 && is_word(text[word - 1]))
        word--;
    const char *name = last == ']'                                  ? "subscript"
                       : last == ')' && is_call(text, at)           ? "function call"
                       : word < at && word && text[word - 1] == '.' ? "attribute"
                                                                    : NULL;
    if (name)
        fora_diag(diags, FORA_DIAG_syntax_walrus, span, name);
    else
        fora_diag(diags, FORA_DIAG_syntax_invalid, span);
}

// A generator without parentheses behind other arguments.
static bool
is_bare_generator(const char *text, uint32_t at)
{
    int depth = 0;
    uint32_t open = at;
    while (open > 0 && text[open - 1] != '\n' && depth >= 0) {
        open--;
        depth +=
            (strchr(")]}", text[open]) != NULL) - (strchr("([{", text[open]) != NULL);
    }
    if (depth >= 0 || text[open] != '(' || open == 0 || !is_word(text[open - 1]))
        return false;
    return !strncmp(text + at, "for ", 4) &&
           memchr(text + open, ',', at - open) != NULL;
}

// Two operands side by side in brackets.
static bool
misses_comma(const char *text, uint32_t at)
{
    static const char *const operators[] = {"if", "else", "for", "in", "and",
                                            "or", "is",   "not", "as", "async"};
    uint32_t end = skip_back(text, at), length = 0;
    char before = end > 0 ? text[end - 1] : '\n';
    bool ends = is_word(before) || strchr("\"')]}", before);
    if (!ends || !in_brackets(text, at) || !is_word(text[at]))
        return false;
    while (is_word(text[at + length]))
        length++;
    for (uint32_t i = 0; i < sizeof operators / sizeof *operators; i++)
        if (strlen(operators[i]) == length && !memcmp(text + at, operators[i], length))
            return false;
    return true;
}

void
fe_cst_report(fora_diags *diags, const fora_source *source, uint32_t file,
              const char *text, TSNode root)
{
    uint32_t length = source->length;
    uint32_t start = find_stuck(text, length);
    if (start == length)
        start = find_error_node(root);
    while (start < length && (text[start] == ' ' || text[start] == '\f'))
        start++;
    uint32_t stuck = start;
    start = fe_cst_unfinished_line(source, text, stuck);
    if (start < stuck) {
        fora_diag(diags, FORA_DIAG_syntax_invalid, (fora_span){file, start, start + 1});
        return;
    }
    uint32_t end = start;
    while (end < length && is_word(text[end]))
        end++;
    if (end == start && start < length)
        end++;
    fora_span span = {file, start, end};
    if (start < length && text[start] == '=' && text[start + 1] != '=')
        report_equals(diags, text, span);
    else if (start < length && text[start] == ':' && text[start + 1] == '=')
        report_walrus(diags, text, span);
    else if (start < length && report_fstring(diags, text, span))
        return;
    else if (start < length && is_bare_generator(text, start))
        fora_diag(diags, FORA_DIAG_syntax_generator_parentheses, span);
    else if (start < length && misses_comma(text, start))
        fora_diag(diags, FORA_DIAG_syntax_comma, span);
    else
        fora_diag(diags, FORA_DIAG_syntax_invalid, span);
}
