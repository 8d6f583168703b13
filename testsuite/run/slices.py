# Slices of lists, tuples, strings: reading, assigning, deleting.


def reading():
    xs = list(range(10))
    for a in (None, 0, 3, -3, 20, -20):
        for b in (None, 0, 7, -2, 20, -20):
            print(a, b, xs[a:b], xs[a:b:2], xs[a:b:-1], xs[a:b:-3])
    t = tuple(xs)
    print(t[2:5], t[::-1], t[5:1:-2], t[:], t[8:100], t[5::-1] + t[6:])
    s = "hello, wörld"
    print(s[1:4], s[::-1], s[-3:], s[::2], s[100:], s[:-1], s[4:1:-1])
    print([[1], [2], [3]][1:], ["a", "b", "c"][::-1], [(1, 2.0), (3, 4.0)][:1])


def assigning():
    xs = list(range(10))
    xs[2:5] = [20, 30]
    print(xs)
    xs[1:1] = [7, 7, 7]
    print(xs)
    xs[::2] = [0] * len(xs[::2])
    print(xs)
    xs[5:] = range(3)
    print(xs)
    xs[:] = [1, 2, 3, 4, 5, 6]
    xs[::-2] = [9, 8, 7]
    print(xs)
    words = ["a", "b", "c", "d"]
    words[1:3] = ["x"]
    words[0:0] = ["first"]
    print(words)


def deleting():
    xs = list(range(12))
    del xs[2:4]
    print(xs)
    del xs[::3]
    print(xs)
    del xs[::-2]
    print(xs)
    del xs[10:]
    del xs[:]
    print(xs)
    words = "a b c d e f".split()
    del words[1::2]
    print(words)


def errors():
    xs = [1, 2, 3, 4]
    try:
        xs[::2] = [1, 2, 3]
    except ValueError as e:
        print("ValueError", e)
    try:
        print(xs[::0])
    except ValueError as e:
        print("ValueError", e)
    try:
        print(tuple(xs)[5])
    except IndexError as e:
        print("IndexError", e)
    try:
        print("abc"[3])
    except IndexError as e:
        print("IndexError", e)
    print(xs)


reading()
assigning()
deleting()
errors()
