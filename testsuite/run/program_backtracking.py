def hanoi(n, a, b, c):
    if n >= 1:
        hanoi(n - 1, a, c, b)
        print("moving disk from", a, "to", b)
        hanoi(n - 1, c, b, a)


def moves(n, a="A", b="B", c="C"):
    if n == 0:
        return []
    return moves(n - 1, a, c, b) + [(n, a, c)] + moves(n - 1, b, a, c)


def valid(neighbours, colored, color):
    return not any(n == 1 and colored[i] == color for i, n in enumerate(neighbours))


def color(graph, m):
    colored = [-1] * len(graph)

    def go(index):
        if index == len(graph):
            return True
        for c in range(m):
            if valid(graph[index], colored, c):
                colored[index] = c
                if go(index + 1):
                    return True
                colored[index] = -1
        return False

    return colored if go(0) else []


hanoi(3, "A", "B", "C")
print(len(moves(6)), moves(2))
g = [[0, 1, 0, 0, 0], [1, 0, 1, 0, 1], [0, 1, 0, 1, 0], [0, 1, 1, 0, 0], [0, 1, 0, 0, 0]]
print(color(g, 3), color(g, 1))
