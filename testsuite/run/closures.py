"""Closures: what is captured, when; functions as values."""


def make(n):
    return [lambda x, k=k: x * k for k in range(n)]


def late():
    fs = []
    for i in range(3):
        fs.append(lambda: i)
    return [f() for f in fs]


def scale(points, factor):
    return [(lambda p: (p[0] * factor, p[1] * factor))(p) for p in points]


def bank(start):
    balance = start

    def deposit(amount):
        nonlocal balance
        balance += amount
        return balance

    def show():
        return f"balance {balance}"

    deposit(5)
    deposit(7)
    return show()


def apply_all(fs, x):
    for f in fs:
        x = f(x)
    return x


def even(n):
    def is_even(k):
        return True if k == 0 else is_odd(k - 1)

    def is_odd(k):
        return False if k == 0 else is_even(k - 1)

    return is_even(n)


def double(x):
    return 2 * x


def increment(x):
    return x + 1


print([f(10) for f in make(4)])
print(late())
print(scale([(1, 2), (3, 4)], 2.5))
print(bank(10))
print(apply_all([double, increment, double], 3))
print(even(10), even(7))
print(sorted(["bb", "a", "ccc"], key=len), sorted([3, 1, 2], key=lambda v: -v))
print(list(map(double, [1, 2, 3])), list(filter(lambda v: v % 2, range(6))))
words = ["x", "yy", "zzz"]
offset = 100
print([offset + len(w) for w in words], max(words, key=lambda w: -len(w)))
table = {"double": double, "increment": increment}
print(table["double"](21), table["increment"](1))
