// What attributes and type payloads mean, and the names of operations, kinds of types and
// enumerators for the text form.
#include <string.h>

#include "ir.h"

uint32_t
ir_fixed_attributes(fora_opcode code)
{
    size_t letters = strlen(fora_op_infos[code].attributes);
    return (uint32_t)(ir_has_marks(code) ? letters - 1 : letters);
}

bool
ir_has_marks(fora_opcode code)
{
    const char *letters = fora_op_infos[code].attributes;
    return *letters && letters[strlen(letters) - 1] == 'K';
}

char
ir_attribute_letter(fora_opcode code, uint32_t i)
{
    if (i < ir_fixed_attributes(code))
        return fora_op_infos[code].attributes[i];
    if (!ir_has_marks(code))
        return 0;
    return code == FORA_OP_L_SWITCH ? 'i' : 'K';
}

uint32_t
ir_mark_count(fora_opcode code, uint32_t operands, uint32_t blocks)
{
    switch (code) {
    case FORA_OP_PY_CALL:
    case FORA_OP_PY_METHOD:
    case FORA_OP_PY_SUPER:
        return operands ? operands - 1 : 0;
    case FORA_OP_PY_DICT:
        return operands / 2;
    case FORA_OP_L_SWITCH:
        return blocks ? blocks - 1 : 0;
    default:
        return ir_has_marks(code) ? operands : 0;
    }
}

static const char *const comp_names[] = {
    [FORA_COMP_LIST] = "LIST",
    [FORA_COMP_SET] = "SET",
    [FORA_COMP_DICT] = "DICT",
    [FORA_COMP_TUPLE] = "TUPLE",
    [FORA_COMP_SUM] = "SUM",
    [FORA_COMP_ANY] = "ANY",
    [FORA_COMP_ALL] = "ALL",
    [FORA_COMP_MIN] = "MIN",
    [FORA_COMP_MAX] = "MAX",
    [FORA_COMP_JOIN] = "JOIN",
    [FORA_COMP_GENERATOR] = "GENERATOR",
    [FORA_COMP_LISTS] = "LISTS",
};
static const char *const narrow_names[] = {
    [FORA_NARROW_NONE] = "NONE",
    [FORA_NARROW_NOT_NONE] = "NOT_NONE",
    [FORA_NARROW_TRUE] = "TRUE",
    [FORA_NARROW_FALSE] = "FALSE",
    [FORA_NARROW_ISINSTANCE] = "ISINSTANCE",
    [FORA_NARROW_NOT_ISINSTANCE] = "NOT_ISINSTANCE",
};
static const char *const compare_names[] = {
    [FORA_EQ] = "eq",   [FORA_NE] = "ne",   [FORA_LT] = "lt",   [FORA_LE] = "le",
    [FORA_GT] = "gt",   [FORA_GE] = "ge",   [FORA_ULT] = "ult", [FORA_ULE] = "ule",
    [FORA_UGT] = "ugt", [FORA_UGE] = "uge",
};
static const char *const memory_names[] = {
    [FORA_MEMORY_HEADER] = "header", [FORA_MEMORY_ELEMENT] = "element",
    [FORA_MEMORY_FIELD] = "field",   [FORA_MEMORY_GLOBAL] = "global",
    [FORA_MEMORY_SLOT] = "slot",     [FORA_MEMORY_TEXT] = "text",
};
static const char *const runtime_names[] = {
#define FN(name, ...) #name,
#include "../runtime/include/abi.def"
#undef FN
};

typedef struct {
    const char *const *names;
    uint32_t count;
} enumeration;

#define ENUMERATION(names) ((enumeration){names, sizeof(names) / sizeof *(names)})

static enumeration
enumeration_of(fora_opcode code)
{
    switch (code) {
    case FORA_OP_COMP:
        return ENUMERATION(comp_names);
    case FORA_OP_NARROW:
        return ENUMERATION(narrow_names);
    case FORA_OP_L_ICMP:
    case FORA_OP_L_FCMP:
        return ENUMERATION(compare_names);
    case FORA_OP_L_RUNTIME:
        return ENUMERATION(runtime_names);
    case FORA_OP_L_LOAD:
    case FORA_OP_L_TAKE:
    case FORA_OP_L_COPY:
    case FORA_OP_L_STORE:
        return ENUMERATION(memory_names);
    default:
        return (enumeration){NULL, 0};
    }
}

uint32_t
ir_enumerator_count(fora_opcode code)
{
    enumeration e = enumeration_of(code);
    return e.names ? e.count : UINT8_MAX + 1;  // py.format: a character
}

const char *
ir_enumerator_text(fora_opcode code, uint64_t value)
{
    enumeration e = enumeration_of(code);
    return value < e.count ? e.names[value] : NULL;
}

static bool
equals(const char *name, const char *text, size_t length)
{
    return name && strlen(name) == length && memcmp(name, text, length) == 0;
}

bool
ir_enumerator_find(fora_opcode code, const char *text, size_t length, uint64_t *value)
{
    enumeration e = enumeration_of(code);
    for (*value = 0; *value < e.count; ++*value)
        if (equals(e.names[*value], text, length))
            return true;
    return false;
}

uint32_t
ir_comp_fixed_operands(fora_comp kind)
{
    return kind == FORA_COMP_SUM || kind == FORA_COMP_JOIN ? 1 : 0;
}

fora_opcode
ir_opcode_find(const char *text, size_t length)
{
    for (int code = 1; code < FORA_OP_COUNT; code++)
        if (equals(fora_op_infos[code].text, text, length))
            return (fora_opcode)code;
    return FORA_OP_INVALID;
}

bool
ir_type_kind_find(const char *text, size_t length, fora_type_kind *kind)
{
    for (int k = 0; k < FORA_TYPE_COUNT; k++)
        if (equals(fora_type_kind_infos[k].text, text, length)) {
            *kind = (fora_type_kind)k;
            return true;
        }
    return false;
}

ir_payload
ir_type_payload(fora_type_kind kind)
{
    switch (kind) {
    case FORA_TYPE_FUNC:
    case FORA_TYPE_METHOD:
        return IR_PAYLOAD_FN;
    case FORA_TYPE_INSTANCE:
    case FORA_TYPE_CLASS:
        return IR_PAYLOAD_CLASS;
    case FORA_TYPE_BUILTIN:
    case FORA_TYPE_MODULE:
        return IR_PAYLOAD_SYM;
    case FORA_TYPE_CELL:
        return IR_PAYLOAD_NUMBER;
    default:
        return IR_PAYLOAD_NONE;
    }
}

bool
ir_type_is_complete(const fora_type_info *info)
{
    ir_payload payload = ir_type_payload(info->kind);
    int expected = fora_type_kind_infos[info->kind].parameters;
    if (expected != FORA_ANY_NUMBER && info->count != (uint32_t)expected)
        return false;
    if (info->kind == FORA_TYPE_UNION && info->count < 2)
        return false;
    return payload == IR_PAYLOAD_NONE || payload == IR_PAYLOAD_NUMBER || info->payload;
}
