// Layouts of types, computed once per type: see "Types" in doc/architecture.md.
#include "layout.h"

typedef enum { NOTHING, I1, I32, I64, F64, REF, PARTS, RANGE, SPECIAL } layout_form;

static const layout_form forms[] = {
#define TYPE(kind, text, parameters, form) [FORA_TYPE_##kind] = form,
#include "../def/types.def"
#undef TYPE
    [FORA_TYPE_L_I1] = SPECIAL,     [FORA_TYPE_L_I8] = SPECIAL,
    [FORA_TYPE_L_I32] = SPECIAL,    [FORA_TYPE_L_I64] = SPECIAL,
    [FORA_TYPE_L_F64] = SPECIAL,    [FORA_TYPE_L_REF] = SPECIAL,
    [FORA_TYPE_L_PTR] = SPECIAL,    [FORA_TYPE_L_I1X8] = SPECIAL,
    [FORA_TYPE_L_I64X8] = SPECIAL,  [FORA_TYPE_L_F64X8] = SPECIAL,
    [FORA_TYPE_L_I1X16] = SPECIAL,  [FORA_TYPE_L_I64X16] = SPECIAL,
    [FORA_TYPE_L_F64X16] = SPECIAL, [FORA_TYPE_L_REFX8] = SPECIAL,
    [FORA_TYPE_L_REFX16] = SPECIAL, [FORA_TYPE_L_PTRX8] = SPECIAL,
    [FORA_TYPE_L_PTRX16] = SPECIAL,
};

// In the order in which the parts of a tagged union lie behind the tag.
static const fora_type machine_order[] = {
    FORA_SIMPLE_TYPE(L_I1),  FORA_SIMPLE_TYPE(L_I8),  FORA_SIMPLE_TYPE(L_I32),
    FORA_SIMPLE_TYPE(L_I64), FORA_SIMPLE_TYPE(L_F64), FORA_SIMPLE_TYPE(L_REF),
};
enum { MACHINE_KINDS = sizeof machine_order / sizeof *machine_order };

struct lower_layouts {
    fora_program *program;
    fora_map *known;  // type -> fora_layout *
};

// A list of components that is being collected.
typedef struct {
    lower_layouts *layouts;
    fora_type *machine;
    uint32_t count, capacity;
} component_list;

lower_layouts *
lower_layouts_new(fora_program *program)
{
    lower_layouts *layouts = fora_alloc(program->arena, sizeof *layouts);
    layouts->program = program;
    layouts->known = fora_map_new(program->arena);
    return layouts;
}

uint32_t
lower_machine_size(fora_type machine)
{
    switch (machine) {
    case FORA_SIMPLE_TYPE(L_I1):
    case FORA_SIMPLE_TYPE(L_I8):
        return 1;
    case FORA_SIMPLE_TYPE(L_I32):
        return 4;
    default:
        return 8;
    }
}

static void
add(component_list *list, fora_type machine)
{
    *FORA_PUSH(list->layouts->program->arena, list->machine, list->count,
               list->capacity) = machine;
}

static void
add_parts(component_list *list, fora_type type)
{
    const fora_layout *layout = lower_layout(list->layouts, type);
    for (uint32_t i = 0; i < layout->count; i++)
        add(list, layout->machine[i]);
}

// How many components of each machine kind a member has.
static void
count_machine_kinds(const fora_layout *layout, uint32_t counts[MACHINE_KINDS])
{
    for (uint32_t i = 0; i < layout->count; i++) {
        for (uint32_t k = 0; k < MACHINE_KINDS; k++)
            counts[k] += layout->machine[i] == machine_order[k];
    }
}

// The room that a tagged union has for each machine kind: the most that a member needs.
static void
union_room(lower_layouts *layouts, const fora_type_info *info,
           uint32_t room[MACHINE_KINDS])
{
    for (uint32_t m = 0; m < info->count; m++) {
        uint32_t counts[MACHINE_KINDS] = {0};
        count_machine_kinds(lower_layout(layouts, info->parameters[m]), counts);
        for (uint32_t k = 0; k < MACHINE_KINDS; k++)
            room[k] = counts[k] > room[k] ? counts[k] : room[k];
    }
}

// What the header of an object tells apart: members of one class here may not share a
// union without a tag. Exceptions have no descriptor per class; views are the dict itself.
static bool
has_own_header(const fora_program *program, const fora_type_info *info)
{
    switch (info->kind) {
    case FORA_TYPE_STR:
    case FORA_TYPE_LIST:
    case FORA_TYPE_VTUPLE:
    case FORA_TYPE_DICT:
    case FORA_TYPE_SET:
    case FORA_TYPE_FROZENSET:
    case FORA_TYPE_FILE:
        return true;
    case FORA_TYPE_INSTANCE:
        return !program->classes[info->payload].exception;
    default:
        return false;
    }
}

bool
lower_union_is_ref(const fora_program *program, fora_type type)
{
    const fora_type_info *info = fora_type_get(program->types, type);
    uint32_t objects = 0, without_header = 0;
    for (uint32_t i = 0; i < info->count; i++) {
        const fora_type_info *member =
            fora_type_get(program->types, info->parameters[i]);
        if (member->kind == FORA_TYPE_NONE)
            continue;
        if (forms[member->kind] != REF)
            return false;
        objects++;
        without_header += !has_own_header(program, member);
    }
    return objects == 1 || (objects > 1 && without_header == 0);
}

bool
lower_union_is_real(const fora_program *program, fora_type type)
{
    const fora_type_info *info = fora_type_get(program->types, type);
    return info->kind == FORA_TYPE_UNION && info->count == 2 &&
           info->parameters[0] == FORA_SIMPLE_TYPE(ZERO) &&
           info->parameters[1] == FORA_SIMPLE_TYPE(FLOAT);
}

int
lower_union_member(const fora_program *program, fora_type type, fora_type member)
{
    const fora_type_info *info = fora_type_get(program->types, type);
    for (uint32_t i = 0; i < info->count; i++) {
        if (info->parameters[i] == member)
            return (int)i;
    }
    return -1;
}

static void
add_union(component_list *list, fora_type type)
{
    const fora_type_info *info = fora_type_get(list->layouts->program->types, type);
    if (lower_union_is_ref(list->layouts->program, type)) {
        add(list, FORA_SIMPLE_TYPE(L_REF));
        return;
    }
    if (lower_union_is_real(list->layouts->program, type)) {
        add(list, FORA_SIMPLE_TYPE(L_F64));
        return;
    }
    uint32_t room[MACHINE_KINDS] = {0};
    union_room(list->layouts, info, room);
    add(list, FORA_SIMPLE_TYPE(L_I8));
    for (uint32_t k = 0; k < MACHINE_KINDS; k++) {
        for (uint32_t i = 0; i < room[k]; i++)
            add(list, machine_order[k]);
    }
}

uint32_t
lower_union_place(lower_layouts *layouts, fora_type type, uint32_t member,
                  uint32_t component)
{
    const fora_type_info *info = fora_type_get(layouts->program->types, type);
    uint32_t room[MACHINE_KINDS] = {0};
    union_room(layouts, info, room);
    const fora_layout *layout = lower_layout(layouts, info->parameters[member]);
    fora_type machine = layout->machine[component];
    uint32_t place = 1;
    for (uint32_t k = 0; machine_order[k] != machine; k++)
        place += room[k];
    for (uint32_t i = 0; i < component; i++)
        place += layout->machine[i] == machine;
    return place;
}

static void
add_special(component_list *list, fora_type type, const fora_type_info *info)
{
    if (info->kind == FORA_TYPE_UNION) {
        add_union(list, type);
    } else if (info->kind == FORA_TYPE_ENUMERATE) {
        add_parts(list, info->parameters[0]);
        add(list, FORA_SIMPLE_TYPE(L_I64));
    } else {
        add(list, type);  // a machine type is its own component
    }
}

static void
add_components(component_list *list, fora_type type)
{
    const fora_type_info *info = fora_type_get(list->layouts->program->types, type);
    switch (forms[info->kind]) {
    case NOTHING:
        break;
    case I1:
        add(list, FORA_SIMPLE_TYPE(L_I1));
        break;
    case I32:
        add(list, FORA_SIMPLE_TYPE(L_I32));
        break;
    case I64:
        add(list, FORA_SIMPLE_TYPE(L_I64));
        break;
    case F64:
        add(list, FORA_SIMPLE_TYPE(L_F64));
        break;
    case REF:
        add(list, FORA_SIMPLE_TYPE(L_REF));
        break;
    case PARTS:
        for (uint32_t i = 0; i < info->count; i++)
            add_parts(list, info->parameters[i]);
        break;
    case RANGE:
        for (uint32_t i = 0; i < 3; i++)
            add(list, FORA_SIMPLE_TYPE(L_I64));
        break;
    case SPECIAL:
        add_special(list, type, info);
        break;
    }
}

static uint32_t
round_up(uint32_t size, uint32_t alignment)
{
    return (size + alignment - 1) / alignment * alignment;
}

// Lays the components out in memory, in order, each at its natural alignment.
static void
place_in_memory(fora_arena *arena, fora_layout *layout)
{
    uint32_t *offsets = fora_alloc(arena, (layout->count + 1) * sizeof *offsets);
    uint32_t *refs = fora_alloc(arena, (layout->count + 1) * sizeof *refs);
    layout->alignment = 1;
    for (uint32_t i = 0; i < layout->count; i++) {
        uint32_t size = lower_machine_size(layout->machine[i]);
        layout->size = round_up(layout->size, size);
        offsets[i] = layout->size;
        if (layout->machine[i] == FORA_SIMPLE_TYPE(L_REF))
            refs[layout->ref_count++] = layout->size;
        layout->size += size;
        layout->alignment = size > layout->alignment ? size : layout->alignment;
    }
    layout->size = round_up(layout->size, layout->alignment);
    layout->offsets = offsets;
    layout->refs = refs;
}

const fora_layout *
lower_layout(lower_layouts *layouts, fora_type type)
{
    uint64_t known;
    if (fora_map_get(layouts->known, type, &known))
        return (const fora_layout *)(uintptr_t)known;
    component_list list = {.layouts = layouts};
    add_components(&list, type);
    fora_layout *layout = fora_alloc(layouts->program->arena, sizeof *layout);
    layout->count = list.count;
    layout->machine = list.machine;
    place_in_memory(layouts->program->arena, layout);
    fora_map_put(layouts->known, type, (uint64_t)(uintptr_t)layout);
    return layout;
}
