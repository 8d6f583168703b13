# What raises in a function that was brought into its caller shows its own frame.
import math


def mean(xs):
    return sum(xs) / len(xs)


def spread(xs):
    m = mean(xs)
    return math.sqrt(sum((x - m) * (x - m) for x in xs) - 4.0)


def weighted(xs, ws):
    total = sum(ws)
    if total < 0.0:
        raise ValueError("negative weight")
    return sum(x * w for x, w in zip(xs, ws)) / total


def report(xs, ws):
    return mean(xs), spread(xs), weighted(xs, ws)


def show(xs, ws):
    try:
        print(report(xs, ws))
    except ArithmeticError as e:
        print("ArithmeticError", e)
    except ValueError as e:
        print("ValueError", e)


show([1.0, 9.0], [1.0, 1.0])
show([1.0, 2.0], [1.0, 1.0])
show([1.0, 9.0], [-1.0, 0.5])
show([1.0, 9.0], [-1.0, 1.0])
show([1.0, 9.0], [1.0][:0])
show([1.0][:0], [1.0])
print(report([1.0, 9.0], [-3.0, 1.0]))
