// Expressions, but for literals, comprehensions and parameters, which have their own
// files.
#include "ast_build.h"

// ---- Names, brackets and wrappers ---------------------------------------------------

fe_node *
fe_expr_name(fe_builder *b, const fe_cst *node)
{
    fe_node *name = fe_make(b, FE_Name, node);
    name->Name.id = fe_identifier(b, node);
    return name;
}

// A node around one expression that adds nothing to it.
fe_node *
fe_expr_wrapped(fe_builder *b, const fe_cst *node)
{
    const fe_cst *inner = fe_first(node);
    if (!inner || fe_after(inner))
        return FE_FAIL(b, syntax_invalid, node);
    return fe_expression(b, inner);
}

fe_node *
fe_expr_parenthesized(fe_builder *b, const fe_cst *node)
{
    const fe_cst *inner = fe_first(node);
    if (inner->symbol == FE_CST_list_splat)
        return FE_FAIL(b, syntax_starred, inner);
    return fe_named_expression(b, inner);
}

fe_node *
fe_expr_dotted_name(fe_builder *b, const fe_cst *node)
{
    const fe_cst *part = fe_first(node);
    fe_node *value = fe_expr_name(b, part);
    for (part = fe_after(part); part; part = fe_after(part)) {
        fe_node *attribute = fe_make(b, FE_Attribute, node);
        attribute->span.end = part->end;
        attribute->Attribute.value = value;
        attribute->Attribute.attr = fe_identifier(b, part);
        attribute->Attribute.attr_span = fe_span(b, part);
        value = attribute;
    }
    return value;
}

// `a as b` is no expression; with, except and match read it themselves.
fe_node *
fe_expr_as_pattern(fe_builder *b, const fe_cst *node)
{
    return FE_FAIL(b, syntax_invalid, node);
}

fe_node *
fe_expr_starred(fe_builder *b, const fe_cst *node)
{
    fe_node *starred = fe_make(b, FE_Starred, node);
    starred->Starred.value = fe_expression(b, fe_first(node));
    return starred;
}

fe_node *
fe_expr_named(fe_builder *b, const fe_cst *node)
{
    fe_node *named = fe_make(b, FE_NamedExpr, node);
    named->NamedExpr.target = fe_expr_name(b, fe_cst_child(node, FE_FIELD_name));
    named->NamedExpr.target->Name.ctx = FE_Store;
    named->NamedExpr.value = fe_expression(b, fe_cst_child(node, FE_FIELD_value));
    return named;
}

// ---- Displays -----------------------------------------------------------------------

// A tuple; in a target or a parenthesis without comma, just what is inside.
fe_node *
fe_expr_tuple(fe_builder *b, const fe_cst *node)
{
    const fe_cst *inner = fe_first(node);
    bool brackets =
        node->symbol == FE_CST_tuple_pattern || node->symbol == FE_CST_tuple;
    if (inner && brackets && !fe_after(inner) && !fe_find(node, FE_CST_op_comma)) {
        if (inner->symbol == FE_CST_list_splat_pattern ||
            inner->symbol == FE_CST_list_splat)
            return FE_FAIL(b, syntax_starred, inner);
        return fe_expression(b, inner);
    }
    fe_node *tuple = fe_make(b, FE_Tuple, node);
    tuple->Tuple.elts = fe_expressions(b, node);
    return tuple;
}

fe_node *
fe_expr_list(fe_builder *b, const fe_cst *node)
{
    fe_node *list = fe_make(b, FE_List, node);
    list->List.elts = fe_expressions(b, node);
    return list;
}

fe_node *
fe_expr_set(fe_builder *b, const fe_cst *node)
{
    fe_node *set = fe_make(b, FE_Set, node);
    set->Set.elts = fe_expressions(b, node);
    return set;
}

fe_node *
fe_expr_dictionary(fe_builder *b, const fe_cst *node)
{
    fe_node *dict = fe_make(b, FE_Dict, node);
    fe_node_list keys = {0}, values = {0};
    for (const fe_cst *child = fe_first(node); child; child = fe_after(child)) {
        if (child->symbol == FE_CST_dictionary_splat) {
            fe_list_add(b, &keys, NULL);
            fe_list_add(b, &values, fe_expression(b, fe_first(child)));
        } else if (child->symbol == FE_CST_pair) {
            fe_list_add(b, &keys, fe_expression(b, fe_cst_child(child, FE_FIELD_key)));
            fe_list_add(b, &values,
                        fe_expression(b, fe_cst_child(child, FE_FIELD_value)));
        } else {
            return FE_FAIL(b, syntax_invalid, child);
        }
    }
    dict->Dict.keys = fe_list_nodes(&keys);
    dict->Dict.values = fe_list_nodes(&values);
    return dict;
}

// ---- Other expressions --------------------------------------------------------------

fe_node *
fe_expr_lambda(fe_builder *b, const fe_cst *node)
{
    fe_node *lambda = fe_make(b, FE_Lambda, node);
    const fe_cst *parameters = fe_cst_child(node, FE_FIELD_parameters);
    uint32_t after = node->start + 6;
    fora_span span =
        parameters ? fe_span(b, parameters) : fe_span_between(b, after, after);
    lambda->Lambda.args = fe_parameters(b, parameters, span);
    lambda->Lambda.body = fe_expression(b, fe_cst_child(node, FE_FIELD_body));
    return lambda;
}

fe_node *
fe_expr_conditional(fe_builder *b, const fe_cst *node)
{
    fe_node *conditional = fe_make(b, FE_IfExp, node);
    const fe_cst *body = fe_first(node);
    const fe_cst *test = fe_after(body);
    conditional->IfExp.body = fe_expression(b, body);
    conditional->IfExp.test = fe_expression(b, test);
    conditional->IfExp.orelse = fe_expression(b, fe_after(test));
    return conditional;
}

fe_node *
fe_expr_yield(fe_builder *b, const fe_cst *node)
{
    const fe_cst *value = fe_first(node);
    if (fe_find(node, FE_CST_key_from)) {
        fe_node *yield = fe_make(b, FE_YieldFrom, node);
        yield->YieldFrom.value = fe_expression(b, value);
        return yield;
    }
    fe_node *yield = fe_make(b, FE_Yield, node);
    if (value)
        yield->Yield.value = fe_expression(b, value);
    return yield;
}

fe_node *
fe_expr_await(fe_builder *b, const fe_cst *node)
{
    fe_node *await = fe_make(b, FE_Await, node);
    await->Await.value = fe_expression(b, fe_first(node));
    return await;
}

fe_node *
fe_expr_attribute(fe_builder *b, const fe_cst *node)
{
    fe_node *attribute = fe_make(b, FE_Attribute, node);
    const fe_cst *name = fe_cst_child(node, FE_FIELD_attribute);
    attribute->Attribute.value = fe_expression(b, fe_cst_child(node, FE_FIELD_object));
    attribute->Attribute.attr = fe_identifier(b, name);
    attribute->Attribute.attr_span = fe_span(b, name);
    return attribute;
}

// ---- Subscripts ---------------------------------------------------------------------

fe_node *
fe_field_tuple(fe_builder *b, const fe_cst *node, fe_cst_field field)
{
    const fe_cst *first = fe_cst_child(node, field), *last = first;
    for (const fe_cst *child = first; child; child = child->next)
        if (child->field == field)
            last = child;
    bool comma = last->next && last->next->symbol == FE_CST_op_comma;
    if (first == last && !comma)
        return fe_named_expression(b, first);
    fe_node *tuple = fe_make(b, FE_Tuple, first);
    fe_node_list elements = {0};
    for (const fe_cst *child = first; child; child = child->next) {
        if (child->field != field)
            continue;
        fe_node *element = fe_named_expression(b, child);
        fe_check_starred(b, element);
        fe_list_add(b, &elements, element);
    }
    tuple->Tuple.elts = fe_list_nodes(&elements);
    tuple->span.end = comma ? last->next->end : last->end;
    return tuple;
}

fe_node *
fe_expr_subscript(fe_builder *b, const fe_cst *node)
{
    fe_node *subscript = fe_make(b, FE_Subscript, node);
    subscript->Subscript.value = fe_expression(b, fe_cst_child(node, FE_FIELD_value));
    const fe_cst *first = fe_cst_child(node, FE_FIELD_subscript);
    fe_node *slice = fe_field_tuple(b, node, FE_FIELD_subscript);
    if (slice->kind == FE_Starred) {  // a[*b] is a[(*b,)]
        fe_node_list elements = {0};
        fe_list_add(b, &elements, slice);
        slice = fe_make(b, FE_Tuple, first);
        slice->Tuple.elts = fe_list_nodes(&elements);
    }
    subscript->Subscript.slice = slice;
    return subscript;
}

fe_node *
fe_expr_slice(fe_builder *b, const fe_cst *node)
{
    fe_node *slice = fe_make(b, FE_Slice, node);
    fe_node **part = &slice->Slice.lower;
    for (const fe_cst *child = node->first; child; child = child->next) {
        if (child->symbol == FE_CST_op_colon)
            part =
                part == &slice->Slice.lower ? &slice->Slice.upper : &slice->Slice.step;
        else
            *part = fe_expression(b, child);
    }
    return slice;
}

// ---- Calls --------------------------------------------------------------------------

typedef struct {
    fe_node_list args, keywords;
    bool named, unpacked;  // a keyword, a `**value` was seen
} argument_lists;

static void
keyword_argument(fe_builder *b, argument_lists *lists, const fe_cst *node)
{
    fe_node *keyword = fe_make(b, FE_keyword, node);
    keyword->keyword.arg = fe_identifier(b, fe_cst_child(node, FE_FIELD_name));
    keyword->keyword.value = fe_expression(b, fe_cst_child(node, FE_FIELD_value));
    for (uint32_t i = 0; i < lists->keywords.count; i++)
        if (lists->keywords.items[i]->keyword.arg == keyword->keyword.arg) {
            (void)FE_FAIL(b, syntax_keyword_repeated, node,
                          fora_sym_text(b->names, keyword->keyword.arg));
            break;
        }
    lists->named = true;
    fe_list_add(b, &lists->keywords, keyword);
}

static void
argument(fe_builder *b, argument_lists *lists, const fe_cst *node)
{
    if (node->symbol == FE_CST_keyword_argument) {
        keyword_argument(b, lists, node);
    } else if (node->symbol == FE_CST_dictionary_splat) {
        fe_node *keyword = fe_make(b, FE_keyword, node);
        keyword->keyword.value = fe_expression(b, fe_first(node));
        lists->unpacked = true;
        fe_list_add(b, &lists->keywords, keyword);
    } else {
        bool starred = node->symbol == FE_CST_list_splat;
        if (starred && lists->unpacked)
            (void)FE_FAIL(b, syntax_starred_after_keywords, node);
        else if (!starred && (lists->named || lists->unpacked))
            (void)FE_FAIL(b, syntax_positional_after_keyword, node,
                          lists->unpacked ? " unpacking" : "");
        fe_list_add(b, &lists->args, fe_named_expression(b, node));
    }
}

void
fe_arguments(fe_builder *b, const fe_cst *list, fe_nodes *args, fe_nodes *keywords)
{
    argument_lists lists = {0};
    if (list->first->next && list->first->next->symbol == FE_CST_op_comma)
        (void)FE_FAIL(b, syntax_invalid, list->first->next);
    for (const fe_cst *child = fe_first(list); child; child = fe_after(child))
        argument(b, &lists, child);
    *args = fe_list_nodes(&lists.args);
    *keywords = fe_list_nodes(&lists.keywords);
}

fe_node *
fe_expr_call(fe_builder *b, const fe_cst *node)
{
    fe_node *call = fe_make(b, FE_Call, node);
    const fe_cst *arguments = fe_cst_child(node, FE_FIELD_arguments);
    call->Call.func = fe_expression(b, fe_cst_child(node, FE_FIELD_function));
    if (arguments->symbol == FE_CST_generator_expression) {
        fe_node_list list = {0};
        bool outer = b->call_generator;
        b->call_generator = true;
        fe_list_add(b, &list, fe_expression(b, arguments));
        b->call_generator = outer;
        call->Call.args = fe_list_nodes(&list);
    } else {
        fe_arguments(b, arguments, &call->Call.args, &call->Call.keywords);
    }
    return call;
}

// ---- Types --------------------------------------------------------------------------

// Annotations are ordinary expressions for which the grammar has rules of its own.
fe_node *
fe_expr_generic_type(fe_builder *b, const fe_cst *node)
{
    fe_node *subscript = fe_make(b, FE_Subscript, node);
    const fe_cst *value = fe_first(node);
    const fe_cst *parameters = fe_after(value);
    const fe_cst *first = fe_first(parameters), *last = first;
    fe_node_list list = {0};
    for (const fe_cst *child = first; child; last = child, child = fe_after(child))
        fe_list_add(b, &list, fe_expression(b, child));
    bool comma = last->next && last->next->symbol == FE_CST_op_comma;
    subscript->Subscript.value = fe_expression(b, value);
    if (list.count == 1 && !comma && list.items[0]->kind != FE_Starred) {
        subscript->Subscript.slice = list.items[0];
        return subscript;
    }
    fe_node *tuple = fe_make(b, FE_Tuple, first);
    tuple->span.end = comma ? last->next->end : last->end;
    tuple->Tuple.elts = fe_list_nodes(&list);
    subscript->Subscript.slice = tuple;
    return subscript;
}

fe_node *
fe_expr_member_type(fe_builder *b, const fe_cst *node)
{
    const fe_cst *value = fe_first(node);
    const fe_cst *name = fe_after(value);
    fe_node *attribute = fe_make(b, FE_Attribute, node);
    attribute->Attribute.value = fe_expression(b, value);
    attribute->Attribute.attr = fe_identifier(b, name);
    attribute->Attribute.attr_span = fe_span(b, name);
    return attribute;
}

fe_node *
fe_expr_splat_type(fe_builder *b, const fe_cst *node)
{
    if (fe_find(node, FE_CST_op_star_star))
        return FE_FAIL(b, syntax_invalid, node);
    return fe_expr_starred(b, node);
}
