// Functions: parameter tables, default values, captures, bodies. A function is made where
// its `def` or a reference stands; its body is emitted later, from the unit's list.
#include "emit.h"

#include <string.h>

static fe_node *
arguments_of(const fe_scope *scope)
{
    return scope->node->kind == FE_Lambda ? scope->node->Lambda.args
                                          : scope->node->FunctionDef.args;
}

// ---- Parameter tables ---------------------------------------------------------------

static void
set_constant_default(fe_emit *e, fora_param *param, const fe_node *value)
{
    bool negative = value->kind == FE_UnaryOp;
    const fe_constant *constant =
        negative ? &value->UnaryOp.operand->Constant.value : &value->Constant.value;
    double number;
    switch (constant->kind) {
    case FE_NONE:
        param->default_kind = FORA_DEFAULT_NONE;
        break;
    case FE_TRUE:
    case FE_FALSE:
        param->default_kind = FORA_DEFAULT_BOOL;
        param->bits = constant->kind == FE_TRUE;
        break;
    case FE_INT:
        param->default_kind = FORA_DEFAULT_INT;
        param->bits =
            negative ? -(uint64_t)constant->integer : (uint64_t)constant->integer;
        break;
    case FE_FLOAT:
        param->default_kind = FORA_DEFAULT_FLOAT;
        number = negative ? -constant->number : constant->number;
        memcpy(&param->bits, &number, sizeof number);
        break;
    default:
        param->default_kind = FORA_DEFAULT_STR;
        param->bits = fora_intern(e->unit->names, constant->bytes, constant->length);
        break;
    }
}

// `hidden` counts the defaults that are no constants.
static void
set_default(fe_emit *e, fe_scope *scope, fora_param *param, const fe_node *value,
            uint32_t *hidden)
{
    if (value == NULL)
        return;
    if (fe_is_constant_default(value)) {
        set_constant_default(e, param, value);
        return;
    }
    fe_symbol *symbol = scope->defaults.items[(*hidden)++];
    if (symbol->storage == FE_GLOBAL) {
        param->default_kind = FORA_DEFAULT_GLOBAL;
        param->bits = fe_global(e, symbol);
        return;
    }
    param->default_kind = FORA_DEFAULT_CAPTURE;
    while (scope->free.items[param->bits] != symbol)
        param->bits++;
}

static fora_param *
add_param(fe_emit *e, fe_scope *scope, fora_function *f, const fe_node *arg,
          fora_param_kind kind)
{
    fora_param *param = &f->params[f->param_count++];
    param->name = fe_mangle(e->unit->names, scope, arg->arg.arg);
    param->kind = kind;
    return param;
}

static void
fill_params(fe_emit *e, fe_scope *scope, fora_function *f)
{
    __typeof__(scope->node->arguments) *args = &arguments_of(scope)->arguments;
    uint32_t positional = args->posonlyargs.count + args->args.count, hidden = 0;
    uint32_t first_default = positional - args->defaults.count;
    f->params = fora_alloc(f->arena, (positional + args->kwonlyargs.count + 2) *
                                         sizeof(fora_param));
    for (uint32_t i = 0; i < positional; i++) {
        bool only = i < args->posonlyargs.count;
        fora_param *param =
            add_param(e, scope, f,
                      only ? args->posonlyargs.items[i]
                           : args->args.items[i - args->posonlyargs.count],
                      only ? FORA_PARAM_POSITIONAL_ONLY : FORA_PARAM_NORMAL);
        if (i >= first_default)
            set_default(e, scope, param, args->defaults.items[i - first_default],
                        &hidden);
    }
    if (args->vararg)
        add_param(e, scope, f, args->vararg, FORA_PARAM_STAR);
    for (uint32_t i = 0; i < args->kwonlyargs.count; i++) {
        fora_param *param =
            add_param(e, scope, f, args->kwonlyargs.items[i], FORA_PARAM_KEYWORD_ONLY);
        set_default(e, scope, param, args->kw_defaults.items[i], &hidden);
    }
    if (args->kwarg)
        add_param(e, scope, f, args->kwarg, FORA_PARAM_DOUBLE_STAR);
}

// ---- Making functions ---------------------------------------------------------------

static unsigned
flags_of(const fe_unit *unit, const fe_scope *scope)
{
    unsigned flags = unit->library ? FORA_FN_LIBRARY : 0;
    if (scope->node->kind == FE_Lambda)
        return flags | FORA_FN_LAMBDA;
    if (scope->parent->kind != FE_SCOPE_CLASS)
        return flags;
    flags |= FORA_FN_METHOD;
    if (fe_sym_is(unit->names, scope->name, "__init__"))
        flags |= FORA_FN_INIT;
    return flags;
}

fora_fn
fe_function(fe_unit *unit, fe_scope *scope)
{
    if (scope->function != 0)
        return scope->function;
    fora_program *program = unit->program;
    scope->function = fora_function_new(program, scope->name, FORA_LEVEL_HIGH);
    fora_function *f = program->functions[scope->function];
    f->name = fe_mangle(unit->names, scope->parent, scope->name);
    f->qualified_name = scope->qualified_name;
    f->module = unit->module;
    f->span = scope->node->span;
    f->flags = flags_of(unit, scope);
    f->capture_count = scope->free.count;
    f->captures = fora_alloc(f->arena, (scope->free.count + 1) * sizeof(fora_sym));
    for (uint32_t i = 0; i < scope->free.count; i++)
        f->captures[i] = scope->free.items[i]->name;
    fe_emit e = {.unit = unit};
    fill_params(&e, scope, f);
    *FORA_PUSH(unit->arena, unit->pending, unit->pending_count,
               unit->pending_capacity) = scope;
    return scope->function;
}

fora_val
fe_make_function(fe_emit *e, const fe_node *node, fe_scope *scope)
{
    uint32_t count = scope->free.count;
    fora_val *captures = fora_alloc(e->unit->arena, (count + 1) * sizeof(fora_val));
    for (uint32_t i = 0; i < count; i++)
        captures[i] = fe_captured(e, node, scope->free.items[i]);
    uint64_t function = fe_function(e->unit, scope);
    return fe_op(e, node, FORA_OP_FUNC_MAKE, count, captures, 1, &function);
}

void
fe_evaluate_defaults(fe_emit *e, fe_scope *scope)
{
    __typeof__(scope->node->arguments) *args = &arguments_of(scope)->arguments;
    fe_nodes lists[] = {args->defaults, args->kw_defaults};
    uint32_t hidden = 0;
    for (size_t k = 0; k < 2; k++)
        for (uint32_t i = 0; i < lists[k].count; i++) {
            fe_node *value = lists[k].items[i];
            if (value && !fe_is_constant_default(value))
                fe_store_symbol(e, value, scope->defaults.items[hidden++],
                                fe_expr(e, value));
        }
}

void
fe_def(fe_emit *e, fe_node *node)
{
    fe_scope *scope = fe_scope_of(e->unit->scopes, node);
    if (node->FunctionDef.decorator_list.count > 0)
        fe_refuse(e, refused_decorator, node->FunctionDef.decorator_list.items[0]);
    fe_evaluate_defaults(e, scope);
    fe_symbol *symbol = fe_lookup(e, node->FunctionDef.name);
    if (symbol && symbol->storage == FE_FUNCTION)
        fe_function(e->unit, scope);
    else
        fe_store(e, node, node->FunctionDef.name, fe_make_function(e, node, scope));
}

fora_val
fe_lambda(fe_emit *e, fe_node *node)
{
    fe_scope *scope = fe_scope_of(e->unit->scopes, node);
    fe_evaluate_defaults(e, scope);
    return fe_make_function(e, node, scope);
}

// ---- Bodies -------------------------------------------------------------------------

static void
bind_capture(fe_emit *e, const fe_node *node, fe_symbol *symbol)
{
    fora_val value = fora_block_add_parameter(e->b.function, 1, 0);
    if (symbol->storage == FE_CELL)
        fora_map_put(e->places, symbol->number, value);
    else
        fe_store_symbol(e, node, symbol, value);
}

static void
bind_params(fe_emit *e)
{
    fora_function *f = e->b.function;
    const fe_node *node = e->scope->node;
    for (uint32_t i = 0; i < e->scope->free.count; i++)
        bind_capture(e, node, e->scope->free.items[i]);
    fe_make_cells(e, node, e->scope);
    for (uint32_t i = 0; i < f->param_count; i++) {
        fora_val value = fora_block_add_parameter(f, 1, 0);
        fe_store(e, node, f->params[i].name, value);
    }
}

static void
emit_body(fe_emit *e)
{
    fe_node *node = e->scope->node;
    if (node->kind == FE_Lambda) {
        fora_val result = fe_expr(e, node->Lambda.body);
        fe_at(e, node->Lambda.body);
        fe_end(e, FORA_OP_RETURN, 1, &result);
        return;
    }
    fe_emit_statements(e, node->FunctionDef.body);
    if (e->dead)
        return;
    fe_at(e, node);
    fora_val result = e->self ? fe_load(e, node, e->self) : fe_none(e);
    fe_end(e, FORA_OP_RETURN, 1, &result);
}

void
fe_function_body(fe_unit *unit, fe_scope *scope)
{
    fora_function *f = unit->program->functions[scope->function];
    fe_emit e = {.unit = unit, .scope = scope, .places = fora_map_new(unit->arena)};
    e.b = (fora_builder){unit->program, f, 1, 0, scope->node->span};
    if ((f->flags & FORA_FN_INIT) && f->param_count > 0)
        e.self = f->params[0].name;
    bind_params(&e);
    emit_body(&e);
    fe_check_generators(&e);
}
