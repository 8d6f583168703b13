// Sums whose terms are computed in lanes. The additions stay what they are, one after the
// other in the order of the elements; only the terms of a block come all at once, which
// pays where a term is much work.
#include "lanes.h"

static fora_op
find_emit(const fora_function *f, fora_block region, uint32_t *count)
{
    fora_op found = 0;
    for (fora_op op = f->blocks[region].first; op; op = f->ops[op].next) {
        if (f->ops[op].code == FORA_OP_EMIT) {
            (*count)++;
            found = op;
        } else if (f->ops[op].code != FORA_OP_COMP) {
            for (uint32_t i = 0; i < f->ops[op].block_count; i++) {
                fora_op inner = find_emit(f, fora_op_block(f, op, i), count);
                found = inner ? inner : found;
            }
        }
    }
    return found;
}

// Terms and sum are floats (the sum perhaps the int 0 of no terms), or both are ints.
bool
lanes_can_sum(lower_context *ctx, const lower_comp *comp, fora_op for_op)
{
    const fora_function *f = ctx->source;
    fora_block nest = fora_op_block(f, comp->op, 0);
    uint32_t count = 0;
    fora_op emit = find_emit(f, nest, &count);
    if (comp->kind != FORA_COMP_SUM || f->ops[for_op].parent != nest || count != 1 ||
        lower_operand_count(ctx, comp->op) != 1 ||
        lower_result_count(ctx, comp->op) != 1)
        return false;
    fora_type term = lower_operand_type(ctx, emit, 0);
    fora_type sum = lower_result_type(ctx, comp->op, 0);
    if (term == FORA_SIMPLE_TYPE(INT))
        return sum == FORA_SIMPLE_TYPE(INT);
    return term == FORA_SIMPLE_TYPE(FLOAT) &&
           (sum == FORA_SIMPLE_TYPE(FLOAT) || lower_union_is_real(ctx->program, sum));
}

void
lanes_begin_terms(lower_context *ctx, lanes_sink *sink)
{
    sink->some = lanes_slot_new(ctx, LOW_I1);
    lanes_put(ctx, sink->some, lanes_none(ctx));
}

void
lanes_emit_term(lower_context *ctx, lanes_sink *sink, fora_op op)
{
    fora_val term = lower_operand(ctx, op, 0)[0];
    if (ctx->lanes->loop || sink->emitted_by)
        lanes_give_up(ctx);
    sink->emitted_by = op;
    sink->value = lanes_slot_new(ctx, lower_machine(ctx, term));
    lanes_put(ctx, sink->value, term);
    lanes_put(ctx, sink->some, lanes_all(ctx, ctx->lanes->mask));
}

// ---- Adding -------------------------------------------------------------------------

// What an int sum adds may overflow, which is an error as in ordinary code.
static fora_val
add_int(lower_context *ctx, fora_val sum, fora_val term)
{
    fora_val overflow;
    sum = lower_checked(ctx, FORA_OP_L_ADD_CHECK, sum, term, &overflow);
    fora_block on = lower_cold_if(ctx, overflow);
    lower_rt(ctx, rt_raise_overflow);
    lower_enter(ctx, on);
    return sum;
}

static void
add_all(lower_context *ctx, lower_comp *comp, fora_type machine, const fora_val *terms,
        uint32_t count)
{
    fora_val sum =
        lower_load_machine(ctx, machine, comp->value, 0, 0, FORA_MEMORY_SLOT);
    for (uint32_t i = 0; i < count; i++)
        sum = machine == LOW_F64 ? lower_binary(ctx, FORA_OP_L_FADD, sum, terms[i])
                                 : add_int(ctx, sum, terms[i]);
    lower_store_machine(ctx, comp->value, 0, sum, FORA_MEMORY_SLOT);
}

static void
note_some(lower_context *ctx, lower_comp *comp, fora_val some)
{
    fora_val before =
        lower_load_machine(ctx, LOW_I1, comp->flag, 0, 0, FORA_MEMORY_SLOT);
    lower_store_machine(ctx, comp->flag, 0,
                        lower_binary(ctx, FORA_OP_L_OR, before, some),
                        FORA_MEMORY_SLOT);
}

// A lane without a term adds what changes no sum: minus zero, or the int 0.
void
lanes_add_terms(lower_context *ctx, lanes_sink *sink)
{
    struct lower_lanes *lanes = ctx->lanes;
    if (!sink->emitted_by || ctx->ended)
        return;
    fora_val mask = lanes_get(ctx, sink->some), value = lanes_get(ctx, sink->value);
    bool floats = lower_machine(ctx, value) == lanes_type(ctx, LOW_F64);
    fora_val nothing = floats ? lower_f64(ctx, -0.0) : lower_i64(ctx, 0);
    value = lower_select(ctx, mask, value, nothing);
    fora_val terms[16], some = lanes_any(ctx, mask);
    for (uint32_t i = 0; i < lanes->width; i++)
        terms[i] = lanes_extract(ctx, value, i);
    ctx->lanes = NULL;
    ctx->builder.span = ctx->source->ops[sink->emitted_by].span;
    add_all(ctx, sink->comp, floats ? LOW_F64 : LOW_I64, terms, lanes->width);
    if (sink->comp->flag)
        note_some(ctx, sink->comp, some);
    ctx->lanes = lanes;
}
