// Builtins on single values, tuples and classes; print.
#include "expand.h"

#include <string.h>

// ---- Conversions --------------------------------------------------------------------

bool
expand_to_int(infer_context *ctx, uint32_t count, infer_value *operands,
              infer_value *results)
{
    return expand_to(results,
                     count ? infer_coerce(ctx, operands[0], T_INT) : infer_int(ctx, 0));
}

bool
expand_to_float(infer_context *ctx, uint32_t count, infer_value *operands,
                infer_value *results)
{
    return expand_to(results, count ? infer_coerce(ctx, operands[0], T_FLOAT)
                                    : infer_float(ctx, 0));
}

bool
expand_to_bool(infer_context *ctx, uint32_t count, infer_value *operands,
               infer_value *results)
{
    return expand_to(results,
                     count ? infer_truth(ctx, operands[0]) : infer_bool(ctx, false));
}

bool
expand_empty_str(infer_context *ctx, uint32_t count, infer_value *operands,
                 infer_value *results)
{
    (void)count, (void)operands;
    return expand_to(results, infer_str(ctx, "", 0));
}

bool
expand_same(infer_context *ctx, uint32_t count, infer_value *operands,
            infer_value *results)
{
    (void)ctx, (void)count;
    return expand_to(results, operands[0]);
}

bool
expand_format(infer_context *ctx, uint32_t count, infer_value *operands,
              infer_value *results)
{
    (void)count;
    return expand_to(results, infer_format(ctx, operands[0], operands[1], 0));
}

// ---- Classes ------------------------------------------------------------------------

static bool
class_case(infer_context *ctx, void *data, infer_value member, infer_value *results)
{
    infer_value operands[2] = {*(infer_value *)data, member};
    return expand_isinstance(ctx, 2, operands, results);
}

// Whether a value of the type is no class for sure.
static bool
is_no_class(fora_type_kind kind)
{
    switch (kind) {
    case FORA_TYPE_NONE:
    case FORA_TYPE_BOOL:
    case FORA_TYPE_INT:
    case FORA_TYPE_FLOAT:
    case FORA_TYPE_STR:
    case FORA_TYPE_CHAR:
    case FORA_TYPE_LIST:
    case FORA_TYPE_DICT:
    case FORA_TYPE_SET:
    case FORA_TYPE_FUNC:
        return true;
    default:
        return false;
    }
}

bool
expand_isinstance(infer_context *ctx, uint32_t count, infer_value *operands,
                  infer_value *results)
{
    (void)count;
    fora_type_kind kind = infer_kind(ctx->engine, operands[1].type);
    if (kind == FORA_TYPE_UNION)
        return infer_dispatch(ctx, operands[1], 1, class_case, &operands[0], results);
    if (infer_names_classes(ctx, operands[1].type))
        return expand_to(results, infer_isinstance(ctx, operands[0], operands[1].type));
    if (is_no_class(kind))
        infer_fail(ctx, CLASS_TypeError,
                   "isinstance() arg 2 must be a type, a tuple of types, or a union");
    else
        infer_refuse(ctx, "the second argument of isinstance() must be a class, or a "
                          "tuple of classes, that is known before the program runs");
    return false;
}

static bool
type_case(infer_context *ctx, void *data, infer_value member, infer_value *results)
{
    (void)data;
    return expand_type(ctx, 1, &member, results);
}

bool
expand_type(infer_context *ctx, uint32_t count, infer_value *operands,
            infer_value *results)
{
    (void)count;
    infer_engine *engine = ctx->engine;
    const fora_type_info *info = infer_info(engine, operands[0].type);
    uint64_t attribute = info->payload;
    if (!infer_exception_type_known(ctx, operands[0]))
        return false;
    if (info->kind == FORA_TYPE_UNION)
        return infer_dispatch(ctx, operands[0], 1, type_case, NULL, results);
    if (info->kind == FORA_TYPE_INSTANCE)
        return expand_to(results, infer_build(ctx, FORA_OP_CLASS_REF,
                                              infer_make(engine, FORA_TYPE_CLASS,
                                                         info->payload, 0, NULL),
                                              0, NULL, 1, &attribute));
    const char *name = infer_class_name(engine, operands[0].type);
    attribute = fora_intern_c(engine->program->names, name);
    fora_type type =
        infer_make(engine, FORA_TYPE_BUILTIN, (uint32_t)attribute, 0, NULL);
    return expand_to(results,
                     infer_build(ctx, FORA_OP_BUILTIN, type, 0, NULL, 1, &attribute));
}

// ---- Tuples of known length ---------------------------------------------------------

bool
expand_tuple_len(infer_context *ctx, uint32_t count, infer_value *operands,
                 infer_value *results)
{
    (void)count;
    return expand_to(results,
                     infer_int(ctx, infer_info(ctx->engine, operands[0].type)->count));
}

static infer_value
as_vtuple(infer_context *ctx, infer_value tuple)
{
    fora_type element = infer_element(ctx, tuple.type);
    return infer_coerce(ctx, tuple,
                        infer_make1(ctx->engine, FORA_TYPE_VTUPLE, element));
}

bool
expand_tuple_getitem(infer_context *ctx, uint32_t count, infer_value *operands,
                     infer_value *results)
{
    (void)count;
    int64_t index, length = infer_info(ctx->engine, operands[0].type)->count;
    if (!infer_constant_int(ctx, operands[1], &index))
        return length > 0 &&
               expand_to(results,
                         infer_operate2(ctx, "py.getitem", as_vtuple(ctx, operands[0]),
                                        operands[1]));
    if (index < -length || index >= length) {
        infer_fail(ctx, CLASS_IndexError, "tuple index out of range");
        return false;
    }
    return expand_to(
        results,
        infer_part(ctx, operands[0], (uint32_t)(index < 0 ? index + length : index)));
}

// A bound of a slice whose parts are constants or None; false if it is neither.
static bool
constant_bound(infer_context *ctx, infer_value slice, uint32_t i, int64_t absent,
               int64_t *bound)
{
    *bound = absent;
    if (infer_parameter_of(ctx->engine, slice.type, i) == T_NONE)
        return true;
    fora_op def = slice.source ? ctx->high->values[slice.source].def : 0;
    if (!def || ctx->high->ops[def].code != FORA_OP_PY_SLICE)
        return false;
    infer_value part = {.source = fora_operand(ctx->high, def, i)};
    return infer_constant_int(ctx, part, bound);
}

static int64_t
clamped(int64_t at, int64_t length, int64_t low, int64_t high)
{
    at = at < 0 ? at + length : at;
    return at < low ? low : at > high ? high : at;
}

bool
expand_tuple_slice(infer_context *ctx, uint32_t count, infer_value *operands,
                   infer_value *results)
{
    (void)count;
    infer_engine *engine = ctx->engine;
    int64_t start, stop, step, length = infer_info(engine, operands[0].type)->count;
    bool known = constant_bound(ctx, operands[1], 2, 1, &step) && step != 0;
    bool up = !known || step > 0;
    known = known && constant_bound(ctx, operands[1], 0, up ? 0 : length - 1, &start) &&
            constant_bound(ctx, operands[1], 1, up ? length : -length - 1, &stop);
    if (!known)
        return expand_to(results,
                         infer_operate2(ctx, "py.getitem", as_vtuple(ctx, operands[0]),
                                        operands[1]));
    start = clamped(start, length, up ? 0 : -1, up ? length : length - 1);
    stop = clamped(stop, length, up ? 0 : -1, up ? length : length - 1);
    infer_value parts[INFER_MOST_ARGUMENTS];
    fora_type types[INFER_MOST_ARGUMENTS];
    uint32_t used = 0;
    for (int64_t i = start; up ? i < stop : i > stop; i += step) {
        parts[used] = infer_part(ctx, operands[0], (uint32_t)i);
        types[used] = parts[used].type;
        used++;
    }
    return expand_to(
        results, infer_tuple(ctx, infer_make(engine, FORA_TYPE_TUPLE, 0, used, types),
                             used, parts));
}

bool
expand_tuple_add(infer_context *ctx, uint32_t count, infer_value *operands,
                 infer_value *results)
{
    (void)count;
    infer_value parts[INFER_MOST_ARGUMENTS];
    fora_type types[INFER_MOST_ARGUMENTS];
    uint32_t used = 0, lengths[2];
    for (uint32_t k = 0; k < 2; k++)
        lengths[k] = infer_info(ctx->engine, operands[k].type)->count;
    if (lengths[0] + lengths[1] > INFER_MOST_ARGUMENTS) {
        infer_value left = as_vtuple(ctx, operands[0]);
        infer_value right = as_vtuple(ctx, operands[1]);
        return expand_to(results, infer_operate2(ctx, "py.add", left, right));
    }
    for (uint32_t k = 0; k < 2; k++) {
        for (uint32_t i = 0; i < lengths[k]; i++) {
            parts[used] = infer_part(ctx, operands[k], i);
            types[used] = parts[used].type;
            used++;
        }
    }
    fora_type type = infer_make(ctx->engine, FORA_TYPE_TUPLE, 0, used, types);
    return expand_to(results, infer_tuple(ctx, type, used, parts));
}

bool
expand_tuple_mul(infer_context *ctx, uint32_t count, infer_value *operands,
                 infer_value *results)
{
    (void)count;
    return expand_to(results, infer_operate2(ctx, "py.mul", as_vtuple(ctx, operands[0]),
                                             operands[1]));
}

// ---- Comparing tuples ---------------------------------------------------------------

// From element `at` on: the first pair that differs decides by `order`; if none does, the
// lengths do. For == and != `order` is NULL.
static infer_value
compare_from(infer_context *ctx, const infer_value *tuples, uint32_t at,
             const char *order, infer_value at_end)
{
    uint32_t left = infer_info(ctx->engine, tuples[0].type)->count;
    uint32_t right = infer_info(ctx->engine, tuples[1].type)->count;
    if (at == left || at == right)
        return at_end;
    infer_value a = infer_part(ctx, tuples[0], at), b = infer_part(ctx, tuples[1], at);
    infer_value equal = infer_operate2(ctx, "py.eq", a, b);
    if (infer_live(equal))
        equal = infer_truth(ctx, equal);
    if (!infer_live(equal))
        return equal;
    if (equal.truth == MAY_BE_TRUE)
        return compare_from(ctx, tuples, at + 1, order, at_end);
    infer_merge *merge = fora_alloc(ctx->engine->arena, sizeof *merge);
    infer_value result;
    infer_merge_open(ctx, merge, FORA_OP_IF, equal, 1);
    infer_merge_region(ctx, merge, 0);
    result = compare_from(ctx, tuples, at + 1, order, at_end);
    if (!infer_live(result))
        infer_end_failed(ctx);
    infer_merge_end(ctx, merge, &result);
    infer_merge_region(ctx, merge, 0);
    result = order ? infer_operate2(ctx, order, a, b) : infer_bool(ctx, false);
    if (infer_live(result))
        result = infer_truth(ctx, result);
    if (!infer_live(result))
        infer_end_failed(ctx);
    infer_merge_end(ctx, merge, &result);
    infer_merge_close(ctx, merge, &result);
    return ctx->failed ? infer_nothing() : result;
}

static bool
compare_tuples(infer_context *ctx, infer_value *operands, const char *order,
               bool at_end, infer_value *results)
{
    return expand_to(results,
                     compare_from(ctx, operands, 0, order, infer_bool(ctx, at_end)));
}

static int
longer(infer_context *ctx, const infer_value *operands)
{
    uint32_t left = infer_info(ctx->engine, operands[0].type)->count;
    uint32_t right = infer_info(ctx->engine, operands[1].type)->count;
    return (left > right) - (left < right);
}

bool
expand_tuple_eq(infer_context *ctx, uint32_t count, infer_value *operands,
                infer_value *results)
{
    (void)count;
    if (longer(ctx, operands))
        return expand_to(results, infer_bool(ctx, false));
    return compare_tuples(ctx, operands, NULL, true, results);
}

bool
expand_tuple_ne(infer_context *ctx, uint32_t count, infer_value *operands,
                infer_value *results)
{
    if (!expand_tuple_eq(ctx, count, operands, results))
        return false;
    return expand_to(results, infer_not(ctx, results[0]));
}

bool
expand_tuple_lt(infer_context *ctx, uint32_t count, infer_value *operands,
                infer_value *results)
{
    (void)count;
    return compare_tuples(ctx, operands, "py.lt", longer(ctx, operands) < 0, results);
}

bool
expand_tuple_le(infer_context *ctx, uint32_t count, infer_value *operands,
                infer_value *results)
{
    (void)count;
    return compare_tuples(ctx, operands, "py.le", longer(ctx, operands) <= 0, results);
}

bool
expand_tuple_gt(infer_context *ctx, uint32_t count, infer_value *operands,
                infer_value *results)
{
    (void)count;
    return compare_tuples(ctx, operands, "py.gt", longer(ctx, operands) > 0, results);
}

bool
expand_tuple_ge(infer_context *ctx, uint32_t count, infer_value *operands,
                infer_value *results)
{
    (void)count;
    return compare_tuples(ctx, operands, "py.ge", longer(ctx, operands) >= 0, results);
}

static bool
tuple_text(infer_context *ctx, infer_value tuple, infer_value *results)
{
    uint32_t length = infer_info(ctx->engine, tuple.type)->count, used = 0;
    infer_value pieces[2 * INFER_MOST_ARGUMENTS + 2];
    pieces[used++] = infer_str(ctx, "(", 1);
    for (uint32_t i = 0; i < length; i++) {
        if (i > 0)
            pieces[used++] = infer_str(ctx, ", ", 2);
        pieces[used] = infer_to_repr(ctx, infer_part(ctx, tuple, i));
        if (!infer_live(pieces[used++]))
            return false;
    }
    pieces[used++] = length == 1 ? infer_str(ctx, ",)", 2) : infer_str(ctx, ")", 1);
    return expand_to(results, infer_concat(ctx, used, pieces));
}

bool
expand_tuple_repr(infer_context *ctx, uint32_t count, infer_value *operands,
                  infer_value *results)
{
    (void)count;
    return tuple_text(ctx, operands[0], results);
}

// ---- print --------------------------------------------------------------------------

static bool
write_case(infer_context *ctx, void *data, infer_value member, infer_value *results)
{
    (void)data, (void)results;
    infer_value text = member;
    switch (infer_kind(ctx->engine, member.type)) {
    case FORA_TYPE_STR:
    case FORA_TYPE_CHAR:
    case FORA_TYPE_INT:
    case FORA_TYPE_ZERO:
    case FORA_TYPE_FLOAT:
    case FORA_TYPE_BOOL:
    case FORA_TYPE_NONE:
        break;
    case FORA_TYPE_UNION:
        return infer_dispatch(ctx, member, 0, write_case, NULL, NULL);
    default:
        text = infer_to_str(ctx, member);
        break;
    }
    return infer_live(text) && infer_live(infer_operate1(ctx, "print.write", text));
}

// To a file the whole line is written at once.
static bool
print_to(infer_context *ctx, infer_value file, uint32_t count,
         const infer_value *values, infer_value separator, infer_value end,
         infer_value *results)
{
    infer_value pieces[2 * INFER_MOST_ARGUMENTS + 2], both[2];
    uint32_t used = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0)
            pieces[used++] = separator;
        pieces[used++] = infer_to_str(ctx, values[i]);
        if (!infer_live(pieces[used - 1]))
            return false;
    }
    pieces[used++] = end;
    infer_value text = infer_concat(ctx, used, pieces);
    infer_arg args[1] = {{.value = text}};
    fora_sym write = fora_intern_c(ctx->engine->program->names, "write");
    if (!infer_live(text) || !infer_method(ctx, write, file, 1, args, both))
        return false;
    return expand_to(results, infer_none(ctx));
}

typedef struct {
    const char *name, *text;
} print_option;

static bool
option_case(infer_context *ctx, void *data, infer_value member, infer_value *results)
{
    const print_option *option = data;
    if (member.type == T_NONE)
        member = infer_str(ctx, option->text, strlen(option->text));
    if (member.type == T_STR || member.type == T_CHAR)
        return expand_to(results, infer_coerce(ctx, member, T_STR));
    infer_fail(ctx, CLASS_TypeError, "%s must be None or a string, not %s",
               option->name, infer_class_name(ctx->engine, member.type));
    return false;
}

// The text of sep= or end=, which may be None and stands for `text` then.
static infer_value
print_text(infer_context *ctx, const char *name, infer_value value, const char *text)
{
    print_option option = {name, text};
    infer_value result;
    if (value.type == T_STR || value.type == T_CHAR)
        return value;
    if (value.type == T_NONE)
        return infer_str(ctx, text, strlen(text));
    bool alive = infer_kind(ctx->engine, value.type) == FORA_TYPE_UNION
                     ? infer_dispatch(ctx, value, 1, option_case, &option, &result)
                     : option_case(ctx, &option, value, &result);
    return alive ? result : infer_nothing();
}

typedef struct {
    uint32_t count;
    const infer_value *operands;
} print_call;

static bool
print_case(infer_context *ctx, void *data, infer_value member, infer_value *results)
{
    const print_call *call = data;
    infer_value operands[INFER_MOST_ARGUMENTS + 4];
    memcpy(operands, call->operands, call->count * sizeof *operands);
    operands[2] = member;
    return expand_print(ctx, call->count, operands, results);
}

bool
expand_print(infer_context *ctx, uint32_t count, infer_value *operands,
             infer_value *results)
{
    infer_value file = operands[2];
    infer_value separator = print_text(ctx, "sep", operands[0], " ");
    infer_value end = print_text(ctx, "end", operands[1], "\n");
    if (!infer_live(separator) || !infer_live(end))
        return false;
    if (infer_kind(ctx->engine, file.type) == FORA_TYPE_UNION) {
        print_call call = {count, operands};
        return infer_dispatch(ctx, file, 1, print_case, &call, results);
    }
    if (file.type != T_NONE)
        return print_to(ctx, file, count - 4, operands + 4, separator, end, results);
    for (uint32_t i = 4; i < count; i++) {
        if (i > 4 && !write_case(ctx, NULL, separator, NULL))
            return false;
        if (!write_case(ctx, NULL, operands[i], NULL))
            return false;
    }
    if (!write_case(ctx, NULL, end, NULL))
        return false;
    if (operands[3].type == T_BOOL && operands[3].source &&
        infer_rule_first(ctx->engine, "print.flush"))
        infer_operate(ctx, "print.flush", 0, NULL);
    return expand_to(results, infer_none(ctx));
}

static infer_value
as_text(infer_context *ctx, void *data, infer_value element)
{
    (void)data;
    infer_value text = infer_to_str(ctx, element);
    return infer_live(text) ? infer_coerce(ctx, text, T_STR) : text;
}

// print(*xs): the arguments that are not keywords become one text.
bool
infer_print_stars(infer_context *ctx, fora_op op, infer_arg *args, uint32_t *count)
{
    const fora_names *names = ctx->engine->program->names;
    infer_value callee = infer_get(ctx, fora_operand(ctx->high, op, 0));
    const fora_type_info *info = infer_info(ctx->engine, callee.type);
    bool open = false;
    if (info->kind != FORA_TYPE_BUILTIN ||
        strcmp(fora_sym_text(names, info->payload), "print") != 0)
        return false;
    for (uint32_t i = 0; i < *count; i++)
        open = open || (args[i].stars == 1 &&
                        infer_kind(ctx->engine, args[i].value.type) != FORA_TYPE_TUPLE);
    if (!open)
        return false;
    infer_value separator = infer_str(ctx, " ", 1), all = infer_nothing();
    uint32_t kept = 0;
    for (uint32_t i = 0; i < *count; i++) {
        infer_value value = args[i].value, piece;
        if (args[i].name && strcmp(fora_sym_text(names, args[i].name), "sep") == 0)
            separator = print_text(ctx, "sep", value, " ");
        if (!infer_live(separator))
            return true;
        if (args[i].stars == 0 && args[i].name) {
            args[++kept] = args[i];
            continue;
        }
        if (args[i].stars == 0) {
            value = as_text(ctx, NULL, value);
            piece = infer_live(value) ? infer_display(ctx, FORA_TYPE_LIST, 1, &value)
                                      : value;
        } else {
            piece = infer_collect(ctx, FORA_COMP_LIST, infer_nothing(), value, as_text,
                                  NULL);
        }
        all = infer_live(all) && infer_live(piece)
                  ? infer_operate2(ctx, "py.add", all, piece)
                  : piece;
        if (!infer_live(all))
            return true;
    }
    infer_arg join[1] = {{.value = all}};
    infer_value both[2] = {infer_nothing()};
    infer_method(ctx, fora_intern_c(ctx->engine->program->names, "join"), separator, 1,
                 join, both);
    args[0] = (infer_arg){.value = both[0]};
    *count = kept + 1;
    return true;
}
