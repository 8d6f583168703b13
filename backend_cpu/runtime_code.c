// Links the runtime's hot functions, embedded as LLVM bitcode, so that they can be inlined.
//
// They come as available_externally: LLVM may inline them and else calls libforart.a's
// copy. Only functions that something refers to are read and moved (IR linking is lazy for
// such linkage), so a small program pays for what it uses.
#include "cpu.h"

#include <llvm-c/BitReader.h>
#include <llvm-c/Linker.h>
#include <string.h>

#include "runtime_bitcode.h"

static void
make_lazy(LLVMModuleRef module)
{
    for (LLVMValueRef f = LLVMGetFirstFunction(module); f; f = LLVMGetNextFunction(f))
        if (!LLVMIsDeclaration(f) && LLVMGetLinkage(f) == LLVMExternalLinkage)
            LLVMSetLinkage(f, LLVMAvailableExternallyLinkage);
    for (LLVMValueRef g = LLVMGetFirstGlobal(module); g; g = LLVMGetNextGlobal(g)) {
        // The runtime's data is in the same binary: its addresses are operands of
        // instructions, not loaded from a table.
        if (strncmp(LLVMGetValueName(g), "rt_", 3) == 0)
            LLVMSetVisibility(g, LLVMHiddenVisibility);
        if (LLVMIsDeclaration(g) || LLVMGetLinkage(g) != LLVMExternalLinkage)
            continue;
        // Data lives in libforart.a alone.
        LLVMSetInitializer(g, NULL);
    }
}

void
cpu_runtime_code_link(fora_cpu *cpu)
{
    if (fora_runtime_bitcode_size == 0)
        return;
    LLVMMemoryBufferRef buffer = LLVMCreateMemoryBufferWithMemoryRange(
        (const char *)fora_runtime_bitcode, fora_runtime_bitcode_size, "runtime",
        false);
    LLVMModuleRef runtime;
    if (LLVMGetBitcodeModuleInContext2(cpu->context, buffer, &runtime))
        FORA_DEFECT("the embedded runtime cannot be read");
    LLVMSetTarget(runtime, LLVMGetTarget(cpu->module));
    LLVMSetDataLayout(runtime, LLVMGetDataLayoutStr(cpu->module));
    make_lazy(runtime);
    if (LLVMLinkModules2(cpu->module, runtime))
        FORA_DEFECT("the embedded runtime cannot be linked");
}
