// Sums that are rounded once: hypot and dist, fsum.
#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "memory.h"
#include "rt.h"

// ---- hypot, dist --------------------------------------------------------------------

typedef struct {
    double high, low;
} pair;

// Dekker's product: high + low is x * y exactly.
static pair
multiply(double x, double y)
{
    const double splitter = 134217729.0;
    double t = x * splitter, x_high = t - (t - x), x_low = x - x_high;
    t = y * splitter;
    double y_high = t - (t - y), y_low = y - y_high;
    double product = x_high * y_high, middle = x_high * y_low + x_low * y_high;
    double high = product + middle;
    return (pair){high, product - high + middle + x_low * y_low};
}

// For |a| >= |b|: high + low is a + b exactly.
static pair
add(double a, double b)
{
    double high = a + b;
    return (pair){high, (a - high) + b};
}

// The root of the sum of squares, as CPython 3.11 computes it: scaled to below one, squared
// and summed with the rounding errors kept, the root corrected once. Changes `values`.
static double
norm(double *values, size_t count)
{
    double most = 0;
    bool found_nan = false;
    for (size_t i = 0; i < count; i++) {
        values[i] = fabs(values[i]);
        found_nan = found_nan || isnan(values[i]);
        most = values[i] > most ? values[i] : most;
    }
    if (isinf(most) || most == 0 || (count <= 1 && !found_nan))
        return isinf(most) || !found_nan ? most : NAN;
    if (found_nan)
        return NAN;
    int exponent;
    frexp(most, &exponent);
    if (exponent < -1023) {
        for (size_t i = 0; i < count; i++)
            values[i] /= DBL_MIN;
        return DBL_MIN * norm(values, count);
    }
    double scale = ldexp(1.0, -exponent), sum = 1.0, low1 = 0, low2 = 0;
    for (size_t i = 0; i < count; i++) {
        double x = values[i] * scale;
        pair square = multiply(x, x), total = add(sum, square.high);
        sum = total.high;
        low1 += square.low;
        low2 += total.low;
    }
    double root = sqrt(sum - 1.0 + (low1 + low2));
    pair square = multiply(-root, root), total = add(sum, square.high);
    low1 += square.low;
    low2 += total.low;
    double rest = total.high - 1.0 + (low1 + low2);
    return (root + rest / (2.0 * root)) / scale;
}

double
rt_math_hypot(double x, double y)
{
    double values[] = {x, y};
    return norm(values, 2);
}

double
rt_math_hypot3(double x, double y, double z)
{
    double values[] = {x, y, z};
    return norm(values, 3);
}

double
rt_math_dist2(double x1, double y1, double x2, double y2)
{
    double values[] = {x1 - x2, y1 - y2};
    return norm(values, 2);
}

double
rt_math_dist3(double x1, double y1, double z1, double x2, double y2, double z2)
{
    double values[] = {x1 - x2, y1 - y2, z1 - z2};
    return norm(values, 3);
}

double
rt_math_dist(rt_ref left, rt_ref right)
{
    const rt_list *a = left, *b = right;
    if (a->length != b->length) {
        rt_raise_format(RT_EXC_ValueError,
                        "both points must have the same number of dimensions");
        return 0;
    }
    size_t count = (size_t)a->length;
    double *values = rt_block_alloc(count * sizeof *values);
    const double *p = (const double *)(const void *)a->data;
    const double *q = (const double *)(const void *)b->data;
    for (size_t i = 0; i < count; i++)
        values[i] = p[i] - q[i];
    double result = norm(values, count);
    rt_block_free_sized(values, count * sizeof *values);
    return result;
}

// ---- fsum ---------------------------------------------------------------------------

// Shewchuk's partial sums: they do not overlap, grow in size, and add up exactly.
typedef struct {
    double *values;
    size_t count, capacity;
    double local[64];
} partials;

static void
partials_add(partials *p, double x)
{
    size_t kept = 0;
    for (size_t i = 0; i < p->count; i++) {
        double y = p->values[i];
        if (fabs(x) < fabs(y)) {
            double swap = x;
            x = y;
            y = swap;
        }
        volatile double high = x + y;
        volatile double rounded = high - x;
        double low = y - rounded;
        if (low != 0)
            p->values[kept++] = low;
        x = high;
    }
    p->count = kept;
    if (x == 0)
        return;
    if (p->count == p->capacity) {
        size_t bytes = p->capacity * sizeof *p->values;
        double *larger = rt_block_alloc(2 * bytes);
        for (size_t i = 0; i < p->count; i++)
            larger[i] = p->values[i];
        if (p->values != p->local)
            rt_block_free_sized(p->values, bytes);
        p->values = larger;
        p->capacity *= 2;
    }
    p->values[p->count++] = x;
}

// The exact sum rounded once, half to even.
static double
partials_round(const partials *p)
{
    size_t n = p->count;
    if (n == 0)
        return 0;
    double high = p->values[--n], low = 0;
    while (n > 0) {
        double x = high, y = p->values[--n];
        high = x + y;
        low = y - (high - x);
        if (low != 0)
            break;
    }
    if (n > 0 &&
        ((low < 0 && p->values[n - 1] < 0) || (low > 0 && p->values[n - 1] > 0))) {
        double y = low * 2.0, x = high + y;
        if (y == x - high)
            high = x;
    }
    return high;
}

double
rt_math_fsum(rt_ref list)
{
    const rt_list *numbers = list;
    const double *values = (const double *)(const void *)numbers->data;
    partials p = {.count = 0, .capacity = sizeof p.local / sizeof *p.local};
    p.values = p.local;
    double special = 0, infinite = 0;
    bool overflow = false;
    for (int64_t i = 0; i < numbers->length && !overflow; i++) {
        if (isfinite(values[i])) {
            partials_add(&p, values[i]);
            overflow = p.count > 0 && !isfinite(p.values[p.count - 1]);
        } else {
            special += values[i];
            infinite += isinf(values[i]) ? values[i] : 0;
            p.count = 0;
        }
    }
    double result = special != 0 ? special : partials_round(&p);
    if (overflow)
        rt_raise_format(RT_EXC_OverflowError, "intermediate overflow in fsum");
    else if (isnan(infinite))
        rt_raise_format(RT_EXC_ValueError, "-inf + inf in fsum");
    if (p.values != p.local)
        rt_block_free_sized(p.values, p.capacity * sizeof *p.values);
    return result;
}
