// Lowering of calls: rows of rules.def, instances, and bodies of modules.
#include <string.h>

#include "fora_infer.h"

#include "pieces.h"
#include "program.h"
#include "scope.h"

// ---- Rows of rules.def --------------------------------------------------------------

#define CONSTANT(name, kind, value)
#define PYLIB(name)
#define EXPAND(name)
#define RULE(name, parameters, result, flags, how) {how},

typedef struct {
    lower_function lower;
    bool called;
    fora_abi row;
} rule_lowering;

#define LOWER(name) .lower = lower_##name
#define CALL(name) .called = true, .row = FORA_ABI_##name
static const rule_lowering lowerings[] = {
    {0},
#include "../def/rules.def"
};
#undef LOWER
#undef CALL
#undef CONSTANT
#undef PYLIB
#undef EXPAND
#undef RULE

// The receiver of a mutating row whose answer has components comes back by itself; the
// answer of several components comes back in memory.
static uint32_t
results_in_memory(lower_context *ctx, fora_op op)
{
    return lower_layout_of(ctx, lower_result_type(ctx, op, 0))->count;
}

// A row of abi.def. Its parameters are the components of the operands in order; room for
// an answer of several components, or for the answer beside a receiver, comes last.
static void
lower_call(lower_context *ctx, fora_op op, fora_abi row)
{
    fora_abi_info info;
    fora_abi_get(row, &info);
    fora_type answer = lower_result_type(ctx, op, 0);
    const fora_layout *layout = lower_layout_of(ctx, answer);
    bool mutates = lower_result_count(ctx, op) > 1;
    const fora_val *flat;
    uint32_t count = lower_flatten(ctx, op, 0, &flat);
    fora_val *operands = fora_alloc(ctx->scratch, (count + 1) * sizeof *operands);
    if (count)
        memcpy(operands, flat, count * sizeof *operands);
    bool in_memory = results_in_memory(ctx, op) > (mutates ? 0 : 1);
    fora_val room = 0;
    if (in_memory)
        operands[count++] = room = lower_slot(ctx, layout->size, layout->alignment);
    fora_val result = lower_runtime(ctx, row, count, operands);
    if (in_memory) {
        fora_val *components =
            fora_alloc(ctx->scratch, layout->count * sizeof *components);
        lower_take(ctx, answer, room, 0, FORA_MEMORY_SLOT, components);
        lower_set_result(ctx, op, 0, components);
    } else if (!mutates && layout->count) {
        lower_set_result(ctx, op, 0, &result);
    }
    if (mutates)
        lower_set_result(ctx, op, 1, &result);
}

lower_function
lower_row_function(uint64_t row)
{
    return lowerings[row].lower;
}

bool
lower_row_call(uint64_t row, fora_abi *function)
{
    *function = lowerings[row].row;
    return lowerings[row].called;
}

void
lower_apply(lower_context *ctx, fora_op op)
{
    lower_place(ctx);
    if (lower_pieces_put_off(ctx, op))
        return;
    uint64_t number = fora_attribute(ctx->source, op, 0);
    const rule_lowering *rule = &lowerings[number];
    if (fora_rules[number].flags & FORA_RULE_PUT)
        lower_path_end(ctx, fora_operand(ctx->source, op, 0));
    if (rule->called)
        lower_call(ctx, op, rule->row);
    else if (rule->lower)
        rule->lower(ctx, op);
    else
        FORA_DEFECT("lowering: rule `%s` has no lowering", fora_rules[number].name);
}

// ---- Instances ----------------------------------------------------------------------

static fora_op
build_call(lower_context *ctx, fora_fn typed, uint32_t count, const fora_val *operands)
{
    lower_place(ctx);
    fora_fn low = ctx->whole->low[typed];
    FORA_ASSERT(low);
    const fora_function *callee = ctx->program->functions[low];
    uint64_t attribute = low;
    fora_op call = fora_build(&ctx->builder, FORA_OP_L_CALL, count, operands,
                              callee->result_count + 1, 1, &attribute, 0, NULL);
    fora_val result = ctx->function->ops[call].result;
    for (uint32_t i = 0; i < callee->result_count; i++)
        ctx->function->values[result + i].type = callee->result_types[i];
    ctx->function->values[result + callee->result_count].type = LOW_I1;
    lower_raise_check(ctx, result + callee->result_count);
    return call;
}

void
lower_call_instance(lower_context *ctx, fora_op op)
{
    const fora_val *operands;
    uint32_t count = lower_flatten(ctx, op, 0, &operands);
    fora_fn typed = (fora_fn)fora_attribute(ctx->source, op, 0);
    fora_op call = build_call(ctx, typed, count, operands);
    uint32_t results = ctx->function->ops[call].result_count - 1;
    fora_val *components = fora_alloc(ctx->scratch, (results + 1) * sizeof *components);
    for (uint32_t i = 0; i < results; i++)
        components[i] = ctx->function->ops[call].result + i;
    lower_set_result(ctx, op, 0, components);
}

// ---- Bodies of modules --------------------------------------------------------------

static uint32_t
module_of(const fora_program *program, fora_sym name)
{
    for (uint32_t i = 0; i < program->module_count; i++) {
        if (program->modules[i].name == name)
            return i;
    }
    return UINT32_MAX;
}

// The hidden global that says whether a module's body has run.
static fora_global
module_flag(lower_context *ctx, uint32_t module)
{
    lower_program *whole = ctx->whole;
    if (!whole->module_flags[module]) {
        fora_sym name = fora_intern_c(ctx->program->names, "<once>");
        fora_global flag =
            fora_global_new(ctx->program, name, ctx->program->modules[module].name);
        ctx->program->globals[flag].type = FORA_SIMPLE_TYPE(BOOL);
        whole->module_flags[module] = flag;
    }
    return whole->module_flags[module];
}

void
lower_module_init(lower_context *ctx, fora_op op)
{
    uint32_t module =
        module_of(ctx->program, (fora_sym)fora_attribute(ctx->source, op, 0));
    fora_fn instance = module == UINT32_MAX ? 0 : ctx->whole->module_instances[module];
    if (!instance)
        return;
    fora_val flag = lower_global_address(ctx, module_flag(ctx, module));
    fora_val ran = lower_load_machine(ctx, LOW_I1, flag, 0, 0, FORA_MEMORY_GLOBAL);
    fora_block run = lower_block(ctx), on = lower_block(ctx);
    lower_branch(ctx, ran, on, run, LOWER_EVEN);
    lower_enter(ctx, run);
    lower_store_machine(ctx, flag, 0, lower_i1(ctx, true), FORA_MEMORY_GLOBAL);
    build_call(ctx, instance, 0, NULL);
    lower_jump(ctx, on, 0, NULL);
    lower_enter(ctx, on);
}
