// Dictionaries and sets of the runtime against a plain array: long random sequences of
// inserting and removing, order of entries, copies, counts of keys and values.
#include <check.h>
#include <stdlib.h>

#include "runtime/container.h"
#include "runtime/set.h"
#include "testsuite/descriptors.h"

#include "checks.h"

enum { DICT_INT = RT_DESCRIPTOR_FIXED, DICT_REF, SET_INT, LIST_INT, DESCRIPTORS };
enum { KEYS = 500 };

static const uint32_t value_place[] = {16};
const rt_descriptor rt_descriptors[DESCRIPTORS] = {
    TEST_FIXED_DESCRIPTORS,
    [DICT_INT] = {.kind = RT_KIND_DICT, .size = 24, .value_offset = 16, .name = "dict"},
    [DICT_REF] = {.kind = RT_KIND_DICT,
                  .size = 24,
                  .value_offset = 16,
                  .ref_count = 1,
                  .refs = value_place,
                  .name = "dict"},
    [SET_INT] = {.kind = RT_KIND_SET, .size = 16, .value_offset = 16, .name = "set"},
    [LIST_INT] = {.kind = RT_KIND_LIST, .size = 8, .name = "list"},
};
const uint32_t rt_descriptor_count = DESCRIPTORS;

void
fora_main(void)
{
}

static uint64_t random_state = 88172645463325252u;

static uint64_t
next_random(void)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return random_state;
}

// Keys that collide in their low or in their high bits.
static int64_t
key_of(uint64_t number, int shape)
{
    return shape == 0   ? (int64_t)number
           : shape == 1 ? (int64_t)(number << 40)
                        : -(int64_t)number * 4096;
}

static void
put(rt_dict *dict, int64_t key, int64_t value)
{
    uint8_t *entry = rt_dict_find_int(dict, key);
    if (!entry) {
        entry = rt_dict_insert(dict, rt_hash_of_int(key));
        *(int64_t *)(entry + RT_ENTRY_KEY) = key;
    }
    *(int64_t *)(entry + 16) = value;
}

static void
check_same(const rt_dict *dict, const int64_t *model, int shape)
{
    int64_t live = 0;
    for (uint64_t k = 0; k < KEYS; k++) {
        const uint8_t *entry = rt_dict_find_int((void *)dict, key_of(k, shape));
        ck_assert_int_eq(entry != NULL, model[k] != 0);
        if (entry)
            ck_assert_int_eq(*(const int64_t *)(entry + 16), model[k]);
        live += model[k] != 0;
    }
    ck_assert_int_eq(dict->length, live);
}

START_TEST(dict_agrees_with_an_array)
{
    int64_t model[KEYS] = {0};
    rt_dict *dict = rt_dict_new(DICT_INT, 0);
    for (int64_t step = 1; step < 20000; step++) {
        uint64_t k = next_random() % KEYS;
        uint8_t *entry = rt_dict_find_int(dict, key_of(k, _i));
        if (next_random() % 5 < 2 && entry) {
            rt_dict_remove(dict, entry);
            model[k] = 0;
        } else {
            put(dict, key_of(k, _i), step);
            model[k] = step;
        }
        if (step % 1000 == 0) {
            check_same(dict, model, _i);
            rt_dict *copy = rt_dict_copy(dict);
            check_same(copy, model, _i);
            rt_release(copy);
        }
    }
    dict = rt_dict_clear(dict);
    ck_assert_ptr_null(rt_dict_find_int(dict, 1));
    rt_release(dict);
}
END_TEST

START_TEST(dict_keeps_the_order_of_insertion)
{
    rt_dict *dict = rt_dict_new(DICT_INT, 0);
    for (int64_t i = 0; i < 1000; i++)
        put(dict, i * 7919 % 1009, i);
    for (int64_t i = 0; i < 1000; i += 2)
        rt_dict_remove(dict, rt_dict_find_int(dict, i * 7919 % 1009));
    for (int64_t i = 2000; i < 2400; i++)
        put(dict, i, i);
    int64_t last = -1;
    for (int64_t n = 0; n < dict->used; n++) {
        const uint8_t *entry = dict->entries + n * 24;
        if (!rt_entry_live(entry))
            continue;
        ck_assert_int_gt(*(const int64_t *)(entry + 16), last);
        last = *(const int64_t *)(entry + 16);
    }
    ck_assert_int_eq(last, 2399);
    rt_release(dict);
}
END_TEST

START_TEST(dict_owns_its_values)
{
    rt_object *value = rt_list_new(LIST_INT, 0);
    rt_dict *dict = rt_dict_new(DICT_REF, 0);
    for (int64_t i = 0; i < 10; i++) {
        rt_retain(value);
        put(dict, i, (int64_t)(intptr_t)value);
    }
    rt_retain(dict);
    rt_dict *copy = rt_dict_unique(dict);
    ck_assert_ptr_ne(copy, dict);
    ck_assert_int_eq(value->count, 21);
    rt_dict_remove(copy, rt_dict_find_int(copy, 3));
    rt_release(value);
    rt_release(copy);
    ck_assert_int_eq(value->count, 11);
    rt_release(dict);
    ck_assert_int_eq(value->count, 1);
    rt_release(value);
}
END_TEST

static void
set_add(rt_set *set, int64_t key)
{
    if (rt_set_find_int(set, key))
        return;
    uint8_t *entry = rt_set_insert(set, rt_hash_of_int(key));
    *(int64_t *)(entry + RT_ENTRY_KEY) = key;
}

START_TEST(set_agrees_with_an_array)
{
    bool model[KEYS] = {false};
    rt_set *set = rt_set_new(SET_INT);
    for (int64_t step = 1; step < 20000; step++) {
        uint64_t k = next_random() % KEYS;
        uint8_t *entry = rt_set_find_int(set, key_of(k, _i));
        ck_assert_int_eq(entry != NULL, model[k]);
        if (entry && next_random() % 2) {
            rt_set_remove(set, entry);
            model[k] = false;
        } else {
            set_add(set, key_of(k, _i));
            model[k] = true;
        }
    }
    rt_set *copy = rt_set_merged(set, SET_INT);
    for (uint64_t k = 0; k < KEYS; k++) {
        ck_assert_int_eq(rt_set_find_int(set, key_of(k, _i)) != NULL, model[k]);
        ck_assert_int_eq(rt_set_find_int(copy, key_of(k, _i)) != NULL, model[k]);
    }
    rt_release(copy);
    rt_release(set);
}
END_TEST

// The order that CPython 3.11 shows for these.
START_TEST(set_has_the_order_of_cpython)
{
    static const int64_t added[] = {33, 8, 100, 9, -1, 16, 0};
    static const int64_t order[] = {0, 33, 100, 8, 9, 16, -1};
    rt_set *set = rt_set_new(SET_INT);
    for (size_t i = 0; i < 7; i++)
        set_add(set, added[i]);
    size_t at = 0;
    for (int64_t n = 0; n < set->used; n++)
        if (rt_entry_live(rt_set_at(set, (uint64_t)n)))
            ck_assert_int_eq(*(int64_t *)(rt_set_at(set, (uint64_t)n) + RT_ENTRY_KEY),
                             order[at++]);
    ck_assert_uint_eq(at, 7);
    rt_release(set);
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("rt_dict");
    TCase *tests = tcase_create("dict and set");
    tcase_add_loop_test(tests, dict_agrees_with_an_array, 0, 3);
    tcase_add_test(tests, dict_keeps_the_order_of_insertion);
    tcase_add_test(tests, dict_owns_its_values);
    tcase_add_loop_test(tests, set_agrees_with_an_array, 0, 3);
    tcase_add_test(tests, set_has_the_order_of_cpython);
    suite_add_tcase(suite, tests);
    return test_run(suite);
}
