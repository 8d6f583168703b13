// What the files of the bitcode reader share. Every read checks that the bytes are there
// and that the number is in range; after the first fault all reads yield 0.
#pragma once

#include "bitcode.h"

typedef struct {
    fora_program *program;
    fora_arena *arena;
    const uint8_t *at, *end;
    const char *fault;
    fora_sym *syms;  // by number, from 1
    uint32_t sym_count;
    uint32_t *files;  // by number, from 1
    uint32_t file_count;
    fora_type *types;     // by number in the bitcode
    uint32_t type_count;  // the greatest of them
    fora_span span;       // read last
    // Of the function being read.
    fora_function *f;
    fora_arena *scratch;
    fora_val *values;  // by number, from 1; 0: not defined yet
    uint32_t value_count, value_capacity;
    uint32_t nesting;
} ir_reader;

// Notes the first fault; returns false.
bool ir_read_fault(ir_reader *r, const char *fault);
// A number of at most `most`.
uint64_t ir_read_number(ir_reader *r, uint64_t most);
uint32_t ir_read_small(ir_reader *r);  // of 32 bits
int64_t ir_read_signed(ir_reader *r);
// The number of things that follow, each of at least one byte.
uint32_t ir_read_count(ir_reader *r);
fora_sym ir_read_sym(ir_reader *r);    // 0: none
fora_type ir_read_type(ir_reader *r);  // 0: none
fora_span ir_read_span(ir_reader *r);
void ir_read_function(ir_reader *r);
