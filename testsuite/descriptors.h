// The rows of rt_descriptors that the runtime knows by number, for test programs that link
// to it without being compiled by forac, and so define that table.
#pragma once

#include "fora_object.h"

// Where the only reference of an element is: at its start.
static const uint32_t test_at_start[] = {0};

// clang-format off
#define TEST_FIXED_DESCRIPTORS                                                         \
    [RT_DESCRIPTOR_STR] = {.kind = RT_KIND_STR, .name = "str"},                        \
    [RT_DESCRIPTOR_FILE] = {.kind = RT_KIND_FILE, .name = "_io.TextIOWrapper"},        \
    [RT_DESCRIPTOR_LIST_STR] = {.kind = RT_KIND_LIST,                                  \
                                .size = 8,                                             \
                                .ref_count = 1,                                        \
                                .refs = test_at_start,                                 \
                                .name = "list"},                                       \
    [RT_DESCRIPTOR_EXCEPTION] = {.kind = RT_KIND_EXCEPTION,                            \
                                 .size = sizeof(rt_exception)}
// clang-format on
