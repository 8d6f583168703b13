// Instances: where their fields lie, making them, reading and setting fields. An instance
// is the header (for exceptions the runtime's rt_exception), then the fields in order,
// each followed by a byte that says whether it is set where that is not certain.
#include "program.h"

typedef struct {
    uint32_t field_count;
    lower_field *fields;
    uint32_t size, ref_count;
    uint32_t *refs;
} class_layout;

static uint32_t
round_up(uint32_t size, uint32_t alignment)
{
    return (size + alignment - 1) / alignment * alignment;
}

static class_layout *
lay_out(lower_program *whole, fora_class class)
{
    fora_arena *arena = whole->program->arena;
    const fora_class_info *info = &whole->program->classes[class];
    class_layout *result = fora_alloc(arena, sizeof *result);
    result->field_count = info->field_count;
    result->fields =
        fora_alloc(arena, (info->field_count + 1) * sizeof *result->fields);
    result->size = info->exception ? sizeof(rt_exception) : sizeof(rt_object);
    uint32_t capacity = 0;
    for (uint32_t i = 0; i < info->field_count; i++) {
        const fora_layout *layout = lower_layout(whole->layouts, info->fields[i].type);
        lower_field *field = &result->fields[i];
        result->size = round_up(result->size, layout->alignment);
        *field = (lower_field){info->fields[i].type, result->size, -1};
        for (uint32_t r = 0; r < layout->ref_count; r++)
            *FORA_PUSH(arena, result->refs, result->ref_count, capacity) =
                result->size + layout->refs[r];
        result->size += layout->size;
        if (info->fields[i].maybe_unset)
            field->set_offset = (int32_t)result->size++;
    }
    result->size = round_up(result->size, 8);
    return result;
}

// The fields of exception classes all stand in the topmost class of the user's, so that
// a handler for it finds them in any subclass.
static fora_class
class_of_fields(const fora_program *program, fora_class class)
{
    const fora_class_info *info = &program->classes[class];
    while (info->exception && info->base > FORA_BUILTIN_CLASSES) {
        class = info->base;
        info = &program->classes[class];
    }
    return class;
}

static const class_layout *
layout_of_class(lower_program *whole, fora_class class)
{
    class = class_of_fields(whole->program, class);
    uint64_t known;
    if (!fora_map_get(whole->class_layouts, class, &known)) {
        known = (uint64_t)(uintptr_t)lay_out(whole, class);
        fora_map_put(whole->class_layouts, class, known);
    }
    return (const class_layout *)(uintptr_t)known;
}

const lower_field *
lower_field_of(lower_program *whole, fora_class class, fora_sym name)
{
    fora_class holder = class_of_fields(whole->program, class);
    const fora_class_info *info = &whole->program->classes[holder];
    const class_layout *layout = layout_of_class(whole, holder);
    for (uint32_t i = 0; i < layout->field_count; i++) {
        if (info->fields[i].name == name)
            return &layout->fields[i];
    }
    return NULL;
}

uint32_t
lower_instance_size(lower_program *whole, fora_class class, uint32_t *ref_count,
                    const uint32_t **refs)
{
    const class_layout *layout = layout_of_class(whole, class);
    *ref_count = layout->ref_count;
    *refs = layout->refs;
    return layout->size;
}

bool
lower_class_derives(const fora_program *program, fora_class class, fora_class base)
{
    while (class && class != base)
        class = program->classes[class].base;
    return class == base;
}

// ---- Making -------------------------------------------------------------------------

fora_val
lower_allocate(lower_context *ctx, uint64_t bytes, uint32_t descriptor)
{
    lower_place(ctx);
    uint64_t attributes[] = {bytes, descriptor};
    fora_op op =
        fora_build(&ctx->builder, FORA_OP_L_ALLOC, 0, NULL, 1, 2, attributes, 0, NULL);
    fora_val object = ctx->function->ops[op].result;
    ctx->function->values[object].type = LOW_REF;
    return object;
}

// Fields without a value hold null refs, so that setting one can release what was there.
static void
clear_fields(lower_context *ctx, fora_val object, fora_class class)
{
    const class_layout *layout = layout_of_class(ctx->whole, class);
    for (uint32_t i = 0; i < layout->ref_count; i++)
        lower_store_machine(ctx, object, layout->refs[i], lower_null(ctx),
                            FORA_MEMORY_FIELD);
    for (uint32_t i = 0; i < layout->field_count; i++) {
        if (layout->fields[i].set_offset >= 0)
            lower_store_machine(ctx, object, layout->fields[i].set_offset,
                                lower_i1(ctx, false), FORA_MEMORY_FIELD);
    }
}

void
lower_new(lower_context *ctx, fora_op op)
{
    fora_class class = (fora_class)fora_attribute(ctx->source, op, 0);
    uint32_t descriptor = lower_descriptor(ctx, lower_result_type(ctx, op, 0));
    if (ctx->program->classes[class].exception) {
        lower_set_scalar(ctx, op, 0,
                         lower_rt(ctx, rt_exception_make, lower_i32(ctx, descriptor),
                                  lower_i32(ctx, lower_class_id(ctx->whole, class))));
        return;
    }
    const class_layout *layout = layout_of_class(ctx->whole, class);
    fora_val object = lower_allocate(ctx, layout->size, descriptor);
    clear_fields(ctx, object, class);
    lower_set_scalar(ctx, op, 0, object);
}

// ---- Fields -------------------------------------------------------------------------

static const lower_field *
field_at(lower_context *ctx, fora_op op, fora_class *class)
{
    const fora_type_info *type = lower_type(ctx, lower_operand_type(ctx, op, 0));
    FORA_ASSERT(type->kind == FORA_TYPE_INSTANCE);
    *class = type->payload;
    fora_sym name = (fora_sym)fora_attribute(ctx->source, op, 0);
    const lower_field *field = lower_field_of(ctx->whole, *class, name);
    if (!field)
        FORA_DEFECT("lowering: no field `%s`",
                    fora_sym_text(ctx->program->names, name));
    return field;
}

void
lower_field_get(lower_context *ctx, fora_op op)
{
    lower_place(ctx);
    fora_class class;
    const lower_field *field = field_at(ctx, op, &class);
    fora_val object = lower_operand(ctx, op, 0)[0];
    if (field->set_offset >= 0) {
        fora_val set = lower_load_machine(ctx, LOW_I1, object, field->set_offset,
                                          object, FORA_MEMORY_FIELD);
        fora_sym name = (fora_sym)fora_attribute(ctx->source, op, 0);
        lower_raise_if(ctx, lower_not(ctx, set), "AttributeError",
                       fora_printf(ctx->scratch, "'%s' object has no attribute '%s'",
                                   fora_sym_text(ctx->program->names,
                                                 ctx->program->classes[class].name),
                                   fora_sym_text(ctx->program->names, name)));
    }
    const fora_layout *layout = lower_layout_of(ctx, field->type);
    fora_val *value = fora_alloc(ctx->scratch, (layout->count + 1) * sizeof *value);
    lower_load(ctx, field->type, object, field->offset, object, FORA_MEMORY_FIELD,
               value);
    lower_set_result(ctx, op, 0, value);
}

void
lower_field_set(lower_context *ctx, fora_op op)
{
    lower_place(ctx);
    fora_class class;
    const lower_field *field = field_at(ctx, op, &class);
    fora_val object = lower_operand(ctx, op, 0)[0];
    const fora_layout *layout = lower_layout_of(ctx, field->type);
    if (layout->ref_count) {
        fora_val *old = fora_alloc(ctx->scratch, (layout->count + 1) * sizeof *old);
        lower_take(ctx, field->type, object, field->offset, FORA_MEMORY_FIELD, old);
    }
    lower_store(ctx, field->type, object, field->offset, lower_operand(ctx, op, 1),
                FORA_MEMORY_FIELD);
    if (field->set_offset >= 0)
        lower_store_machine(ctx, object, field->set_offset, lower_i1(ctx, true),
                            FORA_MEMORY_FIELD);
    lower_set_scalar(ctx, op, 0, object);
}
