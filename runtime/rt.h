// What the runtime's files share among themselves, besides memory.h and str.h.
#pragma once

#include "fora_runtime.h"

// ---- Exceptions ---------------------------------------------------------------------

// Make an exception of a builtin class pending, with its context; the text becomes
// str(e) and, quoted, the argument in repr(e).
void rt_raise_format(int class_id, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
// The same with a str as the text, which is taken.
void rt_raise_str(int class_id, rt_str *message);
// OSError or the subclass that goes with `error`; path: borrowed, may be NULL.
void rt_raise_os_error(int error, rt_str *path);
void rt_traceback_free(rt_traceback *traceback);
// Prints the exception as CPython prints what nobody caught; returns the exit status.
int rt_exception_report(rt_exception *exception);

// ---- Files --------------------------------------------------------------------------

void rt_file_destroy(rt_object *file);
void rt_file_start(void);
void rt_file_finish(void);  // flushes what is open for writing
// Flushes stdout; false if that failed, then errno tells.
bool rt_stdout_flush(void);
// Says what CPython says when stdout cannot be flushed at the end; returns the exit status.
int rt_stdout_lost(void);
void rt_print_bytes(const char *bytes, size_t count);

// ---- Start --------------------------------------------------------------------------

void rt_signals_start(void);

extern int rt_argument_count;
extern char **rt_arguments;
