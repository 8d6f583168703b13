// The text of `--emit=cst`: the concrete syntax tree as an s-expression, one node a line,
// with the text of the leaves.
#include "cst.h"

#include "ast.h"

static void
print_leaf(fora_text *text, const fora_source *source, const fe_cst *node)
{
    fora_text_add(text, " ", 1);
    fora_text_quote(text, source->text + node->start, node->end - node->start);
}

static const char *
field_name(uint8_t field)
{
    static const char *const names[] = {
        "",
#define FIELD(id, text) text,
#include "cst.def"
    };
    return names[field];
}

static void
print_node(fora_text *text, const fora_source *source, const fe_cst *node, int depth)
{
    fora_text_printf(text, "%*s", depth * 2, "");
    if (node->field)
        fora_text_printf(text, "%s: ", field_name(node->field));
    bool named = fe_cst_named(node->symbol);
    fora_text_printf(text, named ? "(%s" : "\"%s\"", fe_cst_name(node->symbol));
    if (node->missing)
        fora_text_printf(text, " MISSING");
    if (!named) {
        fora_text_add(text, "\n", 1);
        return;
    }
    if (!node->first)
        print_leaf(text, source, node);
    for (const fe_cst *child = node->first; child; child = child->next) {
        if (child == node->first)
            fora_text_add(text, "\n", 1);
        print_node(text, source, child, depth + 1);
    }
    if (node->first)
        fora_text_printf(text, "%*s", depth * 2, "");
    fora_text_add(text, ")\n", 2);
}

void
fe_cst_print(fora_text *text, const fora_source *source, const fe_cst *root)
{
    print_node(text, source, root, 0);
}

bool
fe_cst_emit(fora_arena *arena, fora_text *text, const fora_sources *sources,
            fora_diags *diags, uint32_t file)
{
    const fora_source *source = fora_source_get(sources, file);
    const fe_cst *root = fe_cst_parse(arena, diags, source, file);
    if (root)
        fe_cst_print(text, source, root);
    return root != NULL;
}
