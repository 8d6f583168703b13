// Blocks of memory, and the destruction of structures that are deep, wide, or shared.
#include <check.h>
#include <string.h>

#include "runtime/memory.h"
#include "runtime/str.h"
#include "testsuite/descriptors.h"

#include "checks.h"

typedef struct {
    rt_object header;
    rt_object *left, *right;
} node;

enum { NODE = RT_DESCRIPTOR_FIXED, PAIR, LIST_NODE, DESCRIPTORS };

static const uint32_t both[] = {offsetof(node, left), offsetof(node, right)};
const rt_descriptor rt_descriptors[DESCRIPTORS] = {
    TEST_FIXED_DESCRIPTORS,
    [NODE] = {.kind = RT_KIND_INSTANCE,
              .size = sizeof(node),
              .ref_count = 2,
              .refs = both},
    [PAIR] = {.kind = RT_KIND_INSTANCE,
              .size = sizeof(node),
              .ref_count = 2,
              .refs = both},
    [LIST_NODE] = {.kind = RT_KIND_LIST,
                   .size = 8,
                   .ref_count = 1,
                   .refs = test_at_start},
};
const uint32_t rt_descriptor_count = DESCRIPTORS;

void
fora_main(void)
{
}

static node *
make(int descriptor, void *left, void *right)
{
    node *made = rt_alloc(sizeof *made, descriptor);
    made->left = left;
    made->right = right;
    return made;
}

START_TEST(blocks_of_every_size_hold_what_is_written)
{
    enum { MOST = 1200 };
    static unsigned char *blocks[MOST];
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < MOST; i++) {
            blocks[i] = rt_block_alloc((size_t)i);
            ck_assert_uint_eq((uintptr_t)blocks[i] % RT_UNIT, 0);
            memset(blocks[i], i & 255, (size_t)i);
        }
        for (int i = 0; i < MOST; i++)
            for (int k = 0; k < i; k++)
                ck_assert_uint_eq(blocks[i][k], i & 255);
        for (int i = 0; i < MOST; i++) {
            if (i % 2 == round % 2)
                rt_block_free(blocks[i]);
            else
                rt_block_free_sized(blocks[i], (size_t)i);
        }
    }
}
END_TEST

START_TEST(resizing_keeps_the_content)
{
    size_t bytes = 1;
    unsigned char *block = rt_block_alloc(bytes);
    block[0] = 7;
    for (size_t next = 2; next < 100000; next = next * 3 / 2 + 1) {
        block = rt_block_resize(block, bytes, next);
        memset(block + bytes, 7, next - bytes);
        bytes = next;
    }
    for (size_t i = 0; i < bytes; i++)
        ck_assert_uint_eq(block[i], 7);
    block = rt_block_resize(block, bytes, 10);
    ck_assert_uint_eq(block[9], 7);
    rt_block_free(block);
}
END_TEST

// Whether a large page was asked for, came dear, or was given up must not show.
START_TEST(large_blocks_keep_their_content)
{
    enum { FIRST = 3 << 20, MOST = 100 << 20, STRIDE = 4093 };
    size_t bytes = FIRST;
    unsigned char *block = rt_block_alloc(bytes);
    for (size_t i = 0; i < bytes; i += STRIDE)
        block[i] = (unsigned char)(i % 251);
    while (bytes < MOST) {
        size_t next = bytes + bytes / 2;
        block = rt_block_resize(block, bytes, next);
        for (size_t i = (bytes + STRIDE - 1) / STRIDE * STRIDE; i < next; i += STRIDE)
            block[i] = (unsigned char)(i % 251);
        bytes = next;
    }
    for (size_t i = 0; i < bytes; i += STRIDE)
        ck_assert_uint_eq(block[i], i % 251);
    block = rt_block_resize(block, bytes, FIRST);
    for (size_t i = 0; i < FIRST; i += STRIDE)
        ck_assert_uint_eq(block[i], i % 251);
    rt_block_free(block);
}
END_TEST

START_TEST(a_chain_of_ten_million_dies)
{
    static const int descriptors[] = {NODE, PAIR};
    node *chain = NULL;
    for (int i = 0; i < 10000000; i++)
        chain =
            make(descriptors[i / 3 % 2], i % 2 ? chain : NULL, i % 2 ? NULL : chain);
    rt_release(chain);
}
END_TEST

START_TEST(a_deep_nest_of_lists_dies)
{
    rt_list *nest = NULL;
    for (int i = 0; i < 1000000; i++) {
        rt_list *list = rt_list_new(LIST_NODE, 3);
        ((void **)(void *)list->data)[0] = i % 3 == 0 ? nest : NULL;
        ((void **)(void *)list->data)[1] = i % 3 == 1 ? nest : NULL;
        ((void **)(void *)list->data)[2] = i % 3 == 2 ? nest : NULL;
        list->length = 3;
        nest = list;
    }
    rt_release(nest);
}
END_TEST

static node *
tree(int depth, int descriptor)
{
    return depth == 0 ? NULL
                      : make(descriptor, tree(depth - 1, PAIR), tree(depth - 1, NODE));
}

START_TEST(a_wide_tree_dies)
{
    rt_release(tree(18, NODE));
}
END_TEST

START_TEST(what_is_shared_lives_on)
{
    rt_str *text = rt_str_from_c("shared by both");
    node *inner = make(NODE, text, NULL);
    rt_retain(inner);
    node *outer = make(PAIR, inner, NULL);
    rt_release(outer);
    ck_assert_int_eq(inner->header.count, 1);
    ck_assert_int_eq(text->header.count, 1);
    rt_release(inner);
    rt_retain(rt_str_empty());
    rt_release(rt_str_empty());
    rt_release(NULL);
}
END_TEST

int
main(void)
{
    rt_str_start();
    Suite *suite = suite_create("rt_memory");
    TCase *cases = tcase_create("memory");
    tcase_set_timeout(cases, 120);
    tcase_add_test(cases, blocks_of_every_size_hold_what_is_written);
    tcase_add_test(cases, resizing_keeps_the_content);
    tcase_add_test(cases, large_blocks_keep_their_content);
    tcase_add_test(cases, a_chain_of_ten_million_dies);
    tcase_add_test(cases, a_deep_nest_of_lists_dies);
    tcase_add_test(cases, a_wide_tree_dies);
    tcase_add_test(cases, what_is_shared_lives_on);
    suite_add_tcase(suite, cases);
    return test_run(suite);
}
