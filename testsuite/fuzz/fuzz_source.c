// Fuzzes everything between a Python source and LOW Fora: programs of the test suite are
// damaged and compiled, without a back end. They are refused or not, but every level stays
// sound and comes back from text and bitcode as it was.
//     fuzz_source --seed S --seconds N [--file PROGRAM.py]
// With `--seconds 0` the file holds the program of the seed afterwards.
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fora_ir/include/fora_passes.h"
#include "frontend/include/fora_frontend.h"
#include "random_ir.h"

enum { MOST_FILES = 400, MOST_BYTES = 3000, MOST_SECONDS = 20 };

typedef struct {
    char *text[MOST_FILES];
    size_t length[MOST_FILES];
    uint32_t count;
} corpus;

static void
read_corpus(corpus *c)
{
    glob_t found;
    if (glob(FUZZ_CORPUS "/*.py", 0, NULL, &found) != 0)
        exit(1);
    for (size_t i = 0; i < found.gl_pathc && c->count < MOST_FILES; i++) {
        FILE *file = fopen(found.gl_pathv[i], "rb");
        char *text = malloc(1 << 20);
        c->length[c->count] = file ? fread(text, 1, 1 << 20, file) : 0;
        c->text[c->count++] = text;
        if (file)
            fclose(file);
    }
    globfree(&found);
}

static size_t
line_start(const char *text, size_t at)
{
    while (at > 0 && text[at - 1] != '\n')
        at--;
    return at;
}

// A few lines from somewhere in a file of the corpus; whole statements of a module begin
// without an indent.
static size_t
take_lines(random_source *random, const corpus *c, char *out, size_t most, bool whole)
{
    uint32_t file = random_below(random, c->count);
    if (c->length[file] == 0 || most == 0)
        return 0;
    size_t at =
        line_start(c->text[file], random_below(random, (uint32_t)c->length[file]));
    while (whole && at > 0 && strchr(" \n#)]}", c->text[file][at]))
        at = line_start(c->text[file], at - 1);
    size_t length = c->length[file] - at;
    length = length < most ? length : line_start(c->text[file] + at, most);
    memcpy(out, c->text[file] + at, length);
    return length;
}

// Words and signs that change what a program means, put in anywhere.
static const char *const pieces[] = {
    "None",
    "[]",
    "{}",
    "()",
    "0",
    "-1",
    "1.5",
    "'x'",
    "self",
    " = ",
    " + ",
    ", ",
    "(",
    ")",
    "[",
    "]",
    ":",
    "\n",
    "    ",
    " if ",
    " for x in ",
    "lambda x: ",
    "return ",
    "yield ",
    "*",
    "**",
    "x",
    "i",
    ".append(",
    "len(",
    "range(",
    "print(",
    "not ",
    " in ",
    " is ",
    "try:\n",
    "except ValueError:\n",
    "raise ",
    "global x\n",
    "del ",
    "\"\\N{x}\"",
};

static size_t
change(random_source *random, const corpus *c, char *text, size_t length)
{
    enum { PIECES = sizeof pieces / sizeof *pieces };
    uint32_t at = random_below(random, (uint32_t)length), count;
    char more[200];
    switch (random_below(random, 4)) {
    case 0:
        count = 1 + random_below(random, 12);
        count = count > length - at ? (uint32_t)(length - at) : count;
        memmove(text + at, text + at + count, length - at - count);
        return length - count;
    case 1:
        text[at] = (char)(32 + random_below(random, 95));
        return length;
    case 2:
        at = (uint32_t)line_start(text, at);
        count =
            (uint32_t)take_lines(random, c, more, 1 + random_below(random, 199), false);
        break;
    default: {
        const char *piece = pieces[random_below(random, PIECES)];
        count = (uint32_t)strlen(piece);
        memcpy(more, piece, count);
        break;
    }
    }
    memmove(text + at + count, text + at, length - at);
    memcpy(text + at, more, count);
    return length + count;
}

// Of one program: how a process of its own ends that compiles it.
enum { COMPILED, REFUSED, WITHOUT_REASON };

static int
compile(uint64_t seed, const char *path)
{
    test_session s = test_session_new();
    fora_program *program = fora_program_new(s.arena, s.names, s.sources, s.diags);
    // Checks cost more than all else together.
    fora_pass_options options = {.optimise = seed % 3,
                                 .library = fora_frontend_library,
                                 .verify_each = seed % 2 == 0,
                                 .roundtrip_each = seed % 16 == 0};
    bool compiled =
        fora_frontend_compile(program, path, fora_intern_c(s.names, "__main__")) &&
        fora_passes_run(program, FORA_LEVEL_LOW, &options);
    if (compiled)
        return COMPILED;
    return fora_diags_errors(s.diags) ? REFUSED : WITHOUT_REASON;
}

static void
write_program(uint64_t seed, const corpus *c, const char *path)
{
    static char text[MOST_BYTES + 64 * 200];
    random_source random = {seed};
    size_t length =
        take_lines(&random, c, text, 200 + random_below(&random, 2800), true);
    for (uint32_t i = random_below(&random, 5); i > 0 && length; i--)
        length = change(&random, c, text, length);
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(text, 1, length, file) != length || fclose(file) != 0) {
        printf("cannot write %s\n", path);
        exit(1);
    }
}

// The exit status, or a signal's number above 128.
static int
run_apart(uint64_t seed, const char *path)
{
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        setrlimit(RLIMIT_CPU, &(struct rlimit){MOST_SECONDS, MOST_SECONDS});
        _exit(compile(seed, path));
    }
    int status;
    if (child < 0 || waitpid(child, &status, 0) < 0)
        exit(1);
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

int
main(int count, char **arguments)
{
    static corpus c;
    uint64_t seed = 1, totals[2] = {0}, findings = 0;
    double seconds = 5;
    const char *path = "fuzz_source.py";
    for (int i = 1; i + 1 < count; i += 2) {
        if (strcmp(arguments[i], "--seed") == 0)
            seed = strtoull(arguments[i + 1], NULL, 10);
        else if (strcmp(arguments[i], "--seconds") == 0)
            seconds = strtod(arguments[i + 1], NULL);
        else if (strcmp(arguments[i], "--file") == 0)
            path = arguments[i + 1];
    }
    read_corpus(&c);
    double end = fora_seconds() + seconds;
    do {
        write_program(seed, &c, path);
        int outcome = run_apart(seed, path);
        if (outcome <= REFUSED)
            totals[outcome]++;
        else
            printf("seed %llu: outcome %d\n", (unsigned long long)seed, outcome);
        findings += outcome > REFUSED;
        seed++;
    } while (fora_seconds() < end);
    printf("%llu programs compiled, %llu refused, %llu findings; last seed %llu\n",
           (unsigned long long)totals[COMPILED], (unsigned long long)totals[REFUSED],
           (unsigned long long)findings, (unsigned long long)seed - 1);
    return findings ? 1 : 0;
}
