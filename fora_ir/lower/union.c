// Unions: testing which member a value is, taking the member out, and putting it in.
#include "program.h"
#include "real.h"

// The one of all members that is an object, if the others are none; else 0.
static fora_type
only_object(const fora_type_info *info)
{
    fora_type object = 0;
    for (uint32_t i = 0; i < info->count; i++) {
        if (info->parameters[i] == FORA_SIMPLE_TYPE(NONE))
            continue;
        if (object)
            return 0;
        object = info->parameters[i];
    }
    return object;
}

static bool
has_none(const fora_type_info *info)
{
    for (uint32_t i = 0; i < info->count; i++) {
        if (info->parameters[i] == FORA_SIMPLE_TYPE(NONE))
            return true;
    }
    return false;
}

static fora_val
has_descriptor(lower_context *ctx, fora_val ref, fora_type member)
{
    lower_place(ctx);
    fora_val number = fora_build1(&ctx->builder, FORA_OP_L_DESCRIPTOR, ref);
    ctx->function->values[number].type = LOW_I32;
    return lower_icmp(ctx, FORA_EQ, number,
                      lower_i32(ctx, lower_descriptor(ctx, member)));
}

// Null has no header: it is told apart first.
static fora_val
has_descriptor_unless_null(lower_context *ctx, fora_val ref, fora_type member)
{
    fora_block look = lower_block(ctx), on = lower_block(ctx), none = lower_block(ctx);
    fora_val answer = lower_block_parameter(ctx, on, LOW_I1);
    fora_val is_null = lower_icmp(ctx, FORA_EQ, ref, lower_null(ctx));
    lower_branch(ctx, is_null, none, look, LOWER_EVEN);
    lower_enter(ctx, none);
    fora_val no = lower_i1(ctx, false);
    lower_jump(ctx, on, 1, &no);
    lower_enter(ctx, look);
    fora_val found = has_descriptor(ctx, ref, member);
    lower_jump(ctx, on, 1, &found);
    lower_enter(ctx, on);
    return answer;
}

static fora_val
is_member_of_ref(lower_context *ctx, const fora_type_info *info, fora_val ref,
                 fora_type member)
{
    if (member == FORA_SIMPLE_TYPE(NONE))
        return lower_icmp(ctx, FORA_EQ, ref, lower_null(ctx));
    if (only_object(info))
        return lower_icmp(ctx, FORA_NE, ref, lower_null(ctx));
    if (has_none(info))
        return has_descriptor_unless_null(ctx, ref, member);
    return has_descriptor(ctx, ref, member);
}

static fora_val
is_member_of_real(lower_context *ctx, fora_val value, fora_type member)
{
    fora_val zero = lower_real_is_zero(ctx, value);
    if (member == FORA_SIMPLE_TYPE(ZERO))
        return zero;
    return member == FORA_SIMPLE_TYPE(FLOAT) ? lower_not(ctx, zero)
                                             : lower_i1(ctx, false);
}

static fora_val
is_exception_of(lower_context *ctx, fora_val exception, fora_type member)
{
    fora_class class = lower_type(ctx, member)->payload;
    return lower_rt(ctx, rt_exception_is, exception,
                    lower_i32(ctx, lower_class_id(ctx->whole, class)));
}

static fora_val
is_one_member(lower_context *ctx, fora_type type, const fora_val *value,
              fora_type member)
{
    const fora_type_info *info = lower_type(ctx, type);
    if (info->kind == FORA_TYPE_INSTANCE)
        return is_exception_of(ctx, value[0], member);
    if (info->kind != FORA_TYPE_UNION)
        return lower_i1(ctx, type == member);
    if (lower_union_is_ref(ctx->program, type))
        return is_member_of_ref(ctx, info, value[0], member);
    if (lower_union_is_real(ctx->program, type))
        return is_member_of_real(ctx, value[0], member);
    int number = lower_union_member(ctx->program, type, member);
    if (number < 0)
        return lower_i1(ctx, false);
    return lower_icmp(ctx, FORA_EQ, value[0], lower_i8(ctx, number));
}

fora_val
lower_is_member(lower_context *ctx, fora_type type, const fora_val *value,
                fora_type member)
{
    lower_place(ctx);
    const fora_type_info *info = lower_type(ctx, member);
    if (info->kind != FORA_TYPE_UNION)
        return is_one_member(ctx, type, value, member);
    fora_val any = 0;
    for (uint32_t i = 0; i < info->count; i++) {
        fora_val is = is_one_member(ctx, type, value, info->parameters[i]);
        any = any ? lower_binary(ctx, FORA_OP_L_OR, any, is) : is;
    }
    return any;
}

void
lower_is_member_op(lower_context *ctx, fora_op op)
{
    fora_type member = (fora_type)fora_attribute(ctx->source, op, 0);
    lower_set_scalar(ctx, op, 0,
                     lower_is_member(ctx, lower_operand_type(ctx, op, 0),
                                     lower_operand(ctx, op, 0), member));
}

// ---- Taking a member out ------------------------------------------------------------

static void
project_member(lower_context *ctx, fora_type from, fora_type to, const fora_val *value,
               fora_val *result)
{
    const fora_layout *layout = lower_layout_of(ctx, to);
    if (lower_union_is_ref(ctx->program, from) ||
        lower_union_is_real(ctx->program, from)) {
        if (layout->count)
            result[0] = value[0];
        return;
    }
    int number = lower_union_member(ctx->program, from, to);
    FORA_ASSERT(number >= 0);
    for (uint32_t i = 0; i < layout->count; i++)
        result[i] =
            value[lower_union_place(ctx->whole->layouts, from, (uint32_t)number, i)];
}

// A projection may be computed before it is known that it is wanted (comp.c): for a member
// that `to` lacks it gives zeros, which nobody looks at.
static void
jump_with_zeros(lower_context *ctx, fora_block on, fora_type to)
{
    const fora_layout *layout = lower_layout_of(ctx, to);
    fora_val *zeros = fora_alloc(ctx->scratch, (layout->count + 1) * sizeof *zeros);
    for (uint32_t i = 0; i < layout->count; i++)
        zeros[i] = lower_zero(ctx, layout->machine[i]);
    lower_jump(ctx, on, layout->count, zeros);
}

// From union to union: by the member at hand. Members that `to` lacks do not occur, or
// the result is not used.
static void
convert_union(lower_context *ctx, fora_type from, fora_type to, const fora_val *value,
              fora_val *result, bool narrowing)
{
    const fora_type_info *info = lower_type(ctx, from);
    fora_block on = lower_block(ctx);
    lower_block_parameters(ctx, on, to, result);
    uint32_t count = lower_layout_of(ctx, to)->count;
    for (uint32_t i = 0; i < info->count; i++) {
        fora_type member = info->parameters[i];
        if (narrowing && lower_union_member(ctx->program, to, member) < 0)
            continue;
        fora_block here = lower_block(ctx), next = lower_block(ctx);
        lower_branch(ctx, is_one_member(ctx, from, value, member), here, next,
                     LOWER_EVEN);
        lower_enter(ctx, here);
        uint32_t parts = lower_layout_of(ctx, member)->count;
        fora_val *part = fora_alloc(ctx->scratch, (parts + 1) * sizeof *part);
        fora_val *whole = fora_alloc(ctx->scratch, (count + 1) * sizeof *whole);
        project_member(ctx, from, member, value, part);
        lower_coerce(ctx, member, to, part, whole);
        lower_jump(ctx, on, count, whole);
        lower_enter(ctx, next);
    }
    if (narrowing) {
        jump_with_zeros(ctx, on, to);
    } else {
        lower_place(ctx);
        fora_build0(&ctx->builder, FORA_OP_L_TRAP);
        ctx->ended = true;
    }
    lower_enter(ctx, on);
}

// Whether the refs of `from` are those of `to` as they are.
static bool
same_refs(lower_context *ctx, fora_type from, fora_type to)
{
    if (!lower_union_is_ref(ctx->program, from) ||
        !lower_union_is_ref(ctx->program, to))
        return false;
    const fora_type_info *narrow = lower_type(ctx, from);
    for (uint32_t i = 0; i < narrow->count; i++) {
        if (lower_union_member(ctx->program, to, narrow->parameters[i]) < 0)
            return false;
    }
    return true;
}

void
lower_project(lower_context *ctx, fora_type from, fora_type to, const fora_val *value,
              fora_val *result)
{
    const fora_layout *layout = lower_layout_of(ctx, to);
    const fora_type_info *source = lower_type(ctx, from), *target = lower_type(ctx, to);
    bool both = source->kind == FORA_TYPE_UNION && target->kind == FORA_TYPE_UNION;
    if (source->kind != FORA_TYPE_UNION || (both && same_refs(ctx, to, from))) {
        for (uint32_t i = 0; i < layout->count; i++)
            result[i] = value[i];
    } else if (target->kind == FORA_TYPE_UNION) {
        convert_union(ctx, from, to, value, result, true);
    } else {
        project_member(ctx, from, to, value, result);
    }
}

void
lower_project_op(lower_context *ctx, fora_op op)
{
    fora_type to = lower_result_type(ctx, op, 0);
    const fora_layout *layout = lower_layout_of(ctx, to);
    fora_val *result = fora_alloc(ctx->scratch, (layout->count + 1) * sizeof *result);
    lower_place(ctx);
    lower_project(ctx, lower_operand_type(ctx, op, 0), to, lower_operand(ctx, op, 0),
                  result);
    lower_set_result(ctx, op, 0, result);
}

// ---- Putting a member in ------------------------------------------------------------

void
lower_inject(lower_context *ctx, fora_type to, uint32_t member, const fora_val *part,
             fora_val *result)
{
    const fora_layout *layout = lower_layout_of(ctx, to);
    fora_type type = lower_parameter(ctx, to, member);
    uint32_t parts = lower_layout_of(ctx, type)->count;
    if (lower_union_is_ref(ctx->program, to)) {
        result[0] = parts ? part[0] : lower_null(ctx);
        return;
    }
    if (lower_union_is_real(ctx->program, to)) {
        result[0] = parts ? part[0] : lower_real_zero(ctx);
        return;
    }
    result[0] = lower_i8(ctx, member);
    for (uint32_t i = 1; i < layout->count; i++)
        result[i] = 0;
    for (uint32_t i = 0; i < parts; i++)
        result[lower_union_place(ctx->whole->layouts, to, member, i)] = part[i];
    for (uint32_t i = 1; i < layout->count; i++) {
        if (!result[i])
            result[i] = lower_zero(ctx, layout->machine[i]);
    }
}

void
lower_widen(lower_context *ctx, fora_type from, fora_type to, const fora_val *value,
            fora_val *result)
{
    if (lower_kind(ctx, to) == FORA_TYPE_UNION && same_refs(ctx, from, to))
        result[0] = value[0];
    else if (to == FORA_SIMPLE_TYPE(FLOAT))
        result[0] = lower_real_float(ctx, from, value);
    else
        convert_union(ctx, from, to, value, result, false);
}
