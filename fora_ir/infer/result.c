// The functions behind `@name` in the result column of rules.def.
#include "infer.h"

#include <string.h>

infer_result_function
infer_result_by_name(const char *name)
{
    (void)name;
    return NULL;
}
