// "format" % arguments. A format that is a constant is taken apart here: each conversion
// becomes an operation on its argument, whose type is known. Of other formats the
// arguments are passed to the runtime with all that any conversion could ask for.
#include "expand.h"

#include <string.h>

typedef struct {
    infer_context *ctx;
    const char *text;  // UTF-8
    size_t length, at;
    infer_value arguments;  // as given
    bool tuple, mapping, named;
    uint32_t count, next;
    infer_value *pieces;
    uint32_t piece_count, piece_capacity;
} percent;

// One conversion: the flags, width and precision as text, stars replaced by pieces.
typedef struct {
    infer_value spec[8];
    uint32_t spec_count;
    const char *spec_text;
    size_t spec_length;
    bool starred, plain;  // plain: nothing between % and the letter
    char letter;
    infer_value argument;
} conversion;

static void
add_piece(percent *p, infer_value piece)
{
    *FORA_PUSH(p->ctx->engine->arena, p->pieces, p->piece_count, p->piece_capacity) =
        piece;
}

static bool
fail_incomplete(percent *p)
{
    infer_fail(p->ctx, CLASS_ValueError, "incomplete format");
    return false;
}

// ---- Arguments ----------------------------------------------------------------------

static bool
next_argument(percent *p, infer_value *argument)
{
    if (p->next >= p->count) {
        infer_fail(p->ctx, CLASS_TypeError, "not enough arguments for format string");
        return false;
    }
    *argument = p->tuple ? infer_part(p->ctx, p->arguments, p->next) : p->arguments;
    p->next++;
    return true;
}

// %(name)s: p->at stands behind the parenthesis.
static bool
named_argument(percent *p, infer_value *argument)
{
    size_t start = p->at;
    uint32_t depth = 1;
    for (; p->at < p->length && depth; p->at++) {
        depth += p->text[p->at] == '(';
        depth -= p->text[p->at] == ')';
    }
    if (depth) {
        infer_fail(p->ctx, CLASS_ValueError, "incomplete format key");
        return false;
    }
    if (!p->mapping) {
        infer_fail(p->ctx, CLASS_TypeError, "format requires a mapping");
        return false;
    }
    infer_value key = infer_str(p->ctx, p->text + start, p->at - 1 - start);
    p->named = true;
    *argument = infer_operate2(p->ctx, "py.getitem", p->arguments, key);
    return infer_live(*argument);
}

// ---- Parsing ------------------------------------------------------------------------

static void
add_spec(percent *p, conversion *c, size_t from)
{
    if (p->at > from)
        c->spec[c->spec_count++] = infer_str(p->ctx, p->text + from, p->at - from);
}

static bool
star_case(infer_context *ctx, void *data, infer_value member, infer_value *results)
{
    bool precision = *(bool *)data;
    if (member.type != T_INT && member.type != T_BOOL && member.type != T_ZERO) {
        infer_fail(ctx, CLASS_TypeError, "* wants int");
        return false;
    }
    infer_value number = infer_coerce(ctx, member, T_INT);
    infer_value text = precision
                           ? infer_call_library(ctx, "percent_precision", 1, &number)
                           : infer_to_str(ctx, number);
    return infer_live(text) && expand_to(results, infer_coerce(ctx, text, T_STR));
}

// A width or precision; a star takes an int from the arguments.
static bool
parse_number(percent *p, conversion *c, size_t *from, bool precision)
{
    infer_value number, text;
    if (p->at < p->length && p->text[p->at] == '*') {
        add_spec(p, c, *from);
        c->starred = true;
        if (!next_argument(p, &number))
            return false;
        bool alive =
            infer_kind(p->ctx->engine, number.type) == FORA_TYPE_UNION
                ? infer_dispatch(p->ctx, number, 1, star_case, &precision, &text)
                : star_case(p->ctx, &precision, number, &text);
        if (!alive)
            return false;
        c->spec[c->spec_count++] = text;
        *from = ++p->at;
        return true;
    }
    while (p->at < p->length && p->text[p->at] >= '0' && p->text[p->at] <= '9')
        p->at++;
    return true;
}

static bool
parse(percent *p, conversion *c)
{
    size_t from = p->at;
    *c = (conversion){.argument = infer_nothing()};
    if (p->at < p->length && p->text[p->at] == '(') {
        p->at++;
        if (!named_argument(p, &c->argument))
            return false;
        from = p->at;
    }
    size_t start = p->at;
    while (p->at < p->length && p->text[p->at] && strchr("-0+ #", p->text[p->at]))
        p->at++;
    if (!parse_number(p, c, &from, false))
        return false;
    if (p->at < p->length && p->text[p->at] == '.') {
        p->at++;
        if (!parse_number(p, c, &from, true))
            return false;
    }
    if (p->at >= p->length)
        return fail_incomplete(p);
    add_spec(p, c, from);
    c->spec_text = p->text + start;
    c->spec_length = p->at - start;
    c->plain = p->at == start;
    if (strchr("hlL", p->text[p->at]) && ++p->at >= p->length)
        return fail_incomplete(p);
    c->letter = p->text[p->at++];
    return true;
}

// ---- Conversions --------------------------------------------------------------------

// The conversion as a format of its own.
static infer_value
format_of(percent *p, const conversion *c, char letter)
{
    infer_value parts[10] = {infer_str(p->ctx, "%", 1)};
    uint32_t count = 1;
    if (c->spec_count == 0)
        return infer_str(p->ctx, (char[]){'%', letter}, 2);
    if (!c->starred) {
        const char *text = fora_printf(p->ctx->engine->arena, "%%%.*s%c",
                                       (int)c->spec_length, c->spec_text, letter);
        return infer_str(p->ctx, text, strlen(text));
    }
    for (uint32_t i = 0; i < c->spec_count; i++)
        parts[count++] = c->spec[i];
    parts[count++] = infer_str(p->ctx, &letter, 1);
    return infer_concat(p->ctx, count, parts);
}

static infer_value
convert_text(percent *p, const conversion *c, infer_value value)
{
    infer_context *ctx = p->ctx;
    infer_value text = c->letter == 's'   ? infer_to_str(ctx, value)
                       : c->letter == 'r' ? infer_to_repr(ctx, value)
                                          : infer_operate1(ctx, "ascii", value);
    if (!infer_live(text) || c->plain)
        return text;
    return infer_operate2(ctx, "percent.text", format_of(p, c, 's'), text);
}

static infer_value
convert_number(percent *p, const conversion *c, infer_value value)
{
    infer_context *ctx = p->ctx;
    const char *class = infer_class_name(ctx->engine, value.type);
    bool whole = strchr("diuxXo", c->letter), decimal = strchr("diu", c->letter);
    if (value.type == T_BOOL)
        value = infer_coerce(ctx, value, T_INT);
    if (c->plain && decimal && value.type == T_INT)
        return infer_to_str(ctx, value);
    if (value.type == T_INT)
        return infer_operate2(ctx, "percent.int", format_of(p, c, c->letter), value);
    if (value.type == T_FLOAT && (!whole || decimal))
        return infer_operate2(ctx, "percent.float", format_of(p, c, c->letter), value);
    if (infer_kind(ctx->engine, value.type) == FORA_TYPE_INSTANCE)
        return infer_refuse(ctx, "%%%c of a %s object is not supported", c->letter,
                            class);
    if (!whole)
        return infer_fail(ctx, CLASS_TypeError, "must be real number, not %s", class);
    return infer_fail(ctx, CLASS_TypeError, "%%%c format: %s is required, not %s",
                      c->letter, decimal ? "a real number" : "an integer", class);
}

static infer_value
convert_character(percent *p, const conversion *c, infer_value value)
{
    infer_context *ctx = p->ctx;
    if (value.type == T_INT || value.type == T_BOOL) {
        infer_value format = format_of(p, c, 'c');
        return infer_operate2(ctx, "percent.int", format,
                              infer_coerce(ctx, value, T_INT));
    }
    if (value.type == T_STR || value.type == T_CHAR)
        return infer_operate2(ctx, "percent.text", format_of(p, c, 'c'), value);
    return infer_fail(ctx, CLASS_TypeError, "%%c requires int or char");
}

static infer_value convert(percent *p, const conversion *c, infer_value value);

typedef struct {
    percent *percent;
    const conversion *conversion;
} convert_case;

static bool
convert_member(infer_context *ctx, void *data, infer_value member, infer_value *results)
{
    convert_case *it = data;
    results[0] = convert(it->percent, it->conversion, member);
    if (results[0].type == T_CHAR)
        results[0] = infer_coerce(ctx, results[0], T_STR);
    return infer_live(results[0]);
}

static infer_value
convert(percent *p, const conversion *c, infer_value value)
{
    infer_value result;
    if (infer_kind(p->ctx->engine, value.type) == FORA_TYPE_UNION) {
        convert_case data = {p, c};
        bool alive = infer_dispatch(p->ctx, value, 1, convert_member, &data, &result);
        return alive ? result : infer_nothing();
    }
    if (value.type == T_ZERO)
        value = infer_coerce(p->ctx, value, T_INT);
    if (strchr("sra", c->letter))
        return convert_text(p, c, value);
    if (c->letter == 'c')
        return convert_character(p, c, value);
    return convert_number(p, c, value);
}

static bool
add_conversion(percent *p)
{
    conversion c;
    if (p->at < p->length && p->text[p->at] == '%') {
        p->at++;
        add_piece(p, infer_str(p->ctx, "%", 1));
        return true;
    }
    if (!parse(p, &c))
        return false;
    if (!infer_live(c.argument) && !next_argument(p, &c.argument))
        return false;
    if (!c.letter || !strchr("sradiuxXoeEfFgGc", c.letter)) {
        infer_fail(p->ctx, CLASS_ValueError,
                   "unsupported format character '%c' (0x%x) at index %zu", c.letter,
                   (unsigned char)c.letter, p->at - 1);
        return false;
    }
    infer_value piece = convert(p, &c, c.argument);
    add_piece(p, piece);
    return infer_live(piece);
}

static bool
take_apart(percent *p, infer_value *results)
{
    while (p->at < p->length) {
        size_t from = p->at;
        while (p->at < p->length && p->text[p->at] != '%')
            p->at++;
        if (p->at > from)
            add_piece(p, infer_str(p->ctx, p->text + from, p->at - from));
        if (p->at == p->length)
            break;
        p->at++;
        if (!add_conversion(p))
            return false;
    }
    if (p->next < p->count && !p->mapping) {
        infer_fail(p->ctx, CLASS_TypeError,
                   "not all arguments converted during string formatting");
        return false;
    }
    if (p->piece_count == 0)
        return expand_to(results, infer_str(p->ctx, "", 0));
    if (p->piece_count == 1)
        return expand_to(results, p->pieces[0]);
    return expand_to(results, infer_concat(p->ctx, p->piece_count, p->pieces));
}

// ---- Formats that are computed ------------------------------------------------------

enum { KINDS, INTEGERS, NUMBERS, TEXTS, REPRS, TYPES, LISTS };

static const fora_type list_elements[LISTS] = {T_INT, T_INT, T_FLOAT,
                                               T_STR, T_STR, T_STR};

// What the runtime wants to know of one argument.
static bool
describe(infer_context *ctx, infer_value value, infer_value *parts)
{
    if (value.type == T_ZERO)
        value = infer_coerce(ctx, value, T_INT);
    const char *class = infer_class_name(ctx->engine, value.type);
    bool whole = value.type == T_INT || value.type == T_BOOL;
    bool real = value.type == T_FLOAT, number = whole || real;
    if (infer_kind(ctx->engine, value.type) == FORA_TYPE_INSTANCE) {
        infer_refuse(ctx, "a %s object is formatted by a format that is not a constant",
                     class);
        ctx->help = "write the format where it is used, or pass str(...)";
        return false;
    }
    parts[KINDS] = infer_int(ctx, whole ? 0 : real ? 1 : 2);
    parts[INTEGERS] = whole ? infer_coerce(ctx, value, T_INT) : infer_int(ctx, 0);
    parts[NUMBERS] = real ? value : infer_float(ctx, 0);
    bool texts = !number || value.type == T_BOOL;
    parts[TEXTS] = texts ? infer_to_str(ctx, value) : infer_str(ctx, "", 0);
    parts[REPRS] = texts ? infer_to_repr(ctx, value) : infer_str(ctx, "", 0);
    parts[TYPES] = infer_str(ctx, class, strlen(class));
    for (uint32_t i = 0; i < LISTS; i++) {
        if (!infer_live(parts[i]))
            return false;
        parts[i] = infer_coerce(ctx, parts[i], list_elements[i]);
    }
    return true;
}

static bool
describe_case(infer_context *ctx, void *data, infer_value member, infer_value *results)
{
    (void)data;
    return describe(ctx, member, results);
}

static bool
describe_any(infer_context *ctx, infer_value value, infer_value *parts)
{
    if (infer_kind(ctx->engine, value.type) == FORA_TYPE_UNION)
        return infer_dispatch(ctx, value, LISTS, describe_case, NULL, parts);
    return describe(ctx, value, parts);
}

static bool
at_run_time(percent *p, infer_value format, infer_value *results)
{
    infer_context *ctx = p->ctx;
    infer_value(*parts)[LISTS] =
        fora_alloc(ctx->engine->arena, (p->count + 1) * sizeof *parts);
    infer_value operands[LISTS + 2] = {format};
    if (p->mapping && infer_kind(ctx->engine, p->arguments.type) == FORA_TYPE_DICT) {
        infer_refuse(ctx,
                     "a format that is not a constant takes values, no dictionary");
        ctx->help = "write the format where it is used";
        return false;
    }
    for (uint32_t i = 0; i < p->count; i++) {
        infer_value one = p->tuple ? infer_part(ctx, p->arguments, i) : p->arguments;
        if (!describe_any(ctx, one, parts[i]))
            return false;
    }
    for (uint32_t k = 0; k < LISTS; k++) {
        infer_value *column =
            fora_alloc(ctx->engine->arena, (p->count + 1) * sizeof *column);
        for (uint32_t i = 0; i < p->count; i++)
            column[i] = parts[i][k];
        infer_value list = infer_display(ctx, FORA_TYPE_LIST, p->count, column);
        operands[1 + k] = infer_coerce(
            ctx, list, infer_make1(ctx->engine, FORA_TYPE_LIST, list_elements[k]));
    }
    operands[1 + LISTS] = infer_bool(ctx, p->tuple);
    infer_arg args[LISTS + 2] = {0};
    for (uint32_t i = 0; i < LISTS + 2; i++)
        args[i].value = operands[i];
    infer_value both[2];
    if (!infer_rows(ctx, "percent.any", LISTS + 2, args, both))
        return false;
    return expand_to(results, both[0]);
}

// ---- All ----------------------------------------------------------------------------

static bool
percent_case(infer_context *ctx, void *data, infer_value member, infer_value *results)
{
    infer_value operands[2] = {*(infer_value *)data, member};
    if (!expand_percent(ctx, 2, operands, results))
        return false;
    results[0] = infer_coerce(ctx, results[0], T_STR);
    return true;
}

static bool
is_mapping(infer_context *ctx, fora_type type)
{
    fora_type_kind kind = infer_kind(ctx->engine, type);
    return kind == FORA_TYPE_DICT || kind == FORA_TYPE_LIST ||
           kind == FORA_TYPE_RANGE || infer_dunder(ctx, type, "__getitem__");
}

bool
expand_percent(infer_context *ctx, uint32_t count, infer_value *operands,
               infer_value *results)
{
    (void)count;
    infer_value arguments = operands[1];
    fora_type_kind kind = infer_kind(ctx->engine, arguments.type);
    fora_sym text;
    if (kind == FORA_TYPE_UNION)
        return infer_dispatch(ctx, arguments, 1, percent_case, &operands[0], results);
    if (kind == FORA_TYPE_VTUPLE) {
        infer_refuse(ctx, "a format of a tuple whose length is known only at run time");
        return false;
    }
    percent p = {.ctx = ctx,
                 .arguments = arguments,
                 .tuple = kind == FORA_TYPE_TUPLE,
                 .count = 1,
                 .mapping = is_mapping(ctx, arguments.type)};
    if (p.tuple)
        p.count = infer_info(ctx->engine, arguments.type)->count;
    if (!infer_constant_str(ctx, operands[0], &text))
        return at_run_time(&p, infer_coerce(ctx, operands[0], T_STR), results);
    p.text = fora_sym_text(ctx->engine->program->names, text);
    p.length = fora_sym_length(ctx->engine->program->names, text);
    return take_apart(&p, results);
}
