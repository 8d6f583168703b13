// Builtins whose arguments no row of rules.def can tell: any keywords, or unpacked ones of
// unknown number.
#include "expand.h"

#include <string.h>

// ---- dict(a=1, **more), d.update(a=1) -----------------------------------------------

// The keyword arguments and unpacked dictionaries as one dictionary.
static infer_value
dict_of_keywords(infer_context *ctx, uint32_t count, const infer_arg *args)
{
    infer_value pairs[2 * INFER_MOST_ARGUMENTS], all = infer_nothing();
    const fora_names *names = ctx->engine->program->names;
    uint32_t used = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (!args[i].name)
            continue;
        infer_value key = infer_str(ctx, fora_sym_text(names, args[i].name),
                                    fora_sym_length(names, args[i].name));
        pairs[used++] = infer_coerce(ctx, key, T_STR);
        pairs[used++] = args[i].value;
    }
    all = infer_display(ctx, FORA_TYPE_DICT, used, pairs);
    for (uint32_t i = 0; i < count && infer_live(all); i++)
        if (args[i].stars == 2)
            all = infer_operate2(ctx, "py.or", all, args[i].value);
    return all;
}

static bool
is_keyword(const infer_arg *arg)
{
    return arg->name || arg->stars == 2;
}

static bool
make_dict(infer_context *ctx, uint32_t count, infer_arg *args, infer_value *results)
{
    infer_value more = dict_of_keywords(ctx, count, args);
    results[1] = infer_nothing();
    if (!infer_live(more))
        return false;
    if (is_keyword(&args[0]))
        return expand_to(results, more);
    if (!infer_rows(ctx, "dict", 1, args, results))
        return false;
    return expand_to(results, infer_operate2(ctx, "py.or", results[0], more));
}

static bool
update_dict(infer_context *ctx, uint32_t count, infer_arg *args, infer_value *results)
{
    infer_arg both[2] = {args[0], {.value = dict_of_keywords(ctx, count, args)}};
    if (!infer_live(both[1].value))
        return false;
    if (count > 1 && !is_keyword(&args[1])) {
        infer_arg first[2] = {args[0], args[1]};
        if (!infer_rows(ctx, "dict.update", 2, first, results))
            return false;
        both[0].value = results[1];
    }
    return infer_rows(ctx, "dict.update", 2, both, results);
}

// ---- zip(*rows) ---------------------------------------------------------------------

static bool
can_be_indexed(infer_context *ctx, fora_type type)
{
    fora_type_kind kind = infer_kind(ctx->engine, type);
    return kind == FORA_TYPE_LIST || kind == FORA_TYPE_STR || kind == FORA_TYPE_RANGE ||
           kind == FORA_TYPE_VTUPLE || kind == FORA_TYPE_NEVER;
}

static infer_value
as_list(infer_context *ctx, void *data, infer_value element)
{
    (void)data;
    return infer_to_list(ctx, element);
}

static infer_value
as_part(infer_context *ctx, void *data, infer_value element)
{
    return infer_part(ctx, element, *(uint32_t *)data);
}

// Rows that are tuples of one length with members of different types: a tuple of columns.
// Without rows there would be no columns, which the type cannot tell.
static infer_value
columns_of_tuples(infer_context *ctx, infer_value rows, fora_type element)
{
    uint32_t count = infer_info(ctx->engine, element)->count;
    infer_value parts[32];
    fora_type types[32];
    if (count > 32)
        return infer_refuse(ctx, "zip(*rows) of more than 32 columns");
    infer_call_library(ctx, "zip_some", 1, &rows);
    for (uint32_t i = 0; i < count; i++) {
        parts[i] =
            infer_collect(ctx, FORA_COMP_TUPLE, infer_nothing(), rows, as_part, &i);
        if (!infer_live(parts[i]))
            return parts[i];
        types[i] = parts[i].type;
    }
    return infer_tuple(ctx, infer_make(ctx->engine, FORA_TYPE_TUPLE, 0, count, types),
                       count, parts);
}

static bool
has_one_type(infer_context *ctx, fora_type tuple)
{
    const fora_type_info *info = infer_info(ctx->engine, tuple);
    for (uint32_t i = 1; i < info->count; i++)
        if (info->parameters[i] != info->parameters[0])
            return false;
    return true;
}

static bool
zip_rows(infer_context *ctx, infer_value rows, infer_value *results)
{
    infer_engine *engine = ctx->engine;
    rows = infer_to_list(ctx, rows);
    if (!infer_live(rows))
        return false;
    fora_type element = infer_parameter_of(engine, rows.type, 0);
    if (infer_kind(engine, element) == FORA_TYPE_TUPLE && !has_one_type(ctx, element))
        return expand_to(results, columns_of_tuples(ctx, rows, element));
    if (!can_be_indexed(ctx, element))
        rows = infer_collect(ctx, FORA_COMP_LIST, infer_nothing(), rows, as_list, NULL);
    infer_value parts[2];
    if (!infer_live(rows))
        return false;
    parts[1] = infer_call_library(ctx, "zip_rows", 1, &rows);
    if (!infer_live(parts[1]))
        return false;
    // An iterator, like any zip: it may be consumed once.
    uint64_t same = infer_library_function(engine, "same_item");
    fora_type type = infer_make(engine, FORA_TYPE_FUNC, (uint32_t)same, 0, NULL);
    parts[0] = infer_build(ctx, FORA_OP_FUNC_MAKE, type, 0, NULL, 1, &same);
    fora_type types[2] = {parts[0].type, parts[1].type};
    type = infer_make(engine, FORA_TYPE_MAP, 0, 2, types);
    return expand_to(results, infer_tuple(ctx, type, 2, parts));
}

// ---- Two by two: a.union(b, c, d), math.gcd(a, b, c) --------------------------------

// How several operands are taken one after the other. The order of a set tells whether it
// was copied on the way, which CPython does once.
static const struct {
    const char *name;
    const char
        *start;  // of pylib: takes the first `taken` operands; NULL: the row `name`
    uint32_t taken;
    const char *next;    // of pylib: takes the result, an operand, the first operand;
                         // NULL: the row `name`
    const char *finish;  // of pylib, NULL: nothing
} folded[] = {
    {"set.union", "set_of", 1, "set_joined", NULL},
    {"set.intersection", NULL, 2, NULL, NULL},
    {"set.difference", NULL, 2, "set_less", NULL},
    {"set.update", NULL, 2, NULL, NULL},
    {"set.intersection_update", NULL, 2, NULL, NULL},
    {"set.difference_update", NULL, 2, NULL, NULL},
    {"frozenset.union", "set_of", 1, "set_joined", "set_frozen"},
    {"frozenset.intersection", NULL, 2, NULL, NULL},
    {"frozenset.difference", "set_difference", 2, "set_less", "set_frozen"},
    {"math.gcd", NULL, 2, NULL, NULL},
    {"math.lcm", NULL, 2, NULL, NULL},
};

// Which of them the call is, -1: none.
static int
folded_row(const char *name, uint32_t count, const infer_arg *args)
{
    if (count < 3)
        return -1;
    for (uint32_t i = 0; i < count; i++)
        if (args[i].name || args[i].stars)
            return -1;
    for (size_t i = 0; i < sizeof folded / sizeof *folded; i++)
        if (strcmp(name, folded[i].name) == 0)
            return (int)i;
    return -1;
}

static bool
fold_step(infer_context *ctx, const char *name, const char *function, uint32_t count,
          const infer_value *values, infer_value *results)
{
    infer_arg args[3] = {0};
    if (function) {
        results[0] = infer_call_library(ctx, function, count, values);
        return infer_live(results[0]);
    }
    for (uint32_t i = 0; i < 2; i++)
        args[i].value = values[i];
    return infer_rows(ctx, name, 2, args, results);
}

static bool
fold(infer_context *ctx, int row, uint32_t count, infer_arg *args, infer_value *results)
{
    const char *name = folded[row].name;
    bool updates = strstr(name, "update");
    infer_value values[3] = {args[0].value, infer_settled(ctx, args[1].value),
                             args[0].value};
    if (!infer_live(values[1]) ||
        !fold_step(ctx, name, folded[row].start, folded[row].taken, values, results))
        return false;
    for (uint32_t i = folded[row].taken; i < count; i++) {
        values[0] = results[updates];
        values[1] = infer_settled(ctx, args[i].value);
        if (!infer_live(values[1]))
            return false;
        if (!fold_step(ctx, name, folded[row].next, 3, values, results))
            return false;
    }
    values[0] = results[0];
    if (!updates)
        results[1] = args[0].value;
    return !folded[row].finish ||
           fold_step(ctx, name, folded[row].finish, 1, values, results);
}

// ---- Builtins of a list's items: max(*xs), set.union(*sets) -------------------------

static const struct {
    const char *name;
    uint32_t fixed;        // arguments before the unpacked one
    const char *function;  // of pylib: takes them, and a list
} unpacked[] = {
    {"set.union", 0, "union_of"},
    {"set.union", 1, "union_with"},
    {"set.intersection", 0, "intersection_of"},
    {"set.intersection", 1, "intersection_with"},
    {"set.difference", 1, "difference_with"},
    {"set.update", 1, "update_with"},
    {"math.gcd", 0, "gcd_of"},
    {"math.lcm", 0, "lcm_of"},
    {"math.hypot", 0, "hypot_of"},
};

static bool
call_unpacked(infer_context *ctx, const char *name, uint32_t count, infer_arg *args,
              infer_value *results, bool *alive)
{
    infer_value values[2];
    for (size_t i = 0; i < sizeof unpacked / sizeof *unpacked; i++) {
        if (strcmp(name, unpacked[i].name) != 0 || count != unpacked[i].fixed + 1)
            continue;
        values[0] = args[0].value;
        values[count - 1] = infer_to_list(ctx, args[count - 1].value);
        *alive = infer_live(values[count - 1]);
        if (*alive)
            results[0] = infer_call_library(ctx, unpacked[i].function, count, values);
        results[1] = args[0].value;
        if (*alive && strcmp(name, "set.update") == 0) {
            results[1] = results[0];
            results[0] = infer_none(ctx);
        }
        *alive = *alive && infer_live(results[0]);
        return true;
    }
    return false;
}

// max(*xs): what max(xs) is, unless there is only one.
static bool
best_unpacked(infer_context *ctx, const char *name, uint32_t count, infer_arg *args,
              infer_value *results)
{
    infer_arg listed[INFER_MOST_ARGUMENTS];
    memcpy(listed, args, count * sizeof *listed);
    listed[0].stars = 0;
    listed[0].value = infer_to_list(ctx, args[0].value);
    infer_value check[2] = {listed[0].value, infer_str(ctx, name, strlen(name))};
    if (!infer_live(check[0]))
        return false;
    infer_call_library(ctx, "several_items", 2, check);
    return infer_rows(ctx, name, count, listed, results);
}

static bool
hypot_of_many(infer_context *ctx, uint32_t count, infer_arg *args, infer_value *results)
{
    infer_value values[INFER_MOST_ARGUMENTS];
    for (uint32_t i = 0; i < count; i++)
        values[i] = args[i].value;
    infer_value list = infer_display(ctx, FORA_TYPE_LIST, count, values);
    return infer_live(list) &&
           expand_to(results, infer_call_library(ctx, "hypot_of", 1, &list));
}

static bool
starred(infer_context *ctx, const char *name, uint32_t count, infer_arg *args,
        infer_value *results, bool *alive)
{
    if (count == 1 && strcmp(name, "zip") == 0) {
        *alive = zip_rows(ctx, args[0].value, results);
        return true;
    }
    if (args[0].stars == 1 && (strcmp(name, "max") == 0 || strcmp(name, "min") == 0)) {
        for (uint32_t i = 1; i < count; i++)
            if (!args[i].name)
                return false;
        *alive = best_unpacked(ctx, name, count, args, results);
        return true;
    }
    return args[count - 1].stars == 1 &&
           call_unpacked(ctx, name, count, args, results, alive);
}

// ---- A container that is added to itself --------------------------------------------

// xs += xs, xs.extend(xs): what is added is the list as it was.
static void
copy_itself(infer_context *ctx, const char *name, uint32_t count, infer_arg *args)
{
    bool adds = strcmp(name, "py.iadd") == 0 || strcmp(name, "list.extend") == 0;
    infer_value both[2];
    if (!adds || count != 2 || !args[0].value.source ||
        args[0].value.source != args[1].value.source ||
        infer_kind(ctx->engine, args[0].value.type) != FORA_TYPE_LIST)
        return;
    infer_arg copied = {.value = args[1].value};
    copied.value.source = 0;
    if (infer_rows(ctx, "list.copy", 1, &copied, both))
        args[1].value = both[0];
}

// ---- All ----------------------------------------------------------------------------

bool
infer_free_arguments(infer_context *ctx, const char *name, uint32_t count,
                     infer_arg *args, infer_value *results, bool *alive)
{
    bool keywords = false, stars = false;
    int several = folded_row(name, count, args);
    copy_itself(ctx, name, count, args);
    for (uint32_t i = 0; i < count; i++) {
        keywords = keywords || is_keyword(&args[i]);
        stars = stars || args[i].stars == 1;
    }
    if (strcmp(name, "str.format") == 0)
        *alive = infer_str_format(ctx, count, args, results);
    else if (keywords && strcmp(name, "dict") == 0)
        *alive = make_dict(ctx, count, args, results);
    else if (keywords && strcmp(name, "dict.update") == 0)
        *alive = update_dict(ctx, count, args, results);
    else if (several >= 0)
        *alive = fold(ctx, several, count, args, results);
    else if (count > 3 && !stars && !keywords && strcmp(name, "math.hypot") == 0)
        *alive = hypot_of_many(ctx, count, args, results);
    else
        return stars && starred(ctx, name, count, args, results, alive);
    return true;
}
