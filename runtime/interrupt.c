// An interrupt from the keyboard ends the program as it ends CPython: what was printed before
// is written, stderr ends in KeyboardInterrupt, and the process dies of the signal. There is
// no traceback: the place is somewhere between two sites.
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "file.h"
#include "rt.h"

static void
on_interrupt(int number)
{
    static const char text[] = "KeyboardInterrupt\n";
    // The buffer's end is moved after its bytes are there, and before they are written, so
    // it is sound at any moment.
    rt_stdout_flush();
    ssize_t written = write(STDERR_FILENO, text, strlen(text));
    (void)written;
    signal(number, SIG_DFL);
    raise(number);
}

void
rt_signals_start(void)
{
    struct sigaction action = {.sa_handler = on_interrupt}, old;
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    // A program that was started in the background ignores interrupts.
    if (sigaction(SIGINT, NULL, &old) == 0 && old.sa_handler != SIG_IGN)
        sigaction(SIGINT, &action, NULL);
}
