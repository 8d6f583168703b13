// Structured control flow: if, loop, for, comp, try, and what ends their blocks.
#include "infer.h"

#include <string.h>

struct infer_loop {
    fora_op op;
    fora_block block;  // whose parameters `continue` gives
    uint32_t skipped;  // parameters before the carried ones
    bool broke;
    uint64_t left;  // variables that have a value at every break
    infer_loop *outer;
};

struct infer_comp {
    fora_op op;
    fora_comp kind;
    infer_value first;
    fora_val result;
    infer_comp *outer;
};

// Joins into the type that this instance keeps for a HIGH value.
static fora_type
join_type(infer_context *ctx, uint32_t at, fora_type type)
{
    fora_type *kept = &ctx->instance->types[at];
    fora_type joined = infer_join(ctx->engine, *kept, type);
    if (joined == *kept || infer_too_deep(ctx, joined))
        return *kept;
    ctx->changed = true;
    return *kept = joined;
}

// Operands of a terminator, joined into where they go and coerced when emitting.
static void
pass_operands(infer_context *ctx, fora_op op, uint32_t first,
              fora_val (*target)(void *, uint32_t), void *data, fora_val *values)
{
    const fora_operation *it = &ctx->high->ops[op];
    for (uint32_t i = first; i < it->operand_count; i++) {
        infer_value value = infer_get(ctx, fora_operand(ctx->high, op, i));
        fora_type type = join_type(ctx, target(data, i - first), value.type);
        values[i] = infer_coerce(ctx, value, type).value;
    }
}

typedef struct {
    const fora_function *high;
    fora_block block;
    uint32_t skipped;
    fora_val first;
} targets;

static fora_val
parameter_target(void *data, uint32_t i)
{
    targets *to = data;
    return fora_block_parameter(to->high, to->block, i + to->skipped);
}

static fora_val
result_target(void *data, uint32_t i)
{
    targets *to = data;
    return to->first + i;
}

static void
terminate(infer_context *ctx, fora_opcode code, uint32_t count, const fora_val *values)
{
    // A value that is never there is only carried from where nothing arrives.
    for (uint32_t i = 0; i < count && ctx->emit; i++)
        if (values[i] == 0) {
            infer_end(ctx);
            return;
        }
    if (ctx->emit)
        fora_build(&ctx->builder, code, count, values, 0, 0, NULL, 0, NULL);
    ctx->dead = true;
}

static fora_val *
value_room(infer_context *ctx, fora_op op)
{
    return fora_alloc(ctx->engine->arena,
                      (ctx->high->ops[op].operand_count + 1) * sizeof(fora_val));
}

static void
walk_continue(infer_context *ctx, fora_op op)
{
    fora_val *values = value_room(ctx, op);
    targets to = {ctx->high, ctx->loop->block, ctx->loop->skipped, 0};
    pass_operands(ctx, op, 0, parameter_target, &to, values);
    terminate(ctx, FORA_OP_CONTINUE, ctx->high->ops[op].operand_count, values);
}

static void
walk_break(infer_context *ctx, fora_op op)
{
    fora_val *values = value_room(ctx, op);
    targets to = {.first = ctx->high->ops[ctx->loop->op].result};
    pass_operands(ctx, op, 0, result_target, &to, values);
    ctx->loop->left =
        ctx->loop->broke ? ctx->loop->left & ctx->assigned : ctx->assigned;
    ctx->loop->broke = true;
    terminate(ctx, FORA_OP_BREAK, ctx->high->ops[op].operand_count, values);
}

// The values of a region's `yield`, of which infer_region left the handle.
static infer_value *
yielded(infer_context *ctx, uint32_t count)
{
    infer_value *values = fora_alloc(ctx->engine->arena, (count + 1) * sizeof *values);
    if (ctx->dead)
        return values;
    for (uint32_t i = 0; i < count; i++)
        values[i] = infer_get(ctx, fora_operand(ctx->high, ctx->yield, i));
    return values;
}

static void
set_results(infer_context *ctx, fora_op op, const infer_value *results)
{
    const fora_operation *it = &ctx->high->ops[op];
    for (uint32_t i = 0; i < it->result_count; i++) {
        infer_value value = results[i];
        value.source = it->result + i;
        infer_set(ctx, it->result + i, value);
    }
}

// ---- if, try ------------------------------------------------------------------------

static void
walk_inline(infer_context *ctx, fora_op op, fora_block block)
{
    infer_region(ctx, block);
    uint32_t count = ctx->high->ops[op].result_count;
    if (ctx->dead)
        return;
    infer_value *values = yielded(ctx, count);
    for (uint32_t i = 0; i < count; i++)
        infer_set(ctx, ctx->high->ops[op].result + i, values[i]);
}

static void
walk_if(infer_context *ctx, fora_op op)
{
    infer_value condition =
        infer_truth(ctx, infer_get(ctx, fora_operand(ctx->high, op, 0)));
    uint32_t count = ctx->high->ops[op].result_count;
    if (!infer_live(condition)) {
        infer_end(ctx);
        return;
    }
    if (condition.truth == MAY_BE_TRUE || condition.truth == MAY_BE_FALSE) {
        walk_inline(ctx, op,
                    fora_op_block(ctx->high, op, condition.truth == MAY_BE_FALSE));
        return;
    }
    infer_merge *merge = fora_alloc(ctx->engine->arena, sizeof *merge);
    infer_merge_open(ctx, merge, FORA_OP_IF, condition, count);
    for (uint32_t i = 0; i < 2; i++) {
        infer_merge_region(ctx, merge, 0);
        infer_region(ctx, fora_op_block(ctx->high, op, i));
        infer_merge_end(ctx, merge, yielded(ctx, count));
    }
    infer_value *results =
        fora_alloc(ctx->engine->arena, (count + 1) * sizeof *results);
    infer_merge_close(ctx, merge, results);
    set_results(ctx, op, results);
}

static void
walk_try(infer_context *ctx, fora_op op)
{
    uint32_t count = ctx->high->ops[op].result_count;
    infer_merge *merge = fora_alloc(ctx->engine->arena, sizeof *merge);
    infer_merge_open(ctx, merge, FORA_OP_TRY, infer_nothing(), count);
    infer_merge_region(ctx, merge, 0);
    ctx->tries++;
    infer_region(ctx, fora_op_block(ctx->high, op, 0));
    ctx->tries--;
    infer_merge_end(ctx, merge, yielded(ctx, count));
    fora_block handler = fora_op_block(ctx->high, op, 1);
    fora_type type = infer_instance_type(ctx->engine, CLASS_BaseException);
    infer_value exception = infer_merge_region(ctx, merge, type);
    if (ctx->high->blocks[handler].parameter_count)
        infer_set(ctx, fora_block_parameter(ctx->high, handler, 0), exception);
    infer_region(ctx, handler);
    infer_merge_end(ctx, merge, yielded(ctx, count));
    infer_value *results =
        fora_alloc(ctx->engine->arena, (count + 1) * sizeof *results);
    infer_merge_close(ctx, merge, results);
    set_results(ctx, op, results);
}

// ---- Loops --------------------------------------------------------------------------

// The initial values, joined into the block's parameters and coerced.
static uint32_t
initial_values(infer_context *ctx, fora_op op, fora_block block, uint32_t first,
               uint32_t skipped, fora_val *values)
{
    targets to = {ctx->high, block, skipped, 0};
    pass_operands(ctx, op, first, parameter_target, &to, values);
    return ctx->high->ops[op].operand_count - first;
}

// Begins a typed block with the parameters of a HIGH block from `skipped` on.
static fora_block
open_block(infer_context *ctx, fora_block block, uint32_t skipped, fora_type element,
           infer_value *element_value)
{
    const fora_region *region = &ctx->high->blocks[block];
    fora_block made = 0;
    if (ctx->emit) {
        made = fora_block_new(ctx->builder.function);
        ctx->builder.block = made;
        ctx->builder.before = 0;
    }
    for (uint32_t i = 0; i < region->parameter_count; i++) {
        fora_val source = fora_block_parameter(ctx->high, block, i);
        fora_type type = i < skipped ? element : ctx->instance->types[source];
        infer_value value = {
            .type = type, .source = source, .truth = MAY_BE_TRUE | MAY_BE_FALSE};
        if (ctx->emit)
            value.value = fora_block_add_parameter(ctx->builder.function, made, type);
        if (i < skipped)
            *element_value = value;
        else
            infer_set(ctx, source, value);
    }
    return made;
}

static void
loop_results(infer_context *ctx, fora_op op, fora_op typed)
{
    const fora_operation *it = &ctx->high->ops[op];
    for (uint32_t i = 0; i < it->result_count; i++) {
        infer_value value = {.type = ctx->instance->types[it->result + i],
                             .source = it->result + i,
                             .truth = MAY_BE_TRUE | MAY_BE_FALSE};
        if (ctx->emit) {
            value.value = ctx->builder.function->ops[typed].result + i;
            ctx->builder.function->values[value.value].type = value.type;
        }
        infer_set(ctx, it->result + i, value);
    }
}

static void
walk_loop(infer_context *ctx, fora_op op)
{
    fora_block block = fora_op_block(ctx->high, op, 0);
    fora_val *values = value_room(ctx, op);
    uint32_t count = initial_values(ctx, op, block, 0, 0, values);
    infer_loop loop = {.op = op, .block = block, .outer = ctx->loop};
    fora_builder outer = ctx->builder;
    ctx->loop = &loop;
    fora_block made = open_block(ctx, block, 0, 0, NULL);
    infer_region(ctx, block);
    ctx->loop = loop.outer;
    fora_span span = outer.span;
    ctx->builder = outer;
    ctx->builder.span = span;
    ctx->dead = false;
    fora_op typed = 0;
    if (ctx->emit)
        typed = fora_build(&ctx->builder, FORA_OP_LOOP, count, values,
                           ctx->high->ops[op].result_count, 0, NULL, 1, &made);
    ctx->assigned = loop.left;
    loop_results(ctx, op, typed);
    if (!loop.broke)
        infer_end(ctx);
}

// The body of a `for` in a block of its own, or none if it can never run.
static fora_block
for_body(infer_context *ctx, fora_block block, infer_value iterable, fora_type leaf)
{
    infer_value element, condition = infer_nothing();
    fora_block made = open_block(ctx, block, 1, leaf, &element);
    fora_val source = fora_block_parameter(ctx->high, block, 0);
    if (leaf == T_NEVER) {
        infer_end(ctx);
        return made;
    }
    element = infer_iterated(ctx, iterable, element, &condition);
    if (ctx->failed && ctx->emit)
        infer_report(ctx, ctx->builder.span);
    if (!infer_live(element) || ctx->failed) {
        ctx->failed = false;
        infer_end(ctx);
        return made;
    }
    infer_set(ctx, source, element);
    if (!infer_live(condition)) {
        infer_region(ctx, block);
        return made;
    }
    infer_merge merge;
    infer_merge_open(ctx, &merge, FORA_OP_IF, condition, 0);
    infer_merge_region(ctx, &merge, 0);
    infer_region(ctx, block);
    infer_merge_end(ctx, &merge, NULL);
    infer_merge_region(ctx, &merge, 0);
    infer_merge_end(ctx, &merge, NULL);
    infer_merge_close(ctx, &merge, NULL);
    if (!ctx->dead && ctx->emit) {
        uint32_t carried = ctx->high->blocks[block].parameter_count - 1;
        fora_val *values =
            fora_alloc(ctx->engine->arena, (carried + 1) * sizeof *values);
        for (uint32_t i = 0; i < carried; i++)
            values[i] =
                infer_get(ctx, fora_block_parameter(ctx->high, block, i + 1)).value;
        terminate(ctx, FORA_OP_CONTINUE, carried, values);
    }
    return made;
}

// What runs when the iterable is exhausted.
static fora_block
for_else(infer_context *ctx, fora_op op, infer_loop *loop)
{
    fora_block block = fora_op_block(ctx->high, op, 1);
    uint32_t count = ctx->high->ops[op].result_count;
    fora_block made = open_block(ctx, block, 0, 0, NULL);
    ctx->dead = false;
    infer_region(ctx, block);
    if (ctx->dead)
        return made;
    fora_val *values = fora_alloc(ctx->engine->arena, (count + 1) * sizeof *values);
    targets to = {.first = ctx->high->ops[op].result};
    pass_operands(ctx, ctx->yield, 0, result_target, &to, values);
    if (ctx->emit)
        fora_build(&ctx->builder, FORA_OP_YIELD, count, values, 0, 0, NULL, 0, NULL);
    loop->left = loop->broke ? loop->left & ctx->assigned : ctx->assigned;
    loop->broke = true;
    return made;
}

static void
walk_for(infer_context *ctx, fora_op op)
{
    infer_value iterable = infer_get(ctx, fora_operand(ctx->high, op, 0));
    iterable = infer_opened(ctx, iterable);
    infer_value leaf = infer_iterable(ctx, iterable);
    fora_block body = fora_op_block(ctx->high, op, 0),
               last = fora_op_block(ctx->high, op, 1);
    if (!infer_live(leaf))
        return;
    fora_val *values = value_room(ctx, op);
    values[0] = leaf.value;
    initial_values(ctx, op, body, 1, 1, values);
    // Both blocks get what the loop carries: what the body's parameters are known to be.
    for (uint32_t i = 0; i < ctx->high->blocks[last].parameter_count; i++)
        join_type(ctx, fora_block_parameter(ctx->high, last, i),
                  ctx->instance->types[fora_block_parameter(ctx->high, body, i + 1)]);
    infer_loop loop = {.op = op, .block = body, .skipped = 1, .outer = ctx->loop};
    fora_builder outer = ctx->builder;
    uint64_t assigned = ctx->assigned;
    fora_block made[2];
    ctx->loop = &loop;
    made[0] = for_body(ctx, body, iterable, infer_element(ctx, leaf.type));
    ctx->loop = loop.outer;
    ctx->assigned = assigned;
    ctx->builder.span = outer.span;
    made[1] = for_else(ctx, op, &loop);
    ctx->builder = outer;
    ctx->dead = false;
    fora_op typed = 0;
    if (ctx->emit)
        typed = fora_build(&ctx->builder, FORA_OP_FOR, ctx->high->ops[op].operand_count,
                           values, ctx->high->ops[op].result_count, 0, NULL, 2, made);
    ctx->assigned = loop.left;
    loop_results(ctx, op, typed);
    if (!loop.broke)
        infer_end(ctx);
}

// ---- Comprehensions -----------------------------------------------------------------

static bool
has_first(fora_comp kind)
{
    return kind == FORA_COMP_SUM || kind == FORA_COMP_JOIN;
}

// Kinds that lowering computes on the way; others gather a list first.
static fora_comp
comp_kind(infer_context *ctx, const infer_comp *comp)
{
    fora_type element = ctx->instance->types[comp->result];
    bool number = element == T_INT || element == T_FLOAT;
    switch (comp->kind) {
    case FORA_COMP_SUM:
        return infer_sums_directly(ctx->engine, comp->first.type, element)
                   ? FORA_COMP_SUM
                   : FORA_COMP_LIST;
    case FORA_COMP_MIN:
    case FORA_COMP_MAX:
        return number ? comp->kind : FORA_COMP_LIST;
    case FORA_COMP_JOIN:
        return infer_kind(ctx->engine, element) == FORA_TYPE_UNION ? FORA_COMP_LIST
                                                                   : FORA_COMP_JOIN;
    case FORA_COMP_GENERATOR:
        return FORA_COMP_LIST;
    default:
        return comp->kind;
    }
}

static infer_value
emitted_value(infer_context *ctx, infer_value value)
{
    switch (ctx->comp->kind) {
    case FORA_COMP_ANY:
    case FORA_COMP_ALL:
        return infer_truth(ctx, value);
    case FORA_COMP_SUM:
        return value.type == T_BOOL ? infer_coerce(ctx, value, T_INT) : value;
    case FORA_COMP_JOIN:
        // Which member it is shows at run time: str_join looks.
        if (infer_kind(ctx->engine, value.type) == FORA_TYPE_UNION)
            return value;
        if (value.type != T_STR && value.type != T_CHAR)
            return infer_fail(ctx, CLASS_TypeError,
                              "sequence item 0: expected str instance, %s found",
                              infer_class_name(ctx->engine, value.type));
        return infer_coerce(ctx, value, T_STR);
    default:
        return value;
    }
}

static void
walk_emit(infer_context *ctx, fora_op op)
{
    infer_value values[2];
    uint32_t count = ctx->high->ops[op].operand_count;
    infer_comp *comp = ctx->comp;
    for (uint32_t i = 0; i < count; i++) {
        values[i] = emitted_value(ctx, infer_get(ctx, fora_operand(ctx->high, op, i)));
        if (!infer_live(values[i])) {
            if (!ctx->failed)
                infer_end(ctx);
            return;
        }
        uint32_t at = comp->result + (i ? ctx->high->value_count : 0);
        values[i] = infer_coerce(ctx, values[i], join_type(ctx, at, values[i].type));
    }
    bool keyed = comp->kind == FORA_COMP_SET || comp->kind == FORA_COMP_DICT;
    if (keyed && !infer_hashable(ctx, values[0].type))
        return;
    infer_build(ctx, FORA_OP_EMIT, 0, count, values, 0, NULL);
}

// What a comprehension that gathered a list for want of a direct way stands for.
static infer_value
from_list(infer_context *ctx, const infer_comp *comp, infer_value list)
{
    infer_value operands[2] = {list, comp->first};
    switch (comp->kind) {
    case FORA_COMP_JOIN:
        return infer_call_library(ctx, "str_join", 2,
                                  (infer_value[]){comp->first, list});
    case FORA_COMP_SUM:
        return infer_call_library(ctx, "sum_of", 2, operands);
    case FORA_COMP_MIN:
        return infer_call_library(ctx, "least_of", 1, operands);
    case FORA_COMP_MAX:
        return infer_call_library(ctx, "greatest_of", 1, operands);
    case FORA_COMP_GENERATOR:
        return infer_iterator_of(ctx, list);
    default:
        return list;
    }
}

static fora_block
comp_body(infer_context *ctx, fora_op op)
{
    fora_block block = fora_op_block(ctx->high, op, 0);
    fora_block made = open_block(ctx, block, 0, 0, NULL);
    infer_region(ctx, block);
    if (ctx->dead)
        return made;
    uint32_t count = ctx->high->ops[ctx->yield].operand_count;
    fora_val *values = fora_alloc(ctx->engine->arena, (count + 1) * sizeof *values);
    targets to = {.first = ctx->high->ops[op].result + 1};
    pass_operands(ctx, ctx->yield, 0, result_target, &to, values);
    if (ctx->emit)
        fora_build(&ctx->builder, FORA_OP_YIELD, count, values, 0, 0, NULL, 0, NULL);
    return made;
}

// Emitting: the typed operation, and its results' values.
static infer_value
build_comp(infer_context *ctx, const infer_comp *comp, fora_comp kind, fora_type type,
           uint32_t count, const fora_val *values, fora_block block)
{
    uint32_t results = ctx->high->ops[comp->op].result_count;
    uint64_t attribute = kind;
    bool drop = has_first(comp->kind) && !has_first(kind);
    fora_op typed = fora_build(&ctx->builder, FORA_OP_COMP, count - drop, values + drop,
                               results, 1, &attribute, 1, &block);
    fora_function *function = ctx->builder.function;
    fora_val first = function->ops[typed].result;
    loop_results(ctx, comp->op, typed);
    function->values[first].type = type;
    return (infer_value){
        .type = type, .value = first, .truth = MAY_BE_TRUE | MAY_BE_FALSE};
}

static void
walk_comp(infer_context *ctx, fora_op op)
{
    const fora_operation *it = &ctx->high->ops[op];
    infer_comp comp = {.op = op,
                       .kind = (fora_comp)fora_attribute(ctx->high, op, 0),
                       .result = it->result,
                       .outer = ctx->comp};
    uint32_t fixed = has_first(comp.kind) && it->operand_count > 0;
    fora_val *values = value_room(ctx, op);
    if (fixed) {
        comp.first = infer_get(ctx, fora_operand(ctx->high, op, 0));
        if (comp.kind == FORA_COMP_JOIN)
            comp.first = infer_coerce(ctx, comp.first, T_STR);
        if (comp.kind == FORA_COMP_SUM && !infer_sum_start(ctx, comp.first))
            return;
        if (comp.kind == FORA_COMP_SUM && comp.first.type == T_BOOL)
            comp.first = infer_coerce(ctx, comp.first, T_INT);
        values[0] = comp.first.value;
    }
    initial_values(ctx, op, fora_op_block(ctx->high, op, 0), fixed, 0, values);
    infer_loop *loop = ctx->loop;
    fora_builder outer = ctx->builder;
    uint64_t assigned = ctx->assigned;
    ctx->comp = &comp;
    ctx->loop = NULL;
    fora_block made = comp_body(ctx, op);
    ctx->comp = comp.outer;
    ctx->loop = loop;
    ctx->builder = outer;
    ctx->assigned = assigned;
    ctx->dead = false;
    fora_comp kind = comp_kind(ctx, &comp);
    fora_type type =
        infer_comp_type(ctx, kind, comp.first.type, ctx->instance->types[comp.result],
                        ctx->instance->types[comp.result + ctx->high->value_count]);
    infer_value result = {.type = type, .truth = MAY_BE_TRUE | MAY_BE_FALSE};
    if (ctx->emit)
        result = build_comp(ctx, &comp, kind, type, it->operand_count, values, made);
    else
        loop_results(ctx, op, 0);
    if (comp.kind == FORA_COMP_GENERATOR && (!infer_body_has_no_effect(ctx, op) ||
                                             !infer_is_used_at_once(ctx, it->result))) {
        infer_refuse(ctx, "a generator expression that is kept, or that has effects of "
                          "its own, is not supported");
        ctx->help = "make a list of it: [... for ...], or use it where it stands";
        infer_set(ctx, it->result, infer_nothing());
        return;
    }
    if (kind != comp.kind)
        result = from_list(ctx, &comp, result);
    result.source = it->result;
    infer_set(ctx, it->result, result);
}

// ---- Ends of blocks -----------------------------------------------------------------

static void
walk_return(infer_context *ctx, fora_op op)
{
    infer_value value = infer_get(ctx, fora_operand(ctx->high, op, 0));
    infer_result(ctx, value.type);
    if (ctx->emit) {
        value = infer_coerce(ctx, value, ctx->instance->result);
        infer_returned(ctx);
    } else {
        infer_returned(ctx);
    }
    terminate(ctx, FORA_OP_RETURN, 1, &value.value);
}

// An exception from an exception or a class, which may raise; `what` is for messages.
static infer_value
raised(infer_context *ctx, infer_value value, const char *what)
{
    const fora_type_info *info = infer_info(ctx->engine, value.type);
    if (info->kind == FORA_TYPE_CLASS &&
        ctx->engine->program->classes[info->payload].exception)
        return infer_construct(ctx, info->payload, 0, NULL);
    if (infer_is_exception(ctx->engine, value.type))
        return value;
    return infer_fail(ctx, CLASS_TypeError, "%s must derive from BaseException", what);
}

// `raise value from cause`, of which each may be of several types; without a cause its type
// is never.
typedef struct {
    infer_value value, cause;
} raise_parts;

static bool
raise_from(infer_context *ctx, void *data, infer_value cause, infer_value *results)
{
    (void)results;
    infer_value value = ((raise_parts *)data)->value;
    if (infer_live(cause) && cause.type != T_NONE) {
        cause = raised(ctx, cause, "exception causes");
        if (!infer_live(cause))
            return false;
    }
    value = infer_exception_shown(ctx, value);
    if (!infer_live(value))
        return false;
    fora_val values[2] = {value.value, cause.value};
    if (ctx->emit)
        fora_build(&ctx->builder, FORA_OP_RAISE, infer_live(cause) ? 2 : 1, values, 0,
                   0, NULL, 0, NULL);
    ctx->dead = true;
    return false;
}

static bool
raise_case(infer_context *ctx, void *data, infer_value member, infer_value *results)
{
    raise_parts parts = *(raise_parts *)data;
    parts.value = raised(ctx, member, "exceptions");
    if (!infer_live(parts.value))
        return false;
    if (infer_kind(ctx->engine, parts.cause.type) == FORA_TYPE_UNION)
        return infer_dispatch(ctx, parts.cause, 0, raise_from, &parts, NULL);
    return raise_from(ctx, &parts, parts.cause, results);
}

static void
walk_raise(infer_context *ctx, fora_op op)
{
    infer_value value = infer_get(ctx, fora_operand(ctx->high, op, 0));
    raise_parts parts = {infer_nothing(), infer_nothing()};
    if (ctx->high->ops[op].operand_count > 1)
        parts.cause = infer_get(ctx, fora_operand(ctx->high, op, 1));
    if (!infer_live(value)) {
        infer_end(ctx);
    } else if (infer_kind(ctx->engine, value.type) == FORA_TYPE_UNION) {
        infer_dispatch(ctx, value, 0, raise_case, &parts, NULL);
    } else if (!raise_case(ctx, &parts, value, NULL) && !ctx->failed && !ctx->dead) {
        infer_end(ctx);
    }
}

bool
infer_control(infer_context *ctx, fora_op op)
{
    fora_val values[1];
    switch (ctx->high->ops[op].code) {
    case FORA_OP_IF:
        walk_if(ctx, op);
        return true;
    case FORA_OP_LOOP:
        walk_loop(ctx, op);
        return true;
    case FORA_OP_FOR:
        walk_for(ctx, op);
        return true;
    case FORA_OP_COMP:
        walk_comp(ctx, op);
        return true;
    case FORA_OP_TRY:
        walk_try(ctx, op);
        return true;
    case FORA_OP_EMIT:
        walk_emit(ctx, op);
        return true;
    case FORA_OP_CONTINUE:
        walk_continue(ctx, op);
        return true;
    case FORA_OP_BREAK:
        walk_break(ctx, op);
        return true;
    case FORA_OP_RETURN:
        walk_return(ctx, op);
        return true;
    case FORA_OP_RAISE:
        walk_raise(ctx, op);
        return true;
    case FORA_OP_RERAISE:
        if (ctx->high->ops[op].operand_count)
            values[0] = infer_get(ctx, fora_operand(ctx->high, op, 0)).value;
        terminate(ctx, FORA_OP_RERAISE, ctx->high->ops[op].operand_count, values);
        return true;
    case FORA_OP_UNREACHABLE:
        infer_end(ctx);
        return true;
    default:
        return false;
    }
}
