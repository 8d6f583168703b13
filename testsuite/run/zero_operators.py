# The sum of no floats is the int 0: what each operator makes of it, and of a float.
import math


def show(*values):
    print(*values)
    for v in values:
        print(repr(v), str(v), f"{v}", f"{v:6}", type(v).__name__, isinstance(v, int), isinstance(v, float), bool(v))


def total(xs):
    return sum(xs)


def comp(xs):
    return sum(x * 2 for x in xs)


def filtered(xs, limit):
    return sum(x for x in xs if x > limit)


def operators(a, b):
    print("ops", a, b)
    print(a + b, a - b, a * b, -a, +a, abs(a))
    print(a + 1.5, 1.5 + a, a - 1.5, 1.5 - a, a * -1.0, -1.0 * a, a / 2.0)
    print(a + 1, 1 + a, a - 1, 1 - a, a * 3, 3 * a, a / 2, a // 2, a % 2, a ** 2, abs(a) ** 0.5)
    print(a // 2.0, a % 2.0, divmod(a, 2), divmod(a, 2.0), a * True, True * a, a + True)
    print(a == b, a != b, a < b, a <= b, a > b, a >= b, a == 0, a == 0.0, a < 1, 1 > a, a != 1.0)
    print(round(a), round(a, 1), round(a, -1), int(a), float(a), math.sqrt(abs(a)), math.floor(a), math.ceil(a))
    print(min(a, b), max(a, b), min(a, 1.0), max(a, -1), hash(a) == hash(0.0), not a)
    print(2 ** a, 2.0 ** a, math.atan2(a, b), math.pow(a, 2), math.copysign(1.0, -a))
    for f in (lambda: a / b, lambda: 1 / b, lambda: 1.0 / b, lambda: a // b, lambda: a % b, lambda: a / 0, lambda: a / 0.0, lambda: b / False):
        try:
            print(f())
        except ZeroDivisionError as e:
            print("zero", e)


empty = [1.0][:0]
some = [0.5, -2.25]
negative = [-0.0]
nans = [math.nan, 1.0]
infs = [math.inf]
for xs in (empty, some, negative, nans, infs):
    show(total(xs), comp(xs), filtered(xs, -1.0))
for xs in (empty, some, negative, infs):
    for ys in (empty, some, [0.0]):
        operators(total(xs), comp(ys))
print(sum([]), sum(()), sum([], 5), sum([0.5], 1), sum([0.5], start=2))
