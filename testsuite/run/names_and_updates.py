"""Bindings in every kind of scope, evaluation order, updates through paths, classes."""
x = "module"
def show(): return x
class A:
    x = "class"
    y = [x for _ in range(2)]
    z = x
    __secret = 5
    def f(self): return x, self.x, A.x, self.__secret
    def __hidden(self): return "h"
    def call(self): return self.__hidden()
print(A().f(), A.y, A.z, A._A__secret, A().call(), show())
def counter():
    n = 0
    def inc(by=1):
        nonlocal n
        n += by
        return n
    return inc
c = counter(); c(); print(c(5), c())
def late():
    fs = []
    for i in range(3): fs.append(lambda: i)
    gs = [lambda i=i: i for i in range(3)]
    hs = [lambda: j for j in range(3)]
    return [f() for f in fs], [g() for g in gs], [h() for h in hs]
print(late())
def mutual(n):
    def even(k): return True if k == 0 else odd(k - 1)
    def odd(k): return False if k == 0 else even(k - 1)
    return even(n), odd(n)
print(mutual(7))
def fact_outer(n):
    def fact(k): return 1 if k < 2 else k * fact(k - 1)
    return fact(n)
print(fact_outer(6))
def collect(n):
    result = []
    def go(path, k):
        if k == 0:
            result.append(path[:]); return
        for i in range(2):
            go(path + [i], k - 1)
    go([], n)
    return result
print(collect(2))
def g1():
    global created
    created = 10
g1(); print(created)
def wal(xs):
    if any((big := v) > 3 for v in xs): return big
    return None
print(wal([1, 5, 7]), wal([1]))
print([y := 1, y ** 2, (z := y + 1)], z)
total = 0
parts = [total := total + v for v in [1, 2, 3]]
print(parts, total)
print(next((q for q in [1, 2, 3] if q > 1), None), next((q for q in [1] if q > 1), "none"))
try: next(q for q in [])
except StopIteration: print("stop")
def defaults(a, b=[1], *args, c=len("abc"), d=None, **kw):
    return a, b, args, c, d, sorted(kw.items())
print(defaults(1), defaults(1, 2, 3, 4, c=5, e=6, **{"f": 7}), defaults(*[1, 2], **{"d": 3}))
def shadow(list, len=3): return [list, len]
print(shadow(1))
def order():
    out = []
    def f(v): out.append(v); return v
    d = {}
    d[f(1)] = f(0)
    a, b = f(2), f(3)
    r = f(4) < f(5) < f(5) < f(6)
    s = f(7) if f(8) else f(9)
    d[f(1)] += f(10)
    return out, d, r, s
print(order())
def swap(xs, i, j):
    xs[i], xs[j] = xs[j], xs[i]
    return xs
print(swap([1, 2, 3], 0, 2))
a, *b, c2 = range(5); print(a, b, c2)
(a, b), [c2, *d2] = (1, 2), "xyz"; print(a, b, c2, d2)
m = n2 = [1]; m.append(2); print(m, n2)
first = [1]; second = first
def keep():
    p = [1]; q = p
    for i in range(2):
        p.append(i)
    if len(q) > 2: q.append("z")
    return p, q
print(keep())
def rebind_in_loop():
    p = [0]; q = p
    for i in range(3):
        q = q + [i]
    return p, q
print(rebind_in_loop())
def stacks():
    s = [[1, 2, 3], [], []]
    s[1].append(s[0].pop())
    s[2].append(s[0].pop())
    groups = {}
    for w in ["a", "bb", "cc", "d"]:
        groups.setdefault(len(w), []).append(w)
    groups[1][0] += "!"
    del groups[2][0]
    nested = {"a": {"b": [1]}}
    nested["a"]["b"].append(2); nested["a"]["c"] = 3
    return s, groups, nested
print(stacks())
memo = {}
def fib(n):
    if n in memo: return memo[n]
    memo[n] = n if n < 2 else fib(n - 1) + fib(n - 2)
    return memo[n]
print(fib(30), len(memo))
stack = []
def push(v): stack.append(v); return len(stack)
stack.append(push(1)); stack.append(push(2) * 10); print(stack)
def iterate():
    xs = [1, 2, 3]
    for x in xs:
        if x < 3: xs.append(x + 2)
    d = {"a": 1, "b": 2}
    for k in d: d[k] += 1
    for k, v in d.items(): d[k] = v * 2
    ys = [4, 5, 6]
    for i, y in enumerate(ys):
        if y == 5: ys.remove(y)
        ys[0] = i
    try:
        for k in d: d[k + "x"] = 1
    except RuntimeError as e: print(e)
    for z in ys:
        if z == 6:
            ys.remove(z)
            break
    return xs, d, ys
print(iterate())
def gen_for():
    out = []
    for v in (i * i for i in range(6) if i % 2):
        if v == 1: continue
        out.append(v)
        if v > 20: break
    else: out.append("no")
    return out
print(gen_for())
print(sum(i for i in range(4)), sum((i for i in range(4)), 10), max(len(s) for s in ["a", "bbb"]), min((abs(v) for v in [-3, 2]), default=0))
print(", ".join(str(v) for v in [1, 2]), sorted((v for v in [3, 1]), reverse=True), dict((k, k * 2) for k in "ab"), {k: v for k, v in zip("ab", [1, 2])}, {v % 2 for v in range(5)})
print(all(u < v for u, v in zip([1, 2], [2, 3])), [[i * j for j in range(i)] for i in range(4) if i if i != 2])
def truth(a, b): return a and b, a or b, not a, (a and b) or "none", a if a else b
print(truth(0, "x"), truth([1], None))
print(f"{3.14159:.2f} {'a':>5}|{'b':<{4}}| {x!r} {{}} {1 + 1=}")
print(1 < 2 > 1, 1 == 1.0 != 2, "a" in "abc", 3 not in [1], None is None, -9223372036854775808)
lst = list(range(10)); print(lst[::2], lst[-3:], lst[8:2:-2]); lst[2:4] = ["s"]; del lst[0]; print(lst)
print((lambda *a, k=1: (a, k))(1, 2, k=3))
class P:
    count = 0
    def __init__(self, v): self._v = v; P.count += 1
    @property
    def v(self): return self._v
    @classmethod
    def make(cls, v): return cls(v * 2)
    @staticmethod
    def helper(a): return a + 1
    def __add__(self, o): return P(self._v + o._v)
    __radd__ = __add__
    def __repr__(self): return f"P({self._v})"
    def __eq__(self, o): return self._v == o._v
class Q(P):
    def __init__(self, v, w):
        super().__init__(v)
        self.w = w
    def __repr__(self): return super().__repr__() + f"+{self.w}"
print(P(1) + P(2), P.make(4), P.helper(1), Q(1, 2), Q(3, 4).v, P.count, P(1) == P(1), isinstance(Q(1, 1), P))
class Err(Exception):
    def __init__(self, code, msg): super().__init__(msg); self.code = code
try: raise Err(3, "boom")
except Err as e: print(e, e.code)
z9: int = 3
def ann(a: int, b: "str" = "x") -> None:
    q: int
    r: list = []
    return r
print(ann(1), z9)
if (m2 := len("abc")) == 3 and m2: print("walrus", m2)
i = 0
while (i := i + 1) < 3: pass
print(i)
def none_narrow(v):
    if v is None: return "none"
    if isinstance(v, (int, str)) and not isinstance(v, bool): return "is"
    while v is not None and v:
        v = None
    return v
print(none_narrow(None), none_narrow(1), none_narrow([1]))
