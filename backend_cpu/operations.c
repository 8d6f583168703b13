// Emitters of LOW's constants, arithmetic, comparisons and conversions, one each.
#include "cpu.h"

#include <string.h>

// ---- Constants ----------------------------------------------------------------------

#define INTEGER_CONSTANT(name)                                                         \
    void cpu_emit_##name(cpu_emitter *emitter, fora_op op)                             \
    {                                                                                  \
        cpu_set_result(emitter, op, 0,                                                 \
                       LLVMConstInt(cpu_result_type(emitter, op),                      \
                                    fora_attribute(emitter->function, op, 0), true));  \
    }
INTEGER_CONSTANT(L_I1)
INTEGER_CONSTANT(L_I8)
INTEGER_CONSTANT(L_I32)
INTEGER_CONSTANT(L_I64)

void
cpu_emit_L_F64(cpu_emitter *emitter, fora_op op)
{
    uint64_t bits = fora_attribute(emitter->function, op, 0);
    LLVMValueRef integer = LLVMConstInt(emitter->cpu->types.i64, bits, false);
    cpu_set_result(emitter, op, 0, LLVMConstBitCast(integer, emitter->cpu->types.f64));
}

void
cpu_emit_L_NULL(cpu_emitter *emitter, fora_op op)
{
    cpu_set_result(emitter, op, 0, LLVMConstNull(emitter->cpu->types.ptr));
}

void
cpu_emit_L_STR(cpu_emitter *emitter, fora_op op)
{
    fora_sym text = (fora_sym)fora_attribute(emitter->function, op, 0);
    cpu_set_result(emitter, op, 0, cpu_string_object(emitter->cpu, text));
}

void
cpu_emit_L_CSTRING(cpu_emitter *emitter, fora_op op)
{
    fora_sym text = (fora_sym)fora_attribute(emitter->function, op, 0);
    cpu_set_result(emitter, op, 0, cpu_cstring(emitter->cpu, text));
}

void
cpu_emit_L_SITE(cpu_emitter *emitter, fora_op op)
{
    cpu_set_result(emitter, op, 0, cpu_site(emitter, emitter->function->ops[op].span));
}

void
cpu_emit_L_GLOBAL(cpu_emitter *emitter, fora_op op)
{
    fora_global global = (fora_global)fora_attribute(emitter->function, op, 0);
    cpu_set_result(emitter, op, 0, cpu_global(emitter->cpu, global));
}

// ---- Integers -----------------------------------------------------------------------

#define BINARY(name, build)                                                            \
    void cpu_emit_##name(cpu_emitter *emitter, fora_op op)                             \
    {                                                                                  \
        cpu_set_result(emitter, op, 0,                                                 \
                       build(emitter->builder, cpu_operand(emitter, op, 0),            \
                             cpu_operand(emitter, op, 1), ""));                        \
    }
BINARY(L_ADD, LLVMBuildAdd)
BINARY(L_SUB, LLVMBuildSub)
BINARY(L_MUL, LLVMBuildMul)
BINARY(L_ADD_EXACT, LLVMBuildNSWAdd)
BINARY(L_SUB_EXACT, LLVMBuildNSWSub)
BINARY(L_MUL_EXACT, LLVMBuildNSWMul)
BINARY(L_SDIV, LLVMBuildSDiv)
BINARY(L_SREM, LLVMBuildSRem)
BINARY(L_AND, LLVMBuildAnd)
BINARY(L_OR, LLVMBuildOr)
BINARY(L_XOR, LLVMBuildXor)
BINARY(L_SHL, LLVMBuildShl)
BINARY(L_ASHR, LLVMBuildAShr)
BINARY(L_LSHR, LLVMBuildLShr)
BINARY(L_FADD, LLVMBuildFAdd)
BINARY(L_FSUB, LLVMBuildFSub)
BINARY(L_FMUL, LLVMBuildFMul)
BINARY(L_FDIV, LLVMBuildFDiv)

// Calls an intrinsic that is overloaded on the type of its first operand.
static LLVMValueRef
call_intrinsic(cpu_emitter *emitter, fora_op op, const char *name, unsigned count)
{
    enum { MOST = 3 };
    LLVMValueRef arguments[MOST];
    FORA_ASSERT(count <= MOST);
    for (unsigned i = 0; i < count; i++)
        arguments[i] = cpu_operand(emitter, op, i);
    LLVMTypeRef type = LLVMTypeOf(arguments[0]);
    unsigned number = LLVMLookupIntrinsicID(name, strlen(name));
    LLVMValueRef function =
        LLVMGetIntrinsicDeclaration(emitter->cpu->module, number, &type, 1);
    return LLVMBuildCall2(emitter->builder,
                          LLVMIntrinsicGetType(emitter->cpu->context, number, &type, 1),
                          function, arguments, count, "");
}

#define CHECKED(name, intrinsic)                                                       \
    void cpu_emit_##name(cpu_emitter *emitter, fora_op op)                             \
    {                                                                                  \
        LLVMValueRef pair = call_intrinsic(emitter, op, intrinsic, 2);                 \
        cpu_set_result(emitter, op, 0,                                                 \
                       LLVMBuildExtractValue(emitter->builder, pair, 0, ""));          \
        cpu_set_result(emitter, op, 1,                                                 \
                       LLVMBuildExtractValue(emitter->builder, pair, 1, ""));          \
    }
CHECKED(L_ADD_CHECK, "llvm.sadd.with.overflow")
CHECKED(L_SUB_CHECK, "llvm.ssub.with.overflow")
CHECKED(L_MUL_CHECK, "llvm.smul.with.overflow")

void
cpu_emit_L_ICMP(cpu_emitter *emitter, fora_op op)
{
    static const LLVMIntPredicate predicates[] = {
        [FORA_EQ] = LLVMIntEQ,   [FORA_NE] = LLVMIntNE,   [FORA_LT] = LLVMIntSLT,
        [FORA_LE] = LLVMIntSLE,  [FORA_GT] = LLVMIntSGT,  [FORA_GE] = LLVMIntSGE,
        [FORA_ULT] = LLVMIntULT, [FORA_ULE] = LLVMIntULE, [FORA_UGT] = LLVMIntUGT,
        [FORA_UGE] = LLVMIntUGE,
    };
    uint64_t compare = fora_attribute(emitter->function, op, 0);
    cpu_set_result(emitter, op, 0,
                   LLVMBuildICmp(emitter->builder, predicates[compare],
                                 cpu_operand(emitter, op, 0),
                                 cpu_operand(emitter, op, 1), ""));
}

// ---- Floats -------------------------------------------------------------------------

void
cpu_emit_L_FNEG(cpu_emitter *emitter, fora_op op)
{
    cpu_set_result(emitter, op, 0,
                   LLVMBuildFNeg(emitter->builder, cpu_operand(emitter, op, 0), ""));
}

#define INTRINSIC(name, intrinsic, count)                                              \
    void cpu_emit_##name(cpu_emitter *emitter, fora_op op)                             \
    {                                                                                  \
        cpu_set_result(emitter, op, 0, call_intrinsic(emitter, op, intrinsic, count)); \
    }
INTRINSIC(L_FABS, "llvm.fabs", 1)
INTRINSIC(L_FSQRT, "llvm.sqrt", 1)
INTRINSIC(L_FFLOOR, "llvm.floor", 1)
INTRINSIC(L_FCEIL, "llvm.ceil", 1)
INTRINSIC(L_FTRUNC, "llvm.trunc", 1)
INTRINSIC(L_FCOPYSIGN, "llvm.copysign", 2)
INTRINSIC(L_FMA, "llvm.fma", 3)

void
cpu_emit_L_FCMP(cpu_emitter *emitter, fora_op op)
{
    static const LLVMRealPredicate predicates[] = {
        [FORA_EQ] = LLVMRealOEQ, [FORA_NE] = LLVMRealUNE, [FORA_LT] = LLVMRealOLT,
        [FORA_LE] = LLVMRealOLE, [FORA_GT] = LLVMRealOGT, [FORA_GE] = LLVMRealOGE,
    };
    uint64_t compare = fora_attribute(emitter->function, op, 0);
    FORA_ASSERT(compare <= FORA_GE);
    cpu_set_result(emitter, op, 0,
                   LLVMBuildFCmp(emitter->builder, predicates[compare],
                                 cpu_operand(emitter, op, 0),
                                 cpu_operand(emitter, op, 1), ""));
}

// ---- Conversions --------------------------------------------------------------------

#define CONVERSION(name, build)                                                        \
    void cpu_emit_##name(cpu_emitter *emitter, fora_op op)                             \
    {                                                                                  \
        cpu_set_result(emitter, op, 0,                                                 \
                       build(emitter->builder, cpu_operand(emitter, op, 0),            \
                             cpu_result_type(emitter, op), ""));                       \
    }
CONVERSION(L_ZEXT, LLVMBuildZExt)
CONVERSION(L_SEXT, LLVMBuildSExt)
CONVERSION(L_TRUNC, LLVMBuildTrunc)
CONVERSION(L_SITOFP, LLVMBuildSIToFP)
CONVERSION(L_FPTOSI, LLVMBuildFPToSI)
CONVERSION(L_BITCAST, LLVMBuildBitCast)

void
cpu_emit_L_SELECT(cpu_emitter *emitter, fora_op op)
{
    cpu_set_result(emitter, op, 0,
                   LLVMBuildSelect(emitter->builder, cpu_operand(emitter, op, 0),
                                   cpu_operand(emitter, op, 1),
                                   cpu_operand(emitter, op, 2), ""));
}
