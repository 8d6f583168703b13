// The forac command.
#include <stdio.h>

#include "cli.h"
#include "fora_cpu.h"
#include "version.h"

int
main(int argc, char **argv)
{
#ifndef __SANITIZE_ADDRESS__
    cli_catch_defects();
#endif
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
    return status;
}
