// Reporting syntax errors that tree-sitter finds.
#pragma once

#include "cst.h"

#include <tree_sitter/api.h>

const TSLanguage *tree_sitter_python(void);

// How long a parse may take before the file counts as not parsable: broken text of many
// megabytes can keep tree-sitter's error recovery busy for minutes.
#define PARSE_LIMIT_MICROSECONDS (20 * 1000 * 1000)

// Reports the first syntax error in a text (as the parser saw it) whose tree has errors.
void fe_cst_report(fora_diags *diags, const fora_source *source, uint32_t file,
                   const char *text, TSNode root);
