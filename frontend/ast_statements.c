// Simple statements: assignments, imports, return, raise, del and the like.
#include "ast_build.h"

#include <string.h>

fe_node *
fe_stmt_simple(fe_builder *b, const fe_cst *node)
{
    switch (node->symbol) {
    case FE_CST_break_statement:
        return fe_make(b, FE_Break, node);
    case FE_CST_continue_statement:
        return fe_make(b, FE_Continue, node);
    default:
        return fe_make(b, FE_Pass, node);
    }
}

// ---- Assignments --------------------------------------------------------------------

static fe_node *
annotated(fe_builder *b, const fe_cst *node, const fe_cst *type)
{
    const fe_cst *left = fe_cst_child(node, FE_FIELD_left);
    const fe_cst *right = fe_cst_child(node, FE_FIELD_right);
    fe_node *statement = fe_make(b, FE_AnnAssign, node);
    statement->AnnAssign.target = fe_expression(b, left);
    statement->AnnAssign.annotation = fe_expression(b, type);
    if (right && right->symbol == FE_CST_assignment)
        return FE_FAIL(b, syntax_invalid, right);
    if (right)
        statement->AnnAssign.value = fe_expression(b, right);
    statement->AnnAssign.simple = left->symbol == FE_CST_identifier;
    fe_target(b, statement->AnnAssign.target, FE_TARGET_ANNOTATE);
    return statement;
}

// a = b = value: the grammar nests the assignments to the right.
static fe_node *
assignment(fe_builder *b, const fe_cst *node)
{
    const fe_cst *type = fe_cst_child(node, FE_FIELD_type);
    if (type)
        return annotated(b, node, type);
    fe_node *statement = fe_make(b, FE_Assign, node);
    fe_node_list targets = {0};
    const fe_cst *right = node;
    while (right && right->symbol == FE_CST_assignment) {
        if (fe_cst_child(right, FE_FIELD_type))
            return FE_FAIL(b, syntax_invalid, right);
        fe_node *target = fe_expression(b, fe_cst_child(right, FE_FIELD_left));
        fe_target(b, target, FE_TARGET_ASSIGN);
        fe_list_add(b, &targets, target);
        right = fe_cst_child(right, FE_FIELD_right);
    }
    if (!right || right->symbol == FE_CST_augmented_assignment)
        return FE_FAIL(b, syntax_invalid, right ? right : node);
    statement->Assign.targets = fe_list_nodes(&targets);
    statement->Assign.value = fe_expression(b, right);
    return statement;
}

// ---- type(x).y = value --------------------------------------------------------------

// The grammar takes `type(x).y = value` for Python 3.12's `type NAME = value`, with
// `(x).y` for the name.

fe_node *
fe_type_call(fe_builder *b, fe_node *inner, const fe_cst *brackets)
{
    uint32_t start = brackets->start;  // the word stands before, perhaps after spaces
    while (b->text[start] != 't')
        start--;
    fe_node *name =
        fe_node_new(b->arena, FE_Name, fe_span_between(b, start, start + 4));
    name->Name.id = fora_intern_c(b->names, "type");
    fe_node *call =
        fe_node_new(b->arena, FE_Call, fe_span_between(b, start, brackets->end));
    fe_node_list args = {0};
    call->Call.func = name;
    if (brackets->symbol == FE_CST_tuple) {
        call->Call.args = inner->Tuple.elts;
    } else {
        fe_list_add(b, &args, inner);
        call->Call.args = fe_list_nodes(&args);
    }
    return call;
}

static const fe_cst *
type_brackets(const fe_cst *left)
{
    while (left->first && left->symbol != FE_CST_parenthesized_expression &&
           left->symbol != FE_CST_tuple)
        left = fe_first(left);
    return left && left->first ? left : NULL;
}

fe_node *
fe_stmt_type_alias(fe_builder *b, const fe_cst *node)
{
    const fe_cst *left = fe_cst_child(node, FE_FIELD_left);
    const fe_cst *brackets = type_brackets(left);
    if (!brackets || brackets->start != left->start)
        return FE_FAIL(b, type_alias, node);
    fe_node *statement = fe_make(b, FE_Assign, node);
    fe_node_list targets = {0};
    b->type_call = brackets;
    fe_node *target = fe_expression(b, left);
    b->type_call = NULL;
    for (fe_node *at = target; at->span.start == left->start;) {
        at->span.start = node->start;
        if (at->kind == FE_Attribute)
            at = at->Attribute.value;
        else if (at->kind == FE_Subscript)
            at = at->Subscript.value;
        else
            break;
    }
    fe_target(b, target, FE_TARGET_ASSIGN);
    fe_list_add(b, &targets, target);
    statement->Assign.targets = fe_list_nodes(&targets);
    statement->Assign.value = fe_expression(b, fe_cst_child(node, FE_FIELD_right));
    return statement;
}

// ---- Augmented assignments ----------------------------------------------------------

static fe_operator
augmented_operator(fe_cst_symbol symbol)
{
    switch (symbol) {
    case FE_CST_op_plus_eq:
        return FE_Add;
    case FE_CST_op_dash_eq:
        return FE_Sub;
    case FE_CST_op_star_eq:
        return FE_Mult;
    case FE_CST_op_slash_eq:
        return FE_Div;
    case FE_CST_op_at_eq:
        return FE_MatMult;
    case FE_CST_op_slash_slash_eq:
        return FE_FloorDiv;
    case FE_CST_op_percent_eq:
        return FE_Mod;
    case FE_CST_op_star_star_eq:
        return FE_Pow;
    case FE_CST_op_gt_gt_eq:
        return FE_RShift;
    case FE_CST_op_lt_lt_eq:
        return FE_LShift;
    case FE_CST_op_amp_eq:
        return FE_BitAnd;
    case FE_CST_op_caret_eq:
        return FE_BitXor;
    default:
        return FE_BitOr;
    }
}

static fe_node *
augmented(fe_builder *b, const fe_cst *node)
{
    const fe_cst *right = fe_cst_child(node, FE_FIELD_right);
    if (right->symbol == FE_CST_assignment ||
        right->symbol == FE_CST_augmented_assignment)
        return FE_FAIL(b, syntax_invalid, right);
    fe_node *statement = fe_make(b, FE_AugAssign, node);
    statement->AugAssign.target = fe_expression(b, fe_cst_child(node, FE_FIELD_left));
    statement->AugAssign.op =
        augmented_operator(fe_cst_child(node, FE_FIELD_operator)->symbol);
    statement->AugAssign.value = fe_expression(b, right);
    fe_target(b, statement->AugAssign.target, FE_TARGET_AUGMENT);
    return statement;
}

fe_node *
fe_stmt_expression(fe_builder *b, const fe_cst *node)
{
    const fe_cst *first = fe_first(node);
    if (first->symbol == FE_CST_assignment)
        return assignment(b, first);
    if (first->symbol == FE_CST_augmented_assignment)
        return augmented(b, first);
    fe_node *statement = fe_make(b, FE_Expr, node);
    if (fe_find(node, FE_CST_op_comma)) {
        statement->Expr.value = fe_make(b, FE_Tuple, node);
        statement->Expr.value->Tuple.elts = fe_expressions(b, node);
    } else {
        statement->Expr.value = fe_expression(b, first);
    }
    return statement;
}

// ---- Statements with expressions ----------------------------------------------------

fe_node *
fe_stmt_return(fe_builder *b, const fe_cst *node)
{
    fe_node *statement = fe_make(b, FE_Return, node);
    const fe_cst *value = fe_first(node);
    if (value)
        statement->Return.value = fe_expression(b, value);
    return statement;
}

fe_node *
fe_stmt_delete(fe_builder *b, const fe_cst *node)
{
    fe_node *statement = fe_make(b, FE_Delete, node);
    const fe_cst *targets = fe_first(node);
    if (targets->symbol == FE_CST_expression_list) {
        statement->Delete.targets = fe_expressions(b, targets);
    } else {
        fe_node_list list = {0};
        fe_list_add(b, &list, fe_expression(b, targets));
        statement->Delete.targets = fe_list_nodes(&list);
    }
    for (uint32_t i = 0; i < statement->Delete.targets.count; i++)
        fe_target(b, statement->Delete.targets.items[i], FE_TARGET_DELETE);
    return statement;
}

fe_node *
fe_stmt_raise(fe_builder *b, const fe_cst *node)
{
    fe_node *statement = fe_make(b, FE_Raise, node);
    const fe_cst *exception = fe_first(node);
    const fe_cst *cause = fe_cst_child(node, FE_FIELD_cause);
    if (exception && exception->symbol == FE_CST_expression_list)
        return FE_FAIL(b, syntax_invalid, exception);
    if (cause && exception == cause)
        return FE_FAIL(b, syntax_invalid, cause);
    if (exception)
        statement->Raise.exc = fe_expression(b, exception);
    if (cause)
        statement->Raise.cause = fe_expression(b, cause);
    return statement;
}

fe_node *
fe_stmt_assert(fe_builder *b, const fe_cst *node)
{
    fe_node *statement = fe_make(b, FE_Assert, node);
    const fe_cst *test = fe_first(node);
    const fe_cst *message = fe_after(test);
    if (message && fe_after(message))
        return FE_FAIL(b, syntax_invalid, fe_after(message));
    statement->Assert.test = fe_expression(b, test);
    if (message)
        statement->Assert.msg = fe_expression(b, message);
    return statement;
}

// ---- Names --------------------------------------------------------------------------

static fe_idents
identifiers(fe_builder *b, const fe_cst *node)
{
    fe_idents idents = {0};
    uint32_t count = 0;
    for (const fe_cst *child = fe_first(node); child; child = fe_after(child))
        count++;
    idents.items = fora_alloc(b->arena, count * sizeof *idents.items);
    idents.spans = fora_alloc(b->arena, count * sizeof *idents.spans);
    for (const fe_cst *child = fe_first(node); child; child = fe_after(child)) {
        idents.spans[idents.count] = fe_span(b, child);
        idents.items[idents.count++] = fe_identifier(b, child);
    }
    return idents;
}

fe_node *
fe_stmt_global(fe_builder *b, const fe_cst *node)
{
    fe_node *statement = fe_make(b, FE_Global, node);
    statement->Global.names = identifiers(b, node);
    return statement;
}

fe_node *
fe_stmt_nonlocal(fe_builder *b, const fe_cst *node)
{
    fe_node *statement = fe_make(b, FE_Nonlocal, node);
    statement->Nonlocal.names = identifiers(b, node);
    return statement;
}

// ---- Imports ------------------------------------------------------------------------

static fe_node *
import_alias(fe_builder *b, const fe_cst *node)
{
    fe_node *alias = fe_make(b, FE_alias, node);
    const fe_cst *name = node;
    if (node->symbol == FE_CST_aliased_import) {
        name = fe_cst_child(node, FE_FIELD_name);
        alias->alias.asname = fe_identifier(b, fe_cst_child(node, FE_FIELD_alias));
    }
    alias->alias.name = fe_dotted(b, name);
    return alias;
}

static fe_nodes
import_names(fe_builder *b, const fe_cst *node)
{
    fe_node_list names = {0};
    for (const fe_cst *child = node->first; child; child = child->next)
        if (child->field == FE_FIELD_name)
            fe_list_add(b, &names, import_alias(b, child));
    return fe_list_nodes(&names);
}

fe_node *
fe_stmt_import(fe_builder *b, const fe_cst *node)
{
    fe_node *statement = fe_make(b, FE_Import, node);
    statement->Import.names = import_names(b, node);
    return statement;
}

static void
import_module(fe_builder *b, fe_node *statement, const fe_cst *module)
{
    const fe_cst *name = module;
    if (module->symbol == FE_CST_relative_import) {
        const fe_cst *prefix = fe_first(module);
        for (uint32_t i = prefix->start; i < prefix->end; i++)
            statement->ImportFrom.level += b->text[i] == '.';
        name = fe_after(prefix);
    }
    if (name)
        statement->ImportFrom.module = fe_dotted(b, name);
}

// A comma may end the names only within parentheses.
static void
check_trailing_comma(fe_builder *b, const fe_cst *node)
{
    const fe_cst *last = node->first;
    while (last->next)
        last = last->next;
    if (last->symbol == FE_CST_op_comma)
        (void)FE_FAIL(b, syntax_trailing_comma, last);
}

fe_node *
fe_stmt_import_from(fe_builder *b, const fe_cst *node)
{
    fe_node *statement = fe_make(b, FE_ImportFrom, node);
    const fe_cst *module = fe_cst_child(node, FE_FIELD_module_name);
    const fe_cst *wildcard = fe_find(node, FE_CST_wildcard_import);
    if (node->symbol == FE_CST_future_import_statement)
        statement->ImportFrom.module = fora_intern_c(b->names, "__future__");
    else
        import_module(b, statement, module);
    check_trailing_comma(b, node);
    statement->ImportFrom.names = import_names(b, node);
    if (wildcard) {
        fe_node_list names = {0};
        fe_node *star = fe_make(b, FE_alias, wildcard);
        star->alias.name = fora_intern_c(b->names, "*");
        fe_list_add(b, &names, star);
        statement->ImportFrom.names = fe_list_nodes(&names);
    }
    for (uint32_t i = 0; i < statement->ImportFrom.names.count; i++) {
        const fe_node *alias = statement->ImportFrom.names.items[i];
        if (strchr(fora_sym_text(b->names, alias->alias.name), '.'))
            fora_diag(b->diags, FORA_DIAG_syntax_invalid, alias->span);
    }
    return statement;
}
