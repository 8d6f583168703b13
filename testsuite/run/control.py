"""Control flow: loops with else, break and continue, chains, walrus, conditional values."""


def first_factor(n):
    for k in range(2, n):
        if n % k == 0:
            break
    else:
        return n
    return k


def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    else:
        steps += 1000
    return steps


def pairs(limit):
    found = []
    for a in range(limit):
        for b in range(limit):
            if b > a:
                continue
            if a * b > 20:
                break
            found.append((a, b))
    return found


def read(values):
    i = 0
    out = []
    while (v := values[i]) >= 0:
        out.append(v * 2)
        i += 1
    return out, v


print([first_factor(n) for n in range(2, 30)])
print(collatz(27), collatz(1))
print(pairs(6), len(pairs(10)))
print(read([3, 1, 4, -1, 5]))
x = 5
print(1 < x < 10, 1 < x > 7, x == 5 != 6, not x, x and "yes", 0 or "no", None or [])
print("small" if x < 3 else "medium" if x < 8 else "large")
total = 0
for i in range(10, 0, -3):
    total += i
print(total, i)
for i, (a, b) in enumerate(zip("abc", [1, 2, 3]), start=1):
    print(i, a, b, end="; ")
print()
for k in {"x": 1, "y": 2}:
    print(k, end=" ")
for k, v in {"x": 1, "y": 2}.items():
    print(k, v, end=" ")
print()
for c in reversed("abc"):
    print(c, end="")
for n in reversed(range(3)):
    print(n, end="")
print()
n = 0
while True:
    n += 1
    if n == 3:
        continue
    if n > 5:
        break
    print(n, end=",")
print()
a, *b, c = [1, 2, 3, 4]
print(a, b, c)
(p, q), r = (1, 2), 3
print(p, q, r)
d = e = 7
d += 1
print(d, e)
del d
print(any(v > 3 for v in [1, 2, 4]), all(v > 3 for v in [4, 5]), any([]), all([]))
print(sum(v * v for v in range(5)), max(v % 3 for v in range(5)), min([4, 2, 8]))
