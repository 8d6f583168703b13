# The int 0 of an empty sum in variables of `try`, globals, fields, keys of sorting, calls.
import math

rows = [[1.5, 2.5], [1.0][:0], [-0.0], [0.0], [-3.0]]
LAST = sum(rows[1])


class Account:
    total = sum([0.5])

    def __init__(self, xs):
        self.sum = 0.0
        if xs:
            self.sum = sum(xs)
        self.other = sum(xs)

    def __repr__(self):
        return f"Account({self.sum}, {self.other})"


def slots(xs):
    value = None
    try:
        value = sum(xs)
        value = value / value
    except ZeroDivisionError as e:
        print("raised", e, value)
    return value


def late(xs, flag):
    try:
        if flag:
            v = sum(xs)
        print(v)
    except UnboundLocalError as e:
        print(e)


def default(x=sum(rows[1]), y=sum(rows[0])):
    return x, y


def keep(xs):
    global LAST
    before = LAST
    LAST = sum(xs)
    return before, LAST


def closure(xs):
    s = sum(xs)

    def inner(k):
        nonlocal s
        s = s + k
        return s

    return inner(0.5), s


def deep(n, xs):
    if n == 0:
        return sum(xs)
    return deep(n - 1, xs[1:]) * 1.0 if n % 2 else deep(n - 1, xs)


def either(flag, xs):
    return sum(xs) if flag else "text"


def chain(xs):
    s = sum(xs)
    return 0 <= s < 10, s in (0, 1), s in [0.0, 4.0], s == 0 == 0.0, not s, s and 1, s or 2


for r in rows:
    print(Account(r), slots(r), keep(r), closure(r), chain(r), either(True, r), either(False, r))
    late(r, True)
    late(r, False)
print(default(), default(y=1.5), LAST, Account.total)
print(deep(3, [1.0, 2.0, 3.0]), deep(0, [1.0][:0]), deep(1, [5.0]))
print(sorted(rows, key=sum), sorted(rows, key=lambda r: -sum(r)))
print(max(rows, key=sum), min(rows, key=lambda r: sum(r) * 2), max(sum(r) for r in rows), min(map(sum, rows)))
sums = [sum(r) for r in rows]
print(math.fsum([float(s) for s in sums]), sorted(sums), sums.index(-3.0), list(reversed(sums)), sums * 2)
print(max([sum(r) for r in rows[1:2]], default=7), min((sum(r) for r in rows[9:]), default=sum(rows[1])))
print({i: s for i, s in enumerate(sums)}, {s for s in sums[1:4]}, [(i, s) for i, s in zip("ab", sums)])
d = {"a": sum(rows[1])}
d["b"] = d.get("c", 0.0)
d["c"] = d.get("a", 0)
d["a"] += 1.5
print(d)
print(d.pop("b"))
print(d.setdefault("z", sum(rows[1])))
print(d)
print(divmod(sum(rows[0]), 3), pow(sum(rows[0]), 2), sum(rows[1]) ** 0, sum(rows[1]) // 5, -sum(rows[1]), ~int(sum(rows[1])))
print("{:.2f} {} {!r:>5}".format(sum(rows[1]), sum(rows[1]), sum(rows[0])))
a, *b = sums
print(a, b, any(sums), all(sums), sum(sums), sum(sums[1:2]), sum(sums[1:2], 0.0), sum(sums, 3))
total = 0
for s in sums:
    total -= s
print(total, abs(total), total == -1.0)
acc = sum(rows[1])
for s in sums[1:2]:
    acc += s
    acc *= s
print(acc, acc - acc, acc * 3, 3 * acc, acc * True)
x = sum(rows[1])
x += 1
print(x, isinstance(x, int), type(x).__name__, type(sum(rows[1])) is int, type(sum(rows[0])) is float)
print(sum(rows[1]).bit_length() if isinstance(sum(rows[1]), int) else "", (sum(rows[0])).is_integer() if isinstance(sum(rows[0]), float) else "")
try:
    print([1, 2][sum(rows[1])])
    print([1, 2][sum(rows[0])])
except TypeError as e:
    print(e)
matrix = [[sum(x * y for x, y in zip(r, c)) for c in zip(*[[1.0, 2.0], [3.0, 4.0]])] for r in [[1.0, 0.5], [0.0, -1.0]]]
print(matrix, [[v * 0.5 for v in row] for row in matrix])
print(sum(x for x in [1.0, 2.0] if x > 5) == 0, f"{sum(x for x in [1.0, 2.0] if x > 5)}", sum(1.0 if x else 2 for x in [0, 1]))
