"""Loops that carry values while the rest of their body runs in lanes."""
import math


class Effect:
    def __init__(self, value, variance, name):
        self.value = value
        self.variance = variance
        self.name = name
        self.twice = 2 * int(value)


class Pair:
    def __init__(self, first, second):
        self.first = first
        self.second = second


def sigmoid(x):
    return 1.0 / (1.0 + math.exp(-x))


def newton(group, others, x):
    slope = 0.0
    curvature = 1.0
    count = 0
    for other, outcome in group:
        p = sigmoid(x + others[other].value)
        slope += outcome - p
        curvature += p * (1.0 - p)
        count += 1
    return slope, curvature, count


def largest(xs):
    best, where = -1.0, -1
    for i, x in enumerate(xs):
        y = math.exp(-x * x)
        if y > best:
            best = y
            where = i
    return best, where


def last(xs):
    total = before = 0.0
    for x in xs:
        y = math.exp(x)
        total = total * 0.5 + y - before
        before = y
    return total, before


def collatz(n):
    longest = steps = 0
    for start in range(1, n):
        k, count = start, 0
        while k > 1:
            k = k // 2 if k % 2 == 0 else 3 * k + 1
            count += 1
        steps += count
        longest = count if count > longest else longest
    return longest, steps


def hashed(xs):
    h = 17
    for x in xs:
        h = (h * 31 + int(math.exp(x) * 1000.0)) % 1000003
    else:
        h += 1
    return h


def overflowing(xs):
    total = 2**62
    for x in xs:
        total += int(math.exp(x)) * 10**14
    return total


def paired(pairs):
    total = 0.0
    for pair in pairs:
        total += math.exp(pair.first.value) * pair.second.variance + pair.first.twice
    return total


def failing(xs, ys):
    done = 0
    total = 0.0
    try:
        for i, x in enumerate(xs):
            total += math.exp(x) / ys[i]
            done += 1
    except (ZeroDivisionError, IndexError) as e:
        print(type(e).__name__, e, done, total)
    return total


def raising(xs, ys):
    total = 0.0
    for x, y in zip(xs, ys):
        total += math.exp(x) / y
    return total


def signs(xs):
    plus = minus = 0.0
    for x in xs:
        if x > 0.0:
            y = math.exp(-x)
        else:
            y = math.exp(x) - 1.0
        plus += y if y > 0.0 else 0.0
        minus -= y if y <= 0.0 else 0.0
    return plus, minus


def main():
    effects = [Effect(math.sin(i) * 3.0, 0.5 + i, "n" + str(i)) for i in range(50)]
    for n in (0, 1, 7, 8, 9, 15, 16, 17, 100):
        group = [(i * 7 % 50, 1.0 if i % 3 else 0.0) for i in range(n)]
        xs = [math.cos(i * 1.3) * 2.0 for i in range(n)]
        print(n, newton(group, effects, 0.3), largest(xs), last(xs), hashed(xs))
        print(collatz(n), signs(xs))
        pairs = [Pair(effects[i % 50], effects[i * 3 % 50]) for i in range(n)]
        print(paired(pairs))
        print(failing(xs, [float(i - 20) for i in range(n)]))
        print(failing(xs, [1.0] * (n - 3)))
    try:
        newton([(i, 1.0) for i in range(60)], effects, 0.0)
    except IndexError as e:
        print(e)
    try:
        print(overflowing([0.5 * i for i in range(12)]))
    except:
        print("overflow")
    print(raising([1.0] * 20, [float(13 - i) for i in range(20)]))


main()
