// Comprehensions and generator expressions.
#include "ast_build.h"

fe_node *
fe_comprehension_clause(fe_builder *b, const fe_cst *clause)
{
    fe_node *part = fe_make(b, FE_comprehension, clause);
    const fe_cst *iterable = fe_cst_child(clause, FE_FIELD_right);
    part->comprehension.is_async = fe_find(clause, FE_CST_key_async) != NULL;
    part->comprehension.target = fe_expression(b, fe_cst_child(clause, FE_FIELD_left));
    fe_target(b, part->comprehension.target, FE_TARGET_FOR);
    part->comprehension.iter = fe_expression(b, iterable);
    // Python 2 took `for x in a, b`; in a call, b is meant as the next argument.
    const fe_cst *more = fe_after(iterable);
    if (more && b->call_generator)
        (void)FE_FAIL(b, syntax_generator_parentheses, clause);
    else if (more)
        (void)FE_FAIL(b, syntax_invalid, more);
    return part;
}

static fe_nodes
clauses(fe_builder *b, const fe_cst *node)
{
    fe_node_list list = {0}, ifs = {0};
    for (const fe_cst *child = node->first; child; child = child->next) {
        if (child->symbol == FE_CST_for_in_clause) {
            ifs = (fe_node_list){0};
            fe_list_add(b, &list, fe_comprehension_clause(b, child));
        } else if (child->symbol == FE_CST_if_clause && list.count) {
            fe_list_add(b, &ifs, fe_named_expression(b, fe_first(child)));
            list.items[list.count - 1]->comprehension.ifs = fe_list_nodes(&ifs);
        }
    }
    return fe_list_nodes(&list);
}

static fe_node *
dict_comprehension(fe_builder *b, const fe_cst *node, const fe_cst *pair)
{
    if (pair->symbol != FE_CST_pair)
        return FE_FAIL(b, syntax_unpacking_comprehension, pair, "dict");
    fe_node *comprehension = fe_make(b, FE_DictComp, node);
    comprehension->DictComp.key = fe_expression(b, fe_cst_child(pair, FE_FIELD_key));
    comprehension->DictComp.value =
        fe_expression(b, fe_cst_child(pair, FE_FIELD_value));
    comprehension->DictComp.generators = clauses(b, node);
    return comprehension;
}

fe_node *
fe_expr_comprehension(fe_builder *b, const fe_cst *node)
{
    const fe_cst *body = fe_cst_child(node, FE_FIELD_body);
    if (node->symbol == FE_CST_dictionary_comprehension)
        return dict_comprehension(b, node, body);
    if (body->symbol == FE_CST_list_splat)
        return FE_FAIL(b, syntax_unpacking_comprehension, body, "iterable");
    fe_kind kind = node->symbol == FE_CST_list_comprehension  ? FE_ListComp
                   : node->symbol == FE_CST_set_comprehension ? FE_SetComp
                                                              : FE_GeneratorExp;
    fe_node *comprehension = fe_make(b, kind, node);
    comprehension->ListComp.elt = fe_named_expression(b, body);
    comprehension->ListComp.generators = clauses(b, node);
    return comprehension;
}
