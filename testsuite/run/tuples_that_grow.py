# Functions that call themselves with longer and longer tuples.
graph = {"a": ["b", "c"], "b": ["d"], "c": ["d", "e"], "d": ["f"], "e": ["f", "a"],
         "f": ["g"], "g": ["h"], "h": ["i", "c"], "i": ["j"], "j": []}


def paths(node, end, path=()):
    path = path + (node,)
    if node == end:
        return [path]
    return [found for after in graph[node] if after not in path
            for found in paths(after, end, path)]


def chosen(rest, total, taken):
    if total == 0:
        return taken
    if not rest or total < 0:
        return None
    with_first = chosen(rest[1:], total - rest[0], (*taken, rest[0]))
    if with_first is not None:
        return with_first
    return chosen(rest[1:], total, taken)


def even(count, seen):
    return seen if count == 0 else odd(count - 1, seen + ("even",))


def odd(count, seen):
    return seen if count == 0 else even(count - 1, seen + (count,))


def queens(size, columns=()):
    if len(columns) == size:
        return 1
    return sum(queens(size, columns + (column,)) for column in range(size)
               if all(column != other and abs(column - other) != len(columns) - row
                      for row, other in enumerate(columns)))


def shown(*values):
    return shown(values[0] + 1, *values) if len(values) < 12 else values


for path in paths("a", "j"):
    print("->".join(path), len(path), path[0], path[-2:])
print(paths("j", "a"), paths("a", "a"))
print(chosen((9, 8, 7, 5, 4, 3, 3, 2, 1, 1), 40, ()), chosen((2, 4), 5, ()))
print(even(11, ()), odd(2, (0.5,)))
print([queens(size) for size in range(1, 8)])
print(shown(0))


def described(value, *rest):
    return f"{type(value).__name__}/{len(rest)}"


print(described(1), described(1.5), described("x"), described(True), described(None),
      described([1]), described([1.5]), described(["x"]), described([True]), described({}),
      described({1}), described({"x"}), described({1.5}), described((1,)), described((1.5,)),
      described(("x",)), described((1, 2)), described({1: 2}), described({1: "x"}),
      described({"x": 1}), described({"x": "y"}), described([[1]]), described([["x"]]),
      described([(1, 2)]), described([("x", 1)]), described(1, 2), described(1, 2.5),
      described(1, "x"), described("x", 1), described("x", "y"), described(2.5, 1),
      described(2.5, 2.5), described(2.5, "x"), described([1], 1), described([1], "x"),
      described((1, "x")), described(("x", 1), 2))
