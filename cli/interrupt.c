// What a signal that ends the compiler leaves behind: nothing. The names of temporary files
// stand in memory that a signal handler can read; that is why they are global.
#include <limits.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"

enum { MOST_TEMPORARIES = 8 };

// An entry is in use while its first character is not NUL, which is written last.
static char temporaries[MOST_TEMPORARIES][PATH_MAX];
static volatile sig_atomic_t child;  // the process that is waited for, or 0
static volatile sig_atomic_t received;

void
cli_temporary_add(const char *path)
{
    size_t length = strlen(path);
    for (int i = 0; i < MOST_TEMPORARIES && length < PATH_MAX && length; i++) {
        if (temporaries[i][0])
            continue;
        memcpy(temporaries[i] + 1, path + 1, length);
        temporaries[i][0] = path[0];
        return;
    }
}

void
cli_temporary_done(const char *path)
{
    for (int i = 0; i < MOST_TEMPORARIES; i++) {
        if (strcmp(temporaries[i], path) == 0)
            temporaries[i][0] = 0;
    }
}

void
cli_remove_temporaries(void)
{
    for (int i = 0; i < MOST_TEMPORARIES; i++) {
        if (temporaries[i][0])
            unlink(temporaries[i]);
    }
    // Folders are empty by now.
    for (int i = 0; i < MOST_TEMPORARIES; i++) {
        if (temporaries[i][0])
            rmdir(temporaries[i]);
    }
}

static void
end_by(int number)
{
    cli_remove_temporaries();
    signal(number, SIG_DFL);
    raise(number);
}

// A program that runs for us gets the signal too, and is waited for.
static void
on_signal(int number)
{
    received = number;
    if (child)
        kill((pid_t)child, number);
    else
        end_by(number);
}

void
cli_child_started(int process)
{
    child = process;
    if (received && process)
        kill(process, received);
}

void
cli_child_ended(void)
{
    child = 0;
    if (received)
        end_by(received);
}

void
cli_catch_interrupts(void)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct sigaction action = {.sa_handler = on_signal}, old;
        // What whoever started us ignores stays ignored.
        if (sigaction(numbers[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
            sigaction(numbers[i], &action, NULL);
    }
    signal(SIGXFSZ, SIG_IGN);  // the write fails and tells why
}
