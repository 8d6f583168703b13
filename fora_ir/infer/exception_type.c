// type(e) of an exception. Of an exception often only a base class is known, so its class
// is asked for at run time: type(e).__name__, and comparisons with a class named directly.
// Other uses are refused.
#include "expand.h"

#include <string.h>

bool
infer_has_subclass(const infer_engine *engine, fora_class class)
{
    for (fora_class c = class + 1; c < engine->program->class_count; c++)
        if (infer_class_derives(engine, c, class))
            return true;
    return false;
}

// Whether a value may be an exception whose class may be a derived one.
static bool
may_be_derived(const infer_context *ctx, fora_type type)
{
    const fora_type *members;
    uint32_t count = infer_members(ctx->engine, type, &members);
    for (uint32_t i = 0; i < count; i++)
        if (infer_is_exception(ctx->engine, members[i]) &&
            infer_has_subclass(ctx->engine,
                               infer_info(ctx->engine, members[i])->payload))
            return true;
    return false;
}

// Whether `source` is type(e) of such a value.
static bool
is_open_type(infer_context *ctx, fora_val source, infer_value *exception)
{
    const fora_function *f = ctx->high;
    fora_op def = source ? f->values[source].def : 0;
    if (!def || f->ops[def].code != FORA_OP_PY_CALL || f->ops[def].operand_count != 2)
        return false;
    const fora_type_info *callee =
        infer_info(ctx->engine, infer_get(ctx, fora_operand(f, def, 0)).type);
    *exception = infer_get(ctx, fora_operand(f, def, 1));
    return callee->kind == FORA_TYPE_BUILTIN &&
           strcmp(fora_sym_text(ctx->engine->program->names, callee->payload),
                  "type") == 0 &&
           may_be_derived(ctx, exception->type);
}

static bool
name_case(infer_context *ctx, void *data, infer_value member, infer_value *results)
{
    infer_value class;
    if (infer_is_exception(ctx->engine, member.type))
        results[0] = infer_operate1(ctx, "exception.type_name", member);
    else if (expand_type(ctx, 1, &member, &class))
        results[0] = infer_getattr(ctx, *(fora_sym *)data, class);
    else
        return false;
    return infer_live(results[0]);
}

infer_value
infer_exception_name(infer_context *ctx, fora_op op)
{
    infer_value exception;
    fora_sym name = (fora_sym)fora_attribute(ctx->high, op, 0);
    if (strcmp(fora_sym_text(ctx->engine->program->names, name), "__name__") != 0 ||
        !is_open_type(ctx, fora_operand(ctx->high, op, 0), &exception))
        return infer_nothing();
    if (infer_kind(ctx->engine, exception.type) != FORA_TYPE_UNION)
        return infer_operate1(ctx, "exception.type_name", exception);
    infer_value result;
    return infer_dispatch(ctx, exception, 1, name_case, &name, &result)
               ? result
               : infer_nothing();
}

// Whether the exception is of the class itself and of none derived from it.
static infer_value
is_exactly(infer_context *ctx, infer_value exception, fora_class class)
{
    infer_engine *engine = ctx->engine;
    const fora_program *program = engine->program;
    infer_value result = infer_isinstance(
        ctx, exception, infer_make(engine, FORA_TYPE_CLASS, class, 0, NULL));
    for (fora_class c = class + 1; c < program->class_count; c++) {
        if (program->classes[c].base != class || !infer_live(result) ||
            result.truth == MAY_BE_FALSE)
            continue;
        infer_value derived = infer_isinstance(
            ctx, exception, infer_make(engine, FORA_TYPE_CLASS, c, 0, NULL));
        if (infer_live(derived))
            result = infer_operate2(ctx, "py.and", result, infer_not(ctx, derived));
    }
    return result;
}

bool
infer_exception_compared(infer_context *ctx, fora_op op, infer_value *result)
{
    const fora_function *f = ctx->high;
    infer_value exception;
    for (uint32_t i = 0; i < 2; i++) {
        infer_value other = infer_get(ctx, fora_operand(f, op, 1 - i));
        if (!is_open_type(ctx, fora_operand(f, op, i), &exception))
            continue;
        if (infer_kind(ctx->engine, exception.type) == FORA_TYPE_UNION ||
            infer_kind(ctx->engine, other.type) != FORA_TYPE_CLASS ||
            is_open_type(ctx, fora_operand(f, op, 1 - i), &other))
            return false;
        *result =
            is_exactly(ctx, exception, infer_info(ctx->engine, other.type)->payload);
        if (f->ops[op].code == FORA_OP_PY_NE && infer_live(*result))
            *result = infer_not(ctx, *result);
        return true;
    }
    return false;
}

// Whether a parameter is only asked whether it is None.
static bool
is_asked_for_none(const fora_function *f, fora_val parameter)
{
    for (fora_op op = 1; op < f->op_count; op++) {
        const fora_operation *o = &f->ops[op];
        for (uint32_t i = 0; o->parent && i < o->operand_count; i++) {
            if (fora_operand(f, op, i) != parameter)
                continue;
            fora_val other = o->operand_count == 2 ? fora_operand(f, op, 1 - i) : 0;
            fora_op def = other ? f->values[other].def : 0;
            bool none = o->code == FORA_OP_PY_IS && def &&
                        f->ops[def].code == FORA_OP_CONST_NONE;
            bool narrow =
                o->code == FORA_OP_NARROW && is_asked_for_none(f, f->ops[op].result);
            if (!none && !narrow && o->code != FORA_OP_PY_TRUTH &&
                o->code != FORA_OP_PY_NOT && o->code != FORA_OP_IF)
                return false;
        }
    }
    return true;
}

static bool
is_exit(const infer_context *ctx, fora_sym method)
{
    return strcmp(fora_sym_text(ctx->engine->program->names, method), "__exit__") == 0;
}

// `with` gives the class of the exception to __exit__, which seldom looks at it.
static bool
are_exits_modest(infer_context *ctx, fora_sym name)
{
    const fora_program *program = ctx->engine->program;
    if (!is_exit(ctx, name))
        return false;
    for (fora_class c = FORA_BUILTIN_CLASSES + 1; c < program->class_count; c++) {
        const fora_class_info *class = &program->classes[c];
        for (uint32_t i = 0; i < class->method_count; i++) {
            const fora_function *f = program->functions[class->methods[i].fn];
            if (class->methods[i].name == name &&
                (f->param_count != 4 || f->params[1].kind > FORA_PARAM_NORMAL ||
                 !is_asked_for_none(f, fora_block_parameter(f, 1, 1))))
                return false;
        }
    }
    return true;
}

// Whether one side of a comparison is type(e) of what is an exception for sure, and the
// other is not.
static bool
is_compared(infer_context *ctx, fora_op op)
{
    uint32_t open = 0;
    for (uint32_t i = 0; i < 2; i++) {
        infer_value exception;
        if (!is_open_type(ctx, fora_operand(ctx->high, op, i), &exception))
            continue;
        if (infer_kind(ctx->engine, exception.type) == FORA_TYPE_UNION)
            return false;
        open++;
    }
    return open < 2;
}

static bool
is_answered(infer_context *ctx, fora_op op)
{
    const fora_names *names = ctx->engine->program->names;
    switch (ctx->high->ops[op].code) {
    case FORA_OP_PY_GETATTR:
        return strcmp(fora_sym_text(names, (fora_sym)fora_attribute(ctx->high, op, 0)),
                      "__name__") == 0;
    case FORA_OP_PY_IS:
    case FORA_OP_PY_EQ:
    case FORA_OP_PY_NE:
        return is_compared(ctx, op);
    case FORA_OP_PY_METHOD:
        return are_exits_modest(ctx, (fora_sym)fora_attribute(ctx->high, op, 0));
    default:
        return false;
    }
}

static void
refuse_class(infer_context *ctx, bool by_with)
{
    if (by_with) {
        infer_refuse(ctx,
                     "`with` gives the class of an exception to an `__exit__` that "
                     "asks more of it than whether it is None");
        ctx->help = "ask the exception, the parameter behind it, in `__exit__`: "
                    "type(value).__name__, isinstance(value, ...)";
        return;
    }
    infer_refuse(ctx, "the class of this exception is known only at run time");
    ctx->help = "use type(e).__name__, isinstance(e, ...), or compare it with a "
                "class: type(e) is ValueError";
}

bool
infer_exception_type_known(infer_context *ctx, infer_value exception)
{
    const fora_function *f = ctx->high;
    infer_value again;
    if (!may_be_derived(ctx, exception.type))
        return true;
    for (fora_op op = 1; op < f->op_count; op++) {
        if (!f->ops[op].parent)
            continue;
        for (uint32_t i = 0; i < f->ops[op].operand_count; i++) {
            fora_val used = fora_operand(f, op, i);
            if (!is_open_type(ctx, used, &again) || again.source != exception.source ||
                is_answered(ctx, op))
                continue;
            refuse_class(ctx, ctx->high->ops[op].code == FORA_OP_PY_METHOD &&
                                  is_exit(ctx, (fora_sym)fora_attribute(f, op, 0)));
            return false;
        }
    }
    return true;
}
