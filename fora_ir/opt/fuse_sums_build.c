// Building the loop of several sums, and the sums as they were beside it.
#include "clone.h"
#include "fuse_sums.h"
#include "inline.h"
#include "pure.h"

typedef struct {
    ir_sums *group;
    fora_builder b;
    fora_val length;                 // of all lists
    fora_val starts[IR_MOST_LISTS];  // index of the first element in its list
    fora_val index;                  // in the loop
    fora_map *elements;              // list or zip -> its element in this iteration
    fora_map *copies;                // list or zip -> the one that was made after all
} building;

#define T(KIND) FORA_SIMPLE_TYPE(KIND)

static fora_val
typed(building *it, fora_val value, fora_type type)
{
    it->group->f->values[value].type = type;
    return value;
}

static fora_val
apply(building *it, uint64_t row, fora_type type, uint32_t count,
      const fora_val *operands)
{
    fora_op op =
        fora_build(&it->b, FORA_OP_APPLY, count, operands, 1, 1, &row, 0, NULL);
    return typed(it, it->group->f->ops[op].result, type);
}

static fora_val
integer(building *it, int64_t value)
{
    return typed(it, fora_build_attr(&it->b, FORA_OP_CONST_INT, (uint64_t)value),
                 T(INT));
}

static fora_val
coerced(building *it, fora_val value, fora_type type)
{
    if (fora_val_type(it->group->f, value) == type)
        return value;
    return typed(it, fora_build1(&it->b, FORA_OP_COERCE, value), type);
}

static void
yield(building *it, uint32_t count, const fora_val *values)
{
    fora_build(&it->b, FORA_OP_YIELD, count, values, 0, 0, NULL, 0, NULL);
}

static fora_block
enter_block(building *it)
{
    fora_block block = fora_block_new(it->group->f);
    it->b.block = block;
    it->b.before = 0;
    return block;
}

// ---- Before the loop ----------------------------------------------------------------

static fora_val
length_of(building *it, const ir_walk *list)
{
    const fora_function *f = it->group->f;
    if (list->kind == IR_WALK_WHOLE)
        return apply(it, ir_row_of("len", "list[T]"), T(INT), 1, &list->value);
    fora_val operands[] = {fora_operand(f, list->def, 0),
                           fora_operand(f, list->def, 1)};
    return apply(it, ir_row_of("view.length", "list[T], slice"), T(INT), 2, operands);
}

static fora_val
start_of(building *it, const ir_walk *list)
{
    const fora_function *f = it->group->f;
    if (list->kind == IR_WALK_WHOLE)
        return integer(it, 0);
    fora_val operands[] = {fora_operand(f, list->def, 0),
                           fora_operand(f, list->def, 1)};
    return apply(it, ir_row_of("view.start", "list[T], slice"), T(INT), 2, operands);
}

// Finds lengths and starts; returns whether all lengths are equal, 0 if there is one
// list.
static fora_val
build_lengths(building *it)
{
    fora_val same = 0;
    for (uint32_t i = 0; i < it->group->list_count; i++) {
        fora_val length = length_of(it, it->group->lists[i]);
        it->starts[i] = start_of(it, it->group->lists[i]);
        if (i == 0) {
            it->length = length;
            continue;
        }
        fora_val pair[] = {it->length, length};
        fora_val equal = apply(it, ir_row_of("py.eq", "int, int"), T(BOOL), 2, pair);
        fora_val both[] = {same, equal};
        same = same ? apply(it, ir_row_of("py.and", "bool, bool"), T(BOOL), 2, both)
                    : equal;
    }
    return same;
}

// ---- In the loop --------------------------------------------------------------------

static fora_val element_of(building *it, const ir_walk *walk);

static fora_val
list_item(building *it, const ir_walk *list)
{
    const fora_function *f = it->group->f;
    uint32_t number = 0;
    while (it->group->lists[number]->value != list->value)
        number++;
    fora_val from =
        list->kind == IR_WALK_WHOLE ? list->value : fora_operand(f, list->def, 0);
    fora_type type =
        fora_type_get(it->group->program->types, fora_val_type(f, from))->parameters[0];
    fora_val operands[] = {from, it->starts[number], it->index};
    return apply(it, ir_row_of("view.item", "list[T], int, int"), type, 3, operands);
}

static fora_val
zip_item(building *it, const ir_walk *zip)
{
    fora_val parts[IR_MOST_LISTS];
    fora_type types[IR_MOST_LISTS];
    for (uint32_t i = 0; i < zip->count; i++) {
        parts[i] = element_of(it, &zip->parts[i]);
        types[i] = fora_val_type(it->group->f, parts[i]);
    }
    fora_type type = fora_type_make(it->group->program->types, FORA_TYPE_TUPLE, 0,
                                    zip->count, types);
    fora_op op =
        fora_build(&it->b, FORA_OP_TUPLE_MAKE, zip->count, parts, 1, 0, NULL, 0, NULL);
    return typed(it, it->group->f->ops[op].result, type);
}

// What a comp's body emits for the element that its source has here.
static fora_val
emitted(building *it, fora_op loop, fora_op emit, const ir_walk *source)
{
    fora_val element = element_of(it, source);
    fora_function *f = it->group->f;
    fora_block body = fora_op_block(f, loop, 0);
    ir_clone clone = ir_clone_begin(it->group->program, it->group->fn, it->b);
    ir_clone_map(&clone, fora_block_parameter(f, body, 0), element);
    ir_clone_ops(&clone, body, emit);
    return ir_clone_value(&clone, fora_operand(f, emit, 0));
}

static fora_val
element_of(building *it, const ir_walk *walk)
{
    uint64_t known;
    if (fora_map_get(it->elements, walk->value, &known))
        return (fora_val)known;
    fora_val element;
    if (walk->kind == IR_WALK_MAP) {
        ir_sum map;
        ir_match_comp(it->group->program, it->group->f, walk->def, &map);
        element = emitted(it, map.loop, map.emit, &walk->parts[0]);
    } else if (walk->kind == IR_WALK_TOGETHER) {
        element = zip_item(it, walk);
    } else {
        element = list_item(it, walk);
    }
    fora_map_put(it->elements, walk->value, element);
    return element;
}

static fora_block
build_body(building *it)
{
    ir_sums *group = it->group;
    fora_builder outer = it->b;
    fora_block body = enter_block(it);
    fora_val sums[IR_MOST_SUMS];
    it->index = fora_block_add_parameter(group->f, body, T(INT));
    it->elements = fora_map_new(group->program->arena);
    for (uint32_t i = 0; i < group->count; i++)
        sums[i] = fora_block_add_parameter(group->f, body, T(FLOAT));
    for (uint32_t i = 0; i < group->count; i++) {
        const ir_sum *sum = &group->sums[i];
        fora_val pair[] = {sums[i], emitted(it, sum->loop, sum->emit, &sum->source)};
        sums[i] = apply(it, ir_row_of("py.add", "float, float"), T(FLOAT), 2, pair);
    }
    fora_build(&it->b, FORA_OP_CONTINUE, group->count, sums, 0, 0, NULL, 0, NULL);
    it->b = outer;
    return body;
}

static fora_block
build_exhausted(building *it)
{
    fora_builder outer = it->b;
    fora_block block = enter_block(it);
    fora_val sums[IR_MOST_SUMS];
    for (uint32_t i = 0; i < it->group->count; i++)
        sums[i] = fora_block_add_parameter(it->group->f, block, T(FLOAT));
    yield(it, it->group->count, sums);
    it->b = outer;
    return block;
}

// A sum that began with the int 0 stays it if there was nothing to add.
static fora_val
finished(building *it, fora_val sum, fora_type type)
{
    if (type == T(FLOAT))
        return sum;
    fora_val pair[] = {it->length, integer(it, 0)};
    fora_val some = apply(it, ir_row_of("py.gt", "int, int"), T(BOOL), 2, pair);
    fora_builder outer = it->b;
    fora_block blocks[2];
    blocks[0] = enter_block(it);
    fora_val result = coerced(it, sum, type);
    yield(it, 1, &result);
    blocks[1] = enter_block(it);
    result =
        coerced(it, typed(it, fora_build0(&it->b, FORA_OP_CONST_ZERO), T(ZERO)), type);
    yield(it, 1, &result);
    it->b = outer;
    fora_op op = fora_build(&it->b, FORA_OP_IF, 1, &some, 1, 0, NULL, 2, blocks);
    return typed(it, it->group->f->ops[op].result, type);
}

static void
build_loop(building *it, fora_val *results)
{
    ir_sums *group = it->group;
    fora_val parts[] = {integer(it, 0), it->length, integer(it, 1)};
    fora_op make =
        fora_build(&it->b, FORA_OP_TUPLE_MAKE, 3, parts, 1, 0, NULL, 0, NULL);
    fora_val operands[IR_MOST_SUMS + 1] = {
        typed(it, group->f->ops[make].result, T(RANGE))};
    for (uint32_t i = 0; i < group->count; i++)
        operands[i + 1] =
            coerced(it, fora_operand(group->f, group->sums[i].comp, 0), T(FLOAT));
    fora_block blocks[2];
    blocks[0] = build_body(it);
    blocks[1] = build_exhausted(it);
    fora_op loop = fora_build(&it->b, FORA_OP_FOR, group->count + 1, operands,
                              group->count, 0, NULL, 2, blocks);
    for (uint32_t i = 0; i < group->count; i++)
        typed(it, group->f->ops[loop].result + i, T(FLOAT));
    for (uint32_t i = 0; i < group->count; i++) {
        fora_val old = group->f->ops[group->sums[i].comp].result;
        results[i] =
            finished(it, group->f->ops[loop].result + i, fora_val_type(group->f, old));
    }
}

// ---- As they were -------------------------------------------------------------------

// A list or zip that is made after all.
static fora_val
made(building *it, const ir_walk *walk)
{
    fora_function *f = it->group->f;
    uint64_t known;
    if (walk->kind == IR_WALK_WHOLE)
        return walk->value;
    if (fora_map_get(it->copies, walk->value, &known))
        return (fora_val)known;
    ir_clone clone = ir_clone_begin(it->group->program, it->group->fn, it->b);
    if (walk->kind == IR_WALK_MAP) {
        fora_val source = fora_operand(f, walk->loop, 0);
        ir_clone_map(&clone, source, made(it, &walk->parts[0]));
    }
    for (uint32_t i = 0; walk->kind == IR_WALK_TOGETHER && i < walk->count; i++)
        ir_clone_map(&clone, fora_operand(f, walk->def, i), made(it, &walk->parts[i]));
    fora_op made_op = ir_clone_op(&clone, walk->def);
    fora_val copy = f->ops[made_op].result;
    fora_map_put(it->copies, walk->value, copy);
    return copy;
}

static void
build_apart(building *it, fora_val *results)
{
    ir_sums *group = it->group;
    it->copies = fora_map_new(group->program->arena);
    for (uint32_t i = 0; i < group->count; i++) {
        const ir_sum *sum = &group->sums[i];
        fora_val source = made(it, &sum->source);
        ir_clone clone = ir_clone_begin(group->program, group->fn, it->b);
        ir_clone_map(&clone, fora_operand(group->f, sum->loop, 0), source);
        fora_op copy = ir_clone_op(&clone, sum->comp);
        results[i] = group->f->ops[copy].result;
    }
}

static void
build_either(building *it, fora_val same, fora_val *results)
{
    ir_sums *group = it->group;
    fora_builder outer = it->b;
    fora_block blocks[2];
    blocks[0] = enter_block(it);
    build_loop(it, results);
    yield(it, group->count, results);
    blocks[1] = enter_block(it);
    build_apart(it, results);
    yield(it, group->count, results);
    it->b = outer;
    fora_op op =
        fora_build(&it->b, FORA_OP_IF, 1, &same, group->count, 0, NULL, 2, blocks);
    for (uint32_t i = 0; i < group->count; i++) {
        fora_val old = group->f->ops[group->sums[i].comp].result;
        results[i] =
            typed(it, group->f->ops[op].result + i, fora_val_type(group->f, old));
    }
}

void
ir_build_sums(ir_sums *group)
{
    fora_op first = group->sums[0].comp;
    building it = {.group = group,
                   .b = {.program = group->program,
                         .function = group->f,
                         .block = group->f->ops[first].parent,
                         .before = first,
                         .span = group->f->ops[first].span}};
    fora_val results[IR_MOST_SUMS];
    fora_val same = build_lengths(&it);
    if (same)
        build_either(&it, same, results);
    else
        build_loop(&it, results);
    for (uint32_t i = 0; i < group->count; i++) {
        fora_replace_uses(group->f, group->f->ops[group->sums[i].comp].result,
                          results[i]);
        fora_op_remove(group->f, group->sums[i].comp);
    }
}
