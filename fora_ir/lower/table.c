// Entries of dictionaries and sets: finding, inserting, removing.
#include "key.h"

#include "program.h"

enum { STATE_BYTES = 32 };

lower_table
lower_table_of(lower_context *ctx, fora_type container)
{
    fora_type_kind kind = lower_kind(ctx, container);
    lower_table table = {.key = lower_parameter(ctx, container, 0),
                         .value = FORA_SIMPLE_TYPE(NONE)};
    table.is_set = kind == FORA_TYPE_SET || kind == FORA_TYPE_FROZENSET;
    if (!table.is_set)
        table.value = lower_parameter(ctx, container, 1);
    table.value_offset = lower_entry_value_offset(ctx->whole, table.key, table.value);
    table.entry_size = lower_entry_size(ctx->whole, table.key, table.value);
    return table;
}

// Compares the candidates of a hash one after the other.
static fora_val
find_by_hash(lower_context *ctx, const lower_table *table, fora_val object,
             const fora_val *key)
{
    fora_val hash = lower_hash(ctx, table->key, key);
    fora_val state = lower_slot(ctx, STATE_BYTES, 8);
    fora_block head = lower_block(ctx), compare = lower_block(ctx),
               done = lower_block(ctx);
    fora_block again = lower_block(ctx), found = lower_block(ctx);
    fora_val entry = lower_block_parameter(ctx, head, LOW_PTR);
    fora_val result = lower_block_parameter(ctx, done, LOW_PTR);
    fora_val first = table->is_set ? lower_rt(ctx, rt_set_first, object, hash, state)
                                   : lower_rt(ctx, rt_dict_first, object, hash, state);
    lower_jump(ctx, head, 1, &first);
    lower_enter(ctx, head);
    fora_block missing = lower_block(ctx);
    lower_branch(ctx, lower_icmp(ctx, FORA_EQ, entry, lower_null_ptr(ctx)), missing,
                 compare, LOWER_EVEN);
    lower_enter(ctx, missing);
    lower_jump(ctx, done, 1, &entry);
    lower_enter(ctx, compare);
    const fora_layout *layout = lower_layout_of(ctx, table->key);
    fora_val *candidate =
        fora_alloc(ctx->scratch, (layout->count + 1) * sizeof *candidate);
    lower_load(ctx, table->key, entry, RT_ENTRY_KEY, object, FORA_MEMORY_ELEMENT,
               candidate);
    fora_val equal = lower_equal(ctx, table->key, candidate, key);
    lower_branch(ctx, equal, found, again, LOWER_ELSE_UNLIKELY);
    lower_enter(ctx, found);
    lower_jump(ctx, done, 1, &entry);
    lower_enter(ctx, again);
    fora_val next = table->is_set ? lower_rt(ctx, rt_set_next, object, hash, state)
                                  : lower_rt(ctx, rt_dict_next, object, hash, state);
    lower_jump(ctx, head, 1, &next);
    lower_enter(ctx, done);
    return result;
}

fora_val
lower_table_find(lower_context *ctx, const lower_table *table, fora_val object,
                 const fora_val *key)
{
    switch (lower_kind(ctx, table->key)) {
    case FORA_TYPE_NEVER:
        return lower_null_ptr(ctx);
    case FORA_TYPE_INT:
        return table->is_set ? lower_rt(ctx, rt_set_find_int, object, key[0])
                             : lower_rt(ctx, rt_dict_find_int, object, key[0]);
    case FORA_TYPE_STR:
        return table->is_set ? lower_rt(ctx, rt_set_find_str, object, key[0])
                             : lower_rt(ctx, rt_dict_find_str, object, key[0]);
    default:
        return find_by_hash(ctx, table, object, key);
    }
}

fora_val
lower_table_find_any(lower_context *ctx, const lower_table *table, fora_val object,
                     fora_type type, const fora_val *value)
{
    if (!lower_require_sought(ctx, table, type, value))
        return lower_null_ptr(ctx);
    uint32_t count = lower_layout_of(ctx, table->key)->count;
    fora_val *key = fora_alloc(ctx->scratch, (count + 1) * sizeof *key);
    fora_val possible = 0;
    if (lower_kind(ctx, table->key) == FORA_TYPE_NEVER ||
        !lower_key_convert(ctx, type, table->key, value, key, &possible))
        return lower_null_ptr(ctx);
    if (!possible)
        return lower_table_find(ctx, table, object, key);
    fora_block search = lower_block(ctx), never = lower_block(ctx),
               join = lower_block(ctx);
    fora_val result = lower_block_parameter(ctx, join, LOW_PTR);
    lower_branch(ctx, possible, search, never, LOWER_EVEN);
    lower_enter(ctx, never);
    fora_val none = lower_null_ptr(ctx);
    lower_jump(ctx, join, 1, &none);
    lower_enter(ctx, search);
    fora_val found = lower_table_find(ctx, table, object, key);
    lower_jump(ctx, join, 1, &found);
    lower_enter(ctx, join);
    return result;
}

fora_val
lower_table_insert(lower_context *ctx, const lower_table *table, fora_val object,
                   const fora_val *key)
{
    fora_val hash = lower_hash(ctx, table->key, key);
    fora_val entry = table->is_set ? lower_rt(ctx, rt_set_insert, object, hash)
                                   : lower_rt(ctx, rt_dict_insert, object, hash);
    lower_store(ctx, table->key, entry, RT_ENTRY_KEY, key, FORA_MEMORY_ELEMENT);
    return entry;
}

void
lower_table_remove(lower_context *ctx, const lower_table *table, fora_val object,
                   fora_val entry)
{
    if (table->is_set)
        lower_rt(ctx, rt_set_remove, object, entry);
    else
        lower_rt(ctx, rt_dict_remove, object, entry);
}

fora_val
lower_table_unique(lower_context *ctx, const lower_table *table, fora_val object)
{
    return table->is_set ? lower_rt(ctx, rt_set_unique, object)
                         : lower_rt(ctx, rt_dict_unique, object);
}

// The entry is there: its value is replaced.
static void
replace_value(lower_context *ctx, const lower_table *table, fora_val entry,
              const fora_val *value)
{
    uint32_t count = lower_layout_of(ctx, table->value)->count;
    fora_val *old = fora_alloc(ctx->scratch, (count + 1) * sizeof *old);
    lower_take(ctx, table->value, entry, table->value_offset, FORA_MEMORY_ELEMENT, old);
    lower_store(ctx, table->value, entry, table->value_offset, value,
                FORA_MEMORY_ELEMENT);
}

fora_val
lower_table_put_at(lower_context *ctx, const lower_table *table, fora_val object,
                   fora_val entry, const fora_val *key, const fora_val *value)
{
    fora_block missing = lower_block(ctx), there = lower_block(ctx),
               join = lower_block(ctx);
    fora_val result = lower_block_parameter(ctx, join, LOW_PTR);
    lower_branch(ctx, lower_icmp(ctx, FORA_EQ, entry, lower_null_ptr(ctx)), missing,
                 there, LOWER_EVEN);
    lower_enter(ctx, missing);
    fora_val fresh = lower_table_insert(ctx, table, object, key);
    if (!table->is_set)
        lower_store(ctx, table->value, fresh, table->value_offset, value,
                    FORA_MEMORY_ELEMENT);
    lower_jump(ctx, join, 1, &fresh);
    lower_enter(ctx, there);
    if (!table->is_set)
        replace_value(ctx, table, entry, value);
    lower_jump(ctx, join, 1, &entry);
    lower_enter(ctx, join);
    return result;
}

void
lower_table_put(lower_context *ctx, const lower_table *table, fora_val object,
                const fora_val *key, const fora_val *value)
{
    fora_val entry = lower_table_find(ctx, table, object, key);
    lower_table_put_at(ctx, table, object, entry, key, value);
}

// ---- Fresh tables -------------------------------------------------------------------

fora_val
lower_set_new(lower_context *ctx, fora_type set)
{
    return lower_rt(ctx, rt_set_new, lower_i32(ctx, lower_descriptor(ctx, set)));
}

fora_val
lower_dict_new(lower_context *ctx, fora_type dict)
{
    return lower_rt(ctx, rt_dict_new, lower_i32(ctx, lower_descriptor(ctx, dict)),
                    lower_i64(ctx, 0));
}

void
lower_set_put(lower_context *ctx, fora_type set, fora_val object,
              const fora_val *element)
{
    lower_table table = lower_table_of(ctx, set);
    if (lower_require_key(ctx, table.key, element))
        lower_table_put(ctx, &table, object, element, NULL);
}

void
lower_dict_put(lower_context *ctx, fora_type dict, fora_val object, const fora_val *key,
               const fora_val *value)
{
    lower_table table = lower_table_of(ctx, dict);
    if (lower_require_key(ctx, table.key, key))
        lower_table_put(ctx, &table, object, key, value);
}
