// What the files for strings share: the value of neighbouring string literals while it
// is put together.
#pragma once

#include "ast_build.h"

// One literal's prefix and quotes.
typedef struct {
    bool raw, bytes, format;
    char quote;
    uint32_t quotes;      // 1 or 3
    uint32_t start, end;  // of what is between the quotes
} fe_literal;

typedef struct {
    fe_builder *b;
    const fe_cst *node;   // all the literals together
    fora_text text;       // decoded, and not yet in `values`
    fe_node_list values;  // of a JoinedStr
} fe_joined;

// Decodes the bytes start .. end of the source and adds them to j->text. `braces`: the
// part of a formatted string outside of replacement fields, where braces are doubled.
void fe_decode(fe_joined *j, const fe_literal *literal, uint32_t start, uint32_t end,
               bool braces);

// Adds a formatted literal to `j`.
void fe_format(fe_joined *j, const fe_literal *literal, const fe_cst *string);

// Ends the text so far as a Constant in j->values.
void fe_flush(fe_joined *j);
