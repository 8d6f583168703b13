// The checker of abstract syntax trees, made from the rows of ast.def.
#include "ast.h"

typedef enum {
    MODULE,
    STMT,
    EXPR,
    COMPREHENSION,
    HANDLER,
    ARGUMENTS,
    ARG,
    KEYWORD,
    ALIAS,
    WITHITEM,
    CASE,
    PATTERN
} group;

static const group groups[] = {
#define NODE(Name, GROUP, fields) GROUP,
#include "ast.def"
};

typedef enum { OF_context, OF_boolop, OF_operator, OF_unaryop, OF_cmpop } enumeration;

static const enumeration enumerations[] = {
#define OPERATOR(enumeration, Name) OF_##enumeration,
#include "ast.def"
};

typedef struct {
    fora_arena *arena;
    const char *defect;  // the first one found
} checker;

static void check(checker *c, const fe_node *node);

static void
fail(checker *c, const fe_node *node, const char *field, const char *what)
{
    if (!c->defect)
        c->defect = fora_printf(c->arena, "%s at %u: %s %s", fe_kind_name(node->kind),
                                node->span.start, field, what);
}

static void
check_one(checker *c, const fe_node *node, const char *field, const fe_node *child,
          group wanted)
{
    if (!child)
        fail(c, node, field, "is missing");
    else if (child->kind >= FE_KIND_COUNT || groups[child->kind] != wanted)
        fail(c, node, field, "holds a node that may not stand there");
    else
        check(c, child);
}

static void
check_many(checker *c, const fe_node *node, const char *field, fe_nodes nodes,
           group wanted, bool holes)
{
    for (uint32_t i = 0; i < nodes.count; i++)
        if (nodes.items[i] || !holes)
            check_one(c, node, field, nodes.items[i], wanted);
}

static void
check_operator(checker *c, const fe_node *node, const char *field, fe_operator operator,
               enumeration wanted)
{
    if (operator>= FE_OPERATOR_COUNT || enumerations[operator] != wanted)
        fail(c, node, field, "is of another table of operators");
}

static void
check_constant(checker *c, const fe_node *node, const char *field, fe_constant constant)
{
    bool bytes = constant.kind == FE_STR || constant.kind == FE_BYTES ||
                 constant.kind == FE_BIGINT;
    if (constant.kind > FE_BYTES || (bytes && !constant.bytes))
        fail(c, node, field, "is no constant");
}

static void
check_fields(checker *c, const fe_node *node)
{
    // In each case `at` is the struct of the kind's fields.
    switch (node->kind) {
#define ONE(name, GROUP) check_one(c, node, #name, at->name, GROUP);
#define OPT(name, GROUP)                                                               \
    if (at->name)                                                                      \
        check_one(c, node, #name, at->name, GROUP);
#define MANY(name, GROUP) check_many(c, node, #name, at->name, GROUP, false);
#define SOME(name, GROUP)                                                              \
    if (at->name.count == 0)                                                           \
        fail(c, node, #name, "is empty");                                              \
    check_many(c, node, #name, at->name, GROUP, false);
#define HOLES(name, GROUP) check_many(c, node, #name, at->name, GROUP, true);
#define IDENT(name)                                                                    \
    if (!at->name)                                                                     \
        fail(c, node, #name, "is missing");
#define OPTID(name)
#define IDENTS(name)                                                                   \
    if (at->name.count == 0)                                                           \
        fail(c, node, #name, "is empty");
#define CONST(name) check_constant(c, node, #name, at->name);
#define OPER(name, enumeration)                                                        \
    check_operator(c, node, #name, at->name, OF_##enumeration);
#define OPERS(name, enumeration)                                                       \
    if (at->name.count == 0)                                                           \
        fail(c, node, #name, "is empty");                                              \
    for (uint32_t i = 0; i < at->name.count; i++)                                      \
        check_operator(c, node, #name, at->name.items[i], OF_##enumeration);
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
        fail(c, node, "kind", "is out of range");
    }
}

// ---- What the table does not say ----------------------------------------------------

static void
equal_counts(checker *c, const fe_node *node, const char *field, uint32_t one,
             uint32_t other)
{
    if (one != other)
        fail(c, node, field, "has another length than the list beside it");
}

static fe_operator
context_of(const fe_node *node)
{
    switch (node->kind) {
    case FE_Attribute:
        return node->Attribute.ctx;
    case FE_Subscript:
        return node->Subscript.ctx;
    case FE_Starred:
        return node->Starred.ctx;
    case FE_Name:
        return node->Name.ctx;
    case FE_List:
        return node->List.ctx;
    case FE_Tuple:
        return node->Tuple.ctx;
    default:
        return FE_Load;
    }
}

static void
wants_context(checker *c, const fe_node *node, const fe_node *child,
              fe_operator context)
{
    if (child && context_of(child) != context)
        fail(c, node, fe_kind_name(child->kind), "has the wrong context");
}

static void
want_contexts(checker *c, const fe_node *node, fe_nodes nodes, fe_operator context)
{
    for (uint32_t i = 0; i < nodes.count; i++)
        wants_context(c, node, nodes.items[i], context);
}

static void
check_contexts(checker *c, const fe_node *node)
{
    switch (node->kind) {
    case FE_Assign:
        want_contexts(c, node, node->Assign.targets, FE_Store);
        wants_context(c, node, node->Assign.value, FE_Load);
        break;
    case FE_AugAssign:
        wants_context(c, node, node->AugAssign.target, FE_Store);
        break;
    case FE_AnnAssign:
        wants_context(c, node, node->AnnAssign.target, FE_Store);
        break;
    case FE_Delete:
        want_contexts(c, node, node->Delete.targets, FE_Del);
        break;
    case FE_For:
    case FE_AsyncFor:
        wants_context(c, node, node->For.target, FE_Store);
        break;
    case FE_comprehension:
        wants_context(c, node, node->comprehension.target, FE_Store);
        break;
    case FE_withitem:
        if (node->withitem.optional_vars)
            wants_context(c, node, node->withitem.optional_vars, FE_Store);
        break;
    case FE_NamedExpr:
        wants_context(c, node, node->NamedExpr.target, FE_Store);
        break;
    case FE_List:
        want_contexts(c, node, node->List.elts, node->List.ctx);
        break;
    case FE_Tuple:
        want_contexts(c, node, node->Tuple.elts, node->Tuple.ctx);
        break;
    default:
        break;
    }
}

static void
check_lengths(checker *c, const fe_node *node)
{
    switch (node->kind) {
    case FE_Dict:
        equal_counts(c, node, "keys", node->Dict.keys.count, node->Dict.values.count);
        break;
    case FE_Compare:
        equal_counts(c, node, "ops", node->Compare.ops.count,
                     node->Compare.comparators.count);
        break;
    case FE_arguments:
        equal_counts(c, node, "kw_defaults", node->arguments.kw_defaults.count,
                     node->arguments.kwonlyargs.count);
        if (node->arguments.defaults.count >
            node->arguments.posonlyargs.count + node->arguments.args.count)
            fail(c, node, "defaults", "has more entries than there are parameters");
        break;
    case FE_MatchMapping:
        equal_counts(c, node, "keys", node->MatchMapping.keys.count,
                     node->MatchMapping.patterns.count);
        break;
    case FE_MatchClass:
        equal_counts(c, node, "kwd_names", node->MatchClass.kwd_names.count,
                     node->MatchClass.kwd_patterns.count);
        break;
    default:
        break;
    }
}

static void
check(checker *c, const fe_node *node)
{
    if (c->defect)
        return;
    check_fields(c, node);
    if (c->defect)
        return;
    check_lengths(c, node);
    check_contexts(c, node);
}

const char *
fe_ast_check(fora_arena *arena, const fe_node *root)
{
    checker c = {.arena = arena};
    if (!root || root->kind != FE_Module)
        return "the root is no Module";
    check(&c, root);
    return c.defect;
}
