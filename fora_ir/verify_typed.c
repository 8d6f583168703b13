// The verifier for what inference makes: operands and results of `apply` against the row of
// rules.def as far as its patterns tell, parts of tuples and the like, and fields.
#include "verify.h"

#include <string.h>

#include "fora_infer.h"

static const fora_type_info *
type_of(const ir_verifier *v, fora_val value)
{
    return fora_type_get(v->program->types, fora_val_type(v->f, value));
}

// ---- Rows ---------------------------------------------------------------------------

// A parameter in the text of a row: `name: pattern = default`.
typedef struct {
    const char *pattern;
    size_t length;
    bool rest;  // of *args
} parameter;

// The end of what stands at `at`: the next comma, or one of `more`, outside of brackets and
// texts.
static const char *
end_of(const char *at, const char *more)
{
    uint32_t depth = 0;
    bool quoted = false;
    for (; *at; at++) {
        if (*at == '\'')
            quoted = !quoted;
        if (quoted)
            continue;
        if (depth == 0 && (*at == ',' || strchr(more, *at)))
            break;
        depth += *at == '[';
        depth -= *at == ']';
    }
    return at;
}

// The next parameter of a row from *at on; false at the end.
static bool
next_parameter(const char **at, parameter *next)
{
    while (**at == ' ' || **at == ',' || **at == '/' ||
           (**at == '*' && ((*at)[1] == ',' || !(*at)[1])))
        ++*at;
    if (!**at)
        return false;
    next->rest = **at == '*';
    const char *colon = end_of(*at, ":=");
    next->pattern = *colon == ':' ? colon + 2 : *at;
    const char *end = end_of(next->pattern, "= ");
    next->length = (size_t)(end - next->pattern);
    *at = end_of(*at, "");
    return true;
}

// What the variables of a row stand for, by letter; 0: nothing so far.
typedef fora_type bindings[26];

static bool
is_variable(const char *text, size_t length)
{
    return length == 1 && *text >= 'A' && *text <= 'Z';
}

// The kind that a pattern of this name asks for; FORA_TYPE_COUNT: any.
static fora_type_kind
kind_called(const char *name, size_t length)
{
    static const struct {
        const char *name;
        fora_type_kind kind;
    } others[] = {
        {"real", FORA_TYPE_FLOAT},
        {"iterable", FORA_TYPE_LIST},
        {"exception", FORA_TYPE_INSTANCE},
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (strlen(others[i].name) == length && !memcmp(others[i].name, name, length))
            return others[i].kind;
    for (uint32_t kind = 0; kind < FORA_TYPE_COUNT; kind++) {
        const char *text = fora_type_kind_infos[kind].text;
        if (strlen(text) == length && !memcmp(text, name, length))
            return (fora_type_kind)kind;
    }
    return FORA_TYPE_COUNT;
}

// Whether a type fits a pattern. Variables that are joined inside a container are one type;
// what else has members, or a name that is no kind's, fits anything.
static bool
fits(const ir_verifier *v, fora_type type, const char *pattern, size_t length,
     bindings bound, bool inside)
{
    size_t first = (size_t)(end_of(pattern, "|") - pattern);
    if (first < length)
        return !inside ||
               (fits(v, type, pattern, first, bound, true) &&
                fits(v, type, pattern + first + 1, length - first - 1, bound, true));
    if (is_variable(pattern, length)) {
        fora_type *variable = &bound[*pattern - 'A'];
        bool same = !*variable || *variable == type;
        *variable = type;
        return same;
    }
    if (inside && length == 5 && !memcmp(pattern, "never", length))
        return true;  // of a display, which inference gives its real type
    const char *bracket = memchr(pattern, '[', length);
    fora_type_kind kind =
        kind_called(pattern, bracket ? (size_t)(bracket - pattern) : length);
    const fora_type_info *info = fora_type_get(v->program->types, type);
    if (kind == FORA_TYPE_COUNT || info->kind != kind)
        return kind == FORA_TYPE_COUNT;
    uint32_t i = 0;
    const char *at = bracket;
    for (; at && *at != ']' && i < info->count; i++) {
        at += *at == ',' ? 2 : 1;
        const char *stop = end_of(at, "]");
        if (!fits(v, info->parameters[i], at, (size_t)(stop - at), bound, true))
            return false;
        at = stop;
    }
    return !at || (*at == ']' && i == info->count);
}

static bool
verify_operands(ir_verifier *v, fora_op op, const fora_rule *rule, bindings bound)
{
    const fora_operation *o = &v->f->ops[op];
    const char *at = rule->parameters;
    parameter next = {0};
    uint32_t i = 0;
    while (!next.rest && next_parameter(&at, &next)) {
        uint32_t end = next.rest ? o->operand_count : i + 1;
        for (; i < end; i++) {
            if (i >= o->operand_count)
                return ir_fault(v, op, "operand %u is missing", i);
            if (!fits(v, fora_val_type(v->f, fora_operand(v->f, op, i)), next.pattern,
                      next.length, bound, false))
                return ir_fault(v, op, "operand %u is no `%.*s`", i, (int)next.length,
                                next.pattern);
        }
    }
    return i == o->operand_count ||
           ir_fault(v, op, "%u operands instead of %u", o->operand_count, i);
}

static bool
verify_apply(ir_verifier *v, fora_op op)
{
    const fora_operation *o = &v->f->ops[op];
    const fora_rule *rule = &fora_rules[fora_attribute(v->f, op, 0)];
    bindings bound = {0};
    if (rule->how != FORA_RULE_CALL && rule->how != FORA_RULE_LOWER)
        return ir_fault(v, op, "its row is not lowered");
    if (!verify_operands(v, op, rule, bound))
        return false;
    size_t length = strcspn(rule->result, ";");
    bool updates = rule->result[length];
    if (o->result_count != 1u + updates)
        return ir_fault(v, op, "%u results instead of %u", o->result_count,
                        1u + updates);
    if (!fits(v, fora_val_type(v->f, o->result), rule->result, length, bound, false))
        return ir_fault(v, op, "its result is no `%.*s`", (int)length, rule->result);
    if (updates && fora_val_type(v->f, o->result + 1) !=
                       fora_val_type(v->f, fora_operand(v->f, op, 0)))
        return ir_fault(v, op, "it changes the type of operand 0");
    return true;
}

// ---- Parts and fields ---------------------------------------------------------------

// The type of part `i` of a value that consists of parts, 0 if there is none.
static fora_type
part_of(const fora_type_info *whole, uint32_t i)
{
    switch (whole->kind) {
    case FORA_TYPE_RANGE:
        return i < 3 ? FORA_SIMPLE_TYPE(INT) : 0;
    case FORA_TYPE_ENUMERATE:
        return i == 0 ? whole->parameters[0] : i == 1 ? FORA_SIMPLE_TYPE(INT) : 0;
    case FORA_TYPE_SLICE:
    case FORA_TYPE_TUPLE:
    case FORA_TYPE_ZIP:
    case FORA_TYPE_MAP:
    case FORA_TYPE_FILTER:
    case FORA_TYPE_REVERSED:
    case FORA_TYPE_FUNC:
    case FORA_TYPE_METHOD:
        return i < whole->count ? whole->parameters[i] : 0;
    default:
        return 0;
    }
}

static bool
verify_tuple_make(ir_verifier *v, fora_op op)
{
    const fora_operation *o = &v->f->ops[op];
    const fora_type_info *whole = type_of(v, o->result);
    for (uint32_t i = 0; i < o->operand_count; i++)
        if (fora_val_type(v->f, fora_operand(v->f, op, i)) != part_of(whole, i))
            return ir_fault(v, op, "operand %u is not part %u of its result", i, i);
    if (part_of(whole, o->operand_count))
        return ir_fault(v, op, "part %u is missing", o->operand_count);
    return true;
}

static bool
verify_tuple_get(ir_verifier *v, fora_op op)
{
    uint64_t part = fora_attribute(v->f, op, 0);
    const fora_type_info *whole = type_of(v, fora_operand(v->f, op, 0));
    fora_type type = part > UINT32_MAX ? 0 : part_of(whole, (uint32_t)part);
    if (fora_val_type(v->f, v->f->ops[op].result) != type)
        return ir_fault(v, op, "its result is not that part of the operand");
    return true;
}

// The field of an operation on operand 0, which it looks for in the bases too.
static const fora_field *
field_of(const ir_verifier *v, fora_op op)
{
    const fora_program *p = v->program;
    const fora_type_info *object = type_of(v, fora_operand(v->f, op, 0));
    if (object->kind != FORA_TYPE_INSTANCE)
        return NULL;
    for (fora_class c = object->payload; c; c = p->classes[c].base)
        for (uint32_t i = 0; i < p->classes[c].field_count; i++)
            if (p->classes[c].fields[i].name == fora_attribute(v->f, op, 0))
                return &p->classes[c].fields[i];
    return NULL;
}

static bool
verify_field(ir_verifier *v, fora_op op)
{
    const fora_operation *o = &v->f->ops[op];
    const fora_field *field = field_of(v, op);
    if (!field)
        return ir_fault(v, op, "operand 0 has no such field");
    bool set = o->code == FORA_OP_FIELD_SET;
    fora_val value = set ? fora_operand(v->f, op, 1) : o->result;
    if (fora_val_type(v->f, value) != field->type)
        return ir_fault(v, op, "the field has another type");
    if (set && fora_val_type(v->f, o->result) !=
                   fora_val_type(v->f, fora_operand(v->f, op, 0)))
        return ir_fault(v, op, "it changes the type of operand 0");
    return true;
}

bool
ir_verify_typed(ir_verifier *v, fora_op op)
{
    switch (v->f->ops[op].code) {
    case FORA_OP_APPLY:
        return verify_apply(v, op);
    case FORA_OP_TUPLE_MAKE:
        return verify_tuple_make(v, op);
    case FORA_OP_TUPLE_GET:
        return verify_tuple_get(v, op);
    case FORA_OP_FIELD_GET:
    case FORA_OP_FIELD_SET:
        return verify_field(v, op);
    default:
        return true;
    }
}
