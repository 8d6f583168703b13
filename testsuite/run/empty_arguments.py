# Searches that start from an empty list, which calls further in have elements for.
def subsets(numbers):
    found = []

    def go(i, path):
        found.append(path)
        for j in range(i, len(numbers)):
            go(j + 1, path + [numbers[j]])

    go(0, [])
    return found


print(subsets([1, 2, 3]), subsets([5]))


def paths(graph, start, end):
    found = []

    def walk(node, seen):
        seen = seen + [node]
        if node == end:
            found.append(seen)
            return
        for following in graph.get(node, []):
            if following not in seen:
                walk(following, seen)

    walk(start, [])
    return found


print(paths({"a": ["b", "c"], "b": ["d"], "c": ["d"]}, "a", "d"))


def counted(words):
    states = []

    def step(i, counts):
        states.append(counts)
        if i < len(words):
            step(i + 1, {**counts, words[i]: counts.get(words[i], 0) + 1})

    step(0, {})
    return states


print(counted(["x", "y", "x"]))


def grown(xs, n):
    return xs if n == 0 else grown(xs + [n], n - 1)


print(grown([], 3), grown([], 0), grown(["a"], 0))


def first(xs):
    return xs[0] if xs else None


print(first([]), first([4]))
try:
    print([].pop(), first([]))
except IndexError as error:
    print(error)


def kept(boxes, box):
    boxes.append(box)
    return boxes


print(kept([], []), kept([[1]], []), kept([], [2]))
