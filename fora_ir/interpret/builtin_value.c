// Builtin functions and types that make or compute single values and containers.
#include <math.h>

#include "eval.h"

static eval_value
first(const eval_args *args)
{
    return eval_argument(args, 0, NULL, eval_none());
}

// ---- Types that are called ----------------------------------------------------------

static eval_value
run_int(eval_args *args)
{
    eval_value value = args->count ? args->values[0] : eval_int(0), result;
    eval_value base = eval_argument(args, 1, "base", eval_none());
    if (value.kind != EVAL_STR && base.kind != EVAL_NONE)
        eval_raise_text(RT_EXC_TypeError,
                        "int() can't convert non-string with explicit base");
    else if (value.kind == EVAL_FLOAT)
        result = eval_int(rt_float_to_int(value.as.number));
    else if (value.kind == EVAL_STR && base.kind != EVAL_NONE)
        result = eval_int(rt_int_parse_base(value.as.str, eval_as_int(base)));
    else if (value.kind == EVAL_STR)
        result = eval_int(rt_int_parse(value.as.str));
    else if (eval_is_int(value))
        result = eval_int(value.as.integer);
    else if (!eval_dunder(value, "__int__", 0, NULL, &result))
        eval_raise_text(
            RT_EXC_TypeError,
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
run_opened(eval_args *args)
{
    eval_value value = args->values[0];
    bool read = value.kind == EVAL_INSTANCE || value.kind == EVAL_ITERATOR;
    return read ? eval_list(eval_to_list(value)) : value;
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
    return eval_container(EVAL_SET, args->count ? eval_to_set(args->values[0])
                                                : eval_table_new(0));
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
    eval_value dict = eval_container(
        EVAL_DICT, args->count ? eval_to_dict(args->values[0]) : eval_table_new(0));
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
    eval_value value = first(args),
               digits = eval_argument(args, 1, "ndigits", eval_none());
    eval_value result;
    if (eval_dunder(value, "__round__", args->count - 1, &digits, &result))
        return result;
    if (!eval_is_number(value))
        eval_raise_text(RT_EXC_TypeError, "type %s doesn't define __round__ method",
                        eval_type_name(value));
    bool whole = digits.kind == EVAL_NONE;
    if (eval_is_int(value))
        result = eval_int(whole ? value.as.integer
                                : rt_int_round(value.as.integer, eval_as_int(digits)));
    else if (whole)
        result = eval_int(rt_float_round(eval_as_float(value)));
    else
        result = eval_float(
            rt_float_round_digits(eval_as_float(value), eval_as_int(digits)));
    eval_check();
    return result;
}

static eval_value
run_divmod(eval_args *args)
{
    eval_arity(args, "divmod", 2, 2);
    eval_value a = args->values[0], b = args->values[1], result;
    if (eval_ask(a, "__divmod__", b, &result) || eval_ask(b, "__rdivmod__", a, &result))
        return result;
    if (!eval_is_number(a) || !eval_is_number(b))
        eval_raise_text(RT_EXC_TypeError,
                        "unsupported operand type(s) for divmod(): '%s' and '%s'",
                        eval_type_name(a), eval_type_name(b));
    if (eval_is_number(a) && eval_is_number(b) && !(eval_is_int(a) && eval_is_int(b))) {
        double parts[2];
        rt_float_divmod(eval_as_float(a), eval_as_float(b), parts);
        eval_check();
        return eval_tuple_of(
            2, (eval_value[]){eval_float(parts[0]), eval_float(parts[1])});
    }
    if (a.kind == EVAL_NONE || b.kind == EVAL_NONE)
        eval_raise_text(RT_EXC_TypeError,
                        "unsupported operand type(s) for divmod(): '%s' and '%s'",
                        eval_type_name(a), eval_type_name(b));
    eval_value quotient = eval_binary(FORA_OP_PY_FLOORDIV, a, b);
    return eval_tuple_of(2,
                         (eval_value[]){quotient, eval_binary(FORA_OP_PY_MOD, a, b)});
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
    eval_value value = first(args);
    if (value.kind != EVAL_STR)
        eval_raise_text(RT_EXC_TypeError,
                        "ord() expected string of length 1, but %s found",
                        eval_type_name(value));
    int64_t point = rt_str_ord(value.as.str);
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
    return eval_str(eval_to_ascii(first(args)));
}

static eval_value
run_format(eval_args *args)
{
    eval_value spec = eval_argument(args, 1, NULL, eval_str_c(""));
    return eval_format(first(args), eval_as_str(spec), 0);
}

// ---- The table ----------------------------------------------------------------------

const eval_builtin_row eval_value_builtins[] = {
    {"int", run_int},
    {"float", run_float},
    {"str", run_str},
    {"repr", run_repr},
    {"bool", run_bool},
    {"list", run_list},
    {"_fora_opened", run_opened},
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
    {0},
};
