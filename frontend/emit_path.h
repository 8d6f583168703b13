// Paths of attributes and items that an update goes through (emit_path.c).
#pragma once

#include "emit.h"

typedef enum { FE_PATH_EARLY, FE_PATH_SAFE, FE_PATH_LATE } fe_path_way;

typedef enum {
    FE_STEP_ATTRIBUTE,
    FE_STEP_ITEM,
    FE_STEP_SETDEFAULT,  // x.setdefault(key, value)
    FE_STEP_GET,         // x.get(key)
} fe_step_kind;

typedef struct {
    fe_step_kind kind;
    fe_node *node;
    fe_node *operands[2];  // index; or key and value; NULL where there is none
    fora_val values[2];
    bool
        inserted;  // of setdefault: the key is in the dict, and the dict is written back
} fe_path_step;

typedef struct {
    fe_node *root;
    fora_sym name;
    fe_symbol *symbol;  // of the root, if it can be bound anew; else NULL
    fe_path_way way;
    uint32_t count;
    fe_path_step *steps;
    fora_val *objects;  // objects[0]: the root; objects[i + 1]: behind step i
} fe_path;

// Finds root and steps of `node`. `others`: what is evaluated between fe_path_prepare and
// fe_path_resume.
void fe_path_init(fe_emit *e, fe_path *path, fe_node *node, fe_nodes others);
void fe_path_prepare(fe_emit *e, fe_path *path);
// From here on objects[count] is the object to update.
void fe_path_resume(fe_emit *e, fe_path *path);
// Writes the updated object back along the path.
void fe_path_commit(fe_emit *e, const fe_node *node, fe_path *path, fora_val value);
// Whether the evaluation of `node` may bind the symbol to another object.
bool fe_may_rebind(fe_emit *e, const fe_symbol *symbol, fora_sym name, fe_node *node);
