// Runs operations on variables, globals, cells and modules, and constants.
#include <string.h>

#include "exec.h"

// ---- Names --------------------------------------------------------------------------

static eval_value
checked(const eval_frame *fr, eval_value value, fora_sym name, bool global)
{
    if (value.kind != EVAL_UNBOUND)
        return value;
    if (global && fora_is_builtin_name(eval_text(name)))
        eval_raise_text(RT_EXC_ForacUnsupported, FORA_HIDDEN_BUILTIN, eval_text(name));
    if (global || fr->f->flags & FORA_FN_MODULE)
        eval_raise_text(RT_EXC_NameError, "name '%s' is not defined", eval_text(name));
    eval_raise_text(
        RT_EXC_UnboundLocalError,
        "cannot access local variable '%s' where it is not associated with a "
        "value",
        eval_text(name));
}

static eval_value
cell_content(const eval_frame *fr, eval_value cell, fora_sym name)
{
    eval_value value = *cell.as.cell;
    for (uint32_t i = 0; value.kind == EVAL_UNBOUND && i < fr->f->capture_count; i++)
        if (fr->f->captures[i] == name)
            eval_raise_text(
                RT_EXC_NameError,
                "cannot access free variable '%s' where it is not associated "
                "with a value in enclosing scope",
                eval_text(name));
    return checked(fr, value, name, false);
}

static void
init_module(fora_sym name)
{
    const fora_program *program = eval_now.program;
    for (uint32_t i = 0; i < program->module_count; i++)
        if (program->modules[i].name == name && !eval_now.module_done[i]) {
            eval_now.module_done[i] = true;
            eval_function body = {.fn = program->modules[i].body};
            eval_call_function(&body, NULL, eval_arguments(0, NULL));
        }
}

bool
eval_run_name(eval_frame *fr, const fora_operation *op)
{
    const fora_program *program = eval_now.program;
    uint64_t a = op->attribute_count ? eval_attribute(fr, op, 0) : 0;
    eval_value *variable = &fr->variables[a], *global = &eval_now.globals[a], cell;
    switch ((fora_opcode)op->code) {
    case FORA_OP_VAR_GET:
    case FORA_OP_VAR_TAKE:
        eval_set_result(fr, op, 0,
                        checked(fr, *variable, fr->f->variables[a].name, false));
        return true;
    case FORA_OP_VAR_SET:
        *variable = eval_operand(fr, op, 0);
        return true;
    case FORA_OP_VAR_DEL:
        checked(fr, *variable, fr->f->variables[a].name, false);
        variable->kind = EVAL_UNBOUND;
        return true;
    case FORA_OP_GLOBAL_GET:
    case FORA_OP_GLOBAL_TAKE:
        eval_set_result(fr, op, 0,
                        checked(fr, *global, program->globals[a].name, true));
        return true;
    case FORA_OP_GLOBAL_SET:
        *global = eval_operand(fr, op, 0);
        return true;
    case FORA_OP_GLOBAL_DEL:
        checked(fr, *global, program->globals[a].name, true);
        global->kind = EVAL_UNBOUND;
        return true;
    case FORA_OP_CELL_NEW:
        cell =
            (eval_value){.kind = EVAL_CELL, .as.cell = eval_alloc(sizeof(eval_value))};
        eval_set_result(fr, op, 0, cell);
        return true;
    case FORA_OP_CELL_GET:
    case FORA_OP_CELL_TAKE:
        eval_set_result(fr, op, 0,
                        cell_content(fr, eval_operand(fr, op, 0), (fora_sym)a));
        return true;
    case FORA_OP_CELL_SET:
        *eval_operand(fr, op, 0).as.cell = eval_operand(fr, op, 1);
        return true;
    case FORA_OP_BOUND:
        eval_set_result(fr, op, 0,
                        checked(fr, eval_operand(fr, op, 0), (fora_sym)a, false));
        return true;
    case FORA_OP_MODULE_INIT:
        init_module((fora_sym)a);
        return true;
    default:
        return false;
    }
}

// ---- Constants and references -------------------------------------------------------

static eval_value
constant_str(fora_sym sym)
{
    static fora_map *known;
    uint64_t found;
    if (!known)
        known = fora_map_new(eval_now.arena);
    if (!fora_map_get(known, sym, &found)) {
        found = (uintptr_t)rt_str_from_utf8(
            eval_text(sym), fora_sym_length(eval_now.program->names, sym));
        fora_map_put(known, sym, found);
    }
    return eval_str((rt_str *)(uintptr_t)found);
}

static eval_value
make_function(const eval_frame *fr, const fora_operation *op, fora_fn fn)
{
    eval_function *made = eval_alloc(sizeof *made);
    made->fn = fn;
    made->capture_count = op->operand_count;
    made->captures = eval_operands_from(fr, op, 0);
    return (eval_value){.kind = EVAL_FUNCTION, .as.function = made};
}

bool
eval_run_constant(eval_frame *fr, const fora_operation *op)
{
    uint64_t a = op->attribute_count ? eval_attribute(fr, op, 0) : 0;
    eval_value value = {.kind = EVAL_UNBOUND};
    switch ((fora_opcode)op->code) {
    case FORA_OP_CONST_NONE:
        value = eval_none();
        break;
    case FORA_OP_CONST_UNBOUND:
        break;
    case FORA_OP_CONST_NOTIMPL:
        value = eval_name(EVAL_NOTIMPLEMENTED, 0);
        break;
    case FORA_OP_CONST_BOOL:
        value = eval_bool(a);
        break;
    case FORA_OP_CONST_INT:
        value = eval_int((int64_t)a);
        break;
    case FORA_OP_CONST_ZERO:
        value = eval_int(0);
        break;
    case FORA_OP_CONST_FLOAT:
        value = eval_float(0);
        memcpy(&value.as.number, &a, sizeof a);
        break;
    case FORA_OP_CONST_STR:
        value = constant_str((fora_sym)a);
        break;
    case FORA_OP_FUNC_MAKE:
        value = make_function(fr, op, (fora_fn)a);
        break;
    case FORA_OP_CLASS_REF:
        value = eval_name(EVAL_CLASS, (uint32_t)a);
        break;
    case FORA_OP_BUILTIN:
        if (!eval_builtin_attribute(eval_text((fora_sym)a), &value))
            value = eval_name(EVAL_BUILTIN, (uint32_t)a);
        break;
    case FORA_OP_MODULE_REF:
        value = eval_name(EVAL_MODULE, (uint32_t)a);
        break;
    default:
        return false;
    }
    eval_set_result(fr, op, 0, value);
    return true;
}
