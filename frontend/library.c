// The library that is written in Python. The build compiles it to bitcode (library_tool.c),
// which is embedded here.
#include "include/fora_frontend.h"

extern const unsigned char fora_pylib[];
extern const size_t fora_pylib_size;

bool
fora_frontend_library(fora_program *program)
{
    const char *error;
    fora_program *library =
        fora_bitcode_read(program->arena, program->names, program->sources,
                          program->diags, fora_pylib, fora_pylib_size, &error);
    if (!library)
        FORA_DEFECT("the embedded library is unsound: %s", error);
    fora_link(program, library);
    return true;
}
