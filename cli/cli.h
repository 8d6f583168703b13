// The forac command: what its files share.
#pragma once

#include "fora_base.h"

enum {  // exit statuses
    CLI_DONE = 0,
    CLI_REFUSED = 1,  // the program was refused
    CLI_USAGE = 2,    // wrong usage, or the world failed: a file, the linker
    CLI_DEFECT = 3,   // a defect of forac
};

typedef struct {
    bool bitcode, debug, verbose, time_passes, version, help, manual;
    bool brief, verify_each, roundtrip_each;
    unsigned level, stop_after_pass;
    const char *output, *emit, *run, *march, *diagnostics, *color, *print_after;
    uint32_t input_count;
    const char **inputs;
    uint32_t argument_count;  // behind --run FILE
    char **arguments;
} cli_options;

// Parses the command line. Returns false after printing what is wrong with it.
bool cli_options_parse(fora_arena *arena, int argc, char **argv, cli_options *options);
void cli_print_help(FILE *out);
void cli_print_manual(FILE *out);

// Prints "forac: " and the text to stderr, as an error of the world.
void cli_fail(const char *format, ...) FORA_PRINTF(1, 2);

// ---- Files --------------------------------------------------------------------------

// Writes `bytes` beside `path` and renames; nothing stays behind on failure, which is
// reported. "-" is standard output.
bool cli_write_file(const char *path, const void *bytes, size_t size, bool executable);
// Whether there is something at `path` that is neither a file nor a folder.
bool cli_is_special(const char *path);
// The bytes of a file, in `arena`, and their number; NULL if it cannot be opened.
char *cli_read_file(fora_arena *arena, const char *path, size_t *size);
// A fresh temporary folder; NULL after reporting why not. cli_remove_folder removes the
// files directly in it, and it.
char *cli_temporary_folder(fora_arena *arena);
void cli_remove_folder(const char *folder);

// ---- Processes ----------------------------------------------------------------------

// Runs a program, looked for in PATH if its name has no slash, to its end and returns its
// exit status, 128 + the signal's number if one ended it, or -1 if it could not be started.
int cli_run_program(const char *program, char *const argv[]);

// Links an object with the runtime into `output`. Reports what fails; the linker may then
// leave files of its own beside `output`.
bool cli_link(fora_arena *arena, const char *object, const char *output, bool debug);

// Between its start and its end a program that we wait for gets the signals that end us.
void cli_child_started(int process);
void cli_child_ended(void);

// ---- Signals ------------------------------------------------------------------------

// Files, and folders that hold only such files, that a signal which ends the compiler
// removes; until they are done.
void cli_temporary_add(const char *path);
void cli_temporary_done(const char *path);
void cli_remove_temporaries(void);  // safe in a signal handler
void cli_catch_interrupts(void);
// Turns crashes of the compiler into exit status 3 and a text that says what to report.
void cli_catch_defects(void);

// Compiles as the options say; returns the exit status.
int cli_compile(fora_arena *arena, const cli_options *options, int argc, char **argv);
