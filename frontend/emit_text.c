// Constants and f-strings.
#include "emit.h"

fora_val
fe_literal(fe_emit *e, fe_node *node)
{
    const fe_constant *constant = &node->Constant.value;
    fe_at(e, node);
    switch (constant->kind) {
    case FE_NONE:
        return fe_none(e);
    case FE_FALSE:
        return fe_bool(e, false);
    case FE_TRUE:
        return fe_bool(e, true);
    case FE_INT:
        return fe_int(e, constant->integer);
    case FE_FLOAT:
        return fora_build_float(&e->b, constant->number);
    case FE_STR:
        return fora_build_attr(
            &e->b, FORA_OP_CONST_STR,
            fora_intern(e->unit->names, constant->bytes, constant->length));
    case FE_BIGINT:
        return fe_refuse(e, refused_integer, node);
    case FE_COMPLEX:
        return fe_refuse(e, refused_complex, node);
    case FE_BYTES:
        return fe_refuse(e, refused_bytes, node);
    case FE_ELLIPSIS:
        return fe_refuse(e, refused_ellipsis, node);
    }
    FORA_DEFECT("constant of kind %d", (int)constant->kind);
}

static fora_val
formatted(fe_emit *e, fe_node *node)
{
    fora_val value = fe_expr(e, node->FormattedValue.value);
    fora_val spec = node->FormattedValue.format_spec
                        ? fe_joined(e, node->FormattedValue.format_spec)
                        : fe_str(e, "");
    int32_t conversion = node->FormattedValue.conversion;
    uint64_t attribute = conversion > 0 ? (uint64_t)conversion : 0;
    return fe_op(e, node, FORA_OP_PY_FORMAT, 2, (fora_val[]){value, spec}, 1,
                 &attribute);
}

fora_val
fe_joined(fe_emit *e, fe_node *node)
{
    fe_nodes parts = node->JoinedStr.values;
    if (parts.count == 0)
        return fe_str(e, "");
    fora_val *pieces = fora_alloc(e->unit->arena, parts.count * sizeof(fora_val));
    for (uint32_t i = 0; i < parts.count; i++) {
        fe_node *part = parts.items[i];
        pieces[i] =
            part->kind == FE_FormattedValue ? formatted(e, part) : fe_expr(e, part);
    }
    if (parts.count == 1)
        return pieces[0];
    return fe_op(e, node, FORA_OP_PY_CONCAT, parts.count, pieces, 0, NULL);
}
