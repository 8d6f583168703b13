// Small checks over HIGH functions: iterators that are consumed twice, deleted variables,
// names that Python's types have.
#include "infer.h"

#include <string.h>

// ---- Iterators ----------------------------------------------------------------------

// `xs[a:b] = it` stores the elements only.
static bool
fills_slice(const fora_function *f, fora_op op, uint32_t i)
{
    fora_op index = i == 2 && f->ops[op].code == FORA_OP_PY_SETITEM
                        ? f->values[fora_operand(f, op, 1)].def
                        : 0;
    return index && f->ops[index].code == FORA_OP_PY_SLICE;
}

static bool
stores(fora_opcode code)
{
    switch (code) {
    case FORA_OP_VAR_SET:
    case FORA_OP_GLOBAL_SET:
    case FORA_OP_CELL_SET:
    case FORA_OP_PY_SETATTR:
    case FORA_OP_PY_SETITEM:
    case FORA_OP_PY_TUPLE:
    case FORA_OP_PY_LIST:
    case FORA_OP_PY_SET:
    case FORA_OP_PY_DICT:
    case FORA_OP_FUNC_MAKE:
        return true;
    default:
        return false;
    }
}

// Whether `inner` is the block `outer` or lies in it without a loop between.
static bool
same_round(const fora_function *f, fora_block outer, fora_block inner)
{
    while (inner != outer) {
        fora_op owner = f->blocks[inner].owner;
        if (!owner)
            return false;
        fora_opcode code = (fora_opcode)f->ops[owner].code;
        bool repeated = fora_op_infos[code].flags & FORA_OP_LOOP;
        if (repeated && !(code == FORA_OP_FOR && inner == fora_op_block(f, owner, 1)))
            return false;
        inner = f->ops[owner].parent;
    }
    return true;
}

// An iterator is consumed as it is read. Here it is a description that can be read again,
// so whoever could notice the difference is refused.
void
infer_check_iterator(infer_context *ctx, fora_val value, fora_type type)
{
    const fora_function *f = ctx->high;
    const fora_value *v = &f->values[value];
    fora_block home = v->def ? f->ops[v->def].parent : v->block;
    uint32_t uses = 0;
    bool sound = true;
    for (fora_op op = 1; op < f->op_count; op++) {
        const fora_operation *it = &f->ops[op];
        if (!it->parent)
            continue;
        for (uint32_t i = 0; i < it->operand_count; i++) {
            if (fora_operand(f, op, i) != value)
                continue;
            uses++;
            sound = sound && same_round(f, home, it->parent) &&
                    (!stores((fora_opcode)it->code) || fills_slice(f, op, i));
        }
    }
    if (uses <= 1 && sound)
        return;
    infer_refuse(ctx, "an iterator (%s) is kept or used more than once",
                 infer_class_name(ctx->engine, type));
    ctx->help = "make a list of it where it is created: list(...)";
}

bool
infer_is_deleted(const infer_context *ctx, uint32_t variable)
{
    const fora_function *f = ctx->high;
    for (fora_op op = 1; op < f->op_count; op++)
        if (f->ops[op].parent && f->ops[op].code == FORA_OP_VAR_DEL &&
            fora_attribute(f, op, 0) == variable)
            return true;
    return false;
}

// ---- Names that Python knows --------------------------------------------------------

static const struct {
    const char *type, *names;
} python_names[] = {
    {"int",
     " as_integer_ratio bit_count bit_length conjugate denominator from_bytes imag "
     "numerator real to_bytes "},
    {"bool",
     " as_integer_ratio bit_count bit_length conjugate denominator from_bytes imag "
     "numerator real to_bytes "},
    {"float", " as_integer_ratio conjugate fromhex hex imag is_integer real "},
    {"str",
     " capitalize casefold center count encode endswith expandtabs find format "
     "format_map index isalnum isalpha isascii isdecimal isdigit isidentifier islower "
     "isnumeric isprintable isspace istitle isupper join ljust lower lstrip maketrans "
     "partition removeprefix removesuffix replace rfind rindex rjust rpartition rsplit "
     "rstrip split splitlines startswith strip swapcase title translate upper zfill "},
    {"list", " append clear copy count extend index insert pop remove reverse sort "},
    {"tuple", " count index "},
    {"dict",
     " clear copy fromkeys get items keys pop popitem setdefault update values "},
    {"set", " add clear copy difference difference_update discard intersection "
            "intersection_update isdisjoint issubset issuperset pop remove "
            "symmetric_difference symmetric_difference_update union update "},
    {"frozenset", " copy difference intersection isdisjoint issubset issuperset "
                  "symmetric_difference union "},
    {"range", " count index start step stop "},
    {"slice", " indices start step stop "},
    {"dict_keys", " isdisjoint mapping "},
    {"dict_values", " mapping "},
    {"dict_items", " isdisjoint mapping "},
};

bool
infer_python_has(const char *type, const char *name)
{
    size_t length = strlen(name);
    if (length > 2 && name[0] == '_' && name[1] == '_')
        return true;
    if (strcmp(type, "_io.TextIOWrapper") == 0 || strcmp(type, "function") == 0)
        return true;
    for (size_t i = 0; i < sizeof python_names / sizeof *python_names; i++) {
        if (strcmp(python_names[i].type, type) != 0)
            continue;
        for (const char *at = python_names[i].names; (at = strstr(at, name)); at++)
            if (at[-1] == ' ' && at[length] == ' ')
                return true;
    }
    return false;
}

infer_value
infer_refuse_builtin(infer_context *ctx, const char *name)
{
    if (strchr(name, '.') || strncmp(name, "__", 2) == 0 ||
        fora_is_builtin_name(name)) {
        infer_refuse(ctx, "`%s` is not supported", name);
        if (strcmp(name, "exit") == 0 || strcmp(name, "quit") == 0)
            ctx->help = "it is meant for interactive use: write `import sys` and "
                        "sys.exit(...)";
        return infer_nothing();
    }
    return infer_refuse(ctx, "name `%s` is not defined", name);
}
