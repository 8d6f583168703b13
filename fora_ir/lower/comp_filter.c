// Filters: lists that get some of the elements that are walked, one list or several side by
// side.
//
// A list without refs is given room for all elements. Each is stored behind the last that
// was kept, and the length grows by the condition, so there is no branch to mispredict. As
// the list never gets ahead of what is read, it may lie in the memory of the list that is
// read, if the filter was the last to need that.
#include "comp.h"

#include <string.h>

#include "../opt/pure.h"
#include "fora_infer.h"

// ---- The memory of the list that is walked ------------------------------------------

// Whether the region does nothing but filter: it ends for sure, and nothing lets go of the
// list meanwhile.
static bool
only_filters(const lower_context *ctx, const lower_comp *comp, fora_block block)
{
    const fora_function *f = ctx->source;
    for (fora_op op = f->blocks[block].first; op; op = f->ops[op].next) {
        fora_opcode code = f->ops[op].code;
        if (op != comp->sizing_for && code != FORA_OP_IF && code != FORA_OP_EMIT &&
            code != FORA_OP_YIELD && code != FORA_OP_CONTINUE &&
            !ir_is_pure(ctx->program, f, op))
            return false;
        for (uint32_t i = 0; i < f->ops[op].block_count; i++)
            if (!only_filters(ctx, comp, fora_op_block(f, op, i)))
                return false;
    }
    return true;
}

bool
lower_filter_reuses(lower_context *ctx, const lower_comp *comp,
                    const lower_cursor *cursor, fora_type container)
{
    if (cursor->kind != FORA_TYPE_LIST || cursor->reversed || cursor->pieces ||
        cursor->type != container)
        return false;
    const fora_layout *element =
        lower_layout_of(ctx, lower_parameter(ctx, container, 0));
    return element->ref_count == 0 && element->size > 0 &&
           only_filters(ctx, comp, fora_op_block(ctx->source, comp->op, 0));
}

// The address of the elements goes through frame memory, where it belongs to no list: the
// list itself is given away. If somebody else holds it, it is put aside up to the end of the
// loop, which reads it.
fora_val
lower_filter_reuse(lower_context *ctx, lower_comp *comp, lower_cursor *cursor)
{
    fora_val slot = lower_slot(ctx, 8, 8);
    comp->aside = lower_slot(ctx, 8, 8);
    lower_store_machine(ctx, slot, 0, cursor->data, FORA_MEMORY_SLOT);
    cursor->data = lower_load_machine(ctx, LOW_PTR, slot, 0, 0, FORA_MEMORY_SLOT);
    fora_val *part = fora_alloc(ctx->scratch, sizeof *part);
    *part = lower_rt(ctx, rt_list_reuse, cursor->parts[0], comp->aside);
    cursor->parts = part;
    comp->reused = cursor->data;
    return *part;
}

// What was put aside is taken and not used: so it is released.
static void
let_go(lower_context *ctx, const lower_comp *comp)
{
    fora_type type = comp->list_count ? comp->lists[0].container : comp->container;
    fora_val list;
    if (comp->reused)
        lower_take(ctx, type, comp->aside, 0, FORA_MEMORY_SLOT, &list);
}

static bool
is_rule(const fora_function *f, fora_op op, const char *name)
{
    return f->ops[op].code == FORA_OP_APPLY &&
           !strcmp(fora_rules[fora_attribute(f, op, 0)].name, name);
}

// Whether a list is no more than read where `op` has it as operand `i`.
static bool
only_reads(const fora_function *f, fora_op op, uint32_t i)
{
    if (f->ops[op].code == FORA_OP_FOR)
        return i == 0;
    if (i == 1)
        return is_rule(f, op, "py.add") || is_rule(f, op, "py.iadd") ||
               is_rule(f, op, "list.extend");
    return is_rule(f, op, "len");
}

// Whether a list is only walked or joined to another one.
static bool
passes(const fora_function *f, fora_val list)
{
    for (fora_op op = 1; op < f->op_count; op++)
        for (uint32_t i = 0; f->ops[op].parent && i < f->ops[op].operand_count; i++)
            if (fora_operand(f, op, i) == list && !only_reads(f, op, i))
                return false;
    return true;
}

static fora_val
finish_list(lower_context *ctx, fora_val result, fora_val object, fora_val counter,
            fora_val reused)
{
    fora_val length = lower_load_machine(ctx, LOW_I64, counter, 0, 0, FORA_MEMORY_SLOT);
    lower_store_machine(ctx, object, offsetof(rt_list, length), length,
                        FORA_MEMORY_HEADER);
    return lower_rt(ctx, rt_list_trim, object, reused ? reused : lower_null_ptr(ctx),
                    lower_i1(ctx, passes(ctx->source, result)));
}

fora_val
lower_filter_finish(lower_context *ctx, lower_comp *comp)
{
    let_go(ctx, comp);
    return finish_list(ctx, ctx->source->ops[comp->op].result, comp->object,
                       comp->counter, comp->reused);
}

// ---- Several lists ------------------------------------------------------------------

static void
make_list(lower_context *ctx, lower_comp_list *list, fora_val room)
{
    fora_type element = lower_parameter(ctx, list->container, 0);
    bool roomy = room && lower_layout_of(ctx, element)->ref_count == 0;
    if (!list->object)
        list->object =
            lower_list_new(ctx, list->container, roomy ? room : lower_i64(ctx, 0));
    if (!roomy)
        return;
    list->data = lower_header(ctx, LOW_PTR, list->object, rt_list, data);
    lower_store_machine(ctx, list->counter, 0, lower_i64(ctx, 0), FORA_MEMORY_SLOT);
}

void
lower_lists_begin(lower_context *ctx, lower_comp *comp)
{
    comp->list_count = lower_result_count(ctx, comp->op);
    comp->lists = fora_alloc(ctx->scratch, comp->list_count * sizeof *comp->lists);
    for (uint32_t i = 0; i < comp->list_count; i++)
        comp->lists[i] = (lower_comp_list){
            .container = lower_result_type(ctx, comp->op, i),
            .counter = lower_slot(ctx, 8, 8),
        };
    for (uint32_t i = 0; !comp->sizing_for && i < comp->list_count; i++)
        make_list(ctx, &comp->lists[i], 0);
}

// What was read and not kept is given back to the system from time to time, while there is
// much of it; the other lists take as much.
static void
read_by_parts(lower_context *ctx, const lower_comp *comp, lower_cursor *cursor)
{
    fora_type element = lower_parameter(ctx, cursor->type, 0);
    int64_t most = RT_READ_BYTES / lower_layout_of(ctx, element)->size;
    fora_val few = lower_icmp(ctx, FORA_LE, cursor->length, lower_i64(ctx, most));
    cursor->kept = comp->lists[0].counter;
    cursor->own_states = cursor->state_count = 2;
    cursor->initial[1] =
        lower_select(ctx, few, cursor->length, lower_i64(ctx, most / 4));
}

void
lower_lists_reserve(lower_context *ctx, lower_comp *comp, lower_cursor *cursor)
{
    fora_val room = lower_cursor_length(ctx, cursor);
    bool reuses =
        room && lower_filter_reuses(ctx, comp, cursor, comp->lists[0].container);
    if (reuses)
        comp->lists[0].object = lower_filter_reuse(ctx, comp, cursor);
    for (uint32_t i = 0; i < comp->list_count; i++)
        make_list(ctx, &comp->lists[i], room);
    if (reuses)
        read_by_parts(ctx, comp, cursor);
    if (room)
        lower_ranges(ctx, comp, cursor);
}

static void
keep_always(lower_context *ctx, const lower_comp_list *list, fora_val kept,
            const fora_val *element)
{
    fora_type type = lower_parameter(ctx, list->container, 0);
    fora_val index =
        lower_load_machine(ctx, LOW_I64, list->counter, 0, 0, FORA_MEMORY_SLOT);
    fora_val at =
        lower_address(ctx, list->data, index, lower_layout_of(ctx, type)->size, 0);
    lower_store(ctx, type, at, 0, element, FORA_MEMORY_ELEMENT);
    fora_val step = lower_convert(ctx, FORA_OP_L_ZEXT, kept, LOW_I64);
    lower_store_machine(ctx, list->counter, 0,
                        lower_binary(ctx, FORA_OP_L_ADD_EXACT, index, step),
                        FORA_MEMORY_SLOT);
}

static void
keep_if(lower_context *ctx, const lower_comp_list *list, fora_val kept,
        const fora_val *element)
{
    fora_block keep = lower_block(ctx), on = lower_block(ctx);
    lower_branch(ctx, kept, keep, on, LOWER_EVEN);
    lower_enter(ctx, keep);
    lower_list_push(ctx, list->container, list->object, element);
    lower_jump(ctx, on, 0, NULL);
    lower_enter(ctx, on);
}

void
lower_lists_emit(lower_context *ctx, lower_comp *comp, fora_op emit)
{
    for (uint32_t i = 0; i < comp->list_count; i++) {
        const lower_comp_list *list = &comp->lists[i];
        fora_val kept = lower_operand(ctx, emit, 2 * i)[0];
        const fora_val *element = lower_operand(ctx, emit, 2 * i + 1);
        if (list->data)
            keep_always(ctx, list, kept, element);
        else
            keep_if(ctx, list, kept, element);
    }
}

void
lower_lists_finish(lower_context *ctx, lower_comp *comp)
{
    let_go(ctx, comp);
    for (uint32_t i = 0; i < comp->list_count; i++) {
        lower_comp_list *list = &comp->lists[i];
        if (!list->object)  // nothing ever gets to the `for`
            make_list(ctx, list, 0);
        else if (list->data)
            list->object =
                finish_list(ctx, ctx->source->ops[comp->op].result + i, list->object,
                            list->counter, i == 0 ? comp->reused : 0);
        lower_set_scalar(ctx, comp->op, i, list->object);
    }
}
