# Containers that only an exception holds are its arguments.
class Err(Exception):
    pass


class Full(Exception):
    def __init__(self, items):
        super().__init__(f"{len(items)} items")
        self.items = items


def check(xs):
    if len(xs) > 2:
        raise ValueError(f"too long: {xs}")
    raise Err("text", 3, (1, "a"), len(xs))


def made(n):
    return [n, n]


def fresh(n):
    if n == 0:
        raise ValueError([1, 2])
    if n == 1:
        raise KeyError((n, [n]))
    if n == 2:
        raise Err("bad", made(n), sorted({3, 1}))
    rest = [i for i in range(n)]
    assert len(rest) < 2, rest
    raise Full(made(n))


for call in range(4):
    try:
        fresh(call)
    except Exception as e:
        print(type(e).__name__, e)
for xs in [[1], [1, 2, 3]]:
    try:
        check(xs)
    except (ValueError, Err) as e:
        print(type(e).__name__, e)
try:
    raise Full(made(3))
except Full as e:
    print(e, e.items)
