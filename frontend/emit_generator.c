// Generator expressions that nothing known consumes run where they stand, and give a list.
// CPython runs them where they are consumed: who rebinds a name that such an expression
// reads before that, or gives it a name to set, would tell the difference, and is refused.
// What the expression and its consumer do besides is judged when types are known
// (fora_ir/infer/effect.c).
#include "emit.h"

typedef struct {
    fe_emit *e;
    const fora_function *f;
    fora_op generator;
    uint8_t *inside;  // by variable: READ, SET in the generator expression
} search;

enum { READ = 1, SET = 2 };

static bool
lies_in(const fora_function *f, fora_op op, fora_op outer)
{
    while (op && op != outer)
        op = f->blocks[f->ops[op].parent].owner;
    return op != 0;
}

static bool
names_variable(const fora_function *f, fora_op op)
{
    unsigned code = f->ops[op].code;
    return f->ops[op].parent && (code == FORA_OP_VAR_GET || code == FORA_OP_VAR_TAKE ||
                                 code == FORA_OP_VAR_SET || code == FORA_OP_VAR_DEL);
}

static bool
is_get(const fora_function *f, fora_op op)
{
    unsigned code = f->ops[op].code;
    return code == FORA_OP_VAR_GET || code == FORA_OP_VAR_TAKE;
}

static bool
uses_value(const fora_function *f, fora_op op, fora_val value)
{
    for (uint32_t i = 0; i < f->ops[op].operand_count; i++)
        if (fora_operand(f, op, i) == value)
            return true;
    return false;
}

static void
refuse(const search *s, fora_op op)
{
    fora_diag(s->e->unit->diags, FORA_DIAG_refused_generator, s->f->ops[op].span,
              fe_text(s->e, s->f->variables[fora_attribute(s->f, op, 0)].name));
}

static void
note_inside(search *s)
{
    for (fora_op op = 1; op < s->f->op_count; op++)
        if (names_variable(s->f, op) && lies_in(s->f, op, s->generator))
            s->inside[fora_attribute(s->f, op, 0)] |= is_get(s->f, op) ? READ : SET;
}

// A name set inside that is used outside is no target of the expression's own.
static void
refuse_names_set(const search *s)
{
    const fora_function *f = s->f;
    for (fora_op op = 1; op < f->op_count; op++)
        if (names_variable(f, op) && !lies_in(f, op, s->generator) &&
            s->inside[fora_attribute(f, op, 0)] & SET) {
            refuse(s, op);
            return;
        }
}

// From the expression to its consumer, which lies in the same block: later passes refuse
// what does not.
static void
refuse_names_rebound(const search *s)
{
    const fora_function *f = s->f;
    fora_val value = f->ops[s->generator].result;
    uint32_t name = UINT32_MAX;
    for (fora_op op = f->ops[s->generator].next; op; op = f->ops[op].next) {
        bool names = names_variable(f, op);
        uint32_t variable = names ? (uint32_t)fora_attribute(f, op, 0) : 0;
        if (names && is_get(f, op) && variable == name) {
            value = f->ops[op].result;
        } else if (names && !is_get(f, op)) {
            if (s->inside[variable] & READ) {
                refuse(s, op);
                return;
            }
            if (f->ops[op].code == FORA_OP_VAR_SET && uses_value(f, op, value))
                name = variable;
        } else if (uses_value(f, op, value)) {
            return;
        }
    }
}

void
fe_check_generators(fe_emit *e)
{
    const fora_function *f = e->b.function;
    for (fora_op op = 1; op < f->op_count; op++) {
        if (!f->ops[op].parent || f->ops[op].code != FORA_OP_COMP ||
            fora_attribute(f, op, 0) != FORA_COMP_GENERATOR)
            continue;
        search s = {e, f, op, fora_alloc(e->unit->arena, f->variable_count + 1)};
        note_inside(&s);
        refuse_names_set(&s);
        refuse_names_rebound(&s);
    }
}
