// Displays, unpacking, f-strings, and `in`.
#include "infer.h"

#include <string.h>

static infer_value
operand(infer_context *ctx, fora_op op, uint32_t i)
{
    return infer_get(ctx, fora_operand(ctx->high, op, i));
}

// ---- Lists, sets, dictionaries ------------------------------------------------------

static bool
may_be_unhashable(infer_context *ctx, fora_type type)
{
    return fora_type_has(ctx->engine->program->types, type,
                         FORA_TYPE_BIT(LIST) | FORA_TYPE_BIT(DICT) |
                             FORA_TYPE_BIT(SET) | FORA_TYPE_BIT(SLICE));
}

// What makes every value of the type unhashable; 0 if the value at hand decides.
static fora_type
unhashable(infer_context *ctx, fora_type type)
{
    const fora_type_info *info = infer_info(ctx->engine, type);
    if (info->kind == FORA_TYPE_UNION || info->kind == FORA_TYPE_VTUPLE ||
        !may_be_unhashable(ctx, type))
        return 0;
    if (info->kind != FORA_TYPE_TUPLE)
        return type;
    // CPython names the first part that it cannot hash.
    uint32_t first = 0;
    while (!may_be_unhashable(ctx, info->parameters[first]))
        first++;
    return unhashable(ctx, info->parameters[first]);
}

// Objects that say themselves what they are equal to; 0 if there are none in the type.
static fora_type
own_equality(infer_context *ctx, fora_type type)
{
    const fora_type_info *info = infer_info(ctx->engine, type);
    fora_type found = 0;
    switch (info->kind) {
    case FORA_TYPE_TUPLE:
    case FORA_TYPE_VTUPLE:
    case FORA_TYPE_UNION:
        for (uint32_t i = 0; i < info->count && !found; i++)
            found = own_equality(ctx, info->parameters[i]);
        return found;
    case FORA_TYPE_INSTANCE:
        return infer_dunder(ctx, type, "__eq__") || infer_dunder(ctx, type, "__hash__")
                   ? type
                   : 0;
    default:
        return 0;
    }
}

bool
infer_hashable(infer_context *ctx, fora_type type)
{
    fora_type culprit = unhashable(ctx, type);
    if (culprit) {
        infer_fail(ctx, CLASS_TypeError, "unhashable type: '%s'",
                   infer_class_name(ctx->engine, culprit));
        return false;
    }
    culprit = own_equality(ctx, type);
    if (culprit) {
        infer_refuse(ctx,
                     "%s objects define __eq__ or __hash__ and cannot be keys; use "
                     "a tuple of their fields",
                     infer_class_name(ctx->engine, culprit));
        return false;
    }
    return true;
}

static infer_value
display_of(infer_context *ctx, const char *row, fora_type type, uint32_t count,
           const infer_value *values)
{
    infer_value result = {.type = type, .truth = MAY_BE_TRUE | MAY_BE_FALSE};
    uint32_t number = infer_rule_first(ctx->engine, row);
    if (!number)
        return infer_refuse(ctx, "`%s` is not supported", row);
    infer_apply_row(ctx, number, count, values, 1, &result);
    return result;
}

infer_value
infer_display(infer_context *ctx, fora_type_kind kind, uint32_t count,
              infer_value *values)
{
    uint32_t step = kind == FORA_TYPE_DICT ? 2 : 1;
    fora_type parts[2] = {T_NEVER, T_NEVER};
    for (uint32_t i = 0; i < count; i++)
        parts[i % step] = infer_join(ctx->engine, parts[i % step], values[i].type);
    if (kind != FORA_TYPE_LIST && !infer_hashable(ctx, parts[0]))
        return infer_nothing();
    infer_value *same = fora_alloc(ctx->engine->arena, (count + 1) * sizeof *same);
    for (uint32_t i = 0; i < count; i++)
        same[i] = infer_coerce(ctx, values[i], parts[i % step]);
    fora_type type = infer_make(ctx->engine, kind, 0, step, parts);
    const char *row = kind == FORA_TYPE_LIST  ? "py.list"
                      : kind == FORA_TYPE_SET ? "py.set"
                                              : "py.dict";
    return display_of(ctx, row, type, count, same);
}

static bool
is_starred(infer_context *ctx, fora_op op)
{
    for (uint32_t i = 0; i < ctx->high->ops[op].attribute_count; i++)
        if (fora_attribute(ctx->high, op, i))
            return true;
    return false;
}

// A list of all elements, unpacked ones included.
static infer_value
gathered(infer_context *ctx, fora_op op)
{
    uint32_t count = ctx->high->ops[op].operand_count, run = 0;
    infer_value *values = fora_alloc(ctx->engine->arena, (count + 1) * sizeof *values);
    infer_value all = infer_nothing();
    for (uint32_t i = 0; i <= count; i++) {
        bool star = i < count && fora_attribute(ctx->high, op, i);
        if (i < count && !star) {
            values[run++] = operand(ctx, op, i);
            continue;
        }
        if (run || !infer_live(all)) {
            infer_value piece = infer_display(ctx, FORA_TYPE_LIST, run, values);
            all = infer_live(all) ? infer_operate2(ctx, "py.add", all, piece) : piece;
        }
        run = 0;
        if (star && infer_live(all)) {
            infer_value more = infer_to_list(ctx, operand(ctx, op, i));
            all = infer_live(more) ? infer_operate2(ctx, "py.add", all, more) : more;
        }
        if (!infer_live(all))
            return all;
    }
    return all;
}

static infer_value
tuple_display(infer_context *ctx, fora_op op)
{
    infer_engine *engine = ctx->engine;
    infer_value parts[INFER_MOST_ARGUMENTS];
    fora_type types[INFER_MOST_ARGUMENTS];
    uint32_t used = 0;
    for (uint32_t i = 0; i < ctx->high->ops[op].operand_count; i++) {
        infer_value value = operand(ctx, op, i);
        bool star = fora_attribute(ctx->high, op, i) != 0;
        const fora_type_info *info = infer_info(engine, value.type);
        if (star && info->kind != FORA_TYPE_TUPLE) {
            infer_value list = gathered(ctx, op);
            if (!infer_live(list))
                return list;
            return infer_collect(ctx, FORA_COMP_TUPLE, infer_nothing(), list, NULL,
                                 NULL);
        }
        uint32_t count = star ? info->count : 1;
        if (used + count > INFER_MOST_ARGUMENTS)
            return infer_refuse(ctx, "a tuple of more than %d elements; make it a list",
                                INFER_MOST_ARGUMENTS);
        for (uint32_t k = 0; k < count; k++) {
            parts[used] = star ? infer_part(ctx, value, k) : value;
            types[used] = parts[used].type;
            used++;
        }
    }
    return infer_tuple(ctx, infer_make(engine, FORA_TYPE_TUPLE, 0, used, types), used,
                       parts);
}

// {**a, "x": 1}: dictionaries united from left to right.
static infer_value
united(infer_context *ctx, fora_op op)
{
    infer_value all = infer_display(ctx, FORA_TYPE_DICT, 0, NULL);
    uint32_t pairs = ctx->high->ops[op].operand_count / 2;
    for (uint32_t i = 0; i < pairs && infer_live(all); i++) {
        infer_value pair[2] = {operand(ctx, op, 2 * i), operand(ctx, op, 2 * i + 1)};
        infer_value more = fora_attribute(ctx->high, op, i)
                               ? pair[1]
                               : infer_display(ctx, FORA_TYPE_DICT, 2, pair);
        all = infer_live(more) ? infer_operate2(ctx, "py.or", all, more) : more;
    }
    return all;
}

// {*a, x}: a set that is updated and added to from left to right.
static infer_value
merged(infer_context *ctx, fora_op op)
{
    infer_value all = infer_display(ctx, FORA_TYPE_SET, 0, NULL);
    for (uint32_t i = 0; i < ctx->high->ops[op].operand_count && infer_live(all); i++) {
        bool star = fora_attribute(ctx->high, op, i) != 0;
        infer_value both[2] = {all, operand(ctx, op, i)};
        if (!star && !infer_hashable(ctx, both[1].type))
            return infer_nothing();
        if (star)
            both[1] = infer_settled(ctx, infer_opened(ctx, both[1]));
        if (!infer_live(both[1]))
            return both[1];
        all = infer_call_library(ctx, star ? "set_merge" : "set_with", 2, both);
    }
    return all;
}

infer_value
infer_walk_display(infer_context *ctx, fora_op op)
{
    const fora_operation *it = &ctx->high->ops[op];
    infer_value *values =
        fora_alloc(ctx->engine->arena, (it->operand_count + 1) * sizeof *values);
    for (uint32_t i = 0; i < it->operand_count; i++)
        values[i] = operand(ctx, op, i);
    if (it->code == FORA_OP_PY_TUPLE)
        return tuple_display(ctx, op);
    if (it->code == FORA_OP_PY_DICT)
        return is_starred(ctx, op)
                   ? united(ctx, op)
                   : infer_display(ctx, FORA_TYPE_DICT, it->operand_count, values);
    if (!is_starred(ctx, op))
        return infer_display(
            ctx, it->code == FORA_OP_PY_SET ? FORA_TYPE_SET : FORA_TYPE_LIST,
            it->operand_count, values);
    return it->code == FORA_OP_PY_LIST ? gathered(ctx, op) : merged(ctx, op);
}

// ---- Unpacking ----------------------------------------------------------------------

static bool
fail_count(infer_context *ctx, uint32_t wanted, uint32_t got, bool starred)
{
    if (got < wanted)
        infer_fail(ctx, CLASS_ValueError,
                   "not enough values to unpack (expected %s%u, got %u)",
                   starred ? "at least " : "", wanted, got);
    else
        infer_fail(ctx, CLASS_ValueError, "too many values to unpack (expected %u)",
                   wanted);
    return false;
}

static bool
unpack_tuple(infer_context *ctx, infer_value value, uint32_t count, int64_t star,
             infer_value *results)
{
    uint32_t length = infer_info(ctx->engine, value.type)->count;
    uint32_t fixed = star >= 0 ? count - 1 : count;
    if (length < fixed || (star < 0 && length > fixed))
        return fail_count(ctx, fixed, length, star >= 0);
    uint32_t at = 0;
    for (uint32_t i = 0; i < count; i++) {
        if ((int64_t)i != star) {
            results[i] = infer_part(ctx, value, at++);
            continue;
        }
        infer_value rest[INFER_MOST_ARGUMENTS];
        uint32_t used = 0;
        while (used < length - fixed)
            rest[used++] = infer_part(ctx, value, at++);
        results[i] = infer_display(ctx, FORA_TYPE_LIST, used, rest);
    }
    return true;
}

// A sequence that can be indexed, from anything that can be iterated over.
static infer_value
indexable(infer_context *ctx, infer_value value)
{
    switch (infer_kind(ctx->engine, value.type)) {
    case FORA_TYPE_LIST:
    case FORA_TYPE_VTUPLE:
    case FORA_TYPE_STR:
        return value;
    case FORA_TYPE_CHAR:
        return infer_coerce(ctx, value, T_STR);
    default:
        return infer_to_list(ctx, value);
    }
}

static bool
bound_member(infer_context *ctx, void *data, infer_value member, infer_value *results)
{
    (void)data;
    switch (infer_kind(ctx->engine, member.type)) {
    case FORA_TYPE_NONE:
        results[0] = member;
        return true;
    case FORA_TYPE_INT:
    case FORA_TYPE_BOOL:
    case FORA_TYPE_ZERO:
        results[0] = infer_coerce(ctx, member, T_INT);
        return true;
    default:
        infer_fail(ctx, CLASS_TypeError,
                   "slice indices must be integers or None or have an __index__ "
                   "method");
        return false;
    }
}

infer_value
infer_slice(infer_context *ctx, infer_value parts[3])
{
    fora_type types[3];
    for (uint32_t i = 0; i < 3; i++) {
        bool split = infer_kind(ctx->engine, parts[i].type) == FORA_TYPE_UNION;
        bool alive =
            split ? infer_dispatch(ctx, parts[i], 1, bound_member, NULL, &parts[i])
                  : bound_member(ctx, NULL, parts[i], &parts[i]);
        if (!alive)
            return infer_nothing();
        types[i] = parts[i].type;
    }
    return infer_tuple(ctx, infer_make(ctx->engine, FORA_TYPE_SLICE, 0, 3, types), 3,
                       parts);
}

static infer_value
slice_between(infer_context *ctx, infer_value sequence, uint32_t start,
              infer_value stop)
{
    infer_value parts[3] = {infer_int(ctx, start), stop, infer_none(ctx)};
    return infer_operate2(ctx, "py.getitem", sequence, infer_slice(ctx, parts));
}

static bool
unpack_sequence(infer_context *ctx, infer_value value, uint32_t count, int64_t star,
                infer_value *results)
{
    infer_value sequence = indexable(ctx, value);
    if (!infer_live(sequence))
        return false;
    infer_value length = infer_operate1(ctx, "len", sequence);
    infer_value check[3] = {length, infer_int(ctx, count - (star >= 0)),
                            infer_bool(ctx, star >= 0)};
    if (!infer_live(length) || !infer_live(infer_operate(ctx, "py.unpack", 3, check)))
        return false;
    if (infer_element(ctx, sequence.type) == T_NEVER)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        if ((int64_t)i == star) {
            uint32_t behind = count - i - 1;
            infer_value stop =
                infer_operate2(ctx, "py.sub", length, infer_int(ctx, behind));
            results[i] = slice_between(ctx, sequence, i, stop);
            if (infer_live(results[i]))
                results[i] = infer_to_list(ctx, results[i]);
        } else {
            int64_t index = star >= 0 && (int64_t)i > star ? (int64_t)i - (int64_t)count
                                                           : (int64_t)i;
            results[i] =
                infer_operate2(ctx, "py.getitem", sequence, infer_int(ctx, index));
        }
        if (!infer_live(results[i]))
            return false;
    }
    return true;
}

typedef struct {
    uint32_t count;
    int64_t star;
} unpacking;

static bool
unpack_case(infer_context *ctx, void *data, infer_value member, infer_value *results)
{
    unpacking *it = data;
    member = infer_opened(ctx, member);
    if (!infer_live(member))
        return false;
    if (infer_kind(ctx->engine, member.type) == FORA_TYPE_TUPLE)
        return unpack_tuple(ctx, member, it->count, it->star, results);
    if (!infer_element(ctx, member.type) && !infer_computes(ctx, member.type)) {
        if (!infer_refuse_own_iteration(ctx, member.type))
            infer_fail(ctx, CLASS_TypeError, "cannot unpack non-iterable %s object",
                       infer_class_name(ctx->engine, member.type));
        return false;
    }
    return unpack_sequence(ctx, member, it->count, it->star, results);
}

void
infer_walk_unpack(infer_context *ctx, fora_op op)
{
    const fora_operation *it = &ctx->high->ops[op];
    infer_value value = operand(ctx, op, 0);
    unpacking data = {it->result_count, (int64_t)fora_attribute(ctx->high, op, 0)};
    infer_value *results =
        fora_alloc(ctx->engine->arena, (it->result_count + 1) * sizeof *results);
    bool done = false;
    if (infer_kind(ctx->engine, value.type) != FORA_TYPE_UNION)
        done = unpack_case(ctx, &data, value, results);
    else if (it->result_count <= 16)
        done =
            infer_dispatch(ctx, value, it->result_count, unpack_case, &data, results);
    else
        infer_refuse(ctx, "unpacking more than 16 values of several types");
    for (uint32_t i = 0; done && i < it->result_count; i++)
        infer_set(ctx, it->result + i, results[i]);
    if (!done && !ctx->failed)
        infer_end(ctx);
}

// ---- f-strings ----------------------------------------------------------------------

infer_value
infer_concat(infer_context *ctx, uint32_t count, const infer_value *pieces)
{
    infer_value *texts = fora_alloc(ctx->engine->arena, (count + 1) * sizeof *texts);
    for (uint32_t i = 0; i < count; i++) {
        if (!infer_live(pieces[i]))
            return infer_nothing();
        texts[i] = infer_coerce(ctx, pieces[i], T_STR);
    }
    return display_of(ctx, "py.concat", T_STR, count, texts);
}

infer_value
infer_walk_concat(infer_context *ctx, fora_op op)
{
    uint32_t count = ctx->high->ops[op].operand_count;
    infer_value *pieces = fora_alloc(ctx->engine->arena, (count + 1) * sizeof *pieces);
    for (uint32_t i = 0; i < count; i++)
        pieces[i] = operand(ctx, op, i);
    if (count == 1)
        return pieces[0];
    return infer_concat(ctx, count, pieces);
}

// What takes no format but the empty one. A constant one is known not to be empty here.
static infer_value
format_plain(infer_context *ctx, infer_value value, infer_value spec)
{
    fora_sym text;
    if (!infer_constant_str(ctx, spec, &text))
        return infer_call_library(ctx, "format_plain", 2, (infer_value[]){value, spec});
    return infer_fail(ctx, CLASS_TypeError,
                      "unsupported format string passed to %s.__format__",
                      infer_class_name(ctx->engine, value.type));
}

static infer_value
format_instance(infer_context *ctx, infer_value value, infer_value spec)
{
    const fora_method *method = infer_dunder(ctx, value.type, "__format__");
    infer_arg args[1] = {{.value = spec}};
    if (method)
        return infer_ask(ctx, "__format__", method, value, 1, args);
    return format_plain(ctx, value, spec);
}

static bool
format_case(infer_context *ctx, void *data, infer_value member, infer_value *results)
{
    results[0] = infer_format(ctx, member, *(infer_value *)data, 0);
    if (results[0].type == T_CHAR)
        results[0] = infer_coerce(ctx, results[0], T_STR);
    return infer_live(results[0]);
}

infer_value
infer_format(infer_context *ctx, infer_value value, infer_value spec,
             uint32_t conversion)
{
    fora_sym text;
    infer_value result;
    bool empty = infer_constant_str(ctx, spec, &text) &&
                 fora_sym_length(ctx->engine->program->names, text) == 0;
    if (conversion == 'r')
        value = infer_to_repr(ctx, value);
    else if (conversion == 's')
        value = infer_to_str(ctx, value);
    else if (conversion == 'a')
        value = infer_operate1(ctx, "ascii", value);
    if (!infer_live(value))
        return value;
    if (value.type == T_ZERO)
        value = infer_coerce(ctx, value, T_INT);
    fora_type_kind kind = infer_kind(ctx->engine, value.type);
    if (kind == FORA_TYPE_UNION) {
        if (!infer_dispatch(ctx, value, 1, format_case, &spec, &result))
            return infer_nothing();
        return result;
    }
    bool custom =
        kind == FORA_TYPE_INSTANCE && infer_dunder(ctx, value.type, "__format__");
    if (empty && !custom)
        return infer_to_str(ctx, value);
    spec = infer_coerce(ctx, spec, T_STR);
    if (kind == FORA_TYPE_INSTANCE)
        return format_instance(ctx, value, spec);
    if (value.type != T_INT && value.type != T_FLOAT && value.type != T_BOOL &&
        value.type != T_STR && value.type != T_CHAR)
        return format_plain(ctx, value, spec);
    return infer_operate2(ctx, "py.format", value, spec);
}

// ---- in -----------------------------------------------------------------------------

typedef struct {
    infer_value item;
} contains_case;

static bool
contains_member(infer_context *ctx, void *data, infer_value member,
                infer_value *results)
{
    contains_case *it = data;
    results[0] = infer_contains(ctx, it->item, member);
    return infer_live(results[0]);
}

// `item in (a, b, c)`: compared one after the other, stopping at the first that is equal.
static infer_value
in_tuple(infer_context *ctx, infer_value item, infer_value tuple, uint32_t at)
{
    uint32_t count = infer_info(ctx->engine, tuple.type)->count;
    if (at == count)
        return infer_bool(ctx, false);
    infer_value equal = infer_operate2(ctx, "py.eq", item, infer_part(ctx, tuple, at));
    if (infer_live(equal))
        equal = infer_truth(ctx, equal);
    if (!infer_live(equal) || equal.truth == MAY_BE_TRUE || at + 1 == count)
        return equal;
    if (equal.truth == MAY_BE_FALSE)
        return in_tuple(ctx, item, tuple, at + 1);
    infer_merge *merge = fora_alloc(ctx->engine->arena, sizeof *merge);
    infer_merge_open(ctx, merge, FORA_OP_IF, equal, 1);
    infer_merge_region(ctx, merge, 0);
    infer_value result = infer_bool(ctx, true);
    infer_merge_end(ctx, merge, &result);
    infer_merge_region(ctx, merge, 0);
    result = in_tuple(ctx, item, tuple, at + 1);
    if (!infer_live(result))
        infer_end_failed(ctx);
    infer_merge_end(ctx, merge, &result);
    infer_merge_close(ctx, merge, &result);
    return result;
}

infer_value
infer_contains(infer_context *ctx, infer_value item, infer_value container)
{
    const fora_type_info *info = infer_info(ctx->engine, container.type);
    if (!infer_live(item) || !infer_live(container))
        return infer_nothing();
    if (info->kind == FORA_TYPE_TUPLE && info->count <= 16)
        return in_tuple(ctx, item, container, 0);
    if (info->kind == FORA_TYPE_INSTANCE) {
        const fora_method *method = infer_dunder(ctx, container.type, "__contains__");
        infer_arg args[1] = {{.value = item}};
        if (!method && infer_refuse_own_iteration(ctx, container.type))
            return infer_nothing();
        if (!method)
            return infer_fail(ctx, CLASS_TypeError,
                              "argument of type '%s' is not iterable",
                              infer_class_name(ctx->engine, container.type));
        infer_value found = infer_call_method(ctx, method, container, 1, args);
        return infer_live(found) ? infer_truth(ctx, found) : found;
    }
    if (info->kind == FORA_TYPE_UNION) {
        contains_case data = {item};
        infer_value result;
        if (!infer_dispatch(ctx, container, 1, contains_member, &data, &result))
            return infer_nothing();
        return result;
    }
    if (infer_is_iterator(ctx->engine, container.type))
        container = infer_to_list(ctx, container);
    return infer_operate2(ctx, "py.in", item, container);
}
