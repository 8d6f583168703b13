// Lowering of one function: its machine signature, its frame, its ways out.
#include "../low_edit.h"
#include "program.h"
#include "scope.h"

static void
set_result_types(lower_program *whole, const fora_function *typed, fora_function *low)
{
    const fora_layout *layout = lower_layout(whole->layouts, typed->result_type);
    low->result_count = layout->count;
    low->result_types =
        fora_alloc(whole->program->arena, (layout->count + 1) * sizeof(fora_type));
    for (uint32_t i = 0; i < layout->count; i++)
        low->result_types[i] = layout->machine[i];
}

fora_fn
lower_declare(lower_program *whole, fora_fn number)
{
    fora_program *program = whole->program;
    const fora_function *typed = program->functions[number];
    fora_fn made = fora_function_new(program, typed->name, FORA_LEVEL_LOW);
    fora_function *low = program->functions[made];
    low->qualified_name = typed->qualified_name;
    low->module = typed->module;
    low->span = typed->span;
    low->flags = typed->flags | FORA_FN_RAISES;
    low->origin = typed->origin;
    set_result_types(whole, typed, low);
    const fora_region *body = &typed->blocks[1];
    for (uint32_t i = 0; i < body->parameter_count; i++) {
        fora_type type = fora_val_type(typed, fora_block_parameter(typed, 1, i));
        const fora_layout *layout = lower_layout(whole->layouts, type);
        for (uint32_t c = 0; c < layout->count; c++)
            fora_block_add_parameter(low, 1, layout->machine[c]);
    }
    return made;
}

// ---- Ways out -----------------------------------------------------------------------

static void
build_ret(lower_context *ctx, uint32_t count, const fora_val *components, bool raised)
{
    fora_val *operands = fora_alloc(ctx->scratch, (count + 1) * sizeof *operands);
    for (uint32_t i = 0; i < count; i++)
        operands[i] = components[i];
    operands[count] = lower_i1(ctx, raised);
    fora_build(&ctx->builder, FORA_OP_L_RET, count + 1, operands, 0, 0, NULL, 0, NULL);
    ctx->ended = true;
}

void
lower_function_return(lower_context *ctx, uint32_t count, const fora_val *components)
{
    lower_place(ctx);
    lower_release_slots(ctx);
    build_ret(ctx, count, components, false);
}

static void
fill_exit(lower_context *ctx)
{
    if (!ctx->exit)
        return;
    lower_enter(ctx, ctx->exit);
    lower_release_slots(ctx);
    uint32_t count = ctx->function->result_count;
    fora_val *zeros = fora_alloc(ctx->scratch, (count + 1) * sizeof *zeros);
    for (uint32_t i = 0; i < count; i++)
        zeros[i] = lower_zero(ctx, ctx->function->result_types[i]);
    build_ret(ctx, count, zeros, true);
}

// ---- The body -----------------------------------------------------------------------

static void
bind_parameters(lower_context *ctx)
{
    uint32_t at = 0;
    const fora_region *body = &ctx->source->blocks[1];
    for (uint32_t i = 0; i < body->parameter_count; i++) {
        fora_val parameter = fora_block_parameter(ctx->source, 1, i);
        const fora_layout *layout =
            lower_layout_of(ctx, fora_val_type(ctx->source, parameter));
        fora_val *components =
            fora_alloc(ctx->scratch, (layout->count + 1) * sizeof *components);
        for (uint32_t c = 0; c < layout->count; c++)
            components[c] = fora_block_parameter(ctx->function, 1, at++);
        ctx->components[parameter] = components;
    }
}

static void
begin_entry(lower_context *ctx)
{
    ctx->entry = 1;
    lower_enter(ctx, ctx->entry);
    fora_block body = lower_block(ctx);
    lower_jump(ctx, body, 0, NULL);
    ctx->entry_end = ctx->function->blocks[ctx->entry].last;
    lower_enter(ctx, body);
}

static void
check_stack(lower_context *ctx)
{
    fora_val full = fora_build0(&ctx->builder, FORA_OP_L_STACK_FULL);
    ctx->function->values[full].type = LOW_I1;
    fora_block on = lower_cold_if(ctx, full);
    lower_rt(ctx, rt_raise_recursion);
    lower_enter(ctx, on);
}

static void
init_context(lower_context *ctx, lower_program *whole, fora_fn typed)
{
    fora_program *program = whole->program;
    *ctx = (lower_context){.whole = whole,
                           .program = program,
                           .source = program->functions[typed],
                           .function = program->functions[whole->low[typed]],
                           .scratch = fora_arena_new()};
    ctx->components =
        fora_alloc(ctx->scratch, ctx->source->value_count * sizeof *ctx->components);
    ctx->variable_slots = fora_alloc(ctx->scratch, (ctx->source->variable_count + 1) *
                                                       sizeof *ctx->variable_slots);
    ctx->builder = (fora_builder){
        .program = program, .function = ctx->function, .span = ctx->source->span};
}

void
lower_define(lower_program *whole, fora_fn typed)
{
    lower_context ctx;
    init_context(&ctx, whole, typed);
    begin_entry(&ctx);
    bind_parameters(&ctx);
    if (whole->recursive[typed])
        check_stack(&ctx);
    lower_region(&ctx, 1);
    if (!ctx.ended) {  // the end of a function that never returns
        fora_build0(&ctx.builder, FORA_OP_L_TRAP);
        ctx.ended = true;
    }
    ctx.builder.span = ctx.source->span;
    fill_exit(&ctx);
    ir_drop_unreachable(ctx.function, ctx.scratch);
    fora_arena_free(ctx.scratch);
}
