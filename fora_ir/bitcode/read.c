// Reads bitcode: primitive parts, then the tables of a program. Nothing in the bytes is
// trusted; what is read is verified at the end.
#include "reader.h"

#include <string.h>

#include "../include/fora_lower.h"
#include "../include/fora_passes.h"

// No program comes near these; they keep hostile input from being slow.
enum { MOST_BYTES = 1 << 28, MOST_FILES = 10000 };

bool
ir_read_fault(ir_reader *r, const char *fault)
{
    if (!r->fault)
        r->fault = fault;
    r->at = r->end;
    return false;
}

static uint64_t
read_varint(ir_reader *r)
{
    uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        if (r->at == r->end) {
            ir_read_fault(r, "it ends too early");
            return 0;
        }
        uint8_t byte = *r->at++;
        if (shift == 63 && byte > 1)
            break;
        value |= (uint64_t)(byte & 0x7f) << shift;
        if (!(byte & 0x80))
            return value;
    }
    ir_read_fault(r, "a number is too long");
    return 0;
}

uint64_t
ir_read_number(ir_reader *r, uint64_t most)
{
    uint64_t value = read_varint(r);
    if (value <= most)
        return value;
    ir_read_fault(r, "a number is out of range");
    return 0;
}

uint32_t
ir_read_small(ir_reader *r)
{
    return (uint32_t)ir_read_number(r, UINT32_MAX);
}

int64_t
ir_read_signed(ir_reader *r)
{
    uint64_t value = read_varint(r);
    return (int64_t)((value >> 1) ^ (0 - (value & 1)));
}

uint32_t
ir_read_count(ir_reader *r)
{
    uint64_t count = read_varint(r);
    if (count <= (uint64_t)(r->end - r->at))
        return (uint32_t)count;
    ir_read_fault(r, "it ends too early");
    return 0;
}

fora_sym
ir_read_sym(ir_reader *r)
{
    uint64_t number = ir_read_number(r, r->sym_count);
    return number ? r->syms[number] : 0;
}

fora_type
ir_read_type(ir_reader *r)
{
    return r->types[ir_read_number(r, r->type_count)];
}

fora_span
ir_read_span(ir_reader *r)
{
    uint64_t how = ir_read_number(r, IR_SPAN_OTHER_FILE);
    if (how == IR_SPAN_NONE)
        return (fora_span){0};
    if (how == IR_SPAN_OTHER_FILE) {
        uint64_t file = ir_read_number(r, r->file_count);
        r->span.file = file ? r->files[file] : 0;
    }
    if (how != IR_SPAN_SAME) {
        r->span.start += (uint32_t)ir_read_signed(r);
        r->span.end = r->span.start + (uint32_t)ir_read_signed(r);
    }
    return r->span;
}

static const char *
read_bytes(ir_reader *r, size_t length)
{
    if (length > (size_t)(r->end - r->at)) {
        ir_read_fault(r, "it ends too early");
        return NULL;
    }
    const char *bytes = (const char *)r->at;
    r->at += length;
    return bytes;
}

static void
read_strings(ir_reader *r)
{
    uint32_t count = ir_read_count(r);
    r->syms = fora_alloc(r->arena, ((size_t)count + 1) * sizeof *r->syms);
    r->sym_count = count;
    for (uint32_t i = 1; i <= count && !r->fault; i++) {
        uint32_t length = ir_read_count(r);
        const char *text = read_bytes(r, length);
        r->syms[i] = text ? fora_intern(r->program->names, text, length) : 0;
    }
}

static void
read_sources(ir_reader *r)
{
    uint32_t count = ir_read_count(r);
    if (count > MOST_FILES) {
        ir_read_fault(r, "it names too many sources");
        return;
    }
    r->files = fora_alloc(r->arena, ((size_t)count + 1) * sizeof *r->files);
    r->file_count = count;
    for (uint32_t i = 1; i <= count && !r->fault; i++) {
        uint32_t path_length = ir_read_count(r);
        const char *path = read_bytes(r, path_length);
        bool library = ir_read_number(r, 1);
        uint32_t length = ir_read_count(r);
        const char *text = read_bytes(r, length);
        if (path && text)
            r->files[i] = fora_source_share(r->program->sources,
                                            fora_strndup(r->arena, path, path_length),
                                            text, length, library);
    }
}

static void
read_type(ir_reader *r)
{
    fora_type_kind kind = (fora_type_kind)ir_read_number(r, FORA_TYPE_COUNT - 1);
    uint32_t payload =
        ir_type_payload(kind) == IR_PAYLOAD_SYM ? ir_read_sym(r) : ir_read_small(r);
    uint32_t count = ir_read_count(r);
    fora_type *parameters = fora_alloc(r->arena, count * sizeof *parameters);
    for (uint32_t i = 0; i < count; i++)
        parameters[i] = ir_read_type(r);
    if (!r->fault)
        r->types[++r->type_count] =
            fora_type_make(r->program->types, kind, payload, count, parameters);
}

static void
read_types(ir_reader *r)
{
    uint32_t count = ir_read_count(r);
    r->types =
        fora_alloc(r->arena, ((size_t)FORA_TYPE_COUNT + count + 1) * sizeof *r->types);
    for (fora_type t = 1; t <= FORA_TYPE_COUNT; t++)
        r->types[t] = t;
    r->type_count = FORA_TYPE_COUNT;
    for (uint32_t i = 0; i < count && !r->fault; i++)
        read_type(r);
}

static void
read_modules(ir_reader *r)
{
    fora_program *p = r->program;
    for (uint32_t i = ir_read_count(r); i-- > 0 && !r->fault;) {
        fora_module *module =
            FORA_PUSH(p->arena, p->modules, p->module_count, p->module_capacity);
        module->name = ir_read_sym(r);
        module->path = ir_read_sym(r);
        module->body = ir_read_small(r);
    }
    for (uint32_t i = ir_read_count(r); i-- > 0 && !r->fault;)
        *FORA_PUSH(p->arena, p->imports, p->import_count, p->import_capacity) =
            ir_read_sym(r);
}

static void
read_globals(ir_reader *r)
{
    fora_program *p = r->program;
    for (uint32_t i = ir_read_count(r); i-- > 0 && !r->fault;) {
        fora_sym name = ir_read_sym(r), module = ir_read_sym(r);
        fora_global global = fora_global_new(p, name, module);
        p->globals[global].early = ir_read_number(r, 1);
        p->globals[global].type = ir_read_type(r);
    }
    for (uint32_t i = ir_read_count(r); i-- > 0 && !r->fault;)
        *FORA_PUSH(p->arena, p->cells, p->cell_count, p->cell_capacity) =
            ir_read_type(r);
}

static void
read_members(ir_reader *r, fora_class_info *info)
{
    fora_arena *arena = r->program->arena;
    for (uint32_t i = ir_read_count(r); i-- > 0 && !r->fault;) {
        fora_method *method =
            FORA_PUSH(arena, info->methods, info->method_count, info->method_capacity);
        method->name = ir_read_sym(r);
        method->kind = (fora_method_kind)ir_read_number(r, FORA_METHOD_SETTER);
        method->fn = ir_read_small(r);
    }
    for (uint32_t i = ir_read_count(r); i-- > 0 && !r->fault;) {
        fora_class_constant *constant = FORA_PUSH(
            arena, info->constants, info->constant_count, info->constant_capacity);
        constant->name = ir_read_sym(r);
        constant->global = ir_read_small(r);
    }
    for (uint32_t i = ir_read_count(r); i-- > 0 && !r->fault;) {
        fora_field *field =
            FORA_PUSH(arena, info->fields, info->field_count, info->field_capacity);
        field->name = ir_read_sym(r);
        field->type = ir_read_type(r);
        field->maybe_unset = ir_read_number(r, 1);
    }
}

static void
read_classes(ir_reader *r)
{
    fora_program *p = r->program;
    for (uint64_t c; (c = ir_read_number(r, FORA_BUILTIN_CLASSES)) != 0;)
        read_members(r, &p->classes[c]);
    for (uint32_t i = ir_read_count(r); i-- > 0 && !r->fault;) {
        fora_class class = fora_class_new(p, 0);
        fora_class_info *info = &p->classes[class];
        info->name = ir_read_sym(r);
        info->qualified_name = ir_read_sym(r);
        info->module = ir_read_sym(r);
        info->span = ir_read_span(r);
        info->base = ir_read_small(r);
        info->exception = ir_read_number(r, 1);
        read_members(r, info);
    }
}

// A list that a 0 ends, which is not counted.
static const uint32_t *
read_offsets(ir_reader *r, uint32_t *count)
{
    *count = ir_read_count(r);
    uint32_t *offsets = fora_alloc(r->program->arena, (*count + 1) * sizeof *offsets);
    for (uint32_t i = 0; i < *count; i++)
        offsets[i] = ir_read_small(r);
    return offsets;
}

static void
read_descriptor(ir_reader *r)
{
    rt_descriptor row = {.kind = (rt_kind)ir_read_number(r, RT_KIND_FILE)};
    uint32_t length = ir_read_count(r), classes;
    const char *name = read_bytes(r, length);
    if (name)
        row.name = fora_strndup(r->program->arena, name, length);
    row.size = ir_read_small(r);
    row.value_offset = ir_read_small(r);
    row.refs = read_offsets(r, &row.ref_count);
    if (ir_read_number(r, 1))
        row.classes = read_offsets(r, &classes);
    *fora_descriptor_new(r->program) = row;
}

static void
read_state(ir_reader *r)
{
    fora_program *p = r->program;
    p->last_pass = ir_read_sym(r);
    if (p->last_pass && !fora_pass_find(fora_sym_text(p->names, p->last_pass)))
        ir_read_fault(r, "it names an unknown pass");
    p->entry = ir_read_small(r);
    if (!ir_read_number(r, 1))
        return;
    p->lowered = fora_lowered_new(p->arena);
    for (uint32_t i = ir_read_count(r); i-- > 0 && !r->fault;)
        read_descriptor(r);
    for (fora_global g = 1; g < p->global_count && !r->fault; g++) {
        fora_global_layout memory = {.size = ir_read_small(r)};
        if (!memory.size)
            continue;
        memory.alignment = ir_read_small(r);
        memory.refs = read_offsets(r, &memory.ref_count);
        fora_global_memory_set(p, g, memory);
    }
}

static void
read_head(ir_reader *r)
{
    const char *magic = read_bytes(r, IR_BITCODE_MAGIC_SIZE);
    if (!magic || memcmp(magic, ir_bitcode_magic, IR_BITCODE_MAGIC_SIZE) != 0) {
        r->fault = NULL;
        ir_read_fault(r, "it is not Fora bitcode");
        return;
    }
    if (ir_read_small(r) != IR_BITCODE_VERSION) {
        ir_read_fault(r, "its version is not this forac's");
        return;
    }
    const char *tables = read_bytes(r, 8);
    uint64_t found = 0;
    for (int i = 0; tables && i < 8; i++)
        found |= (uint64_t)(uint8_t)tables[i] << (8 * i);
    if (found != ir_bitcode_tables())
        ir_read_fault(r, "another version of forac wrote it");
}

static void
read_program(ir_reader *r)
{
    read_head(r);
    read_strings(r);
    read_sources(r);
    read_types(r);
    read_modules(r);
    read_globals(r);
    read_classes(r);
    read_state(r);
    for (uint32_t i = ir_read_count(r); i-- > 0 && !r->fault;)
        ir_read_function(r);
    if (r->at != r->end)
        ir_read_fault(r, "something follows its end");
}

fora_program *
fora_bitcode_read(fora_arena *arena, fora_names *names, fora_sources *sources,
                  fora_diags *diags, const uint8_t *bytes, size_t size,
                  const char **error)
{
    ir_reader r = {.program = fora_program_new(arena, names, sources, diags),
                   .arena = fora_arena_new(),
                   .at = bytes,
                   .end = bytes + size};
    *error = NULL;
    if (size > MOST_BYTES)
        ir_read_fault(&r, "it is too big");
    else
        read_program(&r);
    fora_arena_free(r.arena);
    *error = r.fault ? r.fault : fora_verify(r.program, arena);
    return *error ? NULL : r.program;
}
