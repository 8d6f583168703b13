// Fields that `__init__` builds up are variables until they are done:
//
//     self.groups = {}                        groups = {}
//     for key, value in pairs:                for key, value in pairs:
//         self.groups[key].append(value)          groups[key].append(value)
//                                             self.groups = groups
//
// An object cannot change, so `self` is made anew with every field that is stored; the old
// one would still hold the container that is updated. Nobody can tell the variable
// from the field as long as nothing sees the object as a whole: no method of it is called,
// it is not passed on, and no inner function keeps it.
#include "scope.h"

#include <string.h>

typedef struct {
    fora_arena *arena;
    fora_names *names;
    fora_map *methods;  // names of functions in classes of the module
    fora_map *classes;  // names of classes of the module
} unit;

// What a statement does with the object, and with the field at hand.
typedef struct {
    const unit *u;
    fora_sym self, field;
    bool sees_whole;  // the object
    bool mentions, updates;
    bool inner;  // in a function of its own
} look;

static bool
is_self(const look *l, const fe_node *node)
{
    return node->kind == FE_Name && node->Name.id == l->self;
}

static bool
is_field(const look *l, const fe_node *node)
{
    return node->kind == FE_Attribute && is_self(l, node->Attribute.value) &&
           node->Attribute.attr == l->field;
}

// ---- Looking ------------------------------------------------------------------------

// Whether the path of attributes and items starts at the field.
static bool
starts_at_field(const look *l, fe_node *node)
{
    for (;;) {
        if (is_field(l, node))
            return true;
        if (node->kind == FE_Attribute)
            node = node->Attribute.value;
        else if (node->kind == FE_Subscript)
            node = node->Subscript.value;
        else if (fe_is_item_call(l->u->names, node))
            node = node->Call.func->Attribute.value;
        else
            return false;
    }
}

static void
look_at_target(look *l, fe_node *target, bool reads)
{
    bool item = target->kind == FE_Subscript ||
                (target->kind == FE_Attribute && !is_self(l, target->Attribute.value));
    if ((item || reads) && starts_at_field(l, target))
        l->updates = true;
}

static void
look_at_targets(look *l, fe_nodes targets)
{
    for (uint32_t i = 0; i < targets.count; i++) {
        if (targets.items[i]->kind == FE_Tuple)
            look_at_targets(l, targets.items[i]->Tuple.elts);
        else if (targets.items[i]->kind == FE_List)
            look_at_targets(l, targets.items[i]->List.elts);
        else
            look_at_target(l, targets.items[i], false);
    }
}

static void
look_at_call(look *l, const fe_node *call)
{
    const fe_node *callee = call->Call.func;
    if (callee->kind == FE_Name && fe_sym_is(l->u->names, callee->Name.id, "super"))
        l->sees_whole = true;
    if (callee->kind == FE_Attribute &&
        fe_method_updates(l->u->names, callee->Attribute.attr) &&
        starts_at_field(l, callee->Attribute.value))
        l->updates = true;
}

static void look_at(void *context, fe_node *node);

static void
look_inside(look *l, fe_node *node)
{
    bool inner = l->inner;
    l->inner |= node->kind == FE_FunctionDef || node->kind == FE_Lambda ||
                node->kind == FE_ClassDef || node->kind == FE_AsyncFunctionDef;
    fe_each_child(node, look_at, l);
    l->inner = inner;
}

static void
look_at(void *context, fe_node *node)
{
    look *l = context;
    uint64_t found;
    switch (node->kind) {
    case FE_Name:
        l->sees_whole |= is_self(l, node);
        return;
    case FE_Attribute:
        if (!is_self(l, node->Attribute.value))
            break;
        l->mentions |= is_field(l, node);
        l->sees_whole |=
            l->inner || fora_map_get(l->u->methods, node->Attribute.attr, &found);
        return;
    case FE_Return:
        l->sees_whole = true;
        break;
    case FE_Delete:
        for (uint32_t i = 0; i < node->Delete.targets.count; i++)
            l->sees_whole |= is_field(l, node->Delete.targets.items[i]);
        look_at_targets(l, node->Delete.targets);
        break;
    case FE_Assign:
        look_at_targets(l, node->Assign.targets);
        break;
    case FE_AugAssign:
        look_at_target(l, node->AugAssign.target, true);
        break;
    case FE_Call:
        look_at_call(l, node);
        break;
    default:
        break;
    }
    look_inside(l, node);
}

static look
look_through(const unit *u, fora_sym self, fora_sym field, fe_node *statement)
{
    look l = {.u = u, .self = self, .field = field};
    look_at(&l, statement);
    return l;
}

// ---- Where the field is a variable --------------------------------------------------

// Whether the statement gives the field its first value, and does nothing else with it.
static bool
begins_field(const unit *u, fora_sym self, fora_sym field, fe_node *node)
{
    look l = {.u = u, .self = self, .field = field};
    fe_node *value = NULL;
    bool found = false;
    if (node->kind == FE_Assign) {
        value = node->Assign.value;
        for (uint32_t i = 0; i < node->Assign.targets.count; i++)
            found |= is_field(&l, node->Assign.targets.items[i]);
    } else if (node->kind == FE_AnnAssign) {
        value = node->AnnAssign.value;
        found = is_field(&l, node->AnnAssign.target);
    }
    if (!found || !value)
        return false;
    look_at(&l, value);
    return !l.mentions;
}

// Whether the first statement that mentions the field gives it its first value.
static bool
find_first(const unit *u, fora_sym self, fora_sym field, fe_nodes body, uint32_t *first)
{
    for (uint32_t i = 0; i < body.count; i++) {
        if (!look_through(u, self, field, body.items[i]).mentions)
            continue;
        *first = i;
        return begins_field(u, self, field, body.items[i]);
    }
    return false;
}

// The last statement that updates the field; false if none does.
static bool
find_last(const unit *u, fora_sym self, fora_sym field, fe_nodes body, uint32_t *last)
{
    bool found = false;
    for (uint32_t i = 0; i < body.count; i++) {
        if (!look_through(u, self, field, body.items[i]).updates)
            continue;
        found = true;
        *last = i;
    }
    return found;
}

// Whether the field can be a variable from its first value, in statement `first`, to behind
// statement `last`.
static bool
can_be_variable(const unit *u, fora_sym self, fora_sym field, fe_nodes body,
                uint32_t *first, uint32_t last)
{
    if (!find_first(u, self, field, body, first) || *first > last)
        return false;
    for (uint32_t i = *first; i <= last; i++)
        if (look_through(u, self, field, body.items[i]).sees_whole)
            return false;
    return true;
}

// ---- Rewriting ----------------------------------------------------------------------

typedef struct {
    look what;
    fora_sym variable;
} rewriting;

static void
rewrite(void *context, fe_node *node)
{
    rewriting *r = context;
    if (is_field(&r->what, node)) {
        fe_operator use = node->Attribute.ctx;
        node->kind = FE_Name;
        node->Name.id = r->variable;
        node->Name.ctx = use;
        return;
    }
    fe_each_child(node, rewrite, r);
}

static fe_node *
name_node(const unit *u, fora_sym name, fora_span span)
{
    fe_node *node = fe_node_new(u->arena, FE_Name, span);
    node->Name.id = name;
    node->Name.ctx = FE_Load;
    return node;
}

// self.field = variable
static fe_node *
store_field(const unit *u, fora_sym self, fora_sym field, fora_sym variable,
            fora_span span)
{
    fe_node *target = fe_node_new(u->arena, FE_Attribute, span);
    target->Attribute.value = name_node(u, self, span);
    target->Attribute.attr = field;
    target->Attribute.ctx = FE_Store;
    fe_node *store = fe_node_new(u->arena, FE_Assign, span);
    fe_node **targets = fora_alloc(u->arena, sizeof *targets);
    targets[0] = target;
    store->Assign.targets = (fe_nodes){targets, 1};
    store->Assign.value = name_node(u, variable, span);
    return store;
}

static fe_nodes
with_inserted(const unit *u, fe_nodes body, uint32_t at, fe_node *node)
{
    fe_node **items = fora_alloc(u->arena, (body.count + 1) * sizeof *items);
    memcpy(items, body.items, at * sizeof *items);
    items[at] = node;
    memcpy(items + at + 1, body.items + at, (body.count - at) * sizeof *items);
    return (fe_nodes){items, body.count + 1};
}

// Makes the field a variable up to statement `last`, if it can be one.
static void
make_variable(const unit *u, fora_sym self, fora_sym field, fe_nodes *body,
              uint32_t last)
{
    uint32_t first;
    if (!can_be_variable(u, self, field, *body, &first, last))
        return;
    const char *name = fora_printf(u->arena, "%s.%s", fora_sym_text(u->names, self),
                                   fora_sym_text(u->names, field));
    rewriting r = {.what = {.u = u, .self = self, .field = field},
                   .variable = fora_intern_c(u->names, name)};
    for (uint32_t i = first; i <= last; i++)
        rewrite(&r, body->items[i]);
    fe_node *store = store_field(u, self, field, r.variable, body->items[first]->span);
    *body = with_inserted(u, *body, last + 1, store);
}

// The field to which a statement of the body assigns; 0: to none.
static fora_sym
assigned_field(const unit *u, fora_sym self, const fe_node *node)
{
    if (node->kind != FE_Assign && node->kind != FE_AnnAssign)
        return 0;
    const fe_node *target = node->kind == FE_AnnAssign ? node->AnnAssign.target
                                                       : node->Assign.targets.items[0];
    look l = {.u = u, .self = self};
    bool field = target->kind == FE_Attribute && is_self(&l, target->Attribute.value);
    return field ? target->Attribute.attr : 0;
}

// Fields that are built up, and with them those that are read meanwhile, so that the object
// has no use then. Where something sees the object in between, each for as long as it must.
static void
make_variables(const unit *u, fora_sym self, fe_nodes *body)
{
    fe_nodes before = *body;
    uint32_t end = 0, last;
    bool any = false;
    for (uint32_t i = 0; i < before.count; i++) {
        fora_sym field = assigned_field(u, self, before.items[i]);
        if (!field || !find_last(u, self, field, before, &last))
            continue;
        end = last > end ? last : end;
        any = true;
    }
    for (uint32_t i = 0; any && i <= end; i++) {
        fora_sym field = assigned_field(u, self, before.items[i]);
        if (field)
            make_variable(u, self, field, body, end);
    }
    for (uint32_t i = 0; any && i <= end; i++) {
        fora_sym field = assigned_field(u, self, before.items[i]);
        if (field && find_last(u, self, field, *body, &last))
            make_variable(u, self, field, body, last);
    }
}

// ---- Classes ------------------------------------------------------------------------

// Bases of which all methods are known.
static bool
knows_bases(const unit *u, const fe_node *class)
{
    uint64_t found;
    for (uint32_t i = 0; i < class->ClassDef.bases.count; i++) {
        const fe_node *base = class->ClassDef.bases.items[i];
        if (base->kind != FE_Name ||
            (!fora_map_get(u->classes, base->Name.id, &found) &&
             !fe_sym_is(u->names, base->Name.id, "object") &&
             !fe_sym_is(u->names, base->Name.id, "ABC")))
            return false;
    }
    return class->ClassDef.keywords.count == 0;
}

static void
rewrite_init(const unit *u, fe_node *init)
{
    const fe_node *arguments = init->FunctionDef.args;
    if (arguments->arguments.posonlyargs.count || !arguments->arguments.args.count ||
        init->FunctionDef.decorator_list.count)
        return;
    make_variables(u, arguments->arguments.args.items[0]->arg.arg,
                   &init->FunctionDef.body);
}

static void
note_classes(void *context, fe_node *node)
{
    unit *u = context;
    if (node->kind == FE_ClassDef) {
        fora_map_put(u->classes, node->ClassDef.name, 1);
        for (uint32_t i = 0; i < node->ClassDef.body.count; i++) {
            const fe_node *part = node->ClassDef.body.items[i];
            if (part->kind == FE_FunctionDef)
                fora_map_put(u->methods, part->FunctionDef.name, 1);
        }
    }
    fe_each_child(node, note_classes, u);
}

static void
rewrite_classes(void *context, fe_node *node)
{
    unit *u = context;
    for (uint32_t i = 0; node->kind == FE_ClassDef && knows_bases(u, node) &&
                         i < node->ClassDef.body.count;
         i++) {
        fe_node *part = node->ClassDef.body.items[i];
        if (part->kind == FE_FunctionDef &&
            fe_sym_is(u->names, part->FunctionDef.name, "__init__"))
            rewrite_init(u, part);
    }
    fe_each_child(node, rewrite_classes, u);
}

void
fe_init_fields(fora_arena *arena, fora_names *names, fe_module *module)
{
    unit u = {.arena = arena,
              .names = names,
              .methods = fora_map_new(arena),
              .classes = fora_map_new(arena)};
    note_classes(&u, module->root);
    rewrite_classes(&u, module->root);
}
