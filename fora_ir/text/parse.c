// Reads programs of the text form.
#include <string.h>

#include "../include/fora_passes.h"
#include "text.h"

// Sources are found by looking at each: hostile input must not make that slow.
enum { MOST_SOURCES = 10000 };

// The number of the source of a path, with the text that stands in braces, or else the one
// that is known.
static uint32_t
find_source(ir_parser *p, const char *path, const fora_text *text, bool library)
{
    fora_sources *sources = p->program->sources;
    if (text)
        return fora_source_share(sources, path, text->bytes ? text->bytes : "",
                                 text->length, library);
    for (uint32_t file = 1; file <= fora_source_count(sources); file++) {
        if (strcmp(fora_source_get(sources, file)->path, path) == 0)
            return file;
    }
    return fora_source_add(sources, path, "", 0, library);
}

static bool
parse_source(ir_parser *p)
{
    bool library = ir_accept(p, "library");
    fora_sym path;
    if (!ir_expect_sym(p, &path) || !path)
        return ir_parse_fault(p, "a path is expected");
    if (p->file_count == MOST_SOURCES)
        return ir_parse_fault(p, "too many sources");
    fora_text text;
    fora_text_init(&text, p->program->arena);
    bool block = ir_accept_char(p, '{');
    while (block && ir_accept_string(p, &text))
        continue;
    if (block && !ir_expect_char(p, '}'))
        return false;
    *FORA_PUSH(p->program->arena, p->files, p->file_count, p->file_capacity) =
        find_source(p, fora_sym_text(p->program->names, path), block ? &text : NULL,
                    library);
    return true;
}

static bool
parse_state(ir_parser *p)
{
    fora_sym *pass = &p->program->last_pass;
    if (!ir_expect_sym(p, pass))
        return false;
    return (*pass && fora_pass_find(fora_sym_text(p->program->names, *pass))) ||
           ir_parse_fault(p, "there is no such pass");
}

static bool
parse_module(ir_parser *p)
{
    fora_program *program = p->program;
    fora_module *module = FORA_PUSH(program->arena, program->modules,
                                    program->module_count, program->module_capacity);
    return ir_expect_sym(p, &module->name) && ir_expect(p, "path") &&
           ir_expect_sym(p, &module->path) && ir_expect(p, "body") &&
           ir_expect_label(p, '@', &module->body);
}

static bool
parse_import(ir_parser *p)
{
    fora_program *program = p->program;
    return ir_expect_sym(p, FORA_PUSH(program->arena, program->imports,
                                      program->import_count, program->import_capacity));
}

static bool
parse_global(ir_parser *p)
{
    fora_program *program = p->program;
    uint32_t number, expected = program->global_count;
    fora_sym name, module = 0;
    if (!ir_expect_label(p, '!', &number))
        return false;
    if (number != expected)
        return ir_parse_fault(p, "global %u is expected", expected);
    if (!ir_expect_sym(p, &name) || (ir_accept(p, "in") && !ir_expect_sym(p, &module)))
        return false;
    fora_global_new(program, name, module);
    fora_global_info *info = &program->globals[number];
    info->early = ir_accept(p, "early");
    return ir_expect_optional_type(p, &info->type) && ir_parse_memory(p, number);
}

static bool
parse_cell(ir_parser *p)
{
    fora_program *program = p->program;
    uint64_t number;
    if (!ir_expect_unsigned(p, UINT32_MAX, &number))
        return false;
    if (number != program->cell_count)
        return ir_parse_fault(p, "cell %u is expected", program->cell_count);
    return ir_expect_optional_type(p, FORA_PUSH(program->arena, program->cells,
                                                program->cell_count,
                                                program->cell_capacity));
}

static bool
parse_method(ir_parser *p, fora_class_info *info)
{
    uint32_t kind;
    fora_method *method = FORA_PUSH(p->program->arena, info->methods,
                                    info->method_count, info->method_capacity);
    if (!ir_expect_sym(p, &method->name))
        return false;
    if (!ir_accept_one_of(p, ir_method_words, &kind))
        return ir_parse_fault(p, "a kind of method is expected");
    method->kind = (fora_method_kind)kind;
    return ir_expect_label(p, '@', &method->fn);
}

static bool
parse_field(ir_parser *p, fora_class_info *info)
{
    fora_field *field = FORA_PUSH(p->program->arena, info->fields, info->field_count,
                                  info->field_capacity);
    if (!ir_expect_sym(p, &field->name))
        return false;
    field->maybe_unset = ir_accept(p, "maybe_unset");
    return ir_expect_optional_type(p, &field->type);
}

static bool
parse_constant(ir_parser *p, fora_class_info *info)
{
    fora_class_constant *constant =
        FORA_PUSH(p->program->arena, info->constants, info->constant_count,
                  info->constant_capacity);
    return ir_expect_sym(p, &constant->name) &&
           ir_expect_label(p, '!', &constant->global);
}

static bool
parse_members(ir_parser *p, fora_class_info *info)
{
    while (!p->failed && !ir_accept_char(p, '}')) {
        if (ir_accept(p, "method"))
            parse_method(p, info);
        else if (ir_accept(p, "constant"))
            parse_constant(p, info);
        else if (ir_accept(p, "field"))
            parse_field(p, info);
        else
            return ir_parse_fault(p, "a method, constant or field is expected");
    }
    return !p->failed;
}

static bool
parse_class(ir_parser *p)
{
    fora_program *program = p->program;
    fora_class number;
    fora_sym name;
    if (!ir_expect_class(p, &number))
        return false;
    bool builtin = number > 0 && number <= FORA_BUILTIN_CLASSES;
    if (!builtin && number != program->class_count)
        return ir_parse_fault(p, "class %u is expected",
                              program->class_count - FORA_BUILTIN_CLASSES);
    if (!ir_expect_sym(p, &name))
        return false;
    if (!builtin)
        fora_class_new(program, name);
    fora_class_info *info = &program->classes[number];
    info->name = name;
    if (ir_accept(p, "qualified") && !ir_expect_sym(p, &info->qualified_name))
        return false;
    if (ir_accept(p, "in") && !ir_expect_sym(p, &info->module))
        return false;
    if (ir_accept(p, "base") && !ir_expect_class(p, &info->base))
        return false;
    info->exception = ir_accept(p, "exception");
    return ir_expect_optional_span(p, &info->span) && ir_expect_char(p, '{') &&
           parse_members(p, info);
}

static bool
parse_type_line(ir_parser *p)
{
    fora_type type;
    return ir_expect_type(p, &type);
}

static bool
parse_program(ir_parser *p)
{
    static const struct {
        const char *word;
        bool (*parse)(ir_parser *p);
    } lines[] = {
        {"source", parse_source},    {"after", parse_state},
        {"entry", ir_parse_entry},   {"type", parse_type_line},
        {"module", parse_module},    {"import", parse_import},
        {"global", parse_global},    {"cell", parse_cell},
        {"class", parse_class},      {"descriptor", ir_parse_descriptor},
        {"func", ir_parse_function},
    };
    enum { LINES = sizeof lines / sizeof *lines };
    if (!ir_expect(p, "fora") || !ir_expect(p, "1"))
        return false;
    for (ir_skip(p); p->at < p->end; ir_skip(p)) {
        size_t i = 0;
        while (i < LINES && !ir_accept(p, lines[i].word))
            i++;
        if (i == LINES)
            return ir_parse_fault(p, "a function or a line of a table is expected");
        if (!lines[i].parse(p))
            return false;
    }
    ir_parse_tables_end(p);
    return true;
}

fora_program *
fora_parse(fora_arena *arena, fora_names *names, fora_sources *sources,
           fora_diags *diags, uint32_t source_file)
{
    const fora_source *source = fora_source_get(sources, source_file);
    ir_parser p = {.program = fora_program_new(arena, names, sources, diags),
                   .file = source_file,
                   .start = source->text,
                   .at = source->text,
                   .end = source->text + source->length};
    fora_text_init(&p.string, arena);
    if (!parse_program(&p))
        return NULL;
    const char *fault = fora_verify(p.program, arena);
    if (fault) {
        fora_diag(diags, FORA_DIAG_ir_text, (fora_span){source_file, 0, 0}, fault);
        return NULL;
    }
    return p.program;
}
