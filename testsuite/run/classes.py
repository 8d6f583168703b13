"""Classes: fields, methods, properties, inheritance, operators."""
import math


class Vector:
    dimensions = 2

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor)

    def __neg__(self):
        return Vector(-self.x, -self.y)

    def __eq__(self, other):
        return self.x == other.x and self.y == other.y

    def __repr__(self):
        return f"Vector({self.x!r}, {self.y!r})"

    def __len__(self):
        return Vector.dimensions

    def __getitem__(self, i):
        return self.x if i == 0 else self.y

    @property
    def length(self):
        return math.hypot(self.x, self.y)

    @staticmethod
    def origin():
        return Vector(0.0, 0.0)

    @classmethod
    def diagonal(cls, n):
        return cls(n, n)


class Shape:
    sides = 0

    def __init__(self, name):
        self.name = name

    def area(self):
        return 0.0

    def describe(self):
        return f"{self.name}: {self.area():.2f} with {self.sides} sides"


class Rectangle(Shape):
    sides = 4

    def __init__(self, width, height):
        super().__init__("rectangle")
        self.width = width
        self.height = height

    def area(self):
        return self.width * self.height


class Circle(Shape):
    def __init__(self, radius):
        super().__init__("circle")
        self.radius = radius

    def area(self):
        return math.pi * self.radius ** 2

    def describe(self):
        return "round " + super().describe()


class Tree:
    def __init__(self, left, value, right):
        self.left = left
        self.value = value
        self.right = right


def insert(tree, value):
    if tree is None:
        return Tree(None, value, None)
    if value < tree.value:
        return Tree(insert(tree.left, value), tree.value, tree.right)
    return Tree(tree.left, tree.value, insert(tree.right, value))


def walk(tree):
    if tree is None:
        return []
    return walk(tree.left) + [tree.value] + walk(tree.right)


class Empty:
    pass


a = Vector(1.0, 2.0)
b = Vector(3.0, 4.0)
print(a + b, b - a, a * 3.0, -a)
print(a == b, a == Vector(1.0, 2.0), a != b)
print(b.length, len(a), a[0], a[1], Vector.origin(), Vector.diagonal(2.0))
shapes = [Rectangle(2.0, 3.0), Circle(1.5), Shape("nothing")]
for shape in shapes:
    print(shape.describe())
print(sum(shape.area() for shape in shapes) > 13.0)
print(isinstance(shapes[0], Rectangle), isinstance(shapes[1], Rectangle),
      isinstance(shapes[1], Shape), isinstance(3, int), isinstance("x", (int, str)))
tree = None
for v in [5, 2, 8, 1, 9, 3]:
    tree = insert(tree, v)
print(walk(tree))
e = Empty()
print(e is e, type(a).__name__)
