// Hashes and equality of keys, written out inline for each type.
#include "key.h"

#include "program.h"
#include "real.h"

#define NONE_HASH 0xfca86420

// ---- Which types are keys -----------------------------------------------------------

static bool is_key(lower_context *ctx, fora_type type);

static bool
are_keys(lower_context *ctx, fora_type type)
{
    const fora_type_info *info = lower_type(ctx, type);
    bool number = false;
    if (lower_union_is_real(ctx->program, type))
        return true;
    for (uint32_t i = 0; i < info->count; i++) {
        fora_type_kind kind = lower_kind(ctx, info->parameters[i]);
        bool numeric = kind == FORA_TYPE_BOOL || kind == FORA_TYPE_INT ||
                       kind == FORA_TYPE_ZERO || kind == FORA_TYPE_FLOAT;
        if (!is_key(ctx, info->parameters[i]))
            return false;
        // Members that can equal each other would have to be compared across.
        if (info->kind == FORA_TYPE_UNION && numeric && number)
            return false;
        number = number || numeric;
    }
    return true;
}

// Lists and the like are: such a value raises before it is hashed or compared.
static bool
is_key(lower_context *ctx, fora_type type)
{
    switch (lower_kind(ctx, type)) {
    case FORA_TYPE_NEVER:
    case FORA_TYPE_NONE:
    case FORA_TYPE_BOOL:
    case FORA_TYPE_INT:
    case FORA_TYPE_ZERO:
    case FORA_TYPE_FLOAT:
    case FORA_TYPE_CHAR:
    case FORA_TYPE_STR:
    case FORA_TYPE_INSTANCE:
    case FORA_TYPE_LIST:
    case FORA_TYPE_DICT:
    case FORA_TYPE_SET:
        return true;
    case FORA_TYPE_TUPLE:
    case FORA_TYPE_VTUPLE:
    case FORA_TYPE_UNION:
        return are_keys(ctx, type);
    default:
        return false;
    }
}

// ---- Values that cannot be hashed ---------------------------------------------------

// A loop over a tuple's elements that carries a state; the last.
typedef fora_val (*element_function)(lower_context *ctx, fora_val state,
                                     fora_type element, const fora_val *value);

static fora_val
for_elements(lower_context *ctx, fora_type type, fora_val tuple, fora_val state,
             element_function one)
{
    fora_type element = lower_parameter(ctx, type, 0);
    const fora_layout *layout = lower_layout_of(ctx, element);
    fora_val length = lower_header(ctx, LOW_I64, tuple, rt_vtuple, length);
    fora_block head = lower_block(ctx), body = lower_block(ctx),
               done = lower_block(ctx);
    fora_val carried = lower_block_parameter(ctx, head, LOW_I64);
    fora_val index = lower_block_parameter(ctx, head, LOW_I64);
    fora_val initial[] = {state, lower_i64(ctx, 0)};
    lower_jump(ctx, head, 2, initial);
    lower_enter(ctx, head);
    lower_branch(ctx, lower_icmp(ctx, FORA_LT, index, length), body, done, LOWER_EVEN);
    lower_enter(ctx, body);
    fora_val *components =
        fora_alloc(ctx->scratch, (layout->count + 1) * sizeof *components);
    fora_val at =
        lower_address(ctx, tuple, index, layout->size, offsetof(rt_vtuple, data));
    lower_load(ctx, element, at, 0, tuple, FORA_MEMORY_ELEMENT, components);
    fora_val next[] = {
        one(ctx, carried, element, components),
        lower_binary(ctx, FORA_OP_L_ADD_EXACT, index, lower_i64(ctx, 1)),
    };
    lower_jump(ctx, head, 2, next);
    lower_enter(ctx, done);
    return carried;
}

static void check_hashable(lower_context *ctx, fora_type type, const fora_val *value,
                           bool sets);

// Whether some values of the type cannot be hashed.
static bool
may_be_unhashable(lower_context *ctx, fora_type type)
{
    return fora_type_has(ctx->program->types, type,
                         FORA_TYPE_BIT(LIST) | FORA_TYPE_BIT(DICT) |
                             FORA_TYPE_BIT(SET));
}

static void
raise_unhashable(lower_context *ctx, fora_type_kind kind)
{
    const char *name = kind == FORA_TYPE_LIST   ? "list"
                       : kind == FORA_TYPE_DICT ? "dict"
                                                : "set";
    lower_raise_now(ctx, "TypeError",
                    fora_printf(ctx->scratch, "unhashable type: '%s'", name));
    lower_place(ctx);
}

static void
check_union(lower_context *ctx, fora_type type, const fora_val *value, bool sets)
{
    const fora_type_info *info = lower_type(ctx, type);
    for (uint32_t i = 0; i < info->count; i++) {
        fora_type member = info->parameters[i];
        if (!may_be_unhashable(ctx, member))
            continue;
        const fora_layout *layout = lower_layout_of(ctx, member);
        fora_val *part = fora_alloc(ctx->scratch, (layout->count + 1) * sizeof *part);
        fora_block mine = lower_block(ctx), next = lower_block(ctx);
        lower_branch(ctx, lower_is_member(ctx, type, value, member), mine, next,
                     LOWER_EVEN);
        lower_enter(ctx, mine);
        lower_project(ctx, type, member, value, part);
        check_hashable(ctx, member, part, sets);
        lower_jump(ctx, next, 0, NULL);
        lower_enter(ctx, next);
    }
}

static fora_val
check_element(lower_context *ctx, fora_val state, fora_type element,
              const fora_val *value)
{
    check_hashable(ctx, element, value, true);
    return state;
}

// Raises TypeError for a value that cannot be hashed, as CPython for the first such part;
// for a set that is no part of a tuple only if `sets`.
static void
check_hashable(lower_context *ctx, fora_type type, const fora_val *value, bool sets)
{
    if (!may_be_unhashable(ctx, type))
        return;
    const fora_type_info *info = lower_type(ctx, type);
    switch (info->kind) {
    case FORA_TYPE_TUPLE:
        for (uint32_t i = 0; i < info->count; i++) {
            check_hashable(ctx, info->parameters[i], value, true);
            value += lower_layout_of(ctx, info->parameters[i])->count;
        }
        break;
    case FORA_TYPE_VTUPLE:
        for_elements(ctx, type, value[0], lower_i64(ctx, 0), check_element);
        break;
    case FORA_TYPE_UNION:
        check_union(ctx, type, value, sets);
        break;
    default:
        if (sets || info->kind != FORA_TYPE_SET)
            raise_unhashable(ctx, info->kind);
        break;
    }
}

static bool
require_key_type(lower_context *ctx, fora_type type)
{
    bool key = is_key(ctx, type);
    if (!key)
        fora_diag(ctx->program->diags, FORA_DIAG_refused_key, ctx->builder.span);
    return key;
}

bool
lower_require_key(lower_context *ctx, fora_type type, const fora_val *value)
{
    if (!require_key_type(ctx, type))
        return false;
    check_hashable(ctx, type, value, true);
    return true;
}

bool
lower_require_sought(lower_context *ctx, const lower_table *table, fora_type type,
                     const fora_val *value)
{
    if (!require_key_type(ctx, type) || !require_key_type(ctx, table->key))
        return false;
    check_hashable(ctx, type, value, !table->is_set);
    return true;
}

// ---- Hashes -------------------------------------------------------------------------

static fora_val
multiply(lower_context *ctx, fora_val a, uint64_t factor)
{
    return lower_binary(ctx, FORA_OP_L_MUL, a, lower_i64(ctx, (int64_t)factor));
}

// One round of the hash of tuples (a form of xxHash).
static fora_val
mix_lane(lower_context *ctx, fora_val state, fora_val lane)
{
    fora_val sum = lower_binary(ctx, FORA_OP_L_ADD, state,
                                multiply(ctx, lane, 14029467366897019727u));
    fora_val high = lower_binary(ctx, FORA_OP_L_SHL, sum, lower_i64(ctx, 31));
    fora_val low = lower_binary(ctx, FORA_OP_L_LSHR, sum, lower_i64(ctx, 33));
    return multiply(ctx, lower_binary(ctx, FORA_OP_L_OR, high, low),
                    11400714785074694791u);
}

static fora_val
finish_tuple(lower_context *ctx, fora_val state, fora_val length)
{
    fora_val salt =
        lower_binary(ctx, FORA_OP_L_XOR, length,
                     lower_i64(ctx, (int64_t)(2870177450012600261u ^ 3527539u)));
    fora_val sum = lower_binary(ctx, FORA_OP_L_ADD, state, salt);
    fora_val error = lower_icmp(ctx, FORA_EQ, sum, lower_i64(ctx, -1));
    return lower_select(ctx, error, lower_i64(ctx, 1546275796), sum);
}

static fora_val
hash_tuple(lower_context *ctx, const fora_type_info *info, const fora_val *value)
{
    fora_val state = lower_i64(ctx, 2870177450012600261);
    for (uint32_t i = 0; i < info->count; i++) {
        state = mix_lane(ctx, state, lower_hash(ctx, info->parameters[i], value));
        value += lower_layout_of(ctx, info->parameters[i])->count;
    }
    return finish_tuple(ctx, state, lower_i64(ctx, info->count));
}

static fora_val
hash_element(lower_context *ctx, fora_val state, fora_type element,
             const fora_val *value)
{
    return mix_lane(ctx, state, lower_hash(ctx, element, value));
}

static fora_val
hash_vtuple(lower_context *ctx, fora_type type, fora_val tuple)
{
    fora_val state = for_elements(ctx, type, tuple, lower_i64(ctx, 2870177450012600261),
                                  hash_element);
    return finish_tuple(ctx, state,
                        lower_header(ctx, LOW_I64, tuple, rt_vtuple, length));
}

// Calls `one` for the member that a union's value has; its results meet again.
typedef fora_val (*member_function)(lower_context *ctx, fora_type member,
                                    const fora_val *value, const fora_val *other);

static fora_val
project_and_call(lower_context *ctx, fora_type type, fora_type member,
                 const fora_val *value, const fora_val *other, member_function one)
{
    const fora_layout *layout = lower_layout_of(ctx, member);
    fora_val *parts = fora_alloc(ctx->scratch, (2 * layout->count + 2) * sizeof *parts);
    lower_project(ctx, type, member, value, parts);
    if (other)
        lower_project(ctx, type, member, other, parts + layout->count + 1);
    return one(ctx, member, parts, parts + layout->count + 1);
}

static fora_val
for_member(lower_context *ctx, fora_type type, const fora_val *value,
           const fora_val *other, fora_type machine, member_function one)
{
    const fora_type_info *info = lower_type(ctx, type);
    fora_block join = lower_block(ctx);
    fora_val result = lower_block_parameter(ctx, join, machine);
    for (uint32_t i = 0; i + 1 < info->count; i++) {
        fora_block mine = lower_block(ctx), next = lower_block(ctx);
        lower_branch(ctx, lower_is_member(ctx, type, value, info->parameters[i]), mine,
                     next, LOWER_EVEN);
        lower_enter(ctx, mine);
        fora_val answer =
            project_and_call(ctx, type, info->parameters[i], value, other, one);
        lower_jump(ctx, join, 1, &answer);
        lower_enter(ctx, next);
    }
    fora_val answer = project_and_call(ctx, type, info->parameters[info->count - 1],
                                       value, other, one);
    lower_jump(ctx, join, 1, &answer);
    lower_enter(ctx, join);
    return result;
}

static fora_val
hash_member(lower_context *ctx, fora_type member, const fora_val *value,
            const fora_val *other)
{
    (void)other;
    return lower_hash(ctx, member, value);
}

fora_val
lower_hash(lower_context *ctx, fora_type type, const fora_val *value)
{
    switch (lower_kind(ctx, type)) {
    case FORA_TYPE_BOOL:
        return lower_convert(ctx, FORA_OP_L_ZEXT, value[0], LOW_I64);
    case FORA_TYPE_INT:
        return lower_rt(ctx, rt_int_hash, value[0]);
    case FORA_TYPE_ZERO:
        return lower_i64(ctx, 0);
    case FORA_TYPE_FLOAT:
        return lower_rt(ctx, rt_float_hash, value[0]);
    case FORA_TYPE_CHAR:
        return lower_convert(ctx, FORA_OP_L_ZEXT, value[0], LOW_I64);
    case FORA_TYPE_STR:
        return lower_rt(ctx, rt_str_key, value[0]);
    case FORA_TYPE_TUPLE:
        return hash_tuple(ctx, lower_type(ctx, type), value);
    case FORA_TYPE_VTUPLE:
        return hash_vtuple(ctx, type, value[0]);
    case FORA_TYPE_UNION:
        if (lower_union_is_real(ctx->program, type))
            return lower_rt(ctx, rt_float_hash, lower_real_float(ctx, type, value));
        return for_member(ctx, type, value, NULL, LOW_I64, hash_member);
    case FORA_TYPE_INSTANCE:
        return lower_rt(ctx, rt_identity_hash, value[0]);
    default:
        return lower_i64(ctx, NONE_HASH);
    }
}

// ---- Equality -----------------------------------------------------------------------

static fora_val
equal_tuple(lower_context *ctx, const fora_type_info *info, const fora_val *a,
            const fora_val *b)
{
    fora_val result = 0;
    for (uint32_t i = 0; i < info->count; i++) {
        fora_val equal = lower_equal(ctx, info->parameters[i], a, b);
        result = result ? lower_binary(ctx, FORA_OP_L_AND, result, equal) : equal;
        uint32_t count = lower_layout_of(ctx, info->parameters[i])->count;
        a += count;
        b += count;
    }
    return result ? result : lower_i1(ctx, true);
}

static fora_val
equal_vtuple(lower_context *ctx, fora_type type, fora_val a, fora_val b)
{
    fora_type element = lower_parameter(ctx, type, 0);
    const fora_layout *layout = lower_layout_of(ctx, element);
    fora_val length = lower_header(ctx, LOW_I64, a, rt_vtuple, length);
    fora_val other = lower_header(ctx, LOW_I64, b, rt_vtuple, length);
    fora_block head = lower_block(ctx), body = lower_block(ctx);
    fora_block same = lower_block(ctx), differ = lower_block(ctx),
               join = lower_block(ctx);
    fora_block start = lower_block(ctx), again = lower_block(ctx);
    fora_val result = lower_block_parameter(ctx, join, LOW_I1);
    fora_val index = lower_block_parameter(ctx, head, LOW_I64);
    lower_branch(ctx, lower_icmp(ctx, FORA_EQ, length, other), start, differ,
                 LOWER_EVEN);
    lower_enter(ctx, start);
    fora_val zero = lower_i64(ctx, 0);
    lower_jump(ctx, head, 1, &zero);
    lower_enter(ctx, head);
    lower_branch(ctx, lower_icmp(ctx, FORA_LT, index, length), body, same, LOWER_EVEN);
    lower_enter(ctx, body);
    fora_val *x = fora_alloc(ctx->scratch, (2 * layout->count + 2) * sizeof *x);
    fora_val *y = x + layout->count + 1;
    int64_t data = offsetof(rt_vtuple, data);
    lower_load(ctx, element, lower_address(ctx, a, index, layout->size, data), 0, a,
               FORA_MEMORY_ELEMENT, x);
    lower_load(ctx, element, lower_address(ctx, b, index, layout->size, data), 0, b,
               FORA_MEMORY_ELEMENT, y);
    lower_branch(ctx, lower_equal(ctx, element, x, y), again, differ, LOWER_EVEN);
    lower_enter(ctx, again);
    fora_val next = lower_binary(ctx, FORA_OP_L_ADD_EXACT, index, lower_i64(ctx, 1));
    lower_jump(ctx, head, 1, &next);
    lower_enter(ctx, same);
    fora_val yes = lower_i1(ctx, true);
    lower_jump(ctx, join, 1, &yes);
    lower_enter(ctx, differ);
    fora_val no = lower_i1(ctx, false);
    lower_jump(ctx, join, 1, &no);
    lower_enter(ctx, join);
    return result;
}

static fora_val
equal_member(lower_context *ctx, fora_type member, const fora_val *value,
             const fora_val *other)
{
    return lower_equal(ctx, member, value, other);
}

// Both have the same member, and those are equal.
static fora_val
equal_union(lower_context *ctx, fora_type type, const fora_val *a, const fora_val *b)
{
    const fora_type_info *info = lower_type(ctx, type);
    fora_val same = 0;
    for (uint32_t i = 0; i < info->count; i++) {
        fora_val left = lower_is_member(ctx, type, a, info->parameters[i]);
        fora_val right = lower_is_member(ctx, type, b, info->parameters[i]);
        fora_val both = lower_icmp(ctx, FORA_EQ, left, right);
        same = same ? lower_binary(ctx, FORA_OP_L_AND, same, both) : both;
    }
    fora_block alike = lower_block(ctx), differ = lower_block(ctx),
               join = lower_block(ctx);
    fora_val result = lower_block_parameter(ctx, join, LOW_I1);
    lower_branch(ctx, same, alike, differ, LOWER_EVEN);
    lower_enter(ctx, alike);
    fora_val equal = for_member(ctx, type, a, b, LOW_I1, equal_member);
    lower_jump(ctx, join, 1, &equal);
    lower_enter(ctx, differ);
    fora_val no = lower_i1(ctx, false);
    lower_jump(ctx, join, 1, &no);
    lower_enter(ctx, join);
    return result;
}

static fora_val
equal_real(lower_context *ctx, fora_type type, const fora_val *a, const fora_val *b)
{
    fora_val left = lower_real_float(ctx, type, a);
    fora_val right = lower_real_float(ctx, type, b);
    return lower_fcmp(ctx, FORA_EQ, left, right);
}

fora_val
lower_equal(lower_context *ctx, fora_type type, const fora_val *a, const fora_val *b)
{
    switch (lower_kind(ctx, type)) {
    case FORA_TYPE_BOOL:
    case FORA_TYPE_INT:
    case FORA_TYPE_CHAR:
    case FORA_TYPE_INSTANCE:
        return lower_icmp(ctx, FORA_EQ, a[0], b[0]);
    case FORA_TYPE_FLOAT:
        return lower_fcmp(ctx, FORA_EQ, a[0], b[0]);
    case FORA_TYPE_STR:
        return lower_rt(ctx, rt_str_equal, a[0], b[0]);
    case FORA_TYPE_TUPLE:
        return equal_tuple(ctx, lower_type(ctx, type), a, b);
    case FORA_TYPE_VTUPLE:
        return equal_vtuple(ctx, type, a[0], b[0]);
    case FORA_TYPE_UNION:
        return lower_union_is_real(ctx->program, type) ? equal_real(ctx, type, a, b)
                                                       : equal_union(ctx, type, a, b);
    default:
        return lower_i1(ctx, true);
    }
}
