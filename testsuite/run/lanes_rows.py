"""Bodies in lanes whose elements are lists or objects of their own."""
import math


class Node:
    def __init__(self, weights, bias, parent):
        self.weights = weights
        self.bias = bias
        self.parent = parent


def dot(a, b):
    return sum(x * y for x, y in zip(a, b))


def sigmoid(x):
    return 1.0 / (1.0 + math.exp(-x))


def norm(row):
    total = 0.0
    for i, x in enumerate(row):
        total += (i + 1) * x * x
    return math.sqrt(total)


def first_negative(row):
    for i, x in enumerate(row):
        if x < 0.0:
            return i
    return -1


def above(row, bound):
    count = 0
    for x in row:
        if x <= bound:
            continue
        count += 1
    else:
        count *= 2
    return count


def backwards(row):
    total = 0.0
    for x in reversed(row):
        total = total * 0.5 + x
    return total


def attempt(title, function):
    try:
        print(title, function())
    except (IndexError, ZeroDivisionError, ValueError) as e:
        print(title, type(e).__name__, e)


def study(rows, weights):
    print([sigmoid(dot(weights, row)) for row in rows])
    print([norm(row) for row in rows], [first_negative(row) for row in rows])
    print([above(row, 0.25) for row in rows], [backwards(row) for row in rows])
    print(sum(dot(row, row) for row in rows), sum(len(row) for row in rows))
    print([math.exp(-norm(row)) * len(row) for row in rows])
    attempt("second", lambda: [math.exp(row[1]) + row[-1] for row in rows])
    attempt("inverse", lambda: [sum(1.0 / x for x in row) for row in rows])
    attempt("root", lambda: [sum(math.sqrt(x) for x in row) for row in rows])
    table = [(row, i / 4.0) for i, row in enumerate(rows)]
    print([sigmoid(dot(weights, row)) - label for row, label in table])
    matrix = [[row, [2.0 * x for x in row]] for row in rows]
    print([sum(dot(part, weights) for part in parts) for parts in matrix])


def main():
    rows = [[math.sin(i * 7 + j) for j in range(5)] for i in range(21)]
    study(rows, [0.5, -0.25, 1.0, 2.0, -1.5])
    study(rows, [0.5, -0.25])
    ragged = [row[: i % 4 + 1] for i, row in enumerate(rows)]
    study(ragged, [0.5, -0.25, 1.0])
    study([row if i != 12 else [] for i, row in enumerate(rows)], [1.0])
    study([[0.0, 1.0, 0.5 * i] for i in range(9)], [1.0, 2.0, 3.0])
    study([[] for _ in range(10)], [1.0])
    root = Node([1.0, 2.0], 0.5, None)
    inner = [Node([0.1 * i, -0.3, 0.2], i - 4.0, root) for i in range(11)]
    leaves = [Node([0.5 * i, 1.0], 0.25 * i, inner[i * 3 % 11]) for i in range(26)]
    print([sigmoid(dot(leaf.weights, root.weights) + leaf.bias) for leaf in leaves])
    print([sum(w * math.exp(leaf.bias - 5.0) for w in leaf.weights) for leaf in leaves])
    print([leaf.parent.bias if leaf.parent else 0.0 for leaf in leaves])
    print([dot(leaf.parent.weights, leaf.weights) if leaf.parent else 0.0
           for leaf in leaves + inner])
    total = 0.0
    for leaf in leaves:
        total += math.exp(-dot(leaf.weights, leaf.weights)) * leaf.bias
    print(total)
    words = [["a", "bc", "def"][: i % 3 + 1] for i in range(20)]
    print([sum(len(word) for word in some) for some in words])


main()
