// Assignment, augmented assignment and deletion, in CPython's order of evaluation.
#include "emit_path.h"

static bool
is_sequence(const fe_node *node)
{
    return node->kind == FE_Tuple || node->kind == FE_List;
}

static fe_nodes
elements_of(const fe_node *node)
{
    return node->kind == FE_Tuple ? node->Tuple.elts : node->List.elts;
}

static bool
has_star(fe_nodes nodes, uint64_t *place)
{
    for (uint32_t i = 0; i < nodes.count; i++)
        if (nodes.items[i]->kind == FE_Starred) {
            *place = i;
            return true;
        }
    *place = (uint64_t)-1;
    return false;
}

// ---- Plain assignment ---------------------------------------------------------------

static void
unpack(fe_emit *e, fe_node *target, fora_val value)
{
    fe_nodes elements = elements_of(target);
    uint64_t star;
    has_star(elements, &star);
    fe_at(e, target);
    fora_op op = fora_build(&e->b, FORA_OP_PY_UNPACK, 1, &value, elements.count, 1,
                            &star, 0, NULL);
    fora_val first = fora_op_get(e->b.function, op)->result;
    for (uint32_t i = 0; i < elements.count; i++) {
        fe_node *element = elements.items[i];
        fe_assign(e, element->kind == FE_Starred ? element->Starred.value : element,
                  first + i);
    }
}

void
fe_store_item(fe_emit *e, fe_node *target, fora_val value)
{
    bool item = target->kind == FE_Subscript;
    fe_node *object = item ? target->Subscript.value : target->Attribute.value;
    fe_path path;
    fe_nodes index = {&target->Subscript.slice, item ? 1 : 0};
    fe_path_init(e, &path, object, index);
    fe_path_prepare(e, &path);
    fora_val at = item ? fe_expr(e, target->Subscript.slice) : 0;
    fe_path_resume(e, &path);
    fora_val old = path.objects[path.count], updated;
    if (item) {
        updated = fe_op3(e, target, FORA_OP_PY_SETITEM, old, at, value);
    } else {
        uint64_t name = fe_mangle(e->unit->names, e->scope, target->Attribute.attr);
        updated =
            fe_op(e, target, FORA_OP_PY_SETATTR, 2, (fora_val[]){old, value}, 1, &name);
    }
    fe_path_commit(e, target, &path, updated);
}

// C.name where C is a class named directly and `name` a constant of it: its global.
static fe_symbol *
class_attribute(fe_emit *e, const fe_node *target)
{
    if (target->kind != FE_Attribute || target->Attribute.value->kind != FE_Name)
        return NULL;
    fe_symbol *symbol = fe_lookup(e, target->Attribute.value->Name.id);
    if (symbol == NULL || symbol->storage != FE_CLASS)
        return NULL;
    const fe_scope *scope = fe_scope_of(e->unit->scopes, symbol->definition);
    uint64_t found;
    if (!fora_map_get(scope->symbols, target->Attribute.attr, &found))
        return NULL;
    fe_symbol *constant = (fe_symbol *)(uintptr_t)found;
    return constant->storage == FE_GLOBAL ? constant : NULL;
}

void
fe_assign(fe_emit *e, fe_node *target, fora_val value)
{
    if (target->kind == FE_Name) {
        fe_store(e, target, target->Name.id, value);
        return;
    }
    if (is_sequence(target)) {
        unpack(e, target, value);
        return;
    }
    fe_symbol *constant = class_attribute(e, target);
    if (constant)
        fe_store_symbol(e, target, constant, value);
    else
        fe_store_item(e, target, value);
}

// a, b = x, y: no tuple is made.
static bool
assign_in_parallel(fe_emit *e, fe_node *target, fe_node *value)
{
    uint64_t star;
    if (!is_sequence(target) || !is_sequence(value))
        return false;
    fe_nodes targets = elements_of(target), values = elements_of(value);
    if (targets.count != values.count || has_star(targets, &star) ||
        has_star(values, &star))
        return false;
    fora_val *evaluated =
        fora_alloc(e->unit->arena, (values.count + 1) * sizeof(fora_val));
    for (uint32_t i = 0; i < values.count; i++)
        evaluated[i] = fe_expr(e, values.items[i]);
    for (uint32_t i = 0; i < targets.count; i++)
        fe_assign(e, targets.items[i], evaluated[i]);
    return true;
}

// Whether what is assigned is read to its end before anything is stored.
static bool
reads_to_end(const fe_node *target)
{
    return is_sequence(target) ||
           (target->kind == FE_Subscript && target->Subscript.slice->kind == FE_Slice);
}

void
fe_assign_statement(fe_emit *e, fe_node *node)
{
    fe_nodes targets = node->Assign.targets;
    fe_node *value = node->Assign.value;
    if (targets.count == 1 && assign_in_parallel(e, targets.items[0], value))
        return;
    fora_val result;
    if (targets.count != 1 || !fe_type_alias(e, targets.items[0], value, &result))
        result = reads_to_end(targets.items[0]) ? fe_expr_or_list(e, value)
                                                : fe_expr(e, value);
    for (uint32_t i = 0; i < targets.count; i++)
        fe_assign(e, targets.items[i], result);
}

// ---- Augmented assignment -----------------------------------------------------------

// Whether an augmented assignment takes the object from its variable to update it there.
// Variables that are no slots are values in the IR, of which no place holds a second.
static bool
updates_in_place(fe_emit *e, const fe_symbol *symbol, fora_sym name, fe_node *value)
{
    bool place = symbol->storage == FE_GLOBAL || symbol->storage == FE_CELL ||
                 (symbol->storage == FE_VARIABLE && symbol->guarded);
    return place && !fe_may_rebind(e, symbol, name, value);
}

static void
augment_name(fe_emit *e, fe_node *node, fora_opcode code)
{
    fe_node *target = node->AugAssign.target, *operand = node->AugAssign.value;
    fora_val old = fe_load(e, target, target->Name.id);
    fora_val value = fe_expr_or_list(e, operand);
    const fe_symbol *symbol = fe_lookup(e, target->Name.id);
    if (symbol && updates_in_place(e, symbol, target->Name.id, operand))
        old = fe_take(e, target, target->Name.id);
    fe_store(e, node, target->Name.id, fe_op2(e, node, code, old, value));
}

static fora_val
read_target(fe_emit *e, fe_node *target, fora_val object, fora_val index)
{
    if (target->kind == FE_Subscript)
        return fe_op2(e, target, FORA_OP_PY_GETITEM, object, index);
    uint64_t name = fe_mangle(e->unit->names, e->scope, target->Attribute.attr);
    return fe_op(e, target, FORA_OP_PY_GETATTR, 1, &object, 1, &name);
}

static fora_val
write_target(fe_emit *e, const fe_node *node, fora_val object, fora_val index,
             fora_val value)
{
    const fe_node *target = node->AugAssign.target;
    if (target->kind == FE_Subscript)
        return fe_op3(e, node, FORA_OP_PY_SETITEM, object, index, value);
    uint64_t name = fe_mangle(e->unit->names, e->scope, target->Attribute.attr);
    return fe_op(e, node, FORA_OP_PY_SETATTR, 2, (fora_val[]){object, value}, 1, &name);
}

static void
augment_item(fe_emit *e, fe_node *node, fora_opcode code)
{
    fe_node *target = node->AugAssign.target;
    bool item = target->kind == FE_Subscript;
    fe_node *between[] = {node->AugAssign.value, item ? target->Subscript.slice : NULL};
    fe_path path;
    fe_path_init(e, &path, item ? target->Subscript.value : target->Attribute.value,
                 (fe_nodes){between, item ? 2 : 1});
    fe_path_prepare(e, &path);
    fora_val index = item ? fe_expr(e, target->Subscript.slice) : 0, old = 0;
    // SAFE: neither reading the item late nor the value early can be told apart.
    bool early = path.way != FE_PATH_SAFE && path.objects[path.count] != 0;
    if (early)
        old = read_target(e, target, path.objects[path.count], index);
    fora_val value = fe_expr_or_list(e, node->AugAssign.value);
    fe_path_resume(e, &path);
    fora_val object = path.objects[path.count];
    if (!early)
        old = read_target(e, target, object, index);
    fora_val updated = fe_op2(e, node, code, old, value);
    fe_path_commit(e, node, &path, write_target(e, node, object, index, updated));
}

void
fe_augmented(fe_emit *e, fe_node *node)
{
    fora_opcode code = fe_operator_op(node->AugAssign.op, true);
    fe_node *target = node->AugAssign.target;
    if (target->kind == FE_Name) {
        augment_name(e, node, code);
        return;
    }
    fe_symbol *constant = class_attribute(e, target);
    if (constant == NULL) {
        augment_item(e, node, code);
        return;
    }
    fora_val old = fe_load_symbol(e, target, constant, false);
    fora_val value = fe_expr(e, node->AugAssign.value);
    if (updates_in_place(e, constant, constant->name, node->AugAssign.value))
        old = fe_load_symbol(e, target, constant, true);
    fe_store_symbol(e, node, constant, fe_op2(e, node, code, old, value));
}

// ---- Deletion -----------------------------------------------------------------------

static void
delete_item(fe_emit *e, fe_node *target)
{
    fe_path path;
    fe_path_init(e, &path, target->Subscript.value,
                 (fe_nodes){&target->Subscript.slice, 1});
    fe_path_prepare(e, &path);
    fora_val index = fe_expr(e, target->Subscript.slice);
    fe_path_resume(e, &path);
    fora_val object = path.objects[path.count];
    fe_path_commit(e, target, &path,
                   fe_op2(e, target, FORA_OP_PY_DELITEM, object, index));
}

void
fe_delete_target(fe_emit *e, fe_node *target)
{
    if (target->kind == FE_Name)
        fe_delete(e, target, target->Name.id);
    else if (target->kind == FE_Subscript)
        delete_item(e, target);
    else if (target->kind == FE_Attribute)
        fe_refuse(e, refused_del_attribute, target);
    else
        for (uint32_t i = 0; i < elements_of(target).count; i++)
            fe_delete_target(e, elements_of(target).items[i]);
}
