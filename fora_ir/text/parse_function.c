// Reads functions of the text form. Numbers of values and blocks stand for what is
// defined under them anywhere in the function, and are resolved at its end.
#include <ctype.h>
#include <string.h>

#include "../include/fora_infer.h"
#include "text.h"

static bool parse_ops(ir_parser *p, fora_block block);

// What an operation is read into before it is built.
typedef struct {
    fora_opcode code;
    fora_span span;
    uint32_t result_count, result_capacity;
    fora_val *results;  // numbers in the text
    fora_type *types;
    uint32_t type_capacity;
    uint32_t operand_count, operand_capacity;
    fora_val *operands;
    uint32_t attribute_count, attribute_capacity;
    uint64_t *attributes;
    uint32_t block_count, block_capacity;
    fora_block *blocks;
} parsed;

static bool
define_value(ir_parser *p, uint32_t number, fora_val value)
{
    if (fora_map_get(p->values, number, NULL))
        return ir_parse_fault(p, "%%%u is defined twice", number);
    fora_map_put(p->values, number, value);
    return true;
}

static bool
expect_value_number(ir_parser *p, uint32_t *number)
{
    uint64_t value;
    *number = 0;
    if (!ir_expect_char(p, '%') || !ir_expect_unsigned(p, UINT32_MAX, &value))
        return false;
    *number = (uint32_t)value;
    return true;
}

// Behind the opening parenthesis.
static bool
parse_parameters(ir_parser *p, fora_block block)
{
    if (ir_accept_char(p, ')'))
        return true;
    do {
        uint32_t number;
        fora_type type;
        if (!expect_value_number(p, &number) || !ir_expect_optional_type(p, &type))
            return false;
        fora_val value = fora_block_add_parameter(p->f, block, type);
        if (!define_value(p, number, value))
            return false;
    } while (ir_accept_char(p, ','));
    return ir_expect_char(p, ')');
}

static bool
parse_results(ir_parser *p, parsed *o)
{
    ir_skip(p);
    if (p->at == p->end || *p->at != '%')
        return true;
    do {
        fora_val *number =
            FORA_PUSH(p->scratch, o->results, o->result_count, o->result_capacity);
        uint32_t index = o->result_count - 1;
        o->types = fora_grow(p->scratch, o->types, &o->type_capacity, o->result_count,
                             sizeof *o->types);
        if (!expect_value_number(p, number) ||
            !ir_expect_optional_type(p, &o->types[index]))
            return false;
    } while (ir_accept_char(p, ','));
    return ir_expect_char(p, '=');
}

static bool
parse_rule(ir_parser *p, uint64_t *value)
{
    ir_skip(p);
    if (p->at < p->end && isdigit((unsigned char)*p->at))
        return ir_expect_unsigned(p, UINT32_MAX, value);
    fora_sym label;
    if (!ir_expect_sym(p, &label) || !label)
        return ir_parse_fault(p, "a rule is expected");
    *value = fora_rule_find(fora_sym_text(p->program->names, label));
    return *value || ir_parse_fault(p, "there is no rule `%s`",
                                    fora_sym_text(p->program->names, label));
}

static bool
parse_enumerator(ir_parser *p, fora_opcode code, uint64_t *value)
{
    const char *word;
    size_t length;
    ir_skip(p);
    if (p->at < p->end && isdigit((unsigned char)*p->at))
        return ir_expect_unsigned(p, UINT32_MAX, value);
    if (!ir_accept_word(p, &word, &length) ||
        !ir_enumerator_find(code, word, length, value))
        return ir_parse_fault(p, "`%s` has no such kind", fora_op_infos[code].text);
    return true;
}

static bool
parse_attribute(ir_parser *p, fora_opcode code, char letter, uint64_t *value)
{
    static const struct {
        char letter, sigil;
    } labels[] = {{'F', '@'}, {'G', '!'}, {'V', '?'}};
    uint32_t small = 0;
    bool read = false;
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (labels[i].letter == letter) {
            read = ir_expect_label(p, labels[i].sigil, &small);
            *value = small;
            return read;
        }
    switch (letter) {
    case 'i':
        return ir_expect_integer(p, value);
    case 'f':
        return ir_expect_float(p, value);
    case 'R':
        return parse_rule(p, value);
    case 'E':
        return parse_enumerator(p, code, value);
    case 'T':
        read = ir_expect_type(p, &small);
        break;
    case 'C':
        read = ir_expect_class(p, &small);
        break;
    default:
        read = ir_expect_sym(p, &small);
        break;
    }
    *value = small;
    return read;
}

static bool
add_attribute(ir_parser *p, parsed *o)
{
    uint64_t *value =
        FORA_PUSH(p->scratch, o->attributes, o->attribute_count, o->attribute_capacity);
    return parse_attribute(p, o->code,
                           ir_attribute_letter(o->code, o->attribute_count - 1), value);
}

static bool
next_is(ir_parser *p, char c)
{
    ir_skip_blanks(p);
    return !p->failed && p->at < p->end && *p->at == c;
}

static bool
parse_attributes(ir_parser *p, parsed *o)
{
    while (o->attribute_count < ir_fixed_attributes(o->code))
        if (!add_attribute(p, o))
            return false;
    if (!ir_has_marks(o->code) || !next_is(p, '['))
        return true;
    p->at++;
    do
        if (!add_attribute(p, o))
            return false;
    while (ir_accept_char(p, ','));
    return ir_expect_char(p, ']');
}

static bool
parse_operands(ir_parser *p, parsed *o)
{
    if (!next_is(p, '%'))
        return true;
    do {
        uint32_t *place = FORA_PUSH(p->scratch, p->operand_places,
                                    p->operand_place_count, p->operand_place_capacity);
        ir_skip(p);
        *place = (uint32_t)(p->at - p->start);
        if (!expect_value_number(p, FORA_PUSH(p->scratch, o->operands, o->operand_count,
                                              o->operand_capacity)))
            return false;
    } while (ir_accept_char(p, ','));
    return true;
}

// Successors of a LOW operation: `-> b2, b3`.
static bool
parse_successors(ir_parser *p, parsed *o)
{
    if (!next_is(p, '-'))
        return true;
    p->at++;
    if (!ir_expect_char(p, '>'))
        return false;
    do {
        uint64_t number;
        if (!ir_expect_char(p, 'b') || !ir_expect_unsigned(p, UINT32_MAX, &number))
            return false;
        *FORA_PUSH(p->scratch, o->blocks, o->block_count, o->block_capacity) =
            (fora_block)number;
    } while (ir_accept_char(p, ','));
    return true;
}

static bool
parse_regions(ir_parser *p, parsed *o)
{
    while (next_is(p, '{')) {
        p->at++;
        fora_block block = fora_block_new(p->f);
        *FORA_PUSH(p->scratch, o->blocks, o->block_count, o->block_capacity) = block;
        if (++p->nesting > IR_MOST_NESTING)
            return ir_parse_fault(p, "blocks are nested too deep");
        if (ir_accept_char(p, '(') && !parse_parameters(p, block))
            return false;
        if (!parse_ops(p, block) || !ir_expect_char(p, '}'))
            return false;
        p->nesting--;
    }
    return true;
}

static bool
check_counts(ir_parser *p, const parsed *o)
{
    const fora_op_info *info = &fora_op_infos[o->code];
    const struct {
        const char *what;
        int expected;
        uint32_t count;
    } counts[] = {{"operands", info->operands, o->operand_count},
                  {"results", info->results, o->result_count},
                  {"blocks", info->blocks, o->block_count}};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        if (counts[i].expected != FORA_ANY_NUMBER &&
            (uint32_t)counts[i].expected != counts[i].count)
            return ir_parse_fault(p, "`%s` wants %d %s, not %u", info->text,
                                  counts[i].expected, counts[i].what, counts[i].count);
    return true;
}

static bool
build(ir_parser *p, const parsed *o, fora_block block)
{
    if (!check_counts(p, o))
        return false;
    fora_builder builder = {
        .program = p->program, .function = p->f, .block = block, .span = o->span};
    fora_op op =
        fora_build(&builder, o->code, o->operand_count, o->operands, o->result_count,
                   o->attribute_count, o->attributes, o->block_count, o->blocks);
    fora_val result = p->f->ops[op].result;
    for (uint32_t i = 0; i < o->result_count; i++) {
        p->f->values[result + i].type = o->types[i];
        if (!define_value(p, o->results[i], result + i))
            return false;
    }
    return true;
}

// The offsets of operands stand in the order in which their operations were built: an
// operation with regions puts its own behind those of the regions.
static void
move_places_back(ir_parser *p, uint32_t start, uint32_t count)
{
    uint32_t behind = p->operand_place_count - start - count;
    if (!count || !behind)
        return;
    uint32_t *own = fora_alloc(p->scratch, count * sizeof *own);
    memcpy(own, &p->operand_places[start], count * sizeof *own);
    memmove(&p->operand_places[start], &p->operand_places[start + count],
            behind * sizeof *own);
    memcpy(&p->operand_places[start + behind], own, count * sizeof *own);
}

static bool
parse_op(ir_parser *p, fora_block block)
{
    parsed o = {0};
    const char *word;
    size_t length;
    if (!parse_results(p, &o))
        return false;
    if (!ir_accept_word(p, &word, &length))
        return ir_parse_fault(p, "an operation is expected");
    o.code = ir_opcode_find(word, length);
    if (o.code == FORA_OP_INVALID) {
        p->at = word;
        return ir_parse_fault(p, "there is no operation `%.*s`",
                              length < 60 ? (int)length : 60, word);
    }
    bool low = fora_op_infos[o.code].level == FORA_LEVEL_LOW;
    uint32_t place = p->operand_place_count;
    if (!parse_attributes(p, &o) || !parse_operands(p, &o) ||
        (low && !parse_successors(p, &o)) || !ir_expect_optional_span(p, &o.span) ||
        (!low && !parse_regions(p, &o)))
        return false;
    move_places_back(p, place, o.operand_count);
    return build(p, &o, block);
}

// `b`, digits and an opening parenthesis start a LOW block.
static bool
at_block_label(const ir_parser *p)
{
    const char *at = p->at;
    if (at == p->end || *at++ != 'b')
        return false;
    while (at < p->end && isdigit((unsigned char)*at))
        at++;
    return at < p->end && *at == '(' && at > p->at + 1;
}

static bool
parse_ops(ir_parser *p, fora_block block)
{
    for (;;) {
        ir_skip(p);
        if (p->failed)
            return false;
        if (p->at == p->end || *p->at == '}' || at_block_label(p))
            return true;
        if (!parse_op(p, block))
            return false;
    }
}

static bool
parse_flat_body(ir_parser *p)
{
    ir_skip(p);
    for (bool first = true; at_block_label(p); first = false) {
        uint64_t number;
        fora_block block = first ? 1 : fora_block_new(p->f);
        p->at++;
        if (!ir_expect_unsigned(p, UINT32_MAX, &number))
            return false;
        if (fora_map_get(p->blocks, number, NULL))
            return ir_parse_fault(p, "b%u is defined twice", (unsigned)number);
        fora_map_put(p->blocks, number, block);
        if (!ir_expect_char(p, '(') || !parse_parameters(p, block) ||
            !parse_ops(p, block))
            return false;
        ir_skip(p);
    }
    return ir_expect_char(p, '}');
}

static bool
resolve(ir_parser *p)
{
    fora_function *f = p->f;
    for (uint32_t i = 0; i < f->operand_pool_count; i++) {
        uint64_t value;
        if (!fora_map_get(p->values, f->operand_pool[i], &value)) {
            p->at = p->start + p->operand_places[i];
            return ir_parse_fault(p, "%%%u is not defined", f->operand_pool[i]);
        }
        f->operand_pool[i] = (fora_val)value;
    }
    for (fora_op op = 1; op < f->op_count; op++) {
        const fora_operation *o = &f->ops[op];
        if (fora_op_infos[o->code].level != FORA_LEVEL_LOW)
            continue;
        for (uint32_t i = 0; i < o->block_count; i++) {
            uint64_t block;
            if (!fora_map_get(p->blocks, f->block_pool[o->blocks + i], &block))
                return ir_parse_fault(p, "b%u is not defined",
                                      f->block_pool[o->blocks + i]);
            f->block_pool[o->blocks + i] = (fora_block)block;
        }
    }
    return true;
}

static bool
parse_default(ir_parser *p, fora_param *param)
{
    uint32_t which, small = 0;
    bool read = true;
    if (!ir_accept_one_of(p, ir_default_words, &which))
        return ir_parse_fault(p, "a default value is expected");
    param->default_kind = (fora_default)which;
    switch (param->default_kind) {
    case FORA_DEFAULT_ABSENT:
    case FORA_DEFAULT_NONE:
        return true;
    case FORA_DEFAULT_FLOAT:
        return ir_expect_float(p, &param->bits);
    case FORA_DEFAULT_STR:
        read = ir_expect_sym(p, &small);
        break;
    case FORA_DEFAULT_GLOBAL:
        read = ir_expect_label(p, '!', &small);
        break;
    default:
        return ir_expect_integer(p, &param->bits);
    }
    param->bits = small;
    return read;
}

static bool
parse_param(ir_parser *p, uint32_t *capacity)
{
    fora_function *f = p->f;
    uint32_t which;
    if (!ir_accept_one_of(p, ir_param_words, &which))
        return ir_parse_fault(p, "a kind of parameter is expected");
    fora_param *param = FORA_PUSH(f->arena, f->params, f->param_count, *capacity);
    param->kind = (fora_param_kind)which;
    return ir_expect_sym(p, &param->name) &&
           (!ir_accept_char(p, '=') || parse_default(p, param));
}

static bool
parse_variable(ir_parser *p)
{
    uint32_t number, expected = p->f->variable_count;
    fora_sym name;
    if (!ir_expect_label(p, '?', &number))
        return false;
    if (number != expected)
        return ir_parse_fault(p, "variable %u is expected", expected);
    if (!ir_expect_sym(p, &name))
        return false;
    fora_variable_new(p->program, p->f, name);
    fora_variable *variable = &p->f->variables[expected];
    variable->slot = ir_accept(p, "slot");
    return ir_expect_optional_type(p, &variable->type);
}

static bool
parse_signature(ir_parser *p)
{
    fora_function *f = p->f;
    uint32_t captures = 0, params = 0, results = 0;
    while (!p->failed) {
        if (ir_accept(p, "capture"))
            ir_expect_sym(p,
                          FORA_PUSH(f->arena, f->captures, f->capture_count, captures));
        else if (ir_accept(p, "param"))
            parse_param(p, &params);
        else if (ir_accept(p, "variable"))
            parse_variable(p);
        else if (ir_accept(p, "returns"))
            ir_expect_type(p, &f->result_type);
        else if (ir_accept(p, "result"))
            ir_expect_type(
                p, FORA_PUSH(f->arena, f->result_types, f->result_count, results));
        else
            return true;
    }
    return false;
}

static bool
parse_head(ir_parser *p, fora_sym *name)
{
    fora_function *f = p->f;
    uint32_t which;
    uint64_t consumed;
    f->qualified_name = *name;
    if (ir_accept(p, "qualified") && !ir_expect_sym(p, &f->qualified_name))
        return false;
    if (ir_accept(p, "in") && !ir_expect_sym(p, &f->module))
        return false;
    if (!ir_accept_one_of(p, ir_level_words, &which))
        return ir_parse_fault(p, "a level is expected");
    f->level = 1u << which;
    while (ir_accept_one_of(p, ir_flag_words, &which))
        f->flags |= 1u << which;
    if (ir_accept(p, "origin") && !ir_expect_label(p, '@', &f->origin))
        return false;
    if (ir_accept(p, "consumed")) {
        if (!ir_expect_unsigned(p, UINT64_MAX, &consumed))
            return false;
        f->consumed = consumed;
    }
    return ir_expect_optional_span(p, &f->span) && ir_expect_char(p, '{');
}

static bool
parse_body(ir_parser *p)
{
    bool read;
    p->scratch = fora_arena_new();
    p->values = fora_map_new(p->scratch);
    p->blocks = fora_map_new(p->scratch);
    p->operand_places = NULL;
    p->operand_place_count = p->operand_place_capacity = 0;
    if (p->f->level == FORA_LEVEL_LOW)
        read = parse_flat_body(p);
    else
        read = (!ir_accept_char(p, '(') || parse_parameters(p, 1)) && parse_ops(p, 1) &&
               ir_expect_char(p, '}');
    read = read && resolve(p);
    fora_arena_free(p->scratch);
    return read;
}

bool
ir_parse_function(ir_parser *p)
{
    fora_program *program = p->program;
    uint32_t number, expected = program->function_count;
    fora_sym name;
    if (!ir_expect_label(p, '@', &number))
        return false;
    if (number != expected)
        return ir_parse_fault(p, "function %u is expected", expected);
    if (!ir_expect_sym(p, &name))
        return false;
    fora_function_new(program, name, FORA_LEVEL_HIGH);
    p->f = program->functions[number];
    return parse_head(p, &name) && parse_signature(p) && parse_body(p);
}
