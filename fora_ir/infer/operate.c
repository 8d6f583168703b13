// Operators: rows first, dunder methods for instances, and what every type can do (==, is,
// truth, str).
#include "infer.h"

#include <string.h>

static const struct {
    const char *name, *method;
} dunders[] = {
    {"py.neg", "__neg__"},
    {"py.pos", "__pos__"},
    {"py.invert", "__invert__"},
    {"py.getitem", "__getitem__"},
    {"py.setitem", "__setitem__"},
    {"py.delitem", "__delitem__"},
    {"len", "__len__"},
    {"abs", "__abs__"},
    {"hash", "__hash__"},
    {"int", "__int__"},
    {"float", "__float__"},
    {"_fora_index", "__index__"},
    {"_fora_real", "__float__"},
    {"round", "__round__"},
    {"math.floor", "__floor__"},
    {"math.ceil", "__ceil__"},
    {"math.trunc", "__trunc__"},
};

static bool
is_instance(infer_context *ctx, fora_type type)
{
    return infer_kind(ctx->engine, type) == FORA_TYPE_INSTANCE;
}

static infer_value
call_dunder(infer_context *ctx, const fora_method *method, uint32_t count,
            const infer_value *operands)
{
    infer_arg args[4] = {0};
    for (uint32_t i = 1; i < count; i++)
        args[i - 1].value = operands[i];
    const char *name = fora_sym_text(ctx->engine->program->names, method->name);
    return infer_ask(ctx, name, method, operands[0], count - 1, args);
}

// ---- Operators ----------------------------------------------------------------------

typedef struct {
    const char *name;
    uint32_t count, which;
    const infer_value *operands;
} operator_case;

static bool
operate_case(infer_context *ctx, void *data, infer_value member, infer_value *results)
{
    operator_case *it = data;
    infer_value operands[4];
    if (it->count)
        memcpy(operands, it->operands, it->count * sizeof *operands);
    operands[it->which] = member;
    results[0] = infer_operate(ctx, it->name, it->count, operands);
    return infer_live(results[0]);
}

static bool
rows_match(infer_context *ctx, const char *name, uint32_t count,
           const infer_value *operands)
{
    for (uint32_t row = infer_rule_first(ctx->engine, name); row;
         row = infer_rule_next(ctx->engine, row)) {
        const infer_row *parsed = infer_row_parse(ctx->engine, row);
        fora_type bindings[INFER_VARIABLES];
        for (uint32_t i = 0; i < INFER_VARIABLES; i++)
            bindings[i] = T_NEVER;
        bool fits = parsed->count == count;
        for (uint32_t i = 0; fits && i < count; i++)
            fits = infer_match(ctx->engine, parsed->parameters[i].pattern,
                               operands[i].type, bindings);
        if (fits)
            return true;
    }
    return false;
}

static infer_value
operate_rows(infer_context *ctx, const char *name, uint32_t count,
             const infer_value *operands)
{
    infer_arg args[4] = {0};
    infer_value results[2] = {0};
    for (uint32_t i = 0; i < count; i++)
        args[i].value = operands[i];
    return infer_rows(ctx, name, count, args, results) ? results[0] : infer_nothing();
}

// What reads or writes a part of a container, or updates it.
static bool
is_on_path(const char *name)
{
    return strcmp(name, "py.getitem") == 0 || strcmp(name, "py.setitem") == 0 ||
           strcmp(name, "py.delitem") == 0 ||
           (strncmp(name, "py.i", 4) == 0 && strcmp(name, "py.in") != 0 &&
            strcmp(name, "py.is") != 0);
}

static infer_value
operate_union(infer_context *ctx, const char *name, uint32_t count,
              const infer_value *operands, uint32_t which)
{
    operator_case data = {name, count, which, operands};
    infer_value result;
    bool path = which == 0 && count > 1 && is_on_path(name);
    if (!(path ? infer_dispatch_update : infer_dispatch)(ctx, operands[which], 1,
                                                         operate_case, &data, &result))
        return infer_nothing();
    return result;
}

static infer_value
operate_instance(infer_context *ctx, const char *name, uint32_t count,
                 const infer_value *operands)
{
    infer_value result;
    if (count == 2 && infer_reflect(ctx, name, operands, &result))
        return result;
    for (size_t i = 0; i < sizeof dunders / sizeof *dunders; i++) {
        if (strcmp(dunders[i].name, name) != 0)
            continue;
        const fora_method *method =
            infer_dunder(ctx, operands[0].type, dunders[i].method);
        if (!method)
            continue;
        result = call_dunder(ctx, method, count, operands);
        // What stores or deletes an item leaves the object itself behind.
        bool stores =
            strcmp(name, "py.setitem") == 0 || strcmp(name, "py.delitem") == 0;
        return stores && infer_live(result) ? operands[0] : result;
    }
    return operate_rows(ctx, name, count, operands);
}

// Two values that no row compares are different, unless they are of one type without
// components.
static infer_value
default_equality(infer_context *ctx, const char *name, const infer_value *operands)
{
    bool equal = operands[0].type == operands[1].type && operands[0].type == T_NONE;
    fora_type_kind a = infer_kind(ctx->engine, operands[0].type);
    fora_type_kind b = infer_kind(ctx->engine, operands[1].type);
    bool named = a == FORA_TYPE_BUILTIN || a == FORA_TYPE_CLASS || a == FORA_TYPE_FUNC;
    if (a == b && named)
        return infer_is(ctx, operands[0], operands[1]);
    if (a == b && !equal && operands[0].type != T_NONE)
        return operate_rows(ctx, name, 2, operands);
    return infer_bool(ctx, equal == (strcmp(name, "py.eq") == 0));
}

// Comparisons of the length of a tuple of known length decide what a function of any
// number of arguments does: only the way taken is looked at. False if the answer is open.
static bool
compare_known(infer_context *ctx, const char *name, const infer_value *operands,
              infer_value *result)
{
    int64_t a, b;
    if (operands[0].type != T_INT || !infer_known_int(ctx, operands[0], &a) ||
        !infer_known_int(ctx, operands[1], &b))
        return false;
    static const struct {
        const char *name;
        bool less, equal, greater;
    } comparisons[] = {
        {"py.eq", false, true, false}, {"py.ne", true, false, true},
        {"py.lt", true, false, false}, {"py.le", true, true, false},
        {"py.gt", false, false, true}, {"py.ge", false, true, true},
    };
    for (size_t i = 0; i < sizeof comparisons / sizeof *comparisons; i++)
        if (strcmp(comparisons[i].name, name) == 0) {
            bool holds = a < b    ? comparisons[i].less
                         : a == b ? comparisons[i].equal
                                  : comparisons[i].greater;
            *result = infer_bool(ctx, holds);
            return true;
        }
    return false;
}

infer_value
infer_operate(infer_context *ctx, const char *name, uint32_t count,
              const infer_value *operands)
{
    for (uint32_t i = 0; i < count; i++)
        if (!infer_live(operands[i]))
            return infer_nothing();
    infer_value known;
    if (count == 2 && compare_known(ctx, name, operands, &known))
        return known;
    if (rows_match(ctx, name, count, operands))
        return operate_rows(ctx, name, count, operands);
    uint32_t opened = count < 2 ? count : 2;
    for (uint32_t i = 0; i < opened; i++)
        if (infer_kind(ctx->engine, operands[i].type) == FORA_TYPE_UNION)
            return operate_union(ctx, name, count, operands, i);
    if (strncmp(name, "py.i", 4) == 0 && count == 2) {
        // No row of its own for the update in place: the plain operator's result is bound.
        const char *plain = fora_printf(ctx->engine->arena, "py.%s", name + 4);
        if (rows_match(ctx, plain, count, operands))
            return operate_rows(ctx, plain, count, operands);
    }
    for (uint32_t i = 0; i < opened; i++)
        if (is_instance(ctx, operands[i].type))
            return operate_instance(ctx, name, count, operands);
    if (strcmp(name, "py.eq") == 0 || strcmp(name, "py.ne") == 0)
        return default_equality(ctx, name, operands);
    return operate_rows(ctx, name, count, operands);
}

infer_value
infer_operate1(infer_context *ctx, const char *name, infer_value a)
{
    return infer_operate(ctx, name, 1, &a);
}

infer_value
infer_operate2(infer_context *ctx, const char *name, infer_value a, infer_value b)
{
    infer_value operands[2] = {a, b};
    return infer_operate(ctx, name, 2, operands);
}

// ---- Truth --------------------------------------------------------------------------

static bool
truth_case(infer_context *ctx, void *data, infer_value member, infer_value *results)
{
    (void)data;
    results[0] = infer_truth(ctx, member);
    return infer_live(results[0]);
}

static infer_value
truth_of_instance(infer_context *ctx, infer_value value)
{
    const fora_method *method = infer_dunder(ctx, value.type, "__bool__");
    if (method)
        return call_dunder(ctx, method, 1, &value);
    if (!infer_dunder(ctx, value.type, "__len__"))
        return infer_bool(ctx, true);
    infer_value length = infer_operate1(ctx, "len", value);
    return infer_live(length) ? infer_truth(ctx, length) : length;
}

infer_value
infer_truth(infer_context *ctx, infer_value value)
{
    infer_value result;
    if (!infer_live(value) || value.type == T_BOOL)
        return value;
    switch (infer_kind(ctx->engine, value.type)) {
    case FORA_TYPE_NONE:
    case FORA_TYPE_ZERO:
        return infer_bool(ctx, false);
    case FORA_TYPE_CHAR:
    case FORA_TYPE_FUNC:
    case FORA_TYPE_METHOD:
    case FORA_TYPE_CLASS:
    case FORA_TYPE_BUILTIN:
    case FORA_TYPE_MODULE:
    case FORA_TYPE_FILE:
    case FORA_TYPE_ENUMERATE:
    case FORA_TYPE_ZIP:
    case FORA_TYPE_MAP:
    case FORA_TYPE_FILTER:
    case FORA_TYPE_REVERSED:
    case FORA_TYPE_SLICE:
    case FORA_TYPE_NOTIMPLEMENTED:
        return infer_bool(ctx, true);
    case FORA_TYPE_TUPLE:
        return infer_bool(ctx, infer_info(ctx->engine, value.type)->count > 0);
    case FORA_TYPE_INSTANCE:
        return truth_of_instance(ctx, value);
    case FORA_TYPE_UNION:
        if (!infer_dispatch(ctx, value, 1, truth_case, NULL, &result))
            return infer_nothing();
        return result;
    default:
        return infer_operate1(ctx, "py.truth", value);
    }
}

infer_value
infer_not(infer_context *ctx, infer_value value)
{
    infer_value truth = infer_truth(ctx, value);
    if (!infer_live(truth))
        return truth;
    if (truth.truth == MAY_BE_TRUE || truth.truth == MAY_BE_FALSE)
        return infer_bool(ctx, truth.truth == MAY_BE_FALSE);
    return infer_operate1(ctx, "py.not", truth);
}

// ---- Identity -----------------------------------------------------------------------

static bool
is_singleton(infer_context *ctx, fora_type type)
{
    const fora_type_info *info = infer_info(ctx->engine, type);
    switch (info->kind) {
    case FORA_TYPE_NONE:
    case FORA_TYPE_NOTIMPLEMENTED:
    case FORA_TYPE_CLASS:
    case FORA_TYPE_BUILTIN:
    case FORA_TYPE_MODULE:
        return true;
    case FORA_TYPE_FUNC:
        return info->count == 0;
    default:
        return false;
    }
}

// `value is x`, x of a type with one value only.
static infer_value
is_singleton_type(infer_context *ctx, infer_value value, fora_type type)
{
    if (value.type == type)
        return infer_bool(ctx, true);
    if (infer_kind(ctx->engine, value.type) != FORA_TYPE_UNION ||
        infer_without(ctx->engine, value.type, type) == value.type)
        return infer_bool(ctx, false);
    return infer_is_member(ctx, value, type);
}

typedef struct {
    infer_value other;
    bool second;
} is_case;

static bool
compare_case(infer_context *ctx, void *data, infer_value member, infer_value *results)
{
    is_case *it = data;
    results[0] = infer_is(ctx, member, it->other);
    return infer_live(results[0]);
}

infer_value
infer_is(infer_context *ctx, infer_value a, infer_value b)
{
    infer_engine *engine = ctx->engine;
    if (!infer_live(a) || !infer_live(b))
        return infer_nothing();
    if (is_singleton(ctx, b.type))
        return is_singleton_type(ctx, a, b.type);
    if (is_singleton(ctx, a.type))
        return is_singleton_type(ctx, b, a.type);
    bool left = infer_kind(engine, a.type) == FORA_TYPE_UNION;
    if (left || infer_kind(engine, b.type) == FORA_TYPE_UNION) {
        is_case data = {left ? b : a, false};
        infer_value result;
        if (!infer_dispatch(ctx, left ? a : b, 1, compare_case, &data, &result))
            return infer_nothing();
        return result;
    }
    if (a.type == T_BOOL && b.type == T_BOOL)
        return infer_operate2(ctx, "py.eq", a, b);
    fora_type_kind kind = infer_kind(engine, a.type == T_ZERO ? T_INT : a.type);
    if (kind != infer_kind(engine, b.type == T_ZERO ? T_INT : b.type))
        return infer_bool(ctx, false);
    if (kind == FORA_TYPE_INSTANCE && a.type != b.type &&
        !infer_is_exception(engine, a.type))
        return infer_bool(ctx, false);
    if (kind == FORA_TYPE_INSTANCE || kind == FORA_TYPE_LIST ||
        kind == FORA_TYPE_DICT || kind == FORA_TYPE_SET || kind == FORA_TYPE_FILE)
        return operate_rows(ctx, "py.is", 2, (infer_value[]){a, b});
    return infer_refuse(ctx, "identity of %s values is not defined; compare with ==",
                        infer_class_name(engine, a.type));
}

// ---- Text ---------------------------------------------------------------------------

typedef struct {
    const char *name;
} text_case;

static infer_value to_text(infer_context *ctx, infer_value value, const char *name);

static bool
to_text_case(infer_context *ctx, void *data, infer_value member, infer_value *results)
{
    text_case *it = data;
    results[0] = to_text(ctx, member, it->name);
    if (results[0].type == T_CHAR)
        results[0] = infer_coerce(ctx, results[0], T_STR);
    return infer_live(results[0]);
}

// Of an exception only a base class may be known: those of derived classes that have a
// method of their own are asked for, the most derived first.
static infer_value
exception_text_from(infer_context *ctx, infer_value value, const char *name,
                    fora_class from)
{
    infer_engine *engine = ctx->engine;
    fora_class class = infer_info(engine, value.type)->payload, next = from;
    fora_sym sym =
        fora_intern_c(engine->program->names, name[0] == 's' ? "__str__" : "__repr__");
    const fora_method *method = NULL;
    while (!method && --next > class && next >= engine->builtin_classes)
        if (infer_class_derives(engine, next, class))
            method = fora_find_method(engine->program, next, sym);
    if (!method)
        return operate_rows(ctx, name, 1, &value);
    fora_type type = infer_instance_type(engine, next);
    infer_merge *merge = fora_alloc(engine->arena, sizeof *merge);
    infer_merge_open(ctx, merge, FORA_OP_IF, infer_is_member(ctx, value, type), 1);
    infer_merge_region(ctx, merge, 0);
    infer_value result = infer_project(ctx, value, type);
    result = call_dunder(ctx, method, 1, &result);
    if (!infer_live(result))
        infer_end_failed(ctx);
    infer_merge_end(ctx, merge, &result);
    infer_merge_region(ctx, merge, 0);
    result = exception_text_from(ctx, value, name, next);
    if (!infer_live(result))
        infer_end(ctx);
    infer_merge_end(ctx, merge, &result);
    infer_merge_close(ctx, merge, &result);
    return ctx->failed ? infer_nothing() : result;
}

infer_value
infer_exception_text(infer_context *ctx, infer_value exception, const char *name)
{
    return operate_rows(ctx, name, 1, &exception);
}

static infer_value
exception_text(infer_context *ctx, infer_value value, const char *name)
{
    return exception_text_from(ctx, value, name, ctx->engine->program->class_count);
}

static infer_value
instance_text(infer_context *ctx, infer_value value, const char *name)
{
    const char *asked = strcmp(name, "str") == 0 ? "__str__" : "__repr__";
    const fora_method *method = infer_dunder(ctx, value.type, asked);
    if (!method && !(infer_is_exception(ctx->engine, value.type) && name[0] == 's'))
        method = infer_dunder(ctx, value.type, "__repr__");
    if (method)
        return infer_ask(ctx, asked, method, value, 0, NULL);
    if (infer_is_exception(ctx->engine, value.type))
        return exception_text(ctx, value, name);
    return infer_refuse(
        ctx,
        "the text of a %s object contains its address, which differs from "
        "run to run; give the class a __repr__",
        infer_class_name(ctx->engine, value.type));
}

// "<class 'int'>"; nothing for what is no class.
static infer_value
class_text(infer_context *ctx, fora_type type)
{
    const fora_program *program = ctx->engine->program;
    const fora_type_info *info = infer_info(ctx->engine, type);
    const char *name = NULL;
    if (info->kind == FORA_TYPE_BUILTIN) {
        name = fora_sym_text(program->names, info->payload);
        if (!infer_has_type_name(name) && strcmp(name, "NoneType") != 0)
            return infer_nothing();
    } else if (info->payload < ctx->engine->builtin_classes) {
        name = fora_sym_text(program->names, program->classes[info->payload].name);
    } else {
        const fora_class_info *class = &program->classes[info->payload];
        name = fora_printf(ctx->engine->arena, "%s.%s",
                           fora_sym_text(program->names, class->module),
                           fora_sym_text(program->names, class->qualified_name));
    }
    const char *text = fora_printf(ctx->engine->arena, "<class '%s'>", name);
    return infer_str(ctx, text, strlen(text));
}

static infer_value
to_text(infer_context *ctx, infer_value value, const char *name)
{
    infer_value result;
    if (!infer_live(value))
        return value;
    switch (infer_kind(ctx->engine, value.type)) {
    case FORA_TYPE_INSTANCE:
        return instance_text(ctx, value, name);
    case FORA_TYPE_CLASS:
    case FORA_TYPE_BUILTIN:
        result = class_text(ctx, value.type);
        if (infer_live(result))
            return result;
        break;
    case FORA_TYPE_UNION: {
        text_case data = {name};
        if (rows_match(ctx, name, 1, &value))
            break;
        if (!infer_dispatch(ctx, value, 1, to_text_case, &data, &result))
            return infer_nothing();
        return result;
    }
    case FORA_TYPE_FUNC:
    case FORA_TYPE_METHOD:
    case FORA_TYPE_ENUMERATE:
    case FORA_TYPE_ZIP:
    case FORA_TYPE_MAP:
    case FORA_TYPE_FILTER:
    case FORA_TYPE_REVERSED:
        return infer_refuse(ctx,
                            "the text of a %s contains its address, which differs from "
                            "run to run",
                            infer_class_name(ctx->engine, value.type));
    default:
        break;
    }
    return operate_rows(ctx, name, 1, &value);
}

infer_value
infer_to_str(infer_context *ctx, infer_value value)
{
    if (value.type == T_STR || value.type == T_CHAR)
        return value;
    return to_text(ctx, value, "str");
}

infer_value
infer_to_repr(infer_context *ctx, infer_value value)
{
    return to_text(ctx, value, "repr");
}
