// The module math, by the runtime's functions.
#include "eval.h"

static eval_value
float_or_raise(double number)
{
    eval_check();
    return eval_float(number);
}

static eval_value
int_or_raise(int64_t integer)
{
    eval_check();
    return eval_int(integer);
}

static double
at(const eval_args *args, uint32_t place)
{
    return eval_as_float(args->values[place]);
}

#define ONE(name)                                                                      \
    static eval_value math_##name(eval_args *args)                                     \
    {                                                                                  \
        eval_arity(args, "math." #name "()", 1, 1);                                    \
        return float_or_raise(rt_math_##name(at(args, 0)));                            \
    }
#define TWO(name)                                                                      \
    static eval_value math_##name(eval_args *args)                                     \
    {                                                                                  \
        eval_arity(args, #name, 2, 2);                                                 \
        return float_or_raise(rt_math_##name(at(args, 0), at(args, 1)));               \
    }
#define TEST(name)                                                                     \
    static eval_value math_##name(eval_args *args)                                     \
    {                                                                                  \
        eval_arity(args, "math." #name "()", 1, 1);                                    \
        return eval_bool(rt_math_##name(at(args, 0)));                                 \
    }
#define INT_TWO(name)                                                                  \
    static eval_value math_##name(eval_args *args)                                     \
    {                                                                                  \
        if (args->count != 2)                                                          \
            eval_lacks("math." #name " of %u numbers", args->count);                   \
        return int_or_raise(rt_math_##name(eval_as_int(args->values[0]),               \
                                           eval_as_int(args->values[1])));             \
    }
#define INT_ONE(name)                                                                  \
    static eval_value math_##name(eval_args *args)                                     \
    {                                                                                  \
        eval_arity(args, "math." #name "()", 1, 1);                                    \
        return int_or_raise(rt_math_##name(eval_as_int(args->values[0])));             \
    }

// clang-format off
ONE(sqrt) ONE(cbrt) ONE(exp) ONE(exp2) ONE(expm1) ONE(log2) ONE(log10) ONE(log1p)
ONE(sin) ONE(cos) ONE(tan) ONE(asin) ONE(acos) ONE(atan) ONE(sinh) ONE(cosh) ONE(tanh)
ONE(asinh) ONE(acosh) ONE(atanh) ONE(erf) ONE(erfc) ONE(gamma) ONE(lgamma) ONE(ulp)
ONE(degrees) ONE(radians) ONE(fabs)
TWO(pow) TWO(atan2) TWO(fmod) TWO(remainder) TWO(copysign) TWO(nextafter)
TEST(isfinite) TEST(isinf) TEST(isnan)
INT_ONE(factorial) INT_ONE(isqrt) INT_TWO(comb) INT_TWO(perm) INT_TWO(gcd) INT_TWO(lcm)
    // clang-format on

    static eval_value
    rounded(const eval_args *args, const char *method, int64_t (*round)(double))
{
    eval_value result;
    eval_arity(args, "math function", 1, 1);
    if (eval_dunder(args->values[0], method, 0, NULL, &result))
        return result;
    if (eval_is_int(args->values[0]))
        return eval_int(args->values[0].as.integer);
    return int_or_raise(round(at(args, 0)));
}

static eval_value
math_floor(eval_args *args)
{
    return rounded(args, "__floor__", rt_math_floor);
}

static eval_value
math_ceil(eval_args *args)
{
    return rounded(args, "__ceil__", rt_math_ceil);
}

static eval_value
math_trunc(eval_args *args)
{
    return rounded(args, "__trunc__", rt_float_to_int);
}

static eval_value
math_log(eval_args *args)
{
    eval_arity(args, "log", 1, 2);
    return float_or_raise(args->count == 2 ? rt_math_log_base(at(args, 0), at(args, 1))
                                           : rt_math_log(at(args, 0)));
}

static eval_value
math_hypot(eval_args *args)
{
    if (args->count == 2)
        return eval_float(rt_math_hypot(at(args, 0), at(args, 1)));
    if (args->count != 3)
        eval_lacks("math.hypot of %u numbers", args->count);
    return eval_float(rt_math_hypot3(at(args, 0), at(args, 1), at(args, 2)));
}

static eval_value
math_isclose(eval_args *args)
{
    double relative =
        eval_as_float(eval_argument(args, UINT32_MAX, "rel_tol", eval_float(1e-9)));
    double absolute =
        eval_as_float(eval_argument(args, UINT32_MAX, "abs_tol", eval_float(0)));
    bool close = rt_math_isclose(at(args, 0), at(args, 1), relative, absolute);
    eval_check();
    return eval_bool(close);
}

static eval_value
math_ldexp(eval_args *args)
{
    eval_arity(args, "ldexp", 2, 2);
    return float_or_raise(rt_math_ldexp(at(args, 0), eval_as_int(args->values[1])));
}

static eval_value
math_modf(eval_args *args)
{
    double parts[2];
    rt_math_modf(at(args, 0), parts);
    return eval_tuple_of(2, (eval_value[]){eval_float(parts[0]), eval_float(parts[1])});
}

static eval_value
math_frexp(eval_args *args)
{
    struct {
        double number;
        int64_t exponent;
    } parts;
    rt_math_frexp(at(args, 0), &parts);
    return eval_tuple_of(
        2, (eval_value[]){eval_float(parts.number), eval_int(parts.exponent)});
}

// A list[float] for the runtime.
rt_list *
eval_floats(eval_value iterable)
{
    eval_table *items = eval_to_list(iterable);
    double *data = eval_alloc((size_t)items->length * sizeof *data);
    rt_list *list = eval_alloc(sizeof *list);
    *list = (rt_list){.header = {1, RT_DESCRIPTOR_FIXED},
                      .length = items->length,
                      .capacity = items->length,
                      .data = (uint8_t *)data};
    for (int64_t i = 0; i < items->length; i++)
        data[i] = eval_as_float(eval_list_at(items, i));
    return list;
}

static eval_value
math_fsum(eval_args *args)
{
    eval_arity(args, "math.fsum()", 1, 1);
    return float_or_raise(rt_math_fsum(eval_floats(args->values[0])));
}

static eval_value
math_dist(eval_args *args)
{
    eval_arity(args, "dist", 2, 2);
    return float_or_raise(
        rt_math_dist(eval_floats(args->values[0]), eval_floats(args->values[1])));
}

#define ROW(name)                                                                      \
    {                                                                                  \
#name, math_##name                                                             \
    }
// clang-format off
const eval_builtin_row eval_math_builtins[] = {
    ROW(sqrt), ROW(cbrt), ROW(exp), ROW(exp2), ROW(expm1), ROW(log2), ROW(log10),
    ROW(log1p), ROW(sin), ROW(cos), ROW(tan), ROW(asin), ROW(acos), ROW(atan), ROW(sinh),
    ROW(cosh), ROW(tanh), ROW(asinh), ROW(acosh), ROW(atanh), ROW(erf), ROW(erfc),
    ROW(gamma), ROW(lgamma), ROW(ulp), ROW(degrees), ROW(radians), ROW(fabs), ROW(pow),
    ROW(atan2), ROW(fmod), ROW(remainder), ROW(copysign), ROW(nextafter), ROW(isfinite),
    ROW(isinf), ROW(isnan), ROW(factorial), ROW(isqrt), ROW(comb), ROW(perm), ROW(gcd),
    ROW(lcm), ROW(floor), ROW(ceil), ROW(trunc), ROW(log), ROW(hypot), ROW(isclose),
    ROW(ldexp), ROW(modf), ROW(frexp), ROW(fsum), ROW(dist), {0},
};
// clang-format on
