// Fields of instances in lanes. Where each lane has an object of its own, those were read
// from a list that keeps them alive, and a pure body changes none of them.
#include "lanes.h"

static fora_val
gather_at(lower_context *ctx, fora_type machine, fora_val object, uint64_t offset)
{
    fora_val owner = lanes_fact_of(ctx, object)->owner;
    fora_val mask = lanes_all(ctx, ctx->lanes->mask);
    uint64_t attributes[] = {offset, FORA_MEMORY_FIELD};
    lower_place(ctx);
    fora_op op =
        fora_build(&ctx->builder, FORA_OP_L_GATHER_AT, 3,
                   (fora_val[]){object, mask, owner}, 1, 2, attributes, 0, NULL);
    fora_val value = ctx->function->ops[op].result;
    ctx->function->values[value].type = lanes_read_type(ctx, machine);
    lanes_fact_of(ctx, value)->owner = owner;
    return value;
}

void
lanes_field_get(lower_context *ctx, fora_op op)
{
    fora_val object = lower_operand(ctx, op, 0)[0];
    if (!lanes_is(ctx, object)) {
        lower_field_get(ctx, op);
        return;
    }
    fora_class class;
    const lower_field *field = lower_field_at(ctx, op, &class);
    if (field->set_offset >= 0 || !lanes_fact_of(ctx, object)->owner)
        lanes_give_up(ctx);
    const fora_layout *layout = lower_layout_of(ctx, field->type);
    fora_val *value = fora_alloc(ctx->scratch, (layout->count + 1) * sizeof *value);
    for (uint32_t i = 0; i < layout->count; i++)
        value[i] = gather_at(ctx, layout->machine[i], object,
                             field->offset + layout->offsets[i]);
    lower_set_result(ctx, op, 0, value);
}
