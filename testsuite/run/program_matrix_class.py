class Matrix:
    def __init__(self, rows):
        self.rows = rows
        self.n = len(rows)
        self.m = len(rows[0]) if rows else 0

    @staticmethod
    def identity(n):
        return Matrix([[1 if i == j else 0 for j in range(n)] for i in range(n)])

    def __getitem__(self, ij):
        i, j = ij
        return self.rows[i][j]

    def __matmul__(self, other):
        if self.m != other.n:
            raise ValueError("shape mismatch")
        return Matrix([[sum(self[i, k] * other[k, j] for k in range(self.m)) for j in range(other.m)] for i in range(self.n)])

    def __pow__(self, n):
        result = Matrix.identity(self.n)
        base = self
        while n:
            if n & 1:
                result = result @ base
            base = base @ base
            n >>= 1
        return result

    def transpose(self):
        return Matrix([list(r) for r in zip(*self.rows)])

    def determinant(self):
        if self.n == 1:
            return self.rows[0][0]
        if self.n == 2:
            return self.rows[0][0] * self.rows[1][1] - self.rows[0][1] * self.rows[1][0]
        total = 0
        for c in range(self.m):
            minor = Matrix([r[:c] + r[c + 1 :] for r in self.rows[1:]])
            total += (-1) ** c * self.rows[0][c] * minor.determinant()
        return total

    def __str__(self):
        return "\n".join(" ".join(f"{v:4}" for v in r) for r in self.rows)


print(Matrix([[1, 1], [1, 0]]) ** 10)
a = Matrix([[2, 0, 1], [1, 3, 2], [1, 1, 1]])
print(a.determinant(), a.transpose())
try:
    a @ Matrix([[1]])
except ValueError as e:
    print(e)
