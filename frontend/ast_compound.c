// Statements with blocks: if, loops, try, with, match, functions and classes.
#include "ast_build.h"

// An if with more branches than this would nest too deeply.
#define BRANCH_LIMIT 1000

static fe_nodes
field_block(fe_builder *b, const fe_cst *node, fe_cst_field field)
{
    return fe_statements(b, fe_cst_child(node, field));
}

// The statements of the block that is a child without a role.
static fe_nodes
plain_block(fe_builder *b, const fe_cst *node)
{
    return fe_statements(b, fe_find(node, FE_CST_block));
}

static fe_nodes
else_block(fe_builder *b, const fe_cst *node)
{
    const fe_cst *clause = fe_find(node, FE_CST_else_clause);
    return clause ? field_block(b, clause, FE_FIELD_body) : (fe_nodes){0};
}

// ---- if, while, for -----------------------------------------------------------------

static fe_node *
if_branch(fe_builder *b, const fe_cst *clause, uint32_t end)
{
    fe_node *statement = fe_make(b, FE_If, clause);
    statement->span.end = end;
    statement->If.test =
        fe_named_expression(b, fe_cst_child(clause, FE_FIELD_condition));
    statement->If.body = field_block(b, clause, FE_FIELD_consequence);
    return statement;
}

fe_node *
fe_stmt_if(fe_builder *b, const fe_cst *node)
{
    fe_node *first = if_branch(b, node, node->end), *last = first;
    uint32_t branches = 0;
    for (const fe_cst *clause = node->first; clause; clause = clause->next) {
        if (clause->field != FE_FIELD_alternative)
            continue;
        if (clause->symbol == FE_CST_else_clause) {
            last->If.orelse = field_block(b, clause, FE_FIELD_body);
            continue;
        }
        if (++branches > BRANCH_LIMIT)
            return FE_FAIL(b, syntax_deep, clause);
        fe_node_list nested = {0};
        fe_node *branch = if_branch(b, clause, node->end);
        fe_list_add(b, &nested, branch);
        last->If.orelse = fe_list_nodes(&nested);
        last = branch;
    }
    return first;
}

fe_node *
fe_stmt_while(fe_builder *b, const fe_cst *node)
{
    fe_node *statement = fe_make(b, FE_While, node);
    statement->While.test =
        fe_named_expression(b, fe_cst_child(node, FE_FIELD_condition));
    statement->While.body = field_block(b, node, FE_FIELD_body);
    statement->While.orelse = else_block(b, node);
    return statement;
}

fe_node *
fe_stmt_for(fe_builder *b, const fe_cst *node)
{
    bool async = fe_find(node, FE_CST_key_async) != NULL;
    fe_node *statement = fe_make(b, async ? FE_AsyncFor : FE_For, node);
    statement->For.target = fe_expression(b, fe_cst_child(node, FE_FIELD_left));
    fe_target(b, statement->For.target, FE_TARGET_FOR);
    statement->For.iter = fe_expression(b, fe_cst_child(node, FE_FIELD_right));
    statement->For.body = field_block(b, node, FE_FIELD_body);
    statement->For.orelse = else_block(b, node);
    return statement;
}

// ---- try ----------------------------------------------------------------------------

// The expression after `except`, without `as NAME`, or NULL.
static const fe_cst *
handler_value(const fe_cst *clause)
{
    const fe_cst *type = fe_first(clause);
    if (type->symbol == FE_CST_block)
        return NULL;
    return type->symbol == FE_CST_as_pattern ? fe_first(type) : type;
}

// The grammar may take `except* T` for `except *T`.
static bool
is_group(const fe_cst *clause)
{
    const fe_cst *value = handler_value(clause);
    return clause->symbol == FE_CST_except_group_clause ||
           (value && value->symbol == FE_CST_list_splat);
}

// The type and the name of `except TYPE as NAME`.
static void
handler_type(fe_builder *b, fe_node *handler, const fe_cst *clause)
{
    const fe_cst *type = fe_first(clause), *value = handler_value(clause);
    handler->ExceptHandler.type = fe_expression(b, value);
    if (handler->ExceptHandler.type->kind == FE_Starred)
        handler->ExceptHandler.type = handler->ExceptHandler.type->Starred.value;
    if (type->symbol != FE_CST_as_pattern)
        return;
    const fe_cst *target = fe_cst_child(type, FE_FIELD_alias);
    const fe_cst *name = target->first;
    if (!name || name->symbol != FE_CST_identifier) {
        (void)FE_FAIL(b, syntax_invalid, target);
        return;
    }
    handler->ExceptHandler.name = fe_identifier(b, name);
    handler->ExceptHandler.name_span = fe_span(b, name);
}

static fe_node *
except_handler(fe_builder *b, const fe_cst *clause)
{
    fe_node *handler = fe_make(b, FE_ExceptHandler, clause);
    const fe_cst *type = fe_first(clause);
    if (type->symbol != FE_CST_block) {
        const fe_cst *next = fe_after(type);
        if (next && next->symbol != FE_CST_block)
            return FE_FAIL(b, syntax_except_types, type);
        handler_type(b, handler, clause);
    }
    handler->ExceptHandler.body = plain_block(b, clause);
    return handler;
}

static bool
is_handler(const fe_cst *clause)
{
    return clause->symbol == FE_CST_except_clause ||
           clause->symbol == FE_CST_except_group_clause;
}

static fe_nodes
handlers(fe_builder *b, const fe_cst *node, bool group)
{
    fe_node_list list = {0};
    for (const fe_cst *clause = node->first; clause; clause = clause->next) {
        if (!is_handler(clause))
            continue;
        if (is_group(clause) != group)
            (void)FE_FAIL(b, syntax_except_kinds, clause);
        if (!handler_value(clause) && clause->next && is_handler(clause->next))
            (void)FE_FAIL(b, syntax_except_last, clause);
        fe_list_add(b, &list, except_handler(b, clause));
    }
    return fe_list_nodes(&list);
}

fe_node *
fe_stmt_try(fe_builder *b, const fe_cst *node)
{
    const fe_cst *clause = node->first;
    while (clause && !is_handler(clause))
        clause = clause->next;
    bool group = clause && is_group(clause);
    const fe_cst *last = fe_find(node, FE_CST_finally_clause);
    fe_node *statement = fe_make(b, group ? FE_TryStar : FE_Try, node);
    statement->Try.body = field_block(b, node, FE_FIELD_body);
    statement->Try.handlers = handlers(b, node, group);
    statement->Try.orelse = else_block(b, node);
    if (last)
        statement->Try.finalbody = plain_block(b, last);
    return statement;
}

// ---- with ---------------------------------------------------------------------------

static fe_node *
with_item(fe_builder *b, const fe_cst *value)
{
    fe_node *item = fe_make(b, FE_withitem, value);
    if (value->symbol != FE_CST_as_pattern) {
        item->withitem.context_expr = fe_expression(b, value);
        return item;
    }
    const fe_cst *target = fe_cst_child(value, FE_FIELD_alias);
    item->withitem.context_expr = fe_expression(b, fe_first(value));
    item->withitem.optional_vars = fe_expression(b, target);
    fe_target(b, item->withitem.optional_vars, FE_TARGET_FOR);
    return item;
}

// `with (a, b as c):` has two items; the grammar may take them for one tuple.
static bool
holds_items(const fe_cst *value)
{
    if (value->symbol != FE_CST_tuple &&
        value->symbol != FE_CST_parenthesized_expression)
        return false;
    return fe_first(value) && !fe_find(value, FE_CST_list_splat) &&
           !fe_find(value, FE_CST_yield);
}

static fe_nodes
with_items(fe_builder *b, const fe_cst *clause)
{
    fe_node_list items = {0};
    const fe_cst *item = fe_first(clause);
    const fe_cst *value = fe_cst_child(item, FE_FIELD_value);
    if (!fe_after(item) && holds_items(value)) {
        for (const fe_cst *inner = fe_first(value); inner; inner = fe_after(inner))
            fe_list_add(b, &items, with_item(b, inner));
        return fe_list_nodes(&items);
    }
    const fe_cst *last = clause->first;
    while (last->next)
        last = last->next;
    if (last->symbol == FE_CST_op_comma)
        (void)FE_FAIL(b, syntax_invalid, last);
    for (; item; item = fe_after(item))
        fe_list_add(b, &items, with_item(b, fe_cst_child(item, FE_FIELD_value)));
    return fe_list_nodes(&items);
}

fe_node *
fe_stmt_with(fe_builder *b, const fe_cst *node)
{
    bool async = fe_find(node, FE_CST_key_async) != NULL;
    fe_node *statement = fe_make(b, async ? FE_AsyncWith : FE_With, node);
    statement->With.items = with_items(b, fe_find(node, FE_CST_with_clause));
    statement->With.body = field_block(b, node, FE_FIELD_body);
    return statement;
}

// ---- match --------------------------------------------------------------------------

static fe_node *
match_case(fe_builder *b, const fe_cst *clause)
{
    fe_node *branch = fe_make(b, FE_match_case, clause);
    const fe_cst *guard = fe_cst_child(clause, FE_FIELD_guard);
    branch->match_case.pattern = fe_case_pattern(b, clause);
    if (guard)
        branch->match_case.guard = fe_named_expression(b, fe_first(guard));
    branch->match_case.body = field_block(b, clause, FE_FIELD_consequence);
    return branch;
}

fe_node *
fe_stmt_match(fe_builder *b, const fe_cst *node)
{
    fe_node *statement = fe_make(b, FE_Match, node);
    const fe_cst *body = fe_cst_child(node, FE_FIELD_body);
    fe_node_list cases = {0};
    statement->Match.subject = fe_field_tuple(b, node, FE_FIELD_subject);
    for (const fe_cst *child = body ? fe_first(body) : NULL; child;
         child = fe_after(child))
        fe_list_add(b, &cases,
                    child->symbol == FE_CST_case_clause
                        ? match_case(b, child)
                        : FE_FAIL(b, syntax_invalid, child));
    if (cases.count == 0)
        return FE_FAIL(b, syntax_invalid, node);
    statement->Match.cases = fe_list_nodes(&cases);
    return statement;
}

// ---- Functions and classes ----------------------------------------------------------

static void
refuse_type_parameters(fe_builder *b, const fe_cst *node)
{
    const fe_cst *parameters = fe_cst_child(node, FE_FIELD_type_parameters);
    if (parameters)
        (void)FE_FAIL(b, type_parameters, parameters);
}

fe_node *
fe_stmt_function(fe_builder *b, const fe_cst *node)
{
    bool async = fe_find(node, FE_CST_key_async) != NULL;
    fe_node *statement = fe_make(b, async ? FE_AsyncFunctionDef : FE_FunctionDef, node);
    const fe_cst *name = fe_cst_child(node, FE_FIELD_name);
    const fe_cst *parameters = fe_cst_child(node, FE_FIELD_parameters);
    const fe_cst *returns = fe_cst_child(node, FE_FIELD_return_type);
    refuse_type_parameters(b, node);
    statement->FunctionDef.name = fe_identifier(b, name);
    statement->FunctionDef.name_span = fe_span(b, name);
    statement->FunctionDef.args = fe_parameters(b, parameters, fe_span(b, parameters));
    if (returns)
        statement->FunctionDef.returns = fe_expression(b, returns);
    statement->FunctionDef.body = field_block(b, node, FE_FIELD_body);
    return statement;
}

fe_node *
fe_stmt_class(fe_builder *b, const fe_cst *node)
{
    fe_node *statement = fe_make(b, FE_ClassDef, node);
    const fe_cst *name = fe_cst_child(node, FE_FIELD_name);
    const fe_cst *bases = fe_cst_child(node, FE_FIELD_superclasses);
    refuse_type_parameters(b, node);
    statement->ClassDef.name = fe_identifier(b, name);
    statement->ClassDef.name_span = fe_span(b, name);
    if (bases)
        fe_arguments(b, bases, &statement->ClassDef.bases,
                     &statement->ClassDef.keywords);
    statement->ClassDef.body = field_block(b, node, FE_FIELD_body);
    return statement;
}

fe_node *
fe_stmt_decorated(fe_builder *b, const fe_cst *node)
{
    fe_node_list decorators = {0};
    const fe_cst *definition = fe_cst_child(node, FE_FIELD_definition);
    for (const fe_cst *child = node->first; child; child = child->next)
        if (child->symbol == FE_CST_decorator)
            fe_list_add(b, &decorators, fe_named_expression(b, fe_first(child)));
    fe_node *statement = fe_statement(b, definition);
    if (statement->kind == FE_ClassDef)
        statement->ClassDef.decorator_list = fe_list_nodes(&decorators);
    else
        statement->FunctionDef.decorator_list = fe_list_nodes(&decorators);
    return statement;
}
