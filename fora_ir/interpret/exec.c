// Runs functions: blocks, operations, structured control flow.
#include <string.h>

#include "eval.h"

typedef enum {
    FLOW_NEXT,  // the operation is done; goes on behind it
    FLOW_YIELD,
    FLOW_CONTINUE,
    FLOW_BREAK,
    FLOW_RETURN,
    FLOW_DECIDED,  // any() or all() knows the answer
} flow;

typedef struct emitter emitter;
struct emitter {
    emitter *outer;
    fora_comp kind;
    eval_value start;  // SUM, JOIN
    eval_table *table;
    eval_value value;  // SUM, ANY, ALL, MIN, MAX
};

typedef struct {
    const fora_function *f;
    eval_value *values;     // by fora_val
    eval_value *variables;  // those that stay variables
    eval_value *passed;     // operands of the terminator that was met last
    uint32_t passed_count;
    emitter *emitter;
    bool entered;  // within the block of a comp
} frame;

static flow run_block(frame *fr, fora_block block);

// ---- Operands and results -----------------------------------------------------------

static eval_value
operand(const frame *fr, const fora_operation *op, uint32_t i)
{
    return fr->values[fr->f->operand_pool[op->operands + i]];
}

static uint64_t
attribute(const frame *fr, const fora_operation *op, uint32_t i)
{
    return fr->f->attribute_pool[op->attributes + i];
}

static eval_value *
operands_from(const frame *fr, const fora_operation *op, uint32_t first)
{
    uint32_t count = op->operand_count - first;
    eval_value *all = eval_alloc(count * sizeof *all);
    for (uint32_t i = 0; i < count; i++)
        all[i] = operand(fr, op, first + i);
    return all;
}

static eval_args
arguments(const frame *fr, const fora_operation *op, uint32_t first, uint32_t marks)
{
    return eval_open(op->operand_count - first, operands_from(fr, op, first),
                     fr->f->attribute_pool + op->attributes + marks);
}

static void
set_result(frame *fr, const fora_operation *op, uint32_t i, eval_value value)
{
    fr->values[op->result + i] = value;
}

// What a terminator passed becomes parameters, from number `first` on, or results.
static void
pass_to_block(frame *fr, fora_block block, uint32_t first)
{
    const fora_region *region = &fr->f->blocks[block];
    for (uint32_t i = 0; i < fr->passed_count && first + i < region->parameter_count; i++)
        fr->values[fora_block_parameter(fr->f, block, first + i)] = fr->passed[i];
}

static void
pass_to_results(frame *fr, const fora_operation *op, uint32_t first)
{
    for (uint32_t i = 0; i < fr->passed_count && first + i < op->result_count; i++)
        set_result(fr, op, first + i, fr->passed[i]);
}

static void
pass_operands(frame *fr, const fora_operation *op, uint32_t first)
{
    fr->passed_count = op->operand_count - first;
    for (uint32_t i = first; i < op->operand_count; i++)
        fr->passed[i - first] = operand(fr, op, i);
}

static fora_block
region_of(const frame *fr, const fora_operation *op, uint32_t i)
{
    return fr->f->block_pool[op->blocks + i];
}

// ---- Structured control flow --------------------------------------------------------

static flow
run_if(frame *fr, const fora_operation *op)
{
    bool truth = eval_truth(operand(fr, op, 0));
    flow result = run_block(fr, region_of(fr, op, truth ? 0 : 1));
    if (result != FLOW_YIELD)
        return result;
    pass_to_results(fr, op, 0);
    return FLOW_NEXT;
}

static flow
run_loop(frame *fr, const fora_operation *op)
{
    fora_block body = region_of(fr, op, 0);
    pass_operands(fr, op, 0);
    for (;;) {
        pass_to_block(fr, body, 0);
        flow result = run_block(fr, body);
        if (result == FLOW_CONTINUE)
            continue;
        if (result != FLOW_BREAK)
            return result;
        pass_to_results(fr, op, 0);
        return FLOW_NEXT;
    }
}

static flow
run_for(frame *fr, const fora_operation *op)
{
    fora_block body = region_of(fr, op, 0), otherwise = region_of(fr, op, 1);
    eval_iterator *iterator = eval_iterate(operand(fr, op, 0));
    uint32_t carried = op->operand_count - 1;
    eval_value *kept = eval_alloc(carried * sizeof *kept), element;
    for (uint32_t i = 0; i < carried; i++)
        kept[i] = operand(fr, op, i + 1);
    while (eval_next(iterator, &element)) {
        fr->passed_count = carried;
        memcpy(fr->passed, kept, carried * sizeof *kept);
        fr->values[fora_block_parameter(fr->f, body, 0)] = element;
        pass_to_block(fr, body, 1);
        flow result = run_block(fr, body);
        if (result == FLOW_BREAK) {
            pass_to_results(fr, op, 0);
            return FLOW_NEXT;
        }
        if (result != FLOW_CONTINUE)
            return result;
        memcpy(kept, fr->passed, carried * sizeof *kept);
    }
    fr->passed_count = carried;
    memcpy(fr->passed, kept, carried * sizeof *kept);
    pass_to_block(fr, otherwise, 0);
    flow result = run_block(fr, otherwise);
    if (result != FLOW_YIELD)
        return result;
    pass_to_results(fr, op, 0);
    return FLOW_NEXT;
}

static flow
run_try(frame *fr, const fora_operation *op)
{
    eval_handler handler = {.outer = eval_now.handler,
                            .stack_top = eval_now.stack_top,
                            .handled = eval_now.handled};
    emitter *outer = fr->emitter;
    flow result;
    if (setjmp(handler.jump) == 0) {
        eval_now.handler = &handler;
        result = run_block(fr, region_of(fr, op, 0));
        eval_now.handler = handler.outer;
    } else {
        eval_now.handler = handler.outer;
        eval_now.stack_top = handler.stack_top;
        fr->emitter = outer;
        eval_now.handled = eval_now.raised;
        fr->values[fora_block_parameter(fr->f, region_of(fr, op, 1), 0)] = eval_now.raised;
        result = run_block(fr, region_of(fr, op, 1));
        eval_now.handled = handler.handled;
    }
    if (result != FLOW_YIELD)
        return result;
    pass_to_results(fr, op, 0);
    return FLOW_NEXT;
}

// ---- Comprehensions -----------------------------------------------------------------

static flow
emit_number(emitter *e, eval_value value)
{
    bool first = e->value.kind == EVAL_UNBOUND;
    switch (e->kind) {
    case FORA_COMP_SUM:
        e->value = eval_binary(FORA_OP_PY_ADD, e->value, value);
        return FLOW_NEXT;
    case FORA_COMP_ANY:
    case FORA_COMP_ALL:
        if (eval_truth(value) != (e->kind == FORA_COMP_ANY))
            return FLOW_NEXT;
        e->value = eval_bool(e->kind == FORA_COMP_ANY);
        return FLOW_DECIDED;
    case FORA_COMP_MIN:
        if (first || eval_truth(eval_compare(FORA_OP_PY_LT, value, e->value)))
            e->value = value;
        return FLOW_NEXT;
    default:
        if (first || eval_truth(eval_compare(FORA_OP_PY_GT, value, e->value)))
            e->value = value;
        return FLOW_NEXT;
    }
}

static flow
run_emit(frame *fr, const fora_operation *op)
{
    emitter *e = fr->emitter;
    eval_value value = operand(fr, op, 0);
    switch (e->kind) {
    case FORA_COMP_SET:
        e->table = eval_set_add(e->table, value);
        return FLOW_NEXT;
    case FORA_COMP_DICT:
        e->table = eval_dict_put(e->table, value, operand(fr, op, 1));
        return FLOW_NEXT;
    case FORA_COMP_LIST:
    case FORA_COMP_TUPLE:
    case FORA_COMP_JOIN:
    case FORA_COMP_GENERATOR:
        e->table = eval_list_append(e->table, value);
        return FLOW_NEXT;
    default:
        return emit_number(e, value);
    }
}

static eval_value
comp_result(emitter *e)
{
    eval_value list = eval_list(e->table);
    switch (e->kind) {
    case FORA_COMP_LIST:
        return list;
    case FORA_COMP_SET:
        return eval_container(EVAL_SET, e->table);
    case FORA_COMP_DICT:
        return eval_container(EVAL_DICT, e->table);
    case FORA_COMP_TUPLE:
        return eval_tuple_from_list(e->table);
    case FORA_COMP_JOIN:
        return eval_method(eval_sym("join"), &e->start, eval_arguments(1, &list));
    case FORA_COMP_GENERATOR:
        return (eval_value){.kind = EVAL_ITERATOR, .as.iterator = eval_iterate(list)};
    case FORA_COMP_MIN:
    case FORA_COMP_MAX:
        if (e->value.kind == EVAL_UNBOUND)
            eval_raise_text(RT_EXC_ValueError, "%s() arg is an empty sequence",
                            e->kind == FORA_COMP_MIN ? "min" : "max");
        return e->value;
    default:
        return e->value;
    }
}

static flow
run_comp(frame *fr, const fora_operation *op)
{
    emitter e = {.outer = fr->emitter,
                 .kind = (fora_comp)attribute(fr, op, 0),
                 .table = eval_table_new(0)};
    bool has_start = e.kind == FORA_COMP_SUM || e.kind == FORA_COMP_JOIN;
    if (has_start)
        e.start = operand(fr, op, 0);
    if (e.kind == FORA_COMP_SUM)
        e.value = e.start;
    else if (e.kind == FORA_COMP_ANY || e.kind == FORA_COMP_ALL)
        e.value = eval_bool(e.kind == FORA_COMP_ALL);
    fr->emitter = &e;
    pass_operands(fr, op, has_start);
    pass_to_block(fr, region_of(fr, op, 0), 0);
    flow result = run_block(fr, region_of(fr, op, 0));
    fr->emitter = e.outer;
    if (result == FLOW_DECIDED && op->result_count > 1)
        eval_lacks("any() and all() that assign variables");
    if (result != FLOW_YIELD && result != FLOW_DECIDED)
        return result;
    if (result == FLOW_YIELD)
        pass_to_results(fr, op, 1);
    set_result(fr, op, 0, comp_result(&e));
    return FLOW_NEXT;
}

// ---- Names --------------------------------------------------------------------------

static eval_value
checked(const frame *fr, eval_value value, fora_sym name, bool global)
{
    if (value.kind != EVAL_UNBOUND)
        return value;
    if (global || fr->f->flags & FORA_FN_MODULE)
        eval_raise_text(RT_EXC_NameError, "name '%s' is not defined", eval_text(name));
    eval_raise_text(RT_EXC_UnboundLocalError,
                    "cannot access local variable '%s' where it is not associated with a "
                    "value",
                    eval_text(name));
}

static eval_value
cell_content(const frame *fr, eval_value cell, fora_sym name)
{
    eval_value value = *cell.as.cell;
    for (uint32_t i = 0; value.kind == EVAL_UNBOUND && i < fr->f->capture_count; i++)
        if (fr->f->captures[i] == name)
            eval_raise_text(RT_EXC_NameError,
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

static bool
run_name(frame *fr, const fora_operation *op)
{
    const fora_program *program = eval_now.program;
    uint64_t a = op->attribute_count ? attribute(fr, op, 0) : 0;
    eval_value *variable = &fr->variables[a], *global = &eval_now.globals[a], cell;
    switch ((fora_opcode)op->code) {
    case FORA_OP_VAR_GET:
    case FORA_OP_VAR_TAKE:
        set_result(fr, op, 0, checked(fr, *variable, fr->f->variables[a].name, false));
        return true;
    case FORA_OP_VAR_SET:
        *variable = operand(fr, op, 0);
        return true;
    case FORA_OP_VAR_DEL:
        checked(fr, *variable, fr->f->variables[a].name, false);
        variable->kind = EVAL_UNBOUND;
        return true;
    case FORA_OP_GLOBAL_GET:
    case FORA_OP_GLOBAL_TAKE:
        set_result(fr, op, 0, checked(fr, *global, program->globals[a].name, true));
        return true;
    case FORA_OP_GLOBAL_SET:
        *global = operand(fr, op, 0);
        return true;
    case FORA_OP_GLOBAL_DEL:
        checked(fr, *global, program->globals[a].name, true);
        global->kind = EVAL_UNBOUND;
        return true;
    case FORA_OP_CELL_NEW:
        cell = (eval_value){.kind = EVAL_CELL, .as.cell = eval_alloc(sizeof(eval_value))};
        set_result(fr, op, 0, cell);
        return true;
    case FORA_OP_CELL_GET:
    case FORA_OP_CELL_TAKE:
        set_result(fr, op, 0, cell_content(fr, operand(fr, op, 0), (fora_sym)a));
        return true;
    case FORA_OP_CELL_SET:
        *operand(fr, op, 0).as.cell = operand(fr, op, 1);
        return true;
    case FORA_OP_BOUND:
        set_result(fr, op, 0, checked(fr, operand(fr, op, 0), (fora_sym)a, false));
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
make_function(const frame *fr, const fora_operation *op, fora_fn fn)
{
    eval_function *made = eval_alloc(sizeof *made);
    made->fn = fn;
    made->capture_count = op->operand_count;
    made->captures = operands_from(fr, op, 0);
    return (eval_value){.kind = EVAL_FUNCTION, .as.function = made};
}

static bool
run_constant(frame *fr, const fora_operation *op)
{
    uint64_t a = op->attribute_count ? attribute(fr, op, 0) : 0;
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
    set_result(fr, op, 0, value);
    return true;
}

// ---- Objects ------------------------------------------------------------------------

static eval_table *
list_display(const frame *fr, const fora_operation *op)
{
    eval_args args = arguments(fr, op, 0, 0);
    eval_table *list = eval_table_new(args.count);
    for (uint32_t i = 0; i < args.count; i++)
        list->entries[i].value = args.values[i];
    list->length = args.count;
    return list;
}

static eval_table *
dict_display(const frame *fr, const fora_operation *op)
{
    eval_table *dict = eval_table_new(op->operand_count / 2);
    for (uint32_t i = 0; i + 1 < op->operand_count; i += 2) {
        if (attribute(fr, op, i / 2) == 0) {
            dict = eval_dict_put(dict, operand(fr, op, i), operand(fr, op, i + 1));
            continue;
        }
        eval_table *more = eval_to_dict(operand(fr, op, i + 1));
        for (int64_t k = 0; k < more->used; k++) {
            eval_entry entry = eval_entries(more)[k];
            if (entry.state == EVAL_LIVE)
                dict = eval_dict_put(dict, entry.key, entry.value);
        }
    }
    return dict;
}

static eval_value
set_display(const frame *fr, const fora_operation *op)
{
    eval_args args = arguments(fr, op, 0, 0);
    eval_table *set = eval_table_new(0);
    for (uint32_t i = 0; i < args.count; i++)
        set = eval_set_add(set, args.values[i]);
    return eval_container(EVAL_SET, set);
}

static eval_value
concat(const frame *fr, const fora_operation *op)
{
    rt_ref *pieces = eval_alloc(op->operand_count * sizeof *pieces);
    for (uint32_t i = 0; i < op->operand_count; i++)
        pieces[i] = eval_as_str(operand(fr, op, i));
    return eval_str(rt_str_concat_many(pieces, op->operand_count));
}

static eval_value
display(const frame *fr, const fora_operation *op)
{
    switch ((fora_opcode)op->code) {
    case FORA_OP_PY_LIST:
        return eval_list(list_display(fr, op));
    case FORA_OP_PY_TUPLE:
        return eval_tuple_from_list(list_display(fr, op));
    case FORA_OP_PY_SET:
        return set_display(fr, op);
    case FORA_OP_PY_DICT:
        return eval_container(EVAL_DICT, dict_display(fr, op));
    default:
        return concat(fr, op);
    }
}

static void
run_method(frame *fr, const fora_operation *op)
{
    eval_value receiver = operand(fr, op, 0);
    eval_args args = arguments(fr, op, 1, 1);
    eval_value answer = eval_method((fora_sym)attribute(fr, op, 0), &receiver, args);
    set_result(fr, op, 0, answer);
    set_result(fr, op, 1, receiver);
}

static void
run_unpack(frame *fr, const fora_operation *op)
{
    eval_unpack(operand(fr, op, 0), op->result_count, (int64_t)attribute(fr, op, 0),
                &fr->values[op->result]);
}

static bool
run_object(frame *fr, const fora_operation *op)
{
    eval_value a = op->operand_count > 0 ? operand(fr, op, 0) : eval_none();
    eval_value b = op->operand_count > 1 ? operand(fr, op, 1) : eval_none();
    uint64_t name = op->attribute_count ? attribute(fr, op, 0) : 0;
    eval_value r;
    switch ((fora_opcode)op->code) {
    case FORA_OP_PY_GETATTR:
        r = eval_getattr(a, (fora_sym)name);
        break;
    case FORA_OP_PY_SETATTR:
        r = eval_setattr(a, (fora_sym)name, b);
        break;
    case FORA_OP_PY_GETITEM:
        r = eval_getitem(a, b);
        break;
    case FORA_OP_PY_SETITEM:
        r = eval_setitem(a, b, operand(fr, op, 2));
        break;
    case FORA_OP_PY_DELITEM:
        r = eval_delitem(a, b);
        break;
    case FORA_OP_PY_SLICE:
        r = eval_three(EVAL_SLICE, a, b, operand(fr, op, 2));
        break;
    case FORA_OP_PY_CALL:
        r = eval_call(a, arguments(fr, op, 1, 0));
        break;
    case FORA_OP_PY_SUPER:
        r = eval_super((fora_class)name, (fora_sym)attribute(fr, op, 1), a,
                       arguments(fr, op, 1, 2));
        break;
    case FORA_OP_PY_TUPLE:
    case FORA_OP_PY_LIST:
    case FORA_OP_PY_SET:
    case FORA_OP_PY_DICT:
    case FORA_OP_PY_CONCAT:
        r = display(fr, op);
        break;
    case FORA_OP_PY_FORMAT:
        r = eval_format(a, eval_as_str(b), (int)name);
        break;
    case FORA_OP_NARROW:
        r = a;
        break;
    case FORA_OP_EXC_MATCH:
        r = eval_bool(eval_exception_matches(a, b));
        break;
    default:
        return false;
    }
    set_result(fr, op, 0, r);
    return true;
}

static void
run_operator(frame *fr, const fora_operation *op)
{
    fora_opcode code = (fora_opcode)op->code;
    eval_value a = operand(fr, op, 0), r;
    if (code >= FORA_OP_PY_ADD && code <= FORA_OP_PY_IXOR)
        r = eval_binary(code, a, operand(fr, op, 1));
    else if (code == FORA_OP_PY_NOT || code == FORA_OP_PY_TRUTH)
        r = eval_bool(eval_truth(a) == (code == FORA_OP_PY_TRUTH));
    else if (code >= FORA_OP_PY_NEG && code <= FORA_OP_PY_INVERT)
        r = eval_unary(code, a);
    else if (code >= FORA_OP_PY_EQ && code <= FORA_OP_PY_GE)
        r = eval_compare(code, a, operand(fr, op, 1));
    else if (code == FORA_OP_PY_IS)
        r = eval_bool(eval_same(a, operand(fr, op, 1)));
    else if (code == FORA_OP_PY_IN)
        r = eval_bool(eval_contains(operand(fr, op, 1), a));
    else
        eval_lacks("operation %s", fora_op_infos[code].text);
    set_result(fr, op, 0, r);
}

// ---- Blocks and functions -----------------------------------------------------------

static void
run_raise(frame *fr, const fora_operation *op)
{
    if (op->code == FORA_OP_RAISE)
        eval_raise_operand(operand(fr, op, 0));
    if (op->operand_count)
        eval_raise(operand(fr, op, 0));
    if (eval_now.handled.kind == EVAL_UNBOUND)
        eval_raise_text(RT_EXC_RuntimeError, "No active exception to reraise");
    eval_raise(eval_now.handled);
}

static flow
run_op(frame *fr, const fora_operation *op)
{
    switch ((fora_opcode)op->code) {
    case FORA_OP_IF:
        return run_if(fr, op);
    case FORA_OP_LOOP:
        return run_loop(fr, op);
    case FORA_OP_FOR:
        return run_for(fr, op);
    case FORA_OP_COMP:
        return run_comp(fr, op);
    case FORA_OP_TRY:
        return run_try(fr, op);
    case FORA_OP_EMIT:
        return run_emit(fr, op);
    case FORA_OP_YIELD:
    case FORA_OP_CONTINUE:
    case FORA_OP_BREAK:
    case FORA_OP_RETURN:
        pass_operands(fr, op, 0);
        return FLOW_YIELD + (op->code - FORA_OP_YIELD);
    case FORA_OP_RAISE:
    case FORA_OP_RERAISE:
        run_raise(fr, op);
        break;
    case FORA_OP_UNREACHABLE:
        FORA_DEFECT("`unreachable` was reached in %s", eval_text(fr->f->qualified_name));
    case FORA_OP_PY_METHOD:
        run_method(fr, op);
        break;
    case FORA_OP_PY_UNPACK:
        run_unpack(fr, op);
        break;
    default:
        if (!run_constant(fr, op) && !run_name(fr, op) && !run_object(fr, op))
            run_operator(fr, op);
    }
    return FLOW_NEXT;
}

static flow
run_block(frame *fr, fora_block block)
{
    for (fora_op op = fr->f->blocks[block].first; op; op = fr->f->ops[op].next) {
        flow result = run_op(fr, &fr->f->ops[op]);
        if (result != FLOW_NEXT)
            return result;
    }
    FORA_DEFECT("a block of %s has no end", eval_text(fr->f->qualified_name));
}

static uint32_t
most_operands(const fora_function *f, uint32_t *known)
{
    uint32_t most = 1;
    if (*known)
        return *known;
    for (fora_op op = 1; op < f->op_count; op++)
        if (f->ops[op].operand_count > most)
            most = f->ops[op].operand_count;
    return *known = most;
}

eval_value
eval_run(fora_fn fn, const eval_value *parameters)
{
    const fora_function *f = eval_now.program->functions[fn];
    uint32_t passed = most_operands(f, &eval_now.most_operands[fn]);
    frame fr = {.f = f};
    eval_value *kept = eval_now.stack_top;
    if (kept + f->value_count + f->variable_count + passed > eval_now.stack_end)
        eval_raise_text(RT_EXC_RecursionError, "maximum recursion depth exceeded");
    fr.values = kept;
    fr.variables = fr.values + f->value_count;
    fr.passed = fr.variables + f->variable_count;
    eval_now.stack_top = fr.passed + passed;
    memset(fr.variables, 0, f->variable_count * sizeof *fr.variables);
    for (uint32_t i = 0; i < f->blocks[1].parameter_count; i++)
        fr.values[fora_block_parameter(f, 1, i)] = parameters[i];
    flow result = run_block(&fr, 1);
    if (result != FLOW_RETURN)
        FORA_DEFECT("%s ended without a return", eval_text(f->qualified_name));
    eval_now.stack_top = kept;
    return fr.passed[0];
}
