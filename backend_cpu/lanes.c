// Emitters of the operations that make lanes out of single values and memory, and single
// values out of lanes. Everything else that works on lanes is an ordinary emitter: LLVM's
// instructions take vectors.
#include "cpu.h"

#include <string.h>

static LLVMValueRef
index_constant(cpu_emitter *emitter, uint64_t value)
{
    return LLVMConstInt(emitter->cpu->types.i32, value, false);
}

static LLVMValueRef
intrinsic(cpu_emitter *emitter, const char *name, LLVMTypeRef *types,
          unsigned type_count, LLVMValueRef *arguments, unsigned count)
{
    fora_cpu *cpu = emitter->cpu;
    unsigned number = LLVMLookupIntrinsicID(name, strlen(name));
    LLVMValueRef function =
        LLVMGetIntrinsicDeclaration(cpu->module, number, types, type_count);
    return LLVMBuildCall2(emitter->builder,
                          LLVMIntrinsicGetType(cpu->context, number, types, type_count),
                          function, arguments, count, "");
}

// ---- Single values and lanes --------------------------------------------------------

void
cpu_emit_L_SPLAT(cpu_emitter *emitter, fora_op op)
{
    LLVMTypeRef type = cpu_result_type(emitter, op);
    LLVMTypeRef places =
        LLVMVectorType(emitter->cpu->types.i32, LLVMGetVectorSize(type));
    LLVMValueRef one = LLVMBuildInsertElement(emitter->builder, LLVMGetPoison(type),
                                              cpu_operand(emitter, op, 0),
                                              index_constant(emitter, 0), "");
    cpu_set_result(emitter, op, 0,
                   LLVMBuildShuffleVector(emitter->builder, one, LLVMGetPoison(type),
                                          LLVMConstNull(places), ""));
}

void
cpu_emit_L_IOTA(cpu_emitter *emitter, fora_op op)
{
    LLVMValueRef numbers[16];
    unsigned lanes = LLVMGetVectorSize(cpu_result_type(emitter, op));
    for (unsigned i = 0; i < lanes; i++)
        numbers[i] = LLVMConstInt(emitter->cpu->types.i64, i, false);
    cpu_set_result(emitter, op, 0, LLVMConstVector(numbers, lanes));
}

void
cpu_emit_L_ANY(cpu_emitter *emitter, fora_op op)
{
    LLVMValueRef mask = cpu_operand(emitter, op, 0);
    LLVMTypeRef type = LLVMTypeOf(mask);
    cpu_set_result(emitter, op, 0,
                   intrinsic(emitter, "llvm.vector.reduce.or", &type, 1, &mask, 1));
}

void
cpu_emit_L_BITS(cpu_emitter *emitter, fora_op op)
{
    LLVMValueRef mask = cpu_operand(emitter, op, 0);
    LLVMTypeRef bits = LLVMIntTypeInContext(emitter->cpu->context,
                                            LLVMGetVectorSize(LLVMTypeOf(mask)));
    cpu_set_result(emitter, op, 0,
                   LLVMBuildZExt(emitter->builder,
                                 LLVMBuildBitCast(emitter->builder, mask, bits, ""),
                                 emitter->cpu->types.i64, ""));
}

void
cpu_emit_L_LOWEST(cpu_emitter *emitter, fora_op op)
{
    cpu_types *types = &emitter->cpu->types;
    LLVMValueRef arguments[] = {cpu_operand(emitter, op, 0),
                                LLVMConstInt(types->i1, true, false)};
    cpu_set_result(emitter, op, 0,
                   intrinsic(emitter, "llvm.cttz", &types->i64, 1, arguments, 2));
}

void
cpu_emit_L_EXTRACT(cpu_emitter *emitter, fora_op op)
{
    uint64_t lane = fora_attribute(emitter->function, op, 0);
    cpu_set_result(emitter, op, 0,
                   LLVMBuildExtractElement(emitter->builder,
                                           cpu_operand(emitter, op, 0),
                                           index_constant(emitter, lane), ""));
}

// ---- Memory -------------------------------------------------------------------------

// Loads the memory of all lanes' elements and picks every lane's part out of it.
static LLVMValueRef
load_and_pick(cpu_emitter *emitter, LLVMValueRef base, LLVMTypeRef type,
              uint64_t offset, uint64_t stride, LLVMMetadataRef tag)
{
    enum { PART = 8, MOST = 64 };
    unsigned lanes = LLVMGetVectorSize(type), parts = (unsigned)(stride / PART);
    LLVMTypeRef whole = LLVMVectorType(LLVMGetElementType(type), lanes * parts);
    LLVMValueRef loaded = LLVMBuildLoad2(emitter->builder, whole, base, "");
    LLVMSetAlignment(loaded, PART);
    cpu_tag(emitter->cpu, loaded, tag);
    LLVMValueRef places[MOST];
    FORA_ASSERT(lanes <= MOST);
    for (unsigned i = 0; i < lanes; i++)
        places[i] = index_constant(emitter, i * parts + offset / PART);
    return LLVMBuildShuffleVector(emitter->builder, loaded, LLVMGetPoison(whole),
                                  LLVMConstVector(places, lanes), "");
}

static LLVMValueRef
load_one_by_one(cpu_emitter *emitter, LLVMValueRef base, LLVMTypeRef type,
                uint64_t offset, uint64_t stride, LLVMMetadataRef tag)
{
    LLVMTypeRef element = LLVMGetElementType(type), byte = emitter->cpu->types.i8;
    LLVMValueRef lanes = LLVMGetPoison(type);
    for (unsigned i = 0; i < LLVMGetVectorSize(type); i++) {
        LLVMValueRef at =
            LLVMConstInt(emitter->cpu->types.i64, offset + i * stride, false);
        LLVMValueRef address =
            LLVMBuildInBoundsGEP2(emitter->builder, byte, base, &at, 1, "");
        bool bit = element == emitter->cpu->types.i1;
        LLVMValueRef one =
            LLVMBuildLoad2(emitter->builder, bit ? byte : element, address, "");
        cpu_tag(emitter->cpu, one, tag);
        if (bit)
            one = LLVMBuildTrunc(emitter->builder, one, element, "");
        lanes = LLVMBuildInsertElement(emitter->builder, lanes, one,
                                       index_constant(emitter, i), "");
    }
    return lanes;
}

// The offset is below the stride: the elements of all lanes lie at `base` one after the
// other, and all of their memory may be read.
void
cpu_emit_L_STRIDED(cpu_emitter *emitter, fora_op op)
{
    LLVMTypeRef type = cpu_result_type(emitter, op);
    uint64_t offset = fora_attribute(emitter->function, op, 0);
    uint64_t stride = fora_attribute(emitter->function, op, 2);
    LLVMMetadataRef tag = cpu_result_tag(emitter, op);
    LLVMValueRef base = cpu_operand(emitter, op, 0);
    bool words = LLVMGetElementType(type) != emitter->cpu->types.i1;
    bool dense = words && stride % 8 == 0 && stride <= 32 && offset < stride;
    cpu_set_result(emitter, op, 0,
                   dense ? load_and_pick(emitter, base, type, offset, stride, tag)
                         : load_one_by_one(emitter, base, type, offset, stride, tag));
}

// Loads each lane's value at its address; lanes that are not meant read nothing, and hold 0.
static void
gather(cpu_emitter *emitter, fora_op op, LLVMValueRef addresses, LLVMValueRef meant)
{
    fora_cpu *cpu = emitter->cpu;
    LLVMTypeRef type = cpu_result_type(emitter, op);
    bool bits = LLVMGetElementType(type) == cpu->types.i1;
    LLVMTypeRef loaded =
        bits ? LLVMVectorType(cpu->types.i8, LLVMGetVectorSize(type)) : type;
    LLVMTypeRef types[] = {loaded, LLVMTypeOf(addresses)};
    LLVMValueRef arguments[] = {addresses, index_constant(emitter, bits ? 1 : 8), meant,
                                LLVMConstNull(loaded)};
    LLVMValueRef gathered =
        intrinsic(emitter, "llvm.masked.gather", types, 2, arguments, 4);
    cpu_tag(cpu, gathered, cpu_result_tag(emitter, op));
    if (bits)
        gathered = LLVMBuildTrunc(emitter->builder, gathered, type, "");
    cpu_set_result(emitter, op, 0, gathered);
}

static LLVMValueRef
offset_constant(cpu_emitter *emitter, fora_op op)
{
    uint64_t offset = fora_attribute(emitter->function, op, 0);
    return LLVMConstInt(emitter->cpu->types.i64, offset, false);
}

void
cpu_emit_L_GATHER(cpu_emitter *emitter, fora_op op)
{
    fora_cpu *cpu = emitter->cpu;
    uint64_t scale = fora_attribute(emitter->function, op, 2);
    LLVMValueRef index = cpu_operand(emitter, op, 1), at = offset_constant(emitter, op);
    LLVMValueRef base = LLVMBuildInBoundsGEP2(emitter->builder, cpu->types.i8,
                                              cpu_operand(emitter, op, 0), &at, 1, "");
    LLVMValueRef addresses = LLVMBuildInBoundsGEP2(
        emitter->builder, LLVMArrayType2(cpu->types.i8, scale), base, &index, 1, "");
    unsigned lanes = LLVMGetVectorSize(cpu_result_type(emitter, op));
    gather(emitter, op, addresses,
           LLVMConstAllOnes(LLVMVectorType(cpu->types.i1, lanes)));
}

void
cpu_emit_L_GATHER_AT(cpu_emitter *emitter, fora_op op)
{
    LLVMValueRef at = offset_constant(emitter, op);
    LLVMValueRef addresses = LLVMBuildGEP2(emitter->builder, emitter->cpu->types.i8,
                                           cpu_operand(emitter, op, 0), &at, 1, "");
    gather(emitter, op, addresses, cpu_operand(emitter, op, 1));
}
