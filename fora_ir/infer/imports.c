// Finds reads of names of modules that are still being imported. Module bodies run in the
// order of their imports; a module that imports one around it finds it half done, and which
// of its names are there already depends on who came first.
#include "infer.h"

typedef enum { UNTOUCHED, RUNNING, DONE } import_state;

typedef struct {
    fora_program *program;
    import_state *states;  // by module
} import_walk;

static void walk_block(import_walk *w, const fora_function *f, fora_block block);

// The number of the module; UINT32_MAX if it is none of the program's own.
static uint32_t
module_number(const fora_program *program, uint64_t name)
{
    for (uint32_t i = 0; i < program->module_count; i++)
        if (program->modules[i].name == name)
            return i;
    return UINT32_MAX;
}

static void
walk_module(import_walk *w, uint32_t module)
{
    if (module == UINT32_MAX || w->states[module] != UNTOUCHED)
        return;
    w->states[module] = RUNNING;
    walk_block(w, w->program->functions[w->program->modules[module].body], 1);
    w->states[module] = DONE;
}

static void
check_attribute(import_walk *w, const fora_function *f, fora_op op)
{
    fora_op def = f->values[fora_operand(f, op, 0)].def;
    if (!def || f->ops[def].code != FORA_OP_MODULE_REF)
        return;
    uint64_t name = fora_attribute(f, def, 0);
    uint32_t module = module_number(w->program, name);
    if (module == UINT32_MAX || w->states[module] != RUNNING)
        return;
    const fora_names *names = w->program->names;
    fora_diag(w->program->diags, FORA_DIAG_refused_circular, f->ops[op].span,
              fora_sym_text(names, (fora_sym)name),
              fora_sym_text(names, (fora_sym)fora_attribute(f, op, 0)));
}

static void
walk_block(import_walk *w, const fora_function *f, fora_block block)
{
    for (fora_op op = f->blocks[block].first; op; op = f->ops[op].next) {
        if (f->ops[op].code == FORA_OP_MODULE_INIT)
            walk_module(w, module_number(w->program, fora_attribute(f, op, 0)));
        else if (f->ops[op].code == FORA_OP_PY_GETATTR)
            check_attribute(w, f, op);
        for (uint32_t i = 0; i < f->ops[op].block_count; i++)
            walk_block(w, f, fora_op_block(f, op, i));
    }
}

void
infer_check_imports(infer_engine *engine, fora_fn main_body)
{
    fora_program *program = engine->program;
    import_walk walk = {program, fora_alloc(engine->arena, (program->module_count + 1) *
                                                               sizeof *walk.states)};
    for (uint32_t i = 0; i < program->module_count; i++)
        if (program->modules[i].body == main_body)
            walk_module(&walk, i);
}
