// Names of Python's own: those that need no binding, and those that modules of its library
// bind together.
#include <string.h>

#include "include/fora_ir.h"

bool
fora_is_builtin_name(const char *name)
{
    static const char *const names[] = {
#define BUILTIN_NAME(name) #name,
#include "def/builtin_names.def"
#undef BUILTIN_NAME
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

const char *
fora_star_name(const char *module, uint32_t i)
{
    static const struct {
        const char *module, *name;
    } names[] = {
#define STAR_NAME(module, name) {#module, #name},
#include "def/star_names.def"
#undef STAR_NAME
    };
    for (size_t row = 0; row < sizeof names / sizeof *names; row++)
        if (strcmp(names[row].module, module) == 0 && i-- == 0)
            return names[row].name;
    return NULL;
}
