// The short paths of strings that are inlined into user code as bitcode.
#include "container.h"
#include "rt.h"
#include "str.h"

int32_t
rt_str_at(rt_ref string, int64_t index)
{
    return (int32_t)rt_str_point(string, index);
}

bool
rt_str_equal(rt_ref left, rt_ref right)
{
    const rt_str *a = left, *b = right;
    if (a == b)
        return true;
    if (a->length != b->length || a->width != b->width)
        return false;
    return rt_bytes_equal(a->data, b->data, (size_t)(a->length * a->width));
}

bool
rt_str_equal_char(rt_ref string, int32_t point)
{
    const rt_str *s = string;
    return s->length == 1 && rt_str_point(s, 0) == (uint32_t)point;
}

int32_t
rt_str_hash(rt_ref string)
{
    rt_str *s = string;
    return s->hash != 0 ? (int32_t)s->hash : rt_str_hash_compute(s);
}

int64_t
rt_str_key(rt_ref string)
{
    return rt_hash_of_str(string).hash;
}

bool
rt_str_ne(rt_ref left, rt_ref right)
{
    return !rt_str_equal(left, right);
}

bool
rt_str_ne_char(rt_ref string, int32_t point)
{
    return !rt_str_equal_char(string, point);
}

bool
rt_char_eq_str(int32_t point, rt_ref string)
{
    return rt_str_equal_char(string, point);
}

bool
rt_char_ne_str(int32_t point, rt_ref string)
{
    return !rt_str_equal_char(string, point);
}

bool
rt_str_lt(rt_ref left, rt_ref right)
{
    return rt_str_compare(left, right) < 0;
}

bool
rt_str_le(rt_ref left, rt_ref right)
{
    return rt_str_compare(left, right) <= 0;
}

bool
rt_str_gt(rt_ref left, rt_ref right)
{
    return rt_str_compare(left, right) > 0;
}

bool
rt_str_ge(rt_ref left, rt_ref right)
{
    return rt_str_compare(left, right) >= 0;
}

bool
rt_char_eq(int32_t left, int32_t right)
{
    return left == right;
}

bool
rt_char_ne(int32_t left, int32_t right)
{
    return left != right;
}

bool
rt_char_lt(int32_t left, int32_t right)
{
    return left < right;
}

bool
rt_char_le(int32_t left, int32_t right)
{
    return left <= right;
}

bool
rt_char_gt(int32_t left, int32_t right)
{
    return left > right;
}

bool
rt_char_ge(int32_t left, int32_t right)
{
    return left >= right;
}

int64_t
rt_char_ord(int32_t point)
{
    return point;
}
