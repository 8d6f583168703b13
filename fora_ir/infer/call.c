// Calls: binding arguments to a function's parameters, and what can be called.
#include "infer.h"

#include <string.h>

static const char *
text_of(const infer_context *ctx, fora_sym name)
{
    return fora_sym_text(ctx->engine->program->names, name);
}

bool
infer_open_stars(infer_context *ctx, uint32_t count, const infer_arg *args,
                 uint32_t *opened_count, infer_arg **opened)
{
    infer_engine *engine = ctx->engine;
    infer_arg *list = NULL;
    uint32_t length = 0, capacity = 0;
    for (uint32_t i = 0; i < count; i++) {
        infer_arg arg = args[i];
        if (arg.stars == 1 &&
            infer_kind(engine, arg.value.type) == FORA_TYPE_INSTANCE) {
            arg.value = infer_opened(ctx, arg.value);
            if (!infer_live(arg.value))
                return false;
        }
        const fora_type_info *info = infer_info(engine, arg.value.type);
        if (arg.stars == 0) {
            *FORA_PUSH(engine->arena, list, length, capacity) = arg;
        } else if (arg.stars == 1 && info->kind == FORA_TYPE_TUPLE) {
            for (uint32_t k = 0; k < info->count; k++)
                FORA_PUSH(engine->arena, list, length, capacity)->value =
                    infer_part(ctx, arg.value, k);
        } else if (arg.stars == 1 && (infer_element(ctx, arg.value.type) ||
                                      infer_computes(ctx, arg.value.type))) {
            *FORA_PUSH(engine->arena, list, length, capacity) = arg;
        } else if (arg.stars == 1 && info->kind == FORA_TYPE_UNION) {
            *FORA_PUSH(engine->arena, list, length, capacity) = arg;
        } else if (arg.stars == 1 && infer_refuse_own_iteration(ctx, arg.value.type)) {
            return false;
        } else if (arg.stars == 1) {
            infer_fail(ctx, CLASS_TypeError,
                       "argument after * must be an iterable, not %s",
                       infer_class_name(engine, arg.value.type));
            return false;
        } else if (info->kind == FORA_TYPE_DICT) {
            *FORA_PUSH(engine->arena, list, length, capacity) = arg;
        } else {
            infer_fail(ctx, CLASS_TypeError,
                       "argument after ** must be a mapping, not %s",
                       infer_class_name(engine, arg.value.type));
            return false;
        }
    }
    if (!list)
        list = fora_alloc(engine->arena, sizeof *list);
    if (length > INFER_MOST_ARGUMENTS) {
        infer_refuse_many(ctx);
        return false;
    }
    *opened = list;
    *opened_count = length;
    return true;
}

bool
infer_refuse_stars(infer_context *ctx, uint32_t count, const infer_arg *args)
{
    for (uint32_t i = 0; i < count; i++) {
        if (!args[i].stars)
            continue;
        if (args[i].stars == 2)
            infer_refuse(ctx,
                         "cannot unpack a dictionary into the arguments of a call: "
                         "its keys are known only at run time");
        else
            infer_refuse(
                ctx,
                "cannot unpack %s into the arguments of a call: how many there are "
                "is known only at run time",
                infer_type_text(ctx->engine, args[i].value.type));
        return true;
    }
    return false;
}

// ---- Binding to a Python function ---------------------------------------------------

typedef struct {
    infer_context *ctx;
    const fora_function *f;
    const infer_value *captures;
    infer_value *values;  // one per parameter; type 0: not yet given
    infer_arg *rest;      // for *args
    bool rest_starred;    // some of them of unknown number
    uint32_t rest_count;
    infer_arg *keywords;  // for **kwargs
    uint32_t keyword_count;
    bool has_star, has_double_star;
} binding;

static infer_value default_of(binding *to, const fora_param *param);

// One of the parameters that f(*items) fills, item `place`; a default where the items end.
static infer_value
spread_item(binding *to, const fora_param *param, infer_value items, uint32_t place)
{
    infer_context *ctx = to->ctx;
    infer_value at = infer_int(ctx, place), result;
    if (param->default_kind == FORA_DEFAULT_ABSENT)
        return infer_operate2(ctx, "_fora_at", items, at);
    infer_merge *merge = fora_alloc(ctx->engine->arena, sizeof *merge);
    infer_value more =
        infer_operate2(ctx, "py.lt", at, infer_operate1(ctx, "len", items));
    infer_merge_open(ctx, merge, FORA_OP_IF, more, 1);
    infer_merge_region(ctx, merge, 0);
    result = infer_operate2(ctx, "_fora_at", items, at);
    if (!infer_live(result))
        infer_end(ctx);
    infer_merge_end(ctx, merge, &result);
    infer_merge_region(ctx, merge, 0);
    result = default_of(to, param);
    infer_merge_end(ctx, merge, &result);
    infer_merge_close(ctx, merge, &result);
    return result;
}

static infer_value
spread_names(binding *to, uint32_t total)
{
    infer_context *ctx = to->ctx;
    infer_value names[INFER_MOST_ARGUMENTS];
    for (uint32_t i = 0; i < total; i++) {
        const char *name = text_of(ctx, to->f->params[i].name);
        names[i] = infer_coerce(ctx, infer_str(ctx, name, strlen(name)), T_STR);
    }
    infer_value list = infer_display(ctx, FORA_TYPE_LIST, total, names);
    return infer_coerce(ctx, list, infer_make1(ctx->engine, FORA_TYPE_LIST, T_STR));
}

// f(a, *items) where parameters from number `next` on take the items; behind the items
// there may be keyword-only arguments.
static bool
spread(binding *to, uint32_t next, uint32_t left, const infer_arg *args)
{
    infer_context *ctx = to->ctx;
    uint32_t total = 0, required = 0;
    while (total < to->f->param_count && total < INFER_MOST_ARGUMENTS &&
           to->f->params[total].kind <= FORA_PARAM_NORMAL)
        required += to->f->params[total++].default_kind == FORA_DEFAULT_ABSENT;
    for (uint32_t i = 1; i < left; i++) {
        bool only = args[i].name != 0;
        for (uint32_t k = 0; only && k < total; k++)
            only = to->f->params[k].name != args[i].name;
        if (!only)
            return !infer_refuse_stars(ctx, 1, args);
    }
    infer_value items = infer_to_list(ctx, args[0].value);
    const char *function = text_of(ctx, to->f->qualified_name);
    if (!infer_live(items))
        return false;
    infer_value operands[6] = {items,
                               infer_str(ctx, function, strlen(function)),
                               infer_int(ctx, next),
                               infer_int(ctx, required),
                               infer_int(ctx, to->has_star ? INT64_MAX : total),
                               spread_names(to, total)};
    operands[1] = infer_coerce(ctx, operands[1], T_STR);
    infer_call_library(ctx, "spread_check", 6, operands);
    for (uint32_t i = next; i < total; i++) {
        to->values[i] = spread_item(to, &to->f->params[i], items, i - next);
        if (!infer_live(to->values[i])) {
            infer_end(ctx);
            return false;
        }
    }
    if (!to->has_star)
        return true;
    infer_value rest[2] = {items, infer_int(ctx, total - next)};
    to->rest_starred = true;
    to->rest[to->rest_count++] = (infer_arg){
        .value = infer_call_library(ctx, "spread_rest", 2, rest), .stars = 1};
    return true;
}

static bool
bind_positional(binding *to, uint32_t count, const infer_arg *args)
{
    uint32_t next = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (args[i].stars == 2)
            return !infer_refuse_stars(to->ctx, 1, &args[i]);
        if (args[i].name)
            continue;
        while (next < to->f->param_count &&
               to->f->params[next].kind > FORA_PARAM_NORMAL)
            next = to->f->param_count;
        bool fixed = next < to->f->param_count;
        if (args[i].stars && fixed)
            return spread(to, next, count - i, &args[i]);
        if (args[i].stars && !to->has_star)
            return !infer_refuse_stars(to->ctx, 1, &args[i]);
        if (fixed)
            to->values[next++] = args[i].value;
        else
            to->rest[to->rest_count++] = args[i];
        to->rest_starred |= args[i].stars > 0;
    }
    return true;
}

static bool
bind_keyword(binding *to, const infer_arg *arg)
{
    infer_context *ctx = to->ctx;
    const char *function = text_of(ctx, to->f->qualified_name);
    for (uint32_t i = 0; i < to->f->param_count; i++) {
        const fora_param *param = &to->f->params[i];
        if (param->name != arg->name || (param->kind != FORA_PARAM_NORMAL &&
                                         param->kind != FORA_PARAM_KEYWORD_ONLY))
            continue;
        if (to->values[i].type)
            infer_fail(ctx, CLASS_TypeError,
                       "%s() got multiple values for argument '%s'", function,
                       text_of(ctx, arg->name));
        to->values[i] = arg->value;
        return !ctx->failed;
    }
    if (to->has_double_star) {
        to->keywords[to->keyword_count++] = *arg;
        return true;
    }
    infer_fail(ctx, CLASS_TypeError, "%s() got an unexpected keyword argument '%s'",
               function, text_of(ctx, arg->name));
    return false;
}

static bool
check_rest(binding *to, uint32_t given)
{
    if (to->rest_count == 0 || to->has_star)
        return true;
    uint32_t positional = 0, required = 0;
    for (uint32_t i = 0; i < to->f->param_count; i++)
        if (to->f->params[i].kind <= FORA_PARAM_NORMAL) {
            positional++;
            required += to->f->params[i].default_kind == FORA_DEFAULT_ABSENT;
        }
    const char *function = text_of(to->ctx, to->f->qualified_name);
    const char *were = given == 1 ? "was" : "were";
    if (required == positional)
        infer_fail(to->ctx, CLASS_TypeError,
                   "%s() takes %u positional argument%s but %u %s given", function,
                   positional, positional == 1 ? "" : "s", given, were);
    else
        infer_fail(to->ctx, CLASS_TypeError,
                   "%s() takes from %u to %u positional arguments but %u %s given",
                   function, required, positional, given, were);
    return false;
}

static infer_value
default_of(binding *to, const fora_param *param)
{
    infer_context *ctx = to->ctx;
    const fora_names *names = ctx->engine->program->names;
    double real;
    switch (param->default_kind) {
    case FORA_DEFAULT_NONE:
        return infer_none(ctx);
    case FORA_DEFAULT_BOOL:
        return infer_bool(ctx, param->bits);
    case FORA_DEFAULT_INT:
        return infer_int(ctx, (int64_t)param->bits);
    case FORA_DEFAULT_FLOAT:
        memcpy(&real, &param->bits, sizeof real);
        return infer_float(ctx, real);
    case FORA_DEFAULT_STR:
        return infer_str(ctx, fora_sym_text(names, (fora_sym)param->bits),
                         fora_sym_length(names, (fora_sym)param->bits));
    case FORA_DEFAULT_GLOBAL:
        return infer_global_get(ctx, (fora_global)param->bits, false);
    default:
        return to->captures[param->bits];
    }
}

// Says which required arguments are missing, as CPython does.
static void
fail_missing(binding *to)
{
    fora_text text;
    fora_text_init(&text, to->ctx->engine->arena);
    uint32_t missing = 0, named = 0;
    bool keyword_only = true;
    for (uint32_t i = 0; i < to->f->param_count; i++)
        if (to->values[i].type == 0 &&
            to->f->params[i].kind <= FORA_PARAM_KEYWORD_ONLY &&
            to->f->params[i].default_kind == FORA_DEFAULT_ABSENT) {
            keyword_only =
                keyword_only && to->f->params[i].kind == FORA_PARAM_KEYWORD_ONLY;
            missing++;
        }
    for (uint32_t i = 0; i < to->f->param_count; i++) {
        if (to->values[i].type || to->f->params[i].kind > FORA_PARAM_KEYWORD_ONLY ||
            to->f->params[i].default_kind != FORA_DEFAULT_ABSENT)
            continue;
        named++;
        const char *between = named == 1        ? ""
                              : named < missing ? ", "
                              : missing == 2    ? " and "
                                                : ", and ";
        fora_text_printf(&text, "%s'%s'", between,
                         text_of(to->ctx, to->f->params[i].name));
    }
    infer_fail(to->ctx, CLASS_TypeError, "%s() missing %u required %s argument%s: %s",
               text_of(to->ctx, to->f->qualified_name), missing,
               keyword_only ? "keyword-only" : "positional", missing == 1 ? "" : "s",
               text.bytes);
}

static bool
fill_defaults(binding *to)
{
    for (uint32_t i = 0; i < to->f->param_count; i++)
        if (!to->values[i].type && to->f->params[i].kind <= FORA_PARAM_KEYWORD_ONLY &&
            to->f->params[i].default_kind == FORA_DEFAULT_ABSENT) {
            fail_missing(to);
            return false;
        }
    for (uint32_t i = 0; i < to->f->param_count; i++) {
        if (to->values[i].type || to->f->params[i].kind > FORA_PARAM_KEYWORD_ONLY)
            continue;
        to->values[i] = default_of(to, &to->f->params[i]);
        if (!infer_live(to->values[i]))
            return false;
    }
    return true;
}

// The tuple for *args when a list of unknown length is among them.
static infer_value
rest_of_unknown_length(binding *to)
{
    infer_context *ctx = to->ctx;
    infer_value all = infer_display(ctx, FORA_TYPE_LIST, 0, NULL);
    for (uint32_t i = 0; i < to->rest_count && infer_live(all); i++) {
        infer_value value = to->rest[i].value;
        infer_value more = to->rest[i].stars
                               ? infer_to_list(ctx, value)
                               : infer_display(ctx, FORA_TYPE_LIST, 1, &value);
        all = infer_live(more) ? infer_operate2(ctx, "py.add", all, more) : more;
    }
    if (!infer_live(all))
        return all;
    return infer_collect(ctx, FORA_COMP_TUPLE, infer_nothing(), all, NULL, NULL);
}

static infer_value
rest_tuple(binding *to)
{
    if (to->rest_starred)
        return rest_of_unknown_length(to);
    infer_value *parts =
        fora_alloc(to->ctx->engine->arena, (to->rest_count + 1) * sizeof *parts);
    fora_type *types =
        fora_alloc(to->ctx->engine->arena, (to->rest_count + 1) * sizeof *types);
    for (uint32_t i = 0; i < to->rest_count; i++) {
        parts[i] = to->rest[i].value;
        types[i] = parts[i].type;
    }
    fora_type type =
        infer_make(to->ctx->engine, FORA_TYPE_TUPLE, 0, to->rest_count, types);
    return infer_tuple(to->ctx, type, to->rest_count, parts);
}

static infer_value
keyword_dict(binding *to)
{
    infer_context *ctx = to->ctx;
    infer_value *pairs =
        fora_alloc(ctx->engine->arena, (2 * to->keyword_count + 1) * sizeof *pairs);
    for (uint32_t i = 0; i < to->keyword_count; i++) {
        fora_sym name = to->keywords[i].name;
        pairs[2 * i] = infer_str(ctx, text_of(ctx, name),
                                 fora_sym_length(ctx->engine->program->names, name));
        pairs[2 * i] = infer_coerce(ctx, pairs[2 * i], T_STR);
        pairs[2 * i + 1] = to->keywords[i].value;
    }
    return infer_display(ctx, FORA_TYPE_DICT, 2 * to->keyword_count, pairs);
}

static bool
bind_function(binding *to, uint32_t count, const infer_arg *args)
{
    fora_arena *arena = to->ctx->engine->arena;
    to->values = fora_alloc(arena, (to->f->param_count + 1) * sizeof *to->values);
    to->rest = fora_alloc(arena, (count + 1) * sizeof *to->rest);
    to->keywords = fora_alloc(arena, (count + 1) * sizeof *to->keywords);
    for (uint32_t i = 0; i < to->f->param_count; i++) {
        to->has_star |= to->f->params[i].kind == FORA_PARAM_STAR;
        to->has_double_star |= to->f->params[i].kind == FORA_PARAM_DOUBLE_STAR;
    }
    if (!bind_positional(to, count, args))
        return false;
    uint32_t given = 0;
    for (uint32_t i = 0; i < count; i++)
        given += args[i].name == 0;
    for (uint32_t i = 0; i < count; i++)
        if (args[i].name && !bind_keyword(to, &args[i]))
            return false;
    if (!check_rest(to, given) || !fill_defaults(to))
        return false;
    for (uint32_t i = 0; i < to->f->param_count; i++) {
        if (to->f->params[i].kind == FORA_PARAM_STAR)
            to->values[i] = rest_tuple(to);
        else if (to->f->params[i].kind == FORA_PARAM_DOUBLE_STAR)
            to->values[i] = keyword_dict(to);
        if (!infer_live(to->values[i]))
            return false;
    }
    return true;
}

// Whether the value is an empty display that nothing but this call uses.
static bool
is_empty_display(const infer_context *ctx, infer_value value)
{
    const fora_function *f = ctx->high;
    fora_op made = value.source ? f->values[value.source].def : 0;
    if (!made || f->ops[made].operand_count > 0 ||
        (f->ops[made].code != FORA_OP_PY_LIST && f->ops[made].code != FORA_OP_PY_DICT))
        return false;
    uint32_t uses = 0;
    for (fora_op op = 1; op < f->op_count; op++)
        for (uint32_t i = 0; f->ops[op].parent && i < f->ops[op].operand_count; i++)
            uses += fora_operand(f, op, i) == value.source;
    return uses == 1;
}

// An argument as the instance has it. An empty display is made as that at once: converted,
// it would still be a list of nothing to the alias check.
static infer_value
widen(infer_context *ctx, infer_value value, fora_type type)
{
    if (value.type == type || !value.value || !is_empty_display(ctx, value))
        return infer_coerce(ctx, value, type);
    ctx->builder.function->values[value.value].type = type;
    value.type = type;
    return value;
}

// Calls the instance of a function for values that stand for its block's parameters.
static infer_value
call_instance(infer_context *ctx, fora_fn fn, uint32_t count,
              const infer_value *operands)
{
    fora_type types[INFER_MOST_ARGUMENTS];
    FORA_ASSERT(count <= INFER_MOST_ARGUMENTS);
    infer_value widened[INFER_MOST_ARGUMENTS];
    for (uint32_t i = 0; i < count; i++) {
        types[i] = infer_argument_widened(ctx, fn, i, operands[i].type);
        widened[i] = types[i] == operands[i].type
                         ? operands[i]
                         : infer_coerce(ctx, operands[i], types[i]);
    }
    infer_instance *instance = infer_instance_get(ctx, fn, count, types);
    if (!instance)
        return infer_nothing();
    infer_value result = {.type = instance->result,
                          .truth = MAY_BE_TRUE | MAY_BE_FALSE};
    if (ctx->emit) {
        infer_instance *wider = infer_wider_instance(ctx->engine, instance);
        uint64_t target = infer_typed(ctx->engine, wider);
        for (uint32_t i = 0; i < count; i++)
            widened[i] = widen(ctx, widened[i], wider->arguments[i]);
        result = infer_build(ctx, FORA_OP_CALL_INSTANCE, instance->result, count,
                             widened, 1, &target);
    }
    if (!infer_live(result))
        infer_end(ctx);
    return result;
}

typedef struct {
    fora_fn fn;
    uint32_t capture_count, count, which;
    const infer_value *captures;
    const infer_arg *args;
} spread_case;

// f(*items) for one of the types that items may be of.
static bool
spread_member(infer_context *ctx, void *data, infer_value member, infer_value *results)
{
    const spread_case *it = data;
    const fora_function *f = ctx->engine->program->functions[it->fn];
    infer_arg args[INFER_MOST_ARGUMENTS], *opened;
    uint32_t count;
    memcpy(args, it->args, it->count * sizeof *args);
    args[it->which].value = member;
    if (!infer_element(ctx, member.type) && !infer_computes(ctx, member.type)) {
        infer_fail(ctx, CLASS_TypeError,
                   "%s.%s() argument after * must be an iterable, not %s",
                   text_of(ctx, f->module), text_of(ctx, f->qualified_name),
                   infer_class_name(ctx->engine, member.type));
        return false;
    }
    if (!infer_open_stars(ctx, it->count, args, &count, &opened))
        return false;
    results[0] = infer_call_function(ctx, it->fn, it->capture_count, it->captures,
                                     count, opened);
    return infer_live(results[0]);
}

infer_value
infer_call_function(infer_context *ctx, fora_fn fn, uint32_t capture_count,
                    const infer_value *captures, uint32_t count, infer_arg *args)
{
    const fora_function *f = ctx->engine->program->functions[fn];
    for (uint32_t i = 0; i < count; i++) {
        if (args[i].stars != 1 ||
            infer_kind(ctx->engine, args[i].value.type) != FORA_TYPE_UNION)
            continue;
        spread_case data = {fn, capture_count, count, i, captures, args};
        infer_value result;
        bool alive =
            infer_dispatch(ctx, args[i].value, 1, spread_member, &data, &result);
        return alive ? result : infer_nothing();
    }
    binding to = {.ctx = ctx, .f = f, .captures = captures};
    if (!bind_function(&to, count, args))
        return infer_nothing();
    if (capture_count + f->param_count > INFER_MOST_ARGUMENTS)
        return infer_refuse(ctx, "a function with more than %d parameters",
                            INFER_MOST_ARGUMENTS);
    infer_value operands[INFER_MOST_ARGUMENTS];
    for (uint32_t i = 0; i < capture_count; i++)
        operands[i] = captures[i];
    for (uint32_t i = 0; i < f->param_count; i++)
        operands[capture_count + i] = to.values[i];
    return call_instance(ctx, fn, capture_count + f->param_count, operands);
}

infer_value
infer_call_library(infer_context *ctx, const char *name, uint32_t count,
                   const infer_value *values)
{
    fora_fn fn = infer_library_function(ctx->engine, name);
    if (!fn)
        return infer_refuse(ctx, "the library function `%s` is missing", name);
    infer_arg *args = fora_alloc(ctx->engine->arena, (count + 1) * sizeof *args);
    for (uint32_t i = 0; i < count; i++)
        args[i].value = values[i];
    return infer_call_function(ctx, fn, 0, NULL, count, args);
}

// ---- What can be called -------------------------------------------------------------

// divmod of objects, and round of one to some digits.
static bool
is_of_two(infer_context *ctx, const char *name, const infer_arg *args)
{
    bool object = infer_kind(ctx->engine, args[0].value.type) == FORA_TYPE_INSTANCE ||
                  infer_kind(ctx->engine, args[1].value.type) == FORA_TYPE_INSTANCE;
    return strcmp(name, "divmod") == 0
               ? object
               : infer_dunder(ctx, args[0].value.type, "__round__") &&
                     strcmp(name, "round") == 0;
}

bool
infer_builtin(infer_context *ctx, const char *name, uint32_t count, infer_arg *args,
              infer_value *results)
{
    // A method of the object stands in for the builtin.
    static const char *const by_method[] = {
        "len",         "abs",        "hash",       "int",       "float",     "round",
        "_fora_index", "_fora_real", "math.floor", "math.ceil", "math.trunc"};
    for (size_t i = 0; i < sizeof by_method / sizeof *by_method; i++)
        if (count == 1 && !args[0].name && strcmp(by_method[i], name) == 0) {
            results[0] = infer_operate1(ctx, name, args[0].value);
            return infer_live(results[0]);
        }
    if (count == 2 && !args[0].name && !args[1].name && is_of_two(ctx, name, args)) {
        results[0] = infer_operate2(ctx, name, args[0].value, args[1].value);
        return infer_live(results[0]);
    }
    if (count == 1 && !args[0].name &&
        (strcmp(name, "str") == 0 || strcmp(name, "repr") == 0)) {
        results[0] = name[0] == 's' ? infer_to_str(ctx, args[0].value)
                                    : infer_to_repr(ctx, args[0].value);
        return infer_live(results[0]);
    }
    return infer_rows(ctx, name, count, args, results);
}

static infer_value
call_function_value(infer_context *ctx, infer_value callee, uint32_t count,
                    infer_arg *args)
{
    const fora_type_info *info = infer_info(ctx->engine, callee.type);
    infer_value captures[INFER_MOST_ARGUMENTS];
    if (info->kind == FORA_TYPE_FUNC) {
        for (uint32_t i = 0; i < info->count; i++)
            captures[i] = infer_part(ctx, callee, i);
        return infer_call_function(ctx, info->payload, info->count, captures, count,
                                   args);
    }
    infer_arg *with_self =
        fora_alloc(ctx->engine->arena, (count + 1) * sizeof *with_self);
    with_self[0].value = infer_part(ctx, callee, 0);
    if (count)
        memcpy(with_self + 1, args, count * sizeof *args);
    return infer_call_function(ctx, info->payload, 0, NULL, count + 1, with_self);
}

typedef struct {
    uint32_t count;
    infer_arg *args;
} call_case;

static bool
call_member(infer_context *ctx, void *data, infer_value member, infer_value *results)
{
    call_case *it = data;
    results[0] = infer_call(ctx, member, it->count, it->args);
    return infer_live(results[0]);
}

infer_value
infer_call(infer_context *ctx, infer_value callee, uint32_t count, infer_arg *args)
{
    infer_engine *engine = ctx->engine;
    const fora_type_info *info = infer_info(engine, callee.type);
    infer_value results[2] = {0};
    switch (info->kind) {
    case FORA_TYPE_FUNC:
    case FORA_TYPE_METHOD:
        return call_function_value(ctx, callee, count, args);
    case FORA_TYPE_CLASS:
        return infer_construct(ctx, info->payload, count, args);
    case FORA_TYPE_BUILTIN:
        if (!infer_builtin(ctx, text_of(ctx, info->payload), count, args, results))
            return infer_nothing();
        return results[0];
    case FORA_TYPE_INSTANCE: {
        const fora_method *method = infer_dunder(ctx, callee.type, "__call__");
        if (method)
            return infer_call_method(ctx, method, callee, count, args);
        break;
    }
    case FORA_TYPE_UNION: {
        call_case data = {count, args};
        if (!infer_dispatch(ctx, callee, 1, call_member, &data, results))
            return infer_nothing();
        return results[0];
    }
    default:
        break;
    }
    return infer_fail(ctx, CLASS_TypeError, "'%s' object is not callable",
                      infer_class_name(engine, callee.type));
}

infer_value
infer_call_values(infer_context *ctx, infer_value callee, uint32_t count,
                  const infer_value *values)
{
    infer_arg args[16] = {0};
    FORA_ASSERT(count <= 16);
    for (uint32_t i = 0; i < count; i++)
        args[i].value = values[i];
    return infer_call(ctx, callee, count, args);
}
