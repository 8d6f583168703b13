// Iteration: what a `for` can run over, the types of elements, and comprehensions that
// the compiler itself puts in.
#include "infer.h"

#include <string.h>

fora_type
infer_element(infer_context *ctx, fora_type iterable)
{
    infer_engine *engine = ctx->engine;
    const fora_type_info *info = infer_info(engine, iterable);
    fora_type joined = T_NEVER, element;
    switch (info->kind) {
    case FORA_TYPE_LIST:
    case FORA_TYPE_VTUPLE:
    case FORA_TYPE_SET:
    case FORA_TYPE_FROZENSET:
    case FORA_TYPE_DICT:
    case FORA_TYPE_DICT_KEYS:
        return info->parameters[0];
    case FORA_TYPE_DICT_VALUES:
        return info->parameters[1];
    case FORA_TYPE_DICT_ITEMS:
        return infer_make(engine, FORA_TYPE_TUPLE, 0, 2, info->parameters);
    case FORA_TYPE_STR:
    case FORA_TYPE_CHAR:
        return T_CHAR;
    case FORA_TYPE_RANGE:
        return T_INT;
    case FORA_TYPE_FILE:
        return T_STR;
    case FORA_TYPE_REVERSED:
        return infer_element(ctx, info->parameters[0]);
    case FORA_TYPE_ENUMERATE:
        element = infer_element(ctx, info->parameters[0]);
        return element ? infer_make2(engine, FORA_TYPE_TUPLE, T_INT, element) : 0;
    case FORA_TYPE_TUPLE:
    case FORA_TYPE_UNION:
        for (uint32_t i = 0; i < info->count; i++) {
            element = info->kind == FORA_TYPE_TUPLE
                          ? info->parameters[i]
                          : infer_element(ctx, info->parameters[i]);
            if (!element)
                return 0;
            joined = infer_join(engine, joined, element);
        }
        return joined;
    case FORA_TYPE_ZIP: {
        fora_type parts[32];
        for (uint32_t i = 0; i < info->count && i < 32; i++)
            if (!(parts[i] = infer_element(ctx, info->parameters[i])))
                return 0;
        return infer_make(engine, FORA_TYPE_TUPLE, 0, info->count, parts);
    }
    default:
        return 0;
    }
}

// Whether elements are computed on the way: such iterables are opened before the loop.
static bool
is_computed(infer_context *ctx, fora_type type, bool filters_only)
{
    const fora_type_info *info = infer_info(ctx->engine, type);
    switch (info->kind) {
    case FORA_TYPE_FILTER:
        return true;
    case FORA_TYPE_MAP:
        if (!filters_only)
            return true;
        break;
    case FORA_TYPE_ENUMERATE:
    case FORA_TYPE_ZIP:
    case FORA_TYPE_REVERSED:
        break;
    default:
        return false;
    }
    for (uint32_t i = info->kind == FORA_TYPE_MAP; i < info->count; i++)
        if (is_computed(ctx, info->parameters[i], filters_only))
            return true;
    return false;
}

bool
infer_computes(infer_context *ctx, fora_type type)
{
    return is_computed(ctx, type, false);
}

// Whether the functions of maps and filters in an iterable may be called earlier, or once
// less, than CPython calls them; refused if not.
static bool
is_harmless(infer_context *ctx, fora_type type)
{
    const fora_type_info *info = infer_info(ctx->engine, type);
    if (!is_computed(ctx, type, false))
        return true;
    bool calls = info->kind == FORA_TYPE_MAP || info->kind == FORA_TYPE_FILTER;
    if (calls && !infer_has_no_effect(ctx, info->parameters[0])) {
        infer_refuse(ctx,
                     "the function of this %s() does more than compute a value, and "
                     "what is advanced beside it decides how often it is called",
                     info->kind == FORA_TYPE_MAP ? "map" : "filter");
        ctx->help = "make a list of it first: list(map(...))";
        return false;
    }
    for (uint32_t i = calls; i < info->count; i++)
        if (!is_harmless(ctx, info->parameters[i]))
            return false;
    return true;
}

static infer_value
iterable_part(infer_context *ctx, infer_value value, uint32_t i)
{
    infer_value part = infer_part(ctx, value, i);
    if (is_computed(ctx, part.type, true))
        return is_harmless(ctx, part.type) ? infer_to_list(ctx, part) : infer_nothing();
    return infer_iterable(ctx, part);
}

static infer_value
zip_of(infer_context *ctx, infer_value value, uint32_t first)
{
    uint32_t count = infer_info(ctx->engine, value.type)->count - first;
    infer_value parts[32];
    fora_type types[32];
    if (count > 32)
        return infer_refuse(ctx, "more than 32 iterables are advanced together");
    for (uint32_t i = 0; i < count; i++) {
        // CPython advances the first iterators before it finds a later one exhausted.
        bool ahead = i + 1 < count;
        if (ahead && !is_harmless(ctx, infer_part(ctx, value, first + i).type))
            return infer_nothing();
        parts[i] = iterable_part(ctx, value, first + i);
        if (!infer_live(parts[i]))
            return parts[i];
        types[i] = parts[i].type;
    }
    fora_type type = infer_make(ctx->engine, FORA_TYPE_ZIP, 0, count, types);
    return type == value.type ? value : infer_tuple(ctx, type, count, parts);
}

static infer_value
enumerate_of(infer_context *ctx, infer_value value)
{
    infer_value inner = iterable_part(ctx, value, 0);
    if (!infer_live(inner))
        return inner;
    fora_type type = infer_make1(ctx->engine, FORA_TYPE_ENUMERATE, inner.type);
    if (type == value.type)
        return value;
    infer_value parts[2] = {inner, infer_part(ctx, value, 1)};
    return infer_tuple(ctx, type, 2, parts);
}

static bool
listed_case(infer_context *ctx, void *data, infer_value member, infer_value *results)
{
    fora_type element = *(fora_type *)data;
    results[0] = infer_to_list(ctx, member);
    if (!infer_live(results[0]))
        return false;
    fora_type list = infer_make1(ctx->engine, FORA_TYPE_LIST, element);
    results[0] = infer_coerce(ctx, results[0], list);
    return true;
}

bool
infer_refuse_own_iteration(infer_context *ctx, fora_type type)
{
    const fora_type_info *info = infer_info(ctx->engine, type);
    if (info->kind == FORA_TYPE_INSTANCE && (infer_dunder(ctx, type, "__iter__") ||
                                             infer_dunder(ctx, type, "__getitem__"))) {
        infer_refuse(ctx,
                     "iterating over a %s object by its own methods is not supported; "
                     "iterate over a list it holds",
                     infer_class_name(ctx->engine, type));
        return true;
    }
    return false;
}

static infer_value
not_iterable(infer_context *ctx, fora_type type)
{
    if (infer_refuse_own_iteration(ctx, type))
        return infer_nothing();
    return infer_fail(ctx, CLASS_TypeError, "'%s' object is not iterable",
                      infer_class_name(ctx->engine, type));
}

infer_value
infer_opened(infer_context *ctx, infer_value value)
{
    const fora_method *method = infer_dunder(ctx, value.type, "__iter__");
    if (!method)
        return value;
    infer_value answer = infer_call_method(ctx, method, value, 0, NULL);
    if (!infer_live(answer) || infer_is_iterator(ctx->engine, answer.type))
        return answer;
    if (infer_kind(ctx->engine, answer.type) == FORA_TYPE_INSTANCE)
        return infer_refuse(ctx,
                            "iterating by the methods __iter__ and __next__ is not "
                            "supported; let __iter__ return iter() of a list");
    if (infer_kind(ctx->engine, answer.type) == FORA_TYPE_UNION)
        return infer_refuse(ctx, "__iter__ returns values of several types, which is "
                                 "not supported; let it return iter() of a list");
    return infer_fail(ctx, CLASS_TypeError, "iter() returned non-iterator of type '%s'",
                      infer_class_name(ctx->engine, answer.type));
}

infer_value
infer_iterable(infer_context *ctx, infer_value iterable)
{
    infer_engine *engine = ctx->engine;
    const fora_type_info *info = infer_info(engine, iterable.type);
    fora_type element;
    infer_value result;
    switch (info->kind) {
    case FORA_TYPE_NEVER:
        return iterable;
    case FORA_TYPE_TUPLE:
        element = infer_element(ctx, iterable.type);
        return infer_coerce(ctx, iterable,
                            infer_make1(engine, FORA_TYPE_VTUPLE, element));
    case FORA_TYPE_CHAR:
        return infer_coerce(ctx, iterable, T_STR);
    case FORA_TYPE_MAP:
        if (info->count > 2)
            return zip_of(ctx, iterable, 1);
        return infer_iterable(ctx, infer_part(ctx, iterable, 1));
    case FORA_TYPE_FILTER:
        return infer_iterable(ctx, infer_part(ctx, iterable, 1));
    case FORA_TYPE_ENUMERATE:
        return enumerate_of(ctx, iterable);
    case FORA_TYPE_ZIP:
        return zip_of(ctx, iterable, 0);
    case FORA_TYPE_UNION:
        element = infer_element(ctx, iterable.type);
        if (!element)
            element = T_NEVER;
        for (uint32_t i = 0; i < info->count; i++) {
            fora_type one = infer_element(ctx, info->parameters[i]);
            element = one ? infer_join(engine, element, one) : element;
        }
        if (!infer_dispatch(ctx, iterable, 1, listed_case, &element, &result))
            return infer_nothing();
        return result;
    default:
        if (!infer_element(ctx, iterable.type))
            return not_iterable(ctx, iterable.type);
        return iterable;
    }
}

// ---- Elements of what is computed on the way ----------------------------------------

static infer_value
mapped(infer_context *ctx, infer_value original, infer_value leaf,
       infer_value *condition)
{
    uint32_t count = infer_info(ctx->engine, original.type)->count - 1;
    infer_value values[16];
    if (count > 16)
        return infer_refuse(ctx, "map() over more than 16 iterables");
    for (uint32_t i = 0; i < count; i++) {
        infer_value part = count == 1 ? leaf : infer_part(ctx, leaf, i);
        infer_value inner = infer_part(ctx, original, i + 1);
        if (count > 1 && is_computed(ctx, inner.type, true))
            values[i] = part;
        else
            values[i] = infer_iterated(ctx, inner, part, condition);
        if (!infer_live(values[i]))
            return values[i];
    }
    return infer_call_values(ctx, infer_part(ctx, original, 0), count, values);
}

static infer_value passes(infer_context *ctx, infer_value function,
                          infer_value element);

static bool
passes_case(infer_context *ctx, void *data, infer_value member, infer_value *results)
{
    results[0] = passes(ctx, member, *(infer_value *)data);
    return infer_live(results[0]);
}

// Whether an element passes the function of a filter: its own truth if that is None.
static infer_value
passes(infer_context *ctx, infer_value function, infer_value element)
{
    infer_value verdict;
    if (function.type == T_NONE)
        return infer_truth(ctx, element);
    if (infer_kind(ctx->engine, function.type) == FORA_TYPE_UNION) {
        bool alive = infer_dispatch(ctx, function, 1, passes_case, &element, &verdict);
        return alive ? verdict : infer_nothing();
    }
    verdict = infer_call_values(ctx, function, 1, &element);
    return infer_live(verdict) ? infer_truth(ctx, verdict) : verdict;
}

static infer_value
kept(infer_context *ctx, infer_value original, infer_value element)
{
    return passes(ctx, infer_part(ctx, original, 0), element);
}

static infer_value
filtered(infer_context *ctx, infer_value original, infer_value leaf,
         infer_value *condition)
{
    infer_value inner = infer_nothing();
    infer_value element =
        infer_iterated(ctx, infer_part(ctx, original, 1), leaf, &inner);
    if (!infer_live(element))
        return element;
    if (!infer_live(inner)) {
        *condition = kept(ctx, original, element);
        return infer_live(*condition) ? element : *condition;
    }
    infer_merge merge;
    infer_value verdict = infer_nothing();
    infer_merge_open(ctx, &merge, FORA_OP_IF, inner, 1);
    infer_merge_region(ctx, &merge, 0);
    verdict = kept(ctx, original, element);
    if (!infer_live(verdict))
        infer_end(ctx);
    infer_merge_end(ctx, &merge, &verdict);
    infer_merge_region(ctx, &merge, 0);
    verdict = infer_bool(ctx, false);
    infer_merge_end(ctx, &merge, &verdict);
    infer_merge_close(ctx, &merge, condition);
    return element;
}

static infer_value
zipped(infer_context *ctx, infer_value original, infer_value leaf,
       infer_value *condition)
{
    uint32_t count = infer_info(ctx->engine, original.type)->count;
    infer_value parts[32];
    fora_type types[32];
    for (uint32_t i = 0; i < count; i++) {
        infer_value inner = infer_part(ctx, original, i);
        parts[i] = infer_part(ctx, leaf, i);
        if (!is_computed(ctx, inner.type, true))
            parts[i] = infer_iterated(ctx, inner, parts[i], condition);
        if (!infer_live(parts[i]))
            return parts[i];
        types[i] = parts[i].type;
    }
    return infer_tuple(ctx, infer_make(ctx->engine, FORA_TYPE_TUPLE, 0, count, types),
                       count, parts);
}

infer_value
infer_iterated(infer_context *ctx, infer_value original, infer_value leaf,
               infer_value *condition)
{
    if (!is_computed(ctx, original.type, false))
        return leaf;
    switch (infer_kind(ctx->engine, original.type)) {
    case FORA_TYPE_MAP:
        return mapped(ctx, original, leaf, condition);
    case FORA_TYPE_FILTER:
        return filtered(ctx, original, leaf, condition);
    case FORA_TYPE_ZIP:
        return zipped(ctx, original, leaf, condition);
    case FORA_TYPE_ENUMERATE: {
        infer_value inner = infer_part(ctx, original, 0);
        infer_value parts[2] = {infer_part(ctx, leaf, 0), infer_part(ctx, leaf, 1)};
        if (!is_computed(ctx, inner.type, true))
            parts[1] = infer_iterated(ctx, inner, parts[1], condition);
        if (!infer_live(parts[1]))
            return parts[1];
        fora_type type =
            infer_make2(ctx->engine, FORA_TYPE_TUPLE, parts[0].type, parts[1].type);
        return infer_tuple(ctx, type, 2, parts);
    }
    default:
        return leaf;
    }
}

// ---- Comprehensions made here -------------------------------------------------------

bool
infer_sums_directly(infer_engine *engine, fora_type start, fora_type element)
{
    return (start == T_INT || start == T_ZERO || start == T_FLOAT) &&
           (element == T_INT || element == T_NEVER || infer_is_real(engine, element));
}

fora_type
infer_comp_type(infer_context *ctx, fora_comp kind, fora_type first, fora_type a,
                fora_type b)
{
    infer_engine *engine = ctx->engine;
    switch (kind) {
    case FORA_COMP_LIST:
    case FORA_COMP_GENERATOR:
        return infer_make1(engine, FORA_TYPE_LIST, a);
    case FORA_COMP_SET:
        return infer_make1(engine, FORA_TYPE_SET, a);
    case FORA_COMP_TUPLE:
        return infer_make1(engine, FORA_TYPE_VTUPLE, a);
    case FORA_COMP_DICT:
        return infer_make2(engine, FORA_TYPE_DICT, a, b);
    case FORA_COMP_ANY:
    case FORA_COMP_ALL:
        return T_BOOL;
    case FORA_COMP_SUM:
        return first == T_FLOAT ? first : infer_join(engine, first, a);
    case FORA_COMP_MIN:
    case FORA_COMP_MAX:
        return a;
    case FORA_COMP_JOIN:
        return T_STR;
    case FORA_COMP_LISTS:  // has one type per result, and is not made here
        break;
    }
    return T_NEVER;
}

// The inside of a comprehension: converts the element and emits it; tells its types.
static void
emit_element(infer_context *ctx, fora_comp kind, infer_value element,
             infer_convert convert, void *data, fora_type *types)
{
    infer_value emitted[2] = {element, infer_nothing()};
    uint32_t count = 1;
    if (convert)
        emitted[0] = convert(ctx, data, element);
    if (!infer_live(emitted[0])) {
        infer_end(ctx);
        return;
    }
    if (kind == FORA_COMP_DICT) {
        emitted[1] = infer_part(ctx, emitted[0], 1);
        emitted[0] = infer_part(ctx, emitted[0], 0);
        count = 2;
    }
    types[0] = emitted[0].type;
    types[1] = emitted[1].type;
    infer_build(ctx, FORA_OP_EMIT, 0, count, emitted, 0, NULL);
}

static void
emit_if(infer_context *ctx, fora_comp kind, infer_value condition, infer_value element,
        infer_convert convert, void *data, fora_type *types)
{
    infer_merge merge;
    infer_merge_open(ctx, &merge, FORA_OP_IF, condition, 0);
    infer_merge_region(ctx, &merge, 0);
    emit_element(ctx, kind, element, convert, data, types);
    infer_merge_end(ctx, &merge, NULL);
    infer_merge_region(ctx, &merge, 0);
    infer_merge_end(ctx, &merge, NULL);
    infer_merge_close(ctx, &merge, NULL);
}

// The body of the loop over `leaf`.
static void
collect_body(infer_context *ctx, fora_comp kind, infer_value iterable, infer_value leaf,
             infer_convert convert, void *data, fora_type *types)
{
    infer_value condition = infer_nothing();
    infer_value element = infer_iterated(ctx, iterable, leaf, &condition);
    if (!infer_live(element))
        infer_end(ctx);
    else if (infer_live(condition))
        emit_if(ctx, kind, condition, element, convert, data, types);
    else
        emit_element(ctx, kind, element, convert, data, types);
    if (ctx->emit && !ctx->dead)
        fora_build(&ctx->builder, FORA_OP_CONTINUE, 0, NULL, 0, 0, NULL, 0, NULL);
    ctx->dead = false;
}

static fora_block
new_block(infer_context *ctx)
{
    fora_block block = fora_block_new(ctx->builder.function);
    ctx->builder.block = block;
    ctx->builder.before = 0;
    return block;
}

static void
close_block(infer_context *ctx, fora_block block)
{
    ctx->builder.block = block;
    ctx->builder.before = 0;
    fora_build(&ctx->builder, FORA_OP_YIELD, 0, NULL, 0, 0, NULL, 0, NULL);
}

static infer_value
finish_comp(infer_context *ctx, fora_comp kind, infer_value first, fora_type type,
            const fora_builder *outer, fora_block block)
{
    bool has_first = kind == FORA_COMP_SUM || kind == FORA_COMP_JOIN;
    uint64_t attribute = kind;
    ctx->builder = *outer;
    fora_op op = fora_build(&ctx->builder, FORA_OP_COMP, has_first, &first.value, 1, 1,
                            &attribute, 1, &block);
    fora_val value = ctx->builder.function->ops[op].result;
    ctx->builder.function->values[value].type = type;
    return (infer_value){
        .type = type, .value = value, .truth = MAY_BE_TRUE | MAY_BE_FALSE};
}

infer_value
infer_collect(infer_context *ctx, fora_comp kind, infer_value first,
              infer_value iterable, infer_convert convert, void *data)
{
    fora_type types[2] = {T_NEVER, T_NEVER};
    iterable = infer_opened(ctx, iterable);
    infer_value leaf = infer_iterable(ctx, iterable);
    if (!infer_live(leaf))
        return leaf;
    fora_type leaf_element = infer_element(ctx, leaf.type);
    infer_value element = {.type = leaf_element, .truth = MAY_BE_TRUE | MAY_BE_FALSE};
    uint64_t assigned = ctx->assigned;
    fora_builder outer = ctx->builder;
    fora_block comp = 0, blocks[2] = {0, 0};
    if (ctx->emit) {
        comp = new_block(ctx);
        blocks[0] = new_block(ctx);
        element.value =
            fora_block_add_parameter(ctx->builder.function, blocks[0], leaf_element);
    }
    if (leaf_element == T_NEVER)
        infer_end(ctx);
    else
        collect_body(ctx, kind, iterable, element, convert, data, types);
    ctx->dead = false;
    ctx->assigned = assigned;
    fora_type type = infer_comp_type(ctx, kind, first.type, types[0], types[1]);
    if (!ctx->emit || ctx->failed) {
        ctx->builder = outer;
        return ctx->failed
                   ? infer_nothing()
                   : (infer_value){.type = type, .truth = MAY_BE_TRUE | MAY_BE_FALSE};
    }
    blocks[1] = new_block(ctx);
    close_block(ctx, blocks[1]);
    ctx->builder.block = comp;
    fora_build(&ctx->builder, FORA_OP_FOR, 1, &leaf.value, 0, 0, NULL, 2, blocks);
    close_block(ctx, comp);
    return finish_comp(ctx, kind, first, type, &outer, comp);
}

infer_value
infer_to_list(infer_context *ctx, infer_value iterable)
{
    if (infer_kind(ctx->engine, iterable.type) == FORA_TYPE_LIST)
        return iterable;
    return infer_collect(ctx, FORA_COMP_LIST, infer_nothing(), iterable, NULL, NULL);
}

infer_value
infer_settled(infer_context *ctx, infer_value value)
{
    return infer_live(value) && infer_is_iterator(ctx->engine, value.type)
               ? infer_to_list(ctx, value)
               : value;
}
