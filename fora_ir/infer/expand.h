// The functions behind the EXPAND rows of rules.def.
#pragma once

#include "infer.h"

#define CALL(name)
#define LOWER(name)
#define PYLIB(name)
#define EXPAND(name)                                                                   \
    bool expand_##name(infer_context *ctx, uint32_t count, infer_value *operands,      \
                       infer_value *results);
#define RULE(name, parameters, result, flags, how) how
#define CONSTANT(name, kind, value)
#include "../def/rules.def"
#undef CALL
#undef LOWER
#undef PYLIB
#undef EXPAND
#undef RULE
#undef CONSTANT

// Gives one result; false if it is none.
static inline bool
expand_to(infer_value *results, infer_value value)
{
    results[0] = value;
    return infer_live(value);
}
