// What the files of fora_ir share about operations: the meaning of each attribute.
#pragma once

#include "include/fora_ir.h"

// Regions may be nested this deep, types too; what is deeper is refused by the readers
// and by the verifier, so that walking them recursively is safe.
enum { IR_MOST_NESTING = 2000, IR_MOST_TYPE_NESTING = 64 };

// The letter of ops.def for attribute `i` of `op`; 'K' for all marks; 'i' for the case
// values of a switch. 0 if the operation has no such attribute.
char ir_attribute_letter(fora_opcode code, uint32_t i);
// Number of attributes in front of the marks.
uint32_t ir_fixed_attributes(fora_opcode code);
bool ir_has_marks(fora_opcode code);
// The number of marks that an operation of these counts must have.
uint32_t ir_mark_count(fora_opcode code, uint32_t operands, uint32_t blocks);

// Enumerators (letter E) have names for most operations.
uint32_t ir_enumerator_count(fora_opcode code);
const char *ir_enumerator_text(fora_opcode code, uint64_t value);  // NULL: has no name
bool ir_enumerator_find(fora_opcode code, const char *text, size_t length,
                        uint64_t *value);

// Operands of a `comp` before the carried values.
uint32_t ir_comp_fixed_operands(fora_comp kind);

// The number in `text` of the operation so named, FORA_OP_INVALID if there is none.
fora_opcode ir_opcode_find(const char *text, size_t length);
bool ir_type_kind_find(const char *text, size_t length, fora_type_kind *kind);

// Kinds whose payload is a function, class or name, or a mere number.
typedef enum {
    IR_PAYLOAD_NONE,
    IR_PAYLOAD_FN,
    IR_PAYLOAD_CLASS,
    IR_PAYLOAD_SYM,
    IR_PAYLOAD_NUMBER
} ir_payload;
ir_payload ir_type_payload(fora_type_kind kind);
// Whether payload and parameters of a type are complete, as types of values must be.
bool ir_type_is_complete(const fora_type_info *info);

// Machine types of a LOW operation: one letter per operand, a colon, one per result:
//   1 i1   4 i32   6 i64   d f64   r ref   p ptr   a ref or ptr   x any type
//   v ref or ptr, or lanes of them   w ptr or lanes of them   s i1, no lanes
//   N i8, i32 or i64, all N of a row the same     B the same, or i1
//   A any type, all A of a row the same
// NULL: calls and jumps, of which the verifier knows more.
const char *ir_machine_signature(fora_opcode code);
