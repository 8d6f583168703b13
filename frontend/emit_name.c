// Reading, setting and deleting names, according to where their bindings live.
#include "emit.h"

#include <string.h>

fe_symbol *
fe_lookup(fe_emit *e, fora_sym name)
{
    name = fe_mangle(e->unit->names, e->scope, name);
    return fe_scope_find(e->unit->scopes, e->scope, name);
}

fe_symbol *
fe_read_symbol(fe_emit *e, const fe_node *node)
{
    return fe_names_builtin(e->unit->scopes, node) ? NULL : fe_lookup(e, node->Name.id);
}

bool
fe_is_builtin(fe_emit *e, const fe_node *node, const char *name)
{
    return node->kind == FE_Name && fe_sym_is(e->unit->names, node->Name.id, name) &&
           fe_read_symbol(e, node) == NULL;
}

// ---- What symbols are in the program ------------------------------------------------

uint32_t
fe_variable(fe_emit *e, const fe_symbol *symbol)
{
    uint64_t variable;
    if (fora_map_get(e->places, symbol->number, &variable))
        return (uint32_t)variable;
    variable = fora_variable_new(e->unit->program, e->b.function, symbol->name);
    fora_map_put(e->places, symbol->number, variable);
    return (uint32_t)variable;
}

static fora_val
cell_of(fe_emit *e, const fe_symbol *symbol)
{
    uint64_t cell = 0;
    if (!fora_map_get(e->places, symbol->number, &cell))
        FORA_DEFECT("no cell for `%s`", fe_text(e, symbol->name));
    return (fora_val)cell;
}

void
fe_make_cells(fe_emit *e, const fe_node *node, const fe_scope *scope)
{
    const fe_scopes *scopes = e->unit->scopes;
    for (uint32_t i = 0; i < scopes->symbols.count; i++) {
        const fe_symbol *symbol = scopes->symbols.items[i];
        if (symbol->scope != scope || symbol->storage != FE_CELL)
            continue;
        fora_val cell = fe_leaf(e, node, FORA_OP_CELL_NEW, symbol->name);
        fora_map_put(e->places, symbol->number, cell);
    }
}

fora_global
fe_global(fe_emit *e, fe_symbol *symbol)
{
    if (symbol->global != 0)
        return symbol->global;
    fora_sym name = symbol->name;
    if (symbol->scope->kind == FE_SCOPE_CLASS)
        name = fe_intern(e, fora_printf(e->unit->arena, "%s.%s",
                                        fe_text(e, symbol->scope->qualified_name),
                                        fe_text(e, name)));
    symbol->global = fora_global_new(e->unit->program, name, e->unit->module);
    e->unit->program->globals[symbol->global].early = symbol->early || symbol->hidden;
    return symbol->global;
}

// A class that another module derives from before it is made is only declared (its span is
// nowhere); linking makes declaration and class one, as here.
fora_class
fe_declared_class(fe_unit *unit, fora_sym module, fora_sym qualified_name)
{
    fora_program *program = unit->program;
    for (fora_class c = FORA_BUILTIN_CLASSES + 1; c < program->class_count; c++)
        if (program->classes[c].module == module &&
            program->classes[c].qualified_name == qualified_name &&
            (program->classes[c].span.file == 0 || module != unit->module))
            return c;
    fora_class class = fora_class_new(program, qualified_name);
    program->classes[class].module = module;
    return class;
}

fora_class
fe_class(fe_emit *e, fe_scope *scope)
{
    if (scope->class_ != 0)
        return scope->class_;
    fora_program *program = e->unit->program;
    scope->class_ = fe_declared_class(e->unit, e->unit->module, scope->qualified_name);
    program->classes[scope->class_].name = scope->name;
    program->classes[scope->class_].span = scope->node->span;
    return scope->class_;
}

fora_class
fe_exception_class(const fe_emit *e, fora_sym name)
{
    if (fe_sym_is(e->unit->names, name, "IOError") ||
        fe_sym_is(e->unit->names, name, "EnvironmentError"))
        name = fora_intern_c(e->unit->names, "OSError");
    // CPython knows no such classes: programs cannot name them.
    if (!e->unit->library && (fe_sym_is(e->unit->names, name, "ForacUnsupported") ||
                              fe_sym_is(e->unit->names, name, "ForacOverflow")))
        return 0;
    for (fora_class c = 1; c <= FORA_BUILTIN_CLASSES; c++)
        if (e->unit->program->classes[c].name == name)
            return c;
    return 0;
}

// ---- Reading ------------------------------------------------------------------------

// The text that the module starts with, or None.
static fora_val
module_text(fe_emit *e)
{
    fe_nodes body = e->unit->scopes->module->node->Module.body;
    fe_node *first = body.count > 0 ? body.items[0] : NULL;
    bool text = first && first->kind == FE_Expr &&
                first->Expr.value->kind == FE_Constant &&
                first->Expr.value->Constant.value.kind == FE_STR;
    return text ? fe_literal(e, first->Expr.value) : fe_none(e);
}

static fora_val
load_builtin(fe_emit *e, const fe_node *node, fora_sym name)
{
    const fora_names *names = e->unit->names;
    fora_class exception = fe_exception_class(e, name);
    if (exception != 0)
        return fe_leaf(e, node, FORA_OP_CLASS_REF, exception);
    if (fe_sym_is(names, name, "NotImplemented"))
        return fe_op(e, node, FORA_OP_CONST_NOTIMPL, 0, NULL, 0, NULL);
    if (fe_sym_is(names, name, "__name__"))
        return fe_leaf(e, node, FORA_OP_CONST_STR, e->unit->module);
    if (fe_sym_is(names, name, "__doc__"))
        return module_text(e);
    if (fe_sym_is(names, name, "__debug__"))
        return fe_leaf(e, node, FORA_OP_CONST_BOOL, true);
    if (fe_sym_is(names, name, "Ellipsis"))
        return fe_refuse(e, refused_ellipsis, node);
    return fe_leaf(e, node, FORA_OP_BUILTIN, name);
}

fora_val
fe_load_symbol(fe_emit *e, const fe_node *node, fe_symbol *symbol, bool take)
{
    switch (symbol->storage) {
    case FE_VARIABLE:
        return fe_leaf(e, node, take ? FORA_OP_VAR_TAKE : FORA_OP_VAR_GET,
                       fe_variable(e, symbol));
    case FE_CELL: {
        fora_val cell = cell_of(e, symbol);
        uint64_t name = symbol->name;
        return fe_op(e, node, take ? FORA_OP_CELL_TAKE : FORA_OP_CELL_GET, 1, &cell, 1,
                     &name);
    }
    case FE_GLOBAL:
        return fe_leaf(e, node, take ? FORA_OP_GLOBAL_TAKE : FORA_OP_GLOBAL_GET,
                       fe_global(e, symbol));
    case FE_FUNCTION:
        return fe_make_function(e, node, symbol->function);
    case FE_CLASS:
        return fe_leaf(e, node, FORA_OP_CLASS_REF,
                       fe_class(e, fe_scope_of(e->unit->scopes, symbol->definition)));
    case FE_IMPORT:
        return fe_imported(e, node, symbol);
    }
    FORA_DEFECT("storage of `%s`", fe_text(e, symbol->name));
}

fora_val
fe_captured(fe_emit *e, const fe_node *node, fe_symbol *symbol)
{
    return symbol->storage == FE_CELL ? cell_of(e, symbol)
                                      : fe_load_symbol(e, node, symbol, false);
}

fora_val
fe_load(fe_emit *e, const fe_node *node, fora_sym name)
{
    fe_symbol *symbol =
        fe_names_builtin(e->unit->scopes, node) ? NULL : fe_lookup(e, name);
    return symbol ? fe_load_symbol(e, node, symbol, false)
                  : load_builtin(e, node, name);
}

fora_val
fe_take(fe_emit *e, const fe_node *node, fora_sym name)
{
    fe_symbol *symbol = fe_lookup(e, name);
    return symbol ? fe_load_symbol(e, node, symbol, true) : load_builtin(e, node, name);
}

// ---- Setting ------------------------------------------------------------------------

void
fe_store_symbol(fe_emit *e, const fe_node *node, fe_symbol *symbol, fora_val value)
{
    uint64_t attribute;
    symbol->bound = true;
    switch (symbol->storage) {
    case FE_VARIABLE:
        attribute = fe_variable(e, symbol);
        fe_op(e, node, FORA_OP_VAR_SET, 1, &value, 1, &attribute);
        break;
    case FE_CELL:
        fe_op2(e, node, FORA_OP_CELL_SET, cell_of(e, symbol), value);
        break;
    case FE_GLOBAL:
        attribute = fe_global(e, symbol);
        fe_op(e, node, FORA_OP_GLOBAL_SET, 1, &value, 1, &attribute);
        break;
    case FE_FUNCTION:
    case FE_CLASS:
    case FE_IMPORT:
        break;
    }
}

void
fe_store(fe_emit *e, const fe_node *node, fora_sym name, fora_val value)
{
    name = fe_mangle(e->unit->names, e->scope, name);
    uint64_t own;
    fe_symbol *symbol;
    // A class body sets its own name even when reading it would still find an outer one.
    if (e->scope->kind == FE_SCOPE_CLASS && fora_map_get(e->scope->symbols, name, &own))
        symbol = (fe_symbol *)(uintptr_t)own;
    else
        symbol = fe_scope_find(e->unit->scopes, e->scope, name);
    if (symbol == NULL)
        FORA_DEFECT("assignment to unknown name `%s`", fe_text(e, name));
    fe_store_symbol(e, node, symbol, value);
}

// ---- Deleting -----------------------------------------------------------------------

void
fe_delete(fe_emit *e, const fe_node *node, fora_sym name)
{
    fe_symbol *symbol = fe_lookup(e, name);
    if (symbol == NULL) {
        fe_load(e, node, name);
        return;
    }
    switch (symbol->storage) {
    case FE_VARIABLE:
        fe_leaf(e, node, FORA_OP_VAR_DEL, fe_variable(e, symbol));
        break;
    case FE_GLOBAL:
        fe_leaf(e, node, FORA_OP_GLOBAL_DEL, fe_global(e, symbol));
        break;
    case FE_CELL:
        fe_load_symbol(e, node, symbol, false);
        fe_store_symbol(e, node, symbol, fora_build0(&e->b, FORA_OP_CONST_UNBOUND));
        break;
    default:
        break;
    }
}
