// Builtins on classes, attributes and iterators: what can be told from the types.
#include "expand.h"

#include <string.h>

// ---- issubclass, callable -----------------------------------------------------------

static bool
is_builtin_subtype(const char *type, const char *of)
{
    return strcmp(type, of) == 0 || strcmp(of, "object") == 0 ||
           (strcmp(type, "bool") == 0 && strcmp(of, "int") == 0);
}

// Whether a type is that of a class; of a tuple of classes if `several`.
static bool
is_class(infer_context *ctx, fora_type type, bool several)
{
    const fora_type_info *info = infer_info(ctx->engine, type);
    if (info->kind == FORA_TYPE_BUILTIN)
        return infer_has_type_name(
            fora_sym_text(ctx->engine->program->names, info->payload));
    for (uint32_t i = 0; several && info->kind == FORA_TYPE_TUPLE && i < info->count;
         i++)
        if (!is_class(ctx, info->parameters[i], true))
            return false;
    return info->kind == FORA_TYPE_CLASS || (several && info->kind == FORA_TYPE_TUPLE);
}

static bool
derives(infer_context *ctx, fora_type type, fora_type of)
{
    const fora_names *names = ctx->engine->program->names;
    const fora_type_info *a = infer_info(ctx->engine, type);
    const fora_type_info *b = infer_info(ctx->engine, of);
    for (uint32_t i = 0; b->kind == FORA_TYPE_TUPLE && i < b->count; i++)
        if (derives(ctx, type, b->parameters[i]))
            return true;
    if (b->kind == FORA_TYPE_BUILTIN && a->kind == FORA_TYPE_BUILTIN)
        return is_builtin_subtype(fora_sym_text(names, a->payload),
                                  fora_sym_text(names, b->payload));
    if (b->kind == FORA_TYPE_BUILTIN)
        return strcmp(fora_sym_text(names, b->payload), "object") == 0;
    return a->kind == FORA_TYPE_CLASS && b->kind == FORA_TYPE_CLASS &&
           infer_class_derives(ctx->engine, a->payload, b->payload);
}

bool
expand_issubclass(infer_context *ctx, uint32_t count, infer_value *operands,
                  infer_value *results)
{
    (void)count;
    for (uint32_t i = 0; i < 2; i++) {
        fora_type_kind kind = infer_kind(ctx->engine, operands[i].type);
        if (kind == FORA_TYPE_UNION || kind == FORA_TYPE_VTUPLE) {
            infer_refuse(ctx, "which classes issubclass() compares is known only at "
                              "run time; name them");
            return false;
        }
    }
    if (!is_class(ctx, operands[0].type, false)) {
        infer_fail(ctx, CLASS_TypeError, "issubclass() arg 1 must be a class");
        return false;
    }
    if (!is_class(ctx, operands[1].type, true)) {
        infer_fail(
            ctx, CLASS_TypeError,
            "issubclass() arg 2 must be a class, a tuple of classes, or a union");
        return false;
    }
    return expand_to(results,
                     infer_bool(ctx, derives(ctx, operands[0].type, operands[1].type)));
}

static bool
callable_case(infer_context *ctx, void *data, infer_value member, infer_value *results)
{
    (void)data;
    return expand_callable(ctx, 1, &member, results);
}

bool
expand_callable(infer_context *ctx, uint32_t count, infer_value *operands,
                infer_value *results)
{
    (void)count;
    switch (infer_kind(ctx->engine, operands[0].type)) {
    case FORA_TYPE_UNION:
        return infer_dispatch(ctx, operands[0], 1, callable_case, NULL, results);
    case FORA_TYPE_FUNC:
    case FORA_TYPE_METHOD:
    case FORA_TYPE_CLASS:
    case FORA_TYPE_BUILTIN:
        return expand_to(results, infer_bool(ctx, true));
    default:
        return expand_to(results, infer_bool(ctx, infer_dunder(ctx, operands[0].type,
                                                               "__call__") != NULL));
    }
}

// ---- hasattr, getattr ---------------------------------------------------------------

typedef enum { ABSENT, UNKNOWN, PRESENT } presence;

static presence
presence_in_instance(infer_context *ctx, fora_class class, fora_sym name,
                     fora_type type)
{
    infer_engine *engine = ctx->engine;
    infer_field *field = infer_field_find(engine, class, name, true);
    if (fora_find_method(engine->program, class, name))
        return PRESENT;
    for (fora_class c = class; c; c = engine->program->classes[c].base)
        for (uint32_t i = 0; i < engine->program->classes[c].constant_count; i++)
            if (engine->program->classes[c].constants[i].name == name)
                return PRESENT;
    if (infer_place_read(ctx, &field->place) != T_NEVER)
        return field->maybe_unset ? UNKNOWN : PRESENT;
    return infer_is_exception(engine, type) ? UNKNOWN : ABSENT;
}

static presence
presence_of(infer_context *ctx, fora_type type, fora_sym name)
{
    const fora_type_info *info = infer_info(ctx->engine, type);
    const char *text = fora_sym_text(ctx->engine->program->names, name);
    if (strncmp(text, "__", 2) == 0)
        return UNKNOWN;
    switch (info->kind) {
    case FORA_TYPE_INSTANCE:
        return presence_in_instance(ctx, info->payload, name, type);
    case FORA_TYPE_INT:
    case FORA_TYPE_BOOL:
    case FORA_TYPE_FLOAT:
    case FORA_TYPE_STR:
    case FORA_TYPE_CHAR:
    case FORA_TYPE_LIST:
    case FORA_TYPE_TUPLE:
    case FORA_TYPE_VTUPLE:
    case FORA_TYPE_DICT:
    case FORA_TYPE_SET:
        return infer_python_has(infer_class_name(ctx->engine, type), text) ? PRESENT
                                                                           : ABSENT;
    case FORA_TYPE_NONE:
        return ABSENT;
    default:
        return UNKNOWN;
    }
}

static bool
look_up_case(infer_context *ctx, void *data, infer_value member, infer_value *results)
{
    (void)results;
    fora_sym name = *(fora_sym *)data;
    if (presence_of(ctx, member.type, name) != ABSENT)
        return true;
    infer_fail(ctx, CLASS_AttributeError, "'%s' object has no attribute '%s'",
               infer_class_name(ctx->engine, member.type),
               fora_sym_text(ctx->engine->program->names, name));
    return false;
}

void
infer_look_up(infer_context *ctx, fora_sym name, infer_value object)
{
    const fora_type *members;
    uint32_t count = infer_members(ctx->engine, object.type, &members), absent = 0;
    for (uint32_t i = 0; i < count; i++)
        absent += presence_of(ctx, members[i], name) == ABSENT;
    if (absent > 0 && absent < count)
        infer_dispatch(ctx, object, 0, look_up_case, &name, NULL);
}

static bool
refuse_attribute(infer_context *ctx, const char *what, infer_value object)
{
    infer_refuse(ctx, "whether %s has the attribute is known only at run time",
                 infer_class_name(ctx->engine, object.type));
    ctx->help = what;
    return false;
}

static bool
hasattr_case(infer_context *ctx, void *data, infer_value member, infer_value *results)
{
    infer_value operands[2] = {member, *(infer_value *)data};
    return expand_hasattr(ctx, 2, operands, results);
}

bool
expand_hasattr(infer_context *ctx, uint32_t count, infer_value *operands,
               infer_value *results)
{
    (void)count;
    fora_sym name;
    if (infer_kind(ctx->engine, operands[0].type) == FORA_TYPE_UNION)
        return infer_dispatch(ctx, operands[0], 1, hasattr_case, &operands[1], results);
    if (!infer_constant_str(ctx, operands[1], &name)) {
        infer_refuse(ctx, "hasattr() takes the name of the attribute as a constant");
        return false;
    }
    presence has = presence_of(ctx, operands[0].type, name);
    if (has == UNKNOWN)
        return refuse_attribute(ctx, "set the attribute in every __init__, to None",
                                operands[0]);
    return expand_to(results, infer_bool(ctx, has == PRESENT));
}

typedef struct {
    uint32_t count;
    infer_value *operands;
} getattr_data;

static bool
getattr_case(infer_context *ctx, void *data, infer_value member, infer_value *results)
{
    getattr_data *it = data;
    infer_value operands[3] = {member, it->operands[1]};
    if (it->count > 2)
        operands[2] = it->operands[2];
    return expand_getattr(ctx, it->count, operands, results);
}

bool
expand_getattr(infer_context *ctx, uint32_t count, infer_value *operands,
               infer_value *results)
{
    fora_sym name;
    getattr_data data = {count, operands};
    if (infer_kind(ctx->engine, operands[0].type) == FORA_TYPE_UNION)
        return infer_dispatch(ctx, operands[0], 1, getattr_case, &data, results);
    if (!infer_constant_str(ctx, operands[1], &name)) {
        infer_refuse(ctx, "getattr() takes the name of the attribute as a constant");
        return false;
    }
    presence has = count > 2 ? presence_of(ctx, operands[0].type, name) : PRESENT;
    if (has == UNKNOWN)
        return refuse_attribute(ctx, "set the attribute in every __init__, to None",
                                operands[0]);
    if (has == ABSENT)
        return expand_to(results, operands[2]);
    return expand_to(results, infer_getattr(ctx, name, operands[0]));
}

// ---- iter, next ---------------------------------------------------------------------

// An iterator over the value: `map` with a function that gives its argument back.
infer_value
infer_iterator_of(infer_context *ctx, infer_value value)
{
    infer_engine *engine = ctx->engine;
    value = infer_opened(ctx, value);
    if (!infer_live(value) || infer_is_iterator(engine, value.type))
        return value;
    infer_value parts[2] = {infer_nothing(), infer_iterable(ctx, value)};
    if (!infer_live(parts[1]))
        return parts[1];
    uint64_t same = infer_library_function(engine, "same_item");
    fora_type type = infer_make(engine, FORA_TYPE_FUNC, (uint32_t)same, 0, NULL);
    parts[0] = infer_build(ctx, FORA_OP_FUNC_MAKE, type, 0, NULL, 1, &same);
    fora_type types[2] = {parts[0].type, parts[1].type};
    type = infer_make(engine, FORA_TYPE_MAP, 0, 2, types);
    return infer_tuple(ctx, type, 2, parts);
}

bool
expand_iter(infer_context *ctx, uint32_t count, infer_value *operands,
            infer_value *results)
{
    (void)count;
    return expand_to(results, infer_iterator_of(ctx, operands[0]));
}

// Of an iterator that nothing else uses, the first item.
bool
expand_next(infer_context *ctx, uint32_t count, infer_value *operands,
            infer_value *results)
{
    if (!infer_is_iterator(ctx->engine, operands[0].type)) {
        fora_type_kind kind = infer_kind(ctx->engine, operands[0].type);
        if (kind == FORA_TYPE_INSTANCE || kind == FORA_TYPE_FILE)
            infer_refuse(ctx, "next() of a %s object is not supported",
                         infer_class_name(ctx->engine, operands[0].type));
        else
            infer_fail(ctx, CLASS_TypeError, "'%s' object is not an iterator",
                       infer_class_name(ctx->engine, operands[0].type));
        return false;
    }
    return expand_to(
        results,
        infer_call_library(ctx, count > 1 ? "first_or" : "first_of", count, operands));
}
