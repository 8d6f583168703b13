import math
a, b, c = {1, 2, 3}, {2, 3, 4}, {3, 4, 5}
print(set.intersection(a, b, c), a.union(b, c, [9]), set.union(*[a, b, c]), set().union(*[[1, 2], [3]]))
print(set.intersection(*map(set, ["abc", "bcd", "cde"])), a.intersection(*[b, c]), a.difference([1], [2]))
print(math.gcd(12, 18, 27), math.lcm(2, 3, 4), math.gcd(), math.lcm(5), math.gcd(*[4, 6]), math.gcd(-7))
print(math.prod([1.5, 2]), math.prod(range(1, 6)), math.prod([], start=3), math.perm(5), math.perm(5, 2), math.perm(5, None), math.comb(5, 2))
print(math.floor(7), math.ceil(-2.5), math.trunc(True), math.hypot(3, 4, 12, 84), math.hypot(*[1, 2]), math.hypot(5))
print(math.fsum([.1] * 10), math.fsum(x / 10 for x in range(5)), math.dist((1, 2), (4, 6)), math.dist([1, 2, 3], (4, 5, 6)))
print(max(*[3, 1]), min(*[3, 1], key=lambda v: -v), max(*(1, 2)))
try:
    print(max(*[3]))
except TypeError as e:
    print(e)
print(math.floor(2**62), math.log(8, 2), math.log2(8), math.isqrt(99), math.e, math.tau, math.inf, math.nan)
a.update([7], {8})
a.difference_update({1}, {2})
print(a)
print(round(2.675, 2), round(0.5), round(1.5), round(2.5), round(-0.5), round(1234, -2), round(15, -1), round(25, -1), round(3.7), round(1e20) if False else 1)
print(divmod(-7, 2), divmod(7.5, 2), pow(3, 4, 5), pow(2, -1, 7), pow(-2, 3, 5), divmod(7, -2))
print((255).bit_length(), (255).bit_count(), (0.5).is_integer(), (2.0).is_integer(), (0.1).hex(), (0.75).as_integer_ratio(), float.fromhex("0x1.8p1"))
try:
    math.floor(float("inf"))
except OverflowError as e:
    print(e)
try:
    math.sqrt(-1)
except ValueError as e:
    print(e)
try:
    math.log(0)
except ValueError as e:
    print(e)
print(math.copysign(1, -0.0), math.fmod(-7, 3), math.modf(3.25), math.frexp(8.0), math.ldexp(0.5, 4), math.degrees(math.pi), math.atan2(1, 1))
print(math.factorial(10), math.isclose(0.1 + 0.2, 0.3), math.isnan(float("nan")), math.exp(1), math.cbrt(27.0))
