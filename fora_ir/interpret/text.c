// Texts of values: str, repr, format and the % operator.
#include <string.h>

#include "eval.h"

// ---- Pieces -------------------------------------------------------------------------

typedef struct {
    rt_ref *pieces;
    uint32_t count, capacity;
} text;

static void
add(text *t, rt_str *piece)
{
    *FORA_PUSH(eval_now.arena, t->pieces, t->count, t->capacity) = piece;
}

static void
add_c(text *t, const char *piece)
{
    add(t, rt_str_from_c(piece));
}

static rt_str *
finish(const text *t)
{
    return rt_str_concat_many(t->pieces, t->count);
}

// ---- repr of containers -------------------------------------------------------------

static rt_str *
items_repr(eval_value container, const char *open, const char *close)
{
    text t = {0};
    eval_table *items = eval_to_list(container);
    add_c(&t, open);
    for (int64_t i = 0; i < items->length; i++) {
        if (i > 0)
            add_c(&t, ", ");
        add(&t, eval_to_repr(eval_list_at(items, i)));
    }
    add_c(&t, close);
    return finish(&t);
}

static rt_str *
dict_repr(eval_table *dict)
{
    text t = {0};
    bool first = true;
    add_c(&t, "{");
    for (int64_t i = 0; i < dict->used; i++) {
        eval_entry entry = eval_entries(dict)[i];
        if (entry.state != EVAL_LIVE)
            continue;
        if (!first)
            add_c(&t, ", ");
        first = false;
        add(&t, eval_to_repr(entry.key));
        add_c(&t, ": ");
        add(&t, eval_to_repr(entry.value));
    }
    add_c(&t, "}");
    return finish(&t);
}

static rt_str *
parts_repr(eval_value value, const char *name, uint32_t count)
{
    text t = {0};
    add_c(&t, name);
    for (uint32_t i = 0; i < count; i++) {
        add_c(&t, i ? ", " : "(");
        add(&t, eval_to_repr(value.as.tuple->items[i]));
    }
    add_c(&t, ")");
    return finish(&t);
}

static rt_str *
container_repr(eval_value value)
{
    const char *view;
    switch (value.kind) {
    case EVAL_TUPLE:
        return items_repr(value, "(", value.as.tuple->length == 1 ? ",)" : ")");
    case EVAL_LIST:
        return items_repr(value, "[", "]");
    case EVAL_DICT:
        return dict_repr(value.as.table);
    case EVAL_SET:
        return value.as.table->length ? items_repr(value, "{", "}")
                                      : rt_str_from_c("set()");
    case EVAL_FROZENSET:
        return value.as.table->length ? items_repr(value, "frozenset({", "})")
                                      : rt_str_from_c("frozenset()");
    case EVAL_RANGE:
        return parts_repr(value, "range",
                          value.as.tuple->items[2].as.integer == 1 ? 2 : 3);
    case EVAL_SLICE:
        return parts_repr(value, "slice", 3);
    default:
        view = fora_printf(eval_now.arena, "%s([", eval_type_name(value));
        return items_repr(value, view, "])");
    }
}

// ---- repr and str -------------------------------------------------------------------

static rt_str *
class_repr(eval_value value)
{
    const fora_class_info *info = &eval_now.program->classes[value.handle];
    bool builtin = value.handle <= FORA_BUILTIN_CLASSES;
    const char *name = eval_text(builtin ? info->name : info->qualified_name);
    return rt_str_from_c(fora_printf(eval_now.arena, "<class '%s%s%s'>",
                                     builtin ? "" : eval_text(info->module),
                                     builtin ? "" : ".", name));
}

static rt_str *
exception_repr(eval_value value)
{
    text t = {0};
    add_c(&t, eval_type_name(value));
    add_c(&t, "(");
    add(&t, value.as.instance->arguments);
    add_c(&t, ")");
    return finish(&t);
}

static rt_str *
instance_repr(eval_value value)
{
    eval_value result;
    if (eval_dunder(value, "__repr__", 0, NULL, &result))
        return eval_as_str(result);
    if (value.as.instance->arguments)
        return exception_repr(value);
    eval_lacks("repr of an object by its address");
}

rt_str *
eval_to_repr(eval_value value)
{
    const char *name;
    switch (value.kind) {
    case EVAL_NONE:
        return rt_none_str();
    case EVAL_NOTIMPLEMENTED:
        return rt_str_from_c("NotImplemented");
    case EVAL_BOOL:
        return rt_bool_str(value.as.integer);
    case EVAL_INT:
        return rt_int_str(value.as.integer);
    case EVAL_FLOAT:
        return rt_float_str(value.as.number);
    case EVAL_STR:
        return rt_str_repr(value.as.str);
    case EVAL_INSTANCE:
        return instance_repr(value);
    case EVAL_CLASS:
        return class_repr(value);
    case EVAL_FILE:
        return rt_file_repr(value.as.file);
    case EVAL_BUILTIN:
        name = eval_text(value.handle);
        return rt_str_from_c(fora_printf(
            eval_now.arena,
            eval_is_type_name(name) ? "<class '%s'>" : "<built-in function %s>", name));
    case EVAL_TUPLE:
    case EVAL_LIST:
    case EVAL_DICT:
    case EVAL_SET:
    case EVAL_FROZENSET:
    case EVAL_RANGE:
    case EVAL_SLICE:
    case EVAL_VIEW:
        return container_repr(value);
    default:
        eval_lacks("repr of a %s", eval_type_name(value));
    }
}

rt_str *
eval_to_ascii(eval_value value)
{
    rt_str *repr = eval_to_repr(value);
    if (value.kind == EVAL_STR)
        return rt_str_ascii(value.as.str);
    if (!rt_str_isascii(repr))
        eval_lacks("ascii of a %s", eval_type_name(value));
    return repr;
}

rt_str *
eval_to_str(eval_value value)
{
    eval_value result;
    if (value.kind == EVAL_STR)
        return value.as.str;
    if (eval_dunder(value, "__str__", 0, NULL, &result))
        return eval_as_str(result);
    if (value.kind == EVAL_INSTANCE && value.as.instance->message)
        return value.as.instance->message;
    if (eval_dunder_for(value, "__str__", "__repr__", 0, NULL, &result))
        return eval_as_str(result);
    return eval_to_repr(value);
}

// ---- format -------------------------------------------------------------------------

eval_value
eval_format(eval_value value, rt_str *spec, int conversion)
{
    eval_value given = eval_str(spec), result;
    if (conversion == 'a')
        value = eval_str(eval_to_ascii(value));
    else if (conversion)
        value = eval_str(conversion == 's' ? eval_to_str(value) : eval_to_repr(value));
    if (eval_dunder(value, "__format__", 1, &given, &result))
        return result;
    switch (value.kind) {
    case EVAL_BOOL:
        result = eval_str(rt_format_bool(value.as.integer, spec));
        break;
    case EVAL_INT:
        result = eval_str(rt_format_int(value.as.integer, spec));
        break;
    case EVAL_FLOAT:
        result = eval_str(rt_format_float(value.as.number, spec));
        break;
    case EVAL_STR:
        result = eval_str(rt_format_str(value.as.str, spec));
        break;
    default:
        result = eval_str(rt_format_other(eval_to_str(value), spec,
                                          (rt_ptr)(uintptr_t)eval_type_name(value)));
    }
    eval_check();
    return result;
}

// ---- % ------------------------------------------------------------------------------

static rt_percent
percent_argument(eval_value value)
{
    rt_percent p = {.type = eval_type_name(value)};
    if (value.kind == EVAL_FLOAT) {
        p.kind = RT_PERCENT_FLOAT;
        p.value.number = value.as.number;
    } else if (eval_is_int(value)) {
        p.kind = RT_PERCENT_INT;
        p.value.integer = value.as.integer;
    } else {
        p.kind = RT_PERCENT_OTHER;
    }
    if (value.kind != EVAL_FLOAT && value.kind != EVAL_INT) {
        p.text = eval_to_str(value);
        p.repr = eval_to_repr(value);
    }
    return p;
}

rt_str *
eval_percent(rt_str *format, eval_value argument)
{
    bool tuple = argument.kind == EVAL_TUPLE;
    if (argument.kind == EVAL_DICT)
        eval_lacks("str %% dict");
    int64_t count = tuple ? argument.as.tuple->length : 1;
    rt_percent *all = eval_alloc((size_t)count * sizeof *all);
    for (int64_t i = 0; i < count; i++)
        all[i] = percent_argument(tuple ? argument.as.tuple->items[i] : argument);
    rt_str *result = rt_str_percent(format, all, count, tuple);
    eval_check();
    return result;
}
