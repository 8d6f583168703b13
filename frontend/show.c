// For `forac --emit=cst` and `--emit=ast`: the trees of one source as text.
#include "fora_frontend.h"

#include "cst.h"
#include "emit.h"

bool
fora_frontend_show(fora_program *program, const char *path, bool cst, fora_text *out)
{
    fora_text text;
    if (!fe_read_source(program, path, &text))
        return false;
    uint32_t file = fora_source_add(program->sources, path,
                                    text.bytes ? text.bytes : "", text.length, false);
    if (cst)
        return fe_cst_emit(program->arena, out, program->sources, program->diags, file);
    fe_module *module = fe_parse(program->arena, program->names, program->sources,
                                 program->diags, file);
    if (module)
        fe_ast_print(out, program->names, module->root, NULL);
    return module != NULL;
}
