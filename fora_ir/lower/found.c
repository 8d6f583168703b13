// Entries that have been looked up already. `d[k] = d.get(k, 0) + 1`, `if k in s: ... s[k]`
// and the update of what a path leads to ask one table for one key several times. Values do
// not change, so that the first answer holds wherever it was given before: in the same
// region or in one around it.
#include "found.h"

#include <string.h>

#include "fora_infer.h"
#include "program.h"

enum { MOST_REMEMBERED = 16, MOST_DEPTH = 4, MOST_OPERATIONS = 8 };

struct lower_found {
    struct lower_found *older;
    fora_block region;    // of `source`, where the answer was given
    fora_val table, key;  // of `source`
    fora_val entry;       // LOW: a ptr
};

// ---- Keys that are the same ---------------------------------------------------------

static bool same(const lower_context *ctx, const fora_function *f, fora_val a,
                 fora_val b, int depth);

static bool
same_operands(const lower_context *ctx, const fora_function *f, fora_op a, fora_op b,
              int depth)
{
    if (f->ops[a].operand_count != f->ops[b].operand_count)
        return false;
    for (uint32_t i = 0; i < f->ops[a].operand_count; i++)
        if (!same(ctx, f, fora_operand(f, a, i), fora_operand(f, b, i), depth - 1))
            return false;
    return true;
}

// A function that only reads fields and makes tuples of its arguments: it gives the same
// answer to the same arguments, and does nothing else.
static bool
only_reads(const lower_context *ctx, fora_fn fn)
{
    const fora_function *f = ctx->program->functions[fn];
    uint32_t count = 0;
    for (fora_op op = f->blocks[1].first; op; op = f->ops[op].next) {
        switch (f->ops[op].code) {
        case FORA_OP_FIELD_GET:
        case FORA_OP_TUPLE_MAKE:
        case FORA_OP_TUPLE_GET:
        case FORA_OP_CONST_INT:
        case FORA_OP_CONST_STR:
        case FORA_OP_CONST_NONE:
        case FORA_OP_RETURN:
            break;
        default:
            return false;
        }
        if (++count > MOST_OPERATIONS)
            return false;
    }
    return true;
}

// An operator on numbers or strings.
static bool
is_arithmetic(const fora_function *f, fora_op op)
{
    if (strncmp(fora_rules[fora_attribute(f, op, 0)].name, "py.", 3) != 0)
        return false;
    for (uint32_t i = 0; i < f->ops[op].operand_count; i++) {
        fora_type type = f->values[fora_operand(f, op, i)].type;
        if (type != FORA_SIMPLE_TYPE(INT) && type != FORA_SIMPLE_TYPE(BOOL) &&
            type != FORA_SIMPLE_TYPE(STR) && type != FORA_SIMPLE_TYPE(CHAR))
            return false;
    }
    return true;
}

// Whether two values of a function are known to be equal and, if objects, one object or
// equal strings.
static bool
same(const lower_context *ctx, const fora_function *f, fora_val a, fora_val b,
     int depth)
{
    if (a == b)
        return true;
    fora_op x = f->values[a].def, y = f->values[b].def;
    if (depth == 0 || !x || !y || f->values[a].type != f->values[b].type ||
        f->ops[x].code != f->ops[y].code)
        return false;
    switch (f->ops[x].code) {
    case FORA_OP_CONST_INT:
    case FORA_OP_CONST_STR:
        return fora_attribute(f, x, 0) == fora_attribute(f, y, 0);
    case FORA_OP_CONST_NONE:
        return true;
    case FORA_OP_TUPLE_MAKE:
    case FORA_OP_COERCE:
        return same_operands(ctx, f, x, y, depth);
    case FORA_OP_FIELD_GET:
    case FORA_OP_TUPLE_GET:
        return fora_attribute(f, x, 0) == fora_attribute(f, y, 0) &&
               same_operands(ctx, f, x, y, depth);
    case FORA_OP_APPLY:
        return fora_attribute(f, x, 0) == fora_attribute(f, y, 0) &&
               is_arithmetic(f, x) && same_operands(ctx, f, x, y, depth);
    case FORA_OP_CALL_INSTANCE:
        return fora_attribute(f, x, 0) == fora_attribute(f, y, 0) &&
               only_reads(ctx, (fora_fn)fora_attribute(f, x, 0)) &&
               same_operands(ctx, f, x, y, depth);
    default:
        return false;
    }
}

// A character as the string that a table of strings has for it.
static fora_val
plain_key(const lower_context *ctx, fora_val key)
{
    const fora_function *f = ctx->source;
    fora_op op = f->values[key].def;
    if (op && f->ops[op].code == FORA_OP_COERCE &&
        f->values[key].type == FORA_SIMPLE_TYPE(STR) &&
        f->values[fora_operand(f, op, 0)].type == FORA_SIMPLE_TYPE(CHAR))
        return fora_operand(f, op, 0);
    return key;
}

// ---- Remembering --------------------------------------------------------------------

// Whether `region` is the one of `op` or lies around it.
static bool
is_around(const fora_function *f, fora_block region, fora_op op)
{
    for (;;) {
        fora_block block = f->ops[op].parent;
        if (block == region)
            return true;
        op = f->blocks[block].owner;
        if (!op)
            return false;
    }
}

// Forgets what was found in regions that have been left, and what is oldest.
static void
tidy(lower_context *ctx, fora_op op)
{
    int count = 0;
    for (struct lower_found **at = &ctx->found; *at;) {
        if (++count > MOST_REMEMBERED) {
            *at = NULL;
        } else if (!is_around(ctx->source, (*at)->region, op)) {
            *at = (*at)->older;
            count--;
        } else {
            at = &(*at)->older;
        }
    }
}

void
lower_found_note(lower_context *ctx, fora_op op, fora_val table, fora_val key,
                 fora_val entry)
{
    struct lower_found *found = fora_alloc(ctx->scratch, sizeof *found);
    *found = (struct lower_found){.older = ctx->found,
                                  .region = ctx->source->ops[op].parent,
                                  .table = table,
                                  .key = plain_key(ctx, key),
                                  .entry = entry};
    ctx->found = found;
}

fora_val
lower_found_entry(lower_context *ctx, fora_op op, fora_val table, fora_val key)
{
    tidy(ctx, op);
    key = plain_key(ctx, key);
    for (const struct lower_found *found = ctx->found; found; found = found->older)
        if (found->table == table &&
            same(ctx, ctx->source, found->key, key, MOST_DEPTH))
            return found->entry;
    return 0;
}

fora_val
lower_found_unique(lower_context *ctx, const lower_table *table, fora_val object,
                   fora_val *entry)
{
    if (!*entry || table->is_set)
        return lower_table_unique(ctx, table, object);
    // In a copy the entries lie in the same places.
    fora_val null = lower_null_ptr(ctx);
    fora_val place = lower_rt(ctx, rt_entry_place, object, *entry);
    fora_val unique = lower_table_unique(ctx, table, object);
    fora_val entries = lower_header(ctx, LOW_PTR, unique, rt_dict, entries);
    fora_val there = lower_address(ctx, entries, place, 1, 0);
    *entry = lower_select(ctx, lower_icmp(ctx, FORA_EQ, *entry, null), null, there);
    return unique;
}

// ---- Behind an `if` -----------------------------------------------------------------

static bool
is_dict(const lower_context *ctx, fora_val value)
{
    return lower_kind(ctx, ctx->source->values[value].type) == FORA_TYPE_DICT;
}

void
lower_found_join_begin(lower_context *ctx, fora_op if_op, lower_found_join *join)
{
    const fora_operation *op = &ctx->source->ops[if_op];
    *join = (lower_found_join){.known = ctx->found != NULL};
    if (!join->known)
        return;
    for (join->result = 0; join->result < op->result_count; join->result++)
        if (is_dict(ctx, op->result + join->result))
            return;
    join->known = false;
}

// The first region decides for which key.
void
lower_found_join_yield(lower_context *ctx, fora_op yield, lower_found_join *join)
{
    if (!join->known)
        return;
    fora_val table = fora_operand(ctx->source, yield, join->result), entry = 0;
    tidy(ctx, yield);
    if (join->key) {
        entry = lower_found_entry(ctx, yield, table, join->key);
    } else {
        const struct lower_found *found = ctx->found;
        while (found && found->table != table)
            found = found->older;
        if (found) {
            entry = found->entry;
            join->key = found->key;
            join->room = lower_slot(ctx, 8, 8);
        }
    }
    if (entry)
        lower_store_machine(ctx, join->room, 0, entry, FORA_MEMORY_SLOT);
    else
        join->known = false;
}

void
lower_found_join_end(lower_context *ctx, fora_op if_op, const lower_found_join *join)
{
    if (!join->known || !join->key)
        return;
    fora_val entry =
        lower_load_machine(ctx, LOW_PTR, join->room, 0, 0, FORA_MEMORY_SLOT);
    lower_found_note(ctx, if_op, ctx->source->ops[if_op].result + join->result,
                     join->key, entry);
}
