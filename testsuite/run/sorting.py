# Sorting: stability, keys, reverse, many layouts, and lists with nan.
import math


def noise(i):
    x = (i * 2654435761 + 1013904223) & 0xFFFFFFFF
    x = ((x ^ (x >> 16)) * 73244475) & 0xFFFFFFFF
    return x ^ (x >> 16)


def layouts():
    ints = [noise(i) % 1000 for i in range(300)]
    print(sorted(ints)[::7], sorted(ints, reverse=True)[:5])
    floats = [noise(i) / 1e6 for i in range(100)]
    print(sorted(floats)[::9])
    words = "the quick brown fox jumps over the lazy dog Über äpfel".split()
    print(sorted(words), sorted(words, reverse=True), sorted(words, key=len))
    print(sorted("hello world"), sorted([True, False, True]), sorted([]), sorted([1]))
    print(sorted([(2, "b"), (1, "z"), (2, "a")]), sorted([[3], [1, 2], [1]]))
    print(sorted({3: "c", 1: "a"}), sorted({5, 4, 9}), sorted(range(5, 0, -1)))


def keys():
    pairs = [(noise(i) % 10, i) for i in range(80)]
    print(sorted(pairs, key=lambda p: p[0])[:20])
    print(sorted(pairs, key=lambda p: p[0], reverse=True)[:20])
    print(sorted(pairs, key=lambda p: (-p[0], p[1]))[:10])
    print(sorted(pairs, key=lambda p: (p[1] % 3, -p[0]), reverse=True)[:10])
    names = ["bob", "Alice", "carol", "Dave"]
    names.sort(key=lambda s: s.lower())
    print(names)
    names.sort(key=len, reverse=True)
    print(names)
    print(sorted([3, -1, 2], key=abs), sorted([1.5, -2.5], key=lambda x: -x))


def runs():
    up = list(range(200))
    down = list(range(200, 0, -1))
    saw = [i % 17 for i in range(500)]
    print(sorted(up + down)[:10], sorted(saw)[100:110], sorted(down) == sorted(down[::-1]))
    many = [(noise(i) % 50, noise(i + 7) % 50) for i in range(3000)]
    done = sorted(many)
    print(done[:5], done[1500], all(a <= b for a, b in zip(done, done[1:])))
    by = sorted(range(2000), key=lambda i: (noise(i) % 7, i % 11))
    print(by[:10], by[-10:], sum(i * x for i, x in enumerate(by)))


def with_nan():
    nan = math.nan
    print(sorted([3.0, nan, 1.0, 2.0, nan, 0.0]))
    print(sorted([nan if i % 5 == 2 else float(noise(i) % 100) for i in range(40)]))
    print(sorted([nan if i % 9 == 2 else float(noise(i) % 100) for i in range(200)])[::10])


def extremes():
    words = ["pear", "fig", "apple", "kiwi"]
    print(min(words), max(words), min(words, key=len), max(words, key=len))
    print(min([3, 1, 2]), max([1.5, 2.5]), min((4, 2)), max({1, 5, 3}), min("hello"))
    print(min(3, 1, 2), max(1, 2.5), min("b", "a"), max([], default=0), min([4], default=1))
    print(max([(1, 2), (1, 3)]), min(range(5), key=lambda i: (i - 3) ** 2))


layouts()
keys()
runs()
with_nan()
extremes()

# What is no bool may say whether the order is reversed.
for turned in (1, 0, True):
    values = [5, 2, 9, 2]
    values.sort(reverse=turned)
    print(values, sorted([0.5, -1.0, 3.0], reverse=turned), sorted("hello", reverse=turned))
