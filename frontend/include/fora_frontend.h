// The front end: Python source text becomes HIGH Fora.
#pragma once

#include "../../fora_ir/include/fora_ir.h"

// Reads the Python source at `path` and emits it as module `module_name` ("__main__" for
// the program's own file, else "package.module") into `program`: functions, classes,
// globals, and a row of `modules`. Modules of our own that it imports and that `program`
// does not hold yet are added to program->imports. Returns false when errors were
// reported; the program must not be used then.
bool fora_frontend_compile(fora_program *program, const char *path,
                           fora_sym module_name);

// The same for a text that is no file: a source of forac's own library. Its functions are
// flagged FORA_FN_LIBRARY.
bool fora_frontend_compile_text(fora_program *program, const char *path,
                                const char *text, size_t length, fora_sym module_name);

// Emits the library that is written in Python, as module "pylib".
bool fora_frontend_library(fora_program *program);

// Writes the concrete syntax tree (`cst`) or the abstract one of a source as text.
bool fora_frontend_show(fora_program *program, const char *path, bool cst,
                        fora_text *out);

// Where the source of our own module `module_name` lies, for a program whose main file is
// at `main_path`. NULL if there is none.
const char *fora_frontend_find(fora_arena *arena, const fora_names *names,
                               const char *main_path, fora_sym module_name);
