// "...".format(...): a constant format is taken apart, as an f-string is. A field names an
// argument by position or keyword, then attributes and items of it; its specification may
// hold fields of its own.
#include "infer.h"

#include <string.h>

typedef struct {
    infer_context *ctx;
    const char *text;  // UTF-8
    size_t length, at;
    uint32_t count;
    infer_arg *args;
    uint32_t automatic;  // number of the next {}
    bool numbered, automatically;
    uint32_t depth;
} format;

typedef struct {
    infer_value *items;
    uint32_t count, capacity;
} pieces;

static bool take_apart(format *f, pieces *to, bool nested);

static void
add(format *f, pieces *to, infer_value piece)
{
    *FORA_PUSH(f->ctx->engine->arena, to->items, to->count, to->capacity) = piece;
}

static infer_value
fail(format *f, const char *message)
{
    return infer_fail(f->ctx, CLASS_ValueError, "%s", message);
}

static infer_value
joined(format *f, pieces *all)
{
    if (all->count == 0)
        return infer_str(f->ctx, "", 0);
    return all->count == 1 ? all->items[0]
                           : infer_concat(f->ctx, all->count, all->items);
}

// ---- Arguments ----------------------------------------------------------------------

// Whole text as a number; false if it is none.
static bool
as_number(const char *text, size_t length, uint32_t *number)
{
    *number = 0;
    for (size_t i = 0; i < length; i++) {
        if (text[i] < '0' || text[i] > '9' || *number > 1000000)
            return false;
        *number = 10 * *number + (uint32_t)(text[i] - '0');
    }
    return length > 0;
}

static infer_value
positional(format *f, uint32_t number)
{
    uint32_t before = 0;
    for (uint32_t i = 0; i < f->count; i++) {
        if (f->args[i].name || f->args[i].stars == 2)
            continue;
        if (f->args[i].stars && i + 1 < f->count && !f->args[i + 1].name)
            return infer_refuse(f->ctx, "str.format takes a list of unknown length as "
                                        "the last positional argument only");
        if (f->args[i].stars) {
            infer_value operands[3] = {infer_to_list(f->ctx, f->args[i].value),
                                       infer_int(f->ctx, number),
                                       infer_int(f->ctx, before)};
            return infer_live(operands[0])
                       ? infer_call_library(f->ctx, "format_argument", 3, operands)
                       : operands[0];
        }
        if (before++ == number)
            return f->args[i].value;
    }
    return infer_fail(f->ctx, CLASS_IndexError,
                      "Replacement index %u out of range for positional args tuple",
                      number);
}

static infer_value
keyword(format *f, const char *text, size_t length)
{
    fora_names *names = f->ctx->engine->program->names;
    fora_sym name = fora_intern(names, text, length);
    for (uint32_t i = 0; i < f->count; i++)
        if (f->args[i].name == name)
            return f->args[i].value;
    for (uint32_t i = 0; i < f->count; i++)
        if (f->args[i].stars == 2)
            return infer_operate2(f->ctx, "py.getitem", f->args[i].value,
                                  infer_str(f->ctx, text, length));
    return infer_fail(f->ctx, CLASS_KeyError, "'%.*s'", (int)length, text);
}

static infer_value
argument(format *f, const char *text, size_t length)
{
    uint32_t number;
    bool numeric = as_number(text, length, &number);
    if (length && !numeric)
        return keyword(f, text, length);
    if (f->numbered && !length)
        return fail(f, "cannot switch from manual field specification to automatic "
                       "field numbering");
    if (f->automatically && length)
        return fail(f, "cannot switch from automatic field numbering to manual field "
                       "specification");
    f->numbered = f->numbered || length;
    f->automatically = f->automatically || !length;
    return positional(f, length ? number : f->automatic++);
}

// ---- Fields -------------------------------------------------------------------------

static size_t
name_end(const format *f, size_t at, const char *stops)
{
    while (at < f->length && f->text[at] && !strchr(stops, f->text[at]))
        at++;
    return at;
}

// Attributes and items behind the argument's name.
static infer_value
follow(format *f, infer_value value)
{
    infer_context *ctx = f->ctx;
    while (infer_live(value) && f->at < f->length &&
           (f->text[f->at] == '.' || f->text[f->at] == '[')) {
        bool item = f->text[f->at] == '[';
        size_t from = f->at + 1, end = name_end(f, from, item ? "]" : ".[!:}");
        uint32_t number;
        if (end == from)
            return fail(f, "Empty attribute in format string");
        if (item && end >= f->length)
            return fail(f, "expected '}' before end of string");
        if (!item)
            value = infer_getattr(
                ctx,
                fora_intern(ctx->engine->program->names, f->text + from, end - from),
                value);
        else if (as_number(f->text + from, end - from, &number))
            value =
                infer_kind(ctx->engine, value.type) == FORA_TYPE_TUPLE &&
                        number < infer_info(ctx->engine, value.type)->count
                    ? infer_part(ctx, value, number)
                    : infer_operate2(ctx, "py.getitem", value, infer_int(ctx, number));
        else
            value = infer_operate2(ctx, "py.getitem", value,
                                   infer_str(ctx, f->text + from, end - from));
        f->at = end + item;
    }
    return value;
}

// A field without a specification.
static infer_value
plain_text(infer_context *ctx, infer_value value, uint32_t conversion)
{
    if (conversion == 'r')
        return infer_to_repr(ctx, value);
    if (conversion == 'a')
        return infer_operate1(ctx, "ascii", value);
    if (!conversion && infer_dunder(ctx, value.type, "__format__"))
        return infer_format(ctx, value, infer_str(ctx, "", 0), 0);
    return infer_to_str(ctx, value);
}

// What stands behind an opening brace; f->at is then behind the closing one.
static infer_value
field(format *f)
{
    infer_context *ctx = f->ctx;
    size_t from = f->at;
    f->at = name_end(f, from, ".[!:{}");
    if (f->at < f->length && f->text[f->at] == '{')
        return fail(f, "unexpected '{' in field name");
    infer_value value = argument(f, f->text + from, f->at - from);
    value = infer_live(value) ? follow(f, value) : value;
    if (!infer_live(value))
        return value;
    uint32_t conversion = 0;
    pieces spec = {0};
    if (f->at < f->length && f->text[f->at] == '!') {
        conversion = f->at + 1 < f->length ? (unsigned char)f->text[f->at + 1] : 0;
        if (conversion == 0 || !strchr("rsa", (int)conversion))
            return fail(f, "unknown conversion specifier in format string");
        f->at += 2;
        if (f->at < f->length && f->text[f->at] != ':' && f->text[f->at] != '}')
            return fail(f, "expected ':' after conversion specifier");
    }
    if (f->at < f->length && f->text[f->at] == ':') {
        f->at++;
        if (!take_apart(f, &spec, true))
            return infer_nothing();
    }
    if (f->at >= f->length)
        return fail(f, "expected '}' before end of string");
    f->at++;
    if (spec.count == 0)
        return plain_text(ctx, value, conversion);
    return infer_format(ctx, value, joined(f, &spec), conversion);
}

// Text and fields up to the end, or, nested, to the brace that closes the field around.
static bool
take_apart(format *f, pieces *to, bool nested)
{
    if (++f->depth > 2) {
        fail(f, "Max string recursion exceeded");
        return false;
    }
    while (f->at < f->length && !(nested && f->text[f->at] == '}')) {
        size_t from = f->at;
        f->at = name_end(f, from, "{}");
        if (f->at > from)
            add(f, to, infer_str(f->ctx, f->text + from, f->at - from));
        if (f->at >= f->length || (nested && f->text[f->at] == '}'))
            break;
        char brace = f->text[f->at++];
        if (!nested && f->at < f->length && f->text[f->at] == brace) {
            add(f, to, infer_str(f->ctx, &brace, 1));
            f->at++;
            continue;
        }
        if (brace == '}' || f->at >= f->length) {
            fail(f, brace == '}' ? "Single '}' encountered in format string"
                                 : "Single '{' encountered in format string");
            return false;
        }
        infer_value piece = field(f);
        if (!infer_live(piece))
            return false;
        add(f, to, piece);
    }
    f->depth--;
    return true;
}

bool
infer_str_format(infer_context *ctx, uint32_t count, infer_arg *args,
                 infer_value *results)
{
    const fora_names *names = ctx->engine->program->names;
    fora_sym text;
    pieces all = {0};
    results[1] = args[0].value;
    if (!infer_constant_str(ctx, args[0].value, &text)) {
        infer_refuse(ctx,
                     "`str.format` of a text that is not a constant is not supported");
        ctx->help = "write the format where it is used, or use an f-string";
        return false;
    }
    format f = {.ctx = ctx,
                .text = fora_sym_text(names, text),
                .length = fora_sym_length(names, text),
                .count = count - 1,
                .args = args + 1};
    if (!take_apart(&f, &all, false))
        return false;
    results[0] = joined(&f, &all);
    return infer_live(results[0]);
}
