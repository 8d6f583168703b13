// The pass runner: brings a program from level to level through the passes of
// def/passes.def, and checks, copies, prints or measures after each of them as asked for.
#pragma once

#include "fora_ir.h"

typedef struct {
    const char *name;
    unsigned level;  // FORA_LEVEL_* of the program behind it
    unsigned least;  // the lowest -O at which it runs
    const char *description;
    const char *requires, *provides, *breaks;  // for people and documentation
    bool (*run)(fora_program *program);        // whether it changed anything; NULL: the
                                               // options' `library`
} fora_pass;

extern const fora_pass fora_passes[];
extern const uint32_t fora_pass_count;

const fora_pass *fora_pass_find(const char *name);  // NULL: there is none

typedef struct {
    unsigned optimise;  // as in -O: passes for higher levels are left out
    // Links the library that is written in Python; NULL: programs do without it.
    bool (*library)(fora_program *program);
    bool verify_each;
    // After each pass the program is written and read back, as exact text and as bitcode;
    // each copy must be equal, and the last takes the program's place. What keeps handles
    // of values or operations across passes must not be used then.
    bool roundtrip_each;
    bool time_passes;         // a line per pass to `out`
    const char *print_after;  // a pass, or "all": the program's text to `out`
    uint32_t stop_after;      // run no more than this many passes; 0: all
    FILE *out;                // standard error if NULL
    uint32_t done;            // passes that ran so far, over all calls
    bool stopped;             // `stop_after` ended the run
} fora_pass_options;

// Brings a program to `level`: runs the passes behind the one that ran last. False:
// diagnostics were reported. A fault that verifying or a round trip finds is a defect of
// the pass that ran last.
bool fora_passes_run(fora_program *program, unsigned level, fora_pass_options *options);
// What fora_passes_run does after a pass, for what is none; `seconds` is what it took.
// Returns false if the limit is reached.
bool fora_pass_after(fora_program *program, const char *stage, double seconds,
                     fora_pass_options *options);
double fora_seconds(void);  // of a clock that only goes forward
