// Arithmetic of 32 bits: where a mask leaves the low 32 bits of a sum or product, or where
// values are below 2**32, the machine computes with 32 bits; twice as many fit in a vector.
//
// requires: LOW.  provides: i32 operations with a zext behind them instead of masked i64
// ones.  breaks: nothing.
//
// An operation is computed as a *word*, the low 32 bits of its result, from the low 32
// bits of its operands. It is replaced by the zext of that, which is the same if the result
// is from 0 to 2**32 - 1, or if nothing but the low 32 bits of it is ever used.
#include "../analysis/intervals.h"
#include "../dominators.h"
#include "fora_opt.h"
#include "../low_edit.h"

static const int64_t most_word = UINT32_MAX, least_mask = UINT16_MAX;

typedef struct {
    fora_program *program;
    const ir_intervals *intervals;
    fora_fn fn;
    fora_function *f;
    bool *low_only;  // by value: nothing but its low 32 bits is used
    fora_val *word;  // by value: its low 32 bits, 0: not computed
    bool changed;
} words_work;

static bool
is_i64(const fora_function *f, fora_val value)
{
    return f->values[value].type == FORA_SIMPLE_TYPE(L_I64);
}

static bool
is_in(const fora_function *f, fora_val value, int64_t low, int64_t high)
{
    int64_t constant;
    return ir_constant_i64(f, value, &constant) && low <= constant && constant <= high;
}

// The operation on words that gives the low 32 bits; 0 if there is none.
static fora_opcode
on_words(fora_opcode code)
{
    switch (code) {
    case FORA_OP_L_ADD:
    case FORA_OP_L_ADD_EXACT:
        return FORA_OP_L_ADD;
    case FORA_OP_L_SUB:
    case FORA_OP_L_SUB_EXACT:
        return FORA_OP_L_SUB;
    case FORA_OP_L_MUL:
    case FORA_OP_L_MUL_EXACT:
        return FORA_OP_L_MUL;
    case FORA_OP_L_AND:
    case FORA_OP_L_OR:
    case FORA_OP_L_XOR:
        return code;
    default:
        return FORA_OP_INVALID;
    }
}

// ---- Of which values only the low bits are used --------------------------------------

static bool
uses_low_only(const words_work *w, fora_op op, uint32_t i)
{
    const fora_function *f = w->f;
    const fora_operation *o = &f->ops[op];
    if (o->code == FORA_OP_L_AND &&
        is_in(f, fora_operand(f, op, 1 - i), least_mask, most_word))
        return true;
    return on_words(o->code) && is_i64(f, o->result) && w->low_only[o->result];
}

static bool
sweep(const words_work *w)
{
    const fora_function *f = w->f;
    bool changed = false;
    for (fora_block b = f->block_count - 1; b > 0; b--) {
        for (fora_op op = f->blocks[b].last; op; op = f->ops[op].previous) {
            for (uint32_t i = 0; i < f->ops[op].operand_count; i++) {
                fora_val value = fora_operand(f, op, i);
                if (!w->low_only[value] || uses_low_only(w, op, i))
                    continue;
                w->low_only[value] = false;
                changed = true;
            }
        }
    }
    return changed;
}

static void
find_low_only(const words_work *w)
{
    const fora_function *f = w->f;
    for (fora_val v = 1; v < f->value_count; v++) {
        fora_op def = f->values[v].def;
        w->low_only[v] = def && is_i64(f, v) && on_words(f->ops[def].code);
    }
    while (sweep(w)) {
    }
}

// ---- Which operations become words --------------------------------------------------

static bool
fits_word(const words_work *w, fora_val value, fora_block block)
{
    ir_interval interval = ir_intervals_at(w->intervals, w->fn, value, block);
    return !ir_interval_is_none(interval) && ir_interval_within(interval, 0, most_word);
}

// Shifts of words to the right, by less than their width.
static bool
is_word_shift(const words_work *w, fora_op op)
{
    const fora_function *f = w->f;
    fora_opcode code = f->ops[op].code;
    return (code == FORA_OP_L_ASHR || code == FORA_OP_L_LSHR) &&
           w->word[fora_operand(f, op, 0)] && is_in(f, fora_operand(f, op, 1), 0, 31) &&
           fits_word(w, fora_operand(f, op, 0), f->ops[op].parent);
}

// What has words as operands, and perhaps constants, and a result that fits.
static bool
stays_word(const words_work *w, fora_op op)
{
    const fora_function *f = w->f;
    fora_val a = fora_operand(f, op, 0), b = fora_operand(f, op, 1);
    bool one = w->word[a] || w->word[b];
    bool both = (w->word[a] || is_in(f, a, 0, most_word)) &&
                (w->word[b] || is_in(f, b, 0, most_word));
    return one && both && fits_word(w, f->ops[op].result, f->ops[op].parent);
}

// ---- The change ---------------------------------------------------------------------

static fora_val
typed(const words_work *w, fora_val value)
{
    w->f->values[value].type = FORA_SIMPLE_TYPE(L_I32);
    return value;
}

static fora_val
low_bits(const words_work *w, fora_builder *build, fora_val value)
{
    int64_t constant;
    if (w->word[value])
        return w->word[value];
    if (ir_constant_i64(w->f, value, &constant))
        return typed(w, fora_build_attr(build, FORA_OP_L_I32,
                                        (uint64_t)(int64_t)(int32_t)constant));
    return typed(w, fora_build1(build, FORA_OP_L_TRUNC, value));
}

// `word` has room for the values that there were before.
static void
make_word(words_work *w, fora_op op, fora_opcode code)
{
    fora_function *f = w->f;
    fora_builder build = {w->program, f, f->ops[op].parent, op, f->ops[op].span};
    fora_val a = low_bits(w, &build, fora_operand(f, op, 0));
    fora_val b = low_bits(w, &build, fora_operand(f, op, 1));
    fora_val word = typed(w, fora_build2(&build, code, a, b));
    w->word[f->ops[op].result] = word;
    f->ops[op].code = FORA_OP_L_ZEXT;
    f->ops[op].operand_count = 1;
    fora_op_set_operand(f, op, 0, word);
    w->changed = true;
}

static void
visit(words_work *w, fora_op op)
{
    const fora_function *f = w->f;
    const fora_operation *o = &f->ops[op];
    if (o->result_count != 1 || !is_i64(f, o->result))
        return;
    fora_opcode code = on_words(o->code);
    if (is_word_shift(w, op))
        make_word(w, op, FORA_OP_L_LSHR);
    else if (code && (w->low_only[o->result] || stays_word(w, op)))
        make_word(w, op, code);
}

static bool
words_in(words_work *w, fora_arena *arena)
{
    fora_function *f = w->f;
    ir_dominators dominators;
    ir_dominators_compute(f, arena, &dominators);
    w->low_only = fora_alloc(arena, f->value_count * sizeof *w->low_only);
    w->word = fora_alloc(arena, f->value_count * sizeof *w->word);
    w->changed = false;
    find_low_only(w);
    for (uint32_t i = 0; i < dominators.count; i++) {
        fora_block block = dominators.order[i];
        for (fora_op op = f->blocks[block].first; op; op = f->ops[op].next)
            visit(w, op);
    }
    return w->changed;
}

bool
fora_pass_words(fora_program *program)
{
    fora_arena *arena = fora_arena_new();
    bool changed = false;
    words_work w = {.program = program,
                    .intervals = ir_intervals_compute(program, arena)};
    for (w.fn = 1; w.fn < program->function_count; w.fn++) {
        w.f = program->functions[w.fn];
        if (ir_intervals_calls(w.intervals, w.fn))
            changed |= words_in(&w, arena);
    }
    fora_arena_free(arena);
    return changed;
}
