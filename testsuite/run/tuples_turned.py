"""t[k::-1] + t[k + 1:] may turn a tuple around where it lies, if nobody else holds it."""


def turned(t, k):
    return t[k::-1] + t[k + 1:]


def flips(p):
    count = 0
    while p[0] > 0:
        p = p[p[0]::-1] + p[p[0] + 1:]
        count += 1
    return count, p


def kept(p, k):
    """Both the old and the new one are used afterwards."""
    q = p[k::-1] + p[k + 1:]
    return p, q, p[:1] + q[:1]


def parts_do_not_meet(p, k):
    return p[k::-1] + p[k:], p[k::-1] + p[k + 2:], p[k - 1::-1] + p[k + 1:]


def other_order(p, k):
    return p[k + 1:] + p[k::-1]


def two(p, q, k):
    return p[k::-1] + q[k + 1:]


def element_held(p, k):
    """An element is used behind the update of the tuple that held it."""
    first = p[0]
    p = p[k::-1] + p[k + 1:]
    return first, p


def with_stop(p, k):
    return p[k:0:-1] + p[k + 1:], p[k::-1] + p[k + 1:len(p) - 1]


def by_two(p, k):
    return p[k::-2] + p[k + 1:], p[k::-1] + p[k + 1::2]


def repeated(n, k):
    t = tuple(range(n))
    for _ in range(5):
        t = t[k::-1] + t[k + 1:]
    return t


def main():
    for n in range(6):
        t = tuple(range(10, 10 + n))
        print(n, [turned(t, k) for k in range(-n - 2, n + 3)], t)
    print([flips(tuple((i * 3 + s) % 7 for i in range(7))) for s in range(7)])
    print(kept(tuple(range(5)), 2), kept(tuple("abcde"), 3))
    print(parts_do_not_meet(tuple(range(6)), 3))
    print(other_order(tuple(range(6)), 3), two(tuple(range(6)), tuple(range(6, 0, -1)), 2))
    words = tuple(str(i) * 3 for i in range(6))
    print(element_held(words, 3), words, turned(words, 4), turned(words[:1], 0))
    print(element_held(tuple(str(i) * 3 for i in range(6)), 3))
    print(turned(tuple(i % 2 == 0 for i in range(6)), 3), turned(tuple("hello"), 2))
    print(turned(tuple((i, str(i)) for i in range(4)), 2))
    print(turned(tuple(i / 2 for i in range(4)), 2))
    print(turned(tuple([i] for i in range(4)), 1))
    print(with_stop(tuple(range(6)), 3), by_two(tuple(range(7)), 4))
    print([repeated(6, k) for k in range(6)])
    print(turned((), 0), turned(tuple(range(3)), 2 ** 62))
    print(turned(tuple(range(3)), 9223372036854775806))


main()
