// What the files that turn the concrete tree into the abstract one share. Functions that
// build a node never return NULL: after a report they return a stand-in, and fe_parse
// throws the tree away when anything was reported as an error.
#pragma once

#include "ast.h"
#include "cst.h"

typedef struct {
    fora_arena *arena;
    fora_names *names;
    fora_diags *diags;
    const char *text;  // of the source
    uint32_t file;
    uint32_t fstring_depth;  // of format specifiers around
    bool call_generator;  // a generator without parentheses of its own is being built
    const fe_cst *type_call;  // the `(x)` of a `type(x)` that the grammar misread
} fe_builder;

// A growing list of nodes.
typedef struct {
    fe_node **items;
    uint32_t count, capacity;
} fe_node_list;

// ---- Helpers (ast_build.c) ----------------------------------------------------------

fora_span fe_span(const fe_builder *b, const fe_cst *node);
fora_span fe_span_between(const fe_builder *b, uint32_t start, uint32_t end);
fe_node *fe_make(fe_builder *b, fe_kind kind, const fe_cst *node);
void fe_list_add(fe_builder *b, fe_node_list *list, fe_node *node);
fe_nodes fe_list_nodes(const fe_node_list *list);

// Reports at a node of the concrete tree; returns a stand-in.
#define FE_FAIL(b, code, node, ...)                                                    \
    (fora_diag((b)->diags, FORA_DIAG_##code,                                           \
               fe_span((b), (node)) __VA_OPT__(, ) __VA_ARGS__),                       \
     fe_make((b), FE_Constant, (node)))

// Whether a node is punctuation or a keyword.
bool fe_is_token(const fe_cst *node);
// The first child that is no token, and the next of such; NULL at the end.
const fe_cst *fe_first(const fe_cst *node);
const fe_cst *fe_after(const fe_cst *node);
// The first child of a symbol, or NULL.
const fe_cst *fe_find(const fe_cst *node, fe_cst_symbol symbol);

// An identifier in its normal form (NFKC), after a check that it is no keyword.
fora_sym fe_identifier(fe_builder *b, const fe_cst *node);
// The identifiers of a dotted name, joined by dots.
fora_sym fe_dotted(fe_builder *b, const fe_cst *node);

// ---- Statements (ast_statements.c, ast_compound.c) ----------------------------------

fe_node *fe_statement(fe_builder *b, const fe_cst *node);
// The statements among the children of a node.
fe_nodes fe_statements(fe_builder *b, const fe_cst *block);

// ---- Expressions (ast_expressions.c and its neighbours) ------------------------------

// An expression; the second takes `name := value` without parentheses, too.
fe_node *fe_expression(fe_builder *b, const fe_cst *node);
fe_node *fe_named_expression(fe_builder *b, const fe_cst *node);
// The children that are no tokens, as expressions.
fe_nodes fe_expressions(fe_builder *b, const fe_cst *node);
// Reports a starred element that holds more than it may without parentheses.
void fe_check_starred(fe_builder *b, const fe_node *node);
// `type` called with (or subscripted by) the node `brackets`, of which `inner` was made.
fe_node *fe_type_call(fe_builder *b, fe_node *inner, const fe_cst *brackets);
// The children of a node in a field, as one expression: a Tuple when there are several
// or a comma.
fe_node *fe_field_tuple(fe_builder *b, const fe_cst *node, fe_cst_field field);
// Positional and keyword arguments of a call or a class.
void fe_arguments(fe_builder *b, const fe_cst *list, fe_nodes *args,
                  fe_nodes *keywords);

fe_node *fe_parameters(fe_builder *b, const fe_cst *parameters, fora_span span);
fe_node *fe_comprehension_clause(fe_builder *b, const fe_cst *clause);

// ---- Targets (ast_targets.c) --------------------------------------------------------

typedef enum {
    FE_TARGET_ASSIGN,    // left of `=`
    FE_TARGET_FOR,       // of a for, with or comprehension
    FE_TARGET_AUGMENT,   // left of `+=`
    FE_TARGET_ANNOTATE,  // left of `: type`
    FE_TARGET_DELETE,
} fe_target_role;

// Makes an expression one that is stored to (or deleted), or reports why it cannot be.
void fe_target(fe_builder *b, fe_node *node, fe_target_role role);

// ---- Patterns (ast_patterns.c) ------------------------------------------------------

fe_node *fe_case_pattern(fe_builder *b, const fe_cst *clause);

// ---- Handlers of cst.def ------------------------------------------------------------

#define STMT(id, text, named, handler)                                                 \
    fe_node *fe_stmt_##handler(fe_builder *b, const fe_cst *node);
#define EXPR(id, text, named, handler)                                                 \
    fe_node *fe_expr_##handler(fe_builder *b, const fe_cst *node);
#include "cst.def"

// ---- Rules (ast_rules.c) ------------------------------------------------------------

// Reports what CPython's compiler refuses in a tree that its grammar accepts: return
// outside of functions, break outside of loops, repeated parameters, and so on.
void fe_ast_rules(fora_arena *arena, const fora_names *names, fora_diags *diags,
                  const fe_node *root);
// The same for the patterns of one match statement (ast_pattern_rules.c).
void fe_pattern_rules(const fora_names *names, fora_diags *diags, const fe_node *match);
