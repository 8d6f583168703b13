// The runtime's hot files as LLVM bitcode, made at build time; empty without clang.
#pragma once

#include <stddef.h>

extern const unsigned char fora_runtime_bitcode[];
extern const size_t fora_runtime_bitcode_size;
