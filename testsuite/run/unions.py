"""Values of several types in one variable, optional values, mixed lists."""


def pick(n):
    if n == 0:
        return None
    if n == 1:
        return 1.5
    if n == 2:
        return "two"
    return n


def show(value):
    if value is None:
        return "nothing"
    if isinstance(value, str):
        return value.upper()
    if isinstance(value, float):
        return f"{value:.3f}"
    return str(value + 1)


def find(values, wanted):
    for i, v in enumerate(values):
        if v == wanted:
            return i
    return None


def halve(n):
    return n // 2 if n % 2 == 0 else n / 2


for n in range(5):
    print(pick(n), show(pick(n)))
print(find([3, 1, 4], 4), find([3, 1, 4], 5))
where = find([3, 1, 4], 1)
if where is not None:
    print(where + 10)
print([halve(n) for n in range(5)])
mixed = [1, 2.5, "x", None, True]
for m in mixed:
    print(m, m == 1, end="; ")
print()
print(mixed)
best = None
for v in [3, 9, 2]:
    if best is None or v > best:
        best = v
print(best)
print({"a": 1, "b": None}, (1, None, "c"))
name = None
name = name or "default"
print(name)
try:
    print(pick(2) + 1)
except TypeError as error:
    print(error)
