// Writes a program as bitcode. What the program holds is written first, into a buffer of
// its own, because only then is it known which strings and sources it names.
#include <string.h>

#include "../include/fora_lower.h"
#include "bitcode.h"

typedef struct {
    const fora_program *program;
    fora_arena *scratch;
    fora_text out;  // what follows the tables of strings and sources
    // Strings and sources are numbered from 1 in order of appearance.
    uint32_t *sym_numbers, *file_numbers;
    fora_sym *syms;
    uint32_t sym_count, sym_capacity;
    uint32_t *files;
    uint32_t file_count, file_capacity;
    fora_span span;  // written last
    // Of the function being written.
    const fora_function *f;
    uint32_t *values, *blocks;  // their numbers in the bitcode
    uint32_t value_count, block_count;
} writer;

static void write_block(writer *w, fora_block block);

static void
put(fora_text *out, uint64_t value)
{
    char bytes[10];
    size_t length = 0;
    do {
        bytes[length] = (char)(value & 0x7f);
        value >>= 7;
        if (value)
            bytes[length] |= (char)0x80;
        length++;
    } while (value);
    fora_text_add(out, bytes, length);
}

static void
number(writer *w, uint64_t value)
{
    put(&w->out, value);
}

// Small numbers of either sign become small numbers without one.
static void
signed_number(writer *w, int64_t value)
{
    number(w, ((uint64_t)value << 1) ^ (uint64_t)(value < 0 ? -1 : 0));
}

static void
sym(writer *w, fora_sym s)
{
    if (s && !w->sym_numbers[s]) {
        *FORA_PUSH(w->scratch, w->syms, w->sym_count, w->sym_capacity) = s;
        w->sym_numbers[s] = w->sym_count;
    }
    number(w, s ? w->sym_numbers[s] : 0);
}

static uint32_t
file_number(writer *w, uint32_t file)
{
    if (!w->file_numbers[file]) {
        *FORA_PUSH(w->scratch, w->files, w->file_count, w->file_capacity) = file;
        w->file_numbers[file] = w->file_count;
    }
    return w->file_numbers[file];
}

static void
span(writer *w, fora_span s)
{
    if (!s.file) {
        number(w, IR_SPAN_NONE);
        return;
    }
    bool same_file = s.file == w->span.file;
    if (same_file && s.start == w->span.start && s.end == w->span.end) {
        number(w, IR_SPAN_SAME);
        return;
    }
    number(w, same_file ? IR_SPAN_SAME_FILE : IR_SPAN_OTHER_FILE);
    if (!same_file)
        number(w, file_number(w, s.file));
    signed_number(w, (int64_t)s.start - (int64_t)w->span.start);
    signed_number(w, (int64_t)s.end - (int64_t)s.start);
    w->span = s;
}

static void
write_attributes(writer *w, fora_op op)
{
    const fora_operation *o = &w->f->ops[op];
    fora_opcode code = (fora_opcode)o->code;
    uint32_t fixed = ir_fixed_attributes(code);
    if (ir_has_marks(code))
        number(w, o->attribute_count - fixed);
    for (uint32_t i = 0; i < o->attribute_count; i++) {
        uint64_t value = fora_attribute(w->f, op, i);
        char letter = ir_attribute_letter(code, i);
        if (letter == 's' || letter == 'K')
            sym(w, (fora_sym)value);
        else if (letter == 'i')
            signed_number(w, (int64_t)value);
        else
            number(w, value);
    }
}

static void
define(writer *w, fora_val value)
{
    w->values[value] = ++w->value_count;
    number(w, w->f->values[value].type);
}

// In LOW the order of blocks is not that of dominance, so that values may be used before
// they are numbered: all are numbered before anything is written.
static void
write_operands(writer *w, fora_op op)
{
    const fora_operation *o = &w->f->ops[op];
    if (fora_op_infos[o->code].operands == FORA_ANY_NUMBER)
        number(w, o->operand_count);
    for (uint32_t i = 0; i < o->operand_count; i++)
        signed_number(w, (int64_t)w->value_count -
                             (int64_t)w->values[fora_operand(w->f, op, i)]);
}

static void
write_op(writer *w, fora_op op)
{
    const fora_operation *o = &w->f->ops[op];
    const fora_op_info *info = &fora_op_infos[o->code];
    number(w, o->code);
    write_attributes(w, op);
    write_operands(w, op);
    if (info->results == FORA_ANY_NUMBER)
        number(w, o->result_count);
    for (uint32_t i = 0; i < o->result_count; i++)
        define(w, o->result + i);
    span(w, o->span);
    if (info->blocks == FORA_ANY_NUMBER)
        number(w, o->block_count);
    for (uint32_t i = 0; i < o->block_count; i++) {
        if (info->level == FORA_LEVEL_LOW)
            number(w, w->blocks[fora_op_block(w->f, op, i)]);
        else
            write_block(w, fora_op_block(w->f, op, i));
    }
}

static void
write_block(writer *w, fora_block block)
{
    const fora_region *b = &w->f->blocks[block];
    number(w, b->parameter_count);
    for (uint32_t i = 0; i < b->parameter_count; i++)
        define(w, fora_block_parameter(w->f, block, i));
    uint32_t count = 0;
    for (fora_op op = b->first; op; op = w->f->ops[op].next)
        count++;
    number(w, count);
    for (fora_op op = b->first; op; op = w->f->ops[op].next)
        write_op(w, op);
}

static bool
is_used(const fora_function *f, fora_block block)
{
    return block == 1 || f->blocks[block].first;
}

static void
number_values(writer *w, fora_block block)
{
    for (uint32_t i = 0; i < w->f->blocks[block].parameter_count; i++)
        w->values[fora_block_parameter(w->f, block, i)] = ++w->value_count;
    for (fora_op op = w->f->blocks[block].first; op; op = w->f->ops[op].next)
        for (uint32_t i = 0; i < w->f->ops[op].result_count; i++)
            w->values[w->f->ops[op].result + i] = ++w->value_count;
}

static void
write_flat_body(writer *w)
{
    for (fora_block b = 1; b < w->f->block_count; b++)
        if (is_used(w->f, b)) {
            w->blocks[b] = ++w->block_count;
            number_values(w, b);
        }
    w->value_count = 0;
    number(w, w->block_count);
    for (fora_block b = 1; b < w->f->block_count; b++)
        if (is_used(w->f, b))
            write_block(w, b);
}

static void
write_param(writer *w, const fora_param *param)
{
    sym(w, param->name);
    number(w, param->kind);
    number(w, param->default_kind);
    if (param->default_kind == FORA_DEFAULT_STR)
        sym(w, (fora_sym)param->bits);
    else if (param->default_kind == FORA_DEFAULT_INT)
        signed_number(w, (int64_t)param->bits);
    else if (param->default_kind > FORA_DEFAULT_NONE)
        number(w, param->bits);
}

static void
write_head(writer *w)
{
    const fora_function *f = w->f;
    sym(w, f->name);
    sym(w, f->qualified_name);
    sym(w, f->module);
    span(w, f->span);
    number(w, f->flags);
    number(w, f->level);
    number(w, f->origin);
    number(w, f->consumed);
    number(w, f->capture_count);
    for (uint32_t i = 0; i < f->capture_count; i++)
        sym(w, f->captures[i]);
    number(w, f->param_count);
    for (uint32_t i = 0; i < f->param_count; i++)
        write_param(w, &f->params[i]);
    number(w, f->variable_count);
    for (uint32_t i = 0; i < f->variable_count; i++) {
        sym(w, f->variables[i].name);
        number(w, f->variables[i].slot);
        number(w, f->variables[i].type);
    }
    number(w, f->result_type);
    number(w, f->result_count);
    for (uint32_t i = 0; i < f->result_count; i++)
        number(w, f->result_types[i]);
}

static void
write_function(writer *w, const fora_function *f)
{
    fora_arena *inner = fora_arena_new();
    w->f = f;
    w->values = fora_alloc(inner, f->value_count * sizeof *w->values);
    w->blocks = fora_alloc(inner, f->block_count * sizeof *w->blocks);
    w->value_count = w->block_count = 0;
    write_head(w);
    if (f->level == FORA_LEVEL_LOW)
        write_flat_body(w);
    else
        write_block(w, 1);
    fora_arena_free(inner);
}

static void
write_types(writer *w)
{
    const fora_types *types = w->program->types;
    number(w, fora_type_count(types) - FORA_TYPE_COUNT);
    for (fora_type t = FORA_TYPE_COUNT + 1; t <= fora_type_count(types); t++) {
        const fora_type_info *info = fora_type_get(types, t);
        number(w, info->kind);
        if (ir_type_payload(info->kind) == IR_PAYLOAD_SYM)
            sym(w, info->payload);
        else
            number(w, info->payload);
        number(w, info->count);
        for (uint32_t i = 0; i < info->count; i++)
            number(w, info->parameters[i]);
    }
}

static void
write_members(writer *w, const fora_class_info *info)
{
    number(w, info->method_count);
    for (uint32_t i = 0; i < info->method_count; i++) {
        sym(w, info->methods[i].name);
        number(w, info->methods[i].kind);
        number(w, info->methods[i].fn);
    }
    number(w, info->constant_count);
    for (uint32_t i = 0; i < info->constant_count; i++) {
        sym(w, info->constants[i].name);
        number(w, info->constants[i].global);
    }
    number(w, info->field_count);
    for (uint32_t i = 0; i < info->field_count; i++) {
        sym(w, info->fields[i].name);
        number(w, info->fields[i].type);
        number(w, info->fields[i].maybe_unset);
    }
}

// Builtin classes: only what was added to them, the list ended by 0.
static void
write_classes(writer *w)
{
    const fora_program *p = w->program;
    for (fora_class c = 1; c <= FORA_BUILTIN_CLASSES; c++) {
        const fora_class_info *info = &p->classes[c];
        if (info->method_count || info->constant_count || info->field_count) {
            number(w, c);
            write_members(w, info);
        }
    }
    number(w, 0);
    number(w, p->class_count - 1 - FORA_BUILTIN_CLASSES);
    for (fora_class c = FORA_BUILTIN_CLASSES + 1; c < p->class_count; c++) {
        const fora_class_info *info = &p->classes[c];
        sym(w, info->name);
        sym(w, info->qualified_name);
        sym(w, info->module);
        span(w, info->span);
        number(w, info->base);
        number(w, info->exception);
        write_members(w, info);
    }
}

static void
write_tables(writer *w)
{
    const fora_program *p = w->program;
    number(w, p->module_count);
    for (uint32_t i = 0; i < p->module_count; i++) {
        sym(w, p->modules[i].name);
        sym(w, p->modules[i].path);
        number(w, p->modules[i].body);
    }
    number(w, p->import_count);
    for (uint32_t i = 0; i < p->import_count; i++)
        sym(w, p->imports[i]);
    number(w, p->global_count - 1);
    for (fora_global g = 1; g < p->global_count; g++) {
        sym(w, p->globals[g].name);
        sym(w, p->globals[g].module);
        number(w, p->globals[g].early);
        number(w, p->globals[g].type);
    }
    number(w, p->cell_count - 1);
    for (uint32_t i = 1; i < p->cell_count; i++)
        number(w, p->cells[i]);
}

static void
write_offsets(writer *w, const uint32_t *offsets, uint32_t count)
{
    number(w, count);
    for (uint32_t i = 0; i < count; i++)
        number(w, offsets[i]);
}

static void
write_descriptor(writer *w, const rt_descriptor *d)
{
    size_t length = strlen(d->name);
    uint32_t classes = 0;
    while (d->classes && d->classes[classes])
        classes++;
    number(w, d->kind);
    number(w, length);
    fora_text_add(&w->out, d->name, length);
    number(w, d->size);
    number(w, d->value_offset);
    write_offsets(w, d->refs, d->ref_count);
    number(w, d->classes != NULL);
    if (d->classes)
        write_offsets(w, d->classes, classes);
}

// Where a whole program stands, and what its lowering made beside functions.
static void
write_state(writer *w)
{
    const fora_program *p = w->program;
    const fora_lowered *lowered = p->lowered;
    sym(w, p->last_pass);
    number(w, p->entry);
    number(w, lowered != NULL);
    if (!lowered)
        return;
    number(w, lowered->descriptor_count - RT_DESCRIPTOR_FIXED);
    for (uint32_t i = RT_DESCRIPTOR_FIXED; i < lowered->descriptor_count; i++)
        write_descriptor(w, &lowered->descriptors[i]);
    for (fora_global g = 1; g < p->global_count; g++) {
        const fora_global_layout *memory = fora_global_memory(p, g);
        number(w, memory->size);
        if (!memory->size)
            continue;
        number(w, memory->alignment);
        write_offsets(w, memory->refs, memory->ref_count);
    }
}

static void
write_strings_and_sources(writer *w, fora_text *out)
{
    put(out, w->sym_count);
    for (uint32_t i = 0; i < w->sym_count; i++) {
        size_t length = fora_sym_length(w->program->names, w->syms[i]);
        put(out, length);
        fora_text_add(out, fora_sym_text(w->program->names, w->syms[i]), length);
    }
    put(out, w->file_count);
    for (uint32_t i = 0; i < w->file_count; i++) {
        const fora_source *source = fora_source_get(w->program->sources, w->files[i]);
        size_t length = strlen(source->path);
        put(out, length);
        fora_text_add(out, source->path, length);
        put(out, source->library);
        put(out, source->length);
        fora_text_add(out, source->text, source->length);
    }
}

void
fora_bitcode_write(const fora_program *program, fora_text *out)
{
    writer w = {.program = program, .scratch = fora_arena_new()};
    fora_text_init(&w.out, w.scratch);
    w.sym_numbers =
        fora_alloc(w.scratch, fora_names_count(program->names) * sizeof *w.sym_numbers);
    w.file_numbers = fora_alloc(w.scratch, (fora_source_count(program->sources) + 1) *
                                               sizeof *w.file_numbers);
    write_types(&w);
    write_tables(&w);
    write_classes(&w);
    write_state(&w);
    number(&w, program->function_count - 1);
    for (fora_fn fn = 1; fn < program->function_count; fn++)
        write_function(&w, program->functions[fn]);
    fora_text_add(out, ir_bitcode_magic, sizeof ir_bitcode_magic);
    put(out, IR_BITCODE_VERSION);
    uint64_t tables = ir_bitcode_tables();
    for (int i = 0; i < 8; i++)
        fora_text_add(out, &(char){(char)(tables >> (8 * i))}, 1);
    write_strings_and_sources(&w, out);
    fora_text_add(out, w.out.bytes, w.out.length);
    fora_arena_free(w.scratch);
}
