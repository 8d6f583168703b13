// Random programs: tables with a few of everything, HIGH functions of nested regions, LOW
// functions of blocks in which every block may use what the first one defines.
#include "random_ir.h"

#include <string.h>

#include "fora_ir/include/fora_lower.h"
#include "fora_ir/include/fora_passes.h"
#include "fora_ir/ir.h"

enum { MOST_VALUES = 4096, MOST_DEPTH = 4, MACHINE_TYPES = 7, POOL = 64 };

typedef struct {
    random_source *random;
    fora_program *program;
    fora_builder builder;
    // HIGH: values in sight, innermost last.
    fora_val *visible;
    uint32_t visible_count;
    // LOW: values in sight by machine type.
    fora_val pool[MACHINE_TYPES][POOL];
    uint32_t pool_count[MACHINE_TYPES];
} generator;

// What surrounds a HIGH block: how it may be left.
typedef struct {
    bool in_loop, in_comp, may_yield, comp_dict;
    uint32_t yields, carried, results;
} around;

uint64_t
random_next(random_source *random)
{
    random->state += 0x9e3779b97f4a7c15u;
    uint64_t x = random->state;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

uint32_t
random_below(random_source *random, uint32_t limit)
{
    return (uint32_t)(random_next(random) % limit);
}

static uint32_t
below(generator *g, uint32_t limit)
{
    return random_below(g->random, limit);
}

static fora_sym
any_name(generator *g)
{
    static const char *const texts[] = {"x",         "append",   "",
                                        "a b\"\\\n", "\xc3\xa9", "self"};
    uint32_t which = below(g, sizeof texts / sizeof *texts + 1);
    if (which < sizeof texts / sizeof *texts)
        return fora_intern_c(g->program->names, texts[which]);
    char bytes[4] = {(char)random_next(g->random), 0, (char)random_next(g->random),
                     'z'};
    return fora_intern(g->program->names, bytes, sizeof bytes);
}

static fora_span
any_span(generator *g)
{
    uint32_t file = below(g, fora_source_count(g->program->sources) + 1);
    uint32_t start = below(g, 40);
    return file ? (fora_span){file, start, start + below(g, 9)} : (fora_span){0};
}

static fora_type
any_type(generator *g, uint32_t depth)
{
    fora_type parameters[3];
    for (;;) {
        fora_type_kind kind = (fora_type_kind)below(g, FORA_TYPE_L_I1);
        int wanted = fora_type_kind_infos[kind].parameters;
        uint32_t count = wanted == FORA_ANY_NUMBER ? 2 + below(g, 2) : (uint32_t)wanted;
        uint32_t payload = 0;
        if (count && depth == 0)
            continue;
        switch (ir_type_payload(kind)) {
        case IR_PAYLOAD_FN:
            payload = 1;
            break;
        case IR_PAYLOAD_CLASS:
            payload = 1 + below(g, g->program->class_count - 1);
            break;
        case IR_PAYLOAD_SYM:
            payload = any_name(g);
            break;
        case IR_PAYLOAD_NUMBER:
            payload = below(g, 9);
            break;
        default:
            break;
        }
        for (uint32_t i = 0; i < count; i++)
            parameters[i] = any_type(g, depth - 1);
        return fora_type_make(g->program->types, kind, payload, count, parameters);
    }
}

static uint64_t
any_integer(generator *g)
{
    static const int64_t edges[] = {0, 1, -1, INT64_MAX, INT64_MIN, 255, -128};
    return below(g, 2) ? (uint64_t)edges[below(g, sizeof edges / sizeof *edges)]
                       : random_next(g->random) >> below(g, 64);
}

static uint64_t
any_attribute(generator *g, fora_opcode code, char letter, uint32_t results)
{
    const fora_function *f = g->builder.function;
    switch (letter) {
    case 'i':
        if (code == FORA_OP_CONST_BOOL || code == FORA_OP_L_I1)
            return below(g, 2);
        return code == FORA_OP_PY_UNPACK ? (uint64_t)below(g, results + 1) - 1
                                         : any_integer(g);
    case 'f':
        return random_next(g->random) << below(g, 60);
    case 'K':
        return below(g, 2) ? any_name(g) : 0;
    case 'F':
        return 1;
    case 'C':
        return 1 + below(g, g->program->class_count - 1);
    case 'G':
        return 1 + below(g, g->program->global_count - 1);
    case 'V':
        return below(g, f->variable_count);
    case 'E':
        if (code == FORA_OP_L_ICMP || code == FORA_OP_L_FCMP)
            return below(g, FORA_NE + 1);
        return below(g, ir_enumerator_count(code));
    case 'T':
        return any_type(g, 2);
    case 'R':
        return 1 + below(g, 5);
    default:
        return code == FORA_OP_CONST_STR || code == FORA_OP_L_STR
                   ? fora_intern_c(g->program->names, below(g, 2) ? "" : "\xc3\xa9x")
                   : any_name(g);
    }
}

static uint32_t
fill_attributes(generator *g, fora_opcode code, uint32_t operands, uint32_t results,
                uint64_t *attributes)
{
    uint32_t count = ir_fixed_attributes(code) + ir_mark_count(code, operands, 0);
    for (uint32_t i = 0; i < count; i++)
        attributes[i] = any_attribute(g, code, ir_attribute_letter(code, i), results);
    return count;
}

// ---- HIGH ---------------------------------------------------------------------------

static void high_block(generator *g, fora_block block, uint32_t depth, around a);

static void
see(generator *g, fora_val value)
{
    if (g->visible_count < MOST_VALUES)
        g->visible[g->visible_count++] = value;
}

static fora_val
any_visible(generator *g)
{
    return g->visible[below(g, g->visible_count)];
}

static uint32_t
fill_visible(generator *g, uint32_t count, fora_val *operands)
{
    for (uint32_t i = 0; i < count; i++)
        operands[i] = any_visible(g);
    return count;
}

static bool
is_plain(const fora_op_info *info)
{
    return (info->level & FORA_LEVEL_HIGH) && !(info->flags & FORA_OP_TERM) &&
           info->blocks == 0;
}

static void
high_plain(generator *g, const around *a)
{
    fora_val operands[4];
    uint64_t attributes[8];
    fora_opcode code;
    do
        code = (fora_opcode)(1 + below(g, FORA_OP_COUNT - 1));
    while (!is_plain(&fora_op_infos[code]) || (code == FORA_OP_EMIT && !a->in_comp));
    const fora_op_info *info = &fora_op_infos[code];
    uint32_t count =
        info->operands == FORA_ANY_NUMBER ? 1 + below(g, 3) : (uint32_t)info->operands;
    if (code == FORA_OP_PY_DICT || code == FORA_OP_NARROW)
        count = 2;
    if (code == FORA_OP_EMIT)
        count = a->comp_dict ? 2 : 1;
    uint32_t results =
        info->results == FORA_ANY_NUMBER ? 1 + below(g, 3) : (uint32_t)info->results;
    fill_visible(g, count, operands);
    uint32_t attribute_count = fill_attributes(g, code, count, results, attributes);
    g->builder.span = any_span(g);
    fora_op op = fora_build(&g->builder, code, count, operands, results,
                            attribute_count, attributes, 0, NULL);
    for (uint32_t i = 0; i < results; i++)
        see(g, g->builder.function->ops[op].result + i);
}

static fora_block
region(generator *g, uint32_t parameters, uint32_t depth, around a)
{
    fora_builder outer = g->builder;
    uint32_t visible = g->visible_count;
    fora_block block = fora_block_new(outer.function);
    for (uint32_t i = 0; i < parameters; i++)
        see(g, fora_block_add_parameter(outer.function, block, 0));
    high_block(g, block, depth, a);
    g->visible_count = visible;
    g->builder = outer;
    return block;
}

static void
high_structured(generator *g, uint32_t depth, around a)
{
    static const fora_opcode codes[] = {FORA_OP_IF, FORA_OP_LOOP, FORA_OP_FOR,
                                        FORA_OP_COMP, FORA_OP_TRY};
    fora_opcode code = codes[below(g, 5)];
    uint32_t carried = below(g, 3), results = below(g, 3), fixed = 0, blocks = 2;
    uint64_t attribute = 0;
    fora_val operands[4];
    fora_block owned[2] = {0};
    around plain = a, loop = a;
    plain.may_yield = true;
    plain.yields = results;
    loop.in_loop = true;
    loop.may_yield = false;
    loop.carried = carried;
    loop.results = results;
    if (code == FORA_OP_IF || code == FORA_OP_TRY) {
        fixed = code == FORA_OP_IF;
        carried = 0;
        owned[0] = region(g, 0, depth, plain);
        owned[1] = region(g, code == FORA_OP_TRY, depth, plain);
    } else if (code == FORA_OP_LOOP) {
        blocks = 1;
        owned[0] = region(g, carried, depth, loop);
    } else if (code == FORA_OP_FOR) {
        fixed = 1;
        owned[0] = region(g, carried + 1, depth, loop);
        owned[1] = region(g, carried, depth, plain);
    } else {
        attribute = below(g, FORA_COMP_GENERATOR + 1);
        fixed = ir_comp_fixed_operands((fora_comp)attribute);
        blocks = 1;
        results = carried + 1;
        plain.in_loop = false;
        plain.in_comp = true;
        plain.comp_dict = attribute == FORA_COMP_DICT;
        plain.yields = carried;
        owned[0] = region(g, carried, depth, plain);
    }
    fill_visible(g, fixed + carried, operands);
    g->builder.span = any_span(g);
    fora_op op = fora_build(&g->builder, code, fixed + carried, operands, results,
                            code == FORA_OP_COMP, &attribute, blocks, owned);
    for (uint32_t i = 0; i < results; i++)
        see(g, g->builder.function->ops[op].result + i);
}

static void
high_terminator(generator *g, const around *a)
{
    fora_val operands[4];
    fora_opcode code = FORA_OP_RETURN;
    uint32_t count = 1;
    if (a->may_yield && below(g, 4)) {
        code = FORA_OP_YIELD;
        count = a->yields;
    } else if (a->in_loop && below(g, 4)) {
        code = below(g, 2) ? FORA_OP_CONTINUE : FORA_OP_BREAK;
        count = code == FORA_OP_BREAK ? a->results : a->carried;
    } else if (below(g, 3) == 0) {
        static const fora_opcode leave[] = {FORA_OP_RAISE, FORA_OP_RERAISE,
                                            FORA_OP_UNREACHABLE};
        code = leave[below(g, 3)];
        count = code == FORA_OP_RAISE ? 1 + below(g, 2) : 0;
    }
    fill_visible(g, count, operands);
    fora_build(&g->builder, code, count, operands, 0, 0, NULL, 0, NULL);
}

static void
high_block(generator *g, fora_block block, uint32_t depth, around a)
{
    g->builder.block = block;
    g->builder.before = 0;
    for (uint32_t i = 1 + below(g, 6); i > 0; i--) {
        if (depth < MOST_DEPTH && below(g, 4) == 0)
            high_structured(g, depth + 1, a);
        else
            high_plain(g, &a);
    }
    high_terminator(g, &a);
}

static void
high_function(generator *g, fora_function *f)
{
    g->builder = (fora_builder){.program = g->program, .function = f, .block = 1};
    g->visible_count = 0;
    f->span = any_span(g);
    f->flags = below(g, 64);
    f->module = below(g, 2) ? any_name(g) : 0;
    f->qualified_name = any_name(g);
    f->capture_count = below(g, 3);
    f->captures = fora_alloc(f->arena, f->capture_count * sizeof *f->captures);
    for (uint32_t i = 0; i < f->capture_count; i++)
        f->captures[i] = any_name(g);
    f->param_count = below(g, 4);
    f->params = fora_alloc(f->arena, f->param_count * sizeof *f->params);
    for (uint32_t i = 0; i < f->param_count; i++) {
        f->params[i].name = any_name(g);
        f->params[i].kind = (fora_param_kind)below(g, FORA_PARAM_DOUBLE_STAR + 1);
        f->params[i].default_kind = (fora_default)below(g, FORA_DEFAULT_GLOBAL);
        if (f->params[i].default_kind == FORA_DEFAULT_STR)
            f->params[i].bits = any_name(g);
        else if (f->params[i].default_kind > FORA_DEFAULT_BOOL)
            f->params[i].bits = any_integer(g);
    }
    for (uint32_t i = 0; i < 3; i++) {
        uint32_t variable = fora_variable_new(g->program, f, any_name(g));
        f->variables[variable].slot = below(g, 2);
    }
    for (uint32_t i = 0; i < f->capture_count + f->param_count; i++)
        see(g, fora_block_add_parameter(f, 1, 0));
    see(g, fora_build0(&g->builder, FORA_OP_CONST_NONE));
    high_block(g, 1, 0, (around){0});
}

// ---- LOW ----------------------------------------------------------------------------

static fora_type
machine_type(uint32_t which)
{
    return FORA_SIMPLE_TYPE(L_I1) + which;
}

enum { I1, I8, I32, I64, F64, REF, PTR };

static void
add_to_pool(generator *g, fora_val value)
{
    uint32_t which = fora_val_type(g->builder.function, value) - FORA_SIMPLE_TYPE(L_I1);
    if (g->pool_count[which] < POOL)
        g->pool[which][g->pool_count[which]++] = value;
}

static fora_val
from_pool(generator *g, uint32_t which)
{
    return g->pool[which][below(g, g->pool_count[which])];
}

static uint32_t
machine_of_letter(generator *g, char letter, uint32_t shared_integer,
                  uint32_t shared_any)
{
    switch (letter) {
    case '1':
        return I1;
    case '4':
        return I32;
    case '6':
        return I64;
    case 'd':
        return F64;
    case 'r':
        return REF;
    case 'p':
    case 'w':
        return PTR;
    case 'a':
    case 'v':
        return below(g, 2) ? REF : PTR;
    case 'A':
        return shared_any;
    case 'x':
        return below(g, MACHINE_TYPES);
    default:
        return shared_integer;
    }
}

static bool
fits_low_plain(fora_opcode code, bool first_block)
{
    if (fora_op_infos[code].level != FORA_LEVEL_LOW || !ir_machine_signature(code) ||
        (fora_op_infos[code].flags & FORA_OP_TERM))
        return false;
    // Lanes are made from lanes: without a first one none of their operations fits.
    if (code >= FORA_OP_L_SPLAT && code <= FORA_OP_L_GATHER)
        return false;
    return (first_block || code != FORA_OP_L_SLOT) && code != FORA_OP_L_ZEXT &&
           code != FORA_OP_L_SEXT && code != FORA_OP_L_TRUNC &&
           code != FORA_OP_L_BITCAST;
}

static void
low_build(generator *g, fora_opcode code, uint32_t fixed_type)
{
    const fora_op_info *info = &fora_op_infos[code];
    const char *signature = ir_machine_signature(code);
    uint32_t integer = 1 + below(g, 3), any = below(g, MACHINE_TYPES);
    if (code == FORA_OP_L_ICMP)
        any = I64;
    if (fixed_type != MACHINE_TYPES)
        integer = fixed_type;
    fora_val operands[4];
    uint64_t attributes[4];
    for (int i = 0; i < info->operands; i++)
        operands[i] = from_pool(g, machine_of_letter(g, *signature++, integer, any));
    signature++;
    uint32_t count = fill_attributes(g, code, (uint32_t)info->operands, 0, attributes);
    fora_op op = fora_build(&g->builder, code, (uint32_t)info->operands, operands,
                            (uint32_t)info->results, count, attributes, 0, NULL);
    fora_function *f = g->builder.function;
    for (int i = 0; i < info->results; i++) {
        uint32_t which = machine_of_letter(g, *signature++, integer, any);
        if (code == FORA_OP_L_NULL && fixed_type != MACHINE_TYPES)
            which = fixed_type;
        f->values[f->ops[op].result + (uint32_t)i].type = machine_type(which);
        add_to_pool(g, f->ops[op].result + (uint32_t)i);
    }
}

static void
low_constants(generator *g)
{
    static const struct {
        fora_opcode code;
        uint32_t type;
    } constants[] = {{FORA_OP_L_I1, I1},   {FORA_OP_L_I8, I8},   {FORA_OP_L_I32, I32},
                     {FORA_OP_L_I64, I64}, {FORA_OP_L_F64, F64}, {FORA_OP_L_NULL, REF},
                     {FORA_OP_L_NULL, PTR}};
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++)
        low_build(g, constants[i].code, constants[i].type);
}

static uint32_t
edge_operands(generator *g, fora_block target, fora_val *operands)
{
    const fora_function *f = g->builder.function;
    for (uint32_t i = 0; i < f->blocks[target].parameter_count; i++)
        operands[i] = from_pool(
            g, fora_val_type(f, fora_block_parameter(f, target, i)) - machine_type(0));
    return f->blocks[target].parameter_count;
}

static void
low_terminator(generator *g, uint32_t block_count)
{
    fora_val operands[8];
    fora_block to[2] = {2 + below(g, block_count - 1), 2 + below(g, block_count - 1)};
    uint32_t kind = below(g, 4);
    if (kind == 0) {
        operands[0] = from_pool(g, I64);
        operands[1] = from_pool(g, I1);
        fora_build(&g->builder, FORA_OP_L_RET, 2, operands, 0, 0, NULL, 0, NULL);
    } else if (kind == 1) {
        uint32_t count = edge_operands(g, to[0], operands);
        fora_build(&g->builder, FORA_OP_L_JUMP, count, operands, 0, 0, NULL, 1, to);
    } else if (kind == 2) {
        operands[0] = from_pool(g, I1);
        uint32_t then = edge_operands(g, to[0], operands + 1);
        uint32_t other = edge_operands(g, to[1], operands + 1 + then);
        uint64_t attributes[] = {then, below(g, 3)};
        fora_build(&g->builder, FORA_OP_L_BRANCH, 1 + then + other, operands, 0, 2,
                   attributes, 2, to);
    } else {
        fora_build(&g->builder, FORA_OP_L_TRAP, 0, NULL, 0, 0, NULL, 0, NULL);
    }
}

static void
low_block(generator *g, fora_block block, uint32_t block_count)
{
    fora_function *f = g->builder.function;
    uint32_t kept[MACHINE_TYPES];
    memcpy(kept, g->pool_count, sizeof kept);
    g->builder.block = block;
    for (uint32_t i = 0; i < f->blocks[block].parameter_count; i++)
        add_to_pool(g, fora_block_parameter(f, block, i));
    if (block == 1)
        low_constants(g);
    for (uint32_t i = below(g, 12); i > 0; i--) {
        fora_opcode code;
        do
            code = (fora_opcode)(1 + below(g, FORA_OP_COUNT - 1));
        while (!fits_low_plain(code, block == 1));
        g->builder.span = any_span(g);
        low_build(g, code, MACHINE_TYPES);
    }
    low_terminator(g, block_count);
    if (block > 1)
        memcpy(g->pool_count, kept, sizeof kept);
}

static void
low_function(generator *g, fora_function *f)
{
    g->builder = (fora_builder){.program = g->program, .function = f};
    memset(g->pool_count, 0, sizeof g->pool_count);
    f->flags = FORA_FN_RAISES;
    f->origin = 1;
    f->consumed = random_next(g->random);
    f->result_count = 1;
    f->result_types = fora_alloc(f->arena, sizeof *f->result_types);
    f->result_types[0] = FORA_SIMPLE_TYPE(L_I64);
    uint32_t blocks = 2 + below(g, 6);
    for (uint32_t b = 1; b <= blocks; b++) {
        if (b > 1)
            fora_block_new(f);
        for (uint32_t i = below(g, 3); i > 0; i--)
            fora_block_add_parameter(f, b, machine_type(below(g, MACHINE_TYPES)));
    }
    for (uint32_t b = 1; b <= blocks; b++)
        low_block(g, b, blocks);
}

// ---- Programs -----------------------------------------------------------------------

static void
add_tables(generator *g)
{
    fora_program *p = g->program;
    for (uint32_t i = 1 + below(g, 3); i > 0; i--) {
        fora_global global = fora_global_new(p, any_name(g), any_name(g));
        p->globals[global].early = below(g, 2);
        p->globals[global].type = below(g, 2) ? any_type(g, 3) : 0;
    }
    for (uint32_t i = below(g, 3); i > 0; i--) {
        fora_class class = fora_class_new(p, any_name(g));
        fora_class_info *info = &p->classes[class];
        info->base = below(g, class);
        info->span = any_span(g);
        *FORA_PUSH(p->arena, info->methods, info->method_count, info->method_capacity) =
            (fora_method){any_name(g), (fora_method_kind)below(g, 5), 1};
        *FORA_PUSH(p->arena, info->constants, info->constant_count,
                   info->constant_capacity) = (fora_class_constant){any_name(g), 1};
        *FORA_PUSH(p->arena, info->fields, info->field_count, info->field_capacity) =
            (fora_field){any_name(g), any_type(g, 2), below(g, 2)};
    }
    *FORA_PUSH(p->arena, p->cells, p->cell_count, p->cell_capacity) = any_type(g, 2);
    *FORA_PUSH(p->arena, p->modules, p->module_count, p->module_capacity) =
        (fora_module){any_name(g), any_name(g), 1};
    *FORA_PUSH(p->arena, p->imports, p->import_count, p->import_capacity) = any_name(g);
}

static uint32_t *
random_offsets(generator *g, uint32_t count, uint32_t size)
{
    uint32_t *offsets = fora_alloc(g->program->arena, (count + 1) * sizeof *offsets);
    for (uint32_t i = 0; i < count; i++)
        offsets[i] = 8 * below(g, size / 8);
    return offsets;
}

// What lowering adds to a program.
static void
add_lowered(generator *g)
{
    fora_program *p = g->program;
    p->last_pass = fora_intern_c(p->names, fora_passes[below(g, fora_pass_count)].name);
    p->lowered = fora_lowered_new(p->arena);
    for (uint32_t i = below(g, 4); i > 0; i--) {
        rt_descriptor *d = fora_descriptor_new(p);
        d->kind = (rt_kind)below(g, RT_KIND_FILE + 1);
        d->name = below(g, 2) ? "a \"name\"" : "";
        d->size = 8 + 8 * below(g, 20);
        d->value_offset = below(g, 2) ? 8 : 0;
        d->ref_count = below(g, 4);
        d->refs = random_offsets(g, d->ref_count, d->size);
        if (d->kind == RT_KIND_INSTANCE || d->kind == RT_KIND_EXCEPTION) {
            uint32_t *classes = random_offsets(g, 2, 8);
            classes[0] = 1 + below(g, 300);
            d->classes = classes;
        }
    }
    for (fora_global global = 1; global < p->global_count; global++) {
        fora_global_layout memory = {.size = 8 * below(g, 4), .alignment = 8};
        memory.ref_count = memory.size ? below(g, 3) : 0;
        memory.refs = random_offsets(g, memory.ref_count, memory.size);
        if (memory.size)
            fora_global_memory_set(p, global, memory);
    }
    fora_fn fn = fora_function_new(p, any_name(g), FORA_LEVEL_LOW);
    g->builder = (fora_builder){.program = p, .function = p->functions[fn], .block = 1};
    fora_build(&g->builder, FORA_OP_L_RET, 0, NULL, 0, 0, NULL, 0, NULL);
    p->entry = fn;
}

fora_program *
random_program(test_session *session, random_source *random)
{
    static const char text[] =
        "def f(x):\n    return x\n# a comment to be long enough\n";
    fora_source_share(session->sources, "one.py", text, sizeof text - 1, false);
    fora_source_share(session->sources, "two.py", text, sizeof text - 1, true);
    generator g = {.random = random};
    g.program = fora_program_new(session->arena, session->names, session->sources,
                                 session->diags);
    g.visible = fora_alloc(session->arena, MOST_VALUES * sizeof *g.visible);
    fora_function_new(g.program, fora_intern_c(session->names, "main"),
                      FORA_LEVEL_HIGH);
    add_tables(&g);
    high_function(&g, g.program->functions[1]);
    for (uint32_t i = below(&g, 4); i > 0; i--) {
        bool low = below(&g, 2);
        fora_fn fn = fora_function_new(g.program, any_name(&g),
                                       low ? FORA_LEVEL_LOW : FORA_LEVEL_HIGH);
        if (low)
            low_function(&g, g.program->functions[fn]);
        else
            high_function(&g, g.program->functions[fn]);
    }
    if (below(&g, 2))
        add_lowered(&g);
    return g.program;
}
