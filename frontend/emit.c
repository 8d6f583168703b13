// The ground of emission: blocks that are opened and closed, operations with their spans,
// terminators.
#include "emit.h"

#include <string.h>

fora_block
fe_open(fe_emit *e, fe_saved *saved)
{
    *saved = (fe_saved){e->b.block, e->dead};
    e->b.block = fora_block_new(e->b.function);
    e->dead = false;
    return e->b.block;
}

void
fe_close(fe_emit *e, fe_saved saved)
{
    e->b.block = saved.block;
    e->dead = saved.dead;
}

void
fe_at(fe_emit *e, const fe_node *node)
{
    e->b.span = node->span;
}

fora_val
fe_op(fe_emit *e, const fe_node *node, fora_opcode code, uint32_t count,
      const fora_val *operands, uint32_t attribute_count, const uint64_t *attributes)
{
    fe_at(e, node);
    uint32_t results = (uint32_t)fora_op_infos[code].results;
    fora_op op = fora_build(&e->b, code, count, operands, results, attribute_count,
                            attributes, 0, NULL);
    return fora_op_get(e->b.function, op)->result;
}

fora_val
fe_op1(fe_emit *e, const fe_node *node, fora_opcode code, fora_val a)
{
    return fe_op(e, node, code, 1, &a, 0, NULL);
}

fora_val
fe_op2(fe_emit *e, const fe_node *node, fora_opcode code, fora_val a, fora_val b)
{
    return fe_op(e, node, code, 2, (fora_val[]){a, b}, 0, NULL);
}

fora_val
fe_op3(fe_emit *e, const fe_node *node, fora_opcode code, fora_val a, fora_val b,
       fora_val c)
{
    return fe_op(e, node, code, 3, (fora_val[]){a, b, c}, 0, NULL);
}

fora_val
fe_leaf(fe_emit *e, const fe_node *node, fora_opcode code, uint64_t attribute)
{
    return fe_op(e, node, code, 0, NULL, 1, &attribute);
}

fora_val
fe_none(fe_emit *e)
{
    return fora_build0(&e->b, FORA_OP_CONST_NONE);
}

fora_val
fe_bool(fe_emit *e, bool value)
{
    return fora_build_attr(&e->b, FORA_OP_CONST_BOOL, value);
}

fora_val
fe_int(fe_emit *e, int64_t value)
{
    return fora_build_attr(&e->b, FORA_OP_CONST_INT, (uint64_t)value);
}

fora_val
fe_str(fe_emit *e, const char *text)
{
    return fora_build_attr(&e->b, FORA_OP_CONST_STR, fe_intern(e, text));
}

fora_val
fe_builtin(fe_emit *e, const char *name)
{
    return fora_build_attr(&e->b, FORA_OP_BUILTIN, fe_intern(e, name));
}

// ---- Control flow -------------------------------------------------------------------

void
fe_end(fe_emit *e, fora_opcode code, uint32_t count, const fora_val *operands)
{
    if (e->dead)
        return;
    fora_build(&e->b, code, count, operands, 0, 0, NULL, 0, NULL);
    e->dead = true;
}

void
fe_yield(fe_emit *e, uint32_t count, const fora_val *operands)
{
    fe_end(e, FORA_OP_YIELD, count, operands);
}

bool
fe_ends_in(const fe_emit *e, fora_block block, fora_opcode code)
{
    const fora_function *f = e->b.function;
    fora_op last = f->blocks[block].last;
    return last != 0 && f->ops[last].code == code;
}

bool
fe_breaks(const fe_emit *e, fora_block block)
{
    const fora_function *f = e->b.function;
    for (fora_op op = f->blocks[block].first; op; op = f->ops[op].next) {
        unsigned code = f->ops[op].code;
        if (code == FORA_OP_BREAK)
            return true;
        // A loop keeps the breaks of its first block; those of a `for`'s second are ours.
        uint32_t first = code == FORA_OP_LOOP || code == FORA_OP_FOR;
        for (uint32_t i = first; i < f->ops[op].block_count; i++)
            if (fe_breaks(e, fora_op_block(f, op, i)))
                return true;
    }
    return false;
}

fora_val
fe_construct(fe_emit *e, const fe_node *node, fora_opcode code, uint32_t count,
             const fora_val *operands, uint32_t results, uint32_t block_count,
             const fora_block *blocks, bool falls)
{
    fe_at(e, node);
    fora_op op = fora_build(&e->b, code, count, operands, falls ? results : 0, 0, NULL,
                            block_count, blocks);
    if (!falls)
        fe_end(e, FORA_OP_UNREACHABLE, 0, NULL);
    return falls && results ? fora_op_get(e->b.function, op)->result : 0;
}

fora_val
fe_if(fe_emit *e, const fe_node *node, fora_val condition, fora_block then,
      fora_block otherwise, uint32_t results)
{
    bool falls =
        fe_ends_in(e, then, FORA_OP_YIELD) || fe_ends_in(e, otherwise, FORA_OP_YIELD);
    return fe_construct(e, node, FORA_OP_IF, 1, &condition, results, 2,
                        (fora_block[]){then, otherwise}, falls);
}

// ---- Variables and names ------------------------------------------------------------

fora_sym
fe_intern(fe_emit *e, const char *text)
{
    return fora_intern_c(e->unit->names, text);
}

const char *
fe_text(const fe_emit *e, fora_sym sym)
{
    return fora_sym_text(e->unit->names, sym);
}

uint32_t
fe_hidden(fe_emit *e, const char *name)
{
    return fora_variable_new(e->unit->program, e->b.function, fe_intern(e, name));
}

fora_val
fe_get(fe_emit *e, uint32_t variable)
{
    return fora_build_attr(&e->b, FORA_OP_VAR_GET, variable);
}

void
fe_set(fe_emit *e, uint32_t variable, fora_val value)
{
    uint64_t attribute = variable;
    fora_build(&e->b, FORA_OP_VAR_SET, 1, &value, 0, 1, &attribute, 0, NULL);
}
