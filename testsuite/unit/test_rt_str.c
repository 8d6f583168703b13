// Strings where the method's answer is not all: who owns it, its width, whether it was made
// in place. The answers themselves are compared with CPython's by fuzz/compare_runtime.py.
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/str.h"
#include "testsuite/descriptors.h"

#include "checks.h"

const rt_descriptor rt_descriptors[RT_DESCRIPTOR_FIXED] = {
    TEST_FIXED_DESCRIPTORS,
};
const uint32_t rt_descriptor_count = RT_DESCRIPTOR_FIXED;

void
fora_main(void)
{
}

static void
expect(const rt_str *string, const char *text)
{
    size_t bytes;
    char *got = rt_str_to_utf8(string, &bytes);
    ck_assert_str_eq(got, text);
    free(got);
}

START_TEST(what_does_not_change_is_the_same_object)
{
    rt_str *s = rt_str_from_c("plain words");
    rt_str *same[] = {rt_str_lower(s),
                      rt_str_strip(s, NULL),
                      rt_str_lstrip(s, NULL),
                      rt_str_zfill(s, 3),
                      rt_str_replace(s, rt_str_latin1('Z'), rt_str_latin1('a'), -1),
                      rt_str_part(s, 0, s->length),
                      rt_str_concat(s, rt_str_empty()),
                      rt_str_repeat(s, 1)};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        ck_assert_ptr_eq(same[i], s);
        rt_release(same[i]);
    }
    ck_assert_int_eq(s->header.count, 1);
    rt_release(s);
}
END_TEST

START_TEST(short_strings_come_from_the_table)
{
    rt_str *s = rt_str_from_c("aé日");
    for (int i = 0; i < 2; i++) {
        rt_str *one = rt_str_part(s, i, i + 1);
        ck_assert_ptr_eq(one, rt_str_latin1((uint8_t)rt_str_at(s, i)));
        ck_assert_int_lt(one->header.count, 0);
    }
    rt_str *wide = rt_str_part(s, 2, 3);
    ck_assert_int_eq(wide->width, 2);
    rt_release(wide);
    ck_assert_ptr_eq(rt_str_part(s, 1, 1), rt_str_empty());
    rt_release(s);
}
END_TEST

START_TEST(slices_are_as_narrow_as_their_content)
{
    rt_str *s = rt_str_from_c("ab\U0001f600日本éz");
    static const struct {
        int start, stop, width;
        bool ascii;
    } parts[] = {{0, 2, 1, true}, {1, 3, 4, false}, {3, 5, 2, false}, {5, 7, 1, false}};
    ck_assert_int_eq(s->width, 4);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        rt_str *part = rt_str_part(s, parts[i].start, parts[i].stop);
        ck_assert_int_eq(part->width, parts[i].width);
        ck_assert_int_eq(part->ascii, parts[i].ascii);
        rt_release(part);
    }
    rt_release(s);
}
END_TEST

START_TEST(appending_works_in_place_when_alone)
{
    rt_str *s = rt_str_from_c("start");
    int moves = 0;
    for (int i = 0; i < 100000; i++) {
        rt_str *before = s;
        s = rt_str_append_char(s, 'a' + i % 26);
        moves += s != before;
    }
    ck_assert_int_eq(s->length, 100005);
    ck_assert_int_lt(moves, 60);
    rt_retain(s);
    rt_str *other = rt_str_append(s, rt_str_latin1('!'));
    ck_assert_ptr_ne(other, s);
    ck_assert_int_eq(s->length, 100005);
    ck_assert_int_eq(s->header.count, 1);
    rt_release(other);
    rt_release(s);
}
END_TEST

START_TEST(appending_widens_and_forgets_the_hash)
{
    rt_str *s = rt_str_from_c("ab");
    int32_t hash = rt_str_hash(s);
    s = rt_str_append_char(s, 'c');
    ck_assert_int_ne(rt_str_hash(s), hash);
    s = rt_str_append_char(s, 0xe9);
    ck_assert_int_eq(s->ascii, false);
    s = rt_str_append_char(s, 0x65e5);
    ck_assert_int_eq(s->width, 2);
    rt_str *tail = rt_str_from_c("xy");
    s = rt_str_append(s, tail);
    s = rt_str_append(s, s);
    expect(s, "abcé日xyabcé日xy");
    rt_release(tail);
    rt_release(s);
}
END_TEST

START_TEST(cursors_yield_what_the_lists_hold)
{
    static const char *const texts[] = {"",
                                        " ",
                                        "a",
                                        " one  two\tthree ",
                                        "é b\u3000日",
                                        "a,b,,c,",
                                        "l1\nl2\r\nl3\rl4\v5"};
    rt_str *comma = rt_str_latin1(',');
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        rt_str *s = rt_str_from_c(texts[i]);
        rt_list *lists[] = {rt_str_split(s, NULL, -1), rt_str_split(s, comma, -1),
                            rt_str_splitlines(s, true)};
        for (int way = 0; way < 3; way++) {
            rt_piece_cursor cursor = {0, INT64_MAX};
            int64_t count = 0;
            for (;; count++) {
                rt_str *piece = way == 0   ? rt_str_split_next(s, &cursor)
                                : way == 1 ? rt_str_split_on_next(s, comma, &cursor)
                                           : rt_str_lines_next(s, true, &cursor);
                if (piece == NULL)
                    break;
                ck_assert_int_lt(count, lists[way]->length);
                ck_assert(
                    rt_str_equal(piece, ((rt_str **)(void *)lists[way]->data)[count]));
                rt_release(piece);
            }
            ck_assert_int_eq(count, lists[way]->length);
            rt_release(lists[way]);
        }
        rt_release(s);
    }
}
END_TEST

// So many different fields that some push others out, and some of them again.
START_TEST(fields_are_what_was_cut)
{
    enum { FIELDS = 60000 };
    rt_str *comma = rt_str_latin1(','), *first = NULL;
    char text[80];
    for (int i = 0; i < FIELDS; i++) {
        snprintf(text, sizeof text, "name %d,same,%d", i % 7 ? i : 7, i);
        rt_str *s = rt_str_from_c(text);
        rt_str *fields[3],
            *expected = rt_str_from_ascii(text, (int64_t)strcspn(text, ","));
        rt_span places[3];
        rt_str_split_fields(s, comma, 3, 7, places);
        ck_assert_ptr_null(rt_pending);
        for (int field = 0; field < 3; field++)
            memcpy(&fields[field], &places[field], sizeof *fields);
        ck_assert(rt_str_equal(fields[0], expected));
        ck_assert_int_eq(rt_str_hash(fields[0]), rt_str_hash(expected));
        ck_assert_int_eq(rt_int_parse(fields[2]), i);
        if (first == NULL)
            first = rt_str_share(fields[1]);
        ck_assert(rt_str_equal(fields[1], first));
        for (int field = 0; field < 3; field++)
            rt_release(fields[field]);
        rt_release(expected);
        rt_release(s);
    }
    rt_release(first);
}
END_TEST

START_TEST(keys_are_told_apart)
{
    // Short strings are their own keys: all differ from one another and from the marks of
    // entries.
    int64_t keys[700];
    int count = 0;
    for (int length = 0; length < 10; length++)
        for (int point = 0; point < 64; point++) {
            uint8_t text[10] = {0};
            for (int i = 0; i < length; i++)
                text[i] = (uint8_t)(i + 1 == length ? point * 4 : point & 1);
            rt_str *s = rt_str_from_points(text, 1, length);
            keys[count++] = rt_str_key(s);
            ck_assert(keys[count - 1] > RT_HASH_DELETED);
            rt_release(s);
            if (length == 0)
                break;
        }
    for (int i = 0; i < count; i++)
        for (int j = 0; j < i; j++)
            ck_assert(keys[i] != keys[j]);
}
END_TEST

START_TEST(marks_of_entries_are_no_keys)
{
    // What would be spread to a mark: undone step by step. 0x86.. would be six characters
    // with a seventh, 0x89.. a hash of more than 32 bits.
    const uint64_t factor = 0x9FB21C651E98DF25u;
    uint64_t inverse = factor;
    for (int i = 0; i < 6; i++)
        inverse *= 2 - factor * inverse;
    uint64_t least[2];
    for (int i = 0; i < 2; i++) {
        uint64_t mark = (uint64_t)(INT64_MIN + i);
        uint64_t key = (mark ^ mark >> 32) * inverse;
        least[i] = key ^ key >> 32;
    }
    ck_assert_uint_eq(least[0], 0x8688125606881256u);
    ck_assert_uint_eq(least[1], 0x8933aec804238a65u);
}
END_TEST

START_TEST(equal_strings_have_equal_hashes)
{
    for (int length = 0; length < 70; length++) {
        char text[80];
        memset(text, 'x', (size_t)length);
        text[length] = '\0';
        rt_str *a = rt_str_from_c(text), *b = rt_str_repeat(rt_str_latin1('x'), length);
        ck_assert(rt_str_equal(a, b));
        ck_assert_int_eq(rt_str_hash(a), rt_str_hash(b));
        ck_assert_int_ne(rt_str_hash(a), 0);
        rt_release(a);
        rt_release(b);
    }
}
END_TEST

START_TEST(invalid_utf8_escapes_and_comes_back)
{
    static const char *const texts[] = {"\xff", "a\xc3", "\xed\xa0\x80",
                                        "\xf4\x90\x80\x80", "\xc0\x80"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        rt_str *s = rt_str_from_c(texts[i]);
        expect(s, texts[i]);
        rt_release(s);
    }
}
END_TEST

int
main(void)
{
    rt_str_start();
    Suite *suite = suite_create("rt_str");
    TCase *cases = tcase_create("str");
    tcase_add_test(cases, what_does_not_change_is_the_same_object);
    tcase_add_test(cases, short_strings_come_from_the_table);
    tcase_add_test(cases, slices_are_as_narrow_as_their_content);
    tcase_add_test(cases, appending_works_in_place_when_alone);
    tcase_add_test(cases, appending_widens_and_forgets_the_hash);
    tcase_add_test(cases, cursors_yield_what_the_lists_hold);
    tcase_add_test(cases, fields_are_what_was_cut);
    tcase_add_test(cases, keys_are_told_apart);
    tcase_add_test(cases, marks_of_entries_are_no_keys);
    tcase_add_test(cases, equal_strings_have_equal_hashes);
    tcase_add_test(cases, invalid_utf8_escapes_and_comes_back);
    suite_add_tcase(suite, cases);
    return test_run(suite);
}
