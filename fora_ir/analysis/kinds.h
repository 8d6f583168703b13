// Kinds of containers, as sets of bits: which of them a value may lead to. One bit stands for
// one container type of a function, or for several if there are more types than bits.
#pragma once

#include "holds.h"

typedef uint32_t ir_kind_set;

// Of a type. A container is `like` a type if one object can be seen as both.
typedef struct {
    ir_kind_set inside;       // the types of the containers that it is or leads to
    ir_kind_set like_inside;  // what is like one of these
    ir_kind_set below;        // as `inside`, without the container that it is itself
    ir_kind_set like_below;
    bool container;           // a list, dict or set itself
    ir_kind_set like_itself;  // what is like a container; else all that is like_inside
} ir_kinds;

typedef struct {
    ir_kinds *of;  // by number of a type
    uint32_t count;
    fora_type *containers;  // all container types, each once
    ir_kind_set *likes;     // by container: what is like it
    fora_map *numbers;      // container type -> place in `containers`
} ir_kind_table;

// The kinds of `types[1]` to `types[count]`, by the same numbers; all in the arena.
ir_kind_table *ir_kind_table_new(fora_arena *arena, const fora_program *program,
                                 ir_holds *holds, uint32_t count,
                                 const fora_type *types);

static inline ir_kind_set
ir_kind_bit(uint32_t container)
{
    return (ir_kind_set)1 << container % 32;
}

// What stands for a container type: its bit, or all that is like a type of another function.
ir_kind_set ir_kind_of(const ir_kind_table *table, ir_holds *holds, fora_type type);
