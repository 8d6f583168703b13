// Emitting access to memory: machine values, typed values, frame memory.
#include "lanes.h"

static fora_val
typed_result(lower_context *ctx, fora_op op, fora_type type)
{
    fora_val value = ctx->function->ops[op].result;
    ctx->function->values[value].type = type;
    return value;
}

fora_val
lower_address(lower_context *ctx, fora_val base, fora_val index, int64_t scale,
              int64_t offset)
{
    if (!index) {
        index = lower_i64(ctx, 0);
        scale = 1;
    }
    lower_place(ctx);
    if (ctx->lanes && lanes_is(ctx, index))
        lanes_give_up(ctx);
    bool wide = ctx->lanes && lanes_is(ctx, base);
    uint64_t attributes[] = {(uint64_t)scale, (uint64_t)offset};
    fora_op op = fora_build(&ctx->builder, FORA_OP_L_ADDR, 2, (fora_val[]){base, index},
                            1, 2, attributes, 0, NULL);
    fora_val address =
        typed_result(ctx, op, wide ? lanes_read_type(ctx, LOW_PTR) : LOW_PTR);
    if (wide)
        lanes_fact_of(ctx, address)->owner = lanes_fact_of(ctx, base)->owner;
    return address;
}

fora_val
lower_load_machine(lower_context *ctx, fora_type machine, fora_val base, int64_t offset,
                   fora_val owner, fora_memory class)
{
    if (!owner)
        owner = lower_null(ctx);
    lower_place(ctx);
    if (ctx->lanes && lanes_is(ctx, base))
        return lanes_load(ctx, machine, base, offset, class);
    if (ctx->lanes && lanes_is(ctx, owner))
        lanes_give_up(ctx);
    uint64_t attributes[] = {(uint64_t)offset, class};
    fora_op op = fora_build(&ctx->builder, FORA_OP_L_LOAD, 2, (fora_val[]){base, owner},
                            1, 2, attributes, 0, NULL);
    return typed_result(ctx, op, machine);
}

void
lower_store_machine(lower_context *ctx, fora_val base, int64_t offset, fora_val value,
                    fora_memory class)
{
    lower_place(ctx);
    uint64_t attributes[] = {(uint64_t)offset, class};
    fora_build(&ctx->builder, FORA_OP_L_STORE, 2, (fora_val[]){base, value}, 0, 2,
               attributes, 0, NULL);
}

// `take` and `copy`: refs that leave memory owned.
static fora_val
load_owned(lower_context *ctx, fora_opcode code, fora_val base, int64_t offset,
           fora_memory class)
{
    lower_place(ctx);
    uint64_t attributes[] = {(uint64_t)offset, class};
    fora_op op = fora_build(&ctx->builder, code, 1, (fora_val[]){base}, 1, 2,
                            attributes, 0, NULL);
    return typed_result(ctx, op, LOW_REF);
}

void
lower_load(lower_context *ctx, fora_type type, fora_val base, int64_t offset,
           fora_val owner, fora_memory class, fora_val *components)
{
    const fora_layout *layout = lower_layout_of(ctx, type);
    for (uint32_t i = 0; i < layout->count; i++)
        components[i] = lower_load_machine(ctx, layout->machine[i], base,
                                           offset + layout->offsets[i], owner, class);
}

static void
load_typed_owned(lower_context *ctx, fora_opcode code, fora_type type, fora_val base,
                 int64_t offset, fora_memory class, fora_val *components)
{
    const fora_layout *layout = lower_layout_of(ctx, type);
    for (uint32_t i = 0; i < layout->count; i++) {
        int64_t at = offset + layout->offsets[i];
        components[i] =
            layout->machine[i] == LOW_REF
                ? load_owned(ctx, code, base, at, class)
                : lower_load_machine(ctx, layout->machine[i], base, at, 0, class);
    }
}

void
lower_copy(lower_context *ctx, fora_type type, fora_val base, int64_t offset,
           fora_memory class, fora_val *components)
{
    load_typed_owned(ctx, FORA_OP_L_COPY, type, base, offset, class, components);
}

void
lower_take(lower_context *ctx, fora_type type, fora_val base, int64_t offset,
           fora_memory class, fora_val *components)
{
    load_typed_owned(ctx, FORA_OP_L_TAKE, type, base, offset, class, components);
}

void
lower_store(lower_context *ctx, fora_type type, fora_val base, int64_t offset,
            const fora_val *components, fora_memory class)
{
    const fora_layout *layout = lower_layout_of(ctx, type);
    for (uint32_t i = 0; i < layout->count; i++)
        lower_store_machine(ctx, base, offset + layout->offsets[i], components[i],
                            class);
}

fora_val
lower_slot(lower_context *ctx, uint32_t bytes, uint32_t alignment)
{
    fora_builder builder = ctx->builder;
    builder.block = ctx->entry;
    builder.before = ctx->entry_end;
    uint64_t attributes[] = {bytes, alignment};
    fora_op op =
        fora_build(&builder, FORA_OP_L_SLOT, 0, NULL, 1, 2, attributes, 0, NULL);
    return typed_result(ctx, op, LOW_PTR);
}

void
lower_keep(lower_context *ctx, fora_type type, const fora_val *components)
{
    const fora_layout *layout = lower_layout_of(ctx, type);
    lower_place(ctx);
    for (uint32_t i = 0; i < layout->count; i++) {
        if (layout->machine[i] == LOW_REF)
            fora_build(&ctx->builder, FORA_OP_L_KEEP, 1, &components[i], 0, 0, NULL, 0,
                       NULL);
    }
}
