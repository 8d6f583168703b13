# Sums that may be the int 0 in lists long enough for loops in lanes.
import math


def table(n):
    return [sum(0.5 * k for k in range(i % 3)) for i in range(n)]


def kernel(x):
    return x * 2.0 - 1.0 if x > 0.25 else -x


for n in (0, 1, 7, 8, 9, 16, 21, 40):
    t = table(n)
    print(t)
    print([x * 2.0 for x in t], [x * 2 for x in t], [-x for x in t], [x + x for x in t])
    print([kernel(x) for x in t], [x / 2 for x in t], [abs(x) - 1.5 for x in t])
    print([x * y for x, y in zip(t, t)], [math.sqrt(x) + 1.0 for x in t], [x == 0 for x in t])
    print([x if x else 7.0 for x in t], [x for x in t if x], [round(x, 1) for x in t], [x > 0.1 for x in t])
    print(sum(t), sum(x * x for x in t), sum(x + 1.0 for x in t), sum(x * y for x, y in zip(t, t)))
    u = [1.5] * n
    for i in range(n):
        if i % 4 == 0:
            u[i] = t[i]
    print(u, sum(u), [a - b for a, b in zip(u, t)], [0.0 * a for a in u], [i * t[i] for i in range(n)])
