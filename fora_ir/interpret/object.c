// Attributes and methods of instances, classes, modules and builtin values.
#include <string.h>

#include "eval.h"

static eval_value
function_value(fora_fn fn)
{
    eval_function *made = eval_alloc(sizeof *made);
    made->fn = fn;
    return (eval_value){.kind = EVAL_FUNCTION, .as.function = made};
}

static eval_value
bound(fora_fn fn, eval_value self)
{
    eval_value value = function_value(fn);
    value.kind = EVAL_METHOD;
    value.as.function->self = self;
    return value;
}

// ---- Classes ------------------------------------------------------------------------

static bool
class_constant(fora_class class, fora_sym name, eval_value *result)
{
    const fora_class_constant *constant =
        fora_find_constant(eval_now.program, class, name);
    if (constant)
        *result = eval_now.globals[constant->global];
    return constant != NULL;
}

static eval_value
class_value(fora_class class)
{
    return eval_name(EVAL_CLASS, class);
}

static bool
class_attribute(fora_class class, fora_sym name, eval_value *result)
{
    const fora_class_info *info = &eval_now.program->classes[class];
    const fora_method *method = fora_find_method(eval_now.program, class, name);
    if (method) {
        *result = method->kind == FORA_METHOD_CLASS
                      ? bound(method->fn, class_value(class))
                      : function_value(method->fn);
        return true;
    }
    if (class_constant(class, name, result))
        return true;
    bool short_name = strcmp(eval_text(name), "__name__") == 0;
    if (!short_name && strcmp(eval_text(name), "__qualname__") != 0)
        return false;
    bool builtin = class <= FORA_BUILTIN_CLASSES;
    *result = eval_str_c(
        eval_text(short_name || builtin ? info->name : info->qualified_name));
    return true;
}

// ---- Instances ----------------------------------------------------------------------

static bool
field(const eval_instance *instance, fora_sym name, eval_value *result)
{
    for (uint32_t i = 0; i < instance->count; i++)
        if (instance->fields[i].name == name) {
            *result = instance->fields[i].value;
            return true;
        }
    return false;
}

static bool
instance_attribute(eval_value self, fora_sym name, eval_value *result)
{
    fora_class class = self.as.instance->class;
    const fora_method *method = fora_find_method(eval_now.program, class, name);
    if (method && method->kind == FORA_METHOD_PROPERTY) {
        eval_function function = {.fn = method->fn};
        *result = eval_call_function(&function, &self, eval_arguments(0, NULL));
        return true;
    }
    if (field(self.as.instance, name, result))
        return true;
    if (method && method->kind == FORA_METHOD_PLAIN) {
        *result = bound(method->fn, self);
        return true;
    }
    if (strcmp(eval_text(name), "__class__") == 0) {
        *result = class_value(class);
        return true;
    }
    const char *text = eval_text(name);
    return strcmp(text, "__name__") != 0 && strcmp(text, "__qualname__") != 0 &&
           class_attribute(class, name, result);
}

eval_value
eval_setattr(eval_value object, fora_sym name, eval_value value)
{
    if (object.kind != EVAL_INSTANCE)
        eval_raise_text(RT_EXC_AttributeError, "'%s' object has no attribute '%s'",
                        eval_type_name(object), eval_text(name));
    const eval_instance *old = object.as.instance;
    eval_instance *made = eval_alloc(sizeof *made);
    *made = *old;
    made->fields = eval_alloc((old->count + 1) * sizeof *made->fields);
    if (old->count)
        memcpy(made->fields, old->fields, old->count * sizeof *made->fields);
    uint32_t at = 0;
    while (at < old->count && old->fields[at].name != name)
        at++;
    made->fields[at] = (eval_named){name, value};
    made->count = at == old->count ? at + 1 : old->count;
    object.as.instance = made;
    return object;
}

static const struct {
    const char *method;
    eval_kind kind;
    const char *format;
} answers[] = {
#define ANSWER(method, type, function, format) {method, EVAL_##type, format},
#include "../def/answers.def"
#undef ANSWER
};

// Raises for an answer of another type than Python demands.
static eval_value
checked_answer(eval_value self, const char *name, eval_value answer)
{
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        if (strcmp(answers[i].method, name) != 0)
            continue;
        if (answers[i].kind == EVAL_INT && answer.kind == EVAL_BOOL)
            return eval_int(answer.as.integer);
        if (answers[i].kind != answer.kind)
            eval_raise_text(RT_EXC_TypeError, answers[i].format, eval_type_name(answer),
                            eval_type_name(self));
    }
    return answer;
}

bool
eval_dunder(eval_value self, const char *name, uint32_t count, eval_value *values,
            eval_value *result)
{
    return eval_dunder_for(self, name, name, count, values, result);
}

bool
eval_dunder_for(eval_value self, const char *asked, const char *name, uint32_t count,
                eval_value *values, eval_value *result)
{
    if (self.kind != EVAL_INSTANCE)
        return false;
    const fora_method *method =
        fora_find_method(eval_now.program, self.as.instance->class, eval_sym(name));
    if (!method)
        return false;
    eval_function function = {.fn = method->fn};
    *result = checked_answer(
        self, asked,
        eval_call_function(&function, &self, eval_arguments(count, values)));
    return true;
}

bool
eval_ask(eval_value self, const char *name, eval_value other, eval_value *result)
{
    return eval_dunder(self, name, 1, &other, result) &&
           result->kind != EVAL_NOTIMPLEMENTED;
}

// ---- Modules ------------------------------------------------------------------------

static bool
module_attribute(fora_sym module, fora_sym name, eval_value *result)
{
    const fora_program *program = eval_now.program;
    for (fora_global g = 1; g < program->global_count; g++)
        if (program->globals[g].module == module && program->globals[g].name == name) {
            *result = eval_now.globals[g];
            return result->kind != EVAL_UNBOUND;
        }
    for (fora_class c = FORA_BUILTIN_CLASSES + 1; c < program->class_count; c++)
        if (program->classes[c].module == module &&
            program->classes[c].qualified_name == name) {
            *result = class_value(c);
            return true;
        }
    for (fora_fn fn = program->function_count; fn-- > 1;) {
        const fora_function *f = program->functions[fn];
        if (f->module == module && f->qualified_name == name &&
            !(f->flags & (FORA_FN_LAMBDA | FORA_FN_MODULE))) {
            *result = function_value(fn);
            return true;
        }
    }
    if (strcmp(eval_text(name), "__name__") == 0) {
        *result = eval_str_c(eval_text(module));
        return true;
    }
    fora_sym inner = eval_sym(
        fora_printf(eval_now.arena, "%s.%s", eval_text(module), eval_text(name)));
    for (uint32_t i = 0; i < program->module_count; i++)
        if (program->modules[i].name == inner) {
            *result = eval_name(EVAL_MODULE, inner);
            return true;
        }
    return false;
}

// ---- All attributes -----------------------------------------------------------------

static bool
builtin_attribute(eval_value object, const char *name, eval_value *result)
{
    const char *text = eval_text(object.handle);
    if (strcmp(name, "__name__") == 0) {
        *result = eval_str_c(text);
        return true;
    }
    const char *whole = fora_printf(eval_now.arena, "%s.%s", text, name);
    if (!eval_builtin_attribute(whole, result))
        *result = eval_name(EVAL_BUILTIN, eval_sym(whole));
    return true;
}

static bool
other_attribute(eval_value object, const char *name, eval_value *result)
{
    static const char *const parts[] = {"start", "stop", "step"};
    for (int i = 0; object.kind == EVAL_RANGE && i < 3; i++)
        if (strcmp(parts[i], name) == 0) {
            *result = object.as.tuple->items[i];
            return true;
        }
    if (object.kind == EVAL_FUNCTION && strcmp(name, "__name__") == 0) {
        const fora_function *f = eval_now.program->functions[object.as.function->fn];
        *result = eval_str_c(eval_text(f->name));
        return true;
    }
    if (object.kind == EVAL_FILE && strcmp(name, "closed") == 0)
        *result = eval_bool(rt_file_closed(object.as.file));
    else if (object.kind == EVAL_FILE && strcmp(name, "name") == 0)
        *result = eval_str(rt_file_name(object.as.file));
    else
        return false;
    return true;
}

// Of builtin types, and of exceptions, there may be attributes that only the compiler knows.
static FORA_NORETURN void
fail_attribute(eval_value object, const char *name)
{
    bool args = object.kind == EVAL_INSTANCE && strcmp(name, "args") == 0;
    if (args || (object.kind != EVAL_INSTANCE && object.kind != EVAL_NONE))
        eval_lacks("%s.%s", eval_type_name(object), name);
    eval_raise_text(RT_EXC_AttributeError, "'%s' object has no attribute '%s'",
                    eval_type_name(object), name);
}

eval_value
eval_getattr(eval_value object, fora_sym name)
{
    eval_value result;
    bool found =
        object.kind == EVAL_INSTANCE ? instance_attribute(object, name, &result)
        : object.kind == EVAL_CLASS  ? class_attribute(object.handle, name, &result)
        : object.kind == EVAL_MODULE ? module_attribute(object.handle, name, &result)
        : object.kind == EVAL_BUILTIN
            ? builtin_attribute(object, eval_text(name), &result)
            : other_attribute(object, eval_text(name), &result);
    if (found)
        return result;
    if (object.kind == EVAL_CLASS)
        eval_raise_text(RT_EXC_AttributeError, "type object '%s' has no attribute '%s'",
                        eval_text(eval_now.program->classes[object.handle].name),
                        eval_text(name));
    if (object.kind == EVAL_MODULE)
        eval_raise_text(RT_EXC_AttributeError, "module '%s' has no attribute '%s'",
                        eval_text(object.handle), eval_text(name));
    fail_attribute(object, eval_text(name));
}

// ---- Methods ------------------------------------------------------------------------

void
eval_look_up(fora_sym name, eval_value object)
{
    const char *text = eval_text(name);
    eval_value result;
    if (strncmp(text, "__", 2) == 0)
        return;
    if (object.kind == EVAL_INSTANCE) {
        fora_class class = object.as.instance->class;
        if (eval_now.program->classes[class].exception ||
            fora_find_method(eval_now.program, class, name) ||
            instance_attribute(object, name, &result))
            return;
    } else if (object.kind != EVAL_NONE) {
        return;
    }
    fail_attribute(object, text);
}

static const eval_method_row *
find_row(eval_kind kind, const char *name)
{
    const eval_method_row *const tables[] = {eval_list_methods, eval_dict_methods,
                                             eval_set_methods, eval_str_methods,
                                             eval_other_methods};
    for (size_t t = 0; t < sizeof tables / sizeof *tables; t++)
        for (const eval_method_row *row = tables[t]; row->name; row++)
            if (row->kind == kind && strcmp(row->name, name) == 0)
                return row;
    return NULL;
}

// A method of a builtin type called on the type: str.lower(s).
static bool
type_method(const char *type, const char *name, eval_args args, eval_value *result)
{
    if (args.count == 0 || strcmp(type, eval_type_name(args.values[0])) != 0)
        return false;
    const eval_method_row *row = find_row(args.values[0].kind, name);
    if (!row)
        return false;
    eval_value self = args.values[0];
    args.values++;
    args.count--;
    *result = row->run(&self, &args);
    return true;
}

eval_value
eval_method(fora_sym name, eval_value *receiver, eval_args args)
{
    eval_value result;
    const char *text = eval_text(name);
    if (receiver->kind == EVAL_BUILTIN &&
        type_method(eval_text(receiver->handle), text, args, &result))
        return result;
    const eval_method_row *row = find_row(receiver->kind, text);
    if (row)
        return row->run(receiver, &args);
    if (receiver->kind >= EVAL_FUNCTION && receiver->kind <= EVAL_MODULE)
        return eval_call(eval_getattr(*receiver, name), args);
    fail_attribute(*receiver, text);
}

eval_value
eval_super(fora_class class, fora_sym name, eval_value self, eval_args args)
{
    const fora_class_info *info = &eval_now.program->classes[class];
    const fora_method *method = fora_find_method(eval_now.program, info->base, name);
    const char *text = eval_text(name);
    if (method) {
        eval_function function = {.fn = method->fn};
        if (method->kind == FORA_METHOD_STATIC)
            return eval_call_function(&function, NULL, args);
        return eval_call_function(&function, &self, args);
    }
    if (strcmp(text, "__init__") == 0)
        return info->exception ? eval_exception_init(self, args.count, args.values)
                               : self;
    if (strcmp(text, "__str__") == 0 && info->exception)
        return eval_str(self.as.instance->message);
    if (strcmp(text, "__eq__") == 0 && args.count == 1)
        return eval_same(self, args.values[0]) ? eval_bool(true)
                                               : eval_name(EVAL_NOTIMPLEMENTED, 0);
    eval_lacks("super().%s", text);
}
