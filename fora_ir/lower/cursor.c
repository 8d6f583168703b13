// Cursors over lists, vtuples, strings, ranges, dictionaries, sets and files. Those over
// several iterables are in cursor_nested.c.
#include "cursor.h"
#include "cursor_kinds.h"
#include "pieces.h"
#include "program.h"

// ---- Opening ------------------------------------------------------------------------

static void
open_indexed(lower_context *ctx, lower_cursor *cursor, int64_t length_offset)
{
    fora_val object = cursor->parts[0];
    cursor->length = lower_load_machine(ctx, LOW_I64, object, length_offset, object,
                                        FORA_MEMORY_HEADER);
    cursor->own_states = 1;
    cursor->initial[0] = cursor->reversed ? cursor->length : lower_i64(ctx, 0);
}

// Entries 0 .. used - 1 of a dictionary or set; both have the same fields up to `entries`.
static void
open_entries(lower_context *ctx, lower_cursor *cursor)
{
    open_indexed(ctx, cursor, offsetof(rt_dict, used));
    cursor->data = lower_header(ctx, LOW_PTR, cursor->parts[0], rt_dict, entries);
}

static void
open_str(lower_context *ctx, lower_cursor *cursor)
{
    open_indexed(ctx, cursor, offsetof(rt_str, length));
    cursor->width = lower_header(ctx, LOW_I8, cursor->parts[0], rt_str, width);
}

void
lower_cursor_open(lower_context *ctx, fora_type type, const fora_val *parts,
                  lower_cursor *cursor)
{
    fora_type_kind kind = lower_kind(ctx, type);
    bool reversed = kind == FORA_TYPE_REVERSED;
    if (reversed) {
        type = lower_parameter(ctx, type, 0);
        kind = lower_kind(ctx, type);
    }
    *cursor = (lower_cursor){
        .type = type, .kind = kind, .parts = parts, .reversed = reversed};
    switch (kind) {
    case FORA_TYPE_LIST:
        open_indexed(ctx, cursor, offsetof(rt_list, length));
        cursor->data = lower_header(ctx, LOW_PTR, parts[0], rt_list, data);
        if (lower_tail_skip(ctx, parts[0]))
            cursor->initial[0] = cursor->first =
                lower_i64(ctx, lower_tail_skip(ctx, parts[0]));
        break;
    case FORA_TYPE_VTUPLE:
        open_indexed(ctx, cursor, offsetof(rt_vtuple, length));
        cursor->data = lower_address(ctx, parts[0], 0, 0, offsetof(rt_vtuple, data));
        break;
    case FORA_TYPE_STR:
        open_str(ctx, cursor);
        break;
    case FORA_TYPE_DICT:
    case FORA_TYPE_DICT_KEYS:
    case FORA_TYPE_DICT_VALUES:
    case FORA_TYPE_DICT_ITEMS:
    case FORA_TYPE_SET:
    case FORA_TYPE_FROZENSET:
        open_entries(ctx, cursor);
        break;
    case FORA_TYPE_RANGE:
        lower_range_open(ctx, cursor);
        break;
    case FORA_TYPE_FILE:
        break;
    default:
        lower_nested_open(ctx, cursor);
        break;
    }
    cursor->state_count = cursor->own_states;
    for (uint32_t i = 0; i < cursor->nested_count; i++)
        cursor->state_count += cursor->nested[i].state_count;
}

void
lower_cursor_initial(const lower_cursor *cursor, fora_val *state)
{
    for (uint32_t i = 0; i < cursor->nested_count; i++) {
        lower_cursor_initial(&cursor->nested[i], state);
        state += cursor->nested[i].state_count;
    }
    for (uint32_t i = 0; i < cursor->own_states; i++)
        state[i] = cursor->initial[i];
}

// ---- Stepping -----------------------------------------------------------------------

void
lower_cursor_leave_unless(lower_context *ctx, fora_val more, fora_block exhausted)
{
    fora_block on = lower_block(ctx);
    lower_branch(ctx, more, on, exhausted, LOWER_EVEN);
    lower_enter(ctx, on);
}

// The index at hand of 0 .. length - 1, or length - 1 .. 0, and the state behind it.
static fora_val
step_index(lower_context *ctx, lower_cursor *cursor, fora_val state,
           fora_block exhausted, fora_val *next)
{
    if (!cursor->reversed) {
        fora_val more = lower_icmp(ctx, FORA_LT, state, cursor->length);
        lower_cursor_leave_unless(ctx, more, exhausted);
        *next = lower_binary(ctx, FORA_OP_L_ADD_EXACT, state, lower_i64(ctx, 1));
        return state;
    }
    fora_val more = lower_icmp(ctx, FORA_GT, state, lower_i64(ctx, 0));
    lower_cursor_leave_unless(ctx, more, exhausted);
    *next = lower_binary(ctx, FORA_OP_L_SUB_EXACT, state, lower_i64(ctx, 1));
    return *next;
}

// The index at hand, and the two states behind it: index and end of the part.
static fora_val
step_in_part(lower_context *ctx, const lower_cursor *cursor, const fora_val *state,
             fora_block exhausted, fora_val *next)
{
    fora_block end = lower_block(ctx), more = lower_block(ctx), on = lower_block(ctx);
    next[1] = lower_block_parameter(ctx, on, LOW_I64);
    fora_block same = lower_block(ctx);
    lower_branch(ctx, lower_icmp(ctx, FORA_LT, state[0], state[1]), same, end,
                 LOWER_ELSE_UNLIKELY);
    lower_enter(ctx, same);
    lower_jump(ctx, on, 1, &state[1]);
    lower_enter(ctx, end);
    lower_branch(ctx, lower_icmp(ctx, FORA_LT, state[0], cursor->length), more,
                 exhausted, LOWER_THEN_UNLIKELY);
    lower_enter(ctx, more);
    fora_val kept =
        lower_load_machine(ctx, LOW_I64, cursor->kept, 0, 0, FORA_MEMORY_SLOT);
    fora_val part = lower_rt(ctx, rt_list_read_on, cursor->parts[0], cursor->data,
                             state[0], kept, cursor->length);
    lower_jump(ctx, on, 1, &part);
    lower_enter(ctx, on);
    next[0] = lower_binary(ctx, FORA_OP_L_ADD_EXACT, state[0], lower_i64(ctx, 1));
    return state[0];
}

static void
next_element(lower_context *ctx, lower_cursor *cursor, const fora_val *state,
             fora_block exhausted, fora_val *element, fora_val *next)
{
    fora_type type = lower_parameter(ctx, cursor->type, 0);
    fora_val index = cursor->kept ? step_in_part(ctx, cursor, state, exhausted, next)
                                  : step_index(ctx, cursor, state[0], exhausted, next);
    fora_val at =
        lower_address(ctx, cursor->data, index, lower_layout_of(ctx, type)->size, 0);
    lower_load(ctx, type, at, 0, cursor->parts[0], FORA_MEMORY_ELEMENT, element);
}

// Most strings are one byte wide: those are read here.
static void
next_code_point(lower_context *ctx, lower_cursor *cursor, const fora_val *state,
                fora_block exhausted, fora_val *element, fora_val *next)
{
    fora_val index = step_index(ctx, cursor, state[0], exhausted, next);
    fora_val str = cursor->parts[0];
    fora_block narrow = lower_block(ctx), wide = lower_block(ctx),
               on = lower_block(ctx);
    element[0] = lower_block_parameter(ctx, on, LOW_I32);
    fora_val is_narrow = lower_icmp(ctx, FORA_EQ, cursor->width, lower_i8(ctx, 1));
    lower_branch(ctx, is_narrow, narrow, wide, LOWER_ELSE_UNLIKELY);
    lower_enter(ctx, narrow);
    fora_val at = lower_address(ctx, str, index, 1, offsetof(rt_str, data));
    fora_val byte = lower_load_machine(ctx, LOW_I8, at, 0, str, FORA_MEMORY_TEXT);
    fora_val point = lower_convert(ctx, FORA_OP_L_ZEXT, byte, LOW_I32);
    lower_jump(ctx, on, 1, &point);
    lower_enter(ctx, wide);
    point = lower_rt(ctx, rt_str_at, str, index);
    lower_jump(ctx, on, 1, &point);
    lower_enter(ctx, on);
}

// Loads the parts of an entry that the view is about: key, value, or both.
static void
load_entry(lower_context *ctx, lower_cursor *cursor, fora_val entry, fora_val *element)
{
    fora_type key = lower_parameter(ctx, cursor->type, 0);
    uint32_t keys = 0;
    if (cursor->kind != FORA_TYPE_DICT_VALUES) {
        lower_load(ctx, key, entry, RT_ENTRY_KEY, cursor->parts[0], FORA_MEMORY_ELEMENT,
                   element);
        keys = lower_layout_of(ctx, key)->count;
    }
    if (cursor->kind == FORA_TYPE_DICT_VALUES || cursor->kind == FORA_TYPE_DICT_ITEMS) {
        fora_type value = lower_parameter(ctx, cursor->type, 1);
        lower_load(ctx, value, entry, lower_entry_value_offset(ctx->whole, key, value),
                   cursor->parts[0], FORA_MEMORY_ELEMENT, element + keys);
    }
}

static uint32_t
entry_size(lower_context *ctx, const lower_cursor *cursor)
{
    fora_type key = lower_parameter(ctx, cursor->type, 0);
    bool is_set = cursor->kind == FORA_TYPE_SET || cursor->kind == FORA_TYPE_FROZENSET;
    fora_type value =
        is_set ? FORA_SIMPLE_TYPE(NONE) : lower_parameter(ctx, cursor->type, 1);
    return lower_entry_size(ctx->whole, key, value);
}

// Entries that are not live are passed over in a loop of its own.
static void
next_entry(lower_context *ctx, lower_cursor *cursor, const fora_val *state,
           fora_block exhausted, fora_val *element, fora_val *next)
{
    fora_block search = lower_block(ctx), found = lower_block(ctx);
    fora_val at = lower_block_parameter(ctx, search, LOW_I64);
    lower_jump(ctx, search, 1, state);
    lower_enter(ctx, search);
    fora_val index = step_index(ctx, cursor, at, exhausted, next);
    fora_val entry =
        lower_address(ctx, cursor->data, index, entry_size(ctx, cursor), RT_ENTRY_HASH);
    fora_val hash = lower_load_machine(ctx, LOW_I64, entry, 0, cursor->parts[0],
                                       FORA_MEMORY_ELEMENT);
    fora_val live = lower_icmp(ctx, FORA_GT, hash, lower_i64(ctx, RT_HASH_DELETED));
    fora_block again = lower_block(ctx);
    lower_branch(ctx, live, found, again, LOWER_ELSE_UNLIKELY);
    lower_enter(ctx, again);
    lower_jump(ctx, search, 1, next);
    lower_enter(ctx, found);
    load_entry(ctx, cursor, entry, element);
}

static void
next_line(lower_context *ctx, lower_cursor *cursor, fora_block exhausted,
          fora_val *element)
{
    element[0] = lower_rt(ctx, rt_file_next, cursor->parts[0]);
    fora_val more = lower_icmp(ctx, FORA_NE, element[0], lower_null(ctx));
    lower_cursor_leave_unless(ctx, more, exhausted);
}

static void
next_piece(lower_context *ctx, lower_cursor *cursor, fora_block exhausted,
           fora_val *element)
{
    element[0] = lower_pieces_next(ctx, cursor->pieces);
    fora_val more = lower_icmp(ctx, FORA_NE, element[0], lower_null(ctx));
    lower_cursor_leave_unless(ctx, more, exhausted);
}

void
lower_cursor_next(lower_context *ctx, lower_cursor *cursor, const fora_val *state,
                  fora_block exhausted, fora_val *element, fora_val *next)
{
    if (cursor->pieces) {
        next_piece(ctx, cursor, exhausted, element);
        return;
    }
    switch (cursor->kind) {
    case FORA_TYPE_LIST:
    case FORA_TYPE_VTUPLE:
        next_element(ctx, cursor, state, exhausted, element, next);
        break;
    case FORA_TYPE_STR:
        next_code_point(ctx, cursor, state, exhausted, element, next);
        break;
    case FORA_TYPE_RANGE:
        lower_range_next(ctx, cursor, state, exhausted, element, next);
        break;
    case FORA_TYPE_FILE:
        next_line(ctx, cursor, exhausted, element);
        break;
    case FORA_TYPE_ENUMERATE:
    case FORA_TYPE_ZIP:
        lower_nested_next(ctx, cursor, state, exhausted, element, next);
        break;
    default:
        next_entry(ctx, cursor, state, exhausted, element, next);
        break;
    }
}

fora_val
lower_cursor_length(lower_context *ctx, lower_cursor *cursor)
{
    if (cursor->pieces)
        return 0;
    if (cursor->first) {
        fora_val rest = lower_binary(ctx, FORA_OP_L_SUB, cursor->length, cursor->first);
        fora_val some = lower_icmp(ctx, FORA_GT, rest, lower_i64(ctx, 0));
        return lower_select(ctx, some, rest, lower_i64(ctx, 0));
    }
    switch (cursor->kind) {
    case FORA_TYPE_LIST:
    case FORA_TYPE_VTUPLE:
    case FORA_TYPE_STR:
        return cursor->length;
    case FORA_TYPE_RANGE:
        return lower_range_cursor_length(ctx, cursor);
    case FORA_TYPE_FILE:
        return 0;
    case FORA_TYPE_ENUMERATE:
    case FORA_TYPE_ZIP:
        return lower_nested_length(ctx, cursor);
    default:
        return lower_header(ctx, LOW_I64, cursor->parts[0], rt_dict, length);
    }
}
