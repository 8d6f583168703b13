"""Containers in fields that __init__ builds up, in loops and under conditions too."""


class Graph:
    def __init__(self, edges):
        self.adjacent = {}
        self.count = 0
        for a, b in edges:
            self.adjacent.setdefault(a, []).append(b)
            self.adjacent.setdefault(b, []).append(a)
            self.count += 1
        self.nodes = sorted(self.adjacent)

    def neighbours(self, node):
        return self.adjacent.get(node, [])


class Matrix:
    def __init__(self, rows, columns, values=None):
        self.rows = rows
        self.columns = columns
        self.data = [[0.0] * columns for _ in range(rows)]
        if values is not None:
            k = 0
            for i in range(self.rows):
                for j in range(self.columns):
                    self.data[i][j] = values[k] * 2
                    k += 1

    def trace(self):
        return sum(self.data[i][i] for i in range(min(self.rows, self.columns)))


class Index:
    """Reads what it has built, and counts in it."""
    def __init__(self, words):
        self.words = list(words)
        self.lengths = {}
        self.longest = ""
        total = 0
        for word in self.words:
            self.lengths[len(word)] = self.lengths.get(len(word), 0) + 1
            if len(word) > len(self.longest):
                self.longest = word
            total += max(self.lengths)
        while len(self.words) > 3:
            self.words.pop()
        self.total = total
        self.size = len(self.lengths)


class Base:
    def __init__(self, n):
        self.items = []
        for i in range(n):
            if i % 2:
                self.items.append(i)
            else:
                self.items += [i * i, -i]


class Derived(Base):
    def __init__(self, n):
        super().__init__(n)
        self.names = set()
        for i in self.items:
            self.names.add(f"n{i % 3}")
        self.ordered = sorted(self.names)


class Early:
    """Methods see the object: its fields must be there by then."""
    def __init__(self, n):
        self.values = [1, 2, 3]
        self.values.append(n)
        self.sum = self.total()
        self.more = []
        for i in range(n):
            self.more.append(i * self.sum)
        self.both = self.total() + len(self.more)

    def total(self):
        return sum(self.values)


class Parser:
    def __init__(self, text):
        self.tokens = []
        self.errors = []
        self.depth = 0
        for c in text:
            if c == "(":
                self.depth += 1
            elif c == ")":
                self.depth -= 1
                if self.depth < 0:
                    self.errors.append("unbalanced")
            try:
                self.tokens.append(int(c))
            except ValueError:
                self.tokens.append(-1)
                self.errors.append(c)
            finally:
                self.tokens.append(0)
        if self.depth:
            self.errors.append(f"depth {self.depth}")


class Private:
    limit = 3

    def __init__(self, pairs):
        self.__table = {k: [] for k, _ in pairs}
        self.most = self.limit + 1
        for k, v in pairs:
            if len(self.__table[k]) < self.most:
                self.__table[k].append(v)
            else:
                del self.__table[k][0]

    def show(self):
        return sorted(self.__table.items())


class Strict:
    def __init__(self, values):
        self.seen = []
        for v in values:
            if v < 0:
                raise ValueError(f"{v} after {self.seen}")
            self.seen.append(v)


def main():
    g = Graph([(1, 2), (2, 3), (1, 4)])
    print(g.adjacent, g.count, g.nodes, g.neighbours(2), g.neighbours(9))
    print(Matrix(2, 2).data, Matrix(2, 3, [1, 2, 3, 4, 5, 6]).data)
    print(Matrix(3, 2, [1.5] * 6).trace())
    index = Index("the quick brown fox jumps over it".split())
    print(index.words, index.lengths, index.longest, index.total, index.size)
    d = Derived(6)
    print(d.items, d.ordered, len(d.names))
    e = Early(4)
    print(e.values, e.sum, e.more, e.both)
    p = Parser("(1(2)x))(")
    print(p.tokens, p.errors, p.depth)
    print(Private([("a", 1), ("b", 2), ("a", 3), ("a", 4), ("a", 5), ("a", 6)]).show())
    try:
        Strict([1, 2, -3, 4])
    except ValueError as error:
        print(error)
    print(Strict([5]).seen)
    graphs = [Graph([(i, j) for j in range(i)]) for i in range(4)]
    print([h.count for h in graphs], [h.nodes for h in graphs])


main()
