// Methods of str, by the runtime's functions; what these do is tested on its own.
#include "eval.h"

static rt_str *
optional(const eval_args *args, uint32_t place, const char *name)
{
    eval_value value = eval_argument(args, place, name, eval_none());
    return value.kind == EVAL_NONE ? NULL : eval_as_str(value);
}

static rt_str *
wanted(const eval_args *args, uint32_t place, const char *name)
{
    if (!eval_has(args, place, name))
        eval_raise_text(RT_EXC_TypeError, "an argument of a str method is missing");
    return eval_as_str(eval_argument(args, place, name, eval_none()));
}

static int64_t
number(const eval_args *args, uint32_t place, const char *name, int64_t otherwise)
{
    eval_value value = eval_argument(args, place, name, eval_none());
    return value.kind == EVAL_NONE ? otherwise : eval_as_int(value);
}

// A text that CPython's argument parser asks for, which calls None by its name.
static rt_str *
parsed(const eval_args *args, uint32_t place, const char *what)
{
    eval_value value = eval_argument(args, place, NULL, eval_none());
    if (value.kind != EVAL_STR)
        eval_raise_text(RT_EXC_TypeError, "%s must be str, not %s", what,
                        value.kind == EVAL_NONE ? "None" : eval_type_name(value));
    return value.as.str;
}

static eval_value
str_or_raise(rt_str *result)
{
    eval_check();
    return eval_str(result);
}

// ---- Families of methods with the same shape ----------------------------------------

#define PLAIN(name)                                                                    \
    static eval_value str_##name(eval_value *self, eval_args *args)                    \
    {                                                                                  \
        eval_arity(args, "str." #name "()", 0, 0);                                     \
        return eval_str(rt_str_##name(self->as.str));                                  \
    }
#define QUESTION(name)                                                                 \
    static eval_value str_##name(eval_value *self, eval_args *args)                    \
    {                                                                                  \
        eval_arity(args, "str." #name "()", 0, 0);                                     \
        return eval_bool(rt_str_##name(self->as.str));                                 \
    }
#define STRIP(name)                                                                    \
    static eval_value str_##name(eval_value *self, eval_args *args)                    \
    {                                                                                  \
        eval_arity(args, #name, 0, 1);                                                 \
        return eval_str(rt_str_##name(self->as.str, optional(args, 0, NULL)));         \
    }
#define SEARCH(name, function, made)                                                   \
    static eval_value str_##name(eval_value *self, eval_args *args)                    \
    {                                                                                  \
        int64_t start = number(args, 1, NULL, 0);                                      \
        int64_t stop = number(args, 2, NULL, INT64_MAX);                               \
        eval_value result =                                                            \
            made(function(self->as.str, wanted(args, 0, NULL), start, stop));          \
        eval_check();                                                                  \
        return result;                                                                 \
    }
#define FILL(name)                                                                     \
    static eval_value str_##name(eval_value *self, eval_args *args)                    \
    {                                                                                  \
        eval_arity(args, #name, 1, 2);                                                 \
        rt_str *fill =                                                                 \
            eval_has(args, 1, NULL) ? wanted(args, 1, NULL) : rt_str_from_c(" ");      \
        return str_or_raise(                                                           \
            rt_str_##name(self->as.str, eval_as_int(args->values[0]), fill));          \
    }
#define AFFIX(name)                                                                    \
    static eval_value str_##name(eval_value *self, eval_args *args)                    \
    {                                                                                  \
        return eval_str(                                                               \
            rt_str_##name(self->as.str, parsed(args, 0, #name "() argument")));        \
    }

// clang-format off
PLAIN(capitalize) PLAIN(casefold) PLAIN(lower) PLAIN(swapcase) PLAIN(title) PLAIN(upper)
QUESTION(isalpha) QUESTION(isalnum) QUESTION(isascii) QUESTION(isdecimal)
QUESTION(isdigit) QUESTION(isidentifier) QUESTION(islower) QUESTION(isnumeric)
QUESTION(isprintable) QUESTION(isspace) QUESTION(istitle) QUESTION(isupper)
STRIP(strip) STRIP(lstrip) STRIP(rstrip)
SEARCH(find, rt_str_find, eval_int) SEARCH(rfind, rt_str_rfind, eval_int)
SEARCH(index, rt_str_index_of, eval_int) SEARCH(rindex, rt_str_rindex_of, eval_int)
SEARCH(count, rt_str_count, eval_int)
FILL(center) FILL(ljust) FILL(rjust)
AFFIX(removeprefix) AFFIX(removesuffix)
    // clang-format on

    // ---- The others ---------------------------------------------------------------------

    // startswith and endswith also take a tuple of texts.
    static bool has_affix(const eval_value *self, const eval_args *args,
                          const char *name,
                          bool (*test)(rt_ref, rt_ref, int64_t, int64_t))
{
    eval_value affix = eval_argument(args, 0, NULL, eval_none());
    int64_t start = number(args, 1, NULL, 0), stop = number(args, 2, NULL, INT64_MAX);
    if (affix.kind != EVAL_TUPLE && affix.kind != EVAL_STR)
        eval_raise_text(RT_EXC_TypeError,
                        "%s first arg must be str or a tuple of str, not %s", name,
                        eval_type_name(affix));
    if (affix.kind != EVAL_TUPLE)
        return test(self->as.str, eval_as_str(affix), start, stop);
    for (int64_t i = 0; i < affix.as.tuple->length; i++)
        if (test(self->as.str, eval_as_str(affix.as.tuple->items[i]), start, stop))
            return true;
    return false;
}

static eval_value
str_startswith(eval_value *self, eval_args *args)
{
    return eval_bool(has_affix(self, args, "startswith", rt_str_startswith));
}

static eval_value
str_endswith(eval_value *self, eval_args *args)
{
    return eval_bool(has_affix(self, args, "endswith", rt_str_endswith));
}

static eval_value
str_split(eval_value *self, eval_args *args)
{
    return eval_strings(rt_str_split(self->as.str, optional(args, 0, "sep"),
                                     number(args, 1, "maxsplit", -1)));
}

static eval_value
str_rsplit(eval_value *self, eval_args *args)
{
    return eval_strings(rt_str_rsplit(self->as.str, optional(args, 0, "sep"),
                                      number(args, 1, "maxsplit", -1)));
}

static eval_value
str_splitlines(eval_value *self, eval_args *args)
{
    bool keep = eval_truth(eval_argument(args, 0, "keepends", eval_bool(false)));
    return eval_strings(rt_str_splitlines(self->as.str, keep));
}

static eval_value
partition(const eval_value *self, const eval_args *args,
          void (*split)(rt_ref, rt_ref, rt_ptr))
{
    rt_str *parts[3];
    split(self->as.str, wanted(args, 0, NULL), parts);
    eval_check();
    return eval_three(EVAL_TUPLE, eval_str(parts[0]), eval_str(parts[1]),
                      eval_str(parts[2]));
}

static eval_value
str_partition(eval_value *self, eval_args *args)
{
    return partition(self, args, rt_str_partition);
}

static eval_value
str_rpartition(eval_value *self, eval_args *args)
{
    return partition(self, args, rt_str_rpartition);
}

static eval_value
str_join(eval_value *self, eval_args *args)
{
    eval_arity(args, "str.join()", 1, 1);
    if (args->values[0].kind == EVAL_NONE || eval_is_number(args->values[0]))
        eval_raise_text(RT_EXC_TypeError, "can only join an iterable");
    eval_table *list = eval_to_list(args->values[0]);
    rt_ref *pieces = eval_alloc((size_t)list->length * sizeof *pieces);
    for (int64_t i = 0; i < list->length; i++) {
        eval_value piece = eval_list_at(list, i);
        if (piece.kind != EVAL_STR)
            eval_raise_text(RT_EXC_TypeError,
                            "sequence item %lld: expected str instance, %s found",
                            (long long)i, eval_type_name(piece));
        pieces[i] = piece.as.str;
    }
    return eval_str(rt_str_join_refs(self->as.str, pieces, list->length));
}

static eval_value
str_replace(eval_value *self, eval_args *args)
{
    eval_arity(args, "replace", 2, 3);
    return eval_str(rt_str_replace(
        self->as.str, parsed(args, 0, "replace() argument 1"),
        parsed(args, 1, "replace() argument 2"), number(args, 2, NULL, -1)));
}

static eval_value
str_zfill(eval_value *self, eval_args *args)
{
    eval_arity(args, "str.zfill()", 1, 1);
    return eval_str(rt_str_zfill(self->as.str, eval_as_int(args->values[0])));
}

static eval_value
str_expandtabs(eval_value *self, eval_args *args)
{
    return eval_str(rt_str_expandtabs(self->as.str, number(args, 0, "tabsize", 8)));
}

#define ROW(name)                                                                      \
    {                                                                                  \
        EVAL_STR, #name, str_##name                                                    \
    }
// clang-format off
const eval_method_row eval_str_methods[] = {
    ROW(capitalize), ROW(casefold), ROW(lower), ROW(swapcase), ROW(title), ROW(upper),
    ROW(isalpha), ROW(isalnum), ROW(isascii), ROW(isdecimal), ROW(isdigit),
    ROW(isidentifier), ROW(islower), ROW(isnumeric), ROW(isprintable), ROW(isspace),
    ROW(istitle), ROW(isupper), ROW(strip), ROW(lstrip), ROW(rstrip), ROW(find),
    ROW(rfind), ROW(index), ROW(rindex), ROW(count), ROW(center), ROW(ljust), ROW(rjust),
    ROW(removeprefix), ROW(removesuffix), ROW(startswith), ROW(endswith), ROW(split),
    ROW(rsplit), ROW(splitlines), ROW(partition), ROW(rpartition), ROW(join),
    ROW(replace), ROW(zfill), ROW(expandtabs), {0},
};
// clang-format on
