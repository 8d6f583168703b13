// Calls: arguments with their marks, parameters, functions, classes, methods.
#include <string.h>

#include "eval.h"

// ---- Arguments ----------------------------------------------------------------------

eval_args
eval_arguments(uint32_t count, eval_value *values)
{
    return (eval_args){.count = count, .values = values};
}

typedef struct {
    eval_args args;
    uint32_t capacity, named_capacity;
} opened;

static void
add_value(opened *o, eval_value value)
{
    *FORA_PUSH(eval_now.arena, o->args.values, o->args.count, o->capacity) = value;
}

static void
add_named(opened *o, fora_sym name, eval_value value)
{
    for (uint32_t i = 0; i < o->args.named_count; i++)
        if (o->args.named[i].name == name)
            eval_raise_text(RT_EXC_TypeError,
                            "got multiple values for keyword argument '%s'",
                            eval_text(name));
    *FORA_PUSH(eval_now.arena, o->args.named, o->args.named_count, o->named_capacity) =
        (eval_named){name, value};
}

static void
add_mapping(opened *o, eval_value mapping)
{
    eval_table *dict = eval_to_dict(mapping);
    for (int64_t i = 0; i < dict->used; i++) {
        eval_entry entry = eval_entries(dict)[i];
        size_t bytes;
        if (entry.state != EVAL_LIVE)
            continue;
        const char *text = rt_str_to_utf8(eval_as_str(entry.key), &bytes);
        add_named(o, fora_intern(eval_now.program->names, text, bytes), entry.value);
    }
}

eval_args
eval_open(uint32_t count, const eval_value *values, const uint64_t *marks)
{
    fora_sym star = eval_sym("*"), double_star = eval_sym("**");
    opened o = {0};
    for (uint32_t i = 0; i < count; i++) {
        fora_sym mark = (fora_sym)marks[i];
        if (mark == star) {
            eval_table *list = eval_to_list(values[i]);
            for (int64_t k = 0; k < list->length; k++)
                add_value(&o, eval_list_at(list, k));
        } else if (mark == double_star) {
            add_mapping(&o, values[i]);
        } else if (mark) {
            add_named(&o, mark, values[i]);
        } else {
            add_value(&o, values[i]);
        }
    }
    return o.args;
}

// ---- Parameters ---------------------------------------------------------------------

typedef struct {
    const fora_function *f;
    const eval_function *function;
    eval_value *parameters;  // behind the captures
    bool *given;
    eval_args args;
} binding;

static eval_value
default_of(const binding *b, const fora_param *param)
{
    double number;
    switch (param->default_kind) {
    case FORA_DEFAULT_NONE:
        return eval_none();
    case FORA_DEFAULT_BOOL:
        return eval_bool(param->bits);
    case FORA_DEFAULT_INT:
        return eval_int((int64_t)param->bits);
    case FORA_DEFAULT_FLOAT:
        memcpy(&number, &param->bits, sizeof number);
        return eval_float(number);
    case FORA_DEFAULT_STR:
        return eval_str(rt_str_from_utf8(
            eval_text((fora_sym)param->bits),
            fora_sym_length(eval_now.program->names, (fora_sym)param->bits)));
    case FORA_DEFAULT_GLOBAL:
        return eval_now.globals[param->bits];
    case FORA_DEFAULT_CAPTURE:
        return b->function->captures[param->bits];
    default:
        eval_raise_text(RT_EXC_TypeError, "%s() missing 1 required %s argument: '%s'",
                        eval_text(b->f->qualified_name),
                        param->kind == FORA_PARAM_KEYWORD_ONLY ? "keyword-only"
                                                               : "positional",
                        eval_text(param->name));
    }
}

static FORA_NORETURN void
fail_too_many(const binding *b, uint32_t most)
{
    uint32_t required = 0;
    for (uint32_t i = 0; i < b->f->param_count; i++)
        required += b->f->params[i].kind <= FORA_PARAM_NORMAL &&
                    b->f->params[i].default_kind == FORA_DEFAULT_ABSENT;
    const char *name = eval_text(b->f->qualified_name);
    const char *were = b->args.count == 1 ? "was" : "were";
    if (required < most)
        eval_raise_text(RT_EXC_TypeError,
                        "%s() takes from %u to %u positional arguments but %u %s given",
                        name, required, most, b->args.count, were);
    eval_raise_text(RT_EXC_TypeError,
                    "%s() takes %u positional argument%s but %u %s given", name, most,
                    most == 1 ? "" : "s", b->args.count, were);
}

static void
bind_positional(binding *b)
{
    uint32_t used = 0;
    for (uint32_t i = 0; i < b->f->param_count; i++) {
        fora_param_kind kind = b->f->params[i].kind;
        if (kind == FORA_PARAM_STAR) {
            b->parameters[i] =
                eval_tuple_of(b->args.count - used, b->args.values + used);
            b->given[i] = true;
            used = b->args.count;
        } else if (kind <= FORA_PARAM_NORMAL && used < b->args.count) {
            b->parameters[i] = b->args.values[used++];
            b->given[i] = true;
        }
    }
    if (used < b->args.count)
        fail_too_many(b, used);
}

static void
bind_named(binding *b)
{
    eval_table *rest = eval_table_new(0);
    uint32_t rest_at = UINT32_MAX;
    for (uint32_t i = 0; i < b->f->param_count; i++)
        if (b->f->params[i].kind == FORA_PARAM_DOUBLE_STAR)
            rest_at = i;
    for (uint32_t k = 0; k < b->args.named_count; k++) {
        eval_named named = b->args.named[k];
        uint32_t i = 0;
        while (i < b->f->param_count &&
               !(b->f->params[i].name == named.name &&
                 (b->f->params[i].kind == FORA_PARAM_NORMAL ||
                  b->f->params[i].kind == FORA_PARAM_KEYWORD_ONLY)))
            i++;
        if (i < b->f->param_count && b->given[i])
            eval_raise_text(RT_EXC_TypeError,
                            "%s() got multiple values for argument '%s'",
                            eval_text(b->f->qualified_name), eval_text(named.name));
        if (i < b->f->param_count) {
            b->parameters[i] = named.value;
            b->given[i] = true;
        } else if (rest_at != UINT32_MAX) {
            rest = eval_dict_put(rest, eval_str_c(eval_text(named.name)), named.value);
        } else {
            eval_raise_text(RT_EXC_TypeError,
                            "%s() got an unexpected keyword argument '%s'",
                            eval_text(b->f->qualified_name), eval_text(named.name));
        }
    }
    if (rest_at != UINT32_MAX) {
        b->parameters[rest_at] = eval_container(EVAL_DICT, rest);
        b->given[rest_at] = true;
    }
}

eval_value
eval_call_function(const eval_function *function, eval_value *self, eval_args args)
{
    const fora_function *f = eval_now.program->functions[function->fn];
    eval_value *all = eval_now.stack_top;
    bool *given = (bool *)(all + f->capture_count + f->param_count);
    eval_value *kept = all;
    eval_now.stack_top += f->capture_count + f->param_count + f->param_count / 8 + 1;
    if (eval_now.stack_top > eval_now.stack_end ||
        (const char *)__builtin_frame_address(0) < rt_stack_limit)
        eval_raise_text(RT_EXC_RecursionError, "maximum recursion depth exceeded");
    if (self) {
        eval_value *more = eval_alloc((args.count + 1) * sizeof *more);
        more[0] = *self;
        if (args.count)
            memcpy(more + 1, args.values, args.count * sizeof *more);
        args.values = more;
        args.count++;
    }
    if (f->capture_count)
        memcpy(all, function->captures, f->capture_count * sizeof *all);
    memset(given, 0, f->param_count);
    binding b = {f, function, all + f->capture_count, given, args};
    bind_positional(&b);
    bind_named(&b);
    for (uint32_t i = 0; i < f->param_count; i++)
        if (!given[i])
            b.parameters[i] = default_of(&b, &f->params[i]);
    eval_value result = eval_run(function->fn, all);
    eval_now.stack_top = kept;
    return result;
}

// ---- What can be called -------------------------------------------------------------

eval_value
eval_construct(fora_class class, eval_args args)
{
    const fora_class_info *info = &eval_now.program->classes[class];
    eval_instance *made = eval_alloc(sizeof *made);
    made->class = class;
    made->message = made->arguments = info->exception ? rt_str_empty() : NULL;
    eval_value self = {.kind = EVAL_INSTANCE, .as.instance = made};
    const fora_method *init =
        fora_find_method(eval_now.program, class, eval_sym("__init__"));
    if (info->exception) {
        if (args.named_count && !init)
            eval_raise_text(RT_EXC_TypeError, "%s() takes no keyword arguments",
                            eval_text(info->name));
        self = eval_exception_init(self, args.count, args.values);
    }
    if (init) {
        eval_function function = {.fn = init->fn};
        return eval_call_function(&function, &self, args);
    }
    if (!info->exception && args.count + args.named_count)
        eval_raise_text(RT_EXC_TypeError, "%s() takes no arguments",
                        eval_text(info->name));
    return self;
}

eval_value
eval_call(eval_value callee, eval_args args)
{
    fora_sym name;
    switch (callee.kind) {
    case EVAL_FUNCTION:
        return eval_call_function(callee.as.function, NULL, args);
    case EVAL_METHOD:
        return eval_call_function(callee.as.function, &callee.as.function->self, args);
    case EVAL_CLASS:
        return eval_construct(callee.handle, args);
    case EVAL_BUILTIN:
        return eval_builtin(eval_text(callee.handle), args);
    case EVAL_INSTANCE:
        name = eval_sym("__call__");
        if (fora_find_method(eval_now.program, callee.as.instance->class, name))
            return eval_method(name, &callee, args);
        break;
    default:
        break;
    }
    eval_raise_text(RT_EXC_TypeError, "'%s' object is not callable",
                    eval_type_name(callee));
}

eval_value
eval_call1(eval_value callee, eval_value argument)
{
    return eval_call(callee, eval_arguments(1, &argument));
}
