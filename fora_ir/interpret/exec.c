// Runs functions: blocks and structured control flow.
#include <string.h>

#include "exec.h"

typedef enum {
    FLOW_NEXT,  // the operation is done; goes on behind it
    FLOW_YIELD,
    FLOW_CONTINUE,
    FLOW_BREAK,
    FLOW_RETURN,
    FLOW_DECIDED,  // any() or all() knows the answer
} flow;

struct eval_emitter {
    eval_emitter *outer;
    fora_comp kind;
    eval_value start;  // SUM, JOIN
    eval_table *table;
    eval_value value;  // SUM, ANY, ALL, MIN, MAX
};

static flow run_block(eval_frame *fr, fora_block block);

// ---- What terminators pass ----------------------------------------------------------

// What a terminator passed becomes parameters, from number `first` on, or results.
static void
pass_to_block(eval_frame *fr, fora_block block, uint32_t first)
{
    const fora_region *region = &fr->f->blocks[block];
    for (uint32_t i = 0; i < fr->passed_count && first + i < region->parameter_count;
         i++)
        fr->values[fora_block_parameter(fr->f, block, first + i)] = fr->passed[i];
}

static void
pass_to_results(eval_frame *fr, const fora_operation *op, uint32_t first)
{
    for (uint32_t i = 0; i < fr->passed_count && first + i < op->result_count; i++)
        eval_set_result(fr, op, first + i, fr->passed[i]);
}

static void
pass_operands(eval_frame *fr, const fora_operation *op, uint32_t first)
{
    fr->passed_count = op->operand_count - first;
    for (uint32_t i = first; i < op->operand_count; i++)
        fr->passed[i - first] = eval_operand(fr, op, i);
}

static fora_block
region_of(const eval_frame *fr, const fora_operation *op, uint32_t i)
{
    return fr->f->block_pool[op->blocks + i];
}

// ---- Structured control flow --------------------------------------------------------

static flow
run_if(eval_frame *fr, const fora_operation *op)
{
    bool truth = eval_truth(eval_operand(fr, op, 0));
    flow result = run_block(fr, region_of(fr, op, truth ? 0 : 1));
    if (result != FLOW_YIELD)
        return result;
    pass_to_results(fr, op, 0);
    return FLOW_NEXT;
}

static flow
run_loop(eval_frame *fr, const fora_operation *op)
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
run_for(eval_frame *fr, const fora_operation *op)
{
    fora_block body = region_of(fr, op, 0), otherwise = region_of(fr, op, 1);
    eval_iterator *iterator = eval_iterate(eval_operand(fr, op, 0));
    uint32_t carried = op->operand_count - 1;
    eval_value *kept = eval_alloc(carried * sizeof *kept), element;
    for (uint32_t i = 0; i < carried; i++)
        kept[i] = eval_operand(fr, op, i + 1);
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
run_try(eval_frame *fr, const fora_operation *op)
{
    eval_handler handler = {.outer = eval_now.handler,
                            .stack_top = eval_now.stack_top,
                            .handled = eval_now.handled};
    eval_emitter *outer = fr->emitter;
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
        fr->values[fora_block_parameter(fr->f, region_of(fr, op, 1), 0)] =
            eval_now.raised;
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
emit_number(eval_emitter *e, eval_value value)
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
run_emit(eval_frame *fr, const fora_operation *op)
{
    eval_emitter *e = fr->emitter;
    eval_value value = eval_operand(fr, op, 0);
    switch (e->kind) {
    case FORA_COMP_SET:
        e->table = eval_set_add(e->table, value);
        return FLOW_NEXT;
    case FORA_COMP_DICT:
        e->table = eval_dict_put(e->table, value, eval_operand(fr, op, 1));
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
comp_result(eval_emitter *e)
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
run_comp(eval_frame *fr, const fora_operation *op)
{
    eval_emitter e = {.outer = fr->emitter,
                      .kind = (fora_comp)eval_attribute(fr, op, 0),
                      .table = eval_table_new(0)};
    bool has_start = e.kind == FORA_COMP_SUM || e.kind == FORA_COMP_JOIN;
    if (has_start)
        e.start = eval_operand(fr, op, 0);
    if (e.kind == FORA_COMP_SUM) {
        eval_check_sum_start(e.start);
        e.value = e.start;
    } else if (e.kind == FORA_COMP_ANY || e.kind == FORA_COMP_ALL) {
        e.value = eval_bool(e.kind == FORA_COMP_ALL);
    }
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
    eval_set_result(fr, op, 0, comp_result(&e));
    return FLOW_NEXT;
}

// ---- Operators and methods ----------------------------------------------------------

static void
run_method(eval_frame *fr, const fora_operation *op)
{
    eval_value receiver = eval_operand(fr, op, 0);
    eval_args args = eval_arguments_of(fr, op, 1, 1);
    eval_value answer =
        eval_method((fora_sym)eval_attribute(fr, op, 0), &receiver, args);
    eval_set_result(fr, op, 0, answer);
    eval_set_result(fr, op, 1, receiver);
}

static void
run_unpack(eval_frame *fr, const fora_operation *op)
{
    eval_unpack(eval_operand(fr, op, 0), op->result_count,
                (int64_t)eval_attribute(fr, op, 0), &fr->values[op->result]);
}

static void
run_operator(eval_frame *fr, const fora_operation *op)
{
    fora_opcode code = (fora_opcode)op->code;
    eval_value a = eval_operand(fr, op, 0), r;
    if (code >= FORA_OP_PY_ADD && code <= FORA_OP_PY_IXOR)
        r = eval_binary(code, a, eval_operand(fr, op, 1));
    else if (code == FORA_OP_PY_NOT || code == FORA_OP_PY_TRUTH)
        r = eval_bool(eval_truth(a) == (code == FORA_OP_PY_TRUTH));
    else if (code >= FORA_OP_PY_NEG && code <= FORA_OP_PY_INVERT)
        r = eval_unary(code, a);
    else if (code >= FORA_OP_PY_EQ && code <= FORA_OP_PY_GE)
        r = eval_compare(code, a, eval_operand(fr, op, 1));
    else if (code == FORA_OP_PY_IS)
        r = eval_bool(eval_same(a, eval_operand(fr, op, 1)));
    else if (code == FORA_OP_PY_IN)
        r = eval_bool(eval_contains(eval_operand(fr, op, 1), a));
    else
        eval_lacks("operation %s", fora_op_infos[code].text);
    eval_set_result(fr, op, 0, r);
}

// ---- Blocks and functions -----------------------------------------------------------

static void
run_raise(eval_frame *fr, const fora_operation *op)
{
    eval_value cause = op->operand_count > 1 ? eval_operand(fr, op, 1) : eval_none();
    if (op->code == FORA_OP_RAISE)
        eval_raise_operand(eval_operand(fr, op, 0), cause);
    if (op->operand_count)
        eval_raise(eval_operand(fr, op, 0));
    if (eval_now.handled.kind == EVAL_UNBOUND)
        eval_raise_text(RT_EXC_RuntimeError, "No active exception to reraise");
    eval_raise(eval_now.handled);
}

static flow
run_op(eval_frame *fr, const fora_operation *op)
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
        FORA_DEFECT("`unreachable` was reached in %s",
                    eval_text(fr->f->qualified_name));
    case FORA_OP_PY_METHOD:
        run_method(fr, op);
        break;
    case FORA_OP_PY_LOOK_UP:
        eval_look_up((fora_sym)eval_attribute(fr, op, 0), eval_operand(fr, op, 0));
        break;
    case FORA_OP_PY_UNPACK:
        run_unpack(fr, op);
        break;
    default:
        if (!eval_run_constant(fr, op) && !eval_run_name(fr, op) &&
            !eval_run_object(fr, op))
            run_operator(fr, op);
    }
    return FLOW_NEXT;
}

static flow
run_block(eval_frame *fr, fora_block block)
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
    eval_frame fr = {.f = f};
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
