// Random programs that the verifier accepts, made by walking the tables of operations and
// types. The same seed gives the same program.
#pragma once

#include "fora_ir/include/fora_ir.h"

typedef struct {
    uint64_t state;
} random_source;

uint64_t random_next(random_source *random);
uint32_t random_below(random_source *random, uint32_t limit);  // limit > 0

typedef struct {
    fora_arena *arena;
    fora_names *names;
    fora_sources *sources;
    fora_diags *diags;
} random_session;

random_session random_session_new(void);
fora_program *random_program(random_session *session, random_source *random);
