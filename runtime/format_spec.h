// The mini-language of format(): a parsed specification and what lays numbers out by it.
#pragma once

#include "str.h"

typedef struct {
    uint32_t fill, align, sign, type;  // code points; 0: not given
    bool alternate, no_negative_zero, fill_given, align_given;
    uint32_t separator;        // ',', '_' or 0
    int group;                 // digits between separators
    int64_t width, precision;  // -1: not given
} rt_format_spec;

// Parses; false: ValueError raised. Default type and alignment depend on what is formatted,
// of which `of` is the type's name.
bool rt_format_parse(const rt_str *text, uint32_t type, uint32_t align, const char *of,
                     rt_format_spec *spec);
void rt_format_unknown(uint32_t type, const char *of);

// A number in pieces, as it is laid out.
typedef struct {
    bool negative;
    const char *prefix;  // "0x" or ""
    const char *digits;  // of the whole part, to be grouped
    int64_t digit_count;
    const char *rest;  // point, decimals, exponent, "%" or "inf": not grouped
    int64_t rest_count;
    int64_t character;  // of type 'c': stands for digits and rest; else -1
} rt_format_number;

void rt_format_layout(rt_text *out, const rt_format_spec *spec,
                      const rt_format_number *number);
// Adds a string, padded and cut as the specification tells.
void rt_format_text(rt_text *out, const rt_format_spec *spec, const rt_str *string);

// ---- Floats -------------------------------------------------------------------------

enum { RT_FLOAT_ALTERNATE = 1, RT_FLOAT_POINT_ZERO = 2 };

// The digits of |value| in the form of type e, f, g or r (repr), or E, F, G; inf and nan
// too. Not terminated; returns the length. `text` has room for RT_FLOAT_FORM + precision.
enum { RT_FLOAT_FORM = 340 };
size_t rt_float_form(double value, char type, int64_t precision, int flags, char *text);
// Whether value is so small that it is written with zeros only.
bool rt_float_form_is_zero(const char *text, size_t count);
