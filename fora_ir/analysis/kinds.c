// The kinds of the containers of a function: every type gets its bit, and the bits of the
// types that it is compatible with (holds.h).
#include "kinds.h"

static void
gather(fora_arena *arena, ir_kind_table *table, uint32_t *capacity, ir_holds *holds,
       fora_type type)
{
    uint32_t count;
    const fora_type *inside = ir_holds_inside(holds, type, &count);
    for (uint32_t i = 0; i < count; i++) {
        uint64_t known;
        if (fora_map_get(table->numbers, inside[i], &known))
            continue;
        fora_map_put(table->numbers, inside[i], table->count);
        *FORA_PUSH(arena, table->containers, table->count, *capacity) = inside[i];
    }
}

static ir_kind_set
compare(const ir_kind_table *table, ir_holds *holds, fora_type type)
{
    ir_kind_set like = 0;
    for (uint32_t i = 0; i < table->count; i++)
        if (ir_holds_compatible(holds, type, table->containers[i]))
            like |= ir_kind_bit(i);
    return like;
}

ir_kind_set
ir_kind_of(const ir_kind_table *table, ir_holds *holds, fora_type type)
{
    uint64_t number;
    bool known = fora_map_get(table->numbers, type, &number);
    return known ? ir_kind_bit((uint32_t)number) : compare(table, holds, type);
}

static void
add(const ir_kind_table *table, ir_holds *holds, fora_type type, ir_kind_set *inside,
    ir_kind_set *like)
{
    uint32_t count;
    const fora_type *found = ir_holds_inside(holds, type, &count);
    for (uint32_t i = 0; i < count; i++) {
        uint64_t number = 0;
        fora_map_get(table->numbers, found[i], &number);
        *inside |= ir_kind_bit((uint32_t)number);
        *like |= table->likes[number];
    }
}

static ir_kinds
kinds_of(const ir_kind_table *table, const fora_program *program, ir_holds *holds,
         fora_type type)
{
    ir_kinds kinds = {0};
    add(table, holds, type, &kinds.inside, &kinds.like_inside);
    const fora_type_info *info = fora_type_get(program->types, type);
    for (uint32_t i = 0; i < info->count; i++)
        add(table, holds, info->parameters[i], &kinds.below, &kinds.like_below);
    if (info->kind == FORA_TYPE_INSTANCE || info->kind == FORA_TYPE_CELL) {
        kinds.below = kinds.inside;
        kinds.like_below = kinds.like_inside;
    }
    uint64_t number;
    kinds.container = fora_map_get(table->numbers, type, &number);
    kinds.like_itself = kinds.container ? table->likes[number] : kinds.like_inside;
    return kinds;
}

ir_kind_table *
ir_kind_table_new(fora_arena *arena, const fora_program *program, ir_holds *holds,
                  uint32_t count, const fora_type *types)
{
    ir_kind_table *table = fora_alloc(arena, sizeof *table);
    table->numbers = fora_map_new(arena);
    uint32_t capacity = 0;
    for (uint32_t i = 1; i <= count; i++)
        gather(arena, table, &capacity, holds, types[i]);
    table->likes = fora_alloc(arena, (table->count + 1) * sizeof *table->likes);
    for (uint32_t i = 0; i < table->count; i++)
        table->likes[i] = compare(table, holds, table->containers[i]);
    table->of = fora_alloc(arena, (count + 1) * sizeof *table->of);
    for (uint32_t i = 1; i <= count; i++)
        table->of[i] = kinds_of(table, program, holds, types[i]);
    return table;
}
