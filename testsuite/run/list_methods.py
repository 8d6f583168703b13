# Methods and operators of lists.


def show(title, *items):
    print(title + ":", *items)


def basics():
    xs = [3, 1, 2]
    xs.append(5)
    show("append", xs, len(xs), xs[0], xs[-1])
    xs.extend([7, 8])
    xs.extend(range(2))
    xs.insert(0, 10)
    xs.insert(100, 11)
    xs.insert(-1, 12)
    show("insert", xs)
    show("pop", xs.pop(), xs.pop(0), xs.pop(-2), xs)
    xs.remove(7)
    show("remove", xs, xs.index(5), xs.index(0, 2), xs.count(1), xs.count(99))
    xs.reverse()
    show("reverse", xs)
    ys = xs.copy()
    ys.clear()
    show("clear", ys, xs, not ys, not xs)
    xs.sort()
    show("sort", xs)
    xs.sort(reverse=True)
    show("reverse sort", xs)


def operators():
    a = [1, 2, 3]
    b = [4, 5]
    show("concat", a + b, a * 2, 2 * b, a * 0, b * -1)
    show("compare", a == [1, 2, 3], a != b, a < b, a <= [1, 2], a > b, a >= a)
    show("mixed", [1, 2] == [1.0, 2.0], [True] == [1], [1] == ["1"])
    show("in", 2 in a, 9 in a, 9 not in a, 2.0 in a, "x" in ["x", "y"])
    c = a + b
    c += [6]
    c += (7, 8)
    c += "9"[:0]
    c *= 2
    show("in place", c)


def updates():
    xs = [0] * 5
    for i in range(5):
        xs[i] = i * i
    xs[-1] = 100
    show("setitem", xs)
    del xs[0]
    del xs[-1]
    show("delitem", xs)
    words = ["b", "a"]
    words[0] = "long"
    words.append("c" * 3)
    show("strings", words, words[::-1], sorted(words), words.index("a"))
    nested = [[1], [2, 3]]
    nested.append([])
    nested[2].append(4)
    nested[0][0] = 9
    show("nested", nested, len(nested), nested[1] + nested[2])
    grid = [[0] * 3 for _ in range(2)]
    grid[1][2] = 5
    show("grid", grid)


def errors():
    xs = [1, 2, 3]
    try:
        print(xs[3])
    except IndexError as e:
        print("IndexError", e)
    try:
        xs[-4] = 0
    except IndexError as e:
        print("IndexError", e)
    try:
        xs.remove(9)
    except ValueError as e:
        print("ValueError", e)
    try:
        print(xs.index(9))
    except ValueError as e:
        print("ValueError", e)
    try:
        xs.pop(5)
    except IndexError as e:
        print("IndexError", e)
    try:
        ys = [1]
        ys.pop()
        ys.pop()
    except IndexError as e:
        print("IndexError", e)
    print(xs)


def texts():
    print([], [1], [1.5, -0.0], [True, False], [None], ["a", 'it\'s', "q\"uote"])
    print([(1, 2), (3,)], [[], [[]]], [(1, "x", 2.5)])
    print(str([1, 2]), repr(["a"]), f"{[1, 'b']}")


def repeated(xs, n):
    return xs * n, n * xs


def nothing_repeated():
    most = 9223372036854775807
    numbers = [5][1:]
    texts = "a b".split()[:0]
    print(repeated(numbers, most), repeated(texts, most), repeated(tuple(numbers), most))
    print([] * most, () * most, "" * most, most * [], most * (), most * "")
    numbers *= most
    texts *= -most
    print(numbers, texts, [[], []] * 2, [numbers, numbers] * 0, [[]] * 3)


basics()
operators()
nothing_repeated()
updates()
errors()
texts()
