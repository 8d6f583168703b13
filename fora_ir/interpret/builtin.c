// Builtin functions: printing, iteration, sys and time; finding builtins by name.
#include <math.h>
#include <string.h>

#include "eval.h"

// ---- Arguments ----------------------------------------------------------------------

static const eval_value *
argument(const eval_args *args, uint32_t place, const char *name)
{
    if (place < args->count)
        return &args->values[place];
    for (uint32_t i = 0; name && i < args->named_count; i++)
        if (strcmp(eval_text(args->named[i].name), name) == 0)
            return &args->named[i].value;
    return NULL;
}

bool
eval_has(const eval_args *args, uint32_t place, const char *name)
{
    return argument(args, place, name) != NULL;
}

eval_value
eval_argument(const eval_args *args, uint32_t place, const char *name,
              eval_value otherwise)
{
    const eval_value *found = argument(args, place, name);
    return found ? *found : otherwise;
}

void
eval_arity(const eval_args *args, const char *what, uint32_t least, uint32_t most)
{
    if (args->count < least || args->count > most)
        eval_raise_text(RT_EXC_TypeError, "%s expected %s%u argument%s, got %u", what,
                        least == most         ? ""
                        : args->count < least ? "at least "
                                              : "at most ",
                        args->count < least ? least : most,
                        (args->count < least ? least : most) == 1 ? "" : "s",
                        args->count);
}

static eval_value
first(const eval_args *args)
{
    return eval_argument(args, 0, NULL, eval_none());
}

// ---- Output and input ---------------------------------------------------------------

static void
write_to(eval_value file, rt_str *text)
{
    if (file.kind == EVAL_NONE)
        rt_print_str(text);
    else
        rt_file_write(file.as.file, text);
    eval_check();
}

// The text of sep= or end=.
static rt_str *
print_text(eval_args *args, const char *name, const char *text)
{
    eval_value value = eval_argument(args, UINT32_MAX, name, eval_none());
    if (value.kind == EVAL_NONE)
        return rt_str_from_c(text);
    if (value.kind != EVAL_STR)
        eval_raise_text(RT_EXC_TypeError, "%s must be None or a string, not %s", name,
                        eval_type_name(value));
    return value.as.str;
}

static eval_value
run_print(eval_args *args)
{
    rt_str *between = print_text(args, "sep", " ");
    rt_str *end = print_text(args, "end", "\n");
    eval_value file = eval_argument(args, UINT32_MAX, "file", eval_none());
    for (uint32_t i = 0; i < args->count; i++) {
        if (i > 0)
            write_to(file, between);
        write_to(file, eval_to_str(args->values[i]));
    }
    write_to(file, end);
    if (eval_truth(eval_argument(args, UINT32_MAX, "flush", eval_none())))
        rt_print_flush();
    return eval_none();
}

static rt_str *
optional_str(const eval_args *args, uint32_t place, const char *name)
{
    eval_value value = eval_argument(args, place, name, eval_none());
    return value.kind == EVAL_NONE ? NULL : eval_as_str(value);
}

static eval_value
run_open(eval_args *args)
{
    rt_str *mode = optional_str(args, 1, "mode");
    void *file = rt_file_open(
        eval_as_str(eval_argument(args, 0, "file", eval_none())),
        mode ? mode : rt_str_from_c("r"), optional_str(args, 3, "encoding"),
        optional_str(args, 4, "errors"), optional_str(args, 5, "newline"));
    eval_check();
    return (eval_value){.kind = EVAL_FILE, .as.file = file};
}

static eval_value
run_input(eval_args *args)
{
    rt_str *line = rt_input(optional_str(args, 0, NULL));
    eval_check();
    return eval_str(line);
}

// ---- Iteration ----------------------------------------------------------------------

static eval_value
run_len(eval_args *args)
{
    eval_arity(args, "len()", 1, 1);
    return eval_int(eval_length(args->values[0]));
}

static eval_value
run_hash(eval_args *args)
{
    return eval_int(eval_hash(first(args)));
}

static eval_value
run_enumerate(eval_args *args)
{
    eval_value iterable = eval_argument(args, 0, "iterable", eval_none());
    return eval_lazy("enumerate", 1, &iterable,
                     eval_argument(args, 1, "start", eval_int(0)));
}

static eval_value
run_zip(eval_args *args)
{
    if (args->named_count)
        eval_lacks("zip(strict=...)");
    return eval_lazy("zip", args->count, args->values, eval_none());
}

static eval_value
run_map(eval_args *args)
{
    eval_arity(args, "map()", 2, UINT32_MAX);
    return eval_lazy("map", args->count - 1, args->values + 1, args->values[0]);
}

static eval_value
run_filter(eval_args *args)
{
    eval_arity(args, "filter", 2, 2);
    return eval_lazy("filter", 1, args->values + 1, args->values[0]);
}

static eval_value
run_reversed(eval_args *args)
{
    return eval_reversed(first(args));
}

static eval_value
run_sorted(eval_args *args)
{
    eval_value reverse = eval_argument(args, UINT32_MAX, "reverse", eval_bool(false));
    return eval_list(eval_sorted(eval_to_list(first(args)),
                                 eval_argument(args, UINT32_MAX, "key", eval_none()),
                                 eval_as_int(reverse) != 0));
}

static eval_value
run_any(eval_args *args)
{
    eval_value item;
    eval_iterator *iterator = eval_iterate(first(args));
    while (eval_next(iterator, &item))
        if (eval_truth(item))
            return eval_bool(true);
    return eval_bool(false);
}

static eval_value
run_all(eval_args *args)
{
    eval_value item;
    eval_iterator *iterator = eval_iterate(first(args));
    while (eval_next(iterator, &item))
        if (!eval_truth(item))
            return eval_bool(false);
    return eval_bool(true);
}

void
eval_check_sum_start(eval_value start)
{
    if (start.kind == EVAL_STR)
        eval_raise_text(RT_EXC_TypeError,
                        "sum() can't sum strings [use ''.join(seq) instead]");
}

static eval_value
run_sum(eval_args *args)
{
    eval_value total = eval_argument(args, 1, "start", eval_int(0)), item;
    eval_iterator *iterator = eval_iterate(first(args));
    eval_check_sum_start(total);
    while (eval_next(iterator, &item))
        total = eval_binary(FORA_OP_PY_ADD, total, item);
    return total;
}

static eval_value
extreme(const eval_args *args, const char *name, fora_opcode better)
{
    eval_value key = eval_argument(args, UINT32_MAX, "key", eval_none()), item, best;
    eval_value walked =
        args->count == 1 ? args->values[0] : eval_tuple_of(args->count, args->values);
    eval_value best_key = {.kind = EVAL_UNBOUND};
    eval_iterator *iterator = eval_iterate(walked);
    while (eval_next(iterator, &item)) {
        eval_value measure = key.kind == EVAL_NONE ? item : eval_call1(key, item);
        if (best_key.kind != EVAL_UNBOUND &&
            !eval_truth(eval_compare(better, measure, best_key)))
            continue;
        best = item;
        best_key = measure;
    }
    if (best_key.kind != EVAL_UNBOUND)
        return best;
    if (!eval_has(args, UINT32_MAX, "default"))
        eval_raise_text(RT_EXC_ValueError, "%s() arg is an empty sequence", name);
    return eval_argument(args, UINT32_MAX, "default", eval_none());
}

static eval_value
run_min(eval_args *args)
{
    return extreme(args, "min", FORA_OP_PY_LT);
}

static eval_value
run_max(eval_args *args)
{
    return extreme(args, "max", FORA_OP_PY_GT);
}

// ---- Loops over what they update (frontend/emit_iterate.c) ---------------------------

static eval_value
run_iterate(eval_args *args)
{
    eval_value container = first(args);
    return container.kind == EVAL_LIST ? eval_none()
                                       : eval_list(eval_to_list(container));
}

static eval_value
run_more(eval_args *args)
{
    eval_value container = args->values[0], start = args->values[1];
    int64_t length = eval_length(container);
    if (start.kind != EVAL_NONE && length != start.as.table->length)
        eval_raise_text(RT_EXC_RuntimeError, "%s changed size during iteration",
                        container.kind == EVAL_DICT ? "dictionary" : "Set");
    return eval_bool(args->values[2].as.integer < length);
}

static eval_value
run_item(eval_args *args)
{
    bool list = args->values[1].kind == EVAL_NONE;
    return eval_getitem(args->values[list ? 0 : 1], args->values[2]);
}

// ---- sys and time -------------------------------------------------------------------

static eval_value
run_exit(eval_args *args)
{
    eval_raise(eval_construct(RT_EXC_SystemExit, *args));
}

static eval_value
run_time(eval_args *args)
{
    (void)args;
    return eval_float(rt_time_time());
}

static eval_value
run_perf_counter(eval_args *args)
{
    (void)args;
    return eval_float(rt_time_perf_counter());
}

static eval_value
run_ignored(eval_args *args)
{
    (void)args;
    return eval_none();
}

// ---- The table ----------------------------------------------------------------------

static const eval_builtin_row rows[] = {
    {"print", run_print},
    {"open", run_open},
    {"input", run_input},
    {"len", run_len},
    {"hash", run_hash},
    {"enumerate", run_enumerate},
    {"zip", run_zip},
    {"map", run_map},
    {"filter", run_filter},
    {"reversed", run_reversed},
    {"sorted", run_sorted},
    {"any", run_any},
    {"all", run_all},
    {"sum", run_sum},
    {"min", run_min},
    {"max", run_max},
    {"_fora_iterate", run_iterate},
    {"_fora_more", run_more},
    {"_fora_item", run_item},
    {"sys.exit", run_exit},
    {"exit", run_exit},
    {"sys.setrecursionlimit", run_ignored},
    {"time.sleep", run_ignored},
    {"time.time", run_time},
    {"time.perf_counter", run_perf_counter},
    {0},
};

static const eval_builtin_row *
find_row(const eval_builtin_row *row, const char *name)
{
    while (row->name && strcmp(row->name, name) != 0)
        row++;
    return row->name ? row : NULL;
}

eval_value
eval_builtin(const char *name, eval_args args)
{
    const eval_builtin_row *row = find_row(rows, name);
    if (!row)
        row = find_row(eval_value_builtins, name);
    if (!row && strncmp(name, "math.", 5) == 0)
        row = find_row(eval_math_builtins, name + 5);
    // A method named through its type: str.lower(s), map(str.strip, lines).
    const char *dot = strchr(name, '.');
    if (!row && dot && args.count &&
        eval_is_type_name(eval_type_name(args.values[0]))) {
        const char *type = eval_type_name(args.values[0]);
        if (strlen(type) == (size_t)(dot - name) &&
            !strncmp(type, name, strlen(type))) {
            eval_value self = args.values[0];
            args.values++;
            args.count--;
            return eval_method(eval_sym(dot + 1), &self, args);
        }
    }
    if (!row)
        eval_lacks("%s", name);
    return row->run(&args);
}

static eval_value
file_value(void *file)
{
    return (eval_value){.kind = EVAL_FILE, .as.file = file};
}

static bool
constant(const char *name, eval_value *result)
{
#define FLOAT(value) eval_float(value)
#define INT(value) eval_int(value)
#define STR(value) eval_str_c(value)
#define RULE(...)
#define CONSTANT(label, kind, value)                                                   \
    if (strcmp(name, label) == 0) {                                                    \
        *result = kind(value);                                                         \
        return true;                                                                   \
    }
#include "../def/rules.def"
#undef RULE
#undef CONSTANT
#undef FLOAT
#undef INT
#undef STR
    return false;
}

bool
eval_builtin_attribute(const char *name, eval_value *result)
{
    if (constant(name, result))
        return true;
    if (strcmp(name, "sys.stdin") == 0)
        *result = file_value(rt_stdin());
    else if (strcmp(name, "sys.stdout") == 0)
        *result = file_value(rt_stdout());
    else if (strcmp(name, "sys.stderr") == 0)
        *result = file_value(rt_stderr());
    else if (strcmp(name, "sys.argv") == 0)
        *result = eval_strings(rt_sys_argv());
    else
        return false;
    return true;
}
