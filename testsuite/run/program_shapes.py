import math
class Shape:
    def area(self):
        raise NotImplementedError("area of " + type(self).__name__)
    def describe(self):
        return f"{type(self).__name__} with area {self.area():.2f}"
class Circle(Shape):
    def __init__(self, r):
        if r < 0:
            raise ValueError("negative radius")
        self.r = r
    def area(self):
        return math.pi * self.r ** 2
class Rect(Shape):
    def __init__(self, w, h):
        self.w, self.h = w, h
    def area(self):
        return self.w * self.h
    @classmethod
    def square(cls, s):
        return cls(s, s)
    @staticmethod
    def unit():
        return Rect(1, 1)
class Square(Rect):
    def __init__(self, s):
        super().__init__(s, s)
    def describe(self):
        return "[sq] " + super().describe()
shapes = [Circle(1), Rect(2, 3), Square(4), Rect.square(5), Rect.unit()]
for s in shapes:
    print(s.describe())
print(sum(s.area() for s in shapes))
print(sorted(shapes, key=lambda s: s.area())[0].describe())
print([type(s).__name__ for s in shapes if isinstance(s, Rect)])
try:
    Shape().describe()
except NotImplementedError as e:
    print("abstract:", e)
try:
    Circle(-1)
except ValueError as e:
    print(e)
by_type = {}
for s in shapes:
    by_type.setdefault(type(s).__name__, []).append(round(s.area(), 1))
print(by_type)
print(issubclass(Square, Rect), issubclass(Circle, Rect), hasattr(shapes[0], "r"))
