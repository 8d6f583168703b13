# Sums of floats side by side, over lists of equal and of different length, over slices and
# over lists that are only made to be summed.
import math


def dot(a, b):
    return sum(x * y for x, y in zip(a, b))


def centred(xs):
    mean = sum(xs) / len(xs)
    return [x - mean for x in xs]


def line(xs, ys):
    dx = centred(xs)
    dy = centred(ys)
    xx, xy, yy = dot(dx, dx), dot(dx, dy), dot(dy, dy)
    return xy / xx, xy / math.sqrt(xx * yy)


def lines(xs, ys):
    for i in range(-3, 4):
        for k in range(-2, 5):
            try:
                print(i, k, line(xs[i:], ys[:k]))
            except ZeroDivisionError as e:
                print(i, k, "ZeroDivisionError", e)
            except ValueError as e:
                print(i, k, "ValueError", e)


def moments(xs):
    n = sum(1.0 for x in xs)
    s = sum(xs)
    q = sum(x * x for x in xs)
    c = sum(x * x * x for x in xs)
    return n, s, q, c


def starts(xs, ys):
    a = sum((x for x in xs), 0.5)
    b = sum(ys)
    c = sum((y * 2.0 for y in ys), -0.0)
    return a, b, c


def sliced(xs, i, k):
    return sum(xs[i:k]), sum(xs[:i]), sum(xs[k:]), sum(xs[i:]), sum(xs[-k:]), sum(xs[::2])


def kept(xs):
    ys = [x + 1.0 for x in xs]
    a = sum(ys)
    b = sum(y * y for y in ys)
    return a, b, ys, len(ys)


def only_length(xs):
    ys = [x + 1.0 for x in xs]
    zs = xs[1:]
    return sum(ys) / len(ys), sum(zs), len(zs)


def updated(xs):
    part = xs[1:]
    xs.append(100.0)
    xs[1] = 50.0
    a = sum(part)
    more = [x * 2.0 for x in xs]
    xs[0] = 1000.0
    b = sum(more)
    c = sum(xs)
    return a, b, c, xs


def depends(xs):
    a = sum(xs)
    b = sum(x * a for x in xs)
    c = sum(x - b for x in xs)
    return a, b, c


def filtered(xs):
    a = sum(x for x in xs if x > 1.0)
    b = sum(x if x > 1.0 else -x for x in xs)
    c = sum(x if x > 1.0 else 0 for x in xs)
    return a, b, c


def nested(rows):
    return [sum(r) / sum(x * x for x in r) if r else -1.0 for r in rows]


def weighted(xs, ws):
    total = sum(ws)
    if total == 0:
        raise ValueError("no weight")
    return sum(x * w for x, w in zip(xs, ws)) / total


def different(a, b, c):
    return sum(a), sum(x * y for x, y in zip(a, b)), sum(x * y * z for x, y, z in zip(a, b, c)), sum(c)


def maps_of_maps(xs):
    a = [x * 2.0 for x in xs]
    b = [x + 1.0 for x in a]
    c = [x / 4.0 + y for x, y in zip(b, a)]
    return sum(c), sum(x * y for x, y in zip(b, c))


def looped(xs, n):
    total = 0.0
    for i in range(n):
        part = xs[i:]
        total += sum(part) - sum(x * x for x in part)
    return total


def captured(k):
    f = lambda xs: sum(x * k for x in xs) / len(xs)
    return f([1.0, 2.0]), f([4.0])


xs = [0.1, -2.5, 3.75, 1e16, -1e16, 0.25]
ys = [1.5, 0.0, -0.0, 7.25, 2.0, 1e-9]
lines([1.0, 2.5, -3.0, 4.0], [0.5, 0.25, -1.0, 2.0, 8.0])
for case in ([1.0][:0], [-0.0], [0.5], [1.0, 2.0], xs, ys, [math.inf, -math.inf], [math.nan, 1.0]):
    print(case)
    print(moments(case))
    print(starts(case, xs), starts(xs, case))
    for i in range(-2, 3):
        print(sliced(case, i, i + 1), sliced(case, i, -1), sliced(case, 9, i))
    print(kept(case), depends(case), filtered(case), maps_of_maps(case))
    print(different(case, xs, ys), different(xs, case, ys), different(xs, ys, case))
    try:
        print(only_length(case))
    except ZeroDivisionError as e:
        print(e)
    print(updated(case + [1.0, 2.0]))
    try:
        print(weighted(case, xs), weighted(ys, case))
    except (ValueError, ZeroDivisionError) as e:
        print(e)
print(nested([[1.0, 2.0], [3.0], [1.0][:0], [0.5, 0.5, 0.5]]))
print(looped(xs, 8), captured(3.0))
