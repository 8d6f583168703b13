// The reference interpreter: runs HIGH Fora behind the pass `ssa`, with dynamic values of
// its own. It shares nothing with inference, checks, lowering and code generation, so that
// a disagreement with a compiled program tells which side to look at. A tool of the tests.
#pragma once

#include "fora_ir.h"

enum { FORA_NOT_INTERPRETED = 4 };  // exit status when the interpreter lacks something

// Runs the body of a module. What is not caught is reported on stderr by its last line and
// ends the process with status 1; SystemExit ends it with its own status. Must be called
// on the stack that libforart's start-up provides.
void fora_interpret(fora_program *program, fora_fn body);
