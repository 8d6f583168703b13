// Which names Python knows without any binding.
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
