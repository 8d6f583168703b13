// Methods that Python calls itself and whose answers it checks.
#include "infer.h"

#include <string.h>

typedef struct {
    const char *method;
    fora_type type;
    const char *function, *format;
} answer_rule;

static const answer_rule rules[] = {
#define ANSWER(method, type, function, format) {method, T_##type, #function, format},
#include "../def/answers.def"
#undef ANSWER
};

typedef struct {
    const answer_rule *rule;
    fora_type owner;
} answer_case;

static bool
fits(fora_type answer, fora_type wanted)
{
    if (wanted == T_STR && answer == T_CHAR)
        return true;
    if (wanted == T_INT && (answer == T_BOOL || answer == T_ZERO))
        return true;
    return answer == wanted;
}

static bool
check_case(infer_context *ctx, void *data, infer_value answer, infer_value *results)
{
    const answer_case *it = data;
    const answer_rule *rule = it->rule;
    if (!fits(answer.type, rule->type)) {
        infer_fail(ctx, CLASS_TypeError, rule->format,
                   infer_class_name(ctx->engine, answer.type),
                   infer_class_name(ctx->engine, it->owner));
        return false;
    }
    results[0] = infer_coerce(ctx, answer, rule->type);
    if (strcmp(rule->function, "none") != 0)
        results[0] = infer_call_library(ctx, rule->function, 1, results);
    return infer_live(results[0]);
}

static const answer_rule *
rule_of(const char *method)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (strcmp(rules[i].method, method) == 0)
            return &rules[i];
    return NULL;
}

infer_value
infer_ask(infer_context *ctx, const char *name, const fora_method *method,
          infer_value object, uint32_t count, infer_arg *args)
{
    infer_value result, answer = infer_call_method(ctx, method, object, count, args);
    answer_case data = {rule_of(name), object.type};
    if (!infer_live(answer) || !data.rule)
        return answer;
    bool alive = infer_kind(ctx->engine, answer.type) == FORA_TYPE_UNION
                     ? infer_dispatch(ctx, answer, 1, check_case, &data, &result)
                     : check_case(ctx, &data, answer, &result);
    return alive ? result : infer_nothing();
}
