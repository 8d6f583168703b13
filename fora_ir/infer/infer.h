// What the files of fora_ir/infer share: the engine, its instances, and the context of one
// walk over a function.
//
// The walk runs in two modes with the same code. Analysing, it computes types only;
// emitting, it builds the typed function too. So each operation is described once: how
// its result follows from its operands, as a sequence of typed operations.
#pragma once

#include "fora_infer.h"

#define T_NEVER FORA_SIMPLE_TYPE(NEVER)
#define T_UNBOUND FORA_SIMPLE_TYPE(UNBOUND)
#define T_NONE FORA_SIMPLE_TYPE(NONE)
#define T_NOTIMPLEMENTED FORA_SIMPLE_TYPE(NOTIMPLEMENTED)
#define T_BOOL FORA_SIMPLE_TYPE(BOOL)
#define T_INT FORA_SIMPLE_TYPE(INT)
#define T_ZERO FORA_SIMPLE_TYPE(ZERO)
#define T_FLOAT FORA_SIMPLE_TYPE(FLOAT)
#define T_CHAR FORA_SIMPLE_TYPE(CHAR)
#define T_STR FORA_SIMPLE_TYPE(STR)
#define T_RANGE FORA_SIMPLE_TYPE(RANGE)

// ---- Exception classes by name ------------------------------------------------------

enum {
    CLASS_NONE,
#define EXCEPTION(name, base) CLASS_##name,
#include "../../runtime/include/exceptions.def"
#undef EXCEPTION
};

typedef struct infer_engine infer_engine;
typedef struct infer_instance infer_instance;
typedef struct infer_context infer_context;

// ---- Patterns of rules.def (pattern.c) ----------------------------------------------

typedef enum {
    PATTERN_TYPE,      // `type`
    PATTERN_VARIABLE,  // number `variable`
    PATTERN_ANY,
    PATTERN_GENERIC,   // kind with arguments
    PATTERN_KIND,      // kind with any parameters
    PATTERN_UNION,     // arguments
    PATTERN_ITERABLE,  // argument 0: the element
    PATTERN_FUNCTION,
    PATTERN_CLASS,
    PATTERN_EXCEPTION,
    PATTERN_JUST_FLOAT,  // no int converted
    PATTERN_REAL,        // float, zero or both, which become float
    PATTERN_KEPT_REAL,   // the same, as they are
} infer_pattern_kind;

typedef struct infer_pattern {
    infer_pattern_kind kind;
    fora_type type;
    fora_type_kind type_kind;
    uint32_t variable;
    uint32_t count;
    const struct infer_pattern **arguments;
} infer_pattern;

typedef struct {
    fora_sym name;  // 0: none
    const infer_pattern *pattern;
    bool star, keyword_only, positional_only;
    fora_default default_kind;
    uint64_t bits;  // FORA_DEFAULT_INT, FLOAT, BOOL, STR (a name)
} infer_parameter;

enum { INFER_VARIABLES = 26, INFER_MOST_ARGUMENTS = 255 };

typedef fora_type (*infer_result_function)(infer_context *ctx,
                                           const fora_type *operands, uint32_t count);

typedef struct {
    uint32_t row;
    uint32_t count;
    const infer_parameter *parameters;
    const infer_pattern *result, *after;  // `after`: NULL if not a mutating method
    infer_result_function function;       // instead of `result`
} infer_row;

// Parses a row of the table. A malformed row is a defect.
const infer_row *infer_row_parse(infer_engine *engine, uint32_t row);
// Binds variables so that `type` fits; false if it does not, with `bindings` half changed.
bool infer_match(infer_engine *engine, const infer_pattern *pattern, fora_type type,
                 fora_type *bindings);
// Makes variables equal that are joined inside a container of the pattern.
void infer_unify(infer_engine *engine, const infer_pattern *pattern,
                 fora_type *bindings);
// The type that a pattern stands for; `actual` where it leaves that open.
fora_type infer_instantiate(infer_engine *engine, const infer_pattern *pattern,
                            fora_type actual, const fora_type *bindings);
// The function behind `@name` in the result column.
infer_result_function infer_result_by_name(const char *name);

// ---- The table (rules.c) ------------------------------------------------------------

typedef struct {
    const char *name;
    fora_default kind;  // FLOAT, INT, STR
    double real;
    int64_t integer;
    const char *text;
} infer_constant;

// First row of a name, 0 if there is none; then the next of the same name.
uint32_t infer_rule_first(infer_engine *engine, const char *name);
uint32_t infer_rule_next(infer_engine *engine, uint32_t row);
const infer_constant *infer_constant_find(const char *name);

// ---- Lattice (lattice.c) ------------------------------------------------------------

// Of a union, besides T_UNBOUND.
enum { INFER_MOST_MEMBERS = 32 };

fora_type infer_join(infer_engine *engine, fora_type a, fora_type b);
// float, zero or zero|float.
bool infer_is_real(infer_engine *engine, fora_type type);
bool infer_fits(infer_engine *engine, fora_type a,
                fora_type b);  // a joined with b is b
// Without the members for which `drop` ... see callers: removes `member`.
fora_type infer_without(infer_engine *engine, fora_type type, fora_type member);
// Members of a union, or the type itself as the only one.
uint32_t infer_members(infer_engine *engine, fora_type type, const fora_type **members);
fora_type infer_union_of(infer_engine *engine, uint32_t count, const fora_type *types);
fora_type infer_make(infer_engine *engine, fora_type_kind kind, uint32_t payload,
                     uint32_t count, const fora_type *parameters);
fora_type infer_make1(infer_engine *engine, fora_type_kind kind, fora_type parameter);
fora_type infer_make2(infer_engine *engine, fora_type_kind kind, fora_type a,
                      fora_type b);
fora_type infer_instance_type(infer_engine *engine, fora_class class);
const fora_type_info *infer_info(const infer_engine *engine, fora_type type);
fora_type_kind infer_kind(const infer_engine *engine, fora_type type);
fora_type infer_parameter_of(const infer_engine *engine, fora_type type, uint32_t i);
uint32_t infer_depth(const infer_engine *engine, fora_type type);
bool infer_is_iterator(infer_engine *engine, fora_type type);
bool infer_has_subclass(const infer_engine *engine, fora_class class);
bool infer_class_derives(const infer_engine *engine, fora_class class, fora_class base);
bool infer_is_exception(const infer_engine *engine, fora_type type);
// Whether a builtin's name is that of a type (int, list ...).
bool infer_has_type_name(const char *name);
// Python's name of a type's class ("NoneType", "str", "Body").
const char *infer_class_name(infer_engine *engine, fora_type type);
// The type for messages: "list[int]", "int | None".
const char *infer_type_text(infer_engine *engine, fora_type type);

// ---- Values of a walk ---------------------------------------------------------------

enum { MAY_BE_TRUE = 1, MAY_BE_FALSE = 2 };

typedef struct {
    fora_type type;
    fora_val value;   // emitting: of the typed function
    fora_val source;  // of the HIGH function, 0 if none: to look at constants
    uint8_t truth;    // of a bool: MAY_BE_...
} infer_value;

typedef struct {
    infer_value value;
    fora_sym name;  // keyword, 0: positional
    uint8_t stars;  // 1, 2: unpacked
} infer_arg;

// ---- Engine (engine.c) --------------------------------------------------------------

// A global, field, cell or variable: the join of what is stored there.
typedef struct {
    fora_type type;
    bool maybe_unbound;
    uint32_t reader_count, reader_capacity;
    uint32_t *readers;  // instances
} infer_place;

typedef struct {
    fora_sym name;
    fora_class class;
    uint32_t index;  // among the fields of the class
    infer_place place;
    bool maybe_unset;
} infer_field;

struct infer_instance {
    uint32_t number;
    fora_fn origin;
    uint32_t argument_count;  // captures, then parameters
    const fora_type *arguments;
    fora_type *types;    // by HIGH value: of loop parameters and results only
    fora_type *slots;    // by variable
    bool *slot_unbound;  // by variable: a read may come too early
    fora_type result;
    bool queued, active;
    uint32_t returned;    // __init__: fields (the first 32) set on every way out
    uint32_t caller;      // instance that asked first, 0: none
    fora_span call;       // where
    infer_place readers;  // who called it: only the readers are used
    fora_fn typed;        // once asked for while emitting
};

struct infer_engine {
    fora_program *program;
    fora_arena *arena;
    uint32_t *rule_slots, *rule_next, rule_mask;
    const infer_row **rows;
    fora_map *joins, *instance_map, *field_map, *library;
    uint32_t instance_count, instance_capacity;
    infer_instance **instances;  // from 1
    uint32_t *per_function;      // instances of each HIGH function
    uint8_t **succeeded;         // by HIGH function, by operation: for some instance
    uint32_t high_count;         // functions before inference
    uint32_t queue_count, queue_capacity, queue_first;
    uint32_t *queue;
    infer_place *globals;
    uint32_t cell_capacity, cell_count, site_capacity;
    infer_place *cells;
    uint64_t *cell_sites;  // by cell: where it is made
    fora_map *cell_map;
    uint32_t field_count, field_capacity;
    infer_field **fields;
    uint32_t emit_count, emit_capacity;
    uint32_t *emit_queue;
    bool emitting, growth_reported;
    fora_class builtin_classes;  // classes from here on are the user's
    uint32_t nesting;            // analyses in progress
    fora_span span;  // of the operation being looked at, for refusals of joins
};

infer_engine *infer_engine_new(fora_program *program);
// The instance for these argument types, made and analysed if it is new. NULL when the
// number of instances has grown beyond the limit.
infer_instance *infer_instance_get(infer_context *ctx, fora_fn fn, uint32_t count,
                                   const fora_type *arguments);
// Once all are known: the instance to call where `instance` has empty containers, of which
// only the other one's types tell what they are for; else itself. For the alias check a list
// of nothing may be any list, one of ints is none of lists.
infer_instance *infer_wider_instance(infer_engine *engine, infer_instance *instance);
// The type that argument `i` of a call is passed as: where a function calls itself with
// longer and longer tuples, f(path + (node,)), a tuple of any length instead of one more.
fora_type infer_argument_widened(infer_context *ctx, fora_fn fn, uint32_t i,
                                 fora_type type);
// Refuses a type that has grown beyond all measure.
bool infer_too_deep(infer_context *ctx, fora_type type);
void infer_place_store(infer_context *ctx, infer_place *place, fora_type type);
fora_type infer_place_read(infer_context *ctx, infer_place *place);
// A field of a class, made when it is first asked for; NULL if `make` is false and no
// such field is known.
infer_field *infer_field_find(infer_engine *engine, fora_class class, fora_sym name,
                              bool make);
uint64_t infer_field_bit(const infer_engine *engine, const infer_field *field);
// Notes which fields the __init__ just called leaves without a value on some path.
void infer_field_check(infer_context *ctx, fora_class class);
// The object of an __init__ is seen by others here: fields without a value so far are
// checked when they are read.
void infer_field_escape(infer_context *ctx, fora_class class);
// Reports what reads, as modules are imported, a name of one that is not done yet. imports.c
void infer_check_imports(infer_engine *engine, fora_fn main_body);
infer_value infer_global_get(infer_context *ctx, fora_global global, bool take);
void infer_global_set(infer_context *ctx, fora_global global, infer_value value);
infer_value infer_cell_new(infer_context *ctx, fora_op op);
void infer_result(infer_context *ctx,
                  fora_type type);  // joins into the function's result
void infer_returned(infer_context *ctx);
fora_fn infer_library_function(infer_engine *engine, const char *name);
fora_fn infer_typed(infer_engine *engine, infer_instance *instance);

// ---- A walk (build.c, walk.c) -------------------------------------------------------

typedef struct infer_loop infer_loop;
typedef struct infer_comp infer_comp;

struct infer_context {
    infer_engine *engine;
    infer_instance *instance;
    const fora_function *high;
    bool emit;
    bool changed;         // a join of this instance grew
    bool dead;            // nothing gets to the place behind
    infer_value *values;  // by HIGH value
    fora_builder builder;
    infer_loop *loop;
    infer_comp *comp;
    // What has a value here: bits 0 to 31 slot variables, 32 to 63 fields of self.
    uint64_t assigned;
    fora_op yield;           // at which infer_region stopped
    infer_instance *called;  // last
    uint32_t tries;          // bodies of `try` around the place
    // Emitting: values that were taken for one of their types, the last of them.
    struct {
        fora_block block;
        fora_val value;
        infer_value taken;
    } taken[8];
    uint32_t taken_count;
    // An operation that cannot succeed, and what Python would raise.
    bool failed;
    fora_class failure;
    const char *message;
    bool refused;  // refused for a reason of ours: no exception
    const char *help;
};

// True if a value can be there at all.
static inline bool
infer_live(infer_value value)
{
    return value.type != T_NEVER;
}

static inline infer_value
infer_nothing(void)
{
    return (infer_value){.type = T_NEVER};
}

// Records that the operation raises `class` with the message; returns nothing.
infer_value infer_fail(infer_context *ctx, fora_class class, const char *format, ...)
    FORA_PRINTF(3, 4);
// Records that we refuse the operation.
infer_value infer_refuse(infer_context *ctx, const char *format, ...) FORA_PRINTF(2, 3);
// Refuses a read of the variable `name`, which hides a builtin, where it may be unbound.
infer_value infer_refuse_hidden(infer_context *ctx, fora_sym name);
// The same for a call with more than INFER_MOST_ARGUMENTS.
void infer_refuse_many(infer_context *ctx);

infer_value infer_none(infer_context *ctx);
infer_value infer_bool(infer_context *ctx, bool value);
infer_value infer_int(infer_context *ctx, int64_t value);
infer_value infer_zero(infer_context *ctx);
infer_value infer_float(infer_context *ctx, double value);
infer_value infer_str(infer_context *ctx, const char *text, size_t length);
infer_value infer_coerce(infer_context *ctx, infer_value value, fora_type type);
infer_value infer_project(infer_context *ctx, infer_value value, fora_type type);
infer_value infer_is_member(infer_context *ctx, infer_value value, fora_type type);
infer_value infer_tuple(infer_context *ctx, fora_type type, uint32_t count,
                        const infer_value *parts);
infer_value infer_part(infer_context *ctx, infer_value value, uint32_t i);
// Any operation with at most one result of a type; returns that result.
infer_value infer_build(infer_context *ctx, fora_opcode code, fora_type type,
                        uint32_t operand_count, const infer_value *operands,
                        uint32_t attribute_count, const uint64_t *attributes);
void infer_apply_row(infer_context *ctx, uint32_t row, uint32_t count,
                     const infer_value *operands, uint32_t result_count,
                     infer_value *results);
void infer_raise_failure(infer_context *ctx);  // as raise.new, ends the block
// Ends the block behind an operation that gave nothing: one that raises does so here.
void infer_end_failed(infer_context *ctx);
// Marks the place as not reachable; emitting, closes the block.
void infer_end(infer_context *ctx);

// Constants behind a value, seen through the HIGH function.
bool infer_constant_int(const infer_context *ctx, infer_value value, int64_t *result);
// The same of what is an int constant or the length of a tuple of known length.
bool infer_known_int(const infer_context *ctx, infer_value value, int64_t *result);
bool infer_constant_str(const infer_context *ctx, infer_value value, fora_sym *result);

// Branches that come together: `if` or `dispatch`. Between open and close each region is
// begun, filled and ended; results are joins over the regions that end alive.
typedef struct {
    fora_opcode code;
    infer_value operand;
    uint32_t result_count;
    fora_builder outer;
    uint64_t assigned, merged;
    uint32_t region_count;
    fora_block blocks[INFER_MOST_MEMBERS + 1];  // T_UNBOUND may be one more
    bool alive[INFER_MOST_MEMBERS + 1];
    bool any;
    infer_value *results[INFER_MOST_MEMBERS + 1];  // of each region that is alive
} infer_merge;

void infer_merge_open(infer_context *ctx, infer_merge *merge, fora_opcode code,
                      infer_value operand, uint32_t result_count);
// Begins a region; with a type, it has a parameter, which is returned.
infer_value infer_merge_region(infer_context *ctx, infer_merge *merge, fora_type type);
void infer_merge_end(infer_context *ctx, infer_merge *merge,
                     const infer_value *results);
void infer_merge_close(infer_context *ctx, infer_merge *merge, infer_value *results);

// Calls `handle` for each member of a union, in a dispatch. A member that fails raises;
// when all fail, the failure stands. Returns false when nothing gets behind.
typedef bool (*infer_case)(infer_context *ctx, void *data, infer_value member,
                           infer_value *results);
bool infer_dispatch(infer_context *ctx, infer_value value, uint32_t result_count,
                    infer_case handle, void *data, infer_value *results);

// The same for an update. Where only one container among the members has it, that is updated
// behind the test and not inside a branch: the alias check follows it from there.
bool infer_dispatch_update(infer_context *ctx, infer_value value, uint32_t result_count,
                           infer_case handle, void *data, infer_value *results);

// ---- Operations (operate.c) ---------------------------------------------------------

// Applies the rows of a name; expands unions; tries dunder methods for operators. results:
// the answer, and the receiver afterwards (for rows without one: the first argument).
bool infer_rows(infer_context *ctx, const char *name, uint32_t count, infer_arg *args,
                infer_value *results);
bool infer_has_rows(infer_context *ctx, const char *name);
// Records what Python raises, or that we refuse, when no row of the name fits.
void infer_fail_rows(infer_context *ctx, const char *name, uint32_t count,
                     infer_arg *args);
infer_value infer_operate(infer_context *ctx, const char *name, uint32_t count,
                          const infer_value *operands);
infer_value infer_operate1(infer_context *ctx, const char *name, infer_value a);
infer_value infer_operate2(infer_context *ctx, const char *name, infer_value a,
                           infer_value b);
// A binary operator by the methods of objects (reflect.c); false if the name is of none.
bool infer_reflect(infer_context *ctx, const char *name, const infer_value *operands,
                   infer_value *result);
infer_value infer_truth(infer_context *ctx, infer_value value);
infer_value infer_contains(infer_context *ctx, infer_value item, infer_value container);
infer_value infer_format(infer_context *ctx, infer_value value, infer_value spec,
                         uint32_t conversion);
infer_value infer_concat(infer_context *ctx, uint32_t count, const infer_value *pieces);
// A list, set or dict (key, value, key, value ...) of given elements.
infer_value infer_display(infer_context *ctx, fora_type_kind kind, uint32_t count,
                          infer_value *values);
bool infer_hashable(infer_context *ctx,
                    fora_type type);  // false: a failure is recorded
// A slice of (start, stop, step); fails for parts that cannot be a bound.
infer_value infer_slice(infer_context *ctx, infer_value parts[3]);
infer_value infer_walk_display(infer_context *ctx, fora_op op);
infer_value infer_walk_concat(infer_context *ctx, fora_op op);
void infer_walk_unpack(infer_context *ctx, fora_op op);
infer_value infer_not(infer_context *ctx, infer_value value);
infer_value infer_is(infer_context *ctx, infer_value a, infer_value b);
infer_value infer_to_str(infer_context *ctx, infer_value value);   // str(value)
infer_value infer_to_repr(infer_context *ctx, infer_value value);  // repr(value)

// ---- Calls (call.c) -----------------------------------------------------------------

infer_value infer_call(infer_context *ctx, infer_value callee, uint32_t count,
                       infer_arg *args);
infer_value infer_call_function(infer_context *ctx, fora_fn fn, uint32_t capture_count,
                                const infer_value *captures, uint32_t count,
                                infer_arg *args);
infer_value infer_call_values(infer_context *ctx, infer_value callee, uint32_t count,
                              const infer_value *values);
infer_value infer_call_library(infer_context *ctx, const char *name, uint32_t count,
                               const infer_value *values);
bool infer_builtin(infer_context *ctx, const char *name, uint32_t count,
                   infer_arg *args, infer_value *results);
// "...".format(...): args[0] is the format.
bool infer_str_format(infer_context *ctx, uint32_t count, infer_arg *args,
                      infer_value *results);
// A builtin whose arguments no row can tell (arguments.c); false if it is none such.
bool infer_free_arguments(infer_context *ctx, const char *name, uint32_t count,
                          infer_arg *args, infer_value *results, bool *alive);
// Opens `*args` of known length and leaves others; false for what cannot be unpacked.
bool infer_open_stars(infer_context *ctx, uint32_t count, const infer_arg *args,
                      uint32_t *opened_count, infer_arg **opened);

// Refuses arguments that are still to be unpacked; true if there are any.
bool infer_refuse_stars(infer_context *ctx, uint32_t count, const infer_arg *args);

// ---- Objects (object.c, exception.c) ------------------------------------------------

bool infer_method(infer_context *ctx, fora_sym name, infer_value receiver,
                  uint32_t count, infer_arg *args, infer_value *results);
infer_value infer_getattr(infer_context *ctx, fora_sym name, infer_value object);
// Raises for the members of a union that have no attribute of that name for sure; if none
// has one, the use of it says so.
void infer_look_up(infer_context *ctx, fora_sym name, infer_value object);
infer_value infer_builtin_value(infer_context *ctx, const char *name);
// The builtin that stands for a type such as List[int], of which nothing else is known.
#define INFER_TYPE_ALIAS "type alias"
infer_value infer_setattr(infer_context *ctx, fora_sym name, infer_value object,
                          infer_value value);
infer_value infer_construct(infer_context *ctx, fora_class class, uint32_t count,
                            infer_arg *args);
infer_value infer_super(infer_context *ctx, fora_class class, fora_sym name,
                        infer_value self, uint32_t count, infer_arg *args);
const fora_method *infer_dunder(infer_context *ctx, fora_type type, const char *name);
infer_value infer_call_method(infer_context *ctx, const fora_method *method,
                              infer_value receiver, uint32_t count, infer_arg *args);
// The same where Python itself asks an object: the answer is what it demands of the dunder
// method `name`, for which `method` may stand in (answer.c).
infer_value infer_ask(infer_context *ctx, const char *name, const fora_method *method,
                      infer_value object, uint32_t count, infer_arg *args);
// The classes that `class info` of isinstance stands for as a type; 0 if it is none.
fora_type infer_narrowed(infer_context *ctx, fora_type type, fora_type info, bool keep);
// Whether `type` is that of a class, or of a tuple of classes, all known.
bool infer_names_classes(infer_context *ctx, fora_type type);
infer_value infer_isinstance(infer_context *ctx, infer_value value, fora_type info);
infer_value infer_exception_new(infer_context *ctx, fora_class class, uint32_t count,
                                infer_arg *args);
// Refuses arguments of an exception that could change after it was made; false if so.
// exception_args.c
bool infer_check_exception_args(infer_context *ctx, uint32_t count,
                                const infer_arg *args);
void infer_exception_init(infer_context *ctx, infer_value exception, uint32_t count,
                          infer_arg *args);
// The exception as it is raised: what its own __str__ says is kept for the traceback.
// type(e).__name__; nothing if the operation is none such (exception_type.c).
infer_value infer_exception_name(infer_context *ctx, fora_op op);
// type(e) compared with a class; false if the operation is none such.
bool infer_exception_compared(infer_context *ctx, fora_op op, infer_value *result);
// False, and refused, if type(e) is used otherwise although only a base class is known.
bool infer_exception_type_known(infer_context *ctx, infer_value exception);
infer_value infer_exception_shown(infer_context *ctx, infer_value exception);
// What BaseException.__str__ ("str") or __repr__ ("repr") gives.
infer_value infer_exception_text(infer_context *ctx, infer_value exception,
                                 const char *name);
infer_value infer_exception_match(infer_context *ctx, infer_value exception,
                                  infer_value info);

// ---- Iteration (iterate.c) ----------------------------------------------------------

// The type of the elements; 0 if it is not iterable.
fora_type infer_element(infer_context *ctx, fora_type iterable);
// Whether elements are computed on the way (map, filter): no `for` of its own runs there.
// What iterating over an object of the user's iterates over: the answer of its __iter__.
// Other values are given back.
infer_value infer_opened(infer_context *ctx, infer_value value);
infer_value infer_iterator_of(infer_context *ctx, infer_value value);  // iter(value)
bool infer_computes(infer_context *ctx, fora_type type);
// Refuses a type of objects whose own methods iterate; false if there are none.
bool infer_refuse_own_iteration(infer_context *ctx, fora_type type);
// What a `for` can run over: no map, no union, no tuple of known length.
infer_value infer_iterable(infer_context *ctx, infer_value iterable);
// The element of `original` that belongs to the element of its leaf. For filters,
// *condition is a bool that tells whether there is one.
infer_value infer_iterated(infer_context *ctx, infer_value original, infer_value leaf,
                           infer_value *condition);
// All elements as a list; lists stay what they are.
infer_value infer_to_list(infer_context *ctx, infer_value iterable);
// What a function of pylib can take: an iterator becomes a list, anything else stays.
infer_value infer_settled(infer_context *ctx, infer_value value);
// A comprehension of `kind` over an iterable; elements are converted by `convert`, if any.
typedef infer_value (*infer_convert)(infer_context *ctx, void *data,
                                     infer_value element);
infer_value infer_collect(infer_context *ctx, fora_comp kind, infer_value first,
                          infer_value iterable, infer_convert convert, void *data);
// False, and a failure recorded, for a start that sum() does not take: a string.
bool infer_sum_start(infer_context *ctx, infer_value start);
// Whether a comp SUM adds such elements to such a start value itself.
bool infer_sums_directly(infer_engine *engine, fora_type start, fora_type element);
fora_type infer_comp_type(infer_context *ctx, fora_comp kind, fora_type first,
                          fora_type a, fora_type b);

// ---- Expansions (expand*.c) ---------------------------------------------------------

// An EXPAND row: operands as bound, nothing converted; `results` as of infer_rows.
typedef bool (*infer_expansion)(infer_context *ctx, uint32_t count,
                                infer_value *operands, infer_value *results);
infer_expansion infer_expansion_of(uint32_t row);
// print(*values) with values of unknown number: replaces the arguments; false: not so.
bool infer_print_stars(infer_context *ctx, fora_op op, infer_arg *args,
                       uint32_t *count);

// ---- Checks (check.c) ---------------------------------------------------------------

// Refuses an iterator that is kept or used more than once.
void infer_check_iterator(infer_context *ctx, fora_val value, fora_type type);
// Whether calling a value of the type has no effect but its result (effect.c).
bool infer_has_no_effect(infer_context *ctx, fora_type callee);
// The same of what an operation's blocks hold.
bool infer_body_has_no_effect(infer_context *ctx, fora_op outer);
// Whether nothing is changed between a generator expression and its use, in the same
// block, and the use cannot tell that the expression has run already.
bool infer_is_used_at_once(infer_context *ctx, fora_val value);
bool infer_is_deleted(const infer_context *ctx, uint32_t variable);
// Whether Python's type, or "builtins", has an attribute of that name.
bool infer_python_has(const char *type, const char *name);
// Refuses a builtin that no row has: as undefined if Python does not know it either.
infer_value infer_refuse_builtin(infer_context *ctx, const char *name);

// ---- Functions (walk.c) -------------------------------------------------------------

// Runs over the body of the context's function.
void infer_walk(infer_context *ctx);
void infer_region(infer_context *ctx, fora_block block);
infer_value infer_get(infer_context *ctx, fora_val value);
void infer_set(infer_context *ctx, fora_val value, infer_value what);
bool infer_control(infer_context *ctx, fora_op op);  // control.c: structured operations
void infer_report(infer_context *ctx, fora_span span);
