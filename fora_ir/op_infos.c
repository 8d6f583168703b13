// The tables of operations and of kinds of types as data.
#include "include/fora_ir.h"

enum {  // the words of the columns of ops.def and types.def
    V = FORA_ANY_NUMBER,
    HIGH = FORA_LEVEL_HIGH,
    TYPED = FORA_LEVEL_TYPED,
    LOW = FORA_LEVEL_LOW,
    BOTH = FORA_LEVEL_BOTH,
    TERM = FORA_OP_TERM,
    PURE = FORA_OP_PURE,
    RAISES = FORA_OP_RAISES,
    CALLS = FORA_OP_CALLS,
    LOOP = FORA_OP_REPEATS,
};

const fora_op_info fora_op_infos[FORA_OP_COUNT] = {
    [FORA_OP_INVALID] = {.text = "invalid", .attributes = ""},
#define OP(name, text, operands, results, blocks, attributes, level, flags)            \
    [FORA_OP_##name] = {text, operands, results, blocks, attributes, level, flags},
#include "def/ops.def"
#undef OP
};

const fora_type_kind_info fora_type_kind_infos[FORA_TYPE_COUNT] = {
#define TYPE(kind, text, parameters, layout) [FORA_TYPE_##kind] = {text, parameters},
#include "def/types.def"
#undef TYPE
    [FORA_TYPE_L_I1] = {"i1", 0},         [FORA_TYPE_L_I8] = {"i8", 0},
    [FORA_TYPE_L_I32] = {"i32", 0},       [FORA_TYPE_L_I64] = {"i64", 0},
    [FORA_TYPE_L_F64] = {"f64", 0},       [FORA_TYPE_L_REF] = {"ref", 0},
    [FORA_TYPE_L_PTR] = {"ptr", 0},       [FORA_TYPE_L_I1X8] = {"i1x8", 0},
    [FORA_TYPE_L_I64X8] = {"i64x8", 0},   [FORA_TYPE_L_F64X8] = {"f64x8", 0},
    [FORA_TYPE_L_I1X16] = {"i1x16", 0},   [FORA_TYPE_L_I64X16] = {"i64x16", 0},
    [FORA_TYPE_L_F64X16] = {"f64x16", 0}, [FORA_TYPE_L_REFX8] = {"refx8", 0},
    [FORA_TYPE_L_REFX16] = {"refx16", 0}, [FORA_TYPE_L_PTRX8] = {"ptrx8", 0},
    [FORA_TYPE_L_PTRX16] = {"ptrx16", 0},
};
