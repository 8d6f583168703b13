// The pass runner.
#include "include/fora_passes.h"

#include <string.h>
#include <time.h>

#include "include/fora_analysis.h"
#include "include/fora_infer.h"
#include "include/fora_lower.h"
#include "include/fora_opt.h"

// ---- Stages with an interface of their own, as passes -------------------------------

static bool
stage_infer(fora_program *program)
{
    fora_sym name = fora_intern_c(program->names, "__main__");
    fora_fn body = 0;
    for (uint32_t i = 0; i < program->module_count; i++) {
        if (program->modules[i].name == name)
            body = program->modules[i].body;
    }
    if (body)
        program->entry = fora_infer(program, body);
    else
        fora_diag(program->diags, FORA_DIAG_no_main, (fora_span){0, 0, 0});
    return true;
}

static bool
stage_alias(fora_program *program)
{
    fora_alias_check(program);
    return false;
}

static bool
stage_lower(fora_program *program)
{
    return fora_lower(program);
}

static bool
stage_ownership(fora_program *program)
{
    fora_ownership(program);
    return true;
}

// ---- The list -----------------------------------------------------------------------

const fora_pass fora_passes[] = {
#define PASS(name, level, least, description, requires, provides, breaks, function)    \
    {#name,    FORA_LEVEL_##level, least,  description,                                \
     requires, provides,           breaks, function},
#include "def/passes.def"
#undef PASS
};
const uint32_t fora_pass_count = sizeof fora_passes / sizeof *fora_passes;

const fora_pass *
fora_pass_find(const char *name)
{
    for (uint32_t i = 0; i < fora_pass_count; i++)
        if (strcmp(fora_passes[i].name, name) == 0)
            return &fora_passes[i];
    return NULL;
}

// ---- After each pass ----------------------------------------------------------------

double
fora_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static void
verify(const fora_program *program, const char *stage)
{
    fora_arena *scratch = fora_arena_new();
    const char *fault = fora_verify(program, scratch);
    if (fault)
        FORA_DEFECT("after `%s`: %s", stage, fault);
    fora_arena_free(scratch);
}

static fora_text
exact_text(const fora_program *program, fora_arena *arena)
{
    fora_text text;
    fora_text_init(&text, arena);
    fora_print_exact(program, &text);
    return text;
}

static bool
same_text(const fora_text *a, const fora_text *b)
{
    return a->length == b->length && memcmp(a->bytes, b->bytes, a->length) == 0;
}

static void
roundtrip_text(fora_program *program, const char *stage)
{
    fora_arena *scratch = fora_arena_new();
    fora_text before = exact_text(program, scratch);
    uint32_t file = fora_source_add(program->sources, "<round trip>", before.bytes,
                                    before.length, false);
    fora_program *copy = fora_parse(program->arena, program->names, program->sources,
                                    program->diags, file);
    if (!copy) {
        fora_diags_print(program->diags, stderr, FORA_DIAGS_TEXT, false);
        FORA_DEFECT("after `%s`: the text cannot be read back", stage);
    }
    fora_text after = exact_text(copy, scratch);
    if (!same_text(&before, &after))
        FORA_DEFECT("after `%s`: the text changes when it is read back", stage);
    *program = *copy;
    fora_arena_free(scratch);
}

static void
roundtrip_bitcode(fora_program *program, const char *stage)
{
    fora_arena *scratch = fora_arena_new();
    fora_text before, after;
    const char *error;
    fora_text_init(&before, scratch);
    fora_text_init(&after, scratch);
    fora_bitcode_write(program, &before);
    fora_program *copy = fora_bitcode_read(
        program->arena, program->names, program->sources, program->diags,
        (const uint8_t *)before.bytes, before.length, &error);
    if (!copy)
        FORA_DEFECT("after `%s`: bitcode cannot be read back: %s", stage, error);
    fora_bitcode_write(copy, &after);
    fora_text text = exact_text(program, scratch),
              text_after = exact_text(copy, scratch);
    if (!same_text(&before, &after) || !same_text(&text, &text_after))
        FORA_DEFECT("after `%s`: bitcode changes when it is read back", stage);
    *program = *copy;
    fora_arena_free(scratch);
}

static void
print(const fora_program *program, const char *stage, FILE *out)
{
    fora_arena *scratch = fora_arena_new();
    fora_text text;
    unsigned level = fora_program_level(program);
    fora_text_init(&text, scratch);
    fora_print(level == FORA_LEVEL_HIGH ? program
                                        : fora_select(program, level, scratch),
               &text);
    fprintf(out, "// after %s\n%s", stage, text.bytes);
    fora_arena_free(scratch);
}

bool
fora_pass_after(fora_program *program, const char *stage, double seconds,
                fora_pass_options *options)
{
    FILE *out = options->out ? options->out : stderr;
    options->done++;
    if (options->time_passes)
        fprintf(out, "%8.3f ms  %s\n", seconds * 1e3, stage);
    if (options->verify_each || options->roundtrip_each)
        verify(program, stage);
    if (options->roundtrip_each) {
        roundtrip_text(program, stage);
        roundtrip_bitcode(program, stage);
    }
    if (options->print_after && (strcmp(options->print_after, stage) == 0 ||
                                 strcmp(options->print_after, "all") == 0))
        print(program, stage, out);
    return !options->stop_after || options->done < options->stop_after;
}

// ---- The runner ---------------------------------------------------------------------

static bool
is_wanted(const fora_pass *pass, unsigned level, const fora_pass_options *options)
{
    return pass->level <= level && pass->least <= options->optimise &&
           (pass->run || options->library);
}

// A program that was read in the middle goes on there.
static uint32_t
first_pass(const fora_program *program)
{
    if (!program->last_pass)
        return 0;
    const fora_pass *last =
        fora_pass_find(fora_sym_text(program->names, program->last_pass));
    return last ? (uint32_t)(last - fora_passes) + 1 : 0;
}

bool
fora_passes_run(fora_program *program, unsigned level, fora_pass_options *options)
{
    program->optimise = options->optimise;
    for (uint32_t i = first_pass(program); i < fora_pass_count && !options->stopped;
         i++) {
        const fora_pass *pass = &fora_passes[i];
        if (!is_wanted(pass, level, options))
            continue;
        double start = fora_seconds();
        (pass->run ? pass->run : options->library)(program);
        if (fora_diags_errors(program->diags))
            return false;
        if (pass->level != FORA_LEVEL_HIGH)
            program->last_pass = fora_intern_c(program->names, pass->name);
        options->stopped =
            !fora_pass_after(program, pass->name, fora_seconds() - start, options);
    }
    return true;
}
