// Exceptions: making, raising, matching, the stack of handled ones, tracebacks' sites.
// Printing is in traceback.c.
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "rt.h"
#include "str.h"
#include "traceback.h"

rt_exception *rt_pending;

// The exception that the innermost active handler handles. Borrowed from the handler,
// which holds on to it as long as it is here; `rt_handle_begin` hands out the one before.
static rt_exception *handled;

// ---- Classes ------------------------------------------------------------------------

static const uint8_t bases[RT_EXC_COUNT] = {
    0,
#define EXCEPTION(name, base) RT_EXC_##base,
#include "include/exceptions.def"
#undef EXCEPTION
};

static const char *const names[RT_EXC_COUNT] = {
    "",
#define EXCEPTION(name, base) #name,
#include "include/exceptions.def"
#undef EXCEPTION
};

static bool
builtin_is(uint32_t class_id, uint32_t wanted)
{
    while (class_id != wanted && class_id != 0)
        class_id = bases[class_id];
    return class_id == wanted;
}

bool
rt_exception_is(rt_ref exception, int32_t wanted)
{
    const rt_exception *e = exception;
    uint32_t class_id = (uint32_t)wanted;
    if (e->class_id < RT_EXC_COUNT)
        return builtin_is(e->class_id, class_id);
    const uint32_t *classes = rt_descriptors[e->header.descriptor].classes;
    for (; classes != NULL && *classes != 0; classes++)
        if (*classes == class_id ||
            (*classes < RT_EXC_COUNT && builtin_is(*classes, class_id)))
            return true;
    return false;
}

const char *
rt_exception_class_text(const rt_exception *exception)
{
    if (exception->class_id == RT_EXC_ForacOverflow)
        return names[RT_EXC_OverflowError];
    if (exception->class_id < RT_EXC_COUNT)
        return names[exception->class_id];
    return rt_descriptors[exception->header.descriptor].name;
}

// ---- Objects ------------------------------------------------------------------------

static rt_exception *
make(uint32_t descriptor, size_t bytes, uint32_t class_id)
{
    rt_exception *e = rt_block_alloc(bytes);
    memset(e, 0, bytes);
    e->header.count = 1;
    e->header.descriptor = descriptor;
    e->class_id = class_id;
    return e;
}

rt_own
rt_exception_make(int32_t descriptor, int32_t class_id)
{
    return make((uint32_t)descriptor, rt_descriptors[descriptor].size,
                (uint32_t)class_id);
}

rt_own
rt_exception_new(int32_t class_id, rt_own message, rt_own arguments)
{
    rt_exception *e = make(RT_DESCRIPTOR_EXCEPTION, sizeof *e, (uint32_t)class_id);
    rt_exception_set(e, message, arguments);
    return e;
}

void
rt_exception_set(rt_ref exception, rt_own message, rt_own arguments)
{
    rt_exception *e = exception;
    rt_release_inline(e->message);
    rt_release_inline(e->arguments);
    e->message = message;
    e->arguments = arguments;
    e->has_arguments = arguments != NULL;
}

void
rt_exception_show(rt_ref exception, rt_own text)
{
    rt_exception *e = exception;
    rt_release_inline(e->shown);
    e->shown = text;
}

rt_own
rt_exception_str(rt_ref exception)
{
    const rt_exception *e = exception;
    return e->message == NULL ? rt_str_empty() : rt_str_share(e->message);
}

static const char *
short_name(const rt_exception *exception)
{
    const char *name = rt_exception_class_text(exception);
    const char *dot = strrchr(name, '.');
    return dot == NULL ? name : dot + 1;
}

rt_own
rt_exception_name(rt_ref exception)
{
    return rt_str_from_c(short_name(exception));
}

rt_own
rt_exception_repr(rt_ref exception)
{
    const rt_exception *e = exception;
    rt_text out;
    rt_text_start(&out);
    rt_str *name = rt_exception_name(exception);
    rt_text_add_str(&out, name);
    rt_release_inline(name);
    rt_text_add(&out, '(');
    if (e->arguments != NULL)
        rt_text_add_str(&out, e->arguments);
    rt_text_add(&out, ')');
    return rt_text_finish(&out);
}

// ---- Raising ------------------------------------------------------------------------

// As CPython does it: an exception never is in the chain of its own contexts.
static void
set_context(rt_exception *e)
{
    if (handled == NULL || handled == e || e->context == (rt_object *)handled)
        return;
    for (rt_exception *at = handled; at->context != NULL;) {
        rt_exception *next = (rt_exception *)at->context;
        if (next == e) {
            at->context = NULL;
            rt_release_inline(e);
            break;
        }
        at = next;
    }
    rt_object *old = e->context;
    rt_retain_inline(handled);
    e->context = &handled->header;
    rt_release_inline(old);
}

void
rt_raise(rt_own exception)
{
    rt_exception *e = exception;
    set_context(e);
    rt_exception *replaced = rt_pending;
    rt_pending = e;
    rt_release_inline(replaced);
}

void
rt_raise_from(rt_own exception, rt_own cause)
{
    rt_exception *e = exception;
    rt_object *old = e->cause;
    e->cause = cause;
    e->suppress_context = true;
    rt_release_inline(old);
    rt_raise(e);
}

void
rt_reraise(rt_own exception)
{
    rt_exception *replaced = rt_pending;
    rt_pending = exception;
    rt_release_inline(replaced);
}

void
rt_reraise_handled(void)
{
    if (handled == NULL) {
        rt_raise_format(RT_EXC_RuntimeError, "No active exception to reraise");
        return;
    }
    rt_retain_inline(handled);
    rt_reraise(handled);
}

void
rt_raise_str(int class_id, rt_str *message)
{
    rt_str *quoted = rt_str_repr(message);
    rt_raise(rt_exception_new(class_id, message, quoted));
}

void
rt_raise_format(int class_id, const char *format, ...)
{
    char local[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(local, sizeof local, format, arguments);
    va_end(arguments);
    rt_raise_str(class_id, rt_str_from_c(local));
}

void
rt_raise_text(int32_t class_id, rt_ptr text)
{
    rt_raise_str(class_id, rt_str_from_c(text));
}

void
rt_raise_key(rt_own repr)
{
    rt_str *message = repr;
    rt_retain_inline(message);
    rt_raise(rt_exception_new(RT_EXC_KeyError, message, message));
}

void
rt_raise_overflow(void)
{
    rt_raise_format(RT_EXC_ForacOverflow,
                    "int result needs more than 64 bits, which forac does not support");
}

void
rt_raise_recursion(void)
{
    rt_raise_format(RT_EXC_RecursionError, "maximum recursion depth exceeded");
}

void
rt_raise_unpack(int64_t expected, int64_t got, bool at_least)
{
    if (got < 0)
        rt_raise_format(RT_EXC_ValueError, "too many values to unpack (expected %lld)",
                        (long long)expected);
    else
        rt_raise_format(RT_EXC_ValueError,
                        "not enough values to unpack (expected %s%lld, got %lld)",
                        at_least ? "at least " : "", (long long)expected,
                        (long long)got);
}

// ---- The operating system's errors --------------------------------------------------

static int
os_error_class(int error)
{
    switch (error) {
    case EAGAIN:
    case EALREADY:
    case EINPROGRESS:
        return RT_EXC_BlockingIOError;
    case EPIPE:
    case ESHUTDOWN:
        return RT_EXC_BrokenPipeError;
    case ECHILD:
        return RT_EXC_ChildProcessError;
    case EEXIST:
        return RT_EXC_FileExistsError;
    case ENOENT:
        return RT_EXC_FileNotFoundError;
    case EINTR:
        return RT_EXC_InterruptedError;
    case EISDIR:
        return RT_EXC_IsADirectoryError;
    case ENOTDIR:
        return RT_EXC_NotADirectoryError;
    case EACCES:
    case EPERM:
        return RT_EXC_PermissionError;
    case ESRCH:
        return RT_EXC_ProcessLookupError;
    case ETIMEDOUT:
        return RT_EXC_TimeoutError;
    default:
        return RT_EXC_OSError;
    }
}

void
rt_raise_os_error(int error, rt_str *path)
{
    char number[64];
    const char *text = strerror(error);
    rt_text message, arguments;
    rt_text_start(&message);
    rt_text_start(&arguments);
    snprintf(number, sizeof number, "[Errno %d] ", error);
    rt_text_add_c(&message, number);
    rt_text_add_c(&message, text);
    snprintf(number, sizeof number, "%d, '", error);
    rt_text_add_c(&arguments, number);
    rt_text_add_c(&arguments, text);
    rt_text_add(&arguments, '\'');
    if (path != NULL) {
        rt_str *quoted = rt_str_repr(path);
        rt_text_add_c(&message, ": ");
        rt_text_add_str(&message, quoted);
        rt_release_inline(quoted);
    }
    rt_raise(rt_exception_new(os_error_class(error), rt_text_finish(&message),
                              rt_text_finish(&arguments)));
}

// ---- Handling -----------------------------------------------------------------------

rt_own
rt_catch(void)
{
    rt_exception *e = rt_pending;
    rt_pending = NULL;
    return e;
}

rt_own
rt_handle_begin(rt_ref exception)
{
    rt_exception *before = handled;
    handled = exception;
    rt_retain_inline(handled);
    return before;
}

void
rt_handle_end(rt_own before)
{
    rt_exception *done = handled;
    handled = before;
    rt_release_inline(done);
}

// ---- Leaving ------------------------------------------------------------------------

void
rt_sys_exit(rt_own message, rt_own arguments)
{
    rt_raise(rt_exception_new(RT_EXC_SystemExit, message, arguments));
}

void
rt_sys_exit_int(int64_t status)
{
    rt_str *text = rt_int_str(status);
    rt_retain_inline(text);
    rt_sys_exit(text, text);
}

void
rt_sys_exit_str(rt_ref text)
{
    rt_sys_exit(rt_str_share(text), rt_str_repr(text));
}

void
rt_sys_exit_none(void)
{
    rt_sys_exit(NULL, NULL);
}

// ---- Sites --------------------------------------------------------------------------

struct rt_traceback {
    size_t count, capacity;
    const rt_site *sites[];  // innermost frame first
};

void
rt_traceback_add(rt_ptr place)
{
    const rt_site *site = place;
    if (site->function == NULL)
        return;
    rt_traceback *traceback = rt_pending->traceback;
    if (traceback == NULL || traceback->count == traceback->capacity) {
        size_t capacity = traceback == NULL ? 6 : traceback->capacity * 2;
        size_t old = traceback == NULL ? 0 : traceback->count;
        rt_traceback *grown =
            realloc(traceback, sizeof *grown + capacity * sizeof(rt_site *));
        if (grown == NULL)
            rt_out_of_memory();
        grown->count = old;
        grown->capacity = capacity;
        rt_pending->traceback = traceback = grown;
    }
    traceback->sites[traceback->count++] = site;
}

size_t
rt_traceback_count(const rt_exception *exception)
{
    return exception->traceback == NULL ? 0 : exception->traceback->count;
}

const rt_site *
rt_traceback_site(const rt_exception *exception, size_t depth)
{
    return exception->traceback->sites[exception->traceback->count - 1 - depth];
}

void
rt_traceback_free(rt_traceback *traceback)
{
    free(traceback);
}
