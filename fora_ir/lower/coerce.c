// Conversion of a value to a wider type.
#include "cursor.h"
#include "program.h"

// Whether a value of `from` can become one of `to` (neither is a union).
static bool
converts(lower_context *ctx, fora_type from, fora_type to)
{
    if (from == to)
        return true;
    const fora_type_info *a = lower_type(ctx, from), *b = lower_type(ctx, to);
    switch (a->kind) {
    case FORA_TYPE_NEVER:
        return true;
    case FORA_TYPE_BOOL:
    case FORA_TYPE_ZERO:
        return b->kind == FORA_TYPE_INT || b->kind == FORA_TYPE_FLOAT;
    case FORA_TYPE_INT:
        return b->kind == FORA_TYPE_FLOAT;
    case FORA_TYPE_CHAR:
        return b->kind == FORA_TYPE_STR;
    case FORA_TYPE_INSTANCE:
        return b->kind == FORA_TYPE_INSTANCE &&
               lower_class_derives(ctx->program, a->payload, b->payload);
    case FORA_TYPE_TUPLE:
        if (b->kind == FORA_TYPE_VTUPLE)
            return true;
        break;
    default:
        break;
    }
    if (a->kind != b->kind || a->payload != b->payload || a->count != b->count)
        return false;
    for (uint32_t i = 0; i < a->count; i++) {
        if (lower_kind(ctx, b->parameters[i]) != FORA_TYPE_UNION &&
            !converts(ctx, a->parameters[i], b->parameters[i]))
            return false;
    }
    return a->count > 0;
}

static uint32_t
member_for(lower_context *ctx, fora_type from, fora_type to)
{
    int exact = lower_union_member(ctx->program, to, from);
    if (exact >= 0)
        return (uint32_t)exact;
    const fora_type_info *info = lower_type(ctx, to);
    for (uint32_t i = 0; i < info->count; i++) {
        if (converts(ctx, from, info->parameters[i]))
            return i;
    }
    FORA_DEFECT("lowering: a value fits no member of the union it becomes");
}

static void
coerce_to_union(lower_context *ctx, fora_type from, fora_type to, const fora_val *value,
                fora_val *result)
{
    uint32_t number = member_for(ctx, from, to);
    fora_type member = lower_parameter(ctx, to, number);
    const fora_layout *layout = lower_layout_of(ctx, member);
    fora_val *part = fora_alloc(ctx->scratch, (layout->count + 1) * sizeof *part);
    lower_coerce(ctx, from, member, value, part);
    lower_inject(ctx, to, number, part, result);
}

static void
coerce_parts(lower_context *ctx, const fora_type_info *from, const fora_type_info *to,
             const fora_val *value, fora_val *result)
{
    FORA_ASSERT(from->count == to->count);
    for (uint32_t i = 0; i < from->count; i++) {
        lower_coerce(ctx, from->parameters[i], to->parameters[i], value, result);
        value += lower_layout_of(ctx, from->parameters[i])->count;
        result += lower_layout_of(ctx, to->parameters[i])->count;
    }
}

// A tuple of known length in memory.
static fora_val
vtuple_of_tuple(lower_context *ctx, const fora_type_info *from, fora_type to,
                const fora_val *value)
{
    fora_type element = lower_parameter(ctx, to, 0);
    const fora_layout *layout = lower_layout_of(ctx, element);
    int64_t data = offsetof(rt_vtuple, data);
    fora_val object =
        lower_allocate(ctx, (uint64_t)data + (uint64_t)layout->size * from->count,
                       lower_descriptor(ctx, to));
    lower_store_machine(ctx, object, offsetof(rt_vtuple, length),
                        lower_i64(ctx, from->count), FORA_MEMORY_HEADER);
    fora_val *part = fora_alloc(ctx->scratch, (layout->count + 1) * sizeof *part);
    for (uint32_t i = 0; i < from->count; i++) {
        lower_coerce(ctx, from->parameters[i], element, value, part);
        lower_store(ctx, element, object, data + (int64_t)layout->size * i, part,
                    FORA_MEMORY_ELEMENT);
        value += lower_layout_of(ctx, from->parameters[i])->count;
    }
    return object;
}

// ---- Containers ---------------------------------------------------------------------

// A container that is being filled with converted elements.
typedef struct {
    fora_type from, to;   // `to`: a list where a vtuple is wanted
    fora_type_kind kind;  // LIST, DICT, or SET for frozensets too
    fora_type walked;     // what is iterated
    fora_val object;
} conversion;

static void
begin_conversion(lower_context *ctx, conversion *c, fora_val length)
{
    if (c->kind == FORA_TYPE_DICT)
        c->object = lower_dict_new(ctx, c->to);
    else if (c->kind == FORA_TYPE_LIST)
        c->object = lower_list_new(ctx, c->to, length);
    else
        c->object = lower_set_new(ctx, c->to);
}

static void
convert_element(lower_context *ctx, const conversion *c, const fora_val *old)
{
    fora_type key = lower_parameter(ctx, c->to, 0),
              old_key = lower_parameter(ctx, c->from, 0);
    fora_val *new =
        fora_alloc(ctx->scratch, (lower_layout_of(ctx, key)->count + 1) * sizeof *new);
    lower_coerce(ctx, old_key, key, old, new);
    if (c->kind == FORA_TYPE_LIST) {
        lower_list_push(ctx, c->to, c->object, new);
    } else if (c->kind == FORA_TYPE_DICT) {
        fora_type value = lower_parameter(ctx, c->to, 1);
        fora_val *new_value = fora_alloc(
            ctx->scratch, (lower_layout_of(ctx, value)->count + 1) * sizeof *new_value);
        lower_coerce(ctx, lower_parameter(ctx, c->from, 1), value,
                     old + lower_layout_of(ctx, old_key)->count, new_value);
        lower_dict_put(ctx, c->to, c->object, new, new_value);
    } else {
        lower_set_put(ctx, c->to, c->object, new);
    }
}

static void
convert_elements(lower_context *ctx, const conversion *c, lower_cursor *cursor)
{
    fora_block head = lower_block(ctx), done = lower_block(ctx);
    fora_val state[LOWER_CURSOR_STATES], next[LOWER_CURSOR_STATES];
    lower_cursor_initial(cursor, state);
    lower_jump(ctx, head, cursor->state_count, state);
    for (uint32_t i = 0; i < cursor->state_count; i++)
        state[i] = lower_block_parameter(ctx, head, LOW_I64);
    lower_enter(ctx, head);
    uint32_t count = lower_layout_of(ctx, lower_cursor_element(ctx, c->walked))->count;
    fora_val *old = fora_alloc(ctx->scratch, (count + 1) * sizeof *old);
    lower_cursor_next(ctx, cursor, state, done, old, next);
    convert_element(ctx, c, old);
    lower_jump(ctx, head, cursor->state_count, next);
    lower_enter(ctx, done);
}

// The converted elements of a list, vtuple, set or dictionary go into a new one.
static fora_val
convert_container(lower_context *ctx, fora_type from, fora_type to,
                  const fora_val *value)
{
    const fora_type_info *info = lower_type(ctx, to);
    fora_types *types = ctx->program->types;
    conversion c = {.from = from, .to = to, .kind = info->kind, .walked = from};
    if (info->kind == FORA_TYPE_VTUPLE) {
        c.to = fora_type_make(types, FORA_TYPE_LIST, 0, 1, info->parameters);
        c.kind = FORA_TYPE_LIST;
    } else if (info->kind == FORA_TYPE_DICT) {
        c.walked = fora_type_make(types, FORA_TYPE_DICT_ITEMS, 0, 2,
                                  lower_type(ctx, from)->parameters);
    }
    if (lower_parameter(ctx, from, 0) == FORA_SIMPLE_TYPE(NEVER)) {
        begin_conversion(ctx, &c, lower_i64(ctx, 0));
    } else {
        lower_cursor cursor;
        lower_cursor_open(ctx, c.walked, value, &cursor);
        begin_conversion(ctx, &c, cursor.length);
        convert_elements(ctx, &c, &cursor);
    }
    return info->kind == FORA_TYPE_VTUPLE ? lower_vtuple_of_list(ctx, to, c.object)
                                          : c.object;
}

// ---- All kinds ----------------------------------------------------------------------

static void
coerce_to_float(lower_context *ctx, fora_type_kind from, const fora_val *value,
                fora_val *result)
{
    if (from == FORA_TYPE_ZERO) {
        result[0] = lower_f64(ctx, 0.0);
        return;
    }
    fora_val number = value[0];
    if (from == FORA_TYPE_BOOL)
        number = lower_convert(ctx, FORA_OP_L_ZEXT, number, LOW_I64);
    result[0] = lower_convert(ctx, FORA_OP_L_SITOFP, number, LOW_F64);
}

static void
coerce_plain(lower_context *ctx, fora_type from, fora_type to, const fora_val *value,
             fora_val *result)
{
    const fora_type_info *a = lower_type(ctx, from), *b = lower_type(ctx, to);
    switch (b->kind) {
    case FORA_TYPE_INT:
        result[0] = a->kind == FORA_TYPE_ZERO
                        ? lower_i64(ctx, 0)
                        : lower_convert(ctx, FORA_OP_L_ZEXT, value[0], LOW_I64);
        break;
    case FORA_TYPE_FLOAT:
        coerce_to_float(ctx, a->kind, value, result);
        break;
    case FORA_TYPE_STR:
        result[0] = lower_rt(ctx, rt_char_str, value[0]);
        break;
    case FORA_TYPE_INSTANCE:
        result[0] = value[0];
        break;
    case FORA_TYPE_VTUPLE:
        result[0] = a->kind == FORA_TYPE_TUPLE
                        ? vtuple_of_tuple(ctx, a, to, value)
                        : convert_container(ctx, from, to, value);
        break;
    case FORA_TYPE_LIST:
    case FORA_TYPE_DICT:
    case FORA_TYPE_SET:
    case FORA_TYPE_FROZENSET:
        result[0] = convert_container(ctx, from, to, value);
        break;
    default:
        if (a->kind != b->kind)
            FORA_DEFECT("lowering: no conversion from kind %d to kind %d", a->kind,
                        b->kind);
        coerce_parts(ctx, a, b, value, result);
        if (b->kind == FORA_TYPE_ENUMERATE)
            result[lower_layout_of(ctx, to)->count - 1] =
                value[lower_layout_of(ctx, from)->count - 1];
        break;
    }
}

static void
coerce_never(lower_context *ctx, fora_type to, fora_val *result)
{
    const fora_layout *layout = lower_layout_of(ctx, to);
    for (uint32_t i = 0; i < layout->count; i++)
        result[i] = lower_zero(ctx, layout->machine[i]);
}

void
lower_coerce(lower_context *ctx, fora_type from, fora_type to, const fora_val *value,
             fora_val *result)
{
    lower_place(ctx);
    fora_type_kind source = lower_kind(ctx, from), target = lower_kind(ctx, to);
    if (from == to) {
        uint32_t count = lower_layout_of(ctx, to)->count;
        for (uint32_t i = 0; i < count; i++)
            result[i] = value[i];
    } else if (source == FORA_TYPE_NEVER) {
        coerce_never(ctx, to, result);
    } else if (source == FORA_TYPE_UNION) {
        lower_widen(ctx, from, to, value, result);
    } else if (target == FORA_TYPE_UNION) {
        coerce_to_union(ctx, from, to, value, result);
    } else {
        coerce_plain(ctx, from, to, value, result);
    }
}

void
lower_coerce_op(lower_context *ctx, fora_op op)
{
    fora_type to = lower_result_type(ctx, op, 0);
    uint32_t count = lower_layout_of(ctx, to)->count;
    fora_val *result = fora_alloc(ctx->scratch, (count + 1) * sizeof *result);
    lower_coerce(ctx, lower_operand_type(ctx, op, 0), to, lower_operand(ctx, op, 0),
                 result);
    lower_set_result(ctx, op, 0, result);
}
