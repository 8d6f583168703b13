# Unpacking of tuples, lists, strings, ranges; with stars; errors.


def good():
    a, b = 1, 2
    a, b = b, a
    print(a, b)
    (c, d), e = (1, 2.5), "x"
    print(c, d, e)
    first, *rest = [1, 2, 3, 4]
    print(first, rest)
    *init, last = "abc"
    print(init, last)
    x, *middle, y = range(6)
    print(x, middle, y)
    p, q, r = "xyz"
    print(p, q, r)
    [m, n] = (5, 6)
    print(m, n)
    for i, (j, k) in enumerate([(1, 2), (3, 4)]):
        print(i, j, k)
    day, person = "3,bob".split(",")
    print(day, person)
    h, *t = (7,)
    print(h, t)
    print([*range(3), *"ab", 9], (*[1, 2], 3), {*[1, 2, 2]}, {**{"a": 1}, "b": 2})


def bad(parts):
    try:
        a, b, c = parts
        print(a, b, c)
    except ValueError as e:
        print("ValueError", e)
    try:
        a, b = parts
        print(a, b)
    except ValueError as e:
        print("ValueError", e)
    try:
        a, b, *c = parts
        print(a, b, c)
    except ValueError as e:
        print("ValueError", e)


good()
bad([])
bad([1])
bad([1, 2])
bad([1, 2, 3])
bad([1, 2, 3, 4])
bad(tuple(range(5)))
bad("ab")
