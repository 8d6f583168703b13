// Properties of code points, exactly CPython 3.11's.
#pragma once

#include <stdbool.h>
#include <stdint.h>

// In the order of FLAGS in tables/unicode_tables.py.
enum {
    RT_UNICODE_ALPHA = 1,
    RT_UNICODE_DECIMAL = 2,
    RT_UNICODE_DIGIT = 4,
    RT_UNICODE_NUMERIC = 8,
    RT_UNICODE_LOWER = 16,
    RT_UNICODE_UPPER = 32,
    RT_UNICODE_TITLE = 64,
    RT_UNICODE_SPACE = 128,
    RT_UNICODE_PRINTABLE = 256,
    RT_UNICODE_ID_START = 512,
    RT_UNICODE_ID_CONTINUE = 1024,
    RT_UNICODE_CASED = 2048,
    RT_UNICODE_IGNORABLE = 4096,  // for the final sigma
    RT_UNICODE_SPECIAL = 8192,    // has a case mapping that is no distance
};

enum { RT_CASE_UPPER, RT_CASE_LOWER, RT_CASE_TITLE, RT_CASE_FOLD };

unsigned rt_unicode_flags(uint32_t point);  // RT_UNICODE_*
// Writes the mapped code points (1 to 3) and returns how many.
int rt_unicode_case(uint32_t point, int kind, uint32_t mapped[3]);
int rt_unicode_decimal(uint32_t point);  // value of a decimal digit, else -1
bool rt_unicode_is_space(uint32_t point);
// White space that int() and float() take around a number.
bool rt_unicode_is_number_space(uint32_t point);
bool rt_unicode_is_line_break(uint32_t point);
bool rt_unicode_is_printable(uint32_t point);
