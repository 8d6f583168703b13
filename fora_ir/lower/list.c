// Lists: making, reading, storing, appending, popping.
#include "list.h"

static fora_val
list_data(lower_context *ctx, fora_val list)
{
    return lower_header(ctx, LOW_PTR, list, rt_list, data);
}

static uint32_t
element_size(lower_context *ctx, fora_type list)
{
    return lower_layout_of(ctx, lower_parameter(ctx, list, 0))->size;
}

fora_val
lower_list_length(lower_context *ctx, fora_val list)
{
    return lower_header(ctx, LOW_I64, list, rt_list, length);
}

static void
set_length(lower_context *ctx, fora_val list, fora_val length)
{
    lower_store_machine(ctx, list, offsetof(rt_list, length), length,
                        FORA_MEMORY_HEADER);
}

fora_val
lower_list_slot(lower_context *ctx, fora_type list, fora_val object, fora_val index)
{
    return lower_address(ctx, list_data(ctx, object), index, element_size(ctx, list),
                         0);
}

fora_val *
lower_components(lower_context *ctx, fora_type type)
{
    return fora_alloc(ctx->scratch,
                      (lower_layout_of(ctx, type)->count + 1) * sizeof(fora_val));
}

fora_val
lower_checked_index(lower_context *ctx, fora_val index, fora_val length,
                    const char *message)
{
    fora_val negative = lower_icmp(ctx, FORA_LT, index, lower_i64(ctx, 0));
    fora_val wrapped = lower_binary(ctx, FORA_OP_L_ADD, index, length);
    fora_val actual = lower_select(ctx, negative, wrapped, index);
    lower_raise_if(ctx, lower_icmp(ctx, FORA_UGE, actual, length), "IndexError",
                   message);
    return actual;
}

// ---- Fresh lists --------------------------------------------------------------------

fora_val
lower_list_new(lower_context *ctx, fora_type list, fora_val capacity)
{
    return lower_rt(ctx, rt_list_new, lower_i32(ctx, lower_descriptor(ctx, list)),
                    capacity);
}

void
lower_list_fill(lower_context *ctx, fora_type list, fora_val object, fora_val index,
                const fora_val *element)
{
    lower_store(ctx, lower_parameter(ctx, list, 0),
                lower_list_slot(ctx, list, object, index), 0, element,
                FORA_MEMORY_ELEMENT);
    set_length(ctx, object,
               lower_binary(ctx, FORA_OP_L_ADD_EXACT, index, lower_i64(ctx, 1)));
}

void
lower_list_push(lower_context *ctx, fora_type list, fora_val object,
                const fora_val *element)
{
    fora_val length = lower_list_length(ctx, object);
    fora_val capacity = lower_header(ctx, LOW_I64, object, rt_list, capacity);
    fora_block on = lower_cold_if(ctx, lower_icmp(ctx, FORA_EQ, length, capacity));
    lower_rt(ctx, rt_list_grow, object);
    lower_jump(ctx, on, 0, NULL);
    lower_enter(ctx, on);
    lower_list_fill(ctx, list, object, length, element);
}

void
lower_list_literal(lower_context *ctx, fora_op op)
{
    fora_type list = lower_result_type(ctx, op, 0);
    uint32_t count = lower_operand_count(ctx, op);
    fora_val object = lower_list_new(ctx, list, lower_i64(ctx, count));
    fora_type element = lower_parameter(ctx, list, 0);
    uint32_t size = element_size(ctx, list);
    fora_val data = list_data(ctx, object);
    for (uint32_t i = 0; i < count; i++)
        lower_store(ctx, element, data, (int64_t)i * size, lower_operand(ctx, op, i),
                    FORA_MEMORY_ELEMENT);
    set_length(ctx, object, lower_i64(ctx, count));
    lower_set_scalar(ctx, op, 0, object);
}

// ---- Reading and storing ------------------------------------------------------------

void
lower_list_len(lower_context *ctx, fora_op op)
{
    lower_set_scalar(ctx, op, 0, lower_list_length(ctx, lower_operand(ctx, op, 0)[0]));
}

void
lower_list_truth(lower_context *ctx, fora_op op)
{
    fora_val length = lower_list_length(ctx, lower_operand(ctx, op, 0)[0]);
    lower_set_scalar(ctx, op, 0, lower_icmp(ctx, FORA_NE, length, lower_i64(ctx, 0)));
}

static void
load_element(lower_context *ctx, fora_op op, fora_val index)
{
    fora_type list = lower_operand_type(ctx, op, 0);
    fora_val object = lower_operand(ctx, op, 0)[0];
    fora_type element = lower_parameter(ctx, list, 0);
    fora_val *components = lower_components(ctx, element);
    lower_load(ctx, element, lower_list_slot(ctx, list, object, index), 0, object,
               FORA_MEMORY_ELEMENT, components);
    lower_set_result(ctx, op, 0, components);
}

void
lower_list_getitem(lower_context *ctx, fora_op op)
{
    fora_val length = lower_list_length(ctx, lower_operand(ctx, op, 0)[0]);
    load_element(ctx, op,
                 lower_checked_index(ctx, lower_operand(ctx, op, 1)[0], length,
                                     "list index out of range"));
}

// The element at an index that is known to be there.
void
lower_list_at(lower_context *ctx, fora_op op)
{
    load_element(ctx, op, lower_operand(ctx, op, 1)[0]);
}

static void
replace_element(lower_context *ctx, fora_op op, fora_val index)
{
    fora_type list = lower_operand_type(ctx, op, 0);
    fora_type element = lower_parameter(ctx, list, 0);
    fora_val object = lower_rt(ctx, rt_list_unique, lower_operand(ctx, op, 0)[0]);
    fora_val slot = lower_list_slot(ctx, list, object, index);
    lower_take(ctx, element, slot, 0, FORA_MEMORY_ELEMENT,
               lower_components(ctx, element));
    lower_store(ctx, element, slot, 0, lower_operand(ctx, op, 2), FORA_MEMORY_ELEMENT);
    lower_set_scalar(ctx, op, 0, object);
}

void
lower_list_setitem(lower_context *ctx, fora_op op)
{
    fora_val length = lower_list_length(ctx, lower_operand(ctx, op, 0)[0]);
    replace_element(ctx, op,
                    lower_checked_index(ctx, lower_operand(ctx, op, 1)[0], length,
                                        "list assignment index out of range"));
}

void
lower_list_put(lower_context *ctx, fora_op op)
{
    replace_element(ctx, op, lower_operand(ctx, op, 1)[0]);
}

// ---- Growing and shrinking ----------------------------------------------------------

// The list, unique and with room for one more: the frequent case is inline.
static fora_val
with_room(lower_context *ctx, fora_val object)
{
    fora_block slow = lower_block(ctx), roomy = lower_block(ctx), on = lower_block(ctx);
    fora_block fits = lower_block(ctx);
    fora_val result = lower_block_parameter(ctx, on, LOW_REF);
    fora_val unique = fora_build1(&ctx->builder, FORA_OP_L_IS_UNIQUE, object);
    ctx->function->values[unique].type = LOW_I1;
    lower_branch(ctx, unique, roomy, slow, LOWER_ELSE_UNLIKELY);
    lower_enter(ctx, roomy);
    fora_val length = lower_list_length(ctx, object);
    fora_val capacity = lower_header(ctx, LOW_I64, object, rt_list, capacity);
    lower_branch(ctx, lower_icmp(ctx, FORA_LT, length, capacity), fits, slow,
                 LOWER_ELSE_UNLIKELY);
    lower_enter(ctx, fits);
    lower_jump(ctx, on, 1, &object);
    lower_enter(ctx, slow);
    fora_val moved = lower_rt(ctx, rt_list_reserve, object, lower_i64(ctx, 1));
    lower_jump(ctx, on, 1, &moved);
    lower_enter(ctx, on);
    return result;
}

void
lower_list_append(lower_context *ctx, fora_op op)
{
    fora_type list = lower_operand_type(ctx, op, 0);
    fora_val object = with_room(ctx, lower_operand(ctx, op, 0)[0]);
    lower_list_fill(ctx, list, object, lower_list_length(ctx, object),
                    lower_operand(ctx, op, 1));
    lower_set_scalar(ctx, op, 1, object);
}

void
lower_list_insert(lower_context *ctx, fora_op op)
{
    fora_type list = lower_operand_type(ctx, op, 0);
    fora_val object = lower_operand(ctx, op, 0)[0],
             index = lower_operand(ctx, op, 1)[0];
    fora_val length = lower_list_length(ctx, object), zero = lower_i64(ctx, 0);
    fora_val wrapped = lower_binary(ctx, FORA_OP_L_ADD, index, length);
    index = lower_select(ctx, lower_icmp(ctx, FORA_LT, index, zero), wrapped, index);
    index = lower_select(ctx, lower_icmp(ctx, FORA_LT, index, zero), zero, index);
    index = lower_select(ctx, lower_icmp(ctx, FORA_GT, index, length), length, index);
    object = lower_rt(ctx, rt_list_open, object, index);
    lower_store(ctx, lower_parameter(ctx, list, 0),
                lower_list_slot(ctx, list, object, index), 0, lower_operand(ctx, op, 2),
                FORA_MEMORY_ELEMENT);
    lower_set_scalar(ctx, op, 1, object);
}

// Takes the element at a valid index out of the list.
static fora_val
take_element(lower_context *ctx, fora_type list, fora_val object, fora_val index,
             fora_val *components)
{
    object = lower_rt(ctx, rt_list_unique, object);
    lower_take(ctx, lower_parameter(ctx, list, 0),
               lower_list_slot(ctx, list, object, index), 0, FORA_MEMORY_ELEMENT,
               components);
    return object;
}

void
lower_list_pop(lower_context *ctx, fora_op op)
{
    fora_type list = lower_operand_type(ctx, op, 0);
    fora_val object = lower_operand(ctx, op, 0)[0];
    fora_val length = lower_list_length(ctx, object);
    lower_raise_if(ctx, lower_icmp(ctx, FORA_EQ, length, lower_i64(ctx, 0)),
                   "IndexError", "pop from empty list");
    fora_val last = lower_binary(ctx, FORA_OP_L_SUB_EXACT, length, lower_i64(ctx, 1));
    fora_val *components = lower_components(ctx, lower_parameter(ctx, list, 0));
    object = take_element(ctx, list, object, last, components);
    set_length(ctx, object, last);
    lower_set_result(ctx, op, 0, components);
    lower_set_scalar(ctx, op, 1, object);
}

void
lower_list_pop_at(lower_context *ctx, fora_op op)
{
    fora_type list = lower_operand_type(ctx, op, 0);
    fora_val object = lower_operand(ctx, op, 0)[0];
    fora_val length = lower_list_length(ctx, object);
    lower_raise_if(ctx, lower_icmp(ctx, FORA_EQ, length, lower_i64(ctx, 0)),
                   "IndexError", "pop from empty list");
    fora_val index = lower_checked_index(ctx, lower_operand(ctx, op, 1)[0], length,
                                         "pop index out of range");
    fora_val *components = lower_components(ctx, lower_parameter(ctx, list, 0));
    object = take_element(ctx, list, object, index, components);
    object = lower_rt(ctx, rt_list_close, object, index);
    lower_set_result(ctx, op, 0, components);
    lower_set_scalar(ctx, op, 1, object);
}

void
lower_list_delitem(lower_context *ctx, fora_op op)
{
    fora_type list = lower_operand_type(ctx, op, 0);
    fora_val object = lower_operand(ctx, op, 0)[0];
    fora_val index = lower_checked_index(ctx, lower_operand(ctx, op, 1)[0],
                                         lower_list_length(ctx, object),
                                         "list assignment index out of range");
    object = take_element(ctx, list, object, index,
                          lower_components(ctx, lower_parameter(ctx, list, 0)));
    lower_set_scalar(ctx, op, 0, lower_rt(ctx, rt_list_close, object, index));
}

// ---- As a whole ---------------------------------------------------------------------

// The other list's elements behind those of this one.
void
lower_list_extend(lower_context *ctx, fora_op op)
{
    lower_set_scalar(ctx, op, 1,
                     lower_rt(ctx, rt_list_extend, lower_operand(ctx, op, 0)[0],
                              lower_operand(ctx, op, 1)[0]));
}

void
lower_list_reverse(lower_context *ctx, fora_op op)
{
    lower_set_scalar(ctx, op, 1,
                     lower_rt(ctx, rt_list_reverse, lower_operand(ctx, op, 0)[0]));
}

void
lower_list_clear(lower_context *ctx, fora_op op)
{
    lower_set_scalar(ctx, op, 1,
                     lower_rt(ctx, rt_list_clear, lower_operand(ctx, op, 0)[0]));
}
