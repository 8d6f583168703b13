// Lowering of what print writes. Text that is not known may hold a surrogate, which raises;
// ASCII in the source cannot, and needs no code for that.
#include "lower.h"

static bool
is_ascii_text(const lower_context *ctx, fora_val text)
{
    fora_op def = ctx->function->values[text].def;
    if (!def || ctx->function->ops[def].code != FORA_OP_L_STR)
        return false;
    fora_sym sym = (fora_sym)fora_attribute(ctx->function, def, 0);
    const char *bytes = fora_sym_text(ctx->program->names, sym);
    size_t length = fora_sym_length(ctx->program->names, sym);
    for (size_t i = 0; i < length; i++)
        if (bytes[i] & 0x80)
            return false;
    return true;
}

static bool
is_ascii_char(const lower_context *ctx, fora_val point)
{
    fora_op def = ctx->function->values[point].def;
    return def && ctx->function->ops[def].code == FORA_OP_L_I32 &&
           fora_attribute(ctx->function, def, 0) < 128;
}

void
lower_print_str(lower_context *ctx, fora_op op)
{
    fora_val text = lower_operand(ctx, op, 0)[0];
    if (is_ascii_text(ctx, text))
        lower_rt(ctx, rt_print_ascii_str, text);
    else
        lower_rt(ctx, rt_print_str, text);
}

void
lower_print_char(lower_context *ctx, fora_op op)
{
    fora_val point = lower_operand(ctx, op, 0)[0];
    if (is_ascii_char(ctx, point))
        lower_rt(ctx, rt_print_ascii_char, point);
    else
        lower_rt(ctx, rt_print_char, point);
}
