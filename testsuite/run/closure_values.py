def adder(n):
    def add(x):
        return x + n
    return add
a = adder(5)
print(a(3))

def counter():
    count = 0
    def step():
        nonlocal count
        count += 1
        return count
    step()
    step()
    return step()
print(counter())

def apply(f, xs):
    return [f(x) for x in xs]
print(apply(lambda x: x * x, [1, 2, 3]))
print(apply(adder(10), [1, 2, 3]))
fs = [lambda x: x + 1, lambda x: x * 2]
print([f(10) for f in fs])

def fact(n):
    def go(k, acc):
        return acc if k == 0 else go(k - 1, acc * k)
    return go(n, 1)
print(fact(10))

def outer(xs):
    result = []
    def visit(i):
        nonlocal result
        if i < len(xs):
            result = result + [xs[i] * 2]
            visit(i + 1)
    visit(0)
    return result
print(outer([1, 2, 3]))
print(list(map(lambda p: p[0] + p[1], zip([1, 2], [3, 4]))))
print(sorted([3, 1, 2], key=lambda v: -v))
print(max([1, 5, 3], key=lambda v: -v))

COUNT = 0
def bump():
    global COUNT
    COUNT += 1
bump(); bump()
print(COUNT)
LOG = []
def log(s):
    LOG.append(s)
log("a"); log("b")
print(LOG)
def defaults(a, b=2, *args, c=3, **kw):
    return a + b + c + sum(args) + sum(kw.values())
print(defaults(1), defaults(1, 5), defaults(1, 2, 3, 4, c=10), defaults(1, z=9))
