// What Python says when an operation does not know its operands' types.
#include "infer.h"

#include <string.h>

static const struct {
    const char *name, *symbol;
} symbols[] = {
    {"py.add", "+"},         {"py.sub", "-"},           {"py.mul", "*"},
    {"py.matmul", "@"},      {"py.truediv", "/"},       {"py.floordiv", "//"},
    {"py.mod", "%"},         {"py.pow", "** or pow()"}, {"py.lshift", "<<"},
    {"py.rshift", ">>"},     {"py.and", "&"},           {"py.or", "|"},
    {"py.xor", "^"},         {"py.iadd", "+="},         {"py.isub", "-="},
    {"py.imul", "*="},       {"py.imatmul", "@="},      {"py.itruediv", "/="},
    {"py.ifloordiv", "//="}, {"py.imod", "%="},         {"py.ipow", "**="},
    {"py.ilshift", "<<="},   {"py.irshift", ">>="},     {"py.iand", "&="},
    {"py.ior", "|="},        {"py.ixor", "^="},
};

static const struct {
    const char *name, *symbol;
} comparisons[] = {
    {"py.lt", "<"},
    {"py.le", "<="},
    {"py.gt", ">"},
    {"py.ge", ">="},
};

static const struct {
    const char *name, *symbol;
} unaries[] = {{"py.neg", "-"}, {"py.pos", "+"}, {"py.invert", "~"}};

static bool
is_sequence(fora_type_kind kind)
{
    return kind == FORA_TYPE_STR || kind == FORA_TYPE_CHAR || kind == FORA_TYPE_LIST ||
           kind == FORA_TYPE_TUPLE || kind == FORA_TYPE_VTUPLE;
}

static void
fail_binary(infer_context *ctx, const char *name, const char *symbol, fora_type a,
            fora_type b)
{
    infer_engine *engine = ctx->engine;
    const char *left = infer_class_name(engine, a),
               *right = infer_class_name(engine, b);
    bool add = strcmp(name, "py.add") == 0 || strcmp(name, "py.iadd") == 0;
    bool mul = strcmp(name, "py.mul") == 0 || strcmp(name, "py.imul") == 0;
    if (strcmp(name, "py.iadd") == 0 && infer_kind(engine, a) == FORA_TYPE_LIST)
        infer_fail(ctx, CLASS_TypeError, "'%s' object is not iterable", right);
    else if (add && is_sequence(infer_kind(engine, a)) && strcmp(left, right) != 0)
        infer_fail(ctx, CLASS_TypeError, "can only concatenate %s (not \"%s\") to %s",
                   left, right, left);
    else if (mul && is_sequence(infer_kind(engine, a)))
        infer_fail(ctx, CLASS_TypeError,
                   "can't multiply sequence by non-int of type '%s'", right);
    else if (mul && is_sequence(infer_kind(engine, b)))
        infer_fail(ctx, CLASS_TypeError,
                   "can't multiply sequence by non-int of type '%s'", left);
    else
        infer_fail(ctx, CLASS_TypeError,
                   "unsupported operand type(s) for %s: '%s' and '%s'", symbol, left,
                   right);
}

// xs[::step] = 5: the message depends on the step.
static void
fail_slice(infer_context *ctx, infer_value step)
{
    if (step.type == T_NONE)
        infer_fail(ctx, CLASS_TypeError, "can only assign an iterable");
    else
        infer_call_library(ctx, "slice_not_assigned", 1, &step);
}

static void
fail_item(infer_context *ctx, const char *name, uint32_t count, const infer_arg *args)
{
    infer_engine *engine = ctx->engine;
    fora_type_kind kind = infer_kind(engine, args[0].value.type);
    const char *object = infer_class_name(engine, args[0].value.type);
    bool slice = count > 1 && infer_kind(engine, args[1].value.type) == FORA_TYPE_SLICE;
    const char *index = count > 1 ? infer_class_name(engine, args[1].value.type) : "";
    if (strcmp(name, "py.setitem") == 0 && kind != FORA_TYPE_LIST)
        infer_fail(ctx, CLASS_TypeError, "'%s' object does not support item assignment",
                   object);
    else if (strcmp(name, "py.delitem") == 0 && kind != FORA_TYPE_LIST)
        infer_fail(ctx, CLASS_TypeError, "'%s' object doesn't support item deletion",
                   object);
    else if (strcmp(name, "py.setitem") == 0 && slice)
        fail_slice(ctx, infer_part(ctx, args[1].value, 2));
    else if (kind == FORA_TYPE_STR || kind == FORA_TYPE_CHAR)
        infer_fail(ctx, CLASS_TypeError, "string indices must be integers, not '%s'",
                   index);
    else if (kind == FORA_TYPE_RANGE && slice)
        infer_refuse(ctx, "slices of ranges are not supported");
    else if (is_sequence(kind) || kind == FORA_TYPE_RANGE)
        infer_fail(ctx, CLASS_TypeError,
                   "%s indices must be integers or slices, not %s", object, index);
    else
        infer_fail(ctx, CLASS_TypeError, "'%s' object is not subscriptable", object);
}

static void
fail_in(infer_context *ctx, const infer_arg *args)
{
    infer_engine *engine = ctx->engine;
    fora_type_kind kind = infer_kind(engine, args[1].value.type);
    if (kind == FORA_TYPE_STR || kind == FORA_TYPE_CHAR)
        infer_fail(ctx, CLASS_TypeError,
                   "'in <string>' requires string as left operand, not %s",
                   infer_class_name(engine, args[0].value.type));
    else
        infer_fail(ctx, CLASS_TypeError, "argument of type '%s' is not iterable",
                   infer_class_name(engine, args[1].value.type));
}

static bool
fail_operator(infer_context *ctx, const char *name, uint32_t count,
              const infer_arg *args)
{
    infer_engine *engine = ctx->engine;
    fora_type a = args[0].value.type, b = count > 1 ? args[1].value.type : 0;
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++)
        if (strcmp(symbols[i].name, name) == 0) {
            fail_binary(ctx, name, symbols[i].symbol, a, b);
            return true;
        }
    for (size_t i = 0; i < sizeof comparisons / sizeof *comparisons; i++)
        if (strcmp(comparisons[i].name, name) == 0) {
            infer_fail(ctx, CLASS_TypeError,
                       "'%s' not supported between instances of '%s' and '%s'",
                       comparisons[i].symbol, infer_class_name(engine, a),
                       infer_class_name(engine, b));
            return true;
        }
    for (size_t i = 0; i < sizeof unaries / sizeof *unaries; i++)
        if (strcmp(unaries[i].name, name) == 0) {
            infer_fail(ctx, CLASS_TypeError, "bad operand type for unary %s: '%s'",
                       unaries[i].symbol, infer_class_name(engine, a));
            return true;
        }
    return false;
}

static const char *
argument_types(infer_context *ctx, uint32_t count, const infer_arg *args)
{
    fora_text text;
    fora_text_init(&text, ctx->engine->arena);
    fora_text_add(&text, "", 0);
    for (uint32_t i = 0; i < count; i++) {
        const char *name =
            args[i].name ? fora_sym_text(ctx->engine->program->names, args[i].name)
                         : "";
        fora_text_printf(&text, "%s%s%s%s", i ? ", " : "", name,
                         args[i].name ? "=" : "",
                         infer_type_text(ctx->engine, args[i].value.type));
    }
    return text.length ? text.bytes : "";
}

#define NO_INTEGER "'%s' object cannot be interpreted as an integer"

// What builtins of one argument say of a type that they do not take. Objects of the
// program may have a method for it that forac does not know.
static const struct {
    const char *name;
    bool objects;
    const char *format;
} conversions[] = {
    {"len", true, "object of type '%s' has no len()"},
    {"abs", true, "bad operand type for abs(): '%s'"},
    {"int", false,
     "int() argument must be a string, a bytes-like object or a real number, not '%s'"},
    {"float", false, "float() argument must be a string or a real number, not '%s'"},
    {"round", false, "type %s doesn't define __round__ method"},
    {"_fora_index", true, NO_INTEGER},
    {"_fora_real", true, "must be real number, not %s"},
    {"chr", false, NO_INTEGER},
    {"range", false, NO_INTEGER},
    {"bin", false, NO_INTEGER},
    {"oct", false, NO_INTEGER},
    {"hex", false, NO_INTEGER},
    {"ord", false, "ord() expected string of length 1, but %s found"},
};

static bool
fail_conversion(infer_context *ctx, const char *name, const infer_arg *argument)
{
    fora_type type = argument->value.type;
    bool object = infer_kind(ctx->engine, type) == FORA_TYPE_INSTANCE;
    for (size_t i = 0; i < sizeof conversions / sizeof *conversions; i++) {
        if (strcmp(conversions[i].name, name) != 0 || argument->name ||
            (object && !conversions[i].objects))
            continue;
        infer_fail(ctx, CLASS_TypeError, conversions[i].format,
                   infer_class_name(ctx->engine, type));
        return true;
    }
    return false;
}

// What functions of several arguments, and methods, say of None as argument `place`, the
// receiver being number 0: what a look-up gives that found nothing is passed on so.
static const struct {
    const char *name;
    uint32_t place;
    const char *format;
} nones[] = {
    {"round", 0, "type %s doesn't define __round__ method"},
    {"int", 0, "int() can't convert non-string with explicit base"},
    {"str.find", 1, "must be str, not %s"},
    {"str.rfind", 1, "must be str, not %s"},
    {"str.index", 1, "must be str, not %s"},
    {"str.rindex", 1, "must be str, not %s"},
    {"str.count", 1, "must be str, not %s"},
    {"str.partition", 1, "must be str, not %s"},
    {"str.rpartition", 1, "must be str, not %s"},
    {"str.startswith", 1, "startswith first arg must be str or a tuple of str, not %s"},
    {"str.endswith", 1, "endswith first arg must be str or a tuple of str, not %s"},
    {"str.removeprefix", 1, "removeprefix() argument must be str, not None"},
    {"str.removesuffix", 1, "removesuffix() argument must be str, not None"},
    {"str.replace", 1, "replace() argument 1 must be str, not None"},
    {"str.replace", 2, "replace() argument 2 must be str, not None"},
    {"str.center", 1, NO_INTEGER},
    {"str.ljust", 1, NO_INTEGER},
    {"str.rjust", 1, NO_INTEGER},
    {"str.zfill", 1, NO_INTEGER},
    {"math.comb", 0, NO_INTEGER},
    {"math.comb", 1, NO_INTEGER},
    {"math.factorial", 0, NO_INTEGER},
    {"math.gcd", 0, NO_INTEGER},
    {"math.gcd", 1, NO_INTEGER},
    {"math.isqrt", 0, NO_INTEGER},
    {"math.lcm", 0, NO_INTEGER},
    {"math.lcm", 1, NO_INTEGER},
    {"math.perm", 0, NO_INTEGER},
};

static const char *
none_format(const char *name, uint32_t place)
{
    for (size_t i = 0; i < sizeof nones / sizeof *nones; i++)
        if (strcmp(nones[i].name, name) == 0 && nones[i].place == place)
            return nones[i].format;
    static const char *const reals[] = {
        "acos",  "asin",  "atan",  "atan2",    "ceil",  "cos",     "cosh",  "degrees",
        "exp",   "fabs",  "floor", "fmod",     "hypot", "isinf",   "isnan", "log",
        "log10", "log2",  "pow",   "radians",  "sin",   "sinh",    "sqrt",  "tan",
        "tanh",  "log1p", "expm1", "isfinite", "cbrt",  "acosh",   "asinh", "atanh",
        "erf",   "erfc",  "gamma", "lgamma",   "exp2",  "copysign"};
    for (size_t i = 0; i < sizeof reals / sizeof *reals; i++)
        if (strncmp(name, "math.", 5) == 0 && strcmp(name + 5, reals[i]) == 0)
            return "must be real number, not %s";
    return NULL;
}

static bool
fail_none(infer_context *ctx, const char *name, uint32_t count, const infer_arg *args)
{
    uint32_t i = 0;
    while (i < count && (args[i].value.type != T_NONE || args[i].name))
        i++;
    const char *format = i < count ? none_format(name, i) : NULL;
    if (format)
        infer_fail(ctx, CLASS_TypeError, format, infer_class_name(ctx->engine, T_NONE));
    return format != NULL;
}

// What Python would ask for an int here.
static bool
refuse_index(infer_context *ctx, uint32_t count, const infer_arg *args)
{
    for (uint32_t i = 0; i < count; i++)
        if (infer_dunder(ctx, args[i].value.type, "__index__")) {
            infer_refuse(ctx,
                         "`__index__` is not supported; call a method of the %s "
                         "that returns the int",
                         infer_class_name(ctx->engine, args[i].value.type));
            return true;
        }
    return false;
}

// str.upper(5): a method of a type, called for something else.
static bool
fail_receiver(infer_context *ctx, const char *name, uint32_t count,
              const infer_arg *args)
{
    static const char *const types[] = {"str", "list", "dict", "set"};
    static const char *const of_class[] = {"str.maketrans", "dict.fromkeys"};
    const char *method = strchr(name, '.');
    if (!method || count == 0 || args[0].name || args[0].stars)
        return false;
    for (size_t i = 0; i < sizeof of_class / sizeof *of_class; i++)
        if (strcmp(of_class[i], name) == 0)
            return false;
    const char *given = infer_class_name(ctx->engine, args[0].value.type);
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        size_t length = strlen(types[i]);
        if ((size_t)(method - name) != length || strncmp(name, types[i], length) != 0 ||
            strcmp(given, types[i]) == 0 ||
            infer_kind(ctx->engine, args[0].value.type) == FORA_TYPE_INSTANCE)
            continue;
        infer_fail(ctx, CLASS_TypeError,
                   "descriptor '%s' for '%s' objects doesn't apply to a '%s' object",
                   method + 1, types[i], given);
        return true;
    }
    return false;
}

void
infer_fail_rows(infer_context *ctx, const char *name, uint32_t count, infer_arg *args)
{
    if (strncmp(name, "py.", 3) == 0 && count > 0) {
        if (refuse_index(ctx, count, args))
            return;
        if (fail_operator(ctx, name, count, args))
            return;
        if (strstr(name, "item")) {
            fail_item(ctx, name, count, args);
            return;
        }
        if (strcmp(name, "py.in") == 0) {
            fail_in(ctx, args);
            return;
        }
    }
    if (count == 1 && fail_conversion(ctx, name, args))
        return;
    if (fail_none(ctx, name, count, args))
        return;
    if (fail_receiver(ctx, name, count, args))
        return;
    if (strcmp(name, "divmod") == 0 && count == 2) {
        infer_fail(ctx, CLASS_TypeError,
                   "unsupported operand type(s) for divmod(): '%s' and '%s'",
                   infer_class_name(ctx->engine, args[0].value.type),
                   infer_class_name(ctx->engine, args[1].value.type));
        return;
    }
    if (infer_has_rows(ctx, name))
        infer_refuse(ctx, "`%s` does not take these arguments: (%s)", name,
                     argument_types(ctx, count, args));
    else
        infer_refuse_builtin(ctx, name);
}

void
infer_refuse_many(infer_context *ctx)
{
    infer_refuse(ctx, "a call with more than %d arguments", INFER_MOST_ARGUMENTS);
}
