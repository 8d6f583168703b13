# Sets of numbers and of tuples of numbers iterate in the order of CPython's table.


def noise(i):
    x = (i * 2654435761 + 1013904223) & 0xFFFFFFFF
    x = ((x ^ (x >> 16)) * 73244475) & 0xFFFFFFFF
    return x ^ (x >> 16)


def literals():
    print({3, 1, 2}, {10, 20, 30, 40, 50, 60, 70}, {-1, -2, 5}, {100, 9, 33})
    print({1.5, 2.5, 0.1}, {True, False}, set(), {(1, 2), (0, 1), (3, 0)})
    a = 8
    print({a, 16, 24, 1}, {a * 3, a})


def growing():
    for count in (1, 3, 5, 6, 20, 21, 100, 700):
        s = set()
        for i in range(count):
            s.add(noise(i) % 1000)
        print(count, len(s), list(s)[:30])
    big = {noise(i) for i in range(300)}
    print(list(big)[:20])
    print(list(set(range(100, 0, -7))), list(set([5, -3, 1 << 40, 2**61 - 1, -(1 << 62)])))


def shrinking():
    s = set(range(50))
    for i in range(0, 50, 3):
        s.remove(i)
    for i in range(200, 230):
        s.add(i)
        s.discard(i - 190)
    print(s)
    taken = []
    while len(s) > 5:
        taken.append(s.pop())
    print(taken, s)
    for i in range(10):
        s.add(i * 8)
    print(s)
    print(s.pop(), s.pop())


def operators():
    a = {noise(i) % 64 for i in range(20)}
    b = {noise(i) % 64 for i in range(10, 40)}
    print(a | b)
    print(a & b)
    print(a - b, b - a)
    print(a ^ b)
    print(a.union(range(70, 90)), a.intersection([1, 2, 3, 10, 20, 30]))
    print(a.difference([5, 6, 7]), b.symmetric_difference(a), set(a), a.copy())
    a |= {200, 100, 300}
    print(a)
    a &= b | {300}
    print(a)
    a -= {300}
    print(a)
    a ^= {1, 2, 3}
    print(a)
    c = set()
    c.update(b)
    c.update([500, 600])
    print(c)
    c.difference_update(b)
    print(c)
    c.intersection_update([500])
    print(c)
    c.symmetric_difference_update([500, 7])
    print(c)


def relations():
    a, b = {1, 2}, {1, 2, 3}
    print(a < b, a <= b, a > b, b >= a, a == {2, 1}, a != b, a.issubset(b), b.issuperset(a))
    print(a.isdisjoint({5}), a.isdisjoint([2]), 1 in a, 1.0 in a, 9 in a, len(b), bool(set()))
    print(a == frozenset([1, 2]), frozenset({1, 2}) | {9}, frozenset())
    print(sorted({"b", "a", "c"}), len({"a", "b", "a"}), "a" in {"a"}, {"one"})


def tuples():
    cells = set()
    for x in range(6):
        for y in range(4):
            cells.add((x, y))
    print(cells)
    print({(i, -i, i * 0.5) for i in range(10)})
    seen = {(0, 0)}
    seen.add((1, 1))
    print((1, 1) in seen, (2, 2) in seen, sorted(seen))


def errors():
    s = {1}
    try:
        s.remove(2)
    except KeyError as e:
        print("KeyError", e)
    try:
        s.pop()
        s.pop()
    except KeyError as e:
        print("KeyError", e)


literals()
growing()
shrinking()
operators()
relations()
tuples()
errors()
u = {1, 2, 3}
u.discard(1)
u.add(9)
print(u)
s = set(range(12))
s.discard(0)
s.discard(2)
s.add(32)
print(s)
print({-1, 5, 17, 33}, {40, 8, 16, 24, 0}, {3, 11, 19, -5, 27}, {(8, 1), (0, 9), (16, 2)})
print({100, 36, 4, 68, 5, 13}, {7, 15, 23, 31, 39, 47, 55})
