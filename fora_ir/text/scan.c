// Reads words, numbers, strings, labels and types of the text form.
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "text.h"

bool
ir_parse_fault(ir_parser *p, const char *format, ...)
{
    if (p->failed)
        return false;
    p->failed = true;
    va_list arguments;
    va_start(arguments, format);
    char message[256];
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    uint32_t offset = (uint32_t)(p->at - p->start);
    fora_span span = {p->file, offset, offset + 1};
    fora_diag(p->program->diags, FORA_DIAG_ir_text, span, message);
    return false;
}

void
ir_skip_blanks(ir_parser *p)
{
    while (p->at < p->end && (*p->at == ' ' || *p->at == '\t'))
        p->at++;
}

void
ir_skip(ir_parser *p)
{
    for (;;) {
        ir_skip_blanks(p);
        if (p->at < p->end && (*p->at == '\n' || *p->at == '\r')) {
            p->at++;
        } else if (p->end - p->at >= 2 && p->at[0] == '/' && p->at[1] == '/') {
            while (p->at < p->end && *p->at != '\n')
                p->at++;
        } else {
            return;
        }
    }
}

static bool
is_word_char(char c)
{
    return isalnum((unsigned char)c) || c == '_' || c == '.';
}

bool
ir_accept_word(ir_parser *p, const char **word, size_t *length)
{
    ir_skip(p);
    const char *at = p->at;
    while (at < p->end && is_word_char(*at))
        at++;
    if (p->failed || at == p->at)
        return false;
    *word = p->at;
    *length = (size_t)(at - p->at);
    p->at = at;
    return true;
}

bool
ir_accept(ir_parser *p, const char *wanted)
{
    ir_skip(p);
    const char *before = p->at, *word;
    size_t length;
    if (!ir_accept_word(p, &word, &length))
        return false;
    if (length == strlen(wanted) && memcmp(word, wanted, length) == 0)
        return true;
    p->at = before;
    return false;
}

bool
ir_expect(ir_parser *p, const char *word)
{
    return ir_accept(p, word) || ir_parse_fault(p, "`%s` is expected", word);
}

bool
ir_accept_char(ir_parser *p, char c)
{
    ir_skip(p);
    if (p->failed || p->at == p->end || *p->at != c)
        return false;
    p->at++;
    return true;
}

bool
ir_expect_char(ir_parser *p, char c)
{
    return ir_accept_char(p, c) || ir_parse_fault(p, "`%c` is expected", c);
}

bool
ir_accept_one_of(ir_parser *p, const char *const *words, uint32_t *which)
{
    for (*which = 0; words[*which]; ++*which)
        if (ir_accept(p, words[*which]))
            return true;
    return false;
}

bool
ir_expect_unsigned(ir_parser *p, uint64_t most, uint64_t *value)
{
    ir_skip(p);
    *value = 0;
    if (p->failed || p->at == p->end || !isdigit((unsigned char)*p->at))
        return ir_parse_fault(p, "a number is expected");
    while (p->at < p->end && isdigit((unsigned char)*p->at)) {
        uint64_t digit = (uint64_t)(*p->at - '0');
        if (*value > (most - digit) / 10 || digit > most)
            return ir_parse_fault(p, "the number is above %llu",
                                  (unsigned long long)most);
        *value = *value * 10 + digit;
        p->at++;
    }
    return true;
}

bool
ir_expect_integer(ir_parser *p, uint64_t *value)
{
    bool negative = ir_accept_char(p, '-');
    uint64_t most = negative ? (uint64_t)INT64_MAX + 1 : INT64_MAX;
    if (!ir_expect_unsigned(p, most, value))
        return false;
    if (negative)
        *value = 0 - *value;
    return true;
}

// The characters of a float, or of 0x and hexadecimal digits, as a string of their own.
static void
take_number(ir_parser *p, char *number, size_t size)
{
    size_t length = 0;
    ir_skip(p);
    while (p->at < p->end && length + 1 < size &&
           (isalnum((unsigned char)*p->at) || strchr("+-.", *p->at)) && *p->at)
        number[length++] = *p->at++;
    number[length] = 0;
}

bool
ir_expect_float(ir_parser *p, uint64_t *bits)
{
    char number[48], *end;
    *bits = 0;
    if (ir_accept(p, "bits")) {
        take_number(p, number, sizeof number);
        errno = 0;
        *bits = strtoull(number, &end, 16);
        return (*number && !*end && !errno) || ir_parse_fault(p, "bits are expected");
    }
    take_number(p, number, sizeof number);
    double value = strtod(number, &end);
    if (p->failed || !*number || *end)
        return ir_parse_fault(p, "a float is expected");
    memcpy(bits, &value, sizeof value);
    return true;
}

static int
hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// One character behind a backslash; -1 if there is no such escape.
static int
read_escape(ir_parser *p)
{
    char c = p->at < p->end ? *p->at++ : 0;
    if (c == '"' || c == '\\')
        return c;
    if (c == 'n')
        return '\n';
    if (c != 'x' || p->end - p->at < 2)
        return -1;
    int high = hex_digit(p->at[0]), low = hex_digit(p->at[1]);
    p->at += 2;
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

// Behind the opening quote.
static bool
read_string(ir_parser *p, fora_text *text)
{
    while (p->at < p->end && *p->at != '"' && *p->at != '\n') {
        const char *plain = p->at;
        while (p->at < p->end && *p->at != '"' && *p->at != '\n' && *p->at != '\\')
            p->at++;
        fora_text_add(text, plain, (size_t)(p->at - plain));
        if (p->at == p->end || *p->at != '\\')
            continue;
        p->at++;
        int c = read_escape(p);
        if (c < 0)
            return ir_parse_fault(p, "unknown escape in a string");
        fora_text_add(text, &(char){(char)c}, 1);
    }
    if (p->at >= p->end || *p->at != '"')
        return ir_parse_fault(p, "the string is not closed");
    p->at++;
    return true;
}

bool
ir_accept_string(ir_parser *p, fora_text *text)
{
    return ir_accept_char(p, '"') && read_string(p, text);
}

bool
ir_expect_sym(ir_parser *p, fora_sym *sym)
{
    *sym = 0;
    if (ir_accept(p, "_"))
        return true;
    if (!ir_accept_char(p, '"'))
        return ir_parse_fault(p, "a string is expected");
    p->string.length = 0;
    bool read = read_string(p, &p->string);
    if (read)
        *sym = fora_intern(p->program->names, p->string.length ? p->string.bytes : "",
                           p->string.length);
    return read;
}

// The name in a label is for people; its number counts.
bool
ir_expect_label(ir_parser *p, char sigil, uint32_t *number)
{
    *number = 0;
    if (!ir_expect_char(p, sigil))
        return false;
    const char *start = p->at, *dot = NULL;
    while (p->at < p->end && (is_word_char(*p->at) || *p->at == '<' || *p->at == '>')) {
        dot = *p->at == '.' ? p->at : dot;
        p->at++;
    }
    const char *end = p->at;
    p->at = dot ? dot + 1 : start;
    uint64_t value;
    if (!ir_expect_unsigned(p, UINT32_MAX, &value))
        return false;
    if (p->at != end)
        return ir_parse_fault(p, "a label ends in a number");
    *number = (uint32_t)value;
    return true;
}

// The builtin class of the name in the label that was just read; 0 if there is none.
static fora_class
builtin_class(const ir_parser *p, const char *label)
{
    size_t length = (size_t)(p->at - label) - strlen(".0");
    for (fora_class c = 1; c <= FORA_BUILTIN_CLASSES; c++) {
        const char *name =
            fora_sym_text(p->program->names, p->program->classes[c].name);
        if (strlen(name) == length && memcmp(name, label, length) == 0)
            return c;
    }
    return 0;
}

bool
ir_expect_class(ir_parser *p, fora_class *class)
{
    uint32_t number;
    *class = 0;
    ir_skip(p);
    const char *label = p->at + 1;
    if (!ir_expect_label(p, '$', &number))
        return false;
    if (number > UINT32_MAX - FORA_BUILTIN_CLASSES)
        return ir_parse_fault(p, "there is no such class");
    *class = number ? number + FORA_BUILTIN_CLASSES : builtin_class(p, label);
    return *class || ir_parse_fault(p, "there is no such builtin class");
}

static bool
read_payload(ir_parser *p, fora_type_kind kind, uint32_t *payload)
{
    uint64_t number = 0;
    bool read = true;
    switch (ir_type_payload(kind)) {
    case IR_PAYLOAD_FN:
        return ir_expect_label(p, '@', payload);
    case IR_PAYLOAD_CLASS:
        return ir_expect_class(p, payload);
    case IR_PAYLOAD_SYM:
        return ir_expect_sym(p, payload);
    case IR_PAYLOAD_NUMBER:
        read = ir_expect_unsigned(p, UINT32_MAX, &number);
        *payload = (uint32_t)number;
        return read;
    default:
        return true;
    }
}

// Behind the bracket.
static bool
read_type_arguments(ir_parser *p, fora_type_kind kind, fora_type *type)
{
    uint32_t payload = 0, count = 0, capacity = 0;
    fora_type *parameters = NULL;
    bool more = true;
    if (ir_type_payload(kind) != IR_PAYLOAD_NONE) {
        if (!read_payload(p, kind, &payload))
            return false;
        more = ir_accept_char(p, ';');
    }
    while (more) {
        fora_type parameter;
        if (!ir_expect_type(p, &parameter))
            return false;
        *FORA_PUSH(p->program->arena, parameters, count, capacity) = parameter;
        more = ir_accept_char(p, kind == FORA_TYPE_UNION ? '|' : ',');
    }
    *type = fora_type_make(p->program->types, kind, payload, count, parameters);
    return ir_expect_char(p, ']');
}

bool
ir_expect_type(ir_parser *p, fora_type *type)
{
    const char *word;
    size_t length;
    fora_type_kind kind;
    *type = 0;
    if (!ir_accept_word(p, &word, &length) || !ir_type_kind_find(word, length, &kind))
        return ir_parse_fault(p, "a type is expected");
    *type = (fora_type)kind + 1;
    if (!ir_accept_char(p, '['))
        return true;
    if (++p->nesting > IR_MOST_TYPE_NESTING + IR_MOST_NESTING)
        return ir_parse_fault(p, "the type is nested too deep");
    bool read = read_type_arguments(p, kind, type);
    p->nesting--;
    return read;
}

bool
ir_expect_optional_type(ir_parser *p, fora_type *type)
{
    *type = 0;
    return !ir_accept_char(p, ':') || ir_expect_type(p, type);
}

bool
ir_expect_optional_span(ir_parser *p, fora_span *span)
{
    *span = (fora_span){0};
    ir_skip_blanks(p);
    if (p->failed || p->at == p->end || *p->at != '@')
        return !p->failed;
    p->at++;
    uint64_t file, start, end;
    if (!ir_expect_unsigned(p, UINT32_MAX, &file) || !ir_expect_char(p, ':') ||
        !ir_expect_unsigned(p, UINT32_MAX, &start) || !ir_expect_char(p, '-') ||
        !ir_expect_unsigned(p, UINT32_MAX, &end))
        return false;
    if (file == 0 || file > p->file_count)
        return ir_parse_fault(p, "there is no source %llu", (unsigned long long)file);
    *span = (fora_span){p->files[file - 1], (uint32_t)start, (uint32_t)end};
    return true;
}
