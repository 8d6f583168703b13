// Sites of an exception, for printing.
#pragma once

#include "fora_runtime.h"

size_t rt_traceback_count(const rt_exception *exception);
// 0 is the outermost frame.
const rt_site *rt_traceback_site(const rt_exception *exception, size_t depth);
// The class with its module, "errors.ParseError"; just the name for __main__ and builtins.
const char *rt_exception_class_text(const rt_exception *exception);
