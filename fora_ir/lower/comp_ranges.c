// Filters that compare integers with values that do not change meanwhile: the runtime does
// as many as fill its lanes, the loop the rest.
//
// Each comparison becomes a range, or what lies outside: x >= b is x - b <= MAX - b, as
// unsigned numbers, x < b is its contrary; x <= b is x - MIN <= b - MIN; x == b is
// x - b <= 0.
#include "comp.h"

#include <string.h>

#include "../opt/pure.h"
#include "fora_infer.h"

enum { LEAST_LENGTH = 16 };  // for fewer the call does not pay

typedef struct {
    fora_val bound;  // LOW
    fora_compare how;
} range_test;

static const struct {
    const char *name;
    fora_compare how, swapped;
} tests[] = {
    {"py.lt", FORA_LT, FORA_GT}, {"py.le", FORA_LE, FORA_GE},
    {"py.gt", FORA_GT, FORA_LT}, {"py.ge", FORA_GE, FORA_LE},
    {"py.eq", FORA_EQ, FORA_EQ}, {"py.ne", FORA_NE, FORA_NE},
};

// The LOW value of what is the same for all elements; 0: it may differ.
static fora_val
uniform(lower_context *ctx, fora_val value)
{
    fora_op def = ctx->source->values[value].def;
    if (fora_val_type(ctx->source, value) != FORA_SIMPLE_TYPE(INT))
        return 0;
    if (def && ctx->source->ops[def].code == FORA_OP_CONST_INT)
        return lower_i64(ctx, (int64_t)fora_attribute(ctx->source, def, 0));
    return ctx->components[value] ? ctx->components[value][0] : 0;
}

static bool
match_test(lower_context *ctx, fora_val condition, fora_val element, range_test *test)
{
    const fora_function *f = ctx->source;
    fora_op op = f->values[condition].def;
    if (!op || f->ops[op].code != FORA_OP_APPLY || f->ops[op].operand_count != 2)
        return false;
    fora_val a = fora_operand(f, op, 0), b = fora_operand(f, op, 1);
    if ((a == element) == (b == element))
        return false;
    const char *name = fora_rules[fora_attribute(f, op, 0)].name;
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        if (!strcmp(name, tests[i].name)) {
            test->how = a == element ? tests[i].how : tests[i].swapped;
            test->bound = uniform(ctx, a == element ? b : a);
            return test->bound != 0;
        }
    return false;
}

static bool
only_pure(const lower_context *ctx, fora_block block, fora_op emit, fora_op condition)
{
    const fora_function *f = ctx->source;
    for (fora_op op = f->blocks[block].first; op; op = f->ops[op].next)
        if (op != emit && op != condition && f->ops[op].code != FORA_OP_CONTINUE &&
            f->ops[op].code != FORA_OP_YIELD && !ir_is_pure(ctx->program, f, op))
            return false;
    return true;
}

// Whether the loop does nothing else than to compare and to emit: it does not run for the
// elements that the runtime does.
static bool
only_filters(const lower_context *ctx, const lower_comp *comp, fora_op emit)
{
    const fora_function *f = ctx->source;
    const fora_operation *loop = &f->ops[comp->sizing_for];
    fora_block body = fora_op_block(f, comp->sizing_for, 0),
               block = f->ops[emit].parent;
    fora_op condition = block == body ? 0 : f->blocks[block].owner;
    return loop->operand_count == 1 && loop->result_count == 0 &&
           only_pure(ctx, body, emit, condition) && only_pure(ctx, block, emit, 0) &&
           (!condition || (f->ops[condition].result_count == 0 &&
                           only_pure(ctx, fora_op_block(f, condition, 1), 0, 0)));
}

static void
store_field(lower_context *ctx, fora_val filters, uint32_t i, size_t offset,
            fora_val value)
{
    lower_store_machine(ctx, filters, (int64_t)(i * sizeof(rt_range_filter) + offset),
                        value, FORA_MEMORY_SLOT);
}

static void
store_filter(lower_context *ctx, fora_val filters, uint32_t i, const range_test *test,
             fora_val data)
{
    fora_val low = test->bound, span = lower_i64(ctx, 0);
    if (test->how == FORA_GE || test->how == FORA_LT) {
        span = lower_binary(ctx, FORA_OP_L_SUB, lower_i64(ctx, INT64_MAX), low);
    } else if (test->how == FORA_LE || test->how == FORA_GT) {
        low = lower_i64(ctx, INT64_MIN);
        span = lower_binary(ctx, FORA_OP_L_SUB, test->bound, low);
    }
    bool outside = test->how == FORA_LT || test->how == FORA_GT || test->how == FORA_NE;
    store_field(ctx, filters, i, offsetof(rt_range_filter, low), low);
    store_field(ctx, filters, i, offsetof(rt_range_filter, span), span);
    store_field(ctx, filters, i, offsetof(rt_range_filter, outside),
                lower_i64(ctx, outside ? -1 : 0));
    store_field(ctx, filters, i, offsetof(rt_range_filter, to), data);
    store_field(ctx, filters, i, offsetof(rt_range_filter, kept), lower_i64(ctx, 0));
}

// Emits the call; the loop goes on behind what it did.
static void
call(lower_context *ctx, lower_cursor *cursor, uint32_t count, const range_test *test,
     const fora_val *data, const fora_val *counters)
{
    fora_val filters = lower_slot(ctx, (uint32_t)(count * sizeof(rt_range_filter)), 8);
    fora_block many = lower_block(ctx), few = lower_block(ctx), on = lower_block(ctx);
    fora_val start = lower_block_parameter(ctx, on, LOW_I64);
    fora_val enough =
        lower_icmp(ctx, FORA_GE, cursor->length, lower_i64(ctx, LEAST_LENGTH));
    lower_branch(ctx, enough, many, few, LOWER_EVEN);
    lower_enter(ctx, few);
    lower_jump(ctx, on, 1, &cursor->initial[0]);
    lower_enter(ctx, many);
    for (uint32_t i = 0; i < count; i++)
        store_filter(ctx, filters, i, &test[i], data[i]);
    fora_val done = lower_rt(ctx, rt_filter_ranges, filters, lower_i64(ctx, count),
                             cursor->data, cursor->length);
    for (uint32_t i = 0; i < count; i++) {
        size_t at = i * sizeof(rt_range_filter) + offsetof(rt_range_filter, kept);
        fora_val kept =
            lower_load_machine(ctx, LOW_I64, filters, (int64_t)at, 0, FORA_MEMORY_SLOT);
        lower_store_machine(ctx, counters[i], 0, kept, FORA_MEMORY_SLOT);
    }
    lower_jump(ctx, on, 1, &done);
    lower_enter(ctx, on);
    cursor->initial[0] = start;
}

void
lower_ranges(lower_context *ctx, const lower_comp *comp, lower_cursor *cursor)
{
    enum { MOST = 8 };
    const fora_function *f = ctx->source;
    fora_val element =
        fora_block_parameter(f, fora_op_block(f, comp->sizing_for, 0), 0);
    if (cursor->kind != FORA_TYPE_LIST || cursor->first || cursor->reversed ||
        fora_val_type(f, element) != FORA_SIMPLE_TYPE(INT))
        return;
    range_test test[MOST];
    fora_val data[MOST], counters[MOST];
    uint32_t count = comp->list_count ? comp->list_count : 1;
    fora_op emit = lower_comp_emit(ctx, comp);
    if (count > MOST || !emit || !only_filters(ctx, comp, emit))
        return;
    for (uint32_t i = 0; i < count; i++) {
        const lower_comp_list *list = comp->list_count ? &comp->lists[i] : NULL;
        fora_val value = fora_operand(f, emit, list ? 2 * i + 1 : 0);
        fora_val condition =
            list ? fora_operand(f, emit, 2 * i)
                 : fora_operand(f, f->blocks[f->ops[emit].parent].owner, 0);
        data[i] = list ? list->data : comp->data;
        counters[i] = list ? list->counter : comp->counter;
        if (value != element || !match_test(ctx, condition, element, &test[i]))
            return;
    }
    call(ctx, cursor, count, test, data, counters);
}
