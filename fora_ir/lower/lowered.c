// The tables of a lowered program: descriptors of objects, memory of globals.
#include "../include/fora_lower.h"

// The objects that the runtime makes by itself.
fora_lowered *
fora_lowered_new(fora_arena *arena)
{
    static const uint32_t first[] = {0};
    static const rt_descriptor fixed[RT_DESCRIPTOR_FIXED] = {
        [RT_DESCRIPTOR_STR] = {.kind = RT_KIND_STR, .name = "str"},
        [RT_DESCRIPTOR_FILE] = {.kind = RT_KIND_FILE, .name = "_io.TextIOWrapper"},
        [RT_DESCRIPTOR_LIST_STR] = {.kind = RT_KIND_LIST,
                                    .size = sizeof(void *),
                                    .ref_count = 1,
                                    .refs = first,
                                    .name = "list"},
        [RT_DESCRIPTOR_EXCEPTION] = {.kind = RT_KIND_EXCEPTION,
                                     .size = sizeof(rt_exception),
                                     .name = "BaseException"},
    };
    fora_lowered *lowered = fora_alloc(arena, sizeof *lowered);
    for (uint32_t i = 0; i < RT_DESCRIPTOR_FIXED; i++)
        *FORA_PUSH(arena, lowered->descriptors, lowered->descriptor_count,
                   lowered->descriptor_capacity) = fixed[i];
    return lowered;
}

rt_descriptor *
fora_descriptor_new(fora_program *program)
{
    fora_lowered *lowered = program->lowered;
    return FORA_PUSH(program->arena, lowered->descriptors, lowered->descriptor_count,
                     lowered->descriptor_capacity);
}

const fora_global_layout *
fora_global_memory(const fora_program *program, fora_global global)
{
    static const fora_global_layout none = {0};
    const fora_lowered *lowered = program->lowered;
    return global < lowered->global_capacity ? &lowered->globals[global] : &none;
}

void
fora_global_memory_set(fora_program *program, fora_global global,
                       fora_global_layout layout)
{
    fora_lowered *lowered = program->lowered;
    lowered->globals =
        fora_grow(program->arena, lowered->globals, &lowered->global_capacity,
                  global + 1, sizeof *lowered->globals);
    lowered->globals[global] = layout;
}
