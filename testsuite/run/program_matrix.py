def identity(n):
    return [[1.0 if i == j else 0.0 for j in range(n)] for i in range(n)]

def matmul(a, b):
    return [[sum(x * y for x, y in zip(row, col)) for col in zip(*b)] for row in a]

def transpose(m):
    return [list(row) for row in zip(*m)]

def determinant(m):
    if len(m) == 1:
        return m[0][0]
    total = 0
    for c in range(len(m)):
        minor = [row[:c] + row[c + 1:] for row in m[1:]]
        total += (-1) ** c * m[0][c] * determinant(minor)
    return total

def gauss(a, b):
    n = len(a)
    m = [row[:] + [rhs] for row, rhs in zip(a, b)]
    for i in range(n):
        pivot = max(range(i, n), key=lambda r: abs(m[r][i]))
        m[i], m[pivot] = m[pivot], m[i]
        for r in range(i + 1, n):
            f = m[r][i] / m[i][i]
            for c in range(i, n + 1):
                m[r][c] -= f * m[i][c]
    x = [0.0] * n
    for i in range(n - 1, -1, -1):
        s = sum(m[i][j] * x[j] for j in range(i + 1, n))
        x[i] = (m[i][n] - s) / m[i][i]
    return x

a = [[2, 1, -1], [-3, -1, 2], [-2, 1, 2]]
print(determinant(a))
print(transpose(a))
print(matmul(a, identity(3)))
print(["%.6f" % v for v in gauss([[float(x) for x in r] for r in a], [8, -11, -3])])
for row in matmul(a, transpose(a)):
    print(" ".join(f"{v:4d}" for v in row))
