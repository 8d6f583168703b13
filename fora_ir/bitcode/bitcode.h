// What the writer and the reader of bitcode share; the format is told in doc/bitcode.md.
#pragma once

#include "../ir.h"

enum { IR_BITCODE_VERSION = 2, IR_BITCODE_MAGIC_SIZE = 4 };
extern const char ir_bitcode_magic[IR_BITCODE_MAGIC_SIZE];

// How a span is written, relative to the one before.
enum { IR_SPAN_NONE, IR_SPAN_SAME, IR_SPAN_SAME_FILE, IR_SPAN_OTHER_FILE };

// A number made from every table that bitcode's numbers refer to. Two builds of forac
// understand each other's bitcode exactly if theirs are equal.
uint64_t ir_bitcode_tables(void);
