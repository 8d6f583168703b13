// The proof that updates are sound. In the IR `xs.append(v)` makes a new value; Python
// changes the object. Both mean the same iff nothing else that leads to the object is used
// afterwards. For every update of a container x, every value y that is live behind it and
// may lead to x is such a reference, unless y is on the path that the update writes back
// to (g[i].append(v) takes g[i] out of g and puts it back).
//
// A function may update a parameter's container: then the same must hold, at each call,
// for the argument. Summaries of that are computed over the call graph to a fixpoint.
//
// requires: typed HIGH    provides: nothing new    breaks: nothing
#include "fora_analysis.h"

#include <string.h>

#include "apart.h"
#include "items.h"
#include "liveness.h"
#include "sharing.h"
#include "updates.h"

typedef struct {
    fora_program *program;
    fora_arena *arena;
    ir_holds *holds;
    ir_summary **summaries;  // by function
    ir_sharing **sharings;
    bool changed;
    bool sound;
} check;

static fora_op
definition(const ir_sharing *s, fora_val value)
{
    return s->function->values[value].def;
}

// ---- The path that an update writes back to -----------------------------------------

static fora_val
before_update(const ir_sharing *s, fora_val value)
{
    return ir_before_update(s->program, s->function, value);
}

static fora_val
root_of_update(const ir_sharing *s, fora_val value)
{
    return ir_root_of_update(s->program, s->function, value);
}

static bool
uses(const ir_sharing *s, fora_op op, fora_val value)
{
    for (uint32_t i = 0; i < s->function->ops[op].operand_count; i++)
        if (fora_operand(s->function, op, i) == value)
            return true;
    return false;
}

// Whether `op` does more with the container than to convert it.
static bool
touches(const ir_sharing *s, fora_op op, fora_val container)
{
    const fora_function *f = s->function;
    const fora_operation *o = &f->ops[op];
    if (o->result_count && ir_unconverted(f, o->result) != o->result)
        return false;
    for (uint32_t i = 0; i < o->operand_count; i++)
        if (ir_unconverted(f, fora_operand(f, op, i)) == ir_unconverted(f, container))
            return true;
    return false;
}

// Whether the container, perhaps before it was converted, is used behind `op`.
static bool
outlives(const ir_sharing *s, const ir_liveness *live, fora_val container, fora_op op)
{
    ir_bits after = ir_live_after(live, op);
    fora_val first = ir_unconverted(s->function, container);
    for (fora_val v = container; !ir_bits_has(after, v); v = before_update(s, v))
        if (v == first)
            return false;
    return true;
}

// Whether behind `op`, in its block, what was read is put back and nothing else uses the
// container before or after that.
static bool
is_put_back(const ir_sharing *s, const ir_liveness *live, fora_op op,
            const ir_item *read)
{
    for (fora_op next = s->function->ops[op].next; next;
         next = s->function->ops[next].next) {
        if (ir_item_put_back(s->program, s->function, read, next))
            return !live || !outlives(s, live, read->container, next);
        if (touches(s, next, read->container) || s->function->ops[next].block_count)
            return false;
    }
    return false;
}

static bool
may_lie_twice(const ir_sharing *s, const ir_item *read)
{
    return ir_is_tangled(s, s->of_value[read->container], s->of_value[read->value]);
}

// Whether `y` is a container on the path from which x was read and to which it is
// written back.
static bool
on_path(const ir_sharing *s, const ir_liveness *live, fora_op op, fora_val x,
        fora_val y)
{
    for (fora_val part = root_of_update(s, x);;) {
        ir_item read;
        if (!ir_part_read(s->function, definition(s, part), &read) ||
            may_lie_twice(s, &read) || !is_put_back(s, live, op, &read))
            return false;
        for (fora_val v = read.container; v; v = before_update(s, v))
            if (v == y)
                return true;
        part = root_of_update(s, read.container);
    }
}

// The operation that took the value at the root of x's path from a place, 0 if none did.
static fora_op
root_take(const ir_sharing *s, fora_val x)
{
    fora_op op = definition(s, root_of_update(s, x));
    for (ir_item read; ir_part_read(s->function, op, &read);) {
        if (may_lie_twice(s, &read))
            return 0;
        op = definition(s, root_of_update(s, read.container));
    }
    return op;
}

static bool
taken_from(const ir_sharing *s, fora_val x, uint32_t place)
{
    fora_op op = root_take(s, x);
    if (!op)
        return false;
    switch (s->function->ops[op].code) {
    case FORA_OP_GLOBAL_TAKE:
        return s->of_global[fora_attribute(s->function, op, 0)] == place;
    case FORA_OP_VAR_TAKE:
        return s->of_variable[fora_attribute(s->function, op, 0)] == place;
    case FORA_OP_CELL_TAKE: {
        fora_type cell = fora_val_type(s->function, fora_operand(s->function, op, 0));
        return s->of_cell[fora_type_get(s->program->types, cell)->payload] == place;
    }
    default:
        return false;
    }
}

// ---- Summaries ----------------------------------------------------------------------

// Number `i` of what the function's summary is about; 0: it holds no containers.
static uint32_t
thing(const ir_sharing *s, uint32_t i)
{
    uint32_t parameters = s->function->blocks[1].parameter_count;
    if (i < parameters)
        return s->of_value[fora_block_parameter(s->function, 1, i)];
    return ir_is_own(s, i - parameters) ? 0 : ir_outside(s, i - parameters);
}

static void
set(check *c, bool *flag)
{
    if (*flag)
        return;
    *flag = true;
    c->changed = true;
}

static void
note_update(check *c, const ir_sharing *s, ir_summary *summary, fora_op op, uint32_t x)
{
    uint32_t parameters = s->function->blocks[1].parameter_count;
    for (uint32_t i = 0; i < summary->count; i++) {
        uint32_t p = thing(s, i);
        if (!p || !ir_reaches(s, p, x))
            continue;
        if (i >= parameters && s->values[x] && ir_is_apart(s, op, s->values[x], p))
            continue;
        set(c,
            ir_reaches(s, x, p) ? &summary->updates[i] : &summary->updates_inside[i]);
    }
}

static void
note_call(check *c, const ir_sharing *s, ir_summary *summary, fora_op op)
{
    const ir_summary *callee = c->summaries[fora_attribute(s->function, op, 0)];
    uint32_t operands = s->function->ops[op].operand_count;
    for (uint32_t i = 0; i < callee->count; i++) {
        if (!callee->updates[i] && !callee->updates_inside[i])
            continue;
        uint32_t a = i < operands ? s->of_value[fora_operand(s->function, op, i)]
                                  : ir_outside(s, i - operands);
        if (!a)
            continue;
        if (callee->updates[i])
            note_update(c, s, summary, op, a);
        for (uint32_t k = 0; callee->updates_inside[i] && k < summary->count; k++)
            if (thing(s, k) && (thing(s, k) == a || ir_shares(s, thing(s, k), a)))
                set(c, &summary->updates_inside[k]);
    }
}

static void
note_tangled(check *c, const ir_sharing *s, ir_summary *summary, uint32_t i,
             uint32_t number)
{
    for (uint32_t kind = 0; kind < s->table->count; kind++) {
        fora_type type = s->table->containers[kind];
        bool known = !(ir_kind_bit(kind) & s->tangled[number]);
        for (uint32_t k = 0; k < summary->tangled_count; k++)
            known |= summary->tangled[k].thing == i && summary->tangled[k].type == type;
        if (known)
            continue;
        *FORA_PUSH(c->arena, summary->tangled, summary->tangled_count,
                   summary->tangled_capacity) = (struct ir_summary_tangle){i, type};
        c->changed = true;
    }
}

// What the function puts into what: one argument into another, or into a global.
static void
note_pair(check *c, const ir_sharing *s, ir_summary *summary, uint32_t holder,
          uint32_t held)
{
    uint32_t p = thing(s, holder), q = thing(s, held);
    bool whole = ir_reaches(s, p, q);
    if (!whole && !ir_shares(s, p, q))
        return;
    for (uint32_t i = 0; i < summary->pair_count; i++) {
        const ir_summary_pair *pair = &summary->pairs[i];
        if (pair->holder == holder && pair->held == held && (pair->whole || !whole))
            return;
    }
    *FORA_PUSH(c->arena, summary->pairs, summary->pair_count, summary->pair_capacity) =
        (ir_summary_pair){holder, held, whole};
    c->changed = true;
}

static void
note_things(check *c, const ir_sharing *s, ir_summary *summary)
{
    for (uint32_t i = 0; i < summary->count; i++) {
        if (!thing(s, i))
            continue;
        note_tangled(c, s, summary, i, thing(s, i));
        for (uint32_t k = 0; k < summary->count; k++)
            if (k != i && thing(s, k))
                note_pair(c, s, summary, i, k);
    }
}

static void
summarise(check *c, fora_fn fn)
{
    const ir_sharing *s = c->sharings[fn];
    ir_summary *summary = c->summaries[fn];
    for (uint32_t i = 0; i < summary->count; i++) {
        uint32_t p = thing(s, i);
        if (!p || !s->result)
            continue;
        if (ir_reaches(s, p, s->result))
            set(c, &summary->result_in[i]);
        if (ir_reaches(s, s->result, p))
            set(c, &summary->in_result[i]);
        if (ir_shares(s, s->result, p))
            set(c, &summary->shares[i]);
    }
    if (s->result)
        note_tangled(c, s, summary, summary->count, s->result);
    note_things(c, s, summary);
    for (fora_op op = 1; op < s->function->op_count; op++) {
        if (!s->function->ops[op].parent)
            continue;
        if (s->function->ops[op].code == FORA_OP_CALL_INSTANCE)
            note_call(c, s, summary, op);
        if (s->function->ops[op].code == FORA_OP_APPLY &&
            ir_apply_receiver(s->function, op)) {
            uint32_t x = s->of_value[fora_operand(s->function, op, 0)];
            if (x)
                note_update(c, s, summary, op, x);
        }
    }
}

static ir_summary *
summary_new(check *c, const fora_function *f)
{
    ir_summary *summary = fora_alloc(c->arena, sizeof *summary);
    summary->count = f->blocks[1].parameter_count + ir_outside_count(c->program);
    bool *flags = fora_alloc(c->arena, 5 * summary->count + 1);
    summary->result_in = flags;
    summary->in_result = flags + summary->count;
    summary->shares = flags + 2 * summary->count;
    summary->updates = flags + 3 * summary->count;
    summary->updates_inside = flags + 4 * summary->count;
    return summary;
}

// ---- Reports ------------------------------------------------------------------------

static const char *
container_name(const check *c, fora_type type)
{
    switch (fora_type_get(c->program->types, type)->kind) {
    case FORA_TYPE_DICT:
        return "dict";
    case FORA_TYPE_SET:
        return "set";
    default:
        return "list";
    }
}

// Behind the bracket that a span starts with: `(a if short else b)`.
static uint32_t
end_of_bracket(const char *text, fora_span span)
{
    uint32_t depth = 0, at = span.start;
    for (; at < span.end && text[at] != '\n'; at++) {
        depth += text[at] == '(' || text[at] == '[' || text[at] == '{';
        if ((text[at] == ')' || text[at] == ']' || text[at] == '}') && --depth == 0)
            return at + 1;
    }
    return at;
}

// The source text that an operation starts with, up to the first sign that is no name.
static const char *
name_at(const check *c, fora_span span)
{
    if (!span.file)
        return "this";
    const fora_source *source = fora_source_get(c->program->sources, span.file);
    uint32_t end = span.start;
    while (end < span.end && !strchr(".[( =+-|&^*\n,:", source->text[end]))
        end++;
    if (end == span.start)
        end = end_of_bracket(source->text, span);
    return fora_strndup(c->arena, source->text + span.start, end - span.start);
}

static fora_span
span_of_value(const ir_sharing *s, fora_val value)
{
    const fora_value *v = &s->function->values[value];
    fora_op op = v->def ? v->def : s->function->blocks[v->block].owner;
    return op ? s->function->ops[op].span : s->function->span;
}

// Where `value` is used again: behind the update, or else earlier in a loop around it.
static fora_span
span_of_use(const ir_sharing *s, fora_val value, fora_span update)
{
    fora_span best = {0, 0, 0};
    for (fora_op op = 1; op < s->function->op_count; op++) {
        const fora_operation *o = &s->function->ops[op];
        if (!o->parent || !o->span.file || !uses(s, op, value))
            continue;
        bool later = o->span.start >= update.end;
        bool best_later = best.file && best.start >= update.end;
        if (!best.file || (later && !best_later) ||
            (later == best_later && o->span.start < best.start))
            best = o->span;
    }
    return best;
}

// Whether the container was read from a field of an object.
static bool
is_of_field(const ir_sharing *s, fora_val x)
{
    fora_op op = definition(s, root_of_update(s, x));
    return op && s->function->ops[op].code == FORA_OP_FIELD_GET;
}

static void
report_value(check *c, const ir_sharing *s, fora_op op, fora_val x, fora_val y)
{
    fora_span span = s->function->ops[op].span;
    const char *kind = container_name(c, fora_val_type(s->function, x));
    fora_diag(c->program->diags, FORA_DIAG_alias_update, span, name_at(c, span), kind);
    fora_span use = span_of_use(s, y, span), made = span_of_value(s, y);
    if (made.file && made.start != span.start)
        fora_diag_note(c->program->diags, made, "the other reference comes from here");
    if (use.file)
        fora_diag_note(c->program->diags, use, "and is used again here");
    if (is_of_field(s, x))
        fora_diag_help(c->program->diags,
                       "fill a %s of a local name and store that in the field behind "
                       "the loop or the condition",
                       kind);
    else
        fora_diag_help(
            c->program->diags,
            "make the second one a copy where it comes from, such as %s(...), or "
            "update it through one name only",
            kind);
    c->sound = false;
}

// What leads to a container of the type that is updated, besides what it is updated through.
static void
report_place(check *c, const ir_sharing *s, fora_op op, fora_type type,
             const char *what)
{
    fora_span span = s->function->ops[op].span;
    const char *kind = container_name(c, type);
    fora_diag(c->program->diags, FORA_DIAG_alias_place, span, name_at(c, span), kind,
              what);
    fora_diag_help(c->program->diags,
                   "update it through that name, or copy it first: %s(...)", kind);
    c->sound = false;
}

static void
report_argument(check *c, const ir_sharing *s, fora_op op, fora_val x, fora_val y)
{
    const fora_function *callee =
        c->program->functions[fora_attribute(s->function, op, 0)];
    fora_span span = s->function->ops[op].span;
    // A library function stands for a method or an operator, whose operand is updated.
    if (callee->flags & FORA_FN_LIBRARY) {
        report_value(c, s, op, x, y);
        return;
    }
    fora_diag(c->program->diags, FORA_DIAG_alias_argument, span,
              fora_sym_text(c->program->names, callee->name));
    fora_span use = span_of_use(s, y, span);
    if (use.file)
        fora_diag_note(c->program->diags, use, "the container is used again here");
    fora_diag_help(
        c->program->diags,
        "return the updated container and bind it: x = %s(x), or pass a copy",
        fora_sym_text(c->program->names, callee->name));
    c->sound = false;
}

// ---- The check ----------------------------------------------------------------------

static bool
is_result(const ir_sharing *s, fora_op op, fora_val value)
{
    const fora_operation *o = &s->function->ops[op];
    return value >= o->result && value < o->result + o->result_count;
}

// Whether x may lie in an exception that was caught: what else leads there is not known.
static bool
from_exception(const check *c, const ir_sharing *s, fora_val x)
{
    for (fora_val v = x; v;) {
        fora_op op = definition(s, v);
        if (!op)
            return false;
        const fora_type_info *t =
            fora_type_get(c->program->types, fora_val_type(s->function, v));
        if (t->kind == FORA_TYPE_INSTANCE && c->program->classes[t->payload].exception)
            return s->function->ops[op].code == FORA_OP_PROJECT;
        ir_item read;
        fora_val back = before_update(s, v);
        if (!back && s->function->ops[op].code == FORA_OP_FIELD_GET)
            back = fora_operand(s->function, op, 0);
        else if (!back && ir_part_read(s->function, op, &read))
            back = read.container;
        v = back;
    }
    return false;
}

// What of `y` the call would change behind its back: its container or one inside.
static bool
disturbs(const ir_sharing *s, const ir_summary *callee, uint32_t i, uint32_t a,
         uint32_t y)
{
    if (callee->updates[i] && (y == a || ir_reaches(s, y, a)))
        return true;
    return callee->updates_inside[i] && (y == a || ir_shares(s, y, a));
}

// Whether the call changes containers inside its operand that the place leads to as well.
static bool
disturbs_inside(const ir_sharing *s, const ir_summary *callee, uint32_t i, uint32_t a,
                uint32_t place)
{
    return callee && callee->updates_inside[i] && ir_shares(s, place, a);
}

static const char *
place_name(const check *c, const ir_sharing *s, uint32_t place)
{
    for (uint32_t g = 1; g < c->program->global_count; g++)
        if (s->of_global[g] == place)
            return fora_sym_text(c->program->names, c->program->globals[g].name);
    return "a variable";
}

// Refuses when a place leads to x, or for a call when it leads to what the call changes.
static void
check_places(check *c, const ir_sharing *s, fora_op op, fora_val x,
             const ir_summary *callee, uint32_t i)
{
    uint32_t number = s->of_value[x];
    for (uint32_t p = 1; p <= s->count; p++) {
        if (s->values[p] || p == s->result || p == s->exception)
            continue;
        bool inside = disturbs_inside(s, callee, i, number, p);
        if ((!inside && !ir_reaches(s, p, number)) || taken_from(s, x, p) ||
            (!inside && ir_is_apart(s, op, x, p)))
            continue;
        report_place(c, s, op, fora_val_type(s->function, x), place_name(c, s, p));
        return;
    }
    if (from_exception(c, s, x))
        report_place(c, s, op, fora_val_type(s->function, x),
                     "an exception that was caught");
}

static void
check_update(check *c, const ir_sharing *s, const ir_liveness *live, fora_op op)
{
    fora_val x = fora_operand(s->function, op, 0);
    uint32_t number = s->of_value[x];
    ir_bits after = ir_live_after(live, op);
    if (!number || !after.word)
        return;
    for (uint32_t i = 1; i < s->function->ops[op].operand_count; i++) {
        uint32_t a = s->of_value[fora_operand(s->function, op, i)];
        if (a && (a == number || ir_reaches(s, a, number))) {
            report_value(c, s, op, x, fora_operand(s->function, op, i));
            return;
        }
    }
    for (uint32_t y = 1; y <= s->count; y++) {
        fora_val value = s->values[y];
        if (!value || !ir_bits_has(after, value) || is_result(s, op, value))
            continue;
        if (!ir_reaches(s, y, number) || on_path(s, live, op, x, value))
            continue;
        report_value(c, s, op, x, value);
        return;
    }
    check_places(c, s, op, x, NULL, 0);
}

static void
check_argument(check *c, const ir_sharing *s, const ir_liveness *live, fora_op op,
               uint32_t i)
{
    const ir_summary *callee = c->summaries[fora_attribute(s->function, op, 0)];
    fora_val x = fora_operand(s->function, op, i);
    uint32_t a = s->of_value[x];
    ir_bits after = ir_live_after(live, op);
    if (!a || !after.word)
        return;
    for (uint32_t k = 0; k < s->function->ops[op].operand_count; k++) {
        uint32_t other = s->of_value[fora_operand(s->function, op, k)];
        if (k != i && other && disturbs(s, callee, i, a, other)) {
            report_argument(c, s, op, x, x);
            return;
        }
    }
    for (uint32_t y = 1; y <= s->count; y++) {
        fora_val value = s->values[y];
        if (!value || !ir_bits_has(after, value) || is_result(s, op, value))
            continue;
        if (!disturbs(s, callee, i, a, y) || on_path(s, live, op, x, value))
            continue;
        report_argument(c, s, op, x, value);
        return;
    }
    check_places(c, s, op, x, callee, i);
}

// A place that leads to what the call changes in the place g: the function that is called
// knows only what it puts there itself.
static bool
check_other_places(check *c, const ir_sharing *s, fora_op op, uint32_t i, uint32_t g)
{
    const ir_summary *callee = c->summaries[fora_attribute(s->function, op, 0)];
    for (uint32_t p = 1; p <= s->count; p++) {
        if (s->values[p] || p == g || p == s->result || p == s->exception ||
            !disturbs(s, callee, i, g, p))
            continue;
        const fora_function *f =
            c->program->functions[fora_attribute(s->function, op, 0)];
        fora_diag(c->program->diags, FORA_DIAG_alias_call, s->function->ops[op].span,
                  fora_sym_text(c->program->names, f->name),
                  container_name(c, s->types[g]), place_name(c, s, p));
        fora_diag_help(c->program->diags,
                       "put a copy there: %s(...), or update it through one name only",
                       container_name(c, s->types[g]));
        c->sound = false;
        return false;
    }
    return true;
}

static void
check_globals_of_call(check *c, const ir_sharing *s, const ir_liveness *live,
                      fora_op op)
{
    const ir_summary *callee = c->summaries[fora_attribute(s->function, op, 0)];
    uint32_t operands = s->function->ops[op].operand_count;
    ir_bits after = ir_live_after(live, op);
    for (uint32_t i = operands; i < callee->count && after.word; i++) {
        uint32_t g = ir_outside(s, i - operands);
        if (!g || (!callee->updates[i] && !callee->updates_inside[i]))
            continue;
        for (uint32_t y = 1; y <= s->count; y++) {
            fora_val value = s->values[y];
            bool used = value && (ir_bits_has(after, value) || uses(s, op, value));
            if (!used || is_result(s, op, value) || !disturbs(s, callee, i, g, y))
                continue;
            report_argument(c, s, op, value, value);
            return;
        }
        if (g != s->exception && !check_other_places(c, s, op, i, g))
            return;
    }
}

static void
check_call(check *c, const ir_sharing *s, const ir_liveness *live, fora_op op)
{
    const ir_summary *callee = c->summaries[fora_attribute(s->function, op, 0)];
    for (uint32_t i = 0; i < s->function->ops[op].operand_count; i++)
        if (callee->updates[i] || callee->updates_inside[i])
            check_argument(c, s, live, op, i);
    check_globals_of_call(c, s, live, op);
}

static void
check_function(check *c, fora_fn fn)
{
    const ir_sharing *s = c->sharings[fn];
    ir_liveness *live = NULL;
    for (fora_op op = 1; op < s->function->op_count; op++) {
        const fora_operation *o = &s->function->ops[op];
        bool update =
            o->parent && o->code == FORA_OP_APPLY && ir_apply_receiver(s->function, op);
        bool call = o->parent && o->code == FORA_OP_CALL_INSTANCE;
        if (!update && !call)
            continue;
        if (!live)
            live = ir_liveness_new(c->arena, s->function);
        if (update)
            check_update(c, s, live, op);
        if (call)
            check_call(c, s, live, op);
    }
}

bool
fora_alias_check(fora_program *program)
{
    check c = {.program = program, .arena = fora_arena_new(), .sound = true};
    c.holds = ir_holds_new(c.arena, program);
    uint32_t count = program->function_count;
    c.summaries = fora_alloc(c.arena, count * sizeof *c.summaries);
    c.sharings = fora_alloc(c.arena, count * sizeof *c.sharings);
    for (fora_fn fn = 1; fn < count; fn++) {
        const fora_function *f = program->functions[fn];
        if (f->level != FORA_LEVEL_TYPED)
            continue;
        c.summaries[fn] = summary_new(&c, f);
        c.sharings[fn] = ir_sharing_new(c.arena, program, f, c.holds, c.summaries);
    }
    do {
        c.changed = false;
        for (fora_fn fn = 1; fn < count; fn++) {
            if (!c.sharings[fn])
                continue;
            ir_sharing_solve(c.sharings[fn]);
            summarise(&c, fn);
        }
    } while (c.changed);
    for (fora_fn fn = 1; fn < count; fn++)
        if (c.sharings[fn])
            check_function(&c, fn);
    fora_arena_free(c.arena);
    return c.sound;
}
