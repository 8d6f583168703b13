// The concrete syntax tree: tree-sitter's tree of a source file, copied into an arena
// without comments, with the kinds of nodes numbered as in cst.def.
#pragma once

#include "../fora_ir/include/fora_base.h"

// Named as in cst.def; the numbers are the grammar's own.
typedef enum {
#define CST(id, text, named) FE_CST_##id,
#include "cst.def"
    FE_CST_COUNT,
    FE_CST_ERROR = 65535
} fe_cst_symbol;

typedef enum {
    FE_FIELD_none,
#define FIELD(id, text) FE_FIELD_##id,
#include "cst.def"
    FE_FIELD_COUNT
} fe_cst_field;

// What becomes of the nodes of a kind.
typedef enum {
    FE_USE_TOKEN,   // a keyword or punctuation, which the node above reads
    FE_USE_PART,    // read by the handler of the node above
    FE_USE_TRIVIA,  // has no meaning: left out of the tree
    FE_USE_HIDDEN,  // a rule of the grammar that never appears in a tree
    FE_USE_STMT,    // a statement with a handler
    FE_USE_EXPR,    // an expression with a handler
    FE_USE_REFUSE,  // refused with its own diagnostic
} fe_cst_use;

typedef struct fe_cst fe_cst;
struct fe_cst {
    uint16_t symbol;  // an fe_cst_symbol
    uint8_t field;    // an fe_cst_field: the node's role in the one above
    bool missing;     // the parser made it up: it is not in the text
    uint32_t start, end;
    fe_cst *first, *next;  // children in order of the text
};

const char *fe_cst_name(fe_cst_symbol symbol);
bool fe_cst_named(fe_cst_symbol symbol);
fe_cst_use fe_cst_symbol_use(fe_cst_symbol symbol);

// Looks through a source before the parser does: encoding, characters, numbers, strings,
// brackets and indentation, in one linear pass. Reports and returns false when the file
// cannot be a Python program. What passes has at most 200 nested brackets and 100 levels
// of indentation. `clean`, a copy of the text, is changed into what the parser shall see:
// spaces for comments, for tabs in indentation and for ends of lines that end no
// statement. Offsets stay the same.
bool fe_cst_scan(fora_diags *diags, const fora_source *source, uint32_t file,
                 char *clean);

// Scans and parses a source. Reports the first error and returns NULL when there is one.
fe_cst *fe_cst_parse(fora_arena *arena, fora_diags *diags, const fora_source *source,
                     uint32_t file);

// The first child in a field, or NULL.
fe_cst *fe_cst_child(const fe_cst *node, fe_cst_field field);

// Writes the tree as an indented s-expression.
void fe_cst_print(fora_text *text, const fora_source *source, const fe_cst *root);
