// How a program compiled by hand says that the runtime's answer is wrong: it raises.
#pragma once

#include "fora_runtime.h"

static inline void
check(bool good, const char *what)
{
    if (!good && rt_pending == NULL)
        rt_raise_text(RT_EXC_AssertionError, (char *)what);
}
