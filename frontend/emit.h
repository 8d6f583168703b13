// Emission of HIGH Fora from the tree: what the files emit_*.c share. One fe_unit per
// module, one fe_emit per function that is being emitted.
#pragma once

#include "scope.h"

typedef struct {
    fora_arena *arena;
    fora_program *program;
    fora_names *names;
    fora_diags *diags;
    fe_scopes *scopes;
    fora_sym module;     // its name
    const char *root;    // the folder that absolute imports start from
    bool package;        // the source is a package's __init__.py
    bool library;        // of forac's own library
    fe_scope **pending;  // functions whose bodies are still to be emitted
    uint32_t pending_count, pending_capacity;
} fe_unit;

// What a way out of the code at hand has to pass, innermost first.
typedef enum {
    FE_WAY_LOOP,
    FE_WAY_TRY,      // the body of a try
    FE_WAY_FINALLY,  // a finally clause, or the __exit__ of a context manager
    FE_WAY_CLOSE,    // a file to close
    FE_WAY_HANDLER,  // an `except ... as name` block, behind which the name is unbound
} fe_way_kind;

typedef struct fe_way fe_way;
struct fe_way {
    fe_way *outer;
    fe_way_kind kind;
    uint32_t broken;      // LOOP: variable that `break` sets; UINT32_MAX: none
    fe_nodes body;        // FINALLY: what has to run
    uint32_t left;        // FINALLY: variable that says that it was run on the way out;
                          // UINT32_MAX: none yet
    fora_val manager;     // CLOSE: the file; FINALLY: the context manager, or 0
    const fe_node *node;  // CLOSE, FINALLY, HANDLER: the statement
    fe_way **bypass;      // TRY: the FINALLYs that were run inside on the way out
    uint32_t bypass_count, bypass_capacity;
};

typedef struct {
    fe_unit *unit;
    fora_builder b;
    fe_scope *scope;
    fora_map *places;  // by symbol: its variable, or the value of its cell
    bool dead;         // the block at hand has ended
    fe_way *ways;
    fora_val handled;  // the exception of the innermost `except` block; or 0
    bool detached;     // in a copy of a finally body inside a loop that is not its own
    fora_sym self;     // in an __init__: its first parameter
} fe_emit;

// Reads the whole of `path`; reports and returns false if that fails. module.c
bool fe_read_source(fora_program *program, const char *path, fora_text *text);

// ---- emit.c: blocks, operations, refusals -------------------------------------------

typedef struct {
    fora_block block;
    bool dead;
} fe_saved;

// Goes on in a new block; fe_close returns to the one before.
fora_block fe_open(fe_emit *e, fe_saved *saved);
void fe_close(fe_emit *e, fe_saved saved);
void fe_at(fe_emit *e, const fe_node *node);
fora_val fe_op(fe_emit *e, const fe_node *node, fora_opcode code, uint32_t count,
               const fora_val *operands, uint32_t attribute_count,
               const uint64_t *attributes);
fora_val fe_op1(fe_emit *e, const fe_node *node, fora_opcode code, fora_val a);
fora_val fe_op2(fe_emit *e, const fe_node *node, fora_opcode code, fora_val a,
                fora_val b);
fora_val fe_op3(fe_emit *e, const fe_node *node, fora_opcode code, fora_val a,
                fora_val b, fora_val c);
// An operation with one attribute and no operand.
fora_val fe_leaf(fe_emit *e, const fe_node *node, fora_opcode code, uint64_t attribute);
fora_val fe_none(fe_emit *e);
fora_val fe_bool(fe_emit *e, bool value);
fora_val fe_int(fe_emit *e, int64_t value);
fora_val fe_str(fe_emit *e, const char *text);
fora_val fe_builtin(fe_emit *e, const char *name);
// Ends the block at hand, if it has not ended, with a terminator.
void fe_end(fe_emit *e, fora_opcode code, uint32_t count, const fora_val *operands);
void fe_yield(fe_emit *e, uint32_t count, const fora_val *operands);
// An `if` with its two finished blocks; what follows is dead if neither falls through.
// Returns the first result.
fora_val fe_if(fe_emit *e, const fe_node *node, fora_val condition, fora_block then,
               fora_block otherwise, uint32_t results);
// `code` (loop, for, try) with finished blocks. `falls`: something goes on behind it.
fora_val fe_construct(fe_emit *e, const fe_node *node, fora_opcode code, uint32_t count,
                      const fora_val *operands, uint32_t results, uint32_t block_count,
                      const fora_block *blocks, bool falls);
// Whether `block` ends in `code`, or, for the second, some block in it leaves by `break`.
bool fe_ends_in(const fe_emit *e, fora_block block, fora_opcode code);
bool fe_breaks(const fe_emit *e, fora_block block);
// A hidden variable of the function.
uint32_t fe_hidden(fe_emit *e, const char *name);
fora_val fe_get(fe_emit *e, uint32_t variable);
void fe_set(fe_emit *e, uint32_t variable, fora_val value);
fora_sym fe_intern(fe_emit *e, const char *text);
const char *fe_text(const fe_emit *e, fora_sym sym);
// Reports and returns a value that stands in for the refused one.
#define fe_refuse(e, code, node, ...)                                                  \
    (fora_diag((e)->unit->diags, FORA_DIAG_##code, (node)->span, ##__VA_ARGS__),       \
     fe_none(e))

// ---- emit_name.c --------------------------------------------------------------------

fe_symbol *fe_lookup(fe_emit *e, fora_sym name);
// What the name `node` refers to where it is read; NULL: a builtin.
fe_symbol *fe_read_symbol(fe_emit *e, const fe_node *node);
// Whether `name` is a builtin that nothing has rebound there.
bool fe_is_builtin(fe_emit *e, const fe_node *node, const char *name);
fora_val fe_load(fe_emit *e, const fe_node *node, fora_sym name);
fora_val fe_take(fe_emit *e, const fe_node *node, fora_sym name);
void fe_store(fe_emit *e, const fe_node *node, fora_sym name, fora_val value);
void fe_store_symbol(fe_emit *e, const fe_node *node, fe_symbol *symbol,
                     fora_val value);
void fe_delete(fe_emit *e, const fe_node *node, fora_sym name);
// The variable of a symbol that lives in one, made at its first use.
uint32_t fe_variable(fe_emit *e, const fe_symbol *symbol);
// Makes the cells of the symbols bound in `scope`.
void fe_make_cells(fe_emit *e, const fe_node *node, const fe_scope *scope);
fora_global fe_global(fe_emit *e, fe_symbol *symbol);
fora_class fe_class(fe_emit *e, fe_scope *scope);
// The class of a module and qualified name, made as a declaration if it is not there yet.
fora_class fe_declared_class(fe_unit *unit, fora_sym module, fora_sym qualified_name);
// What a function made here captures of `symbol`: its value, or its cell.
fora_val fe_captured(fe_emit *e, const fe_node *node, fe_symbol *symbol);
fora_val fe_load_symbol(fe_emit *e, const fe_node *node, fe_symbol *symbol, bool take);
// The builtin exception class of this name, or 0.
fora_class fe_exception_class(const fe_emit *e, fora_sym name);

// ---- emit_expr.c, emit_text.c -------------------------------------------------------

fora_val fe_expr(fe_emit *e, fe_node *node);
fora_val fe_expr_opt(fe_emit *e, fe_node *node);  // None without a node
fora_val fe_literal(fe_emit *e, fe_node *node);
// The value of an expression that is made of int literals alone (fold.c).
typedef enum { FE_FOLD_NONE, FE_FOLD_VALUE, FE_FOLD_TOO_LARGE } fe_fold;
fe_fold fe_fold_int(const fe_node *node, int64_t *result);
fora_val fe_joined(fe_emit *e, fe_node *node);
fora_opcode fe_operator_op(fe_operator operator, bool in_place);
// Values of a display or argument list with their marks.
typedef struct {
    fora_val *values;
    uint64_t *marks;
    uint32_t count, capacity, mark_count, mark_capacity;
} fe_values;
void fe_values_add(fe_emit *e, fe_values *values, fora_val value, uint64_t mark);
// `later`: what is evaluated behind them.
void fe_values_all(fe_emit *e, fe_values *values, fe_nodes nodes, fe_nodes later);

// ---- emit_condition.c ---------------------------------------------------------------

fora_val fe_truth(fe_emit *e, fe_node *node);  // as a bool
// Emits what is known of variables when `test` has turned out to be `truth`.
void fe_narrow(fe_emit *e, fe_node *test, bool truth);
fora_val fe_bool_op(fe_emit *e, fe_node *node);
fora_val fe_compare(fe_emit *e, fe_node *node);
fora_val fe_if_expr(fe_emit *e, fe_node *node);
fora_val fe_compare_op(fe_emit *e, const fe_node *node, fe_operator op, fora_val left,
                       fora_val right);

// ---- emit_call.c, emit_consume.c, emit_comp.c ---------------------------------------

fora_val fe_call(fe_emit *e, fe_node *node);
void fe_call_arguments(fe_emit *e, fe_node *call, fe_values *values);
// A generator expression that the call's callee consumes; false: not such a call.
bool fe_consume(fe_emit *e, fe_node *call, fora_val *result);
// An argument or element; a generator expression becomes a list.
fora_val fe_expr_or_list(fe_emit *e, fe_node *node);
fora_val fe_comp(fe_emit *e, fe_node *node, fora_comp kind, fora_val first);
fora_val fe_comprehension(fe_emit *e, fe_node *node);

// ---- emit_generator.c ---------------------------------------------------------------

// Refuses generator expressions of the finished function that would tell when they run.
void fe_check_generators(fe_emit *e);

// ---- emit_path.c, emit_assign.c -----------------------------------------------------

// A method call that may change its receiver, with the receiver written back.
fora_val fe_update_call(fe_emit *e, fe_node *node);
// Python looks a method up before it evaluates the arguments. Does that for a receiver where
// the arguments could raise or be seen to run.
void fe_look_up(fe_emit *e, const fe_node *call, fora_val receiver);
void fe_assign(fe_emit *e, fe_node *target, fora_val value);
void fe_assign_statement(fe_emit *e, fe_node *node);
void fe_augmented(fe_emit *e, fe_node *node);
void fe_delete_target(fe_emit *e, fe_node *target);
void fe_store_item(fe_emit *e, fe_node *target, fora_val value);

// ---- emit_iterate.c -----------------------------------------------------------------

// A loop over a container that its body updates.
typedef struct {
    fe_node *name;          // of the container
    unsigned how;           // itself, its enumeration, or a view of it
    uint32_t start, place;  // variables
} fe_iteration;

// Whether `node` is such a loop; if so, sets it up.
bool fe_iterate_begin(fe_emit *e, fe_node *node, fe_iteration *at);
fora_val fe_iterate_more(fe_emit *e, const fe_iteration *at);
fora_val fe_iterate_item(fe_emit *e, const fe_iteration *at);

// ---- emit_stmt.c, emit_loop.c, emit_try.c, emit_with.c ------------------------------

void fe_emit_statements(fe_emit *e, fe_nodes body);
void fe_for(fe_emit *e, fe_node *node);
void fe_while(fe_emit *e, fe_node *node);
void fe_try(fe_emit *e, fe_node *node);
void fe_with(fe_emit *e, fe_node *node);
// Runs what `break`, `continue` (to the innermost loop) or `return` passes on its way.
// Returns false if that ended the block.
bool fe_leave(fe_emit *e, const fe_node *node, bool to_loop);
// A try around what `body` emits. The handler gets the exception, after the exceptions
// raised by copies of finally bodies that enclose it have passed. `final`: the way that
// the try belongs to, or NULL.
typedef void fe_part(fe_emit *e, void *context, fora_val exception);
void fe_guard(fe_emit *e, const fe_node *node, fe_part *body, fe_part *handler,
              void *context, fe_way *final);
// Runs a finally body, an __exit__ or a close.
void fe_run_final(fe_emit *e, fe_way *way);
bool fe_has_jump(fe_nodes body, bool with_continue);
void fe_raise(fe_emit *e, fe_node *node);
void fe_return(fe_emit *e, fe_node *node);

// ---- emit_function.c, emit_class.c, emit_import.c -----------------------------------

// Runs a `def`: evaluates defaults and binds the name.
void fe_def(fe_emit *e, fe_node *node);
fora_val fe_lambda(fe_emit *e, fe_node *node);
void fe_evaluate_defaults(fe_emit *e, fe_scope *scope);
// The function of a scope; its body is emitted later.
fora_fn fe_function(fe_unit *unit, fe_scope *scope);
fora_val fe_make_function(fe_emit *e, const fe_node *node, fe_scope *scope);
void fe_function_body(fe_unit *unit, fe_scope *scope);
void fe_class_def(fe_emit *e, fe_node *node);
void fe_import(fe_emit *e, fe_node *node);
void fe_import_from(fe_emit *e, fe_node *node);
// What a name bound by the import statement `symbol->definition` stands for.
fora_val fe_imported(fe_emit *e, const fe_node *node, const fe_symbol *symbol);
// The class that `base`, the name of an imported class, stands for; else 0.
fora_class fe_imported_class(fe_emit *e, const fe_node *base);
// The value of `module.name` if `value` names an imported module; else 0.
fora_val fe_module_attribute(fe_emit *e, fe_node *attribute);
// The full name, such as `typing.List`, of what `node` names in a module of Python's library
// if nothing else is ever bound to that name; else NULL.
const char *fe_library_name(fe_emit *e, const fe_node *node);

// ---- emit_typing.c, emit_doctest.c --------------------------------------------------

// `name = value` where `value` only names a type: evaluates it, and returns true.
bool fe_type_alias(fe_emit *e, fe_node *target, fe_node *value, fora_val *result);
// Whether `base` is Generic[...], which adds nothing to a class; evaluates it if so.
bool fe_is_generic_base(fe_emit *e, fe_node *base);
// A call of doctest.testmod() as a statement; false: no such call.
bool fe_doctest(fe_emit *e, fe_node *call);

// ---- module.c -----------------------------------------------------------------------

// The path of the source of module `name` below `root`, NULL if there is none.
const char *fe_module_path(fora_arena *arena, const char *root, const char *name,
                           bool *package);
