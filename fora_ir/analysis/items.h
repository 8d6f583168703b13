// Items of containers: reading c[i], and putting something there. A path g[i][j] is a chain
// of such reads; an update of what it leads to is put back in the opposite order.
#pragma once

#include "fora_ir.h"

typedef struct {
    fora_val container, index;
    fora_val value;  // what was read, or is put there
} ir_item;

// The flags of the row of an `apply` (rules.def); 0 of other operations and of no operation.
unsigned ir_apply_flags(const fora_function *f, fora_op op);

// Whether `op` reads c[i], or puts a value at c[i]; `item` is then filled.
bool ir_item_read(const fora_function *f, fora_op op, ir_item *item);
bool ir_item_put(const fora_function *f, fora_op op, ir_item *item);
// Whether `op` reads a part of a container, as c[i] or in another way, d.get(k) say.
bool ir_part_read(const fora_function *f, fora_op op, ir_item *item);

// What `value` was before it was converted: the same object.
fora_val ir_unconverted(const fora_function *f, fora_val value);
// Whether `op` puts what `read` read, perhaps updated, back where it was, before anything
// else happened to the container.
bool ir_item_put_back(const fora_program *program, const fora_function *f,
                      const ir_item *read, fora_op op);
