// main: prepares the runtime, runs the program on a large stack, reports what it did not
// catch, and leaves with CPython's exit status.
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <ucontext.h>
#include <unistd.h>

#include "memory.h"
#include "rt.h"
#include "str.h"

// The stack is reserved address space; what is not used costs nothing. Below the limit
// there is room for the runtime's own functions, which do not recurse.
static const size_t STACK_BYTES = (size_t)1 << 30;
static const size_t STACK_MARGIN = (size_t)1 << 18;

#if RT_EVERY_BLOCK_FROM_MALLOC
// The address sanitizer follows threads, but not contexts.
static void *
run_in_thread(void *stack)
{
    (void)stack;
    rt_stack_limit =
        (char *)__builtin_frame_address(0) - STACK_BYTES + 4 * STACK_MARGIN;
    fora_main();
    return NULL;
}

static void
run_on_large_stack(void)
{
    pthread_t thread;
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, STACK_BYTES);
    if (pthread_create(&thread, &attributes, run_in_thread, NULL) != 0)
        rt_out_of_memory();
    pthread_join(thread, NULL);
}
#else
static const size_t STACK_LEAST = (size_t)1 << 22;

static ucontext_t system_context, program_context;

static char *
map_stack(size_t *bytes)
{
    for (*bytes = STACK_BYTES; *bytes >= STACK_LEAST; *bytes /= 2) {
        void *memory =
            mmap(NULL, *bytes, PROT_READ | PROT_WRITE,
                 MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
        if (memory != MAP_FAILED)
            return memory;
    }
    rt_out_of_memory();
}

static void
run_on_large_stack(void)
{
    size_t bytes, guard = (size_t)sysconf(_SC_PAGESIZE);
    char *stack = map_stack(&bytes);
    mprotect(stack, guard, PROT_NONE);
    rt_stack_limit = stack + guard + STACK_MARGIN;
    getcontext(&program_context);
    program_context.uc_stack.ss_sp = stack;
    program_context.uc_stack.ss_size = bytes;
    program_context.uc_link = &system_context;
    makecontext(&program_context, fora_main, 0);
    swapcontext(&system_context, &program_context);
}
#endif

int
main(int count, char **arguments)
{
    rt_large_start();
    rt_argument_count = count;
    rt_arguments = arguments;
    rt_signals_start();
    rt_str_start();
    rt_file_start();
    run_on_large_stack();
    int status = 0;
    if (rt_pending != NULL) {
        bool flushed = rt_stdout_flush();
        status = rt_exception_report(rt_pending);
        if (!flushed)
            status = rt_stdout_lost();
    } else if (!rt_stdout_flush()) {
        status = rt_stdout_lost();
    }
    rt_file_finish();
    if (RT_EVERY_BLOCK_FROM_MALLOC)
        exit(status);  // the leak check runs at exit
    _exit(status);
}
