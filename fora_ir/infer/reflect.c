// Binary operators of objects: which methods are asked, in which order, and what follows
// when each of them answers NotImplemented (Objects/typeobject.c: SLOT1BINFULL;
// Objects/object.c: do_richcompare).
#include "infer.h"

#include <string.h>

typedef struct {
    const char *name,
        *in_place;  // `in_place` is NULL for comparisons, never asked for divmod
    const char *method, *reflected, *update;
} operator_names;

static const operator_names operators[] = {
    {"py.add", "py.iadd", "__add__", "__radd__", "__iadd__"},
    {"py.sub", "py.isub", "__sub__", "__rsub__", "__isub__"},
    {"py.mul", "py.imul", "__mul__", "__rmul__", "__imul__"},
    {"py.matmul", "py.imatmul", "__matmul__", "__rmatmul__", "__imatmul__"},
    {"py.truediv", "py.itruediv", "__truediv__", "__rtruediv__", "__itruediv__"},
    {"py.floordiv", "py.ifloordiv", "__floordiv__", "__rfloordiv__", "__ifloordiv__"},
    {"py.mod", "py.imod", "__mod__", "__rmod__", "__imod__"},
    {"divmod", "no update", "__divmod__", "__rdivmod__", NULL},
    {"py.pow", "py.ipow", "__pow__", "__rpow__", "__ipow__"},
    {"py.lshift", "py.ilshift", "__lshift__", "__rlshift__", "__ilshift__"},
    {"py.rshift", "py.irshift", "__rshift__", "__rrshift__", "__irshift__"},
    {"py.and", "py.iand", "__and__", "__rand__", "__iand__"},
    {"py.or", "py.ior", "__or__", "__ror__", "__ior__"},
    {"py.xor", "py.ixor", "__xor__", "__rxor__", "__ixor__"},
    {"py.eq", NULL, "__eq__", "__eq__", NULL},
    {"py.ne", NULL, "__ne__", "__ne__", NULL},
    {"py.lt", NULL, "__lt__", "__gt__", NULL},
    {"py.le", NULL, "__le__", "__ge__", NULL},
    {"py.gt", NULL, "__gt__", "__lt__", NULL},
    {"py.ge", NULL, "__ge__", "__le__", NULL},
};

typedef struct {
    const fora_method *method;  // NULL: there is none to ask
    bool swapped;               // of the right operand, with the left one as argument
    bool inverted;              // the answer is __eq__'s, that of != is wanted
} question;

typedef struct {
    const char *name;
    infer_value operands[2];
    question questions[3];
    uint32_t count, next;
} binary;

// object.__ne__ is what __eq__ says, turned round.
static question
question_of(infer_context *ctx, const binary *it, bool swapped, const char *name)
{
    fora_type type = it->operands[swapped].type;
    question q = {infer_dunder(ctx, type, name), swapped, false};
    if (!q.method && strcmp(name, "__ne__") == 0) {
        q.method = infer_dunder(ctx, type, "__eq__");
        q.inverted = true;
    }
    return q;
}

// Whether the right operand is of a class derived from the left one's.
static bool
right_derives(infer_context *ctx, const binary *it)
{
    const fora_type_info *left = infer_info(ctx->engine, it->operands[0].type);
    const fora_type_info *right = infer_info(ctx->engine, it->operands[1].type);
    return left->kind == FORA_TYPE_INSTANCE && right->kind == FORA_TYPE_INSTANCE &&
           left->payload != right->payload &&
           infer_class_derives(ctx->engine, right->payload, left->payload);
}

static void
add_question(binary *it, question q)
{
    if (q.method)
        it->questions[it->count++] = q;
}

// A derived class goes first: for comparisons always, else only with a reflected method
// that its base does not have. Operands of one class reflect comparisons only.
static void
choose_questions(infer_context *ctx, binary *it, const operator_names *names)
{
    fora_type left_type = it->operands[0].type;
    question left = question_of(ctx, it, false, names->method);
    question right = question_of(ctx, it, true, names->reflected);
    bool first = right_derives(ctx, it);
    if (names->in_place &&
        right.method == infer_dunder(ctx, left_type, names->reflected))
        first = false;
    if (names->in_place && it->operands[1].type == left_type)
        right.method = NULL;
    add_question(it, first ? right : left);
    add_question(it, first ? left : right);
}

// == and != fall back on identity.
static infer_value
unanswered(infer_context *ctx, const binary *it)
{
    bool equal = strcmp(it->name, "py.eq") == 0;
    if (equal || strcmp(it->name, "py.ne") == 0) {
        infer_value same = infer_is(ctx, it->operands[0], it->operands[1]);
        return equal || !infer_live(same) ? same : infer_not(ctx, same);
    }
    infer_arg args[2] = {{.value = it->operands[0]}, {.value = it->operands[1]}};
    infer_fail_rows(ctx, it->name, 2, args);
    return infer_nothing();
}

static infer_value ask(infer_context *ctx, const binary *it);

static bool
answer_case(infer_context *ctx, void *data, infer_value answer, infer_value *results)
{
    binary rest = *(const binary *)data;
    if (answer.type == T_NOTIMPLEMENTED) {
        rest.next++;
        results[0] = ask(ctx, &rest);
    } else {
        bool inverted = rest.questions[rest.next].inverted;
        results[0] = inverted ? infer_not(ctx, answer) : answer;
    }
    return infer_live(results[0]);
}

// Among others: these cases are to be told apart.
static bool
has_notimplemented(infer_context *ctx, fora_type type)
{
    return type != T_NOTIMPLEMENTED &&
           infer_without(ctx->engine, type, T_NOTIMPLEMENTED) != type;
}

static infer_value
ask(infer_context *ctx, const binary *it)
{
    if (it->next == it->count)
        return unanswered(ctx, it);
    const question *q = &it->questions[it->next];
    infer_arg argument = {.value = it->operands[!q->swapped]};
    infer_value answer =
        infer_call_method(ctx, q->method, it->operands[q->swapped], 1, &argument);
    if (!infer_live(answer))
        return answer;
    binary data = *it;
    infer_value result;
    if (has_notimplemented(ctx, answer.type)
            ? infer_dispatch(ctx, answer, 1, answer_case, &data, &result)
            : answer_case(ctx, &data, answer, &result))
        return result;
    return infer_nothing();
}

bool
infer_reflect(infer_context *ctx, const char *name, const infer_value *operands,
              infer_value *result)
{
    binary it = {.name = name, .operands = {operands[0], operands[1]}};
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
        const operator_names *names = &operators[i];
        bool update = names->in_place && strcmp(names->in_place, name) == 0;
        if (!update && strcmp(names->name, name) != 0)
            continue;
        if (update)
            add_question(&it, question_of(ctx, &it, false, names->update));
        choose_questions(ctx, &it, names);
        *result = ask(ctx, &it);
        return true;
    }
    return false;
}
