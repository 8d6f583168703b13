// The text of `--emit=ast`: one node a line under the name of the field that holds it,
// its plain fields beside it in the order of ast.def.
//
//   body: Assign
//     targets: Name id=x ctx=Store
//     value: Constant value=int 1
#include "ast.h"

#include <string.h>

typedef struct {
    fora_text *text;
    const fora_names *names;
    const fora_source *spans;  // NULL: without positions
    int depth;
} printer;

static void print(printer *p, const char *field, const fe_node *node);

// ---- Plain fields -------------------------------------------------------------------

static void
print_name(printer *p, const char *field, fora_sym sym)
{
    if (!sym)
        return;
    fora_text_printf(p->text, " %s=", field);
    fora_text_add(p->text, fora_sym_text(p->names, sym),
                  fora_sym_length(p->names, sym));
}

static void
print_names(printer *p, const char *field, fe_idents idents)
{
    for (uint32_t i = 0; i < idents.count; i++)
        print_name(p, field, idents.items[i]);
}

// Bytes in quotes; all but printable ASCII as \xNN.
static void
print_bytes(printer *p, const char *bytes, uint32_t length)
{
    fora_text_add(p->text, "\"", 1);
    for (uint32_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)bytes[i];
        if (c == '"' || c == '\\')
            fora_text_printf(p->text, "\\%c", c);
        else if (c >= ' ' && c < 0x7f)
            fora_text_add(p->text, &bytes[i], 1);
        else
            fora_text_printf(p->text, "\\x%02x", c);
    }
    fora_text_add(p->text, "\"", 1);
}

static void
print_constant(printer *p, const char *field, fe_constant constant)
{
    static const char *const kinds[] = {"None", "...",    "False",    "True", "int ",
                                        "int ", "float ", "complex ", "str ", "bytes "};
    fora_text_printf(p->text, " %s=%s", field, kinds[constant.kind]);
    switch (constant.kind) {
    case FE_INT:
        fora_text_printf(p->text, "%lld", (long long)constant.integer);
        break;
    case FE_BIGINT:
        fora_text_add(p->text, constant.bytes, constant.length);
        break;
    case FE_FLOAT:
    case FE_COMPLEX:
        fora_text_printf(p->text, "%.17g", constant.number);
        break;
    case FE_STR:
    case FE_BYTES:
        print_bytes(p, constant.bytes, constant.length);
        break;
    default:
        break;
    }
}

static void
print_operators(printer *p, const char *field, fe_operators operators)
{
    for (uint32_t i = 0; i < operators.count; i++)
        fora_text_printf(p->text, " %s=%s", field,
                         fe_operator_name(operators.items[i]));
}

// CPython counts columns in bytes.
static void
print_position(printer *p, uint32_t offset)
{
    uint32_t line, column;
    fora_source_position(p->spans, offset, &line, &column);
    fora_text_printf(p->text, "%u:%u", line, offset - p->spans->lines[line - 1]);
}

static void
print_span(printer *p, const fe_node *node)
{
    bool placed = node->kind != FE_Module && node->kind != FE_arguments &&
                  node->kind != FE_comprehension && node->kind != FE_withitem &&
                  node->kind != FE_match_case;
    if (!p->spans || !placed)
        return;
    fora_text_add(p->text, " @", 2);
    print_position(p, node->span.start);
    fora_text_add(p->text, "-", 1);
    print_position(p, node->span.end);
}

// The fields that stand on the node's own line.
static void
print_plain(printer *p, const fe_node *node)
{
    // In each case `at` is the struct of the kind's fields.
    switch (node->kind) {
#define ONE(name, GROUP)
#define OPT(name, GROUP)
#define MANY(name, GROUP)
#define SOME(name, GROUP)
#define HOLES(name, GROUP)
#define IDENT(name) print_name(p, #name, at->name);
#define OPTID(name) print_name(p, #name, at->name);
#define IDENTS(name) print_names(p, #name, at->name);
#define CONST(name) print_constant(p, #name, at->name);
#define OPER(name, enumeration)                                                        \
    fora_text_printf(p->text, " " #name "=%s", fe_operator_name(at->name));
#define OPERS(name, enumeration) print_operators(p, #name, at->name);
#define NUMBER(name) fora_text_printf(p->text, " " #name "=%d", at->name);
#define PLACE(name)
#define NODE(Name, GROUP, fields)                                                      \
    case FE_##Name: {                                                                  \
        const __typeof__(node->Name) *at = &node->Name;                                \
        (void)at;                                                                      \
        fields break;                                                                  \
    }
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
    case FE_KIND_COUNT:
        break;
    }
}

// ---- Nodes --------------------------------------------------------------------------

static void
print_list(printer *p, const char *field, fe_nodes nodes)
{
    for (uint32_t i = 0; i < nodes.count; i++)
        print(p, field, nodes.items[i]);
}

static void
print_children(printer *p, const fe_node *node)
{
    switch (node->kind) {
#define ONE(name, GROUP) print(p, #name, at->name);
#define OPT(name, GROUP)                                                               \
    if (at->name)                                                                      \
        print(p, #name, at->name);
#define MANY(name, GROUP) print_list(p, #name, at->name);
#define SOME(name, GROUP) print_list(p, #name, at->name);
#define HOLES(name, GROUP) print_list(p, #name, at->name);
#define IDENT(name)
#define OPTID(name)
#define IDENTS(name)
#define CONST(name)
#define OPER(name, enumeration)
#define OPERS(name, enumeration)
#define NUMBER(name)
#define PLACE(name)
#define NODE(Name, GROUP, fields)                                                      \
    case FE_##Name: {                                                                  \
        const __typeof__(node->Name) *at = &node->Name;                                \
        (void)at;                                                                      \
        fields break;                                                                  \
    }
#include "ast.def"
    case FE_KIND_COUNT:
        break;
    }
}

static void
print(printer *p, const char *field, const fe_node *node)
{
    fora_text_printf(p->text, "%*s%s: ", p->depth * 2, "", field);
    if (!node) {  // a hole in a list
        fora_text_add(p->text, "None\n", 5);
        return;
    }
    fora_text_printf(p->text, "%s", fe_kind_name(node->kind));
    print_plain(p, node);
    print_span(p, node);
    fora_text_add(p->text, "\n", 1);
    p->depth++;
    print_children(p, node);
    p->depth--;
}

void
fe_ast_print(fora_text *text, const fora_names *names, const fe_node *root,
             const fora_source *spans)
{
    printer p = {text, names, spans, 0};
    print(&p, "module", root);
}
