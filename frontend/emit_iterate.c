// `for` over a container that the loop's body updates. What CPython iterates is the object,
// so the loop has to see the updates: it holds a place in the container and reads the
// container anew at each step. The functions _fora_iterate, _fora_more and _fora_item
// (frontend/pylib/iterating.py) know the places: of a list, an index below its length at
// that time; of a dict or set, a place in the keys at the start, checked for a change of
// size.
#include "emit.h"

// ---- Does the body update what is iterated? -----------------------------------------

typedef struct {
    fe_emit *e;
    const fe_symbol *symbol;
    bool updates, rebinds, calls, guarded;
} body_search;

static void search_node(void *context, fe_node *node);

static bool
is_of(body_search *s, fora_sym name)
{
    return fe_lookup(s->e, name) == s->symbol;
}

static void
note_path(body_search *s, fe_node *path)
{
    uint32_t steps;
    fe_node *root = fe_path_root(s->e->unit->names, path, &steps);
    s->updates |= root && is_of(s, root->Name.id);
}

static bool
has_continue(fe_nodes body)
{
    return fe_has_jump(body, true) && !fe_has_jump(body, false);
}

// Whether the statements end the loop once they are begun: their updates are not seen.
static bool
ends_loop(const body_search *s, fe_nodes body)
{
    if (s->guarded || body.count == 0)
        return false;
    const fe_node *last = body.items[body.count - 1];
    bool ends =
        last->kind == FE_Return || last->kind == FE_Raise || last->kind == FE_Break;
    return ends && !has_continue((fe_nodes){body.items, body.count - 1}) &&
           !(last->kind != FE_Break && fe_has_jump(body, true));
}

static void
search_all(body_search *s, fe_nodes body)
{
    for (uint32_t i = 0; i < body.count; i++)
        search_node(s, body.items[i]);
}

static void
search_branch(body_search *s, fe_nodes body)
{
    if (!ends_loop(s, body))
        search_all(s, body);
}

static void
search_guarded(body_search *s, fe_node *node)
{
    bool guarded = s->guarded;
    s->guarded = true;
    fe_each_child(node, search_node, s);
    s->guarded = guarded;
}

static void
search_name(body_search *s, const fe_node *node)
{
    if (node->Name.ctx != FE_Load && is_of(s, node->Name.id))
        s->rebinds = true;
}

static void
search_node(void *context, fe_node *node)
{
    body_search *s = context;
    switch (node->kind) {
    case FE_FunctionDef:
    case FE_ClassDef:
    case FE_Lambda:
        return;
    case FE_If:
        search_node(s, node->If.test);
        search_branch(s, node->If.body);
        search_branch(s, node->If.orelse);
        return;
    case FE_For:
    case FE_While:
    case FE_Try:
        search_guarded(s, node);
        return;
    case FE_Name:
        search_name(s, node);
        return;
    case FE_Call:
        s->calls = true;
        if (node->Call.func->kind == FE_Attribute &&
            fe_method_updates(s->e->unit->names, node->Call.func->Attribute.attr))
            note_path(s, node->Call.func->Attribute.value);
        break;
    case FE_AugAssign:
        if (node->AugAssign.target->kind == FE_Subscript)
            note_path(s, node->AugAssign.target->Subscript.value);
        break;
    case FE_Subscript:
        if (node->Subscript.ctx != FE_Load)
            note_path(s, node->Subscript.value);
        break;
    default:
        break;
    }
    fe_each_child(node, search_node, s);
}

// ---- What is iterated ---------------------------------------------------------------

typedef enum { ITERATE_PLAIN, ITERATE_ENUMERATE, ITERATE_ITEMS, ITERATE_VALUES } view;

// The name of the container, if `iter` is the container, its enumeration, or a view.
static fe_node *
container_of(fe_emit *e, fe_node *iter, view *how)
{
    *how = ITERATE_PLAIN;
    if (iter->kind == FE_Name)
        return iter;
    if (iter->kind != FE_Call || iter->Call.keywords.count > 0)
        return NULL;
    fe_node *callee = iter->Call.func;
    if (iter->Call.args.count == 1 && fe_is_builtin(e, callee, "enumerate")) {
        *how = ITERATE_ENUMERATE;
        fe_node *argument = iter->Call.args.items[0];
        return argument->kind == FE_Name ? argument : NULL;
    }
    if (iter->Call.args.count > 0 || callee->kind != FE_Attribute ||
        callee->Attribute.value->kind != FE_Name)
        return NULL;
    fora_sym method = callee->Attribute.attr;
    if (fe_sym_is(e->unit->names, method, "items"))
        *how = ITERATE_ITEMS;
    else if (fe_sym_is(e->unit->names, method, "values"))
        *how = ITERATE_VALUES;
    else if (!fe_sym_is(e->unit->names, method, "keys"))
        return NULL;
    return callee->Attribute.value;
}

static bool
is_updated(fe_emit *e, fe_node *node, const fe_node *name)
{
    fe_symbol *symbol = fe_lookup(e, name->Name.id);
    if (symbol == NULL || symbol->storage > FE_GLOBAL)
        return false;
    body_search search = {.e = e, .symbol = symbol};
    search_node(&search, node->For.target);
    search_branch(&search, node->For.body);
    bool by_calls = search.calls && symbol->storage != FE_VARIABLE &&
                    symbol->least_depth != UINT32_MAX;
    return (search.updates || by_calls) && !search.rebinds;
}

// ---- Emission -----------------------------------------------------------------------

static fora_val
ask(fe_emit *e, const fe_node *node, const char *function, fora_val container,
    const fe_iteration *at)
{
    fe_at(e, node);
    fora_val operands[4] = {fe_builtin(e, function), container};
    uint32_t count = 2;
    if (at) {
        operands[count++] = fe_get(e, at->start);
        operands[count++] = fe_get(e, at->place);
    }
    uint64_t marks[3] = {0};
    return fe_op(e, node, FORA_OP_PY_CALL, count, operands, count - 1, marks);
}

bool
fe_iterate_begin(fe_emit *e, fe_node *node, fe_iteration *at)
{
    view how;
    fe_node *name = container_of(e, node->For.iter, &how);
    if (name == NULL || !is_updated(e, node, name))
        return false;
    *at = (fe_iteration){name, how, fe_hidden(e, ".start"), fe_hidden(e, ".place")};
    fora_val container = fe_load(e, name, name->Name.id);
    fe_set(e, at->start, ask(e, name, "_fora_iterate", container, NULL));
    fe_set(e, at->place, fe_int(e, 0));
    return true;
}

fora_val
fe_iterate_more(fe_emit *e, const fe_iteration *at)
{
    fora_val container = fe_load(e, at->name, at->name->Name.id);
    return ask(e, at->name, "_fora_more", container, at);
}

fora_val
fe_iterate_item(fe_emit *e, const fe_iteration *at)
{
    fora_val container = fe_load(e, at->name, at->name->Name.id);
    fora_val item = ask(e, at->name, "_fora_item", container, at);
    fora_val place = fe_get(e, at->place), plain[2] = {place, item};
    uint64_t marks[2] = {0};
    if (at->how == ITERATE_ITEMS || at->how == ITERATE_VALUES) {
        plain[0] = item;
        plain[1] = item = fe_op2(e, at->name, FORA_OP_PY_GETITEM, container, item);
    }
    if (at->how == ITERATE_ITEMS || at->how == ITERATE_ENUMERATE)
        item = fe_op(e, at->name, FORA_OP_PY_TUPLE, 2, plain, 2, marks);
    fe_set(e, at->place, fe_op2(e, at->name, FORA_OP_PY_ADD, place, fe_int(e, 1)));
    return item;
}
