// Scopes and names: which binding every name of a module refers to, and where the binding
// lives. Built in three steps: scope.c walks the tree and notes uses; scope_resolve.c finds
// what each use refers to; scope_storage.c decides where each binding lives.
#pragma once

#include "ast.h"

#include "../fora_ir/include/fora_ir.h"

typedef struct fe_scope fe_scope;
typedef struct fe_symbol fe_symbol;

typedef enum {
    FE_SCOPE_MODULE,
    FE_SCOPE_FUNCTION,  // def or lambda
    FE_SCOPE_CLASS,
    FE_SCOPE_COMPREHENSION,  // its code belongs to the function around it
} fe_scope_kind;

typedef enum {
    FE_VARIABLE,  // of the function that owns the scope; captured by value if at all
    FE_CELL,      // assigned after an inner function captured it
    FE_GLOBAL,
    FE_FUNCTION,  // bound once by a `def`: made anew wherever it is named
    FE_CLASS,     // bound once by a `class`
    FE_IMPORT,    // bound once by an import
} fe_storage;

typedef struct fe_loop fe_loop;
struct fe_loop {
    const fe_loop *outer;  // in the same function
    uint32_t order;        // of what stands in it first
};

// A place in the order of evaluation.
typedef struct {
    uint32_t order;
    const fe_loop *loop;  // the innermost loop around it in its function
    bool conditional;     // under an if, loop, or try of its function
    bool guarded;         // in a try or with of its function
} fe_place;

typedef enum {
    FE_USE_READ,
    FE_USE_BIND,
    FE_USE_UPDATE,  // of the object: a method, item or attribute changes it
    FE_USE_DELETE,
    FE_USE_MAKE,  // a function is made here
} fe_use_kind;

typedef struct {
    fe_use_kind kind;
    fora_sym name;
    fe_scope *scope;  // where it stands; MAKE: the function
    fe_place place;
    fora_span span;
    uint32_t depth;  // UPDATE: steps between the name and the object; 0: its own object
    fe_node *definition;  // BIND: by a def, class or import alias; else NULL
    const fe_node *node;  // READ: of the name; may be NULL
    fe_symbol *symbol;    // NULL: a builtin
} fe_use;

typedef struct {
    fe_symbol **items;
    uint32_t count, capacity;
} fe_symbols;

struct fe_symbol {
    fora_sym name;
    uint32_t number;  // unique in the module
    fe_scope *scope;  // where it is bound
    fe_storage storage;
    uint32_t bindings;
    fe_node *definition;  // of its first binding
    fe_place place;       // of its first binding
    uint32_t bound_from;  // of a module: the order from which on it may be bound
    bool parameter;
    bool deleted, rebound_by_function, shared;  // shared: another function names it
    bool hidden;                                // holds a default value
    bool guarded;                               // bound or updated in a try or with
    bool reached;          // user code that was started may have named it
    bool early;            // GLOBAL: bound before any function that names it can run
    bool bound;            // of a class: its binding has been passed
    bool names_type;       // its one binding, which has been passed, names a type,
    bool type_variable;    // which is a TypeVar
    uint32_t least_depth;  // of updates in functions; UINT32_MAX: none
    uint32_t *sites;       // numbers of the uses that bind, update or delete it
    uint32_t site_count, site_capacity;
    fora_global global;  // GLOBAL
    fe_scope *function;  // FUNCTION: its scope
};

struct fe_scope {
    fe_scope_kind kind;
    fe_node *node;
    fe_scope *parent;
    fe_scope *owner;      // the function or module that runs its code
    fora_sym class_name;  // for name mangling; 0 outside classes
    fora_sym name, qualified_name;
    fora_map *symbols;    // by name
    fora_map *declared;   // names under `global` (0) and `nonlocal` (1)
    fora_map *mentioned;  // the names seen so far: their fe_mention bits
    fe_scope **children;
    uint32_t child_count, child_capacity;
    // Functions:
    fe_place place;     // where it is made, in the parent's owner
    fora_sym consumer;  // a lambda that only the call around it uses: its callee
    bool reached;       // user code that was started may call it
    uint32_t *uses;     // numbers of the uses that stand in it
    uint32_t use_count, use_capacity;
    fe_symbols free;      // what it captures, in order
    fe_symbols defaults;  // hidden symbols of captured defaults
    fora_fn function;     // once made
    fora_class class_;    // of a class, once made
    bool class_made;      // its statement was emitted
};

typedef struct {
    fora_arena *arena;
    fora_names *names;
    fora_diags *diags;
    bool main;  // nobody imports the module
    fe_scope *module;
    fora_map *by_node;   // the scope of a node that opens one
    fora_map *builtins;  // nodes that name a builtin although the module binds the name
    fe_use *uses;
    uint32_t use_count, use_capacity;
    fe_scope **scopes;
    uint32_t scope_count, scope_capacity;
    fe_symbols symbols;
    uint32_t order;
} fe_scopes;

// Splits updates of a container that is chosen where it is updated (choices.c). Changes the
// tree, so that some nodes stand in it twice.
void fe_split_choices(fora_arena *arena, const fora_names *names, fe_module *module);
// Makes variables of the fields that `__init__` functions build up (init_fields.c). Changes
// the tree.
void fe_init_fields(fora_arena *arena, fora_names *names, fe_module *module);

// Writes out `from MODULE import *` of the library's modules (star_imports.c). Changes the
// tree. Modules below `root` are our own; NULL: there are none.
void fe_star_imports(fora_arena *arena, fora_names *names, const char *root,
                     fe_module *module);

// Builds the scopes of a module. Reports wrong `global` and `nonlocal` statements.
fe_scopes *fe_scopes_build(fora_arena *arena, fora_names *names, fora_diags *diags,
                           const fe_module *module, fora_sym module_name);

// The scope that `node` opens.
fe_scope *fe_scope_of(const fe_scopes *scopes, const fe_node *node);
// What `name`, mangled already, refers to in `scope`; NULL: a builtin.
fe_symbol *fe_scope_find(const fe_scopes *scopes, const fe_scope *scope, fora_sym name);
// Whether `node`, which reads a variable of the module, stands before all that could bind
// it, so that it means the builtin of that name.
bool fe_names_builtin(const fe_scopes *scopes, const fe_node *node);
// `name` as the class around `scope` mangles it.
fora_sym fe_mangle(fora_names *names, const fe_scope *scope, fora_sym name);

// Whether some builtin container has a method of this name that changes it.
bool fe_method_updates(const fora_names *names, fora_sym method);
// The name at the root of a path of attributes, items, and the calls setdefault(key, ..)
// and get(key), with the number of steps; NULL if something else is there.
fe_node *fe_path_root(const fora_names *names, fe_node *node, uint32_t *steps);
// Whether `node` is a call that reads one item of a container and may be updated through:
// x.setdefault(key, value) or x.get(key).
bool fe_is_item_call(const fora_names *names, const fe_node *node);
bool fe_sym_is(const fora_names *names, fora_sym sym, const char *text);

// ---- Inside scope*.c ----------------------------------------------------------------

fe_symbol *fe_symbol_new(fe_scopes *scopes, fe_scope *scope, fora_sym name);
void fe_scopes_resolve(fe_scopes *scopes);
void fe_scopes_place(fe_scopes *scopes);
void fe_symbols_add(fora_arena *arena, fe_symbols *symbols, fe_symbol *symbol);
bool fe_symbols_have(const fe_symbols *symbols, const fe_symbol *symbol);
// Whether `value` can stand in a function's parameter table.
bool fe_is_constant_default(const fe_node *value);

// How a name was met in a scope: bits of fe_scope.mentioned.
typedef enum {
    FE_MENTION_BINDING = 1,
    FE_MENTION_USE = 2,
    FE_MENTION_ANNOTATION = 4
} fe_mention;

void fe_scope_mention(fe_scope *scope, fora_sym name, fe_mention mention);
// Declares `name` in `scope`, or reports why it cannot be and returns false.
bool fe_scope_declare(fe_scopes *scopes, fe_scope *scope, fora_sym name, fora_span span,
                      bool nonlocal);
// Mentions the target of `name: annotation`, or reports that it is declared.
void fe_scope_annotate(fe_scopes *scopes, fe_scope *scope, fora_sym name,
                       fora_span span);
