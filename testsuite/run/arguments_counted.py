# Functions that look at how many arguments they got, or at what kind of thing they are for.
def area(*sides):
    if len(sides) == 1:
        return sides[0] ** 2
    elif len(sides) == 2:
        width, height = sides
        return width * height
    a, b, c = sides
    s = (a + b + c) / 2
    return (s * (s - a) * (s - b) * (s - c)) ** 0.5


print(area(2), area(2, 3), area(3, 4, 5))


def between(*bounds):
    if not bounds:
        return []
    low = 0 if len(bounds) == 1 else bounds[0]
    high = bounds[0] if len(bounds) < 2 else bounds[1]
    step = bounds[2] if len(bounds) > 2 else 1
    return list(range(low, high, step))


print(between(), between(3), between(1, 4), between(0, 10, 3))


def counted(*values, **named):
    count = len(values)
    if count == 0 and len(named) == 0:
        return "nothing"
    if 2 <= count <= 3:
        first, *rest = values
        return first, rest
    if count != 1:
        return values[3] if len(values) >= 4 else named
    return values[0]


print(counted(), counted(1), counted(1, 2), counted(1, 2, 3), counted(1, 2, 3, 4), counted(k=1))


# The test is one of a value: what is not reached does not matter, what is reached raises.
def surface(kind, *sides):
    if kind == "square":
        return sides[0] * sides[0]
    if kind == "box":
        width, height = sides
        return width * height
    return None


print(surface("square", 3), surface("box", 2, 3), surface("none"))


def joined(a, b, mode):
    if mode == "number":
        return a + b
    return str(a) + str(b)


print(joined(1, 2, "number"), joined(1, "x", "text"))


def shortened(parts):
    while len(parts) > 2:
        parts = parts[1:]
    return parts


print(shortened((1, 2, 3, 4)), shortened((1,)), shortened([1, 2, 3]))


def forever():
    n = 0
    while 1 == 1:
        n += 1
        if n > 3:
            break
    while 1 > 2:
        n = 100
    return n


print(forever())
print(surface("box", 5))
