// forac-interpret FILE.py [ARGUMENTS]: runs a program on the reference interpreter. Exit
// status 1 and diagnostics if the front end refuses it, 4 if the interpreter lacks
// something, else the program's own. libforart's start-up calls fora_main.
#include <stdio.h>
#include <stdlib.h>

#include "fora_frontend.h"
#include "fora_interpret.h"
#include "fora_opt.h"
#include "rt.h"
#include "testsuite/descriptors.h"

// ---- What a compiled program defines ------------------------------------------------

const rt_descriptor rt_descriptors[] = {
    TEST_FIXED_DESCRIPTORS,
    [RT_DESCRIPTOR_FIXED] = {.kind = RT_KIND_LIST, .size = 8, .name = "list"},
};
const uint32_t rt_descriptor_count = RT_DESCRIPTOR_FIXED + 1;

// ---- Reading the program ------------------------------------------------------------

static bool
load(fora_program *program, const char *path)
{
    if (!fora_frontend_compile(program, path,
                               fora_intern_c(program->names, "__main__")))
        return false;
    while (program->import_count) {
        fora_sym name = program->imports[0];
        const char *found =
            fora_frontend_find(program->arena, program->names, path, name);
        if (!found || !fora_frontend_compile(program, found, name))
            return false;
    }
    fora_pass_ssa(program);
    return !fora_diags_errors(program->diags);
}

static fora_fn
main_body(const fora_program *program)
{
    fora_sym name = fora_intern_c(program->names, "__main__");
    for (uint32_t i = 0; i < program->module_count; i++)
        if (program->modules[i].name == name)
            return program->modules[i].body;
    return 0;
}

void
fora_main(void)
{
    if (rt_argument_count < 2) {
        fprintf(stderr, "usage: forac-interpret FILE.py [ARGUMENTS]\n");
        exit(2);
    }
    const char *path = rt_arguments[1];
    rt_arguments++;
    rt_argument_count--;
    fora_arena *arena = fora_arena_new();
    fora_sources *sources = fora_sources_new(arena);
    fora_program *program = fora_program_new(arena, fora_names_new(arena), sources,
                                             fora_diags_new(arena, sources));
    if (!load(program, path)) {
        fora_diags_print(program->diags, stderr, FORA_DIAGS_TEXT, false);
        exit(1);
    }
    fora_interpret(program, main_body(program));
}
