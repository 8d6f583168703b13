// The text form of what a lowered program has beside its functions: descriptors of objects,
// and the memory of globals.
#include "../include/fora_lower.h"

#include <string.h>

#include "text.h"

// By rt_kind.
static const char *const kind_words[] = {"str",  "list",     "vtuple",    "dict",
                                         "set",  "instance", "exception", "cell",
                                         "file", NULL};

// ---- Printing -----------------------------------------------------------------------

static void
print_numbers(ir_printer *p, const char *word, const uint32_t *numbers, uint32_t count)
{
    fora_text_printf(p->out, " %s [", word);
    for (uint32_t i = 0; i < count; i++)
        fora_text_printf(p->out, i ? ", %u" : "%u", numbers[i]);
    fora_text_add(p->out, "]", 1);
}

static void
print_descriptor(ir_printer *p, uint32_t number, const rt_descriptor *d)
{
    fora_text_printf(p->out, "descriptor %u %s ", number, kind_words[d->kind]);
    fora_text_quote(p->out, d->name, strlen(d->name));
    fora_text_printf(p->out, " size %u", d->size);
    if (d->value_offset)
        fora_text_printf(p->out, " value %u", d->value_offset);
    if (d->ref_count)
        print_numbers(p, "refs", d->refs, d->ref_count);
    uint32_t classes = 0;
    while (d->classes && d->classes[classes])
        classes++;
    if (d->classes)
        print_numbers(p, "classes", d->classes, classes);
    fora_text_add(p->out, "\n", 1);
}

// The first descriptors are the runtime's own, and the same everywhere.
void
ir_print_descriptors(ir_printer *p)
{
    const fora_lowered *lowered = p->program->lowered;
    for (uint32_t i = RT_DESCRIPTOR_FIXED; lowered && i < lowered->descriptor_count;
         i++)
        print_descriptor(p, i, &lowered->descriptors[i]);
}

void
ir_print_memory(ir_printer *p, fora_global global)
{
    const fora_global_layout *layout =
        p->program->lowered ? fora_global_memory(p->program, global) : NULL;
    if (!layout || !layout->size)
        return;
    fora_text_printf(p->out, " memory %u align %u", layout->size, layout->alignment);
    if (layout->ref_count)
        print_numbers(p, "refs", layout->refs, layout->ref_count);
}

// ---- Parsing ------------------------------------------------------------------------

static fora_lowered *
tables(ir_parser *p)
{
    if (!p->program->lowered)
        p->program->lowered = fora_lowered_new(p->program->arena);
    return p->program->lowered;
}

static bool
expect_small(ir_parser *p, uint32_t *number)
{
    uint64_t value = 0;
    bool read = ir_expect_unsigned(p, UINT32_MAX, &value);
    *number = (uint32_t)value;
    return read;
}

// Behind the word: `[1, 2]`. The array is ended by a 0 that is not counted.
static bool
parse_numbers(ir_parser *p, const uint32_t **numbers, uint32_t *count)
{
    uint32_t *list = NULL, capacity = 0;
    *count = 0;
    if (!ir_expect_char(p, '['))
        return false;
    while (!ir_accept_char(p, ']')) {
        if (*count && !ir_expect_char(p, ','))
            return false;
        if (!expect_small(p, FORA_PUSH(p->program->arena, list, *count, capacity)))
            return false;
    }
    list = fora_grow(p->program->arena, list, &capacity, *count + 1, sizeof *list);
    list[*count] = 0;
    *numbers = list;
    return true;
}

bool
ir_parse_descriptor(ir_parser *p)
{
    uint32_t number, kind, expected = tables(p)->descriptor_count, classes;
    rt_descriptor row = {0};
    fora_sym name;
    if (!expect_small(p, &number))
        return false;
    if (number != expected)
        return ir_parse_fault(p, "descriptor %u is expected", expected);
    if (!ir_accept_one_of(p, kind_words, &kind))
        return ir_parse_fault(p, "a kind of object is expected");
    row.kind = (rt_kind)kind;
    if (!ir_expect_sym(p, &name) || !name)
        return ir_parse_fault(p, "a name is expected");
    row.name = fora_sym_text(p->program->names, name);
    if (!ir_expect(p, "size") || !expect_small(p, &row.size) ||
        (ir_accept(p, "value") && !expect_small(p, &row.value_offset)) ||
        (ir_accept(p, "refs") && !parse_numbers(p, &row.refs, &row.ref_count)) ||
        (ir_accept(p, "classes") && !parse_numbers(p, &row.classes, &classes)))
        return false;
    *fora_descriptor_new(p->program) = row;
    return true;
}

bool
ir_parse_memory(ir_parser *p, fora_global global)
{
    fora_global_layout layout = {0};
    if (!ir_accept(p, "memory"))
        return !p->failed;
    if (!expect_small(p, &layout.size) || !ir_expect(p, "align") ||
        !expect_small(p, &layout.alignment) ||
        (ir_accept(p, "refs") && !parse_numbers(p, &layout.refs, &layout.ref_count)))
        return false;
    tables(p);
    fora_global_memory_set(p->program, global, layout);
    return true;
}

bool
ir_parse_entry(ir_parser *p)
{
    return ir_expect_label(p, '@', &p->program->entry);
}

// A LOW entry has tables, even if nothing stands in them.
void
ir_parse_tables_end(ir_parser *p)
{
    const fora_program *program = p->program;
    if (program->entry && program->entry < program->function_count &&
        program->functions[program->entry]->level == FORA_LEVEL_LOW)
        tables(p);
}
