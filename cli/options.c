// Reads the command line and prints help and manual page, all from opts.def.
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

typedef enum { FLAG, TEXT, CHOICE, NUMBER } option_kind;

static const struct {
    char letter;
    const char *word;
    option_kind kind;
    const char *argument, *help;
    size_t field;
} rows[] = {
#define OPTION(field, letter, word, kind, argument, help)                              \
    {letter, word, kind, argument, help, offsetof(cli_options, field)},
#include "opts.def"
#undef OPTION
};

enum { ROWS = sizeof rows / sizeof *rows };

static const char usage[] = "forac FILE.py [MORE ...] [-o OUT] [OPTIONS]\n"
                            "       forac [OPTIONS] --run FILE.py [ARGUMENTS ...]\n";

// ---- Reading ------------------------------------------------------------------------

typedef struct {
    fora_arena *arena;
    int argc, next;
    char **argv;
    cli_options *options;
} reader;

static bool
has_word(const char *words, const char *word)
{
    size_t length = strlen(word);
    for (;;) {
        size_t span = strcspn(words, "|");
        if (span == length && memcmp(words, word, span) == 0)
            return true;
        if (!words[span])
            return false;
        words += span + 1;
    }
}

static bool
set_number(const char *shown, const char *value, unsigned *number)
{
    char *end;
    unsigned long read = strtoul(value, &end, 10);
    if (*end || end == value || read > 1000000) {
        cli_fail("`%s` needs a number, not `%s`", shown, value);
        return false;
    }
    *number = (unsigned)read;
    return true;
}

static bool
set_option(reader *r, uint32_t row, const char *shown, const char *value)
{
    void *field = (char *)r->options + rows[row].field;
    if (rows[row].kind == FLAG) {
        *(bool *)field = true;
        if (value)
            cli_fail("`%s` takes no argument", shown);
        return !value;
    }
    if (!value && r->next < r->argc)
        value = r->argv[r->next++];
    if (!value) {
        cli_fail("`%s` needs an argument: %s", shown, rows[row].argument);
        return false;
    }
    bool words = strchr(rows[row].argument, '|') != NULL;
    if (words && !has_word(rows[row].argument, value)) {
        cli_fail("`%s` cannot be `%s`, only %s", shown, value, rows[row].argument);
        return false;
    }
    if (rows[row].kind == NUMBER)
        return set_number(shown, value, field);
    *(const char **)field = value;
    return true;
}

static bool
read_long(reader *r, const char *argument)
{
    const char *word = argument + (argument[1] == '-' ? 2 : 1);
    size_t length = strcspn(word, "=");
    for (uint32_t row = 0; row < ROWS && length; row++)
        if (strlen(rows[row].word) == length &&
            memcmp(rows[row].word, word, length) == 0) {
            const char *shown =
                fora_strndup(r->arena, argument, (size_t)(word - argument) + length);
            return set_option(r, row, shown, word[length] ? word + length + 1 : NULL);
        }
    cli_fail("unknown option `%s`", argument);
    return false;
}

// Flags may stand together, as in -gv.
static bool
read_letters(reader *r, const char *argument)
{
    for (const char *letter = argument + 1; *letter; letter++) {
        uint32_t row = 0;
        while (row < ROWS && rows[row].letter != *letter)
            row++;
        if (row == ROWS) {
            cli_fail("unknown option `-%c` in `%s`", *letter, argument);
            return false;
        }
        bool rest = rows[row].kind != FLAG;
        if (!set_option(r, row, fora_printf(r->arena, "-%c", *letter),
                        rest && letter[1] ? letter + 1 : NULL))
            return false;
        if (rest)
            break;
    }
    return true;
}

static bool
read_option(reader *r, const char *argument)
{
    size_t march = strlen("-march");
    if (argument[1] == '-' || (strncmp(argument, "-march", march) == 0 &&
                               (argument[march] == '=' || !argument[march])))
        return read_long(r, argument);
    return read_letters(r, argument);
}

// --run FILE is the input, and the rest of the command line belongs to the program.
static void
hand_over_arguments(reader *r)
{
    r->options->inputs[r->options->input_count++] = r->options->run;
    r->options->argument_count = (uint32_t)(r->argc - r->next);
    r->options->arguments = r->argv + r->next;
    r->next = r->argc;
}

bool
cli_options_parse(fora_arena *arena, int argc, char **argv, cli_options *options)
{
    reader r = {arena, argc, 1, argv, options};
    *options =
        (cli_options){.level = 2,
                      .march = "native",
                      .diagnostics = "text",
                      .color = "auto",
                      .inputs = fora_alloc(arena, (size_t)argc * sizeof(char *))};
    bool only_inputs = false;
    while (r.next < argc) {
        char *argument = argv[r.next++];
        if (only_inputs || argument[0] != '-' || !argument[1])
            options->inputs[options->input_count++] = argument;
        else if (strcmp(argument, "--") == 0)
            only_inputs = true;
        else if (!read_option(&r, argument))
            return false;
        if (options->run && r.next <= argc && !options->arguments)
            hand_over_arguments(&r);
    }
    if (options->input_count || options->help || options->manual || options->version)
        return true;
    cli_fail("no input; see forac --help");
    return false;
}

// ---- Help ---------------------------------------------------------------------------

// "-o OUT, --output=OUT"
static void
write_synopsis(fora_text *text, uint32_t row)
{
    bool letter = rows[row].letter, word = rows[row].word[0];
    if (letter)
        fora_text_printf(text, "-%c%s%s", rows[row].letter,
                         rows[row].kind == TEXT ? " " : "", rows[row].argument);
    if (letter && word)
        fora_text_printf(text, ", ");
    if (word)
        fora_text_printf(text, "--%s%s%s", rows[row].word,
                         rows[row].kind == FLAG ? "" : "=", rows[row].argument);
}

void
cli_print_help(FILE *out)
{
    fora_arena *arena = fora_arena_new();
    fprintf(out, "usage: %s\nCompiles Python ahead of time to a native binary.\n\n",
            usage);
    for (uint32_t row = 0; row < ROWS; row++) {
        fora_text text;
        fora_text_init(&text, arena);
        write_synopsis(&text, row);
        fprintf(out, "  %-26s%s%s\n", text.bytes,
                text.length > 24 ? "\n                            " : "",
                rows[row].help);
    }
    fprintf(out,
            "\nInputs are Python files (the first is the main program), Fora bitcode "
            "(.fbc) and\nFora text (.fora).\n\nExit status: 0 done, 1 the program was "
            "refused, 2 wrong usage or a file or tool\nthat cannot be used, 3 a defect "
            "of forac.\n");
    fora_arena_free(arena);
}

static void
print_escaped(FILE *out, const char *text)
{
    for (; *text; text++)
        if (*text == '-' || *text == '\\')
            fprintf(out, "\\%c", *text == '-' ? '-' : 'e');
        else
            fputc(*text, out);
}

void
cli_print_manual(FILE *out)
{
    fora_arena *arena = fora_arena_new();
    fprintf(out, ".TH FORAC 1\n.SH NAME\nforac \\- compiles Python ahead of time to a "
                 "native binary\n.SH SYNOPSIS\n.nf\n");
    print_escaped(out, usage);
    fprintf(out, ".fi\n.SH OPTIONS\n");
    for (uint32_t row = 0; row < ROWS; row++) {
        fora_text text;
        fora_text_init(&text, arena);
        write_synopsis(&text, row);
        fprintf(out, ".TP\n.B ");
        print_escaped(out, text.bytes);
        fprintf(out, "\n");
        print_escaped(out, rows[row].help);
        fprintf(out, ".\n");
    }
    fprintf(out, ".SH EXIT STATUS\n0 done, 1 the program was refused, 2 wrong usage or "
                 "a file or tool that cannot be used, 3 a defect of forac.\n");
    fora_arena_free(arena);
}
