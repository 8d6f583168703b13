// Small questions about the tree and about names that scopes and emission share.
#include "scope.h"

#include <string.h>

bool
fe_sym_is(const fora_names *names, fora_sym sym, const char *text)
{
    return sym != 0 && strcmp(fora_sym_text(names, sym), text) == 0;
}

// ---- Updates ------------------------------------------------------------------------

static const char *const updating_methods[] = {
    "append",
    "extend",
    "insert",
    "pop",
    "remove",
    "clear",
    "sort",
    "reverse",
    "update",
    "setdefault",
    "popitem",
    "add",
    "discard",
    "difference_update",
    "intersection_update",
    "symmetric_difference_update",
    "appendleft",
    "extendleft",
    "popleft",
    "rotate",
    "subtract",
    "move_to_end",
    "__setitem__",
    "__delitem__",
    "__iadd__",
};

bool
fe_method_updates(const fora_names *names, fora_sym method)
{
    const char *text = fora_sym_text(names, method);
    for (size_t i = 0; i < sizeof updating_methods / sizeof *updating_methods; i++)
        if (strcmp(text, updating_methods[i]) == 0)
            return true;
    return false;
}

static bool
is_plain_argument(const fe_node *node)
{
    return node->kind != FE_Starred && node->kind != FE_GeneratorExp;
}

bool
fe_is_item_call(const fora_names *names, const fe_node *node)
{
    if (node->kind != FE_Call || node->Call.func->kind != FE_Attribute ||
        node->Call.keywords.count > 0)
        return false;
    fora_sym method = node->Call.func->Attribute.attr;
    uint32_t count = node->Call.args.count;
    for (uint32_t i = 0; i < count; i++)
        if (!is_plain_argument(node->Call.args.items[i]))
            return false;
    return (count == 2 && fe_sym_is(names, method, "setdefault")) ||
           (count == 1 && fe_sym_is(names, method, "get"));
}

fe_node *
fe_path_root(const fora_names *names, fe_node *node, uint32_t *steps)
{
    for (*steps = 0;; ++*steps) {
        if (node->kind == FE_Name)
            return node;
        if (node->kind == FE_Attribute)
            node = node->Attribute.value;
        else if (node->kind == FE_Subscript)
            node = node->Subscript.value;
        else if (fe_is_item_call(names, node))
            node = node->Call.func->Attribute.value;
        else
            return NULL;
    }
}

// ---- Defaults -----------------------------------------------------------------------

static bool
is_simple_constant(const fe_node *node)
{
    if (node->kind != FE_Constant)
        return false;
    switch (node->Constant.value.kind) {
    case FE_NONE:
    case FE_FALSE:
    case FE_TRUE:
    case FE_INT:
    case FE_FLOAT:
    case FE_STR:
        return true;
    default:
        return false;
    }
}

bool
fe_is_constant_default(const fe_node *value)
{
    if (value->kind == FE_UnaryOp && value->UnaryOp.op == FE_USub) {
        const fe_node *operand = value->UnaryOp.operand;
        return operand->kind == FE_Constant &&
               (operand->Constant.value.kind == FE_INT ||
                operand->Constant.value.kind == FE_FLOAT);
    }
    return is_simple_constant(value);
}

// ---- Mangling -----------------------------------------------------------------------

fora_sym
fe_mangle(fora_names *names, const fe_scope *scope, fora_sym name)
{
    if (scope->class_name == 0)
        return name;
    const char *text = fora_sym_text(names, name);
    size_t length = fora_sym_length(names, name);
    if (length < 3 || memcmp(text, "__", 2) != 0 ||
        memcmp(text + length - 2, "__", 2) == 0)
        return name;
    const char *class_name = fora_sym_text(names, scope->class_name);
    class_name += strspn(class_name, "_");
    size_t class_length = strlen(class_name);
    char buffer[512];
    if (class_length == 0 || class_length + length + 1 > sizeof buffer)
        return name;
    buffer[0] = '_';
    memcpy(buffer + 1, class_name, class_length);
    memcpy(buffer + 1 + class_length, text, length);
    return fora_intern(names, buffer, class_length + length + 1);
}

// ---- Lists of symbols ---------------------------------------------------------------

bool
fe_symbols_have(const fe_symbols *symbols, const fe_symbol *symbol)
{
    for (uint32_t i = 0; i < symbols->count; i++)
        if (symbols->items[i] == symbol)
            return true;
    return false;
}

void
fe_symbols_add(fora_arena *arena, fe_symbols *symbols, fe_symbol *symbol)
{
    if (!fe_symbols_have(symbols, symbol))
        *FORA_PUSH(arena, symbols->items, symbols->count, symbols->capacity) = symbol;
}
