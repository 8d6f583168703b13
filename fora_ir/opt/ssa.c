// The pass `ssa`: variables of HIGH Fora become values.
//
// Requires: HIGH Fora as the front end emits it. Provides: no var.get, var.take, var.set
// and var.del but of slots; `bound` before reads that may find a variable unbound; loops,
// branches, comps and tries with the operands, parameters and results that their variables
// need. Breaks nothing.
//
// The walk renames in the order of the program. Dry rounds, which change nothing, are
// repeated until it is known what each loop carries (ssa_cycle.c); the last round rewrites.
// A var.set that completes a var.take is an update of an object: all variables that hold
// the object then hold its new value.
#include "../include/fora_opt.h"
#include "ssa.h"

static void walk_block(ir_ssa *ssa, fora_block block);

// ---- Variables ----------------------------------------------------------------------

static fora_val
check_bound(ir_ssa *ssa, fora_op op, uint32_t variable, fora_val value)
{
    fora_function *f = ssa->function;
    fora_val checked;
    if (ssa->dry) {
        checked = ir_ssa_number(ssa);
    } else {
        fora_builder builder = {ssa->program, f, f->ops[op].parent, op,
                                f->ops[op].span};
        uint64_t name = f->variables[variable].name;
        fora_op bound =
            fora_build(&builder, FORA_OP_BOUND, 1, &value, 1, 1, &name, 0, NULL);
        checked = f->ops[bound].result;
    }
    ir_ssa_define(ssa, checked, value, false);
    return checked;
}

static void
read_variable(ir_ssa *ssa, fora_op op, uint32_t variable)
{
    fora_val value = ssa->current[variable];
    if (ssa->facts[value].maybe_unbound) {
        value = check_bound(ssa, op, variable, value);
        ir_ssa_bind(ssa, variable, value);
    }
    ssa->replacement[ssa->function->ops[op].result] = value;
}

static void
update_object(ir_ssa *ssa, uint32_t variable, fora_val value)
{
    fora_val old = ir_ssa_strip(ssa, ssa->current[variable]);
    if (ssa->facts[old].maybe_unbound) {
        ir_ssa_bind(ssa, variable, value);
        return;
    }
    for (uint32_t v = 0; v < ssa->function->variable_count; v++)
        if (ir_ssa_strip(ssa, ssa->current[v]) == old)
            ir_ssa_bind(ssa, v, value);
}

// `x += y` may make a new object, a number at least: other names keep the old one. Where it
// updates a list that another name holds, the alias check tells.
static bool
is_augmented(const fora_function *f, fora_op set)
{
    fora_op from = f->values[fora_operand(f, set, 0)].def;
    return from != 0 && f->ops[from].code >= FORA_OP_PY_IADD &&
           f->ops[from].code <= FORA_OP_PY_IXOR;
}

static void
set_variable(ir_ssa *ssa, fora_op op, uint32_t variable)
{
    bool augmented = is_augmented(ssa->function, op);
    fora_val value = ir_ssa_resolve(ssa, fora_operand(ssa->function, op, 0));
    if (ssa->taken[variable] && !augmented)
        update_object(ssa, variable, value);
    else
        ir_ssa_bind(ssa, variable, value);
    ssa->taken[variable] = false;
}

static void
delete_variable(ir_ssa *ssa, fora_op op, uint32_t variable)
{
    fora_val value = ssa->current[variable];
    if (ssa->facts[value].maybe_unbound)
        check_bound(ssa, op, variable, value);
    ir_ssa_bind(ssa, variable, ssa->unbound);
}

static bool
is_variable_op(const fora_function *f, fora_op op)
{
    unsigned code = f->ops[op].code;
    return code == FORA_OP_VAR_GET || code == FORA_OP_VAR_TAKE ||
           code == FORA_OP_VAR_SET || code == FORA_OP_VAR_DEL;
}

static void
walk_variable(ir_ssa *ssa, fora_op op)
{
    fora_function *f = ssa->function;
    uint32_t variable = (uint32_t)fora_attribute(f, op, 0);
    switch (f->ops[op].code) {
    case FORA_OP_VAR_TAKE:
        ssa->taken[variable] = true;
        read_variable(ssa, op, variable);
        break;
    case FORA_OP_VAR_GET:
        read_variable(ssa, op, variable);
        break;
    case FORA_OP_VAR_SET:
        set_variable(ssa, op, variable);
        break;
    default:
        delete_variable(ssa, op, variable);
        break;
    }
    if (!ssa->dry)
        fora_op_remove(f, op);
}

// ---- Control flow -------------------------------------------------------------------

// Walks a region from the state at its start and notes its `yield`, if it has one.
static void
walk_branch(ir_ssa *ssa, fora_block block, ir_ssa_exits *exits)
{
    uint32_t mark = ssa->log.count;
    walk_block(ssa, block);
    fora_op last = ssa->function->blocks[block].last;
    if (last != 0 && ssa->function->ops[last].code == FORA_OP_YIELD)
        ir_ssa_leave(ssa, exits, last, mark);
    ir_ssa_rollback(ssa, mark);
}

static void
walk_branches(ir_ssa *ssa, fora_op op)
{
    ir_ssa_exits exits = {0};
    uint32_t birth = ssa->births;
    for (uint32_t i = 0; i < ssa->function->ops[op].block_count; i++)
        walk_branch(ssa, fora_op_block(ssa->function, op, i), &exits);
    ir_ssa_merge(ssa, op, &exits, birth);
}

static void
walk_loop(ir_ssa *ssa, fora_op op)
{
    ir_ssa_context context;
    uint32_t birth = ssa->births;
    ir_ssa_enter(ssa, &context, op);
    ssa->context = &context;
    walk_block(ssa, fora_op_block(ssa->function, op, 0));
    ir_ssa_rollback(ssa, context.mark);
    ssa->context = context.outer;
    if (ssa->function->ops[op].code == FORA_OP_FOR) {
        ir_ssa_enter_else(ssa, &context);
        fora_block otherwise = fora_op_block(ssa->function, op, 1);
        walk_block(ssa, otherwise);
        fora_op last = ssa->function->blocks[otherwise].last;
        if (last != 0 && ssa->function->ops[last].code == FORA_OP_YIELD)
            ir_ssa_leave(ssa, &context.exits, last, context.mark);
        ir_ssa_rollback(ssa, context.mark);
    }
    ir_ssa_merge(ssa, op, &context.exits, birth);
}

static void
walk_comp(ir_ssa *ssa, fora_op op)
{
    ir_ssa_context context;
    ir_ssa_enter(ssa, &context, op);
    fora_block block = fora_op_block(ssa->function, op, 0);
    walk_block(ssa, block);
    fora_op last = ssa->function->blocks[block].last;
    if (last != 0 && ssa->function->ops[last].code == FORA_OP_YIELD)
        ir_ssa_next(ssa, &context, last, ssa->live.live_out[op]);
    ir_ssa_leave_comp(ssa, &context);
}

static void
walk_regions(ir_ssa *ssa, fora_op op)
{
    switch (ssa->function->ops[op].code) {
    case FORA_OP_LOOP:
    case FORA_OP_FOR:
        walk_loop(ssa, op);
        break;
    case FORA_OP_COMP:
        walk_comp(ssa, op);
        break;
    default:
        walk_branches(ssa, op);
        break;
    }
}

// ---- The walk -----------------------------------------------------------------------

static void
rewrite_operands(ir_ssa *ssa, fora_op op)
{
    for (uint32_t i = 0; i < ssa->function->ops[op].operand_count; i++) {
        fora_val value = fora_operand(ssa->function, op, i);
        fora_val resolved = ir_ssa_resolve(ssa, value);
        if (resolved != value)
            fora_op_set_operand(ssa->function, op, i, resolved);
    }
}

static void
define_results(ir_ssa *ssa, fora_op op)
{
    const fora_operation *o = &ssa->function->ops[op];
    fora_val source = 0;
    if (o->code == FORA_OP_NARROW)
        source = ir_ssa_resolve(ssa, fora_operand(ssa->function, op, 0));
    for (uint32_t i = 0; i < o->result_count; i++)
        ir_ssa_define(ssa, o->result + i, source, o->code == FORA_OP_CONST_UNBOUND);
}

static void
walk_op(ir_ssa *ssa, fora_op op)
{
    fora_function *f = ssa->function;
    if (is_variable_op(f, op) && !f->variables[fora_attribute(f, op, 0)].slot) {
        walk_variable(ssa, op);
        return;
    }
    bool refines = f->ops[op].code == FORA_OP_VAR_SET && ir_ssa_refines(f, op);
    if (!ssa->dry)
        rewrite_operands(ssa, op);
    define_results(ssa, op);
    if (refines && !ssa->dry)
        fora_op_remove(f, op);
    else if (f->ops[op].block_count > 0)
        walk_regions(ssa, op);
    else if (f->ops[op].code == FORA_OP_CONTINUE && ssa->context)
        ir_ssa_next(ssa, ssa->context, op, ssa->live.live_head[ssa->context->op]);
    else if (f->ops[op].code == FORA_OP_BREAK && ssa->context)
        ir_ssa_leave(ssa, &ssa->context->exits, op, ssa->context->mark);
}

static void
walk_block(ir_ssa *ssa, fora_block block)
{
    fora_function *f = ssa->function;
    for (uint32_t i = 0; i < f->blocks[block].parameter_count; i++) {
        fora_val parameter = fora_block_parameter(f, block, i);
        if (parameter < ssa->original)
            ir_ssa_define(ssa, parameter, 0, false);
    }
    for (fora_op op = f->blocks[block].first, next; op; op = next) {
        next = f->ops[op].next;
        walk_op(ssa, op);
    }
}

static void
run_round(ir_ssa *ssa)
{
    ssa->next_number = ssa->original;
    ssa->births = 0;
    ssa->log.count = 0;
    ssa->again = false;
    ir_ssa_define(ssa, 0, 0, false);
    ir_ssa_define(ssa, ssa->unbound, 0, true);
    for (uint32_t v = 0; v < ssa->function->variable_count; v++)
        ssa->current[v] = ssa->unbound;
    walk_block(ssa, 1);
}

// ---- Cleaning up --------------------------------------------------------------------

static bool
is_droppable(unsigned code)
{
    return code == FORA_OP_NARROW || code == FORA_OP_CLASS_REF ||
           (code >= FORA_OP_CONST_NONE && code <= FORA_OP_CONST_STR);
}

// Narrowings stand behind every condition; most turn out to be of no use.
static void
drop_unused(ir_ssa *ssa)
{
    fora_function *f = ssa->function;
    uint32_t *uses = fora_alloc(ssa->arena, f->value_count * sizeof(uint32_t));
    for (fora_op op = 1; op < f->op_count; op++)
        for (uint32_t i = 0; f->ops[op].parent && i < f->ops[op].operand_count; i++)
            uses[fora_operand(f, op, i)]++;
    for (fora_op op = f->op_count - 1; op > 0; op--) {
        if (!f->ops[op].parent || !is_droppable(f->ops[op].code) ||
            uses[f->ops[op].result] > 0)
            continue;
        for (uint32_t i = 0; i < f->ops[op].operand_count; i++)
            uses[fora_operand(f, op, i)]--;
        fora_op_remove(f, op);
    }
}

// ---- The pass -----------------------------------------------------------------------

// Removes from the table the variables that are values now, and renumbers the slots.
static void
compact_variables(ir_ssa *ssa)
{
    fora_function *f = ssa->function;
    uint32_t *number = ssa->places, kept = 0;
    for (uint32_t v = 0; v < f->variable_count; v++) {
        number[v] = kept;
        if (f->variables[v].slot)
            f->variables[kept++] = f->variables[v];
    }
    for (fora_op op = 1; op < f->op_count; op++)
        if (f->ops[op].parent != 0 && is_variable_op(f, op)) {
            uint64_t *attribute = &f->attribute_pool[f->ops[op].attributes];
            *attribute = number[*attribute];
        }
    f->variable_count = kept;
}

static void
prepare(ir_ssa *ssa)
{
    fora_function *f = ssa->function;
    fora_builder builder = {ssa->program, f, 1, f->blocks[1].first, f->span};
    ssa->unbound = fora_build0(&builder, FORA_OP_CONST_UNBOUND);
    ssa->live.function = f;
    ssa->live.arena = ssa->arena;
    ir_ssa_live_compute(&ssa->live);
    ssa->original = f->value_count;
    ssa->replacement = fora_alloc(ssa->arena, ssa->original * sizeof(fora_val));
    size_t variables = f->variable_count + 1;
    ssa->current = fora_alloc(ssa->arena, variables * sizeof(fora_val));
    ssa->taken = fora_alloc(ssa->arena, variables);
    ssa->stamps = fora_alloc(ssa->arena, variables * sizeof(uint32_t));
    ssa->places = fora_alloc(ssa->arena, variables * sizeof(uint32_t));
    ssa->cycles = fora_alloc(ssa->arena, (f->op_count + 1) * sizeof(ir_ssa_cycle *));
}

static void
convert(fora_program *program, fora_function *function, fora_arena *arena)
{
    ir_ssa ssa = {
        .program = program, .function = function, .arena = arena, .dry = true};
    prepare(&ssa);
    do
        run_round(&ssa);
    while (ssa.again);
    ssa.dry = false;
    run_round(&ssa);
    compact_variables(&ssa);
    drop_unused(&ssa);
}

bool
fora_pass_ssa(fora_program *program)
{
    bool changed = false;
    for (fora_fn fn = 1; fn < program->function_count; fn++) {
        fora_function *function = program->functions[fn];
        if (function->level != FORA_LEVEL_HIGH || function->variable_count == 0)
            continue;
        fora_arena *arena = fora_arena_new();
        convert(program, function, arena);
        fora_arena_free(arena);
        changed = true;
    }
    return changed;
}
