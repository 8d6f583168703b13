class Shape:
    sides = 0
    def __init__(self, name):
        self.name = name
    def area(self):
        return 0.0
    def describe(self):
        return f"{self.name} {self.area():.2f} {self.sides}"
    @property
    def upper(self):
        return self.name.upper()

class Square(Shape):
    sides = 4
    def __init__(self, side):
        super().__init__("square")
        self.side = side
    def area(self):
        return self.side * self.side
    def __repr__(self):
        return f"Square({self.side})"
    def __eq__(self, other):
        return self.side == other.side
    def __lt__(self, other):
        return self.side < other.side

class Circle(Shape):
    def __init__(self, r):
        super().__init__("circle")
        self.r = r
    def area(self):
        return 3.14159 * self.r ** 2

for s in [Square(2), Circle(1.5)]:
    print(s.describe(), s.upper)
print(Square(3), Square(3) == Square(3), Square(3) == Square(4))
print(sorted([Square(3), Square(1), Square(2)]))

class Vec:
    def __init__(self, x, y):
        self.x = x
        self.y = y
    def __add__(self, o):
        return Vec(self.x + o.x, self.y + o.y)
    def __mul__(self, k):
        return Vec(self.x * k, self.y * k)
    def __str__(self):
        return f"<{self.x}, {self.y}>"
    @staticmethod
    def zero():
        return Vec(0, 0)
    @classmethod
    def unit(cls):
        return cls(1, 1)
print(Vec(1, 2) + Vec(3, 4), Vec(1, 2) * 3, Vec.zero(), Vec.unit())
