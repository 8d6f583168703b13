from functools import reduce


class Stack:
    def __init__(self, items=None):
        self.items = items if items is not None else []

    def peek(self):
        return self.items[-1] if self.items else None


class Node:
    def __init__(self, value, next=None):
        self.value = value
        self.next = next


def length(node):
    n = 0
    while node is not None:
        n += 1
        node = node.next
    return n


def build(n):
    head = None
    for i in range(n):
        head = Node(i, head)
    return head


print(length(build(5)), Stack([1, 2]).peek(), Stack().peek())


def even(n):
    return True if n == 0 else odd(n - 1)


def odd(n):
    return False if n == 0 else even(n - 1)


print(even(10), odd(7))


def parse(s):
    try:
        return int(s)
    except ValueError:
        return None


print([parse(x) for x in ["1", "x", "3"]])
total = 0
for x in [1, 2.5, 3]:
    total += x
print(total)
memo = {}


def fibm(n):
    if n in memo:
        return memo[n]
    result = n if n < 2 else fibm(n - 1) + fibm(n - 2)
    return result


print(fibm(15))
matrix = [[1, 2, 3], [4, 5, 6]]
print([list(row) for row in zip(matrix[0], matrix[1])], [[r[i] for r in matrix] for i in range(3)])
print(sorted([(2, "b"), (1, "z"), (2, "a")]), sorted("hello"), sorted({3, 1, 2}))
ops = {"add": lambda a, b: a + b, "mul": lambda a, b: a * b}
print(ops["add"](2, 3), ops["mul"](2, 3))
fs = [lambda x: x + 1, lambda x: x * 2]
print([f(10) for f in fs])


def apply(f, *args, **kwargs):
    return f(*args)


print(apply(max, 1, 2), apply(lambda: 5))
names = ["b", "a"]
names.sort()
print(names, ",".join(reversed(names)), list(reversed(range(3))))
print(list(enumerate("ab")), dict(zip("ab", [1, 2])), list(map(lambda a, b: a + b, [1, 2], [3, 4])))
print(sum(map(int, "123")), max(map(len, ["a", "bcd"])), any(map(bool, [0, 1])))
print([x for x in filter(None, [0, 1, 2])], sum(x for x in range(10) if x % 2))
for i, c in enumerate(map(str.upper, ["a", "b"])):
    print(i, c)
x = [1, 2, 3]
x[0], x[1] = x[1], x[0]
print(x, x * 2, [0] + x)
grid = {}
grid[(0, 1)] = "x"
print(grid, (0, 1) in grid, grid.get((1, 1), "none"))
s = set()
for w in "the cat the dog".split():
    s.add(w)
print(len(s), sorted(s))
a = b = 3
a += 1
print(a, b, a if a > b else b)
print("a" * 3, "x" in "xyz", "abc" < "abd")
print(isinstance(None, int), type(None).__name__, type([]).__name__)


class Shape:
    count = 0

    def area(self):
        raise NotImplementedError


class Square(Shape):
    def __init__(self, s):
        self.s = s

    def area(self):
        return self.s ** 2

    def __str__(self):
        return f"Square of {self.s}"


class Circle(Shape):
    def __init__(self, r):
        self.r = r

    def area(self):
        return 3.14 * self.r * self.r

    def __str__(self):
        return "Circle"


shapes = [Square(2), Circle(1.0)]
for sh in shapes:
    print(sh, sh.area(), f"{sh.area():.1f}")
print(sum(sh.area() for sh in shapes))


class Err(Exception):
    def __init__(self, code):
        super().__init__(f"code {code}")
        self.code = code


try:
    raise Err(5)
except Err as e:
    print(e.code, e)
try:
    try:
        1 // 0
    except ZeroDivisionError as e:
        raise RuntimeError("wrapped") from e
except RuntimeError as e:
    print("got", e)


def gen_pairs(n):
    out = []
    for i in range(n):
        for j in range(i):
            out.append((i, j))
    return out


print(gen_pairs(3))
v = 5
print(v.bit_length(), (3.0).is_integer(), 10 // 3, -7 // 2, -7 % 3, 1e10, 0.1 + 0.2)
print(str(1.0), repr("q'"), [1.5, None, "a", (1,)], {"k": [1, {2: 3}]})
