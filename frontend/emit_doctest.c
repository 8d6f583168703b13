// doctest.testmod() as a statement: nothing happens where no docstring of the main module
// holds an example; where one does, its examples would have to be compiled too.
#include "emit.h"

#include <string.h>

static fora_class
unsupported_class(const fe_emit *e)
{
    const fora_program *program = e->unit->program;
    for (fora_class c = 1; c <= FORA_BUILTIN_CLASSES; c++)
        if (fe_sym_is(e->unit->names, program->classes[c].name, "ForacUnsupported"))
            return c;
    FORA_DEFECT("no class `%s`", "ForacUnsupported");
}

// With -v among the program's arguments doctest tells what it did not find.
static void
refuse_verbose(fe_emit *e, const fe_node *node)
{
    fora_val condition =
        fe_compare_op(e, node, FE_In, fe_str(e, "-v"), fe_builtin(e, "sys.argv"));
    fe_saved saved;
    fora_block then = fe_open(e, &saved);
    fora_val values[] = {
        fe_leaf(e, node, FORA_OP_CLASS_REF, unsupported_class(e)),
        fe_str(e, "the report of doctest.testmod() under -v"),
    };
    uint64_t plain = 0;
    fora_val error = fe_op(e, node, FORA_OP_PY_CALL, 2, values, 1, &plain);
    fe_end(e, FORA_OP_RAISE, 1, &error);
    fe_close(e, saved);
    fora_block otherwise = fe_open(e, &saved);
    fe_yield(e, 0, NULL);
    fe_close(e, saved);
    fe_if(e, node, condition, then, otherwise, 0);
}

bool
fe_doctest(fe_emit *e, fe_node *call)
{
    if (call->kind != FE_Call || call->Call.args.count + call->Call.keywords.count > 0)
        return false;
    const char *name = fe_library_name(e, call->Call.func);
    if (name == NULL || strcmp(name, "doctest.testmod") != 0)
        return false;
    const fora_source *source =
        fora_source_get(e->unit->program->sources, call->span.file);
    bool main = fe_sym_is(e->unit->names, e->unit->module, "__main__");
    if (!main || source == NULL || strstr(source->text, ">>>")) {
        fe_refuse(e, refused_doctest, call);
        return true;
    }
    fe_node *callee = call->Call.func;
    fe_expr(e, callee->kind == FE_Attribute ? callee->Attribute.value : callee);
    refuse_verbose(e, call);
    return true;
}
