def find(xs, y):
    for i, x in enumerate(xs):
        if x == y:
            return i
    return None

def show(v):
    if v is None:
        return "none"
    if isinstance(v, int):
        return f"int {v + 1}"
    if isinstance(v, str):
        return "str " + v
    return f"other {v}"

print(find([1, 2, 3], 2), find([1, 2], 5))
for v in [1, "a", None, 2.5]:
    print(show(v))

def mixed(n):
    if n % 3 == 0:
        return n
    if n % 3 == 1:
        return float(n)
    return str(n)

print([mixed(i) for i in range(6)])
total = 0
for i in range(6):
    m = mixed(i)
    if not isinstance(m, str):
        total += m
print(total)
x = None
for i in range(3):
    if x is None:
        x = i
    else:
        x = x + 10
print(x)
print(sum([]), sum([1.5, 2.5]), sum(v * 0.5 for v in range(0)))
d = {"a": 1, "b": None}
print(d)
d["c"] = 5
for k, v in d.items():
    print(k, v if v is not None else "nothing")
t = (1, "x", 2.0, None, (True, False))
print(t, t[1], len(t))
for e in t:
    print(e)
y = [] if total > 1e9 else [1.0]
y.append(2)
print(y)
