// Constant data of the binary: strings, places in the source, the table of descriptors, and
// the memory of globals. Their layouts are those of fora_object.h.
#include <limits.h>
#include <unistd.h>

#include "cpu.h"

#include <string.h>

#define SAME_OFFSET(type, member, expected)                                            \
    _Static_assert(offsetof(type, member) == (expected), #type "." #member)
SAME_OFFSET(rt_object, descriptor, 4);
SAME_OFFSET(rt_str, length, 8);
SAME_OFFSET(rt_str, hash, 16);
SAME_OFFSET(rt_str, width, 20);
SAME_OFFSET(rt_str, ascii, 21);
SAME_OFFSET(rt_str, units, 22);
SAME_OFFSET(rt_str, data, 24);
SAME_OFFSET(rt_site, function, 8);
SAME_OFFSET(rt_site, line, 16);
SAME_OFFSET(rt_site, column, 20);
SAME_OFFSET(rt_site, end_line, 24);
SAME_OFFSET(rt_site, end_column, 28);
SAME_OFFSET(rt_descriptor, size, 4);
SAME_OFFSET(rt_descriptor, value_offset, 8);
SAME_OFFSET(rt_descriptor, ref_count, 12);
SAME_OFFSET(rt_descriptor, refs, 16);
SAME_OFFSET(rt_descriptor, name, 24);
SAME_OFFSET(rt_descriptor, classes, 32);
_Static_assert(sizeof(rt_descriptor) == 40, "rt_descriptor");

LLVMValueRef
cpu_private(fora_cpu *cpu, const char *name, LLVMValueRef value, unsigned alignment,
            bool constant)
{
    LLVMValueRef data = LLVMAddGlobal(cpu->module, LLVMTypeOf(value), name);
    LLVMSetInitializer(data, value);
    LLVMSetLinkage(data, LLVMPrivateLinkage);
    LLVMSetGlobalConstant(data, constant);
    LLVMSetUnnamedAddress(data, constant ? LLVMGlobalUnnamedAddr : LLVMNoUnnamedAddr);
    LLVMSetAlignment(data, alignment);
    return data;
}

static LLVMValueRef
i32(fora_cpu *cpu, uint64_t value)
{
    return LLVMConstInt(cpu->types.i32, value, true);
}

static LLVMValueRef
structure(fora_cpu *cpu, LLVMValueRef *parts, unsigned count)
{
    return LLVMConstStructInContext(cpu->context, parts, count, false);
}

// ---- Strings ------------------------------------------------------------------------

// The next code point of UTF-8 text, which may hold encoded surrogates.
static uint32_t
next_code_point(const uint8_t **place)
{
    const uint8_t *p = *place;
    uint32_t more = p[0] < 0xC0 ? 0 : p[0] < 0xE0 ? 1 : p[0] < 0xF0 ? 2 : 3;
    uint32_t point = more == 0 ? p[0] : p[0] & (0x3Fu >> more);
    for (uint32_t i = 1; i <= more; i++)
        point = point << 6 | (p[i] & 0x3F);
    *place = p + more + 1;
    return point;
}

typedef struct {
    uint64_t length;
    uint32_t width;
    bool ascii;
} text_shape;

static text_shape
measure_text(const uint8_t *text, size_t size)
{
    text_shape shape = {.width = 1, .ascii = true};
    for (const uint8_t *p = text; p < text + size; shape.length++) {
        uint32_t point = next_code_point(&p);
        uint32_t width = point < 0x100 ? 1 : point < 0x10000 ? 2 : 4;
        shape.width = width > shape.width ? width : shape.width;
        shape.ascii = shape.ascii && point < 0x80;
    }
    return shape;
}

// Code points of the string's width, little end first, and one zero code point. The runtime
// reads the first eight bytes of any string at once.
static LLVMValueRef
text_data(fora_cpu *cpu, const uint8_t *text, size_t size, text_shape shape)
{
    fora_arena *scratch = fora_arena_new();
    size_t bytes = (shape.length + 1) * shape.width;
    bytes = bytes < 8 ? 8 : bytes;
    char *data = fora_alloc(scratch, bytes), *end = data;
    for (const uint8_t *p = text; p < text + size;) {
        uint32_t point = next_code_point(&p);
        for (uint32_t i = 0; i < shape.width; i++)
            *end++ = (char)(point >> 8 * i);
    }
    LLVMValueRef constant = LLVMConstStringInContext2(cpu->context, data, bytes, true);
    fora_arena_free(scratch);
    return constant;
}

// Not constant data: the runtime keeps the hash in it when it first computes one.
LLVMValueRef
cpu_string_object(fora_cpu *cpu, fora_sym text)
{
    uint64_t known;
    if (fora_map_get(cpu->strings, text, &known))
        return (LLVMValueRef)(uintptr_t)known;
    const uint8_t *bytes = (const uint8_t *)fora_sym_text(cpu->program->names, text);
    size_t size = fora_sym_length(cpu->program->names, text);
    text_shape shape = measure_text(bytes, size);
    cpu_types *types = &cpu->types;
    LLVMValueRef parts[] = {
        i32(cpu, (uint64_t)INT32_MIN),
        i32(cpu, RT_DESCRIPTOR_STR),
        LLVMConstInt(types->i64, shape.length, false),
        i32(cpu, 0),
        LLVMConstInt(types->i8, shape.width, false),
        LLVMConstInt(types->i8, shape.ascii, false),
        LLVMConstInt(LLVMInt16TypeInContext(cpu->context), 0, false),
        text_data(cpu, bytes, size, shape),
    };
    LLVMValueRef object = cpu_private(cpu, "str", structure(cpu, parts, 8), 8, false);
    fora_map_put(cpu->strings, text, (uintptr_t)object);
    return object;
}

LLVMValueRef
cpu_cstring(fora_cpu *cpu, fora_sym text)
{
    uint64_t known;
    if (fora_map_get(cpu->cstrings, text, &known))
        return (LLVMValueRef)(uintptr_t)known;
    LLVMValueRef value = LLVMConstStringInContext2(
        cpu->context, fora_sym_text(cpu->program->names, text),
        fora_sym_length(cpu->program->names, text), false);
    LLVMValueRef constant = cpu_private(cpu, "text", value, 1, true);
    fora_map_put(cpu->cstrings, text, (uintptr_t)constant);
    return constant;
}

LLVMValueRef
cpu_cstring_text(fora_cpu *cpu, const char *text)
{
    return cpu_cstring(cpu, fora_intern_c(cpu->program->names, text));
}

// ---- Places in the source -----------------------------------------------------------

// Line from 1 and column in bytes from 0, as rt_site wants them.
static void
byte_position(const fora_source *source, uint32_t offset, uint32_t *line,
              uint32_t *column)
{
    uint32_t code_points;
    fora_source_position(source, offset, line, &code_points);
    *column = offset - source->lines[*line - 1];
}

// Tracebacks show absolute paths, as CPython's do.
static const char *
absolute_path(const fora_cpu *cpu, const char *path)
{
    char folder[PATH_MAX];
    if (*path == '/' || !getcwd(folder, sizeof folder))
        return path;
    return fora_printf(cpu->arena, "%s/%s", folder, path);
}

LLVMValueRef
cpu_site(cpu_emitter *emitter, fora_span span)
{
    fora_cpu *cpu = emitter->cpu;
    const fora_function *function = emitter->function;
    LLVMValueRef nothing = LLVMConstNull(cpu->types.ptr);
    LLVMValueRef file = nothing, name = nothing;
    uint32_t line = 0, column = 0, end_line = 0, end_column = 0;
    if (span.file) {
        const fora_source *source = fora_source_get(cpu->program->sources, span.file);
        file = cpu_cstring_text(cpu, absolute_path(cpu, source->path));
        byte_position(source, span.start, &line, &column);
        byte_position(source, span.end, &end_line, &end_column);
        if (!source->library && !(function->flags & FORA_FN_LIBRARY))
            name = cpu_cstring(cpu, function->name);
    }
    LLVMValueRef parts[] = {file,
                            name,
                            i32(cpu, line),
                            i32(cpu, column),
                            i32(cpu, end_line),
                            i32(cpu, end_column)};
    return cpu_private(cpu, "site", structure(cpu, parts, 6), 8, true);
}

// ---- Descriptors and globals --------------------------------------------------------

static LLVMValueRef
numbers(fora_cpu *cpu, const uint32_t *values, uint32_t count)
{
    LLVMValueRef *parts = fora_alloc(cpu->arena, (count + 1) * sizeof *parts);
    for (uint32_t i = 0; i < count; i++)
        parts[i] = i32(cpu, values[i]);
    return cpu_private(cpu, "numbers", LLVMConstArray2(cpu->types.i32, parts, count), 4,
                       true);
}

static uint32_t
count_classes(const uint32_t *classes)
{
    uint32_t count = 0;
    while (classes[count])
        count++;
    return count + 1;
}

static LLVMValueRef
descriptor(fora_cpu *cpu, const rt_descriptor *d)
{
    LLVMValueRef nothing = LLVMConstNull(cpu->types.ptr);
    LLVMValueRef parts[] = {
        i32(cpu, d->kind),
        i32(cpu, d->size),
        i32(cpu, d->value_offset),
        i32(cpu, d->ref_count),
        d->ref_count ? numbers(cpu, d->refs, d->ref_count) : nothing,
        d->name ? cpu_cstring_text(cpu, d->name) : nothing,
        d->classes ? numbers(cpu, d->classes, count_classes(d->classes)) : nothing,
    };
    return structure(cpu, parts, 7);
}

static void
export_constant(fora_cpu *cpu, const char *name, LLVMValueRef value, unsigned alignment)
{
    LLVMValueRef data = LLVMGetNamedGlobal(cpu->module, name);
    if (!data)
        data = LLVMAddGlobal(cpu->module, LLVMTypeOf(value), name);
    LLVMSetInitializer(data, value);
    LLVMSetGlobalConstant(data, true);
    LLVMSetAlignment(data, alignment);
}

void
cpu_descriptors(fora_cpu *cpu)
{
    const fora_lowered *lowered = cpu->program->lowered;
    uint32_t count = lowered->descriptor_count;
    LLVMValueRef *parts = fora_alloc(cpu->arena, (count + 1) * sizeof *parts);
    for (uint32_t i = 0; i < count; i++)
        parts[i] = descriptor(cpu, &lowered->descriptors[i]);
    LLVMTypeRef type = LLVMTypeOf(descriptor(cpu, &(rt_descriptor){0}));
    export_constant(cpu, "rt_descriptors", LLVMConstArray2(type, parts, count), 8);
    export_constant(cpu, "rt_descriptor_count", i32(cpu, count), 4);
}

LLVMValueRef
cpu_global(fora_cpu *cpu, fora_global global)
{
    if (cpu->globals[global])
        return cpu->globals[global];
    const fora_global_layout *layout = fora_global_memory(cpu->program, global);
    LLVMTypeRef type = LLVMArrayType2(cpu->types.i8, layout->size);
    const char *name =
        fora_sym_text(cpu->program->names, cpu->program->globals[global].name);
    LLVMValueRef memory = cpu_private(cpu, fora_printf(cpu->arena, "global.%s", name),
                                      LLVMConstNull(type),
                                      layout->alignment ? layout->alignment : 1, false);
    LLVMSetLinkage(memory, LLVMInternalLinkage);
    cpu->globals[global] = memory;
    return memory;
}
