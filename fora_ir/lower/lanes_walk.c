// Walking a region of typed HIGH in lanes: the operations in order, by a switch.
#include "lanes.h"

bool
lanes_has(const fora_function *f, fora_block region, fora_opcode code)
{
    for (fora_op op = f->blocks[region].first; op; op = f->ops[op].next) {
        if (f->ops[op].code == code)
            return true;
        for (uint32_t i = 0; i < f->ops[op].block_count; i++) {
            if (lanes_has(f, fora_op_block(f, op, i), code))
                return true;
        }
    }
    return false;
}

static void
walk_yield(lower_context *ctx, fora_op op)
{
    lower_flatten(ctx, op, 0, &ctx->lanes->yielded);
}

static void
walk_raise(lower_context *ctx)
{
    lanes_fail(ctx);
    ctx->lanes->idle = true;
}

void
lanes_operation(lower_context *ctx, fora_op op)
{
    ctx->builder.span = ctx->source->ops[op].span;
    switch (ctx->source->ops[op].code) {
    case FORA_OP_CONST_NONE:
    case FORA_OP_CONST_UNBOUND:
    case FORA_OP_CONST_NOTIMPL:
    case FORA_OP_CONST_ZERO:
    case FORA_OP_CONST_BOOL:
    case FORA_OP_CONST_INT:
    case FORA_OP_CONST_FLOAT:
    case FORA_OP_CONST_STR:
    case FORA_OP_CLASS_REF:
    case FORA_OP_BUILTIN:
    case FORA_OP_MODULE_REF:
    case FORA_OP_FUNC_MAKE:
    case FORA_OP_TUPLE_MAKE:
    case FORA_OP_TUPLE_GET:
    case FORA_OP_GLOBAL_GET:
    case FORA_OP_FIELD_GET:
    case FORA_OP_COERCE:
    case FORA_OP_PROJECT:
    case FORA_OP_IS_MEMBER:
        lower_operation(ctx, op);
        break;
    case FORA_OP_IF:
        lanes_if(ctx, op);
        break;
    case FORA_OP_DISPATCH:
        lanes_dispatch(ctx, op);
        break;
    case FORA_OP_FOR:
        lanes_for(ctx, op);
        break;
    case FORA_OP_LOOP:
        lanes_while(ctx, op);
        break;
    case FORA_OP_COMP:
        lanes_comp(ctx, op);
        break;
    case FORA_OP_YIELD:
        walk_yield(ctx, op);
        break;
    case FORA_OP_CONTINUE:
        lanes_continue(ctx, op);
        break;
    case FORA_OP_BREAK:
        lanes_break(ctx, op);
        break;
    case FORA_OP_RETURN:
        lanes_return(ctx, op);
        break;
    case FORA_OP_RAISE:
    case FORA_OP_RERAISE:
    case FORA_OP_RAISE_NEW:
    case FORA_OP_UNREACHABLE:
        walk_raise(ctx);
        break;
    case FORA_OP_EMIT:
        lanes_emit(ctx, op);
        break;
    case FORA_OP_APPLY:
        lanes_apply(ctx, op);
        break;
    case FORA_OP_CALL_INSTANCE:
        lanes_call(ctx, op);
        break;
    default:
        lanes_give_up(ctx);
    }
}

void
lanes_region(lower_context *ctx, fora_block region)
{
    const fora_function *f = ctx->source;
    for (fora_op op = f->blocks[region].first; op && !ctx->lanes->idle;
         op = f->ops[op].next)
        lanes_operation(ctx, op);
}
