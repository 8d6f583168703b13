// From the command line to the output: reads the inputs, links them to one program and
// sends it through the stages until the one that was asked for.
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"
#include "fora_frontend.h"
#include "fora_ir.h"
#include "fora_passes.h"
#include "stages.h"

typedef enum {
    EMIT_CST,
    EMIT_AST,
    EMIT_IR,
    EMIT_IR_TYPED,
    EMIT_IR_LOW,
    EMIT_BITCODE,
    EMIT_LLVM,
    EMIT_ASM,
    EMIT_OBJ,
    EMIT_EXE
} emission;

static const char *const emission_names[] = {
    "cst", "ast", "ir", "ir-typed", "ir-low", "bitcode", "llvm", "asm", "obj", "exe"};

static emission
chosen_emission(const cli_options *options)
{
    if (options->bitcode)
        return EMIT_BITCODE;
    for (emission e = EMIT_CST; options->emit && e <= EMIT_EXE; e++) {
        if (!strcmp(options->emit, emission_names[e]))
            return e;
    }
    return EMIT_EXE;
}

// ---- Diagnostics --------------------------------------------------------------------

static void
show_diagnostics(const cli_session *session)
{
    const cli_options *options = session->options;
    bool colour = !strcmp(options->color, "always") ||
                  (!strcmp(options->color, "auto") && isatty(STDERR_FILENO));
    fora_diags_format format =
        strcmp(options->diagnostics, "json") ? FORA_DIAGS_TEXT : FORA_DIAGS_JSON;
    fora_diags_print(session->diags, stderr, format, colour);
}

static int
refused(const cli_session *session)
{
    return session->world_failed ? CLI_USAGE : CLI_REFUSED;
}

// ---- Inputs -------------------------------------------------------------------------

static bool
has_ending(const char *path, const char *ending)
{
    size_t length = strlen(path), more = strlen(ending);
    return length > more && !strcmp(path + length - more, ending);
}

// Looks without opening: what is read from a pipe here would be gone for the front end.
static bool
check_readable(cli_session *session, const char *path)
{
    struct stat status;
    int reason = 0;
    if (stat(path, &status) != 0 || access(path, R_OK) != 0)
        reason = errno;
    else if (S_ISDIR(status.st_mode))
        reason = EISDIR;
    if (reason) {
        fora_diag(session->diags, FORA_DIAG_file_unreadable, (fora_span){0, 0, 0}, path,
                  strerror(reason));
        session->world_failed = true;
    }
    return !reason;
}

// The name that a source is imported by: its file name without the ending.
static fora_sym
module_name(cli_session *session, const char *path)
{
    const char *base = strrchr(path, '/');
    base = base ? base + 1 : path;
    size_t length = strcspn(base, ".");
    return fora_intern(session->names, base, length);
}

static bool
load_input(cli_session *session, const char *path, bool main)
{
    if (!check_readable(session, path))
        return false;
    if (has_ending(path, ".fbc"))
        return cli_load_bitcode(session, path);
    if (has_ending(path, ".fora"))
        return cli_load_text(session, path);
    fora_sym name =
        main ? fora_intern_c(session->names, "__main__") : module_name(session, path);
    return fora_frontend_compile(session->program, path, name);
}

// Modules of the program's own, found from the folder of its main file.
static bool
load_imports(cli_session *session)
{
    fora_program *program = session->program;
    const char *main = session->options->inputs[0];
    while (program->import_count) {
        fora_sym name = program->imports[0];
        const char *path =
            fora_frontend_find(session->arena, session->names, main, name);
        if (!path) {  // bitcode imports it that was made elsewhere
            fora_diag(session->diags, FORA_DIAG_module_missing, (fora_span){0},
                      fora_sym_text(session->names, name), main);
            return false;
        }
        if (!fora_frontend_compile(program, path, name))
            return false;
    }
    return true;
}

// An input that is given twice is a slip, and would be two modules of one name.
static bool
check_inputs(cli_session *session)
{
    const cli_options *options = session->options;
    fora_map *seen = fora_map_new(session->arena);
    for (uint32_t i = 0; i < options->input_count; i++) {
        struct stat status;
        if (stat(options->inputs[i], &status) != 0)
            continue;
        uint64_t key = fora_hash(&status.st_ino, sizeof status.st_ino, status.st_dev);
        if (fora_map_get(seen, key, NULL)) {
            cli_fail("the input `%s` is given twice", options->inputs[i]);
            session->world_failed = true;
            return false;
        }
        fora_map_put(seen, key, i);
    }
    return true;
}

// Of two modules of one name, two main modules among them, only one would ever run.
static bool
check_modules(const cli_session *session)
{
    const fora_program *program = session->program;
    fora_map *seen = fora_map_new(session->arena);
    for (uint32_t i = 0; i < program->module_count; i++) {
        const fora_module *module = &program->modules[i];
        uint64_t path;
        if (fora_map_get(seen, module->name, &path)) {
            fora_diag(session->diags, FORA_DIAG_module_twice, (fora_span){0},
                      fora_sym_text(session->names, module->name),
                      fora_sym_text(session->names, (fora_sym)path),
                      fora_sym_text(session->names, module->path));
            return false;
        }
        fora_map_put(seen, module->name, module->path);
    }
    return true;
}

static bool
load_inputs(cli_session *session)
{
    if (!check_inputs(session))
        return false;
    for (uint32_t i = 0; i < session->options->input_count; i++) {
        if (!load_input(session, session->options->inputs[i], i == 0))
            return false;
    }
    return check_modules(session) &&
           (session->options->bitcode || load_imports(session));
}

// ---- Outputs ------------------------------------------------------------------------

static bool
same_file(const char *path, const struct stat *other)
{
    struct stat status;
    return stat(path, &status) == 0 && status.st_dev == other->st_dev &&
           status.st_ino == other->st_ino;
}

// The output must be none of the files that the program was made of, by any name.
static bool
check_output(const cli_session *session, const char *output)
{
    struct stat status;
    if (strcmp(output, "-") == 0 || stat(output, &status) != 0)
        return true;
    const char *path = NULL;
    for (uint32_t i = 0; i < session->options->input_count && !path; i++) {
        if (same_file(session->options->inputs[i], &status))
            path = session->options->inputs[i];
    }
    for (uint32_t i = 1; i <= fora_source_count(session->sources) && !path; i++) {
        const fora_source *source = fora_source_get(session->sources, i);
        if (!source->library && same_file(source->path, &status))
            path = source->path;
    }
    // What is imported has not been read yet by all stages that output can end.
    bool source = S_ISREG(status.st_mode) && has_ending(output, ".py");
    if (path)
        cli_fail("the output `%s` would overwrite the input `%s`", output, path);
    else if (source)
        cli_fail("the output `%s` would overwrite a Python source", output);
    else if (S_ISDIR(status.st_mode))
        cli_fail("cannot write `%s`: %s", output, strerror(EISDIR));
    return !path && !source && !S_ISDIR(status.st_mode);
}

// The output's name when none was given: the source's, with another ending.
static const char *
output_name(cli_session *session, emission e)
{
    static const char *const endings[] = {
        [EMIT_BITCODE] = ".fbc", [EMIT_OBJ] = ".o", [EMIT_EXE] = ""};
    if (session->options->output)
        return session->options->output;
    if (e != EMIT_BITCODE && e != EMIT_OBJ && e != EMIT_EXE)
        return "-";
    const char *input = session->options->inputs[0];
    const char *base = strrchr(input, '/');
    base = base ? base + 1 : input;
    size_t length = strlen(base);
    const char *dot = strrchr(base, '.');
    if (dot && dot != base)
        length = (size_t)(dot - base);
    else if (e == EMIT_EXE)
        return "a.out";
    return fora_printf(session->arena, "%.*s%s", (int)length, base, endings[e]);
}

static int
write_text(cli_session *session, emission e, const fora_text *text)
{
    return cli_write_file(output_name(session, e), text->bytes ? text->bytes : "",
                          text->length, false)
               ? CLI_DONE
               : CLI_USAGE;
}

static int
write_ir(cli_session *session, emission e)
{
    fora_text text;
    fora_text_init(&text, session->arena);
    if (e == EMIT_BITCODE)
        fora_bitcode_write(session->program, &text);
    else
        cli_print_program(session, &text);
    return write_text(session, e, &text);
}

// The linker works in a temporary folder: one that is killed, by a full disk for example,
// leaves files whose names only it knows.
static bool
place_binary(cli_session *session, const char *linked, const char *output)
{
    if (cli_is_special(output))  // a device, a pipe: linked for its faults
        return true;
    size_t size;
    char *bytes = cli_read_file(session->arena, linked, &size);
    if (bytes)
        return cli_write_file(output, bytes, size, true);
    cli_fail("cannot read `%s`: %s", linked, strerror(errno));
    return false;
}

static int
write_binary(cli_session *session, const fora_text *object, const char *output)
{
    char *folder = cli_temporary_folder(session->arena);
    if (!folder)
        return CLI_USAGE;
    const char *file = fora_printf(session->arena, "%s/job.o", folder);
    const char *binary = fora_printf(session->arena, "%s/job", folder);
    cli_temporary_add(file);
    cli_temporary_add(binary);
    cli_stage_begin(session, "link");
    bool good = cli_write_file(file, object->bytes, object->length, false) &&
                cli_link(session->arena, file, binary, session->options->debug) &&
                place_binary(session, binary, output);
    cli_stage_end(session);
    cli_remove_folder(folder);
    cli_temporary_done(binary);
    cli_temporary_done(file);
    return good ? CLI_DONE : CLI_USAGE;
}

static int
run_binary(cli_session *session, const fora_text *object)
{
    const cli_options *options = session->options;
    char *folder = cli_temporary_folder(session->arena);
    if (!folder)
        return CLI_USAGE;
    char *binary = fora_printf(session->arena, "%s/job", folder);
    cli_temporary_add(binary);
    int status = write_binary(session, object, binary);
    if (status == CLI_DONE) {
        size_t bytes = (options->argument_count + 2) * sizeof(char *);
        char **words = fora_alloc(session->arena, bytes);
        words[0] = (char *)options->inputs[0];  // as python3 FILE.py has it in sys.argv
        for (uint32_t i = 0; i < options->argument_count; i++)
            words[i + 1] = options->arguments[i];
        status = cli_run_program(binary, words);
        if (status < 0) {
            cli_fail("cannot run `%s`: %s", binary, strerror(errno));
            status = CLI_USAGE;
        }
    }
    cli_remove_folder(folder);
    cli_temporary_done(binary);
    return status;
}

// ---- The whole ----------------------------------------------------------------------

static int
write_code(cli_session *session, emission e)
{
    fora_text text;
    if (!cli_generate(session,
                      e == EMIT_LLVM  ? FORA_CPU_LLVM
                      : e == EMIT_ASM ? FORA_CPU_ASSEMBLY
                                      : FORA_CPU_OBJECT,
                      &text))
        return CLI_USAGE;
    if (e != EMIT_EXE)
        return write_text(session, e, &text);
    if (session->options->run)
        return run_binary(session, &text);
    const char *output = output_name(session, e);
    if (access(output, F_OK) != 0 || access(output, W_OK) == 0)
        return write_binary(session, &text, output);
    cli_fail("cannot write `%s`: %s", output, strerror(errno));
    return CLI_USAGE;
}

// A mistyped name of a pass would print nothing.
static bool
check_pass(const cli_options *options)
{
    const char *name = options->print_after;
    if (!name || strcmp(name, "all") == 0 || fora_pass_find(name))
        return true;
    fora_arena *arena = fora_arena_new();
    fora_text names;
    fora_text_init(&names, arena);
    for (uint32_t i = 0; i < fora_pass_count; i++)
        fora_text_printf(&names, " %s", fora_passes[i].name);
    cli_fail("there is no pass `%s`, only all%s", name, names.bytes);
    fora_arena_free(arena);
    return false;
}

static int
show_tree(cli_session *session, emission e)
{
    fora_text text;
    fora_text_init(&text, session->arena);
    const char *path = session->options->inputs[0];
    if (!check_readable(session, path) ||
        !fora_frontend_show(session->program, path, e == EMIT_CST, &text))
        return refused(session);
    if (!check_output(session, output_name(session, e)))
        return CLI_USAGE;
    return write_text(session, e, &text);
}

static int
compile(cli_session *session, emission e)
{
    if (e == EMIT_CST || e == EMIT_AST)
        return show_tree(session, e);
    cli_stage_begin(session, "front end");
    bool loaded = load_inputs(session);
    cli_stage_end(session);
    if (!loaded || fora_diags_errors(session->diags))
        return refused(session);
    unsigned level = e == EMIT_IR || e == EMIT_BITCODE ? FORA_LEVEL_HIGH
                     : e == EMIT_IR_TYPED              ? FORA_LEVEL_TYPED
                                                       : FORA_LEVEL_LOW;
    if (!session->options->run && !check_output(session, output_name(session, e)))
        return CLI_USAGE;
    if (!cli_run_passes(session, level))
        return refused(session);
    if (session->stopped)
        return CLI_DONE;
    return e <= EMIT_BITCODE ? write_ir(session, e) : write_code(session, e);
}

int
cli_compile(fora_arena *arena, const cli_options *options, int argc, char **argv)
{
    (void)argc, (void)argv;
    if (!check_pass(options))
        return CLI_USAGE;
    cli_session session = {.arena = arena, .options = options};
    session.names = fora_names_new(arena);
    session.sources = fora_sources_new(arena);
    session.diags = fora_diags_new(arena, session.sources);
    session.program =
        fora_program_new(arena, session.names, session.sources, session.diags);
    int status = compile(&session, chosen_emission(options));
    show_diagnostics(&session);
    return status;
}
