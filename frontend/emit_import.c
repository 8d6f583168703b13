// Imports. A module that lies below the main file's folder is our own: it is compiled too,
// and its body runs at the first import (module.init). Anything else is a module of
// Python's library, whose names are builtins such as `math.sqrt`.
#include "emit.h"

#include <string.h>

// Modules of the library that may be imported; whether a name in them is supported is
// known where it is used.
static const char *const library[] = {
    "__future__",
    "abc",
    "argparse",
    "array",
    "base64",
    "bisect",
    "builtins",
    "calendar",
    "cmath",
    "collections",
    "collections.abc",
    "contextlib",
    "copy",
    "csv",
    "dataclasses",
    "datetime",
    "decimal",
    "doctest",
    "enum",
    "errno",
    "fractions",
    "functools",
    "gc",
    "getopt",
    "glob",
    "hashlib",
    "heapq",
    "inspect",
    "io",
    "itertools",
    "json",
    "keyword",
    "locale",
    "logging",
    "math",
    "numbers",
    "operator",
    "os",
    "os.path",
    "pathlib",
    "pickle",
    "platform",
    "pprint",
    "queue",
    "random",
    "re",
    "shutil",
    "signal",
    "statistics",
    "string",
    "struct",
    "subprocess",
    "sys",
    "tempfile",
    "textwrap",
    "threading",
    "time",
    "timeit",
    "traceback",
    "types",
    "typing",
    "unicodedata",
    "unittest",
    "uuid",
    "warnings",
    "weakref",
    "zlib",
};

static bool
is_library(const char *name)
{
    for (size_t i = 0; i < sizeof library / sizeof *library; i++)
        if (strcmp(name, library[i]) == 0)
            return true;
    return false;
}

static bool
is_own(const fe_unit *unit, const char *name)
{
    bool package;
    return unit->root &&
           fe_module_path(unit->arena, unit->root, name, &package) != NULL;
}

// ---- Running modules ----------------------------------------------------------------

static void
note_import(fe_unit *unit, fora_sym name)
{
    fora_program *program = unit->program;
    for (uint32_t i = 0; i < program->import_count; i++)
        if (program->imports[i] == name)
            return;
    for (uint32_t i = 0; i < program->module_count; i++)
        if (program->modules[i].name == name)
            return;
    *FORA_PUSH(program->arena, program->imports, program->import_count,
               program->import_capacity) = name;
}

// Runs `name` and the packages around it. Returns false if there is no such module.
static bool
run_module(fe_emit *e, const fe_node *node, const char *name)
{
    if (!is_own(e->unit, name)) {
        if (is_library(name))
            return true;
        fe_refuse(e, module_not_found, node, name);
        return false;
    }
    for (const char *end = name;; end++) {
        if (*end != '.' && *end != 0)
            continue;
        fora_sym part = fora_intern(e->unit->names, name, (size_t)(end - name));
        if (!is_own(e->unit, fe_text(e, part))) {
            // A folder without __init__.py is no package here.
            fe_refuse(e, module_not_found, node, fe_text(e, part));
            return false;
        }
        note_import(e->unit, part);
        uint64_t attribute = part;
        fe_op(e, node, FORA_OP_MODULE_INIT, 0, NULL, 1, &attribute);
        if (*end == 0)
            return true;
    }
}

// ---- What names stand for -----------------------------------------------------------

static const char *
join(const fe_unit *unit, const char *module, const char *name)
{
    return *module ? fora_printf(unit->arena, "%s.%s", module, name) : name;
}

// The absolute name of the module that a from-import reads; NULL beyond the top.
static const char *
absolute_module(const fe_unit *unit, const fe_node *node)
{
    const char *name = node->ImportFrom.module
                           ? fora_sym_text(unit->names, node->ImportFrom.module)
                           : "";
    if (node->ImportFrom.level == 0)
        return name;
    const char *here = fora_sym_text(unit->names, unit->module);
    size_t length = strlen(here);
    for (int32_t up = unit->package ? 1 : 0; up < node->ImportFrom.level; up++) {
        while (length > 0 && here[length - 1] != '.')
            length--;
        if (length == 0)
            return NULL;
        length--;
    }
    const char *package = fora_strndup(unit->arena, here, length);
    return *name ? join(unit, package, name) : package;
}

static fora_val
module_value(fe_emit *e, const fe_node *node, const char *name)
{
    return fe_leaf(e, node, FORA_OP_MODULE_REF, fe_intern(e, name));
}

static fora_val
member(fe_emit *e, const fe_node *node, const char *module, fora_sym name)
{
    const char *full = join(e->unit, module, fe_text(e, name));
    if (is_own(e->unit, full) || is_library(full))
        return module_value(e, node, full);
    if (!is_own(e->unit, module))
        return fe_leaf(e, node, FORA_OP_BUILTIN, fe_intern(e, full));
    fora_val object = module_value(e, node, module);
    uint64_t attribute = name;
    return fe_op(e, node, FORA_OP_PY_GETATTR, 1, &object, 1, &attribute);
}

static fora_sym
bound_name(fe_unit *unit, const fe_node *alias)
{
    if (alias->alias.asname)
        return alias->alias.asname;
    const char *text = fora_sym_text(unit->names, alias->alias.name);
    return fora_intern(unit->names, text, strcspn(text, "."));
}

static const fe_node *
alias_of(fe_unit *unit, const fe_node *statement, fora_sym name)
{
    fe_nodes aliases = statement->kind == FE_Import ? statement->Import.names
                                                    : statement->ImportFrom.names;
    for (uint32_t i = aliases.count; i-- > 0;)
        if (bound_name(unit, aliases.items[i]) == name)
            return aliases.items[i];
    FORA_DEFECT("no alias for `%s`", fora_sym_text(unit->names, name));
}

// The module that an alias of a plain import is bound to.
static fora_sym
imported_module(fe_unit *unit, const fe_node *alias)
{
    return alias->alias.asname ? alias->alias.name : bound_name(unit, alias);
}

fora_val
fe_imported(fe_emit *e, const fe_node *node, const fe_symbol *symbol)
{
    const fe_node *statement = symbol->definition;
    const fe_node *alias = alias_of(e->unit, statement, symbol->name);
    if (statement->kind == FE_Import)
        return module_value(e, node, fe_text(e, imported_module(e->unit, alias)));
    const char *module = absolute_module(e->unit, statement);
    return member(e, node, module ? module : "", alias->alias.name);
}

// ---- module.name --------------------------------------------------------------------

// The name of the module that `node` stands for, if that is known here; else NULL.
static const char *
static_module(fe_emit *e, const fe_node *node)
{
    if (node->kind == FE_Attribute) {
        const char *outer = static_module(e, node->Attribute.value);
        if (outer == NULL)
            return NULL;
        const char *full = join(e->unit, outer, fe_text(e, node->Attribute.attr));
        return is_own(e->unit, full) || is_library(full) ? full : NULL;
    }
    fe_symbol *symbol = node->kind == FE_Name ? fe_lookup(e, node->Name.id) : NULL;
    if (symbol == NULL || symbol->storage != FE_IMPORT)
        return NULL;
    const fe_node *alias = alias_of(e->unit, symbol->definition, symbol->name);
    if (symbol->definition->kind == FE_Import)
        return fe_text(e, imported_module(e->unit, alias));
    const char *module = absolute_module(e->unit, symbol->definition);
    const char *full =
        join(e->unit, module ? module : "", fe_text(e, alias->alias.name));
    return is_own(e->unit, full) || is_library(full) ? full : NULL;
}

fora_val
fe_module_attribute(fe_emit *e, fe_node *attribute)
{
    const char *module = static_module(e, attribute->Attribute.value);
    return module ? member(e, attribute, module, attribute->Attribute.attr) : 0;
}

// The module that a name is bound to by its one binding, an import; else NULL.
static const char *
module_of_name(fe_emit *e, const fe_node *node)
{
    fe_symbol *symbol = node->kind == FE_Name ? fe_lookup(e, node->Name.id) : NULL;
    if (symbol == NULL || !symbol->definition || symbol->bindings != 1 ||
        symbol->definition->kind != FE_Import)
        return NULL;
    const fe_node *alias = alias_of(e->unit, symbol->definition, symbol->name);
    return fe_text(e, imported_module(e->unit, alias));
}

const char *
fe_library_name(fe_emit *e, const fe_node *node)
{
    if (node->kind == FE_Attribute) {
        const char *module = static_module(e, node->Attribute.value);
        if (module == NULL)
            module = module_of_name(e, node->Attribute.value);
        return module && !is_own(e->unit, module)
                   ? join(e->unit, module, fe_text(e, node->Attribute.attr))
                   : NULL;
    }
    fe_symbol *symbol = node->kind == FE_Name ? fe_lookup(e, node->Name.id) : NULL;
    if (symbol == NULL || !symbol->definition || symbol->bindings != 1 ||
        symbol->definition->kind != FE_ImportFrom)
        return NULL;
    const fe_node *alias = alias_of(e->unit, symbol->definition, symbol->name);
    const char *module = absolute_module(e->unit, symbol->definition);
    return module && *module && !is_own(e->unit, module)
               ? join(e->unit, module, fe_text(e, alias->alias.name))
               : NULL;
}

// ---- Classes of other modules -------------------------------------------------------

fora_class
fe_imported_class(fe_emit *e, const fe_node *base)
{
    if (base->kind == FE_Attribute) {
        const char *module = static_module(e, base->Attribute.value);
        return module && is_own(e->unit, module)
                   ? fe_declared_class(e->unit, fe_intern(e, module),
                                       base->Attribute.attr)
                   : 0;
    }
    fe_symbol *symbol = base->kind == FE_Name ? fe_lookup(e, base->Name.id) : NULL;
    if (symbol == NULL || symbol->storage != FE_IMPORT ||
        symbol->definition->kind != FE_ImportFrom)
        return 0;
    const fe_node *alias = alias_of(e->unit, symbol->definition, symbol->name);
    const char *module = absolute_module(e->unit, symbol->definition);
    if (module == NULL || !is_own(e->unit, module))
        return 0;
    return fe_declared_class(e->unit, fe_intern(e, module), alias->alias.name);
}

// ---- Statements ---------------------------------------------------------------------

void
fe_import(fe_emit *e, fe_node *node)
{
    for (uint32_t i = 0; i < node->Import.names.count; i++) {
        fe_node *alias = node->Import.names.items[i];
        if (!run_module(e, alias, fe_text(e, alias->alias.name)))
            continue;
        fora_sym name = bound_name(e->unit, alias);
        fe_symbol *symbol = fe_lookup(e, name);
        if (symbol == NULL || symbol->storage != FE_IMPORT)
            fe_store(
                e, alias, name,
                module_value(e, alias, fe_text(e, imported_module(e->unit, alias))));
    }
}

void
fe_import_from(fe_emit *e, fe_node *node)
{
    const char *module = absolute_module(e->unit, node);
    if (module == NULL || *module == 0) {
        fe_refuse(e, refused_relative_import, node);
        return;
    }
    if (!run_module(e, node, module))
        return;
    for (uint32_t i = 0; i < node->ImportFrom.names.count; i++) {
        fe_node *alias = node->ImportFrom.names.items[i];
        fora_sym name = alias->alias.name;
        if (fe_sym_is(e->unit->names, name, "*")) {
            fe_refuse(e, refused_star_import, alias, module);
            continue;
        }
        const char *full = join(e->unit, module, fe_text(e, name));
        if (is_own(e->unit, full))
            run_module(e, alias, full);
        fora_sym bound = bound_name(e->unit, alias);
        fe_symbol *symbol = fe_lookup(e, bound);
        // What nothing needs is read all the same: it may be missing from our own module.
        if (symbol == NULL || symbol->storage != FE_IMPORT || is_own(e->unit, module))
            fe_store(e, alias, bound, member(e, alias, module, name));
    }
}
