// Applying the rows of rules.def: binding arguments, choosing the row, and building what
// the row says.
#include "infer.h"

#include <string.h>

static infer_value
default_value(infer_context *ctx, const infer_parameter *parameter)
{
    const fora_names *names = ctx->engine->program->names;
    double real;
    switch (parameter->default_kind) {
    case FORA_DEFAULT_NONE:
        return infer_none(ctx);
    case FORA_DEFAULT_BOOL:
        return infer_bool(ctx, parameter->bits);
    case FORA_DEFAULT_INT:
        return infer_int(ctx, (int64_t)parameter->bits);
    case FORA_DEFAULT_FLOAT:
        memcpy(&real, &parameter->bits, sizeof real);
        return infer_float(ctx, real);
    default:
        return infer_str(ctx, fora_sym_text(names, (fora_sym)parameter->bits),
                         fora_sym_length(names, (fora_sym)parameter->bits));
    }
}

static fora_type
default_type(infer_context *ctx, const infer_parameter *parameter)
{
    const fora_names *names = ctx->engine->program->names;
    switch (parameter->default_kind) {
    case FORA_DEFAULT_NONE:
        return T_NONE;
    case FORA_DEFAULT_BOOL:
        return T_BOOL;
    case FORA_DEFAULT_INT:
        return T_INT;
    case FORA_DEFAULT_FLOAT:
        return T_FLOAT;
    default:
        return fora_sym_length(names, (fora_sym)parameter->bits) == 1 ? T_CHAR : T_STR;
    }
}

// Arguments of a row: for each parameter one, type 0 where the default is taken; behind
// them what goes to `*args`.
typedef struct {
    uint32_t count;
    infer_value *values;
    fora_type *types;
    const infer_parameter **parameters;
} bound;

static bool
bind_keyword(const infer_row *row, bound *to, const infer_arg *arg)
{
    for (uint32_t i = 0; i < row->count; i++) {
        const infer_parameter *parameter = &row->parameters[i];
        if (parameter->name != arg->name || parameter->star ||
            parameter->positional_only)
            continue;
        if (to->types[i])
            return false;
        to->values[i] = arg->value;
        to->types[i] = arg->value.type;
        return true;
    }
    return false;
}

static bool
bind_positional(const infer_row *row, bound *to, const infer_arg *arg, uint32_t *next)
{
    while (*next < row->count && row->parameters[*next].keyword_only)
        (*next)++;
    if (*next >= row->count)
        return false;
    if (row->parameters[*next].star) {
        to->values[to->count] = arg->value;
        to->types[to->count] = arg->value.type;
        to->parameters[to->count++] = &row->parameters[*next];
        return true;
    }
    to->values[*next] = arg->value;
    to->types[*next] = arg->value.type;
    (*next)++;
    return true;
}

static bool
bind_row(infer_context *ctx, const infer_row *row, uint32_t count,
         const infer_arg *args, bound *to)
{
    fora_arena *arena = ctx->engine->arena;
    uint32_t room = row->count + count + 1, next = 0;
    to->values = fora_alloc(arena, room * sizeof *to->values);
    to->types = fora_alloc(arena, room * sizeof *to->types);
    to->parameters = fora_alloc(arena, room * sizeof *to->parameters);
    to->count = row->count;
    for (uint32_t i = 0; i < row->count; i++)
        to->parameters[i] = &row->parameters[i];
    for (uint32_t i = 0; i < count; i++) {
        bool bound = args[i].name ? bind_keyword(row, to, &args[i])
                                  : bind_positional(row, to, &args[i], &next);
        if (!bound)
            return false;
    }
    for (uint32_t i = 0; i < row->count; i++) {
        if (to->types[i] || row->parameters[i].star)
            continue;
        if (row->parameters[i].default_kind == FORA_DEFAULT_ABSENT)
            return false;
        to->types[i] = default_type(ctx, &row->parameters[i]);
        to->values[i].type = 0;
    }
    return true;
}

static bool
match_row(infer_context *ctx, const infer_row *row, const bound *args,
          fora_type *bindings)
{
    for (uint32_t i = 0; i < args->count; i++) {
        if (i < row->count && row->parameters[i].star)
            continue;
        if (!infer_match(ctx->engine, args->parameters[i]->pattern, args->types[i],
                         bindings))
            return false;
    }
    if (row->result)
        infer_unify(ctx->engine, row->result, bindings);
    if (row->after)
        infer_unify(ctx->engine, row->after, bindings);
    return true;
}

static infer_value
convert_operand(infer_context *ctx, infer_value value, const infer_pattern *pattern,
                const fora_type *bindings)
{
    if (pattern->kind == PATTERN_ITERABLE)
        value = infer_to_list(ctx, value);
    fora_type type = infer_instantiate(ctx->engine, pattern, value.type, bindings);
    return infer_coerce(ctx, value, type);
}

// The operands in the row's order, defaults filled in, without the `*args` parameter.
static uint32_t
gather(infer_context *ctx, const infer_row *row, bound *args, const fora_type *bindings,
       bool convert, infer_value *operands)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < args->count; i++) {
        if (i < row->count && row->parameters[i].star)
            continue;
        infer_value value = args->values[i];
        if (value.type == 0)
            value = default_value(ctx, args->parameters[i]);
        if (convert)
            value = convert_operand(ctx, value, args->parameters[i]->pattern, bindings);
        operands[count++] = value;
    }
    return count;
}

static bool
call_library_row(infer_context *ctx, const infer_row *row, uint32_t count,
                 infer_value *operands, infer_value *results)
{
    for (uint32_t i = 0; i < count; i++)
        if (infer_is_iterator(ctx->engine, operands[i].type))
            operands[i] = infer_to_list(ctx, operands[i]);
    infer_value answer =
        infer_call_library(ctx, fora_rules[row->row].target, count, operands);
    if (!infer_live(answer))
        return false;
    if (row->after) {
        results[0] = infer_part(ctx, answer, 0);
        results[1] = infer_part(ctx, answer, 1);
    } else {
        results[0] = answer;
    }
    return true;
}

static bool
build_row(infer_context *ctx, const infer_row *row, uint32_t count,
          infer_value *operands, const fora_type *bindings, infer_value *results)
{
    fora_type types[INFER_MOST_ARGUMENTS];
    for (uint32_t i = 0; i < count; i++)
        types[i] = operands[i].type;
    uint8_t truth = MAY_BE_TRUE | MAY_BE_FALSE;
    results[0] = (infer_value){.truth = truth};
    results[0].type =
        row->function ? row->function(ctx, types, count)
                      : infer_instantiate(ctx->engine, row->result, T_NEVER, bindings);
    if (results[0].type == 0 || ctx->failed)
        return false;
    if (row->after)
        results[1] = (infer_value){.type = operands[0].type, .truth = truth};
    infer_apply_row(ctx, row->row, count, operands, row->after ? 2 : 1, results);
    if (infer_live(results[0]))
        return true;
    infer_end(ctx);
    return false;
}

// Whether the row fits; if so *alive tells whether anything gets behind it.
static bool
try_row(infer_context *ctx, uint32_t number, uint32_t count, infer_arg *args,
        infer_value *results, bool *alive)
{
    const infer_row *row = infer_row_parse(ctx->engine, number);
    fora_type bindings[INFER_VARIABLES];
    bound to;
    if (!bind_row(ctx, row, count, args, &to))
        return false;
    for (uint32_t i = 0; i < INFER_VARIABLES; i++)
        bindings[i] = T_NEVER;
    if (!match_row(ctx, row, &to, bindings))
        return false;
    fora_rule_how how = fora_rules[number].how;
    infer_value operands[INFER_MOST_ARGUMENTS];
    bool lowered = how == FORA_RULE_CALL || how == FORA_RULE_LOWER;
    uint32_t operand_count = gather(ctx, row, &to, bindings, lowered, operands);
    results[1] = count ? args[0].value : infer_nothing();
    if (lowered)
        *alive = build_row(ctx, row, operand_count, operands, bindings, results);
    else if (how == FORA_RULE_PYLIB)
        *alive = call_library_row(ctx, row, operand_count, operands, results);
    else
        *alive = infer_expansion_of(number)(ctx, operand_count, operands, results);
    return true;
}

bool
infer_has_rows(infer_context *ctx, const char *name)
{
    return infer_rule_first(ctx->engine, name) != 0;
}

// ---- Unions -------------------------------------------------------------------------

typedef struct {
    const char *name;
    uint32_t count, which;
    infer_arg *args;
} row_case;

static bool
apply_case(infer_context *ctx, void *data, infer_value member, infer_value *results)
{
    row_case *it = data;
    infer_arg args[INFER_MOST_ARGUMENTS];
    if (it->count)
        memcpy(args, it->args, it->count * sizeof *args);
    args[it->which].value = member;
    return infer_rows(ctx, it->name, it->count, args, results);
}

static bool
try_rows(infer_context *ctx, const char *name, uint32_t count, infer_arg *args,
         infer_value *results, bool *alive)
{
    for (uint32_t row = infer_rule_first(ctx->engine, name); row;
         row = infer_rule_next(ctx->engine, row))
        if (try_row(ctx, row, count, args, results, alive))
            return true;
    return false;
}

// What of module math takes a float takes an int as the float that equals it.
static bool
try_as_floats(infer_context *ctx, const char *name, uint32_t count,
              const infer_arg *args, infer_value *results, bool *alive)
{
    infer_arg floats[INFER_MOST_ARGUMENTS];
    bool any = false;
    if (strncmp(name, "math.", 5) != 0)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        bool both = infer_kind(ctx->engine, args[i].value.type) == FORA_TYPE_UNION &&
                    infer_is_real(ctx->engine, args[i].value.type);
        floats[i] = args[i];
        if (both)
            floats[i].value = infer_coerce(ctx, args[i].value, T_FLOAT);
        any = any || both;
    }
    return any && try_rows(ctx, name, count, floats, results, alive);
}

// Whether a row takes anything that can be iterated over as argument `i`. What the function
// of a map gives is not known where rows are matched: it is listed then.
static bool
takes_iterable(infer_context *ctx, const char *name, uint32_t i)
{
    for (uint32_t at = infer_rule_first(ctx->engine, name); at;
         at = infer_rule_next(ctx->engine, at)) {
        const infer_row *row = infer_row_parse(ctx->engine, at);
        if (i < row->count && row->parameters[i].pattern->kind == PATTERN_ITERABLE)
            return true;
    }
    return false;
}

bool
infer_rows(infer_context *ctx, const char *name, uint32_t count, infer_arg *args,
           infer_value *results)
{
    bool alive = false;
    if (count > INFER_MOST_ARGUMENTS) {
        infer_refuse_many(ctx);
        return false;
    }
    if (infer_free_arguments(ctx, name, count, args, results, &alive))
        return alive;
    if (infer_refuse_stars(ctx, count, args))
        return false;
    if (try_rows(ctx, name, count, args, results, &alive) ||
        try_as_floats(ctx, name, count, args, results, &alive))
        return alive;
    for (uint32_t i = 0; i < count; i++) {
        if (infer_kind(ctx->engine, args[i].value.type) != FORA_TYPE_UNION)
            continue;
        row_case data = {name, count, i, args};
        return infer_dispatch(ctx, args[i].value, 2, apply_case, &data, results);
    }
    for (uint32_t i = 0; i < count; i++) {
        if (!infer_is_iterator(ctx->engine, args[i].value.type) ||
            !takes_iterable(ctx, name, i))
            continue;
        infer_arg listed[INFER_MOST_ARGUMENTS];
        if (count)
            memcpy(listed, args, count * sizeof *listed);
        listed[i].value = infer_to_list(ctx, args[i].value);
        return infer_live(listed[i].value) &&
               infer_rows(ctx, name, count, listed, results);
    }
    infer_fail_rows(ctx, name, count, args);
    return false;
}
