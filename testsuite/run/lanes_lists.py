"""Lists inside of a comprehension that runs in lanes: one list a lane, filled in one walk."""


def groups(values, labels, k):
    return [[v for v, label in zip(values, labels) if label == g] for g in range(k)]


def multiples(k):
    return [[i for i in range(30) if i % (g + 1) == 0] for g in range(k)]


def scaled(xs, k):
    """All lanes emit, and what they emit differs."""
    return [[x * g for x in xs] for g in range(k)]


def pairs(points, k):
    return [[(x, g, y > x) for x, y in points if x + y > g] for g in range(k)]


def nested(rows, k):
    return [[x + g for row in rows if len(row) > g % 3 for x in row if x != g]
            for g in range(k)]


def quotients(xs, k):
    """Fails in the middle of a lane: nothing is left half done."""
    return [[x / (g - 10) for x in xs if x > g] for g in range(k)]


def texts(words, k):
    return [[w for w in words if len(w) == g] for g in range(k)]


def lengths(xs, k):
    return [len([x for x in xs if x > g]) for g in range(k)]


def main():
    for n in (0, 1, 9, 40):
        values = [0.5 * i for i in range(n)]
        labels = [i * i % 11 for i in range(n)]
        for k in (0, 1, 7, 8, 9, 16, 17):
            found = groups(values, labels, k)
            print(n, k, found)
            print(sum(len(g) for g in found))
            print(scaled(values[:3], k))
            print(pairs([(v, label - 3.0) for v, label in zip(values, labels)], k))
    for k in (8, 9, 20):
        print(multiples(k))
        print(nested([[1, 2], [], [3, 4, 5], [9]], k))
        print(texts(["a", "bb", "", "cc", "dddd"], k))
        print(lengths([3.5, 7.0, 1.0], k))
    print(quotients([1.0, 5.0, 12.0], 10))
    try:
        print(quotients([1.0, 5.0, 12.0], 18))
    except ZeroDivisionError as e:
        print("caught", e)
    changed = groups([1.0, 2.0, 3.0], [0, 1, 0], 8)
    changed[0].append(9.0)
    changed[7].append(8.0)
    changed[1][0] = 7.0
    print(changed)


main()
