// `from math import *` stands for the import of each name that the module binds in CPython,
// where the module is one of Python's library whose names are known (star_names.def).
// Modules of our own would have to be read for that; they keep their `*`.
#include "emit.h"

typedef struct {
    fora_arena *arena;
    fora_names *names;
    const char *root;
} unit;

static fe_nodes
star_names(const unit *u, const char *module, fora_span span)
{
    uint32_t count = 0;
    while (fora_star_name(module, count))
        count++;
    fe_nodes names = {fora_alloc(u->arena, count * sizeof(fe_node *)), count};
    for (uint32_t i = 0; i < count; i++) {
        names.items[i] = fe_node_new(u->arena, FE_alias, span);
        names.items[i]->alias.name = fora_intern_c(u->names, fora_star_name(module, i));
    }
    return names;
}

static void
visit(void *context, fe_node *node)
{
    const unit *u = context;
    if (node->kind == FE_FunctionDef || node->kind == FE_ClassDef)
        return;  // no `*` can stand there
    fe_each_child(node, visit, context);
    if (node->kind != FE_ImportFrom || node->ImportFrom.level != 0 ||
        !fe_sym_is(u->names, node->ImportFrom.names.items[0]->alias.name, "*"))
        return;
    const char *module = fora_sym_text(u->names, node->ImportFrom.module);
    bool package;
    bool own = u->root && fe_module_path(u->arena, u->root, module, &package);
    if (!own && fora_star_name(module, 0))
        node->ImportFrom.names =
            star_names(u, module, node->ImportFrom.names.items[0]->span);
}

void
fe_star_imports(fora_arena *arena, fora_names *names, const char *root,
                fe_module *module)
{
    unit u = {arena, names, root};
    visit(&u, module->root);
}
