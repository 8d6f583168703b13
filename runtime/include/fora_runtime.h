// The runtime's interface: what generated code calls (from abi.def), what a compiled
// program defines, and the few structures that both write.
#pragma once

#include "fora_object.h"

// A pointer to a counted object or null; the names tell who owns it, see abi.def.
typedef void *rt_ref;
typedef void *rt_own;
typedef void *rt_ptr;

#define FN(name, result, parameters, error) result name parameters;
#include "abi.def"
#undef FN

// Class ids of the builtin exceptions: RT_EXC_ValueError ...
typedef enum {
    RT_EXC_None,
#define EXCEPTION(name, base) RT_EXC_##name,
#include "exceptions.def"
#undef EXCEPTION
    RT_EXC_COUNT
} rt_exception_class;

enum { RT_USER_CLASS = 256 };  // the first class id of user code

// ---- State that generated code reads directly ---------------------------------------

extern rt_exception *rt_pending;    // the exception on its way, or NULL
extern const char *rt_stack_limit;  // functions that may recurse compare the stack
                                    // pointer with it and call rt_raise_recursion

// ---- What a compiled program defines ------------------------------------------------

void fora_main(void);  // the body of __main__; leaves rt_pending set if it raised
// and rt_descriptors, rt_descriptor_count of fora_object.h.

// ---- Arguments of rt_str_percent ----------------------------------------------------

enum { RT_PERCENT_INT, RT_PERCENT_FLOAT, RT_PERCENT_OTHER };

typedef struct {
    int64_t kind;
    union {
        int64_t integer;  // INT; also bool with `text` and `repr` set
        double number;    // FLOAT
    } value;
    void *text;        // OTHER: str(value); INT, FLOAT: null unless it differs (bool)
    void *repr;        // OTHER: repr(value); INT, FLOAT: null unless it differs (bool)
    const char *type;  // Python's name of the type, for errors
} rt_percent;
