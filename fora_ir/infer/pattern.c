// The pattern language of rules.def: parsing rows, matching types, and building the types
// of operands and results.
#include "infer.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

// ---- Parsing ------------------------------------------------------------------------

typedef struct {
    infer_engine *engine;
    const fora_rule *rule;
    const char *at;
} reader;

static void
blanks(reader *in)
{
    while (*in->at == ' ')
        in->at++;
}

static bool
accept(reader *in, char c)
{
    blanks(in);
    if (*in->at != c)
        return false;
    in->at++;
    return true;
}

static uint32_t
word(reader *in, const char **start)
{
    blanks(in);
    *start = in->at;
    while (isalnum((unsigned char)*in->at) || *in->at == '_')
        in->at++;
    return (uint32_t)(in->at - *start);
}

static bool
is_word(const char *start, uint32_t length, const char *text)
{
    return strlen(text) == length && memcmp(start, text, length) == 0;
}

static const infer_pattern *read_pattern(reader *in);

static void
read_arguments(reader *in, infer_pattern *pattern)
{
    const infer_pattern *arguments[16];
    uint32_t count = 0;
    do {
        FORA_ASSERT(count < 16);
        arguments[count++] = read_pattern(in);
    } while (accept(in, ','));
    if (!accept(in, ']'))
        FORA_DEFECT("rules.def: `]` is missing in a row of %s", in->rule->name);
    pattern->count = count;
    pattern->arguments = fora_alloc(in->engine->arena, count * sizeof *arguments);
    if (count)
        memcpy(pattern->arguments, arguments, count * sizeof *arguments);
}

static bool
special_pattern(const char *start, uint32_t length, infer_pattern *pattern)
{
    static const struct {
        const char *text;
        infer_pattern_kind kind;
    } words[] = {
        {"any", PATTERN_ANY},
        {"iterable", PATTERN_ITERABLE},
        {"func", PATTERN_FUNCTION},
        {"class", PATTERN_CLASS},
        {"exception", PATTERN_EXCEPTION},
        {"just_float", PATTERN_JUST_FLOAT},
        {"real", PATTERN_REAL},
        {"kept_real", PATTERN_KEPT_REAL},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (is_word(start, length, words[i].text)) {
            pattern->kind = words[i].kind;
            return true;
        }
    return false;
}

static void
kind_pattern(reader *in, const char *start, uint32_t length, infer_pattern *pattern)
{
    static const char *const texts[] = {
#define TYPE(kind, text, parameters, layout) text,
#include "../def/types.def"
#undef TYPE
    };
    static const char *const parameters[] = {
#define TYPE(kind, text, parameters, layout) #parameters,
#include "../def/types.def"
#undef TYPE
    };
    for (uint32_t kind = 0; kind < sizeof texts / sizeof *texts; kind++) {
        if (!is_word(start, length, texts[kind]))
            continue;
        bool simple = parameters[kind][0] == '0' && kind != FORA_TYPE_INSTANCE &&
                      kind != FORA_TYPE_CLASS && kind != FORA_TYPE_BUILTIN &&
                      kind != FORA_TYPE_MODULE && kind != FORA_TYPE_CELL;
        pattern->kind = simple ? PATTERN_TYPE : PATTERN_KIND;
        pattern->type = kind + 1;
        pattern->type_kind = (fora_type_kind)kind;
        return;
    }
    FORA_DEFECT("rules.def: unknown type `%.*s` in a row of %s", (int)length, start,
                in->rule->name);
}

static const infer_pattern *
read_single(reader *in)
{
    infer_pattern *pattern = fora_alloc(in->engine->arena, sizeof *pattern);
    const char *start;
    uint32_t length = word(in, &start);
    if (length == 1 && isupper((unsigned char)*start)) {
        pattern->kind = PATTERN_VARIABLE;
        pattern->variable = (uint32_t)(*start - 'A');
        return pattern;
    }
    bool special = special_pattern(start, length, pattern);
    if (!special)
        kind_pattern(in, start, length, pattern);
    if (!accept(in, '['))
        return pattern;
    blanks(in);
    if (strncmp(in->at, "...", 3) == 0) {
        in->at += 3;
        accept(in, ']');
        pattern->kind = PATTERN_KIND;
        return pattern;
    }
    if (!special)
        pattern->kind = PATTERN_GENERIC;
    read_arguments(in, pattern);
    return pattern;
}

static const infer_pattern *
read_pattern(reader *in)
{
    const infer_pattern *arguments[16];
    uint32_t count = 0;
    do {
        FORA_ASSERT(count < 16);
        arguments[count++] = read_single(in);
    } while (accept(in, '|'));
    if (count == 1)
        return arguments[0];
    infer_pattern *pattern = fora_alloc(in->engine->arena, sizeof *pattern);
    pattern->kind = PATTERN_UNION;
    pattern->count = count;
    pattern->arguments = fora_alloc(in->engine->arena, count * sizeof *arguments);
    if (count)
        memcpy(pattern->arguments, arguments, count * sizeof *arguments);
    return pattern;
}

static void
read_string(reader *in, infer_parameter *parameter)
{
    char quote = *in->at++;
    fora_text text;
    fora_text_init(&text, in->engine->arena);
    fora_text_add(&text, "", 0);
    while (*in->at && *in->at != quote) {
        char c = *in->at++;
        if (c == '\\') {
            char next = *in->at++;
            c = next == 'n' ? '\n' : next == 't' ? '\t' : next;
        }
        fora_text_add(&text, &c, 1);
    }
    in->at++;
    parameter->default_kind = FORA_DEFAULT_STR;
    parameter->bits = fora_intern(in->engine->program->names,
                                  text.length ? text.bytes : "", text.length);
}

static void
read_number(reader *in, infer_parameter *parameter)
{
    char *end;
    const char *start = in->at;
    long long integer = strtoll(start, &end, 10);
    parameter->default_kind = FORA_DEFAULT_INT;
    parameter->bits = (uint64_t)integer;
    if (*end == '.' || *end == 'e') {
        double real = strtod(start, &end);
        parameter->default_kind = FORA_DEFAULT_FLOAT;
        memcpy(&parameter->bits, &real, sizeof real);
    }
    if (end == start)
        FORA_DEFECT("rules.def: bad default in a row of %s: %s", in->rule->name, start);
    in->at = end;
}

static void
read_default(reader *in, infer_parameter *parameter)
{
    blanks(in);
    if (*in->at == '"' || *in->at == '\'') {
        read_string(in, parameter);
        return;
    }
    if (*in->at == '-' || isdigit((unsigned char)*in->at)) {
        read_number(in, parameter);
        return;
    }
    const char *start;
    uint32_t length = word(in, &start);
    parameter->default_kind = FORA_DEFAULT_BOOL;
    parameter->bits = is_word(start, length, "True");
    if (is_word(start, length, "None"))
        parameter->default_kind = FORA_DEFAULT_NONE;
}

static void
read_parameter(reader *in, infer_parameter *parameter)
{
    parameter->star = accept(in, '*');
    blanks(in);
    const char *start, *before = in->at;
    uint32_t length = word(in, &start);
    if (length && accept(in, ':'))
        parameter->name = fora_intern(in->engine->program->names, start, length);
    else
        in->at = before;
    parameter->pattern = read_pattern(in);
    if (accept(in, '='))
        read_default(in, parameter);
}

static void
read_parameters(reader *in, infer_row *row)
{
    infer_parameter parameters[32];
    uint32_t count = 0;
    bool keyword_only = false;
    memset(parameters, 0, sizeof parameters);
    blanks(in);
    while (*in->at) {
        FORA_ASSERT(count < 32);
        blanks(in);
        if (*in->at == '/') {
            in->at++;
            for (uint32_t i = 0; i < count; i++)
                parameters[i].positional_only = true;
        } else if (*in->at == '*' && (in->at[1] == ',' || in->at[1] == ' ')) {
            in->at++;
            keyword_only = true;
        } else {
            parameters[count].keyword_only = keyword_only;
            read_parameter(in, &parameters[count]);
            keyword_only = keyword_only || parameters[count].star;
            count++;
        }
        if (!accept(in, ',') && *in->at)
            FORA_DEFECT("rules.def: bad parameters in a row of %s: %s", in->rule->name,
                        in->at);
    }
    row->count = count;
    infer_parameter *copy = fora_alloc(in->engine->arena, (count + 1) * sizeof *copy);
    if (count)
        memcpy(copy, parameters, count * sizeof *copy);
    row->parameters = copy;
}

const infer_row *
infer_row_parse(infer_engine *engine, uint32_t number)
{
    if (engine->rows[number])
        return engine->rows[number];
    infer_row *row = fora_alloc(engine->arena, sizeof *row);
    row->row = number;
    reader in = {engine, &fora_rules[number], fora_rules[number].parameters};
    read_parameters(&in, row);
    in.at = fora_rules[number].result;
    if (accept(&in, '@')) {
        row->function = infer_result_by_name(in.at);
        if (!row->function)
            FORA_DEFECT("rules.def: unknown result `@%s`", in.at);
        in.at += strlen(in.at);
    } else {
        row->result = read_pattern(&in);
    }
    if (accept(&in, ';'))
        row->after = read_pattern(&in);
    blanks(&in);
    if (*in.at)
        FORA_DEFECT("rules.def: bad result in a row of %s: %s", in.rule->name, in.at);
    engine->rows[number] = row;
    return row;
}

// ---- Matching -----------------------------------------------------------------------

static bool
converts(fora_type from, fora_type to)
{
    return from == to || (from == T_BOOL && (to == T_INT || to == T_FLOAT)) ||
           (from == T_ZERO && (to == T_INT || to == T_FLOAT)) ||
           (from == T_INT && to == T_FLOAT) || (from == T_CHAR && to == T_STR);
}

static bool match_inside(infer_engine *engine, const infer_pattern *pattern,
                         fora_type type, fora_type *bindings);

static bool
match_generic(infer_engine *engine, const infer_pattern *pattern, fora_type type,
              fora_type *bindings)
{
    const fora_type_info *info = infer_info(engine, type);
    if (pattern->type_kind == FORA_TYPE_VTUPLE && info->kind == FORA_TYPE_TUPLE) {
        fora_type element = T_NEVER;
        for (uint32_t i = 0; i < info->count; i++)
            element = infer_join(engine, element, info->parameters[i]);
        return match_inside(engine, pattern->arguments[0], element, bindings);
    }
    if (info->kind != pattern->type_kind || info->count != pattern->count)
        return false;
    for (uint32_t i = 0; i < info->count; i++)
        if (!match_inside(engine, pattern->arguments[i], info->parameters[i], bindings))
            return false;
    return true;
}

static bool
match_inside(infer_engine *engine, const infer_pattern *pattern, fora_type type,
             fora_type *bindings)
{
    if (type == T_NEVER)
        return true;
    if (pattern->kind == PATTERN_TYPE)
        return infer_fits(engine, type, pattern->type);
    return infer_match(engine, pattern, type, bindings);
}

static bool
match_union(infer_engine *engine, const infer_pattern *pattern, fora_type type,
            fora_type *bindings)
{
    const fora_type *members;
    uint32_t count = infer_members(engine, type, &members);
    for (uint32_t m = 0; m < count; m++) {
        bool any = false;
        for (uint32_t i = 0; i < pattern->count && !any; i++) {
            const infer_pattern *p = pattern->arguments[i];
            bool exact = p->kind != PATTERN_TYPE || p->type == members[m];
            any = exact && infer_match(engine, p, members[m], bindings);
        }
        for (uint32_t i = 0; i < pattern->count && !any; i++)
            any = infer_match(engine, pattern->arguments[i], members[m], bindings);
        if (!any)
            return false;
    }
    return true;
}

static bool
is_function(infer_engine *engine, fora_type type)
{
    fora_type_kind kind = infer_kind(engine, type);
    return kind == FORA_TYPE_FUNC || kind == FORA_TYPE_METHOD ||
           kind == FORA_TYPE_BUILTIN || kind == FORA_TYPE_CLASS;
}

bool
infer_match(infer_engine *engine, const infer_pattern *pattern, fora_type type,
            fora_type *bindings)
{
    switch (pattern->kind) {
    case PATTERN_ANY:
        return true;
    case PATTERN_VARIABLE:
        bindings[pattern->variable] =
            infer_join(engine, bindings[pattern->variable], type);
        return true;
    case PATTERN_TYPE:
        return converts(type, pattern->type);
    case PATTERN_KIND:
        return infer_kind(engine, type) == pattern->type_kind;
    case PATTERN_GENERIC:
        return match_generic(engine, pattern, type, bindings);
    case PATTERN_UNION:
        return match_union(engine, pattern, type, bindings);
    case PATTERN_ITERABLE: {
        infer_context ctx = {.engine = engine};
        fora_type element = infer_element(&ctx, type);
        return element &&
               (pattern->count == 0 ||
                match_inside(engine, pattern->arguments[0], element, bindings));
    }
    case PATTERN_FUNCTION:
        return is_function(engine, type);
    case PATTERN_CLASS:
        return infer_kind(engine, type) == FORA_TYPE_CLASS ||
               infer_kind(engine, type) == FORA_TYPE_BUILTIN;
    case PATTERN_EXCEPTION:
        return infer_is_exception(engine, type);
    case PATTERN_JUST_FLOAT:
        return type == T_FLOAT;
    case PATTERN_REAL:
    case PATTERN_KEPT_REAL:
        return infer_is_real(engine, type);
    }
    return false;
}

// ---- Types from patterns ------------------------------------------------------------

static void
unify_union(infer_engine *engine, const infer_pattern *pattern, fora_type *bindings)
{
    fora_type joined = T_NEVER;
    for (uint32_t i = 0; i < pattern->count; i++)
        joined = infer_join(
            engine, joined,
            infer_instantiate(engine, pattern->arguments[i], T_NEVER, bindings));
    for (uint32_t i = 0; i < pattern->count; i++)
        if (pattern->arguments[i]->kind == PATTERN_VARIABLE)
            bindings[pattern->arguments[i]->variable] = joined;
}

void
infer_unify(infer_engine *engine, const infer_pattern *pattern, fora_type *bindings)
{
    for (uint32_t i = 0; i < pattern->count; i++) {
        const infer_pattern *inside = pattern->arguments[i];
        if (inside->kind == PATTERN_UNION && pattern->kind == PATTERN_GENERIC)
            unify_union(engine, inside, bindings);
        infer_unify(engine, inside, bindings);
    }
}

static bool
is_open(const infer_pattern *pattern)
{
    if (pattern->kind == PATTERN_ANY || pattern->kind == PATTERN_KIND ||
        pattern->kind == PATTERN_FUNCTION || pattern->kind == PATTERN_CLASS ||
        pattern->kind == PATTERN_EXCEPTION || pattern->kind == PATTERN_ITERABLE)
        return true;
    for (uint32_t i = 0; i < pattern->count; i++)
        if (is_open(pattern->arguments[i]))
            return true;
    return false;
}

static fora_type
instantiate_generic(infer_engine *engine, const infer_pattern *pattern,
                    fora_type actual, const fora_type *bindings)
{
    fora_type parameters[16];
    const fora_type_info *info = infer_info(engine, actual);
    bool same = info->kind == pattern->type_kind && info->count == pattern->count;
    for (uint32_t i = 0; i < pattern->count; i++)
        parameters[i] =
            infer_instantiate(engine, pattern->arguments[i],
                              same ? info->parameters[i] : T_NEVER, bindings);
    return infer_make(engine, pattern->type_kind, 0, pattern->count, parameters);
}

static fora_type
slice_type(infer_engine *engine, fora_type actual)
{
    fora_type parts[3];
    for (uint32_t i = 0; i < 3; i++) {
        const fora_type *members;
        uint32_t count =
            infer_members(engine, infer_parameter_of(engine, actual, i), &members);
        parts[i] = T_NEVER;
        for (uint32_t m = 0; m < count; m++) {
            bool number = members[m] == T_BOOL || members[m] == T_ZERO;
            parts[i] = infer_join(engine, parts[i], number ? T_INT : members[m]);
        }
    }
    return infer_make(engine, FORA_TYPE_SLICE, 0, 3, parts);
}

fora_type
infer_instantiate(infer_engine *engine, const infer_pattern *pattern, fora_type actual,
                  const fora_type *bindings)
{
    switch (pattern->kind) {
    case PATTERN_TYPE:
        return pattern->type;
    case PATTERN_VARIABLE:
        return bindings[pattern->variable];
    case PATTERN_GENERIC:
        return instantiate_generic(engine, pattern, actual, bindings);
    case PATTERN_UNION: {
        if (actual != T_NEVER && is_open(pattern))
            return actual;
        fora_type joined = T_NEVER;
        for (uint32_t i = 0; i < pattern->count; i++)
            joined = infer_join(
                engine, joined,
                infer_instantiate(engine, pattern->arguments[i], T_NEVER, bindings));
        return joined;
    }
    case PATTERN_ITERABLE: {
        infer_context ctx = {.engine = engine};
        fora_type element = infer_element(&ctx, actual);
        if (pattern->count)
            element =
                infer_instantiate(engine, pattern->arguments[0], element, bindings);
        return infer_make1(engine, FORA_TYPE_LIST, element);
    }
    case PATTERN_KIND:
        if (infer_kind(engine, actual) == FORA_TYPE_SLICE)
            return slice_type(engine, actual);
        return actual;
    case PATTERN_REAL:
        return T_FLOAT;
    default:
        return actual;
    }
}
