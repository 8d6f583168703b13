// The text form of functions.
#include <string.h>

#include "../include/fora_infer.h"
#include "text.h"

static void print_block(ir_printer *p, fora_block block, uint32_t depth);

static void
indent(ir_printer *p, uint32_t depth)
{
    for (; depth >= 8; depth -= 8)
        fora_text_add(p->out, "                ", 16);
    fora_text_add(p->out, "                ", 2 * depth);
}

static void
print_value(ir_printer *p, fora_val value)
{
    if (value == 0 || value >= p->f->value_count) {
        fora_text_printf(p->out, "%%0");
        return;
    }
    if (!p->value_numbers[value])
        p->value_numbers[value] = ++p->value_count;
    fora_text_printf(p->out, "%%%u", p->value_numbers[value]);
}

static void
print_definition(ir_printer *p, fora_val value)
{
    print_value(p, value);
    if (p->f->values[value].type) {
        fora_text_add(p->out, ":", 1);
        ir_print_type(p, p->f->values[value].type);
    }
}

static fora_sym
label_name(const ir_printer *p, char letter, uint64_t number)
{
    const fora_program *program = p->program;
    switch (letter) {
    case 'F':
        return number < program->function_count && program->functions[number]
                   ? program->functions[number]->qualified_name
                   : 0;
    case 'G':
        return number < program->global_count ? program->globals[number].name : 0;
    default:
        return number < p->f->variable_count ? p->f->variables[number].name : 0;
    }
}

static void
print_enumerator(ir_printer *p, fora_opcode code, uint64_t value)
{
    const char *text = ir_enumerator_text(code, value);
    if (text)
        fora_text_printf(p->out, "%s", text);
    else
        fora_text_printf(p->out, "%llu", (unsigned long long)value);
}

static void
print_rule(ir_printer *p, uint64_t row)
{
    char label[FORA_RULE_LABEL];
    if (row > 0 && row < fora_rule_count) {
        fora_rule_label((uint32_t)row, label);
        fora_text_quote(p->out, label, strlen(label));
    } else {
        fora_text_printf(p->out, "%llu", (unsigned long long)row);
    }
}

static void
print_attribute(ir_printer *p, fora_opcode code, char letter, uint64_t value)
{
    switch (letter) {
    case 'i':
        fora_text_printf(p->out, "%lld", (long long)value);
        break;
    case 'f':
        ir_print_float(p->out, value);
        break;
    case 's':
    case 'K':
        ir_print_sym(p, (fora_sym)value);
        break;
    case 'F':
        ir_print_label(p, '@', label_name(p, letter, value), value);
        break;
    case 'C':
        ir_print_class(p, (fora_class)value);
        break;
    case 'G':
        ir_print_label(p, '!', label_name(p, letter, value), value);
        break;
    case 'V':
        ir_print_label(p, '?', label_name(p, letter, value), value);
        break;
    case 'T':
        ir_print_type(p, (fora_type)value);
        break;
    case 'R':
        print_rule(p, value);
        break;
    default:
        print_enumerator(p, code, value);
        break;
    }
}

static void
print_attributes(ir_printer *p, fora_op op)
{
    const fora_operation *o = &p->f->ops[op];
    fora_opcode code = (fora_opcode)o->code;
    uint32_t fixed = ir_fixed_attributes(code);
    for (uint32_t i = 0; i < o->attribute_count; i++) {
        fora_text_printf(p->out, i > fixed ? ", " : i == fixed ? " [" : " ");
        print_attribute(p, code, ir_attribute_letter(code, i),
                        fora_attribute(p->f, op, i));
    }
    if (o->attribute_count > fixed)
        fora_text_add(p->out, "]", 1);
}

static void
print_block_label(ir_printer *p, fora_block block)
{
    if (block < p->f->block_count && !p->block_numbers[block])
        p->block_numbers[block] = ++p->block_count;
    fora_text_printf(p->out, "b%u",
                     block < p->f->block_count ? p->block_numbers[block] : 0);
}

static void
print_op(ir_printer *p, fora_op op, uint32_t depth)
{
    const fora_operation *o = &p->f->ops[op];
    const fora_op_info *info = &fora_op_infos[o->code];
    indent(p, depth);
    for (uint32_t i = 0; i < o->result_count; i++) {
        fora_text_printf(p->out, i ? ", " : "");
        print_definition(p, o->result + i);
    }
    fora_text_printf(p->out, "%s%s", o->result_count ? " = " : "", info->text);
    print_attributes(p, op);
    for (uint32_t i = 0; i < o->operand_count; i++) {
        fora_text_printf(p->out, i ? ", " : " ");
        print_value(p, fora_operand(p->f, op, i));
    }
    bool low = info->level == FORA_LEVEL_LOW;
    for (uint32_t i = 0; low && i < o->block_count; i++) {
        fora_text_printf(p->out, i ? ", " : " -> ");
        print_block_label(p, fora_op_block(p->f, op, i));
    }
    ir_print_span(p, o->span);
    for (uint32_t i = 0; !low && i < o->block_count; i++) {
        fora_text_printf(p->out, " {\n");
        print_block(p, fora_op_block(p->f, op, i), depth + 1);
        indent(p, depth);
        fora_text_add(p->out, "}", 1);
    }
    fora_text_add(p->out, "\n", 1);
}

static void
print_parameters(ir_printer *p, fora_block block)
{
    fora_text_add(p->out, "(", 1);
    for (uint32_t i = 0; i < p->f->blocks[block].parameter_count; i++) {
        fora_text_printf(p->out, i ? ", " : "");
        print_definition(p, fora_block_parameter(p->f, block, i));
    }
    fora_text_printf(p->out, ")\n");
}

static void
print_ops(ir_printer *p, fora_block block, uint32_t depth)
{
    for (fora_op op = p->f->blocks[block].first; op; op = p->f->ops[op].next)
        print_op(p, op, depth);
}

static void
print_block(ir_printer *p, fora_block block, uint32_t depth)
{
    if (p->f->blocks[block].parameter_count) {
        indent(p, depth);
        print_parameters(p, block);
    }
    print_ops(p, block, depth);
}

static void
print_flat_body(ir_printer *p)
{
    for (fora_block b = 1; b < p->f->block_count; b++)
        if (p->f->blocks[b].first || b == 1)
            p->block_numbers[b] = ++p->block_count;
    for (fora_block b = 1; b < p->f->block_count; b++) {
        if (!p->block_numbers[b] || (b > 1 && !p->f->blocks[b].first))
            continue;
        print_block_label(p, b);
        print_parameters(p, b);
        print_ops(p, b, 1);
    }
}

static void
print_param(ir_printer *p, const fora_param *param)
{
    fora_text_printf(p->out, "  param %s ", ir_param_words[param->kind]);
    ir_print_sym(p, param->name);
    if (param->default_kind != FORA_DEFAULT_ABSENT)
        fora_text_printf(p->out, " = %s", ir_default_words[param->default_kind]);
    switch (param->default_kind) {
    case FORA_DEFAULT_ABSENT:
    case FORA_DEFAULT_NONE:
        break;
    case FORA_DEFAULT_FLOAT:
        fora_text_add(p->out, " ", 1);
        ir_print_float(p->out, param->bits);
        break;
    case FORA_DEFAULT_STR:
        fora_text_add(p->out, " ", 1);
        ir_print_sym(p, (fora_sym)param->bits);
        break;
    case FORA_DEFAULT_GLOBAL:
        fora_text_add(p->out, " ", 1);
        ir_print_label(p, '!', label_name(p, 'G', param->bits), param->bits);
        break;
    default:
        fora_text_printf(p->out, " %lld", (long long)param->bits);
        break;
    }
    fora_text_add(p->out, "\n", 1);
}

static void
print_variables(ir_printer *p)
{
    for (uint32_t i = 0; i < p->f->variable_count; i++) {
        const fora_variable *variable = &p->f->variables[i];
        fora_text_printf(p->out, "  variable ");
        ir_print_label(p, '?', variable->name, i);
        fora_text_add(p->out, " ", 1);
        ir_print_sym(p, variable->name);
        fora_text_printf(p->out, variable->slot ? " slot" : "");
        if (variable->type) {
            fora_text_add(p->out, " : ", 3);
            ir_print_type(p, variable->type);
        }
        fora_text_add(p->out, "\n", 1);
    }
}

static void
print_flags(ir_printer *p)
{
    for (uint32_t bit = 0; ir_level_words[bit]; bit++)
        if (p->f->level == 1u << bit)
            fora_text_printf(p->out, " %s", ir_level_words[bit]);
    for (uint32_t bit = 0; ir_flag_words[bit]; bit++)
        if (p->f->flags >> bit & 1)
            fora_text_printf(p->out, " %s", ir_flag_words[bit]);
}

static void
print_head(ir_printer *p, fora_fn fn)
{
    const fora_function *f = p->f;
    fora_text_printf(p->out, "\nfunc ");
    ir_print_label(p, '@', f->qualified_name, fn);
    fora_text_add(p->out, " ", 1);
    ir_print_sym(p, f->name);
    if (f->qualified_name != f->name) {
        fora_text_printf(p->out, " qualified ");
        ir_print_sym(p, f->qualified_name);
    }
    if (f->module) {
        fora_text_printf(p->out, " in ");
        ir_print_sym(p, f->module);
    }
    print_flags(p);
    if (f->origin) {
        fora_text_printf(p->out, " origin ");
        ir_print_label(p, '@', label_name(p, 'F', f->origin), f->origin);
    }
    if (f->consumed)
        fora_text_printf(p->out, " consumed %llu", (unsigned long long)f->consumed);
    ir_print_span(p, f->span);
    fora_text_printf(p->out, " {\n");
}

static void
print_signature(ir_printer *p)
{
    const fora_function *f = p->f;
    for (uint32_t i = 0; i < f->capture_count; i++) {
        fora_text_printf(p->out, "  capture ");
        ir_print_sym(p, f->captures[i]);
        fora_text_add(p->out, "\n", 1);
    }
    for (uint32_t i = 0; i < f->param_count; i++)
        print_param(p, &f->params[i]);
    print_variables(p);
    if (f->result_type) {
        fora_text_printf(p->out, "  returns ");
        ir_print_type(p, f->result_type);
        fora_text_add(p->out, "\n", 1);
    }
    for (uint32_t i = 0; i < f->result_count; i++) {
        fora_text_printf(p->out, "  result ");
        ir_print_type(p, f->result_types[i]);
        fora_text_add(p->out, "\n", 1);
    }
}

void
ir_print_function(ir_printer *p, fora_fn fn)
{
    p->scratch = fora_arena_new();
    const fora_function *f = p->f = p->program->functions[fn];
    p->value_numbers =
        fora_alloc(p->scratch, f->value_count * sizeof *p->value_numbers);
    p->block_numbers =
        fora_alloc(p->scratch, f->block_count * sizeof *p->block_numbers);
    p->value_count = p->block_count = 0;
    print_head(p, fn);
    print_signature(p);
    if (f->level == FORA_LEVEL_LOW)
        print_flat_body(p);
    else
        print_block(p, 1, 1);
    fora_text_printf(p->out, "}\n");
    fora_arena_free(p->scratch);
}
