// Values that are looked up among keys of another type: 1.0 among ints, "ab" among
// characters.
#include "key.h"
#include "list.h"

#include "program.h"

static bool
to_int_from_float(lower_context *ctx, fora_val value, fora_val *result,
                  fora_val *possible)
{
    fora_val low =
        lower_fcmp(ctx, FORA_GE, value, lower_f64(ctx, -9223372036854775808.0));
    fora_val high =
        lower_fcmp(ctx, FORA_LT, value, lower_f64(ctx, 9223372036854775808.0));
    fora_val within = lower_binary(ctx, FORA_OP_L_AND, low, high);
    fora_val safe = lower_select(ctx, within, value, lower_f64(ctx, 0.0));
    result[0] = lower_convert(ctx, FORA_OP_L_FPTOSI, safe, LOW_I64);
    fora_val back = lower_convert(ctx, FORA_OP_L_SITOFP, result[0], LOW_F64);
    fora_val same = lower_fcmp(ctx, FORA_EQ, back, value);
    *possible = lower_binary(ctx, FORA_OP_L_AND, within, same);
    return true;
}

// An int equals the float nearest to it only if that is exactly the int.
static bool
to_float_from_int(lower_context *ctx, fora_val value, fora_val *result,
                  fora_val *possible)
{
    result[0] = lower_convert(ctx, FORA_OP_L_SITOFP, value, LOW_F64);
    fora_val limit = lower_f64(ctx, 9223372036854775808.0);
    fora_val within = lower_fcmp(ctx, FORA_LT, result[0], limit);
    fora_val safe = lower_select(ctx, within, result[0], lower_f64(ctx, 0.0));
    fora_val back = lower_convert(ctx, FORA_OP_L_FPTOSI, safe, LOW_I64);
    fora_val same = lower_icmp(ctx, FORA_EQ, back, value);
    *possible = lower_binary(ctx, FORA_OP_L_AND, within, same);
    return true;
}

// A string equals a character if it is one code point long.
static bool
to_char_from_str(lower_context *ctx, fora_val value, fora_val *result,
                 fora_val *possible)
{
    fora_val length = lower_header(ctx, LOW_I64, value, rt_str, length);
    *possible = lower_icmp(ctx, FORA_EQ, length, lower_i64(ctx, 1));
    // Behind the data of every string lies a zero: index 0 can always be read.
    result[0] = lower_rt(ctx, rt_str_at, value, lower_i64(ctx, 0));
    return true;
}

static bool
to_bool(lower_context *ctx, fora_val number, fora_val *result, fora_val *possible)
{
    result[0] = lower_icmp(ctx, FORA_EQ, number, lower_i64(ctx, 1));
    *possible = lower_icmp(ctx, FORA_ULE, number, lower_i64(ctx, 1));
    return true;
}

static void
add_condition(lower_context *ctx, fora_val more, fora_val *possible)
{
    if (more)
        *possible =
            *possible ? lower_binary(ctx, FORA_OP_L_AND, *possible, more) : more;
}

static bool
convert_tuple(lower_context *ctx, const fora_type_info *from, const fora_type_info *to,
              const fora_val *value, fora_val *result, fora_val *possible)
{
    if (from->count != to->count)
        return false;
    for (uint32_t i = 0; i < to->count; i++) {
        fora_val condition = 0;
        if (!lower_key_convert(ctx, from->parameters[i], to->parameters[i], value,
                               result, &condition))
            return false;
        add_condition(ctx, condition, possible);
        value += lower_layout_of(ctx, from->parameters[i])->count;
        result += lower_layout_of(ctx, to->parameters[i])->count;
    }
    return true;
}

// Tuples of known and of unknown length: what has equal members of other types is not
// compared here.
static bool
convert_vtuple(lower_context *ctx, fora_type from, fora_type to, const fora_val *value,
               fora_val *result)
{
    const fora_type_info *info = lower_type(ctx, from);
    bool same = info->kind == FORA_TYPE_TUPLE;
    for (uint32_t i = 0; same && i < info->count; i++)
        same = info->parameters[i] == lower_parameter(ctx, to, 0);
    if (same)
        lower_coerce(ctx, from, to, value, result);
    else
        fora_diag(ctx->program->diags, FORA_DIAG_refused_key_tuple, ctx->builder.span);
    return same;
}

// To a union: as the member of the same kind, else as the first that it can be.
static bool
convert_to_union(lower_context *ctx, fora_type from, fora_type to,
                 const fora_val *value, fora_val *result, fora_val *possible)
{
    const fora_type_info *info = lower_type(ctx, to);
    for (int exact = 1; exact >= 0; exact--)
        for (uint32_t i = 0; i < info->count; i++) {
            fora_type member = info->parameters[i];
            if (exact ? member != from : lower_kind(ctx, member) == FORA_TYPE_UNION)
                continue;
            uint32_t count = lower_layout_of(ctx, member)->count;
            fora_val *parts = fora_alloc(ctx->scratch, (count + 1) * sizeof *parts);
            if (!lower_key_convert(ctx, from, member, value, parts, possible))
                continue;
            lower_coerce(ctx, member, to, parts, result);
            return true;
        }
    return false;
}

// From a union: by the member that the value has; zeros where no key can equal it.
static bool
convert_from_union(lower_context *ctx, fora_type from, fora_type to,
                   const fora_val *value, fora_val *result, fora_val *possible)
{
    const fora_type_info *info = lower_type(ctx, from);
    const fora_layout *layout = lower_layout_of(ctx, to);
    fora_block join = lower_block(ctx);
    lower_block_parameters(ctx, join, to, result);
    *possible = lower_block_parameter(ctx, join, LOW_I1);
    for (uint32_t i = 0; i < info->count; i++) {
        fora_type member = info->parameters[i];
        fora_block mine = lower_block(ctx), next = lower_block(ctx);
        if (i + 1 < info->count)
            lower_branch(ctx, lower_is_member(ctx, from, value, member), mine, next,
                         LOWER_EVEN);
        else
            lower_jump(ctx, mine, 0, NULL);
        lower_enter(ctx, mine);
        uint32_t room = lower_layout_of(ctx, member)->count + layout->count + 2;
        fora_val *part = fora_alloc(ctx->scratch, room * sizeof *part);
        fora_val *out = part + lower_layout_of(ctx, member)->count + 1;
        lower_project(ctx, from, member, value, part);
        fora_val fits = 0;
        if (!lower_key_convert(ctx, member, to, part, out, &fits)) {
            for (uint32_t k = 0; k < layout->count; k++)
                out[k] = lower_zero(ctx, layout->machine[k]);
            fits = lower_i1(ctx, false);
        }
        out[layout->count] = fits ? fits : lower_i1(ctx, true);
        lower_jump(ctx, join, layout->count + 1, out);
        if (i + 1 < info->count)
            lower_enter(ctx, next);
    }
    lower_enter(ctx, join);
    return true;
}

// To zero: a number that equals 0.
static bool
to_zero(lower_context *ctx, fora_type from, const fora_val *value, fora_val *possible)
{
    fora_val number;
    if (!lower_key_convert(ctx, from, FORA_SIMPLE_TYPE(FLOAT), value, &number,
                           possible))
        return false;
    add_condition(ctx, lower_fcmp(ctx, FORA_EQ, number, lower_f64(ctx, 0.0)), possible);
    return true;
}

static bool
convert_number(lower_context *ctx, fora_type_kind from, fora_type_kind to,
               const fora_val *parts, fora_val *result, fora_val *possible)
{
    fora_val value = from == FORA_TYPE_ZERO ? lower_i64(ctx, 0) : parts[0];
    if (from == FORA_TYPE_ZERO)
        from = FORA_TYPE_INT;
    if (from == FORA_TYPE_BOOL) {
        value = lower_convert(ctx, FORA_OP_L_ZEXT, value, LOW_I64);
        from = FORA_TYPE_INT;
    }
    if (from == FORA_TYPE_INT) {
        result[0] = value;
        return to == FORA_TYPE_INT ||
               (to == FORA_TYPE_FLOAT &&
                to_float_from_int(ctx, value, result, possible)) ||
               (to == FORA_TYPE_BOOL && to_bool(ctx, value, result, possible));
    }
    if (from != FORA_TYPE_FLOAT || (to != FORA_TYPE_INT && to != FORA_TYPE_BOOL))
        return false;
    to_int_from_float(ctx, value, result, possible);
    if (to == FORA_TYPE_BOOL) {
        fora_val whole = *possible;
        to_bool(ctx, result[0], result, possible);
        add_condition(ctx, whole, possible);
    }
    return true;
}

bool
lower_key_convert(lower_context *ctx, fora_type from, fora_type to,
                  const fora_val *value, fora_val *result, fora_val *possible)
{
    *possible = 0;
    if (from == to) {
        for (uint32_t i = 0; i < lower_layout_of(ctx, from)->count; i++)
            result[i] = value[i];
        return true;
    }
    fora_type_kind a = lower_kind(ctx, from), b = lower_kind(ctx, to);
    if (a == FORA_TYPE_CHAR && b == FORA_TYPE_STR) {
        lower_coerce(ctx, from, to, value, result);
        return true;
    }
    if (a == FORA_TYPE_STR && b == FORA_TYPE_CHAR)
        return to_char_from_str(ctx, value[0], result, possible);
    if (a == FORA_TYPE_UNION)
        return convert_from_union(ctx, from, to, value, result, possible);
    if (b == FORA_TYPE_ZERO)
        return to_zero(ctx, from, value, possible);
    // As a float, which equals the int 0 too.
    if (lower_union_is_real(ctx->program, to))
        return lower_key_convert(ctx, from, FORA_SIMPLE_TYPE(FLOAT), value, result,
                                 possible);
    if (b == FORA_TYPE_UNION)
        return convert_to_union(ctx, from, to, value, result, possible);
    if (a == FORA_TYPE_TUPLE && b == FORA_TYPE_TUPLE)
        return convert_tuple(ctx, lower_type(ctx, from), lower_type(ctx, to), value,
                             result, possible);
    bool tuples = a == FORA_TYPE_TUPLE || a == FORA_TYPE_VTUPLE;
    if (tuples && (b == FORA_TYPE_TUPLE || b == FORA_TYPE_VTUPLE))
        return convert_vtuple(ctx, from, to, value, result);
    if (a != FORA_TYPE_BOOL && a != FORA_TYPE_INT && a != FORA_TYPE_ZERO &&
        a != FORA_TYPE_FLOAT)
        return false;
    return convert_number(ctx, a, b, value, result, possible);
}
