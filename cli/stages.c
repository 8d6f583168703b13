// The stages behind the front end: library, passes, back end; with their times.
#include "stages.h"

#include <stdlib.h>
#include <string.h>

#include "fora_analysis.h"
#include "fora_frontend.h"
#include "fora_infer.h"
#include "fora_opt.h"
#include "fora_passes.h"

// ---- Times --------------------------------------------------------------------------

void
cli_stage_begin(cli_session *session, const char *name)
{
    session->stage = name;
    session->stage_start = fora_seconds();
}

static void
tell_time(const char *name, double seconds)
{
    fprintf(stderr, "%-12s %8.2f ms\n", name, 1e3 * seconds);
}

void
cli_stage_end(cli_session *session)
{
    if (session->options->verbose)
        tell_time(session->stage, fora_seconds() - session->stage_start);
}

// ---- Inputs that are IR already -----------------------------------------------------

static char *
read_file(cli_session *session, const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    fora_text text;
    fora_text_init(&text, session->arena);
    char part[1 << 16];
    for (size_t count; (count = fread(part, 1, sizeof part, file)) > 0;)
        fora_text_add(&text, part, count);
    fclose(file);
    *size = text.length;
    return text.bytes ? text.bytes : "";
}

bool
cli_load_bitcode(cli_session *session, const char *path)
{
    size_t size = 0;
    const char *error = NULL;
    char *bytes = read_file(session, path, &size);
    fora_program *module =
        bytes ? fora_bitcode_read(session->arena, session->names, session->sources,
                                  session->diags, (const uint8_t *)bytes, size, &error)
              : NULL;
    if (!module) {
        fora_diag(session->diags, FORA_DIAG_ir_bitcode, (fora_span){0, 0, 0}, path,
                  error ? error : "it cannot be read");
        return false;
    }
    fora_link(session->program, module);
    return true;
}

bool
cli_load_text(cli_session *session, const char *path)
{
    size_t size = 0;
    char *bytes = read_file(session, path, &size);
    if (!bytes)
        return false;
    uint32_t source = fora_source_add(session->sources, path, bytes, size, false);
    fora_program *module = fora_parse(session->arena, session->names, session->sources,
                                      session->diags, source);
    if (!module)
        return false;
    fora_link(session->program, module);
    return true;
}

// ---- Passes -------------------------------------------------------------------------

static fora_fn
main_body(const cli_session *session)
{
    fora_sym name = fora_intern_c(session->names, "__main__");
    for (uint32_t i = 0; i < session->program->module_count; i++) {
        if (session->program->modules[i].name == name)
            return session->program->modules[i].body;
    }
    return 0;
}

static bool
pass_library(cli_session *session)
{
    return fora_frontend_library(session->program);
}

static bool
pass_ssa(cli_session *session)
{
    fora_pass_ssa(session->program);
    return true;
}

static bool
pass_infer(cli_session *session)
{
    fora_fn body = main_body(session);
    if (!body) {
        fora_diag(session->diags, FORA_DIAG_no_main, (fora_span){0, 0, 0});
        return false;
    }
    session->main_instance = fora_infer(session->program, body);
    return session->main_instance != 0;
}

static bool
pass_alias(cli_session *session)
{
    return fora_alias_check(session->program);
}

static bool
pass_path_update(cli_session *session)
{
    fora_pass_path_update(session->program);
    return true;
}

static bool
pass_lower(cli_session *session)
{
    session->lowered = fora_lower(session->program, session->main_instance);
    return session->lowered != NULL;
}

static bool
pass_ownership(cli_session *session)
{
    fora_ownership(session->program);
    return true;
}

static bool
pass_loop_version(cli_session *session)
{
    if (session->options->level)
        fora_pass_loop_version(session->program);
    return true;
}

static const struct {
    const char *name;
    cli_level level;  // of the program behind the pass
    bool (*run)(cli_session *session);
} passes[] = {
    {"library", CLI_LEVEL_TYPED, pass_library},
    {"ssa", CLI_LEVEL_HIGH, pass_ssa},
    {"infer", CLI_LEVEL_TYPED, pass_infer},
    {"alias", CLI_LEVEL_TYPED, pass_alias},
    {"path_update", CLI_LEVEL_TYPED, pass_path_update},
    {"lower", CLI_LEVEL_LOW, pass_lower},
    {"ownership", CLI_LEVEL_LOW, pass_ownership},
    {"loop_version", CLI_LEVEL_LOW, pass_loop_version},
};

void
cli_print_level(const cli_session *session, unsigned level, fora_text *text)
{
    if (level == FORA_LEVEL_HIGH) {
        fora_print(session->program, text);
        return;
    }
    for (fora_fn fn = 1; fn < session->program->function_count; fn++) {
        if (session->program->functions[fn]->level == level)
            fora_print_function(session->program, fn, text);
    }
}

bool
cli_run_passes(cli_session *session, cli_level level)
{
    const cli_options *options = session->options;
    fora_pass_options after = {
        .verify_each = options->verify_each,
        .roundtrip_each = options->roundtrip_each,
        .time_passes = options->time_passes,
        .print_after = options->print_after,
        .stop_after = options->stop_after_pass,
        .out = stdout,
    };
    cli_stage_begin(session, "passes");
    bool good = true;
    for (size_t i = 0; good && i < sizeof passes / sizeof *passes; i++) {
        if (passes[i].level > level || session->stopped)
            continue;
        double start = fora_seconds();
        good = passes[i].run(session) && !fora_diags_errors(session->diags);
        if (good)
            session->stopped = !fora_pass_after(session->program, passes[i].name,
                                                fora_seconds() - start, &after);
    }
    cli_stage_end(session);
    return good;
}

// ---- Back end -----------------------------------------------------------------------

bool
cli_generate(cli_session *session, fora_cpu_output output, fora_text *text)
{
    const cli_options *options = session->options;
    fora_cpu_options cpu_options = {options->level, options->debug, options->march};
    const char *error = NULL;
    cli_stage_begin(session, "llvm");
    fora_cpu *cpu = fora_cpu_new(session->arena, &cpu_options, &error);
    if (!cpu) {
        cli_fail("%s", error);
        return false;
    }
    fora_cpu_build(cpu, session->lowered);
    cli_stage_end(session);
    cli_stage_begin(session, "optimise");
    fora_cpu_optimise(cpu);
    cli_stage_end(session);
    cli_stage_begin(session, "emit");
    fora_text_init(text, session->arena);
    fora_cpu_emit(cpu, output, text);
    cli_stage_end(session);
    fora_cpu_free(cpu);
    return true;
}
