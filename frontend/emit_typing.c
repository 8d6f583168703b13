// Expressions that only name types, for annotations that are not evaluated: aliases such as
// `Vector = List[float]` or `Grid = list[list[int]]`, `T = TypeVar("T")`, Generic[T] as a
// base. Their names are read, as CPython does, and what CPython's typing refuses is none of
// them. The value is the builtin `type alias`, which has no rows: any other use of it is refused.
#include "emit.h"

#include <string.h>

enum { ANY_NUMBER = 255 };

// What may be subscripted in typing and collections.abc, with the number of arguments.
static const struct {
    const char *name;
    unsigned least, most;
} generics[] = {
    {"AbstractSet", 1, 1},
    {"AsyncIterable", 1, 1},
    {"AsyncIterator", 1, 1},
    {"Collection", 1, 1},
    {"Container", 1, 1},
    {"Counter", 1, 1},
    {"DefaultDict", 2, 2},
    {"Deque", 1, 1},
    {"Dict", 2, 2},
    {"FrozenSet", 1, 1},
    {"Generator", 3, 3},
    {"ItemsView", 2, 2},
    {"Iterable", 1, 1},
    {"Iterator", 1, 1},
    {"KeysView", 1, 1},
    {"List", 1, 1},
    {"Mapping", 2, 2},
    {"MutableMapping", 2, 2},
    {"MutableSequence", 1, 1},
    {"MutableSet", 1, 1},
    {"Optional", 1, 1},
    {"OrderedDict", 2, 2},
    {"Reversible", 1, 1},
    {"Sequence", 1, 1},
    {"Set", 1, 1},
    {"Tuple", 1, ANY_NUMBER},
    {"Type", 1, 1},
    {"Union", 1, ANY_NUMBER},
    {"ValuesView", 1, 1},
};

// Names of typing that are types without arguments too.
static const char *const plain_names[] = {"Any",      "Hashable", "NoReturn",
                                          "Sized",    "Text",     "AnyStr",
                                          "Callable", "IO",       "TextIO"};

static const char *const builtin_types[] = {
    "int",  "float", "bool",  "str",  "complex", "bytes",     "bytearray", "list",
    "dict", "set",   "tuple", "type", "object",  "frozenset", "range",     "slice",
};

static const char *const builtin_generics[] = {"list",  "dict",      "set",
                                               "tuple", "frozenset", "type"};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static bool is_type(fe_emit *e, const fe_node *node);

// The last part of a name of typing or collections.abc; else NULL.
static const char *
typing_name(fe_emit *e, const fe_node *node)
{
    static const char *const modules[] = {"typing.", "collections.abc."};
    const char *name = fe_library_name(e, node);
    for (size_t i = 0; name && i < COUNT(modules); i++)
        if (strncmp(name, modules[i], strlen(modules[i])) == 0)
            return name + strlen(modules[i]);
    return NULL;
}

static bool
is_typing(fe_emit *e, const fe_node *node, const char *name)
{
    const char *found = typing_name(e, node);
    return found && strcmp(found, name) == 0;
}

static bool
is_one_of(fe_emit *e, const fe_node *node, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (fe_is_builtin(e, node, names[i]))
            return true;
    return false;
}

// ---- Names --------------------------------------------------------------------------

// A class of the program, or a builtin one: what `|` joins too.
static bool
is_class_name(fe_emit *e, const fe_node *node)
{
    if (is_one_of(e, node, builtin_types, COUNT(builtin_types)) ||
        fe_imported_class(e, node) != 0)
        return true;
    if (node->kind != FE_Name)
        return false;
    const fe_symbol *symbol = fe_lookup(e, node->Name.id);
    if (symbol == NULL)
        return fe_exception_class(e, node->Name.id) != 0;
    return symbol->storage == FE_CLASS || symbol->names_type;
}

// Special forms such as Optional are none without their arguments.
static bool
is_typing_type(fe_emit *e, const fe_node *node)
{
    const char *name = typing_name(e, node);
    if (name == NULL || strcmp(name, "Optional") == 0 || strcmp(name, "Union") == 0)
        return false;
    for (size_t i = 0; i < COUNT(plain_names); i++)
        if (strcmp(name, plain_names[i]) == 0)
            return true;
    for (size_t i = 0; i < COUNT(generics); i++)
        if (strcmp(name, generics[i].name) == 0)
            return true;
    return false;
}

// A type in quotes: CPython only compiles it.
static bool
is_quoted(const fe_node *node)
{
    if (node->kind != FE_Constant || node->Constant.value.kind != FE_STR)
        return false;
    const fe_constant *text = &node->Constant.value;
    for (uint32_t i = 0; i < text->length; i++) {
        unsigned char c = (unsigned char)text->bytes[i] | 32;
        if ((c < 'a' || c > 'z') && text->bytes[i] != '_')
            return false;
    }
    return text->length > 0;
}

static bool
is_constant(const fe_node *node, int kind)
{
    return node->kind == FE_Constant && (int)node->Constant.value.kind == kind;
}

// ---- Arguments ----------------------------------------------------------------------

static fe_nodes
arguments_of(fe_node *subscript)
{
    fe_node **slice = &subscript->Subscript.slice;
    return (*slice)->kind == FE_Tuple ? (*slice)->Tuple.elts : (fe_nodes){slice, 1};
}

static bool
is_argument(fe_emit *e, const fe_node *node)
{
    return is_constant(node, FE_NONE) || is_quoted(node) || is_typing_type(e, node) ||
           is_type(e, node);
}

static bool
are_arguments(fe_emit *e, fe_nodes nodes)
{
    for (uint32_t i = 0; i < nodes.count; i++)
        if (!is_argument(e, nodes.items[i]))
            return false;
    return true;
}

static bool
is_callable(fe_emit *e, fe_nodes arguments)
{
    if (arguments.count != 2 || !is_argument(e, arguments.items[1]))
        return false;
    const fe_node *first = arguments.items[0];
    return is_constant(first, FE_ELLIPSIS) ||
           (first->kind == FE_List && are_arguments(e, first->List.elts));
}

static bool
are_literals(fe_nodes nodes)
{
    for (uint32_t i = 0; i < nodes.count; i++)
        if (!is_constant(nodes.items[i], FE_STR) &&
            !is_constant(nodes.items[i], FE_INT) &&
            !is_constant(nodes.items[i], FE_NONE))
            return false;
    return nodes.count > 0;
}

static bool
is_generic(fe_emit *e, fe_node *node)
{
    const fe_node *base = node->Subscript.value;
    fe_nodes arguments = arguments_of(node);
    const char *name = typing_name(e, base);
    bool builtin = is_one_of(e, base, builtin_generics, COUNT(builtin_generics));
    if (name && strcmp(name, "Callable") == 0)
        return is_callable(e, arguments);
    if (name && strcmp(name, "Literal") == 0)
        return are_literals(arguments);
    bool tuple = builtin || (name && strcmp(name, "Tuple") == 0);
    if (tuple && arguments.count == 2 && is_constant(arguments.items[1], FE_ELLIPSIS))
        arguments.count = 1;
    if (!are_arguments(e, arguments))
        return false;
    for (size_t i = 0; name && i < COUNT(generics); i++)
        if (strcmp(name, generics[i].name) == 0)
            return arguments.count >= generics[i].least &&
                   arguments.count <= generics[i].most;
    return builtin && arguments.count > 0;
}

// ---- Types --------------------------------------------------------------------------

// A | B: neither may be in quotes, and None joins a type only.
static bool
is_union(fe_emit *e, const fe_node *node)
{
    const fe_node *left = node->BinOp.left, *right = node->BinOp.right;
    bool none_left = is_constant(left, FE_NONE),
         none_right = is_constant(right, FE_NONE);
    return node->BinOp.op == FE_BitOr && !(none_left && none_right) &&
           (none_left || is_type(e, left)) && (none_right || is_type(e, right));
}

static bool
is_type(fe_emit *e, const fe_node *node)
{
    switch (node->kind) {
    case FE_Name:
    case FE_Attribute:
        return is_class_name(e, node) || is_typing(e, node, "Any");
    case FE_Subscript:
        return is_generic(e, (fe_node *)node);
    case FE_BinOp:
        return is_union(e, node);
    default:
        return false;
    }
}

// TypeVar("T"), TypeVar("T", int, str), TypeVar("T", bound="Shape").
static bool
is_type_variable(fe_emit *e, const fe_node *node)
{
    fe_nodes arguments = node->Call.args, keywords = node->Call.keywords;
    if (!is_typing(e, node->Call.func, "TypeVar") || arguments.count == 0 ||
        arguments.count == 2 || !is_constant(arguments.items[0], FE_STR) ||
        keywords.count > 1 || (keywords.count && arguments.count > 1))
        return false;
    for (uint32_t i = 1; i < arguments.count; i++)
        if (!is_argument(e, arguments.items[i]))
            return false;
    return keywords.count == 0 ||
           (fe_sym_is(e->unit->names, keywords.items[0]->keyword.arg, "bound") &&
            is_argument(e, keywords.items[0]->keyword.value));
}

// ---- Emission -----------------------------------------------------------------------

// Reads the names, so that one that is not bound raises.
static void
read_names(void *context, fe_node *node)
{
    fe_emit *e = context;
    if (node->kind == FE_Name && fe_read_symbol(e, node) && !fe_library_name(e, node))
        fe_expr(e, node);
    fe_each_child(node, read_names, e);
}

static fe_symbol *
bound_symbol(fe_emit *e, const fe_node *target)
{
    fora_sym name = fe_mangle(e->unit->names, e->scope, target->Name.id);
    uint64_t own;
    if (e->scope->kind == FE_SCOPE_CLASS && fora_map_get(e->scope->symbols, name, &own))
        return (fe_symbol *)(uintptr_t)own;
    return fe_scope_find(e->unit->scopes, e->scope, name);
}

bool
fe_type_alias(fe_emit *e, fe_node *target, fe_node *value, fora_val *result)
{
    fe_symbol *symbol = target->kind == FE_Name ? bound_symbol(e, target) : NULL;
    if (symbol == NULL || symbol->bindings != 1)
        return false;
    bool variable = value->kind == FE_Call;
    bool compound = value->kind == FE_Subscript || value->kind == FE_BinOp;
    if (variable ? !is_type_variable(e, value) : !compound || !is_type(e, value))
        return false;
    read_names(e, value);
    symbol->names_type = true;
    symbol->type_variable = variable;
    *result = fe_leaf(e, value, FORA_OP_BUILTIN, fe_intern(e, "type alias"));
    return true;
}

static bool
is_variable_name(fe_emit *e, const fe_node *node)
{
    const fe_symbol *symbol =
        node->kind == FE_Name ? fe_lookup(e, node->Name.id) : NULL;
    return symbol && symbol->type_variable;
}

bool
fe_is_generic_base(fe_emit *e, fe_node *base)
{
    if (base->kind != FE_Subscript || !is_typing(e, base->Subscript.value, "Generic"))
        return false;
    fe_nodes arguments = arguments_of(base);
    for (uint32_t i = 0; i < arguments.count; i++) {
        if (!is_variable_name(e, arguments.items[i]))
            return false;
        for (uint32_t k = 0; k < i; k++)
            if (arguments.items[k]->Name.id == arguments.items[i]->Name.id)
                return false;
    }
    read_names(e, base);
    return arguments.count > 0;
}
