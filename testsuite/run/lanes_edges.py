"""Comprehensions whose bodies run in lanes, at all lengths around a block's."""
import math


def escape(cr, ci, limit):
    zr = zi = 0.0
    for step in range(limit):
        if zr * zr + zi * zi > 4.0:
            return step
        zr, zi = zr * zr - zi * zi + cr, 2.0 * zr * zi + ci
    return limit


def orbit(n, limit):
    return [escape(3.0 * x / (n + 1) - 2.0, 0.25, limit) for x in range(n)]


def power(x, n):
    """Square and multiply; the lanes' loops end at different times."""
    result = 1.0
    while n > 0:
        if n % 2 == 1:
            result *= x
        x *= x
        n //= 2
    return result


def first_above(xs, bound):
    """The number of the first element above the bound, -1 if there is none."""
    found = -1
    for i, x in enumerate(xs):
        if x > bound:
            found = i
            break
    else:
        found = -2
    return found


def skipped(x, n):
    total = 0.0
    for i in range(n):
        if x * i > 20.0:
            continue
        if i > 3:
            if x < 2.0:
                total -= i
                continue
            total += 0.5
        total += x * i
    return total


def sign(x):
    if x > 0.0:
        return 1
    if x < 0.0:
        return -1
    return 0


def nested(x, y):
    if x > 1.0:
        if y:
            return x * 2.0
        elif x > 3.0:
            return x - 3.0
        x = x + 0.5
    else:
        if not y:
            return -x
    return x


def row_sums(rows, weights):
    return [sum(w * row[j] for w, row in zip(weights, rows)) for j in range(len(rows[0]))]


def matrix_vector(m, v):
    return [sum(i * x + j for j, x in enumerate(v)) for i in range(m)]


def nearest(x, places):
    return min(range(len(places)), key=lambda k: abs(x - places[k]))


def describe(values):
    print(len(values), values[:3], values[-3:])


LENGTHS = [0, 1, 7, 8, 9, 15, 16, 17, 33]


def main():
    for n in LENGTHS:
        xs = [0.37 * i - 1.5 for i in range(n)]
        describe(orbit(n, 30))
        describe([power(x, i) for i, x in enumerate(xs)])
        describe([first_above(xs, 0.7 * i - 1.0) for i in range(n)])
        describe([skipped(x, 9) for x in xs])
        describe([sign(x) for x in xs])
        describe([nested(x, n > 8) for x in xs])
        describe([nested(x, i % 4 == 0) for i, x in enumerate(xs)])
        describe(matrix_vector(n, xs))
        describe([nearest(x, [-1.0, 0.0, 0.5, 2.0]) for x in xs])
        describe([math.sqrt(x * x + 1.0) for x in xs])
        describe([(x, i) for i, x in enumerate(xs) if i >= 0])
        describe([(x / (i + 1), i * i) for i, x in enumerate(xs)])
        describe([x > 0.0 and i % 2 == 0 for i, x in enumerate(xs)])
        if n:
            rows = [[x * k for x in xs] for k in range(5)]
            describe(row_sums(rows, [1.0, -1.0, 0.5, 0.25, 2.0]))
            describe(row_sums(rows[:0] or rows[:1], []))


main()


def odd_floats():
    inf, nan = float("inf"), float("nan")
    xs = [0.0, -0.0, inf, -inf, nan, 1e308, -1e308, 5e-324, 1.0, -1.0, 0.1, 0.2, 0.3, 1e16, 1.0, -1e16, 7.0]
    print([escape(x, x, 12) for x in xs])
    print([sum(x * y for y in xs[8:12]) for x in xs])
    print([power(x, 3) for x in xs])
    print([first_above(xs, x) for x in xs])
    print([-x if x < 1.0 else abs(x) for x in xs])
    print([sum(0.1 for _ in range(k)) for k in range(12)])
    print([nested(x, x != x) for x in xs])
    print([x == x and x <= 1.0 for x in xs])


odd_floats()


def empty_sums(n):
    """Nothing to add up: the int 0, in each lane."""
    nothing = [1.0][1:]
    print([sum(x * i for x in nothing) for i in range(n)])
    print([sum(x for x in [1.5, 2.5] if x > i) for i in range(n)])


empty_sums(10)
