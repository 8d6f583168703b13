// Statements: dispatch, and those without a file of their own.
#include "emit.h"

#include <string.h>

// ---- if -----------------------------------------------------------------------------

// __name__ == "__main__" is known here. Returns whether it is such a test.
static bool
is_main_test(fe_emit *e, const fe_node *test, bool *truth)
{
    if (test->kind != FE_Compare || test->Compare.ops.count != 1 ||
        test->Compare.ops.items[0] != FE_Eq)
        return false;
    const fe_node *name = test->Compare.left,
                  *text = test->Compare.comparators.items[0];
    if (name->kind == FE_Constant) {
        const fe_node *swap = name;
        name = text;
        text = swap;
    }
    if (!fe_is_builtin(e, name, "__name__") || text->kind != FE_Constant ||
        text->Constant.value.kind != FE_STR)
        return false;
    *truth = fora_intern(e->unit->names, text->Constant.value.bytes,
                         text->Constant.value.length) == e->unit->module;
    return true;
}

// typing.TYPE_CHECKING is false outside of type checkers.
static bool
is_checker_test(fe_emit *e, const fe_node *test)
{
    const char *name = fe_library_name(e, test);
    return name && strcmp(name, "typing.TYPE_CHECKING") == 0;
}

static fora_block
branch(fe_emit *e, fe_node *test, bool truth, fe_nodes body)
{
    fe_saved saved;
    fora_block block = fe_open(e, &saved);
    fe_narrow(e, test, truth);
    fe_emit_statements(e, body);
    fe_yield(e, 0, NULL);
    fe_close(e, saved);
    return block;
}

static void
if_statement(fe_emit *e, fe_node *node)
{
    fe_node *test = node->If.test;
    bool known = false;
    if (is_main_test(e, test, &known) || is_checker_test(e, test)) {
        fe_emit_statements(e, known ? node->If.body : node->If.orelse);
        return;
    }
    fora_val condition = fe_truth(e, test);
    fora_block then = branch(e, test, true, node->If.body);
    fora_block otherwise = branch(e, test, false, node->If.orelse);
    fe_if(e, node, condition, then, otherwise, 0);
}

// ---- assert, raise, return, break, continue -----------------------------------------

// What a traceback marks of a condition that did not hold: CPython 3.11 leaves the place at
// the last comparison for which it wrote a jump; NULL: there is none.
static const fe_node *
last_comparison(const fe_node *test)
{
    const fe_node *last = NULL;
    switch (test->kind) {
    case FE_Compare:
        return test;
    case FE_BoolOp:
        for (uint32_t i = test->BoolOp.values.count; i-- > 0 && !last;)
            last = last_comparison(test->BoolOp.values.items[i]);
        return last;
    case FE_UnaryOp:
        return test->UnaryOp.op == FE_Not ? last_comparison(test->UnaryOp.operand)
                                          : NULL;
    case FE_IfExp:
        last = last_comparison(test->IfExp.orelse);
        if (!last)
            last = last_comparison(test->IfExp.body);
        return last ? last : last_comparison(test->IfExp.test);
    default:
        return NULL;
    }
}

static void
assert_statement(fe_emit *e, fe_node *node)
{
    fora_val condition = fe_truth(e, node->Assert.test);
    fe_saved saved;
    fora_block holds = fe_open(e, &saved);
    fe_narrow(e, node->Assert.test, true);
    fe_yield(e, 0, NULL);
    fe_close(e, saved);
    fora_block fails = fe_open(e, &saved);
    fe_narrow(e, node->Assert.test, false);
    fora_val values[2] = {
        fe_leaf(e, node, FORA_OP_CLASS_REF,
                fe_exception_class(e, fe_intern(e, "AssertionError")))};
    uint64_t plain = 0;
    uint32_t count = node->Assert.msg != NULL;
    if (count)
        values[1] = fe_expr(e, node->Assert.msg);
    fora_val error = fe_op(e, node, FORA_OP_PY_CALL, 1 + count, values, count, &plain);
    const fe_node *marked = last_comparison(node->Assert.test);
    fe_at(e, marked ? marked : node);
    fe_end(e, FORA_OP_RAISE, 1, &error);
    fe_close(e, saved);
    fe_if(e, node, condition, holds, fails, 0);
}

void
fe_raise(fe_emit *e, fe_node *node)
{
    if (node->Raise.exc == NULL) {
        if (e->handled == 0) {
            fe_refuse(e, refused_bare_raise, node);
            return;
        }
        fe_at(e, node);
        fe_end(e, FORA_OP_RERAISE, 1, &e->handled);
        return;
    }
    fora_val values[2] = {fe_expr(e, node->Raise.exc)};
    if (node->Raise.cause)
        values[1] = fe_expr(e, node->Raise.cause);
    fe_at(e, node);
    fe_end(e, FORA_OP_RAISE, node->Raise.cause ? 2 : 1, values);
}

// What a base's __init__ answers is None, as here.
static bool
is_none(const fe_emit *e, const fe_node *value)
{
    if (value->kind == FE_Constant)
        return value->Constant.value.kind == FE_NONE;
    return value->kind == FE_Call && value->Call.func->kind == FE_Attribute &&
           fe_sym_is(e->unit->names, value->Call.func->Attribute.attr, "__init__");
}

void
fe_return(fe_emit *e, fe_node *node)
{
    if (e->self && node->Return.value && !is_none(e, node->Return.value))
        fe_refuse(e, refused_init_value, node);
    fora_val value = node->Return.value ? fe_expr(e, node->Return.value) : 0;
    if (!fe_leave(e, node, false))
        return;
    fe_at(e, node);
    if (e->self)
        value = fe_load(e, node, e->self);
    else if (value == 0)
        value = fe_none(e);
    fe_end(e, FORA_OP_RETURN, 1, &value);
}

static void
jump(fe_emit *e, fe_node *node)
{
    bool is_break = node->kind == FE_Break;
    if (e->detached) {
        fe_refuse(e, refused_finally_jump, node, is_break ? "break" : "continue");
        return;
    }
    if (!fe_leave(e, node, true))
        return;
    const fe_way *way = e->ways;
    while (way && way->kind != FE_WAY_LOOP)
        way = way->outer;
    fe_at(e, node);
    if (way && is_break && way->broken != UINT32_MAX)
        fe_set(e, way->broken, fe_bool(e, true));
    fe_end(e, is_break ? FORA_OP_BREAK : FORA_OP_CONTINUE, 0, NULL);
}

// ---- Dispatch -----------------------------------------------------------------------

static void
delete_statement(fe_emit *e, fe_node *node)
{
    for (uint32_t i = 0; i < node->Delete.targets.count; i++)
        fe_delete_target(e, node->Delete.targets.items[i]);
}

static void
annotated(fe_emit *e, fe_node *node)
{
    fe_node *target = node->AnnAssign.target, *value = node->AnnAssign.value;
    fora_val alias;
    if (value)
        fe_assign(e, target,
                  fe_type_alias(e, target, value, &alias) ? alias : fe_expr(e, value));
}

static bool
compound(fe_emit *e, fe_node *node)
{
    switch (node->kind) {
    case FE_If:
        if_statement(e, node);
        return true;
    case FE_For:
        fe_for(e, node);
        return true;
    case FE_While:
        fe_while(e, node);
        return true;
    case FE_Try:
        fe_try(e, node);
        return true;
    case FE_With:
        fe_with(e, node);
        return true;
    case FE_FunctionDef:
        fe_def(e, node);
        return true;
    case FE_ClassDef:
        fe_class_def(e, node);
        return true;
    default:
        return false;
    }
}

static void
refuse_statement(fe_emit *e, fe_node *node)
{
    switch (node->kind) {
    case FE_AsyncFunctionDef:
        fe_refuse(e, refused_async, node, "async def");
        break;
    case FE_AsyncFor:
        fe_refuse(e, refused_async, node, "async for");
        break;
    case FE_AsyncWith:
        fe_refuse(e, refused_async, node, "async with");
        break;
    case FE_Match:
        fe_refuse(e, refused_match, node);
        break;
    case FE_TryStar:
        fe_refuse(e, refused_except_star, node);
        break;
    default:
        break;
    }
}

static void
statement(fe_emit *e, fe_node *node)
{
    if (compound(e, node))
        return;
    switch (node->kind) {
    case FE_Return:
        fe_return(e, node);
        break;
    case FE_Delete:
        delete_statement(e, node);
        break;
    case FE_Assign:
        fe_assign_statement(e, node);
        break;
    case FE_AugAssign:
        fe_augmented(e, node);
        break;
    case FE_AnnAssign:
        annotated(e, node);
        break;
    case FE_Raise:
        fe_raise(e, node);
        break;
    case FE_Assert:
        assert_statement(e, node);
        break;
    case FE_Import:
        fe_import(e, node);
        break;
    case FE_ImportFrom:
        fe_import_from(e, node);
        break;
    case FE_Expr:
        if (node->Expr.value->kind != FE_Constant && !fe_doctest(e, node->Expr.value))
            fe_expr(e, node->Expr.value);
        break;
    case FE_Break:
    case FE_Continue:
        jump(e, node);
        break;
    default:
        refuse_statement(e, node);
        break;
    }
}

void
fe_emit_statements(fe_emit *e, fe_nodes body)
{
    for (uint32_t i = 0; i < body.count && !e->dead; i++)
        statement(e, body.items[i]);
}
