// The table of descriptors: one per concrete type of object in the binary.
#include <string.h>

#include "program.h"

enum {
    CLASS_None,
#define EXCEPTION(name, base) CLASS_##name,
#include "../../runtime/include/exceptions.def"
#undef EXCEPTION
    CLASS_USER
};

enum { FIRST_USER_CLASS_ID = 256 };

uint32_t
lower_class_id(const lower_program *whole, fora_class class)
{
    (void)whole;
    return class < CLASS_USER ? class : class - CLASS_USER + FIRST_USER_CLASS_ID;
}

fora_class
lower_exception_class(const fora_program *program, const char *name)
{
    static const char *const names[] = {
        "",
#define EXCEPTION(name, base) #name,
#include "../../runtime/include/exceptions.def"
#undef EXCEPTION
    };
    (void)program;
    for (fora_class i = 1; i < CLASS_USER; i++) {
        if (strcmp(names[i], name) == 0)
            return i;
    }
    FORA_DEFECT("lowering: no exception class %s", name);
}

const char *
fora_class_display_name(const fora_program *program, fora_class class)
{
    const fora_class_info *info = &program->classes[class];
    const char *name = fora_sym_text(
        program->names, info->qualified_name ? info->qualified_name : info->name);
    const char *module =
        info->module ? fora_sym_text(program->names, info->module) : "";
    if (class < CLASS_USER || !*module || strcmp(module, "__main__") == 0)
        return name;
    return fora_printf(program->arena, "%s.%s", module, name);
}

// ---- Entries of dictionaries and sets -----------------------------------------------

static uint32_t
round_up(uint32_t size, uint32_t alignment)
{
    return (size + alignment - 1) / alignment * alignment;
}

uint32_t
lower_entry_value_offset(lower_program *whole, fora_type key, fora_type value)
{
    uint32_t end = RT_ENTRY_KEY + lower_layout(whole->layouts, key)->size;
    return round_up(end, lower_layout(whole->layouts, value)->alignment);
}

uint32_t
lower_entry_size(lower_program *whole, fora_type key, fora_type value)
{
    uint32_t offset = lower_entry_value_offset(whole, key, value);
    return round_up(offset + lower_layout(whole->layouts, value)->size, 8);
}

// ---- The table ----------------------------------------------------------------------

// What an element, object or entry holds: its parts at offsets, refs appended in order.
typedef struct {
    fora_arena *arena;
    uint32_t *refs;
    uint32_t count, capacity;
} ref_list;

static void
add_refs(ref_list *list, const fora_layout *layout, uint32_t offset)
{
    for (uint32_t i = 0; i < layout->ref_count; i++)
        *FORA_PUSH(list->arena, list->refs, list->count, list->capacity) =
            offset + layout->refs[i];
}

static const uint32_t *
class_chain(lower_program *whole, fora_class class)
{
    uint32_t *chain = NULL, count = 0, capacity = 0;
    for (; class; class = whole->program->classes[class].base)
        *FORA_PUSH(whole->program->arena, chain, count, capacity) =
            lower_class_id(whole, class);
    *FORA_PUSH(whole->program->arena, chain, count, capacity) = 0;
    return chain;
}

static void
describe_instance(lower_program *whole, fora_class class, rt_descriptor *row)
{
    row->kind =
        whole->program->classes[class].exception ? RT_KIND_EXCEPTION : RT_KIND_INSTANCE;
    row->size = lower_instance_size(whole, class, &row->ref_count, &row->refs);
    row->name = fora_class_display_name(whole->program, class);
    row->classes = class_chain(whole, class);
}

static void
describe_sequence(lower_program *whole, const fora_type_info *info, ref_list *refs,
                  rt_descriptor *row)
{
    const fora_layout *layout = lower_layout(whole->layouts, info->parameters[0]);
    bool is_list = info->kind == FORA_TYPE_LIST;
    row->kind = is_list ? RT_KIND_LIST : RT_KIND_VTUPLE;
    row->name = is_list ? "list" : "tuple";
    row->size = layout->size;
    add_refs(refs, layout, 0);
}

static void
describe_entries(lower_program *whole, const fora_type_info *info, ref_list *refs,
                 rt_descriptor *row)
{
    bool is_dict = info->kind == FORA_TYPE_DICT;
    fora_type key = info->parameters[0];
    fora_type value = is_dict ? info->parameters[1] : FORA_SIMPLE_TYPE(NONE);
    row->kind = is_dict ? RT_KIND_DICT : RT_KIND_SET;
    row->name = is_dict ? "dict" : info->kind == FORA_TYPE_SET ? "set" : "frozenset";
    row->size = lower_entry_size(whole, key, value);
    row->value_offset = lower_entry_value_offset(whole, key, value);
    add_refs(refs, lower_layout(whole->layouts, key), RT_ENTRY_KEY);
    add_refs(refs, lower_layout(whole->layouts, value), row->value_offset);
}

static void
describe_cell(lower_program *whole, const fora_type_info *info, ref_list *refs,
              rt_descriptor *row)
{
    lower_place_info place;
    fora_type content = whole->program->cells[info->payload];
    lower_place_layout(whole->layouts, whole->program, content, &place);
    row->kind = RT_KIND_CELL;
    row->name = "cell";
    row->size = sizeof(rt_object) + place.size;
    add_refs(refs, lower_layout(whole->layouts, place.type), sizeof(rt_object));
}

static void
describe(lower_program *whole, fora_type type, rt_descriptor *row)
{
    const fora_type_info *info = fora_type_get(whole->program->types, type);
    ref_list refs = {.arena = whole->program->arena};
    memset(row, 0, sizeof *row);
    switch (info->kind) {
    case FORA_TYPE_LIST:
    case FORA_TYPE_VTUPLE:
        describe_sequence(whole, info, &refs, row);
        break;
    case FORA_TYPE_DICT:
    case FORA_TYPE_SET:
    case FORA_TYPE_FROZENSET:
        describe_entries(whole, info, &refs, row);
        break;
    case FORA_TYPE_CELL:
        describe_cell(whole, info, &refs, row);
        break;
    case FORA_TYPE_INSTANCE:
        describe_instance(whole, info->payload, row);
        return;
    default:
        FORA_DEFECT("lowering: no descriptor for a type of kind %d", info->kind);
    }
    row->ref_count = refs.count;
    row->refs = refs.refs;
}

// Types whose descriptors are the runtime's own.
static bool
fixed_descriptor(lower_program *whole, fora_type type, uint32_t *number)
{
    const fora_type_info *info = fora_type_get(whole->program->types, type);
    if (info->kind == FORA_TYPE_STR)
        *number = RT_DESCRIPTOR_STR;
    else if (info->kind == FORA_TYPE_FILE)
        *number = RT_DESCRIPTOR_FILE;
    else if (info->kind == FORA_TYPE_LIST &&
             info->parameters[0] == FORA_SIMPLE_TYPE(STR))
        *number = RT_DESCRIPTOR_LIST_STR;
    else if (info->kind == FORA_TYPE_INSTANCE && info->payload < CLASS_USER)
        *number = RT_DESCRIPTOR_EXCEPTION;
    else
        return false;
    return true;
}

uint32_t
lower_descriptor_of(lower_program *whole, fora_type type)
{
    uint64_t known;
    uint32_t number;
    if (fixed_descriptor(whole, type, &number))
        return number;
    if (fora_map_get(whole->descriptors, type, &known))
        return (uint32_t)known;
    fora_lowered *lowered = whole->program->lowered;
    number = lowered->descriptor_count;
    fora_descriptor_new(whole->program);
    fora_map_put(whole->descriptors, type, number);
    rt_descriptor row;
    describe(whole, type, &row);
    lowered->descriptors[number] = row;
    return number;
}
