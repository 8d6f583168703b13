// The text form of programs.
#include <string.h>

#include "text.h"

// The text's first line: what a reader checks, with the form's version.
static const char first_line[] = "fora 1\n";

// A string for each line, so that people can read it.
static void
print_source_text(const fora_source *source, fora_text *out)
{
    const char *end = source->text + source->length;
    for (const char *line = source->text, *next; line < end; line = next) {
        next = memchr(line, '\n', (size_t)(end - line));
        next = next ? next + 1 : end;
        fora_text_add(out, "  ", 2);
        fora_text_quote(out, line, (size_t)(next - line));
        fora_text_add(out, "\n", 1);
    }
}

// Only sources that spans name, in the order in which they do.
static void
print_sources(ir_printer *p, fora_text *out)
{
    for (uint32_t i = 0; i < p->file_count; i++) {
        const fora_source *source =
            fora_source_get(p->program->sources, p->file_order[i]);
        fora_text_printf(out, "source %s", source->library ? "library " : "");
        fora_text_quote(out, source->path, strlen(source->path));
        fora_text_add(out, " {\n", 3);
        print_source_text(source, out);
        fora_text_add(out, "}\n", 2);
    }
}

// Types keep the order of their handles.
static void
print_types(ir_printer *p)
{
    for (fora_type t = FORA_TYPE_COUNT + 1; t <= fora_type_count(p->program->types);
         t++) {
        fora_text_printf(p->out, "type ");
        ir_print_type(p, t);
        fora_text_add(p->out, "\n", 1);
    }
}

static void
print_function_label(ir_printer *p, fora_fn fn)
{
    const fora_program *program = p->program;
    bool known = fn < program->function_count && program->functions[fn];
    ir_print_label(p, '@', known ? program->functions[fn]->qualified_name : 0, fn);
}

static void
print_modules(ir_printer *p)
{
    for (uint32_t i = 0; i < p->program->module_count; i++) {
        const fora_module *module = &p->program->modules[i];
        fora_text_printf(p->out, "module ");
        ir_print_sym(p, module->name);
        fora_text_printf(p->out, " path ");
        ir_print_sym(p, module->path);
        fora_text_printf(p->out, " body ");
        print_function_label(p, module->body);
        fora_text_add(p->out, "\n", 1);
    }
    for (uint32_t i = 0; i < p->program->import_count; i++) {
        fora_text_printf(p->out, "import ");
        ir_print_sym(p, p->program->imports[i]);
        fora_text_add(p->out, "\n", 1);
    }
}

static void
print_class_members(ir_printer *p, const fora_class_info *info)
{
    for (uint32_t i = 0; i < info->method_count; i++) {
        fora_text_printf(p->out, "  method ");
        ir_print_sym(p, info->methods[i].name);
        fora_text_printf(p->out, " %s ", ir_method_words[info->methods[i].kind]);
        print_function_label(p, info->methods[i].fn);
        fora_text_add(p->out, "\n", 1);
    }
    for (uint32_t i = 0; i < info->constant_count; i++) {
        fora_global global = info->constants[i].global;
        fora_text_printf(p->out, "  constant ");
        ir_print_sym(p, info->constants[i].name);
        fora_text_add(p->out, " ", 1);
        bool known = global < p->program->global_count;
        ir_print_label(p, '!', known ? p->program->globals[global].name : 0, global);
        fora_text_add(p->out, "\n", 1);
    }
    for (uint32_t i = 0; i < info->field_count; i++) {
        fora_text_printf(p->out, "  field ");
        ir_print_sym(p, info->fields[i].name);
        fora_text_printf(p->out, info->fields[i].maybe_unset ? " maybe_unset" : "");
        if (info->fields[i].type) {
            fora_text_add(p->out, " : ", 3);
            ir_print_type(p, info->fields[i].type);
        }
        fora_text_add(p->out, "\n", 1);
    }
}

static void
print_class(ir_printer *p, fora_class c)
{
    const fora_class_info *info = &p->program->classes[c];
    fora_text_printf(p->out, "class ");
    ir_print_class(p, c);
    fora_text_add(p->out, " ", 1);
    ir_print_sym(p, info->name);
    fora_text_printf(p->out, " qualified ");
    ir_print_sym(p, info->qualified_name);
    if (info->module) {
        fora_text_printf(p->out, " in ");
        ir_print_sym(p, info->module);
    }
    if (info->base) {
        fora_text_printf(p->out, " base ");
        ir_print_class(p, info->base);
    }
    fora_text_printf(p->out, info->exception ? " exception" : "");
    ir_print_span(p, info->span);
    fora_text_printf(p->out, " {\n");
    print_class_members(p, info);
    fora_text_printf(p->out, "}\n");
}

// A builtin class is written only if something was added to it.
static void
print_classes(ir_printer *p)
{
    for (fora_class c = 1; c < p->program->class_count; c++) {
        const fora_class_info *info = &p->program->classes[c];
        if (c > FORA_BUILTIN_CLASSES || info->method_count || info->constant_count ||
            info->field_count)
            print_class(p, c);
    }
}

static void
print_globals(ir_printer *p)
{
    for (fora_global g = 1; g < p->program->global_count; g++) {
        const fora_global_info *info = &p->program->globals[g];
        fora_text_printf(p->out, "global ");
        ir_print_label(p, '!', info->name, g);
        fora_text_add(p->out, " ", 1);
        ir_print_sym(p, info->name);
        if (info->module) {
            fora_text_printf(p->out, " in ");
            ir_print_sym(p, info->module);
        }
        fora_text_printf(p->out, info->early ? " early" : "");
        if (info->type) {
            fora_text_add(p->out, " : ", 3);
            ir_print_type(p, info->type);
        }
        ir_print_memory(p, g);
        fora_text_add(p->out, "\n", 1);
    }
    for (uint32_t i = 1; i < p->program->cell_count; i++) {
        fora_text_printf(p->out, "cell %u : ", i);
        ir_print_type(p, p->program->cells[i]);
        fora_text_add(p->out, "\n", 1);
    }
}

// Of a whole program: where it stands in the list of passes, and where it starts.
static void
print_state(ir_printer *p)
{
    const fora_program *program = p->program;
    if (program->last_pass) {
        fora_text_printf(p->out, "after ");
        ir_print_sym(p, program->last_pass);
        fora_text_add(p->out, "\n", 1);
    }
    if (program->entry) {
        fora_text_printf(p->out, "entry ");
        print_function_label(p, program->entry);
        fora_text_add(p->out, "\n", 1);
    }
}

static void
print_program(ir_printer *p)
{
    print_state(p);
    if (p->spans)
        print_types(p);
    print_modules(p);
    print_globals(p);
    print_classes(p);
    ir_print_descriptors(p);
    for (fora_fn fn = 1; fn < p->program->function_count; fn++)
        ir_print_function(p, fn);
}

void
fora_print(const fora_program *program, fora_text *out)
{
    fora_text_printf(out, "%s", first_line);
    print_program(&(ir_printer){.program = program, .out = out});
}

// The sources come first in the text, but which they are is known last.
void
fora_print_exact(const fora_program *program, fora_text *out)
{
    fora_arena *scratch = fora_arena_new();
    size_t bytes = (fora_source_count(program->sources) + 1) * sizeof(uint32_t);
    fora_text rest;
    fora_text_init(&rest, scratch);
    fora_text_add(&rest, "", 0);
    ir_printer p = {.program = program, .out = &rest, .spans = true};
    p.files = fora_alloc(scratch, bytes);
    p.file_order = fora_alloc(scratch, bytes);
    print_program(&p);
    fora_text_printf(out, "%s", first_line);
    print_sources(&p, out);
    fora_text_add(out, rest.bytes, rest.length);
    fora_arena_free(scratch);
}

void
fora_print_function(const fora_program *program, fora_fn fn, fora_text *out)
{
    ir_print_function(&(ir_printer){.program = program, .out = out}, fn);
}
