// Calls that consume a generator expression in place: sum(...), any(...), ", ".join(...).
// Those that read it to its end before they do anything else get a list.
#include "emit_comp.h"

#include <string.h>

// What raises behind the last element does so in the call, as a traceback shows.
static fora_val
consumed(fe_emit *e, const fe_node *call, fora_comp kind, fora_val start)
{
    fora_val result = fe_comp(e, call->Call.args.items[0], kind, start);
    fora_function *f = e->b.function;
    f->ops[f->values[result].def].span = call->span;
    return result;
}

// ---- any and all that change variables ----------------------------------------------
// They stop at the first element that decides, so what their parts assign is written as a
// loop with break.

typedef struct {
    fe_node *element;
    uint32_t decided;
    bool any;
} search;

typedef struct {
    fe_emit *e;
    bool found;
} change_search;

static void
find_change(void *context, fe_node *node)
{
    change_search *s = context;
    if (node->kind == FE_NamedExpr ||
        (node->kind == FE_Call && node->Call.func->kind == FE_Attribute &&
         fe_method_updates(s->e->unit->names, node->Call.func->Attribute.attr)))
        s->found = true;
    else
        fe_each_child(node, find_change, s);
}

static bool
changes_something(fe_emit *e, const fe_node *node)
{
    change_search s = {e, false};
    fe_each_child(node, find_change, &s);
    return s.found;
}

static void
break_if(fe_emit *e, const fe_node *node, fora_val condition, uint32_t decided)
{
    fe_saved saved;
    fora_block then = fe_open(e, &saved);
    if (decided != UINT32_MAX)
        fe_set(e, decided, fe_bool(e, true));
    fe_end(e, FORA_OP_BREAK, 0, NULL);
    fe_close(e, saved);
    fora_block otherwise = fe_open(e, &saved);
    fe_yield(e, 0, NULL);
    fe_close(e, saved);
    fe_if(e, node, condition, then, otherwise, 0);
}

static void
search_heart(fe_emit *e, void *context)
{
    search *s = context;
    fora_val truth = fe_truth(e, s->element);
    if (!s->any)
        truth = fe_op1(e, s->element, FORA_OP_PY_NOT, truth);
    break_if(e, s->element, truth, s->decided);
}

static void
search_behind(fe_emit *e, void *context)
{
    search *s = context;
    break_if(e, s->element, fe_get(e, s->decided), UINT32_MAX);
}

static fora_val
search_loops(fe_emit *e, fe_node *generator, bool any)
{
    search s = {generator->GeneratorExp.elt, fe_hidden(e, ".decided"), any};
    fe_nodes clauses = generator->GeneratorExp.generators;
    fora_val first = fe_nest_first(e, clauses);
    fe_at(e, generator);
    fe_set(e, s.decided, fe_bool(e, false));
    fe_nest nest = {generator, clauses, search_heart, search_behind, NULL, &s};
    fe_nest_emit(e, &nest, first);
    fora_val decided = fe_get(e, s.decided);
    return any ? decided : fe_op1(e, generator, FORA_OP_PY_NOT, decided);
}

// ---- next ---------------------------------------------------------------------------

typedef struct {
    fe_node *element;
    fe_node *call;
    uint32_t result;
    uint32_t found;  // whether the loops around break too; UINT32_MAX: there are none
    fora_val otherwise;  // 0: StopIteration
} first_of;

static void
next_heart(fe_emit *e, void *context)
{
    first_of *wanted = context;
    fe_set(e, wanted->result, fe_expr(e, wanted->element));
    if (wanted->found != UINT32_MAX)
        fe_set(e, wanted->found, fe_bool(e, true));
    fe_end(e, FORA_OP_BREAK, 0, NULL);
}

static void
next_behind(fe_emit *e, void *context)
{
    first_of *wanted = context;
    break_if(e, wanted->element, fe_get(e, wanted->found), UINT32_MAX);
}

static void
next_exhausted(fe_emit *e, void *context)
{
    first_of *wanted = context;
    if (wanted->otherwise) {
        fe_set(e, wanted->result, wanted->otherwise);
        return;
    }
    fora_class class = fe_exception_class(e, fe_intern(e, "StopIteration"));
    fora_val error = fe_leaf(e, wanted->call, FORA_OP_CLASS_REF, class);
    fe_end(e, FORA_OP_RAISE, 1, &error);
}

// next(x for x in xs if ...): loops that break at the first.
static bool
consume_next(fe_emit *e, fe_node *call, fora_val *result)
{
    fe_node *generator = call->Call.args.items[0];
    fe_nodes clauses = generator->GeneratorExp.generators;
    bool nested = fe_nest_loops(clauses) > 1;
    if (fe_nest_loops(clauses) == 0 || call->Call.keywords.count > 0 ||
        call->Call.args.count > 2)
        return false;
    first_of wanted = {generator->GeneratorExp.elt, call, fe_hidden(e, ".next"),
                       nested ? fe_hidden(e, ".found") : UINT32_MAX, 0};
    fora_val first = fe_nest_first(e, clauses);
    if (call->Call.args.count == 2)
        wanted.otherwise = fe_expr(e, call->Call.args.items[1]);
    if (nested)
        fe_set(e, wanted.found, fe_bool(e, false));
    fe_nest nest = {generator,      clauses, next_heart, nested ? next_behind : NULL,
                    next_exhausted, &wanted};
    fe_nest_emit(e, &nest, first);
    *result = fe_get(e, wanted.result);
    return true;
}

// ---- Consumers ----------------------------------------------------------------------

// Calls the callee with a list in the place of the generator.
static fora_val
call_with_list(fe_emit *e, fe_node *call)
{
    fe_values values = {0};
    fe_values_add(e, &values, fe_expr(e, call->Call.func), 0);
    fe_values_add(e, &values, fe_expr_or_list(e, call->Call.args.items[0]), 0);
    fe_node rest = *call;
    rest.Call.args.items++;
    rest.Call.args.count--;
    fe_call_arguments(e, &rest, &values);
    return fe_op(e, call, FORA_OP_PY_CALL, values.count, values.values,
                 values.mark_count - 1, values.marks + 1);
}

static bool
consume_sum(fe_emit *e, fe_node *call, fora_val *result)
{
    if (call->Call.args.count + call->Call.keywords.count > 2)
        return false;
    fe_node *start = NULL;
    if (call->Call.args.count == 2)
        start = call->Call.args.items[1];
    else if (call->Call.keywords.count == 1)
        start = call->Call.keywords.items[0]->keyword.value;
    if (start && start->kind != FE_Constant) {
        *result = call_with_list(e, call);
        return true;
    }
    fora_val value = start ? fe_expr(e, start) : fora_build0(&e->b, FORA_OP_CONST_ZERO);
    *result = consumed(e, call, FORA_COMP_SUM, value);
    return true;
}

typedef struct {
    const char *name;
    fora_comp kind;
} consumer;

static const consumer alone[] = {
    // with the generator as their only argument
    {"any", FORA_COMP_ANY},     {"all", FORA_COMP_ALL},   {"min", FORA_COMP_MIN},
    {"max", FORA_COMP_MAX},     {"list", FORA_COMP_LIST}, {"set", FORA_COMP_SET},
    {"tuple", FORA_COMP_TUPLE},
};

static const char *const from_list[] = {"sorted", "dict", "frozenset", "min", "max"};

static bool
consume_builtin(fe_emit *e, fe_node *call, fora_val *result)
{
    fe_node *callee = call->Call.func, *generator = call->Call.args.items[0];
    if (fe_is_builtin(e, callee, "sum"))
        return consume_sum(e, call, result);
    if (fe_is_builtin(e, callee, "next"))
        return consume_next(e, call, result);
    bool only = call->Call.args.count == 1 && call->Call.keywords.count == 0;
    for (size_t i = 0; only && i < sizeof alone / sizeof *alone; i++) {
        if (!fe_is_builtin(e, callee, alone[i].name))
            continue;
        bool decides = alone[i].kind == FORA_COMP_ANY || alone[i].kind == FORA_COMP_ALL;
        if (decides && changes_something(e, generator))
            *result = search_loops(e, generator, alone[i].kind == FORA_COMP_ANY);
        else
            *result = consumed(e, call, alone[i].kind, 0);
        return true;
    }
    for (size_t i = 0; i < sizeof from_list / sizeof *from_list; i++)
        if (call->Call.args.count == 1 && fe_is_builtin(e, callee, from_list[i])) {
            *result = call_with_list(e, call);
            return true;
        }
    return false;
}

bool
fe_consume(fe_emit *e, fe_node *call, fora_val *result)
{
    if (call->Call.args.count == 0 || call->Call.args.items[0]->kind != FE_GeneratorExp)
        return false;
    fe_node *callee = call->Call.func;
    if (callee->kind != FE_Attribute)
        return consume_builtin(e, call, result);
    const fora_names *names = e->unit->names;
    bool only = call->Call.args.count == 1 && call->Call.keywords.count == 0;
    if (only && fe_sym_is(names, callee->Attribute.attr, "join")) {
        fora_val separator = fe_expr(e, callee->Attribute.value);
        *result = consumed(e, call, FORA_COMP_JOIN, separator);
        return true;
    }
    return false;
}
