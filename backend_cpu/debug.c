// DWARF, so that gdb and perf show the Python's files, functions and lines.
#include "cpu.h"

#include <string.h>

static void
add_flag(fora_cpu *cpu, const char *name, uint64_t value)
{
    LLVMAddModuleFlag(cpu->module, LLVMModuleFlagBehaviorWarning, name, strlen(name),
                      LLVMValueAsMetadata(LLVMConstInt(cpu->types.i32, value, false)));
}

static LLVMMetadataRef
make_file(fora_cpu *cpu, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    return LLVMDIBuilderCreateFile(cpu->debug, name, strlen(name), path,
                                   slash ? (size_t)(slash - path) : 0);
}

static LLVMMetadataRef
file_of(fora_cpu *cpu, uint32_t file)
{
    if (!cpu->debug_files[file]) {
        const fora_source *source =
            file ? fora_source_get(cpu->program->sources, file) : NULL;
        cpu->debug_files[file] = make_file(cpu, source ? source->path : "<forac>");
    }
    return cpu->debug_files[file];
}

// The main program's file stands for the unit. DWARF has a language code for Python.
void
cpu_debug_init(fora_cpu *cpu)
{
    uint32_t files = fora_source_count(cpu->program->sources) + 1;
    cpu->debug = LLVMCreateDIBuilder(cpu->module);
    cpu->debug_files = fora_alloc(cpu->arena, files * sizeof *cpu->debug_files);
    add_flag(cpu, "Debug Info Version", LLVMDebugMetadataVersion());
    add_flag(cpu, "Dwarf Version", 4);
    fora_span place = cpu->program->functions[cpu->program->entry]->span;
    cpu->debug_unit = LLVMDIBuilderCreateCompileUnit(
        cpu->debug, LLVMDWARFSourceLanguagePython, file_of(cpu, place.file), "forac", 5,
        cpu->options.level > 0, "", 0, 0, "", 0, LLVMDWARFEmissionFull, 0, false, false,
        "", 0, "", 0);
    LLVMMetadataRef none = NULL;
    cpu->debug_signature = LLVMDIBuilderCreateSubroutineType(
        cpu->debug, file_of(cpu, place.file), &none, 1, LLVMDIFlagZero);
}

static uint32_t
line_of(const fora_cpu *cpu, fora_span span, uint32_t *column)
{
    uint32_t line = 0;
    *column = 0;
    if (span.file)
        fora_source_position(fora_source_get(cpu->program->sources, span.file),
                             span.start, &line, column);
    return line;
}

// No linkage name: gdb would ask for that one (`break py.area`) instead of Python's.
static LLVMMetadataRef
make_subprogram(fora_cpu *cpu, LLVMValueRef llvm, const char *name, fora_span span)
{
    LLVMMetadataRef file = file_of(cpu, span.file);
    uint32_t column, line = line_of(cpu, span, &column);
    LLVMMetadataRef scope = LLVMDIBuilderCreateFunction(
        cpu->debug, file, name, strlen(name), "", 0, file, line, cpu->debug_signature,
        true, true, line, LLVMDIFlagPrototyped, cpu->options.level > 0);
    LLVMSetSubprogram(llvm, scope);
    return scope;
}

void
cpu_debug_function(cpu_emitter *emitter)
{
    fora_cpu *cpu = emitter->cpu;
    const fora_function *function = emitter->function;
    LLVMSetCurrentDebugLocation2(emitter->builder, NULL);
    if (!cpu->debug)
        return;
    fora_sym symbol =
        function->qualified_name ? function->qualified_name : function->name;
    emitter->scope = make_subprogram(
        cpu, emitter->llvm, fora_sym_text(cpu->program->names, symbol), function->span);
}

// The places of what is expanded in a function are kept only if it has one itself.
void
cpu_debug_entry(fora_cpu *cpu, LLVMValueRef entry)
{
    LLVMSetCurrentDebugLocation2(cpu->builder, NULL);
    if (!cpu->debug)
        return;
    fora_span place = cpu->program->functions[cpu->program->entry]->span;
    LLVMMetadataRef scope = make_subprogram(cpu, entry, "fora_main", place);
    LLVMSetCurrentDebugLocation2(cpu->builder, LLVMDIBuilderCreateDebugLocation(
                                                   cpu->context, 0, 0, scope, NULL));
}

// Code of another file than the function's (inlined library code) shows no line.
void
cpu_debug_position(cpu_emitter *emitter, fora_span span)
{
    if (!emitter->scope)
        return;
    uint32_t column = 0, line = 0;
    if (span.file == emitter->function->span.file)
        line = line_of(emitter->cpu, span, &column);
    LLVMSetCurrentDebugLocation2(emitter->builder, LLVMDIBuilderCreateDebugLocation(
                                                       emitter->cpu->context, line,
                                                       column, emitter->scope, NULL));
}
