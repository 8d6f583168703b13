// Lowering of regions: the operations of a block in order, by a switch over all of typed
// HIGH, and the values that regions hand to each other.
#include <string.h>

#include "found.h"
#include "lanes.h"
#include "program.h"
#include "scope.h"

// ---- Values -------------------------------------------------------------------------

const fora_val *
lower_value(lower_context *ctx, fora_val value)
{
    const fora_val *components = ctx->components[value];
    if (!components) {
        static const fora_val none[1];
        const fora_layout *layout =
            lower_layout_of(ctx, fora_val_type(ctx->source, value));
        if (layout->count && ctx->lanes)
            lanes_give_up(ctx);  // put off to its use, or passed over
        if (layout->count)
            FORA_DEFECT(
                "lowering: %%%u of `%s`, by `%s`, has no components", value,
                fora_sym_text(ctx->program->names, ctx->source->qualified_name),
                fora_op_infos[ctx->source->ops[ctx->source->values[value].def].code]
                    .text);
        return none;
    }
    return components;
}

void
lower_bind_value(lower_context *ctx, fora_val value, const fora_val *components)
{
    const fora_layout *layout = lower_layout_of(ctx, fora_val_type(ctx->source, value));
    size_t bytes = layout->count * sizeof *components;
    fora_val *copy = fora_alloc(ctx->scratch, bytes + 1);
    if (bytes)
        memcpy(copy, components, bytes);
    ctx->components[value] = copy;
}

const fora_val *
lower_operand(lower_context *ctx, fora_op op, uint32_t i)
{
    return lower_value(ctx, fora_operand(ctx->source, op, i));
}

fora_type
lower_operand_type(const lower_context *ctx, fora_op op, uint32_t i)
{
    return fora_val_type(ctx->source, fora_operand(ctx->source, op, i));
}

uint32_t
lower_operand_count(const lower_context *ctx, fora_op op)
{
    return ctx->source->ops[op].operand_count;
}

fora_type
lower_result_type(const lower_context *ctx, fora_op op, uint32_t i)
{
    return fora_val_type(ctx->source, ctx->source->ops[op].result + i);
}

uint32_t
lower_result_count(const lower_context *ctx, fora_op op)
{
    return ctx->source->ops[op].result_count;
}

void
lower_set_result(lower_context *ctx, fora_op op, uint32_t i, const fora_val *components)
{
    lower_bind_value(ctx, ctx->source->ops[op].result + i, components);
}

void
lower_set_scalar(lower_context *ctx, fora_op op, uint32_t i, fora_val component)
{
    FORA_ASSERT(lower_layout_of(ctx, lower_result_type(ctx, op, i))->count == 1);
    lower_set_result(ctx, op, i, &component);
}

// ---- Types --------------------------------------------------------------------------

const fora_layout *
lower_layout_of(lower_context *ctx, fora_type type)
{
    return lower_layout(ctx->whole->layouts, type);
}

const fora_type_info *
lower_type(const lower_context *ctx, fora_type type)
{
    return fora_type_get(ctx->program->types, type);
}

fora_type_kind
lower_kind(const lower_context *ctx, fora_type type)
{
    return lower_type(ctx, type)->kind;
}

fora_type
lower_parameter(const lower_context *ctx, fora_type type, uint32_t i)
{
    const fora_type_info *info = lower_type(ctx, type);
    FORA_ASSERT(i < info->count);
    return info->parameters[i];
}

uint32_t
lower_descriptor(lower_context *ctx, fora_type type)
{
    return lower_descriptor_of(ctx->whole, type);
}

// ---- Handing values on --------------------------------------------------------------

uint32_t
lower_flatten(lower_context *ctx, fora_op op, uint32_t first,
              const fora_val **components)
{
    uint32_t operands = lower_operand_count(ctx, op), count = 0;
    for (uint32_t i = first; i < operands; i++)
        count += lower_layout_of(ctx, lower_operand_type(ctx, op, i))->count;
    fora_val *flat = fora_alloc(ctx->scratch, (count + 1) * sizeof *flat);
    uint32_t at = 0;
    for (uint32_t i = first; i < operands; i++) {
        const fora_layout *layout =
            lower_layout_of(ctx, lower_operand_type(ctx, op, i));
        if (layout->count)
            memcpy(flat + at, lower_operand(ctx, op, i), layout->count * sizeof *flat);
        at += layout->count;
    }
    *components = flat;
    return count;
}

static void
bind_to_parameters(lower_context *ctx, fora_val value, fora_block block)
{
    fora_type type = fora_val_type(ctx->source, value);
    const fora_layout *layout = lower_layout_of(ctx, type);
    fora_val *components =
        fora_alloc(ctx->scratch, (layout->count + 1) * sizeof *components);
    lower_block_parameters(ctx, block, type, components);
    ctx->components[value] = components;
}

void
lower_bind_region(lower_context *ctx, fora_block region, uint32_t first,
                  fora_block block)
{
    uint32_t count = ctx->source->blocks[region].parameter_count;
    for (uint32_t i = first; i < count; i++)
        bind_to_parameters(ctx, fora_block_parameter(ctx->source, region, i), block);
}

fora_block
lower_join(lower_context *ctx, fora_op op, uint32_t first)
{
    fora_block block = lower_block(ctx);
    for (uint32_t i = first; i < lower_result_count(ctx, op); i++)
        bind_to_parameters(ctx, ctx->source->ops[op].result + i, block);
    return block;
}

// ---- Terminators --------------------------------------------------------------------

static void
lower_yield(lower_context *ctx, fora_op op)
{
    const fora_val *components;
    uint32_t count = lower_flatten(ctx, op, 0, &components);
    if (ctx->scope->kind == LOWER_SCOPE_HANDLER)
        lower_rt(ctx, rt_handle_end, ctx->scope->handled_before);
    if (ctx->scope->found)
        lower_found_join_yield(ctx, op, ctx->scope->found);
    lower_jump(ctx, ctx->scope->yield_to, count, components);
}

static void
lower_break(lower_context *ctx, fora_op op)
{
    const fora_val *components;
    uint32_t count = lower_flatten(ctx, op, 0, &components);
    lower_scope *loop = lower_scope_find(ctx, LOWER_SCOPE_LOOP);
    lower_scope_leave(ctx, loop);
    lower_jump(ctx, loop->break_to, count, components);
}

static void
lower_continue(lower_context *ctx, fora_op op)
{
    const fora_val *components;
    uint32_t count = lower_flatten(ctx, op, 0, &components);
    lower_scope *loop = lower_scope_find(ctx, LOWER_SCOPE_LOOP);
    lower_scope_leave(ctx, loop);
    lower_leave_decided(ctx, loop, count, components);
    fora_val *all =
        fora_alloc(ctx->scratch, (loop->state_count + count + 1) * sizeof *all);
    for (uint32_t i = 0; i < loop->state_count; i++)
        all[i] = loop->state[i];
    for (uint32_t i = 0; i < count; i++)
        all[loop->state_count + i] = components[i];
    lower_jump(ctx, loop->continue_to, loop->state_count + count, all);
}

static void
lower_return(lower_context *ctx, fora_op op)
{
    const fora_val *components;
    uint32_t count = lower_flatten(ctx, op, 0, &components);
    lower_scope_leave(ctx, NULL);
    lower_function_return(ctx, count, components);
}

// ---- Operations ---------------------------------------------------------------------

static void
lower_const_str(lower_context *ctx, fora_op op)
{
    fora_sym text = (fora_sym)fora_attribute(ctx->source, op, 0);
    const char *bytes = fora_sym_text(ctx->program->names, text);
    size_t length = fora_sym_length(ctx->program->names, text);
    if (lower_kind(ctx, lower_result_type(ctx, op, 0)) == FORA_TYPE_CHAR)
        lower_set_scalar(ctx, op, 0, lower_i32(ctx, lower_first_code_point(bytes)));
    else
        lower_set_scalar(ctx, op, 0, lower_str_constant(ctx, bytes, length));
}

static void
lower_const_float(lower_context *ctx, fora_op op)
{
    uint64_t bits = fora_attribute(ctx->source, op, 0);
    double value;
    memcpy(&value, &bits, sizeof value);
    lower_set_scalar(ctx, op, 0, lower_f64(ctx, value));
}

// The components of all operands in order are those of the result.
static void
lower_concatenation(lower_context *ctx, fora_op op)
{
    const fora_val *components;
    lower_flatten(ctx, op, 0, &components);
    lower_set_result(ctx, op, 0, components);
}

static void
lower_tuple_get(lower_context *ctx, fora_op op)
{
    fora_type tuple = lower_operand_type(ctx, op, 0);
    uint32_t index = (uint32_t)fora_attribute(ctx->source, op, 0), at = 0;
    // The three parts of a range are numbers, not parameters of its type.
    bool range = lower_kind(ctx, tuple) == FORA_TYPE_RANGE;
    for (uint32_t i = 0; i < index; i++)
        at += range ? 1 : lower_layout_of(ctx, lower_parameter(ctx, tuple, i))->count;
    lower_set_result(ctx, op, 0, lower_operand(ctx, op, 0) + at);
}

static void
lower_unreachable(lower_context *ctx)
{
    lower_place(ctx);
    fora_build0(&ctx->builder, FORA_OP_L_TRAP);
    ctx->ended = true;
}

void
lower_operation(lower_context *ctx, fora_op op)
{
    switch (ctx->source->ops[op].code) {
    case FORA_OP_CONST_NONE:
    case FORA_OP_CONST_UNBOUND:
    case FORA_OP_CONST_NOTIMPL:
    case FORA_OP_CONST_ZERO:
    case FORA_OP_CLASS_REF:
    case FORA_OP_BUILTIN:
    case FORA_OP_MODULE_REF:
        break;
    case FORA_OP_CONST_BOOL:
        lower_set_scalar(ctx, op, 0, lower_i1(ctx, fora_attribute(ctx->source, op, 0)));
        break;
    case FORA_OP_CONST_INT:
        lower_set_scalar(ctx, op, 0,
                         lower_i64(ctx, (int64_t)fora_attribute(ctx->source, op, 0)));
        break;
    case FORA_OP_CONST_FLOAT:
        lower_const_float(ctx, op);
        break;
    case FORA_OP_CONST_STR:
        lower_const_str(ctx, op);
        break;
    case FORA_OP_FUNC_MAKE:
    case FORA_OP_TUPLE_MAKE:
        lower_concatenation(ctx, op);
        break;
    case FORA_OP_TUPLE_GET:
        lower_tuple_get(ctx, op);
        break;
    case FORA_OP_MODULE_INIT:
        lower_module_init(ctx, op);
        break;
    case FORA_OP_VAR_GET:
    case FORA_OP_VAR_TAKE:
    case FORA_OP_VAR_SET:
    case FORA_OP_VAR_DEL:
    case FORA_OP_GLOBAL_GET:
    case FORA_OP_GLOBAL_TAKE:
    case FORA_OP_GLOBAL_SET:
    case FORA_OP_GLOBAL_DEL:
    case FORA_OP_CELL_GET:
    case FORA_OP_CELL_TAKE:
    case FORA_OP_CELL_SET:
        lower_variable_op(ctx, op);
        break;
    case FORA_OP_CELL_NEW:
        lower_cell_new(ctx, op);
        break;
    case FORA_OP_BOUND:
        lower_bound(ctx, op);
        break;
    case FORA_OP_IF:
        lower_if(ctx, op);
        break;
    case FORA_OP_LOOP:
        lower_loop(ctx, op);
        break;
    case FORA_OP_FOR:
        lower_for(ctx, op);
        break;
    case FORA_OP_COMP:
        lower_comprehension(ctx, op);
        break;
    case FORA_OP_TRY:
        lower_try(ctx, op);
        break;
    case FORA_OP_YIELD:
        lower_yield(ctx, op);
        break;
    case FORA_OP_CONTINUE:
        lower_continue(ctx, op);
        break;
    case FORA_OP_BREAK:
        lower_break(ctx, op);
        break;
    case FORA_OP_RETURN:
        lower_return(ctx, op);
        break;
    case FORA_OP_RAISE:
    case FORA_OP_RERAISE:
    case FORA_OP_RAISE_NEW:
        lower_raise_op(ctx, op);
        break;
    case FORA_OP_UNREACHABLE:
        lower_unreachable(ctx);
        break;
    case FORA_OP_EMIT:
        lower_emit(ctx, op);
        break;
    case FORA_OP_APPLY:
        lower_apply(ctx, op);
        break;
    case FORA_OP_CALL_INSTANCE:
        lower_call_instance(ctx, op);
        break;
    case FORA_OP_COERCE:
        lower_coerce_op(ctx, op);
        break;
    case FORA_OP_PROJECT:
        lower_project_op(ctx, op);
        break;
    case FORA_OP_DISPATCH:
        lower_dispatch(ctx, op);
        break;
    case FORA_OP_NEW:
        lower_new(ctx, op);
        break;
    case FORA_OP_FIELD_GET:
        lower_field_get(ctx, op);
        break;
    case FORA_OP_FIELD_SET:
        lower_field_set(ctx, op);
        break;
    case FORA_OP_IS_MEMBER:
        lower_is_member_op(ctx, op);
        break;
    default:
        FORA_DEFECT("lowering: `%s` in a typed function",
                    fora_op_infos[ctx->source->ops[op].code].text);
    }
}

void
lower_region(lower_context *ctx, fora_block block)
{
    lower_taken *taken = ctx->taken;
    for (fora_op op = ctx->source->blocks[block].first; op;
         op = ctx->source->ops[op].next) {
        ctx->builder.span = ctx->source->ops[op].span;
        lower_operation(ctx, op);
    }
    ctx->taken = taken;
}
