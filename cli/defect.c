// Crashes of the compiler itself end with exit status 3 and say what to report.
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "cli.h"

static const char *
name_of(int number)
{
    switch (number) {
    case SIGSEGV:
        return "memory fault (SIGSEGV)";
    case SIGBUS:
        return "memory fault (SIGBUS)";
    case SIGFPE:
        return "arithmetic fault (SIGFPE)";
    case SIGILL:
        return "illegal instruction (SIGILL)";
    default:
        return "abort (SIGABRT)";
    }
}

static void
say(const char *text)
{
    // Nothing can be done if even this fails.
    ssize_t written = write(STDERR_FILENO, text, strlen(text));
    (void)written;
}

static void
on_crash(int number)
{
    cli_remove_temporaries();
    say("forac: a defect of forac: ");
    say(name_of(number));
    say("\nPlease report it with the program, the command line and `forac "
        "--version`.\n");
    _exit(CLI_DEFECT);
}

void
cli_catch_defects(void)
{
    // The handler has a stack of its own: the fault may be an overflow of the stack.
    static char memory[64 * 1024];
    stack_t stack = {.ss_sp = memory, .ss_size = sizeof memory};
    sigaltstack(&stack, NULL);
    struct sigaction action = {.sa_handler = on_crash, .sa_flags = SA_ONSTACK};
    static const int numbers[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        sigaction(numbers[i], &action, NULL);
}
