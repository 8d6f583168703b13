// The table from EXPAND rows to their functions.
#include "expand.h"

#define CALL(name) NULL
#define LOWER(name) NULL
#define PYLIB(name) NULL
#define EXPAND(name) expand_##name

static const infer_expansion expansions[] = {
    NULL,
#define RULE(name, parameters, result, flags, how) how,
#define CONSTANT(name, kind, value)
#include "../def/rules.def"
};

infer_expansion
infer_expansion_of(uint32_t row)
{
    return expansions[row];
}
