// Calls functions of the runtime by name: one call a line on stdin, one answer a line on
// stdout. compare_runtime.py asks and compares the answers with CPython's.
//
// A line is NAME and arguments, separated by blanks: sHEX,HEX... a str by its code points
// (s alone: empty), i-12 an int, f0123456789abcdef a float by its bits, - a null str. An
// answer has the same form, b0 or b1 for a bool, [...] for a list or tuple, none; an
// exception is !CLASS and its text as a str.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fora_runtime.h"

#include "runtime/carets.h"
#include "testsuite/descriptors.h"

const rt_descriptor rt_descriptors[] = {
    TEST_FIXED_DESCRIPTORS,
    [RT_DESCRIPTOR_FIXED] = {.kind = RT_KIND_LIST, .size = 8, .name = "list"},
};
const uint32_t rt_descriptor_count = RT_DESCRIPTOR_FIXED + 1;

// ---- Arguments ----------------------------------------------------------------------

typedef union {
    rt_ref ref;
    int64_t integer;
    double number;
} value;

static rt_ref
read_str(const char *text)
{
    rt_own string = rt_str_repeat(rt_char_str('x'), 0);
    while (*text != '\0') {
        char *end;
        string = rt_str_append_char(string, (int32_t)strtol(text, &end, 16));
        text = *end == ',' ? end + 1 : end;
    }
    return string;
}

// l followed by floats: a list[float].
static rt_ref
read_list(const char *text)
{
    rt_own list = rt_list_new(RT_DESCRIPTOR_FIXED, (int64_t)strlen(text) / 17 + 1);
    rt_list *object = list;
    for (; *text != '\0'; text += *text == ',') {
        uint64_t bits = strtoull(text, (char **)&text, 16);
        memcpy(object->data + 8 * object->length++, &bits, sizeof bits);
    }
    return list;
}

static value
read_value(const char *text)
{
    value result = {NULL};
    uint64_t bits;
    switch (*text) {
    case 's':
        result.ref = read_str(text + 1);
        break;
    case 'l':
        result.ref = read_list(text + 1);
        break;
    case 'i':
    case 'b':
        result.integer = strtoll(text + 1, NULL, 10);
        break;
    case 'f':
        bits = strtoull(text + 1, NULL, 16);
        memcpy(&result.number, &bits, sizeof bits);
        break;
    }
    return result;
}

// ---- Answers ------------------------------------------------------------------------

static void
write_str(const rt_str *string)
{
    putchar('s');
    for (int64_t i = 0; i < string->length; i++)
        printf(i == 0 ? "%x" : ",%x", rt_str_at((rt_ref)string, i));
    // The form must be the narrowest.
    uint32_t all = 0;
    for (int64_t i = 0; i < string->length; i++) {
        uint32_t point = (uint32_t)rt_str_at((rt_ref)string, i);
        all = point > all ? point : all;
    }
    int width = all < 0x100 ? 1 : all < 0x10000 ? 2 : 4;
    if (string->width != width || string->ascii != (all < 128))
        printf(" WIDTH %d ascii %d", string->width, string->ascii);
}

static void
write_float(double number)
{
    uint64_t bits;
    memcpy(&bits, &number, sizeof bits);
    printf("f%016llx", (unsigned long long)bits);
}

static void
write_strings(rt_str *const *strings, int64_t count)
{
    putchar('[');
    for (int64_t i = 0; i < count; i++) {
        if (i > 0)
            putchar(' ');
        write_str(strings[i]);
        rt_release(strings[i]);
    }
    putchar(']');
}

static bool
write_exception(void)
{
    if (rt_pending == NULL)
        return false;
    rt_own exception = rt_catch();
    rt_own name = rt_exception_name(exception), text = rt_exception_str(exception);
    printf("!%s ", (const char *)((rt_str *)name)->data);
    write_str(text);
    rt_release(name);
    rt_release(text);
    rt_release(exception);
    return true;
}

static void
write_value(char kind, value result)
{
    if (write_exception())
        return;
    rt_list *list = result.ref;
    switch (kind) {
    case 's':
        if (result.ref == NULL) {
            printf("none");
            break;
        }
        write_str(result.ref);
        rt_release(result.ref);
        break;
    case 'L':
        write_strings((rt_str **)(void *)list->data, list->length);
        list->length = 0;
        rt_release(list);
        break;
    case 'i':
        printf("i%lld", (long long)result.integer);
        break;
    case 'b':
        printf("b%lld", (long long)result.integer);
        break;
    case 'f':
        write_float(result.number);
        break;
    }
}

// ---- Calls --------------------------------------------------------------------------

// How a function is called: the result, then its parameters, by letters as above; L is a
// list of str, P three str in memory, D two doubles in memory, E a double and an int.
typedef struct {
    const char *name, *shape;
    void (*function)(void);
} entry;

#define ENTRY(function, shape)                                                         \
    {                                                                                  \
#function, shape, (void (*)(void))function                                     \
    }

static const entry entries[] = {
#include "runtime_driver.def"
};

#define AS(type) ((type)entry->function)
#define IS(text) (strcmp(entry->shape, text) == 0)

static void
call_with_memory(const entry *entry, const value *a)
{
    union {
        rt_str *strings[3];
        double numbers[2];
        int64_t integers[2];
        struct {
            double number;
            int64_t integer;
        } both;
    } out;
    if (IS("Pss"))
        AS(void (*)(rt_ref, rt_ref, rt_ptr))(a[0].ref, a[1].ref, &out);
    else if (IS("Dff"))
        AS(void (*)(double, double, rt_ptr))(a[0].number, a[1].number, &out);
    else
        AS(void (*)(double, rt_ptr))(a[0].number, &out);
    if (write_exception())
        return;
    if (entry->shape[0] == 'P') {
        write_strings(out.strings, 3);
        return;
    }
    putchar('[');
    if (entry->shape[0] == 'I')
        printf("i%lld i%lld", (long long)out.integers[0], (long long)out.integers[1]);
    else
        write_float(out.numbers[0]);
    if (entry->shape[0] == 'D') {
        putchar(' ');
        write_float(out.numbers[1]);
    } else if (entry->shape[0] == 'E') {
        printf(" i%lld", (long long)out.both.integer);
    }
    putchar(']');
}

static bool
call_on_str(const entry *entry, const value *a, value *r)
{
    if (IS("ss") || IS("Ls"))
        r->ref = AS(rt_ref(*)(rt_ref))(a[0].ref);
    else if (IS("sss"))
        r->ref = AS(rt_ref(*)(rt_ref, rt_ref))(a[0].ref, a[1].ref);
    else if (IS("ssi"))
        r->ref = AS(rt_ref(*)(rt_ref, int64_t))(a[0].ref, a[1].integer);
    else if (IS("ssis"))
        r->ref =
            AS(rt_ref(*)(rt_ref, int64_t, rt_ref))(a[0].ref, a[1].integer, a[2].ref);
    else if (IS("ssssi"))
        r->ref = AS(rt_ref(*)(rt_ref, rt_ref, rt_ref, int64_t))(a[0].ref, a[1].ref,
                                                                a[2].ref, a[3].integer);
    else if (IS("ssiiii"))
        r->ref = AS(rt_ref(*)(rt_ref, int64_t, int64_t, int64_t, int32_t))(
            a[0].ref, a[1].integer, a[2].integer, a[3].integer, (int32_t)a[4].integer);
    else if (IS("Lssi"))
        r->ref =
            AS(rt_ref(*)(rt_ref, rt_ref, int64_t))(a[0].ref, a[1].ref, a[2].integer);
    else if (IS("Lsb"))
        r->ref = AS(rt_ref(*)(rt_ref, bool))(a[0].ref, a[1].integer != 0);
    else if (IS("bs"))
        r->integer = AS(bool (*)(rt_ref))(a[0].ref);
    else if (IS("bss"))
        r->integer = AS(bool (*)(rt_ref, rt_ref))(a[0].ref, a[1].ref);
    else if (IS("bssii"))
        r->integer = AS(bool (*)(rt_ref, rt_ref, int64_t, int64_t))(
            a[0].ref, a[1].ref, a[2].integer, a[3].integer);
    else if (IS("issii"))
        r->integer = AS(int64_t(*)(rt_ref, rt_ref, int64_t, int64_t))(
            a[0].ref, a[1].ref, a[2].integer, a[3].integer);
    else if (IS("cssx"))
        r->integer = AS(int32_t(*)(rt_ref, rt_ref))(a[0].ref, a[1].ref);
    else if (IS("is"))
        r->integer = AS(int64_t(*)(rt_ref))(a[0].ref);
    else if (IS("isi"))
        r->integer = AS(int64_t(*)(rt_ref, int64_t))(a[0].ref, a[1].integer);
    else if (IS("fs") || IS("fl"))
        r->number = AS(double (*)(rt_ref))(a[0].ref);
    else if (IS("fll"))
        r->number = AS(double (*)(rt_ref, rt_ref))(a[0].ref, a[1].ref);
    else
        return false;
    return true;
}

static bool
call_on_numbers(const entry *entry, const value *a, value *r)
{
    if (IS("bc"))
        r->integer = AS(bool (*)(int32_t))((int32_t)a[0].integer);
    else if (IS("si"))
        r->ref = AS(rt_ref(*)(int64_t))(a[0].integer);
    else if (IS("sf"))
        r->ref = AS(rt_ref(*)(double))(a[0].number);
    else if (IS("sis"))
        r->ref = AS(rt_ref(*)(int64_t, rt_ref))(a[0].integer, a[1].ref);
    else if (IS("sfs"))
        r->ref = AS(rt_ref(*)(double, rt_ref))(a[0].number, a[1].ref);
    else if (IS("sbs"))
        r->ref = AS(rt_ref(*)(bool, rt_ref))(a[0].integer != 0, a[1].ref);
    else if (IS("fii"))
        r->number = AS(double (*)(int64_t, int64_t))(a[0].integer, a[1].integer);
    else if (IS("ii"))
        r->integer = AS(int64_t(*)(int64_t))(a[0].integer);
    else if (IS("iii"))
        r->integer = AS(int64_t(*)(int64_t, int64_t))(a[0].integer, a[1].integer);
    else if (IS("iiii"))
        r->integer = AS(int64_t(*)(int64_t, int64_t, int64_t))(
            a[0].integer, a[1].integer, a[2].integer);
    else if (IS("cif"))
        r->integer = AS(int32_t(*)(int64_t, double))(a[0].integer, a[1].number);
    else if (IS("if"))
        r->integer = AS(int64_t(*)(double))(a[0].number);
    else if (IS("bf"))
        r->integer = AS(bool (*)(double))(a[0].number);
    else if (IS("ff"))
        r->number = AS(double (*)(double))(a[0].number);
    else if (IS("fff"))
        r->number = AS(double (*)(double, double))(a[0].number, a[1].number);
    else if (IS("ffff"))
        r->number = AS(double (*)(double, double, double))(a[0].number, a[1].number,
                                                           a[2].number);
    else if (IS("ffi"))
        r->number = AS(double (*)(double, int64_t))(a[0].number, a[1].integer);
    else if (IS("bffff"))
        r->integer = AS(bool (*)(double, double, double, double))(
            a[0].number, a[1].number, a[2].number, a[3].number);
    else
        return false;
    return true;
}

static const entry *
find(const char *name)
{
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++)
        if (strcmp(entries[i].name, name) == 0)
            return &entries[i];
    fprintf(stderr, "no function %s\n", name);
    exit(2);
}

// "format %": the format, then every argument as i, f or s (with its repr made here).
static void
call_percent(char **words, int count)
{
    rt_percent arguments[8];
    value format = read_value(words[1]);
    int used = 0;
    for (int i = 2; i < count; i++, used++) {
        value argument = read_value(words[i]);
        arguments[used] = (rt_percent){.kind = RT_PERCENT_OTHER, .type = "str"};
        if (words[i][0] == 'i') {
            arguments[used].kind = RT_PERCENT_INT;
            arguments[used].value.integer = argument.integer;
            arguments[used].type = "int";
        } else if (words[i][0] == 'f') {
            arguments[used].kind = RT_PERCENT_FLOAT;
            arguments[used].value.number = argument.number;
            arguments[used].type = "float";
        } else {
            arguments[used].text = argument.ref;
            arguments[used].repr = rt_str_repr(argument.ref);
        }
    }
    value result = {rt_str_percent(format.ref, arguments, used, true)};
    for (int i = 0; i < used; i++) {
        rt_release(arguments[i].text);
        rt_release(arguments[i].repr);
    }
    rt_release(format.ref);
    write_value('s', result);
}

// Where CPython marks an expression in a traceback; its text is ASCII.
static void
call_carets(const char *word)
{
    rt_str *text = read_str(word + 1);
    size_t left, right;
    if (rt_carets_anchor((const char *)text->data, (size_t)text->length, &left, &right))
        printf("[i%zu i%zu]", left, right);
    else
        printf("[]");
    rt_release(text);
}

static void
call(char *line)
{
    char *words[16];
    value arguments[8] = {{NULL}}, result = {NULL};
    int count = 0;
    for (char *word = strtok(line, " \n"); word != NULL && count < 16;
         word = strtok(NULL, " \n"))
        words[count++] = word;
    if (count == 0)
        return;
    if (strcmp(words[0], "rt_str_percent") == 0) {
        call_percent(words, count);
        return;
    }
    if (strcmp(words[0], "rt_carets_anchor") == 0) {
        call_carets(words[1]);
        return;
    }
    const entry *entry = find(words[0]);
    for (int i = 1; i < count && i < 8; i++)
        arguments[i - 1] = read_value(words[i]);
    char kind = entry->shape[0];
    if (strchr("PDEI", kind) != NULL) {
        call_with_memory(entry, arguments);
    } else {
        if (!call_on_str(entry, arguments, &result) &&
            !call_on_numbers(entry, arguments, &result)) {
            fprintf(stderr, "no way to call %s\n", entry->shape);
            exit(2);
        }
        write_value(kind == 'c' ? 'i' : kind, result);
    }
    for (int i = 1; i < count && i < 8; i++)
        if (words[i][0] == 's' || words[i][0] == 'l')
            rt_release(arguments[i - 1].ref);
}

void
fora_main(void)
{
    char *line = NULL;
    size_t capacity = 0;
    while (getline(&line, &capacity, stdin) >= 0) {
        call(line);
        putchar('\n');
    }
    free(line);
    fflush(stdout);
}
