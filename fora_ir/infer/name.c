// Names of types in messages: Python's name of the class, and the whole type.
#include "infer.h"

#include <string.h>

static const char *const KIND_TEXT[] = {
#define TYPE(kind, text, parameters, layout) [FORA_TYPE_##kind] = text,
#include "../def/types.def"
#undef TYPE
};

const char *
infer_class_name(infer_engine *engine, fora_type type)
{
    const fora_program *program = engine->program;
    const fora_type_info *info = infer_info(engine, type);
    switch (info->kind) {
    case FORA_TYPE_NONE:
        return "NoneType";
    case FORA_TYPE_NOTIMPLEMENTED:
        return "NotImplementedType";
    case FORA_TYPE_CHAR:
        return "str";
    case FORA_TYPE_ZERO:
        return "int";
    case FORA_TYPE_VTUPLE:
        return "tuple";
    case FORA_TYPE_FILE:
        return "_io.TextIOWrapper";
    case FORA_TYPE_FUNC:
        return "function";
    case FORA_TYPE_METHOD:
        return "method";
    case FORA_TYPE_BUILTIN:
        return infer_has_type_name(fora_sym_text(program->names, info->payload))
                   ? "type"
                   : "builtin_function_or_method";
    case FORA_TYPE_CLASS:
        return "type";
    case FORA_TYPE_REVERSED:
        return infer_kind(engine, info->parameters[0]) == FORA_TYPE_LIST
                   ? "list_reverseiterator"
                   : "reversed";
    case FORA_TYPE_INSTANCE:
        return fora_sym_text(program->names, program->classes[info->payload].name);
    default:
        return KIND_TEXT[info->kind];
    }
}

static void
write_type(infer_engine *engine, fora_text *text, fora_type type)
{
    const fora_program *program = engine->program;
    const fora_type_info *info = infer_info(engine, type);
    bool sum = info->kind == FORA_TYPE_UNION;
    switch (info->kind) {
    case FORA_TYPE_UNION:
        break;
    case FORA_TYPE_NONE:
        fora_text_printf(text, "None");
        return;
    case FORA_TYPE_CHAR:
        fora_text_printf(text, "str");
        return;
    case FORA_TYPE_ZERO:
        fora_text_printf(text, "int");
        return;
    case FORA_TYPE_VTUPLE:
        fora_text_printf(text, "tuple[");
        write_type(engine, text, info->parameters[0]);
        fora_text_printf(text, ", ...]");
        return;
    case FORA_TYPE_INSTANCE:
    case FORA_TYPE_CLASS:
        fora_text_printf(
            text, info->kind == FORA_TYPE_CLASS ? "class %s" : "%s",
            fora_sym_text(program->names, program->classes[info->payload].name));
        return;
    case FORA_TYPE_FUNC:
    case FORA_TYPE_METHOD:
        fora_text_printf(
            text, "function %s",
            fora_sym_text(program->names,
                          program->functions[info->payload]->qualified_name));
        return;
    case FORA_TYPE_BUILTIN:
    case FORA_TYPE_MODULE:
        fora_text_printf(text, "%s", fora_sym_text(program->names, info->payload));
        return;
    default:
        fora_text_printf(text, "%s", KIND_TEXT[info->kind]);
        break;
    }
    if (info->count == 0)
        return;
    fora_text_printf(text, sum ? "" : "[");
    for (uint32_t i = 0; i < info->count; i++) {
        fora_text_printf(text, i == 0 ? "" : sum ? " | " : ", ");
        write_type(engine, text, info->parameters[i]);
    }
    fora_text_printf(text, sum ? "" : "]");
}

const char *
infer_type_text(infer_engine *engine, fora_type type)
{
    fora_text text;
    fora_text_init(&text, engine->arena);
    write_type(engine, &text, type);
    return text.bytes;
}
