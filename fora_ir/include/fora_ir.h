// The IR: one data structure for HIGH, typed HIGH and LOW Fora (doc/architecture.md).
// Everything is addressed by 32-bit handles into arrays; 0 is "none".
#pragma once

#include "fora_base.h"

// Enumerations and structures are aligned by hand.
// clang-format off

typedef uint32_t fora_val;    // a value of a function
typedef uint32_t fora_op;     // an operation of a function
typedef uint32_t fora_block;  // a block of a function; block 1 is the body's first
typedef uint32_t fora_fn;     // a function of a program
typedef uint32_t fora_class;  // a class of a program; the first are exceptions.def's
typedef uint32_t fora_global; // a global of a program
typedef uint32_t fora_type;   // an interned type of a program; FORA_NEVER etc. are fixed

// ---- Enumerations from the tables ---------------------------------------------------

typedef enum {
    FORA_OP_INVALID,
#define OP(name, ...) FORA_OP_##name,
#include "../def/ops.def"
#undef OP
    FORA_OP_COUNT
} fora_opcode;

enum { FORA_LEVEL_HIGH = 1, FORA_LEVEL_TYPED = 2, FORA_LEVEL_LOW = 4,
       FORA_LEVEL_BOTH = FORA_LEVEL_HIGH | FORA_LEVEL_TYPED };
enum { FORA_OP_TERM = 1, FORA_OP_PURE = 2, FORA_OP_RAISES = 4, FORA_OP_CALLS = 8,
       FORA_OP_REPEATS = 16 };
enum { FORA_ANY_NUMBER = -1 };

typedef struct {
    const char *text;
    int operands, results, blocks;  // FORA_ANY_NUMBER: any
    const char *attributes;         // letters as in ops.def
    unsigned level, flags;
} fora_op_info;
extern const fora_op_info fora_op_infos[FORA_OP_COUNT];

typedef enum {  // of `comp`: what becomes of the emitted values
    FORA_COMP_LIST, FORA_COMP_SET, FORA_COMP_DICT, FORA_COMP_TUPLE,
    FORA_COMP_SUM,        // first operand: the start value
    FORA_COMP_ANY, FORA_COMP_ALL,
    FORA_COMP_MIN, FORA_COMP_MAX,  // ValueError when nothing is emitted
    FORA_COMP_JOIN,       // first operand: the separator
    FORA_COMP_GENERATOR,  // a generator that nothing known consumes
    FORA_COMP_LISTS,      // typed: several lists, all of the results; `emit` of a condition
                          // and a value for each, which it gets if the condition holds
} fora_comp;

typedef enum {
    FORA_NARROW_NONE, FORA_NARROW_NOT_NONE, FORA_NARROW_TRUE, FORA_NARROW_FALSE,
    FORA_NARROW_ISINSTANCE, FORA_NARROW_NOT_ISINSTANCE,
} fora_narrow;

typedef enum {  // comparison of LOW values; integers: signed but for the U forms
    FORA_EQ, FORA_NE, FORA_LT, FORA_LE, FORA_GT, FORA_GE,
    FORA_ULT, FORA_ULE, FORA_UGT, FORA_UGE,
} fora_compare;

typedef enum {  // classes of memory that never overlap each other
    FORA_MEMORY_HEADER,  // lengths, capacities, data pointers, hashes of objects
    FORA_MEMORY_ELEMENT, // elements of lists, tuples, dictionaries
    FORA_MEMORY_FIELD,   // fields of instances, cells
    FORA_MEMORY_GLOBAL,
    FORA_MEMORY_SLOT,    // frame memory
    FORA_MEMORY_TEXT,    // code points of strings
} fora_memory;

// ---- Types --------------------------------------------------------------------------

typedef enum {
#define TYPE(kind, ...) FORA_TYPE_##kind,
#include "../def/types.def"
#undef TYPE
    // LOW's machine types are kinds too.
    FORA_TYPE_L_I1, FORA_TYPE_L_I8, FORA_TYPE_L_I32, FORA_TYPE_L_I64, FORA_TYPE_L_F64,
    FORA_TYPE_L_REF, FORA_TYPE_L_PTR,
    // Lanes: 8 or 16 values of one machine type side by side.
    // Refs in lanes are not counted: an object that is alive beside them keeps theirs.
    FORA_TYPE_L_I1X8, FORA_TYPE_L_I64X8, FORA_TYPE_L_F64X8, FORA_TYPE_L_REFX8,
    FORA_TYPE_L_PTRX8,
    FORA_TYPE_L_I1X16, FORA_TYPE_L_I64X16, FORA_TYPE_L_F64X16, FORA_TYPE_L_REFX16,
    FORA_TYPE_L_PTRX16,
    FORA_TYPE_COUNT
} fora_type_kind;

// The kind of what one lane holds; a kind that is no lanes is its own.
static inline fora_type_kind fora_lane_kind(fora_type_kind kind) {
    static const fora_type_kind lane[] = {FORA_TYPE_L_I1, FORA_TYPE_L_I64, FORA_TYPE_L_F64,
                                          FORA_TYPE_L_REF, FORA_TYPE_L_PTR};
    return kind < FORA_TYPE_L_I1X8 ? kind : lane[(kind - FORA_TYPE_L_I1X8) % 5];
}
// How many lanes a kind has: 1, 8 or 16.
static inline uint32_t fora_lane_count(fora_type_kind kind) {
    return kind < FORA_TYPE_L_I1X8 ? 1 : kind < FORA_TYPE_L_I1X16 ? 8 : 16;
}

// The handle of a type without parameters and payload is its kind + 1.
#define FORA_SIMPLE_TYPE(KIND) ((fora_type)(FORA_TYPE_##KIND + 1))

typedef struct {
    fora_type_kind kind;
    uint32_t payload;  // FUNC, METHOD: fora_fn; INSTANCE, CLASS: fora_class;
                       // BUILTIN, MODULE: fora_sym; CELL: number
    uint32_t count;
    const fora_type *parameters;
} fora_type_info;

typedef struct fora_types fora_types;
fora_types *fora_types_new(fora_arena *arena);
fora_type fora_type_make(fora_types *types, fora_type_kind kind, uint32_t payload,
                         uint32_t count, const fora_type *parameters);
const fora_type_info *fora_type_get(const fora_types *types, fora_type type);
uint32_t fora_type_count(const fora_types *types);  // handles are 1 .. count
// Whether the type, or a part of it if it is a tuple or a union, has one of the kinds, each
// of which stands in the set as a FORA_TYPE_BIT.
#define FORA_TYPE_BIT(KIND) ((uint64_t)1 << FORA_TYPE_##KIND)
bool fora_type_has(const fora_types *types, fora_type type, uint64_t kinds);

typedef struct {
    const char *text;
    int parameters;  // FORA_ANY_NUMBER: any
} fora_type_kind_info;
extern const fora_type_kind_info fora_type_kind_infos[FORA_TYPE_COUNT];

// ---- Functions ----------------------------------------------------------------------

typedef struct {
    fora_type type;   // 0 before inference; in LOW a machine type
    fora_op def;      // 0: a block parameter
    fora_block block; // of which it is a parameter, else 0
    uint32_t index;   // which result or parameter
} fora_value;

typedef struct {
    uint16_t code;  // fora_opcode
    uint32_t operand_count, operands;      // range in function->operand_pool
    uint32_t result_count;                 // results are values result .. result + count - 1
    fora_val result;
    uint32_t block_count, blocks;          // range in function->block_pool: owned regions
                                           // (HIGH) or successors (LOW)
    uint32_t attribute_count, attributes;  // range in function->attribute_pool
    fora_block parent;                     // 0 once removed
    fora_op previous, next;
    fora_span span;
} fora_operation;

typedef struct {
    uint32_t parameter_count, parameters;  // range in function->parameter_pool (values)
    fora_op first, last;
    fora_op owner;  // HIGH: the operation whose region this is; 0 for the body, and in LOW
} fora_region;

typedef enum { FORA_PARAM_POSITIONAL_ONLY, FORA_PARAM_NORMAL, FORA_PARAM_KEYWORD_ONLY,
               FORA_PARAM_STAR, FORA_PARAM_DOUBLE_STAR } fora_param_kind;
typedef enum { FORA_DEFAULT_ABSENT, FORA_DEFAULT_NONE, FORA_DEFAULT_BOOL, FORA_DEFAULT_INT,
               FORA_DEFAULT_FLOAT, FORA_DEFAULT_STR,
               FORA_DEFAULT_GLOBAL,   // read global `bits`
               FORA_DEFAULT_CAPTURE,  // the callee's capture number `bits`
} fora_default;

typedef struct {
    fora_sym name;
    fora_param_kind kind;
    fora_default default_kind;
    uint64_t bits;  // integer, float bits, name, global or capture number
} fora_param;

typedef struct {
    fora_sym name;
    bool slot;       // stays a variable after the pass ssa (assigned inside a try)
    fora_type type;  // after inference
} fora_variable;

enum {
    FORA_FN_INIT = 1,        // an __init__: returns self
    FORA_FN_LIBRARY = 2,     // of pylib: no frame in tracebacks
    FORA_FN_MODULE = 4,      // a module's body
    FORA_FN_LAMBDA = 8,
    FORA_FN_RAISES = 16,     // typed and LOW: may raise (analysis/raises.c)
    FORA_FN_METHOD = 32,     // defined in a class body
    FORA_FN_EXPAND = 64,     // LOW: small, to be expanded in its callers
    FORA_FN_ABSTRACT = 128,  // a class that still has it makes no instances
};

typedef struct {
    fora_sym name, qualified_name;  // "f"; "Class.f", "f.<locals>.g"
    fora_sym module;
    fora_span span;       // of the whole definition
    unsigned flags;
    unsigned level;       // FORA_LEVEL_*
    // Parameters of the body block: captures first, then one per fora_param.
    uint32_t capture_count;
    fora_sym *captures;
    uint32_t param_count;
    fora_param *params;
    uint32_t variable_count, variable_capacity;
    fora_variable *variables;
    fora_fn origin;            // typed, LOW: the HIGH function it is an instance of
    fora_type result_type;     // typed
    uint32_t result_count;     // LOW: result machine types, "raised" not counted
    fora_type *result_types;
    uint64_t consumed;         // LOW: bit i: parameter i (of the first 64) is consumed

    fora_arena *arena;
    fora_value *values;          uint32_t value_count, value_capacity;      // from 1
    fora_operation *ops;         uint32_t op_count, op_capacity;            // from 1
    fora_region *blocks;         uint32_t block_count, block_capacity;      // from 1
    fora_val *operand_pool;      uint32_t operand_pool_count, operand_pool_capacity;
    fora_block *block_pool;      uint32_t block_pool_count, block_pool_capacity;
    uint64_t *attribute_pool;    uint32_t attribute_pool_count, attribute_pool_capacity;
    fora_val *parameter_pool;    uint32_t parameter_pool_count, parameter_pool_capacity;
} fora_function;

// ---- Programs -----------------------------------------------------------------------

typedef enum { FORA_METHOD_PLAIN, FORA_METHOD_STATIC, FORA_METHOD_CLASS,
               FORA_METHOD_PROPERTY, FORA_METHOD_SETTER } fora_method_kind;

typedef struct {
    fora_sym name;
    fora_method_kind kind;
    fora_fn fn;
} fora_method;

typedef struct {
    fora_sym name;
    fora_global global;
} fora_class_constant;

typedef struct {
    fora_sym name;
    fora_type type;  // join of all stores; after inference
    bool maybe_unset;
} fora_field;

typedef struct {
    fora_sym name, qualified_name, module;
    fora_span span;
    fora_class base;  // 0: object
    bool exception;
    uint32_t method_count, method_capacity;      fora_method *methods;
    uint32_t constant_count, constant_capacity;  fora_class_constant *constants;
    uint32_t field_count, field_capacity;        fora_field *fields;  // inference fills
} fora_class_info;

typedef struct {
    fora_sym name, module;  // name may be hidden: "f.<default>x", "Class.name"
    bool early;             // always bound before any user function can run
    fora_type type;         // after inference
} fora_global_info;

typedef struct {
    fora_sym name;   // "__main__", "package.module"
    fora_sym path;
    fora_fn body;
} fora_module;

typedef struct fora_lowered fora_lowered;  // fora_lower.h

// One module (as read from bitcode) or several linked ones.
typedef struct {
    fora_arena *arena;
    fora_names *names;
    fora_sources *sources;
    fora_diags *diags;
    fora_types *types;
    unsigned optimise;  // as in -O; set by the pass runner
    uint32_t module_count, module_capacity;      fora_module *modules;       // from 0
    uint32_t function_count, function_capacity;  fora_function **functions;  // from 1
    uint32_t class_count, class_capacity;        fora_class_info *classes;   // from 1
    uint32_t global_count, global_capacity;      fora_global_info *globals;  // from 1
    uint32_t cell_count, cell_capacity;          fora_type *cells;  // content by CELL number; from 1
    // Module names that this one imports and that are not among `modules` yet.
    uint32_t import_count, import_capacity;      fora_sym *imports;
    fora_fn entry;          // typed, LOW: what runs the program, of the main module's body
    fora_lowered *lowered;  // LOW: what a back end needs besides the functions
    fora_sym last_pass;     // that ran, of a program that has the library; else 0
} fora_program;

// A program with the exception classes of exceptions.def and nothing else.
fora_program *fora_program_new(fora_arena *arena, fora_names *names, fora_sources *sources,
                               fora_diags *diags);
// The new function has block 1, empty and without parameters. Both names are `name`.
fora_fn fora_function_new(fora_program *program, fora_sym name, unsigned level);
fora_class fora_class_new(fora_program *program, fora_sym name);
// What an attribute of a class or of an instance of it is: a method, unless it is a setter, or
// a constant, of the class or of the next base that has either; NULL if it is none.
const fora_method *fora_find_method(const fora_program *program, fora_class class,
                                    fora_sym name);
const fora_class_constant *fora_find_constant(const fora_program *program,
                                              fora_class class, fora_sym name);
fora_global fora_global_new(fora_program *program, fora_sym name, fora_sym module);
uint32_t fora_variable_new(fora_program *program, fora_function *function, fora_sym name);
// Sets `exception` of the classes that derive from one. A class whose span is nowhere is a
// declaration: what a module knows of a base that it imports; linking makes it one with the
// class of that module and qualified name.
void fora_mark_exceptions(fora_program *program);
// Whether Python finds something of this name where a program binds none.
bool fora_is_builtin_name(const char *name);
// The name number `i` that `from MODULE import *` binds; NULL behind the last, and for modules
// whose names are not known.
const char *fora_star_name(const char *module, uint32_t i);
// What a program says that reads a global of such a name before it is assigned.
#define FORA_HIDDEN_BUILTIN                                                            \
    "the variable '%s' is read before it is assigned, where it means the builtin: "    \
    "give it another name"

// The builtin exception classes are 1 .. FORA_BUILTIN_CLASSES.
enum {
    FORA_BUILTIN_CLASSES = 0
#define EXCEPTION(...) +1
#include "../../runtime/include/exceptions.def"
#undef EXCEPTION
};

// ---- Building -----------------------------------------------------------------------

// Where the builder puts operations: at the end of `block`, or before `before` if not 0.
typedef struct {
    fora_program *program;
    fora_function *function;
    fora_block block;
    fora_op before;
    fora_span span;  // given to each new operation
} fora_builder;

fora_block fora_block_new(fora_function *function);
fora_val fora_block_add_parameter(fora_function *function, fora_block block, fora_type type);
// Adds an operation. Counts must agree with ops.def. Results get no type yet.
fora_op fora_build(fora_builder *builder, fora_opcode code, uint32_t operand_count,
                   const fora_val *operands, uint32_t result_count,
                   uint32_t attribute_count, const uint64_t *attributes,
                   uint32_t block_count, const fora_block *blocks);
// The most frequent shapes; each returns the first result, 0 if there is none.
fora_val fora_build0(fora_builder *builder, fora_opcode code);
fora_val fora_build_attr(fora_builder *builder, fora_opcode code, uint64_t attribute);
fora_val fora_build1(fora_builder *builder, fora_opcode code, fora_val a);
fora_val fora_build2(fora_builder *builder, fora_opcode code, fora_val a, fora_val b);
fora_val fora_build3(fora_builder *builder, fora_opcode code, fora_val a, fora_val b,
                     fora_val c);
fora_val fora_build_float(fora_builder *builder, double value);  // LOW: an f64

static inline fora_operation *fora_op_get(const fora_function *f, fora_op op) {
    return &f->ops[op];
}
static inline fora_val fora_operand(const fora_function *f, fora_op op, uint32_t i) {
    return f->operand_pool[f->ops[op].operands + i];
}
static inline fora_block fora_op_block(const fora_function *f, fora_op op, uint32_t i) {
    return f->block_pool[f->ops[op].blocks + i];
}
static inline uint64_t fora_attribute(const fora_function *f, fora_op op, uint32_t i) {
    return f->attribute_pool[f->ops[op].attributes + i];
}
static inline fora_val fora_block_parameter(const fora_function *f, fora_block b, uint32_t i) {
    return f->parameter_pool[f->blocks[b].parameters + i];
}
static inline fora_type fora_val_type(const fora_function *f, fora_val v) {
    return f->values[v].type;
}

void fora_op_set_operand(fora_function *function, fora_op op, uint32_t i, fora_val value);
void fora_op_add_operand(fora_function *function, fora_op op, fora_val value);
// Appends a result to an operation; its results are moved to new values if they are not
// the last ones, and uses are NOT rewritten then: for operations just built.
fora_val fora_op_add_result(fora_function *function, fora_op op);
void fora_op_remove(fora_function *function, fora_op op);  // unlinks it and what it owns
// Moves an operation, with what it owns, to the end of `block`.
void fora_op_move(fora_function *function, fora_op op, fora_block block);
void fora_op_move_before(fora_function *function, fora_op op, fora_op before);
// Replaces every operand `from` by `to` in the whole function.
void fora_replace_uses(fora_function *function, fora_val from, fora_val to);

// ---- Whole-program services (each in its own file) ----------------------------------

// Checks structure, levels, counts, dominance and, where present, types. Returns NULL if
// sound, else the first fault as text in `arena`.
const char *fora_verify(const fora_program *program, fora_arena *arena);

// The text form (doc/text.md). fora_print leaves out spans, sources and the order of types:
// it is for people; fora_print_exact leaves out nothing.
void fora_print(const fora_program *program, fora_text *out);
void fora_print_exact(const fora_program *program, fora_text *out);
void fora_print_function(const fora_program *program, fora_fn fn, fora_text *out);
// Reads what fora_print wrote, from the text of `source_file`. On a fault reports a
// diagnostic and returns NULL. Sources that the text names without their text are found in
// `sources` by path.
fora_program *fora_parse(fora_arena *arena, fora_names *names, fora_sources *sources,
                         fora_diags *diags, uint32_t source_file);

// Bitcode: deterministic to the byte; the reader trusts nothing and returns NULL with the
// reason in *error (in `arena`).
void fora_bitcode_write(const fora_program *program, fora_text *out);
fora_program *fora_bitcode_read(fora_arena *arena, fora_names *names, fora_sources *sources,
                                fora_diags *diags, const uint8_t *bytes, size_t size,
                                const char **error);

// Moves everything of `module` into `program`, renumbering.
void fora_link(fora_program *program, const fora_program *module);
// The highest level of a program's functions.
unsigned fora_program_level(const fora_program *program);
// A program in `arena` that has the functions of one level, what the passes behind that
// level need, and nothing else. It shares names, sources and tables with `program`.
fora_program *fora_select(const fora_program *program, unsigned level, fora_arena *arena);
// clang-format on
