// The rows of runtime/include/abi.def as data. The C types of a row are read from its
// text, so that the row stands in one place only.
#include <string.h>

#include "fora_lower.h"

typedef struct {
    const char *name, *result, *parameters, *error;
} abi_row;

static const abi_row rows[] = {
#define FN(name, result, parameters, error) {#name, #result, #parameters, #error},
#include "../../runtime/include/abi.def"
#undef FN
};

static const struct {
    const char *text;
    fora_abi_type type;
} type_names[] = {
    {"void", FORA_ABI_VOID},    {"bool", FORA_ABI_I1},     {"_Bool", FORA_ABI_I1},
    {"int8_t", FORA_ABI_I8},    {"uint8_t", FORA_ABI_I8},  {"int32_t", FORA_ABI_I32},
    {"uint32_t", FORA_ABI_I32}, {"int64_t", FORA_ABI_I64}, {"uint64_t", FORA_ABI_I64},
    {"double", FORA_ABI_F64},   {"rt_ptr", FORA_ABI_PTR},  {"rt_ref", FORA_ABI_REF},
    {"rt_own", FORA_ABI_OWN},
};

static fora_abi_type
type_of_text(const char *row, const char *text, size_t length)
{
    for (size_t i = 0; i < sizeof type_names / sizeof *type_names; i++) {
        if (strlen(type_names[i].text) == length &&
            memcmp(type_names[i].text, text, length) == 0)
            return type_names[i].type;
    }
    FORA_DEFECT("abi.def: %s: unknown type %.*s", row, (int)length, text);
}

static fora_abi_error
error_of_text(const char *text)
{
    if (strcmp(text, "NULLREF") == 0)
        return FORA_ABI_NULLREF;
    if (strcmp(text, "PENDING") == 0)
        return FORA_ABI_PENDING;
    return strcmp(text, "ALWAYS") == 0 ? FORA_ABI_ALWAYS : FORA_ABI_NEVER;
}

void
fora_abi_get(fora_abi number, fora_abi_info *info)
{
    const abi_row *row = &rows[number];
    memset(info, 0, sizeof *info);
    info->name = row->name;
    info->error = error_of_text(row->error);
    info->result = type_of_text(row->name, row->result, strlen(row->result));
    const char *at = row->parameters + 1;
    while (*at != ')') {
        at += strspn(at, " ,");
        size_t length = strcspn(at, " ,)");
        FORA_ASSERT(info->parameter_count < FORA_ABI_MOST_PARAMETERS);
        fora_abi_type type = type_of_text(row->name, at, length);
        at += length + strspn(at + length, " ");
        if (type != FORA_ABI_VOID)
            info->parameters[info->parameter_count++] = type;
    }
}

fora_type
fora_abi_machine(fora_abi_type type)
{
    static const fora_type machine[] = {
        [FORA_ABI_VOID] = 0,
        [FORA_ABI_I1] = FORA_SIMPLE_TYPE(L_I1),
        [FORA_ABI_I8] = FORA_SIMPLE_TYPE(L_I8),
        [FORA_ABI_I32] = FORA_SIMPLE_TYPE(L_I32),
        [FORA_ABI_I64] = FORA_SIMPLE_TYPE(L_I64),
        [FORA_ABI_F64] = FORA_SIMPLE_TYPE(L_F64),
        [FORA_ABI_PTR] = FORA_SIMPLE_TYPE(L_PTR),
        [FORA_ABI_REF] = FORA_SIMPLE_TYPE(L_REF),
        [FORA_ABI_OWN] = FORA_SIMPLE_TYPE(L_REF),
    };
    return machine[type];
}
