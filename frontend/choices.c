// A container that is chosen where it is updated is updated in either branch:
//
//     (even if n % 2 == 0 else odd).append(n)
//     even.append(n) if n % 2 == 0 else odd.append(n)
//
// Python evaluates the same in the same order, and each branch updates what one path leads
// to. The arguments stand in the tree twice then, so none may hold a scope of its own.
#include "scope.h"

typedef struct {
    fora_arena *arena;
    const fora_names *names;
} rewriting;

static void
find_scope(void *context, fe_node *node)
{
    bool *found = context;
    *found |= node->kind == FE_Lambda || node->kind == FE_ListComp ||
              node->kind == FE_SetComp || node->kind == FE_DictComp ||
              node->kind == FE_GeneratorExp;
    fe_each_child(node, find_scope, found);
}

static bool
holds_scope(fe_node *node)
{
    bool found = false;
    find_scope(&found, node);
    return found;
}

// Whether a choice between paths, or between such choices, may be taken apart.
static bool
is_choice_of_paths(const rewriting *r, fe_node *node)
{
    uint32_t steps;
    if (node->kind != FE_IfExp)
        return !holds_scope(node) && fe_path_root(r->names, node, &steps);
    return is_choice_of_paths(r, node->IfExp.body) &&
           is_choice_of_paths(r, node->IfExp.orelse);
}

static bool
updates_choice(const rewriting *r, const fe_node *call)
{
    fe_node *callee = call->Call.func;
    if (callee->kind != FE_Attribute ||
        !fe_method_updates(r->names, callee->Attribute.attr) ||
        callee->Attribute.value->kind != FE_IfExp ||
        !is_choice_of_paths(r, callee->Attribute.value))
        return false;
    for (uint32_t i = 0; i < call->Call.args.count; i++)
        if (holds_scope(call->Call.args.items[i]))
            return false;
    for (uint32_t i = 0; i < call->Call.keywords.count; i++)
        if (holds_scope(call->Call.keywords.items[i]))
            return false;
    return true;
}

static fe_node *
call_of(const rewriting *r, const fe_node *call, fe_node *receiver)
{
    fe_node *callee = fe_node_new(r->arena, FE_Attribute, call->Call.func->span);
    *callee = *call->Call.func;
    callee->Attribute.value = receiver;
    fe_node *copy = fe_node_new(r->arena, FE_Call, call->span);
    *copy = *call;
    copy->Call.func = callee;
    return copy;
}

static void
rewrite(void *context, fe_node *node)
{
    const rewriting *r = context;
    if (node->kind == FE_Call && updates_choice(r, node)) {
        const fe_node *choice = node->Call.func->Attribute.value;
        fe_node taken = *choice;
        taken.span = node->span;
        taken.IfExp.body = call_of(r, node, choice->IfExp.body);
        taken.IfExp.orelse = call_of(r, node, choice->IfExp.orelse);
        *node = taken;
    }
    fe_each_child(node, rewrite, context);
}

void
fe_split_choices(fora_arena *arena, const fora_names *names, fe_module *module)
{
    rewriting r = {arena, names};
    rewrite(&r, module->root);
}
