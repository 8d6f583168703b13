// Attributes and methods: of instances, classes, modules, and builtin types.
#include "infer.h"

#include <string.h>

static const char *
text_of(const infer_context *ctx, fora_sym name)
{
    return fora_sym_text(ctx->engine->program->names, name);
}

const fora_method *
infer_dunder(infer_context *ctx, fora_type type, const char *name)
{
    const fora_type_info *info = infer_info(ctx->engine, type);
    if (info->kind != FORA_TYPE_INSTANCE)
        return NULL;
    fora_sym sym = fora_intern_c(ctx->engine->program->names, name);
    return fora_find_method(ctx->engine->program, info->payload, sym);
}

// ---- What the class of an object decides ---------------------------------------------

static bool
has_member(const fora_class_info *class, fora_sym name)
{
    for (uint32_t i = 0; i < class->method_count; i++)
        if (class->methods[i].name == name)
            return true;
    for (uint32_t i = 0; i < class->constant_count; i++)
        if (class->constants[i].name == name)
            return true;
    return false;
}

// A class that derives from `class` and has a method or constant of that name, the last
// one first; 0: none before `from`.
static fora_class
overriding(const infer_engine *engine, fora_class class, fora_sym name, fora_class from)
{
    while (--from > class)
        if (has_member(&engine->program->classes[from], name) &&
            infer_class_derives(engine, from, class))
            return from;
    return 0;
}

// What is done with a member of an object whose class decides what the member is.
typedef struct {
    fora_sym name;
    const fora_method
        *method;  // what is called, of the class as it is known; NULL: read
    uint32_t count;
    infer_arg *args;
} member_use;

static infer_value call_exact(infer_context *ctx, const fora_method *method,
                              infer_value receiver, uint32_t count, infer_arg *args);
static infer_value exact_attribute(infer_context *ctx, fora_sym name,
                                   infer_value object);

// Uses the member that a class deriving from the known one has.
static infer_value
use_overriding(infer_context *ctx, const member_use *use, infer_value object)
{
    fora_class class = infer_info(ctx->engine, object.type)->payload;
    const fora_method *method =
        use->method ? fora_find_method(ctx->engine->program, class, use->name) : NULL;
    if (method)
        return call_exact(ctx, method, object, use->count, use->args);
    infer_value value = exact_attribute(ctx, use->name, object);
    if (!use->method || !infer_live(value))
        return value;
    return infer_call(ctx, value, use->count, use->args);
}

// Of an exception only a base class may be known: asks for the classes that give the
// member another meaning, from the most derived on.
static infer_value
use_by_class(infer_context *ctx, const member_use *use, infer_value object,
             fora_class from)
{
    infer_engine *engine = ctx->engine;
    fora_class class = infer_info(engine, object.type)->payload;
    fora_class next = overriding(engine, class, use->name, from);
    if (!next && use->method)
        return call_exact(ctx, use->method, object, use->count, use->args);
    if (!next)
        return exact_attribute(ctx, use->name, object);
    fora_type type = infer_instance_type(engine, next);
    infer_merge *merge = fora_alloc(engine->arena, sizeof *merge);
    infer_merge_open(ctx, merge, FORA_OP_IF, infer_is_member(ctx, object, type), 1);
    infer_merge_region(ctx, merge, 0);
    infer_value result = use_overriding(ctx, use, infer_project(ctx, object, type));
    if (!infer_live(result))
        infer_end_failed(ctx);
    infer_merge_end(ctx, merge, &result);
    infer_merge_region(ctx, merge, 0);
    result = use_by_class(ctx, use, object, next);
    if (!infer_live(result))
        infer_end_failed(ctx);
    infer_merge_end(ctx, merge, &result);
    infer_merge_close(ctx, merge, &result);
    return ctx->failed ? infer_nothing() : result;
}

infer_value
infer_call_method(infer_context *ctx, const fora_method *method, infer_value receiver,
                  uint32_t count, infer_arg *args)
{
    member_use use = {method->name, method, count, args};
    bool open = infer_is_exception(ctx->engine, receiver.type) &&
                strcmp(text_of(ctx, method->name), "__init__") != 0;
    if (open)
        return use_by_class(ctx, &use, receiver, ctx->engine->program->class_count);
    return call_exact(ctx, method, receiver, count, args);
}

static infer_value
call_exact(infer_context *ctx, const fora_method *method, infer_value receiver,
           uint32_t count, infer_arg *args)
{
    infer_engine *engine = ctx->engine;
    if (method->kind == FORA_METHOD_STATIC)
        return infer_call_function(ctx, method->fn, 0, NULL, count, args);
    infer_arg *all = fora_alloc(engine->arena, (count + 1) * sizeof *all);
    if (count)
        memcpy(all + 1, args, count * sizeof *args);
    all[0].value = receiver;
    const fora_type_info *info = infer_info(engine, receiver.type);
    if (method->kind == FORA_METHOD_CLASS && info->kind == FORA_TYPE_INSTANCE) {
        if (infer_is_exception(engine, receiver.type) &&
            infer_has_subclass(engine, info->payload))
            return infer_refuse(ctx,
                                "the class method `%s` gets the class of this "
                                "exception, which is known only at run time",
                                text_of(ctx, method->name));
        uint64_t class = info->payload;
        fora_type type = infer_make(engine, FORA_TYPE_CLASS, info->payload, 0, NULL);
        all[0].value = infer_build(ctx, FORA_OP_CLASS_REF, type, 0, NULL, 1, &class);
    }
    return infer_call_function(ctx, method->fn, 0, NULL, count + 1, all);
}

static infer_value
function_value(infer_context *ctx, fora_fn fn)
{
    uint64_t attribute = fn;
    fora_type type = infer_make(ctx->engine, FORA_TYPE_FUNC, fn, 0, NULL);
    return infer_build(ctx, FORA_OP_FUNC_MAKE, type, 0, NULL, 1, &attribute);
}

static infer_value
bound_method(infer_context *ctx, fora_fn fn, infer_value receiver)
{
    fora_type type = infer_make(ctx->engine, FORA_TYPE_METHOD, fn, 1, &receiver.type);
    return infer_tuple(ctx, type, 1, &receiver);
}

// ---- Instances ----------------------------------------------------------------------

static infer_value
read_field(infer_context *ctx, infer_field *field, infer_value object)
{
    fora_type type = infer_place_read(ctx, &field->place);
    uint64_t name = field->name;
    if (type == T_NEVER)
        return infer_nothing();
    return infer_build(ctx, FORA_OP_FIELD_GET, type, 1, &object, 1, &name);
}

// Whether CPython's own classes may give every object, class or exception the attribute.
static bool
is_inherited(infer_context *ctx, fora_sym name, fora_type type)
{
    static const char *const of_exceptions[] = {
        "add_note",
        "args",
        "characters_written",
        "code",
        "encoding",
        "end",
        "errno",
        "filename",
        "filename2",
        "lineno",
        "msg",
        "name",
        "obj",
        "object",
        "offset",
        "path",
        "reason",
        "start",
        "strerror",
        "text",
        "value",
        "with_traceback",
    };
    const char *text = text_of(ctx, name);
    size_t length = strlen(text);
    if (length > 4 && !strncmp(text, "__", 2) && !strcmp(text + length - 2, "__"))
        return true;
    if (infer_info(ctx->engine, type)->kind == FORA_TYPE_CLASS)
        return !strcmp(text, "mro");
    for (size_t i = 0; i < sizeof of_exceptions / sizeof *of_exceptions; i++)
        if (!strcmp(text, of_exceptions[i]))
            return infer_is_exception(ctx->engine, type);
    return false;
}

static infer_value
no_attribute(infer_context *ctx, fora_sym name, fora_type type)
{
    const fora_type_info *info = infer_info(ctx->engine, type);
    if (is_inherited(ctx, name, type))
        return infer_refuse(ctx, "the attribute `%s` of %s is not supported",
                            text_of(ctx, name), infer_class_name(ctx->engine, type));
    if (info->kind == FORA_TYPE_CLASS)
        return infer_fail(
            ctx, CLASS_AttributeError, "type object '%s' has no attribute '%s'",
            text_of(ctx, ctx->engine->program->classes[info->payload].name),
            text_of(ctx, name));
    return infer_fail(ctx, CLASS_AttributeError, "'%s' object has no attribute '%s'",
                      infer_class_name(ctx->engine, type), text_of(ctx, name));
}

// A function that a class constant holds would be bound to the instance.
static infer_value
constant_of_instance(infer_context *ctx, const fora_class_constant *constant)
{
    infer_value value = infer_global_get(ctx, constant->global, false);
    const fora_type *members;
    uint32_t count = infer_members(ctx->engine, value.type, &members);
    for (uint32_t i = 0; i < count; i++)
        if (infer_kind(ctx->engine, members[i]) == FORA_TYPE_FUNC)
            return infer_refuse(ctx,
                                "the class constant `%s` is a function, which "
                                "becomes a method here; define it in the class",
                                text_of(ctx, constant->name));
    return value;
}

static bool is_self(const infer_context *ctx, fora_val value);

// Whether a constant or method of the class has the field's name and the field may not be
// stored yet.
static bool
may_mean_member(infer_context *ctx, const infer_field *field, infer_value object)
{
    const fora_program *program = ctx->engine->program;
    fora_class class = infer_info(ctx->engine, object.type)->payload;
    if (!fora_find_constant(program, class, field->name) &&
        !fora_find_method(program, class, field->name))
        return false;
    bool init = ctx->high->flags & FORA_FN_INIT && is_self(ctx, object.source);
    return field->maybe_unset ||
           (init && !(ctx->assigned & infer_field_bit(ctx->engine, field)));
}

// Whether an exception that a handler sees as of `class` may have an attribute of its own
// class's.
static bool
may_have_below(infer_context *ctx, fora_class class, fora_sym name)
{
    infer_engine *engine = ctx->engine;
    for (fora_class c = engine->builtin_classes; c < engine->program->class_count;
         c++) {
        if (c == class || !infer_class_derives(engine, c, class))
            continue;
        const infer_field *field = infer_field_find(engine, c, name, false);
        if ((field && field->place.type != T_NEVER) ||
            fora_find_method(engine->program, c, name) ||
            fora_find_constant(engine->program, c, name))
            return true;
    }
    return false;
}

static infer_value
refuse_below(infer_context *ctx, fora_sym name)
{
    infer_refuse(ctx,
                 "the class of this exception is known only at run time, and not all "
                 "that it may be have `%s`",
                 text_of(ctx, name));
    ctx->help = "catch each class in a handler of its own";
    return infer_nothing();
}

// The attribute of an object of this class itself.
static infer_value
exact_attribute(infer_context *ctx, fora_sym name, infer_value object)
{
    fora_class class = infer_info(ctx->engine, object.type)->payload;
    const fora_method *method = fora_find_method(ctx->engine->program, class, name);
    if (method && method->kind == FORA_METHOD_PROPERTY)
        return call_exact(ctx, method, object, 0, NULL);
    infer_field *field = infer_field_find(ctx->engine, class, name, true);
    if (field->place.type != T_NEVER && may_mean_member(ctx, field, object))
        return infer_refuse(ctx,
                            "the field `%s` may be read before it is stored, where it "
                            "means the class's own `%s`; give one of them another name",
                            text_of(ctx, name), text_of(ctx, name));
    if (field->place.type != T_NEVER)
        return read_field(ctx, field, object);
    if (method && method->kind == FORA_METHOD_STATIC)
        return function_value(ctx, method->fn);
    if (method && method->kind == FORA_METHOD_PLAIN)
        return bound_method(ctx, method->fn, object);
    const fora_class_constant *constant =
        fora_find_constant(ctx->engine->program, class, name);
    if (constant)
        return constant_of_instance(ctx, constant);
    infer_place_read(ctx, &field->place);
    if (infer_is_exception(ctx->engine, object.type)) {
        if (may_have_below(ctx, class, name))
            return refuse_below(ctx, name);
        const char *row =
            fora_printf(ctx->engine->arena, "exception.%s", text_of(ctx, name));
        if (infer_has_rows(ctx, row))
            return infer_operate1(ctx, row, object);
    }
    return no_attribute(ctx, name, object.type);
}

static infer_value
instance_attribute(infer_context *ctx, fora_sym name, infer_value object)
{
    member_use use = {.name = name};
    if (infer_is_exception(ctx->engine, object.type))
        return use_by_class(ctx, &use, object, ctx->engine->program->class_count);
    return exact_attribute(ctx, name, object);
}

// ---- Classes and modules ------------------------------------------------------------

static infer_value
class_name_value(infer_context *ctx, const char *name)
{
    infer_value value = infer_str(ctx, name, strlen(name));
    return infer_coerce(ctx, value, T_STR);
}

static infer_value
class_attribute(infer_context *ctx, fora_sym name, infer_value object)
{
    fora_class class = infer_info(ctx->engine, object.type)->payload;
    const fora_class_info *info = &ctx->engine->program->classes[class];
    if (strcmp(text_of(ctx, name), "__name__") == 0)
        return class_name_value(ctx, text_of(ctx, info->name));
    const fora_class_constant *constant =
        fora_find_constant(ctx->engine->program, class, name);
    if (constant)
        return infer_global_get(ctx, constant->global, false);
    const fora_method *method = fora_find_method(ctx->engine->program, class, name);
    if (method && method->kind == FORA_METHOD_CLASS)
        return bound_method(ctx, method->fn, object);
    if (method && method->kind != FORA_METHOD_PROPERTY)
        return function_value(ctx, method->fn);
    return no_attribute(ctx, name, object.type);
}

// A module's global that nothing that runs ever sets is no attribute of it.
static infer_value
global_of_module(infer_context *ctx, fora_global global)
{
    const fora_global_info *info = &ctx->engine->program->globals[global];
    if (infer_place_read(ctx, &ctx->engine->globals[global]) == T_NEVER && ctx->emit)
        return infer_refuse(ctx, "nothing that runs sets `%s` of module `%s`",
                            text_of(ctx, info->name), text_of(ctx, info->module));
    return infer_global_get(ctx, global, false);
}

static bool
is_own_module(const fora_program *program, fora_sym name)
{
    for (uint32_t i = 0; i < program->module_count; i++)
        if (program->modules[i].name == name)
            return true;
    return false;
}

static infer_value
module_attribute(infer_context *ctx, fora_sym name, infer_value object)
{
    fora_program *program = ctx->engine->program;
    fora_sym module = infer_info(ctx->engine, object.type)->payload;
    for (fora_global g = 1; g < program->global_count; g++)
        if (program->globals[g].module == module && program->globals[g].name == name)
            return global_of_module(ctx, g);
    // Classes and functions that are bound once have no global.
    for (fora_class c = FORA_BUILTIN_CLASSES + 1; c < program->class_count; c++) {
        uint64_t class = c;
        if (program->classes[c].module == module &&
            program->classes[c].qualified_name == name)
            return infer_build(ctx, FORA_OP_CLASS_REF,
                               infer_make(ctx->engine, FORA_TYPE_CLASS, c, 0, NULL), 0,
                               NULL, 1, &class);
    }
    for (fora_fn fn = 1; fn < program->function_count; fn++) {
        const fora_function *f = program->functions[fn];
        uint64_t function = fn;
        if (f->level == FORA_LEVEL_HIGH && f->module == module &&
            f->qualified_name == name)
            return infer_build(ctx, FORA_OP_FUNC_MAKE,
                               infer_make(ctx->engine, FORA_TYPE_FUNC, fn, 0, NULL), 0,
                               NULL, 1, &function);
    }
    if (strcmp(text_of(ctx, name), "__name__") == 0)
        return class_name_value(ctx, text_of(ctx, module));
    if (is_own_module(program, module)) {
        infer_refuse(ctx, "module `%s` defines no `%s` of its own",
                     text_of(ctx, module), text_of(ctx, name));
        ctx->help = "name it by the module that defines it";
        return infer_nothing();
    }
    const char *full = fora_printf(ctx->engine->arena, "%s.%s", text_of(ctx, module),
                                   text_of(ctx, name));
    return infer_builtin_value(ctx, full);
}

infer_value
infer_builtin_value(infer_context *ctx, const char *name)
{
    const infer_constant *constant = infer_constant_find(name);
    infer_value results[2] = {0};
    if (constant && constant->kind == FORA_DEFAULT_FLOAT)
        return infer_float(ctx, constant->real);
    if (constant && constant->kind == FORA_DEFAULT_INT)
        return infer_int(ctx, constant->integer);
    if (constant)
        return infer_str(ctx, constant->text, strlen(constant->text));
    uint32_t row = infer_rule_first(ctx->engine, name);
    if (row && fora_rules[row].flags & FORA_RULE_ATTRIBUTE)
        return infer_rows(ctx, name, 0, NULL, results) ? results[0] : infer_nothing();
    if (!row && !infer_has_type_name(name) && strcmp(name, INFER_TYPE_ALIAS) != 0)
        return infer_refuse_builtin(ctx, name);
    uint64_t sym = fora_intern_c(ctx->engine->program->names, name);
    fora_type type = infer_make(ctx->engine, FORA_TYPE_BUILTIN, (uint32_t)sym, 0, NULL);
    return infer_build(ctx, FORA_OP_BUILTIN, type, 0, NULL, 1, &sym);
}

// ---- Attributes of anything ---------------------------------------------------------

typedef struct {
    fora_sym name;
    uint32_t count;
    infer_arg *args;
} member_case;

static bool
getattr_case(infer_context *ctx, void *data, infer_value member, infer_value *results)
{
    member_case *it = data;
    results[0] = infer_getattr(ctx, it->name, member);
    return infer_live(results[0]);
}

// The prefix of the rows for methods of a builtin type.
static const char *
row_prefix(infer_context *ctx, fora_type type)
{
    switch (infer_kind(ctx->engine, type)) {
    case FORA_TYPE_FILE:
        return "file";
    case FORA_TYPE_INSTANCE:
        return infer_is_exception(ctx->engine, type) ? "exception" : "object";
    default:
        return infer_class_name(ctx->engine, type);
    }
}

static const char *
row_name(infer_context *ctx, fora_type type, fora_sym name)
{
    fora_arena *arena = ctx->engine->arena;
    const char *full =
        fora_printf(arena, "%s.%s", row_prefix(ctx, type), text_of(ctx, name));
    if (type == T_BOOL && !infer_has_rows(ctx, full))
        full = fora_printf(arena, "int.%s", text_of(ctx, name));
    return full;
}

// A name that no row has: Python's AttributeError if Python does not know it either.
static void
fail_unknown(infer_context *ctx, fora_type type, fora_sym name)
{
    if (infer_python_has(infer_class_name(ctx->engine, type), text_of(ctx, name)))
        infer_refuse(ctx, "`%s.%s` is not supported",
                     infer_class_name(ctx->engine, type), text_of(ctx, name));
    else
        no_attribute(ctx, name, type);
}

// d.get as a value: the library's function of that name with its receiver.
static infer_value
bound_builtin(infer_context *ctx, const char *row, infer_value object)
{
    char *name = fora_printf(ctx->engine->arena, "bound_%s", row);
    for (char *at = name; *at; at++)
        if (*at == '.')
            *at = '_';
    fora_fn fn = infer_library_function(ctx->engine, name);
    return fn ? bound_method(ctx, fn, object) : infer_nothing();
}

infer_value
infer_getattr(infer_context *ctx, fora_sym name, infer_value object)
{
    const fora_type_info *info = infer_info(ctx->engine, object.type);
    infer_value result;
    if (!infer_live(object))
        return object;
    switch (info->kind) {
    case FORA_TYPE_INSTANCE:
        return instance_attribute(ctx, name, object);
    case FORA_TYPE_CLASS:
        return class_attribute(ctx, name, object);
    case FORA_TYPE_MODULE:
        return module_attribute(ctx, name, object);
    case FORA_TYPE_UNION: {
        member_case data = {name, 0, NULL};
        if (!infer_dispatch(ctx, object, 1, getattr_case, &data, &result))
            return infer_nothing();
        return result;
    }
    case FORA_TYPE_BUILTIN:
        if (strcmp(text_of(ctx, name), "__name__") == 0)
            return class_name_value(ctx, text_of(ctx, info->payload));
        return infer_builtin_value(ctx, fora_printf(ctx->engine->arena, "%s.%s",
                                                    text_of(ctx, info->payload),
                                                    text_of(ctx, name)));
    case FORA_TYPE_FUNC:
        if (strcmp(text_of(ctx, name), "__name__") == 0)
            return class_name_value(
                ctx,
                text_of(ctx, ctx->engine->program->functions[info->payload]->name));
        break;
    default:
        break;
    }
    const char *row = row_name(ctx, object.type, name);
    uint32_t first = infer_rule_first(ctx->engine, row);
    if (first && fora_rules[first].flags & FORA_RULE_ATTRIBUTE)
        return infer_operate1(ctx, row, object);
    // key=d.__getitem__: only the library has these, calls of them are operators.
    bool dunder = strncmp(text_of(ctx, name), "__", 2) == 0;
    result = bound_builtin(ctx, row, object);
    if ((first || dunder) && infer_live(result))
        return result;
    if (first)
        return infer_refuse(ctx,
                            "the method `%s` can be called, but not kept as a value; "
                            "write a lambda",
                            row);
    fail_unknown(ctx, object.type, name);
    return infer_nothing();
}

// ---- Methods ------------------------------------------------------------------------

static bool
method_case(infer_context *ctx, void *data, infer_value member, infer_value *results)
{
    member_case *it = data;
    return infer_method(ctx, it->name, member, it->count, it->args, results);
}

static bool
call_attribute(infer_context *ctx, fora_sym name, infer_value receiver, uint32_t count,
               infer_arg *args, infer_value *results)
{
    infer_value callee = infer_getattr(ctx, name, receiver);
    results[1] = receiver;
    if (!infer_live(callee))
        return false;
    results[0] = infer_call(ctx, callee, count, args);
    return infer_live(results[0]);
}

static bool
method_of_instance(infer_context *ctx, fora_sym name, infer_value receiver,
                   uint32_t count, infer_arg *args, infer_value *results)
{
    fora_class class = infer_info(ctx->engine, receiver.type)->payload;
    const fora_method *method = fora_find_method(ctx->engine->program, class, name);
    infer_field *field = infer_field_find(ctx->engine, class, name, false);
    bool hidden = field && infer_place_read(ctx, &field->place) != T_NEVER;
    if (!method || hidden || method->kind == FORA_METHOD_PROPERTY)
        return call_attribute(ctx, name, receiver, count, args, results);
    results[0] = infer_call_method(ctx, method, receiver, count, args);
    results[1] = receiver;
    return infer_live(results[0]);
}

// Methods that belong to the type: their receiver, if they have one, is not looked at.
static bool
is_static(const char *row)
{
    return strcmp(row, "str.maketrans") == 0 || strcmp(row, "dict.fromkeys") == 0 ||
           strcmp(row, "float.fromhex") == 0;
}

static bool
method_of_rows(infer_context *ctx, fora_sym name, infer_value receiver, uint32_t count,
               infer_arg *args, infer_value *results)
{
    const char *row = row_name(ctx, receiver.type, name);
    if (!infer_has_rows(ctx, row)) {
        fail_unknown(ctx, receiver.type, name);
        return false;
    }
    infer_arg *all = fora_alloc(ctx->engine->arena, (count + 1) * sizeof *all);
    all[0].value = receiver;
    if (count)
        memcpy(all + 1, args, count * sizeof *args);
    if (!is_static(row))
        return infer_rows(ctx, row, count + 1, all, results);
    bool alive = infer_rows(ctx, row, count, args, results);
    results[1] = receiver;
    return alive;
}

bool
infer_method(infer_context *ctx, fora_sym name, infer_value receiver, uint32_t count,
             infer_arg *args, infer_value *results)
{
    switch (infer_kind(ctx->engine, receiver.type)) {
    case FORA_TYPE_NEVER:
        return false;
    case FORA_TYPE_INSTANCE:
        return method_of_instance(ctx, name, receiver, count, args, results);
    case FORA_TYPE_UNION: {
        member_case data = {name, count, args};
        return infer_dispatch_update(ctx, receiver, 2, method_case, &data, results);
    }
    case FORA_TYPE_CLASS:
    case FORA_TYPE_MODULE:
    case FORA_TYPE_BUILTIN:
    case FORA_TYPE_FUNC:
        return call_attribute(ctx, name, receiver, count, args, results);
    default:
        return method_of_rows(ctx, name, receiver, count, args, results);
    }
}

// ---- Storing ------------------------------------------------------------------------

// Whether a value of an __init__ is the object being made.
static bool
is_self(const infer_context *ctx, fora_val source)
{
    const fora_value *value = &ctx->high->values[source];
    if (!source)
        return false;
    if (!value->def)
        return value->block != 1 || value->index == ctx->high->capture_count;
    switch (ctx->high->ops[value->def].code) {
    case FORA_OP_PY_SETATTR:
    case FORA_OP_PY_SUPER:
    case FORA_OP_IF:
    case FORA_OP_LOOP:
    case FORA_OP_FOR:
    case FORA_OP_TRY:
    case FORA_OP_VAR_GET:
    case FORA_OP_VAR_TAKE:
        return true;
    default:
        return false;
    }
}

static bool
has_setter(const infer_context *ctx, fora_class class, fora_sym name)
{
    const fora_class_info *classes = ctx->engine->program->classes;
    for (; class; class = classes[class].base)
        for (uint32_t i = 0; i < classes[class].method_count; i++)
            if (classes[class].methods[i].name == name &&
                classes[class].methods[i].kind == FORA_METHOD_SETTER)
                return true;
    return false;
}

// A property stands before a field of its name.
static bool
is_storable(infer_context *ctx, fora_class class, fora_sym name, fora_type type)
{
    const fora_method *method = fora_find_method(ctx->engine->program, class, name);
    if (!method || method->kind != FORA_METHOD_PROPERTY)
        return true;
    if (!has_setter(ctx, class, name)) {
        infer_fail(ctx, CLASS_AttributeError,
                   "property '%s' of '%s' object has no setter", text_of(ctx, name),
                   infer_class_name(ctx->engine, type));
        return false;
    }
    infer_refuse(ctx,
                 "the setter of `%s` would update an object: fields are stored by "
                 "__init__ itself",
                 text_of(ctx, name));
    ctx->help = "store the fields that the setter stores";
    return false;
}

infer_value
infer_setattr(infer_context *ctx, fora_sym name, infer_value object, infer_value value)
{
    const fora_type_info *info = infer_info(ctx->engine, object.type);
    if (!infer_live(object) || !infer_live(value))
        return infer_nothing();
    bool init = ctx->high->flags & FORA_FN_INIT && is_self(ctx, object.source);
    if (info->kind == FORA_TYPE_CLASS)
        return infer_refuse(
            ctx, "the class is updated through another name: write %s.%s",
            text_of(ctx, ctx->engine->program->classes[info->payload].name),
            text_of(ctx, name));
    if (info->kind != FORA_TYPE_INSTANCE || !init) {
        infer_refuse(ctx,
                     "cannot set attribute `%s` of %s here: objects do not change once "
                     "their __init__ has returned",
                     text_of(ctx, name), infer_type_text(ctx->engine, object.type));
        ctx->help = "make a new object that has the new value, and use that";
        return infer_nothing();
    }
    if (!is_storable(ctx, info->payload, name, object.type))
        return infer_nothing();
    infer_field *field = infer_field_find(ctx->engine, info->payload, name, true);
    infer_place_store(ctx, &field->place, value.type);
    ctx->assigned |= infer_field_bit(ctx->engine, field);
    if (ctx->emit) {
        infer_value operands[2] = {object, infer_coerce(ctx, value, field->place.type)};
        uint64_t attribute = name;
        return infer_build(ctx, FORA_OP_FIELD_SET, object.type, 2, operands, 1,
                           &attribute);
    }
    return object;
}

// ---- Construction -------------------------------------------------------------------

// What BaseException.__new__ keeps before the class's own __init__ runs: the positional
// arguments.
static void
init_arguments(infer_context *ctx, infer_value object, uint32_t count, infer_arg *args)
{
    infer_arg positional[INFER_MOST_ARGUMENTS];
    uint32_t used = 0;
    for (uint32_t i = 0; i < count && used < INFER_MOST_ARGUMENTS; i++)
        if (!args[i].name)
            positional[used++] = args[i];
    infer_exception_init(ctx, object, used, positional);
}

// The name of a method that `class` has only as an abstract one; 0: none.
static fora_sym
abstract_method(infer_engine *engine, fora_class class)
{
    const fora_program *program = engine->program;
    for (fora_class c = class; c; c = program->classes[c].base) {
        const fora_class_info *info = &program->classes[c];
        for (uint32_t i = 0; i < info->method_count; i++) {
            fora_sym name = info->methods[i].name;
            const fora_method *used = fora_find_method(engine->program, class, name);
            if (used && program->functions[used->fn]->flags & FORA_FN_ABSTRACT)
                return name;
        }
    }
    return 0;
}

infer_value
infer_construct(infer_context *ctx, fora_class class, uint32_t count, infer_arg *args)
{
    fora_sym abstract = abstract_method(ctx->engine, class);
    if (abstract)
        return infer_refuse(ctx,
                            "class `%s` has no `%s` but an abstract one, so that this "
                            "raises TypeError",
                            text_of(ctx, ctx->engine->program->classes[class].name),
                            text_of(ctx, abstract));
    infer_engine *engine = ctx->engine;
    const fora_class_info *info = &engine->program->classes[class];
    fora_sym init = fora_intern_c(engine->program->names, "__init__");
    const fora_method *method = fora_find_method(engine->program, class, init);
    if (info->exception && !method)
        return infer_exception_new(ctx, class, count, args);
    uint64_t attribute = class;
    infer_value object = infer_build(
        ctx, FORA_OP_NEW, infer_instance_type(engine, class), 0, NULL, 1, &attribute);
    if (info->exception)
        init_arguments(ctx, object, count, args);
    if (ctx->failed)
        return infer_nothing();
    if (!method) {
        if (count)
            return infer_fail(ctx, CLASS_TypeError, "%s() takes no arguments",
                              text_of(ctx, info->name));
        return object;
    }
    object = infer_call_method(ctx, method, object, count, args);
    if (ctx->emit && infer_live(object))
        infer_field_check(ctx, class);
    return object;
}

// A method that no class of the program has, but object or BaseException.
static infer_value
super_of_object(infer_context *ctx, fora_sym name, infer_value self, uint32_t count)
{
    static const char *const methods =
        " __str__ __repr__ __eq__ __ne__ __lt__ __le__ __gt__ __ge__ __hash__ "
        "__format__ __new__ __setattr__ __getattribute__ __delattr__ __dir__ "
        "__sizeof__ __reduce__ __reduce_ex__ __init_subclass__ __subclasshook__ ";
    const char *text = text_of(ctx, name);
    bool str = strcmp(text, "__str__") == 0, repr = strcmp(text, "__repr__") == 0;
    if (infer_is_exception(ctx->engine, self.type) && (str || repr) && count == 0)
        return infer_exception_text(ctx, self, str ? "str" : "repr");
    if (strstr(methods, fora_printf(ctx->engine->arena, " %s ", text)))
        return infer_refuse(ctx,
                            "no base class here has a `%s` but `object`, whose own is "
                            "not supported; write out what it shall do",
                            text);
    return infer_fail(ctx, CLASS_AttributeError, "'super' object has no attribute '%s'",
                      text);
}

infer_value
infer_super(infer_context *ctx, fora_class class, fora_sym name, infer_value self,
            uint32_t count, infer_arg *args)
{
    infer_engine *engine = ctx->engine;
    fora_class base = engine->program->classes[class].base;
    const fora_method *method = fora_find_method(engine->program, base, name);
    bool init = strcmp(text_of(ctx, name), "__init__") == 0;
    if (!infer_live(self))
        return self;
    if (method) {
        infer_value result = infer_call_method(ctx, method, self, count, args);
        if (init && infer_live(result) && ctx->called)
            ctx->assigned |= (uint64_t)ctx->called->returned << 32;
        return result;
    }
    if (init && infer_is_exception(engine, self.type)) {
        if (infer_check_exception_args(ctx, count, args))
            infer_exception_init(ctx, self, count, args);
        return ctx->failed ? infer_nothing() : self;
    }
    if (init && count == 0)
        return self;
    if (init)
        return infer_fail(
            ctx, CLASS_TypeError,
            "object.__init__() takes exactly one argument (the instance to "
            "initialize)");
    return super_of_object(ctx, name, self, count);
}
