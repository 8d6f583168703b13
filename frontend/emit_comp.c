// Comprehensions: a `comp` that holds the nest of `for` and `if`, with `emit` at its heart.
#include "emit_comp.h"

static void emit_clause(fe_emit *e, const fe_nest *nest, uint32_t i, fora_val iterable);

static void
inside_clause(fe_emit *e, const fe_nest *nest, uint32_t i)
{
    if (i == nest->generators.count) {
        nest->heart(e, nest->context);
        return;
    }
    fora_val iterable = fe_expr(e, nest->generators.items[i]->comprehension.iter);
    emit_clause(e, nest, i, iterable);
    if (nest->behind && !e->dead)
        nest->behind(e, nest->context);
}

static void
emit_conditions(fe_emit *e, const fe_nest *nest, uint32_t i, uint32_t condition)
{
    fe_nodes ifs = nest->generators.items[i]->comprehension.ifs;
    if (condition == ifs.count) {
        inside_clause(e, nest, i + 1);
        return;
    }
    fe_node *test = ifs.items[condition];
    fora_val truth = fe_truth(e, test);
    fe_saved saved;
    fora_block then = fe_open(e, &saved);
    fe_narrow(e, test, true);
    emit_conditions(e, nest, i, condition + 1);
    fe_yield(e, 0, NULL);
    fe_close(e, saved);
    fora_block otherwise = fe_open(e, &saved);
    fe_yield(e, 0, NULL);
    fe_close(e, saved);
    fe_if(e, test, truth, then, otherwise, 0);
}

static void
emit_clause(fe_emit *e, const fe_nest *nest, uint32_t i, fora_val iterable)
{
    fe_node *clause = nest->generators.items[i];
    if (clause->comprehension.is_async)
        fe_refuse(e, refused_async, clause, "async for");
    fe_saved saved;
    fora_block body = fe_open(e, &saved);
    fora_val element = fora_block_add_parameter(e->b.function, body, 0);
    fe_assign(e, clause->comprehension.target, element);
    emit_conditions(e, nest, i, 0);
    fe_end(e, FORA_OP_CONTINUE, 0, NULL);
    fe_close(e, saved);
    fora_block done = fe_open(e, &saved);
    if (i == 0 && nest->exhausted)
        nest->exhausted(e, nest->context);
    fe_yield(e, 0, NULL);
    fe_close(e, saved);
    fe_construct(e, clause, FORA_OP_FOR, 1, &iterable, 0, 2, (fora_block[]){body, done},
                 true);
}

void
fe_nest_emit(fe_emit *e, const fe_nest *nest, fora_val first)
{
    fe_scope *outer = e->scope;
    e->scope = fe_scope_of(e->unit->scopes, nest->node);
    fe_make_cells(e, nest->node, e->scope);
    emit_clause(e, nest, 0, first);
    e->scope = outer;
}

// ---- comp ---------------------------------------------------------------------------

typedef struct {
    fe_node *node, *key, *value;
    bool truth;  // the value is wanted as a bool
} element;

static void
emit_element(fe_emit *e, void *context)
{
    const element *wanted = context;
    fora_val values[2];
    uint32_t count = 0;
    if (wanted->key)
        values[count++] = fe_expr(e, wanted->key);
    values[count++] =
        wanted->truth ? fe_truth(e, wanted->value) : fe_expr(e, wanted->value);
    fe_at(e, wanted->value);
    fora_build(&e->b, FORA_OP_EMIT, count, values, 0, 0, NULL, 0, NULL);
}

static fora_val
comp_of(fe_emit *e, fe_node *node, fe_nodes generators, element *wanted, fora_comp kind,
        fora_val start)
{
    fora_val first = fe_expr(e, generators.items[0]->comprehension.iter);
    fe_saved saved;
    fora_block block = fe_open(e, &saved);
    fe_nest nest = {node, generators, emit_element, NULL, NULL, wanted};
    fe_nest_emit(e, &nest, first);
    fe_yield(e, 0, NULL);
    fe_close(e, saved);
    uint64_t attribute = kind;
    fe_at(e, node);
    fora_op op = fora_build(&e->b, FORA_OP_COMP, start ? 1 : 0, &start, 1, 1,
                            &attribute, 1, &block);
    return fora_op_get(e->b.function, op)->result;
}

fora_val
fe_comp(fe_emit *e, fe_node *node, fora_comp kind, fora_val start)
{
    element wanted = {node, NULL, node->GeneratorExp.elt,
                      kind == FORA_COMP_ANY || kind == FORA_COMP_ALL};
    return comp_of(e, node, node->GeneratorExp.generators, &wanted, kind, start);
}

fora_val
fe_comprehension(fe_emit *e, fe_node *node)
{
    switch (node->kind) {
    case FE_ListComp: {
        element wanted = {node, NULL, node->ListComp.elt, false};
        return comp_of(e, node, node->ListComp.generators, &wanted, FORA_COMP_LIST, 0);
    }
    case FE_SetComp: {
        element wanted = {node, NULL, node->SetComp.elt, false};
        return comp_of(e, node, node->SetComp.generators, &wanted, FORA_COMP_SET, 0);
    }
    case FE_DictComp: {
        element wanted = {node, node->DictComp.key, node->DictComp.value, false};
        return comp_of(e, node, node->DictComp.generators, &wanted, FORA_COMP_DICT, 0);
    }
    default:
        return fe_comp(e, node, FORA_COMP_GENERATOR, 0);
    }
}

fora_val
fe_expr_or_list(fe_emit *e, fe_node *node)
{
    if (node->kind == FE_GeneratorExp)
        return fe_comp(e, node, FORA_COMP_LIST, 0);
    return fe_expr(e, node);
}
