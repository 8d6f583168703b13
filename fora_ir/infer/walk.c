// The walk over a function's operations, one by one; what is structured is in control.c.
#include "infer.h"

#include <string.h>

infer_value
infer_get(infer_context *ctx, fora_val value)
{
    return ctx->values[value];
}

void
infer_set(infer_context *ctx, fora_val value, infer_value what)
{
    what.source = value;
    ctx->values[value] = what;
    if (ctx->emit && infer_is_iterator(ctx->engine, what.type))
        infer_check_iterator(ctx, value, what.type);
}

static infer_value
operand(infer_context *ctx, fora_op op, uint32_t i)
{
    return ctx->values[fora_operand(ctx->high, op, i)];
}

static void
set_result(infer_context *ctx, fora_op op, infer_value value)
{
    if (infer_live(value) && !ctx->failed)
        infer_set(ctx, ctx->high->ops[op].result, value);
    else if (!ctx->failed)
        infer_end(ctx);
}

// ---- Constants and references -------------------------------------------------------

static infer_value
constant(infer_context *ctx, fora_op op)
{
    const fora_names *names = ctx->engine->program->names;
    uint64_t bits =
        ctx->high->ops[op].attribute_count ? fora_attribute(ctx->high, op, 0) : 0;
    double real;
    switch (ctx->high->ops[op].code) {
    case FORA_OP_CONST_NONE:
        return infer_none(ctx);
    case FORA_OP_CONST_BOOL:
        return infer_bool(ctx, bits);
    case FORA_OP_CONST_INT:
        return infer_int(ctx, (int64_t)bits);
    case FORA_OP_CONST_ZERO:
        return infer_zero(ctx);
    case FORA_OP_CONST_FLOAT:
        memcpy(&real, &bits, sizeof real);
        return infer_float(ctx, real);
    case FORA_OP_CONST_STR:
        return infer_str(ctx, fora_sym_text(names, (fora_sym)bits),
                         fora_sym_length(names, (fora_sym)bits));
    case FORA_OP_CONST_UNBOUND:
        return infer_build(ctx, FORA_OP_CONST_UNBOUND, T_UNBOUND, 0, NULL, 0, NULL);
    default:
        return infer_build(ctx, FORA_OP_CONST_NOTIMPL, T_NOTIMPLEMENTED, 0, NULL, 0,
                           NULL);
    }
}

static infer_value
reference(infer_context *ctx, fora_op op)
{
    infer_engine *engine = ctx->engine;
    uint64_t what = fora_attribute(ctx->high, op, 0);
    uint32_t count = ctx->high->ops[op].operand_count;
    infer_value captures[INFER_MOST_ARGUMENTS];
    fora_type types[INFER_MOST_ARGUMENTS], type;
    switch (ctx->high->ops[op].code) {
    case FORA_OP_FUNC_MAKE:
        if (count > INFER_MOST_ARGUMENTS)
            return infer_refuse(ctx, "a function that captures more than %d variables",
                                INFER_MOST_ARGUMENTS);
        for (uint32_t i = 0; i < count; i++) {
            captures[i] = operand(ctx, op, i);
            types[i] = captures[i].type;
        }
        type = infer_make(engine, FORA_TYPE_FUNC, (uint32_t)what, count, types);
        return infer_build(ctx, FORA_OP_FUNC_MAKE, type, count, captures, 1, &what);
    case FORA_OP_CLASS_REF:
        type = infer_make(engine, FORA_TYPE_CLASS, (uint32_t)what, 0, NULL);
        return infer_build(ctx, FORA_OP_CLASS_REF, type, 0, NULL, 1, &what);
    case FORA_OP_MODULE_REF:
        type = infer_make(engine, FORA_TYPE_MODULE, (uint32_t)what, 0, NULL);
        return infer_build(ctx, FORA_OP_MODULE_REF, type, 0, NULL, 1, &what);
    default:
        return infer_builtin_value(
            ctx, fora_sym_text(engine->program->names, (fora_sym)what));
    }
}

static void
module_init(infer_context *ctx, fora_op op)
{
    fora_program *program = ctx->engine->program;
    uint64_t name = fora_attribute(ctx->high, op, 0);
    for (uint32_t i = 0; i < program->module_count; i++) {
        if (program->modules[i].name != name)
            continue;
        infer_instance *body =
            infer_instance_get(ctx, program->modules[i].body, 0, NULL);
        if (body && ctx->emit)
            infer_typed(ctx->engine, body);
    }
    infer_build(ctx, FORA_OP_MODULE_INIT, 0, 0, NULL, 1, &name);
}

// ---- Variables that stay variables --------------------------------------------------

static uint64_t
slot_bit(uint64_t variable)
{
    return variable < 32 ? (uint64_t)1 << variable : 0;
}

// Whether Python finds the builtin where the module's variable `name` is not bound.
static bool
hides_builtin(infer_context *ctx, fora_sym name)
{
    return ctx->high->flags & FORA_FN_MODULE &&
           fora_is_builtin_name(fora_sym_text(ctx->engine->program->names, name));
}

// A module's own variables are names to Python, not locals.
static infer_value
fail_unbound(infer_context *ctx, fora_sym name)
{
    const char *text = fora_sym_text(ctx->engine->program->names, name);
    if (hides_builtin(ctx, name))
        return infer_refuse_hidden(ctx, name);
    if (ctx->high->flags & FORA_FN_MODULE)
        return infer_fail(ctx, CLASS_NameError, "name '%s' is not defined", text);
    return infer_fail(
        ctx, CLASS_UnboundLocalError,
        "cannot access local variable '%s' where it is not associated with a "
        "value",
        text);
}

static infer_value
read_slot(infer_context *ctx, fora_op op)
{
    uint64_t v = fora_attribute(ctx->high, op, 0);
    infer_instance *instance = ctx->instance;
    if (!(ctx->assigned & slot_bit(v)) || infer_is_deleted(ctx, (uint32_t)v))
        instance->slot_unbound[v] = true;
    if (instance->slot_unbound[v] && hides_builtin(ctx, ctx->high->variables[v].name))
        return fail_unbound(ctx, ctx->high->variables[v].name);
    if (instance->slots[v] == T_NEVER && ctx->emit)
        return fail_unbound(ctx, ctx->high->variables[v].name);
    return infer_build(ctx, (fora_opcode)ctx->high->ops[op].code, instance->slots[v], 0,
                       NULL, 1, &v);
}

static void
write_slot(infer_context *ctx, fora_op op)
{
    uint64_t v = fora_attribute(ctx->high, op, 0);
    infer_value value = operand(ctx, op, 0);
    fora_type *slot = &ctx->instance->slots[v];
    fora_type joined = infer_join(ctx->engine, *slot,
                                  infer_without(ctx->engine, value.type, T_UNBOUND));
    ctx->changed |= joined != *slot;
    *slot = joined;
    if (value.type == T_UNBOUND) {
        ctx->assigned &= ~slot_bit(v);
        infer_build(ctx, FORA_OP_VAR_DEL, 0, 0, NULL, 1, &v);
        return;
    }
    ctx->assigned |= slot_bit(v);
    if (!ctx->emit)
        return;
    value = infer_coerce(ctx, value, *slot);
    infer_build(ctx, FORA_OP_VAR_SET, 0, 1, &value, 1, &v);
}

// ---- Cells --------------------------------------------------------------------------

static infer_value
read_cell(infer_context *ctx, fora_op op)
{
    infer_value cell = operand(ctx, op, 0);
    uint32_t number = infer_info(ctx->engine, cell.type)->payload;
    fora_type type = infer_place_read(ctx, &ctx->engine->cells[number]);
    uint64_t name = fora_attribute(ctx->high, op, 0);
    return infer_build(ctx, (fora_opcode)ctx->high->ops[op].code, type, 1, &cell, 1,
                       &name);
}

static void
write_cell(infer_context *ctx, fora_op op)
{
    infer_value operands[2] = {operand(ctx, op, 0), operand(ctx, op, 1)};
    uint32_t number = infer_info(ctx->engine, operands[0].type)->payload;
    infer_place_store(ctx, &ctx->engine->cells[number], operands[1].type);
    if (!ctx->emit)
        return;
    if (operands[1].type != T_UNBOUND)
        operands[1] = infer_coerce(ctx, operands[1], ctx->engine->cells[number].type);
    infer_build(ctx, FORA_OP_CELL_SET, 0, 2, operands, 0, NULL);
}

// ---- Narrowing ----------------------------------------------------------------------

// Whether a value of a type that is no union may be true, may be false.
static uint8_t
truth_of_type(infer_context *ctx, fora_type type)
{
    switch (infer_kind(ctx->engine, type)) {
    case FORA_TYPE_NONE:
    case FORA_TYPE_ZERO:
        return MAY_BE_FALSE;
    case FORA_TYPE_CHAR:
    case FORA_TYPE_FUNC:
    case FORA_TYPE_CLASS:
    case FORA_TYPE_BUILTIN:
    case FORA_TYPE_FILE:
        return MAY_BE_TRUE;
    case FORA_TYPE_TUPLE:
        return infer_info(ctx->engine, type)->count ? MAY_BE_TRUE : MAY_BE_FALSE;
    case FORA_TYPE_INSTANCE:
        if (infer_dunder(ctx, type, "__bool__") || infer_dunder(ctx, type, "__len__"))
            return MAY_BE_TRUE | MAY_BE_FALSE;
        return MAY_BE_TRUE;
    default:
        return MAY_BE_TRUE | MAY_BE_FALSE;
    }
}

static fora_type
narrowed_by_truth(infer_context *ctx, fora_type type, uint8_t truth)
{
    const fora_type *members;
    uint32_t count = infer_members(ctx->engine, type, &members), used = 0;
    fora_type kept[INFER_MOST_MEMBERS + 1];
    for (uint32_t i = 0; i < count; i++)
        if (truth_of_type(ctx, members[i]) & truth)
            kept[used++] = members[i];
    return infer_union_of(ctx->engine, used, kept);
}

static infer_value
narrow(infer_context *ctx, fora_op op)
{
    infer_value value = operand(ctx, op, 0);
    fora_type type = value.type, info;
    switch ((fora_narrow)fora_attribute(ctx->high, op, 0)) {
    case FORA_NARROW_NONE:
        type = infer_without(ctx->engine, type, T_NONE) == type ? T_NEVER : T_NONE;
        break;
    case FORA_NARROW_NOT_NONE:
        type = infer_without(ctx->engine, type, T_NONE);
        break;
    case FORA_NARROW_TRUE:
        type = narrowed_by_truth(ctx, type, MAY_BE_TRUE);
        break;
    case FORA_NARROW_FALSE:
        type = narrowed_by_truth(ctx, type, MAY_BE_FALSE);
        break;
    case FORA_NARROW_ISINSTANCE:
    case FORA_NARROW_NOT_ISINSTANCE:
        info = operand(ctx, op, 1).type;
        if (!infer_names_classes(ctx, info))
            break;
        type =
            infer_narrowed(ctx, type, info,
                           fora_attribute(ctx->high, op, 0) == FORA_NARROW_ISINSTANCE);
        break;
    }
    return infer_project(ctx, value, type);
}

static infer_value
bound(infer_context *ctx, fora_op op)
{
    infer_value value = operand(ctx, op, 0);
    uint64_t name = fora_attribute(ctx->high, op, 0);
    fora_type type = infer_without(ctx->engine, value.type, T_UNBOUND);
    if (type == value.type)
        return value;
    if (hides_builtin(ctx, (fora_sym)name))
        return fail_unbound(ctx, (fora_sym)name);
    if (type == T_NEVER) {
        fail_unbound(ctx, (fora_sym)name);
        infer_raise_failure(ctx);
        return infer_nothing();
    }
    return infer_build(ctx, FORA_OP_BOUND, type, 1, &value, 1, &name);
}

// ---- Calls --------------------------------------------------------------------------

// The arguments behind `first` operands, with the marks behind `fixed` attributes.
static infer_arg *
arguments(infer_context *ctx, fora_op op, uint32_t first, uint32_t fixed,
          uint32_t *count)
{
    const fora_operation *it = &ctx->high->ops[op];
    fora_names *names = ctx->engine->program->names;
    fora_sym star = fora_intern(names, "*", 1), stars = fora_intern(names, "**", 2);
    *count = it->operand_count - first;
    infer_arg *args = fora_alloc(ctx->engine->arena, (*count + 1) * sizeof *args);
    bool starred = false;
    for (uint32_t i = 0; i < *count; i++) {
        fora_sym mark = (fora_sym)fora_attribute(ctx->high, op, fixed + i);
        args[i].value = operand(ctx, op, first + i);
        args[i].stars = mark == star ? 1 : mark == stars ? 2 : 0;
        args[i].name = args[i].stars ? 0 : mark;
        starred |= args[i].stars > 0;
    }
    infer_arg *opened = args;
    if (starred && !infer_print_stars(ctx, op, args, count) &&
        !infer_open_stars(ctx, *count, args, count, &opened))
        return NULL;
    return opened;
}

// zip(*rows) may be a tuple of its columns, but it is an iterator to Python.
static infer_value
call(infer_context *ctx, fora_op op)
{
    uint32_t count;
    infer_arg *args = arguments(ctx, op, 1, 0, &count);
    if (!args)
        return infer_nothing();
    infer_value callee = operand(ctx, op, 0);
    infer_value result = infer_call(ctx, callee, count, args);
    const fora_type_info *info = infer_info(ctx->engine, callee.type);
    if (ctx->emit && infer_live(result) && info->kind == FORA_TYPE_BUILTIN &&
        infer_kind(ctx->engine, result.type) == FORA_TYPE_TUPLE &&
        strcmp(fora_sym_text(ctx->engine->program->names, info->payload), "zip") == 0)
        infer_check_iterator(ctx, ctx->high->ops[op].result, result.type);
    return result;
}

static void
method(infer_context *ctx, fora_op op)
{
    uint32_t count;
    infer_value results[2] = {0};
    infer_arg *args = arguments(ctx, op, 1, 1, &count);
    if (!args)
        return;
    fora_sym name = (fora_sym)fora_attribute(ctx->high, op, 0);
    if (!infer_method(ctx, name, operand(ctx, op, 0), count, args, results)) {
        if (!ctx->failed)
            infer_end(ctx);
        return;
    }
    infer_set(ctx, ctx->high->ops[op].result, results[0]);
    infer_set(ctx, ctx->high->ops[op].result + 1, results[1]);
}

static infer_value
super(infer_context *ctx, fora_op op)
{
    uint32_t count;
    infer_arg *args = arguments(ctx, op, 1, 2, &count);
    if (!args)
        return infer_nothing();
    return infer_super(ctx, (fora_class)fora_attribute(ctx->high, op, 0),
                       (fora_sym)fora_attribute(ctx->high, op, 1), operand(ctx, op, 0),
                       count, args);
}

// ---- Operators ----------------------------------------------------------------------

static infer_value
operator(infer_context *ctx, fora_op op)
{
    const fora_operation *it = &ctx->high->ops[op];
    infer_value operands[4];
    FORA_ASSERT(it->operand_count <= 4);
    for (uint32_t i = 0; i < it->operand_count; i++)
        operands[i] = operand(ctx, op, i);
    return infer_operate(ctx, fora_op_infos[it->code].text, it->operand_count,
                         operands);
}

static infer_value
slice(infer_context *ctx, fora_op op)
{
    infer_value parts[3];
    for (uint32_t i = 0; i < 3; i++)
        parts[i] = operand(ctx, op, i);
    return infer_slice(ctx, parts);
}

static infer_value
contains(infer_context *ctx, fora_op op)
{
    infer_value item = operand(ctx, op, 0), container = operand(ctx, op, 1);
    return infer_contains(ctx, item, container);
}

// Whether a store writes back the update of a slice: xs[s].reverse() with s a slice. The
// slice is a list of its own, so nothing is to be written.
static bool
is_slice_update(infer_context *ctx, fora_op op)
{
    const fora_function *f = ctx->high;
    if (infer_kind(ctx->engine, operand(ctx, op, 1).type) != FORA_TYPE_SLICE)
        return false;
    fora_val value = fora_operand(f, op, 2);
    fora_op def = f->values[value].def;
    if (!def)
        return false;
    bool method =
        f->ops[def].code == FORA_OP_PY_METHOD && value == f->ops[def].result + 1;
    if (!method && f->ops[def].code != FORA_OP_PY_SETITEM &&
        f->ops[def].code != FORA_OP_PY_DELITEM)
        return false;
    fora_op read = f->values[fora_operand(f, def, 0)].def;
    return read && f->ops[read].code == FORA_OP_PY_GETITEM &&
           fora_operand(f, read, 1) == fora_operand(f, op, 1);
}

// Instances do not change, and None has no methods that would come here.
static bool
is_instance(infer_context *ctx, fora_type type)
{
    const fora_type *members;
    uint32_t count = infer_members(ctx->engine, type, &members);
    for (uint32_t i = 0; i < count; i++)
        if (infer_kind(ctx->engine, members[i]) != FORA_TYPE_INSTANCE &&
            members[i] != T_NONE)
            return false;
    return true;
}

// Whether `op` stores where `value` was read.
static bool
stores_where_read(infer_context *ctx, fora_op op, fora_val value)
{
    const fora_function *f = ctx->high;
    bool item = f->ops[op].code == FORA_OP_PY_SETITEM;
    fora_op read = f->values[value].def;
    if (!read || f->ops[read].code != (item ? FORA_OP_PY_GETITEM : FORA_OP_PY_GETATTR))
        return false;
    return fora_operand(f, read, 0) == fora_operand(f, op, 0) &&
           (item ? fora_operand(f, read, 1) == fora_operand(f, op, 1)
                 : fora_attribute(f, read, 0) == fora_attribute(f, op, 0));
}

// Whether `op` puts back what was read at the same place and is the same object still: the
// front end writes any path back on which a method is called that lists or the like would
// change (self.root.insert(v), where `root` is an object).
static bool
puts_back_unchanged(infer_context *ctx, fora_op op)
{
    const fora_function *f = ctx->high;
    bool item = f->ops[op].code == FORA_OP_PY_SETITEM;
    fora_val value = fora_operand(f, op, item ? 2 : 1);
    fora_op def = f->values[value].def;
    unsigned code = def ? f->ops[def].code : 0;
    bool kept = (code == FORA_OP_PY_SETITEM || code == FORA_OP_PY_SETATTR) &&
                puts_back_unchanged(ctx, def);
    if (code == FORA_OP_PY_METHOD)
        kept = value == f->ops[def].result + 1 &&
               is_instance(ctx, operand(ctx, def, 0).type);
    return kept && stores_where_read(ctx, op, fora_operand(f, def, 0));
}

// Whether `op` puts a container that was updated back into the tuple that it lies in.
static bool
updates_in_tuple(infer_context *ctx, fora_op op)
{
    const fora_function *f = ctx->high;
    fora_op def = f->values[fora_operand(f, op, 2)].def;
    fora_type_kind kind = infer_kind(ctx->engine, operand(ctx, op, 0).type);
    if (!def || (kind != FORA_TYPE_TUPLE && kind != FORA_TYPE_VTUPLE))
        return false;
    unsigned code = f->ops[def].code;
    return (code == FORA_OP_PY_METHOD || code == FORA_OP_PY_SETITEM ||
            code == FORA_OP_PY_SETATTR || code == FORA_OP_PY_DELITEM) &&
           stores_where_read(ctx, op, fora_operand(f, def, 0));
}

static infer_value
objects(infer_context *ctx, fora_op op)
{
    fora_sym name;
    infer_value special;
    switch (ctx->high->ops[op].code) {
    case FORA_OP_PY_NOT:
        return infer_not(ctx, operand(ctx, op, 0));
    case FORA_OP_PY_TRUTH:
        return infer_truth(ctx, operand(ctx, op, 0));
    case FORA_OP_PY_EQ:
    case FORA_OP_PY_NE:
        if (infer_exception_compared(ctx, op, &special))
            return special;
        return operator(ctx, op);
    case FORA_OP_PY_IS:
        if (infer_exception_compared(ctx, op, &special))
            return special;
        return infer_is(ctx, operand(ctx, op, 0), operand(ctx, op, 1));
    case FORA_OP_PY_IN:
        return contains(ctx, op);
    case FORA_OP_PY_GETATTR:
        name = (fora_sym)fora_attribute(ctx->high, op, 0);
        special = infer_exception_name(ctx, op);
        if (infer_live(special))
            return special;
        return infer_getattr(ctx, name, operand(ctx, op, 0));
    case FORA_OP_PY_SETATTR:
        if (puts_back_unchanged(ctx, op))
            return operand(ctx, op, 0);
        name = (fora_sym)fora_attribute(ctx->high, op, 0);
        return infer_setattr(ctx, name, operand(ctx, op, 0), operand(ctx, op, 1));
    case FORA_OP_PY_SETITEM:
        if (is_slice_update(ctx, op) || puts_back_unchanged(ctx, op))
            return operand(ctx, op, 0);
        if (updates_in_tuple(ctx, op))
            return infer_refuse(ctx, "updates of a container that lies in a tuple are "
                                     "not supported; keep it in a list");
        return operator(ctx, op);
    case FORA_OP_PY_DELATTR:
        return infer_refuse(ctx, "attributes cannot be deleted");
    case FORA_OP_PY_SLICE:
        return slice(ctx, op);
    case FORA_OP_PY_CALL:
        return call(ctx, op);
    case FORA_OP_PY_SUPER:
        return super(ctx, op);
    case FORA_OP_PY_TUPLE:
    case FORA_OP_PY_LIST:
    case FORA_OP_PY_SET:
    case FORA_OP_PY_DICT:
        return infer_walk_display(ctx, op);
    case FORA_OP_PY_FORMAT:
        return infer_format(ctx, operand(ctx, op, 0), operand(ctx, op, 1),
                            (uint32_t)fora_attribute(ctx->high, op, 0));
    case FORA_OP_PY_CONCAT:
        return infer_walk_concat(ctx, op);
    case FORA_OP_EXC_MATCH:
        return infer_exception_match(ctx, operand(ctx, op, 0), operand(ctx, op, 1));
    default:
        return operator(ctx, op);
    }
}

// ---- The walk -----------------------------------------------------------------------

// Whether the value came into the function as a parameter that is not self: in an
// __init__, an object that was there before the one under construction.
static bool
is_older(const infer_context *ctx, fora_val source)
{
    const fora_function *f = ctx->high;
    for (uint32_t i = 0; i < f->blocks[1].parameter_count; i++)
        if (i != f->capture_count && source == fora_block_parameter(f, 1, i))
            return true;
    return false;
}

// What uses the object under construction in full, in an __init__, may read any field: the
// fields that have no value yet are checked wherever they are read.
static void
note_escape(infer_context *ctx, fora_op op)
{
    const fora_operation *it = &ctx->high->ops[op];
    fora_val self = fora_block_parameter(ctx->high, 1, ctx->high->capture_count);
    fora_type type = ctx->values[self].type;
    if (it->block_count || fora_op_infos[it->code].flags & FORA_OP_TERM)
        return;
    uint32_t first = 0;
    if (it->code == FORA_OP_PY_SETATTR || it->code == FORA_OP_PY_SUPER ||
        it->code == FORA_OP_PY_LOOK_UP)
        first = 1;
    for (uint32_t i = first; i < it->operand_count; i++)
        if (operand(ctx, op, i).type == type &&
            infer_kind(ctx->engine, type) == FORA_TYPE_INSTANCE &&
            !is_older(ctx, operand(ctx, op, i).source))
            infer_field_escape(ctx, infer_info(ctx->engine, type)->payload);
}

// Operations on variables, globals and cells; false if it is none of them.
static bool
step_place(infer_context *ctx, fora_op op)
{
    uint64_t attribute =
        ctx->high->ops[op].attribute_count ? fora_attribute(ctx->high, op, 0) : 0;
    switch (ctx->high->ops[op].code) {
    case FORA_OP_VAR_GET:
    case FORA_OP_VAR_TAKE:
        set_result(ctx, op, read_slot(ctx, op));
        break;
    case FORA_OP_VAR_SET:
        write_slot(ctx, op);
        break;
    case FORA_OP_VAR_DEL:
        ctx->assigned &= ~slot_bit(attribute);
        ctx->instance->slot_unbound[attribute] = true;
        infer_build(ctx, FORA_OP_VAR_DEL, 0, 0, NULL, 1, &attribute);
        break;
    case FORA_OP_GLOBAL_GET:
    case FORA_OP_GLOBAL_TAKE:
        set_result(ctx, op,
                   infer_global_get(ctx, (fora_global)attribute,
                                    ctx->high->ops[op].code == FORA_OP_GLOBAL_TAKE));
        break;
    case FORA_OP_GLOBAL_SET:
        infer_global_set(ctx, (fora_global)attribute, operand(ctx, op, 0));
        break;
    case FORA_OP_GLOBAL_DEL:
        infer_build(ctx, FORA_OP_GLOBAL_DEL, 0, 0, NULL, 1, &attribute);
        break;
    case FORA_OP_CELL_NEW:
        set_result(ctx, op, infer_cell_new(ctx, op));
        break;
    case FORA_OP_CELL_GET:
    case FORA_OP_CELL_TAKE:
        set_result(ctx, op, read_cell(ctx, op));
        break;
    case FORA_OP_CELL_SET:
        write_cell(ctx, op);
        break;
    default:
        return false;
    }
    return true;
}

// Whether an operation does more with the type that an alias names than to keep it.
static bool
uses_type_alias(infer_context *ctx, fora_op op)
{
    const fora_operation *it = &ctx->high->ops[op];
    for (uint32_t i = 0; i < it->operand_count; i++) {
        const fora_type_info *info = infer_info(ctx->engine, operand(ctx, op, i).type);
        if (info->kind == FORA_TYPE_BUILTIN &&
            strcmp(fora_sym_text(ctx->engine->program->names, info->payload),
                   INFER_TYPE_ALIAS) == 0)
            return it->code == FORA_OP_FOR ||
                   strncmp(fora_op_infos[it->code].text, "py.", 3) == 0;
    }
    return false;
}

static void
step(infer_context *ctx, fora_op op)
{
    if (uses_type_alias(ctx, op)) {
        infer_refuse(ctx, "a type with arguments, a union of types or a TypeVar is "
                          "supported in annotations only");
        return;
    }
    if (ctx->emit && ctx->high->flags & FORA_FN_INIT)
        note_escape(ctx, op);
    switch (ctx->high->ops[op].code) {
    case FORA_OP_CONST_NONE:
    case FORA_OP_CONST_UNBOUND:
    case FORA_OP_CONST_NOTIMPL:
    case FORA_OP_CONST_BOOL:
    case FORA_OP_CONST_INT:
    case FORA_OP_CONST_ZERO:
    case FORA_OP_CONST_FLOAT:
    case FORA_OP_CONST_STR:
        set_result(ctx, op, constant(ctx, op));
        break;
    case FORA_OP_FUNC_MAKE:
    case FORA_OP_CLASS_REF:
    case FORA_OP_BUILTIN:
    case FORA_OP_MODULE_REF:
        set_result(ctx, op, reference(ctx, op));
        break;
    case FORA_OP_MODULE_INIT:
        module_init(ctx, op);
        break;
    case FORA_OP_BOUND:
        set_result(ctx, op, bound(ctx, op));
        break;
    case FORA_OP_NARROW:
        set_result(ctx, op, narrow(ctx, op));
        break;
    case FORA_OP_PY_METHOD:
        method(ctx, op);
        break;
    case FORA_OP_PY_LOOK_UP:
        infer_look_up(ctx, (fora_sym)fora_attribute(ctx->high, op, 0),
                      operand(ctx, op, 0));
        break;
    case FORA_OP_PY_UNPACK:
        infer_walk_unpack(ctx, op);
        break;
    default:
        if (!step_place(ctx, op) && !infer_control(ctx, op))
            set_result(ctx, op, objects(ctx, op));
        break;
    }
}

void
infer_report(infer_context *ctx, fora_span span)
{
    fora_program *program = ctx->engine->program;
    const infer_instance *instance = ctx->instance;
    ctx->failed = false;
    // Inside the library the place to show is the call that led there.
    while (program->functions[instance->origin]->flags & FORA_FN_LIBRARY &&
           instance->caller) {
        span = instance->call;
        instance = ctx->engine->instances[instance->caller];
    }
    if (ctx->refused)
        fora_diag(program->diags, FORA_DIAG_infer_refused, span, ctx->message);
    else
        fora_diag(program->diags, FORA_DIAG_infer_fails, span,
                  fora_sym_text(program->names, program->classes[ctx->failure].name),
                  ctx->message);
    if (ctx->help)
        fora_diag_help(program->diags, "%s", ctx->help);
}

// Whether an operation uses what one that failed should have given. Such operations are
// passed over, so that one run reports every fault and none twice.
static bool
is_poisoned(infer_context *ctx, fora_op op)
{
    const fora_operation *it = &ctx->high->ops[op];
    if (fora_op_infos[it->code].flags & FORA_OP_TERM)
        return false;
    for (uint32_t i = 0; i < it->operand_count; i++)
        if (!infer_live(operand(ctx, op, i)))
            return true;
    return false;
}

// An operation that succeeds for other types of arguments often stands behind a test of
// them that is not understood here (`if kind == "pair": a, b = values`): it raises at run
// time, if it is reached at all.
static bool
raises_here(infer_context *ctx, fora_op op)
{
    return ctx->emit && !(ctx->high->flags & FORA_FN_LIBRARY) &&
           ctx->engine->succeeded[ctx->instance->origin][op];
}

static void
note_success(infer_context *ctx, fora_op op)
{
    const fora_operation *it = &ctx->high->ops[op];
    if (!it->result_count || infer_live(ctx->values[it->result]))
        ctx->engine->succeeded[ctx->instance->origin][op] = 1;
}

// What becomes of an operation that cannot succeed.
static void
give_up(infer_context *ctx, fora_op op)
{
    bool refused = ctx->refused;
    ctx->failed = false;
    // Somebody may be waiting for the exception.
    if (!refused && (ctx->tries || raises_here(ctx, op))) {
        infer_raise_failure(ctx);
        return;
    }
    if (ctx->emit)
        infer_report(ctx, ctx->high->ops[op].span);
    if (fora_op_infos[ctx->high->ops[op].code].flags & FORA_OP_TERM)
        infer_end(ctx);
}

void
infer_region(infer_context *ctx, fora_block block)
{
    for (fora_op op = ctx->high->blocks[block].first; op && !ctx->dead;
         op = ctx->high->ops[op].next) {
        if (ctx->high->ops[op].code == FORA_OP_YIELD) {
            ctx->yield = op;
            return;
        }
        ctx->builder.span = ctx->high->ops[op].span;
        ctx->engine->span = ctx->high->ops[op].span;
        if (is_poisoned(ctx, op))
            continue;
        step(ctx, op);
        if (ctx->failed)
            give_up(ctx, op);
        else
            note_success(ctx, op);
    }
}

void
infer_walk(infer_context *ctx)
{
    ctx->dead = false;
    ctx->assigned = 0;
    ctx->changed = false;
    ctx->instance->returned = ~(uint32_t)0;
    infer_region(ctx, 1);
}
