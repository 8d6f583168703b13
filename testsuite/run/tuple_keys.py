d = {(1, 2): "a"}
for k in [(1, 2), (3, 4)]:
    try:
        print(d[k])
    except KeyError as e:
        print("missing", e, repr(e))
e = {}
try:
    print(e[(1,)])
except KeyError as x:
    print(x)
f = {None: 1, "a": 2}
print(f[None], f["a"])
try:
    f[3]
except KeyError as x:
    print(x)
g = {frozenset([1]): 1} if False else {}
h = {(0, 0): [1], (0, 1): [2]}
for p in list(h):
    h[p].append(p[1])
    h[p][0] += 10
print(h)
t = {("x", 1): {"n": 0}}
for i in range(3):
    t["x", 1]["n"] += i
print(t, t[("x", 1)]["n"])
memo = {}
def grid(r, c):
    if r == 0 or c == 0:
        return 1
    if (r, c) not in memo:
        memo[r, c] = grid(r - 1, c) + grid(r, c - 1)
    return memo[r, c]
print(grid(10, 10), len(memo))
g = {}
for w in ["eat", "tea", "tan"]:
    g.setdefault(tuple(sorted(w)), []).append(w)
print(g)
h = {}
for w in ["eat", "tea", "tan"]:
    k = tuple(sorted(w))
    if k not in h:
        h[k] = []
    h[k].append(w)
print(h)
g = {}
for w in ["eat", "tea", "tan"]:
    k = (len(w), w[0])
    if k not in g:
        g[k] = {}
    g[k][w] = 1
    g[k].setdefault("n", 0)
    g[k]["n"] += 1
print(g)
