# One table asked for one key several times: when the answer holds, and when it must not be
# taken for another.
def shared(d, k):
    old = d
    n = d.get(k, 0)
    e = dict(d)
    e[k] = n + 1
    d[k] = n + 5
    return d, e, old[k]

def between(d, k, other):
    n = d.get(k, 0)
    d[other] = 100
    d[k] = n + 1
    return d

def removed(d, k):
    n = d.get(k, 0)
    if k in d:
        del d[k]
    d[k] = n + 1
    return d

def popped(d, k):
    n = d.get(k, -1)
    m = d.pop(k, 3)
    d[k] = n + m
    return d

def grows(words):
    d = {}
    for w in words:
        n = d.get(w, 0)
        for i in range(20):
            d[w + str(i)] = i
        d[w] = n + 1
    return d

def caught(d, keys):
    for k in keys:
        try:
            d[k] = d[k] + 1
        except KeyError as e:
            print("missing", e)
            d[k] = 0
    return d

def nested(rows):
    g = {}
    for a, b, v in rows:
        if a not in g:
            g[a] = {}
        if b not in g[a]:
            g[a][b] = []
        g[a][b].append(v)
    return g

def branches(d, k, flag):
    if flag:
        d[k] = d.get(k, 0) + 1
    else:
        print(d.get(k))
    d[k] = d.get(k, 10) * 2
    return d

def seen(words):
    s = set()
    out = []
    for w in words:
        if w in s:
            continue
        s.add(w)
        out.append(w)
    return out, len(s)

def raising(d, k):
    try:
        if k in d:
            d[k] = 10 // d[k]
    except ZeroDivisionError:
        d[k] = 99
    return d

def floats(keys):
    d = {}
    for k in keys:
        d[k] = d.get(k, 0) + 1
    return len(d), sorted(d.values())

def chars(text):
    d = {}
    for c in text:
        d[c] = d.get(c, 0) + 1
    return d

def constants(d):
    d["a"] = d.get("a", 0) + 1
    d["b"] = d.get("a", 0) + 1
    d["a"] = d["b"] + d["a"]
    return d

def computed(n):
    d = {}
    for i in range(n):
        d[i % 3, i // 7] = d.get((i % 3, i // 7), 0) + i
        d[i % 3, 0] = d.get((i % 2, 0), 0) + 1
    return d

class Row:
    def __init__(self, a, b):
        self.a = a
        self.b = b

def keyed(rows, key):
    d = {}
    for r in rows:
        d[key(r)] = d.get(key(r), 0) + r.b
    return d

counter = 0
def next_key(row):
    global counter
    counter += 1
    return counter // 3

def defaults(words):
    d = {}
    for w in words:
        d.setdefault(w, [])
        d[w].append(len(w))
    return d

def deep(words):
    d = {}
    for w in words:
        if w in d:
            d[w] = d[w] + 1
            if d[w] > 2:
                d[w] = 0
        elif w != "x":
            d[w] = 1
        else:
            break
    return d

def lengths():
    d = {}
    for n in range(20):
        for c in ("a", "b", "\x7f", "\x80", "\xff", "\u0100", "\U0001F600", "\0"):
            w = c * n
            d[w] = d.get(w, 0) + 1
            w2 = "z" * (n - 1) + c if n else c
            d[w2] = d.get(w2, 0) + 1
    s = set(d)
    print(len(d), len(s), sum(d.values()), all(w in s for w in d), all(d[w] >= 1 for w in s))
    print("" in d, d[""], d["\0"], "\0\0" in d, "zzzzzzz\x80" in d, "zzzzzzzb" in s, "zzzzzzzc" in s)
    for w in list(d):
        del d[w]
        s.remove(w)
    print(len(d), len(s))

def main():
    print(shared({"x": 1}, "x"), shared({"x": 1}, "y") if False else 0)
    print(between({"x": 1}, "x", "x"), between({"x": 1}, "y", "z"), between({}, "q", "q"))
    print(removed({"x": 1, "y": 2}, "x"), popped({"x": 1, "y": 2}, "x"), popped({"y": 2}, "x"))
    g = grows(["a", "b", "a", "c"])
    print(len(g), g["a"], g["b"])
    print(caught({"x": 1}, ["x", "y", "y"]))
    print(nested([("a", "b", 1), ("a", "c", 2), ("a", "b", 3), ("d", "b", 4)]))
    print(branches({"x": 1}, "x", True), branches({"x": 1}, "y", False), branches({}, "x", True))
    print(seen("a b a c b d".split()))
    print(raising({"x": 0}, "x"), raising({"x": 3}, "x"), raising({}, "x"))
    nan = float("nan")
    print(floats([1.0, 2.0, 1.0, nan, -0.0, 0.0]))
    print(chars("hello\u0100\u0100"))
    print(constants({}))
    print(computed(20))
    rows = [Row(i % 3, i) for i in range(10)]
    print(keyed(rows, lambda r: r.a), keyed(rows, lambda r: (r.a, 1)), keyed(rows, next_key))
    print(defaults(["aa", "b", "aa"]))
    print(deep(["a", "b", "a", "a", "x", "c"]))
    lengths()

main()
