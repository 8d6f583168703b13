// Fields of records: short strings that come again and again as a table is read. Those
// seen lately are kept, so that equal fields are one object, whose hash is known and which
// equals itself at a glance. What looks like a number is left out: it is hardly kept, and
// seldom the same.
#include "rt.h"
#include "str.h"

enum { BUCKET_BITS = 15, WAYS = 4, LEAST_BYTES = 2, MOST_BYTES = 40 };

// After TRIALS fields of which few were known, the next PAUSE are made without looking.
enum { TRIALS = 4096, FEW = TRIALS / 8, PAUSE = 16 * TRIALS };

typedef struct {
    rt_str *strings[WAYS];  // the one entered last comes first
    uint32_t hashes[WAYS];
} field_bucket;

static struct {
    field_bucket buckets[1 << BUCKET_BITS];
    int trials, known, pause;
} recent;

static bool
is_kept(const uint8_t *text, int64_t length)
{
    if (length < LEAST_BYTES || length > MOST_BYTES)
        return false;
    if (recent.pause > 0) {
        recent.pause--;
        return false;
    }
    return text[0] > '9' || text[0] == ' ';
}

static void
count_trial(bool known)
{
    recent.known += known;
    if (++recent.trials < TRIALS)
        return;
    recent.pause = recent.known < FEW ? PAUSE : 0;
    recent.trials = recent.known = 0;
}

static bool
is_text(const rt_str *string, const uint8_t *text, int64_t length)
{
    return string != NULL && string->length == length &&
           rt_bytes_equal(string->data, text, (size_t)length);
}

static rt_str *
enter(field_bucket *bucket, uint32_t hash, const uint8_t *text, int64_t length)
{
    rt_str *string = rt_str_from_ascii((const char *)text, length);
    string->hash = hash;
    rt_release_inline(bucket->strings[WAYS - 1]);
    for (int way = WAYS - 1; way > 0; way--) {
        bucket->strings[way] = bucket->strings[way - 1];
        bucket->hashes[way] = bucket->hashes[way - 1];
    }
    bucket->strings[0] = rt_str_share(string);
    bucket->hashes[0] = hash;
    return string;
}

rt_str *
rt_str_field(rt_str *s, int64_t start, int64_t stop)
{
    const uint8_t *text = s->data + start;
    int64_t length = stop - start;
    if (!s->ascii || length == s->length || !is_kept(text, length))
        return rt_str_part(s, start, stop);
    uint32_t hash = (uint32_t)rt_bytes_hash(text, (size_t)length);
    field_bucket *bucket = &recent.buckets[hash >> (32 - BUCKET_BITS)];
    for (int way = 0; way < WAYS; way++) {
        rt_str *string = bucket->strings[way];
        if (bucket->hashes[way] != hash || !is_text(string, text, length))
            continue;
        count_trial(true);
        return rt_str_share(string);
    }
    count_trial(false);
    return enter(bucket, hash, text, length);
}
