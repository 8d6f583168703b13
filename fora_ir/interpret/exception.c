// Exceptions: raising, the texts they keep, classes and isinstance, the final report.
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "eval.h"

void
eval_raise(eval_value exception)
{
    eval_now.raised = exception;
    longjmp(eval_now.handler->jump, 1);
}

static rt_str *
joined(uint32_t count, const eval_value *values)
{
    rt_ref *pieces = eval_alloc(count * sizeof *pieces);
    for (uint32_t i = 0; i < count; i++)
        pieces[i] = eval_to_repr(values[i]);
    return rt_str_join_refs(rt_str_from_c(", "), pieces, count);
}

static rt_str *
message_of(fora_class class, uint32_t count, const eval_value *values,
           rt_str *arguments)
{
    if (count == 0)
        return rt_str_empty();
    if (count == 1 && eval_derives(class, RT_EXC_KeyError))
        return arguments;
    if (count == 1)
        return eval_to_str(values[0]);
    bool system = count == 2 && eval_derives(class, RT_EXC_OSError);
    rt_ref errno_pieces[4] = {rt_str_from_c("[Errno "), NULL, rt_str_from_c("] "),
                              NULL};
    if (system) {
        errno_pieces[1] = eval_to_str(values[0]);
        errno_pieces[3] = eval_to_str(values[1]);
        return rt_str_concat_many(errno_pieces, 4);
    }
    rt_ref pieces[3] = {rt_str_from_c("("), arguments, rt_str_from_c(")")};
    return rt_str_concat_many(pieces, 3);
}

eval_value
eval_exception_init(eval_value self, uint32_t count, const eval_value *values)
{
    eval_instance *made = eval_alloc(sizeof *made);
    *made = *self.as.instance;
    made->arguments = joined(count, values);
    made->message = message_of(made->class, count, values, made->arguments);
    self.as.instance = made;
    return self;
}

static eval_value
make(fora_class class, rt_str *message, rt_str *arguments)
{
    eval_instance *made = eval_alloc(sizeof *made);
    *made = (eval_instance){.class = class, .message = message, .arguments = arguments};
    return (eval_value){.kind = EVAL_INSTANCE, .as.instance = made};
}

void
eval_raise_text(int class, const char *format, ...)
{
    char text[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    rt_str *message = rt_str_from_c(text), *quoted = rt_str_repr(message);
    eval_raise(
        make((fora_class) class, class == RT_EXC_KeyError ? quoted : message, quoted));
}

// Compiled code may still know the answer, when only its low bits are used; the
// interpreter, which has no wider numbers, must not contradict it.
void
eval_lacks_width(void)
{
    eval_lacks("an int of more than 64 bits");
}

void
eval_raise_key(eval_value key)
{
    rt_str *text = eval_to_repr(key);
    eval_raise(make(RT_EXC_KeyError, text, text));
}

void
eval_check(void)
{
    if (!rt_pending)
        return;
    const rt_exception *e = rt_catch();
    rt_str *empty = rt_str_empty();
    eval_raise(make(e->class_id, e->message ? e->message : empty,
                    e->arguments ? e->arguments : empty));
}

// ---- Classes ------------------------------------------------------------------------

bool
eval_derives(fora_class class, fora_class base)
{
    while (class && class != base)
        class = eval_now.program->classes[class].base;
    return class == base;
}

bool
eval_is_instance(eval_value value, eval_value info)
{
    if (info.kind == EVAL_TUPLE) {
        for (int64_t i = 0; i < info.as.tuple->length; i++)
            if (eval_is_instance(value, info.as.tuple->items[i]))
                return true;
        return false;
    }
    if (info.kind == EVAL_CLASS)
        return value.kind == EVAL_INSTANCE &&
               eval_derives(value.as.instance->class, info.handle);
    if (info.kind != EVAL_BUILTIN)
        eval_raise_text(RT_EXC_TypeError,
                        "isinstance() arg 2 must be a type, a tuple of "
                        "types, or a union");
    const char *name = eval_text(info.handle);
    if (strcmp(name, "object") == 0)
        return true;
    if (strcmp(name, "int") == 0)
        return eval_is_int(value);
    return value.kind != EVAL_INSTANCE && strcmp(name, eval_type_name(value)) == 0;
}

bool
eval_exception_matches(eval_value exception, eval_value info)
{
    bool sound = info.kind == EVAL_CLASS;
    for (int64_t i = 0; info.kind == EVAL_TUPLE && i < info.as.tuple->length; i++)
        sound = info.as.tuple->items[i].kind == EVAL_CLASS;
    if (!sound && !(info.kind == EVAL_TUPLE && info.as.tuple->length == 0))
        eval_raise_text(RT_EXC_TypeError, "catching classes that do not inherit from "
                                          "BaseException is not allowed");
    return eval_is_instance(exception, info);
}

// An exception, or a class that is called without arguments; `what` is for messages.
static eval_value
as_exception(eval_value value, const char *what)
{
    if (value.kind == EVAL_CLASS)
        value = eval_construct(value.handle, eval_arguments(0, NULL));
    if (value.kind != EVAL_INSTANCE ||
        !eval_now.program->classes[value.as.instance->class].exception)
        eval_raise_text(RT_EXC_TypeError, "%s must derive from BaseException", what);
    return value;
}

void
eval_raise_operand(eval_value exception, eval_value cause)
{
    exception = as_exception(exception, "exceptions");
    if (cause.kind != EVAL_NONE)
        as_exception(cause, "exception causes");
    eval_raise(exception);
}

// ---- The end ------------------------------------------------------------------------

// Nothing catches what comes of a __str__ whose answer is no text.
static rt_str *
shown(eval_value exception)
{
    const fora_method *method = fora_find_method(
        eval_now.program, exception.as.instance->class, eval_sym("__str__"));
    if (!method)
        return eval_to_str(exception);
    eval_function function = {.fn = method->fn};
    eval_value text = eval_call_function(&function, &exception, (eval_args){0});
    return text.kind == EVAL_STR ? text.as.str
                                 : rt_str_from_c("<exception str() failed>");
}

// The last line of what CPython says; of SystemExit the runtime takes care.
void
eval_report(eval_value exception)
{
    const eval_instance *e = exception.as.instance;
    const fora_class_info *class = &eval_now.program->classes[e->class];
    rt_str *message = shown(exception);
    if (eval_derives(e->class, RT_EXC_SystemExit)) {
        rt_retain(e->arguments);
        rt_sys_exit(message, e->arguments);
        return;
    }
    const char *module = class->module ? eval_text(class->module) : "__main__";
    fora_text text;
    fora_text_init(&text, eval_now.arena);
    if (e->class > FORA_BUILTIN_CLASSES && strcmp(module, "__main__") != 0)
        fora_text_printf(&text, "%s.", module);
    fora_text_printf(&text, "%s",
                     eval_text(e->class > FORA_BUILTIN_CLASSES ? class->qualified_name
                                                               : class->name));
    if (message->length > 0)
        fora_text_printf(&text, ": ");
    size_t bytes;
    const char *encoded = rt_str_to_utf8(message, &bytes);
    fora_text_add(&text, encoded, bytes);
    eval_leave(1, text.bytes);
}
