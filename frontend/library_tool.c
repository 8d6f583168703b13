// A tool of the build: compiles the library that is written in Python to bitcode, as
// `forac -c` would.   library_tool PYLIB.txt PYLIB.fbc
#include <stdlib.h>

#include "fora_frontend.h"
#include "fora_passes.h"

static void
read_all(FILE *file, fora_text *text)
{
    char part[1 << 16];
    fora_text_add(text, "", 0);
    for (size_t count; (count = fread(part, 1, sizeof part, file)) > 0;)
        fora_text_add(text, part, count);
}

static bool
compile(fora_program *program, const char *path, fora_text *bitcode)
{
    fora_text text;
    fora_text_init(&text, program->arena);
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    read_all(file, &text);
    fclose(file);
    fora_pass_options options = {.verify_each = true};
    if (!fora_frontend_compile_text(program, "pylib", text.bytes, text.length,
                                    fora_intern_c(program->names, "pylib")) ||
        !fora_passes_run(program, FORA_LEVEL_HIGH, &options))
        return false;
    fora_bitcode_write(program, bitcode);
    return true;
}

int
main(int argc, char **argv)
{
    if (argc != 3)
        return EXIT_FAILURE;
    fora_arena *arena = fora_arena_new();
    fora_sources *sources = fora_sources_new(arena);
    fora_diags *diags = fora_diags_new(arena, sources);
    fora_program *program =
        fora_program_new(arena, fora_names_new(arena), sources, diags);
    fora_text bitcode;
    fora_text_init(&bitcode, arena);
    bool good = compile(program, argv[1], &bitcode);
    fora_diags_print(diags, stderr, FORA_DIAGS_TEXT, false);
    FILE *out = good ? fopen(argv[2], "wb") : NULL;
    good = out && fwrite(bitcode.bytes, 1, bitcode.length, out) == bitcode.length;
    good = out && fclose(out) == 0 && good;
    fora_arena_free(arena);
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
