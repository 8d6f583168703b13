// The engine: instances, the work list, places that are joined over the whole program, and
// the two phases, analysing and emitting.
#include "infer.h"

#include <string.h>

enum {
    MOST_INSTANCES = 512,
    MOST_IN_CHAIN = 32,  // instances of one function that call each other
    MOST_DEPTH = 8,
    MOST_NESTING = 120
};

// ---- Places -------------------------------------------------------------------------

static void
enqueue(infer_engine *engine, uint32_t number)
{
    infer_instance *instance = engine->instances[number];
    if (instance->queued || engine->emitting)
        return;
    instance->queued = true;
    *FORA_PUSH(engine->arena, engine->queue, engine->queue_count,
               engine->queue_capacity) = number;
}

static void
add_reader(infer_context *ctx, infer_place *place)
{
    if (!ctx->instance || ctx->emit)
        return;
    uint32_t number = ctx->instance->number;
    for (uint32_t i = 0; i < place->reader_count; i++)
        if (place->readers[i] == number)
            return;
    *FORA_PUSH(ctx->engine->arena, place->readers, place->reader_count,
               place->reader_capacity) = number;
}

static void
wake_readers(infer_engine *engine, const infer_place *place)
{
    for (uint32_t i = 0; i < place->reader_count; i++)
        enqueue(engine, place->readers[i]);
}

// The text of a type that has grown doubles with each level.
static const char *
shortened(infer_engine *engine, const char *text)
{
    enum { MOST = 120 };
    return strlen(text) <= MOST ? text
                                : fora_printf(engine->arena, "%.*s...", MOST, text);
}

bool
infer_too_deep(infer_context *ctx, fora_type type)
{
    if (infer_depth(ctx->engine, type) <= MOST_DEPTH)
        return false;
    infer_engine *engine = ctx->engine;
    // What grows at one place grows at all that it reaches.
    if (engine->growth_reported)
        return true;
    engine->growth_reported = true;
    fora_diag(engine->program->diags, FORA_DIAG_infer_growth, engine->span,
              shortened(engine, infer_type_text(engine, type)));
    fora_diag_help(engine->program->diags,
                   "values that hold others of their own kind need a class: make each "
                   "an instance with fields");
    return true;
}

// Behind what is refused more is reached than the analysis saw, so that one run reports every
// fault.
static bool
was_refused(const infer_engine *engine)
{
    return fora_diags_errors(engine->program->diags) > 0;
}

void
infer_place_store(infer_context *ctx, infer_place *place, fora_type type)
{
    infer_engine *engine = ctx->engine;
    fora_type joined =
        infer_join(engine, place->type, infer_without(engine, type, T_UNBOUND));
    if (joined == place->type || infer_too_deep(ctx, joined))
        return;
    if (ctx->emit) {
        if (was_refused(engine))
            return;
        FORA_DEFECT("infer: a place grew from %s to %s after the analysis",
                    infer_type_text(engine, place->type),
                    infer_type_text(engine, joined));
    }
    place->type = joined;
    wake_readers(engine, place);
}

fora_type
infer_place_read(infer_context *ctx, infer_place *place)
{
    add_reader(ctx, place);
    return place->type;
}

infer_value
infer_global_get(infer_context *ctx, fora_global global, bool take)
{
    infer_place *place = &ctx->engine->globals[global];
    fora_type type = infer_place_read(ctx, place);
    uint64_t attribute = global;
    fora_sym name = ctx->engine->program->globals[global].name;
    const char *text = fora_sym_text(ctx->engine->program->names, name);
    if (type == T_NEVER && ctx->emit)
        return fora_is_builtin_name(text)
                   ? infer_refuse_hidden(ctx, name)
                   : infer_fail(ctx, CLASS_NameError, "name '%s' is not defined", text);
    return infer_build(ctx, take ? FORA_OP_GLOBAL_TAKE : FORA_OP_GLOBAL_GET, type, 0,
                       NULL, 1, &attribute);
}

void
infer_global_set(infer_context *ctx, fora_global global, infer_value value)
{
    infer_place *place = &ctx->engine->globals[global];
    uint64_t attribute = global;
    infer_place_store(ctx, place, value.type);
    if (!ctx->emit)
        return;
    if (value.type != T_UNBOUND)
        value = infer_coerce(ctx, value, place->type);
    infer_build(ctx, FORA_OP_GLOBAL_SET, 0, 1, &value, 1, &attribute);
}

// ---- Cells --------------------------------------------------------------------------

// A cell type made at this place that is part of `type`: recursion reuses it, so that the
// number of cells stays finite.
static fora_type
cell_within(infer_engine *engine, fora_type type, uint64_t site)
{
    const fora_type_info *info = infer_info(engine, type);
    if (info->kind == FORA_TYPE_CELL)
        return engine->cell_sites[info->payload] == site ? type : 0;
    for (uint32_t i = 0; i < info->count; i++) {
        fora_type found = cell_within(engine, info->parameters[i], site);
        if (found)
            return found;
    }
    return 0;
}

static fora_type
new_cell(infer_engine *engine, uint64_t key, uint64_t site)
{
    uint64_t number;
    if (!fora_map_get(engine->cell_map, key, &number)) {
        number = engine->cell_count;
        engine->cell_sites =
            fora_grow(engine->arena, engine->cell_sites, &engine->site_capacity,
                      engine->cell_count + 1, sizeof *engine->cell_sites);
        *FORA_PUSH(engine->arena, engine->cells, engine->cell_count,
                   engine->cell_capacity) = (infer_place){.type = T_NEVER};
        engine->cell_sites[number] = site;
        fora_map_put(engine->cell_map, key, number);
    }
    return infer_make(engine, FORA_TYPE_CELL, (uint32_t)number, 0, NULL);
}

infer_value
infer_cell_new(infer_context *ctx, fora_op op)
{
    infer_engine *engine = ctx->engine;
    infer_instance *instance = ctx->instance;
    uint64_t name = fora_attribute(ctx->high, op, 0);
    uint64_t site = (uint64_t)instance->origin << 32 | op;
    fora_type type = 0;
    for (uint32_t i = 0; i < instance->argument_count && !type; i++)
        type = cell_within(engine, instance->arguments[i], site);
    if (!type)
        type = new_cell(engine, (uint64_t)instance->number << 32 | op, site);
    return infer_build(ctx, FORA_OP_CELL_NEW, type, 0, NULL, 1, &name);
}

// ---- Fields -------------------------------------------------------------------------

// Exceptions of a hierarchy share their fields, so that a handler finds them whatever the
// object's class is.
static fora_class
field_class(const infer_engine *engine, fora_class class)
{
    const fora_class_info *classes = engine->program->classes;
    while (classes[class].exception && classes[class].base &&
           classes[class].base >= engine->builtin_classes)
        class = classes[class].base;
    return class;
}

infer_field *
infer_field_find(infer_engine *engine, fora_class class, fora_sym name, bool make)
{
    class = field_class(engine, class);
    uint64_t key = (uint64_t) class << 32 | name, at;
    if (fora_map_get(engine->field_map, key, &at))
        return engine->fields[at];
    if (!make)
        return NULL;
    infer_field *field = fora_alloc(engine->arena, sizeof *field);
    field->name = name;
    field->class = class;
    field->place.type = T_NEVER;
    for (uint32_t i = 0; i < engine->field_count; i++)
        field->index += engine->fields[i]->class == class;
    fora_map_put(engine->field_map, key, engine->field_count);
    *FORA_PUSH(engine->arena, engine->fields, engine->field_count,
               engine->field_capacity) = field;
    return field;
}

uint64_t
infer_field_bit(const infer_engine *engine, const infer_field *field)
{
    (void)engine;
    return field->index < 32 ? (uint64_t)1 << (32 + field->index) : 0;
}

// Notes which fields the __init__ just called leaves without a value on some path.
void
infer_field_check(infer_context *ctx, fora_class class)
{
    infer_engine *engine = ctx->engine;
    class = field_class(engine, class);
    for (uint32_t i = 0; i < engine->field_count; i++) {
        infer_field *field = engine->fields[i];
        uint32_t set = ctx->called ? ctx->called->returned : 0;
        if (field->class == class && !(set & (infer_field_bit(engine, field) >> 32)))
            field->maybe_unset = true;
    }
}

void
infer_field_escape(infer_context *ctx, fora_class class)
{
    infer_engine *engine = ctx->engine;
    class = field_class(engine, class);
    for (uint32_t i = 0; i < engine->field_count; i++) {
        infer_field *field = engine->fields[i];
        if (field->class == class && !(ctx->assigned & infer_field_bit(engine, field)))
            field->maybe_unset = true;
    }
}

void
infer_result(infer_context *ctx, fora_type type)
{
    infer_instance *instance = ctx->instance;
    fora_type joined = infer_join(ctx->engine, instance->result, type);
    if (joined == instance->result || infer_too_deep(ctx, joined))
        return;
    if (ctx->emit) {
        if (was_refused(ctx->engine))
            return;
        FORA_DEFECT("infer: a result grew after the analysis");
    }
    instance->result = joined;
    wake_readers(ctx->engine, &instance->readers);
}

void
infer_returned(infer_context *ctx)
{
    ctx->instance->returned &= (uint32_t)(ctx->assigned >> 32);
}

// ---- Instances ----------------------------------------------------------------------

static infer_instance *
find_instance(infer_engine *engine, fora_fn fn, uint32_t count, const fora_type *types,
              uint64_t *key)
{
    uint64_t number;
    *key = fora_hash(types, count * sizeof *types, fn);
    while (fora_map_get(engine->instance_map, *key, &number)) {
        infer_instance *found = engine->instances[number];
        if (found->origin == fn && found->argument_count == count &&
            (count == 0 || memcmp(found->arguments, types, count * sizeof *types) == 0))
            return found;
        (*key)++;
    }
    return NULL;
}

static infer_instance *
new_instance(infer_context *ctx, fora_fn fn, uint32_t count, const fora_type *types,
             uint64_t key)
{
    infer_engine *engine = ctx->engine;
    const fora_function *high = engine->program->functions[fn];
    infer_instance *instance = fora_alloc(engine->arena, sizeof *instance);
    fora_type *arguments = fora_alloc(engine->arena, (count + 1) * sizeof *arguments);
    if (count)
        memcpy(arguments, types, count * sizeof *types);
    instance->origin = fn;
    instance->argument_count = count;
    instance->arguments = arguments;
    instance->result = T_NEVER;
    instance->types =
        fora_alloc(engine->arena, 2 * high->value_count * sizeof *instance->types);
    for (uint32_t i = 0; i < 2 * high->value_count; i++)
        instance->types[i] = T_NEVER;
    instance->slots =
        fora_alloc(engine->arena, (high->variable_count + 1) * sizeof *instance->slots);
    for (uint32_t i = 0; i < high->variable_count; i++)
        instance->slots[i] = T_NEVER;
    instance->slot_unbound = fora_alloc(engine->arena, high->variable_count + 1);
    instance->caller = ctx->instance ? ctx->instance->number : 0;
    instance->call = engine->span;
    instance->number = engine->instance_count;
    *FORA_PUSH(engine->arena, engine->instances, engine->instance_count,
               engine->instance_capacity) = instance;
    engine->per_function[fn]++;
    if (!engine->succeeded[fn])
        engine->succeeded[fn] = fora_alloc(engine->arena, high->op_count);
    fora_map_put(engine->instance_map, key, instance->number);
    return instance;
}

static const char *
signature(infer_engine *engine, fora_fn fn, uint32_t count, const fora_type *types)
{
    fora_text text;
    fora_text_init(&text, engine->arena);
    fora_text_printf(&text, "%s(",
                     fora_sym_text(engine->program->names,
                                   engine->program->functions[fn]->qualified_name));
    for (uint32_t i = 0; i < count; i++)
        fora_text_printf(&text, "%s%s", i ? ", " : "",
                         infer_type_text(engine, types[i]));
    fora_text_printf(&text, ")");
    return text.bytes;
}

// How many of the instances that led here are of the function: a chain that may grow. Of a
// function that is called with many types from outside, none are.
static uint32_t
chain_length(const infer_context *ctx, fora_fn fn)
{
    const infer_engine *engine = ctx->engine;
    uint32_t length = 0;
    for (const infer_instance *caller = ctx->instance; caller;
         caller = caller->caller ? engine->instances[caller->caller] : NULL)
        length += caller->origin == fn;
    return length;
}

// Whether one more instance would be one of a chain that grows without end.
static bool
refuse_growth(infer_context *ctx, fora_fn fn, uint32_t count, const fora_type *types)
{
    infer_engine *engine = ctx->engine;
    bool library = engine->program->functions[fn]->flags & FORA_FN_LIBRARY;
    bool deep = false;
    for (uint32_t i = 0; i < count; i++)
        deep = deep || infer_depth(engine, types[i]) > MOST_DEPTH;
    if (!deep && engine->per_function[fn] < MOST_INSTANCES &&
        (library || chain_length(ctx, fn) < MOST_IN_CHAIN))
        return false;
    if (engine->growth_reported)
        return true;
    engine->growth_reported = true;
    fora_diag(engine->program->diags, FORA_DIAG_infer_growth, engine->span,
              signature(engine, fn, count, types));
    const infer_instance *caller = ctx->instance;
    for (uint32_t i = 0; caller && i < 4; i++) {
        fora_diag_note(engine->program->diags, caller->call, "called by %s",
                       signature(engine, caller->origin, caller->argument_count,
                                 caller->arguments));
        caller = caller->caller ? engine->instances[caller->caller] : NULL;
    }
    return true;
}

fora_type
infer_argument_widened(infer_context *ctx, fora_fn fn, uint32_t i, fora_type type)
{
    enum { MOST_LENGTHS = 6 };
    infer_engine *engine = ctx->engine;
    uint32_t lengths = 0;
    if (infer_kind(engine, type) != FORA_TYPE_TUPLE)
        return type;
    for (const infer_instance *caller = ctx->instance; caller;
         caller = caller->caller ? engine->instances[caller->caller] : NULL) {
        if (caller->origin != fn || i >= caller->argument_count)
            continue;
        const fora_type_info *other = infer_info(engine, caller->arguments[i]);
        lengths += other->kind == FORA_TYPE_TUPLE &&
                   other->count != infer_info(engine, type)->count;
    }
    if (lengths < MOST_LENGTHS)
        return type;
    fora_type element = T_NEVER;
    for (uint32_t k = 0; k < infer_info(engine, type)->count; k++)
        element = infer_join(engine, element, infer_info(engine, type)->parameters[k]);
    return infer_make1(engine, FORA_TYPE_VTUPLE, element);
}

static void
init_context(infer_engine *engine, infer_instance *instance, infer_context *ctx)
{
    const fora_function *high = engine->program->functions[instance->origin];
    memset(ctx, 0, sizeof *ctx);
    ctx->engine = engine;
    ctx->instance = instance;
    ctx->high = high;
    ctx->values = fora_alloc(engine->arena, high->value_count * sizeof *ctx->values);
    for (uint32_t i = 0; i < high->value_count; i++)
        ctx->values[i].type = T_NEVER;
    for (uint32_t i = 0; i < instance->argument_count; i++) {
        fora_val source = fora_block_parameter(high, 1, i);
        ctx->values[source] = (infer_value){.type = instance->arguments[i],
                                            .source = source,
                                            .truth = MAY_BE_TRUE | MAY_BE_FALSE};
    }
}

static void
analyse(infer_engine *engine, infer_instance *instance)
{
    infer_context ctx;
    fora_span span = engine->span;
    if (instance->active)
        return;
    instance->active = true;
    engine->nesting++;
    do {
        init_context(engine, instance, &ctx);
        infer_walk(&ctx);
    } while (ctx.changed);
    engine->nesting--;
    instance->active = false;
    engine->span = span;
}

infer_instance *
infer_instance_get(infer_context *ctx, fora_fn fn, uint32_t count,
                   const fora_type *types)
{
    infer_engine *engine = ctx->engine;
    uint64_t key;
    infer_instance *instance = find_instance(engine, fn, count, types, &key);
    if (!instance) {
        if (refuse_growth(ctx, fn, count, types))
            return NULL;
        if (ctx->emit && was_refused(engine))
            return NULL;
        if (ctx->emit)
            FORA_DEFECT("infer: %s is new after the analysis",
                        signature(engine, fn, count, types));
        instance = new_instance(ctx, fn, count, types, key);
        if (engine->nesting < MOST_NESTING)
            analyse(engine, instance);
        else
            enqueue(engine, instance->number);
    }
    add_reader(ctx, &instance->readers);
    ctx->called = instance;
    return instance;
}

static bool
is_empty_container(const infer_engine *engine, fora_type type)
{
    const fora_type_info *info = infer_info(engine, type);
    return (info->kind == FORA_TYPE_LIST || info->kind == FORA_TYPE_DICT ||
            info->kind == FORA_TYPE_SET) &&
           info->parameters[0] == T_NEVER;
}

// Whether `b` differs from `a` only where `a` has empty containers.
static bool
is_wider(infer_engine *engine, const infer_instance *a, const infer_instance *b)
{
    if (b->origin != a->origin || b->argument_count != a->argument_count ||
        b->result != a->result || a == b)
        return false;
    for (uint32_t i = 0; i < a->argument_count; i++) {
        fora_type from = a->arguments[i], to = b->arguments[i];
        bool fits = from == to || (is_empty_container(engine, from) &&
                                   infer_kind(engine, from) == infer_kind(engine, to) &&
                                   infer_fits(engine, from, to));
        if (!fits)
            return false;
    }
    return true;
}

infer_instance *
infer_wider_instance(infer_engine *engine, infer_instance *instance)
{
    unsigned flags = engine->program->functions[instance->origin]->flags;
    bool empty = false;
    for (uint32_t i = 0; i < instance->argument_count; i++)
        empty |= is_empty_container(engine, instance->arguments[i]);
    if (!empty || flags & (FORA_FN_LIBRARY | FORA_FN_INIT))
        return instance;
    for (uint32_t i = 1; i < engine->instance_count; i++)
        if (is_wider(engine, instance, engine->instances[i]))
            return engine->instances[i];
    return instance;
}

static void
run_queue(infer_engine *engine)
{
    while (engine->queue_first < engine->queue_count) {
        infer_instance *instance =
            engine->instances[engine->queue[engine->queue_first++]];
        instance->queued = false;
        analyse(engine, instance);
        if (fora_diags_errors(engine->program->diags) > 50)
            return;
    }
}

// ---- Emitting -----------------------------------------------------------------------

fora_fn
infer_typed(infer_engine *engine, infer_instance *instance)
{
    if (instance->typed)
        return instance->typed;
    const fora_function *high = engine->program->functions[instance->origin];
    instance->typed = fora_function_new(engine->program, high->name, FORA_LEVEL_TYPED);
    fora_function *typed = engine->program->functions[instance->typed];
    typed->qualified_name = high->qualified_name;
    typed->module = high->module;
    typed->span = high->span;
    typed->flags = high->flags;
    typed->capture_count = high->capture_count;
    typed->captures = high->captures;
    typed->param_count = high->param_count;
    typed->params = high->params;
    typed->origin = instance->origin;
    typed->result_type = instance->result;
    for (uint32_t i = 0; i < instance->argument_count; i++)
        fora_block_add_parameter(typed, 1, instance->arguments[i]);
    *FORA_PUSH(engine->arena, engine->emit_queue, engine->emit_count,
               engine->emit_capacity) = instance->number;
    return instance->typed;
}

static void
give_variables(infer_engine *engine, const infer_instance *instance)
{
    const fora_function *high = engine->program->functions[instance->origin];
    fora_function *typed = engine->program->functions[instance->typed];
    for (uint32_t i = 0; i < high->variable_count; i++) {
        fora_type type = instance->slots[i];
        if (instance->slot_unbound[i])
            type = infer_join(engine, type, T_UNBOUND);
        *FORA_PUSH(typed->arena, typed->variables, typed->variable_count,
                   typed->variable_capacity) =
            (fora_variable){.name = high->variables[i].name,
                            .slot = high->variables[i].slot,
                            .type = type};
    }
}

static void
emit_instance(infer_engine *engine, infer_instance *instance)
{
    infer_context ctx;
    init_context(engine, instance, &ctx);
    give_variables(engine, instance);
    fora_function *typed = engine->program->functions[instance->typed];
    ctx.emit = true;
    ctx.builder = (fora_builder){engine->program, typed, 1, 0, {0, 0, 0}};
    for (uint32_t i = 0; i < instance->argument_count; i++)
        ctx.values[fora_block_parameter(ctx.high, 1, i)].value =
            fora_block_parameter(typed, 1, i);
    uint32_t returned = instance->returned;
    infer_walk(&ctx);
    instance->returned = returned;
}

static void
give_places(infer_engine *engine)
{
    fora_program *program = engine->program;
    for (fora_global g = 1; g < program->global_count; g++) {
        fora_type type = engine->globals[g].type;
        program->globals[g].type =
            program->globals[g].early ? type : infer_join(engine, type, T_UNBOUND);
    }
    for (uint32_t i = 1; i < engine->cell_count; i++)
        *FORA_PUSH(program->arena, program->cells, program->cell_count,
                   program->cell_capacity) =
            infer_join(engine, engine->cells[i].type, T_UNBOUND);
    for (uint32_t i = 0; i < engine->field_count; i++) {
        const infer_field *field = engine->fields[i];
        fora_class_info *class = &program->classes[field->class];
        if (field->place.type != T_NEVER)
            *FORA_PUSH(program->arena, class->fields, class->field_count,
                       class->field_capacity) =
                (fora_field){field->name, field->place.type, field->maybe_unset};
    }
}

// ---- The whole ----------------------------------------------------------------------

fora_fn
infer_library_function(infer_engine *engine, const char *name)
{
    fora_sym sym = fora_intern_c(engine->program->names, name);
    uint64_t found;
    if (fora_map_get(engine->library, sym, &found))
        return (fora_fn)found;
    return 0;
}

infer_engine *
infer_engine_new(fora_program *program)
{
    fora_arena *arena = program->arena;
    infer_engine *engine = fora_alloc(arena, sizeof *engine);
    engine->program = program;
    engine->arena = arena;
    engine->joins = fora_map_new(arena);
    engine->instance_map = fora_map_new(arena);
    engine->field_map = fora_map_new(arena);
    engine->cell_map = fora_map_new(arena);
    engine->library = fora_map_new(arena);
    engine->high_count = program->function_count;
    engine->per_function =
        fora_alloc(arena, program->function_count * sizeof *engine->per_function);
    engine->succeeded =
        fora_alloc(arena, program->function_count * sizeof *engine->succeeded);
    engine->globals =
        fora_alloc(arena, (program->global_count + 1) * sizeof *engine->globals);
    for (uint32_t i = 0; i <= program->global_count; i++)
        engine->globals[i].type = T_NEVER;
    FORA_PUSH(arena, engine->instances, engine->instance_count,
              engine->instance_capacity);
    FORA_PUSH(arena, engine->cells, engine->cell_count, engine->cell_capacity);
    engine->builtin_classes = 1;
#define EXCEPTION(name, base) engine->builtin_classes++;
#include "../../runtime/include/exceptions.def"
#undef EXCEPTION
    for (fora_fn fn = 1; fn < program->function_count; fn++) {
        const fora_function *f = program->functions[fn];
        if (f->flags & FORA_FN_LIBRARY && f->qualified_name == f->name)
            fora_map_put(engine->library, f->name, fn);
    }
    return engine;
}

fora_fn
fora_infer(fora_program *program, fora_fn main_body)
{
    infer_engine *engine = infer_engine_new(program);
    infer_context ctx = {.engine = engine};
    uint32_t errors = fora_diags_errors(program->diags);
    infer_check_imports(engine, main_body);
    infer_instance *body = infer_instance_get(&ctx, main_body, 0, NULL);
    run_queue(engine);
    if (fora_diags_errors(program->diags) > errors)
        return 0;
    engine->emitting = true;
    infer_typed(engine, body);
    for (uint32_t i = 0; i < engine->emit_count; i++)
        emit_instance(engine, engine->instances[engine->emit_queue[i]]);
    give_places(engine);
    return fora_diags_errors(program->diags) > errors ? 0 : body->typed;
}
