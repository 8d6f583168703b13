# Dictionaries: methods, views, operators, keys of several types.


def basics():
    d = {"a": 1, "b": 2}
    d["c"] = 3
    d["a"] = 10
    print(d, len(d), d["a"], d.get("b"), d.get("z"), d.get("z", -1))
    print("a" in d, "z" in d, "z" not in d, list(d), list(d.keys()))
    print(list(d.values()), list(d.items()), d.keys(), d.values(), d.items())
    del d["b"]
    d["b"] = 20
    print(d, sum(d.values()), max(d), sorted(d, reverse=True))
    for key in d:
        print(key, d[key])
    for key, value in d.items():
        print(key, value)


def methods():
    d = {"x": 1}
    print(d.setdefault("x", 5), d.setdefault("y", 6))
    print(d)
    print(d.pop("x"), d.pop("nothing", 99))
    print(d)
    d.update({"p": 1, "q": 2})
    d.update([("r", 3), ("p", 4)])
    print(d)
    print(d.popitem())
    print(d)
    e = d.copy()
    e["new"] = 0
    print(d, e, d == e, d != e, {"a": 1, "b": 2} == {"b": 2, "a": 1})
    print(d | {"z": 9}, {1: 2} | {1: 3})
    d |= {"z": 8}
    print(d)
    d.clear()
    print(d, not d)


def counting():
    counts = {}
    for word in "the cat and the dog and the bird".split():
        counts[word] = counts.get(word, 0) + 1
    print(counts)
    print(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def keys():
    by_int = {}
    for i in range(1000):
        by_int[i * 37 % 1009] = i
    print(len(by_int), by_int[0], by_int[37], sum(by_int), sum(by_int.values()))
    for i in range(0, 1000, 3):
        del by_int[i * 37 % 1009]
    print(len(by_int), sum(by_int), 37 in by_int, 111 in by_int)
    mixed = {1.5: "x", 2.5: "float"}
    print({1: "a", 2: "b"}.get(1.0), {1.5: 2}.get(1), True in {1: 0}, 2.5 in {1: 2})
    points = {(0, 0): "origin", (1, 2): "other"}
    points[(3, 4)] = "third"
    print(points, points[(1, 2)], (5, 5) in points, (0, 0) in points)
    chars = {}
    for c in "mississippi":
        chars[c] = chars.get(c, 0) + 1
    print(chars, "s" in chars, "ss" in chars)
    names = {("a", 1): 1.5, ("b", 2): 2.5}
    print(names[("b", 2)], names.get(("c", 3), 0.0))
    nothing = {None: 1}
    print(nothing, nothing[None])
    print({True: "yes", False: "no"}, {1.0: "x"})
    print(len(mixed))


def errors():
    d = {"a": 1}
    try:
        print(d["missing"])
    except KeyError as e:
        print("KeyError", e)
    try:
        print({1: 2}[3])
    except KeyError as e:
        print("KeyError", e)
    try:
        print({(1, 2): 2}[(3, 4)])
    except KeyError as e:
        print("KeyError", e)
    try:
        del d["b"]
    except KeyError as e:
        print("KeyError", e)
    try:
        d.pop("b")
    except KeyError as e:
        print("KeyError", e)
    try:
        e2 = {1: 1}
        e2.popitem()
        e2.popitem()
    except KeyError as e:
        print("KeyError", e)


def comprehensions():
    squares = {n: n * n for n in range(6)}
    print(squares, {v: k for k, v in squares.items()})
    groups = {}
    for n in range(10):
        groups.setdefault(n % 3, []).append(n)
    print(groups)
    totals = {"a": (0, 0.0)}
    count, total = totals.get("a", (0, 0.0))
    totals["a"] = count + 1, total + 2.5
    print(totals)


basics()
methods()
counting()
keys()
errors()
comprehensions()
