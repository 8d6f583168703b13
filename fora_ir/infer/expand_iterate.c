// Builtins that make, consume or sort iterables.
#include "expand.h"

#include <string.h>

static infer_value
iterator(infer_context *ctx, fora_type_kind kind, uint32_t count,
         const infer_value *parts)
{
    fora_type types[64];
    uint32_t parameters = kind == FORA_TYPE_ENUMERATE ? 1 : count;
    for (uint32_t i = 0; i < parameters; i++)
        types[i] = parts[i].type;
    return infer_tuple(ctx, infer_make(ctx->engine, kind, 0, parameters, types), count,
                       parts);
}

// What an iterator keeps of its argument: unions become lists, strings of one character
// strings.
static infer_value
source(infer_context *ctx, infer_value value)
{
    value = infer_opened(ctx, value);
    if (infer_computes(ctx, value.type))
        return value;
    return infer_iterable(ctx, value);
}

bool
expand_opened(infer_context *ctx, uint32_t count, infer_value *operands,
              infer_value *results)
{
    (void)count;
    infer_value value = operands[0];
    bool read = infer_is_iterator(ctx->engine, value.type) ||
                infer_dunder(ctx, value.type, "__iter__");
    return expand_to(results, read ? infer_to_list(ctx, value) : value);
}

// ---- Iterators ----------------------------------------------------------------------

bool
expand_enumerate(infer_context *ctx, uint32_t count, infer_value *operands,
                 infer_value *results)
{
    (void)count;
    infer_value parts[2] = {source(ctx, operands[0]),
                            infer_coerce(ctx, operands[1], T_INT)};
    if (!infer_live(parts[0]))
        return false;
    return expand_to(results, iterator(ctx, FORA_TYPE_ENUMERATE, 2, parts));
}

bool
expand_zip(infer_context *ctx, uint32_t count, infer_value *operands,
           infer_value *results)
{
    infer_value parts[32];
    if (count > 32) {
        infer_refuse(ctx, "zip() of more than 32 iterables");
        return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        parts[i] = source(ctx, operands[i]);
        if (!infer_live(parts[i]))
            return false;
    }
    if (count == 0)
        return expand_to(results, infer_display(ctx, FORA_TYPE_LIST, 0, NULL));
    return expand_to(results, iterator(ctx, FORA_TYPE_ZIP, count, parts));
}

bool
expand_map(infer_context *ctx, uint32_t count, infer_value *operands,
           infer_value *results)
{
    infer_value parts[32] = {operands[0]};
    if (count < 2 || count > 16) {
        infer_refuse(ctx, "map() takes a function and 1 to 15 iterables here");
        return false;
    }
    for (uint32_t i = 1; i < count; i++) {
        parts[i] = source(ctx, operands[i]);
        if (!infer_live(parts[i]))
            return false;
    }
    return expand_to(results, iterator(ctx, FORA_TYPE_MAP, count, parts));
}

bool
expand_filter(infer_context *ctx, uint32_t count, infer_value *operands,
              infer_value *results)
{
    (void)count;
    infer_value parts[2] = {operands[0], source(ctx, operands[1])};
    if (!infer_live(parts[1]))
        return false;
    return expand_to(results, iterator(ctx, FORA_TYPE_FILTER, 2, parts));
}

static infer_value
reversible(infer_context *ctx, infer_value value)
{
    switch (infer_kind(ctx->engine, value.type)) {
    case FORA_TYPE_LIST:
    case FORA_TYPE_STR:
    case FORA_TYPE_CHAR:
    case FORA_TYPE_RANGE:
    case FORA_TYPE_TUPLE:
    case FORA_TYPE_VTUPLE:
        return infer_iterable(ctx, value);
    case FORA_TYPE_DICT:
    case FORA_TYPE_DICT_KEYS:
    case FORA_TYPE_DICT_VALUES:
    case FORA_TYPE_DICT_ITEMS:
        return infer_to_list(ctx, value);
    default:
        break;
    }
    const char *class = infer_class_name(ctx->engine, value.type);
    if (infer_dunder(ctx, value.type, "__reversed__") ||
        infer_dunder(ctx, value.type, "__getitem__"))
        return infer_refuse(ctx,
                            "an object's own methods do not answer reversed(); call "
                            "a method that returns a list");
    return infer_fail(ctx, CLASS_TypeError, "'%s' object is not reversible", class);
}

// The members of a union meet as a list of what any of them holds.
static bool
reversed_case(infer_context *ctx, void *data, infer_value member, infer_value *results)
{
    fora_type list = infer_make1(ctx->engine, FORA_TYPE_LIST, *(fora_type *)data);
    infer_value part = reversible(ctx, member);
    if (infer_live(part))
        part = infer_to_list(ctx, part);
    if (!infer_live(part))
        return false;
    return expand_to(results, infer_coerce(ctx, part, list));
}

static bool
reversible_union(infer_context *ctx, infer_value value, infer_value *results)
{
    const fora_type *members;
    uint32_t count = infer_members(ctx->engine, value.type, &members);
    fora_type element = T_NEVER;
    for (uint32_t i = 0; i < count; i++) {
        fora_type one = infer_element(ctx, members[i]);
        element = one ? infer_join(ctx->engine, element, one) : element;
    }
    return infer_dispatch(ctx, value, 1, reversed_case, &element, results);
}

bool
expand_reversed(infer_context *ctx, uint32_t count, infer_value *operands,
                infer_value *results)
{
    (void)count;
    infer_value part;
    if (infer_kind(ctx->engine, operands[0].type) == FORA_TYPE_UNION) {
        if (!reversible_union(ctx, operands[0], &part))
            return false;
    } else {
        part = reversible(ctx, operands[0]);
    }
    if (!infer_live(part))
        return false;
    return expand_to(results, iterator(ctx, FORA_TYPE_REVERSED, 1, &part));
}

static bool
range_of(infer_context *ctx, infer_value start, infer_value stop, infer_value step,
         infer_value *results)
{
    infer_value parts[3] = {infer_coerce(ctx, start, T_INT),
                            infer_coerce(ctx, stop, T_INT),
                            infer_coerce(ctx, step, T_INT)};
    return expand_to(results, infer_tuple(ctx, T_RANGE, 3, parts));
}

bool
expand_range1(infer_context *ctx, uint32_t count, infer_value *operands,
              infer_value *results)
{
    (void)count;
    infer_value start = infer_int(ctx, 0), step = infer_int(ctx, 1);
    return range_of(ctx, start, operands[0], step, results);
}

bool
expand_range2(infer_context *ctx, uint32_t count, infer_value *operands,
              infer_value *results)
{
    (void)count;
    return range_of(ctx, operands[0], operands[1], infer_int(ctx, 1), results);
}

bool
expand_range3(infer_context *ctx, uint32_t count, infer_value *operands,
              infer_value *results)
{
    (void)count;
    int64_t step;
    bool known = infer_constant_int(ctx, operands[2], &step);
    if (!known || step == 0) {
        infer_value zero = infer_operate2(ctx, "py.eq", operands[2], infer_int(ctx, 0));
        infer_merge merge;
        infer_merge_open(ctx, &merge, FORA_OP_IF, zero, 0);
        infer_merge_region(ctx, &merge, 0);
        infer_fail(ctx, CLASS_ValueError, "range() arg 3 must not be zero");
        infer_raise_failure(ctx);
        infer_merge_end(ctx, &merge, NULL);
        infer_merge_region(ctx, &merge, 0);
        infer_merge_end(ctx, &merge, NULL);
        infer_merge_close(ctx, &merge, NULL);
    }
    return range_of(ctx, operands[0], operands[1], operands[2], results);
}

static bool
slice_of(infer_context *ctx, infer_value start, infer_value stop, infer_value step,
         infer_value *results)
{
    infer_value parts[3] = {start, stop, step};
    return expand_to(results, infer_slice(ctx, parts));
}

bool
expand_slice1(infer_context *ctx, uint32_t count, infer_value *operands,
              infer_value *results)
{
    (void)count;
    infer_value start = infer_none(ctx), step = infer_none(ctx);
    return slice_of(ctx, start, operands[0], step, results);
}

bool
expand_slice3(infer_context *ctx, uint32_t count, infer_value *operands,
              infer_value *results)
{
    (void)count;
    return slice_of(ctx, operands[0], operands[1], operands[2], results);
}

bool
expand_range_start(infer_context *ctx, uint32_t count, infer_value *operands,
                   infer_value *results)
{
    (void)count;
    return expand_to(results, infer_part(ctx, operands[0], 0));
}

bool
expand_range_stop(infer_context *ctx, uint32_t count, infer_value *operands,
                  infer_value *results)
{
    (void)count;
    return expand_to(results, infer_part(ctx, operands[0], 1));
}

bool
expand_range_step(infer_context *ctx, uint32_t count, infer_value *operands,
                  infer_value *results)
{
    (void)count;
    return expand_to(results, infer_part(ctx, operands[0], 2));
}

// ---- Containers from iterables ------------------------------------------------------

static bool
copied(infer_context *ctx, const char *row, infer_value value, infer_value *results)
{
    infer_arg args[1] = {{.value = value}};
    infer_value both[2];
    if (!infer_rows(ctx, row, 1, args, both))
        return false;
    return expand_to(results, both[0]);
}

bool
expand_list(infer_context *ctx, uint32_t count, infer_value *operands,
            infer_value *results)
{
    if (count == 0)
        return expand_to(results, infer_display(ctx, FORA_TYPE_LIST, 0, NULL));
    if (infer_kind(ctx->engine, operands[0].type) == FORA_TYPE_LIST)
        return copied(ctx, "list.copy", operands[0], results);
    return expand_to(results, infer_to_list(ctx, operands[0]));
}

bool
expand_tuple(infer_context *ctx, uint32_t count, infer_value *operands,
             infer_value *results)
{
    if (count == 0)
        return expand_to(
            results,
            infer_tuple(ctx, infer_make(ctx->engine, FORA_TYPE_TUPLE, 0, 0, NULL), 0,
                        NULL));
    fora_type_kind kind = infer_kind(ctx->engine, operands[0].type);
    if (kind == FORA_TYPE_TUPLE || kind == FORA_TYPE_VTUPLE)
        return expand_to(results, operands[0]);
    return expand_to(results, infer_collect(ctx, FORA_COMP_TUPLE, infer_nothing(),
                                            operands[0], NULL, NULL));
}

bool
expand_set(infer_context *ctx, uint32_t count, infer_value *operands,
           infer_value *results)
{
    if (count == 0)
        return expand_to(results, infer_display(ctx, FORA_TYPE_SET, 0, NULL));
    if (infer_kind(ctx->engine, operands[0].type) == FORA_TYPE_SET)
        return copied(ctx, "set.copy", operands[0], results);
    // Which of several it is decides when the table gets its room.
    bool several = infer_kind(ctx->engine, operands[0].type) == FORA_TYPE_UNION;
    infer_value set = several ? infer_call_library(ctx, "set_of", 1, operands)
                              : infer_collect(ctx, FORA_COMP_SET, infer_nothing(),
                                              operands[0], NULL, NULL);
    if (infer_live(set) &&
        !infer_hashable(ctx, infer_parameter_of(ctx->engine, set.type, 0)))
        return false;
    return expand_to(results, set);
}

// Whether a type is that of sequences, whose length only the value tells, or a union of such.
static bool
is_measured(infer_context *ctx, fora_type type)
{
    const fora_type *members;
    uint32_t count = infer_members(ctx->engine, type, &members);
    for (uint32_t i = 0; i < count; i++)
        switch (infer_kind(ctx->engine, members[i])) {
        case FORA_TYPE_LIST:
        case FORA_TYPE_TUPLE:
        case FORA_TYPE_VTUPLE:
        case FORA_TYPE_STR:
            break;
        default:
            return false;
        }
    return true;
}

static bool
is_pair(infer_context *ctx, fora_type type)
{
    const fora_type_info *info = infer_info(ctx->engine, type);
    return info->kind == FORA_TYPE_TUPLE && info->count == 2;
}

static infer_value
as_pair(infer_context *ctx, void *data, infer_value element)
{
    (void)ctx;
    (void)data;
    return element;
}

// An element with its number, which the exception names where it is no pair.
static infer_value
numbered_pair(infer_context *ctx, void *data, infer_value numbered)
{
    (void)data;
    infer_value element = infer_part(ctx, numbered, 1);
    if (is_pair(ctx, element.type))
        return element;
    if (is_measured(ctx, element.type))
        return infer_call_library(
            ctx, "pair_of", 2, (infer_value[]){element, infer_part(ctx, numbered, 0)});
    return infer_refuse(ctx, "dict() takes pairs as sequences of two elements, not %s",
                        infer_type_text(ctx->engine, element.type));
}

bool
expand_dict(infer_context *ctx, uint32_t count, infer_value *operands,
            infer_value *results)
{
    if (count == 0)
        return expand_to(results, infer_display(ctx, FORA_TYPE_DICT, 0, NULL));
    if (infer_kind(ctx->engine, operands[0].type) == FORA_TYPE_DICT)
        return copied(ctx, "dict.copy", operands[0], results);
    fora_type element = infer_element(ctx, operands[0].type);
    bool pairs = element == T_NEVER || (element && is_pair(ctx, element));
    infer_value from[2] = {operands[0]};
    if (!pairs) {
        from[1] = infer_int(ctx, 0);
        if (!expand_enumerate(ctx, 2, from, &from[0]))
            return false;
    }
    infer_value dict = infer_collect(ctx, FORA_COMP_DICT, infer_nothing(), from[0],
                                     pairs ? as_pair : numbered_pair, NULL);
    if (infer_live(dict) &&
        !infer_hashable(ctx, infer_parameter_of(ctx->engine, dict.type, 0)))
        return false;
    return expand_to(results, dict);
}

// ---- d[key] -------------------------------------------------------------------------

// Keys whose text the runtime cannot make are asked for first; then the element is read as
// any other, so that an update of it happens where it lies.
bool
expand_dict_getitem(infer_context *ctx, uint32_t count, infer_value *operands,
                    infer_value *results)
{
    infer_engine *engine = ctx->engine;
    infer_merge merge;
    infer_value value = {.type = infer_parameter_of(engine, operands[0].type, 1),
                         .truth = MAY_BE_TRUE | MAY_BE_FALSE};
    if (!infer_hashable(ctx, operands[1].type))
        return false;
    infer_value there = infer_operate2(ctx, "py.in", operands[1], operands[0]);
    if (!infer_live(there))
        return false;
    infer_merge_open(ctx, &merge, FORA_OP_IF, there, 0);
    infer_merge_region(ctx, &merge, 0);
    infer_merge_end(ctx, &merge, NULL);
    infer_merge_region(ctx, &merge, 0);
    infer_call_library(ctx, "missing_key", 1, &operands[1]);
    infer_merge_end(ctx, &merge, NULL);
    infer_merge_close(ctx, &merge, NULL);
    if (value.type == T_NEVER) {
        infer_end(ctx);
        return false;
    }
    uint32_t row = infer_rule_first(engine, "py.getitem");
    while (strcmp(fora_rules[row].parameters, "dict[K, V], L") != 0)
        row = infer_rule_next(engine, row);
    infer_apply_row(ctx, row, count, operands, 1, &value);
    return expand_to(results, value);
}

// ---- Consumers ----------------------------------------------------------------------

static infer_value
as_truth(infer_context *ctx, void *data, infer_value element)
{
    (void)data;
    return infer_truth(ctx, element);
}

static infer_value
as_number(infer_context *ctx, void *data, infer_value element)
{
    (void)data;
    return element.type == T_BOOL ? infer_coerce(ctx, element, T_INT) : element;
}

bool
expand_any(infer_context *ctx, uint32_t count, infer_value *operands,
           infer_value *results)
{
    (void)count;
    return expand_to(results, infer_collect(ctx, FORA_COMP_ANY, infer_nothing(),
                                            operands[0], as_truth, NULL));
}

bool
expand_all(infer_context *ctx, uint32_t count, infer_value *operands,
           infer_value *results)
{
    (void)count;
    return expand_to(results, infer_collect(ctx, FORA_COMP_ALL, infer_nothing(),
                                            operands[0], as_truth, NULL));
}

// The type of the elements without building anything.
static fora_type
element_of(infer_context *ctx, infer_value iterable)
{
    infer_context quiet = *ctx;
    quiet.emit = false;
    infer_value list = infer_to_list(&quiet, iterable);
    if (!infer_live(list))
        return T_NEVER;
    return infer_parameter_of(ctx->engine, list.type, 0);
}

bool
infer_sum_start(infer_context *ctx, infer_value start)
{
    if (start.type != T_STR && start.type != T_CHAR)
        return true;
    infer_fail(ctx, CLASS_TypeError,
               "sum() can't sum strings [use ''.join(seq) instead]");
    return false;
}

bool
expand_sum(infer_context *ctx, uint32_t count, infer_value *operands,
           infer_value *results)
{
    infer_value start = count > 1 ? operands[1] : infer_zero(ctx);
    if (!infer_sum_start(ctx, start))
        return false;
    fora_type element = element_of(ctx, operands[0]);
    if (start.type == T_BOOL)
        start = infer_coerce(ctx, start, T_INT);
    bool begin = infer_sums_directly(ctx->engine, start.type, T_INT);
    if (begin && element != T_NEVER &&
        infer_sums_directly(ctx->engine, start.type,
                            element == T_BOOL ? T_INT : element))
        return expand_to(results, infer_collect(ctx, FORA_COMP_SUM, start, operands[0],
                                                as_number, NULL));
    infer_value values[2] = {infer_to_list(ctx, operands[0]), start};
    if (!infer_live(values[0]))
        return false;
    if (begin && infer_parameter_of(ctx->engine, values[0].type, 0) == T_NEVER)
        return expand_to(results, start);
    return expand_to(results, infer_call_library(ctx, "sum_of", 2, values));
}

bool
expand_sorted(infer_context *ctx, uint32_t count, infer_value *operands,
              infer_value *results)
{
    (void)count;
    fora_names *names = ctx->engine->program->names;
    infer_value list = operands[0], both[2];
    if (infer_kind(ctx->engine, list.type) == FORA_TYPE_LIST) {
        if (!copied(ctx, "list.copy", list, &list))
            return false;
    } else {
        list = infer_to_list(ctx, list);
    }
    if (!infer_live(list))
        return false;
    infer_arg args[2] = {
        {.value = operands[1], .name = fora_intern_c(names, "key")},
        {.value = operands[2], .name = fora_intern_c(names, "reverse")}};
    uint32_t first = operands[1].type == T_NONE;
    if (!infer_method(ctx, fora_intern_c(names, "sort"), list, 2 - first, args + first,
                      both))
        return false;
    return expand_to(results, both[1]);
}

// ---- min and max --------------------------------------------------------------------

// The better of two; the first of equals.
static bool
better(infer_context *ctx, bool max, infer_value *best, infer_value *best_key,
       infer_value next, infer_value next_key)
{
    infer_value wins =
        infer_operate2(ctx, max ? "py.gt" : "py.lt", next_key, *best_key);
    if (infer_live(wins))
        wins = infer_truth(ctx, wins);
    if (!infer_live(wins))
        return false;
    infer_merge merge;
    infer_value first[2] = {next, next_key}, second[2] = {*best, *best_key}, joined[2];
    infer_merge_open(ctx, &merge, FORA_OP_IF, wins, 2);
    infer_merge_region(ctx, &merge, 0);
    infer_merge_end(ctx, &merge, first);
    infer_merge_region(ctx, &merge, 0);
    infer_merge_end(ctx, &merge, second);
    infer_merge_close(ctx, &merge, joined);
    *best = joined[0];
    *best_key = joined[1];
    return true;
}

static infer_value
key_of(infer_context *ctx, infer_value key, infer_value value)
{
    if (key.type == T_NONE)
        return value;
    return infer_call_values(ctx, key, 1, &value);
}

static bool
best_of_arguments(infer_context *ctx, bool max, uint32_t count, infer_value *values,
                  infer_value key, infer_value *results)
{
    infer_value best = values[0], best_key = key_of(ctx, key, best);
    if (!infer_live(best_key))
        return false;
    for (uint32_t i = 1; i < count; i++) {
        infer_value next_key = key_of(ctx, key, values[i]);
        if (!infer_live(next_key) ||
            !better(ctx, max, &best, &best_key, values[i], next_key))
            return false;
    }
    return expand_to(results, best);
}

static infer_value
best_of_iterable(infer_context *ctx, bool max, infer_value iterable, infer_value key)
{
    fora_type_kind kind = infer_kind(ctx->engine, iterable.type);
    fora_type element = element_of(ctx, iterable);
    if (key.type == T_NONE && (element == T_INT || element == T_FLOAT))
        return infer_collect(ctx, max ? FORA_COMP_MAX : FORA_COMP_MIN, infer_nothing(),
                             iterable, NULL, NULL);
    infer_value values[2] = {iterable, key};
    if (kind != FORA_TYPE_LIST && kind != FORA_TYPE_RANGE && kind != FORA_TYPE_STR)
        values[0] = infer_to_list(ctx, iterable);
    if (!infer_live(values[0]))
        return values[0];
    if (key.type == T_NONE)
        return infer_call_library(ctx, max ? "greatest_of" : "least_of", 1, values);
    return infer_call_library(ctx, max ? "greatest_by" : "least_by", 2, values);
}

static bool
best(infer_context *ctx, bool max, uint32_t count, infer_value *operands,
     infer_value *results)
{
    if (count > 2)
        return best_of_arguments(ctx, max, count - 1, operands + 1, operands[0],
                                 results);
    if (count == 2)
        return expand_to(results, best_of_iterable(ctx, max, operands[1], operands[0]));
    infer_fail(ctx, CLASS_TypeError, "%s expected at least 1 argument, got 0",
               max ? "max" : "min");
    return false;
}

// With a default for an empty iterable.
static bool
best_or(infer_context *ctx, bool max, uint32_t count, infer_value *operands,
        infer_value *results)
{
    if (count != 3) {
        infer_fail(
            ctx, CLASS_TypeError,
            "Cannot specify a default for %s() with multiple positional arguments",
            max ? "max" : "min");
        return false;
    }
    infer_value list = infer_to_list(ctx, operands[2]);
    if (!infer_live(list))
        return false;
    if (infer_parameter_of(ctx->engine, list.type, 0) == T_NEVER)
        return expand_to(results, operands[1]);
    infer_value filled = infer_truth(ctx, list);
    infer_merge merge;
    infer_merge_open(ctx, &merge, FORA_OP_IF, filled, 1);
    infer_merge_region(ctx, &merge, 0);
    infer_value result = best_of_iterable(ctx, max, list, operands[0]);
    if (!infer_live(result))
        infer_end(ctx);
    infer_merge_end(ctx, &merge, &result);
    infer_merge_region(ctx, &merge, 0);
    infer_merge_end(ctx, &merge, &operands[1]);
    infer_merge_close(ctx, &merge, results);
    return infer_live(results[0]) && !ctx->failed;
}

// Operand 0 is the key; one that may be None is taken apart.
typedef bool (*best_function)(infer_context *ctx, bool max, uint32_t count,
                              infer_value *operands, infer_value *results);

typedef struct {
    best_function find;
    bool max;
    uint32_t count;
    infer_value *operands;
} best_call;

static bool
best_case(infer_context *ctx, void *data, infer_value key, infer_value *results)
{
    const best_call *call = data;
    infer_value operands[INFER_MOST_ARGUMENTS + 2];
    memcpy(operands, call->operands, call->count * sizeof *operands);
    operands[0] = key;
    return call->find(ctx, call->max, call->count, operands, results);
}

static bool
best_by_key(infer_context *ctx, best_function find, bool max, uint32_t count,
            infer_value *operands, infer_value *results)
{
    best_call call = {find, max, count, operands};
    bool optional =
        infer_kind(ctx->engine, operands[0].type) == FORA_TYPE_UNION &&
        infer_without(ctx->engine, operands[0].type, T_NONE) != operands[0].type;
    if (optional)
        return infer_dispatch(ctx, operands[0], 1, best_case, &call, results);
    return find(ctx, max, count, operands, results);
}

bool
expand_min(infer_context *ctx, uint32_t count, infer_value *operands,
           infer_value *results)
{
    return best_by_key(ctx, best, false, count, operands, results);
}

bool
expand_max(infer_context *ctx, uint32_t count, infer_value *operands,
           infer_value *results)
{
    return best_by_key(ctx, best, true, count, operands, results);
}

bool
expand_min_default(infer_context *ctx, uint32_t count, infer_value *operands,
                   infer_value *results)
{
    return best_by_key(ctx, best_or, false, count, operands, results);
}

bool
expand_max_default(infer_context *ctx, uint32_t count, infer_value *operands,
                   infer_value *results)
{
    return best_by_key(ctx, best_or, true, count, operands, results);
}
