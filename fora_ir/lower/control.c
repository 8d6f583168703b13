// Lowering of structured control flow: if, loop, dispatch, try and raise.
#include "comp.h"
#include "found.h"
#include "program.h"
#include "scope.h"

// Lowers `region` in a scope whose `yield` goes to `join`.
static void
lower_yielding(lower_context *ctx, fora_block region, fora_block join,
               lower_found_join *found)
{
    lower_scope scope = {.yield_to = join, .found = found};
    lower_scope_push(ctx, &scope, LOWER_SCOPE_REGION);
    lower_region(ctx, region);
    lower_scope_pop(ctx);
}

void
lower_if(lower_context *ctx, fora_op op)
{
    lower_place(ctx);
    fora_val cond = lower_operand(ctx, op, 0)[0];
    fora_block join = lower_join(ctx, op, 0);
    lower_comp *comp = lower_comp_filtered(ctx, op);
    if (comp) {
        comp->kept = cond;
        lower_yielding(ctx, fora_op_block(ctx->source, op, 0), join, NULL);
        comp->kept = 0;
        lower_enter(ctx, join);
        return;
    }
    fora_block then = lower_block(ctx), other = lower_block(ctx);
    lower_found_join found;
    lower_found_join_begin(ctx, op, &found);
    lower_branch(ctx, cond, then, other, LOWER_EVEN);
    lower_enter(ctx, then);
    lower_yielding(ctx, fora_op_block(ctx->source, op, 0), join, &found);
    lower_enter(ctx, other);
    lower_yielding(ctx, fora_op_block(ctx->source, op, 1), join, &found);
    lower_enter(ctx, join);
    lower_found_join_end(ctx, op, &found);
}

void
lower_loop(lower_context *ctx, fora_op op)
{
    lower_place(ctx);
    const fora_val *initial;
    uint32_t count = lower_flatten(ctx, op, 0, &initial);
    fora_block region = fora_op_block(ctx->source, op, 0);
    fora_block head = lower_block(ctx), join = lower_join(ctx, op, 0);
    lower_bind_region(ctx, region, 0, head);
    lower_jump(ctx, head, count, initial);
    lower_enter(ctx, head);
    lower_scope scope = {.continue_to = head, .break_to = join};
    lower_scope_push(ctx, &scope, LOWER_SCOPE_LOOP);
    lower_region(ctx, region);
    lower_scope_pop(ctx);
    lower_enter(ctx, join);
}

// ---- Dispatch -----------------------------------------------------------------------

// The blocks of a dispatch: one test after the other, the last member needs none.
void
lower_dispatch(lower_context *ctx, fora_op op)
{
    lower_place(ctx);
    fora_type type = lower_operand_type(ctx, op, 0);
    const fora_val *value = lower_operand(ctx, op, 0);
    const fora_type_info *info = lower_type(ctx, type);
    fora_block join = lower_join(ctx, op, 0);
    for (uint32_t i = 0; i < info->count; i++) {
        fora_type member = info->parameters[i];
        fora_block region = fora_op_block(ctx->source, op, i), next = 0;
        if (i + 1 < info->count) {
            fora_block here = lower_block(ctx);
            next = lower_block(ctx);
            lower_branch(ctx, lower_is_member(ctx, type, value, member), here, next,
                         LOWER_EVEN);
            lower_enter(ctx, here);
        }
        const fora_layout *layout = lower_layout_of(ctx, member);
        fora_val *part = fora_alloc(ctx->scratch, (layout->count + 1) * sizeof *part);
        lower_project(ctx, type, member, value, part);
        lower_bind_value(ctx, fora_block_parameter(ctx->source, region, 0), part);
        lower_yielding(ctx, region, join, NULL);
        if (next)
            lower_enter(ctx, next);
    }
    lower_enter(ctx, join);
}

// ---- Try ----------------------------------------------------------------------------

// The handler takes the pending exception and is in charge until one of its ways out:
// what is raised meanwhile, also in functions that it calls, gets it as context.
static void
lower_handler(lower_context *ctx, fora_block region, fora_block handler,
              fora_block join)
{
    lower_enter(ctx, handler);
    fora_val exception = lower_rt(ctx, rt_catch);
    lower_scope scope = {.yield_to = join};
    scope.handled_before = lower_rt(ctx, rt_handle_begin, exception);
    lower_bind_value(ctx, fora_block_parameter(ctx->source, region, 0), &exception);
    lower_scope_push(ctx, &scope, LOWER_SCOPE_HANDLER);
    lower_region(ctx, region);
    lower_scope_pop(ctx);
}

void
lower_try(lower_context *ctx, fora_op op)
{
    lower_place(ctx);
    fora_block join = lower_join(ctx, op, 0);
    lower_scope scope = {.yield_to = join, .handler = lower_block(ctx)};
    lower_scope_push(ctx, &scope, LOWER_SCOPE_TRY);
    lower_region(ctx, fora_op_block(ctx->source, op, 0));
    lower_scope_pop(ctx);
    lower_handler(ctx, fora_op_block(ctx->source, op, 1), scope.handler, join);
    lower_enter(ctx, join);
}

// ---- Raise --------------------------------------------------------------------------

static void
lower_raise(lower_context *ctx, fora_op op)
{
    fora_val exception = lower_operand(ctx, op, 0)[0];
    if (lower_operand_count(ctx, op) == 1) {
        lower_rt(ctx, rt_raise, exception);
        return;
    }
    bool from_none = lower_kind(ctx, lower_operand_type(ctx, op, 1)) == FORA_TYPE_NONE;
    fora_val cause = from_none ? lower_null(ctx) : lower_operand(ctx, op, 1)[0];
    lower_rt(ctx, rt_raise_from, exception, cause);
}

void
lower_raise_op(lower_context *ctx, fora_op op)
{
    lower_place(ctx);
    switch (ctx->source->ops[op].code) {
    case FORA_OP_RAISE:
        lower_raise(ctx, op);
        break;
    case FORA_OP_RERAISE:
        if (lower_operand_count(ctx, op) > 0)
            lower_rt(ctx, rt_reraise, lower_operand(ctx, op, 0)[0]);
        else
            lower_rt(ctx, rt_reraise_handled);
        break;
    default: {
        fora_class class = (fora_class)fora_attribute(ctx->source, op, 0);
        fora_sym message = (fora_sym)fora_attribute(ctx->source, op, 1);
        const char *text = fora_sym_text(ctx->program->names, message);
        lower_rt(ctx, rt_raise_text, lower_i32(ctx, lower_class_id(ctx->whole, class)),
                 lower_cstring(ctx, text));
        break;
    }
    }
}
