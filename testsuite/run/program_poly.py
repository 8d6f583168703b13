class Poly:
    def __init__(self, *coeffs):
        cs = list(coeffs)
        while cs and cs[-1] == 0:
            cs.pop()
        self.c = tuple(cs)
    @property
    def degree(self):
        return len(self.c) - 1
    def __call__(self, x):
        r = 0
        for a in reversed(self.c):
            r = r * x + a
        return r
    def __add__(self, other):
        if isinstance(other, (int, float)):
            other = Poly(other)
        n = max(len(self.c), len(other.c))
        a = list(self.c) + [0] * (n - len(self.c))
        b = list(other.c) + [0] * (n - len(other.c))
        return Poly(*[x + y for x, y in zip(a, b)])
    __radd__ = __add__
    def __mul__(self, other):
        out = [0] * (len(self.c) + len(other.c) - 1)
        for i, a in enumerate(self.c):
            for j, b in enumerate(other.c):
                out[i + j] += a * b
        return Poly(*out)
    def __eq__(self, other):
        return self.c == other.c
    def __hash__(self):
        return hash(self.c)
    def derivative(self):
        return Poly(*[i * a for i, a in enumerate(self.c)][1:])
    def __str__(self):
        terms = []
        for i, a in enumerate(self.c):
            if a:
                terms.append(f"{a}" + (f"x^{i}" if i > 1 else "x" * i))
        return " + ".join(reversed(terms)) or "0"
    def __repr__(self):
        return "Poly" + repr(self.c)
p = Poly(1, 2, 3)
q = Poly(0, 1)
print(p, "|", q, "|", p + q, "|", p * q, "|", p.derivative(), "|", p(2), p.degree)
print(repr(p), p + 1, 2 + p, p == Poly(1, 2, 3), Poly(0, 0), sum([p, q], Poly(0)))
