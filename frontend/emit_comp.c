// Comprehensions: a `comp` that holds the nest of `for` and `if`, with `emit` at its heart.
#include "emit_comp.h"

static void emit_clause(fe_emit *e, const fe_nest *nest, uint32_t i, fora_val values);

static fe_node *
iterable_of(fe_nodes clauses, uint32_t i)
{
    return clauses.items[i]->comprehension.iter;
}

// A clause that iterates over a generator expression: the loops of that one stand in its
// place, since each of its elements is made just when it is asked for.
static bool
is_generated(fe_nodes clauses, uint32_t i)
{
    return iterable_of(clauses, i)->kind == FE_GeneratorExp;
}

static fora_val
iterable(fe_emit *e, fe_nodes clauses, uint32_t i)
{
    while (is_generated(clauses, i)) {
        clauses = iterable_of(clauses, i)->GeneratorExp.generators;
        i = 0;
    }
    return fe_expr(e, iterable_of(clauses, i));
}

fora_val
fe_nest_first(fe_emit *e, fe_nodes clauses)
{
    return iterable(e, clauses, 0);
}

uint32_t
fe_nest_loops(fe_nodes clauses)
{
    uint32_t loops = 0;
    for (uint32_t i = 0; i < clauses.count; i++)
        loops += is_generated(clauses, i)
                     ? fe_nest_loops(iterable_of(clauses, i)->GeneratorExp.generators)
                     : 1;
    return loops;
}

static void
inside_clause(fe_emit *e, const fe_nest *nest, uint32_t i)
{
    if (i == nest->generators.count) {
        nest->heart(e, nest->context);
        return;
    }
    emit_clause(e, nest, i, iterable(e, nest->generators, i));
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

typedef struct {
    const fe_nest *nest;
    uint32_t clause;
    fe_scope *scope;  // the nest's
} generated;

static void
generated_heart(fe_emit *e, void *context)
{
    const generated *g = context;
    const fe_node *clause = g->nest->generators.items[g->clause];
    fe_scope *own = e->scope;
    fora_val element = fe_expr(e, clause->comprehension.iter->GeneratorExp.elt);
    e->scope = g->scope;
    fe_assign(e, clause->comprehension.target, element);
    emit_conditions(e, g->nest, g->clause, 0);
    e->scope = own;
}

static void
generated_behind(fe_emit *e, void *context)
{
    const generated *g = context;
    g->nest->behind(e, g->nest->context);
}

static void
generated_exhausted(fe_emit *e, void *context)
{
    const generated *g = context;
    g->nest->exhausted(e, g->nest->context);
}

static void
emit_generated(fe_emit *e, const fe_nest *nest, uint32_t i, fora_val first)
{
    fe_node *generator = iterable_of(nest->generators, i);
    generated context = {nest, i, e->scope};
    fe_nest own = {generator,
                   generator->GeneratorExp.generators,
                   generated_heart,
                   nest->behind ? generated_behind : NULL,
                   i == 0 && nest->exhausted ? generated_exhausted : NULL,
                   &context};
    fe_nest_emit(e, &own, first);
}

static void
emit_clause(fe_emit *e, const fe_nest *nest, uint32_t i, fora_val values)
{
    fe_node *clause = nest->generators.items[i];
    if (clause->comprehension.is_async)
        fe_refuse(e, refused_async, clause, "async for");
    if (is_generated(nest->generators, i)) {
        emit_generated(e, nest, i, values);
        return;
    }
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
    fe_construct(e, clause, FORA_OP_FOR, 1, &values, 0, 2, (fora_block[]){body, done},
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
    fora_val first = fe_nest_first(e, generators);
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
