// Lists and vtuples of the runtime: growth, gaps, slices against the definition of a slice,
// and the counts of what they refer to.
#include <check.h>
#include <stdlib.h>

#include "runtime/container.h"
#include "testsuite/descriptors.h"

#include "checks.h"

enum { LIST_INT = RT_DESCRIPTOR_FIXED, LIST_REF, VTUPLE_INT, DESCRIPTORS };

const rt_descriptor rt_descriptors[DESCRIPTORS] = {
    TEST_FIXED_DESCRIPTORS,
    [LIST_INT] = {.kind = RT_KIND_LIST, .size = 8, .name = "list"},
    [LIST_REF] = {.kind = RT_KIND_LIST,
                  .size = 8,
                  .ref_count = 1,
                  .refs = test_at_start,
                  .name = "list"},
    [VTUPLE_INT] = {.kind = RT_KIND_VTUPLE, .size = 8, .name = "tuple"},
};
const uint32_t rt_descriptor_count = DESCRIPTORS;

void
fora_main(void)
{
}

static rt_list *
counting(int64_t count)
{
    rt_list *list = rt_list_new(LIST_INT, 0);
    for (int64_t i = 0; i < count; i++) {
        list = rt_list_reserve(list, 1);
        ((int64_t *)list->data)[list->length++] = i;
    }
    return list;
}

static int64_t
int_at(const rt_list *list, int64_t index)
{
    return ((const int64_t *)list->data)[index];
}

START_TEST(grows_and_keeps_its_elements)
{
    rt_list *list = counting(1000);
    ck_assert_int_eq(list->length, 1000);
    for (int64_t i = 0; i < 1000; i++)
        ck_assert_int_eq(int_at(list, i), i);
    rt_release(list);
}
END_TEST

START_TEST(gaps_open_and_close)
{
    rt_list *list = rt_list_open(counting(5), 2);
    ck_assert_int_eq(list->length, 6);
    ck_assert_int_eq(int_at(list, 3), 2);
    list = rt_list_close(list, 2);
    for (int64_t i = 0; i < 5; i++)
        ck_assert_int_eq(int_at(list, i), i);
    rt_release(list);
}
END_TEST

START_TEST(a_shared_list_is_copied_before_it_changes)
{
    rt_list *list = counting(3);
    rt_retain(list);
    rt_list *changed = rt_list_reverse(list);
    ck_assert_ptr_ne(changed, list);
    ck_assert_int_eq(int_at(list, 0), 0);
    ck_assert_int_eq(int_at(changed, 0), 2);
    ck_assert_int_eq(list->header.count, 1);
    rt_release(changed);
    rt_release(list);
}
END_TEST

// The bounds of a slice, tried one by one as its definition says.
static int64_t
expected_slice(int64_t length, int64_t start, int64_t stop, int64_t step,
               int64_t *indices)
{
    int64_t low = step < 0 ? -1 : 0, high = step < 0 ? length - 1 : length, count = 0;
    start = start < 0 ? start + length : start;
    stop = stop < 0 ? stop + length : stop;
    start = start < low ? low : start > high ? high : start;
    stop = stop < low ? low : stop > high ? high : stop;
    for (int64_t i = start; step > 0 ? i < stop : i > stop; i += step)
        indices[count++] = i;
    return count;
}

START_TEST(slices_name_the_right_elements)
{
    int64_t indices[16];
    rt_list *list = counting(7);
    for (int64_t start = -9; start <= 9; start++)
        for (int64_t stop = -9; stop <= 9; stop++)
            for (int64_t step = -4; step <= 4; step++) {
                if (step == 0)
                    continue;
                int64_t count = expected_slice(7, start, stop, step, indices);
                rt_list *slice = rt_list_slice(list, start, stop, step, 0);
                ck_assert_int_eq(slice->length, count);
                for (int64_t i = 0; i < count; i++)
                    ck_assert_int_eq(int_at(slice, i), indices[i]);
                rt_release(slice);
            }
    rt_release(list);
}
END_TEST

START_TEST(deleting_a_slice_leaves_the_others)
{
    int64_t indices[16];
    for (int64_t step = -4; step <= 4; step++) {
        if (step == 0)
            continue;
        rt_list *list = rt_list_delete_slice(counting(11), 1, 9, step, 0);
        int64_t count = expected_slice(11, 1, 9, step, indices), at = 0;
        ck_assert_int_eq(list->length, 11 - count);
        for (int64_t i = 0; i < 11; i++) {
            bool gone = false;
            for (int64_t k = 0; k < count; k++)
                gone = gone || indices[k] == i;
            if (!gone)
                ck_assert_int_eq(int_at(list, at++), i);
        }
        rt_release(list);
    }
}
END_TEST

START_TEST(counts_of_elements_are_exact)
{
    rt_object *element = (rt_object *)counting(1);
    rt_list *list = rt_list_new(LIST_REF, 4);
    for (int64_t i = 0; i < 4; i++) {
        rt_retain(element);
        ((void **)list->data)[list->length++] = element;
    }
    ck_assert_int_eq(element->count, 5);
    rt_list *twice = rt_list_repeat(list, 2);
    ck_assert_int_eq(element->count, 13);
    rt_list *slice =
        rt_list_slice(list, 0, 0, -1, RT_SLICE_NO_START | RT_SLICE_NO_STOP);
    ck_assert_int_eq(element->count, 17);
    twice = rt_list_assign_slice(twice, slice, 1, 7, 1, 0);
    ck_assert_int_eq(twice->length, 6);
    ck_assert_int_eq(element->count, 15);
    rt_retain(twice);
    twice = rt_list_extend(twice, twice);
    ck_assert_int_eq(element->count, 21);
    rt_release(twice);
    rt_release(slice);
    list = rt_list_clear(list);
    ck_assert_int_eq(element->count, 1);
    rt_release(list);
    rt_release(element);
}
END_TEST

// Of two lists that die, the one with the room stays; only a long one is taken over whole.
// Of a list without elements too, where there is nothing to point to: sanitized builds tell.
START_TEST(reverses_whatever_the_length)
{
    for (int64_t length = 0; length < 6; length++) {
        rt_list *list = rt_list_reverse(counting(length));
        ck_assert_int_eq(list->length, length);
        for (int64_t i = 0; i < length; i++)
            ck_assert_int_eq(int_at(list, i), length - 1 - i);
        rt_release(list);
    }
}
END_TEST

START_TEST(a_join_keeps_the_room)
{
    enum { LONG = 1000 };
    rt_list *roomy = rt_list_new(LIST_INT, LONG), *few = counting(3);
    ck_assert_ptr_eq(rt_list_extend(roomy, few), roomy);
    ck_assert_int_eq(roomy->capacity, LONG);
    ck_assert_int_eq(roomy->length, 3);
    ck_assert_int_eq(int_at(roomy, 2), 2);
    rt_list *more = counting(LONG), *none = rt_list_new(LIST_INT, 0);
    ck_assert_ptr_eq(rt_list_extend(none, more), more);
    roomy = rt_list_extend(roomy, more);
    ck_assert_int_eq(roomy->length, LONG + 3);
    ck_assert_int_eq(int_at(roomy, LONG + 2), LONG - 1);
    roomy->length = 0;
    more = counting(LONG);
    ck_assert_ptr_eq(rt_list_extend(roomy, more), more);
    rt_release(more);
}
END_TEST

// A filter that took the memory of a list keeps what costs no more than RT_READ_BYTES.
START_TEST(memory_that_was_taken_over_is_kept)
{
    enum { ROOM = 2 * RT_READ_BYTES / 8 };
    rt_list *list = rt_list_new(LIST_INT, ROOM);
    list->length = ROOM / 2 + 1;
    ck_assert_ptr_eq(rt_list_trim(list, list->data, false), list);
    ck_assert_int_eq(list->capacity, ROOM);
    list->length = ROOM / 2;
    list = rt_list_trim(list, list->data, false);
    ck_assert_int_eq(list->capacity, ROOM / 2);
    rt_release(list);
}
END_TEST

START_TEST(vtuples_are_cut_and_joined)
{
    rt_list *list = counting(5);
    rt_vtuple *tuple = rt_vtuple_of_list(list, VTUPLE_INT);
    rt_vtuple *front = rt_vtuple_slice(tuple, 2, 0, -1, RT_SLICE_NO_STOP);
    rt_vtuple *back = rt_vtuple_slice(tuple, 3, 0, 1, RT_SLICE_NO_STOP);
    rt_vtuple *joined = rt_vtuple_concat(front, back);
    static const int64_t expected[] = {2, 1, 0, 3, 4};
    ck_assert_int_eq(joined->length, 5);
    ck_assert_mem_eq(joined->data, expected, sizeof expected);
    rt_release(joined);
    rt_release(back);
    rt_release(front);
    rt_release(tuple);
    rt_release(list);
}
END_TEST

static int
ascending(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

START_TEST(sorts_as_qsort_does)
{
    for (int64_t count = 0; count < 600; count += 1 + count / 3) {
        rt_list *list = counting(count);
        int64_t *items = (int64_t *)list->data, expected[600];
        uint64_t state = 88172645463325252u;
        for (int64_t i = 0; i < count; i++) {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            expected[i] = items[i] = i % 5 == 0 ? i : (int64_t)(state % 100);
        }
        qsort(expected, (size_t)count, sizeof *expected, ascending);
        list = rt_list_sort_int(list, false);
        ck_assert_mem_eq(list->data, expected, (size_t)count * sizeof *expected);
        rt_release(list);
    }
}
END_TEST

int
main(void)
{
    Suite *suite = suite_create("rt_list");
    TCase *tests = tcase_create("list");
    tcase_add_test(tests, grows_and_keeps_its_elements);
    tcase_add_test(tests, gaps_open_and_close);
    tcase_add_test(tests, a_shared_list_is_copied_before_it_changes);
    tcase_add_test(tests, slices_name_the_right_elements);
    tcase_add_test(tests, deleting_a_slice_leaves_the_others);
    tcase_add_test(tests, counts_of_elements_are_exact);
    tcase_add_test(tests, reverses_whatever_the_length);
    tcase_add_test(tests, a_join_keeps_the_room);
    tcase_add_test(tests, memory_that_was_taken_over_is_kept);
    tcase_add_test(tests, vtuples_are_cut_and_joined);
    tcase_add_test(tests, sorts_as_qsort_does);
    suite_add_tcase(suite, tests);
    return test_run(suite);
}
