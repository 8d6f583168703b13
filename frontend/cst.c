// From source text to the concrete syntax tree: runs tree-sitter and copies its tree,
// without comments, into nodes of our own that are cheap to walk.
#include "cst_error.h"
#include "cst_lines.h"

#include <string.h>

// Deeper trees are refused, so that everything after may recurse over the tree.
#define DEPTH_LIMIT 2000

// ---- The table of kinds -------------------------------------------------------------

typedef struct {
    const char *text;
    bool named;
    fe_cst_use use;
} kind;

static const kind kinds[] = {
#define TOKEN(id, text, named) {text, named, FE_USE_TOKEN},
#define PART(id, text, named) {text, named, FE_USE_PART},
#define TRIVIA(id, text, named) {text, named, FE_USE_TRIVIA},
#define HIDDEN(id, text, named) {text, named, FE_USE_HIDDEN},
#define STMT(id, text, named, handler) {text, named, FE_USE_STMT},
#define EXPR(id, text, named, handler) {text, named, FE_USE_EXPR},
#define REFUSE(id, text, named, diag) {text, named, FE_USE_REFUSE},
#include "cst.def"
};

const char *
fe_cst_name(fe_cst_symbol symbol)
{
    return symbol < FE_CST_COUNT ? kinds[symbol].text : "ERROR";
}

bool
fe_cst_named(fe_cst_symbol symbol)
{
    return symbol < FE_CST_COUNT ? kinds[symbol].named : true;
}

fe_cst_use
fe_cst_symbol_use(fe_cst_symbol symbol)
{
    return symbol < FE_CST_COUNT ? kinds[symbol].use : FE_USE_PART;
}

fe_cst *
fe_cst_child(const fe_cst *node, fe_cst_field field)
{
    fe_cst *child = node->first;
    while (child && child->field != field)
        child = child->next;
    return child;
}

// ---- Copying ------------------------------------------------------------------------

#define CHUNK 128

typedef struct {
    fora_arena *arena;
    fe_cst *chunk;
    uint32_t left;
} node_pool;

static fe_cst *
copy_node(node_pool *pool, const TSTreeCursor *cursor, TSNode node)
{
    if (pool->left == 0) {
        pool->chunk = fora_alloc(pool->arena, CHUNK * sizeof *pool->chunk);
        pool->left = CHUNK;
    }
    fe_cst *copy = &pool->chunk[CHUNK - pool->left--];
    copy->symbol = ts_node_symbol(node);
    copy->field = (uint8_t)ts_tree_cursor_current_field_id(cursor);
    copy->start = ts_node_start_byte(node);
    copy->end = ts_node_end_byte(node);
    copy->missing = copy->start == copy->end && ts_node_is_missing(node);
    return copy;
}

typedef struct {
    fe_cst *node;
    fe_cst **link;  // where its next child goes
} level;

// Copies the tree under the cursor; returns NULL when it is deeper than DEPTH_LIMIT and
// sets *deep to where that is.
static fe_cst *
copy_tree(fora_arena *arena, TSTreeCursor *cursor, uint32_t *deep)
{
    node_pool pool = {.arena = arena};
    level levels[DEPTH_LIMIT];
    uint32_t depth = 0;
    TSNode node = ts_tree_cursor_current_node(cursor);
    levels[0].node = copy_node(&pool, cursor, node);
    levels[0].link = &levels[0].node->first;
    bool entered = ts_tree_cursor_goto_first_child(cursor);
    while (entered) {
        node = ts_tree_cursor_current_node(cursor);
        bool trivia = fe_cst_symbol_use(ts_node_symbol(node)) == FE_USE_TRIVIA;
        fe_cst *copy = NULL;
        if (!trivia) {
            copy = copy_node(&pool, cursor, node);
            *levels[depth].link = copy;
            levels[depth].link = &copy->next;
        }
        if (copy && ts_tree_cursor_goto_first_child(cursor)) {
            if (++depth == DEPTH_LIMIT) {
                *deep = copy->start;
                return NULL;
            }
            levels[depth] = (level){copy, &copy->first};
            continue;
        }
        while (!ts_tree_cursor_goto_next_sibling(cursor)) {
            if (depth-- == 0)
                return levels[0].node;
            ts_tree_cursor_goto_parent(cursor);
        }
    }
    return levels[0].node;
}

// ---- Parsing ------------------------------------------------------------------------

// The rows of cst.def are numbered like the grammar's symbols; another version of the
// grammar would be misread silently.
static void
check_grammar(const TSLanguage *language)
{
    FORA_ASSERT(ts_language_symbol_count(language) == FE_CST_COUNT);
    FORA_ASSERT(ts_language_field_count(language) == FE_FIELD_COUNT - 1);
    for (uint32_t symbol = 0; symbol < FE_CST_COUNT; symbol++)
        FORA_ASSERT(!strcmp(kinds[symbol].text,
                            ts_language_symbol_name(language, (TSSymbol)symbol)));
}

static TSTree *
run_parser(const char *text, uint32_t length)
{
    const TSLanguage *language = tree_sitter_python();
    check_grammar(language);
    TSParser *parser = ts_parser_new();
    FORA_ASSERT(ts_parser_set_language(parser, language));
    ts_parser_set_timeout_micros(parser, PARSE_LIMIT_MICROSECONDS);
    TSTree *tree = ts_parser_parse_string(parser, NULL, text, length);
    ts_parser_delete(parser);
    return tree;
}

fe_cst *
fe_cst_parse(fora_arena *arena, fora_diags *diags, const fora_source *source,
             uint32_t file)
{
    char *text = fora_strndup(arena, source->text, source->length);
    if (!fe_cst_scan(diags, source, file, text))
        return NULL;
    TSTree *tree = run_parser(text, source->length);
    if (!tree) {
        fora_diag(diags, FORA_DIAG_syntax_invalid, (fora_span){file, 0, 1});
        fora_diag_note(diags, (fora_span){0},
                       "there is so much of it that the parser gave up");
        return NULL;
    }
    TSNode root = ts_tree_root_node(tree);
    bool broken = ts_node_has_error(root);
    uint32_t deep = 0;
    TSTreeCursor cursor = ts_tree_cursor_new(root);
    fe_cst *copy = broken ? NULL : copy_tree(arena, &cursor, &deep);
    ts_tree_cursor_delete(&cursor);
    if (broken)
        fe_cst_report(diags, source, file, text, root);
    else if (!copy)
        fora_diag(diags, FORA_DIAG_syntax_deep, (fora_span){file, deep, deep + 1});
    else if (!fe_cst_check_lines(diags, source, file, text, copy))
        copy = NULL;
    ts_tree_delete(tree);
    return copy;
}
