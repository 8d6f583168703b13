// Nodes of the abstract syntax tree: making and visiting them, and the names of kinds
// and operators.
#include "ast.h"

fe_node *
fe_node_new(fora_arena *arena, fe_kind kind, fora_span span)
{
    fe_node *node = fora_alloc(arena, sizeof *node);
    node->kind = kind;
    node->span = span;
    return node;
}

const char *
fe_kind_name(fe_kind kind)
{
    static const char *const names[] = {
#define NODE(Name, GROUP, fields) #Name,
#include "ast.def"
    };
    return kind < FE_KIND_COUNT ? names[kind] : "?";
}

const char *
fe_operator_name(fe_operator operator)
{
    static const char *const names[] = {
#define OPERATOR(enumeration, Name) #Name,
#include "ast.def"
    };
    return operator<FE_OPERATOR_COUNT ? names[operator] : "?";
}

static void
visit_nodes(fe_nodes nodes, fe_visitor *visit, void *context)
{
    for (uint32_t i = 0; i < nodes.count; i++)
        if (nodes.items[i])
            visit(context, nodes.items[i]);
}

static void
visit_node(fe_node *node, fe_visitor *visit, void *context)
{
    if (node)
        visit(context, node);
}

void
fe_each_child(const fe_node *node, fe_visitor *visit, void *context)
{
    // In each case `at` is the struct of the kind's fields.
    switch (node->kind) {
#define ONE(name, GROUP) visit_node(at->name, visit, context);
#define OPT(name, GROUP) visit_node(at->name, visit, context);
#define MANY(name, GROUP) visit_nodes(at->name, visit, context);
#define SOME(name, GROUP) visit_nodes(at->name, visit, context);
#define HOLES(name, GROUP) visit_nodes(at->name, visit, context);
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
