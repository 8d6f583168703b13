// The abstract syntax tree: what the rest of the front end works on. The kinds of nodes
// and their fields are the rows of ast.def; names and meaning are those of CPython's
// `ast` module.
//
//   fe_node *node;
//   if (node->kind == FE_If)
//       visit(node->If.test), visit_all(node->If.body);
#pragma once

#include "../fora_ir/include/fora_base.h"

typedef struct fe_node fe_node;

typedef enum {
#define NODE(Name, GROUP, fields) FE_##Name,
#include "ast.def"
    FE_KIND_COUNT
} fe_kind;

// One enumeration for all tables of operators: FE_Load, FE_Add, FE_Not, FE_NotIn ...
typedef enum {
#define OPERATOR(enumeration, Name) FE_##Name,
#include "ast.def"
    FE_OPERATOR_COUNT
} fe_operator;

typedef struct {
    fe_node **items;
    uint32_t count;
} fe_nodes;

typedef struct {
    fora_sym *items;
    fora_span *spans;
    uint32_t count;
} fe_idents;

typedef struct {
    fe_operator *items;
    uint32_t count;
} fe_operators;

typedef enum {
    FE_NONE,
    FE_ELLIPSIS,
    FE_FALSE,
    FE_TRUE,
    FE_INT,     // integer
    FE_BIGINT,  // bytes: the literal without underscores, as 0x.., 0o.., 0b.. or decimal
    FE_FLOAT,   // number
    FE_COMPLEX,  // number: the imaginary part
    FE_STR,      // bytes: UTF-8, may hold NUL
    FE_BYTES,    // bytes
} fe_constant_kind;

typedef struct {
    fe_constant_kind kind;
    uint32_t length;  // of bytes
    union {
        int64_t integer;
        double number;
        const char *bytes;  // NUL-terminated beyond its length
    };
} fe_constant;

struct fe_node {
    fe_kind kind;
    fora_span span;  // as CPython's lineno .. end_col_offset
    union {
#define ONE(name, GROUP) fe_node *name;
#define OPT(name, GROUP) fe_node *name;
#define MANY(name, GROUP) fe_nodes name;
#define SOME(name, GROUP) fe_nodes name;
#define HOLES(name, GROUP) fe_nodes name;
#define IDENT(name) fora_sym name;
#define OPTID(name) fora_sym name;
#define IDENTS(name) fe_idents name;
#define CONST(name) fe_constant name;
#define OPER(name, enumeration) fe_operator name;
#define OPERS(name, enumeration) fe_operators name;
#define NUMBER(name) int32_t name;
#define PLACE(name) fora_span name;
#define NODE(Name, GROUP, fields)                                                      \
    struct {                                                                           \
        fields                                                                         \
    } Name;
#include "ast.def"
#undef ONE
#undef OPT
#undef MANY
#undef SOME
#undef HOLES
#undef IDENT
#undef OPTID
#undef IDENTS
#undef CONST
#undef OPER
#undef OPERS
#undef NUMBER
#undef PLACE
    };
};

// A parsed source file.
typedef struct {
    uint32_t file;  // its number among the sources
    fe_node *root;  // an FE_Module; never NULL
} fe_module;

// Parses source `file` into nodes that live in `arena`. Reports what is wrong to `diags`;
// returns NULL when the file has errors, otherwise a tree that ast_check accepts.
fe_module *fe_parse(fora_arena *arena, fora_names *names, const fora_sources *sources,
                    fora_diags *diags, uint32_t file);

// A new node of a kind with all fields zero.
fe_node *fe_node_new(fora_arena *arena, fe_kind kind, fora_span span);

const char *fe_kind_name(fe_kind kind);              // "FunctionDef"
const char *fe_operator_name(fe_operator operator);  // "Add"

// Calls `visit` for each child of a node that is there, in the order of ast.def.
typedef void fe_visitor(void *context, fe_node *child);
void fe_each_child(const fe_node *node, fe_visitor *visit, void *context);

// Compares the tree with the rows of ast.def: required fields present, nodes in places
// that their group may stand in, lists of equal length where they belong together,
// contexts consistent. Returns NULL, or what is wrong (a defect of ours), in `arena`.
const char *fe_ast_check(fora_arena *arena, const fe_node *root);

// Writes the tree as indented text, one node a line, its fields in the order of ast.def.
// With a source, each node is followed by its position, as CPython's
// lineno:col_offset-end_lineno:end_col_offset.
void fe_ast_print(fora_text *text, const fora_names *names, const fe_node *root,
                  const fora_source *spans);

// Parses a source and writes its concrete syntax tree as an indented s-expression.
// Returns false when the file has errors, which go to `diags`.
bool fe_cst_emit(fora_arena *arena, fora_text *text, const fora_sources *sources,
                 fora_diags *diags, uint32_t file);
