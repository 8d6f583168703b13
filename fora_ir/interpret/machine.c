// The interpreter's state, its memory, and the simplest values.
#include <stdarg.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "eval.h"
#include "rt.h"

eval_machine eval_now;

// Nothing is given back before the process ends.
void *
eval_alloc(size_t bytes)
{
    return fora_alloc(eval_now.arena, bytes ? bytes : 1);
}

// Ends the process with a last line on stderr, without looking for what was not freed.
void
eval_leave(int status, const char *line)
{
    rt_print_flush();
    rt_file_finish();
    fprintf(stderr, "%s\n", line);
    _exit(status);
}

void
eval_lacks(const char *format, ...)
{
    char line[256];
    va_list arguments;
    int start = snprintf(line, sizeof line, "not interpreted: ");
    va_start(arguments, format);
    vsnprintf(line + start, sizeof line - (size_t)start, format, arguments);
    va_end(arguments);
    eval_leave(FORA_NOT_INTERPRETED, line);
}

const char *
eval_text(fora_sym sym)
{
    return fora_sym_text(eval_now.program->names, sym);
}

fora_sym
eval_sym(const char *text)
{
    return fora_intern_c(eval_now.program->names, text);
}

eval_value
eval_str_c(const char *text)
{
    return eval_str(rt_str_from_c(text));
}

// ---- Names of types -----------------------------------------------------------------

static const char *const type_names[] = {
    [EVAL_UNBOUND] = "unbound",
    [EVAL_NONE] = "NoneType",
    [EVAL_NOTIMPLEMENTED] = "NotImplementedType",
    [EVAL_BOOL] = "bool",
    [EVAL_INT] = "int",
    [EVAL_FLOAT] = "float",
    [EVAL_STR] = "str",
    [EVAL_TUPLE] = "tuple",
    [EVAL_LIST] = "list",
    [EVAL_DICT] = "dict",
    [EVAL_SET] = "set",
    [EVAL_FROZENSET] = "frozenset",
    [EVAL_RANGE] = "range",
    [EVAL_SLICE] = "slice",
    [EVAL_FUNCTION] = "function",
    [EVAL_METHOD] = "method",
    [EVAL_CLASS] = "type",
    [EVAL_MODULE] = "module",
    [EVAL_CELL] = "cell",
    [EVAL_FILE] = "_io.TextIOWrapper",
};

bool
eval_is_type_name(const char *name)
{
    static const char *const others[] = {"object", "type",   "enumerate", "zip",
                                         "map",    "filter", "reversed"};
    for (int kind = EVAL_BOOL; kind <= EVAL_SLICE; kind++)
        if (strcmp(type_names[kind], name) == 0)
            return true;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (strcmp(others[i], name) == 0)
            return true;
    return false;
}

const char *
eval_type_name(eval_value value)
{
    static const char *const views[] = {"dict_keys", "dict_values", "dict_items"};
    switch (value.kind) {
    case EVAL_INSTANCE:
        return eval_text(eval_now.program->classes[value.as.instance->class].name);
    case EVAL_VIEW:
        return views[value.handle];
    case EVAL_ITERATOR:
        return value.as.iterator->type;
    case EVAL_BUILTIN:
        return eval_is_type_name(eval_text(value.handle))
                   ? "type"
                   : "builtin_function_or_method";
    default:
        return type_names[value.kind];
    }
}

// ---- Tuples and triples -------------------------------------------------------------

eval_value
eval_tuple_of(int64_t length, const eval_value *items)
{
    eval_tuple *tuple = eval_alloc(sizeof *tuple + (size_t)length * sizeof *items);
    tuple->length = length;
    if (length > 0)
        memcpy(tuple->items, items, (size_t)length * sizeof *items);
    return (eval_value){.kind = EVAL_TUPLE, .as.tuple = tuple};
}

eval_value
eval_tuple_from_list(eval_table *list)
{
    eval_entry *entries = eval_entries(list);
    eval_value tuple = eval_tuple_of(0, NULL);
    tuple.as.tuple =
        eval_alloc(sizeof *tuple.as.tuple + (size_t)list->length * sizeof(eval_value));
    tuple.as.tuple->length = list->length;
    for (int64_t i = 0; i < list->length; i++)
        tuple.as.tuple->items[i] = entries[i].value;
    return tuple;
}

eval_value
eval_three(eval_kind kind, eval_value a, eval_value b, eval_value c)
{
    eval_value value = eval_tuple_of(3, (eval_value[]){a, b, c});
    value.kind = kind;
    return value;
}

// ---- Numbers ------------------------------------------------------------------------

bool
eval_is_int(eval_value value)
{
    return value.kind == EVAL_INT || value.kind == EVAL_BOOL;
}

bool
eval_is_number(eval_value value)
{
    return eval_is_int(value) || value.kind == EVAL_FLOAT;
}

double
eval_as_float(eval_value value)
{
    eval_value answer;
    if (value.kind == EVAL_INSTANCE &&
        eval_dunder(value, "__float__", 0, NULL, &answer))
        value = answer;
    if (!eval_is_number(value))
        eval_raise_text(RT_EXC_TypeError, "must be real number, not %s",
                        eval_type_name(value));
    return value.kind == EVAL_FLOAT ? value.as.number : (double)value.as.integer;
}

int64_t
eval_as_int(eval_value value)
{
    if (!eval_is_int(value))
        eval_raise_text(RT_EXC_TypeError,
                        "'%s' object cannot be interpreted as an integer",
                        eval_type_name(value));
    return value.as.integer;
}

rt_str *
eval_as_str(eval_value value)
{
    if (value.kind != EVAL_STR)
        eval_raise_text(RT_EXC_TypeError, "must be str, not %s", eval_type_name(value));
    return value.as.str;
}

// A list of the runtime as one of ours; raises if there is an error pending.
eval_value
eval_strings(const rt_list *strings)
{
    eval_check();
    eval_table *list = eval_table_new(strings->length);
    for (int64_t i = 0; i < strings->length; i++)
        list = eval_list_append(list, eval_str(((rt_str **)(void *)strings->data)[i]));
    return eval_list(list);
}

// ---- A whole program ----------------------------------------------------------------

static const size_t STACK_VALUES = (size_t)1 << 26;

void
fora_interpret(fora_program *program, fora_fn body)
{
    size_t bytes = STACK_VALUES * sizeof(eval_value);
    eval_handler handler = {0};
    eval_now = (eval_machine){.program = program, .arena = fora_arena_new()};
    eval_now.globals = eval_alloc(program->global_count * sizeof(eval_value));
    eval_now.module_done = eval_alloc(program->module_count);
    eval_now.most_operands = eval_alloc(program->function_count * sizeof(uint32_t));
    eval_now.stack_top = mmap(NULL, bytes, PROT_READ | PROT_WRITE,
                              MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (eval_now.stack_top == MAP_FAILED)
        FORA_DEFECT("there is no room for the interpreter's stack");
    eval_now.stack_end = eval_now.stack_top + STACK_VALUES - 4096;
    eval_now.handler = &handler;
    if (setjmp(handler.jump) == 0) {
        eval_function function = {.fn = body};
        eval_call_function(&function, NULL, eval_arguments(0, NULL));
        return;
    }
    eval_now.handler = NULL;
    eval_report(eval_now.raised);
}
