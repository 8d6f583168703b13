"""Filters of integers by comparison, of all lengths around the number of lanes, with bounds
at the ends of the integers and lists that hold them."""

LOW = -9223372036854775807 - 1
HIGH = 9223372036854775807


def six(xs, b):
    return (
        [x for x in xs if x < b],
        [x for x in xs if x <= b],
        [x for x in xs if x > b],
        [x for x in xs if x >= b],
        [x for x in xs if x == b],
        [x for x in xs if x != b],
    )


def turned(xs, b):
    lt = [x for x in xs if b < x]
    le = [x for x in xs if b <= x]
    gt = [x for x in xs if b > x]
    ge = [x for x in xs if b >= x]
    return lt, le, gt, ge


def two(xs, a, b):
    low = [x for x in xs if x < a]
    high = [x for x in xs if x >= b]
    return low, high


def nine(xs):
    a = [x for x in xs if x > 0]
    b = [x for x in xs if x > 1]
    c = [x for x in xs if x > 2]
    d = [x for x in xs if x < 3]
    e = [x for x in xs if x != 4]
    f = [x for x in xs if x == 5]
    g = [x for x in xs if x <= 6]
    h = [x for x in xs if x >= 7]
    i = [x for x in xs if x > 8]
    return a, b, c, d, e, f, g, h, i


def constant(xs):
    return [x for x in xs if x > 5], [x for x in xs if 5 != x], [x for x in xs if x != x]


def more_than_a_test(xs, seen):
    odd = [x for x in xs if x % 2 == 1]
    both = [x for x in xs if 3 < x < 9]
    other = [x + 1 for x in xs if x > 3]
    nested = [x for x in xs if x > 3 if x < 9]
    last = 0
    walrus = [x for x in xs if (last := x) > 3]
    return odd, both, other, nested, walrus, last


def shown(x):
    print("bound", x)
    return x


def effects(xs):
    return [x for x in xs if x > shown(3)]


def floats(xs, b):
    return [x for x in xs if x < b], [x for x in xs if x > 0.5]


def by_bool(xs):
    return [x for x in xs if x == True], [x for x in xs if x > 1.5]


for n in list(range(36)) + [63, 64, 65, 200]:
    xs = [(i * 37 + 11) % 29 - 9 for i in range(n)]
    for b in (-10, 0, 5, 19, 30):
        print(n, b, [len(part) for part in six(xs, b)], [sum(p) for p in turned(xs, b)])
    print(two(xs, 2, 7), two(xs[:], 12, 1))
    print(constant(xs), constant(xs[:]))
    print(nine(xs[:40]))
    print(more_than_a_test(xs, 0)[2:])

edges = [LOW, LOW + 1, -1, 0, 1, HIGH - 1, HIGH] * 4
for b in (LOW, LOW + 1, -1, 0, 1, HIGH - 1, HIGH):
    print(b, [len(part) for part in six(edges, b)], six(edges[:17], b)[0])
    print(b, [len(part) for part in turned(edges, b)], turned(edges[:17], b)[0])
print(effects([1, 5, 3, 4]))
print(floats([i / 7 for i in range(20)], 1.5), by_bool([0, 1, 2] * 8))
