"""Updates of containers in place: paths, moves, loops over what they update."""


def grouped(pairs):
    groups = {}
    for key, value in pairs:
        if key not in groups:
            groups[key] = []
        groups[key].append(value)
    return groups


def grid(rows, columns):
    g = [[0] * columns for _ in range(rows)]
    for i in range(rows):
        for j in range(columns):
            g[i][j] = i * 10 + j
    g[0][0] += 5
    g[-1][-1] -= 1
    return g


def chunks(values, size):
    rows = []
    row = []
    for v in values:
        row.append(v)
        if len(row) == size:
            rows.append(row)
            row = []
    if row:
        rows.append(row)
    return rows


def sieve(n):
    flags = [True] * (n + 1)
    flags[0] = flags[1] = False
    for p in range(2, n + 1):
        if flags[p]:
            for multiple in range(p * p, n + 1, p):
                flags[multiple] = False
    return [i for i, flag in enumerate(flags) if flag]


def growing():
    xs = [1]
    for x in xs:
        if x < 50:
            xs.append(x * 3)
    return xs


def histogram(text):
    counts = {}
    for c in text:
        counts[c] = counts.get(c, 0) + 1
    for c in counts:
        counts[c] = counts[c] * 10
    return counts


def bubble(values):
    xs = list(values)
    for i in range(len(xs)):
        for j in range(len(xs) - 1 - i):
            if xs[j] > xs[j + 1]:
                xs[j], xs[j + 1] = xs[j + 1], xs[j]
    return xs


def stack_machine(program):
    stack = []
    for op in program:
        if op == "+":
            b = stack.pop()
            a = stack.pop()
            stack.append(a + b)
        else:
            stack.append(int(op))
    return stack


def fibonacci(n):
    memo = {0: 0, 1: 1}
    for k in range(2, n + 1):
        memo[k] = memo[k - 1] + memo[k - 2]
    return memo[n]


counts = {}


def count(word):
    counts[word] = counts.get(word, 0) + 1


print(grouped([("a", 1), ("b", 2), ("a", 3)]))
print(grid(3, 4))
print(chunks(range(7), 3))
print(sieve(50))
print(growing())
print(histogram("mississippi"))
print(bubble([5, 2, 9, 1, 5]))
print(stack_machine(["1", "2", "+", "10", "+"]))
print(fibonacci(80))
for w in ["x", "y", "x"]:
    count(w)
print(counts)
a = [1, 2]
b = a
b.append(3)
print(a, b)
c = list(a)
c.append(4)
print(a, c)
matrix = {"rows": [[1], [2]]}
matrix["rows"][1].append(7)
print(matrix)
