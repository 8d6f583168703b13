"""Sums whose terms run in lanes: the order of additions, filters, nothing to add."""
import math


def settle(x, n):
    for k in range(n):
        x = x * 0.9 + 0.01 * k
    return x


def steps(n):
    count = 0
    while n > 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        count += 1
    return count


def failing(x, n):
    if x == 13:
        raise ValueError(f"at {x}")
    return steps(x + n)


def total(n):
    return sum(steps(i) for i in range(n))


def show(value):
    print(type(value).__name__, value)


def main():
    show(total(30))
    for n in (0, 1, 7, 8, 9, 16, 17, 40):
        xs = [10.0 ** (i % 17) - 3.0 * i for i in range(n)]
        show(sum(settle(x, 4) for x in xs))
        show(sum(settle(x, i % 5) for i, x in enumerate(xs)))
        show(sum(settle(x, 3) for x in xs if x > 5.0))
        show(sum((settle(x, 3) for x in xs if x > 1e30), -0.0))
        show(sum((-0.0 * settle(x, 2) for x in xs if x > 0.0), -0.0))
        show(sum(settle(x, 2) for x in xs if x > 1e30))
        show(sum(steps(i + 1) for i in range(n)))
        show(sum(steps(i + 1) for i in range(n) if i % 3))
        show(sum((steps(i) for i in range(n)), 2**60))
        show(sum(2**40 * steps(i + 1) for i in range(n)))
        show(sum(math.sqrt(settle(float(i), 3)) for i in range(n)))
        show(sum(settle(x, 3) > 2.0 for x in xs))
        show(sum(i * settle(x, 1) for i, x in enumerate(xs)) / (n + 1))
    try:
        show(sum(failing(i, 3) for i in range(30)))
    except ValueError as e:
        print("caught", e)
    show(sum(failing(i, 3) for i in range(13)))


main()
