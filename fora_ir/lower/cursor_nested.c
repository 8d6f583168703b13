// Cursors over several iterables: enumerate and zip.
#include "arithmetic.h"
#include "cursor_kinds.h"

// The iterables of enumerate and zip, in order. (reversed is undone by the caller.)
void
lower_nested_open(lower_context *ctx, lower_cursor *cursor)
{
    const fora_type_info *info = lower_type(ctx, cursor->type);
    bool enumerate = cursor->kind == FORA_TYPE_ENUMERATE;
    if (!enumerate && cursor->kind != FORA_TYPE_ZIP)
        FORA_DEFECT("lowering: iteration over a type of kind %d", cursor->kind);
    cursor->nested_count = info->count;
    cursor->nested =
        fora_alloc(ctx->scratch, (info->count + 1) * sizeof *cursor->nested);
    const fora_val *parts = cursor->parts;
    for (uint32_t i = 0; i < info->count; i++) {
        lower_cursor_open(ctx, info->parameters[i], parts, &cursor->nested[i]);
        parts += lower_layout_of(ctx, info->parameters[i])->count;
    }
    if (enumerate) {
        cursor->own_states = 1;
        cursor->initial[0] = parts[0];
    }
}

// Memory does not hold enough elements to take a counter that starts in the middle of the
// integers past their end.
static void
next_number(lower_context *ctx, const lower_cursor *cursor, fora_val number,
            fora_val *next)
{
    int64_t start;
    fora_val one = lower_i64(ctx, 1);
    if (lower_constant(ctx, cursor->initial[0], &start) && start < INT64_MAX / 2)
        *next = lower_binary(ctx, FORA_OP_L_ADD_EXACT, number, one);
    else
        *next = lower_int_checked(ctx, FORA_OP_L_ADD_CHECK, number, one);
}

void
lower_nested_next(lower_context *ctx, lower_cursor *cursor, const fora_val *state,
                  fora_block exhausted, fora_val *element, fora_val *next)
{
    bool enumerate = cursor->kind == FORA_TYPE_ENUMERATE;
    fora_val *into = element + enumerate;
    for (uint32_t i = 0; i < cursor->nested_count; i++) {
        lower_cursor *nested = &cursor->nested[i];
        lower_cursor_next(ctx, nested, state, exhausted, into, next);
        into += lower_layout_of(ctx, lower_cursor_element(ctx, nested->type))->count;
        state += nested->state_count;
        next += nested->state_count;
    }
    if (enumerate) {
        element[0] = state[0];
        next_number(ctx, cursor, state[0], next);
    }
}

fora_val
lower_nested_length(lower_context *ctx, lower_cursor *cursor)
{
    fora_val least = 0;
    for (uint32_t i = 0; i < cursor->nested_count; i++) {
        fora_val length = lower_cursor_length(ctx, &cursor->nested[i]);
        if (!length)
            return 0;
        if (least) {
            fora_val smaller = lower_icmp(ctx, FORA_LT, length, least);
            least = lower_select(ctx, smaller, length, least);
        } else {
            least = length;
        }
    }
    return least;
}

// Elements of a nested cursor's type (reversed already undone).
fora_type
lower_cursor_element(lower_context *ctx, fora_type type)
{
    const fora_type_info *info = lower_type(ctx, type);
    fora_types *types = ctx->program->types;
    fora_type parts[16];
    switch (info->kind) {
    case FORA_TYPE_STR:
        return FORA_SIMPLE_TYPE(CHAR);
    case FORA_TYPE_RANGE:
        return FORA_SIMPLE_TYPE(INT);
    case FORA_TYPE_FILE:
        return FORA_SIMPLE_TYPE(STR);
    case FORA_TYPE_DICT_VALUES:
        return info->parameters[1];
    case FORA_TYPE_DICT_ITEMS:
        return fora_type_make(types, FORA_TYPE_TUPLE, 0, 2, info->parameters);
    case FORA_TYPE_REVERSED:
        return lower_cursor_element(ctx, info->parameters[0]);
    case FORA_TYPE_ENUMERATE:
        parts[0] = FORA_SIMPLE_TYPE(INT);
        parts[1] = lower_cursor_element(ctx, info->parameters[0]);
        return fora_type_make(types, FORA_TYPE_TUPLE, 0, 2, parts);
    case FORA_TYPE_ZIP:
        FORA_ASSERT(info->count <= sizeof parts / sizeof *parts);
        for (uint32_t i = 0; i < info->count; i++)
            parts[i] = lower_cursor_element(ctx, info->parameters[i]);
        return fora_type_make(types, FORA_TYPE_TUPLE, 0, info->count, parts);
    default:
        return info->parameters[0];
    }
}
