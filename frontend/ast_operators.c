// Operators: boolean, unary, binary, comparisons.
#include "ast_build.h"

static fe_operator
boolean_operator(const fe_cst *node)
{
    const fe_cst *operator= fe_cst_child(node, FE_FIELD_operator);
    return operator->symbol == FE_CST_key_and ? FE_And : FE_Or;
}

// a and b and c is one node with three values; the grammar nests to the left.
fe_node *
fe_expr_boolean(fe_builder *b, const fe_cst *node)
{
    fe_node *boolean = fe_make(b, FE_BoolOp, node);
    boolean->BoolOp.op = boolean_operator(node);
    uint32_t count = 1;
    const fe_cst *left = node;
    while (left->symbol == FE_CST_boolean_operator &&
           boolean_operator(left) == boolean->BoolOp.op) {
        left = fe_cst_child(left, FE_FIELD_left);
        count++;
    }
    fe_nodes *values = &boolean->BoolOp.values;
    values->items = fora_alloc(b->arena, count * sizeof *values->items);
    values->count = count;
    const fe_cst *at = node;
    for (uint32_t i = count; --i > 0; at = fe_cst_child(at, FE_FIELD_left))
        values->items[i] = fe_expression(b, fe_cst_child(at, FE_FIELD_right));
    values->items[0] = fe_expression(b, left);
    return boolean;
}

fe_node *
fe_expr_not(fe_builder *b, const fe_cst *node)
{
    fe_node *not = fe_make(b, FE_UnaryOp, node);
    not ->UnaryOp.op = FE_Not;
    not ->UnaryOp.operand = fe_expression(b, fe_cst_child(node, FE_FIELD_argument));
    return not ;
}

fe_node *
fe_expr_unary(fe_builder *b, const fe_cst *node)
{
    fe_node *unary = fe_make(b, FE_UnaryOp, node);
    switch (fe_cst_child(node, FE_FIELD_operator)->symbol) {
    case FE_CST_op_dash:
        unary->UnaryOp.op = FE_USub;
        break;
    case FE_CST_op_plus:
        unary->UnaryOp.op = FE_UAdd;
        break;
    default:
        unary->UnaryOp.op = FE_Invert;
    }
    unary->UnaryOp.operand = fe_expression(b, fe_cst_child(node, FE_FIELD_argument));
    return unary;
}

static fe_operator
binary_operator(fe_cst_symbol symbol)
{
    switch (symbol) {
    case FE_CST_op_plus:
        return FE_Add;
    case FE_CST_op_dash:
        return FE_Sub;
    case FE_CST_op_star:
        return FE_Mult;
    case FE_CST_op_at:
        return FE_MatMult;
    case FE_CST_op_slash:
        return FE_Div;
    case FE_CST_op_percent:
        return FE_Mod;
    case FE_CST_op_slash_slash:
        return FE_FloorDiv;
    case FE_CST_op_star_star:
        return FE_Pow;
    case FE_CST_op_pipe:
        return FE_BitOr;
    case FE_CST_op_amp:
        return FE_BitAnd;
    case FE_CST_op_caret:
        return FE_BitXor;
    case FE_CST_op_lt_lt:
        return FE_LShift;
    default:
        return FE_RShift;
    }
}

static fe_node *
make_binary(fe_builder *b, fe_node *left, fe_operator operator, fe_node * right,
            uint32_t start, uint32_t end)
{
    fe_node *binary = fe_node_new(b->arena, FE_BinOp, fe_span_between(b, start, end));
    binary->BinOp.left = left;
    binary->BinOp.op = operator;
    binary->BinOp.right = right;
    return binary;
}

static fe_operator
operator_of(const fe_cst *node)
{
    return binary_operator(fe_cst_child(node, FE_FIELD_operator)->symbol);
}

// The grammar gives `^` a higher precedence than `&`; in Python it is the other way
// round. Chains of the two are taken apart and put together anew.
static bool
is_misread(const fe_cst *node)
{
    return node->symbol == FE_CST_binary_operator &&
           (operator_of(node) == FE_BitAnd || operator_of(node) == FE_BitXor);
}

typedef struct {
    fe_node *node;
    uint32_t start, end;  // with its parentheses
} operand;

typedef struct {
    operand *operands;
    fe_operator *operators;  // operators[i] stands after operands[i]
    uint32_t count, capacity, operator_count, operator_capacity;
} chain;

static void
flatten(fe_builder *b, chain *c, const fe_cst *node)
{
    if (!is_misread(node)) {
        operand *last = FORA_PUSH(b->arena, c->operands, c->count, c->capacity);
        last->node = fe_expression(b, node);
        last->start = node->start;
        last->end = node->end;
        return;
    }
    flatten(b, c, fe_cst_child(node, FE_FIELD_left));
    *FORA_PUSH(b->arena, c->operators, c->operator_count, c->operator_capacity) =
        operator_of(node);
    flatten(b, c, fe_cst_child(node, FE_FIELD_right));
}

// From operand *at on: as many as are joined by `&`.
static operand
join_and(fe_builder *b, const chain *c, uint32_t *at)
{
    operand left = c->operands[*at];
    while (*at < c->operator_count && c->operators[*at] == FE_BitAnd) {
        operand right = c->operands[++*at];
        left.node =
            make_binary(b, left.node, FE_BitAnd, right.node, left.start, right.end);
        left.end = right.end;
    }
    return left;
}

fe_node *
fe_expr_binary(fe_builder *b, const fe_cst *node)
{
    if (!is_misread(node)) {
        fe_node *left = fe_expression(b, fe_cst_child(node, FE_FIELD_left));
        fe_node *right = fe_expression(b, fe_cst_child(node, FE_FIELD_right));
        return make_binary(b, left, operator_of(node), right, node->start, node->end);
    }
    chain c = {0};
    uint32_t at = 0;
    flatten(b, &c, node);
    operand left = join_and(b, &c, &at);
    while (at < c.operator_count) {
        at++;
        operand right = join_and(b, &c, &at);
        left.node =
            make_binary(b, left.node, FE_BitXor, right.node, left.start, right.end);
        left.end = right.end;
    }
    return left.node;
}

// ---- Unions -------------------------------------------------------------------------

// In annotations the grammar may join `A[x] | B | C` from the right.
static void
flatten_union(fe_builder *b, fe_node_list *list, const fe_cst *node)
{
    bool joins =
        node->symbol == FE_CST_union_type ||
        (node->symbol == FE_CST_binary_operator && operator_of(node) == FE_BitOr);
    if (!joins && node->symbol != FE_CST_type) {
        fe_list_add(b, list, fe_expression(b, node));
        return;
    }
    for (const fe_cst *child = fe_first(node); child; child = fe_after(child))
        flatten_union(b, list, child);
}

fe_node *
fe_expr_union_type(fe_builder *b, const fe_cst *node)
{
    fe_node_list list = {0};
    flatten_union(b, &list, node);
    fe_node *left = list.items[0];
    for (uint32_t i = 1; i < list.count; i++)
        left = make_binary(b, left, FE_BitOr, list.items[i], node->start,
                           list.items[i]->span.end);
    left->span.end = node->end;
    return left;
}

// ---- Comparisons --------------------------------------------------------------------

static bool
comparison_operator(fe_cst_symbol symbol, fe_operator *operator)
{
    static const struct {
        fe_cst_symbol symbol;
        fe_operator operator;
    } rows[] = {
        {FE_CST_op_lt, FE_Lt},     {FE_CST_op_lt_eq, FE_LtE},
        {FE_CST_op_eq_eq, FE_Eq},  {FE_CST_op_bang_eq, FE_NotEq},
        {FE_CST_op_gt_eq, FE_GtE}, {FE_CST_op_gt, FE_Gt},
        {FE_CST_key_in, FE_In},    {FE_CST_op_not_in, FE_NotIn},
        {FE_CST_key_is, FE_Is},    {FE_CST_op_is_not, FE_IsNot},
    };
    for (uint32_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].symbol == symbol) {
            *operator= rows[i].operator;
            return true;
        }
    return false;
}

fe_node *
fe_expr_comparison(fe_builder *b, const fe_cst *node)
{
    fe_node *compare = fe_make(b, FE_Compare, node);
    fe_operators *ops = &compare->Compare.ops;
    uint32_t capacity = 0;
    fe_node_list values = {0};
    for (const fe_cst *child = node->first; child; child = child->next) {
        if (child->field != FE_FIELD_operators) {
            fe_list_add(b, &values, fe_expression(b, child));
            continue;
        }
        fe_operator operator;
        if (!comparison_operator(child->symbol, &operator))
            return fe_expression(b, child);  // `<>`, which its row refuses
        *FORA_PUSH(b->arena, ops->items, ops->count, capacity) = operator;
    }
    compare->Compare.left = values.items[0];
    compare->Compare.comparators = (fe_nodes){values.items + 1, values.count - 1};
    return compare;
}
