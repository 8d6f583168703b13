// Emitting control flow: blocks, jumps, calls of the runtime, and the ways that raises take.
#include <string.h>

#include "lanes.h"
#include "program.h"
#include "scope.h"

fora_block
lower_block(lower_context *ctx)
{
    return fora_block_new(ctx->function);
}

fora_val
lower_block_parameter(lower_context *ctx, fora_block block, fora_type machine)
{
    return fora_block_add_parameter(ctx->function, block, machine);
}

void
lower_block_parameters(lower_context *ctx, fora_block block, fora_type type,
                       fora_val *components)
{
    const fora_layout *layout = lower_layout_of(ctx, type);
    for (uint32_t i = 0; i < layout->count; i++)
        components[i] = lower_block_parameter(ctx, block, layout->machine[i]);
}

void
lower_enter(lower_context *ctx, fora_block block)
{
    ctx->builder.block = block;
    ctx->builder.before = 0;
    ctx->ended = false;
}

void
lower_place(lower_context *ctx)
{
    if (ctx->ended)
        lower_enter(ctx, lower_block(ctx));
}

void
lower_jump(lower_context *ctx, fora_block to, uint32_t count, const fora_val *operands)
{
    if (ctx->ended)
        return;
    fora_build(&ctx->builder, FORA_OP_L_JUMP, count, operands, 0, 0, NULL, 1, &to);
    ctx->ended = true;
}

void
lower_branch(lower_context *ctx, fora_val cond, fora_block then, fora_block other,
             unsigned weight)
{
    if (ctx->ended)
        return;
    if (ctx->lanes && lanes_is(ctx, cond))
        lanes_give_up(ctx);
    uint64_t attributes[] = {0, weight};
    fora_build(&ctx->builder, FORA_OP_L_BRANCH, 1, &cond, 0, 2, attributes, 2,
               (fora_block[]){then, other});
    ctx->ended = true;
}

fora_block
lower_cold_if(lower_context *ctx, fora_val cond)
{
    if (ctx->lanes) {  // what follows raises
        ctx->lanes->checks = true;
        cond = lanes_some(ctx, cond);
    }
    fora_block cold = lower_block(ctx), on = lower_block(ctx);
    lower_branch(ctx, cond, cold, on, LOWER_THEN_UNLIKELY);
    lower_enter(ctx, cold);
    return on;
}

// ---- Scopes -------------------------------------------------------------------------

void
lower_scope_push(lower_context *ctx, lower_scope *scope, lower_scope_kind kind)
{
    scope->kind = kind;
    scope->outer = ctx->scope;
    ctx->scope = scope;
}

void
lower_scope_pop(lower_context *ctx)
{
    ctx->scope = ctx->scope->outer;
}

lower_scope *
lower_scope_find(lower_context *ctx, lower_scope_kind kind)
{
    lower_scope *scope = ctx->scope;
    while (scope && scope->kind != kind)
        scope = scope->outer;
    FORA_ASSERT(scope);
    return scope;
}

void
lower_scope_leave(lower_context *ctx, const lower_scope *until)
{
    for (const lower_scope *scope = ctx->scope; scope != until; scope = scope->outer) {
        if (scope->kind == LOWER_SCOPE_HANDLER)
            lower_rt(ctx, rt_handle_end, scope->handled_before);
    }
}

// ---- Raises -------------------------------------------------------------------------

// The block that returns "raised" from the function; filled in when the function is
// finished.
static fora_block
exit_block(lower_context *ctx)
{
    if (!ctx->exit)
        ctx->exit = lower_block(ctx);
    return ctx->exit;
}

static void
put_back_taken(lower_context *ctx)
{
    for (const lower_taken *taken = ctx->taken; taken; taken = taken->outer)
        lower_store(ctx, taken->type, taken->base, taken->offset, taken->components,
                    taken->class);
}

void
lower_unwind(lower_context *ctx)
{
    put_back_taken(ctx);
    lower_scope *scope = ctx->scope;
    for (; scope && scope->kind != LOWER_SCOPE_TRY; scope = scope->outer) {
        if (scope->kind == LOWER_SCOPE_HANDLER)
            lower_rt(ctx, rt_handle_end, scope->handled_before);
    }
    lower_jump(ctx, scope ? scope->handler : exit_block(ctx), 0, NULL);
}

// Notes the place of the operation at hand in the traceback of the pending exception.
static void
add_traceback(lower_context *ctx)
{
    lower_place(ctx);
    fora_val site = fora_build0(&ctx->builder, FORA_OP_L_SITE);
    ctx->function->values[site].type = LOW_PTR;
    lower_rt(ctx, rt_traceback_add, site);
}

void
lower_raise_check(lower_context *ctx, fora_val raised)
{
    lower_place(ctx);
    fora_block on = lower_cold_if(ctx, raised);
    add_traceback(ctx);
    lower_unwind(ctx);
    lower_enter(ctx, on);
}

fora_val
lower_runtime(lower_context *ctx, fora_abi row, uint32_t count,
              const fora_val *operands)
{
    fora_abi_info info;
    fora_abi_get(row, &info);
    if (count != info.parameter_count)
        FORA_DEFECT("lowering: %s has %u parameters, not %u", info.name,
                    info.parameter_count, count);
    lower_place(ctx);
    if (ctx->lanes) {
        if (info.error != FORA_ABI_ALWAYS)
            lanes_give_up(ctx);
        lower_jump(ctx, ctx->lanes->abandon, 0, NULL);
        return 0;
    }
    fora_type result = fora_abi_machine(info.result);
    uint32_t results = (result != 0) + (info.error == FORA_ABI_PENDING);
    uint64_t attribute = row;
    fora_op op = fora_build(&ctx->builder, FORA_OP_L_RUNTIME, count, operands, results,
                            1, &attribute, 0, NULL);
    fora_val first = results ? ctx->function->ops[op].result : 0;
    if (result)
        ctx->function->values[first].type = result;
    if (info.error == FORA_ABI_PENDING) {
        fora_val raised = first + (result != 0);
        ctx->function->values[raised].type = LOW_I1;
        lower_raise_check(ctx, raised);
    } else if (info.error == FORA_ABI_NULLREF) {
        lower_raise_check(ctx, lower_icmp(ctx, FORA_EQ, first, lower_null(ctx)));
    } else if (info.error == FORA_ABI_ALWAYS) {
        lower_raised(ctx, row != FORA_ABI_rt_reraise);
    }
    return result ? first : 0;
}

void
lower_raised(lower_context *ctx, bool with_site)
{
    if (with_site)
        add_traceback(ctx);
    lower_unwind(ctx);
}

void
lower_raise_now(lower_context *ctx, const char *exception, const char *message)
{
    fora_class class = lower_exception_class(ctx->program, exception);
    fora_val text = message ? lower_cstring(ctx, message) : lower_null_ptr(ctx);
    lower_rt(ctx, rt_raise_text, lower_i32(ctx, class), text);
}

void
lower_raise_if(lower_context *ctx, fora_val cond, const char *exception,
               const char *message)
{
    lower_place(ctx);
    fora_block on = lower_cold_if(ctx, cond);
    lower_raise_now(ctx, exception, message);
    lower_enter(ctx, on);
}
