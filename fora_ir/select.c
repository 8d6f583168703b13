// Makes a program of the functions of one level alone, so that its text shows what that
// level is about and depends on nothing else: not on how long the library is, nor on what
// inference tried. Functions of lower levels that something refers to are declared, with a
// body that is never entered. Types that nothing uses are left out; the others keep their
// order, which is that of the members of unions.
#include "link.h"

typedef struct {
    ir_linker link;
    const fora_program *from;
    unsigned level;
    bool *functions, *types;  // that are needed
} selector;

static void need_type(selector *s, fora_type type);

static void
need_function(selector *s, fora_fn fn)
{
    const fora_function *f = s->from->functions[fn];
    if (!fn || s->functions[fn])
        return;
    s->functions[fn] = true;
    const fora_region *body = &f->blocks[1];
    for (uint32_t i = 0; i < body->parameter_count; i++)
        need_type(s, fora_val_type(f, fora_block_parameter(f, 1, i)));
}

static void
need_type(selector *s, fora_type type)
{
    if (!type || s->types[type])
        return;
    s->types[type] = true;
    const fora_type_info *info = fora_type_get(s->from->types, type);
    if (ir_type_payload(info->kind) == IR_PAYLOAD_FN)
        need_function(s, info->payload);
    for (uint32_t i = 0; i < info->count; i++)
        need_type(s, info->parameters[i]);
}

static void
need_parts_of_operation(selector *s, const fora_function *f, fora_op op)
{
    const fora_operation *o = &f->ops[op];
    for (uint32_t i = 0; i < o->result_count; i++)
        need_type(s, fora_val_type(f, o->result + i));
    for (uint32_t i = 0; i < o->attribute_count; i++) {
        char letter = ir_attribute_letter((fora_opcode)o->code, i);
        if (letter == 'F')
            need_function(s, (fora_fn)fora_attribute(f, op, i));
        else if (letter == 'T')
            need_type(s, (fora_type)fora_attribute(f, op, i));
    }
}

static void
need_parts_of_function(selector *s, const fora_function *f)
{
    if (s->level != FORA_LEVEL_LOW)
        need_function(s, f->origin);
    need_type(s, f->result_type);
    for (uint32_t i = 0; i < f->result_count; i++)
        need_type(s, f->result_types[i]);
    for (uint32_t i = 0; i < f->variable_count; i++)
        need_type(s, f->variables[i].type);
    for (fora_block b = 1; b < f->block_count; b++) {
        for (uint32_t i = 0; i < f->blocks[b].parameter_count; i++)
            need_type(s, fora_val_type(f, fora_block_parameter(f, b, i)));
    }
    for (fora_op op = 1; op < f->op_count; op++) {
        if (f->ops[op].parent)
            need_parts_of_operation(s, f, op);
    }
}

// Typed functions are lowered with the types of globals, cells and fields at hand, and find
// modules by their bodies; LOW functions need none of that.
static void
need_tables(selector *s)
{
    const fora_program *p = s->from;
    if (s->level == FORA_LEVEL_LOW)
        return;
    for (uint32_t i = 0; i < p->module_count; i++)
        need_function(s, p->modules[i].body);
    for (fora_global g = 1; g < p->global_count; g++)
        need_type(s, p->globals[g].type);
    for (uint32_t i = 1; i < p->cell_count; i++)
        need_type(s, p->cells[i]);
    for (fora_class c = 1; c < p->class_count; c++) {
        for (uint32_t i = 0; i < p->classes[c].field_count; i++)
            need_type(s, p->classes[c].fields[i].type);
    }
}

static void
number_functions(selector *s)
{
    fora_fn count = 0;
    for (fora_fn fn = 1; fn < s->from->function_count; fn++) {
        if (s->functions[fn])
            s->link.functions[fn] = ++count;
    }
}

// Methods were resolved by inference: they are shown as far as something else needs them.
static void
keep_known_methods(fora_class_info *info)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < info->method_count; i++) {
        if (info->methods[i].fn)
            info->methods[kept++] = info->methods[i];
    }
    info->method_count = kept;
}

static void
copy_typed_tables(selector *s)
{
    const fora_program *from = s->from;
    fora_program *to = s->link.to;
    for (fora_class c = 1; c < from->class_count; c++) {
        ir_link_class(&s->link, c);
        keep_known_methods(&to->classes[c]);
    }
    for (uint32_t i = 1; i < from->cell_count; i++)
        *FORA_PUSH(to->arena, to->cells, to->cell_count, to->cell_capacity) =
            s->link.types[from->cells[i]];
    for (uint32_t i = 0; i < from->module_count; i++) {
        fora_module module = from->modules[i];
        module.body = s->link.functions[module.body];
        *FORA_PUSH(to->arena, to->modules, to->module_count, to->module_capacity) =
            module;
    }
}

static void
copy_selected(selector *s)
{
    const fora_program *from = s->from;
    fora_program *to = s->link.to;
    for (fora_class c = FORA_BUILTIN_CLASSES + 1;
         s->level != FORA_LEVEL_LOW && c < from->class_count; c++)
        s->link.classes[c] = fora_class_new(to, from->classes[c].name);
    for (fora_type t = 1; t <= fora_type_count(from->types); t++) {
        if (s->types[t])
            ir_map_type(&s->link, t);
    }
    for (fora_global g = 1; g < from->global_count; g++)
        ir_link_global(&s->link, &from->globals[g]);
    if (s->level != FORA_LEVEL_LOW)
        copy_typed_tables(s);
    for (fora_fn fn = 1; fn < from->function_count; fn++) {
        const fora_function *f = from->functions[fn];
        if (s->functions[fn])
            ir_link_function(&s->link, f, f->level == s->level);
    }
    to->entry = s->link.functions[from->entry];
    to->lowered = from->lowered;
    to->last_pass = from->last_pass;
}

unsigned
fora_program_level(const fora_program *program)
{
    unsigned level = FORA_LEVEL_HIGH;
    for (fora_fn fn = 1; fn < program->function_count; fn++) {
        if (program->functions[fn]->level > level)
            level = program->functions[fn]->level;
    }
    return level;
}

fora_program *
fora_select(const fora_program *program, unsigned level, fora_arena *arena)
{
    fora_program *to =
        fora_program_new(arena, program->names, program->sources, program->diags);
    selector s = {
        .link = ir_linker_start(to, program), .from = program, .level = level};
    s.functions =
        fora_alloc(s.link.scratch, program->function_count * sizeof *s.functions);
    s.types = fora_alloc(s.link.scratch, fora_type_count(program->types) + 1);
    for (fora_type t = 1; t <= FORA_TYPE_COUNT; t++)
        s.types[t] = true;
    for (fora_fn fn = 1; fn < program->function_count; fn++) {
        if (program->functions[fn]->level == level)
            need_function(&s, fn);
    }
    for (fora_fn fn = 1; fn < program->function_count; fn++) {
        if (program->functions[fn]->level == level)
            need_parts_of_function(&s, program->functions[fn]);
    }
    need_tables(&s);
    number_functions(&s);
    copy_selected(&s);
    fora_arena_free(s.link.scratch);
    return to;
}
