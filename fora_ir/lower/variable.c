// Lowering of variables in memory: slots (variables assigned inside a `try`), globals and
// cells. In memory lies the value without `unbound`, then, where it can be unbound, a byte
// that says whether it is bound.
#include "program.h"
#include "scope.h"

typedef struct {
    fora_type type;  // without `unbound`
    bool checked;    // a byte behind the value says whether it is bound
    fora_val base;
    int64_t offset;
    int64_t flag_offset;
    fora_memory class;
    bool stable;  // globals: never stored again once set
    const char *exception;
    const char *message;
} place;

fora_type
lower_without_unbound(const fora_program *program, fora_type type, bool *had)
{
    const fora_type_info *info = fora_type_get(program->types, type);
    *had = type == FORA_SIMPLE_TYPE(UNBOUND);
    if (info->kind != FORA_TYPE_UNION)
        return *had ? FORA_SIMPLE_TYPE(NEVER) : type;
    fora_type members[64];
    uint32_t count = 0;
    FORA_ASSERT(info->count <= sizeof members / sizeof *members);
    for (uint32_t i = 0; i < info->count; i++) {
        if (info->parameters[i] == FORA_SIMPLE_TYPE(UNBOUND))
            *had = true;
        else
            members[count++] = info->parameters[i];
    }
    if (!*had)
        return type;
    return count == 1
               ? members[0]
               : fora_type_make(program->types, FORA_TYPE_UNION, 0, count, members);
}

void
lower_place_layout(lower_layouts *layouts, const fora_program *program, fora_type type,
                   lower_place_info *info)
{
    info->type = lower_without_unbound(program, type, &info->checked);
    const fora_layout *layout = lower_layout(layouts, info->type);
    info->flag_offset = layout->size;
    uint32_t size = layout->size + info->checked;
    info->alignment = layout->alignment;
    info->size = (size + layout->alignment - 1) / layout->alignment * layout->alignment;
    info->ref_count = layout->ref_count;
    info->refs = layout->refs;
}

// ---- Finding the place --------------------------------------------------------------

static void
set_layout(lower_context *ctx, place *place, fora_type type)
{
    lower_place_info info;
    lower_place_layout(ctx->whole->layouts, ctx->program, type, &info);
    place->type = info.type;
    place->checked = info.checked;
    place->flag_offset = place->offset + info.flag_offset;
}

// A module's own variables are names to Python, not locals.
static bool
is_module(const lower_context *ctx)
{
    return ctx->source->flags & FORA_FN_MODULE;
}

static const char *
unbound_exception(const lower_context *ctx)
{
    return is_module(ctx) ? "NameError" : "UnboundLocalError";
}

static const char *
unbound_local(lower_context *ctx, fora_sym name)
{
    const char *text = fora_sym_text(ctx->program->names, name);
    if (is_module(ctx))
        return fora_printf(ctx->scratch, "name '%s' is not defined", text);
    return fora_printf(
        ctx->scratch,
        "cannot access local variable '%s' where it is not associated with "
        "a value",
        text);
}

static place
variable_place(lower_context *ctx, uint32_t variable)
{
    const fora_variable *info = &ctx->source->variables[variable];
    place place = {.class = FORA_MEMORY_SLOT};
    set_layout(ctx, &place, info->type);
    lower_place_info layout;
    lower_place_layout(ctx->whole->layouts, ctx->program, info->type, &layout);
    if (!ctx->variable_slots[variable])
        ctx->variable_slots[variable] =
            lower_slot(ctx, layout.size ? layout.size : 1, layout.alignment);
    place.base = ctx->variable_slots[variable];
    place.exception = unbound_exception(ctx);
    place.message = unbound_local(ctx, info->name);
    return place;
}

static place
global_place(lower_context *ctx, fora_global global)
{
    const fora_global_info *info = &ctx->program->globals[global];
    place place = {.class = FORA_MEMORY_GLOBAL};
    set_layout(ctx, &place, info->type);
    place.base = lower_global_address(ctx, global);
    place.stable = ctx->whole->stable_globals[global];
    // Python would find a builtin of that name.
    const char *name = fora_sym_text(ctx->program->names, info->name);
    bool hides = fora_is_builtin_name(name);
    place.exception = hides ? "ForacUnsupported" : "NameError";
    place.message = fora_printf(
        ctx->scratch, hides ? FORA_HIDDEN_BUILTIN : "name '%s' is not defined", name);
    return place;
}

static place
cell_place(lower_context *ctx, fora_op op)
{
    const fora_type_info *cell = lower_type(ctx, lower_operand_type(ctx, op, 0));
    place place = {.class = FORA_MEMORY_FIELD, .offset = sizeof(rt_object)};
    set_layout(ctx, &place, ctx->program->cells[cell->payload]);
    place.base = lower_operand(ctx, op, 0)[0];
    place.exception = "NameError";
    if (ctx->source->ops[op].attribute_count > 0) {
        fora_sym name = (fora_sym)fora_attribute(ctx->source, op, 0);
        place.message = fora_printf(ctx->scratch,
                                    "cannot access free variable '%s' where it is not "
                                    "associated with a value in enclosing scope",
                                    fora_sym_text(ctx->program->names, name));
    }
    return place;
}

fora_val
lower_global_address(lower_context *ctx, fora_global global)
{
    lower_place(ctx);
    fora_val address = fora_build_attr(&ctx->builder, FORA_OP_L_GLOBAL, global);
    ctx->function->values[address].type = LOW_PTR;
    return address;
}

// ---- Reading and writing ------------------------------------------------------------

static fora_val
load_flag(lower_context *ctx, const place *place)
{
    return lower_load_machine(ctx, LOW_I1, place->base, place->flag_offset, 0,
                              place->class);
}

static void
store_flag(lower_context *ctx, const place *place, bool bound)
{
    if (place->checked)
        lower_store_machine(ctx, place->base, place->flag_offset, lower_i1(ctx, bound),
                            place->class);
}

static void
check_bound(lower_context *ctx, const place *place)
{
    if (place->checked)
        lower_raise_if(ctx, lower_not(ctx, load_flag(ctx, place)), place->exception,
                       place->message);
}

static fora_val *
room_for(lower_context *ctx, const place *place)
{
    const fora_layout *layout = lower_layout_of(ctx, place->type);
    return fora_alloc(ctx->scratch, (layout->count + 1) * sizeof(fora_val));
}

// Only values of these types are updated in place, and so moved out of their place.
static bool
is_taken(const lower_context *ctx, fora_type type)
{
    fora_type_kind kind = lower_type(ctx, type)->kind;
    return kind == FORA_TYPE_LIST || kind == FORA_TYPE_DICT || kind == FORA_TYPE_SET ||
           kind == FORA_TYPE_STR;
}

// An update may run user code, which may read what is out of its place meanwhile.
static void
check_there(lower_context *ctx, const place *place, const fora_val *components)
{
    if (place->class == FORA_MEMORY_SLOT || !is_taken(ctx, place->type))
        return;
    fora_val missing = lower_icmp(ctx, FORA_EQ, components[0], lower_null(ctx));
    lower_raise_if(ctx, missing, "ForacUnsupported",
                   "the container is being updated, and forac does not support "
                   "reading its variable meanwhile");
}

static void
read_place(lower_context *ctx, fora_op op, const place *place)
{
    fora_val *components = room_for(ctx, place);
    check_bound(ctx, place);
    if (place->stable)
        lower_load(ctx, place->type, place->base, place->offset, 0, place->class,
                   components);
    else
        lower_copy(ctx, place->type, place->base, place->offset, place->class,
                   components);
    if (!place->stable)
        check_there(ctx, place, components);
    lower_set_result(ctx, op, 0, components);
}

// Moves the value out and leaves nulls.
static fora_val *
move_out(lower_context *ctx, const place *place)
{
    const fora_layout *layout = lower_layout_of(ctx, place->type);
    fora_val *components = room_for(ctx, place);
    lower_take(ctx, place->type, place->base, place->offset, place->class, components);
    for (uint32_t i = 0; i < layout->ref_count; i++)
        lower_store_machine(ctx, place->base, place->offset + layout->refs[i],
                            lower_null(ctx), place->class);
    return components;
}

static void
take_place(lower_context *ctx, fora_op op, const place *place, uint64_t variable)
{
    if (!is_taken(ctx, place->type)) {
        read_place(ctx, op, place);
        return;
    }
    check_bound(ctx, place);
    fora_val *components = move_out(ctx, place);
    check_there(ctx, place, components);
    lower_set_result(ctx, op, 0, components);
    lower_taken *taken = fora_alloc(ctx->scratch, sizeof *taken);
    *taken = (lower_taken){.outer = ctx->taken,
                           .code = ctx->source->ops[op].code,
                           .variable = variable,
                           .type = place->type,
                           .base = place->base,
                           .offset = place->offset,
                           .class = place->class,
                           .components = components};
    ctx->taken = taken;
}

// Whether the place's value is out for an update, which ends here.
static bool
end_update(lower_context *ctx, fora_opcode take, uint64_t variable)
{
    for (lower_taken **at = &ctx->taken; *at; at = &(*at)->outer) {
        if ((*at)->code == take && (*at)->variable == variable) {
            *at = (*at)->outer;
            return true;
        }
    }
    return false;
}

static void
write_place(lower_context *ctx, fora_op op, uint32_t value, const place *place,
            fora_opcode take, uint64_t variable)
{
    if (lower_operand_type(ctx, op, value) == FORA_SIMPLE_TYPE(UNBOUND)) {
        end_update(ctx, take, variable);
        move_out(ctx, place);
        store_flag(ctx, place, false);
        return;
    }
    const fora_layout *layout = lower_layout_of(ctx, place->type);
    bool empty = end_update(ctx, take, variable) || place->stable;
    fora_val *old = room_for(ctx, place);
    if (layout->ref_count && !empty)
        lower_take(ctx, place->type, place->base, place->offset, place->class, old);
    lower_store(ctx, place->type, place->base, place->offset,
                lower_operand(ctx, op, value), place->class);
    store_flag(ctx, place, true);
}

static void
delete_place(lower_context *ctx, const place *place)
{
    check_bound(ctx, place);
    move_out(ctx, place);
    store_flag(ctx, place, false);
}

void
lower_variable_op(lower_context *ctx, fora_op op)
{
    lower_place(ctx);
    const fora_operation *operation = &ctx->source->ops[op];
    uint64_t number =
        operation->attribute_count ? fora_attribute(ctx->source, op, 0) : 0;
    place place;
    switch (operation->code) {
    case FORA_OP_VAR_GET:
    case FORA_OP_VAR_TAKE:
    case FORA_OP_VAR_SET:
    case FORA_OP_VAR_DEL:
        place = variable_place(ctx, (uint32_t)number);
        break;
    case FORA_OP_GLOBAL_GET:
    case FORA_OP_GLOBAL_TAKE:
    case FORA_OP_GLOBAL_SET:
    case FORA_OP_GLOBAL_DEL:
        place = global_place(ctx, (fora_global)number);
        break;
    default:
        place = cell_place(ctx, op);
        number = fora_operand(ctx->source, op, 0);
        break;
    }
    switch (operation->code) {
    case FORA_OP_VAR_GET:
    case FORA_OP_GLOBAL_GET:
    case FORA_OP_CELL_GET:
        read_place(ctx, op, &place);
        break;
    case FORA_OP_VAR_TAKE:
    case FORA_OP_GLOBAL_TAKE:
    case FORA_OP_CELL_TAKE:
        take_place(ctx, op, &place, number);
        break;
    case FORA_OP_VAR_SET:
        write_place(ctx, op, 0, &place, FORA_OP_VAR_TAKE, number);
        break;
    case FORA_OP_GLOBAL_SET:
        write_place(ctx, op, 0, &place, FORA_OP_GLOBAL_TAKE, number);
        break;
    case FORA_OP_CELL_SET:
        write_place(ctx, op, 1, &place, FORA_OP_CELL_TAKE, number);
        break;
    default:
        delete_place(ctx, &place);
        break;
    }
}

void
lower_release_slots(lower_context *ctx)
{
    for (uint32_t v = 0; v < ctx->source->variable_count; v++) {
        if (!ctx->variable_slots[v])
            continue;
        place place = variable_place(ctx, v);
        if (lower_layout_of(ctx, place.type)->ref_count)
            lower_take(ctx, place.type, place.base, 0, FORA_MEMORY_SLOT,
                       room_for(ctx, &place));
    }
}

// ---- Cells, and values that may be unbound ------------------------------------------

void
lower_cell_new(lower_context *ctx, fora_op op)
{
    fora_type type = lower_result_type(ctx, op, 0);
    fora_type content = ctx->program->cells[lower_type(ctx, type)->payload];
    lower_place_info info;
    lower_place_layout(ctx->whole->layouts, ctx->program, content, &info);
    fora_val cell =
        lower_allocate(ctx, sizeof(rt_object) + info.size, lower_descriptor(ctx, type));
    for (uint32_t i = 0; i < info.ref_count; i++)
        lower_store_machine(ctx, cell, (int64_t)sizeof(rt_object) + info.refs[i],
                            lower_null(ctx), FORA_MEMORY_FIELD);
    if (info.checked)
        lower_store_machine(ctx, cell, (int64_t)sizeof(rt_object) + info.flag_offset,
                            lower_i1(ctx, false), FORA_MEMORY_FIELD);
    lower_set_scalar(ctx, op, 0, cell);
}

void
lower_bound(lower_context *ctx, fora_op op)
{
    lower_place(ctx);
    fora_type from = lower_operand_type(ctx, op, 0);
    const fora_val *value = lower_operand(ctx, op, 0);
    fora_val unbound = lower_is_member(ctx, from, value, FORA_SIMPLE_TYPE(UNBOUND));
    fora_sym name = (fora_sym)fora_attribute(ctx->source, op, 0);
    lower_raise_if(ctx, unbound, unbound_exception(ctx), unbound_local(ctx, name));
    fora_type to = lower_result_type(ctx, op, 0);
    const fora_layout *layout = lower_layout_of(ctx, to);
    fora_val *components =
        fora_alloc(ctx->scratch, (layout->count + 1) * sizeof *components);
    lower_project(ctx, from, to, value, components);
    lower_set_result(ctx, op, 0, components);
}
