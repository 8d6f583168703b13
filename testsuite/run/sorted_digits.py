"""Sorting of many ints, floats and strings, which goes by digits unless the list is ordered
already, holds nan or -0.0, or is short."""


def noise(i):
    x = (i * 2654435761 + 1013904223) & 0xFFFFFFFF
    x = ((x ^ (x >> 16)) * 73244475) & 0xFFFFFFFF
    return x ^ (x >> 16)


def digest(items):
    total = 0
    for i, item in enumerate(items):
        total = (total * 31 + hash_of(str(item)) + i) % 1000000007
    return total


def hash_of(text):
    total = 0
    for c in text:
        total = (total * 131 + ord(c)) % 1000003
    return total


def check(name, items):
    up = sorted(items)
    down = sorted(items, reverse=True)
    print(name, len(items), digest(up), digest(down), up[:3], up[-3:], down[:2])


def ints():
    for n in (0, 1, 2, 255, 256, 257, 2000):
        check("32 bits", [noise(i) for i in range(n)])
        check("signed", [noise(i) - 2147483648 for i in range(n)])
        check("wide", [noise(i) * 2147483648 - noise(i + 1) for i in range(n)])
        check("few", [noise(i) % 3 for i in range(n)])
        check("same", [7] * n)
        check("up", list(range(n)))
        check("down", list(range(n, 0, -1)))
        check("up then noise", list(range(n)) + [noise(i) % 100 for i in range(n)])
    low, high = -9223372036854775807 - 1, 9223372036854775807
    check("edges", [[low, high, 0, -1, 1][noise(i) % 5] for i in range(600)])


def floats():
    nan, inf = float("nan"), float("inf")
    for n in (255, 256, 1000):
        xs = [noise(i) / 977 - 2000000 for i in range(n)]
        check("floats", xs)
        check("tiny", [x * 1e-310 for x in xs])
        check("inf", xs + [inf, -inf, 0.0])
        check("zeros", [[0.0, -0.0, 1.0][noise(i) % 3] for i in range(n)])
        check("nan", [x if noise(i) % 9 else nan for i, x in enumerate(xs)])
        print(digest(sorted(xs, key=lambda x: -x)), digest(sorted(xs, key=abs)))
        signs = sorted(range(n), key=lambda i: [0.0, -0.0, -1.0][noise(i) % 3])
        print(digest(signs), signs[:5])
        nans = sorted(range(n), key=lambda i: nan if noise(i) % 7 == 0 else xs[i])
        print(digest(nans), nans[:5])


def strings():
    for n in (255, 256, 1500):
        check("digits", [str(noise(i)) for i in range(n)])
        check("long", ["https://example.org/" + str(noise(i) % 500) for i in range(n)])
        check("short", [chr(97 + noise(i) % 26) * (noise(i + 1) % 4) for i in range(n)])
        check("ends", ["abcdefg" + "\0" * (noise(i) % 4) + "b" * (noise(i) % 3) for i in range(n)])
        wide = ["z\u00ff", "z\u0100", "z\u00fe", "z\u20ac", "z\U0001f600", "z", "\u00ffz", "\u0100a"]
        check("wide", [wide[noise(i) % 8] + str(noise(i) % 13) for i in range(n)])
        keyed = sorted([str(noise(i)) for i in range(n)], key=lambda s: s[::-1])
        print(digest(keyed), keyed[0])


def stable():
    pairs = [(noise(i) % 10, i) for i in range(1000)]
    up = sorted(pairs, key=lambda p: p[0])
    down = sorted(pairs, key=lambda p: p[0], reverse=True)
    floats = sorted(pairs, key=lambda p: p[0] / 2, reverse=True)
    print(up[:5], up[-3:], digest(up))
    print(down[:5], down[-3:], digest(down), floats == down)
    words = sorted([str(p[0]) for p in pairs], key=len)
    print(digest(words), words[:3])


ints()
floats()
strings()
stable()
