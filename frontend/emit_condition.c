// Conditions: truth, `and` and `or`, comparison chains, conditional expressions, and what
// a branch may conclude about variables from the condition that leads into it.
#include "emit.h"

// ---- Narrowing ----------------------------------------------------------------------

typedef struct {
    fora_sym name;
    uint32_t count;
} walrus_count;

static void
count_walrus(void *context, fe_node *node)
{
    walrus_count *count = context;
    if (node->kind == FE_NamedExpr && node->NamedExpr.target->Name.id == count->name)
        count->count++;
    fe_each_child(node, count_walrus, count);
}

// The name that a test is about: a name, or the target of a walrus; else 0.
static fora_sym
subject_of(const fe_node *test, fe_node *subject)
{
    uint32_t own = subject->kind == FE_NamedExpr;
    fora_sym name = 0;
    if (own)
        name = subject->NamedExpr.target->Name.id;
    else if (subject->kind == FE_Name)
        name = subject->Name.id;
    walrus_count count = {name, 0};
    if (name)
        count_walrus(&count, (fe_node *)test);
    return count.count == own ? name : 0;
}

static void
narrow_name(fe_emit *e, const fe_node *node, fora_sym name, fora_narrow how,
            fe_node *class_info)
{
    fe_symbol *symbol = name ? fe_lookup(e, name) : NULL;
    if (symbol == NULL || symbol->storage != FE_VARIABLE)
        return;
    fora_val operands[2];
    operands[0] = fe_load(e, node, name);
    if (class_info)
        operands[1] = fe_expr(e, class_info);
    uint64_t attribute = how;
    fe_at(e, node);
    fora_op op = fora_build(&e->b, FORA_OP_NARROW, class_info ? 2 : 1, operands, 1, 1,
                            &attribute, 0, NULL);
    fe_store_symbol(e, node, symbol, fora_op_get(e->b.function, op)->result);
}

static bool
is_none(const fe_node *node)
{
    return node->kind == FE_Constant && node->Constant.value.kind == FE_NONE;
}

static void
narrow_compare(fe_emit *e, fe_node *whole, fe_node *node, bool truth)
{
    if (node->Compare.ops.count != 1)
        return;
    fe_node *left = node->Compare.left, *right = node->Compare.comparators.items[0];
    fe_node *subject = is_none(right) ? left : is_none(left) ? right : NULL;
    if (subject == NULL)
        return;
    fora_sym name = subject_of(whole, subject);
    fe_operator op = node->Compare.ops.items[0];
    bool is = (op == FE_Is || op == FE_Eq) == truth;
    // An __eq__ may call something else equal to None; None itself is equal always.
    if (op == FE_Is || op == FE_IsNot)
        narrow_name(e, node, name, is ? FORA_NARROW_NONE : FORA_NARROW_NOT_NONE, NULL);
    else if ((op == FE_Eq || op == FE_NotEq) && !is)
        narrow_name(e, node, name, FORA_NARROW_NOT_NONE, NULL);
}

static bool
is_class_info(const fe_node *node)
{
    if (node->kind == FE_Tuple) {
        for (uint32_t i = 0; i < node->Tuple.elts.count; i++)
            if (!is_class_info(node->Tuple.elts.items[i]))
                return false;
        return true;
    }
    if (node->kind == FE_BinOp && node->BinOp.op == FE_BitOr)
        return is_class_info(node->BinOp.left) && is_class_info(node->BinOp.right);
    return node->kind == FE_Name || node->kind == FE_Attribute || is_none(node);
}

static void
narrow_call(fe_emit *e, fe_node *whole, fe_node *node, bool truth)
{
    if (!fe_is_builtin(e, node->Call.func, "isinstance") ||
        node->Call.args.count != 2 || node->Call.keywords.count != 0 ||
        !is_class_info(node->Call.args.items[1]))
        return;
    fora_sym name = subject_of(whole, node->Call.args.items[0]);
    narrow_name(e, node, name,
                truth ? FORA_NARROW_ISINSTANCE : FORA_NARROW_NOT_ISINSTANCE,
                node->Call.args.items[1]);
}

static void
narrow_by(fe_emit *e, fe_node *whole, fe_node *node, bool truth)
{
    switch (node->kind) {
    case FE_UnaryOp:
        if (node->UnaryOp.op == FE_Not)
            narrow_by(e, whole, node->UnaryOp.operand, !truth);
        break;
    case FE_BoolOp:
        if ((node->BoolOp.op == FE_And) == truth)
            for (uint32_t i = 0; i < node->BoolOp.values.count; i++)
                narrow_by(e, whole, node->BoolOp.values.items[i], truth);
        break;
    case FE_Compare:
        narrow_compare(e, whole, node, truth);
        break;
    case FE_Call:
        narrow_call(e, whole, node, truth);
        break;
    case FE_Name:
    case FE_NamedExpr:
        narrow_name(e, node, subject_of(whole, node),
                    truth ? FORA_NARROW_TRUE : FORA_NARROW_FALSE, NULL);
        break;
    default:
        break;
    }
}

void
fe_narrow(fe_emit *e, fe_node *test, bool truth)
{
    narrow_by(e, test, test, truth);
}

// ---- Truth --------------------------------------------------------------------------

// `values[i:]` of an `and` or `or` in a condition.
static fora_val
truth_of_rest(fe_emit *e, fe_node *node, uint32_t i)
{
    fe_nodes values = node->BoolOp.values;
    bool is_and = node->BoolOp.op == FE_And;
    fora_val first = fe_truth(e, values.items[i]);
    if (i + 1 == values.count)
        return first;
    fe_saved saved;
    fora_block decided = fe_open(e, &saved);
    fora_val constant = fe_bool(e, !is_and);
    fe_yield(e, 1, &constant);
    fe_close(e, saved);
    fora_block rest = fe_open(e, &saved);
    fe_narrow(e, values.items[i], is_and);
    fora_val value = truth_of_rest(e, node, i + 1);
    fe_yield(e, 1, &value);
    fe_close(e, saved);
    return fe_if(e, node, first, is_and ? rest : decided, is_and ? decided : rest, 1);
}

fora_val
fe_truth(fe_emit *e, fe_node *node)
{
    if (node->kind == FE_BoolOp)
        return truth_of_rest(e, node, 0);
    if (node->kind == FE_UnaryOp && node->UnaryOp.op == FE_Not)
        return fe_op1(e, node, FORA_OP_PY_NOT, fe_truth(e, node->UnaryOp.operand));
    if (node->kind == FE_Constant &&
        (node->Constant.value.kind == FE_TRUE || node->Constant.value.kind == FE_FALSE))
        return fe_expr(e, node);
    return fe_op1(e, node, FORA_OP_PY_TRUTH, fe_expr(e, node));
}

// ---- and, or, conditional expressions as values -------------------------------------

static fora_val
narrowed(fe_emit *e, const fe_node *node, fora_val value, fora_narrow how)
{
    uint64_t attribute = how;
    fe_at(e, node);
    fora_op op =
        fora_build(&e->b, FORA_OP_NARROW, 1, &value, 1, 1, &attribute, 0, NULL);
    return fora_op_get(e->b.function, op)->result;
}

static fora_val
value_of_rest(fe_emit *e, fe_node *node, uint32_t i)
{
    fe_nodes values = node->BoolOp.values;
    bool is_and = node->BoolOp.op == FE_And;
    fe_node *first = values.items[i];
    fora_val value = fe_expr(e, first);
    if (i + 1 == values.count)
        return value;
    fora_val condition = fe_op1(e, first, FORA_OP_PY_TRUTH, value);
    fe_saved saved;
    fora_block decided = fe_open(e, &saved);
    fora_val kept =
        narrowed(e, first, value, is_and ? FORA_NARROW_FALSE : FORA_NARROW_TRUE);
    fe_yield(e, 1, &kept);
    fe_close(e, saved);
    fora_block rest = fe_open(e, &saved);
    fe_narrow(e, first, is_and);
    fora_val other = value_of_rest(e, node, i + 1);
    fe_yield(e, 1, &other);
    fe_close(e, saved);
    return fe_if(e, node, condition, is_and ? rest : decided, is_and ? decided : rest,
                 1);
}

fora_val
fe_bool_op(fe_emit *e, fe_node *node)
{
    return value_of_rest(e, node, 0);
}

static fora_block
branch_value(fe_emit *e, fe_node *test, bool truth, fe_node *value)
{
    fe_saved saved;
    fora_block block = fe_open(e, &saved);
    fe_narrow(e, test, truth);
    fora_val result = fe_expr(e, value);
    fe_yield(e, 1, &result);
    fe_close(e, saved);
    return block;
}

fora_val
fe_if_expr(fe_emit *e, fe_node *node)
{
    fe_node *test = node->IfExp.test;
    fora_val condition = fe_truth(e, test);
    fora_block then = branch_value(e, test, true, node->IfExp.body);
    fora_block otherwise = branch_value(e, test, false, node->IfExp.orelse);
    return fe_if(e, node, condition, then, otherwise, 1);
}

// ---- Comparisons --------------------------------------------------------------------

fora_val
fe_compare_op(fe_emit *e, const fe_node *node, fe_operator op, fora_val left,
              fora_val right)
{
    switch (op) {
    case FE_Eq:
        return fe_op2(e, node, FORA_OP_PY_EQ, left, right);
    case FE_NotEq:
        return fe_op2(e, node, FORA_OP_PY_NE, left, right);
    case FE_Lt:
        return fe_op2(e, node, FORA_OP_PY_LT, left, right);
    case FE_LtE:
        return fe_op2(e, node, FORA_OP_PY_LE, left, right);
    case FE_Gt:
        return fe_op2(e, node, FORA_OP_PY_GT, left, right);
    case FE_GtE:
        return fe_op2(e, node, FORA_OP_PY_GE, left, right);
    case FE_Is:
        return fe_op2(e, node, FORA_OP_PY_IS, left, right);
    case FE_IsNot:
        return fe_op1(e, node, FORA_OP_PY_NOT,
                      fe_op2(e, node, FORA_OP_PY_IS, left, right));
    case FE_In:
        return fe_op2(e, node, FORA_OP_PY_IN, left, right);
    default:
        return fe_op1(e, node, FORA_OP_PY_NOT,
                      fe_op2(e, node, FORA_OP_PY_IN, left, right));
    }
}

// ops[i:] of a chain of which the left operand of ops[i] is `left`.
static fora_val
compare_rest(fe_emit *e, fe_node *node, uint32_t i, fora_val left)
{
    fora_val right = fe_expr(e, node->Compare.comparators.items[i]);
    fora_val result = fe_compare_op(e, node, node->Compare.ops.items[i], left, right);
    if (i + 1 == node->Compare.ops.count)
        return result;
    fora_val condition = fe_op1(e, node, FORA_OP_PY_TRUTH, result);
    fe_saved saved;
    fora_block then = fe_open(e, &saved);
    fora_val rest = compare_rest(e, node, i + 1, right);
    fe_yield(e, 1, &rest);
    fe_close(e, saved);
    fora_block otherwise = fe_open(e, &saved);
    fe_yield(e, 1, &result);
    fe_close(e, saved);
    return fe_if(e, node, condition, then, otherwise, 1);
}

fora_val
fe_compare(fe_emit *e, fe_node *node)
{
    return compare_rest(e, node, 0, fe_expr(e, node->Compare.left));
}
