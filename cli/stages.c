// The stages behind the front end: library, passes, back end; with their times.
#include "stages.h"

#include <stdlib.h>
#include <string.h>

#include "fora_frontend.h"
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

// A module joins the others; a program that has gone through passes stands alone.
static bool
join(cli_session *session, const char *path, fora_program *module)
{
    if (!module->last_pass) {
        fora_link(session->program, module);
        return true;
    }
    if (session->options->input_count > 1) {
        fora_diag(session->diags, FORA_DIAG_whole_program, (fora_span){0, 0, 0}, path);
        return false;
    }
    session->program = module;
    return true;
}

bool
cli_load_bitcode(cli_session *session, const char *path)
{
    size_t size = 0;
    const char *error = NULL;
    char *bytes = cli_read_file(session->arena, path, &size);
    fora_program *module =
        bytes ? fora_bitcode_read(session->arena, session->names, session->sources,
                                  session->diags, (const uint8_t *)bytes, size, &error)
              : NULL;
    if (!module) {
        fora_diag(session->diags, FORA_DIAG_ir_bitcode, (fora_span){0, 0, 0}, path,
                  error ? error : "it cannot be read");
        return false;
    }
    return join(session, path, module);
}

bool
cli_load_text(cli_session *session, const char *path)
{
    size_t size = 0;
    char *bytes = cli_read_file(session->arena, path, &size);
    if (!bytes)
        return false;
    uint32_t source = fora_source_add(session->sources, path, bytes, size, false);
    fora_program *module = fora_parse(session->arena, session->names, session->sources,
                                      session->diags, source);
    if (!module)
        return false;
    return join(session, path, module);
}

// ---- Passes -------------------------------------------------------------------------

void
cli_print_program(const cli_session *session, fora_text *text)
{
    unsigned level = fora_program_level(session->program);
    const fora_program *shown = session->program;
    if (level != FORA_LEVEL_HIGH)
        shown = fora_select(shown, level, session->arena);
    (session->options->brief ? fora_print : fora_print_exact)(shown, text);
}

bool
cli_run_passes(cli_session *session, unsigned level)
{
    const cli_options *options = session->options;
    fora_pass_options passes = {
        .optimise = options->level,
        .library = fora_frontend_library,
        .verify_each = options->verify_each,
        .roundtrip_each = options->roundtrip_each,
        .time_passes = options->time_passes,
        .print_after = options->print_after,
        .stop_after = options->stop_after_pass,
    };
    cli_stage_begin(session, "passes");
    bool good = fora_passes_run(session->program, level, &passes);
    session->stopped = passes.stopped;
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
    fora_cpu_build(cpu, session->program);
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
