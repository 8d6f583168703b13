def total(items):
    t = 0
    for x in items:
        t += x
    return t
print(total(x * x for x in range(4)))
print(total(x * x for x in range(4) if x % 2), total([1, 2]))
g = (x * x for x in [1, 2, 3])
print(sum(g))
print(sorted(c for c in "hello"), max(len(w) for w in ["a", "bb"]), set(x % 3 for x in range(10)), dict((i, i * i) for i in range(3)))
print(list(a + b for a in "ab" for b in "cd"), tuple(x for x in range(3)), min((x for x in [3, 1]), default=0))
for x in (a * b for a in range(1, 3) for b in range(1, 3)):
    print(x, end=" ")
print()
print(" ".join(str(x) for x in range(3)), list(enumerate(x for x in "ab")), list(zip((x for x in "ab"), range(2))))
first = next((x for x in [1, 5, 7] if x > 4), None)
print(first, any(x > 6 for x in [1, 7]), all(x for x in []))
xs = []
xs.extend(x + 1 for x in range(3))
xs += (x for x in "z")
print(xs, *(x for x in range(2)), frozenset(x for x in [1]))
print(list(map(lambda p: p[0], ((x, 1) for x in range(2)))), sum((x for x in [1.5, 2]), 10))
