// Functions that call themselves: their calls are expanded in place some levels deep, so
// that one frame, one check of the stack and one set of saved registers serve several
// calls of the source. LLVM itself never expands a call of a function within it.
//
// A function `f` gets copies, its levels: f's calls of itself go to level 1, those of level
// 1 to level 2, those of the last to f. LLVM expands each level where it is called, always,
// and then nothing refers to it. A level runs in the frame of f, which has checked the
// stack.
#include "cpu.h"

enum { MOST_OPERATIONS = 360, MOST_LEVELS = 3, MOST_SLOT_BYTES = 4096 };

typedef struct {
    uint32_t operations, calls;  // those that run, and the calls of itself among them
    uint64_t slot_bytes;         // all levels have theirs in one frame
} body_size;

// What stands on the way of an exception is short and out of line, and not counted.
static body_size
measure(const fora_function *function, fora_fn fn, const bool *cold)
{
    body_size size = {0};
    for (fora_block block = 1; block < function->block_count; block++) {
        if (cold[block])
            continue;
        for (fora_op op = function->blocks[block].first; op;
             op = function->ops[op].next) {
            size.operations++;
            if (function->ops[op].code == FORA_OP_L_SLOT)
                size.slot_bytes += fora_attribute(function, op, 0);
            if (function->ops[op].code == FORA_OP_L_CALL &&
                fora_attribute(function, op, 0) == fn)
                size.calls++;
        }
    }
    return size;
}

uint32_t
cpu_recursion_levels(const fora_function *function, fora_fn fn, const bool *cold)
{
    body_size size = measure(function, fn, cold);
    uint64_t bodies = 1, level = 1;
    uint32_t levels = 0;
    if (size.calls == 0)
        return 0;
    while (levels < MOST_LEVELS) {
        level *= size.calls;
        bodies += level;
        if (bodies * size.operations > MOST_OPERATIONS ||
            bodies * size.slot_bytes > MOST_SLOT_BYTES)
            break;
        levels++;
    }
    return levels;
}
