// The containers inside a type, and their compatibility: two container types are
// compatible if one object can be seen as both, because a list of nothing became a list of
// something, or elements were converted.
#include "holds.h"

typedef struct {
    uint32_t count, capacity;
    fora_type *types;  // list, dict and set types, each once
    bool done;
} inside;

struct ir_holds {
    fora_arena *arena;
    const fora_program *program;
    inside *insides;  // by type
    uint32_t capacity;
    fora_map *answers;  // (outer, inner) -> bool
};

enum { MOST_DEPTH = 12 };

ir_holds *
ir_holds_new(fora_arena *arena, const fora_program *program)
{
    ir_holds *holds = fora_alloc(arena, sizeof *holds);
    holds->arena = arena;
    holds->program = program;
    holds->answers = fora_map_new(arena);
    return holds;
}

static const fora_type_info *
info(const ir_holds *holds, fora_type type)
{
    return fora_type_get(holds->program->types, type);
}

static bool
is_container(fora_type_kind kind)
{
    return kind == FORA_TYPE_LIST || kind == FORA_TYPE_DICT || kind == FORA_TYPE_SET;
}

static bool
add_once(ir_holds *holds, inside *all, fora_type type)
{
    for (uint32_t i = 0; i < all->count; i++)
        if (all->types[i] == type)
            return false;
    *FORA_PUSH(holds->arena, all->types, all->count, all->capacity) = type;
    return true;
}

// The dict behind a view: the view leads to it.
static fora_type
dict_of_view(ir_holds *holds, const fora_type_info *view)
{
    return fora_type_make(holds->program->types, FORA_TYPE_DICT, 0, 2,
                          view->parameters);
}

static void collect(ir_holds *holds, inside *all, inside *seen, fora_type type);

static void
collect_fields(ir_holds *holds, inside *all, inside *seen, fora_class class)
{
    const fora_class_info *info = &holds->program->classes[class];
    for (uint32_t i = 0; i < info->field_count; i++)
        if (info->fields[i].type)
            collect(holds, all, seen, info->fields[i].type);
}

// A handler sees exceptions as of the class that it names: they may be of any below.
static bool
is_exception_of(const ir_holds *holds, fora_class class, fora_class base)
{
    const fora_class_info *classes = holds->program->classes;
    if (!classes[class].exception)
        return false;
    while (class && class != base)
        class = classes[class].base;
    return class != 0;
}

// Collects the containers inside `type`; `seen` has the instance types met so far.
static void
collect(ir_holds *holds, inside *all, inside *seen, fora_type type)
{
    const fora_type_info *t = info(holds, type);
    if (is_container(t->kind) && !add_once(holds, all, type))
        return;
    switch (t->kind) {
    case FORA_TYPE_INSTANCE: {
        if (!add_once(holds, seen, type))
            return;
        for (fora_class c = t->payload; c; c = holds->program->classes[c].base)
            collect_fields(holds, all, seen, c);
        for (fora_class c = 1; c < holds->program->class_count; c++)
            if (is_exception_of(holds, c, t->payload))
                collect_fields(holds, all, seen, c);
        return;
    }
    case FORA_TYPE_CELL:
        if (add_once(holds, seen, type) && holds->program->cells[t->payload])
            collect(holds, all, seen, holds->program->cells[t->payload]);
        return;
    case FORA_TYPE_DICT_KEYS:
    case FORA_TYPE_DICT_VALUES:
    case FORA_TYPE_DICT_ITEMS:
        collect(holds, all, seen, dict_of_view(holds, t));
        return;
    default:
        for (uint32_t i = 0; i < t->count; i++)
            collect(holds, all, seen, t->parameters[i]);
    }
}

static inside
inside_of(ir_holds *holds, fora_type type)
{
    if (type >= holds->capacity)
        holds->insides = fora_grow(holds->arena, holds->insides, &holds->capacity,
                                   fora_type_count(holds->program->types) + 1,
                                   sizeof *holds->insides);
    if (!holds->insides[type].done) {
        inside all = {0}, seen = {0};
        collect(holds, &all, &seen, type);
        all.done = true;
        // Collecting may have made types, hence room for more.
        if (type >= holds->capacity)
            return all;
        holds->insides[type] = all;
    }
    return holds->insides[type];
}

bool
ir_holds_cell(ir_holds *holds, fora_type type, fora_type cell)
{
    inside all = {0}, seen = {0};
    if (type)
        collect(holds, &all, &seen, type);
    for (uint32_t i = 0; i < seen.count; i++)
        if (seen.types[i] == cell)
            return true;
    return false;
}

bool
ir_holds_any(ir_holds *holds, fora_type type)
{
    return type && inside_of(holds, type).count != 0;
}

static unsigned
scalar_family(fora_type_kind kind)
{
    switch (kind) {
    case FORA_TYPE_BOOL:
    case FORA_TYPE_INT:
    case FORA_TYPE_ZERO:
    case FORA_TYPE_FLOAT:
        return 1;
    case FORA_TYPE_CHAR:
    case FORA_TYPE_STR:
        return 2;
    default:
        return 0;
    }
}

static bool
compatible(ir_holds *holds, fora_type a, fora_type b, int depth)
{
    if (a == b || depth > MOST_DEPTH)
        return true;
    const fora_type_info *x = info(holds, a), *y = info(holds, b);
    if (x->kind == FORA_TYPE_NEVER || y->kind == FORA_TYPE_NEVER)
        return true;
    if (x->kind == FORA_TYPE_UNION) {
        for (uint32_t i = 0; i < x->count; i++)
            if (compatible(holds, x->parameters[i], b, depth + 1))
                return true;
        return false;
    }
    if (y->kind == FORA_TYPE_UNION)
        return compatible(holds, b, a, depth + 1);
    bool tuples = (x->kind == FORA_TYPE_TUPLE || x->kind == FORA_TYPE_VTUPLE) &&
                  (y->kind == FORA_TYPE_TUPLE || y->kind == FORA_TYPE_VTUPLE);
    if (tuples)
        return true;
    if (x->kind != y->kind)
        return scalar_family(x->kind) &&
               scalar_family(x->kind) == scalar_family(y->kind);
    if (x->kind == FORA_TYPE_INSTANCE || x->kind == FORA_TYPE_FUNC)
        return true;
    for (uint32_t i = 0; i < x->count && i < y->count; i++)
        if (!compatible(holds, x->parameters[i], y->parameters[i], depth + 1))
            return false;
    return true;
}

// Whether `outer`, or a container inside it, is like one of `inner`.
static bool
any_pair(ir_holds *holds, inside outer, inside inner)
{
    for (uint32_t i = 0; i < outer.count; i++)
        for (uint32_t k = 0; k < inner.count; k++)
            if (compatible(holds, outer.types[i], inner.types[k], 0))
                return true;
    return false;
}

bool
ir_holds_reach(ir_holds *holds, fora_type outer, fora_type inner)
{
    uint64_t key = (uint64_t)outer << 32 | inner, value;
    if (fora_map_get(holds->answers, key, &value))
        return value;
    inside from = inside_of(holds, outer), to = inside_of(holds, inner);
    // A container is meant itself; of a tuple or a union, whatever it leads to.
    if (is_container(info(holds, inner)->kind))
        to = (inside){.count = 1, .types = &inner};
    bool answer = any_pair(holds, from, to);
    fora_map_put(holds->answers, key, answer);
    return answer;
}

const fora_type *
ir_holds_inside(ir_holds *holds, fora_type type, uint32_t *count)
{
    inside all = inside_of(holds, type);
    *count = all.count;
    return all.types;
}

bool
ir_holds_compatible(ir_holds *holds, fora_type a, fora_type b)
{
    return compatible(holds, a, b, 0);
}
