"""zip(xs, xs[1:]) and the like, whose slices need not be copied, and when they must be."""


def ascending(xs):
    return all(a <= b for a, b in zip(xs, xs[1:]))


def steps(xs):
    return [b - a for a, b in zip(xs, xs[1:])]


def thirds(xs):
    return [(a, b, c) for a, b, c in zip(xs, xs[1:], xs[2:])]


def far(xs):
    return [a + b for a, b in zip(xs, xs[100:])], [a for a, b in zip(xs[3:], xs)]


def numbered(xs):
    return [(i, x) for i, x in enumerate(xs[1:], 5)], [i for i, x in enumerate(xs[9:])]


def changed_inside(xs):
    xs = xs[:]
    total = 0
    for a, b in zip(xs, xs[1:]):
        total += a * b
    tail = xs[1:]
    xs.append(50)
    for a, b in zip(xs, tail):
        total += a - b
    xs[0] = 9
    return total, xs, tail


def used_twice(xs):
    tail = xs[1:]
    return [a + b for a, b in zip(xs, tail)], tail


def kept(xs):
    pairs = zip(xs, xs[1:])
    return [a * b for a, b in pairs]


def of_lists(rows):
    return [len(a) - len(b) for a, b in zip(rows, rows[1:])], [a + b for a, b in zip(rows[1:], rows)]


def of_words(words):
    return [a + b for a, b in zip(words, words[1:]) if a < b]


def temporary(n):
    return sum(a * b for a, b in zip(list(range(n)), list(range(n))[1:]))


def nested(xs):
    return [[a - b for a, b in zip(xs, xs[1:])] for _ in range(2)]


def raising(xs):
    try:
        return [a // b for a, b in zip(xs, xs[1:])]
    except ZeroDivisionError:
        return xs[1:]


for xs in ([], [4], [1, 2], [3, 1, 0, 5], list(range(12))):
    print(ascending(xs), steps(xs), thirds(xs), far(xs), numbered(xs))
    print(changed_inside(xs), used_twice(xs), kept(xs), temporary(len(xs)), nested(xs))
    print(of_lists([xs, xs[1:], []]), of_words([str(x) for x in xs]), raising(xs))
