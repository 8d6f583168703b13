xs = [1, 2, 3]
g = (x * 2 for x in xs)
xs = [10]
print(sum(g))
def f(it, n):
    r = []
    for v in it:
        if n <= 0:
            break
        r.append(v)
        n -= 1
    return r
print(f((x * x for x in range(10)), 3), f((c for c in "abc" if c != "b"), 5))
k = 4
print(sum(x * k for x in xs), f((x + k for x in [1, 2]), 1))
rows = [[1, 2], [3]]
print([sum(v for v in r) for r in rows], [max(v * i for v in r) for i, r in enumerate(rows)])
