# Every operation on sets of numbers, over many sets: where it copies a table, makes room for
# members to come or starts anew shows in the order of iteration.


def numbers(seed, count, limit):
    result = []
    for i in range(count):
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        result.append((seed >> 8) % limit - limit // 3)
    return result


def thinned(s):
    for x in list(s)[::3]:
        s.remove(x)
    return s


def methods(a, b, c):
    print(set(b), frozenset(b), {*b}, {*a, *b}, {7, *b, 9}, {*b, *c})
    print(a.union(b), a.union(b, c), a.union(a, b))
    print(a.intersection(b), a.intersection(b, c), a.intersection(a, b))
    print(a.difference(b), a.difference(b, c), a.symmetric_difference(b))


def updates(a, b, c):
    s = set(a)
    s.update(b, c)
    print(s)
    s.difference_update(b, a)
    print(s)
    s.update(b)
    s.intersection_update(b, c)
    print(s)
    s.symmetric_difference_update(b)
    print(s)


def operators(a, b):
    print(a | b, a & b, a - b, a ^ b)


def in_place(s, b):
    s |= b
    print(s)
    while len(s) > 3:
        s.pop()
    s |= b
    s -= {1, 2, 3}
    print(s)
    s &= b
    print(s)
    if s:
        print(s.pop())
    s ^= b
    print(s)
    s.clear()
    s |= {5, 3, 40, 9}
    print(s.pop())
    print(s)
    while s:
        s.pop()
    s |= {7, 8}
    print(s)


def unpacked(sets):
    print(set.union(*sets), set.intersection(*sets), sets[0].difference(*sets[1:]), set().union(*sets))


def of_any(x):
    print(set(x), frozenset(x), {*x}, {3, 1, 2}.union(x), {33, 1, 18, 2, 65, 35}.difference(x))


d = {33: 0, 1: 0, 18: 0, 2: 0, 65: 1, 35: 2}
print(d.keys() | set(), set(d), frozenset(d), {*d}, {k for k in d})
s = {410, 212, 124, 850}
print({*s}, s & s, s | s, s.union(s), {410, *[212, 124], 850})
a = {-33, 38, 79, -85, 5, 6, 7, 167}
print(a.difference({5, 6}, {7, 167}))
for x in [[410, 212, 124, 850], {410, 212, 124, 850}, d]:
    of_any(x)
for round in range(12):
    size = [3, 5, 12, 40][round % 4]
    a = thinned(set(numbers(round, size, 100)))
    b = set(numbers(round + 50, 1 + size * 3 // 2, 100))
    c = {k: k % 2 for k in numbers(round + 99, size, 200)}
    f = frozenset(b)
    items = numbers(round, size, 300)
    methods(a, b, c)
    methods(a, c, b)
    methods(a, c.keys(), items)
    methods(f, a, c)
    methods(f, items, a)
    updates(a, b, c)
    updates(b, c, a)
    updates(a, items, c.keys())
    updates(a, c.keys(), f)
    operators(a, b)
    operators(a, f)
    operators(f, a)
    operators(a, c.keys())
    operators(c.keys(), b)
    operators(c.keys(), {k: 0 for k in items}.keys())
    operators(f, c.keys())
    operators(c.items(), {k: k % 2 for k in items}.items())
    unpacked([a, b, {k for k in c}])
    in_place(a, b)
