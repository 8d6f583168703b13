// By hand what the compiler makes of: for line in text.splitlines(): for word in
// line.split(): counts[word.strip(".,!").lower()] += 1, with counts kept in a list of pairs.
#include "fora_runtime.h"

#include "check.h"
#include "testsuite/descriptors.h"

typedef struct {
    rt_ref word;
    int64_t count;
} pair;

enum { LIST_PAIR = RT_DESCRIPTOR_FIXED, DESCRIPTORS };

const rt_descriptor rt_descriptors[DESCRIPTORS] = {
    TEST_FIXED_DESCRIPTORS,
    [LIST_PAIR] = {.kind = RT_KIND_LIST,
                   .size = sizeof(pair),
                   .ref_count = 1,
                   .refs = test_at_start,
                   .name = "list"},
};
const uint32_t rt_descriptor_count = DESCRIPTORS;

static rt_own
text_of(const char *bytes)
{
    rt_own text = rt_str_repeat(rt_char_str('x'), 0);
    for (; *bytes != '\0'; bytes++)
        text = rt_str_append_char(text, (unsigned char)*bytes);
    return text;
}

static rt_own
count_word(rt_own counts, rt_own word)
{
    rt_list *list = counts;
    pair *pairs = (pair *)(void *)list->data;
    for (int64_t i = 0; i < list->length; i++)
        if (rt_str_equal(pairs[i].word, word)) {
            pairs[i].count++;
            rt_release(word);
            return counts;
        }
    list = rt_list_reserve(counts, 1);
    ((pair *)(void *)list->data)[list->length++] = (pair){word, 1};
    return list;
}

void
fora_main(void)
{
    rt_own text = text_of("The cat, the dog.\nA dog!\n\nthe end");
    rt_own marks = text_of(".,!"), counts = rt_list_new(LIST_PAIR, 0), line, token;
    rt_piece_cursor lines = {0, INT64_MAX};
    while ((line = rt_str_lines_next(text, false, &lines)) != NULL) {
        rt_piece_cursor at = {0, INT64_MAX};
        while ((token = rt_str_split_next(line, &at)) != NULL) {
            rt_own bare = rt_str_strip(token, marks);
            counts = count_word(counts, rt_str_lower(bare));
            rt_release(bare);
            rt_release(token);
        }
        rt_release(line);
    }
    rt_list *list = counts;
    const pair *pairs = (const pair *)(const void *)list->data;
    check(list->length == 5, "five words");
    check(pairs[0].count == 3 && pairs[2].count == 2 && pairs[4].count == 1,
          "their counts");
    check(rt_str_equal_char(pairs[3].word, 'a'), "the fourth is a");
    rt_release(counts);
    rt_release(marks);
    rt_release(text);
}
