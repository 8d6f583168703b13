# Views of dictionaries as sets: with sets, with each other, with anything on the right.


def views(d, e):
    print(d.keys() == e.keys(), d.keys() == {1, 2}, {1, 2} == d.keys(), frozenset({1, 2}) == d.keys())
    print(d.keys() != e.keys(), d.keys() != {1, 2}, {1, 2} != d.keys(), d.keys() == {1, 3})
    print(d.keys() == [1, 2], [1, 2] == d.keys(), d.keys() != (1, 2), d.keys() == 5, d.keys() == d)
    print(d.items() == [(1, "a"), (2, "b")], d.items() == {(1, "a"), (2, "b")}, {(1, "a")} == d.items())
    print({1} < d.keys(), {1, 2} < d.keys(), {1, 2} <= d.keys(), {1, 2, 3} > d.keys(), {1, 2} >= d.keys())
    print(d.keys() < {1, 2, 3}, d.keys() <= frozenset({1, 2}), d.keys() > e.keys(), d.keys() >= e.keys())
    print(d.items() < {(1, "a"), (2, "b"), (3, "c")}, d.items() >= {(1, "a")}, {(1, "a")} < d.items())
    print({1, 5} - d.keys(), {1, 5} | d.keys(), {1, 5} & d.keys(), {1, 5} ^ d.keys())
    print(frozenset({1, 5}) - d.keys(), frozenset({1, 5}) & d.keys(), [1, 5] - d.keys(), (1, 5) | d.keys())
    print(d.keys() - [1], d.keys() & (1, 5), d.keys() | range(4), d.keys() ^ [2, 3], d | d.keys(), d.keys() - d)
    print(d.keys() & e.keys(), d.keys() | e.keys(), d.keys() - e.keys(), d.keys() ^ e.keys())
    print(sorted(d.items() & e.items()), sorted(d.items() | e.items()), sorted(d.items() - e.items()))
    print(sorted(d.items() ^ e.items()), sorted({(1, "a"), (9, "z")} - d.items()))
    print(d.keys().isdisjoint({5}), {5}.isdisjoint(d.keys()), d.items().isdisjoint([(1, "a")]), {1}.isdisjoint(d))
    print({1, 2, 3}.issuperset(d.keys()), {1}.issubset(d.keys()), d.keys() == e)


def updated(d):
    s = {1, 5, 9}
    s -= d.keys()
    print(s)
    s |= d.keys()
    print(s)
    s &= d.keys()
    print(s)
    s ^= {1: 0, 7: 0}.keys()
    print(s)


def several(x):
    try:
        print(x == {1: 0, 2: 0}.keys(), {1: 0, 2: 0}.keys() == x)
        print({1: 0, 2: 0}.keys() & x, {1: 0, 2: 0}.keys() - x)
        print({1: 0, 2: 0}.keys() < x)
    except TypeError as e:
        print(e)


views({1: "a", 2: "b"}, {2: "b", 3: "c"})
updated({1: 0, 2: 0})
for x in [{1, 2}, [1, 2], frozenset({2}), 5]:
    several(x)
print({"a"} == {"a": 1}.keys(), {"a": 1}.keys() == ["a"], {"a"} - {"b": 1}.keys())
