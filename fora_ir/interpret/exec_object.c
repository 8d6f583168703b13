// Runs operations on objects: displays, attributes, subscripts, calls.
#include "exec.h"

// ---- Objects ------------------------------------------------------------------------

static eval_table *
list_display(const eval_frame *fr, const fora_operation *op)
{
    eval_args args = eval_arguments_of(fr, op, 0, 0);
    eval_table *list = eval_table_new(args.count);
    for (uint32_t i = 0; i < args.count; i++)
        list->entries[i].value = args.values[i];
    list->length = args.count;
    return list;
}

static eval_table *
dict_display(const eval_frame *fr, const fora_operation *op)
{
    eval_table *dict = eval_table_new(op->operand_count / 2);
    for (uint32_t i = 0; i + 1 < op->operand_count; i += 2) {
        if (eval_attribute(fr, op, i / 2) == 0) {
            dict = eval_dict_put(dict, eval_operand(fr, op, i),
                                 eval_operand(fr, op, i + 1));
            continue;
        }
        eval_table *more = eval_to_dict(eval_operand(fr, op, i + 1));
        for (int64_t k = 0; k < more->used; k++) {
            eval_entry entry = eval_entries(more)[k];
            if (entry.state == EVAL_LIVE)
                dict = eval_dict_put(dict, entry.key, entry.value);
        }
    }
    return dict;
}

static bool
is_constant(const eval_frame *fr, fora_val value)
{
    fora_op def = fr->f->values[value].def;
    const fora_operation *op = &fr->f->ops[def];
    if (!def || (op->code >= FORA_OP_CONST_NONE && op->code <= FORA_OP_CONST_STR))
        return def && op->code != FORA_OP_CONST_UNBOUND;
    if (op->code == FORA_OP_PY_NEG)
        return is_constant(fr, fora_operand(fr->f, def, 0));
    bool constant = op->code == FORA_OP_PY_TUPLE;
    for (uint32_t i = 0; constant && i < op->operand_count; i++)
        constant = eval_attribute(fr, op, i) == 0 &&
                   is_constant(fr, fora_operand(fr->f, def, i));
    return constant;
}

static eval_table *
set_of(eval_table *list)
{
    eval_table *set = eval_table_new(0);
    for (int64_t i = 0; i < list->length; i++)
        set = eval_set_add(set, eval_list_at(list, i));
    return set;
}

// Of three or more constants CPython makes a frozenset, another one in the order of the
// first when it shares constants, and merges that into a new set.
static eval_value
set_display(const eval_frame *fr, const fora_operation *op)
{
    bool constant = op->operand_count > 2;
    eval_table *set = eval_table_new(0);
    for (uint32_t i = 0; i < op->operand_count; i++) {
        eval_value value = eval_operand(fr, op, i);
        bool star = eval_attribute(fr, op, i) != 0;
        constant =
            constant && !star && is_constant(fr, fr->f->operand_pool[op->operands + i]);
        set = star ? eval_set_merge(set, value) : eval_set_add(set, value);
    }
    if (constant)
        set = eval_set_merged(set_of(eval_to_list(eval_container(EVAL_SET, set))));
    return eval_container(EVAL_SET, set);
}

static eval_value
concat(const eval_frame *fr, const fora_operation *op)
{
    rt_ref *pieces = eval_alloc(op->operand_count * sizeof *pieces);
    for (uint32_t i = 0; i < op->operand_count; i++)
        pieces[i] = eval_as_str(eval_operand(fr, op, i));
    return eval_str(rt_str_concat_many(pieces, op->operand_count));
}

static eval_value
display(const eval_frame *fr, const fora_operation *op)
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

bool
eval_run_object(eval_frame *fr, const fora_operation *op)
{
    eval_value a = op->operand_count > 0 ? eval_operand(fr, op, 0) : eval_none();
    eval_value b = op->operand_count > 1 ? eval_operand(fr, op, 1) : eval_none();
    uint64_t name = op->attribute_count ? eval_attribute(fr, op, 0) : 0;
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
        r = eval_setitem(a, b, eval_operand(fr, op, 2));
        break;
    case FORA_OP_PY_DELITEM:
        r = eval_delitem(a, b);
        break;
    case FORA_OP_PY_SLICE:
        r = eval_three(EVAL_SLICE, a, b, eval_operand(fr, op, 2));
        break;
    case FORA_OP_PY_CALL:
        r = eval_call(a, eval_arguments_of(fr, op, 1, 0));
        break;
    case FORA_OP_PY_SUPER:
        r = eval_super((fora_class)name, (fora_sym)eval_attribute(fr, op, 1), a,
                       eval_arguments_of(fr, op, 1, 2));
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
    eval_set_result(fr, op, 0, r);
    return true;
}
