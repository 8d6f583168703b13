// Builtin functions and types that are called, and the names of the library's modules.
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
                        least == most          ? ""
                        : args->count < least ? "at least "
                                               : "at most ",
                        args->count < least ? least : most,
                        (args->count < least ? least : most) == 1 ? "" : "s", args->count);
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

static eval_value
run_print(eval_args *args)
{
    eval_value sep = eval_argument(args, UINT32_MAX, "sep", eval_none());
    eval_value end = eval_argument(args, UINT32_MAX, "end", eval_none());
    eval_value file = eval_argument(args, UINT32_MAX, "file", eval_none());
    rt_str *between = sep.kind == EVAL_NONE ? rt_str_from_c(" ") : eval_as_str(sep);
    for (uint32_t i = 0; i < args->count; i++) {
        if (i > 0)
            write_to(file, between);
        write_to(file, eval_to_str(args->values[i]));
    }
    write_to(file, end.kind == EVAL_NONE ? rt_str_from_c("\n") : eval_as_str(end));
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
    void *file = rt_file_open(eval_as_str(eval_argument(args, 0, "file", eval_none())),
                              mode ? mode : rt_str_from_c("r"),
                              optional_str(args, 3, "encoding"),
                              optional_str(args, 4, "errors"),
                              optional_str(args, 5, "newline"));
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

// ---- Types that are called ----------------------------------------------------------

static eval_value
run_int(eval_args *args)
{
    eval_value value = args->count ? args->values[0] : eval_int(0), result;
    eval_value base = eval_argument(args, 1, "base", eval_none());
    if (value.kind == EVAL_FLOAT)
        result = eval_int(rt_float_to_int(value.as.number));
    else if (value.kind == EVAL_STR && base.kind != EVAL_NONE)
        result = eval_int(rt_int_parse_base(value.as.str, eval_as_int(base)));
    else if (value.kind == EVAL_STR)
        result = eval_int(rt_int_parse(value.as.str));
    else if (eval_is_int(value))
        result = eval_int(value.as.integer);
    else if (!eval_dunder(value, "__int__", 0, NULL, &result))
        eval_raise_text(RT_EXC_TypeError,
                        "int() argument must be a string, a bytes-like object or a real "
                        "number, not '%s'",
                        eval_type_name(value));
    eval_check();
    return result;
}

static eval_value
run_float(eval_args *args)
{
    eval_value value = args->count ? args->values[0] : eval_int(0), result;
    if (value.kind == EVAL_STR)
        result = eval_float(rt_float_parse(value.as.str));
    else if (eval_is_number(value))
        result = eval_float(eval_as_float(value));
    else if (!eval_dunder(value, "__float__", 0, NULL, &result))
        eval_raise_text(RT_EXC_TypeError,
                        "float() argument must be a string or a real number, not '%s'",
                        eval_type_name(value));
    eval_check();
    return result;
}

static eval_value
run_str(eval_args *args)
{
    return args->count ? eval_str(eval_to_str(args->values[0])) : eval_str_c("");
}

static eval_value
run_repr(eval_args *args)
{
    eval_arity(args, "repr()", 1, 1);
    return eval_str(eval_to_repr(args->values[0]));
}

static eval_value
run_bool(eval_args *args)
{
    return eval_bool(args->count && eval_truth(args->values[0]));
}

static eval_value
run_list(eval_args *args)
{
    return eval_list(args->count ? eval_to_list(args->values[0]) : eval_table_new(0));
}

static eval_value
run_tuple(eval_args *args)
{
    if (args->count && args->values[0].kind == EVAL_TUPLE)
        return args->values[0];
    return args->count ? eval_tuple_from_list(eval_to_list(args->values[0]))
                       : eval_tuple_of(0, NULL);
}

static eval_value
run_set(eval_args *args)
{
    return eval_container(EVAL_SET,
                          args->count ? eval_to_set(args->values[0]) : eval_table_new(0));
}

static eval_value
run_frozenset(eval_args *args)
{
    if (args->count && args->values[0].kind == EVAL_FROZENSET)
        return args->values[0];
    eval_value set = run_set(args);
    set.kind = EVAL_FROZENSET;
    return set;
}

static eval_value
run_dict(eval_args *args)
{
    eval_value dict = eval_container(EVAL_DICT, args->count ? eval_to_dict(args->values[0])
                                                            : eval_table_new(0));
    for (uint32_t i = 0; i < args->named_count; i++)
        dict.as.table =
            eval_dict_put(dict.as.table, eval_str_c(eval_text(args->named[i].name)),
                          args->named[i].value);
    return dict;
}

static eval_value
run_fromkeys(eval_args *args)
{
    eval_table *dict = eval_table_new(0);
    eval_value value = eval_argument(args, 1, NULL, eval_none()), key;
    eval_iterator *keys = eval_iterate(first(args));
    while (eval_next(keys, &key))
        dict = eval_dict_put(dict, key, value);
    return eval_container(EVAL_DICT, dict);
}

static eval_value
run_range(eval_args *args)
{
    eval_arity(args, "range", 1, 3);
    eval_value part[3] = {eval_int(0), eval_int(0), eval_int(1)};
    for (uint32_t i = 0; i < args->count; i++)
        part[args->count == 1 ? 1 : i] = eval_int(eval_as_int(args->values[i]));
    if (part[2].as.integer == 0)
        eval_raise_text(RT_EXC_ValueError, "range() arg 3 must not be zero");
    return eval_three(EVAL_RANGE, part[0], part[1], part[2]);
}

static eval_value
run_type(eval_args *args)
{
    eval_arity(args, "type()", 1, 1);
    if (args->values[0].kind == EVAL_INSTANCE)
        return eval_name(EVAL_CLASS, args->values[0].as.instance->class);
    return eval_name(EVAL_BUILTIN, eval_sym(eval_type_name(args->values[0])));
}

static eval_value
run_isinstance(eval_args *args)
{
    eval_arity(args, "isinstance", 2, 2);
    return eval_bool(eval_is_instance(args->values[0], args->values[1]));
}

// ---- Numbers ------------------------------------------------------------------------

static eval_value
run_abs(eval_args *args)
{
    eval_value value = first(args), result;
    if (eval_dunder(value, "__abs__", 0, NULL, &result))
        return result;
    if (value.kind == EVAL_FLOAT)
        return eval_float(fabs(value.as.number));
    if (!eval_is_int(value))
        eval_raise_text(RT_EXC_TypeError, "bad operand type for abs(): '%s'",
                        eval_type_name(value));
    return value.as.integer < 0 ? eval_unary(FORA_OP_PY_NEG, value)
                                : eval_int(value.as.integer);
}

static eval_value
run_round(eval_args *args)
{
    eval_value value = first(args), digits = eval_argument(args, 1, "ndigits", eval_none());
    eval_value result;
    bool whole = digits.kind == EVAL_NONE;
    if (eval_is_int(value))
        result = eval_int(whole ? value.as.integer
                                : rt_int_round(value.as.integer, eval_as_int(digits)));
    else if (whole)
        result = eval_int(rt_float_round(eval_as_float(value)));
    else
        result = eval_float(rt_float_round_digits(eval_as_float(value), eval_as_int(digits)));
    eval_check();
    return result;
}

static eval_value
run_divmod(eval_args *args)
{
    eval_arity(args, "divmod", 2, 2);
    eval_value a = args->values[0], b = args->values[1];
    if (eval_is_number(a) && eval_is_number(b) && !(eval_is_int(a) && eval_is_int(b))) {
        double parts[2];
        rt_float_divmod(eval_as_float(a), eval_as_float(b), parts);
        eval_check();
        return eval_tuple_of(2,
                             (eval_value[]){eval_float(parts[0]), eval_float(parts[1])});
    }
    eval_value quotient = eval_binary(FORA_OP_PY_FLOORDIV, a, b);
    return eval_tuple_of(2, (eval_value[]){quotient, eval_binary(FORA_OP_PY_MOD, a, b)});
}

static eval_value
run_pow(eval_args *args)
{
    eval_arity(args, "pow", 2, 3);
    if (args->count == 2)
        return eval_binary(FORA_OP_PY_POW, args->values[0], args->values[1]);
    int64_t result =
        rt_int_pow_mod(eval_as_int(args->values[0]), eval_as_int(args->values[1]),
                       eval_as_int(args->values[2]));
    eval_check();
    return eval_int(result);
}

static eval_value
run_bin(eval_args *args)
{
    return eval_str(rt_int_bin(eval_as_int(first(args))));
}

static eval_value
run_oct(eval_args *args)
{
    return eval_str(rt_int_oct(eval_as_int(first(args))));
}

static eval_value
run_hex(eval_args *args)
{
    return eval_str(rt_int_hex(eval_as_int(first(args))));
}

static eval_value
run_fromhex(eval_args *args)
{
    double number = rt_float_fromhex(eval_as_str(first(args)));
    eval_check();
    return eval_float(number);
}

// ---- Texts --------------------------------------------------------------------------

static eval_value
run_ord(eval_args *args)
{
    int64_t point = rt_str_ord(eval_as_str(first(args)));
    eval_check();
    return eval_int(point);
}

static eval_value
run_chr(eval_args *args)
{
    int32_t point = rt_chr(eval_as_int(first(args)));
    eval_check();
    return eval_str(rt_char_str(point));
}

static eval_value
run_ascii(eval_args *args)
{
    return eval_str(rt_str_ascii(eval_to_repr(first(args))));
}

static eval_value
run_format(eval_args *args)
{
    eval_value spec = eval_argument(args, 1, NULL, eval_str_c(""));
    return eval_format(first(args), eval_as_str(spec), 0);
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
    return eval_lazy("enumerate", 1, &iterable, eval_argument(args, 1, "start", eval_int(0)));
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
                                 eval_truth(reverse)));
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

static eval_value
run_sum(eval_args *args)
{
    eval_value total = eval_argument(args, 1, "start", eval_int(0)), item;
    eval_iterator *iterator = eval_iterate(first(args));
    while (eval_next(iterator, &item))
        total = eval_binary(FORA_OP_PY_ADD, total, item);
    return total;
}

static eval_value
extreme(const eval_args *args, const char *name, fora_opcode better)
{
    eval_value key = eval_argument(args, UINT32_MAX, "key", eval_none()), item, best;
    eval_value walked = args->count == 1 ? args->values[0]
                                         : eval_tuple_of(args->count, args->values);
    eval_value best_key = {.kind = EVAL_UNBOUND};
    eval_iterator *iterator = eval_iterate(walked);
    while (eval_next(iterator, &item)) {
        eval_value measure = key.kind == EVAL_NONE ? item : eval_call1(key, item);
        if (best_key.kind != EVAL_UNBOUND
            && !eval_truth(eval_compare(better, measure, best_key)))
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
    return container.kind == EVAL_LIST ? eval_none() : eval_list(eval_to_list(container));
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
    {"int", run_int},
    {"float", run_float},
    {"str", run_str},
    {"repr", run_repr},
    {"bool", run_bool},
    {"list", run_list},
    {"tuple", run_tuple},
    {"set", run_set},
    {"frozenset", run_frozenset},
    {"dict", run_dict},
    {"dict.fromkeys", run_fromkeys},
    {"range", run_range},
    {"type", run_type},
    {"isinstance", run_isinstance},
    {"abs", run_abs},
    {"round", run_round},
    {"divmod", run_divmod},
    {"pow", run_pow},
    {"bin", run_bin},
    {"oct", run_oct},
    {"hex", run_hex},
    {"float.fromhex", run_fromhex},
    {"ord", run_ord},
    {"chr", run_chr},
    {"ascii", run_ascii},
    {"format", run_format},
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
};

eval_value
eval_builtin(const char *name, eval_args args)
{
    const eval_builtin_row *row =
        strncmp(name, "math.", 5) == 0 ? eval_find_math(name + 5) : NULL;
    for (size_t i = 0; !row && i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].name, name) == 0)
            row = &rows[i];
    // A method named through its type: str.lower(s), map(str.strip, lines).
    const char *dot = strchr(name, '.');
    if (!row && dot && args.count && eval_is_type_name(eval_type_name(args.values[0]))) {
        const char *type = eval_type_name(args.values[0]);
        if (strlen(type) == (size_t)(dot - name) && !strncmp(type, name, strlen(type))) {
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

bool
eval_builtin_attribute(const char *name, eval_value *result)
{
    static const struct {
        const char *name;
        double number;
    } numbers[] = {{"math.pi", 3.141592653589793}, {"math.e", 2.718281828459045},
                   {"math.tau", 6.283185307179586}, {"math.inf", INFINITY},
                   {"math.nan", NAN}};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (strcmp(numbers[i].name, name) == 0) {
            *result = eval_float(numbers[i].number);
            return true;
        }
    if (strcmp(name, "sys.maxsize") == 0)
        *result = eval_int(INT64_MAX);
    else if (strcmp(name, "sys.stdin") == 0)
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
