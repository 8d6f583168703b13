// Exceptions: making, matching, and isinstance with the narrowing that goes with it.
#include "infer.h"

#include <string.h>

// The texts that an exception object keeps: of str(e), and between the parentheses of
// repr(e).
static void
exception_texts(infer_context *ctx, infer_value exception, uint32_t count,
                const infer_value *values, infer_value *message, infer_value *arguments)
{
    infer_engine *engine = ctx->engine;
    fora_class class = infer_info(engine, exception.type)->payload;
    infer_value pieces[2 * INFER_MOST_ARGUMENTS];
    uint32_t used = 0;
    *message = *arguments = infer_nothing();
    if (count == 0) {
        *message = infer_str(ctx, "", 0);
        *arguments = *message;
        return;
    }
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0)
            pieces[used++] = infer_coerce(ctx, infer_str(ctx, ", ", 2), T_STR);
        infer_value text = infer_to_repr(ctx, values[i]);
        if (!infer_live(text))
            return;
        pieces[used++] = infer_coerce(ctx, text, T_STR);
    }
    *arguments = used == 1 ? pieces[0] : infer_concat(ctx, used, pieces);
    if (count == 1 && infer_class_derives(engine, class, CLASS_KeyError)) {
        *message = *arguments;
    } else if (count == 1) {
        *message = infer_to_str(ctx, values[0]);
    } else if (count == 2 && infer_class_derives(engine, class, CLASS_OSError)) {
        infer_value parts[4] = {infer_str(ctx, "[Errno ", 7),
                                infer_to_str(ctx, values[0]), infer_str(ctx, "] ", 2),
                                infer_to_str(ctx, values[1])};
        *message = infer_concat(ctx, 4, parts);
    } else {
        infer_value parts[3] = {infer_str(ctx, "(", 1), *arguments,
                                infer_str(ctx, ")", 1)};
        *message = infer_concat(ctx, 3, parts);
    }
}

void
infer_exception_init(infer_context *ctx, infer_value exception, uint32_t count,
                     infer_arg *args)
{
    infer_value values[INFER_MOST_ARGUMENTS], operands[3];
    infer_arg *opened;
    if (!infer_open_stars(ctx, count, args, &count, &opened) ||
        infer_refuse_stars(ctx, count, opened))
        return;
    if (count > INFER_MOST_ARGUMENTS) {
        infer_refuse_many(ctx);
        return;
    }
    for (uint32_t i = 0; i < count; i++) {
        values[i] = opened[i].value;
        if (opened[i].name) {
            infer_fail(ctx, CLASS_TypeError, "%s() takes no keyword arguments",
                       infer_class_name(ctx->engine, exception.type));
            return;
        }
    }
    operands[0] = exception;
    exception_texts(ctx, exception, count, values, &operands[1], &operands[2]);
    infer_operate(ctx, "exception.init", 3, operands);
}

infer_value
infer_exception_new(infer_context *ctx, fora_class class, uint32_t count,
                    infer_arg *args)
{
    uint64_t attribute = class;
    if (!infer_check_exception_args(ctx, count, args))
        return infer_nothing();
    infer_value object =
        infer_build(ctx, FORA_OP_NEW, infer_instance_type(ctx->engine, class), 0, NULL,
                    1, &attribute);
    infer_exception_init(ctx, object, count, args);
    return ctx->failed || ctx->dead ? infer_nothing() : object;
}

// ---- Class tests --------------------------------------------------------------------

static const struct {
    const char *name;
    fora_type_kind kinds[3];
} builtin_types[] = {
    {"int", {FORA_TYPE_INT, FORA_TYPE_BOOL, FORA_TYPE_ZERO}},
    {"bool", {FORA_TYPE_BOOL}},
    {"float", {FORA_TYPE_FLOAT}},
    {"str", {FORA_TYPE_STR, FORA_TYPE_CHAR}},
    {"list", {FORA_TYPE_LIST}},
    {"tuple", {FORA_TYPE_TUPLE, FORA_TYPE_VTUPLE}},
    {"dict", {FORA_TYPE_DICT}},
    {"set", {FORA_TYPE_SET}},
    {"frozenset", {FORA_TYPE_FROZENSET}},
    {"range", {FORA_TYPE_RANGE}},
    {"slice", {FORA_TYPE_SLICE}},
    {"enumerate", {FORA_TYPE_ENUMERATE}},
    {"zip", {FORA_TYPE_ZIP}},
    {"map", {FORA_TYPE_MAP}},
    {"filter", {FORA_TYPE_FILTER}},
    {"reversed", {FORA_TYPE_REVERSED}},
    {"type", {FORA_TYPE_CLASS, FORA_TYPE_BUILTIN}},
    {"object", {FORA_TYPE_NEVER}},
    {"complex", {FORA_TYPE_NEVER}},
    {"bytes", {FORA_TYPE_NEVER}},
    {"bytearray", {FORA_TYPE_NEVER}},
};

bool
infer_has_type_name(const char *name)
{
    for (size_t i = 0; i < sizeof builtin_types / sizeof *builtin_types; i++)
        if (strcmp(builtin_types[i].name, name) == 0)
            return true;
    return false;
}

bool
infer_names_classes(infer_context *ctx, fora_type type)
{
    const fora_type_info *info = infer_info(ctx->engine, type);
    if (info->kind == FORA_TYPE_BUILTIN) {
        const char *name = fora_sym_text(ctx->engine->program->names, info->payload);
        return infer_has_type_name(name) || strcmp(name, "NoneType") == 0;
    }
    for (uint32_t i = 0; info->kind == FORA_TYPE_TUPLE && i < info->count; i++)
        if (!infer_names_classes(ctx, info->parameters[i]))
            return false;
    return info->kind == FORA_TYPE_CLASS || info->kind == FORA_TYPE_TUPLE;
}

static bool
kind_is(const char *name, fora_type_kind kind)
{
    if (strcmp(name, "object") == 0)
        return true;
    if (strcmp(name, "NoneType") == 0)
        return kind == FORA_TYPE_NONE;
    for (size_t i = 0; i < sizeof builtin_types / sizeof *builtin_types; i++) {
        if (strcmp(builtin_types[i].name, name) != 0)
            continue;
        for (int k = 0; k < 3; k++)
            if (builtin_types[i].kinds[k] == kind && kind != FORA_TYPE_NEVER)
                return true;
    }
    return false;
}

typedef enum { NO, MAYBE, YES } answer;

// Whether a value of a type that is no union is an instance of what `info` names.
static answer
belongs(infer_context *ctx, fora_type type, fora_type info)
{
    infer_engine *engine = ctx->engine;
    const fora_type_info *class = infer_info(engine, info);
    const fora_type_info *value = infer_info(engine, type);
    if (class->kind == FORA_TYPE_TUPLE) {
        answer best = NO;
        for (uint32_t i = 0; i < class->count; i++) {
            answer one = belongs(ctx, type, class->parameters[i]);
            best = one > best ? one : best;
        }
        return best;
    }
    if (class->kind == FORA_TYPE_BUILTIN) {
        const char *name = fora_sym_text(engine->program->names, class->payload);
        return kind_is(name, value->kind) ? YES : NO;
    }
    if (class->kind != FORA_TYPE_CLASS || value->kind != FORA_TYPE_INSTANCE)
        return NO;
    if (infer_class_derives(engine, value->payload, class->payload))
        return YES;
    bool below = engine->program->classes[value->payload].exception &&
                 infer_class_derives(engine, class->payload, value->payload);
    return below ? MAYBE : NO;
}

// The instance types that classes name, for `is.member` on an exception of which only a
// base class is known.
static fora_type
named_instances(infer_context *ctx, fora_type type, fora_type info)
{
    infer_engine *engine = ctx->engine;
    const fora_type_info *class = infer_info(engine, info);
    if (class->kind == FORA_TYPE_CLASS)
        return belongs(ctx, type, info) == NO
                   ? T_NEVER
                   : infer_instance_type(engine, class->payload);
    fora_type joined = T_NEVER;
    if (class->kind == FORA_TYPE_TUPLE)
        for (uint32_t i = 0; i < class->count; i++)
            joined = infer_join(engine, joined,
                                named_instances(ctx, type, class->parameters[i]));
    return joined;
}

fora_type
infer_narrowed(infer_context *ctx, fora_type type, fora_type info, bool keep)
{
    infer_engine *engine = ctx->engine;
    const fora_type *members;
    uint32_t count = infer_members(engine, type, &members);
    fora_type kept[INFER_MOST_MEMBERS + 1];
    uint32_t used = 0;
    for (uint32_t i = 0; i < count; i++) {
        answer is = belongs(ctx, members[i], info);
        if (is == MAYBE && keep) {
            fora_type narrow = named_instances(ctx, members[i], info);
            bool one = infer_kind(engine, narrow) != FORA_TYPE_UNION;
            kept[used++] = one ? narrow : members[i];
        } else if (is == MAYBE || (is == YES) == keep) {
            kept[used++] = members[i];
        }
    }
    return infer_union_of(engine, used, kept);
}

static bool
isinstance_case(infer_context *ctx, void *data, infer_value member,
                infer_value *results)
{
    results[0] = infer_isinstance(ctx, member, *(fora_type *)data);
    return infer_live(results[0]);
}

static bool
names_classes(infer_context *ctx, fora_type type)
{
    const fora_type_info *info = infer_info(ctx->engine, type);
    bool sound = info->kind == FORA_TYPE_CLASS || info->kind == FORA_TYPE_BUILTIN ||
                 info->kind == FORA_TYPE_TUPLE;
    for (uint32_t i = 0; info->kind == FORA_TYPE_TUPLE && i < info->count; i++)
        sound = sound && names_classes(ctx, info->parameters[i]);
    return sound;
}

infer_value
infer_isinstance(infer_context *ctx, infer_value value, fora_type info)
{
    infer_engine *engine = ctx->engine;
    if (!names_classes(ctx, info))
        return infer_fail(
            ctx, CLASS_TypeError,
            "isinstance() arg 2 must be a type, a tuple of types, or a union");
    const fora_type *members;
    uint32_t count = infer_members(engine, value.type, &members);
    uint32_t yes = 0, no = 0;
    for (uint32_t i = 0; i < count; i++) {
        answer is = belongs(ctx, members[i], info);
        yes += is == YES;
        no += is == NO;
    }
    if (yes == count || no == count)
        return infer_bool(ctx, yes == count);
    if (count == 1)
        return infer_is_member(ctx, value, named_instances(ctx, value.type, info));
    if (yes + no == count)
        return infer_is_member(ctx, value, infer_narrowed(ctx, value.type, info, true));
    infer_value result;
    if (!infer_dispatch(ctx, value, 1, isinstance_case, &info, &result))
        return infer_nothing();
    return result;
}

infer_value
infer_exception_match(infer_context *ctx, infer_value exception, infer_value info)
{
    const fora_type_info *class = infer_info(ctx->engine, info.type);
    bool sound = class->kind == FORA_TYPE_CLASS;
    for (uint32_t i = 0; class->kind == FORA_TYPE_TUPLE && i < class->count; i++)
        sound = (i == 0 || sound) &&
                infer_kind(ctx->engine, class->parameters[i]) == FORA_TYPE_CLASS;
    if (class->kind == FORA_TYPE_UNION || class->kind == FORA_TYPE_VTUPLE)
        return infer_refuse(ctx, "which exceptions are caught here is known only at "
                                 "run time; name their classes");
    if (!sound && !(class->kind == FORA_TYPE_TUPLE && class->count == 0))
        return infer_fail(ctx, CLASS_TypeError,
                          "catching classes that do not inherit from "
                          "BaseException is not allowed");
    return infer_isinstance(ctx, exception, info.type);
}

// What a traceback says of a text that is none.
static bool
shown_case(infer_context *ctx, void *data, infer_value text, infer_value *results)
{
    static const char instead[] = "<exception str() failed>";
    (void)data;
    if (text.type != T_STR && text.type != T_CHAR)
        text = infer_str(ctx, instead, sizeof instead - 1);
    results[0] = infer_coerce(ctx, text, T_STR);
    return infer_live(results[0]);
}

infer_value
infer_exception_shown(infer_context *ctx, infer_value exception)
{
    if (infer_kind(ctx->engine, exception.type) != FORA_TYPE_INSTANCE)
        return exception;
    const fora_method *method = infer_dunder(ctx, exception.type, "__str__");
    if (!method)
        return exception;
    infer_value text = infer_call_method(ctx, method, exception, 0, NULL);
    if (!infer_live(text))
        return text;
    infer_value shown;
    bool alive = infer_kind(ctx->engine, text.type) == FORA_TYPE_UNION
                     ? infer_dispatch(ctx, text, 1, shown_case, NULL, &shown)
                     : shown_case(ctx, NULL, text, &shown);
    if (!alive)
        return infer_nothing();
    infer_value operands[2] = {exception, shown};
    infer_operate(ctx, "exception.show", 2, operands);
    return exception;
}
