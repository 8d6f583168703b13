// The verifier for what a program has beside functions once it was inferred and lowered: its
// entry, descriptors of objects, memory of globals.
#include "include/fora_lower.h"
#include "verify.h"

// No object of a program comes near it.
enum { MOST_SIZE = 1 << 24, MOST_ALIGNMENT = 16 };

static bool
verify_refs(ir_verifier *v, const char *what, uint32_t number, const uint32_t *refs,
            uint32_t count, uint32_t size)
{
    if (size > MOST_SIZE)
        return ir_fault(v, 0, "%s %u is too big", what, number);
    for (uint32_t i = 0; i < count; i++)
        if (refs[i] % sizeof(void *) || refs[i] > size ||
            size - refs[i] < sizeof(void *))
            return ir_fault(v, 0, "%s %u has a bad ref", what, number);
    return true;
}

static bool
verify_descriptor(ir_verifier *v, uint32_t number)
{
    const rt_descriptor *d = &v->program->lowered->descriptors[number];
    bool instance = d->kind == RT_KIND_INSTANCE || d->kind == RT_KIND_EXCEPTION;
    if (d->kind > RT_KIND_FILE || !d->name || d->value_offset > d->size ||
        instance != (d->classes != NULL))
        return ir_fault(v, 0, "descriptor %u is unsound", number);
    return verify_refs(v, "descriptor", number, d->refs, d->ref_count, d->size);
}

static bool
verify_memory(ir_verifier *v, fora_global global)
{
    const fora_global_layout *m = fora_global_memory(v->program, global);
    if (m->size && (m->alignment == 0 || m->alignment > MOST_ALIGNMENT ||
                    (m->alignment & (m->alignment - 1))))
        return ir_fault(v, 0, "global %u has a bad alignment", global);
    return verify_refs(v, "global", global, m->refs, m->ref_count, m->size);
}

static bool
verify_entry(ir_verifier *v)
{
    const fora_program *p = v->program;
    if (!p->entry)
        return true;
    if (p->entry >= p->function_count)
        return ir_fault(v, 0, "the entry does not exist");
    const fora_function *f = p->functions[p->entry];
    if (f->level == FORA_LEVEL_HIGH || f->blocks[1].parameter_count || f->result_count)
        return ir_fault(v, 0, "function %u cannot be the entry", p->entry);
    if (f->level == FORA_LEVEL_LOW && !p->lowered)
        return ir_fault(v, 0, "the lowered program has no tables");
    return true;
}

bool
ir_verify_lowered(ir_verifier *v)
{
    const fora_program *p = v->program;
    if (!verify_entry(v))
        return false;
    if (!p->lowered)
        return true;
    for (uint32_t i = RT_DESCRIPTOR_FIXED; i < p->lowered->descriptor_count; i++)
        if (!verify_descriptor(v, i))
            return false;
    for (fora_global g = 1; g < p->global_count; g++)
        if (!verify_memory(v, g))
            return false;
    return true;
}
