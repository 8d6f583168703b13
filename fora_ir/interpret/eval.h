// The interpreter's values, its state, and what its files offer each other.
#pragma once

#include <setjmp.h>

#include "fora_interpret.h"
#include "fora_runtime.h"
#include "str.h"

// ---- Values -------------------------------------------------------------------------

typedef enum {
    EVAL_UNBOUND,
    EVAL_NONE,
    EVAL_NOTIMPLEMENTED,
    EVAL_BOOL,
    EVAL_INT,
    EVAL_FLOAT,
    EVAL_STR,
    EVAL_TUPLE,
    EVAL_LIST,
    EVAL_DICT,
    EVAL_SET,
    EVAL_FROZENSET,
    EVAL_RANGE,
    EVAL_SLICE,
    EVAL_FUNCTION,
    EVAL_METHOD,
    EVAL_CLASS,
    EVAL_INSTANCE,
    EVAL_BUILTIN,
    EVAL_MODULE,
    EVAL_ITERATOR,
    EVAL_VIEW,
    EVAL_CELL,
    EVAL_FILE,
} eval_kind;

typedef struct eval_table eval_table;
typedef struct eval_tuple eval_tuple;
typedef struct eval_function eval_function;
typedef struct eval_instance eval_instance;
typedef struct eval_iterator eval_iterator;
typedef struct eval_value eval_value;

struct eval_value {
    eval_kind kind;
    uint32_t handle;  // CLASS: fora_class; BUILTIN, MODULE: fora_sym; VIEW: eval_view
    union {
        int64_t integer;  // also BOOL
        double number;
        rt_str *str;
        eval_table *table;        // LIST, DICT, SET, FROZENSET, VIEW
        eval_tuple *tuple;        // also RANGE and SLICE: start, stop, step
        eval_function *function;  // also METHOD
        eval_instance *instance;
        eval_iterator *iterator;
        eval_value *cell;
        void *file;
    } as;
};

typedef enum { EVAL_KEYS, EVAL_VALUES, EVAL_ITEMS } eval_view;

struct eval_tuple {
    int64_t length;
    eval_value items[];
};

struct eval_function {
    fora_fn fn;
    eval_value self;  // METHOD
    uint32_t capture_count;
    eval_value *captures;
};

typedef struct {
    fora_sym name;
    eval_value value;
} eval_named;

// Instances do not change: setting an attribute makes another one.
struct eval_instance {
    fora_class class;
    uint32_t count;
    eval_named *fields;
    rt_str *message, *arguments;  // of exceptions: str(e), and what repr(e) encloses
};

struct eval_iterator {
    // Gives the next value in *result; false at the end.
    bool (*next)(eval_iterator *self, eval_value *result);
    const char *type;
    eval_value source, more;  // what it walks through
    eval_iterator **inner;
    uint32_t inner_count;
    int64_t place, expected;
};

// ---- Tables: the content of lists, dictionaries and sets (table.c) ------------------

enum { EVAL_FREE, EVAL_LIVE, EVAL_DELETED };

typedef struct {
    int64_t hash;
    int state;
    eval_value key, value;  // lists have values only
} eval_entry;

// One version of a container. The newest version owns the entries; each older one knows
// the version that came after it and the one entry that differs there.
struct eval_table {
    eval_entry *entries;   // NULL: superseded
    int64_t length;        // live entries
    int64_t used;          // LIST, DICT: entries in use; SET: size of the table
    int64_t fill, finger;  // SET
    int64_t capacity;
    int32_t *index;  // DICT: entry numbers by hash; size is index_size, a power of two
    int64_t index_size;
    eval_table *newer;
    int64_t place;
    eval_entry before;
};

eval_table *eval_table_new(int64_t capacity);
eval_table *eval_table_copy(eval_table *table);
// The entries of this version, which is made the owner of a copy if it was superseded.
eval_entry *eval_entries(eval_table *table);
// A new version of which one entry may be written.
eval_table *eval_table_change(eval_table *table, int64_t place);
// A new version of a dictionary or set without the entry at `place`.
eval_table *eval_table_remove(eval_table *table, int64_t place);
eval_value eval_list_at(eval_table *list, int64_t place);
eval_table *eval_list_append(eval_table *list, eval_value value);
eval_table *eval_list_put(eval_table *list, int64_t place, eval_value value);
eval_table *eval_list_truncate(eval_table *list, int64_t length);
eval_table *eval_list_cut(eval_table *list, int64_t start, int64_t stop);
eval_table *eval_list_insert(eval_table *list, int64_t place, eval_value value);
int64_t eval_dict_find(eval_table *dict, eval_value key);  // a place, or -1
eval_table *eval_dict_put(eval_table *dict, eval_value key, eval_value value);
int64_t eval_set_find(eval_table *set, eval_value key);
// The same for `in`, discard and remove, which take a set as a frozenset.
int64_t eval_set_seek(eval_table *set, eval_value key);
eval_table *eval_set_add(eval_table *set, eval_value key);
eval_table *eval_set_presize(eval_table *set, int64_t added);
eval_table *eval_set_merged(eval_table *from);
// The set updated with what may be iterated over.
eval_table *eval_set_merge(eval_table *set, eval_value other);
eval_table *eval_set_tidy(eval_table *set);

// ---- State --------------------------------------------------------------------------

typedef struct eval_handler {
    jmp_buf jump;
    struct eval_handler *outer;
    eval_value *stack_top;
    eval_value handled;
} eval_handler;

typedef struct {
    fora_program *program;
    fora_arena *arena;
    eval_value *globals;      // by fora_global
    bool *module_done;        // by number of the module
    uint32_t *most_operands;  // by fora_fn; 0: not counted yet
    eval_handler *handler;    // the innermost try
    eval_value raised;        // on its way to the handler
    eval_value handled;       // what a bare raise raises again
    eval_value *stack_top;    // values of active functions
    eval_value *stack_end;
} eval_machine;

extern eval_machine eval_now;

// ---- machine.c ----------------------------------------------------------------------

void *eval_alloc(size_t bytes);
FORA_NORETURN void eval_leave(int status, const char *line);
FORA_NORETURN void eval_lacks(const char *format, ...) FORA_PRINTF(1, 2);
const char *eval_text(fora_sym sym);
fora_sym eval_sym(const char *text);
const char *eval_type_name(eval_value value);
bool eval_is_type_name(const char *name);

static inline eval_value
eval_none(void)
{
    return (eval_value){.kind = EVAL_NONE};
}

static inline eval_value
eval_bool(bool truth)
{
    return (eval_value){.kind = EVAL_BOOL, .as.integer = truth};
}

static inline eval_value
eval_int(int64_t integer)
{
    return (eval_value){.kind = EVAL_INT, .as.integer = integer};
}

static inline eval_value
eval_float(double number)
{
    return (eval_value){.kind = EVAL_FLOAT, .as.number = number};
}

static inline eval_value
eval_str(rt_str *str)
{
    return (eval_value){.kind = EVAL_STR, .as.str = str};
}

static inline eval_value
eval_container(eval_kind kind, eval_table *table)
{
    return (eval_value){.kind = kind, .as.table = table};
}

static inline eval_value
eval_list(eval_table *table)
{
    return eval_container(EVAL_LIST, table);
}

static inline eval_value
eval_name(eval_kind kind, uint32_t handle)
{
    return (eval_value){.kind = kind, .handle = handle};
}

eval_value eval_str_c(const char *text);
eval_value eval_strings(const rt_list *strings);
eval_value eval_tuple_of(int64_t length, const eval_value *items);
eval_value eval_tuple_from_list(eval_table *list);
eval_value eval_three(eval_kind kind, eval_value a, eval_value b, eval_value c);
// bool counts as int.
bool eval_is_int(eval_value value);
bool eval_is_number(eval_value value);
double eval_as_float(eval_value value);  // of a number; TypeError otherwise
int64_t eval_as_int(eval_value value);   // TypeError unless int
rt_str *eval_as_str(eval_value value);   // TypeError unless str

// ---- exception.c --------------------------------------------------------------------

FORA_NORETURN void eval_raise(eval_value exception);
FORA_NORETURN void eval_raise_text(int class, const char *format, ...)
    FORA_PRINTF(2, 3);
FORA_NORETURN void eval_lacks_width(void);  // ends the process: not interpreted
FORA_NORETURN void eval_raise_key(eval_value key);
void eval_check(void);  // raises what a function of the runtime left pending
eval_value eval_exception_init(eval_value self, uint32_t count,
                               const eval_value *values);
bool eval_derives(fora_class class, fora_class base);
bool eval_is_instance(eval_value value, eval_value info);
bool eval_exception_matches(eval_value exception, eval_value info);
// What `raise exception from cause` raises; without a cause that is None.
FORA_NORETURN void eval_raise_operand(eval_value exception, eval_value cause);
void eval_report(eval_value exception);

// ---- call.c, object.c ---------------------------------------------------------------

typedef struct {
    uint32_t count;
    eval_value *values;
    uint32_t named_count;
    eval_named *named;
} eval_args;

eval_args eval_arguments(uint32_t count, eval_value *values);
// Arguments as they stand behind `first` operands, with the marks of the operation.
eval_args eval_open(uint32_t count, const eval_value *values, const uint64_t *marks);
eval_value eval_call_function(const eval_function *function, eval_value *self,
                              eval_args args);
eval_value eval_call(eval_value callee, eval_args args);
// Raises TypeError for a string, which sum() does not start with.
void eval_check_sum_start(eval_value start);
eval_value eval_call1(eval_value callee, eval_value argument);
eval_value eval_construct(fora_class class, eval_args args);
// Calls a dunder method of an instance; false if its class has none.
bool eval_dunder(eval_value self, const char *name, uint32_t count, eval_value *values,
                 eval_value *result);
// The same where the method stands in for the one `asked` for.
bool eval_dunder_for(eval_value self, const char *asked, const char *name,
                     uint32_t count, eval_value *values, eval_value *result);
// Asks a dunder method about another value; false too if it answers NotImplemented.
bool eval_ask(eval_value self, const char *name, eval_value other, eval_value *result);
eval_value eval_getattr(eval_value object, fora_sym name);
eval_value eval_setattr(eval_value object, fora_sym name, eval_value value);
// A method call: the answer, and the receiver afterwards.
// Raises if an instance or None has no such method.
void eval_look_up(fora_sym name, eval_value object);
eval_value eval_method(fora_sym name, eval_value *receiver, eval_args args);
eval_value eval_super(fora_class class, fora_sym name, eval_value self, eval_args args);

// ---- exec.c -------------------------------------------------------------------------

eval_value eval_run(fora_fn fn, const eval_value *parameters);

// ---- operate.c, number.c, compare.c -------------------------------------------------

eval_value eval_binary(fora_opcode code, eval_value a, eval_value b);
eval_value eval_unary(fora_opcode code, eval_value a);
// Numbers only; false if the operands are no numbers.
bool eval_arithmetic(fora_opcode code, eval_value a, eval_value b, eval_value *result);
eval_value eval_power(eval_value a, eval_value b);
// Whether the operation is known for these builtin values (set operations).
bool eval_set_operate(fora_opcode code, eval_value a, eval_value b, bool in_place,
                      eval_value *result);
bool eval_equal(eval_value a, eval_value b);
eval_value eval_compare(fora_opcode code, eval_value a, eval_value b);
bool eval_less(eval_value a, eval_value b);
bool eval_same(eval_value a, eval_value b);
bool eval_truth(eval_value value);
int64_t eval_hash(eval_value value);
bool eval_contains(eval_value container, eval_value item);
int64_t eval_length(eval_value value);

// ---- item.c, iterate.c --------------------------------------------------------------

eval_value eval_getitem(eval_value object, eval_value index);
eval_value eval_setitem(eval_value object, eval_value index, eval_value value);
eval_value eval_delitem(eval_value object, eval_value index);
void eval_unpack(eval_value value, uint32_t count, int64_t star, eval_value *results);
int64_t eval_range_length(eval_value range);
eval_iterator *eval_iterate(eval_value iterable);
bool eval_next(eval_iterator *iterator, eval_value *result);
eval_table *eval_to_list(eval_value iterable);
eval_table *eval_to_set(eval_value iterable);
eval_table *eval_to_dict(eval_value value);
eval_value eval_lazy(const char *type, uint32_t count, const eval_value *iterables,
                     eval_value function);
eval_value eval_reversed(eval_value value);

// ---- text.c -------------------------------------------------------------------------

rt_str *eval_to_str(eval_value value);
rt_str *eval_to_repr(eval_value value);
rt_str *eval_to_ascii(eval_value value);
eval_value eval_format(eval_value value, rt_str *spec, int conversion);
rt_str *eval_percent(rt_str *format, eval_value argument);

// ---- Builtins and methods -----------------------------------------------------------

typedef struct {
    const char *name;
    eval_value (*run)(eval_args *args);
} eval_builtin_row;

typedef struct {
    eval_kind kind;
    const char *name;
    // May put the updated receiver into *self.
    eval_value (*run)(eval_value *self, eval_args *args);
} eval_method_row;

// Arguments of builtins: by position, else by name. `name` may be NULL.
bool eval_has(const eval_args *args, uint32_t place, const char *name);
eval_value eval_argument(const eval_args *args, uint32_t place, const char *name,
                         eval_value otherwise);
void eval_arity(const eval_args *args, const char *what, uint32_t least, uint32_t most);

eval_value eval_builtin(const char *name, eval_args args);
bool eval_builtin_attribute(const char *name, eval_value *result);
extern const eval_builtin_row eval_value_builtins[],
    eval_math_builtins[];                   // ended alike
rt_list *eval_floats(eval_value iterable);  // a list[float] for the runtime
eval_table *eval_sorted(eval_table *list, eval_value key, bool reverse);

extern const eval_method_row eval_list_methods[], eval_dict_methods[],
    eval_set_methods[], eval_str_methods[],
    eval_other_methods[];  // each ended by a row without a name
