// Where ways of control flow meet: the variables that hold different values on them get
// results of the construct. Variables that hold the same value on each way share one
// result, so that two names of one object stay two names of one value.
#include "ssa.h"

#include <stdlib.h>

typedef struct {
    uint32_t variable;
    fora_val *values;  // by exit
} row;

typedef struct {
    row *rows;
    uint32_t count, capacity;
} table;

void
ir_ssa_leave(ir_ssa *ssa, ir_ssa_exits *exits, fora_op op, uint32_t mark)
{
    ir_ssa_exit *exit =
        FORA_PUSH(ssa->arena, exits->items, exits->count, exits->capacity);
    exit->op = op;
    ir_ssa_changes(ssa, mark, &exit->bindings);
}

static int
compare_rows(const void *a, const void *b)
{
    uint32_t left = ((const row *)a)->variable, right = ((const row *)b)->variable;
    return left < right ? -1 : left > right;
}

// One row per live variable that changed on some way, with its value on each.
static table
tabulate(ir_ssa *ssa, const ir_ssa_exits *exits, const uint64_t *live)
{
    table t = {0};
    uint32_t stamp = ++ssa->stamp;
    for (uint32_t e = 0; e < exits->count; e++) {
        const ir_ssa_bindings *bindings = &exits->items[e].bindings;
        for (uint32_t i = 0; i < bindings->count; i++) {
            uint32_t variable = bindings->items[i].variable;
            if (!ir_set_has(live, variable))
                continue;
            if (ssa->stamps[variable] != stamp) {
                ssa->stamps[variable] = stamp;
                ssa->places[variable] = t.count;
                row *r = FORA_PUSH(ssa->arena, t.rows, t.count, t.capacity);
                r->variable = variable;
                r->values = fora_alloc(ssa->arena, exits->count * sizeof(fora_val));
                for (uint32_t k = 0; k < exits->count; k++)
                    r->values[k] = ssa->current[variable];
            }
            t.rows[ssa->places[variable]].values[e] = bindings->items[i].value;
        }
    }
    if (t.count > 1)
        qsort(t.rows, t.count, sizeof *t.rows, compare_rows);
    return t;
}

// What the variable holds afterwards if no result is needed, or 0.
static fora_val
agreed(const ir_ssa *ssa, const row *r, uint32_t exits, uint32_t birth)
{
    fora_val entry = ssa->current[r->variable];
    bool same = true, stripped = true;
    for (uint32_t e = 0; e < exits; e++) {
        same &= r->values[e] == r->values[0];
        stripped &= ir_ssa_strip(ssa, r->values[e]) == ir_ssa_strip(ssa, entry);
    }
    if (same && ssa->facts[r->values[0]].birth <= birth)
        return r->values[0];
    return stripped && exits > 1 ? entry : 0;
}

// The value that all ways refine, if they refine one that is seen outside; else 0.
static fora_val
common_source(const ir_ssa *ssa, const row *r, uint32_t exits, uint32_t birth)
{
    fora_val source = ir_ssa_strip(ssa, r->values[0]);
    for (uint32_t e = 1; e < exits; e++)
        if (ir_ssa_strip(ssa, r->values[e]) != source)
            return 0;
    return ssa->facts[source].birth <= birth ? source : 0;
}

static bool
same_values(const row *a, const row *b, uint32_t exits)
{
    for (uint32_t e = 0; e < exits; e++)
        if (a->values[e] != b->values[e])
            return false;
    return true;
}

static void
define_results(ir_ssa *ssa, const table *groups, const ir_ssa_exits *exits,
               const fora_val *results, uint32_t birth)
{
    for (uint32_t g = 0; g < groups->count; g++) {
        bool maybe_unbound = false;
        for (uint32_t e = 0; e < exits->count; e++)
            maybe_unbound |= ssa->facts[groups->rows[g].values[e]].maybe_unbound;
        fora_val source = common_source(ssa, &groups->rows[g], exits->count, birth);
        ir_ssa_define(ssa, results[g], source, maybe_unbound);
    }
}

void
ir_ssa_add_results(ir_ssa *ssa, fora_op op, uint32_t count, fora_val *results)
{
    fora_function *f = ssa->function;
    uint32_t before = f->ops[op].result_count;
    fora_val first = f->ops[op].result;
    for (uint32_t i = 0; i < count; i++)
        if (ssa->dry)
            results[i] = ir_ssa_number(ssa);
        else
            fora_op_add_result(f, op);
    if (ssa->dry || count == 0)
        return;
    fora_val moved = f->ops[op].result;
    for (uint32_t i = 0; i < before && moved != first; i++) {
        ssa->replacement[first + i] = moved + i;
        ir_ssa_define(ssa, moved + i, 0, false);
    }
    for (uint32_t i = 0; i < count; i++)
        results[i] = moved + before + i;
}

void
ir_ssa_merge(ir_ssa *ssa, fora_op construct, const ir_ssa_exits *exits, uint32_t birth)
{
    table t = tabulate(ssa, exits, ssa->live.live_out[construct]);
    table groups = {0};
    uint32_t *group = fora_alloc(ssa->arena, (t.count + 1) * sizeof(uint32_t));
    for (uint32_t i = 0; i < t.count; i++) {
        fora_val value = agreed(ssa, &t.rows[i], exits->count, birth);
        group[i] = UINT32_MAX;
        if (value != 0) {
            ir_ssa_bind(ssa, t.rows[i].variable, value);
            continue;
        }
        uint32_t g = 0;
        while (g < groups.count &&
               !same_values(&groups.rows[g], &t.rows[i], exits->count))
            g++;
        if (g == groups.count)
            *FORA_PUSH(ssa->arena, groups.rows, groups.count, groups.capacity) =
                t.rows[i];
        group[i] = g;
    }
    for (uint32_t g = 0; g < groups.count; g++)
        for (uint32_t e = 0; e < exits->count; e++)
            ir_ssa_pass(ssa, exits->items[e].op, groups.rows[g].values[e]);
    fora_val *results = fora_alloc(ssa->arena, (groups.count + 1) * sizeof(fora_val));
    ir_ssa_add_results(ssa, construct, groups.count, results);
    define_results(ssa, &groups, exits, results, birth);
    for (uint32_t i = 0; i < t.count; i++)
        if (group[i] != UINT32_MAX)
            ir_ssa_bind(ssa, t.rows[i].variable, results[group[i]]);
}
