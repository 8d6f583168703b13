// Lanes that ask the C library: lanes.h.
#include "lanes.h"

#include <math.h>

bool
rt_lanes_ask(double (*function)(double), const double *arguments, double *results,
             int64_t lanes)
{
    bool fits = true;
    for (; lanes; lanes &= lanes - 1) {
        int lane = __builtin_ctzll((uint64_t)lanes);
        double x = arguments[lane], y = function(x);
        results[lane] = y;
        fits = fits && !(isnan(y) && !isnan(x)) && !(isinf(y) && isfinite(x));
    }
    return fits;
}
