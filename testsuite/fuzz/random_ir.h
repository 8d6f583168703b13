// Random programs that the verifier accepts, made by walking the tables of operations and
// types. The same seed gives the same program.
#pragma once

#include "testsuite/session.h"

typedef struct {
    uint64_t state;
} random_source;

uint64_t random_next(random_source *random);
uint32_t random_below(random_source *random, uint32_t limit);  // limit > 0

fora_program *random_program(test_session *session, random_source *random);
