// Lists that are never built, because they are only walked or only unpacked (pieces.h).
#include "pieces.h"

#include <string.h>

#include "fora_infer.h"
#include "program.h"

enum { MOST_SKIPPED = 4, MOST_FIELDS = 16 };

// ---- Looking at the source ----------------------------------------------------------

static const char *
rule_name(const fora_function *f, fora_op op)
{
    if (f->ops[op].code != FORA_OP_APPLY)
        return "";
    return fora_rules[fora_attribute(f, op, 0)].name;
}

static bool
is_rule(const fora_function *f, fora_op op, const char *name)
{
    return strcmp(rule_name(f, op), name) == 0;
}

static fora_op
definition(const fora_function *f, fora_val value)
{
    fora_op op = f->values[value].def;
    while (op && f->ops[op].code == FORA_OP_COERCE) {
        value = fora_operand(f, op, 0);
        op = f->values[value].def;
    }
    return op;
}

static bool
is_constant(const fora_function *f, fora_val value, unsigned code)
{
    fora_op op = definition(f, value);
    return op && f->ops[op].code == code;
}

// The operations that use a value, `most` at most; more of them count as most + 1.
static uint32_t
find_uses(const fora_function *f, fora_val value, uint32_t most, fora_op *uses)
{
    uint32_t count = 0;
    for (fora_op op = 1; op < f->op_count; op++) {
        for (uint32_t i = 0; f->ops[op].parent && i < f->ops[op].operand_count; i++) {
            if (fora_operand(f, op, i) != value)
                continue;
            if (count == most)
                return most + 1;
            uses[count++] = op;
        }
    }
    return count;
}

// Whether `later` runs exactly once for each time that `op` runs (or never).
static bool
runs_with(const fora_function *f, fora_op op, fora_op later)
{
    fora_block block = f->ops[later].parent;
    while (block != f->ops[op].parent) {
        fora_op owner = f->blocks[block].owner;
        if (!owner || f->ops[owner].code != FORA_OP_COMP)
            return false;
        block = f->ops[owner].parent;
    }
    return true;
}

// The `for` that walks the list that `op` makes, if that is its only use; 0: none.
static fora_op
only_walk(const fora_function *f, fora_op op)
{
    fora_op use[1];
    if (find_uses(f, f->ops[op].result, 1, use) != 1 ||
        f->ops[use[0]].code != FORA_OP_FOR ||
        fora_operand(f, use[0], 0) != f->ops[op].result || !runs_with(f, op, use[0]))
        return 0;
    return use[0];
}

// ---- Strings in pieces --------------------------------------------------------------

static lower_pieces_kind
kind_of_split(const lower_context *ctx, fora_op op)
{
    const fora_function *f = ctx->source;
    if (is_rule(f, op, "str.splitlines"))
        return LOWER_PIECES_LINES;
    if (!is_rule(f, op, "str.split") ||
        !is_constant(f, fora_operand(f, op, 2), FORA_OP_CONST_INT) ||
        (int64_t)fora_attribute(f, definition(f, fora_operand(f, op, 2)), 0) != -1)
        return LOWER_NO_PIECES;
    fora_val separator = fora_operand(f, op, 1);
    if (is_constant(f, separator, FORA_OP_CONST_NONE))
        return LOWER_PIECES_WORDS;
    if (!is_constant(f, separator, FORA_OP_CONST_STR))
        return LOWER_NO_PIECES;
    fora_sym text = (fora_sym)fora_attribute(f, definition(f, separator), 0);
    return fora_sym_length(ctx->program->names, text) ? LOWER_PIECES_FIELDS
                                                      : LOWER_NO_PIECES;
}

// xs[a:] with a constant a >= 0.
static bool
is_tail(const lower_context *ctx, fora_op op, int64_t *skip)
{
    const fora_function *f = ctx->source;
    if (!is_rule(f, op, "py.getitem") ||
        lower_kind(ctx, lower_operand_type(ctx, op, 0)) != FORA_TYPE_LIST)
        return false;
    fora_op slice = f->values[fora_operand(f, op, 1)].def;
    if (!slice || f->ops[slice].code != FORA_OP_TUPLE_MAKE ||
        f->ops[slice].operand_count != 3 ||
        f->values[fora_operand(f, slice, 0)].type != FORA_SIMPLE_TYPE(INT) ||
        f->values[fora_operand(f, slice, 1)].type != FORA_SIMPLE_TYPE(NONE) ||
        f->values[fora_operand(f, slice, 2)].type != FORA_SIMPLE_TYPE(NONE) ||
        !is_constant(f, fora_operand(f, slice, 0), FORA_OP_CONST_INT))
        return false;
    *skip = (int64_t)fora_attribute(f, definition(f, fora_operand(f, slice, 0)), 0);
    return *skip >= 0;
}

// The split of which `slice` is a tail, if nothing else uses the list.
static fora_op
split_behind(const lower_context *ctx, fora_op slice, int64_t skip)
{
    const fora_function *f = ctx->source;
    fora_op split = f->values[fora_operand(f, slice, 0)].def, use[1];
    if (!split || skip > MOST_SKIPPED || !kind_of_split(ctx, split) ||
        find_uses(f, f->ops[split].result, 1, use) != 1 ||
        f->ops[split].parent != f->ops[slice].parent)
        return 0;
    return split;
}

// ---- Fields that are unpacked -------------------------------------------------------

// The number of names to which split(separator) is unpacked, when that is all that is done
// with it: a length that is checked against the number, and the elements behind that.
static uint32_t
unpacked_fields(const lower_context *ctx, fora_op op)
{
    const fora_function *f = ctx->source;
    fora_op uses[MOST_FIELDS + 1], check[1];
    if (kind_of_split(ctx, op) != LOWER_PIECES_FIELDS)
        return 0;
    uint32_t count = find_uses(f, f->ops[op].result, MOST_FIELDS + 1, uses);
    if (count < 2 || count > MOST_FIELDS + 1 || !is_rule(f, uses[0], "len") ||
        find_uses(f, f->ops[uses[0]].result, 1, check) != 1 ||
        !is_rule(f, check[0], "py.unpack") ||
        f->ops[check[0]].parent != f->ops[op].parent)
        return 0;
    fora_op wanted = definition(f, fora_operand(f, check[0], 1));
    fora_op at_least = definition(f, fora_operand(f, check[0], 2));
    if (!wanted || f->ops[wanted].code != FORA_OP_CONST_INT || !at_least ||
        f->ops[at_least].code != FORA_OP_CONST_BOOL || fora_attribute(f, at_least, 0) ||
        fora_attribute(f, wanted, 0) != count - 1)
        return 0;
    for (uint32_t i = 1; i < count; i++) {
        if (!is_rule(f, uses[i], "py.getitem") ||
            f->ops[uses[i]].parent != f->ops[op].parent ||
            !is_constant(f, fora_operand(f, uses[i], 1), FORA_OP_CONST_INT) ||
            fora_attribute(f, definition(f, fora_operand(f, uses[i], 1)), 0) >=
                count - 1)
            return 0;
    }
    return count - 1;
}

// `int` or `float` of a string: of a field it is read where it stands in the record.
static bool
is_parse(const fora_function *f, fora_op op)
{
    return (is_rule(f, op, "int") || is_rule(f, op, "float")) &&
           f->ops[op].operand_count == 1 &&
           f->values[fora_operand(f, op, 0)].type == FORA_SIMPLE_TYPE(STR);
}

// Whether a field is needed as a string; parsing needs none.
static bool
is_field_wanted(const fora_function *f, fora_val field)
{
    enum { MOST_USES = 4 };
    fora_op uses[MOST_USES];
    uint32_t count = find_uses(f, field, MOST_USES, uses);
    if (count > MOST_USES)
        return true;
    for (uint32_t i = 0; i < count; i++)
        if (!is_parse(f, uses[i]))
            return true;
    return false;
}

// The number of the field that `getitem` takes out of the split.
static uint32_t
field_number(const fora_function *f, fora_op getitem)
{
    return (uint32_t)fora_attribute(f, definition(f, fora_operand(f, getitem, 1)), 0);
}

static uint64_t
wanted_fields(const fora_function *f, fora_op split)
{
    fora_op uses[MOST_FIELDS + 1];
    uint32_t count = find_uses(f, f->ops[split].result, MOST_FIELDS + 1, uses);
    uint64_t wanted = 0;
    for (uint32_t i = 0; i < count; i++)
        if (is_rule(f, uses[i], "py.getitem") &&
            is_field_wanted(f, f->ops[uses[i]].result))
            wanted |= (uint64_t)1 << field_number(f, uses[i]);
    return wanted;
}

// All fields at once, where the number is checked: the strings that are wanted, and where
// the others lie. Of each there are two components.
static void
lower_fields(lower_context *ctx, fora_op split, uint32_t count)
{
    enum { FIELD_BYTES = 16 };
    uint64_t wanted = wanted_fields(ctx->source, split);
    fora_val room = lower_slot(ctx, FIELD_BYTES * count, 8);
    lower_rt(ctx, rt_str_split_fields, lower_operand(ctx, split, 0)[0],
             lower_operand(ctx, split, 1)[0], lower_i64(ctx, count),
             lower_i64(ctx, (int64_t)wanted), room);
    fora_val *fields = fora_alloc(ctx->scratch, 2 * count * sizeof *fields);
    for (uint32_t i = 0; i < count; i++) {
        int64_t at = FIELD_BYTES * (int64_t)i;
        if (wanted >> i & 1) {
            lower_take(ctx, FORA_SIMPLE_TYPE(STR), room, at, FORA_MEMORY_SLOT,
                       &fields[2 * i]);
            continue;
        }
        for (int part = 0; part < 2; part++)
            fields[2 * i + (uint32_t)part] = lower_load_machine(
                ctx, LOW_I64, room, at + 8 * part, 0, FORA_MEMORY_SLOT);
    }
    ctx->components[ctx->source->ops[split].result] = fields;
}

// The split of which `value` is one of the fields, 0: none.
static fora_op
split_of_field(const lower_context *ctx, fora_val value)
{
    const fora_function *f = ctx->source;
    fora_op item = f->values[value].def;
    if (!item || !is_rule(f, item, "py.getitem"))
        return 0;
    fora_op split = f->values[fora_operand(f, item, 0)].def;
    return split && is_rule(f, split, "str.split") && unpacked_fields(ctx, split)
               ? split
               : 0;
}

static bool
is_wanted(const lower_context *ctx, fora_op split, fora_op getitem)
{
    return wanted_fields(ctx->source, split) >> field_number(ctx->source, getitem) & 1;
}

// int(field), float(field) without the field.
static bool
parses_field(lower_context *ctx, fora_op op)
{
    const fora_function *f = ctx->source;
    if (!is_parse(f, op))
        return false;
    fora_val field = fora_operand(f, op, 0);
    fora_op split = split_of_field(ctx, field);
    if (!split || is_wanted(ctx, split, f->values[field].def))
        return false;
    const fora_val *ends = ctx->components[f->ops[split].result] +
                           2 * field_number(f, f->values[field].def);
    fora_val string = lower_operand(ctx, split, 0)[0];
    fora_val result =
        is_rule(f, op, "int")
            ? lower_rt(ctx, rt_int_parse_part, string, ends[0], ends[1])
            : lower_rt(ctx, rt_float_parse_part, string, ends[0], ends[1]);
    lower_set_scalar(ctx, op, 0, result);
    return true;
}

// `len`, `py.unpack` and `py.getitem` of a split that is unpacked, and what is parsed of it.
static bool
belongs_to_fields(lower_context *ctx, fora_op op)
{
    const fora_function *f = ctx->source;
    bool length = is_rule(f, op, "len"), item = is_rule(f, op, "py.getitem");
    bool check = is_rule(f, op, "py.unpack");
    if (!length && !item && !check)
        return parses_field(ctx, op);
    fora_op split = f->values[fora_operand(f, op, 0)].def;
    if (check && split && is_rule(f, split, "len"))
        split = f->values[fora_operand(f, split, 0)].def;
    uint32_t count =
        split && is_rule(f, split, "str.split") ? unpacked_fields(ctx, split) : 0;
    if (count && check)
        lower_fields(ctx, split, count);
    if (count && item && is_wanted(ctx, split, op))
        lower_set_scalar(
            ctx, op, 0, ctx->components[f->ops[split].result][2 * field_number(f, op)]);
    return count > 0;
}

// ---- Tails that are zipped ----------------------------------------------------------

// The `for` that alone walks the zip or enumeration that `op` makes; 0: none. The parts
// that inference read from it do not count where nobody needs them.
static fora_op
only_walk_of_parts(const fora_function *f, fora_op op)
{
    enum { MOST_USES = 8 };
    fora_op uses[MOST_USES], part[1], walk = 0;
    uint32_t count = find_uses(f, f->ops[op].result, MOST_USES, uses);
    for (uint32_t i = 0; count <= MOST_USES && i < count; i++) {
        if (f->ops[uses[i]].code == FORA_OP_TUPLE_GET &&
            find_uses(f, f->ops[uses[i]].result, 0, part) == 0)
            continue;
        if (f->ops[uses[i]].code != FORA_OP_FOR || walk ||
            fora_operand(f, uses[i], 0) != f->ops[op].result)
            return 0;
        walk = uses[i];
    }
    return count <= MOST_USES && walk && runs_with(f, op, walk) ? walk : 0;
}

static bool
is_zipped(const lower_context *ctx, fora_op tail)
{
    const fora_function *f = ctx->source;
    fora_op use[1];
    if (find_uses(f, f->ops[tail].result, 1, use) != 1 ||
        f->ops[use[0]].code != FORA_OP_TUPLE_MAKE || !runs_with(f, tail, use[0]))
        return false;
    fora_type_kind kind = lower_kind(ctx, f->values[f->ops[use[0]].result].type);
    return (kind == FORA_TYPE_ZIP || kind == FORA_TYPE_ENUMERATE) &&
           only_walk_of_parts(f, use[0]);
}

// The other name is a choice between the list and itself, which costs nothing.
static void
name_tail(lower_context *ctx, fora_op op, int64_t skip)
{
    fora_val list = lower_operand(ctx, op, 0)[0];
    lower_tail *tail = fora_alloc(ctx->scratch, sizeof *tail);
    *tail = (lower_tail){.outer = ctx->tails, .skip = skip};
    tail->list = lower_select(ctx, lower_i1(ctx, true), list, list);
    ctx->tails = tail;
    lower_set_scalar(ctx, op, 0, tail->list);
}

int64_t
lower_tail_skip(const lower_context *ctx, fora_val list)
{
    for (const lower_tail *tail = ctx->tails; tail; tail = tail->outer)
        if (tail->list == list)
            return tail->skip;
    return 0;
}

// ---- The two ends -------------------------------------------------------------------

bool
lower_pieces_put_off(lower_context *ctx, fora_op op)
{
    const fora_function *f = ctx->source;
    int64_t skip;
    fora_op use[1];
    if (kind_of_split(ctx, op)) {
        if (only_walk(f, op) || unpacked_fields(ctx, op))
            return true;
        return find_uses(f, f->ops[op].result, 1, use) == 1 &&
               is_tail(ctx, use[0], &skip) && split_behind(ctx, use[0], skip) == op &&
               only_walk(f, use[0]);
    }
    if (is_tail(ctx, op, &skip)) {
        if (!is_zipped(ctx, op))
            return only_walk(f, op) != 0;
        name_tail(ctx, op, skip);
        return true;
    }
    return belongs_to_fields(ctx, op);
}

bool
lower_pieces_of(lower_context *ctx, fora_op for_op, lower_pieces *pieces)
{
    const fora_function *f = ctx->source;
    fora_op op = f->values[fora_operand(f, for_op, 0)].def;
    *pieces = (lower_pieces){.made_by = op};
    if (!op || only_walk(f, op) != for_op)
        return false;
    if (is_tail(ctx, op, &pieces->skip)) {
        fora_op split = split_behind(ctx, op, pieces->skip);
        pieces->made_by = split ? split : op;
        pieces->kind = split ? kind_of_split(ctx, split) : LOWER_PIECES_TAIL;
        return true;
    }
    pieces->kind = kind_of_split(ctx, op);
    return pieces->kind != LOWER_NO_PIECES;
}

// ---- Walking ------------------------------------------------------------------------

// A string that was made for this walk alone: nobody else can hold it but its maker, which
// the runtime can tell by its count.
static bool
is_used_up(const lower_context *ctx, fora_val string)
{
    const fora_function *f = ctx->source;
    fora_op by = f->values[string].def, use[1];
    if (!by || find_uses(f, string, 1, use) != 1)
        return false;
    const char *name = rule_name(f, by);
    return f->ops[by].code == FORA_OP_CALL_INSTANCE || !strncmp(name, "str.", 4) ||
           !strncmp(name, "file.", 5);
}

fora_val
lower_pieces_next(lower_context *ctx, const lower_pieces *pieces)
{
    if (pieces->kind == LOWER_PIECES_WORDS)
        return lower_rt(ctx, rt_str_split_next, pieces->string, pieces->state);
    if (pieces->kind == LOWER_PIECES_FIELDS)
        return lower_rt(ctx, rt_str_split_on_next, pieces->string, pieces->option,
                        pieces->state);
    return lower_rt(ctx, rt_str_lines_next, pieces->string, pieces->option,
                    pieces->state);
}

void
lower_pieces_open(lower_context *ctx, const lower_pieces *found, lower_cursor *cursor)
{
    fora_op op = found->made_by;
    if (found->kind == LOWER_PIECES_TAIL) {
        lower_cursor_open(ctx, lower_operand_type(ctx, op, 0),
                          lower_operand(ctx, op, 0), cursor);
        cursor->initial[0] = cursor->first = lower_i64(ctx, found->skip);
        return;
    }
    lower_pieces *pieces = fora_alloc(ctx->scratch, sizeof *pieces);
    *pieces = *found;
    pieces->string = lower_operand(ctx, op, 0)[0];
    pieces->option =
        pieces->kind == LOWER_PIECES_WORDS ? 0 : lower_operand(ctx, op, 1)[0];
    bool used_up = is_used_up(ctx, fora_operand(ctx->source, op, 0));
    int64_t giving = used_up ? RT_CURSOR_STEP : INT64_MAX;
    pieces->state = lower_slot(ctx, sizeof(rt_piece_cursor), 8);
    lower_store_machine(ctx, pieces->state, offsetof(rt_piece_cursor, at),
                        lower_i64(ctx, 0), FORA_MEMORY_SLOT);
    lower_store_machine(ctx, pieces->state, offsetof(rt_piece_cursor, giving),
                        lower_i64(ctx, giving), FORA_MEMORY_SLOT);
    for (int64_t i = 0; i < pieces->skip; i++)
        lower_pieces_next(ctx, pieces);
    *cursor = (lower_cursor){.type = lower_result_type(ctx, op, 0),
                             .kind = FORA_TYPE_LIST,
                             .pieces = pieces};
}
