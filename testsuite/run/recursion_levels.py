"""Functions that call themselves: calls are expanded some levels deep in one frame."""


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def doubled(n):
    """Needs more than 64 bits at some depth when n is large."""
    if n == 0:
        return 1
    return doubled(n - 1) + doubled(n - 1) if n < 4 else 2 * doubled(n - 1)


def steps(n):
    if n == 1:
        return 0
    return 1 + (steps(n // 2) if n % 2 == 0 else steps(3 * n + 1))


def failing(n, at):
    if n == at:
        raise ValueError(f"at {n}")
    if n == 0:
        return 0
    return 1 + failing(n - 1, at)


def caught_inside(n):
    try:
        if n % 3 == 0:
            raise KeyError(n)
        return [n] + caught_inside(n - 1)
    except KeyError as e:
        if n == 0:
            return [-1]
        return [100 + n] + caught_inside(n - 1)


def never_ends(n):
    return never_ends(n + 1) + 1


def never_ends_twice(n):
    return never_ends_twice(n + 1) + never_ends_twice(n + 2)


def text(n):
    """Texts are put together in memory of the frame, at each level anew."""
    if n == 0:
        return ""
    left = text(n - 1)
    return f"({n}{left}{n % 3}{left})"


def is_even(n):
    return True if n == 0 else is_odd(n - 1)


def is_odd(n):
    return False if n == 0 else is_even(n - 1)


def moves(n, a, b, c):
    if n == 0:
        return []
    return moves(n - 1, a, c, b) + [(a, c)] + moves(n - 1, b, a, c)


def largest(xs, low, high):
    if high - low == 1:
        return xs[low]
    middle = (low + high) // 2
    return max(largest(xs, low, middle), largest(xs, middle, high))


class Counter:
    def __init__(self, n):
        self.n = n

    def down(self):
        if self.n <= 0:
            return 0
        return self.n + Counter(self.n - 1).down() + Counter(self.n - 2).down()


def pair(n):
    if n == 0:
        return 0, 1
    a, b = pair(n - 1)
    return b, a + b


def nothing(n):
    if n > 0:
        nothing(n - 1)
        nothing(n - 2)


def limits():
    try:
        never_ends(0)
    except RecursionError:
        print("never ends")
    try:
        never_ends_twice(0)
    except RecursionError:
        print("never ends twice")
    for n in (-1, 0, 3, 10):
        try:
            print(failing(7, n))
        except ValueError as e:
            print("ValueError", e)


def main():
    print([fib(n) for n in range(-2, 20)])
    print(ackermann(2, 3), [steps(n) for n in range(1, 20)])
    print([doubled(n) for n in range(8)], doubled(62))
    print(caught_inside(10))
    print(text(4))
    print(is_even(301), is_odd(301))
    print(moves(3, 1, 2, 3))
    print([largest([3, 1, 4, 1, 5, 9, 2, 6], 0, n) for n in range(1, 9)])
    print(Counter(10).down(), pair(50), nothing(6))
    limits()
    print(largest([], 0, 1))


main()
