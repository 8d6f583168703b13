// Linking: the program's object, the runtime and libc into a binary, by lld run as a
// process of its own; or by the C compiler where lld or the start files are not found, and
// in sanitized builds, whose runtime needs the compiler's.
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <limits.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli.h"

#ifndef FORA_SANITIZE
#define FORA_SANITIZE ""
#endif

extern char **environ;

enum { MOST_WORDS = 48 };

typedef struct {
    char *word[MOST_WORDS];
    uint32_t count;
} command;

static void
add(command *c, const char *word)
{
    FORA_ASSERT(c->count + 1 < MOST_WORDS);
    c->word[c->count++] = (char *)word;
}

static int
wait_for(pid_t process)
{
    int status;
    while (waitpid(process, &status, 0) < 0) {
        if (errno != EINTR)
            return -1;
    }
    cli_child_ended();
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

int
cli_run_program(const char *program, char *const argv[])
{
    pid_t process;
    fflush(NULL);
    int error = posix_spawnp(&process, program, NULL, NULL, argv, environ);
    if (error) {
        errno = error;
        return -1;
    }
    cli_child_started(process);
    return wait_for(process);
}

static void
read_all(int from, fora_text *text)
{
    char part[4096];
    for (;;) {
        ssize_t count = read(from, part, sizeof part);
        if (count > 0)
            fora_text_add(text, part, (size_t)count);
        else if (count == 0 || errno != EINTR)
            return;
    }
}

// Our environment for the linker. When a signal ends lld, LLVM's handler would run a
// symbolizer on files of its own in TMPDIR, which may be what is full.
static char **
linker_environment(fora_arena *arena)
{
    static char quiet[] = "LLVM_DISABLE_SYMBOLIZATION=1";
    size_t count = 0;
    while (environ[count])
        count++;
    char **copy = fora_alloc(arena, (count + 2) * sizeof *copy);
    memcpy(copy, environ, count * sizeof *copy);
    copy[count] = quiet;
    return copy;
}

// As cli_run_program; what the program writes to stderr goes to `errors` instead.
static int
run_quietly(char *const argv[], char **environment, fora_text *errors)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return -1;
    pid_t process;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO);
    int error = posix_spawnp(&process, argv[0], &actions, NULL, argv, environment);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    int status = -1;
    if (!error) {
        cli_child_started(process);
        read_all(ends[0], errors);
        status = wait_for(process);
    }
    close(ends[0]);
    if (error)
        errno = error;
    return status;
}

// The folder that forac lies in.
static char *
own_folder(fora_arena *arena)
{
    char path[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    if (length <= 0)
        return NULL;
    path[length] = 0;
    char *slash = strrchr(path, '/');
    return fora_strndup(arena, path, (size_t)(slash - path));
}

// In the build tree, or where it is installed.
static const char *
runtime_library(fora_arena *arena)
{
    const char *folder = own_folder(arena);
    static const char *const places[] = {"../runtime/libforart.a",
                                         "../lib/forac/libforart.a"};
    for (size_t i = 0; folder && i < sizeof places / sizeof *places; i++) {
        char *path = fora_printf(arena, "%s/%s", folder, places[i]);
        if (access(path, R_OK) == 0)
            return path;
    }
    cli_fail("cannot find the runtime, libforart.a, beside the compiler");
    return NULL;
}

static bool
in_path(fora_arena *arena, const char *program)
{
    const char *path = getenv("PATH");
    while (path && *path) {
        size_t length = strcspn(path, ":");
        if (access(fora_printf(arena, "%.*s/%s", (int)length, path, program), X_OK) ==
            0)
            return true;
        path += length + (path[length] == ':');
    }
    return false;
}

static const char *
first_in_path(fora_arena *arena, const char *const *programs)
{
    for (; *programs; programs++) {
        if (in_path(arena, *programs))
            return *programs;
    }
    return NULL;
}

// The last match of a pattern: of several compiler versions the newest.
static const char *
last_match(fora_arena *arena, const char *pattern)
{
    glob_t found;
    const char *match = NULL;
    if (glob(pattern, 0, NULL, &found) == 0) {
        const char *last = found.gl_pathv[found.gl_pathc - 1];
        match = fora_strndup(arena, last, strlen(last));
        globfree(&found);
    }
    return match;
}

static const char *
start_file(fora_arena *arena, const char *name)
{
    static const char *const folders[] = {"/usr/lib/x86_64-linux-gnu", "/usr/lib64",
                                          "/usr/lib", "/lib/x86_64-linux-gnu"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        char *path = fora_printf(arena, "%s/%s", folders[i], name);
        if (access(path, R_OK) == 0)
            return path;
    }
    return NULL;
}

// Fills in a command for lld; false if something that it needs is not there.
static bool
lld_command(fora_arena *arena, command *c, const char *object, const char *runtime,
            const char *output, bool debug)
{
    static const char *const linkers[] = {"ld.lld-19", "ld.lld", NULL};
    const char *linker = first_in_path(arena, linkers);
    const char *crt1 = start_file(arena, "crt1.o"), *crti = start_file(arena, "crti.o");
    const char *crtn = start_file(arena, "crtn.o"),
               *libc = start_file(arena, "libc.so.6");
    if (!libc)
        libc = last_match(arena, "/lib/x86_64-linux-gnu/libc.so.6");
    const char *begin = last_match(arena, "/usr/lib/gcc/x86_64-linux-gnu/*/crtbegin.o");
    const char *end = last_match(arena, "/usr/lib/gcc/x86_64-linux-gnu/*/crtend.o");
    const char *libgcc = last_match(arena, "/usr/lib/gcc/x86_64-linux-gnu/*/libgcc.a");
    if (!linker || !crt1 || !crti || !crtn || !libc || !begin || !end || !libgcc)
        return false;
    const char *words[] = {linker,
                           "-o",
                           output,
                           "--gc-sections",
                           "--hash-style=gnu",
                           "--build-id=none",
                           "-z",
                           "relro",
                           "--icf=safe",
                           debug ? "--eh-frame-hdr" : "--strip-all",
                           "--dynamic-linker",
                           "/lib64/ld-linux-x86-64.so.2",
                           crt1,
                           crti,
                           begin,
                           object,
                           runtime,
                           "-L/usr/lib/x86_64-linux-gnu",
                           "-L/lib/x86_64-linux-gnu",
                           "-L/usr/lib64",
                           "-L/usr/lib",
                           "-lm",
                           "-lc",
                           libgcc,
                           end,
                           crtn};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        add(c, words[i]);
    return true;
}

static bool
compiler_command(fora_arena *arena, command *c, const char *object, const char *runtime,
                 const char *output, bool debug)
{
    static const char *const compilers[] = {"clang-19", "cc", "gcc", "clang", NULL};
    const char *compiler = first_in_path(arena, compilers);
    if (!compiler)
        return false;
    const char *words[] = {compiler,
                           "-no-pie",
                           "-o",
                           output,
                           object,
                           runtime,
                           "-Wl,--gc-sections",
                           debug ? "-g" : "-s",
                           "-lm"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        add(c, words[i]);
    if (*FORA_SANITIZE)
        add(c, "-fsanitize=" FORA_SANITIZE);
    return true;
}

bool
cli_link(fora_arena *arena, const char *object, const char *output, bool debug)
{
    command c = {0};
    const char *runtime = runtime_library(arena);
    if (!runtime)
        return false;
    bool found =
        !*FORA_SANITIZE && lld_command(arena, &c, object, runtime, output, debug);
    if (!found)
        found = compiler_command(arena, &c, object, runtime, output, debug);
    if (!found) {
        cli_fail(
            "no linker: install lld (ld.lld-19 or ld.lld in PATH) or a C compiler");
        return false;
    }
    fora_text errors;
    fora_text_init(&errors, arena);
    int status = run_quietly(c.word, linker_environment(arena), &errors);
    // A linker that a signal ends has nothing to say about the program.
    if (status >= 0 && status < 128 && errors.length)
        fwrite(errors.bytes, 1, errors.length, stderr);
    if (status == 0)
        return true;
    if (status < 0)
        cli_fail("cannot run the linker `%s`: %s", c.word[0], strerror(errno));
    else if (status == 128 + SIGBUS)  // its output is mapped, and cannot grow
        cli_fail("cannot write `%s`: %s", output, strerror(ENOSPC));
    else
        cli_fail("the linker `%s` ended with status %d", c.word[0], status);
    return false;
}
