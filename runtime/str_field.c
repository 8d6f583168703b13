// Fields of records: short strings that come again and again as a table is read. Those
// seen lately are kept, so that equal fields are one object, whose hash is known and which
// equals itself at a glance. Whether that is worth while is found out for each column.
#include <stdlib.h>

#include "rt.h"
#include "str.h"

enum { WAYS = 5, LEAST_BITS = 8, MOST_BITS = 15, LEAST_BYTES = 2, MOST_BYTES = 40 };

// After TRIALS fields of a column of which few were known, the next PAUSE are made without
// looking, twice as many each time. What looks like a number must be known more often: it is
// short, and mostly soon used up.
enum { TRIALS = 4096, PAUSE = 16 * TRIALS, MOST_PAUSES = 10, COLUMNS = 16 };

// One line of the processor's cache.
typedef struct {
    uint32_t hashes[WAYS];
    uint32_t reserved;
    rt_str *strings[WAYS];  // the one entered last comes first
} field_bucket;

typedef struct {
    int trials, known, numbers;
    int pause, pauses;  // fields to go, and how many pauses there have been
} field_column;

static struct {
    field_bucket *buckets;  // 2^bits of them, NULL before the first field
    uint32_t bits, entered;
    field_column columns[COLUMNS];
} recent;

// ---- The table ----------------------------------------------------------------------

static field_bucket *
bucket_of(uint32_t hash)
{
    return &recent.buckets[hash >> (32 - recent.bits)];
}

static field_bucket *
new_buckets(uint32_t bits)
{
    size_t bytes = sizeof(field_bucket) << bits;
    field_bucket *buckets = aligned_alloc(64, bytes);
    if (buckets == NULL)
        rt_out_of_memory();
    return memset(buckets, 0, bytes);
}

static void
put_first(rt_str *string)
{
    field_bucket *bucket = bucket_of(string->hash);
    for (int way = WAYS - 1; way > 0; way--) {
        bucket->strings[way] = bucket->strings[way - 1];
        bucket->hashes[way] = bucket->hashes[way - 1];
    }
    bucket->strings[0] = string;
    bucket->hashes[0] = string->hash;
}

// More buckets: there are more different fields than places.
static void
grow(void)
{
    field_bucket *old = recent.buckets;
    size_t count = old == NULL ? 0 : (size_t)1 << recent.bits;
    recent.bits = old == NULL ? LEAST_BITS : recent.bits + 1;
    recent.buckets = new_buckets(recent.bits);
    recent.entered = 0;
    for (size_t i = 0; i < count; i++)
        for (int way = WAYS - 1; way >= 0; way--)
            if (old[i].strings[way] != NULL)
                put_first(old[i].strings[way]);
    free(old);
}

// ---- One field ----------------------------------------------------------------------

static bool
is_number(const uint8_t *text)
{
    return text[0] <= '9' && text[0] != ' ';
}

static bool
is_kept(field_column *column, int64_t length)
{
    if (length < LEAST_BYTES || length > MOST_BYTES)
        return false;
    if (column->pause == 0)
        return true;
    column->pause--;
    return false;
}

static void
count_trial(field_column *column, bool known, bool number)
{
    column->known += known;
    column->numbers += number;
    if (++column->trials < TRIALS)
        return;
    int few = column->numbers > TRIALS / 2 ? TRIALS / 8 * 7 : TRIALS / 8;
    bool paused = column->known < few;
    int pauses = column->pauses + (paused && column->pauses < MOST_PAUSES);
    *column =
        (field_column){.pause = paused ? PAUSE << (pauses - 1) : 0, .pauses = pauses};
}

static rt_str *
find(const field_bucket *bucket, uint32_t hash)
{
    for (int way = 0; way < WAYS; way++)
        if (bucket->hashes[way] == hash)
            return bucket->strings[way];
    return NULL;
}

static rt_str *
enter(uint32_t hash, const rt_str *s, rt_span span)
{
    rt_str *string = rt_str_part_ascii(s, span.start, span.stop);
    string->hash = hash;
    if (++recent.entered > (uint32_t)(WAYS / 2) << recent.bits &&
        recent.bits < MOST_BITS)
        grow();
    rt_release_inline(bucket_of(hash)->strings[WAYS - 1]);
    put_first(rt_str_share(string));
    return string;
}

static rt_str *
make(const rt_str *s, rt_span span, uint32_t hash, field_column *column)
{
    const uint8_t *text = s->data + span.start;
    int64_t length = span.stop - span.start;
    rt_str *string = find(bucket_of(hash), hash);
    bool known = string != NULL && string->length == length &&
                 rt_bytes_equal(string->data, text, (size_t)length);
    count_trial(column, known, is_number(text));
    return known ? rt_str_share(string) : enter(hash, s, span);
}

// ---- Fields of a record -------------------------------------------------------------

// The memory that the fields need is asked for before the first of them waits for it: first
// the buckets, then the strings.
void
rt_str_fields(rt_str *s, const rt_span *spans, int64_t count, int64_t first,
              rt_str **out)
{
    uint32_t hashes[RT_MOST_FIELDS];
    if (recent.buckets == NULL)
        grow();
    for (int64_t i = 0; i < count; i++) {
        int64_t length = spans[i].stop - spans[i].start, number = first + i;
        field_column *column = &recent.columns[number < COLUMNS ? number : COLUMNS - 1];
        hashes[i] = 0;
        if (!s->ascii || length == s->length || !is_kept(column, length))
            continue;
        hashes[i] = (uint32_t)rt_bytes_hash(s->data + spans[i].start, (size_t)length);
        __builtin_prefetch(bucket_of(hashes[i]));
    }
    for (int64_t i = 0; i < count; i++) {
        const rt_str *string =
            hashes[i] != 0 ? find(bucket_of(hashes[i]), hashes[i]) : NULL;
        if (string == NULL)
            continue;
        __builtin_prefetch(string);
        __builtin_prefetch(string->data);
    }
    for (int64_t i = 0; i < count; i++) {
        int64_t number = first + i;
        field_column *column = &recent.columns[number < COLUMNS ? number : COLUMNS - 1];
        out[i] = hashes[i] != 0 ? make(s, spans[i], hashes[i], column)
                                : rt_str_part(s, spans[i].start, spans[i].stop);
    }
}

rt_str *
rt_str_field(rt_str *s, int64_t start, int64_t stop)
{
    rt_str *field;
    rt_str_fields(s, &(rt_span){start, stop}, 1, COLUMNS - 1, &field);
    return field;
}
