// The target machine, and emission.
#include "cpu.h"

#include <llvm-c/Target.h>
#include <string.h>

#define TRIPLE "x86_64-pc-linux-gnu"

// Binaries are not position-independent: they start without relocations of their own, and
// addresses of constants are immediate operands.
static LLVMTargetMachineRef
make_machine(LLVMTargetRef target, const char *cpu_name, const char *features,
             unsigned level)
{
    static const LLVMCodeGenOptLevel levels[] = {
        LLVMCodeGenLevelNone, LLVMCodeGenLevelLess, LLVMCodeGenLevelDefault,
        LLVMCodeGenLevelAggressive};
    return LLVMCreateTargetMachine(target, TRIPLE, cpu_name, features, levels[level],
                                   LLVMRelocStatic, LLVMCodeModelSmall);
}

// LLVM accepts any name of a processor and warns on its own; a machine for an unknown one
// has the same features as the most basic one, which is no sign. So names are looked up.
static bool
is_known_processor(const char *name)
{
    static const char *const known[] = {
        "x86-64",         "x86-64-v2",     "x86-64-v3",      "x86-64-v4",
        "nehalem",        "sandybridge",   "ivybridge",      "haswell",
        "broadwell",      "skylake",       "skylake-avx512", "cascadelake",
        "cooperlake",     "cannonlake",    "icelake-client", "icelake-server",
        "tigerlake",      "rocketlake",    "alderlake",      "raptorlake",
        "sapphirerapids", "emeraldrapids", "graniterapids",  "znver1",
        "znver2",         "znver3",        "znver4",         "btver2",
        "silvermont",     "goldmont",      "tremont",        "gracemont",
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(known[i], name) == 0)
            return true;
    return false;
}

bool
cpu_target_init(fora_cpu *cpu, const char **error)
{
    LLVMInitializeX86TargetInfo();
    LLVMInitializeX86Target();
    LLVMInitializeX86TargetMC();
    LLVMInitializeX86AsmPrinter();
    LLVMTargetRef target;
    char *message;
    if (LLVMGetTargetFromTriple(TRIPLE, &target, &message))
        FORA_DEFECT("no x86-64 target: %s", message);
    const char *march = cpu->options.march ? cpu->options.march : "native";
    if (strcmp(march, "native") == 0) {
        char *name = LLVMGetHostCPUName(), *features = LLVMGetHostCPUFeatures();
        cpu->machine = make_machine(target, name, features, cpu->options.level);
        LLVMDisposeMessage(name);
        LLVMDisposeMessage(features);
    } else if (is_known_processor(march)) {
        cpu->machine = make_machine(target, march, "", cpu->options.level);
    } else {
        *error = fora_printf(cpu->arena, "unknown processor `%s`", march);
        return false;
    }
    LLVMSetTarget(cpu->module, TRIPLE);
    LLVMTargetDataRef layout = LLVMCreateTargetDataLayout(cpu->machine);
    LLVMSetModuleDataLayout(cpu->module, layout);
    LLVMDisposeTargetData(layout);
    return true;
}

void
fora_cpu_emit(fora_cpu *cpu, fora_cpu_output output, fora_text *out)
{
    if (output == FORA_CPU_LLVM) {
        char *text = LLVMPrintModuleToString(cpu->module);
        fora_text_add(out, text, strlen(text));
        LLVMDisposeMessage(text);
        return;
    }
    char *message;
    LLVMMemoryBufferRef buffer;
    if (LLVMTargetMachineEmitToMemoryBuffer(
            cpu->machine, cpu->module,
            output == FORA_CPU_OBJECT ? LLVMObjectFile : LLVMAssemblyFile, &message,
            &buffer))
        FORA_DEFECT("LLVM emits nothing: %s", message);
    fora_text_add(out, LLVMGetBufferStart(buffer), LLVMGetBufferSize(buffer));
    LLVMDisposeMemoryBuffer(buffer);
}
