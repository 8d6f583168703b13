// Checking the ends of lines, of which the grammar knows less than Python.
#pragma once

#include "cst.h"

// Reports the first end of a line that stands inside of a statement, outside of brackets
// and strings; returns whether there is none. `text` is the text as the parser saw it.
bool fe_cst_check_lines(fora_diags *diags, const fora_source *source, uint32_t file,
                        const char *text, const fe_cst *root);

// The end of the line before that of `at`, where a parser stopped, or of an earlier one, if
// no statement can end there; else `at`. A string of several lines may mislead it, which
// changes no more than where an error is reported.
uint32_t fe_cst_unfinished_line(const fora_source *source, const char *text,
                                uint32_t at);
