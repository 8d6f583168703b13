// Classes: the base, the methods with their decorators, the constants of the body. The body
// itself runs where the `class` statement stands.
#include "emit.h"

#include <string.h>

// ---- Bases --------------------------------------------------------------------------

static bool
is_abc(fe_emit *e, const fe_node *node)
{
    const char *name = fe_library_name(e, node);
    return name && strcmp(name, "abc.ABC") == 0;
}

// class C(metaclass=ABCMeta) says the same as class C(ABC).
static bool
has_abc_metaclass(fe_emit *e, const fe_node *node)
{
    fe_nodes keywords = node->ClassDef.keywords;
    if (keywords.count != 1 ||
        !fe_sym_is(e->unit->names, keywords.items[0]->keyword.arg, "metaclass"))
        return false;
    const char *name = fe_library_name(e, keywords.items[0]->keyword.value);
    return name && strcmp(name, "abc.ABCMeta") == 0;
}

// Whether the class comes from ABC, so that it cannot be called while a method is abstract.
static bool
checks_abstract(fe_emit *e, const fe_node *node)
{
    for (;;) {
        if (has_abc_metaclass(e, node))
            return true;
        fe_nodes bases = node->ClassDef.bases;
        if (bases.count == 0)
            return false;
        fe_symbol *symbol =
            bases.items[0]->kind == FE_Name ? fe_read_symbol(e, bases.items[0]) : NULL;
        if (symbol == NULL || symbol->storage != FE_CLASS)
            return is_abc(e, bases.items[0]);
        node = symbol->definition;
    }
}

static fora_class
base_class(fe_emit *e, fe_node *node, fe_node *base)
{
    if (fe_is_generic_base(e, base) || is_abc(e, base))
        return 0;
    fe_symbol *symbol = base->kind == FE_Name ? fe_read_symbol(e, base) : NULL;
    if (symbol && symbol->storage == FE_CLASS)
        return fe_class(e, fe_scope_of(e->unit->scopes, symbol->definition));
    if (base->kind == FE_Name && symbol == NULL) {
        if (fe_sym_is(e->unit->names, base->Name.id, "object"))
            return 0;
        fora_class exception = fe_exception_class(e, base->Name.id);
        if (exception != 0)
            return exception;
    }
    fora_class imported = fe_imported_class(e, base);
    if (imported != 0)
        return imported;
    const char *library =
        fe_library_name(e, base->kind == FE_Subscript ? base->Subscript.value : base);
    if (library)
        fe_refuse(e, refused_library_base, base, fe_text(e, node->ClassDef.name),
                  library);
    else
        fe_refuse(e, refused_base, base, fe_text(e, node->ClassDef.name));
    return imported;
}

static void
set_base(fe_emit *e, fe_node *node, fora_class class)
{
    fe_nodes bases = node->ClassDef.bases;
    if (node->ClassDef.decorator_list.count > 0)
        fe_refuse(e, refused_class_decorator, node->ClassDef.decorator_list.items[0]);
    if (node->ClassDef.keywords.count > 0 && !has_abc_metaclass(e, node))
        fe_refuse(e, refused_metaclass, node->ClassDef.keywords.items[0]);
    if (bases.count > 1)
        fe_refuse(e, refused_bases, bases.items[1], fe_text(e, node->ClassDef.name),
                  bases.count);
    if (bases.count != 1)
        return;
    fora_class base = base_class(e, node, bases.items[0]);
    fora_class_info *info = &e->unit->program->classes[class];
    info->base = base;
    info->exception = base != 0 && e->unit->program->classes[base].exception;
}

// ---- Methods ------------------------------------------------------------------------

// Whether the decorator next to the method is `abstractmethod`.
static bool
is_abstract(fe_emit *e, const fe_node *node)
{
    fe_nodes decorators = node->FunctionDef.decorator_list;
    if (decorators.count == 0)
        return false;
    const char *name = fe_library_name(e, decorators.items[decorators.count - 1]);
    return name && strcmp(name, "abc.abstractmethod") == 0;
}

static fora_method_kind
method_kind(fe_emit *e, fe_node *node)
{
    fe_nodes decorators = node->FunctionDef.decorator_list;
    if (is_abstract(e, node))
        decorators.count--;
    if (decorators.count == 0) {
        bool makes = fe_sym_is(e->unit->names, node->FunctionDef.name, "__new__");
        return makes ? FORA_METHOD_STATIC : FORA_METHOD_PLAIN;
    }
    fe_node *decorator = decorators.items[0];
    if (decorators.count == 1) {
        if (fe_is_builtin(e, decorator, "property"))
            return FORA_METHOD_PROPERTY;
        if (fe_is_builtin(e, decorator, "staticmethod"))
            return FORA_METHOD_STATIC;
        if (fe_is_builtin(e, decorator, "classmethod"))
            return FORA_METHOD_CLASS;
        if (decorator->kind == FE_Attribute &&
            decorator->Attribute.value->kind == FE_Name &&
            decorator->Attribute.value->Name.id == node->FunctionDef.name &&
            fe_sym_is(e->unit->names, decorator->Attribute.attr, "setter"))
            return FORA_METHOD_SETTER;
    }
    fe_refuse(e, refused_decorator, decorator);
    return FORA_METHOD_PLAIN;
}

static void
add_method(fe_emit *e, fora_class class, fora_sym name, fora_method_kind kind,
           fora_fn fn)
{
    fora_program *program = e->unit->program;
    fora_class_info *info = &program->classes[class];
    for (uint32_t i = 0; i < info->method_count; i++) {
        fora_method *method = &info->methods[i];
        bool setters =
            (method->kind == FORA_METHOD_SETTER) == (kind == FORA_METHOD_SETTER);
        if (method->name == name && setters) {
            *method = (fora_method){name, kind, fn};
            return;
        }
    }
    *FORA_PUSH(program->arena, info->methods, info->method_count,
               info->method_capacity) = (fora_method){name, kind, fn};
}

static void
refuse_captures(fe_emit *e, fe_node *node, const fe_scope *scope)
{
    for (uint32_t i = 0; i < scope->free.count; i++)
        if (!scope->free.items[i]->hidden)
            fe_refuse(e, refused_class_capture, node, fe_text(e, scope->name),
                      fe_text(e, scope->free.items[i]->name));
    if (scope->free.count > 0 && scope->free.items[0]->hidden)
        fe_refuse(e, refused_class_default, node, fe_text(e, scope->name));
}

// Methods that Python would call where forac does not.
static const struct {
    const char *name, *rewrite;
} hooks[] = {
    {"__del__", "nothing here says when an object dies; give the class `__enter__` and "
                "`__exit__`, and use it in `with`"},
    {"__new__", "write `__init__`, or a function that chooses what to make"},
    {"__getattr__", "write the attributes out, or keep a dict as a field"},
    {"__getattribute__", "write the attributes out, or keep a dict as a field"},
    {"__setattr__", "check the values in `__init__`, or in a method that is called"},
    {"__init_subclass__", "write out what it does after each derived class"},
    {"__set_name__", "give the object its name in the call that makes it"},
};

static void
refuse_hook(fe_emit *e, const fe_node *node, fora_sym name)
{
    for (size_t i = 0; i < sizeof hooks / sizeof *hooks; i++)
        if (fe_sym_is(e->unit->names, name, hooks[i].name))
            fe_refuse(e, refused_hook, node, hooks[i].name, hooks[i].rewrite);
}

static void
method_definition(fe_emit *e, fe_node *node, fora_class class)
{
    fe_scope *scope = fe_scope_of(e->unit->scopes, node);
    refuse_hook(e, node, node->FunctionDef.name);
    refuse_captures(e, node, scope);
    fora_method_kind kind = method_kind(e, node);
    fe_evaluate_defaults(e, scope);
    fora_fn fn = fe_function(e->unit, scope);
    fora_function *f = e->unit->program->functions[fn];
    if (is_abstract(e, node) && checks_abstract(e, scope->parent->node))
        f->flags |= FORA_FN_ABSTRACT;
    add_method(e, class, f->name, kind, fn);
}

// __radd__ = __add__: another name for a method.
static bool
method_alias(fe_emit *e, fe_node *node, fora_class class)
{
    if (node->kind != FE_Assign || node->Assign.value->kind != FE_Name)
        return false;
    uint64_t found;
    fora_sym value = fe_mangle(e->unit->names, e->scope, node->Assign.value->Name.id);
    if (!fora_map_get(e->scope->symbols, value, &found))
        return false;
    const fe_symbol *method = (const fe_symbol *)(uintptr_t)found;
    if (method->storage != FE_FUNCTION)
        return false;
    for (uint32_t i = 0; i < node->Assign.targets.count; i++) {
        fe_node *target = node->Assign.targets.items[i];
        if (target->kind != FE_Name)
            return false;
        fora_sym name = fe_mangle(e->unit->names, e->scope, target->Name.id);
        if (fora_map_get(e->scope->symbols, name, &found)) {
            fe_symbol *symbol = (fe_symbol *)(uintptr_t)found;
            symbol->storage = FE_FUNCTION;
            symbol->function = method->function;
        }
        refuse_hook(e, target, name);
        add_method(e, class, name, FORA_METHOD_PLAIN,
                   fe_function(e->unit, method->function));
    }
    return true;
}

// ---- The body -----------------------------------------------------------------------

static bool
is_ellipsis(const fe_node *node)
{
    return node->kind == FE_Expr && node->Expr.value->kind == FE_Constant;
}

static bool
is_method(const fora_class_info *info, fora_sym name)
{
    for (uint32_t i = 0; i < info->method_count; i++)
        if (info->methods[i].name == name)
            return true;
    return false;
}

static void
add_constants(fe_emit *e, fe_scope *scope, fora_class class)
{
    fora_program *program = e->unit->program;
    for (uint32_t i = 0; i < e->unit->scopes->symbols.count; i++) {
        fe_symbol *symbol = e->unit->scopes->symbols.items[i];
        if (symbol->scope != scope || symbol->storage != FE_GLOBAL || symbol->hidden ||
            is_method(&program->classes[class], symbol->name))
            continue;
        fora_global global = fe_global(e, symbol);
        fora_class_info *info = &program->classes[class];
        *FORA_PUSH(program->arena, info->constants, info->constant_count,
                   info->constant_capacity) =
            (fora_class_constant){symbol->name, global};
    }
}

static void
class_body(fe_emit *e, fe_node *node, fe_scope *scope, fora_class class)
{
    fe_scope *outer = e->scope;
    e->scope = scope;
    for (uint32_t i = 0; i < node->ClassDef.body.count && !e->dead; i++) {
        fe_node *part = node->ClassDef.body.items[i];
        if (part->kind == FE_FunctionDef)
            method_definition(e, part, class);
        else if (!is_ellipsis(part) && !method_alias(e, part, class))
            fe_emit_statements(e, (fe_nodes){&node->ClassDef.body.items[i], 1});
    }
    e->scope = outer;
}

void
fe_class_def(fe_emit *e, fe_node *node)
{
    fe_scope *scope = fe_scope_of(e->unit->scopes, node);
    bool again = scope->class_made;
    scope->class_made = true;
    fora_class class = fe_class(e, scope);
    if (!again)
        set_base(e, node, class);
    class_body(e, node, scope, class);
    if (!again)
        add_constants(e, scope, class);
    fe_symbol *symbol = fe_lookup(e, node->ClassDef.name);
    if (symbol == NULL || symbol->storage != FE_CLASS)
        fe_store(e, node, node->ClassDef.name,
                 fe_leaf(e, node, FORA_OP_CLASS_REF, class));
}
