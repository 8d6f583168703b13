// From the concrete syntax tree to the abstract one: entry, dispatch by the rows of
// cst.def, and small helpers.
#include "ast_build.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

// ---- Nodes --------------------------------------------------------------------------

fora_span
fe_span_between(const fe_builder *b, uint32_t start, uint32_t end)
{
    return (fora_span){b->file, start, end};
}

fora_span
fe_span(const fe_builder *b, const fe_cst *node)
{
    return fe_span_between(b, node->start, node->end);
}

fe_node *
fe_make(fe_builder *b, fe_kind kind, const fe_cst *node)
{
    return fe_node_new(b->arena, kind, fe_span(b, node));
}

void
fe_list_add(fe_builder *b, fe_node_list *list, fe_node *node)
{
    *FORA_PUSH(b->arena, list->items, list->count, list->capacity) = node;
}

fe_nodes
fe_list_nodes(const fe_node_list *list)
{
    return (fe_nodes){list->items, list->count};
}

// ---- Walking the concrete tree ------------------------------------------------------

bool
fe_is_token(const fe_cst *node)
{
    return fe_cst_symbol_use(node->symbol) == FE_USE_TOKEN;
}

static const fe_cst *
skip_tokens(const fe_cst *node)
{
    while (node && fe_is_token(node))
        node = node->next;
    return node;
}

const fe_cst *
fe_first(const fe_cst *node)
{
    return skip_tokens(node->first);
}

const fe_cst *
fe_after(const fe_cst *node)
{
    return skip_tokens(node->next);
}

const fe_cst *
fe_find(const fe_cst *node, fe_cst_symbol symbol)
{
    const fe_cst *child = node->first;
    while (child && child->symbol != symbol)
        child = child->next;
    return child;
}

// ---- Identifiers --------------------------------------------------------------------

// The grammar takes a keyword for a name where that keyword cannot stand.
static bool
is_keyword(const char *text, uint32_t length)
{
    static const char *const keywords[] = {
        "False",  "None",   "True",    "and",      "as",       "assert", "async",
        "await",  "break",  "class",   "continue", "def",      "del",    "elif",
        "else",   "except", "finally", "for",      "from",     "global", "if",
        "import", "in",     "is",      "lambda",   "nonlocal", "not",    "or",
        "pass",   "raise",  "return",  "try",      "while",    "with",   "yield"};
    if (length > 8)
        return false;
    for (uint32_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
        if (keywords[i][0] == text[0] && strlen(keywords[i]) == length &&
            !memcmp(keywords[i], text, length))
            return true;
    return false;
}

static fora_sym
intern_normal(fe_builder *b, const char *text, uint32_t length)
{
    utf8proc_uint8_t *normal = NULL;
    utf8proc_ssize_t size =
        utf8proc_map((const utf8proc_uint8_t *)text, length, &normal,
                     UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT);
    fora_sym sym = size < 0 ? fora_intern(b->names, text, length)
                            : fora_intern(b->names, (const char *)normal, (size_t)size);
    free(normal);
    return sym;
}

fora_sym
fe_identifier(fe_builder *b, const fe_cst *node)
{
    const char *text = b->text + node->start;
    uint32_t length = node->end - node->start;
    if (is_keyword(text, length))
        (void)FE_FAIL(b, syntax_invalid, node);
    for (uint32_t i = 0; i < length; i++)
        if (text[i] & 0x80)
            return intern_normal(b, text, length);
    return fora_intern(b->names, text, length);
}

fora_sym
fe_dotted(fe_builder *b, const fe_cst *node)
{
    const fe_cst *part = fe_first(node);
    if (part && !fe_after(part))
        return fe_identifier(b, part);
    fora_text text;
    fora_text_init(&text, b->arena);
    for (; part; part = fe_after(part)) {
        fora_sym name = fe_identifier(b, part);
        if (text.length)
            fora_text_add(&text, ".", 1);
        fora_text_add(&text, fora_sym_text(b->names, name),
                      fora_sym_length(b->names, name));
    }
    return fora_intern(b->names, text.bytes, text.length);
}

// ---- Dispatch -----------------------------------------------------------------------

static fe_node *
unexpected(fe_builder *b, const fe_cst *node)
{
    switch (node->symbol) {
#define REFUSE(id, text, named, diag)                                                  \
    case FE_CST_##id:                                                                  \
        return FE_FAIL(b, diag, node);
#include "cst.def"
    default:
        return FE_FAIL(b, syntax_invalid, node);
    }
}

fe_node *
fe_statement(fe_builder *b, const fe_cst *node)
{
    switch (node->symbol) {
#define STMT(id, text, named, handler)                                                 \
    case FE_CST_##id:                                                                  \
        return fe_stmt_##handler(b, node);
#include "cst.def"
    default:
        return unexpected(b, node);
    }
}

static fe_node *
dispatch_expression(fe_builder *b, const fe_cst *node)
{
    switch (node->symbol) {
#define EXPR(id, text, named, handler)                                                 \
    case FE_CST_##id:                                                                  \
        return fe_expr_##handler(b, node);
#include "cst.def"
    default:
        return unexpected(b, node);
    }
}

// Where the leftmost operand of an expression hangs, or NULL.
static fe_node **
leftmost(fe_node *node)
{
    switch (node->kind) {
    case FE_Call:
        return &node->Call.func;
    case FE_Attribute:
        return &node->Attribute.value;
    case FE_Subscript:
        return &node->Subscript.value;
    case FE_BinOp:
        return &node->BinOp.left;
    case FE_BoolOp:
        return &node->BoolOp.values.items[0];
    case FE_Compare:
        return &node->Compare.left;
    case FE_IfExp:
        return &node->IfExp.body;
    default:
        return NULL;
    }
}

// The grammar may take `*a.b()` for `(*a).b()`: brings the star outside.
static fe_node *
hoist_star(fe_builder *b, fe_node *node)
{
    fe_node **slot = leftmost(node);
    if (!slot || *slot == NULL || (*slot)->kind != FE_Starred)
        return node;
    fe_node *starred = *slot;
    *slot = starred->Starred.value;
    node->span.start = starred->span.start + 1;
    while (b->text[node->span.start] == ' ')
        node->span.start++;
    starred->Starred.value = node;
    starred->span.end = node->span.end;
    return starred;
}

fe_node *
fe_expression(fe_builder *b, const fe_cst *node)
{
    if (node->symbol == FE_CST_named_expression)
        return FE_FAIL(b, syntax_invalid, node);
    return fe_named_expression(b, node);
}

fe_node *
fe_named_expression(fe_builder *b, const fe_cst *node)
{
    fe_node *expression = dispatch_expression(b, node);
    if (node == b->type_call)
        return fe_type_call(b, expression, node);
    return hoist_star(b, expression);
}

// A starred element takes no more than what `|` joins: `[*a or b]` is no Python.
void
fe_check_starred(fe_builder *b, const fe_node *node)
{
    if (node->kind != FE_Starred)
        return;
    const fe_node *value = node->Starred.value;
    bool wide = value->kind == FE_BoolOp || value->kind == FE_Compare ||
                value->kind == FE_IfExp || value->kind == FE_Lambda ||
                (value->kind == FE_UnaryOp && value->UnaryOp.op == FE_Not);
    uint32_t at = node->span.start + 1;
    while (b->text[at] == ' ')
        at++;
    if (wide && at == value->span.start)
        fora_diag(b->diags, FORA_DIAG_syntax_invalid, value->span);
}

fe_nodes
fe_statements(fe_builder *b, const fe_cst *block)
{
    fe_node_list list = {0};
    for (const fe_cst *child = fe_first(block); child; child = fe_after(child))
        fe_list_add(b, &list, fe_statement(b, child));
    return fe_list_nodes(&list);
}

fe_nodes
fe_expressions(fe_builder *b, const fe_cst *node)
{
    fe_node_list list = {0};
    bool named = node->symbol == FE_CST_list || node->symbol == FE_CST_set ||
                 node->symbol == FE_CST_tuple;
    for (const fe_cst *child = fe_first(node); child; child = fe_after(child)) {
        fe_node *element =
            named ? fe_named_expression(b, child) : fe_expression(b, child);
        fe_check_starred(b, element);
        fe_list_add(b, &list, element);
    }
    return fe_list_nodes(&list);
}

// ---- Entry --------------------------------------------------------------------------

fe_module *
fe_parse(fora_arena *arena, fora_names *names, const fora_sources *sources,
         fora_diags *diags, uint32_t file)
{
    const fora_source *source = fora_source_get(sources, file);
    uint32_t errors = fora_diags_errors(diags);
    fora_arena *scratch = fora_arena_new();
    const fe_cst *root = fe_cst_parse(scratch, diags, source, file);
    fe_module *module = NULL;
    if (root) {
        fe_builder b = {.arena = arena, .names = names, .diags = diags};
        b.text = source->text;
        b.file = file;
        module = fora_alloc(arena, sizeof *module);
        module->file = file;
        module->root = fe_make(&b, FE_Module, root);
        module->root->Module.body = fe_statements(&b, root);
        if (fora_diags_errors(diags) == errors)
            fe_ast_rules(arena, names, diags, module->root);
    }
    fora_arena_free(scratch);
    if (!module || fora_diags_errors(diags) > errors)
        return NULL;
    const char *defect = fe_ast_check(arena, module->root);
    if (defect)
        FORA_DEFECT("%s: %s", source->path, defect);
    return module;
}
