// Arguments of exceptions that may still change. An exception keeps the texts of its
// arguments, where CPython keeps the arguments: who updates a list after an exception was
// made of it would see the difference.
#include "infer.h"

#include <string.h>

static bool
holds_container(infer_engine *engine, fora_type type)
{
    return fora_type_has(engine->program->types, type,
                         FORA_TYPE_BIT(LIST) | FORA_TYPE_BIT(DICT) |
                             FORA_TYPE_BIT(SET));
}

static bool
calls_reader(infer_context *ctx, fora_op op)
{
    static const char *const readers[] = {"len", "str", "repr", "sum",
                                          "any", "all", "print"};
    const fora_function *f = ctx->high;
    fora_op callee = f->values[fora_operand(f, op, 0)].def;
    if (!callee || f->ops[callee].code != FORA_OP_BUILTIN)
        return false;
    const char *name = fora_sym_text(ctx->engine->program->names,
                                     (fora_sym)fora_attribute(f, callee, 0));
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
        if (strcmp(name, readers[i]) == 0)
            return true;
    return false;
}

// Whether an operation neither changes its operands nor lets others get at them.
static bool
only_reads(infer_context *ctx, fora_op op)
{
    switch (ctx->high->ops[op].code) {
    case FORA_OP_PY_EQ:
    case FORA_OP_PY_NE:
    case FORA_OP_PY_LT:
    case FORA_OP_PY_LE:
    case FORA_OP_PY_GT:
    case FORA_OP_PY_GE:
    case FORA_OP_PY_IN:
    case FORA_OP_PY_NOT:
    case FORA_OP_PY_TRUTH:
    case FORA_OP_PY_FORMAT:
        return true;
    case FORA_OP_PY_CALL:
        return calls_reader(ctx, op);
    default:
        return false;
    }
}

// Whether at most one use of `value` does more than read it.
static bool
is_used_once(infer_context *ctx, fora_val value)
{
    const fora_function *f = ctx->high;
    uint32_t uses = 0;
    for (fora_op op = 1; op < f->op_count; op++)
        for (uint32_t i = 0; f->ops[op].parent && i < f->ops[op].operand_count; i++)
            uses += fora_operand(f, op, i) == value && !only_reads(ctx, op);
    return uses <= 1;
}

// Whether the containers in `value` are made where they stand, and nothing else can get at
// them.
static bool
is_settled(infer_context *ctx, fora_val value)
{
    const fora_function *f = ctx->high;
    if (!holds_container(ctx->engine, infer_get(ctx, value).type))
        return true;
    fora_op def = f->values[value].def;
    if (!def || !is_used_once(ctx, value))
        return false;
    switch (f->ops[def].code) {
    case FORA_OP_PY_TUPLE:
    case FORA_OP_PY_LIST:
    case FORA_OP_PY_SET:
    case FORA_OP_PY_DICT:
        for (uint32_t i = 0; i < f->ops[def].operand_count; i++)
            if (!is_settled(ctx, fora_operand(f, def, i)))
                return false;
        return true;
    case FORA_OP_GLOBAL_GET:
    case FORA_OP_GLOBAL_TAKE:
    case FORA_OP_VAR_GET:
    case FORA_OP_VAR_TAKE:
    case FORA_OP_CELL_GET:
    case FORA_OP_CELL_TAKE:
    case FORA_OP_PY_GETATTR:
    case FORA_OP_PY_GETITEM:
    case FORA_OP_PY_UNPACK:
    case FORA_OP_NARROW:
    case FORA_OP_BOUND:
    case FORA_OP_IF:
    case FORA_OP_LOOP:
    case FORA_OP_FOR:
    case FORA_OP_TRY:
        return false;
    default:
        return true;
    }
}

bool
infer_check_exception_args(infer_context *ctx, uint32_t count, const infer_arg *args)
{
    // The library's exceptions hold texts, and keys that could be hashed.
    if (ctx->high->flags & FORA_FN_LIBRARY)
        return true;
    for (uint32_t i = 0; i < count; i++) {
        infer_value value = args[i].value;
        if (!holds_container(ctx->engine, value.type) ||
            (value.source && is_settled(ctx, value.source)))
            continue;
        infer_refuse(
            ctx,
            "an exception is made of a %s that could still change; forac keeps "
            "its text only",
            infer_class_name(ctx->engine, value.type));
        ctx->help = "give the exception its text: str(...), or an f-string";
        return false;
    }
    return true;
}
