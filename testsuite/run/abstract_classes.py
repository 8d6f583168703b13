# Abstract base classes: what abstractmethod marks can be called by super(), and what does
# not come from ABC is made all the same.
from abc import ABC
import abc

from abc import ABCMeta, abstractmethod


class Base(metaclass=ABCMeta):
    def __init__(self, n):
        self.n = n

    @property
    @abstractmethod
    def size(self):
        """size"""

    @abstractmethod
    def go(self, k=1):
        return k + 1


class Impl(Base):
    @property
    def size(self):
        return self.n

    def go(self, k=1):
        return super().go(k) * 2


class NoCheck:
    @abstractmethod
    def h(self):
        return 5


i = Impl(3)
print(i.size, i.go(), i.go(4), NoCheck().h(), isinstance(i, Base), issubclass(Impl, Base))


class Shape(ABC):
    sides = 0

    @abc.abstractmethod
    def area(self) -> float:
        """Square units."""

    @property
    @abc.abstractmethod
    def name(self): ...

    @staticmethod
    @abstractmethod
    def unit():
        raise NotImplementedError

    def describe(self):
        return f"{self.name} of {self.area():.2f} {self.unit()}, {self.sides} sides"


class Round(Shape):
    name = "round"

    @staticmethod
    def unit():
        return "cm2"


class Circle(Round):
    def __init__(self, r):
        super().__init__()
        self.r = r

    def area(self):
        return 3.14159 * self.r**2


class Square(Shape):
    sides = 4

    def __init__(self, s):
        self.s = s

    def area(self):
        return self.s**2

    @property
    def name(self):
        return type(self).__name__.lower()

    @staticmethod
    def unit():
        return "m2"


for shape in [Square(2), Circle(1), Square(1.5)]:
    print(shape.describe(), isinstance(shape, Shape), isinstance(shape, Round))
