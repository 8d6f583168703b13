// Updates of what a path such as a[i].b[j] leads to. The objects on the path are read from
// the root inwards, the innermost is updated, and the new objects are written back outwards
// until the root's name is bound to its new value.
//
// CPython reads the path before it evaluates arguments, and our update must not start
// before they are evaluated if they can see or change the root. So there are three ways:
//   EARLY  take the root, read the path, evaluate the arguments, update
//   SAFE   evaluate indices and arguments (which can neither raise nor touch the root)
//          first, then take the root
//   LATE   read the path, evaluate the arguments, then take the root and read it again
// What setdefault inserts on a LATE path is written back before the arguments are evaluated:
// they may raise, and a handler would see it.
#include "emit_path.h"

// ---- What arguments may do to the root ----------------------------------------------

typedef struct {
    fe_emit *e;
    const fe_symbol *symbol;
    fora_sym name;
    bool calls;  // user code may run
    bool rebinds;
    uint32_t depth;  // of the outermost object of the root's path that is changed
} touch;

static bool
is_method_name(const fe_emit *e, fora_sym name)
{
    const fe_scopes *scopes = e->unit->scopes;
    for (uint32_t i = 0; i < scopes->scope_count; i++)
        if (scopes->scopes[i]->kind == FE_SCOPE_FUNCTION &&
            scopes->scopes[i]->name == name &&
            scopes->scopes[i]->parent->kind == FE_SCOPE_CLASS)
            return true;
    return false;
}

// Whether a call may run functions of this module. Of the builtins, those that are named
// here call none.
static bool
runs_user_code(fe_emit *e, const fe_node *call)
{
    static const char *const harmless[] = {
        "abs",  "bool", "chr",   "dict", "divmod", "enumerate", "float", "int",   "len",
        "list", "ord",  "range", "repr", "round",  "set",       "str",   "tuple", "zip",
    };
    const fe_node *callee = call->Call.func;
    if (callee->kind == FE_Attribute)
        return is_method_name(e, callee->Attribute.attr);
    for (size_t i = 0; i < sizeof harmless / sizeof *harmless; i++)
        if (fe_is_builtin(e, callee, harmless[i]))
            return false;
    return true;
}

static void
touch_node(void *context, fe_node *node)
{
    touch *t = context;
    const fora_names *names = t->e->unit->names;
    uint32_t steps;
    if (node->kind == FE_NamedExpr && node->NamedExpr.target->Name.id == t->name)
        t->rebinds = true;
    if (node->kind == FE_Call) {
        t->calls |= t->symbol->storage != FE_VARIABLE && runs_user_code(t->e, node);
        fe_node *callee = node->Call.func;
        if (callee->kind == FE_Attribute &&
            fe_method_updates(names, callee->Attribute.attr)) {
            fe_node *root = fe_path_root(names, callee->Attribute.value, &steps);
            if (root && root->Name.id == t->name && steps < t->depth)
                t->depth = steps;
        }
    }
    fe_each_child(node, touch_node, t);
}

static bool
is_safe(const fe_node *node)
{
    switch (node->kind) {
    case FE_Constant:
    case FE_Name:
        return true;
    case FE_UnaryOp:
        return is_safe(node->UnaryOp.operand);
    case FE_BinOp:
        return (node->BinOp.op == FE_Add || node->BinOp.op == FE_Sub ||
                node->BinOp.op == FE_Mult) &&
               is_safe(node->BinOp.left) && is_safe(node->BinOp.right);
    case FE_Tuple:
        for (uint32_t i = 0; i < node->Tuple.elts.count; i++)
            if (!is_safe(node->Tuple.elts.items[i]))
                return false;
        return true;
    default:
        return false;
    }
}

static bool
all_safe(const fe_path *path, fe_nodes others)
{
    for (uint32_t i = 0; i < path->count; i++)
        for (uint32_t k = 0; k < 2; k++)
            if (path->steps[i].operands[k] && !is_safe(path->steps[i].operands[k]))
                return false;
    for (uint32_t i = 0; i < others.count; i++)
        if (!is_safe(others.items[i]))
            return false;
    return true;
}

// Whether an operator or an attribute stands in `node`: of instances, they run methods.
static void
find_operator(void *context, fe_node *node)
{
    bool *found = context;
    *found |= node->kind == FE_Attribute || node->kind == FE_Subscript ||
              node->kind == FE_BinOp || node->kind == FE_UnaryOp ||
              node->kind == FE_Compare;
    fe_each_child(node, find_operator, found);
}

static bool
has_classes(const fe_emit *e)
{
    const fe_scopes *scopes = e->unit->scopes;
    for (uint32_t i = 0; i < scopes->scope_count; i++)
        if (scopes->scopes[i]->kind == FE_SCOPE_CLASS)
            return true;
    return false;
}

bool
fe_may_rebind(fe_emit *e, const fe_symbol *symbol, fora_sym name, fe_node *node)
{
    touch t = {e, symbol, name, false, false, UINT32_MAX};
    touch_node(&t, node);
    if (symbol->rebound_by_function && has_classes(e))
        find_operator(&t.calls, node);
    return t.rebinds || (t.calls && symbol->rebound_by_function);
}

// What is assigned in a try may become a slot, which is empty while its object is taken.
static bool
is_plain(const fe_symbol *symbol)
{
    return symbol->storage == FE_VARIABLE && !symbol->guarded;
}

static void
choose_way(fe_emit *e, fe_path *path, fe_node *node, fe_nodes others)
{
    path->way = FE_PATH_EARLY;
    if (path->symbol == NULL)
        return;
    if (all_safe(path, others)) {
        path->way = FE_PATH_SAFE;
        return;
    }
    touch t = {e, path->symbol, path->name, false, false, UINT32_MAX};
    for (uint32_t i = 0; i < path->count; i++)
        for (uint32_t k = 0; k < 2; k++)
            if (path->steps[i].operands[k])
                touch_node(&t, path->steps[i].operands[k]);
    for (uint32_t i = 0; i < others.count; i++)
        touch_node(&t, others.items[i]);
    bool plain = is_plain(path->symbol);
    if (t.calls && path->symbol->storage != FE_VARIABLE) {
        t.rebinds |= path->symbol->rebound_by_function;
        if (path->symbol->least_depth < t.depth)
            t.depth = path->symbol->least_depth;
    }
    if (t.rebinds || t.depth < path->count)
        fora_diag(e->unit->diags, FORA_DIAG_refused_prefix_update, node->span);
    if (!plain || t.depth != UINT32_MAX)
        path->way = FE_PATH_LATE;
}

// ---- Steps --------------------------------------------------------------------------

static void
set_step(fe_path_step *step, fe_node *node)
{
    step->node = node;
    step->kind = FE_STEP_ATTRIBUTE;
    if (node->kind == FE_Subscript) {
        step->kind = FE_STEP_ITEM;
        step->operands[0] = node->Subscript.slice;
    } else if (node->kind == FE_Call) {
        step->kind = node->Call.args.count == 2 ? FE_STEP_SETDEFAULT : FE_STEP_GET;
        for (uint32_t i = 0; i < node->Call.args.count; i++)
            step->operands[i] = node->Call.args.items[i];
    }
}

static fe_node *
step_object(fe_node *node)
{
    if (node->kind == FE_Attribute)
        return node->Attribute.value;
    if (node->kind == FE_Subscript)
        return node->Subscript.value;
    return node->Call.func->Attribute.value;
}

// A path that starts at an attribute of a class named directly starts at the global that
// holds the class constant.
static fe_symbol *
class_constant(fe_emit *e, const fe_symbol *symbol, const fe_path *path)
{
    if (symbol->storage != FE_CLASS || path->count == 0 ||
        path->steps[0].kind != FE_STEP_ATTRIBUTE)
        return NULL;
    const fe_scope *scope = fe_scope_of(e->unit->scopes, symbol->definition);
    uint64_t found;
    if (!fora_map_get(scope->symbols, path->steps[0].node->Attribute.attr, &found))
        return NULL;
    fe_symbol *constant = (fe_symbol *)(uintptr_t)found;
    return constant->storage == FE_GLOBAL ? constant : NULL;
}

static void
find_root(fe_emit *e, fe_path *path, fe_node *root)
{
    path->root = root;
    if (root->kind != FE_Name)
        return;
    path->name = root->Name.id;
    path->symbol = fe_read_symbol(e, root);
    if (path->symbol == NULL)
        return;
    fe_symbol *constant = class_constant(e, path->symbol, path);
    if (constant) {
        path->symbol = constant;
        path->steps++;
        path->count--;
    } else if (path->symbol->storage > FE_GLOBAL) {
        path->symbol = NULL;
    }
}

void
fe_path_init(fe_emit *e, fe_path *path, fe_node *node, fe_nodes others)
{
    *path = (fe_path){0};
    fe_node *root = node;
    uint32_t steps;
    if (fe_path_root(e->unit->names, node, &steps))
        path->count = steps;
    path->steps = fora_alloc(e->unit->arena, (path->count + 1) * sizeof(fe_path_step));
    path->objects = fora_alloc(e->unit->arena, (path->count + 1) * sizeof(fora_val));
    for (uint32_t i = path->count; i-- > 0; root = step_object(root))
        set_step(&path->steps[i], root);
    find_root(e, path, root);
    choose_way(e, path, node, others);
}

// ---- Reading ------------------------------------------------------------------------

static fora_val
step_name(fe_emit *e, const fe_path_step *step)
{
    fora_sym name = step->node->kind == FE_Attribute
                        ? step->node->Attribute.attr
                        : step->node->Call.func->Attribute.attr;
    return fe_mangle(e->unit->names, e->scope, name);
}

static void
evaluate_operands(fe_emit *e, fe_path_step *step)
{
    for (uint32_t k = 0; k < 2; k++)
        if (step->operands[k] && !step->values[k])
            step->values[k] = fe_expr(e, step->operands[k]);
}

// The method of a step called on its object: the answer, and behind it the object
// afterwards.
static fora_val
call_step(fe_emit *e, fe_path *path, uint32_t i)
{
    fe_path_step *step = &path->steps[i];
    uint32_t count = step->kind == FE_STEP_SETDEFAULT ? 3 : 2;
    fora_val operands[3] = {path->objects[i], step->values[0], step->values[1]};
    uint64_t attributes[3] = {step_name(e, step), 0, 0};
    return fe_op(e, step->node, FORA_OP_PY_METHOD, count, operands, count, attributes);
}

// Reads objects[i + 1] from objects[i]; setdefault may renew objects[i].
static void
read_step(fe_emit *e, fe_path *path, uint32_t i)
{
    fe_path_step *step = &path->steps[i];
    fora_val object = path->objects[i];
    if (step->kind == FE_STEP_ITEM || step->inserted) {
        path->objects[i + 1] =
            fe_op2(e, step->node, FORA_OP_PY_GETITEM, object, step->values[0]);
        return;
    }
    if (step->kind == FE_STEP_ATTRIBUTE) {
        uint64_t name = step_name(e, step);
        path->objects[i + 1] =
            fe_op(e, step->node, FORA_OP_PY_GETATTR, 1, &object, 1, &name);
        return;
    }
    fora_val answer = call_step(e, path, i);
    path->objects[i] = answer + 1;
    // What setdefault found is read like any element, so that it is updated in place.
    path->objects[i + 1] = step->kind == FE_STEP_SETDEFAULT
                               ? fe_op2(e, step->node, FORA_OP_PY_GETITEM,
                                        path->objects[i], step->values[0])
                               : answer;
}

static void
read_root(fe_emit *e, fe_path *path, bool take)
{
    if (path->symbol)
        path->objects[0] = fe_load_symbol(e, path->root, path->symbol, take);
    else
        path->objects[0] = fe_expr(e, path->root);
}

// Writes objects[count] back along the first steps.
static void
write_back(fe_emit *e, const fe_node *node, fe_path *path, uint32_t count,
           fora_val value)
{
    for (uint32_t i = count; i-- > 0;) {
        const fe_path_step *step = &path->steps[i];
        fora_val object = path->objects[i];
        if (step->kind == FE_STEP_ATTRIBUTE) {
            uint64_t name = step_name(e, step);
            value = fe_op(e, node, FORA_OP_PY_SETATTR, 2, (fora_val[]){object, value},
                          1, &name);
        } else {
            value = fe_op3(e, node, FORA_OP_PY_SETITEM, object, step->values[0], value);
        }
    }
    if (path->symbol)
        fe_store_symbol(e, node, path->symbol, value);
}

static void
insert_default(fe_emit *e, fe_path *path, uint32_t last)
{
    read_root(e, path, true);
    for (uint32_t i = 0; i < last; i++)
        read_step(e, path, i);
    fora_val answer = call_step(e, path, last);
    write_back(e, path->steps[last].node, path, last, answer + 1);
    path->steps[last].inserted = true;
}

void
fe_path_prepare(fe_emit *e, fe_path *path)
{
    bool reads = path->way != FE_PATH_SAFE;
    if (reads)
        read_root(e, path, path->way == FE_PATH_EARLY);
    for (uint32_t i = 0; i < path->count; i++) {
        evaluate_operands(e, &path->steps[i]);
        // A step that may itself update waits until the update proper.
        if (path->way == FE_PATH_LATE && path->steps[i].kind >= FE_STEP_SETDEFAULT)
            reads = false;
        if (reads)
            read_step(e, path, i);
        if (path->way == FE_PATH_LATE && path->steps[i].kind == FE_STEP_SETDEFAULT)
            insert_default(e, path, i);
    }
}

void
fe_path_resume(fe_emit *e, fe_path *path)
{
    if (path->way == FE_PATH_EARLY)
        return;
    read_root(e, path, true);
    for (uint32_t i = 0; i < path->count; i++)
        read_step(e, path, i);
}

// ---- Writing back -------------------------------------------------------------------

void
fe_path_commit(fe_emit *e, const fe_node *node, fe_path *path, fora_val value)
{
    write_back(e, node, path, path->count, value);
}

// ---- Method calls -------------------------------------------------------------------

static fe_nodes
argument_nodes(fe_emit *e, const fe_node *call)
{
    fe_nodes nodes = {0};
    uint32_t count = call->Call.args.count, capacity = 0;
    for (uint32_t i = 0; i < count; i++)
        *FORA_PUSH(e->unit->arena, nodes.items, nodes.count, capacity) =
            call->Call.args.items[i];
    for (uint32_t i = 0; i < call->Call.keywords.count; i++)
        *FORA_PUSH(e->unit->arena, nodes.items, nodes.count, capacity) =
            call->Call.keywords.items[i]->keyword.value;
    return nodes;
}

fora_val
fe_update_call(fe_emit *e, fe_node *node)
{
    fe_node *callee = node->Call.func;
    fe_path path;
    fe_path_init(e, &path, callee->Attribute.value, argument_nodes(e, node));
    fe_path_prepare(e, &path);
    if (path.objects[path.count])
        fe_look_up(e, node, path.objects[path.count]);
    fe_values values = {0};
    fe_values_add(e, &values, 0,
                  fe_mangle(e->unit->names, e->scope, callee->Attribute.attr));
    fe_call_arguments(e, node, &values);
    fe_path_resume(e, &path);
    values.values[0] = path.objects[path.count];
    fora_val answer = fe_op(e, node, FORA_OP_PY_METHOD, values.count, values.values,
                            values.mark_count, values.marks);
    fe_path_commit(e, node, &path, answer + 1);
    return answer;
}
