// The forac command.
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "cli.h"
#include "fora_cpu.h"
#include "version.h"

int
main(int argc, char **argv)
{
#ifndef __SANITIZE_ADDRESS__
    cli_catch_defects();
#endif
    cli_catch_interrupts();
    fora_arena *arena = fora_arena_new();
    cli_options options;
    int status = CLI_DONE;
    if (!cli_options_parse(arena, argc, argv, &options))
        status = CLI_USAGE;
    else if (options.help)
        cli_print_help(stdout);
    else if (options.manual)
        cli_print_manual(stdout);
    else if (options.version)
        printf("forac %s (LLVM %s)\n", FORAC_VERSION, fora_cpu_llvm_version(arena));
    else
        status = cli_compile(arena, &options, argc, argv);
    fora_arena_free(arena);
    if (fflush(stdout) != 0 && status == CLI_DONE) {
        cli_fail("cannot write to standard output: %s", strerror(errno));
        status = CLI_USAGE;
    }
    return status;
}
