// while and for, with else. An else clause runs where the loop ends by itself: behind the
// loop when nothing breaks out of it, else inside, at that end. If it holds a jump of the
// loop around, which must not stand inside, a variable tells whether to run it afterwards.
#include "emit_comp.h"

typedef struct {
    bool with_continue, found;
} jump_search;

static void
search_jump(void *context, fe_node *node)
{
    jump_search *search = context;
    switch (node->kind) {
    case FE_Break:
        search->found = true;
        break;
    case FE_Continue:
        search->found |= search->with_continue;
        break;
    case FE_FunctionDef:
    case FE_ClassDef:
    case FE_AsyncFunctionDef:
        break;
    case FE_For:
        search->found |= fe_has_jump(node->For.orelse, search->with_continue);
        break;
    case FE_While:
        search->found |= fe_has_jump(node->While.orelse, search->with_continue);
        break;
    default:
        fe_each_child(node, search_jump, search);
        break;
    }
}

bool
fe_has_jump(fe_nodes body, bool with_continue)
{
    jump_search search = {with_continue, false};
    for (uint32_t i = 0; i < body.count; i++)
        search_jump(&search, body.items[i]);
    return search.found;
}

// ---- else clauses -------------------------------------------------------------------

typedef enum { ELSE_NONE, ELSE_INSIDE, ELSE_AFTER, ELSE_FLAGGED } else_place;

static else_place
place_else(fe_nodes body, fe_nodes orelse)
{
    if (orelse.count == 0)
        return ELSE_NONE;
    if (!fe_has_jump(body, false))
        return ELSE_AFTER;
    return fe_has_jump(orelse, true) ? ELSE_FLAGGED : ELSE_INSIDE;
}

static fe_way
enter_loop(fe_emit *e, else_place place)
{
    fe_way way = {.outer = e->ways, .kind = FE_WAY_LOOP, .broken = UINT32_MAX};
    if (place == ELSE_FLAGGED) {
        way.broken = fe_hidden(e, ".broken");
        fe_set(e, way.broken, fe_bool(e, false));
    }
    return way;
}

static void
finish_else(fe_emit *e, fe_node *node, const fe_way *way, else_place place,
            fe_nodes orelse)
{
    if (e->dead)
        return;
    if (place == ELSE_AFTER)
        fe_emit_statements(e, orelse);
    if (place != ELSE_FLAGGED)
        return;
    fora_val broken = fe_get(e, way->broken);
    fe_saved saved;
    fora_block skip = fe_open(e, &saved);
    fe_yield(e, 0, NULL);
    fe_close(e, saved);
    fora_block run = fe_open(e, &saved);
    fe_emit_statements(e, orelse);
    fe_yield(e, 0, NULL);
    fe_close(e, saved);
    fe_if(e, node, broken, skip, run, 0);
}

// ---- while --------------------------------------------------------------------------

static bool
is_true(const fe_node *test)
{
    if (test->kind != FE_Constant)
        return false;
    const fe_constant *value = &test->Constant.value;
    return value->kind == FE_TRUE || (value->kind == FE_INT && value->integer != 0);
}

static void
test_while(fe_emit *e, fe_node *node, else_place place)
{
    fe_node *test = node->While.test;
    if (is_true(test))
        return;
    fora_val condition = fe_truth(e, test);
    fe_saved saved;
    fora_block again = fe_open(e, &saved);
    fe_narrow(e, test, true);
    fe_yield(e, 0, NULL);
    fe_close(e, saved);
    fora_block done = fe_open(e, &saved);
    fe_narrow(e, test, false);
    if (place == ELSE_INSIDE) {
        fe_way *loop = e->ways;
        e->ways = loop->outer;
        fe_emit_statements(e, node->While.orelse);
        e->ways = loop;
    }
    fe_end(e, FORA_OP_BREAK, 0, NULL);
    fe_close(e, saved);
    fe_if(e, node, condition, again, done, 0);
}

void
fe_while(fe_emit *e, fe_node *node)
{
    else_place place = place_else(node->While.body, node->While.orelse);
    fe_way way = enter_loop(e, place);
    fe_saved saved;
    fora_block body = fe_open(e, &saved);
    e->ways = &way;
    test_while(e, node, place);
    fe_emit_statements(e, node->While.body);
    fe_end(e, FORA_OP_CONTINUE, 0, NULL);
    e->ways = way.outer;
    fe_close(e, saved);
    fe_construct(e, node, FORA_OP_LOOP, 0, NULL, 0, 1, &body, fe_breaks(e, body));
    finish_else(e, node, &way, place, node->While.orelse);
}

// ---- for over a generator expression -------------------------------------------------

static fe_node *
iterable_of_generator(const fe_node *generator)
{
    return generator->GeneratorExp.generators.items[0]->comprehension.iter;
}

// Whether the loop runs once for each item of one iterable.
static bool
is_simple_generator(const fe_node *iter)
{
    bool simple = false;
    for (; iter->kind == FE_GeneratorExp; iter = iterable_of_generator(iter)) {
        fe_nodes clauses = iter->GeneratorExp.generators;
        simple = clauses.count == 1 && !clauses.items[0]->comprehension.is_async;
        if (!simple)
            return false;
    }
    return simple;
}

// Cells of a generator expression's names are those of all its rounds.
static void
make_cells_of_generator(fe_emit *e, fe_node *generator)
{
    for (; generator->kind == FE_GeneratorExp;
         generator = iterable_of_generator(generator))
        fe_make_cells(e, generator, fe_scope_of(e->unit->scopes, generator));
}

// Goes on with the loop unless the test holds.
static void
continue_unless(fe_emit *e, fe_node *test)
{
    fora_val condition = fe_truth(e, test);
    fe_saved saved;
    fora_block passes = fe_open(e, &saved);
    fe_narrow(e, test, true);
    fe_yield(e, 0, NULL);
    fe_close(e, saved);
    fora_block fails = fe_open(e, &saved);
    fe_end(e, FORA_OP_CONTINUE, 0, NULL);
    fe_close(e, saved);
    fe_if(e, test, condition, passes, fails, 0);
}

// What `(elt for x in xs if ...)` makes of an item of xs: its code runs in place.
static fora_val
element_of_generator(fe_emit *e, fe_node *generator, fora_val item)
{
    fe_node *clause = generator->GeneratorExp.generators.items[0];
    if (iterable_of_generator(generator)->kind == FE_GeneratorExp)
        item = element_of_generator(e, iterable_of_generator(generator), item);
    fe_scope *outer = e->scope;
    e->scope = fe_scope_of(e->unit->scopes, generator);
    fe_assign(e, clause->comprehension.target, item);
    for (uint32_t i = 0; i < clause->comprehension.ifs.count; i++)
        continue_unless(e, clause->comprehension.ifs.items[i]);
    fora_val element = fe_expr(e, generator->GeneratorExp.elt);
    e->scope = outer;
    return element;
}

// ---- for ----------------------------------------------------------------------------

static fora_block
exhausted(fe_emit *e, fe_node *node, else_place place)
{
    fe_saved saved;
    fora_block block = fe_open(e, &saved);
    if (place == ELSE_INSIDE)
        fe_emit_statements(e, node->For.orelse);
    fe_yield(e, 0, NULL);
    fe_close(e, saved);
    return block;
}

// As a `while` that asks for the next item.
static void
for_updated(fe_emit *e, fe_node *node, else_place place, const fe_iteration *at)
{
    fe_way way = enter_loop(e, place);
    fe_saved saved, inner;
    fora_block body = fe_open(e, &saved);
    fora_val more = fe_iterate_more(e, at);
    fora_block again = fe_open(e, &inner);
    fe_yield(e, 0, NULL);
    fe_close(e, inner);
    fora_block done = fe_open(e, &inner);
    if (place == ELSE_INSIDE)
        fe_emit_statements(e, node->For.orelse);
    fe_end(e, FORA_OP_BREAK, 0, NULL);
    fe_close(e, inner);
    fe_if(e, node->For.iter, more, again, done, 0);
    e->ways = &way;
    fe_assign(e, node->For.target, fe_iterate_item(e, at));
    fe_emit_statements(e, node->For.body);
    fe_end(e, FORA_OP_CONTINUE, 0, NULL);
    e->ways = way.outer;
    fe_close(e, saved);
    fe_construct(e, node, FORA_OP_LOOP, 0, NULL, 0, 1, &body, fe_breaks(e, body));
    finish_else(e, node, &way, place, node->For.orelse);
}

void
fe_for(fe_emit *e, fe_node *node)
{
    else_place place = place_else(node->For.body, node->For.orelse);
    fe_iteration updated;
    if (fe_iterate_begin(e, node, &updated)) {
        for_updated(e, node, place, &updated);
        return;
    }
    bool generator = is_simple_generator(node->For.iter);
    fe_node *iter = node->For.iter;
    fora_val iterable =
        generator ? fe_nest_first(e, iter->GeneratorExp.generators) : fe_expr(e, iter);
    if (generator)
        make_cells_of_generator(e, iter);
    fe_way way = enter_loop(e, place);
    fe_saved saved;
    fora_block body = fe_open(e, &saved);
    fora_val element = fora_block_add_parameter(e->b.function, body, 0);
    e->ways = &way;
    if (generator)
        element = element_of_generator(e, iter, element);
    fe_assign(e, node->For.target, element);
    fe_emit_statements(e, node->For.body);
    fe_end(e, FORA_OP_CONTINUE, 0, NULL);
    e->ways = way.outer;
    fe_close(e, saved);
    fora_block done = exhausted(e, node, place);
    fe_construct(e, node, FORA_OP_FOR, 1, &iterable, 0, 2, (fora_block[]){body, done},
                 fe_breaks(e, body) || fe_ends_in(e, done, FORA_OP_YIELD));
    finish_else(e, node, &way, place, node->For.orelse);
}
