// The nest of `for` and `if` of a comprehension (emit_comp.c), for those who put something
// else than an `emit` at its heart.
#pragma once

#include "emit.h"

typedef struct {
    fe_node *node;
    fe_nodes generators;
    // Emits what stands in the innermost loop; may end the block.
    void (*heart)(fe_emit *e, void *context);
    // Emits what follows an inner loop inside the loop around it; may be NULL.
    void (*behind)(fe_emit *e, void *context);
    // Emits the end of the outermost loop, when it is exhausted; may be NULL.
    void (*exhausted)(fe_emit *e, void *context);
    void *context;
} fe_nest;

// The value of the first iterable of a nest, in the scope around it; and how many loops the
// nest has, one in another. A generator expression that a clause iterates over is part of it.
fora_val fe_nest_first(fe_emit *e, fe_nodes clauses);
uint32_t fe_nest_loops(fe_nodes clauses);
// Emits the nest; `first` is the value of the first iterable. Enters and leaves the
// comprehension's scope.
void fe_nest_emit(fe_emit *e, const fe_nest *nest, fora_val first);
