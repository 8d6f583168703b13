// LLVM's passes over the module, by level. Levels 1 and 2 have a pipeline of our own,
// pipeline.def.
#include "cpu.h"

#include <llvm-c/Analysis.h>
#include <llvm-c/Transforms/PassBuilder.h>
#include <string.h>

#define COMBINE "instcombine<max-iterations=1;no-verify-fixpoint>"
#define BRANCHES(more)                                                                 \
    "simplifycfg<bonus-inst-threshold=1;switch-range-to-icmp;speculate-blocks;"        \
    "simplify-cond-branch;" more ">"

static const struct {
    unsigned least;  // level
    const char *text;
} steps[] = {
#define STEP(least, text) {least, text},
#include "pipeline.def"
#undef STEP
};

static const char *
own_pipeline(fora_arena *arena, unsigned level)
{
    fora_text text;
    fora_text_init(&text, arena);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        const char *step = steps[i].text;
        if (level < steps[i].least)
            continue;
        bool opened = text.length == 0 || text.bytes[text.length - 1] == '(';
        if (!opened && *step != ')')
            fora_text_add(&text, ",", 1);
        fora_text_add(&text, step, strlen(step));
    }
    fora_text_add(&text, "", 1);
    return text.bytes;
}

void
fora_cpu_optimise(fora_cpu *cpu)
{
    char *message = NULL;
    if (LLVMVerifyModule(cpu->module, LLVMReturnStatusAction, &message))
        FORA_DEFECT("LLVM refuses the module: %s", message);
    LLVMDisposeMessage(message);
    if (cpu->options.level == 0)
        return;
    cpu_runtime_code_link(cpu);
    unsigned level = cpu->options.level;
    const char *passes = level < 3 ? own_pipeline(cpu->arena, level) : "default<O3>";
    LLVMPassBuilderOptionsRef options = LLVMCreatePassBuilderOptions();
    LLVMErrorRef failure = LLVMRunPasses(cpu->module, passes, cpu->machine, options);
    if (failure)
        FORA_DEFECT("LLVM's passes: %s", LLVMGetErrorMessage(failure));
    LLVMDisposePassBuilderOptions(options);
}
