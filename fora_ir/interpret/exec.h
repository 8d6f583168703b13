// What the files that run operations share: the frame of an active function.
#pragma once

#include "eval.h"

typedef struct eval_emitter eval_emitter;  // of a comp, exec.c

typedef struct {
    const fora_function *f;
    eval_value *values;     // by fora_val
    eval_value *variables;  // those that stay variables
    eval_value *passed;     // operands of the terminator that was met last
    uint32_t passed_count;
    eval_emitter *emitter;
} eval_frame;

// ---- Operands and results -----------------------------------------------------------

static inline eval_value
eval_operand(const eval_frame *fr, const fora_operation *op, uint32_t i)
{
    return fr->values[fr->f->operand_pool[op->operands + i]];
}

static inline uint64_t
eval_attribute(const eval_frame *fr, const fora_operation *op, uint32_t i)
{
    return fr->f->attribute_pool[op->attributes + i];
}

static inline eval_value *
eval_operands_from(const eval_frame *fr, const fora_operation *op, uint32_t first)
{
    uint32_t count = op->operand_count - first;
    eval_value *all = eval_alloc(count * sizeof *all);
    for (uint32_t i = 0; i < count; i++)
        all[i] = eval_operand(fr, op, first + i);
    return all;
}

static inline eval_args
eval_arguments_of(const eval_frame *fr, const fora_operation *op, uint32_t first,
                  uint32_t marks)
{
    return eval_open(op->operand_count - first, eval_operands_from(fr, op, first),
                     fr->f->attribute_pool + op->attributes + marks);
}

static inline void
eval_set_result(eval_frame *fr, const fora_operation *op, uint32_t i, eval_value value)
{
    fr->values[op->result + i] = value;
}

// Each runs an operation of its group; false if it is none.
bool eval_run_name(eval_frame *fr, const fora_operation *op);      // exec_name.c
bool eval_run_constant(eval_frame *fr, const fora_operation *op);  // exec_name.c
bool eval_run_object(eval_frame *fr, const fora_operation *op);    // exec_object.c
