// The text form of what stands inside lines: types, labels, names, floats, spans.
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "text.h"

const char *const ir_level_words[] = {"high", "typed", "low", NULL};
const char *const ir_flag_words[] = {"init",   "library",  "module",
                                     "lambda", "raises",   "method",
                                     "expand", "abstract", NULL};
const char *const ir_param_words[] = {"positional", "normal",      "keyword",
                                      "star",       "double_star", NULL};
const char *const ir_default_words[] = {"absent", "none",   "bool",    "int", "float",
                                        "str",    "global", "capture", NULL};
const char *const ir_method_words[] = {"plain",    "static", "class",
                                       "property", "setter", NULL};

void
ir_print_label(ir_printer *p, char sigil, fora_sym name, uint64_t number)
{
    fora_text_printf(p->out, "%c", sigil);
    if (name < fora_names_count(p->program->names)) {
        const char *text = fora_sym_text(p->program->names, name);
        for (size_t i = 0; i < fora_sym_length(p->program->names, name); i++) {
            unsigned char c = (unsigned char)text[i];
            bool plain = isalnum(c) || c == '_' || c == '.' || c == '<' || c == '>';
            fora_text_add(p->out, plain ? text + i : "_", 1);
        }
    }
    fora_text_printf(p->out, ".%llu", (unsigned long long)number);
}

void
ir_print_class(ir_printer *p, fora_class class)
{
    const fora_program *program = p->program;
    bool builtin = class <= FORA_BUILTIN_CLASSES;
    ir_print_label(p, '$',
                   class < program->class_count ? program->classes[class].qualified_name
                                                : 0,
                   builtin ? 0 : class - FORA_BUILTIN_CLASSES);
}

void
ir_print_sym(ir_printer *p, fora_sym sym)
{
    if (sym == 0 || sym >= fora_names_count(p->program->names))
        fora_text_printf(p->out, "_");
    else
        fora_text_quote(p->out, fora_sym_text(p->program->names, sym),
                        fora_sym_length(p->program->names, sym));
}

// The shortest of the usual forms that reads back as the same number; what strtod does
// not give back to the bit is written as bits.
void
ir_print_float(fora_text *out, uint64_t bits)
{
    double value;
    memcpy(&value, &bits, sizeof value);
    if (isnan(value)) {
        fora_text_printf(out, "bits 0x%016llx", (unsigned long long)bits);
        return;
    }
    char text[40];
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, value);
        if (strtod(text, NULL) == value)
            break;
    }
    fora_text_printf(out, "%s", text);
}

void
ir_print_span(ir_printer *p, fora_span span)
{
    if (!p->spans || !span.file || span.file > fora_source_count(p->program->sources))
        return;
    if (!p->files[span.file]) {
        p->file_order[p->file_count++] = span.file;
        p->files[span.file] = p->file_count;
    }
    fora_text_printf(p->out, " @%u:%u-%u", p->files[span.file], span.start, span.end);
}

static void
print_payload(ir_printer *p, const fora_type_info *info)
{
    const fora_program *program = p->program;
    uint32_t payload = info->payload;
    switch (ir_type_payload(info->kind)) {
    case IR_PAYLOAD_FN:
        ir_print_label(p, '@',
                       payload < program->function_count && program->functions[payload]
                           ? program->functions[payload]->qualified_name
                           : 0,
                       payload);
        break;
    case IR_PAYLOAD_CLASS:
        ir_print_class(p, payload);
        break;
    case IR_PAYLOAD_SYM:
        ir_print_sym(p, payload);
        break;
    default:
        fora_text_printf(p->out, "%u", payload);
        break;
    }
}

// A type whose kind takes a payload always shows it, other kinds show it never.
void
ir_print_type(ir_printer *p, fora_type type)
{
    if (type == 0 || type > fora_type_count(p->program->types)) {
        fora_text_printf(p->out, "?");
        return;
    }
    const fora_type_info *info = fora_type_get(p->program->types, type);
    fora_text_printf(p->out, "%s", fora_type_kind_infos[info->kind].text);
    bool payload = ir_type_payload(info->kind) != IR_PAYLOAD_NONE && info->payload;
    if (!payload && !info->count)
        return;
    fora_text_printf(p->out, "[");
    if (payload)
        print_payload(p, info);
    for (uint32_t i = 0; i < info->count; i++) {
        const char *comma = info->kind == FORA_TYPE_UNION ? "|" : ", ";
        fora_text_printf(p->out, "%s", i ? comma : payload ? "; " : "");
        ir_print_type(p, info->parameters[i]);
    }
    fora_text_printf(p->out, "]");
}
