// What the files of the text form share.
#pragma once

#include "../ir.h"

// ---- Printing -----------------------------------------------------------------------

typedef struct {
    const fora_program *program;
    fora_text *out;
    bool spans;
    uint32_t *files;  // by source file: its number in the text, in order of appearance
    uint32_t file_count;
    uint32_t *file_order;
    // Of the function being printed: numbers are given in order of appearance, so that
    // the text does not depend on handles.
    fora_arena *scratch;
    const fora_function *f;
    uint32_t *value_numbers, *block_numbers;
    uint32_t value_count, block_count;
} ir_printer;

void ir_print_type(ir_printer *p, fora_type type);
// The label of a function, class, global or variable: sigil, name, dot, number.
void ir_print_label(ir_printer *p, char sigil, fora_sym name, uint64_t number);
// A class's label. Builtin classes are known by name and have number 0, so that the text does
// not depend on how many there are.
void ir_print_class(ir_printer *p, fora_class class);
void ir_print_sym(ir_printer *p, fora_sym sym);
void ir_print_float(fora_text *out, uint64_t bits);
void ir_print_span(ir_printer *p, fora_span span);
void ir_print_function(ir_printer *p, fora_fn fn);
void ir_print_descriptors(ir_printer *p);
void ir_print_memory(ir_printer *p, fora_global global);  // ` memory ...`, or nothing

// Words of the text form, by enumeration value; NULL ends a list.
extern const char *const ir_level_words[];  // by bit
extern const char *const ir_flag_words[];   // FORA_FN_*, by bit
extern const char *const ir_param_words[];
extern const char *const ir_default_words[];
extern const char *const ir_method_words[];

// ---- Parsing ------------------------------------------------------------------------

typedef struct {
    fora_program *program;
    uint32_t file;  // of the text
    const char *start, *at, *end;
    bool failed;
    uint32_t nesting;
    fora_text string;  // read last
    uint32_t *files;   // by number in the text: the source file
    uint32_t file_count, file_capacity;
    // Of the function being read: numbers in the text, resolved at its end.
    fora_function *f;
    fora_arena *scratch;
    fora_map *values, *blocks;
    uint32_t *operand_places;  // by place in the operand pool: offset in the text
    uint32_t operand_place_count, operand_place_capacity;
} ir_parser;

// Reports the first fault, at the place reached; returns false.
bool ir_parse_fault(ir_parser *p, const char *format, ...) FORA_PRINTF(2, 3);
// Skips blanks, line ends and comments; ir_skip_blanks stays in the line.
void ir_skip(ir_parser *p);
void ir_skip_blanks(ir_parser *p);
// The accept functions take what is asked for and tell whether it was there; the expect
// functions report a fault if it is not. After a fault both find nothing.
bool ir_accept(ir_parser *p, const char *word);  // a whole word
bool ir_expect(ir_parser *p, const char *word);
bool ir_accept_char(ir_parser *p, char c);
bool ir_expect_char(ir_parser *p, char c);
bool ir_accept_word(ir_parser *p, const char **word, size_t *length);
// One of a list of words; its number.
bool ir_accept_one_of(ir_parser *p, const char *const *words, uint32_t *which);
bool ir_expect_unsigned(ir_parser *p, uint64_t most, uint64_t *value);
bool ir_expect_integer(ir_parser *p, uint64_t *value);
bool ir_expect_float(ir_parser *p, uint64_t *bits);
bool ir_expect_sym(ir_parser *p, fora_sym *sym);       // a string, or _ for none
bool ir_accept_string(ir_parser *p, fora_text *text);  // appends a string's bytes
bool ir_expect_label(ir_parser *p, char sigil, uint32_t *number);
bool ir_expect_class(ir_parser *p, fora_class *class);
bool ir_expect_type(ir_parser *p, fora_type *type);
bool ir_expect_optional_type(ir_parser *p, fora_type *type);  // `: type`, or nothing
bool ir_expect_optional_span(ir_parser *p, fora_span *span);
// Behind the words `func`, `descriptor`, `entry`.
bool ir_parse_function(ir_parser *p);
bool ir_parse_descriptor(ir_parser *p);
bool ir_parse_entry(ir_parser *p);
bool ir_parse_memory(ir_parser *p, fora_global global);  // `memory ...`, or nothing
void ir_parse_tables_end(ir_parser *p);
