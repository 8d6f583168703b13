// Calls: functions, methods, super().
#include "emit.h"

// f(**{"a": x, "b": y}) says the same as f(a=x, b=y).
static bool
add_literal_keywords(fe_emit *e, fe_node *keyword, fe_values *values)
{
    fe_node *dict = keyword->keyword.value;
    if (keyword->keyword.arg || dict->kind != FE_Dict)
        return false;
    fe_nodes keys = dict->Dict.keys;
    for (uint32_t i = 0; i < keys.count; i++)
        if (keys.items[i] == NULL || keys.items[i]->kind != FE_Constant ||
            keys.items[i]->Constant.value.kind != FE_STR)
            return false;
    for (uint32_t i = 0; i < keys.count; i++) {
        const fe_constant *key = &keys.items[i]->Constant.value;
        fora_val value = fe_expr(e, dict->Dict.values.items[i]);
        fe_values_add(e, values, value,
                      fora_intern(e->unit->names, key->bytes, key->length));
    }
    return true;
}

void
fe_call_arguments(fe_emit *e, fe_node *call, fe_values *values)
{
    fe_values_all(e, values, call->Call.args, call->Call.keywords);
    for (uint32_t i = 0; i < call->Call.keywords.count; i++) {
        fe_node *keyword = call->Call.keywords.items[i];
        if (add_literal_keywords(e, keyword, values))
            continue;
        fora_val value = fe_expr(e, keyword->keyword.value);
        fora_sym name = keyword->keyword.arg;
        fe_values_add(e, values, value, name ? name : fe_intern(e, "**"));
    }
}

// Whether nobody can tell when it was evaluated.
static bool
is_quiet(const fe_node *argument)
{
    switch (argument->kind) {
    case FE_Constant:
    case FE_Name:
    case FE_Lambda:
        return true;
    case FE_Attribute:
        return is_quiet(argument->Attribute.value);
    case FE_UnaryOp:
        return argument->UnaryOp.operand->kind == FE_Constant;
    case FE_List:
        return argument->List.elts.count == 0;
    default:
        return false;
    }
}

void
fe_look_up(fe_emit *e, const fe_node *call, fora_val receiver)
{
    bool quiet = true;
    for (uint32_t i = 0; i < call->Call.args.count; i++)
        quiet &= is_quiet(call->Call.args.items[i]);
    for (uint32_t i = 0; i < call->Call.keywords.count; i++)
        quiet &= is_quiet(call->Call.keywords.items[i]->keyword.value);
    const fe_node *callee = call->Call.func;
    fe_kind kind = callee->Attribute.value->kind;
    if (quiet || kind == FE_Constant || kind == FE_JoinedStr)
        return;
    uint64_t name = fe_mangle(e->unit->names, e->scope, callee->Attribute.attr);
    fe_op(e, callee, FORA_OP_PY_LOOK_UP, 1, &receiver, 1, &name);
}

// ---- super --------------------------------------------------------------------------

// The method whose code is at hand, if it stands directly in a class.
static fe_scope *
method_scope(const fe_emit *e)
{
    fe_scope *scope = e->scope;
    while (scope->kind == FE_SCOPE_COMPREHENSION)
        scope = scope->parent;
    bool method = scope->kind == FE_SCOPE_FUNCTION &&
                  scope->parent->kind == FE_SCOPE_CLASS &&
                  scope->node->kind == FE_FunctionDef;
    return method ? scope : NULL;
}

static fora_sym
first_parameter(const fe_emit *e)
{
    const fora_function *f = e->b.function;
    return f->param_count > 0 && f->params[0].kind <= FORA_PARAM_NORMAL
               ? f->params[0].name
               : 0;
}

static bool
is_name(const fe_node *node, fora_sym name)
{
    return node->kind == FE_Name && node->Name.id == name;
}

// Whether `call` is super(), or super(C, self) that says the same.
static bool
is_plain_super(fe_emit *e, const fe_node *call, const fe_scope *method)
{
    if (call->Call.keywords.count > 0)
        return false;
    if (call->Call.args.count == 0)
        return true;
    return call->Call.args.count == 2 &&
           is_name(call->Call.args.items[0], method->parent->name) &&
           is_name(call->Call.args.items[1], first_parameter(e));
}

static bool
is_super_call(fe_emit *e, const fe_node *node)
{
    return node->kind == FE_Call && fe_is_builtin(e, node->Call.func, "super");
}

// Calls method `name` of the base of the class around; `skip` leading arguments are left
// out. In an __init__ the base's __init__ gives the object as it is afterwards.
static fora_val
call_base(fe_emit *e, fe_node *node, fe_scope *method, fora_sym name, uint32_t skip)
{
    fora_sym self = first_parameter(e);
    fe_values values = {0};
    fe_values_add(e, &values, fe_load(e, node, self), 0);
    fe_node call = *node;
    if (skip)
        call.Call.args.items += skip;
    call.Call.args.count -= skip;
    fe_call_arguments(e, &call, &values);
    uint64_t *attributes =
        fora_alloc(e->unit->arena, (values.mark_count + 2) * sizeof(uint64_t));
    attributes[0] = fe_class(e, method->parent);
    attributes[1] = name;
    for (uint32_t i = 1; i < values.mark_count; i++)
        attributes[1 + i] = values.marks[i];
    fora_val result = fe_op(e, node, FORA_OP_PY_SUPER, values.count, values.values,
                            values.mark_count + 1, attributes);
    if (!e->self || !fe_sym_is(e->unit->names, name, "__init__"))
        return result;
    fe_store(e, node, self, result);
    return fe_none(e);
}

static fora_val
super_method(fe_emit *e, fe_node *node)
{
    fe_node *callee = node->Call.func;
    fe_scope *method = method_scope(e);
    if (!method || !first_parameter(e) ||
        !is_plain_super(e, callee->Attribute.value, method))
        return fe_refuse(e, refused_super, node);
    return call_base(e, node, method, callee->Attribute.attr, 0);
}

// Base.__init__(self, ...) in an __init__ of a class derived from Base.
static bool
is_explicit_base(fe_emit *e, const fe_node *node)
{
    const fe_node *callee = node->Call.func;
    if (!e->self || callee->kind != FE_Attribute ||
        !fe_sym_is(e->unit->names, callee->Attribute.attr, "__init__") ||
        callee->Attribute.value->kind != FE_Name || node->Call.args.count == 0 ||
        !is_name(node->Call.args.items[0], e->self) || !method_scope(e))
        return false;
    const fe_node *class_node = method_scope(e)->parent->node;
    return class_node->ClassDef.bases.count == 1 &&
           is_name(class_node->ClassDef.bases.items[0],
                   callee->Attribute.value->Name.id);
}

// ---- Calls --------------------------------------------------------------------------

static fora_val
call_method(fe_emit *e, fe_node *node)
{
    fe_node *callee = node->Call.func;
    fora_val receiver = fe_expr(e, callee->Attribute.value);
    fe_values values = {0};
    uint64_t name = fe_mangle(e->unit->names, e->scope, callee->Attribute.attr);
    fe_values_add(e, &values, receiver, name);
    fe_look_up(e, node, receiver);
    fe_call_arguments(e, node, &values);
    return fe_op(e, node, FORA_OP_PY_METHOD, values.count, values.values,
                 values.mark_count, values.marks);
}

static fora_val
call_value(fe_emit *e, fe_node *node, fora_val callee)
{
    fe_values values = {0};
    fe_values_add(e, &values, callee, 0);
    fe_call_arguments(e, node, &values);
    return fe_op(e, node, FORA_OP_PY_CALL, values.count, values.values,
                 values.mark_count - 1, values.marks + 1);
}

static const char *
interpreter_builtin(fe_emit *e, const fe_node *callee)
{
    static const char *const names[] = {"exec",    "eval",   "compile", "__import__",
                                        "globals", "locals", "vars"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (fe_is_builtin(e, callee, names[i]))
            return names[i];
    return NULL;
}

fora_val
fe_call(fe_emit *e, fe_node *node)
{
    fe_node *callee = node->Call.func;
    fora_val result;
    if (fe_consume(e, node, &result))
        return result;
    const char *interpreter = interpreter_builtin(e, callee);
    if (interpreter)
        return fe_refuse(e, refused_exec, node, interpreter);
    if (is_super_call(e, node))
        return fe_refuse(e, refused_super, node);
    if (is_explicit_base(e, node))
        return call_base(e, node, method_scope(e), callee->Attribute.attr, 1);
    if (callee->kind != FE_Attribute)
        return call_value(e, node, fe_expr(e, callee));
    if (is_super_call(e, callee->Attribute.value))
        return super_method(e, node);
    fora_val resolved = fe_module_attribute(e, callee);
    if (resolved != 0)
        return call_value(e, node, resolved);
    if (fe_method_updates(e->unit->names, callee->Attribute.attr))
        return fe_update_call(e, node);
    return call_method(e, node);
}
