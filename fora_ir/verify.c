// The verifier's entry: the tables of a program, and the head of each function.
#include "verify.h"

#include <string.h>

bool
ir_fault(ir_verifier *v, fora_op op, const char *format, ...)
{
    if (v->fault)
        return false;
    fora_text text;
    fora_text_init(&text, v->arena);
    if (v->f)
        fora_text_printf(&text, "function %u `%s`", v->fn,
                         fora_sym_text(v->program->names, v->f->qualified_name));
    if (op)
        fora_text_printf(&text, ", operation %u `%s`", op,
                         v->f->ops[op].code < FORA_OP_COUNT
                             ? fora_op_infos[v->f->ops[op].code].text
                             : "?");
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    char *message = fora_alloc(v->arena, (size_t)length + 1);
    vsnprintf(message, (size_t)length + 1, format, again);
    va_end(again);
    fora_text_printf(&text, "%s%s", text.length ? ": " : "", message);
    v->fault = text.bytes;
    return false;
}

static bool
is_name(const ir_verifier *v, fora_sym sym, bool optional)
{
    return sym ? sym < fora_names_count(v->program->names) : optional;
}

static bool
is_function(const ir_verifier *v, fora_fn fn)
{
    return fn > 0 && fn < v->program->function_count && v->program->functions[fn];
}

static bool
is_span(const ir_verifier *v, fora_span span)
{
    return span.file == 0 || span.file <= fora_source_count(v->program->sources);
}

bool
ir_verify_type(ir_verifier *v, fora_op op, fora_type type)
{
    if (type > fora_type_count(v->program->types))
        return ir_fault(v, op, "type %u does not exist", type);
    if (type && !ir_type_is_complete(fora_type_get(v->program->types, type)))
        return ir_fault(
            v, op, "incomplete type `%s`",
            fora_type_kind_infos[fora_type_get(v->program->types, type)->kind].text);
    return true;
}

// Types share their parts: a small table can write out to an endless type. The size of a
// type is that of its text.
enum { MOST_TYPE_SIZE = 1 << 14 };

static bool
verify_types(ir_verifier *v)
{
    const fora_types *types = v->program->types;
    uint32_t *sizes =
        fora_alloc(v->scratch, (fora_type_count(types) + 1) * sizeof *sizes);
    uint8_t *depths = fora_alloc(v->scratch, fora_type_count(types) + 1);
    for (fora_type t = 1; t <= fora_type_count(types); t++) {
        const fora_type_info *info = fora_type_get(types, t);
        ir_payload payload = ir_type_payload(info->kind);
        sizes[t] = depths[t] = 1;
        for (uint32_t i = 0; i < info->count; i++) {
            fora_type part = info->parameters[i];
            if (part == 0 || part >= t ||
                !ir_type_is_complete(fora_type_get(types, part)))
                return ir_fault(v, 0, "type %u has a bad parameter", t);
            sizes[t] += sizes[part];
            if (depths[t] <= depths[part])
                depths[t] = (uint8_t)(depths[part] + 1);
            if (sizes[t] > MOST_TYPE_SIZE || depths[t] > IR_MOST_TYPE_NESTING)
                return ir_fault(v, 0, "type %u is too big", t);
        }
        if (!info->payload)
            continue;
        bool sound =
            payload == IR_PAYLOAD_NUMBER ||
            (payload == IR_PAYLOAD_FN && is_function(v, info->payload)) ||
            (payload == IR_PAYLOAD_CLASS && info->payload < v->program->class_count) ||
            (payload == IR_PAYLOAD_SYM && is_name(v, info->payload, false));
        if (!sound)
            return ir_fault(v, 0, "type %u has a bad payload", t);
    }
    return true;
}

// Follows the bases of each class; classes whose bases are known to end are not followed
// again, so that the whole is linear.
static bool
verify_bases(ir_verifier *v)
{
    const fora_program *p = v->program;
    fora_class *seen_from = fora_alloc(v->scratch, p->class_count * sizeof *seen_from);
    for (fora_class c = 1; c < p->class_count; c++) {
        for (fora_class at = c; at; at = p->classes[at].base) {
            if (at >= p->class_count)
                return ir_fault(v, 0, "class %u has a bad base", c);
            if (seen_from[at] == c)
                return ir_fault(v, 0, "class %u is its own base", c);
            if (seen_from[at])
                break;
            seen_from[at] = c;
        }
    }
    return true;
}

static bool
verify_class(ir_verifier *v, fora_class c)
{
    const fora_class_info *info = &v->program->classes[c];
    if (!is_name(v, info->name, false) || !is_name(v, info->qualified_name, false) ||
        !is_name(v, info->module, true) || !is_span(v, info->span))
        return ir_fault(v, 0, "class %u has a bad name or span", c);
    for (uint32_t i = 0; i < info->method_count; i++) {
        const fora_method *m = &info->methods[i];
        if (!is_name(v, m->name, false) || !is_function(v, m->fn) ||
            m->kind > FORA_METHOD_SETTER)
            return ir_fault(v, 0, "method %u of class %u is unsound", i, c);
    }
    for (uint32_t i = 0; i < info->constant_count; i++) {
        const fora_class_constant *k = &info->constants[i];
        if (!is_name(v, k->name, false) || k->global == 0 ||
            k->global >= v->program->global_count)
            return ir_fault(v, 0, "constant %u of class %u is unsound", i, c);
    }
    for (uint32_t i = 0; i < info->field_count; i++) {
        const fora_field *field = &info->fields[i];
        if (!is_name(v, field->name, false))
            return ir_fault(v, 0, "field %u of class %u has no name", i, c);
        if (!ir_verify_type(v, 0, field->type))
            return false;
    }
    return true;
}

static bool
verify_tables(ir_verifier *v)
{
    const fora_program *p = v->program;
    if (!verify_types(v) || !verify_bases(v))
        return false;
    for (fora_class c = 1; c < p->class_count; c++)
        if (!verify_class(v, c))
            return false;
    for (fora_global g = 1; g < p->global_count; g++) {
        if (!is_name(v, p->globals[g].name, false) ||
            !is_name(v, p->globals[g].module, true))
            return ir_fault(v, 0, "global %u has a bad name", g);
        if (!ir_verify_type(v, 0, p->globals[g].type))
            return false;
    }
    for (uint32_t i = 1; i < p->cell_count; i++)
        if (!ir_verify_type(v, 0, p->cells[i]))
            return false;
    for (uint32_t i = 0; i < p->module_count; i++)
        if (!is_name(v, p->modules[i].name, false) ||
            !is_name(v, p->modules[i].path, true) ||
            !is_function(v, p->modules[i].body))
            return ir_fault(v, 0, "module %u is unsound", i);
    for (uint32_t i = 0; i < p->import_count; i++)
        if (!is_name(v, p->imports[i], false))
            return ir_fault(v, 0, "import %u has no name", i);
    return true;
}

static bool
verify_param(ir_verifier *v, const fora_param *param)
{
    const fora_function *f = v->f;
    if (!is_name(v, param->name, false) || param->kind > FORA_PARAM_DOUBLE_STAR ||
        param->default_kind > FORA_DEFAULT_CAPTURE)
        return false;
    switch (param->default_kind) {
    case FORA_DEFAULT_BOOL:
        return param->bits <= 1;
    case FORA_DEFAULT_STR:
        return param->bits <= UINT32_MAX && is_name(v, (fora_sym)param->bits, false);
    case FORA_DEFAULT_GLOBAL:
        return param->bits > 0 && param->bits < v->program->global_count;
    case FORA_DEFAULT_CAPTURE:
        return param->bits < f->capture_count;
    default:
        return true;
    }
}

static bool
verify_head(ir_verifier *v)
{
    const fora_function *f = v->f;
    if (!is_name(v, f->name, false) || !is_name(v, f->module, true))
        return ir_fault(v, 0, "bad name");
    if (!is_span(v, f->span))
        return ir_fault(v, 0, "bad span");
    for (uint32_t i = 0; i < f->capture_count; i++)
        if (!is_name(v, f->captures[i], false))
            return ir_fault(v, 0, "capture %u has no name", i);
    for (uint32_t i = 0; i < f->param_count; i++)
        if (!verify_param(v, &f->params[i]))
            return ir_fault(v, 0, "parameter %u is unsound", i);
    for (uint32_t i = 0; i < f->variable_count; i++) {
        if (!is_name(v, f->variables[i].name, true))
            return ir_fault(v, 0, "variable %u has a bad name", i);
        if (!ir_verify_type(v, 0, f->variables[i].type))
            return false;
    }
    for (uint32_t i = 0; i < f->result_count; i++)
        if (!f->result_types[i] || !ir_verify_type(v, 0, f->result_types[i]))
            return ir_fault(v, 0, "result %u has no type", i);
    if (f->origin && !is_function(v, f->origin))
        return ir_fault(v, 0, "its origin does not exist");
    return ir_verify_type(v, 0, f->result_type);
}

static bool
verify_function(ir_verifier *v)
{
    const fora_function *f = v->f;
    if (f->qualified_name == 0 ||
        f->qualified_name >= fora_names_count(v->program->names)) {
        v->f = NULL;
        return ir_fault(v, 0, "function %u has no name", v->fn);
    }
    if (f->value_count < 1 || f->op_count < 1 || f->block_count < 2)
        return ir_fault(v, 0, "it has no body");
    if (!verify_head(v))
        return false;
    v->defined = fora_alloc(v->scratch, f->value_count * sizeof *v->defined);
    v->block_seen = fora_alloc(v->scratch, f->block_count * sizeof *v->block_seen);
    switch (f->level) {
    case FORA_LEVEL_HIGH:
    case FORA_LEVEL_TYPED:
        return ir_verify_structured(v);
    case FORA_LEVEL_LOW:
        return ir_verify_low(v);
    default:
        return ir_fault(v, 0, "level %u does not exist", f->level);
    }
}

const char *
fora_verify(const fora_program *program, fora_arena *arena)
{
    ir_verifier v = {.program = program, .arena = arena, .scratch = fora_arena_new()};
    bool sound = verify_tables(&v);
    for (fora_fn fn = 1; sound && fn < program->function_count; fn++) {
        v.fn = fn;
        v.f = program->functions[fn];
        sound =
            v.f ? verify_function(&v) : ir_fault(&v, 0, "function %u is missing", fn);
    }
    v.f = NULL;
    if (sound)
        ir_verify_lowered(&v);
    fora_arena_free(v.scratch);
    return v.fault;
}
