// Updates of what lies inside a container: `groups[key].append(x)`. The row `path.take`
// takes the element out, so that the container does not count as a second holder and the
// element is updated in place; `py.setitem` puts it back (opt/path_update.c). Where the
// container itself belongs to a variable, a raise in between puts the element back too.
#include "found.h"
#include "key.h"
#include "list.h"
#include "scope.h"

// A variable whose value was `before` has `after` to put back from now on. Whether there
// is such a variable.
static bool
follow_taken(lower_context *ctx, fora_val before, fora_val after)
{
    bool found = false;
    for (lower_taken *taken = ctx->taken; taken; taken = taken->outer) {
        if (taken->components[0] != before)
            continue;
        fora_val *components = fora_alloc(ctx->scratch, sizeof *components);
        components[0] = after;
        taken->components = components;
        found = true;
    }
    return found;
}

static void
finish_take(lower_context *ctx, fora_op op, fora_type element, fora_val before,
            fora_val object, fora_val address, int64_t offset)
{
    const fora_layout *layout = lower_layout_of(ctx, element);
    fora_val *components = lower_components(ctx, element);
    lower_take(ctx, element, address, offset, FORA_MEMORY_ELEMENT, components);
    for (uint32_t i = 0; i < layout->ref_count; i++)
        lower_store_machine(ctx, address, offset + layout->refs[i], lower_null(ctx),
                            FORA_MEMORY_ELEMENT);
    if (follow_taken(ctx, before, object)) {
        lower_taken *taken = fora_alloc(ctx->scratch, sizeof *taken);
        *taken = (lower_taken){.outer = ctx->taken,
                               .code = FORA_OP_APPLY,
                               .variable = ctx->source->ops[op].result + 1,
                               .type = element,
                               .base = address,
                               .offset = offset,
                               .class = FORA_MEMORY_ELEMENT,
                               .components = components};
        ctx->taken = taken;
    }
    lower_set_result(ctx, op, 0, components);
    lower_set_scalar(ctx, op, 1, object);
}

void
lower_list_take(lower_context *ctx, fora_op op)
{
    fora_type list = lower_operand_type(ctx, op, 0);
    fora_val before = lower_operand(ctx, op, 0)[0];
    fora_val index =
        lower_checked_index(ctx, lower_operand(ctx, op, 1)[0],
                            lower_list_length(ctx, before), "list index out of range");
    fora_val object = lower_rt(ctx, rt_list_unique, before);
    finish_take(ctx, op, lower_parameter(ctx, list, 0), before, object,
                lower_list_slot(ctx, list, object, index), 0);
}

void
lower_dict_take(lower_context *ctx, fora_op op)
{
    lower_table table = lower_table_of(ctx, lower_operand_type(ctx, op, 0));
    fora_val before = lower_operand(ctx, op, 0)[0];
    fora_type key_type = lower_operand_type(ctx, op, 1);
    const fora_val *key = lower_operand(ctx, op, 1);
    fora_val source = fora_operand(ctx->source, op, 0);
    fora_val source_key = fora_operand(ctx->source, op, 1);
    fora_val entry = lower_found_entry(ctx, op, source, source_key);
    if (!entry)
        entry = lower_table_find_any(ctx, &table, before, key_type, key);
    fora_block found =
        lower_cold_if(ctx, lower_icmp(ctx, FORA_EQ, entry, lower_null_ptr(ctx)));
    lower_raise_key_error(ctx, op);
    lower_enter(ctx, found);
    fora_block on = lower_block(ctx), held = lower_block(ctx);
    fora_val object = lower_block_parameter(ctx, on, LOW_REF);
    fora_val place = lower_block_parameter(ctx, on, LOW_PTR);
    fora_val alone = fora_build1(&ctx->builder, FORA_OP_L_IS_UNIQUE, before);
    ctx->function->values[alone].type = LOW_I1;
    fora_block unique = lower_block(ctx);
    lower_branch(ctx, alone, unique, held, LOWER_ELSE_UNLIKELY);
    lower_enter(ctx, unique);
    lower_jump(ctx, on, 2, (fora_val[]){before, entry});
    lower_enter(ctx, held);
    fora_val copy = lower_found_unique(ctx, &table, before, &entry);
    lower_jump(ctx, on, 2, (fora_val[]){copy, entry});
    lower_enter(ctx, on);
    lower_found_note(ctx, op, ctx->source->ops[op].result + 1, source_key, place);
    finish_take(ctx, op, table.value, before, object, place, table.value_offset);
}

void
lower_path_end(lower_context *ctx, fora_val container)
{
    for (lower_taken **at = &ctx->taken; *at; at = &(*at)->outer) {
        if ((*at)->code == FORA_OP_APPLY && (*at)->variable == container) {
            *at = (*at)->outer;
            return;
        }
    }
}
