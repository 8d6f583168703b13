// Compiles one module: reads the file, parses it, builds scopes and emits the module's body
// and its functions.
#include "emit.h"
#include "include/fora_frontend.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

// ---- Files --------------------------------------------------------------------------

static bool
is_file(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

const char *
fe_module_path(fora_arena *arena, const char *root, const char *name, bool *package)
{
    // Paths beside the main file are shown without "./".
    bool here = strcmp(root, ".") == 0;
    char *file =
        here ? fora_printf(arena, "%s", name) : fora_printf(arena, "%s/%s", root, name);
    for (char *c = file + (here ? 0 : strlen(root) + 1); *c; c++)
        if (*c == '.')
            *c = '/';
    *package = false;
    char *path = fora_printf(arena, "%s.py", file);
    char *inside = fora_printf(arena, "%s/__init__.py", file);
    if (is_file(inside)) {
        *package = true;
        return inside;
    }
    return is_file(path) ? path : NULL;
}

static const char *
folder_of(fora_arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (slash == NULL)
        return ".";
    return slash == path ? "/" : fora_strndup(arena, path, (size_t)(slash - path));
}

static bool
is_package_file(const char *path)
{
    const char *slash = strrchr(path, '/');
    return strcmp(slash ? slash + 1 : path, "__init__.py") == 0;
}

// The folder that the imports of module `name` at `path` start from.
static const char *
root_of(fora_arena *arena, const char *path, const char *name)
{
    const char *root = folder_of(arena, path);
    if (is_package_file(path) && strcmp(name, "__main__") != 0)
        root = folder_of(arena, root);
    for (const char *c = name; *c; c++)
        if (*c == '.')
            root = folder_of(arena, root);
    return root;
}

const char *
fora_frontend_find(fora_arena *arena, const fora_names *names, const char *main_path,
                   fora_sym module_name)
{
    bool package;
    return fe_module_path(arena, folder_of(arena, main_path),
                          fora_sym_text(names, module_name), &package);
}

static void
refuse_file(fora_program *program, const char *path, const char *reason)
{
    fora_diag(program->diags, FORA_DIAG_file_unreadable, (fora_span){0}, path, reason);
}

// Reads the whole of `path`; reports and returns false if that fails.
bool
fe_read_source(fora_program *program, const char *path, fora_text *text)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        refuse_file(program, path, strerror(errno));
        return false;
    }
    struct stat status;
    if (fstat(fileno(file), &status) == 0 && S_ISDIR(status.st_mode)) {
        refuse_file(program, path, strerror(EISDIR));
        fclose(file);
        return false;
    }
    char buffer[1 << 16];
    size_t count;
    fora_text_init(text, program->arena);
    while ((count = fread(buffer, 1, sizeof buffer, file)) > 0 &&
           text->length < UINT32_MAX - sizeof buffer)
        fora_text_add(text, buffer, count);
    bool failed = ferror(file) || count > 0;
    if (failed)
        refuse_file(program, path,
                    count > 0 ? "the file is too long" : strerror(errno));
    fclose(file);
    return !failed;
}

// ---- Emission -----------------------------------------------------------------------

static void
emit_module(fe_unit *unit, const fe_module *tree, fora_fn body)
{
    fora_function *f = unit->program->functions[body];
    fe_emit e = {.unit = unit,
                 .scope = unit->scopes->module,
                 .places = fora_map_new(unit->arena)};
    e.b = (fora_builder){unit->program, f, 1, 0, tree->root->span};
    fe_make_cells(&e, tree->root, e.scope);
    fe_emit_statements(&e, tree->root->Module.body);
    if (!e.dead) {
        fora_val none = fe_none(&e);
        fe_end(&e, FORA_OP_RETURN, 1, &none);
    }
    fe_check_generators(&e);
    while (unit->pending_count > 0) {
        fe_scope *next = unit->pending[--unit->pending_count];
        fe_function_body(unit, next);
    }
}

static fora_fn
body_function(fe_unit *unit, const fe_module *tree)
{
    fora_sym name = fora_intern_c(unit->names, "<module>");
    fora_fn body = fora_function_new(unit->program, name, FORA_LEVEL_HIGH);
    fora_function *f = unit->program->functions[body];
    f->module = unit->module;
    f->span = tree->root->span;
    f->flags = FORA_FN_MODULE | (unit->library ? FORA_FN_LIBRARY : 0);
    return body;
}

static bool
compile_source(fora_program *program, fora_arena *arena, uint32_t file,
               const char *root, fora_sym module_name, bool library)
{
    fe_module *tree =
        fe_parse(arena, program->names, program->sources, program->diags, file);
    if (tree == NULL)
        return false;
    uint32_t before = fora_diags_errors(program->diags);
    const fora_source *source = fora_source_get(program->sources, file);
    fe_unit unit = {.arena = arena,
                    .program = program,
                    .names = program->names,
                    .diags = program->diags,
                    .module = module_name,
                    .root = root,
                    .package = is_package_file(source->path),
                    .library = library};
    fe_star_imports(arena, unit.names, root, tree);
    fe_split_choices(arena, unit.names, tree);
    fe_init_fields(arena, unit.names, tree);
    unit.scopes = fe_scopes_build(arena, unit.names, unit.diags, tree, module_name);
    if (fora_diags_errors(program->diags) > before)
        return false;
    fora_fn body = body_function(&unit, tree);
    *FORA_PUSH(program->arena, program->modules, program->module_count,
               program->module_capacity) =
        (fora_module){module_name, fora_intern_c(program->names, source->path), body};
    emit_module(&unit, tree, body);
    fora_mark_exceptions(program);
    return fora_diags_errors(program->diags) == before;
}

// Drops `module_name` from the imports that are still to be compiled.
static void
forget_import(fora_program *program, fora_sym module_name)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < program->import_count; i++)
        if (program->imports[i] != module_name)
            program->imports[kept++] = program->imports[i];
    program->import_count = kept;
}

bool
fora_frontend_compile(fora_program *program, const char *path, fora_sym module_name)
{
    fora_text text;
    forget_import(program, module_name);
    if (!fe_read_source(program, path, &text))
        return false;
    uint32_t file = fora_source_add(program->sources, path,
                                    text.bytes ? text.bytes : "", text.length, false);
    fora_arena *arena = fora_arena_new();
    const char *root = root_of(arena, path, fora_sym_text(program->names, module_name));
    bool sound = compile_source(program, arena, file, root, module_name, false);
    fora_arena_free(arena);
    return sound;
}

bool
fora_frontend_compile_text(fora_program *program, const char *path, const char *text,
                           size_t length, fora_sym module_name)
{
    forget_import(program, module_name);
    uint32_t file = fora_source_add(program->sources, path, text, length, true);
    fora_arena *arena = fora_arena_new();
    bool sound = compile_source(program, arena, file, NULL, module_name, true);
    fora_arena_free(arena);
    return sound;
}
