// Programs and their tables.
#include "include/fora_ir.h"

static const struct {
    const char *name, *base;
} builtin_classes[] = {
#define EXCEPTION(name, base, ...) {#name, #base},
#include "../runtime/include/exceptions.def"
#undef EXCEPTION
};

static void
add_builtin_classes(fora_program *program)
{
    fora_map *by_name = fora_map_new(program->arena);
    for (uint32_t i = 0; i < FORA_BUILTIN_CLASSES; i++) {
        fora_sym name = fora_intern_c(program->names, builtin_classes[i].name);
        fora_sym base = fora_intern_c(program->names, builtin_classes[i].base);
        fora_class made = fora_class_new(program, name);
        uint64_t base_class = 0;
        fora_map_get(by_name, base, &base_class);
        program->classes[made].base = (fora_class)base_class;
        program->classes[made].exception = true;
        fora_map_put(by_name, name, made);
    }
}

fora_program *
fora_program_new(fora_arena *arena, fora_names *names, fora_sources *sources,
                 fora_diags *diags)
{
    fora_program *p = fora_alloc(arena, sizeof *p);
    p->arena = arena;
    p->names = names;
    p->sources = sources;
    p->diags = diags;
    p->types = fora_types_new(arena);
    *FORA_PUSH(arena, p->functions, p->function_count, p->function_capacity) = NULL;
    FORA_PUSH(arena, p->classes, p->class_count, p->class_capacity)->name = 0;
    FORA_PUSH(arena, p->globals, p->global_count, p->global_capacity)->name = 0;
    *FORA_PUSH(arena, p->cells, p->cell_count, p->cell_capacity) = 0;
    add_builtin_classes(p);
    return p;
}

fora_fn
fora_function_new(fora_program *program, fora_sym name, unsigned level)
{
    fora_arena *arena = program->arena;
    fora_function *f = fora_alloc(arena, sizeof *f);
    f->name = f->qualified_name = name;
    f->level = level;
    f->arena = arena;
    FORA_PUSH(arena, f->values, f->value_count, f->value_capacity)->type = 0;
    FORA_PUSH(arena, f->ops, f->op_count, f->op_capacity)->code = FORA_OP_INVALID;
    FORA_PUSH(arena, f->blocks, f->block_count, f->block_capacity)->first = 0;
    fora_block_new(f);
    *FORA_PUSH(arena, program->functions, program->function_count,
               program->function_capacity) = f;
    return program->function_count - 1;
}

fora_class
fora_class_new(fora_program *program, fora_sym name)
{
    fora_class_info *info = FORA_PUSH(program->arena, program->classes,
                                      program->class_count, program->class_capacity);
    *info = (fora_class_info){.name = name, .qualified_name = name};
    return program->class_count - 1;
}

static const fora_class_constant *
constant_of(const fora_class_info *info, fora_sym name)
{
    for (uint32_t i = 0; i < info->constant_count; i++)
        if (info->constants[i].name == name)
            return &info->constants[i];
    return NULL;
}

static const fora_method *
method_of(const fora_class_info *info, fora_sym name)
{
    for (uint32_t i = info->method_count; i-- > 0;)
        if (info->methods[i].name == name &&
            info->methods[i].kind != FORA_METHOD_SETTER)
            return &info->methods[i];
    return NULL;
}

// The class or base whose constant or method the name means; 0: none.
static fora_class
class_with(const fora_program *program, fora_class class, fora_sym name)
{
    for (; class; class = program->classes[class].base)
        if (method_of(&program->classes[class], name) ||
            constant_of(&program->classes[class], name))
            break;
    return class;
}

const fora_method *
fora_find_method(const fora_program *program, fora_class class, fora_sym name)
{
    class = class_with(program, class, name);
    return class ? method_of(&program->classes[class], name) : NULL;
}

const fora_class_constant *
fora_find_constant(const fora_program *program, fora_class class, fora_sym name)
{
    class = class_with(program, class, name);
    return class ? constant_of(&program->classes[class], name) : NULL;
}

fora_global
fora_global_new(fora_program *program, fora_sym name, fora_sym module)
{
    fora_global_info *info = FORA_PUSH(program->arena, program->globals,
                                       program->global_count, program->global_capacity);
    *info = (fora_global_info){.name = name, .module = module};
    return program->global_count - 1;
}

uint32_t
fora_variable_new(fora_program *program, fora_function *function, fora_sym name)
{
    fora_variable *variable =
        FORA_PUSH(program->arena, function->variables, function->variable_count,
                  function->variable_capacity);
    *variable = (fora_variable){.name = name};
    return function->variable_count - 1;
}

void
fora_mark_exceptions(fora_program *program)
{
    for (bool changed = true; changed;) {
        changed = false;
        for (fora_class c = 1; c < program->class_count; c++) {
            fora_class_info *info = &program->classes[c];
            if (!info->exception && info->base &&
                program->classes[info->base].exception)
                info->exception = changed = true;
        }
    }
}
