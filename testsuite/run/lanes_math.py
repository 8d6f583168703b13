"""math.exp and math.log in lanes: every bit, the ends of the range, errors, masks."""
import math


def noise(i):
    x = (i * 2654435761 + 1013904223) & 0xFFFFFFFF
    x = ((x ^ (x >> 16)) * 73244475) & 0xFFFFFFFF
    return x ^ (x >> 16)


def spread(i, low, high):
    return low + (high - low) * (noise(i) / 4294967296.0)


def sigmoid(x):
    return 1.0 / (1.0 + math.exp(-x))


def show(values):
    print(len(values), *[v.hex() for v in values[:5]], *[v.hex() for v in values[-5:]])
    print(sum(values))


def guarded(x):
    return math.exp(x) if x < 700.0 else -1.0


def entropy(p):
    return -p * math.log(p) if p > 0.0 else 0.0


def checked(title, xs):
    try:
        print(title, sum(math.exp(x) for x in xs))
    except OverflowError as e:
        print(title, "OverflowError", e)
    try:
        print(title, sum(math.log(x) for x in xs))
    except ValueError as e:
        print(title, "ValueError", e)


def main():
    for bound in (0.001, 1.0, 30.0, 600.0):
        xs = [spread(i, -bound, bound) for i in range(1003)]
        show([math.exp(x) for x in xs])
        show([sigmoid(x) for x in xs])
        show([math.log(math.exp(x)) for x in xs])
        show([math.log(abs(x)) for x in xs])
    for width in (1e-300, 1e-9, 0.0625, 1.0, 1e9, 1e300):
        show([math.log(spread(i, width, 2.0 * width)) for i in range(500)])
        show([math.log(1.0 + spread(i, 0.0, width)) for i in range(500)])
    odd = [0.0, -0.0, 1e-320, -1e-320, 709.78, -745.2, -1000.0, 512.0, -512.0, 511.9,
           float("-inf"), 1.0, -1.0, 2.0**-60, 0.5, 88.0, -708.5, -709.0, 3.0, 4.0, 5.0]
    show([math.exp(x) for x in odd])
    print([math.exp(x) for x in odd + [float("inf"), float("nan")]])
    print([math.log(abs(x)) for x in odd if x != 0.0] + [math.log(float("nan"))])
    print(sum(math.exp(x) for x in odd))
    show([guarded(x) for x in [100.0 * i for i in range(40)]])
    show([entropy(i / 64.0) for i in range(65)])
    ordinary = [0.25 * i + 0.125 for i in range(30)]
    checked("ordinary", ordinary)
    checked("large", ordinary + [710.0] + ordinary)
    checked("zero", ordinary[:11] + [0.0] + ordinary)
    checked("negative", ordinary[:17] + [-1.0] + ordinary)
    print(sum(math.exp(0.5) * x for x in ordinary), sum(math.exp(2) for _ in range(20)))
    try:
        print([math.exp(100 * i) for i in range(30)])
    except OverflowError as e:
        print(e)
    print([math.exp(x) for x in ordinary if x > 100.0])


main()
