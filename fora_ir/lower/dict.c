// Dictionaries: LOWER rows.
#include "found.h"
#include "key.h"
#include "list.h"

static lower_table
table_operand(lower_context *ctx, fora_op op)
{
    return lower_table_of(ctx, lower_operand_type(ctx, op, 0));
}

static fora_val
object_operand(lower_context *ctx, fora_op op)
{
    return lower_operand(ctx, op, 0)[0];
}

// The entry of the key that is operand `key_at` in the table that is operand `table_at`, or
// null; what has been looked up already is not looked up again.
static fora_val
find_in(lower_context *ctx, const lower_table *table, fora_op op, uint32_t table_at,
        uint32_t key_at)
{
    fora_val object = fora_operand(ctx->source, op, table_at);
    fora_val key = fora_operand(ctx->source, op, key_at);
    fora_val entry = lower_found_entry(ctx, op, object, key);
    if (entry)
        return entry;
    entry = lower_table_find_any(ctx, table, lower_operand(ctx, op, table_at)[0],
                                 lower_operand_type(ctx, op, key_at),
                                 lower_operand(ctx, op, key_at));
    lower_found_note(ctx, op, object, key, entry);
    return entry;
}

static fora_val
find_operand(lower_context *ctx, const lower_table *table, fora_op op)
{
    return find_in(ctx, table, op, 0, 1);
}

static fora_val
is_missing(lower_context *ctx, fora_val entry)
{
    return lower_icmp(ctx, FORA_EQ, entry, lower_null_ptr(ctx));
}

static fora_val *
load_value(lower_context *ctx, const lower_table *table, fora_val object,
           fora_val entry)
{
    fora_val *components = lower_components(ctx, table->value);
    lower_load(ctx, table->value, entry, table->value_offset, object,
               FORA_MEMORY_ELEMENT, components);
    return components;
}

// {key: value, ...}: keys and values in turn.
void
lower_dict_literal(lower_context *ctx, fora_op op)
{
    fora_type dict = lower_result_type(ctx, op, 0);
    uint32_t count = lower_operand_count(ctx, op);
    fora_val object =
        lower_rt(ctx, rt_dict_new, lower_i32(ctx, lower_descriptor(ctx, dict)),
                 lower_i64(ctx, count / 2));
    for (uint32_t i = 0; i < count; i += 2)
        lower_dict_put(ctx, dict, object, lower_operand(ctx, op, i),
                       lower_operand(ctx, op, i + 1));
    lower_set_scalar(ctx, op, 0, object);
}

// Also of sets: both have the field at the same place.
void
lower_dict_len(lower_context *ctx, fora_op op)
{
    lower_set_scalar(
        ctx, op, 0,
        lower_header(ctx, LOW_I64, object_operand(ctx, op), rt_dict, length));
}

void
lower_dict_truth(lower_context *ctx, fora_op op)
{
    fora_val length =
        lower_header(ctx, LOW_I64, object_operand(ctx, op), rt_dict, length);
    lower_set_scalar(ctx, op, 0, lower_icmp(ctx, FORA_NE, length, lower_i64(ctx, 0)));
}

// `key in table`: the key is operand 0 here.
void
lower_table_contains(lower_context *ctx, fora_op op)
{
    lower_table table = lower_table_of(ctx, lower_operand_type(ctx, op, 1));
    fora_val entry = find_in(ctx, &table, op, 1, 0);
    lower_set_scalar(ctx, op, 0, lower_not(ctx, is_missing(ctx, entry)));
}

// Raises KeyError for the key that is operand 1; keys of other types than these are known
// to be there (fora_ir/infer, expand_dict_getitem).
void
lower_raise_key_error(lower_context *ctx, fora_op op)
{
    const fora_val *key = lower_operand(ctx, op, 1);
    fora_val text;
    switch (lower_kind(ctx, lower_operand_type(ctx, op, 1))) {
    case FORA_TYPE_BOOL:
        text = lower_rt(ctx, rt_bool_str, key[0]);
        break;
    case FORA_TYPE_INT:
        text = lower_rt(ctx, rt_int_str, key[0]);
        break;
    case FORA_TYPE_FLOAT:
        text = lower_rt(ctx, rt_float_str, key[0]);
        break;
    case FORA_TYPE_CHAR:
        text = lower_rt(ctx, rt_char_repr, key[0]);
        break;
    case FORA_TYPE_STR:
        text = lower_rt(ctx, rt_str_repr, key[0]);
        break;
    default:
        text = lower_rt(ctx, rt_none_str);
        break;
    }
    lower_rt(ctx, rt_raise_key, text);
}

void
lower_dict_getitem(lower_context *ctx, fora_op op)
{
    lower_table table = table_operand(ctx, op);
    fora_val entry = find_operand(ctx, &table, op);
    fora_block on = lower_cold_if(ctx, is_missing(ctx, entry));
    lower_raise_key_error(ctx, op);
    lower_enter(ctx, on);
    lower_set_result(ctx, op, 0,
                     load_value(ctx, &table, object_operand(ctx, op), entry));
}

// A value as one of a wider type.
static const fora_val *
widened(lower_context *ctx, fora_type from, fora_type to, const fora_val *value)
{
    if (from == to)
        return value;
    fora_val *result = lower_components(ctx, to);
    lower_coerce(ctx, from, to, value, result);
    return result;
}

// d.get(key, default): the value and the default meet as what both can be.
void
lower_dict_get(lower_context *ctx, fora_op op)
{
    lower_table table = table_operand(ctx, op);
    fora_type type = lower_result_type(ctx, op, 0);
    uint32_t count = lower_layout_of(ctx, type)->count;
    fora_val object = object_operand(ctx, op);
    fora_val entry = find_operand(ctx, &table, op);
    fora_block found = lower_block(ctx), missing = lower_block(ctx),
               on = lower_block(ctx);
    fora_val *result = lower_components(ctx, type);
    lower_block_parameters(ctx, on, type, result);
    lower_branch(ctx, is_missing(ctx, entry), missing, found, LOWER_EVEN);
    lower_enter(ctx, missing);
    lower_jump(
        ctx, on, count,
        widened(ctx, lower_operand_type(ctx, op, 2), type, lower_operand(ctx, op, 2)));
    lower_enter(ctx, found);
    if (lower_kind(ctx, table.value) != FORA_TYPE_NEVER)
        lower_jump(
            ctx, on, count,
            widened(ctx, table.value, type, load_value(ctx, &table, object, entry)));
    else
        lower_jump(ctx, missing, 0, NULL);
    lower_enter(ctx, on);
    lower_set_result(ctx, op, 0, result);
}

void
lower_dict_setitem(lower_context *ctx, fora_op op)
{
    lower_table table = table_operand(ctx, op);
    if (!lower_require_key(ctx, table.key, lower_operand(ctx, op, 1))) {
        lower_set_scalar(ctx, op, 0, object_operand(ctx, op));
        return;
    }
    fora_val key = fora_operand(ctx->source, op, 1);
    fora_val entry = lower_found_entry(ctx, op, fora_operand(ctx->source, op, 0), key);
    fora_val object = lower_found_unique(ctx, &table, object_operand(ctx, op), &entry);
    if (!entry)
        entry = lower_table_find(ctx, &table, object, lower_operand(ctx, op, 1));
    entry = lower_table_put_at(ctx, &table, object, entry, lower_operand(ctx, op, 1),
                               lower_operand(ctx, op, 2));
    lower_found_note(ctx, op, ctx->source->ops[op].result, key, entry);
    lower_set_scalar(ctx, op, 0, object);
}

// d.setdefault(key, default): the value that lies there now.
void
lower_dict_setdefault(lower_context *ctx, fora_op op)
{
    lower_table table = table_operand(ctx, op);
    fora_val object = object_operand(ctx, op);
    if (!lower_require_key(ctx, table.key, lower_operand(ctx, op, 1))) {
        lower_set_result(ctx, op, 0, lower_operand(ctx, op, 2));
        lower_set_scalar(ctx, op, 1, object);
        return;
    }
    object = lower_table_unique(ctx, &table, object);
    fora_val entry = lower_table_find(ctx, &table, object, lower_operand(ctx, op, 1));
    fora_block missing = lower_block(ctx), found = lower_block(ctx),
               on = lower_block(ctx);
    fora_val at = lower_block_parameter(ctx, on, LOW_PTR);
    lower_branch(ctx, is_missing(ctx, entry), missing, found, LOWER_EVEN);
    lower_enter(ctx, missing);
    fora_val fresh = lower_table_insert(ctx, &table, object, lower_operand(ctx, op, 1));
    lower_store(ctx, table.value, fresh, table.value_offset, lower_operand(ctx, op, 2),
                FORA_MEMORY_ELEMENT);
    lower_jump(ctx, on, 1, &fresh);
    lower_enter(ctx, found);
    lower_jump(ctx, on, 1, &entry);
    lower_enter(ctx, on);
    lower_found_note(ctx, op, ctx->source->ops[op].result + 1,
                     fora_operand(ctx->source, op, 1), at);
    lower_set_result(ctx, op, 0, load_value(ctx, &table, object, at));
    lower_set_scalar(ctx, op, 1, object);
}

void
lower_dict_clear(lower_context *ctx, fora_op op)
{
    lower_set_scalar(ctx, op, 1, lower_rt(ctx, rt_dict_clear, object_operand(ctx, op)));
}

// ---- Entries by place: for pylib, which numbers them by their offset in bytes -------

static fora_val
entries_of(lower_context *ctx, fora_val object)
{
    return lower_header(ctx, LOW_PTR, object, rt_dict, entries);
}

// The place of a key's entry, or -1.
void
lower_table_place(lower_context *ctx, fora_op op)
{
    lower_table table = table_operand(ctx, op);
    fora_val object = object_operand(ctx, op);
    fora_val entry = find_operand(ctx, &table, op);
    fora_block found = lower_block(ctx), missing = lower_block(ctx),
               on = lower_block(ctx);
    fora_val result = lower_block_parameter(ctx, on, LOW_I64);
    lower_branch(ctx, is_missing(ctx, entry), missing, found, LOWER_EVEN);
    lower_enter(ctx, missing);
    fora_val none = lower_i64(ctx, -1);
    lower_jump(ctx, on, 1, &none);
    lower_enter(ctx, found);
    fora_val place = lower_rt(ctx, rt_entry_place, object, entry);
    lower_jump(ctx, on, 1, &place);
    lower_enter(ctx, on);
    lower_set_scalar(ctx, op, 0, result);
}

static fora_val
entry_operand(lower_context *ctx, fora_val object, fora_op op)
{
    return lower_address(ctx, entries_of(ctx, object), lower_operand(ctx, op, 1)[0], 1,
                         0);
}

void
lower_table_key_at(lower_context *ctx, fora_op op)
{
    lower_table table = table_operand(ctx, op);
    fora_val object = object_operand(ctx, op);
    fora_val *components = lower_components(ctx, table.key);
    lower_load(ctx, table.key, entry_operand(ctx, object, op), RT_ENTRY_KEY, object,
               FORA_MEMORY_ELEMENT, components);
    lower_set_result(ctx, op, 0, components);
}

void
lower_table_value_at(lower_context *ctx, fora_op op)
{
    lower_table table = table_operand(ctx, op);
    fora_val object = object_operand(ctx, op);
    lower_set_result(ctx, op, 0,
                     load_value(ctx, &table, object, entry_operand(ctx, object, op)));
}

// The table without the entry at a place.
void
lower_table_remove_at(lower_context *ctx, fora_op op)
{
    lower_table table = table_operand(ctx, op);
    fora_val object = lower_table_unique(ctx, &table, object_operand(ctx, op));
    fora_val entry = entry_operand(ctx, object, op);
    lower_take(ctx, table.key, entry, RT_ENTRY_KEY, FORA_MEMORY_ELEMENT,
               lower_components(ctx, table.key));
    lower_take(ctx, table.value, entry, table.value_offset, FORA_MEMORY_ELEMENT,
               lower_components(ctx, table.value));
    lower_table_remove(ctx, &table, object, entry);
    lower_set_scalar(ctx, op, 0, object);
}

// The place of the last entry; the dictionary is not empty.
void
lower_dict_last(lower_context *ctx, fora_op op)
{
    fora_val object = object_operand(ctx, op);
    fora_val used = lower_header(ctx, LOW_I64, object, rt_dict, used);
    fora_val before = lower_binary(ctx, FORA_OP_L_SUB_EXACT, used, lower_i64(ctx, 1));
    fora_val size = lower_i64(ctx, table_operand(ctx, op).entry_size);
    lower_set_scalar(ctx, op, 0, lower_binary(ctx, FORA_OP_L_MUL_EXACT, before, size));
}

// ---- Views --------------------------------------------------------------------------

// d.keys(), d.values(), d.items(): the dictionary seen otherwise.
void
lower_dict_view(lower_context *ctx, fora_op op)
{
    lower_set_scalar(ctx, op, 0, object_operand(ctx, op));
}
