"""Filtered comprehensions of plain values, joined slices of tuples, objects that hold others."""


class Pair:
    def __init__(self, left, right):
        self.left = left
        self.right = right


class Wide:
    def __init__(self, a, b, c, d, e, text):
        self.a = a
        self.b = b
        self.c = c
        self.d = d
        self.e = e
        self.text = text


def chosen(xs, low, high):
    return [x for x in xs if low <= x < high]


def flags(xs):
    return [True for x in xs if x % 3 == 0]


def halves(xs):
    return [x / 2 for x in xs if x > 2]


def nested(rows):
    return [[x for x in row if x != 0] for row in rows if len(row) > 1]


def both(xs):
    return [x for x in xs if x > 1 if x < 9]


def with_update(xs):
    seen = 0
    kept = [(seen := x) for x in xs if x > 3]
    return kept, seen


def tupled(xs):
    return tuple(x for x in xs if x & 1)


def raising(xs):
    try:
        return [10 // x for x in xs if x != 5]
    except ZeroDivisionError as error:
        return [len(str(error))]


def turned(p, k):
    return p[k::-1] + p[k + 1:]


def rotated(p, i, d):
    return p[d:i + 1] + p[:d] + p[i + 1:]


def spread(p):
    return p[::2] + p[1::2] + p + p[::-2]


def used_twice(p):
    head = p[:2]
    return head + p[2:], head


def later(p, n):
    head = p[:n]
    total = 0
    for x in p:
        total += x
    p = p[1:]
    return head + p, total


def by_step(p, step):
    try:
        return p[::step] + p[:1]
    except ValueError as error:
        return str(error)


def words(p):
    return p[-2:] + p[:-2] + ("end",) + p[5:9]


def tree(depth):
    return Pair(None, None) if depth == 0 else Pair(tree(depth - 1), tree(depth - 1))


def size(node):
    return 1 if node.left is None else 1 + size(node.left) + size(node.right)


def chain(n):
    node = Pair(None, None)
    for _ in range(n):
        node = Pair(node, None)
    return node


def chain_right(n):
    node = Pair(None, None)
    for _ in range(n):
        node = Pair(None, node)
    return node


def main():
    xs = [7, 1, 9, 4, 4, 0, 12, 3, 5, 8]
    print(chosen(xs, 3, 9), chosen(xs, 50, 60), chosen([], 0, 1), chosen(xs, 0, 100))
    print(flags(xs), halves(xs), both(xs), tupled(xs), with_update(xs))
    print(nested([[1, 0, 2], [], [0, 0], [3]]), raising(xs), raising([1, 5, 2]))
    for n in (1, 5, 60, 700, 9000):
        kept = chosen([i * 7919 % 1000 for i in range(n)], 100, 300)
        kept = kept + [1, 2, 3]
        kept.append(4)
        print(n, len(kept), sum(kept), kept[-5:])
    for n in (0, 1, 3, 8):
        p = tuple(range(n))
        print([turned(p, k) for k in range(n)], rotated(p, 2, 1), spread(p))
        print(used_twice(p), later(p, 2), by_step(p, 2), by_step(p, -1), by_step(p, 0))
    print(words(tuple(w for w in "a quick brown fox jumps over it all".split())))
    print(sum(size(tree(d)) for d in range(10)), size(tree(3).left))
    long = chain(300000)
    kept = long.left.left
    long = chain_right(300000)
    print(kept.left.right is None, long.right.left is None)
    wides = [Wide([i], str(i), None, tree(2), [tree(1)], "w" * i) for i in range(50)]
    print(sum(len(w.text) + len(w.b) + size(w.d) + size(w.e[0]) for w in wides))
    wides = wides[10:20]
    print([w.a[0] for w in wides])


main()
