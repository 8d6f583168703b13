# Tables of more functions than a variable may have other types.
def shifted(by):
    def shift(x):
        return x + by
    return shift


OPERATORS = {
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "div": lambda a, b: a / b,
    "mod": lambda a, b: a % b,
    "pow": lambda a, b: a ** b,
    "gt": lambda a, b: a > b,
    "eq": lambda a, b: a == b,
    "pair": lambda a, b: (a, b),
    "min": min,
    "max": max,
    "divmod": divmod,
}
for name, function in OPERATORS.items():
    print(name, function(7, 3))


class Box:
    def __init__(self, value):
        self.value = value

    def __repr__(self):
        return f"Box({self.value!r})"


STEPS = [shifted(2), shifted(10), lambda x: x - 3, abs, float, str, bool, lambda x: -x, lambda x: [x], Box,
         lambda x: None, lambda x: {x: x}, hex, bin, oct, chr]
for step in STEPS:
    print(step(5), end=" ")
print()
print(sum(step(3) for step in STEPS[:3]), len(STEPS))

TEXTS = {"a": str.upper, "b": str.lower, "c": str.title, "d": str.strip, "e": len, "f": sorted, "g": list,
         "h": str.split, "i": lambda s: s * 2, "j": lambda s: s[::-1], "k": repr}
for key in "abcdefghijkz":
    found = TEXTS.get(key)
    print(key, found(" Hi you ") if found else None)


def chosen(kind):
    if kind == 0:
        return 1
    if kind == 1:
        return "text"
    return STEPS[kind]


for kind in range(4):
    got = chosen(kind)
    print(got if isinstance(got, (int, str)) else got(1))
print(OPERATORS["div"](1, 0))
