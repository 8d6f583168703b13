def counter(start=0):
    n = start
    def inc(by=1):
        nonlocal n
        n += by
        return n
    def get():
        return n
    return inc, get
inc, get = counter(10)
inc(); inc(5)
print(get())
def compose(*fs):
    def run(x):
        for f in reversed(fs):
            x = f(x)
        return x
    return run
print(compose(lambda v: v + 1, lambda v: v * 2)(5))
def memoize(f):
    cache = {}
    def wrapped(n):
        if n not in cache:
            cache[n] = f(n)
        return cache[n]
    return wrapped
square = memoize(lambda n: n * n)
print(square(4), square(4))
adders = [lambda x, i=i: x + i for i in range(3)]
print([f(10) for f in adders])
late = []
for i in range(3):
    late.append(lambda: i)
print([f() for f in late])
def outer(x):
    def inner(y):
        def innermost(z):
            return x + y + z
        return innermost
    return inner
print(outer(1)(2)(3))
def apply_n(f, n, x):
    return x if n == 0 else apply_n(f, n - 1, f(x))
print(apply_n(lambda s: s + "!", 3, "hey"))
def kw(a, *args, b=2, **opts):
    return a, args, b, sorted(opts.items())
print(kw(1), kw(1, 2, 3), kw(1, b=5, c=6, d=7))
total = 0
def add(n):
    global total
    total += n
for k in range(5):
    add(k)
print(total)
def gen_table(rows, cols, fn=lambda r, c: r * c):
    return [[fn(r, c) for c in range(cols)] for r in range(rows)]
print(gen_table(2, 3), gen_table(2, 2, lambda r, c: (r, c)))
if (n := len("hello")) > 3:
    print("long", n)
print([y for x in range(5) if (y := x * x) % 2 == 0])
