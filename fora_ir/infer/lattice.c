// The lattice of types: joins, order, and small questions about types.
#include "infer.h"

#include <string.h>

// Functions are counted apart: most have no value but their tag, and tables of them are long.
enum {
    MOST_MEMBERS = 8,
    MOST_FUNCTIONS = INFER_MOST_MEMBERS - MOST_MEMBERS,
    MOST_WORK = 2 * INFER_MOST_MEMBERS
};

const fora_type_info *
infer_info(const infer_engine *engine, fora_type type)
{
    return fora_type_get(engine->program->types, type);
}

fora_type_kind
infer_kind(const infer_engine *engine, fora_type type)
{
    return infer_info(engine, type)->kind;
}

fora_type
infer_parameter_of(const infer_engine *engine, fora_type type, uint32_t i)
{
    return infer_info(engine, type)->parameters[i];
}

fora_type
infer_make(infer_engine *engine, fora_type_kind kind, uint32_t payload, uint32_t count,
           const fora_type *parameters)
{
    return fora_type_make(engine->program->types, kind, payload, count, parameters);
}

fora_type
infer_make1(infer_engine *engine, fora_type_kind kind, fora_type parameter)
{
    return infer_make(engine, kind, 0, 1, &parameter);
}

fora_type
infer_make2(infer_engine *engine, fora_type_kind kind, fora_type a, fora_type b)
{
    return infer_make(engine, kind, 0, 2, (fora_type[]){a, b});
}

fora_type
infer_instance_type(infer_engine *engine, fora_class class)
{
    return infer_make(engine, FORA_TYPE_INSTANCE, class, 0, NULL);
}

uint32_t
infer_members(infer_engine *engine, fora_type type, const fora_type **members)
{
    const fora_type_info *info = infer_info(engine, type);
    if (info->kind == FORA_TYPE_UNION) {
        *members = info->parameters;
        return info->count;
    }
    fora_type *one = fora_alloc(engine->arena, sizeof *one);
    *one = type;
    *members = one;
    return 1;
}

uint32_t
infer_depth(const infer_engine *engine, fora_type type)
{
    const fora_type_info *info = infer_info(engine, type);
    uint32_t deepest = 0;
    for (uint32_t i = 0; i < info->count; i++) {
        uint32_t depth = infer_depth(engine, info->parameters[i]);
        deepest = depth > deepest ? depth : deepest;
    }
    return deepest + (info->count > 0 && info->kind != FORA_TYPE_UNION);
}

bool
infer_class_derives(const infer_engine *engine, fora_class class, fora_class base)
{
    while (class && class != base)
        class = engine->program->classes[class].base;
    return class == base;
}

bool
infer_is_exception(const infer_engine *engine, fora_type type)
{
    const fora_type_info *info = infer_info(engine, type);
    return info->kind == FORA_TYPE_INSTANCE &&
           engine->program->classes[info->payload].exception;
}

bool
infer_is_iterator(infer_engine *engine, fora_type type)
{
    switch (infer_kind(engine, type)) {
    case FORA_TYPE_ENUMERATE:
    case FORA_TYPE_ZIP:
    case FORA_TYPE_MAP:
    case FORA_TYPE_FILTER:
    case FORA_TYPE_REVERSED:
    case FORA_TYPE_GENERATOR:
        return true;
    default:
        return false;
    }
}

// ---- Joins --------------------------------------------------------------------------

static fora_type
join_parameters(infer_engine *engine, const fora_type_info *a, const fora_type_info *b)
{
    fora_type joined[MOST_WORK];
    FORA_ASSERT(a->count <= MOST_WORK);
    for (uint32_t i = 0; i < a->count; i++)
        joined[i] = infer_join(engine, a->parameters[i], b->parameters[i]);
    return infer_make(engine, a->kind, a->payload, a->count, joined);
}

static fora_type
join_elements(infer_engine *engine, const fora_type_info *tuple)
{
    fora_type element = T_NEVER;
    for (uint32_t i = 0; i < tuple->count; i++)
        element = infer_join(engine, element, tuple->parameters[i]);
    return element;
}

// Containers join only where one can hold what the other holds: the join of list[int] and
// list[float] keeps both, so that no list is copied behind the program's back.
static fora_type
join_containers(infer_engine *engine, fora_type a, fora_type b)
{
    fora_type joined =
        join_parameters(engine, infer_info(engine, a), infer_info(engine, b));
    return joined == a || joined == b ? joined : 0;
}

static fora_type
join_tuples(infer_engine *engine, const fora_type_info *a, const fora_type_info *b)
{
    if (a->kind == FORA_TYPE_TUPLE && b->kind == FORA_TYPE_TUPLE &&
        a->count == b->count && a->count <= MOST_WORK)
        return join_parameters(engine, a, b);
    fora_type left = join_elements(engine, a), right = join_elements(engine, b);
    return infer_make1(engine, FORA_TYPE_VTUPLE, infer_join(engine, left, right));
}

static fora_type
join_instances(infer_engine *engine, const fora_type_info *a, const fora_type_info *b,
               fora_type left, fora_type right)
{
    if (!engine->program->classes[a->payload].exception)
        return 0;
    if (infer_class_derives(engine, a->payload, b->payload))
        return right;
    return infer_class_derives(engine, b->payload, a->payload) ? left : 0;
}

// Types of which one is a narrower one of the other, without parameters: char is a str,
// zero is an int. 0: they are not such.
static fora_type
join_simple(fora_type left, fora_type right)
{
    if ((left == T_CHAR && right == T_STR) || (left == T_STR && right == T_CHAR))
        return T_STR;
    if ((left == T_ZERO && right == T_INT) || (left == T_INT && right == T_ZERO))
        return T_INT;
    return 0;
}

// The one type that holds what both non-unions hold; 0: they stay two members.
static fora_type
join_members(infer_engine *engine, fora_type left, fora_type right)
{
    if (left == right)
        return left;
    const fora_type_info *a = infer_info(engine, left), *b = infer_info(engine, right);
    bool tuples = (a->kind == FORA_TYPE_TUPLE || a->kind == FORA_TYPE_VTUPLE) &&
                  (b->kind == FORA_TYPE_TUPLE || b->kind == FORA_TYPE_VTUPLE);
    if (tuples)
        return join_tuples(engine, a, b);
    if (a->kind != b->kind)
        return join_simple(left, right);
    if (a->kind == FORA_TYPE_INSTANCE)
        return join_instances(engine, a, b, left, right);
    if (a->payload != b->payload || a->count != b->count || a->count == 0)
        return 0;
    switch (a->kind) {
    case FORA_TYPE_LIST:
    case FORA_TYPE_SET:
    case FORA_TYPE_FROZENSET:
    case FORA_TYPE_DICT:
    case FORA_TYPE_DICT_KEYS:
    case FORA_TYPE_DICT_VALUES:
    case FORA_TYPE_DICT_ITEMS:
        return join_containers(engine, left, right);
    default:
        return join_parameters(engine, a, b);
    }
}

static uint32_t
add_member(infer_engine *engine, fora_type *set, uint32_t count, fora_type type)
{
    if (type == T_NEVER)
        return count;
    for (uint32_t i = 0; i < count; i++) {
        fora_type joined = join_members(engine, set[i], type);
        if (joined == 0)
            continue;
        if (joined == set[i])
            return count;
        // The wider member may swallow others: it is taken out and added anew.
        memmove(&set[i], &set[i + 1], (count - i - 1) * sizeof *set);
        return add_member(engine, set, count - 1, joined);
    }
    FORA_ASSERT(count < MOST_WORK);
    set[count] = type;
    return count + 1;
}

static void
sort_members(infer_engine *engine, fora_type *set, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        fora_type type = set[i];
        uint32_t k = i;
        while (k > 0 && (infer_kind(engine, set[k - 1]) > infer_kind(engine, type) ||
                         (infer_kind(engine, set[k - 1]) == infer_kind(engine, type) &&
                          set[k - 1] > type))) {
            set[k] = set[k - 1];
            k--;
        }
        set[k] = type;
    }
}

static uint32_t
add_all(infer_engine *engine, fora_type *set, uint32_t count, fora_type type)
{
    const fora_type_info *info = infer_info(engine, type);
    if (info->kind != FORA_TYPE_UNION)
        return add_member(engine, set, count, type);
    for (uint32_t i = 0; i < info->count; i++)
        count = add_member(engine, set, count, info->parameters[i]);
    return count;
}

static bool
is_function(const infer_engine *engine, fora_type type)
{
    fora_type_kind kind = infer_kind(engine, type);
    return kind == FORA_TYPE_FUNC || kind == FORA_TYPE_METHOD ||
           kind == FORA_TYPE_BUILTIN || kind == FORA_TYPE_CLASS;
}

static fora_type
finish_union(infer_engine *engine, fora_type *set, uint32_t count)
{
    if (count == 0)
        return T_NEVER;
    if (count == 1)
        return set[0];
    sort_members(engine, set, count);
    uint32_t values = 0, functions = 0;
    for (uint32_t i = 0; i < count; i++) {
        bool function = is_function(engine, set[i]);
        functions += function;
        values += !function && set[i] != T_UNBOUND;
    }
    if (values > MOST_MEMBERS || functions > MOST_FUNCTIONS) {
        fora_text text;
        fora_text_init(&text, engine->arena);
        for (uint32_t i = 0; i < count; i++)
            fora_text_printf(&text, "%s%s", i ? ", " : "",
                             infer_type_text(engine, set[i]));
        fora_diag(engine->program->diags, FORA_DIAG_infer_union, engine->span,
                  values + functions, text.bytes, MOST_MEMBERS, MOST_FUNCTIONS);
        while (count > MOST_MEMBERS)
            count--;
    }
    return infer_make(engine, FORA_TYPE_UNION, 0, count, set);
}

fora_type
infer_union_of(infer_engine *engine, uint32_t count, const fora_type *types)
{
    fora_type set[MOST_WORK];
    uint32_t members = 0;
    for (uint32_t i = 0; i < count; i++)
        members = add_all(engine, set, members, types[i]);
    return finish_union(engine, set, members);
}

fora_type
infer_join(infer_engine *engine, fora_type a, fora_type b)
{
    if (a == b || b == T_NEVER)
        return a;
    if (a == T_NEVER)
        return b;
    fora_type low = a < b ? a : b, high = a < b ? b : a;
    uint64_t key = (uint64_t)low << 32 | high, found;
    if (fora_map_get(engine->joins, key, &found))
        return (fora_type)found;
    fora_type joined = infer_union_of(engine, 2, (fora_type[]){low, high});
    fora_map_put(engine->joins, key, joined);
    return joined;
}

bool
infer_is_real(infer_engine *engine, fora_type type)
{
    return type == T_FLOAT || type == T_ZERO ||
           (type != T_NEVER && type == infer_join(engine, T_ZERO, T_FLOAT));
}

bool
infer_fits(infer_engine *engine, fora_type a, fora_type b)
{
    return infer_join(engine, a, b) == b;
}

fora_type
infer_without(infer_engine *engine, fora_type type, fora_type member)
{
    const fora_type_info *info = infer_info(engine, type);
    if (info->kind != FORA_TYPE_UNION)
        return type == member ? T_NEVER : type;
    fora_type kept[MOST_WORK];
    uint32_t count = 0;
    for (uint32_t i = 0; i < info->count; i++)
        if (info->parameters[i] != member)
            kept[count++] = info->parameters[i];
    return finish_union(engine, kept, count);
}
