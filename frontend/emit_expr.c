// Expressions: dispatch over the kinds of nodes, operators, displays, subscripts.
#include "emit.h"

fora_opcode
fe_operator_op(fe_operator operator, bool in_place)
{
    static const struct {
        fe_operator operator;
        fora_opcode plain, in_place;
    } rows[] = {
        {FE_Add, FORA_OP_PY_ADD, FORA_OP_PY_IADD},
        {FE_Sub, FORA_OP_PY_SUB, FORA_OP_PY_ISUB},
        {FE_Mult, FORA_OP_PY_MUL, FORA_OP_PY_IMUL},
        {FE_MatMult, FORA_OP_PY_MATMUL, FORA_OP_PY_IMATMUL},
        {FE_Div, FORA_OP_PY_TRUEDIV, FORA_OP_PY_ITRUEDIV},
        {FE_Mod, FORA_OP_PY_MOD, FORA_OP_PY_IMOD},
        {FE_Pow, FORA_OP_PY_POW, FORA_OP_PY_IPOW},
        {FE_LShift, FORA_OP_PY_LSHIFT, FORA_OP_PY_ILSHIFT},
        {FE_RShift, FORA_OP_PY_RSHIFT, FORA_OP_PY_IRSHIFT},
        {FE_BitOr, FORA_OP_PY_OR, FORA_OP_PY_IOR},
        {FE_BitXor, FORA_OP_PY_XOR, FORA_OP_PY_IXOR},
        {FE_BitAnd, FORA_OP_PY_AND, FORA_OP_PY_IAND},
        {FE_FloorDiv, FORA_OP_PY_FLOORDIV, FORA_OP_PY_IFLOORDIV},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].operator== operator)
            return in_place ? rows[i].in_place : rows[i].plain;
    FORA_DEFECT("operator %d", (int)operator);
}

// ---- Lists of values ----------------------------------------------------------------

void
fe_values_add(fe_emit *e, fe_values *values, fora_val value, uint64_t mark)
{
    fora_arena *arena = e->unit->arena;
    *FORA_PUSH(arena, values->values, values->count, values->capacity) = value;
    *FORA_PUSH(arena, values->marks, values->mark_count, values->mark_capacity) = mark;
}

static bool
makes_iterator(fe_emit *e, const fe_node *node)
{
    static const char *const makers[] = {"enumerate", "filter", "map", "reversed",
                                         "zip"};
    for (size_t i = 0; i < sizeof makers / sizeof *makers; i++)
        if (node->kind == FE_Call && fe_is_builtin(e, node->Call.func, makers[i]))
            return true;
    return false;
}

typedef struct {
    bool found;
} effect_search;

static void
find_effect(void *context, fe_node *node)
{
    effect_search *search = context;
    if (node->kind == FE_Call || node->kind == FE_NamedExpr)
        search->found = true;
    else if (node->kind != FE_Lambda)
        fe_each_child(node, find_effect, search);
}

// Whether an element from `from` on may do something that others would notice.
static bool
has_effect(fe_nodes nodes, uint32_t from)
{
    effect_search search = {false};
    for (uint32_t i = from; i < nodes.count && !search.found; i++)
        find_effect(&search, nodes.items[i]);
    return search.found;
}

static fora_val
call_builtin(fe_emit *e, fe_node *node, const char *name)
{
    fora_val operands[2] = {fe_builtin(e, name), fe_expr(e, node)};
    uint64_t plain = 0;
    return fe_op(e, node, FORA_OP_PY_CALL, 2, operands, 1, &plain);
}

// A starred iterator in a display is consumed where it stands, before the next element is
// evaluated; so is one among arguments, and an object that makes one.
static fora_val
starred(fe_emit *e, fe_node *inner, bool in_display, bool followed)
{
    if (inner->kind == FE_GeneratorExp)
        return fe_expr_or_list(e, inner);
    if (makes_iterator(e, inner) && (in_display || followed))
        return call_builtin(e, inner, "list");
    return followed ? call_builtin(e, inner, "_fora_opened") : fe_expr(e, inner);
}

// `effects`: what follows behind all the nodes has some.
static void
add_all(fe_emit *e, fe_values *values, fe_nodes nodes, bool in_display, bool effects)
{
    for (uint32_t i = 0; i < nodes.count; i++) {
        fe_node *node = nodes.items[i];
        fe_node *inner = node->kind == FE_Starred ? node->Starred.value : NULL;
        bool followed = inner && (effects || has_effect(nodes, i + 1));
        // *(a, b) among values says the same as a, b.
        if (inner && inner->kind == FE_Tuple)
            add_all(e, values, inner->Tuple.elts, true, followed);
        else if (inner && inner->kind == FE_List)
            add_all(e, values, inner->List.elts, true, followed);
        else if (inner)
            fe_values_add(e, values, starred(e, inner, in_display, followed),
                          fe_intern(e, "*"));
        else
            fe_values_add(e, values, fe_expr(e, node), 0);
    }
}

void
fe_values_all(fe_emit *e, fe_values *values, fe_nodes nodes, fe_nodes later)
{
    // f(*xs, k=v): CPython reads xs alone when it calls.
    add_all(e, values, nodes, false, nodes.count > 1 && has_effect(later, 0));
}

// {*(a, b)} is not {a, b}: CPython makes a set of constants in another way than one that
// is updated, which the order of its members shows.
static fora_val
set_display(fe_emit *e, const fe_node *node)
{
    fe_values values = {0};
    fe_nodes elements = node->Set.elts;
    for (uint32_t i = 0; i < elements.count; i++) {
        fe_node *element = elements.items[i];
        bool star = element->kind == FE_Starred;
        fora_val value =
            star ? starred(e, element->Starred.value, true, has_effect(elements, i + 1))
                 : fe_expr(e, element);
        fe_values_add(e, &values, value, star ? fe_intern(e, "*") : 0);
    }
    return fe_op(e, node, FORA_OP_PY_SET, values.count, values.values,
                 values.mark_count, values.marks);
}

static fora_val
display(fe_emit *e, const fe_node *node, fora_opcode code, fe_nodes elements)
{
    fe_values values = {0};
    add_all(e, &values, elements, true, false);
    return fe_op(e, node, code, values.count, values.values, values.mark_count,
                 values.marks);
}

static fora_val
dict_display(fe_emit *e, fe_node *node)
{
    fe_values values = {0};
    for (uint32_t i = 0; i < node->Dict.keys.count; i++) {
        fe_node *key = node->Dict.keys.items[i];
        fora_arena *arena = e->unit->arena;
        fora_val k = key ? fe_expr(e, key) : fe_none(e);
        fora_val v = fe_expr(e, node->Dict.values.items[i]);
        *FORA_PUSH(arena, values.values, values.count, values.capacity) = k;
        *FORA_PUSH(arena, values.values, values.count, values.capacity) = v;
        *FORA_PUSH(arena, values.marks, values.mark_count, values.mark_capacity) =
            key ? 0 : fe_intern(e, "**");
    }
    return fe_op(e, node, FORA_OP_PY_DICT, values.count, values.values,
                 values.mark_count, values.marks);
}

// ---- Operators ----------------------------------------------------------------------

static bool
is_least_integer(const fe_node *node)
{
    if (node->UnaryOp.op != FE_USub || node->UnaryOp.operand->kind != FE_Constant)
        return false;
    const fe_constant *constant = &node->UnaryOp.operand->Constant.value;
    if (constant->kind != FE_BIGINT)
        return false;
    const char *digits = "9223372036854775808";
    for (uint32_t i = 0; i < constant->length; i++)
        if (digits[i] == 0 || digits[i] != constant->bytes[i])
            return false;
    return digits[constant->length] == 0;
}

static fora_val
unary(fe_emit *e, fe_node *node)
{
    if (is_least_integer(node)) {
        fe_at(e, node);
        return fe_int(e, INT64_MIN);
    }
    int64_t value = 0;
    // -2**63 is in range, 2**63 is not.
    if (node->UnaryOp.operand->kind == FE_BinOp &&
        fe_fold_int(node, &value) == FE_FOLD_VALUE) {
        fe_at(e, node);
        return fe_int(e, value);
    }
    fora_val operand = fe_expr(e, node->UnaryOp.operand);
    switch (node->UnaryOp.op) {
    case FE_Not:
        return fe_op1(e, node, FORA_OP_PY_NOT, operand);
    case FE_USub:
        return fe_op1(e, node, FORA_OP_PY_NEG, operand);
    case FE_UAdd:
        return fe_op1(e, node, FORA_OP_PY_POS, operand);
    default:
        return fe_op1(e, node, FORA_OP_PY_INVERT, operand);
    }
}

static fora_val
binary(fe_emit *e, fe_node *node)
{
    int64_t value = 0;
    fe_fold fold = fe_fold_int(node, &value);
    if (fold == FE_FOLD_TOO_LARGE)
        fe_refuse(e, refused_integer_result, node);
    if (fold != FE_FOLD_NONE) {
        fe_at(e, node);
        return fe_int(e, value);
    }
    fora_val left = fe_expr(e, node->BinOp.left);
    fora_val right = fe_expr(e, node->BinOp.right);
    return fe_op2(e, node, fe_operator_op(node->BinOp.op, false), left, right);
}

static fora_val
slice(fe_emit *e, fe_node *node)
{
    fora_val lower = fe_expr_opt(e, node->Slice.lower);
    fora_val upper = fe_expr_opt(e, node->Slice.upper);
    fora_val step = fe_expr_opt(e, node->Slice.step);
    return fe_op3(e, node, FORA_OP_PY_SLICE, lower, upper, step);
}

static fora_val
attribute(fe_emit *e, fe_node *node)
{
    fora_val resolved = fe_module_attribute(e, node);
    if (resolved != 0)
        return resolved;
    fora_val object = fe_expr(e, node->Attribute.value);
    if (fe_sym_is(e->unit->names, node->Attribute.attr, "__class__")) {
        uint64_t mark = 0;
        return fe_op(e, node, FORA_OP_PY_CALL, 2,
                     (fora_val[]){fe_builtin(e, "type"), object}, 1, &mark);
    }
    uint64_t name = fe_mangle(e->unit->names, e->scope, node->Attribute.attr);
    return fe_op(e, node, FORA_OP_PY_GETATTR, 1, &object, 1, &name);
}

static fora_val
walrus(fe_emit *e, fe_node *node)
{
    fora_val value = fe_expr(e, node->NamedExpr.value);
    fe_scope *inner = e->scope;
    while (e->scope->kind == FE_SCOPE_COMPREHENSION)
        e->scope = e->scope->parent;
    fe_store(e, node, node->NamedExpr.target->Name.id, value);
    e->scope = inner;
    return value;
}

// ---- Dispatch -----------------------------------------------------------------------

fora_val
fe_expr_opt(fe_emit *e, fe_node *node)
{
    return node ? fe_expr(e, node) : fe_none(e);
}

static fora_val
other_expr(fe_emit *e, fe_node *node)
{
    switch (node->kind) {
    case FE_Yield:
    case FE_YieldFrom:
        return fe_refuse(e, refused_yield, node);
    case FE_Await:
        return fe_refuse(e, refused_async, node, "await");
    default:
        return fe_refuse(e, syntax_invalid, node);
    }
}

fora_val
fe_expr(fe_emit *e, fe_node *node)
{
    switch (node->kind) {
    case FE_Constant:
        return fe_literal(e, node);
    case FE_Name:
        return fe_load(e, node, node->Name.id);
    case FE_BoolOp:
        return fe_bool_op(e, node);
    case FE_NamedExpr:
        return walrus(e, node);
    case FE_BinOp:
        return binary(e, node);
    case FE_UnaryOp:
        return unary(e, node);
    case FE_Lambda:
        return fe_lambda(e, node);
    case FE_IfExp:
        return fe_if_expr(e, node);
    case FE_Dict:
        return dict_display(e, node);
    case FE_Set:
        return set_display(e, node);
    case FE_List:
        return display(e, node, FORA_OP_PY_LIST, node->List.elts);
    case FE_Tuple:
        return display(e, node, FORA_OP_PY_TUPLE, node->Tuple.elts);
    case FE_ListComp:
    case FE_SetComp:
    case FE_DictComp:
    case FE_GeneratorExp:
        return fe_comprehension(e, node);
    case FE_Compare:
        return fe_compare(e, node);
    case FE_Call:
        return fe_call(e, node);
    case FE_JoinedStr:
        return fe_joined(e, node);
    case FE_Attribute:
        return attribute(e, node);
    case FE_Subscript: {
        fora_val object = fe_expr(e, node->Subscript.value);
        fora_val index = fe_expr(e, node->Subscript.slice);
        return fe_op2(e, node, FORA_OP_PY_GETITEM, object, index);
    }
    case FE_Slice:
        return slice(e, node);
    default:
        return other_expr(e, node);
    }
}
