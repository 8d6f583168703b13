// Emitters of LOW's memory operations and of reference counting.
//
// Classes of memory (fora_memory), each split by machine type, become leaves of one tree
// of type-based alias information: a store to a list's element then clobbers neither a
// length nor a data pointer, nor elements of another machine type. Counts and the pending
// exception are leaves of their own. The runtime's C has another root, which LLVM takes to
// alias everything.
#include "cpu.h"

#include <string.h>

// ---- Metadata -----------------------------------------------------------------------

static LLVMMetadataRef
node(fora_cpu *cpu, uint32_t count, LLVMMetadataRef *parts)
{
    return LLVMMDNodeInContext2(cpu->context, parts, count);
}

static LLVMMetadataRef
constant(LLVMTypeRef type, uint64_t value)
{
    return LLVMValueAsMetadata(LLVMConstInt(type, value, false));
}

static LLVMMetadataRef
string(fora_cpu *cpu, const char *text)
{
    return LLVMMDStringInContext2(cpu->context, text, strlen(text));
}

static LLVMMetadataRef
leaf(fora_cpu *cpu, LLVMMetadataRef root, const char *name)
{
    LLVMMetadataRef zero = constant(cpu->types.i64, 0);
    LLVMMetadataRef type =
        node(cpu, 3, (LLVMMetadataRef[]){string(cpu, name), root, zero});
    return node(cpu, 3, (LLVMMetadataRef[]){type, type, zero});
}

// Text is read by other widths than it was written, so it has one leaf for all types.
static void
make_memory_tags(fora_cpu *cpu, LLVMMetadataRef root)
{
    static const char *const classes[CPU_MEMORY_CLASSES] = {
        [FORA_MEMORY_HEADER] = "header", [FORA_MEMORY_ELEMENT] = "element",
        [FORA_MEMORY_FIELD] = "field",   [FORA_MEMORY_GLOBAL] = "global",
        [FORA_MEMORY_SLOT] = "slot",     [FORA_MEMORY_TEXT] = "text",
    };
    static const char *const types[CPU_MACHINE_TYPES] = {"i1",  "i1",  "i32", "i64",
                                                         "f64", "ref", "ptr"};
    for (uint32_t class = 0; class < CPU_MEMORY_CLASSES; class ++)
        for (uint32_t type = 0; type < CPU_MACHINE_TYPES; type++)
            cpu->memory_tags[class][type] =
                class == FORA_MEMORY_TEXT && type > 0
                    ? cpu->memory_tags[class][0]
                    : leaf(cpu, root,
                           fora_printf(cpu->arena, "%s %s", classes[class],
                                       types[type]));
}

void
cpu_memory_init(fora_cpu *cpu)
{
    cpu->kind_prof = LLVMGetMDKindIDInContext(cpu->context, "prof", 4);
    cpu->kind_tbaa = LLVMGetMDKindIDInContext(cpu->context, "tbaa", 4);
    cpu->kind_range = LLVMGetMDKindIDInContext(cpu->context, "range", 5);
    LLVMMetadataRef name = string(cpu, "forac");
    LLVMMetadataRef root = node(cpu, 1, &name);
    make_memory_tags(cpu, root);
    cpu->count_tag = leaf(cpu, root, "count");
    cpu->pending_tag = leaf(cpu, root, "pending");
    cpu->byte_range = node(
        cpu, 2,
        (LLVMMetadataRef[]){constant(cpu->types.i8, 0), constant(cpu->types.i8, 2)});
    LLVMMetadataRef weights = string(cpu, "branch_weights");
    LLVMMetadataRef rare = constant(cpu->types.i32, 1);
    LLVMMetadataRef often = constant(cpu->types.i32, 4000);
    cpu->unlikely[CPU_COLD_THEN] =
        node(cpu, 3, (LLVMMetadataRef[]){weights, rare, often});
    cpu->unlikely[CPU_COLD_ELSE] =
        node(cpu, 3, (LLVMMetadataRef[]){weights, often, rare});
}

void
cpu_tag(fora_cpu *cpu, LLVMValueRef access, LLVMMetadataRef tag)
{
    LLVMSetMetadata(access, cpu->kind_tbaa, LLVMMetadataAsValue(cpu->context, tag));
}

void
cpu_weigh(fora_cpu *cpu, LLVMValueRef branch, cpu_unlikely unlikely)
{
    if (unlikely != CPU_COLD_NONE)
        LLVMSetMetadata(branch, cpu->kind_prof,
                        LLVMMetadataAsValue(cpu->context, cpu->unlikely[unlikely]));
}

// ---- Loads and stores ---------------------------------------------------------------

static LLVMValueRef
offset_by(cpu_emitter *emitter, LLVMValueRef base, int64_t offset)
{
    cpu_types *types = &emitter->cpu->types;
    if (offset == 0)
        return base;
    LLVMValueRef index = LLVMConstInt(types->i64, (uint64_t)offset, true);
    return LLVMBuildInBoundsGEP2(emitter->builder, types->i8, base, &index, 1, "");
}

void
cpu_emit_L_ADDR(cpu_emitter *emitter, fora_op op)
{
    uint64_t scale = fora_attribute(emitter->function, op, 0);
    LLVMValueRef index = cpu_operand(emitter, op, 1);
    LLVMTypeRef step = LLVMArrayType2(emitter->cpu->types.i8, scale);
    LLVMValueRef address = LLVMBuildInBoundsGEP2(
        emitter->builder, step, cpu_operand(emitter, op, 0), &index, 1, "");
    cpu_set_result(
        emitter, op, 0,
        offset_by(emitter, address, (int64_t)fora_attribute(emitter->function, op, 1)));
}

// The tag of an access to a value of `type` by an operation whose class is its attribute 1.
static LLVMMetadataRef
memory_tag(const cpu_emitter *emitter, fora_op op, fora_type type)
{
    uint64_t class = fora_attribute(emitter->function, op, 1);
    fora_type_kind kind = fora_type_get(emitter->cpu->program->types, type)->kind;
    FORA_ASSERT(class < CPU_MEMORY_CLASSES && kind >= FORA_TYPE_L_I1);
    return emitter->cpu->memory_tags[class][fora_lane_kind(kind) - FORA_TYPE_L_I1];
}

LLVMMetadataRef
cpu_result_tag(const cpu_emitter *emitter, fora_op op)
{
    fora_val result = emitter->function->ops[op].result;
    return memory_tag(emitter, op, fora_val_type(emitter->function, result));
}

// Lanes lie in memory as single values do, one after the other: bools as a byte each. In
// frame memory, which becomes registers, they stay what they are.
static LLVMTypeRef
type_in_memory(const cpu_emitter *emitter, fora_op op, LLVMTypeRef type)
{
    cpu_types *types = &emitter->cpu->types;
    if (type == types->i1)
        return types->i8;
    bool masks = LLVMGetTypeKind(type) == LLVMVectorTypeKind &&
                 LLVMGetElementType(type) == types->i1 &&
                 fora_attribute(emitter->function, op, 1) != FORA_MEMORY_SLOT;
    return masks ? LLVMVectorType(types->i8, LLVMGetVectorSize(type)) : type;
}

static void
align_lanes(LLVMValueRef access, LLVMTypeRef type)
{
    if (LLVMGetTypeKind(type) != LLVMVectorTypeKind)
        return;
    LLVMTypeKind element = LLVMGetTypeKind(LLVMGetElementType(type));
    bool bytes = element == LLVMIntegerTypeKind &&
                 LLVMGetIntTypeWidth(LLVMGetElementType(type)) == 8;
    LLVMSetAlignment(access, bytes ? 1 : 8);
}

static LLVMValueRef
load(cpu_emitter *emitter, fora_op op)
{
    fora_cpu *cpu = emitter->cpu;
    fora_type type =
        fora_val_type(emitter->function, emitter->function->ops[op].result);
    LLVMTypeRef llvm = cpu_type(cpu, type);
    LLVMTypeRef memory = type_in_memory(emitter, op, llvm);
    LLVMValueRef address = offset_by(emitter, cpu_operand(emitter, op, 0),
                                     (int64_t)fora_attribute(emitter->function, op, 0));
    LLVMValueRef loaded = LLVMBuildLoad2(emitter->builder, memory, address, "");
    cpu_tag(cpu, loaded, memory_tag(emitter, op, type));
    align_lanes(loaded, memory);
    if (memory == llvm)
        return loaded;
    LLVMSetMetadata(loaded, cpu->kind_range,
                    LLVMMetadataAsValue(cpu->context, cpu->byte_range));
    return LLVMBuildTrunc(emitter->builder, loaded, llvm, "");
}

void
cpu_emit_L_LOAD(cpu_emitter *emitter, fora_op op)
{
    cpu_set_result(emitter, op, 0, load(emitter, op));
}

void
cpu_emit_L_TAKE(cpu_emitter *emitter, fora_op op)
{
    cpu_set_result(emitter, op, 0, load(emitter, op));
}

void
cpu_emit_L_STORE(cpu_emitter *emitter, fora_op op)
{
    fora_cpu *cpu = emitter->cpu;
    LLVMValueRef value = cpu_operand(emitter, op, 1);
    fora_type type =
        fora_val_type(emitter->function, fora_operand(emitter->function, op, 1));
    LLVMTypeRef memory = type_in_memory(emitter, op, LLVMTypeOf(value));
    if (memory != LLVMTypeOf(value))
        value = LLVMBuildZExt(emitter->builder, value, memory, "");
    LLVMValueRef address = offset_by(emitter, cpu_operand(emitter, op, 0),
                                     (int64_t)fora_attribute(emitter->function, op, 0));
    LLVMValueRef stored = LLVMBuildStore(emitter->builder, value, address);
    cpu_tag(cpu, stored, memory_tag(emitter, op, type));
    align_lanes(stored, memory);
}

// ---- Tables ---------------------------------------------------------------------------
// A long display of constants is one store behind the other. LLVM's time grows faster than
// the length of a block: such stores are one copy of a table.

enum { SHORTEST_TABLE = 16, LONGEST_TABLE = 1 << 20 };

// The value of a store as it is in memory, if it is constant; NULL: it is not.
static LLVMValueRef
stored_constant(cpu_emitter *emitter, fora_op op)
{
    LLVMValueRef value = cpu_operand(emitter, op, 1);
    if (!LLVMIsConstant(value))
        return NULL;
    LLVMTypeRef memory = type_in_memory(emitter, op, LLVMTypeOf(value));
    return memory == LLVMTypeOf(value)
               ? value
               : LLVMBuildZExt(emitter->builder, value, memory, "");
}

static uint32_t
bytes_of(LLVMTypeRef type)
{
    switch (LLVMGetTypeKind(type)) {
    case LLVMIntegerTypeKind:
        return LLVMGetIntTypeWidth(type) / 8;
    case LLVMDoubleTypeKind:
    case LLVMPointerTypeKind:
        return 8;
    default:
        return 0;
    }
}

// How many stores of constants from `op` on lie one behind the other.
static uint32_t
table_length(cpu_emitter *emitter, fora_op op, uint64_t *bytes)
{
    const fora_function *f = emitter->function;
    fora_val base = fora_operand(f, op, 0);
    uint64_t start = fora_attribute(f, op, 0);
    uint32_t count = 0;
    *bytes = 0;
    for (; op && count < LONGEST_TABLE; op = f->ops[op].next) {
        if (f->ops[op].code != FORA_OP_L_STORE || fora_operand(f, op, 0) != base ||
            fora_attribute(f, op, 0) != start + *bytes)
            break;
        LLVMValueRef value = stored_constant(emitter, op);
        uint32_t size = value ? bytes_of(LLVMTypeOf(value)) : 0;
        if (size == 0)
            break;
        *bytes += size;
        count++;
    }
    return count;
}

fora_op
cpu_emit_table(cpu_emitter *emitter, fora_op op)
{
    fora_cpu *cpu = emitter->cpu;
    const fora_function *f = emitter->function;
    uint64_t bytes;
    if (f->ops[op].code != FORA_OP_L_STORE)
        return 0;
    uint32_t count = table_length(emitter, op, &bytes);
    if (count < SHORTEST_TABLE)
        return 0;
    fora_arena *scratch = fora_arena_new();
    LLVMValueRef *values = fora_alloc(scratch, count * sizeof *values);
    fora_op last = op, next = op;
    for (uint32_t i = 0; i < count; i++, next = f->ops[next].next) {
        values[i] = stored_constant(emitter, next);
        last = next;
    }
    LLVMValueRef value = LLVMConstStructInContext(cpu->context, values, count, true);
    LLVMBuildMemCpy(emitter->builder,
                    offset_by(emitter, cpu_operand(emitter, op, 0),
                              (int64_t)fora_attribute(f, op, 0)),
                    1, cpu_private(cpu, "table", value, 8, true), 8,
                    LLVMConstInt(cpu->types.i64, bytes, false));
    fora_arena_free(scratch);
    return last;
}

void
cpu_emit_L_SLOT(cpu_emitter *emitter, fora_op op)
{
    cpu_types *types = &emitter->cpu->types;
    uint64_t bytes = fora_attribute(emitter->function, op, 0);
    unsigned alignment = (unsigned)fora_attribute(emitter->function, op, 1);
    LLVMBasicBlockRef here = LLVMGetInsertBlock(emitter->builder);
    LLVMBasicBlockRef entry = LLVMGetEntryBasicBlock(emitter->llvm);
    LLVMValueRef first = LLVMGetFirstInstruction(entry);
    if (first)
        LLVMPositionBuilderBefore(emitter->builder, first);
    LLVMValueRef slot =
        LLVMBuildAlloca(emitter->builder, LLVMArrayType2(types->i8, bytes), "");
    LLVMSetAlignment(slot, alignment);
    LLVMPositionBuilderAtEnd(emitter->builder, here);
    LLVMBuildMemSet(emitter->builder, slot, LLVMConstInt(types->i8, 0, false),
                    LLVMConstInt(types->i64, bytes, false), alignment);
    cpu_set_result(emitter, op, 0, slot);
}

// ---- Counts -------------------------------------------------------------------------

void
cpu_emit_L_ALLOC(cpu_emitter *emitter, fora_op op)
{
    fora_cpu *cpu = emitter->cpu;
    uint64_t bytes = fora_attribute(emitter->function, op, 0);
    cpu_callee alloc = cpu_runtime(cpu, FORA_ABI_rt_alloc);
    LLVMValueRef arguments[] = {
        LLVMConstInt(cpu->types.i64, bytes, false),
        LLVMConstInt(cpu->types.i32, fora_attribute(emitter->function, op, 1), false),
    };
    LLVMValueRef object =
        LLVMBuildCall2(emitter->builder, alloc.type, alloc.function, arguments, 2, "");
    cpu_call_attribute(cpu, object, LLVMAttributeReturnIndex, "noalias", 0);
    cpu_call_attribute(cpu, object, LLVMAttributeReturnIndex, "nonnull", 0);
    cpu_call_attribute(cpu, object, LLVMAttributeReturnIndex, "dereferenceable", bytes);
    cpu_call_attribute(cpu, object, LLVMAttributeReturnIndex, "align", 8);
    cpu_set_result(emitter, op, 0, object);
}

static LLVMBasicBlockRef
new_block(cpu_emitter *emitter)
{
    LLVMBasicBlockRef here = LLVMGetInsertBlock(emitter->builder);
    LLVMBasicBlockRef next = LLVMGetNextBasicBlock(here);
    return next ? LLVMInsertBasicBlockInContext(emitter->cpu->context, next, "")
                : LLVMAppendBasicBlockInContext(emitter->cpu->context, emitter->llvm,
                                                "");
}

static LLVMValueRef
load_count(cpu_emitter *emitter, LLVMValueRef object)
{
    LLVMValueRef count =
        LLVMBuildLoad2(emitter->builder, emitter->cpu->types.i32, object, "");
    cpu_tag(emitter->cpu, count, emitter->cpu->count_tag);
    return count;
}

// Goes on in a new block if `condition` holds, else in `done`.
static void
go_on_if(cpu_emitter *emitter, LLVMValueRef condition, LLVMBasicBlockRef done)
{
    LLVMBasicBlockRef block = new_block(emitter);
    LLVMBuildCondBr(emitter->builder, condition, block, done);
    LLVMPositionBuilderAtEnd(emitter->builder, block);
}

// Adds `change` to the count of a counted, mortal object and goes on there; null and
// immortal objects go to `done`. Returns the new count.
static LLVMValueRef
change_count(cpu_emitter *emitter, LLVMValueRef object, int change,
             LLVMBasicBlockRef done)
{
    cpu_types *types = &emitter->cpu->types;
    LLVMBuilderRef builder = emitter->builder;
    LLVMValueRef zero = LLVMConstInt(types->i32, 0, false);
    go_on_if(emitter, LLVMBuildIsNotNull(builder, object, ""), done);
    LLVMValueRef count = load_count(emitter, object);
    go_on_if(emitter, LLVMBuildICmp(builder, LLVMIntSGT, count, zero, ""), done);
    LLVMValueRef changed = LLVMBuildNSWAdd(
        builder, count, LLVMConstInt(types->i32, (uint64_t)change, true), "");
    cpu_tag(emitter->cpu, LLVMBuildStore(builder, changed, object),
            emitter->cpu->count_tag);
    return changed;
}

// Counting is written out where it runs often; elsewhere a call is shorter. Constants are
// not counted.
static bool
call_instead(cpu_emitter *emitter, LLVMValueRef object, fora_abi row)
{
    if (LLVMIsConstant(object))
        return true;
    if (emitter->cpu->options.level > 0 && !emitter->cold[emitter->block] &&
        !cpu_runs_once(emitter))
        return false;
    cpu_callee callee = cpu_runtime(emitter->cpu, row);
    LLVMValueRef call =
        LLVMBuildCall2(emitter->builder, callee.type, callee.function, &object, 1, "");
    cpu_call_attribute(emitter->cpu, call, LLVMAttributeFunctionIndex, "noinline", 0);
    return true;
}

static void
retain(cpu_emitter *emitter, LLVMValueRef object)
{
    if (call_instead(emitter, object, FORA_ABI_rt_retain))
        return;
    LLVMBasicBlockRef done = new_block(emitter);
    change_count(emitter, object, 1, done);
    LLVMBuildBr(emitter->builder, done);
    LLVMPositionBuilderAtEnd(emitter->builder, done);
}

void
cpu_emit_L_RETAIN(cpu_emitter *emitter, fora_op op)
{
    retain(emitter, cpu_operand(emitter, op, 0));
}

void
cpu_emit_L_RELEASE(cpu_emitter *emitter, fora_op op)
{
    LLVMValueRef object = cpu_operand(emitter, op, 0);
    if (call_instead(emitter, object, FORA_ABI_rt_release))
        return;
    cpu_callee destroy = cpu_runtime(emitter->cpu, FORA_ABI_rt_destroy);
    LLVMBasicBlockRef done = new_block(emitter);
    LLVMValueRef count = change_count(emitter, object, -1, done);
    go_on_if(emitter, LLVMBuildIsNull(emitter->builder, count, ""), done);
    LLVMBuildCall2(emitter->builder, destroy.type, destroy.function, &object, 1, "");
    LLVMBuildBr(emitter->builder, done);
    LLVMPositionBuilderAtEnd(emitter->builder, done);
}

void
cpu_emit_L_COPY(cpu_emitter *emitter, fora_op op)
{
    LLVMValueRef object = load(emitter, op);
    cpu_set_result(emitter, op, 0, object);
    retain(emitter, object);
}

void
cpu_emit_L_IS_UNIQUE(cpu_emitter *emitter, fora_op op)
{
    LLVMValueRef one = LLVMConstInt(emitter->cpu->types.i32, 1, false);
    cpu_set_result(emitter, op, 0,
                   LLVMBuildICmp(emitter->builder, LLVMIntEQ,
                                 load_count(emitter, cpu_operand(emitter, op, 0)), one,
                                 ""));
}

void
cpu_emit_L_KEEP(cpu_emitter *emitter, fora_op op)
{
    // Counts are in place by now: the operand's release stands behind this.
    (void)emitter;
    (void)op;
}

void
cpu_emit_L_DESCRIPTOR(cpu_emitter *emitter, fora_op op)
{
    LLVMValueRef number = LLVMBuildLoad2(emitter->builder, emitter->cpu->types.i32,
                                         offset_by(emitter, cpu_operand(emitter, op, 0),
                                                   offsetof(rt_object, descriptor)),
                                         "");
    LLVMSetMetadata(
        number, LLVMGetMDKindIDInContext(emitter->cpu->context, "invariant.load", 14),
        LLVMMetadataAsValue(emitter->cpu->context, node(emitter->cpu, 0, NULL)));
    cpu_set_result(emitter, op, 0, number);
}
