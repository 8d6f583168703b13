// Lowering of `comp` and `emit`. Containers are fresh objects that grow in place; sums,
// best values and answers live in frame memory, which becomes registers later.
#include "comp.h"
#include "program.h"
#include "real.h"

// ---- Lists of known length ----------------------------------------------------------

static uint32_t
count_emits(const fora_function *f, fora_block block)
{
    uint32_t count = 0;
    for (fora_op op = f->blocks[block].first; op; op = f->ops[op].next) {
        if (f->ops[op].code == FORA_OP_EMIT)
            count++;
        else if (f->ops[op].code != FORA_OP_COMP)
            for (uint32_t i = 0; i < f->ops[op].block_count; i++)
                count += count_emits(f, fora_op_block(f, op, i));
    }
    return count;
}

// The operation that owns the region of the first `emit` below `block`; 0: none.
static fora_op
find_emit(const fora_function *f, fora_block block)
{
    for (fora_op op = f->blocks[block].first; op; op = f->ops[op].next) {
        if (f->ops[op].code == FORA_OP_EMIT)
            return op;
        if (f->ops[op].code == FORA_OP_COMP)
            continue;
        for (uint32_t i = 0; i < f->ops[op].block_count; i++) {
            fora_op found = find_emit(f, fora_op_block(f, op, i));
            if (found)
                return found;
        }
    }
    return 0;
}

// The `for` directly in the comp's block of which every step emits at most once; *always:
// exactly once. 0 if there is no such `for`.
static fora_op
sizing_for(const fora_function *f, fora_block block, bool *always)
{
    if (count_emits(f, block) != 1)
        return 0;
    fora_op owner = f->blocks[f->ops[find_emit(f, block)].parent].owner;
    *always = f->ops[owner].code == FORA_OP_FOR;
    while (!(fora_op_infos[f->ops[owner].code].flags & FORA_OP_LOOP)) {
        if (f->ops[owner].code == FORA_OP_COMP)
            return 0;
        owner = f->blocks[f->ops[owner].parent].owner;
    }
    return f->ops[owner].code == FORA_OP_FOR && f->ops[owner].parent == block ? owner
                                                                              : 0;
}

fora_op
lower_comp_emit(lower_context *ctx, const lower_comp *comp)
{
    const fora_function *f = ctx->source;
    fora_block body = fora_op_block(f, comp->sizing_for, 0), block = body;
    fora_op owner = find_emit(f, block);
    if (f->ops[owner].code != FORA_OP_EMIT)
        return 0;
    block = f->ops[owner].parent;
    if (comp->kind == FORA_COMP_LISTS)
        return block == body ? owner : 0;
    fora_op condition = f->blocks[block].owner;
    return f->ops[condition].code == FORA_OP_IF && f->ops[condition].parent == body &&
                   fora_op_block(f, condition, 0) == block
               ? owner
               : 0;
}

bool
lower_comp_sizes_by(const lower_comp *comp, fora_op op)
{
    return comp->sizing_for == op;
}

bool
lower_comp_reserve(lower_context *ctx, lower_comp *comp, lower_cursor *cursor)
{
    if (comp->kind == FORA_COMP_LISTS) {
        lower_lists_reserve(ctx, comp, cursor);
        return false;
    }
    fora_val length = lower_cursor_length(ctx, cursor);
    if (!length) {
        comp->sizing_for = 0;
        comp->object = lower_list_new(ctx, comp->container, lower_i64(ctx, 0));
        return false;
    }
    if (comp->counter && lower_filter_reuses(ctx, comp, cursor, comp->container))
        comp->object = lower_filter_reuse(ctx, comp, cursor);
    else
        comp->object = lower_list_new(ctx, comp->container, length);
    comp->data = lower_header(ctx, LOW_PTR, comp->object, rt_list, data);
    if (comp->counter) {
        lower_store_machine(ctx, comp->counter, 0, lower_i64(ctx, 0), FORA_MEMORY_SLOT);
        if (!comp->refs)
            lower_ranges(ctx, comp, cursor);
        return false;
    }
    if (!comp->refs)  // nothing to destroy if a raise leaves it half filled
        lower_store_machine(ctx, comp->object, offsetof(rt_list, length), length,
                            FORA_MEMORY_HEADER);
    return true;
}

// Whether the block holds one `emit` among operations without effect.
static bool
only_emits(const fora_function *f, fora_block block)
{
    uint32_t emits = 0;
    for (fora_op op = f->blocks[block].first; op; op = f->ops[op].next) {
        fora_opcode code = f->ops[op].code;
        if (code == FORA_OP_EMIT)
            emits++;
        else if (code != FORA_OP_YIELD && !(fora_op_infos[code].flags & FORA_OP_PURE))
            return false;
    }
    return emits == 1;
}

lower_comp *
lower_comp_filtered(lower_context *ctx, fora_op op)
{
    const fora_function *f = ctx->source;
    fora_block other = fora_op_block(f, op, 1);
    if (f->ops[op].result_count > 0 ||
        f->ops[f->blocks[other].first].code != FORA_OP_YIELD ||
        !only_emits(f, fora_op_block(f, op, 0)))
        return NULL;
    lower_comp *comp = lower_scope_find(ctx, LOWER_SCOPE_COMP)->comp;
    return comp->sizing_for && comp->counter && !comp->refs ? comp : NULL;
}

void
lower_comp_at(lower_comp *comp, fora_val index)
{
    comp->index = index;
}

// ---- Beginning ----------------------------------------------------------------------

static void
begin_list(lower_context *ctx, lower_comp *comp, fora_type element)
{
    fora_types *types = ctx->program->types;
    comp->container = fora_type_make(types, FORA_TYPE_LIST, 0, 1, &element);
    comp->refs = lower_layout_of(ctx, element)->ref_count > 0;
    bool always = true;
    fora_block nest = fora_op_block(ctx->source, comp->op, 0);
    comp->sizing_for = sizing_for(ctx->source, nest, &always);
    if (comp->sizing_for && !always)
        comp->counter = lower_slot(ctx, 8, 8);
    if (!comp->sizing_for)
        comp->object = lower_list_new(ctx, comp->container, lower_i64(ctx, 0));
}

static void
begin_flag(lower_context *ctx, lower_comp *comp)
{
    comp->flag = lower_slot(ctx, 1, 1);
    lower_store_machine(ctx, comp->flag, 0, lower_i1(ctx, false), FORA_MEMORY_SLOT);
}

// A float sum that began as an int is an int until a float is added: a flag tells.
static void
begin_sum(lower_context *ctx, lower_comp *comp)
{
    fora_type result = lower_result_type(ctx, comp->op, 0);
    fora_type type = lower_operand_type(ctx, comp->op, 0);
    const fora_val *value = lower_operand(ctx, comp->op, 0);
    bool ints = lower_kind(ctx, result) == FORA_TYPE_INT;
    fora_val start;
    if (result == FORA_SIMPLE_TYPE(ZERO))
        return;
    if (lower_kind(ctx, result) == FORA_TYPE_UNION)
        begin_flag(ctx, comp);
    if (ints)
        lower_coerce(ctx, type, result, value, &start);
    else
        start = lower_real_float(ctx, type, value);
    comp->value = lower_slot(ctx, 8, 8);
    lower_store_machine(ctx, comp->value, 0, start, FORA_MEMORY_SLOT);
}

static void
begin_answer(lower_context *ctx, lower_comp *comp)
{
    comp->value = lower_slot(ctx, 1, 1);
    lower_store_machine(ctx, comp->value, 0, lower_i1(ctx, comp->kind == FORA_COMP_ALL),
                        FORA_MEMORY_SLOT);
    if (lower_result_count(ctx, comp->op) > 1)
        begin_flag(ctx, comp);
    else
        comp->decided = lower_block(ctx);
}

static void
begin(lower_context *ctx, lower_comp *comp)
{
    fora_type result = lower_result_type(ctx, comp->op, 0);
    switch (comp->kind) {
    case FORA_COMP_LIST:
    case FORA_COMP_TUPLE:
        begin_list(ctx, comp, lower_parameter(ctx, result, 0));
        break;
    case FORA_COMP_JOIN:
        begin_list(ctx, comp, FORA_SIMPLE_TYPE(STR));
        break;
    case FORA_COMP_LISTS: {
        bool always;
        comp->sizing_for =
            sizing_for(ctx->source, fora_op_block(ctx->source, comp->op, 0), &always);
        lower_lists_begin(ctx, comp);
        break;
    }
    case FORA_COMP_SET:
        comp->container = result;
        comp->object = lower_set_new(ctx, result);
        break;
    case FORA_COMP_DICT:
        comp->container = result;
        comp->object = lower_dict_new(ctx, result);
        break;
    case FORA_COMP_SUM:
        begin_sum(ctx, comp);
        break;
    case FORA_COMP_ANY:
    case FORA_COMP_ALL:
        begin_answer(ctx, comp);
        break;
    case FORA_COMP_MIN:
    case FORA_COMP_MAX:
        comp->value = lower_slot(ctx, 8, 8);
        begin_flag(ctx, comp);
        break;
    default:
        FORA_DEFECT("lowering: comp of kind %d", comp->kind);
    }
}

// ---- Emitting -----------------------------------------------------------------------

static void
emit_element(lower_context *ctx, lower_comp *comp, const fora_val *element)
{
    if (!comp->sizing_for) {
        lower_list_push(ctx, comp->container, comp->object, element);
        return;
    }
    fora_type type = lower_parameter(ctx, comp->container, 0);
    fora_val index = comp->index;
    if (comp->counter)
        index = lower_load_machine(ctx, LOW_I64, comp->counter, 0, 0, FORA_MEMORY_SLOT);
    fora_val at =
        lower_address(ctx, comp->data, index, lower_layout_of(ctx, type)->size, 0);
    lower_store(ctx, type, at, 0, element, FORA_MEMORY_ELEMENT);
    fora_val step = comp->kept ? lower_convert(ctx, FORA_OP_L_ZEXT, comp->kept, LOW_I64)
                               : lower_i64(ctx, 1);
    fora_val length = lower_binary(ctx, FORA_OP_L_ADD_EXACT, index, step);
    if (comp->counter)
        lower_store_machine(ctx, comp->counter, 0, length, FORA_MEMORY_SLOT);
    if (comp->refs)
        lower_store_machine(ctx, comp->object, offsetof(rt_list, length), length,
                            FORA_MEMORY_HEADER);
}

static void
emit_int_term(lower_context *ctx, lower_comp *comp, fora_val term)
{
    fora_val sum =
        lower_load_machine(ctx, LOW_I64, comp->value, 0, 0, FORA_MEMORY_SLOT);
    fora_val overflow;
    sum = lower_checked(ctx, FORA_OP_L_ADD_CHECK, sum, term, &overflow);
    fora_block on = lower_cold_if(ctx, overflow);
    lower_rt(ctx, rt_raise_overflow);
    lower_enter(ctx, on);
    lower_store_machine(ctx, comp->value, 0, sum, FORA_MEMORY_SLOT);
}

// The flag is set where the term is a float.
static void
note_float(lower_context *ctx, lower_comp *comp, fora_type type, const fora_val *term)
{
    if (type == FORA_SIMPLE_TYPE(INT) || type == FORA_SIMPLE_TYPE(ZERO))
        return;
    fora_val is_float = lower_i1(ctx, true);
    if (type != FORA_SIMPLE_TYPE(FLOAT)) {
        fora_val before =
            lower_load_machine(ctx, LOW_I1, comp->flag, 0, 0, FORA_MEMORY_SLOT);
        is_float = lower_binary(ctx, FORA_OP_L_OR, before,
                                lower_not(ctx, lower_real_is_zero(ctx, term[0])));
    }
    lower_store_machine(ctx, comp->flag, 0, is_float, FORA_MEMORY_SLOT);
}

static void
emit_term(lower_context *ctx, lower_comp *comp, fora_type type, const fora_val *term)
{
    fora_type result = lower_result_type(ctx, comp->op, 0);
    if (result == FORA_SIMPLE_TYPE(ZERO))
        return;
    if (result == FORA_SIMPLE_TYPE(INT)) {
        if (type == FORA_SIMPLE_TYPE(INT))
            emit_int_term(ctx, comp, term[0]);
        return;
    }
    fora_val sum =
        lower_load_machine(ctx, LOW_F64, comp->value, 0, 0, FORA_MEMORY_SLOT);
    sum = lower_binary(ctx, FORA_OP_L_FADD, sum, lower_real_float(ctx, type, term));
    lower_store_machine(ctx, comp->value, 0, sum, FORA_MEMORY_SLOT);
    if (comp->flag)
        note_float(ctx, comp, type, term);
}

// The first of equals wins.
static void
emit_candidate(lower_context *ctx, lower_comp *comp, fora_val candidate)
{
    fora_type machine = lower_machine(ctx, candidate);
    fora_val best =
        lower_load_machine(ctx, machine, comp->value, 0, 0, FORA_MEMORY_SLOT);
    fora_val some = lower_load_machine(ctx, LOW_I1, comp->flag, 0, 0, FORA_MEMORY_SLOT);
    fora_compare how = comp->kind == FORA_COMP_MIN ? FORA_LT : FORA_GT;
    fora_val better = machine == LOW_F64 ? lower_fcmp(ctx, how, candidate, best)
                                         : lower_icmp(ctx, how, candidate, best);
    fora_val wins = lower_binary(ctx, FORA_OP_L_OR, better, lower_not(ctx, some));
    lower_store_machine(ctx, comp->value, 0, lower_select(ctx, wins, candidate, best),
                        FORA_MEMORY_SLOT);
    lower_store_machine(ctx, comp->flag, 0, lower_i1(ctx, true), FORA_MEMORY_SLOT);
}

// ANY ends at the first true, ALL at the first false.
static void
emit_answer(lower_context *ctx, lower_comp *comp, const lower_scope *scope,
            fora_val answer)
{
    bool any = comp->kind == FORA_COMP_ANY;
    fora_block decided = lower_block(ctx), on = lower_block(ctx);
    lower_branch(ctx, answer, any ? decided : on, any ? on : decided, LOWER_EVEN);
    lower_enter(ctx, decided);
    lower_store_machine(ctx, comp->value, 0, lower_i1(ctx, any), FORA_MEMORY_SLOT);
    if (comp->decided) {
        lower_scope_leave(ctx, scope);
        lower_jump(ctx, comp->decided, 0, NULL);
    } else {
        lower_store_machine(ctx, comp->flag, 0, lower_i1(ctx, true), FORA_MEMORY_SLOT);
        lower_jump(ctx, on, 0, NULL);
    }
    lower_enter(ctx, on);
}

void
lower_leave_decided(lower_context *ctx, lower_scope *loop, uint32_t count,
                    const fora_val *operands)
{
    for (const lower_scope *scope = loop->outer; scope; scope = scope->outer) {
        if (scope->kind != LOWER_SCOPE_COMP)
            continue;
        const lower_comp *comp = scope->comp;
        if (!comp->flag || (comp->kind != FORA_COMP_ANY && comp->kind != FORA_COMP_ALL))
            return;
        fora_val over =
            lower_load_machine(ctx, LOW_I1, comp->flag, 0, 0, FORA_MEMORY_SLOT);
        fora_block leave = lower_block(ctx), on = lower_block(ctx);
        lower_branch(ctx, over, leave, on, LOWER_EVEN);
        lower_enter(ctx, leave);
        lower_jump(ctx, loop->break_to, count, operands);
        lower_enter(ctx, on);
        return;
    }
}

void
lower_emit(lower_context *ctx, fora_op op)
{
    lower_place(ctx);
    lower_scope *scope = lower_scope_find(ctx, LOWER_SCOPE_COMP);
    lower_comp *comp = scope->comp;
    const fora_val *value = lower_operand(ctx, op, 0);
    switch (comp->kind) {
    case FORA_COMP_SET:
        lower_set_put(ctx, comp->container, comp->object, value);
        break;
    case FORA_COMP_DICT:
        lower_dict_put(ctx, comp->container, comp->object, value,
                       lower_operand(ctx, op, 1));
        break;
    case FORA_COMP_LISTS:
        lower_lists_emit(ctx, comp, op);
        break;
    case FORA_COMP_SUM:
        emit_term(ctx, comp, lower_operand_type(ctx, op, 0), value);
        break;
    case FORA_COMP_ANY:
    case FORA_COMP_ALL:
        emit_answer(ctx, comp, scope, value[0]);
        break;
    case FORA_COMP_MIN:
    case FORA_COMP_MAX:
        emit_candidate(ctx, comp, value[0]);
        break;
    default:
        emit_element(ctx, comp, value);
        break;
    }
}

// ---- Ending -------------------------------------------------------------------------

static void
finish_sum(lower_context *ctx, lower_comp *comp)
{
    fora_type result = lower_result_type(ctx, comp->op, 0);
    if (result == FORA_SIMPLE_TYPE(ZERO))
        return;
    bool mixed = lower_kind(ctx, result) == FORA_TYPE_UNION;
    fora_type machine = mixed ? LOW_F64 : lower_layout_of(ctx, result)->machine[0];
    fora_val sum =
        lower_load_machine(ctx, machine, comp->value, 0, 0, FORA_MEMORY_SLOT);
    if (!mixed) {
        lower_set_scalar(ctx, comp->op, 0, sum);
        return;
    }
    fora_val some = lower_load_machine(ctx, LOW_I1, comp->flag, 0, 0, FORA_MEMORY_SLOT);
    lower_set_mixed_sum(ctx, comp->op, some, sum);
}

static void
finish_best(lower_context *ctx, lower_comp *comp, fora_type machine)
{
    fora_val some = lower_load_machine(ctx, LOW_I1, comp->flag, 0, 0, FORA_MEMORY_SLOT);
    lower_raise_if(ctx, lower_not(ctx, some), "ValueError",
                   comp->kind == FORA_COMP_MIN ? "min() arg is an empty sequence"
                                               : "max() arg is an empty sequence");
    lower_set_scalar(
        ctx, comp->op, 0,
        lower_load_machine(ctx, machine, comp->value, 0, 0, FORA_MEMORY_SLOT));
}

static void
finish(lower_context *ctx, lower_comp *comp)
{
    if (comp->kind == FORA_COMP_LISTS) {
        lower_lists_finish(ctx, comp);
        return;
    }
    if (comp->sizing_for && !comp->object)  // nothing ever gets to the `for`
        comp->object = lower_list_new(ctx, comp->container, lower_i64(ctx, 0));
    else if (comp->counter && comp->sizing_for)
        comp->object = lower_filter_finish(ctx, comp);
    fora_op op = comp->op;
    fora_type result = lower_result_type(ctx, op, 0);
    switch (comp->kind) {
    case FORA_COMP_TUPLE:
        lower_set_scalar(ctx, op, 0, lower_vtuple_of_list(ctx, result, comp->object));
        break;
    case FORA_COMP_JOIN:
        lower_set_scalar(
            ctx, op, 0,
            lower_rt(ctx, rt_str_join, lower_operand(ctx, op, 0)[0], comp->object));
        break;
    case FORA_COMP_SUM:
        finish_sum(ctx, comp);
        break;
    case FORA_COMP_ANY:
    case FORA_COMP_ALL:
        lower_set_scalar(
            ctx, op, 0,
            lower_load_machine(ctx, LOW_I1, comp->value, 0, 0, FORA_MEMORY_SLOT));
        break;
    case FORA_COMP_MIN:
    case FORA_COMP_MAX:
        finish_best(ctx, comp, lower_layout_of(ctx, result)->machine[0]);
        break;
    default:
        lower_set_scalar(ctx, op, 0, comp->object);
        break;
    }
}

// The comp's block runs once, from its carried operands to its `yield`.
static void
lower_nest(lower_context *ctx, lower_comp *comp)
{
    fora_block region = fora_op_block(ctx->source, comp->op, 0);
    uint32_t count = ctx->source->blocks[region].parameter_count;
    for (uint32_t i = 0; i < count; i++) {
        fora_val carried = fora_operand(ctx->source, comp->op, comp->carried_from + i);
        lower_bind_value(ctx, fora_block_parameter(ctx->source, region, i),
                         lower_value(ctx, carried));
    }
    uint32_t own_results = comp->list_count ? comp->list_count : 1;
    lower_scope scope = {.yield_to = lower_join(ctx, comp->op, own_results),
                         .comp = comp};
    lower_scope_push(ctx, &scope, LOWER_SCOPE_COMP);
    lower_region(ctx, region);
    lower_scope_pop(ctx);
    if (comp->decided) {
        lower_enter(ctx, scope.yield_to);
        lower_jump(ctx, comp->decided, 0, NULL);
        lower_enter(ctx, comp->decided);
    } else {
        lower_enter(ctx, scope.yield_to);
    }
}

void
lower_comprehension(lower_context *ctx, fora_op op)
{
    lower_place(ctx);
    lower_comp comp = {.op = op, .kind = (fora_comp)fora_attribute(ctx->source, op, 0)};
    comp.carried_from = comp.kind == FORA_COMP_SUM || comp.kind == FORA_COMP_JOIN;
    begin(ctx, &comp);
    lower_nest(ctx, &comp);
    finish(ctx, &comp);
}
