// The fingerprint of the tables that bitcode's numbers refer to.
#include "bitcode.h"

#include <string.h>

const char ir_bitcode_magic[IR_BITCODE_MAGIC_SIZE] = {'F', 'o', 'r', 'a'};

static const char *const rows[] = {
#define EXCEPTION(name, base, ...) #name "<" #base,
#include "../../runtime/include/exceptions.def"
#undef EXCEPTION
#define FN(name, ...) #name #__VA_ARGS__,
#include "../../runtime/include/abi.def"
#undef FN
#define RULE(name, parameters, ...) name "(" parameters,
#define CONSTANT(...)
#include "../def/rules.def"
#undef RULE
#undef CONSTANT
};

static uint64_t
add_text(uint64_t hash, const char *text)
{
    return fora_hash(text, strlen(text), hash);
}

uint64_t
ir_bitcode_tables(void)
{
    uint64_t hash = IR_BITCODE_VERSION;
    for (int code = 0; code < FORA_OP_COUNT; code++) {
        const fora_op_info *info = &fora_op_infos[code];
        int numbers[] = {info->operands, info->results, info->blocks};
        hash = add_text(add_text(hash, info->text), info->attributes);
        hash = fora_hash(numbers, sizeof numbers, hash);
    }
    for (int kind = 0; kind < FORA_TYPE_COUNT; kind++)
        hash = add_text(hash, fora_type_kind_infos[kind].text);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        hash = add_text(hash, rows[i]);
    return hash;
}
