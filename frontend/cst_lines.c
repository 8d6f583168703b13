// The ends of lines, after the parser. The grammar's newline is a token only where a
// statement can end and blank everywhere else; in Python every end of a line outside of
// brackets is a token, which none but blocks and their clauses may hold.
#include "cst_lines.h"

#include <string.h>

// Whether an end of a line may stand before `next`, a child of `node`.
static bool
may_begin_line(const fe_cst *node, const fe_cst *next)
{
    switch (node->symbol) {
    case FE_CST_module:
    case FE_CST_block:
    case FE_CST_decorated_definition:
        return true;
    }
    switch (next->symbol) {
    case FE_CST_block:
    case FE_CST_elif_clause:
    case FE_CST_else_clause:
    case FE_CST_except_clause:
    case FE_CST_except_group_clause:
    case FE_CST_finally_clause:
        return true;
    }
    return false;
}

// The first end of a line inside of a statement, or NULL. In the text that the parser saw,
// ends of lines in brackets and behind backslashes are blank; strings have theirs still.
static const char *
find_broken(const char *text, const fe_cst *node)
{
    if (node->symbol == FE_CST_string)
        return NULL;
    for (const fe_cst *child = node->first; child; child = child->next) {
        const char *found = find_broken(text, child);
        if (found)
            return found;
        const fe_cst *next = child->next;
        if (next && next->start > child->end && !may_begin_line(node, next))
            found = memchr(text + child->end, '\n', next->start - child->end);
        if (found)
            return found;
    }
    return NULL;
}

// Where CPython's token for the end of a line at `end` begins: at the comment before it.
static uint32_t
newline_token(const fora_source *source, const char *text, uint32_t end)
{
    uint32_t at = end;
    while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\f'))
        at--;
    const char *comment = memchr(source->text + at, '#', end - at);
    if (comment)
        return (uint32_t)(comment - source->text);
    return end - (end > 0 && source->text[end - 1] == '\r');
}

bool
fe_cst_check_lines(fora_diags *diags, const fora_source *source, uint32_t file,
                   const char *text, const fe_cst *root)
{
    const char *found = find_broken(text, root);
    if (!found)
        return true;
    uint32_t at = newline_token(source, text, (uint32_t)(found - text));
    fora_diag(diags, FORA_DIAG_syntax_invalid, (fora_span){file, at, at + 1});
    return false;
}

// ---- Of texts that cannot be parsed -------------------------------------------------

// Whether the line that ends at `end` ends in what no statement ends in: an operator or
// one of these words.
static bool
is_unfinished(const char *text, uint32_t end)
{
    static const char *const words[] = {"and",    "or",     "not",  "in",    "is",
                                        "if",     "else",   "for",  "as",    "del",
                                        "lambda", "import", "from", "assert"};
    while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == '\f'))
        end--;
    if (end == 0)
        return false;
    if (strchr("=+-/%&|^~@<>", text[end - 1]))
        return true;
    uint32_t start = end;
    while (start > 0 && text[start - 1] >= 'a' && text[start - 1] <= 'z')
        start--;
    if (start > 0 && !strchr(" \n\f)]}\"'", text[start - 1]))
        return false;
    for (uint32_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == end - start &&
            !memcmp(words[i], text + start, end - start))
            return true;
    return false;
}

uint32_t
fe_cst_unfinished_line(const fora_source *source, const char *text, uint32_t at)
{
    uint32_t found = at;
    while (at > 0) {
        while (at > 0 && text[at - 1] != '\n')
            at--;
        if (at == 0 || !is_unfinished(text, at - 1))
            break;
        found = newline_token(source, text, --at);
    }
    return found;
}
