// Links a module into a program: everything is copied and renumbered. The builtin
// exception classes come first in every program and keep their numbers.
#include "link.h"

#include <string.h>

ir_linker
ir_linker_start(fora_program *to, const fora_program *from)
{
    ir_linker l = {.to = to, .from = from, .scratch = fora_arena_new()};
    fora_arena *a = l.scratch;
    uint32_t files = fora_source_count(from->sources) + 1;
    l.syms = fora_alloc(a, fora_names_count(from->names) * sizeof *l.syms);
    l.files = fora_alloc(a, files * sizeof *l.files);
    l.types = fora_alloc(a, (fora_type_count(from->types) + 1) * sizeof *l.types);
    l.functions = fora_alloc(a, from->function_count * sizeof *l.functions);
    l.classes = fora_alloc(a, from->class_count * sizeof *l.classes);
    return l;
}

fora_sym
ir_map_sym(ir_linker *l, fora_sym sym)
{
    if (l->to->names == l->from->names || !sym)
        return sym;
    if (!l->syms[sym])
        l->syms[sym] = fora_intern(l->to->names, fora_sym_text(l->from->names, sym),
                                   fora_sym_length(l->from->names, sym));
    return l->syms[sym];
}

fora_span
ir_map_span(ir_linker *l, fora_span span)
{
    if (l->to->sources == l->from->sources || !span.file)
        return span;
    if (!l->files[span.file]) {
        const fora_source *s = fora_source_get(l->from->sources, span.file);
        l->files[span.file] =
            fora_source_share(l->to->sources, s->path, s->text, s->length, s->library);
    }
    span.file = l->files[span.file];
    return span;
}

static fora_fn
map_fn(const ir_linker *l, fora_fn fn)
{
    return l->functions[fn];
}

static fora_class
map_class(const ir_linker *l, fora_class class)
{
    return class > FORA_BUILTIN_CLASSES ? l->classes[class] : class;
}

static fora_global
map_global(const ir_linker *l, fora_global global)
{
    return global ? global + l->globals : 0;
}

static uint32_t
map_payload(ir_linker *l, fora_type_kind kind, uint32_t payload)
{
    switch (ir_type_payload(kind)) {
    case IR_PAYLOAD_FN:
        return map_fn(l, payload);
    case IR_PAYLOAD_CLASS:
        return map_class(l, payload);
    case IR_PAYLOAD_SYM:
        return ir_map_sym(l, payload);
    case IR_PAYLOAD_NUMBER:
        return payload ? payload + l->cells : 0;
    default:
        return payload;
    }
}

void
ir_map_type(ir_linker *l, fora_type type)
{
    const fora_type_info *info = fora_type_get(l->from->types, type);
    fora_type *parameters = fora_alloc(l->scratch, info->count * sizeof *parameters);
    for (uint32_t i = 0; i < info->count; i++)
        parameters[i] = l->types[info->parameters[i]];
    l->types[type] = fora_type_make(l->to->types, info->kind,
                                    map_payload(l, info->kind, info->payload),
                                    info->count, parameters);
}

static uint64_t
map_attribute(ir_linker *l, char letter, uint64_t value)
{
    switch (letter) {
    case 's':
    case 'K':
        return ir_map_sym(l, (fora_sym)value);
    case 'F':
        return map_fn(l, (fora_fn)value);
    case 'C':
        return map_class(l, (fora_class)value);
    case 'G':
        return map_global(l, (fora_global)value);
    case 'T':
        return l->types[value];
    default:
        return value;
    }
}

static void *
copy(fora_arena *arena, const void *array, uint32_t count, size_t size)
{
    void *to = fora_alloc(arena, count * size);
    if (count)
        memcpy(to, array, count * size);
    return to;
}

#define COPY(array, count)                                                             \
    (f->array = copy(f->arena, from->array, f->count = from->count, sizeof *f->array))

static void
copy_params(ir_linker *l, fora_function *f, const fora_function *from)
{
    COPY(captures, capture_count);
    for (uint32_t i = 0; i < f->capture_count; i++)
        f->captures[i] = ir_map_sym(l, f->captures[i]);
    COPY(params, param_count);
    for (uint32_t i = 0; i < f->param_count; i++) {
        fora_param *param = &f->params[i];
        param->name = ir_map_sym(l, param->name);
        if (param->default_kind == FORA_DEFAULT_STR)
            param->bits = ir_map_sym(l, (fora_sym)param->bits);
        else if (param->default_kind == FORA_DEFAULT_GLOBAL)
            param->bits = map_global(l, (fora_global)param->bits);
    }
}

static void
copy_head(ir_linker *l, fora_function *f, const fora_function *from)
{
    f->name = ir_map_sym(l, from->name);
    f->qualified_name = ir_map_sym(l, from->qualified_name);
    f->module = ir_map_sym(l, from->module);
    f->span = ir_map_span(l, from->span);
    f->flags = from->flags;
    f->origin = map_fn(l, from->origin);
    f->consumed = from->consumed;
    copy_params(l, f, from);
    f->result_type = l->types[from->result_type];
    COPY(result_types, result_count);
    for (uint32_t i = 0; i < f->result_count; i++)
        f->result_types[i] = l->types[f->result_types[i]];
}

static void
copy_body(ir_linker *l, fora_function *f, const fora_function *from)
{
    COPY(variables, variable_count);
    for (uint32_t i = 0; i < f->variable_count; i++) {
        f->variables[i].name = ir_map_sym(l, f->variables[i].name);
        f->variables[i].type = l->types[f->variables[i].type];
    }
    COPY(values, value_count);
    COPY(ops, op_count);
    COPY(blocks, block_count);
    COPY(operand_pool, operand_pool_count);
    COPY(block_pool, block_pool_count);
    COPY(attribute_pool, attribute_pool_count);
    COPY(parameter_pool, parameter_pool_count);
    for (fora_val v = 1; v < f->value_count; v++)
        f->values[v].type = l->types[f->values[v].type];
    for (fora_op op = 1; op < f->op_count; op++) {
        fora_operation *o = &f->ops[op];
        o->span = ir_map_span(l, o->span);
        for (uint32_t i = 0; o->parent && i < o->attribute_count; i++)
            f->attribute_pool[o->attributes + i] =
                map_attribute(l, ir_attribute_letter((fora_opcode)o->code, i),
                              from->attribute_pool[o->attributes + i]);
    }
}

// What is copied has no room to grow: the next addition moves it.
static void
forget_capacities(fora_function *f)
{
    f->variable_capacity = f->variable_count;
    f->value_capacity = f->value_count;
    f->op_capacity = f->op_count;
    f->block_capacity = f->block_count;
    f->operand_pool_capacity = f->operand_pool_count;
    f->block_pool_capacity = f->block_pool_count;
    f->attribute_pool_capacity = f->attribute_pool_count;
    f->parameter_pool_capacity = f->parameter_pool_count;
}

// A body that is never entered, with the parameters of the real one.
static void
declare_body(ir_linker *l, fora_function *f, const fora_function *from)
{
    fora_builder builder = {.program = l->to, .function = f, .block = 1};
    for (uint32_t i = 0; i < from->blocks[1].parameter_count; i++)
        fora_block_add_parameter(
            f, 1, l->types[fora_val_type(from, fora_block_parameter(from, 1, i))]);
    fora_build0(&builder, FORA_OP_UNREACHABLE);
}

void
ir_link_function(ir_linker *l, const fora_function *from, bool body)
{
    fora_fn fn = fora_function_new(l->to, 0, from->level);
    fora_function *f = l->to->functions[fn];
    copy_head(l, f, from);
    if (body) {
        copy_body(l, f, from);
        forget_capacities(f);
    } else {
        declare_body(l, f, from);
    }
}

static void
link_members(ir_linker *l, fora_class_info *to, const fora_class_info *from)
{
    fora_arena *arena = l->to->arena;
    for (uint32_t i = 0; i < from->method_count; i++) {
        fora_method m = from->methods[i];
        m.name = ir_map_sym(l, m.name);
        m.fn = map_fn(l, m.fn);
        *FORA_PUSH(arena, to->methods, to->method_count, to->method_capacity) = m;
    }
    for (uint32_t i = 0; i < from->constant_count; i++) {
        fora_class_constant c = from->constants[i];
        c.name = ir_map_sym(l, c.name);
        c.global = map_global(l, c.global);
        *FORA_PUSH(arena, to->constants, to->constant_count, to->constant_capacity) = c;
    }
    for (uint32_t i = 0; i < from->field_count; i++) {
        fora_field field = from->fields[i];
        field.name = ir_map_sym(l, field.name);
        field.type = l->types[field.type];
        *FORA_PUSH(arena, to->fields, to->field_count, to->field_capacity) = field;
    }
}

// A class whose span is nowhere declares the class of its module and qualified name: what a
// module knows of a base that it imports.
static fora_class
find_counterpart(ir_linker *l, const fora_class_info *from)
{
    fora_sym module = ir_map_sym(l, from->module),
             name = ir_map_sym(l, from->qualified_name);
    for (fora_class c = FORA_BUILTIN_CLASSES + 1; module && c < l->to->class_count;
         c++) {
        const fora_class_info *to = &l->to->classes[c];
        if (to->module == module && to->qualified_name == name &&
            (to->span.file == 0 || from->span.file == 0))
            return c;
    }
    return 0;
}

static void
map_classes(ir_linker *l)
{
    for (fora_class c = FORA_BUILTIN_CLASSES + 1; c < l->from->class_count; c++) {
        const fora_class_info *from = &l->from->classes[c];
        l->classes[c] = find_counterpart(l, from);
        if (l->classes[c] == 0)
            l->classes[c] = fora_class_new(l->to, ir_map_sym(l, from->name));
    }
}

void
ir_link_class(ir_linker *l, fora_class class)
{
    const fora_class_info *from = &l->from->classes[class];
    fora_class_info *made = &l->to->classes[map_class(l, class)];
    if (class > FORA_BUILTIN_CLASSES && (from->span.file != 0 || made->module == 0)) {
        made->name = ir_map_sym(l, from->name);
        made->qualified_name = ir_map_sym(l, from->qualified_name);
        made->module = ir_map_sym(l, from->module);
        made->span = ir_map_span(l, from->span);
        made->base = map_class(l, from->base);
        made->exception = from->exception;
    }
    link_members(l, &l->to->classes[map_class(l, class)], from);
}

static bool
has_module(const fora_program *program, fora_sym name)
{
    for (uint32_t i = 0; i < program->module_count; i++)
        if (program->modules[i].name == name)
            return true;
    return false;
}

static bool
has_import(const fora_program *program, fora_sym name)
{
    for (uint32_t i = 0; i < program->import_count; i++)
        if (program->imports[i] == name)
            return true;
    return false;
}

// Imports of both that neither holds stay imports.
static void
link_modules(ir_linker *l)
{
    fora_program *to = l->to;
    for (uint32_t i = 0; i < l->from->module_count; i++) {
        fora_module module = l->from->modules[i];
        module.name = ir_map_sym(l, module.name);
        module.path = ir_map_sym(l, module.path);
        module.body = map_fn(l, module.body);
        *FORA_PUSH(to->arena, to->modules, to->module_count, to->module_capacity) =
            module;
    }
    for (uint32_t i = 0; i < l->from->import_count; i++) {
        fora_sym name = ir_map_sym(l, l->from->imports[i]);
        if (!has_import(to, name))
            *FORA_PUSH(to->arena, to->imports, to->import_count, to->import_capacity) =
                name;
    }
    uint32_t kept = 0;
    for (uint32_t i = 0; i < to->import_count; i++)
        if (!has_module(to, to->imports[i]))
            to->imports[kept++] = to->imports[i];
    to->import_count = kept;
}

void
ir_link_global(ir_linker *l, const fora_global_info *from)
{
    fora_sym name = ir_map_sym(l, from->name), module = ir_map_sym(l, from->module);
    fora_global made = fora_global_new(l->to, name, module);
    fora_global_info *to = &l->to->globals[made];
    to->early = from->early;
    to->type = l->types[from->type];
}

void
fora_link(fora_program *program, const fora_program *module)
{
    FORA_ASSERT(program != module);
    ir_linker l = ir_linker_start(program, module);
    l.globals = program->global_count - 1;
    l.cells = program->cell_count - 1;
    for (fora_fn fn = 1; fn < module->function_count; fn++)
        l.functions[fn] = program->function_count - 1 + fn;
    map_classes(&l);
    // A type's parts have lower handles than the type.
    for (fora_type t = 1; t <= fora_type_count(module->types); t++)
        ir_map_type(&l, t);
    for (fora_global g = 1; g < module->global_count; g++)
        ir_link_global(&l, &module->globals[g]);
    for (uint32_t i = 1; i < module->cell_count; i++)
        *FORA_PUSH(program->arena, program->cells, program->cell_count,
                   program->cell_capacity) = l.types[module->cells[i]];
    for (fora_class c = 1; c < module->class_count; c++)
        ir_link_class(&l, c);
    for (fora_fn fn = 1; fn < module->function_count; fn++)
        ir_link_function(&l, module->functions[fn], true);
    fora_mark_exceptions(program);
    link_modules(&l);
    fora_arena_free(l.scratch);
}
