// One compilation: its state, and the stages that driver.c puts together.
#pragma once

#include "cli.h"
#include "fora_cpu.h"
#include "fora_ir.h"

typedef struct {
    fora_arena *arena;
    const cli_options *options;
    fora_names *names;
    fora_sources *sources;
    fora_diags *diags;
    fora_program *program;
    bool world_failed;  // not the program but a file was at fault
    bool stopped;       // --stop-after-pass ended the compilation
    const char *stage;  // being timed
    double stage_start;
} cli_session;

// For -v: a stage begins, ends.
void cli_stage_begin(cli_session *session, const char *name);
void cli_stage_end(cli_session *session);

bool cli_load_bitcode(cli_session *session, const char *path);
bool cli_load_text(cli_session *session, const char *path);

// Runs the passes that bring the program to a level, FORA_LEVEL_*. False: diagnostics were
// reported.
bool cli_run_passes(cli_session *session, unsigned level);
// Prints the program at its highest level.
void cli_print_program(const cli_session *session, fora_text *text);
// Sends the lowered program through the CPU back end. False: reported.
bool cli_generate(cli_session *session, fora_cpu_output output, fora_text *text);
