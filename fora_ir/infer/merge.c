// Branches that come together: `if` and `dispatch`. What each region yields is joined, and
// coerced where it is narrower.
#include "infer.h"

#include <string.h>

void
infer_merge_open(infer_context *ctx, infer_merge *merge, fora_opcode code,
                 infer_value operand, uint32_t result_count)
{
    memset(merge, 0, sizeof *merge);
    merge->code = code;
    merge->operand = operand;
    merge->result_count = result_count;
    merge->outer = ctx->builder;
    merge->assigned = ctx->assigned;
}

infer_value
infer_merge_region(infer_context *ctx, infer_merge *merge, fora_type type)
{
    infer_value parameter = {.type = type, .truth = MAY_BE_TRUE | MAY_BE_FALSE};
    ctx->dead = false;
    ctx->assigned = merge->assigned;
    if (!ctx->emit)
        return parameter;
    fora_block block = fora_block_new(ctx->builder.function);
    merge->blocks[merge->region_count] = block;
    if (type)
        parameter.value = fora_block_add_parameter(ctx->builder.function, block, type);
    ctx->builder.block = block;
    ctx->builder.before = 0;
    return parameter;
}

void
infer_merge_end(infer_context *ctx, infer_merge *merge, const infer_value *results)
{
    uint32_t region = merge->region_count++;
    FORA_ASSERT(region <= INFER_MOST_MEMBERS);
    if (ctx->dead)
        return;
    merge->alive[region] = true;
    merge->merged = merge->any ? merge->merged & ctx->assigned : ctx->assigned;
    merge->any = true;
    if (!merge->result_count)
        return;
    merge->results[region] =
        fora_alloc(ctx->engine->arena, merge->result_count * sizeof *results);
    memcpy(merge->results[region], results, merge->result_count * sizeof *results);
}

static void
join_results(infer_context *ctx, infer_merge *merge, infer_value *results)
{
    for (uint32_t i = 0; i < merge->result_count; i++) {
        results[i] = (infer_value){.type = T_NEVER};
        for (uint32_t region = 0; region < merge->region_count; region++) {
            if (!merge->alive[region])
                continue;
            infer_value from = merge->results[region][i];
            results[i].type = infer_join(ctx->engine, results[i].type, from.type);
            results[i].truth |= from.truth;
        }
    }
}

static void
yield_region(infer_context *ctx, infer_merge *merge, uint32_t region,
             const infer_value *results)
{
    const infer_value *from = merge->results[region];
    fora_val *values =
        fora_alloc(ctx->engine->arena, (merge->result_count + 1) * sizeof *values);
    ctx->builder.block = merge->blocks[region];
    ctx->builder.before = 0;
    for (uint32_t i = 0; i < merge->result_count; i++)
        values[i] = infer_coerce(ctx, from[i], results[i].type).value;
    fora_build(&ctx->builder, FORA_OP_YIELD, merge->result_count, values, 0, 0, NULL, 0,
               NULL);
}

void
infer_merge_close(infer_context *ctx, infer_merge *merge, infer_value *results)
{
    join_results(ctx, merge, results);
    fora_span span = ctx->builder.span;
    ctx->dead = false;
    if (ctx->emit) {
        for (uint32_t region = 0; region < merge->region_count; region++)
            if (merge->alive[region])
                yield_region(ctx, merge, region, results);
        ctx->builder = merge->outer;
        ctx->builder.span = span;
        bool try = merge->code == FORA_OP_TRY;
        fora_op op = fora_build(&ctx->builder, merge->code, !try, &merge->operand.value,
                                merge->result_count, 0, NULL, merge->region_count,
                                merge->blocks);
        for (uint32_t i = 0; i < merge->result_count; i++) {
            results[i].value = ctx->builder.function->ops[op].result + i;
            ctx->builder.function->values[results[i].value].type = results[i].type;
        }
    }
    ctx->assigned = merge->merged;
    if (!merge->any)
        infer_end(ctx);
}

// ---- Dispatch -----------------------------------------------------------------------

// What remains of a failure of one case: it stands if no case gets through.
typedef struct {
    bool any_failure, any_success, refused;
    fora_class class;
    const char *message;
    const char *help;
} failures;

static void
close_case(infer_context *ctx, failures *seen)
{
    if (ctx->failed) {
        if (!seen->any_failure || ctx->refused) {
            *seen = (failures){true,         seen->any_success, ctx->refused,
                               ctx->failure, ctx->message,      ctx->help};
        }
        infer_raise_failure(ctx);
    } else {
        seen->any_success = true;
    }
}

bool
infer_dispatch(infer_context *ctx, infer_value value, uint32_t result_count,
               infer_case handle, void *data, infer_value *results)
{
    const fora_type *members;
    uint32_t count = infer_members(ctx->engine, value.type, &members);
    infer_merge merge;
    failures seen = {0};
    infer_merge_open(ctx, &merge, FORA_OP_DISPATCH, value, result_count);
    for (uint32_t i = 0; i < count; i++) {
        infer_value member = infer_merge_region(ctx, &merge, members[i]);
        infer_value inner[16];
        memset(inner, 0, sizeof inner);
        FORA_ASSERT(result_count <= 16);
        if (!handle(ctx, data, member, inner)) {
            close_case(ctx, &seen);
            infer_end(ctx);
        } else {
            seen.any_success = true;
        }
        infer_merge_end(ctx, &merge, inner);
    }
    infer_merge_close(ctx, &merge, results);
    if (seen.any_failure && (!seen.any_success || seen.refused)) {
        ctx->failed = true;
        ctx->refused = seen.refused;
        ctx->failure = seen.class;
        ctx->message = seen.message;
        ctx->help = seen.help;
        return false;
    }
    return !ctx->dead;
}

// ---- Updates ------------------------------------------------------------------------

typedef enum { FAILS, GETS_THROUGH, REFUSED } outcome;

// What becomes of a member, found out without emitting anything.
static outcome
try_member(infer_context *ctx, fora_type member, infer_case handle, void *data)
{
    infer_context saved = *ctx;
    infer_value value = {.type = member, .truth = MAY_BE_TRUE | MAY_BE_FALSE};
    infer_value results[16] = {0};
    ctx->emit = false;
    bool alive = handle(ctx, data, value, results) && !ctx->dead;
    bool refused = ctx->failed && ctx->refused;
    *ctx = saved;
    return refused ? REFUSED : alive ? GETS_THROUGH : FAILS;
}

// The only member that gets through; T_NEVER if there are several, or none, or if one is
// refused for a reason of ours.
static fora_type
only_member(infer_context *ctx, fora_type type, infer_case handle, void *data)
{
    const fora_type *members;
    uint32_t count = infer_members(ctx->engine, type, &members);
    fora_type only = T_NEVER;
    for (uint32_t i = 0; i < count; i++) {
        outcome of = try_member(ctx, members[i], handle, data);
        if (of == REFUSED || (of == GETS_THROUGH && only != T_NEVER))
            return T_NEVER;
        if (of == GETS_THROUGH)
            only = members[i];
    }
    return only;
}

static void
raise_for_others(infer_context *ctx, infer_value value, fora_type only,
                 infer_case handle, void *data)
{
    infer_value others =
        infer_project(ctx, value, infer_without(ctx->engine, value.type, only));
    infer_value unused[16] = {0};
    if (infer_kind(ctx->engine, others.type) == FORA_TYPE_UNION)
        infer_dispatch(ctx, others, 0, handle, data, unused);
    else
        handle(ctx, data, others, unused);
    infer_end_failed(ctx);
    ctx->failed = false;
}

// A value that was tested in this block already: a path is read before it is written back.
static bool
taken_before(const infer_context *ctx, infer_value value, infer_value *taken)
{
    for (uint32_t i = 0; i < sizeof ctx->taken / sizeof *ctx->taken; i++)
        if (ctx->taken[i].value == value.value && value.value &&
            ctx->taken[i].block == ctx->builder.block) {
            *taken = ctx->taken[i].taken;
            return true;
        }
    return false;
}

static infer_value
take(infer_context *ctx, infer_value value, fora_type type)
{
    infer_value taken = infer_project(ctx, value, type);
    uint32_t i = ctx->taken_count++ % (sizeof ctx->taken / sizeof *ctx->taken);
    ctx->taken[i].block = ctx->builder.block;
    ctx->taken[i].value = value.value;
    ctx->taken[i].taken = taken;
    return taken;
}

bool
infer_dispatch_update(infer_context *ctx, infer_value value, uint32_t result_count,
                      infer_case handle, void *data, infer_value *results)
{
    infer_value taken;
    if (ctx->emit && !ctx->dead && taken_before(ctx, value, &taken))
        return handle(ctx, data, taken, results);
    fora_type only =
        ctx->emit && !ctx->dead ? only_member(ctx, value.type, handle, data) : T_NEVER;
    fora_type_kind kind =
        only == T_NEVER ? FORA_TYPE_NEVER : infer_kind(ctx->engine, only);
    if (kind != FORA_TYPE_LIST && kind != FORA_TYPE_DICT && kind != FORA_TYPE_SET)
        return infer_dispatch(ctx, value, result_count, handle, data, results);
    infer_merge merge;
    infer_merge_open(ctx, &merge, FORA_OP_IF, infer_is_member(ctx, value, only), 0);
    infer_merge_region(ctx, &merge, 0);
    infer_merge_end(ctx, &merge, NULL);
    infer_merge_region(ctx, &merge, 0);
    raise_for_others(ctx, value, only, handle, data);
    infer_merge_end(ctx, &merge, NULL);
    infer_merge_close(ctx, &merge, NULL);
    return handle(ctx, data, take(ctx, value, only), results);
}
