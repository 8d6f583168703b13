// Filters of integers by ranges, in lanes where the processor has them.
#include "container.h"

#if defined(__x86_64__)

#include <immintrin.h>

enum { LANES = 8 };
#define IN_LANES __attribute__((target("avx512f,popcnt")))

// What is kept is packed and stored as a whole: the lanes behind it are overwritten later,
// or lie behind the list's length.
IN_LANES static inline __attribute__((always_inline)) void
keep(rt_range_filter *filter, __m512i element)
{
    __m512i above = _mm512_sub_epi64(element, _mm512_set1_epi64(filter->low));
    __m512i span = _mm512_set1_epi64((int64_t)filter->span);
    __mmask8 kept = _mm512_cmple_epu64_mask(above, span) ^ (__mmask8)filter->outside;
    _mm512_storeu_si512(filter->to + filter->kept,
                        _mm512_maskz_compress_epi64(kept, element));
    filter->kept += _mm_popcnt_u32(kept);
}

// Up to three filters in variables of their own, which stay in registers.
IN_LANES static int64_t
filter_few(rt_range_filter *filters, int64_t count, const int64_t *elements,
           int64_t from, int64_t to)
{
    rt_range_filter a = filters[0], b = filters[count > 1],
                    c = filters[count > 2 ? 2 : 0];
    if (count == 1)
        for (; from + LANES <= to; from += LANES)
            keep(&a, _mm512_loadu_si512(elements + from));
    for (; count == 2 && from + LANES <= to; from += LANES) {
        __m512i element = _mm512_loadu_si512(elements + from);
        keep(&a, element);
        keep(&b, element);
    }
    for (; count == 3 && from + LANES <= to; from += LANES) {
        __m512i element = _mm512_loadu_si512(elements + from);
        keep(&a, element);
        keep(&b, element);
        keep(&c, element);
    }
    filters[0].kept = a.kept;
    if (count > 1)
        filters[1].kept = b.kept;
    if (count > 2)
        filters[2].kept = c.kept;
    return from;
}

// Elements `from` .. `to` - 1, as far as they fill all lanes; returns where that ends.
IN_LANES static int64_t
filter_part(rt_range_filter *filters, int64_t count, const int64_t *elements,
            int64_t from, int64_t to)
{
    if (count <= 3)
        return filter_few(filters, count, elements, from, to);
    for (; from + LANES <= to; from += LANES) {
        __m512i element = _mm512_loadu_si512(elements + from);
        for (int64_t i = 0; i < count; i++)
            keep(&filters[i], element);
    }
    return from;
}

int64_t
rt_filter_ranges(rt_ptr filters, int64_t count, rt_ptr elements, int64_t length)
{
    enum { PART = RT_READ_BYTES / 4 / 8 };
    rt_range_filter *first = filters;
    int64_t *source = elements;
    if (!__builtin_cpu_supports("avx512f"))
        return 0;
    if (length <= 4 * PART || first->to != source || count == 1)
        return filter_part(filters, count, source, 0, length);
    int64_t done = 0;
    for (int64_t to = PART; to < length; to += PART) {
        done = filter_part(filters, count, source, done, to);
        rt_block_forget((uint8_t *)(source + first->kept), (uint8_t *)(source + done));
    }
    return filter_part(filters, count, source, done, length);
}

#else

int64_t
rt_filter_ranges(rt_ptr filters, int64_t count, rt_ptr elements, int64_t length)
{
    (void)filters, (void)count, (void)elements, (void)length;
    return 0;
}

#endif
