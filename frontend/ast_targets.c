// What may be assigned to, deleted or bound: sets the contexts of targets and reports
// what cannot be one, in CPython's words.
#include "ast_build.h"

static const char *
constant_name(const fe_constant *constant)
{
    switch (constant->kind) {
    case FE_NONE:
        return "None";
    case FE_TRUE:
        return "True";
    case FE_FALSE:
        return "False";
    case FE_ELLIPSIS:
        return "ellipsis";
    default:
        return "literal";
    }
}

// How CPython's messages call an expression.
static const char *
expression_name(const fe_node *node)
{
    switch (node->kind) {
    case FE_Attribute:
        return "attribute";
    case FE_Subscript:
        return "subscript";
    case FE_Starred:
        return "starred";
    case FE_Name:
        return "name";
    case FE_List:
        return "list";
    case FE_Tuple:
        return "tuple";
    case FE_Lambda:
        return "lambda";
    case FE_Call:
        return "function call";
    case FE_GeneratorExp:
        return "generator expression";
    case FE_Yield:
    case FE_YieldFrom:
        return "yield expression";
    case FE_Await:
        return "await expression";
    case FE_ListComp:
        return "list comprehension";
    case FE_SetComp:
        return "set comprehension";
    case FE_DictComp:
        return "dict comprehension";
    case FE_Dict:
        return "dict literal";
    case FE_Set:
        return "set display";
    case FE_JoinedStr:
        return "f-string expression";
    case FE_Constant:
        return constant_name(&node->Constant.value);
    case FE_Compare:
        return "comparison";
    case FE_IfExp:
        return "conditional expression";
    case FE_NamedExpr:
        return "named expression";
    default:
        return "expression";
    }
}

static void
refuse(fe_builder *b, const fe_node *node, fe_target_role role, bool inner)
{
    const char *name = expression_name(node);
    bool keyword = node->kind == FE_Constant && (node->Constant.value.kind == FE_NONE ||
                                                 node->Constant.value.kind == FE_TRUE ||
                                                 node->Constant.value.kind == FE_FALSE);
    switch (role) {
    case FE_TARGET_ASSIGN:
        fora_diag(b->diags,
                  inner || keyword ? FORA_DIAG_syntax_assign
                                   : FORA_DIAG_syntax_assign_here,
                  node->span, name);
        break;
    case FE_TARGET_FOR:
        fora_diag(b->diags, FORA_DIAG_syntax_assign, node->span, name);
        break;
    case FE_TARGET_AUGMENT:
        fora_diag(b->diags, FORA_DIAG_syntax_augment, node->span, name);
        break;
    case FE_TARGET_ANNOTATE:
        if (node->kind == FE_List || node->kind == FE_Tuple)
            fora_diag(b->diags, FORA_DIAG_syntax_annotate_single, node->span, name);
        else
            fora_diag(b->diags, FORA_DIAG_syntax_annotate, node->span);
        break;
    case FE_TARGET_DELETE:
        fora_diag(b->diags, FORA_DIAG_syntax_delete, node->span, name);
        break;
    }
}

static void target(fe_builder *b, fe_node *node, fe_target_role role, bool inner);

static void
targets(fe_builder *b, fe_nodes nodes, fe_target_role role)
{
    uint32_t starred = 0;
    for (uint32_t i = 0; i < nodes.count; i++) {
        fe_node *node = nodes.items[i];
        if (node->kind == FE_Starred && role != FE_TARGET_DELETE && ++starred == 2)
            fora_diag(b->diags, FORA_DIAG_syntax_starred_twice, node->span);
        target(b, node, role, true);
    }
}

static void
target(fe_builder *b, fe_node *node, fe_target_role role, bool inner)
{
    fe_operator context = role == FE_TARGET_DELETE ? FE_Del : FE_Store;
    bool nested =
        role == FE_TARGET_ASSIGN || role == FE_TARGET_FOR || role == FE_TARGET_DELETE;
    if (node->kind == FE_Name) {
        node->Name.ctx = context;
    } else if (node->kind == FE_Attribute) {
        node->Attribute.ctx = context;
    } else if (node->kind == FE_Subscript) {
        node->Subscript.ctx = context;
    } else if (node->kind == FE_List && nested) {
        node->List.ctx = context;
        targets(b, node->List.elts, role);
    } else if (node->kind == FE_Tuple && nested) {
        node->Tuple.ctx = context;
        targets(b, node->Tuple.elts, role);
    } else if (node->kind == FE_Starred && nested && context == FE_Store) {
        node->Starred.ctx = context;
        if (!inner)
            fora_diag(b->diags, FORA_DIAG_syntax_starred_target, node->span);
        target(b, node->Starred.value, role, true);
    } else {
        refuse(b, node, role, inner);
    }
}

void
fe_target(fe_builder *b, fe_node *node, fe_target_role role)
{
    target(b, node, role, false);
}
