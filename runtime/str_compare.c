// Order and hashes of strings.
#include "str.h"

// ---- Hash ---------------------------------------------------------------------------
// Multiply and fold, in the manner of Wang Yi's wyhash: eight bytes a step.

static inline uint64_t
fold_multiply(uint64_t a, uint64_t b)
{
    unsigned __int128 product = (unsigned __int128)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static inline uint64_t
load4(const uint8_t *bytes)
{
    uint32_t value;
    memcpy(&value, bytes, sizeof value);
    return value;
}

static inline uint64_t
load_short(const uint8_t *bytes, size_t count)
{
    if (count >= 4)
        return load4(bytes) << 32 | load4(bytes + count - 4);
    if (count == 0)
        return 0;
    return (uint64_t)bytes[0] << 16 | (uint64_t)bytes[count >> 1] << 8 |
           bytes[count - 1];
}

static int32_t
hash_bytes(const uint8_t *bytes, size_t count)
{
    const uint64_t first = 0xa0761d6478bd642fu, second = 0xe7037ed1a0b428dbu;
    uint64_t hash = first;
    if (count <= 8) {
        hash = fold_multiply(
            hash ^ (count == 8 ? rt_load8(bytes) : load_short(bytes, count)), second);
    } else {
        const uint8_t *last = bytes + count - 8;
        for (; bytes < last; bytes += 8)
            hash = fold_multiply(hash ^ rt_load8(bytes), second);
        hash = fold_multiply(hash ^ rt_load8(last), second);
    }
    // The length comes in at a place of its own: text must not be able to make up for it.
    hash = fold_multiply(hash, first ^ count << 32);
    uint32_t folded = (uint32_t)(hash ^ hash >> 32);
    return (int32_t)(folded == 0 ? 1 : folded);
}

int32_t
rt_bytes_hash(const uint8_t *bytes, size_t count)
{
    return hash_bytes(bytes, count);
}

int32_t
rt_str_hash_compute(rt_str *string)
{
    string->hash =
        (uint32_t)hash_bytes(string->data, (size_t)(string->length * string->width));
    return (int32_t)string->hash;
}

// CPython's differ from run to run; these do not.
int64_t
rt_str_hash_value(rt_ref string)
{
    return (uint32_t)rt_str_hash(string);
}

// ---- Order --------------------------------------------------------------------------

static int32_t
sign(int64_t value)
{
    return (value > 0) - (value < 0);
}

int32_t
rt_str_compare(rt_ref left, rt_ref right)
{
    const rt_str *a = left, *b = right;
    int64_t count = a->length < b->length ? a->length : b->length;
    if (a->width == 1 && b->width == 1) {
        int order = memcmp(a->data, b->data, (size_t)count);
        return order != 0 ? sign(order) : sign(a->length - b->length);
    }
    for (int64_t i = 0; i < count; i++) {
        int64_t distance = (int64_t)rt_str_point(a, i) - (int64_t)rt_str_point(b, i);
        if (distance != 0)
            return sign(distance);
    }
    return sign(a->length - b->length);
}
