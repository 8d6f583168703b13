// Links a module into a program: everything is copied and renumbered. The builtin
// exception classes come first in every program and keep their numbers.
#include <string.h>

#include "ir.h"

typedef struct {
    fora_program *to;
    const fora_program *from;
    fora_arena *scratch;
    fora_sym *syms;                      // by name in `from`; 0: not mapped yet
    uint32_t *files;                     // by source file in `from`
    fora_type *types;                    // by type in `from`
    uint32_t functions, globals, cells;  // added to numbers of `from`
    fora_class *classes;                 // by class of `from`
} linker;

static fora_sym
map_sym(linker *l, fora_sym sym)
{
    if (l->to->names == l->from->names || !sym)
        return sym;
    if (!l->syms[sym])
        l->syms[sym] = fora_intern(l->to->names, fora_sym_text(l->from->names, sym),
                                   fora_sym_length(l->from->names, sym));
    return l->syms[sym];
}

static fora_span
map_span(linker *l, fora_span span)
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
map_fn(const linker *l, fora_fn fn)
{
    return fn ? fn + l->functions : 0;
}

static fora_class
map_class(const linker *l, fora_class class)
{
    return class > FORA_BUILTIN_CLASSES ? l->classes[class] : class;
}

static fora_global
map_global(const linker *l, fora_global global)
{
    return global ? global + l->globals : 0;
}

static uint32_t
map_payload(linker *l, fora_type_kind kind, uint32_t payload)
{
    switch (ir_type_payload(kind)) {
    case IR_PAYLOAD_FN:
        return map_fn(l, payload);
    case IR_PAYLOAD_CLASS:
        return map_class(l, payload);
    case IR_PAYLOAD_SYM:
        return map_sym(l, payload);
    case IR_PAYLOAD_NUMBER:
        return payload ? payload + l->cells : 0;
    default:
        return payload;
    }
}

// A type's parameters have lower handles than the type.
static void
map_types(linker *l)
{
    uint32_t count = fora_type_count(l->from->types);
    l->types = fora_alloc(l->scratch, (count + 1) * sizeof *l->types);
    for (fora_type t = 1; t <= count; t++) {
        const fora_type_info *info = fora_type_get(l->from->types, t);
        fora_type *parameters =
            fora_alloc(l->scratch, info->count * sizeof *parameters);
        for (uint32_t i = 0; i < info->count; i++)
            parameters[i] = l->types[info->parameters[i]];
        l->types[t] = fora_type_make(l->to->types, info->kind,
                                     map_payload(l, info->kind, info->payload),
                                     info->count, parameters);
    }
}

static uint64_t
map_attribute(linker *l, char letter, uint64_t value)
{
    switch (letter) {
    case 's':
    case 'K':
        return map_sym(l, (fora_sym)value);
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
    (f->array = copy(f->arena, from->array, (count), sizeof *f->array))

static void
copy_signature(linker *l, fora_function *f, const fora_function *from)
{
    COPY(captures, f->capture_count);
    for (uint32_t i = 0; i < f->capture_count; i++)
        f->captures[i] = map_sym(l, f->captures[i]);
    COPY(params, f->param_count);
    for (uint32_t i = 0; i < f->param_count; i++) {
        fora_param *param = &f->params[i];
        param->name = map_sym(l, param->name);
        if (param->default_kind == FORA_DEFAULT_STR)
            param->bits = map_sym(l, (fora_sym)param->bits);
        else if (param->default_kind == FORA_DEFAULT_GLOBAL)
            param->bits = map_global(l, (fora_global)param->bits);
    }
    COPY(variables, f->variable_count);
    f->variable_capacity = f->variable_count;
    for (uint32_t i = 0; i < f->variable_count; i++) {
        f->variables[i].name = map_sym(l, f->variables[i].name);
        f->variables[i].type = l->types[f->variables[i].type];
    }
    f->result_type = l->types[f->result_type];
    COPY(result_types, f->result_count);
    for (uint32_t i = 0; i < f->result_count; i++)
        f->result_types[i] = l->types[f->result_types[i]];
}

static void
copy_body(linker *l, fora_function *f, const fora_function *from)
{
    COPY(values, f->value_capacity = f->value_count);
    COPY(ops, f->op_capacity = f->op_count);
    COPY(blocks, f->block_capacity = f->block_count);
    COPY(operand_pool, f->operand_pool_capacity = f->operand_pool_count);
    COPY(block_pool, f->block_pool_capacity = f->block_pool_count);
    COPY(attribute_pool, f->attribute_pool_capacity = f->attribute_pool_count);
    COPY(parameter_pool, f->parameter_pool_capacity = f->parameter_pool_count);
    for (fora_val v = 1; v < f->value_count; v++)
        f->values[v].type = l->types[f->values[v].type];
    for (fora_op op = 1; op < f->op_count; op++) {
        fora_operation *o = &f->ops[op];
        o->span = map_span(l, o->span);
        for (uint32_t i = 0; o->parent && i < o->attribute_count; i++)
            f->attribute_pool[o->attributes + i] =
                map_attribute(l, ir_attribute_letter((fora_opcode)o->code, i),
                              from->attribute_pool[o->attributes + i]);
    }
}

static void
link_function(linker *l, const fora_function *from)
{
    fora_program *to = l->to;
    fora_function *f = fora_alloc(to->arena, sizeof *f);
    *f = *from;
    f->arena = to->arena;
    f->name = map_sym(l, f->name);
    f->qualified_name = map_sym(l, f->qualified_name);
    f->module = map_sym(l, f->module);
    f->span = map_span(l, f->span);
    f->origin = map_fn(l, f->origin);
    copy_signature(l, f, from);
    copy_body(l, f, from);
    *FORA_PUSH(to->arena, to->functions, to->function_count, to->function_capacity) = f;
}

static void
link_members(linker *l, fora_class_info *to, const fora_class_info *from)
{
    fora_arena *arena = l->to->arena;
    for (uint32_t i = 0; i < from->method_count; i++) {
        fora_method m = from->methods[i];
        m.name = map_sym(l, m.name);
        m.fn = map_fn(l, m.fn);
        *FORA_PUSH(arena, to->methods, to->method_count, to->method_capacity) = m;
    }
    for (uint32_t i = 0; i < from->constant_count; i++) {
        fora_class_constant c = from->constants[i];
        c.name = map_sym(l, c.name);
        c.global = map_global(l, c.global);
        *FORA_PUSH(arena, to->constants, to->constant_count, to->constant_capacity) = c;
    }
    for (uint32_t i = 0; i < from->field_count; i++) {
        fora_field field = from->fields[i];
        field.name = map_sym(l, field.name);
        field.type = l->types[field.type];
        *FORA_PUSH(arena, to->fields, to->field_count, to->field_capacity) = field;
    }
}

// A class whose span is nowhere declares the class of its module and qualified name: what a
// module knows of a base that it imports.
static fora_class
find_counterpart(linker *l, const fora_class_info *from)
{
    fora_sym module = map_sym(l, from->module), name = map_sym(l, from->qualified_name);
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
map_classes(linker *l)
{
    uint32_t count = l->from->class_count;
    l->classes = fora_alloc(l->scratch, count * sizeof *l->classes);
    for (fora_class c = FORA_BUILTIN_CLASSES + 1; c < count; c++) {
        const fora_class_info *from = &l->from->classes[c];
        l->classes[c] = find_counterpart(l, from);
        if (l->classes[c] == 0)
            l->classes[c] = fora_class_new(l->to, map_sym(l, from->name));
    }
}

static void
link_class(linker *l, fora_class class)
{
    const fora_class_info *from = &l->from->classes[class];
    fora_class_info *made = &l->to->classes[map_class(l, class)];
    if (class > FORA_BUILTIN_CLASSES && (from->span.file != 0 || made->module == 0)) {
        made->name = map_sym(l, from->name);
        made->qualified_name = map_sym(l, from->qualified_name);
        made->module = map_sym(l, from->module);
        made->span = map_span(l, from->span);
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
link_modules(linker *l)
{
    fora_program *to = l->to;
    for (uint32_t i = 0; i < l->from->module_count; i++) {
        fora_module module = l->from->modules[i];
        module.name = map_sym(l, module.name);
        module.path = map_sym(l, module.path);
        module.body = map_fn(l, module.body);
        *FORA_PUSH(to->arena, to->modules, to->module_count, to->module_capacity) =
            module;
    }
    for (uint32_t i = 0; i < l->from->import_count; i++) {
        fora_sym name = map_sym(l, l->from->imports[i]);
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
fora_link(fora_program *program, const fora_program *module)
{
    FORA_ASSERT(program != module);
    linker l = {
        .to = program,
        .from = module,
        .scratch = fora_arena_new(),
        .functions = program->function_count - 1,
        .globals = program->global_count - 1,
        .cells = program->cell_count - 1,
    };
    l.syms = fora_alloc(l.scratch, fora_names_count(module->names) * sizeof *l.syms);
    l.files = fora_alloc(l.scratch,
                         (fora_source_count(module->sources) + 1) * sizeof *l.files);
    map_classes(&l);
    map_types(&l);
    for (fora_global g = 1; g < module->global_count; g++) {
        const fora_global_info *from = &module->globals[g];
        fora_global made = fora_global_new(program, map_sym(&l, from->name),
                                           map_sym(&l, from->module));
        fora_global_info *to = &program->globals[made];
        to->early = from->early;
        to->type = l.types[from->type];
    }
    for (uint32_t i = 1; i < module->cell_count; i++)
        *FORA_PUSH(program->arena, program->cells, program->cell_count,
                   program->cell_capacity) = l.types[module->cells[i]];
    for (fora_class c = 1; c < module->class_count; c++)
        link_class(&l, c);
    for (fora_fn fn = 1; fn < module->function_count; fn++)
        link_function(&l, module->functions[fn]);
    fora_mark_exceptions(program);
    link_modules(&l);
    fora_arena_free(l.scratch);
}
