// The table of rules: rows, constants, and finding them by name.
#include "infer.h"

#include <stdlib.h>
#include <string.h>

// The names that stand in the table's columns.
enum {
    RAISES = FORA_RULE_RAISES,
    PURE = FORA_RULE_PURE,
    ATTRIBUTE = FORA_RULE_ATTRIBUTE,
    ITEM = FORA_RULE_ITEM,
    PART = FORA_RULE_PART,
    PUT = FORA_RULE_PUT,
    UPDATES = FORA_RULE_UPDATES,
    SHALLOW = FORA_RULE_SHALLOW,
    REPEATS = FORA_RULE_REPEATS,
};
#define CALL(target) FORA_RULE_CALL, #target
#define LOWER(target) FORA_RULE_LOWER, #target
#define PYLIB(target) FORA_RULE_PYLIB, #target
#define EXPAND(target) FORA_RULE_EXPAND, #target

const fora_rule fora_rules[] = {
    {"", "", "", 0, FORA_RULE_NONE, ""},
#define RULE(name, parameters, result, flags, how)                                     \
    {name, parameters, result, flags, how},
#define CONSTANT(name, kind, value)
#include "../def/rules.def"
#undef RULE
#undef CONSTANT
};
const uint32_t fora_rule_count = sizeof fora_rules / sizeof *fora_rules;

#define CONSTANT_FLOAT(number) .real = number
#define CONSTANT_INT(number) .integer = number
#define CONSTANT_STR(number) .text = number

static const infer_constant constants[] = {
    {.name = ""},
#define RULE(name, parameters, result, flags, how)
#define CONSTANT(label, type, number)                                                  \
    {label, .kind = FORA_DEFAULT_##type, CONSTANT_##type(number)},
#include "../def/rules.def"
#undef RULE
#undef CONSTANT
};

const infer_constant *
infer_constant_find(const char *name)
{
    for (uint32_t i = 1; i < sizeof constants / sizeof *constants; i++)
        if (strcmp(constants[i].name, name) == 0)
            return &constants[i];
    return NULL;
}

// Position of a name in the hash table: its slot, or the free one where it belongs.
static uint32_t
slot_of(const infer_engine *engine, const char *name)
{
    uint32_t at = (uint32_t)fora_hash(name, strlen(name), 0) & engine->rule_mask;
    while (engine->rule_slots[at] &&
           strcmp(fora_rules[engine->rule_slots[at]].name, name))
        at = (at + 1) & engine->rule_mask;
    return at;
}

static void
index_rules(infer_engine *engine)
{
    uint32_t size = 64;
    while (size < 2 * fora_rule_count)
        size *= 2;
    engine->rule_mask = size - 1;
    engine->rule_slots = fora_alloc(engine->arena, size * sizeof(uint32_t));
    engine->rule_next = fora_alloc(engine->arena, fora_rule_count * sizeof(uint32_t));
    engine->rows = fora_alloc(engine->arena, fora_rule_count * sizeof *engine->rows);
    // From the last row to the first, so that each list is in the order of the table.
    for (uint32_t row = fora_rule_count - 1; row > 0; row--) {
        uint32_t at = slot_of(engine, fora_rules[row].name);
        engine->rule_next[row] = engine->rule_slots[at];
        engine->rule_slots[at] = row;
    }
}

uint32_t
infer_rule_first(infer_engine *engine, const char *name)
{
    if (!engine->rule_slots)
        index_rules(engine);
    return engine->rule_slots[slot_of(engine, name)];
}

uint32_t
infer_rule_next(infer_engine *engine, uint32_t row)
{
    return engine->rule_next[row];
}

const char *
fora_rule_label(uint32_t row, char *buffer)
{
    const fora_rule *rule = &fora_rules[row];
    bool alone = true;
    for (uint32_t i = 1; i < fora_rule_count && alone; i++)
        alone = i == row || strcmp(fora_rules[i].name, rule->name) != 0;
    snprintf(buffer, FORA_RULE_LABEL, alone ? "%s" : "%s(%s)", rule->name,
             rule->parameters);
    return buffer;
}

uint32_t
fora_rule_find(const char *label)
{
    char shape[FORA_RULE_LABEL];
    const char *bracket = strchr(label, '(');
    size_t length = bracket ? (size_t)(bracket - label) : strlen(label);
    for (uint32_t row = 1; row < fora_rule_count; row++) {
        const char *name = fora_rules[row].name;
        if (strncmp(name, label, length) != 0 || name[length])
            continue;
        snprintf(shape, sizeof shape, "%s(%s)", name, fora_rules[row].parameters);
        if (!bracket || strcmp(shape, label) == 0)
            return row;
    }
    return 0;
}
